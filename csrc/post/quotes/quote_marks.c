#include "post/quotes/quote_marks.h"

#include "post/quotes/mark_table.h"
#include "text/utf8.h"

enum { DEPTH_MOST = 16, MARK_WORK = 32 };

void pdx_quote_marks_init(pdx_quote_marks *self) {
    memset(self, 0, sizeof *self);
    self->left_open = PDX_MARKS_FAMILIES;
}

void pdx_quote_marks_deinit(pdx_quote_marks *self) {
    PDX_VEC_DEINIT(&self->marks);
    PDX_VEC_DEINIT(&self->closers);
    PDX_VEC_DEINIT(&self->quoted);
}

void pdx_quote_marks_reset(pdx_quote_marks *self) { self->left_open = PDX_MARKS_FAMILIES; }

static bool is_single(uint8_t family) { return family == PDX_MARKS_SINGLE || family == PDX_MARKS_TYPED; }

/* One may close what the other has opened, where somebody has mixed them. */
static bool mixes(uint8_t a, uint8_t b) {
    return (a == PDX_MARKS_DOUBLE && b == PDX_MARKS_STRAIGHT) || (a == PDX_MARKS_STRAIGHT && b == PDX_MARKS_DOUBLE) ||
           (a == PDX_MARKS_SINGLE && b == PDX_MARKS_TYPED) || (a == PDX_MARKS_TYPED && b == PDX_MARKS_SINGLE);
}

static bool only_opens(const pdx_mark *mark) { return mark->opens && !mark->closes; }
static bool only_closes(const pdx_mark *mark) { return mark->closes && !mark->opens; }

/* What is open while a block is read. */
typedef struct opened {
    uint32_t quoted; /* its number */
    uint8_t family;
    bool reversed;
} opened;

typedef struct reader {
    pdx_quote_marks *self;
    pdx_span block;
    opened open[DEPTH_MOST];
    size_t n_open;
    uint32_t orphan;            /* a closing mark without an opening one, since which none has opened: its number among the marks */
    size_t to_open[PDX_MARKS_FAMILIES], to_close[PDX_MARKS_FAMILIES]; /* marks from here on that do it by themselves */
    uint8_t before;             /* what the block before has left open */
} reader;

static size_t space_skip(pdx_span block, size_t at, size_t end) {
    while (at < end) {
        size_t len;
        const uint32_t code = pdx_utf8_decode(block.data + at, block.data + end, &len);
        if (!pdx_mark_is_space(code)) break;
        at += len;
    }
    return at;
}

static size_t space_strip(pdx_span block, size_t begin, size_t end) {
    while (end > begin) {
        size_t at = end - 1, len;
        while (at > begin && end - at < PDX_UTF8_MAX && (block.data[at] & 0xC0) == 0x80) at--;
        const uint32_t code = pdx_utf8_decode(block.data + at, block.data + end, &len);
        if (!pdx_mark_is_space(code) || at + len != end) break;
        end = at;
    }
    return end;
}

static bool quoted_begin(reader *r, size_t begin, size_t inner, uint8_t family, bool is_opened, bool reversed, pdx_error *err, pdx_status *status) {
    pdx_quoted made = {0};
    if (r->n_open == DEPTH_MOST) return false;
    made.begin = begin;
    made.inner_begin = inner;
    made.family = family;
    made.opened = is_opened;
    made.outer = r->n_open == 0 ? PDX_QUOTED_NONE : r->open[r->n_open - 1].quoted;
    if (!PDX_VEC_PUSH(&r->self->quoted, made)) {
        *status = pdx_fail_memory(err);
        return false;
    }
    r->open[r->n_open++] = (opened){(uint32_t)(r->self->quoted.len - 1), family, reversed};
    return true;
}

/* The innermost that is open ends: `end` with its mark, `inner` without. */
static void quoted_end(reader *r, size_t inner, size_t end, bool closed) {
    pdx_quoted *quoted = &r->self->quoted.data[r->open[--r->n_open].quoted];
    quoted->inner_begin = space_skip(r->block, quoted->inner_begin, inner);
    quoted->inner_end = space_strip(r->block, quoted->inner_begin, inner);
    quoted->end = closed ? end : quoted->inner_end;
    quoted->closed = closed;
    if (!closed && is_single(quoted->family)) quoted->end = quoted->begin; /* an apostrophe after all */
    if (quoted->inner_end == quoted->inner_begin) quoted->end = quoted->begin;
}

static size_t open_of(const reader *r, uint8_t family) {
    for (size_t i = r->n_open; i > 0; i--)
        if (r->open[i - 1].family == family) return i;
    return 0;
}

static size_t open_count(const reader *r, uint8_t family) {
    size_t n = 0;
    for (size_t i = 0; i < r->n_open; i++) n += r->open[i].family == family;
    return n;
}

/* Whether as many close behind this mark as there would be open with it. */
static bool can_nest(const reader *r, const pdx_mark *mark) {
    return r->to_close[mark->family] >= r->to_open[mark->family] + open_count(r, mark->family) + 1;
}

static pdx_status mark_open(reader *r, const pdx_mark *mark, pdx_error *err) {
    pdx_status status = PDX_OK;
    const size_t same = open_of(r, mark->family);
    if (same > 0 && !can_nest(r, mark)) { /* nobody has closed that one */
        while (r->n_open >= same) quoted_end(r, mark->at, mark->at, false);
    }
    r->orphan = PDX_QUOTED_NONE;
    (void)quoted_begin(r, mark->at, mark->at + mark->len, mark->family, true, mark->reversed, err, &status);
    return status;
}

/* Closes the one at `depth` (from 1); what was opened inside it and left open ends too. */
static void mark_close(reader *r, size_t depth, const pdx_mark *mark) {
    while (r->n_open > depth) quoted_end(r, mark->at, mark->at, false);
    quoted_end(r, mark->at, mark->at + mark->len, true);
    r->orphan = PDX_QUOTED_NONE;
}

/* A closing mark while nothing is open that it could close. */
static pdx_status mark_orphan(reader *r, uint32_t number, pdx_error *err) {
    const pdx_mark *mark = &r->self->marks.data[number];
    pdx_status status = PDX_OK;
    if (mark->family == r->before && r->n_open == 0 && r->self->quoted.len == 0) { /* of what the block before left open */
        const size_t begin = space_skip(r->block, 0, mark->at);
        if (quoted_begin(r, begin, begin, mark->family, false, false, err, &status)) {
            r->self->quoted.data[0].continues = true;
            mark_close(r, 1, mark);
        }
        return status;
    }
    if (mark->apostrophe) return PDX_OK;
    if (r->orphan == PDX_QUOTED_NONE || r->self->marks.data[r->orphan].family != mark->family || r->n_open > 0) {
        r->orphan = number;
        return PDX_OK;
    }
    /* The first of two is where an opening one belongs. */
    const pdx_mark *first = &r->self->marks.data[r->orphan];
    if (quoted_begin(r, first->at, first->at + first->len, first->family, true, false, err, &status)) mark_close(r, 1, mark);
    r->orphan = PDX_QUOTED_NONE;
    return status;
}

/* In "the boys' boats" the mark after an s may be an apostrophe: it is, where another closes before anything opens. */
static bool is_plural(const reader *r, uint32_t number, size_t depth) {
    const pdx_mark *marks = r->self->marks.data, *mark = &marks[number];
    const size_t behind = mark->at + mark->len;
    const uint32_t next = r->self->closers.data[number];
    if (!mark->apostrophe || mark->at == 0 || (r->block.data[mark->at - 1] | 0x20) != 's') return false;
    if (next == PDX_QUOTED_NONE || next > number + DEPTH_MOST || behind >= r->block.len || r->block.data[behind] != ' ') return false;
    for (uint32_t i = number + 1; i < next; i++) {
        if (marks[i].opens && !marks[i].closes && marks[i].family == mark->family) return false;
        if (depth > 1 && marks[i].closes && marks[i].family == r->open[depth - 2].family) return false; /* what holds it ends before */
    }
    return true;
}

static pdx_status mark_take(reader *r, uint32_t number, pdx_error *err) {
    const pdx_mark *mark = &r->self->marks.data[number];
    const size_t depth = open_of(r, mark->family);
    if (depth > 0 && (r->open[depth - 1].reversed ? mark->turns : mark->closes)) {
        const bool inside = is_single(mark->family) && depth < r->n_open; /* of something that it cannot end: an apostrophe */
        if (!inside && !is_plural(r, number, depth)) mark_close(r, depth, mark);
        return PDX_OK;
    }
    if (depth == 0 && mark->closes && !mark->opens && r->n_open > 0) {
        const uint8_t innermost = r->open[r->n_open - 1].family;
        if (mixes(mark->family, innermost) && r->to_close[innermost] == 0 && !is_plural(r, number, r->n_open)) {
            mark_close(r, r->n_open, mark);
            return PDX_OK;
        }
    }
    if (!mark->opens) return mark_orphan(r, number, err);
    if (is_single(mark->family) && r->self->closers.data[number] == PDX_QUOTED_NONE) return PDX_OK;
    return mark_open(r, mark, err);
}

static pdx_status marks_collect(pdx_quote_marks *self, pdx_span block, pdx_pace *pace, pdx_error *err) {
    self->marks.len = 0;
    for (size_t at = 0; at < block.len;) {
        pdx_mark mark;
        const size_t next = pdx_mark_next(block, pdx_min_size(at, block.len));
        PDX_TRY(pdx_pace_step(pace, next - at + MARK_WORK, 0, err));
        if (next >= block.len) break;
        at = next + 1;
        if (!pdx_mark_read(block, next, &mark)) continue;
        if (self->marks.len >= PDX_QUOTED_NONE - 1) break;
        if (!PDX_VEC_PUSH(&self->marks, mark)) return pdx_fail_memory(err);
        at = next + mark.len;
    }
    return PDX_OK;
}

/* The next that closes each one's family, from behind. */
static pdx_status closers_find(pdx_quote_marks *self, pdx_error *err) {
    uint32_t next[PDX_MARKS_FAMILIES];
    if (!PDX_VEC_RESERVE(&self->closers, self->marks.len)) return pdx_fail_memory(err);
    self->closers.len = self->marks.len;
    for (size_t f = 0; f < PDX_MARKS_FAMILIES; f++) next[f] = PDX_QUOTED_NONE;
    for (size_t i = self->marks.len; i > 0; i--) {
        const pdx_mark *mark = &self->marks.data[i - 1];
        self->closers.data[i - 1] = next[mark->family];
        if (mark->closes) next[mark->family] = (uint32_t)(i - 1);
    }
    return PDX_OK;
}

static bool is_dropped(const pdx_quoted *quoted) { return quoted->begin == quoted->end; }

/* Leaves out what came to nothing; the numbers of what holds others follow. */
static void quoted_compact(pdx_quote_marks *self) {
    pdx_quoted *all = self->quoted.data;
    uint32_t *number = self->closers.data, n = 0;
    for (size_t i = 0; i < self->quoted.len; i++) {
        pdx_quoted one = all[i];
        if (one.outer != PDX_QUOTED_NONE) one.outer = number[one.outer];
        number[i] = is_dropped(&one) ? one.outer : n; /* what a dropped one holds is held by what holds it */
        if (!is_dropped(&one)) all[n++] = one;
    }
    self->quoted.len = n;
}

static bool begins_block(const reader *r, const pdx_mark *mark) { return space_skip(r->block, 0, mark->at) == mark->at; }

pdx_status pdx_quote_marks_read(pdx_quote_marks *self, pdx_span block, bool running, const pdx_tick *tick, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(tick, 0);
    reader r = {.self = self, .block = block, .orphan = PDX_QUOTED_NONE, .before = running ? self->left_open : PDX_MARKS_FAMILIES};
    self->quoted.len = 0;
    self->left_open = PDX_MARKS_FAMILIES;
    PDX_TRY(marks_collect(self, block, &pace, err));
    PDX_TRY(closers_find(self, err));
    for (size_t i = 0; i < self->marks.len; i++) {
        r.to_open[self->marks.data[i].family] += only_opens(&self->marks.data[i]);
        r.to_close[self->marks.data[i].family] += only_closes(&self->marks.data[i]);
    }
    for (uint32_t i = 0; i < self->marks.len; i++) {
        const pdx_mark *mark = &self->marks.data[i];
        r.to_open[mark->family] -= only_opens(mark);
        r.to_close[mark->family] -= only_closes(mark);
        PDX_TRY(mark_take(&r, i, err));
        if (i == 0 && self->quoted.len == 1 && mark->family == r.before && self->quoted.data[0].opened && begins_block(&r, mark))
            self->quoted.data[0].continues = true;
        PDX_TRY(pdx_pace_step(&pace, MARK_WORK, 0, err));
    }
    if (running && r.n_open > 0 && !is_single(r.open[0].family)) self->left_open = r.open[0].family;
    while (r.n_open > 0) quoted_end(&r, block.len, block.len, false);
    /* Never more stretches than marks, but that one may have been left open by the block before. */
    if (!PDX_VEC_RESERVE(&self->closers, self->quoted.len)) return pdx_fail_memory(err);
    quoted_compact(self);
    return PDX_OK;
}
