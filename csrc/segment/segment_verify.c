#include "segment/segment_layout.h"

pdx_status pdx_segment_verify(const pdx_segment *segment, pdx_error *err) {
    pdx_impacts impacts;
    pdx_status status;
    PDX_TRY(pdx_image_verify(segment->bytes, &pdx_segment_form, err));
    if (!pdx_segment_holds(segment, segment->bytes.data, segment->bytes.data + segment->bytes.len)) return pdx_segment_sound(segment, err);
    PDX_TRY(pdx_verify_docs(segment, err));
    PDX_TRY(pdx_impacts_of(&impacts, segment, err));
    status = pdx_verify_terms(segment, &impacts, err);
    if (status == PDX_OK) status = pdx_verify_classes(segment, &impacts, err);
    pdx_impacts_deinit(&impacts);
    return status;
}
