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

/* Each byte stands where it stood; a line end that has become a blank stands for it. */
static bool joined_map(archive_source *source, pdx_span joined, pdx_offsets *map) {
    const pdx_offsets *origin = archive_source_origin(source);
    const pdx_span text = archive_source_utf8(source);
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

static pdx_status joined_take(archive_source *source, const pdx_buf *text, pdx_error *err) {
    pdx_status status;
    pdx_offsets map;
    pdx_offsets_init(&map);
    status = joined_map(source, pdx_buf_view(text), &map) ? layer_take(source, text, &map, err) : pdx_fail_memory(err);
    pdx_offsets_deinit(&map);
    return status;
}

/* Takes the text with its pieces put together, where it is broken into any. */
static pdx_status pieces_take(archive_source *source, bool use_lexicon, const pdx_tick *tick, pdx_error *err) {
    pdx_status status;
    pdx_buf text;
    pdx_buf_init(&text);
    status = pdx_linepieces_join(&text, archive_source_utf8(source), use_lexicon, tick, err);
    if (status == PDX_OK && text.len > 0) status = joined_take(source, &text, err);
    pdx_buf_deinit(&text);
    return status;
}

static pdx_status layout_take(archive_source *source, const pdx_tick *tick, pdx_error *err) {
    pdx_plaintext_layout layout;
    pdx_status status;
    pdx_plaintext_layout_init(&layout);
    status = pdx_plaintext_layout_find(&layout, archive_source_utf8(source), tick, err);
    if (status == PDX_OK && !pdx_plaintext_is_plain(&layout)) status = text_take(source, &layout, tick, err);
    pdx_plaintext_layout_deinit(&layout);
    return status;
}

pdx_status archive_read_text(archive_source *source, uint32_t number, bool use_lexicon, const pdx_tick *tick, pdx_error *err) {
    source->read.source = number;
    PDX_TRY(pieces_take(source, use_lexicon, tick, err));
    if (!source->read.decoded) PDX_TRY(layout_take(source, tick, err));
    if (!source->read.decoded) layer_is_decoded(source);
    return PDX_OK;
}
