/* Calendar dates: as printed, as parsed, with what is not said left open; arithmetic on days.
 * Called by post/mentions, post/bounds, archive/ and the query parser's caller.
 * Promises: nothing is invented; a field that the text does not give is 0 and the precision says so. */
#ifndef PDX_POST_DATE_H
#define PDX_POST_DATE_H

#include "base/span.h"
#include "base/status.h"
#include "text/lang.h"

typedef enum pdx_precision {
    PDX_PRECISION_NONE, PDX_PRECISION_DECADE, PDX_PRECISION_YEAR, PDX_PRECISION_MONTH, PDX_PRECISION_DAY,
    PDX_PRECISION_MINUTE, PDX_PRECISION_SECOND
} pdx_precision;

/* The Buddhist era counts the years of the Gregorian calendar from 543 years before it. */
typedef enum pdx_calendar { PDX_GREGORIAN, PDX_JALALI, PDX_HIJRI, PDX_BUDDHIST } pdx_calendar;

typedef struct pdx_date {
    int32_t year;            /* 0: not printed. Gregorian, whatever was printed */
    uint8_t month, day;      /* 0: not printed; a month or year printed in another calendar is kept as its first day */
    uint8_t hour, minute, second;
    uint8_t weekday;         /* 1 Monday .. 7 Sunday as printed; 0: not printed */
    uint8_t precision;       /* pdx_precision */
    uint8_t calendar;        /* pdx_calendar in which it was printed */
    bool short_year;         /* of the year two digits were printed: its century is a reading; not stored */
} pdx_date;

/* Days since 1970-01-01 of a Gregorian date, and back. */
int64_t pdx_days_from_civil(int32_t year, unsigned month, unsigned day);
void pdx_civil_from_days(int64_t days, int32_t *year, unsigned *month, unsigned *day);
unsigned pdx_weekday_of_days(int64_t days); /* 1 Monday .. 7 Sunday */

/* Of a year of two digits the latest century in which the date does not begin behind `day`, such as that of capture; other dates stay as they are. */
void pdx_date_century_until(pdx_date *date, int64_t day);

/* First and last day that the date allows; false when it has no year. */
bool pdx_date_interval(const pdx_date *date, int64_t *first, int64_t *last);
/* ISO 8601 at its precision ("2019-02", "XXXX-12-26", "1980s"; a month or year of another calendar is an
 * interval, "2021-05-22/2021-06-21"), NUL-terminated, into `out` of 32 bytes; empty when there is nothing. */
void pdx_date_iso(const pdx_date *date, char out[32]);

/* How a purely numeric date such as 20/9/08 is to be read. */
typedef enum pdx_date_order { PDX_ORDER_UNKNOWN, PDX_ORDER_DMY, PDX_ORDER_MDY, PDX_ORDER_YMD } pdx_date_order;

/* Evidence about the order of numeric dates, gathered over all pages of a site. */
typedef struct pdx_order_proof {
    uint64_t for_dmy, for_mdy, for_ymd; /* dates that allow only this order (a field above 12, a year first) */
    uint64_t ambiguous;
    uint64_t monotone_dmy, monotone_mdy; /* neighbours on a page that are newest-first under this order */
    pdx_range first_proof;               /* of the first date that allows one order only, inside the span it was noted with */
    uint64_t for_jalali, for_gregorian;  /* dates that are of this calendar, whatever others are */
} pdx_order_proof;

/* What is known beside a printed date. */
typedef struct pdx_date_hints {
    pdx_date_order order;
    pdx_calendar calendar; /* PDX_JALALI: other dates of the site are in it; PDX_GREGORIAN: none is known to be in another */
    bool is_captured;      /* of a page that somebody captured on the day before `latest` */
    int64_t latest;        /* nothing that is printed lies behind this day */
} pdx_date_hints;

/* Where nothing but the order is known: no date lies behind the year 2049. */
pdx_date_hints pdx_date_hints_of(pdx_date_order order);

/* Parses a printed date that fills `text` up to white space and punctuation, time of day, and words
 * such as "Posted on". All languages of the lexicon, any digits, Gregorian, Jalali and Hijri month names.
 * `found` receives the range of the date inside `text`. false: there is none. Numeric dates that `order`
 * does not settle are read as their own fields or the weekday beside them prove, else as the language is
 * used to: month first in en, day first elsewhere; *ambiguous is set when language is en or unknown, where
 * that custom proves little. */
bool pdx_date_parse(pdx_span text, pdx_lang language, pdx_date_order order, pdx_date *date, pdx_range *found,
                    bool *ambiguous);
bool pdx_date_parse_by(pdx_span text, pdx_lang language, const pdx_date_hints *hints, pdx_date *date, pdx_range *found, bool *ambiguous);
/* The same of a text that is told to be a date, as the field of a record is: a number of three or four digits is a year, "1850-06" and "06/1850" are
 * months. A year before the first is none that can be told, and no date. */
bool pdx_date_field(pdx_span text, pdx_lang language, const pdx_date_hints *hints, pdx_date *date, pdx_range *found, bool *ambiguous);

/* Takes note of one printed date for the order proof; `previous` is the printed date of the entry above. */
void pdx_order_note(pdx_order_proof *proof, pdx_span printed, pdx_lang language, pdx_span previous);
/* Takes what was noted of pages behind those of `proof`. */
void pdx_order_join(pdx_order_proof *proof, const pdx_order_proof *behind);
pdx_date_order pdx_order_decide(const pdx_order_proof *proof);
/* The calendar of numeric dates that say nothing of theirs: PDX_JALALI or PDX_GREGORIAN. */
pdx_calendar pdx_calendar_decide(const pdx_order_proof *proof);

#endif
