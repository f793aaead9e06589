#include "archive/model/steps.h"
#include "page/lines/linepieces.h"
#include "source/plain/plaintext.h"

/* A page of text is its source's bytes, unless these are in another encoding, or a program has laid them out, or has
 * given each string of a page's markup a line of its own. */

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

/* Each byte stands where it stood; a line end that has become a blank stands for it. */
static bool joined_map(pdx_span text, pdx_span joined, const pdx_offsets *origin, pdx_offsets *map) {
    for (size_t at = 0, end; at < text.len; at = end) {
        const bool same = joined.data[at] == text.data[at];
        for (end = at + 1; end < text.len && (joined.data[end] == text.data[end]) == same;) end++;
        if (origin == NULL ? !pdx_offsets_add(map, end - at, at, end - at, same)
                           : !pdx_offsets_add_through(map, end - at, at, end - at, same, origin)) {
            return false;
        }
    }
    return true;
}

static pdx_status laid_out_append(pdx_span text, const pdx_offsets *origin, pdx_buf *out, pdx_offsets *map, const pdx_tick *tick, pdx_error *err) {
    pdx_plaintext_layout layout;
    pdx_status status;
    pdx_plaintext_layout_init(&layout);
    status = pdx_plaintext_layout_find(&layout, text, tick, err);
    if (status == PDX_OK && !pdx_plaintext_is_plain(&layout)) {
        if (!pdx_buf_reserve(out, text.len)) status = pdx_fail_memory(err);
        if (status == PDX_OK) status = pdx_plaintext_append(out, map, text, &layout, origin, tick, err);
    }
    pdx_plaintext_layout_deinit(&layout);
    return status;
}

pdx_status archive_plain_text(pdx_span text, const pdx_offsets *origin, bool use_lexicon, pdx_buf *out, pdx_offsets *map, const pdx_tick *tick,
                              pdx_error *err) {
    PDX_TRY(pdx_linepieces_join(out, text, use_lexicon, tick, err));
    if (out->len == 0) return laid_out_append(text, origin, out, map, tick, err);
    return joined_map(text, pdx_buf_view(out), origin, map) ? PDX_OK : pdx_fail_memory(err);
}

pdx_status archive_read_text(archive_source *source, uint32_t number, bool use_lexicon, const pdx_tick *tick, pdx_error *err) {
    pdx_status status;
    pdx_offsets map;
    pdx_buf out;
    source->read.source = number;
    pdx_buf_init(&out);
    pdx_offsets_init(&map);
    status = archive_plain_text(archive_source_utf8(source), archive_source_origin(source), use_lexicon, &out, &map, tick, err);
    if (status == PDX_OK && out.len > 0) status = layer_take(source, &out, &map, err);
    else if (status == PDX_OK) layer_is_decoded(source);
    pdx_buf_deinit(&out);
    pdx_offsets_deinit(&map);
    return status;
}
