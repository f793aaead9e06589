/* The lines with which the pages of a site begin, whatever follows: its name, its motto, its menu. They are no entries of any page.
 * Learned by site.c from some pages before these are cut; cut.c marks them on every page. Promises: a bounded number of
 * lines is read and kept of each page; nothing is said of a site that has few pages, or whose pages do not agree. */
#ifndef PDX_PAGE_MASTHEAD_H
#define PDX_PAGE_MASTHEAD_H

#include "page/facts.h"

/* So many pages begin with the lines that have this hash together. */
typedef struct pdx_masthead_line {
    uint64_t hash;
    uint32_t pages;
} pdx_masthead_line;

typedef struct pdx_masthead {
    PDX_VEC(pdx_masthead_line) lines; /* owned */
    uint64_t last;                    /* hash of the page that was added last */
    uint32_t pages;
} pdx_masthead;

void pdx_masthead_init(pdx_masthead *masthead);
void pdx_masthead_deinit(pdx_masthead *masthead);
/* So many pages tell enough. */
bool pdx_masthead_is_known(const pdx_masthead *masthead);
/* Adds a page; one that equals the page before counts once. */
pdx_status pdx_masthead_add(pdx_masthead *masthead, pdx_span text, pdx_error *err) PDX_MUST;
/* Makes the lines with which this page begins as most pages do lines of the page in `facts`. */
void pdx_masthead_mark(const pdx_masthead *masthead, pdx_facts *facts, pdx_span text, const pdx_lines *lines);

#endif
