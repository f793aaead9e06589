#include "index/merge.h"

#include "base/alloc.h"
#include "base/stages.h"
#include "index/merge_insides.h"
#include "segment/segment_writer.h"

static void merger_deinit(pdx_merger *m) {
    uint32_t i;
    for (i = 0; i < m->n; i++) pdx_term_walk_deinit(&m->branches[i].walk);
    pdx_free(m->branches);
    pdx_free(m->open);
    PDX_VEC_DEINIT(&m->runs);
    pdx_docs_merge_deinit(&m->docs);
    pdx_impacts_deinit(&m->impacts);
    pdx_free(m->languages);
    pdx_arena_deinit(&m->keys);
    PDX_VEC_DEINIT(&m->terms);
    PDX_VEC_DEINIT(&m->counts);
    PDX_VEC_DEINIT(&m->spread);
    pdx_languages_deinit(&m->by_language);
    pdx_terms_writer_deinit(&m->writer);
    pdx_classes_writer_deinit(&m->classes);
    for (i = 0; i < PDX_MERGE_SPILLS; i++) pdx_spill_deinit(&m->spills[i]);
    PDX_VEC_DEINIT(&m->found);
    PDX_VEC_DEINIT(&m->positions);
    pdx_buf_deinit(&m->key);
    pdx_buf_deinit(&m->bytes);
}

static void merger_init(pdx_merger *m, const pdx_merge_room *room) {
    memset(m, 0, sizeof *m);
    pdx_arena_init(&m->keys);
    pdx_terms_writer_init(&m->writer, &m->impacts);
    pdx_classes_writer_init(&m->classes, &m->impacts);
    for (unsigned i = 0; i < PDX_MERGE_SPILLS; i++) pdx_spill_init(&m->spills[i], room->spills[i]);
}

static pdx_status branches_open(pdx_merger *m, const pdx_merge_source *sources, uint32_t n, const pdx_tick *tick, pdx_error *err) {
    uint32_t i;
    m->branches = pdx_alloc_zero(n, sizeof *m->branches);
    m->open = pdx_alloc_zero(n, sizeof *m->open);
    if (m->branches == NULL || m->open == NULL) return pdx_fail_memory(err);
    for (i = 0; i < n; i++, m->n++) {
        m->branches[i].segment = sources[i].segment;
        m->branches[i].numbers = sources[i].numbers;
        m->branches[i].appearances = sources[i].appearances;
        pdx_term_walk_init(&m->branches[i].walk, sources[i].segment);
    }
    /* What is damaged must not get checksums that hold. */
    for (i = 0; i < n; i++) {
        PDX_TRY(pdx_tick_step(tick, i, n, err));
        PDX_TRY(pdx_image_verify(pdx_segment_bytes(sources[i].segment), &pdx_segment_form, NULL, err));
    }
    return PDX_OK;
}

/* ---- documents */

static pdx_status wrong_numbers(pdx_error *err) { return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "documents are not numbered one after the other"); }

/* How many documents stay. */
static pdx_status docs_count(pdx_merger *m, pdx_error *err) {
    uint64_t n_docs = 0, n_posts = 0;
    for (uint32_t i = 0; i < m->n; i++) {
        const pdx_segment *segment = m->branches[i].segment;
        const uint32_t n = pdx_segment_n_docs(segment), posts = pdx_segment_n_posts(segment);
        for (pdx_doc doc = 0; doc < n; doc++) {
            if (m->branches[i].numbers[doc] == PDX_NO_DOC) continue;
            n_docs++;
            n_posts += doc < posts;
        }
    }
    if (n_docs > PDX_RUN_DOCS_MAX) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more documents than one segment holds");
    m->docs.n_docs = (uint32_t)n_docs;
    m->docs.n_posts = (uint32_t)n_posts;
    return PDX_OK;
}

/* From `doc` on, the first document that stays. */
static pdx_doc stays_from(const pdx_merge_branch *branch, pdx_doc doc) {
    while (doc < pdx_segment_n_docs(branch->segment) && branch->numbers[doc] == PDX_NO_DOC) doc++;
    return doc;
}

/* The run of documents from `doc` on whose numbers follow `number` one after the other; none is a post and the next a remainder. */
static pdx_doc run_end(const pdx_merge_branch *branch, pdx_doc doc) {
    const uint32_t posts = pdx_segment_n_posts(branch->segment), n = doc < posts ? posts : pdx_segment_n_docs(branch->segment);
    const uint32_t first = branch->numbers[doc];
    pdx_doc end = doc + 1;
    while (end < n && branch->numbers[end] == first + (end - doc)) end++;
    return end;
}

/* Every number has one document, and those of a source ascend: whoever has the next number is found among where the sources have got to. */
static pdx_status runs_find(pdx_merger *m, pdx_doc *at, pdx_error *err) {
    uint32_t number = 0, i;
    for (i = 0; i < m->n; i++) at[i] = stays_from(&m->branches[i], 0);
    while (number < m->docs.n_docs) {
        pdx_doc_run run = {0};
        for (i = 0; i < m->n; i++) {
            if (at[i] < pdx_segment_n_docs(m->branches[i].segment) && m->branches[i].numbers[at[i]] == number) break;
        }
        if (i == m->n || (number < m->docs.n_posts) != (at[i] < pdx_segment_n_posts(m->branches[i].segment))) return wrong_numbers(err);
        run.segment = m->branches[i].segment;
        run.appearances = m->branches[i].appearances;
        run.first = at[i];
        run.n = run_end(&m->branches[i], at[i]) - at[i];
        if (!PDX_VEC_PUSH(&m->runs, run)) return pdx_fail_memory(err);
        at[i] = stays_from(&m->branches[i], at[i] + run.n);
        number += run.n;
    }
    for (i = 0; i < m->n; i++) {
        if (at[i] < pdx_segment_n_docs(m->branches[i].segment)) return wrong_numbers(err);
    }
    return PDX_OK;
}

static pdx_status docs_find(pdx_merger *m, pdx_error *err) {
    pdx_doc *at = pdx_alloc_zero(m->n, sizeof *at);
    pdx_status status = at == NULL ? pdx_fail_memory(err) : docs_count(m, err);
    if (status == PDX_OK) status = runs_find(m, at, err);
    pdx_free(at);
    m->docs.runs = m->runs.data;
    m->docs.n_runs = m->runs.len;
    return status;
}

/* What lists need to know of posts: their lengths and languages. */
static pdx_status posts_know(pdx_merger *m, pdx_error *err) {
    PDX_TRY(pdx_docs_merge_impacts(&m->docs, &m->impacts, err));
    m->languages = pdx_resize_array(NULL, m->docs.n_posts, sizeof *m->languages);
    if (m->languages == NULL) return pdx_fail_memory(err);
    PDX_TRY(pdx_docs_merge_languages(&m->docs, m->languages, err));
    for (uint32_t i = 0; i < m->docs.n_posts; i++) {
        if (i > 0 && m->languages[i] == m->languages[i - 1]) continue;
        if (pdx_languages_find(&m->by_language, m->languages[i]) == NULL) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* ---- sections */

/* How much of the time the steps take, as a rule. */
enum { SHARE_READ = 100, SHARE_DOCS = 150, SHARE_TERMS = 600, SHARE_CLASSES = 150 };

static pdx_status term_sections(pdx_merger *m, pdx_image_stream *stream, pdx_error *err) {
    if (!pdx_terms_writer_finish(&m->writer, &m->bytes)) return pdx_fail_memory(err);
    PDX_TRY(pdx_image_stream_take(stream, &m->bytes, err));
    PDX_TRY(pdx_image_stream_end(stream, err));
    PDX_TRY(pdx_image_stream_spilled(stream, &m->spills[PDX_MERGE_LISTS], err));
    PDX_TRY(pdx_image_stream_end(stream, err));
    PDX_TRY(pdx_image_stream_spilled(stream, &m->spills[PDX_MERGE_POSITIONS], err));
    return pdx_image_stream_end(stream, err);
}

static pdx_status class_sections(pdx_merger *m, pdx_image_stream *stream, pdx_error *err) {
    if (!pdx_classes_writer_finish(&m->classes, &m->bytes)) return pdx_fail_memory(err);
    PDX_TRY(pdx_image_stream_take(stream, &m->bytes, err));
    PDX_TRY(pdx_image_stream_end(stream, err));
    PDX_TRY(pdx_image_stream_spilled(stream, &m->spills[PDX_MERGE_CLASS_LISTS], err));
    return pdx_image_stream_end(stream, err);
}

static pdx_status sections_write(pdx_merger *m, const pdx_stemmer *stemmer, pdx_stages *stages, const pdx_tick *tick, pdx_image_stream *stream,
                                 pdx_error *err) {
    pdx_stages_next(stages, SHARE_DOCS);
    PDX_TRY(pdx_docs_merge_renumber(&m->docs, tick, err));
    PDX_TRY(pdx_docs_merge_write(&m->docs, tick, stream, err));
    pdx_stages_next(stages, SHARE_TERMS);
    PDX_TRY(pdx_merge_terms(m, tick, err));
    PDX_TRY(term_sections(m, stream, err));
    pdx_stages_next(stages, SHARE_CLASSES);
    PDX_TRY(pdx_merge_classes(m, stemmer, tick, err));
    return class_sections(m, stream, err);
}

pdx_status pdx_segments_merge(const pdx_merge_source *sources, uint32_t n, const pdx_analyzer *analyzer, const pdx_stemmer *stemmer,
                              const pdx_merge_room *room, const pdx_tick *outer, pdx_output *out, uint64_t *id, pdx_error *err) {
    const pdx_image_facts facts = pdx_segment_facts(pdx_analyzer_fingerprint(analyzer));
    pdx_stages stages;
    const pdx_tick tick = pdx_stages_begin(&stages, outer);
    pdx_merger m;
    pdx_image_stream stream;
    pdx_status status;
    merger_init(&m, room);
    pdx_stages_next(&stages, SHARE_READ);
    status = pdx_image_stream_start(&stream, &pdx_segment_form, out, err);
    if (status == PDX_OK) status = branches_open(&m, sources, n, &tick, err);
    if (status == PDX_OK) status = docs_find(&m, err);
    if (status == PDX_OK) status = posts_know(&m, err);
    if (status == PDX_OK) status = sections_write(&m, stemmer, &stages, &tick, &stream, err);
    if (status == PDX_OK) status = pdx_image_stream_finish(&stream, &facts, room->last, id, err);
    pdx_image_stream_deinit(&stream);
    merger_deinit(&m);
    return status;
}
