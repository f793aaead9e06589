/* Words one after the other: word by word, the rarest first, it is noted where the phrase can still begin. */
#include "query/walk/adjacent.h"
#include "query/match/phrase_steps.h"

/* The one group in which document number `place` of the block read last has the word; PDX_GROUP_NONE when it may be another. */
static pdx_status only_group(pdx_stream *stream, uint32_t place, pdx_group *group, pdx_error *err) {
    uint32_t frequencies[PDX_GROUP_COUNT + 1], n = 0;
    int g;
    PDX_TRY(pdx_blocks_frequencies(&stream->blocks, place, frequencies, err));
    for (g = 0; g <= PDX_GROUP_COUNT; g++) {
        if (frequencies[g] == 0) continue;
        *group = (pdx_group)g;
        n++;
    }
    if (n != 1) *group = PDX_GROUP_NONE;
    return PDX_OK;
}

/* Counts the phrases that begin at the `n` positions `starts`. Neighbours stand in one part: between two parts a position is free. So
 * where the rarest word has one group alone, they have it too. */
static pdx_status phrases_count(pdx_phrase *p, pdx_doc doc, uint32_t place, const uint32_t *starts, uint32_t n, uint32_t *occurrences,
                                pdx_error *err) {
    pdx_group group;
    uint32_t k;
    PDX_TRY(only_group(pdx_phrase_rarest(p), place, &group, err));
    if (group != PDX_GROUP_NONE) {
        if (pdx_phrase_counts(p, group)) occurrences[group] = n;
        return PDX_OK;
    }
    for (k = 0; k < n; k++) PDX_TRY(pdx_phrase_occurrence(p, doc, starts[k], occurrences, err));
    return PDX_OK;
}

/* Appends where phrases may begin, going by the rarest word. */
static pdx_status starts_add(pdx_phrase *p, uint32_t *begin, uint32_t *n, pdx_error *err) {
    const uint32_t before = p->by_cost[0];
    uint32_t *starts;
    size_t k;
    if (!PDX_VEC_RESERVE(&p->starts, p->starts.len + p->leading.len)) return pdx_fail_memory(err);
    starts = p->starts.data + p->starts.len;
    *begin = (uint32_t)p->starts.len;
    *n = 0;
    for (k = 0; k < p->leading.len; k++) {
        starts[*n] = p->leading.data[k] - before;
        *n += p->leading.data[k] >= before;
    }
    return PDX_OK;
}

/* Of words that stand in packed blocks, with no more positions in a document: they are read without looking at each step of the way. */
enum { FEW = 32, SOME_MET = 4 };

/* Puts the positions of both words in reach where that is worth it. */
static pdx_status few_prepare(pdx_phrase *p, const pdx_meeting *m, bool *worth, pdx_error *err) {
    pdx_blocks *here = &pdx_phrase_rarest(p)->blocks, *there = &m->other->blocks;
    *worth = m->n >= SOME_MET && here->list.positions_packed && there->list.positions_packed;
    if (!*worth) return PDX_OK;
    if (!PDX_VEC_RESERVE(&p->other, FEW + PDX_POSITIONS_SLACK)) return pdx_fail_memory(err);
    PDX_TRY(pdx_blocks_sum(here, err));
    return pdx_blocks_sum(there, err);
}

/* Appends where phrases may begin in candidate k, which has number `number` in the other's block, going by both words; false when there
 * are too many positions, or damage, for which the long way is there. */
static bool few_starts(pdx_phrase *p, uint32_t k, const pdx_meeting *m, uint32_t number, uint32_t shift, uint32_t *n) {
    const pdx_blocks *here = &pdx_phrase_rarest(p)->blocks, *there = &m->other->blocks;
    const uint32_t place = p->places[k], before = p->by_cost[0];
    const uint32_t n_here = pdx_blocks_n_positions(here, place), n_there = pdx_blocks_n_positions(there, number);
    uint32_t *starts, kept = 0, i;
    if (n_here > FEW || n_there > FEW || !PDX_VEC_RESERVE(&p->starts, p->starts.len + FEW)) return false;
    starts = p->starts.data + p->starts.len;
    if (!pdx_blocks_packed_positions(here, place, starts) || !pdx_blocks_packed_positions(there, number, p->other.data)) return false;
    p->other.len = n_there;
    if (n_here == 1 && n_there == 1) { /* as most are */
        *n = starts[0] >= before && starts[0] - before + shift == p->other.data[0];
        starts[0] -= before;
        return true;
    }
    for (i = 0; i < n_here; i++) {
        const uint32_t position = starts[i];
        starts[kept] = position - before;
        kept += position >= before;
    }
    *n = pdx_starts_keep(starts, kept, &p->other, shift);
    return true;
}

/* Whether candidate k of those that the other word meets has neither word twice, and these do not stand as the phrase has them. */
static bool is_apart(const pdx_phrase *p, uint32_t k, const pdx_stream *other, uint32_t number, uint32_t shift) {
    uint32_t here, there;
    if (!pdx_blocks_single(&other->blocks, number, &there) || !pdx_blocks_single(&pdx_phrase_rarest(p)->blocks, p->places[k], &here)) return false;
    return here - p->by_cost[0] != there - shift && here != PDX_NO_DOC && there != PDX_NO_DOC;
}

/* Keeps of the candidates met those that can still have the phrase. */
static pdx_status meeting_keep(pdx_phrase *p, uint32_t turn, const pdx_meeting *m, pdx_candidates *c, uint32_t *kept, pdx_error *err) {
    const uint32_t shift = p->by_cost[turn];
    uint32_t j, n, begin;
    bool few = false;
    if (turn == 1) PDX_TRY(few_prepare(p, m, &few, err));
    for (j = 0; j < m->n; j++) {
        const uint32_t k = m->who[j];
        begin = turn == 1 ? (uint32_t)p->starts.len : p->begins[k];
        if (!few || !few_starts(p, k, m, m->numbers[j], shift, &n)) {
            if (turn == 1 && is_apart(p, k, m->other, m->numbers[j], shift)) continue;
            PDX_TRY(pdx_phrase_positions(p, turn == 1, k, m->other, m->numbers[j], err));
            n = p->n_starts[k];
            if (turn == 1) PDX_TRY(starts_add(p, &begin, &n, err));
            n = pdx_starts_keep(p->starts.data + begin, n, &p->other, shift);
        }
        if (n == 0) continue;
        if (turn == 1) p->starts.len += n;
        c->docs[*kept] = c->docs[k];
        p->places[*kept] = p->places[k];
        p->begins[*kept] = begin;
        p->n_starts[(*kept)++] = n;
    }
    return PDX_OK;
}

/* Keeps the candidates that can still have the phrase once the member has been asked whose turn it is. */
static pdx_status member_narrow(pdx_phrase *p, uint32_t turn, const pdx_phrase_limit *l, pdx_candidates *c, pdx_error *err) {
    uint32_t kept = 0, k, to;
    pdx_meeting m;
    m.other = &p->members[p->by_cost[turn]];
    if (turn == 1) {
        p->starts.len = 0;
        PDX_TRY(pdx_blocks_open_positions(&pdx_phrase_rarest(p)->blocks, err));
    }
    for (k = 0; k < c->n; k = to) {
        PDX_TRY(pdx_meeting_make(p, l, c, k, &m, &to, err));
        PDX_TRY(meeting_keep(p, turn, &m, c, &kept, err));
    }
    c->n = kept;
    return PDX_OK;
}

pdx_status pdx_phrases_take(pdx_phrase *p, const pdx_phrase_limit *l, pdx_candidates *c, pdx_error *err) {
    uint32_t kept = 0, turn, k;
    for (turn = 1; turn < p->n && c->n > 0; turn++) PDX_TRY(member_narrow(p, turn, l, c, err));
    for (k = 0; k < c->n; k++) {
        uint32_t occurrences[PDX_GROUP_COUNT] = {0};
        PDX_TRY(phrases_count(p, c->docs[k], p->places[k], p->starts.data + p->begins[k], p->n_starts[k], occurrences, err));
        c->docs[kept] = c->docs[k];
        kept += pdx_phrase_any(p, l, c->docs[k], occurrences, &c->scores[kept]);
    }
    c->n = kept;
    return PDX_OK;
}
