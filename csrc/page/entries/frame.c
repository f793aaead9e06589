#include "page/entries/frame.h"

#include <math.h>

#include "page/lines/turns.h"

void pdx_frame_init(pdx_frame *frame) {
    memset(frame, 0, sizeof *frame);
    frame->title_member = PDX_NO_MEMBER;
}
void pdx_frame_deinit(pdx_frame *frame) { PDX_VEC_DEINIT(&frame->owner); }
void pdx_frame_reset(pdx_frame *frame) {
    PDX_VEC_RESET(&frame->owner);
    frame->n_members = frame->n_tried = 0;
    frame->title_member = PDX_NO_MEMBER;
    frame->score = 0;
}

/* How much of their turns lines of a form must keep to: words may be shared by chance, and lines that merely begin or end alike must keep
 * step exactly. */
typedef struct strictness {
    float share;
    uint32_t count; /* so many lines at least, and, where this is not 0, nearly as many as the other class has */
} strictness;

static strictness strictness_of(unsigned form) {
    switch (form) {
    case PDX_FORM_HEAD1: case PDX_FORM_TAIL1: case PDX_FORM_LIST: return (strictness){0.85f, 5};
    case PDX_FORM_HEAD2: case PDX_FORM_TAIL2: return (strictness){0.7f, 3};
    case PDX_FORM_EXACT: case PDX_FORM_MASKED: return (strictness){0.5f, 0};
    default: return (strictness){0.3f, 0};
    }
}

/* Beside how many lines those of a class are enough: from `least` on so many more at most. No class has 0, beside which one is that never is. */
typedef struct enough {
    uint32_t least, more;
} enough;

/* A quarter as many as the other's, or four times; where the form is strict, four fifths, and so many at least. */
static enough enough_of(const strictness *strict, uint32_t count) {
    const uint32_t least = (count + 3) / 4;
    uint64_t most = (uint64_t)count * 4;
    if (strict->count > 0 && count < strict->count) return (enough){0, 0};
    if (strict->count > 0) most = (uint64_t)count * 5 / 4;
    return (enough){least, (uint32_t)pdx_min_size(most, UINT32_MAX) - least};
}

/* A choice that cannot be foreseen, so no branches. */
static inline bool are_enough(const enough *lines, uint32_t count) { return count - lines->least <= lines->more; }

/* A class that takes turns with another, and what it is worth beside it. */
typedef struct partner {
    uint32_t member;
    float share, value;
} partner;

/* What each class must have to stand beside others. */
typedef struct limits {
    enough lines[PDX_TURNS_CLASSES];
    float share[PDX_TURNS_CLASSES];
} limits;

/* The classes that could stand beside `r`, into room for one more than all. */
static unsigned partners_read(partner *out, pdx_turns *turns, const pdx_classes *classes, const limits *limit, uint32_t r) {
    const pdx_class *all = classes->classes.data;
    const uint32_t count = all[r].count;
    uint8_t kept[PDX_TURNS_CLASSES];
    unsigned n_kept = 0, n = 0;
    for (size_t c = 0; c < turns->n; c++) {
        kept[n_kept] = (uint8_t)c;
        n_kept += (c != r) & are_enough(&limit->lines[c], count);
    }
    for (unsigned k = 0; k < n_kept; k++) {
        const uint32_t c = kept[k];
        const pdx_turn *t = pdx_turns_at(turns, r, c);
        const float value = t->share * pdx_form_sure(all[c].form, (float)t->gaps) * t->alike * all[c].weight;
        out[n] = (partner){c, t->share, value};
        n += (t->overlap <= 0.4f) & (t->share >= limit->share[c]) & (value > 0);
    }
    return n;
}

/* The classes that take turns with those of one set of lines, the weightiest first, no two on the same lines. */
typedef struct company {
    pdx_pick pick; /* member[0] and the score are of each class of the set */
    float value[PDX_FRAME_ROOM];
} company;

static void company_read(company *out, pdx_turns *turns, const pdx_classes *classes, const limits *limit, uint32_t r) {
    partner beside[PDX_TURNS_CLASSES + 1];
    unsigned left = partners_read(beside, turns, classes, limit, r), n = 1;
    while (n < PDX_FRAME_ROOM && left > 0) {
        unsigned best = 0, rest = 0;
        for (unsigned k = 1; k < left; k++) {
            if (beside[k].value > beside[best].value) best = k;
        }
        const partner taken = beside[best];
        out->pick.member[n] = taken.member;
        out->pick.share[n] = taken.share;
        out->value[n++] = taken.value;
        for (unsigned k = 0; k < left; k++) {
            const partner each = beside[k];
            beside[rest] = each; /* rest <= k */
            rest += (k != best) & (pdx_turns_at(turns, taken.member, each.member)->overlap <= 0.4f);
        }
        left = rest;
    }
    out->pick.n_members = n;
}

/* The company as that of class `r`, which is one of the set. */
static void company_of(company *c, const pdx_classes *classes, uint32_t r) {
    const pdx_class *base = &classes->classes.data[r];
    c->pick.member[0] = r;
    c->pick.share[0] = 1;
    c->pick.score = base->weight * pdx_form_sure(base->form, (float)(base->count - 1));
    for (unsigned m = 1; m < c->pick.n_members; m++) c->pick.score += c->value[m];
    c->pick.score *= log2f(1.0f + (float)base->count);
}

static void owners_read(pdx_frame *frame, const pdx_classes *classes) {
    if (frame->owner.len > 0) memset(frame->owner.data, PDX_NO_MEMBER, frame->owner.len);
    for (unsigned k = frame->n_members; k-- > 0;) {
        const pdx_class *c = pdx_frame_class(frame, classes, k);
        for (uint32_t i = 0; i < c->count; i++) frame->owner.data[classes->positions.data[c->first + i]] = (uint8_t)k;
    }
}

void pdx_frame_take(pdx_frame *frame, const pdx_classes *classes, unsigned which) {
    const pdx_pick *p = &frame->tried[which];
    memcpy(frame->member, p->member, sizeof p->member);
    memcpy(frame->share, p->share, sizeof p->share);
    frame->n_members = p->n_members;
    frame->title_member = PDX_NO_MEMBER;
    frame->score = p->score;
    owners_read(frame, classes);
}

void pdx_frame_drop(pdx_frame *frame, const pdx_classes *classes, unsigned member) {
    frame->n_members--;
    for (unsigned m = member; m < frame->n_members; m++) {
        frame->member[m] = frame->member[m + 1];
        frame->share[m] = frame->share[m + 1];
    }
    owners_read(frame, classes);
}

void pdx_frame_clear(pdx_frame *frame, const pdx_classes *classes) {
    frame->n_members = 0;
    frame->title_member = PDX_NO_MEMBER;
    frame->score = 0;
    owners_read(frame, classes);
}

/* A class that is in step with one chosen before would give the same frame. */
static bool is_known(const pdx_frame *frame, pdx_turns *turns, const pdx_classes *classes, uint32_t r) {
    const uint32_t count = classes->classes.data[r].count;
    for (unsigned k = 0; k < frame->n_tried; k++) {
        const pdx_pick *chosen = &frame->tried[k];
        const uint32_t base = classes->classes.data[chosen->member[0]].count;
        for (unsigned m = 0; m < chosen->n_members; m++) {
            if (chosen->share[m] < 0.7f || count * 4 < base * 3 || base * 4 < count * 3) continue;
            if (chosen->member[m] == r || pdx_turns_at(turns, chosen->member[m], r)->overlap > 0.4f) return true;
        }
    }
    return false;
}

/* All its lines tell a day. */
static bool is_dated(const pdx_class *c) { return c->dated || c->form == PDX_FORM_LONE_DATE || c->form == PDX_FORM_DATE; }

/* Tries the class that scores most; false when there is none. */
static bool best_try(pdx_frame *frame, pdx_turns *turns, const pdx_classes *classes, const company *companies, float *score, bool dated) {
    uint32_t best = (uint32_t)turns->n;
    float most = 0;
    for (uint32_t r = 0; r < turns->n; r++) { /* nobody can foresee it: choices, not branches */
        const bool better = (score[r] > most) & (!dated | is_dated(&classes->classes.data[r]));
        best = better ? r : best;
        most = better ? score[r] : most;
    }
    if (best == turns->n) return false;
    score[best] = 0;
    if (is_known(frame, turns, classes, best)) return true;
    pdx_pick *pick = &frame->tried[frame->n_tried++];
    company own = companies[turns->row[best]];
    company_of(&own, classes, best);
    *pick = own.pick;
    return true;
}

static void frames_try(pdx_frame *frame, pdx_turns *turns, const pdx_classes *classes) {
    float score[PDX_TURNS_CLASSES];
    company companies[PDX_TURNS_CLASSES]; /* by the row of their lines */
    bool is_read[PDX_TURNS_CLASSES] = {false};
    limits limit;
    for (size_t c = 0; c < turns->n; c++) {
        const strictness strict = strictness_of(classes->classes.data[c].form);
        limit.lines[c] = enough_of(&strict, classes->classes.data[c].count);
        limit.share[c] = strict.share;
    }
    for (uint32_t r = 0; r < turns->n; r++) {
        company *own = &companies[turns->row[r]];
        score[r] = 0;
        if (!are_enough(&limit.lines[r], classes->classes.data[r].count)) continue;
        if (!is_read[turns->row[r]]) company_read(own, turns, classes, &limit, r);
        is_read[turns->row[r]] = true;
        company_of(own, classes, r);
        score[r] = own->pick.score;
    }
    while (frame->n_tried < PDX_FRAME_TRIES && best_try(frame, turns, classes, companies, score, false)) {}
    /* A day in each entry is worth a try however much else recurs, as program text does. */
    while (frame->n_tried == PDX_FRAME_TRIES && best_try(frame, turns, classes, companies, score, true)) {}
}

pdx_status pdx_frame_read(pdx_frame *frame, const pdx_classes *classes, const pdx_facts *facts, pdx_error *err) {
    pdx_turns turns;
    if (!PDX_VEC_RESERVE(&frame->owner, facts->facts.len)) return pdx_fail_memory(err);
    frame->owner.len = facts->facts.len;
    owners_read(frame, classes);
    PDX_TRY(pdx_turns_read(&turns, classes, facts->facts.len, err));
    frames_try(frame, &turns, classes);
    pdx_turns_deinit(&turns);
    if (frame->n_tried > 0) pdx_frame_take(frame, classes, 0);
    return PDX_OK;
}

pdx_status pdx_frame_set(pdx_frame *frame, const pdx_classes *classes, const float *share, size_t lines, pdx_error *err) {
    if (!PDX_VEC_RESERVE(&frame->owner, lines)) return pdx_fail_memory(err);
    frame->owner.len = lines;
    frame->n_members = (unsigned)pdx_min_size(classes->classes.len, PDX_FRAME_ROOM);
    for (unsigned m = 0; m < frame->n_members; m++) {
        frame->member[m] = m;
        frame->share[m] = share[m];
    }
    owners_read(frame, classes);
    return PDX_OK;
}
