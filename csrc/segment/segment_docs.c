#include "base/alloc.h"
#include "base/varint.h"
#include "segment/segment_layout.h"

/* Part columns, in the order of FORMAT.md. */
enum { PART_ROLE, PART_FIRST, PART_BEGIN, PART_LENGTH, PART_BEFORE, PART_AFTER, PART_PAGE_PART, PART_APPEARANCE, PART_COLUMNS };

typedef struct doc_parts {
    pdx_column columns[PART_COLUMNS];
    const uint8_t *at; /* the block, for messages */
    uint32_t n;
    uint32_t n_positions; /* of the document */
    uint64_t text_len;
} doc_parts;

static bool host_is_little(void) {
    const uint16_t one = 1;
    uint8_t first;
    memcpy(&first, &one, 1);
    return first == 1;
}

/* Scoring reads lengths in place where the host's numbers look as the stored ones do. */
static pdx_status lengths_open(pdx_segment *segment, const uint8_t *at, pdx_error *err) {
    const size_t n = segment->n_docs;
    size_t i;
    int g;
    if (host_is_little() && (uintptr_t)at % sizeof(uint32_t) == 0) {
        for (g = 0; g < PDX_GROUP_COUNT; g++) segment->lengths[g] = (const uint32_t *)(const void *)(at + 4 * n * (size_t)g);
        return PDX_OK;
    }
    segment->own_lengths = pdx_resize_array(NULL, n * PDX_GROUP_COUNT, sizeof(uint32_t));
    if (segment->own_lengths == NULL) return pdx_fail_memory(err);
    for (i = 0; i < n * PDX_GROUP_COUNT; i++) segment->own_lengths[i] = pdx_le32(at + 4 * i);
    for (g = 0; g < PDX_GROUP_COUNT; g++) segment->lengths[g] = segment->own_lengths + n * (size_t)g;
    return PDX_OK;
}

pdx_status pdx_segment_docs_open(pdx_segment *segment, pdx_error *err) {
    const pdx_span docs = segment->sections[PDX_SECTION_DOCS];
    const uint8_t *at = docs.data, *end = docs.data + docs.len;
    int g;
    if (docs.len < PDX_DOCS_FIXED) return pdx_segment_damage(segment, at, err, "the documents are cut short");
    segment->n_docs = pdx_le32(at);
    segment->n_posts = pdx_le32(at + 4);
    for (g = 0; g < PDX_GROUP_COUNT; g++) segment->totals[g] = pdx_le64(at + 8 + 8 * g);
    at += PDX_DOCS_FIXED;
    if (segment->n_posts > segment->n_docs || (uint64_t)segment->n_docs * 4 * PDX_GROUP_COUNT > (uint64_t)(end - at)) {
        return pdx_segment_damage(segment, docs.data, err, "more documents than the section holds");
    }
    PDX_TRY(lengths_open(segment, at, err));
    at += (size_t)segment->n_docs * 4 * PDX_GROUP_COUNT;
    if (!pdx_column_open(&segment->text_at, &at, end, (uint64_t)segment->n_docs + 1) ||
        !pdx_column_open(&segment->parts_at, &at, end, (uint64_t)segment->n_docs + 1) ||
        !pdx_column_open(&segment->n_positions, &at, end, segment->n_docs) ||
        !pdx_column_open(&segment->languages, &at, end, segment->n_docs) || at != end) {
        return pdx_segment_damage(segment, at, err, "a column of the documents is out of place");
    }
    return PDX_OK;
}

const uint32_t *pdx_segment_lengths(const pdx_segment *segment, pdx_group group) {
    assert(group < PDX_GROUP_COUNT);
    return segment->lengths[group];
}

/* The stretch of `section` that a column of begins gives to document `doc`. */
static pdx_status doc_stretch(const pdx_segment *segment, pdx_section section, const pdx_column *begins, pdx_doc doc,
                              pdx_span *out, pdx_error *err) {
    const pdx_span whole = segment->sections[section];
    const uint64_t begin = pdx_column_get(begins, doc), end = pdx_column_get(begins, doc + 1u);
    if (begin > end || end > whole.len) return pdx_segment_damage(segment, begins->data, err, "a document lies outside its section");
    *out = pdx_span_slice(whole, (size_t)begin, (size_t)end);
    return PDX_OK;
}

/* Opens the first `n_columns` columns of a document's parts: those behind them cost as much again. */
static pdx_status parts_open(const pdx_segment *segment, pdx_doc doc, int n_columns, doc_parts *parts, pdx_error *err) {
    pdx_span block;
    const uint8_t *at;
    uint64_t n, n_positions;
    int c;
    if (doc >= segment->n_docs) return pdx_segment_no_such(err, "document", doc);
    PDX_TRY(doc_stretch(segment, PDX_SECTION_PARTS, &segment->parts_at, doc, &block, err));
    at = parts->at = block.data;
    n_positions = pdx_column_get(&segment->n_positions, doc);
    if (!pdx_varint_read(&at, block.data + block.len, &n) || n > UINT32_MAX || n_positions >= PDX_NO_DOC) {
        return pdx_segment_damage(segment, parts->at, err, "the parts of a document cannot be read");
    }
    parts->n = (uint32_t)n;
    parts->n_positions = (uint32_t)n_positions;
    for (c = 0; c < n_columns && n > 0; c++) {
        if (!pdx_column_open(&parts->columns[c], &at, block.data + block.len, n)) {
            return pdx_segment_damage(segment, at, err, "a column of parts is out of place");
        }
    }
    if (at != block.data + block.len && (n == 0 || n_columns == PART_COLUMNS)) {
        return pdx_segment_damage(segment, at, err, "parts are followed by other bytes");
    }
    return PDX_OK;
}

static pdx_status parts_open_whole(const pdx_segment *segment, pdx_doc doc, doc_parts *parts, pdx_error *err) {
    pdx_span text;
    PDX_TRY(parts_open(segment, doc, PART_COLUMNS, parts, err));
    PDX_TRY(doc_stretch(segment, PDX_SECTION_TEXT, &segment->text_at, doc, &text, err));
    parts->text_len = text.len;
    return PDX_OK;
}

pdx_span pdx_segment_text(const pdx_segment *segment) { return segment->sections[PDX_SECTION_TEXT]; }

pdx_status pdx_segment_doc(const pdx_segment *segment, pdx_doc doc, pdx_doc_info *info, pdx_error *err) {
    doc_parts parts;
    int g;
    PDX_TRY(parts_open_whole(segment, doc, &parts, err));
    PDX_TRY(doc_stretch(segment, PDX_SECTION_TEXT, &segment->text_at, doc, &info->text, err));
    for (g = 0; g < PDX_GROUP_COUNT; g++) info->lengths[g] = segment->lengths[g][doc];
    info->n_positions = parts.n_positions;
    info->n_parts = parts.n;
    info->language = (uint16_t)pdx_column_get(&segment->languages, doc);
    return PDX_OK;
}

/* One more than the last position that part `i` may hold. */
static uint64_t part_end(const doc_parts *parts, uint32_t i) {
    return i + 1 < parts->n ? pdx_column_get(&parts->columns[PART_FIRST], i + 1u) - 1 : parts->n_positions;
}

static bool part_read(const doc_parts *parts, uint32_t i, pdx_doc_part *out) {
    uint64_t v[PART_COLUMNS];
    const uint64_t end = part_end(parts, i);
    int c;
    for (c = 0; c < PART_COLUMNS; c++) v[c] = pdx_column_get(&parts->columns[c], i);
    if (v[PART_ROLE] >= PDX_ROLE_COUNT || v[PART_FIRST] > end || end > parts->n_positions ||
        v[PART_PAGE_PART] > UINT32_MAX || v[PART_APPEARANCE] > UINT32_MAX) {
        return false;
    }
    /* Each value is below 2^57: sums of three do not overflow. */
    out->role = (uint8_t)v[PART_ROLE];
    out->first_position = (uint32_t)v[PART_FIRST];
    out->n_positions = (uint32_t)(end - v[PART_FIRST]);
    out->begin = v[PART_BEGIN];
    out->end = v[PART_BEGIN] + v[PART_LENGTH];
    out->block_begin = v[PART_BEGIN] - v[PART_BEFORE];
    out->block_end = out->end + v[PART_AFTER];
    out->page_part = (uint32_t)v[PART_PAGE_PART];
    out->appearance = (uint32_t)v[PART_APPEARANCE];
    return v[PART_BEFORE] <= v[PART_BEGIN] && out->block_end <= parts->text_len;
}

pdx_status pdx_segment_part_text(const pdx_segment *segment, pdx_doc doc, uint32_t part, pdx_doc_part *out, pdx_span *text, uint16_t *language,
                                 pdx_error *err) {
    doc_parts parts;
    PDX_TRY(parts_open(segment, doc, PART_COLUMNS, &parts, err));
    PDX_TRY(doc_stretch(segment, PDX_SECTION_TEXT, &segment->text_at, doc, text, err));
    parts.text_len = text->len;
    *language = (uint16_t)pdx_column_get(&segment->languages, doc);
    if (part >= parts.n) return pdx_segment_no_such(err, "part", part);
    if (!part_read(&parts, part, out)) return pdx_segment_damage(segment, parts.at, err, "a part lies outside its document");
    return PDX_OK;
}

pdx_status pdx_segment_part(const pdx_segment *segment, pdx_doc doc, uint32_t part, pdx_doc_part *out, pdx_error *err) {
    doc_parts parts;
    PDX_TRY(parts_open_whole(segment, doc, &parts, err));
    if (part >= parts.n) return pdx_segment_no_such(err, "part", part);
    if (!part_read(&parts, part, out)) return pdx_segment_damage(segment, parts.at, err, "a part lies outside its document");
    return PDX_OK;
}

pdx_status pdx_segment_place_of(const pdx_segment *segment, pdx_doc doc, uint32_t position, pdx_doc_place *out, pdx_error *err) {
    doc_parts parts;
    uint64_t after, role, first;
    PDX_TRY(parts_open(segment, doc, PART_FIRST + 1, &parts, err));
    after = parts.n == 0 ? 0 : pdx_column_lower_bound(&parts.columns[PART_FIRST], 0, (uint64_t)position + 1);
    if (after == 0 || position >= part_end(&parts, (uint32_t)after - 1)) {
        return pdx_segment_damage(segment, parts.at, err, "no part holds a position");
    }
    role = pdx_column_get(&parts.columns[PART_ROLE], after - 1);
    first = pdx_column_get(&parts.columns[PART_FIRST], after - 1);
    if (role >= PDX_ROLE_COUNT || part_end(&parts, (uint32_t)after - 1) > parts.n_positions) {
        return pdx_segment_damage(segment, parts.at, err, "a part lies outside its document");
    }
    out->part = (uint32_t)after - 1;
    out->role = (uint8_t)role;
    out->first_position = (uint32_t)first; /* at most position */
    out->n_positions = (uint32_t)(part_end(&parts, out->part) - first);
    return PDX_OK;
}
