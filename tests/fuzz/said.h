/* For fuzz targets: what a token says, held against the bytes it says it with. */
#ifndef PDX_FUZZ_SAID_H
#define PDX_FUZZ_SAID_H

#include "base/buf.h"
#include "base/offsets.h"
#include "must.h"

typedef struct said {
    pdx_buf text;    /* to be decoded into */
    pdx_offsets map;
    uint64_t sum;    /* of all that has been said */
} said;

static inline void said_init(said *self) {
    pdx_buf_init(&self->text);
    pdx_offsets_init(&self->map);
    self->sum = 0;
}

static inline void said_deinit(said *self) {
    pdx_buf_deinit(&self->text);
    pdx_offsets_deinit(&self->map);
}

static inline void said_add(said *self, uint64_t value) { self->sum = self->sum * 31 + value; }

/* What has been decoded stands for the bytes `raw`, which stand at `range`. */
static inline void said_check(said *self, pdx_range range, bool plain, pdx_span raw) {
    pdx_range from;
    if (plain) MUST(pdx_span_equal(pdx_buf_view(&self->text), raw));
    if (self->text.len > 0) {
        from = pdx_offsets_source(&self->map, pdx_range_of(0, self->text.len));
        MUST(from.begin == range.begin && from.end == range.end);
    }
    for (size_t i = 0; i < self->text.len; i++) said_add(self, self->text.data[i]);
    pdx_buf_reset(&self->text);
    pdx_offsets_deinit(&self->map);
}

#endif
