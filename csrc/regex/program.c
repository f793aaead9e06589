#include "regex/program.h"

#include "regex/alphabet.h"
#include "regex/regex.h"

typedef struct maker {
    pdx_program *out;
    bool backwards;
    pdx_error *err;
} maker;

static pdx_status add(maker *m, pdx_step step, uint32_t *at) {
    *at = (uint32_t)m->out->steps.len;
    if (m->out->steps.len >= PDX_REGEX_PROGRAM_MAX)
        return pdx_fail(m->err, PDX_ELIMIT, PDX_NO_OFFSET,
                        "regular expression: it is too large when its repetitions are written out (%d steps at most)", PDX_REGEX_PROGRAM_MAX);
    return PDX_VEC_PUSH(&m->out->steps, step) ? PDX_OK : pdx_fail_memory(m->err);
}

static pdx_status make(maker *m, const pdx_pattern *node, uint32_t next, uint32_t *begin);

/* Steps are made from the end: each knows what follows it. */
static pdx_status make_children(maker *m, const pdx_pattern *child, uint32_t next, uint32_t *begin) {
    /* In the order of reading the last is made first: forwards, that is the last child. */
    if (child == NULL) {
        *begin = next;
        return PDX_OK;
    }
    if (m->backwards) {
        *begin = next;
        for (; child != NULL; child = child->next) PDX_TRY(make(m, child, *begin, begin));
        return PDX_OK;
    }
    /* Children are few deep but may be many wide: their list is turned round in place of recursion. */
    size_t n = 0;
    for (const pdx_pattern *c = child; c != NULL; c = c->next) n++;
    const pdx_pattern **all = pdx_alloc(n * sizeof *all);
    if (all == NULL) return pdx_fail_memory(m->err);
    n = 0;
    for (const pdx_pattern *c = child; c != NULL; c = c->next) all[n++] = c;
    pdx_status status = PDX_OK;
    *begin = next;
    while (n > 0 && status == PDX_OK) status = make(m, all[--n], *begin, begin);
    pdx_free((void *)all);
    return status;
}

static pdx_status make_any(maker *m, const pdx_pattern *child, uint32_t next, uint32_t *begin) {
    /* a|b|c: each split prefers its branch to all that follow. Splits are chained from the first. */
    uint32_t last = UINT32_MAX, first = UINT32_MAX;
    for (; child != NULL; child = child->next) {
        uint32_t branch, split;
        PDX_TRY(make(m, child, next, &branch));
        if (child->next == NULL) split = branch;
        else PDX_TRY(add(m, (pdx_step){PDX_STEP_SPLIT, 0, false, 0, branch, branch}, &split));
        if (last != UINT32_MAX) m->out->steps.data[last].other = split;
        else first = split;
        last = child->next == NULL ? UINT32_MAX : split;
    }
    *begin = first;
    return PDX_OK;
}

static pdx_status make_split(maker *m, bool lazy, uint32_t inside, uint32_t outside, uint32_t *at) {
    return add(m, (pdx_step){PDX_STEP_SPLIT, 0, false, 0, lazy ? outside : inside, lazy ? inside : outside}, at);
}

/* x*: a split that the end of x comes back to. Where x can be empty, (x+)?, which ends as soon as a round reads nothing. */
static pdx_status make_forever(maker *m, const pdx_pattern *node, bool at_least_once, uint32_t next, uint32_t *begin) {
    uint32_t loop, inside;
    PDX_TRY(add(m, (pdx_step){PDX_STEP_LOOP, 0, node->lazy, 0, next, next}, &loop));
    PDX_TRY(make(m, node->first, loop, &inside));
    m->out->steps.data[loop].to = node->lazy ? next : inside;
    m->out->steps.data[loop].other = node->lazy ? inside : next;
    *begin = at_least_once ? inside : loop;
    if (at_least_once || !node->first->can_be_empty) return PDX_OK;
    return make_split(m, node->lazy, inside, next, begin);
}

static pdx_status make_repeat(maker *m, const pdx_pattern *node, uint32_t next, uint32_t *begin) {
    uint32_t at = next, n = node->least;
    if (node->most == PDX_PATTERN_FOREVER) {
        PDX_TRY(make_forever(m, node, n > 0, next, &at));
        if (n > 0) n--;
    } else {
        for (uint32_t i = node->least; i < node->most; i++) {
            uint32_t inside;
            PDX_TRY(make(m, node->first, at, &inside));
            PDX_TRY(make_split(m, node->lazy, inside, next, &at));
        }
    }
    while (n-- > 0) PDX_TRY(make(m, node->first, at, &at));
    *begin = at;
    return PDX_OK;
}

static uint8_t asked_by(pdx_assertion assertion) {
    switch (assertion) {
    case PDX_ASSERT_BEGIN: case PDX_ASSERT_END: return PDX_SIDE_EDGE;
    case PDX_ASSERT_LINE_BEGIN: case PDX_ASSERT_LINE_END: return PDX_SIDE_EDGE | PDX_SIDE_LINE;
    case PDX_ASSERT_LAST: return PDX_SIDE_EDGE | PDX_SIDE_LAST;
    default: return PDX_SIDE_WORD;
    }
}

static pdx_status make(maker *m, const pdx_pattern *node, uint32_t next, uint32_t *begin) {
    switch ((pdx_pattern_kind)node->kind) {
    case PDX_PATTERN_EMPTY: *begin = next; return PDX_OK;
    case PDX_PATTERN_CHARS: return add(m, (pdx_step){PDX_STEP_CHARS, 0, false, node->set, next, next}, begin);
    case PDX_PATTERN_ALL: return make_children(m, node->first, next, begin);
    case PDX_PATTERN_ANY: return make_any(m, node->first, next, begin);
    case PDX_PATTERN_REPEAT: return make_repeat(m, node, next, begin);
    default: break;
    }
    m->out->asked |= asked_by((pdx_assertion)node->assertion);
    return add(m, (pdx_step){PDX_STEP_ASSERT, node->assertion, false, 0, next, next}, begin);
}

pdx_status pdx_program_init(pdx_program *self, const pdx_pattern *root, bool backwards, pdx_error *err) {
    maker m = {self, backwards, err};
    uint32_t match, any;
    memset(self, 0, sizeof *self);
    self->backwards = backwards;
    PDX_TRY(add(&m, (pdx_step){PDX_STEP_MATCH, 0, false, 0, 0, 0}, &match));
    PDX_TRY(make(&m, root, match, &self->start));
    PDX_TRY(add(&m, (pdx_step){PDX_STEP_CHARS, 0, false, PDX_STEP_ANY, 0, 0}, &any));
    PDX_TRY(add(&m, (pdx_step){PDX_STEP_SPLIT, 0, false, 0, self->start, any}, &self->seek));
    self->steps.data[any].to = self->seek;
    return PDX_OK;
}

void pdx_program_deinit(pdx_program *self) { PDX_VEC_DEINIT(&self->steps); }
