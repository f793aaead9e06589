/* One source cut into its page, with what is known of its site and what a person has said of its lines. Called by cut_pages.c for every source,
 * and by agree.c for those that are cut again. */
#ifndef PDX_ARCHIVE_CUT_SOURCE_H
#define PDX_ARCHIVE_CUT_SOURCE_H

#include "archive/model/model.h"
#include "page/site/site.h"

/* What a thread that cuts keeps from page to page. */
typedef struct archive_cutter {
    pdx_line_memory *memory; /* owned; NULL: it has cut nothing yet */
    pdx_page_room *room;     /* owned */
} archive_cutter;

/* Over zeros; what has been made is freed after a failure too. */
pdx_status archive_cutter_init(archive_cutter *cutter, pdx_error *err) PDX_MUST;
void archive_cutter_deinit(archive_cutter *cutter);

/* `site` may be NULL; `options` may have hints. */
pdx_status archive_cut_source(pdx_archive *archive, uint32_t source, const pdx_page_options *options, const pdx_site *site,
                              const archive_cutter *cutter, const pdx_tick *tick, pdx_page *cut, pdx_error *err) PDX_MUST;

#endif
