#include "regex/matchstarts.h"

#include <string.h>

#include "text/utf8.h"

enum {
    RANGES_MOST = 4,
    LETTERS_MOST = 6 /* small ASCII letters with which matches begin: with more of them every word would have to be looked at */
};

/* ------------------------------------------------------------------ what is known of a pattern */

/* Any byte beyond ASCII stands for all of them. */
static void set_add(const pdx_charset *set, bool bytes[256]) {
    for (size_t i = 0; i < set->len; i++) {
        for (uint32_t code = set->data[i].first; code <= set->data[i].last && code < 0x80; code++) bytes[code] = true;
        if (set->data[i].last >= 0x80) memset(bytes + 0x80, true, 0x80);
    }
}

/* The bytes with which matches of a node begin that read something. */
static void first_add(const pdx_patterns *patterns, const pdx_pattern *node, bool bytes[256]) {
    const pdx_pattern *child = node->first;
    switch ((pdx_pattern_kind)node->kind) {
    case PDX_PATTERN_CHARS: set_add(&patterns->sets.data[node->set], bytes); break;
    case PDX_PATTERN_ALL:
        for (; child != NULL; child = child->next) {
            first_add(patterns, child, bytes);
            if (!child->can_be_empty) break;
        }
        break;
    case PDX_PATTERN_ANY:
        for (; child != NULL; child = child->next) first_add(patterns, child, bytes);
        break;
    case PDX_PATTERN_REPEAT: first_add(patterns, child, bytes); break;
    default: break;
    }
}

/* A set of one character, as text; a surrogate and U+FFFD may be written otherwise. */
static size_t only_char(const pdx_charset *set, uint8_t *out) {
    const uint32_t code = set->len == 1 ? set->data[0].first : PDX_UTF8_REPLACEMENT;
    if (code == PDX_UTF8_REPLACEMENT || code != set->data[0].last || (code >= 0xD800 && code < 0xE000)) return 0;
    return pdx_utf8_put(out, code);
}

/* Goes through what stands side by side in every match, as long as it is characters and what asks for places; keeps the longest text. */
static void held_find(pdx_match_starts *self, const pdx_patterns *patterns) {
    const pdx_pattern *node = patterns->root;
    bool before[256] = {false}, has_before = false;
    if (node->kind == PDX_PATTERN_ALL) node = node->first;
    while (node != NULL) {
        uint8_t text[PDX_MATCH_STARTS_TEXT];
        size_t len = 0, more = 1;
        const pdx_pattern *end = node;
        for (; end != NULL && more > 0 && (end->kind == PDX_PATTERN_ASSERT || end->kind == PDX_PATTERN_CHARS) && len + PDX_UTF8_MAX <= sizeof text;) {
            if (end->kind == PDX_PATTERN_CHARS) {
                more = only_char(&patterns->sets.data[end->set], text + len);
                len += more;
            }
            if (more > 0) end = end->next;
        }
        if (len > self->len) {
            memcpy(self->text, text, len);
            self->len = len;
            self->has_before = has_before;
            memcpy(self->bytes, before, sizeof before);
        }
        for (; node != end; node = node->next)
            if (node->kind == PDX_PATTERN_CHARS) set_add(&patterns->sets.data[node->set], before);
        has_before = has_before || len > 0;
        if (node == NULL || len > 0) continue;
        const pdx_pattern *const plain = node->kind == PDX_PATTERN_REPEAT ? node->first : node;
        if (plain->kind != PDX_PATTERN_CHARS) return;
        set_add(&patterns->sets.data[plain->set], before);
        has_before = true;
        node = node->next;
    }
}

static void ranges_make(pdx_match_starts *self) {
    size_t letters = 0;
    for (unsigned c = 'a'; c <= 'z'; c++) letters += self->bytes[c];
    if (letters > LETTERS_MOST || self->bytes[' ']) return;
    for (unsigned c = 0; c < 256; c++) {
        if (!self->bytes[c]) continue;
        if (c > 0 && self->bytes[c - 1]) self->first.ranges[self->first.n - 1].span++;
        else if (self->first.n == RANGES_MOST) return;
        else self->first.ranges[self->first.n++] = (pdx_byte_range){(uint8_t)c, 0};
    }
    self->kind = PDX_MATCH_STARTS_BYTES;
}

/* The less the rarer in text: what begins characters beyond ASCII stands before each of them, letters by how often they are in languages written with them. */
static unsigned often(uint8_t byte) {
    static const char letters[] = "zjxqkvwybfgpmcdulhrsoitnae ";
    const char *const at = byte < 0x80 ? memchr(letters, byte, sizeof letters - 1) : NULL;
    if (at != NULL) return (unsigned)(at - letters) + 2;
    return byte >= 0xC0 ? (unsigned)sizeof letters + 2 : byte >= 0x80;
}

/* The two bytes of the text that are rarest, where it has two. */
static void pair_choose(pdx_match_starts *self) {
    size_t least = 0, other;
    for (size_t i = 1; i < self->len; i++)
        if (often(self->text[i]) < often(self->text[least])) least = i;
    other = least == 0 && self->len > 1;
    for (size_t i = 0; i < self->len; i++)
        if (i != least && often(self->text[i]) < often(self->text[other])) other = i;
    self->pair_at = pdx_min_size(least, other);
    const size_t behind = pdx_max_size(least, other);
    self->pair = (pdx_byte_pair){self->text[self->pair_at], self->text[behind], behind - self->pair_at};
}

void pdx_match_starts_find(pdx_match_starts *self, const pdx_patterns *patterns) {
    memset(self, 0, sizeof *self);
    if (patterns->root->can_be_empty) return;
    held_find(self, patterns);
    if (self->len > 0) {
        self->kind = PDX_MATCH_STARTS_TEXT_HELD;
        pair_choose(self);
        return;
    }
    first_add(patterns, patterns->root, self->bytes);
    ranges_make(self);
}

/* ------------------------------------------------------------------ looking */

static size_t text_next(const pdx_match_starts *self, pdx_span text, size_t at) {
    if (self->len > text.len) return text.len;
    const size_t last = text.len - self->len;
    for (at += self->pair_at;; at++) {
        at = pdx_bytefind_pair(text, pdx_min_size(at, text.len), &self->pair);
        if (at - self->pair_at > last) return text.len;
        if (memcmp(text.data + at - self->pair_at, self->text, self->len) == 0) return at - self->pair_at;
    }
}

size_t pdx_match_starts_next(const pdx_match_starts *self, pdx_span text, size_t at, pdx_range *known) {
    if (self->kind == PDX_MATCH_STARTS_ANYWHERE || at >= text.len) return pdx_min_size(at, text.len);
    if (at >= known->begin && at <= known->end) return at;
    if (self->kind == PDX_MATCH_STARTS_BYTES) return pdx_bytefind_set(text, at, &self->first);
    size_t begin = text_next(self, text, at);
    if (begin == text.len) return begin;
    *known = pdx_range_of(begin, begin);
    while (self->has_before && begin > at && self->bytes[text.data[begin - 1]]) begin--;
    known->begin = begin;
    return begin;
}
