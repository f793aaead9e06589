#include "archive/model/contents.h"
#include "text/utf8.h"

pdx_layer_info pdx_archive_layer(const pdx_archive *archive, uint32_t layer) {
    const archive_layer *from = archive_layer_at(archive, layer);
    pdx_layer_info info;
    assert(layer < archive->layers.len);
    info.text = from->text;
    info.source = from->source;
    info.identity = !from->decoded;
    return info;
}

pdx_span pdx_layer_text(const pdx_archive *archive, uint32_t layer, pdx_range range) {
    const pdx_span text = archive_layer_at(archive, layer)->text;
    return range.end > text.len ? pdx_span_of(NULL, 0) : pdx_span_slice(text, (size_t)range.begin, (size_t)range.end);
}

pdx_range pdx_layer_source_range(const pdx_archive *archive, uint32_t layer, pdx_range range) {
    const archive_layer *from = archive_layer_at(archive, layer);
    return from->decoded ? pdx_offsets_source(&from->map, range) : range;
}

bool pdx_layer_is_well_formed(const pdx_archive *archive, uint32_t layer) {
    archive_layer *from = (archive_layer *)(uintptr_t)archive_layer_at(archive, layer); /* what it remembers changes, not what it says */
    int64_t form = pdx_atomic_load(&from->form);
    assert(layer < archive->layers.len);
    if (PDX_UNLIKELY(form == ARCHIVE_TEXT_UNKNOWN)) {
        form = pdx_utf8_is_well_formed(from->text) ? ARCHIVE_TEXT_WELL_FORMED : ARCHIVE_TEXT_ILL_FORMED;
        pdx_atomic_store(&from->form, form);
    }
    return form == ARCHIVE_TEXT_WELL_FORMED;
}

/* Line ends are LF, CR and CRLF, as the cutter counts them. */
static uint32_t count_line_ends(pdx_span text) {
    uint32_t n = 0;
    size_t i;
    for (i = 0; i < text.len; i++) {
        n += text.data[i] == '\n' || (text.data[i] == '\r' && (i + 1 >= text.len || text.data[i + 1] != '\n'));
    }
    return n;
}

uint32_t pdx_layer_line(const pdx_archive *archive, uint32_t layer, uint64_t offset) {
    const archive_layer *from = archive_layer_at(archive, layer);
    const pdx_page *cut;
    size_t low = 0, high;
    if (archive_is_record(archive, archive_page_at(archive, layer))) return from->first_line;
    cut = &archive_page_at(archive, layer)->cut; /* its parts carry line numbers, so only one part has to be read; pages and layers have the same numbers */
    high = cut->n_parts;
    if (high == 0) return from->first_line;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (cut->parts[middle].range.begin <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return cut->parts[low].line + count_line_ends(pdx_layer_text(archive, layer, pdx_range_of(cut->parts[low].range.begin, offset)));
}

uint64_t pdx_layer_chars(const pdx_archive *archive, uint32_t layer, uint64_t offset) {
    return pdx_utf8_count(pdx_layer_text(archive, layer, pdx_range_of(0, offset)));
}
