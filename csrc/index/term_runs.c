#include "index/term_runs.h"

#include "index/key_order.h"
#include "os/crew.h"
#include "base/pages.h"

/* AHEAD: where the next tokens go is known early, and fetched in time; FURTHER: so is where that is said; FURTHEST: and the tokens themselves. */
enum { DOCS_PER_TICK = PDX_LIMIT(1024, 2), AHEAD = 24, FURTHER = 48, FURTHEST = 512 };

void pdx_term_runs_deinit(pdx_term_runs *runs) {
    pdx_free(runs->keys);
    pdx_free(runs->order);
    pdx_free(runs->begins);
    pdx_free(runs->all);
    memset(runs, 0, sizeof *runs);
}

/* The keys in order, and where each one's occurrences begin; `places` becomes the same by number in the vocabulary. */
static bool terms_sort(pdx_term_runs *runs, const pdx_vocabulary *vocabulary, uint32_t *places) {
    uint32_t sum = 0, ord;
    if (!pdx_key_order(vocabulary->keys.data, runs->n_terms, runs->order)) return false;
    pdx_vocabulary_counts(vocabulary, places);
    for (ord = 0; ord < runs->n_terms; ord++) {
        const uint32_t number = runs->order[ord], count = places[number];
        runs->keys[ord] = vocabulary->keys.data[number];
        runs->begins[ord] = places[number] = sum;
        sum += count;
    }
    runs->begins[runs->n_terms] = sum;
    return true;
}

/* Documents that go to their places together. */
typedef struct doc_stretch {
    const pdx_inverter *inverter; /* borrowed, as are the arrays */
    const pdx_doc_note *begin, *end;
    const pdx_stretch *stretches;
    const uint32_t *tokens, *tokens_end;
    uint32_t *places;             /* number of a term, as the tokens have it -> where its next occurrence goes */
    pdx_occurrence *all;
} doc_stretch;

/* Where there are none, something must still be pointed to: the sum of a null pointer and 0 is not defined. */
static void tokens_set(doc_stretch *docs, const uint32_t *tokens, size_t n) {
    static const uint32_t no_token;
    docs->tokens = n == 0 ? &no_token : tokens;
    docs->tokens_end = docs->tokens + n;
}

static doc_stretch docs_all(const pdx_inverter *inverter, uint32_t *places, pdx_occurrence *all) {
    static const pdx_doc_note no_note;
    static const pdx_stretch no_stretch;
    doc_stretch docs;
    docs.inverter = inverter;
    docs.begin = inverter->notes.len == 0 ? &no_note : inverter->notes.data;
    docs.end = docs.begin + inverter->notes.len;
    docs.stretches = inverter->stretches.len == 0 ? &no_stretch : inverter->stretches.data;
    tokens_set(&docs, inverter->tokens.data, inverter->tokens.len);
    docs.places = places;
    docs.all = all;
    return docs;
}

/* The tokens of one stretch to their places; gives the number of positions. */
static uint32_t stretch_put(const doc_stretch *docs, const uint32_t *tokens, uint32_t n, pdx_occurrence first) {
    uint32_t position = 0, i;
    for (i = 0; i < n; i++) {
        const uint32_t token = tokens[i];
        if (PDX_LIKELY(docs->tokens_end - tokens > (ptrdiff_t)i + FURTHER)) {
            PDX_PREFETCH(tokens + i + FURTHEST);
            PDX_PREFETCH(&docs->places[tokens[i + FURTHER] & ~PDX_TOKEN_JOINED]);
            PDX_PREFETCH(&docs->all[docs->places[tokens[i + AHEAD] & ~PDX_TOKEN_JOINED]]);
        }
        docs->all[docs->places[token & ~PDX_TOKEN_JOINED]++] = first + ((pdx_occurrence)position << PDX_RUN_POSITION_SHIFT);
        position += (token & PDX_TOKEN_JOINED) == 0;
    }
    return position;
}

/* Posts, or remainders, to their places. */
static pdx_status docs_put(doc_stretch *docs, bool remainders, const pdx_tick *tick, pdx_error *err) {
    const uint32_t first_doc = remainders ? pdx_docs_writer_count(&docs->inverter->docs, false) : 0;
    const uint32_t *tokens = docs->tokens;
    const pdx_stretch *stretch = docs->stretches;
    const size_t n = (size_t)(docs->end - docs->begin);
    size_t i, k;
    for (i = 0; i < n; i++) {
        const pdx_doc_note *note = &docs->begin[i];
        const pdx_occurrence doc = (pdx_occurrence)(first_doc + note->number) << PDX_RUN_DOC_SHIFT;
        uint32_t position = 0;
        if (i % DOCS_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, i, n, err));
        for (k = 0; k < note->n_stretches; k++, stretch++) {
            const pdx_occurrence first = doc | (pdx_occurrence)position << PDX_RUN_POSITION_SHIFT | stretch->group;
            if (note->remainder == remainders) position += stretch_put(docs, tokens, stretch->n_tokens, first) + 1; /* one stays free */
            tokens += stretch->n_tokens;
        }
    }
    return PDX_OK;
}

static pdx_status docs_work(doc_stretch *docs, const pdx_tick *tick, pdx_error *err) {
    PDX_TRY(docs_put(docs, false, tick, err));
    return pdx_docs_writer_count(&docs->inverter->docs, true) == 0 ? PDX_OK : docs_put(docs, true, tick, err);
}

/* Whether there are parts that can each go to their places by themselves: the occurrences of the first come first in each term's,
 * unless there are remainders among them, which stand behind all posts. */
static bool has_parts(const pdx_inverter *inverter) {
    const size_t n = inverter->late.len;
    for (size_t i = 0; n > 0 && i < inverter->late.data[n - 1].n_notes; i++) {
        if (inverter->notes.data[i].remainder) return false;
    }
    return n > 0;
}

/* Where the occurrences of each term of the late parts go: behind those of the parts before. */
static bool parts_places(const pdx_inverter *inverter, doc_stretch *parts, size_t n) {
    const size_t n_terms = inverter->vocabulary.keys.len;
    uint32_t *next = pdx_resize_array(NULL, n_terms, sizeof *next);
    if (next == NULL) return false;
    for (size_t i = 0; i < n_terms; i++) next[i] = parts[0].places[i] + (i < inverter->n_counts ? inverter->counts[i] : 0);
    for (size_t k = 1; k < n; k++) {
        const pdx_late_part *late = &inverter->late.data[k - 1];
        parts[k].places = pdx_resize_array(NULL, late->n_terms, sizeof *next);
        for (size_t i = 0; parts[k].places != NULL && i < late->n_terms; i++) {
            uint32_t *const at = &next[late->terms[i]];
            parts[k].places[i] = *at;
            *at += late->counts[i];
        }
    }
    pdx_free(next);
    return true;
}

static pdx_status part_work(void *context, unsigned lane, size_t piece, const pdx_tick *tick, pdx_error *err) {
    doc_stretch *part = (doc_stretch *)context + piece;
    (void)lane;
    return part->places == NULL ? pdx_fail_memory(err) : docs_work(part, tick, err);
}

static pdx_status parts_put(doc_stretch *all, const pdx_tick *tick, pdx_error *err) {
    const pdx_inverter *inverter = all->inverter;
    const size_t n = inverter->late.len + 1;
    doc_stretch *parts = pdx_alloc_zero(n, sizeof *parts);
    pdx_status status = PDX_ENOMEM;
    if (parts == NULL) return pdx_fail_memory(err);
    for (size_t k = 0; k < n; k++) {
        const pdx_late_part *late = k == 0 ? NULL : &inverter->late.data[k - 1];
        parts[k] = *all;
        if (late == NULL) continue;
        parts[k].places = NULL;
        parts[k - 1].end = parts[k].begin = all->begin + late->n_notes;
        parts[k].stretches += late->n_stretches;
        tokens_set(&parts[k], late->tokens.data, late->tokens.len);
    }
    if (parts_places(inverter, parts, n)) status = pdx_crew_run(inverter->n_threads, n, part_work, parts, tick, err);
    else (void)pdx_fail_memory(err);
    for (size_t k = 1; k < n; k++) pdx_free(parts[k].places);
    pdx_free(parts);
    return status;
}

static pdx_status runs_fill(pdx_term_runs *runs, const pdx_inverter *inverter, uint32_t *places, const pdx_tick *tick, pdx_error *err) {
    doc_stretch docs = docs_all(inverter, places, runs->all);
    if (runs->keys == NULL || runs->order == NULL || runs->begins == NULL || runs->all == NULL || places == NULL) return pdx_fail_memory(err);
    if (!terms_sort(runs, &inverter->vocabulary, places)) return pdx_fail_memory(err);
    if (has_parts(inverter)) return parts_put(&docs, tick, err);
    return docs_work(&docs, tick, err);
}

/* SEGMENT_BYTES: beside texts and parts a segment has fewer for a word. */
enum { SEGMENT_BYTES = 3 };

static size_t room_for(const pdx_inverter *inverter) {
    const pdx_docs_half *halves = inverter->docs.halves;
    const uint64_t n = pdx_inverter_n_tokens(inverter), own = n * sizeof(pdx_occurrence);
    const uint64_t segment = halves[0].text_len + halves[1].text_len + halves[0].parts.len + halves[1].parts.len + n * SEGMENT_BYTES;
    return (size_t)(segment > own && segment <= SIZE_MAX / 2 ? segment : own); /* there are fewer than 2^32 words */
}

pdx_status pdx_term_runs_init(pdx_term_runs *runs, pdx_inverter *inverter, const pdx_tick *tick, pdx_error *err) {
    const size_t n = inverter->vocabulary.keys.len;
    uint32_t *places = pdx_resize_array(NULL, n, sizeof *places);
    pdx_status status = PDX_OK;
    memset(runs, 0, sizeof *runs);
    runs->n_terms = (uint32_t)n;
    runs->keys = pdx_resize_array(NULL, n, sizeof *runs->keys);
    runs->order = pdx_resize_array(NULL, n, sizeof *runs->order);
    runs->begins = pdx_resize_array(NULL, n + 1, sizeof *runs->begins);
    runs->room = room_for(inverter);
    runs->all = pdx_alloc(runs->room);
    pdx_pages_ask(runs->all, runs->room);
    if (!has_parts(inverter)) status = pdx_inverter_parts_unite(inverter, tick, err);
    if (status == PDX_OK) status = runs_fill(runs, inverter, places, tick, err);
    pdx_free(places);
    return status;
}
