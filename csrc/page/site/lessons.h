/* What a person's corrections teach: what each fixed line looks like, by its own forms and by what stands round it, so that
 * lines like it are known on the same page and on the other pages of its site. Filled by site.c in two rounds (the fixed lines of
 * all corrected pages, then what is common on the site), asked by corrections.c.
 * Promises: at most PDX_LESSONS lessons are kept, the first; a lesson that tells nothing matches nothing but its own words. */
#ifndef PDX_PAGE_LESSONS_H
#define PDX_PAGE_LESSONS_H

#include "page/entries/fixed.h"
#include "page/entries/titles.h"

enum {
    PDX_LESSONS = 64,
    PDX_LESSON_REACH = 3,    /* lines round the fixed one that count */
    PDX_LESSON_TRAITS = 64,  /* enough for every trait that lessons.c knows of each of them */
    PDX_LESSON_FORMS = 3
};

/* Something that a line has at some distance from it: a form, a kind of line, blank lines. */
typedef struct pdx_trait {
    uint64_t key;
    uint32_t seen; /* in how many lines of the lesson's kind */
    float bits;    /* how much it tells, by that; 0: it does not count */
    float weight;  /* the same, less for what other lines that were fixed alike do not have */
    int8_t offset;
    uint8_t form;
} pdx_trait;

typedef struct pdx_lesson {
    pdx_trait traits[PDX_LESSON_TRAITS];
    unsigned n_traits;
    uint32_t pages, lines, of_kind; /* counted; of_kind: lines of its kind */
    float kind_bits, total;         /* how much its kind tells, and its traits together */
    uint64_t own[PDX_LESSON_FORMS]; /* a line with one of these forms is like it, wherever it stands; 0: none */
    const uint8_t *page;            /* the text it was learned from, only to know that again */
    size_t line;                    /* there */
    uint8_t kind;                   /* of the line, as lessons.c tells kinds apart */
    bool text_below;                /* running text follows soon */
    uint8_t role;                   /* pdx_role, or PDX_ROLE_COUNT: only `starts` was fixed */
    bool starts;
} pdx_lesson;

typedef struct pdx_lessons {
    PDX_VEC(pdx_lesson) lessons; /* owned */
} pdx_lessons;

/* What the lessons say of a line. */
typedef struct pdx_likeness {
    const pdx_lesson *lesson; /* NULL: it is like no line that was fixed */
    float probability;        /* that it is what that line is */
    bool form;                /* it has a form of that line, and does not only stand where that stood */
} pdx_likeness;

void pdx_lessons_init(pdx_lessons *lessons);
void pdx_lessons_deinit(pdx_lessons *lessons);
/* The first round: the fixed lines of a page, but for those that `cut`, how the page is cut without corrections, has right: they are
 * no news. Of a sheet only text, lines and facts are read, here and below. */
pdx_status pdx_lessons_learn(pdx_lessons *lessons, const pdx_sheet *sheet, const pdx_page *cut, const pdx_page_options *options,
                             pdx_error *err) PDX_MUST;
/* The second round: how common on a page what was learned is. What tells is what few lines of the same kind have. */
void pdx_lessons_weigh(pdx_lessons *lessons, const pdx_sheet *sheet);
pdx_likeness pdx_lessons_match(const pdx_lessons *lessons, const pdx_sheet *sheet, size_t line);

#endif
