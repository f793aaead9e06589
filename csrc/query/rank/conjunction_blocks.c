/* An AND whose rarest member is a list that is read: its documents are candidates, block by block. */
#include "query/rank/conjunction_steps.h"

/* Of a list with more than so many blocks for each of the rarest's only few are looked at. */
enum { UNFOLD_SHARE = 8 };

static pdx_stream *lead_stream(const pdx_match_leaf *lead) {
    return lead->phrase != NULL ? pdx_phrase_rarest(lead->phrase) : &lead->streams[0];
}

/* The most that the leading member gives in a block. */
static double lead_bound(const pdx_match_leaf *lead, uint32_t block, const pdx_saturation *s) {
    if (s == NULL) return 0.0;
    if (lead->phrase != NULL) return pdx_saturation_bound(pdx_phrase_block_bound(lead->phrase, block, s->top), s);
    return pdx_saturation_bound(pdx_stream_block_bound(&lead->streams[0], block, s->top), s);
}

/* Its documents in a block, those that come above `least`. */
static pdx_status lead_read(pdx_conjunction *c, pdx_match_leaf *lead, uint32_t block, double least, pdx_candidates *candidates, pdx_error *err) {
    const pdx_saturation *s = pdx_conjunction_saturation(c, lead);
    const pdx_doc end = c->matcher->scan.n_posts;
    if (lead->phrase != NULL) return pdx_phrase_lead(lead->phrase, block, end, s, least, candidates, err);
    return pdx_stream_lead(&lead->streams[0], block, end, s, least, candidates, err);
}

/* The block's documents, narrowed down. */
static pdx_status block_take(pdx_conjunction_work *w, uint32_t block, pdx_error *err) {
    const double least = pdx_conjunction_least(w, w->rest + w->meet.most);
    pdx_doc docs[PDX_BLOCK_ROOM];
    double scores[PDX_BLOCK_ROOM];
    pdx_candidates candidates = {docs, scores, 0, false};
    PDX_TRY(lead_read(w->c, w->lead, block, w->pruning ? least : -1.0, &candidates, err));
    PDX_TRY(pdx_plan_pulses(w->c->matcher->scan.plan, candidates.n, err));
    pdx_conjunction_sift(w, least, &candidates);
    return pdx_conjunction_take(w, &candidates, err);
}

/* Unfolds a list unless few of its blocks will be looked at. */
static pdx_status list_unfold(pdx_matcher *m, pdx_blocks *blocks, const pdx_blocks *lead, pdx_error *err) {
    if (pdx_blocks_count(blocks) / UNFOLD_SHARE > pdx_blocks_count(lead)) return PDX_OK;
    return pdx_blocks_unfold(blocks, &m->scan.arena, err);
}

static pdx_status lists_unfold(pdx_conjunction_work *w, pdx_error *err) {
    pdx_matcher *m = w->c->matcher;
    const pdx_match_node *root = m->root;
    pdx_match_leaf *lead = w->lead;
    const pdx_blocks *leading = &lead_stream(lead)->blocks;
    size_t i;
    for (i = 0; lead->phrase != NULL && i < lead->phrase->n; i++) PDX_TRY(list_unfold(m, &lead->phrase->members[i].blocks, leading, err));
    if (lead->phrase == NULL) PDX_TRY(list_unfold(m, &lead->streams[0].blocks, leading, err));
    for (i = 0; root->kind == PDX_NODE_AND && i < root->n_children; i++) {
        const pdx_match_node *child = &root->children[i];
        if (pdx_conjunction_is_list(child) && !w->is_met[i]) PDX_TRY(list_unfold(m, &child->leaf->streams[0].blocks, leading, err));
    }
    return PDX_OK;
}

pdx_status pdx_conjunction_blocks(pdx_conjunction_work *w, pdx_error *err) {
    pdx_conjunction *c = w->c;
    pdx_matcher *m = c->matcher;
    const pdx_saturation *s = pdx_conjunction_saturation(c, w->lead);
    const pdx_blocks *blocks = &lead_stream(w->lead)->blocks;
    const uint32_t n = pdx_blocks_count(blocks);
    pdx_window window = {0, 0};
    uint32_t block;
    PDX_TRY(lists_unfold(w, err));
    for (block = 0; block < n && window.end < m->scan.n_posts; block++) {
        const pdx_doc last = pdx_blocks_last(blocks, block);
        window.begin = window.end;
        window.end = last < m->scan.n_posts ? last + 1 : m->scan.n_posts;
        pdx_conjunction_look(w, window);
        if (w->pruning && lead_bound(w->lead, block, s) + w->rest + w->meet.most <= c->best->least) {
            c->counted = false;
            continue;
        }
        PDX_TRY(pdx_plan_pulses(m->scan.plan, 16, err));
        PDX_TRY(block_take(w, block, err));
    }
    return PDX_OK;
}
