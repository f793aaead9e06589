#include "index/inverter.h"

#include "base/alloc.h"
#include "base/pages.h"
#include "index/inverter_insides.h"
#include "index/term_runs.h"
#include "os/crew.h"

/* PAGES: so many tokens are given their pages at once. */
enum { TOKENS_PER_TICK = PDX_LIMIT(1 << 16, 4), PAGES = PDX_LIMIT(1 << 16, 1 << 10) };

pdx_status pdx_inverter_new(const pdx_analyzer *analyzer, pdx_inverter **out, pdx_error *err) {
    pdx_inverter *inverter = pdx_alloc_zero(1, sizeof *inverter);
    pdx_status status;
    *out = NULL;
    if (inverter == NULL) return pdx_fail_memory(err);
    inverter->analyzer = analyzer;
    pdx_docs_writer_init(&inverter->docs);
    pdx_arena_init(&inverter->texts);
    pdx_vocabulary_init(&inverter->vocabulary);
    inverter->n_threads = 1;
    pdx_buf_init(&inverter->keys);
    status = pdx_tokens_new(analyzer, &inverter->stream, err);
    if (status != PDX_OK) {
        pdx_inverter_free(inverter);
        return status;
    }
    *out = inverter;
    return PDX_OK;
}

static void late_free(pdx_inverter *inverter) {
    for (size_t i = 0; i < inverter->late.len; i++) {
        pdx_late_part *part = &inverter->late.data[i];
        PDX_VEC_DEINIT(&part->tokens);
        pdx_free(part->terms);
        pdx_free(part->counts);
    }
    PDX_VEC_DEINIT(&inverter->late);
    pdx_free(inverter->counts);
    inverter->counts = NULL;
}

void pdx_inverter_free(pdx_inverter *inverter) {
    if (inverter == NULL) return;
    pdx_tokens_free(inverter->stream);
    pdx_docs_writer_deinit(&inverter->docs);
    pdx_arena_deinit(&inverter->texts);
    late_free(inverter);
    pdx_vocabulary_deinit(&inverter->vocabulary);
    PDX_VEC_DEINIT(&inverter->tokens);
    PDX_VEC_DEINIT(&inverter->stretches);
    PDX_VEC_DEINIT(&inverter->notes);
    PDX_VEC_DEINIT(&inverter->parts);
    pdx_buf_deinit(&inverter->keys);
    pdx_free(inverter);
}

/* Tokens are at most bytes, positions at most bytes plus gaps: this keeps their numbers within 32 bits. */
static pdx_status doc_check(const pdx_inverter *inverter, const pdx_index_doc *doc, pdx_error *err) {
    uint64_t at = 0;
    size_t i;
    if (inverter->notes.len >= PDX_RUN_DOCS_MAX) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more documents than one segment holds");
    if ((uint64_t)doc->text.len + doc->n_parts >= UINT32_MAX) {
        return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "a document of more than 4 GiB");
    }
    if (pdx_inverter_n_tokens(inverter) + inverter->n_waiting + doc->text.len >= UINT32_MAX) {
        return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more words than one segment holds");
    }
    for (i = 0; i < doc->n_parts; i++) {
        const pdx_index_part *part = &doc->parts[i];
        if (part->role >= PDX_ROLE_COUNT || part->begin < at || part->end < part->begin || part->end > doc->text.len ||
            part->block_begin > part->begin || part->block_end < part->end || part->block_end > doc->text.len) {
            return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "part %zu of a document overlaps or lies outside", i);
        }
        at = part->end;
    }
    return PDX_OK;
}

/* Room for n more tokens. */
static bool tokens_reserve(pdx_inverter *inverter, size_t n) {
    const size_t len = inverter->tokens.len;
    size_t more;
    if (!PDX_VEC_RESERVE(&inverter->tokens, len + n)) return false;
    if (len < PAGES || len % PAGES >= n) return true;
    more = pdx_min_size(PAGES, inverter->tokens.capacity - len);
    pdx_pages_make(inverter->tokens.data + len, more * sizeof *inverter->tokens.data);
    return true;
}

bool pdx_inverter_flush(pdx_inverter *inverter) {
    const size_t n = inverter->n_waiting;
    if (n == 0) return true;
    if (!tokens_reserve(inverter, n)) return false;
    if (!pdx_vocabulary_take(&inverter->vocabulary, inverter->waiting, n, &inverter->keys, inverter->tokens.data + inverter->tokens.len)) {
        return false;
    }
    inverter->tokens.len += n;
    inverter->n_waiting = 0;
    pdx_buf_reset(&inverter->keys);
    return true;
}

/* Takes the tokens of `text`; *n is their number. */
static pdx_status text_add(pdx_inverter *inverter, pdx_span text, pdx_lang language, uint32_t *n, pdx_error *err) {
    *n = 0;
    pdx_tokens_start(inverter->stream, text, language);
    for (;;) {
        const size_t room = PDX_VOCABULARY_BATCH - inverter->n_waiting;
        const size_t more = pdx_tokens_words(inverter->stream, inverter->waiting + inverter->n_waiting, room, &inverter->keys);
        *n += (uint32_t)more;
        inverter->n_waiting += more;
        if (more < room) break;
        if (!pdx_inverter_flush(inverter)) return pdx_fail_memory(err);
    }
    return pdx_tokens_end(inverter->stream, err);
}

/* Adds the tokens of one part, whose positions begin at out->first_position. */
static pdx_status part_add(pdx_inverter *inverter, const pdx_index_doc *doc, const pdx_index_part *part,
                           pdx_doc_part *out, pdx_error *err) {
    pdx_stretch stretch;
    stretch.group = (uint8_t)pdx_role_group((pdx_role)part->role);
    PDX_TRY(text_add(inverter, pdx_span_slice(doc->text, (size_t)part->begin, (size_t)part->end), doc->language, &stretch.n_tokens, err));
    if (!PDX_VEC_PUSH(&inverter->stretches, stretch)) return pdx_fail_memory(err);
    out->role = part->role;
    out->n_positions = pdx_tokens_count(inverter->stream);
    out->begin = part->begin;
    out->end = part->end;
    out->block_begin = part->block_begin;
    out->block_end = part->block_end;
    out->page_part = part->page_part;
    out->appearance = part->appearance;
    return PDX_OK;
}

pdx_status pdx_inverter_add(pdx_inverter *inverter, const pdx_index_doc *doc, pdx_error *err) {
    pdx_doc_note note;
    pdx_span text = doc->text;
    uint32_t position = 0;
    size_t i;
    PDX_TRY(doc_check(inverter, doc, err));
    PDX_TRY(pdx_inverter_parts_unite(inverter, NULL, err));
    if (!PDX_VEC_RESERVE(&inverter->parts, doc->n_parts)) return pdx_fail_memory(err);
    if (!doc->text_stays && !pdx_arena_copy(&inverter->texts, doc->text, &text)) return pdx_fail_memory(err);
    for (i = 0; i < doc->n_parts; i++) {
        pdx_doc_part *part = &inverter->parts.data[i];
        part->first_position = position;
        PDX_TRY(part_add(inverter, doc, &doc->parts[i], part, err));
        position += part->n_positions + 1; /* one stays free */
    }
    inverter->n_words = position - (uint32_t)doc->n_parts;
    note.n_stretches = doc->n_parts;
    note.number = pdx_docs_writer_count(&inverter->docs, doc->remainder);
    note.language = doc->language;
    note.remainder = doc->remainder;
    pdx_docs_writer_add(&inverter->docs, doc->remainder, doc->language, text, inverter->parts.data, doc->n_parts);
    if (inverter->docs.failed || !PDX_VEC_PUSH(&inverter->notes, note)) return pdx_fail_memory(err);
    return PDX_OK;
}

bool pdx_inverter_expect(pdx_inverter *inverter, size_t n_docs) {
    return PDX_VEC_RESERVE(&inverter->notes, inverter->notes.len + n_docs) && pdx_docs_writer_expect(&inverter->docs, n_docs);
}

void pdx_inverter_ask(pdx_inverter *inverter, const pdx_tick *tick) { pdx_tokens_ask(inverter->stream, tick); }

uint32_t pdx_inverter_words(const pdx_inverter *inverter) { return inverter->n_words; }

void pdx_inverter_threads(pdx_inverter *inverter, unsigned n) { inverter->n_threads = n; }

size_t pdx_inverter_n_tokens(const pdx_inverter *inverter) {
    size_t n = inverter->tokens.len;
    for (size_t i = 0; i < inverter->late.len; i++) n += inverter->late.data[i].tokens.len;
    return n;
}

static pdx_status part_unite(pdx_inverter *inverter, const pdx_late_part *part, const pdx_tick *tick, pdx_error *err) {
    const size_t n = part->tokens.len;
    for (size_t i = 0; i < n; i++) {
        const uint32_t token = part->tokens.data[i];
        if (i % TOKENS_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, i, n, err));
        inverter->tokens.data[inverter->tokens.len + i] = part->terms[token & ~PDX_TOKEN_JOINED] | (token & PDX_TOKEN_JOINED);
    }
    inverter->tokens.len += n;
    return PDX_OK;
}

pdx_status pdx_inverter_parts_unite(pdx_inverter *inverter, const pdx_tick *tick, pdx_error *err) {
    if (inverter->late.len == 0) return PDX_OK;
    if (!PDX_VEC_RESERVE(&inverter->tokens, pdx_inverter_n_tokens(inverter))) return pdx_fail_memory(err);
    for (size_t i = 0; i < inverter->late.len; i++) PDX_TRY(part_unite(inverter, &inverter->late.data[i], tick, err));
    late_free(inverter);
    return PDX_OK;
}

static bool notes_join(pdx_inverter *inverter, const pdx_inverter *other) {
    size_t i;
    if (!PDX_VEC_RESERVE(&inverter->stretches, inverter->stretches.len + other->stretches.len) ||
        !PDX_VEC_RESERVE(&inverter->notes, inverter->notes.len + other->notes.len)) {
        return false;
    }
    for (i = 0; i < other->stretches.len; i++) inverter->stretches.data[inverter->stretches.len++] = other->stretches.data[i];
    for (i = 0; i < other->notes.len; i++) {
        pdx_doc_note note = other->notes.data[i];
        note.number += pdx_docs_writer_count(&inverter->docs, note.remainder);
        inverter->notes.data[inverter->notes.len++] = note;
    }
    return true;
}

/* What had come before any other inverter was joined. */
static bool counts_note(pdx_inverter *inverter) {
    if (inverter->late.len > 0) return true;
    inverter->n_counts = inverter->vocabulary.keys.len;
    inverter->counts = pdx_resize_array(NULL, inverter->n_counts, sizeof *inverter->counts);
    if (inverter->counts == NULL) return false;
    pdx_vocabulary_counts(&inverter->vocabulary, inverter->counts);
    return true;
}

/* A late part for the other, as long as the documents are counted that come before. */
static bool late_add(pdx_inverter *inverter, const pdx_inverter *other) {
    pdx_late_part part = {.n_terms = other->vocabulary.keys.len, .n_notes = inverter->notes.len, .n_stretches = inverter->stretches.len};
    return counts_note(inverter) && PDX_VEC_PUSH(&inverter->late, part);
}

/* The terms of `other` are numbered here; its tokens are taken as they are. */
static bool terms_join(pdx_inverter *inverter, pdx_inverter *other) {
    pdx_late_part *part = &inverter->late.data[inverter->late.len - 1];
    part->terms = pdx_resize_array(NULL, part->n_terms, sizeof *part->terms);
    part->counts = pdx_resize_array(NULL, part->n_terms, sizeof *part->counts);
    if (part->terms == NULL || part->counts == NULL) return false;
    part->tokens.data = other->tokens.data;
    part->tokens.len = other->tokens.len;
    part->tokens.capacity = other->tokens.capacity;
    PDX_VEC_INIT(&other->tokens);
    pdx_vocabulary_counts(&other->vocabulary, part->counts);
    return pdx_vocabulary_join(&inverter->vocabulary, &other->vocabulary, part->counts, part->terms);
}

static bool docs_join(pdx_inverter *inverter, pdx_inverter *other) {
    if (!notes_join(inverter, other)) return false;
    pdx_docs_writer_join(&inverter->docs, &other->docs);
    pdx_arena_join(&inverter->texts, &other->texts);
    inverter->n_words = other->n_words;
    return !inverter->docs.failed;
}

/* Terms and documents touch nothing of each other. */
static pdx_status piece_join(void *context, unsigned lane, size_t piece, const pdx_tick *tick, pdx_error *err) {
    pdx_inverter *const *pair = context;
    (void)lane, (void)tick; /* done in a moment */
    return (piece == 0 ? terms_join : docs_join)(pair[0], pair[1]) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status inverter_join(pdx_inverter *inverter, pdx_inverter *other, const pdx_tick *tick, pdx_error *err) {
    pdx_inverter *pair[] = {inverter, other};
    assert(inverter->analyzer == other->analyzer);
    if (!pdx_inverter_flush(inverter) || !pdx_inverter_flush(other)) return pdx_fail_memory(err);
    PDX_TRY(pdx_inverter_parts_unite(other, tick, err));
    if (inverter->notes.len + other->notes.len > PDX_RUN_DOCS_MAX || pdx_inverter_n_tokens(inverter) + other->tokens.len >= UINT32_MAX) {
        return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more documents or words than one segment holds");
    }
    if (!late_add(inverter, other)) return pdx_fail_memory(err);
    return pdx_crew_run(inverter->n_threads, 2, piece_join, pair, tick, err);
}

pdx_status pdx_inverter_join(pdx_inverter *inverter, pdx_inverter *const *others, size_t n, const pdx_tick *tick, pdx_error *err) {
    for (size_t i = 0; i < n; i++) {
        PDX_TRY(inverter_join(inverter, others[i], tick, err));
        PDX_TRY(pdx_tick_step(tick, i, n, err));
    }
    return PDX_OK;
}
