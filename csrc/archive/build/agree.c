#include "archive/build/sites.h"

#include "page/evidence.h"
#include "page/site/openings.h"

static pdx_status openings_read(pdx_openings *openings, const pdx_archive *archive, const archive_sites *sites, const pdx_tick *tick,
                                pdx_error *err) {
    for (size_t i = 0; i < archive->pages.len; i++) {
        const archive_page *page = &archive->pages.data[i];
        if (archive_sites_are_several(sites, page->source)) PDX_TRY(pdx_openings_add_titles(openings, &page->cut, sites->of.data[page->source], err));
    }
    for (size_t i = 0; i < archive->pages.len; i++) {
        const archive_page *page = &archive->pages.data[i];
        if (archive_sites_are_several(sites, page->source)) pdx_openings_add_lines(openings, &page->cut, sites->of.data[page->source]);
        PDX_TRY(pdx_tick_step(tick, i, archive->pages.len, err));
    }
    return PDX_OK;
}

static pdx_status page_agree(pdx_archive *archive, const archive_sites *sites, archive_page *page, const pdx_page_options *given,
                             const archive_cutter *cutter, const pdx_hints *hints, const pdx_tick *tick, pdx_error *err) {
    pdx_page_options options = *given;
    pdx_page cut;
    options.hints = hints->list.data;
    options.n_hints = hints->list.len;
    PDX_TRY(archive_cut_source(archive, page->source, &options, archive_sites_of(sites, page->source), cutter, tick, &cut, err));
    if (pdx_hints_prefer(hints, &cut, &page->cut)) {
        const pdx_page before = page->cut;
        page->cut = cut;
        page->cut.why |= PDX_WHY(PDX_RULE_LIKE_PAGES);
        cut = before;
    }
    pdx_page_deinit(&cut);
    return PDX_OK;
}

static pdx_status pages_agree(pdx_archive *archive, const archive_sites *sites, const pdx_openings *openings, const pdx_page_options *options,
                              const archive_cutter *cutter, pdx_hints *hints, const pdx_tick *tick, pdx_error *err) {
    for (size_t i = 0; i < archive->pages.len; i++) {
        archive_page *page = &archive->pages.data[i];
        if (!archive_sites_are_several(sites, page->source)) continue;
        PDX_TRY(pdx_openings_tell(openings, &page->cut, sites->of.data[page->source], hints, err));
        if (hints->differs) PDX_TRY(page_agree(archive, sites, page, options, cutter, hints, tick, err));
        PDX_TRY(pdx_tick_step(tick, i, archive->pages.len, err));
    }
    return PDX_OK;
}

/* What pages say of each other is taken from how all were cut before, so that their order changes nothing: hints come from
 * `openings`, which the pages that are cut again do not change. */
pdx_status archive_agree(pdx_archive *archive, const archive_sites *sites, const pdx_page_options *options, const archive_cutter *cutter,
                         const pdx_tick *tick, pdx_error *err) {
    pdx_openings openings;
    pdx_hints hints;
    pdx_status status;
    if (!archive_sites_have_several(sites)) return PDX_OK; /* rows are many, and not looked at */
    pdx_openings_init(&openings);
    pdx_hints_init(&hints);
    status = openings_read(&openings, archive, sites, tick, err);
    if (status == PDX_OK) status = pages_agree(archive, sites, &openings, options, cutter, &hints, tick, err);
    pdx_hints_deinit(&hints);
    pdx_openings_deinit(&openings);
    return status;
}
