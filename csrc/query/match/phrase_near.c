/* Two words near each other: pairs are looked for where enough of both stand near. */
#include "query/walk/adjacent.h"
#include "query/match/phrase_steps.h"

/* Pairs the position `one` with the nearest of the others in its part: number `right` of them is the first behind it, `left` are before. */
static pdx_status pair(pdx_phrase *p, pdx_doc doc, uint32_t one, const pdx_positions *others, size_t left, size_t right, pdx_error *err) {
    const bool is_right = right < others->len && others->data[right] - one - 1 <= p->distance;
    const bool is_left = left > 0 && one - others->data[left - 1] - 1 <= p->distance;
    pdx_occurrence span = {one, 0};
    uint64_t end;
    if (!is_right && !is_left) return PDX_OK;
    PDX_TRY(pdx_phrase_place(p, doc, one, err));
    end = (uint64_t)p->scan->place.first_position + p->scan->place.n_positions;
    if (is_right && others->data[right] < end) span.length = others->data[right] - one + 1;
    if (is_left && others->data[left - 1] >= p->scan->place.first_position &&
        (span.length == 0 || one - others->data[left - 1] + 1 <= span.length)) {
        span.start = others->data[left - 1];
        span.length = one - span.start + 1;
    }
    return span.length == 0 || PDX_VEC_PUSH(&p->spans, span) ? PDX_OK : pdx_fail_memory(err);
}

/* The pairs of all the ones; where one pair that counts is enough, up to that. */
static pdx_status pairs_find(pdx_phrase *p, pdx_doc doc, const pdx_positions *ones, const pdx_positions *others, bool one_is_enough,
                             pdx_error *err) {
    size_t k, left = 0, right = 0;
    for (k = 0; k < ones->len; k++) {
        const uint32_t one = ones->data[k];
        const size_t before = p->spans.len;
        while (left < others->len && others->data[left] < one) left++;
        while (right < others->len && others->data[right] <= one) right++;
        PDX_TRY(pair(p, doc, one, others, left, right, err));
        if (one_is_enough && p->spans.len > before && pdx_phrase_counts(p, pdx_phrase_place_group(p))) return PDX_OK;
    }
    return PDX_OK;
}

/* Counts pairs; where one is enough, those of one of the words alone: each word of a pair is in one. */
static pdx_status nears_count(pdx_phrase *p, pdx_doc doc, bool one_is_enough, uint32_t *occurrences, pdx_error *err) {
    size_t k;
    PDX_TRY(pdx_plan_pulses(p->scan->plan, PDX_PULSES_DOCUMENT / 4, err));
    p->spans.len = 0;
    PDX_TRY(pairs_find(p, doc, &p->leading, &p->other, one_is_enough, err));
    if (!one_is_enough) PDX_TRY(pairs_find(p, doc, &p->other, &p->leading, false, err));
    pdx_occurrences_sort(&p->spans);
    for (k = 0; k < p->spans.len; k++) PDX_TRY(pdx_phrase_occurrence(p, doc, p->spans.data[k].start, occurrences, err));
    return PDX_OK;
}

/* Keeps of the candidates met those that have the two words near each other. */
static pdx_status nears_keep(pdx_phrase *p, const pdx_phrase_limit *l, const pdx_meeting *m, pdx_candidates *c, uint32_t *kept, pdx_error *err) {
    uint32_t j;
    for (j = 0; j < m->n; j++) {
        const uint32_t k = m->who[j];
        uint32_t occurrences[PDX_GROUP_COUNT] = {0};
        bool few;
        size_t near;
        PDX_TRY(pdx_phrase_positions(p, true, k, m->other, m->numbers[j], err));
        near = pdx_positions_near(&p->leading, &p->other, p->distance);
        if (near == 0) continue;
        PDX_TRY(pdx_phrase_are_few(p, l, c, k, m->other, m->numbers[j], near - 1, &few, err));
        if (few) continue;
        PDX_TRY(nears_count(p, c->docs[k], l->s == NULL, occurrences, err));
        c->docs[*kept] = c->docs[k];
        *kept += pdx_phrase_any(p, l, c->docs[k], occurrences, &c->scores[*kept]);
    }
    return PDX_OK;
}

pdx_status pdx_nears_take(pdx_phrase *p, const pdx_phrase_limit *l, pdx_candidates *c, pdx_error *err) {
    uint32_t kept = 0, k, to;
    pdx_meeting m;
    m.other = &p->members[p->by_cost[1]];
    for (k = 0; k < c->n; k = to) {
        PDX_TRY(pdx_meeting_make(p, l, c, k, &m, &to, err));
        PDX_TRY(nears_keep(p, l, &m, c, &kept, err));
    }
    c->n = kept;
    return PDX_OK;
}
