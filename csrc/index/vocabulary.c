#include "index/vocabulary.h"

#include "base/hash.h"

enum { SLOTS_MIN = PDX_LIMIT(1024, 4), PLACE_BYTES = 16 };

void pdx_vocabulary_init(pdx_vocabulary *vocabulary) {
    memset(vocabulary, 0, sizeof *vocabulary);
    pdx_buf_init(&vocabulary->entries);
    pdx_buf_init(&vocabulary->keys);
    pdx_arena_init(&vocabulary->chunks);
    vocabulary->hash_key = pdx_hash_key();
}

void pdx_vocabulary_deinit(pdx_vocabulary *vocabulary) {
    pdx_free(vocabulary->slots);
    pdx_buf_deinit(&vocabulary->entries);
    PDX_VEC_DEINIT(&vocabulary->places);
    pdx_arena_deinit(&vocabulary->chunks);
    pdx_buf_deinit(&vocabulary->keys);
}

static uint8_t *entry_bytes(const pdx_vocabulary *vocabulary, uint32_t place) {
    return vocabulary->entries.data + (size_t)(place - 1) * PLACE_BYTES;
}

/* Entries begin at multiples of 16 in an allocated block, which suits all their members. */
static pdx_term_entry *entry_at(const pdx_vocabulary *vocabulary, uint32_t place) {
    return (pdx_term_entry *)(void *)entry_bytes(vocabulary, place);
}

const pdx_term_entry *pdx_vocabulary_entry(const pdx_vocabulary *vocabulary, size_t i) {
    assert(i < vocabulary->places.len);
    return entry_at(vocabulary, vocabulary->places.data[i]);
}

/* The slot that holds `key`, or the empty one where it belongs. */
static pdx_vocabulary_slot *slot_find(const pdx_vocabulary *vocabulary, pdx_span key, uint32_t hash) {
    const size_t mask = vocabulary->n_slots - 1;
    size_t at = hash & mask;
    for (;; at = (at + 1) & mask) {
        pdx_vocabulary_slot *slot = &vocabulary->slots[at];
        if (slot->place == 0) return slot;
        if (slot->hash == hash && pdx_span_equal(pdx_term_entry_key(entry_at(vocabulary, slot->place)), key)) return slot;
    }
}

static bool slots_grow(pdx_vocabulary *vocabulary) {
    const size_t n_slots = vocabulary->n_slots == 0 ? SLOTS_MIN : vocabulary->n_slots * 2, mask = n_slots - 1;
    pdx_vocabulary_slot *slots = pdx_alloc_zero(n_slots, sizeof *slots);
    size_t i;
    if (slots == NULL) return false;
    for (i = 0; i < vocabulary->n_slots; i++) {
        const pdx_vocabulary_slot slot = vocabulary->slots[i];
        size_t at = slot.hash & mask;
        if (slot.place == 0) continue;
        while (slots[at].place != 0) at = (at + 1) & mask;
        slots[at] = slot;
    }
    pdx_free(vocabulary->slots);
    vocabulary->slots = slots;
    vocabulary->n_slots = n_slots;
    return true;
}

/* A new entry; its place, or 0 when out of memory. */
static uint32_t entry_new(pdx_vocabulary *vocabulary, pdx_span key) {
    static const uint8_t zeros[PLACE_BYTES] = {0};
    pdx_buf *entries = &vocabulary->entries;
    const uint64_t place = entries->len / PLACE_BYTES + 1;
    pdx_term_entry entry;
    if (place > UINT32_MAX) return 0;
    memset(&entry, 0, sizeof entry);
    entry.key_len = key.len;
    if (!pdx_buf_reserve(entries, sizeof entry + key.len + PLACE_BYTES)) return 0;
    if (!PDX_VEC_PUSH(&vocabulary->places, (uint32_t)place)) return 0;
    pdx_buf_append(entries, &entry, sizeof entry);
    pdx_buf_span(entries, key);
    pdx_buf_append(entries, zeros, (PLACE_BYTES - entries->len % PLACE_BYTES) % PLACE_BYTES);
    return (uint32_t)place;
}

/* Finds the entry of a waiting token, or makes it. */
static bool token_place(pdx_vocabulary *vocabulary, pdx_waiting_token *token) {
    const pdx_span key = pdx_span_slice(pdx_buf_view(&vocabulary->keys), token->key_begin, token->key_end);
    pdx_vocabulary_slot *slot;
    if (vocabulary->places.len >= vocabulary->n_slots / 2 && !slots_grow(vocabulary)) return false;
    slot = slot_find(vocabulary, key, token->hash);
    if (slot->place == 0) {
        slot->hash = token->hash;
        slot->place = entry_new(vocabulary, key);
    }
    token->place = slot->place;
    return token->place != 0;
}

/* Three passes over the batch, each fetching what the next will touch: the misses of 64 tokens overlap. */
bool pdx_vocabulary_flush(pdx_vocabulary *vocabulary) {
    const size_t n = vocabulary->n_waiting;
    size_t i;
    if (vocabulary->keys.failed) return false;
    for (i = 0; i < n && vocabulary->n_slots > 0; i++) {
        const uint32_t place = vocabulary->slots[vocabulary->waiting[i].hash & (vocabulary->n_slots - 1)].place;
        if (place != 0) PDX_PREFETCH(entry_bytes(vocabulary, place));
    }
    for (i = 0; i < n; i++) {
        if (!token_place(vocabulary, &vocabulary->waiting[i])) return false;
        PDX_PREFETCH(entry_at(vocabulary, vocabulary->waiting[i].place)->log.at);
    }
    for (i = 0; i < n; i++) {
        const pdx_waiting_token *token = &vocabulary->waiting[i];
        pdx_term_log *log = &entry_at(vocabulary, token->place)->log;
        if (!pdx_term_log_add(log, &vocabulary->chunks, vocabulary->doc, token->position, token->group)) return false;
    }
    vocabulary->n_waiting = 0;
    pdx_buf_reset(&vocabulary->keys);
    return true;
}

bool pdx_vocabulary_start(pdx_vocabulary *vocabulary, uint32_t doc) {
    if (!pdx_vocabulary_flush(vocabulary)) return false;
    vocabulary->doc = doc;
    return true;
}

bool pdx_vocabulary_add(pdx_vocabulary *vocabulary, pdx_span term, uint32_t position, pdx_group group) {
    pdx_waiting_token *token;
    if (vocabulary->n_waiting == PDX_VOCABULARY_BATCH && !pdx_vocabulary_flush(vocabulary)) return false;
    token = &vocabulary->waiting[vocabulary->n_waiting++];
    token->hash = (uint32_t)(pdx_hash(term, vocabulary->hash_key) >> 32);
    token->position = position;
    token->group = group;
    token->key_begin = vocabulary->keys.len;
    pdx_buf_span(&vocabulary->keys, term);
    token->key_end = vocabulary->keys.len;
    if (vocabulary->n_slots > 0) PDX_PREFETCH(&vocabulary->slots[token->hash & (vocabulary->n_slots - 1)]);
    return true;
}
