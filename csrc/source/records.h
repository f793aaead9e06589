/* JSON lines as records: one object a line, either a row of somebody's own ({"title", "text", "tags", "date", ...})
 * or what postdex itself writes ({"parts": [{"role", "text"}], ...}). Called by archive/.
 * Promises: a record's fields become one decoded text with parts and a map back to the source;
 * unknown keys are left alone; a line that is not an object is an error with its offset. */
#ifndef PDX_SOURCE_RECORDS_H
#define PDX_SOURCE_RECORDS_H

#include "base/role.h"
#include "source/json.h"

typedef struct pdx_record_part {
    pdx_range range; /* in the record's text */
    uint8_t role;
} pdx_record_part;

/* A tag or category: where it stands in the text, and in which part. */
typedef struct pdx_record_item {
    pdx_range range;
    uint32_t part;
} pdx_record_item;

typedef struct pdx_record {
    pdx_buf text;                    /* decoded fields, a newline after each */
    pdx_offsets map;                 /* back to the source */
    PDX_VEC(pdx_record_part) parts;  /* ascending, not overlapping; newlines belong to none */
    PDX_VEC(pdx_record_item) items;
    pdx_range url;                   /* in the source, undecoded; empty: none */
    pdx_range line;                  /* the whole record in the source, without its newline */
    uint32_t line_number;            /* 1-based */
    /* What postdex's own form says of itself, which counts more than what its text can be read as. */
    bool says_author, says_date, says_bounds;
    pdx_range author, date;                  /* in the text; empty: none */
    pdx_range published, not_before, before; /* in the source, ISO 8601; empty: none */
} pdx_record;

void pdx_record_init(pdx_record *record);
void pdx_record_deinit(pdx_record *record);

typedef struct pdx_records {
    pdx_span source; /* borrowed */
    size_t at;
    uint32_t line_number; /* of the line at `at` */
} pdx_records;

void pdx_records_init(pdx_records *records, pdx_span source);
/* The next record into `record` (reset first); *more is false at the end. */
pdx_status pdx_records_next(pdx_records *records, pdx_record *record, bool *more, pdx_error *err) PDX_MUST;

#endif
