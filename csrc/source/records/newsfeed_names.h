/* What elements of feeds are called, in the namespaces that feeds use and in those that they ought to have used. Called by newsfeed.c,
 * newsfeed_values.c, xmlrows.c and sniff.c. */
#ifndef PDX_SOURCE_NEWSFEED_NAMES_H
#define PDX_SOURCE_NEWSFEED_NAMES_H

#include "source/records/entry.h"

/* RSS of all versions and Atom are one: feeds mix them. */
typedef enum pdx_newsfeed_space {
    PDX_NEWSFEED_CORE, PDX_NEWSFEED_CONTENT, PDX_NEWSFEED_DC, PDX_NEWSFEED_TERMS, PDX_NEWSFEED_ITUNES, PDX_NEWSFEED_MEDIA, PDX_NEWSFEED_XHTML,
    PDX_NEWSFEED_BURNER, PDX_NEWSFEED_THREAD, PDX_NEWSFEED_APP, PDX_NEWSFEED_BLOGGER, PDX_NEWSFEED_UNKNOWN
} pdx_newsfeed_space;

/* What an element says, and how it says it. */
typedef enum pdx_newsfeed_say {
    PDX_NEWSFEED_TEXT,    /* its text says what it says */
    PDX_NEWSFEED_ESCAPED, /* its text is HTML, unless an attribute says otherwise */
    PDX_NEWSFEED_TYPED,   /* its text is what its attribute `type` says: text where it says nothing */
    PDX_NEWSFEED_INNER,   /* what stands in it is HTML */
    PDX_NEWSFEED_WORDS,   /* its text is a list: separated by commas, or by spaces where there are none */
    PDX_NEWSFEED_LINKED,  /* a link of RSS or of Atom */
    PDX_NEWSFEED_GUID,    /* an address, unless it says that it is none */
    PDX_NEWSFEED_TERM,    /* its text, or an attribute */
    PDX_NEWSFEED_URL,     /* an attribute has an address */
    PDX_NEWSFEED_PERSON,  /* its text, or the name within it */
    PDX_NEWSFEED_WITHIN,  /* nothing itself: what is within it counts */
    PDX_NEWSFEED_LANGUAGE,
    PDX_NEWSFEED_DRAFT,   /* its name says what it says, where its text is "yes" */
    PDX_NEWSFEED_WORD     /* a word of programs: capitals or not, it is the same */
} pdx_newsfeed_say;

typedef struct pdx_newsfeed_name {
    uint8_t space, field, say;
    uint8_t rank; /* of what says the same field: the smallest that is there counts */
    uint8_t len;
    const char *local; /* in small letters */
} pdx_newsfeed_name;

pdx_newsfeed_space pdx_newsfeed_space_of(pdx_span prefix, pdx_span uri);
/* NULL: nothing that is read. */
const pdx_newsfeed_name *pdx_newsfeed_name_of(pdx_newsfeed_space space, pdx_span local);
/* Whether an element is that in which a feed stands. */
bool pdx_newsfeed_is_root(pdx_span local);
/* Whether an element is a record: an item, an entry. */
bool pdx_newsfeed_is_record(pdx_newsfeed_space space, pdx_span local);
/* Whether two names are the same, capitals or not; `name` is in small letters. */
bool pdx_newsfeed_is(pdx_span local, const char *name);

#endif
