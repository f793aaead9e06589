#include "page/lines/echo.h"

#include "base/alloc.h"
#include "base/hash.h"
#include "base/le.h"

enum { WORDS = 40, ROOM = PDX_FOLD_ROOM / 2, LEAST = 5, TAIL_BYTES = 240, REACH = 400, INSIDE_BEGINNINGS = 3, INSIDE_ENDS = 4, GLUED = 4,
       ENDS = 2 /* places of `lengths` per slot: the fewer, the more words are looked at in vain */ };

/* A word of a folded line, without quotes, dots and the like at either side. */
typedef struct word {
    unsigned begin, end;
} word;

typedef struct words {
    word items[ROOM];
    unsigned n;
} words;

/* What is no part of a word at either side: quotes, dots, spaces; a bit for each byte of ASCII but letters, digits, # ( and ). */
static bool is_edge(uint8_t c) {
    static const uint64_t edges[4] = {UINT64_C(0xFC00FCF7FFFFFFFF), UINT64_C(0xF8000001FFFFFFFF)};
    return edges[c >> 6] >> (c & 63) & 1;
}

/* Where the next word from `at` on begins; the length: there is none. */
static unsigned word_begin(const pdx_fold *fold, size_t at) {
    unsigned from = (unsigned)at;
    while (from < fold->len && is_edge(fold->text[from])) from++; /* spaces are edges too */
    return from;
}

/* Where the last word ends; 0: there is none. */
static unsigned last_end(const pdx_fold *fold) {
    unsigned to = fold->len;
    while (to > 0 && is_edge(fold->text[to - 1])) to--;
    return to;
}

/* The next word from `*at` on. */
static bool word_next(const pdx_fold *fold, unsigned *at, word *out) {
    const unsigned from = word_begin(fold, *at);
    unsigned to;
    if (from >= fold->len) return false;
    to = *at = (unsigned)pdx_fold_space(fold->text, from);
    while (is_edge(fold->text[to - 1])) to--;
    *out = (word){from, to};
    return true;
}

static void words_read(words *w, const pdx_fold *fold) {
    unsigned at = 0;
    w->n = 0;
    while (w->n < ROOM && word_next(fold, &at, &w->items[w->n])) w->n++;
}

/* Whether a word begins at a place of the text, */
static bool begins_word(const pdx_fold *fold, unsigned at) {
    if (is_edge(fold->text[at])) return false;
    while (at > 0 && fold->text[at - 1] != ' ') {
        if (!is_edge(fold->text[--at])) return false;
    }
    return true;
}

/* or ends there. */
static bool ends_word(const pdx_fold *fold, unsigned at) {
    if (is_edge(fold->text[at - 1])) return false;
    for (; fold->text[at] != ' '; at++) { /* there are spaces behind the text */
        if (!is_edge(fold->text[at])) return false;
    }
    return true;
}

/* Where the word ends before the one that ends at `end`; 0: there is none. */
static unsigned end_before(const pdx_fold *fold, unsigned end) {
    while (end > 0 && fold->text[end - 1] != ' ') end--;
    while (end > 0 && is_edge(fold->text[end - 1])) end--;
    return end;
}

static uint64_t stretch_hash(const pdx_echoes *echoes, const pdx_fold *fold, word stretch) {
    return pdx_hash_padded(fold->text + stretch.begin, stretch.end - stretch.begin, echoes->key);
}

/* Lines offered are known by the bytes at one of their ends: KEY_BYTES, or the LEAST of a line that has fewer. */
typedef enum line_end { FIRST, FIRST_LEAST, LAST, LAST_LEAST } line_end;

enum { KEY_BYTES = 8, LENGTH_BITS = 64 };
static const uint64_t least_bytes = (UINT64_C(1) << 8 * LEAST) - 1;

/* The lengths of lines that have these bytes at this end: a chance likeness costs a look-up and no more. */
static uint64_t *lengths_of(const pdx_echoes *echoes, line_end end, uint64_t bytes) {
    static const uint64_t factors[] = {[FIRST] = PDX_HASH_A, [FIRST_LEAST] = PDX_HASH_B, [LAST] = PDX_HASH_A + 2, [LAST_LEAST] = PDX_HASH_B + 2};
    return &echoes->lengths[(size_t)(bytes * factors[end] >> 32) & echoes->lengths_mask];
}

static uint64_t length_bit(unsigned length) { return UINT64_C(1) << length % LENGTH_BITS; }

/* The longest length below `length` that may be one of these; 0: there is none. */
static unsigned length_below(uint64_t lengths, unsigned length) {
    const unsigned last = (length - 1) % LENGTH_BITS;
    const uint64_t turned = lengths << (LENGTH_BITS - 1 - last) | lengths >> 1 >> last; /* the next shorter ones stand first */
    if (lengths == 0) return 0;
    const unsigned less = LENGTH_BITS + 1 - pdx_bit_width(turned);
    return length <= less ? 0 : length - less;
}

/* The bytes from `begin` on (there is room behind the text), and those before `end`, which are at least LEAST. */
static uint64_t first_bytes(const pdx_fold *fold, unsigned begin) { return pdx_le64(fold->text + begin); }
static uint64_t last_bytes(const pdx_fold *fold, unsigned end) { return pdx_le64(fold->text + (end < KEY_BYTES ? 0 : end - KEY_BYTES)); }
static uint64_t last_least(const pdx_fold *fold, unsigned end) { return pdx_le64(fold->text + end - LEAST) & least_bytes; }

/* The lengths of lines offered that begin as the text from `begin` on does, */
static uint64_t lengths_begun(const pdx_echoes *echoes, const pdx_fold *fold, unsigned begin) {
    const uint64_t bytes = first_bytes(fold, begin);
    return *lengths_of(echoes, FIRST, bytes) | *lengths_of(echoes, FIRST_LEAST, bytes & least_bytes);
}

/* and that end as the text before `end` does. */
static uint64_t lengths_ended(const pdx_echoes *echoes, const pdx_fold *fold, unsigned end) {
    if (end < LEAST) return 0;
    return *lengths_of(echoes, LAST, last_bytes(fold, end)) | *lengths_of(echoes, LAST_LEAST, last_least(fold, end));
}

static void lengths_mark(pdx_echoes *echoes, const pdx_fold *fold, word line) {
    const unsigned length = line.end - line.begin;
    const uint64_t first = first_bytes(fold, line.begin);
    if (length < LEAST) return; /* no echo */
    if (length < KEY_BYTES) {
        *lengths_of(echoes, FIRST_LEAST, first & least_bytes) |= length_bit(length);
        *lengths_of(echoes, LAST_LEAST, last_least(fold, line.end)) |= length_bit(length);
    } else {
        *lengths_of(echoes, FIRST, first) |= length_bit(length);
        *lengths_of(echoes, LAST, last_bytes(fold, line.end)) |= length_bit(length);
    }
}

static pdx_echo_slot *slot_of(const pdx_echoes *echoes, uint64_t hash) {
    size_t at = (size_t)hash & echoes->mask;
    while (echoes->slots[at].line != 0 && echoes->slots[at].hash != hash) at = (at + 1) & echoes->mask;
    return &echoes->slots[at];
}

/* The line that the reader is at, while its stretches are tried. */
typedef struct attempt {
    const pdx_echoes *echoes;
    const pdx_fold *fold;
    size_t line;
    bool whole; /* the fold is all of the line */
    word all;   /* from its first word to its last, */
    unsigned second; /* and where the second one begins */
} attempt;

/* What stands round a stretch: all of it, or the two words before it where only the line's end is known. */
static uint64_t surroundings(const attempt *a, word stretch) {
    words w;
    unsigned from = 0, to = 0;
    words_read(&w, a->fold);
    while (w.items[from].begin < stretch.begin) from++;
    while (w.items[to].end < stretch.end) to++;
    const word before = {w.items[a->whole || from < 2 ? 0 : from - 2].begin, from > 0 ? w.items[from - 1].end : 0};
    const word behind = {to + 1 < w.n ? w.items[to + 1].begin : 0, a->all.end};
    uint64_t hash = from > 0 ? stretch_hash(a->echoes, a->fold, before) : 1;
    if (to + 1 < w.n) hash = pdx_hash_u64(stretch_hash(a->echoes, a->fold, behind), hash);
    return pdx_hash_u64(hash, a->echoes->key) | 1;
}

/* The line offered that reads as the stretch does, if it is not too far away; NULL: there is none. */
static const pdx_echo_slot *offered(const attempt *a, word stretch) {
    const uint64_t lengths = lengths_begun(a->echoes, a->fold, stretch.begin) & lengths_ended(a->echoes, a->fold, stretch.end);
    const pdx_echo_slot *slot;
    if (!(lengths & length_bit(stretch.end - stretch.begin))) return NULL;
    slot = slot_of(a->echoes, stretch_hash(a->echoes, a->fold, stretch));
    return slot->line == 0 || a->line - (slot->line - 1) > REACH ? NULL : slot;
}

/* Tries a stretch from the beginning of a word to the end of one; longer ones have been tried before. */
static bool stretch_try(const attempt *a, word stretch, pdx_echo *out) {
    const pdx_echo_slot *slot = offered(a, stretch);
    if (slot == NULL) return false;
    out->line = slot->line;
    out->form = surroundings(a, stretch);
    return true;
}

/* A title of several words to which words are glued in front, "Read moreThe ferry runs": what a reader sees of markup that parts them by
 * nothing. It ends with the line, and begins inside one of its first words. */
static bool glued_try(const attempt *a, uint64_t lengths, pdx_echo *out) {
    const unsigned end = a->all.end;
    words w;
    if (length_below(lengths, end - a->all.begin) < LEAST) return false;
    words_read(&w, a->fold);
    for (unsigned from = 0; w.n <= WORDS && from < GLUED && from + 1 < w.n; from++) {
        const word *glued = &w.items[from];
        for (unsigned length = end - glued->begin; (length = length_below(lengths, length)) >= LEAST && end - length < glued->end;) {
            const pdx_echo_slot *slot = offered(a, (word){end - length, end});
            if (slot == NULL) continue;
            out->line = slot->line;
            out->form = stretch_hash(a->echoes, a->fold, (word){a->all.begin, end - length}) | 1;
            return true;
        }
    }
    return false;
}

/* The longest stretch that ends with the line, behind its first word. */
static bool end_try(const attempt *a, uint64_t lengths, pdx_echo *out) {
    const unsigned end = a->all.end;
    for (unsigned length = end - a->second + 1; (length = length_below(lengths, length)) >= LEAST;) {
        if (begins_word(a->fold, end - length) && stretch_try(a, (word){end - length, end}, out)) return true;
    }
    return false;
}

/* Behind the word that ends at `end` few others stand. */
static bool is_near_end(const attempt *a, unsigned end) {
    unsigned at = a->all.end;
    for (unsigned k = 0; k < INSIDE_ENDS && at > end; k++) at = end_before(a->fold, at);
    return at == end;
}

/* The longest one that begins at `begin`, without the last word of the line, or only few from its end. */
static bool begun_try(const attempt *a, unsigned begin, bool to_end, pdx_echo *out) {
    const uint64_t lengths = lengths_begun(a->echoes, a->fold, begin);
    for (unsigned length = a->all.end - begin - 1; (length = length_below(lengths, length)) >= LEAST;) {
        const unsigned end = begin + length;
        if (ends_word(a->fold, end) && (!to_end || is_near_end(a, end)) && stretch_try(a, (word){begin, end}, out)) return true;
    }
    return false;
}

/* A few words from either end. */
static bool inside_try(const attempt *a, pdx_echo *out) {
    unsigned begin = a->second;
    for (unsigned k = 0; k < INSIDE_BEGINNINGS && begin < a->all.end; k++) {
        if (begun_try(a, begin, true, out)) return true;
        begin = word_begin(a->fold, pdx_fold_space(a->fold->text, begin));
    }
    return false;
}

/* Gets ready for the words of the fold. False when there are not two. */
static bool attempt_init(attempt *a, const pdx_echoes *echoes, const pdx_fold *fold, size_t line, bool whole) {
    *a = (attempt){echoes, fold, line, whole, {word_begin(fold, 0), last_end(fold)}, fold->len};
    if (a->all.begin < fold->len) a->second = word_begin(fold, pdx_fold_space(fold->text, a->all.begin));
    return a->second < fold->len;
}

bool pdx_echoes_find(const pdx_echoes *echoes, const pdx_fold *fold, size_t i, pdx_echo *out) {
    uint64_t ended;
    attempt a;
    if (!attempt_init(&a, echoes, fold, i, true)) return false;
    ended = lengths_ended(echoes, fold, a.all.end);
    return end_try(&a, ended, out) || begun_try(&a, a.all.begin, false, out) || inside_try(&a, out) || glued_try(&a, ended, out);
}

/* The end of a line, folded as far back as shows what it ends with: to a space with enough behind it. Gives the last word's end; 0: no
 * word is in it. */
static unsigned end_fold(pdx_span tail, pdx_fold *fold) {
    const pdx_range no_mark = {0, 0};
    unsigned end = 0;
    for (size_t from = tail.len; from > 0 && end < KEY_BYTES;) {
        from -= pdx_min_size(from, KEY_BYTES);
        while (from > 0 && tail.data[from - 1] != ' ') from--;
        pdx_fold_init(fold, pdx_span_slice(tail, from, tail.len), no_mark);
        end = last_end(fold);
    }
    return end;
}

bool pdx_echoes_find_tail(const pdx_echoes *echoes, pdx_span line, size_t i, pdx_echo *out) {
    const pdx_span tail = pdx_span_slice(line, line.len - pdx_min_size(line.len, TAIL_BYTES), line.len);
    const pdx_range no_mark = {0, 0};
    uint64_t lengths;
    pdx_fold fold;
    attempt a;
    if ((lengths = lengths_ended(echoes, &fold, end_fold(tail, &fold))) == 0) return false;
    pdx_fold_init(&fold, tail, no_mark);
    return attempt_init(&a, echoes, &fold, i, false) && end_try(&a, lengths, out);
}

/* Fewer than WORDS words: nearly always told by the length. */
static bool is_short(const pdx_fold *fold) {
    words w;
    if (fold->len < 2 * WORDS - 1) return true;
    words_read(&w, fold);
    return w.n < WORDS;
}

void pdx_echoes_offer(pdx_echoes *echoes, const pdx_fold *fold, size_t i) {
    const word line = {word_begin(fold, 0), last_end(fold)};
    pdx_echo_slot *slot;
    uint64_t hash;
    if (line.begin >= line.end || !is_short(fold)) return;
    hash = stretch_hash(echoes, fold, line);
    slot = slot_of(echoes, hash);
    slot->hash = hash;
    slot->line = (uint32_t)i + 1;
    lengths_mark(echoes, fold, line);
}

pdx_status pdx_echoes_init(pdx_echoes *echoes, size_t lines, uint64_t key, pdx_error *err) {
    size_t room = 16;
    while (room < 2 * lines) room *= 2;
    echoes->mask = room - 1;
    echoes->lengths_mask = ENDS * room - 1;
    echoes->key = key;
    echoes->slots = pdx_alloc_zero(room, sizeof *echoes->slots);
    echoes->lengths = pdx_alloc_zero(ENDS * room, sizeof *echoes->lengths);
    if (echoes->slots != NULL && echoes->lengths != NULL) return PDX_OK;
    pdx_echoes_deinit(echoes);
    return pdx_fail_memory(err);
}

void pdx_echoes_deinit(pdx_echoes *echoes) {
    pdx_free(echoes->slots);
    pdx_free(echoes->lengths);
    memset(echoes, 0, sizeof *echoes);
}
