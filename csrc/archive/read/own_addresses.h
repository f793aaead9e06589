/* Addresses that records of a source give: one that several give is no post's own. For read_rows.c, which has all of a source, and open_source.c,
 * which has a piece of it at a time.
 * Promises: of records of an export the first that gives an address has it, whatever pieces they are in. Of items of a feed in different pieces,
 * too, since the piece of the first may be written already; of those that are looked at together none has it. */
#ifndef PDX_ARCHIVE_OWN_ADDRESSES_H
#define PDX_ARCHIVE_OWN_ADDRESSES_H

#include "archive/model/model.h"
#include "base/map.h"

typedef struct archive_addresses {
    pdx_map map;
    archive_numbers first;    /* of each: which of the records that are looked at now gave it first; PDX_NONE: one before these, whose title has */
    PDX_VEC(uint64_t) titles; /* this hash; 0: it has none */
} archive_addresses;

void archive_addresses_init(archive_addresses *met);
void archive_addresses_deinit(archive_addresses *met);
/* The records that were read of a source last, in `rows` (NULL: pages from `first_page` on), behind those whose addresses were met. */
pdx_status archive_own_addresses(pdx_archive *archive, pdx_source_form form, archive_rows *rows, size_t first_page, archive_addresses *met,
                                 pdx_error *err) PDX_MUST;

#endif
