#include "page/frame.h"

#include <math.h>

enum { SAMPLE = PDX_LIMIT(1024, 16), CANDIDATES = 128 };

/* How two classes take turns. */
typedef struct turns {
    float share;   /* of the gaps of one that hold exactly one of the other */
    float worth;   /* the same, less for few gaps and for unequal counts */
    float overlap; /* of the lines of the smaller that are lines of both */
} turns;

void pdx_frame_init(pdx_frame *frame) { memset(frame, 0, sizeof *frame); }
void pdx_frame_deinit(pdx_frame *frame) { PDX_VEC_DEINIT(&frame->owner); }

static turns turns_read(const pdx_classes *classes, const pdx_class *a, const pdx_class *b) {
    const uint32_t *p = classes->positions.data + a->first, *q = classes->positions.data + b->first;
    const uint32_t n = (uint32_t)pdx_min_size(a->count, SAMPLE);
    uint32_t one = 0, many = 0, none = 0, shared = 0, j = 0;
    turns out = {0, 0, 0};
    for (; j < b->count && q[j] < p[0]; j++) {}
    for (uint32_t i = 0; i < n; i++) {
        uint32_t inside = 0;
        if (j < b->count && q[j] == p[i]) {
            shared++;
            j++;
        }
        if (i + 1 == a->count) break;
        for (; j < b->count && q[j] < p[i + 1]; j++) inside++;
        if (i + 1 < n || n < a->count) {
            one += inside == 1;
            many += inside > 1;
            none += inside == 0;
        }
    }
    if (one + many + none > 0) {
        const float score = ((float)one - 1.5f * (float)many - 0.4f * (float)none) / (float)(one + many + none);
        const float sure = pdx_form_sure(b->form, (float)(one + many + none));
        const float alike = (float)pdx_min_size(a->count, b->count) / (float)pdx_max_size(a->count, b->count);
        out.share = score < 0 ? 0 : score;
        out.worth = out.share * sure * alike;
    }
    out.overlap = (float)shared / (float)pdx_min_size(n, b->count);
    return out;
}

typedef struct pick {
    uint32_t member[PDX_FRAME_ROOM];
    float share[PDX_FRAME_ROOM];
    unsigned n;
    float score;
} pick;

/* Words shared by chance: lines that merely begin or end alike must keep step exactly. */
static float least_share(const pdx_class *base, const pdx_class *other) {
    const bool weak = other->form == PDX_FORM_HEAD1 || other->form == PDX_FORM_TAIL1 || other->form == PDX_FORM_LIST;
    const bool fair = other->form == PDX_FORM_HEAD2 || other->form == PDX_FORM_TAIL2;
    if (!weak && !fair) return 0.3f;
    if (other->count < (weak ? 5u : 3u) || other->count * 5 < base->count * 4) return 2;
    return weak ? 0.85f : 0.7f;
}

/* The classes that take turns with `r`, the weightiest first, no two on the same lines. */
static void pick_read(pick *out, const pdx_classes *classes, uint32_t r) {
    const size_t n = pdx_min_size(classes->classes.len, CANDIDATES);
    const pdx_class *base = &classes->classes.data[r];
    float value[CANDIDATES], share[CANDIDATES];
    memset(value, 0, sizeof value);
    memset(share, 0, sizeof share);
    for (size_t c = 0; c < n; c++) {
        const pdx_class *other = &classes->classes.data[c];
        turns t;
        if (c == r || other->count * 4 < base->count || other->count > base->count * 4) continue;
        t = turns_read(classes, base, other);
        if (t.overlap > 0.4f || t.share < least_share(base, other)) continue;
        share[c] = t.share;
        value[c] = t.worth * other->weight;
    }
    out->member[0] = r;
    out->share[0] = 1;
    out->n = 1;
    out->score = base->weight * pdx_form_sure(base->form, (float)(base->count - 1));
    while (out->n < PDX_FRAME_ROOM) {
        size_t best = n;
        bool taken = false;
        for (size_t c = 0; c < n; c++) {
            if (value[c] > 0 && (best == n || value[c] > value[best])) best = c;
        }
        if (best == n) break;
        for (unsigned k = 1; k < out->n && !taken; k++) {
            taken = turns_read(classes, &classes->classes.data[out->member[k]], &classes->classes.data[best]).overlap > 0.4f;
        }
        if (!taken) {
            out->member[out->n] = (uint32_t)best;
            out->share[out->n++] = share[best];
            out->score += value[best];
        }
        value[best] = 0;
    }
    out->score *= log2f(1.0f + (float)base->count);
}

static void owners_read(pdx_frame *frame, const pdx_classes *classes) {
    if (frame->owner.len > 0) memset(frame->owner.data, PDX_NO_MEMBER, frame->owner.len);
    for (unsigned k = frame->n_members; k-- > 0;) {
        const pdx_class *c = pdx_frame_class(frame, classes, k);
        for (uint32_t i = 0; i < c->count; i++) frame->owner.data[classes->positions.data[c->first + i]] = (uint8_t)k;
    }
}

void pdx_frame_take(pdx_frame *frame, const pdx_classes *classes, unsigned which) {
    pick p;
    pick_read(&p, classes, frame->tried[which]);
    memcpy(frame->member, p.member, sizeof p.member);
    memcpy(frame->share, p.share, sizeof p.share);
    frame->n_members = p.n;
    frame->score = p.score;
    owners_read(frame, classes);
}

/* A class that is in step with one chosen before would give the same frame. */
static bool is_known(const pick *chosen, unsigned n, const pdx_classes *classes, uint32_t r) {
    const uint32_t count = classes->classes.data[r].count;
    for (unsigned k = 0; k < n; k++) {
        const uint32_t base = classes->classes.data[chosen[k].member[0]].count;
        for (unsigned m = 0; m < chosen[k].n; m++) {
            const pdx_class *c = &classes->classes.data[chosen[k].member[m]];
            if (chosen[k].share[m] < 0.7f || count * 4 < base * 3 || base * 4 < count * 3) continue;
            if (chosen[k].member[m] == r || turns_read(classes, c, &classes->classes.data[r]).overlap > 0.4f) return true;
        }
    }
    return false;
}

pdx_status pdx_frame_read(pdx_frame *frame, const pdx_classes *classes, const pdx_facts *facts, pdx_error *err) {
    const size_t n = pdx_min_size(classes->classes.len, CANDIDATES);
    float score[CANDIDATES];
    pick chosen[PDX_FRAME_TRIES], one;
    if (!PDX_VEC_RESERVE(&frame->owner, facts->facts.len)) return pdx_fail_memory(err);
    frame->owner.len = facts->facts.len;
    owners_read(frame, classes);
    for (size_t r = 0; r < n; r++) {
        score[r] = 0;
        if (least_share(&classes->classes.data[r], &classes->classes.data[r]) > 1) continue;
        pick_read(&one, classes, (uint32_t)r);
        score[r] = one.score;
    }
    while (frame->n_tried < PDX_FRAME_TRIES) {
        size_t best = n;
        for (size_t r = 0; r < n; r++) {
            if (score[r] > 0 && (best == n || score[r] > score[best])) best = r;
        }
        if (best == n) break;
        score[best] = 0;
        if (is_known(chosen, frame->n_tried, classes, (uint32_t)best)) continue;
        pick_read(&chosen[frame->n_tried], classes, (uint32_t)best);
        frame->tried[frame->n_tried++] = (uint32_t)best;
    }
    if (frame->n_tried > 0) pdx_frame_take(frame, classes, 0);
    return PDX_OK;
}
