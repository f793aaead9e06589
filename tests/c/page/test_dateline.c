/* Lines with dates of many languages and shapes, lines without, equal shapes, and any bytes at all. */
#include "check.h"

#include <stdlib.h>

#include "page/lexicon/dateline.h"

enum { FULL, AGO, DAY, MONTH_YEAR, YEAR };

typedef struct dated {
    const char *line;
    int extent;
    const char *date; /* the part that is the date; NULL: all of the line */
} dated;

static const dated dates[] = {
    {"Thursday, May 31, 2007", FULL, NULL},
    {"Thursday 31 May 2007", FULL, NULL},
    {"May 31, 2007", FULL, NULL},
    {"May 31st, 2007", FULL, NULL},
    {"MAY 31, 2007", FULL, NULL},
    {"Sept. 3, 2011", FULL, NULL},
    {"May 31st, 2007 at 4:10 pm", FULL, NULL},
    {"May 31, 2007 4:10 PM", FULL, NULL},
    {"May 31, 2007 @ 16:10", FULL, NULL},
    {"May 31, 2007, 10:30:15 a.m. EST", FULL, NULL},
    {"Mon Jan 5 10:30:00 2009", FULL, NULL},
    {"Thu, 31 May 2007 22:21:00 +0200", FULL, NULL},
    {"31-May-2007", FULL, NULL},
    {"8 ביונ, 2010", FULL, NULL},
    {"12 בפבר, 2009", FULL, NULL},
    {"5 בנוב, 2008", FULL, NULL},
    {"31 May '07", FULL, NULL},
    {"Cts, 04/12/2010 - 21:54", FULL, NULL},
    {"the 31st of May, 2007", FULL, NULL},
    {"31/7/07, 22:21", FULL, NULL},
    {"20/9/08, 0:45", FULL, NULL},
    {"07/31/2007", FULL, NULL},
    {"28 02 2007", FULL, NULL},
    {"7 02 2007", FULL, NULL},
    {"Posted by Ann On May - 31 - 2007", FULL, "May - 31 - 2007"},
    {"May 312007", FULL, NULL},
    {"May 202025", FULL, NULL},
    {"2007 02 28", FULL, NULL},
    {"20070228", FULL, NULL},
    {"12 45 2007", YEAR, "2007"},
    {"1 2 2007", YEAR, "2007"},
    {"28 02 18 2007", YEAR, "2007"},
    {"won 28 02 2007", YEAR, "2007"},
    {"07.31.2007", FULL, NULL},
    {"31.07.2007 22:21", FULL, NULL},
    {"2007-07-31", FULL, NULL},
    {"2007/07/31", FULL, NULL},
    {"2007.07.31.", FULL, NULL},
    {"2007-07-31T22:21:00Z", FULL, NULL},
    {"2007-07-31T22:21:00+02:00", FULL, NULL},
    {"Tue, 05/01/2007 - 10:30", FULL, NULL},
    {"22:21 31/07/2007", FULL, NULL},
    {"6 Mar 20266 Mar 2026", FULL, NULL},
    {"Posted on May 1, 201912 Comments on The Mill", FULL, "May 1, 2019"},
    {"3 mai 20191 commentaire", FULL, "3 mai 2019"},
    {"On May 5 20000 herons came", DAY, "May 5"},
    {"Posted on May 1, 2019May 3, 2019", FULL, "May 1, 2019May 3, 2019"},
    {"2019-05-012019-05-03", FULL, NULL},
    {"Posted on May 1, 2019 by Ann", FULL, "May 1, 2019"},
    {"31 mai 2007 \xC3\xA0 10 h 30", FULL, NULL},
    {"jeudi 31 mai 2007", FULL, NULL},
    {"1er mai 2007", FULL, NULL},
    {"le 3 ao\xC3\xBBt 2012", FULL, NULL},
    {"Publi\xC3\xA9 le 3 f\xC3\xA9vrier 2012", FULL, "le 3 f\xC3\xA9vrier 2012"},
    {"31. Mai 2007", FULL, NULL},
    {"Donnerstag, 31. Mai 2007 um 22:21 Uhr", FULL, NULL},
    {"Do, 31. M\xC3\xA4rz 2011", FULL, NULL},
    {"31 de mayo de 2007", FULL, NULL},
    {"jueves, 31 de mayo de 2007", FULL, NULL},
    {"31 de maio de 2007", FULL, NULL},
    {"segunda-feira, 3 de maio de 2010", FULL, NULL},
    {"gioved\xC3\xAC 31 maggio 2007", FULL, NULL},
    {"31 mei 2007 om 12:30", FULL, NULL},
    {"31 maj 2007 kl. 12.30", FULL, NULL},
    {"torsdag 31. mai 2007 kl. 22.21", FULL, NULL},
    {"31. toukokuuta 2007", FULL, NULL},
    {"31 maja 2007 o 12:30", FULL, NULL},
    {"31. kv\xC4\x9Btna 2007 v 12:30", FULL, NULL},
    {"2007. m\xC3\xA1jus 31.", FULL, NULL},
    {"31 mai 2007", FULL, NULL},
    {"31 \xD0\xBC\xD0\xB0\xD1\x8F 2007 \xD0\xB3.", FULL, NULL},
    {"31 \xD1\x82\xD1\x80\xD0\xB0\xD0\xB2\xD0\xBD\xD1\x8F 2007", FULL, NULL},
    {"31 May\xC4\xB1s 2007 Per\xC5\x9F" "embe", FULL, NULL},
    {"31 \xCE\x9C\xCE\xB1\xCE\x90\xCE\xBF\xCF\x85 2007", FULL, NULL},
    {"شنبه ۲۵ آذر ۱۳۹۶", FULL, NULL},
    {"۲۵ آذر ۱۳۹۶ ساعت ۱۰:۳۰", FULL, NULL},
    {"۱۳۹۶/۹/۲۵", FULL, NULL},
    {"۱۴۰۰ خرداد ۲۳, یکشنبه", FULL, NULL},
    {"خرداد ۲۰، ۱۳۸۸", FULL, NULL},
    {"پنج‌شنبه، ۳۱ مه ۲۰۰۷", FULL, NULL},
    {"٣١ مايو ٢٠٠٧", FULL, NULL},
    {"الخميس ٣١ أيار ٢٠٠٧", FULL, NULL},
    {"25 كانون الثاني/يناير 2017", FULL, NULL},
    {"٢٥ ربيع الأول ١٤٣٩", FULL, NULL},
    {"31 במאי 2007", FULL, NULL},
    {"31 Agustus 2007", FULL, NULL},
    {"2007年5月31日", FULL, NULL},
    {"2007년 5월 31일", FULL, NULL},
    {"5d ago", AGO, NULL},
    {"3 days ago", AGO, NULL},
    {"a week ago", AGO, NULL},
    {"2 years, 3 months ago", AGO, NULL},
    {"Yesterday", AGO, NULL},
    {"il y a 3 jours", AGO, NULL},
    {"vor 3 Tagen", AGO, NULL},
    {"vor einer Woche", AGO, NULL},
    {"hace 2 d\xC3\xAD" "as", AGO, NULL},
    {"2 giorni fa", AGO, NULL},
    {"3 dagen geleden", AGO, NULL},
    {"h\xC3\xA1 3 dias", AGO, NULL},
    {"f\xC3\xB6r 3 dagar sedan", AGO, NULL},
    {"3 dni temu", AGO, NULL},
    {"3 дня назад", AGO, NULL},
    {"2 saat \xC3\xB6nce", AGO, NULL},
    {"۳ روز پیش", AGO, NULL},
    {"منذ 3 أيام", AGO, NULL},
    {"לפני 3 ימים", AGO, NULL},
    {"5 March", DAY, NULL},
    {"Mar 5", DAY, NULL},
    {"7 set", DAY, NULL},
    {"12 ago • Ann Vale", DAY, "12 ago"},
    {"4. január 2014", FULL, NULL},
    {"三月 4, 2014", FULL, NULL},
    {"3月 4, 2014", FULL, NULL},
    {"2014年3月4日 星期二", FULL, NULL},
    {"2014년 3월 4일 화요일", FULL, NULL},
    {"4 Tháng Ba, 2014", FULL, NULL},
    {"3天前", AGO, NULL},
    {"7 年前", AGO, NULL},
    {"5か月前", AGO, NULL},
    {"3년 전", AGO, NULL},
    {"2 năm trước", AGO, NULL},
    {"преди 3 години", AGO, NULL},
    {"prije 5 mjeseci", AGO, NULL},
    {"před 2 lety", AGO, NULL},
    {"fa 4 anys", AGO, NULL},
    {"3月4日", DAY, NULL},
    {"March 5", DAY, NULL},
    {"5. August", DAY, NULL},
    {"5 de marzo", DAY, NULL},
    {"5 March 09:55 PM EST", DAY, NULL},
    {"March 2019", MONTH_YEAR, NULL},
    {"April 2009 Archives", MONTH_YEAR, "April 2009"},
    {"mars 2019", MONTH_YEAR, NULL},
    {"خرداد ۱۳۸۸", MONTH_YEAR, NULL},
    {"07/2007", MONTH_YEAR, NULL},
    {"2019", YEAR, NULL},
    {"1984", YEAR, NULL},
    {"۱۳۸۸", YEAR, NULL},
};

static const char *const undated[] = {
    "May 322007", "May 5007", "May - 31 boats",
    "", " ", "-", "May I help", "The march of time", "A mayor for the town", "Sun and moon", "Chapter 3", "3 days", "for 3 days", "vor der Stadt",
    "il y a du monde", "10 out of 10", "192.168.10.12", "2011-09-18_235654", "version 1.2.3", "1.2.3.4", "20/07", "3 comments", "Page 2 of 7", "$2019", "2019.50",
    "12:30", "at 10:30", "Room 1205", "call 555 1234", "32/13/2007", "99/99/99", "2007-13-01", "1,984", "100 m", "5 minutes", "5 min read",
    "The second of the two", "Mon ami", "Mar y sol", "an hour", "the day before", "Set 3", "28 02 07", "0171 28 05", "20071345", "84572210",
    "lines 28 02", "Section 31", "No 5", "3:2", "100%", "12345678901234567890",
    "Der Mai ist gekommen", "Le Monde en mars", "El sol de agosto", "برای پل", "الخميس", "Thursday", "March", "août",
};

static int extent_of(const pdx_dateline *date) {
    if (date->relative) return AGO;
    if (date->complete) return FULL;
    return date->month_year ? MONTH_YEAR : date->year_only ? YEAR : DAY;
}

static void check_dates(void) {
    for (size_t i = 0; i < PDX_COUNTOF(dates); i++) {
        pdx_dateline date;
        const char *wanted = dates[i].date == NULL ? dates[i].line : dates[i].date;
        const bool found = pdx_dateline_find(pdx_span_str(dates[i].line), &date);
        if (check_failed(found)) {
            printf("no date in: %s\n", dates[i].line);
            continue;
        }
        if (check_failed(extent_of(&date) == dates[i].extent)) printf("extent %d, wanted %d: %s\n", extent_of(&date), dates[i].extent, dates[i].line);
        const pdx_span got = pdx_span_slice(pdx_span_str(dates[i].line), (size_t)date.range.begin, (size_t)date.range.end);
        if (check_failed(got.len == strlen(wanted) && memcmp(got.data, wanted, got.len) == 0))
            printf("%.*s, wanted %s in: %s\n", (int)got.len, (const char *)got.data, wanted, dates[i].line);
        CHECK(date.shape != 0);
        if (dates[i].date == NULL && check_failed(date.fill > 0.999f)) printf("fill %.2f: %s\n", (double)date.fill, dates[i].line);
        if (dates[i].date != NULL) CHECK(date.fill > 0.0f && date.fill < 1.0f);
    }
}

static void check_undated(void) {
    for (size_t i = 0; i < PDX_COUNTOF(undated); i++) {
        pdx_dateline date;
        if (check_failed(!pdx_dateline_find(pdx_span_str(undated[i]), &date)))
            printf("a date in: %s (%d to %d)\n", undated[i], (int)date.range.begin, (int)date.range.end);
    }
}

static uint32_t shape_of(const char *line) {
    pdx_dateline date;
    return pdx_dateline_find(pdx_span_str(line), &date) ? date.shape : 0;
}

static void check_shapes(void) {
    CHECK_EQ(shape_of("Thursday, May 31, 2007"), shape_of("Monday, December 3, 2012"));
    CHECK_EQ(shape_of("31/7/07, 22:21"), shape_of("20/9/08, 0:45"));
    CHECK_EQ(shape_of("May 1st, 2007"), shape_of("May 22nd, 2008"));
    CHECK_EQ(shape_of("1er mai 2007"), shape_of("2 juin 2009"));
    CHECK_EQ(shape_of("3 days ago"), shape_of("2 weeks ago"));
    CHECK_EQ(shape_of("Posted on May 1, 2019"), shape_of("May 1, 2019"));
    CHECK(shape_of("May 31, 2007") != shape_of("31 May 2007"));
    CHECK(shape_of("31/7/07") != shape_of("31.7.07"));
    CHECK(shape_of("31/7/07") != shape_of("31/7/07, 22:21"));
    CHECK(shape_of("May 31, 2007") != shape_of("Thursday, May 31, 2007"));
    CHECK(shape_of("March 2019") != shape_of("2019"));
}

/* A sentence that mentions a date is not a date line. */
static void check_prose(void) {
    pdx_dateline date;
    CHECK(pdx_dateline_find(pdx_span_str("The bridge of the fictional town was opened on May 31, 2007 and closed again a little later."), &date));
    CHECK(date.complete && date.fill < 0.2f);
    CHECK(pdx_dateline_find(pdx_span_str("In 1984 the river rose, and on 3 May 1985 it rose again."), &date));
    CHECK(date.complete);
    char text[4096];
    memset(text, 'a', sizeof text);
    for (size_t i = 7; i < sizeof text; i += 8) text[i] = ' ';
    memcpy(text, "May 3, 2011 ", 12);
    CHECK(pdx_dateline_find(pdx_span_of(text, sizeof text), &date));
    CHECK(date.fill < 0.01f);
}

static void check_any_bytes(void) {
    static const char *const pieces[] = {"May", " ", "31", ",", "2007", "/", ".", "-", "\xD9\xA3", "\xDB\xB1", "آذر", ":", "pm", "ago", "il y a", "\xFF", "\xE2\x80",
                                         "20192019", "2026", "6", "Mar", "年", "月", "日", "(", ")", "T", "Z", "+", "de", "\xC2\xA0", "|"};
    uint32_t seed = 12345;
    uint8_t line[400];
    for (int round = 0; round < 20000; round++) {
        size_t n = 0;
        while (n + 16 < sizeof line) {
            seed = seed * 1664525u + 1013904223u;
            if (seed >> 28 == 0) break;
            if (round % 4 == 0) {
                line[n++] = (uint8_t)(seed >> 16);
                continue;
            }
            const char *piece = pieces[(seed >> 16) % PDX_COUNTOF(pieces)];
            memcpy(line + n, piece, strlen(piece));
            n += strlen(piece);
        }
        uint8_t *copy = malloc(n + 1);
        if (copy == NULL) return;
        memcpy(copy, line, n);
        pdx_dateline date;
        if (pdx_dateline_find(pdx_span_of(copy, n), &date)) CHECK(date.range.begin < date.range.end && date.range.end <= n && date.shape != 0 && date.fill > 0 && date.fill <= 1);
        free(copy);
    }
}

int main(void) {
    check_dates();
    check_undated();
    check_shapes();
    check_prose();
    check_any_bytes();
    return check_report("dateline");
}
