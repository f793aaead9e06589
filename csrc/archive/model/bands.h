/* What posts are found to be alike by: a few numbers made from their texts, which are stored with them, so that a text is read for them once. For
 * archive/ only: near_copies.c, store_write.c, store_read.c. */
#ifndef PDX_ARCHIVE_BANDS_H
#define PDX_ARCHIVE_BANDS_H

#include "archive/model/stored.h"
#include "post/identity/likeness.h"

/* The words of a post's body; `out` was initialised, like `room` below. */
pdx_status archive_post_shingles(const pdx_archive *archive, uint32_t number, pdx_shingles *out, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* The numbers, from its text; *enough: false, it says too little. */
pdx_status archive_post_bands(const pdx_archive *archive, uint32_t post, pdx_shingles *room, uint32_t bands[PDX_LIKENESS_BANDS], bool *enough,
                              const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* The same as they are stored, STORED_LIKENESS_BYTES. */
pdx_status archive_likeness_put(const pdx_archive *archive, uint32_t post, pdx_shingles *room, uint8_t *out, const pdx_tick *tick, pdx_error *err)
    PDX_MUST;

/* Before stored ones are read: whether their checksums hold. */
pdx_status archive_bands_ready(const pdx_archive *archive, pdx_error *err) PDX_MUST;
void archive_bands_stored(const archive_stored *stored, uint32_t post, uint32_t bands[PDX_LIKENESS_BANDS], bool *enough);

#endif
