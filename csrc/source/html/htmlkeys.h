/* What properties and things are called: by schema.org (in linked data, microdata and RDFa), microformats, Open Graph, in heads. Called by
 * htmllinked.c and htmlproperties.c. Promises: any bytes; names are those of the published vocabularies alone, and of no site. */
#ifndef PDX_SOURCE_HTMLKEYS_H
#define PDX_SOURCE_HTMLKEYS_H

#include "source/html/htmlsays.h"

/* A property of schema.org, with or without its address or prefix before it. */
pdx_says_key pdx_key_of_schema(pdx_span name);
/* A type of schema.org, in the same way. */
pdx_says_kind pdx_kind_of_schema(pdx_span name);

/* A word of a class, as microformats have it. */
typedef struct pdx_format_word {
    uint8_t key;      /* pdx_says_key */
    uint8_t value;    /* pdx_format_value */
    bool is_thing;    /* it begins one, */
    uint8_t kind;     /* of this kind */
    bool is_classic;  /* a property of hAtom: only in an entry */
    bool is_person;   /* hAtom: it is one if a card is in it */
} pdx_format_word;
typedef enum pdx_format_value { PDX_VALUE_TEXT, PDX_VALUE_ADDRESS, PDX_VALUE_TIME } pdx_format_value;
/* False: it says nothing. */
bool pdx_format_of_class(pdx_span word, pdx_format_word *out);

/* The name or property of a meta element. False: it says nothing. */
bool pdx_key_of_meta(pdx_span name, pdx_says_key *key, pdx_says_by *by);

#endif
