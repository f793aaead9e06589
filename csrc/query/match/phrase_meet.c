/* The documents on which another word of the phrase stands too, a block at a time, and what is asked of each. */
#include "query/match/phrase_steps.h"

pdx_phrase_limit pdx_phrase_limit_of(const pdx_saturation *s, double least) {
    pdx_phrase_limit l = {s, 0.0};
    if (s == NULL || !(least > 0.0 && least < s->top)) return l;
    l.tf = s->k1 * least / (s->top - least) * (1.0 - 1e-6);
    if (!(l.tf > 0.0) || pdx_saturation_bound(pdx_saturate_one(l.tf, s), s) > least) l.tf = 0.0;
    return l;
}

/* How often words that occur so often can make a phrase or pair: a phrase as often as the rarer; a pair ends with one and begins with the
 * other, so there is one less than there are words. */
static uint64_t most_of(const pdx_phrase *p, uint32_t here, uint32_t there) {
    if (!p->near) return here < there ? here : there;
    return here == 0 || there == 0 ? 0 : (uint64_t)here + there - 1;
}

/* The same group by group. */
static pdx_status groups_few(pdx_phrase *p, const pdx_phrase_limit *l, pdx_doc doc, uint32_t place, pdx_stream *other, uint32_t number,
                             uint64_t most, bool *few, pdx_error *err) {
    uint32_t here[PDX_GROUP_COUNT + 1], there[PDX_GROUP_COUNT + 1];
    double tf = 0.0;
    int g;
    PDX_TRY(pdx_blocks_frequencies(&pdx_phrase_rarest(p)->blocks, place, here, err));
    PDX_TRY(pdx_blocks_frequencies(&other->blocks, number, there, err));
    for (g = 0; g < PDX_GROUP_COUNT; g++) {
        const uint64_t n = most_of(p, here[g], there[g]);
        if (n > 0 && pdx_phrase_counts(p, (pdx_group)g)) tf += (double)(n < most ? n : most) * pdx_shares_of(p->shares, (pdx_group)g, doc);
    }
    *few = tf <= l->tf;
    return PDX_OK;
}

pdx_status pdx_phrase_are_few(pdx_phrase *p, const pdx_phrase_limit *l, const pdx_candidates *c, uint32_t k, pdx_stream *other, uint32_t number,
                              uint64_t most, bool *few, pdx_error *err) {
    const pdx_blocks *rarest = &pdx_phrase_rarest(p)->blocks;
    const uint32_t place = p->places[k];
    uint32_t here, there;
    uint64_t n;
    *few = false;
    if (l->tf <= 0.0) return PDX_OK;
    if (!pdx_blocks_body_alone(rarest, place, &here)) return groups_few(p, l, c->docs[k], place, other, number, most, few, err);
    /* Where the rarest word stands in the body alone, so do they; how often the other does there is not worth reading a block for. */
    if (pdx_blocks_body_alone(&other->blocks, number, &there)) n = most_of(p, here, there);
    else n = p->near ? most : here;
    *few = pdx_phrase_is_few(p, l, c->docs[k], n < most ? n : most);
    return PDX_OK;
}

/* Leaves out those in which the words stand too rarely. */
static pdx_status meeting_prune(pdx_phrase *p, const pdx_phrase_limit *l, const pdx_candidates *c, pdx_meeting *m, pdx_error *err) {
    uint32_t kept = 0, j;
    for (j = 0; j < m->n; j++) {
        const uint32_t k = m->who[j], number = m->numbers[j];
        bool few;
        PDX_TRY(pdx_phrase_are_few(p, l, c, k, m->other, number, UINT64_MAX, &few, err));
        m->who[kept] = k;
        m->numbers[kept] = number;
        kept += !few;
    }
    m->n = kept;
    return PDX_OK;
}

pdx_status pdx_meeting_make(pdx_phrase *p, const pdx_phrase_limit *l, const pdx_candidates *c, uint32_t from, pdx_meeting *m, uint32_t *to,
                            pdx_error *err) {
    pdx_stream *stream = m->other;
    const pdx_blocks *blocks = &stream->blocks;
    double unused;
    uint32_t j;
    bool has;
    *to = c->n;
    m->n = 0;
    PDX_TRY(pdx_stream_probe(stream, c->docs[from], NULL, &has, &unused, err));
    if (stream->at >= pdx_blocks_count(blocks)) return PDX_OK;
    *to = pdx_stream_candidates_in(stream, c, from);
    PDX_TRY(pdx_plan_pulses(p->scan->plan, 1 + (*to - from) / 4, err));
    m->n = pdx_blocks_meet(blocks, c->docs + from, *to - from, m->numbers, m->who);
    for (j = 0; j < m->n; j++) m->who[j] += from;
    if (l->tf > 0.0) PDX_TRY(meeting_prune(p, l, c, m, err));
    return m->n > 0 ? pdx_blocks_open_positions(&stream->blocks, err) : PDX_OK;
}

pdx_status pdx_phrase_positions(pdx_phrase *p, bool both, uint32_t k, pdx_stream *other, uint32_t number, pdx_error *err) {
    p->leading.len = 0;
    if (both) PDX_TRY(pdx_blocks_positions(&pdx_phrase_rarest(p)->blocks, p->places[k], &p->leading, err));
    PDX_TRY(pdx_blocks_positions(&other->blocks, number, &p->other, err));
    return pdx_plan_pulses(p->scan->plan, 1 + (uint32_t)((p->leading.len + p->other.len) / 8), err);
}

pdx_status pdx_phrase_occurrence(pdx_phrase *p, pdx_doc doc, uint32_t start, uint32_t *occurrences, pdx_error *err) {
    PDX_TRY(pdx_phrase_place(p, doc, start, err));
    if (pdx_phrase_counts(p, pdx_phrase_place_group(p))) occurrences[pdx_phrase_place_group(p)]++;
    return PDX_OK;
}

bool pdx_phrase_any(const pdx_phrase *p, const pdx_phrase_limit *l, pdx_doc doc, const uint32_t *occurrences, double *score) {
    bool any = false;
    int g;
    for (g = 0; g < PDX_GROUP_COUNT; g++) any = any || occurrences[g] > 0;
    *score = any && l->s != NULL ? pdx_saturate_one(pdx_shares_tf(p->shares, doc, occurrences), l->s) : 0.0;
    return any;
}
