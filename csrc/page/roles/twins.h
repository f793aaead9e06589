/* Short lines that stand on the page more than once: which of them is a title, and whether the copies
 * lie in different entries. Called by body.c and roles.c. Promises: linear work, one slot per distinct short line. */
#ifndef PDX_PAGE_TWINS_H
#define PDX_PAGE_TWINS_H

#include "page/entries/starts.h"

typedef struct pdx_twin {
    uint64_t form;
    uint32_t line, other; /* indexes + 1 of the first copy and of a copy in another entry (0: none) */
    uint32_t title;       /* index + 1 of the title that reads the same, or 0 */
    uint32_t entry;       /* of the first copy */
} pdx_twin;

typedef struct pdx_twins {
    pdx_twin *slots; /* owned */
    size_t mask;
    uint64_t key;
} pdx_twins;

pdx_status pdx_twins_read(pdx_twins *twins, const pdx_sheet *sheet, const pdx_starts *starts, pdx_error *err) PDX_MUST;
void pdx_twins_deinit(pdx_twins *twins);
/* The slot of line `i`, or NULL. */
const pdx_twin *pdx_twins_find(const pdx_twins *twins, const pdx_sheet *sheet, size_t i);

#endif
