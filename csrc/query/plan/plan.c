#include "query/plan/plan.h"

#include "base/clock.h"
#include "query/plan/expand.h"
#include "query/plan/forms.h"

pdx_status pdx_plan_place_of(const pdx_plan *plan, uint32_t post, uint32_t *segment, pdx_doc *doc, pdx_error *err) {
    if (pdx_snapshot_post_place(plan->snapshot, post, segment, doc)) return PDX_OK;
    return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "there is no post %u", (unsigned)post);
}

pdx_role_set pdx_plan_scoring_roles(void) {
    pdx_role_set roles = 0;
    unsigned i;
    for (i = 0; i < PDX_ROLE_COUNT; i++) {
        if (pdx_role_group((pdx_role)i) != PDX_GROUP_NONE) roles |= PDX_ROLE_BIT(i);
    }
    return roles;
}

pdx_role_set pdx_plan_roles(const pdx_plan *plan, const pdx_node *element) {
    const pdx_role_set named = element->roles & plan->options->roles & PDX_ROLES_ALL;
    if (named != PDX_ROLES_ALL || plan->query->options.sequence) return named;
    return pdx_plan_scoring_roles();
}

static pdx_status add_language(pdx_plan *plan, pdx_lang language, pdx_error *err) {
    size_t i;
    for (i = 0; i < plan->languages.len; i++) {
        if (plan->languages.data[i] == language) return PDX_OK;
    }
    return PDX_VEC_PUSH(&plan->languages, language) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status collect_languages(pdx_plan *plan, bool remainders, pdx_error *err) {
    uint32_t s, i;
    PDX_TRY(add_language(plan, PDX_LANG_NONE, err));
    for (s = 0; s < pdx_snapshot_n_segments(plan->snapshot); s++) {
        const pdx_segment *segment = pdx_snapshot_segment(plan->snapshot, s);
        for (i = 0; i < pdx_segment_n_languages(segment); i++) {
            PDX_TRY(add_language(plan, pdx_segment_language(segment, i), err));
        }
        for (i = pdx_segment_n_posts(segment); remainders && i < pdx_segment_n_docs(segment); i++) {
            pdx_doc_info info;
            PDX_TRY(pdx_segment_doc(segment, i, &info, err));
            PDX_TRY(add_language(plan, info.language, err));
        }
    }
    return PDX_OK;
}

static pdx_status resolve_filter(pdx_plan *plan, const pdx_node *node, pdx_resolved *resolved, pdx_error *err) {
    const pdx_filters *filters = plan->options->filters;
    const uint32_t n = pdx_snapshot_n_posts(plan->snapshot);
    if (filters == NULL) {
        return pdx_fail(err, PDX_EQUERY, node->begin, "there is nothing here that tag: source: page: date: kind: status: could ask");
    }
    if (!pdx_bitmap_init(&resolved->certain, n, false) || !pdx_bitmap_init(&resolved->wide, n, false)) {
        return pdx_fail_memory(err);
    }
    const pdx_status status = filters->resolve(filters->context, (pdx_filter_kind)node->filter, node->text, &resolved->certain, &resolved->wide, err);
    if (status == PDX_EQUERY && err != NULL && err->offset == PDX_NO_OFFSET) err->offset = node->begin; /* of the value: the filter has it without the query */
    PDX_TRY(status);
    pdx_bitmap_or(&resolved->wide, &resolved->certain);
    return PDX_OK;
}

static pdx_status resolve_filters(pdx_plan *plan, pdx_error *err) {
    const pdx_node_list *nodes = &plan->query->filters;
    size_t i;
    if (nodes->len == 0) return PDX_OK;
    plan->filters = pdx_alloc_zero(nodes->len, sizeof *plan->filters);
    if (plan->filters == NULL) return pdx_fail_memory(err);
    plan->n_filters = nodes->len;
    for (i = 0; i < nodes->len; i++) PDX_TRY(resolve_filter(plan, nodes->data[i], &plan->filters[i], err));
    return PDX_OK;
}

/* Of each post of a segment what `from` says of its number. */
static void runs_pick(pdx_bitmap *out, const pdx_bitmap *from, const pdx_number_run *runs, uint32_t n, uint32_t first) {
    memset(out->words, 0, ((size_t)out->n + 63) / 64 * sizeof *out->words);
    if (runs == NULL) pdx_bitmap_copy_run(out, 0, from, first, out->n);
    for (uint32_t i = 0; runs != NULL && i < n; i++) pdx_bitmap_copy_run(out, runs[i].doc, from, runs[i].number, runs[i + 1].doc - runs[i].doc);
}

/* What of `from`, which has a bit for each post of the whole, applies to a segment. */
static pdx_status slice_make(pdx_plan *plan, uint32_t segment, const pdx_bitmap *from, pdx_bitmap *out, pdx_error *err) {
    const pdx_gone *gone = pdx_snapshot_gone(plan->snapshot, segment);
    const pdx_number_run *runs;
    uint32_t n;
    out->n = pdx_segment_n_posts(pdx_snapshot_segment(plan->snapshot, segment));
    out->words = pdx_arena_array(&plan->arena, ((size_t)out->n + 63) / 64, sizeof *out->words);
    if (out->words == NULL) return pdx_fail_memory(err);
    runs = pdx_snapshot_runs(plan->snapshot, segment, &n);
    runs_pick(out, from, runs, n, pdx_snapshot_first_post(plan->snapshot, segment));
    if (gone != NULL) pdx_bitmap_and(out, pdx_gone_alive(gone));
    return PDX_OK;
}

static pdx_status slice_posts(pdx_plan *plan, uint32_t segment, const pdx_bitmap **out, pdx_error *err) {
    const pdx_gone *gone = pdx_snapshot_gone(plan->snapshot, segment);
    pdx_bitmap *posts;
    *out = gone == NULL || pdx_gone_n_posts(gone) == 0 ? NULL : pdx_gone_alive(gone);
    if (plan->options->posts == NULL) return PDX_OK;
    posts = pdx_arena_alloc(&plan->arena, sizeof *posts);
    if (posts == NULL) return pdx_fail_memory(err);
    PDX_TRY(slice_make(plan, segment, plan->options->posts, posts, err));
    *out = posts;
    return PDX_OK;
}

static pdx_status slice_filters(pdx_plan *plan, uint32_t segment, const pdx_resolved **out, pdx_error *err) {
    pdx_resolved *filters = pdx_arena_array(&plan->arena, plan->n_filters, sizeof *filters);
    size_t i;
    *out = filters;
    if (filters == NULL) return pdx_fail_memory(err);
    for (i = 0; i < plan->n_filters; i++) {
        PDX_TRY(slice_make(plan, segment, &plan->filters[i].certain, &filters[i].certain, err));
        filters[i].wide = filters[i].certain;
        if (pdx_bitmap_count(&plan->filters[i].wide) == pdx_bitmap_count(&plan->filters[i].certain)) continue; /* nothing is merely possible */
        PDX_TRY(slice_make(plan, segment, &plan->filters[i].wide, &filters[i].wide, err));
    }
    return PDX_OK;
}

/* A set of one segment, of which nothing is gone, is that segment. */
static pdx_status segments_slice(pdx_plan *plan, pdx_error *err) {
    const uint32_t n = pdx_snapshot_n_segments(plan->snapshot);
    const bool alone = n == 1 && pdx_snapshot_gone(plan->snapshot, 0) == NULL;
    pdx_plan_segment *segments = pdx_arena_array(&plan->arena, n, sizeof *segments);
    uint32_t s;
    if (segments == NULL) return pdx_fail_memory(err);
    plan->segments = segments;
    for (s = 0; s < n; s++) {
        segments[s].posts = plan->options->posts;
        segments[s].filters = plan->filters;
        if (alone) continue;
        PDX_TRY(slice_posts(plan, s, &segments[s].posts, err));
        PDX_TRY(slice_filters(plan, s, &segments[s].filters, err));
    }
    return PDX_OK;
}

/* Nothing is looked up yet, or what `from` has looked up. */
static pdx_status lists_init(pdx_plan *plan, const pdx_plan *from, pdx_error *err) {
    const size_t n = plan->query->elements.len * pdx_snapshot_n_segments(plan->snapshot);
    const pdx_word_lists **lists = pdx_arena_array(&plan->arena, 2 * n, sizeof *lists);
    const pdx_merged **merged = pdx_arena_array(&plan->arena, n, sizeof *merged);
    size_t i;
    if (lists == NULL || merged == NULL) return pdx_fail_memory(err);
    for (i = 0; i < 2 * n; i++) lists[i] = from == NULL ? NULL : from->lists[i];
    for (i = 0; i < n; i++) merged[i] = from == NULL ? NULL : from->merged[i];
    plan->lists = lists;
    plan->merged = merged;
    return PDX_OK;
}

pdx_status pdx_plan_init(pdx_plan *plan, const pdx_snapshot *snapshot, const pdx_query *query,
                         const pdx_search_options *options, bool remainders, pdx_error *err) {
    memset(plan, 0, sizeof *plan);
    pdx_arena_init(&plan->arena);
    plan->snapshot = snapshot;
    plan->query = query;
    plan->options = options;
    plan->total = pdx_snapshot_n_posts(snapshot);
    if (options->deadline > 0.0) plan->deadline = pdx_clock_seconds() + options->deadline;
    PDX_TRY(collect_languages(plan, remainders, err));
    PDX_TRY(resolve_filters(plan, err));
    PDX_TRY(segments_slice(plan, err));
    PDX_TRY(pdx_forms_make(plan, err));
    PDX_TRY(lists_init(plan, NULL, err));
    return pdx_expand_fuzzy(plan, err);
}

void pdx_plan_deinit(pdx_plan *plan) {
    size_t i;
    for (i = 0; i < plan->n_filters; i++) {
        pdx_bitmap_deinit(&plan->filters[i].certain);
        pdx_bitmap_deinit(&plan->filters[i].wide);
    }
    pdx_free(plan->filters);
    plan->filters = NULL;
    plan->n_filters = 0;
    PDX_VEC_DEINIT(&plan->languages);
    pdx_arena_deinit(&plan->arena);
}

pdx_status pdx_plan_again(pdx_plan *plan, const pdx_plan *from, const pdx_search_options *options, pdx_error *err) {
    *plan = *from;
    plan->options = options;
    plan->pulses = 0;
    if (options->deadline <= 0.0) plan->deadline = 0.0;
    pdx_arena_init(&plan->arena);
    if (from->expired) return PDX_OK;
    return lists_init(plan, from, err);
}

void pdx_plan_again_deinit(pdx_plan *plan) { pdx_arena_deinit(&plan->arena); }
