/* Adding to what is on disk over any table of file calls: what the seam does over the system's. Implemented by committed.c, called there and by
 * tests. */
#ifndef PDX_ARCHIVE_COMMITTED_H
#define PDX_ARCHIVE_COMMITTED_H

#include "os/calls.h"
#include "postdex.h"

pdx_status archive_commit(pdx_builder *builder, const pdx_os *os, const char *path, pdx_span note, uint32_t first, pdx_save_as as,
                          const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_error *err) PDX_MUST;

#endif
