#include "page/roles/titleend.h"

#include "base/hash.h"
#include "page/lexicon/chars.h"
#include "page/lexicon/shortdate.h"
#include "page/lines/perioddays.h"
#include "page/lines/recurrence.h"
#include "page/roles/titlemark.h"

enum { LEAST_DATES = 2, LEAST_COUNTS = 4, LEAST_NAMES = 3, COUNT_DIGITS = 3, SIGNED_WORDS = 6, DAY_CHARS = 20 };

/* The words of a title, what stands after them, the last of the words, and the date that stands after them, empty: the line's own; or the name that
 * does. */
typedef struct title_end {
    pdx_range words, end, last_word, date, name;
} title_end;

static bool is_opening(uint32_t cp) { return cp == '(' || cp == '[' || cp == 0xFF08; }
static bool is_closing(uint32_t cp) { return cp == ')' || cp == ']' || cp == 0xFF09; }

/* The characters before byte `at` that `wanted` is true of, at most `most`; gives where they begin. */
static uint64_t back(pdx_span text, uint64_t from, uint64_t at, bool (*wanted)(uint32_t), unsigned most) {
    for (; at > from && most > 0; most--) {
        uint32_t cp;
        const size_t n = pdx_char_decode_before(text.data + from, text.data + at, &cp);
        if (!wanted(cp)) break;
        at -= n;
    }
    return at;
}

static bool is_no_bracket(uint32_t cp) { return !is_opening(cp) && !is_closing(cp); }
static bool is_digit(uint32_t cp) { return pdx_char_digit(cp) >= 0; }
/* What may stand between a title and the date behind it. */
static bool is_between(uint32_t cp) {
    return pdx_char_is_blank(cp) || cp == '|' || cp == '-' || cp == ',' || cp == ':' || cp == '/' || cp == 0xB7 || (cp >= 0x2010 && cp <= 0x2022);
}
static bool is_no_blank(uint32_t cp) { return !pdx_char_is_blank(cp); }

static bool end_set(title_end *out, pdx_span text, const pdx_line *line, uint64_t at) {
    out->words = pdx_chars_trim(text, pdx_range_of(line->begin, at));
    out->end = pdx_chars_trim(text, pdx_range_of(at, line->end));
    out->date = out->name = pdx_range_of(0, 0);
    out->last_word = pdx_range_of(back(text, line->begin, out->words.end, is_no_blank, UINT32_MAX), out->words.end);
    return out->words.begin < out->words.end && out->end.begin < out->end.end;
}

/* A name follows the date, before the bracket closes or the line ends: "(4 May 2011, Ann Moor)". */
static bool is_signed(const pdx_sheet *sheet, pdx_range rest) {
    unsigned words = 1;
    rest = pdx_chars_trim(sheet->text, rest);
    if (rest.begin >= rest.end || sheet->text.data[rest.begin] != ',') return false;
    for (uint64_t i = rest.begin; i < rest.end; i++) words += sheet->text.data[i] == ' ';
    return words <= SIGNED_WORDS;
}

/* "The mill burns 4 May 2011", "The mill burns | 4 May 2011": a whole date with nothing behind it, and no bracket round it. */
static bool bare_date_at_end(title_end *out, const pdx_sheet *sheet, size_t i) {
    const pdx_line *line = &sheet->lines[i];
    const pdx_range date = sheet->facts[i].date;
    pdx_dateline read;
    if (!(sheet->facts[i].flags & PDX_FACT_DATED) || date.end != line->end) return false;
    if (!pdx_facts_dateline(sheet->table, i, pdx_span_slice(sheet->text, (size_t)line->begin, (size_t)line->end), &read) || !read.complete ||
        read.relative) {
        return false;
    }
    const uint64_t words = back(sheet->text, line->begin, date.begin, is_between, UINT32_MAX);
    return words < date.begin && end_set(out, sheet->text, line, words) && (out->end = date, true);
}

/* More than half of the entries say their day elsewhere: what their titles end in is what they are about. */
static bool are_dated_elsewhere(const pdx_marks *marks) {
    size_t with = 0;
    for (size_t k = 0; k < marks->found.len; k++) with += marks->found.data[k].date.end > marks->found.data[k].date.begin;
    return 2 * with > marks->found.len;
}

/* All that `bytes` say is a day without its year, if one at all; empty: it is none. */
static pdx_range day_alone(pdx_span bytes) {
    const pdx_range day = pdx_shortdate_find(bytes);
    pdx_dateline date;
    if (day.end > day.begin) return day.end - day.begin == bytes.len ? day : pdx_range_of(0, 0);
    if (!pdx_dateline_find(bytes, &date) || date.relative || date.year_only || date.month_year || date.fill < 0.9f) return pdx_range_of(0, 0);
    return date.range;
}

/* "The mill burns (4 May)", "The mill burns (04.05.)", under the heading of a month. */
static bool day_at_end(title_end *out, const pdx_sheet *sheet, size_t i) {
    const pdx_line *line = &sheet->lines[i];
    const uint64_t close = back(sheet->text, line->begin, line->end, is_closing, 1);
    const uint64_t within = back(sheet->text, line->begin, close, is_no_bracket, DAY_CHARS);
    const uint64_t open = back(sheet->text, line->begin, within, is_opening, 1);
    pdx_range day;
    if (close == line->end || within == close || open == within || !end_set(out, sheet->text, line, open)) return false;
    day = day_alone(pdx_span_slice(sheet->text, (size_t)within, (size_t)close));
    out->date = pdx_range_of(within + day.begin, within + day.end);
    return day.end > day.begin;
}

/* Whether the range says a whole date. */
static bool is_whole_date(pdx_span text, pdx_range range) {
    pdx_dateline date;
    return pdx_dateline_find(pdx_span_slice(text, (size_t)range.begin, (size_t)range.end), &date) && date.complete && !date.relative;
}

/* "The mill burns (4 May 2011)", "The mill burns (4 May 2011, Ann Moor)"; a date may stand in the words too. */
static bool date_at_end(title_end *out, const pdx_sheet *sheet, size_t i) {
    const pdx_line *line = &sheet->lines[i];
    const pdx_range date = sheet->facts[i].date;
    const uint64_t open = back(sheet->text, line->begin, date.begin, is_opening, 1);
    if (!(sheet->facts[i].flags & PDX_FACT_DATED)) return false;
    if (open == date.begin) return day_at_end(out, sheet, i) && is_whole_date(sheet->text, out->date);
    if (back(sheet->text, date.end, line->end, is_closing, 1) != date.end && !is_signed(sheet, pdx_range_of(date.end, line->end))) return false;
    return end_set(out, sheet->text, line, open);
}

/* "The mill burns 11". */
static bool count_at_end(title_end *out, const pdx_sheet *sheet, size_t i) {
    const pdx_line *line = &sheet->lines[i];
    const uint64_t digits = back(sheet->text, line->begin, line->end, is_digit, COUNT_DIGITS);
    if (digits == line->end || digits == line->begin || back(sheet->text, line->begin, digits, is_no_blank, 1) != digits) return false;
    return end_set(out, sheet->text, line, digits);
}

/* "17 The mill burns", under the heading of a month. */
static bool day_at_begin(title_end *out, const pdx_sheet *sheet, size_t i) {
    const pdx_line *line = &sheet->lines[i];
    uint64_t at;
    if (pdx_perioddays_day(sheet->text, line->begin, line->end, &at) == 0) return false;
    out->end = pdx_range_of(line->begin, at);
    out->date = out->name = pdx_range_of(0, 0);
    out->words = pdx_chars_trim(sheet->text, pdx_range_of(at, line->end));
    out->last_word = pdx_range_of(back(sheet->text, out->words.begin, out->words.end, is_no_blank, UINT32_MAX), out->words.end);
    return out->words.begin < out->words.end;
}

/* "The mill burns by Ann Moor". */
static bool name_at_end(title_end *out, const pdx_sheet *sheet, size_t i) {
    const pdx_line *line = &sheet->lines[i];
    uint64_t at = line->end;
    for (unsigned k = 0; k < SIGNED_WORDS; k++) {
        pdx_phrase phrase;
        const uint64_t end = back(sheet->text, line->begin, at, pdx_char_is_blank, UINT32_MAX);
        at = back(sheet->text, line->begin, end, is_no_blank, UINT32_MAX);
        if (at == line->begin) return false;
        if (k == 0 || !pdx_lexicon_line(pdx_span_slice(sheet->text, (size_t)at, (size_t)line->end), &phrase)) continue;
        if (phrase.kind != PDX_PHRASE_POSTED_BY || phrase.language == PDX_LANG_NONE || phrase.hole.end <= phrase.hole.begin) continue;
        if (!end_set(out, sheet->text, line, at)) return false;
        out->name = pdx_range_of(at + phrase.hole.begin, at + phrase.hole.end);
        return true;
    }
    return false;
}

typedef bool end_reader(title_end *out, const pdx_sheet *sheet, size_t i);

/* Most titles end so, and do not differ in that alone, as the parts of a series do. */
static bool are_usual(bool *usual, end_reader *read, size_t least, const pdx_sheet *sheet, const pdx_starts *starts) {
    pdx_recurrence words;
    size_t with = 0, distinct = 0;
    bool ok = true;
    pdx_recurrence_init(&words);
    for (size_t k = 0; ok && k < starts->starts.len; k++) {
        const size_t title = starts->starts.data[k].title;
        title_end end;
        uint64_t key;
        if (title == PDX_PAGE_NO_LINE || !read(&end, sheet, title)) continue;
        key = pdx_hash(pdx_span_slice(sheet->text, (size_t)end.last_word.begin, (size_t)end.last_word.end), 0);
        distinct += pdx_recurrence_entries(&words, key) == 0;
        with++;
        ok = pdx_recurrence_note(&words, key, (uint32_t)k);
    }
    pdx_recurrence_deinit(&words);
    *usual = with >= least && 5 * with >= 3 * starts->starts.len && 4 * distinct >= 3 * with;
    return ok;
}

/* The folded words stand somewhere in the label of the page. */
static bool is_about(const pdx_fold *label, const pdx_fold *words) {
    for (size_t at = 0; at + words->len <= label->len; at = pdx_fold_space(label->text, at) + 1) {
        if (memcmp(label->text + at, words->text, words->len) != 0) continue;
        if (at + words->len == label->len || label->text[at + words->len] == ' ') return words->len > 0;
    }
    return false;
}

/* Something else of the entry says that another has written it. */
static bool is_signed_elsewhere(const pdx_found *found, pdx_span text, pdx_span name) {
    const pdx_span author = pdx_span_slice(text, (size_t)found->author.begin, (size_t)found->author.end);
    return author.len > 0 && !pdx_span_equal(author, name);
}

/* Nearly all titles end in a name, in few different ones, the page is not about what one of them has done, and most entries do not say that another
 * has written them. */
static bool are_signed(bool *are, const pdx_marks *marks, const pdx_sheet *sheet, const pdx_starts *starts, pdx_range about) {
    pdx_recurrence names;
    pdx_fold label, folded;
    const size_t n = starts->starts.len;
    size_t with = 0, distinct = 0, others = 0;
    bool ok = true, told = false;
    pdx_fold_of(&label, sheet->text, about);
    pdx_recurrence_init(&names);
    for (size_t k = 0; ok && k < n && 10 * (k - with) <= n; k++) {
        const size_t title = starts->starts.data[k].title;
        title_end end;
        if (title == PDX_PAGE_NO_LINE || !name_at_end(&end, sheet, title)) continue;
        const pdx_span name = pdx_span_slice(sheet->text, (size_t)end.name.begin, (size_t)end.name.end);
        const uint64_t key = pdx_hash(name, 0);
        pdx_fold_of(&folded, sheet->text, end.name);
        distinct += pdx_recurrence_entries(&names, key) == 0;
        told = told || is_about(&label, &folded);
        others += is_signed_elsewhere(&marks->found.data[k], sheet->text, name);
        with++;
        ok = pdx_recurrence_note(&names, key, (uint32_t)k);
    }
    pdx_recurrence_deinit(&names);
    *are = with >= LEAST_NAMES && !told && 2 * others <= with && 10 * with >= 9 * n && 3 * distinct <= with;
    return ok;
}

/* A title that is an item of a list begins behind the item's mark. */
static bool title_push(pdx_marks *marks, const pdx_titlemarks *listed, const pdx_sheet *sheet, pdx_piece title) {
    const pdx_range mark = pdx_titlemark_of(listed, sheet, title.line);
    const pdx_piece sign = {.range = mark, .line = title.line, .role = PDX_ROLE_OTHER};
    if (mark.end == mark.begin || mark.begin != title.range.begin || title.range.end <= mark.end) return PDX_VEC_PUSH(&marks->pieces, title);
    title.range = pdx_chars_trim(sheet->text, pdx_range_of(mark.end, title.range.end));
    return PDX_VEC_PUSH(&marks->pieces, sign) && PDX_VEC_PUSH(&marks->pieces, title);
}

/* `read`: what stands at the ends of titles, as a part of `role`; NULL: nothing does. */
static bool ends_split(pdx_marks *marks, const pdx_titlemarks *listed, end_reader *read, pdx_role role, const pdx_sheet *sheet,
                       const pdx_starts *starts) {
    for (size_t k = 0; k < starts->starts.len; k++) {
        const size_t i = starts->starts.data[k].title;
        pdx_piece title = {.role = PDX_ROLE_TITLE}, rest = {.role = (uint8_t)role};
        title_end end;
        if (i == PDX_PAGE_NO_LINE || starts->starts.data[k].words.end > 0 || pdx_sheet_dated_title(sheet, i)) continue;
        title.line = rest.line = (uint32_t)i;
        if (read == NULL || !read(&end, sheet, i)) {
            title.range = pdx_range_of(sheet->lines[i].begin, sheet->lines[i].end);
            if (pdx_titlemark_of(listed, sheet, i).end > 0 && !title_push(marks, listed, sheet, title)) return false;
            continue;
        }
        title.range = end.words;
        rest.range = end.end;
        const bool ahead = rest.range.begin < title.range.begin;
        if (ahead && !PDX_VEC_PUSH(&marks->pieces, rest)) return false;
        if (!title_push(marks, listed, sheet, title) || (!ahead && !PDX_VEC_PUSH(&marks->pieces, rest))) return false;
        if (role == PDX_ROLE_BYLINE) marks->found.data[k].author = end.name;
        if (role != PDX_ROLE_DATE) continue;
        pdx_found_date(&marks->found.data[k], sheet->text, end.date.end > end.date.begin ? end.date : sheet->facts[i].date, PDX_DATE_USUAL);
    }
    return true;
}

static bool has_period(const pdx_sheet *sheet) {
    for (size_t i = 0; i < sheet->n; i++) {
        if (sheet->facts[i].flags & PDX_FACT_PERIOD) return true;
    }
    return false;
}

bool pdx_titleends_read(pdx_marks *marks, const pdx_page *page, const pdx_sheet *sheet, const pdx_starts *starts) {
    const pdx_range about = page->kind == PDX_PAGE_AUTHOR ? pdx_range_of(0, 0) : page->label;
    pdx_titlemarks listed;
    bool dates, days = false, counts, names;
    pdx_titlemarks_read(&listed, sheet, starts);
    if (!are_usual(&dates, date_at_end, LEAST_DATES, sheet, starts)) return false;
    if (dates) return ends_split(marks, &listed, date_at_end, PDX_ROLE_DATE, sheet, starts);
    if (!are_dated_elsewhere(marks)) {
        if (!are_usual(&dates, bare_date_at_end, LEAST_DATES, sheet, starts)) return false;
        if (dates) return ends_split(marks, &listed, bare_date_at_end, PDX_ROLE_DATE, sheet, starts);
    }
    if (has_period(sheet) && !are_usual(&days, day_at_begin, LEAST_DATES, sheet, starts)) return false;
    if (days) return ends_split(marks, &listed, day_at_begin, PDX_ROLE_DATE, sheet, starts);
    if (has_period(sheet) && !are_usual(&days, day_at_end, LEAST_DATES, sheet, starts)) return false;
    if (days) return ends_split(marks, &listed, day_at_end, PDX_ROLE_DATE, sheet, starts);
    if (!are_signed(&names, marks, sheet, starts, about)) return false;
    if (names) return ends_split(marks, &listed, name_at_end, PDX_ROLE_BYLINE, sheet, starts);
    if (!are_usual(&counts, count_at_end, LEAST_COUNTS, sheet, starts)) return false;
    if (counts) return ends_split(marks, &listed, count_at_end, PDX_ROLE_COMMENTS, sheet, starts);
    return listed.sign == 0 || ends_split(marks, &listed, NULL, PDX_ROLE_OTHER, sheet, starts);
}
