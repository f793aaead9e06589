#include "corpus/phrase_set.h"

#include "base/bits.h"
#include "base/hash.h"

enum { SLOTS_LEAST = PDX_LIMIT(1 << 10, 8), PAIR_BITS_LEAST = PDX_LIMIT(16, 6), PAIR_BITS_MOST = 24, BATCH = 64 };
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

/* The step from a node by a word; NULL: there is none. */
static const pdx_phrase_step *step_find(const pdx_phrase_set *set, uint32_t node, uint32_t word) {
    const uint64_t key = step_key(node, word);
    for (size_t at = step_slot(set, key);; at = (at + 1) & (set->n_slots - 1)) {
        const pdx_phrase_step *step = &set->steps[at];
        if (step->key == key) return step;
        if (step->key == 0) return NULL;
    }
}

static void step_put(pdx_phrase_set *set, pdx_phrase_step step) {
    size_t at = step_slot(set, step.key);
    while (set->steps[at].key != 0) at = (at + 1) & (set->n_slots - 1);
    set->steps[at] = step;
}

static bool slots_grow(pdx_phrase_set *set) {
    pdx_phrase_step *had = set->steps;
    const size_t n_had = set->n_slots, n = n_had == 0 ? SLOTS_LEAST : 2 * n_had;
    pdx_phrase_step *wider = pdx_alloc_zero(n, sizeof *wider);
    if (wider == NULL) return false;
    set->steps = wider;
    set->n_slots = n;
    for (size_t i = 0; i < n_had; i++)
        if (had[i].key != 0) step_put(set, had[i]);
    pdx_free(had);
    return true;
}

pdx_status pdx_phrase_set_init(pdx_phrase_set *set, const pdx_running *running, pdx_error *err) {
    memset(set, 0, sizeof *set);
    set->running = running;
    set->n_nodes = 1;
    set->firsts = pdx_alloc_zero((size_t)running->none + 1, sizeof *set->firsts);
    set->singles = pdx_resize_array(NULL, (size_t)running->none + 1, sizeof *set->singles);
    set->kinds = pdx_alloc_zero((size_t)running->none + 1, sizeof *set->kinds);
    if (set->firsts == NULL || set->singles == NULL || set->kinds == NULL || !slots_grow(set)) return pdx_fail_memory(err);
    for (uint32_t word = 0; word <= running->none; word++) set->singles[word] = PDX_NO_PHRASE;
    return PDX_OK;
}

void pdx_phrase_set_deinit(pdx_phrase_set *set) {
    pdx_free(set->firsts);
    pdx_free(set->singles);
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
    if (2 * (set->n_steps + 1) > set->n_slots && !slots_grow(set)) return pdx_fail_memory(err);
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
    uint32_t *node = &set->firsts[words[0]];
    if (*node == 0) PDX_TRY(node_new(set, node, err));
    ends = &set->singles[words[0]];
    for (size_t i = 1; i < n; i++) {
        PDX_TRY(step_make(set, *node, words[i], &step, err));
        node = &step->to;
        ends = &step->phrase;
    }
    if (*ends == PDX_NO_PHRASE) *ends = phrase;
    set->kinds[words[0]] |= n == 1 ? IS_PHRASE : GOES_ON;
    return PDX_OK;
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
        if ((set->kinds[word] & GOES_ON) != 0) set->firsts[word] |= PDX_PHRASE_GOES_ON;
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
    for (uint32_t word = 0; there && word < set->running->none; word++) firsts[set->firsts[word]] = word; /* node 0 has no steps */
    if (there) steps_settle(set, firsts, &go_on);
    pdx_bitmap_deinit(&go_on);
    pdx_free(firsts);
    return there ? PDX_OK : pdx_fail_memory(err);
}

static uint32_t word_at(const pdx_phrase_set *set, uint64_t place) { return pdx_running_word(set->running, place); }

/* Places of the next `n`, as bits, at which a phrase may begin: what is looked at for it first is called for. */
static uint64_t candidates_see(const pdx_phrase_set *set, uint64_t from, size_t n) {
    uint64_t candidates = 0, longer = 0;
    for (size_t i = 0; i < n; i++) { /* behind the last place of a post stands one without a word */
        const uint32_t word = word_at(set, from + i);
        const uint64_t kind = set->kinds[word], goes_on = bit_of(set, pair_bit(set, word, word_at(set, from + i + 1))) & kind & GOES_ON;
        longer |= goes_on << i;
        candidates |= (goes_on | kind / IS_PHRASE) << i;
    }
    for (uint64_t left = longer; left != 0; left &= left - 1) {
        const uint64_t place = from + pdx_trailing_zeros(left);
        const uint32_t node = set->firsts[word_at(set, place)] & ~PDX_PHRASE_GOES_ON;
        PDX_PREFETCH(&set->steps[step_slot(set, step_key(node, word_at(set, place + 1)))]);
    }
    return candidates;
}

/* How many words the longest phrase at a place has; 0: there is none. */
static uint32_t longest_at(const pdx_phrase_set *set, uint64_t place, uint64_t to, uint32_t *phrase) {
    const uint32_t first = word_at(set, place);
    uint32_t length = 0, to_node = set->firsts[first];
    if ((set->kinds[first] & IS_PHRASE) != 0) {
        *phrase = set->singles[first];
        length = 1;
    }
    for (uint32_t n = 1; (to_node & PDX_PHRASE_GOES_ON) != 0 && place + n < to; n++) {
        const uint32_t node = to_node & ~PDX_PHRASE_GOES_ON, word = word_at(set, place + n);
        const pdx_phrase_step *step = n == 1 || bit_of(set, later_bit(set, node, word)) != 0 ? step_find(set, node, word) : NULL;
        if (step == NULL) break;
        if (step->phrase != PDX_NO_PHRASE) {
            *phrase = step->phrase;
            length = n + 1;
        }
        to_node = step->to;
    }
    return length;
}

static size_t batch_of(uint64_t begin, uint64_t to) { return to - begin < BATCH ? (size_t)(to - begin) : BATCH; }

pdx_status pdx_phrase_set_find(const pdx_phrase_set *set, uint64_t from, uint64_t to, pdx_phrases_found *found, pdx_error *err) {
    uint64_t next = from, seen = from < to ? candidates_see(set, from, batch_of(from, to)) : 0; /* no phrase begins before `next` */
    for (uint64_t begin = from; begin < to; begin += BATCH) {
        uint64_t left = seen;
        if (to - begin > BATCH) seen = candidates_see(set, begin + BATCH, batch_of(begin + BATCH, to)); /* one batch ahead of what is looked at closer */
        if (!PDX_VEC_RESERVE(found, found->len + BATCH)) return pdx_fail_memory(err);
        for (; left != 0; left &= left - 1) {
            const uint64_t place = begin + pdx_trailing_zeros(left);
            uint32_t phrase = PDX_NO_PHRASE;
            const uint32_t length = place < next ? 0 : longest_at(set, place, to, &phrase);
            if (length == 0) continue;
            found->data[found->len++] = (pdx_phrase_found){(uint32_t)place, phrase};
            next = place + length;
        }
    }
    return PDX_OK;
}
