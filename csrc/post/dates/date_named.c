#include "post/dates/date_named.h"

#include "page/lexicon/dateline_read.h"
#include "post/dates/date_numeric.h"

enum { NOWHERE = PDX_DATE_TOKENS };

/* A number beside a month name, with what it can be. */
typedef struct neighbour {
    size_t at; /* token, or NOWHERE */
    uint32_t value;
    bool day, year;
    bool short_year; /* two digits, not joined by a word */
} neighbour;

static char mark_at(const pdx_date_tokens *tokens, size_t at) {
    return at < tokens->n && tokens->items[at].kind == PDX_DATE_MARK ? tokens->items[at].mark : '\0';
}

/* What may stand between the pieces of a date: points, commas, dashes, slashes, "of", "de", "th", the sign of the year, and a second name
 * of the same month. */
static bool is_joint(const pdx_date_tokens *tokens, size_t at, unsigned month) {
    const pdx_date_token *token = &tokens->items[at];
    if (token->kind == PDX_DATE_MARK) return token->mark == '.' || token->mark == ',' || token->mark == '-' ||
                                             token->mark == '/' || token->mark == '\'' || token->mark == 'o' || token->mark == 'Y';
    if (token->kind != PDX_DATE_WORD) return false;
    return token->word.inside || token->word.month == month;
}

static neighbour look(const pdx_date_tokens *tokens, size_t at, unsigned month, bool forward) {
    neighbour found = {NOWHERE, 0, false, false, false};
    size_t i = at;
    bool by_word = false;
    for (unsigned joints = 0; joints <= 4; joints++) {
        if (forward ? i + 1 >= tokens->n : i == 0) return found;
        i = forward ? i + 1 : i - 1;
        const pdx_date_token *token = &tokens->items[i];
        if (token->kind != PDX_DATE_NUMBER) {
            if (!is_joint(tokens, i, month)) return found;
            by_word = by_word || token->kind == PDX_DATE_WORD;
            continue;
        }
        /* An hour or a minute is neither day nor year. */
        if (mark_at(tokens, i + 1) == ':' || (i > 0 && mark_at(tokens, i - 1) == ':')) return found;
        if (i + 1 < tokens->n && (tokens->items[i + 1].word.am || tokens->items[i + 1].word.pm) && token->digits <= 2) return found;
        const uint32_t value = token->value;
        found.at = i;
        found.value = value;
        found.day = token->digits <= 2 && value >= 1 && value <= 31;
        found.year = token->digits == 4 && value >= 1000;
        found.short_year = token->digits == 2 && !by_word;
        /* Two dates run together, "6 Mar 20266 Mar 2026": the first four digits are the year. */
        if (forward && (token->digits == 5 || token->digits == 6)) {
            found.value = token->digits == 5 ? value / 10 : value / 100;
            found.year = found.value >= 1990 && found.value < 2100;
        }
        return found;
    }
    return found;
}

static bool is_short_number(const pdx_date_tokens *tokens, size_t at) {
    return at < tokens->n && tokens->items[at].kind == PDX_DATE_NUMBER && tokens->items[at].digits <= 2;
}

/* Behind the zone at `i`, or there where is none: "UTC", "+0100", "GMT+01:00". */
static size_t behind_zone(const pdx_date_tokens *tokens, size_t i) {
    if (i < tokens->n && tokens->items[i].kind == PDX_DATE_WORD) i++;
    if ((mark_at(tokens, i) != '?' && mark_at(tokens, i) != '-') || /* a plus is one of the marks that no date has */
         i + 1 >= tokens->n || tokens->items[i + 1].kind != PDX_DATE_NUMBER || !tokens->items[i + 1].glued) return i;
    if (tokens->items[i + 1].digits == 4) return i + 2;
    return tokens->items[i + 1].digits == 2 && mark_at(tokens, i + 2) == ':' && is_short_number(tokens, i + 3) ? i + 4 : i;
}

/* The year behind the time that follows the day at `at`: "Jan 5 14:02:11 2019", "Jan 5 14:02:11 UTC 2019", "Jan 5 14:02:11 +0100 2019". */
static neighbour year_behind_time(const pdx_date_tokens *tokens, size_t at) {
    size_t i = at + 1;
    neighbour found = {NOWHERE, 0, false, false, false};
    if (!is_short_number(tokens, i) || mark_at(tokens, i + 1) != ':' || !is_short_number(tokens, i + 2)) return found;
    i += 3;
    if (mark_at(tokens, i) == ':' && is_short_number(tokens, i + 1)) i += 2;
    i = behind_zone(tokens, i);
    if (i >= tokens->n || tokens->items[i].kind != PDX_DATE_NUMBER || tokens->items[i].digits != 4) return found;
    found.at = i;
    found.value = tokens->items[i].value;
    found.year = found.value >= 1000;
    return found;
}

/* "May 052009": the day stands above its year, and nothing parts them in the text. */
static void day_with_year(const pdx_date_tokens *tokens, neighbour *after, neighbour *later) {
    if (after->at == NOWHERE) return;
    const size_t at = after->at;
    const pdx_date_token *token = &tokens->items[at];
    if (token->digits != 6 || !pdx_date_is_day_with_year(token->value)) return;
    *after = (neighbour){at, token->value / 10000, true, false, false};
    *later = (neighbour){at, token->value % 10000, false, true, false};
}

static const neighbour none = {NOWHERE, 0, false, false, false};

static bool apostrophe_before(const pdx_date_tokens *tokens, const neighbour *n) {
    return n->at != NOWHERE && n->at > 0 && mark_at(tokens, n->at - 1) == '\'' && tokens->items[n->at].glued;
}

typedef struct reading {
    const neighbour *day, *year;
    bool two_digit_year;
} reading;

/* Which neighbour is the day and which the year. `before` and `earlier` stand left of the month, `after` and
 * `later` right of it. */
static bool read_neighbours(const pdx_date_tokens *tokens, const neighbour *before, const neighbour *earlier,
                            const neighbour *after, const neighbour *later, reading *out) {
    out->two_digit_year = false;
    out->day = out->year = NULL;
    if (before->day && after->year) { out->day = before; out->year = after; }           /* 13 February 2019 */
    else if (after->day && later->year) { out->day = after; out->year = later; }        /* February 13, 2019 */
    else if (before->year && after->day) { out->day = after; out->year = before; }      /* 2019. február 13. */
    else if (before->day && earlier->year) { out->day = before; out->year = earlier; }  /* 2019 13 February */
    else if (before->day && after->short_year) { out->day = before; out->year = after; out->two_digit_year = true; }
    else if (after->day && later->short_year && (mark_at(tokens, later->at - 1) == ',' || apostrophe_before(tokens, later))) {
        out->day = after;
        out->year = later;
        out->two_digit_year = true;
    } else if (after->year) out->year = after;                                          /* February 2019 */
    else if (before->year) out->year = before;
    else if (apostrophe_before(tokens, after) && after->short_year) { out->year = after; out->two_digit_year = true; }
    else if (before->day) out->day = before;
    else if (after->day) out->day = after;
    else return false;
    return true;
}

static void cover(const neighbour *n, size_t *first, size_t *last) {
    if (n == NULL) return;
    if (n->at < *first) *first = n->at;
    if (n->at > *last) *last = n->at;
}

bool pdx_named_date_at(const pdx_date_tokens *tokens, size_t at, pdx_date *date, size_t *first, size_t *last) {
    const pdx_date_word *word = &tokens->items[at].word;
    const pdx_calendar calendar = (pdx_calendar)word->calendar;
    const neighbour before = look(tokens, at, word->month, false);
    const neighbour earlier = before.at == NOWHERE ? none : look(tokens, before.at, word->month, false);
    neighbour after = look(tokens, at, word->month, true);
    neighbour later = after.at == NOWHERE ? none : look(tokens, after.at, word->month, true);
    reading read;
    if (!before.day) day_with_year(tokens, &after, &later);
    if (after.day && later.at == NOWHERE) later = year_behind_time(tokens, after.at);
    if (!read_neighbours(tokens, &before, &earlier, &after, &later, &read)) return false;
    int32_t year = 0;
    if (read.year != NULL) year = pdx_full_year(read.year->value, read.two_digit_year ? 2 : 4, calendar);
    if (!pdx_date_set(date, calendar, year, word->month, read.day == NULL ? 0 : read.day->value)) return false;
    date->short_year = read.year != NULL && read.two_digit_year;
    *first = *last = at;
    cover(read.day, first, last);
    cover(read.year, first, last);
    return true;
}
