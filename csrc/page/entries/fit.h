/* How well each line fits as the title of an entry, learned from the lines that are taken for titles: what stands
 * round them, how the lines are spaced there, and what a title looks like anyway. Called by titles.c for each
 * frame. Promises: linear work, a table look-up per neighbour; natural logarithms of odds, roughly. */
#ifndef PDX_PAGE_FIT_H
#define PDX_PAGE_FIT_H

#include "page/entries/ground.h"

enum { PDX_FITS_NEAR = 3, PDX_FITS_GAPS = PDX_GROUND_GAPS, PDX_FITS_TEXTS = 4 };

/* What a line is with the frame. */
enum { PDX_FITS_META = 1, PDX_FITS_BODY = 2 }; /* furniture; a paragraph of some entry */

typedef struct pdx_fits_line {
    float look;     /* its title look, */
    float alone;    /* how well it fits without its neighbours, */
    float fit;      /* and what is told of it as a title */
    float placed;   /* how much it speaks for a place beside the frame that it stands there */
    uint32_t next, previous; /* the first one behind and before it that is no furniture; the number of lines: none is near */
    uint8_t kind;   /* PDX_FITS_META and so on */
    uint8_t text;   /* whether text stands between it and the frame's lines before and after it */
    uint8_t follows; /* whether body text follows it */
} pdx_fits_line;

typedef struct pdx_fits {
    const pdx_ground *ground; /* borrowed; NULL: nothing read yet */
    PDX_VEC(uint8_t) around; /* owned; what each line is as a neighbour, with PDX_FITS_NEAR more before the first and after the last */
    PDX_VEC(pdx_fits_line) lines; /* owned */
    float all[PDX_SYMBOLS + 1], all_text[PDX_FITS_TEXTS]; /* how many lines of each */
    size_t bodies;           /* paragraphs of entries */
} pdx_fits;

/* Logarithms of how much more often something stands round titles than anywhere. */
typedef struct pdx_fit_table {
    float near[2 * PDX_FITS_NEAR + 1][PDX_SYMBOLS + 1];
    float gap[2][PDX_FITS_GAPS + 1]; /* before the title; before the line after it */
    float text[PDX_FITS_TEXTS];
} pdx_fit_table;

/* What line `i` is as a neighbour. */
static inline unsigned pdx_fits_symbol(const pdx_fits *fits, size_t i) { return fits->around.data[i + PDX_FITS_NEAR]; }
static inline bool pdx_fits_is_meta(const pdx_fits *fits, size_t i) { return fits->lines.data[i].kind & PDX_FITS_META; }
static inline bool pdx_fits_is_body(const pdx_fits *fits, size_t i) { return fits->lines.data[i].kind & PDX_FITS_BODY; }

void pdx_fits_init(pdx_fits *fits);
void pdx_fits_deinit(pdx_fits *fits);
void pdx_fits_reset(pdx_fits *fits);
/* Reads the lines with the sheet's frame. */
pdx_status pdx_fits_begin(pdx_fits *fits, const pdx_ground *ground, const pdx_sheet *sheet, pdx_error *err) PDX_MUST;
/* What stands round `titles`. */
void pdx_fits_learn(pdx_fit_table *out, const pdx_fits *fits, const uint32_t *titles, size_t n);
/* Sets `fit` of all lines: what reads like furniture, or is a line of the frame, is a title where nearly all else says so. */
void pdx_fits_apply(pdx_fits *fits, const pdx_fit_table *table);
/* Body text follows a title at once, or after furniture and a few short lines. */
bool pdx_fits_body_follows(const pdx_sheet *sheet, size_t i);

#endif
