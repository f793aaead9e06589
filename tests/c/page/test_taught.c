/* What other pages teach costs a page no entries, but those whose titles were said to be something else. Cuts put together by hand. */
#include "../check.h"

#include "page/evidence.h"
#include "page/site/taught.h"

enum { LINES = 5 };

/* A page of LINES lines of ten bytes each; `titles` begin entries. */
typedef struct small {
    pdx_page_part parts[LINES];
    pdx_page_entry entries[LINES];
    pdx_page page;
} small;

static void small_make(small *s, const uint32_t *titles, size_t n) {
    memset(s, 0, sizeof *s);
    for (uint32_t i = 0; i < LINES; i++) {
        s->parts[i].range = pdx_range_of(10 * i, 10 * i + 10);
        s->parts[i].role = PDX_ROLE_PARAGRAPH;
        s->parts[i].probability = 0.9f;
    }
    for (size_t k = 0; k < n; k++) {
        s->parts[titles[k]].role = PDX_ROLE_TITLE;
        s->entries[k].title = titles[k];
    }
    s->page.parts = s->parts;
    s->page.n_parts = LINES;
    s->page.entries = s->entries;
    s->page.n_entries = n;
}

static void deny(small *s, size_t line, float probability, pdx_rule_set why) {
    s->parts[line].role = PDX_ROLE_HEADING;
    s->parts[line].probability = probability;
    s->parts[line].why = why;
}

static void test_entries_are_not_lost(void) {
    static const uint32_t three[] = {0, 2, 4}, two[] = {0, 4};
    small more, less;
    small_make(&more, three, 3);
    small_make(&less, two, 2);
    CHECK(pdx_taught_loses(&less.page, &more.page));
    CHECK(!pdx_taught_loses(&more.page, &less.page));
    CHECK(!pdx_taught_loses(&more.page, &more.page));
}

static void test_what_a_person_denied_may_go(void) {
    static const uint32_t three[] = {0, 2, 4}, two[] = {0, 4}, one[] = {0};
    const pdx_rule_set like = PDX_WHY(PDX_RULE_LIKE_CORRECTED);
    small more, less;
    small_make(&more, three, 3);
    small_make(&less, two, 2);
    deny(&less, 2, 0.97f, like);
    CHECK(!pdx_taught_loses(&less.page, &more.page));
    deny(&less, 2, 0.7f, like); /* it only stands where such a line stood */
    CHECK(pdx_taught_loses(&less.page, &more.page));
    deny(&less, 2, 0.97f, 0); /* nobody has said so */
    CHECK(pdx_taught_loses(&less.page, &more.page));
    small_make(&less, one, 1);
    deny(&less, 4, 0.97f, like); /* of two that are gone, one was denied */
    CHECK(pdx_taught_loses(&less.page, &more.page));
    deny(&less, 2, 0.97f, like);
    CHECK(!pdx_taught_loses(&less.page, &more.page));
}

int main(void) {
    test_entries_are_not_lost();
    test_what_a_person_denied_may_go();
    return check_report("test_taught");
}
