/* The spread of words over posts, given slices and equal stretches, against the formulas over the words as they were written; memory that runs out, and being stopped. */
#include <math.h>

#include "corpus/dispersion.h"
#include "running_sample.h"
#include "stopping.h"

static char pieces[SAMPLE_PIECES][40];

typedef struct asking {
    const pdx_snapshot *snapshot;
    pdx_dispersion_options options;
    pdx_dispersion found;
    const pdx_match_list *matches; /* NULL: all words */
} asking;

/* With distances that are known the answer is the same, but for these. */
static pdx_status ask_knowing(const asking *self, const pdx_running *running) {
    pdx_dispersion_options options = self->options;
    pdx_dispersion again;
    options.distances = self->found.distances;
    const pdx_status status = pdx_dispersion_measure(running, NULL, &options, &again, NULL);
    if (status != PDX_OK) return status;
    CHECK(again.distances == NULL && again.n_slices == self->found.n_slices && again.n_words == self->found.n_words);
    CHECK_EQ(again.rows.len, self->found.rows.len);
    for (size_t i = 0; i < again.rows.len && i < self->found.rows.len; i++) {
        const pdx_spread *a = &again.rows.data[i], *b = &self->found.rows.data[i];
        CHECK(a->item == b->item && a->count == b->count && a->posts == b->posts && a->range == b->range);
        CHECK(a->d == b->d && a->dp == b->dp && a->dp_norm == b->dp_norm && a->kld == b->kld && a->arf == b->arf);
    }
    pdx_dispersion_deinit(&again);
    return PDX_OK;
}

static pdx_status ask(void *context) {
    asking *self = context;
    pdx_running *running = NULL;
    pdx_status status = pdx_running_new(self->snapshot, self->options.tick, &running, NULL);
    if (status == PDX_OK) status = pdx_dispersion_measure(running, self->matches, &self->options, &self->found, NULL);
    if (status == PDX_OK) {
        CHECK((self->found.distances != NULL) == (self->matches == NULL));
        if (self->matches == NULL) status = ask_knowing(self, running);
        if (status != PDX_OK) pdx_dispersion_deinit(&self->found);
    }
    pdx_running_free(running);
    return status;
}

static pdx_status ask_and_forget(void *context) {
    asking *self = context;
    const pdx_status status = ask(self);
    if (status == PDX_OK) pdx_dispersion_deinit(&self->found);
    return status;
}

enum { SLICES_MOST = 64 };

/* Words of each slice, and how many of them are `word`. */
static uint64_t slices_count(const sample *s, const asking *self, pdx_span word, uint64_t n_words, double *words, double *count) {
    const pdx_slicing *slicing = &self->options.slicing;
    uint64_t n = 0;
    memset(words, 0, SLICES_MOST * sizeof *words);
    memset(count, 0, SLICES_MOST * sizeof *count);
    for (uint32_t d = 0; d < SAMPLE_POSTS - 1; d++) {
        for (uint32_t p = 0; p < SAMPLE_PARTS; p++) {
            const uint32_t here = sample_pieces(s, d, p, pieces);
            for (uint32_t i = 0; i < here; i++) {
                const uint32_t slice = slicing->equal ? (uint32_t)(n * slicing->n / n_words) : slicing->of == NULL ? d : slicing->of[d];
                if (slice == UINT32_MAX) continue;
                words[slice]++;
                count[slice] += pdx_span_equal(pdx_span_str(pieces[i]), word);
                n++;
            }
        }
    }
    return n;
}

static bool near(double got, double wanted) { return fabs(got - wanted) < 1e-9; }

enum { MATCHES_MOST = 2 * SAMPLE_POSTS * SAMPLE_PARTS * SAMPLE_PIECES };

/* Every occurrence of a word, twice and the last first. */
static size_t matches_of(const pdx_running *running, uint32_t word, pdx_match *out) {
    size_t n = 0;
    for (pdx_doc doc = SAMPLE_POSTS - 1; doc-- > 0;) {
        for (uint32_t at = running->begins[0][doc + 1] - 1; at-- > running->begins[0][doc];) {
            if (pdx_running_word(running, at) != word) continue;
            for (int twice = 0; twice < 2; twice++) out[n++] = (pdx_match){.doc = doc, .position = at - running->begins[0][doc], .length = 1};
        }
    }
    return n;
}

/* One word, from its occurrences, is spread as among all, to the last bit. */
static void check_one(asking *self, const pdx_running *running, const pdx_spread *row, const double *words, const double *count) {
    static pdx_match matches[MATCHES_MOST];
    const pdx_match_list list = {.matches = matches, .n = matches_of(running, row->item, matches), .complete = true, .ended = true};
    asking one = {.snapshot = self->snapshot, .options = self->options, .matches = &list};
    uint32_t posts = 0;
    CHECK_EQ(ask(&one), PDX_OK);
    CHECK_EQ(one.found.rows.len, 1);
    pdx_spread got = one.found.rows.data[0];
    got.item = row->item;
    CHECK(got.count == row->count && got.posts == row->posts && got.range == row->range);
    CHECK(memcmp(&got.d, &row->d, sizeof got.d) == 0 && memcmp(&got.dp, &row->dp, sizeof got.dp) == 0 && memcmp(&got.dp_norm, &row->dp_norm, sizeof got.dp) == 0);
    CHECK(memcmp(&got.kld, &row->kld, sizeof got.kld) == 0 && memcmp(&got.arf, &row->arf, sizeof got.arf) == 0);
    CHECK(one.found.n_words == self->found.n_words && one.found.n_slices == self->found.n_slices);
    for (uint32_t k = 0; k < one.found.slices.len; k++) {
        CHECK(one.found.slices.data[k].words == (uint32_t)words[k] && one.found.slices.data[k].count == (uint32_t)count[k]);
        posts += one.found.slices.data[k].posts;
    }
    CHECK(posts >= row->posts && (self->options.slicing.equal || posts == row->posts));
    pdx_dispersion_deinit(&one.found);
    if (row == self->found.rows.data && self->options.slicing.n == 7) memory_fails(ask_and_forget, &one, 12);
}

static void check_spread(const sample *s, asking *self) {
    pdx_running *running = NULL;
    CHECK_EQ(ask(self), PDX_OK);
    CHECK_EQ(pdx_running_new(self->snapshot, NULL, &running, NULL), PDX_OK);
    for (size_t i = 0; i < self->found.rows.len; i++) {
        const pdx_spread *row = &self->found.rows.data[i];
        double words[SLICES_MOST], count[SLICES_MOST], dp = 0.0, kld = 0.0, f = 0.0, least = 1.0;
        uint32_t range = 0, n_slices = 0;
        uint64_t n;
        pdx_buf key;
        pdx_buf_init(&key);
        CHECK_EQ(pdx_word_numbers_key(&running->numbers, row->item, &key, NULL), PDX_OK);
        n = slices_count(s, self, pdx_buf_view(&key), self->found.n_words, words, count);
        CHECK_EQ(n, self->found.n_words);
        for (int k = 0; k < SLICES_MOST; k++) f += count[k];
        for (int k = 0; k < SLICES_MOST; k++) {
            const double share = words[k] / (double)n, part = count[k] / f;
            if (words[k] == 0.0) continue;
            n_slices++;
            range += count[k] > 0.0;
            dp += fabs(part - share) / 2.0;
            if (part > 0.0) kld += part * log2(part / share);
            least = fmin(least, share);
        }
        CHECK_EQ(row->count, (uint32_t)f);
        CHECK_EQ(row->range, range);
        CHECK_EQ(self->found.n_slices, n_slices);
        CHECK(near(row->dp, dp) && near(row->kld, kld) && (n_slices == 1 || near(row->dp_norm, dp / (1.0 - least))));
        CHECK(row->arf <= f + 1e-9 && row->arf > 0.0 && row->d <= 1.0 + 1e-9);
        pdx_buf_deinit(&key);
        check_one(self, running, row, words, count);
    }
    CHECK(self->found.rows.len > 0);
    pdx_running_free(running);
    pdx_dispersion_deinit(&self->found);
}

int main(void) {
    static const uint32_t of[SAMPLE_POSTS] = {2, 0, UINT32_MAX, 2, 4, 0, 2, 4, 0};
    const pdx_slicing slicings[] = {{NULL, 0, false}, {of, 5, false}, {NULL, 1, true}, {NULL, 7, true}, {NULL, 60, true}};
    test_random r = {21};
    static sample s;
    for (int round = 0; round < 6; round++) {
        asking self;
        sample_make(&s, &r);
        memset(&self, 0, sizeof self);
        self.snapshot = sample_index(&s);
        self.options.scope.roles = PDX_ROLES_ALL;
        for (size_t i = 0; i < PDX_COUNTOF(slicings); i++) {
            self.options.slicing = slicings[i];
            check_spread(&s, &self);
            if (round == 0) memory_fails(ask_and_forget, &self, 12);
        }
        if (round == 0) stopping_works(ask_and_forget, &self, &self.options.tick);
        pdx_snapshot_release((pdx_snapshot *)(uintptr_t)self.snapshot);
    }
    return check_report("test_dispersion");
}
