/* Lines that were read before, on this page or on others of an archive: furniture is the same on every page, and so are posts that several
 * pages list. What a line says by itself is the same wherever it stands, so it is read once and copied after that.
 * Called by facts.c; kept by archive/build/cut_pages.c over the pages that one thread cuts. Promises: a bounded number of lines, whatever the
 * archive (all are forgotten when it is reached); bytes are compared, a hash decides nothing. */
#ifndef PDX_PAGE_LINEMEMORY_H
#define PDX_PAGE_LINEMEMORY_H

#include "page/lines/facts.h"

typedef struct pdx_known_line {
    pdx_span bytes; /* borrowed from the text where it was read */
    uint64_t hash;
    pdx_fact fact;  /* its date counted from the line's beginning, its phrases and its dateline in the memory's; no echo */
    uint64_t forms[PDX_FORM_ECHO];
} pdx_known_line;

struct pdx_line_memory {
    PDX_VEC(pdx_known_line) lines;
    PDX_VEC(pdx_phrase) phrases;
    PDX_VEC(pdx_dateline) datelines;
    uint32_t *slots; /* owned; a line + 1, or 0 */
    size_t n_slots;  /* a power of two, or 0 */
};

void pdx_line_memory_init(pdx_line_memory *memory);
void pdx_line_memory_deinit(pdx_line_memory *memory);
/* The line of these bytes, or NULL; valid until the next one is added. */
const pdx_known_line *pdx_line_memory_find(const pdx_line_memory *memory, pdx_span bytes, uint64_t hash);
/* Adds line `i` of `facts`, whose date and phrases begin with it. False when out of memory. */
bool pdx_line_memory_add(pdx_line_memory *memory, pdx_span bytes, uint64_t hash, uint64_t begin, const pdx_facts *facts, size_t i,
                         const pdx_fact *fact) PDX_MUST;

#endif
