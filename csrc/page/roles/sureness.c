#include "page/roles/sureness.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "page/roles/entrysure.h"
#include "page/lines/recurrence.h"

/* How sure corrections make the entry: of its first line or its title, by a person or by likeness. */
static float pinned(const pdx_page *page, pdx_page_entry *entry) {
    const pdx_rule_set by_person = PDX_WHY(PDX_RULE_CORRECTED), by_likeness = PDX_WHY(PDX_RULE_LIKE_CORRECTED);
    pdx_rule_set edge = page->parts[entry->first_part].why, all = 0;
    for (uint32_t i = entry->first_part; i < entry->first_part + entry->n_parts; i++) all |= page->parts[i].why;
    if (entry->title != PDX_PAGE_NO_PART) edge |= page->parts[entry->title].why;
    entry->why |= all & (by_person | by_likeness);
    return edge & by_person ? 0.98f : edge & by_likeness ? 0.9f : 0;
}

/* Furniture of the entry repeats its title. */
static bool is_echoed(const pdx_sheet *sheet, const pdx_start *s) {
    return s->title != PDX_PAGE_NO_LINE && sheet->facts[s->title].flags & PDX_FACT_ECHOED;
}

/* What the entries of a page say about each other. */
typedef struct entry_sum {
    pdx_recurrence titles;
    uint64_t *keys; /* owned; per entry, of its title */
    float dated; /* share with a date */
    float usual; /* bytes of an entry in the middle */
    bool unique; /* no title stands twice */
} entry_sum;

/* Of a title that is a whole line it is known already. */
static uint64_t title_key(const pdx_page *page, const entry_sum *sum, const pdx_page_entry *entry, const pdx_sheet *sheet, const pdx_start *s) {
    const pdx_range range = page->parts[entry->title].range;
    pdx_fold fold;
    if (s->title != PDX_PAGE_NO_LINE && range.begin == sheet->lines[s->title].begin && range.end == sheet->lines[s->title].end) {
        const pdx_fact *fact = &sheet->facts[s->title];
        if (fact->flags & PDX_FACT_SHORT && fact->date.end <= fact->date.begin) return pdx_recurrence_of_hash(fact->exact);
    }
    pdx_fold_init(&fold, pdx_span_slice(page->text, (size_t)range.begin, (size_t)range.end), pdx_range_of(0, 0));
    return pdx_recurrence_key(&sum->titles, &fold);
}

static int by_size(const void *left, const void *right) {
    const uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return a < b ? -1 : a > b;
}

static pdx_status sum_read(entry_sum *sum, const pdx_page *page, const pdx_sheet *sheet, const pdx_starts *starts, pdx_error *err) {
    const size_t n = page->n_entries;
    uint64_t *sizes = pdx_alloc_zero(n + 1, sizeof *sizes);
    bool ok;
    sum->keys = pdx_alloc_zero(n + 1, sizeof *sum->keys);
    ok = sizes != NULL && sum->keys != NULL;
    sum->unique = true;
    for (size_t k = 0; ok && k < n; k++) {
        const pdx_page_entry *entry = &page->entries[k];
        sizes[k] = entry->range.end - entry->range.begin;
        sum->dated += entry->date_printed.end > entry->date_printed.begin ? 1.0f / (float)n : 0;
        if (entry->title == PDX_PAGE_NO_PART) continue;
        sum->keys[k] = title_key(page, sum, entry, sheet, &starts->starts.data[k]);
        sum->unique = sum->unique && pdx_recurrence_entries(&sum->titles, sum->keys[k]) == 0;
        ok = pdx_recurrence_note(&sum->titles, sum->keys[k], (uint32_t)k);
    }
    if (ok) {
        qsort(sizes, n, sizeof *sizes, by_size);
        sum->usual = (float)sizes[n / 2];
    }
    pdx_free(sizes);
    return ok ? PDX_OK : pdx_fail_memory(err);
}

static bool has_role(const pdx_page *page, const pdx_page_entry *entry, pdx_role a, pdx_role b) {
    for (uint32_t i = entry->first_part; i < entry->first_part + entry->n_parts; i++) {
        if (page->parts[i].role == a || page->parts[i].role == b) return true;
    }
    return false;
}

static bool is_twice(const pdx_page_entry *entry, const entry_sum *sum, size_t k) {
    return entry->title != PDX_PAGE_NO_PART && pdx_recurrence_entries(&sum->titles, sum->keys[k]) > 1;
}

static bool is_printed(pdx_range date) { return date.end > date.begin; }

/* How sure it is that exactly these lines are one entry. */
static float boundary(const pdx_page *page, const pdx_start *s, size_t k, const entry_sum *sum, const pdx_entry_usual *usual) {
    const pdx_page_entry *entry = &page->entries[k];
    const pdx_entry_look look = {
        .start = s,
        .number = k,
        .bytes = entry->range.end - entry->range.begin,
        .dated = is_printed(entry->date_printed),
        .has_text = has_role(page, entry, PDX_ROLE_PARAGRAPH, PDX_ROLE_QUOTE) || has_role(page, entry, PDX_ROLE_LIST, PDX_ROLE_CODE),
        .parted = has_role(page, entry, PDX_ROLE_HEADING, PDX_ROLE_RELATED),
        .twice = is_twice(entry, sum, k),
    };
    return pdx_entry_sure(usual, &look);
}

static void entry_set(pdx_page *page, const pdx_sheet *sheet, const pdx_starts *starts, size_t k, const entry_sum *sum,
                      const pdx_entry_usual *usual) {
    pdx_page_entry *entry = &page->entries[k];
    const pdx_start *s = &starts->starts.data[k];
    const bool echoed = is_echoed(sheet, s);
    entry->why |= page->why;
    if (sum->unique && page->n_entries > 1) entry->why |= PDX_WHY(PDX_RULE_TITLES_UNIQUE);
    entry->probability = boundary(page, s, k, sum, usual);
    if (page->n_entries > 1 && starts->has_head) entry->why |= PDX_WHY(PDX_RULE_HEAD_FURNITURE);
    if (page->n_entries > 1 && starts->has_foot) entry->why |= PDX_WHY(PDX_RULE_TAIL_FURNITURE);
    entry->probability = fmaxf(entry->probability, pinned(page, entry));
    if (entry->title == PDX_PAGE_NO_PART) return;
    if (echoed) {
        page->parts[entry->title].why |= PDX_WHY(PDX_RULE_TITLE_ECHO);
        page->parts[entry->title].probability = fmaxf(page->parts[entry->title].probability, 0.99f);
    } else if (page->n_entries == 1 && !(page->parts[entry->title].why & PDX_WHY(PDX_RULE_CORRECTED))) {
        page->parts[entry->title].probability *= 0.92f;
    }
    entry->title_probability = page->parts[entry->title].probability;
}

/* A page that corrections have changed is as sure as its entries are. */
static void corrected_set(pdx_page *page) {
    pdx_rule_set why = 0;
    float sum = 0;
    for (size_t k = 0; k < page->n_entries; k++) {
        why |= page->entries[k].why & (PDX_WHY(PDX_RULE_CORRECTED) | PDX_WHY(PDX_RULE_LIKE_CORRECTED));
        sum += page->entries[k].probability;
    }
    if (why == 0) return;
    if (page->n_entries > 1) page->why &= ~(PDX_WHY(PDX_RULE_WHOLE_NO_ANCHOR) | PDX_WHY(PDX_RULE_WHOLE_WEAK));
    page->why |= why;
    page->probability = sum / (float)page->n_entries;
}

pdx_status pdx_sureness_set(pdx_page *page, const pdx_sheet *sheet, const pdx_starts *starts, const pdx_titles *titles,
                            const pdx_choice *choice, pdx_error *err) {
    pdx_entry_usual usual = {.sheet = sheet, .titles = titles, .choice = choice, .n = page->n_entries};
    entry_sum sum = {.usual = 0};
    pdx_status status;
    page->why = choice->why;
    page->probability = choice->probability;
    pdx_recurrence_init(&sum.titles);
    status = sum_read(&sum, page, sheet, starts, err);
    usual.dated = sum.dated;
    usual.bytes = sum.usual;
    pdx_entry_usual_read(&usual, starts->starts.data);
    for (size_t k = 0; status == PDX_OK && k < page->n_entries; k++) entry_set(page, sheet, starts, k, &sum, &usual);
    pdx_recurrence_deinit(&sum.titles);
    pdx_free(sum.keys);
    if (status == PDX_OK) corrected_set(page);
    return status;
}
