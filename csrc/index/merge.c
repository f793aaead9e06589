#include "index/merge.h"

#include "base/alloc.h"
#include "index/run_merge.h"
#include "index/term_runs.h"
#include "segment/postings.h"
#include "segment/segment_writer.h"
#include "segment/term_walk.h"

enum { DOCS_PER_TICK = PDX_LIMIT(256, 2), TERMS_PER_TICK = PDX_LIMIT(64, 2) };

/* A source and where its dictionary is being read. */
typedef struct branch {
    const pdx_segment *segment; /* borrowed, like the next */
    const uint32_t *numbers;
    pdx_term_walk walk;         /* owned */
    pdx_ord ord;                /* of the term that comes next */
} branch;

/* Where a document of the whole comes from. */
typedef struct origin {
    uint32_t source; /* UINT32_MAX: nowhere yet */
    pdx_doc doc;
} origin;

typedef struct merger {
    branch *branches;         /* owned, like all below */
    uint32_t n;
    origin *origins;          /* of each document of the whole */
    uint32_t n_docs, n_posts;
    pdx_inverter *inverter;   /* has the documents, and takes the runs */
    pdx_arena keys;
    PDX_VEC(pdx_span) terms;
    PDX_VEC(uint32_t) begins;
    pdx_term_runs runs;
    uint32_t n_all;           /* occurrences in runs.all */
    size_t room;
    PDX_VEC(pdx_doc_part) parts; /* scratch, like all below */
    PDX_VEC(pdx_occurrence) found;
    PDX_VEC(size_t) ends;     /* in `found`, of each source's */
    PDX_VEC(pdx_run) sorted;
    pdx_run_room merged;
    pdx_positions positions;
    pdx_buf key;
} merger;

static void merger_deinit(merger *m) {
    uint32_t i;
    for (i = 0; i < m->n; i++) pdx_term_walk_deinit(&m->branches[i].walk);
    pdx_free(m->branches);
    pdx_free(m->origins);
    pdx_inverter_free(m->inverter);
    pdx_arena_deinit(&m->keys);
    PDX_VEC_DEINIT(&m->terms);
    PDX_VEC_DEINIT(&m->begins);
    pdx_term_runs_deinit(&m->runs);
    PDX_VEC_DEINIT(&m->parts);
    PDX_VEC_DEINIT(&m->found);
    PDX_VEC_DEINIT(&m->ends);
    PDX_VEC_DEINIT(&m->sorted);
    pdx_run_room_deinit(&m->merged);
    PDX_VEC_DEINIT(&m->positions);
    pdx_buf_deinit(&m->key);
}

static pdx_status branches_open(merger *m, const pdx_merge_source *sources, uint32_t n, pdx_error *err) {
    uint32_t i;
    m->branches = pdx_alloc_zero(n, sizeof *m->branches);
    if (m->branches == NULL) return pdx_fail_memory(err);
    for (i = 0; i < n; i++, m->n++) {
        m->branches[i].segment = sources[i].segment;
        m->branches[i].numbers = sources[i].numbers;
        pdx_term_walk_init(&m->branches[i].walk, sources[i].segment);
    }
    /* What is damaged must not get checksums that hold. */
    for (i = 0; i < n; i++) PDX_TRY(pdx_image_verify(pdx_segment_bytes(sources[i].segment), &pdx_segment_form, err));
    return PDX_OK;
}

/* ------------------------------------------------------------------ documents */

static void docs_number(merger *m) {
    uint32_t i;
    pdx_doc doc;
    for (i = 0; i < m->n; i++) {
        const pdx_segment *segment = m->branches[i].segment;
        for (doc = 0; doc < pdx_segment_n_docs(segment); doc++) {
            if (m->branches[i].numbers[doc] == PDX_NO_DOC) continue;
            m->n_docs++;
            m->n_posts += doc < pdx_segment_n_posts(segment);
        }
    }
}

static pdx_status wrong_numbers(pdx_error *err) { return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "documents are not numbered one after the other"); }

/* Every number has one document, and those of a source ascend. */
static pdx_status origins_find(merger *m, pdx_error *err) {
    uint32_t i, all = 0;
    pdx_doc doc;
    m->origins = pdx_resize_array(NULL, m->n_docs, sizeof *m->origins);
    if (m->origins == NULL) return pdx_fail_memory(err);
    for (i = 0; i < m->n_docs; i++) m->origins[i].source = UINT32_MAX;
    for (i = 0; i < m->n; i++) {
        const branch *b = &m->branches[i];
        uint32_t before = PDX_NO_DOC;
        for (doc = 0; doc < pdx_segment_n_docs(b->segment); doc++) {
            const uint32_t number = b->numbers[doc];
            if (number == PDX_NO_DOC) continue;
            if (number >= m->n_docs || (number < m->n_posts) != (doc < pdx_segment_n_posts(b->segment)) || m->origins[number].source != UINT32_MAX ||
                (before != PDX_NO_DOC && number <= before)) {
                return wrong_numbers(err);
            }
            m->origins[number].source = i;
            m->origins[number].doc = doc;
            before = number;
            all++;
        }
    }
    return all == m->n_docs ? PDX_OK : wrong_numbers(err);
}

/* What an inverter asks of parts, of those that forged bytes may have. */
static bool parts_fit(const pdx_doc_part *parts, uint32_t n, uint64_t text_len) {
    uint64_t at = 0, position = 0;
    uint32_t i;
    for (i = 0; i < n; i++) {
        const pdx_doc_part *part = &parts[i];
        if (part->role >= PDX_ROLE_COUNT || part->begin < at || part->end < part->begin || part->end > text_len || part->block_begin > part->begin ||
            part->block_end < part->end || part->block_end > text_len || part->first_position != position) {
            return false;
        }
        at = part->end;
        position = (uint64_t)part->first_position + part->n_positions + 1; /* one stays free */
    }
    return true;
}

static pdx_status doc_add(merger *m, origin from, bool remainder, pdx_error *err) {
    const pdx_segment *segment = m->branches[from.source].segment;
    pdx_inverter *inverter = m->inverter;
    pdx_doc_info info;
    pdx_doc_note note;
    uint32_t i;
    PDX_TRY(pdx_segment_doc(segment, from.doc, &info, err));
    if (!PDX_VEC_RESERVE(&m->parts, info.n_parts)) return pdx_fail_memory(err);
    for (i = 0; i < info.n_parts; i++) PDX_TRY(pdx_segment_part(segment, from.doc, i, &m->parts.data[i], err));
    if (!parts_fit(m->parts.data, info.n_parts, info.text.len)) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "document %u has parts that do not fit", (unsigned)from.doc);
    note.n_stretches = 0;
    note.number = pdx_docs_writer_count(&inverter->docs, remainder);
    note.language = info.language;
    note.remainder = remainder;
    pdx_docs_writer_add(&inverter->docs, remainder, info.language, info.text, m->parts.data, info.n_parts);
    return !inverter->docs.failed && PDX_VEC_PUSH(&inverter->notes, note) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status docs_add(merger *m, const pdx_tick *tick, pdx_error *err) {
    uint32_t i;
    for (i = 0; i < m->n_docs; i++) {
        if (i % DOCS_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, i, m->n_docs, err));
        PDX_TRY(doc_add(m, m->origins[i], i >= m->n_posts, err));
    }
    return PDX_OK;
}

/* ------------------------------------------------------------------ terms */

/* Where all occurrences in a document are in one group, which they are in. */
static bool group_alone(const pdx_postings *list, unsigned *group) {
    unsigned g, n = 0;
    for (g = 0; g <= PDX_GROUP_COUNT; g++) {
        if (list->frequencies[g] == 0) continue;
        *group = g;
        n++;
    }
    return n == 1;
}

static pdx_status posting_take(merger *m, const branch *b, pdx_postings *list, uint32_t number, pdx_error *err) {
    pdx_doc_place place;
    uint64_t end = 0;
    unsigned group = 0;
    bool alone;
    size_t i;
    PDX_TRY(pdx_postings_positions(list, &m->positions, err));
    if (!PDX_VEC_RESERVE(&m->found, m->found.len + m->positions.len)) return pdx_fail_memory(err);
    alone = group_alone(list, &group);
    for (i = 0; i < m->positions.len; i++) {
        const uint32_t position = m->positions.data[i];
        if (!alone && position >= end) {
            PDX_TRY(pdx_segment_place_of(b->segment, list->doc, position, &place, err));
            end = (uint64_t)place.first_position + place.n_positions;
            group = (unsigned)pdx_role_group((pdx_role)place.role);
        }
        m->found.data[m->found.len++] = (pdx_occurrence)number << PDX_RUN_DOC_SHIFT | (pdx_occurrence)position << PDX_RUN_POSITION_SHIFT | group;
    }
    return PDX_OK;
}

/* The occurrences of the term at which the branch is, in documents that stay. */
static pdx_status branch_take(merger *m, branch *b, pdx_error *err) {
    const uint32_t n_docs = pdx_segment_n_docs(b->segment);
    const pdx_list_place *place;
    pdx_postings list;
    PDX_TRY(pdx_term_walk_place(&b->walk, &place, err));
    PDX_TRY(pdx_postings_open_at(&list, b->segment, place, err));
    while (pdx_postings_next(&list)) {
        if (list.doc >= n_docs) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a list has an unknown document");
        if (b->numbers[list.doc] != PDX_NO_DOC) PDX_TRY(posting_take(m, b, &list, b->numbers[list.doc], err));
    }
    if (list.status == PDX_OK) return PDX_OK;
    return pdx_fail(err, list.status, PDX_NO_OFFSET, "a list of %u documents cannot be read on", (unsigned)list.n_docs);
}

static pdx_status branch_to(branch *b, pdx_ord ord, pdx_error *err) {
    b->ord = ord;
    return ord < pdx_segment_n_terms(b->segment) ? pdx_term_walk_to(&b->walk, ord, err) : PDX_OK;
}

static bool has_term(const branch *b) { return b->ord < pdx_segment_n_terms(b->segment); }

/* The least key that comes next, into `key`; false: there is none. */
static bool key_next(merger *m) {
    const branch *least = NULL;
    uint32_t i;
    for (i = 0; i < m->n; i++) {
        const branch *b = &m->branches[i];
        if (has_term(b) && (least == NULL || pdx_span_compare(pdx_buf_view(&b->walk.key), pdx_buf_view(&least->walk.key)) < 0)) least = b;
    }
    if (least == NULL) return false;
    pdx_buf_reset(&m->key);
    pdx_buf_span(&m->key, pdx_buf_view(&least->walk.key));
    return true;
}

/* What all sources found, in order. */
static pdx_status run_sort(merger *m, pdx_run *whole, pdx_error *err) {
    size_t i, begin = 0;
    m->sorted.len = 0;
    for (i = 0; i < m->ends.len; begin = m->ends.data[i++]) {
        const pdx_run one = {PDX_VEC_AT(&m->found, begin), PDX_VEC_AT(&m->found, m->ends.data[i])};
        if (one.begin < one.end && !PDX_VEC_PUSH(&m->sorted, one)) return pdx_fail_memory(err);
    }
    return pdx_runs_merge(m->sorted.data, m->sorted.len, &m->merged, whole) ? PDX_OK : pdx_fail_memory(err);
}

/* Occurrences ascend where lists, positions and groups do, which altered bytes need not. */
static bool is_sorted(pdx_run run) {
    const pdx_occurrence *at;
    for (at = run.begin + 1; at < run.end; at++) {
        if (at[-1] >> PDX_RUN_POSITION_SHIFT >= at[0] >> PDX_RUN_POSITION_SHIFT) return false;
    }
    return true;
}

static pdx_status term_end(merger *m, pdx_error *err) {
    pdx_span key;
    pdx_run whole;
    size_t n;
    if (m->found.len == 0) return PDX_OK;
    PDX_TRY(run_sort(m, &whole, err));
    n = (size_t)(whole.end - whole.begin);
    if (n > m->room - m->n_all || !is_sorted(whole)) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a term has other occurrences than it says");
    if (!pdx_arena_copy(&m->keys, pdx_buf_view(&m->key), &key) || !PDX_VEC_PUSH(&m->terms, key) || !PDX_VEC_PUSH(&m->begins, m->n_all)) {
        return pdx_fail_memory(err);
    }
    memcpy(m->runs.all + m->n_all, whole.begin, n * sizeof *whole.begin);
    m->n_all += (uint32_t)n;
    return PDX_OK;
}

/* The term with the key at hand, of all branches that have it. */
static pdx_status term_take(merger *m, pdx_error *err) {
    uint32_t i;
    m->found.len = m->ends.len = 0;
    for (i = 0; i < m->n; i++) {
        branch *b = &m->branches[i];
        if (!has_term(b) || !pdx_span_equal(pdx_buf_view(&b->walk.key), pdx_buf_view(&m->key))) continue;
        PDX_TRY(branch_take(m, b, err));
        if (!PDX_VEC_PUSH(&m->ends, m->found.len)) return pdx_fail_memory(err);
        PDX_TRY(branch_to(b, b->ord + 1, err));
    }
    return term_end(m, err);
}

/* Room for the occurrences of all lists, of which those of left-out documents will not come. */
static pdx_status room_make(merger *m, pdx_error *err) {
    uint64_t all = 0;
    uint32_t i;
    for (i = 0; i < m->n; i++) {
        pdx_term_walk walk;
        pdx_status status = PDX_OK;
        pdx_ord ord;
        pdx_term_walk_init(&walk, m->branches[i].segment);
        for (ord = 0; status == PDX_OK && ord < pdx_segment_n_terms(m->branches[i].segment); ord++) {
            const pdx_list_place *place;
            status = pdx_term_walk_to(&walk, ord, err);
            if (status == PDX_OK) status = pdx_term_walk_place(&walk, &place, err);
            if (status == PDX_OK) all += place->n_occurrences;
        }
        pdx_term_walk_deinit(&walk);
        PDX_TRY(status);
    }
    if (all >= UINT32_MAX || m->n_docs > PDX_RUN_DOCS_MAX) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more documents or words than one segment holds");
    m->room = (size_t)all;
    m->runs.all = pdx_resize_array(NULL, m->room, sizeof *m->runs.all);
    return m->runs.all == NULL ? pdx_fail_memory(err) : PDX_OK;
}

static pdx_status terms_take(merger *m, const pdx_tick *tick, pdx_error *err) {
    uint64_t n_terms = 0, done = 0;
    uint32_t i;
    for (i = 0; i < m->n; i++) {
        n_terms += pdx_segment_n_terms(m->branches[i].segment);
        PDX_TRY(branch_to(&m->branches[i], 0, err));
    }
    while (key_next(m)) {
        if (m->key.failed) return pdx_fail_memory(err);
        if (done++ % TERMS_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, done, n_terms, err));
        PDX_TRY(term_take(m, err));
    }
    if (!PDX_VEC_PUSH(&m->begins, m->n_all)) return pdx_fail_memory(err);
    m->runs.n_terms = (uint32_t)m->terms.len;
    m->runs.keys = m->terms.data;
    PDX_VEC_INIT(&m->terms);
    m->runs.begins = m->begins.data;
    PDX_VEC_INIT(&m->begins);
    return PDX_OK;
}

static pdx_status merge(merger *m, const pdx_analyzer *analyzer, unsigned n_threads, const pdx_tick *tick, pdx_error *err) {
    PDX_TRY(pdx_inverter_new(analyzer, &m->inverter, err));
    pdx_inverter_threads(m->inverter, n_threads);
    docs_number(m);
    PDX_TRY(origins_find(m, err));
    PDX_TRY(room_make(m, err));
    PDX_TRY(docs_add(m, tick, err));
    return terms_take(m, tick, err);
}

pdx_status pdx_segments_merge(const pdx_merge_source *sources, uint32_t n, const pdx_analyzer *analyzer, const pdx_stemmer *stemmer, unsigned n_threads,
                              const pdx_tick *tick, pdx_buf *out, pdx_error *err) {
    merger m;
    pdx_status status;
    memset(&m, 0, sizeof m);
    pdx_arena_init(&m.keys);
    status = branches_open(&m, sources, n, err);
    if (status == PDX_OK) status = merge(&m, analyzer, n_threads, tick, err);
    if (status == PDX_OK) status = pdx_inverter_finish_runs(m.inverter, &m.runs, stemmer, tick, out, err);
    merger_deinit(&m);
    return status;
}
