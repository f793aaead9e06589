/* The front of a text that folds byte by byte: printable ASCII with single spaces, as small letters. Called by
 * page/lines/linefold.c, which does one character more by its own rules wherever this stops.
 * Promises: every level gives the same bytes and the same end; the generic one is the oracle. */
#ifndef PDX_KERNELS_PLAIN_H
#define PDX_KERNELS_PLAIN_H

#include "base/span.h"

/* Bytes that may be written behind those that count. */
enum { PDX_PLAIN_SLACK = 16 };

/* Copies from `from` to `to` and gives how many bytes it took: it stops before a byte that is not printable ASCII, and
 * before a space or colon behind a space. `*digits` becomes true when a digit is among the bytes taken. */
size_t pdx_plain_copy(pdx_span from, uint8_t *to, bool *digits);

/* One level each, for tests: false when this build does not have it. */
size_t pdx_plain_copy_generic(pdx_span from, uint8_t *to, bool *digits);
bool pdx_plain_copy_vector(pdx_span from, uint8_t *to, bool *digits, size_t *taken);

#endif
