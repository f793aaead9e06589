/* Segments made by hand with columns that lie: blocks and positions that end far beyond their list, before they begin, or nowhere, documents
 * that do not exist or go back. The list under attack stands last in its section, its section last in the file, so that a
 * read beyond it leaves the bytes, which the sanitizers see. */
#include "check.h"
#include "segment/segment_classes_writer.h"
#include "segment/segment_docs_writer.h"
#include "segment/segment_mend.h"
#include "segment/segment_terms_writer.h"
#include "segment/segment_walk.h"
#include "segment/segment_writer.h"

enum { DOCS = PDX_LIMIT(700, 30) };

/* Which column of the list, which of its values, and what it says instead. */
typedef struct lie {
    int column;
    size_t block;
    uint64_t value;
} lie;

static void docs_make(pdx_docs_writer *docs) {
    pdx_doc_part part;
    uint32_t i;
    memset(&part, 0, sizeof part);
    part.role = PDX_ROLE_PARAGRAPH;
    part.n_positions = 4;
    part.end = part.block_end = 7;
    for (i = 0; i < DOCS; i++) pdx_docs_writer_add(docs, false, 0, pdx_span_str("a a a a"), &part, 1);
}

static pdx_occurrence occurrence_of(uint32_t doc, uint32_t position) {
    return (pdx_occurrence)doc << PDX_RUN_DOC_SHIFT | (pdx_occurrence)position << PDX_RUN_POSITION_SHIFT | PDX_GROUP_BODY;
}

static void term_make(pdx_terms_writer *terms, const lie *told) {
    pdx_occurrence run[2 * DOCS];
    pdx_list_writer *list = &terms->list;
    uint32_t i;
    pdx_terms_writer_start(terms, pdx_span_str("a"));
    for (i = 0; i < 2 * DOCS; i++) run[i] = occurrence_of(i / 2, 1 + i % 2 * 2);
    pdx_terms_writer_run(terms, run, run + 2 * DOCS);
    if (told != NULL) {
        pdx_numbers *column = told->column == 0 ? &list->last_docs : told->column == 1 ? &list->block_ends : &list->position_ends;
        column->data[told->block] = told->value; /* a whole block's, written before the list ends */
    }
    pdx_terms_writer_end(terms);
}

static void classes_make(pdx_classes_writer *classes) {
    pdx_classes_writer_single(classes, pdx_span_str("a"), 0, DOCS, DOCS);
    pdx_classes_writer_language(classes, 0);
}

/* The sections, that of lists (4) or of positions (5) last: it changes place with the last in the table. */
static void last_make(pdx_buf *out, uint32_t section) {
    pdx_buf turned;
    uint32_t k;
    pdx_buf_init(&turned);
    const uint32_t n = pdx_le32(out->data + 12);
    pdx_buf_append(&turned, out->data, 64 + 24 * (size_t)n);
    for (k = 0; k < n; k++) {
        const uint8_t *from = out->data + 64 + 24 * (size_t)(k + 1 == n ? section : k < section ? k : k + 1);
        uint8_t *entry = turned.data + 64 + 24 * (size_t)k;
        const uint64_t begin = turned.len;
        memcpy(entry, from, 24);
        pdx_le64_put(entry + 8, begin);
        pdx_buf_append(&turned, out->data + pdx_le64(from + 8), (size_t)pdx_le64(from + 16));
        while (turned.len % 8 != 0) pdx_buf_byte(&turned, 0);
    }
    pdx_buf_append(&turned, out->data + out->len - 24, 24);
    segment_mend(turned.data, turned.len, 1);
    pdx_buf_reset(out);
    pdx_buf_span(out, pdx_buf_view(&turned));
    pdx_buf_deinit(&turned);
}

static void segment_make(const lie *told, uint32_t last, pdx_buf *out) {
    const pdx_image_facts facts = pdx_segment_facts(1);
    pdx_image_writer writer;
    pdx_docs_writer docs;
    pdx_terms_writer terms;
    pdx_classes_writer classes;
    pdx_impacts impacts;
    pdx_docs_writer_init(&docs);
    docs_make(&docs);
    CHECK(pdx_docs_writer_impacts(&docs, &impacts, NULL) == PDX_OK);
    pdx_terms_writer_init(&terms, &impacts);
    pdx_classes_writer_init(&classes, &impacts);
    term_make(&terms, told);
    classes_make(&classes);
    pdx_image_writer_start(&writer, &pdx_segment_form, out);
    CHECK(pdx_docs_writer_docs(&docs, 1, out));
    pdx_image_writer_end(&writer);
    CHECK(pdx_docs_writer_parts(&docs, out));
    pdx_image_writer_end(&writer);
    CHECK(pdx_docs_writer_text(&docs, 1, out));
    pdx_image_writer_end(&writer);
    CHECK(pdx_terms_writer_finish(&terms, out));
    pdx_image_writer_end(&writer);
    pdx_buf_span(out, pdx_buf_view(&terms.lists));
    pdx_image_writer_end(&writer);
    pdx_buf_span(out, pdx_buf_view(&terms.positions));
    pdx_image_writer_end(&writer);
    CHECK(pdx_classes_writer_finish(&classes, out));
    pdx_image_writer_end(&writer);
    pdx_image_writer_end(&writer); /* no class has a list of its own */
    CHECK(pdx_image_writer_finish(&writer, &facts));
    pdx_docs_writer_deinit(&docs);
    pdx_terms_writer_deinit(&terms);
    pdx_classes_writer_deinit(&classes);
    pdx_impacts_deinit(&impacts);
    last_make(out, last);
}

/* What verify and a walk over everything say; the bytes stand in a block of exactly their size. */
static void segment_judge(const lie *told, uint32_t last, pdx_status *verified, pdx_status *walked) {
    pdx_segment *segment;
    pdx_buf out;
    uint8_t *bytes;
    size_t len;
    pdx_buf_init(&out);
    segment_make(told, last, &out);
    len = out.len;
    bytes = pdx_alloc(len);
    memcpy(bytes, out.data, len);
    CHECK(pdx_segment_open(pdx_span_of(bytes, len), &segment, NULL) == PDX_OK);
    *verified = pdx_segment_verify(segment, NULL, NULL);
    *walked = segment_walk(segment);
    pdx_segment_close(segment);
    pdx_free(bytes);
    pdx_buf_deinit(&out);
}

int main(void) {
    static const uint64_t values[] = {0, 1, 2, 3, 127, 128, 699, 700, 701, 1000, 1500, 3000, 10000, UINT32_MAX - 1, UINT32_MAX,
                                      (uint64_t)UINT32_MAX + 1, (uint64_t)1 << 55};
    pdx_status verified, walked;
    uint32_t last;
    size_t i;
    lie told;
    for (last = 4; last <= 5; last++) {
        segment_judge(NULL, last, &verified, &walked);
        CHECK_EQ(verified, PDX_OK);
        CHECK_EQ(walked, PDX_OK);
        for (told.column = 0; told.column < 3; told.column++) {
            for (told.block = 0; told.block < 5; told.block++) {
                for (i = 0; i < PDX_COUNTOF(values); i++) {
                    told.value = values[i];
                    segment_judge(&told, last, &verified, &walked);
                    /* A value may happen to be the right one. */
                    CHECK(verified == PDX_ECORRUPT || (verified == PDX_OK && walked == PDX_OK));
                    CHECK(walked == PDX_ECORRUPT || walked == PDX_OK);
                }
            }
        }
    }
    return check_report("hostile lists");
}
