#include "study/name_printed.h"

void study_printed_init(study_printed *self) {
    pdx_map_init(&self->texts);
    pdx_buf_init(&self->even);
}

void study_printed_deinit(study_printed *self) {
    pdx_map_deinit(&self->texts);
    pdx_buf_deinit(&self->even);
}

static bool is_space(uint8_t byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r') || (byte >= 0x1C && byte <= 0x1F); }

/* A text whose white space is one space each. */
static void text_even(pdx_span text, pdx_buf *out) {
    pdx_buf_reset(out);
    for (size_t i = 0; i < text.len; i++) {
        if (!is_space(text.data[i])) pdx_buf_byte(out, text.data[i]);
        else if (i == 0 || !is_space(text.data[i - 1])) pdx_buf_byte(out, ' ');
    }
}

uint32_t study_printed_number(study_printed *self, pdx_span text) {
    text_even(text, &self->even);
    return self->even.failed ? PDX_MAP_NONE : pdx_map_intern(&self->texts, pdx_buf_view(&self->even));
}
