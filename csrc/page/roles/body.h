/* Roles of the lines of an entry that are not furniture: what stands round the title, captions,
 * headings, paragraphs, lists, links to other entries. Called by roles.c. Promises: linear work. */
#ifndef PDX_PAGE_BODY_H
#define PDX_PAGE_BODY_H

#include "page/roles/marks.h"
#include "page/roles/twins.h"

/* Habits of the page that one entry alone does not show. */
typedef struct pdx_habits {
    bool captions; /* the first line under the title or its picture is a caption */
    bool pictures; /* most titles stand between two equal lines */
    bool stops;    /* paragraphs end with a full stop or the like */
} pdx_habits;

void pdx_habits_read(pdx_habits *habits, const pdx_sheet *sheet, const pdx_starts *starts);
/* Marks the copies of the title and of the lines round it that are the text of a picture. */
void pdx_body_pictures(pdx_marks *marks, const pdx_sheet *sheet, const pdx_start *start);
/* Marks the lines of one entry whose role is still open (PDX_ROLE_BLANK). */
void pdx_body_read(pdx_marks *marks, const pdx_sheet *sheet, const pdx_start *start, const pdx_twins *twins, const pdx_habits *habits);

#endif
