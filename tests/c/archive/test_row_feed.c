/* Rows that are fed: the same archive as of all lines at once, for any number of threads, however they come; given up at any time; and when memory ends. */
#include "check.h"
#include "memory.h"
#include "postdex.h"
#include "random.h"
#include "saved_folder.h"

enum { N_LINES = 120, LINE_ROOM = 400 };

static char lines[N_LINES][LINE_ROOM];
static pdx_buf all;
static uint64_t n_refused; /* by the last builder */

static void words_put(test_random *random, char *out, unsigned n) {
    static const char *const words[] = {"ferry", "quay", "mill", "bridge", "harbour", "lamp", "tide", "rope"};
    out[0] = '\0';
    while (n-- > 0) {
        (void)strcat(out, words[random_below(random, (uint32_t)PDX_COUNTOF(words))]);
        (void)strcat(out, n > 0 ? " " : "");
    }
}

/* Rows, rows that say nothing, what is none, rows that say their dates, and answers that are several. */
static void lines_make(test_random *random) {
    pdx_buf_reset(&all);
    for (size_t i = 0; i < N_LINES; i++) {
        char words[200];
        words_put(random, words, 1 + random_below(random, 12));
        switch (random_below(random, 12)) {
            case 0: (void)snprintf(lines[i], LINE_ROOM, "{\"other\": %u}", (unsigned)i); break;
            case 1: (void)snprintf(lines[i], LINE_ROOM, "[\"%s\"]", words); break;
            case 2: (void)snprintf(lines[i], LINE_ROOM, "   "); break;
            case 4:
                (void)snprintf(lines[i], LINE_ROOM, "{\"id\": %u, \"data\": [{\"title\": \"a%u\", \"text\": \"%.80s\"}, {\"title\": \"b%u\", \"text\": \"The quay.\"}, {\"title\": \"c\", \"text\": \"The mill.\"}]}",
                               (unsigned)i, (unsigned)i, words, (unsigned)i);
                break;
            case 3:
                (void)snprintf(lines[i], LINE_ROOM, "{\"date\": {\"printed\": \"3 May 2019\", \"value\": \"2019-05-%02u\"}, \"title\": \"t%u\", \"text\": \"%s\"}", 1 + (unsigned)i % 28,
                               (unsigned)i, words);
                break;
            default:
                (void)snprintf(lines[i], LINE_ROOM, "{\"title\": \"t%u\", \"tags\": [\"%.5s\", \"Tag %u\", \"tag %u\"], \"text\": \"%s\"}", (unsigned)i, words,
                               (unsigned)random_below(random, 5), (unsigned)random_below(random, 5), words);
        }
        pdx_buf_str(&all, lines[i]);
        pdx_buf_byte(&all, '\n');
    }
    CHECK(!all.failed);
}

/* All bytes of the archive as it is saved. */
static void archive_bytes(const pdx_archive *archive, pdx_buf *out) {
    pdx_buf names;
    pdx_buf_init(&names);
    CHECK_EQ(pdx_archive_save(archive, archive_path, pdx_span_of(NULL, 0), PDX_SAVE_FOR_ALL, NULL, NULL, NULL), PDX_OK);
    CHECK_EQ(pdx_path_list(pdx_os_system(), archive_path, &names, NULL), PDX_OK);
    for (size_t at = 0; at < names.len; at += strlen((const char *)names.data + at) + 1) {
        char path[600];
        FILE *file;
        size_t n;
        (void)snprintf(path, sizeof path, "%s/%s", archive_path, (const char *)names.data + at);
        file = fopen(path, "rb");
        CHECK(file != NULL);
        while (file != NULL && pdx_buf_reserve(out, 4096) && (n = fread(out->data + out->len, 1, 4096, file)) > 0) out->len += n;
        if (file != NULL) (void)fclose(file);
    }
    pdx_buf_deinit(&names);
    saved_folder_remove();
}

/* What waits is read by the one who writes where there is no other, and then no more waits. */
static uint64_t n_own_reads;

static pdx_status lines_told(pdx_row_feed *feed, size_t n, pdx_error *err) {
    PDX_TRY(pdx_row_feed_lines(feed, n, err));
    if (!pdx_row_feed_waits(feed)) return PDX_OK;
    n_own_reads++;
    PDX_TRY(pdx_row_feed_read(feed, NULL, err));
    CHECK(!pdx_row_feed_waits(feed));
    return PDX_OK;
}

static pdx_status fed(pdx_row_feed *feed, size_t n, test_random *random, pdx_span *bytes, pdx_error *err) {
    size_t waiting = 0;
    for (size_t i = 0; i < n; i++) {
        pdx_buf_str(pdx_row_feed_room(feed), lines[i]);
        pdx_buf_byte(pdx_row_feed_room(feed), '\n');
        waiting++;
        if (random_below(random, 3) == 0) continue;
        PDX_TRY(lines_told(feed, waiting, err));
        waiting = 0;
    }
    PDX_TRY(lines_told(feed, waiting, err));
    return pdx_row_feed_end(feed, bytes, err);
}

static pdx_status rows_take(pdx_builder *builder, bool by_feed, test_random *random, pdx_error *err) {
    const pdx_source_facts facts = {pdx_span_str("rows"), {NULL, 0}, PDX_DAY_UNKNOWN};
    pdx_row_feed *feed;
    pdx_span bytes;
    pdx_status status;
    if (!by_feed) return pdx_builder_add(builder, &facts, pdx_buf_view(&all), NULL, err);
    PDX_TRY(pdx_row_feed_new(builder, &feed, err));
    status = fed(feed, N_LINES, random, &bytes, err);
    if (status == PDX_OK) {
        CHECK(pdx_span_equal(bytes, pdx_buf_view(&all)));
        status = pdx_builder_take_rows(builder, &facts, feed, NULL, err);
    }
    pdx_row_feed_free(feed);
    return status;
}

/* `text`: a page of text comes before, and the rows must wait for it; `twice`: other rows do. */
static pdx_status built(unsigned n_threads, bool by_feed, bool text, bool twice, test_random *random, pdx_archive **out, pdx_error *err) {
    const pdx_build_options options = {.use_lexicon = true, .n_threads = n_threads};
    const pdx_source_facts page = {pdx_span_str("page"), {NULL, 0}, PDX_DAY_UNKNOWN};
    pdx_builder *builder;
    pdx_status status;
    *out = NULL;
    PDX_TRY(pdx_builder_new(&options, &builder, err));
    status = text ? pdx_builder_add(builder, &page, pdx_span_str("The quay\n\nThe ferry waited at the quay.\n"), NULL, err) : PDX_OK;
    if (status == PDX_OK && twice) status = pdx_builder_add(builder, &page, pdx_span_str("{\"title\": \"First\", \"text\": \"The tide.\"}\n"), NULL, err);
    if (status == PDX_OK) status = rows_take(builder, by_feed, random, err);
    if (status == PDX_OK) n_refused = pdx_builder_refused(builder);
    if (status == PDX_OK) status = pdx_builder_finish(builder, NULL, NULL, out, err);
    pdx_builder_free(builder);
    return status;
}

static void test_same(test_random *random) {
    bool some = false, many = false;
    for (unsigned round = 0; round < 8; round++) {
        pdx_buf wanted, found;
        pdx_archive *archive;
        uint64_t refused;
        lines_make(random);
        pdx_buf_init(&wanted);
        CHECK_EQ(built(1, false, round % 4 == 1, round % 4 >= 2, random, &archive, NULL), PDX_OK);
        archive_bytes(archive, &wanted);
        refused = n_refused;
        some = some || refused > 10;
        many = many || pdx_archive_describe(archive).n_posts + refused > N_LINES + 2; /* lines that are several */
        pdx_archive_release(archive);
        for (unsigned way = 0; way < 7; way++) {
            pdx_buf_init(&found);
            n_own_reads = 0;
            CHECK_EQ(built(1 + way % 4, way >= 3, round % 4 == 1, round % 4 >= 2, random, &archive, NULL), PDX_OK);
            archive_bytes(archive, &found);
            CHECK_EQ(n_refused, refused);
            CHECK_EQ(n_own_reads > 2, way == 4 && PDX_LIMIT(0, 1) == 1); /* one thread, and a feed; rows are too few for rooms of full size */
            pdx_archive_release(archive);
            CHECK(pdx_span_equal(pdx_buf_view(&wanted), pdx_buf_view(&found)));
            pdx_buf_deinit(&found);
        }
        pdx_buf_deinit(&wanted);
    }
    CHECK(some && many);
}

/* Nobody takes what was fed. */
static void test_given_up(test_random *random) {
    const int64_t before = pdx_alloc_live();
    for (size_t n = 0; n <= N_LINES; n += 7) {
        const pdx_build_options options = {.n_threads = n % 2 == 0 ? 3 : 1};
        pdx_builder *builder;
        pdx_row_feed *feed;
        pdx_span bytes;
        CHECK_EQ(pdx_builder_new(&options, &builder, NULL), PDX_OK);
        CHECK_EQ(pdx_row_feed_new(builder, &feed, NULL), PDX_OK);
        pdx_builder_free(builder); /* it need not stay */
        CHECK_EQ(fed(feed, n, random, &bytes, NULL), PDX_OK);
        pdx_row_feed_free(feed);
        CHECK_EQ(pdx_alloc_live(), before);
    }
}

static bool stop_at(void *context, uint64_t done, uint64_t total) {
    uint64_t *left = context;
    (void)done, (void)total;
    return *left > 0 && --*left > 0;
}

static void test_stopped(test_random *random) {
    const int64_t before = pdx_alloc_live();
    for (uint64_t n = 1; n < 40; n += 3) {
        const pdx_build_options options = {.n_threads = 3};
        const pdx_source_facts facts = {pdx_span_str("rows"), {NULL, 0}, PDX_DAY_UNKNOWN};
        uint64_t left = n;
        const pdx_tick tick = {stop_at, &left};
        pdx_builder *builder;
        pdx_row_feed *feed;
        pdx_span bytes;
        CHECK_EQ(pdx_builder_new(&options, &builder, NULL), PDX_OK);
        CHECK_EQ(pdx_row_feed_new(builder, &feed, NULL), PDX_OK);
        CHECK_EQ(fed(feed, N_LINES, random, &bytes, NULL), PDX_OK);
        CHECK_EQ(pdx_builder_take_rows(builder, &facts, feed, &tick, NULL), left == 0 ? PDX_EINTERRUPTED : PDX_OK);
        pdx_row_feed_free(feed);
        pdx_builder_free(builder);
        CHECK_EQ(pdx_alloc_live(), before);
    }
}

static void test_no_memory(test_random *random) {
    const int64_t before = pdx_alloc_live();
    pdx_status status = PDX_ENOMEM;
    for (uint64_t n = 1; status == PDX_ENOMEM; n += 1 + n / 6) {
        pdx_archive *archive;
        pdx_alloc_fail_at(n);
        status = built(2, true, n % 2 == 0, n % 3 == 0, random, &archive, NULL);
        pdx_alloc_fail_at(0);
        CHECK(status == PDX_ENOMEM || status == PDX_OK);
        pdx_archive_release(archive);
        CHECK_EQ(pdx_alloc_live(), before);
    }
}

int main(void) {
    test_random random = {7};
    pdx_buf_init(&all);
    saved_folder_choose("row_feed", &all);
    lines_make(&random);
    test_same(&random);
    test_given_up(&random);
    test_stopped(&random);
    test_no_memory(&random);
    pdx_buf_deinit(&all);
    return check_report("row_feed");
}
