#include "query/walk/snippet.h"

#include <stdlib.h>

#include "query/walk/cursor_build.h"
#include "query/walk/lone.h"
#include "text/utf8.h"

/* One occurrence of one leaf. */
typedef struct mark {
    uint32_t part;
    uint32_t start, length;
    uint32_t leaf;
    uint64_t begin, end; /* in the document's text; filled in part by part */
} mark;

typedef struct window {
    bool found;
    uint32_t part;
    size_t first, last;    /* marks, both included */
    uint32_t n_leaves;
    uint32_t n_marks;
    bool body;
} window;

typedef struct snippet_maker {
    pdx_plan plan;
    pdx_scan scan;
    pdx_doc doc;
    size_t max_chars;
    PDX_VEC(mark) marks;       /* owned; by part, start, leaf */
    PDX_VEC(uint32_t) in_window; /* owned; per leaf, its marks in the window at hand */
    window best;
} snippet_maker;

static int mark_order(const void *left, const void *right) {
    const mark *a = left, *b = right;
    if (a->start != b->start) return a->start < b->start ? -1 : 1;
    if (a->length != b->length) return a->length < b->length ? -1 : 1;
    return a->leaf < b->leaf ? -1 : a->leaf > b->leaf ? 1 : 0;
}

static pdx_status collect_leaf(snippet_maker *self, size_t leaf, pdx_error *err) {
    const pdx_aim aim = {true, false};
    const pdx_occurrences *found;
    pdx_cursor *cursor;
    pdx_level level;
    size_t i;
    PDX_TRY(pdx_cursor_build_leaf(&self->scan, leaf, &aim, &cursor, err));
    PDX_TRY(pdx_cursor_level(cursor, self->doc, &level, err));
    if (level == PDX_LEVEL_NO) return PDX_OK;
    PDX_TRY(pdx_cursor_find(cursor, &found, err));
    for (i = 0; i < found->len; i++) {
        mark one;
        PDX_TRY(pdx_scan_place(&self->scan, self->doc, pdx_scan_position(&self->scan, found->data[i].start), err));
        memset(&one, 0, sizeof one);
        one.part = self->scan.place.part;
        one.start = found->data[i].start;
        one.length = found->data[i].length;
        one.leaf = (uint32_t)leaf;
        if (!PDX_VEC_PUSH(&self->marks, one)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status collect(snippet_maker *self, pdx_error *err) {
    const size_t n = self->plan.query->scored.len;
    size_t i;
    for (i = 0; i < n; i++) PDX_TRY(collect_leaf(self, i, err));
    if (self->marks.len > 0) qsort(self->marks.data, self->marks.len, sizeof *self->marks.data, mark_order);
    for (i = 0; i < n; i++) {
        if (!PDX_VEC_PUSH(&self->in_window, 0)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static size_t chars_between(const snippet_maker *self, uint64_t begin, uint64_t end) {
    return pdx_utf8_count(pdx_span_slice(self->scan.tokens.text, (size_t)begin, (size_t)end));
}

/* Whether [begin, end) has more characters than allowed; counts only when bytes leave it open. */
static bool is_too_long(const snippet_maker *self, uint64_t begin, uint64_t end) {
    if ((end - begin) / PDX_UTF8_MAX > self->max_chars) return true;
    return end - begin > self->max_chars && chars_between(self, begin, end) > self->max_chars;
}

/* More leaves, then body before other parts, then more matches; then the earlier. */
static bool is_better(const window *a, const window *b) {
    if (!b->found || a->n_leaves != b->n_leaves) return !b->found || a->n_leaves > b->n_leaves;
    if (a->body != b->body) return a->body;
    return a->n_marks > b->n_marks;
}

/* The best stretch of marks [from, to) of one part that fits into the characters allowed. */
static pdx_status try_part(snippet_maker *self, size_t from, size_t to, pdx_error *err) {
    const mark *marks = self->marks.data;
    window at;
    size_t i;
    memset(&at, 0, sizeof at);
    memset(self->in_window.data, 0, self->in_window.len * sizeof *self->in_window.data);
    PDX_TRY(pdx_part_tokens_load(&self->scan.tokens, self->scan.segment, self->doc, marks[from].part, err));
    at.found = true;
    at.part = marks[from].part;
    at.body = pdx_role_group((pdx_role)self->scan.tokens.info.role) == PDX_GROUP_BODY;
    at.first = from;
    for (i = from; i < to; i++) {
        pdx_range range;
        PDX_TRY(pdx_lone_range(&self->scan, (pdx_occurrence){marks[i].start, marks[i].length}, &range, err));
        self->marks.data[i].begin = range.begin;
        self->marks.data[i].end = range.end;
        at.last = i;
        at.n_marks++;
        if (self->in_window.data[marks[i].leaf]++ == 0) at.n_leaves++;
        while (at.first < i && is_too_long(self, marks[at.first].begin, range.end)) {
            at.n_marks--;
            if (--self->in_window.data[marks[at.first++].leaf] == 0) at.n_leaves--;
        }
        if (is_better(&at, &self->best)) self->best = at;
    }
    return PDX_OK;
}

static pdx_status choose(snippet_maker *self, pdx_error *err) {
    size_t from, to;
    for (from = 0; from < self->marks.len; from = to) {
        for (to = from; to < self->marks.len && self->marks.data[to].part == self->marks.data[from].part; to++) {}
        PDX_TRY(pdx_plan_pulse(&self->plan, err));
        PDX_TRY(try_part(self, from, to, err));
    }
    return PDX_OK;
}

/* The part that stands for a post in which nothing was found: the first of the body, else the first with words. */
static pdx_status choose_plain(snippet_maker *self, bool *any, pdx_error *err) {
    pdx_doc_info info;
    pdx_doc_part part;
    uint32_t i;
    *any = false;
    PDX_TRY(pdx_segment_doc(self->scan.segment, self->doc, &info, err));
    for (i = 0; i < info.n_parts; i++) {
        bool body;
        PDX_TRY(pdx_segment_part(self->scan.segment, self->doc, i, &part, err));
        body = pdx_role_group((pdx_role)part.role) == PDX_GROUP_BODY;
        if (part.n_positions == 0 || (*any && !body)) continue;
        self->best.part = i;
        *any = true;
        if (body) break;
    }
    return PDX_OK;
}

/* Widens [begin, end), pieces of the part held, by whole words: first before, up to half of what is left,
 * then behind, then before again. */
static pdx_range widen(const snippet_maker *self, size_t begin, size_t end) {
    const pdx_piece_range *pieces = self->scan.tokens.pieces.data;
    const size_t n = self->scan.tokens.pieces.len;
    const uint64_t core = end > begin ? chars_between(self, pieces[begin].begin, pieces[end - 1].end) : 0;
    uint64_t left = core < self->max_chars ? self->max_chars - core : 0;
    int round;
    for (round = 0; round < 2; round++) {
        uint64_t share = round == 0 ? left / 2 : left;
        while (begin > 0) {
            const size_t cost = chars_between(self, pieces[begin - 1].begin, pieces[begin].begin);
            if (cost > share) break;
            share -= cost;
            left -= cost;
            begin--;
        }
        while (end < n) {
            const size_t cost = chars_between(self, pieces[end - 1].end, pieces[end].end);
            if (cost > left) break;
            left -= cost;
            end++;
        }
    }
    return pdx_range_of(pieces[begin].begin, pieces[end - 1].end);
}

/* The number of the piece that begins at or behind byte `at`. */
static size_t piece_from(const snippet_maker *self, uint64_t at) {
    size_t low = 0, high = self->scan.tokens.pieces.len;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (self->scan.tokens.pieces.data[middle].begin < at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* What of the pieces from `begin` fits, at least one. */
static size_t cut(const snippet_maker *self, size_t begin, size_t end) {
    const pdx_piece_range *pieces = self->scan.tokens.pieces.data;
    size_t chars = chars_between(self, pieces[begin].begin, pieces[begin].end), at = begin + 1;
    while (at < end) {
        chars += chars_between(self, pieces[at - 1].end, pieces[at].end);
        if (chars > self->max_chars) break;
        at++;
    }
    return at;
}

/* Marks inside the range, run together where they touch. */
static pdx_status highlight(snippet_maker *self, pdx_snippet *out, pdx_error *err) {
    PDX_VEC(pdx_range) ranges;
    size_t i;
    PDX_VEC_INIT(&ranges);
    for (i = 0; i < self->marks.len; i++) {
        const mark *one = &self->marks.data[i];
        pdx_range *before = ranges.len > 0 ? &ranges.data[ranges.len - 1] : NULL;
        pdx_range range = pdx_range_of(one->begin, one->end);
        if (one->part != out->part || range.begin >= out->range.end || range.begin < out->range.begin) continue;
        if (range.end > out->range.end) range.end = out->range.end;
        if (before != NULL && range.begin < before->end) {
            if (range.end > before->end) before->end = range.end;
        } else if (!PDX_VEC_PUSH(&ranges, range)) {
            PDX_VEC_DEINIT(&ranges);
            return pdx_fail_memory(err);
        }
    }
    out->highlights = ranges.data;
    out->n_highlights = ranges.len;
    return PDX_OK;
}

static pdx_status make(snippet_maker *self, pdx_snippet *out, pdx_error *err) {
    size_t begin, end;
    bool any = true;
    PDX_TRY(collect(self, err));
    PDX_TRY(choose(self, err));
    if (!self->best.found) PDX_TRY(choose_plain(self, &any, err));
    if (!any) return PDX_OK;
    out->part = self->best.part;
    PDX_TRY(pdx_part_tokens_load(&self->scan.tokens, self->scan.segment, self->doc, out->part, err));
    if (self->best.found) {
        begin = pdx_scan_position(&self->scan, self->marks.data[self->best.first].start) - self->scan.tokens.info.first_position;
        end = piece_from(self, self->marks.data[self->best.last].end);
        end = cut(self, begin, pdx_max_size(end, begin + 1));
    } else {
        begin = 0;
        end = cut(self, 0, self->scan.tokens.pieces.len);
    }
    out->range = widen(self, begin, end);
    return highlight(self, out, err);
}

/* By a plan that is made. */
static pdx_status planned_make(snippet_maker *self, uint32_t post, pdx_snippet *out, pdx_error *err) {
    uint32_t segment;
    PDX_TRY(pdx_plan_place_of(&self->plan, post, &segment, &self->doc, err));
    pdx_status status = pdx_scan_init(&self->scan, &self->plan, segment, err);
    self->scan.only = self->doc;
    if (status == PDX_OK) status = make(self, out, err);
    pdx_scan_deinit(&self->scan);
    PDX_VEC_DEINIT(&self->marks);
    PDX_VEC_DEINIT(&self->in_window);
    return status;
}

pdx_status pdx_snippet_make(const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options,
                            uint32_t post, size_t max_chars, pdx_snippet *out, pdx_error *err) {
    snippet_maker self = {.max_chars = max_chars};
    memset(out, 0, sizeof *out);
    pdx_status status = pdx_plan_init(&self.plan, snapshot, query, options, false, err);
    if (status == PDX_OK) status = planned_make(&self, post, out, err);
    pdx_plan_deinit(&self.plan);
    return status;
}

pdx_status pdx_snippet_again(const pdx_plan *plan, const pdx_search_options *options, uint32_t post, size_t max_chars, pdx_snippet *out,
                             pdx_error *err) {
    snippet_maker self = {.max_chars = max_chars};
    memset(out, 0, sizeof *out);
    pdx_status status = pdx_plan_again(&self.plan, plan, options, err);
    if (status == PDX_OK) status = planned_make(&self, post, out, err);
    pdx_plan_again_deinit(&self.plan);
    return status;
}

void pdx_snippet_deinit(pdx_snippet *snippet) {
    pdx_free(snippet->highlights);
    memset(snippet, 0, sizeof *snippet);
}
