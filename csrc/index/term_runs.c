#include "index/term_runs.h"

#include "index/key_order.h"

/* AHEAD: where the next tokens go is known early, and fetched in time. */
enum { DOCS_PER_TICK = PDX_LIMIT(1024, 2), AHEAD = 16 };

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

/* The tokens of one stretch to their places; gives the position behind it. */
static uint32_t stretch_put(const uint32_t *tokens, const uint32_t *end, uint32_t n, pdx_occurrence first, uint32_t *places,
                            pdx_occurrence *all) {
    uint32_t position = 0, i;
    for (i = 0; i < n; i++) {
        const uint32_t token = tokens[i];
        if (PDX_LIKELY(end - tokens > (ptrdiff_t)i + AHEAD)) PDX_PREFETCH(&all[places[tokens[i + AHEAD] & ~PDX_TOKEN_JOINED]]);
        all[places[token & ~PDX_TOKEN_JOINED]++] = first + ((pdx_occurrence)position << PDX_RUN_POSITION_SHIFT);
        position += (token & PDX_TOKEN_JOINED) == 0;
    }
    return position;
}

/* Posts, or remainders, to their places. */
static pdx_status docs_put(pdx_term_runs *runs, const pdx_inverter *inverter, bool remainders, uint32_t *places,
                           const pdx_tick *tick, pdx_error *err) {
    const uint32_t first_doc = remainders ? pdx_docs_writer_count(&inverter->docs, false) : 0;
    const uint32_t *tokens = inverter->tokens.data, *const end = tokens + inverter->tokens.len;
    const pdx_stretch *stretch = inverter->stretches.data;
    size_t i, k;
    for (i = 0; i < inverter->notes.len; i++) {
        const pdx_doc_note *note = &inverter->notes.data[i];
        const pdx_occurrence doc = (pdx_occurrence)(first_doc + note->number) << PDX_RUN_DOC_SHIFT;
        uint32_t position = 0, n_tokens = 0;
        if (i % DOCS_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, i, inverter->notes.len, err));
        for (k = 0; k < note->n_stretches; k++, stretch++) {
            const pdx_occurrence first = doc | (pdx_occurrence)position << PDX_RUN_POSITION_SHIFT | stretch->group;
            n_tokens += stretch->n_tokens;
            if (note->remainder == remainders) {
                position += stretch_put(tokens, end, stretch->n_tokens, first, places, runs->all) + 1; /* one stays free */
            }
            tokens += stretch->n_tokens;
        }
        if (n_tokens > runs->most_tokens) runs->most_tokens = n_tokens;
    }
    return PDX_OK;
}

static pdx_status runs_fill(pdx_term_runs *runs, const pdx_inverter *inverter, uint32_t *places, const pdx_tick *tick, pdx_error *err) {
    if (runs->keys == NULL || runs->order == NULL || runs->begins == NULL || runs->all == NULL || places == NULL) return pdx_fail_memory(err);
    if (!terms_sort(runs, &inverter->vocabulary, places)) return pdx_fail_memory(err);
    PDX_TRY(docs_put(runs, inverter, false, places, tick, err));
    if (pdx_docs_writer_count(&inverter->docs, true) == 0) return PDX_OK;
    return docs_put(runs, inverter, true, places, tick, err);
}

pdx_status pdx_term_runs_init(pdx_term_runs *runs, const pdx_inverter *inverter, const pdx_tick *tick, pdx_error *err) {
    const size_t n = inverter->vocabulary.keys.len;
    uint32_t *places = pdx_resize_array(NULL, n, sizeof *places);
    pdx_status status;
    memset(runs, 0, sizeof *runs);
    runs->n_terms = (uint32_t)n;
    runs->keys = pdx_resize_array(NULL, n, sizeof *runs->keys);
    runs->order = pdx_resize_array(NULL, n, sizeof *runs->order);
    runs->begins = pdx_resize_array(NULL, n + 1, sizeof *runs->begins);
    runs->all = pdx_resize_array(NULL, inverter->tokens.len, sizeof *runs->all);
    status = runs_fill(runs, inverter, places, tick, err);
    pdx_free(places);
    return status;
}
