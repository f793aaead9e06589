/* The line with which programs end the texts of a feed: where its post first appeared, as links to the post and to its site. Called by entry.c.
 * Promises: no words are known; a line is one only if it has two links or more, to the entry's own address and to the site's first page, and to
 * nothing else. */
#ifndef PDX_SOURCE_ENTRYORIGIN_H
#define PDX_SOURCE_ENTRYORIGIN_H

#include "source/records/entry.h"

/* Such a line at the end of the text whose parts begin at `first` leads on and is no text from now on. Gives where the text ends that stands
 * before it. */
size_t pdx_entry_tell_origin(pdx_record *record, const pdx_entry *entry, size_t first);

#endif
