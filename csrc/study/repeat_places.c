#include "study/repeat_places.h"

#include "base/hash.h"

/* Not every run is asked for whether it was there before. It has some shorter runs in it, and the one of these with the least hash stands for it:
 * for two runs that are the same that is the same one, and for most of its neighbours it is, too. So these are noted first, two of five for runs
 * of eight words; runs whose short one came again are few, and are noted by their own hashes. */

enum {
    SHORTER_MOST = 32,                        /* short runs, of which one stands for a run */
    RUNS_AT_ONCE = PDX_LIMIT(256, 5), NOTED_AT_ONCE = PDX_LIMIT(64, 3), RUN_WORK = 12,
    AHEAD = 32, KEYS_PER_TICK = PDX_LIMIT(1 << 13, 4), BITS_LEAST = PDX_LIMIT(1 << 12, 64)
};

#define KEY_RUN UINT64_C(0xBB67AE8584CAA73B)
#define BASE UINT64_C(0x9E3779B97F4A7C15)

/* ------------------------------------------------------------------ bits of hashes */

/* Bits by hashes: `once` says that one was there; `again`, by another part of the hash, that one came whose bit was. */
typedef struct seen {
    uint8_t *once, *again; /* owned */
    uint64_t once_mask, again_mask;
} seen;

static uint64_t once_bit(const seen *self, uint64_t hash) { return hash & self->once_mask; }
static uint64_t again_bit(const seen *self, uint64_t hash) { return (hash * PDX_HASH_B >> 24) & self->again_mask; }
static bool bit_is(const uint8_t *bits, uint64_t bit) { return (bits[bit / 8] >> bit % 8 & 1) != 0; }

static void note(seen *self, uint64_t hash) {
    const uint64_t once = once_bit(self, hash), again = again_bit(self, hash);
    if (bit_is(self->once, once)) self->again[again / 8] = (uint8_t)(self->again[again / 8] | 1u << again % 8);
    else self->once[once / 8] = (uint8_t)(self->once[once / 8] | 1u << once % 8);
}

static uint8_t *bits_new(uint64_t wanted, uint64_t *mask) {
    uint64_t n = BITS_LEAST;
    while (n < wanted) n *= 2;
    *mask = n - 1;
    return pdx_alloc_zero((size_t)(n / 8), 1);
}

static pdx_status seen_init(seen *self, uint64_t once, uint64_t again, pdx_error *err) {
    self->once = bits_new(once, &self->once_mask);
    self->again = bits_new(again, &self->again_mask);
    return self->once != NULL && self->again != NULL ? PDX_OK : pdx_fail_memory(err);
}

static void seen_deinit(seen *self) {
    pdx_free(self->once);
    pdx_free(self->again);
}

/* ------------------------------------------------------------------ what stands for runs */

/* Neighbouring runs for which one short run stands. */
typedef struct standing {
    uint32_t hash; /* of the short one */
    uint32_t first, n;
} standing;

typedef struct places {
    const repeat_finder *finder;
    uint32_t n_shorter, length; /* how many short runs a run has, and words of each */
    uint64_t top;               /* what the first word of a short run weighs */
    seen seen;
    bool takes;                 /* all are noted: now those that came again are taken */
    repeat_keys *found;
    standing waiting[NOTED_AT_ONCE]; /* that are looked at together, so that the bits of the first are there when the last is known */
    size_t n_waiting;
    uint64_t last;              /* the short run that was noted last: rounds part what one stands for */
    pdx_pace pace;
} places;

static uint64_t run_hash(const places *self, uint32_t first) {
    const uint32_t *words = self->finder->words.data + first;
    uint64_t sum = 0;
    for (uint32_t i = 0; i < self->finder->least; i++) sum = sum * BASE + words[i];
    return pdx_hash_u64(sum, KEY_RUN);
}

static pdx_status waiting_end(places *self, uint64_t done, pdx_error *err) {
    for (size_t i = 0; i < self->n_waiting; i++) {
        const standing *one = &self->waiting[i];
        if (!self->takes) {
            note(&self->seen, one->hash);
            continue;
        }
        if (!bit_is(self->seen.again, again_bit(&self->seen, one->hash))) continue;
        if (!PDX_VEC_RESERVE(self->found, self->found->len + one->n)) return pdx_fail_memory(err);
        for (uint32_t k = 0; k < one->n; k++) self->found->data[self->found->len++] = (pdx_keyed){run_hash(self, one->first + k), one->first + k};
    }
    self->n_waiting = 0;
    return pdx_pace_step(&self->pace, RUN_WORK * NOTED_AT_ONCE, done, err);
}

/* The short runs from a word on: the upper bits of their hashes, above their places. */
static void shorter_hash(const places *self, uint32_t first, uint32_t n, uint64_t *out) {
    const uint32_t *words = self->finder->words.data;
    const uint32_t length = self->length;
    uint64_t sum = 0;
    for (uint32_t i = 0; i + 1 < length; i++) sum = sum * BASE + words[first + i];
    for (uint32_t i = 0; i < n; i++) {
        sum = sum * BASE + words[first + i + length - 1];
        out[i] = (pdx_hash_u64(sum, KEY_RUN) & ~(uint64_t)UINT32_MAX) | (first + i);
        sum -= self->top * words[first + i];
    }
}

/* Of each and those behind it the least, `n_shorter` in all. */
static void least_find(const places *self, uint64_t *keys, uint32_t n) {
    for (uint32_t step = 1; step < self->n_shorter; step *= 2) {
        n -= step;
        for (uint32_t i = 0; i < n; i++) keys[i] = keys[i] < keys[i + step] ? keys[i] : keys[i + step];
    }
}

/* Runs that begin at `n` words of a part. */
static pdx_status runs_see(places *self, uint32_t first, uint32_t n, pdx_error *err) {
    const uint8_t *bits = self->takes ? self->seen.again : self->seen.once;
    uint64_t keys[RUNS_AT_ONCE + SHORTER_MOST];
    shorter_hash(self, first, n + self->n_shorter - 1, keys);
    least_find(self, keys, n + self->n_shorter - 1);
    for (uint32_t i = 0, end; i < n; i = end) {
        const uint32_t hash = (uint32_t)(keys[i] >> 32);
        for (end = i + 1; end < n && keys[end] == keys[i]; end++) {}
        if (!self->takes && keys[i] == self->last) continue;
        self->last = keys[i];
        PDX_PREFETCH(&bits[(self->takes ? again_bit(&self->seen, hash) : once_bit(&self->seen, hash)) / 8]);
        self->waiting[self->n_waiting++] = (standing){hash, first + i, end - i};
        if (self->n_waiting == NOTED_AT_ONCE) PDX_TRY(waiting_end(self, first, err));
    }
    return PDX_OK;
}

static pdx_status part_see(places *self, uint32_t begin, uint32_t end, pdx_error *err) {
    const uint32_t n_runs = end - begin - self->finder->least + 1;
    for (uint32_t i = 0; i < n_runs; i += RUNS_AT_ONCE) {
        PDX_TRY(runs_see(self, begin + i, n_runs - i < RUNS_AT_ONCE ? n_runs - i : RUNS_AT_ONCE, err));
    }
    return PDX_OK;
}

static pdx_status parts_see(places *self, bool takes, pdx_error *err) {
    self->takes = takes;
    self->n_waiting = 0;
    self->last = UINT64_MAX; /* of no place: words are fewer */
    self->pace = pdx_pace_of(self->finder->tick, self->finder->words.len);
    for (size_t p = 0; p + 1 < self->finder->parts.len; p++) {
        PDX_TRY(part_see(self, self->finder->parts.data[p].first, self->finder->parts.data[p + 1].first, err));
    }
    return waiting_end(self, self->finder->words.len, err);
}

/* All runs for which one stands that came again. */
static pdx_status runs_stood_for(const repeat_finder *finder, repeat_keys *found, pdx_error *err) {
    places self = {.finder = finder, .n_shorter = 1, .top = 1, .found = found};
    while (self.n_shorter < SHORTER_MOST && 4 * self.n_shorter <= finder->least) self.n_shorter *= 2;
    self.length = finder->least - self.n_shorter + 1;
    for (uint32_t i = 1; i < self.length; i++) self.top *= BASE;
    pdx_status status = seen_init(&self.seen, 4 * (uint64_t)finder->words.len, 2 * (uint64_t)finder->words.len, err);
    if (status == PDX_OK) status = parts_see(&self, false, err);
    if (status == PDX_OK) status = parts_see(&self, true, err);
    seen_deinit(&self.seen);
    return status;
}

/* ------------------------------------------------------------------ the runs themselves */

/* Leaves those that came again. */
static pdx_status keys_sift(repeat_keys *keys, const pdx_tick *tick, pdx_error *err) {
    seen bits;
    size_t n = 0;
    pdx_status status = seen_init(&bits, 8 * (uint64_t)keys->len, 2 * (uint64_t)keys->len, err);
    for (size_t i = 0; status == PDX_OK && i < keys->len; i++) {
        if (i % KEYS_PER_TICK == 0) status = pdx_tick_step(tick, i, 2 * keys->len, err);
        if (keys->len - i > AHEAD) PDX_PREFETCH(&bits.once[once_bit(&bits, keys->data[i + AHEAD].key) / 8]);
        note(&bits, keys->data[i].key);
    }
    for (size_t i = 0; status == PDX_OK && i < keys->len; i++) {
        if (i % KEYS_PER_TICK == 0) status = pdx_tick_step(tick, keys->len + i, 2 * keys->len, err);
        if (keys->len - i > AHEAD) PDX_PREFETCH(&bits.again[again_bit(&bits, keys->data[i + AHEAD].key) / 8]);
        keys->data[n] = keys->data[i];
        n += bit_is(bits.again, again_bit(&bits, keys->data[i].key));
    }
    if (status == PDX_OK) keys->len = n;
    seen_deinit(&bits);
    return status;
}

pdx_status repeat_keys_sort(repeat_keys *keys, const pdx_tick *tick, pdx_error *err) {
    pdx_keyed *other = pdx_resize_array(NULL, keys->len, sizeof *other), *items = keys->data; /* the room for it comes and goes */
    if (other == NULL) return pdx_fail_memory(err);
    const pdx_status status = pdx_radix_sort(&items, &other, keys->len, tick, err);
    if (items != keys->data) keys->capacity = keys->len;
    keys->data = items;
    pdx_free(other);
    return status;
}

pdx_status repeat_places_find(const repeat_finder *finder, repeat_keys *found, pdx_error *err) {
    PDX_TRY(runs_stood_for(finder, found, err));
    if (found->len > 0) PDX_TRY(keys_sift(found, finder->tick, err));
    return found->len > 0 ? repeat_keys_sort(found, finder->tick, err) : PDX_OK;
}
