/* What random archives do not reach: the nearest 50 of many, deadlines, ticks, filters that refuse, scopes in
 * views, stated figures of one score. */
#include "check.h"

#include <math.h>

#include "base/alloc.h"
#include "index/inverter.h"
#include "query/walk/snippet.h"

static pdx_inverter *start(void) {
    pdx_inverter *inverter = NULL;
    CHECK_EQ(pdx_inverter_new(pdx_analyzer_default(), &inverter, NULL), PDX_OK);
    return inverter;
}

/* A post with a title and a paragraph. */
static void add_post(pdx_inverter *inverter, const char *title, const char *body) {
    char text[400];
    pdx_index_part parts[2];
    pdx_index_doc doc;
    const int n = snprintf(text, sizeof text, "%s\n%s", title, body);
    memset(parts, 0, sizeof parts);
    parts[0].role = PDX_ROLE_TITLE;
    parts[0].end = parts[0].block_end = strlen(title);
    parts[1].role = PDX_ROLE_PARAGRAPH;
    parts[1].begin = parts[1].block_begin = strlen(title) + 1;
    parts[1].end = parts[1].block_end = (uint64_t)n;
    doc.text = pdx_span_of(text, (size_t)n);
    doc.parts = parts;
    doc.n_parts = 2;
    doc.language = PDX_LANG_EN;
    doc.remainder = false;
    doc.text_stays = false;
    CHECK_EQ(pdx_inverter_add(inverter, &doc, NULL), PDX_OK);
}

static pdx_snapshot *finish(pdx_inverter *inverter) {
    pdx_snapshot *snapshot = NULL;
    pdx_buf out;
    size_t len;
    uint8_t *bytes;
    pdx_buf_init(&out);
    CHECK_EQ(pdx_inverter_finish(inverter, NULL, NULL, &out, NULL), PDX_OK);
    pdx_inverter_free(inverter);
    bytes = pdx_buf_take(&out, &len);
    CHECK_EQ(pdx_snapshot_take(bytes, len, pdx_analyzer_default(), &snapshot, NULL), PDX_OK);
    return snapshot;
}

static pdx_query *parse(const char *text) {
    pdx_query_options options;
    pdx_query *query = NULL;
    memset(&options, 0, sizeof options);
    CHECK_EQ(pdx_query_parse(pdx_span_str(text), pdx_analyzer_default(), &options, &query, NULL), PDX_OK);
    return query;
}

static pdx_search_options options_default(void) {
    pdx_search_options options;
    memset(&options, 0, sizeof options);
    options.scoring = pdx_scoring_default();
    options.roles = PDX_ROLES_ALL;
    return options;
}

static size_t count(const pdx_snapshot *snapshot, const char *text, const pdx_search_options *options) {
    pdx_query *query = parse(text);
    pdx_hit_list list;
    size_t n;
    CHECK_EQ(pdx_search_run(snapshot, query, options, PDX_ALL_HITS, &list, NULL), PDX_OK);
    n = list.n;
    pdx_hit_list_deinit(&list);
    pdx_query_free(query);
    return n;
}

/* 78 words at distance 1 of "harbour": the 50 with the most posts stay, then those first in byte order. */
static void check_nearest(void) {
    pdx_inverter *inverter = start();
    pdx_search_options options = options_default();
    pdx_snapshot *snapshot;
    char word[32];
    int i;
    add_post(inverter, "Harbour", "the word itself");
    for (i = 0; i < 26; i++) {
        (void)snprintf(word, sizeof word, "%charbour", 'a' + i);
        add_post(inverter, "Before", word);
        (void)snprintf(word, sizeof word, "harbour%c", 'a' + i);
        add_post(inverter, "After", word);
        if (i % 2) add_post(inverter, "After again", word);
    }
    snapshot = finish(inverter);
    /* itself; 13 words of two posts; 36 of the 39 words of one post, in byte order from "aharbour" */
    CHECK_EQ(count(snapshot, "harbour~1", &options), 1 + 13 * 2 + 36);
    CHECK_EQ(count(snapshot, "aharbour", &options), 1);
    CHECK_EQ(count(snapshot, "harbour~1 zharbour", &options), 0);
    CHECK_EQ(count(snapshot, "harbour~1 aharbour", &options), 1);
    CHECK_EQ(count(snapshot, "harbour~1 harbourz", &options), 2);
    CHECK_EQ(count(snapshot, "hrabour~1", &options), 1);
    CHECK_EQ(count(snapshot, "harbuor~", &options), 1 + 13 * 2 + 36);
    CHECK_EQ(count(snapshot, "harbour*", &options), 1 + 26 + 13);
    CHECK_EQ(count(snapshot, "*harbour", &options), 1 + 26);
    CHECK_EQ(count(snapshot, "?harbour", &options), 26);
    pdx_snapshot_release(snapshot);
}

/* The figures of docs/query.md, worked out by hand for two posts. */
static void check_figures(void) {
    pdx_inverter *inverter = start();
    pdx_search_options options = options_default();
    const double idf = log(1.0 + (2 - 1 + 0.5) / (1 + 0.5));
    const double title = (float)(3.0 / (1 - 0.4 + 0.4 * 2 / 1.5)), body = (float)(1.0 / (1 - 0.75 + 0.75 * 5 / 4.0));
    const double tf = 1 * title + 2 * body;
    pdx_snapshot *snapshot;
    pdx_query *query;
    pdx_hit_list list;
    add_post(inverter, "Ferry times", "the ferry and the ferry"); /* lengths 2 and 5 */
    add_post(inverter, "Market", "stalls open early"); /* 1 and 3 */
    snapshot = finish(inverter);
    query = parse("ferry^2 OR \"the ferry\"");
    CHECK_EQ(pdx_search_run(snapshot, query, &options, PDX_ALL_HITS, &list, NULL), PDX_OK);
    CHECK_EQ(list.n, 1);
    if (list.n == 1) {
        const double phrase = 2 * body;
        const double wanted = 2 * idf * tf / (1.2 + tf) + 2 * idf * phrase / (1.2 + phrase);
        CHECK(fabs(list.hits[0].score - wanted) < 1e-12);
    }
    pdx_hit_list_deinit(&list);
    pdx_query_free(query);
    pdx_snapshot_release(snapshot);
}

static pdx_snapshot *many_posts(void) {
    pdx_inverter *inverter = start();
    int i;
    for (i = 0; i < 9000; i++) add_post(inverter, "Tide table", i % 2 ? "high water at the old bridge" : "low water at the ferry");
    return finish(inverter);
}

static bool stop_second(void *context, uint64_t done, uint64_t total) {
    int *calls = context;
    (void)done;
    CHECK(total > 0);
    return ++*calls < 2;
}

static void check_stopping(void) {
    pdx_snapshot *snapshot = many_posts();
    pdx_query *query = parse("water -snow");
    pdx_search_options options = options_default();
    pdx_hit_list list;
    pdx_match_list matches;
    pdx_error err;
    int calls = 0;
    pdx_tick tick;
    tick.call = stop_second;
    tick.context = &calls;
    CHECK_EQ(count(snapshot, "water -snow", &options), 9000);
    options.tick = &tick;
    CHECK_EQ(pdx_search_run(snapshot, query, &options, PDX_ALL_HITS, &list, &err), PDX_EINTERRUPTED);
    CHECK_EQ(calls, 2);
    CHECK(list.hits == NULL);
    options.tick = NULL;
    options.deadline = 1e-9;
    CHECK_EQ(pdx_search_run(snapshot, query, &options, PDX_ALL_HITS, &list, &err), PDX_OK);
    CHECK(!list.complete && list.n < 9000);
    pdx_hit_list_deinit(&list);
    CHECK_EQ(pdx_matches_find(snapshot, query, &options, true, &matches, &err), PDX_OK);
    CHECK(!matches.complete && matches.n < 9000);
    pdx_match_list_deinit(&matches);
    options.deadline = 3600;
    CHECK_EQ(pdx_search_run(snapshot, query, &options, PDX_ALL_HITS, &list, &err), PDX_OK);
    CHECK(list.complete && list.n == 9000);
    pdx_hit_list_deinit(&list);
    pdx_query_free(query);
    pdx_snapshot_release(snapshot);
}

static pdx_status refuse(void *context, pdx_filter_kind kind, pdx_span value, pdx_bitmap *certain, pdx_bitmap *possible, pdx_error *err) {
    (void)context;
    CHECK(kind == PDX_FILTER_DATE && pdx_span_equal(value, pdx_span_str("soon")));
    CHECK(certain->n == 1 && possible->n == 1 && !pdx_bitmap_has(certain, 0) && !pdx_bitmap_has(possible, 0));
    return pdx_fail(err, PDX_EQUERY, 5, "soon is no date");
}

static void check_refusing(void) {
    pdx_inverter *inverter = start();
    pdx_search_options options = options_default();
    pdx_filters filters;
    pdx_snapshot *snapshot;
    pdx_query *query = parse("date:soon ferry");
    pdx_hit_list list;
    pdx_snippet snippet;
    pdx_error err;
    add_post(inverter, "Ferry", "times");
    snapshot = finish(inverter);
    CHECK_EQ(pdx_search_run(snapshot, query, &options, PDX_ALL_HITS, &list, &err), PDX_EQUERY); /* nobody to ask */
    filters.resolve = refuse;
    filters.context = NULL;
    options.filters = &filters;
    CHECK_EQ(pdx_search_run(snapshot, query, &options, PDX_ALL_HITS, &list, &err), PDX_EQUERY);
    CHECK(strcmp(err.message, "soon is no date") == 0 && err.offset == 5);
    pdx_query_free(query);
    query = parse("ferry");
    CHECK_EQ(pdx_snippet_make(snapshot, query, &options, 1, 10, &snippet, &err), PDX_EVALUE);
    options.roles = PDX_ROLE_BIT(PDX_ROLE_PARAGRAPH);
    CHECK_EQ(count(snapshot, "ferry", &options), 0);
    CHECK_EQ(count(snapshot, "times", &options), 1);
    CHECK_EQ(count(snapshot, "title:ferry", &options), 0);
    pdx_query_free(query);
    pdx_snapshot_release(snapshot);
}

/* The stretch with both words, in the body rather than the title, cut at words. */
static void check_best_stretch(void) {
    static const char body[] = "The ferry was late. Nobody knew why it was, so all of them waited on the quay until the old bridge opened; then a ferry "
                               "went under the bridge and everybody cheered for a long while.";
    pdx_inverter *inverter = start();
    pdx_search_options options = options_default();
    pdx_snapshot *snapshot;
    pdx_query *query = parse("ferry bridge");
    pdx_snippet snippet;
    char wanted[] = "the old bridge opened; then a ferry went"; /* as good as the next pair, and earlier */
    add_post(inverter, "Ferry and bridge", body);
    snapshot = finish(inverter);
    CHECK_EQ(pdx_snippet_make(snapshot, query, &options, 0, 40, &snippet, NULL), PDX_OK);
    CHECK_EQ(snippet.part, 1);
    CHECK_EQ(snippet.n_highlights, 2);
    CHECK_EQ(snippet.range.end - snippet.range.begin, sizeof wanted - 1);
    CHECK(memcmp(body + snippet.range.begin - 17, wanted, sizeof wanted - 1) == 0);
    pdx_snippet_deinit(&snippet);
    pdx_query_free(query);
    pdx_snapshot_release(snapshot);
}

int main(void) {
    check_nearest();
    check_figures();
    check_stopping();
    check_refusing();
    check_best_stretch();
    return check_report("test_search");
}
