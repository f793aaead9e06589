/* From the index back to the page: where a stretch of a document stands in its source's layer.
 * For archive/ only. */
#ifndef PDX_ARCHIVE_PLACE_H
#define PDX_ARCHIVE_PLACE_H

#include "archive/model/model.h"

typedef struct archive_place {
    uint32_t post; /* or PDX_NONE: a page's remainder */
    uint32_t page, part, layer;
    uint64_t block_begin; /* of the part, in the layer */
    pdx_doc_part stretch; /* as the index has it */
} archive_place;

/* Where part `part` of document `doc` of segment `segment` stands. */
pdx_status archive_place_find(const pdx_archive *archive, uint32_t segment, pdx_doc doc, uint32_t part, archive_place *out,
                              pdx_error *err) PDX_MUST;

/* The same with the stretch given, as the index has it. */
pdx_status archive_place_of(const pdx_archive *archive, uint32_t segment, pdx_doc doc, const pdx_doc_part *stretch, archive_place *out,
                            pdx_error *err) PDX_MUST;

/* A range of the document's text, inside the stretch's block, as a range of the layer. */
static inline pdx_range archive_place_range(const archive_place *place, pdx_range range) {
    return pdx_range_of(place->block_begin + (range.begin - place->stretch.block_begin),
                        place->block_begin + (range.end - place->stretch.block_begin));
}

#endif
