/* The elements of HTML that are open, with what follows from them for the text. Called by htmlattributes.c and htmltext.c.
 * Promises: a bounded number of them, however deep a page is: what is deeper counts as its surroundings, and is known by how many; a bounded look for
 * those that a tag ends, so that reading is linear. End tags that are left out are taken as given where a page's readers take them so: those of
 * paragraphs, items of lists, cells, headings. */
#ifndef PDX_SOURCE_HTMLOPEN_H
#define PDX_SOURCE_HTMLOPEN_H

#include "base/vec.h"
#include "source/html/htmlnames.h"
#include "source/html/htmlproperties.h"

enum { PDX_HTML_DEPTH_MOST = PDX_LIMIT(1 << 14, 16), PDX_HTML_LOOK_BACK = PDX_LIMIT(128, 16) };

#define PDX_HTML_NO_MARK UINT32_MAX

typedef struct pdx_html_element {
    uint32_t hash; /* of its name */
    uint32_t mark; /* what its end tag ends, for whoever pushed it, or PDX_HTML_NO_MARK */
    uint32_t box;  /* what it stands in, or is, for whoever pushed it */
    uint8_t name;  /* pdx_html_name */
    uint8_t role;  /* pdx_role of what stands in it */
    uint8_t level; /* of the heading that it stands in, or 0 */
    uint8_t out;   /* pdx_html_out: why what stands in it is left out */
    bool pre, foreign;
    bool gone;     /* its end tag came in a wrong place: it does nothing more */
    bool is_box;
    bool is_place; /* a link within a heading to a place of the page */
    pdx_says_element says; /* for whoever pushed it */
} pdx_html_element;

typedef struct pdx_html_open {
    PDX_VEC(pdx_html_element) list;
    uint64_t beyond; /* so many more are open */
} pdx_html_open;

void pdx_html_open_init(pdx_html_open *open);
void pdx_html_open_deinit(pdx_html_open *open);
/* What counts where nothing is open, and otherwise the innermost: borrowed until one is opened or ends. */
const pdx_html_element *pdx_html_open_top(const pdx_html_open *open);
/* How many of the innermost elements end before a start tag of that name. */
size_t pdx_html_open_ended(const pdx_html_open *open, pdx_html_name name);
/* What an end tag ends: the number of innermost elements; or one alone, which is `gone` then; or nothing: PDX_HTML_NOTHING_ENDS. */
enum { PDX_HTML_ENDS_NOTHING, PDX_HTML_ENDS_INNERMOST, PDX_HTML_ENDS_ONE };
typedef struct pdx_html_end {
    int what;
    size_t n;  /* of the innermost; of one: its place */
} pdx_html_end;
pdx_html_end pdx_html_open_end(pdx_html_open *open, pdx_html_name name, uint32_t hash);
/* An element within the top; too deep, it is only counted. False: out of memory. */
bool pdx_html_open_push(pdx_html_open *open, const pdx_html_element *element) PDX_MUST;
static inline bool pdx_html_open_has_room(const pdx_html_open *open) { return open->list.len < PDX_HTML_DEPTH_MOST; }
uint32_t pdx_html_name_hash(pdx_span name);

#endif
