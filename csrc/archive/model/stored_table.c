#include "archive/model/stored_table.h"

#include "segment/columns.h"

static bool is_double(uint8_t kind) { return kind >= STORED_U64; }

/* ---- writing */

/* Half `half` of the member as its column has it. */
static uint64_t member_get(const uint8_t *row, const stored_field *field, unsigned half) {
    const uint8_t *at = row + field->at;
    uint64_t bits = 0;
    uint32_t word = 0;
    uint16_t small;
    pdx_range range;
    switch ((stored_kind)field->kind) {
    case STORED_BOOL: case STORED_U8: return *at;
    case STORED_U16: memcpy(&small, at, sizeof small); return small;
    case STORED_U32: case STORED_INT: case STORED_F32: memcpy(&word, at, sizeof word); return word;
    case STORED_RANGE:
        memcpy(&range, at, sizeof range);
        return half == 0 ? range.begin : range.end - range.begin;
    case STORED_U64: case STORED_I64: case STORED_F64: break;
    }
    memcpy(&bits, at, sizeof bits);
    return half == 0 ? bits & UINT32_MAX : bits >> 32;
}

static void column_write(const stored_table *table, const stored_field *field, unsigned half, const stored_rows *stretches, size_t n, uint64_t *values,
                         pdx_buf *out) {
    size_t all = 0;
    for (size_t s = 0; s < n; s++) {
        const uint8_t *row = stretches[s].rows;
        for (size_t i = 0; i < stretches[s].n; i++, row += table->size) values[all++] = member_get(row, field, half);
    }
    pdx_column_append(out, values, all);
}

bool stored_table_write(const stored_table *table, const stored_rows *stretches, size_t n, pdx_buf *out) {
    uint64_t *values;
    size_t all = 0;
    for (size_t s = 0; s < n; s++) all += stretches[s].n;
    values = pdx_resize_array(NULL, all, sizeof *values);
    if (values == NULL) return false;
    for (unsigned f = 0; f < table->n_fields; f++) {
        column_write(table, &table->fields[f], 0, stretches, n, values, out);
        if (is_double(table->fields[f].kind)) column_write(table, &table->fields[f], 1, stretches, n, values, out);
    }
    pdx_free(values);
    return !out->failed;
}

/* ---- reading */

/* Puts what the columns say into the member; false when it does not fit. */
static bool member_put(uint8_t *row, const stored_field *field, uint64_t low, uint64_t high) {
    uint8_t *at = row + field->at;
    const uint64_t bits = low | high << 32;
    const uint32_t word = (uint32_t)low;
    const uint16_t small = (uint16_t)low;
    const pdx_range range = {low, low + high};
    const bool truth = low == 1;
    switch ((stored_kind)field->kind) {
    case STORED_BOOL: memcpy(at, &truth, sizeof truth); return low <= 1;
    case STORED_U8: *at = (uint8_t)low; return low <= UINT8_MAX;
    case STORED_U16: memcpy(at, &small, sizeof small); return low <= UINT16_MAX;
    case STORED_U32: case STORED_INT: case STORED_F32: memcpy(at, &word, sizeof word); return low <= UINT32_MAX;
    case STORED_RANGE: memcpy(at, &range, sizeof range); return true; /* each is below 2^57 */
    case STORED_U64: case STORED_I64: case STORED_F64: break;
    }
    memcpy(at, &bits, sizeof bits);
    return low <= UINT32_MAX && high <= UINT32_MAX;
}

static bool field_read(const stored_table *table, const stored_field *field, const uint8_t **at, const uint8_t *end, uint8_t *rows, size_t n) {
    const bool two = is_double(field->kind);
    pdx_column low, high;
    if (!pdx_column_open(&low, at, end, n) || (two && !pdx_column_open(&high, at, end, n))) return false;
    for (size_t i = 0; i < n; i++, rows += table->size) {
        if (!member_put(rows, field, pdx_column_get(&low, i), two ? pdx_column_get(&high, i) : 0)) return false;
    }
    return true;
}

bool stored_table_read(const stored_table *table, const uint8_t **at, const uint8_t *end, void *rows, size_t n) {
    for (unsigned f = 0; f < table->n_fields; f++) {
        if (!field_read(table, &table->fields[f], at, end, rows, n)) return false;
    }
    return true;
}
