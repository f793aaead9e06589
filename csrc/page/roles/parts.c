#include "page/lexicon/chars.h"
#include "page/lines/leaves.h"
#include "page/roles/marks.h"

void pdx_marks_init(pdx_marks *marks) { memset(marks, 0, sizeof *marks); }
void pdx_marks_deinit(pdx_marks *marks) {
    PDX_VEC_DEINIT(&marks->marks);
    PDX_VEC_DEINIT(&marks->pieces);
    PDX_VEC_DEINIT(&marks->items);
    PDX_VEC_DEINIT(&marks->found);
}
void pdx_marks_reset(pdx_marks *marks) {
    PDX_VEC_RESET(&marks->marks);
    PDX_VEC_RESET(&marks->pieces);
    PDX_VEC_RESET(&marks->items);
    PDX_VEC_RESET(&marks->found);
}

void pdx_found_date(pdx_found *found, pdx_span text, pdx_range date, unsigned how) {
    const uint8_t *p = text.data + date.begin, *end = text.data + date.end;
    unsigned rank = (how & PDX_DATE_TOLD ? 4u : 2u) + (how & PDX_DATE_USUAL ? 6u : 0u), run = 0;
    bool year = false, time = false;
    if (date.end <= date.begin) return;
    while (p < end) {
        uint32_t cp;
        p += pdx_char_decode(p, end, &cp);
        run = pdx_char_digit(cp) >= 0 ? run + 1 : 0;
        year = year || run == 4;
        time = time || cp == ':';
    }
    rank = how & (PDX_DATE_LATER | PDX_DATE_MONTH) ? 1 : rank + (year ? 4u : 0u) + time;
    if (rank <= found->date_rank) return;
    found->date_rank = (uint8_t)rank;
    found->date = date;
}

/* Writes parts one after the other, blank ones between. */
typedef struct writer {
    pdx_page *page;
    const pdx_sheet *sheet;
    uint64_t at;
    uint32_t entry_before, line_before;
} writer;

static void part_write(writer *w, pdx_range range, size_t line, pdx_role role, const pdx_mark *mark) {
    pdx_page_part *part = &w->page->parts[w->page->n_parts];
    memset(part, 0, sizeof *part);
    if (range.begin > w->at) {
        part->range = pdx_range_of(w->at, range.begin);
        part->line = w->line_before;
        part->entry = mark->entry == w->entry_before ? mark->entry : PDX_PAGE_NO_ENTRY;
        part->role = PDX_ROLE_BLANK;
        part->probability = 1;
        part++;
        w->page->n_parts++;
        memset(part, 0, sizeof *part);
    }
    part->range = range;
    part->line = w->sheet->lines[line].number;
    part->entry = mark->entry;
    part->role = (uint8_t)role;
    if (role == mark->role) memcpy(part->others, mark->others, sizeof part->others);
    part->probability = mark->probability;
    part->witness = mark->witness == 0 ? 0 : w->sheet->lines[mark->witness - 1].number;
    part->why = mark->why;
    w->page->n_parts++;
    w->at = range.end;
    w->entry_before = mark->entry;
    w->line_before = part->line;
}

/* No other reading is as likely as the role. */
static void part_doubt(pdx_page_part *part, float probability) {
    part->probability = probability;
    for (unsigned k = 0; k < PDX_PAGE_READINGS; k++) {
        if (part->others[k].probability > 1 - probability) part->others[k].probability = 1 - probability;
    }
}

/* The words of its line do not speak for a piece that none of them announces. */
static void part_guess(pdx_page_part *part) {
    part->why = (part->why & ~PDX_WHY(PDX_RULE_LEXICON)) | PDX_WHY(PDX_RULE_SLOT);
}

static bool says_who(const pdx_page_part *part, const pdx_page_entry *entry) {
    return entry->author.end > entry->author.begin && entry->author.begin >= part->range.begin && entry->author.end <= part->range.end;
}

/* The first line that says who, or where none does the first that could: "Post author" may stand above it. */
static bool is_better_byline(const pdx_page *page, const pdx_page_entry *entry, const pdx_page_part *part) {
    if (part->role != PDX_ROLE_BYLINE) return false;
    return entry->byline == PDX_PAGE_NO_PART || (says_who(part, entry) && !says_who(&page->parts[entry->byline], entry));
}

static void entry_field(pdx_page *page, pdx_page_entry *entry, size_t i) {
    const pdx_page_part *part = &page->parts[i];
    if (entry->n_parts == 0) {
        entry->first_part = (uint32_t)i;
        entry->range.begin = part->range.begin;
    }
    entry->n_parts = (uint32_t)i + 1 - entry->first_part;
    entry->range.end = part->range.end;
    if (part->role == PDX_ROLE_TITLE && entry->title == PDX_PAGE_NO_PART) {
        entry->title = (uint32_t)i;
        entry->title_probability = part->probability;
    }
    if (is_better_byline(page, entry, part)) entry->byline = (uint32_t)i;
    if (part->role == PDX_ROLE_DATE && entry->date == PDX_PAGE_NO_PART) entry->date = (uint32_t)i;
}

static void entries_fill(pdx_page *page, const pdx_marks *marks) {
    for (size_t k = 0; k < page->n_entries; k++) {
        pdx_page_entry *entry = &page->entries[k];
        const pdx_found *found = &marks->found.data[k];
        memset(entry, 0, sizeof *entry);
        entry->title = entry->byline = entry->date = PDX_PAGE_NO_PART;
        entry->date_printed = found->date;
        entry->author = found->author;
        entry->date_from_header = found->date_from_header;
        entry->excerpt = found->excerpt;
        entry->probability = found->probability;
        entry->why = found->why;
    }
    for (size_t i = 0; i < page->n_parts; i++) {
        const pdx_page_part *part = &page->parts[i];
        if (part->entry != PDX_PAGE_NO_ENTRY && part->role != PDX_ROLE_BLANK) entry_field(page, &page->entries[part->entry], i);
        if (part->role == PDX_ROLE_PAGE_HEADING && page->heading == PDX_PAGE_NO_PART) page->heading = (uint32_t)i;
    }
}

/* Items know their range; which part and entry hold it follows from the order of both. What reaches beyond its
 * part, because furniture was glued to the list, is cut off. */
static void items_fill(pdx_page *page, const pdx_marks *marks) {
    size_t part = 0;
    for (size_t i = 0; i < marks->items.len; i++) {
        pdx_page_item item = marks->items.data[i];
        while (part + 1 < page->n_parts && page->parts[part].range.end <= item.range.begin) part++;
        if (item.range.begin < page->parts[part].range.begin) item.range.begin = page->parts[part].range.begin;
        if (item.range.end > page->parts[part].range.end) item.range.end = page->parts[part].range.end;
        if (item.range.begin >= item.range.end || page->parts[part].entry == PDX_PAGE_NO_ENTRY) continue;
        item.part = (uint32_t)part;
        item.entry = page->parts[part].entry;
        if (page->entries[item.entry].n_items++ == 0) page->entries[item.entry].first_item = (uint32_t)page->n_items;
        page->items[page->n_items++] = item;
    }
}

/* The last line of the date that begins in line `i`, where it is drawn as a leaf and all of it is the date. */
static size_t leaf_end(const pdx_sheet *sheet, const pdx_marks *marks, size_t i) {
    const pdx_mark *mark = &marks->marks.data[i];
    while (i + 1 < sheet->n && pdx_fact_is_leaf(&sheet->facts[i + 1]) && marks->marks.data[i + 1].role == PDX_ROLE_DATE &&
           marks->marks.data[i + 1].entry == mark->entry) i++;
    return i;
}

pdx_status pdx_parts_make(pdx_page *page, const pdx_sheet *sheet, const pdx_starts *starts, const pdx_marks *marks, pdx_error *err) {
    writer w = {page, sheet, 0, PDX_PAGE_NO_ENTRY, 1};
    size_t piece = 0;
    page->parts = pdx_resize_array(NULL, 2 * (sheet->n + marks->pieces.len) + 1, sizeof *page->parts);
    page->entries = pdx_alloc_zero(starts->starts.len + 1, sizeof *page->entries);
    page->items = pdx_alloc_zero(marks->items.len + 1, sizeof *page->items);
    if (page->parts == NULL || page->entries == NULL || page->items == NULL) return pdx_fail_memory(err);
    for (size_t i = 0; i < sheet->n; i++) {
        const pdx_mark *mark = &marks->marks.data[i];
        bool pieces = false;
        for (; piece < marks->pieces.len && marks->pieces.data[piece].line == i; piece++) {
            part_write(&w, marks->pieces.data[piece].range, i, (pdx_role)marks->pieces.data[piece].role, mark);
            if (marks->pieces.data[piece].guessed.end > marks->pieces.data[piece].guessed.begin) part_guess(&page->parts[page->n_parts - 1]);
            if (marks->pieces.data[piece].probability > 0) part_doubt(&page->parts[page->n_parts - 1], marks->pieces.data[piece].probability);
            pieces = true;
        }
        if (!pieces) {
            const size_t end = mark->role == PDX_ROLE_DATE ? leaf_end(sheet, marks, i) : i;
            part_write(&w, pdx_range_of(sheet->lines[i].begin, sheet->lines[end].end), i, (pdx_role)mark->role, mark);
            i = end;
        }
    }
    if (w.at < page->text.len) {
        pdx_page_part *part = &page->parts[page->n_parts++];
        memset(part, 0, sizeof *part);
        part->range = pdx_range_of(w.at, page->text.len);
        part->line = w.line_before;
        part->entry = PDX_PAGE_NO_ENTRY;
        part->role = PDX_ROLE_BLANK;
        part->probability = 1;
    }
    page->n_entries = starts->starts.len;
    entries_fill(page, marks);
    items_fill(page, marks);
    return PDX_OK;
}
