#include "archive/model/store_rows.h"

/* What rows take of memory, told by how many there are. */

typedef struct row_sizes {
    size_t row, hanging[STORED_PLACE_MOST - 1]; /* of one row of the kind; of what hangs on it, in the order of its tables */
} row_sizes;

static const row_sizes sizes[STORED_KINDS] = {
    [STORED_OF_SOURCES] = {sizeof(archive_source) + sizeof(stored_check), {0}},
    [STORED_OF_PAGES] = {sizeof(archive_page) + sizeof(archive_layer) + sizeof(stored_check),
                         {[PLACE_OFFSETS - 1] = sizeof(pdx_offset), [PLACE_PARTS - 1] = sizeof(pdx_page_part),
                          [PLACE_ENTRIES - 1] = sizeof(pdx_page_entry) + sizeof(archive_appearance), [PLACE_ITEMS - 1] = sizeof(pdx_page_item),
                          [PLACE_EVIDENCE - 1] = sizeof(pdx_bound_evidence)}},
    [STORED_OF_POSTS] = {sizeof(archive_post),
                         {[PLACE_POST_APPEARANCES - 1] = sizeof(uint32_t), [PLACE_POST_ITEMS - 1] = sizeof(archive_item),
                          [PLACE_BOUND_REFS - 1] = sizeof(archive_bound_ref)}},
};

/* `hanging`: rows of each table that hangs on these. */
static uint64_t rows_weight(stored_kind_of kind, uint64_t n, const uint64_t *hanging) {
    uint64_t weight = n * sizes[kind].row;
    for (unsigned j = 0; j < stored_layouts[kind].n_tables; j++) weight += hanging[j] * sizes[kind].hanging[j];
    return weight;
}

uint64_t stored_rows_weight(const archive_stored *stored) {
    uint64_t weight = 0;
    for (uint32_t i = 0; i < stored->n_parts; i++) {
        const uint64_t *head = stored->parts[i].head;
        for (unsigned kind = 0; kind < STORED_KINDS; kind++) {
            const stored_layout *layout = &stored_layouts[kind];
            uint64_t hanging[STORED_PLACE_MOST - 1];
            for (unsigned j = 0; j < layout->n_tables; j++) hanging[j] = head[layout->n_of[j]];
            weight += rows_weight((stored_kind_of)kind, head[layout->n_rows], hanging);
        }
    }
    return weight;
}

/* The checksum of a text is looked at again when its row is read again: where a source is larger than this, its row stays. */
enum { SOURCE_STAYS = PDX_LIMIT(1 << 16, 512) };

static bool source_stays(const source_stretch *self, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        if (self->rows[i].bytes.len > SOURCE_STAYS) return true;
    }
    return false;
}

uint64_t stored_stretch_weight(stored_kind_of kind, const stored_place *place, const void *rows) {
    uint64_t hanging[STORED_PLACE_MOST - 1];
    if (kind == STORED_OF_SOURCES && source_stays(rows, place->n)) return 0;
    for (unsigned j = 1; j < STORED_PLACE_MOST; j++) hanging[j - 1] = place->end[j] - place->begin[j];
    return rows_weight(kind, place->n, hanging);
}
