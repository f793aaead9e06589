/* Likeness of texts against runs of words that are counted here one by one; and that texts which are much alike share a number of the bands. */
#include "../check.h"
#include "../random.h"

#include "base/alloc.h"
#include "post/identity/likeness.h"

enum { WORDS_MAX = 120, PAIRS = PDX_LIMIT(1200, 300), KNOWN = 4000 };

typedef struct wordy {
    uint32_t words[WORDS_MAX];
    int n;
} wordy;

static void add_text(pdx_shingles *out, const wordy *text, int begin, int end) {
    pdx_buf buf;
    pdx_buf_init(&buf);
    for (int i = begin; i < end; i++) {
        /* long and short words, small letters and large ones */
        if (text->words[i] % 5 == 0) pdx_buf_format(&buf, "%s%uextraordinarily", i % 2 == 0 ? "Very" : "very", (unsigned)text->words[i]);
        else pdx_buf_format(&buf, "%c%u", i % 2 == 0 ? 'W' : 'w', (unsigned)text->words[i]);
        pdx_buf_str(&buf, i % 7 == 0 ? ", " : " ");
    }
    CHECK_EQ(pdx_shingles_add(out, pdx_buf_view(&buf), PDX_LANG_EN, NULL, NULL), PDX_OK);
    pdx_buf_deinit(&buf);
}

static bool is_run(const wordy *a, int i, const wordy *b, int j) { return memcmp(a->words + i, b->words + j, PDX_SHINGLE_WORDS * sizeof *a->words) == 0; }

/* Distinct runs of `a`, and of them those that `b` has. */
static void count_runs(const wordy *a, const wordy *b, int *distinct, int *both) {
    *distinct = *both = 0;
    for (int i = 0; i + PDX_SHINGLE_WORDS <= a->n; i++) {
        bool before = false, there = false;
        for (int k = 0; k < i; k++) before = before || is_run(a, i, a, k);
        for (int k = 0; k + PDX_SHINGLE_WORDS <= b->n; k++) there = there || is_run(a, i, b, k);
        *distinct += !before;
        *both += !before && there;
    }
}

static double likeness_of(const wordy *a, const wordy *b) {
    int of_a, of_b, both, same;
    count_runs(a, b, &of_a, &both);
    count_runs(b, a, &of_b, &same);
    CHECK_EQ(both, same);
    return of_a == 0 || of_b == 0 ? 0.0 : (double)both / (of_a + of_b - both);
}

static void make_pair(test_random *r, wordy *a, wordy *b) {
    const uint32_t known = random_below(r, 4) == 0 ? 6 : KNOWN;
    const int changes = (int)random_below(r, 8);
    a->n = (int)random_below(r, WORDS_MAX - 10);
    for (int i = 0; i < a->n; i++) a->words[i] = random_below(r, known);
    *b = *a;
    for (int i = 0; i < changes && b->n > 0; i++) b->words[random_below(r, (uint32_t)b->n)] = random_below(r, KNOWN);
    for (int i = (int)random_below(r, 10); i > 0; i--) b->words[b->n++] = random_below(r, known);
}

static void check_pairs(test_random *r) {
    int alike = 0, found = 0, strangers = 0, met = 0;
    pdx_shingles x, y;
    CHECK_EQ(pdx_shingles_init(&x, pdx_analyzer_default(), NULL), PDX_OK);
    CHECK_EQ(pdx_shingles_init(&y, pdx_analyzer_default(), NULL), PDX_OK);
    for (int i = 0; i < PAIRS; i++) {
        uint32_t bands[2][PDX_LIKENESS_BANDS];
        wordy a, b;
        double wanted;
        int cut, common = 0;
        bool enough;
        make_pair(r, &a, &b);
        wanted = likeness_of(&a, &b);
        cut = a.n == 0 ? 0 : (int)random_below(r, (uint32_t)a.n);
        pdx_shingles_begin(&x);
        add_text(&x, &a, 0, cut); /* shingles go over from one stretch to the next */
        add_text(&x, &a, cut, a.n);
        pdx_shingles_begin(&y);
        add_text(&y, &b, 0, b.n);
        enough = pdx_shingles_bands(&x, bands[0]);
        CHECK_EQ(enough, a.n - PDX_SHINGLE_WORDS + 1 >= PDX_SHINGLES_LEAST);
        enough = pdx_shingles_bands(&y, bands[1]) && enough;
        CHECK_EQ(pdx_shingles_end(&x, NULL, NULL), PDX_OK);
        CHECK_EQ(pdx_shingles_end(&y, NULL, NULL), PDX_OK);
        CHECK(pdx_shingles_likeness(&x, &y) == wanted);
        CHECK(pdx_shingles_likeness(&y, &x) == wanted);
        for (int k = 0; enough && k < PDX_LIKENESS_BANDS; k++) common += bands[0][k] == bands[1][k];
        if (enough && wanted == 1.0) CHECK_EQ(common, PDX_LIKENESS_BANDS);
        if (enough && wanted >= 0.7) {
            alike++;
            found += common > 0;
        } else if (enough && wanted < 0.05) {
            strangers++;
            met += common > 0;
        }
    }
    CHECK(alike > PAIRS / 4 && found >= alike - alike / 50);
    CHECK(strangers == 0 || met <= 1 + strangers / 20);
    pdx_shingles_deinit(&x);
    pdx_shingles_deinit(&y);
}

/* They are stored: never to change. */
static void check_stored(void) {
    static const char text[] = "The ferry to the island leaves at noon and comes back when the tide has turned.";
    static const uint32_t wanted[PDX_LIKENESS_BANDS] = {1551502932u, 1318442726u, 855308735u, 2146332425u, 3791554082u, 1106099990u,
                                                       1201526623u, 4245942914u, 2787324433u, 1013643511u, 3644099059u, 2179640995u};
    uint32_t bands[PDX_LIKENESS_BANDS];
    pdx_shingles x;
    CHECK_EQ(pdx_shingles_init(&x, pdx_analyzer_default(), NULL), PDX_OK);
    pdx_shingles_begin(&x);
    CHECK_EQ(pdx_shingles_add(&x, pdx_span_str(text), PDX_LANG_EN, NULL, NULL), PDX_OK);
    CHECK(pdx_shingles_bands(&x, bands));
    for (int k = 0; k < PDX_LIKENESS_BANDS; k++) CHECK_EQ(bands[k], wanted[k]);
    pdx_shingles_deinit(&x);
}

static void check_memory(void) {
    const int64_t held = pdx_alloc_live();
    for (uint64_t n = 1; n < 100; n++) {
        pdx_shingles x;
        pdx_status status;
        bool failed;
        pdx_alloc_fail_at(n);
        status = pdx_shingles_init(&x, pdx_analyzer_default(), NULL);
        if (status == PDX_OK) {
            pdx_shingles_begin(&x);
            status = pdx_shingles_add(&x, pdx_span_str("one two three four five six seven eight nine extraordinarylongwords ten"), PDX_LANG_EN, NULL, NULL);
        }
        if (status == PDX_OK) status = pdx_shingles_end(&x, NULL, NULL);
        failed = pdx_alloc_failed();
        pdx_alloc_fail_at(0);
        CHECK_EQ(status, failed ? PDX_ENOMEM : PDX_OK);
        pdx_shingles_deinit(&x);
        CHECK_EQ(pdx_alloc_live(), held);
        if (!failed) return;
    }
    CHECK(false);
}

int main(void) {
    test_random random = {7};
    check_pairs(&random);
    check_stored();
    check_memory();
    return check_report("test_likeness");
}
