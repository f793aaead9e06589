#include "index/merge_insides.h"

/* CHUNK: documents of a list that are written at once, full blocks of them. AT_ONCE: bytes of lists that are put aside together. */
enum { TERMS_PER_TICK = PDX_LIMIT(64, 2), CHUNK = 16 * PDX_BLOCK_DOCS, AT_ONCE = PDX_LIMIT(1 << 20, 64) };

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

/* The occurrences in the document at which the branch is. */
static pdx_status posting_take(pdx_merger *m, const pdx_merge_branch *branch, pdx_postings *list, pdx_error *err) {
    const pdx_occurrence doc = (pdx_occurrence)branch->number << PDX_RUN_DOC_SHIFT;
    uint64_t end = 0, least = 0;
    unsigned group = 0;
    bool alone;
    PDX_TRY(pdx_postings_positions(list, &m->positions, err));
    if (!PDX_VEC_RESERVE(&m->found, m->found.len + m->positions.len)) return pdx_fail_memory(err);
    alone = group_alone(list, &group);
    for (size_t i = 0; i < m->positions.len; i++) {
        const uint32_t position = m->positions.data[i];
        if (position < least) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a list has positions that do not ascend");
        if (!alone && position >= end) {
            pdx_doc_place place;
            PDX_TRY(pdx_segment_place_of(branch->segment, list->doc, position, &place, err));
            end = (uint64_t)place.first_position + place.n_positions;
            group = (unsigned)pdx_role_group((pdx_role)place.role);
        }
        least = (uint64_t)position + 1;
        m->found.data[m->found.len++] = doc | (pdx_occurrence)position << PDX_RUN_POSITION_SHIFT | group;
    }
    return PDX_OK;
}

static void found_write(pdx_merger *m) {
    if (m->found.len > 0) pdx_terms_writer_run(&m->writer, m->found.data, m->found.data + m->found.len);
    m->found.len = 0;
    m->n_found = 0;
}

/* What is told of a term beside its list. */
typedef struct term_facts {
    pdx_merge_count count;
    pdx_lang language; /* of the post before */
    bool spread;
} term_facts;

static pdx_status posting_note(pdx_merger *m, const pdx_merge_branch *branch, pdx_ord ord, term_facts *facts, pdx_error *err) {
    const uint32_t *frequencies = branch->list.frequencies;
    pdx_lang language;
    bool scored = false;
    if (branch->number >= m->docs.n_posts) return PDX_OK;
    for (unsigned g = 0; g < PDX_GROUP_COUNT; g++) scored = scored || frequencies[g] > 0;
    language = m->languages[branch->number];
    if (facts->count.n_docs == 0 || language != facts->language) {
        facts->spread = facts->spread || facts->count.n_docs > 0;
        facts->language = language;
        if (!pdx_languages_note(&m->by_language, ord, language)) return pdx_fail_memory(err);
    }
    facts->count.n_docs++;
    facts->count.n_posts += scored;
    return PDX_OK;
}

/* The documents of all open lists, in their order. */
static pdx_status list_write(pdx_merger *m, pdx_ord ord, term_facts *facts, pdx_error *err) {
    pdx_merge_branch *branch;
    uint32_t limit;
    while ((branch = pdx_merge_list_first(m, &limit)) != NULL) {
        while (branch->number < limit) {
            PDX_TRY(posting_take(m, branch, &branch->list, err));
            PDX_TRY(posting_note(m, branch, ord, facts, err));
            if (++m->n_found == CHUNK) found_write(m);
            PDX_TRY(pdx_merge_list_next(branch, err));
        }
    }
    found_write(m);
    return PDX_OK;
}

static pdx_status lists_aside(pdx_merger *m, size_t more_than, pdx_error *err) {
    pdx_buf *const all[] = {&m->writer.lists, &m->writer.positions};
    uint64_t *const taken[] = {&m->writer.lists_taken, &m->writer.positions_taken};
    for (unsigned i = 0; i < 2; i++) {
        if (all[i]->len <= more_than) continue;
        *taken[i] += all[i]->len;
        PDX_TRY(pdx_spill_take(&m->spills[PDX_MERGE_LISTS + i], all[i], err));
    }
    return PDX_OK;
}

/* The term whose lists are open. */
static pdx_status term_write(pdx_merger *m, pdx_error *err) {
    const pdx_ord ord = (pdx_ord)m->terms.len;
    term_facts facts = {0};
    pdx_span key;
    if (!pdx_arena_copy(&m->keys, pdx_buf_view(&m->key), &key) || !PDX_VEC_PUSH(&m->terms, key)) return pdx_fail_memory(err);
    pdx_terms_writer_start(&m->writer, key);
    PDX_TRY(list_write(m, ord, &facts, err));
    pdx_terms_writer_end(&m->writer);
    if (m->writer.failed || !PDX_VEC_PUSH(&m->counts, facts.count) || !PDX_VEC_PUSH(&m->spread, facts.spread)) return pdx_fail_memory(err);
    return lists_aside(m, AT_ONCE, err);
}

/* ---- all terms */

static pdx_status branch_to(pdx_merge_branch *b, pdx_ord ord, pdx_error *err) {
    b->ord = ord;
    return ord < pdx_segment_n_terms(b->segment) ? pdx_term_walk_to(&b->walk, ord, err) : PDX_OK;
}

static bool has_term(const pdx_merge_branch *b) { return b->ord < pdx_segment_n_terms(b->segment); }

/* The least key that comes next, into `key`; false: there is none. */
static bool key_next(pdx_merger *m) {
    const pdx_merge_branch *least = NULL;
    for (uint32_t i = 0; i < m->n; i++) {
        const pdx_merge_branch *b = &m->branches[i];
        if (has_term(b) && (least == NULL || pdx_span_compare(pdx_buf_view(&b->walk.key), pdx_buf_view(&least->walk.key)) < 0)) least = b;
    }
    if (least == NULL) return false;
    pdx_buf_reset(&m->key);
    pdx_buf_span(&m->key, pdx_buf_view(&least->walk.key));
    return true;
}

/* The lists of the term with the key at hand, of all branches that have it. */
static pdx_status lists_open(pdx_merger *m, pdx_error *err) {
    m->n_open = 0;
    for (uint32_t i = 0; i < m->n; i++) {
        pdx_merge_branch *b = &m->branches[i];
        const pdx_list_place *place;
        if (!has_term(b) || !pdx_span_equal(pdx_buf_view(&b->walk.key), pdx_buf_view(&m->key))) continue;
        PDX_TRY(pdx_term_walk_place(&b->walk, &place, err));
        PDX_TRY(pdx_merge_list_open(m, b, place, err));
        PDX_TRY(branch_to(b, b->ord + 1, err));
    }
    return PDX_OK;
}

pdx_status pdx_merge_terms(pdx_merger *m, const pdx_tick *tick, pdx_error *err) {
    uint64_t n_terms = 0, done = 0;
    pdx_pace pace;
    for (uint32_t i = 0; i < m->n; i++) {
        n_terms += pdx_segment_n_terms(m->branches[i].segment);
        PDX_TRY(branch_to(&m->branches[i], 0, err));
    }
    pace = pdx_pace_of(tick, n_terms);
    while (key_next(m)) {
        if (m->key.failed) return pdx_fail_memory(err);
        if (done++ % TERMS_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, done, n_terms, err));
        PDX_TRY(lists_open(m, err));
        if (m->n_open > 0) PDX_TRY(term_write(m, err));
        PDX_TRY(pdx_pace_step(&pace, m->writer.list.n_occurrences, done, err));
    }
    return lists_aside(m, 0, err);
}
