#include "query/walk/word_places.h"

#include "query/plan/word_lists.h"
#include "segment/blocks.h"

enum { POSITIONS_PER_PULSE = 16 };

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

static pdx_status document_add(const pdx_scan *scan, pdx_blocks *blocks, uint32_t i, uint32_t length, pdx_positions *positions, pdx_matches *out,
                               pdx_error *err) {
    pdx_match match = {.segment = scan->index, .doc = blocks->docs[i], .length = length, .part = PDX_MATCH_NO_PART};
    if (pdx_blocks_single(blocks, i, &match.position)) {
        if (match.position == UINT32_MAX) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a position of a word cannot be read");
        return PDX_VEC_PUSH(out, match) ? PDX_OK : pdx_fail_memory(err);
    }
    PDX_TRY(pdx_blocks_positions(blocks, i, positions, err));
    if (!PDX_VEC_RESERVE(out, out->len + positions->len)) return pdx_fail_memory(err);
    for (size_t k = 0; k < positions->len; k++) {
        match.position = positions->data[k];
        out->data[out->len++] = match;
    }
    return PDX_OK;
}

static pdx_status block_add(pdx_scan *scan, pdx_blocks *blocks, uint32_t number, uint32_t length, pdx_positions *positions, pdx_matches *out,
                            pdx_error *err) {
    PDX_TRY(pdx_blocks_read(blocks, number, err));
    pdx_blocks_expand(blocks);
    PDX_TRY(pdx_blocks_open_positions(blocks, err));
    PDX_TRY(pdx_blocks_sum(blocks, err));
    PDX_TRY(pdx_plan_pulses(scan->plan, blocks->n + blocks->begins[blocks->n] / POSITIONS_PER_PULSE, err));
    for (uint32_t i = 0; i < blocks->n && blocks->docs[i] < scan->n_posts; i++) {
        if (pdx_scan_sees(scan, blocks->docs[i])) PDX_TRY(document_add(scan, blocks, i, length, positions, out, err));
    }
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

pdx_status pdx_word_places_add(pdx_scan *scan, pdx_matches *out, bool *done, pdx_error *err) {
    const pdx_word_list *list;
    pdx_positions positions = {NULL, 0, 0};
    pdx_blocks *blocks;
    pdx_status status;
    PDX_TRY(lone_list(scan, &list, done, err));
    if (list == NULL) return PDX_OK;
    *done = true;
    PDX_TRY(room_make(out, list, err));
    blocks = pdx_alloc_zero(1, sizeof *blocks);
    if (blocks == NULL) return pdx_fail_memory(err);
    status = pdx_blocks_open(blocks, scan->segment, &list->place, err);
    for (uint32_t b = 0; status == PDX_OK && b < pdx_blocks_count(blocks); b++) {
        status = block_add(scan, blocks, b, list->n_pieces, &positions, out, err);
    }
    PDX_VEC_DEINIT(&positions);
    pdx_free(blocks);
    return status;
}
