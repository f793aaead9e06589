#include "archive/model/steps.h"
#include "page/evidence.h"

/* Text that stands in a quotation, a list, program text or a table is that: its element says so, whatever the line looks like. Lines that were
 * read as no text stay so: the same page without its markup would have the same text. */

#define TEXT_ROLES                                                                                                                                             \
    (PDX_ROLE_BIT(PDX_ROLE_PARAGRAPH) | PDX_ROLE_BIT(PDX_ROLE_QUOTE) | PDX_ROLE_BIT(PDX_ROLE_LIST) | PDX_ROLE_BIT(PDX_ROLE_CODE) | PDX_ROLE_BIT(PDX_ROLE_TABLE) | \
     PDX_ROLE_BIT(PDX_ROLE_HEADING))

/* What a person has said stays. */
static bool may_change(const pdx_page_part *part) {
    return part->entry != PDX_PAGE_NO_ENTRY && (TEXT_ROLES & PDX_ROLE_BIT(part->role)) != 0 && (part->why & (PDX_WHY(PDX_RULE_CORRECTED) | PDX_WHY(PDX_RULE_LIKE_CORRECTED))) == 0;
}

static void part_set(pdx_page_part *part, uint8_t role) {
    if (part->role == role) return;
    part->others[1].probability = 0;
    part->others[0].role = part->role;
    part->others[0].probability = 0.03f;
    part->role = role;
    part->probability = 0.97f;
    part->why = PDX_WHY(PDX_RULE_ELEMENT);
}

/* Parts and blocks both ascend. */
static void page_set(pdx_page *cut, const archive_source *source) {
    size_t b = 0;
    for (size_t i = 0; i < cut->n_parts; i++) {
        pdx_page_part *part = &cut->parts[i];
        while (b < source->blocks.len && source->blocks.data[b].range.end <= part->range.begin) b++;
        if (b == source->blocks.len) return;
        if (may_change(part) && source->blocks.data[b].range.begin <= part->range.begin && part->range.end <= source->blocks.data[b].range.end) part_set(part, source->blocks.data[b].role);
    }
}

pdx_status archive_html_roles(pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    for (size_t i = 0; i < archive->pages.len; i++) {
        const archive_source *source = &archive->sources.data[archive->pages.data[i].source];
        if (source->blocks.len == 0) continue;
        page_set(&archive->pages.data[i].cut, source);
        PDX_TRY(pdx_tick_step(tick, 0, 0, err));
    }
    return PDX_OK;
}
