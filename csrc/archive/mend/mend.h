/* Opening what is damaged: a part of a saved archive, whatever is left of its files, so that rows of every stretch that is whole can be asked for.
 * For archive/ only: store_mend.c, called by salvage.c. Promises: what is wrong is noted, in words; nothing is taken for true that a checksum
 * speaks against; any bytes are safe to read from. */
#ifndef PDX_ARCHIVE_MEND_H
#define PDX_ARCHIVE_MEND_H

#include "archive/model/stored.h"

/* Appends a sentence to JSON strings, each behind a comma. */
void mend_note(pdx_buf *notes, const char *format, ...) PDX_PRINTF(2, 3);

/* Over part->posts and part->texts, which are mapped (of length 0: not there); `number` is that of its files, for notes; `first`: what the parts
 * before it have; `gap`: more than that, since parts are missing before it. *usable: false, there is nothing to be asked for. */
pdx_status stored_part_mend(stored_part *part, uint64_t number, const uint32_t first[STORED_BASES], bool gap, pdx_buf *notes, bool *usable,
                            pdx_error *err) PDX_MUST;

#endif
