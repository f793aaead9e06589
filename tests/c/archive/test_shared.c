/* Archives that several threads ask the same of at once, and nobody has asked before: what is made when it is first asked for is made once, whoever comes first, and
 * each gets the answer that a thread alone gets; rows are given back meanwhile; first of all tables that a process makes once. In the mode tsan
 * the sanitizer looks on. */
#include "check.h"

#include "archive/archive_sample.h"
#include "archive/saved_folder.h"
#include "base/buf.h"
#include "os/thread.h"

enum { THREADS = 8, ROUNDS = 3, ROWS = 50 };

typedef struct crowd {
    void (*work)(pdx_archive *archive, uint64_t *sum);
    pdx_archive *archive; /* borrowed */
    pdx_atomic_i64 n_there;
} crowd;

typedef struct one {
    crowd *of;
    uint64_t sum;
    pdx_thread thread;
} one;

/* All begin at once. */
static void one_run(void *context) {
    one *self = context;
    (void)pdx_atomic_add(&self->of->n_there, 1);
    while (pdx_atomic_load(&self->of->n_there) < THREADS) pdx_thread_rest();
    self->of->work(self->of->archive, &self->sum);
}

static void together(void (*work)(pdx_archive *, uint64_t *), pdx_archive *archive, uint64_t wanted) {
    crowd all = {work, archive, 0};
    one ones[THREADS];
    unsigned n = 0;
    for (unsigned i = 0; i < THREADS; i++) {
        ones[i].of = &all;
        ones[i].sum = 0;
        if (!pdx_thread_start(&ones[i].thread, one_run, &ones[i])) {
            printf("skipped: this machine gives no %d threads\n", THREADS);
            exit(77);
        }
        n++;
    }
    for (unsigned i = 0; i < n; i++) {
        pdx_thread_join(&ones[i].thread);
        CHECK(ones[i].sum == (wanted != 0 ? wanted : ones[0].sum) && ones[i].sum != 0);
    }
}

/* More than one stretch of rows, and lists of several blocks where these are small. */
static pdx_status build(unsigned n_threads, pdx_archive **out) {
    const pdx_build_options options = {.use_lexicon = true, .n_threads = n_threads};
    const pdx_source_facts facts[2] = {{pdx_span_str("town/page.txt"), pdx_span_str("https://mill.example/2019/"), 18050},
                                       {pdx_span_str("town/rows.jsonl"), {NULL, 0}, PDX_DAY_UNKNOWN}};
    pdx_builder *builder;
    pdx_buf rows;
    pdx_status status = pdx_builder_new(&options, &builder, NULL);
    *out = NULL;
    if (status != PDX_OK) return status;
    pdx_buf_init(&rows);
    for (int i = 0; i < ROWS; i++) {
        char row[300];
        const int len = snprintf(row, sizeof row,
                                 "{\"title\":\"Note %d of the mill\",\"text\":\"The %s by the river, mill %d.\\n\\nBoats in the rain.\",\"tags\":[\"%s\"],\"date\":\"2019-0%d-0%d\"}\n",
                                 i, i % 3 == 0 ? "wheel" : "mill", i % 7, i % 2 == 0 ? "River" : "Mill", i % 9 + 1, i % 8 + 1);
        pdx_buf_append(&rows, row, (size_t)len);
    }
    status = pdx_builder_add(builder, &facts[0], pdx_span_str(sample_page), NULL, NULL);
    if (status == PDX_OK) status = pdx_builder_add(builder, &facts[1], pdx_span_of(rows.data, rows.len), NULL, NULL);
    if (status == PDX_OK) status = pdx_builder_finish(builder, NULL, NULL, out, NULL);
    pdx_builder_free(builder);
    pdx_buf_deinit(&rows);
    return status;
}

static void words_walk(pdx_archive *archive, uint64_t *sum) {
    pdx_calls_enter();
    for (int i = 0; i < 3; i++) *sum = *sum * 31 + sample_walk_words(archive); /* what is made for the second that asks, too */
    pdx_calls_leave();
}

static void posts_walk(pdx_archive *archive, uint64_t *sum) {
    pdx_calls_enter();
    *sum = sample_walk_posts(archive) + 1;
    pdx_calls_leave();
}

static void all_walk(pdx_archive *archive, uint64_t *sum) {
    pdx_calls_enter();
    *sum = sample_walk_pages(archive) * 31 + sample_walk_posts(archive) * 7 + sample_walk_words(archive);
    if (pdx_archive_sound(archive, NULL) != PDX_OK || pdx_archive_verify(archive, NULL, NULL) != PDX_OK) *sum = 0;
    pdx_calls_leave();
}

/* An archive of its own, with helpers of its own. */
static void build_and_walk(pdx_archive *archive, uint64_t *sum) {
    pdx_archive *own;
    (void)archive;
    if (build(3, &own) != PDX_OK) return;
    *sum = sample_walk_pages(own) * 31 + sample_walk_posts(own) * 7 + sample_walk_words(own);
    pdx_archive_release(own);
}

static pdx_archive *load(bool mapped) {
    pdx_archive *archive = NULL;
    const pdx_load_how how = {.mapped = mapped};
    CHECK(pdx_archive_load(archive_path, NULL, how, NULL, &archive, NULL) == PDX_OK);
    return archive;
}

static void test_first_asked(void) {
    static void (*const works[])(pdx_archive *, uint64_t *) = {words_walk, posts_walk, all_walk};
    for (size_t w = 0; w < PDX_COUNTOF(works); w++) {
        uint64_t wanted = 0;
        pdx_archive *alone = load(true);
        works[w](alone, &wanted);
        pdx_archive_release(alone);
        for (int i = 0; i < ROUNDS; i++) {
            pdx_archive *archive = i < ROUNDS / 3 ? NULL : load(i % 2 == 0);
            if (archive == NULL) CHECK(build(2, &archive) == PDX_OK);
            together(works[w], archive, wanted);
            pdx_archive_release(archive);
        }
    }
}

static pdx_atomic_i64 n_turns;

/* The first to come gives rows back between its calls, as one thread at a time may. */
static void rest_and_walk(pdx_archive *archive, uint64_t *sum) {
    const bool rests = pdx_atomic_add(&n_turns, 1) == 0;
    for (int i = 0; i < 8; i++) {
        uint64_t found = 0;
        if (rests) pdx_archive_rest(archive);
        posts_walk(archive, &found);
        if (i > 0 && found != *sum) return; /* another sum than the others' */
        *sum = found;
    }
}

static void test_rows_given_back(void) {
    uint64_t wanted = 0;
    pdx_archive *archive = load(true);
    posts_walk(archive, &wanted);
    pdx_archive_keep_rows(archive, 0);
    for (int i = 0; i < ROUNDS; i++) {
        pdx_atomic_store(&n_turns, 0);
        together(rest_and_walk, archive, wanted);
    }
    pdx_archive_rest(archive);
    CHECK(pdx_archive_has_rested(archive));
    pdx_archive_release(archive);
}

int main(void) {
    pdx_archive *archive;
    together(build_and_walk, NULL, 0); /* before anything else is asked in this process */
    saved_folder_choose("test_shared", &archive);
    CHECK(build(1, &archive) == PDX_OK);
    CHECK(pdx_archive_save(archive, archive_path, pdx_span_str("{}\n{}\n"), PDX_SAVE_FOR_ALL, NULL, NULL, NULL) == PDX_OK);
    pdx_archive_release(archive);
    test_first_asked();
    test_rows_given_back();
    saved_folder_remove();
    return check_report("test_shared");
}
