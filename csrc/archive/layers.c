#include "archive/model.h"
#include "text/utf8.h"

pdx_layer_info pdx_archive_layer(const pdx_archive *archive, uint32_t layer) {
    const archive_layer *from = &archive->layers.data[layer];
    pdx_layer_info info;
    assert(layer < archive->layers.len);
    info.text = from->text;
    info.source = from->source;
    info.identity = !from->decoded;
    return info;
}

pdx_range pdx_layer_source_range(const pdx_archive *archive, uint32_t layer, pdx_range range) {
    const archive_layer *from = &archive->layers.data[layer];
    return from->decoded ? pdx_offsets_source(&from->map, range) : range;
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

/* The page of an identity layer: its parts carry line numbers, so only one part has to be read. */
static const archive_page *page_of_layer(const pdx_archive *archive, uint32_t layer) {
    size_t low = 0, high = archive->pages.len; /* layers and pages are numbered in the same order */
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (archive->pages.data[middle].layer <= layer) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return &archive->pages.data[low];
}

uint32_t pdx_layer_line(const pdx_archive *archive, uint32_t layer, uint64_t offset) {
    const archive_layer *from = &archive->layers.data[layer];
    const pdx_page *cut = &page_of_layer(archive, layer)->cut;
    size_t low = 0, high = cut->n_parts;
    if (from->decoded || cut->n_parts == 0) return from->first_line;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (cut->parts[middle].range.begin <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return cut->parts[low].line + count_line_ends(pdx_span_slice(from->text, (size_t)cut->parts[low].range.begin, (size_t)offset));
}

uint64_t pdx_layer_chars(const pdx_archive *archive, uint32_t layer, uint64_t offset) {
    const archive_layer *from = &archive->layers.data[layer];
    assert(offset <= from->text.len);
    return pdx_utf8_count(pdx_span_slice(from->text, 0, (size_t)offset));
}
