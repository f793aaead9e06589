/* What a source is, told from its first bytes and never from its name. Called by reader.c and archive/.
 * Promises: a form that is not read yet is named in the error, with the remedy. */
#ifndef PDX_SOURCE_SNIFF_H
#define PDX_SOURCE_SNIFF_H

#include "base/span.h"
#include "base/status.h"

/* The numbers stand in saved archives: new ones come last. */
typedef enum pdx_source_form {
    PDX_SOURCE_TEXT, PDX_SOURCE_JSONL, PDX_SOURCE_WXR, PDX_SOURCE_FEED, PDX_SOURCE_JSONFEED, PDX_SOURCE_HTML, PDX_SOURCE_MARKDOWN,
    PDX_SOURCE_JSONARRAY, PDX_SOURCE_CSV, PDX_SOURCE_MTEXPORT, PDX_SOURCE_CHATLOG, PDX_SOURCE_MARKED, PDX_SOURCE_FORM_COUNT
} pdx_source_form;

pdx_status pdx_source_form_sniff(pdx_span bytes, pdx_source_form *form, pdx_error *err) PDX_MUST;
const char *pdx_source_form_name(pdx_source_form form);
/* Whether sources of this form are made of records (reader.h). */
bool pdx_source_form_is_records(pdx_source_form form);
/* Whether sources of this form are pages that are marked up: what their markup says is kept beside their text. */
bool pdx_source_form_is_marked_up(pdx_source_form form);

/* What a later postdex has saved may be of a form that is not known here: it is PDX_SOURCE_FORM_COUNT then, or, where its number says that it is of
 * pages, the next. */
enum { PDX_SOURCE_PAGES_LATER = 128 };
/* The number of a form in saved archives, and the form of a number. */
uint32_t pdx_source_form_number(pdx_source_form form);
pdx_source_form pdx_source_form_of(uint32_t number);

#endif
