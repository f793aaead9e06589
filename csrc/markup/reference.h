/* Character references: `&amp;`, `&#8217;`, `&#x2019;`. Called by unescape.c and by those who look for problems.
 * Promises: what it takes and what stands for it is decided by the bytes given alone; no reference stands for another one. */
#ifndef PDX_MARKUP_REFERENCE_H
#define PDX_MARKUP_REFERENCE_H

#include "base/span.h"
#include "markup/problems.h"

/* Which names are read, and how strictly. */
typedef enum pdx_reference_kind {
    PDX_REFERENCE_HTML,       /* in text: as the HTML standard has it */
    PDX_REFERENCE_ATTRIBUTE,  /* in an attribute of HTML, where `&copy=` is left alone */
    PDX_REFERENCE_XML,        /* the five names of XML; a semicolon ends each reference */
    PDX_REFERENCE_XML_NAMES   /* the same with the names of HTML, as careless feeds have them */
} pdx_reference_kind;

enum { PDX_REFERENCE_BYTES = 8 };

typedef struct pdx_reference {
    size_t len;     /* bytes taken, from the ampersand on; 0: it is none and stands for itself */
    uint8_t text[PDX_REFERENCE_BYTES]; /* what it stands for, UTF-8 */
    uint8_t text_len;
    uint8_t problem;                   /* a pdx_problem; the last where several are met */
    uint8_t first_problem;             /* the one before that, if any */
    size_t problem_at, first_problem_at;
} pdx_reference;

/* Of the reference that `text` begins with: its first byte is an ampersand. */
pdx_reference pdx_reference_read(pdx_span text, pdx_reference_kind kind);

#endif
