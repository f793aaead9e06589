/* A list's items, one after the other: split at the strongest separator that stands in it, without marks
 * round them, and without number signs where all have one. Called by listlines.c and roles/. Promises: linear in the list. */
#ifndef PDX_PAGE_ITEMS_H
#define PDX_PAGE_ITEMS_H

#include "base/span.h"

/* Separators from the weakest to the strongest: a list with bars or dots between its items may have commas in them, but one
 * with commas may have semicolons in its items. Slashes and colons part with blanks on either side. */
enum { PDX_ITEMS_BY_NOTHING, PDX_ITEMS_BY_COMMA, PDX_ITEMS_BY_SEMICOLON, PDX_ITEMS_BY_SPACED, PDX_ITEMS_BY_BAR, PDX_ITEMS_SEPARATORS };

typedef struct pdx_item_reader {
    pdx_span text;
    uint64_t at, end;
    uint8_t separator; /* what parts this list: PDX_ITEMS_BY_ */
    bool hashes;
} pdx_item_reader;

void pdx_item_reader_init(pdx_item_reader *reader, pdx_span text, pdx_range range, bool hashes);
/* Nothing parts the list. */
static inline bool pdx_item_reader_is_one(const pdx_item_reader *reader) { return reader->separator == 0 && !reader->hashes; }
/* The next item that is not empty; false at the end. */
bool pdx_item_reader_next(pdx_item_reader *reader, pdx_range *item);

#endif
