/* Exports of WordPress as records of the general kind: each item is one, of whatever kind, with its comments. Called by reader.c.
 * What is said of authors, terms and the site belongs to no item, and is passed over. Comments that were held back, spam, or in the trash are not
 * there: they never stood on the site. */
#ifndef PDX_SOURCE_WXR_ENTRY_H
#define PDX_SOURCE_WXR_ENTRY_H

#include "source/records/entry.h"
#include "source/records/wxr.h"

/* What the record in wxr->record says, into `entry` (emptied first), whose text and map it borrows. False: out of memory. */
bool pdx_wxr_entry(const pdx_wxr_record *from, pdx_entry *entry) PDX_MUST;

#endif
