#include "query/search.h"

#include <stdlib.h>

#include "query/score.h"

typedef struct search {
    pdx_plan plan;
    pdx_scores scores;
    PDX_VEC(pdx_hit) hits; /* owned */
    uint32_t n_possible;
} search;

static pdx_status score_post(search *self, pdx_scan *scan, pdx_doc doc, double *score, pdx_error *err) {
    const pdx_node_list *leaves = &self->plan.query->scored;
    size_t i;
    *score = 0.0;
    for (i = 0; i < leaves->len; i++) {
        pdx_cursor *leaf = scan->leaves[i];
        pdx_leaf_part part;
        PDX_TRY(pdx_cursor_advance(leaf, doc, err));
        if (leaf->doc != doc) continue;
        PDX_TRY(pdx_scores_leaf(&self->scores, i, leaves->data[i]->boost, leaf, &part, err));
        *score += part.score;
    }
    return PDX_OK;
}

static pdx_status take_post(search *self, pdx_scan *scan, pdx_cursor *root, pdx_error *err) {
    const pdx_search_options *options = self->plan.options;
    pdx_level level;
    pdx_hit hit;
    PDX_TRY(pdx_cursor_check(root, &level, err));
    if (level == PDX_LEVEL_NO) return PDX_OK;
    if (level == PDX_LEVEL_POSSIBLE && !options->possible) {
        self->n_possible++;
        return PDX_OK;
    }
    hit.post = scan->first_post + root->doc;
    hit.unused = 0.0f;
    PDX_TRY(score_post(self, scan, root->doc, &hit.score, err));
    return PDX_VEC_PUSH(&self->hits, hit) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status walk(search *self, pdx_scan *scan, pdx_error *err) {
    const pdx_bitmap *posts = self->plan.options->posts;
    const pdx_aim aim = {false, false};
    pdx_cursor *root, *leaf;
    size_t i;
    PDX_TRY(pdx_scan_cursor(scan, self->plan.query->root, &aim, &root, err));
    for (i = 0; i < self->plan.query->scored.len; i++) {
        PDX_TRY(pdx_scan_leaf(scan, i, &aim, &leaf, err));
        scan->leaves[i] = leaf;
    }
    while (root->doc < scan->n_posts) {
        pdx_doc next = root->doc + 1;
        PDX_TRY(pdx_plan_pulse(&self->plan, err));
        if (posts == NULL || pdx_bitmap_has(posts, scan->first_post + root->doc)) {
            PDX_TRY(take_post(self, scan, root, err));
        } else {
            const uint32_t wanted = pdx_bitmap_next(posts, scan->first_post + root->doc);
            if (wanted >= posts->n) break;
            next = wanted - scan->first_post;
        }
        PDX_TRY(pdx_cursor_advance(root, next, err));
    }
    return PDX_OK;
}

static int hit_order(const void *left, const void *right) {
    const pdx_hit *a = left, *b = right;
    if (a->score > b->score) return -1;
    if (a->score < b->score) return 1;
    return a->post < b->post ? -1 : a->post > b->post ? 1 : 0;
}

static void sort_hits(search *self) {
    size_t i;
    for (i = 1; i < self->hits.len; i++) {
        if (hit_order(&self->hits.data[i - 1], &self->hits.data[i]) > 0) {
            qsort(self->hits.data, self->hits.len, sizeof *self->hits.data, hit_order);
            return;
        }
    }
}

static pdx_status run(search *self, pdx_error *err) {
    uint32_t s;
    PDX_TRY(pdx_scores_init(&self->scores, &self->plan, err));
    for (s = 0; s < pdx_snapshot_n_segments(self->plan.snapshot); s++) {
        pdx_scan scan;
        pdx_status status = pdx_scan_init(&scan, &self->plan, s, err);
        if (status == PDX_OK) status = walk(self, &scan, err);
        pdx_scan_deinit(&scan);
        if (status != PDX_OK) return status;
    }
    return PDX_OK;
}

pdx_status pdx_search_run(const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options,
                          pdx_hit_list *out, pdx_error *err) {
    search self;
    pdx_status status;
    memset(out, 0, sizeof *out);
    memset(&self, 0, sizeof self);
    status = pdx_plan_init(&self.plan, snapshot, query, options, false, err);
    if (status == PDX_OK) status = run(&self, err);
    if (status == PDX_OK || self.plan.expired) {
        out->complete = !self.plan.expired;
        status = PDX_OK;
        sort_hits(&self);
        out->hits = self.hits.data;
        out->n = self.hits.len;
        out->n_possible = self.n_possible;
    } else {
        PDX_VEC_DEINIT(&self.hits);
    }
    pdx_plan_deinit(&self.plan);
    return status;
}

void pdx_hit_list_deinit(pdx_hit_list *list) {
    pdx_free(list->hits);
    memset(list, 0, sizeof *list);
}
