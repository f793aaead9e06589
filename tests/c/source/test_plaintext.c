/* Plain texts that a program laid out: at which width lines were broken, which of them were one, and marks of links. */
#include "check.h"
#include "memory.h"

#include "base/alloc.h"
#include "source/plain/plaintext.h"
#include "source/plain/linewidth.h"

static unsigned width_of(const char *text) {
    unsigned width = 1;
    CHECK_EQ(pdx_linewidth_find(pdx_span_str(text), &width, NULL, NULL), PDX_OK);
    return width;
}

static const char *const broken =
    "   On Sunday the bell of the new ferry rang,\n"
    "   and the harbour was full of people who had\n"
    "   come down from the hills, as each year when\n"
    "   the boats come home. The mayor spoke first,\n"
    "   then nobody did.\n"
    "\n"
    "     * A boat with three masts was painted\n"
    "       green for the day, and the children of\n"
    "       the school rowed it as far as the light\n"
    "       house.\n";

static void test_width(void) {
    CHECK(width_of(broken) >= 46 && width_of(broken) <= 47);
    CHECK_EQ(width_of(""), 0);
    CHECK_EQ(width_of("A line\nand another,\nand a third of a poem\nthat is no text\n"), 0);
}

static void check_text(const char *source, unsigned width, const char *expected) {
    pdx_plaintext_layout layout;
    pdx_offsets map;
    pdx_buf out;
    pdx_plaintext_layout_init(&layout);
    pdx_offsets_init(&map);
    pdx_buf_init(&out);
    CHECK_EQ(pdx_plaintext_layout_find(&layout, pdx_span_str(source), NULL, NULL), PDX_OK);
    if (width > 0) layout.width = width;
    CHECK_EQ(pdx_plaintext_append(&out, &map, pdx_span_str(source), &layout, NULL, NULL, NULL), PDX_OK);
    CHECK(pdx_span_equal(pdx_buf_view(&out), pdx_span_str(expected)));
    CHECK_EQ(map.text_end, out.len);
    if (out.len > 0) {
        const pdx_range all = pdx_offsets_source(&map, pdx_range_of(0, out.len));
        CHECK_EQ(all.begin, 0);
        CHECK_EQ(all.end, strlen(source));
    }
    pdx_buf_deinit(&out);
    pdx_offsets_deinit(&map);
    pdx_plaintext_layout_deinit(&layout);
    CHECK_EQ(pdx_alloc_live(), 0);
}

static void test_paragraphs_and_items(void) {
    check_text(broken, 0,
               "   On Sunday the bell of the new ferry rang, and the harbour was full of people who had come down from the hills, as each year when the boats come "
               "home. The mayor spoke first, then nobody did.\n\n     * A boat with three masts was painted green for the day, and the children of the school "
               "rowed it as far as the light house.\n");
}

static void test_what_is_joined(void) {
    check_text("aaaa bbbb\ncccc\ndd\n", 10, "aaaa bbbb cccc\ndd\n");                    /* the last had room */
    check_text("aaaa bbbb\n\ncccc\n", 10, "aaaa bbbb\n\ncccc\n");                        /* a paragraph ends */
    check_text("aaaa bbbb\n   cccc dddd\n", 10, "aaaa bbbb\n   cccc dddd\n");            /* another stands deeper */
    check_text("* aa bbbb\n  cccc\n", 10, "* aa bbbb cccc\n");                           /* the text of an item */
    check_text("* aa bbbb\n* cc dddd\n", 10, "* aa bbbb\n* cc dddd\n");                  /* the next item */
    check_text("aaaa well-\nknown a -\nbbbbbb\n", 10, "aaaa well-known a - bbbbbb\n");   /* a hyphen, and a dash */
    check_text("aaaa bbbb\r\ncccc\r\n", 10, "aaaa bbbb cccc\r\n");
    check_text("a      b     c\nd      e     f\n", 14, "a      b     c\nd      e     f\n"); /* a table */
    check_text("\xE6\xB8\xAF\xE3\x81\xAE\xE9\x90\x98\n\xE3\x81\x8C\n", 6, "\xE6\xB8\xAF\xE3\x81\xAE\xE9\x90\x98\xE3\x81\x8C\n");
}

static void test_links(void) {
    const char *list = "\nReferences\n\n   Visible links\n   1. http://a.example/\n   2. http://a.example/b\n   3. http://a.example/c\n\n   Hidden links:\n   5. mailto:b@a.example\n";
    char text[400];
    snprintf(text, sizeof text, "[1]Home [2]About\n\nThe [3]ferry[4]s, and [1] and [12]\n%s", list);
    check_text(text, 0, "Home About\n\nThe ferrys, and [1] and [12]\n\n");
    snprintf(text, sizeof text, "Nothing is marked here.\n%s", list);
    check_text(text, 0, text);
    snprintf(text, sizeof text, "He wrote so [1], and she too [2]. Others [3] did not.[4]\n%s", list);
    check_text(text, 0, text); /* notes, and where they lead */
    check_text("A [1] [2] [3] text.\n1. one\n2. two\n3. three\n", 0, "A [1] [2] [3] text.\n1. one\n2. two\n3. three\n"); /* no addresses */
    check_text("[1]a [2]b [3]c\n2. x:y\n3. x:y\n4. x:y\n", 0, "[1]a [2]b [3]c\n2. x:y\n3. x:y\n4. x:y\n");             /* from two on */
}

static pdx_status reads(void *context) {
    pdx_plaintext_layout layout;
    pdx_offsets map;
    pdx_buf out;
    pdx_status status;
    pdx_plaintext_layout_init(&layout);
    pdx_offsets_init(&map);
    pdx_buf_init(&out);
    status = pdx_plaintext_layout_find(&layout, pdx_span_str(context), NULL, NULL);
    if (status == PDX_OK) status = pdx_plaintext_append(&out, &map, pdx_span_str(context), &layout, NULL, NULL, NULL);
    pdx_buf_deinit(&out);
    pdx_offsets_deinit(&map);
    pdx_plaintext_layout_deinit(&layout);
    return status;
}

int main(void) {
    char marked[] = "[1]a [2]b [3]c\n1. x:y\n2. x:y\n3. x:y\n";
    test_width();
    test_paragraphs_and_items();
    test_what_is_joined();
    test_links();
    memory_fails(reads, marked, 2);
    return check_report("plaintext");
}
