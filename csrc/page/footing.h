/* The lines with which pages end, whatever stands above: lists of recent posts, of archives, of links, the owner's name. They are no entries, and
 * what recurs in them tells nothing of entries, though they may repeat titles and dates. Of a site they are learned by site.c from some pages
 * before these are cut; of a page alone they are what stands below a heading of such lists, where no text follows. cut.c marks them. Promises: a bounded
 * number of lines is read and kept of each page of a site; linear work. */
#ifndef PDX_PAGE_FOOTING_H
#define PDX_PAGE_FOOTING_H

#include "page/facts.h"

/* So many pages end with the lines that have this hash together. */
typedef struct pdx_footing_line {
    uint64_t hash;
    uint32_t pages;
} pdx_footing_line;

typedef struct pdx_footing {
    PDX_VEC(pdx_footing_line) lines; /* owned */
    uint64_t last;                   /* hash of the page that was added last */
    uint32_t pages;
} pdx_footing;

void pdx_footing_init(pdx_footing *footing);
void pdx_footing_deinit(pdx_footing *footing);
/* So many pages tell enough. */
bool pdx_footing_is_known(const pdx_footing *footing);
/* Adds a page; one that equals the page before counts once. */
pdx_status pdx_footing_add(pdx_footing *footing, pdx_span text, pdx_error *err) PDX_MUST;
/* Makes the lines with which this page ends lines of the page in `facts`, and sets where they begin; `footing` is of its site, or NULL. After facts
 * are read, before classes. */
void pdx_footing_mark(const pdx_footing *footing, pdx_facts *facts, pdx_span text, const pdx_lines *lines);

#endif
