#include "archive/ask/place.h"

#include "archive/model/contents.h"

pdx_status archive_place_find(const pdx_archive *archive, uint32_t segment, pdx_doc doc, uint32_t part, archive_place *out,
                              pdx_error *err) {
    pdx_doc_part stretch;
    PDX_TRY(pdx_segment_part(pdx_snapshot_segment(archive->snapshot, segment), doc, part, &stretch, err));
    return archive_place_of(archive, segment, doc, &stretch, out, err);
}

pdx_status archive_place_of(const pdx_archive *archive, uint32_t segment, pdx_doc doc, const pdx_doc_part *stretch, archive_place *out,
                            pdx_error *err) {
    const uint32_t n_posts = pdx_segment_n_posts(pdx_snapshot_segment(archive->snapshot, segment));
    const archive_page *page;
    pdx_range range;
    out->stretch = *stretch;
    if (doc < n_posts) {
        out->post = pdx_snapshot_post_number(archive->snapshot, segment, doc);
        if (out->stretch.appearance >= archive->appearances.len) {
            return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a stretch of an unknown appearance");
        }
        out->page = archive_appearance_at(archive, out->stretch.appearance)->page;
    } else {
        out->post = PDX_NONE;
        PDX_TRY(archive_remainder_page(archive, pdx_snapshot_remainder_number(archive->snapshot, segment, doc), &out->page, err));
    }
    out->part = out->stretch.page_part;
    page = archive_page_at(archive, out->page);
    PDX_TRY(archive_sound(archive, err));
    if (out->part >= page->cut.n_parts) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a stretch of an unknown part");
    out->layer = page->layer;
    range = page->cut.parts[out->part].range;
    if (stretch->block_end - stretch->block_begin > range.end - range.begin) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a stretch that is longer than its part");
    }
    out->block_begin = range.begin;
    return PDX_OK;
}
