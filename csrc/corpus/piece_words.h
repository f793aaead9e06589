/* Counts the words of a piece (dispersion_pieces.h) up to places that ascend: where nobody has turned the index round, parts tell them. Called by
 * dispersion.c.
 * Promises: the same with places and without. */
#ifndef PDX_CORPUS_PIECE_WORDS_H
#define PDX_CORPUS_PIECE_WORDS_H

#include "corpus/dispersion_pieces.h"

typedef struct pdx_piece_words {
    const pdx_running *running;
    const pdx_segment *segment; /* where parts are asked; NULL: nowhere */
    pdx_doc doc;
    uint64_t begin;             /* of the places of the post */
    pdx_doc_part part;          /* that has the place, or the last one before it */
    uint32_t next, before;      /* number of the part behind it; words of the piece before it */
    uint32_t from, place;       /* where the piece begins; up to where was counted: */
    uint32_t rank;              /* so many words */
} pdx_piece_words;

/* `whole_post`: the piece is all of a post, and not one part of it. */
pdx_status pdx_piece_words_begin(pdx_piece_words *words, const pdx_running *running, const pdx_spread_piece *piece, bool whole_post, pdx_error *err)
    PDX_MUST;
/* Before `place`, which a word stands right before. */
pdx_status pdx_piece_words_to(pdx_piece_words *words, uint32_t place, pdx_error *err) PDX_MUST;

#endif
