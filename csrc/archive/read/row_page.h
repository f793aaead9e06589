/* A record becomes a page of one entry: its fields are given, so nothing is inferred and nothing doubted. For the files of archive/ that read
 * records.
 * Promises: several makers may work at once, each in a thread of its own, where they share neither room nor `said`. */
#ifndef PDX_ARCHIVE_ROW_PAGE_H
#define PDX_ARCHIVE_ROW_PAGE_H

#include "archive/model/model.h"
#include "source/records/record.h"

typedef struct archive_row_maker {
    pdx_lang language;         /* of all rows, or PDX_LANG_NONE */
    uint32_t source;           /* number of the one that is read */
    archive_row_room *room;    /* borrowed, as are: */
    archive_saids *said;
    const pdx_offsets *origin; /* of what was decoded from another encoding; NULL: it was not */
    pdx_offsets through;       /* owned: the map of a row, through that */
} archive_row_maker;

void archive_row_maker_deinit(archive_row_maker *maker);
/* Of the page all but the number of its layer. */
pdx_status archive_row_make(archive_row_maker *maker, const pdx_record *record, archive_layer *layer, archive_page *page, pdx_error *err) PDX_MUST;

#endif
