/* Parts of a saved archive become one: a step of a saving (saver.h), from files to files, a piece at a time. For archive/ only: called by
 * committed.c.
 * Promises: nothing is cut, dated, or indexed again, and what is gone is left out; memory grows with the number of different words, and with some
 * tens of bytes of each post, whatever the parts are. */
#ifndef PDX_ARCHIVE_MERGE_PARTS_H
#define PDX_ARCHIVE_MERGE_PARTS_H

#include "archive/store/saver.h"

/* Of the parts that are listed as next, those from `first` on. The last `n_pieces` sources (0: none) are pieces of one, and become that. `os` says
 * how their files are read. */
pdx_status archive_merge_parts(saver *s, const pdx_os *os, uint32_t first, uint32_t n_pieces, pdx_span note, const pdx_stem_callback *stemmer,
                               pdx_error *err) PDX_MUST;

#endif
