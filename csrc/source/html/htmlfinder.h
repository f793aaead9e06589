/* What is known of the blocks and boxes of a page before its entries are looked for: how much prose stands where, what may be a title, what stands
 * around posts. Private to htmlentr*.c. Called by htmlentries.c, htmlentrylines.c and htmlentrytitles.c.
 * Promises: linear; what stands in a range is known without going through it. */
#ifndef PDX_SOURCE_HTMLFINDER_H
#define PDX_SOURCE_HTMLFINDER_H

#include "source/html/htmlentries.h"
#include "source/html/htmlrows.h"

/* What is known of each block beside what it says. */
typedef struct pdx_html_block_facts {
    uint64_t prose;  /* bytes of text that does not link, of blocks before it that do not link for the most part */
    pdx_range title; /* words in it that could be a title; empty: none */
    bool said;       /* the markup says that they are one */
    uint32_t next_said, next_heading, next_link; /* the first block from it on that says so, else that is a heading, else that links; the number of blocks: there is none */
} pdx_html_block_facts;

/* LEAST_PROSE: bytes of a text that says something. */
enum { PDX_HTML_ASIDE = 1, PDX_HTML_IN_ENTRY, PDX_HTML_LEVELS = 3, PDX_HTML_LEAST_PROSE = 60 };

typedef struct pdx_html_finder {
    const pdx_htmltext *read;
    pdx_html_block_facts *blocks; /* owned; one per block, and one more */
    uint8_t *asides;     /* owned; per box: PDX_HTML_ASIDE, PDX_HTML_IN_ENTRY (it is an entry, or in one), or neither */
    uint8_t *levels;     /* owned; per box that is said to be an entry: one more than how many others it stands in; else 0 */
    pdx_html_rows rows;  /* owned */
    size_t n;            /* boxes */
    uint64_t prose;      /* of the page, but for asides */
    bool cards;          /* nothing else is told: lists of titles may be cards */
} pdx_html_finder;

static inline uint64_t pdx_html_len(pdx_range range) { return range.end - range.begin; }

static inline uint64_t pdx_html_finder_prose(const pdx_html_finder *f, pdx_range range) {
    return range.end <= range.begin
               ? 0
               : f->blocks[pdx_html_block_at(f->read, range.end)].prose - f->blocks[pdx_html_block_at(f->read, range.begin)].prose;
}

/* Whether anything stands in a box, and that not around posts. */
static inline bool pdx_html_finder_has(const pdx_html_finder *f, uint32_t box) {
    return f->asides[box] != PDX_HTML_ASIDE && f->read->boxes.data[box].range.end > f->read->boxes.data[box].range.begin;
}

/* Whether a block stands around posts. */
static inline bool pdx_html_finder_is_beside(const pdx_html_finder *f, const pdx_html_block *block) {
    return block->box != PDX_HTML_NO_BOX && f->asides[block->box] == PDX_HTML_ASIDE;
}

/* Fills in what is known; there is room for it. */
void pdx_html_finder_read(pdx_html_finder *f);
/* What the page says before `end` beside its outermost asides, which do not overlap. */
uint64_t pdx_html_finder_prose_beside(const pdx_html_finder *f, uint64_t end);
/* The title of what stands in a range: the words that are said to be one, else those of the first heading, else of the first line that links. One
 * that comes behind its text leads on, and is no title, but tells that there is one. */
pdx_range pdx_html_finder_title(const pdx_html_finder *f, pdx_range range, bool *links);

#endif
