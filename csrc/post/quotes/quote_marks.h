/* Which stretches of a block of text stand in quotation marks: “ ” „ ‘ ’ ‚ " ' « » ‹ › 「 」 『 』 《 》 and their kin, as marks of any language are
 * paired. Called by quotes.c and study/repeat_table.c. Promises: any bytes are accepted, time is linear, stretches are nested or apart and come in
 * order; an apostrophe is no mark, a mark without its partner gives a stretch that says so, or none. */
#ifndef PDX_POST_QUOTE_MARKS_H
#define PDX_POST_QUOTE_MARKS_H

#include "base/span.h"
#include "base/tick.h"
#include "base/vec.h"

typedef enum pdx_mark_family {
    PDX_MARKS_DOUBLE, PDX_MARKS_SINGLE, PDX_MARKS_GUILLEMET, PDX_MARKS_ANGLE, PDX_MARKS_STRAIGHT, PDX_MARKS_TYPED, /* ' */
    PDX_MARKS_CORNER, PDX_MARKS_WHITE_CORNER, PDX_MARKS_TITLE, PDX_MARKS_PRIME,
    PDX_MARKS_DASH, /* no mark: the dash before what somebody says, up to the end of the line or to who says it (dialogue.h) */
    PDX_MARKS_FAMILIES
} pdx_mark_family;

#define PDX_QUOTED_NONE UINT32_MAX

typedef struct pdx_quoted {
    size_t begin, end;             /* with marks */
    size_t inner_begin, inner_end; /* without, and without white space */
    uint32_t outer;                /* that it stands in: an index of the list; or PDX_QUOTED_NONE */
    uint8_t family;
    bool opened, closed; /* a mark stands there */
    bool continues;      /* what the block before has left open */
} pdx_quoted;

/* A mark, and what it may do as it is and by what stands round it. */
typedef struct pdx_mark {
    size_t at;
    uint8_t len, family;
    bool opens;
    bool closes;     /* what a mark of its family has opened */
    bool turns;      /* the same, where that was one that closes elsewhere: „ and » */
    bool reversed;   /* is such a one when it opens */
    bool apostrophe; /* may be one, or a measure */
} pdx_mark;

/* Room for one block after the other. */
typedef struct pdx_quote_marks {
    PDX_VEC(pdx_mark) marks;    /* owned */
    PDX_VEC(uint32_t) closers;  /* owned; of each mark: the next behind it that closes its family, by its number */
    PDX_VEC(pdx_quoted) quoted; /* owned; what was found in the last block */
    uint8_t left_open;          /* family of what the last block leaves open, or PDX_MARKS_FAMILIES */
} pdx_quote_marks;

void pdx_quote_marks_init(pdx_quote_marks *self);
void pdx_quote_marks_deinit(pdx_quote_marks *self);
/* What stood before is of another post. */
void pdx_quote_marks_reset(pdx_quote_marks *self);
/* Finds those of the next block; `running`: what it leaves open can go on in the block that follows. */
pdx_status pdx_quote_marks_read(pdx_quote_marks *self, pdx_span block, bool running, const pdx_tick *tick, pdx_error *err) PDX_MUST;

#endif
