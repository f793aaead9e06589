/* What other pages of a site say of a page's lines: a title and the two lines after it that are met on several pages open an
 * entry on all of them or on none. Filled by archive/build/agree.c from pages that are cut, first the titles of all, then the lines of all; asked
 * for each page that could be cut otherwise.
 * Promises: linear in the text; memory in proportion to the distinct titles; the same whatever the order of the pages. */
#ifndef PDX_PAGE_OPENINGS_H
#define PDX_PAGE_OPENINGS_H

#include "base/map.h"
#include "page/page.h"

/* How surely pages open an entry at the lines, and do not: summed. */
typedef struct pdx_opening {
    uint32_t yes, no;
} pdx_opening;

typedef struct pdx_openings {
    pdx_map lines;              /* hash of the site, a title and the lines after it -> number */
    PDX_VEC(pdx_opening) list;  /* owned; by this number */
} pdx_openings;

void pdx_openings_init(pdx_openings *openings);
void pdx_openings_deinit(pdx_openings *openings);
/* `site` is a number that the pages of one site share. */
pdx_status pdx_openings_add_titles(pdx_openings *openings, const pdx_page *cut, uint32_t site, pdx_error *err) PDX_MUST;
/* After the titles of all pages: counts the pages on which the same lines open none. */
void pdx_openings_add_lines(pdx_openings *openings, const pdx_page *cut, uint32_t site);

typedef struct pdx_hints {
    PDX_VEC(pdx_page_hint) list; /* owned; in the order of lines */
    bool differs;                /* other pages clearly say otherwise of some line than this page's cut does */
} pdx_hints;

void pdx_hints_init(pdx_hints *hints);
void pdx_hints_deinit(pdx_hints *hints);
/* What the other pages of its site say of a page that was counted. */
pdx_status pdx_openings_tell(const pdx_openings *openings, const pdx_page *cut, uint32_t site, pdx_hints *hints, pdx_error *err) PDX_MUST;
/* Whether `cut` is to be taken for what it was `before`: more of what has changed is what other pages say than is not. */
bool pdx_hints_prefer(const pdx_hints *hints, const pdx_page *cut, const pdx_page *before);

#endif
