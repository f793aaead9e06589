/* Where the marks are that may stand inside a word (' , - . : ;), 64 bytes to a word of bits: with the masks of ascii_words.h what
 * is needed to count words without cutting them. Called by text/. Promises: every level gives the same bits; the generic one
 * is the oracle. */
#ifndef PDX_KERNELS_ASCII_MARKS_H
#define PDX_KERNELS_ASCII_MARKS_H

#include "base/base.h"

/* The marks of n blocks of 64 bytes, by the fastest way this build has: bit i speaks of byte i of the block. */
void pdx_ascii_marks(const uint8_t *bytes, size_t n, uint64_t *out);

/* One level each, for tests: false when this build does not have it. */
void pdx_ascii_marks_generic(const uint8_t *bytes, size_t n, uint64_t *out);
bool pdx_ascii_marks_vector(const uint8_t *bytes, size_t n, uint64_t *out);

#endif
