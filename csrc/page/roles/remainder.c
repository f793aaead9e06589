#include "page/roles/remainder.h"

#include "page/lexicon/chars.h"
#include "page/roles/furniture.h"

enum { HEAD_LINES = 40 };

static pdx_page_kind heading_kind(unsigned phrase) {
    switch (phrase) {
    case PDX_PHRASE_HEADING_TAG: return PDX_PAGE_TAG;
    case PDX_PHRASE_HEADING_CATEGORY: return PDX_PAGE_CATEGORY;
    case PDX_PHRASE_HEADING_AUTHOR: return PDX_PAGE_AUTHOR;
    case PDX_PHRASE_HEADING_DATE: return PDX_PAGE_DATE;
    case PDX_PHRASE_HEADING_SEARCH: return PDX_PAGE_SEARCH;
    case PDX_PHRASE_HEADING_HOME: return PDX_PAGE_HOME;
    default: return PDX_PAGE_UNKNOWN;
    }
}

/* `range` without quotation marks round it. */
static pdx_range unquoted(pdx_span text, pdx_range range) {
    const uint8_t *data = text.data;
    range = pdx_chars_trim(text, range);
    while (range.begin < range.end) {
        uint32_t first, last;
        const size_t a = pdx_char_decode(data + range.begin, data + range.end, &first);
        const size_t b = pdx_char_decode_before(data + range.begin, data + range.end, &last);
        if (range.end - range.begin < a + b || !pdx_char_is_quote(first) || !pdx_char_is_quote(last)) break;
        range = pdx_chars_trim(text, pdx_range_of(range.begin + a, range.end - b));
    }
    return range;
}

static void heading_take(pdx_page *page, const pdx_sheet *sheet, size_t i) {
    const pdx_line *line = &sheet->lines[i];
    pdx_phrase phrase;
    if (sheet->facts[i].n_phrases == 1) phrase = sheet->phrases[sheet->facts[i].first_phrase]; /* what it is on this page, see toplabel.h */
    else if (!pdx_lexicon_line(pdx_span_slice(sheet->text, (size_t)line->begin, (size_t)line->end), &phrase)) return;
    page->kind = heading_kind(phrase.kind);
    page->label = unquoted(sheet->text, pdx_range_of(line->begin + phrase.hole.begin, line->begin + phrase.hole.end));
}

static bool is_year_sign(uint32_t cp) {
    return pdx_char_digit(cp) >= 0 || pdx_char_is_blank(cp) || cp == '-' || cp == 0x2013 || cp == 0xA9 || cp == ',' || cp == ':';
}

/* The name in a copyright line: what follows the sign and the year, up to the end of its sentence. */
static void site_take(pdx_page *page, const pdx_sheet *sheet, size_t i) {
    const pdx_line *line = &sheet->lines[i];
    const uint8_t *data = sheet->text.data, *p = data + line->begin, *end = data + line->end, *stop;
    uint32_t cp = 0;
    if (page->site_name.end > page->site_name.begin) return;
    while (p < end && cp != 0xA9) p += pdx_char_decode(p, end, &cp);
    if (cp != 0xA9) return;
    while (p < end) {
        const size_t n = pdx_char_decode(p, end, &cp);
        if (!is_year_sign(cp)) break;
        p += n;
    }
    for (stop = p; stop < end; stop++) {
        if (*stop == '|') break;
        if (*stop == '.' && (stop + 1 == end || stop[1] == ' ')) break;
    }
    page->site_name = pdx_chars_trim(sheet->text, pdx_range_of((uint64_t)(p - data), (uint64_t)(stop - data)));
}

/* The sign that stands under pages in any language. */
static bool has_copyright(const pdx_sheet *sheet, size_t i) {
    const pdx_line *line = &sheet->lines[i];
    if (!(sheet->facts[i].flags & PDX_FACT_SHORT)) return false;
    for (uint64_t at = line->begin; at + 1 < line->end; at++) {
        if (sheet->text.data[at] == 0xC2 && sheet->text.data[at + 1] == 0xA9) return true;
    }
    return false;
}

static bool outside(const pdx_marks *marks, size_t i) { return marks->marks.data[i].entry == PDX_PAGE_NO_ENTRY; }

/* Without the lexicon: a line above the first entry that names one of the tags of the entries. */
static bool names_item(const pdx_marks *marks, const pdx_sheet *sheet, size_t i, pdx_range *label, size_t *item) {
    const pdx_span line = pdx_span_slice(sheet->text, (size_t)sheet->lines[i].begin, (size_t)sheet->lines[i].end);
    size_t best = 0;
    if (line.len > 200) return false;
    for (size_t k = 0; k < marks->items.len && k < 256; k++) {
        const pdx_range range = marks->items.data[k].range;
        const size_t len = (size_t)(range.end - range.begin);
        if (len < 3 || len <= best || len > line.len) continue;
        for (size_t at = 0; at + len <= line.len; at++) {
            if (line.data[at] != sheet->text.data[range.begin] || memcmp(line.data + at, sheet->text.data + range.begin, len) != 0) continue;
            best = len;
            *item = k;
            *label = pdx_range_of(sheet->lines[i].begin + at, sheet->lines[i].begin + at + len);
            break;
        }
    }
    return best > 0;
}

static void line_outside(pdx_marks *marks, pdx_page *page, const pdx_sheet *sheet, size_t i, bool before, bool after_footer) {
    pdx_mark *mark = &marks->marks.data[i];
    const pdx_fact *fact = &sheet->facts[i];
    if (mark->role == PDX_ROLE_PAGE_HEADING) return;
    if (fact->phrases & PDX_PHRASE_BIT(PDX_PHRASE_FOOTER) || after_footer || (!before && has_copyright(sheet, i))) {
        pdx_mark_set(mark, PDX_ROLE_FOOTER, 0.85f, PDX_WHY(PDX_RULE_PAGE_EDGE));
        site_take(page, sheet, i);
    } else if (fact->phrases & PDX_PHRASE_BIT(PDX_PHRASE_COMMENT_AREA)) {
        pdx_mark_set(mark, PDX_ROLE_COMMENTS, 0.85f, PDX_WHY(PDX_RULE_LEXICON));
    } else if (fact->phrases != 0) {
        pdx_mark_set(mark, PDX_ROLE_NAV, 0.85f, PDX_WHY(PDX_RULE_LEXICON));
    } else if (fact->flags & PDX_FACT_PARA) {
        pdx_mark_set(mark, PDX_ROLE_OTHER, 0.6f, PDX_WHY(PDX_RULE_PAGE_EDGE));
        pdx_mark_or(mark, PDX_ROLE_PARAGRAPH, 0.3f);
    } else {
        pdx_mark_set(mark, before ? PDX_ROLE_OTHER : PDX_ROLE_NAV, 0.6f, PDX_WHY(PDX_RULE_PAGE_EDGE));
        pdx_mark_or(mark, before ? PDX_ROLE_NAV : PDX_ROLE_OTHER, 0.3f);
    }
}

static void heading_guess(pdx_marks *marks, pdx_page *page, const pdx_sheet *sheet, size_t first) {
    pdx_range label;
    size_t item;
    if (page->kind != PDX_PAGE_UNKNOWN) return;
    for (size_t i = first; i-- > 0 && first - i < HEAD_LINES;) {
        if (!names_item(marks, sheet, i, &label, &item)) continue;
        pdx_mark_set(&marks->marks.data[i], PDX_ROLE_PAGE_HEADING, 0.7f, PDX_WHY(PDX_RULE_TAG_OF_PAGE));
        page->label = label;
        page->kind = marks->marks.data[marks->items.data[item].part].role == PDX_ROLE_CATEGORIES ? PDX_PAGE_CATEGORY : PDX_PAGE_TAG;
        return;
    }
}

void pdx_heading_read(pdx_marks *marks, pdx_page *page, pdx_terms *terms, const pdx_sheet *sheet, const pdx_starts *starts) {
    const size_t first = starts->starts.len > 0 ? starts->starts.data[0].line : sheet->n;
    pdx_fold fold;
    for (size_t i = 0; i < first && page->kind == PDX_PAGE_UNKNOWN; i++) {
        if (!(sheet->facts[i].phrases & PDX_PHRASES_OF_HEADING)) continue;
        pdx_mark_set(&marks->marks.data[i], PDX_ROLE_PAGE_HEADING, 0.95f, PDX_WHY(PDX_RULE_LEXICON) | PDX_WHY(PDX_RULE_PAGE_EDGE));
        heading_take(page, sheet, i);
    }
    terms->kind = page->kind;
    if (page->label.end <= page->label.begin) return;
    pdx_fold_init(&fold, pdx_span_slice(sheet->text, (size_t)page->label.begin, (size_t)page->label.end), pdx_range_of(0, 0));
    terms->label = pdx_recurrence_key(&terms->items, &fold);
}

void pdx_remainder_read(pdx_marks *marks, pdx_page *page, const pdx_sheet *sheet, const pdx_starts *starts) {
    const size_t first = starts->starts.len > 0 ? starts->starts.data[0].line : sheet->n;
    bool after_footer = false;
    for (size_t i = 0; i < sheet->n; i++) {
        if (!outside(marks, i)) continue;
        line_outside(marks, page, sheet, i, i < first, after_footer);
        if (marks->marks.data[i].role == PDX_ROLE_FOOTER && i >= first) after_footer = true;
    }
    heading_guess(marks, page, sheet, first);
    if (page->kind == PDX_PAGE_UNKNOWN && starts->starts.len == 1) page->kind = PDX_PAGE_SINGLE;
}
