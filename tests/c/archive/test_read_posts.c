/* Files that are posts in Markdown, taken together: what is one, where it ends, what files and memory do when they fail. */
#include <errno.h>

#include "check.h"
#include "memory.h"
#include "os/faults.h"
#include "postdex.h"
#include "saved_folder.h"

enum { N_FILES = 4 };

static char paths[N_FILES][600];
static const char *names[N_FILES];

static void file_write(size_t i, const char *bytes, size_t len) {
    FILE *file;
    (void)snprintf(paths[i], sizeof paths[i], "%s/%u.md", archive_path, (unsigned)i);
    names[i] = paths[i];
    file = fopen(paths[i], "wb");
    CHECK(file != NULL && fwrite(bytes, 1, len, file) == len && fclose(file) == 0);
}

static void text_write(size_t i, const char *text) { file_write(i, text, strlen(text)); }

static pdx_status added(const char *const *from, size_t n, uint64_t most, pdx_posts_added *out, char *titles, size_t room) {
    const pdx_build_options options = {.use_lexicon = true, .n_threads = 1, .are_apart = true, .index_later = true};
    const pdx_source_facts facts = {{NULL, 0}, pdx_span_str("https://town.example/"), PDX_DAY_UNKNOWN};
    pdx_builder *builder;
    pdx_archive *archive = NULL;
    pdx_status status;
    titles[0] = '\0';
    PDX_TRY(pdx_builder_new(&options, &builder, NULL));
    status = pdx_builder_add_posts(builder, &facts, from, n, most, out, NULL, NULL);
    if (status == PDX_OK) status = pdx_builder_finish(builder, NULL, NULL, &archive, NULL);
    for (uint32_t i = 0; status == PDX_OK && i < pdx_archive_describe(archive).n_sources; i++) {
        const pdx_source_info source = pdx_archive_source(archive, i);
        pdx_span title;
        pdx_archive_titles(archive, &i, 1, &title);
        CHECK(pdx_span_equal(source.name, pdx_span_str(from[i])) && pdx_span_equal(source.url, facts.url));
        (void)snprintf(titles + strlen(titles), room - strlen(titles), "%.*s;", (int)title.len, title.len > 0 ? (const char *)title.data : "");
    }
    pdx_archive_release(archive);
    pdx_builder_free(builder);
    return status;
}

/* Posts from the first on, up to one that is something else. */
static void check_taken(size_t n, const char *wanted) {
    char titles[200];
    pdx_posts_added out;
    CHECK(added(names, N_FILES, 1 << 20, &out, titles, sizeof titles) == PDX_OK);
    CHECK_EQ(out.n, n);
    CHECK(strcmp(titles, wanted) == 0);
}

static void test_what_is_a_post(void) {
    static const char odd[] = "---\ntitle: Odd\n---\nA \0 mill.\n", *const others[] = {
        "A page.\n\nOf text.\n", "", "---\ntitle: Latin\n---\nCaf\xE9 au lait.\n", "---\ntitle: Said\n---\n<meta CharSet=iso-2022-jp> Caf\xC3\xA9\n",
        "<!doctype html><p>A page.", "{\"title\":\"Row\",\"text\":\"A mill.\"}\n",
    };
    text_write(0, "---\ntitle: One\n---\nA mill.\n");
    text_write(1, "+++\ntitle = \"Two\"\n+++\nCaf\xC3\xA9.\n");
    text_write(3, "title: Four\ndate: 2019-05-02\n\nA lock.\n");
    for (size_t i = 0; i < PDX_COUNTOF(others); i++) {
        text_write(2, others[i]);
        check_taken(2, "One;Two;");
    }
    file_write(2, odd, sizeof odd - 1);
    check_taken(2, "One;Two;");
    text_write(2, "---\ntitle: Said\n---\n<meta charset=iso-2022-jp> in ASCII\n"); /* that is what it is, whatever it says */
    check_taken(4, "One;Two;Said;Four;");
    CHECK(remove(paths[2]) == 0);
    check_taken(2, "One;Two;");
    CHECK(pdx_path_make_folder(pdx_os_system(), paths[2], NULL) == PDX_OK);
    check_taken(2, "One;Two;");
    CHECK(remove(paths[2]) == 0);
    text_write(2, "---\ntitle: Three\n---\nA weir.\n");
    check_taken(4, "One;Two;Three;Four;");
}

static pdx_status added_from_memory(const char *bytes, size_t len, bool *taken, char *title, size_t room) {
    const pdx_build_options options = {.use_lexicon = true, .n_threads = 1, .are_apart = true, .index_later = true};
    const pdx_source_facts facts = {pdx_span_str("a.zip!one.md"), pdx_span_str("https://town.example/"), PDX_DAY_UNKNOWN};
    pdx_builder *builder;
    pdx_archive *archive = NULL;
    pdx_status status;
    title[0] = '\0';
    PDX_TRY(pdx_builder_new(&options, &builder, NULL));
    status = pdx_builder_add_post(builder, &facts, pdx_span_of(bytes, len), taken, NULL, NULL);
    if (status == PDX_OK) status = pdx_builder_finish(builder, NULL, NULL, &archive, NULL);
    if (status == PDX_OK) CHECK_EQ(pdx_archive_describe(archive).n_sources, *taken ? 1 : 0);
    if (status == PDX_OK && *taken) {
        const uint32_t first = 0;
        pdx_span found;
        pdx_archive_titles(archive, &first, 1, &found);
        CHECK(pdx_span_equal(pdx_archive_source(archive, 0).name, facts.name));
        (void)snprintf(title, room, "%.*s", (int)found.len, found.len > 0 ? (const char *)found.data : "");
    }
    pdx_archive_release(archive);
    pdx_builder_free(builder);
    return status;
}

static pdx_status add_one(void *unused) {
    static const char post[] = "---\ntitle: One\n---\nA mill.\n";
    bool taken = false;
    char title[100];
    const pdx_status status = added_from_memory(post, sizeof post - 1, &taken, title, sizeof title);
    (void)unused;
    CHECK(status != PDX_OK || (taken && strcmp(title, "One") == 0));
    return status;
}

/* One that is in memory is taken as a file of its own is, and what is none is not. */
static void test_from_memory(void) {
    static const char *const others[] = {"A page.\n\nOf text.\n", "", "---\ntitle: Latin\n---\nCaf\xE9 au lait.\n", "<!doctype html><p>A page.", "{\"title\":\"Row\",\"text\":\"A mill.\"}\n"};
    bool taken;
    char title[100];
    CHECK(add_one(NULL) == PDX_OK);
    for (size_t i = 0; i < PDX_COUNTOF(others); i++) {
        CHECK(added_from_memory(others[i], strlen(others[i]), &taken, title, sizeof title) == PDX_OK && !taken);
    }
    memory_fails(add_one, NULL, 10);
}

static void test_no_more_than_wanted(void) {
    char titles[200];
    pdx_posts_added out;
    CHECK(added(names, N_FILES, 1, &out, titles, sizeof titles) == PDX_OK);
    CHECK(out.n == 1 && out.n_bytes == strlen("---\ntitle: One\n---\nA mill.\n") && strcmp(titles, "One;") == 0);
    CHECK(added(names, N_FILES, 0, &out, titles, sizeof titles) == PDX_OK);
    CHECK(out.n == 0 && titles[0] == '\0');
    CHECK(added(names, 0, 1 << 20, &out, titles, sizeof titles) == PDX_OK);
    CHECK_EQ(out.n, 0);
}

#ifdef PDX_TESTING
/* A large one is left to somebody else, and so is one that cannot be read: nothing stays open. */
static void test_trouble_with_files(void) {
    static char large[(1 << 20) + 64];
    memset(large, 'a', sizeof large);
    memcpy(large, "---\ntitle: Large\n---\n", 21);
    file_write(2, large, sizeof large);
    check_taken(2, "One;Two;");
    text_write(2, "---\ntitle: Three\n---\nA weir.\n");
    for (int op = PDX_OP_OPEN; op <= PDX_OP_READ; op++) {
        pdx_faults_told told;
        pdx_faults_install(PDX_FAULT_ONCE, op, 2, EIO, NULL);
        check_taken(1, "One;");
        pdx_faults_tell(&told);
        CHECK(told.fired == 1 && told.open_files == 0);
        pdx_faults_take_away();
    }
}
#endif

static pdx_status add_all(void *unused) {
    char titles[200];
    pdx_posts_added out;
    const pdx_status status = added(names, N_FILES, 1 << 20, &out, titles, sizeof titles);
    (void)unused;
    CHECK(status != PDX_OK || out.n == N_FILES);
    return status;
}

int main(void) {
    saved_folder_choose("read_posts", &paths);
    CHECK(pdx_path_make_folder(pdx_os_system(), archive_path, NULL) == PDX_OK);
    test_what_is_a_post();
    test_from_memory();
    test_no_more_than_wanted();
#ifdef PDX_TESTING
    test_trouble_with_files();
#endif
    memory_fails(add_all, NULL, 10);
    saved_folder_remove();
    return check_report("read_posts");
}
