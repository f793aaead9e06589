/* Printed dates of many sites' customs, calendars, intervals, and the proof of a site's numeric order. */
#include "check.h"
#include "post/dates/calendar.h"
#include "post/dates/date_words.h"

typedef struct date_case {
    const char *language, *text, *iso; /* iso "" : no date */
    pdx_date_order order;
    bool ambiguous;
} date_case;

static const date_case cases[] = {
    {"en", "February 13, 2019", "2019-02-13", 0, false},
    {"en", "13 February 2019", "2019-02-13", 0, false},
    {"en", "Posted on February 13, 2019 by Ann", "2019-02-13", 0, false},
    {"en", "Wednesday, February 13th, 2019 at 4:30 pm", "2019-02-13T16:30", 0, false},
    {"en", "12:05 am, 3 March 2001", "2001-03-03T00:05", 0, false},
    {"en", "4:30 p.m. on April 15, 2004", "2004-04-15T16:30", 0, false},
    {"en", "Feb. 8, '19", "2019-02-08", 0, false},
    {"en", "8 Feb 19", "2019-02-08", 0, false},
    {"en", "8-Feb-1999", "1999-02-08", 0, false},
    {"en", "Sept 3rd 1998", "1998-09-03", 0, false},
    {"en", "June 2008", "2008-06", 0, false},
    {"en", "5 March", "XXXX-03-05", 0, false},
    {"en", "2009", "2009", 0, false},
    {"en", "6 Mar 20266 Mar 2026", "2026-03-06", 0, false},
    {"en", "2019-02-13", "2019-02-13", 0, false},
    {"en", "2019-02-13T10:45:09+01:00", "2019-02-13T10:45:09", 0, false},
    {"en", "2019/02/13 23:59", "2019-02-13T23:59", 0, false},
    {"en", "2019-02", "2019-02", 0, false},
    {"en", "20190213", "2019-02-13", 0, false},
    {"en", "28 02 2007", "2007-02-28", 0, false},
    {"fr", "7 02 2007", "2007-02-07", 0, false},
    {"en", "May - 31 - 2007", "2007-05-31", 0, false},
    {"en", "May 312007", "2007-05-31", 0, false},
    {"en", "Apr 202025", "2025-04-20", 0, false},
    {"en", "5 Apr 202025", "2020-04-05", 0, false},
    {"fr", "05 02 2007", "2007-02-05", 0, false},
    {"de", "2007 02 28", "2007-02-28", 0, false},
    {"en", "20/9/08, 0:45", "2008-09-20T00:45", 0, false},
    {"en", "3/9/08, 0:45", "2008-03-09T00:45", 0, true},
    {"en", "3/9/08, 0:45", "2008-09-03T00:45", PDX_ORDER_DMY, false},
    {"en", "3/9/08, 0:45", "2008-03-09T00:45", PDX_ORDER_MDY, false},
    {"en", "9/20/08", "2008-09-20", PDX_ORDER_DMY, false},
    {"en", "3/9/29", "2029-03-09", PDX_ORDER_MDY, false},
    {"en", "3/9/30", "1930-03-09", PDX_ORDER_MDY, false},
    {"en", "Thursday, 21 Sept. '28", "2028-09-21", 0, false}, /* the weekday says of which century it is */
    {"en", "Friday, 21 Sept. '28", "1928-09-21", 0, false},
    {"de", "Montag, 9.7.34", "1934-07-09", 0, false},
    {"de", "Sonntag, 9.7.34", "2034-07-09", 0, false},
    {"de", "Dienstag, 9.7.34", "1934-07-09", 0, false},
    {"en", "Wed 03/04/2019", "2019-04-03", 0, false},
    {"en", "7/7/2019", "2019-07-07", 0, false},
    {"fr", "03/04/2019", "2019-04-03", 0, false},
    {"--", "03/04/2019", "2019-04-03", 0, true},
    {"en", "03.04.2019", "2019-04-03", 0, false},
    {"fr", "le 1er mars 2008 \xC3\xA0 14h05", "2008-03-01T14:05", 0, false},
    {"fr", "mercredi 13 f\xC3\xA9vrier 2019", "2019-02-13", 0, false},
    {"fr", "13 ao\xC3\xBBt 2019", "2019-08-13", 0, false},
    {"de", "am 13. Februar 2019 um 13.45 Uhr", "2019-02-13T13:45", 0, false},
    {"de", "Sonntag, 3. M\xC3\xA4rz 2009", "2009-03-03", 0, false},
    {"de", "13.2.2019, 9:05 Uhr", "2019-02-13T09:05", 0, false},
    {"es", "13 de febrero de 2019", "2019-02-13", 0, false},
    {"es", "mi\xC3\xA9rcoles, 13 de septiembre de 2017", "2017-09-13", 0, false},
    {"it", "13 gennaio 2019 alle ore 9:30", "2019-01-13T09:30", 0, false},
    {"pt", "13 de mar\xC3\xA7o de 2019", "2019-03-13", 0, false},
    {"nl", "13 maart 2019 om 10:15", "2019-03-13T10:15", 0, false},
    {"sv", "l\xC3\xB6rdag 9 mars 2019 kl. 13.45", "2019-03-09T13:45", 0, false},
    {"da", "l\xC3\xB8rdag den 9. marts 2019", "2019-03-09", 0, false},
    {"no", "9. desember 2019", "2019-12-09", 0, false},
    {"fi", "9. maaliskuuta 2019 klo 13.45", "2019-03-09T13:45", 0, false},
    {"pl", "9 pa\xC5\xBA" "dziernika 2019", "2019-10-09", 0, false},
    {"cs", "9. \xC5\x99\xC3\xADjna 2019", "2019-10-09", 0, false},
    {"hu", "2019. febru\xC3\xA1r 13., szerda", "2019-02-13", 0, false},
    {"ro", "13 octombrie 2019", "2019-10-13", 0, false},
    {"ru", "14 февраля 2019 г., 10:45", "2019-02-14T10:45", 0, false},
    {"ru", "Четверг, 9 мая 2019", "2019-05-09", 0, false},
    {"uk", "9 жовтня 2019", "2019-10-09", 0, false},
    {"tr", "14 \xC5\x9Eubat 2019", "2019-02-14", 0, false},
    {"tr", "3 A\xC4\x9Fustos 2019", "2019-08-03", 0, false},
    {"el", "Πέμπτη, 14 Φεβρουαρίου 2019", "2019-02-14", 0, false},
    {"el", "3 Μαΐου 2019, 4:05 μ.μ.", "2019-05-03T16:05", 0, false},
    {"id", "14 Agustus 2019", "2019-08-14", 0, false},
    {"he", "14 בפברואר 2019", "2019-02-14", 0, false},
    {"ar", "13 فبراير 2019", "2019-02-13", 0, false},
    {"ar", "١٣ كانون الثاني ٢٠١٩ 3:15 م", "2019-01-13T15:15", 0, false},
    {"ar", "13 شباط / فبراير 2019", "2019-02-13", 0, false},
    {"ar", "8 جمادى الآخرة 1440", "2019-02-14", 0, false},
    {"ar", "1440/06/08", "2019-02-14", 0, false},
    {"en", "1440/06/08", "1440-06-08", 0, false},
    {"en", "1588-05-01", "1588-05-01", 0, false},
    {"fa", "1588-05-01", "1588-05-01", 0, false}, /* what it would be in the Persian calendar is still to come */
    {"ar", "1588-05-01", "1588-05-01", 0, false},
    {"--", "1215-06-15", "1215-06-15", 0, false},
    {"fa", "1400/03/23", "2021-06-13", 0, false},
    {"en", "۱۴۰۰/۰۳/۲۳", "2021-06-13", 0, false},
    {"en", "یکشنبه 1400/03/23", "2021-06-13", 0, false},
    {"en", "2019-02-30", "", 0, false},
    {"fa", "۱۳ بهمن ۱۳۹۷", "2019-02-02", 0, false},
    {"fa", "۱۴۰۰ خرداد ۲۳, یکشنبه", "2021-06-13", 0, false},
    {"fa", "خرداد ۲۰، ۱۳۸۸", "2009-06-10", 0, false},
    {"fa", "۱۳۹۸/۰۲/۱۳ ساعت ۱۵:۱۲", "2019-05-03T15:12", 0, false},
    {"fa", "خرداد ۱۴۰۰", "2021-05-22/2021-06-21", 0, false},
    {"fa", "۱۳ فوریه ۲۰۱۹", "2019-02-13", 0, false},
    {"--", "2019年2月13日 10:45", "2019-02-13T10:45", 0, false},
    {"--", "2019년 2월 13일", "2019-02-13", 0, false},
    {"en", "Publi\xC3\xA9 le 13 f\xC3\xA9vrier 2019", "2019-02-13", 0, false}, /* a theme in another language */
    {"de", "Posted on February 13, 2019", "2019-02-13", 0, false},
    /* what is no date */
    {"en", "", "", 0, false},
    {"en", "in News", "", 0, false},
    {"en", "12 Comments", "", 0, false},
    {"en", "v1.2.3.4", "", 0, false},
    {"en", "5 out of 10", "", 0, false},
    {"en", "10:45", "", 0, false},
    {"en", "yesterday", "", 0, false},
    {"en", "2000 people came", "", 0, false},
    {"en", "31/31/2019", "", 0, false},
    {"en", "February 30, 2019", "", 0, false},
    {"en", "29/2/2019", "", 0, false},
    {"en", "29/2/2020", "2020-02-29", 0, false},
    {"en", "\xFF\xFE\xC3", "", 0, false},
};

static void check_cases(void) {
    for (size_t i = 0; i < PDX_COUNTOF(cases); i++) {
        const date_case *one = &cases[i];
        const pdx_lang language = one->language[0] == '-' ? PDX_LANG_NONE : PDX_LANG(one->language[0], one->language[1]);
        pdx_date date;
        pdx_range found;
        bool ambiguous;
        char iso[32] = "";
        const bool is = pdx_date_parse(pdx_span_str(one->text), language, one->order, &date, &found, &ambiguous);
        if (is) pdx_date_iso(&date, iso);
        const bool right = strcmp(iso, one->iso) == 0 && (!is || ambiguous == one->ambiguous) && found.end <= strlen(one->text);
        if (check_failed(right)) printf("%s: %s, wanted %s%s\n", one->text, iso, one->iso, ambiguous ? " (ambiguous)" : "");
    }
}

/* Texts that are told to be dates. */
static void check_fields(void) {
    static const date_case fields[] = {
        {"en", "1850", "1850", 0, false}, {"en", "950", "0950", 0, false}, {"en", "1850.0", "1850", 0, false}, {"en", "1850-06", "1850-06", 0, false},
        {"en", "2019/02", "2019-02", 0, false}, {"en", "06/1850", "1850-06", 0, false}, {"en", "1588-05", "1588-05", 0, false}, {"en", "18500601", "1850-06-01", 0, false},
        {"en", "June 1850", "1850-06", 0, false}, {"en", "2019-02-13", "2019-02-13", 0, false}, {"fa", "1400", "2021-03-21/2022-03-20", 0, false},
        {"fa", "1400-03", "2021-05-22/2021-06-21", 0, false}, {"fa", "1588", "1588", 0, false}, {"th", "2562", "2019", 0, false}, {"en", "", "", 0, false},
        {"en", "1900-1910", "", 0, false}, {"en", "c. 1850", "", 0, false}, {"en", "-44-03-15", "", 0, false}, {"en", "15 March 44 BC", "", 0, false},
        {"en", "44 B.C.E.", "", 0, false}, {"en", "2019-02-30", "", 0, false}, {"en", "1550000000", "2019-02-12T19:33:20", 0, false}, {"en", "1550000000123.5", "2019-02-12T19:33:20", 0, false},
        {"en", "155000000", "", 0, false}, {"en", "1550000000 x", "", 0, false}, {"en", "Tue Feb 12 19:33:20 +0000 2019", "2019-02-12T19:33:20", 0, false}, {"en", "1850-13", "", 0, false}, {"en", "44", "", 0, false},
        {"en", "0000", "", 0, false}, {"en", "-", "", 0, false},
    };
    for (size_t i = 0; i < PDX_COUNTOF(fields); i++) {
        const date_case *one = &fields[i];
        const pdx_date_hints hints = pdx_date_hints_of(PDX_ORDER_UNKNOWN);
        pdx_date date;
        pdx_range found;
        bool ambiguous;
        char iso[32] = "";
        if (pdx_date_field(pdx_span_str(one->text), PDX_LANG(one->language[0], one->language[1]), &hints, &date, &found, &ambiguous)) pdx_date_iso(&date, iso);
        if (check_failed(strcmp(iso, one->iso) == 0)) printf("%s: %s\n", one->text, iso);
    }
}

static void check_year_calendars(void) {
    static const char *const printed[] = {"1400/03/23", "1399/11/02", "1399/01/15"};
    pdx_date_hints hints = pdx_date_hints_of(PDX_ORDER_UNKNOWN);
    pdx_order_proof proof = {0};
    pdx_date date;
    pdx_range found;
    bool open;
    for (size_t i = 0; i < PDX_COUNTOF(printed); i++) pdx_order_note(&proof, pdx_span_str(printed[i]), PDX_LANG_EN, pdx_span_of(NULL, 0));
    CHECK_EQ(pdx_calendar_decide(&proof), PDX_GREGORIAN); /* nothing says so */
    pdx_order_note(&proof, pdx_span_str("۱۳۹۸/۰۲/۱۳"), PDX_LANG_EN, pdx_span_of(NULL, 0));
    CHECK_EQ(pdx_calendar_decide(&proof), PDX_JALALI);
    pdx_order_note(&proof, pdx_span_str("2019-02-13"), PDX_LANG_EN, pdx_span_of(NULL, 0));
    CHECK_EQ(pdx_calendar_decide(&proof), PDX_GREGORIAN);
    hints.calendar = PDX_JALALI;
    CHECK(pdx_date_parse_by(pdx_span_str(printed[0]), PDX_LANG_EN, &hints, &date, &found, &open) && date.calendar == PDX_JALALI && date.year == 2021);
    hints.latest = pdx_days_from_civil(2013, 1, 1);
    CHECK(pdx_date_parse_by(pdx_span_str(printed[0]), PDX_LANG_EN, &hints, &date, &found, &open) && date.calendar == PDX_GREGORIAN && date.year == 1400);
    hints.calendar = PDX_GREGORIAN;
    hints.is_captured = true;
    CHECK(pdx_date_parse_by(pdx_span_str("1385/07/02"), PDX_LANG_EN, &hints, &date, &found, &open) && date.calendar == PDX_JALALI && date.year == 2006);
    CHECK(pdx_date_parse_by(pdx_span_str("1215/06/15"), PDX_LANG_EN, &hints, &date, &found, &open) && date.calendar == PDX_GREGORIAN);
}

/* A text that is a date and nothing else has a way of its own: it says what the whole rules say with a space before it. */
static void check_iso(void) {
    static const pdx_lang languages[] = {PDX_LANG_NONE, PDX_LANG_EN, PDX_LANG('f', 'a'), PDX_LANG('a', 'r')};
    static const uint32_t years[] = {0, 1, 999, 1199, 1200, 1402, 1599, 1600, 1899, 1900, 2019, 2020, 2100, 9999};
    bool good = true;
    for (size_t i = 0; i < PDX_COUNTOF(years) * 14 * 33 * PDX_COUNTOF(languages); i++) {
        const uint32_t year = years[i % PDX_COUNTOF(years)], day = (uint32_t)(i / PDX_COUNTOF(years)) % 33, month = (uint32_t)(i / PDX_COUNTOF(years)) / 33 % 14;
        char text[40];
        pdx_date alone, spaced;
        pdx_range found, found_spaced;
        bool open, open_spaced;
        for (int order = PDX_ORDER_UNKNOWN; order <= PDX_ORDER_YMD; order++) {
            const pdx_lang language = languages[i / (PDX_COUNTOF(years) * 14 * 33)];
            (void)snprintf(text, sizeof text, " %04u-%02u-%02u", year, month, day);
            const bool is = pdx_date_parse(pdx_span_str(text + 1), language, (pdx_date_order)order, &alone, &found, &open);
            const bool is_spaced = pdx_date_parse(pdx_span_str(text), language, (pdx_date_order)order, &spaced, &found_spaced, &open_spaced);
            good = good && is == is_spaced && open == open_spaced && memcmp(&alone, &spaced, sizeof alone) == 0 &&
                   (!is || (found.begin + 1 == found_spaced.begin && found.end + 1 == found_spaced.end));
        }
    }
    CHECK(good);
}

/* Known first days of Persian years, and days that both calendars name. */
static void check_calendars(void) {
    static const int32_t nowruz[][3] = {{1304, 3, 21}, {1342, 3, 21}, {1375, 3, 20}, {1376, 3, 21}, {1387, 3, 20},
                                        {1391, 3, 20}, {1396, 3, 21}, {1399, 3, 20}, {1403, 3, 20}, {1404, 3, 21}};
    for (size_t i = 0; i < PDX_COUNTOF(nowruz); i++)
        CHECK_EQ(pdx_calendar_days(PDX_JALALI, nowruz[i][0], 1, 1), pdx_days_from_civil(nowruz[i][0] + 621, 3, (unsigned)nowruz[i][2]));
    CHECK_EQ(pdx_days_from_civil(1970, 1, 1), 0);
    CHECK_EQ(pdx_days_from_civil(2000, 2, 29), 11016);
    CHECK_EQ(pdx_weekday_of_days(pdx_days_from_civil(2019, 2, 8)), 5);
    CHECK_EQ(pdx_weekday_of_days(-1), 3);
    CHECK_EQ(pdx_calendar_days(PDX_HIJRI, 1, 1, 1), pdx_days_from_civil(622, 7, 19)); /* 16 July in the Julian calendar */
    for (int calendar = PDX_GREGORIAN; calendar <= PDX_HIJRI; calendar++) {
        bool good = true;
        for (int64_t day = -300000; day < 100000; day++) {
            int32_t year;
            unsigned month, of_month;
            pdx_calendar_split((pdx_calendar)calendar, day, &year, &month, &of_month);
            good = good && of_month >= 1 && of_month <= pdx_month_length((pdx_calendar)calendar, year, month) &&
                   pdx_calendar_days((pdx_calendar)calendar, year, month, of_month) == day;
        }
        CHECK(good);
    }
}

static void check_intervals(void) {
    int64_t first, last;
    char iso[32];
    pdx_date date;
    memset(&date, 0, sizeof date);
    CHECK(!pdx_date_interval(&date, &first, &last));
    date.year = 1980;
    date.precision = PDX_PRECISION_DECADE;
    CHECK(pdx_date_interval(&date, &first, &last));
    CHECK_EQ(last - first, 3652);
    pdx_date_iso(&date, iso);
    CHECK(strcmp(iso, "1980s") == 0);
    date.year = 2020;
    date.month = 2;
    date.precision = PDX_PRECISION_MONTH;
    CHECK(pdx_date_interval(&date, &first, &last));
    CHECK_EQ(last - first, 28);
    date.precision = PDX_PRECISION_YEAR;
    CHECK(pdx_date_interval(&date, &first, &last));
    CHECK_EQ(last - first, 365);
    date.month = 12;
    date.day = 26;
    date.year = 0;
    date.precision = PDX_PRECISION_DAY;
    CHECK(!pdx_date_interval(&date, &first, &last));
    pdx_date_iso(&date, iso);
    CHECK(strcmp(iso, "XXXX-12-26") == 0);
}

static pdx_date_order prove(const char *const *printed, size_t n) {
    pdx_order_proof proof;
    memset(&proof, 0, sizeof proof);
    for (size_t i = 0; i < n; i++) pdx_order_note(&proof, pdx_span_str(printed[i]), PDX_LANG_NONE, i == 0 ? pdx_span_of(NULL, 0) : pdx_span_str(printed[i - 1]));
    return pdx_order_decide(&proof);
}

static void check_order(void) {
    static const char *const day_first[] = {"3/9/08", "1/9/08", "31/8/08", "2/8/08"};
    static const char *const month_first[] = {"9/3/08", "9/1/08", "8/31/08", "8/2/08"};
    static const char *const silent[] = {"3/9/08"};
    static const char *const descending[] = {"8/9/08", "5/9/08", "2/9/08", "12/8/08", "9/8/08", "1/8/08", "11/7/08", "4/7/08", "2/6/08"};
    static const char *const year_first[] = {"2008-09-03", "2008-09-01"};
    static const char *const at_odds[] = {"31/8/08", "8/31/08"};
    CHECK_EQ(prove(day_first, 4), PDX_ORDER_DMY);
    CHECK_EQ(prove(month_first, 4), PDX_ORDER_MDY);
    CHECK_EQ(prove(silent, 1), PDX_ORDER_UNKNOWN);
    CHECK_EQ(prove(descending, PDX_COUNTOF(descending)), PDX_ORDER_DMY);
    CHECK_EQ(prove(year_first, 2), PDX_ORDER_YMD);
    CHECK_EQ(prove(at_odds, 2), PDX_ORDER_UNKNOWN);
    CHECK_EQ(prove(NULL, 0), PDX_ORDER_UNKNOWN);
}

/* Every word of the tables must be found when it is printed as it stands there: a spelling that folding changes
 * would be lost without a sound. */
static void check_words(void) {
    static const char *const found[] = {"فروردین", "اردیبهشت", "ژوئن", "ژوئیه", "أغسطس", "إبريل", "آذار", "يوليو", "ذو الحجة", "جمادى الأولى",
                                        "ربيع الثاني", "Μαΐου", "Αύγουστος", "май", "Août", "März", "Ağustos", "Kasım", "Října", "Únor"};
    for (size_t i = 0; i < PDX_COUNTOF(found); i++) {
        char text[96];
        pdx_date date;
        pdx_range range;
        bool ambiguous;
        (void)snprintf(text, sizeof text, "3 %s %s", found[i], i < 2 ? "1398" : i == 8 || i == 9 || i == 10 ? "1440" : "2019");
        if (check_failed(pdx_date_parse(pdx_span_str(text), PDX_LANG_NONE, PDX_ORDER_UNKNOWN, &date, &range, &ambiguous) && date.precision == PDX_PRECISION_DAY))
            printf("not read: %s\n", text);
    }
}

/* A moment as databases write it is what any date and time are: white space behind it changes nothing. */
static void check_moments(void) {
    uint32_t state = 3;
    for (unsigned round = 0; round < 3000; round++) {
        char text[64], iso[32], wanted[32];
        unsigned n[6];
        for (unsigned k = 0; k < 6; k++) {
            static const unsigned ends[] = {3000, 14, 33, 26, 62, 62};
            state = state * 1664525u + 1013904223u;
            n[k] = (state >> 12) % ends[k];
        }
        const int len = snprintf(text, sizeof text, "%04u-%02u-%02u %02u:%02u:%02u ", n[0], n[1], n[2], n[3], n[4], n[5]);
        pdx_date date, other;
        pdx_range found, at;
        bool ambiguous, open;
        const bool is = pdx_date_parse(pdx_span_of(text, (size_t)len - 1), PDX_LANG_EN, PDX_ORDER_UNKNOWN, &date, &found, &ambiguous);
        CHECK(pdx_date_parse(pdx_span_of(text, (size_t)len), PDX_LANG_EN, PDX_ORDER_UNKNOWN, &other, &at, &open) == is);
        if (check_failed(memcmp(&date, &other, sizeof date) == 0 && found.begin == at.begin && found.end == at.end && ambiguous == open)) printf("not the same: %s\n", text);
        if (!is || date.precision != PDX_PRECISION_SECOND || date.year != (int)n[0] || n[0] < 1600) continue;
        pdx_date_iso(&date, iso);
        (void)snprintf(wanted, sizeof wanted, "%04u-%02u-%02uT%02u:%02u:%02u", n[0], n[1], n[2], n[3], n[4], n[5]);
        CHECK(strcmp(iso, wanted) == 0);
    }
}

static void check_any_bytes(void) {
    static const char *const pieces[] = {"3", "12", "2019", "/", ".", "-", " ", "February", "mars", ",", "th", ":", "45", "pm", "\xC3\xA9", "\xFF", "\xD9",
                                         "خرداد", "۱۳۹۸", "Wed", "'", "\xE2\x80\x99", "20190213", "99999999999", "年"};
    uint32_t state = 11;
    for (unsigned round = 0; round < 20000; round++) {
        char text[320];
        size_t n = 0;
        for (unsigned k = 0; k < 10; k++) {
            state = state * 1664525u + 1013904223u;
            const char *piece = pieces[(state >> 16) % PDX_COUNTOF(pieces)];
            memcpy(text + n, piece, strlen(piece));
            n += strlen(piece);
        }
        pdx_date date;
        pdx_range found;
        bool ambiguous;
        char iso[32];
        int64_t first, last;
        const bool is = pdx_date_parse(pdx_span_of(text, n), round % 2 ? PDX_LANG_EN : PDX_LANG('f', 'a'), (pdx_date_order)(round % 4), &date, &found, &ambiguous);
        pdx_date_iso(&date, iso);
        const bool dated = pdx_date_interval(&date, &first, &last);
        CHECK(found.begin <= found.end && found.end <= n && (!dated || first <= last) && (is || !dated));
    }
}

int main(void) {
    check_cases();
    check_fields();
    check_year_calendars();
    check_iso();
    check_calendars();
    check_intervals();
    check_order();
    check_words();
    check_moments();
    check_any_bytes();
    return check_report("test_dates");
}
