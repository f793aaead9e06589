#include "query/match/phrase.h"

#include "query/match/phrase_steps.h"
#include "query/plan/word_lists.h"

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
    if (node->kind == PDX_NODE_NEAR ? node->n_children != 2 : node->number != 0 || node->n_children < 2) return PDX_OK;
    p->near = node->kind == PDX_NODE_NEAR;
    p->distance = node->number;
    p->scan = scan;
    p->shares = shares;
    p->groups = groups;
    p->members = pdx_arena_array(&scan->arena, node->n_children, sizeof *p->members);
    p->by_cost = pdx_arena_array(&scan->arena, node->n_children, sizeof *p->by_cost);
    if (p->members == NULL || p->by_cost == NULL) return pdx_fail_memory(err);
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
    PDX_VEC_DEINIT(&p->leading);
    PDX_VEC_DEINIT(&p->other);
    PDX_VEC_DEINIT(&p->spans);
    PDX_VEC_DEINIT(&p->starts);
}

uint64_t pdx_phrase_cost(const pdx_phrase *p) { return cost_of(p, p->by_cost[0]); }

pdx_doc pdx_phrase_next(pdx_phrase *p, pdx_doc from) { return pdx_stream_next(&p->members[p->by_cost[0]], from); }

/* A phrase occurs no more often than its words: the least of their bounds. */
double pdx_phrase_bound(pdx_phrase *p, pdx_window window, double top, pdx_doc *holds_to) {
    double least = top;
    uint32_t i;
    *holds_to = PDX_NO_DOC;
    for (i = 0; !p->near && i < p->n; i++) {
        pdx_doc to;
        const double here = pdx_stream_bound(&p->members[i], window, top, &to);
        if (here < least) least = here;
        if (to < *holds_to) *holds_to = to;
    }
    return least;
}

double pdx_phrase_block_bound(const pdx_phrase *p, uint32_t block, double top) {
    return p->near ? top : pdx_stream_block_bound(pdx_phrase_rarest(p), block, top);
}

/* Of the first `n` documents of a block those in which the rarest word stands often enough, or where that is not known. */
static void many_keep(pdx_phrase *p, const pdx_phrase_limit *l, uint32_t n, pdx_candidates *out) {
    const pdx_blocks *blocks = &pdx_phrase_rarest(p)->blocks;
    const float *shares = p->shares->body;
    const float least = (float)(l->tf * (1.0 - 0x1p-22)); /* single precision decides below what is sure to be too little */
    uint32_t kept = 0, k;
    for (k = 0; k < n; k++) {
        const pdx_doc doc = blocks->docs[k];
        const uint32_t count = blocks->body[k];
        p->places[kept] = k;
        out->docs[kept] = doc;
        kept += (count == 0) | ((float)(int32_t)count * shares[doc] > least) | (count > INT32_MAX);
    }
    out->passed = out->passed || kept < n;
    out->n = kept;
}

/* The documents before `end` of a block of the rarest word, but for those in which even that stands too rarely. */
static pdx_status block_lead(pdx_phrase *p, uint32_t block, pdx_doc end, const pdx_phrase_limit *l, pdx_candidates *out, pdx_error *err) {
    pdx_stream *rarest = pdx_phrase_rarest(p);
    pdx_blocks *blocks = &rarest->blocks;
    uint32_t n, k;
    PDX_TRY(pdx_stream_enter(rarest, block, err));
    for (n = blocks->n; n > 0 && blocks->docs[n - 1] >= end;) n--;
    if (l->tf > 0.0 && !p->near && p->shares->body != NULL) {
        PDX_TRY(pdx_blocks_read_counts(blocks, err));
        many_keep(p, l, n, out);
        return PDX_OK;
    }
    for (k = 0; k < n; k++) p->places[k] = k;
    memcpy(out->docs, blocks->docs, n * sizeof *out->docs);
    out->n = n;
    return PDX_OK;
}

/* Leaves of the documents on which the rarest word stands, whose places are known, those that match. */
static pdx_status candidates_take(pdx_phrase *p, const pdx_phrase_limit *l, pdx_candidates *c, pdx_error *err) {
    return p->near ? pdx_nears_take(p, l, c, err) : pdx_phrases_take(p, l, c, err);
}

pdx_status pdx_phrase_lead(pdx_phrase *p, uint32_t block, pdx_doc end, const pdx_saturation *s, double least, pdx_candidates *out,
                           pdx_error *err) {
    const pdx_phrase_limit l = pdx_phrase_limit_of(s, least);
    PDX_TRY(block_lead(p, block, end, &l, out, err));
    PDX_TRY(candidates_take(p, &l, out, err));
    if (s != NULL && least >= 0.0) out->passed = true; /* some may have been left out for what they can get */
    return PDX_OK;
}

pdx_status pdx_phrase_probe(pdx_phrase *p, pdx_doc doc, const pdx_saturation *s, bool *has, double *score, pdx_error *err) {
    const pdx_phrase_limit l = pdx_phrase_limit_of(s, -1.0);
    pdx_candidates one = {&doc, score, 1, false};
    pdx_stream *rarest = pdx_phrase_rarest(p);
    PDX_TRY(pdx_stream_probe(rarest, doc, NULL, has, score, err));
    if (!*has) return PDX_OK;
    p->places[0] = rarest->i;
    PDX_TRY(candidates_take(p, &l, &one, err));
    *has = one.n > 0;
    return PDX_OK;
}

pdx_status pdx_phrase_read(pdx_phrase *p, pdx_window window, const pdx_saturation *s, pdx_bits *bits, double *scores, pdx_error *err) {
    pdx_bits asked;
    unsigned w;
    pdx_stream *rarest = &p->members[p->by_cost[0]];
    const uint32_t at = rarest->at;
    pdx_bits_clear(&asked);
    PDX_TRY(pdx_stream_read(rarest, window, NULL, &asked, NULL, err));
    pdx_stream_return(rarest, at); /* to the window's begin, to stand on each document in turn */
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
