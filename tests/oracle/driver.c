/* The seam at the other end of a pipe, for the oracle: one command a line, bytes in hexadecimal. See engine.py.
 *   archive LANGUAGE NAME BYTES     -> stem LANGUAGE TERM... (answered with one line of stems), then what the archive holds
 *   cut SEGMENTS KIND SEED          -> the same archive with its index in so many segments (KIND: tests/c/query/set_cut.h)
 *   search|find FLAGS ROLES QUERY   -> its hits or lines */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/model/model.h"
#include "query/set_cut.h"

static pdx_archive *archive;
static char *line;
static size_t line_size;

static void die(const char *why) {
    fprintf(stderr, "driver: %s\n", why);
    exit(2);
}

static bool read_line(void) {
    size_t n = 0;
    int c;
    while ((c = getchar()) != EOF && c != '\n') {
        if (n + 2 > line_size) {
            line_size = 2 * line_size + 1024;
            line = realloc(line, line_size);
            if (line == NULL) die("no memory");
        }
        line[n++] = (char)c;
    }
    if (n == 0 && c == EOF) return false;
    if (line_size == 0) die("an empty line");
    line[n] = '\0';
    return true;
}

static unsigned nibble(char c) { return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10); }

/* The text up to the next `stop`, taken from `at`; NULL when there is none left. */
static char *next_word(char **at, char stop) {
    char *word = *at, *end;
    if (word == NULL) return NULL;
    end = strchr(word, stop);
    *at = end == NULL ? NULL : end + 1;
    if (end != NULL) *end = '\0';
    return word;
}

/* The next word of the line, read as hexadecimal in place ("." is nothing). */
static pdx_span next_bytes(char **at) {
    char *word = next_word(at, ' '), *out = word;
    if (word == NULL) die("a word is missing");
    if (strcmp(word, ".") == 0) return pdx_span_of(word, 0);
    for (const char *in = word; *in != '\0'; in += 2) *out++ = (char)(nibble(in[0]) << 4 | nibble(in[1]));
    return pdx_span_of(word, (size_t)(out - word));
}

static void print_bytes(pdx_span span) {
    putchar(' ');
    if (span.len == 0) putchar('.');
    for (size_t i = 0; i < span.len; i++) printf("%02x", (unsigned)((const unsigned char *)span.data)[i]);
}

static pdx_status stem(void *context, uint16_t language, const pdx_span *terms, size_t n, pdx_buf *bytes, uint64_t *ends) {
    (void)context;
    printf("stem %c%c", language >> 8, language & 255);
    for (size_t i = 0; i < n; i++) print_bytes(terms[i]);
    putchar('\n');
    fflush(stdout);
    char *kept = line; /* the command is still being read */
    line = NULL;
    line_size = 0;
    if (!read_line()) die("no stems");
    char *at = line;
    for (size_t i = 0; i < n; i++) {
        const pdx_span one = next_bytes(&at);
        pdx_buf_append(bytes, one.data, one.len);
        ends[i] = bytes->len;
    }
    free(line);
    line = kept;
    line_size = strlen(kept) + 1;
    return bytes->failed ? PDX_ENOMEM : PDX_OK;
}

static void print_parts(uint32_t page, uint32_t first, uint32_t n) {
    for (uint32_t i = first; i < first + n; i++) {
        const pdx_part_info part = pdx_page_part_at(archive, page, i);
        printf("part %" PRIu32 " %" PRIu32 " %s %" PRIu64 " %" PRIu64 " %" PRIu32 "\n", page, i, pdx_role_name((pdx_role)part.role),
               part.range.begin, part.range.end, part.appearance);
    }
}

static void print_item(const char *kind, pdx_item_info item) {
    printf("%s %" PRIu32 " %" PRIu32 " %" PRIu32 " %" PRIu64 " %" PRIu64 "\n", kind, item.page, item.part, item.layer, item.range.begin,
           item.range.end);
}

static void print_post(uint32_t number) {
    const pdx_post_info post = pdx_archive_post(archive, number);
    const pdx_date_info published = pdx_post_published(archive, number);
    printf("post %s %s %" PRId64 " %" PRId64 "\n", post.language[0] == '\0' ? "--" : post.language,
           published.iso[0] == '\0' ? "-" : published.iso, post.not_before, post.before);
    for (uint32_t i = 0; i < post.n_appearances; i++) {
        const pdx_appearance_info appearance = pdx_archive_appearance(archive, pdx_post_appearance(archive, number, i));
        printf("appearance %" PRIu32 " %d\n", appearance.page, pdx_post_appearance(archive, number, i) == post.appearance);
        print_parts(appearance.page, appearance.first_part, appearance.n_parts);
    }
    for (uint32_t i = 0; i < post.n_tags; i++) print_item("tag", pdx_post_tag(archive, number, i));
    for (uint32_t i = 0; i < post.n_categories; i++) print_item("category", pdx_post_category(archive, number, i));
}

static void print_archive(void) {
    const pdx_archive_info info = pdx_archive_describe(archive);
    for (uint32_t i = 0; i < info.n_layers; i++) {
        printf("layer %" PRIu32, i);
        print_bytes(pdx_archive_layer(archive, i).text);
        putchar('\n');
    }
    for (uint32_t i = 0; i < info.n_pages; i++) {
        const pdx_page_info page = pdx_archive_page(archive, i);
        printf("page %" PRIu32 " %" PRId32 " %s\n", page.layer, page.heading == PDX_NONE ? -1 : (int32_t)page.heading,
               page.language[0] == '\0' ? "--" : page.language);
        print_parts(i, 0, page.n_parts);
    }
    for (uint32_t i = 0; i < info.n_posts; i++) print_post(i);
    printf("end\n");
}

enum { THREADS = 3 };

static pdx_status build(char *at) {
    const char *language = next_word(&at, ' ');
    pdx_build_options options = {.use_lexicon = true, .n_threads = (unsigned)(1 + strlen(at) % THREADS)};
    if (strcmp(language, "--") != 0) options.language = (uint16_t)((unsigned)language[0] << 8 | (unsigned)language[1]);
    const pdx_stem_callback stemmer = {stem, NULL};
    pdx_source_facts facts = {next_bytes(&at), {NULL, 0}, PDX_DAY_UNKNOWN};
    const pdx_span bytes = next_bytes(&at);
    pdx_builder *builder;
    pdx_archive_release(archive);
    archive = NULL;
    pdx_status status = pdx_builder_new(&options, &builder, NULL);
    if (status != PDX_OK) return status;
    status = pdx_builder_add(builder, &facts, bytes, NULL, NULL);
    if (status == PDX_OK) status = pdx_builder_finish(builder, &stemmer, NULL, &archive, NULL);
    pdx_builder_free(builder);
    if (status == PDX_OK) print_archive();
    return status;
}

/* Everything is asked again of an index in several segments, some of whose documents are gone. */
static pdx_status cut(char *at) {
    const uint32_t n = (uint32_t)strtoul(next_word(&at, ' '), NULL, 10);
    const cut_kind kind = (cut_kind)strtoul(next_word(&at, ' '), NULL, 10);
    test_random random = {strtoul(next_word(&at, ' '), NULL, 10)};
    pdx_snapshot *whole = archive->snapshot;
    archive->snapshot = set_cut(whole, archive->stemmer.stem == NULL ? NULL : &archive->stemmer, n, kind, &random);
    pdx_snapshot_release(whole);
    printf("end\n");
    return PDX_OK;
}

static void print_note(pdx_note_info note) { printf("note %zu %zu %s\n", note.begin, note.end, note.message); }

enum { FEW = 12 };

/* The first `k`, and then all of them, which must begin with the same. */
static pdx_status print_hits(pdx_hits *hits, size_t k, pdx_error *err) {
    pdx_hits_numbers numbers;
    pdx_hit_info few[FEW];
    size_t n_few, n;
    PDX_TRY(pdx_hits_reach(hits, k, NULL, &n_few, err));
    for (size_t i = 0; i < n_few; i++) few[i] = pdx_hits_get(hits, i);
    PDX_TRY(pdx_hits_count(hits, NULL, &numbers, err));
    PDX_TRY(pdx_hits_reach(hits, numbers.n, NULL, &n, err));
    if (n != numbers.n) return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "%zu hits are counted, %zu found", numbers.n, n);
    for (size_t i = 0; i < n; i++) {
        const pdx_hit_info hit = pdx_hits_get(hits, i);
        if (i < n_few && (hit.post != few[i].post || hit.score != few[i].score)) {
            return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "hit %zu is another one when more are found", i);
        }
        printf("hit %" PRIu32 " %.17g\n", hit.post, hit.score);
    }
    for (size_t i = 0; i < pdx_hits_n_notes(hits); i++) print_note(pdx_hits_note(hits, i));
    printf("end %" PRIu32 "\n", numbers.n_possible);
    return PDX_OK;
}

static pdx_status search(pdx_view *view, pdx_span query, const pdx_query_settings *settings, pdx_error *err) {
    pdx_hits *hits;
    pdx_status status = pdx_view_search(view, query, settings, &hits, err);
    if (status != PDX_OK) return status;
    status = print_hits(hits, 1 + query.len % FEW, err);
    pdx_hits_release(hits);
    return status;
}

static pdx_status find(pdx_view *view, pdx_span query, const pdx_query_settings *settings, pdx_error *err) {
    pdx_lines *lines;
    pdx_line_reader *reader = NULL;
    pdx_lines_numbers numbers = {0, 0, 0};
    pdx_status status = pdx_view_find(view, query, settings, &lines, err);
    if (status != PDX_OK) return status;
    size_t n = 0;
    status = pdx_lines_count(lines, NULL, &numbers, err);
    if (status == PDX_OK) status = pdx_lines_reach(lines, SIZE_MAX, NULL, &n, err);
    if (status == PDX_OK && n != numbers.n) printf("%zu lines were counted where there are %zu\n", numbers.n, n);
    if (status == PDX_OK) status = pdx_line_reader_new(lines, &reader, err);
    for (size_t i = 0; status == PDX_OK && i < numbers.n; i++) {
        pdx_line_info info;
        status = pdx_line_reader_get(reader, i, &info, err);
        if (status == PDX_OK) {
            printf("line %" PRId64 " %" PRIu32 " %" PRIu32 " %s %" PRIu64 " %" PRIu64 " %" PRIu32 "\n",
                   info.post == PDX_NONE ? -1 : (int64_t)info.post, info.page, info.part, pdx_role_name((pdx_role)info.role),
                   info.node.begin, info.node.end, info.position);
        }
    }
    for (size_t i = 0; i < pdx_lines_n_notes(lines); i++) print_note(pdx_lines_note(lines, i));
    if (status == PDX_OK) printf("end %" PRIu32 "\n", numbers.n_possible);
    pdx_line_reader_free(reader);
    pdx_lines_release(lines);
    return status;
}

/* FLAGS: letters of "asp" (any, strict, possible) or "."; ROLES: names with commas between, or ".". */
static pdx_status ask(bool for_lines, char *at, pdx_error *err) {
    pdx_query_settings settings = pdx_query_settings_default();
    const char *flags = next_word(&at, ' ');
    char *roles = next_word(&at, ' ');
    const pdx_span query = next_bytes(&at);
    pdx_view *view, *narrow;
    pdx_role_set set = 0;
    settings.any = strchr(flags, 'a') != NULL;
    settings.strict = strchr(flags, 's') != NULL;
    settings.possible = strchr(flags, 'p') != NULL;
    pdx_status status = pdx_view_all(archive, &view, err);
    if (status != PDX_OK) return status;
    if (strcmp(roles, ".") != 0) {
        for (const char *name = next_word(&roles, ','); name != NULL; name = next_word(&roles, ',')) {
            set |= PDX_ROLE_BIT(pdx_role_parse(pdx_span_str(name)));
        }
        status = pdx_view_within(view, set, &narrow, err);
        pdx_view_release(view);
        if (status != PDX_OK) return status;
        view = narrow;
    }
    status = for_lines ? find(view, query, &settings, err) : search(view, query, &settings, err);
    pdx_view_release(view);
    return status;
}

int main(void) {
    while (read_line()) {
        pdx_error err = {0};
        char *at = line;
        const char *command = next_word(&at, ' ');
        if (at == NULL) die("a command without words");
        pdx_status status;
        if (strcmp(command, "archive") == 0) status = build(at);
        else if (strcmp(command, "cut") == 0) status = cut(at);
        else status = ask(strcmp(command, "find") == 0, at, &err);
        if (status != PDX_OK) printf("error %s\n", pdx_status_name(status));
        fflush(stdout);
    }
    pdx_archive_release(archive);
    free(line);
    return 0;
}
