#include "page/entries/rowlines.h"

#include "base/hash.h"
#include "page/lexicon/chars.h"
#include "page/lines/leaves.h"
#include "page/lexicon/shortdate.h"

enum { ROW_BYTES = 300, INLINE_BYTES = 1000, LEAST_INLINE = 2, PERIOD_BYTES = 40, LEAST_LETTERS = 2, TITLE_LOOK = 5, DATED_LOOK = -15,
       DATED_LEAST_LOOK = -70, DATED_PRICE = 25, PHRASE_PRICE = 80, SHORT_SHAPE = 7, FIELD_WORDS = 22, FIELD_LOOK = 25, DATE_WORDS = 6 };

void pdx_row_lines_deinit(pdx_row_lines *lines) { PDX_VEC_DEINIT(&lines->lines); }

/* What stands between a date and a title, or round both. */
static bool is_mark(uint32_t cp) {
    if (cp == '-' || cp == ':' || cp == '|' || cp == '/' || cp == '~' || cp == '*' || cp == ',' || cp == ';' || cp == '>' || cp == '.') return true;
    return cp == 0xB7 || cp == 0xBB || (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2022 || cp == 0x203A || (cp >= 0x2190 && cp <= 0x21FF) ||
           cp == 0x60C || cp == 0xFF1A;
}

static bool is_open(uint32_t cp) { return cp == '(' || cp == '[' || cp == 0xFF08 || cp == 0x3010; }
static bool is_close(uint32_t cp) { return cp == ')' || cp == ']' || cp == 0xFF09 || cp == 0x3011; }

static bool is_between(uint32_t cp) { return is_mark(cp) || pdx_char_is_blank(cp); }
static bool is_before_date(uint32_t cp) { return is_between(cp) || is_open(cp); }
static bool is_after_date(uint32_t cp) { return is_between(cp) || is_close(cp); }

/* `range` without such characters at its beginning, */
static uint64_t skip_front(pdx_span text, pdx_range range, bool (*wanted)(uint32_t)) {
    uint32_t cp;
    for (size_t n; range.begin < range.end; range.begin += n) {
        n = pdx_char_decode(text.data + range.begin, text.data + range.end, &cp);
        if (!wanted(cp)) break;
    }
    return range.begin;
}

/* and at its end. */
static uint64_t skip_back(pdx_span text, pdx_range range, bool (*wanted)(uint32_t)) {
    uint32_t cp;
    for (size_t n; range.end > range.begin; range.end -= n) {
        n = pdx_char_decode_before(text.data + range.begin, text.data + range.end, &cp);
        if (!wanted(cp)) break;
    }
    return range.end;
}

static bool has_letters(pdx_span text, pdx_range range) {
    unsigned letters = 0;
    while (range.begin < range.end && letters < LEAST_LETTERS) {
        uint32_t cp;
        range.begin += pdx_char_decode(text.data + range.begin, text.data + range.end, &cp);
        letters += pdx_char_is_ideograph(cp) ? LEAST_LETTERS : pdx_char_is_letter(cp) && pdx_char_digit(cp) < 0;
    }
    return letters >= LEAST_LETTERS;
}

/* What a line prints of a date. */
typedef struct printed {
    pdx_range date;
    uint64_t shape;
    bool period;
} printed;

static printed date_of(const pdx_sheet *sheet, size_t i) {
    const pdx_line *line = &sheet->lines[i];
    const pdx_fact *fact = &sheet->facts[i];
    const pdx_span bytes = pdx_span_slice(sheet->text, (size_t)line->begin, (size_t)line->end);
    printed out = {.shape = 0};
    pdx_dateline found;
    if (fact->flags & PDX_FACT_DATED) {
        out.date = fact->date;
        out.shape = pdx_facts_form(sheet->table, PDX_FORM_DATE)[i];
        if (out.shape == 0 && pdx_facts_dateline(sheet->table, i, bytes, &found)) out.shape = pdx_hash_u64(found.shape, sheet->table->key) | 1; /* a guess was dropped, with its forms */
        return out;
    }
    if (line->digits == 0 && line->leads == 0 && line->wide == 0) return out;
    out.date = pdx_shortdate_find(bytes);
    out.shape = SHORT_SHAPE;
    if (out.date.end == 0 && pdx_facts_dateline(sheet->table, i, bytes, &found) && !found.relative) {
        out.period = found.year_only || found.month_year;
        if (!out.period || (bytes.len <= PERIOD_BYTES && found.fill > 0.9f)) out.date = found.range;
        out.shape = found.shape;
    }
    if (out.date.end > 0) out.date = pdx_range_of(line->begin + out.date.begin, line->begin + out.date.end);
    return out;
}

/* A mark stands right beside the date, with blanks or without, on the side from `from` to `to`. */
static bool has_mark(pdx_span text, pdx_range side) {
    uint32_t cp;
    for (size_t n; side.begin < side.end; side.begin += n) {
        n = pdx_char_decode(text.data + side.begin, text.data + side.end, &cp);
        if (is_mark(cp) && cp != '.' && cp != ',') return true;
    }
    return false;
}

/* The date is a field between others: "Low water at the lock | 4 May 2011 | boats, tides". */
static bool is_field(const pdx_sheet *sheet, size_t i, pdx_range date) {
    const pdx_line *line = &sheet->lines[i];
    const uint64_t before = skip_back(sheet->text, pdx_range_of(line->begin, date.begin), is_before_date);
    const uint64_t after = skip_front(sheet->text, pdx_range_of(date.end, line->end), is_after_date);
    return has_mark(sheet->text, pdx_range_of(before, date.begin)) && has_mark(sheet->text, pdx_range_of(date.end, after));
}

/* `words` with the mark that closes a quotation which opens in them, if it stands right behind: it is none between title and date. */
static pdx_range with_quote(pdx_span text, pdx_range words) {
    const uint8_t *p = text.data + words.begin, *end = text.data + words.end;
    unsigned open = 0;
    for (; p + 1 < end; p++) open = p[0] == 0xC2 && p[1] == 0xAB ? 1 : p[0] == 0xC2 && p[1] == 0xBB ? 0 : open;
    if (open && words.end + 2 <= text.len && end[0] == 0xC2 && end[1] == 0xBB) words.end += 2;
    return words;
}

static size_t words_in(pdx_span text, pdx_range range) {
    size_t words = 1;
    for (uint64_t i = range.begin; i < range.end; i++) words += text.data[i] == ' ';
    return words;
}

/* Behind the date stands how long the text takes to read, or how many have said something: the date is the last that tells of the title. */
static bool is_counted_behind(const pdx_sheet *sheet, size_t i, pdx_range date) {
    const uint64_t end = sheet->lines[i].end, after = skip_front(sheet->text, pdx_range_of(date.end, end), is_after_date);
    pdx_phrase phrase;
    if (after >= end || end - after > PERIOD_BYTES || !pdx_lexicon_line(pdx_span_slice(sheet->text, (size_t)after, (size_t)end), &phrase)) {
        return false;
    }
    return phrase.kind == PDX_PHRASE_READING_TIME || phrase.kind == PDX_PHRASE_COMMENTS;
}

/* "(4 May 2011, Ann Moor)": a bracket opens right before the date, and little more than a name stands behind it. */
static bool is_bracketed(const pdx_sheet *sheet, size_t i, pdx_range date) {
    const pdx_line *line = &sheet->lines[i];
    const uint64_t open = skip_back(sheet->text, pdx_range_of(line->begin, date.begin), is_open);
    return open < date.begin && date.end < line->end && sheet->text.data[date.end] == ',' && line->end - date.end <= PERIOD_BYTES;
}

/* The words beside the date, if it stands at one end of the line, or before it, if it is a field between others. */
static pdx_range words_of(const pdx_sheet *sheet, size_t i, pdx_range date, bool *tail) {
    const pdx_line *line = &sheet->lines[i];
    const pdx_span text = sheet->text;
    pdx_range words = {0, 0};
    *tail = false;
    if (skip_front(text, pdx_range_of(line->begin, date.begin), is_before_date) == date.begin) {
        words = pdx_range_of(skip_front(text, pdx_range_of(date.end, line->end), is_after_date), line->end);
    } else if (skip_back(text, pdx_range_of(date.end, line->end), is_after_date) == date.end || is_field(sheet, i, date) ||
               is_counted_behind(sheet, i, date) || is_bracketed(sheet, i, date)) {
        *tail = true;
        words = with_quote(text, pdx_range_of(skip_front(text, pdx_range_of(line->begin, date.begin), is_between),
                                              skip_back(text, pdx_range_of(line->begin, date.begin), is_before_date)));
    }
    return words.begin < words.end && has_letters(text, words) ? words : pdx_range_of(0, 0);
}

static bool is_furniture(const pdx_sheet *sheet, size_t i) {
    const pdx_fact *fact = &sheet->facts[i];
    return fact->phrases & (PDX_PHRASES_OF_ENTRY | PDX_PHRASES_OF_PAGE | PDX_PHRASES_OF_HEADING) || fact->flags & PDX_FACT_HASHES;
}

/* Words of some language say what the line is, other than how long the text takes to read. */
static bool is_worded(const pdx_sheet *sheet, const pdx_fact *fact) {
    for (unsigned k = 0; k < fact->n_phrases; k++) {
        const pdx_phrase *phrase = &sheet->phrases[fact->first_phrase + k];
        if (phrase->language != PDX_LANG_NONE && phrase->kind != PDX_PHRASE_READING_TIME) return true;
    }
    return false;
}

/* Nothing but its date makes the line furniture: what stands beside it was taken for a name or a section without a word that says so. */
static bool is_told(const pdx_sheet *sheet, size_t i) {
    const pdx_fact *fact = &sheet->facts[i];
    return is_worded(sheet, fact) || fact->flags & PDX_FACT_HASHES || (fact->tail != PDX_PHRASE_NONE && fact->tail != PDX_PHRASE_READING_TIME);
}

static uint8_t kind_of(pdx_row_line *line, const pdx_sheet *sheet, size_t i) {
    const pdx_fact *fact = &sheet->facts[i];
    const unsigned never = PDX_FACT_URL | PDX_FACT_WORDLESS | PDX_FACT_CODE;
    printed date = {.shape = 0};
    bool tail;
    if (pdx_fact_is_leaf(fact)) return PDX_ROW_META;
    if (fact->flags & PDX_FACT_PERIOD) return PDX_ROW_PERIOD;
    if (pdx_line_bytes(&sheet->lines[i]) <= ROW_BYTES) date = date_of(sheet, i);
    if (date.date.end > 0) {
        line->date = date.date;
        if (date.period) return PDX_ROW_PERIOD;
        line->words = words_of(sheet, i, date.date, &tail);
        line->shape = 2 * date.shape + tail;
        if (line->words.end == 0 && fact->phrases == 0 && (fact->flags & PDX_FACT_DATE || date.shape == SHORT_SHAPE)) return PDX_ROW_DATE;
        line->look = (int16_t)(fact->title + (fact->phrases != 0 ? DATED_PRICE + PHRASE_PRICE : DATED_PRICE));
        line->is_field = line->words.end > 0 && line->words.end <= date.date.begin && is_field(sheet, i, date.date) &&
                         words_in(sheet->text, line->words) <= FIELD_WORDS;
        if (line->is_field) line->look = FIELD_LOOK; /* what stands behind the date does not tell what the title is like */
        if (line->words.end > 0 && !is_told(sheet, i) && line->look >= DATED_LOOK && !(fact->flags & never)) return PDX_ROW_DATED;
        if (fact->flags & PDX_FACT_DATE) return PDX_ROW_DATE;
    }
    if (is_furniture(sheet, i)) return PDX_ROW_META;
    if (fact->flags & never) return PDX_ROW_OTHER;
    if (fact->title >= TITLE_LOOK) return fact->flags & PDX_FACT_DATED ? PDX_ROW_OTHER : PDX_ROW_TITLE; /* furniture of a theme's own */
    return fact->flags & PDX_FACT_PARA ? PDX_ROW_TEXT : PDX_ROW_OTHER;
}

/* The line has words beside a date, whatever they say. */
static bool has_words(const pdx_row_line *line) { return line->words.end > 0 && line->look >= DATED_LEAST_LOOK; }

/* The shape of most rows with their date; 0: there is none. By the majority vote of Boyer and Moore (1991), counted again. A word that says what a
 * line is can stand in a title by chance, but not in most of them. */
static uint64_t usual_shape(const pdx_row_lines *lines) {
    uint64_t shape = 0;
    size_t lead = 0, with = 0, rows = 0, all = 0;
    for (size_t i = 0; i < lines->lines.len; i++) {
        const pdx_row_line *line = &lines->lines.data[i];
        if (line->kind != PDX_ROW_DATED) continue;
        if (lead == 0) shape = line->shape;
        lead = line->shape == shape ? lead + 1 : lead - 1;
    }
    for (size_t i = 0; i < lines->lines.len; i++) {
        const pdx_row_line *line = &lines->lines.data[i];
        all += line->kind == PDX_ROW_DATED;
        rows += line->kind == PDX_ROW_DATED && line->shape == shape;
        with += has_words(line) && line->shape == shape;
    }
    return with > 1 && 2 * rows >= with && 2 * rows > all ? shape : 0;
}

/* A title that is a date itself stands beside such a date as the others do: "6 Dec 2003 | 2003-12-06". */
static void date_title_read(pdx_row_line *line, const pdx_sheet *sheet, size_t i, uint64_t shape) {
    const pdx_fact *fact = &sheet->facts[i];
    const uint64_t end = sheet->lines[i].end;
    pdx_range rest;
    pdx_dateline found;
    if (!(fact->flags & PDX_FACT_DATED) || fact->date.begin != sheet->lines[i].begin || is_told(sheet, i)) return;
    rest = pdx_range_of(skip_front(sheet->text, pdx_range_of(fact->date.end, end), is_after_date), end);
    if (!has_mark(sheet->text, pdx_range_of(fact->date.end, rest.begin))) return;
    if (!pdx_dateline_find(pdx_span_slice(sheet->text, (size_t)rest.begin, (size_t)end), &found) || found.range.begin != 0) return;
    if (shape != 2 * (pdx_hash_u64(found.shape, sheet->table->key) | 1) + 1) return;
    line->words = fact->date;
    line->date = pdx_range_of(rest.begin + found.range.begin, rest.begin + found.range.end);
    line->shape = shape;
    line->look = FIELD_LOOK;
}

/* The bytes are a date of this shape and nothing else. */
static bool is_date_of(const pdx_sheet *sheet, pdx_range range, uint64_t shape) {
    const unsigned tail = shape & 1;
    const pdx_span bytes = pdx_span_slice(sheet->text, (size_t)range.begin, (size_t)range.end);
    const pdx_range day = pdx_shortdate_find(bytes);
    pdx_dateline found;
    if (bytes.len == 0) return false;
    if (day.end == bytes.len) return shape == 2 * SHORT_SHAPE + tail;
    if (!pdx_dateline_find(bytes, &found) || found.range.begin > 0 || found.range.end < bytes.len) return false;
    return shape == 2 * found.shape + tail || shape == 2 * (pdx_hash_u64(found.shape, sheet->table->key) | 1) + tail;
}

/* Words beside it were taken for a part of the date, which at its end of the line is such a one as others have: "Autumn 2009 May 4". */
static void beside_read(pdx_row_line *line, const pdx_sheet *sheet, size_t i, uint64_t shape) {
    const uint8_t *text = sheet->text.data;
    const pdx_range all =
        pdx_range_of(skip_front(sheet->text, pdx_range_of(sheet->lines[i].begin, sheet->lines[i].end), is_between), sheet->lines[i].end);
    const bool tail = shape & 1;
    uint64_t at = tail ? all.end : all.begin;
    for (unsigned words = 0; words < DATE_WORDS; words++) {
        pdx_range date, rest;
        do at += tail ? UINT64_MAX : 1;
        while (at > all.begin && at < all.end && text[at] != ' ');
        if (at <= all.begin || at >= all.end) return;
        date = tail ? pdx_range_of(at + 1, all.end) : pdx_range_of(all.begin, at);
        date.begin = skip_front(sheet->text, date, is_before_date);
        date.end = skip_back(sheet->text, date, is_after_date);
        rest = tail ? pdx_range_of(all.begin, skip_back(sheet->text, pdx_range_of(all.begin, at), is_before_date))
                    : pdx_range_of(skip_front(sheet->text, pdx_range_of(at, all.end), is_after_date), all.end);
        if (rest.begin >= rest.end || !is_date_of(sheet, date, shape)) continue;
        line->date = date;
        line->words = rest;
        line->shape = shape;
        line->look = DATED_LOOK;
        return;
    }
}

static bool can_have_date(const pdx_sheet *sheet, size_t i) {
    const pdx_line *line = &sheet->lines[i];
    return line->digits + line->leads + line->wide > 0 && pdx_line_bytes(line) <= ROW_BYTES && sheet->facts[i].tail == PDX_PHRASE_NONE;
}

/* What looks unlike a title alone, or holds a word of furniture, is one where it stands beside such a date as the others do. */
static void dated_settle(pdx_row_lines *lines, const pdx_sheet *sheet) {
    const uint64_t shape = usual_shape(lines);
    for (size_t i = 0; shape != 0 && i < sheet->n; i++) {
        pdx_row_line *line = &lines->lines.data[i];
        if (line->shape != shape && line->date.end > 0) date_title_read(line, sheet, i, shape);
        if ((line->shape != shape || line->words.end == 0) && can_have_date(sheet, i)) beside_read(line, sheet, i, shape);
        if (line->shape == shape && has_words(line)) line->kind = PDX_ROW_DATED;
    }
}

/* Whether the line is a title, its date and the first words of its text: "Low water at the lock May 4, 2011 - The warden says". Then `out` is that
 * row. */
static bool inline_read(pdx_row_line *out, const pdx_sheet *sheet, size_t i) {
    const pdx_line *line = &sheet->lines[i];
    const pdx_fact *fact = &sheet->facts[i];
    pdx_range text;
    if (!(fact->flags & PDX_FACT_DATED) || is_told(sheet, i) || pdx_line_bytes(line) > INLINE_BYTES) return false;
    out->date = fact->date;
    out->words = pdx_range_of(line->begin, skip_back(sheet->text, pdx_range_of(line->begin, fact->date.begin), is_before_date));
    text = pdx_range_of(skip_front(sheet->text, pdx_range_of(fact->date.end, line->end), is_after_date), line->end);
    out->shape = 2 * date_of(sheet, i).shape + 1;
    out->look = FIELD_LOOK;
    out->kind = PDX_ROW_DATED;
    out->is_field = true;
    return has_letters(sheet->text, out->words) && words_in(sheet->text, out->words) <= FIELD_WORDS && has_letters(sheet->text, text) &&
           has_mark(sheet->text, pdx_range_of(fact->date.end, text.begin));
}

/* Where nearly all lines that are no furniture are so, each is a row. */
static void inline_settle(pdx_row_lines *lines, const pdx_sheet *sheet) {
    size_t with = 0, all = 0;
    pdx_row_line row;
    for (size_t i = 0; i < sheet->n; i++) {
        all += lines->lines.data[i].kind != PDX_ROW_META && lines->lines.data[i].kind != PDX_ROW_PERIOD;
        with += inline_read(&row, sheet, i);
    }
    if (with < LEAST_INLINE || 4 * with < 3 * all) return;
    for (size_t i = 0; i < sheet->n; i++) {
        if (inline_read(&row, sheet, i)) lines->lines.data[i] = row;
    }
}

pdx_status pdx_row_lines_read(pdx_row_lines *lines, const pdx_sheet *sheet, pdx_error *err) {
    if (!PDX_VEC_RESERVE(&lines->lines, sheet->n)) return pdx_fail_memory(err);
    lines->lines.len = sheet->n;
    for (size_t i = 0; i < sheet->n; i++) {
        pdx_row_line *line = &lines->lines.data[i];
        memset(line, 0, sizeof *line);
        line->look = sheet->facts[i].title;
        line->kind = kind_of(line, sheet, i);
    }
    dated_settle(lines, sheet);
    inline_settle(lines, sheet);
    return PDX_OK;
}
