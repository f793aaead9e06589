#include "regex/match_heads.h"

#include <string.h>

#include "base/bits.h"
#include "text/utf8.h"

/* A way to begin is a set of bytes for each of its places; it is `open` where anything may follow what is known. A pattern is gone through from
 * its begin, and each way is followed as far as three bytes; where there are too many ways, the two that are most alike become one. */

enum { WAYS = PDX_BYTE_HEADS, PLACES = PDX_HEAD_BYTES, BYTES_AT_ONCE = 64, LONGEST = PDX_UTF8_MAX };

/* Each repetition goes through what it holds twice or more often, which doubles with each of them that stands in another one and may be empty:
 * so many nodes are looked at, and whatever follows is taken for anything. */
enum { NODES_MOST = PDX_LIMIT(4096, 64) };

typedef struct byte_bits {
    uint64_t words[256 / BYTES_AT_ONCE];
} byte_bits;

typedef struct way {
    byte_bits at[PLACES];
    uint32_t len;
    uint32_t open; /* or 0; as wide as that, so that ways are compared as they lie in memory */
} way;

typedef struct ways {
    way each[WAYS];
    uint32_t n;
} ways;

static void bits_add(byte_bits *set, unsigned first, unsigned last) {
    for (unsigned byte = first; byte <= last; byte++) set->words[byte / BYTES_AT_ONCE] |= (uint64_t)1 << byte % BYTES_AT_ONCE;
}
static bool bits_have(const byte_bits *set, unsigned byte) { return (set->words[byte / BYTES_AT_ONCE] >> byte % BYTES_AT_ONCE & 1) != 0; }
static bool way_ends(const way *one) { return one->open || one->len == PLACES; }

/* ------------------------------------------------------------------ ways together */

static way way_unite(const way *a, const way *b) {
    way both = {.len = a->len < b->len ? a->len : b->len, .open = a->open || b->open || a->len != b->len};
    for (uint32_t place = 0; place < both.len; place++)
        for (size_t i = 0; i < PDX_COUNTOF(both.at[place].words); i++) both.at[place].words[i] = a->at[place].words[i] | b->at[place].words[i];
    return both;
}

/* The share of places at which it stands. */
static double way_often(const way *one) {
    double often = 1.0;
    for (uint32_t place = 0; place < one->len; place++) {
        double share = 0.0;
        for (unsigned byte = 0; byte < 256; byte++)
            if (bits_have(&one->at[place], byte)) share += pdx_match_heads_share((uint8_t)byte);
        often *= share;
    }
    return often;
}

static void ways_add(ways *self, const way *one) {
    uint32_t best = 0;
    double least = 0.0;
    for (uint32_t i = 0; i < self->n; i++) {
        if (memcmp(&self->each[i], one, sizeof *one) == 0) return;
        const way both = way_unite(&self->each[i], one);
        const double more = way_often(&both) - way_often(&self->each[i]);
        if (i > 0 && more >= least) continue;
        least = more;
        best = i;
    }
    if (self->n < WAYS) self->each[self->n++] = *one;
    else self->each[best] = way_unite(&self->each[best], one);
}

/* Each way that has not ended goes on with each of `next`. */
static void ways_go_on(ways *self, const ways *next) {
    const ways before = *self;
    self->n = 0;
    for (uint32_t i = 0; i < before.n; i++) {
        if (way_ends(&before.each[i])) ways_add(self, &before.each[i]);
        for (uint32_t k = 0; !way_ends(&before.each[i]) && k < next->n; k++) {
            way longer = before.each[i];
            for (uint32_t place = 0; place < next->each[k].len && longer.len < PLACES; place++) longer.at[longer.len++] = next->each[k].at[place];
            longer.open = next->each[k].open;
            ways_add(self, &longer);
        }
    }
}

static bool ways_end(const ways *self) {
    for (uint32_t i = 0; i < self->n; i++)
        if (!way_ends(&self->each[i])) return false;
    return true;
}

/* ------------------------------------------------------------------ characters */

static const uint32_t longest_code[LONGEST + 1] = {0, 0x7F, 0x7FF, 0xFFFF, PDX_CODE_MAX}; /* of so many bytes */

/* The bytes of codes that are written with so many. */
static void range_add(way *one, uint32_t len, uint32_t first, uint32_t last) {
    uint8_t from[LONGEST], to[LONGEST];
    bool same = true; /* what stands before, so that bytes between are all that there are */
    (void)pdx_utf8_put(from, first);
    (void)pdx_utf8_put(to, last);
    for (uint32_t place = 0; place < len && place < PLACES; place++) {
        if (same) bits_add(&one->at[place], from[place], to[place]);
        else bits_add(&one->at[place], 0x80, 0xBF);
        same = same && from[place] == to[place];
    }
}

/* Ill-formed bytes are U+FFFD: where a set has that, any byte beyond ASCII may begin one of its characters. */
static bool has_ill_formed(const pdx_charset *set) {
    for (size_t i = 0; i < set->len; i++)
        if ((set->data[i].first <= PDX_UTF8_REPLACEMENT && set->data[i].last >= PDX_UTF8_REPLACEMENT) ||
            (set->data[i].first < 0xE000 && set->data[i].last >= 0xD800)) {
            return true;
        }
    return false;
}

/* The characters of a set, by how many bytes they have. */
static ways chars_of(const pdx_charset *set) {
    const bool ill_formed = has_ill_formed(set);
    ways made = {.n = 0};
    for (uint32_t len = 1; len <= (ill_formed ? 1u : LONGEST); len++) {
        const uint32_t least = longest_code[len - 1] + (len > 1);
        way one = {.len = 0};
        for (size_t i = 0; i < set->len; i++) {
            const uint32_t first = set->data[i].first > least ? set->data[i].first : least,
                           last = set->data[i].last < longest_code[len] ? set->data[i].last : longest_code[len];
            if (first > last) continue;
            one.len = len < PLACES ? len : PLACES;
            range_add(&one, len, first, last);
        }
        if (one.len > 0) ways_add(&made, &one);
    }
    if (ill_formed) {
        way any = {.len = 1, .open = true};
        bits_add(&any.at[0], 0x80, 0xFF);
        ways_add(&made, &any);
    }
    return made;
}

/* ------------------------------------------------------------------ a pattern */

typedef struct reader {
    const pdx_patterns *patterns;
    uint32_t left; /* nodes that may be gone through */
} reader;

static void follow(ways *self, reader *r, const pdx_pattern *node);

static void follow_any(ways *self, reader *r, const pdx_pattern *node) {
    const ways before = *self;
    self->n = 0;
    for (const pdx_pattern *child = node->first; child != NULL; child = child->next) {
        ways some = before;
        follow(&some, r, child);
        for (uint32_t i = 0; i < some.n; i++) ways_add(self, &some.each[i]);
    }
}

static void follow_repeat(ways *self, reader *r, const pdx_pattern *node) {
    const uint32_t least = node->least < PLACES ? node->least : PLACES;
    for (uint32_t i = 0; i < least; i++) follow(self, r, node->first);
    const bool again = node->most == PDX_PATTERN_FOREVER || node->most > least + 1;
    if (node->most == least) return;
    ways more = *self;
    follow(&more, r, node->first);
    for (uint32_t i = 0; i < more.n; i++) {
        if (again && more.each[i].len < PLACES) more.each[i].open = 1; /* what follows is once more of it, or what comes behind */
        ways_add(self, &more.each[i]);
    }
}

/* Whatever follows. */
static void follow_anything(ways *self) {
    for (uint32_t i = 0; i < self->n; i++) {
        if (!way_ends(&self->each[i])) self->each[i].open = 1;
    }
}

static void follow(ways *self, reader *r, const pdx_pattern *node) {
    if (ways_end(self)) return;
    if (r->left == 0) {
        follow_anything(self);
        return;
    }
    r->left--;
    switch ((pdx_pattern_kind)node->kind) {
    case PDX_PATTERN_CHARS: {
        const ways chars = chars_of(&r->patterns->sets.data[node->set]);
        ways_go_on(self, &chars);
        break;
    }
    case PDX_PATTERN_ALL:
        for (const pdx_pattern *child = node->first; child != NULL; child = child->next) follow(self, r, child);
        break;
    case PDX_PATTERN_ANY: follow_any(self, r, node); break;
    case PDX_PATTERN_REPEAT: follow_repeat(self, r, node); break;
    default: break;
    }
}

double pdx_match_heads_share(uint8_t byte) {
    static const uint8_t thousandths[26] = {66, 12, 22, 34, 102, 18, 16, 50, 57, 1, 6, 33, 20, 57, 62, 15, 1, 48, 51, 74, 23, 8, 19, 2, 16, 1};
    if (byte >= 'a' && byte <= 'z') return thousandths[byte - 'a'] / 1000.0;
    if (byte == ' ') return 0.16;
    return byte < 0x80 ? 0.001 : 0.0;
}

void pdx_match_heads_find(pdx_match_heads *self, const pdx_patterns *patterns) {
    ways all = {.n = 1};
    reader r = {patterns, NODES_MOST};
    memset(self, 0, sizeof *self);
    follow(&all, &r, patterns->root);
    for (uint32_t i = 0; i < all.n; i++) {
        self->often += way_often(&all.each[i]);
        for (uint32_t place = 0; place < PLACES; place++)
            for (unsigned byte = 0; byte < 256; byte++)
                if (place >= all.each[i].len || bits_have(&all.each[i].at[place], byte)) pdx_byte_heads_let(&self->bytes, i, place, (uint8_t)byte);
    }
}
