/* Rows of numbers as columns (FORMAT.md, "Tables"), by a description of the struct that holds a row. For archive/ only, by the files
 * that write and read stored posts. Promises: what is read fits the members it is put into. */
#ifndef PDX_ARCHIVE_STORED_TABLE_H
#define PDX_ARCHIVE_STORED_TABLE_H

#include <stddef.h>

#include "base/buf.h"
#include "base/status.h"

typedef enum stored_kind {
    STORED_BOOL, STORED_U8, STORED_U16, STORED_U32, STORED_INT, STORED_F32, /* one column each */
    STORED_U64, STORED_I64, STORED_F64, /* two columns: the low and the high half of the bits */
    STORED_RANGE /* two columns: where it begins, how long it is */
} stored_kind;

typedef struct stored_field {
    uint16_t at; /* in the struct */
    uint8_t kind;
} stored_field;

typedef struct stored_table {
    const stored_field *fields;
    unsigned n_fields;
    size_t size; /* of the struct */
} stored_table;

#define STORED_FIELD(type, member, kind) {(uint16_t)offsetof(type, member), kind}
#define STORED_TABLE(type, fields) {fields, PDX_COUNTOF(fields), sizeof(type)}

/* Rows that lie one behind the other; a table may be of several such stretches. */
typedef struct stored_rows {
    const void *rows; /* borrowed */
    size_t n;
} stored_rows;

/* False: out of memory. */
bool stored_table_write(const stored_table *table, const stored_rows *stretches, size_t n, pdx_buf *out) PDX_MUST;
/* `n` rows into `rows`, whose members are zeros, but for those that no column has, which stay as they are; *at moves behind the table. False: a
 * column cannot be read. */
bool stored_table_read(const stored_table *table, const uint8_t **at, const uint8_t *end, void *rows, size_t n) PDX_MUST;

#endif
