/* Saving and loading over any table of file calls, so that faults can be planned: what the seam does over the system's. Implemented by
 * saved.c, called there and by tests. */
#ifndef PDX_ARCHIVE_SAVED_H
#define PDX_ARCHIVE_SAVED_H

#include "os/calls.h"
#include "postdex.h"

pdx_status archive_save(const pdx_archive *archive, const pdx_os *os, const char *path, pdx_span note, const pdx_tick *tick, pdx_error *err) PDX_MUST;
pdx_status archive_lock(const pdx_os *os, const char *path, pdx_span owner, pdx_folder_lock **out, pdx_error *err) PDX_MUST;
pdx_status archive_load(const pdx_os *os, const char *path, const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_archive **out, pdx_error *err)
    PDX_MUST;

/* The archive that a manifest would be of, whose files are all there. */
struct manifest;
pdx_status archive_open_as(const pdx_os *os, const char *folder, const struct manifest *m, const pdx_stem_callback *stemmer, const pdx_tick *tick,
                           pdx_archive **out, pdx_error *err) PDX_MUST;
/* Whether the words of a part were stemmed as the stemmer at hand does. */
pdx_status archive_part_stems(const pdx_archive *archive, uint32_t part, pdx_error *err) PDX_MUST;

#endif
