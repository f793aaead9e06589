/* Sources with records, read piece by piece. */
#ifndef PDX_SEAM_SCANNING_H
#define PDX_SEAM_SCANNING_H

#include "seam/building.h"

typedef enum pdx_scanned_kind { PDX_SCANNED_MORE, PDX_SCANNED_END, PDX_SCANNED_POSTS, PDX_SCANNED_PROBLEM } pdx_scanned_kind;

/* What was found in a source that is read in pieces; ranges are of all of it. */
typedef struct pdx_scanned {
    pdx_scanned_kind kind;
    pdx_range range;  /* of a problem; of posts the bytes that their source has */
    pdx_error error;  /* of a problem */
} pdx_scanned;

typedef struct pdx_scanner pdx_scanner;

/* For a source that begins with these bytes; NULL when its form is none of records that can be read in pieces. Records of more than `most` bytes
 * are problems, and those that begin before `from` are passed over. */
pdx_status pdx_scanner_new(pdx_span head, uint64_t most, uint64_t from, pdx_scanner **out, pdx_error *err) PDX_MUST;
/* Whether a source that begins so is one record as a whole (a post in Markdown): it is read as such, and never a scanner's. */
bool pdx_scanner_is_one(pdx_span head);
void pdx_scanner_free(pdx_scanner *scanner);
pdx_status pdx_scanner_feed(pdx_scanner *scanner, pdx_span bytes, bool is_last, pdx_error *err) PDX_MUST;
/* The same of a source in another encoding, for all of it: what was decoded, of these bytes of it, whole characters; everything is found in these.
 * PDX_EVALUE: this is not their text. */
pdx_status pdx_scanner_feed_decoded(pdx_scanner *scanner, const pdx_decoding *decoding, pdx_span source, bool is_last, pdx_error *err) PDX_MUST;
/* What was fed: PDX_SCANNED_POSTS: these are a source of the builder now, which is to be finished; MORE: feed more. */
pdx_status pdx_scanner_take(pdx_scanner *scanner, pdx_builder *builder, const pdx_source_facts *facts, pdx_scanned *out, pdx_error *err) PDX_MUST;

/* The other way to take what was fed: of a source that is to be one source of an archive, but is too large to be held. It is told so before
 * anything is fed. */
void pdx_scanner_keep(pdx_scanner *scanner);
/* What was fed goes into a source of the builder's that is open from the first time on: nothing else may be added meanwhile. MORE: feed more;
 * PROBLEM: a record was passed over; END: what is still fed is kept, and not looked at. */
pdx_status pdx_scanner_add(pdx_scanner *scanner, pdx_builder *builder, pdx_scanned *out, pdx_error *err) PDX_MUST;
/* What this source takes of memory so far, which the builder does not count; 0: it has no rows, and cannot be closed but at its end. */
uint64_t pdx_scanner_weight(const pdx_scanner *scanner);
/* The builder has the source now, up to the end of what was read of it last; what comes is a piece of its own, in this builder or another. */
pdx_status pdx_scanner_close(pdx_scanner *scanner, pdx_builder *builder, const pdx_source_facts *facts, pdx_error *err) PDX_MUST;
/* The builder is as it was before. */
void pdx_scanner_drop(pdx_scanner *scanner, pdx_builder *builder);
/* Nothing stays of what is open but what its dates prove of the order of days and months, in a builder for that alone; and pieces of a source that
 * are closed from now on are dated by what is so known of all of it. */
pdx_status pdx_scanner_prove(pdx_scanner *scanner, pdx_builder *builder, const pdx_tick *tick, pdx_error *err) PDX_MUST;
void pdx_builder_prove(pdx_builder *builder, const pdx_builder *whole);

#endif
