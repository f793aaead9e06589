/* The best of an OR of words against all that match, to the last bit: archives of several windows, words of all frequencies, views, ties; in
 * one segment and in several. */
#include "check.h"
#include "query/set_cut.h"

#include "base/alloc.h"
#include "query/rank/kth.h"
#include "query/search.h"

#include <stdlib.h>

enum { POSTS = PDX_LIMIT(12000, 1600), WORDS = 40, LINE = 4000, QUERIES = PDX_LIMIT(100, 120) };

/* Word w stands in about one of 2^(w/4) posts, in some of these again and again. */
static size_t line_make(test_random *random, char *line) {
    size_t n = 0;
    uint32_t w, again;
    for (w = 0; w < WORDS; w++) {
        if (random_below(random, 1u << w / 4) != 0) continue;
        for (again = random_below(random, 12) == 0 ? 1 + random_below(random, 9) : 1; again > 0; again--) {
            n += (size_t)snprintf(line + n, LINE - n, "w%02u ", (unsigned)w);
        }
    }
    for (w = random_below(random, 3) == 0 ? random_below(random, 60) : 0; w > 0; w--) n += (size_t)snprintf(line + n, LINE - n, "filling ");
    return n + (size_t)snprintf(line + n, LINE - n, "end");
}

static void post_add(pdx_inverter *inverter, test_random *random, const char *body, size_t n) {
    char text[LINE + 16];
    pdx_index_part parts[2];
    pdx_index_doc doc;
    const size_t title = (size_t)snprintf(text, 16, "w%02u", (unsigned)random_below(random, WORDS));
    memset(parts, 0, sizeof parts);
    parts[0].role = PDX_ROLE_TITLE;
    parts[0].end = parts[0].block_end = title;
    parts[1].role = PDX_ROLE_PARAGRAPH;
    parts[1].begin = parts[1].block_begin = title + 1;
    parts[1].end = parts[1].block_end = title + 1 + n;
    text[title] = '\n';
    memcpy(text + title + 1, body, n);
    doc.text = pdx_span_of(text, title + 1 + n);
    doc.parts = parts;
    doc.n_parts = 2;
    doc.language = PDX_LANG_EN;
    doc.remainder = random_below(random, 50) == 0;
    doc.text_stays = false;
    CHECK_EQ(pdx_inverter_add(inverter, &doc, NULL), PDX_OK);
}

typedef enum archive_kind {
    ANY,
    ALIKE,  /* a post is often the same as the one before, so that scores are equal */
    UNEVEN, /* those of the last quarter are many times as long as the others: parts of the archive have averages of their own */
    KINDS
} archive_kind;

static pdx_snapshot *archive_make(test_random *random, archive_kind kind) {
    pdx_inverter *inverter = NULL;
    pdx_snapshot *snapshot = NULL;
    char line[LINE];
    pdx_buf out;
    size_t len, n = 0;
    uint8_t *bytes;
    uint32_t i;
    CHECK_EQ(pdx_inverter_new(pdx_analyzer_default(), &inverter, NULL), PDX_OK);
    for (i = 0; i < POSTS; i++) {
        if (i == 0 || kind != ALIKE || random_below(random, 8) == 0) n = line_make(random, line);
        while (kind == UNEVEN && i >= POSTS / 4 * 3 && n < LINE / 2) n += (size_t)snprintf(line + n, LINE - n, " longer");
        post_add(inverter, random, line, n);
    }
    pdx_buf_init(&out);
    CHECK_EQ(pdx_inverter_finish(inverter, NULL, NULL, &out, NULL), PDX_OK);
    pdx_inverter_free(inverter);
    bytes = pdx_buf_take(&out, &len);
    CHECK_EQ(pdx_snapshot_take(bytes, len, pdx_analyzer_default(), &snapshot, NULL), PDX_OK);
    return snapshot;
}

static pdx_query *query_make(test_random *random, char *text) {
    const uint32_t n_words = 1 + random_below(random, random_below(random, 2) == 0 ? 3 : 10), least = random_below(random, WORDS);
    pdx_query_options options;
    pdx_query *query = NULL;
    size_t n = 0;
    uint32_t i;
    for (i = 0; i < n_words; i++) {
        const uint32_t word = random_below(random, 3) == 0 ? random_below(random, WORDS) : least + random_below(random, WORDS - least);
        n += (size_t)snprintf(text + n, 400 - n, "%sw%02u", i > 0 ? " OR " : "", (unsigned)word);
        if (random_below(random, 5) == 0) n += (size_t)snprintf(text + n, 400 - n, "^%u", 1 + (unsigned)random_below(random, 4));
    }
    memset(&options, 0, sizeof options);
    CHECK_EQ(pdx_query_parse(pdx_span_str(text), pdx_analyzer_default(), &options, &query, NULL), PDX_OK);
    return query;
}

/* `whole` says what all are. */
static void query_check(const pdx_snapshot *whole, const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options, const char *text) {
    static const size_t wanted[] = {1, 2, 10, 37, 100, 300, 1000, 5000};
    pdx_hit_list all, best;
    size_t k, i;
    CHECK_EQ(pdx_search_run(whole, query, options, PDX_ALL_HITS, &all, NULL), PDX_OK);
    for (k = 0; k < PDX_COUNTOF(wanted); k++) {
        CHECK_EQ(pdx_search_run(snapshot, query, options, wanted[k], &best, NULL), PDX_OK);
        if (check_failed(best.n == pdx_min_size(all.n, wanted[k]))) printf("%zu of the best %zu of %zu: %s\n", best.n, wanted[k], all.n, text);
        for (i = 0; i < best.n && i < all.n; i++) {
            if (!check_failed(best.hits[i].post == all.hits[i].post && memcmp(&best.hits[i].score, &all.hits[i].score, sizeof(double)) == 0)) continue;
            printf("number %zu of the best %zu: %s\n", i, wanted[k], text);
            break;
        }
        if (best.counted) CHECK_EQ(best.n_matches, all.n);
        pdx_hit_list_deinit(&best);
    }
    CHECK_EQ(pdx_search_count(snapshot, query, options, &best, NULL), PDX_OK);
    CHECK_EQ(best.n_matches, all.n);
    pdx_hit_list_deinit(&all);
}

/* Frequent words alone and two together: their blocks are passed over by what they can give at most. */
static void words_check(const pdx_snapshot *whole, pdx_snapshot *const cut[CUT_KINDS], test_random *random) {
    enum { FREQUENT = 12 };
    pdx_query_options parsing;
    pdx_search_options options;
    uint32_t i;
    memset(&parsing, 0, sizeof parsing);
    memset(&options, 0, sizeof options);
    options.scoring = pdx_scoring_default();
    options.roles = PDX_ROLES_ALL;
    for (i = 0; i < 3 * FREQUENT; i++) {
        pdx_query *query = NULL;
        char text[16];
        (void)snprintf(text, sizeof text, i % 2 == 0 ? "w%02u" : "w%02u w%02u", (unsigned)(i / 3), (unsigned)random_below(random, FREQUENT));
        CHECK_EQ(pdx_query_parse(pdx_span_str(text), pdx_analyzer_default(), &parsing, &query, NULL), PDX_OK);
        query_check(whole, cut[i % CUT_KINDS], query, &options, text);
        pdx_query_free(query);
    }
}

static void archive_check(test_random *random, archive_kind kind) {
    pdx_snapshot *snapshot = archive_make(random, kind);
    const uint32_t n_posts = pdx_snapshot_n_posts(snapshot);
    pdx_snapshot *cut[CUT_KINDS];
    pdx_search_options options;
    pdx_bitmap posts;
    char text[400];
    uint32_t i, k, post;
    for (k = 0; k < CUT_KINDS; k++) cut[k] = set_cut(snapshot, NULL, 2 + random_below(random, CUT_MOST - 1), (cut_kind)k, random);
    for (k = 0; k < CUT_KINDS; k++) CHECK(set_merges_to(cut[k], snapshot, NULL, k % 2 == 1));
    CHECK(pdx_bitmap_init(&posts, n_posts, false));
    for (post = 0; post < n_posts; post++) {
        if (random_below(random, 3) != 0) pdx_bitmap_set(&posts, post);
    }
    memset(&options, 0, sizeof options);
    options.scoring = pdx_scoring_default();
    options.roles = PDX_ROLES_ALL;
    for (i = 0; i < check_rounds(QUERIES); i++) {
        pdx_query *query = query_make(random, text);
        options.posts = random_below(random, 4) == 0 ? &posts : NULL;
        query_check(snapshot, snapshot, query, &options, text);
        query_check(snapshot, cut[i % CUT_KINDS], query, &options, text);
        pdx_query_free(query);
    }
    words_check(snapshot, cut, random);
    pdx_bitmap_deinit(&posts);
    for (k = 0; k < CUT_KINDS; k++) pdx_snapshot_release(cut[k]);
    pdx_snapshot_release(snapshot);
}

/* At least k are above the number, and no more than nearly equal ones besides; and none of that where fewer than k are above the lowest. */
static void kth_check(test_random *random) {
    const pdx_gain_kernels *kernels = pdx_gain_kernels_best();
    float values[500];
    const size_t n = random_below(random, 501), k = 1 + random_below(random, 200);
    const uint32_t kinds = 1 + random_below(random, 1000);
    const float low = (float)random_below(random, 3) / 4.0f;
    uint32_t i, above = 0, above_kth = 0, well_above = 0;
    float kth;
    for (i = 0; i < n; i++) values[i] = (float)random_below(random, kinds) / (float)kinds * 3.0f;
    kth = pdx_kth_below(kernels, values, n, k, low, 3.0f);
    for (i = 0; i < n; i++) {
        above += values[i] > low;
        above_kth += values[i] > kth;
        well_above += values[i] > kth + 1e-3f;
    }
    CHECK_EQ(kth < 0.0f, above < k);
    if (kth < 0.0f) return;
    CHECK(kth >= low && above_kth >= k);
    CHECK(above_kth <= k + k / 16 || well_above < k);
}

int main(void) {
    test_random random = {29};
    int i;
    for (i = 0; i < check_rounds(3000); i++) kth_check(&random);
    for (i = 0; i < KINDS; i++) archive_check(&random, (archive_kind)i);
    return check_report("test_disjunction");
}
