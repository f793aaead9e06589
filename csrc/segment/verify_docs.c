#include "segment/segment_layout.h"

/* Begins ascend from 0 to the end of the section: nothing is left out, nothing belongs to two. */
static bool begins_tile(const pdx_begins *begins, uint64_t length) {
    uint64_t i;
    for (i = 1; i < begins->column.n; i++) {
        if (pdx_begins_get(begins, i) < pdx_begins_get(begins, i - 1)) return false;
    }
    return pdx_begins_get(begins, 0) == 0 && pdx_begins_get(begins, begins->column.n - 1) == length;
}

static pdx_status parts_verify(const pdx_segment *segment, pdx_doc doc, const pdx_doc_info *info, uint64_t lengths[PDX_GROUP_COUNT],
                               pdx_error *err) {
    uint64_t text_at = 0, position_at = 0;
    uint32_t i;
    for (i = 0; i < info->n_parts; i++) {
        pdx_doc_part part;
        pdx_group group;
        PDX_TRY(pdx_segment_part(segment, doc, i, &part, err));
        if (part.first_position != position_at || part.begin < text_at) {
            return pdx_segment_damage(segment, segment->parts_at.column.data, err, "parts of a document are out of order");
        }
        text_at = part.end;
        position_at = (uint64_t)part.first_position + part.n_positions + 1;
        group = pdx_role_group((pdx_role)part.role);
        if (group < PDX_GROUP_COUNT) lengths[group] += part.n_positions;
    }
    if (info->n_parts == 0 && info->n_positions != 0) {
        return pdx_segment_damage(segment, segment->n_positions.data, err, "a document without parts has positions");
    }
    return PDX_OK;
}

static pdx_status doc_verify(const pdx_segment *segment, pdx_doc doc, uint64_t totals[PDX_GROUP_COUNT], pdx_pace *pace, pdx_error *err) {
    enum { WORK = 32, PART_WORK = 16 };
    uint64_t lengths[PDX_GROUP_COUNT] = {0};
    pdx_doc_info info;
    int g;
    PDX_TRY(pdx_segment_doc(segment, doc, &info, err));
    PDX_TRY(pdx_pace_step(pace, WORK + PART_WORK * (uint64_t)info.n_parts, doc, err));
    if (pdx_column_get(&segment->languages, doc) > UINT16_MAX) {
        return pdx_segment_damage(segment, segment->languages.data, err, "a document has an impossible language");
    }
    PDX_TRY(parts_verify(segment, doc, &info, lengths, err));
    for (g = 0; g < PDX_GROUP_COUNT; g++) {
        if (lengths[g] != info.lengths[g]) {
            return pdx_segment_damage(segment, segment->sections[PDX_SECTION_DOCS].data, err,
                                      "a length is not that of the document's parts");
        }
        if (doc < segment->n_posts) totals[g] += lengths[g];
    }
    return PDX_OK;
}

pdx_status pdx_verify_docs(const pdx_segment *segment, const pdx_tick *tick, pdx_error *err) {
    const uint8_t *docs = segment->sections[PDX_SECTION_DOCS].data;
    uint64_t totals[PDX_GROUP_COUNT] = {0};
    pdx_pace pace = pdx_pace_of(tick, segment->n_docs);
    pdx_doc doc;
    int g;
    if (!begins_tile(&segment->text_at, segment->sections[PDX_SECTION_TEXT].len) ||
        !begins_tile(&segment->parts_at, segment->sections[PDX_SECTION_PARTS].len)) {
        return pdx_segment_damage(segment, docs, err, "the documents do not fill their sections");
    }
    for (doc = 0; doc < segment->n_docs; doc++) PDX_TRY(doc_verify(segment, doc, totals, &pace, err));
    for (g = 0; g < PDX_GROUP_COUNT; g++) {
        if (totals[g] != segment->totals[g]) return pdx_segment_damage(segment, docs + 8, err, "a total is not the sum of the lengths");
    }
    return PDX_OK;
}
