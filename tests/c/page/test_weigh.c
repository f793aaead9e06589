/* What speaks for a set of titles, on an invented page whose entries are known, and that the right set is likelier than others. */
#include "../check.h"

#include "../../truth/page_reading.h"
#include "page/entries/weigh.h"
#include "page/entries/weighed.h"

static const char text[] =
    "Tag: boats\n\n"
    "The ferry runs again\n\nPosted on 4 May 2011\n\nThe harbour master wrote to us last week about the new timetable, and we read it twice.\n\nLeave a comment on The ferry runs again\n\n"
    "Low water at the lock\n\nPosted on 28 April 2011\n\nIf you walk along the water you can see how little of it is left, and the herons stand there.\n\nLeave a comment on Low water at the lock\n\n"
    "The old mill is painted\n\nPosted on 19 April 2011\n\nWho would have thought that so much flour dust fits into one room? The roof will be next.\n\nLeave a comment on The old mill is painted\n\n";

enum { LINES = 13, ENTRIES = 3 }; /* lines that are not blank, and where titles are among them: */
static const uint32_t right[ENTRIES] = {1, 5, 9}, below[ENTRIES] = {2, 6, 10}, shifted[ENTRIES] = {0, 4, 8};

static void page_open(reading *r) {
    CHECK_EQ(reading_open(r, pdx_span_str(text), NULL), PDX_OK);
    CHECK_EQ(r->sheet.n, LINES);
    CHECK_EQ(pdx_titles_find(&r->titles, &r->sheet, &r->frame, NULL), PDX_OK);
}

static void titles_set(reading *r, const uint32_t *lines, size_t n) {
    r->titles.lines.len = r->titles.score.len = 0;
    for (size_t k = 0; k < n; k++) CHECK(PDX_VEC_PUSH(&r->titles.lines, lines[k]) && PDX_VEC_PUSH(&r->titles.score, 0));
}

static void test_evidence(void) {
    float x[PDX_WEIGHED];
    reading r;
    page_open(&r);
    titles_set(&r, right, ENTRIES);
    pdx_weighed_read(x, &r.sheet, &r.titles);
    CHECK(x[PDX_WEIGHED_DISTINCT] == 1 && x[PDX_WEIGHED_BODY] == 1 && x[PDX_WEIGHED_BARE] == 0);
    CHECK(x[PDX_WEIGHED_ECHOED] == 1 && x[PDX_WEIGHED_DATED] == 1 && x[PDX_WEIGHED_ONE_DATE] == 1);
    CHECK(x[PDX_WEIGHED_STOPS] == 0 && x[PDX_WEIGHED_NEXT] == 0 && x[PDX_WEIGHED_WIDE] == 0);
    CHECK(x[PDX_WEIGHED_EQUAL] == 2 && x[PDX_WEIGHED_MORE] == 0 && x[PDX_WEIGHED_TWO] == 0 && x[PDX_WEIGHED_HEADING] == 1 && x[PDX_WEIGHED_WAYS] == 0);
    titles_set(&r, right, 2);
    pdx_weighed_read(x, &r.sheet, &r.titles);
    CHECK(x[PDX_WEIGHED_TWO] == 1 && x[PDX_WEIGHED_ONE_DATE] == 0.5f && x[PDX_WEIGHED_MORE] == 2 && x[PDX_WEIGHED_EQUAL] == 0);
    reading_close(&r);
}

static void test_right_is_likelier(void) {
    reading r;
    float of_right;
    page_open(&r);
    titles_set(&r, right, ENTRIES);
    of_right = pdx_weigh(&r.sheet, &r.titles);
    CHECK(of_right > 0.5f);
    titles_set(&r, below, ENTRIES);
    CHECK(pdx_weigh(&r.sheet, &r.titles) < of_right);
    titles_set(&r, shifted, ENTRIES);
    CHECK(pdx_weigh(&r.sheet, &r.titles) < of_right);
    titles_set(&r, right, 1);
    CHECK(pdx_weigh(&r.sheet, &r.titles) == 0);
    reading_close(&r);
}

int main(void) {
    test_evidence();
    test_right_is_likelier();
    return check_report("test_weigh");
}
