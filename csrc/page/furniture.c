#include "page/furniture.h"

#include "page/chars.h"

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
};

/* The length of a separator at `p`, 0 when there is none. */
static size_t separator(const uint8_t *p, const uint8_t *end) {
    if (*p == ',' || *p == ';' || *p == '|') return 1;
    if (end - p >= 2 && p[0] == 0xD8 && (p[1] == 0x8C || p[1] == 0x9B)) return 2;
    if (end - p >= 2 && p[0] == 0xC2 && p[1] == 0xB7) return 2;
    if (end - p >= 3 && p[0] == 0xE3 && p[1] == 0x80 && p[2] == 0x81) return 3;
    if (end - p >= 3 && p[0] == 0xEF && p[1] == 0xBC && p[2] == 0x8C) return 3;
    if (end - p >= 3 && p[0] == 0xE2 && p[1] == 0x80 && p[2] == 0xA2) return 3;
    return 0;
}

static bool item_add(pdx_marks *marks, const pdx_sheet *sheet, size_t i, uint64_t begin, uint64_t end, bool hash) {
    pdx_page_item item = {{0, 0}, 0, 0};
    item.range = pdx_chars_trim(sheet->text, pdx_range_of(begin, end));
    if (hash && item.range.begin < item.range.end && sheet->text.data[item.range.begin] == '#') item.range.begin++;
    item.part = (uint32_t)i;
    if (item.range.begin >= item.range.end) return true;
    return PDX_VEC_PUSH(&marks->items, item);
}

bool pdx_furniture_items(pdx_marks *marks, const pdx_sheet *sheet, size_t i, pdx_range range) {
    const bool hashes = sheet->facts[i].flags & PDX_FACT_HASHES;
    const uint8_t *data = sheet->text.data;
    uint64_t begin = range.begin;
    for (uint64_t at = range.begin; at < range.end;) {
        size_t len = separator(data + at, data + range.end);
        if (len == 0 && hashes && data[at] == '#' && at > begin) len = 1;
        if (len == 0) {
            at++;
            continue;
        }
        if (!item_add(marks, sheet, i, begin, at, hashes)) return false;
        at += len;
        begin = at;
    }
    return item_add(marks, sheet, i, begin, range.end, hashes);
}

static pdx_range shifted(pdx_range range, uint64_t base) { return pdx_range_of(range.begin + base, range.end + base); }

/* The date that stands in `range` of line `i`; empty when there is none. */
static pdx_range date_in(const pdx_sheet *sheet, pdx_range range) {
    pdx_dateline date;
    if (range.end <= range.begin) return pdx_range_of(0, 0);
    if (!pdx_dateline_find(pdx_span_slice(sheet->text, (size_t)range.begin, (size_t)range.end), &date)) return pdx_range_of(0, 0);
    if (date.year_only || date.month_year) return pdx_range_of(0, 0);
    return shifted(date.range, range.begin);
}

static bool phrase_fields(pdx_marks *marks, const pdx_sheet *sheet, size_t i, const pdx_phrase *phrase, pdx_found *found) {
    const uint64_t base = sheet->lines[i].begin;
    const pdx_range hole = shifted(phrase->hole, base);
    const bool filled = phrase->hole.end > phrase->hole.begin;
    switch (phrase->kind) {
    case PDX_PHRASE_POSTED_ON:
        if (found->date.end == found->date.begin) found->date = date_in(sheet, filled ? hole : shifted(phrase->range, base));
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

static bool piece_add(pdx_marks *marks, const pdx_sheet *sheet, size_t i, uint64_t begin, uint64_t end, unsigned role) {
    pdx_piece piece;
    piece.range = pdx_chars_trim(sheet->text, pdx_range_of(begin, end));
    piece.line = (uint32_t)i;
    piece.role = (uint8_t)role;
    return piece.range.begin >= piece.range.end || PDX_VEC_PUSH(&marks->pieces, piece);
}

bool pdx_furniture_phrases(pdx_marks *marks, const pdx_sheet *sheet, size_t i, pdx_found *found) {
    const pdx_line *line = &sheet->lines[i];
    pdx_mark *mark = &marks->marks.data[i];
    const size_t n = sheet->facts[i].n_phrases;
    if (n == 0) return true;
    const pdx_phrase *phrases = sheet->phrases + sheet->facts[i].first_phrase;
    pdx_mark_set(mark, (pdx_role)phrase_roles[phrases[0].kind], 0.95f, PDX_WHY(PDX_RULE_LEXICON));
    for (size_t k = 0; k < n; k++) {
        const uint64_t from = k == 0 ? line->begin : line->begin + phrases[k].range.begin;
        const uint64_t to = k + 1 < n ? line->begin + phrases[k + 1].range.begin : line->end;
        if (!phrase_fields(marks, sheet, i, &phrases[k], found)) return false;
        if (n > 1 && !piece_add(marks, sheet, i, from, to, phrase_roles[phrases[k].kind])) return false;
    }
    return true;
}

bool pdx_furniture_tail(pdx_marks *marks, const pdx_sheet *sheet, size_t i, pdx_found *found) {
    const pdx_line *line = &sheet->lines[i];
    const pdx_phrase phrase = sheet->phrases[sheet->facts[i].first_phrase];
    const uint64_t cut = line->begin + phrase.range.begin;
    if (cut <= line->begin || cut >= line->end) return true;
    if (phrase.kind == PDX_PHRASE_READ_MORE) found->excerpt = true;
    return piece_add(marks, sheet, i, line->begin, cut, marks->marks.data[i].role) &&
           piece_add(marks, sheet, i, cut, line->end, phrase_roles[phrase.kind]);
}
