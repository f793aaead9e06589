#include "query/walk/word_counts.h"

#include "base/alloc.h"
#include "base/sort.h"
#include "query/walk/word_places.h"
#include "segment/blocks.h"

/* A place has one word, and may be the first of a joined form. Where both are meant they are one occurrence: of joined forms, which are few, it is
 * looked where they stand, and of words in documents that have one. */

typedef struct counter {
    pdx_scan *scan;
    pdx_match_counts *counts;
    bool remainders;
    pdx_blocks *blocks;       /* owned, like all below */
    pdx_matches joined;       /* ascending, each start once */
    pdx_bitmap docs;          /* that have one */
    pdx_positions positions;
} counter;

/* Whether lists tell all: in languages that fold the word alike there is each list once. */
static pdx_status lists_find(pdx_scan *scan, const pdx_word_lists **lists, bool *done, pdx_error *err) {
    const pdx_node *root = scan->plan->query->root;
    *done = false;
    if (!pdx_node_is_element(root) || root->kind == PDX_NODE_LONE || scan->shift != 0) return PDX_OK;
    if (pdx_plan_roles(scan->plan, root) != PDX_ROLES_ALL) return PDX_OK;
    PDX_TRY(pdx_word_lists_find(scan->plan, scan->index, root, true, lists, err));
    *done = true;
    for (size_t i = 0; i < (*lists)->n && *done; i++) {
        const pdx_word_list *list = &(*lists)->items[i];
        *done = list->place.has_positions && list->languages == PDX_ALL_LANGUAGES && (i == 0 || list->ord > list[-1].ord);
    }
    return PDX_OK;
}

static void doc_add(counter *self, pdx_doc doc, uint32_t n) {
    pdx_match_counts *counts = self->counts;
    counts->n += n;
    if (doc >= self->scan->n_posts) return;
    counts->n_in_posts += n;
    if (counts->posts != NULL) counts->posts[pdx_scan_number(self->scan, doc)] += n;
}

/* ------------------------------------------------------------------ joined forms */

static int by_place(const void *left, const void *right, const void *context) {
    const pdx_match *a = left, *b = right;
    (void)context;
    if (a->doc != b->doc) return a->doc < b->doc ? -1 : 1;
    return (a->position > b->position) - (a->position < b->position);
}

static pdx_status joined_count(counter *self, const pdx_word_lists *lists, pdx_error *err) {
    pdx_matches *joined = &self->joined;
    size_t n = 0;
    for (size_t i = 0; i < lists->n; i++) {
        if (lists->items[i].n_pieces > 1) PDX_TRY(pdx_word_list_places(self->scan, &lists->items[i], self->remainders, joined, err));
    }
    if (joined->len == 0) return PDX_OK;
    if (!pdx_bitmap_init(&self->docs, self->scan->n_docs, false)) return pdx_fail_memory(err);
    PDX_TRY(pdx_sort(joined->data, joined->len, sizeof *joined->data, by_place, NULL, self->scan->plan->options->tick, err));
    for (size_t i = 0; i < joined->len; i++) {
        if (n > 0 && by_place(&joined->data[n - 1], &joined->data[i], NULL) == 0) continue;
        pdx_bitmap_set(&self->docs, joined->data[i].doc);
        doc_add(self, joined->data[i].doc, 1);
        joined->data[n++] = joined->data[i];
    }
    joined->len = n;
    return PDX_OK;
}

static bool joined_begins(const counter *self, pdx_doc doc, uint32_t position) {
    const pdx_match wanted = {.doc = doc, .position = position};
    size_t low = 0, high = self->joined.len;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = by_place(&self->joined.data[middle], &wanted, NULL);
        if (order == 0) return true;
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return false;
}

/* How many of the word in document number `i` of the block are the beginning of a joined form. */
static pdx_status joined_here(counter *self, uint32_t i, uint32_t *n, pdx_error *err) {
    PDX_TRY(pdx_blocks_open_positions(self->blocks, err));
    PDX_TRY(pdx_blocks_positions(self->blocks, i, &self->positions, err));
    *n = 0;
    for (size_t k = 0; k < self->positions.len; k++) *n += joined_begins(self, self->blocks->docs[i], self->positions.data[k]);
    return PDX_OK;
}

/* ------------------------------------------------------------------ words */

static pdx_status block_count(counter *self, uint32_t number, pdx_error *err) {
    pdx_blocks *blocks = self->blocks;
    PDX_TRY(pdx_blocks_read(blocks, number, err));
    pdx_blocks_expand(blocks);
    PDX_TRY(pdx_blocks_sum(blocks, err));
    PDX_TRY(pdx_plan_pulses(self->scan->plan, blocks->n, err));
    for (uint32_t i = 0; i < blocks->n && (self->remainders || blocks->docs[i] < self->scan->n_posts); i++) {
        const pdx_doc doc = blocks->docs[i];
        uint32_t counted = 0;
        if (!pdx_scan_sees(self->scan, doc)) continue;
        if (self->joined.len > 0 && pdx_bitmap_has(&self->docs, doc)) PDX_TRY(joined_here(self, i, &counted, err));
        doc_add(self, doc, pdx_blocks_n_positions(blocks, i) - counted);
    }
    return PDX_OK;
}

static pdx_status lists_count(counter *self, const pdx_word_lists *lists, pdx_error *err) {
    PDX_TRY(joined_count(self, lists, err));
    for (size_t i = 0; i < lists->n; i++) {
        if (lists->items[i].n_pieces > 1) continue;
        PDX_TRY(pdx_plan_pulses(self->scan->plan, PDX_PULSES_LIST, err));
        PDX_TRY(pdx_blocks_open(self->blocks, self->scan->segment, &lists->items[i].place, err));
        for (uint32_t b = 0; b < pdx_blocks_count(self->blocks); b++) PDX_TRY(block_count(self, b, err));
    }
    return PDX_OK;
}

pdx_status pdx_word_counts_add(pdx_scan *scan, bool remainders, pdx_match_counts *counts, bool *done, pdx_error *err) {
    counter self = {.scan = scan, .counts = counts, .remainders = remainders};
    const pdx_word_lists *lists;
    PDX_TRY(lists_find(scan, &lists, done, err));
    if (!*done) return PDX_OK;
    self.blocks = pdx_alloc_zero(1, sizeof *self.blocks);
    const pdx_status status = self.blocks == NULL ? pdx_fail_memory(err) : lists_count(&self, lists, err);
    pdx_free(self.blocks);
    pdx_bitmap_deinit(&self.docs);
    PDX_VEC_DEINIT(&self.joined);
    PDX_VEC_DEINIT(&self.positions);
    return status;
}
