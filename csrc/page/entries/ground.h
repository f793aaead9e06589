/* What the search for titles asks of each line again and again, whatever frame is tried: read once per page. Called by
 * titles.c; read by fit.c and weigh.c. Promises: one pass over the lines, a few bytes a line. */
#ifndef PDX_PAGE_GROUND_H
#define PDX_PAGE_GROUND_H

#include "page/entries/sheet.h"

/* What a line is as a neighbour of titles, after the numbers of the frame's members; nothing: before the first line and after the last. */
enum {
    PDX_SYMBOL_PARA = PDX_FRAME_ROOM, PDX_SYMBOL_SENTENCE, PDX_SYMBOL_SHORT, PDX_SYMBOL_LIST, PDX_SYMBOL_ENTRY, PDX_SYMBOL_PAGE, PDX_SYMBOL_DATE,
    PDX_SYMBOL_TWIN, PDX_SYMBOL_NOTHING, PDX_SYMBOLS = PDX_SYMBOL_NOTHING
};

enum { PDX_GROUND_GAPS = 4 };

enum {
    PDX_GROUND_META = 1,         /* furniture, whatever the frame; what is a line of the frame is that too */
    PDX_GROUND_PARA = 2,
    PDX_GROUND_TAIL = 4,         /* furniture is glued to its end: not furniture where the frame has it */
    PDX_GROUND_DATED = 8,        /* a date, or a short line with one */
    PDX_GROUND_AGAIN = 16,       /* the next line is the same */
    PDX_GROUND_COPY = 32,        /* the line before is the same */
    PDX_GROUND_BETWEEN = 64,     /* it stands between two equal ones, as titles do between the texts of their picture; */
    PDX_GROUND_ABOVE = 128,      /* it is the first of such two, */
    PDX_GROUND_BELOW = 256,      /* or the second; all if what is between is no furniture */
    PDX_GROUND_ECHOED = 512,     /* furniture repeats it */
    PDX_GROUND_COMMON = 1024     /* it stands in several entries */
};

enum { PDX_GROUND_REACH = 8 }; /* lines behind a line in which its text is looked for */

typedef struct pdx_ground_line {
    float look;     /* its title look by itself */
    uint16_t flags;
    uint8_t symbol; /* what it is as a neighbour where the frame does not have it */
    uint8_t twins;  /* a bit for each of the PDX_GROUND_REACH lines behind it that is the same */
    uint8_t gap;    /* how many blank lines stand before it; PDX_GROUND_GAPS: there is no line */
} pdx_ground_line;

typedef struct pdx_ground {
    PDX_VEC(pdx_ground_line) lines; /* owned; behind them room for one more, of which only the gap is told */
    PDX_VEC(uint32_t) sections; /* owned; lines that open comments or lists of links */
    PDX_VEC(uint32_t) fields;   /* owned; lines that are made of phrases of entries, and bare dates */
    PDX_VEC(uint32_t) dated;    /* owned; lines with PDX_GROUND_DATED */
    PDX_VEC(float) hint;        /* owned; per line, what other pages say: logarithm of odds that it is a title; nothing where no page says anything */
    float gaps[PDX_GROUND_GAPS + 1]; /* how many lines of each */
    bool code, comments;     /* the page has program text; an area of comments; */
    bool heading, ways;      /* says what it lists; has ways to other pages */
} pdx_ground;

void pdx_ground_init(pdx_ground *ground);
void pdx_ground_deinit(pdx_ground *ground);
void pdx_ground_reset(pdx_ground *ground);
pdx_status pdx_ground_read(pdx_ground *ground, const pdx_sheet *sheet, pdx_error *err) PDX_MUST;

#endif
