/* What records are put together with: values found in a line, stretches added to the text. Called by the files of this room and markdown/. */
#ifndef PDX_SOURCE_RECORDPARTS_H
#define PDX_SOURCE_RECORDPARTS_H

#include "source/syntax/json.h"
#include "source/records/record.h"

/* Where the values of one object stand, found in a first pass so that fields can be put in reading order. */
typedef struct pdx_record_value {
    size_t begin, end;  /* in the line */
    pdx_json_kind kind; /* PDX_JSON_END: the key is not there */
} pdx_record_value;

enum {
    PDX_FIELD_TITLE, PDX_FIELD_TEXT, PDX_FIELD_TAGS, PDX_FIELD_CATEGORIES, PDX_FIELD_AUTHOR, PDX_FIELD_BYLINE, PDX_FIELD_DATE,
    PDX_FIELD_PUBLISHED, PDX_FIELD_BOUNDS, PDX_FIELD_URL, PDX_FIELD_PARTS, PDX_FIELD_LANGUAGE, PDX_FIELD_COUNT
};

static inline bool pdx_record_has(const pdx_record_value *value) { return value->kind != PDX_JSON_END && value->kind != PDX_JSON_NULL; }

/* The value of a key of an object; its kind is PDX_JSON_END where there is none. */
pdx_status pdx_record_find_member(pdx_span line, const pdx_record_value *object, const char *key, pdx_record_value *out, pdx_error *err) PDX_MUST;

/* Appends bytes that have no source of their own (a newline, a comma). */
pdx_status pdx_record_add_glue(pdx_record *record, char byte, pdx_error *err) PDX_MUST;
/* Appends the string between `begin` and `end` of the line, decoded. */
pdx_status pdx_record_add_string(pdx_record *record, pdx_span line, size_t begin, size_t end, pdx_range *range, pdx_error *err) PDX_MUST;
/* An empty part or item is none. */
pdx_status pdx_record_add_part(pdx_record *record, pdx_range range, uint8_t role, pdx_error *err) PDX_MUST;
pdx_status pdx_record_add_item(pdx_record *record, pdx_range range, uint32_t part, pdx_error *err) PDX_MUST;
/* The lines of the text at `range` as parts of one role, so that a paragraph is a part. */
pdx_status pdx_record_add_lines(pdx_record *record, pdx_range range, uint8_t role, pdx_error *err) PDX_MUST;

#endif
