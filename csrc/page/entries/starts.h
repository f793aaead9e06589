/* Where each entry begins and ends, given its title: what stands between the body of one entry and the
 * title of the next is split into the foot of the one and the head of the other. Called by choose.c, cut.c and corrections.c.
 * Promises: starts ascend, each at most at its title; linear work. */
#ifndef PDX_PAGE_STARTS_H
#define PDX_PAGE_STARTS_H

#include "page/entries/titles.h"

#define PDX_PAGE_NO_LINE UINT32_MAX

typedef struct pdx_start {
    uint32_t line, title, end; /* lines [line, end), title among them or PDX_PAGE_NO_LINE */
    float margin;              /* by how much this split beats the next best */
    pdx_range words, date;     /* where they share a line, and of rows: the title's words, the printed date; empty: the whole line, none known */
} pdx_start;

typedef struct pdx_starts {
    PDX_VEC(pdx_start) starts; /* owned */
    bool has_foot, has_head;   /* entries end, begin with furniture on this page */
} pdx_starts;

void pdx_starts_init(pdx_starts *starts);
void pdx_starts_deinit(pdx_starts *starts);
void pdx_starts_reset(pdx_starts *starts);
pdx_status pdx_starts_read(pdx_starts *starts, const pdx_sheet *sheet, const pdx_titles *titles, pdx_error *err) PDX_MUST;

#endif
