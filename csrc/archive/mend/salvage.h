/* What is whole of a damaged archive, over any table of file calls: what the seam does over the system's. Implemented by salvage.c, called there
 * and by tests. */
#ifndef PDX_ARCHIVE_SALVAGE_H
#define PDX_ARCHIVE_SALVAGE_H

#include "os/calls.h"
#include "postdex.h"

pdx_status archive_salvage(const pdx_os *os, const char *path, const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_archive **out,
                           pdx_buf *report, pdx_error *err) PDX_MUST;

#endif
