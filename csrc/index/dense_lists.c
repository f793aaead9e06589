#include "index/dense_lists.h"

#include "base/alloc.h"

enum {
    SLOTS = PDX_LIMIT(1024, 8),
    TRIES = PDX_LIMIT(16, 4),
    ASKED_BEFORE = 1, /* the first time a word is asked for its list is read as any other */
    LIKELY_SHARE = 8  /* a word in more posts than one of so many is likely to be asked for again by one of many queries */
};
static const uint64_t bytes_least = 1 << 20, bytes_most = 512 << 20;

/* Whoever finds `comers` at 0 writes the key; it never changes then. */
typedef struct dense_slot {
    pdx_atomic_i64 comers, key, asked, is_made;
    pdx_dense_list *dense; /* owned; set before is_made */
} dense_slot;

struct pdx_dense_lists {
    const uint8_t *base; /* of the segment's bytes: lists are told apart by where they begin */
    uint64_t room;       /* bytes that may be kept */
    pdx_atomic_i64 taken;
    uint32_t n_posts;
    dense_slot slots[SLOTS];
};

uint8_t pdx_dense_list_kth_top(const pdx_dense_list *dense, size_t k) {
    unsigned low = 0, high = PDX_DENSE_TOP;
    while (low < high) {
        const unsigned middle = (low + high + 1) / 2;
        if (dense->at_least[middle] >= k) low = middle;
        else high = middle - 1;
    }
    return (uint8_t)low;
}

static size_t padded(uint32_t n_posts) { return ((size_t)n_posts + 63) / 64 * 64 + PDX_DENSE_SLACK; }

static size_t bytes_of(uint32_t n_posts) { return sizeof(pdx_dense_list) + padded(n_posts) + padded(n_posts) / 2; }

static pdx_dense_list *arrays_place(pdx_dense_list *dense, uint32_t n_posts) {
    if (dense == NULL) return NULL;
    dense->tops = (uint8_t *)(dense + 1);
    dense->counts = dense->tops + padded(n_posts);
    dense->bytes = bytes_of(n_posts);
    return dense;
}

pdx_dense_list *pdx_dense_list_new(uint32_t n_posts) { return arrays_place(pdx_alloc_zero(1, bytes_of(n_posts)), n_posts); }

pdx_dense_list *pdx_dense_list_once(uint32_t n_posts, pdx_arena *arena) {
    pdx_dense_list *dense = pdx_arena_alloc(arena, bytes_of(n_posts));
    if (dense == NULL) return NULL;
    memset(dense, 0, bytes_of(n_posts));
    dense->once = true;
    return arrays_place(dense, n_posts);
}

bool pdx_dense_list_others(pdx_dense_list *dense, pdx_doc *docs, double *tfs, uint32_t n) {
    const size_t begin = ((size_t)n * sizeof *docs + sizeof *tfs - 1) / sizeof *tfs * sizeof *tfs; /* of tfs, aligned */
    uint8_t *block;
    if (dense->once) {
        dense->others = docs;
        dense->tfs = tfs;
        dense->n_others = n;
        return true;
    }
    if (n == 0) return true;
    block = pdx_alloc(begin + n * sizeof *tfs);
    if (block == NULL) return false;
    dense->others = (pdx_doc *)(void *)block;
    dense->tfs = (double *)(void *)(block + begin);
    dense->n_others = n;
    dense->bytes += begin + n * sizeof *tfs;
    memcpy(dense->others, docs, n * sizeof *docs);
    memcpy(dense->tfs, tfs, n * sizeof *tfs);
    return true;
}

void pdx_dense_list_free(pdx_dense_list *dense) {
    if (dense == NULL) return;
    pdx_free(dense->others);
    pdx_free(dense);
}

pdx_dense_lists *pdx_dense_lists_new(const pdx_segment *segment) {
    pdx_dense_lists *lists = pdx_alloc_zero(1, sizeof *lists);
    const uint64_t index = pdx_segment_index_bytes(segment);
    if (lists == NULL) return NULL;
    lists->base = pdx_segment_bytes(segment).data;
    lists->n_posts = pdx_segment_n_posts(segment);
    lists->room = 2 * index < bytes_least ? bytes_least : 2 * index < bytes_most ? 2 * index : bytes_most;
    return lists;
}

void pdx_dense_lists_free(pdx_dense_lists *lists) {
    size_t i;
    for (i = 0; lists != NULL && i < SLOTS; i++) pdx_dense_list_free(lists->slots[i].dense);
    pdx_free(lists);
}

/* A class may have only the first documents of its member's list. Never 0. */
static int64_t key_of(const pdx_dense_lists *lists, const pdx_list_place *place) {
    return (int64_t)(place->list.data - lists->base) * 2 + (place->n_docs < place->n_listed);
}

/* The slot of the list; NULL: there is no room for it. */
static dense_slot *slot_find(pdx_dense_lists *lists, int64_t key) {
    const uint64_t hash = (uint64_t)key * UINT64_C(0x9E3779B97F4A7C15);
    size_t i;
    for (i = 0; i < TRIES; i++) {
        dense_slot *slot = &lists->slots[((hash >> 32) + i) % SLOTS];
        if (pdx_atomic_load(&slot->key) == 0 && pdx_atomic_add(&slot->comers, 1) == 0) pdx_atomic_store(&slot->key, key);
        while (pdx_atomic_load(&slot->key) == 0) {
        }
        if (pdx_atomic_load(&slot->key) == key) return slot;
    }
    return NULL;
}

/* Whoever brings the number of askings above ASKED_BEFORE, which one alone does, is to make what is kept. */
const pdx_dense_list *pdx_dense_lists_ask(pdx_dense_lists *lists, const pdx_list_place *place, pdx_dense_use use, pdx_dense_wish *wish) {
    dense_slot *slot = slot_find(lists, key_of(lists, place));
    const uint64_t taken = (uint64_t)pdx_atomic_load(&lists->taken) + bytes_of(lists->n_posts);
    const uint64_t room = use == PDX_DENSE_FOR_AND ? lists->room / 2 : lists->room;
    const bool many = use == PDX_DENSE_FOR_MANY;
    const bool at_once = many && (taken <= lists->room / 4 * 3 || (uint64_t)place->n_docs * LIKELY_SHARE > lists->n_posts);
    *wish = PDX_DENSE_NOTHING;
    if (slot != NULL && pdx_atomic_load(&slot->is_made) != 0) return slot->dense;
    if (many) *wish = PDX_DENSE_ONCE;
    if (slot == NULL || pdx_atomic_load(&slot->asked) > ASKED_BEFORE) return NULL;
    if (taken <= room) {
        const int64_t counted = at_once ? ASKED_BEFORE + 1 : 1;
        const int64_t before = pdx_atomic_add(&slot->asked, counted);
        if (before <= ASKED_BEFORE && before + counted > ASKED_BEFORE) *wish = PDX_DENSE_KEPT;
    }
    return NULL;
}

void pdx_dense_lists_keep(pdx_dense_lists *lists, const pdx_list_place *place, pdx_dense_list *dense) {
    dense_slot *slot = slot_find(lists, key_of(lists, place));
    if (dense == NULL) {
        pdx_atomic_store(&slot->asked, ASKED_BEFORE); /* the next one may try again */
        return;
    }
    (void)pdx_atomic_add(&lists->taken, (int64_t)dense->bytes);
    slot->dense = dense;
    pdx_atomic_store(&slot->is_made, 1);
}
