/* The best set of title lines of a page: each must fit by itself, and between two of them each member of the
 * frame should stand once. Called by titles.c and profile.c. Promises: the best of all sets by dynamic programming over the lines, with what has been
 * seen since the last title as its state; linear work, memory in proportion to the lines. */
#ifndef PDX_PAGE_DECODE_H
#define PDX_PAGE_DECODE_H

#include "page/entries/fit.h"

/* Furniture that stands above the titles stands above the first one, and is lacking after the last one; other furniture
 * the other way round. Both are tried. */
enum { PDX_DECODE_HEAD, PDX_DECODE_FOOT, PDX_DECODE_PHASES };

/* A line that changes something: it may fit as a title, is of a member that entries are measured by, if it is no title, or is text above the first
 * title. */
typedef struct pdx_decode_step {
    uint32_t line;
    uint8_t bit; /* of the member; 0: none */
    bool text, open;
    float gain;  /* of the title, if it is one */
    uint32_t before[PDX_DECODE_PHASES]; /* in each phase, the step of the title before it if it is one, or PDX_DECODE_NONE */
} pdx_decode_step;

typedef struct pdx_decode {
    PDX_VEC(pdx_decode_step) steps; /* owned; in order of lines */
    PDX_VEC(uint32_t) lines;  /* owned; the titles found, in order */
    float score;
} pdx_decode;

#define PDX_DECODE_NONE UINT32_MAX

/* What a set of titles is measured by. */
typedef struct pdx_decode_terms {
    uint32_t below; /* bits of the members that belong to the title above them */
    float price;    /* of a title: what it has to fit to be one without further reason */
    float empty;    /* of an entry that is a title and nothing else */
    float steady[PDX_FRAME_ROOM]; /* of each member, how surely entries have just one, as titles known before show: 0 to 1, of a site more */
} pdx_decode_terms;

#define PDX_DECODE_EMPTY 4.0f /* where nothing says that entries are such */

void pdx_decode_init(pdx_decode *decode);
void pdx_decode_deinit(pdx_decode *decode);
void pdx_decode_reset(pdx_decode *decode);
/* Bits of the frame's members that belong to the title above them, as they stand round `titles`. */
uint32_t pdx_decode_below(const pdx_fits *fits, const pdx_sheet *sheet, const uint32_t *titles, size_t n);
/* Sets how steady the members are: `titles` are those known so far. */
void pdx_decode_steady(float *steady, const pdx_sheet *sheet, const uint32_t *titles, size_t n);
pdx_status pdx_decode_read(pdx_decode *decode, const pdx_fits *fits, const pdx_sheet *sheet, const pdx_decode_terms *terms, pdx_error *err) PDX_MUST;
/* The score that these titles have, by the same measure. */
float pdx_decode_score(const pdx_fits *fits, const pdx_sheet *sheet, const pdx_decode_terms *terms, const uint32_t *titles, size_t n);

#endif
