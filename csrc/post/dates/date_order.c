#include "post/dates/calendar.h"
#include "post/dates/date_numeric.h"

/* The first numeric date of a printed line. */
static bool numeric_of(pdx_span printed, pdx_numeric_date *out, pdx_range *range) {
    enum { DATE = 10 };
    pdx_date_tokens tokens;
    const bool has_more = printed.len > DATE && printed.data[DATE] == ' ';
    if (pdx_numeric_iso(has_more ? pdx_span_slice(printed, 0, DATE) : printed, out)) {
        *range = pdx_range_of(0, DATE);
        return true;
    }
    pdx_date_lex(printed, PDX_LANG_EN, &tokens);
    for (size_t i = 0; i < tokens.n; i++) {
        if (!pdx_numeric_date_at(&tokens, i, out)) continue;
        out->scripted = out->scripted || pdx_date_is_scripted(&tokens);
        *range = pdx_range_of(tokens.items[out->first].begin, tokens.items[out->last].end);
        return true;
    }
    return false;
}

/* Whether neighbours run from newer to older when read in `order`. */
static bool descends(const pdx_numeric_date *above, const pdx_numeric_date *below, pdx_date_order order) {
    pdx_date a = {0}, b = {0};
    const pdx_date_hints hints = pdx_date_hints_of(order);
    if (!pdx_numeric_date_read(above, order, PDX_LANG_NONE, &hints, &a) || !pdx_numeric_date_read(below, order, PDX_LANG_NONE, &hints, &b))
        return false;
    return pdx_days_from_civil(a.year, a.month, a.day) >= pdx_days_from_civil(b.year, b.month, b.day);
}

/* Which calendar a numeric date speaks for. A year that would be one to come in the Persian calendar is of the Gregorian. */
static void note_calendar(pdx_order_proof *proof, const pdx_numeric_date *date, pdx_lang language) {
    const size_t at = date->ymd && date->digits[0] == 4 ? 0 : 2, month = 1, day = 2 - at;
    pdx_date_hints hints = pdx_date_hints_of(PDX_ORDER_UNKNOWN);
    const int32_t year = (int32_t)date->fields[at];
    if (date->digits[at] != 4) return;
    if (pdx_year_calendar(year, date->fields[month], date->fields[day], language, date->scripted, &hints) == PDX_JALALI) {
        proof->for_jalali++;
        return;
    }
    hints.calendar = PDX_JALALI;
    if (pdx_year_calendar(year, date->fields[month], date->fields[day], PDX_LANG_NONE, false, &hints) == PDX_GREGORIAN) proof->for_gregorian++;
}

static bool has_proof(const pdx_order_proof *proof) { return proof->for_dmy + proof->for_mdy + proof->for_ymd > 0; }

void pdx_order_note(pdx_order_proof *proof, pdx_span printed, pdx_lang language, pdx_span previous) {
    pdx_numeric_date date, above;
    pdx_range range, above_range;
    if (!numeric_of(printed, &date, &range)) return;
    note_calendar(proof, &date, language);
    const bool first = !has_proof(proof);
    const bool undecided = date.dmy && date.mdy;
    if (undecided) proof->ambiguous++;
    else if (date.ymd && !date.dmy && !date.mdy) proof->for_ymd++;
    else if (date.dmy) proof->for_dmy++;
    else proof->for_mdy++;
    if (first && !undecided) proof->first_proof = range;
    if (!numeric_of(previous, &above, &above_range)) return;
    if (descends(&above, &date, PDX_ORDER_DMY)) proof->monotone_dmy++;
    if (descends(&above, &date, PDX_ORDER_MDY)) proof->monotone_mdy++;
}

void pdx_order_join(pdx_order_proof *proof, const pdx_order_proof *behind) {
    if (!has_proof(proof)) proof->first_proof = behind->first_proof;
    proof->for_dmy += behind->for_dmy;
    proof->for_mdy += behind->for_mdy;
    proof->for_ymd += behind->for_ymd;
    proof->ambiguous += behind->ambiguous;
    proof->monotone_dmy += behind->monotone_dmy;
    proof->monotone_mdy += behind->monotone_mdy;
    proof->for_jalali += behind->for_jalali;
    proof->for_gregorian += behind->for_gregorian;
}

/* Ten to one settles it: a site may quote a date of another custom, or mistype one. */
static bool outweighs(uint64_t a, uint64_t b) { return a > 0 && a / 10 >= b; }

pdx_calendar pdx_calendar_decide(const pdx_order_proof *proof) {
    return outweighs(proof->for_jalali, proof->for_gregorian) ? PDX_JALALI : PDX_GREGORIAN;
}

pdx_date_order pdx_order_decide(const pdx_order_proof *proof) {
    const uint64_t dmy = proof->for_dmy, mdy = proof->for_mdy, ymd = proof->for_ymd;
    if (outweighs(dmy, mdy)) return PDX_ORDER_DMY;
    if (outweighs(mdy, dmy)) return PDX_ORDER_MDY;
    if (dmy + mdy > 0) {
        /* Both occur; the order in which the page descends more often decides, if clearly. */
        if (proof->monotone_dmy >= 3 && proof->monotone_dmy * 2 > proof->monotone_mdy * 3) return PDX_ORDER_DMY;
        if (proof->monotone_mdy >= 3 && proof->monotone_mdy * 2 > proof->monotone_dmy * 3) return PDX_ORDER_MDY;
        return PDX_ORDER_UNKNOWN;
    }
    if (ymd > 0 && proof->ambiguous == 0) return PDX_ORDER_YMD;
    if (proof->monotone_dmy >= 5 && proof->monotone_dmy * 4 > proof->monotone_mdy * 5) return PDX_ORDER_DMY;
    if (proof->monotone_mdy >= 5 && proof->monotone_mdy * 4 > proof->monotone_dmy * 5) return PDX_ORDER_MDY;
    return PDX_ORDER_UNKNOWN;
}
