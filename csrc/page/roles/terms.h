/* Tags and categories: the items of lists, which of them other entries have too, and what else proves that a list is one of
 * terms: its order, and the term that the page is about. Called by slots.c, which looks for lists, and by roles.c, which
 * has them proved in the end. Promises: linear work but for the items that an entry prints out of order. */
#ifndef PDX_PAGE_TERMS_H
#define PDX_PAGE_TERMS_H

#include "page/roles/marks.h"
#include "page/lines/recurrence.h"

typedef struct pdx_terms {
    pdx_recurrence items; /* of all lists that are one, or could be */
    uint64_t label;       /* the key of what the page is about; 0: nothing known */
    pdx_page_kind kind;   /* of the page, as far as its heading says */
    bool tagged, filed;   /* entries have lists that a label calls tags, categories */
} pdx_terms;

/* What is seen in a list without knowing what it is. */
typedef struct pdx_list_look {
    unsigned items, known;  /* known: stand in lists of other entries */
    unsigned words;         /* of the longest item */
    unsigned numbers;       /* items that begin with a digit */
    bool sorted;            /* three items or more, in alphabetical order */
    bool of_page;           /* holds what the page is about */
} pdx_list_look;

/* What is seen of the lists at one place of the entries. */
typedef struct pdx_list_sum {
    float lines, items, several, distinct, small, of_page; /* several: lists of more than one item; small: that begin with a small letter */
} pdx_list_sum;

void pdx_terms_init(pdx_terms *terms);
void pdx_terms_deinit(pdx_terms *terms);

/* The list in `range` of line `i`, as the other lists of the page let it look. */
void pdx_terms_look(pdx_list_look *look, const pdx_terms *terms, const pdx_sheet *sheet, size_t i, pdx_range range);
/* Notes the items of that list for `entry`. False when out of memory. */
bool pdx_terms_note(pdx_terms *terms, const pdx_sheet *sheet, size_t i, pdx_range range, uint32_t entry);
/* The same, and their keys are put behind those of lists before it, for who asks what of them is known in the end. */
typedef struct pdx_term_keys {
    PDX_VEC(uint64_t) keys; /* owned */
} pdx_term_keys;
bool pdx_terms_note_keys(pdx_terms *terms, const pdx_sheet *sheet, size_t i, pdx_range range, uint32_t entry, pdx_term_keys *kept);
/* Of a list that has been noted: how many items there are, how many are known, and whether one is what the page is about. */
void pdx_terms_count(pdx_list_look *look, const pdx_terms *terms, const uint64_t *keys, size_t n);
/* The logarithm of the odds that it is a list of terms and not prose with commas. */
float pdx_terms_odds(const pdx_list_look *look);
/* The same for its being tags and not categories: tags are many and rarely the same, sections are few. The page's own heading tells. */
float pdx_terms_tag_odds(const pdx_terms *terms, const pdx_list_sum *sum);
/* Calls lists tags that nothing or a loose word calls categories, where all of them together look like tags. */
void pdx_terms_weigh(pdx_marks *marks, const pdx_terms *terms, const pdx_sheet *sheet);
/* Names that nothing announces are sections where they look so on the whole page: of one word, several, beside lists. False when
 * out of memory. */
bool pdx_terms_names(pdx_marks *marks, const pdx_sheet *sheet);
/* Puts the items in order; what follows expects that. */
void pdx_terms_order(pdx_marks *marks);
/* Sets the proofs and the probability of every line with tags or categories. */
void pdx_terms_prove(pdx_marks *marks, const pdx_terms *terms, const pdx_sheet *sheet);

#endif
