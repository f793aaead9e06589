/* When an undated post can have been published: the days between which everything that is known
 * allows it, each bound with its reasons. Called by archive/ once per page, after dates were parsed.
 * Promises: sound under its stated assumptions (dates told of as past are past; page order, itself
 * inferred, is a reason of its own); nothing is claimed without evidence. */
#ifndef PDX_POST_BOUNDS_H
#define PDX_POST_BOUNDS_H

#include "page/page.h"
#include "post/mentions/mentions.h"

#define PDX_NO_DAY INT64_MIN

typedef enum pdx_bound_reason {
    PDX_BOUND_NONE,
    PDX_BOUND_PRINTED,     /* the post prints its date */
    PDX_BOUND_PAST,        /* a date that the post speaks of as past: not before */
    PDX_BOUND_FUTURE,      /* a date that the post speaks of as to come: before its end, or before it when weeks lie between */
    PDX_BOUND_ORDER,       /* page order, through another post's bound */
    PDX_BOUND_CAPTURED,    /* the page was captured then: not after */
    PDX_BOUND_URL,         /* the address carries a date */
    PDX_BOUND_HEADING,     /* the page is the archive of a day, a month or a year */
    PDX_BOUND_RECORD,      /* a record says so that was written from another archive */
    PDX_BOUND_REASON_COUNT
} pdx_bound_reason;

/* One reason: which line says so, and for order, which entry it was taken from. */
typedef struct pdx_bound_evidence {
    uint8_t reason;      /* pdx_bound_reason */
    bool upper;          /* speaks for the upper bound */
    bool year_inferred;  /* the year was found through the weekday or neighbours */
    uint32_t line;       /* 1-based line of the page, or 0 */
    uint32_t entry;      /* the entry through which order passed the bound on, or PDX_PAGE_NO_ENTRY */
    pdx_range range;     /* of the words that say so, in the page's text; may be empty */
    int64_t day;         /* the bound that it gives */
} pdx_bound_evidence;

typedef struct pdx_bounds {
    int64_t not_before; /* first day possible, or PDX_NO_DAY */
    int64_t before;     /* first day no longer possible, or PDX_NO_DAY */
    uint32_t first_evidence, n_evidence; /* into the page's list; the deciding ones first */
} pdx_bounds;

typedef PDX_VEC(pdx_bound_evidence) pdx_bound_list;

typedef enum pdx_page_order { PDX_ORDERED_UNKNOWN, PDX_ORDERED_NEWEST_FIRST, PDX_ORDERED_OLDEST_FIRST } pdx_page_order;

typedef struct pdx_bounds_input {
    const pdx_page *page;
    const pdx_date *published; /* n_entries; precision NONE where the entry prints no date */
    pdx_span url;              /* of the page, or empty */
    int64_t captured;          /* day of capture, or PDX_NO_DAY */
    const pdx_tick *tick;      /* borrowed; NULL: none */
} pdx_bounds_input;

/* Fills `bounds` (room for page->n_entries) and appends the reasons to `evidence`. `order` receives the page
 * order that was inferred and `order_probability` how sure. */
pdx_status pdx_bounds_infer(const pdx_bounds_input *input, pdx_bounds *bounds, pdx_bound_list *evidence,
                            pdx_page_order *order, double *order_probability, pdx_error *err) PDX_MUST;
const char *pdx_bound_reason_name(pdx_bound_reason reason);

#endif
