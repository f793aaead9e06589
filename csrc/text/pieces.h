/* Where the pieces of a text are, before folding: the cut of docs/words.md, "Pieces", as byte ranges.
 * Called by tokens alone. Promises: any bytes are accepted, ranges ascend by begin (only the bigrams
 * of scripts without spaces overlap), linear time, no allocation. */
#ifndef PDX_TEXT_PIECES_H
#define PDX_TEXT_PIECES_H

#include "base/span.h"
#include "base/tick.h"

typedef enum pdx_piece_kind {
    PDX_PIECE_WORD,
    PDX_PIECE_NUMBER, /* digits with separators; the term is the digits alone */
    PDX_PIECE_BIGRAM  /* of a script without spaces, or one character of it; never part of a compound */
} pdx_piece_kind;

typedef struct pdx_piece {
    size_t begin;
    size_t end;
    size_t word; /* names the UAX #29 word it is of: pieces of one word have the same */
    pdx_piece_kind kind;
} pdx_piece;

typedef struct pdx_pieces {
    pdx_span text;      /* borrowed */
    size_t at;          /* everything before is done */
    size_t word;        /* where the word being cut was entered */
    size_t word_end;    /* not beyond `at`: no word is being cut */
    bool in_section;    /* a piece of the section at `at` was given: it is no number */
    bool in_run;        /* the CJK character at `at` was the second of a bigram */
    const pdx_tick *tick; /* borrowed; asked now and then in a long word; NULL: none */
    bool stopped;       /* it said so: there are no more pieces */
} pdx_pieces;

void pdx_pieces_init(pdx_pieces *pieces, pdx_span text);
bool pdx_pieces_next(pdx_pieces *pieces, pdx_piece *piece) PDX_MUST;

/* The length of the connector at `at`, or 0; `*inside` says whether it joins only inside a word. */
size_t pdx_pieces_connector(pdx_span text, size_t at, bool *inside);

#endif
