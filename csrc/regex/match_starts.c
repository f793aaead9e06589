#include "regex/match_starts.h"

#include <string.h>

#include "text/utf8.h"

#define OFTEN 0.03 /* places of a text; at more of them than this, looking for the next one takes longer than reading on */

/* ------------------------------------------------------------------ what is known of a pattern */

/* Any byte beyond ASCII stands for all of them. */
static void set_add(const pdx_charset *set, bool bytes[256]) {
    for (size_t i = 0; i < set->len; i++) {
        for (uint32_t code = set->data[i].first; code <= set->data[i].last && code < 0x80; code++) bytes[code] = true;
        if (set->data[i].last >= 0x80) memset(bytes + 0x80, true, 0x80);
    }
}

/* A set of one character, as text; a surrogate and U+FFFD may be written otherwise. */
static size_t only_char(const pdx_charset *set, uint8_t *out) {
    const uint32_t code = set->len == 1 ? set->data[0].first : PDX_UTF8_REPLACEMENT;
    if (code == PDX_UTF8_REPLACEMENT || code != set->data[0].last || (code >= 0xD800 && code < 0xE000)) return 0;
    return pdx_utf8_put(out, code);
}

/* Letters, digits and underscores of ASCII, between which no word begins or ends. */
static bool is_in_word(uint8_t byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

/* Goes through what stands side by side in every match, as long as it is characters and what asks for places; keeps the longest text. */
static void held_find(pdx_match_starts *self, const pdx_patterns *patterns) {
    const pdx_pattern *node = patterns->root;
    bool before[256] = {false}, has_before = false;
    if (node->kind == PDX_PATTERN_ALL) node = node->first;
    while (node != NULL) {
        uint8_t text[PDX_MATCH_STARTS_TEXT];
        size_t len = 0, more = 1;
        bool edge_before = false, edge_behind = false; /* asked for just there */
        const pdx_pattern *end = node;
        for (; end != NULL && more > 0 && (end->kind == PDX_PATTERN_ASSERT || end->kind == PDX_PATTERN_CHARS) && len + PDX_UTF8_MAX <= sizeof text;) {
            if (end->kind == PDX_PATTERN_CHARS) {
                more = only_char(&patterns->sets.data[end->set], text + len);
                len += more;
                edge_behind = edge_behind && more == 0;
            } else if (end->assertion == PDX_ASSERT_WORD) {
                edge_before = edge_before || len == 0;
                edge_behind = len > 0;
            }
            if (more > 0) end = end->next;
        }
        if (len > self->len) {
            memcpy(self->text, text, len);
            self->len = len;
            self->has_before = has_before;
            self->edge_before = edge_before && is_in_word(text[0]);
            self->edge_behind = edge_behind && is_in_word(text[len - 1]);
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

/* The less the rarer in text: what begins characters beyond ASCII stands before each of them, letters by how often they are in languages written
 * with them. */
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

static double pair_often(const pdx_match_starts *self) {
    return pdx_match_heads_share(self->pair.first) * (self->len > 1 ? pdx_match_heads_share(self->pair.last) : 1.0);
}

void pdx_match_starts_find(pdx_match_starts *self, const pdx_patterns *patterns) {
    memset(self, 0, sizeof *self);
    if (patterns->root->can_be_empty) return;
    held_find(self, patterns);
    pdx_match_heads_find(&self->heads, patterns);
    if (self->len > 0) pair_choose(self);
    const double held = self->len > 0 ? pair_often(self) : 1.0;
    if (self->len > 0 && (held <= OFTEN || held <= self->heads.often)) self->kind = PDX_MATCH_STARTS_TEXT_HELD;
    else if (self->heads.often <= OFTEN) self->kind = PDX_MATCH_STARTS_HEADS;
}

/* ------------------------------------------------------------------ looking */

/* Whether a word may begin or end where one has to. */
static bool edges_may_be(const pdx_match_starts *self, pdx_span text, size_t begin) {
    if (self->edge_before && begin > 0 && is_in_word(text.data[begin - 1])) return false;
    return !self->edge_behind || begin + self->len == text.len || !is_in_word(text.data[begin + self->len]);
}

/* Where the text stands; `edges`: and words begin and end as they have to, where this is all there is round it. */
static size_t text_next(const pdx_match_starts *self, pdx_span text, size_t at, bool edges) {
    if (self->len > text.len) return text.len;
    const size_t last = text.len - self->len;
    for (at += self->pair_at;; at++) {
        at = pdx_bytefind_pair(text, pdx_min_size(at, text.len), &self->pair);
        if (at - self->pair_at > last) return text.len;
        if (memcmp(text.data + at - self->pair_at, self->text, self->len) == 0 && (!edges || edges_may_be(self, text, at - self->pair_at))) {
            return at - self->pair_at;
        }
    }
}

size_t pdx_match_starts_pass_over(const pdx_match_starts *self, pdx_span text, size_t at) {
    if (self->kind == PDX_MATCH_STARTS_ANYWHERE || at >= text.len) return at;
    return self->kind == PDX_MATCH_STARTS_HEADS ? pdx_bytefind_heads(text, at, &self->heads.bytes) : text_next(self, text, at, false);
}

size_t pdx_match_starts_next(const pdx_match_starts *self, pdx_span text, size_t at, pdx_range *known) {
    if (self->kind == PDX_MATCH_STARTS_ANYWHERE || at >= text.len) return pdx_min_size(at, text.len);
    if (at >= known->begin && at <= known->end) return at;
    if (self->kind == PDX_MATCH_STARTS_HEADS) return pdx_bytefind_heads(text, at, &self->heads.bytes);
    size_t begin = text_next(self, text, at, true);
    if (begin == text.len) return begin;
    *known = pdx_range_of(begin, begin);
    while (self->has_before && begin > at && self->bytes[text.data[begin - 1]]) begin--;
    known->begin = begin;
    return begin;
}
