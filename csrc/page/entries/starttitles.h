/* Which line of an entry is its title, once it is known where entries begin: pictures print it again above or below, and captions, subtitles and
 * sections stand beside it. Called by starts.c. Promises: linear work; an entry keeps its lines, but for a picture's text, or a
 * title that names a day, that stood at the end of the one before; one that was nothing but its title is one with what follows. */
#ifndef PDX_PAGE_STARTTITLES_H
#define PDX_PAGE_STARTTITLES_H

#include "page/entries/starts.h"

/* False when out of memory. */
bool pdx_start_titles(pdx_starts *starts, const pdx_sheet *sheet) PDX_MUST;

#endif
