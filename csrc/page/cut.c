#include "page/evidence.h"
#include "page/lines.h"
#include "page/page.h"

/* One part per line, blank parts between: the fallback that every page gets. */
static pdx_status page_fill(pdx_page *page, const pdx_lines *lines, pdx_error *err) {
    uint64_t at = 0;
    size_t n = 0;
    pdx_page_part *parts = pdx_alloc_zero(2 * lines->lines.len + 1, sizeof *parts);
    if (parts == NULL) return pdx_fail_memory(err);
    page->parts = parts;
    for (size_t i = 0; i <= lines->lines.len; i++) {
        const bool last = i == lines->lines.len;
        const uint64_t begin = last ? page->text.len : lines->lines.data[i].begin;
        if (begin > at) {
            parts[n].range = pdx_range_of(at, begin);
            parts[n].line = i == 0 ? 1 : lines->lines.data[i - 1].number;
            parts[n].entry = i == 0 || last ? PDX_PAGE_NO_ENTRY : 0;
            parts[n].probability = 1;
            parts[n++].role = PDX_ROLE_BLANK;
        }
        if (last) break;
        at = lines->lines.data[i].end;
        parts[n].range = pdx_range_of(begin, at);
        parts[n].line = lines->lines.data[i].number;
        parts[n].probability = 0.5f;
        parts[n].alternative = parts[n].role = PDX_ROLE_PARAGRAPH;
        parts[n++].why = PDX_WHY(PDX_RULE_LOOK);
    }
    page->n_parts = n;
    return PDX_OK;
}

static pdx_status page_single(pdx_page *page, const pdx_lines *lines, pdx_error *err) {
    pdx_page_entry *entry;
    if (lines->lines.len == 0) return PDX_OK;
    entry = pdx_alloc_zero(1, sizeof *entry);
    if (entry == NULL) return pdx_fail_memory(err);
    page->entries = entry;
    page->n_entries = 1;
    entry->first_part = page->parts[0].role == PDX_ROLE_BLANK ? 1 : 0;
    entry->n_parts = (uint32_t)(2 * lines->lines.len - 1);
    entry->range = pdx_range_of(lines->lines.data[0].begin, lines->lines.data[lines->lines.len - 1].end);
    entry->title = entry->byline = entry->date = PDX_PAGE_NO_PART;
    entry->probability = 0.5f;
    entry->why = page->why = PDX_WHY(PDX_RULE_WHOLE_NO_ANCHOR);
    return PDX_OK;
}

pdx_status pdx_page_cut(pdx_page *out, pdx_span text, const pdx_page_options *options, const pdx_tick *tick, pdx_error *err) {
    pdx_lines lines;
    pdx_status status;
    (void)options;
    memset(out, 0, sizeof *out);
    out->text = text;
    out->heading = PDX_PAGE_NO_PART;
    pdx_lines_init(&lines);
    status = pdx_lines_read(&lines, text, tick, err);
    if (status == PDX_OK) status = page_fill(out, &lines, err);
    if (status == PDX_OK) status = page_single(out, &lines, err);
    out->n_lines = lines.total;
    out->probability = 0.5f;
    pdx_lines_deinit(&lines);
    if (status != PDX_OK) pdx_page_deinit(out);
    return status;
}

void pdx_page_deinit(pdx_page *page) {
    pdx_free(page->parts);
    pdx_free(page->entries);
    pdx_free(page->items);
    memset(page, 0, sizeof *page);
}
