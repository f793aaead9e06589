/* Letters that are a base and a mark, or that hold a stroke: which language takes them as letters of their
 * own. Called by fold.c, fold_steps.c, tokens.c and study/folds.c. Promises: data of docs/words.md, "Folding", step 5, in one place. */
#ifndef PDX_TEXT_LETTERS_H
#define PDX_TEXT_LETTERS_H

#include "text/lang.h"

typedef struct pdx_letters pdx_letters;

/* The letters of a language that has some of its own, or NULL: then those of every language count alone. */
const pdx_letters *pdx_letters_of(pdx_lang language);

/* Whether `base` with `mark` is a letter, in every language or in that of `letters` (may be NULL). */
bool pdx_letters_has(const pdx_letters *letters, uint32_t base, uint32_t mark);

/* The ASCII that a letter with a stroke, or two in one, folds to; NULL when it is none or is kept. */
const char *pdx_letters_stroke(const pdx_letters *letters, uint32_t code);

/* Whether I without a mark is the capital of dotless i. */
bool pdx_letters_dotless(const pdx_letters *letters);

#endif
