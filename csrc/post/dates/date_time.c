#include "post/dates/date_time.h"

#include "post/dates/bare_letters.h"

typedef struct clock_time {
    uint32_t hour, minute, second;
    bool has_second;
    size_t first, last;
} clock_time;

static const pdx_date_token *token_at(const pdx_date_tokens *tokens, size_t at) {
    return at < tokens->n ? &tokens->items[at] : NULL;
}

static bool is_mark(const pdx_date_tokens *tokens, size_t at, char mark) {
    const pdx_date_token *token = token_at(tokens, at);
    return token != NULL && token->kind == PDX_DATE_MARK && token->mark == mark;
}

static bool two_digits(const pdx_date_tokens *tokens, size_t at, uint32_t below) {
    const pdx_date_token *token = token_at(tokens, at);
    return token != NULL && token->kind == PDX_DATE_NUMBER && token->digits == 2 && token->value < below;
}

static bool announces(const pdx_date_tokens *tokens, size_t at) {
    const pdx_date_token *token = token_at(tokens, at);
    return token != NULL && token->kind == PDX_DATE_WORD && token->word.clock;
}

/* "kl 13.45", "kl. 13.45" */
static bool announced(const pdx_date_tokens *tokens, size_t at) {
    const size_t back = at >= 2 && is_mark(tokens, at - 1, '.') ? 2 : 1;
    return at >= back && announces(tokens, at - back);
}

static bool letter_h(pdx_span text, const pdx_date_tokens *tokens, size_t at) {
    const pdx_date_token *token = token_at(tokens, at);
    return token != NULL && token->end - token->begin == 1 && (text.data[token->begin] == 'h' || text.data[token->begin] == 'H');
}

/* What programs print behind a time in texts of any language: 1 AM, 2 PM, 0 neither. "am" with a day behind it is a word of German. */
static int printed_half(pdx_span text, const pdx_date_tokens *tokens, size_t at) {
    const pdx_date_token *token = token_at(tokens, at), *next = token_at(tokens, at + 1);
    char folded[4];
    if (token->end - token->begin != 2) return 0;
    const pdx_span letters = pdx_span_of(folded, pdx_bare_fold(pdx_span_slice(text, token->begin, token->end), folded, sizeof folded));
    if (pdx_span_equal(letters, pdx_span_str("pm"))) return 2;
    return pdx_span_equal(letters, pdx_span_str("am")) && (next == NULL || next->kind == PDX_DATE_MARK) ? 1 : 0;
}

/* am or pm behind token `last`: 1 am, 2 pm, 0 neither; "p.m." is letters and full stops. */
static int day_half(pdx_span text, const pdx_date_tokens *tokens, size_t at, size_t *last) {
    const pdx_date_token *token = token_at(tokens, at);
    if (token == NULL || token->kind != PDX_DATE_WORD) return 0;
    const int half = token->word.am != token->word.pm ? (token->word.am ? 1 : 2) : printed_half(text, tokens, at);
    if (half != 0) {
        *last = at;
        return half;
    }
    if (token->end - token->begin > 2 || !is_mark(tokens, at + 1, '.')) return 0;
    const pdx_date_token *second = token_at(tokens, at + 2);
    if (second == NULL || second->kind != PDX_DATE_WORD || second->end - second->begin > 2) return 0;
    char folded[8]; /* one letter each, of at most two bytes as printed */
    size_t n = pdx_bare_fold(pdx_span_slice(text, token->begin, token->end), folded, 4);
    n += pdx_bare_fold(pdx_span_slice(text, second->begin, second->end), folded + n, 4);
    const pdx_span letters = pdx_span_of(folded, n);
    const bool am = pdx_span_equal(letters, pdx_span_str("am")) || pdx_span_equal(letters, pdx_span_str("πμ")) ||
                    pdx_span_equal(letters, pdx_span_str("قظ"));
    const bool pm = pdx_span_equal(letters, pdx_span_str("pm")) || pdx_span_equal(letters, pdx_span_str("μμ")) ||
                    pdx_span_equal(letters, pdx_span_str("بظ"));
    if (!am && !pm) return 0;
    *last = is_mark(tokens, at + 3, '.') ? at + 3 : at + 2;
    return am ? 1 : 2;
}

/* h:mm[:ss], h.mm with a word of time beside it, 14h05. */
static bool clock_at(pdx_span text, const pdx_date_tokens *tokens, size_t at, clock_time *out) {
    const pdx_date_token *hour = token_at(tokens, at);
    if (hour == NULL || hour->kind != PDX_DATE_NUMBER || hour->digits > 2 || hour->value > 24) return false;
    memset(out, 0, sizeof *out);
    out->first = out->last = at;
    out->hour = hour->value;
    const bool colon = is_mark(tokens, at + 1, ':');
    const bool dot = is_mark(tokens, at + 1, '.') && tokens->items[at + 1].glued && !is_mark(tokens, at + 3, '.');
    bool minutes = false;
    if ((colon || dot) && two_digits(tokens, at + 2, 60) && tokens->items[at + 2].glued) {
        out->minute = tokens->items[at + 2].value;
        out->last = at + 2;
        minutes = true;
        if (colon && is_mark(tokens, at + 3, ':') && two_digits(tokens, at + 4, 60)) {
            out->second = tokens->items[at + 4].value;
            out->has_second = true;
            out->last = at + 4;
        }
    } else if (letter_h(text, tokens, at + 1) && two_digits(tokens, at + 2, 60)) {
        out->minute = tokens->items[at + 2].value;
        out->last = at + 2;
        return out->hour < 24;
    }
    size_t last = out->last;
    const int half = out->hour >= 1 && out->hour <= 12 ? day_half(text, tokens, out->last + 1, &last) : 0;
    if (half != 0) {
        out->hour = out->hour % 12 + (half == 2 ? 12 : 0);
        out->last = last;
    }
    if (out->hour > 23) return false;
    if (minutes && (colon || half != 0)) return true;
    return half != 0 || (dot && minutes && (announces(tokens, out->last + 1) || announced(tokens, at)));
}

/* Where a time with a colon stands between the first and the last token of a date; behind the last: nowhere. */
static size_t time_between(pdx_span text, const pdx_date_tokens *tokens, size_t first, size_t last, clock_time *time) {
    size_t at = first + 1;
    while (at <= last && !(is_mark(tokens, at + 1, ':') && clock_at(text, tokens, at, time) && time->last < last)) at++;
    return at;
}

bool pdx_time_find(pdx_span text, const pdx_date_tokens *tokens, size_t first, size_t last, pdx_date *date,
                   size_t *time_first, size_t *time_last) {
    /* Behind the date first: "13/2/2019 10:45". Then before it: "10:45, 13/2/2019"; then between its day and its year: "Feb 13 10:45 2019". */
    clock_time time;
    size_t at = last + 1;
    while (at < tokens->n && !clock_at(text, tokens, at, &time)) at++;
    if (at >= tokens->n) {
        at = 0;
        while (at < first && (!clock_at(text, tokens, at, &time) || time.last >= first)) at++;
        if (at >= first) at = time_between(text, tokens, first, last, &time);
        if (at > last) return false;
    }
    date->hour = (uint8_t)time.hour;
    date->minute = (uint8_t)time.minute;
    date->second = (uint8_t)time.second;
    date->precision = time.has_second ? PDX_PRECISION_SECOND : PDX_PRECISION_MINUTE;
    *time_first = time.first;
    *time_last = time.last;
    return true;
}
