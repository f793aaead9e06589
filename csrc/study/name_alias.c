#include "study/name_alias.h"

#include <string.h>

static bool is_capital(uint8_t c) { return c >= 'A' && c <= 'Z'; }
static bool is_other(uint8_t c) { return c >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); } /* goes on with a word */

/* How long the short form at `at` is; 0: there is none. */
static size_t form_at(pdx_span layer, size_t at, size_t end) {
    size_t n = 0;
    while (at + n < end && is_capital(layer.data[at + n])) n++;
    return n < 2 || n > STUDY_ALIAS_LETTERS || (at + n < end && is_other(layer.data[at + n])) ? 0 : n;
}

static void add(study_aliases *self, pdx_span form) {
    for (size_t i = 0; i < self->n; i++)
        if (pdx_span_equal(form, study_alias_text(self, i))) return;
    if (self->n == STUDY_ALIASES_MOST) return;
    memcpy(self->texts[self->n], form.data, form.len);
    self->lens[self->n++] = form.len;
}

/* What parts two of them: a slash, a comma, a semicolon, "or", each with spaces or without. */
static size_t gap_at(pdx_span layer, size_t at, size_t end) {
    size_t n = 0;
    bool parts = false;
    for (; at + n < end; n++) {
        const uint8_t c = layer.data[at + n];
        const bool is_or = end - at - n >= 4 && memcmp(layer.data + at + n, " or ", 4) == 0;
        if (is_or) n += 3;
        else if (c != '/' && c != ',' && c != ';' && c != ' ') break;
        parts = parts || is_or || c != ' ';
    }
    return parts ? n : 0;
}

/* "(ABC, DE)" behind a name: all of it, or nothing where something else stands there. */
static void behind(study_aliases *self, pdx_span layer, size_t at, size_t end) {
    study_aliases found = {.n = 0};
    if (at < end && layer.data[at] == ' ') at++;
    if (at >= end || layer.data[at] != '(') return;
    for (at++;;) {
        const size_t n = form_at(layer, at, end);
        if (n == 0) return;
        add(&found, pdx_span_slice(layer, at, at + n));
        at += n;
        if (at < end && layer.data[at] == ')') break;
        const size_t gap = gap_at(layer, at, end);
        if (gap == 0) return;
        at += gap;
    }
    for (size_t i = 0; i < found.n; i++) add(self, study_alias_text(&found, i));
}

/* "ABC (" before it, where the bracket ends behind it. */
static void before(study_aliases *self, pdx_span layer, pdx_range block, pdx_range range) {
    size_t end = (size_t)range.begin, begin;
    if (range.end >= block.end || layer.data[range.end] != ')' || end < block.begin + 3 || layer.data[end - 1] != '(' || layer.data[end - 2] != ' ') {
        return;
    }
    end -= 2;
    for (begin = end; begin > block.begin && is_capital(layer.data[begin - 1]); begin--) {}
    if (begin > block.begin && is_other(layer.data[begin - 1])) return;
    if (form_at(layer, begin, end) == end - begin && end > begin) add(self, pdx_span_slice(layer, begin, end));
}

void study_aliases_gather(study_aliases *self, pdx_span layer, pdx_range block, pdx_range range) {
    behind(self, layer, (size_t)range.end, (size_t)block.end);
    before(self, layer, block, range);
}
