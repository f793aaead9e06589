/* What a person has fixed, and what that teaches of other lines: constraints on titles, starts and roles. Called by cut.c between
 * its steps. Promises: a line that is fixed keeps its role and a fixed start begins an entry, whatever else speaks; lines like
 * them follow with a probability; a page of a site without corrections costs nothing. */
#ifndef PDX_PAGE_CORRECTIONS_H
#define PDX_PAGE_CORRECTIONS_H

#include "page/roles/marks.h"

/* What is asked of one line. */
typedef struct pdx_wish {
    float probability; /* 0: nothing is asked */
    uint8_t role;      /* pdx_role; PDX_ROLE_COUNT: any */
    bool starts, fixed; /* fixed: by a person, not by likeness */
    bool form;          /* by a form of its own, not only by its place */
    bool closed;        /* it is no title, and begins nothing: what does was told */
} pdx_wish;

typedef struct pdx_corrections {
    PDX_VEC(pdx_wish) wishes; /* owned; one per line, or none at all */
    const pdx_page_field *fields; /* borrowed */
    size_t n_fields;
} pdx_corrections;

void pdx_corrections_init(pdx_corrections *c);
void pdx_corrections_deinit(pdx_corrections *c);
pdx_status pdx_corrections_read(pdx_corrections *c, const pdx_sheet *sheet, const pdx_page_options *options, pdx_error *err) PDX_MUST;
/* Before starts are read: titles that are asked for, and none on a line that is something else. What lessons of other pages
 * ask for by place alone is dropped where it would make a worse cut. */
pdx_status pdx_corrections_titles(pdx_corrections *c, pdx_titles *titles, const pdx_sheet *sheet, pdx_error *err) PDX_MUST;
/* After starts are read: entries begin where that is asked for. */
pdx_status pdx_corrections_starts(const pdx_corrections *c, pdx_starts *starts, const pdx_sheet *sheet, pdx_error *err) PDX_MUST;
/* After roles are read: the roles themselves, and the fields that lines of such roles hold. */
pdx_status pdx_corrections_mark(const pdx_corrections *c, pdx_marks *marks, const pdx_sheet *sheet, const pdx_starts *starts, pdx_error *err)
    PDX_MUST;

#endif
