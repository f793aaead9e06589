/* A phrase of plain words, or two such words near each other, each of them one list: the documents of the rarest are narrowed down by
 * the others, and positions are read only where all stand often enough. Called by match_leaf.c and conjunction_blocks.c; other sequences go by
 * cursors. Promises: the same occurrences as those; documents asked for ascend. */
#ifndef PDX_QUERY_PHRASE_H
#define PDX_QUERY_PHRASE_H

#include "query/walk/occurrences.h"
#include "query/walk/scan.h"
#include "query/streams/stream.h"

typedef struct pdx_phrase {
    pdx_scan *scan;        /* borrowed, like the next */
    pdx_shares *shares;
    unsigned groups;       /* scoring groups that are looked at */
    pdx_stream *members;   /* in the order of the phrase; in the scan's arena */
    uint32_t *by_cost;     /* numbers of members, the rarest first */
    uint32_t n;
    bool near;                /* two words with at most `distance` positions between them, in either order */
    uint32_t distance;

    /* Scratch, owned: of the document at hand, and of each candidate. */
    pdx_positions leading, other;    /* positions of the rarest word, and of another */
    pdx_occurrences spans;
    PDX_VEC(uint32_t) starts;        /* where phrases may begin */
    uint32_t places[PDX_BLOCK_ROOM]; /* number of the candidate in the block of the rarest word */
    uint32_t begins[PDX_BLOCK_ROOM], n_starts[PDX_BLOCK_ROOM]; /* which of `starts` are its */
} pdx_phrase;

/* Whether the node is such a phrase; then *out is it. */
pdx_status pdx_phrase_init(pdx_phrase *out, pdx_scan *scan, const pdx_node *node, pdx_shares *shares, unsigned groups, bool *is_one,
                           pdx_error *err) PDX_MUST;
void pdx_phrase_deinit(pdx_phrase *phrase);

/* The list that leads. */
static inline pdx_stream *pdx_phrase_rarest(const pdx_phrase *phrase) { return &phrase->members[phrase->by_cost[0]]; }
/* The most that a document of block number `block` of that list gets. */
double pdx_phrase_block_bound(const pdx_phrase *phrase, uint32_t block, double top);
/* Makes the matches before `end` in that block the candidates, with what they get when `s` is not NULL; then those that cannot come
 * above `least` may be left out. */
pdx_status pdx_phrase_lead(pdx_phrase *phrase, uint32_t block, pdx_doc end, const pdx_saturation *s, double least, pdx_candidates *out,
                           pdx_error *err) PDX_MUST;

uint64_t pdx_phrase_cost(const pdx_phrase *phrase);
pdx_doc pdx_phrase_next(pdx_phrase *phrase, pdx_doc from);
double pdx_phrase_bound(pdx_phrase *phrase, pdx_window window, double top, pdx_doc *holds_to);
pdx_status pdx_phrase_read(pdx_phrase *phrase, pdx_window window, const pdx_saturation *s, pdx_bits *bits, double *scores, pdx_error *err) PDX_MUST;
pdx_status pdx_phrase_probe(pdx_phrase *phrase, pdx_doc doc, const pdx_saturation *s, bool *has, double *score, pdx_error *err) PDX_MUST;

#endif
