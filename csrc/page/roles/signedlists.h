/* One line for author, list and day, which a word parts: "Ann Lee on boats, tides 3 May 2010"; or the day in front, and no author. That the word
 * stands there in most entries is what tells it, in whatever language. Called by roles.c after what words and dates explain. Promises: only
 * where authors come again, or lists have several items; linear work. */
#ifndef PDX_PAGE_SIGNEDLISTS_H
#define PDX_PAGE_SIGNEDLISTS_H

#include "page/roles/terms.h"

/* Splits such lines into author, list and day; false when out of memory. */
bool pdx_signedlists_read(pdx_marks *marks, pdx_terms *terms, const pdx_sheet *sheet, const pdx_starts *starts);

#endif
