#include "segment/segment_docs_writer.h"

#include "base/bits.h"
#include "base/varint.h"
#include "os/crew.h"
#include "segment/bits_out.h"
#include "segment/segment_layout.h"
#include "segment/span_copies.h"

void pdx_docs_writer_init(pdx_docs_writer *writer) { memset(writer, 0, sizeof *writer); }

void pdx_docs_writer_deinit(pdx_docs_writer *writer) {
    int i;
    for (i = 0; i < 2; i++) {
        PDX_VEC_DEINIT(&writer->halves[i].texts);
        pdx_buf_deinit(&writer->halves[i].parts);
        PDX_VEC_DEINIT(&writer->halves[i].rows);
    }
}

bool pdx_docs_writer_expect(pdx_docs_writer *writer, size_t n_posts) {
    pdx_docs_half *posts = &writer->halves[0];
    return PDX_VEC_RESERVE(&posts->texts, posts->texts.len + n_posts) && PDX_VEC_RESERVE(&posts->rows, posts->rows.len + n_posts);
}

uint32_t pdx_docs_writer_count(const pdx_docs_writer *writer, bool remainder) {
    return (uint32_t)writer->halves[remainder].rows.len;
}

/* Values of a part, in the order of FORMAT.md; of those of a post the appearance counts from `first`, the least of the post. */
static void part_values(const pdx_doc_part *part, uint32_t first, uint64_t values[PDX_PART_VALUES]) {
    values[PDX_PART_ROLE] = part->role;
    values[PDX_PART_FIRST] = part->first_position;
    values[PDX_PART_BEGIN] = part->begin;
    values[PDX_PART_LENGTH] = part->end - part->begin;
    values[PDX_PART_BEFORE] = part->begin - part->block_begin;
    values[PDX_PART_AFTER] = part->block_end - part->end;
    values[PDX_PART_PAGE_PART] = part->page_part;
    values[PDX_PART_APPEARANCE] = part->appearance - first;
}

static uint32_t first_appearance(const pdx_doc_part *parts, size_t n_parts) {
    uint32_t first = n_parts == 0 ? 0 : parts[0].appearance;
    size_t i;
    for (i = 1; i < n_parts; i++) first = parts[i].appearance < first ? parts[i].appearance : first;
    return first;
}

/* What the values of all parts have in common, and the bits of the rest. */
static void heads_measure(const pdx_doc_part *parts, size_t n_parts, uint32_t first, uint64_t bases[PDX_PART_VALUES],
                          unsigned bits[PDX_PART_VALUES]) {
    uint64_t most[PDX_PART_VALUES], values[PDX_PART_VALUES];
    size_t i;
    int v;
    part_values(&parts[0], first, bases);
    memcpy(most, bases, sizeof most);
    for (i = 1; i < n_parts; i++) { /* no branch on what cannot be foretold */
        part_values(&parts[i], first, values);
        for (v = 0; v < PDX_PART_VALUES; v++) {
            bases[v] = values[v] < bases[v] ? values[v] : bases[v];
            most[v] = values[v] > most[v] ? values[v] : most[v];
        }
    }
    for (v = 0; v < PDX_PART_VALUES; v++) bits[v] = pdx_bit_width(most[v] - bases[v]);
}

/* The rows: one number each where that is possible, as it nearly always is. */
static uint8_t *rows_put(const pdx_doc_part *parts, size_t n_parts, uint32_t first, const uint64_t *bases, const unsigned *bits, unsigned row_bits,
                         uint8_t *at) {
    pdx_bits_out packed = pdx_bits_begin(at);
    uint64_t values[PDX_PART_VALUES];
    size_t i;
    int v;
    for (i = 0; i < n_parts; i++) {
        part_values(&parts[i], first, values);
        if (row_bits < 64) {
            uint64_t row = 0;
            for (v = PDX_PART_VALUES; v-- > 0;) row = row << bits[v] | (values[v] - bases[v]);
            pdx_bits_put(&packed, row, row_bits);
        } else {
            for (v = 0; v < PDX_PART_VALUES; v++) pdx_bits_put(&packed, values[v] - bases[v], bits[v]);
        }
    }
    return pdx_bits_end(&packed);
}

void pdx_parts_put(pdx_buf *out, const pdx_doc_part *parts, size_t n_parts, uint32_t first) {
    uint64_t bases[PDX_PART_VALUES];
    unsigned bits[PDX_PART_VALUES], row_bits = 0;
    uint8_t *at;
    int v;
    if (n_parts == 0) {
        pdx_varint_append(out, 0);
        return;
    }
    heads_measure(parts, n_parts, first, bases, bits);
    for (v = 0; v < PDX_PART_VALUES; v++) row_bits += bits[v];
    if (!pdx_buf_reserve(out, PDX_VARINT_MAX + PDX_PART_VALUES * (1 + PDX_VARINT_MAX) + n_parts / 8 * row_bits + row_bits + PDX_BITS_SLACK)) return;
    at = out->data + out->len;
    at += pdx_varint_put(at, n_parts);
    for (v = 0; v < PDX_PART_VALUES; v++) {
        assert(bits[v] <= PDX_COLUMN_BITS_MAX);
        *at++ = (uint8_t)(bits[v] | (bases[v] != 0 ? PDX_PART_BASE : 0));
        if (bases[v] != 0) at += pdx_varint_put(at, bases[v]);
    }
    if (row_bits > 0) at = rows_put(parts, n_parts, first, bases, bits, row_bits, at);
    out->len = (size_t)(at - out->data);
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
    row.appearance = remainder ? 0 : first_appearance(parts, n_parts);
    pdx_parts_put(&half->parts, parts, n_parts, row.appearance);
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

/* ---- docs: columns, each made by itself */

enum { COLUMNS = PDX_GROUP_COUNT + 5, THREAD_DOCS = PDX_LIMIT(4000, 4) };

typedef struct columns {
    const pdx_docs_writer *writer;
    pdx_buf made[COLUMNS];           /* owned */
    uint64_t *values[PDX_CREW_MAX];  /* owned; of each thread */
} columns;

typedef uint64_t (*row_value)(const pdx_doc_row *row);
static uint64_t row_text_len(const pdx_doc_row *row) { return row->text_len; }
static uint64_t row_parts_len(const pdx_doc_row *row) { return row->parts_len; }
static uint64_t row_n_positions(const pdx_doc_row *row) { return row->n_positions; }
static uint64_t row_language(const pdx_doc_row *row) { return row->language; }

/* A value over all documents. */
static void column_put(const pdx_docs_writer *writer, row_value value, uint64_t *values, pdx_buf *out) {
    size_t n = 0, i;
    int h;
    for (h = 0; h < 2; h++) {
        for (i = 0; i < writer->halves[h].rows.len; i++) values[n++] = value(&writer->halves[h].rows.data[i]);
    }
    pdx_column_append(out, values, n);
}

/* Where each document's bytes begin, and at last where all end: as many times the average length is added as documents follow, so that
 * numbers stay near each other. */
static void begins_put(const pdx_docs_writer *writer, row_value length, uint64_t all, uint64_t *values, pdx_buf *out) {
    const size_t n = writer->halves[0].rows.len + writer->halves[1].rows.len;
    const uint64_t average = n == 0 ? 0 : all / n;
    uint64_t sum = 0;
    size_t at = 0, i;
    int h;
    for (h = 0; h < 2; h++) {
        for (i = 0; i < writer->halves[h].rows.len; i++, at++) {
            values[at] = sum + (n - at) * average;
            sum += length(&writer->halves[h].rows.data[i]);
        }
    }
    values[at] = sum;
    pdx_varint_append(out, average);
    pdx_column_append(out, values, n + 1);
}

static void lengths_put(const pdx_docs_writer *writer, size_t group, uint64_t *values, pdx_buf *out) {
    size_t n = 0, i;
    int h;
    for (h = 0; h < 2; h++) {
        for (i = 0; i < writer->halves[h].rows.len; i++) values[n++] = writer->halves[h].rows.data[i].lengths[group];
    }
    pdx_column_append(out, values, n);
}

/* The first appearances of posts, told by how far they are from the posts' own numbers: mostly they go along with them. */
static void appearances_put(const pdx_docs_writer *writer, uint64_t *values, pdx_buf *out) {
    const pdx_docs_half *posts = &writer->halves[0];
    const size_t n = posts->rows.len;
    size_t i;
    for (i = 0; i < n; i++) values[i] = (uint64_t)posts->rows.data[i].appearance + n - i;
    pdx_column_append(out, values, n);
}

/* Column `number` in the order of FORMAT.md. */
static void column_make(const pdx_docs_writer *writer, size_t number, uint64_t *values, pdx_buf *out) {
    const pdx_docs_half *posts = &writer->halves[0], *rest = &writer->halves[1];
    if (number < PDX_GROUP_COUNT) {
        lengths_put(writer, number, values, out);
        return;
    }
    switch (number - PDX_GROUP_COUNT) {
        case 0: begins_put(writer, row_text_len, posts->text_len + rest->text_len, values, out); break;
        case 1: begins_put(writer, row_parts_len, posts->parts.len + rest->parts.len, values, out); break;
        case 2: column_put(writer, row_n_positions, values, out); break;
        case 3: column_put(writer, row_language, values, out); break;
        default: appearances_put(writer, values, out);
    }
}

static pdx_status piece_make(void *context, unsigned lane, size_t piece, const pdx_tick *tick, pdx_error *err) {
    columns *all = context;
    (void)tick; /* done in a moment */
    column_make(all->writer, piece, all->values[lane], &all->made[piece]);
    return all->made[piece].failed ? pdx_fail_memory(err) : PDX_OK;
}

static bool columns_put(const pdx_docs_writer *writer, unsigned n_threads, pdx_buf *out) {
    const size_t n_docs = writer->halves[0].rows.len + writer->halves[1].rows.len;
    const unsigned n = pdx_crew_size(n_docs < THREAD_DOCS ? 1 : n_threads, COLUMNS);
    columns all = {.writer = writer};
    bool made = true;
    for (unsigned i = 0; i < n; i++) {
        all.values[i] = pdx_resize_array(NULL, n_docs + 1, sizeof *all.values[i]);
        made = made && all.values[i] != NULL;
    }
    made = made && pdx_crew_run(n, COLUMNS, piece_make, &all, NULL, NULL) == PDX_OK;
    for (size_t i = 0; i < COLUMNS; i++) {
        if (made) pdx_buf_span(out, pdx_buf_view(&all.made[i]));
        pdx_buf_deinit(&all.made[i]);
    }
    for (unsigned i = 0; i < n; i++) pdx_free(all.values[i]);
    return made && !out->failed;
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

bool pdx_docs_writer_docs(const pdx_docs_writer *writer, unsigned n_threads, pdx_buf *out) {
    const pdx_docs_half *posts = &writer->halves[0];
    uint64_t totals[PDX_GROUP_COUNT];
    uint8_t fixed[PDX_DOCS_FIXED];
    int group;
    if (writer->failed) return false;
    pdx_le32_put(fixed, (uint32_t)(posts->rows.len + writer->halves[1].rows.len));
    pdx_le32_put(fixed + 4, (uint32_t)posts->rows.len);
    totals_read(writer, totals);
    for (group = 0; group < PDX_GROUP_COUNT; group++) pdx_le64_put(fixed + 8 + 8 * group, totals[group]);
    pdx_buf_append(out, fixed, sizeof fixed);
    return columns_put(writer, n_threads, out);
}

bool pdx_docs_writer_parts(const pdx_docs_writer *writer, pdx_buf *out) {
    pdx_buf_span(out, pdx_buf_view(&writer->halves[0].parts));
    pdx_buf_span(out, pdx_buf_view(&writer->halves[1].parts));
    return !out->failed;
}

bool pdx_docs_writer_text(const pdx_docs_writer *writer, unsigned n_threads, pdx_buf *out) {
    for (int h = 0; h < 2; h++) {
        const pdx_docs_half *half = &writer->halves[h];
        if (half->text_len > SIZE_MAX || !pdx_spans_append(out, half->texts.data, half->texts.len, n_threads)) return false;
    }
    return true;
}
