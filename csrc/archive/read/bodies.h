/* Bodies that wait: of a record that was scanned only the head is read (source/records/entry.h), what else it says is kept as its form says it,
 * and becomes lines and parts when somebody asks for the post (pdx_archive_body). For the files of archive/ that read records or build.
 * Promises: afterwards the page is as if it had never waited; what was handed out before still holds, since a record's text begins with its head. */
#ifndef PDX_ARCHIVE_BODIES_H
#define PDX_ARCHIVE_BODIES_H

#include "archive/model/model.h"
#include "source/records/entry.h"

/* An entry as its form says it: in the room of its source. */
struct archive_body {
    pdx_span text, base;
    pdx_offsets map;
    const pdx_entry_value *values;
    size_t n_values;
    pdx_lang language; /* as its form says */
    bool breaks_lines, is_summary;
};

/* What is used again for each of them. */
struct archive_bodies {
    pdx_entry entry;
    pdx_record record;
};

/* body_keep.c. Whether the body of a record can wait: it has a head to be told by, and what language it is in is not asked for before it is there. */
bool archive_body_may_wait(const pdx_archive *archive, const pdx_record *record);
/* The body that a record waits for, kept in the room. */
pdx_status archive_body_keep(const pdx_record *record, archive_row_room *room, const archive_body **out, pdx_error *err) PDX_MUST;
void archive_bodies_free(archive_bodies *bodies);

#endif
