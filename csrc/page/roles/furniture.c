#include "page/roles/furniture.h"

#include "page/lexicon/chars.h"
#include "page/lines/items.h"
#include "page/roles/labels.h"

static const uint8_t phrase_roles[PDX_PHRASE_KIND_COUNT] = {
    [PDX_PHRASE_NONE] = PDX_ROLE_OTHER,
    [PDX_PHRASE_HEADING_TAG] = PDX_ROLE_PAGE_HEADING,
    [PDX_PHRASE_HEADING_CATEGORY] = PDX_ROLE_PAGE_HEADING,
    [PDX_PHRASE_HEADING_AUTHOR] = PDX_ROLE_PAGE_HEADING,
    [PDX_PHRASE_HEADING_DATE] = PDX_ROLE_PAGE_HEADING,
    [PDX_PHRASE_HEADING_SEARCH] = PDX_ROLE_PAGE_HEADING,
    [PDX_PHRASE_HEADING_HOME] = PDX_ROLE_PAGE_HEADING,
    [PDX_PHRASE_POSTED_ON] = PDX_ROLE_DATE,
    [PDX_PHRASE_POSTED_BY] = PDX_ROLE_BYLINE,
    [PDX_PHRASE_POSTED_IN] = PDX_ROLE_CATEGORIES,
    [PDX_PHRASE_TAGGED] = PDX_ROLE_TAGS,
    [PDX_PHRASE_COMMENTS] = PDX_ROLE_COMMENTS,
    [PDX_PHRASE_READ_MORE] = PDX_ROLE_READ_MORE,
    [PDX_PHRASE_SHARE] = PDX_ROLE_SHARE,
    [PDX_PHRASE_PERMALINK] = PDX_ROLE_OTHER,
    [PDX_PHRASE_READING_TIME] = PDX_ROLE_OTHER,
    [PDX_PHRASE_NAV] = PDX_ROLE_NAV,
    [PDX_PHRASE_MENU] = PDX_ROLE_NAV,
    [PDX_PHRASE_SIDEBAR] = PDX_ROLE_NAV,
    [PDX_PHRASE_RELATED] = PDX_ROLE_RELATED,
    [PDX_PHRASE_COMMENT_AREA] = PDX_ROLE_COMMENTS,
    [PDX_PHRASE_FOOTER] = PDX_ROLE_FOOTER,
    [PDX_PHRASE_CAPTION] = PDX_ROLE_CAPTION,
    [PDX_PHRASE_MEMBER] = PDX_ROLE_OTHER,
};

/* "#boats, #tides": whatever announces these, they are tags. */
static bool is_hash(pdx_span text, pdx_range range) {
    return range.end - range.begin > 1 && text.data[range.begin] == '#' && text.data[range.begin + 1] > ' ';
}

bool pdx_furniture_items(pdx_marks *marks, const pdx_sheet *sheet, size_t i, pdx_range range) {
    pdx_item_reader reader;
    pdx_page_item item = {{0, 0}, (uint32_t)i, marks->marks.data[i].entry};
    pdx_item_reader_init(&reader, sheet->text, range, sheet->facts[i].flags & PDX_FACT_HASHES || is_hash(sheet->text, range));
    while (pdx_item_reader_next(&reader, &item.range)) {
        if (!PDX_VEC_PUSH(&marks->items, item)) return false;
    }
    return true;
}

static pdx_range shifted(pdx_range range, uint64_t base) { return pdx_range_of(range.begin + base, range.end + base); }

/* The date that stands in `range` of line `i`; empty when there is none. Most often it is the line's own, and nothing else. A month
 * is one where words say that it is the date; `how` tells. */
static pdx_range date_in(const pdx_sheet *sheet, size_t i, pdx_range range, unsigned *how) {
    const pdx_fact *fact = &sheet->facts[i];
    pdx_dateline date;
    if (fact->flags & PDX_FACT_DATED && fact->date.begin == range.begin && fact->date.end == range.end) return range;
    if (range.end <= range.begin) return pdx_range_of(0, 0);
    if (!pdx_dateline_find(pdx_span_slice(sheet->text, (size_t)range.begin, (size_t)range.end), &date)) return pdx_range_of(0, 0);
    if (date.year_only || (date.month_year && (*how & PDX_DATE_TOLD) == 0)) return pdx_range_of(0, 0);
    if (date.month_year) *how |= PDX_DATE_MONTH;
    return shifted(date.range, range.begin);
}

static bool phrase_fields(pdx_marks *marks, const pdx_sheet *sheet, size_t i, const pdx_phrase *phrase, pdx_found *found) {
    const uint64_t base = sheet->lines[i].begin;
    const pdx_range hole = shifted(phrase->hole, base);
    const bool filled = phrase->hole.end > phrase->hole.begin;
    pdx_range date;
    unsigned how;
    switch (phrase->kind) {
    case PDX_PHRASE_POSTED_ON:
        how = (phrase->language != PDX_LANG_NONE ? PDX_DATE_TOLD : 0u) | (phrase->later ? PDX_DATE_LATER : 0u) |
              (sheet->frame->owner.data[i] != PDX_NO_MEMBER ? PDX_DATE_USUAL : 0u);
        date = date_in(sheet, i, filled ? hole : shifted(phrase->range, base), &how);
        pdx_found_date(found, sheet->text, date, how);
        return true;
    case PDX_PHRASE_POSTED_BY:
        if (filled && found->author.end == found->author.begin) found->author = pdx_chars_trim(sheet->text, hole);
        return true;
    case PDX_PHRASE_READ_MORE:
        found->excerpt = true;
        return true;
    case PDX_PHRASE_TAGGED: case PDX_PHRASE_POSTED_IN:
        return !filled || pdx_furniture_items(marks, sheet, i, hole);
    default:
        return true;
    }
}

static bool piece_add(pdx_marks *marks, const pdx_sheet *sheet, size_t i, uint64_t begin, uint64_t end, unsigned role, pdx_range guessed) {
    pdx_piece piece = {.guessed = guessed};
    piece.range = pdx_chars_trim(sheet->text, pdx_range_of(begin, end));
    piece.line = (uint32_t)i;
    piece.role = (uint8_t)role;
    return piece.range.begin >= piece.range.end || PDX_VEC_PUSH(&marks->pieces, piece);
}

/* A name or a list that stands there without a word that says so. */
static pdx_range guessed_in(const pdx_phrase *phrase, uint64_t base) {
    const bool field = phrase->kind == PDX_PHRASE_POSTED_IN || phrase->kind == PDX_PHRASE_POSTED_BY;
    return field && phrase->language == PDX_LANG_NONE ? shifted(phrase->hole, base) : pdx_range_of(0, 0);
}

/* One phrase of the line; words of a heading announce a field where they do not stand alone on the page. */
static pdx_phrase phrase_of(const pdx_sheet *sheet, size_t i, size_t k) {
    const pdx_fact *fact = &sheet->facts[i];
    const uint64_t base = sheet->lines[i].begin;
    pdx_phrase phrase = sheet->phrases[fact->first_phrase + k];
    const unsigned kind = pdx_labels_of_entry(phrase.kind);
    if (kind != PDX_PHRASE_NONE && fact->phrases & PDX_PHRASE_BIT(kind)) phrase.kind = (uint8_t)kind;
    if (phrase.kind == PDX_PHRASE_POSTED_IN && is_hash(sheet->text, shifted(phrase.hole, base))) phrase.kind = PDX_PHRASE_TAGGED;
    return phrase;
}

bool pdx_furniture_phrases(pdx_marks *marks, const pdx_sheet *sheet, size_t i, pdx_found *found) {
    const pdx_line *line = &sheet->lines[i];
    pdx_mark *mark = &marks->marks.data[i];
    const pdx_fact *fact = &sheet->facts[i];
    if (fact->n_phrases == 0) return true;
    for (size_t k = 0; k < fact->n_phrases; k++) {
        const pdx_phrase phrase = phrase_of(sheet, i, k);
        const uint64_t from = k == 0 ? line->begin : line->begin + phrase.range.begin;
        const uint64_t to = k + 1 < fact->n_phrases ? line->begin + phrase_of(sheet, i, k + 1).range.begin : line->end;
        if (k == 0) pdx_mark_set(mark, (pdx_role)phrase_roles[phrase.kind], 0.98f, PDX_WHY(PDX_RULE_LEXICON));
        if (!phrase_fields(marks, sheet, i, &phrase, found)) return false;
        if (fact->n_phrases > 1 && !piece_add(marks, sheet, i, from, to, phrase_roles[phrase.kind], guessed_in(&phrase, line->begin))) return false;
    }
    return true;
}

bool pdx_furniture_cut(pdx_marks *marks, const pdx_sheet *sheet, size_t i, uint64_t cut, unsigned kind, pdx_found *found) {
    const pdx_line *line = &sheet->lines[i];
    if (cut <= line->begin || cut >= line->end) return true;
    if (kind == PDX_PHRASE_READ_MORE) found->excerpt = true;
    return piece_add(marks, sheet, i, line->begin, cut, marks->marks.data[i].role, pdx_range_of(0, 0)) &&
           piece_add(marks, sheet, i, cut, line->end, phrase_roles[kind], pdx_range_of(0, 0));
}

bool pdx_furniture_tail(pdx_marks *marks, const pdx_sheet *sheet, size_t i, pdx_found *found) {
    const pdx_phrase phrase = sheet->phrases[sheet->facts[i].first_phrase];
    return pdx_furniture_cut(marks, sheet, i, sheet->lines[i].begin + phrase.range.begin, phrase.kind, found);
}
