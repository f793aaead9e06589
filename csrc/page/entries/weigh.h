/* How probable it is that a set of titles is that of the page's entries, from what speaks for and against it. Called
 * by choose.c for each set tried. Promises: linear work; 0 for fewer than two titles. */
#ifndef PDX_PAGE_WEIGH_H
#define PDX_PAGE_WEIGH_H

#include "page/entries/titles.h"

float pdx_weigh(const pdx_sheet *sheet, const pdx_titles *titles);
/* The logarithm of the odds of a probability, which counts as no nearer to 0 and 1 than `least`. */
float pdx_odds_of(float probability, float least);

#endif
