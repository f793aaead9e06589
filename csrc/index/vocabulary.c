#include "index/vocabulary.h"

#include "base/hash.h"
#include "base/pages.h"

enum { SLOTS_MIN = PDX_LIMIT(1024, 8), CACHE_LINE = 64 };

void pdx_vocabulary_init(pdx_vocabulary *vocabulary) {
    memset(vocabulary, 0, sizeof *vocabulary);
    pdx_arena_init(&vocabulary->arena);
    vocabulary->hash_key = pdx_hash_key();
}

void pdx_vocabulary_deinit(pdx_vocabulary *vocabulary) {
    pdx_free(vocabulary->room);
    PDX_VEC_DEINIT(&vocabulary->keys);
    pdx_arena_deinit(&vocabulary->arena);
}

/* At most three quarters full: a smaller table is found in nearer caches. */
static bool is_roomy(const pdx_vocabulary *vocabulary, size_t n_more) {
    return vocabulary->keys.len + n_more <= vocabulary->n_slots / 4 * 3;
}

static bool slots_grow(pdx_vocabulary *vocabulary) {
    const size_t n_slots = vocabulary->n_slots == 0 ? SLOTS_MIN : vocabulary->n_slots * 2, mask = n_slots - 1;
    uint8_t *const room = pdx_alloc_zero(n_slots + CACHE_LINE / sizeof(pdx_vocabulary_slot), sizeof(pdx_vocabulary_slot));
    pdx_vocabulary_slot *slots;
    size_t i;
    if (room == NULL) return false;
    pdx_pages_ask(room, n_slots * sizeof(pdx_vocabulary_slot));
    slots = (void *)(room + (0 - (uintptr_t)room) % CACHE_LINE);
    for (i = 0; i < vocabulary->n_slots; i++) {
        const pdx_vocabulary_slot *slot = &vocabulary->slots[i];
        size_t at = slot->hash & mask;
        if (slot->size == 0) continue;
        while (slots[at].size != 0) at = (at + 1) & mask;
        slots[at] = *slot;
    }
    pdx_free(vocabulary->room);
    vocabulary->room = room;
    vocabulary->slots = slots;
    vocabulary->n_slots = n_slots;
    return true;
}

PDX_NOINLINE static uint32_t long_hash(const pdx_word *word, uint64_t hash_key, const pdx_buf *keys) {
    return (uint32_t)(pdx_hash(pdx_span_slice(pdx_buf_view(keys), word->key_at, word->key_at + word->len), hash_key) >> 32);
}

static inline uint32_t word_hash(const pdx_word *word, uint64_t hash_key, const pdx_buf *keys) {
    if (PDX_UNLIKELY(word->len > PDX_WORD_HEAD)) return long_hash(word, hash_key, keys);
    return (uint32_t)(pdx_hash_pair(word->head[0], word->head[1], hash_key) >> 32);
}

/* Whether the slot has this word, which is not longer than a head: an empty slot and one with a longer key have another length. */
static inline bool is_here(const pdx_vocabulary_slot *slot, const pdx_word *word) {
    return ((slot->head[0] ^ word->head[0]) | (slot->head[1] ^ word->head[1]) | (slot->size ^ (word->len + 1))) == 0;
}

static bool is_same(const pdx_vocabulary *vocabulary, const pdx_vocabulary_slot *slot, const pdx_word *word, const pdx_buf *keys) {
    pdx_span key;
    if (word->len <= PDX_WORD_HEAD) return is_here(slot, word);
    if (slot->head[0] != word->head[0] || slot->head[1] != word->head[1] || slot->size != PDX_VOCABULARY_LONG) return false;
    key = vocabulary->keys.data[slot->term];
    return key.len == word->len && memcmp(key.data, keys->data + word->key_at, word->len) == 0;
}

/* A new term into an empty slot, which has room. */
static bool slot_fill(pdx_vocabulary *vocabulary, pdx_vocabulary_slot *slot, const pdx_word *word, uint32_t hash, const pdx_buf *keys) {
    uint8_t room[PDX_WORD_HEAD];
    pdx_span key;
    if (vocabulary->keys.len >> PDX_VOCABULARY_BITS != 0) return false;
    if (!pdx_arena_copy(&vocabulary->arena, pdx_word_key(word, keys, room), &key)) return false;
    if (!PDX_VEC_PUSH(&vocabulary->keys, key)) return false;
    slot->head[0] = word->head[0];
    slot->head[1] = word->head[1];
    slot->size = word->len <= PDX_WORD_HEAD ? word->len + 1 : PDX_VOCABULARY_LONG;
    slot->hash = hash;
    slot->term = (uint32_t)(vocabulary->keys.len - 1);
    return true;
}

/* The slot of a word, filled when it was not; NULL: out of memory, or of numbers. There is room for it. */
PDX_NOINLINE static pdx_vocabulary_slot *slot_find(pdx_vocabulary *vocabulary, const pdx_word *word, uint32_t hash, const pdx_buf *keys) {
    const size_t mask = vocabulary->n_slots - 1;
    size_t at = hash & mask;
    pdx_vocabulary_slot *slot;
    while (vocabulary->slots[at].size != 0 && !is_same(vocabulary, &vocabulary->slots[at], word, keys)) at = (at + 1) & mask;
    slot = &vocabulary->slots[at];
    return slot->size != 0 || slot_fill(vocabulary, slot, word, hash, keys) ? slot : NULL;
}

static bool room_make(pdx_vocabulary *vocabulary, size_t n_more) {
    while (!is_roomy(vocabulary, n_more)) {
        if (!slots_grow(vocabulary)) return false;
    }
    return true;
}

/* Two passes, the first fetching what the second will touch: the misses of a batch overlap. Word i comes counts[i] times, or once
 * where `counts` is NULL. */
PDX_INLINE bool batch_take(pdx_vocabulary *vocabulary, const pdx_word *words, const uint32_t *counts, size_t n, const pdx_buf *keys,
                           uint32_t *tokens) {
    uint32_t hashes[PDX_VOCABULARY_BATCH];
    pdx_vocabulary_slot *slots;
    const uint64_t hash_key = vocabulary->hash_key;
    size_t mask, i;
    assert(n <= PDX_VOCABULARY_BATCH);
    if (!room_make(vocabulary, n)) return false;
    slots = vocabulary->slots;
    mask = vocabulary->n_slots - 1;
    for (i = 0; i < n; i++) {
        hashes[i] = word_hash(&words[i], hash_key, keys);
        PDX_PREFETCH(&slots[hashes[i] & mask]);
    }
    for (i = 0; i < n; i++) {
        pdx_vocabulary_slot *slot = &slots[hashes[i] & mask];
        if (PDX_UNLIKELY(!is_here(slot, &words[i]))) {
            slot = slot_find(vocabulary, &words[i], hashes[i], keys);
            if (slot == NULL) return false;
        }
        slot->count += counts == NULL ? 1 : counts[i];
        tokens[i] = slot->term | (words[i].n_pieces > 1 ? PDX_TOKEN_JOINED : 0);
    }
    return true;
}

bool pdx_vocabulary_take(pdx_vocabulary *vocabulary, const pdx_word *words, size_t n, const pdx_buf *keys, uint32_t *tokens) {
    return batch_take(vocabulary, words, NULL, n, keys, tokens);
}

static bool keys_join(pdx_vocabulary *vocabulary, const pdx_vocabulary *other, const uint32_t *counts, pdx_buf *keys, uint32_t *terms) {
    size_t begin, n, i;
    for (begin = 0; begin < other->keys.len; begin += n) {
        pdx_word words[PDX_VOCABULARY_BATCH];
        n = pdx_min_size(other->keys.len - begin, PDX_VOCABULARY_BATCH);
        pdx_buf_reset(keys);
        for (i = 0; i < n; i++) {
            if (!pdx_word_set(&words[i], other->keys.data[begin + i], 1, keys)) return false;
        }
        if (!batch_take(vocabulary, words, counts + begin, n, keys, terms + begin)) return false;
    }
    return true;
}

bool pdx_vocabulary_join(pdx_vocabulary *vocabulary, const pdx_vocabulary *other, const uint32_t *counts, uint32_t *terms) {
    pdx_buf keys;
    bool joined;
    pdx_buf_init(&keys);
    joined = keys_join(vocabulary, other, counts, &keys, terms);
    pdx_buf_deinit(&keys);
    return joined;
}

void pdx_vocabulary_counts(const pdx_vocabulary *vocabulary, uint32_t *counts) {
    size_t i;
    for (i = 0; i < vocabulary->n_slots; i++) {
        if (vocabulary->slots[i].size != 0) counts[vocabulary->slots[i].term] = vocabulary->slots[i].count;
    }
}
