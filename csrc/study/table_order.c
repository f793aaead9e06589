#include <string.h>

#include "base/alloc.h"
#include "base/radix.h"
#include "study/word_tables.h"

/* Rows of a table in the order of one of its columns of numbers. */

enum { ROWS_PER_TICK = PDX_LIMIT(1 << 12, 4) };

/* Ascends with the number, which is not NaN: the bits of a double do so once those of negative ones are turned round. */
static uint64_t key_of_real(double value) {
    uint64_t bits;
    value += 0.0; /* no minus zero */
    memcpy(&bits, &value, sizeof bits);
    return bits >> 63 != 0 ? ~bits : bits | (uint64_t)1 << 63;
}

/* *known: all of them are numbers. */
static pdx_status keys_make(const pdx_word_table *table, size_t column, bool ascending, const uint32_t *rows, size_t n, pdx_keyed *keys,
                            const pdx_tick *tick, bool *known, pdx_error *err) {
    const bool is_real = table->kind->columns[column].kind == PDX_WORD_REAL;
    *known = true;
    for (size_t i = 0; i < n && *known; i++) {
        if (i % ROWS_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, i, n, err));
        const double real = is_real ? pdx_word_table_real(table, column, rows[i]) : 0;
        const uint64_t key = is_real ? key_of_real(real) : (uint64_t)pdx_word_table_count(table, column, rows[i]) ^ (uint64_t)1 << 63;
        keys[i] = (pdx_keyed){ascending ? key : ~key, rows[i]};
        *known = real >= 0 || real < 0; /* which what is no number is not */
    }
    return PDX_OK;
}

pdx_status pdx_word_table_order(const pdx_word_table *table, size_t column, bool ascending, uint32_t *rows, size_t n, const pdx_tick *tick,
                                bool *known, pdx_error *err) {
    pdx_keyed *keys = pdx_resize_array(NULL, n, sizeof *keys), *other = pdx_resize_array(NULL, n, sizeof *other);
    assert(table->kind->columns[column].kind != PDX_WORD_TEXT);
    pdx_status status = keys == NULL || other == NULL ? pdx_fail_memory(err) : PDX_OK;
    if (status == PDX_OK) status = keys_make(table, column, ascending, rows, n, keys, tick, known, err);
    if (status == PDX_OK && *known) status = pdx_radix_sort(&keys, &other, n, tick, err);
    for (size_t i = 0; status == PDX_OK && *known && i < n; i++) rows[i] = keys[i].item;
    pdx_free(keys);
    pdx_free(other);
    return status;
}
