/* The names of the elements that are open. Called by xml.c.
 * Promises: within PDX_XML_OPEN_BYTES; what is deeper is counted without its name, so that any closing tag closes it. */
#ifndef PDX_MARKUP_XML_OPEN_H
#define PDX_MARKUP_XML_OPEN_H

#include "base/buf.h"

enum { PDX_XML_OPEN_BYTES = PDX_LIMIT(1 << 20, 1 << 7), PDX_XML_LOOK_BACK = 64 };

typedef struct pdx_xml_open {
    pdx_buf names;     /* owned; each name, and behind it its length in four bytes */
    uint64_t nameless; /* innermost elements without names */
    uint64_t depth;    /* all that are open */
} pdx_xml_open;

void pdx_xml_open_init(pdx_xml_open *open);
void pdx_xml_open_deinit(pdx_xml_open *open);
/* Whether there is room for its name. */
bool pdx_xml_open_fits(const pdx_xml_open *open, pdx_span name);
/* False: out of memory. */
bool pdx_xml_open_push(pdx_xml_open *open, pdx_span name) PDX_MUST;
/* How many elements a closing tag of that name closes; 0: none of them is its. Nothing is changed. */
uint64_t pdx_xml_open_find(const pdx_xml_open *open, pdx_span name);
void pdx_xml_open_pop(pdx_xml_open *open, uint64_t n);

#endif
