/* JSON lines as records: one object a line, either a row of somebody's own ({"title", "text", "tags", "date", ...})
 * or what postdex itself writes ({"parts": [{"role", "text"}], ...}). Called by jsonarray.c, archive/build/scanner.c, archive/read/row_lines.c and
 * reader.c.
 * Promises: unknown keys are left alone; a line that is not an object is an error with its offset; the same records however the source is cut. */
#ifndef PDX_SOURCE_RECORDS_H
#define PDX_SOURCE_RECORDS_H

#include "source/syntax/json.h"
#include "source/records/record.h"

typedef struct pdx_records {
    pdx_span source; /* borrowed: the stretch that is looked at */
    size_t at;
    uint64_t base;        /* of the stretch in the source */
    bool is_last;         /* behind it the source ends */
    uint32_t line_number; /* of the line at `at` */
    bool in_list;         /* which is within the list that this line has, whose objects are records: the line itself is none; */
    uint64_t list_end, list_next; /* where that line ends in the source, and where the next begins */
    const char *list_name;        /* of a list of rows, of which the line may have more; NULL: it has no more */
} pdx_records;

/* All of a source, or its first stretch. */
void pdx_records_init(pdx_records *records, pdx_span source);
/* The bytes from base + at on. */
void pdx_records_feed(pdx_records *records, pdx_span bytes, bool is_last);
/* One object that is all of `line`, whose place the record knows already; offsets of errors are of the line. */
pdx_status pdx_records_read(pdx_record *record, pdx_span line, pdx_error *err) PDX_MUST;
/* The next record into `record` (reset first); *more is false at the end of the stretch, or when what is left of it is no whole line and more may
 * come. */
pdx_status pdx_records_next(pdx_records *records, pdx_record *record, bool *more, pdx_error *err) PDX_MUST;

#endif
