/* The mark of an item before a title, where the entries of a page are items of a list: "* The mill burns", "3. The mill burns". Called by titleend.c.
 * Promises: only where nearly all titles of a page have one, of one kind; numbers count up from one. */
#ifndef PDX_PAGE_TITLEMARK_H
#define PDX_PAGE_TITLEMARK_H

#include "page/entries/starts.h"

typedef struct pdx_titlemarks {
    uint32_t sign; /* the character that they are; '.' or ')': numbers with that behind; 0: there are none */
} pdx_titlemarks;

void pdx_titlemarks_read(pdx_titlemarks *marks, const pdx_sheet *sheet, const pdx_starts *starts);

/* The mark of the title in line `i`, with nothing behind it; empty: it has none. */
pdx_range pdx_titlemark_of(const pdx_titlemarks *marks, const pdx_sheet *sheet, size_t i);

#endif
