/* The pages of a site that a person has corrected, and the entries that these have by that: the strongest evidence a site has. What a
 * site has learned, from whatever it was, is tried on them. Kept by site.c.
 * Promises: a bounded number of pages and entries is kept; texts are borrowed and outlive it. */
#ifndef PDX_PAGE_TOLD_H
#define PDX_PAGE_TOLD_H

#include "base/vec.h"
#include "page/page.h"

enum { PDX_TOLD = PDX_LIMIT(96, 12), PDX_TOLD_PAGES = 16 };

typedef struct pdx_told_page {
    pdx_span text;                       /* borrowed */
    PDX_VEC(pdx_page_correction) fixes;  /* owned */
    size_t first, n;                     /* of its entries */
} pdx_told_page;

typedef struct pdx_told_entry {
    size_t begin, title; /* bytes of its page */
    float weight;        /* what the person has said of it, or has only not taken back */
} pdx_told_entry;

typedef struct pdx_told {
    PDX_VEC(pdx_told_page) pages;     /* owned */
    PDX_VEC(pdx_told_entry) entries;  /* owned */
} pdx_told;

void pdx_told_init(pdx_told *told);
void pdx_told_deinit(pdx_told *told);
/* Adds a page with its corrections, which are in `options`, */
pdx_status pdx_told_add(pdx_told *told, pdx_span text, const pdx_page_options *options, pdx_error *err) PDX_MUST;
/* and, once its site has learned from others, the entries that it has by both; pages in their order. `before`: how it is cut without
 * corrections, which the person has seen. */
pdx_status pdx_told_cut(pdx_told *told, size_t number, const pdx_page *before, const pdx_site *site, const pdx_page_options *options, pdx_error *err)
    PDX_MUST;

/* What is found of entries that are known, each by its weight, and what else is. */
typedef struct pdx_told_found {
    float right, all, wrong;
} pdx_told_found;

/* Adds what `cut` has of page number `k`. */
void pdx_told_count(pdx_told_found *sum, const pdx_told *told, size_t k, const pdx_page *cut);
float pdx_told_f1(const pdx_told_found *sum);
/* How likely it is that another entry is found where of `n` this share was; a logarithm of odds. */
float pdx_told_odds(float n, float f1);

#endif
