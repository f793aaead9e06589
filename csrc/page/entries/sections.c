#include "page/entries/sections.h"


enum { LEAST_QUESTIONS = 4, LEAST_STEPS = 3, LEAST_CUES = 3, LEAST_STANZAS = 2, LEAST_VERSES = 6 };
static const float sure = 0.8f;

static bool is_digit_at(const pdx_sheet *sheet, uint64_t at) { return (unsigned)sheet->text.data[at] - '0' < 10; }

/* "00:01:20,000 --> 00:01:24,500": when a line of subtitles is seen. */
static bool is_cue(const pdx_sheet *sheet, size_t i) {
    const pdx_line *line = &sheet->lines[i];
    if (!is_digit_at(sheet, line->begin) || !is_digit_at(sheet, line->end - 1)) return false;
    for (uint64_t at = line->begin; at + 3 <= line->end; at++)
        if (memcmp(sheet->text.data + at, "-->", 3) == 0) return true;
    return false;
}

/* Cues are nearly as many as titles. */
static bool are_subtitles(const pdx_titles *titles, const pdx_sheet *sheet) {
    size_t cues = 0;
    for (size_t i = 0; i < sheet->n; i++) cues += is_cue(sheet, i);
    return cues >= LEAST_CUES && 4 * cues >= 3 * titles->lines.len;
}

/* Nothing between the titles but a few lines tells of posts: when they were written, by whom, or how they go on. */
static bool are_unsigned(const pdx_titles *titles, const pdx_sheet *sheet) {
    size_t told = 0;
    for (size_t i = titles->lines.data[0]; i < sheet->n; i++)
        told += pdx_fact_is_of_entry(&sheet->facts[i]) && !(sheet->facts[i].flags & PDX_FACT_PARA && sheet->facts[i].phrases == 0);
    return 4 * told <= titles->lines.len;
}

static bool is_answered(const pdx_sheet *sheet, size_t i) { return i + 1 < sheet->n && pdx_sheet_is_body(sheet, i + 1); }

static bool is_question(const pdx_sheet *sheet, size_t i) {
    const uint32_t last = sheet->lines[i].last;
    return last == '?' || last == 0x61F || last == 0xFF1F;
}

/* Nearly all titles ask, and text stands under each. */
static bool are_questions(const pdx_titles *titles, const pdx_sheet *sheet) {
    const size_t n = titles->lines.len;
    size_t asked = 0;
    for (size_t k = 0; k < n; k++) asked += is_question(sheet, titles->lines.data[k]) && is_answered(sheet, titles->lines.data[k]);
    return n >= LEAST_QUESTIONS && 5 * asked >= 4 * n;
}

/* The number that the line begins with, with a mark and a space behind it: "3. Open the lock". 0: none. */
static unsigned number_of(const pdx_sheet *sheet, size_t i) {
    const pdx_line *line = &sheet->lines[i];
    unsigned number = 0;
    uint64_t at = line->begin;
    while (at < line->end && at < line->begin + 3 && is_digit_at(sheet, at)) number = 10 * number + (unsigned)(sheet->text.data[at++] - '0');
    if (at + 1 >= line->end || (sheet->text.data[at] != '.' && sheet->text.data[at] != ')')) return 0;
    return sheet->text.data[at + 1] == ' ' ? number : 0;
}

/* Most titles have numbers that rise from the first on and text under them, and one without a number or text stands above: the post's own. */
static bool are_steps(const pdx_titles *titles, const pdx_sheet *sheet) {
    const uint32_t *title = titles->lines.data;
    const size_t n = titles->lines.len;
    size_t steps = 0;
    unsigned before = 0;
    bool headed = number_of(sheet, title[0]) == 0;
    for (size_t k = 0; k < n; k++) {
        const unsigned number = number_of(sheet, title[k]);
        if (number == 0) continue;
        if (number <= before || number > before + 2 || (before == 0 && number > 2)) return false;
        before = number;
        steps += is_answered(sheet, title[k]);
    }
    for (size_t i = 0; i < title[0]; i++) headed = headed || pdx_sheet_is_body(sheet, i);
    return headed && steps >= LEAST_STEPS && 3 * steps >= 2 * n;
}

static bool is_verse_end(uint32_t last) { return last == ',' || last == ';' || last == 0x60C || last == 0x3001; }

/* Nothing but short lines, of which many break off as those of poems do. */
static bool are_verses(const pdx_sheet *sheet) {
    size_t ends = 0, others = 0;
    for (size_t i = 0; i < sheet->n; i++) {
        const pdx_fact *fact = &sheet->facts[i];
        ends += is_verse_end(sheet->lines[i].last);
        others += pdx_fact_is_of_entry(fact) || (fact->flags & PDX_FACT_PARA && !(fact->flags & PDX_FACT_SENTENCE));
    }
    return sheet->n >= LEAST_VERSES && 6 * ends >= sheet->n && 12 * others <= sheet->n;
}

/* Titles alone, of which as many follow each other without a blank line as do behind the next one: the lines of a poem. */
static bool are_stanzas(const pdx_rows *rows, const pdx_titles *titles, const pdx_sheet *sheet) {
    const size_t n = titles->lines.len;
    size_t stanzas = 1, verses = 1, whole = 0, first = 0;
    if (!rows->taken || rows->form != PDX_ROWS_TITLE || n < LEAST_VERSES) return false;
    for (size_t k = 1; k <= n; k++) {
        if (k < n && titles->lines.data[k] != titles->lines.data[k - 1] + 1) return false;
        if (k < n && sheet->lines[titles->lines.data[k]].gap == 0) {
            verses++;
            continue;
        }
        if (first == 0) first = verses;
        whole += verses == first;
        stanzas += k < n;
        verses = 1;
    }
    return stanzas >= LEAST_STANZAS && first > 1 && first < n && 4 * whole >= 3 * stanzas;
}

void pdx_sections_settle(pdx_rows *rows, pdx_choice *choice, pdx_titles *titles, const pdx_sheet *sheet) {
    if (titles->lines.len < 2 || sheet->n_fixed > 0) return;
    if (!are_subtitles(titles, sheet) && !are_stanzas(rows, titles, sheet)) {
        if (!are_verses(sheet) && !are_questions(titles, sheet) && !are_steps(titles, sheet)) return;
        if (!are_unsigned(titles, sheet)) return;
    }
    titles->lines.len = titles->score.len = 0;
    rows->taken = false;
    choice->why = PDX_WHY(PDX_RULE_SECTION);
    choice->probability = sure;
}
