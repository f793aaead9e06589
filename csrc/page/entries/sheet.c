#include "page/entries/sheet.h"

#include "page/lexicon/chars.h"

enum { NAME_WORDS = 5 };

bool pdx_sheet_is_name(const pdx_sheet *sheet, size_t i) {
    const pdx_line *line = &sheet->lines[i];
    const uint8_t *p = sheet->text.data + line->begin, *end = sheet->text.data + line->end;
    unsigned words = 0, small = 0;
    bool begins = true, first_small = false;
    if (line->words > NAME_WORDS || line->digits > 0 || sheet->facts[i].flags & (PDX_FACT_LIST | PDX_FACT_HASHES | PDX_FACT_TIGHT)) return false;
    while (p < end) {
        uint32_t cp;
        const size_t n = pdx_char_decode(p, end, &cp);
        if (begins && pdx_char_is_letter(cp)) {
            const bool is_small = pdx_char_is_lower(cp);
            if (words++ == 0) first_small = is_small;
            small += is_small;
        }
        begins = pdx_char_is_blank(cp) && cp != 0x200C;
        p += n;
    }
    return words > 0 && !first_small && 2 * small <= words;
}

bool pdx_sheet_dated_title(const pdx_sheet *sheet, size_t i) {
    const pdx_fact *fact = &sheet->facts[i];
    pdx_range rest;
    uint32_t cp;
    if (!(fact->flags & PDX_FACT_DATED) || fact->flags & (PDX_FACT_DATE | PDX_FACT_PARA) || fact->phrases != 0) return false;
    if (fact->date.begin != sheet->lines[i].begin || fact->date.end + 8 >= sheet->lines[i].end) return false;
    rest = pdx_chars_trim(sheet->text, pdx_range_of(fact->date.end, sheet->lines[i].end));
    (void)pdx_char_decode(sheet->text.data + rest.begin, sheet->text.data + rest.end, &cp);
    return rest.begin > fact->date.end && pdx_char_is_letter(cp) && !(fact->flags & PDX_FACT_FIELDS); /* a mark there joins fields, not a title */
}

/* Line `i` comes again as `twin` with another line between that is no furniture and not much shorter: the text of a
 * picture round its title. A word or two between them are the section of an entry whose picture is named like it. */
static bool is_side_of_sandwich(const pdx_sheet *sheet, size_t i, size_t between, size_t twin) {
    if (twin >= sheet->n || !pdx_sheet_same(sheet, i, twin) || pdx_sheet_same(sheet, i, between)) return false;
    return !pdx_sheet_is_meta(sheet, between) && 3 * sheet->lines[between].words >= sheet->lines[i].words;
}

float pdx_sheet_title_look(const pdx_sheet *sheet, size_t i) {
    float look = sheet->facts[i].title;
    const bool before = i > 0, after = i + 1 < sheet->n;
    if (pdx_sheet_is_meta(sheet, i)) return look - 60;
    if (sheet->facts[i].flags & PDX_FACT_ECHOED) look += 35;
    if (sheet->facts[i].flags & PDX_FACT_COMMON) look -= PDX_SHEET_COMMON;
    if (before && after && is_side_of_sandwich(sheet, i - 1, i, i + 1) && !pdx_sheet_is_meta(sheet, i - 1)) return look + 40;
    if (after && pdx_sheet_same(sheet, i, i + 1)) look -= 30;
    else if (before && pdx_sheet_same(sheet, i, i - 1)) look += 20; /* under the text of its picture */
    if (is_side_of_sandwich(sheet, i, i + 1, i + 2) || (i >= 2 && is_side_of_sandwich(sheet, i, i - 1, i - 2))) look -= 40;
    return look;
}
