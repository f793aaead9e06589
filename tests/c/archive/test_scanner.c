/* Sources of records that are read in pieces: the same posts at every split, what is damaged or too large told of with its bytes, going on from any place, memory. */
#include "check.h"
#include "memory.h"
#include "postdex.h"

static const char rows[] = "{\"title\":\"One\",\"text\":\"A mill.\"}\n{\"title\": \n{\"title\":\"Two\",\"text\":\"A weir.\"}\n\n{\"title\":\"Three\",\"text\":\"A lock.\"}";
static const char feed[] =
    "<rss version=\"2.0\"><channel><title>T</title><item><title>One</title><description>A mill.</description></item>\n"
    "<item><title>Two</title><description>A weir.</description></item><item><title>Three</title><description>A lock.</description></item></channel></rss>";
static const char post[] = "---\ntitle: One\n---\nA mill.\n";

/* What a scan said: a line a record, and one a problem. */
typedef struct said {
    char text[1024];
    size_t len;
} said;

static void say(said *out, const char *word, uint64_t begin, uint64_t end, pdx_span title) {
    const int n = snprintf(out->text + out->len, sizeof out->text - out->len, "%s %u-%u %.*s\n", word, (unsigned)begin, (unsigned)end, (int)title.len,
                           title.len > 0 ? (const char *)title.data : "");
    if (n > 0) out->len += (size_t)n < sizeof out->text - out->len ? (size_t)n : sizeof out->text - out->len - 1;
}

static uint32_t n_waited;

/* Asked for the body of each post, and then for those of all: what was said before still stands there. */
static pdx_status ask_bodies(pdx_archive *archive) {
    const uint32_t n = pdx_archive_waiting(archive), n_posts = pdx_archive_describe(archive).n_posts;
    for (uint32_t i = 0; i < n_posts; i++) {
        const uint32_t before = pdx_archive_waiting(archive), n_parts = pdx_archive_appearance(archive, i).n_parts;
        const pdx_status status = pdx_archive_body(archive, i, NULL);
        CHECK(pdx_archive_waiting(archive) == before - (status == PDX_OK && n > 0));
        PDX_TRY(status);
        CHECK((pdx_archive_appearance(archive, i).n_parts > n_parts) == (n > 0));
    }
    PDX_TRY(pdx_archive_bodies(archive, NULL));
    CHECK_EQ(pdx_archive_waiting(archive), 0);
    n_waited += n;
    return PDX_OK;
}

/* Each post with where it stands in all of the source, which begins at `base` of it. */
static void say_posts(said *out, const pdx_archive *archive, uint64_t base) {
    const pdx_archive_info info = pdx_archive_describe(archive);
    for (uint32_t i = 0; i < info.n_appearances; i++) {
        const pdx_appearance_info appearance = pdx_archive_appearance(archive, i);
        const uint32_t layer = pdx_archive_page(archive, appearance.page).layer;
        const pdx_range title = pdx_page_part_at(archive, appearance.page, appearance.title).range, at = pdx_layer_source_range(archive, layer, title);
        say(out, "post", base + at.begin, base + at.end, pdx_span_slice(pdx_archive_layer(archive, layer).text, (size_t)title.begin, (size_t)title.end));
    }
}

static pdx_status take_one(pdx_scanner *scanner, said *out, pdx_scanned_kind *kind) {
    const pdx_build_options options = {.use_lexicon = true, .n_threads = 1, .are_apart = true, .index_later = true};
    const pdx_source_facts facts = {pdx_span_str("source"), {NULL, 0}, PDX_DAY_UNKNOWN};
    pdx_builder *builder;
    pdx_archive *archive = NULL;
    pdx_scanned found;
    pdx_status status;
    PDX_TRY(pdx_builder_new(&options, &builder, NULL));
    status = pdx_scanner_take(scanner, builder, &facts, &found, NULL);
    if (status == PDX_OK && found.kind == PDX_SCANNED_POSTS) status = pdx_builder_finish(builder, NULL, NULL, &archive, NULL);
    if (status == PDX_OK && archive != NULL) status = ask_bodies(archive);
    if (status == PDX_OK && archive != NULL) say_posts(out, archive, found.range.begin);
    if (status == PDX_OK && found.kind == PDX_SCANNED_PROBLEM) say(out, pdx_status_name(found.error.status), found.range.begin, found.range.end, pdx_span_of(NULL, 0));
    *kind = found.kind;
    pdx_archive_release(archive);
    pdx_builder_free(builder);
    return status;
}

static bool is_latin; /* sources are in ISO 8859-1, where a cross is said to be none of its characters */

static pdx_status feed_latin(pdx_scanner *scanner, pdx_span bytes, bool is_last) {
    enum { CROSS = 0xD7, SHAPE_SINGLE = 1 };
    uint8_t text[1200];
    pdx_undecoded bad[8];
    pdx_decoding decoding = {.bad = bad, .shape = SHAPE_SINGLE};
    size_t len = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        const uint8_t byte = bytes.data[i];
        if (byte >= 0x80) text[len++] = (uint8_t)(0xC0 | byte >> 6);
        text[len++] = byte >= 0x80 ? (uint8_t)(0x80 | (byte & 0x3F)) : byte;
        if (byte == CROSS) bad[decoding.n_bad++] = (pdx_undecoded){i, i + 1, 1};
    }
    decoding.text = pdx_span_of(text, len);
    return pdx_scanner_feed_decoded(scanner, &decoding, bytes, is_last, NULL);
}

static pdx_status feed_scanner(pdx_scanner *scanner, pdx_span bytes, bool is_last) {
    return is_latin ? feed_latin(scanner, bytes, is_last) : pdx_scanner_feed(scanner, bytes, is_last, NULL);
}

/* Fed in stretches of `first` bytes and then of `size`. */
static pdx_status scan(pdx_span source, size_t first, size_t size, uint64_t most, uint64_t from, said *out) {
    pdx_scanner *scanner;
    pdx_scanned_kind kind = PDX_SCANNED_MORE;
    pdx_status status;
    size_t at = 0, n = first;
    memset(out, 0, sizeof *out);
    PDX_TRY(pdx_scanner_new(source, most, from, &scanner, NULL));
    if (scanner == NULL) return PDX_EFORMAT;
    do {
        const size_t end = pdx_min_size(source.len, at + n);
        status = feed_scanner(scanner, pdx_span_slice(source, at, end), at == source.len);
        do {
            if (status == PDX_OK) status = take_one(scanner, out, &kind);
        } while (status == PDX_OK && kind != PDX_SCANNED_MORE && kind != PDX_SCANNED_END);
        at = end;
        n = size;
    } while (status == PDX_OK && kind != PDX_SCANNED_END);
    pdx_scanner_free(scanner);
    return status;
}

static void test_at_every_split(pdx_span source, const char *wanted) {
    said found;
    for (size_t at = 1; at <= source.len; at++) {
        CHECK(scan(source, at, source.len, 1 << 20, 0, &found) == PDX_OK);
        CHECK(strcmp(found.text, wanted) == 0);
    }
    for (size_t size = 1; size < 9; size++) {
        CHECK(scan(source, size, size, 1 << 20, 0, &found) == PDX_OK);
        CHECK(strcmp(found.text, wanted) == 0);
    }
}

/* From the place behind each record on. */
static void test_from_a_place(void) {
    const char *two = strstr(feed, "<item><title>Two");
    said found;
    CHECK(scan(pdx_span_str(feed), 50, 50, 1 << 20, (uint64_t)(two - feed), &found) == PDX_OK);
    CHECK(strcmp(found.text, "post 123-126 Two\npost 188-193 Three\n") == 0);
    CHECK(scan(pdx_span_str(feed), 50, 50, 1 << 20, strlen(feed), &found) == PDX_OK);
    CHECK_EQ(found.len, 0);
}

/* A line beyond the limit is passed over; the others are read. */
static void test_too_large(void) {
    said found;
    char source[600];
    memset(source, 'x', sizeof source);
    memcpy(source, rows, 33);
    source[33] = '{';
    source[499] = '\n';
    memcpy(source + 500, "{\"title\":\"Two\",\"text\":\"A weir.\"}", 32);
    CHECK(scan(pdx_span_of(source, 532), 16, 16, 100, 0, &found) == PDX_OK);
    CHECK(strstr(found.text, "post 10-13 One\n") == found.text);
    CHECK(strstr(found.text, " 33-500 \npost 510-513 Two\n") != NULL);
}

static const char latin_rows[] = "{\"title\":\"\xC9t\xE9\",\"text\":\"\xE9\xD7\xE9\"}\n{\"\xE9\": \n{\"title\":\"\xC0 c\xF4t\xE9\",\"text\":\"A weir.\"}\n";
static const char latin_feed[] = "<rss version=\"2.0\"><channel><title>\xC9t\xE9</title><item><title>\xC9\xD7\xE9</title><description>\xE9</description></item></channel></rss>";

/* Places are those of the source's own bytes, and so is where a scan goes on. */
static void test_another_encoding(void) {
    static const char found_rows[] = "post 10-13 \xC3\x89t\xC3\xA9\nPDX_EFORMAT 29-36 \npost 46-52 \xC3\x80 c\xC3\xB4t\xC3\xA9\n";
    const uint64_t title = (uint64_t)(strstr(latin_feed, "\xC9\xD7\xE9") - latin_feed);
    char found_feed[60];
    said found;
    (void)snprintf(found_feed, sizeof found_feed, "post %u-%u \xC3\x89\xC3\x97\xC3\xA9\n", (unsigned)title, (unsigned)title + 3);
    is_latin = true;
    test_at_every_split(pdx_span_str(latin_rows), found_rows);
    test_at_every_split(pdx_span_str(latin_feed), found_feed);
    CHECK(scan(pdx_span_str(latin_rows), 9, 9, 1 << 20, 29, &found) == PDX_OK);
    CHECK(strcmp(found.text, strchr(found_rows, '\n') + 1) == 0);
    CHECK(scan(pdx_span_str(latin_rows), 4, 4, 25, 0, &found) == PDX_OK); /* each is beyond the limit */
    CHECK(strcmp(found.text, "PDX_ELIMIT 0-29 \nPDX_EFORMAT 29-36 \nPDX_ELIMIT 36-72 \n") == 0);
    is_latin = false;
}

static void test_what_is_no_scanners(void) {
    pdx_scanner *scanner;
    CHECK(pdx_scanner_new(pdx_span_str(post), 1 << 20, 0, &scanner, NULL) == PDX_OK);
    CHECK(scanner == NULL && pdx_scanner_is_one(pdx_span_str(post)));
    CHECK(pdx_scanner_new(pdx_span_str("A mill.\n\nIt turns.\n"), 1 << 20, 0, &scanner, NULL) == PDX_OK);
    CHECK(scanner == NULL && !pdx_scanner_is_one(pdx_span_str("A mill.\n\nIt turns.\n")));
    CHECK(!pdx_scanner_is_one(pdx_span_str(rows)) && !pdx_scanner_is_one(pdx_span_str(feed)));
    pdx_scanner_free(NULL);
}

static pdx_status scan_all(void *source) {
    said found;
    return scan(pdx_span_str(source), 70, 70, 1 << 20, 0, &found);
}

int main(void) {
    static const char of_rows[] = "post 10-13 One\nPDX_EFORMAT 33-44 \npost 54-57 Two\npost 88-93 Three\n", of_feed[] = "post 57-60 One\npost 123-126 Two\npost 188-193 Three\n";
    test_at_every_split(pdx_span_str(rows), of_rows);
    test_at_every_split(pdx_span_str(feed), of_feed);
    test_from_a_place();
    test_too_large();
    test_another_encoding();
    test_what_is_no_scanners();
    memory_fails(scan_all, (void *)(uintptr_t)rows, 10);
    memory_fails(scan_all, (void *)(uintptr_t)feed, 10);
    CHECK(n_waited > 0);
    is_latin = true;
    memory_fails(scan_all, (void *)(uintptr_t)latin_rows, 10);
    return check_report("scanner");
}
