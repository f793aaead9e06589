/* Titles that stand right above the sections of their entries, with nothing between: "The mill burns", and below it "Town Fires", then who wrote
 * it. The line before that furniture is what recurs as titles do, and is a section. Called by starttitles.c. Promises: linear work. */
#ifndef PDX_PAGE_OVERSECTIONS_H
#define PDX_PAGE_OVERSECTIONS_H

#include "page/entries/starts.h"

/* Where nearly every entry has such a line above what was taken for its title, and that comes again in other entries or begins as theirs, it is
 * the title. */
void pdx_over_sections(pdx_starts *starts, const pdx_sheet *sheet);

#endif
