#include "archive/build/sites.h"
#include "base/alloc.h"
#include "base/hash.h"
#include "page/site/sitetails.h"
#include "page/site/siteterms.h"
#include "page/site/sitetitles.h"

/* What is known of the titles and terms of each site; NULL before a page of it is read. */
typedef struct terms_set {
    const archive_sites *sites;
    pdx_site_terms **terms; /* owned; by number of the site */
    pdx_site_titles **titles; /* owned; the same */
    archive_ranked *order;  /* owned; the pages of sites */
    size_t n;
} terms_set;

static void set_deinit(terms_set *set) {
    for (size_t i = 0; set->terms != NULL && i < set->sites->sites.len; i++) pdx_site_terms_free(set->terms[i]);
    for (size_t i = 0; set->titles != NULL && i < set->sites->sites.len; i++) pdx_site_titles_free(set->titles[i]);
    pdx_free(set->terms);
    pdx_free(set->titles);
    pdx_free(set->order);
}

static bool set_init(terms_set *set, const pdx_archive *archive, const archive_sites *sites) {
    *set = (terms_set){.sites = sites};
    set->terms = pdx_alloc_zero(sites->sites.len + 1, sizeof *set->terms);
    set->titles = pdx_alloc_zero(sites->sites.len + 1, sizeof *set->titles);
    set->order = pdx_resize_array(NULL, archive->pages.len + 1, sizeof *set->order);
    if (set->terms == NULL || set->titles == NULL || set->order == NULL) return false;
    for (uint32_t i = 0; i < archive->pages.len; i++) {
        const archive_page *page = &archive->pages.data[i];
        if (sites->of.data[page->source] != PDX_NONE) set->order[set->n++] = (archive_ranked){pdx_hash(page->cut.text, 0), i};
    }
    archive_ranked_sort(set->order, set->n);
    return true;
}

static pdx_site_terms **terms_of(const terms_set *set, const archive_page *page) { return &set->terms[set->sites->of.data[page->source]]; }

static pdx_site_titles **titles_of(const terms_set *set, const archive_page *page) { return &set->titles[set->sites->of.data[page->source]]; }

static pdx_status titles_read(const terms_set *set, archive_page *page, pdx_error *err) {
    pdx_site_titles **titles = titles_of(set, page);
    if (*titles == NULL) PDX_TRY(pdx_site_titles_new(titles, err));
    return pdx_site_titles_read(*titles, &page->cut, err);
}

static pdx_status titles_mend(const terms_set *set, archive_page *page, pdx_error *err) {
    return pdx_site_titles_mend(*titles_of(set, page), &page->cut, err);
}

static pdx_status tails_note(const terms_set *set, archive_page *page, pdx_error *err) {
    pdx_site_terms **terms = terms_of(set, page);
    if (*terms == NULL) PDX_TRY(pdx_site_terms_new(terms, err));
    return pdx_site_tails_note(*terms, &page->cut, err);
}

static pdx_status tails_cut(const terms_set *set, archive_page *page, pdx_error *err) {
    return pdx_site_tails_cut(*terms_of(set, page), &page->cut, err);
}

static pdx_status page_count(const terms_set *set, archive_page *page, pdx_error *err) {
    return pdx_site_terms_count(*terms_of(set, page), &page->cut, err);
}

static pdx_status page_read(const terms_set *set, archive_page *page, pdx_error *err) {
    return pdx_site_terms_read(*terms_of(set, page), &page->cut, err);
}

static pdx_status page_tell(const terms_set *set, archive_page *page, pdx_error *err) {
    return pdx_site_terms_tell(*terms_of(set, page), &page->cut, err);
}

static pdx_status each_page(const terms_set *set, pdx_archive *archive, pdx_status (*step)(const terms_set *, archive_page *, pdx_error *),
                            const pdx_tick *tick, pdx_error *err) {
    for (size_t i = 0; i < set->n; i++) {
        PDX_TRY(step(set, &archive->pages.data[set->order[i].number], err));
        PDX_TRY(pdx_tick_step(tick, i, set->n, err));
    }
    return PDX_OK;
}

static pdx_status all_steps(const terms_set *set, pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    PDX_TRY(each_page(set, archive, titles_read, tick, err));
    PDX_TRY(each_page(set, archive, titles_mend, tick, err));
    PDX_TRY(each_page(set, archive, tails_note, tick, err));
    PDX_TRY(each_page(set, archive, tails_cut, tick, err));
    PDX_TRY(each_page(set, archive, page_count, tick, err));
    PDX_TRY(each_page(set, archive, page_read, tick, err));
    for (size_t i = 0; i < set->sites->sites.len; i++) {
        if (set->terms[i] != NULL) PDX_TRY(pdx_site_terms_decide(set->terms[i], err));
    }
    return each_page(set, archive, page_tell, tick, err);
}

pdx_status archive_tell_terms(pdx_archive *archive, const archive_sites *sites, const pdx_tick *tick, pdx_error *err) {
    terms_set set;
    const bool ready = set_init(&set, archive, sites);
    const pdx_status status = ready ? all_steps(&set, archive, tick, err) : pdx_fail_memory(err);
    set_deinit(&set);
    return status;
}
