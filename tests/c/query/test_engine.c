/* The engine against the oracle: random archives and queries, posts, levels, scores, occurrences, ranges,
 * snippets; and memory that runs out in each of them. */
#include "check.h"
#include "query/engine_case.h"
#include "query/match_bytes.h"

#include "base/alloc.h"
#include "kernels/level.h"
#include "query/walk/snippet.h"

static bool in_view(const engine_case *c, int d) { return !c->has_posts || pdx_bitmap_has(&c->posts, (uint32_t)d); }

static bool close_to(double a, double b) { return fabs(a - b) <= 1e-9 * (fabs(a) + fabs(b)) + 1e-12; }

static void check_order(const pdx_hit_list *list) {
    size_t i;
    for (i = 1; i < list->n; i++) {
        const pdx_hit a = list->hits[i - 1], b = list->hits[i];
        CHECK(a.score > b.score || (a.score >= b.score && a.post < b.post));
    }
}

/* The best few are the first of all, to the last bit and whatever vectors the processor has, and counting alone counts the same. */
static void check_best(const engine_case *c, const pdx_hit_list *all) {
    const unsigned level = pdx_level_most;
    static const size_t wanted[] = {1, 2, 3, 7, 40};
    pdx_hit_list best;
    size_t k, i;
    for (k = 0; k < PDX_COUNTOF(wanted); k++) {
        (void)pdx_level_limit((unsigned)k % PDX_LEVELS);
        CHECK_EQ(pdx_search_run(c->snapshot, c->parsed, &c->options, wanted[k], &best, NULL), PDX_OK);
        if (check_failed(best.n == (all->n < wanted[k] ? all->n : wanted[k]))) tell(c, "another number of the best", -1);
        for (i = 0; i < best.n && i < all->n; i++) {
            const bool same = best.hits[i].post == all->hits[i].post && memcmp(&best.hits[i].score, &all->hits[i].score, sizeof(double)) == 0;
            if (check_failed(same)) tell(c, "other best", (int)best.hits[i].post);
        }
        if (best.counted) CHECK_EQ(best.n_matches, all->n);
        pdx_hit_list_deinit(&best);
    }
    (void)pdx_level_limit(level);
    CHECK_EQ(pdx_search_count(c->snapshot, c->parsed, &c->options, &best, NULL), PDX_OK);
    CHECK_EQ(best.n_matches, all->n);
    CHECK_EQ(best.n_possible, all->n_possible);
    pdx_hit_list_deinit(&best);
}

static void check_search(const engine_case *c) {
    static o_spans spans;
    pdx_hit_list list;
    size_t i, n = 0;
    uint32_t possible = 0;
    int d;
    CHECK_EQ(pdx_search_run(c->snapshot, c->parsed, &c->options, PDX_ALL_HITS, &list, NULL), PDX_OK);
    CHECK(list.complete);
    check_order(&list);
    for (d = 0; d < c->archive->n_posts; d++) {
        const int level = in_view(c, d) ? o_eval(&c->query, c->query.root, d, &spans) : 0;
        const bool wanted = level == 2 || (level == 1 && c->possible);
        possible += level == 1 && !c->possible;
        for (i = 0; i < list.n && list.hits[i].post != (uint32_t)d; i++) {}
        if (check_failed((i < list.n) == wanted)) tell(c, wanted ? "not found" : "should not be found", d);
        n += wanted;
        if (i < list.n && wanted && !c->query.find &&
            check_failed(close_to(list.hits[i].score, o_score(&c->query, c->query.root, 1, d)))) {
            tell(c, "another score", d);
            printf("  %.17g, wanted %.17g\n", list.hits[i].score, o_score(&c->query, c->query.root, 1, d));
        }
    }
    CHECK_EQ(list.n, n);
    CHECK_EQ(list.n_possible, possible);
    check_best(c, &list);
    pdx_hit_list_deinit(&list);
}

/* The matches of document d in the list are the oracle's, and their bytes are where its words stand. */
static void check_document(const engine_case *c, const pdx_match_list *list, int d, const o_spans *wanted) {
    const o_doc *doc = &c->archive->docs[d];
    size_t i;
    int k = 0;
    for (i = 0; i < list->n; i++) {
        const pdx_match *match = &list->matches[i];
        pdx_range range;
        if (match->doc != (uint32_t)d) continue;
        if (check_failed(k < wanted->n && (int)match->position == wanted->items[k].start && (int)match->length == wanted->items[k].length)) {
            tell(c, "other occurrences", d);
            return;
        }
        CHECK(&doc->parts[match->part] == o_part_at(doc, (int)match->position));
        CHECK_EQ(match_bytes(c->snapshot, match, &range), PDX_OK);
        CHECK_EQ(range.begin, doc->piece_begin[match->position]);
        CHECK_EQ(range.end, doc->piece_end[match->position + match->length - 1]);
        k++;
    }
    if (check_failed(k == wanted->n)) tell(c, "too few occurrences", d);
}

/* Where nobody asks for parts, the same stand in posts. */
static void check_places(const engine_case *c, const pdx_match_list *list) {
    pdx_match_list places;
    size_t i, n = 0;
    CHECK_EQ(pdx_matches_places(c->snapshot, c->parsed, &c->options, &places, NULL), PDX_OK);
    while (n < list->n && list->matches[n].doc < (pdx_doc)c->archive->n_posts) n++;
    CHECK_EQ(places.n, n);
    for (i = 0; i < n && i < places.n; i++) {
        const pdx_match *one = &places.matches[i], *other = &list->matches[i];
        CHECK(one->doc == other->doc && one->position == other->position && one->length == other->length && one->cut == other->cut);
    }
    pdx_match_list_deinit(&places);
}

static void check_matches(const engine_case *c, bool remainders) {
    static o_spans spans;
    pdx_match_list list;
    size_t i;
    uint32_t possible = 0;
    int d;
    CHECK_EQ(pdx_matches_find(c->snapshot, c->parsed, &c->options, remainders, &list, NULL), PDX_OK);
    for (i = 1; i < list.n; i++) CHECK(list.matches[i - 1].doc <= list.matches[i].doc);
    for (d = 0; d < c->archive->n_docs; d++) {
        const bool is_post = d < c->archive->n_posts;
        int level = o_eval(&c->query, c->query.root, d, &spans);
        if (is_post ? !in_view(c, d) : !remainders) level = 0;
        possible += is_post && level == 1 && !c->possible && spans.n > 0;
        if (level == 0 || (level == 1 && !c->possible)) spans.n = 0;
        check_document(c, &list, d, &spans);
    }
    CHECK_EQ(list.n_possible, possible);
    check_places(c, &list);
    pdx_match_list_deinit(&list);
}

/* Where words begin and end in a document. */
static bool is_edge(const o_doc *doc, uint64_t at, bool begin) {
    int p, i;
    for (p = 0; p < doc->n_parts; p++) {
        for (i = doc->parts[p].first; i < doc->parts[p].first + doc->parts[p].n; i++) {
            if ((uint64_t)(begin ? doc->piece_begin[i] : doc->piece_end[i]) == at) return true;
        }
    }
    return false;
}

/* The same by a plan that was made for the search. */
static void check_snippet_again(const engine_case *c, int d, size_t max_chars, const pdx_snippet *first) {
    pdx_search_ready *ready;
    pdx_snippet again;
    CHECK_EQ(pdx_search_prepare(c->snapshot, c->parsed, &c->options, &ready, NULL), PDX_OK);
    for (unsigned k = 0; k < 2; k++) {
        CHECK_EQ(pdx_snippet_again(pdx_search_plan(ready), &c->options, (uint32_t)d, max_chars, &again, NULL), PDX_OK);
        CHECK(again.part == first->part && again.range.begin == first->range.begin && again.range.end == first->range.end);
        CHECK_EQ(again.n_highlights, first->n_highlights);
        CHECK(again.n_highlights == 0 || memcmp(again.highlights, first->highlights, again.n_highlights * sizeof *again.highlights) == 0);
        pdx_snippet_deinit(&again);
    }
    pdx_search_ready_free(ready);
}

static void check_snippet(const engine_case *c, int d, size_t max_chars) {
    const o_doc *doc = &c->archive->docs[d];
    pdx_snippet snippet;
    size_t i;
    CHECK_EQ(pdx_snippet_make(c->snapshot, c->parsed, &c->options, (uint32_t)d, max_chars, &snippet, NULL), PDX_OK);
    if (snippet.range.end > 0) {
        CHECK(is_edge(doc, snippet.range.begin, true) && is_edge(doc, snippet.range.end, false));
        CHECK((int)snippet.range.begin >= doc->parts[snippet.part].begin && (int)snippet.range.end <= doc->parts[snippet.part].end);
    }
    for (i = 0; i < snippet.n_highlights; i++) {
        const pdx_range one = snippet.highlights[i];
        CHECK(one.begin >= snippet.range.begin && one.end <= snippet.range.end && one.begin < one.end);
        CHECK(is_edge(doc, one.begin, true) && is_edge(doc, one.end, false));
        CHECK(i == 0 || snippet.highlights[i - 1].end <= one.begin);
    }
    /* Only one word may be longer than what was allowed. */
    if (snippet.range.end - snippet.range.begin > 4 * max_chars + 24) tell(c, "a long snippet", d);
    CHECK(snippet.range.end - snippet.range.begin <= 4 * max_chars + 24);
    check_snippet_again(c, d, max_chars, &snippet);
    pdx_snippet_deinit(&snippet);
}

static void check_explain(const engine_case *c, int d) {
    pdx_buf json;
    pdx_buf_init(&json);
    CHECK_EQ(pdx_search_explain(c->snapshot, c->parsed, &c->options, (uint32_t)d, &json, NULL), PDX_OK);
    pdx_buf_byte(&json, 0);
    if (!json.failed && !c->query.find) {
        const char *at = (const char *)json.data, *last = NULL;
        double score = -1;
        while ((at = strstr(at, "\"score\": ")) != NULL) last = at++;
        CHECK(last != NULL && sscanf(last, "\"score\": %lf}", &score) == 1);
        if (check_failed(close_to(score, o_score(&c->query, c->query.root, 1, d)))) tell(c, "another score explained", d);
    }
    pdx_buf_deinit(&json);
}

static void run_case(engine_case *c, test_random *r) {
    random_case(c, r);
    if (parse(c)) {
        check_search(c);
        check_matches(c, random_below(r, 2) != 0 && !c->query.stemmed);
        if (c->archive->n_posts > 0) {
            const int d = (int)random_below(r, (uint32_t)c->archive->n_posts);
            check_snippet(c, d, 1 + random_below(r, 60));
            check_explain(c, d);
        }
    }
    pdx_query_free(c->parsed);
    c->parsed = NULL;
    pdx_bitmap_deinit(&c->posts);
}

/* Every allocation of one kind of call fails once: PDX_ENOMEM, and nothing is left. */
static void check_memory(engine_case *c, int call) {
    int64_t held;
    uint64_t n;
    pdx_snapshot_rooms_free(c->snapshot);
    held = pdx_alloc_live();
    for (n = 1; n < 100000; n++) {
        pdx_hit_list hits;
        pdx_match_list matches;
        pdx_snippet snippet;
        pdx_buf json;
        pdx_status status;
        bool failed;
        pdx_buf_init(&json);
        pdx_alloc_fail_at(n);
        if (call == 0) {
            status = pdx_search_run(c->snapshot, c->parsed, &c->options, PDX_ALL_HITS, &hits, NULL);
        } else if (call == 1) {
            status = pdx_matches_find(c->snapshot, c->parsed, &c->options, true, &matches, NULL);
        } else if (call == 4) {
            status = pdx_matches_places(c->snapshot, c->parsed, &c->options, &matches, NULL);
        } else if (call == 2) {
            status = pdx_snippet_make(c->snapshot, c->parsed, &c->options, 0, 30, &snippet, NULL);
        } else {
            status = pdx_search_explain(c->snapshot, c->parsed, &c->options, 0, &json, NULL);
        }
        failed = pdx_alloc_failed();
        pdx_alloc_fail_at(0);
        CHECK_EQ(status, failed ? PDX_ENOMEM : PDX_OK);
        if (call == 0) pdx_hit_list_deinit(&hits);
        if (call == 1 || call == 4) pdx_match_list_deinit(&matches);
        if (call == 2) pdx_snippet_deinit(&snippet);
        pdx_buf_deinit(&json);
        if (n % 2 == 0) continue; /* the next finds what this one kept */
        pdx_snapshot_rooms_free(c->snapshot);
        CHECK_EQ(pdx_alloc_live(), held);
        if (!failed) break;
    }
    CHECK(n > 2 && n < 100000);
}

/* What the snapshot makes once and keeps: of a large segment for the second who asks; a failure leaves it to be made by the next. */
static void check_shares_memory(const pdx_snapshot *snapshot) {
    const pdx_scoring scoring = pdx_scoring_default();
    pdx_share_tables shares;
    if (pdx_segment_n_docs(pdx_snapshot_segment(snapshot, 0)) > PDX_LIMIT(65536, 8)) {
        CHECK_EQ(pdx_snapshot_shares(snapshot, 0, &scoring, &shares, NULL), PDX_OK);
        CHECK(shares.body == NULL && shares.by_length != NULL);
    }
    pdx_alloc_fail_at(1);
    CHECK_EQ(pdx_snapshot_shares(snapshot, 0, &scoring, &shares, NULL), PDX_ENOMEM);
    pdx_alloc_fail_at(0);
    CHECK_EQ(pdx_snapshot_shares(snapshot, 0, &scoring, &shares, NULL), PDX_OK);
    CHECK(shares.body != NULL && shares.by_length != NULL);
}

static void check_all_memory(engine_case *c, test_random *r) {
    int i, call;
    for (i = 0; i < 12; i++) {
        do {
            o_random_archive(c->archive, r);
        } while (c->archive->n_posts == 0);
        c->snapshot = index_archive(c->archive);
        check_shares_memory(c->snapshot);
        random_case(c, r);
        if (parse(c)) {
            for (call = 0; call < 5; call++) check_memory(c, call);
        }
        pdx_query_free(c->parsed);
        c->parsed = NULL;
        pdx_bitmap_deinit(&c->posts);
        pdx_snapshot_release(c->snapshot);
    }
}

int main(int argc, char **argv) {
    static engine_case c;
    static o_archive archive;
    long cases = check_rounds(PDX_LIMIT(4000, 12000)), done = 0; /* blocks of few documents are where cases differ */
    test_random r = {2};
    if (argc > 1) (void)sscanf(argv[1], "%ld", &cases);
    if (argc > 2) (void)sscanf(argv[2], "%lu", &r.state);
    c.archive = &archive;
    while (done < cases) {
        int i;
        o_random_archive(&archive, &r);
        (void)pdx_level_limit(random_below(&r, PDX_LEVELS));
        c.snapshot = index_archive(&archive);
        for (i = 0; i < 20 && c.snapshot != NULL; i++, done++) run_case(&c, &r);
        pdx_snapshot_release(c.snapshot);
    }
    (void)pdx_level_limit(PDX_LEVELS);
    check_all_memory(&c, &r);
    return check_report("test_engine");
}
