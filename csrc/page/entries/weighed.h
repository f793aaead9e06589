/* What speaks for and against a set of titles as that of the page's entries. Called by weigh.c for each set tried.
 * Promises: linear work. */
#ifndef PDX_PAGE_WEIGHED_H
#define PDX_PAGE_WEIGHED_H

#include "page/entries/titles.h"

enum {
    PDX_WEIGHED_COUNT,            /* of entries, binary logarithm */
    PDX_WEIGHED_FRAME,            /* members of the frame once per title, by what their kind proves */
    PDX_WEIGHED_CLEAN,            /* share of entries with exactly one of each strong member */
    PDX_WEIGHED_WORDS,            /* the frame is words only */
    PDX_WEIGHED_CODE,             /* the page has program text */
    PDX_WEIGHED_LOOK,             /* of the titles */
    PDX_WEIGHED_DISTINCT,         /* share of titles that differ */
    PDX_WEIGHED_FIT,              /* how well titles fit what stands round titles: mean */
    PDX_WEIGHED_LEAST_FIT,        /* the same, of the title that fits worst */
    PDX_WEIGHED_GAIN,             /* of the best set of titles, per title */
    PDX_WEIGHED_BEFORE,           /* share of titles with the commonest neighbour before, */
    PDX_WEIGHED_AFTER,            /* after them, */
    PDX_WEIGHED_SHADOWED,         /* share of titles with furniture above them, and above that a line that looks as good */
    PDX_WEIGHED_GAP,              /* and with the commonest number of blank lines before */
    PDX_WEIGHED_BODY,             /* share of titles with text after them */
    PDX_WEIGHED_BARE,             /* share of titles without text after them where others have some */
    PDX_WEIGHED_SECTIONS,         /* share of titles above the first section of comments or links */
    PDX_WEIGHED_COMMENTS,         /* the page has comments */
    PDX_WEIGHED_ABOVE,            /* share of the text that stands above the first title */
    PDX_WEIGHED_SPAN,             /* share of the lines that the titles span */
    PDX_WEIGHED_DOUBLES,          /* entries with several lines of a class that would make a good frame itself */
    PDX_WEIGHED_ONCE,             /* kinds of furniture of entries that stand on the page less than half as often as titles */
    PDX_WEIGHED_FRAME_IS_TITLES,  /* the lines of the frame are the titles themselves */
    PDX_WEIGHED_ALONE,            /* furniture of entries stands on the page, but none of it once in most entries */
    PDX_WEIGHED_LOOSE,            /* the same, and the frame is words only */
    PDX_WEIGHED_TWO,              /* there are two entries */
    PDX_WEIGHED_EQUAL,            /* kinds of furniture of entries that stand on the page as often as titles, */
    PDX_WEIGHED_MORE,             /* and half as often again, or oftener */
    PDX_WEIGHED_WORST,            /* look of the title that looks worst */
    PDX_WEIGHED_ECHOED,           /* share of titles that furniture repeats, */
    PDX_WEIGHED_DATED,            /* of those with a date beside them, */
    PDX_WEIGHED_ONE_DATE,         /* of entries with one dated line, */
    PDX_WEIGHED_WIDE,             /* of titles with more blank lines before them than lines have, */
    PDX_WEIGHED_STOPS,            /* of such as end like sentences, */
    PDX_WEIGHED_NEXT,             /* and of such as stand above a line that looks as good */
    PDX_WEIGHED_LENGTHS,          /* how differently long titles are */
    PDX_WEIGHED_HEADING,          /* the page says what it lists */
    PDX_WEIGHED_WAYS,             /* the page has ways to other pages */
    PDX_WEIGHED
};

/* Sets x[0..PDX_WEIGHED); there are two titles or more. */
void pdx_weighed_read(float *x, const pdx_sheet *sheet, const pdx_titles *titles);

/* The share of entries in which several dates stand alone in their lines, where most have one; of few entries 0. */
float pdx_weighed_two_dates(const pdx_sheet *sheet, const pdx_titles *titles);

#endif
