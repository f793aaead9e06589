/* What the dumps for fits share that show pages to their site. */
#ifndef PDX_TESTS_SITE_SHOWING_H
#define PDX_TESTS_SITE_SHOWING_H

#include "page/site/site.h"

#include "page_reading.h"

/* Shows the site a page, until it has seen enough. */
static inline pdx_status show(pdx_site *site, pdx_span text, pdx_error *err) {
    pdx_page cut;
    pdx_status status;
    if (pdx_site_has_seen_enough(site)) return PDX_OK;
    PDX_TRY(pdx_page_cut(&cut, text, &reading_options, NULL, err));
    status = pdx_site_show(site, &cut, err);
    pdx_page_deinit(&cut);
    return status;
}

#endif
