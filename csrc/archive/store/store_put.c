/* Numbers and sections, as everything that writes posts puts them. */
#include "archive/store/store_writer.h"

pdx_status store_section_end(store_writer *w, pdx_error *err) {
    PDX_TRY(pdx_image_stream_take(&w->image, &w->out, err));
    PDX_TRY(pdx_image_stream_end(&w->image, err));
    return pdx_tick_step(w->tick, w->image.n, STORED_SECTIONS, err);
}

void store_u32(pdx_buf *out, uint32_t number) {
    uint8_t bytes[4];
    pdx_le32_put(bytes, number);
    pdx_buf_append(out, bytes, sizeof bytes);
}

void store_u64(pdx_buf *out, uint64_t number) {
    uint8_t bytes[8];
    pdx_le64_put(bytes, number);
    pdx_buf_append(out, bytes, sizeof bytes);
}
