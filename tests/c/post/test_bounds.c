/* Bounds of invented undated posts: what tense, captions, weekdays, page order, addresses and capture prove, and
 * what they do not. */
#include "check.h"
#include "memory.h"
#include "base/alloc.h"
#include "post/bounds/bounds.h"

enum { ENTRIES_MAX = 8 };

/* A page made of one part per entry. */
typedef struct small_page {
    pdx_page page;
    pdx_page_part parts[ENTRIES_MAX];
    pdx_page_entry entries[ENTRIES_MAX];
    pdx_date published[ENTRIES_MAX];
    char text[4096];
} small_page;

static void begin_page(small_page *small) {
    memset(small, 0, sizeof *small);
    small->page.parts = small->parts;
    small->page.entries = small->entries;
    small->page.language = PDX_LANG_EN;
    small->page.kind = PDX_PAGE_TAG;
}

static void add_entry(small_page *small, pdx_role role, const char *words) {
    const size_t at = strlen(small->text), n = small->page.n_entries++;
    memcpy(small->text + at, words, strlen(words) + 1);
    strcat(small->text, "\n");
    small->parts[n].range = pdx_range_of(at, at + strlen(words));
    small->parts[n].line = (uint32_t)n + 1;
    small->parts[n].entry = (uint32_t)n;
    small->parts[n].role = (uint8_t)role;
    small->entries[n].range = small->parts[n].range;
    small->entries[n].first_part = (uint32_t)n;
    small->entries[n].n_parts = 1;
    small->page.n_parts = small->page.n_entries;
    small->page.text = pdx_span_of(small->text, strlen(small->text));
}

static void print_date(small_page *small, int year, unsigned month, unsigned day) {
    pdx_date *date = &small->published[small->page.n_entries - 1];
    date->year = year;
    date->month = (uint8_t)month;
    date->day = (uint8_t)day;
    date->precision = PDX_PRECISION_DAY;
}

static int64_t day_of(const char *iso) {
    int year;
    unsigned month, day;
    if (iso == NULL) return PDX_NO_DAY;
    return sscanf(iso, "%d-%u-%u", &year, &month, &day) == 3 ? pdx_days_from_civil(year, month, day) : PDX_NO_DAY;
}

static pdx_bounds bounds[ENTRIES_MAX];
static pdx_bound_list evidence;
static pdx_page_order order;
static double probability;

static bool infer(small_page *small, const char *url, const char *captured) {
    const pdx_bounds_input input = {&small->page, small->published, pdx_span_str(url), day_of(captured), NULL};
    evidence.len = 0;
    return pdx_bounds_infer(&input, bounds, &evidence, &order, &probability, NULL) == PDX_OK;
}

typedef struct single_case {
    pdx_role role;
    const char *text, *not_before, *before;
} single_case;

static const single_case singles[] = {
    /* told as past */
    {PDX_ROLE_PARAGRAPH, "On February 13, 2019, the choir came together in the hall.", "2019-02-13", NULL},
    {PDX_ROLE_PARAGRAPH, "The mill was closed in 2016 and sold.", "2016-01-01", NULL},
    {PDX_ROLE_PARAGRAPH, "The baker has been ill since December 2017, as all know.", "2017-12-01", NULL},
    {PDX_ROLE_PARAGRAPH, "Between 2013 and 2019 the bridge was shut.", "2019-01-01", NULL},
    {PDX_ROLE_PARAGRAPH, "On Friday, October 12, 2012 guests will sing at the inn.", NULL, "2012-10-13"},
    {PDX_ROLE_PARAGRAPH, "In October '16 the weir was broken by ice.", NULL, NULL}, /* of which century? */
    {PDX_ROLE_PARAGRAPH, "After the flood of June 2015, the fields were dry.", "2015-06-01", NULL},
    {PDX_ROLE_CAPTION, "The choir at the old mill-February 21, 2019", "2019-02-21", NULL},
    {PDX_ROLE_CAPTION, "The choir will be missed by all- October 2017", "2017-10-01", NULL},
    {PDX_ROLE_CAPTION, "The choir sings, September 2017. The mayor listens.", "2017-09-01", NULL},
    /* the weekday finds the year that the paragraph leaves out */
    {PDX_ROLE_PARAGRAPH, "The tower was built in 2016. On Wednesday, December 26th, the paper printed a letter.", "2018-12-26", NULL},
    {PDX_ROLE_PARAGRAPH, "On Wednesday, December 26th, the paper printed a letter.", NULL, NULL},
    /* to come */
    {PDX_ROLE_PARAGRAPH, "The hall will open on March 3, 2019.", NULL, "2019-03-04"},
    {PDX_ROLE_PARAGRAPH, "In a few weeks\xE2\x80\x99 time, on March 3, 2019, the hall will open.", NULL, "2019-03-03"},
    {PDX_ROLE_PARAGRAPH, "The hall was shut in May 2018. The fair will open on Friday, February 8th.", "2018-05-01", "2019-02-09"},
    {PDX_ROLE_PARAGRAPH, "The fair will open on Friday, February 8th.", NULL, NULL},
    {PDX_ROLE_PARAGRAPH, "The hall will open in March 2019.", NULL, "2019-04-01"},
    /* nothing follows from these */
    {PDX_ROLE_PARAGRAPH, "The hall would open on March 3, 2019, it was said.", NULL, NULL},
    {PDX_ROLE_PARAGRAPH, "The works were planned for 2021.", NULL, NULL},
    {PDX_ROLE_PARAGRAPH, "The council decided to finish by 2025.", NULL, NULL},
    {PDX_ROLE_PARAGRAPH, "They had until March 2024.", NULL, NULL},
    {PDX_ROLE_PARAGRAPH, "What was said in 2019?", NULL, NULL},
    {PDX_ROLE_PARAGRAPH, "The next fair was set for June 3, 2022.", NULL, NULL},
    {PDX_ROLE_PARAGRAPH, "In 1953 the mill was built.", NULL, NULL},
    {PDX_ROLE_PARAGRAPH, "As you will see, the bridge of May 2008 is new.", NULL, NULL},
    {PDX_ROLE_PARAGRAPH, "Roads 2030 is a plan.", NULL, NULL},
    {PDX_ROLE_TAGS, "The mill was closed in 2016", NULL, NULL},
    {PDX_ROLE_RELATED, "On February 13, 2019, the choir came together.", NULL, NULL},
    {PDX_ROLE_CODE, "On February 13, 2019, the choir came together.", NULL, NULL},
};

static void check_singles(void) {
    for (size_t i = 0; i < PDX_COUNTOF(singles); i++) {
        static small_page small;
        begin_page(&small);
        add_entry(&small, singles[i].role, singles[i].text);
        const bool right = infer(&small, "", NULL) && bounds[0].not_before == day_of(singles[i].not_before) && bounds[0].before == day_of(singles[i].before);
        if (check_failed(right)) printf("%s: %lld %lld\n", singles[i].text, (long long)bounds[0].not_before, (long long)bounds[0].before);
    }
}

static void check_story(void) {
    static small_page small;
    begin_page(&small);
    add_entry(&small, PDX_ROLE_PARAGRAPH, "The mill was sold in 2016.");
    add_entry(&small, PDX_ROLE_PARAGRAPH, "In 1981 the tower fell. On Tuesday, July 21st, it was cleared away.");
    small.entries[0].n_parts = 2; /* one entry with both paragraphs */
    small.page.n_entries = 1;
    CHECK(infer(&small, "", NULL));
    CHECK_EQ(bounds[0].not_before, day_of("2016-01-01"));
}

static void check_page_order(void) {
    static small_page small;
    begin_page(&small);
    add_entry(&small, PDX_ROLE_PARAGRAPH, "On May 20, 2018, the fair began.");
    add_entry(&small, PDX_ROLE_PARAGRAPH, "Nothing is dated here.");
    add_entry(&small, PDX_ROLE_PARAGRAPH, "On April 2, 2018, the roof was mended.");
    add_entry(&small, PDX_ROLE_PARAGRAPH, "The choir will sing on March 30, 2018.");
    add_entry(&small, PDX_ROLE_PARAGRAPH, "Nor is anything here.");
    CHECK(infer(&small, "", NULL));
    /* The third and fourth contradict each other under the order: the order takes what is left. */
    CHECK_EQ(order, PDX_ORDERED_NEWEST_FIRST);
    CHECK(probability > 0.9 && probability <= 1);
    CHECK_EQ(bounds[1].not_before, day_of("2018-04-02"));
    const pdx_bound_evidence *why = &evidence.data[bounds[1].first_evidence];
    CHECK_EQ(why->reason, PDX_BOUND_ORDER);
    CHECK_EQ(why->entry, 2);
    CHECK_EQ(why->line, 3);
    CHECK_EQ(bounds[4].before, day_of("2018-03-31"));
    CHECK_EQ(bounds[4].not_before, PDX_NO_DAY);
    CHECK_EQ(bounds[0].before, PDX_NO_DAY);
}

static void check_contradiction(void) {
    static small_page small;
    begin_page(&small);
    add_entry(&small, PDX_ROLE_PARAGRAPH, "The choir will sing on March 30, 2018.");
    add_entry(&small, PDX_ROLE_PARAGRAPH, "On June 2, 2018, the roof was mended.");
    add_entry(&small, PDX_ROLE_PARAGRAPH, "Nothing is dated here.");
    CHECK(infer(&small, "", NULL));
    for (int i = 0; i < 3; i++) CHECK(bounds[i].not_before == PDX_NO_DAY && bounds[i].before == PDX_NO_DAY);
}

static void check_oldest_first(void) {
    static small_page small;
    begin_page(&small);
    for (unsigned day = 1; day <= 6; day++) {
        char words[64];
        (void)snprintf(words, sizeof words, "Day %u.", day);
        add_entry(&small, PDX_ROLE_PARAGRAPH, words);
        if (day != 4) print_date(&small, 2018, 5, day * 3);
    }
    CHECK(infer(&small, "", NULL));
    CHECK_EQ(order, PDX_ORDERED_OLDEST_FIRST);
    CHECK_EQ(bounds[0].not_before, day_of("2018-05-03"));
    CHECK_EQ(bounds[0].before, day_of("2018-05-04"));
    CHECK_EQ(bounds[3].not_before, day_of("2018-05-09"));
    CHECK_EQ(bounds[3].before, day_of("2018-05-16"));
}

static void check_sticky(void) {
    static small_page small;
    begin_page(&small);
    add_entry(&small, PDX_ROLE_PARAGRAPH, "Welcome.");
    print_date(&small, 2010, 1, 1);
    for (unsigned i = 0; i < 6; i++) {
        add_entry(&small, PDX_ROLE_PARAGRAPH, "Words.");
        if (i != 3) print_date(&small, 2018, 5, 20 - i);
    }
    CHECK(infer(&small, "", NULL));
    CHECK_EQ(order, PDX_ORDERED_NEWEST_FIRST);
    /* The pinned post is at odds with all below, so nothing passes between them; no bound is false. */
    CHECK(bounds[4].not_before == PDX_NO_DAY || bounds[4].not_before <= day_of("2018-05-17"));
    CHECK(bounds[4].before == PDX_NO_DAY || bounds[4].before > day_of("2018-05-17"));
    CHECK_EQ(bounds[0].not_before, day_of("2010-01-01"));
}

static void check_outside(void) {
    static small_page small;
    begin_page(&small);
    add_entry(&small, PDX_ROLE_PARAGRAPH, "In 2016 the mill was sold; in 2044 it was bought back, says the novel-like letter.");
    CHECK(infer(&small, "http://mill.example/tag/x/", "2019-03-01"));
    CHECK_EQ(bounds[0].before, day_of("2019-03-02"));
    CHECK_EQ(evidence.data[bounds[0].first_evidence + bounds[0].n_evidence - 1].reason != PDX_BOUND_NONE, true);
    begin_page(&small);
    add_entry(&small, PDX_ROLE_PARAGRAPH, "In 2016 the mill was sold; in 2044 it was bought back.");
    CHECK(infer(&small, "", "2019-03-01"));
    CHECK_EQ(bounds[0].not_before, day_of("2016-01-01"));
    static const struct { const char *url, *not_before, *before; } urls[] = {
        {"http://mill.example/2019/02/13/the-mill/", "2019-02-13", "2019-02-14"},
        {"http://mill.example/2019/02/the-mill/", "2019-02-01", "2019-03-01"},
        {"http://mill.example/?m=201902", "2019-02-01", "2019-03-01"},
        {"http://mill.example/?cat=3&m=20190213", "2019-02-13", "2019-02-14"},
        {"http://mill.example/2019/the-mill/", NULL, NULL},
        {"http://mill.example/12019/02/", NULL, NULL},
        {"http://mill.example/2019/13/", NULL, NULL},
        {"http://mill.example/?p=201902", NULL, NULL},
        {"http://mill.example/#/2019/02/", NULL, NULL},
    };
    for (size_t i = 0; i < PDX_COUNTOF(urls); i++) {
        begin_page(&small);
        add_entry(&small, PDX_ROLE_PARAGRAPH, "Words.");
        CHECK(infer(&small, urls[i].url, NULL));
        CHECK_EQ(bounds[0].not_before, day_of(urls[i].not_before));
        CHECK_EQ(bounds[0].before, day_of(urls[i].before));
    }
}

static void check_heading(void) {
    static small_page small;
    begin_page(&small);
    add_entry(&small, PDX_ROLE_PARAGRAPH, "Archive for July 2007");
    small.page.kind = PDX_PAGE_DATE;
    small.page.label = pdx_range_of(12, 21);
    CHECK(infer(&small, "", NULL));
    CHECK_EQ(bounds[0].not_before, day_of("2007-07-01"));
    CHECK_EQ(bounds[0].before, day_of("2007-08-01"));
    CHECK_EQ(evidence.data[0].reason, PDX_BOUND_HEADING);
    CHECK_EQ(evidence.data[0].line, 1);
    CHECK(strcmp(pdx_bound_reason_name(PDX_BOUND_HEADING), "heading") == 0);
}

static void check_empty(void) {
    static small_page small;
    begin_page(&small);
    small.page.text = pdx_span_of(NULL, 0);
    CHECK(infer(&small, "", NULL));
    CHECK_EQ(order, PDX_ORDERED_UNKNOWN);
}

#ifdef PDX_TESTING
static pdx_status infer_and_free(void *small) {
    const bool done = infer(small, "", NULL);
    PDX_VEC_DEINIT(&evidence);
    return done ? PDX_OK : PDX_ENOMEM;
}

static void check_failing_memory(void) {
    static small_page small;
    begin_page(&small);
    add_entry(&small, PDX_ROLE_PARAGRAPH, "On May 20, 2018, the fair began; in 2016 and in 2015 it was small.");
    add_entry(&small, PDX_ROLE_PARAGRAPH, "Nothing is dated here.");
    add_entry(&small, PDX_ROLE_PARAGRAPH, "On April 2, 2018, the roof was mended. On April 1, 2018, it leaked. On March 3, 2018, it rained.");
    PDX_VEC_DEINIT(&evidence);
    memory_fails(infer_and_free, &small, 1);
}
#endif

/* A day printed without its year is told by what else bounds it; no year is made up for it. */
static void check_day_without_year(void) {
    small_page small;
    begin_page(&small);
    small.page.kind = PDX_PAGE_DATE;
    add_entry(&small, PDX_ROLE_PARAGRAPH, "28 Feb");
    print_date(&small, 0, 2, 28);
    CHECK(infer(&small, "http://a.example/2007/02/", NULL));
    CHECK_EQ(bounds[0].not_before, day_of("2007-02-28"));
    CHECK_EQ(bounds[0].before, day_of("2007-03-01"));
    CHECK(bounds[0].n_evidence >= 2 && evidence.data[bounds[0].first_evidence].reason == PDX_BOUND_PRINTED && evidence.data[bounds[0].first_evidence].year_inferred);
    CHECK(infer(&small, "", "2007-02-10")); /* the last such day before the capture, and nothing from below */
    CHECK_EQ(bounds[0].not_before, PDX_NO_DAY);
    CHECK_EQ(bounds[0].before, day_of("2006-03-01"));
    print_date(&small, 0, 2, 29);
    CHECK(infer(&small, "", "2007-02-10"));
    CHECK_EQ(bounds[0].before, day_of("2004-03-01"));
    print_date(&small, 0, 5, 4); /* not in this month: the address is wrong, or the day; both stay as they are */
    CHECK(infer(&small, "http://a.example/2007/02/", NULL));
    CHECK_EQ(bounds[0].not_before, day_of("2007-02-01"));
    CHECK_EQ(bounds[0].before, day_of("2007-03-01"));
    begin_page(&small); /* between its neighbours */
    for (unsigned k = 0; k < 5; k++) {
        add_entry(&small, PDX_ROLE_PARAGRAPH, "A day");
        if (k == 2) print_date(&small, 0, 1, 7);
        else print_date(&small, k < 2 ? 2011 : 2010, k < 2 ? 2 : 12, 20 - k);
    }
    CHECK(infer(&small, "", NULL));
    CHECK_EQ(bounds[2].not_before, day_of("2011-01-07"));
    CHECK_EQ(bounds[2].before, day_of("2011-01-08"));
}

int main(void) {
    PDX_VEC_INIT(&evidence);
    check_singles();
    check_story();
    check_page_order();
    check_contradiction();
    check_oldest_first();
    check_sticky();
    check_outside();
    check_heading();
    check_day_without_year();
    check_empty();
#ifdef PDX_TESTING
    check_failing_memory();
#endif
    PDX_VEC_DEINIT(&evidence);
    return check_report("test_bounds");
}
