/* Which sources are pages of one site, and what corrections teach of each site. Called by cut_pages.c before it cuts.
 * The rule: sources whose addresses have the same host; sources without an address in the same folder.
 * Promises: an archive without corrections has no sites and does no work for them. */
#ifndef PDX_ARCHIVE_SITES_H
#define PDX_ARCHIVE_SITES_H

#include "archive/model.h"
#include "page/site.h"

typedef struct archive_sites {
    pdx_map names;            /* of the sites that have corrections */
    PDX_VEC(pdx_site *) sites; /* owned; by number of the name */
    PDX_VEC(uint32_t) of;     /* owned; source -> site, or PDX_NONE; empty when nothing is corrected */
} archive_sites;

void archive_sites_init(archive_sites *sites);
void archive_sites_deinit(archive_sites *sites);
pdx_status archive_sites_learn(archive_sites *sites, const pdx_archive *archive, const pdx_page_options *options, const pdx_tick *tick,
                               pdx_error *err) PDX_MUST;

static inline const pdx_site *archive_sites_of(const archive_sites *sites, uint32_t source) {
    return sites->of.len == 0 || sites->of.data[source] == PDX_NONE ? NULL : sites->sites.data[sites->of.data[source]];
}

/* Sets the corrections of `options` to those of the source; the caller frees them. */
pdx_status archive_fixes_view(const archive_source *source, pdx_page_options *options, pdx_error *err) PDX_MUST;

#endif
