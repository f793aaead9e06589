/* The map back to the source, where fields lie in another order than in the text and newlines between them are nobody's. */
#include "check.h"

#include "base/alloc.h"
#include "base/offsets.h"

static void check_source(const pdx_offsets *map, uint64_t begin, uint64_t end, uint64_t wanted_begin, uint64_t wanted_end) {
    const pdx_range got = pdx_offsets_source(map, pdx_range_of(begin, end));
    CHECK_EQ(got.begin, wanted_begin);
    CHECK_EQ(got.end, wanted_end);
}

/* Text "title" LF "tags" LF "bo" e-acute "dy"; in the source: title at 10, body at 30 with an escape of 6 bytes, tags at 60. */
static void test_fields_in_another_order(void) {
    pdx_offsets map;
    pdx_offsets_init(&map);
    check_source(&map, 0, 0, 0, 0);
    CHECK(pdx_offsets_add(&map, 5, 10, 5, true));
    CHECK(pdx_offsets_add(&map, 1, map.source_end, 0, false));
    CHECK(pdx_offsets_add(&map, 4, 60, 4, true));
    CHECK(pdx_offsets_add(&map, 1, map.source_end, 0, false));
    CHECK(pdx_offsets_add(&map, 2, 30, 2, true));
    CHECK(pdx_offsets_add(&map, 2, 32, 6, false));
    CHECK(pdx_offsets_add(&map, 1, 38, 1, true));
    CHECK(pdx_offsets_add(&map, 1, 39, 1, true)); /* joins the one before */
    CHECK_EQ(map.list.len, 7);
    check_source(&map, 0, 5, 10, 15);
    check_source(&map, 2, 4, 12, 14);
    check_source(&map, 6, 10, 60, 64);
    check_source(&map, 5, 6, 15, 15);   /* a newline alone: an empty range behind what came before */
    check_source(&map, 10, 11, 64, 64);
    check_source(&map, 3, 7, 13, 61);   /* across one */
    check_source(&map, 10, 13, 30, 32); /* from one into the next field */
    check_source(&map, 9, 12, 30, 64);  /* from tags into the body, which lies before them */
    check_source(&map, 12, 14, 31, 38); /* half a letter is all of its escape */
    check_source(&map, 13, 14, 32, 38);
    check_source(&map, 14, 16, 32, 39);
    check_source(&map, 0, 17, 10, 64);
    check_source(&map, 15, 15, 38, 38);
    pdx_offsets_deinit(&map);
    CHECK_EQ(pdx_alloc_live(), 0);
}

/* What was decoded twice: "ab" "C" (of four bytes) "de", of which the second decoding drops the first byte and makes the last one of two. */
static void test_through(void) {
    pdx_offsets first, second;
    pdx_offsets_init(&first);
    pdx_offsets_init(&second);
    CHECK(pdx_offsets_add(&first, 2, 100, 2, true));
    CHECK(pdx_offsets_add(&first, 1, 102, 4, false));
    CHECK(pdx_offsets_add(&first, 2, 106, 2, true));
    CHECK(pdx_offsets_add_through(&second, 3, 1, 3, true, &first));  /* b C d */
    CHECK(pdx_offsets_add_through(&second, 2, 2, 3, false, &first)); /* C d e */
    CHECK(pdx_offsets_add_through(&second, 2, 4, 2, true, &first));  /* e, and what is not there */
    check_source(&second, 0, 1, 101, 102);
    check_source(&second, 1, 2, 102, 106);
    check_source(&second, 2, 3, 106, 107);
    check_source(&second, 3, 4, 102, 108);
    check_source(&second, 5, 6, 107, 108);
    CHECK_EQ(second.text_end, 7);
    pdx_offsets_deinit(&first);
    pdx_offsets_deinit(&second);
}

/* What is cut off and added again is as it was. */
static void test_cut(void) {
    pdx_offsets map;
    pdx_offsets_init(&map);
    CHECK(pdx_offsets_add(&map, 5, 10, 5, true));
    CHECK(pdx_offsets_add(&map, 1, 15, 3, false));
    pdx_offsets_cut(&map, 3);
    CHECK(map.list.len == 1 && map.text_end == 3 && map.source_end == 13);
    check_source(&map, 0, 3, 10, 13);
    CHECK(pdx_offsets_add(&map, 2, 13, 2, true)); /* joins */
    CHECK_EQ(map.list.len, 1);
    pdx_offsets_cut(&map, 0);
    CHECK(map.list.len == 0 && map.text_end == 0);
    pdx_offsets_deinit(&map);
}

int main(void) {
    test_through();
    test_cut();
    test_fields_in_another_order();
    return check_report("base/offsets");
}
