#include "page/roles/hashtails.h"

#include "page/lexicon/chars.h"
#include "page/roles/furniture.h"

static bool is_blank_at(pdx_span text, uint64_t at) { return text.data[at] == ' ' || text.data[at] == '\t'; }

/* A sign with a word behind it and a blank before. */
static bool opens_term(pdx_span text, uint64_t at, uint64_t end) {
    uint32_t cp;
    if (text.data[at] != '#' || at == 0 || !is_blank_at(text, at - 1) || at + 1 >= end) return false;
    (void)pdx_char_decode(text.data + at + 1, text.data + end, &cp);
    return pdx_char_is_letter(cp) && pdx_char_digit(cp) < 0;
}

/* Where the first of the terms begins that are all that stands behind the line's day, but for signs; the line's end: there are none. */
static uint64_t tail_find(const pdx_sheet *sheet, size_t i) {
    const uint64_t end = sheet->lines[i].end;
    uint64_t at = sheet->facts[i].date.end, first = end;
    while (at < end && !opens_term(sheet->text, at, end)) {
        uint32_t cp;
        at += pdx_char_decode(sheet->text.data + at, sheet->text.data + end, &cp);
        if (pdx_char_is_letter(cp)) return end;
    }
    first = at;
    for (; at < end; at++) {
        if (is_blank_at(sheet->text, at) && at + 1 < end && !is_blank_at(sheet->text, at + 1) && !opens_term(sheet->text, at + 1, end)) return end;
    }
    return first;
}

static bool piece_add(pdx_marks *marks, const pdx_sheet *sheet, size_t i, uint64_t begin, uint64_t end, pdx_role role) {
    const pdx_piece piece = {.range = pdx_chars_trim(sheet->text, pdx_range_of(begin, end)), .line = (uint32_t)i, .role = (uint8_t)role};
    return PDX_VEC_PUSH(&marks->pieces, piece);
}

static bool line_part(pdx_marks *marks, pdx_terms *terms, const pdx_sheet *sheet, size_t i, uint64_t from) {
    const pdx_range list = pdx_range_of(from, sheet->lines[i].end);
    marks->marks.data[i].why |= PDX_WHY(PDX_RULE_TAG_LIST);
    terms->tagged = true;
    return piece_add(marks, sheet, i, sheet->lines[i].begin, from, PDX_ROLE_DATE) && piece_add(marks, sheet, i, from, list.end, PDX_ROLE_TAGS) &&
           pdx_furniture_items(marks, sheet, i, list) && pdx_terms_note(terms, sheet, i, list, marks->marks.data[i].entry);
}

/* The line is that of a day, and no word has parted it. */
static bool may_have_tail(const pdx_marks *marks, const pdx_sheet *sheet, size_t i) {
    return marks->marks.data[i].role == PDX_ROLE_DATE && sheet->facts[i].flags & PDX_FACT_DATED && sheet->facts[i].n_phrases == 0;
}

bool pdx_hashtails_read(pdx_marks *marks, pdx_terms *terms, const pdx_sheet *sheet, const pdx_starts *starts) {
    for (size_t k = 0; k < starts->starts.len; k++) {
        const pdx_start *s = &starts->starts.data[k];
        for (size_t i = s->line; i < s->end; i++) {
            const uint64_t from = i == s->title || !may_have_tail(marks, sheet, i) ? sheet->lines[i].end : tail_find(sheet, i);
            if (from < sheet->lines[i].end && !line_part(marks, terms, sheet, i, from)) return false;
        }
    }
    return true;
}
