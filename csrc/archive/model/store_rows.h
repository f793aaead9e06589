/* Stretches of rows as they are in memory: read from their tables, and checked, by store_rows.c; weighed by store_weight.c; kept by
 * store_load.c. */
#ifndef PDX_ARCHIVE_STORE_ROWS_H
#define PDX_ARCHIVE_STORE_ROWS_H

#include "archive/model/stored.h"

/* Whether a text holds, which is found out when somebody asks for it first. */
typedef struct stored_check {
    pdx_kept kept;
    bool holds;
    uint32_t crc; /* as it was stored */
} stored_check;

typedef struct source_stretch {
    archive_source *rows; /* owned, like the next */
    stored_check *checks; /* of their bytes */
} source_stretch;

typedef struct page_stretch {
    uint32_t first_entry, n_entries;
    archive_page *pages; /* owned, like the rest */
    archive_layer *layers;
    stored_check *checks; /* of the texts of decoded layers */
    pdx_offset *offsets;
    pdx_page_part *parts;
    pdx_page_entry *entries;
    pdx_page_item *items;
    pdx_bound_evidence *evidence;
    archive_appearance *appearances;
} page_stretch;

typedef struct post_stretch {
    uint32_t first_appearance, first_item, first_ref, n_items;
    archive_post *posts; /* owned, like the rest */
    uint32_t *appearances;
    archive_item *items;
    archive_bound_ref *refs;
} post_stretch;

/* Number j of the record of a stretch among places. */
uint64_t stored_place_number(const stored_part *part, const stored_layout *layout, uint32_t stretch, unsigned j);
/* Reads the stretch at `place`, of any kind; what *out becomes is given back by stored_stretch_free, on failure, too. PDX_ECORRUPT without detail. */
pdx_status stored_stretch_read(const pdx_archive *archive, const stored_part *part, stored_kind_of kind, const stored_place *place, void **out)
    PDX_MUST;
void stored_stretch_free(stored_kind_of kind, void *rows);

/* What it takes of memory, as far as it can be given back: none where looking at its texts again would take long. store_weight.c */
uint64_t stored_stretch_weight(stored_kind_of kind, const stored_place *place, const void *rows);
/* What all rows of an archive would, had they been read. */
uint64_t stored_rows_weight(const archive_stored *stored);

#endif
