/* How the table_*.c files put values into columns. Promises: whatever bytes come in, texts that go out are well-formed. */
#ifndef PDX_PY_VALUES_H
#define PDX_PY_VALUES_H

#include "py/call/table.h"

/* A text of any origin; an empty one is a text, not nothing. False: out of memory. */
bool pdx_py_value_text(pdx_py_values *values, pdx_span text, pdx_span *out) PDX_MUST;
/* The same for what stays where it is as long as the archive: one that follows itself is judged once. */
bool pdx_py_value_lasting_text(pdx_py_values *values, pdx_span text, pdx_span *out) PDX_MUST;
/* And for a source's name, whose odd bytes are shown (pdx_name_append). */
bool pdx_py_value_name(pdx_py_values *values, pdx_span name, pdx_span *out) PDX_MUST;
/* The same for bytes of a layer: whether they are well-formed is asked of a layer once. */
bool pdx_py_value_layer_text(pdx_py_values *values, const pdx_archive *archive, uint32_t layer, pdx_span text, pdx_span *out) PDX_MUST;
/* A copy, for what does not stay where it is. */
bool pdx_py_value_copy(pdx_py_values *values, pdx_span text, pdx_span *out) PDX_MUST;
static inline pdx_span pdx_py_value_none(void) { return pdx_span_of(NULL, 0); }
static inline int64_t pdx_py_value_number(uint32_t number) { return number == PDX_NONE ? PDX_PY_NOTHING : (int64_t)number; }
/* Arrow's days have 32 bits. */
static inline int64_t pdx_py_value_day(int64_t day) {
    return day == PDX_DAY_UNKNOWN || day < INT32_MIN || day > INT32_MAX ? PDX_PY_NOTHING : day;
}
/* What a role is called. */
pdx_span pdx_py_value_role(uint8_t role);

/* Where something stands, as four columns tell it. */
typedef enum pdx_py_place { PDX_PY_PLACE_SOURCE, PDX_PY_PLACE_LINE, PDX_PY_PLACE_BEGIN, PDX_PY_PLACE_END } pdx_py_place;
/* Row i of such a column. False: out of memory. */
bool pdx_py_value_place(pdx_py_values *values, size_t i, const pdx_archive *archive, uint32_t layer, pdx_range range, pdx_py_place which) PDX_MUST;

/* Columns of posts, which several tables have. */
typedef enum pdx_py_post_column {
    PDX_PY_POST_NUMBER, PDX_PY_POST_TITLE, PDX_PY_POST_AUTHOR, PDX_PY_POST_PUBLISHED, PDX_PY_POST_ISO, PDX_PY_POST_NOT_BEFORE,
    PDX_PY_POST_BEFORE, PDX_PY_POST_TAGS, PDX_PY_POST_CATEGORIES, PDX_PY_POST_LANGUAGE, PDX_PY_POST_WORDS, PDX_PY_POST_APPEARANCES,
    PDX_PY_POST_CONFIDENCE, PDX_PY_POST_SOURCE, PDX_PY_POST_LINE, PDX_PY_POST_BEGIN, PDX_PY_POST_END, PDX_PY_POST_URL, PDX_PY_POST_KIND,
    PDX_PY_POST_STATUS, PDX_PY_POST_UPDATED, PDX_PY_POST_TEXT
} pdx_py_post_column;
/* Of `values->n` posts; PDX_NONE among them has nothing, in numbers and titles. `within`: roles whose text is the post's. */
pdx_status pdx_py_values_posts(pdx_py_values *values, const pdx_archive *archive, const uint32_t *posts, pdx_py_post_column column,
                               pdx_role_set within, pdx_error *err) PDX_MUST;

#endif
