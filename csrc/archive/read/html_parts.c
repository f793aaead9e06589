#include "archive/read/html_parts.h"

#include "page/evidence.h"
#include "source/html/htmltext.h"

uint32_t archive_html_part(const pdx_page *cut, pdx_range range) {
    size_t low = 0, high = cut->n_parts;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (cut->parts[middle].range.begin <= range.begin) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return high > 0 && cut->parts[low].range.begin <= range.begin && range.end <= cut->parts[low].range.end ? (uint32_t)low : PDX_NONE;
}

/* Whether one of the times stands in a range. */
static bool has_time(const archive_times *times, pdx_range range) {
    size_t low = 0, high = times->len;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (times->data[middle].range.begin < range.begin) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < times->len && times->data[low].range.end <= range.end;
}

void archive_html_links(const archive_source *source, const pdx_page *cut, const archive_times *beside, uint32_t *links) {
    uint64_t end = 0; /* of the last: links ascend, and may stand in each other */
    for (size_t i = 0; i < source->says->facts.len; i++) {
        const pdx_html_fact *fact = &source->says->facts.data[i];
        uint32_t part;
        if (fact->role != PDX_ROLE_LINK || fact->text.end <= fact->text.begin || fact->text.begin < end || has_time(beside, fact->text)) continue;
        part = archive_html_part(cut, fact->text);
        if (part == PDX_NONE) continue;
        links[part] += (uint32_t)(fact->text.end - fact->text.begin);
        end = fact->text.end;
    }
}

void archive_html_part_set(pdx_page_part *part, uint8_t role) {
    if (part->role == role) return;
    part->others[1].probability = 0;
    part->others[0].role = part->role;
    part->others[0].probability = 0.03f;
    part->role = role;
    part->probability = 0.97f;
    part->why = PDX_WHY(PDX_RULE_ELEMENT);
}
