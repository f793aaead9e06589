/* What the words of classes and ids say by themselves: microformats, and what themes of all kinds call posts, comments and what goes around them.
 * Called by htmlattributes.c.
 * Promises: words are found whatever their capitals; each is looked at once, beside those that begin alike. */
#ifndef PDX_SOURCE_HTMLCLASSES_H
#define PDX_SOURCE_HTMLCLASSES_H

#include "base/span.h"

typedef struct pdx_class_says {
    uint16_t by_class, by_id; /* PDX_HTML_SAYS_* */
    bool speaks;              /* it is a class of microformats */
} pdx_class_says;

pdx_class_says pdx_class_says_of(pdx_span word);

#endif
