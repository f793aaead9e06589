/* What is spread over an archive, parted: runs of places, each of one post and one slice, with the words in it and what was looked for. Called by
 * dispersion.c. Promises: takes time by posts (or parts, where only some count) and occurrences, not by words. */
#ifndef PDX_CORPUS_DISPERSION_PIECES_H
#define PDX_CORPUS_DISPERSION_PIECES_H

#include "base/vec.h"
#include "corpus/running.h"
#include "query/walk/matches.h"

typedef struct pdx_spread_piece {
    uint32_t from, to;   /* places */
    uint32_t post, slice;
    uint32_t n_words;
    uint32_t first, end; /* of the occurrences, by their numbers in `starts` */
} pdx_spread_piece;

typedef struct pdx_spread_pieces {
    const pdx_running *running;
    const pdx_tick *tick;
    PDX_VEC(pdx_spread_piece) rows;  /* owned, like the next */
    PDX_VEC(uint32_t) starts; /* places at which what is looked for begins, each once, ascending */
    uint64_t n_words;         /* of all */
} pdx_spread_pieces;

void pdx_spread_pieces_init(pdx_spread_pieces *self, const pdx_running *running, const pdx_tick *tick);
void pdx_spread_pieces_deinit(pdx_spread_pieces *self);
/* Where the occurrences begin; before pieces are made. */
pdx_status pdx_spread_pieces_look(pdx_spread_pieces *self, const pdx_match_list *matches, pdx_error *err) PDX_MUST;
/* A piece for each post of the scope, or for each of its wanted parts, in the order of the archive. `of`: of each post its slice, or UINT32_MAX:
 * it is left out; NULL: its number, or 0 where `one`. */
pdx_status pdx_spread_pieces_make(pdx_spread_pieces *self, const pdx_running_scope *scope, const uint32_t *of, bool one, pdx_error *err) PDX_MUST;
/* Puts them in the order of their slices, those of one as they are. */
pdx_status pdx_spread_pieces_sort(pdx_spread_pieces *self, bool by_slice, pdx_error *err) PDX_MUST;
/* Cuts them into so many slices of as many words each, in their order. Slices of less than a word are empty. */
pdx_status pdx_spread_pieces_cut(pdx_spread_pieces *self, uint32_t n_slices, pdx_error *err) PDX_MUST;

#endif
