#include "post/mentions/mention_point.h"

#include <stdio.h>

#include "post/dates/date_numeric.h"

static bool is_word(const pdx_look *t, pdx_look_word word) { return t->kind == PDX_LOOK_WORD && t->word == (uint8_t)word; }
static bool is_mark(const pdx_look *t, char mark) { return t->kind == PDX_LOOK_MARK && t->mark == mark; }

/* A number that goes on as something else: 10,000; 10.5; 10:30; 10%; 10am; 10/3. */
static bool goes_on(pdx_span text, const pdx_look *t) {
    if (t->end >= text.len) return false;
    const uint8_t c = text.data[t->end];
    const bool digit_next = t->end + 1 < text.len && pdx_ascii_digit(text.data[t->end + 1]);
    if (c == ',') {
        size_t n = 0;
        while (t->end + 1 + n < text.len && pdx_ascii_digit(text.data[t->end + 1 + n])) n++;
        return n == 3;
    }
    if (c == '.' || c == ':') return digit_next;
    return c == '%' || c == '$' || c == '+' || c == '/' || c == '_' || c == '@' || c == '\\' || c == '=';
}

static bool is_year(pdx_span text, const pdx_look *t) {
    return t->kind == PDX_LOOK_NUMBER && t->digits == 4 && t->value >= 1000 && t->value < 2200 && !goes_on(text, t);
}

static bool is_unit(pdx_span text, const pdx_look *t) { return (pdx_look_classes(text, t) & PDX_WORD_UNITS) != 0; }

/* Whether a number behind a month or season counts what follows it: a round one does ("in May 2000 people"), another only what is measured ("in
 * May 1975 tons"), and not behind a comma. Else the year is printed, and those who follow do something in it: "in August 1988 prisoners died". */
static bool is_amount(pdx_span text, const pdx_look *number, const pdx_look *next, bool apart) {
    const unsigned classes = pdx_look_classes(text, next);
    return (classes & PDX_WORD_UNITS) != 0 && (number->value % 100 == 0 || (!apart && (classes & PDX_WORD_MEASURES) != 0));
}

/* A day of the month at tokens[at], with its ordinal letters; gives the tokens it takes, or 0. */
static size_t day_at(pdx_span text, const pdx_look *tokens, size_t n, size_t at, unsigned *day, bool *ordinal) {
    *ordinal = false;
    if (at >= n || tokens[at].kind != PDX_LOOK_NUMBER || tokens[at].digits > 2 || goes_on(text, &tokens[at])) return 0;
    const pdx_look *next = &tokens[at + 1 < n ? at + 1 : at];
    if (tokens[at].value < 1 || tokens[at].value > 31) return 0;
    *day = tokens[at].value;
    if (at + 1 >= n || next->spaced || next->kind != PDX_LOOK_WORD) return 1;
    *ordinal = next->word == PDX_WORD_ORDINAL;
    return *ordinal ? 2 : 0; /* glued to other letters it is no day */
}

/* ", 2019", " 2019", " of 2019", " '19" at tokens[at]: gives the tokens, or 0. */
static size_t year_at(pdx_span text, const pdx_look *tokens, size_t n, size_t at, pdx_date *date, int32_t *year) {
    size_t i = at;
    date->short_year = false;
    if (i < n && is_mark(&tokens[i], ',')) i++;
    else if (i < n && is_word(&tokens[i], PDX_WORD_OF)) i++;
    if (i < n && is_year(text, &tokens[i]) && !(i + 1 < n && is_amount(text, &tokens[i], &tokens[i + 1], i > at))) {
        *year = (int32_t)tokens[i].value;
        return i + 1 - at;
    }
    if (i + 1 < n && is_mark(&tokens[i], '\'') && tokens[i + 1].kind == PDX_LOOK_NUMBER && tokens[i + 1].digits == 2 &&
        !tokens[i + 1].spaced && !(i + 2 < n && !tokens[i + 2].spaced && tokens[i + 2].kind == PDX_LOOK_WORD)) {
        *year = pdx_full_year(tokens[i + 1].value, 2, PDX_GREGORIAN);
        date->short_year = true;
        return i + 2 - at;
    }
    return 0;
}

static bool finish(pdx_point *out, int32_t year, unsigned month, unsigned day, size_t n_tokens) {
    const uint8_t weekday = out->date.weekday;
    const bool short_year = out->date.short_year;
    memset(&out->date, 0, sizeof out->date);
    out->date.short_year = short_year;
    if (!pdx_date_set(&out->date, PDX_GREGORIAN, year, month, day)) return false;
    out->date.weekday = weekday;
    out->kind = day == 0 ? PDX_MENTION_MONTH : year == 0 ? PDX_MENTION_MONTHDAY : PDX_MENTION_DAY;
    out->n_tokens = n_tokens;
    return true;
}

static void note_month(pdx_point *out, const pdx_look *month) {
    out->brief = month->brief;
    out->capital = month->capital;
}

/* February 8th, 2019; February 8; February 2019; February. */
static bool read_month_first(pdx_span text, const pdx_look *tokens, size_t n, size_t at, pdx_point *out) {
    const unsigned month = tokens[at].value8;
    size_t i = at + 1;
    unsigned day = 0;
    int32_t year = 0;
    bool ordinal;
    note_month(out, &tokens[at]);
    if (i < n && is_word(&tokens[i], PDX_WORD_THE)) i++;
    const size_t of_day = day_at(text, tokens, n, i, &day, &ordinal);
    if (of_day > 0 && (ordinal || i + 1 >= n || !is_unit(text, &tokens[i + 1]))) {
        const size_t of_year = year_at(text, tokens, n, i + of_day, &out->date, &year);
        if (finish(out, year, month, day, i + of_day + of_year)) return true;
        return false;
    }
    const size_t of_year = year_at(text, tokens, n, at + 1, &out->date, &year);
    return finish(out, year, month, 0, at + 1 + of_year);
}

/* 8 February 2019; 8th of February. */
static bool read_day_first(pdx_span text, const pdx_look *tokens, size_t n, size_t at, pdx_point *out) {
    unsigned day;
    bool ordinal;
    int32_t year = 0;
    const size_t of_day = day_at(text, tokens, n, at, &day, &ordinal);
    if (of_day == 0) return false;
    size_t i = at + of_day;
    if (i < n && is_word(&tokens[i], PDX_WORD_OF)) i++;
    else if (i + 1 < n && is_mark(&tokens[i], '-')) i++;
    if (i >= n || !is_word(&tokens[i], PDX_WORD_MONTH)) return false;
    note_month(out, &tokens[i]);
    const unsigned month = tokens[i++].value8;
    if (i + 1 < n && is_mark(&tokens[i], '-') && !tokens[i].spaced && is_year(text, &tokens[i + 1])) i++;
    const size_t of_year = year_at(text, tokens, n, i, &out->date, &year);
    /* "5 may" is no date; a small letter wants the year or the ordinal. */
    if (!out->capital && !ordinal && of_year == 0) return false;
    return finish(out, year, month, day, i + of_year);
}

/* 2019-02-08, 2/8/2019, 8.2.2019. */
static bool read_numeric(pdx_span text, const pdx_look *tokens, size_t n, pdx_point *out) {
    if (n < 5 || tokens[0].kind != PDX_LOOK_NUMBER || tokens[2].kind != PDX_LOOK_NUMBER || tokens[4].kind != PDX_LOOK_NUMBER) return false;
    for (size_t i = 1; i < 5; i++)
        if (tokens[i].spaced) return false;
    const char mark = tokens[1].kind == PDX_LOOK_MARK ? tokens[1].mark : 0;
    if (!is_mark(&tokens[3], mark) || (mark != '-' && mark != '/' && mark != '.')) return false;
    if (tokens[4].end < text.len) {
        const uint8_t c = text.data[tokens[4].end];
        const bool digit_next = tokens[4].end + 1 < text.len && pdx_ascii_digit(text.data[tokens[4].end + 1]);
        if ((c == (uint8_t)mark && digit_next) || c == '/' || c == '_' || c == '%' || (pdx_ascii_letter(c) && c != 'T')) return false;
    }
    const uint32_t a = tokens[0].value, b = tokens[2].value, c = tokens[4].value;
    const unsigned da = tokens[0].digits, db = tokens[2].digits, dc = tokens[4].digits;
    if (da == 4 && db == 2 && dc == 2 && mark != '.') return finish(out, (int32_t)a, b, c, 5);
    if (da > 2 || db > 2 || (dc != 4 && !(dc == 2 && mark == '/'))) return false;
    if (dc == 4 && (c < 1000 || c > 2199)) return false;
    const int32_t year = pdx_full_year(c, dc, PDX_GREGORIAN);
    out->date.short_year = dc == 2;
    const bool day_first = mark == '.' || a > 12;
    return finish(out, year, day_first ? b : a, day_first ? a : b, 5);
}

/* 1980s, 1980's after "the", '80s, 80s. */
static bool read_decade(pdx_span text, const pdx_look *tokens, size_t n, size_t at, pdx_point *out) {
    const size_t number = is_mark(&tokens[at], '\'') ? at + 1 : at;
    if (number + 1 >= n || tokens[number].kind != PDX_LOOK_NUMBER || (number > at && tokens[number].spaced)) return false;
    const pdx_look *t = &tokens[number];
    size_t s = number + 1;
    const bool apostrophe = is_mark(&tokens[s], '\'') && !tokens[s].spaced;
    if (apostrophe) s++;
    if (s >= n || !is_word(&tokens[s], PDX_WORD_S) || tokens[s].spaced || t->value % 10 != 0) return false;
    if (t->digits == 4 && number == at && t->value >= 1000 && t->value < 2200) {
        if (apostrophe && out->part == 0) {
            char behind[16];
            const size_t len = pdx_look_behind(text, t->begin, behind);
            if (len != 3 || memcmp(behind, "the", 3) != 0) return false; /* 1980's: of the year 1980 */
        }
        out->date.year = (int32_t)t->value;
    } else if (t->digits == 2 && t->value >= 10) {
        out->date.year = (int32_t)t->value + (t->value >= 30 ? 1900 : 2000);
        out->short_year = number == at;
    } else return false;
    out->date.precision = PDX_PRECISION_DECADE;
    out->kind = PDX_MENTION_DECADE;
    /* The 1800s are a century; of this one nobody says so yet. */
    if (out->date.year % 100 == 0 && out->date.year < 2000) {
        out->kind = PDX_MENTION_CENTURY;
        out->date.precision = PDX_PRECISION_YEAR;
    }
    out->n_tokens = s + 1;
    return true;
}

/* early 2000s, mid-1990s, late '80s. */
static bool read_part_of_decade(pdx_span text, const pdx_look *tokens, size_t n, pdx_point *out) {
    size_t i = 1;
    if (i < n && is_mark(&tokens[i], '-') && !tokens[i].spaced) i++;
    else if (i < n && is_word(&tokens[i], PDX_WORD_THE)) i++;
    if (i >= n) return false;
    out->part = tokens[0].value8;
    if (!read_decade(text, tokens, n, i, out)) return false;
    out->short_year = false;
    return true;
}

/* summer of 1988, fall 1976. */
static bool read_season(pdx_span text, const pdx_look *tokens, size_t n, pdx_point *out) {
    int32_t year = 0;
    if (n > 1 && is_mark(&tokens[1], ',')) return false;
    const size_t of_year = year_at(text, tokens, n, 1, &out->date, &year);
    if (of_year == 0) return false;
    out->date.year = year;
    out->date.precision = PDX_PRECISION_YEAR;
    out->kind = PDX_MENTION_SEASON;
    out->season = tokens[0].value8;
    out->n_tokens = 1 + of_year;
    return true;
}

/* Friday; Friday, February 8th; Friday the 8th of February. */
static bool read_weekday(pdx_span text, const pdx_look *tokens, size_t n, pdx_point *out) {
    size_t i = 1;
    out->date.weekday = tokens[0].value8;
    if (i < n && is_mark(&tokens[i], ',')) i++;
    if (i < n && is_word(&tokens[i], PDX_WORD_THE)) i++;
    if (i < n && is_word(&tokens[i], PDX_WORD_MONTH)) {
        const uint8_t weekday = out->date.weekday;
        if (read_month_first(text, tokens, n, i, out) && out->kind != PDX_MENTION_MONTH) return true;
        memset(&out->date, 0, sizeof out->date);
        out->date.weekday = weekday;
    } else if (i < n && read_day_first(text, tokens, n, i, out)) return true;
    if (tokens[0].brief || !tokens[0].capital) return false;
    memset(&out->date, 0, sizeof out->date);
    out->date.weekday = tokens[0].value8;
    out->kind = PDX_MENTION_WEEKDAY;
    out->capital = true;
    out->n_tokens = 1;
    return true;
}

static bool read_any(pdx_span text, const pdx_look *tokens, size_t n, pdx_point *out) {
    if (tokens[0].kind == PDX_LOOK_MARK) return is_mark(&tokens[0], '\'') && read_decade(text, tokens, n, 0, out);
    if (tokens[0].kind == PDX_LOOK_WORD) {
        switch (tokens[0].word) {
        case PDX_WORD_MONTH: return read_month_first(text, tokens, n, 0, out);
        case PDX_WORD_WEEKDAY: return read_weekday(text, tokens, n, out);
        case PDX_WORD_SEASON: return read_season(text, tokens, n, out);
        case PDX_WORD_PART: return read_part_of_decade(text, tokens, n, out);
        default: return false;
        }
    }
    if (tokens[0].kind != PDX_LOOK_NUMBER) return false;
    if (read_numeric(text, tokens, n, out) || read_day_first(text, tokens, n, 0, out) || read_decade(text, tokens, n, 0, out)) return true;
    if (!is_year(text, &tokens[0])) return false;
    /* Glued to letters it is no year; "1988's" is. */
    if (n > 1 && !tokens[1].spaced && tokens[1].kind == PDX_LOOK_WORD) return false;
    out->date.year = (int32_t)tokens[0].value;
    out->date.precision = PDX_PRECISION_YEAR;
    out->kind = PDX_MENTION_YEAR;
    out->n_tokens = 1;
    return true;
}

bool pdx_point_read(pdx_span text, const pdx_look *tokens, size_t n, pdx_point *out) {
    memset(out, 0, sizeof *out);
    if (n == 0 || !read_any(text, tokens, n, out)) return false;
    out->begin = tokens[0].begin;
    out->end = tokens[out->n_tokens - 1].end;
    /* A short form's full stop belongs to the date only inside it. */
    if (tokens[out->n_tokens - 1].dotted) out->end--;
    return true;
}

bool pdx_point_read_days(pdx_span text, const pdx_look *tokens, size_t n, bool and, pdx_point *first, pdx_point *last) {
    unsigned day;
    bool ordinal;
    const size_t joint = day_at(text, tokens, n, 0, &day, &ordinal);
    if (joint == 0 || joint + 1 >= n) return false;
    if (and ? !is_word(&tokens[joint], PDX_WORD_AND) : !is_word(&tokens[joint], PDX_WORD_TO) && !is_mark(&tokens[joint], '-')) return false;
    memset(last, 0, sizeof *last);
    if (!read_day_first(text, tokens + joint + 1, n - joint - 1, 0, last) || last->date.day <= day) return false;
    last->begin = tokens[joint + 1].begin;
    last->end = tokens[joint + last->n_tokens].end;
    if (tokens[joint + last->n_tokens].dotted) last->end--;
    *first = *last;
    first->date.day = (uint8_t)day;
    first->begin = tokens[0].begin;
    return true;
}

void pdx_point_value(const pdx_point *point, char out[32]) {
    out[0] = '\0';
    if (point->kind == PDX_MENTION_WEEKDAY) return;
    if (point->kind == PDX_MENTION_SEASON) (void)snprintf(out, 32, "%04d-%02u", (int)point->date.year, (unsigned)point->season);
    else if (point->kind == PDX_MENTION_CENTURY) (void)snprintf(out, 32, "%02dXX", (int)(point->date.year / 100));
    else pdx_date_iso(&point->date, out);
}
