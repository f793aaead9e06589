/* One leaf of a query in one segment, a window at a time: the lists of a word read as streams where lists alone can tell, any other leaf by its
 * cursor. Called by match/ and rank/. Promises: windows and documents asked for ascend; a window is read, or its documents are probed, not both. */
#ifndef PDX_QUERY_MATCH_LEAF_H
#define PDX_QUERY_MATCH_LEAF_H

#include "query/match/merged.h"
#include "query/match/phrase.h"
#include "query/match/score.h"
#include "query/streams/stream.h"

/* How documents match: for certain, and at least possibly. Where nothing is merely possible, `wide` is left alone. */
typedef struct pdx_window_match {
    pdx_bits certain, wide;
} pdx_window_match;

typedef struct pdx_match_leaf {
    pdx_scan *scan;
    const pdx_scores *scores;
    pdx_shares *shares;       /* borrowed */
    size_t scored;            /* number of the scored leaf, or PDX_NO_LEAF */
    pdx_stream *streams;      /* no document in two of them; in the scan's arena */
    size_t n_streams;
    pdx_phrase *phrase;       /* a phrase of plain words, or two near each other; or NULL */
    const pdx_merged *merged; /* a word that stands for many; or NULL */
    uint32_t merged_at;       /* the first of its posts that has not been passed */
    unsigned merged_groups;   /* scoring groups that are looked at */
    pdx_cursor *cursor;       /* any other leaf; NULL: the above tell all */
    uint64_t cost;            /* about how many documents */
} pdx_match_leaf;

pdx_status pdx_match_leaf_init(pdx_match_leaf *leaf, pdx_scan *scan, const pdx_node *node, const pdx_scores *scores, pdx_shares *shares,
                               pdx_error *err) PDX_MUST;

void pdx_match_leaf_deinit(pdx_match_leaf *leaf);

/* A document >= from before which nothing matches from `from` on; PDX_NO_DOC when nothing does. */
pdx_status pdx_match_leaf_next(pdx_match_leaf *leaf, pdx_doc from, pdx_doc *doc, pdx_error *err) PDX_MUST;
/* The most that a document of the window gets; and up to which document that holds, at least the window's last. */
double pdx_match_leaf_bound(pdx_match_leaf *leaf, pdx_window window, pdx_doc *holds_to);
/* Adds the matching documents of the window to `out`, and what they get to `scores` unless that is NULL. */
pdx_status pdx_match_leaf_read(pdx_match_leaf *leaf, pdx_window window, pdx_window_match *out, double *scores, pdx_error *err) PDX_MUST;
/* Whether and how sure `doc` matches, and what it gets. */
pdx_status pdx_match_leaf_probe(pdx_match_leaf *leaf, pdx_doc doc, pdx_level *level, double *score, pdx_error *err) PDX_MUST;

/* Whether the leaf is a word whose lists are read as streams. */
static inline bool pdx_match_leaf_is_word(const pdx_match_leaf *leaf) { return leaf->cursor == NULL && leaf->phrase == NULL && leaf->merged == NULL; }
static inline bool pdx_match_leaf_is_scored(const pdx_match_leaf *leaf) { return leaf->scored != PDX_NO_LEAF; }

#endif
