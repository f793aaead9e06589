/* Which namespace a prefix stands for, where a tag stands. Called by users of the XML tokenizer that care.
 * Promises: the innermost declaration counts; memory within stated limits, what is beyond them is not known; no prefix but `xml` stands for
 * anything by itself. */
#ifndef PDX_MARKUP_XML_NAMES_H
#define PDX_MARKUP_XML_NAMES_H

#include "markup/xml.h"

enum { PDX_XML_NAMES_MOST = 256, PDX_XML_NAMES_BYTES = 1 << 16 };

typedef struct pdx_xml_binding {
    uint64_t depth;       /* of the element that has it */
    size_t prefix, uri, end; /* where they begin in the bytes, and where the latter ends */
} pdx_xml_binding;

typedef struct pdx_xml_names {
    PDX_VEC(pdx_xml_binding) bindings;
    pdx_buf bytes; /* owned */
    uint64_t n_changes; /* another number: a prefix may stand for something else */
} pdx_xml_names;

/* Where a name's part behind its prefix begins: 0 when it has none. */
size_t pdx_xml_local(pdx_span name);

void pdx_xml_names_init(pdx_xml_names *names);
void pdx_xml_names_deinit(pdx_xml_names *names);
/* To be called with each PDX_XML_OPEN, before its names are asked for: what the elements that have ended declared is forgotten, what its attributes
 * declare is added. */
pdx_status pdx_xml_names_open(pdx_xml_names *names, const pdx_xml *xml, const pdx_xml_token *token, pdx_error *err) PDX_MUST;
/* Whether that would change nothing for an element at this depth that declares nothing. */
static inline bool pdx_xml_names_stay(const pdx_xml_names *names, uint64_t depth) {
    return names->bindings.len == 0 || names->bindings.data[names->bindings.len - 1].depth < depth;
}
/* The namespace of a prefix (empty: of names without one); empty when none is declared. Borrowed until the next tag. */
pdx_span pdx_xml_names_uri(const pdx_xml_names *names, pdx_span prefix);

#endif
