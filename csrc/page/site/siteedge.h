/* The lines with which the pages of a site begin, or end, whatever stands between. Learned by site.c from some pages before these are cut; asked by
 * masthead.c and footing.c. Promises: a bounded number of lines is read and kept of each page; nothing is said of a site that has few pages, or
 * whose pages do not agree. */
#ifndef PDX_PAGE_SITEEDGE_H
#define PDX_PAGE_SITEEDGE_H

#include "page/lines/lines.h"

/* So many pages have the lines that have this hash together. */
typedef struct pdx_edge_line {
    uint64_t hash;
    uint32_t pages;
} pdx_edge_line;

typedef struct pdx_site_edge {
    PDX_VEC(pdx_edge_line) lines; /* owned; those of one page one behind the other */
    uint64_t last;                /* hash of the page that was added last */
    uint32_t pages;
    bool is_end;                  /* lines are counted from the last one up */
} pdx_site_edge;

void pdx_site_edge_init(pdx_site_edge *edge, bool is_end);
void pdx_site_edge_deinit(pdx_site_edge *edge);
/* So many pages tell enough. */
bool pdx_site_edge_is_known(const pdx_site_edge *edge);
/* Adds a page; one that equals the page before counts once. */
pdx_status pdx_site_edge_add(pdx_site_edge *edge, pdx_span text, pdx_error *err) PDX_MUST;
/* How many of the first lines of a page, or of the last, are those of four pages in five. */
size_t pdx_site_edge_shared(const pdx_site_edge *edge, pdx_span text, const pdx_lines *lines);

#endif
