#include "archive/model/steps.h"
#include "page/evidence.h"

/* Comments of pages of HTML, as markup tells them: apart from the body of the post, and parts of it. Those that stand in no entry are the only
 * one's, which goes on to the last of them. */

static uint32_t entry_of(const pdx_page *cut, const archive_block *line) {
    for (uint32_t e = 0; e < cut->n_entries; e++) {
        const pdx_range range = cut->entries[e].range;
        if (range.begin <= line->range.begin && line->range.begin < range.end) return e;
    }
    return cut->n_entries == 1 && cut->entries[0].range.end <= line->range.begin ? 0 : PDX_NONE;
}

static void extend(pdx_page *cut, uint32_t entry, size_t part) {
    pdx_page_entry *to = &cut->entries[entry];
    for (size_t i = to->first_part + to->n_parts; i <= part; i++) {
        cut->parts[i].entry = entry;
        if (cut->parts[i].role == PDX_ROLE_COMMENTS) cut->parts[i].role = PDX_ROLE_NAV; /* "2 comments": what leads there */
    }
    if (part < to->first_part + to->n_parts) return;
    to->n_parts = (uint32_t)part + 1 - to->first_part;
    to->range.end = cut->parts[part].range.end;
}

static bool is_fixed(const pdx_page_part *part) { return (part->why & (PDX_WHY(PDX_RULE_CORRECTED) | PDX_WHY(PDX_RULE_LIKE_CORRECTED))) != 0; }

static void part_set(pdx_page_part *part, uint8_t role) {
    memset(part->others, 0, sizeof part->others);
    part->role = role;
    part->probability = 0.97f;
    part->why = PDX_WHY(PDX_RULE_ELEMENT);
}

/* A heading over the first of them is none of the post's. */
static void heading_leave(pdx_page *cut, uint32_t entry, size_t part) {
    const uint32_t heads = PDX_ROLE_BIT(PDX_ROLE_HEADING) | PDX_ROLE_BIT(PDX_ROLE_COMMENTS);
    size_t i = part;
    while (i > cut->entries[entry].first_part && cut->parts[i - 1].role == PDX_ROLE_BLANK) i--;
    if (i > cut->entries[entry].first_part && (PDX_ROLE_BIT(cut->parts[i - 1].role) & heads) != 0 && !is_fixed(&cut->parts[i - 1])) {
        part_set(&cut->parts[i - 1], PDX_ROLE_NAV);
    }
}

/* What was taken for the post's own. */
static void field_leave(pdx_page *cut, pdx_page_entry *entry, uint32_t part) {
    const pdx_range range = cut->parts[part].range;
    if (entry->byline == part) entry->byline = PDX_PAGE_NO_PART;
    if (entry->date == part) entry->date = PDX_PAGE_NO_PART;
    if (entry->author.begin >= range.begin && entry->author.end <= range.end) entry->author = pdx_range_of(0, 0);
    if (entry->date_printed.begin >= range.begin && entry->date_printed.end <= range.end) entry->date_printed = pdx_range_of(0, 0);
}

/* Parts and lines both ascend. A title opens its entry, and what a person has said stays. */
static void page_set(pdx_page *cut, const archive_source *source) {
    uint32_t before = PDX_NONE; /* the entry that the last one was of */
    size_t b = 0;
    for (size_t i = 0; i < cut->n_parts; i++) {
        pdx_page_part *part = &cut->parts[i];
        const archive_block *line;
        uint32_t entry;
        while (b < source->comments.len && source->comments.data[b].range.end <= part->range.begin) b++;
        if (b == source->comments.len) return;
        line = &source->comments.data[b];
        if (part->role == PDX_ROLE_BLANK || is_fixed(part) || part->range.begin < line->range.begin || part->range.end > line->range.end) continue;
        entry = entry_of(cut, line);
        if (entry == PDX_NONE || i == cut->entries[entry].title) continue;
        extend(cut, entry, i);
        if (entry != before) heading_leave(cut, entry, i);
        field_leave(cut, &cut->entries[entry], (uint32_t)i);
        part_set(part, line->role);
        before = entry;
    }
}

pdx_status archive_html_comments(pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    for (size_t i = 0; i < archive->pages.len; i++) {
        const archive_source *source = &archive->sources.data[archive->pages.data[i].source];
        if (source->comments.len == 0) continue;
        page_set(&archive->pages.data[i].cut, source);
        PDX_TRY(pdx_tick_step(tick, 0, 0, err));
    }
    return PDX_OK;
}
