#include "page/lexicon/dateline_reader.h"
#include "page/lexicon/lexicon_match.h"

enum { COUNT_DIGITS = 4 };

/* A number stands behind the year at token `at`, with nothing between, and behind that a word of furniture: "20263 comments". */
static bool is_year_with_count(const pdx_lex_tokens *tokens, size_t at) {
    const pdx_lex_token *year = &tokens->items[at], *count = year + 1, *word = year + 2;
    if (year->digits != 4 || year->value < 1990 || year->value >= 2100 || count->digits > COUNT_DIGITS || at + 2 >= tokens->n) return false;
    return word->kind == PDX_LEX_WORD && word->word != 0 && (word->flags & (PDX_LEX_STOP | PDX_LEX_GLUED)) == 0;
}

/* Cuts the number at the pdx_date_reader after `digits` digits if a date begins there ("20266 Mar 2026"), or a count ("20263 comments"). */
static bool split_glued(pdx_date_reader *r, unsigned digits) {
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
    token[1].begun = 0;
    token[1].flags = (uint8_t)((before.flags & PDX_LEX_EASTERN) | PDX_LEX_GLUED);
    pdx_date_reader ahead = {tokens, r->at + 1, 1, false};
    if ((pdx_date_take_whole(&ahead, &second) && second.extent == PDX_DATE_EXTENT_FULL) || is_year_with_count(tokens, r->at)) {
        pdx_lex_tokens_forget(tokens);
        return true;
    }
    memmove(token, token + 1, (tokens->n - r->at - 1) * sizeof *token);
    tokens->n--;
    *token = before;
    return false;
}

static bool take_year(pdx_date_reader *r) {
    if (!pdx_date_is_year(pdx_date_peek(r, 0)) && !(split_glued(r, 4) && pdx_date_is_year(pdx_date_peek(r, 0)))) return false;
    pdx_date_note(r, 'Y');
    r->at++;
    return true;
}

/* A year of two digits: 07, '07; what follows must not make it the hour of a time. */
static bool take_short_year(pdx_date_reader *r) {
    uint8_t value;
    const pdx_lex_token *token = pdx_date_peek(r, 0);
    if (!pdx_date_is_number(token, 0, 99, 2) || token->digits != 2) return false;
    if (pdx_lex_is_sign(pdx_date_peek(r, 1), ':') || pdx_date_name_at(r->tokens, r->at + 1, PDX_DW_HALF, &value) > 0) return false;
    pdx_date_note(r, 'y');
    r->at++;
    return true;
}

static bool take_day(pdx_date_reader *r) {
    const pdx_lex_token *token = pdx_date_peek(r, 0);
    if (!pdx_date_is_number(token, 1, 31, 2)) return false;
    pdx_date_note(r, '0');
    r->at++;
    uint8_t value;
    if ((pdx_date_peek(r, 0)->flags & PDX_LEX_GLUED) != 0 && pdx_date_take_name(r, PDX_DW_ORDINAL, &value)) return true;
    if (pdx_lex_is_sign(pdx_date_peek(r, 0), PDX_SIGN_ORDINAL)) r->at++;
    return true;
}

/* What may stand between day, month and year: "." "," "-" "/" and words such as "de". */
static void take_between(pdx_date_reader *r) {
    for (int i = 0; i < PDX_DATE_SEPARATORS; i++) {
        uint8_t value;
        if (pdx_date_take_sign(r, ".,-/")) continue;
        if (pdx_date_take_noted(r, PDX_DW_INSIDE)) continue;
        if (!pdx_date_take_name(r, PDX_DW_ORDINAL, &value)) return;
    }
}

/* A month's name; `sure` is false for abbreviations that are everyday words. */
static bool take_month(pdx_date_reader *r, bool *sure) {
    uint8_t value;
    pdx_date_reader counted = *r;
    if (pdx_date_take_name(&counted, PDX_DW_MONTH_COUNTED, &value) && pdx_date_is_number(pdx_date_peek(&counted, 0), 1, 12, 2)) {
        *r = counted;
        pdx_date_note(r, 'M');
        r->at++;
        return *sure = true;
    }
    *sure = pdx_date_take_name(r, PDX_DW_MONTH, &value);
    if (!*sure && !pdx_date_take_name(r, PDX_DW_MONTH_SHORT, &value)) return false;
    pdx_date_note(r, 'M');
    pdx_date_reader twin = *r; /* two names of one month: "كانون الثاني/يناير" */
    if (pdx_date_take_sign(&twin, "/") && pdx_date_take_name(&twin, PDX_DW_MONTH, &value)) *r = twin;
    return true;
}

static bool found(pdx_date_reader *r, pdx_date_extent extent, pdx_date_read *out) {
    if (out->extent >= extent) return false;
    out->extent = (uint8_t)extent;
    out->end = r->at;
    out->shape = r->shape;
    return true;
}

/* What has been read from token `from` on is all that stands there, up to a mark: "7 mar • Ann". */
static bool stands_alone(const pdx_date_reader *r, size_t from) {
    if (from > 0 && !pdx_lex_is_separator(&r->tokens->items[from - 1])) return false;
    return r->at >= r->tokens->n || pdx_lex_is_separator(pdx_date_peek(r, 0));
}

/* 31 mai 2007, 5 March */
static void day_month_year(pdx_date_reader r, pdx_date_read *out) {
    const size_t from = r.at;
    bool sure;
    if (!take_day(&r)) return;
    take_between(&r);
    if (!take_month(&r, &sure)) return;
    if (sure || stands_alone(&r, from)) found(&r, PDX_DATE_EXTENT_DAY_MONTH, out);
    take_between(&r);
    if (take_year(&r) || (sure && take_short_year(&r))) found(&r, PDX_DATE_EXTENT_FULL, out);
}

/* "May 052009": the day stands above its year, and nothing parts them in the text. */
static bool take_day_with_year(pdx_date_reader *r) {
    const pdx_lex_token *token = pdx_date_peek(r, 0);
    if (token->kind != PDX_LEX_NUMBER || token->digits != 6 || !pdx_date_is_day_with_year(token->value)) return false;
    pdx_date_note(r, 'G');
    r->at++;
    return true;
}

/* May 31, 2007; May - 31 - 2007; May 31; May 2007; Jan 5 10:30:00 2009 */
static void month_day_year(pdx_date_reader r, pdx_date_read *out) {
    bool sure;
    if (!take_month(&r, &sure)) return;
    pdx_date_reader other = r;
    take_between(&other);
    if (take_year(&other) && sure) found(&other, PDX_DATE_EXTENT_MONTH_YEAR, out);
    if (take_day_with_year(&r)) found(&r, PDX_DATE_EXTENT_FULL, out);
    const bool dashed = pdx_lex_is_sign(pdx_date_peek(&r, 0), '-');
    pdx_date_take_sign(&r, ".,-");
    if (!take_day(&r)) return;
    if (sure && !dashed) found(&r, PDX_DATE_EXTENT_DAY_MONTH, out);
    pdx_date_reader timed = r;
    take_between(&r);
    const bool quoted = (pdx_date_peek(&r, 0)->flags & PDX_LEX_QUOTED) != 0;
    if (take_year(&r) || (quoted && take_short_year(&r))) {
        found(&r, PDX_DATE_EXTENT_FULL, out);
    } else if (pdx_date_take_time(&timed) && take_year(&timed)) {
        found(&timed, PDX_DATE_EXTENT_FULL, out);
    }
}

/* 2007. május 31., 1400 Khordad 23, 2007-May-31; 2007. gada 31. maijs */
static void year_month_day(pdx_date_reader r, pdx_date_read *out) {
    bool sure;
    if (!take_year(&r)) return;
    take_between(&r);
    pdx_date_reader day_first = r;
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
    pdx_date_take_sign(&r, ".");
    found(&r, PDX_DATE_EXTENT_FULL, out);
}

static bool day_and_month(uint32_t a, uint32_t b) { return a >= 1 && b >= 1 && ((a <= 31 && b <= 12) || (a <= 12 && b <= 31)); }

/* After the last number of a numeric date: a further one with the same sign makes it something else (an address of four), and so does
 * one after a low line (a file's name: 2011-09-18_235654). */
static bool goes_on(const pdx_date_reader *r, uint8_t sign) {
    return (pdx_lex_is_sign(pdx_date_peek(r, 0), sign) || pdx_lex_is_sign(pdx_date_peek(r, 0), '_')) &&
           (pdx_date_peek(r, 0)->flags & PDX_LEX_GLUED) != 0 && pdx_date_peek(r, 1)->kind == PDX_LEX_NUMBER &&
           (pdx_date_peek(r, 1)->flags & PDX_LEX_GLUED) != 0;
}

/* 31/7/07, 31.07.2007, 2007-07-31, 2007. 07. 31.; and 07/2007 */
static void all_numbers(pdx_date_reader r, pdx_date_read *out) {
    const pdx_lex_token first = *pdx_date_peek(&r, 0);
    const uint8_t sign = pdx_date_peek(&r, 1)->kind == PDX_LEX_SIGN ? pdx_date_peek(&r, 1)->sign : 0;
    if (sign == 0 || strchr("/.-", sign) == NULL) return;
    const char signs[2] = {(char)sign, '\0'};
    if (take_year(&r)) {
        if (!pdx_date_take_sign(&r, signs) || !pdx_date_is_number(pdx_date_peek(&r, 0), 1, 12, 2)) return;
        const uint32_t month = pdx_date_peek(&r, 0)->value;
        if (!pdx_date_take_low(&r)) return;
        if (pdx_date_peek(&r, 0)->kind != PDX_LEX_SIGN || pdx_date_peek(&r, 0)->sign != sign) {
            if (pdx_date_peek(&r, 0)->kind == PDX_LEX_SIGN && sign != '.') found(&r, PDX_DATE_EXTENT_MONTH_YEAR, out);
            return;
        }
        pdx_date_take_sign(&r, signs);
        if (!pdx_date_is_low(pdx_date_peek(&r, 0)) && !split_glued(&r, 2)) return;
        if (!day_and_month(pdx_date_peek(&r, 0)->value, month) || !pdx_date_take_low(&r) || goes_on(&r, sign)) return;
        if (sign == '.') pdx_date_take_sign(&r, ".");
        found(&r, PDX_DATE_EXTENT_FULL, out);
        return;
    }
    if (!pdx_date_take_low(&r) || !pdx_date_take_sign(&r, signs)) return;
    if (first.value <= 12 && pdx_date_is_year(pdx_date_peek(&r, 0)) && take_year(&r)) {
        if (!goes_on(&r, sign)) found(&r, PDX_DATE_EXTENT_MONTH_YEAR, out);
        return;
    }
    const uint32_t second = pdx_date_peek(&r, 0)->value;
    if (!pdx_date_take_low(&r) || !day_and_month(first.value, second) || !pdx_date_take_sign(&r, signs)) return;
    if ((take_year(&r) || take_short_year(&r)) && !goes_on(&r, sign)) found(&r, PDX_DATE_EXTENT_FULL, out);
}

/* 28 02 2007, 7 02 2007, 2007 02 28 and 20070228: nothing parts the numbers, so that they have to be all of the line, the month in two digits,
 * and the day too where it does not come first, and the year one of ours. Two digits for the year would be any three numbers. */
static void bare_numbers(pdx_date_reader r, pdx_date_read *out) {
    const pdx_lex_token *t = r.tokens->items;
    const size_t n = r.tokens->n;
    const bool one = n == 1 && t[0].digits == 8, ends = n == 3 && t[2].digits == 4;
    if (r.at != 0 || (!one && n != 3)) return;
    for (size_t i = 0; i < n; i++) {
        const bool day = ends && i == 0 && t[0].digits == 1;
        if (t[i].kind != PDX_LEX_NUMBER || (!one && !day && t[i].digits != (i == (ends ? 2U : 0U) ? 4 : 2))) return;
    }
    const uint32_t year = one ? t[0].value / 10000 : t[ends ? 2 : 0].value, first = one ? t[0].value / 100 % 100 : t[ends ? 0 : 1].value;
    const uint32_t second = one ? t[0].value % 100 : t[ends ? 1 : 2].value;
    if (year < 1900 || year > 2099 || !day_and_month(second, first) || (!ends && first > 12)) return;
    pdx_date_note(&r, ends ? 'e' : one ? '8' : 'Y');
    r.at = n;
    found(&r, PDX_DATE_EXTENT_FULL, out);
}

/* 5月31日, 5月 31, 2007 */
static void month_with_counter(pdx_date_reader r, pdx_date_read *out) {
    if (!pdx_date_take_low(&r) || !pdx_date_take_counter(&r, 2)) return;
    if (!pdx_date_take_low(&r)) return;
    if (pdx_date_take_counter(&r, 3)) {
        found(&r, PDX_DATE_EXTENT_DAY_MONTH, out);
        return;
    }
    take_between(&r);
    if (take_year(&r)) found(&r, PDX_DATE_EXTENT_FULL, out);
}

/* 2007年5月31日, 2007년 5월 31일, 2007年十二月31日 */
static void with_counters(pdx_date_reader r, pdx_date_read *out) {
    bool sure;
    if (!pdx_date_is_year(pdx_date_peek(&r, 0)) || !take_year(&r) || !pdx_date_take_counter(&r, 1)) return;
    found(&r, PDX_DATE_EXTENT_YEAR, out);
    if (!take_month(&r, &sure) && (!pdx_date_take_low(&r) || !pdx_date_take_counter(&r, 2))) return;
    found(&r, PDX_DATE_EXTENT_MONTH_YEAR, out);
    if (pdx_date_take_low(&r) && pdx_date_take_counter(&r, 3)) found(&r, PDX_DATE_EXTENT_FULL, out);
}

/* 2019 by itself, not as a part of a longer number or of a sum. */
static void only_year(pdx_date_reader r, pdx_date_read *out) {
    const pdx_lex_token *token = pdx_date_peek(&r, 0);
    const bool eastern = (token->flags & PDX_LEX_EASTERN) != 0;
    if (!pdx_date_is_year(token) || !((token->value >= 1900 && token->value < 2100) || (eastern && token->value >= 1290 && token->value < 1460))) {
        return;
    }
    if (r.at > 0 && (token->flags & PDX_LEX_GLUED) != 0 && token[-1].kind == PDX_LEX_SIGN && token[-1].sign != '(' && token[-1].sign != '[') return;
    pdx_date_note(&r, 'Y');
    r.at++;
    if (pdx_date_peek(&r, 0)->kind == PDX_LEX_SIGN && (pdx_date_peek(&r, 0)->flags & PDX_LEX_GLUED) != 0 &&
        pdx_date_peek(&r, 1)->kind == PDX_LEX_NUMBER) {
        return;
    }
    found(&r, PDX_DATE_EXTENT_YEAR, out);
}

void pdx_date_take_best(const pdx_date_reader *r, pdx_date_read *out) {
    const pdx_lex_token *token = pdx_date_peek(r, 0);
    out->extent = PDX_DATE_EXTENT_NONE;
    if (token->kind == PDX_LEX_NUMBER) {
        const bool day = pdx_date_is_low(token);
        if (day || token->digits >= 4) all_numbers(*r, out);
        if (day || token->digits >= 4) bare_numbers(*r, out);
        if (day) day_month_year(*r, out);
        if (day) month_with_counter(*r, out);
        if (token->digits >= 4) year_month_day(*r, out); /* all of these may part the number */
        if (pdx_date_is_year(token)) with_counters(*r, out);
        if (pdx_date_is_year(token)) only_year(*r, out);
    } else if ((token->flags & PDX_LEX_DATED) != 0) {
        month_day_year(*r, out);
    }
}
