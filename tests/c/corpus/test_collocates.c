/* Running words and what stands near a word in them, against counts of the words as they were written; memory that runs out, and being stopped. */
#include "base/bits.h"
#include "corpus/collocates.h"
#include "corpus/near_words.h"
#include "query/query.h"
#include "running_sample.h"
#include "stopping.h"

static char pieces[SAMPLE_PIECES][40];

static bool is_in(const pdx_running_scope *scope, uint32_t d, uint32_t p) {
    return d < SAMPLE_POSTS - 1 && (scope->roles & PDX_ROLE_BIT(sample_roles[p])) != 0 && (scope->posts == NULL || pdx_bitmap_has(scope->posts, d));
}

static void check_tallies(const sample *s, const pdx_running *running, const pdx_running_scope *scope) {
    pdx_tally *tallies = pdx_resize_array(NULL, running->none + 1u, sizeof *tallies);
    uint64_t n_words, n = 0;
    pdx_buf key;
    pdx_buf_init(&key);
    CHECK_EQ(pdx_running_count(running, scope, NULL, tallies, &n_words, NULL), PDX_OK);
    for (uint32_t word = 0; word < running->none; word++) {
        uint32_t count = 0, posts = 0, again;
        CHECK_EQ(pdx_word_numbers_key(&running->numbers, word, &key, NULL), PDX_OK);
        CHECK_EQ(pdx_word_numbers_find(&running->numbers, pdx_buf_view(&key), &again, NULL), PDX_OK);
        CHECK_EQ(again, word);
        for (uint32_t d = 0; d < SAMPLE_POSTS; d++) {
            const uint32_t before = count;
            for (uint32_t p = 0; p < SAMPLE_PARTS; p++) {
                const uint32_t here = sample_pieces(s, d, p, pieces);
                for (uint32_t i = 0; i < here && is_in(scope, d, p); i++) count += pdx_span_equal(pdx_span_str(pieces[i]), pdx_buf_view(&key));
            }
            posts += count > before;
        }
        CHECK_EQ(pdx_tally_count(tallies[word]), count);
        CHECK_EQ(pdx_tally_posts(tallies[word]), posts);
        n += count;
    }
    CHECK_EQ(n_words, n);
    pdx_buf_deinit(&key);
    pdx_free(tallies);
}

static unsigned class_of(const pdx_word_numbers *numbers, uint32_t word) {
    const pdx_word_place at = numbers->places.data[word];
    pdx_list_place list;
    CHECK_EQ(pdx_segment_term_place(pdx_snapshot_segment(numbers->snapshot, at.segment), at.ord, &list, NULL), PDX_OK);
    return pdx_bit_width(list.n_occurrences);
}

/* Numbers: the frequent words first, by classes; ranks: by bytes; of one segment. */
static void check_numbers(const pdx_word_numbers *numbers) {
    const uint32_t n = pdx_word_numbers_count(numbers);
    pdx_buf key, before;
    pdx_buf_init(&key);
    pdx_buf_init(&before);
    for (uint32_t rank = 0; rank < n; rank++) {
        const uint32_t word = numbers->by_bytes[rank];
        CHECK_EQ(numbers->ranks[word], rank);
        CHECK_EQ(pdx_word_numbers_key(numbers, word, &key, NULL), PDX_OK);
        CHECK(rank == 0 || pdx_span_compare(pdx_buf_view(&before), pdx_buf_view(&key)) < 0);
        pdx_buf_reset(&before);
        pdx_buf_span(&before, pdx_buf_view(&key));
    }
    CHECK_EQ(numbers->ranks[n], n);
    for (uint32_t word = 1; word < n; word++) {
        const unsigned class = class_of(numbers, word), last = class_of(numbers, word - 1);
        CHECK(last > class || (last == class && numbers->ranks[word - 1] < numbers->ranks[word]));
    }
    pdx_buf_deinit(&key);
    pdx_buf_deinit(&before);
}

/* One question, and what it takes to ask it. */
typedef struct asking {
    const pdx_snapshot *snapshot;
    const char *query;
    pdx_collocate_options options;
    pdx_collocates found;
} asking;

/* Whether rows are those that were found in the words as they run. */
static void check_same(const asking *self, const pdx_running *running, const pdx_near_words *near, const pdx_collocates *read) {
    pdx_buf key;
    pdx_buf_init(&key);
    CHECK_EQ(read->n, self->found.n);
    CHECK(read->n_nodes == self->found.n_nodes && read->n_near == self->found.n_near && read->n_words == self->found.n_words);
    for (size_t i = 0; i < read->n && i < self->found.n; i++) {
        const pdx_collocate *a = &read->rows[i], *b = &self->found.rows[i];
        pdx_buf_reset(&key);
        if (pdx_word_numbers_key(&running->numbers, b->word, &key, NULL) == PDX_OK) CHECK(pdx_span_equal(pdx_buf_view(&key), near->vocabulary.keys.data[a->word]));
        CHECK(a->count == b->count && a->left == b->left && a->right == b->right && a->posts == b->posts && a->all == b->all && a->all_posts == b->all_posts);
    }
    pdx_buf_deinit(&key);
}

/* The same from the texts. */
static pdx_status ask_texts(const asking *self, const pdx_running *running, const pdx_match_list *list, uint64_t n_words) {
    pdx_collocates read = {0};
    pdx_near_words near;
    pdx_status status = pdx_near_words_read(&near, self->snapshot, list, self->options.left, self->options.right, self->options.tick, NULL);
    if (status == PDX_OK) status = pdx_collocates_count(near.running, list, near.tallies, n_words, &self->options, &read, NULL);
    if (status == PDX_OK) check_same(self, running, &near, &read);
    pdx_collocates_deinit(&read);
    pdx_near_words_deinit(&near);
    return status;
}

static pdx_status ask_on(asking *self, const pdx_query *query) {
    pdx_search_options search;
    pdx_running *running = NULL;
    pdx_match_list list;
    pdx_tally *tallies = NULL;
    uint64_t n_words = 0;
    pdx_status status;
    memset(&search, 0, sizeof search);
    search.scoring = pdx_scoring_default();
    search.posts = self->options.scope.posts;
    search.roles = self->options.scope.roles;
    status = pdx_matches_find(self->snapshot, query, &search, false, &list, NULL);
    if (status != PDX_OK) return status;
    status = pdx_running_new(self->snapshot, self->options.tick, &running, NULL);
    if (status == PDX_OK) tallies = pdx_resize_array(NULL, running->none + 1u, sizeof *tallies);
    if (status == PDX_OK && tallies == NULL) status = PDX_ENOMEM;
    if (status == PDX_OK) status = pdx_running_count(running, &self->options.scope, self->options.tick, tallies, &n_words, NULL);
    if (status == PDX_OK) status = pdx_collocates_count(running, &list, tallies, n_words, &self->options, &self->found, NULL);
    if (status == PDX_OK && pdx_running_is_whole(&self->options.scope) && self->options.span == PDX_SPAN_WORDS) {
        status = ask_texts(self, running, &list, n_words);
        if (status != PDX_OK) pdx_collocates_deinit(&self->found);
    }
    pdx_match_list_deinit(&list);
    pdx_running_free(running);
    pdx_free(tallies);
    return status;
}

static pdx_status ask(void *context) {
    asking *self = context;
    pdx_query_options options;
    pdx_query *query = NULL;
    pdx_status status;
    memset(&options, 0, sizeof options);
    options.sequence = true;
    status = pdx_query_parse(pdx_span_str(self->query), pdx_snapshot_analyzer(self->snapshot), &options, &query, NULL);
    if (status == PDX_OK) status = ask_on(self, query);
    pdx_query_free(query);
    return status;
}

static pdx_status ask_and_forget(void *context) {
    asking *self = context;
    const pdx_status status = ask(self);
    if (status == PDX_OK) pdx_collocates_deinit(&self->found);
    return status;
}

/* Places near "ferry", by the window, in all and of one word. */
static void check_near(const sample *s, asking *self) {
    uint64_t near = 0, nodes = 0, words = 0, told = 0;
    CHECK_EQ(ask(self), PDX_OK);
    for (uint32_t d = 0; d < SAMPLE_POSTS; d++) {
        for (uint32_t p = 0; p < SAMPLE_PARTS; p++) {
            const uint32_t n = sample_pieces(s, d, p, pieces);
            for (uint32_t i = 0; i < n && is_in(&self->options.scope, d, p); i++) {
                bool is_near = false;
                if (strcmp(pieces[i], "ferry") == 0) {
                    nodes++;
                    continue;
                }
                words++;
                for (uint32_t k = 0; k < n; k++) {
                    if (strcmp(pieces[k], "ferry") != 0) continue;
                    is_near = is_near || self->options.span == PDX_SPAN_PART || (k > i ? k - i <= self->options.left : i - k <= self->options.right);
                }
                near += is_near;
            }
        }
    }
    for (size_t i = 0; i < self->found.n; i++) {
        const pdx_collocate *row = &self->found.rows[i];
        const pdx_contingency table = pdx_collocate_table(&self->found, row);
        told += row->count;
        CHECK(row->count <= row->left + row->right && row->count >= row->left && row->count >= row->right && row->posts <= row->all_posts && row->count <= row->all);
        if (i > 0) {
            const pdx_contingency before = pdx_collocate_table(&self->found, row - 1);
            CHECK(pdx_association(self->options.measure, &before) >= pdx_association(self->options.measure, &table));
        }
    }
    CHECK_EQ(self->found.n_nodes, nodes);
    CHECK_EQ(self->found.n_near, near);
    CHECK_EQ(self->found.n_words, words);
    CHECK_EQ(told, near);
    pdx_collocates_deinit(&self->found);
}

int main(void) {
    static const pdx_span_kind spans[] = {PDX_SPAN_WORDS, PDX_SPAN_WORDS, PDX_SPAN_PART};
    test_random r = {5};
    static sample s;
    for (int round = 0; round < 12; round++) {
        asking self;
        pdx_bitmap some;
        sample_make(&s, &r);
        memset(&self, 0, sizeof self);
        self.snapshot = sample_index(&s);
        self.query = "ferry";
        CHECK(pdx_bitmap_init(&some, SAMPLE_POSTS - 1, false));
        for (uint32_t d = 0; d < SAMPLE_POSTS - 1; d++) {
            if (random_below(&r, 3) < 2) pdx_bitmap_set(&some, d);
        }
        for (int i = 0; i < 12; i++) {
            pdx_running *running = NULL;
            self.options.span = spans[i % 3];
            self.options.left = random_below(&r, 5);
            self.options.right = 1 + random_below(&r, 5);
            self.options.measure = (pdx_measure)random_below(&r, PDX_MEASURE_COUNT);
            self.options.scope.posts = i % 4 < 2 ? NULL : &some;
            self.options.scope.roles = i % 2 == 0 ? PDX_ROLES_ALL : PDX_ROLE_BIT(PDX_ROLE_PARAGRAPH);
            check_near(&s, &self);
            CHECK_EQ(pdx_running_new(self.snapshot, NULL, &running, NULL), PDX_OK);
            check_tallies(&s, running, &self.options.scope);
            check_numbers(&running->numbers);
            pdx_running_free(running);
        }
        if (round < 2) {
            self.options.span = PDX_SPAN_SENTENCE;
            memory_fails(ask_and_forget, &self, 12);
            stopping_works(ask_and_forget, &self, &self.options.tick);
        }
        pdx_bitmap_deinit(&some);
        pdx_snapshot_release((pdx_snapshot *)(uintptr_t)self.snapshot);
    }
    return check_report("test_collocates");
}
