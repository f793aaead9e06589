/* libFuzzer target: a query from a stranger over a small sound index. The first byte chooses how it is read (match
 * any, strict, find, language, stemming), the rest is the query: parsed, dumped, run, found, explained, cut into a
 * snippet. What counts is what the sanitizers see, and that the calls agree with each other. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "input.h"
#include "query/match_bytes.h"
#include "query/walk/snippet.h"
#include "segment/segment_sample.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Holds for good; a broken promise ends the run. */
static void must(bool holds, const char *what) {
    if (holds) return;
    printf("broken: %s\n", what);
    abort();
}

static const pdx_snapshot *sample(void) {
    static pdx_snapshot *snapshot; /* made once, kept to the end */
    pdx_buf bytes;
    uint8_t *taken;
    size_t len;
    if (snapshot != NULL) return snapshot;
    pdx_buf_init(&bytes);
    must(sample_make(4, &bytes) == PDX_OK, "the sample");
    taken = pdx_buf_take(&bytes, &len);
    must(pdx_snapshot_take(taken, len, pdx_analyzer_default(), &snapshot, NULL) == PDX_OK, "the snapshot");
    return snapshot;
}

/* Answers from the value's bytes: any three sets of posts. */
static pdx_status resolve(void *context, pdx_filter_kind kind, pdx_span value, pdx_bitmap *certain, pdx_bitmap *possible, pdx_error *err) {
    uint32_t i;
    (void)context;
    if (value.len > 3 && value.data[0] == '!') return pdx_fail(err, PDX_EQUERY, 0, "a bad value");
    for (i = 0; i < certain->n; i++) {
        const unsigned bits = (unsigned)value.data[i % value.len] + (unsigned)kind + i;
        if (bits % 3 == 0) pdx_bitmap_set(certain, i);
        if (bits % 3 == 1) pdx_bitmap_set(possible, i);
    }
    return PDX_OK;
}

static void check_matches(const pdx_snapshot *snapshot, const pdx_match_list *list) {
    size_t i;
    for (i = 0; i < list->n; i++) {
        pdx_range range;
        must(match_bytes(snapshot, &list->matches[i], &range) == PDX_OK && range.begin < range.end, "a match has bytes");
    }
}

static void check_post(const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options, pdx_hit hit) {
    pdx_snippet snippet;
    pdx_buf json;
    size_t i;
    pdx_buf_init(&json);
    must(pdx_search_explain(snapshot, query, options, hit.post, &json, NULL) == PDX_OK && json.len > 0, "a hit is explained");
    pdx_buf_deinit(&json);
    must(pdx_snippet_make(snapshot, query, options, hit.post, 40, &snippet, NULL) == PDX_OK, "a hit has a snippet");
    for (i = 0; i < snippet.n_highlights; i++) {
        const pdx_range one = snippet.highlights[i];
        must(one.begin < one.end && one.begin >= snippet.range.begin && one.end <= snippet.range.end, "highlights lie inside");
    }
    pdx_snippet_deinit(&snippet);
}

static void run(const pdx_query *query, const pdx_search_options *options) {
    const pdx_snapshot *snapshot = sample();
    pdx_hit_list hits;
    pdx_match_list matches;
    pdx_status status = pdx_search_run(snapshot, query, options, PDX_ALL_HITS, &hits, NULL);
    size_t i;
    must(status == PDX_OK || status == PDX_EQUERY || status == PDX_ELIMIT, "a search ends well");
    if (status != PDX_OK) return;
    for (i = 1; i < hits.n; i++) {
        const pdx_hit a = hits.hits[i - 1], b = hits.hits[i];
        must(a.score > b.score || (a.score >= b.score && a.post < b.post), "hits are in total order");
    }
    for (i = 0; i < hits.n && i < 3; i++) check_post(snapshot, query, options, hits.hits[i]);
    pdx_hit_list_deinit(&hits);
    must(pdx_matches_find(snapshot, query, options, true, &matches, NULL) == PDX_OK, "a find ends well");
    check_matches(snapshot, &matches);
    pdx_match_list_deinit(&matches);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const pdx_stemmer stemmer = {sample_stem, NULL};
    static const pdx_filters filters = {resolve, NULL};
    const unsigned how = size > 0 ? data[0] : 0;
    pdx_query_options options;
    pdx_search_options search;
    pdx_query *query;
    pdx_buf dump;
    pdx_status status;
    memset(&options, 0, sizeof options);
    memset(&search, 0, sizeof search);
    options.any = (how & 1) != 0;
    options.sequence = (how & 2) != 0;
    options.strict = (how & 12) == 12;
    options.language = (how & 16) != 0 ? PDX_LANG('e', 's') : PDX_LANG_NONE;
    search.scoring = pdx_scoring_default();
    search.filters = &filters;
    search.stemmer = (how & 32) != 0 ? NULL : &stemmer;
    search.roles = PDX_ROLES_ALL;
    search.possible = (how & 64) != 0;
    status = pdx_query_parse(input_from(data, size, 1), pdx_analyzer_default(), &options, &query, NULL);
    must(status == PDX_OK || status == PDX_EQUERY || status == PDX_ELIMIT, "any bytes are read");
    if (status != PDX_OK) return 0;
    pdx_buf_init(&dump);
    pdx_query_dump(query, &dump);
    must(dump.len > 0, "a query has a tree");
    pdx_buf_deinit(&dump);
    run(query, &search);
    pdx_query_free(query);
    return 0;
}
