/* In which line of a source a byte stands, for readers that go through it once. Called by the readers of XML forms.
 * Promises: each byte is looked at once, however the source is cut; lines end with LF. */
#ifndef PDX_SOURCE_LINE_H
#define PDX_SOURCE_LINE_H

#include <string.h>

#include "markup/input.h"

typedef struct pdx_source_line {
    uint64_t at;   /* counted as far as there */
    uint32_t line; /* 1-based */
} pdx_source_line;

static inline void pdx_source_line_init(pdx_source_line *self) {
    self->at = 0;
    self->line = 1;
}

/* The line of the byte at `at`, which is not before the one that was asked for last; what lies between must be in the stretch, so each stretch is
 * counted when more is asked for. */
static inline uint32_t pdx_source_line_at(pdx_source_line *self, const pdx_markup_input *input, uint64_t at) {
    pdx_span rest = at > self->at ? pdx_markup_view(input, pdx_range_of(self->at, at)) : pdx_span_of(NULL, 0);
    while (rest.len > 0) {
        const uint8_t *newline = memchr(rest.data, '\n', rest.len);
        if (newline == NULL) break;
        self->line++;
        rest = pdx_span_slice(rest, (size_t)(newline - rest.data) + 1, rest.len);
    }
    if (at > self->at) self->at = at;
    return self->line;
}

#endif
