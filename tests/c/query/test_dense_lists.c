/* Lists laid out over all posts: what they say of each post against the list walked posting by posting; when they are made; and searches by
 * them, to the last bit. */
#include "check.h"
#include "query/rank/dense_make.h"
#include "query/search.h"
#include "query/set_cut.h"

#include "kernels/level.h"
#include "segment/postings.h"

enum { TEXT = 400, POSTS = PDX_LIMIT(9000, 1200), WORDS = 24, LINE = 4000 };

/* Word w stands in about one of 2^(w/4) posts, or more of them for the first few; in some of these more often than half a byte can tell. */
static size_t line_make(test_random *random, char *line) {
    size_t n = 0;
    uint32_t w, again;
    for (w = 0; w < WORDS; w++) {
        if (random_below(random, 1u << w / 4) != 0) continue;
        for (again = random_below(random, 12) == 0 ? 1 + random_below(random, 30) : 1; again > 0; again--) {
            n += (size_t)snprintf(line + n, LINE - n, "w%02u ", (unsigned)w);
        }
    }
    for (w = random_below(random, 6), again = random_below(random, 6); again > 0; again--) { /* phrases more than once */
        n += (size_t)snprintf(line + n, LINE - n, "w%02u w%02u ", (unsigned)w, (unsigned)w + 1);
    }
    return n + (size_t)snprintf(line + n, LINE - n, "end");
}

static void post_add(pdx_inverter *inverter, test_random *random) {
    char text[LINE + 64];
    pdx_index_part parts[2];
    pdx_index_doc doc;
    const size_t title = (size_t)snprintf(text, 64, "w%02u w%02u", (unsigned)random_below(random, WORDS), (unsigned)random_below(random, WORDS));
    const size_t body = line_make(random, text + title + 1);
    memset(parts, 0, sizeof parts);
    parts[0].role = random_below(random, 5) == 0 ? PDX_ROLE_FOOTER : PDX_ROLE_TITLE; /* what stands in a footer counts nowhere */
    parts[0].end = parts[0].block_end = title;
    parts[1].role = PDX_ROLE_PARAGRAPH;
    parts[1].begin = parts[1].block_begin = title + 1;
    parts[1].end = parts[1].block_end = title + 1 + body;
    text[title] = '\n';
    doc.text = pdx_span_of(text, title + 1 + body);
    doc.parts = parts;
    doc.n_parts = 2;
    doc.language = PDX_LANG_EN;
    doc.remainder = random_below(random, 50) == 0;
    doc.text_stays = false;
    CHECK_EQ(pdx_inverter_add(inverter, &doc, NULL), PDX_OK);
}

static pdx_snapshot *archive_make(test_random *random) {
    pdx_inverter *inverter = NULL;
    pdx_snapshot *snapshot = NULL;
    pdx_buf out;
    size_t len;
    uint8_t *bytes;
    uint32_t i;
    CHECK_EQ(pdx_inverter_new(pdx_analyzer_default(), &inverter, NULL), PDX_OK);
    for (i = 0; i < POSTS; i++) post_add(inverter, random);
    pdx_buf_init(&out);
    CHECK_EQ(pdx_inverter_finish(inverter, NULL, NULL, &out, NULL), PDX_OK);
    pdx_inverter_free(inverter);
    bytes = pdx_buf_take(&out, &len);
    CHECK_EQ(pdx_snapshot_take(bytes, len, pdx_analyzer_default(), &snapshot, NULL), PDX_OK);
    return snapshot;
}

/* A word's list, and what one occurrence gives. */
typedef struct word {
    const pdx_segment *segment;
    pdx_scoring scoring;
    pdx_shares shares;
    pdx_list_place place;
    pdx_stream stream;
    pdx_ord ord;
} word;

static void word_open(word *self, const pdx_snapshot *snapshot, unsigned w) {
    double average[PDX_GROUP_COUNT];
    pdx_share_tables tables;
    char key[8];
    int g;
    (void)snprintf(key, sizeof key, "w%02u", w);
    memset(self, 0, sizeof *self);
    self->segment = pdx_snapshot_segment(snapshot, 0);
    self->scoring = pdx_scoring_default();
    for (g = 0; g < PDX_GROUP_COUNT; g++) average[g] = pdx_snapshot_average_length(snapshot, (pdx_group)g);
    CHECK_EQ(pdx_snapshot_shares(snapshot, 0, &self->scoring, &tables, NULL), PDX_OK);
    CHECK_EQ(pdx_snapshot_shares(snapshot, 0, &self->scoring, &tables, NULL), PDX_OK); /* the first may go without tables */
    CHECK(tables.body != NULL);
    pdx_shares_init(&self->shares, self->segment, &self->scoring, average, &tables);
    CHECK_EQ(pdx_segment_find(self->segment, pdx_span_str(key), &self->ord, NULL), PDX_OK);
    CHECK_EQ(pdx_segment_term_place(self->segment, self->ord, &self->place, NULL), PDX_OK);
    CHECK_EQ(pdx_blocks_open(&self->stream.blocks, self->segment, &self->place, NULL), PDX_OK);
    pdx_stream_start(&self->stream, &self->shares, (1u << PDX_GROUP_COUNT) - 1, self->place.n_docs, self->place.n_posts);
    self->stream.place = &self->place;
}

/* By formula, from what the segment says of lengths. */
static double tf_of(const word *self, const pdx_postings *list) {
    double tf = 0.0;
    int g;
    for (g = 0; g < PDX_GROUP_COUNT; g++) {
        const uint32_t length = pdx_segment_length(self->segment, (pdx_group)g, list->doc);
        if (list->frequencies[g] == 0) continue;
        tf += (double)list->frequencies[g] * (double)pdx_scoring_share(&self->scoring, (pdx_group)g, self->shares.average[g], length);
    }
    return tf;
}

static void list_check(const word *self, const pdx_dense_list *dense) {
    static const pdx_saturation s = {3.5, 1.2, 0x1p10};
    static double scores[POSTS], wanted[POSTS];
    static pdx_doc docs[POSTS];
    const uint32_t n_posts = pdx_segment_n_posts(self->segment);
    uint32_t at_least[PDX_DENSE_TOP + 1] = {0}, many = 0, n = 0, i;
    pdx_postings list;
    memset(wanted, 0, sizeof wanted);
    CHECK_EQ(pdx_postings_open(&list, self->segment, self->ord, NULL), PDX_OK);
    while (pdx_postings_next(&list) && list.doc < n_posts) {
        const double tf = tf_of(self, &list), full = 255.0 * tf / (1.2 + tf);
        const uint8_t top = dense->tops[list.doc];
        CHECK((double)top >= full && (double)top < full + 1.0 + 2e-3);
        CHECK_EQ(top == 0, tf <= 0.0);
        for (i = 1; i <= top; i++) at_least[i]++;
        many += list.frequencies[PDX_GROUP_BODY] >= PDX_DENSE_OTHER;
        wanted[list.doc] = pdx_saturate_one(tf, &s);
    }
    CHECK(many > 0 || self->place.n_docs < POSTS / 8);
    for (i = 0; i < n_posts; i++) {
        if (wanted[i] <= 0.0) CHECK_EQ(dense->tops[i], 0);
        if (i % 3 == 1) continue; /* those asked for are some of them */
        docs[n] = i;
        wanted[n] = wanted[i] + 0.25;
        scores[n++] = 0.25;
    }
    for (i = 1; i <= PDX_DENSE_TOP; i++) CHECK_EQ(dense->at_least[i], at_least[i]);
    pdx_dense_score(dense, docs, n, self->shares.body, &s, scores);
    CHECK(memcmp(scores, wanted, n * sizeof *scores) == 0);
}

static bool is_asked(pdx_dense_lists *lists, const pdx_list_place *place, pdx_dense_use use, const pdx_dense_list *dense, pdx_dense_wish wish) {
    pdx_dense_wish got;
    return pdx_dense_lists_ask(lists, place, use, &got) == dense && got == wish;
}

/* The second time one is to be made; after that it is there, unless there was no memory. */
static void asking_check(const pdx_snapshot *snapshot, word *self, pdx_dense_list *dense) {
    pdx_dense_lists *lists;
    pdx_list_place part = self->place;
    CHECK_EQ(pdx_snapshot_dense_lists(snapshot, 0, &lists, NULL), PDX_OK);
    CHECK(is_asked(lists, &self->place, PDX_DENSE_FOR_OR, NULL, PDX_DENSE_NOTHING));
    CHECK(is_asked(lists, &self->place, PDX_DENSE_FOR_OR, NULL, PDX_DENSE_KEPT));
    CHECK(is_asked(lists, &self->place, PDX_DENSE_FOR_OR, NULL, PDX_DENSE_NOTHING)); /* somebody is making it */
    CHECK(is_asked(lists, &self->place, PDX_DENSE_FOR_MANY, NULL, PDX_DENSE_ONCE));
    pdx_dense_lists_keep(lists, &self->place, NULL);
    CHECK(is_asked(lists, &self->place, PDX_DENSE_FOR_OR, NULL, PDX_DENSE_KEPT));
    pdx_dense_lists_keep(lists, &self->place, dense);
    CHECK(is_asked(lists, &self->place, PDX_DENSE_FOR_OR, dense, PDX_DENSE_NOTHING));
    CHECK(is_asked(lists, &self->place, PDX_DENSE_FOR_MANY, dense, PDX_DENSE_NOTHING));
    part.n_docs--; /* the same list, of which a class counts fewer */
    CHECK(is_asked(lists, &part, PDX_DENSE_FOR_OR, NULL, PDX_DENSE_NOTHING));
}

static pdx_dense_list *fake_of(size_t bytes) {
    pdx_dense_list *dense = pdx_dense_list_new(POSTS);
    CHECK(dense != NULL);
    dense->bytes = bytes;
    return dense;
}

/* Of many queries the first asking is enough while there is much room; then for words in many posts alone; and where there is none left, what is made is not
 * kept. */
static void many_check(const pdx_snapshot *snapshot) {
    pdx_dense_lists *lists = pdx_dense_lists_new(pdx_snapshot_segment(snapshot, 0));
    word often, seldom, others[2];
    CHECK(lists != NULL);
    word_open(&often, snapshot, 0);
    word_open(&others[0], snapshot, 4);
    word_open(&others[1], snapshot, 5);
    word_open(&seldom, snapshot, WORDS - 1);
    CHECK(is_asked(lists, &others[0].place, PDX_DENSE_FOR_MANY, NULL, PDX_DENSE_KEPT));
    pdx_dense_lists_keep(lists, &others[0].place, fake_of(900 << 10)); /* of a million bytes, since the index is small */
    CHECK(is_asked(lists, &others[1].place, PDX_DENSE_FOR_AND, NULL, PDX_DENSE_NOTHING)); /* more than half is taken */
    CHECK(is_asked(lists, &others[1].place, PDX_DENSE_FOR_AND, NULL, PDX_DENSE_NOTHING));
    CHECK(is_asked(lists, &seldom.place, PDX_DENSE_FOR_MANY, NULL, PDX_DENSE_ONCE));
    CHECK(is_asked(lists, &seldom.place, PDX_DENSE_FOR_MANY, NULL, PDX_DENSE_KEPT));
    pdx_dense_lists_keep(lists, &seldom.place, fake_of(1 << 10));
    CHECK(is_asked(lists, &often.place, PDX_DENSE_FOR_MANY, NULL, PDX_DENSE_KEPT));
    CHECK(is_asked(lists, &often.place, PDX_DENSE_FOR_MANY, NULL, PDX_DENSE_ONCE));
    pdx_dense_lists_keep(lists, &often.place, fake_of(200 << 10));
    CHECK(is_asked(lists, &others[1].place, PDX_DENSE_FOR_MANY, NULL, PDX_DENSE_ONCE));
    CHECK(is_asked(lists, &others[1].place, PDX_DENSE_FOR_MANY, NULL, PDX_DENSE_ONCE));
    CHECK(is_asked(lists, &others[1].place, PDX_DENSE_FOR_OR, NULL, PDX_DENSE_NOTHING));
    pdx_dense_lists_free(lists);
}

static void lists_check(const pdx_snapshot *snapshot, test_random *random) {
    pdx_arena arena;
    unsigned w;
    pdx_arena_init(&arena);
    for (w = 0; w < WORDS; w += 1 + random_below(random, 3)) {
        pdx_dense_list *dense, *once;
        word self;
        word_open(&self, snapshot, w);
        CHECK(pdx_dense_fits(&self.stream));
        CHECK_EQ(pdx_dense_make(&self.stream, pdx_segment_n_posts(self.segment), true, &arena, &once, NULL), PDX_OK);
        CHECK_EQ(pdx_dense_make(&self.stream, pdx_segment_n_posts(self.segment), false, &arena, &dense, NULL), PDX_OK);
        list_check(&self, once);
        list_check(&self, dense);
        if (w == 0) asking_check(snapshot, &self, dense);
        else pdx_dense_list_free(dense);
    }
    pdx_arena_deinit(&arena);
}

/* Every fifth word is one that somebody is making all the time, so that one of many queries makes its own each time. */
static void some_claim(const pdx_snapshot *snapshot) {
    pdx_dense_lists *lists;
    unsigned w;
    CHECK_EQ(pdx_snapshot_dense_lists(snapshot, 0, &lists, NULL), PDX_OK);
    for (w = 1; w < WORDS; w += 5) {
        pdx_dense_wish wish;
        word self;
        word_open(&self, snapshot, w);
        CHECK(pdx_dense_lists_ask(lists, &self.place, PDX_DENSE_FOR_MANY, &wish) == NULL && wish != PDX_DENSE_NOTHING); /* there may be no place to keep it */
        CHECK(is_asked(lists, &self.place, PDX_DENSE_FOR_MANY, NULL, PDX_DENSE_ONCE));
    }
}

/* A word; or, now and then, a phrase or a pair, whose words follow each other in lines. */
static size_t word_write(char *text, uint32_t w, test_random *random) {
    const unsigned one = (unsigned)w, two = (unsigned)(w + 1 + random_below(random, 2)) % WORDS;
    switch (random_below(random, 8)) {
    case 0: return (size_t)snprintf(text, 40, "\"w%02u w%02u\"", one, two);
    case 1: return (size_t)snprintf(text, 40, "\"w%02u w%02u w%02u\"", one, two, (two + 1) % WORDS);
    case 2: return (size_t)snprintf(text, 40, "(w%02u NEAR/2 w%02u)", two, one);
    default: return (size_t)snprintf(text, 40, "w%02u", one);
    }
}

/* Words one of which is enough, or all of which are wanted. */
static pdx_query *query_make(test_random *random, char *text) {
    const char *joiner = random_below(random, 2) == 0 ? " OR " : " ";
    const uint32_t n_words = 1 + random_below(random, 5), least = random_below(random, 3) * (WORDS / 3);
    pdx_query_options options;
    pdx_query *query = NULL;
    size_t n = 0;
    uint32_t i;
    for (i = 0; i < n_words; i++) {
        n += (size_t)snprintf(text + n, TEXT - n, "%s%s", i > 0 ? joiner : "", random_below(random, 12) == 0 ? "title:" : "");
        n += word_write(text + n, least + random_below(random, WORDS - least), random);
        if (random_below(random, 4) == 0) n += (size_t)snprintf(text + n, TEXT - n, "^%u", 1 + (unsigned)random_below(random, 9));
    }
    memset(&options, 0, sizeof options);
    CHECK_EQ(pdx_query_parse(pdx_span_str(text), pdx_analyzer_default(), &options, &query, NULL), PDX_OK);
    return query;
}

/* The best with the number of all, which is counted by looking at all where the words stand in few posts. */
static void count_check(const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options, const pdx_hit_list *all) {
    pdx_search_ready *ready = NULL;
    pdx_hit_list best;
    size_t i;
    CHECK_EQ(pdx_search_prepare(snapshot, query, options, &ready, NULL), PDX_OK);
    CHECK_EQ(pdx_search_best(ready, options, 10, true, &best, NULL), PDX_OK);
    CHECK(best.counted);
    CHECK_EQ(best.n_matches, all->n);
    for (i = 0; i < best.n; i++) CHECK(best.hits[i].post == all->hits[i].post && memcmp(&best.hits[i].score, &all->hits[i].score, sizeof(double)) == 0);
    pdx_hit_list_deinit(&best);
    pdx_search_ready_free(ready);
}

/* Once lists are laid out, the same hits as before and as all say, at every level of vectors; and memory may run out anywhere. */
static void search_check(const pdx_snapshot *snapshot, const pdx_bitmap *some, test_random *random) {
    static const size_t wanted[] = {1, 7, 10, 150, 1000};
    const unsigned level = pdx_level_most;
    pdx_search_options options;
    char text[TEXT];
    pdx_query *query = query_make(random, text);
    pdx_hit_list all, best;
    size_t k, i, again;
    uint64_t fail;
    memset(&options, 0, sizeof options);
    options.scoring = pdx_scoring_default();
    options.roles = PDX_ROLES_ALL;
    options.many = random_below(random, 2) == 0;
    options.posts = random_below(random, 4) == 0 ? some : NULL;
    CHECK_EQ(pdx_search_run(snapshot, query, &options, PDX_ALL_HITS, &all, NULL), PDX_OK);
    for (k = 0; k < PDX_COUNTOF(wanted); k++) {
        for (again = 0; again < 3; again++) {
            (void)pdx_level_limit((unsigned)again % PDX_LEVELS);
            CHECK_EQ(pdx_search_run(snapshot, query, &options, wanted[k], &best, NULL), PDX_OK);
            CHECK_EQ(best.n, pdx_min_size(all.n, wanted[k]));
            for (i = 0; i < best.n; i++) {
                if (!check_failed(best.hits[i].post == all.hits[i].post && memcmp(&best.hits[i].score, &all.hits[i].score, sizeof(double)) == 0)) continue;
                printf("number %zu of the best %zu: %s\n", i, wanted[k], text);
                break;
            }
            pdx_hit_list_deinit(&best);
        }
    }
    (void)pdx_level_limit(level);
    count_check(snapshot, query, &options, &all);
    for (fail = 1;; fail++) {
        pdx_status status;
        pdx_alloc_fail_at(fail);
        status = pdx_search_run(snapshot, query, &options, 10, &best, NULL);
        if (!pdx_alloc_failed()) {
            pdx_alloc_fail_at(0);
            CHECK_EQ(status, PDX_OK);
            pdx_hit_list_deinit(&best);
            break;
        }
        CHECK(status == PDX_ENOMEM || (status == PDX_OK && best.n == pdx_min_size(all.n, 10))); /* phrases have a longer way that wants less */
        if (status == PDX_OK) pdx_hit_list_deinit(&best);
    }
    pdx_hit_list_deinit(&all);
    pdx_query_free(query);
}

int main(void) {
    test_random random = {37};
    pdx_snapshot *snapshot = archive_make(&random), *cut;
    pdx_bitmap some;
    uint32_t i;
    int round;
    CHECK(pdx_bitmap_init(&some, pdx_snapshot_n_posts(snapshot), false));
    for (i = 0; i < some.n; i++) {
        if (random_below(&random, 3) > 0) pdx_bitmap_set(&some, i);
    }
    lists_check(snapshot, &random);
    many_check(snapshot);
    some_claim(snapshot);
    cut = set_cut(snapshot, NULL, 3, CUT_MIXED, &random);
    for (round = 0; round < 120; round++) search_check(round % 4 == 3 ? cut : snapshot, &some, &random);
    pdx_bitmap_deinit(&some);
    pdx_snapshot_release(cut);
    pdx_snapshot_release(snapshot);
    return check_report("test_dense_lists");
}
