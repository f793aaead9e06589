#include "archive/model/steps.h"
#include "base/alloc.h"
#include "source/syntax/decoded.h"

pdx_status archive_source_decode(archive_source *source, const pdx_decoding *decoding, pdx_error *err) {
    const pdx_decoded decoded = {decoding->text, decoding->bad, decoding->n_bad,
                                 decoding->shape < PDX_SHAPE_COUNT ? (pdx_encoding_shape)decoding->shape : PDX_SHAPE_NONE, false};
    pdx_buf text;
    size_t len;
    pdx_buf_init(&text);
    pdx_buf_span(&text, decoding->text);
    pdx_buf_byte(&text, '\0'); /* so that it is there even where it is empty */
    if (text.failed) {
        pdx_buf_deinit(&text);
        return pdx_fail_memory(err);
    }
    source->decoded.data = pdx_buf_take(&text, &len);
    source->decoded.len = len - 1;
    PDX_TRY(pdx_decoded_map(&decoded, source->bytes, &source->origin, err));
    source->origin.text = source->decoded.data;
    return PDX_OK;
}

void archive_source_undecode(archive_source *source) {
    pdx_free((void *)(uintptr_t)source->decoded.data);
    source->decoded = pdx_span_of(NULL, 0);
    pdx_offsets_deinit(&source->origin);
}
