/* The attributes of a tag, as ranges. Called by the tokenizers.
 * Promises: a name that comes again is noticed in a time that is linear in the bytes of the tag, however many attributes it has; the
 * room is kept from tag to tag, and no tag has more than PDX_ATTRIBUTES_MOST. */
#ifndef PDX_MARKUP_ATTRIBUTES_H
#define PDX_MARKUP_ATTRIBUTES_H

#include "base/vec.h"
#include "markup/input.h"
#include "markup/problems.h"

enum { PDX_ATTRIBUTES_MOST = PDX_LIMIT(1 << 16, 1 << 15) };

typedef struct pdx_attribute {
    pdx_range name, value; /* in the source; the value without its quotes, empty when there is none */
    bool plain;            /* the value says what its bytes say: there is nothing to unescape; false promises nothing */
} pdx_attribute;

typedef struct pdx_attributes {
    PDX_VEC(pdx_attribute) list;
    PDX_VEC(uint32_t) slots; /* of many attributes: a hash of their names, one more than their places */
    bool failed;             /* out of memory */
} pdx_attributes;

void pdx_attributes_init(pdx_attributes *attributes);
void pdx_attributes_deinit(pdx_attributes *attributes);
void pdx_attributes_reset(pdx_attributes *attributes);
/* Why it is not taken: PDX_DUPLICATE_ATTRIBUTE when there is one of that name, which stays as it is, PDX_TOO_MANY_ATTRIBUTES, or PDX_PROBLEM_NONE.
 * `fold`: capitals of ASCII are the same as small letters. */
pdx_problem pdx_attributes_add(pdx_attributes *attributes, const pdx_markup_input *input, pdx_attribute attribute, bool fold);

#endif
