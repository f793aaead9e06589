#include "index/class_list.h"
#include "os/crew.h"
#include "segment/segment_layout.h"
#include "segment/segment_terms_writer.h"
#include "segment/segment_writer.h"
#include "segment/span_copies.h"

/* AHEAD: keys lie where they came, not in order; fetched early, they are there in time.
 * THREAD_TOKENS: of fewer, another thread is not worth its start. STRETCHES: of the terms, for whichever thread is free. */
enum { TERMS_PER_TICK = PDX_LIMIT(128, 4), AHEAD = 8, THREAD_TOKENS = PDX_LIMIT(200000, 8), STRETCHES = 32 };

/* Terms that are written together, and what becomes of them. */
typedef struct term_stretch {
    pdx_ord begin, end; /* begins are multiples of PDX_BLOCK_KEYS */
    pdx_terms_writer writer;
} term_stretch;

/* What finishing needs beside the inverter; freed at its end. */
typedef struct finish {
    pdx_inverter *inverter;
    uint32_t n_posts;
    pdx_impacts impacts;        /* owned; of the posts */
    pdx_term_runs runs;
    pdx_lang *languages;        /* owned; post -> its language */
    bool *spread;               /* owned; see pdx_class_source */
    pdx_languages by_language;
    term_stretch *stretches;    /* owned; they cover the terms in their order */
    uint32_t n_stretches;
    pdx_classes_writer classes;
} finish;

static void finish_init(finish *f, pdx_inverter *inverter, pdx_term_runs *runs) {
    memset(f, 0, sizeof *f);
    f->inverter = inverter;
    f->runs = *runs;
    memset(runs, 0, sizeof *runs);
    f->n_posts = pdx_docs_writer_count(&inverter->docs, false);
    pdx_classes_writer_init(&f->classes, &f->impacts);
}

static void finish_deinit(finish *f) {
    size_t i;
    pdx_languages_deinit(&f->by_language);
    for (i = 0; i < f->n_stretches; i++) pdx_terms_writer_deinit(&f->stretches[i].writer);
    pdx_free(f->stretches);
    pdx_impacts_deinit(&f->impacts);
    pdx_term_runs_deinit(&f->runs);
    pdx_free(f->languages);
    pdx_free(f->spread);
    pdx_classes_writer_deinit(&f->classes);
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
        if (last == NULL || last->language != note->language) last = pdx_languages_find(&f->by_language, note->language);
        if (last == NULL) return false;
    }
    return true;
}

static bool tables_make(finish *f) {
    f->spread = pdx_alloc_zero(f->runs.n_terms, sizeof *f->spread);
    return f->spread != NULL;
}

static bool has_threads(const finish *f) { return f->inverter->n_threads > 1 && f->runs.begins[f->runs.n_terms] >= THREAD_TOKENS; }

/* One stretch, or for several threads many of about as many occurrences. */
static bool stretches_make(finish *f) {
    const uint32_t n = has_threads(f) ? STRETCHES : 1, *begins = f->runs.begins;
    pdx_ord begin = 0;
    uint32_t i;
    f->stretches = pdx_alloc_zero(n, sizeof *f->stretches);
    if (f->stretches == NULL) return false;
    for (i = 0; i < n; i++) {
        const uint64_t until = (uint64_t)begins[f->runs.n_terms] * (i + 1) / n;
        pdx_ord end = begin;
        while (end < f->runs.n_terms && (begins[end] < until || end % PDX_BLOCK_KEYS != 0)) end++;
        f->stretches[i].begin = begin;
        f->stretches[i].end = i + 1 == n ? f->runs.n_terms : end;
        begin = f->stretches[i].end;
        pdx_terms_writer_init(&f->stretches[i].writer, &f->impacts);
    }
    f->n_stretches = n;
    return true;
}

/* The languages of the posts in a term's run. */
static bool languages_note(finish *f, pdx_ord ord, const pdx_occurrence *at, const pdx_occurrence *end) {
    const uint32_t first = pdx_occurrence_doc(*at);
    pdx_lang language;
    if (first >= f->n_posts) return true;
    language = f->languages[first];
    if (!pdx_languages_note(&f->by_language, ord, language)) return false;
    if (f->by_language.len == 1) return true;
    for (; at < end && pdx_occurrence_doc(*at) < f->n_posts; at++) {
        const pdx_lang next = f->languages[pdx_occurrence_doc(*at)];
        if (next == language) continue;
        language = next;
        f->spread[ord] = true;
        if (!pdx_languages_note(&f->by_language, ord, language)) return false;
    }
    return true;
}

/* All documents are posts of one language: nobody need look where terms stand. */
static bool is_of_one_language(const finish *f) { return f->by_language.len == 1 && pdx_docs_writer_count(&f->inverter->docs, true) == 0; }

static bool languages_are_one(finish *f) {
    pdx_language_terms *terms = &f->by_language.data[0];
    if (!PDX_VEC_RESERVE(&terms->ords, f->runs.n_terms)) return false;
    for (pdx_ord ord = 0; ord < f->runs.n_terms; ord++) terms->ords.data[ord] = ord;
    terms->ords.len = f->runs.n_terms;
    return true;
}

/* Which languages each term stands in. */
static pdx_status languages_sort(finish *f, const pdx_tick *tick, pdx_error *err) {
    const pdx_term_runs *runs = &f->runs;
    pdx_ord ord;
    if (is_of_one_language(f)) return languages_are_one(f) ? PDX_OK : pdx_fail_memory(err);
    for (ord = 0; ord < runs->n_terms; ord++) {
        if (ord % TERMS_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, ord, runs->n_terms, err));
        if (!languages_note(f, ord, runs->all + runs->begins[ord], runs->all + runs->begins[ord + 1])) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status stretch_write(const finish *f, term_stretch *stretch, const pdx_tick *tick, pdx_error *err) {
    const pdx_term_runs *runs = &f->runs;
    pdx_terms_writer *writer = &stretch->writer;
    pdx_ord ord;
    for (ord = stretch->begin; ord < stretch->end; ord++) {
        if (ord % TERMS_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, ord, runs->n_terms, err));
        if (ord + AHEAD < runs->n_terms) PDX_PREFETCH(runs->keys[ord + AHEAD].data);
        pdx_terms_writer_start(writer, runs->keys[ord]);
        pdx_terms_writer_run(writer, runs->all + runs->begins[ord], runs->all + runs->begins[ord + 1]);
        pdx_terms_writer_end(writer);
        if (writer->failed) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status languages_write(finish *f, const pdx_class_source *source, const pdx_stemmer *stemmer, const pdx_tick *tick, pdx_error *err) {
    for (size_t i = 0; i < f->by_language.len; i++) {
        PDX_TRY(pdx_stem_classes_write(source, &f->by_language.data[i], stemmer, tick, &f->classes, err));
        pdx_classes_writer_language(&f->classes, f->by_language.data[i].language);
        if (f->classes.failed) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status classes_write(finish *f, const pdx_stemmer *stemmer, const pdx_tick *tick, pdx_error *err) {
    pdx_class_list list;
    const pdx_class_source source = {.keys = f->runs.keys, .n_terms = f->runs.n_terms, .spread = f->spread, .context = &list,
                                     .count = pdx_class_list_count, .list = pdx_class_list_write, .alone = is_of_one_language(f)};
    pdx_status status;
    pdx_class_list_init(&list, &f->runs, f->languages, f->spread, f->n_posts);
    status = languages_write(f, &source, stemmer, tick, err);
    pdx_class_list_deinit(&list);
    return status;
}

/* What a crew writes together. */
typedef struct list_crew {
    finish *of;
    const pdx_stemmer *stemmer;
    bool classes; /* are written */
} list_crew;

static pdx_status classes_once(list_crew *all, const pdx_tick *tick, pdx_error *err) {
    if (all->classes) return PDX_OK;
    all->classes = true;
    return classes_write(all->of, all->stemmer, tick, err);
}

/* The caller's thread, which alone may ask for stems, begins with the classes. */
static pdx_status stretch_of_crew(void *context, unsigned lane, size_t piece, const pdx_tick *tick, pdx_error *err) {
    list_crew *all = context;
    if (lane == 0) PDX_TRY(classes_once(all, tick, err));
    return stretch_write(all->of, &all->of->stretches[piece], tick, err);
}

/* Terms and classes are written from the same runs and not from each other. */
static pdx_status lists_write(finish *f, const pdx_stemmer *stemmer, const pdx_tick *tick, pdx_error *err) {
    list_crew all = {f, stemmer, false};
    PDX_TRY(pdx_crew_run(f->inverter->n_threads, f->n_stretches, stretch_of_crew, &all, tick, err));
    return classes_once(&all, tick, err); /* where others were done with all before */
}

/* Room for the large sections at once, so that the output is not moved while it grows. */
static void sections_reserve(const finish *f, pdx_buf *out) {
    const pdx_docs_half *halves = f->inverter->docs.halves;
    size_t known = (size_t)(halves[0].text_len + halves[1].text_len) + halves[0].parts.len + halves[1].parts.len +
                   f->classes.lists.len + f->classes.dictionaries.len;
    uint32_t i;
    for (i = 0; i < f->n_stretches; i++) {
        const pdx_terms_writer *writer = &f->stretches[i].writer;
        known += writer->lists.len + writer->positions.len + writer->keys.blocks.len;
    }
    (void)pdx_buf_reserve(out, known + known / 64);
}

static bool docs_section(finish *f, pdx_buf *out) { return pdx_docs_writer_docs(&f->inverter->docs, f->inverter->n_threads, out); }
static bool parts_section(finish *f, pdx_buf *out) { return pdx_docs_writer_parts(&f->inverter->docs, out); }
static bool text_section(finish *f, pdx_buf *out) { return pdx_docs_writer_text(&f->inverter->docs, f->inverter->n_threads, out); }
static bool terms_section(finish *f, pdx_buf *out) {
    uint32_t i;
    for (i = 1; i < f->n_stretches; i++) pdx_terms_writer_join(&f->stretches[0].writer, &f->stretches[i].writer);
    return pdx_terms_writer_finish(&f->stretches[0].writer, out);
}
static bool classes_section(finish *f, pdx_buf *out) { return pdx_classes_writer_finish(&f->classes, out); }

static bool lists_section(finish *f, pdx_buf *out) {
    pdx_span lists[STRETCHES];
    for (uint32_t i = 0; i < f->n_stretches; i++) lists[i] = pdx_buf_view(&f->stretches[i].writer.lists);
    return pdx_spans_append(out, lists, f->n_stretches, f->inverter->n_threads);
}
static bool positions_section(finish *f, pdx_buf *out) {
    pdx_span positions[STRETCHES];
    for (uint32_t i = 0; i < f->n_stretches; i++) positions[i] = pdx_buf_view(&f->stretches[i].writer.positions);
    return pdx_spans_append(out, positions, f->n_stretches, f->inverter->n_threads);
}
static bool class_lists_section(finish *f, pdx_buf *out) {
    pdx_buf_span(out, pdx_buf_view(&f->classes.lists));
    return !out->failed;
}

/* The sections in the order of FORMAT.md. */
static pdx_status sections_write(finish *f, const pdx_tick *tick, pdx_buf *out, pdx_error *err) {
    static bool (*const sections[])(finish *f, pdx_buf *out) = {docs_section,  parts_section,     text_section,    terms_section,
                                                                lists_section, positions_section, classes_section, class_lists_section};
    const size_t n = PDX_COUNTOF(sections);
    pdx_image_writer writer;
    size_t i;
    sections_reserve(f, out);
    pdx_image_writer_start(&writer, &pdx_segment_form, out);
    writer.n_threads = f->inverter->n_threads;
    for (i = 0; i < n; i++) {
        PDX_TRY(pdx_tick_step(tick, i, n, err));
        if (!sections[i](f, out)) return pdx_fail_memory(err);
        pdx_image_writer_end(&writer);
    }
    PDX_TRY(pdx_tick_step(tick, n, n, err));
    const pdx_image_facts facts = pdx_segment_facts(pdx_analyzer_fingerprint(f->inverter->analyzer));
    return pdx_image_writer_finish(&writer, &facts) ? PDX_OK : pdx_fail_memory(err);
}

/* The occurrences are not needed any more: the bytes are put together where they stood, which is memory that is there already. */
static void room_pass(finish *f, pdx_buf *out) {
    if (out->len == 0 && f->runs.all != NULL) {
        pdx_buf_adopt(out, f->runs.all, f->runs.room);
        f->runs.all = NULL;
    }
    pdx_term_runs_deinit(&f->runs);
}

static pdx_status finish_run(finish *f, const pdx_stemmer *stemmer, const pdx_tick *tick, pdx_buf *out, pdx_error *err) {
    const size_t before = out->len;
    pdx_status status;
    PDX_TRY(pdx_docs_writer_impacts(&f->inverter->docs, &f->impacts, err));
    if (!languages_collect(f) || !tables_make(f) || !stretches_make(f)) return pdx_fail_memory(err);
    PDX_TRY(languages_sort(f, tick, err));
    PDX_TRY(lists_write(f, stemmer, tick, err));
    room_pass(f, out);
    status = sections_write(f, tick, out, err);
    pdx_buf_fit(out);
    if (status == PDX_OK && out->failed) status = pdx_fail_memory(err);
    if (status != PDX_OK) out->len = before;
    return status;
}

/* Takes what `runs` owns, also on failure. */
static pdx_status runs_finish(pdx_inverter *inverter, pdx_term_runs *runs, const pdx_stemmer *stemmer, const pdx_tick *tick, pdx_buf *out,
                              pdx_error *err) {
    finish f;
    pdx_status status;
    finish_init(&f, inverter, runs);
    status = finish_run(&f, stemmer, tick, out, err);
    finish_deinit(&f);
    return status;
}

pdx_status pdx_inverter_finish(pdx_inverter *inverter, const pdx_stemmer *stemmer, const pdx_tick *tick, pdx_buf *out,
                               pdx_error *err) {
    pdx_term_runs runs;
    pdx_status status;
    if (!pdx_inverter_flush(inverter)) return pdx_fail_memory(err);
    status = pdx_term_runs_init(&runs, inverter, tick, err);
    if (status == PDX_OK) return runs_finish(inverter, &runs, stemmer, tick, out, err);
    pdx_term_runs_deinit(&runs);
    return status;
}
