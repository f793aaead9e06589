/* What a line of a page that may be broken into pieces is to its neighbours, by its first and last characters and its fact. Called by
 * linepieces.c; read by piecerules.c. */
#ifndef PDX_PAGE_PIECEKINDS_H
#define PDX_PAGE_PIECEKINDS_H

#include "page/lines/facts.h"

/* What a line is to its neighbours. */
enum {
    PDX_PIECE_CLOSING = 1,   /* begins with a sign that stands behind words */
    PDX_PIECE_SEPARATOR = 2, /* is a sign between words */
    PDX_PIECE_OPENING = 4,   /* ends with a sign that stands before words */
    PDX_PIECE_NUMBER = 8,
    PDX_PIECE_LEADS_ON = 16, /* ends with a short word in small letters, or a comma */
    PDX_PIECE_SMALL = 32,    /* begins with a small letter */
    PDX_PIECE_STOPPED = 64,  /* ends a sentence, or announces something */
    PDX_PIECE_FIELD = 128,   /* a date, or words that stand beside titles, */
    PDX_PIECE_TOLD = 256,    /* which the lexicon knows */
    PDX_PIECE_COMMA = 512,   /* a sign between items */
    PDX_PIECE_DASH = 2048,   /* is a separator that other pages have on lines of their own as well */
    PDX_PIECE_COUNT = 1024   /* says how many there are of what stands before it */
};

/* A sum of these, of line `line` of the text. */
uint16_t pdx_piece_kinds(pdx_span text, const pdx_line *line, const pdx_fact *fact, const pdx_facts *table);

#endif
