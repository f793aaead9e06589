/* What bytes of ASCII are. Whoever reads text of any script asks text/ instead. */
#ifndef PDX_BASE_ASCII_H
#define PDX_BASE_ASCII_H

#include <stdbool.h>
#include <stdint.h>

static inline bool pdx_is_digit(uint8_t c) { return c >= '0' && c <= '9'; }

#endif
