#include "query/match/score.h"

#include <float.h>
#include <math.h>

#include "query/match/merged.h"
#include "query/walk/cursor_build.h"

/* The posts of one segment in which the element occurs in a scoring group, one by one. */
static pdx_status count_posts(pdx_plan *plan, uint32_t segment, const pdx_node *element, uint32_t *n, pdx_error *err) {
    const pdx_aim aim = {false, true};
    pdx_scan scan;
    pdx_cursor *cursor;
    pdx_status status = pdx_scan_init(&scan, plan, segment, err);
    *n = 0;
    if (status == PDX_OK) status = pdx_cursor_build(&scan, element, &aim, &cursor, err);
    while (status == PDX_OK && cursor->doc < scan.n_posts) {
        pdx_level level;
        status = pdx_plan_pulse(plan, err);
        if (status == PDX_OK) status = pdx_cursor_check(cursor, &level, err);
        if (status != PDX_OK) break;
        *n += level != PDX_LEVEL_NO && (scan.gone == NULL || !pdx_gone_has(scan.gone, cursor->doc));
        status = pdx_cursor_advance(cursor, cursor->doc + 1, err);
    }
    pdx_scan_deinit(&scan);
    return status;
}

static pdx_status count_segment(pdx_plan *plan, uint32_t segment, const pdx_node *element, uint32_t *n, pdx_error *err) {
    const pdx_word_lists *lists;
    const pdx_merged *merged;
    if (pdx_node_is_element(element)) {
        PDX_TRY(pdx_word_lists_find(plan, segment, element, false, &lists, err));
        if (pdx_word_lists_posts(lists, n)) return PDX_OK;
        PDX_TRY(pdx_merged_find(plan, segment, element, &merged, err));
        if (merged != NULL) {
            *n = merged->n;
            return PDX_OK;
        }
    }
    return count_posts(plan, segment, element, n, err);
}

/* Adds the df and idf of `node`, an element, or of all elements in it. */
static pdx_status add_statistics(pdx_plan *plan, const pdx_node *node, uint32_t *df, double *idf, pdx_error *err) {
    const double n_posts = pdx_snapshot_n_posts(plan->snapshot);
    const bool element = pdx_node_is_element(node) || node->kind == PDX_NODE_COMPOUND;
    uint32_t s, n = 0;
    size_t i;
    if (node->kind == PDX_NODE_NOT) return PDX_OK;
    for (i = 0; !element && i < node->n_children; i++) PDX_TRY(add_statistics(plan, node->children[i], df, idf, err));
    if (!element) return PDX_OK;
    for (s = 0; s < pdx_snapshot_n_segments(plan->snapshot); s++) {
        uint32_t here;
        PDX_TRY(count_segment(plan, s, node, &here, err));
        n += here;
    }
    *df += n;
    *idf += log(1.0 + (n_posts - n + 0.5) / (n + 0.5));
    return PDX_OK;
}

/* A score is below `most`; the grid has 2^50 steps up to that, so that sums, and the sums on the way to them, are exact. */
static double grid_for(double most) {
    int exponent;
    if (!(most > 0.0) || most > DBL_MAX) return 0.0;
    (void)frexp(most, &exponent);
    return ldexp(1.5, exponent + 2);
}

static void saturations_make(pdx_scores *scores, const pdx_node_list *leaves) {
    double most = 0.0;
    size_t i;
    for (i = 0; i < leaves->len; i++) most += leaves->data[i]->boost * scores->idf[i];
    scores->most = most;
    for (i = 0; i < leaves->len; i++) {
        scores->saturations[i].top = leaves->data[i]->boost * scores->idf[i];
        scores->saturations[i].k1 = scores->scoring->k1;
        scores->saturations[i].grid = grid_for(most);
    }
}

pdx_status pdx_scores_init(pdx_scores *scores, pdx_plan *plan, pdx_error *err) {
    const pdx_node_list *leaves = &plan->query->scored;
    size_t i;
    int g;
    scores->scoring = &plan->options->scoring;
    scores->n = leaves->len;
    for (g = 0; g < PDX_GROUP_COUNT; g++) scores->average[g] = pdx_snapshot_average_length(plan->snapshot, (pdx_group)g);
    scores->idf = pdx_arena_array(&plan->arena, leaves->len, sizeof *scores->idf);
    scores->df = pdx_arena_array(&plan->arena, leaves->len, sizeof *scores->df);
    scores->saturations = pdx_arena_array(&plan->arena, leaves->len, sizeof *scores->saturations);
    if (scores->idf == NULL || scores->df == NULL || scores->saturations == NULL) return pdx_fail_memory(err);
    for (i = 0; i < leaves->len; i++) {
        scores->idf[i] = 0.0;
        scores->df[i] = 0;
        PDX_TRY(add_statistics(plan, leaves->data[i], &scores->df[i], &scores->idf[i], err));
    }
    saturations_make(scores, leaves);
    return PDX_OK;
}

pdx_status pdx_scores_leaf(const pdx_scores *scores, size_t i, pdx_cursor *leaf, pdx_leaf_part *out, pdx_error *err) {
    const pdx_scoring *scoring = scores->scoring;
    pdx_level level;
    int g;
    memset(out, 0, sizeof *out);
    PDX_TRY(pdx_cursor_check(leaf, &level, err));
    if (level < (leaf->scan->plan->options->possible ? PDX_LEVEL_POSSIBLE : PDX_LEVEL_CERTAIN)) return PDX_OK;
    PDX_TRY(pdx_cursor_count(leaf, out->occurrences, err));
    for (g = 0; g < PDX_GROUP_COUNT; g++) {
        const uint32_t length = pdx_segment_length(leaf->scan->segment, (pdx_group)g, leaf->doc);
        out->norm[g] = 1.0;
        if (scores->average[g] > 0.0) out->norm[g] = 1.0 - scoring->b[g] + scoring->b[g] * length / scores->average[g];
        if (out->occurrences[g] > 0) {
            out->tf += (double)out->occurrences[g] * (double)pdx_scoring_share(scoring, (pdx_group)g, scores->average[g], length);
        }
    }
    if (out->tf > 0.0) out->score = pdx_saturate_one(out->tf, &scores->saturations[i]);
    return PDX_OK;
}
