/* Lines that recur as titles do and are the sections of one post: the cues of subtitles, questions that are answered, numbered steps, the
 * stanzas of a poem. Called by cut.c once titles are chosen. Promises: one pass over the lines; furniture of entries between titles keeps them. */
#ifndef PDX_PAGE_SECTIONS_H
#define PDX_PAGE_SECTIONS_H

#include "page/entries/rowcut.h"

/* Leaves such a page no titles, and says why. */
void pdx_sections_settle(pdx_rows *rows, pdx_choice *choice, pdx_titles *titles, const pdx_sheet *sheet);

#endif
