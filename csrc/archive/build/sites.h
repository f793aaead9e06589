/* Which sources are pages of one site, and what is known of each site: what corrections teach, and what the entries of its pages
 * look like. Called by cut_pages.c before it cuts, and between its two rounds.
 * The rule: sources whose addresses have the same host; sources without an address in the same folder.
 * Promises: a site of one page costs nothing; the same sites whatever the order of the sources. */
#ifndef PDX_ARCHIVE_SITES_H
#define PDX_ARCHIVE_SITES_H

#include "archive/build/cut_source.h"

typedef struct archive_sites {
    pdx_map names;             /* of the sites */
    PDX_VEC(pdx_site *) sites; /* owned; by number of the name */
    PDX_VEC(uint32_t) pages;   /* owned; by the same number, how many sources of text */
    PDX_VEC(uint32_t) of;      /* owned; source -> site, or PDX_NONE */
} archive_sites;

void archive_sites_init(archive_sites *sites);
void archive_sites_deinit(archive_sites *sites);
/* Finds the sites, and learns what corrections teach of them. */
pdx_status archive_sites_learn(archive_sites *sites, const pdx_archive *archive, const pdx_page_options *options, const pdx_tick *tick,
                               pdx_error *err) PDX_MUST;
/* Something by the hash of its text, so that what is looked at first does not depend on the order of the files. */
typedef struct archive_ranked {
    uint64_t rank;
    uint32_t number;
} archive_ranked;

void archive_ranked_sort(archive_ranked *all, size_t n);

/* The sources of sites with several pages, in an order that depends on their texts alone; as many as *n says. */
pdx_status archive_sites_order(const archive_sites *sites, const pdx_archive *archive, uint32_t **sources, size_t *n, pdx_error *err) PDX_MUST;
/* After pages of each site were shown to it. */
pdx_status archive_sites_settle(archive_sites *sites, const pdx_page_options *options, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* After all pages were cut: a page on which the same lines are cut otherwise than on the site's other pages is cut again, knowing
 * that. agree.c */
pdx_status archive_agree(pdx_archive *archive, const archive_sites *sites, const pdx_page_options *options, const archive_cutter *cutter,
                         const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* After that: what lists of terms are on the pages of each site, told by all of these. site_terms.c */
pdx_status archive_tell_terms(pdx_archive *archive, const archive_sites *sites, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* The site of a source, or NULL. */
static inline pdx_site *archive_sites_of(const archive_sites *sites, uint32_t source) {
    return sites->of.data[source] == PDX_NONE ? NULL : sites->sites.data[sites->of.data[source]];
}

/* Whether the source is a page of a site that has other pages, too. */
static inline bool archive_sites_are_several(const archive_sites *sites, uint32_t source) {
    const uint32_t site = sites->of.data[source];
    return site != PDX_NONE && sites->pages.data[site] > 1;
}

/* Whether there is such a source at all. */
static inline bool archive_sites_have_several(const archive_sites *sites) {
    size_t i;
    for (i = 0; i < sites->pages.len; i++) {
        if (sites->pages.data[i] > 1) return true;
    }
    return false;
}

/* Sets the corrections of `options` to those of the source; the caller frees them. */
pdx_status archive_fixes_view(const archive_source *source, pdx_page_options *options, pdx_error *err) PDX_MUST;

#endif
