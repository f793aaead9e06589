/* The seam from end to end on rows: what an archive holds, views, facets, filters, search, lines, and no leak when memory
 * runs out at any point. Rows keep the test apart from the cutter. */
#include "check.h"
#include "postdex.h"

static const char rows[] =
    "{\"title\":\"The mill on the river\",\"text\":\"An old mill.\\n\\nThe river\\u2019s mill turns.\",\"tags\":[\"Mill\",\"River\"],\"date\":\"2019-02-03\"}\n"
    "{\"title\":\"A bridge\",\"text\":\"The bridge stands by the mill.\",\"tags\":[\"river\"],\"categories\":[\"Works\"],\"date\":\"2019-03-10\",\"author\":\"Ann Rook\"}\n"
    "{\"title\":\"No date\",\"text\":\"Nothing of note.\"}\n";

static pdx_status build(const pdx_tick *tick, pdx_archive **out) {
    const pdx_build_options options = {.use_lexicon = true, .n_threads = 0};
    const pdx_source_facts facts = {pdx_span_str("town/rows.jsonl"), {NULL, 0}, PDX_DAY_UNKNOWN};
    pdx_builder *builder;
    pdx_status status;
    *out = NULL;
    status = pdx_builder_new(&options, &builder, NULL);
    if (status != PDX_OK) return status;
    status = pdx_builder_add(builder, &facts, pdx_span_str(rows), tick, NULL);
    if (status == PDX_OK) status = pdx_builder_finish(builder, NULL, tick, out, NULL);
    pdx_builder_free(builder);
    return status;
}

static const char same_twice[] =
    "<rss version=\"2.0\"><channel><item><title>A bridge</title><link>https://t.example/1</link><description>It stands.</description></item>"
    "<item><title>A bridge</title><link>https://t.example/1</link><description>It stands.</description></item></channel></rss>";

static pdx_status build_feed(bool is_scan, pdx_archive **out) {
    const pdx_build_options options = {.use_lexicon = true, .n_threads = 1, .are_apart = is_scan, .index_later = is_scan};
    const pdx_source_facts facts = {pdx_span_str("town/feed.xml"), {NULL, 0}, PDX_DAY_UNKNOWN};
    pdx_builder *builder;
    pdx_status status = pdx_builder_new(&options, &builder, NULL);
    *out = NULL;
    if (status != PDX_OK) return status;
    status = pdx_builder_add(builder, &facts, pdx_span_str(same_twice), NULL, NULL);
    if (status == PDX_OK) status = pdx_builder_finish(builder, NULL, NULL, out, NULL);
    pdx_builder_free(builder);
    return status;
}

/* Of a scan each record is a post, and the index is there when it is asked for; making it again is nothing. */
static void test_scan(void) {
    pdx_archive *archive;
    pdx_view *view;
    CHECK(build_feed(false, &archive) == PDX_OK);
    CHECK_EQ(pdx_archive_describe(archive).n_posts, 1);
    CHECK(pdx_archive_describe(archive).n_terms > 0);
    pdx_archive_release(archive);
    CHECK(build_feed(true, &archive) == PDX_OK);
    CHECK_EQ(pdx_archive_describe(archive).n_posts, 2);
    CHECK_EQ(pdx_archive_describe(archive).n_terms, 0);
    CHECK_EQ(pdx_archive_describe(archive).n_words, 0);
    for (int i = 0; i < 2; i++) {
        CHECK(pdx_archive_index(archive, NULL, NULL) == PDX_OK);
        CHECK_EQ(pdx_archive_describe(archive).n_words, 2 * pdx_archive_post(archive, 1).n_words);
        CHECK_EQ(pdx_archive_post(archive, 1).n_words, 4);
    }
    CHECK(pdx_view_all(archive, &view, NULL) == PDX_OK);
    pdx_view_release(view);
    pdx_archive_release(archive);
}

/* An index for which there is no memory can be made later. */
static void test_scan_without_memory(void) {
    for (uint64_t n = 1;; n++) {
        pdx_archive *archive;
        pdx_error err = {0};
        pdx_status status;
        CHECK(build_feed(true, &archive) == PDX_OK);
        pdx_testing_fail_at(n);
        status = pdx_archive_index(archive, NULL, &err);
        const bool failed = pdx_testing_failed();
        pdx_testing_fail_at(0);
        CHECK(status == (failed ? PDX_ENOMEM : PDX_OK));
        CHECK(pdx_archive_index(archive, NULL, NULL) == PDX_OK);
        CHECK_EQ(pdx_archive_describe(archive).n_words, 8);
        pdx_archive_release(archive);
        if (!failed) break;
    }
}

static bool text_is(const pdx_archive *archive, uint32_t layer, pdx_range range, const char *want) {
    const pdx_span text = pdx_archive_layer(archive, layer).text;
    return pdx_span_equal(pdx_span_slice(text, (size_t)range.begin, (size_t)range.end), pdx_span_str(want));
}

static void test_holdings(pdx_archive *archive) {
    const pdx_archive_info info = pdx_archive_describe(archive);
    const pdx_post_info post = pdx_archive_post(archive, 1);
    const pdx_appearance_info appearance = pdx_archive_appearance(archive, post.appearance);
    const pdx_page_info page = pdx_archive_page(archive, appearance.page);
    pdx_range source;
    CHECK_EQ(info.n_posts, 3);
    CHECK_EQ(info.n_pages, 3);
    CHECK_EQ(info.n_bytes, strlen(rows));
    CHECK_EQ(post.n_tags, 1);
    CHECK_EQ(post.n_categories, 1);
    CHECK(strcmp(pdx_post_published(archive, 1).iso, "2019-03-10") == 0);
    CHECK(strcmp(pdx_post_published(archive, 1).precision, "day") == 0);
    CHECK(text_is(archive, page.layer, pdx_page_part_at(archive, appearance.page, appearance.title).range, "A bridge"));
    CHECK(text_is(archive, page.layer, appearance.author, "Ann Rook"));
    CHECK_EQ(pdx_layer_line(archive, page.layer, 0), 2);
    source = pdx_layer_source_range(archive, page.layer, pdx_page_part_at(archive, appearance.page, appearance.title).range);
    CHECK(pdx_span_equal(pdx_span_of(rows + source.begin, (size_t)(source.end - source.begin)), pdx_span_str("A bridge")));
    CHECK(pdx_archive_post(archive, 2).published_appearance == PDX_NONE);
}

static void test_facets(const pdx_view *view) {
    pdx_counts *counts;
    CHECK(pdx_view_facet(view, PDX_FACET_TAG, NULL, &counts, NULL) == PDX_OK);
    CHECK_EQ(pdx_counts_n(counts), 2);
    CHECK(pdx_span_equal(pdx_counts_get(counts, 0).key, pdx_span_str("River"))); /* as printed first; case does not matter */
    CHECK_EQ(pdx_counts_get(counts, 0).count, 2);
    pdx_counts_free(counts);
    CHECK(pdx_view_facet(view, PDX_FACET_MONTH, NULL, &counts, NULL) == PDX_OK);
    CHECK_EQ(pdx_counts_n(counts), 3); /* two months and the undated */
    pdx_counts_free(counts);
    CHECK(pdx_counts_new(&counts, NULL) == PDX_OK);
    CHECK(pdx_counts_put(counts, pdx_span_str("River"), 1, 1, NULL) == PDX_OK);
    CHECK(pdx_counts_put(counts, pdx_span_str("Mill"), 7, 3, NULL) == PDX_OK);
    CHECK(pdx_counts_put(counts, pdx_span_str("River"), 8, 2, NULL) == PDX_OK);
    CHECK(pdx_counts_sort(counts, NULL, NULL) == PDX_OK);
    CHECK_EQ(pdx_counts_n(counts), 2);
    CHECK(pdx_span_equal(pdx_counts_get(counts, 0).key, pdx_span_str("River")));
    CHECK_EQ(pdx_counts_get(counts, 0).count, 9);
    CHECK_EQ(pdx_counts_get(counts, 0).posts, 3);
    pdx_counts_free(counts);
}

static size_t n_hits(pdx_view *view, const char *query) {
    const pdx_query_settings settings = pdx_query_settings_default();
    pdx_hits_numbers numbers;
    pdx_hits *hits;
    size_t have;
    if (pdx_view_search(view, pdx_span_str(query), &settings, &hits, NULL) != PDX_OK) return 999;
    CHECK_EQ(pdx_hits_count(hits, NULL, &numbers, NULL), PDX_OK);
    CHECK_EQ(pdx_hits_reach(hits, SIZE_MAX, NULL, &have, NULL), PDX_OK);
    CHECK_EQ(have, numbers.n);
    CHECK_EQ(pdx_hits_known(hits, 1), have > 0);
    pdx_hits_release(hits);
    return numbers.n;
}

static void test_search(pdx_view *view) {
    pdx_view *narrow;
    const uint32_t second = 1;
    CHECK_EQ(n_hits(view, "mill"), 2);
    CHECK_EQ(n_hits(view, "title:mill"), 1);
    CHECK_EQ(n_hits(view, "tag:RIVER"), 2);
    CHECK_EQ(n_hits(view, "tag:works mill"), 1);
    CHECK_EQ(n_hits(view, "date:2019-02"), 1);
    CHECK_EQ(n_hits(view, "date:2019-02..2019-03"), 2);
    CHECK_EQ(n_hits(view, "date:..2018"), 0);
    CHECK_EQ(n_hits(view, "source:rows nothing"), 1);
    CHECK_EQ(n_hits(view, "source:other"), 0);
    CHECK_EQ(n_hits(view, "date:soon"), 999);
    CHECK_EQ(n_hits(view, "date:2019-02-28..2019-02-29"), 999);
    CHECK_EQ(n_hits(view, "date:2020-02-29..2020-02-29"), 0);
    CHECK(pdx_view_select(view, &second, 1, &narrow, NULL) == PDX_OK);
    CHECK_EQ(n_hits(narrow, "mill"), 1);
    pdx_view_release(narrow);
    CHECK(pdx_view_within(view, PDX_ROLE_BIT(PDX_ROLE_TITLE), &narrow, NULL) == PDX_OK);
    CHECK_EQ(n_hits(narrow, "mill"), 1);
    pdx_view_release(narrow);
}

/* Row by row what the queries find alone; an error says which query it speaks of. */
static void test_search_many(pdx_view *view) {
    const pdx_span queries[] = {pdx_span_str("mill"), pdx_span_str("nowhere"), pdx_span_str("river | bridge"), pdx_span_str("tag:river")};
    const pdx_span bad[] = {pdx_span_str("mill"), pdx_span_str("date:soon")};
    pdx_query_settings settings = pdx_query_settings_default();
    pdx_answers *answers;
    pdx_answer_columns columns;
    uint32_t failed, q;
    CHECK_EQ(pdx_view_search_many(view, queries, 4, 2, &settings, &answers, &failed, NULL), PDX_OK);
    CHECK_EQ(failed, PDX_NONE);
    columns = pdx_answers_columns(answers);
    CHECK_EQ(columns.n_queries, 4);
    CHECK_EQ(columns.begins[0], 0);
    CHECK_EQ(columns.begins[4], columns.n);
    for (q = 0; q < 4; q++) {
        pdx_hits *hits;
        size_t have, i;
        CHECK_EQ(pdx_view_search(view, queries[q], &settings, &hits, NULL), PDX_OK);
        CHECK_EQ(pdx_hits_reach(hits, 2, NULL, &have, NULL), PDX_OK);
        CHECK_EQ(columns.begins[q + 1] - columns.begins[q], have);
        CHECK_EQ(columns.complete[q], 1);
        for (i = 0; i < have; i++) {
            const pdx_hit_info hit = pdx_hits_get(hits, i);
            const size_t row = (size_t)columns.begins[q] + i;
            CHECK_EQ(columns.query[row], q);
            CHECK_EQ(columns.rank[row], i);
            CHECK_EQ(columns.post[row], hit.post);
            CHECK(memcmp(&columns.score[row], &hit.score, sizeof hit.score) == 0);
        }
        pdx_hits_release(hits);
    }
    pdx_answers_free(answers);
    CHECK_EQ(pdx_view_search_many(view, queries, 0, 2, &settings, &answers, &failed, NULL), PDX_OK);
    CHECK_EQ(pdx_answers_columns(answers).n, 0);
    pdx_answers_free(answers);
    CHECK_EQ(pdx_view_search_many(view, bad, 2, 2, &settings, &answers, &failed, NULL), PDX_EQUERY);
    CHECK_EQ(failed, 1);
    CHECK(answers == NULL);
    settings.deadline = 1e-12;
    CHECK_EQ(pdx_view_search_many(view, queries, 4, 2, &settings, &answers, &failed, NULL), PDX_OK);
    CHECK_EQ(pdx_answers_columns(answers).n, 0);
    CHECK_EQ(pdx_answers_columns(answers).complete[3], 0);
    pdx_answers_free(answers);
}

static void test_lines(pdx_view *view) {
    const pdx_query_settings settings = pdx_query_settings_default();
    pdx_archive *archive = pdx_view_archive(view);
    pdx_lines *lines, *sorted;
    pdx_line_reader *reader;
    pdx_line_info line;
    pdx_lines_numbers numbers;
    uint64_t roles[PDX_ROLE_COUNT];
    CHECK(pdx_view_find(view, pdx_span_str("mill"), &settings, &lines, NULL) == PDX_OK);
    CHECK_EQ(pdx_lines_count(lines, NULL, &numbers, NULL), PDX_OK);
    CHECK_EQ(numbers.n, 5);
    CHECK_EQ(numbers.n_in_posts, 5);
    CHECK_EQ(pdx_lines_roles(lines, roles, NULL, NULL), PDX_OK);
    CHECK_EQ(roles[PDX_ROLE_TITLE], 1);
    CHECK_EQ(roles[PDX_ROLE_TAGS], 1);
    CHECK_EQ(roles[PDX_ROLE_PARAGRAPH], 3);
    CHECK(pdx_lines_sort(lines, pdx_span_str("after"), NULL, &sorted, NULL) == PDX_OK);
    CHECK(pdx_line_reader_new(sorted, &reader, NULL) == PDX_OK);
    CHECK(pdx_line_reader_get(reader, 4, &line, NULL) == PDX_OK);
    CHECK(text_is(archive, line.layer, line.node, "mill"));
    CHECK(text_is(archive, line.layer, line.after, " turns."));
    CHECK(text_is(archive, line.layer, line.before, "The river\xE2\x80\x99s "));
    pdx_line_reader_free(reader);
    pdx_lines_release(sorted);
    CHECK(pdx_lines_sort(lines, pdx_span_str("sideways"), NULL, &sorted, NULL) == PDX_EVALUE);
    pdx_lines_release(lines);
}

/* Lines of a word are counted, and those of each post, before they are found. */
static pdx_status count_lines(pdx_view *view, const pdx_query_settings *settings) {
    uint32_t posts[64] = {0};
    pdx_lines_numbers numbers = {0, 0, 0};
    pdx_lines *lines;
    size_t in_posts = 0;
    pdx_status status = pdx_view_find(view, pdx_span_str("mill"), settings, &lines, NULL);
    if (status != PDX_OK) return status;
    status = pdx_lines_posts(lines, posts, &settings->tick, NULL);
    if (status == PDX_OK) status = pdx_lines_count(lines, &settings->tick, &numbers, NULL);
    for (size_t i = 0; i < PDX_COUNTOF(posts); i++) in_posts += posts[i];
    CHECK(status != PDX_OK || (numbers.n == 5 && in_posts == 5));
    pdx_lines_release(lines);
    return status;
}

/* Everything above once more, to fail at any point. */
static pdx_status all_of_it(const pdx_tick *tick) {
    pdx_query_settings settings = pdx_query_settings_default();
    pdx_archive *archive;
    pdx_view *view = NULL;
    pdx_hits *hits = NULL, *sorted = NULL;
    pdx_lines *lines = NULL, *in_order = NULL;
    pdx_counts *counts = NULL;
    pdx_answers *answers = NULL;
    pdx_quote_table *quotes = NULL;
    pdx_word_table *pairs = NULL;
    pdx_network_place places[3] = {{0, 0}, {1, 0}, {0, 1}};
    const pdx_network_edge edge = {0, 2, 1};
    uint32_t pair_rows[2] = {0, 1};
    bool known;
    const pdx_span queries[] = {pdx_span_str("mill | river"), pdx_span_str("tag:river")};
    uint32_t failed;
    pdx_status status = build(tick, &archive);
    if (tick != NULL) settings.tick = *tick;
    if (status == PDX_OK) status = pdx_view_all(archive, &view, NULL);
    if (status == PDX_OK) status = pdx_view_search(view, pdx_span_str("mill -bridge tag:river"), &settings, &hits, NULL);
    if (status == PDX_OK) status = pdx_hits_sort(hits, pdx_span_str("-title"), tick, &sorted, NULL);
    if (status == PDX_OK) status = pdx_view_find(view, pdx_span_str("the (mill | river)"), &settings, &lines, NULL);
    if (status == PDX_OK) status = pdx_lines_sort(lines, pdx_span_str("L1"), tick, &in_order, NULL);
    if (status == PDX_OK) status = count_lines(view, &settings);
    if (status == PDX_OK) status = pdx_network_place_all(places, 3, &edge, 1, tick, NULL);
    if (status == PDX_OK) status = pdx_view_tag_pairs(view, 1, 1, pdx_span_str("count"), tick, &pairs, NULL);
    if (status == PDX_OK) status = pdx_word_table_order(pairs, 2, true, pair_rows, pdx_min_size(2, pdx_word_table_n(pairs)), tick, &known, NULL);
    if (status == PDX_OK) status = pdx_view_facet(view, PDX_FACET_PART, tick, &counts, NULL);
    if (status == PDX_OK) status = pdx_view_search_many(view, queries, 2, 5, &settings, &answers, &failed, NULL);
    if (status == PDX_OK) status = pdx_view_quotes(view, tick, &quotes, NULL);
    pdx_quote_table_free(quotes);
    pdx_word_table_release(pairs);
    pdx_answers_free(answers);
    pdx_counts_free(counts);
    pdx_lines_release(in_order);
    pdx_lines_release(lines);
    pdx_hits_release(sorted);
    pdx_hits_release(hits);
    pdx_view_release(view);
    pdx_archive_release(archive);
    return status;
}

/* With the n-th allocation failing, for every n. */
static void test_no_memory(void) {
    const int64_t before = pdx_testing_live();
    uint64_t n;
    pdx_status status = PDX_ENOMEM;
    for (n = 1; status == PDX_ENOMEM && n < 100000; n++) {
        pdx_testing_fail_at(n);
        status = all_of_it(NULL);
        CHECK(status == PDX_OK || (status == PDX_ENOMEM && pdx_testing_failed()));
        CHECK_EQ(pdx_testing_live(), before);
    }
    pdx_testing_fail_at(0);
    CHECK(status == PDX_OK);
}

static bool stop_at(void *context, uint64_t done, uint64_t total) {
    uint64_t *left = context;
    (void)done;
    (void)total;
    return *left == 0 || --*left > 0;
}

/* Stopped at the n-th question, for many n: nothing is left behind, and no step forgets to hand it on. */
static void test_stopped(void) {
    const int64_t before = pdx_testing_live();
    pdx_status status = PDX_EINTERRUPTED;
    uint64_t n, left = 1;
    for (n = 1; status == PDX_EINTERRUPTED; n += 1 + n / 4) {
        pdx_tick tick = {stop_at, NULL};
        left = n;
        tick.context = &left;
        status = all_of_it(&tick);
        CHECK(status == (left == 0 ? PDX_EINTERRUPTED : PDX_OK));
        CHECK_EQ(pdx_testing_live(), before);
    }
    CHECK(status == PDX_OK);
    CHECK(n > 30); /* it was asked about each step */
}

/* Lines that cannot be read are told of when they are added, and leave nothing: what is added after them is the archive. */
static void test_broken_rows(void) {
    const pdx_source_facts facts = {pdx_span_str("rows"), pdx_span_of(NULL, 0), PDX_DAY_UNKNOWN};
    const pdx_build_options options = {.use_lexicon = true, .n_threads = 1};
    pdx_error err = {0};
    pdx_builder *builder;
    pdx_archive *archive;
    CHECK(pdx_builder_new(&options, &builder, NULL) == PDX_OK);
    CHECK(pdx_builder_add(builder, &facts, pdx_span_str("{\"title\": \"A\"\n{\"title\": \n"), NULL, &err) == PDX_EFORMAT);
    CHECK(err.offset >= 13);
    CHECK(pdx_builder_add(builder, &facts, pdx_span_str(""), NULL, NULL) == PDX_OK);
    CHECK(pdx_builder_add(builder, &facts, pdx_span_str("A page of text\n\n{\"title\": \n"), NULL, NULL) == PDX_OK);
    CHECK(pdx_builder_add(builder, &facts, pdx_span_str(rows), NULL, NULL) == PDX_OK);
    CHECK(pdx_builder_finish(builder, NULL, NULL, &archive, NULL) == PDX_OK);
    CHECK_EQ(pdx_archive_describe(archive).n_sources, 3);
    CHECK_EQ(pdx_archive_source(archive, 1).n_pages, 1);
    CHECK_EQ(pdx_archive_source(archive, 2).first_page, 1);
    pdx_builder_free(builder);
    pdx_archive_release(archive);
}

/* They are found once for a view, and outlive it. */
static void test_quotes_once(pdx_archive *archive) {
    pdx_view *view;
    pdx_quote_table *first, *again;
    CHECK(pdx_view_all(archive, &view, NULL) == PDX_OK);
    CHECK(pdx_view_quotes(view, NULL, &first, NULL) == PDX_OK);
    CHECK(pdx_view_quotes(view, NULL, &again, NULL) == PDX_OK);
    CHECK(first == again);
    pdx_quote_table_free(first);
    pdx_view_release(view);
    CHECK_EQ(pdx_quote_count(again), 0);
    pdx_quote_table_free(again);
}

int main(void) {
    pdx_archive *archive;
    pdx_view *view;
    CHECK(build(NULL, &archive) == PDX_OK);
    CHECK(pdx_view_all(archive, &view, NULL) == PDX_OK);
    test_holdings(archive);
    test_facets(view);
    test_search(view);
    test_search_many(view);
    test_lines(view);
    test_quotes_once(archive);
    pdx_view_release(view);
    pdx_archive_release(archive);
    test_broken_rows();
    test_no_memory();
    test_scan();
    test_scan_without_memory();
    test_stopped();
    return check_report("seam");
}
