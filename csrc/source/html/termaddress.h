/* What the address of a link says of what it leads to: the posts of a tag (`/tag/owls/`, `/etiquetas/buhos`, `?tag=owls`) or of a category. Called
 * by archive/ for the links of pages whose markup says nothing of them. Promises: linear; any bytes. */
#ifndef PDX_SOURCE_TERMADDRESS_H
#define PDX_SOURCE_TERMADDRESS_H

#include "base/span.h"

typedef enum pdx_term_kind { PDX_TERM_NONE, PDX_TERM_TAG, PDX_TERM_CATEGORY } pdx_term_kind;

/* An address that is whole or relative, as it is written. Further pages of a list, and lists of all terms, are PDX_TERM_NONE. */
pdx_term_kind pdx_term_address(pdx_span address);

#endif
