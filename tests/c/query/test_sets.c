/* The same documents as one segment and as several, with others among them that are gone: every answer must be the same, scores to the last
 * bit. What the whole answers is held against the oracle by test_engine.c. */
#include "query/engine_case.h"
#include "query/set_cut.h"

#include "corpus/concordance.h"
#include "corpus/frequencies.h"
#include "index/term_merge.h"
#include "kernels/level.h"
#include "query/walk/snippet.h"

static pdx_snapshot *cut; /* of c->snapshot */

static void tell_cut(const engine_case *c, const char *what, int d) {
    tell(c, what, d);
    printf("  in %u segments\n", (unsigned)pdx_snapshot_n_segments(cut));
}

static bool same_hits(const pdx_hit_list *a, const pdx_hit_list *b) {
    size_t i;
    if (a->n != b->n || a->n_possible != b->n_possible || a->complete != b->complete) return false;
    for (i = 0; i < a->n; i++) {
        if (a->hits[i].post != b->hits[i].post || memcmp(&a->hits[i].score, &b->hits[i].score, sizeof(double)) != 0) return false;
    }
    return true;
}

static void check_hits(const engine_case *c) {
    static const size_t wanted[] = {PDX_ALL_HITS, 1, 2, 3, 4, 7, 40};
    pdx_hit_list a, b, all;
    size_t k;
    CHECK_EQ(pdx_search_run(c->snapshot, c->parsed, &c->options, PDX_ALL_HITS, &all, NULL), PDX_OK);
    for (k = 0; k < PDX_COUNTOF(wanted); k++) {
        CHECK_EQ(pdx_search_run(c->snapshot, c->parsed, &c->options, wanted[k], &a, NULL), PDX_OK);
        (void)pdx_level_limit((unsigned)k % PDX_LEVELS);
        CHECK_EQ(pdx_search_run(cut, c->parsed, &c->options, wanted[k], &b, NULL), PDX_OK);
        (void)pdx_level_limit(PDX_LEVELS);
        a.n_possible = b.n_possible = 0; /* says something of those that are counted alone */
        if (check_failed(same_hits(&a, &b))) tell_cut(c, "other hits", -1);
        if (b.counted) CHECK_EQ(b.n_matches, all.n);
        pdx_hit_list_deinit(&a);
        pdx_hit_list_deinit(&b);
    }
    CHECK_EQ(pdx_search_count(cut, c->parsed, &c->options, &b, NULL), PDX_OK);
    if (check_failed(b.n_matches == all.n && b.n_possible == all.n_possible)) tell_cut(c, "another number", -1);
    pdx_hit_list_deinit(&b);
    pdx_hit_list_deinit(&all);
}

static bool same_match(const pdx_snapshot *a, const pdx_match *one, const pdx_snapshot *b, const pdx_match *two) {
    const bool is_post = one->doc < pdx_segment_n_posts(pdx_snapshot_segment(a, one->segment));
    if (is_post != (two->doc < pdx_segment_n_posts(pdx_snapshot_segment(b, two->segment)))) return false;
    if (one->position != two->position || one->length != two->length || one->part != two->part) return false;
    if (is_post) return pdx_snapshot_post_number(a, one->segment, one->doc) == pdx_snapshot_post_number(b, two->segment, two->doc);
    return pdx_snapshot_remainder_number(a, one->segment, one->doc) == pdx_snapshot_remainder_number(b, two->segment, two->doc);
}

static bool same_matches(const pdx_snapshot *a, const pdx_match_list *one, const pdx_snapshot *b, const pdx_match_list *two) {
    size_t i;
    if (one->n != two->n || one->n_possible != two->n_possible) return false;
    for (i = 0; i < one->n; i++) {
        if (!same_match(a, &one->matches[i], b, &two->matches[i])) return false;
    }
    return true;
}

/* Lines in the order of their context words. */
static void check_order_of_lines(const engine_case *c, const pdx_match_list *one, const pdx_match_list *two, test_random *r) {
    static const char *const orders[] = {"after", "before", "L1 R1", "-post R1", "node -post"};
    pdx_context_key keys[PDX_CONTEXT_KEYS_MAX];
    uint32_t *a = pdx_resize_array(NULL, one->n, sizeof *a), *b = pdx_resize_array(NULL, two->n, sizeof *b);
    pdx_match_text *s = pdx_resize_array(NULL, one->n, sizeof *s), *t = pdx_resize_array(NULL, two->n, sizeof *t);
    size_t n_keys, i;
    bool words;
    CHECK(a != NULL && b != NULL && s != NULL && t != NULL);
    CHECK_EQ(pdx_context_parse(pdx_span_str(orders[random_below(r, PDX_COUNTOF(orders))]), keys, &n_keys, NULL), PDX_OK);
    words = pdx_context_keys_ask_words(keys, n_keys);
    CHECK_EQ(pdx_concordance_sort(c->snapshot, NULL, one, keys, n_keys, NULL, a, words ? s : NULL, NULL, NULL), PDX_OK);
    CHECK_EQ(pdx_concordance_sort(cut, NULL, two, keys, n_keys, NULL, b, words ? t : NULL, NULL, NULL), PDX_OK);
    for (i = 0; i < one->n; i++) {
        if (check_failed(a[i] == b[i])) tell_cut(c, "another order of lines", -1);
        if (words) CHECK(pdx_span_equal(s[i].block, t[i].block) && s[i].begin == t[i].begin && s[i].end == t[i].end && s[i].role == t[i].role);
    }
    pdx_free(a);
    pdx_free(b);
    pdx_free(s);
    pdx_free(t);
}

static void check_matches(const engine_case *c, bool remainders, test_random *r) {
    pdx_match_list one, two;
    const size_t most = 1 + random_below(r, 20);
    size_t i;
    CHECK_EQ(pdx_matches_find(c->snapshot, c->parsed, &c->options, remainders, &one, NULL), PDX_OK);
    CHECK_EQ(pdx_matches_find(cut, c->parsed, &c->options, remainders, &two, NULL), PDX_OK);
    if (check_failed(same_matches(c->snapshot, &one, cut, &two))) tell_cut(c, "other occurrences", -1);
    else check_order_of_lines(c, &one, &two, r);
    pdx_match_list_deinit(&two);
    CHECK_EQ(pdx_matches_first(cut, c->parsed, &c->options, remainders, most, &two, NULL), PDX_OK);
    CHECK(two.n <= one.n && (two.n >= most || two.n == one.n));
    for (i = 0; i < two.n && i < one.n; i++) {
        if (check_failed(same_match(c->snapshot, &one.matches[i], cut, &two.matches[i]))) tell_cut(c, "other first occurrences", -1);
    }
    pdx_match_list_deinit(&one);
    pdx_match_list_deinit(&two);
}

/* One post: what it is explained by, its snippet. */
static void check_post(const engine_case *c, uint32_t post, test_random *r) {
    const size_t max_chars = 1 + random_below(r, 60);
    pdx_snippet s, t;
    pdx_buf a, b;
    pdx_buf_init(&a);
    pdx_buf_init(&b);
    CHECK_EQ(pdx_search_explain(c->snapshot, c->parsed, &c->options, post, &a, NULL), PDX_OK);
    CHECK_EQ(pdx_search_explain(cut, c->parsed, &c->options, post, &b, NULL), PDX_OK);
    if (check_failed(pdx_span_equal(pdx_buf_view(&a), pdx_buf_view(&b)))) {
        tell_cut(c, "explained in another way", (int)post);
        printf("  %.*s\n  %.*s\n", (int)a.len, (const char *)a.data, (int)b.len, (const char *)b.data);
    }
    pdx_buf_deinit(&a);
    pdx_buf_deinit(&b);
    CHECK_EQ(pdx_snippet_make(c->snapshot, c->parsed, &c->options, post, max_chars, &s, NULL), PDX_OK);
    CHECK_EQ(pdx_snippet_make(cut, c->parsed, &c->options, post, max_chars, &t, NULL), PDX_OK);
    CHECK(s.part == t.part && s.range.begin == t.range.begin && s.range.end == t.range.end && s.n_highlights == t.n_highlights);
    pdx_snippet_deinit(&s);
    pdx_snippet_deinit(&t);
}

static void run_case(engine_case *c, test_random *r) {
    random_case(c, r);
    if (parse(c)) {
        check_hits(c);
        check_matches(c, random_below(r, 2) != 0 && !c->query.stemmed, r);
        if (c->archive->n_posts > 0) check_post(c, random_below(r, (uint32_t)c->archive->n_posts), r);
    }
    pdx_query_free(c->parsed);
    c->parsed = NULL;
    pdx_bitmap_deinit(&c->posts);
}

static void check_frequencies(const engine_case *c, test_random *r) {
    pdx_frequency_options options;
    pdx_frequency_list a, b;
    pdx_bitmap posts;
    uint32_t i;
    CHECK(pdx_bitmap_init(&posts, (uint32_t)c->archive->n_posts, false));
    for (i = 0; i < posts.n; i++) {
        if (random_below(r, 2)) pdx_bitmap_set(&posts, i);
    }
    memset(&options, 0, sizeof options);
    options.roles = random_below(r, 2) ? PDX_ROLES_ALL : (pdx_role_set)random_next(r) & PDX_ROLES_ALL;
    options.posts = random_below(r, 2) ? &posts : NULL;
    CHECK_EQ(pdx_frequencies_count(c->snapshot, &options, &a, NULL), PDX_OK);
    CHECK_EQ(pdx_frequencies_count(cut, &options, &b, NULL), PDX_OK);
    CHECK_EQ(a.n, b.n);
    for (i = 0; i < a.n && i < b.n; i++) {
        CHECK(pdx_span_equal(a.words[i].word, b.words[i].word));
        CHECK_EQ(a.words[i].occurrences, b.words[i].occurrences);
        CHECK_EQ(a.words[i].n_posts, b.words[i].n_posts);
    }
    pdx_frequency_list_deinit(&a);
    pdx_frequency_list_deinit(&b);
    pdx_bitmap_deinit(&posts);
}

/* Every term of the one dictionary, with its counts, and no other. */
static void check_terms(const engine_case *c, test_random *r) {
    const pdx_segment *whole = pdx_snapshot_segment(c->snapshot, 0);
    const pdx_span from = pdx_span_str(random_below(r, 3) ? "" : "b");
    pdx_term_merge merge;
    pdx_buf key;
    pdx_ord ord;
    bool found = false;
    pdx_buf_init(&key);
    CHECK_EQ(pdx_segment_lower_bound(whole, from, &ord, NULL), PDX_OK);
    CHECK_EQ(pdx_term_merge_init(&merge, cut, from, NULL), PDX_OK);
    for (; ord < pdx_segment_n_terms(whole); ord++) {
        pdx_term term;
        CHECK_EQ(pdx_segment_key(whole, ord, &key, NULL), PDX_OK);
        CHECK_EQ(pdx_segment_term(whole, ord, &term, NULL), PDX_OK);
        CHECK_EQ(pdx_term_merge_next(&merge, &found, NULL), PDX_OK);
        if (check_failed(found && pdx_span_equal(pdx_buf_view(&key), pdx_buf_view(&merge.key)))) {
            printf("another term than %.*s\n", (int)key.len, (const char *)key.data);
            break;
        }
        CHECK_EQ(merge.term.n_docs, term.n_docs);
        CHECK_EQ(merge.term.n_posts, term.n_posts);
        CHECK_EQ(merge.term.n_occurrences, term.n_occurrences);
    }
    CHECK_EQ(pdx_term_merge_next(&merge, &found, NULL), PDX_OK);
    CHECK(!found);
    pdx_term_merge_deinit(&merge);
    pdx_buf_deinit(&key);
}

static void check_numbers(const engine_case *c) {
    uint32_t i, s;
    pdx_doc doc;
    int g;
    CHECK_EQ(pdx_snapshot_n_posts(cut), (uint32_t)c->archive->n_posts);
    for (g = 0; g < PDX_GROUP_COUNT; g++) {
        const double a = pdx_snapshot_average_length(c->snapshot, (pdx_group)g), b = pdx_snapshot_average_length(cut, (pdx_group)g);
        CHECK(memcmp(&a, &b, sizeof a) == 0);
    }
    for (i = 0; i < pdx_snapshot_n_posts(cut); i++) {
        CHECK(pdx_snapshot_post_place(cut, i, &s, &doc));
        CHECK_EQ(pdx_snapshot_post_number(cut, s, doc), i);
    }
    CHECK(!pdx_snapshot_post_place(cut, i, &s, &doc));
}

static void post_add(pdx_inverter *inverter, const char *text) {
    pdx_index_part part;
    pdx_index_doc doc;
    memset(&part, 0, sizeof part);
    memset(&doc, 0, sizeof doc);
    part.role = PDX_ROLE_PARAGRAPH;
    part.end = part.block_end = strlen(text);
    doc.text = pdx_span_str(text);
    doc.parts = &part;
    doc.n_parts = 1;
    CHECK_EQ(pdx_inverter_add(inverter, &doc, NULL), PDX_OK);
}

/* Words one change off that only gone posts have are no words: those two changes off have their places. */
static void check_gone_words(void) {
    enum { LETTERS = 20, NEAR = 2 * LETTERS }; /* of each; a fuzzy word stands for fifty at most */
    pdx_snapshot_member member;
    pdx_query_options parsing;
    pdx_search_options options;
    pdx_inverter *inverter;
    pdx_doc gone[NEAR];
    uint32_t numbers[2 * NEAR], i;
    pdx_number_run runs[2 * NEAR + 2];
    pdx_snapshot *snapshot;
    pdx_segment *segment;
    pdx_query *query;
    pdx_hit_list hits;
    pdx_buf bytes, image;
    char text[32];
    pdx_buf_init(&bytes);
    pdx_buf_init(&image);
    CHECK_EQ(pdx_inverter_new(pdx_analyzer_default(), &inverter, NULL), PDX_OK);
    for (i = 0; i < 2 * NEAR; i++) {
        const int letter = (int)('a' + i % LETTERS);
        if (i < NEAR) (void)snprintf(text, sizeof text, i < LETTERS ? "fuzzy%cwordy" : "fuzzywor%cdy", letter);
        else (void)snprintf(text, sizeof text, i < NEAR + LETTERS ? "fuzz%cworey" : "fuz%cyworey", letter);
        post_add(inverter, text);
        numbers[i] = i < NEAR ? 0 : i - NEAR;
        if (i < NEAR) gone[i] = i;
    }
    CHECK_EQ(pdx_inverter_finish(inverter, NULL, NULL, &bytes, NULL), PDX_OK);
    pdx_inverter_free(inverter);
    CHECK_EQ(pdx_segment_open(pdx_buf_view(&bytes), &segment, NULL), PDX_OK);
    CHECK_EQ(pdx_gone_write(segment, &(const pdx_gone_lists){.before = NULL}, gone, NEAR, pdx_analyzer_default(), NULL, NULL, &image, NULL), PDX_OK);
    pdx_segment_close(segment);
    memset(&member, 0, sizeof member);
    member.bytes = pdx_buf_view(&bytes);
    member.gone = pdx_buf_view(&image);
    member.runs = runs;
    member.n_runs = number_runs_of(numbers, 2 * NEAR, runs);
    CHECK_EQ(pdx_snapshot_of(&member, 1, NEAR, pdx_analyzer_default(), &snapshot, NULL), PDX_OK);
    memset(&parsing, 0, sizeof parsing);
    memset(&options, 0, sizeof options);
    options.scoring = pdx_scoring_default();
    options.roles = PDX_ROLES_ALL;
    CHECK_EQ(pdx_query_parse(pdx_span_str("fuzzywordy~2"), pdx_analyzer_default(), &parsing, &query, NULL), PDX_OK);
    CHECK_EQ(pdx_search_run(snapshot, query, &options, PDX_ALL_HITS, &hits, NULL), PDX_OK);
    CHECK_EQ(hits.n, NEAR);
    pdx_hit_list_deinit(&hits);
    pdx_query_free(query);
    pdx_snapshot_release(snapshot);
    pdx_buf_deinit(&bytes);
    pdx_buf_deinit(&image);
}

int main(int argc, char **argv) {
    static engine_case c;
    static o_archive archive;
    long cases = check_rounds(PDX_LIMIT(4000, 12000)), done = 0; /* blocks of few documents are where cases differ */
    test_random r = {5};
    if (argc > 1) (void)sscanf(argv[1], "%ld", &cases);
    if (argc > 2) (void)sscanf(argv[2], "%lu", &r.state);
    c.archive = &archive;
    check_gone_words();
    while (done < cases) {
        int i;
        o_random_archive(&archive, &r);
        c.snapshot = index_archive(&archive);
        cut = set_cut(c.snapshot, &stemmer, 1 + random_below(&r, CUT_MOST), (cut_kind)random_below(&r, CUT_KINDS), &r);
        check_numbers(&c);
        check_terms(&c, &r);
        check_frequencies(&c, &r);
        CHECK(set_merges_to(cut, c.snapshot, &stemmer, random_below(&r, 2) == 1));
        for (i = 0; i < 20; i++, done++) run_case(&c, &r);
        pdx_snapshot_release(cut);
        pdx_snapshot_release(c.snapshot);
    }
    return check_report("test_sets");
}
