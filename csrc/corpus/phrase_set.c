#include "corpus/phrase_set.h"

#include "base/bits.h"
#include "base/hash.h"

enum {
    SLOTS_LEAST = PDX_LIMIT(1 << 10, 8), SLOTS_AT_FIRST = PDX_LIMIT(1 << 22, 16),
    PAIR_BITS_LEAST = PDX_LIMIT(16, 6), PAIR_BITS_MOST = 24,
    BATCH = 64, BATCHES_AHEAD = 8,
};
enum { GOES_ON = 1, IS_PHRASE = 2 }; /* kinds of a first word: longer phrases begin with it; it is one itself */

#define STEP_KEY UINT64_C(0xA54FF53A5F1D36F1)

static uint64_t step_key(uint32_t node, uint32_t word) { return (uint64_t)node << 32 | word; }
static size_t step_slot(const pdx_phrase_set *set, uint64_t key) { return (size_t)pdx_hash_u64(key, STEP_KEY) & (set->n_slots - 1); }
/* The bit of a pair of words, or of a step from a node behind two. */
static uint64_t pair_bit(const pdx_phrase_set *set, uint32_t first, uint32_t second) {
    return step_key(first, second) * PDX_HASH_A >> (64 - set->pair_bits);
}
static uint64_t later_bit(const pdx_phrase_set *set, uint32_t node, uint32_t word) { return pair_bit(set, node | PDX_PHRASE_GOES_ON, word); }
static uint64_t bit_of(const pdx_phrase_set *set, uint64_t bit) { return set->pairs[bit / 64] >> bit % 64 & 1; }

/* The step with a key, from the slot on where it should be; NULL: there is none. */
static inline const pdx_phrase_step *step_from(const pdx_phrase_set *set, size_t at, uint64_t key) {
    for (;; at = (at + 1) & (set->n_slots - 1)) {
        const pdx_phrase_step *step = &set->steps[at];
        if (step->key == key) return step;
        if (step->key == 0) return NULL;
    }
}
/* The step from a node by a word. */
static const pdx_phrase_step *step_find(const pdx_phrase_set *set, uint32_t node, uint32_t word) {
    const uint64_t key = step_key(node, word);
    return step_from(set, step_slot(set, key), key);
}

static void step_put(pdx_phrase_set *set, pdx_phrase_step step) {
    size_t at = step_slot(set, step.key);
    while (set->steps[at].key != 0) at = (at + 1) & (set->n_slots - 1);
    set->steps[at] = step;
}

static bool slots_grow(pdx_phrase_set *set, size_t n) {
    pdx_phrase_step *had = set->steps;
    const size_t n_had = set->n_slots;
    pdx_phrase_step *wider = pdx_alloc_zero(n, sizeof *wider);
    if (wider == NULL) return false;
    set->steps = wider;
    set->n_slots = n;
    for (size_t i = 0; i < n_had; i++)
        if (had[i].key != 0) step_put(set, had[i]);
    pdx_free(had);
    return true;
}

pdx_status pdx_phrase_set_init(pdx_phrase_set *set, const pdx_running *running, size_t n_later, pdx_error *err) {
    size_t n_slots = SLOTS_LEAST;
    while (n_slots / 2 < n_later && n_slots < SLOTS_AT_FIRST) n_slots *= 2;
    memset(set, 0, sizeof *set);
    set->running = running;
    set->n_nodes = 1;
    set->heads = pdx_resize_array(NULL, (size_t)running->none + 1, sizeof *set->heads);
    set->kinds = pdx_alloc_zero((size_t)running->none + 1, sizeof *set->kinds);
    if (set->heads == NULL || set->kinds == NULL || !slots_grow(set, n_slots)) return pdx_fail_memory(err);
    for (uint32_t word = 0; word <= running->none; word++) set->heads[word] = (pdx_phrase_head){0, PDX_NO_PHRASE};
    return PDX_OK;
}

void pdx_phrase_set_deinit(pdx_phrase_set *set) {
    pdx_free(set->heads);
    pdx_free(set->kinds);
    pdx_free(set->steps);
    pdx_free(set->pairs);
}

static pdx_status node_new(pdx_phrase_set *set, uint32_t *node, pdx_error *err) {
    if (set->n_nodes >= PDX_PHRASE_GOES_ON) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "a dictionary has too many words");
    *node = set->n_nodes++;
    return PDX_OK;
}

/* The step from a node by a word, made where it is not there; good until the next is made. */
static pdx_status step_make(pdx_phrase_set *set, uint32_t node, uint32_t word, pdx_phrase_step **out, pdx_error *err) {
    pdx_phrase_step made = {.key = step_key(node, word), .phrase = PDX_NO_PHRASE};
    *out = (pdx_phrase_step *)(uintptr_t)step_find(set, node, word);
    if (*out != NULL) return PDX_OK;
    if (2 * (set->n_steps + 1) > set->n_slots && !slots_grow(set, 2 * set->n_slots)) return pdx_fail_memory(err);
    PDX_TRY(node_new(set, &made.to, err));
    step_put(set, made);
    set->n_steps++;
    *out = (pdx_phrase_step *)(uintptr_t)step_find(set, node, word);
    return PDX_OK;
}

pdx_status pdx_phrase_set_add(pdx_phrase_set *set, const uint32_t *words, size_t n, uint32_t phrase, pdx_error *err) {
    pdx_phrase_step *step;
    uint32_t *ends;
    if (n == 0) return PDX_OK;
    assert(words[0] < set->running->none && set->pairs == NULL);
    uint32_t *node = &set->heads[words[0]].to;
    if (*node == 0) PDX_TRY(node_new(set, node, err));
    ends = &set->heads[words[0]].phrase;
    for (size_t i = 1; i < n; i++) {
        PDX_TRY(step_make(set, *node, words[i], &step, err));
        node = &step->to;
        ends = &step->phrase;
    }
    if (*ends == PDX_NO_PHRASE) *ends = phrase;
    set->kinds[words[0]] |= n == 1 ? IS_PHRASE : GOES_ON;
    return PDX_OK;
}

void pdx_phrase_set_fetch(const pdx_phrase_set *set, const uint32_t *words, size_t n) {
    if (n > 1) PDX_PREFETCH(&set->steps[step_slot(set, step_key(set->heads[words[0]].to, words[1]))]);
}

/* What is told of each step by those behind it. `firsts` has the first word of each node that is behind one. */
static void steps_settle(pdx_phrase_set *set, const uint32_t *firsts, pdx_bitmap *go_on) {
    for (size_t i = 0; i < set->n_slots; i++) {
        const uint32_t node = (uint32_t)(set->steps[i].key >> 32);
        if (node == 0) continue;
        pdx_bitmap_set(go_on, node);
        const uint32_t word = (uint32_t)set->steps[i].key;
        const uint64_t bit = firsts[node] == set->running->none ? later_bit(set, node, word) : pair_bit(set, firsts[node], word);
        set->pairs[bit / 64] |= (uint64_t)1 << bit % 64;
    }
    for (size_t i = 0; i < set->n_slots; i++)
        if (set->steps[i].key != 0 && pdx_bitmap_has(go_on, set->steps[i].to)) set->steps[i].to |= PDX_PHRASE_GOES_ON;
    for (uint32_t word = 0; word < set->running->none; word++)
        if ((set->kinds[word] & GOES_ON) != 0) set->heads[word].to |= PDX_PHRASE_GOES_ON;
}

/* Sixteen bits for each pair, where that is not too much for the nearer caches. */
pdx_status pdx_phrase_set_ready(pdx_phrase_set *set, pdx_error *err) {
    uint32_t *firsts = pdx_resize_array(NULL, set->n_nodes, sizeof *firsts);
    pdx_bitmap go_on;
    set->pair_bits = PAIR_BITS_LEAST;
    while (set->pair_bits < PAIR_BITS_MOST && (uint64_t)1 << set->pair_bits < 16 * (uint64_t)set->n_steps) set->pair_bits++;
    set->pairs = pdx_alloc_zero((size_t)1 << (set->pair_bits - 6), sizeof *set->pairs);
    const bool there = pdx_bitmap_init(&go_on, set->n_nodes, false) && firsts != NULL && set->pairs != NULL;
    for (uint32_t i = 0; there && i < set->n_nodes; i++) firsts[i] = set->running->none;
    for (uint32_t word = 0; there && word < set->running->none; word++) firsts[set->heads[word].to] = word; /* node 0 has no steps */
    if (there) steps_settle(set, firsts, &go_on);
    pdx_bitmap_deinit(&go_on);
    pdx_free(firsts);
    return there ? PDX_OK : pdx_fail_memory(err);
}

static uint32_t word_at(const pdx_phrase_set *set, uint64_t place) { return pdx_running_word(set->running, place); }

/* Places that follow each other, looked at in three turns, between which what the next one looks at comes nearer; bits by place. */
typedef struct batch {
    uint64_t from;
    uint64_t singles, longer;              /* a phrase of one word is there; one of several may be */
    const pdx_phrase_step *steps[BATCH];   /* of the latter, by their first two words: where it should be, then where it is */
} batch;

/* The first turn: at which places a phrase may begin. A place behind the last word of a post has no word. */
static void batch_see(const pdx_phrase_set *set, uint64_t from, uint64_t to, batch *seen) {
    const unsigned n = to - from < BATCH ? (unsigned)(to - from) : BATCH;
    const uint32_t *const places = &set->running->places[from];
    const uint8_t *const kinds = set->kinds;
    uint64_t singles = 0, begins = 0, longer = 0;
    pdx_running_fetch(set->running, from + BATCHES_AHEAD * BATCH, from + (BATCHES_AHEAD + 1) * BATCH);
    for (unsigned i = n; i-- > 0;) { /* from the last: no bit is shifted by more than one */
        const uint64_t kind = kinds[places[i] & (PDX_RUNNING_FIRST - 1)];
        begins = 2 * begins + kind % IS_PHRASE;
        singles = 2 * singles + kind / IS_PHRASE;
    }
    for (uint64_t left = begins; left != 0; left &= left - 1) {
        const unsigned i = pdx_trailing_zeros(left);
        longer |= bit_of(set, pair_bit(set, word_at(set, from + i), word_at(set, from + i + 1))) << i;
    }
    seen->from = from;
    seen->singles = singles;
    seen->longer = longer;
    for (uint64_t left = longer; left != 0; left &= left - 1) {
        const unsigned i = pdx_trailing_zeros(left);
        const uint32_t node = set->heads[word_at(set, from + i)].to & ~PDX_PHRASE_GOES_ON;
        seen->steps[i] = &set->steps[step_slot(set, step_key(node, word_at(set, from + i + 1)))];
        PDX_PREFETCH(seen->steps[i]);
    }
}

/* The second: which phrases go on behind two words, so far as these tell. */
static void batch_follow(const pdx_phrase_set *set, uint64_t to, batch *seen) {
    for (uint64_t left = seen->longer; left != 0; left &= left - 1) {
        const unsigned i = pdx_trailing_zeros(left);
        const uint64_t place = seen->from + i;
        const uint32_t node = set->heads[word_at(set, place)].to & ~PDX_PHRASE_GOES_ON;
        const pdx_phrase_step *step =
            place + 1 < to ? step_from(set, (size_t)(seen->steps[i] - set->steps), step_key(node, word_at(set, place + 1))) : NULL;
        seen->steps[i] = step;
        if (step == NULL) {
            seen->longer ^= (uint64_t)1 << i;
        } else if ((step->to & PDX_PHRASE_GOES_ON) != 0) {
            PDX_PREFETCH(&set->steps[step_slot(set, step_key(step->to & ~PDX_PHRASE_GOES_ON, word_at(set, place + 2)))]);
        }
    }
}

/* How many words the longest phrase has that goes on behind two words at a place; 0: none does. */
static uint32_t longest_behind(const pdx_phrase_set *set, const pdx_phrase_step *step, uint64_t place, uint64_t to, uint32_t *phrase) {
    uint32_t length = 0;
    for (uint32_t n = 2; step != NULL; n++) {
        if (step->phrase != PDX_NO_PHRASE) {
            *phrase = step->phrase;
            length = n;
        }
        if ((step->to & PDX_PHRASE_GOES_ON) == 0 || place + n >= to) break;
        const uint32_t node = step->to & ~PDX_PHRASE_GOES_ON, word = word_at(set, place + n);
        step = bit_of(set, later_bit(set, node, word)) != 0 ? step_find(set, node, word) : NULL;
    }
    return length;
}

/* The third: the longest phrase at each place, from *next on, before which none begins. */
static void batch_take(const pdx_phrase_set *set, uint64_t to, const batch *seen, uint64_t *next, pdx_phrases_found *found) {
    uint64_t left = seen->singles | seen->longer;
    while (left != 0) {
        const unsigned i = pdx_trailing_zeros(left);
        const uint64_t place = seen->from + i;
        uint32_t phrase = PDX_NO_PHRASE, length = 0;
        left &= left - 1;
        if (place < *next) continue;
        if ((seen->longer >> i & 1) != 0) length = longest_behind(set, seen->steps[i], place, to, &phrase);
        if (length == 0 && (seen->singles >> i & 1) != 0) {
            phrase = set->heads[word_at(set, place)].phrase;
            length = 1;
        }
        if (length == 0) continue;
        found->data[found->len++] = (pdx_phrase_found){(uint32_t)place, phrase};
        *next = place + length;
    }
}

enum { TURNS = 3 };

pdx_status pdx_phrase_set_find(const pdx_phrase_set *set, uint64_t from, uint64_t to, pdx_phrases_found *found, pdx_error *err) {
    batch batches[TURNS];
    const uint64_t n = (to - from + BATCH - 1) / BATCH;
    uint64_t next = from;
    if (from >= to) return PDX_OK;
    for (uint64_t i = 0; i < n + TURNS - 1; i++) {
        if (i < n) batch_see(set, from + i * BATCH, to, &batches[i % TURNS]);
        if (i >= 1 && i < n + 1) batch_follow(set, to, &batches[(i - 1) % TURNS]);
        if (i < TURNS - 1) continue;
        if (!PDX_VEC_RESERVE(found, found->len + BATCH)) return pdx_fail_memory(err);
        batch_take(set, to, &batches[(i - (TURNS - 1)) % TURNS], &next, found);
    }
    return PDX_OK;
}
