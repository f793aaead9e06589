/* Phrases in running words against a look at every phrase at every place: few words and many, phrases that begin others, the same phrase twice, stretches that end in the
 * middle of a phrase, and memory that runs out. */
#include "../check.h"
#include "../memory.h"
#include "../random.h"
#include "corpus/phrase_set.h"

enum { PLACES = 400, PHRASES = 60, LONGEST = 4 };

typedef struct phrase {
    uint32_t words[LONGEST];
    size_t n;
} phrase;

typedef struct work {
    pdx_running running;
    uint32_t places[PLACES + 1];
    phrase phrases[PHRASES];
    uint32_t n_phrases;
    pdx_phrases_found found;
} work;

static void draw(work *self, uint64_t seed) {
    test_random random = {seed};
    const uint32_t n_words = 2 + random_below(&random, seed % 3 == 0 ? 3 : 200);
    memset(self, 0, sizeof *self);
    self->running.places = self->places;
    self->running.none = n_words;
    for (uint32_t i = 0; i < PLACES; i++) {
        self->places[i] = random_below(&random, 20) == 0 ? n_words : random_below(&random, n_words);
        if (self->places[i] < n_words && random_below(&random, 2) == 0) self->places[i] |= PDX_RUNNING_FIRST;
    }
    self->places[PLACES] = n_words;
    self->n_phrases = random_below(&random, PHRASES);
    for (uint32_t i = 0; i < self->n_phrases; i++) {
        const uint32_t at = random_below(&random, PLACES - LONGEST);
        phrase *one = &self->phrases[i];
        one->n = random_below(&random, LONGEST + 1);
        for (size_t k = 0; k < one->n; k++) {
            const uint32_t there = pdx_running_word(&self->running, at + k);
            one->words[k] = there == n_words || random_below(&random, 8) == 0 ? random_below(&random, n_words) : there;
        }
    }
}

static pdx_status find(work *self, uint64_t from, uint64_t to) {
    pdx_phrase_set set;
    pdx_status status = pdx_phrase_set_init(&set, &self->running, 0, NULL);
    for (uint32_t i = 0; i < self->n_phrases && status == PDX_OK; i++) status = pdx_phrase_set_add(&set, self->phrases[i].words, self->phrases[i].n, i, NULL);
    if (status == PDX_OK) status = pdx_phrase_set_ready(&set, NULL);
    self->found.len = 0;
    if (status == PDX_OK) status = pdx_phrase_set_find(&set, from, to, &self->found, NULL);
    pdx_phrase_set_deinit(&set);
    return status;
}

static bool stands(const work *self, const phrase *one, uint64_t at, uint64_t to) {
    if (one->n == 0 || at + one->n > to) return false;
    for (size_t k = 0; k < one->n; k++)
        if (pdx_running_word(&self->running, at + k) != one->words[k]) return false;
    return true;
}

static void check_by_hand(work *self, uint64_t from, uint64_t to) {
    size_t n = 0;
    CHECK_EQ(find(self, from, to), PDX_OK);
    for (uint64_t at = from; at < to;) {
        uint32_t best = PDX_NO_PHRASE;
        for (uint32_t i = 0; i < self->n_phrases; i++)
            if (stands(self, &self->phrases[i], at, to) && (best == PDX_NO_PHRASE || self->phrases[i].n > self->phrases[best].n)) best = i;
        if (best == PDX_NO_PHRASE) {
            at++;
            continue;
        }
        CHECK(n < self->found.len && self->found.data[n].place == at && self->found.data[n].phrase == best);
        n++;
        at += self->phrases[best].n;
    }
    CHECK_EQ(self->found.len, n);
}

static pdx_status find_once(void *context) {
    work *self = context;
    const pdx_status status = find(self, 0, PLACES);
    PDX_VEC_DEINIT(&self->found);
    return status;
}

int main(void) {
    static work self;
    for (uint64_t seed = 0; seed < 300; seed++) {
        test_random random = {seed + 1000};
        draw(&self, seed);
        check_by_hand(&self, 0, PLACES);
        for (int i = 0; i < 4; i++) {
            const uint32_t from = random_below(&random, PLACES);
            check_by_hand(&self, from, from + random_below(&random, PLACES + 1 - from));
        }
        PDX_VEC_DEINIT(&self.found);
    }
    draw(&self, 7);
    memory_fails(find_once, &self, 4);
    return check_report("phrase_set");
}
