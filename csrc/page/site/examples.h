/* Entries of a site's pages from which the site's profile is learned: a bounded number, the same whatever the order of
 * the pages, each entry once however many pages list it. Filled by site.c.
 * Promises: at most PDX_EXAMPLES entries of bounded size are kept. */
#ifndef PDX_PAGE_EXAMPLES_H
#define PDX_PAGE_EXAMPLES_H

#include "base/buf.h"
#include "base/vec.h"
#include "page/page.h"

enum { PDX_EXAMPLES = PDX_LIMIT(96, 12) };

typedef struct pdx_example {
    uint64_t rank;       /* hash of its title: which are kept, and their order */
    uint64_t order;      /* hash of the text: which of several appearances is kept */
    uint64_t page;       /* hash of the page's text */
    pdx_buf text;        /* owned; its lines, long ones and the middle of long entries shortened, blank lines before it */
    size_t title;        /* byte in it */
} pdx_example;

typedef struct pdx_examples {
    PDX_VEC(pdx_example) list; /* owned; by rank */
} pdx_examples;

void pdx_examples_deinit(pdx_examples *examples);
/* Offers the entries of a page that is cut, those that are sure. */
pdx_status pdx_examples_offer(pdx_examples *examples, const pdx_page *cut, pdx_error *err) PDX_MUST;
/* Forgets those beyond the first few of one page. */
void pdx_examples_thin(pdx_examples *examples);
/* Of how many pages they are, or those of them that are chosen; NULL: all. */
size_t pdx_examples_pages(const pdx_examples *examples, const bool *chosen);

#endif
