/* One segment under a plan: the cursors walking it and what they look up together.
 * Called by search, matches and snippets. Promises: everything made in a scan goes with it. */
#ifndef PDX_QUERY_SCAN_H
#define PDX_QUERY_SCAN_H

#include "query/walk/part_tokens.h"
#include "query/plan/plan.h"

typedef struct pdx_cursor pdx_cursor;

typedef struct pdx_scan {
    pdx_plan *plan;             /* borrowed */
    const pdx_segment *segment; /* borrowed from the snapshot */
    uint32_t index;             /* of the segment */
    uint32_t n_posts, n_docs;
    uint32_t first_post;        /* number in the whole set of the first post, where the others follow */
    const pdx_number_run *runs; /* numbers of its posts; or NULL */
    uint32_t n_runs, last_run;  /* the second: that of the number asked for last */
    const pdx_gone *gone;       /* or NULL, borrowed like these two */
    const pdx_bitmap *posts;    /* those that are there and in the view; NULL: all */
    const pdx_resolved *filters; /* one per filter of the query */
    pdx_arena arena;            /* owned: cursors */
    pdx_cursor *cursors;        /* all of them, to be released */
    pdx_cursor **leaves;        /* one per scored leaf: the cursor that matching moves too, or NULL */
    pdx_part_tokens tokens;     /* owned; for as-written words */
    pdx_doc place_doc;          /* what `place` is about; PDX_NO_DOC: nothing */
    pdx_doc_place place;
    unsigned shift;             /* occurrences are reckoned in 2^-shift of a position: 0, or PDX_LONE_SHIFT */
    pdx_doc only;               /* the one document that cursors are asked of; PDX_NO_DOC: any may be */
    pdx_doc language_doc;
    pdx_lang language;
} pdx_scan;

/* What cursors are made for. */
typedef struct pdx_aim {
    bool positions;  /* occurrences will be asked of every word */
    bool statistics; /* posts are counted: words in all scoring groups, whatever scope or view */
} pdx_aim;

pdx_status pdx_scan_init(pdx_scan *scan, pdx_plan *plan, uint32_t index, pdx_error *err) PDX_MUST;
void pdx_scan_deinit(pdx_scan *scan); /* also after a failed init */

/* The number in the whole set of a post. */
static inline uint32_t pdx_scan_number(const pdx_scan *scan, pdx_doc doc) {
    if (scan->runs == NULL) return scan->first_post + doc;
    ((pdx_scan *)(uintptr_t)scan)->last_run = pdx_number_run_of(scan->runs, scan->n_runs, doc, scan->last_run); /* it remembers where it was */
    return pdx_number_in_run(&scan->runs[scan->last_run], doc);
}
/* The first post from `from` on whose number is not below `number`; n_posts when there is none. */
pdx_doc pdx_scan_from_number(const pdx_scan *scan, pdx_doc from, uint32_t number);
/* Whether the document is there: a remainder, or a post in the view. */
static inline bool pdx_scan_sees(const pdx_scan *scan, pdx_doc doc) {
    if (doc < scan->n_posts) return scan->posts == NULL || pdx_bitmap_has(scan->posts, doc);
    return scan->gone == NULL || !pdx_gone_has(scan->gone, doc);
}

/* Room for a cursor of `size` bytes, zeroed but for its common fields. */
void *pdx_scan_new_cursor(pdx_scan *scan, size_t size) PDX_MUST;

/* The position in which an occurrence starts that starts at `start`, and the first behind one that ends at `end`. */
static inline uint32_t pdx_scan_position(const pdx_scan *scan, uint32_t start) { return start >> scan->shift; }
static inline uint64_t pdx_scan_end(const pdx_scan *scan, uint64_t end) { return (end + ((1u << scan->shift) - 1)) >> scan->shift; }
/* How many positions are left between what ends at `end` and what starts at `start`: half a one is one, less is none. */
static inline uint64_t pdx_scan_gap(const pdx_scan *scan, uint64_t end, uint64_t start) {
    return (start - end + ((1u << scan->shift) >> 1)) >> scan->shift;
}

/* The part of `doc` that holds `position`; scan->place has it. */
pdx_status pdx_scan_place(pdx_scan *scan, pdx_doc doc, uint32_t position, pdx_error *err) PDX_MUST;
/* The part of `doc` that holds `position`; scan->tokens has it. */
pdx_status pdx_scan_read_place(pdx_scan *scan, pdx_doc doc, uint32_t position, pdx_error *err) PDX_MUST;
pdx_status pdx_scan_language(pdx_scan *scan, pdx_doc doc, pdx_lang *language, pdx_error *err) PDX_MUST;

/* Whether the part last looked up has all of what ends at `end`. */
static inline bool pdx_scan_place_holds(const pdx_scan *scan, uint64_t end) {
    return pdx_scan_end(scan, end) <= (uint64_t)scan->place.first_position + scan->place.n_positions;
}

#endif
