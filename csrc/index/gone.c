#include "index/gone.h"

#include "base/alloc.h"
#include "base/bits.h"
#include "base/varint.h"
#include "index/gone_layout.h"

static const char tags[PDX_GONE_SECTIONS][5] = {"head", "bits", "term", "clas", "bita"};

const pdx_image_form pdx_gone_form = {
    .name = "list of what is gone", .magic = {'\x89', 'p', 'd', 'x', 'g', '\r', '\n', '\x1a'}, .version = 0, .n_sections = PDX_GONE_SECTIONS, .tags = tags,
};

static pdx_status damage(pdx_span bytes, pdx_error *err, const uint8_t *at, const char *what) {
    return pdx_image_damage(bytes, &pdx_gone_form, at, err, what);
}

static pdx_status head_read(pdx_gone *gone, pdx_span head, const pdx_segment *segment, pdx_error *err) {
    int g;
    if (head.len != PDX_GONE_HEAD_BYTES) return damage(gone->bytes, err, head.data, "its head has another length");
    if (pdx_le64(head.data) != pdx_image_id(pdx_segment_bytes(segment)) || pdx_le32(head.data + 8) != pdx_segment_n_docs(segment)) {
        return damage(gone->bytes, err, head.data, "it is of another segment");
    }
    gone->n_docs = pdx_le32(head.data + 16);
    gone->n_posts = pdx_le32(head.data + 20);
    for (g = 0; g < PDX_GROUP_COUNT; g++) {
        gone->totals[g] = pdx_le64(head.data + 24 + 8 * g);
        if (gone->totals[g] > pdx_segment_group_total(segment, (pdx_group)g)) {
            return damage(gone->bytes, err, head.data + 24 + 8 * g, "more is gone than the segment has");
        }
    }
    return PDX_OK;
}

/* The bits as they are asked for, and whether they are as many as the head says. */
static pdx_status bits_read(pdx_gone *gone, const pdx_segment *segment, pdx_error *err) {
    const uint32_t n_docs = pdx_segment_n_docs(segment), n_posts = pdx_segment_n_posts(segment);
    uint32_t n = 0, i;
    if (gone->bits.len != ((uint64_t)n_docs + 7) / 8) return damage(gone->bytes, err, gone->bits.data, "it has not a bit for each document");
    if (n_docs % 8 != 0 && gone->bits.data[n_docs / 8] >> n_docs % 8 != 0) return damage(gone->bytes, err, gone->bits.data, "it has too many bits");
    if (!pdx_bitmap_init(&gone->alive, n_posts, true)) return pdx_fail_memory(err);
    for (i = 0; i < gone->bits.len; i++) n += pdx_popcount(gone->bits.data[i]);
    for (i = 0; i < (n_posts + 7) / 8; i++) {
        uint64_t here = gone->bits.data[i];
        if (8 * i + 8 > n_posts) here &= (1u << (n_posts - 8 * i)) - 1;
        gone->alive.words[i / 8] &= ~(here << i % 8 * 8);
    }
    if (n != gone->n_docs || n_posts - pdx_bitmap_count(&gone->alive) != gone->n_posts) {
        return damage(gone->bytes, err, gone->bits.data, "its bits are not as many as it says");
    }
    return PDX_OK;
}

static pdx_status table_open(pdx_gone *gone, pdx_span section, unsigned n_columns, pdx_gone_table *table, pdx_error *err) {
    const uint8_t *at = section.data, *end = section.data + section.len;
    bool whole = pdx_varint_read(&at, end, &table->n) && table->n < PDX_NO_ORD;
    uint64_t i;
    unsigned c;
    for (c = 0; whole && c < n_columns; c++) whole = pdx_column_open(&table->columns[c], &at, end, table->n);
    if (!whole || at != end) return damage(gone->bytes, err, section.data, "a table cannot be read");
    for (i = 1; i < table->n; i++) {
        if (pdx_column_get(&table->columns[PDX_GONE_ORD], i - 1) >= pdx_column_get(&table->columns[PDX_GONE_ORD], i)) {
            return damage(gone->bytes, err, section.data, "a table is out of order");
        }
    }
    return PDX_OK;
}

static pdx_status gone_read(pdx_gone *gone, const pdx_segment *segment, pdx_error *err) {
    pdx_span sections[PDX_GONE_SECTIONS];
    pdx_image_facts facts;
    PDX_TRY(pdx_image_open(gone->bytes, &pdx_gone_form, sections, &facts, err));
    PDX_TRY(pdx_image_verify(gone->bytes, &pdx_gone_form, err));
    PDX_TRY(head_read(gone, sections[PDX_GONE_HEAD], segment, err));
    gone->bits = sections[PDX_GONE_BITS];
    if (!pdx_span_equal(gone->bits, sections[PDX_GONE_BITS_AGAIN])) return damage(gone->bytes, err, gone->bits.data, "its bits are said twice, and not the same");
    PDX_TRY(bits_read(gone, segment, err));
    PDX_TRY(table_open(gone, sections[PDX_GONE_TERMS], PDX_GONE_TERM_COLUMNS, &gone->terms, err));
    return table_open(gone, sections[PDX_GONE_CLASSES], PDX_GONE_CLASS_COLUMNS, &gone->classes, err);
}

pdx_status pdx_gone_open(pdx_span bytes, const pdx_segment *segment, pdx_gone **out, pdx_error *err) {
    pdx_gone *gone = pdx_alloc_zero(1, sizeof *gone);
    pdx_status status;
    *out = NULL;
    if (gone == NULL) return pdx_fail_memory(err);
    gone->bytes = bytes;
    status = gone_read(gone, segment, err);
    if (status == PDX_OK) *out = gone;
    else pdx_gone_close(gone);
    return status;
}

/* ---- what is damaged */

enum { TABLE_END = PDX_IMAGE_HEADER + PDX_GONE_SECTIONS * PDX_IMAGE_ENTRY };

static bool section_whole(pdx_span bytes, pdx_gone_section section, pdx_span *out) { return pdx_image_section_whole(bytes, &pdx_gone_form, section, out); }

/* Where the table cannot be trusted: the copies stand behind the head, and before the footer, and are as long as the head says. */
static bool copies_agree(pdx_span bytes, pdx_span *bits) {
    uint64_t n, room;
    if (bytes.len < TABLE_END + PDX_GONE_HEAD_BYTES + PDX_IMAGE_FOOTER) return false;
    n = ((uint64_t)pdx_le32(bytes.data + TABLE_END + 8) + 7) / 8;
    room = (n + PDX_IMAGE_ALIGN - 1) / PDX_IMAGE_ALIGN * PDX_IMAGE_ALIGN;
    if (2 * room > bytes.len - TABLE_END - PDX_GONE_HEAD_BYTES - PDX_IMAGE_FOOTER) return false;
    *bits = pdx_span_of(bytes.data + TABLE_END + PDX_GONE_HEAD_BYTES, (size_t)n);
    return n > 0 && memcmp(bits->data, bytes.data + bytes.len - PDX_IMAGE_FOOTER - room, (size_t)n) == 0;
}

pdx_status pdx_gone_bits(pdx_span bytes, pdx_span *bits, uint64_t *segment_id, pdx_error *err) {
    pdx_span sections[PDX_GONE_SECTIONS], head;
    pdx_image_facts facts;
    pdx_status status = pdx_image_open(bytes, &pdx_gone_form, sections, &facts, err);
    if (status == PDX_OK) status = pdx_image_verify(bytes, &pdx_gone_form, err);
    *segment_id = 0;
    if (bytes.len < TABLE_END) return status == PDX_OK ? damage(bytes, err, NULL, "it ends within its table") : status;
    if (section_whole(bytes, PDX_GONE_HEAD, &head) && head.len == PDX_GONE_HEAD_BYTES) *segment_id = pdx_le64(head.data);
    if (section_whole(bytes, PDX_GONE_BITS, bits) || section_whole(bytes, PDX_GONE_BITS_AGAIN, bits) || copies_agree(bytes, bits)) return PDX_OK;
    return status;
}

void pdx_gone_close(pdx_gone *gone) {
    if (gone == NULL) return;
    pdx_bitmap_deinit(&gone->alive);
    pdx_free(gone);
}

bool pdx_gone_has(const pdx_gone *gone, pdx_doc doc) { return doc / 8 < gone->bits.len && (gone->bits.data[doc / 8] >> doc % 8 & 1) != 0; }
const pdx_bitmap *pdx_gone_alive(const pdx_gone *gone) { return &gone->alive; }
uint32_t pdx_gone_n_docs(const pdx_gone *gone) { return gone->n_docs; }
uint32_t pdx_gone_n_posts(const pdx_gone *gone) { return gone->n_posts; }
uint64_t pdx_gone_group_total(const pdx_gone *gone, pdx_group group) { return gone->totals[group]; }

/* The row of `ord`; false: nothing of it is gone. */
static bool row_find(const pdx_gone_table *table, pdx_ord ord, uint64_t *row) {
    *row = table->n == 0 ? 0 : pdx_column_lower_bound(&table->columns[PDX_GONE_ORD], 0, ord);
    return *row < table->n && pdx_column_get(&table->columns[PDX_GONE_ORD], *row) == ord;
}

static pdx_status too_many(const pdx_gone *gone, const pdx_gone_table *table, pdx_error *err) {
    return damage(gone->bytes, err, table->columns[PDX_GONE_ORD].data, "more of a word is gone than there is");
}

static pdx_status posts_of(const pdx_gone *gone, const pdx_gone_table *table, pdx_ord ord, uint32_t most, uint32_t *n, pdx_error *err) {
    uint64_t row, found;
    *n = 0;
    if (!row_find(table, ord, &row)) return PDX_OK;
    found = pdx_column_get(&table->columns[PDX_GONE_POSTS], row);
    if (found > most) return too_many(gone, table, err);
    *n = (uint32_t)found;
    return PDX_OK;
}

pdx_status pdx_gone_take_term(const pdx_gone *gone, pdx_term *term, pdx_error *err) {
    const pdx_column *columns = gone->terms.columns;
    uint64_t row, docs, posts, occurrences;
    if (!row_find(&gone->terms, term->ord, &row)) return PDX_OK;
    docs = pdx_column_get(&columns[PDX_GONE_DOCS], row);
    posts = pdx_column_get(&columns[PDX_GONE_POSTS], row);
    occurrences = pdx_column_get(&columns[PDX_GONE_OCCURRENCES], row);
    if (docs > term->n_docs || posts > term->n_posts || occurrences > term->n_occurrences) return too_many(gone, &gone->terms, err);
    term->n_docs -= (uint32_t)docs;
    term->n_posts -= (uint32_t)posts;
    term->n_occurrences -= occurrences;
    return PDX_OK;
}

pdx_status pdx_gone_term_posts(const pdx_gone *gone, pdx_ord ord, uint32_t n_posts, uint32_t *n, pdx_error *err) {
    return posts_of(gone, &gone->terms, ord, n_posts, n, err);
}

pdx_status pdx_gone_class_posts(const pdx_gone *gone, pdx_ord class_ord, uint32_t n_posts, uint32_t *n, pdx_error *err) {
    return posts_of(gone, &gone->classes, class_ord, n_posts, n, err);
}
