/* What a tokenizer looks at: a stretch of a source, which may be all of it, and where it stands there. Called by the tokenizers and their users.
 *
 * How a source is read in pieces: a token that the stretch may not hold to its end is not given; the tokenizer says that it wants more and
 * changes nothing. Whoever feeds it gives the same bytes again, from the token's first one on, with more behind them, or says that these
 * are the last. So the tokens are the same however a source is cut. feed.h keeps such bytes, and gives them when there are twice
 * as many as were too few, so that reading again costs no more than reading did. */
#ifndef PDX_MARKUP_INPUT_H
#define PDX_MARKUP_INPUT_H

#include "base/span.h"

typedef struct pdx_markup_input {
    pdx_span bytes; /* borrowed */
    uint64_t base;  /* of the first of them in the source */
    bool is_last;   /* behind them the source ends */
    bool met_end;   /* the tokenizer looked beyond them; private to it */
} pdx_markup_input;

/* The bytes from *at on, borrowed. */
static inline void pdx_markup_feed(pdx_markup_input *input, size_t *at, pdx_span bytes, bool is_last) {
    input->base += *at;
    input->bytes = bytes;
    input->is_last = is_last;
    *at = 0;
}

/* The bytes of a range of the source, which lies in the stretch. */
static inline pdx_span pdx_markup_view(const pdx_markup_input *input, pdx_range range) {
    return pdx_span_slice(input->bytes, (size_t)(range.begin - input->base), (size_t)(range.end - input->base));
}

static inline pdx_range pdx_markup_range(const pdx_markup_input *input, size_t begin, size_t end) {
    return pdx_range_of(input->base + begin, input->base + end);
}

enum { PDX_MARKUP_NONE = -1 };

/* The byte at `at`, or PDX_MARKUP_NONE behind the last one: every look beyond the stretch goes through here or says so itself. */
static inline int pdx_markup_byte(pdx_markup_input *input, size_t at) {
    if (PDX_LIKELY(at < input->bytes.len)) return input->bytes.data[at];
    input->met_end = true;
    return PDX_MARKUP_NONE;
}

/* What stands from `at` on. */
static inline pdx_span pdx_markup_rest(const pdx_markup_input *input, size_t at) {
    return pdx_span_slice(input->bytes, at, input->bytes.len);
}

#endif
