#include "archive/place.h"

pdx_status archive_place_find(const pdx_archive *archive, uint32_t segment, pdx_doc doc, uint32_t part, archive_place *out,
                              pdx_error *err) {
    pdx_doc_part stretch;
    PDX_TRY(pdx_segment_part(pdx_snapshot_segment(archive->snapshot, segment), doc, part, &stretch, err));
    return archive_place_of(archive, segment, doc, &stretch, out, err);
}

pdx_status archive_place_of(const pdx_archive *archive, uint32_t segment, pdx_doc doc, const pdx_doc_part *stretch, archive_place *out,
                            pdx_error *err) {
    const uint32_t n_posts = pdx_segment_n_posts(pdx_snapshot_segment(archive->snapshot, segment));
    out->stretch = *stretch;
    if (doc < n_posts) {
        out->post = pdx_snapshot_first_post(archive->snapshot, segment) + doc;
        if (out->stretch.appearance >= archive->appearances.len) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a stretch of an unknown appearance");
        out->page = archive->appearances.data[out->stretch.appearance].page;
    } else {
        out->post = PDX_NONE;
        out->page = archive->remainders.data[pdx_snapshot_first_remainder(archive->snapshot, segment) + (doc - n_posts)];
    }
    out->part = out->stretch.page_part;
    if (out->part >= archive->pages.data[out->page].cut.n_parts) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a stretch of an unknown part");
    out->layer = archive->pages.data[out->page].layer;
    out->block_begin = archive->pages.data[out->page].cut.parts[out->part].range.begin;
    return PDX_OK;
}
