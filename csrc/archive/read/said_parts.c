#include "archive/read/said_parts.h"

/* The first part from `low` on that is of an entry not before `entry`. Behind the last entry there are parts of none, and then those that are
 * said. */
static uint32_t part_of(const pdx_page *cut, uint32_t low, uint32_t entry) {
    uint32_t high = (uint32_t)cut->n_parts;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (cut->parts[middle].entry == PDX_PAGE_NO_ENTRY || cut->parts[middle].entry < entry) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

uint32_t archive_text_parts(const pdx_page *cut) {
    const pdx_page_entry *last;
    if (cut->n_entries == 0) return (uint32_t)cut->n_parts;
    last = &cut->entries[cut->n_entries - 1];
    return part_of(cut, last->first_part + last->n_parts, 0);
}

uint64_t archive_text_end(const pdx_page *cut) {
    const uint32_t n = archive_text_parts(cut);
    return n == 0 ? 0 : cut->parts[n - 1].range.end;
}

void archive_said_parts(const pdx_page *cut, uint32_t entry, uint32_t *first, uint32_t *n) {
    const uint32_t begin = archive_text_parts(cut);
    *first = part_of(cut, begin, entry);
    *n = part_of(cut, *first, entry + 1) - *first;
}

uint32_t archive_said_part(const pdx_page *cut, uint32_t entry, uint8_t role) {
    uint32_t first, n;
    archive_said_parts(cut, entry, &first, &n);
    for (uint32_t i = first; i < first + n; i++) {
        if (cut->parts[i].role == role && cut->parts[i].probability > 0.5f) return i;
    }
    return PDX_NONE;
}
