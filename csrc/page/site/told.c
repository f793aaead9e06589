#include "page/site/told.h"

#include <math.h>

#include "page/evidence.h"

static const float said = 1, let = 0.25f; /* entries of which a person has said something, and such that they have let stand */
static const float doubt = 0.5f; /* right and wrong, of entries that a person might show next */

void pdx_told_init(pdx_told *told) { memset(told, 0, sizeof *told); }

void pdx_told_deinit(pdx_told *told) {
    for (size_t k = 0; k < told->pages.len; k++) PDX_VEC_DEINIT(&told->pages.data[k].fixes);
    PDX_VEC_DEINIT(&told->pages);
    PDX_VEC_DEINIT(&told->entries);
}

pdx_status pdx_told_add(pdx_told *told, pdx_span text, const pdx_page_options *options, pdx_error *err) {
    pdx_told_page page = {.text = text};
    if (told->pages.len == PDX_TOLD_PAGES) return PDX_OK;
    for (size_t k = 0; k < options->n_corrections; k++) {
        if (PDX_VEC_PUSH(&page.fixes, options->corrections[k])) continue;
        PDX_VEC_DEINIT(&page.fixes);
        return pdx_fail_memory(err);
    }
    if (PDX_VEC_PUSH(&told->pages, page)) return PDX_OK;
    PDX_VEC_DEINIT(&page.fixes);
    return pdx_fail_memory(err);
}

static size_t title_of(const pdx_page *cut, size_t entry) {
    const uint32_t part = cut->entries[entry].title;
    return part == PDX_PAGE_NO_PART ? SIZE_MAX : (size_t)cut->parts[part].range.begin;
}

static bool has_title(const pdx_page *cut, size_t title) {
    for (size_t k = 0; k < cut->n_entries; k++) {
        if (title_of(cut, k) == title) return true;
    }
    return false;
}

/* What a person has not said and has not seen when they said something is no evidence: a page with more of that than of the other is
 * left out. */
static pdx_status entries_read(pdx_told *told, size_t number, const pdx_page *cut, const pdx_page *before, pdx_error *err) {
    pdx_told_page *page = &told->pages.data[number];
    size_t k, unseen = 0;
    page->first = told->entries.len;
    for (k = 0; k < cut->n_entries && told->entries.len < PDX_TOLD; k++) {
        pdx_told_entry known = {(size_t)cut->entries[k].range.begin, title_of(cut, k), let};
        if (known.title == SIZE_MAX) continue;
        if (cut->parts[cut->entries[k].title].why & PDX_WHY(PDX_RULE_CORRECTED)) known.weight = said;
        else unseen += !has_title(before, known.title);
        if (!PDX_VEC_PUSH(&told->entries, known)) return pdx_fail_memory(err);
    }
    if (k < cut->n_entries) page->text.len = (size_t)cut->entries[k].range.begin;
    if (2 * unseen > told->entries.len - page->first) told->entries.len = page->first;
    page->n = told->entries.len - page->first;
    return PDX_OK;
}

pdx_status pdx_told_cut(pdx_told *told, size_t number, const pdx_page *before, const pdx_site *site, const pdx_page_options *given, pdx_error *err) {
    const pdx_told_page *page = &told->pages.data[number];
    pdx_page_options options = *given;
    pdx_page cut;
    pdx_status status;
    options.site = site;
    options.corrections = page->fixes.data;
    options.n_corrections = page->fixes.len;
    PDX_TRY(pdx_page_cut(&cut, page->text, &options, NULL, err));
    status = entries_read(told, number, &cut, before, err);
    pdx_page_deinit(&cut);
    return status;
}

void pdx_told_count(pdx_told_found *sum, const pdx_told *told, size_t k, const pdx_page *cut) {
    const pdx_told_page *page = &told->pages.data[k];
    const pdx_told_entry *known, *end;
    if (page->n == 0) return;
    known = told->entries.data + page->first;
    end = known + page->n;
    for (size_t i = 0; i < page->n; i++) sum->all += known[i].weight;
    for (size_t e = 0; e < cut->n_entries; e++) {
        const size_t title = title_of(cut, e);
        while (known < end && known->title < title && title != SIZE_MAX) known++;
        if (known < end && known->title == title) sum->right += known->weight;
        else sum->wrong++;
    }
}

float pdx_told_f1(const pdx_told_found *sum) { return 2 * sum->right / (sum->all + sum->right + sum->wrong); }

float pdx_told_odds(float n, float f1) { return logf((f1 * n + doubt) / ((1 - f1) * n + doubt)); }
