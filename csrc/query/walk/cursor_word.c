/* A word, stem or pattern: the documents of all its lists. What frequencies per group can answer is answered
 * without positions; a scope that is finer than the groups, and whoever asks for occurrences, reads them. */
#include "query/walk/lists.h"
#include "query/walk/lone.h"

enum { N_FREQUENCIES = PDX_GROUP_COUNT + 1 };

typedef struct word_cursor {
    pdx_cursor base;
    pdx_lists lists;
    pdx_positions positions;       /* owned; scratch */
    pdx_role_set roles;
    bool whole[N_FREQUENCIES];     /* all roles of the group are looked at */
    bool partial[N_FREQUENCIES];   /* some are */
    bool any_partial;
    bool lone;                     /* one character: its lists tell where it stands together */
} word_cursor;

static pdx_status word_advance(pdx_cursor *cursor, pdx_doc to, pdx_error *err) {
    word_cursor *self = (word_cursor *)cursor;
    return pdx_lists_seek(&self->lists, to, &cursor->doc, err);
}

/* Occurrences per group of all lists that count here. */
static pdx_status sum_frequencies(word_cursor *self, uint64_t sums[N_FREQUENCIES], pdx_error *err) {
    size_t i, g;
    memset(sums, 0, N_FREQUENCIES * sizeof *sums);
    PDX_TRY(pdx_lists_gather(&self->lists, self->base.scan, err));
    for (i = 0; i < self->lists.n_here; i++) {
        const pdx_postings *postings = &self->lists.lists.data[self->lists.here[i]].postings;
        for (g = 0; g < N_FREQUENCIES; g++) sums[g] += postings->frequencies[g];
    }
    return PDX_OK;
}

static pdx_status word_check(pdx_cursor *cursor, pdx_level *level, pdx_error *err) {
    word_cursor *self = (word_cursor *)cursor;
    const pdx_occurrences *found;
    uint64_t sums[N_FREQUENCIES];
    bool maybe = false;
    size_t g;
    *level = PDX_LEVEL_CERTAIN;
    PDX_TRY(sum_frequencies(self, sums, err));
    for (g = 0; g < N_FREQUENCIES; g++) {
        if (sums[g] > 0 && self->whole[g]) return PDX_OK;
        maybe = maybe || (sums[g] > 0 && self->partial[g]);
    }
    *level = PDX_LEVEL_NO;
    if (!maybe) return PDX_OK;
    PDX_TRY(pdx_cursor_find(cursor, &found, err));
    if (found->len > 0) *level = PDX_LEVEL_CERTAIN;
    return PDX_OK;
}

static pdx_status add_positions(word_cursor *self, pdx_list *list, pdx_error *err) {
    pdx_occurrences *found = &self->base.found;
    size_t i;
    PDX_TRY(pdx_postings_positions(&list->postings, &self->positions, err));
    if (!PDX_VEC_RESERVE(found, found->len + self->positions.len)) return pdx_fail_memory(err);
    PDX_TRY(pdx_lone_fits(self->base.scan, &self->positions, err));
    for (i = 0; i < self->positions.len; i++) {
        pdx_occurrence *one = &found->data[found->len++];
        one->start = self->positions.data[i] << self->base.scan->shift;
        one->length = (uint32_t)list->n_pieces << self->base.scan->shift;
    }
    return PDX_OK;
}

/* Keeps what stands in the roles that are looked at. */
static pdx_status keep_roles(word_cursor *self, pdx_error *err) {
    pdx_scan *scan = self->base.scan;
    pdx_occurrences *found = &self->base.found;
    size_t i, kept = 0;
    for (i = 0; i < found->len; i++) {
        PDX_TRY(pdx_scan_place(scan, self->base.doc, pdx_scan_position(scan, found->data[i].start), err));
        if ((self->roles & PDX_ROLE_BIT(scan->place.role)) != 0) found->data[kept++] = found->data[i];
    }
    found->len = kept;
    return PDX_OK;
}

static pdx_status word_find(pdx_cursor *cursor, pdx_error *err) {
    word_cursor *self = (word_cursor *)cursor;
    uint64_t sums[N_FREQUENCIES];
    size_t i, g;
    PDX_TRY(sum_frequencies(self, sums, err));
    if (self->lone) PDX_TRY(pdx_lone_find(self->base.scan, cursor->doc, &self->lists, &self->positions, &cursor->found, err));
    for (i = 0; !self->lone && i < self->lists.n_here; i++) {
        PDX_TRY(add_positions(self, &self->lists.lists.data[self->lists.here[i]], err));
    }
    if (self->lists.n_here > 1) pdx_occurrences_longest(&cursor->found);
    for (g = 0; g < N_FREQUENCIES; g++) {
        if (sums[g] > 0 && !self->whole[g]) return keep_roles(self, err);
    }
    return PDX_OK;
}

/* Whether a joined form and something else stand here, which may have one start. */
static bool meets(const word_cursor *self) {
    size_t i;
    if (!self->lists.found->may_meet || self->lists.n_here < 2) return false;
    for (i = 0; i < self->lists.n_here; i++) {
        if (self->lists.lists.data[self->lists.here[i]].n_pieces > 1) return true;
    }
    return false;
}

static pdx_status count_found(word_cursor *self, uint32_t counts[PDX_GROUP_COUNT], pdx_error *err) {
    const pdx_occurrences *found;
    size_t i;
    PDX_TRY(pdx_cursor_find(&self->base, &found, err));
    for (i = 0; i < found->len; i++) {
        pdx_group group;
        PDX_TRY(pdx_scan_place(self->base.scan, self->base.doc, pdx_scan_position(self->base.scan, found->data[i].start), err));
        group = pdx_role_group((pdx_role)self->base.scan->place.role);
        if (group != PDX_GROUP_NONE) counts[group]++;
    }
    return PDX_OK;
}

/* How often the index says that the character stands here. */
static pdx_status count_lone(word_cursor *self, uint32_t counts[PDX_GROUP_COUNT], pdx_error *err) {
    pdx_scan *scan = self->base.scan;
    size_t i;
    self->base.found_doc = PDX_NO_DOC; /* what is found is used as room, and is not what `find` finds */
    self->base.found.len = 0;
    PDX_TRY(pdx_lone_collect(scan, &self->lists, &self->positions, &self->base.found, err));
    for (i = 0; i < self->base.found.len; i++) {
        pdx_group group;
        PDX_TRY(pdx_scan_place(scan, self->base.doc, pdx_scan_position(scan, self->base.found.data[i].start), err));
        group = pdx_role_group((pdx_role)scan->place.role);
        if (group != PDX_GROUP_NONE && (self->roles & PDX_ROLE_BIT(scan->place.role)) != 0) counts[group]++;
    }
    return PDX_OK;
}

static pdx_status word_count(pdx_cursor *cursor, uint32_t counts[PDX_GROUP_COUNT], pdx_error *err) {
    word_cursor *self = (word_cursor *)cursor;
    uint64_t sums[N_FREQUENCIES];
    size_t g;
    memset(counts, 0, PDX_GROUP_COUNT * sizeof *counts);
    PDX_TRY(sum_frequencies(self, sums, err));
    if (self->lone) return count_lone(self, counts, err);
    if (self->any_partial || meets(self)) return count_found(self, counts, err);
    for (g = 0; g < PDX_GROUP_COUNT; g++) {
        if (self->whole[g]) counts[g] = (uint32_t)sums[g];
    }
    return PDX_OK;
}

static void word_deinit(pdx_cursor *cursor) {
    word_cursor *self = (word_cursor *)cursor;
    pdx_lists_deinit(&self->lists);
    PDX_VEC_DEINIT(&self->positions);
}

static const pdx_cursor_verbs word_verbs = {word_advance, word_check, word_find, word_count, word_deinit};

/* Which groups the roles cover, wholly or in part. */
static void cover(word_cursor *self) {
    unsigned role, g;
    bool all[N_FREQUENCIES], some[N_FREQUENCIES];
    for (g = 0; g < N_FREQUENCIES; g++) all[g] = !(some[g] = false);
    for (role = 0; role < PDX_ROLE_COUNT; role++) {
        const bool wanted = (self->roles & PDX_ROLE_BIT(role)) != 0;
        g = (unsigned)pdx_role_group((pdx_role)role);
        some[g] = some[g] || wanted;
        all[g] = all[g] && wanted;
    }
    for (g = 0; g < N_FREQUENCIES; g++) {
        self->whole[g] = all[g];
        self->partial[g] = some[g] && !all[g];
        self->any_partial = self->any_partial || self->partial[g];
    }
}

pdx_status pdx_cursor_word_new(pdx_scan *scan, const pdx_node *node, const pdx_aim *aim, pdx_cursor **out, pdx_error *err) {
    word_cursor *self = pdx_scan_new_cursor(scan, sizeof *self);
    size_t i;
    if (self == NULL) return pdx_fail_memory(err);
    self->base.verbs = &word_verbs;
    self->lone = node->kind == PDX_NODE_LONE;
    self->roles = aim->statistics ? pdx_plan_scoring_roles() : pdx_plan_roles(scan->plan, node);
    cover(self);
    /* A class has no positions, so a scope that is finer than the groups needs the members. */
    PDX_TRY(pdx_lists_open(&self->lists, scan, node, aim->positions || self->any_partial, err));
    for (i = 0; i < self->lists.lists.len; i++) self->base.cost += self->lists.lists.data[i].postings.n_docs;
    *out = &self->base;
    return PDX_OK;
}
