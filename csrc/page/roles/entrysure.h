/* How sure each entry of a page is: that exactly its lines are one entry. Called by sureness.c.
 * Promises: linear in the lines of the page. */
#ifndef PDX_PAGE_ENTRYSURE_H
#define PDX_PAGE_ENTRYSURE_H

#include "page/entries/choose.h"
#include "page/entries/starts.h"

/* One entry as its page says it. */
typedef struct pdx_entry_look {
    const pdx_start *start;
    size_t number;  /* of the entry, from 0 on */
    uint64_t bytes;
    bool dated;     /* a printed date was found in it */
    bool has_text;  /* paragraphs, quotes, lists or program text */
    bool parted;    /* headings or related links stand in it */
    bool twice;     /* another entry has the same title */
} pdx_entry_look;

/* What the entries of a page have in common. */
typedef struct pdx_entry_usual {
    const pdx_sheet *sheet;
    const pdx_titles *titles;
    const pdx_choice *choice;
    size_t n;             /* entries */
    float dated;          /* share with a printed date */
    float bytes;          /* of an entry in the middle */
    unsigned dates, head, gap; /* lines with dates, lines above the title, blank lines before: as most have */
    float look;           /* of titles, mean */
} pdx_entry_usual;

/* Sets what follows from the entries' lines; the rest is set. */
void pdx_entry_usual_read(pdx_entry_usual *usual, const pdx_start *starts);
float pdx_entry_sure(const pdx_entry_usual *usual, const pdx_entry_look *look);

#endif
