/* Words put at their places by windows, against an array that is filled as they come: words that lie near and far from each other, several dictionaries one after
 * the other, marks, two words for one place, more words than a window has room for, and memory that runs out. */
#include "../check.h"
#include "../memory.h"
#include "../random.h"
#include "corpus/word_windows.h"

enum { PLACES = PDX_LIMIT(300000, 300), NONE = 0x7FFFFFF0 };

static uint32_t wanted[PLACES];

/* What one run puts: dictionaries of so many words, each over a stretch of the places. */
typedef struct work {
    uint64_t seed;
    uint32_t n_words, n_dictionaries;
} work;

static pdx_status put_all(const work *self, pdx_word_windows *windows) {
    test_random random = {self->seed};
    uint32_t word = 0;
    for (uint32_t i = 0; i < PLACES; i++) wanted[i] = NONE;
    for (uint32_t d = 0; d < self->n_dictionaries; d++) {
        const uint32_t from = d * (PLACES / self->n_dictionaries);
        for (word = 0; word < self->n_words; word += 1 + random_below(&random, self->n_words / 20 + 1)) {
            for (uint32_t k = 1 + random_below(&random, PLACES / 64); k > 0; k--) {
                const uint32_t place = from + random_below(&random, PLACES / self->n_dictionaries), mark = k % 3 == 0 ? PDX_WINDOW_MARK : 0;
                if (wanted[place] != NONE) continue;
                wanted[place] = word | mark;
                PDX_TRY(pdx_word_windows_put(windows, place, word | mark, NULL));
            }
        }
    }
    return PDX_OK;
}

static pdx_status run(void *context) {
    uint32_t *places = pdx_alloc((size_t)pdx_word_windows_room(PLACES) * sizeof *places);
    pdx_word_windows windows;
    pdx_status status = places == NULL ? PDX_ENOMEM : PDX_OK;
    memset(&windows, 0, sizeof windows);
    if (status == PDX_OK) status = pdx_word_windows_init(&windows, places, PLACES, NULL);
    if (status == PDX_OK) status = put_all(context, &windows);
    if (status == PDX_OK) status = pdx_word_windows_settle(&windows, NONE, NULL, NULL);
    if (status == PDX_OK) CHECK(memcmp(places, wanted, sizeof wanted) == 0);
    pdx_word_windows_deinit(&windows);
    pdx_free(places);
    return status;
}

static void check_random(void) {
    static const work works[] = {{1, 1, 1}, {2, 100, 1}, {3, 40000, 1}, {4, 0x7FFFFFF0, 1}, {5, 1000000, 3}, {6, 200, 7}};
    for (size_t i = 0; i < sizeof works / sizeof *works; i++) {
        work self = works[i];
        CHECK_EQ(run(&self), PDX_OK);
    }
}

static void check_damage(void) {
    static uint32_t places[2 * PDX_WINDOW_PLACES];
    pdx_word_windows windows;
    CHECK_EQ(pdx_word_windows_init(&windows, places, PDX_WINDOW_PLACES + 1, NULL), PDX_OK);
    CHECK_EQ(pdx_word_windows_put(&windows, 3, 5, NULL), PDX_OK);
    CHECK_EQ(pdx_word_windows_put(&windows, 3, 6, NULL), PDX_OK);
    CHECK_EQ(pdx_word_windows_settle(&windows, NONE, NULL, NULL), PDX_ECORRUPT);
    pdx_word_windows_deinit(&windows);
    CHECK_EQ(pdx_word_windows_init(&windows, places, PDX_WINDOW_PLACES + 1, NULL), PDX_OK);
    for (uint32_t i = 0; i < PDX_WINDOW_PLACES; i++) CHECK_EQ(pdx_word_windows_put(&windows, i, 1, NULL), PDX_OK);
    CHECK_EQ(pdx_word_windows_put(&windows, 0, 1, NULL), PDX_ECORRUPT);
    CHECK_EQ(pdx_word_windows_put(&windows, PDX_WINDOW_PLACES, 1, NULL), PDX_OK);
    pdx_word_windows_deinit(&windows);
}

static bool stop(void *context, uint64_t done, uint64_t total) {
    (void)context, (void)done, (void)total;
    return false;
}

static void check_stop(void) {
    static uint32_t places[PDX_WINDOW_PLACES];
    const pdx_tick tick = {stop, NULL};
    pdx_word_windows windows;
    CHECK_EQ(pdx_word_windows_init(&windows, places, 1, NULL), PDX_OK);
    CHECK_EQ(pdx_word_windows_settle(&windows, NONE, &tick, NULL), PDX_EINTERRUPTED);
    pdx_word_windows_deinit(&windows);
}

int main(void) {
    work small = {7, 0x7FFFFFF0, 2};
    check_random();
    check_damage();
    check_stop();
    memory_fails(run, &small, 4);
    return check_report("word_windows");
}
