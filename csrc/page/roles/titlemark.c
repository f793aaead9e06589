#include "page/roles/titlemark.h"

#include "page/lexicon/chars.h"
#include "text/utf8.h"

/* Of N titles all but one in MISSING have the mark; fewer than LEAST are chance. */
enum { LEAST = 2, MISSING = 8, DIGITS = 3 };

static bool is_sign(uint32_t cp) {
    if (cp < 0x80) return cp == '*' || cp == '+' || cp == '-' || cp == 'o';
    return cp == 0xB7 || cp == 0x2022 || cp == 0x2023 || cp == 0x2043 || (cp >= 0x25A0 && cp <= 0x25FF);
}

/* A sign, or a number with what closes it; then a blank, and more. */
static pdx_range mark_at(pdx_span text, const pdx_line *line, uint32_t *sign, uint32_t *number) {
    uint64_t at = line->begin;
    size_t len;
    for (*number = 0; at < line->end && at - line->begin < DIGITS && text.data[at] >= '0' && text.data[at] <= '9'; at++) {
        *number = *number * 10 + (text.data[at] - '0');
    }
    if (at >= line->end) return pdx_range_of(0, 0);
    *sign = pdx_utf8_decode(text.data + at, text.data + line->end, &len);
    if (at > line->begin ? *sign != '.' && *sign != ')' : !is_sign(*sign)) return pdx_range_of(0, 0);
    at += len;
    if (at + 1 >= line->end || text.data[at] != ' ') return pdx_range_of(0, 0);
    return pdx_range_of(line->begin, at);
}

void pdx_titlemarks_read(pdx_titlemarks *marks, const pdx_sheet *sheet, const pdx_starts *starts) {
    size_t with = 0;
    uint32_t last = 0;
    marks->sign = 0;
    for (size_t k = 0; k < starts->starts.len; k++) {
        const size_t title = starts->starts.data[k].title;
        uint32_t sign, number;
        if (title == PDX_PAGE_NO_LINE) continue;
        const pdx_range mark = mark_at(sheet->text, &sheet->lines[title], &sign, &number);
        if (mark.end == mark.begin || (with > 0 && sign != marks->sign) || ((sign == '.' || sign == ')') && number != last + 1)) continue;
        marks->sign = sign;
        last = number;
        with++;
    }
    if (with < LEAST || (starts->starts.len - with) * MISSING > starts->starts.len) marks->sign = 0;
}

pdx_range pdx_titlemark_of(const pdx_titlemarks *marks, const pdx_sheet *sheet, size_t i) {
    uint32_t sign, number;
    if (marks->sign == 0) return pdx_range_of(0, 0);
    const pdx_range mark = mark_at(sheet->text, &sheet->lines[i], &sign, &number);
    return mark.end > mark.begin && sign == marks->sign ? mark : pdx_range_of(0, 0);
}
