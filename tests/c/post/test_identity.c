/* Which appearances are one post: invented entries of a small town's blog. */
#include "check.h"
#include "memory.h"
#include "base/alloc.h"
#include "post/identity/identity.h"

static const char long_body[] =
    "The mill by the river was opened again on a cold morning. The baker brought bread for all, and the choir sang three songs "
    "before the mayor found the key. In the afternoon the wheel turned for the first time since the flood.";
static const char cut_body[] = "The mill by the river was opened again on a cold morning. The baker brought \xE2\x80\xA6";
static const char other_body[] = "A list of what the market had this week: plums, leeks, two kinds of honey and a very large pumpkin.";
static const char third_body[] = "A list of what the market will miss next week: no plums, no leeks, and the pumpkin has been eaten.";

static pdx_appearance_facts fact(const char *title, const char *body, int year, unsigned month, unsigned day, uint32_t page) {
    pdx_appearance_facts facts;
    memset(&facts, 0, sizeof facts);
    facts.title = pdx_span_str(title);
    facts.body = pdx_span_str(body);
    facts.page = page;
    if (year == 0) return facts;
    facts.published.year = year;
    facts.published.month = (uint8_t)month;
    facts.published.day = (uint8_t)day;
    facts.published.precision = PDX_PRECISION_DAY;
    return facts;
}

static pdx_appearance_facts excerpt(pdx_appearance_facts facts) {
    facts.excerpt = true;
    return facts;
}

static pdx_appearance_facts at_address(pdx_appearance_facts facts, const char *address) {
    facts.address = pdx_span_str(address);
    return facts;
}

/* Unites and compares with the wanted numbers, in the given order and in the reverse. */
static void check_posts(const char *name, const pdx_appearance_facts *facts, size_t n, const uint32_t *wanted) {
    pdx_appearance_facts turned[16];
    uint32_t posts[16], backwards[16], n_posts, n_backwards;
    for (size_t i = 0; i < n; i++) turned[i] = facts[n - 1 - i];
    bool right = pdx_identity_unite(facts, n, posts, &n_posts, NULL, NULL) == PDX_OK &&
                 pdx_identity_unite(turned, n, backwards, &n_backwards, NULL, NULL) == PDX_OK && n_posts == n_backwards;
    for (size_t i = 0; right && i < n; i++) {
        right = posts[i] == wanted[i];
        for (size_t j = 0; j < n; j++) right = right && (posts[i] == posts[j]) == (backwards[n - 1 - i] == backwards[n - 1 - j]);
    }
    if (!check_failed(right)) return;
    printf("%s:", name);
    for (size_t i = 0; i < n; i++) printf(" %u", posts[i]);
    printf("\n");
}

static void check_same(void) {
    const pdx_appearance_facts facts[] = {fact("The mill opens", long_body, 0, 0, 0, 0), fact("The mill opens", long_body, 0, 0, 0, 1),
                                          fact("Market list", other_body, 0, 0, 0, 1), fact("THE  M\xC3\x8ELL OPENS!", long_body, 0, 0, 0, 2)};
    check_posts("same", facts, 4, (const uint32_t[]){0, 0, 1, 0});
}

static void check_cut(void) {
    const pdx_appearance_facts facts[] = {excerpt(fact("The mill opens", cut_body, 0, 0, 0, 0)), fact("The mill opens", long_body, 2019, 2, 8, 1),
                                          fact("The mill opens", "", 0, 0, 0, 2)};
    check_posts("cut", facts, 3, (const uint32_t[]){0, 0, 0});
}

static void check_template(void) {
    const pdx_appearance_facts facts[] = {fact("Market list", other_body, 2019, 2, 8, 0), fact("Market list", third_body, 2019, 2, 15, 0),
                                          fact("Market list", other_body, 2019, 2, 8, 1), fact("Market list", other_body, 2019, 3, 1, 1)};
    check_posts("one title, several days", facts, 4, (const uint32_t[]){0, 1, 0, 2});
    const pdx_appearance_facts undated[] = {fact("Market list", other_body, 0, 0, 0, 0), fact("Market list", third_body, 0, 0, 0, 1)};
    check_posts("one title, two bodies", undated, 2, (const uint32_t[]){0, 1});
    const pdx_appearance_facts lost[] = {fact("Market list", other_body, 2019, 2, 8, 0), fact("Market list", other_body, 2019, 3, 1, 0),
                                         fact("Market list", other_body, 0, 0, 0, 1)};
    check_posts("undated between two days", lost, 3, (const uint32_t[]){0, 1, 2});
    const pdx_appearance_facts unlike[] = {fact("Monday picture", long_body, 0, 0, 0, 0), fact("Tuesday sketches", long_body, 0, 0, 0, 1)};
    check_posts("one body, two titles", unlike, 2, (const uint32_t[]){0, 1});
}

static void check_title_and_day(void) {
    static char rated[400];
    (void)snprintf(rated, sizeof rated, "One star. %s Tell a friend.", long_body);
    const pdx_appearance_facts inside[] = {fact("The mill opens", long_body, 2019, 2, 8, 0), fact("The mill opens", rated, 2019, 2, 8, 1),
                                           fact("The mill opens", "opened again on a cold", 2019, 2, 8, 2)};
    check_posts("title and day, a text inside another", inside, 3, (const uint32_t[]){0, 0, 0});
    static const char by_hand[] = "In short: it turns.", beginning[] = "The mill by the river was opened again";
    const pdx_appearance_facts facts[] = {fact("The mill opens", long_body, 2019, 2, 8, 0), excerpt(fact("The mill opens", by_hand, 2019, 2, 8, 1)),
                                          fact("The mill opens", beginning, 2019, 2, 8, 2), fact("The mill opens", "", 2019, 2, 8, 3)};
    check_posts("title and day", facts, 4, (const uint32_t[]){0, 0, 0, 0});
    const pdx_appearance_facts whole[] = {fact("Market list", other_body, 2019, 2, 8, 0), fact("Market list", third_body, 2019, 2, 8, 1),
                                          fact("Market list", other_body, 2019, 2, 8, 2), excerpt(fact("Market list", "A list of what the mar", 2019, 2, 8, 3))};
    check_posts("title and day, two whole texts", whole, 4, (const uint32_t[]){0, 1, 0, 2});
    const pdx_appearance_facts between[] = {fact("Market list", other_body, 2019, 2, 8, 0), fact("Market list", third_body, 2019, 2, 8, 1),
                                            excerpt(fact("Market list", "A list of what the market had", 2019, 2, 8, 3))};
    check_posts("title and day, an excerpt of one of two", between, 3, (const uint32_t[]){0, 1, 0});
    const pdx_appearance_facts one_page[] = {fact("The mill opens", long_body, 2019, 2, 8, 0), fact("The mill opens", other_body, 2019, 2, 8, 0)};
    check_posts("two texts on one page", one_page, 2, (const uint32_t[]){0, 1});
    const pdx_appearance_facts twice[] = {fact("The mill opens", long_body, 0, 0, 0, 0), fact("The mill opens", long_body, 0, 0, 0, 0)};
    check_posts("one text twice on one page", twice, 2, (const uint32_t[]){0, 0});
}

/* A date of which only part is printed. */
static pdx_appearance_facts part(const char *title, int year, unsigned month, unsigned day, uint32_t page) {
    pdx_appearance_facts facts = fact(title, "", 0, 0, 0, page);
    facts.published.year = year;
    facts.published.month = (uint8_t)month;
    facts.published.day = (uint8_t)day;
    facts.published.precision = day != 0 ? PDX_PRECISION_DAY : PDX_PRECISION_MONTH;
    return facts;
}

static void check_parts_of_dates(void) {
    const pdx_appearance_facts days[] = {part("Market list", 0, 11, 25, 0), part("Market list", 0, 4, 11, 1), part("Market list", 0, 11, 25, 2)};
    check_posts("days without a year", days, 3, (const uint32_t[]){0, 1, 0});
    const pdx_appearance_facts months[] = {part("Market list", 2013, 11, 0, 0), part("Market list", 2011, 4, 0, 1), part("Market list", 2013, 11, 0, 2)};
    check_posts("months", months, 3, (const uint32_t[]){0, 1, 0});
    const pdx_appearance_facts fuller[] = {part("Market list", 0, 11, 25, 0), fact("Market list", "", 2013, 11, 25, 1), part("Market list", 2013, 11, 0, 2)};
    check_posts("parts of one date", fuller, 3, (const uint32_t[]){0, 0, 0});
    const pdx_appearance_facts other[] = {part("Market list", 0, 11, 24, 0), fact("Market list", "", 2013, 11, 25, 1), part("Market list", 2013, 4, 0, 2)};
    check_posts("parts of other dates", other, 3, (const uint32_t[]){0, 1, 2});
}

static void check_titles(void) {
    const pdx_appearance_facts missing[] = {fact("", long_body, 0, 0, 0, 0), fact("The mill opens", long_body, 0, 0, 0, 1),
                                            fact("The mill opens again", long_body, 0, 0, 0, 2)};
    check_posts("title missing or longer", missing, 3, (const uint32_t[]){0, 0, 0});
    const pdx_appearance_facts empty[] = {fact("", "", 0, 0, 0, 0), fact("The mill opens", long_body, 0, 0, 0, 1)};
    check_posts("nothing at all", empty, 2, (const uint32_t[]){0, 1});
}

static void check_addresses(void) {
    const pdx_appearance_facts facts[] = {at_address(fact("Old title", long_body, 0, 0, 0, 0), "http://mill.example/?p=1"),
                                          at_address(fact("New title", other_body, 0, 0, 0, 1), "http://mill.example/?p=1"),
                                          at_address(fact("Old title", long_body, 0, 0, 0, 2), "http://mill.example/?p=2")};
    check_posts("addresses", facts, 3, (const uint32_t[]){0, 0, 1});
}

/* What a person would call different is different, however much is shared. */
static void check_different(void) {
    static const char plus[] = "Learn C++ today, said the teacher of the school.", sharp[] = "Learn C# today, said the teacher of the school.";
    static const char dollars[] = "It costs $100 now.", euros[] = "It costs \xE2\x82\xAC" "100 now.";
    static char adopted[300], rejected[300];
    (void)snprintf(adopted, sizeof adopted, "%s It was adopted.", long_body);
    (void)snprintf(rejected, sizeof rejected, "%s It was rejected.", long_body);
    const pdx_appearance_facts symbols[] = {fact("C++", plus, 0, 0, 0, 0), fact("C#", sharp, 0, 0, 0, 0), fact("C#", sharp, 0, 0, 0, 1)};
    check_posts("symbols in titles", symbols, 3, (const uint32_t[]){0, 1, 1});
    const pdx_appearance_facts prices[] = {fact("Price", dollars, 0, 0, 0, 0), fact("Price", euros, 0, 0, 0, 1)};
    check_posts("symbols in bodies", prices, 2, (const uint32_t[]){0, 1});
    const pdx_appearance_facts faces[] = {fact("\xF0\x9F\x91\x8D", "", 0, 0, 0, 0), fact("\xF0\x9F\x91\x8E", "", 0, 0, 0, 1)};
    check_posts("nothing but emoji", faces, 2, (const uint32_t[]){0, 1});
    const pdx_appearance_facts minutes[] = {fact("Minutes", adopted, 0, 0, 0, 0), fact("Minutes", rejected, 0, 0, 0, 1)};
    check_posts("whole texts that differ at the end", minutes, 2, (const uint32_t[]){0, 1});
    pdx_appearance_facts rows[] = {fact("Weekly update", "No news.", 0, 0, 0, 0), fact("Weekly update", "No news.", 0, 0, 0, 1),
                                   fact("Weekly update", "No news.", 0, 0, 0, 2), fact("Weekly update", "No news.", 0, 0, 0, 3)};
    rows[0].record = rows[1].record = true;
    check_posts("records", rows, 4, (const uint32_t[]){0, 1, 2, 2});
}

static void check_many(void) {
    enum { POSTS = 500, COPIES = 6 };
    static char titles[POSTS][32], bodies[POSTS][160];
    static pdx_appearance_facts facts[POSTS * COPIES];
    static uint32_t posts[POSTS * COPIES];
    uint32_t n_posts;
    for (unsigned i = 0; i < POSTS; i++) {
        (void)snprintf(titles[i], sizeof titles[i], "%s %u", i % 3 == 0 ? "Market list" : "Notes", i % 3 == 0 ? 0 : i);
        (void)snprintf(bodies[i], sizeof bodies[i], "Number %u begins like no other, and then goes on like all of them, about the mill and the river.", i);
        for (unsigned k = 0; k < COPIES; k++) facts[i * COPIES + k] = fact(titles[i], bodies[i], 0, 0, 0, k * POSTS + i);
    }
    CHECK_EQ(pdx_identity_unite(facts, POSTS * COPIES, posts, &n_posts, NULL, NULL), PDX_OK);
    CHECK_EQ(n_posts, POSTS);
    bool right = true;
    for (unsigned i = 0; i < POSTS * COPIES; i++) right = right && posts[i] == i / COPIES;
    CHECK(right);
    CHECK_EQ(pdx_identity_unite(NULL, 0, posts, &n_posts, NULL, NULL), PDX_OK);
    CHECK_EQ(n_posts, 0);
}

static bool stop(void *context, uint64_t done, uint64_t total) {
    (void)context;
    (void)done;
    (void)total;
    return false;
}

static void check_stopping(void) {
    const pdx_appearance_facts facts[] = {fact("The mill opens", long_body, 0, 0, 0, 0), fact("The mill opens", long_body, 0, 0, 0, 1)};
    uint32_t posts[2], n_posts;
    const pdx_tick tick = {stop, NULL};
    CHECK_EQ(pdx_identity_unite(facts, 2, posts, &n_posts, &tick, NULL), PDX_EINTERRUPTED);
}

#ifdef PDX_TESTING
static pdx_status unite_six(void *facts) {
    uint32_t posts[6], n_posts;
    return pdx_identity_unite(facts, 6, posts, &n_posts, NULL, NULL);
}

static void check_failing_memory(void) {
    pdx_appearance_facts facts[] = {excerpt(fact("The mill opens", cut_body, 0, 0, 0, 0)), fact("The mill opens", long_body, 2019, 2, 8, 1),
                                    fact("", long_body, 0, 0, 0, 2), fact("Market list", other_body, 0, 0, 0, 3),
                                    fact("Market list", third_body, 2019, 2, 8, 4), fact("Market list", third_body, 2019, 2, 8, 5)};
    memory_fails(unite_six, facts, 1);
}
#endif

int main(void) {
    check_same();
    check_cut();
    check_template();
    check_title_and_day();
    check_parts_of_dates();
    check_titles();
    check_addresses();
    check_different();
    check_many();
    check_stopping();
#ifdef PDX_TESTING
    check_failing_memory();
#endif
    return check_report("test_identity");
}
