/* Prints the bounds of a page's entries: the C side of tests/post_bounds_eval.py. Standard input holds numbers and
 * then the page's text:
 *   textlen captured kind labelbegin labelend parts entries
 *   begin end line role entry        a part, `parts` times
 *   first n precision year month day an entry and its printed date, `entries` times
 * captured 0: not known. Prints "order probability", then per entry "not_before before" and its reasons. */
#include <stdio.h>
#include <stdlib.h>
#include <inttypes.h>

#include "base/alloc.h"
#include "post/bounds/bounds.h"

static long long number(void) {
    long long value;
    if (scanf("%lld", &value) != 1) exit(2);
    return value;
}

static void *room(size_t n, size_t size) {
    void *block = calloc(n + 1, size);
    if (block == NULL) exit(2);
    return block;
}

static void read_entry(pdx_page_entry *entry, pdx_date *date) {
    memset(entry, 0, sizeof *entry);
    entry->first_part = (uint32_t)number();
    entry->n_parts = (uint32_t)number();
    date->precision = (uint8_t)number();
    date->year = (int32_t)number();
    date->month = (uint8_t)number();
    date->day = (uint8_t)number();
}

static void print_day(int64_t day) {
    int32_t year;
    unsigned month, of_month;
    if (day == PDX_NO_DAY) {
        printf(" -");
        return;
    }
    pdx_civil_from_days(day, &year, &month, &of_month);
    printf(" %04d-%02u-%02u", (int)year, month, of_month);
}

static void print_bounds(const pdx_page *page, const pdx_bounds *bounds, const pdx_bound_list *evidence) {
    for (size_t i = 0; i < page->n_entries; i++) {
        printf("entry");
        print_day(bounds[i].not_before);
        print_day(bounds[i].before);
        printf("\n");
        for (uint32_t k = 0; k < bounds[i].n_evidence; k++) {
            const pdx_bound_evidence *why = &evidence->data[bounds[i].first_evidence + k];
            printf("  %s %s line %u entry %d%s", why->upper ? "before" : "not_before", pdx_bound_reason_name((pdx_bound_reason)why->reason),
                   why->line, why->entry == PDX_PAGE_NO_ENTRY ? -1 : (int)why->entry, why->year_inferred ? " year_inferred" : "");
            print_day(why->day);
            printf(" \"%.*s\"\n", (int)(why->range.end - why->range.begin), (const char *)page->text.data + why->range.begin);
        }
    }
}

int main(void) {
    pdx_page page;
    memset(&page, 0, sizeof page);
    const size_t len = (size_t)number();
    const long long captured = number();
    page.kind = (pdx_page_kind)number();
    page.label.begin = (uint64_t)number();
    page.label.end = (uint64_t)number();
    page.n_parts = (size_t)number();
    page.n_entries = (size_t)number();
    page.language = PDX_LANG_EN;
    page.parts = room(page.n_parts, sizeof *page.parts);
    page.entries = room(page.n_entries, sizeof *page.entries);
    for (size_t i = 0; i < page.n_parts; i++) {
        page.parts[i].range.begin = (uint64_t)number();
        page.parts[i].range.end = (uint64_t)number();
        page.parts[i].line = (uint32_t)number();
        page.parts[i].role = (uint8_t)number();
        page.parts[i].entry = (uint32_t)number();
    }
    pdx_date *published = room(page.n_entries, sizeof *published);
    for (size_t i = 0; i < page.n_entries; i++) read_entry(&page.entries[i], &published[i]);
    (void)getchar();
    uint8_t *text = room(len, 1);
    if (fread(text, 1, len, stdin) != len) return 2;
    page.text = pdx_span_of(text, len);
    pdx_bounds *bounds = room(page.n_entries, sizeof *bounds);
    pdx_bound_list evidence;
    PDX_VEC_INIT(&evidence);
    const pdx_bounds_input input = {&page, published, {NULL, 0}, captured == 0 ? PDX_NO_DAY : captured, NULL};
    pdx_page_order order;
    double probability;
    if (pdx_bounds_infer(&input, bounds, &evidence, &order, &probability, NULL) != PDX_OK) return 2;
    printf("order %d %.4f\n", (int)order, probability);
    print_bounds(&page, bounds, &evidence);
    return 0;
}
