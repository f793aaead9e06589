#include "page/entries/even.h"

#include <math.h>

#include "page/lexicon/chars.h"

enum { LEAST_ENTRIES = 4, MOST_LINES = 7 /* of an entry */, HEADING_LINES = 2, TITLE_BYTES = 160, LONGER = 2 /* a text than a title, on the page */ };
static const float sure = 0.6f;

/* A stretch of lines, and how its entries divide it: each has `heads` short lines, the title among them, and so many more that are text; or text,
 * the title under it, and the day under that where `days` is 1. */
typedef struct even_page {
    size_t first, end;
    unsigned lines, heads, title; /* of an entry; the title: which of its lines */
    bool under;
    unsigned days;
} even_page;

typedef enum place { HEAD, TEXT, DAY } place;

/* What stands on the line with this number in each entry. */
static place place_of(const even_page *even, size_t at) {
    if (!even->under) return at < even->heads ? HEAD : TEXT;
    if (at + even->days >= even->lines) return DAY;
    return at + even->days + 1 == even->lines ? HEAD : TEXT;
}

/* Furniture of the page, numbers and marks at either end of it. That of an entry is of the only one. */
static bool is_edge(const pdx_rows *rows, const pdx_sheet *sheet, size_t i) {
    const unsigned kind = rows->lines.lines.data[i].kind;
    if (pdx_fact_is_of_entry(&sheet->facts[i])) return false;
    return kind == PDX_ROW_META || kind == PDX_ROW_PERIOD || sheet->lines[i].digits == pdx_line_bytes(&sheet->lines[i]) ||
           sheet->facts[i].flags & PDX_FACT_WORDLESS;
}

/* The page begins with text and does not end with it, furniture left aside: worth to look at its lines, whatever cuts it. */
static bool may_be_under(const pdx_sheet *sheet) {
    size_t first = 0, end = sheet->n;
    while (first < end && pdx_fact_is_meta(&sheet->facts[first])) first++;
    while (end > first && (pdx_fact_is_meta(&sheet->facts[end - 1]) || sheet->facts[end - 1].flags & PDX_FACT_WORDLESS)) end--;
    if (first == end || sheet->facts[end - 1].flags & PDX_FACT_PARA) return false;
    for (size_t i = first; i < end && i <= first + HEADING_LINES; i++)
        if (sheet->facts[i].flags & PDX_FACT_PARA) return true;
    return false;
}

/* Line `i` can be a title: one that asks or exclaims too, and one in which words of furniture stand. */
static bool can_be_title(const pdx_rows *rows, const pdx_sheet *sheet, size_t i) {
    const unsigned kind = rows->lines.lines.data[i].kind;
    if (pdx_line_bytes(&sheet->lines[i]) > TITLE_BYTES || sheet->facts[i].flags & (PDX_FACT_COLON | PDX_FACT_CUT)) return false;
    if (kind == PDX_ROW_META) return sheet->facts[i].title + PDX_FACT_PHRASE_LOOK > 0;
    return kind == PDX_ROW_TITLE || kind == PDX_ROW_PERIOD || (kind == PDX_ROW_TEXT && sheet->facts[i].flags & PDX_FACT_SENTENCE);
}

static bool can_be_text(const pdx_rows *rows, const pdx_sheet *sheet, size_t i) {
    const unsigned kind = rows->lines.lines.data[i].kind;
    const unsigned flags = sheet->facts[i].flags;
    return kind == PDX_ROW_TEXT || (kind == PDX_ROW_OTHER && flags & PDX_FACT_PARA) || (kind == PDX_ROW_TITLE && flags & PDX_FACT_STOP);
}

static bool is_day(const pdx_sheet *sheet, size_t i) { return (sheet->facts[i].flags & PDX_FACT_DATE) != 0; }

/* "— Ann Vale": who said what stands above. */
static bool is_signed(const pdx_sheet *sheet, size_t i) {
    const uint8_t *p = sheet->text.data + sheet->lines[i].begin;
    uint32_t first;
    (void)pdx_char_decode(p, sheet->text.data + sheet->lines[i].end, &first);
    return first == '-' || (first >= 0x2012 && first <= 0x2015);
}

/* What is seen of the heads at one place of all entries. */
typedef struct head_sum {
    size_t bytes, words, plain, names, signs, same; /* same: as in the entry before */
} head_sum;

static head_sum heads_sum(const pdx_rows *rows, const pdx_sheet *sheet, const even_page *even, unsigned head) {
    head_sum sum = {0};
    for (size_t i = even->first + head; i < even->end; i += even->lines) {
        sum.bytes += (size_t)pdx_line_bytes(&sheet->lines[i]);
        sum.words += sheet->lines[i].words;
        sum.plain += rows->lines.lines.data[i].kind == PDX_ROW_TITLE;
        sum.names += pdx_sheet_is_name(sheet, i);
        sum.signs += is_signed(sheet, i);
        sum.same += sheet->facts[i].flags & PDX_FACT_COMMON || (i >= even->first + even->lines && pdx_sheet_same(sheet, i, i - even->lines));
    }
    return sum;
}

/* The titles of listings are mostly no sentences, and no two are the same. Lines that begin with a dash sign the text above. */
static bool are_titles(const head_sum *sum, size_t n) {
    return 3 * sum->plain >= 2 * n && 8 * sum->same <= n && 2 * sum->words >= 3 * n && 2 * sum->signs <= n;
}

/* The lines at this place of most entries name a day: no text, but "Posted on 4.5.2011 by Ann Vale, filed under Boats". */
static bool are_dated(const pdx_sheet *sheet, const even_page *even, size_t at) {
    size_t dated = 0;
    for (size_t i = even->first + at; i < even->end; i += even->lines) dated += (sheet->facts[i].flags & PDX_FACT_DATED) != 0;
    return 2 * dated * even->lines > even->end - even->first;
}

/* The lines of the stretch are heads, texts and days at their places, and the texts are longer than the titles. */
static bool is_even(const pdx_rows *rows, const pdx_sheet *sheet, even_page *even) {
    const size_t n = (even->end - even->first) / even->lines;
    const unsigned last = even->under ? even->lines - even->days - 1 : even->heads - 1;
    size_t texts = 0, bytes = 0;
    for (size_t i = even->first; i < even->end; i++) {
        const place here = place_of(even, (i - even->first) % even->lines);
        if (here == HEAD ? !can_be_title(rows, sheet, i) : here == TEXT ? !can_be_text(rows, sheet, i) : !is_day(sheet, i)) return false;
        if (here != TEXT) continue;
        texts++;
        bytes += (size_t)pdx_line_bytes(&sheet->lines[i]);
    }
    for (size_t at = 0; at < even->lines; at++)
        if (place_of(even, at) == TEXT && are_dated(sheet, even, at)) return false;
    const head_sum first = heads_sum(rows, sheet, even, even->under ? last : 0), second = heads_sum(rows, sheet, even, last);
    const bool over = even->heads > 1 && (first.same > second.same || 2 * first.names > n) && first.bytes < second.bytes; /* an author, a section */
    const head_sum *title = over ? &second : &first;
    even->title = even->under ? last : over;
    return are_titles(title, n) && bytes * n > LONGER * texts * title->bytes;
}

/* How the lines from `first` on divide, if they do. */
static bool division_find(even_page *even, const pdx_rows *rows, const pdx_sheet *sheet) {
    for (even->lines = 2; even->lines <= MOST_LINES; even->lines++) {
        const size_t n = (even->end - even->first) / even->lines;
        if (n < LEAST_ENTRIES || n * even->lines != even->end - even->first) continue;
        even->heads = 1;
        even->under = true;
        for (even->days = 0; even->days <= 1 && even->days + 1 < even->lines; even->days++) {
            if (is_even(rows, sheet, even)) return true;
        }
        even->under = false;
        for (even->days = 0; even->heads <= 2 && even->heads < even->lines; even->heads++) {
            if (is_even(rows, sheet, even)) return true;
        }
    }
    return false;
}

/* Line `i` can stand above the first entry: no text, and nothing that an entry has. */
static bool heads_page(const pdx_rows *rows, const pdx_sheet *sheet, size_t i) {
    return rows->lines.lines.data[i].kind != PDX_ROW_TEXT && !pdx_fact_is_of_entry(&sheet->facts[i]);
}

/* Below the furniture that the page begins with, and a line or two that head it. A title and a name are the head of one post, with sections. */
static bool even_find(even_page *even, const pdx_rows *rows, const pdx_sheet *sheet) {
    size_t first = 0;
    even->end = sheet->n;
    while (first < even->end && is_edge(rows, sheet, first)) first++;
    while (even->end > first && is_edge(rows, sheet, even->end - 1)) even->end--;
    for (size_t by = 0; by <= HEADING_LINES && first + by < even->end; by++) {
        even->first = first + by;
        if (by > 0 && !heads_page(rows, sheet, even->first - 1)) return false;
        if (by > 1 && pdx_sheet_is_name(sheet, even->first - 1)) return false;
        if (division_find(even, rows, sheet)) return true;
    }
    return false;
}

/* The page is cut at some of the same titles and at no other lines: by what only some of its entries have. */
static bool are_some(const pdx_titles *titles, const even_page *even) {
    for (size_t k = 0; k < titles->lines.len; k++) {
        const size_t line = titles->lines.data[k];
        if (line < even->first || line >= even->end || (line - even->first) % even->lines != even->title) return false;
    }
    return titles->lines.len < (even->end - even->first) / even->lines;
}

pdx_status pdx_even_read(pdx_rows *rows, pdx_choice *choice, pdx_titles *titles, pdx_frame *frame, const pdx_sheet *sheet, pdx_error *err) {
    even_page even;
    float probability = sure;
    if (sheet->n_fixed > 0) return PDX_OK;
    if (rows->lines.lines.len != sheet->n) {
        if (!may_be_under(sheet)) return PDX_OK;
        PDX_TRY(pdx_row_lines_read(&rows->lines, sheet, err));
    }
    if (!even_find(&even, rows, sheet)) return PDX_OK;
    if (titles->lines.len > 0 && are_some(titles, &even)) probability = fmaxf(sure, choice->probability); /* of some of them, already */
    else if (!even.under && choice->probability >= sure && titles->lines.len > 0) return PDX_OK;
    rows->form = PDX_ROWS_TITLE_TEXT;
    rows->rows.len = 0;
    for (size_t i = even.first; i < even.end; i += even.lines) {
        const pdx_start row = {.line = (uint32_t)i, .title = (uint32_t)i + even.title, .end = (uint32_t)i + even.lines, .margin = 1};
        if (!PDX_VEC_PUSH(&rows->rows, row)) return pdx_fail_memory(err);
    }
    return pdx_rows_take(rows, choice, titles, frame, sheet, probability, err);
}
