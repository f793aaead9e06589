/* Which lines of a page that is broken into pieces belong together. Called by linepieces.c, line by line from the first on. Promises: a line that is
 * asked for looks at the two after it and at those that it may be put together with, of which it reads a bounded number of bytes. */
#ifndef PDX_PAGE_PIECERULES_H
#define PDX_PAGE_PIECERULES_H

#include "page/lines/piecekinds.h"
#include "page/lines/recurrence.h"

typedef struct pdx_joiner {
    pdx_span text;
    uint8_t *out; /* borrowed: a copy of it, in which ends of lines become blanks */
    const pdx_line *lines;
    const pdx_fact *facts;
    const pdx_facts *table; /* these */
    size_t n;
    uint16_t *kinds;       /* owned by the caller; PDX_PIECE_ of each line */
    pdx_recurrence heads;  /* how often each line stands there that heads a list, */
    pdx_recurrence items;  /* what stands below them, */
    pdx_recurrence rows;   /* and heads below which stand several items */
    pdx_recurrence smalls; /* how often each line stands there that begins with a small letter */
    bool use_lexicon;
    bool by_case; /* a small letter tells that a line goes on: those of the page do, rather than that they begin something */
} pdx_joiner;

/* Notes the lines that begin with small letters, and what they tell. False when out of memory. */
bool pdx_joiner_note_case(pdx_joiner *j);
/* Notes what heads stand on the page, and what below them. False when out of memory. */
bool pdx_joiner_note(pdx_joiner *j);
/* Line `i` goes on with the sentence of the line before it, by what both look like. */
bool pdx_joiner_goes_on(const pdx_joiner *j, size_t i);
/* Whether line `i` belongs to the line before it, which is put together from line `first` on. */
bool pdx_joiner_belongs(pdx_joiner *j, size_t first, size_t i);
/* Has the lines before and from `i` on be one, or two. */
void pdx_joiner_set(pdx_joiner *j, size_t i, bool join);

static inline bool pdx_joiner_is(const pdx_joiner *j, size_t i, unsigned kinds) { return i < j->n && (j->kinds[i] & kinds) != 0; }

#endif
