#include "query/walk/matches.h"

#include "query/walk/cursor_build.h"
#include "query/walk/lone.h"
#include "query/walk/word_counts.h"
#include "query/walk/word_places.h"

typedef struct gathering {
    pdx_plan plan;
    pdx_matches matches;        /* owned */
    uint32_t n_possible;
    size_t most;                /* so many are enough */
    bool without_parts;         /* nobody asks in which part they are */
} gathering;

static bool is_enough(const gathering *self) { return self->matches.len >= self->most; }

/* Appends the occurrences in the document on which `root` stands. */
static pdx_status take_document(gathering *self, pdx_scan *scan, pdx_cursor *root, pdx_error *err) {
    const pdx_occurrences *found;
    pdx_level level;
    size_t i;
    PDX_TRY(pdx_cursor_check(root, &level, err));
    if (level == PDX_LEVEL_NO) return PDX_OK;
    PDX_TRY(pdx_cursor_find(root, &found, err));
    if (level == PDX_LEVEL_POSSIBLE && !self->plan.options->possible) {
        self->n_possible += found->len > 0 && root->doc < scan->n_posts;
        return PDX_OK;
    }
    for (i = 0; i < found->len; i++) {
        pdx_match match;
        if (!self->without_parts) PDX_TRY(pdx_scan_place(scan, root->doc, pdx_scan_position(scan, found->data[i].start), err));
        match.segment = scan->index;
        match.doc = root->doc;
        match.position = pdx_scan_position(scan, found->data[i].start);
        match.length = (uint32_t)(pdx_scan_end(scan, pdx_occurrence_end(found->data[i])) - match.position);
        match.cut = (uint8_t)pdx_lone_cut(scan, found->data[i]);
        match.part = self->without_parts ? PDX_MATCH_NO_PART : scan->place.part;
        if (!PDX_VEC_PUSH(&self->matches, match)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* The documents from where `root` stands to before `to`. */
static pdx_status walk_on(gathering *self, pdx_scan *scan, pdx_cursor *root, pdx_doc to, pdx_error *err) {
    while (root->doc < to && !is_enough(self)) {
        PDX_TRY(pdx_plan_pulse(&self->plan, err));
        if (pdx_scan_sees(scan, root->doc)) PDX_TRY(take_document(self, scan, root, err));
        PDX_TRY(pdx_cursor_advance(root, root->doc + 1, err));
    }
    return PDX_OK;
}

/* The documents from `from` to before `to`. */
static pdx_status walk(gathering *self, pdx_scan *scan, pdx_doc from, pdx_doc to, pdx_error *err) {
    const pdx_aim aim = {true, false};
    pdx_cursor *root;
    PDX_TRY(pdx_cursor_build(scan, self->plan.query->root, &aim, &root, err));
    PDX_TRY(pdx_cursor_advance(root, from, err));
    return walk_on(self, scan, root, to, err);
}

static pdx_status walk_segment(gathering *self, uint32_t segment, bool remainders, pdx_error *err) {
    pdx_scan scan;
    bool done = false;
    pdx_status status = pdx_scan_init(&scan, &self->plan, segment, err);
    if (status == PDX_OK && self->most == SIZE_MAX && !remainders) {
        status = pdx_word_places_add(&scan, !self->without_parts, &self->matches, &done, err);
    }
    if (status == PDX_OK && !done) {
        status = walk(self, &scan, remainders ? scan.n_posts : 0, remainders ? scan.n_docs : scan.n_posts, err);
    }
    pdx_scan_deinit(&scan);
    return status;
}

/* A segment that is walked beside others. */
typedef struct strand {
    pdx_scan scan;
    pdx_cursor *root;
} strand;

static pdx_status strands_open(gathering *self, strand *strands, uint32_t n, pdx_error *err) {
    const pdx_aim aim = {true, false};
    uint32_t s;
    for (s = 0; s < n; s++) PDX_TRY(pdx_scan_init(&strands[s].scan, &self->plan, s, err));
    for (s = 0; s < n; s++) PDX_TRY(pdx_cursor_build(&strands[s].scan, self->plan.query->root, &aim, &strands[s].root, err));
    return PDX_OK;
}

/* The number of the post on which a strand stands; PDX_NO_DOC when it has no more. */
static uint32_t strand_number(const strand *one) {
    return one->root->doc < one->scan.n_posts ? pdx_scan_number(&one->scan, one->root->doc) : PDX_NO_DOC;
}

/* The strand with the least number goes on, up to the least of the others. */
static pdx_status strands_walk(gathering *self, strand *strands, uint32_t n, pdx_error *err) {
    while (!is_enough(self)) {
        strand *least = &strands[0];
        uint32_t next = PDX_NO_DOC, s;
        for (s = 1; s < n; s++) {
            const uint32_t here = strand_number(&strands[s]);
            if (here < strand_number(least)) {
                next = strand_number(least);
                least = &strands[s];
            } else if (here < next) {
                next = here;
            }
        }
        if (strand_number(least) == PDX_NO_DOC) return PDX_OK;
        PDX_TRY(walk_on(self, &least->scan, least->root, pdx_scan_from_number(&least->scan, least->root->doc + 1, next), err));
    }
    return PDX_OK;
}

/* The posts of all segments in the order of their numbers, where these do not ascend from segment to segment. */
static pdx_status walk_mixed(gathering *self, pdx_error *err) {
    const uint32_t n = pdx_snapshot_n_segments(self->plan.snapshot);
    strand *strands = pdx_alloc_zero(n, sizeof *strands);
    pdx_status status;
    uint32_t s;
    if (strands == NULL) return pdx_fail_memory(err);
    status = strands_open(self, strands, n, err);
    if (status == PDX_OK) status = strands_walk(self, strands, n, err);
    for (s = 0; s < n; s++) pdx_scan_deinit(&strands[s].scan);
    pdx_free(strands);
    return status;
}

/* Posts of all segments first, then the remainders of all. */
static pdx_status walk_all(gathering *self, bool remainders, pdx_error *err) {
    const uint32_t n = pdx_snapshot_n_segments(self->plan.snapshot);
    const bool mixed = !pdx_snapshot_ascends(self->plan.snapshot);
    uint32_t s;
    if (mixed) PDX_TRY(walk_mixed(self, err));
    for (s = 0; s < n && !mixed && !is_enough(self); s++) PDX_TRY(walk_segment(self, s, false, err));
    for (s = 0; s < n && remainders && !is_enough(self); s++) PDX_TRY(walk_segment(self, s, true, err));
    return PDX_OK;
}

/* Hands the matches over, or frees them. */
static pdx_status finish(gathering *self, pdx_status status, pdx_match_list *out) {
    if (status == PDX_OK || self->plan.expired) {
        out->complete = !self->plan.expired;
        out->ended = !is_enough(self);
        out->matches = self->matches.data;
        out->n = self->matches.len;
        out->n_possible = self->n_possible;
        status = PDX_OK;
    } else {
        PDX_VEC_DEINIT(&self->matches);
    }
    pdx_plan_deinit(&self->plan);
    return status;
}

static pdx_status find(gathering *self, const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options, bool remainders,
                       pdx_match_list *out, pdx_error *err) {
    pdx_status status;
    memset(out, 0, sizeof *out);
    status = pdx_plan_init(&self->plan, snapshot, query, options, remainders, err);
    if (status == PDX_OK) status = walk_all(self, remainders, err);
    return finish(self, status, out);
}

pdx_status pdx_matches_find(const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options,
                            bool remainders, pdx_match_list *out, pdx_error *err) {
    return pdx_matches_first(snapshot, query, options, remainders, SIZE_MAX, out, err);
}

pdx_status pdx_matches_first(const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options, bool remainders,
                             size_t most, pdx_match_list *out, pdx_error *err) {
    gathering self = {.most = most};
    return find(&self, snapshot, query, options, remainders, out, err);
}

pdx_status pdx_matches_places(const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options, pdx_match_list *out,
                              pdx_error *err) {
    gathering self = {.most = SIZE_MAX, .without_parts = true};
    return find(&self, snapshot, query, options, false, out, err);
}

static pdx_status segments_count(pdx_plan *plan, bool remainders, pdx_match_counts *counts, bool *known, pdx_error *err) {
    *known = true;
    for (uint32_t s = 0; s < pdx_snapshot_n_segments(plan->snapshot) && *known; s++) {
        pdx_scan scan;
        pdx_status status = pdx_scan_init(&scan, plan, s, err);
        if (status == PDX_OK) status = pdx_word_counts_add(&scan, remainders, counts, known, err);
        pdx_scan_deinit(&scan);
        PDX_TRY(status);
    }
    return PDX_OK;
}

pdx_status pdx_matches_count(const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options, bool remainders,
                             pdx_match_counts *counts, bool *known, pdx_error *err) {
    pdx_plan plan;
    *known = false;
    if (!pdx_node_is_element(query->root)) return PDX_OK;
    pdx_status status = pdx_plan_init(&plan, snapshot, query, options, remainders, err);
    if (status == PDX_OK) status = segments_count(&plan, remainders, counts, known, err);
    pdx_plan_deinit(&plan);
    return status;
}

void pdx_match_list_deinit(pdx_match_list *list) {
    pdx_free(list->matches);
    pdx_free(list->texts);
    memset(list, 0, sizeof *list);
}
