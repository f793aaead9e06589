/* Why a post has its score, as JSON. */
#include "query/parse/number.h"
#include "query/match/score.h"
#include "query/walk/cursor_build.h"

static void put_string(pdx_buf *out, pdx_span text) {
    size_t i;
    pdx_buf_byte(out, '"');
    for (i = 0; i < text.len; i++) {
        const uint8_t c = text.data[i];
        if (c == '"' || c == '\\') {
            pdx_buf_byte(out, '\\');
            pdx_buf_byte(out, c);
        } else if (c < 0x20 || c == 0x7F) {
            pdx_buf_format(out, "\\u%04x", (unsigned)c);
        } else {
            pdx_buf_byte(out, c);
        }
    }
    pdx_buf_byte(out, '"');
}

static void put_number(pdx_buf *out, const char *name, double value) {
    pdx_buf_format(out, "\"%s\": ", name);
    pdx_number_append(out, value);
}

static const char *const group_names[PDX_GROUP_COUNT] = {"title", "tags", "body", "other"};

static void put_groups(const pdx_scores *scores, const pdx_cursor *leaf, const pdx_leaf_part *part, pdx_buf *out) {
    bool first = true;
    int g;
    for (g = 0; g < PDX_GROUP_COUNT; g++) {
        if (part->occurrences[g] == 0) continue;
        pdx_buf_format(out, "%s{\"group\": \"%s\", \"occurrences\": %u, \"length\": %u, ", first ? "" : ", ", group_names[g],
                       (unsigned)part->occurrences[g],
                       (unsigned)pdx_segment_length(leaf->scan->segment, (pdx_group)g, leaf->doc));
        put_number(out, "average", scores->average[g]);
        pdx_buf_str(out, ", ");
        put_number(out, "norm", part->norm[g]);
        pdx_buf_str(out, ", ");
        put_number(out, "weight", scores->scoring->weight[g]);
        pdx_buf_byte(out, '}');
        first = false;
    }
}

/* The bytes of the query pass through as they are, UTF-8 or not. */
static pdx_status put_leaf(const pdx_scores *scores, const pdx_plan *plan, size_t i, const pdx_cursor *leaf,
                           const pdx_leaf_part *part, pdx_buf *out, pdx_error *err) {
    const pdx_node *node = plan->query->scored.data[i];
    pdx_buf name;
    pdx_buf_init(&name);
    pdx_node_dump(plan->query, node, &name);
    if (name.failed) {
        pdx_buf_deinit(&name);
        return pdx_fail_memory(err);
    }
    pdx_buf_str(out, i == 0 ? "{\"query\": " : ", {\"query\": ");
    put_string(out, pdx_buf_view(&name));
    pdx_buf_deinit(&name);
    pdx_buf_format(out, ", \"begin\": %zu, \"end\": %zu, \"df\": %u, ", node->begin, node->end, (unsigned)scores->df[i]);
    put_number(out, "idf", scores->idf[i]);
    pdx_buf_str(out, ", ");
    put_number(out, "boost", node->boost);
    pdx_buf_str(out, ", ");
    put_number(out, "tf", part->tf);
    pdx_buf_str(out, ", \"groups\": [");
    put_groups(scores, leaf, part, out);
    pdx_buf_str(out, "], ");
    put_number(out, "score", part->score);
    pdx_buf_byte(out, '}');
    return PDX_OK;
}

static pdx_status put_leaves(const pdx_scores *scores, pdx_scan *scan, pdx_doc doc, pdx_buf *out, double *score,
                             pdx_error *err) {
    const pdx_node_list *leaves = &scan->plan->query->scored;
    const pdx_aim aim = {false, false};
    size_t i;
    for (i = 0; i < leaves->len; i++) {
        pdx_cursor *leaf;
        pdx_leaf_part part;
        memset(&part, 0, sizeof part);
        PDX_TRY(pdx_cursor_build_leaf(scan, i, &aim, &leaf, err));
        PDX_TRY(pdx_cursor_advance(leaf, doc, err));
        if (leaf->doc == doc) PDX_TRY(pdx_scores_leaf(scores, i, leaf, &part, err));
        PDX_TRY(put_leaf(scores, scan->plan, i, leaf, &part, out, err));
        *score += part.score;
    }
    return PDX_OK;
}

static pdx_status explain(pdx_plan *plan, pdx_scan *scan, pdx_doc doc, pdx_buf *out, pdx_error *err) {
    static const char *const levels[] = {"no", "possible", "certain"};
    const pdx_aim aim = {false, false};
    pdx_scores scores;
    pdx_cursor *root;
    pdx_level level;
    pdx_scan matching;
    double score = 0.0;
    pdx_status status;
    PDX_TRY(pdx_scores_init(&scores, plan, err));
    pdx_buf_format(out, "{\"post\": %u, \"posts\": %u, ", (unsigned)pdx_scan_number(scan, doc), (unsigned)pdx_snapshot_n_posts(plan->snapshot));
    put_number(out, "k1", plan->options->scoring.k1);
    pdx_buf_str(out, ", \"leaves\": [");
    PDX_TRY(put_leaves(&scores, scan, doc, out, &score, err));
    status = pdx_scan_init(&matching, plan, scan->index, err);
    if (status == PDX_OK) status = pdx_cursor_build(&matching, plan->query->root, &aim, &root, err);
    if (status == PDX_OK) status = pdx_cursor_level(root, doc, &level, err);
    pdx_scan_deinit(&matching);
    if (status != PDX_OK) return status;
    pdx_buf_format(out, "], \"matches\": \"%s\", ", levels[level]);
    put_number(out, "score", score);
    pdx_buf_byte(out, '}');
    return out->failed ? pdx_fail_memory(err) : PDX_OK;
}

pdx_status pdx_search_explain(const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options,
                              uint32_t post, pdx_buf *json, pdx_error *err) {
    pdx_plan plan;
    pdx_scan scan;
    uint32_t segment;
    pdx_doc doc;
    pdx_status status = pdx_plan_init(&plan, snapshot, query, options, false, err);
    if (status == PDX_OK) status = pdx_plan_place_of(&plan, post, &segment, &doc, err);
    if (status == PDX_OK) {
        status = pdx_scan_init(&scan, &plan, segment, err);
        if (status == PDX_OK) status = explain(&plan, &scan, doc, json, err);
        pdx_scan_deinit(&scan);
    }
    pdx_plan_deinit(&plan);
    return status;
}
