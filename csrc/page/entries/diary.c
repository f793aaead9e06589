#include "page/entries/diary.h"

#include "base/ascii.h"

enum { LEAST = 3, ABOVE = 1 /* texts above the first day, at most: what the page is */ };

static const float sure = 0.85f; /* that they are entries: a guess, until there are pages of many kinds with a truth */

/* A moment, as comments have it, and not a day: "12 June 1893, 5:04". */
static bool has_clock(pdx_span line) {
    for (size_t i = 1; i + 1 < line.len; i++) {
        if (line.data[i] == ':' && pdx_is_digit(line.data[i - 1]) && pdx_is_digit(line.data[i + 1])) return true;
    }
    return false;
}

/* The form of the day that line `i` is, and nothing else; 0: it is none. */
static uint32_t day_shape(const pdx_sheet *sheet, size_t i) {
    const unsigned full = PDX_FACT_DATE | PDX_FACT_DATED;
    const pdx_span line = pdx_span_slice(sheet->text, (size_t)sheet->lines[i].begin, (size_t)sheet->lines[i].end);
    pdx_dateline date;
    if ((sheet->facts[i].flags & full) != full || (sheet->facts[i].phrases & ~PDX_PHRASE_BIT(PDX_PHRASE_POSTED_ON)) != 0 || has_clock(line)) return 0;
    if (!pdx_facts_dateline(sheet->table, i, line, &date) || !date.complete || date.relative) return 0;
    return date.shape;
}

static bool is_text(const pdx_sheet *sheet, size_t i) {
    return sheet->facts[i].flags & (PDX_FACT_PARA | PDX_FACT_STOP) && (sheet->facts[i].phrases & (PDX_PHRASES_OF_PAGE | PDX_PHRASES_OF_HEADING)) == 0;
}

/* What an entry ends with: text, or its own furniture. */
static bool is_last(const pdx_sheet *sheet, size_t i) { return is_text(sheet, i) || sheet->facts[i].phrases & PDX_PHRASES_OF_ENTRY; }

/* The form that most days have, where one has the majority. */
static uint32_t usual_shape(const pdx_sheet *sheet) {
    uint32_t usual = 0;
    size_t votes = 0;
    for (size_t i = 0; i < sheet->n; i++) {
        const uint32_t shape = day_shape(sheet, i);
        if (shape == 0) continue;
        if (votes == 0) usual = shape;
        if (shape == usual) votes++;
        else votes--;
    }
    return usual;
}

/* What speaks for days being the beginnings of entries. */
typedef struct days {
    size_t n, others;     /* of the usual form, of other forms */
    size_t over_text;     /* with text in the line below, */
    size_t under_last;    /* and with the end of another in the line above */
    size_t again;         /* the same as the one before */
    size_t above;         /* lines of text above the first */
} days;

static days days_read(const pdx_sheet *sheet, uint32_t usual) {
    days found = {0};
    size_t last = 0;
    for (size_t i = 0; i < sheet->n; i++) {
        const uint32_t shape = day_shape(sheet, i);
        if (shape == 0 && found.n == 0) found.above += is_text(sheet, i);
        if (shape != 0 && shape != usual) found.others++;
        if (shape == 0 || shape != usual) continue;
        found.over_text += i + 1 < sheet->n && is_text(sheet, i + 1);
        found.under_last += found.n == 0 || is_last(sheet, i - 1);
        found.again += found.n > 0 && sheet->facts[i].exact == sheet->facts[last].exact;
        found.n++;
        last = i;
    }
    return found;
}

static bool are_beginnings(const days *found) {
    return found->n >= LEAST && found->above <= ABOVE && found->again == 0 && 4 * found->others <= found->n && 5 * found->over_text >= 4 * found->n &&
           5 * found->under_last >= 4 * found->n;
}

/* The first line from `i` on that is the page's own; their number when there is none. */
static size_t end_of_last(const pdx_sheet *sheet, size_t i) {
    while (i < sheet->n && (sheet->facts[i].phrases & PDX_PHRASES_OF_PAGE) == 0) i++;
    return i;
}

pdx_status pdx_diary_read(pdx_starts *starts, pdx_choice *choice, const pdx_sheet *sheet, pdx_error *err) {
    const uint32_t usual = usual_shape(sheet);
    const days found = usual == 0 ? (days){0} : days_read(sheet, usual);
    if (!are_beginnings(&found)) return PDX_OK;
    if (!PDX_VEC_RESERVE(&starts->starts, found.n)) return pdx_fail_memory(err);
    for (size_t i = 0; i < sheet->n; i++) {
        pdx_start start = {.line = (uint32_t)i, .title = PDX_PAGE_NO_LINE, .margin = 1, .date = sheet->facts[i].date};
        if (day_shape(sheet, i) != usual) continue;
        if (starts->starts.len > 0) starts->starts.data[starts->starts.len - 1].end = (uint32_t)i;
        start.end = (uint32_t)end_of_last(sheet, i + 1);
        starts->starts.data[starts->starts.len++] = start;
    }
    choice->probability = sure;
    choice->why = PDX_WHY(PDX_RULE_CUT_DAYS);
    choice->n_like = 0;
    return PDX_OK;
}
