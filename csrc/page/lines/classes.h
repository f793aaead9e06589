/* Lines that share a form with other lines: where furniture and fields of entries betray themselves.
 * Called by cut.c, frame.c, weighed.c and profile.c. Promises: a bounded number of classes, the commonest of each form, none of which stands mostly
 * on neighbouring lines; linear work, memory in proportion to the lines. */
#ifndef PDX_PAGE_CLASSES_H
#define PDX_PAGE_CLASSES_H

#include "page/lines/facts.h"

/* Further forms, without words of their own. */
enum { PDX_FORM_LONE_DATE = PDX_FORM_COUNT, PDX_FORM_HASHES, PDX_FORM_LIST, PDX_FORM_TERMS, PDX_FORM_PHRASE, PDX_FORM_ALL };

typedef struct pdx_class {
    uint32_t first, count; /* its lines: positions[first .. first+count) */
    uint8_t form;
    uint8_t phrase; /* pdx_phrase_kind of a PDX_FORM_PHRASE class */
    bool dated;     /* all its lines tell a date, whatever else they share */
    float weight;   /* how much such a class is worth as furniture of entries */
} pdx_class;

typedef struct pdx_classes {
    PDX_VEC(pdx_class) classes;     /* owned */
    PDX_VEC(uint32_t) positions;    /* owned; indexes of lines */
} pdx_classes;

/* By what the lines of a class are known, on other pages too. */
typedef struct pdx_class_sign {
    uint64_t key; /* of the form; 0: it has no words of its own. Of a phrase, the head that lines of it have, or 0 */
    uint8_t form, phrase;
} pdx_class_sign;

/* How sure `gaps` gaps with one line each make it that a class of this form is furniture: words repeat by chance,
 * dates and known phrases hardly do. */
static inline float pdx_form_sure(unsigned form, float gaps) {
    const bool strong = form == PDX_FORM_PHRASE || form == PDX_FORM_LONE_DATE || form == PDX_FORM_DATE || form == PDX_FORM_ECHO;
    const unsigned halvings = gaps < 24 ? (unsigned)gaps : 24;
    const float chance = (form == PDX_FORM_LABEL || form == PDX_FORM_HASHES ? 1.0f : 2.0f) / (float)(1u << halvings);
    if (strong) return gaps / (gaps + 1);
    return chance > 1 ? 0 : 1 - chance;
}

void pdx_classes_init(pdx_classes *classes);
void pdx_classes_deinit(pdx_classes *classes);
void pdx_classes_reset(pdx_classes *classes);
/* Also marks the lines that a class of echoes repeats. */
pdx_status pdx_classes_read(pdx_classes *classes, pdx_facts *facts, pdx_error *err) PDX_MUST;

pdx_class_sign pdx_class_sign_of(const pdx_class *c, const pdx_classes *classes, const pdx_facts *facts);
/* The classes of these signs, in their order, however many lines have them. */
pdx_status pdx_classes_find(pdx_classes *classes, const pdx_facts *facts, const pdx_class_sign *signs, size_t n, pdx_error *err) PDX_MUST;

#endif
