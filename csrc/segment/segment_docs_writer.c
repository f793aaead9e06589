#include "segment/segment_docs_writer.h"

#include "base/varint.h"
#include "segment/segment_layout.h"

void pdx_docs_writer_init(pdx_docs_writer *writer) { memset(writer, 0, sizeof *writer); }

void pdx_docs_writer_deinit(pdx_docs_writer *writer) {
    int i;
    for (i = 0; i < 2; i++) {
        PDX_VEC_DEINIT(&writer->halves[i].texts);
        pdx_buf_deinit(&writer->halves[i].parts);
        PDX_VEC_DEINIT(&writer->halves[i].rows);
    }
    PDX_VEC_DEINIT(&writer->values);
}

uint32_t pdx_docs_writer_count(const pdx_docs_writer *writer, bool remainder) {
    return (uint32_t)writer->halves[remainder].rows.len;
}

enum { PART_COLUMNS = 8 };

static uint64_t part_value(const pdx_doc_part *part, int column) {
    switch (column) {
    case 0: return part->role;
    case 1: return part->first_position;
    case 2: return part->begin;
    case 3: return part->end - part->begin;
    case 4: return part->begin - part->block_begin;
    case 5: return part->block_end - part->end;
    case 6: return part->page_part;
    default: return part->appearance;
    }
}

static void parts_put(pdx_docs_writer *writer, pdx_buf *out, const pdx_doc_part *parts, size_t n_parts) {
    int column;
    pdx_varint_append(out, n_parts);
    if (n_parts == 0) return;
    if (!PDX_VEC_RESERVE(&writer->values, n_parts)) {
        writer->failed = true;
        return;
    }
    for (column = 0; column < PART_COLUMNS; column++) {
        size_t i;
        for (i = 0; i < n_parts; i++) writer->values.data[i] = part_value(&parts[i], column);
        pdx_column_append(out, writer->values.data, n_parts);
    }
}

void pdx_docs_writer_add(pdx_docs_writer *writer, bool remainder, uint16_t language, pdx_span text,
                         const pdx_doc_part *parts, size_t n_parts) {
    pdx_docs_half *half = &writer->halves[remainder];
    const size_t before = half->parts.len;
    pdx_doc_row row;
    size_t i;
    memset(&row, 0, sizeof row);
    row.text_len = text.len;
    row.language = language;
    for (i = 0; i < n_parts; i++) {
        const pdx_group group = pdx_role_group((pdx_role)parts[i].role);
        if (group < PDX_GROUP_COUNT) row.lengths[group] += parts[i].n_positions;
        row.n_positions = parts[i].first_position + parts[i].n_positions;
    }
    half->text_len += text.len;
    parts_put(writer, &half->parts, parts, n_parts);
    row.parts_len = half->parts.len - before;
    if (half->parts.failed || !PDX_VEC_PUSH(&half->texts, text) || !PDX_VEC_PUSH(&half->rows, row)) writer->failed = true;
}

void pdx_docs_writer_join(pdx_docs_writer *writer, const pdx_docs_writer *other) {
    int h;
    for (h = 0; h < 2; h++) {
        pdx_docs_half *half = &writer->halves[h];
        const pdx_docs_half *from = &other->halves[h];
        size_t i;
        pdx_buf_span(&half->parts, pdx_buf_view(&from->parts));
        if (half->parts.failed || !PDX_VEC_RESERVE(&half->rows, half->rows.len + from->rows.len) ||
            !PDX_VEC_RESERVE(&half->texts, half->texts.len + from->texts.len)) {
            writer->failed = true;
            return;
        }
        for (i = 0; i < from->rows.len; i++) half->rows.data[half->rows.len++] = from->rows.data[i];
        for (i = 0; i < from->texts.len; i++) half->texts.data[half->texts.len++] = from->texts.data[i];
        half->text_len += from->text_len;
    }
    writer->failed = writer->failed || other->failed;
}

typedef uint64_t (*row_value)(const pdx_doc_row *row);
static uint64_t row_text_len(const pdx_doc_row *row) { return row->text_len; }
static uint64_t row_parts_len(const pdx_doc_row *row) { return row->parts_len; }
static uint64_t row_n_positions(const pdx_doc_row *row) { return row->n_positions; }
static uint64_t row_language(const pdx_doc_row *row) { return row->language; }

/* The column of a value over all documents; `summed`: where each begins, and at last where all end. */
static void column_put(pdx_docs_writer *writer, row_value value, bool summed, pdx_buf *out) {
    uint64_t *values = writer->values.data, sum = 0;
    size_t n = 0, i;
    int h;
    for (h = 0; h < 2; h++) {
        for (i = 0; i < writer->halves[h].rows.len; i++) {
            const uint64_t v = value(&writer->halves[h].rows.data[i]);
            values[n++] = summed ? sum : v;
            sum += v;
        }
    }
    if (summed) values[n++] = sum;
    pdx_column_append(out, values, n);
}

static void lengths_put(const pdx_docs_writer *writer, int group, pdx_buf *out) {
    size_t i;
    int h;
    for (h = 0; h < 2; h++) {
        for (i = 0; i < writer->halves[h].rows.len; i++) {
            uint8_t bytes[4];
            pdx_le32_put(bytes, writer->halves[h].rows.data[i].lengths[group]);
            pdx_buf_append(out, bytes, sizeof bytes);
        }
    }
}

static void totals_read(const pdx_docs_writer *writer, uint64_t totals[PDX_GROUP_COUNT]) {
    const pdx_docs_half *posts = &writer->halves[0];
    size_t i;
    int g;
    memset(totals, 0, PDX_GROUP_COUNT * sizeof *totals);
    for (i = 0; i < posts->rows.len; i++) {
        for (g = 0; g < PDX_GROUP_COUNT; g++) totals[g] += posts->rows.data[i].lengths[g];
    }
}

pdx_status pdx_docs_writer_impacts(const pdx_docs_writer *writer, pdx_impacts *impacts, pdx_error *err) {
    const pdx_docs_half *posts = &writer->halves[0];
    uint64_t totals[PDX_GROUP_COUNT];
    size_t i;
    totals_read(writer, totals);
    PDX_TRY(pdx_impacts_init(impacts, (uint32_t)posts->rows.len, totals, err));
    for (i = 0; i < posts->rows.len; i++) pdx_impacts_set(impacts, (pdx_doc)i, posts->rows.data[i].lengths);
    return PDX_OK;
}

bool pdx_docs_writer_docs(pdx_docs_writer *writer, pdx_buf *out) {
    const pdx_docs_half *posts = &writer->halves[0];
    const size_t n_docs = posts->rows.len + writer->halves[1].rows.len;
    uint64_t totals[PDX_GROUP_COUNT];
    uint8_t fixed[PDX_DOCS_FIXED];
    int group;
    if (writer->failed || !PDX_VEC_RESERVE(&writer->values, n_docs + 1)) return false;
    pdx_le32_put(fixed, (uint32_t)n_docs);
    pdx_le32_put(fixed + 4, (uint32_t)posts->rows.len);
    totals_read(writer, totals);
    for (group = 0; group < PDX_GROUP_COUNT; group++) pdx_le64_put(fixed + 8 + 8 * group, totals[group]);
    pdx_buf_append(out, fixed, sizeof fixed);
    for (group = 0; group < PDX_GROUP_COUNT; group++) lengths_put(writer, group, out);
    column_put(writer, row_text_len, true, out);
    column_put(writer, row_parts_len, true, out);
    column_put(writer, row_n_positions, false, out);
    column_put(writer, row_language, false, out);
    return !out->failed;
}

bool pdx_docs_writer_parts(const pdx_docs_writer *writer, pdx_buf *out) {
    pdx_buf_span(out, pdx_buf_view(&writer->halves[0].parts));
    pdx_buf_span(out, pdx_buf_view(&writer->halves[1].parts));
    return !out->failed;
}

bool pdx_docs_writer_text(const pdx_docs_writer *writer, pdx_buf *out) {
    size_t i;
    int h;
    for (h = 0; h < 2; h++) {
        for (i = 0; i < writer->halves[h].texts.len; i++) pdx_buf_span(out, writer->halves[h].texts.data[i]);
    }
    return !out->failed;
}
