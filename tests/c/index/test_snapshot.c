/* Sets of several segments: numbers of posts and remainders and the way back, what is refused, and who frees what. */
#include "check.h"
#include "index/number_runs_of.h"
#include "index/snapshot.h"
#include "memory.h"
#include "segment/segment_sample.h"

enum { SEGMENTS_MAX = 3, POSTS_MAX = 64 };

/* Segments of the sample, each over its own bytes. */
typedef struct sample_set {
    pdx_snapshot_member members[SEGMENTS_MAX];
    uint32_t numbers[SEGMENTS_MAX][POSTS_MAX];
    pdx_number_run runs[SEGMENTS_MAX][POSTS_MAX + 2];
    uint32_t n, n_posts;
} sample_set;

static uint32_t rounds_of(uint32_t i) { return 2 + 3 * i; }

static pdx_status set_make(sample_set *set, uint32_t n) {
    uint32_t i;
    memset(set, 0, sizeof *set);
    for (i = 0; i < n; i++) {
        pdx_snapshot_member *m = &set->members[i];
        size_t len;
        pdx_buf out;
        pdx_status status;
        pdx_buf_init(&out);
        status = sample_make((int)rounds_of(i), &out);
        if (status != PDX_OK) {
            pdx_buf_deinit(&out);
            while (set->n > 0) pdx_free(set->members[--set->n].owned);
            return status;
        }
        m->owned = pdx_buf_take(&out, &len);
        m->bytes = pdx_span_of(m->owned, len);
        set->n = i + 1;
    }
    return PDX_OK;
}

/* How many posts segment i has. */
static uint32_t posts_of(uint32_t i) {
    uint32_t n = 0, d;
    for (d = 0; d < PDX_COUNTOF(sample_docs); d++) n += !sample_docs[d].remainder;
    n *= rounds_of(i);
    CHECK(n <= POSTS_MAX);
    return n;
}

/* Dealt out in turn: the next post of the first segment, of the second, and so on, as long as each has any. */
static void numbers_deal(sample_set *set) {
    uint32_t at[SEGMENTS_MAX] = {0, 0, 0}, all = 0, i;
    set->n_posts = 0;
    for (i = 0; i < set->n; i++) all += posts_of(i);
    for (i = 0; set->n_posts < all; i = (i + 1) % set->n) {
        if (at[i] < posts_of(i)) set->numbers[i][at[i]++] = set->n_posts++;
    }
    for (i = 0; i < set->n; i++) {
        set->members[i].n_runs = number_runs_of(set->numbers[i], posts_of(i), set->runs[i]);
        set->members[i].runs = set->runs[i];
    }
}

/* Every number has one post, and every post its number; remainders are numbered through all segments. */
static void check_numbers(const pdx_snapshot *snapshot) {
    uint32_t number, s;
    pdx_doc doc;
    for (number = 0; number < pdx_snapshot_n_posts(snapshot); number++) {
        CHECK(pdx_snapshot_post_place(snapshot, number, &s, &doc));
        CHECK_EQ(pdx_snapshot_post_number(snapshot, s, doc), number);
    }
    CHECK(!pdx_snapshot_post_place(snapshot, number, &s, &doc));
    for (s = number = 0; s < pdx_snapshot_n_segments(snapshot); s++) {
        const pdx_segment *segment = pdx_snapshot_segment(snapshot, s);
        for (doc = pdx_segment_n_posts(segment); doc < pdx_segment_n_docs(segment); doc++) {
            CHECK_EQ(pdx_snapshot_remainder_number(snapshot, s, doc), number++);
        }
    }
}

static void test_numbers(void) {
    sample_set set;
    pdx_snapshot *snapshot;
    uint32_t n, i;
    for (n = 1; n <= SEGMENTS_MAX; n++) {
        CHECK_EQ(set_make(&set, n), PDX_OK);
        for (i = 0, set.n_posts = 0; i < n; i++) set.n_posts += posts_of(i);
        CHECK_EQ(pdx_snapshot_of(set.members, n, set.n_posts, pdx_analyzer_default(), &snapshot, NULL), PDX_OK);
        CHECK(pdx_snapshot_ascends(snapshot));
        check_numbers(snapshot);
        pdx_snapshot_release(snapshot);
        CHECK_EQ(set_make(&set, n), PDX_OK);
        numbers_deal(&set);
        CHECK_EQ(pdx_snapshot_of(set.members, n, set.n_posts, pdx_analyzer_default(), &snapshot, NULL), PDX_OK);
        CHECK_EQ(pdx_snapshot_ascends(snapshot), n == 1);
        check_numbers(snapshot);
        pdx_snapshot_release(snapshot);
    }
}

static void test_refused(void) {
    sample_set set;
    pdx_snapshot *snapshot;
    CHECK_EQ(set_make(&set, 2), PDX_OK);
    CHECK_EQ(pdx_snapshot_of(set.members, 2, 1, pdx_analyzer_default(), &snapshot, NULL), PDX_ECORRUPT);
    CHECK(snapshot == NULL);
    CHECK_EQ(set_make(&set, 2), PDX_OK);
    set.members[1].bytes.len--;
    CHECK_EQ(pdx_snapshot_of(set.members, 2, 1, pdx_analyzer_default(), &snapshot, NULL), PDX_ECORRUPT);
}

static pdx_status whole_way(void *context) {
    pdx_snapshot *snapshot = NULL;
    sample_set *set = context;
    pdx_status status = set_make(set, 3);
    if (status != PDX_OK) return status;
    numbers_deal(set);
    status = pdx_snapshot_of(set->members, 3, set->n_posts, pdx_analyzer_default(), &snapshot, NULL);
    pdx_snapshot_release(snapshot);
    return status;
}

int main(void) {
    static sample_set set;
    test_numbers();
    test_refused();
    memory_fails(whole_way, &set, 10);
    return check_report("test_snapshot");
}
