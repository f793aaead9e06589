/* Sets of code points as sorted ranges; the classes of characters that a pattern can name, and letters that differ in case alone.
 * Called by pattern.c and alphabet.c. Promises: ranges are sorted, apart, and within U+0000..U+10FFFF. */
#ifndef PDX_REGEX_CHARSET_H
#define PDX_REGEX_CHARSET_H

#include "base/base.h"
#include "base/vec.h"

#define PDX_CODE_MAX 0x10FFFFu

typedef struct pdx_code_range {
    uint32_t first, last; /* both belong to it */
} pdx_code_range;

typedef PDX_VEC(pdx_code_range) pdx_charset;

/* Generated: sorted ranges. */
extern const pdx_code_range pdx_class_word[], pdx_class_digit[], pdx_class_space[];
extern const size_t pdx_class_word_count, pdx_class_digit_count, pdx_class_space_count;
/* Letters and what they fold to, by both: of each letter that folds to another. */
typedef struct pdx_case_pair {
    uint32_t code, fold;
} pdx_case_pair;
extern const pdx_case_pair pdx_case_pairs[];
extern const size_t pdx_case_pairs_count;

bool pdx_charset_add(pdx_charset *set, uint32_t first, uint32_t last) PDX_MUST; /* false: out of memory */
bool pdx_charset_add_ranges(pdx_charset *set, const pdx_code_range *ranges, size_t n) PDX_MUST;
void pdx_charset_sort(pdx_charset *set);                 /* after adding: sorted and apart */
bool pdx_charset_invert(pdx_charset *set) PDX_MUST;      /* of a sorted set */
bool pdx_charset_add_cases(pdx_charset *set) PDX_MUST;   /* of a sorted set: all that differ from its own in case alone; sorted again */
bool pdx_charset_has(const pdx_code_range *ranges, size_t n, uint32_t code);

#endif
