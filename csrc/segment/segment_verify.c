#include "base/stages.h"
#include "segment/segment_layout.h"

/* Shares of the time that each takes. */
enum { SHARE_IMAGE = 50, SHARE_DOCS = 200, SHARE_TERMS = 450 };

static pdx_status lists_verify(const pdx_segment *segment, pdx_stages *stages, const pdx_tick *tick, pdx_error *err) {
    pdx_impacts impacts;
    pdx_status status;
    PDX_TRY(pdx_impacts_of(&impacts, segment, err));
    pdx_stages_next(stages, SHARE_TERMS);
    status = pdx_verify_terms(segment, &impacts, tick, err);
    pdx_stages_next(stages, PDX_STAGES_ALL - SHARE_IMAGE - SHARE_DOCS - SHARE_TERMS);
    if (status == PDX_OK) status = pdx_verify_classes(segment, &impacts, tick, err);
    pdx_impacts_deinit(&impacts);
    return status;
}

pdx_status pdx_segment_verify(const pdx_segment *segment, const pdx_tick *outer, pdx_error *err) {
    pdx_stages stages;
    const pdx_tick tick = pdx_stages_begin(&stages, outer);
    pdx_stages_next(&stages, SHARE_IMAGE);
    PDX_TRY(pdx_image_verify(segment->bytes, &pdx_segment_form, &tick, err));
    if (!pdx_segment_holds(segment, segment->bytes.data, segment->bytes.data + segment->bytes.len)) return pdx_segment_sound(segment, err);
    pdx_stages_next(&stages, SHARE_DOCS);
    PDX_TRY(pdx_verify_docs(segment, &tick, err));
    return lists_verify(segment, &stages, &tick, err);
}
