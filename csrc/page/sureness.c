#include "page/sureness.h"

#include <math.h>

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

static void entry_set(pdx_page *page, const pdx_sheet *sheet, const pdx_starts *starts, size_t k, float cut) {
    pdx_page_entry *entry = &page->entries[k];
    const pdx_start *s = &starts->starts.data[k];
    const float margin = s->margin > 4 ? 4 : s->margin < 0 ? 0 : s->margin;
    const float boundary = 0.85f + 0.0375f * margin;
    const bool echoed = is_echoed(sheet, s);
    entry->why |= page->why;
    entry->probability = page->n_entries > 1 ? cut * boundary : cut;
    if (page->n_entries > 1 && starts->has_head) entry->why |= PDX_WHY(PDX_RULE_HEAD_FURNITURE);
    if (page->n_entries > 1 && starts->has_foot) entry->why |= PDX_WHY(PDX_RULE_TAIL_FURNITURE);
    entry->probability = fmaxf(entry->probability, pinned(page, entry));
    if (entry->title == PDX_PAGE_NO_PART) return;
    if (echoed) {
        page->parts[entry->title].why |= PDX_WHY(PDX_RULE_TITLE_ECHO);
        page->parts[entry->title].probability = fmaxf(page->parts[entry->title].probability, 0.99f);
    } else if (page->n_entries == 1 && !(page->parts[entry->title].why & PDX_WHY(PDX_RULE_CORRECTED))) {
        page->parts[entry->title].probability *= 0.8f;
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

void pdx_sureness_set(pdx_page *page, const pdx_sheet *sheet, const pdx_starts *starts, const pdx_choice *choice) {
    const float cut = choice->probability;
    page->why = choice->why;
    page->probability = cut;
    for (size_t k = 0; k < page->n_entries; k++) entry_set(page, sheet, starts, k, cut);
    corrected_set(page);
}
