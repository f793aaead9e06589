/* Lines of a page of HTML by what stands in them. For html_times.c, html_terms.c and html_roles.c. */
#ifndef PDX_ARCHIVE_HTML_PARTS_H
#define PDX_ARCHIVE_HTML_PARTS_H

#include "archive/model/model.h"

/* The part that holds all of a range, or PDX_NONE. */
uint32_t archive_html_part(const pdx_page *cut, pdx_range range);

/* Adds to each part the bytes of its text that link, but for links round something of `beside`, which are ascending ranges. */
void archive_html_links(const archive_source *source, const pdx_page *cut, const archive_times *beside, uint32_t *links);

/* Gives a part the role that its element says; what it was read as stays as what else it could be. */
void archive_html_part_set(pdx_page_part *part, uint8_t role);

#endif
