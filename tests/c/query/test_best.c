/* Archives large enough to be passed over in part: the best few are the first of all, to the last bit; counting counts the same;
 * a top that is too low is noticed. */
#include "check.h"
#include "random.h"

#include "base/alloc.h"
#include "index/inverter.h"
#include "query/search.h"

enum { POSTS = PDX_LIMIT(3000, 700), WORDS = 60, TEXT = 4000, QUERIES = PDX_LIMIT(120, 150) };

/* Word number w is drawn about twice as often as number 2w; some posts are long, some keep to few words. */
static uint32_t draw(test_random *r, uint32_t most) {
    uint32_t w = random_below(r, most);
    while (w > 0 && random_below(r, 3) > 0) w = random_below(r, w + 1);
    return w;
}

static void post_add(pdx_inverter *inverter, test_random *r) {
    static char text[TEXT];
    const uint32_t own = random_below(r, 4) == 0 ? 8 : WORDS, n = 1 + random_below(r, random_below(r, 5) == 0 ? 150 : 20);
    pdx_index_part parts[2];
    pdx_index_doc doc;
    int len = snprintf(text, sizeof text, "w%u\n", (unsigned)draw(r, WORDS));
    const int title = len - 1;
    for (uint32_t i = 0; i < n; i++) len += snprintf(text + len, sizeof text - (size_t)len, "w%u ", (unsigned)draw(r, own));
    memset(parts, 0, sizeof parts);
    parts[0].role = PDX_ROLE_TITLE;
    parts[0].end = parts[0].block_end = (uint64_t)title;
    parts[1].role = random_below(r, 20) == 0 ? PDX_ROLE_RELATED : PDX_ROLE_PARAGRAPH; /* some words are not ranked */
    parts[1].begin = parts[1].block_begin = (uint64_t)title + 1;
    parts[1].end = parts[1].block_end = (uint64_t)len;
    doc.text = pdx_span_of(text, (size_t)len);
    doc.parts = parts;
    doc.n_parts = 2;
    doc.language = random_below(r, 5) == 0 ? PDX_LANG('d', 'e') : PDX_LANG_EN;
    doc.remainder = random_below(r, 30) == 0;
    doc.text_stays = false;
    CHECK_EQ(pdx_inverter_add(inverter, &doc, NULL), PDX_OK);
}

static pdx_snapshot *archive_make(test_random *r) {
    pdx_inverter *inverter = NULL;
    pdx_snapshot *snapshot = NULL;
    pdx_buf out;
    uint8_t *bytes;
    size_t len;
    CHECK_EQ(pdx_inverter_new(pdx_analyzer_default(), &inverter, NULL), PDX_OK);
    for (int i = 0; i < POSTS; i++) post_add(inverter, r);
    pdx_buf_init(&out);
    CHECK_EQ(pdx_inverter_finish(inverter, NULL, NULL, &out, NULL), PDX_OK);
    pdx_inverter_free(inverter);
    bytes = pdx_buf_take(&out, &len);
    CHECK_EQ(pdx_snapshot_take(bytes, len, pdx_analyzer_default(), &snapshot, NULL), PDX_OK);
    return snapshot;
}

static pdx_query *query_make(test_random *r) {
    static const char *const shapes[] = {"%s OR %s", "%s OR %s OR %s OR %s", "%s %s", "%s %s %s", "%s", "(%s OR %s) %s", "%s -%s", "+%s %s %s",
                                         "title:%s OR %s^3", "\"%s %s\" OR %s", "%s* OR %s", "%s^0.1 OR %s^9 OR %s"};
    char words[4][8], text[100];
    pdx_query_options options;
    pdx_query *query = NULL;
    for (int i = 0; i < 4; i++) (void)snprintf(words[i], sizeof words[i], "w%u", (unsigned)random_below(r, WORDS));
    (void)snprintf(text, sizeof text, shapes[random_below(r, PDX_COUNTOF(shapes))], words[0], words[1], words[2], words[3]);
    memset(&options, 0, sizeof options);
    CHECK_EQ(pdx_query_parse(pdx_span_str(text), pdx_analyzer_default(), &options, &query, NULL), PDX_OK);
    return query;
}

typedef struct tally {
    long searches, passed_over, different;
} tally;

static void best_check(const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options, tally *t) {
    static const size_t wanted[] = {0, 1, 2, 3, 10, 100, 1000};
    pdx_hit_list all, best;
    CHECK_EQ(pdx_search_run(snapshot, query, options, PDX_ALL_HITS, &all, NULL), PDX_OK);
    CHECK(all.counted && all.n == all.n_matches);
    for (size_t k = 0; k < PDX_COUNTOF(wanted); k++) {
        CHECK_EQ(pdx_search_run(snapshot, query, options, wanted[k], &best, NULL), PDX_OK);
        bool same = best.n == pdx_min_size(all.n, wanted[k]) && (!best.counted || best.n_matches == all.n);
        for (size_t i = 0; i < best.n && same; i++) {
            same = best.hits[i].post == all.hits[i].post && memcmp(&best.hits[i].score, &all.hits[i].score, sizeof(double)) == 0;
        }
        t->searches++;
        t->passed_over += !best.counted;
        t->different += !same;
        pdx_hit_list_deinit(&best);
    }
    CHECK_EQ(pdx_search_count(snapshot, query, options, &best, NULL), PDX_OK);
    t->different += best.n_matches != all.n;
    pdx_hit_list_deinit(&best);
    pdx_hit_list_deinit(&all);
}

static pdx_search_options options_make(test_random *r) {
    pdx_search_options options;
    memset(&options, 0, sizeof options);
    options.scoring = pdx_scoring_default();
    options.roles = PDX_ROLES_ALL;
    if (random_below(r, 3) == 0) { /* bounds hold under any scoring */
        options.scoring.k1 = 0.1 + random_below(r, 40) / 10.0;
        for (int g = 0; g < PDX_GROUP_COUNT; g++) {
            options.scoring.weight[g] = random_below(r, 50) / 10.0;
            options.scoring.b[g] = random_below(r, 11) / 10.0;
        }
    }
    return options;
}

int main(void) {
    test_random r = {5};
    tally t = {0, 0, 0};
    for (int archive = 0; archive < 3; archive++) {
        pdx_snapshot *snapshot = archive_make(&r);
        pdx_bitmap some;
        CHECK(pdx_bitmap_init(&some, pdx_snapshot_n_posts(snapshot), false));
        for (uint32_t i = 0; i < some.n; i += 1 + random_below(&r, 3)) pdx_bitmap_set(&some, i);
        for (int i = 0; i < QUERIES; i++) {
            pdx_search_options options = options_make(&r);
            pdx_query *query = query_make(&r);
            if (random_below(&r, 4) == 0) options.posts = &some;
            best_check(snapshot, query, &options, &t);
            pdx_query_free(query);
        }
        pdx_bitmap_deinit(&some);
        pdx_snapshot_release(snapshot);
    }
    printf("%ld searches, %ld passed something over, %ld different\n", t.searches, t.passed_over, t.different);
    CHECK_EQ(t.different, 0);
    CHECK(t.passed_over * 50 > t.searches);
    return check_report("test_best");
}
