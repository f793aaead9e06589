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

static void column_write(const stored_table *table, const stored_field *field, unsigned half, const stored_rows *stretches, size_t n,
                         uint64_t *values, pdx_buf *out) {
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
PDX_INLINE bool member_put(uint8_t *at, stored_kind kind, uint64_t low, uint64_t high) {
    const uint64_t bits = low | high << 32;
    const uint32_t word = (uint32_t)low;
    const uint16_t small = (uint16_t)low;
    const pdx_range range = {low, low + high};
    const bool truth = low == 1;
    switch (kind) {
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

/* The columns of a field, and where its members are. */
typedef struct field_reader {
    pdx_column low, high; /* the latter: nothing but zeros where there is one alone */
    uint8_t *at;
    size_t size, n;
} field_reader;

/* Most columns have one number for all rows, which mostly is what stands there. */
PDX_INLINE bool members_put(const field_reader *self, stored_kind kind) {
    uint8_t *at = self->at;
    bool fits = true;
    if (self->low.bits == 0 && self->high.bits == 0) {
        if (self->low.base == 0 && self->high.base == 0) return true;
        for (size_t i = 0; i < self->n; i++, at += self->size) fits = member_put(at, kind, self->low.base, self->high.base);
        return fits;
    }
    for (size_t i = 0; i < self->n && fits; i++, at += self->size) {
        fits = member_put(at, kind, pdx_column_get(&self->low, i), pdx_column_get(&self->high, i));
    }
    return fits;
}

/* Which kind it is, is asked once for all rows. */
static bool field_put(const field_reader *self, stored_kind kind) {
    switch (kind) {
    case STORED_BOOL: return members_put(self, STORED_BOOL);
    case STORED_U8: return members_put(self, STORED_U8);
    case STORED_U16: return members_put(self, STORED_U16);
    case STORED_U32: case STORED_INT: case STORED_F32: return members_put(self, STORED_U32);
    case STORED_RANGE: return members_put(self, STORED_RANGE);
    case STORED_U64: case STORED_I64: case STORED_F64: break;
    }
    return members_put(self, STORED_U64);
}

static bool field_read(const stored_table *table, const stored_field *field, const uint8_t **at, const uint8_t *end, uint8_t *rows, size_t n) {
    field_reader reader = {.at = rows + field->at, .size = table->size, .n = n};
    reader.high.n = n;
    if (!pdx_column_open(&reader.low, at, end, n) || (is_double(field->kind) && !pdx_column_open(&reader.high, at, end, n))) return false;
    return field_put(&reader, (stored_kind)field->kind);
}

bool stored_table_read(const stored_table *table, const uint8_t **at, const uint8_t *end, void *rows, size_t n) {
    for (unsigned f = 0; f < table->n_fields; f++) {
        if (!field_read(table, &table->fields[f], at, end, rows, n)) return false;
    }
    return true;
}
