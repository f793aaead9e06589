/* Where ASCII letters and digits are, and what ends a word, 64 bytes to a word of bits: the first step of cutting text into words.
 * Called by word_heads.c and text/ascii_piece.c. Promises: every level gives the same bits; the generic one is the oracle. */
#ifndef PDX_KERNELS_ASCII_WORDS_H
#define PDX_KERNELS_ASCII_WORDS_H

#include "base/base.h"

enum { PDX_ASCII_BLOCK = 64 };

/* Bit i speaks of byte i of the block. */
typedef struct pdx_ascii_mask {
    uint64_t alnum; /* a letter or digit of ASCII */
    uint64_t rest;  /* `_`, or no ASCII: what these bits cannot judge */
    uint64_t stops; /* ends a word that stands before it for certain: any other ASCII, but ' , - . : ; only before what is neither letter,
                     * digit nor beyond ASCII. What the last of the blocks ends with never does: what follows is not known */
} pdx_ascii_mask;

/* The masks of n blocks of bytes, by the fastest way this build has. */
void pdx_ascii_masks(const uint8_t *bytes, size_t n, pdx_ascii_mask *out);

/* One level each, for tests: false when this processor or build does not have it. */
void pdx_ascii_masks_generic(const uint8_t *bytes, size_t n, pdx_ascii_mask *out);
bool pdx_ascii_masks_vector(const uint8_t *bytes, size_t n, pdx_ascii_mask *out);
bool pdx_ascii_masks_wide(const uint8_t *bytes, size_t n, pdx_ascii_mask *out);
bool pdx_ascii_masks_widest(const uint8_t *bytes, size_t n, pdx_ascii_mask *out);

#endif
