#include "base/varint.h"
#include "segment/segment_layout.h"

/* Where a value lies in the row of its part, and what all parts have of it. */
typedef struct part_value {
    uint64_t base;
    unsigned bits, shift;
} part_value;

typedef struct doc_parts {
    part_value values[PDX_PART_VALUES];
    const uint8_t *rows, *end;
    unsigned row_bits;
    const uint8_t *at; /* the block, for messages */
    uint32_t n;
    uint32_t n_positions; /* of the document */
    uint64_t first_appearance;
    uint64_t text_len;
} doc_parts;

static bool column_take(const pdx_segment *segment, pdx_column *column, const uint8_t **at, const uint8_t *end, uint64_t n) {
    const uint8_t *begin = *at;
    return pdx_column_open(column, at, end, n) && pdx_segment_holds(segment, begin, column->data);
}

static bool begins_open(const pdx_segment *segment, pdx_begins *begins, const uint8_t **at, const uint8_t *end, uint32_t n_docs) {
    const uint8_t *begin = *at;
    return pdx_varint_read(at, end, &begins->average) && pdx_segment_holds(segment, begin, *at) &&
           column_take(segment, &begins->column, at, end, (uint64_t)n_docs + 1);
}

pdx_status pdx_segment_docs_open(pdx_segment *segment, pdx_error *err) {
    const pdx_span docs = segment->sections[PDX_SECTION_DOCS];
    const uint8_t *at = docs.data, *end = docs.data + docs.len;
    int g;
    if (docs.len < PDX_DOCS_FIXED) return pdx_segment_damage(segment, at, err, "the documents are cut short");
    if (!pdx_segment_holds(segment, at, at + PDX_DOCS_FIXED)) return pdx_segment_damage(segment, at, err, "the documents cannot be read");
    segment->n_docs = pdx_le32(at);
    segment->n_posts = pdx_le32(at + 4);
    for (g = 0; g < PDX_GROUP_COUNT; g++) segment->totals[g] = pdx_le64(at + 8 + 8 * g);
    at += PDX_DOCS_FIXED;
    if (segment->n_posts > segment->n_docs) return pdx_segment_damage(segment, docs.data, err, "more posts than documents");
    for (g = 0; g < PDX_GROUP_COUNT; g++) {
        if (!column_take(segment, &segment->lengths[g], &at, end, segment->n_docs)) {
            return pdx_segment_damage(segment, at, err, "a column of lengths is out of place");
        }
    }
    if (!begins_open(segment, &segment->text_at, &at, end, segment->n_docs) || !begins_open(segment, &segment->parts_at, &at, end, segment->n_docs) ||
        !column_take(segment, &segment->n_positions, &at, end, segment->n_docs) ||
        !column_take(segment, &segment->languages, &at, end, segment->n_docs) ||
        !column_take(segment, &segment->appearances, &at, end, segment->n_posts) || at != end) {
        return pdx_segment_damage(segment, at, err, "a column of the documents is out of place");
    }
    return PDX_OK;
}

uint32_t pdx_segment_length(const pdx_segment *segment, pdx_group group, pdx_doc doc) {
    assert(group < PDX_GROUP_COUNT);
    (void)pdx_segment_value_holds(segment, &segment->lengths[group], doc); /* else pdx_segment_sound tells */
    return (uint32_t)pdx_column_get(&segment->lengths[group], doc);
}

void pdx_segment_lengths(const pdx_segment *segment, pdx_group group, pdx_doc doc, uint32_t n, uint32_t *out) {
    const pdx_column *lengths = &segment->lengths[group];
    uint32_t i;
    (void)pdx_segment_holds(segment, lengths->data + ((uint64_t)doc * lengths->bits >> 3),
                            lengths->data + (((uint64_t)doc + n) * lengths->bits + 7) / 8);
    for (i = 0; i < n; i++) out[i] = (uint32_t)pdx_column_get(lengths, (uint64_t)doc + i);
}

/* The stretch of `section` that a column of begins gives to document `doc`. */
static pdx_status doc_stretch(const pdx_segment *segment, pdx_section section, const pdx_begins *begins, pdx_doc doc,
                              pdx_span *out, pdx_error *err) {
    const pdx_span whole = segment->sections[section];
    const uint64_t begin = pdx_begins_get(begins, doc), end = pdx_begins_get(begins, doc + 1u);
    if (!pdx_segment_value_holds(segment, &begins->column, doc) || !pdx_segment_value_holds(segment, &begins->column, doc + (uint64_t)1) ||
        begin > end || end > whole.len) {
        return pdx_segment_damage(segment, begins->column.data, err, "a document lies outside its section");
    }
    *out = pdx_span_slice(whole, (size_t)begin, (size_t)end);
    if (!pdx_segment_holds(segment, whole.data + begin, whole.data + end)) {
        return pdx_segment_damage(segment, whole.data + begin, err, "a document cannot be read");
    }
    return PDX_OK;
}

/* What stands before the rows, which then take all that is left. */
static bool heads_read(doc_parts *parts, const uint8_t *at, const uint8_t *end) {
    unsigned row_bits = 0;
    int v;
    for (v = 0; v < PDX_PART_VALUES; v++) {
        part_value *value = &parts->values[v];
        if (at == end) return false;
        value->base = 0;
        value->bits = *at & (PDX_PART_BASE - 1u);
        value->shift = row_bits;
        if (value->bits > PDX_COLUMN_BITS_MAX || *at > PDX_PART_BASE + PDX_COLUMN_BITS_MAX) return false;
        if (*at++ >= PDX_PART_BASE && (!pdx_varint_read(&at, end, &value->base) || value->base == 0 || value->base >> PDX_COLUMN_BITS_MAX != 0)) {
            return false;
        }
        row_bits += value->bits;
    }
    parts->rows = at;
    parts->end = end;
    parts->row_bits = row_bits;
    return ((uint64_t)parts->n * row_bits + 7) / 8 == (uint64_t)(end - at);
}

static uint64_t part_get(const doc_parts *parts, int v, uint32_t i) {
    const part_value *value = &parts->values[v];
    const uint64_t bit = (uint64_t)i * parts->row_bits + value->shift;
    const uint8_t *p = parts->rows + (bit >> 3);
    uint64_t word = 0;
    if (value->bits == 0) return value->base;
    if (PDX_LIKELY(parts->end - p >= 8)) {
        word = pdx_le64(p);
    } else {
        const size_t left = (size_t)(parts->end - p);
        size_t k;
        for (k = 0; k < left; k++) word |= (uint64_t)p[k] << (8 * k);
    }
    return value->base + ((word >> (bit & 7)) & (((uint64_t)1 << value->bits) - 1));
}

/* What is read of a document beside its text and its parts. */
static bool doc_columns_hold(const pdx_segment *segment, pdx_doc doc) {
    return pdx_segment_value_holds(segment, &segment->n_positions, doc) && pdx_segment_value_holds(segment, &segment->languages, doc) &&
           (doc >= segment->n_posts || pdx_segment_value_holds(segment, &segment->appearances, doc));
}

static pdx_status parts_open(const pdx_segment *segment, pdx_doc doc, doc_parts *parts, pdx_error *err) {
    pdx_span block;
    const uint8_t *at;
    uint64_t n, n_positions;
    if (doc >= segment->n_docs) return pdx_segment_no_such(err, "document", doc);
    PDX_TRY(doc_stretch(segment, PDX_SECTION_PARTS, &segment->parts_at, doc, &block, err));
    at = parts->at = block.data;
    n_positions = pdx_column_get(&segment->n_positions, doc);
    if (!doc_columns_hold(segment, doc)) return pdx_segment_damage(segment, parts->at, err, "what is said of a document cannot be read");
    if (!pdx_varint_read(&at, block.data + block.len, &n) || n > UINT32_MAX || n_positions >= PDX_NO_DOC) {
        return pdx_segment_damage(segment, parts->at, err, "the parts of a document cannot be read");
    }
    parts->n = (uint32_t)n;
    parts->n_positions = (uint32_t)n_positions;
    parts->first_appearance = doc < segment->n_posts ? pdx_column_get(&segment->appearances, doc) + doc - segment->n_posts : 0;
    if (n == 0 ? at != block.data + block.len : !heads_read(parts, at, block.data + block.len)) {
        return pdx_segment_damage(segment, at, err, "the parts of a document do not fill their place");
    }
    return PDX_OK;
}

static pdx_status parts_open_whole(const pdx_segment *segment, pdx_doc doc, doc_parts *parts, pdx_error *err) {
    pdx_span text;
    PDX_TRY(parts_open(segment, doc, parts, err));
    PDX_TRY(doc_stretch(segment, PDX_SECTION_TEXT, &segment->text_at, doc, &text, err));
    parts->text_len = text.len;
    return PDX_OK;
}

pdx_status pdx_segment_several_appearances(const pdx_segment *segment, pdx_doc doc, uint32_t *n_parts, uint64_t *len, bool *several, pdx_error *err) {
    doc_parts parts;
    PDX_TRY(parts_open(segment, doc, &parts, err));
    *n_parts = parts.n;
    *len = (uint64_t)(parts.end - parts.at);
    *several = parts.n > 1 && (parts.values[PDX_PART_APPEARANCE].bits > 0 || parts.values[PDX_PART_APPEARANCE].base > 0);
    return PDX_OK;
}

pdx_span pdx_segment_text(const pdx_segment *segment) { return segment->sections[PDX_SECTION_TEXT]; }

pdx_status pdx_segment_doc(const pdx_segment *segment, pdx_doc doc, pdx_doc_info *info, pdx_error *err) {
    doc_parts parts;
    int g;
    PDX_TRY(parts_open_whole(segment, doc, &parts, err));
    PDX_TRY(doc_stretch(segment, PDX_SECTION_TEXT, &segment->text_at, doc, &info->text, err));
    for (g = 0; g < PDX_GROUP_COUNT; g++) info->lengths[g] = pdx_segment_length(segment, (pdx_group)g, doc);
    info->n_positions = parts.n_positions;
    info->n_parts = parts.n;
    info->language = (uint16_t)pdx_column_get(&segment->languages, doc);
    return PDX_OK;
}

/* One more than the last position that part `i` may hold. */
static uint64_t part_end(const doc_parts *parts, uint32_t i) {
    return i + 1 < parts->n ? part_get(parts, PDX_PART_FIRST, i + 1u) - 1 : parts->n_positions;
}

/* One that a later postdex has added is no other than what nothing explains. */
static uint8_t role_of(uint64_t role) { return role < PDX_ROLE_COUNT ? (uint8_t)role : (uint8_t)PDX_ROLE_OTHER; }

static bool part_read(const doc_parts *parts, uint32_t i, pdx_doc_part *out) {
    uint64_t v[PDX_PART_VALUES];
    const uint64_t end = part_end(parts, i);
    int c;
    for (c = 0; c < PDX_PART_VALUES; c++) v[c] = part_get(parts, c, i);
    v[PDX_PART_APPEARANCE] += parts->first_appearance;
    if (v[PDX_PART_FIRST] > end || end > parts->n_positions ||
        v[PDX_PART_PAGE_PART] > UINT32_MAX || v[PDX_PART_APPEARANCE] > UINT32_MAX) {
        return false;
    }
    /* Each value is below 2^57: sums of three do not overflow. */
    out->role = role_of(v[PDX_PART_ROLE]);
    out->first_position = (uint32_t)v[PDX_PART_FIRST];
    out->n_positions = (uint32_t)(end - v[PDX_PART_FIRST]);
    out->begin = v[PDX_PART_BEGIN];
    out->end = v[PDX_PART_BEGIN] + v[PDX_PART_LENGTH];
    out->block_begin = v[PDX_PART_BEGIN] - v[PDX_PART_BEFORE];
    out->block_end = out->end + v[PDX_PART_AFTER];
    out->page_part = (uint32_t)v[PDX_PART_PAGE_PART];
    out->appearance = (uint32_t)v[PDX_PART_APPEARANCE];
    return v[PDX_PART_BEFORE] <= v[PDX_PART_BEGIN] && out->block_end <= parts->text_len;
}

pdx_status pdx_segment_part_text(const pdx_segment *segment, pdx_doc doc, uint32_t part, pdx_doc_part *out, pdx_span *text, uint16_t *language,
                                 pdx_error *err) {
    doc_parts parts;
    PDX_TRY(parts_open(segment, doc, &parts, err));
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

pdx_status pdx_segment_parts(const pdx_segment *segment, pdx_doc doc, uint32_t from, pdx_doc_part *out, uint32_t room, uint32_t *n, pdx_error *err) {
    doc_parts parts;
    PDX_TRY(parts_open_whole(segment, doc, &parts, err));
    *n = from >= parts.n ? 0 : (uint32_t)pdx_min_size(parts.n - from, room);
    for (uint32_t i = 0; i < *n; i++)
        if (!part_read(&parts, from + i, &out[i])) return pdx_segment_damage(segment, parts.at, err, "a part lies outside its document");
    return PDX_OK;
}

/* The first part that begins behind a position. */
static uint32_t first_behind(const doc_parts *parts, uint32_t position) {
    uint32_t low = 0, high = parts->n;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (part_get(parts, PDX_PART_FIRST, middle) <= position) low = middle + 1;
        else high = middle;
    }
    return low;
}

pdx_status pdx_segment_place_of(const pdx_segment *segment, pdx_doc doc, uint32_t position, pdx_doc_place *out, pdx_error *err) {
    doc_parts parts;
    uint64_t role, first;
    uint32_t after;
    PDX_TRY(parts_open(segment, doc, &parts, err));
    after = first_behind(&parts, position);
    if (after == 0 || position >= part_end(&parts, after - 1)) {
        return pdx_segment_damage(segment, parts.at, err, "no part holds a position");
    }
    role = part_get(&parts, PDX_PART_ROLE, after - 1);
    first = part_get(&parts, PDX_PART_FIRST, after - 1);
    if (part_end(&parts, after - 1) > parts.n_positions) {
        return pdx_segment_damage(segment, parts.at, err, "a part lies outside its document");
    }
    out->part = after - 1;
    out->role = role_of(role);
    out->first_position = (uint32_t)first; /* at most position */
    out->n_positions = (uint32_t)(part_end(&parts, out->part) - first);
    return PDX_OK;
}
