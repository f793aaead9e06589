/* Lines that share a form with other lines: where furniture and fields of entries betray themselves.
 * Called by frame.c. Promises: a bounded number of classes, the commonest of each form, none of which
 * stands mostly on neighbouring lines; linear work, memory in proportion to the lines. */
#ifndef PDX_PAGE_CLASSES_H
#define PDX_PAGE_CLASSES_H

#include "page/facts.h"

/* Further forms, without words of their own. */
enum { PDX_FORM_LONE_DATE = PDX_FORM_COUNT, PDX_FORM_HASHES, PDX_FORM_LIST, PDX_FORM_PHRASE, PDX_FORM_ALL };

typedef struct pdx_class {
    uint64_t key;
    uint32_t first, count; /* its lines: positions[first .. first+count) */
    uint8_t form;
    uint8_t phrase; /* pdx_phrase_kind of a PDX_FORM_PHRASE class */
    float weight;   /* how much such a class is worth as furniture of entries */
} pdx_class;

typedef struct pdx_classes {
    PDX_VEC(pdx_class) classes;     /* owned */
    PDX_VEC(uint32_t) positions;    /* owned; indexes of lines */
} pdx_classes;

void pdx_classes_init(pdx_classes *classes);
void pdx_classes_deinit(pdx_classes *classes);
pdx_status pdx_classes_read(pdx_classes *classes, const pdx_facts *facts, pdx_error *err) PDX_MUST;

#endif
