/* Steps of finding a phrase, or two words near each other, in documents on which the rarest word stands: what phrase.c puts together.
 * Included by the files of phrases only. */
#ifndef PDX_QUERY_PHRASE_STEPS_H
#define PDX_QUERY_PHRASE_STEPS_H

#include "query/match/phrase.h"

/* What candidates must come above. */
typedef struct pdx_phrase_limit {
    const pdx_saturation *s; /* NULL: what they get does not matter */
    double tf;               /* with no more they are sure not to; 0: none is left out */
} pdx_phrase_limit;

pdx_phrase_limit pdx_phrase_limit_of(const pdx_saturation *s, double least);
/* Whether `n` occurrences, all of them in the body, are too few. */
static inline bool pdx_phrase_is_few(const pdx_phrase *p, const pdx_phrase_limit *l, pdx_doc doc, uint64_t n) {
    return (double)n * pdx_shares_of(p->shares, PDX_GROUP_BODY, doc) <= l->tf;
}

/* Candidates that a block of another word has: which they are, and their numbers in that block. */
typedef struct pdx_meeting {
    pdx_stream *other;
    uint32_t n;
    uint32_t who[PDX_BLOCK_ROOM], numbers[PDX_BLOCK_ROOM];
} pdx_meeting;

/* The candidates from number `from` on that the other word has in the block in which the first of them would stand, but for those in which
 * words stand too rarely; *to is the first behind them. The block's positions are in reach. */
pdx_status pdx_meeting_make(pdx_phrase *p, const pdx_phrase_limit *l, const pdx_candidates *c, uint32_t from, pdx_meeting *m, uint32_t *to,
                            pdx_error *err) PDX_MUST;
/* Whether candidate k, which has number `number` in the other's block, can have too few phrases or pairs; there are no more than `most`. */
pdx_status pdx_phrase_are_few(pdx_phrase *p, const pdx_phrase_limit *l, const pdx_candidates *c, uint32_t k, pdx_stream *other, uint32_t number,
                              uint64_t most, bool *few, pdx_error *err) PDX_MUST;
/* Reads the positions in candidate k: of the other word, and of the rarest where `both` are wanted. */
pdx_status pdx_phrase_positions(pdx_phrase *p, bool both, uint32_t k, pdx_stream *other, uint32_t number, pdx_error *err) PDX_MUST;

/* Looks up the part that holds a position, which mostly is that of the position before. */
static inline pdx_status pdx_phrase_place(pdx_phrase *p, pdx_doc doc, uint32_t position, pdx_error *err) {
    const pdx_scan *scan = p->scan;
    if (scan->place_doc == doc && position - scan->place.first_position < scan->place.n_positions) return PDX_OK;
    return pdx_scan_place(p->scan, doc, position, err);
}
static inline pdx_group pdx_phrase_place_group(const pdx_phrase *p) { return pdx_role_group((pdx_role)p->scan->place.role); }
/* Whether what stands in the group counts. */
static inline bool pdx_phrase_counts(const pdx_phrase *p, pdx_group group) { return group != PDX_GROUP_NONE && (p->groups >> group & 1) != 0; }
/* Counts the occurrence that begins at `start`. */
pdx_status pdx_phrase_occurrence(pdx_phrase *p, pdx_doc doc, uint32_t start, uint32_t *occurrences, pdx_error *err) PDX_MUST;
/* Whether the document matches, going by what was counted in it, and what it gets. */
bool pdx_phrase_any(const pdx_phrase *p, const pdx_phrase_limit *l, pdx_doc doc, const uint32_t *occurrences, double *score);

/* Leave of the documents on which the rarest word stands, whose places in its block are known, those that match (phrase_words.c, phrase_near.c). */
pdx_status pdx_phrases_take(pdx_phrase *p, const pdx_phrase_limit *l, pdx_candidates *c, pdx_error *err) PDX_MUST;
pdx_status pdx_nears_take(pdx_phrase *p, const pdx_phrase_limit *l, pdx_candidates *c, pdx_error *err) PDX_MUST;

#endif
