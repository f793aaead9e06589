/* A text as a JSON string (RFC 8259). Called by archive/ for bindings that write records. */
#ifndef PDX_SOURCE_QUOTE_H
#define PDX_SOURCE_QUOTE_H

#include "base/buf.h"

/* Appends `text`, quotation marks around it and escapes where JSON needs them; any other bytes stay as they are. */
void pdx_json_quote(pdx_span text, pdx_buf *out);

#endif
