#include <string.h>

#include "archive/steps.h"
#include "base/alloc.h"

/* Printed dates of one site prove each other's order of day and month, so the order is decided over all pages of
 * the archive's folder before any date is read. Here one archive is one site unless its sources say otherwise:
 * the proof is kept per language, in which a site writes its dates. */

static pdx_span printed_date(const archive_page *page, const pdx_page_entry *entry) {
    return pdx_span_slice(page->cut.text, (size_t)entry->date_printed.begin, (size_t)entry->date_printed.end);
}

static pdx_date_order prove_order(const pdx_archive *archive) {
    pdx_order_proof proof;
    size_t i, k;
    memset(&proof, 0, sizeof proof);
    for (i = 0; i < archive->pages.len; i++) {
        const archive_page *page = &archive->pages.data[i];
        pdx_span previous = pdx_span_of(NULL, 0);
        for (k = 0; k < page->cut.n_entries; k++) {
            const pdx_span printed = printed_date(page, &page->cut.entries[k]);
            if (printed.len == 0) continue;
            pdx_order_note(&proof, printed, previous);
            previous = printed;
        }
    }
    return pdx_order_decide(&proof);
}

static pdx_status add_appearances(pdx_archive *archive, uint32_t number, pdx_date_order order, pdx_error *err) {
    archive_page *page = &archive->pages.data[number];
    uint32_t k;
    page->first_appearance = (uint32_t)archive->appearances.len;
    for (k = 0; k < page->cut.n_entries; k++) {
        const pdx_span printed = printed_date(page, &page->cut.entries[k]);
        archive_appearance appearance;
        pdx_range found;
        memset(&appearance, 0, sizeof appearance);
        appearance.page = number;
        appearance.entry = k;
        appearance.post = PDX_NONE;
        if (printed.len > 0) {
            pdx_date plain;
            bool open;
            const bool is_date = pdx_date_parse(printed, page->cut.language, order, &appearance.published, &found, &appearance.order_open);
            if (!is_date) memset(&appearance.published, 0, sizeof appearance.published);
            /* The site's proof mattered when the date alone would have left its order open. */
            appearance.order_proved = is_date && order != PDX_ORDER_UNKNOWN &&
                                      pdx_date_parse(printed, page->cut.language, PDX_ORDER_UNKNOWN, &plain, &found, &open) && open;
        }
        if (!PDX_VEC_PUSH(&archive->appearances, appearance)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status bound_page(pdx_archive *archive, archive_page *page, pdx_error *err) {
    const size_t n = page->cut.n_entries;
    pdx_bounds_input input;
    pdx_date *published = pdx_resize_array(NULL, n, sizeof *published);
    pdx_bounds *bounds = pdx_resize_array(NULL, n, sizeof *bounds);
    pdx_status status = PDX_ENOMEM;
    size_t k;
    if (published != NULL && bounds != NULL) {
        for (k = 0; k < n; k++) published[k] = archive->appearances.data[page->first_appearance + k].published;
        input.page = &page->cut;
        input.published = published;
        input.url = archive->sources.data[page->source].url;
        input.captured = archive->sources.data[page->source].captured;
        status = pdx_bounds_infer(&input, bounds, &page->bound_evidence, &page->order, &page->order_probability, err);
        for (k = 0; status == PDX_OK && k < n; k++) archive->appearances.data[page->first_appearance + k].bounds = bounds[k];
    } else {
        (void)pdx_fail_memory(err);
    }
    pdx_free(published);
    pdx_free(bounds);
    return status;
}

pdx_status archive_date_pages(pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    const pdx_date_order order = prove_order(archive);
    uint32_t i;
    for (i = 0; i < archive->pages.len; i++) {
        PDX_TRY(add_appearances(archive, i, order, err));
        PDX_TRY(bound_page(archive, &archive->pages.data[i], err));
        PDX_TRY(pdx_tick_step(tick, i, archive->pages.len, err));
    }
    return PDX_OK;
}
