#include "page/roles/continued.h"

#include "page/lexicon/chars.h"
#include "page/lexicon/lexicon.h"
#include "page/roles/furniture.h"

enum {
    LEAST = 4,   /* bytes of a title that proves anything */
    WORDS = 8,   /* at most, before it */
    BEHIND = 80, /* bytes, at most */
};

static pdx_range title_of(const pdx_sheet *sheet, const pdx_start *start) {
    const pdx_line *line = &sheet->lines[start->title];
    return start->words.end > start->words.begin ? start->words : pdx_chars_trim(sheet->text, pdx_range_of(line->begin, line->end));
}

/* The entry's last line of text; PDX_PAGE_NO_LINE when something else explains its end, or when there is none. */
static uint32_t last_text(const pdx_marks *marks, const pdx_sheet *sheet, const pdx_start *start) {
    for (uint32_t i = start->end; i > start->line; i--) {
        if (marks->marks.data[i - 1].role != PDX_ROLE_PARAGRAPH || i - 1 == start->title) continue;
        return sheet->facts[i - 1].tail == PDX_PHRASE_NONE ? i - 1 : PDX_PAGE_NO_LINE;
    }
    return PDX_PAGE_NO_LINE;
}

/* Where the bytes of `title` stand last in `range`, near to its end; empty: nowhere. */
static pdx_range last_copy(pdx_span text, pdx_range range, pdx_range title) {
    const uint64_t len = title.end - title.begin;
    if (range.end - range.begin <= len) return pdx_range_of(0, 0);
    const uint64_t last = range.end - len, least = last - range.begin > BEHIND ? last - BEHIND : range.begin;
    for (uint64_t at = last; at > least; at--)
        if (text.data[at] == text.data[title.begin] && memcmp(text.data + at, text.data + title.begin, (size_t)len) == 0) {
            return pdx_range_of(at, at + len);
        }
    return pdx_range_of(0, 0);
}

static bool is_end_of_sentence(uint32_t cp) {
    return cp == '.' || cp == '!' || cp == '?' || cp == ')' || cp == ']' || cp == 0x2026 || cp == 0x3002 || cp == 0xFF01 || cp == 0xFF1F ||
           cp == 0x061F || pdx_char_is_quote(cp);
}

/* Furniture begins as a sentence does: behind the end of one, or with no small letter; the title itself, with which others begin too, behind the
 * end of one. */
static bool may_begin(pdx_span text, pdx_range line, uint64_t at, bool title) {
    const pdx_range before = pdx_chars_trim(text, pdx_range_of(line.begin, at));
    uint32_t cp;
    if (before.begin >= before.end) return false;
    pdx_char_decode_before(text.data + before.begin, text.data + before.end, &cp);
    if (is_end_of_sentence(cp)) return true;
    pdx_char_decode(text.data + at, text.data + line.end, &cp);
    return !title && !pdx_char_is_lower(cp);
}

/* Whether all from `at` on is a phrase that leads to the whole post, and `copy` is what it names. */
static bool is_phrase(pdx_span text, pdx_range line, uint64_t at, pdx_range copy) {
    pdx_phrase phrase;
    if (!may_begin(text, line, at, at == copy.begin)) return false;
    if (!pdx_lexicon_line(pdx_span_slice(text, (size_t)at, (size_t)line.end), &phrase) || phrase.kind != PDX_PHRASE_READ_MORE) return false;
    return phrase.hole.begin + at == copy.begin && phrase.hole.end + at <= copy.end && phrase.hole.end > phrase.hole.begin;
}

/* The byte before `at` at which the word before it begins. */
static uint64_t word_before(pdx_span text, uint64_t from, uint64_t at) {
    while (at > from && text.data[at - 1] == ' ') at--;
    while (at > from && text.data[at - 1] != ' ') at--;
    return at;
}

/* Where the furniture begins; the end of `line` when there is none. */
static uint64_t phrase_begin(pdx_span text, pdx_range line, pdx_range copy) {
    uint64_t at = copy.begin;
    if (copy.end < line.end && is_phrase(text, line, at, copy)) return at;
    for (unsigned n = 0; n < WORDS && at > line.begin && copy.begin - at < BEHIND; n++) {
        at = word_before(text, line.begin, at);
        if (at > line.begin && is_phrase(text, line, at, copy)) return at;
    }
    return line.end;
}

bool pdx_continued_read(pdx_marks *marks, const pdx_sheet *sheet, const pdx_starts *starts) {
    for (size_t k = 0; k < starts->starts.len; k++) {
        const pdx_start *start = &starts->starts.data[k];
        if (start->title == PDX_PAGE_NO_LINE) continue;
        const pdx_range title = title_of(sheet, start);
        const uint32_t i = last_text(marks, sheet, start);
        if (title.end - title.begin < LEAST || i == PDX_PAGE_NO_LINE) continue;
        const pdx_range line = pdx_chars_trim(sheet->text, pdx_range_of(sheet->lines[i].begin, sheet->lines[i].end));
        const pdx_range copy = last_copy(sheet->text, line, title);
        const uint64_t cut = copy.end > copy.begin ? phrase_begin(sheet->text, line, copy) : line.end;
        if (cut < line.end && !pdx_furniture_cut(marks, sheet, i, cut, PDX_PHRASE_READ_MORE, &marks->found.data[k])) return false;
    }
    return true;
}
