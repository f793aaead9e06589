/* Where each character of a decoded text stands in its source, in every shape that encodings have. */
#include "check.h"
#include "memory.h"

#include "base/alloc.h"
#include "source/syntax/decoded.h"

static pdx_span text_of(const char *text) { return pdx_span_str(text); }

/* `ends`: behind each character of the text, where the source has it; as many as there are characters. */
static void check_map(pdx_encoding_shape shape, pdx_span source, pdx_span text, const pdx_undecoded *bad, size_t n_bad, const uint64_t *ends) {
    const pdx_decoded decoded = {text, bad, n_bad, shape, false};
    pdx_offsets map;
    size_t n = 0;
    pdx_offsets_init(&map);
    CHECK_EQ(pdx_decoded_map(&decoded, source, &map, NULL), PDX_OK);
    for (size_t at = 0; at < text.len; n++) {
        size_t next = at + 1;
        while (next < text.len && (text.data[next] & 0xC0) == 0x80) next++;
        CHECK_EQ(pdx_offsets_source(&map, pdx_range_of(at, next)).end, ends[n]);
        CHECK_EQ(pdx_offsets_source(&map, pdx_range_of(next - 1, next)).end, ends[n]); /* a byte of it is all of it */
        at = next;
    }
    pdx_offsets_deinit(&map);
    CHECK_EQ(pdx_alloc_live(), 0);
}

static void test_shapes(void) {
    static const uint64_t single[] = {1, 2, 3}, sjis[] = {2, 3, 4, 6}, euc[] = {2, 5, 7, 8}, gb[] = {2, 6, 7}, big[] = {2, 2, 4}, kr[] = {2, 3}, wide[] = {2, 6, 8}, widest[] = {4, 8};
    check_map(PDX_SHAPE_SINGLE, text_of("a\xE9z"), text_of("a\xC3\xA9z"), NULL, 0, single);
    check_map(PDX_SHAPE_SHIFT_JIS, text_of("\x88\x9F\xB1" "a\xE0\x40"), text_of("\xE4\xBA\x9C\xEF\xBD\xB1" "a\xE6\xBC\xBE"), NULL, 0, sjis);
    check_map(PDX_SHAPE_EUC_JP, text_of("\xB0\xA1\x8F\xB0\xA1\x8E\xB1" "a"), text_of("\xE4\xBA\x9C\xE4\xB8\x82\xEF\xBD\xB1" "a"), NULL, 0, euc);
    check_map(PDX_SHAPE_GB18030, text_of("\xD2\xBB\x95\x32\x82\x36" "a"), text_of("\xE4\xB8\x80\xF0\xA0\x80\x80" "a"), NULL, 0, gb);
    check_map(PDX_SHAPE_BIG5, text_of("\x88\x62\xA4\x40"), text_of("\xC3\x8A\xCC\x84\xE4\xB8\x80"), NULL, 0, big);
    check_map(PDX_SHAPE_EUC_KR, text_of("\xB0\xA1" "a"), text_of("\xEA\xB0\x80" "a"), NULL, 0, kr);
    check_map(PDX_SHAPE_UTF16_LE, pdx_span_of((const uint8_t *)"a\0\x3D\xD8\0\xDE\x16\x04", 8), text_of("a\xF0\x9F\x98\x80\xD0\x96"), NULL, 0, wide);
    check_map(PDX_SHAPE_UTF16_BE, pdx_span_of((const uint8_t *)"\0a\xD8\x3D\xDE\0\x04\x16", 8), text_of("a\xF0\x9F\x98\x80\xD0\x96"), NULL, 0, wide);
    check_map(PDX_SHAPE_UTF32, pdx_span_of((const uint8_t *)"a\0\0\0\0\xF6\x01\0", 8), text_of("a\xF0\x9F\x98\x80"), NULL, 0, widest);
}

static void test_escapes_and_what_is_no_text(void) {
    static const uint64_t ends[] = {1, 6, 8, 12}, bad_ends[] = {1, 2, 3};
    static const pdx_undecoded bad[] = {{1, 2, 1}}, none[] = {{1, 3, 0}};
    static const uint64_t gone[] = {1, 4};
    check_map(PDX_SHAPE_ISO_2022_JP, text_of("a\x1B$B\x30\x21\x30\x22\x1B(Bb"), text_of("a\xE4\xBA\x9C\xE5\x94\x96" "b"), NULL, 0, ends);
    check_map(PDX_SHAPE_SHIFT_JIS, text_of("a\x81\x62"), text_of("a\xEF\xBF\xBD" "b"), bad, 1, bad_ends);
    check_map(PDX_SHAPE_SINGLE, text_of("axxb"), text_of("ab"), none, 1, gone); /* what stands for nothing */
}

/* Cut behind an escape: what it said is told beside. */
static void test_within_an_escape(void) {
    const pdx_decoded decoded = {text_of("\xE4\xBA\x9C" "b"), NULL, 0, PDX_SHAPE_ISO_2022_JP, true};
    pdx_offsets map;
    pdx_offsets_init(&map);
    CHECK_EQ(pdx_decoded_map(&decoded, text_of("\x30\x21\x1B(Bb"), &map, NULL), PDX_OK);
    CHECK_EQ(pdx_offsets_source(&map, pdx_range_of(0, 3)).end, 2);
    CHECK_EQ(pdx_offsets_source(&map, pdx_range_of(3, 4)).begin, 5);
    pdx_offsets_deinit(&map);
}

static void test_what_does_not_fit(void) {
    static const pdx_undecoded beyond[] = {{0, 9, 1}}, backwards[] = {{0, 0, 1}};
    const struct {
        pdx_encoding_shape shape;
        const char *source, *text;
        const pdx_undecoded *bad;
    } cases[] = {{PDX_SHAPE_SINGLE, "ab", "abc", NULL}, {PDX_SHAPE_SINGLE, "abc", "ab", NULL}, {PDX_SHAPE_UTF32, "ab", "a", NULL}, {PDX_SHAPE_SHIFT_JIS, "\x81", "a", NULL},
                 {PDX_SHAPE_NONE, "a", "a", NULL}, {PDX_SHAPE_COUNT, "a", "a", NULL}, {PDX_SHAPE_SINGLE, "ab", "ab", beyond}, {PDX_SHAPE_SINGLE, "ab", "ab", backwards}};
    for (size_t i = 0; i < PDX_COUNTOF(cases); i++) {
        const pdx_decoded decoded = {text_of(cases[i].text), cases[i].bad, cases[i].bad != NULL, cases[i].shape, false};
        pdx_offsets map;
        pdx_error err = {0};
        pdx_offsets_init(&map);
        CHECK_EQ(pdx_decoded_map(&decoded, text_of(cases[i].source), &map, &err), PDX_EVALUE);
        pdx_offsets_deinit(&map);
    }
    CHECK_EQ(pdx_alloc_live(), 0);
}

/* A long text is many stretches, none of which is long; and one that was decoded twice is as exact. */
static void test_long_texts(void) {
    enum { N = 3000 };
    static uint8_t source[N], text[2 * N];
    const pdx_decoded decoded = {pdx_span_of(text, 2 * N), NULL, 0, PDX_SHAPE_SINGLE, false};
    pdx_offsets map, second;
    memset(source, 0xE0, N);
    for (size_t i = 0; i < N; i++) {
        text[2 * i] = 0xD0;
        text[2 * i + 1] = 0xB0;
    }
    pdx_offsets_init(&map);
    pdx_offsets_init(&second);
    CHECK_EQ(pdx_decoded_map(&decoded, pdx_span_of(source, N), &map, NULL), PDX_OK);
    CHECK(map.list.len >= 2 * N / (PDX_OFFSETS_CHARS + 2) && map.list.len < N);
    CHECK(pdx_offsets_add_through(&second, 1000, 500, 1000, true, &map));
    second.text = text + 500;
    CHECK_EQ(pdx_offsets_source(&second, pdx_range_of(10, 14)).begin, 255);
    CHECK_EQ(pdx_offsets_source(&second, pdx_range_of(10, 14)).end, 257);
    pdx_offsets_cut(&second, 100);
    CHECK_EQ(second.source_end, 300);
    pdx_offsets_reset(&second);
    CHECK(pdx_offsets_add_through(&second, 3, 1, 3, true, &map)); /* half a character is not counted on */
    CHECK_EQ(pdx_offsets_source(&second, pdx_range_of(2, 3)).begin, 0);
    CHECK_EQ(pdx_offsets_source(&second, pdx_range_of(2, 3)).end, 2);
    pdx_offsets_deinit(&map);
    pdx_offsets_deinit(&second);
    CHECK_EQ(pdx_alloc_live(), 0);
}

static pdx_status maps(void *context) {
    static const char *const source = "a\x81" "a\x81" "a\x81" "aaaa";
    static const pdx_undecoded bad[] = {{1, 2, 1}, {3, 4, 1}, {5, 6, 1}};
    const pdx_decoded decoded = {text_of("a\xEF\xBF\xBD" "a\xEF\xBF\xBD" "a\xEF\xBF\xBD" "aaaa"), bad, 3, PDX_SHAPE_SINGLE, false};
    pdx_offsets map;
    pdx_status status;
    (void)context;
    pdx_offsets_init(&map);
    status = pdx_decoded_map(&decoded, text_of(source), &map, NULL);
    pdx_offsets_deinit(&map);
    return status;
}

int main(void) {
    test_shapes();
    test_escapes_and_what_is_no_text();
    test_within_an_escape();
    test_what_does_not_fit();
    test_long_texts();
    memory_fails(maps, NULL, 1);
    return check_report("decoded");
}
