/* Furniture at the end of a text that names the title of its entry without quotation marks: "... the end. Continue reading The mill burns",
 * "... the end. The mill burns weiterlesen". By the words alone it could be the rest of a sentence; that it repeats the title proves it.
 * Called by roles.c for the other ends of lines. Promises: at most one line of an entry is read, its last of text. */
#ifndef PDX_PAGE_CONTINUED_H
#define PDX_PAGE_CONTINUED_H

#include "page/roles/marks.h"

/* Splits such lines; false when out of memory. */
bool pdx_continued_read(pdx_marks *marks, const pdx_sheet *sheet, const pdx_starts *starts);

#endif
