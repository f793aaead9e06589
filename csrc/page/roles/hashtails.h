/* Terms that end the line of a day, each with its sign: "Harbour news, 3 May 2010 #boats #tides". The sign says what they are, whatever else the line
 * says. Called by roles.c after what words and dates explain. Promises: linear work. */
#ifndef PDX_PAGE_HASHTAILS_H
#define PDX_PAGE_HASHTAILS_H

#include "page/roles/terms.h"

/* Parts such lines into day and tags; false when out of memory. */
bool pdx_hashtails_read(pdx_marks *marks, pdx_terms *terms, const pdx_sheet *sheet, const pdx_starts *starts);

#endif
