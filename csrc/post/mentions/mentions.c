#include "post/mentions/mentions.h"

#include "base/bits.h"
#include "post/dates/calendar.h"
#include "post/mentions/mention_point.h"
#include "post/mentions/mention_wording.h"
#include "text/word_begins.h"

enum {
    LONGEST_HEAD = 9,                     /* letters of a word that can begin a mention */
    READING_WORK = 4,                     /* what looking for dates takes, as a pace counts */
    RUN_STRETCH = PDX_LIMIT(1 << 15, 16)  /* of a run that is passed at once */
};

const char *pdx_mention_kind_name(pdx_mention_kind kind) {
    static const char *const names[PDX_MENTION_KIND_COUNT] = {"day",   "month",   "monthday", "year",    "decade",
                                                              "range", "weekday", "season",   "century", "relative"};
    return (unsigned)kind < PDX_MENTION_KIND_COUNT ? names[kind] : "";
}

/* The text round a point, as far as it decides. */
typedef struct surroundings {
    char behind[16];
    size_t behind_len;
    unsigned before, after; /* classes of the words before and after */
    bool plural_after;      /* a small word that ends in s follows */
    bool name_after;        /* a capital word follows */
} surroundings;

static unsigned char byte_at(pdx_span text, size_t at) { return at < text.len ? text.data[at] : 0; }

static bool is_behind(const surroundings *around, const char *word) {
    return around->behind_len == strlen(word) && memcmp(around->behind, word, around->behind_len) == 0;
}

static void look_around(pdx_span text, size_t begin, const pdx_look *after, surroundings *out) {
    memset(out, 0, sizeof *out);
    out->behind_len = pdx_look_behind(text, begin, out->behind);
    out->before = pdx_word_classes(pdx_span_of(out->behind, out->behind_len));
    if (out->behind_len == 0 && begin >= 3 && text.data[begin - 1] == ' ' && text.data[begin - 2] == '.') {
        /* "p. 1984", "no. 1984": a short form with its full stop. */
        const size_t n = pdx_look_behind(text, begin - 2, out->behind);
        if (n <= 3) out->before = pdx_word_classes(pdx_span_of(out->behind, n)) & PDX_WORD_NUMBERS;
    }
    const size_t n = after->end - after->begin;
    if (after->kind != PDX_LOOK_WORD || n > 15) return;
    out->after = pdx_look_classes(text, after);
    out->name_after = after->capital;
    out->plural_after = !after->capital && n > 3 && (text.data[after->end - 1] | 0x20) == 's' && (text.data[after->end - 2] | 0x20) != 's';
}

/* What is glued in front of a number and makes it something else: a sign, a path, a longer number, letters. */
static bool glued_before(pdx_span text, size_t begin) {
    if (begin == 0) return false;
    const uint8_t c = text.data[begin - 1];
    const uint8_t before = begin >= 2 ? text.data[begin - 2] : ' ';
    if (pdx_ascii_letter(c) || pdx_ascii_digit(c)) return true;
    if (c >= 0x80) {
        /* Letters beyond ASCII, and the signs of pound, yen, euro; quotes, dashes and spaces are none. */
        if (begin >= 2 && before == 0xC2) return c != 0xA0 && c != 0xAB && c != 0xBB;
        if (begin >= 3 && text.data[begin - 3] == 0xE2) return before != 0x80;
        return true;
    }
    switch (c) {
    case '$': case '#': case '@': case '_': case '=': case '&': case '+': case '^': case '*': case '\\': case '/': case '%': case '~':
        return true;
    case '.': case ':': return before != ' ' && (pdx_ascii_letter(before) || pdx_ascii_digit(before));
    case ',': {
        size_t n = 0;
        while (n < 5 && begin >= 2 + n && pdx_ascii_digit(text.data[begin - 2 - n])) n++;
        return n > 0 && n != 4;
    }
    case '-': {
        if (pdx_ascii_digit(before)) return true;
        if (!pdx_ascii_letter(before)) return false;
        size_t n = 0, capitals = 0;
        while (n + 2 <= begin && pdx_ascii_letter(text.data[begin - 2 - n])) {
            capitals += (text.data[begin - 2 - n] & 0x20) == 0;
            n++;
        }
        return n < 3 || capitals > 1; /* ISO-2022, F-2000 */
    }
    default: return false;
    }
}

static bool glued_after(pdx_span text, size_t end) {
    const unsigned char c = byte_at(text, end), next = byte_at(text, end + 1);
    if (c == '-' && pdx_ascii_digit(next)) return true;
    return c == '%' || c == '+' || c == '_' || c == '=' || c == '@' || c == '/' || c == '\\' || ((c == '.' || c == ':') && pdx_ascii_digit(next)) ||
           (c == '-' && next == '-');
}

static bool year_fits(const pdx_point *point, const surroundings *around) {
    const int32_t year = point->date.year;
    const bool date_before = (around->before & PDX_WORD_DATES) != 0;
    const bool round = year % 100 == 0;
    if (around->before & PDX_WORD_NUMBERS) return false;
    if (around->after & PDX_WORD_UNITS) return !round && (date_before || is_behind(around, "the"));
    if ((around->before & PDX_WORD_AMOUNTS) && around->plural_after) return false;
    if ((around->before & PDX_WORD_AMOUNTS) && round && (is_behind(around, "than") || is_behind(around, "least"))) return false;
    if (round && around->plural_after && !date_before && !is_behind(around, "the")) return false;
    return (year >= 1800 && year < 2040) || date_before;
}

/* A month without day and year: only where it can be nothing else. */
static bool month_fits(const pdx_point *point, const surroundings *around) {
    if (point->brief || !point->capital || (around->before & PDX_WORD_RELATIVE)) return false;
    const bool date_before = (around->before & PDX_WORD_DATES) != 0;
    const unsigned month = point->date.month;
    const bool also_a_word = month == 3 || month == 5;
    const bool also_a_name = month == 4 || month == 6 || month == 8;
    if (around->after & PDX_WORD_PAPERS) return false;
    if (also_a_word || also_a_name) return date_before && !around->name_after;
    return date_before || !around->name_after || is_behind(around, "and");
}

/* "June last year", "February of this year": counted from the time of writing. */
static bool relative_after(pdx_span text, const pdx_look *tokens, size_t n) {
    size_t i = 0;
    if (i < n && tokens[i].kind == PDX_LOOK_WORD && tokens[i].word == PDX_WORD_OF) i++;
    if (i + 1 >= n || tokens[i].kind != PDX_LOOK_WORD || tokens[i].end - tokens[i].begin != 4) return false;
    const uint8_t *w = text.data + tokens[i].begin, *next = text.data + tokens[i + 1].begin;
    if (tokens[i + 1].end - tokens[i + 1].begin != 4 || memcmp(next, "year", 4) != 0) return false;
    return memcmp(w, "last", 4) == 0 || memcmp(w, "this", 4) == 0 || memcmp(w, "next", 4) == 0 || memcmp(w, "that", 4) == 0;
}

static bool weekday_fits(const surroundings *around) {
    return !(around->before & (PDX_WORD_RELATIVE | PDX_WORD_FEASTS)) && !(around->after & PDX_WORD_PAPERS);
}

static bool short_decade_fits(const surroundings *around) { return is_behind(around, "the"); }

/* Whether the words around let a point that stands alone be a date. */
static bool point_fits(pdx_span text, const pdx_point *point, const pdx_look *tokens) {
    surroundings around;
    const pdx_look *after = &tokens[point->n_tokens];
    look_around(text, point->begin, after, &around);
    const bool number_first = tokens[0].kind == PDX_LOOK_NUMBER;
    if (number_first && glued_before(text, point->begin)) return false;
    if (tokens[point->n_tokens - 1].kind == PDX_LOOK_NUMBER && glued_after(text, point->end)) return false;
    switch (point->kind) {
    case PDX_MENTION_YEAR: return year_fits(point, &around);
    case PDX_MENTION_MONTH:
        if (point->date.year != 0) return point->capital || point->date.month != 5 || (around.before & PDX_WORD_DATES) != 0;
        return month_fits(point, &around) && !relative_after(text, after, PDX_LOOK_MAX - point->n_tokens);
    case PDX_MENTION_MONTHDAY:
        if (point->capital || (point->date.month != 3 && point->date.month != 5)) return !(around.after & PDX_WORD_UNITS) || !number_first;
        return false;
    case PDX_MENTION_DAY: return !number_first || !(around.before & PDX_WORD_NUMBERS);
    case PDX_MENTION_WEEKDAY: return weekday_fits(&around);
    case PDX_MENTION_CENTURY:
    case PDX_MENTION_DECADE: return !point->short_year || short_decade_fits(&around);
    default: return true;
    }
}

static bool same_kind_of_end(const pdx_point *a, const pdx_point *b) {
    const bool a_day = a->kind == PDX_MENTION_DAY || a->kind == PDX_MENTION_MONTHDAY;
    const bool b_day = b->kind == PDX_MENTION_DAY || b->kind == PDX_MENTION_MONTHDAY;
    if (a_day || b_day) return a_day && b_day;
    return a->kind == b->kind && a->kind != PDX_MENTION_WEEKDAY;
}

/* The first of two joined dates takes the year that only the second prints. */
static bool can_range(pdx_point *a, pdx_point *b) {
    if (!same_kind_of_end(a, b)) return false;
    if (a->date.year == 0 && b->date.year != 0) {
        a->date.year = b->date.year;
        a->date.short_year = b->date.short_year;
        if (a->date.month > b->date.month) a->date.year--;
        if (a->kind == PDX_MENTION_MONTHDAY) a->kind = PDX_MENTION_DAY;
    }
    if (b->date.year == 0 && a->date.year != 0) {
        b->date.year = a->date.year;
        b->date.short_year = a->date.short_year;
        if (a->date.month > b->date.month) b->date.year++;
        if (b->kind == PDX_MENTION_MONTHDAY) b->kind = PDX_MENTION_DAY;
    }
    if (a->date.year != b->date.year) return a->date.year < b->date.year;
    return a->date.month < b->date.month || (a->date.month == b->date.month && (a->date.day < b->date.day || a->season < b->season));
}

static bool fill_range(const pdx_point *a, const pdx_point *b, size_t begin, size_t end, pdx_mention *out) {
    char first[32], last[32];
    memset(out, 0, sizeof *out);
    pdx_point_value(a, first);
    pdx_point_value(b, last);
    const size_t n = strlen(first), m = strlen(last);
    if (n + 1 + m >= sizeof out->value) return false;
    memcpy(out->value, first, n);
    out->value[n] = '/';
    memcpy(out->value + n + 1, last, m + 1);
    out->kind = PDX_MENTION_RANGE;
    out->range = pdx_range_of(begin, end);
    out->date = a->date;
    out->end = b->date;
    return true;
}

/* June 20-22, 1981: the end is a day of the same month. */
static bool read_days(pdx_span text, const pdx_look *tokens, const pdx_point *a, pdx_mention *out) {
    const size_t at = a->n_tokens;
    if (a->kind != PDX_MENTION_MONTHDAY || at + 1 >= PDX_LOOK_MAX || tokens[at + 1].kind != PDX_LOOK_NUMBER || tokens[at + 1].digits > 2) {
        return false;
    }
    pdx_look rest[PDX_LOOK_MAX];
    pdx_look_ahead(text, tokens[at + 1].end, rest);
    pdx_point first = *a, last = *a;
    if (tokens[at + 1].value <= a->date.day || tokens[at + 1].value > pdx_month_length(PDX_GREGORIAN, 2000, a->date.month)) return false;
    last.date.day = (uint8_t)tokens[at + 1].value;
    size_t end = tokens[at + 1].end, i = 0;
    if (rest[0].kind == PDX_LOOK_WORD && rest[0].word == PDX_WORD_ORDINAL && !rest[0].spaced) end = rest[i++].end;
    if (rest[i].kind == PDX_LOOK_MARK && rest[i].mark == ',') i++;
    if (rest[i].kind == PDX_LOOK_NUMBER && rest[i].digits == 4 && rest[i].value >= 1000 && rest[i].value < 2200) {
        first.date.year = last.date.year = (int32_t)rest[i].value;
        first.kind = last.kind = PDX_MENTION_DAY;
        end = rest[i].end;
    } else if (tokens[at].word == PDX_WORD_TO && rest[0].kind == PDX_LOOK_WORD) return false; /* June 20 to 30 people */
    return fill_range(&first, &last, a->begin, end, out);
}

/* 1981-88 */
static bool read_short_end(pdx_span text, const pdx_look *tokens, const pdx_point *a, pdx_mention *out) {
    const size_t at = a->n_tokens;
    if (a->kind != PDX_MENTION_YEAR || at + 1 >= PDX_LOOK_MAX) return false;
    const pdx_look *joint = &tokens[at], *number = &tokens[at + 1];
    const bool mark = joint->kind == PDX_LOOK_MARK && (joint->mark == '-' || joint->mark == '/') && !joint->spaced;
    if (!mark || number->kind != PDX_LOOK_NUMBER || number->digits != 2 || number->spaced) return false;
    const uint32_t last = (uint32_t)a->date.year / 100 * 100 + number->value;
    if ((int32_t)last <= a->date.year || number->value <= 12 || glued_after(text, number->end)) return false;
    if (number->end < text.len && pdx_ascii_letter(text.data[number->end])) return false;
    pdx_point b = *a;
    b.date.year = (int32_t)last;
    return a->date.year >= 1500 && fill_range(a, &b, a->begin, number->end, out);
}

static bool is_joint(const pdx_look *token, bool between) {
    if (between) return token->kind == PDX_LOOK_WORD && token->word == PDX_WORD_AND;
    return (token->kind == PDX_LOOK_MARK && token->mark == '-') || (token->kind == PDX_LOOK_WORD && token->word == PDX_WORD_TO);
}

/* A range that begins with the point at tokens[0]; `between` when that word stands before, at `begin`. */
static bool read_range(pdx_span text, const pdx_look *tokens, const pdx_point *a, bool between, size_t begin, pdx_mention *out) {
    const size_t at = a->n_tokens;
    if (at + 1 >= PDX_LOOK_MAX) return false;
    if (!between && read_short_end(text, tokens, a, out)) return true;
    if (!is_joint(&tokens[at], between)) return false;
    if (!between && read_days(text, tokens, a, out)) return true;
    pdx_look rest[PDX_LOOK_MAX];
    pdx_look_ahead(text, tokens[at].end, rest);
    pdx_point first = *a, last;
    if (!pdx_point_read(text, rest, PDX_LOOK_MAX, &last) || !can_range(&first, &last)) return false;
    if (rest[last.n_tokens - 1].kind == PDX_LOOK_NUMBER && glued_after(text, last.end)) return false;
    if (tokens[0].kind == PDX_LOOK_NUMBER && glued_before(text, a->begin)) return false;
    if (last.kind == PDX_MENTION_YEAR) {
        surroundings around;
        look_around(text, a->begin, &rest[last.n_tokens], &around);
        const bool counted = (around.after & PDX_WORD_UNITS) != 0 && (last.date.year % 10 == 0 || (around.after & PDX_WORD_MEASURES) != 0);
        if (first.date.year < 1500 || last.date.year >= 2100 || (around.before & PDX_WORD_NUMBERS) || counted) return false;
    }
    if (last.kind == PDX_MENTION_MONTH && first.date.year == 0 && !(first.capital && last.capital)) return false;
    return fill_range(&first, &last, begin, last.end, out);
}

/* "1 to 3 July 1863", "Between 1 and 3 July 1863": the first day has its month from the second. */
static bool read_days_first(pdx_span text, const pdx_look *tokens, size_t n, bool between, size_t begin, pdx_mention *out) {
    pdx_point first, last;
    if (!pdx_point_read_days(text, tokens, n, between, &first, &last) || glued_before(text, first.begin)) return false;
    if (text.data[last.end - 1] <= '9' && glued_after(text, last.end)) return false; /* it ends with a number */
    return fill_range(&first, &last, begin, last.end, out);
}

static void fill_point(const pdx_point *point, pdx_mention *out) {
    memset(out, 0, sizeof *out);
    out->range = pdx_range_of(point->begin, point->end);
    out->kind = point->kind;
    out->part = point->part;
    out->season = point->season;
    out->date = point->date;
    if (point->kind == PDX_MENTION_CENTURY) {
        out->end = point->date;
        out->end.year += 99;
    }
    pdx_point_value(point, out->value);
}

/* The mention that begins at `at`, where a word, a number or an apostrophe begins. */
static bool mention_at(pdx_span text, size_t at, pdx_mention *out) {
    pdx_look tokens[PDX_LOOK_MAX];
    pdx_point point;
    pdx_look_next(text, at, &tokens[0]);
    if (tokens[0].kind == PDX_LOOK_WORD && tokens[0].word == PDX_WORD_NONE) return false;
    pdx_look_ahead(text, at, tokens);
    if (tokens[0].kind == PDX_LOOK_WORD && tokens[0].word == PDX_WORD_BETWEEN) {
        if (tokens[1].word == PDX_WORD_THE) return false;
        if (read_days_first(text, tokens + 1, PDX_LOOK_MAX - 1, true, at, out)) return true;
        return pdx_point_read(text, tokens + 1, PDX_LOOK_MAX - 1, &point) && read_range(text, tokens + 1, &point, true, at, out);
    }
    if (tokens[0].kind == PDX_LOOK_NUMBER && read_days_first(text, tokens, PDX_LOOK_MAX, false, tokens[0].begin, out)) return true;
    if (!pdx_point_read(text, tokens, PDX_LOOK_MAX, &point)) return false;
    if (read_range(text, tokens, &point, false, point.begin, out)) return true;
    if (!point_fits(text, &point, tokens)) return false;
    fill_point(&point, out);
    return true;
}

/* The end of the run of letters and digits at `at`, as far as it lies before `limit`. */
static size_t run_end(pdx_span text, size_t at, size_t limit) {
    while (at < limit && (pdx_ascii_letter(text.data[at]) || pdx_ascii_digit(text.data[at]) || text.data[at] >= 0x80)) {
        if (text.data[at] >= 0x80) {
            pdx_look mark; /* quotes and dashes beyond ASCII end a run */
            pdx_look_next(text, at, &mark);
            if (mark.kind == PDX_LOOK_MARK || mark.begin > at) break;
        }
        at++;
    }
    return at;
}

/* Goes on to the end of the run; a long one takes a while. */
static pdx_status run_pass(pdx_span text, size_t *at, pdx_pace *pace, pdx_error *err) {
    for (size_t begin = *at, limit = *at;; begin = *at) {
        limit = pdx_min_size(text.len, begin + RUN_STRETCH);
        *at = run_end(text, begin, limit);
        if (*at < limit || *at == text.len) return PDX_OK;
        PDX_TRY(pdx_pace_step(pace, READING_WORK * RUN_STRETCH, 0, err));
    }
}

static bool is_apostrophe(pdx_span text, size_t at) {
    const uint8_t c = text.data[at];
    return c == '\'' || (c == 0xE2 && at + 2 < text.len && text.data[at + 1] == 0x80 && (text.data[at + 2] == 0x98 || text.data[at + 2] == 0x99));
}

static bool continues_run(pdx_span text, size_t at, size_t from) {
    return at > from && (pdx_ascii_letter(text.data[at - 1]) || pdx_ascii_digit(text.data[at - 1]));
}

/* To the first place from *at on, but no further than `limit`, at which a date might begin, or something beyond ASCII; false: there is none. What
 * stands at `from` is taken for the begin of a run, whatever is before it. */
static bool plain_pass(pdx_word_begins *begins, size_t from, size_t limit, size_t *at) {
    const pdx_span text = begins->text;
    for (size_t block = *at / PDX_WORD_BEGINS_BLOCK; block * PDX_WORD_BEGINS_BLOCK < limit; block++) {
        const size_t first = block * PDX_WORD_BEGINS_BLOCK;
        uint64_t bits = pdx_word_begins_of(begins, block);
        if (*at > first) bits &= UINT64_MAX << (*at - first);
        if (from == *at) bits |= (uint64_t)1 << (*at - first);
        else if (*at <= first && continues_run(text, first, from) && text.data[first] < 0x80) bits &= ~(uint64_t)1;
        for (; bits != 0; bits &= bits - 1) {
            size_t place = first + pdx_trailing_zeros(bits);
            const uint8_t c = text.data[place];
            if (pdx_ascii_letter(c) && !pdx_word_heads_have(begins->heads, c, byte_at(text, place + 1), byte_at(text, place + 2))) continue;
            if (c < 0x80 && !pdx_ascii_letter(c) && !pdx_ascii_digit(c)) continue;
            while (c >= 0x80 && continues_run(text, place, from)) place--; /* letters beyond ASCII go on with a run */
            if (pdx_ascii_digit(c) && place > from && text.data[place - 1] == '\'') place--;
            *at = place;
            return true;
        }
        *at = first + PDX_WORD_BEGINS_BLOCK;
    }
    if (*at > text.len) *at = text.len;
    return false;
}

static pdx_status mention_push(pdx_mention *mention, uint64_t offset, pdx_mentions *out, pdx_error *err) {
    mention->range.begin += offset;
    mention->range.end += offset;
    return PDX_VEC_PUSH(out, *mention) ? PDX_OK : pdx_fail_memory(err);
}

/* "The late 18th, 19th and 20th centuries": the word stands behind the last only. */
static pdx_status centuries_before(pdx_span text, uint64_t offset, size_t floor, size_t begin, pdx_mentions *out, pdx_error *err) {
    enum { MOST = 4 };
    pdx_mention found[MOST];
    size_t n = 0;
    while (n < MOST && pdx_wording_century_before(text, floor, begin, &found[n])) begin = (size_t)found[n++].range.begin;
    while (n > 0) PDX_TRY(mention_push(&found[--n], offset, out, err));
    return PDX_OK;
}

enum { PASSED_AT_ONCE = PDX_LIMIT(1 << 16, 128) };

/* English text; `floor` is where the last mention ended, `from` where the last run that was looked at did. */
static pdx_status find_english(pdx_span text, uint64_t offset, bool counted, pdx_mentions *out, const pdx_tick *tick, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(tick, 0);
    pdx_word_begins begins;
    size_t floor = 0, from = 0;
    pdx_word_begins_start(&begins, text, pdx_look_heads());
    for (size_t at = 0; at < text.len;) {
        const size_t before = at;
        const bool found = plain_pass(&begins, from, pdx_min_size(text.len, at + PASSED_AT_ONCE), &at);
        PDX_TRY(pdx_pace_step(&pace, at - before, 0, err));
        if (!found) continue;
        const uint8_t c = text.data[at];
        const bool digit = pdx_ascii_digit(c), letter = pdx_ascii_letter(c), apostrophe = is_apostrophe(text, at);
        size_t end = at + (apostrophe && c == 0xE2 ? 3 : 1), word = at;
        if (digit || letter) {
            end = at;
            PDX_TRY(run_pass(text, &end, &pace, err));
        }
        while (letter && word < end && word - at <= LONGEST_HEAD && pdx_ascii_letter(text.data[word])) word++;
        const bool can_begin =
            digit || (letter && pdx_look_can_begin(text.data + at, word - at)) || (apostrophe && pdx_ascii_digit(byte_at(text, end)));
        pdx_mention mention;
        if ((can_begin && mention_at(text, at, &mention)) ||
            (counted && letter && pdx_wording_hint(text, at, word) && pdx_wording_round(text, floor, at, &mention))) {
            if (counted && mention.kind == PDX_MENTION_CENTURY) PDX_TRY(centuries_before(text, offset, floor, (size_t)mention.range.begin, out, err));
            floor = end = (size_t)mention.range.end;
            PDX_TRY(mention_push(&mention, offset, out, err));
        } else if (c >= 0x80 && !apostrophe) {
            pdx_look token;
            pdx_look_next(text, at, &token);
            end = token.begin > at ? token.begin : token.end > at ? token.end : at + 1;
        }
        PDX_TRY(pdx_pace_step(&pace, READING_WORK * (end - at), 0, err));
        at = from = end;
    }
    return PDX_OK;
}

pdx_status pdx_mentions_find(pdx_span text, uint64_t offset, pdx_lang language, pdx_mentions *out, const pdx_tick *tick, pdx_error *err) {
    if (language == PDX_LANG_EN || language == PDX_LANG_NONE) return find_english(text, offset, true, out, tick, err);
    return pdx_wording_find(text, offset, language, out, tick, err);
}

pdx_status pdx_mentions_find_told(pdx_span text, uint64_t offset, pdx_lang language, pdx_mentions *out, const pdx_tick *tick, pdx_error *err) {
    if (language != PDX_LANG_EN && language != PDX_LANG_NONE) return PDX_OK;
    return find_english(text, offset, false, out, tick, err);
}
