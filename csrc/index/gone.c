#include "index/gone.h"

#include <limits.h>

#include "base/alloc.h"
#include "base/bits.h"
#include "base/varint.h"
#include "index/gone_layout.h"

static const char tags[PDX_GONE_SECTIONS][5] = {"head", "docs", "term", "clas", "doca", "note"};

const pdx_image_form pdx_gone_form = {
    .name = "list of what is gone", .magic = {'\x89', 'p', 'd', 'x', 'g', '\r', '\n', '\x1a'}, .version = 1, .n_sections = PDX_GONE_SECTIONS,
    .n_later = 1, .tags = tags,
};

static pdx_status damage(pdx_span bytes, pdx_error *err, const uint8_t *at, const char *what) {
    return pdx_image_damage(bytes, &pdx_gone_form, at, err, what);
}

/* What is gone by all lists; of this one alone, `own` receives how many documents and posts. */
static pdx_status head_read(pdx_gone *gone, pdx_span head, const pdx_segment *segment, uint32_t own[2], pdx_error *err) {
    const pdx_gone *before = gone->before;
    int g;
    if (head.len != PDX_GONE_HEAD_BYTES) return damage(gone->bytes, err, head.data, "its head has another length");
    if (pdx_le64(head.data) != pdx_image_id(pdx_segment_bytes(segment)) || pdx_le32(head.data + 8) != pdx_segment_n_docs(segment)) {
        return damage(gone->bytes, err, head.data, "it is of another segment");
    }
    own[0] = pdx_le32(head.data + 16);
    own[1] = pdx_le32(head.data + 20);
    for (g = 0; g < PDX_GROUP_COUNT; g++) {
        const uint64_t had = before == NULL ? 0 : before->totals[g], goes = pdx_le64(head.data + 24 + 8 * g);
        if (goes > pdx_segment_group_total(segment, (pdx_group)g) - had) {
            return damage(gone->bytes, err, head.data + 24 + 8 * g, "more is gone than the segment has");
        }
        gone->totals[g] = had + goes;
    }
    return PDX_OK;
}

/* Goes through the documents that a section lists. */
typedef struct doc_walk {
    const uint8_t *at, *end;
    uint64_t next;   /* the least that may come */
    uint64_t n_docs; /* of the segment */
    unsigned form, bit;
    bool whole;      /* false: the section cannot be read */
} doc_walk;

static doc_walk doc_walk_of(pdx_span section, uint32_t n_docs) {
    doc_walk walk = {.at = section.data, .end = section.data + section.len, .n_docs = n_docs, .form = section.len == 0 ? UINT_MAX : section.data[0]};
    walk.whole = walk.form == PDX_GONE_AS_STEPS || (walk.form == PDX_GONE_AS_BITS && section.len - 1 == ((size_t)n_docs + 7) / 8);
    walk.at += section.len > 0;
    return walk;
}

static bool step_next(doc_walk *walk, uint32_t *doc) {
    uint64_t step;
    if (walk->at == walk->end) return false;
    walk->whole = pdx_varint_read(&walk->at, walk->end, &step) && step < walk->n_docs && walk->next + step < walk->n_docs;
    if (!walk->whole) return false;
    *doc = (uint32_t)(walk->next + step);
    walk->next = (uint64_t)*doc + 1;
    return true;
}

static bool bit_next(doc_walk *walk, uint32_t *doc) {
    for (; walk->at < walk->end; walk->at++, walk->bit = 0, walk->next = (walk->next + 8) / 8 * 8) {
        const unsigned left = (unsigned)*walk->at >> walk->bit;
        if (left == 0) continue;
        walk->bit += (unsigned)pdx_trailing_zeros(left);
        *doc = (uint32_t)(walk->next / 8 * 8 + walk->bit);
        walk->whole = *doc < walk->n_docs;
        walk->bit++;
        return walk->whole;
    }
    return false;
}

/* False: that was the last, or the section cannot be read on. */
static bool doc_next(doc_walk *walk, uint32_t *doc) {
    if (!walk->whole) return false;
    return walk->form == PDX_GONE_AS_STEPS ? step_next(walk, doc) : bit_next(walk, doc);
}

/* The first list begins with nothing, another goes on from those before it. */
static bool bitmaps_begin(pdx_gone *gone, uint32_t n_docs, uint32_t n_posts) {
    pdx_gone *before = gone->before;
    if (before == NULL) return pdx_bitmap_init(&gone->docs, n_docs, false) && pdx_bitmap_init(&gone->alive, n_posts, true);
    gone->docs = before->docs;
    gone->alive = before->alive;
    memset(&before->docs, 0, sizeof before->docs);
    memset(&before->alive, 0, sizeof before->alive);
    return true;
}

/* The documents, and whether they are as many as the head says, and in no list before. */
static pdx_status docs_read(pdx_gone *gone, pdx_span section, const pdx_segment *segment, const uint32_t own[2], pdx_error *err) {
    const uint32_t n_posts = pdx_segment_n_posts(segment);
    doc_walk walk = doc_walk_of(section, pdx_segment_n_docs(segment));
    uint32_t n = 0, n_of_posts = 0, doc;
    if (!bitmaps_begin(gone, (uint32_t)walk.n_docs, n_posts)) return pdx_fail_memory(err);
    while (doc_next(&walk, &doc)) {
        if (pdx_bitmap_has(&gone->docs, doc)) return damage(gone->bytes, err, section.data, "what is gone already goes again");
        pdx_bitmap_set(&gone->docs, doc);
        n++;
        if (doc >= n_posts) continue;
        pdx_bitmap_clear(&gone->alive, doc);
        n_of_posts++;
    }
    if (!walk.whole) return damage(gone->bytes, err, section.data, "its documents cannot be read");
    gone->n_docs = n + (gone->before == NULL ? 0 : gone->before->n_docs);
    gone->n_posts = n_of_posts + (gone->before == NULL ? 0 : gone->before->n_posts);
    if (n == own[0] && n_of_posts == own[1]) return PDX_OK;
    return damage(gone->bytes, err, section.data, "its documents are not as many as it says");
}

void pdx_gone_own_docs(const pdx_gone *gone, pdx_bitmap *docs) {
    doc_walk walk = doc_walk_of(gone->sections[PDX_GONE_DOCS_GONE], docs->n);
    uint32_t doc;
    while (doc_next(&walk, &doc)) pdx_bitmap_set(docs, doc);
}

/* What a section has as a table; false: it cannot be read, or is out of order. */
static bool table_read(const pdx_gone *gone, pdx_gone_section section, unsigned n_columns, pdx_gone_table *table) {
    const uint8_t *at = gone->sections[section].data, *end = at + gone->sections[section].len;
    bool whole = pdx_image_section_verify(gone->bytes, &pdx_gone_form, section, NULL) == PDX_OK && pdx_varint_read(&at, end, &table->n) &&
                 table->n < PDX_NO_ORD;
    uint64_t i;
    unsigned c;
    for (c = 0; whole && c < n_columns; c++) whole = pdx_column_open(&table->columns[c], &at, end, table->n);
    whole = whole && at == end;
    for (i = 1; whole && i < table->n; i++) {
        whole = pdx_column_get(&table->columns[PDX_GONE_ORD], i - 1) < pdx_column_get(&table->columns[PDX_GONE_ORD], i);
    }
    return whole;
}

pdx_status pdx_gone_table_ready(const pdx_gone *gone, const pdx_gone_table *table, pdx_error *err) {
    const bool is_terms = table == &gone->terms;
    const pdx_gone_section section = is_terms ? PDX_GONE_TERMS : PDX_GONE_CLASSES;
    pdx_gone_table *kept = (pdx_gone_table *)(uintptr_t)table; /* what it remembers changes, not what it says */
    if (!pdx_kept_is_made(&kept->kept)) {
        pdx_gone_table read = {0};
        read.holds = table_read(gone, section, is_terms ? PDX_GONE_TERM_COLUMNS : PDX_GONE_CLASS_COLUMNS, &read);
        if (pdx_kept_claim(&kept->kept)) {
            kept->holds = read.holds;
            kept->n = read.n;
            memcpy(kept->columns, read.columns, sizeof kept->columns);
            pdx_kept_done(&kept->kept);
        }
    }
    return table->holds ? PDX_OK : damage(gone->bytes, err, gone->sections[section].data, "a table cannot be read");
}

/* The caller's bytes stand before their length, which ends the section, so that whoever mends finds what is before it. */
static pdx_status note_read(pdx_gone *gone, pdx_span section, pdx_error *err) {
    uint64_t length;
    if (section.data == NULL) return PDX_OK;
    PDX_TRY(pdx_image_section_verify(gone->bytes, &pdx_gone_form, PDX_GONE_NOTE, err));
    if (section.len < PDX_GONE_NOTE_END) return damage(gone->bytes, err, section.data, "its note is too short");
    length = pdx_le64(section.data + section.len - PDX_GONE_NOTE_END);
    if (length > section.len - PDX_GONE_NOTE_END) return damage(gone->bytes, err, section.data, "its note is longer than its section");
    gone->note = pdx_span_slice(section, 0, (size_t)length);
    return PDX_OK;
}

static pdx_status gone_read(pdx_gone *gone, const pdx_segment *segment, pdx_error *err) {
    pdx_image_facts facts;
    uint32_t own[2] = {0, 0};
    PDX_TRY(pdx_image_open(gone->bytes, &pdx_gone_form, gone->sections, &facts, err));
    PDX_TRY(pdx_image_section_verify(gone->bytes, &pdx_gone_form, PDX_GONE_HEAD, err));
    PDX_TRY(note_read(gone, gone->sections[PDX_GONE_NOTE], err));
    PDX_TRY(pdx_image_section_verify(gone->bytes, &pdx_gone_form, PDX_GONE_DOCS_GONE, err));
    PDX_TRY(head_read(gone, gone->sections[PDX_GONE_HEAD], segment, own, err));
    if (!pdx_span_equal(gone->sections[PDX_GONE_DOCS_GONE], gone->sections[PDX_GONE_DOCS_AGAIN])) {
        return damage(gone->bytes, err, gone->sections[PDX_GONE_DOCS_GONE].data, "its documents are said twice, and not the same");
    }
    return docs_read(gone, gone->sections[PDX_GONE_DOCS_GONE], segment, own, err);
}

pdx_status pdx_gone_verify(const pdx_gone *gone, pdx_error *err) {
    for (; gone != NULL; gone = gone->before) {
        PDX_TRY(pdx_image_verify(gone->bytes, &pdx_gone_form, NULL, err));
        PDX_TRY(pdx_gone_table_ready(gone, &gone->terms, err));
        PDX_TRY(pdx_gone_table_ready(gone, &gone->classes, err));
    }
    return PDX_OK;
}

pdx_status pdx_gone_open(pdx_span bytes, pdx_gone *before, const pdx_segment *segment, pdx_gone **out, pdx_error *err) {
    pdx_gone *gone = pdx_alloc_zero(1, sizeof *gone);
    pdx_status status;
    *out = NULL;
    if (gone == NULL) {
        pdx_gone_close(before);
        return pdx_fail_memory(err);
    }
    gone->before = before;
    gone->bytes = bytes;
    status = gone_read(gone, segment, err);
    if (status == PDX_OK) *out = gone;
    else pdx_gone_close(gone);
    return status;
}

/* ---- what is damaged */

/* Lists from before there were notes have a section less. */
enum { TABLE_END = PDX_IMAGE_HEADER + PDX_GONE_NOTE * PDX_IMAGE_ENTRY };

static bool section_whole(pdx_span bytes, pdx_gone_section section, pdx_span *out) {
    return pdx_image_section_whole(bytes, &pdx_gone_form, section, out);
}

/* How long a list is that begins at `at`, of `n` documents of a segment of n_docs; 0: there is none. */
static size_t list_length(const uint8_t *at, const uint8_t *end, uint32_t n_docs, uint32_t n) {
    doc_walk walk;
    uint32_t doc;
    if (at == end) return 0;
    if (*at == PDX_GONE_AS_BITS) return 1 + ((size_t)n_docs + 7) / 8;
    walk = doc_walk_of(pdx_span_of(at, (size_t)(end - at)), n_docs);
    while (n > 0 && doc_next(&walk, &doc)) n--;
    return n == 0 ? (size_t)(walk.at - at) : 0;
}

/* How many bytes a note takes that ends at `end`: its last ones say it. More than `most` where there is none. */
static uint64_t note_room(const uint8_t *end, size_t most) {
    const uint64_t length = most < PDX_GONE_NOTE_END ? UINT64_MAX : pdx_le64(end - PDX_GONE_NOTE_END);
    return length > most ? UINT64_MAX : (length + PDX_IMAGE_ALIGN - 1) / PDX_IMAGE_ALIGN * PDX_IMAGE_ALIGN + PDX_GONE_NOTE_END;
}

/* The list behind a table of so many bytes, if it stands again before the footer, or before the note there. */
static bool copies_behind(pdx_span bytes, size_t table_end, bool noted, pdx_span *list) {
    const uint8_t *head, *at, *end;
    size_t n, room;
    if (bytes.len < table_end + PDX_GONE_HEAD_BYTES + PDX_IMAGE_FOOTER) return false;
    head = bytes.data + table_end;
    at = head + PDX_GONE_HEAD_BYTES;
    end = bytes.data + bytes.len - PDX_IMAGE_FOOTER;
    if (noted && note_room(end, (size_t)(end - at)) > (size_t)(end - at)) return false;
    if (noted) end -= note_room(end, (size_t)(end - at));
    n = list_length(at, end, pdx_le32(head + 8), pdx_le32(head + 16));
    room = (n + PDX_IMAGE_ALIGN - 1) / PDX_IMAGE_ALIGN * PDX_IMAGE_ALIGN;
    if (n == 0 || room > (size_t)(end - at) / 2) return false;
    *list = pdx_span_of(at, n);
    return memcmp(at, end - room, n) == 0;
}

/* Where the table cannot be trusted: the copies stand behind the head, and towards the end, and are as long as the head says. */
static bool copies_agree(pdx_span bytes, pdx_span *list) {
    return copies_behind(bytes, TABLE_END + PDX_IMAGE_ENTRY, true, list) || copies_behind(bytes, TABLE_END, false, list);
}

/* What can be read of the list as numbers. */
static pdx_status list_make(pdx_span bytes, pdx_span list, uint32_t **docs, size_t *n, pdx_error *err) {
    const uint32_t n_docs = list.len > 0 && list.data[0] == PDX_GONE_AS_BITS ? (uint32_t)pdx_min_size(8 * (list.len - 1), UINT32_MAX) : UINT32_MAX;
    doc_walk walk = doc_walk_of(list, n_docs);
    uint32_t doc;
    size_t all = 0;
    while (doc_next(&walk, &doc)) all++;
    if (!walk.whole) return damage(bytes, err, list.data, "its documents cannot be read");
    *docs = pdx_resize_array(NULL, all, sizeof **docs);
    if (*docs == NULL) return pdx_fail_memory(err);
    walk = doc_walk_of(list, n_docs);
    while (doc_next(&walk, &doc)) (*docs)[(*n)++] = doc;
    return PDX_OK;
}

pdx_status pdx_gone_list(pdx_span bytes, uint32_t **docs, size_t *n, uint64_t *segment_id, pdx_error *err) {
    pdx_span sections[PDX_GONE_SECTIONS], head, list;
    pdx_image_facts facts;
    pdx_status status = pdx_image_open(bytes, &pdx_gone_form, sections, &facts, err);
    if (status == PDX_OK) status = pdx_image_verify(bytes, &pdx_gone_form, NULL, err);
    *segment_id = 0;
    *docs = NULL;
    *n = 0;
    if (bytes.len < TABLE_END) return status == PDX_OK ? damage(bytes, err, NULL, "it ends within its table") : status;
    if (section_whole(bytes, PDX_GONE_HEAD, &head) && head.len == PDX_GONE_HEAD_BYTES) *segment_id = pdx_le64(head.data);
    if (!section_whole(bytes, PDX_GONE_DOCS_GONE, &list) && !section_whole(bytes, PDX_GONE_DOCS_AGAIN, &list) && !copies_agree(bytes, &list)) {
        return status;
    }
    return list_make(bytes, list, docs, n, err);
}

void pdx_gone_close(pdx_gone *gone) {
    while (gone != NULL) {
        pdx_gone *before = gone->before;
        pdx_bitmap_deinit(&gone->docs);
        pdx_bitmap_deinit(&gone->alive);
        pdx_free(gone);
        gone = before;
    }
}

bool pdx_gone_has(const pdx_gone *gone, pdx_doc doc) { return pdx_bitmap_has(&gone->docs, doc); }
const pdx_bitmap *pdx_gone_alive(const pdx_gone *gone) { return &gone->alive; }
const pdx_bitmap *pdx_gone_docs(const pdx_gone *gone) { return &gone->docs; }
const pdx_gone *pdx_gone_before(const pdx_gone *gone) { return gone->before; }
pdx_span pdx_gone_note(const pdx_gone *gone) { return gone->note; }
uint32_t pdx_gone_n_docs(const pdx_gone *gone) { return gone->n_docs; }
uint32_t pdx_gone_n_posts(const pdx_gone *gone) { return gone->n_posts; }
uint64_t pdx_gone_group_total(const pdx_gone *gone, pdx_group group) { return gone->totals[group]; }

/* The row of `ord`; false: nothing of it is gone. */
static bool row_find(const pdx_gone_table *table, pdx_ord ord, uint64_t *row) {
    *row = table->n == 0 ? 0 : pdx_column_lower_bound(&table->columns[PDX_GONE_ORD], 0, ord);
    return *row < table->n && pdx_column_get(&table->columns[PDX_GONE_ORD], *row) == ord;
}

/* What lists up to this one say of a word or a class, all together. */
static pdx_status rows_sum(const pdx_gone *gone, bool of_terms, pdx_ord ord, uint64_t sums[PDX_GONE_TERM_COLUMNS], pdx_error *err) {
    const unsigned n_columns = of_terms ? PDX_GONE_TERM_COLUMNS : PDX_GONE_CLASS_COLUMNS;
    memset(sums, 0, PDX_GONE_TERM_COLUMNS * sizeof *sums);
    for (; gone != NULL; gone = gone->before) {
        const pdx_gone_table *table = of_terms ? &gone->terms : &gone->classes;
        uint64_t row;
        PDX_TRY(pdx_gone_table_ready(gone, table, err));
        if (!row_find(table, ord, &row)) continue;
        for (unsigned c = PDX_GONE_ORD + 1; c < n_columns; c++) sums[c] += pdx_column_get(&table->columns[c], row);
    }
    return PDX_OK;
}

static pdx_status too_many(const pdx_gone *gone, pdx_gone_section section, pdx_error *err) {
    return damage(gone->bytes, err, gone->sections[section].data, "more of a word is gone than there is");
}

static pdx_status posts_of(const pdx_gone *gone, bool of_terms, pdx_ord ord, uint32_t most, uint32_t *n, pdx_error *err) {
    uint64_t sums[PDX_GONE_TERM_COLUMNS];
    *n = 0;
    PDX_TRY(rows_sum(gone, of_terms, ord, sums, err));
    if (sums[PDX_GONE_POSTS] > most) return too_many(gone, of_terms ? PDX_GONE_TERMS : PDX_GONE_CLASSES, err);
    *n = (uint32_t)sums[PDX_GONE_POSTS];
    return PDX_OK;
}

pdx_status pdx_gone_take_term(const pdx_gone *gone, pdx_term *term, pdx_error *err) {
    uint64_t sums[PDX_GONE_TERM_COLUMNS];
    PDX_TRY(rows_sum(gone, true, term->ord, sums, err));
    if (sums[PDX_GONE_DOCS] > term->n_docs || sums[PDX_GONE_POSTS] > term->n_posts || sums[PDX_GONE_OCCURRENCES] > term->n_occurrences) {
        return too_many(gone, PDX_GONE_TERMS, err);
    }
    term->n_docs -= (uint32_t)sums[PDX_GONE_DOCS];
    term->n_posts -= (uint32_t)sums[PDX_GONE_POSTS];
    term->n_occurrences -= sums[PDX_GONE_OCCURRENCES];
    return PDX_OK;
}

pdx_status pdx_gone_term_posts(const pdx_gone *gone, pdx_ord ord, uint32_t n_posts, uint32_t *n, pdx_error *err) {
    return posts_of(gone, true, ord, n_posts, n, err);
}

pdx_status pdx_gone_class_posts(const pdx_gone *gone, pdx_ord class_ord, uint32_t n_posts, uint32_t *n, pdx_error *err) {
    return posts_of(gone, false, class_ord, n_posts, n, err);
}
