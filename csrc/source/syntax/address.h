/* Addresses that are relative to another one (RFC 3986, 5.2). Called by readers of forms that say what theirs are relative to.
 * Promises: linear; any bytes; what is whole already stays as it is. */
#ifndef PDX_SOURCE_ADDRESS_H
#define PDX_SOURCE_ADDRESS_H

#include "base/buf.h"

/* Whether it has a scheme. */
bool pdx_address_is_whole(pdx_span address);
/* Appends `reference` as one that is whole, if `base` is; out->failed says when memory ran out. */
void pdx_address_resolve(pdx_span base, pdx_span reference, pdx_buf *out);

#endif
