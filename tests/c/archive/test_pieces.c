/* A source that is taken and written in pieces is the one that it would have been at once: at every piece, in another encoding, beside rows that wait, when memory fails. */
#include "check.h"
#include "memory.h"
#include "postdex.h"
#include "saved_folder.h"

static const char rows[] = "{\"title\":\"One\",\"text\":\"A mill.\"}\n{}\n{\"title\":\"Two\",\"text\":\"A weir \\u00e9 there.\"}\n\n{\"title\":\"Three\",\"text\":\"A lock.\"}\n";
static const char feed[] =
    "<rss version=\"2.0\"><channel><title>T</title><item><title>One</title><description>A mill.</description></item>\n"
    "<item><title>Two &amp; more</title><description>A weir.</description></item><item><title>Three</title><description>A lock.</description></item></channel></rss>\n";
static const char latin[] = "{\"title\":\"\xC9t\xE9\",\"text\":\"\xE9\xE9\"}\n{\"title\":\"\xC0 c\xF4t\xE9\",\"text\":\"A weir.\"}\n";

static bool is_latin;
static const pdx_build_options options = {.use_lexicon = true, .n_threads = 1};

static pdx_source_facts facts(void) { return (pdx_source_facts){pdx_span_str("source"), {NULL, 0}, PDX_DAY_UNKNOWN}; }

/* The text of what is in ISO 8859-1. */
static pdx_decoding latin_text(pdx_span bytes, uint8_t *text) {
    enum { SHAPE_SINGLE = 1 };
    size_t len = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        const uint8_t byte = bytes.data[i];
        if (byte >= 0x80) text[len++] = (uint8_t)(0xC0 | byte >> 6);
        text[len++] = byte >= 0x80 ? (uint8_t)(0x80 | (byte & 0x3F)) : byte;
    }
    return (pdx_decoding){.text = pdx_span_of(text, len), .shape = SHAPE_SINGLE};
}

static pdx_status feed_piece(pdx_scanner *scanner, pdx_span bytes, bool is_last) {
    uint8_t text[600];
    pdx_decoding decoding;
    if (!is_latin) return pdx_scanner_feed(scanner, bytes, is_last, NULL);
    decoding = latin_text(bytes, text);
    return pdx_scanner_feed_decoded(scanner, &decoding, bytes, is_last, NULL);
}

/* What an archive says of its posts, with where that stands in the source. */
static size_t tell(const pdx_archive *archive, char *out, size_t room) {
    const pdx_archive_info info = pdx_archive_describe(archive);
    size_t len = (size_t)snprintf(out, room, "%u sources, %u bytes, %u pages\n", info.n_sources, (unsigned)pdx_archive_source(archive, 0).bytes.len, info.n_pages);
    for (uint32_t i = 0; i < info.n_appearances; i++) {
        const pdx_appearance_info appearance = pdx_archive_appearance(archive, i);
        const uint32_t layer = pdx_archive_page(archive, appearance.page).layer;
        const pdx_range title = pdx_page_part_at(archive, appearance.page, appearance.title).range, at = pdx_layer_source_range(archive, layer, title);
        const pdx_span text = pdx_span_slice(pdx_archive_layer(archive, layer).text, (size_t)title.begin, (size_t)title.end);
        len += (size_t)snprintf(out + len, room - len, "%u-%u %.*s\n", (unsigned)at.begin, (unsigned)at.end, (int)text.len, (const char *)text.data);
    }
    return len;
}

static void tell_whole(pdx_span source, char *out, size_t room) {
    uint8_t text[600];
    const pdx_source_facts of = facts();
    const pdx_decoding decoding = latin_text(source, text);
    pdx_builder *builder;
    pdx_archive *archive;
    CHECK(pdx_builder_new(&options, &builder, NULL) == PDX_OK);
    CHECK(pdx_builder_add_decoded(builder, &of, source, is_latin ? &decoding : NULL, NULL, NULL) == PDX_OK);
    CHECK(pdx_builder_finish(builder, NULL, NULL, &archive, NULL) == PDX_OK);
    (void)tell(archive, out, room);
    pdx_builder_free(builder);
    pdx_archive_release(archive);
}

/* A writer, in short. */
typedef struct writing {
    pdx_folder_lock *lock;
    pdx_builder *builder;
    pdx_archive *base;
    uint32_t n_pieces;
} writing;

/* Writes what the builder has as a draft, to go on behind it. */
static pdx_status write_draft(writing *w, pdx_save_as as) {
    const pdx_load_how how = {true, as != PDX_SAVE_FOR_ALL};
    pdx_archive *archive = NULL;
    pdx_status status;
    if (w->base == NULL) {
        PDX_TRY(pdx_builder_finish(w->builder, NULL, NULL, &archive, NULL));
        status = pdx_archive_save(archive, archive_path, pdx_span_str("a note"), PDX_SAVE_DRAFT, w->lock, NULL, NULL);
        pdx_archive_release(archive);
        PDX_TRY(status);
    } else {
        PDX_TRY(pdx_builder_commit(w->builder, archive_path, pdx_span_str("a note"), pdx_builder_first_taken(w->builder, false, as), as, w->lock, NULL, NULL, NULL));
    }
    pdx_builder_free(w->builder);
    pdx_archive_release(w->base);
    w->builder = NULL;
    w->base = NULL;
    PDX_TRY(pdx_archive_load(archive_path, NULL, how, NULL, &w->base, NULL));
    PDX_TRY(pdx_builder_new(&options, &w->builder, NULL));
    return pdx_builder_continue(w->builder, w->base, NULL);
}

static pdx_status close_piece(writing *w, pdx_scanner *scanner) {
    const pdx_source_facts of = facts();
    PDX_TRY(pdx_scanner_close(scanner, w->builder, &of, NULL));
    w->n_pieces++;
    return PDX_OK;
}

/* In stretches of `size` bytes, a piece whenever there is a row. */
static pdx_status pieces_take(writing *w, pdx_scanner *scanner, pdx_span source, size_t size, uint32_t most_pieces) {
    pdx_scanned found = {.kind = PDX_SCANNED_MORE};
    for (size_t at = 0;; at += size) {
        const pdx_span bytes = pdx_span_slice(source, pdx_min_size(at, source.len), pdx_min_size(at + size, source.len));
        if (pdx_scanner_weight(scanner) > 0 && bytes.len > 0 && w->n_pieces + 1 < most_pieces) {
            PDX_TRY(close_piece(w, scanner));
            PDX_TRY(write_draft(w, PDX_SAVE_ADDED));
        }
        PDX_TRY(feed_piece(scanner, bytes, bytes.len == 0));
        do PDX_TRY(pdx_scanner_add(scanner, w->builder, &found, NULL));
        while (found.kind == PDX_SCANNED_PROBLEM);
        if (bytes.len == 0) break;
    }
    CHECK_EQ(found.kind, PDX_SCANNED_END);
    PDX_TRY(close_piece(w, scanner));
    if (w->base != NULL) pdx_builder_unite(w->builder, w->n_pieces);
    PDX_TRY(write_draft(w, PDX_SAVE_ADDED));
    return write_draft(w, PDX_SAVE_FOR_ALL);
}

static pdx_status divide(pdx_span source, size_t size, uint32_t most_pieces, char *out, size_t room) {
    writing w = {0};
    pdx_scanner *scanner = NULL;
    pdx_status status = pdx_folder_lock_new(archive_path, pdx_span_str("a test"), &w.lock, NULL);
    if (status == PDX_OK) status = pdx_builder_new(&options, &w.builder, NULL);
    if (status == PDX_OK) status = pdx_scanner_new(source, UINT64_MAX, 0, &scanner, NULL);
    if (scanner != NULL) pdx_scanner_keep(scanner);
    if (status == PDX_OK) status = pieces_take(&w, scanner, source, size, most_pieces);
    if (status == PDX_OK) status = pdx_archive_verify(w.base, NULL, NULL);
    if (status == PDX_OK) (void)tell(w.base, out, room);
    pdx_builder_free(w.builder);
    pdx_scanner_free(scanner);
    pdx_archive_release(w.base);
    pdx_folder_lock_free(w.lock);
    saved_folder_remove();
    return status;
}

static void test_pieces(const char *source, uint32_t most_pieces) {
    char whole[600], divided[600];
    tell_whole(pdx_span_str(source), whole, sizeof whole);
    for (size_t size = 1; size < 120; size = size * 3 + 1) {
        CHECK(divide(pdx_span_str(source), size, most_pieces, divided, sizeof divided) == PDX_OK);
        CHECK(strcmp(whole, divided) == 0);
    }
}

/* Rows of a source that is open wait where something stands before it that must be cut, and go when it is given up. */
static void test_beside_text(void) {
    const pdx_source_facts of = facts();
    pdx_scanner *scanner;
    pdx_builder *builder;
    pdx_archive *archive;
    pdx_scanned found;
    CHECK(pdx_builder_new(&options, &builder, NULL) == PDX_OK);
    CHECK(pdx_builder_add(builder, &of, pdx_span_str("A mill\n\nMarch 3, 2019\n\nIt turns, and turns, and turns all day.\n"), NULL, NULL) == PDX_OK);
    for (unsigned round = 0; round < 2; round++) {
        CHECK(pdx_scanner_new(pdx_span_str(rows), UINT64_MAX, 0, &scanner, NULL) == PDX_OK);
        pdx_scanner_keep(scanner);
        CHECK(feed_piece(scanner, pdx_span_str(rows), true) == PDX_OK);
        do CHECK(pdx_scanner_add(scanner, builder, &found, NULL) == PDX_OK);
        while (found.kind == PDX_SCANNED_PROBLEM);
        if (round == 0) pdx_scanner_drop(scanner, builder);
        else CHECK(pdx_scanner_close(scanner, builder, &of, NULL) == PDX_OK);
        pdx_scanner_free(scanner);
    }
    CHECK(pdx_builder_finish(builder, NULL, NULL, &archive, NULL) == PDX_OK);
    CHECK_EQ(pdx_archive_describe(archive).n_posts, 4);
    pdx_builder_free(builder);
    pdx_archive_release(archive);
}

static bool stop_at_once(void *context, uint64_t done, uint64_t total) {
    (void)done, (void)total;
    (*(int *)context)++;
    return false;
}

/* What the dates of many rows prove is asked for in a call that can be stopped; what was open can be given up then. */
static void test_proving_is_stopped(void) {
    enum { ROWS = 2000 };
    static const char row[] = "{\"title\":\"A mill\",\"text\":\"It turns.\",\"date\":\"3/4/2019\"}\n";
    int asked = 0;
    const pdx_tick stop = {stop_at_once, &asked};
    pdx_scanner *scanner;
    pdx_builder *builder;
    pdx_scanned found;
    pdx_buf source;
    pdx_buf_init(&source);
    for (unsigned i = 0; i < ROWS; i++) pdx_buf_str(&source, row);
    CHECK(pdx_builder_new(&options, &builder, NULL) == PDX_OK);
    CHECK(pdx_scanner_new(pdx_buf_view(&source), UINT64_MAX, 0, &scanner, NULL) == PDX_OK);
    pdx_scanner_keep(scanner);
    CHECK(feed_piece(scanner, pdx_buf_view(&source), true) == PDX_OK);
    do CHECK(pdx_scanner_add(scanner, builder, &found, NULL) == PDX_OK);
    while (found.kind == PDX_SCANNED_PROBLEM);
    CHECK(pdx_scanner_prove(scanner, builder, &stop, NULL) == PDX_EINTERRUPTED);
    CHECK_EQ(asked, 1);
    pdx_scanner_drop(scanner, builder);
    pdx_scanner_free(scanner);
    pdx_builder_free(builder);
    pdx_buf_deinit(&source);
}

/* What is not needed (removing what is left over) may fail without a word; else it is told, and nothing is left behind. */
static void test_memory(void) {
    const int64_t before = pdx_alloc_live();
    char out[600];
    uint64_t n = 0;
    bool failed;
    do {
        pdx_status status;
        pdx_alloc_fail_at(++n);
        status = divide(pdx_span_str(rows), 80, 2, out, sizeof out);
        failed = pdx_alloc_failed();
        pdx_alloc_fail_at(0);
        CHECK(status == PDX_OK || (failed && status == PDX_ENOMEM));
        CHECK_EQ(pdx_alloc_live(), before);
        saved_folder_remove();
    } while (failed && n < MEMORY_MOST);
    CHECK(!failed);
}

int main(void) {
    saved_folder_choose("pieces", &is_latin);
    test_pieces(rows, UINT32_MAX);
    test_pieces(rows, 2);
    test_pieces(feed, UINT32_MAX);
    test_beside_text();
    test_proving_is_stopped();
    test_memory();
    is_latin = true;
    test_pieces(latin, UINT32_MAX);
    return check_report("pieces");
}
