#include "page/roles/signedlists.h"

#include "base/hash.h"
#include "page/lexicon/chars.h"
#include "page/lines/items.h"
#include "page/roles/furniture.h"

enum { NAME_WORDS = 4, ITEM_WORDS = 6, LEAST = 2, PLACE = 0x51 };

/* A line that begins or ends with its day, and what stands beside that. */
typedef struct signed_line {
    uint32_t line, entry;
    bool dated_first;
    pdx_range rest;
    pdx_range name, list; /* once the word is known; empty list: the line does not have it */
} signed_line;

typedef PDX_VEC(signed_line) signed_lines;

/* Signs between a list and the day, with the blanks round them. */
static pdx_range without_signs(pdx_span text, pdx_range range) {
    for (;;) {
        uint32_t cp;
        range = pdx_chars_trim(text, range);
        if (range.end <= range.begin) return range;
        const size_t n = pdx_char_decode_before(text.data + range.begin, text.data + range.end, &cp);
        if (cp != '|' && cp != '-' && cp != ',' && cp != 0xB7 && cp != 0x2013 && cp != 0x2014 && cp != 0x2022) return range;
        range.end -= n;
    }
}

/* A word of the lexicon explains some of the line. */
static bool is_told(const pdx_sheet *sheet, const pdx_fact *fact) {
    for (size_t k = 0; k < fact->n_phrases; k++) {
        if (sheet->phrases[fact->first_phrase + k].language != PDX_LANG_NONE) return true;
    }
    return false;
}

static bool line_read(signed_line *out, const pdx_sheet *sheet, size_t i) {
    const pdx_fact *fact = &sheet->facts[i];
    const pdx_line *line = &sheet->lines[i];
    if ((fact->flags & (PDX_FACT_DATED | PDX_FACT_DATE | PDX_FACT_PARA)) != PDX_FACT_DATED || is_told(sheet, fact)) return false;
    out->line = (uint32_t)i;
    out->dated_first = fact->date.begin == line->begin;
    if (!out->dated_first && fact->date.end != line->end) return false;
    out->rest = out->dated_first ? pdx_range_of(fact->date.end, line->end) : pdx_range_of(line->begin, fact->date.begin);
    out->rest = without_signs(sheet->text, out->rest);
    return out->rest.end > out->rest.begin;
}

static bool lines_collect(signed_lines *lines, const pdx_sheet *sheet, const pdx_starts *starts) {
    for (uint32_t k = 0; k < starts->starts.len; k++) {
        const pdx_start *s = &starts->starts.data[k];
        signed_line one = {.entry = k};
        for (size_t i = s->line; i < s->end; i++) {
            if (i != s->title && line_read(&one, sheet, i) && !PDX_VEC_PUSH(lines, one)) return false;
        }
    }
    return true;
}

/* The word could part an author from a list: it does not begin with a capital, where the script has any. */
static bool is_small_word(pdx_span text, pdx_range word) {
    const uint8_t *p = text.data + word.begin, *end = text.data + word.end;
    uint32_t cp;
    (void)pdx_char_decode(p, end, &cp);
    if (!pdx_char_is_letter(cp) || pdx_char_is_upper(cp) || pdx_char_digit(cp) >= 0) return false;
    while (p < end) {
        p += pdx_char_decode(p, end, &cp);
        if (!pdx_char_is_letter(cp)) return false;
    }
    return true;
}

/* Word number `number` of what the line says beside the day could part it; its key. 0: it could not. */
static uint64_t key_of(const pdx_sheet *sheet, const signed_line *line, pdx_range word, unsigned number) {
    const bool may = line->dated_first ? number == 0 : number > 0;
    if (!may || !is_small_word(sheet->text, word) || word.end >= line->rest.end) return 0;
    return pdx_recurrence_of_hash(pdx_hash(pdx_span_slice(sheet->text, (size_t)word.begin, (size_t)word.end), PLACE + line->dated_first));
}

/* Gives the words one by one that could part the line; false after the last one. */
static bool next_word(const pdx_sheet *sheet, const signed_line *line, pdx_range *word, unsigned *number, uint64_t *key) {
    while (*number <= NAME_WORDS) {
        *word = pdx_chars_word(sheet->text, pdx_range_of(word->end, line->rest.end));
        if (word->end <= word->begin) return false;
        *key = key_of(sheet, line, *word, (*number)++);
        if (*key != 0) return true;
    }
    return false;
}

static bool words_note(pdx_recurrence *words, const signed_lines *lines, const pdx_sheet *sheet) {
    for (size_t k = 0; k < lines->len; k++) {
        const signed_line *line = &lines->data[k];
        pdx_range word = pdx_range_of(line->rest.begin, line->rest.begin);
        unsigned number = 0;
        uint64_t key;
        while (next_word(sheet, line, &word, &number, &key)) {
            if (!pdx_recurrence_note(words, key, line->entry)) return false;
        }
    }
    return true;
}

/* The word that parts the lines of most entries; 0: there is none. */
static uint64_t word_find(const pdx_recurrence *words, const signed_lines *lines, const pdx_sheet *sheet, size_t entries) {
    uint32_t most = LEAST - 1;
    uint64_t best = 0, key;
    for (size_t k = 0; k < lines->len; k++) {
        const signed_line *line = &lines->data[k];
        pdx_range word = pdx_range_of(line->rest.begin, line->rest.begin);
        unsigned number = 0;
        while (next_word(sheet, line, &word, &number, &key)) {
            const uint32_t n = pdx_recurrence_entries(words, key);
            if (n <= most) continue;
            most = n;
            best = key;
        }
    }
    return 2 * (size_t)most >= entries ? best : 0;
}

/* Its items are short. */
static bool is_list(pdx_span text, pdx_range range, unsigned *items) {
    pdx_item_reader reader;
    pdx_range item;
    pdx_item_reader_init(&reader, text, range, false);
    for (*items = 0; pdx_item_reader_next(&reader, &item); ++*items) {
        unsigned words = 0;
        for (pdx_range word = pdx_chars_word(text, item); word.end > word.begin; word = pdx_chars_word(text, pdx_range_of(word.end, item.end))) {
            words++;
        }
        if (words > ITEM_WORDS) return false;
    }
    return *items > 0;
}

/* Parts the line at the word. Gives the number of its items; 0: it is not parted. */
static unsigned line_part(signed_line *line, const pdx_sheet *sheet, uint64_t by) {
    pdx_range word = pdx_range_of(line->rest.begin, line->rest.begin);
    unsigned number = 0, items = 0;
    uint64_t key;
    while (next_word(sheet, line, &word, &number, &key)) {
        if (key != by) continue;
        line->name = pdx_chars_trim(sheet->text, pdx_range_of(line->rest.begin, word.begin));
        line->list = pdx_chars_trim(sheet->text, pdx_range_of(word.end, line->rest.end));
        if (is_list(sheet->text, line->list, &items)) return items;
        break;
    }
    line->list = pdx_range_of(0, 0);
    return 0;
}

/* Parts all lines at the word, and says whether that proves itself: an author comes again, or where the day stands in front, a third of the lists
 * have several items. False when out of memory. */
static bool lines_part(signed_lines *lines, const pdx_sheet *sheet, uint64_t by, bool *proven) {
    pdx_recurrence names;
    size_t parted = 0, several = 0, again = 0;
    bool ok = true, first = false;
    pdx_recurrence_init(&names);
    for (size_t k = 0; ok && k < lines->len; k++) {
        signed_line *line = &lines->data[k];
        const unsigned items = line_part(line, sheet, by);
        uint64_t name;
        if (items == 0) continue;
        parted++;
        several += items > 1;
        first = line->dated_first;
        name = pdx_recurrence_of_hash(pdx_hash(pdx_span_slice(sheet->text, (size_t)line->name.begin, (size_t)line->name.end), 0));
        again += pdx_recurrence_entries(&names, name) > 0;
        ok = pdx_recurrence_note(&names, name, line->entry);
    }
    pdx_recurrence_deinit(&names);
    *proven = parted >= LEAST && several > 0 && (first ? 3 * several >= parted : again > 0);
    return ok;
}

/* Forgets what was seen in the lines that are parted. */
static void lines_clear(pdx_marks *marks, const signed_lines *lines) {
    size_t pieces = 0, items = 0;
    for (size_t k = 0; k < lines->len; k++) {
        if (lines->data[k].list.end > lines->data[k].list.begin) marks->marks.data[lines->data[k].line].role = PDX_ROLE_COUNT;
    }
    for (size_t k = 0; k < marks->pieces.len; k++) {
        if (marks->marks.data[marks->pieces.data[k].line].role != PDX_ROLE_COUNT) marks->pieces.data[pieces++] = marks->pieces.data[k];
    }
    for (size_t k = 0; k < marks->items.len; k++) {
        if (marks->marks.data[marks->items.data[k].part].role != PDX_ROLE_COUNT) marks->items.data[items++] = marks->items.data[k];
    }
    marks->pieces.len = pieces;
    marks->items.len = items;
}

static bool piece_add(pdx_marks *marks, const pdx_sheet *sheet, uint32_t line, uint64_t begin, uint64_t end, pdx_role role) {
    const pdx_piece piece = {.range = pdx_chars_trim(sheet->text, pdx_range_of(begin, end)), .line = line, .role = (uint8_t)role};
    return piece.range.begin >= piece.range.end || PDX_VEC_PUSH(&marks->pieces, piece);
}

static bool line_mark(pdx_marks *marks, pdx_terms *terms, const pdx_sheet *sheet, const signed_line *line) {
    const pdx_range date = sheet->facts[line->line].date, name = line->name;
    const pdx_line *whole = &sheet->lines[line->line];
    const uint64_t tags = line->dated_first ? line->rest.begin : line->list.begin;
    pdx_found *found = &marks->found.data[line->entry];
    pdx_mark_set(&marks->marks.data[line->line], PDX_ROLE_TAGS, 0.85f, PDX_WHY(PDX_RULE_LABEL) | PDX_WHY(PDX_RULE_SLOT));
    pdx_mark_or(&marks->marks.data[line->line], PDX_ROLE_CATEGORIES, 0.1f);
    pdx_found_date(found, sheet->text, date, PDX_DATE_USUAL);
    if (name.end > name.begin) found->author = name;
    terms->tagged = true;
    if (line->dated_first && !piece_add(marks, sheet, line->line, whole->begin, tags, PDX_ROLE_DATE)) return false;
    if (!line->dated_first && !piece_add(marks, sheet, line->line, whole->begin, tags, PDX_ROLE_BYLINE)) return false;
    if (!piece_add(marks, sheet, line->line, tags, line->dated_first ? whole->end : date.begin, PDX_ROLE_TAGS)) return false;
    if (!line->dated_first && !piece_add(marks, sheet, line->line, date.begin, whole->end, PDX_ROLE_DATE)) return false;
    return pdx_furniture_items(marks, sheet, line->line, line->list) && pdx_terms_note(terms, sheet, line->line, line->list, line->entry);
}

static bool lines_mark(pdx_marks *marks, pdx_terms *terms, const pdx_sheet *sheet, const signed_lines *lines) {
    lines_clear(marks, lines);
    for (size_t k = 0; k < lines->len; k++) {
        if (lines->data[k].list.end > lines->data[k].list.begin && !line_mark(marks, terms, sheet, &lines->data[k])) return false;
    }
    return true;
}

bool pdx_signedlists_read(pdx_marks *marks, pdx_terms *terms, const pdx_sheet *sheet, const pdx_starts *starts) {
    pdx_recurrence words;
    signed_lines lines;
    bool ok, proven = false;
    PDX_VEC_INIT(&lines);
    pdx_recurrence_init(&words);
    ok = lines_collect(&lines, sheet, starts);
    if (ok && lines.len >= LEAST) {
        ok = words_note(&words, &lines, sheet);
        const uint64_t by = ok ? word_find(&words, &lines, sheet, starts->starts.len) : 0;
        if (by != 0) ok = lines_part(&lines, sheet, by, &proven);
        if (ok && proven) ok = lines_mark(marks, terms, sheet, &lines);
    }
    pdx_recurrence_deinit(&words);
    PDX_VEC_DEINIT(&lines);
    return ok;
}
