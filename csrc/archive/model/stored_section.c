/* Whether a section that is read at places of one's own choice is whole: looked at once. */
#include "archive/model/stored.h"

pdx_status stored_section_ready(const stored_part *part, stored_section section, pdx_error *err) {
    stored_touch *touch = (stored_touch *)(uintptr_t)&part->touched[section]; /* what it remembers changes, not what it says */
    if (!pdx_kept_is_made(&touch->kept)) {
        const bool holds = pdx_image_section_verify(part->image, &stored_form, section, NULL) == PDX_OK;
        if (pdx_kept_claim(&touch->kept)) {
            touch->holds = holds;
            pdx_kept_done(&touch->kept);
        }
    }
    if (touch->holds) return PDX_OK;
    if (part->mended) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: section \"%s\"", stored_form.tags[section]);
    return pdx_image_section_verify(part->image, &stored_form, section, err);
}
