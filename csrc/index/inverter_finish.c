#include "index/stem_classes.h"
#include "os/helper.h"
#include "segment/segment_terms_writer.h"
#include "segment/segment_writer.h"

/* AHEAD: keys lie where they came, not in order; fetched early, they are there in time.
 * THREAD_TOKENS: of fewer, another thread is not worth its start. */
enum { TERMS_PER_TICK = PDX_LIMIT(128, 4), AHEAD = 8, THREAD_TOKENS = PDX_LIMIT(200000, 8) };

/* What finishing needs beside the inverter; freed at its end. */
typedef struct finish {
    pdx_inverter *inverter;
    uint32_t n_posts;
    pdx_impacts impacts;        /* owned; of the posts */
    pdx_term_runs runs;
    pdx_lang *languages;        /* owned; post -> its language */
    bool *spread;               /* owned; see pdx_class_source */
    PDX_VEC(pdx_language_terms) by_language; /* by code */
    PDX_VEC(uint32_t) positions; /* of the term in a document */
    pdx_terms_writer terms;
    pdx_classes_writer classes;
} finish;

static void finish_init(finish *f, pdx_inverter *inverter) {
    memset(f, 0, sizeof *f);
    f->inverter = inverter;
    f->n_posts = pdx_docs_writer_count(&inverter->docs, false);
    pdx_terms_writer_init(&f->terms, &f->impacts);
    pdx_classes_writer_init(&f->classes, &f->impacts);
}

static void finish_deinit(finish *f) {
    size_t i;
    for (i = 0; i < f->by_language.len; i++) PDX_VEC_DEINIT(&f->by_language.data[i].ords);
    PDX_VEC_DEINIT(&f->by_language);
    PDX_VEC_DEINIT(&f->positions);
    pdx_impacts_deinit(&f->impacts);
    pdx_term_runs_deinit(&f->runs);
    pdx_free(f->languages);
    pdx_free(f->spread);
    pdx_terms_writer_deinit(&f->terms);
    pdx_classes_writer_deinit(&f->classes);
}

/* The terms of `language`; the list of languages stays sorted by code. NULL: out of memory. */
static pdx_language_terms *language_find(finish *f, pdx_lang language) {
    pdx_language_terms *all = f->by_language.data;
    size_t at = 0, i;
    while (at < f->by_language.len && all[at].language < language) at++;
    if (at < f->by_language.len && all[at].language == language) return &all[at];
    if (!PDX_VEC_RESERVE(&f->by_language, f->by_language.len + 1)) return NULL;
    all = f->by_language.data;
    for (i = f->by_language.len++; i > at; i--) all[i] = all[i - 1];
    all[at].language = language;
    PDX_VEC_INIT(&all[at].ords);
    return &all[at];
}

static bool languages_collect(finish *f) {
    const pdx_language_terms *last = NULL;
    size_t i;
    f->languages = pdx_resize_array(NULL, f->n_posts, sizeof *f->languages);
    if (f->languages == NULL) return false;
    for (i = 0; i < f->inverter->notes.len; i++) {
        const pdx_doc_note *note = &f->inverter->notes.data[i];
        if (note->remainder) continue;
        f->languages[note->number] = note->language;
        if (last == NULL || last->language != note->language) last = language_find(f, note->language);
        if (last == NULL) return false;
    }
    return true;
}

static bool tables_make(finish *f) {
    const size_t n = f->runs.n_terms;
    f->spread = pdx_alloc_zero(n, sizeof *f->spread);
    return f->spread != NULL && PDX_VEC_RESERVE(&f->positions, f->runs.most_tokens);
}

/* Notes that a post of `language` has the term. */
static bool language_note(finish *f, pdx_ord ord, pdx_lang language) {
    pdx_language_terms *terms = language_find(f, language);
    if (terms == NULL) return false;
    if (terms->ords.len > 0 && terms->ords.data[terms->ords.len - 1] == ord) return true;
    return PDX_VEC_PUSH(&terms->ords, ord);
}

/* The languages of the posts in a term's run. */
static bool languages_note(finish *f, pdx_ord ord, const pdx_occurrence *at, const pdx_occurrence *end) {
    const uint32_t first = pdx_occurrence_doc(*at);
    pdx_lang language;
    if (first >= f->n_posts) return true;
    language = f->languages[first];
    if (!language_note(f, ord, language)) return false;
    if (f->by_language.len == 1) return true;
    for (; at < end && pdx_occurrence_doc(*at) < f->n_posts; at++) {
        const pdx_lang next = f->languages[pdx_occurrence_doc(*at)];
        if (next == language) continue;
        language = next;
        f->spread[ord] = true;
        if (!language_note(f, ord, language)) return false;
    }
    return true;
}

/* Which languages each term stands in. */
static pdx_status languages_sort(finish *f, const pdx_tick *tick, pdx_error *err) {
    const pdx_term_runs *runs = &f->runs;
    pdx_ord ord;
    for (ord = 0; ord < runs->n_terms; ord++) {
        if (ord % TERMS_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, ord, runs->n_terms, err));
        if (!languages_note(f, ord, runs->all + runs->begins[ord], runs->all + runs->begins[ord + 1])) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* The documents of one term. */
static void run_write(finish *f, const pdx_occurrence *at, const pdx_occurrence *end) {
    uint32_t *const positions = f->positions.data;
    while (at < end) {
        const pdx_occurrence *const first = at;
        const uint32_t doc = pdx_occurrence_doc(*at);
        unsigned groups = 0;
        uint32_t n = 0;
        do {
            groups |= 1u << pdx_occurrence_group(*at);
            positions[n++] = pdx_occurrence_position(*at++);
        } while (at < end && pdx_occurrence_doc(*at) == doc);
        if (groups == 1u << PDX_GROUP_BODY) {
            pdx_terms_writer_body(&f->terms, doc, positions, n);
        } else {
            uint32_t frequencies[PDX_GROUP_COUNT + 1] = {0}, i;
            for (i = 0; i < n; i++) frequencies[pdx_occurrence_group(first[i])]++;
            pdx_terms_writer_add(&f->terms, doc, frequencies, positions);
        }
    }
}

static pdx_status terms_write(finish *f, const pdx_tick *tick, pdx_error *err) {
    const pdx_term_runs *runs = &f->runs;
    pdx_ord ord;
    for (ord = 0; ord < runs->n_terms; ord++) {
        const pdx_occurrence *at = runs->all + runs->begins[ord], *const end = runs->all + runs->begins[ord + 1];
        if (ord % TERMS_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, ord, runs->n_terms, err));
        if (ord + AHEAD < runs->n_terms) PDX_PREFETCH(runs->keys[ord + AHEAD].data);
        pdx_terms_writer_start(&f->terms, runs->keys[ord]);
        run_write(f, at, end);
        pdx_terms_writer_end(&f->terms);
        if (f->terms.failed) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status classes_write(finish *f, const pdx_stemmer *stemmer, const pdx_tick *tick, pdx_error *err) {
    pdx_class_source source;
    size_t i;
    source.runs = &f->runs;
    source.languages = f->languages;
    source.spread = f->spread;
    source.n_all_posts = f->n_posts;
    for (i = 0; i < f->by_language.len; i++) {
        PDX_TRY(pdx_stem_classes_write(&source, &f->by_language.data[i], stemmer, tick, &f->classes, err));
        pdx_classes_writer_language(&f->classes, f->by_language.data[i].language);
        if (f->classes.failed) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status terms_work(void *context, const pdx_tick *tick, pdx_error *err) { return terms_write(context, tick, err); }

/* Terms and classes are written from the same runs and not from each other: a helper may write the terms while this thread
 * writes the classes, which asks for stems. */
static pdx_status lists_write(finish *f, const pdx_stemmer *stemmer, const pdx_tick *tick, pdx_error *err) {
    pdx_helper helper;
    if (f->inverter->n_threads > 1 && f->inverter->tokens.len >= THREAD_TOKENS && pdx_helper_start(&helper, terms_work, f)) {
        return pdx_helper_end(&helper, classes_write(f, stemmer, tick, err), tick, err);
    }
    PDX_TRY(terms_write(f, tick, err));
    return classes_write(f, stemmer, tick, err);
}

/* Room for the large sections at once, so that the output is not moved while it grows. */
static void sections_reserve(const finish *f, pdx_buf *out) {
    const pdx_docs_half *halves = f->inverter->docs.halves;
    const size_t known = (size_t)(halves[0].text_len + halves[1].text_len) + halves[0].parts.len + halves[1].parts.len +
                         f->terms.lists.len + f->terms.positions.len + f->terms.keys.blocks.len + f->classes.lists.len +
                         f->classes.dictionaries.len;
    (void)pdx_buf_reserve(out, known + known / 64);
}

static bool docs_section(finish *f, pdx_buf *out) { return pdx_docs_writer_docs(&f->inverter->docs, out); }
static bool parts_section(finish *f, pdx_buf *out) { return pdx_docs_writer_parts(&f->inverter->docs, out); }
static bool text_section(finish *f, pdx_buf *out) { return pdx_docs_writer_text(&f->inverter->docs, out); }
static bool terms_section(finish *f, pdx_buf *out) { return pdx_terms_writer_finish(&f->terms, out); }
static bool classes_section(finish *f, pdx_buf *out) { return pdx_classes_writer_finish(&f->classes, out); }

static bool copy(const pdx_buf *from, pdx_buf *out) {
    pdx_buf_span(out, pdx_buf_view(from));
    return !out->failed;
}
static bool lists_section(finish *f, pdx_buf *out) { return copy(&f->terms.lists, out); }
static bool positions_section(finish *f, pdx_buf *out) { return copy(&f->terms.positions, out); }
static bool class_lists_section(finish *f, pdx_buf *out) { return copy(&f->classes.lists, out); }

/* The sections in the order of FORMAT.md. */
static pdx_status sections_write(finish *f, const pdx_tick *tick, pdx_buf *out, pdx_error *err) {
    static bool (*const sections[])(finish *f, pdx_buf *out) = {docs_section,  parts_section,     text_section,    terms_section,
                                                                lists_section, positions_section, classes_section, class_lists_section};
    const size_t n = PDX_COUNTOF(sections);
    pdx_segment_writer writer;
    size_t i;
    sections_reserve(f, out);
    pdx_segment_writer_start(&writer, out);
    for (i = 0; i < n; i++) {
        PDX_TRY(pdx_tick_step(tick, i, n, err));
        if (!sections[i](f, out)) return pdx_fail_memory(err);
        pdx_segment_writer_end(&writer);
    }
    PDX_TRY(pdx_tick_step(tick, n, n, err));
    return pdx_segment_writer_finish(&writer, pdx_analyzer_fingerprint(f->inverter->analyzer)) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status finish_run(finish *f, const pdx_stemmer *stemmer, const pdx_tick *tick, pdx_buf *out, pdx_error *err) {
    const size_t before = out->len;
    pdx_status status;
    PDX_TRY(pdx_docs_writer_impacts(&f->inverter->docs, &f->impacts, err));
    PDX_TRY(pdx_term_runs_init(&f->runs, f->inverter, tick, err));
    if (!languages_collect(f) || !tables_make(f)) return pdx_fail_memory(err);
    PDX_TRY(languages_sort(f, tick, err));
    PDX_TRY(lists_write(f, stemmer, tick, err));
    pdx_term_runs_deinit(&f->runs); /* before the bytes are put together, which takes as much */
    status = sections_write(f, tick, out, err);
    if (status != PDX_OK) out->len = before;
    return status;
}

pdx_status pdx_inverter_finish(pdx_inverter *inverter, const pdx_stemmer *stemmer, const pdx_tick *tick, pdx_buf *out,
                               pdx_error *err) {
    finish f;
    pdx_status status;
    if (!pdx_inverter_flush(inverter)) return pdx_fail_memory(err);
    finish_init(&f, inverter);
    status = finish_run(&f, stemmer, tick, out, err);
    finish_deinit(&f);
    return status;
}
