/* Pages on which nothing stands but lines that could be titles. One such page may be anything; where nearly all pages of a site are so,
 * they list titles. What a page is by itself goes to its site (site.c), which says what its pages are. Called by cut.c and
 * site.c. Promises: linear work; a bounded number of pages is remembered. */
#ifndef PDX_PAGE_BARE_H
#define PDX_PAGE_BARE_H

#include "page/entries/rowcut.h"

enum { PDX_BARE_PAGES = 64 };

/* What the pages of a site are. */
typedef struct pdx_bares {
    uint64_t openers[PDX_BARE_PAGES][2]; /* of the bare ones, the forms of the first line */
    uint32_t pages, bare;
    uint64_t heading[2]; /* first and last word of the lines that open most pages; 0: none */
    bool known;          /* the pages list titles */
} pdx_bares;

/* Sets what the page says of itself. */
void pdx_bare_tell(pdx_page *page, const pdx_sheet *sheet);
void pdx_bares_add(pdx_bares *bares, const pdx_page *page);
void pdx_bares_settle(pdx_bares *bares);
/* Whether the page is one of those that list titles: then pdx_bare_read takes every line for a title, but the page's heading. */
static inline bool pdx_bares_tell(const pdx_bares *bares, const pdx_page *page) { return bares->known && page->bare && page->several; }
pdx_status pdx_bare_read(const pdx_bares *bares, pdx_rows *rows, pdx_choice *choice, pdx_titles *titles, pdx_frame *frame, const pdx_sheet *sheet,
                         pdx_error *err) PDX_MUST;

#endif
