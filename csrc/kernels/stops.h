/* How far a text goes until a byte that ends it, and whether bytes that want a second look stand before that. Called by markup/, page/ and source/.
 * Promises: reads nothing beyond the text; every level gives the same, the generic one is the oracle. */
#ifndef PDX_KERNELS_STOPS_H
#define PDX_KERNELS_STOPS_H

#include "base/span.h"

/* `odd` may name a byte twice, where there are fewer. */
typedef struct pdx_stops {
    uint8_t stop, odd[3];
} pdx_stops;

/* How many bytes stand before the first `stop`: all when there is none. `*odd` becomes true when one of the odd bytes is among them. */
size_t pdx_stops_find(pdx_span text, pdx_stops stops, bool *odd);
/* How many bytes stand before the first that is any of the four. */
size_t pdx_stops_any(pdx_span text, pdx_stops stops);
/* How many bytes stand before the first control character that is not a tab, a newline or a carriage return. */
size_t pdx_stops_control(pdx_span text);

/* One level each, for tests: false when this processor or build does not have it. */
size_t pdx_stops_find_generic(pdx_span text, pdx_stops stops, bool *odd);
bool pdx_stops_find_vector(pdx_span text, pdx_stops stops, bool *odd, size_t *found);
bool pdx_stops_find_wide(pdx_span text, pdx_stops stops, bool *odd, size_t *found);
size_t pdx_stops_any_generic(pdx_span text, pdx_stops stops);
bool pdx_stops_any_vector(pdx_span text, pdx_stops stops, size_t *found);
size_t pdx_stops_control_generic(pdx_span text);
bool pdx_stops_control_vector(pdx_span text, size_t *found);

#endif
