#include "page/dateline_read.h"

#include "page/dateline_words.h"
#include "page/lexicon_match.h"

enum { MAX_SEPARATORS = 3 };

/* A reader goes forward over the tokens; a step that does not fit leaves it where it was. */
typedef struct reader {
    pdx_lex_tokens *tokens;
    size_t at;
    uint32_t shape;
    bool may_split; /* glued numbers may be cut; false while the second date is tried */
} reader;

static const pdx_lex_token *peek(const reader *r, size_t ahead) {
    static const pdx_lex_token nothing = {.kind = PDX_LEX_SIGN};
    return r->at + ahead < r->tokens->n ? &r->tokens->items[r->at + ahead] : &nothing;
}

static void note(reader *r, uint32_t what) { r->shape = (r->shape ^ what) * 16777619u; }

static bool take_sign(reader *r, const char *signs) {
    const pdx_lex_token *token = peek(r, 0);
    if (token->kind != PDX_LEX_SIGN || token->sign == 0 || strchr(signs, token->sign) == NULL) return false;
    note(r, token->sign);
    r->at++;
    return true;
}

static bool take_name(reader *r, pdx_date_class name_class, uint8_t *value) {
    const size_t taken = pdx_date_name_at(r->tokens, r->at, name_class, value);
    r->at += taken;
    return taken > 0;
}

static bool take_noted(reader *r, pdx_date_class name_class) {
    uint8_t value;
    if (!take_name(r, name_class, &value)) return false;
    note(r, 256u + name_class);
    return true;
}

static bool is_number(const pdx_lex_token *token, uint32_t low, uint32_t high, unsigned most_digits) {
    return token->kind == PDX_LEX_NUMBER && token->digits <= most_digits && token->value >= low && token->value <= high;
}

static bool is_year(const pdx_lex_token *token) { return token->digits == 4 && is_number(token, 1000, 2699, 4); }

static bool read_date(reader *r, pdx_date_read *out);

/* Cuts the number at the reader after `digits` digits if a date begins there ("20266 Mar 2026"). */
static bool split_glued(reader *r, unsigned digits) {
    pdx_lex_tokens *tokens = r->tokens;
    pdx_lex_token *token;
    pdx_date_read second;
    uint32_t power = 1;
    if (!r->may_split || r->at >= tokens->n || tokens->n >= tokens->room) return false;
    token = &tokens->items[r->at];
    if (token->kind != PDX_LEX_NUMBER || token->digits <= digits || token->digits > 8) return false;
    const pdx_lex_token before = *token;
    const uint32_t width = (token->end - token->begin) / token->digits;
    memmove(token + 1, token, (tokens->n - r->at) * sizeof *token);
    tokens->n++;
    for (unsigned i = digits; i < before.digits; i++) power *= 10;
    token[0].digits = (uint8_t)digits;
    token[0].value = before.value / power;
    token[0].end = before.begin + width * digits;
    token[1].digits = (uint8_t)(before.digits - digits);
    token[1].value = before.value % power;
    token[1].begin = token[0].end;
    token[1].flags = (uint8_t)((before.flags & PDX_LEX_EASTERN) | PDX_LEX_GLUED);
    reader ahead = {tokens, r->at + 1, 1, false};
    if (read_date(&ahead, &second) && second.extent == PDX_DATE_EXTENT_FULL) {
        pdx_lex_tokens_forget(tokens);
        return true;
    }
    memmove(token, token + 1, (tokens->n - r->at - 1) * sizeof *token);
    tokens->n--;
    *token = before;
    return false;
}

static bool take_year(reader *r) {
    if (!is_year(peek(r, 0)) && !(split_glued(r, 4) && is_year(peek(r, 0)))) return false;
    note(r, 'Y');
    r->at++;
    return true;
}

/* A year of two digits: 07, '07; what follows must not make it the hour of a time. */
static bool take_short_year(reader *r) {
    uint8_t value;
    const pdx_lex_token *token = peek(r, 0);
    if (!is_number(token, 0, 99, 2) || token->digits != 2) return false;
    if (pdx_lex_is_sign(peek(r, 1), ':') || pdx_date_name_at(r->tokens, r->at + 1, PDX_DW_HALF, &value) > 0) return false;
    note(r, 'y');
    r->at++;
    return true;
}

static bool take_day(reader *r) {
    const pdx_lex_token *token = peek(r, 0);
    if (!is_number(token, 1, 31, 2)) return false;
    note(r, '0');
    r->at++;
    uint8_t value;
    if ((peek(r, 0)->flags & PDX_LEX_GLUED) != 0 && take_name(r, PDX_DW_ORDINAL, &value)) return true;
    if (pdx_lex_is_sign(peek(r, 0), PDX_SIGN_ORDINAL)) r->at++;
    return true;
}

/* What may stand between day, month and year: "." "," "-" "/" and words such as "de". */
static void take_between(reader *r) {
    for (int i = 0; i < MAX_SEPARATORS; i++) {
        uint8_t value;
        if (take_sign(r, ".,-/")) continue;
        if (take_noted(r, PDX_DW_INSIDE)) continue;
        if (!take_name(r, PDX_DW_ORDINAL, &value)) return;
    }
}

/* A month's name; `sure` is false for abbreviations that are everyday words. */
static bool take_month(reader *r, bool *sure) {
    uint8_t value;
    reader counted = *r;
    if (take_name(&counted, PDX_DW_MONTH_COUNTED, &value) && is_number(peek(&counted, 0), 1, 12, 2)) {
        *r = counted;
        note(r, 'M');
        r->at++;
        return *sure = true;
    }
    *sure = take_name(r, PDX_DW_MONTH, &value);
    if (!*sure && !take_name(r, PDX_DW_MONTH_SHORT, &value)) return false;
    note(r, 'M');
    reader twin = *r; /* two names of one month: "كانون الثاني/يناير" */
    if (take_sign(&twin, "/") && take_name(&twin, PDX_DW_MONTH, &value)) *r = twin;
    return true;
}

static bool found(reader *r, pdx_date_extent extent, pdx_date_read *out) {
    if (out->extent >= extent) return false;
    out->extent = (uint8_t)extent;
    out->end = r->at;
    out->shape = r->shape;
    return true;
}

/* What has been read from token `from` on is all that stands there, up to a mark: "7 mar • Ann". */
static bool stands_alone(const reader *r, size_t from) {
    if (from > 0 && !pdx_lex_is_separator(&r->tokens->items[from - 1])) return false;
    return r->at >= r->tokens->n || pdx_lex_is_separator(peek(r, 0));
}

/* 31 mai 2007, 5 March */
static void day_month_year(reader r, pdx_date_read *out) {
    const size_t from = r.at;
    bool sure;
    if (!take_day(&r)) return;
    take_between(&r);
    if (!take_month(&r, &sure)) return;
    if (sure || stands_alone(&r, from)) found(&r, PDX_DATE_EXTENT_DAY_MONTH, out);
    take_between(&r);
    if (take_year(&r) || (sure && take_short_year(&r))) found(&r, PDX_DATE_EXTENT_FULL, out);
}

static bool read_time(reader *r);

/* May 31, 2007; May 31; May 2007; Jan 5 10:30:00 2009 */
static void month_day_year(reader r, pdx_date_read *out) {
    bool sure;
    if (!take_month(&r, &sure)) return;
    reader other = r;
    take_between(&other);
    if (take_year(&other) && sure) found(&other, PDX_DATE_EXTENT_MONTH_YEAR, out);
    take_sign(&r, ".,");
    if (!take_day(&r)) return;
    if (sure) found(&r, PDX_DATE_EXTENT_DAY_MONTH, out);
    reader timed = r;
    take_between(&r);
    const bool quoted = (peek(&r, 0)->flags & PDX_LEX_QUOTED) != 0;
    if (take_year(&r) || (quoted && take_short_year(&r))) {
        found(&r, PDX_DATE_EXTENT_FULL, out);
    } else if (read_time(&timed) && take_year(&timed)) {
        found(&timed, PDX_DATE_EXTENT_FULL, out);
    }
}

/* 2007. május 31., 1400 Khordad 23, 2007-May-31; 2007. gada 31. maijs */
static void year_month_day(reader r, pdx_date_read *out) {
    bool sure;
    if (!take_year(&r)) return;
    take_between(&r);
    reader day_first = r;
    if (take_day(&day_first)) {
        take_between(&day_first);
        if (!take_month(&day_first, &sure) || !sure) return;
        r = day_first;
        take_between(&r);
        if (!take_year(&r)) found(&day_first, PDX_DATE_EXTENT_FULL, out); /* else a date with its own year behind a year: "of 2018, 5 May 2019" */
        return;
    }
    if (!take_month(&r, &sure)) return;
    if (sure) found(&r, PDX_DATE_EXTENT_MONTH_YEAR, out);
    take_between(&r);
    if (!take_day(&r)) return;
    take_sign(&r, ".");
    found(&r, PDX_DATE_EXTENT_FULL, out);
}

static bool day_and_month(uint32_t a, uint32_t b) { return a >= 1 && b >= 1 && ((a <= 31 && b <= 12) || (a <= 12 && b <= 31)); }

static bool is_low_number(const pdx_lex_token *token) { return is_number(token, 1, 31, 2); }

static bool take_low_number(reader *r) {
    if (!is_low_number(peek(r, 0))) return false;
    note(r, '0');
    r->at++;
    return true;
}

/* After the last number of a numeric date: a further one with the same sign makes it something else (an address of four), and so does
 * one after a low line (a file's name: 2011-09-18_235654). */
static bool goes_on(const reader *r, uint8_t sign) {
    return (pdx_lex_is_sign(peek(r, 0), sign) || pdx_lex_is_sign(peek(r, 0), '_')) && (peek(r, 0)->flags & PDX_LEX_GLUED) != 0 && peek(r, 1)->kind == PDX_LEX_NUMBER &&
           (peek(r, 1)->flags & PDX_LEX_GLUED) != 0;
}

/* 31/7/07, 31.07.2007, 2007-07-31, 2007. 07. 31.; and 07/2007 */
static void all_numbers(reader r, pdx_date_read *out) {
    const pdx_lex_token first = *peek(&r, 0);
    const uint8_t sign = peek(&r, 1)->kind == PDX_LEX_SIGN ? peek(&r, 1)->sign : 0;
    if (sign == 0 || strchr("/.-", sign) == NULL) return;
    const char signs[2] = {(char)sign, '\0'};
    if (take_year(&r)) {
        if (!take_sign(&r, signs) || !is_number(peek(&r, 0), 1, 12, 2)) return;
        const uint32_t month = peek(&r, 0)->value;
        if (!take_low_number(&r)) return;
        if (peek(&r, 0)->kind != PDX_LEX_SIGN || peek(&r, 0)->sign != sign) {
            if (peek(&r, 0)->kind == PDX_LEX_SIGN && sign != '.') found(&r, PDX_DATE_EXTENT_MONTH_YEAR, out);
            return;
        }
        take_sign(&r, signs);
        if (!is_low_number(peek(&r, 0)) && !split_glued(&r, 2)) return;
        if (!day_and_month(peek(&r, 0)->value, month) || !take_low_number(&r) || goes_on(&r, sign)) return;
        if (sign == '.') take_sign(&r, ".");
        found(&r, PDX_DATE_EXTENT_FULL, out);
        return;
    }
    if (!take_low_number(&r) || !take_sign(&r, signs)) return;
    if (first.value <= 12 && is_year(peek(&r, 0)) && take_year(&r)) {
        if (!goes_on(&r, sign)) found(&r, PDX_DATE_EXTENT_MONTH_YEAR, out);
        return;
    }
    const uint32_t second = peek(&r, 0)->value;
    if (!take_low_number(&r) || !day_and_month(first.value, second) || !take_sign(&r, signs)) return;
    if ((take_year(&r) || take_short_year(&r)) && !goes_on(&r, sign)) found(&r, PDX_DATE_EXTENT_FULL, out);
}

/* 28 02 2007, 2007 02 28 and 20070228: nothing parts the numbers, so that they have to be all of the line, the day and the month in two
 * digits each, and the year one of ours. Two digits for the year would be any three numbers. */
static void bare_numbers(reader r, pdx_date_read *out) {
    const pdx_lex_token *t = r.tokens->items;
    const size_t n = r.tokens->n;
    const bool one = n == 1 && t[0].digits == 8, ends = n == 3 && t[2].digits == 4;
    if (r.at != 0 || (!one && n != 3)) return;
    for (size_t i = 0; i < n; i++) {
        if (t[i].kind != PDX_LEX_NUMBER || (!one && t[i].digits != (i == (ends ? 2U : 0U) ? 4 : 2))) return;
    }
    const uint32_t year = one ? t[0].value / 10000 : t[ends ? 2 : 0].value, first = one ? t[0].value / 100 % 100 : t[ends ? 0 : 1].value;
    const uint32_t second = one ? t[0].value % 100 : t[ends ? 1 : 2].value;
    if (year < 1900 || year > 2099 || !day_and_month(second, first) || (!ends && first > 12)) return;
    note(&r, ends ? 'e' : one ? '8' : 'Y');
    r.at = n;
    found(&r, PDX_DATE_EXTENT_FULL, out);
}

static bool take_counter(reader *r, uint8_t wanted) {
    reader ahead = *r;
    uint8_t value;
    if (!take_name(&ahead, PDX_DW_CJK, &value) || value != wanted) return false;
    *r = ahead;
    note(r, 512u + wanted);
    return true;
}

/* 5月31日, 5月 31, 2007 */
static void month_with_counter(reader r, pdx_date_read *out) {
    if (!take_low_number(&r) || !take_counter(&r, 2)) return;
    if (!take_low_number(&r)) return;
    if (take_counter(&r, 3)) {
        found(&r, PDX_DATE_EXTENT_DAY_MONTH, out);
        return;
    }
    take_between(&r);
    if (take_year(&r)) found(&r, PDX_DATE_EXTENT_FULL, out);
}

/* 2007年5月31日, 2007년 5월 31일, 2007年十二月31日 */
static void with_counters(reader r, pdx_date_read *out) {
    bool sure;
    if (!is_year(peek(&r, 0)) || !take_year(&r) || !take_counter(&r, 1)) return;
    found(&r, PDX_DATE_EXTENT_YEAR, out);
    if (!take_month(&r, &sure) && (!take_low_number(&r) || !take_counter(&r, 2))) return;
    found(&r, PDX_DATE_EXTENT_MONTH_YEAR, out);
    if (take_low_number(&r) && take_counter(&r, 3)) found(&r, PDX_DATE_EXTENT_FULL, out);
}

/* 2019 by itself, not as a part of a longer number or of a sum. */
static void only_year(reader r, pdx_date_read *out) {
    const pdx_lex_token *token = peek(&r, 0);
    const bool eastern = (token->flags & PDX_LEX_EASTERN) != 0;
    if (!is_year(token) || !((token->value >= 1900 && token->value < 2100) || (eastern && token->value >= 1290 && token->value < 1460))) return;
    if (r.at > 0 && (token->flags & PDX_LEX_GLUED) != 0 && token[-1].kind == PDX_LEX_SIGN && token[-1].sign != '(' && token[-1].sign != '[') return;
    note(&r, 'Y');
    r.at++;
    if (peek(&r, 0)->kind == PDX_LEX_SIGN && (peek(&r, 0)->flags & PDX_LEX_GLUED) != 0 && peek(&r, 1)->kind == PDX_LEX_NUMBER) return;
    found(&r, PDX_DATE_EXTENT_YEAR, out);
}

/* ---- times */

static bool take_minutes(reader *r) {
    if (!is_number(peek(r, 0), 0, 59, 2) || peek(r, 0)->digits != 2) return false;
    r->at++;
    return true;
}

static void take_zone(reader *r) {
    reader ahead = *r;
    const bool bracket = take_sign(&ahead, "(");
    if (take_noted(&ahead, PDX_DW_ZONE) && (!bracket || take_sign(&ahead, ")"))) *r = ahead;
    ahead = *r;
    if (!take_sign(&ahead, "+-") || peek(&ahead, 0)->kind != PDX_LEX_NUMBER || (peek(&ahead, 0)->flags & PDX_LEX_GLUED) == 0) return;
    if ((peek(&ahead, 0)->digits != 4 && peek(&ahead, 0)->digits != 2)) return;
    ahead.at++;
    if (take_sign(&ahead, ":") && !take_minutes(&ahead)) return;
    note(&ahead, 'z');
    *r = ahead;
}

static void take_half(reader *r) {
    if (take_noted(r, PDX_DW_HALF) && pdx_lex_is_sign(peek(r, 0), '.')) r->at++;
}

/* 22:21, 4:10 pm, 10 h 30, 10h, 22.21 Uhr, 4 pm */
static bool read_time(reader *r) {
    reader ahead = *r;
    uint8_t value;
    bool minutes = false;
    while (take_noted(&ahead, PDX_DW_CLOCK)) (void)take_sign(&ahead, ".:");
    if (!is_number(peek(&ahead, 0), 0, 24, 2)) return false;
    note(&ahead, 't');
    ahead.at++;
    const reader hour = ahead;
    if (take_sign(&ahead, ":.") || take_noted(&ahead, PDX_DW_HOURS)) {
        const bool hours_word = peek(&hour, 0)->kind == PDX_LEX_WORD;
        minutes = take_minutes(&ahead);
        if (!minutes && !hours_word) return false;
        minutes = true;
        reader seconds = ahead;
        if (take_sign(&seconds, ":.") && take_minutes(&seconds)) {
            ahead = seconds;
            if (take_sign(&seconds, ".") && peek(&seconds, 0)->kind == PDX_LEX_NUMBER) {
                seconds.at++;
                ahead = seconds;
            }
        }
    } else if (take_counter(&ahead, 4)) {
        minutes = true;
        reader counted = ahead;
        if (take_minutes(&counted) && take_counter(&counted, 5)) ahead = counted;
    }
    if (!minutes && pdx_date_name_at(ahead.tokens, ahead.at, PDX_DW_HALF, &value) == 0) return false;
    take_half(&ahead);
    (void)take_noted(&ahead, PDX_DW_HOURS);
    take_zone(&ahead);
    *r = ahead;
    return true;
}

/* ---- whole dates */

static void best_core(const reader *r, pdx_date_read *out) {
    const pdx_lex_token *token = peek(r, 0);
    out->extent = PDX_DATE_EXTENT_NONE;
    if (token->kind == PDX_LEX_NUMBER) {
        const bool day = is_low_number(token);
        if (day || token->digits >= 4) all_numbers(*r, out);
        if (day || token->digits >= 4) bare_numbers(*r, out);
        if (day) day_month_year(*r, out);
        if (day) month_with_counter(*r, out);
        if (token->digits >= 4) year_month_day(*r, out); /* all of these may part the number */
        if (is_year(token)) with_counters(*r, out);
        if (is_year(token)) only_year(*r, out);
    } else if ((token->flags & PDX_LEX_DATED) != 0) {
        month_day_year(*r, out);
    }
}

static bool take_weekday(reader *r) {
    reader ahead = *r;
    uint8_t value;
    const bool bracket = take_sign(&ahead, "(");
    if (!take_name(&ahead, PDX_DW_WEEKDAY, &value)) return false;
    note(&ahead, 'W');
    if (bracket && !take_sign(&ahead, ")")) return false;
    *r = ahead;
    return true;
}

/* What follows a full date: "г.", a weekday, a time. */
static void take_rest(reader *r) {
    uint8_t value;
    for (int i = 0; i < MAX_SEPARATORS && take_name(r, PDX_DW_AFTER_YEAR, &value); i++) {
        if (pdx_lex_is_sign(peek(r, 0), '.')) r->at++;
    }
    for (int round = 0; round < 2; round++) {
        reader ahead = *r;
        while (take_sign(&ahead, ",-@|/(.\001")) {
        }
        if (ahead.at == r->at && peek(r, 0)->kind == PDX_LEX_NUMBER && (peek(r, 0)->flags & PDX_LEX_GLUED) != 0) return; /* another date's day */
        if (take_weekday(&ahead) || read_time(&ahead)) {
            if (pdx_lex_is_sign(peek(&ahead, 0), ')')) ahead.at++;
            *r = ahead;
        }
    }
}

static void read_head(reader *r) {
    reader ahead = *r;
    if (read_time(&ahead)) {
        while (take_sign(&ahead, ",-|/)\001")) {
        }
        if (peek(&ahead, 0)->kind == PDX_LEX_NUMBER || peek(&ahead, 0)->kind == PDX_LEX_WORD) *r = ahead;
    }
    if (take_weekday(r)) {
        while (take_sign(r, ".,-|")) {
        }
    }
    ahead = *r;
    if (take_noted(&ahead, PDX_DW_INSIDE)) {
        (void)take_noted(&ahead, PDX_DW_INSIDE);
        *r = ahead;
    }
}

static bool read_date(reader *r, pdx_date_read *out) {
    reader headed = *r;
    pdx_date_read plain;
    read_head(&headed);
    best_core(r, &plain);
    *out = plain;
    if (headed.at != r->at) {
        best_core(&headed, out);
        if (out->extent < PDX_DATE_EXTENT_DAY_MONTH || out->extent < plain.extent) *out = plain;
    }
    if (out->extent == PDX_DATE_EXTENT_NONE) return false;
    reader rest = {r->tokens, out->end, out->shape, r->may_split};
    if (out->extent >= PDX_DATE_EXTENT_DAY_MONTH) take_rest(&rest);
    out->end = rest.at;
    out->shape = rest.shape;
    return true;
}

/* "3 days ago", "il y a 3 jours", "vor einer Woche", "2 years, 3 months ago"; "yesterday at 4 pm". */
static bool read_ago(reader *r, pdx_date_read *out) {
    uint8_t value;
    out->extent = PDX_DATE_EXTENT_AGO;
    out->shape = 'R';
    if (take_name(r, PDX_DW_TODAY, &value)) {
        (void)take_sign(r, ",");
        (void)read_time(r);
        out->end = r->at;
        return true;
    }
    const bool before = take_name(r, PDX_DW_AGO_BEFORE, &value);
    if (!before) (void)take_name(r, PDX_DW_AGO_WEAK, &value);
    size_t units = 0;
    for (reader ahead = *r; units < 3; units++, *r = ahead) {
        if (units > 0) (void)take_sign(&ahead, ",");
        if (peek(&ahead, 0)->kind == PDX_LEX_NUMBER && peek(&ahead, 0)->digits <= 3) ahead.at++;
        else if (!take_name(&ahead, PDX_DW_ONE, &value)) break;
        if (!take_name(&ahead, PDX_DW_UNIT, &value)) break;
    }
    if (units == 0) return false;
    const bool after = take_name(r, PDX_DW_AGO_AFTER, &value);
    out->end = r->at;
    return before || after;
}

#define CLASS(name) (UINT32_C(1) << PDX_DW_##name)
#define MONTHS (CLASS(MONTH) | CLASS(MONTH_COUNTED) | CLASS(MONTH_SHORT))

/* The classes of which a word may be that stands behind one of these at the beginning of a date. */
static uint32_t classes_behind(uint32_t classes) {
    uint32_t next = 0;
    if ((classes & (CLASS(INSIDE) | CLASS(WEEKDAY))) != 0) next |= CLASS(INSIDE) | MONTHS;
    if ((classes & MONTHS) != 0) next |= CLASS(INSIDE) | CLASS(ORDINAL);
    if ((classes & CLASS(CLOCK)) != 0) next |= CLASS(CLOCK);
    if ((classes & (CLASS(AGO_BEFORE) | CLASS(AGO_WEAK))) != 0) next |= CLASS(ONE);
    if ((classes & CLASS(ONE)) != 0) next |= CLASS(UNIT);
    return next;
}

/* Whether a date can begin with a word of `classes`, by the token behind it. */
static bool may_begin_word(uint32_t classes, const pdx_lex_token *next) {
    if ((classes & CLASS(TODAY)) != 0) return true;
    if (next == NULL) return false;
    if (next->kind == PDX_LEX_WORD) {
        if ((classes & PDX_DATE_LONG) != 0 && (next->flags & PDX_LEX_IN_DATE) != 0) return true; /* the name goes on */
        return (pdx_lex_classes(next) & classes_behind(classes)) != 0;
    }
    if (next->kind == PDX_LEX_NUMBER) return (classes & (MONTHS | CLASS(INSIDE) | CLASS(WEEKDAY) | CLASS(CLOCK) | CLASS(AGO_BEFORE) | CLASS(AGO_WEAK))) != 0;
    return (classes & (MONTHS | CLASS(WEEKDAY) | CLASS(CLOCK) | PDX_DATE_LONG)) != 0;
}

/* Whether a date can begin at `at`, by its token and the next: spares numbers and small words of prose the grammar. */
static bool may_begin(const pdx_lex_tokens *tokens, size_t at) {
    const pdx_lex_token *token = &tokens->items[at], *next = at + 1 < tokens->n ? token + 1 : NULL;
    if (token->kind == PDX_LEX_SIGN) return false;
    if (token->kind == PDX_LEX_WORD) return may_begin_word(pdx_lex_classes(token), next);
    if (token->digits > 4 || is_year(token)) return true;
    if (next == NULL) return false;
    if (next->kind == PDX_LEX_WORD) return (next->flags & PDX_LEX_IN_DATE) != 0;
    if (next->kind == PDX_LEX_NUMBER) return at == 0 && tokens->n == 3;
    return next->kind == PDX_LEX_SIGN && (next->sign == PDX_SIGN_ORDINAL || (next->sign != 0 && strchr(".,-/:", next->sign) != NULL));
}

static bool read_at(pdx_lex_tokens *tokens, size_t at, pdx_date_read *out) {
    reader r = {tokens, at, 2166136261u, true};
    pdx_date_read ago;
    const bool dated = tokens->digits && read_date(&r, out);
    reader second = r;
    if (!(dated && out->extent == PDX_DATE_EXTENT_FULL) && read_ago(&second, &ago)) {
        *out = ago;
        return true;
    }
    if (!dated) return false;
    /* The same date, or the date of an update, printed again without a space. */
    if (out->extent == PDX_DATE_EXTENT_FULL && out->end < tokens->n && (tokens->items[out->end].flags & PDX_LEX_GLUED) != 0) {
        pdx_date_read again;
        second = r;
        second.at = out->end;
        if (tokens->items[out->end].kind != PDX_LEX_SIGN && read_date(&second, &again) && again.extent == PDX_DATE_EXTENT_FULL) out->end = again.end;
    }
    if (out->shape == 0) out->shape = 1;
    return true;
}

/* What is remembered of a date that begins at `at`; NULL: nothing. */
static const pdx_lex_dated *remembered(const pdx_lex_tokens *tokens, size_t at) {
    const unsigned n = tokens->n_dates < PDX_LEX_DATES ? tokens->n_dates : PDX_LEX_DATES;
    for (unsigned i = 0; i < n; i++) {
        if (tokens->dates[i].at == at) return &tokens->dates[i];
    }
    return NULL;
}

bool pdx_date_read_at(pdx_lex_tokens *tokens, size_t at, pdx_date_read *out) {
    const pdx_lex_dated *known;
    *out = (pdx_date_read){0};
    if ((tokens->items[at].flags & PDX_LEX_DATELESS) != 0) return false;
    if ((known = remembered(tokens, at)) != NULL) {
        *out = (pdx_date_read){known->end, known->shape, known->extent};
        return true;
    }
    if (!may_begin(tokens, at) || !read_at(tokens, at, out)) {
        tokens->items[at].flags |= PDX_LEX_DATELESS;
        *out = (pdx_date_read){0};
        return false;
    }
    tokens->dates[tokens->n_dates++ % PDX_LEX_DATES] = (pdx_lex_dated){(uint16_t)at, (uint16_t)out->end, out->extent, out->shape};
    return true;
}

size_t pdx_date_time_end(pdx_lex_tokens *tokens, size_t at) {
    reader r = {tokens, at, 1, false};
    return tokens->items[at].kind == PDX_LEX_NUMBER && read_time(&r) ? r.at : 0;
}
