/* The lines of a plain text as they look when each character takes its columns. Called by the rest of this room.
 * Promises: any bytes; each byte is looked at once or twice; lines end at LF, CRLF or a lone CR, as those that are cut do. */
#ifndef PDX_SOURCE_PLAINLINES_H
#define PDX_SOURCE_PLAINLINES_H

#include "base/span.h"

/* Widths are in columns (an ideograph takes two) and end at PDX_PLAIN_WIDEST, which says: that much, or more. */
enum { PDX_PLAIN_WIDEST = 255 };

typedef struct pdx_plain_line {
    size_t begin, end;    /* of what is not blank at either side; the same: the line is blank */
    size_t next;          /* where the next line begins */
    uint16_t indent;      /* before `begin` */
    uint16_t width;       /* of indent and content */
    uint16_t first;       /* of its first word: up to a blank or an ideograph, which is one by itself */
    uint16_t words;       /* by blanks, saturating; ideographs count as they do in lines that are cut: by twos */
    uint16_t most_blanks; /* the longest run of blanks within */
} pdx_plain_line;

pdx_plain_line pdx_plain_line_at(pdx_span text, size_t at);

static inline bool pdx_plain_is_blank(const pdx_plain_line *line) { return line->begin == line->end; }
/* Text in such characters may be broken between any of them, and takes no blank where its lines are joined. */
bool pdx_plain_is_ideograph(uint32_t code);

#endif
