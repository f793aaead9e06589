/* Occurrences cut into documents: every level against plain loops over runs of all lengths, with documents of one occurrence and of many, in
 * one go and in several. Room is as small as it may be. */
#include <stdlib.h>

#include "check.h"
#include "kernels/runs.h"
#include "random.h"

enum { MOST = 200, GROUP = 2 };

typedef struct cut_room {
    uint32_t docs[MOST + PDX_RUN_SLACK], firsts[MOST + PDX_RUN_SLACK], begins[MOST + PDX_RUN_SLACK], gaps[MOST + PDX_RUN_SLACK];
    uint8_t odd[MOST / 8 + 1], fresh[MOST / 8 + 1];
} cut_room;

static void run_make(test_random *random, uint64_t *run, uint32_t n) {
    const uint32_t again = random_below(random, 8), wide = random_below(random, 3) == 0;
    uint64_t doc = wide ? random_below(random, 1 << 28) : 0, position = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (random_below(random, 8) < again) {
            position += 1 + random_below(random, wide ? 1 << 24 : 5);
        } else {
            doc += 1 + random_below(random, wide ? 100000 : 2);
            position = random_below(random, wide ? 1 << 30 : 3);
        }
        run[i] = doc << PDX_RUN_DOC_SHIFT | position << PDX_RUN_POSITION_SHIFT | (random_below(random, 3) == 0 ? random_below(random, 5) : GROUP);
    }
}

/* Cut as far as `cut` says that it is. */
static void check_cut(const pdx_run_cut *cut, const uint64_t *run) {
    uint32_t n_docs = 0, n_gaps = 0;
    unsigned any = 0;
    for (uint32_t i = 0; i < cut->n; i++) {
        any |= (unsigned)((run[i] & PDX_RUN_GROUP_MASK) != GROUP) << i % 8;
        const uint32_t position = (uint32_t)(run[i] >> PDX_RUN_POSITION_SHIFT);
        CHECK_EQ(cut->odd[i / 8] >> i % 8 & 1, (run[i] & PDX_RUN_GROUP_MASK) != GROUP);
        CHECK_EQ(cut->fresh[i / 8] >> i % 8 & 1, i == 0 || run[i] >> PDX_RUN_DOC_SHIFT != run[i - 1] >> PDX_RUN_DOC_SHIFT);
        if (i > 0 && run[i] >> PDX_RUN_DOC_SHIFT == run[i - 1] >> PDX_RUN_DOC_SHIFT) {
            CHECK_EQ(cut->gaps[n_gaps++], position - (uint32_t)(run[i - 1] >> PDX_RUN_POSITION_SHIFT) - 1);
        } else {
            CHECK_EQ(cut->docs[n_docs], run[i] >> PDX_RUN_DOC_SHIFT);
            CHECK_EQ(cut->firsts[n_docs], position);
            CHECK_EQ(cut->begins[n_docs++], i);
        }
    }
    CHECK_EQ(cut->any, any);
    CHECK_EQ(cut->n_docs, n_docs);
    CHECK_EQ(cut->n_gaps, n_gaps);
}

static pdx_run_cut cut_in(cut_room *room) {
    pdx_run_cut cut = {room->docs, room->firsts, room->begins, room->gaps, room->odd, room->fresh, GROUP, 0, 0, 0, 0};
    memset(room, 0xA5, sizeof *room);
    return cut;
}

static void check_run(const uint64_t *run, uint32_t n, uint32_t most, uint32_t first_end) {
    static cut_room room;
    pdx_run_cut cut = cut_in(&room);
    pdx_run_cut_generic(&cut, run, n, most);
    CHECK(cut.n == n || (cut.n_docs > most && cut.n_docs <= most + PDX_RUN_STEP));
    check_cut(&cut, run);
    cut = cut_in(&room);
    pdx_run_cut_on(&cut, run, n, most);
    CHECK(cut.n == n || (cut.n_docs > most && cut.n_docs <= most + PDX_RUN_STEP));
    check_cut(&cut, run);
    cut = cut_in(&room);
    if (!pdx_run_cut_vector(&cut, run, first_end, most)) return;
    pdx_run_cut_on(&cut, run, n, most);
    CHECK(cut.n == n || cut.n_docs > most);
    check_cut(&cut, run);
}

static void test_lengths(void) {
    test_random random = {3};
    for (uint32_t n = 1; n <= MOST; n++) {
        for (int round = 0; round < 60; round++) {
            uint64_t *run = malloc(n * sizeof *run); /* of this size, so that reading beyond it is found */
            CHECK(run != NULL);
            run_make(&random, run, n);
            check_run(run, n, round % 3 == 0 ? random_below(&random, n) : MOST, random_below(&random, n / 8 + 1) * 8);
            free(run);
        }
    }
}

int main(void) {
    test_lengths();
    return check_report("runs");
}
