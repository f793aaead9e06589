#include "query/phrase.h"

#include "query/word_lists.h"

/* Opens the one list of a plain word; false when it is no such word. A word that nobody uses has none. */
static pdx_status member_open(pdx_stream *stream, pdx_scan *scan, const pdx_node *node, pdx_shares *shares, bool *is_one, pdx_error *err) {
    const unsigned all = (1u << PDX_GROUP_COUNT) - 1;
    const pdx_word_lists *lists;
    *is_one = false;
    if (node->kind != PDX_NODE_WORD || (node->stemmed && scan->plan->options->stemmer != NULL)) return PDX_OK;
    PDX_TRY(pdx_word_lists_find(scan->plan, scan->index, node, true, &lists, err));
    if (lists->n_groups != 1 || lists->n != 1 || lists->items[0].n_pieces != 1) return PDX_OK;
    *is_one = true;
    PDX_TRY(pdx_blocks_open(&stream->blocks, scan->segment, &lists->items[0].place, err));
    pdx_stream_start(stream, shares, all, 0, 0); /* documents count by the phrase, not by the word */
    return PDX_OK;
}

static uint64_t cost_of(const pdx_phrase *p, uint32_t member) { return p->members[member].blocks.list.n_docs; }

static void sort_by_cost(pdx_phrase *p) {
    uint32_t i, k;
    for (i = 0; i < p->n; i++) {
        for (k = i; k > 0 && cost_of(p, p->by_cost[k - 1]) > cost_of(p, i); k--) p->by_cost[k] = p->by_cost[k - 1];
        p->by_cost[k] = i;
    }
}

pdx_status pdx_phrase_init(pdx_phrase *p, pdx_scan *scan, const pdx_node *node, pdx_shares *shares, unsigned groups, bool *is_one,
                           pdx_error *err) {
    size_t i;
    memset(p, 0, sizeof *p);
    *is_one = false;
    if (node->kind != PDX_NODE_SEQUENCE || node->number != 0 || node->n_children < 2) return PDX_OK;
    p->scan = scan;
    p->shares = shares;
    p->groups = groups;
    p->members = pdx_arena_array(&scan->arena, node->n_children, sizeof *p->members);
    p->by_cost = pdx_arena_array(&scan->arena, node->n_children, sizeof *p->by_cost);
    p->positions = pdx_alloc_zero(node->n_children, sizeof *p->positions);
    if (p->members == NULL || p->by_cost == NULL || p->positions == NULL) return pdx_fail_memory(err);
    for (i = 1; i < node->n_children; i++) {
        if (node->children[i]->roles != node->children[0]->roles) return PDX_OK;
    }
    for (i = 0; i < node->n_children; i++) {
        PDX_TRY(member_open(&p->members[i], scan, node->children[i], shares, is_one, err));
        if (!*is_one) return PDX_OK;
        p->n++;
    }
    sort_by_cost(p);
    return PDX_OK;
}

void pdx_phrase_deinit(pdx_phrase *p) {
    uint32_t i;
    for (i = 0; p->positions != NULL && i < p->n; i++) PDX_VEC_DEINIT(&p->positions[i]);
    pdx_free(p->positions);
    p->positions = NULL;
}

uint64_t pdx_phrase_cost(const pdx_phrase *p) { return cost_of(p, p->by_cost[0]); }

pdx_doc pdx_phrase_next(pdx_phrase *p, pdx_doc from) { return pdx_stream_next(&p->members[p->by_cost[0]], from); }

/* A phrase occurs no more often than its words: the least of their bounds. */
double pdx_phrase_bound(pdx_phrase *p, pdx_window window, double top, pdx_doc *holds_to) {
    double least = top;
    uint32_t i;
    *holds_to = PDX_NO_DOC;
    for (i = 0; i < p->n; i++) {
        pdx_doc to;
        const double here = pdx_stream_bound(&p->members[i], window, top, &to);
        if (here < least) least = here;
        if (to < *holds_to) *holds_to = to;
    }
    return least;
}

static bool has_position(const pdx_positions *list, uint64_t position) {
    size_t low = 0, high = list->len;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (list->data[middle] < position) low = middle + 1;
        else high = middle;
    }
    return low < list->len && list->data[low] == position;
}

/* Counts the occurrence that begins at `start`. Neighbours stand in one part: between two parts a position is free. */
static pdx_status occurrence_count(pdx_phrase *p, pdx_doc doc, uint32_t start, uint32_t *occurrences, pdx_error *err) {
    pdx_group group;
    PDX_TRY(pdx_scan_place(p->scan, doc, start, err));
    group = pdx_role_group((pdx_role)p->scan->place.role);
    if (group != PDX_GROUP_NONE && (p->groups >> group & 1) != 0) occurrences[group]++;
    return PDX_OK;
}

/* Occurrences per group in a document on which every member stands. */
static pdx_status occurrences_read(pdx_phrase *p, pdx_doc doc, uint32_t occurrences[PDX_GROUP_COUNT], pdx_error *err) {
    const uint32_t rarest = p->by_cost[0];
    size_t k;
    uint32_t i;
    memset(occurrences, 0, PDX_GROUP_COUNT * sizeof *occurrences);
    for (i = 0; i < p->n; i++) PDX_TRY(pdx_blocks_positions(&p->members[i].blocks, p->members[i].i, &p->positions[i], err));
    for (k = 0; k < p->positions[rarest].len; k++) {
        const uint32_t at = p->positions[rarest].data[k];
        bool all = at >= rarest;
        for (i = 0; i < p->n && all; i++) all = i == rarest || has_position(&p->positions[i], (uint64_t)at - rarest + i);
        if (all) PDX_TRY(occurrence_count(p, doc, at - rarest, occurrences, err));
    }
    return PDX_OK;
}

/* The rest, once the rarest member stands on `doc`. */
static pdx_status doc_ask(pdx_phrase *p, pdx_doc doc, const pdx_saturation *s, bool *has, double *score, pdx_error *err) {
    uint32_t occurrences[PDX_GROUP_COUNT], i;
    *score = 0.0;
    for (i = 1; i < p->n; i++) {
        PDX_TRY(pdx_stream_probe(&p->members[p->by_cost[i]], doc, NULL, has, score, err));
        if (!*has) return PDX_OK;
    }
    PDX_TRY(occurrences_read(p, doc, occurrences, err));
    *has = false;
    for (i = 0; i < PDX_GROUP_COUNT; i++) *has = *has || occurrences[i] > 0;
    if (*has && s != NULL) *score = pdx_saturate_one(pdx_shares_tf(p->shares, doc, occurrences), s);
    return PDX_OK;
}

pdx_status pdx_phrase_probe(pdx_phrase *p, pdx_doc doc, const pdx_saturation *s, bool *has, double *score, pdx_error *err) {
    PDX_TRY(pdx_stream_probe(&p->members[p->by_cost[0]], doc, NULL, has, score, err));
    return *has ? doc_ask(p, doc, s, has, score, err) : PDX_OK;
}

pdx_status pdx_phrase_read(pdx_phrase *p, pdx_window window, const pdx_saturation *s, pdx_bits *bits, double *scores, pdx_error *err) {
    pdx_bits asked;
    unsigned w;
    pdx_stream *rarest = &p->members[p->by_cost[0]];
    const uint32_t at = rarest->at, i = rarest->i;
    pdx_bits_clear(&asked);
    PDX_TRY(pdx_stream_read(rarest, window, NULL, &asked, NULL, err));
    rarest->at = at; /* back to the window's begin, to stand on each document in turn */
    rarest->i = rarest->blocks.block == at ? i : 0;
    for (w = 0; w < PDX_WINDOW_WORDS; w++) {
        uint64_t left;
        PDX_TRY(pdx_plan_pulses(p->scan->plan, pdx_popcount(asked.words[w]), err));
        for (left = asked.words[w]; left != 0; left &= left - 1) {
            const uint32_t offset = w * 64 + pdx_trailing_zeros(left);
            bool has;
            double score;
            PDX_TRY(pdx_phrase_probe(p, window.begin + offset, s, &has, &score, err));
            if (!has) continue;
            pdx_bits_set(bits, offset);
            if (scores != NULL) scores[offset] += score;
        }
    }
    return PDX_OK;
}
