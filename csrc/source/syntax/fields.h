/* Named fields, a line each, as HTTP, WARC and mail have them: `Name: value`, a value going on in lines that begin with white space.
 * Called by the readers of these. Promises: reads anything; lines without a colon are passed over; spans of what it was given. */
#ifndef PDX_SOURCE_FIELDS_H
#define PDX_SOURCE_FIELDS_H

#include "base/span.h"

typedef struct pdx_fields {
    pdx_span text;
    size_t at;
} pdx_fields;

static inline pdx_fields pdx_fields_of(pdx_span text) {
    pdx_fields fields;
    fields.text = text;
    fields.at = 0;
    return fields;
}

/* The next one, without the white space round it; false at the end. */
bool pdx_fields_next(pdx_fields *fields, pdx_span *name, pdx_span *value) PDX_MUST;
/* Whether it is called so, `name` being in lower case. */
bool pdx_field_is(pdx_span field, const char *name);
/* Without the white space round it. */
pdx_span pdx_field_trim(pdx_span text);
/* Of a value such as `text/html; charset="utf-8"`: what stands before the first semicolon, and the parameter of this name, in lower case; empty:
 * none. */
pdx_span pdx_field_main(pdx_span value);
pdx_span pdx_field_parameter(pdx_span value, const char *name);

#endif
