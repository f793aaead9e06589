/* An archive of the oracle as a snapshot, and a query of its with options as the engine takes them. */
#ifndef PDX_TESTS_ENGINE_CASE_H
#define PDX_TESTS_ENGINE_CASE_H

#include "check.h"
#include "query/random_query.h"

#include "index/inverter.h"
#include "query/search.h"

static pdx_status stem(void *context, pdx_lang language, const pdx_span *terms, size_t n, pdx_buf *bytes, uint64_t *ends) {
    size_t i;
    (void)context;
    (void)language;
    for (i = 0; i < n; i++) {
        char word[4 * WORD_MAX], out[4 * WORD_MAX];
        memcpy(word, terms[i].data, terms[i].len);
        word[terms[i].len] = '\0';
        o_stem(word, out);
        pdx_buf_str(bytes, out);
        ends[i] = bytes->len;
    }
    return bytes->failed ? PDX_ENOMEM : PDX_OK;
}

static const pdx_stemmer stemmer = {stem, NULL};

static pdx_status resolve(void *context, pdx_filter_kind kind, pdx_span value, pdx_bitmap *certain, pdx_bitmap *possible, pdx_error *err) {
    const o_archive *archive = context;
    const int number = value.data[0] - '0';
    int d;
    CHECK(value.len == 1 && kind == (number % 2 ? PDX_FILTER_DATE : PDX_FILTER_TAG));
    (void)err;
    for (d = 0; d < archive->n_posts; d++) {
        if (archive->filter_level[number][d] == 2) pdx_bitmap_set(certain, (uint32_t)d);
        if (archive->filter_level[number][d] == 1) pdx_bitmap_set(possible, (uint32_t)d);
    }
    return PDX_OK;
}

static pdx_status add_doc(pdx_inverter *inverter, const o_doc *doc) {
    static const pdx_lang languages[LANGUAGES] = {PDX_LANG('e', 'n'), PDX_LANG('e', 's'), PDX_LANG_NONE};
    pdx_index_part parts[PARTS_MAX];
    pdx_index_doc one;
    int p;
    for (p = 0; p < doc->n_parts; p++) {
        memset(&parts[p], 0, sizeof parts[p]);
        parts[p].role = (uint8_t)doc->parts[p].role;
        parts[p].begin = parts[p].block_begin = (uint64_t)doc->parts[p].begin;
        parts[p].end = parts[p].block_end = (uint64_t)doc->parts[p].end;
    }
    one.text = pdx_span_str(doc->text);
    one.parts = parts;
    one.n_parts = (size_t)doc->n_parts;
    one.language = languages[doc->language];
    one.remainder = !doc->is_post;
    one.text_stays = false;
    return pdx_inverter_add(inverter, &one, NULL);
}

static pdx_snapshot *index_archive(const o_archive *archive) {
    pdx_inverter *inverter;
    pdx_snapshot *snapshot = NULL;
    pdx_buf out;
    size_t len;
    uint8_t *bytes;
    int d;
    pdx_buf_init(&out);
    CHECK_EQ(pdx_inverter_new(pdx_analyzer_default(), &inverter, NULL), PDX_OK);
    for (d = 0; d < archive->n_docs; d++) CHECK_EQ(add_doc(inverter, &archive->docs[d]), PDX_OK);
    CHECK_EQ(pdx_inverter_finish(inverter, &stemmer, NULL, &out, NULL), PDX_OK);
    pdx_inverter_free(inverter);
    bytes = pdx_buf_take(&out, &len);
    CHECK_EQ(pdx_snapshot_take(bytes, len, pdx_analyzer_default(), &snapshot, NULL), PDX_OK);
    return snapshot;
}

typedef struct engine_case {
    o_archive *archive;
    o_query query;
    char typed[4000];
    int possible, has_posts;
    pdx_bitmap posts;
    pdx_filters filters;
    pdx_search_options options;
    pdx_query *parsed;
    pdx_snapshot *snapshot;
} engine_case;

static void random_case(engine_case *c, test_random *r) {
    const char *scope = "";
    pdx_role_set roles = PDX_ROLES_ALL;
    uint32_t d;
    memset(&c->query, 0, sizeof c->query);
    c->query.archive = c->archive;
    c->query.find = random_below(r, 3) == 0;
    c->query.any = !c->query.find && random_below(r, 3) == 0;
    c->query.stemmed = !c->query.find && random_below(r, 4) != 0;
    c->query.view = random_below(r, 6) ? PDX_ROLES_ALL : (pdx_role_set)random_next(r) & PDX_ROLES_ALL;
    c->possible = c->query.possible = (int)random_below(r, 2);
    c->has_posts = random_below(r, 4) == 0;
    if (random_below(r, 5) == 0) roles = q_scope(r, &scope);
    c->query.root = q_tree(&c->query, r, (int)random_below(r, 4), roles, 0);
    q_boosts(&c->query, r);
    o_prepare(&c->query);
    strcpy(c->typed, scope);
    strcat(c->typed, scope[0] ? "(" : "");
    q_write(&c->query, c->query.root, c->typed);
    strcat(c->typed, scope[0] ? ")" : "");
    CHECK(pdx_bitmap_init(&c->posts, (uint32_t)c->archive->n_posts, false));
    for (d = 0; d < c->posts.n; d++) {
        if (random_below(r, 2)) pdx_bitmap_set(&c->posts, d);
    }
    c->filters.resolve = resolve;
    c->filters.context = c->archive;
    memset(&c->options, 0, sizeof c->options);
    c->options.scoring = pdx_scoring_default();
    c->options.filters = &c->filters;
    c->options.stemmer = c->query.stemmed ? &stemmer : NULL;
    c->options.posts = c->has_posts ? &c->posts : NULL;
    c->options.roles = c->query.view;
    c->options.possible = c->possible != 0;
}

static bool parse(engine_case *c) {
    pdx_query_options options;
    pdx_error err;
    memset(&options, 0, sizeof options);
    options.any = c->query.any != 0;
    options.sequence = c->query.find != 0;
    err.message[0] = '\0';
    CHECK_EQ(pdx_query_parse(pdx_span_str(c->typed), pdx_analyzer_default(), &options, &c->parsed, &err), PDX_OK);
    return c->parsed != NULL;
}

static void tell(const engine_case *c, const char *what, int d) {
    pdx_buf dump;
    pdx_buf_init(&dump);
    pdx_query_dump(c->parsed, &dump);
    printf("%s, document %d: <%s> read as %.*s\n", what, d, c->typed, (int)dump.len, (const char *)dump.data);
    if (d >= 0) printf("  text, language %d:\n%s", c->archive->docs[d].language, c->archive->docs[d].text);
    pdx_buf_deinit(&dump);
}

#endif
