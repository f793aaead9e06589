#include "post/dates/calendar.h"
#include "post/dates/date_named.h"
#include "post/dates/date_numeric.h"
#include "post/dates/date_time.h"

/* One way to read the text as a date, and how much it says. */
typedef struct candidate {
    pdx_date date;
    size_t first, last; /* tokens */
    unsigned worth;     /* 4 a day of a year, 3 a month of a year, 2 a day without year, 1 a year */
    bool ambiguous;
} candidate;

static unsigned worth_of(const pdx_date *date) {
    if (date->precision == PDX_PRECISION_YEAR) return 1;
    if (date->year == 0) return date->precision == PDX_PRECISION_DAY ? 2 : 0;
    return date->precision == PDX_PRECISION_DAY ? 4 : 3;
}

/* The printed weekday beside the date, at most two tokens away. */
static uint8_t weekday_beside(const pdx_date_tokens *tokens, size_t first, size_t last, size_t *at) {
    for (size_t step = 1; step <= 2; step++) {
        const size_t before = first >= step ? first - step : SIZE_MAX, after = last + step;
        if (before != SIZE_MAX && tokens->items[before].word.weekday != 0) {
            *at = before;
            return tokens->items[before].word.weekday;
        }
        if (after < tokens->n && tokens->items[after].word.weekday != 0) {
            *at = after;
            return tokens->items[after].word.weekday;
        }
    }
    return 0;
}

static bool falls_on(const pdx_date *date, uint8_t weekday) {
    return date->year != 0 && pdx_weekday_of_days(pdx_days_from_civil(date->year, date->month, date->day)) == weekday;
}

/* The order to try first, for fields that allow day first and month first: what the site has proved, what
 * the weekday beside it proves, what the language is used to. */
static pdx_date_order choose_order(const pdx_numeric_date *numeric, const pdx_date_hints *hints, pdx_lang language, uint8_t weekday,
                                   bool *ambiguous) {
    const pdx_date_order proved = hints->order;
    *ambiguous = false;
    if (!numeric->dmy || !numeric->mdy)
        return numeric->dmy ? PDX_ORDER_DMY : numeric->mdy ? PDX_ORDER_MDY : PDX_ORDER_YMD;
    if (numeric->fields[0] == numeric->fields[1]) return PDX_ORDER_DMY;
    if (proved == PDX_ORDER_DMY || proved == PDX_ORDER_MDY) return proved;
    if (weekday != 0) {
        pdx_date dmy = {0}, mdy = {0};
        const bool as_dmy = pdx_numeric_date_read(numeric, PDX_ORDER_DMY, language, hints, &dmy) && falls_on(&dmy, weekday);
        const bool as_mdy = pdx_numeric_date_read(numeric, PDX_ORDER_MDY, language, hints, &mdy) && falls_on(&mdy, weekday);
        if (as_dmy != as_mdy) return as_dmy ? PDX_ORDER_DMY : PDX_ORDER_MDY;
    }
    *ambiguous = language == PDX_LANG_EN || language == PDX_LANG_NONE;
    return language == PDX_LANG_EN ? PDX_ORDER_MDY : PDX_ORDER_DMY;
}

static bool numeric_candidate(const pdx_date_tokens *tokens, size_t at, pdx_lang language, const pdx_date_hints *hints, candidate *out) {
    static const pdx_date_order others[] = {PDX_ORDER_DMY, PDX_ORDER_MDY, PDX_ORDER_YMD};
    pdx_numeric_date numeric;
    if (!pdx_numeric_date_at(tokens, at, &numeric)) return false;
    memset(out, 0, sizeof *out);
    numeric.scripted = numeric.scripted || pdx_date_is_scripted(tokens);
    size_t beside;
    const uint8_t weekday = weekday_beside(tokens, numeric.first, numeric.last, &beside);
    pdx_date_order order = choose_order(&numeric, hints, language, weekday, &out->ambiguous);
    if (hints->order == PDX_ORDER_YMD && numeric.digits[0] == 2 && !out->ambiguous) numeric.ymd = numeric.ymd || numeric.fields[1] <= 12;
    bool read = pdx_numeric_date_read(&numeric, order, language, hints, &out->date);
    for (size_t i = 0; !read && i < PDX_COUNTOF(others); i++)
        read = pdx_numeric_date_read(&numeric, others[i], language, hints, &out->date);
    out->first = numeric.first;
    out->last = numeric.last;
    out->worth = 4;
    return read;
}

/* 20190213, and a year that stands alone. */
static bool single_candidate(const pdx_date_tokens *tokens, size_t at, candidate *out) {
    const pdx_date_token *token = &tokens->items[at];
    memset(out, 0, sizeof *out);
    out->first = out->last = at;
    if (token->digits == 8 && token->value >= 19000101 && token->value < 21000000) {
        out->worth = 4;
        return token->value % 100 != 0 &&
               pdx_date_set(&out->date, PDX_GREGORIAN, (int32_t)(token->value / 10000), token->value / 100 % 100, token->value % 100);
    }
    if (token->digits != 4 || token->value < 1900 || token->value >= 2100) return false;
    /* 2019-02 and 02/2019 are months; anything else beside the number makes it no year. */
    if (at + 2 < tokens->n && tokens->items[at + 1].kind == PDX_DATE_MARK && tokens->items[at + 1].mark == '-' &&
        tokens->items[at + 2].kind == PDX_DATE_NUMBER && tokens->items[at + 2].digits == 2) {
        if (at + 4 < tokens->n && tokens->items[at + 3].mark == '-' && tokens->items[at + 3].glued && tokens->items[at + 4].glued &&
            tokens->items[at + 4].kind == PDX_DATE_NUMBER) {
            return false; /* 2019-02-30: a day that there was not */
        }
        out->last = at + 2;
        out->worth = 3;
        return pdx_date_set(&out->date, PDX_GREGORIAN, (int32_t)token->value, tokens->items[at + 2].value, 0);
    }
    for (size_t i = 0; i < tokens->n; i++)
        if (i != at && tokens->items[i].kind != PDX_DATE_MARK) return false;
    out->date.year = (int32_t)token->value;
    out->date.precision = PDX_PRECISION_YEAR;
    out->worth = 1;
    return true;
}

/* A month's name and nothing else: no year is printed, none is given. */
static bool month_candidate(const pdx_date_tokens *tokens, candidate *out) {
    const pdx_date_word *word = &tokens->items[0].word;
    if (tokens->n != 1 || word->month == 0 || word->calendar != PDX_GREGORIAN) return false;
    memset(out, 0, sizeof *out);
    out->date.month = word->month;
    out->date.precision = PDX_PRECISION_MONTH;
    out->worth = 1;
    return true;
}

static void keep_better(candidate *best, const candidate *offered) {
    if (offered->worth > best->worth) *best = *offered;
}

static bool best_candidate(const pdx_date_tokens *tokens, pdx_lang language, const pdx_date_hints *hints, candidate *best) {
    candidate found_month;
    best->worth = 0;
    for (size_t i = 0; i < tokens->n && best->worth < 4; i++) {
        candidate found;
        memset(&found, 0, sizeof found);
        if (tokens->items[i].kind == PDX_DATE_NUMBER) {
            if (numeric_candidate(tokens, i, language, hints, &found)) keep_better(best, &found);
            else if (single_candidate(tokens, i, &found)) keep_better(best, &found);
        } else if (tokens->items[i].word.month != 0 &&
                   pdx_named_date_at(tokens, i, &found.date, &found.first, &found.last)) {
            found.worth = worth_of(&found.date);
            keep_better(best, &found);
        }
    }
    if (best->worth == 0 && month_candidate(tokens, &found_month)) keep_better(best, &found_month);
    return best->worth > 0;
}

/* Between the date and its time or weekday there may be only words and marks that belong to dates. */
static bool joined(const pdx_date_tokens *tokens, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        const pdx_date_token *token = &tokens->items[i];
        if (token->kind == PDX_DATE_NUMBER) return false;
        if (token->kind == PDX_DATE_WORD && !token->word.inside && !token->word.clock && token->word.weekday == 0 &&
            token->end - token->begin != 1)
            return false;
    }
    return true;
}

/* A day and a short word that is a month in some language ("5 out") are not enough. */
static bool is_slight(const pdx_date_tokens *tokens, const candidate *found) {
    if (found->worth != 2) return false;
    for (size_t i = found->first; i <= found->last; i++)
        if (tokens->items[i].word.month != 0 && tokens->items[i].end - tokens->items[i].begin >= 4) return false;
    return true;
}

static void widen(const pdx_date_tokens *tokens, size_t first, size_t last, candidate *found) {
    if (last < found->first && joined(tokens, last + 1, found->first)) found->first = first;
    else if (first > found->last && joined(tokens, found->last + 1, first)) found->last = last;
}

static bool two_digits(pdx_span text, size_t at, unsigned end, uint8_t *out) {
    const unsigned tens = (unsigned)text.data[at] - '0', ones = (unsigned)text.data[at + 1] - '0';
    *out = (uint8_t)(tens * 10 + ones);
    return tens <= 9 && ones <= 9 && *out < end;
}

/* "2019-05-02 08:00:00", as databases write them: most dates of exports. */
static bool moment_read(pdx_span text, pdx_lang language, const pdx_date_hints *hints, pdx_date *date) {
    enum { DATE = 10, ALL = 19 };
    pdx_numeric_date iso;
    uint8_t hour, minute, second;
    if (text.len != ALL || text.data[DATE] != ' ' || text.data[13] != ':' || text.data[16] != ':') return false;
    if (!two_digits(text, 11, 24, &hour) || !two_digits(text, 14, 60, &minute) || !two_digits(text, 17, 60, &second)) return false;
    if (!pdx_numeric_iso(pdx_span_slice(text, 0, DATE), &iso) || !pdx_numeric_date_read(&iso, PDX_ORDER_YMD, language, hints, date)) return false;
    date->hour = hour;
    date->minute = minute;
    date->second = second;
    date->precision = PDX_PRECISION_SECOND;
    return true;
}

/* Of a year of two digits the century in which the day falls on the weekday that is printed, if that is one of two. */
static void century_by_weekday(pdx_date *date) {
    if (!date->short_year || date->weekday == 0 || date->day == 0 || date->calendar != PDX_GREGORIAN || falls_on(date, date->weekday)) return;
    pdx_date other = *date;
    other.year += date->year < 2000 ? 100 : -100;
    if (other.day > pdx_month_length(PDX_GREGORIAN, other.year, other.month) || !falls_on(&other, other.weekday)) return;
    *date = other;
}

bool pdx_date_parse(pdx_span text, pdx_lang language, pdx_date_order order, pdx_date *date, pdx_range *found,
                    bool *ambiguous) {
    const pdx_date_hints hints = pdx_date_hints_of(order);
    return pdx_date_parse_by(text, language, &hints, date, found, ambiguous);
}

bool pdx_date_parse_by(pdx_span text, pdx_lang language, const pdx_date_hints *hints, pdx_date *date, pdx_range *found, bool *ambiguous) {
    pdx_date_tokens tokens;
    pdx_numeric_date iso;
    candidate best;
    memset(date, 0, sizeof *date);
    *found = pdx_range_of(0, 0);
    *ambiguous = false;
    if (moment_read(text, language, hints, date) ||
        (pdx_numeric_iso(text, &iso) && pdx_numeric_date_read(&iso, PDX_ORDER_YMD, language, hints, date))) {
        *found = pdx_range_of(0, text.len);
        return true;
    }
    pdx_date_lex(text, language, &tokens);
    /* Themes print dates in a language of their own: when the text's does not know them, all are asked. */
    if (!best_candidate(&tokens, language, hints, &best) || (best.worth < 4 && language != PDX_LANG_NONE)) {
        const candidate before = best;
        pdx_date_lex(text, PDX_LANG_NONE, &tokens);
        if (!best_candidate(&tokens, language, hints, &best) || best.worth <= before.worth || is_slight(&tokens, &best)) {
            pdx_date_lex(text, language, &tokens);
            best = before;
        }
    }
    if (best.worth == 0) return false;
    size_t at, last;
    best.date.weekday = weekday_beside(&tokens, best.first, best.last, &at);
    const size_t date_first = best.first, date_last = best.last;
    if (best.date.weekday != 0) widen(&tokens, at, at, &best);
    if (best.worth == 4 && pdx_time_find(text, &tokens, date_first, date_last, &best.date, &at, &last))
        widen(&tokens, at, last, &best);
    *date = best.date;
    century_by_weekday(date);
    *found = pdx_range_of(tokens.items[best.first].begin, tokens.items[best.last].end);
    *ambiguous = best.ambiguous;
    return true;
}
