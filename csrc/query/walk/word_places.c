#include "query/walk/word_places.h"

#include "segment/blocks.h"

enum { POSITIONS_PER_PULSE = 16 };

/* Whoever walks a list: what of each place is wanted, and where it goes. */
typedef struct taker {
    pdx_scan *scan;
    const pdx_word_list *list;
    bool parts;              /* in which part each is */
    pdx_blocks *blocks;      /* owned, like the next */
    pdx_positions positions;
    pdx_matches *out;
    bool remainders;         /* those outside of posts, too */
} taker;

/* The list of the only word of the query; NULL: there is none that could be read by itself. */
static pdx_status lone_list(pdx_scan *scan, const pdx_word_list **list, bool *none, pdx_error *err) {
    const pdx_node *root = scan->plan->query->root;
    const pdx_word_lists *found;
    *list = NULL;
    *none = false;
    if (root->kind != PDX_NODE_WORD || scan->shift != 0 || pdx_plan_roles(scan->plan, root) != PDX_ROLES_ALL) return PDX_OK;
    PDX_TRY(pdx_word_lists_find(scan->plan, scan->index, root, true, &found, err));
    *none = found->n == 0;
    if (found->n == 1 && found->items[0].place.has_positions && found->items[0].languages == PDX_ALL_LANGUAGES) *list = &found->items[0];
    return PDX_OK;
}

/* There is room. */
static pdx_status place_add(taker *self, pdx_match match, uint32_t position, pdx_error *err) {
    match.position = position;
    if (self->parts) {
        PDX_TRY(pdx_scan_place(self->scan, match.doc, position, err));
        match.part = self->scan->place.part;
    }
    self->out->data[self->out->len++] = match;
    return PDX_OK;
}

static pdx_status document_add(taker *self, uint32_t i, pdx_error *err) {
    pdx_blocks *blocks = self->blocks;
    const pdx_match match = {.segment = self->scan->index, .doc = blocks->docs[i], .length = self->list->n_pieces, .part = PDX_MATCH_NO_PART};
    uint32_t position;
    if (pdx_blocks_single(blocks, i, &position)) {
        if (position == UINT32_MAX) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a position of a word cannot be read");
        if (!PDX_VEC_RESERVE(self->out, self->out->len + 1)) return pdx_fail_memory(err);
        return place_add(self, match, position, err);
    }
    PDX_TRY(pdx_blocks_positions(blocks, i, &self->positions, err));
    if (!PDX_VEC_RESERVE(self->out, self->out->len + self->positions.len)) return pdx_fail_memory(err);
    for (size_t k = 0; k < self->positions.len; k++) PDX_TRY(place_add(self, match, self->positions.data[k], err));
    return PDX_OK;
}

static pdx_status block_add(taker *self, uint32_t number, pdx_error *err) {
    pdx_blocks *blocks = self->blocks;
    const uint32_t per_pulse = self->parts ? 1 : POSITIONS_PER_PULSE;
    PDX_TRY(pdx_blocks_read(blocks, number, err));
    pdx_blocks_expand(blocks);
    PDX_TRY(pdx_blocks_open_positions(blocks, err));
    PDX_TRY(pdx_blocks_sum(blocks, err));
    PDX_TRY(pdx_plan_pulses(self->scan->plan, blocks->n + blocks->begins[blocks->n] / per_pulse, err));
    for (uint32_t i = 0; i < blocks->n && (self->remainders || blocks->docs[i] < self->scan->n_posts); i++)
        if (pdx_scan_sees(self->scan, blocks->docs[i])) PDX_TRY(document_add(self, i, err));
    return PDX_OK;
}

/* Room for all at once: a list says how many there are. Damaged bytes may say anything, but no more than fits what the list takes is written to. */
static pdx_status room_make(pdx_matches *out, const pdx_word_list *list, pdx_error *err) {
    const uint64_t n = list->place.n_occurrences;
    if (out->data != NULL || n > SIZE_MAX / sizeof *out->data || n / 8 > list->place.list.len + list->place.positions.len) return PDX_OK;
    out->data = pdx_alloc_large((size_t)n, sizeof *out->data);
    out->capacity = out->data == NULL ? 0 : (size_t)n;
    return out->data == NULL ? pdx_fail_memory(err) : PDX_OK;
}

/* What is done with each block of the list. */
static pdx_status list_walk(taker *self, pdx_status (*block)(taker *self, uint32_t number, pdx_error *err), pdx_error *err) {
    pdx_status status;
    self->blocks = pdx_alloc_zero(1, sizeof *self->blocks);
    if (self->blocks == NULL) return pdx_fail_memory(err);
    status = pdx_blocks_open(self->blocks, self->scan->segment, &self->list->place, err);
    for (uint32_t b = 0; status == PDX_OK && b < pdx_blocks_count(self->blocks); b++) status = block(self, b, err);
    PDX_VEC_DEINIT(&self->positions);
    pdx_free(self->blocks);
    return status;
}

pdx_status pdx_word_places_add(pdx_scan *scan, bool parts, pdx_matches *out, bool *done, pdx_error *err) {
    taker self = {.scan = scan, .parts = parts, .out = out};
    PDX_TRY(lone_list(scan, &self.list, done, err));
    if (self.list == NULL) return PDX_OK;
    *done = true;
    PDX_TRY(room_make(out, self.list, err));
    return list_walk(&self, block_add, err);
}

pdx_status pdx_word_list_places(pdx_scan *scan, const pdx_word_list *list, bool remainders, pdx_matches *out, pdx_error *err) {
    taker self = {.scan = scan, .list = list, .remainders = remainders, .out = out};
    return list_walk(&self, block_add, err);
}
