/* Date mentions in invented sentences: what is a date, what only looks like one. */
#include "check.h"
#include "base/buf.h"
#include "memory.h"
#include "post/mentions/mentions.h"

/* What the text should give: "begin-words=value" is spelled as the mention's own words and its value. */
typedef struct mention_case {
    const char *text;
    const char *words[3];  /* NULL ends */
    const char *values[3];
} mention_case;

static const mention_case cases[] = {
    /* days */
    {"The fair opened on February 8, 2019 in Millbrook.", {"February 8, 2019"}, {"2019-02-08"}},
    {"The fair opened on February 8th, 2019.", {"February 8th, 2019"}, {"2019-02-08"}},
    {"It closed on 8 February 2019.", {"8 February 2019"}, {"2019-02-08"}},
    {"It closed on the 8th of February, 2019.", {"8th of February, 2019"}, {"2019-02-08"}},
    {"It closed on the 8th of February 2019.", {"8th of February 2019"}, {"2019-02-08"}},
    {"Signed Feb. 8, 2019 at the mill.", {"Feb. 8, 2019"}, {"2019-02-08"}},
    {"Signed 8 Feb 2019 at the mill.", {"8 Feb 2019"}, {"2019-02-08"}},
    {"Signed Sept. 3, 1998, before the flood.", {"Sept. 3, 1998"}, {"1998-09-03"}},
    {"Logged 2019-02-08 by the warden.", {"2019-02-08"}, {"2019-02-08"}},
    {"Logged 2/8/2019 by the warden.", {"2/8/2019"}, {"2019-02-08"}},
    {"Logged 28/2/2019 by the warden.", {"28/2/2019"}, {"2019-02-28"}},
    {"Logged 28.2.2019 by the warden.", {"28.2.2019"}, {"2019-02-28"}},
    {"On Friday, February 8, 2019, the mill reopened.", {"Friday, February 8, 2019"}, {"2019-02-08"}},
    {"On Friday 8 February 2019 the mill reopened.", {"Friday 8 February 2019"}, {"2019-02-08"}},
    {"The picnic-June 20, 1981", {"June 20, 1981"}, {"1981-06-20"}},
    {"the picnic of june 20, 1981 was wet", {"june 20, 1981"}, {"1981-06-20"}},
    {"JUNE 20, 1981: the mayor speaks", {"JUNE 20, 1981"}, {"1981-06-20"}},
    {"They met May 5, 2010, in the hall.", {"May 5, 2010"}, {"2010-05-05"}},
    {"They met on March 9, 2010.", {"March 9, 2010"}, {"2010-03-09"}},
    {"Opened 1 Aug '09 by the mayor", {"1 Aug '09"}, {"2009-08-01"}},
    /* month and day */
    {"on Friday, February 8th, the choir sings", {"Friday, February 8th"}, {"XXXX-02-08"}},
    {"on Wednesday, December 26th, the paper wrote", {"Wednesday, December 26th"}, {"XXXX-12-26"}},
    {"Since January 9 the bridge is shut.", {"January 9"}, {"XXXX-01-09"}},
    {"the bridge shut on the 9th of January", {"9th of January"}, {"XXXX-01-09"}},
    {"Feb. 8 was dry", {"Feb. 8"}, {"XXXX-02-08"}},
    {"Bridge,June 20,Millbrook", {"June 20"}, {"XXXX-06-20"}},
    {"On May 1 the baker rested.", {"May 1"}, {"XXXX-05-01"}},
    {"Wed, Mar 3 is market day", {"Wed, Mar 3"}, {"XXXX-03-03"}},
    {"Friday the 13th of May was quiet", {"Friday the 13th of May"}, {"XXXX-05-13"}},
    {"February 29 comes rarely", {"February 29"}, {"XXXX-02-29"}},
    /* month */
    {"In December 2017 and January 2018 it froze.", {"December 2017", "January 2018"}, {"2017-12", "2018-01"}},
    {"A walk in Millbrook-February 2018", {"February 2018"}, {"2018-02"}},
    {"The hall burned in September of 1975.", {"September of 1975"}, {"1975-09"}},
    {"Later in June, a storm came.", {"June"}, {"XXXX-06"}},
    {"Back in February the well ran dry.", {"February"}, {"XXXX-02"}},
    {"since May the mill stands still", {"May"}, {"XXXX-05"}},
    {"by March, the roof was done", {"March"}, {"XXXX-03"}},
    {"In August 1971, the well was dug.", {"August 1971"}, {"1971-08"}},
    {"the Oct 2004 flood", {"Oct 2004"}, {"2004-10"}},
    {"September, October and November were wet.", {"September", "October", "November"}, {"XXXX-09", "XXXX-10", "XXXX-11"}},
    /* the year is printed, though people follow it; or it is no year, but an amount */
    {"In November 1963 miners and families left the valley.", {"November 1963"}, {"1963-11"}},
    {"In October 1987 members voted.", {"October 1987"}, {"1987-10"}},
    {"On 9 January 1931 troops crossed the ford.", {"9 January 1931"}, {"1931-01-09"}},
    {"On Tuesday, April 7, 1998 guests came to the inn.", {"Tuesday, April 7, 1998"}, {"1998-04-07"}},
    {"In autumn 1954 workers rested.", {"autumn 1954"}, {"1954-23"}},
    {"Between 1962 and 1967 students slept in the tower.", {"Between 1962 and 1967"}, {"1962/1967"}},
    {"In October 1987 miles of wire were laid.", {"October"}, {"XXXX-10"}},
    {"In October 2000 guests came.", {"October"}, {"XXXX-10"}},
    {"On April 7, 1998 miles of wire were laid.", {"April 7, 1998"}, {"1998-04-07"}},
    /* two days of the month that stands behind them */
    {"Between 7 and 9 October 1854 the ford was held.", {"Between 7 and 9 October 1854"}, {"1854-10-07/1854-10-09"}},
    {"From 7 to 9 October 1854 the ford was held.", {"7 to 9 October 1854"}, {"1854-10-07/1854-10-09"}},
    {"the fair of 7th–9th October, 1854", {"7th–9th October, 1854"}, {"1854-10-07/1854-10-09"}},
    {"On 7-9 October it rained.", {"7-9 October"}, {"XXXX-10-07/XXXX-10-09"}},
    {"Lots 12-7 October 1854", {"October 1854"}, {"1854-10"}},
    {"From April to June 1931 women marched.", {"April to June 1931"}, {"1931-04/1931-06"}},
    /* two digits of a year: from '30 on of last century */
    {"In September '54 the clerks went on strike.", {"September '54"}, {"1954-09"}},
    {"in the summer of '31", {"summer of '31"}, {"1931-22"}},
    {"from March 3 to April 9, '38", {"March 3 to April 9, '38"}, {"1938-03-03/1938-04-09"}},
    /* years */
    {"In 1988 the mill burned.", {"1988"}, {"1988"}},
    {"the 1988 fire", {"1988"}, {"1988"}},
    {"the fire of 1988.", {"1988"}, {"1988"}},
    {"since 1981.", {"1981"}, {"1981"}},
    {"1988 Fire,Mills,Roads", {"1988"}, {"1988"}},
    {"(1988)", {"1988"}, {"1988"}},
    {"\xE2\x80\x9C" "1988 fire\xE2\x80\x9D was said", {"1988"}, {"1988"}},
    {"Both 2013 and 2019 were dry.", {"2013", "2019"}, {"2013", "2019"}},
    {"In 1848, the bridge was built.", {"1848"}, {"1848"}},
    {"the mayor of 1997, 1998 and 1999", {"1997", "1998", "1999"}, {"1997", "1998", "1999"}},
    {"1988\xE2\x80\x99s fire", {"1988"}, {"1988"}},
    {"the post-1979 council", {"1979"}, {"1979"}},
    {"the 2003-led council", {"2003"}, {"2003"}},
    {"In 1988 people left the valley.", {"1988"}, {"1988"}},
    {"the 1988 prisoners of the tower", {"1988"}, {"1988"}},
    {"Copyright \xC2\xA9 2018 Millbrook", {"2018"}, {"2018"}},
    {"early 2019 was mild", {"2019"}, {"2019"}},
    {"around 1988 it began", {"1988"}, {"1988"}},
    /* decades */
    {"In the 1980s the mill ran.", {"1980s"}, {"1980s"}},
    {"In the early 1970s the mill ran.", {"early 1970s"}, {"1970s"}},
    {"in the mid-1990s", {"mid-1990s"}, {"1990s"}},
    {"until the late 1990s.", {"late 1990s"}, {"1990s"}},
    {"The 1990s and 2000s: a history", {"1990s", "2000s"}, {"1990s", "2000s"}},
    {"songs of the '80s", {"'80s"}, {"1980s"}},
    {"songs of the 80s", {"80s"}, {"1980s"}},
    {"the 1980's were loud", {"1980's"}, {"1980s"}},
    {"the late \xE2\x80\x99" "60s", {"late \xE2\x80\x99" "60s"}, {"1960s"}},
    /* ranges */
    {"between 2013 and 2019 it rained", {"between 2013 and 2019"}, {"2013/2019"}},
    {"\xE2\x80\x9C" "between 2013 and 2019 it rained\xE2\x80\x9D", {"between 2013 and 2019"}, {"2013/2019"}},
    {"Between July and September 1988 it rained", {"Between July and September 1988"}, {"1988-07/1988-09"}},
    {"from 1979 to 1981 it rained", {"1979 to 1981"}, {"1979/1981"}},
    {"the dry years 1981-1988", {"1981-1988"}, {"1981/1988"}},
    {"the dry years 1981\xE2\x80\x93" "1988", {"1981\xE2\x80\x93" "1988"}, {"1981/1988"}},
    {"the dry years 1981-88", {"1981-88"}, {"1981/1988"}},
    {"June 20-22, 1981 is the fair", {"June 20-22, 1981"}, {"1981-06-20/1981-06-22"}},
    {"June 20 - July 3, 1981 is the fair", {"June 20 - July 3, 1981"}, {"1981-06-20/1981-07-03"}},
    {"from June 20, 1981 to July 3, 1982", {"June 20, 1981 to July 3, 1982"}, {"1981-06-20/1982-07-03"}},
    {"from May to July 2004", {"May to July 2004"}, {"2004-05/2004-07"}},
    {"between the 1980s and the mill", {"1980s"}, {"1980s"}},
    /* weekdays, seasons */
    {"On Thursday, the choir sang.", {"Thursday"}, {""}},
    {"They sang on Saturday.", {"Saturday"}, {""}},
    {"in the summer of 1988", {"summer of 1988"}, {"1988-22"}},
    {"in fall 1976", {"fall 1976"}, {"1976-23"}},
    /* what is no date */
    {"You may 8 times ring.", {NULL}, {NULL}},
    {"It may be late.", {NULL}, {NULL}},
    {"May I come in?", {NULL}, {NULL}},
    {"They march 15 miles.", {NULL}, {NULL}},
    {"The march began at noon.", {NULL}, {NULL}},
    {"March 15 miles and rest.", {NULL}, {NULL}},
    {"He sat on the bench in the sun.", {NULL}, {NULL}},
    {"She sat 3 hours.", {NULL}, {NULL}},
    {"We wed at the mill.", {NULL}, {NULL}},
    {"An august crowd of 300 came.", {NULL}, {NULL}},
    {"April Smith and June Miller came.", {NULL}, {NULL}},
    {"August Weaver carved it.", {NULL}, {NULL}},
    {"Over 30,000 came.", {NULL}, {NULL}},
    {"About 1,800 were counted.", {NULL}, {NULL}},
    {"Some 2000 people came.", {NULL}, {NULL}},
    {"More than 1500 houses stood.", {NULL}, {NULL}},
    {"2000 chairs were set out.", {NULL}, {NULL}},
    {"At least 1900 trees fell.", {NULL}, {NULL}},
    {"see page 1984 of the ledger", {NULL}, {NULL}},
    {"on p. 1984 of the ledger", {NULL}, {NULL}},
    {"Room 2010 is upstairs.", {NULL}, {NULL}},
    {"It costs $2010 to paint.", {NULL}, {NULL}},
    {"It costs \xE2\x82\xAC" "2010 to paint.", {NULL}, {NULL}},
    {"It costs \xC2\xA3" "1999 to paint.", {NULL}, {NULL}},
    {"version 2.6.2018 beta4", {NULL}, {NULL}},
    {"version 10.4.11", {NULL}, {NULL}},
    {"Windows 2000 runs the pump", {NULL}, {NULL}},
    {"call 555-2010 for the warden", {NULL}, {NULL}},
    {"call 1990-555 for the warden", {NULL}, {NULL}},
    {"resolution 1929 of the council", {NULL}, {NULL}},
    {"http://mill.example/2008/09/fair", {NULL}, {NULL}},
    {"item #2008 in the list", {NULL}, {NULL}},
    {"ISO-2022 is a code", {NULL}, {NULL}},
    {"built 24/7/365 by hand", {NULL}, {NULL}},
    {"half 1/2 and third 1/3", {NULL}, {NULL}},
    {"in his 80s he walked", {NULL}, {NULL}},
    {"at 20:10 the bell rang", {NULL}, {NULL}},
    {"x1988 and 1988x", {NULL}, {NULL}},
    {"a 12-point plan of 200 pages", {NULL}, {NULL}},
    {"Every Friday and last Friday", {"last Friday"}, {""}},
    {"Fridays are quiet; Black Friday is not", {NULL}, {NULL}},
    {"June last year was wet", {"June last year"}, {""}},
    {"last June was wet", {"last June"}, {""}},
    {"1988.5 and 3.1988", {NULL}, {NULL}},
    {"2500 or 3000 or 999 or 12345", {NULL}, {NULL}},
    {"a jan of rice and a dec of cards", {NULL}, {NULL}},
    {"February 31 never came", {NULL}, {NULL}},
    {"25% of 2000% is much", {NULL}, {NULL}},
    {"the second of two", {NULL}, {NULL}},
    {"Sunday Times and Monday Night", {NULL}, {NULL}},
};

static void check_case(const mention_case *one) {
    pdx_mentions found;
    PDX_VEC_INIT(&found);
    const pdx_span text = pdx_span_str(one->text);
    if (pdx_mentions_find(text, 100, PDX_LANG_EN, &found, NULL, NULL) != PDX_OK) {
        CHECK(false);
        return;
    }
    size_t wanted = 0;
    while (wanted < 3 && one->words[wanted] != NULL) wanted++;
    bool right = found.len == wanted;
    for (size_t i = 0; right && i < wanted; i++) {
        const pdx_range range = found.data[i].range;
        const pdx_span words = pdx_span_slice(text, (size_t)range.begin - 100, (size_t)range.end - 100);
        right = pdx_span_equal(words, pdx_span_str(one->words[i])) && strcmp(found.data[i].value, one->values[i]) == 0;
    }
    if (check_failed(right)) {
        printf("%s\n", one->text);
        for (size_t i = 0; i < found.len; i++)
            printf("    found [%.*s] %s %s\n", (int)(found.data[i].range.end - found.data[i].range.begin),
                   one->text + found.data[i].range.begin - 100, pdx_mention_kind_name((pdx_mention_kind)found.data[i].kind),
                   found.data[i].value);
    }
    PDX_VEC_DEINIT(&found);
}

static void check_parts(void) {
    pdx_mentions found;
    PDX_VEC_INIT(&found);
    CHECK_EQ(pdx_mentions_find(pdx_span_str("the early 1970s, mid-1980s, late 1990s and 2000s"), 0, PDX_LANG_EN, &found, NULL, NULL), PDX_OK);
    CHECK_EQ(found.len, 4);
    for (size_t i = 0; i < found.len; i++) CHECK_EQ(found.data[i].part, (i + 1) % 4);
    found.len = 0;
    CHECK_EQ(pdx_mentions_find(pdx_span_str("Am 8. Februar 2019"), 0, PDX_LANG('d', 'e'), &found, NULL, NULL), PDX_OK);
    CHECK_EQ(found.len, 1);
    CHECK_EQ(pdx_mentions_find(pdx_span_str("Am 8. Februar 2019"), 0, PDX_LANG('i', 't'), &found, NULL, NULL), PDX_OK);
    CHECK_EQ(pdx_mentions_find_told(pdx_span_str("Am 8. Februar 2019"), 0, PDX_LANG('d', 'e'), &found, NULL, NULL), PDX_OK);
    CHECK_EQ(pdx_mentions_find_told(pdx_span_str("last week, in the summer"), 0, PDX_LANG_EN, &found, NULL, NULL), PDX_OK);
    CHECK_EQ(found.len, 1);
    PDX_VEC_DEINIT(&found);
}

/* Ranges come in order, do not overlap and stay inside, whatever the bytes. */
static void check_any_bytes(void) {
    static const char *const pieces[] = {"February ", "8", "th", ", ", "2019", "-", "between ", " and ", "'", "\xE2\x80\x99", "80s", "\xC3\xA9", "\xFF",
                                         "\xE2\x80", "May ", "to ", "\n", "\n\n", "Fri", ".", "1,000", "/", "summer of ", " ", "the ", "early "};
    uint32_t state = 7;
    for (unsigned round = 0; round < 20000; round++) {
        char text[256];
        size_t n = 0;
        for (unsigned k = 0; k < 12; k++) {
            state = state * 1664525u + 1013904223u;
            const char *piece = pieces[(state >> 16) % PDX_COUNTOF(pieces)];
            memcpy(text + n, piece, strlen(piece));
            n += strlen(piece);
        }
        pdx_mentions found;
        PDX_VEC_INIT(&found);
        uint8_t *exact = pdx_alloc(n);
        if (exact == NULL) return;
        memcpy(exact, text, n);
        bool good = pdx_mentions_find(pdx_span_of(exact, n), 0, PDX_LANG_EN, &found, NULL, NULL) == PDX_OK;
        uint64_t last = 0;
        for (size_t i = 0; i < found.len; i++) {
            good = good && found.data[i].range.begin >= last && found.data[i].range.end > found.data[i].range.begin && found.data[i].range.end <= n;
            last = found.data[i].range.end;
        }
        CHECK(good);
        PDX_VEC_DEINIT(&found);
        pdx_free(exact);
    }
}

#ifdef PDX_TESTING
static pdx_status find_and_free(void *context) {
    pdx_mentions found;
    PDX_VEC_INIT(&found);
    const pdx_status status = pdx_mentions_find(pdx_span_str(context), 0, PDX_LANG_EN, &found, NULL, NULL);
    PDX_VEC_DEINIT(&found);
    return status;
}

static void check_failing_memory(void) {
    memory_fails(find_and_free, (void *)(uintptr_t)"1981, 1982, 1983, 1984, 1985, 1986, 1987 and 1988 were dry in the valley; 1989, 1990, 1991 too.", 1);
}
#endif

/* A paragraph before that says nothing moves what is found, wherever it ends in the blocks in which text is looked over. */
static void check_moved(const mention_case *one) {
    enum { MOST = 150 };
    const char *text = one->text;
    pdx_mentions alone, moved;
    PDX_VEC_INIT(&alone);
    PDX_VEC_INIT(&moved);
    CHECK_EQ(pdx_mentions_find(pdx_span_str(text), 0, PDX_LANG_EN, &alone, NULL, NULL), PDX_OK);
    for (size_t n = 0; n < MOST; n++) {
        pdx_buf longer;
        pdx_buf_init(&longer);
        for (size_t i = 0; i < n; i++) pdx_buf_byte(&longer, i % 7 == 6 ? ' ' : 'q');
        pdx_buf_str(&longer, ".\n\n");
        const uint64_t shift = longer.len;
        pdx_buf_str(&longer, text);
        moved.len = 0;
        CHECK_EQ(pdx_mentions_find(pdx_buf_view(&longer), 0, PDX_LANG_EN, &moved, NULL, NULL), PDX_OK);
        CHECK_EQ(moved.len, alone.len);
        for (size_t i = 0; i < alone.len && i < moved.len; i++) {
            CHECK_EQ(moved.data[i].range.begin, alone.data[i].range.begin + shift);
            CHECK_EQ(moved.data[i].range.end, alone.data[i].range.end + shift);
            CHECK(strcmp(moved.data[i].value, alone.data[i].value) == 0);
        }
        pdx_buf_deinit(&longer);
    }
    PDX_VEC_DEINIT(&alone);
    PDX_VEC_DEINIT(&moved);
}

/* Every word with which dates begin, or by which those that are counted from another day are found, wherever it stands in what is passed over at once. */
static void check_all_words(void) {
    static const char *const dates[] = {
        "January 9, 2001", "February 9, 2001", "March 9, 2001", "April 9, 2001", "May 9, 2001", "June 9, 2001", "July 9, 2001", "August 9, 2001", "September 9, 2001",
        "October 9, 2001", "November 9, 2001", "December 9, 2001", "jan. 9, 2001", "Feb 9, 2001", "mar 9, 2001", "Apr 9, 2001", "jun 9, 2001", "Jul 9, 2001", "aug 9, 2001",
        "Sept 9, 2001", "Sep 9, 2001", "oct 9, 2001", "Nov 9, 2001", "DEC 9, 2001", "Monday, June 9, 2001", "tuesday, June 9, 2001", "Wednesday, June 9, 2001",
        "thursday, June 9, 2001", "Friday, June 9, 2001", "saturday, June 9, 2001", "SUNDAY, June 9, 2001", "spring of 2001", "Summer 2001", "autumn 2001", "fall of 2001",
        "Winter 2001", "early 2001", "late 2001", "mid 2001", "between 1999 and 2001", "yesterday", "Tomorrow", "two days ago", "three weeks later", "two years earlier",
        "two days afterwards", "last week", "next month", "this year", "the following day", "the previous month", "the 19th century", "in the spring", "in the autumn",
    };
    for (size_t i = 0; i < PDX_COUNTOF(dates); i++) {
        for (size_t pad = 0; pad < 150; pad += pad < 70 ? 1 : 13) {
            pdx_mentions found = {NULL, 0, 0};
            pdx_buf text;
            pdx_buf_init(&text);
            for (size_t k = 0; k < pad; k++) pdx_buf_byte(&text, k % 3 == 2 ? ' ' : 'x');
            pdx_buf_format(&text, " %s he sang.", dates[i]);
            CHECK_EQ(pdx_mentions_find(pdx_buf_view(&text), 0, PDX_LANG_EN, &found, NULL, NULL), PDX_OK);
            if (check_failed(found.len == 1 && found.data[0].range.end <= pad + 1 + strlen(dates[i]))) printf("%s behind %zu: %zu\n", dates[i], pad, found.len);
            PDX_VEC_DEINIT(&found);
            pdx_buf_deinit(&text);
        }
    }
}

int main(void) {
    for (size_t i = 0; i < PDX_COUNTOF(cases); i++) check_case(&cases[i]);
    for (size_t i = 0; i < PDX_COUNTOF(cases); i++) check_moved(&cases[i]);
    printf("mention cases: %d\n", (int)PDX_COUNTOF(cases));
    check_parts();
    check_all_words();
    check_any_bytes();
#ifdef PDX_TESTING
    check_failing_memory();
#endif
    return check_report("test_mentions");
}
