/* Runs of words against runs of the words as they were written, and keyness of what was counted; memory that runs out, and being stopped. */
#include "corpus/keyness.h"
#include "corpus/ngrams.h"
#include "running_sample.h"
#include "stopping.h"

static char pieces[SAMPLE_PIECES][40];

typedef struct asking {
    const pdx_snapshot *snapshot;
    pdx_ngram_options options;
    pdx_ngrams found;
} asking;

static pdx_status ask(void *context) {
    asking *self = context;
    pdx_running *running = NULL;
    pdx_status status = pdx_running_new(self->snapshot, self->options.tick, &running, NULL);
    if (status == PDX_OK) status = pdx_ngrams_count(running, &self->options, &self->found, NULL);
    pdx_running_free(running);
    return status;
}

static pdx_status ask_and_forget(void *context) {
    asking *self = context;
    const pdx_status status = ask(self);
    if (status == PDX_OK) pdx_ngrams_deinit(&self->found);
    return status;
}

/* How often, and in how many posts, the run that begins at piece `at` of a part is there. */
static void run_count(const sample *s, const asking *self, char run[PDX_NGRAM_MAX][40], uint32_t *count, uint32_t *posts) {
    *count = *posts = 0;
    for (uint32_t d = 0; d < SAMPLE_POSTS - 1; d++) {
        const uint32_t before = *count;
        for (uint32_t p = 0; p < SAMPLE_PARTS; p++) {
            const uint32_t n = sample_pieces(s, d, p, pieces);
            if ((self->options.scope.roles & PDX_ROLE_BIT(sample_roles[p])) == 0) continue;
            for (uint32_t i = 0; i + self->options.length <= n; i++) {
                uint32_t k = 0;
                while (k < self->options.length && strcmp(pieces[i + k], run[k]) == 0) k++;
                *count += k == self->options.length;
            }
        }
        *posts += *count > before;
    }
}

static void check_runs(const sample *s, asking *self) {
    pdx_running *running = NULL;
    uint64_t told = 0;
    CHECK_EQ(ask(self), PDX_OK);
    CHECK_EQ(pdx_running_new(self->snapshot, NULL, &running, NULL), PDX_OK);
    for (size_t i = 0; i < self->found.rows.len; i++) {
        const pdx_ngram *row = &self->found.rows.data[i];
        char run[PDX_NGRAM_MAX][40];
        uint32_t count, posts;
        for (uint32_t k = 0; k < self->options.length; k++) {
            pdx_buf key;
            pdx_buf_init(&key);
            CHECK_EQ(pdx_word_numbers_key(&running->numbers, pdx_running_word(running, row->place + k), &key, NULL), PDX_OK);
            memcpy(run[k], key.data, key.len);
            run[k][key.len] = 0;
            pdx_buf_deinit(&key);
        }
        run_count(s, self, run, &count, &posts);
        CHECK_EQ(row->count, count);
        CHECK_EQ(row->posts, posts);
        CHECK(row->count >= self->options.min_count && (i == 0 || row[-1].count >= row->count));
        told += row->count;
    }
    CHECK(self->options.min_count > 1 ? told <= self->found.n_runs : told == self->found.n_runs);
    pdx_running_free(running);
    pdx_ngrams_deinit(&self->found);
}

/* Two words more of the one, two more of the other. */
static pdx_status keyness_ask(void *context) {
    static const pdx_key_count counts[] = {{0, 900, 10, 9, 1, 0}, {1, 50, 50, 5, 5, 0}, {2, 0, 400, 0, 7, 0}, {3, 3, 3, 1, 1, 0}, {4, 9, 8, 3, 2, 0}};
    pdx_key_count *rows = pdx_resize_array(NULL, PDX_COUNTOF(counts), sizeof *rows);
    pdx_keyness keyness;
    pdx_status status;
    const pdx_key_measure measure = *(const pdx_key_measure *)context;
    if (rows == NULL) return PDX_ENOMEM;
    memcpy(rows, counts, sizeof counts);
    status = pdx_keyness_make(rows, PDX_COUNTOF(counts), 10000, 9000, measure, NULL, &keyness, NULL);
    if (status != PDX_OK) return status;
    CHECK_EQ(keyness.rows[0].item, 0);
    CHECK_EQ(keyness.rows[4].item, 2);
    for (size_t i = 0; i < keyness.n; i++) {
        const pdx_key_count *row = &keyness.rows[i];
        CHECK(pdx_keyness_measure(&keyness, row, PDX_KEY_P) <= row->holm && row->holm <= pdx_keyness_measure(&keyness, row, PDX_KEY_BONFERRONI));
        CHECK(pdx_keyness_measure(&keyness, row, PDX_KEY_LOG_RATIO_LOW) < pdx_keyness_measure(&keyness, row, PDX_KEY_LOG_RATIO));
    }
    pdx_keyness_deinit(&keyness);
    return PDX_OK;
}

int main(void) {
    pdx_key_measure measures[] = {PDX_KEY_LOG_LIKELIHOOD, PDX_KEY_CHI2, PDX_KEY_LOG_RATIO, PDX_KEY_FISHER};
    test_random r = {9};
    static sample s;
    pdx_keyness keyness;
    for (int round = 0; round < 8; round++) {
        asking self;
        sample_make(&s, &r);
        memset(&self, 0, sizeof self);
        self.snapshot = sample_index(&s);
        for (int i = 0; i < 10; i++) {
            self.options.length = 1 + random_below(&r, 5);
            self.options.min_count = 1 + random_below(&r, 3);
            self.options.scope.roles = i % 3 == 0 ? PDX_ROLE_BIT(PDX_ROLE_PARAGRAPH) : PDX_ROLES_ALL;
            check_runs(&s, &self);
        }
        self.options.length = 2;
        self.options.min_count = UINT32_MAX; /* nothing is so frequent */
        check_runs(&s, &self);
        if (round < 2) {
            self.options.length = 3;
            self.options.min_count = 1;
            memory_fails(ask_and_forget, &self, 12);
            stopping_works(ask_and_forget, &self, &self.options.tick);
        }
        pdx_snapshot_release((pdx_snapshot *)(uintptr_t)self.snapshot);
    }
    for (size_t i = 0; i < PDX_COUNTOF(measures); i++) memory_fails(keyness_ask, &measures[i], 3);
    CHECK_EQ(pdx_keyness_make(pdx_resize_array(NULL, 1, sizeof(pdx_key_count)), 0, UINT32_MAX, 1, PDX_KEY_CHI2, NULL, &keyness, NULL), PDX_ELIMIT);
    return check_report("test_ngrams");
}
