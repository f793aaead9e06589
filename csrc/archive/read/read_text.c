#include "archive/model/steps.h"
#include "source/plain/plaintext.h"

/* A page of text is its source's bytes, unless these are in another encoding, or a program has laid them out. */

static void layer_is_decoded(archive_source *source) {
    if (source->decoded.data == NULL) return;
    source->read.decoded = true;
    source->read.text = source->decoded;
    source->read.map = source->origin; /* a view of it */
}

/* Copies of the size they need: they stay. */
static pdx_status layer_take(archive_source *source, const pdx_buf *text, const pdx_offsets *map, pdx_error *err) {
    archive_layer *layer = &source->read;
    if (!pdx_arena_copy(&source->room.kinds[ARCHIVE_ROW_TEXTS], pdx_buf_view(text), &layer->text) ||
        !pdx_offsets_copy(map, &source->room.kinds[ARCHIVE_ROW_MAPS], &layer->map)) {
        return pdx_fail_memory(err);
    }
    layer->decoded = true;
    layer->map.text = layer->text.data;
    archive_source_undecode(source);
    const pdx_range head = pdx_plaintext_head(layer->text);
    if (head.end > head.begin && !PDX_VEC_PUSH(&source->asides, head)) return pdx_fail_memory(err);
    return PDX_OK;
}

static pdx_status text_take(archive_source *source, const pdx_plaintext_layout *layout, const pdx_tick *tick, pdx_error *err) {
    const pdx_span text = archive_source_utf8(source);
    pdx_status status = PDX_OK;
    pdx_offsets map;
    pdx_buf out;
    pdx_buf_init(&out);
    pdx_offsets_init(&map);
    if (!pdx_buf_reserve(&out, text.len)) status = pdx_fail_memory(err);
    if (status == PDX_OK) status = pdx_plaintext_append(&out, &map, text, layout, archive_source_origin(source), tick, err);
    if (status == PDX_OK) status = layer_take(source, &out, &map, err);
    pdx_buf_deinit(&out);
    pdx_offsets_deinit(&map);
    return status;
}

pdx_status archive_read_text(archive_source *source, uint32_t number, const pdx_tick *tick, pdx_error *err) {
    pdx_plaintext_layout layout;
    pdx_status status;
    source->read.source = number;
    pdx_plaintext_layout_init(&layout);
    status = pdx_plaintext_layout_find(&layout, archive_source_utf8(source), tick, err);
    if (status == PDX_OK && pdx_plaintext_is_plain(&layout))
        layer_is_decoded(source);
    else if (status == PDX_OK)
        status = text_take(source, &layout, tick, err);
    pdx_plaintext_layout_deinit(&layout);
    return status;
}
