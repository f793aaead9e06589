#include "post/bounds/bounds.h"

#include "base/alloc.h"
#include "post/bounds/bound_order.h"
#include "post/bounds/bound_text.h"
#include "post/bounds/bound_url.h"
#include "post/dates/calendar.h"

enum {
    NEAR_DAYS = 330,       /* a day told without its year lies within this of the writing */
    ANCHOR_DAYS = 400,     /* an event to come whose year is found lies within this of what the entry tells as past */
    NEIGHBOUR_DAYS = 200,  /* or within this of a day told elsewhere on the page */
    NEIGHBOURS = 32,       /* entries above and below that are asked for such a day */
    LEAP_YEARS = 8,        /* as long the 29th of February may be away */
    OLD_CONTEXT_YEARS = 3, /* after an older year in its paragraph, a day without year belongs to that story */
    LAST_YEAR = 2100,
    EVIDENCE_MAX = 8       /* told dates listed per entry beside those that decide */
};

const char *pdx_bound_reason_name(pdx_bound_reason reason) {
    static const char *const names[PDX_BOUND_REASON_COUNT] = {"none", "printed", "past", "future", "order", "captured", "url", "heading", "record"};
    return (unsigned)reason < PDX_BOUND_REASON_COUNT ? names[reason] : "";
}

typedef struct bounder {
    const pdx_bounds_input *input;
    pdx_own_bounds *own;      /* owned; one per entry */
    size_t *told_from;        /* owned; entry i has told[told_from[i] .. told_from[i + 1]) */
    pdx_told_dates told;
    pdx_mentions mentions;
    pdx_error *err;
} bounder;

static pdx_bound_evidence evidence_of(pdx_bound_reason reason, bool upper, int64_t day) {
    pdx_bound_evidence evidence;
    memset(&evidence, 0, sizeof evidence);
    evidence.reason = (uint8_t)reason;
    evidence.upper = upper;
    evidence.entry = PDX_PAGE_NO_ENTRY;
    evidence.day = day;
    return evidence;
}

static void tighten(pdx_own_bound *bound, const pdx_bound_evidence *why, bool fine) {
    const bool tighter = bound->day == PDX_NO_DAY || (why->upper ? why->day < bound->day : why->day > bound->day);
    if (!tighter) return;
    bound->day = why->day;
    bound->why = *why;
    bound->fine = fine;
}

static uint32_t line_at(const pdx_page *page, uint64_t at) {
    size_t low = 0, high = page->n_parts; /* the last part that begins at or before `at` */
    while (low + 1 < high) {
        const size_t middle = low + (high - low) / 2;
        if (page->parts[middle].range.begin <= at) low = middle;
        else high = middle;
    }
    if (page->n_parts == 0 || page->parts[low].range.begin > at) return 0;
    uint32_t line = page->parts[low].line;
    for (uint64_t i = page->parts[low].range.begin; i < at; i++) line += page->text.data[i] == '\n';
    return line;
}

static void add_interval(pdx_own_bounds *own, pdx_bound_reason reason, int64_t first, int64_t last, pdx_range range, uint32_t line, bool fine) {
    pdx_bound_evidence low = evidence_of(reason, false, first), high = evidence_of(reason, true, last + 1);
    low.range = high.range = range;
    low.line = high.line = line;
    tighten(&own->lower, &low, fine);
    tighten(&own->upper, &high, false);
}

/* What holds for every entry of the page: its address, its heading, the day it was captured. */
static void page_bounds(const bounder *b, pdx_own_bounds *out) {
    const pdx_bounds_input *input = b->input;
    const pdx_page *page = input->page;
    int64_t first, last;
    const pdx_range nowhere = pdx_range_of(0, 0);
    if (pdx_url_days(input->url, page->kind == PDX_PAGE_DATE, &first, &last)) add_interval(out, PDX_BOUND_URL, first, last, nowhere, 0, false);
    if (page->kind == PDX_PAGE_DATE && page->label.end > page->label.begin) {
        const pdx_span label = pdx_span_slice(page->text, (size_t)page->label.begin, (size_t)page->label.end);
        pdx_date date;
        pdx_range found;
        bool ambiguous;
        if (pdx_date_parse(label, page->language, PDX_ORDER_UNKNOWN, &date, &found, &ambiguous) && !ambiguous &&
            pdx_date_interval(&date, &first, &last)) {
            add_interval(out, PDX_BOUND_HEADING, first, last, page->label, line_at(page, page->label.begin), false);
        }
    }
    if (input->captured != PDX_NO_DAY) {
        const pdx_bound_evidence captured = evidence_of(PDX_BOUND_CAPTURED, true, input->captured + 1);
        tighten(&out->upper, &captured, false);
    }
}

static bool printed_bounds(const bounder *b, size_t entry, pdx_own_bounds *own) {
    const pdx_date *date = &b->input->published[entry];
    int64_t first, last;
    if (date->precision == PDX_PRECISION_NONE || !pdx_date_interval(date, &first, &last)) return false;
    const pdx_range range = b->input->page->entries[entry].date_printed;
    add_interval(own, PDX_BOUND_PRINTED, first, last, range, line_at(b->input->page, range.begin), date->precision >= PDX_PRECISION_DAY);
    own->printed = true;
    return true;
}

static pdx_bound_evidence told_evidence(const pdx_told_date *told, int64_t day) {
    pdx_bound_evidence evidence = evidence_of(told->upper ? PDX_BOUND_FUTURE : PDX_BOUND_PAST, told->upper, day);
    evidence.line = told->line;
    evidence.range = told->range;
    evidence.year_inferred = told->date.year == 0;
    return evidence;
}

/* The bound that a told date with its year gives: its first day, or the day after its last. */
static bool dated_bound(const pdx_told_date *told, pdx_bound_evidence *out) {
    int64_t first, last;
    if (told->date.year == 0 || !pdx_date_interval(&told->date, &first, &last)) return false;
    *out = told_evidence(told, !told->upper || told->ahead ? first : last + 1);
    return true;
}

/* The first day from `from` on that falls on the told month, day and weekday; PDX_NO_DAY when none does. */
static int64_t day_on_weekday(const pdx_date *date, int64_t from) {
    int32_t year;
    unsigned month, day;
    pdx_civil_from_days(from, &year, &month, &day);
    for (; year < LAST_YEAR; year++) {
        if (date->day > pdx_month_length(PDX_GREGORIAN, year, date->month)) continue;
        const int64_t days = pdx_days_from_civil(year, date->month, date->day);
        if (days >= from && pdx_weekday_of_days(days) == date->weekday) return days;
    }
    return PDX_NO_DAY;
}

static bool in_old_story(const pdx_told_date *told, int64_t day) {
    int32_t year;
    unsigned month, of_month;
    pdx_civil_from_days(day, &year, &month, &of_month);
    return told->context_year != 0 && told->context_year < year - OLD_CONTEXT_YEARS;
}

/* A day told as past or printed, by an entry not far off on the page, so near that an event to come belongs to
 * its time. */
static bool page_is_near(const bounder *b, size_t entry, int64_t day) {
    const size_t end = pdx_min_size(b->input->page->n_entries, entry + NEIGHBOURS + 1);
    for (size_t i = entry < NEIGHBOURS ? 0 : entry - NEIGHBOURS; i < end; i++) {
        const pdx_own_bound *lower = &b->own[i].lower;
        if (lower->day != PDX_NO_DAY && lower->fine && lower->day >= day - NEIGHBOUR_DAYS && lower->day <= day + NEIGHBOUR_DAYS) return true;
    }
    return false;
}

/* Bounds from dates that print their year; what contradicts a bound that is certain is no bound. */
static void add_dated(bounder *b, size_t entry, bool upper) {
    pdx_own_bounds *own = &b->own[entry];
    for (size_t i = b->told_from[entry]; i < b->told_from[entry + 1]; i++) {
        const pdx_told_date *told = &b->told.data[i];
        pdx_bound_evidence why;
        if (told->upper != upper || !dated_bound(told, &why)) continue;
        if (!upper && own->upper.day != PDX_NO_DAY && why.day >= own->upper.day) continue;
        if (upper && own->lower.day != PDX_NO_DAY && why.day <= own->lower.day) continue;
        tighten(upper ? &own->upper : &own->lower, &why, told->date.precision >= PDX_PRECISION_DAY);
    }
}

/* A past day without year: whatever its year, it is not before the first that fits what the entry tells. */
static void add_weekdays_past(bounder *b, size_t entry) {
    pdx_own_bounds *own = &b->own[entry];
    if (own->lower.day == PDX_NO_DAY) return;
    const int64_t from = own->lower.day - NEAR_DAYS;
    for (size_t i = b->told_from[entry]; i < b->told_from[entry + 1]; i++) {
        const pdx_told_date *told = &b->told.data[i];
        if (told->upper || told->date.year != 0) continue;
        const int64_t day = day_on_weekday(&told->date, from);
        if (day == PDX_NO_DAY || in_old_story(told, day) || (own->upper.day != PDX_NO_DAY && day >= own->upper.day)) continue;
        const pdx_bound_evidence why = told_evidence(told, day);
        tighten(&own->lower, &why, true);
    }
}

/* A day to come without year: the first one behind what the entry tells as past, when they are near. */
static void add_weekdays_to_come(bounder *b, size_t entry) {
    pdx_own_bounds *own = &b->own[entry];
    if (own->lower.day == PDX_NO_DAY) return;
    const bool anchored = own->lower.why.reason == PDX_BOUND_PAST || own->lower.why.reason == PDX_BOUND_URL;
    for (size_t i = b->told_from[entry]; i < b->told_from[entry + 1]; i++) {
        const pdx_told_date *told = &b->told.data[i];
        if (!told->upper || told->date.year != 0) continue;
        const int64_t day = day_on_weekday(&told->date, own->lower.day);
        if (day == PDX_NO_DAY || in_old_story(told, day)) continue;
        if (!(anchored && day - own->lower.day <= ANCHOR_DAYS) && !page_is_near(b, entry, day)) continue;
        const pdx_bound_evidence why = told_evidence(told, told->ahead ? day : day + 1);
        if (why.day > own->lower.day) tighten(&own->upper, &why, true);
    }
}

static pdx_status gather(bounder *b) {
    const size_t n = b->input->page->n_entries;
    for (size_t i = 0; i < n; i++) {
        pdx_own_bounds *own = &b->own[i];
        memset(own, 0, sizeof *own);
        own->lower.day = own->upper.day = PDX_NO_DAY;
        b->told_from[i] = b->told.len;
        if (!printed_bounds(b, i, own)) {
            page_bounds(b, own);
            PDX_TRY(pdx_told_dates_find(b->input->page, (uint32_t)i, &b->mentions, &b->told, b->input->tick, b->err));
        }
        b->told_from[i + 1] = b->told.len;
    }
    for (size_t i = 0; i < n; i++) add_dated(b, i, false);
    for (size_t i = 0; i < n; i++) add_weekdays_past(b, i);
    for (size_t i = 0; i < n; i++) {
        if (b->own[i].printed) continue;
        add_dated(b, i, true);
        add_weekdays_to_come(b, i);
    }
    return PDX_OK;
}

/* A stretch of days, of a day or a month. */
typedef struct stretch {
    int64_t first, last;
} stretch;

/* The first such day or month that ends on `from` or later, or the last that begins before it; false when there is none near. */
static bool in_some_year(const pdx_date *date, int64_t from, bool before, stretch *out) {
    int32_t year;
    unsigned month, day;
    pdx_civil_from_days(from, &year, &month, &day);
    for (int32_t k = 0; k <= LEAP_YEARS; k++) {
        const int32_t y = before ? year - k : year + k;
        const unsigned length = pdx_month_length(PDX_GREGORIAN, y, date->month);
        if (date->day > length) continue;
        out->first = pdx_days_from_civil(y, date->month, date->day == 0 ? 1 : date->day);
        out->last = date->day == 0 ? out->first + length - 1 : out->first;
        if (before ? out->first < from : out->last >= from) return true;
    }
    return false;
}

/* A day or a month is printed without its year: in such a one the bounds lie. True when one of them moves. */
static bool add_printed_day(bounder *b, size_t entry) {
    pdx_own_bounds *own = &b->own[entry];
    const pdx_range range = b->input->page->entries[entry].date_printed;
    bool moved = false;
    for (unsigned side = 0; side < 2; side++) {
        const bool upper = side == 1;
        const int64_t bound = upper ? own->upper.day : own->lower.day, other = upper ? own->lower.day : own->upper.day;
        pdx_bound_evidence why;
        stretch days;
        if (bound == PDX_NO_DAY || !in_some_year(&b->input->published[entry], bound, upper, &days)) continue;
        const int64_t day = upper ? days.last + 1 : days.first;
        if ((upper ? day >= bound : day <= bound) || (other != PDX_NO_DAY && (upper ? day <= other : day >= other))) continue;
        why = evidence_of(PDX_BOUND_PRINTED, upper, day);
        why.range = range;
        why.line = line_at(b->input->page, range.begin);
        why.year_inferred = true;
        tighten(upper ? &own->upper : &own->lower, &why, true);
        moved = true;
    }
    return moved;
}

static bool add_printed_days(bounder *b) {
    bool moved = false;
    for (size_t i = 0; i < b->input->page->n_entries; i++) {
        const pdx_date *date = &b->input->published[i];
        if (date->year == 0 && date->month != 0 && add_printed_day(b, i)) moved = true;
    }
    return moved;
}

static bool same_words(const pdx_bound_evidence *a, const pdx_bound_evidence *b) {
    return a->upper == b->upper && a->range.begin == b->range.begin && a->range.end == b->range.end;
}

/* The deciding reasons first, then what else the entry's own text says. */
static pdx_status list_evidence(const bounder *b, size_t entry, pdx_bound_list *evidence, pdx_bounds *out) {
    const pdx_own_bounds *own = &b->own[entry];
    out->not_before = own->lower.day;
    out->before = own->upper.day;
    if (evidence->len > UINT32_MAX - EVIDENCE_MAX - 2) return pdx_fail(b->err, PDX_ELIMIT, PDX_NO_OFFSET, "too many reasons for bounds on one page");
    out->first_evidence = (uint32_t)evidence->len;
    if (own->lower.day != PDX_NO_DAY && !PDX_VEC_PUSH(evidence, own->lower.why)) return pdx_fail_memory(b->err);
    if (own->upper.day != PDX_NO_DAY && !PDX_VEC_PUSH(evidence, own->upper.why)) return pdx_fail_memory(b->err);
    unsigned listed = 0;
    for (size_t i = b->told_from[entry]; i < b->told_from[entry + 1] && listed < EVIDENCE_MAX; i++) {
        pdx_bound_evidence why;
        if (!dated_bound(&b->told.data[i], &why) || same_words(&why, &own->lower.why) || same_words(&why, &own->upper.why)) continue;
        if (!PDX_VEC_PUSH(evidence, why)) return pdx_fail_memory(b->err);
        listed++;
    }
    out->n_evidence = (uint32_t)evidence->len - out->first_evidence;
    return PDX_OK;
}

static pdx_status infer(bounder *b, pdx_bounds *bounds, pdx_bound_list *evidence, pdx_page_order *order, double *probability) {
    const pdx_page *page = b->input->page;
    bool moved;
    PDX_TRY(gather(b));
    moved = add_printed_days(b);
    *order = PDX_ORDERED_UNKNOWN;
    *probability = 0;
    if (page->n_entries > 1) {
        *order = pdx_order_infer(b->own, page->n_entries, page->kind != PDX_PAGE_SEARCH && page->kind != PDX_PAGE_SINGLE, probability);
        pdx_order_propagate(b->own, page->n_entries, *order);
        moved = add_printed_days(b) || moved;
        if (moved) pdx_order_propagate(b->own, page->n_entries, *order);
    }
    for (size_t i = 0; i < page->n_entries; i++) PDX_TRY(list_evidence(b, i, evidence, &bounds[i]));
    return PDX_OK;
}

pdx_status pdx_bounds_infer(const pdx_bounds_input *input, pdx_bounds *bounds, pdx_bound_list *evidence,
                            pdx_page_order *order, double *order_probability, pdx_error *err) {
    bounder b;
    memset(&b, 0, sizeof b);
    b.input = input;
    b.err = err;
    const size_t n = input->page->n_entries;
    const bool is_one = n == 1; /* as records are */
    pdx_own_bounds one_own;
    size_t one_from[2];
    b.own = is_one ? &one_own : pdx_resize_array(NULL, n, sizeof *b.own);
    b.told_from = is_one ? one_from : pdx_resize_array(NULL, n + 1, sizeof *b.told_from);
    pdx_status status = b.own == NULL || b.told_from == NULL ? pdx_fail_memory(err) : PDX_OK;
    if (status == PDX_OK) b.told_from[0] = 0;
    if (status == PDX_OK) status = infer(&b, bounds, evidence, order, order_probability);
    PDX_VEC_DEINIT(&b.told);
    PDX_VEC_DEINIT(&b.mentions);
    if (!is_one) {
        pdx_free(b.told_from);
        pdx_free(b.own);
    }
    return status;
}
