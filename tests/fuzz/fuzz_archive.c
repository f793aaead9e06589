/* libFuzzer target: pages and records from a stranger, all the way to an archive. The first byte chooses options; the rest is up to
 * four sources, parted by the byte 0x1E. What is built must keep the promises of postdex.h: parts cover the bytes, ranges lie in
 * their layers, numbers refer to what is there, bounds are in order; then it is searched and listed. */
#include <string.h>

#include "base/alloc.h"
#include "input.h"
#include "must.h"
#include "postdex.h"

enum { SOURCES = 4 };

#define MUST_LIE_IN(range, len) MUST((range).begin <= (range).end && (range).end <= (len))

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_page(const pdx_archive *archive, uint32_t number, uint32_t n_posts) {
    const pdx_page_info page = pdx_archive_page(archive, number);
    const pdx_layer_info layer = pdx_archive_layer(archive, page.layer);
    const pdx_source_info source = pdx_archive_source(archive, page.source);
    uint64_t at = 0;
    uint32_t i;
    MUST_LIE_IN(page.record, source.bytes.len);
    MUST_LIE_IN(page.label, layer.text.len);
    MUST_LIE_IN(page.site_name, layer.text.len);
    MUST(page.probability >= 0.0f && page.probability <= 1.0f);
    for (i = 0; i < page.n_parts; i++) {
        const pdx_part_info part = pdx_page_part_at(archive, number, i);
        MUST(part.range.begin == at && part.range.end > at); /* lossless */
        MUST(part.role < PDX_ROLE_COUNT && part.line >= 1);
        MUST(!layer.identity || part.line <= page.n_lines);
        MUST(part.probability >= 0.0f && part.probability <= 1.0f);
        MUST_LIE_IN(pdx_layer_source_range(archive, page.layer, part.range), source.bytes.len);
        MUST(pdx_layer_chars(archive, page.layer, part.range.begin) <= part.range.begin);
        at = part.range.end;
    }
    MUST(at == layer.text.len);
    for (i = 0; i < page.n_appearances; i++) {
        const pdx_appearance_info one = pdx_archive_appearance(archive, page.first_appearance + i);
        MUST(one.page == number && one.post < n_posts && one.number == i);
        MUST(one.first_part + one.n_parts <= page.n_parts);
        MUST_LIE_IN(one.range, layer.text.len);
        MUST_LIE_IN(one.author, layer.text.len);
        MUST_LIE_IN(one.date_printed, layer.text.len);
    }
}

static void check_post(const pdx_archive *archive, uint32_t number, uint32_t n_appearances) {
    const pdx_post_info post = pdx_archive_post(archive, number);
    uint32_t i;
    MUST(post.n_appearances >= 1);
    for (i = 0; i < post.n_appearances; i++) {
        const uint32_t appearance = pdx_post_appearance(archive, number, i);
        MUST(appearance < n_appearances && pdx_archive_appearance(archive, appearance).post == number);
    }
    for (i = 0; i < post.n_tags; i++) {
        const pdx_item_info tag = pdx_post_tag(archive, number, i);
        MUST_LIE_IN(tag.range, pdx_archive_layer(archive, tag.layer).text.len);
    }
    if (post.not_before != PDX_DAY_UNKNOWN && post.before != PDX_DAY_UNKNOWN) MUST(post.not_before <= post.before);
}

static void ask(pdx_archive *archive, pdx_span words) {
    const pdx_query_settings settings = pdx_query_settings_default();
    pdx_view *view = NULL;
    pdx_hits *hits = NULL;
    pdx_lines *lines = NULL;
    pdx_line_reader *reader = NULL;
    pdx_lines_numbers numbers;
    pdx_line_info line;
    pdx_error err;
    size_t i, n;
    MUST(pdx_view_all(archive, &view, &err) == PDX_OK);
    if (pdx_view_search(view, words, &settings, &hits, &err) == PDX_OK) {
        MUST(pdx_hits_reach(hits, SIZE_MAX, NULL, &n, &err) == PDX_OK);
        for (i = 0; i < n; i++) MUST(pdx_hits_get(hits, i).post < pdx_view_n_posts(view));
        pdx_hits_release(hits);
    }
    if (pdx_view_find(view, words, &settings, &lines, &err) == PDX_OK) {
        MUST(pdx_line_reader_new(lines, &reader, &err) == PDX_OK);
        MUST(pdx_lines_count(lines, NULL, &numbers, &err) == PDX_OK);
        MUST(pdx_lines_reach(lines, SIZE_MAX, NULL, &n, &err) == PDX_OK && n == numbers.n);
        for (i = 0; i < numbers.n; i++) {
            MUST(pdx_line_reader_get(reader, i, &line, &err) == PDX_OK);
            MUST(line.before.end == line.node.begin && line.node.end == line.after.begin);
            MUST(line.before.begin <= line.before.end && line.node.begin <= line.node.end);
            MUST_LIE_IN(line.after, pdx_archive_layer(archive, line.layer).text.len);
        }
        pdx_line_reader_free(reader);
        pdx_lines_release(lines);
    }
    pdx_view_release(view);
}

static void check_archive(pdx_archive *archive) {
    const pdx_archive_info info = pdx_archive_describe(archive);
    uint32_t i;
    for (i = 0; i < info.n_pages; i++) check_page(archive, i, info.n_posts);
    for (i = 0; i < info.n_posts; i++) check_post(archive, i, info.n_appearances);
    if (info.n_sources > 0) {
        const pdx_span bytes = pdx_archive_source(archive, 0).bytes;
        ask(archive, pdx_span_of(bytes.data, pdx_min_size(bytes.len, 24)));
    }
}

static void add_sources(pdx_builder *builder, pdx_span left) {
    static const char *const names[SOURCES] = {"one", "two", "three", "four"};
    size_t n;
    for (n = 0; n < SOURCES; n++) {
        const uint8_t *mark = left.len == 0 ? NULL : memchr(left.data, 0x1E, left.len);
        const size_t len = mark == NULL ? left.len : (size_t)(mark - left.data);
        const pdx_source_facts facts = {pdx_span_str(names[n]), pdx_span_str(""), PDX_DAY_UNKNOWN};
        pdx_error err;
        const pdx_status status = pdx_builder_add(builder, &facts, input_from(left.data, len, 0), NULL, &err);
        MUST(status == PDX_OK || status == PDX_EFORMAT || status == PDX_EVALUE || status == PDX_ELIMIT);
        if (mark == NULL) return;
        left = pdx_span_slice(left, len + 1, left.len);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    pdx_build_options options = {.use_lexicon = true, .n_threads = 1};
    pdx_builder *builder = NULL;
    pdx_archive *archive = NULL;
    pdx_status status;
    pdx_error err;
    if (size == 0) return 0;
    options.use_lexicon = (data[0] & 1) == 0;
    MUST(pdx_builder_new(&options, &builder, &err) == PDX_OK);
    add_sources(builder, input_from(data, size, 1));
    status = pdx_builder_finish(builder, NULL, NULL, &archive, &err);
    pdx_builder_free(builder);
    MUST(status == PDX_OK || status == PDX_EFORMAT); /* a line of JSON lines may turn out to be none */
    if (status != PDX_OK) return 0;
    check_archive(archive);
    pdx_archive_release(archive);
    return 0;
}
