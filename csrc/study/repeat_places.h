/* Where runs of the least length begin of which there may be several, by their hashes. For study/repeat_find.c. Promises: all places of every run
 * that stands at several are there, and of other runs few; they are ordered by hash, and those with one hash by their places. */
#ifndef PDX_STUDY_REPEAT_PLACES_H
#define PDX_STUDY_REPEAT_PLACES_H

#include "base/radix.h"
#include "study/repeat_find.h"

typedef PDX_VEC(pdx_keyed) repeat_keys; /* the hash of a run, and the number of its first word */

/* In all words of the finder. `found` is empty; the caller deinits it, also after a failure. */
pdx_status repeat_places_find(const repeat_finder *finder, repeat_keys *found, pdx_error *err) PDX_MUST;
/* Sorts by key. */
pdx_status repeat_keys_sort(repeat_keys *keys, const pdx_tick *tick, pdx_error *err) PDX_MUST;

#endif
