#include "page/site/taught.h"

#include "page/evidence.h"

/* A line that has a form of its own of one that a person has fixed, and does not only stand where such a one stood. */
static const float by_form = 0.92f;

/* The first part from `i` on that begins at byte `at` or behind it. */
static size_t part_at(const pdx_page *page, size_t i, uint64_t at) {
    while (i < page->n_parts && page->parts[i].range.begin < at) i++;
    return i;
}

/* The title of an entry of the other cut is something else here, because a line of these words was fixed to be that. */
static bool is_denied(const pdx_page *taught, size_t i, uint64_t title) {
    const pdx_page_part *part = &taught->parts[i];
    return i < taught->n_parts && part->range.begin == title && part->role != PDX_ROLE_TITLE && part->probability > by_form &&
           part->why & PDX_WHY(PDX_RULE_LIKE_CORRECTED);
}

bool pdx_taught_loses(const pdx_page *taught, const pdx_page *alone) {
    size_t left = alone->n_entries, i = 0;
    if (taught->n_entries >= left) return false;
    for (size_t k = 0; k < alone->n_entries; k++) {
        const uint32_t title = alone->entries[k].title;
        if (title == PDX_PAGE_NO_PART) continue;
        i = part_at(taught, i, alone->parts[title].range.begin);
        left -= is_denied(taught, i, alone->parts[title].range.begin);
    }
    return taught->n_entries < left;
}
