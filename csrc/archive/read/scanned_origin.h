/* What a source that is scanned was, where its text was decoded from another encoding: the bytes of the text that is kept, and the map back to
 * them. For scanner.c. Places in the text are those in what is kept; places in the source are those in all of it. Promises: at every place of the
 * text the source's is that of `pdx_decoded_map`. */
#ifndef PDX_ARCHIVE_SCANNED_ORIGIN_H
#define PDX_ARCHIVE_SCANNED_ORIGIN_H

#include "base/buf.h"
#include "postdex.h"

typedef struct scanned_origin {
    bool is_there;                 /* the text was decoded */
    bool is_wide;                  /* ISO-2022-JP: in what its first character is written */
    unsigned shape;
    pdx_buf bytes;                 /* of the source, from `begin` on */
    uint64_t begin;
    PDX_VEC(pdx_undecoded) bad;    /* in these */
    pdx_offsets map;               /* from the text to these; borrows the text */
} scanned_origin;

void scanned_origin_init(scanned_origin *self);
void scanned_origin_deinit(scanned_origin *self);
/* The text is now `text`, with what was decoded of more bytes at its end. */
pdx_status scanned_origin_add(scanned_origin *self, const pdx_decoding *more, pdx_span source, pdx_span text, pdx_error *err) PDX_MUST;
/* The first n bytes of the text are kept no longer. */
void scanned_origin_drop(scanned_origin *self, size_t n);
pdx_range scanned_origin_range(const scanned_origin *self, pdx_range range);
uint64_t scanned_origin_behind(const scanned_origin *self, uint64_t at); /* where the character before ends */
/* Places of the map become those in what begins so many bytes later, or, with what undoes that, what they were. */
void scanned_origin_shift(scanned_origin *self, uint64_t by);

#endif
