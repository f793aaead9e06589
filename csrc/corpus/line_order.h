/* The order of lines by several numbers each: radix steps over as many bits as the numbers need. Called by concordance.c.
 * Promises: stable; a fixed number of passes over the lines, none of which compares. */
#ifndef PDX_CORPUS_LINE_ORDER_H
#define PDX_CORPUS_LINE_ORDER_H

#include "base/tick.h"

enum { PDX_LINE_KEYS_MAX = 8 };

/* Writes to `order` the numbers 0 .. n-1, the line with the least values first: values[line * n_keys + key], key 0 decides
 * before key 1. INT64_MAX comes last, whatever the others are; those lie less than 2^62 from each other. */
pdx_status pdx_line_order(const int64_t *values, size_t n, size_t n_keys, uint32_t *order, const pdx_tick *tick, pdx_error *err) PDX_MUST;

#endif
