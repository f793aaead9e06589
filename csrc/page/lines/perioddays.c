#include "page/lines/perioddays.h"

#include "base/hash.h"
#include "page/lexicon/chars.h"

enum { DAYS = 31, DAY_DIGITS = 2, LEAST = 2, ROWS_SHAPE = 0xDA15, LOOK = 15, NOWHERE = UINT32_MAX };

/* A line that begins with a day. */
typedef struct day_line {
    uint32_t line, day;
    uint32_t before; /* the one before it in the longest run that ends here, or NOWHERE */
} day_line;

typedef struct reader {
    pdx_facts *facts;
    pdx_span text;
    const pdx_line *lines;
    PDX_VEC(day_line) days; /* owned */
} reader;

unsigned pdx_perioddays_day(pdx_span text, uint64_t begin, uint64_t end, uint64_t *day_end) {
    uint64_t at = begin;
    unsigned day = 0, digits = 0;
    for (uint32_t cp; at < end && digits <= DAY_DIGITS; digits++) {
        const size_t n = pdx_char_decode(text.data + at, text.data + end, &cp);
        if (pdx_char_digit(cp) < 0) break;
        day = day * 10 + (unsigned)pdx_char_digit(cp);
        at += n;
    }
    if (digits > DAY_DIGITS || day < 1 || day > DAYS) return 0;
    if (at < end && text.data[at] == '.') at++;
    *day_end = at;
    return at + 1 < end && text.data[at] == ' ' ? day : 0;
}

/* Begins with a number, as the lines of a list of things that are counted do: "6 buckets". */
static bool is_counted(const reader *r, size_t i) {
    uint32_t cp;
    if (i >= r->facts->facts.len || r->facts->facts.data[i].flags & (PDX_FACT_PARA | PDX_FACT_DATE | PDX_FACT_WORDLESS)) return false;
    (void)pdx_char_decode(r->text.data + r->lines[i].begin, r->text.data + r->lines[i].end, &cp);
    return pdx_char_digit(cp) >= 0;
}

/* The day that line `i` begins with, if it can be the title of an entry: text stands between two of these. */
static unsigned day_of(const reader *r, size_t i) {
    const pdx_fact *fact = &r->facts->facts.data[i];
    uint64_t end;
    if (is_counted(r, i + 1) || (i > 0 && is_counted(r, i - 1))) return 0;
    if (r->lines[i].digits == 0 || fact->phrases != 0 ||
        fact->flags & (PDX_FACT_PARA | PDX_FACT_DATE | PDX_FACT_URL | PDX_FACT_CODE | PDX_FACT_WORDLESS)) {
        return 0;
    }
    return pdx_perioddays_day(r->text, r->lines[i].begin, r->lines[i].end, &end);
}

/* The longest run of days [from, days.len) that go down, or up: gives its last one and how many they are. Days are few, so the best run
 * that ends with each is at hand. */
static size_t run_find(reader *r, size_t from, bool up, uint32_t *last) {
    uint32_t length[DAYS + 1] = {0}, ends[DAYS + 1];
    size_t longest = 0;
    *last = NOWHERE;
    for (size_t k = from; k < r->days.len; k++) {
        day_line *each = &r->days.data[k];
        uint32_t best = 0;
        each->before = NOWHERE;
        for (unsigned day = up ? 1 : each->day; day <= (up ? each->day : DAYS); day++) {
            if (length[day] <= best) continue;
            best = length[day];
            each->before = ends[day];
        }
        length[each->day] = best + 1;
        ends[each->day] = (uint32_t)k;
        if (length[each->day] > longest) {
            longest = length[each->day];
            *last = (uint32_t)k;
        }
    }
    return longest;
}

/* What the runs of all months have in one direction. */
typedef struct runs {
    size_t lines, months; /* months: that have one */
} runs;

static void row_mark(const reader *r, size_t i) {
    pdx_fact *fact = &r->facts->facts.data[i];
    pdx_facts_form(r->facts, PDX_FORM_DATE)[i] = pdx_hash_u64(ROWS_SHAPE, r->facts->key) | 1;
    fact->title = (int16_t)(fact->title + LOOK);
    fact->flags |= PDX_FACT_DAY_ROW;
    r->facts->day_rows++;
}

/* Reads the lines from the month `from` on to the next one; marks them where that is asked for. */
static bool month_read(reader *r, size_t from, bool up, bool mark, runs *sum) {
    const size_t first = r->days.len;
    uint32_t last;
    for (size_t i = from + 1; i < r->facts->facts.len && !(r->facts->facts.data[i].flags & PDX_FACT_PERIOD); i++) {
        const day_line each = {(uint32_t)i, day_of(r, i), NOWHERE};
        if (each.day > 0 && !PDX_VEC_PUSH(&r->days, each)) return false;
    }
    const size_t n = run_find(r, first, up, &last);
    for (uint32_t k = last; mark && k != NOWHERE; k = r->days.data[k].before) row_mark(r, r->days.data[k].line);
    sum->lines += n;
    sum->months += n > 0;
    r->days.len = first;
    return true;
}

static bool months_read(reader *r, bool up, bool mark, runs *sum, size_t *months) {
    *months = 0;
    *sum = (runs){0, 0};
    for (size_t i = 0; i < r->facts->facts.len; i++) {
        if (!(r->facts->facts.data[i].flags & PDX_FACT_PERIOD)) continue;
        ++*months;
        if (!month_read(r, i, up, mark, sum)) return false;
    }
    return true;
}

pdx_status pdx_perioddays_mark(pdx_facts *facts, pdx_span text, const pdx_lines *lines, pdx_error *err) {
    reader r = {facts, text, lines->lines.data, {NULL, 0, 0}};
    runs up, down = {0, 0};
    size_t months;
    bool ok = months_read(&r, true, false, &up, &months);
    if (ok && months > 0) ok = months_read(&r, false, false, &down, &months);
    if (ok && months > 0) {
        const bool rises = up.lines > down.lines;
        const runs best = rises ? up : down;
        if (best.lines >= LEAST && 5 * best.months >= 4 * months) ok = months_read(&r, rises, true, &up, &months);
    }
    PDX_VEC_DEINIT(&r.days);
    return ok ? PDX_OK : pdx_fail_memory(err);
}
