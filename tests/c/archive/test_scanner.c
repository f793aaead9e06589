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
    const pdx_build_options options = {.use_lexicon = true, .n_threads = 1, .is_scan = true};
    const pdx_source_facts facts = {pdx_span_str("source"), {NULL, 0}, PDX_DAY_UNKNOWN};
    pdx_builder *builder;
    pdx_archive *archive = NULL;
    pdx_scanned found;
    pdx_status status;
    PDX_TRY(pdx_builder_new(&options, &builder, NULL));
    status = pdx_scanner_take(scanner, builder, &facts, &found, NULL);
    if (status == PDX_OK && found.kind == PDX_SCANNED_POSTS) status = pdx_builder_finish(builder, NULL, NULL, &archive, NULL);
    if (status == PDX_OK && archive != NULL) say_posts(out, archive, found.range.begin);
    if (status == PDX_OK && found.kind == PDX_SCANNED_PROBLEM) say(out, pdx_status_name(found.error.status), found.range.begin, found.range.end, pdx_span_of(NULL, 0));
    *kind = found.kind;
    pdx_archive_release(archive);
    pdx_builder_free(builder);
    return status;
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
        status = pdx_scanner_feed(scanner, pdx_span_slice(source, at, end), at == source.len, NULL);
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
    test_what_is_no_scanners();
    memory_fails(scan_all, (void *)(uintptr_t)rows, 10);
    memory_fails(scan_all, (void *)(uintptr_t)feed, 10);
    return check_report("scanner");
}
