/* Which frame, if any, cuts the page: each promising one is tried, and what it gives is weighed. Called
 * by cut.c. Promises: a page whose best cut is weak keeps no titles, and `why` says so. */
#ifndef PDX_PAGE_CHOOSE_H
#define PDX_PAGE_CHOOSE_H

#include "page/evidence.h"
#include "page/entries/titles.h"

enum { PDX_LIKE_TITLES = 8 };

/* A line, and how well it would do for the only title of the page, as the site's profile measures. */
typedef struct pdx_like_title {
    uint32_t line;
    float score;
} pdx_like_title;

/* How the page's site, where it is known, reads the page. */
typedef enum pdx_site_reading { PDX_SITE_UNASKED, PDX_SITE_AGREES, PDX_SITE_DIFFERS } pdx_site_reading;

typedef struct pdx_choice {
    float least;       /* what a cut has to be more probable than, or the page is kept whole; to be set before it is read */
    float probability; /* that the page is cut as it is, or rightly kept whole */
    float rival;       /* the same of the best other reading, whose titles pdx_titles has; 0: there is none */
    pdx_site_reading site;
    pdx_rule_set why;
    pdx_like_title like[PDX_LIKE_TITLES]; /* where the page is one entry: what its title would be among the site's entries */
    unsigned n_like;
} pdx_choice;

#define PDX_CHOICE_LEAST 0.5f

/* Takes the best frame in `frame` (which sheet borrows) and its titles. */
pdx_status pdx_choice_read(pdx_choice *choice, pdx_titles *titles, pdx_frame *frame, const pdx_sheet *sheet, pdx_error *err) PDX_MUST;

#endif
