/* A line's words in comparable form: small letters, plain quotes and hyphens, ASCII digits, single
 * spaces, no marks without width, Arabic and Persian letters unified; each byte knows where it came
 * from. Called where lines are compared: facts and echoes. Promises: reads at most the room's worth. */
#ifndef PDX_PAGE_LINEFOLD_H
#define PDX_PAGE_LINEFOLD_H

#include "base/span.h"

enum { PDX_FOLD_ROOM = 320 };

typedef struct pdx_fold {
    uint8_t text[PDX_FOLD_ROOM];
    uint16_t at[PDX_FOLD_ROOM + 1]; /* text[i] came from the source's byte at[i]; at[len] is the end */
    uint16_t len;
} pdx_fold;

void pdx_fold_init(pdx_fold *fold, pdx_span source);

/* Letters, digits and anything beyond ASCII, in folded text. */
static inline bool pdx_fold_is_word(uint8_t c) {
    return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}
static inline bool pdx_fold_is_digit(uint8_t c) { return c >= '0' && c <= '9'; }

#endif
