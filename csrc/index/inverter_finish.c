#include "index/inverter_insides.h"
#include "index/key_order.h"
#include "segment/segment_writer.h"

/* AHEAD: terms are in byte order, so the next ones' logs lie anywhere; fetched early, they are there in time. */
enum { TERMS_PER_TICK = PDX_LIMIT(128, 4), AHEAD = 6 };

/* What finishing needs beside the inverter; freed at its end. */
typedef struct finish {
    pdx_inverter *inverter;
    uint32_t n_posts;
    uint32_t n_terms;
    pdx_impacts impacts;    /* owned; of the posts */
    const pdx_term_entry **order; /* owned; by ord */
    bool *spread;           /* owned; ord -> stands in posts of several languages */
    PDX_VEC(pdx_language_terms) languages; /* by code */
    size_t language;        /* the one met last: most archives have one */
    pdx_terms_writer terms;
    pdx_classes_writer classes;
    pdx_log_doc doc;
} finish;

static void finish_init(finish *f, pdx_inverter *inverter) {
    memset(f, 0, sizeof *f);
    f->inverter = inverter;
    f->n_posts = pdx_docs_writer_count(&inverter->docs, false);
    pdx_terms_writer_init(&f->terms, &f->impacts);
    pdx_classes_writer_init(&f->classes, &f->impacts);
    pdx_log_doc_init(&f->doc);
}

static void finish_deinit(finish *f) {
    size_t i;
    for (i = 0; i < f->languages.len; i++) PDX_VEC_DEINIT(&f->languages.data[i].terms);
    PDX_VEC_DEINIT(&f->languages);
    pdx_impacts_deinit(&f->impacts);
    pdx_free(f->order);
    pdx_free(f->spread);
    pdx_terms_writer_deinit(&f->terms);
    pdx_classes_writer_deinit(&f->classes);
    pdx_log_doc_deinit(&f->doc);
}


/* The terms in byte order of their keys. */
static bool terms_order(finish *f, pdx_span *keys, uint32_t *order) {
    const pdx_vocabulary *vocabulary = &f->inverter->vocabulary;
    size_t i;
    for (i = 0; i < f->n_terms; i++) keys[i] = pdx_term_entry_key(pdx_vocabulary_entry(vocabulary, i));
    if (!pdx_key_order(keys, f->n_terms, order)) return false;
    for (i = 0; i < f->n_terms; i++) f->order[i] = pdx_vocabulary_entry(vocabulary, order[i]);
    return true;
}

static bool terms_sort(finish *f) {
    const size_t n = pdx_vocabulary_count(&f->inverter->vocabulary);
    pdx_span *keys = pdx_resize_array(NULL, n, sizeof *keys);
    uint32_t *order = pdx_resize_array(NULL, n, sizeof *order);
    bool sorted;
    f->n_terms = (uint32_t)n;
    f->spread = pdx_alloc_zero(n, sizeof *f->spread);
    f->order = pdx_resize_array(NULL, n, sizeof *f->order);
    sorted = keys != NULL && order != NULL && f->spread != NULL && f->order != NULL && terms_order(f, keys, order);
    pdx_free(keys);
    pdx_free(order);
    return sorted;
}

/* Makes `language` the current one; the list stays sorted by code. */
static bool language_find(finish *f, pdx_lang language) {
    size_t at = 0, i;
    if (f->language < f->languages.len && f->languages.data[f->language].language == language) return true;
    while (at < f->languages.len && f->languages.data[at].language < language) at++;
    f->language = at;
    if (at < f->languages.len && f->languages.data[at].language == language) return true;
    if (!PDX_VEC_RESERVE(&f->languages, f->languages.len + 1)) return false;
    for (i = f->languages.len++; i > at; i--) f->languages.data[i] = f->languages.data[i - 1];
    f->languages.data[at].language = language;
    PDX_VEC_INIT(&f->languages.data[at].terms);
    return true;
}

static bool languages_collect(finish *f) {
    size_t i;
    for (i = 0; i < f->inverter->notes.len; i++) {
        const pdx_doc_note *note = &f->inverter->notes.data[i];
        if (!note->remainder && !language_find(f, note->language)) return false;
    }
    return true;
}

/* Counts f->doc, a post of `ord`, for its language. */
static bool language_count(finish *f, pdx_lang language, pdx_ord ord) {
    pdx_language_terms *terms;
    pdx_language_term *last;
    int g;
    if (!language_find(f, language)) return false;
    terms = &f->languages.data[f->language];
    if (terms->terms.len == 0 || terms->terms.data[terms->terms.len - 1].ord != ord) {
        const pdx_language_term empty = {ord, 0, 0};
        if (!PDX_VEC_PUSH(&terms->terms, empty)) return false;
    }
    last = &terms->terms.data[terms->terms.len - 1];
    last->n_docs++;
    for (g = 0; g < PDX_GROUP_COUNT; g++) {
        if (f->doc.frequencies[g] == 0) continue;
        last->n_posts++;
        break;
    }
    return true;
}


/* One pass over the log of a term: over its posts or over its remainders. */
static bool term_pass(finish *f, pdx_ord ord, bool remainders, bool *others) {
    const pdx_inverter *inverter = f->inverter;
    pdx_log_reader reader;
    pdx_lang language = PDX_LANG_NONE;
    bool first = true;
    *others = false;
    pdx_log_reader_start(&reader, &f->order[ord]->log);
    while (pdx_log_reader_more(&reader)) {
        const pdx_doc_note *note;
        if (!pdx_log_reader_next(&reader, &f->doc)) return false;
        note = &inverter->notes.data[f->doc.doc];
        if (note->remainder != remainders) {
            *others = true;
            continue;
        }
        pdx_terms_writer_add(&f->terms, note->number + (remainders ? f->n_posts : 0), f->doc.frequencies, f->doc.positions.data);
        if (remainders) continue;
        if (!first && note->language != language) f->spread[ord] = true;
        language = note->language;
        first = false;
        if (!language_count(f, language, ord)) return false;
    }
    return true;
}

static pdx_status terms_write(finish *f, const pdx_tick *tick, pdx_error *err) {
    pdx_ord ord;
    for (ord = 0; ord < f->n_terms; ord++) {
        bool others;
        if (ord + AHEAD < f->n_terms) PDX_PREFETCH(f->order[ord + AHEAD]->log.first);
        if (ord + 2 * AHEAD < f->n_terms) PDX_PREFETCH(f->order[ord + 2 * AHEAD]);
        if (ord % TERMS_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, ord, f->n_terms, err));
        pdx_terms_writer_start(&f->terms, pdx_term_entry_key(f->order[ord]));
        if (!term_pass(f, ord, false, &others)) return pdx_fail_memory(err);
        if (others && !term_pass(f, ord, true, &others)) return pdx_fail_memory(err);
        pdx_terms_writer_end(&f->terms);
        if (f->terms.failed) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status classes_write(finish *f, const pdx_stemmer *stemmer, const pdx_tick *tick, pdx_error *err) {
    pdx_class_source source;
    size_t i;
    source.terms = f->order;
    source.notes = f->inverter->notes.data;
    source.spread = f->spread;
    source.n_posts = f->n_posts;
    for (i = 0; i < f->languages.len; i++) {
        PDX_TRY(pdx_stem_classes_write(&source, &f->languages.data[i], stemmer, tick, &f->classes, err));
        pdx_classes_writer_language(&f->classes, f->languages.data[i].language);
        if (f->classes.failed) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* Room for the large sections at once, so that the output is not moved while it grows. */
static void sections_reserve(const finish *f, pdx_buf *out) {
    const pdx_docs_half *halves = f->inverter->docs.halves;
    const size_t known = halves[0].text.len + halves[1].text.len + halves[0].parts.len + halves[1].parts.len +
                         f->terms.lists.len + f->terms.positions.len + f->terms.keys.blocks.len + f->classes.lists.len +
                         f->classes.dictionaries.len;
    (void)pdx_buf_reserve(out, known + known / 64);
}

/* The sections in the order of FORMAT.md. */
static bool sections_write(finish *f, pdx_buf *out) {
    pdx_docs_writer *docs = &f->inverter->docs;
    pdx_segment_writer writer;
    bool whole;
    sections_reserve(f, out);
    pdx_segment_writer_start(&writer, out);
    whole = pdx_docs_writer_docs(docs, out);
    pdx_segment_writer_end(&writer);
    whole = whole && pdx_docs_writer_parts(docs, out);
    pdx_segment_writer_end(&writer);
    whole = whole && pdx_docs_writer_text(docs, out);
    pdx_segment_writer_end(&writer);
    whole = whole && pdx_terms_writer_finish(&f->terms, out);
    pdx_segment_writer_end(&writer);
    pdx_buf_span(out, pdx_buf_view(&f->terms.lists));
    pdx_segment_writer_end(&writer);
    pdx_buf_span(out, pdx_buf_view(&f->terms.positions));
    pdx_segment_writer_end(&writer);
    whole = whole && pdx_classes_writer_finish(&f->classes, out);
    pdx_segment_writer_end(&writer);
    pdx_buf_span(out, pdx_buf_view(&f->classes.lists));
    pdx_segment_writer_end(&writer);
    return pdx_segment_writer_finish(&writer, pdx_analyzer_fingerprint(f->inverter->analyzer)) && whole;
}

static pdx_status finish_run(finish *f, const pdx_stemmer *stemmer, const pdx_tick *tick, pdx_buf *out, pdx_error *err) {
    const size_t before = out->len;
    PDX_TRY(pdx_docs_writer_impacts(&f->inverter->docs, &f->impacts, err));
    if (!pdx_vocabulary_flush(&f->inverter->vocabulary) || !languages_collect(f) || !terms_sort(f)) return pdx_fail_memory(err);
    PDX_TRY(terms_write(f, tick, err));
    PDX_TRY(classes_write(f, stemmer, tick, err));
    if (!sections_write(f, out)) {
        out->len = before;
        return pdx_fail_memory(err);
    }
    return PDX_OK;
}

pdx_status pdx_inverter_finish(pdx_inverter *inverter, const pdx_stemmer *stemmer, const pdx_tick *tick, pdx_buf *out,
                               pdx_error *err) {
    finish f;
    pdx_status status;
    finish_init(&f, inverter);
    status = finish_run(&f, stemmer, tick, out, err);
    finish_deinit(&f);
    return status;
}
