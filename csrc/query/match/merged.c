#include "query/match/merged.h"

#include "base/bitmap.h"
#include "base/bits.h"
#include "query/walk/cursor.h"
#include "query/walk/cursor_build.h"

/* More are asked document by document: they would take too much room. */
enum { MOST_POSTINGS = PDX_LIMIT(1 << 21, 60) };

/* What merging works with; owned. */
typedef struct merger {
    pdx_plan *plan;              /* borrowed, like the next two */
    const pdx_segment *segment;
    const pdx_word_lists *lists;
    pdx_blocks *blocks;
    pdx_bitmap any;              /* posts of any list */
    pdx_bitmap joined, several;  /* those of joined forms, and of more than one list; where there are joined forms */
    uint32_t *ranks;             /* posts of `any` before each of its words */
    pdx_merged *made;
} merger;

static bool has_joined(const pdx_word_lists *lists) {
    size_t i;
    for (i = 0; i < lists->n; i++) {
        if (lists->items[i].n_pieces > 1) return true;
    }
    return false;
}

/* Whether the lists can be put together. */
static bool is_fit(const pdx_word_lists *lists) {
    uint64_t n = 0;
    size_t i;
    if (lists->n_groups > 1 || lists->n < 2) return false;
    for (i = 0; i < lists->n; i++) {
        if (lists->items[i].is_class) return false;
        n += lists->items[i].place.n_docs;
    }
    return n <= MOST_POSTINGS;
}

static void marks_set(merger *self, const pdx_word_list *list, uint32_t n) {
    const pdx_doc *docs = self->blocks->docs;
    uint32_t i;
    if (self->joined.words == NULL) {
        for (i = 0; i < n; i++) pdx_bitmap_set(&self->any, docs[i]);
        return;
    }
    for (i = 0; i < n; i++) {
        if (pdx_bitmap_has(&self->any, docs[i])) pdx_bitmap_set(&self->several, docs[i]);
        if (list->n_pieces > 1) pdx_bitmap_set(&self->joined, docs[i]);
        pdx_bitmap_set(&self->any, docs[i]);
    }
}

static uint32_t rank_of(const merger *self, pdx_doc doc) {
    const uint64_t word = self->any.words[doc >> 6];
    return self->ranks[doc >> 6] + pdx_popcount(word & (((uint64_t)1 << (doc & 63)) - 1));
}

/* Adds the occurrences of the first `n` documents of the block. */
static pdx_status counts_add(merger *self, uint32_t n, pdx_error *err) {
    pdx_blocks *blocks = self->blocks;
    uint32_t i, k;
    int g;
    PDX_TRY(pdx_blocks_read_counts(blocks, err));
    for (i = 0; i < n; i++) self->made->occurrences[rank_of(self, blocks->docs[i])][PDX_GROUP_BODY] += blocks->body[i];
    for (k = 0; k < blocks->n_others && blocks->other_at[k] < n; k++) {
        uint32_t *sums = self->made->occurrences[rank_of(self, blocks->docs[blocks->other_at[k]])];
        for (g = 0; g < PDX_GROUP_COUNT; g++) sums[g] += blocks->others[g][k];
    }
    return PDX_OK;
}

/* Reads all lists, block by block: first which posts they have, then how often. */
static pdx_status lists_read(merger *self, bool counting, pdx_error *err) {
    const uint32_t n_posts = pdx_segment_n_posts(self->segment);
    pdx_blocks *blocks = self->blocks;
    uint32_t block, n;
    size_t i;
    bool is_doc;
    for (i = 0; i < self->lists->n; i++) {
        PDX_TRY(pdx_plan_pulses(self->plan, PDX_PULSES_LIST / 2, err));
        PDX_TRY(pdx_blocks_open(blocks, self->segment, &self->lists->items[i].place, err));
        for (block = 0; block < pdx_blocks_count(blocks); block++) {
            PDX_TRY(pdx_blocks_read(blocks, block, err));
            pdx_blocks_expand(blocks);
            n = pdx_blocks_seek(blocks, 0, n_posts, &is_doc);
            PDX_TRY(pdx_plan_pulses(self->plan, n / 16, err));
            if (counting) PDX_TRY(counts_add(self, n, err));
            else marks_set(self, &self->lists->items[i], n);
            if (n < blocks->n) break;
        }
    }
    return PDX_OK;
}

/* Room for the posts, numbered as they come. */
static pdx_status posts_number(merger *self, pdx_error *err) {
    const uint32_t n_words = (self->any.n + 63) / 64;
    pdx_merged *made = self->made;
    uint32_t w, n = 0;
    self->ranks = pdx_resize_array(NULL, n_words, sizeof *self->ranks);
    if (self->ranks == NULL) return pdx_fail_memory(err);
    for (w = 0; w < n_words; w++) {
        self->ranks[w] = n;
        n += pdx_popcount(self->any.words[w]);
    }
    made->docs = pdx_arena_array(&self->plan->arena, (size_t)n + PDX_PLACES_SLACK, sizeof *made->docs);
    made->occurrences = pdx_arena_array(&self->plan->arena, n, sizeof *made->occurrences);
    if (made->docs == NULL || made->occurrences == NULL) return pdx_fail_memory(err);
    if (n > 0) memset(made->occurrences, 0, n * sizeof *made->occurrences);
    made->n = pdx_places_ones(self->any.words, n_words, 0, made->docs);
    return PDX_OK;
}

/* A joined form and a word may have one start, and then are one occurrence: the cursor of the word says how many there are. */
static pdx_status meetings_count(merger *self, uint32_t segment, const pdx_node *node, pdx_error *err) {
    const pdx_aim aim = {false, true};
    pdx_scan scan;
    pdx_cursor *cursor;
    pdx_status status = pdx_scan_init(&scan, self->plan, segment, err);
    pdx_doc doc = 0;
    if (status == PDX_OK) status = pdx_cursor_build(&scan, node, &aim, &cursor, err);
    for (; status == PDX_OK; doc++) {
        doc = pdx_bitmap_next(&self->several, doc);
        if (doc == self->several.n) break;
        status = pdx_plan_pulses(self->plan, PDX_PULSES_DOCUMENT, err);
        if (status == PDX_OK) status = pdx_cursor_advance(cursor, doc, err);
        if (status == PDX_OK) status = pdx_cursor_count(cursor, self->made->occurrences[rank_of(self, doc)], err);
    }
    pdx_scan_deinit(&scan);
    return status;
}

/* Leaves out posts that are gone, and those that have it outside the scoring groups alone. */
static void posts_sift(pdx_merged *made, const pdx_gone *gone) {
    uint32_t kept = 0, i;
    int g;
    for (i = 0; i < made->n; i++) {
        uint32_t all = 0;
        made->docs[kept] = made->docs[i];
        for (g = 0; g < PDX_GROUP_COUNT; g++) all |= made->occurrences[kept][g] = made->occurrences[i][g];
        kept += all > 0 && (gone == NULL || !pdx_gone_has(gone, made->docs[kept]));
    }
    made->n = kept;
}

static pdx_status merge(merger *self, uint32_t segment, const pdx_node *node, pdx_error *err) {
    const uint32_t n_posts = pdx_segment_n_posts(self->segment);
    const bool lone = node->kind == PDX_NODE_LONE;
    const bool joined = has_joined(self->lists) || lone;
    if (self->blocks == NULL || self->made == NULL || !pdx_bitmap_init(&self->any, n_posts, false)) return pdx_fail_memory(err);
    if (joined && (!pdx_bitmap_init(&self->joined, n_posts, false) || !pdx_bitmap_init(&self->several, n_posts, false))) return pdx_fail_memory(err);
    memset(self->made, 0, sizeof *self->made);
    PDX_TRY(lists_read(self, false, err));
    PDX_TRY(posts_number(self, err));
    PDX_TRY(lists_read(self, true, err));
    if (joined) {
        if (lone) pdx_bitmap_or(&self->several, &self->any); /* two bigrams hold one occurrence */
        else pdx_bitmap_and(&self->several, &self->joined);
        PDX_TRY(meetings_count(self, segment, node, err));
    }
    posts_sift(self->made, pdx_snapshot_gone(self->plan->snapshot, segment));
    return PDX_OK;
}

static pdx_status merged_make(pdx_plan *plan, uint32_t segment, const pdx_node *node, const pdx_word_lists *lists, const pdx_merged **out,
                              pdx_error *err) {
    pdx_status status;
    merger self;
    memset(&self, 0, sizeof self);
    self.plan = plan;
    self.segment = pdx_snapshot_segment(plan->snapshot, segment);
    self.lists = lists;
    self.blocks = pdx_alloc(sizeof *self.blocks);
    self.made = pdx_arena_alloc(&plan->arena, sizeof *self.made);
    status = merge(&self, segment, node, err);
    *out = status == PDX_OK ? self.made : NULL;
    pdx_free(self.blocks);
    pdx_free(self.ranks);
    pdx_bitmap_deinit(&self.any);
    pdx_bitmap_deinit(&self.joined);
    pdx_bitmap_deinit(&self.several);
    return status;
}

pdx_status pdx_merged_find(pdx_plan *plan, uint32_t segment, const pdx_node *node, const pdx_merged **out, pdx_error *err) {
    const pdx_merged **kept = &plan->merged[segment * plan->query->elements.len + node->element];
    const pdx_word_lists *lists;
    *out = NULL;
    PDX_TRY(pdx_word_lists_find(plan, segment, node, false, &lists, err));
    if (!is_fit(lists)) return PDX_OK;
    if (*kept == NULL) PDX_TRY(merged_make(plan, segment, node, lists, kept, err));
    *out = *kept;
    return PDX_OK;
}

uint32_t pdx_merged_seek(const pdx_merged *merged, uint32_t i, pdx_doc doc) {
    uint32_t step = 1, low = i, high;
    if (i >= merged->n || merged->docs[i] >= doc) return i;
    /* Jumps that double, then halves. */
    while (merged->n - low > step && merged->docs[low + step] < doc) {
        low += step;
        step *= 2;
    }
    high = merged->n - low > step ? low + step : merged->n;
    low++;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (merged->docs[middle] < doc) low = middle + 1;
        else high = middle;
    }
    return low;
}

bool pdx_merged_ask(const pdx_merged *merged, uint32_t i, unsigned groups, const pdx_shares *shares, const pdx_saturation *s, double *score) {
    uint32_t occurrences[PDX_GROUP_COUNT], all = 0;
    int g;
    *score = 0.0;
    for (g = 0; g < PDX_GROUP_COUNT; g++) all |= occurrences[g] = (groups >> g & 1) != 0 ? merged->occurrences[i][g] : 0;
    if (all > 0 && s != NULL) *score = pdx_saturate_one(pdx_shares_tf(shares, merged->docs[i], occurrences), s);
    return all > 0;
}

/* Occurrences in the body, where there are no others; 0 where there are. */
static uint32_t body_alone(const uint32_t occurrences[PDX_GROUP_COUNT]) {
    uint32_t others = 0;
    int g;
    for (g = 0; g < PDX_GROUP_COUNT; g++) others |= g == PDX_GROUP_BODY ? 0 : occurrences[g];
    return others == 0 ? occurrences[PDX_GROUP_BODY] : 0;
}

/* What the posts [from, from + n) get whose occurrences are in the body alone, and how many these are; 0 of others. */
static void bodies_score(const pdx_merged *merged, uint32_t from, uint32_t n, const pdx_shares *shares, const pdx_saturation *s, uint32_t *counts,
                         double *scores) {
    uint32_t i;
    float given[PDX_BLOCK_ROOM];
    for (i = 0; i < n; i++) {
        counts[i] = body_alone(merged->occurrences[from + i]);
        given[i] = (float)pdx_shares_of(shares, PDX_GROUP_BODY, merged->docs[from + i]);
    }
    pdx_saturate(counts, given, n, s, scores);
}

void pdx_merged_lead(const pdx_merged *merged, uint32_t from, uint32_t to, unsigned groups, const pdx_shares *shares, const pdx_saturation *s,
                     pdx_candidates *out) {
    const bool body = (groups >> PDX_GROUP_BODY & 1) != 0 && s != NULL;
    uint32_t counts[PDX_BLOCK_ROOM], i;
    double scores[PDX_BLOCK_ROOM];
    assert(to - from <= PDX_BLOCK_ROOM);
    if (body) bodies_score(merged, from, to - from, shares, s, counts, scores);
    out->n = 0;
    for (i = from; i < to; i++) {
        const bool alone = body && counts[i - from] > 0;
        bool has = true;
        out->docs[out->n] = merged->docs[i];
        if (alone) out->scores[out->n] = scores[i - from];
        else has = pdx_merged_ask(merged, i, groups, shares, s, &out->scores[out->n]);
        out->n += has;
    }
}
