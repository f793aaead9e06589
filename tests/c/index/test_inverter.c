/* Random documents through the inverter, and everything that the segment then says against a naive model: a plain
 * table of occurrences from the token stream, sorted and counted by hand. */
#include <stdlib.h>

#include "check.h"
#include "random.h"
#include "index/inverter.h"
#include "segment/postings.h"
#include "text/tokens.h"

enum { DOCS_MAX = 700, PARTS_MAX = 9, KEY_MAX = 40, TEXT_MAX = 700 };

typedef struct model_doc {
    char text[TEXT_MAX];
    size_t len;
    pdx_index_part parts[PARTS_MAX];
    uint32_t first[PARTS_MAX], n_positions[PARTS_MAX];
    size_t n_parts;
    pdx_lang language;
    bool remainder;
    uint32_t number; /* in the segment */
} model_doc;

/* One row per occurrence; `stem` only for posts. */
typedef struct model_row {
    char key[KEY_MAX], stem[KEY_MAX];
    pdx_lang language;
    uint32_t doc, position, part;
    int group;
    bool post;
} model_row;

static model_doc docs[DOCS_MAX];
static size_t n_docs;
static uint32_t n_posts;
static model_row *rows;
static size_t n_rows, rows_capacity;

static const pdx_lang languages[] = {PDX_LANG_EN, PDX_LANG('e', 's'), PDX_LANG_NONE, PDX_LANG('d', 'e')};

/* Documents */

static const char *const words[] = {"river", "rivers", "bridge", "bridges", "e-mail", "email", "e-mails", "emails", "boat", "boats", "old",
                                    "town", "Pour-Mohammadi", "It's", "its", "30,000", "harbour", "a", "b", "c", "s", "ss", "puente",
                                    "puentes", "Wending's", "wendings", "x-y-z", "xyz", "x"};

static size_t words_put(test_random *random, char *out, size_t room, unsigned most) {
    size_t len = 0;
    unsigned n = random_below(random, most + 1);
    for (; n > 0; n--) {
        /* Words at the front are frequent: squared numbers lean to 0. */
        const uint32_t r = random_below(random, 1000);
        const char *word = words[(size_t)(r * r / 1000 * PDX_COUNTOF(words) / 1000)];
        if (len + strlen(word) + 2 > room) break;
        len += (size_t)sprintf(out + len, "%s%s", len > 0 ? (random_below(random, 5) == 0 ? ". " : " ") : "", word);
    }
    return len;
}

static void doc_make(test_random *random, model_doc *doc, unsigned n_languages, bool remainders) {
    memset(doc, 0, sizeof *doc);
    doc->n_parts = random_below(random, PARTS_MAX + 1);
    doc->language = languages[random_below(random, n_languages)];
    doc->remainder = remainders && random_below(random, 4) == 0;
    for (size_t i = 0; i < doc->n_parts; i++) {
        pdx_index_part *part = &doc->parts[i];
        const size_t block = doc->len;
        doc->len += random_below(random, 3); /* bytes that no part holds */
        memset(doc->text + block, '#', doc->len - block);
        part->role = (uint8_t)random_below(random, PDX_ROLE_COUNT);
        part->begin = doc->len;
        doc->len += words_put(random, doc->text + doc->len, 60, 8);
        part->end = doc->len;
        memset(doc->text + doc->len, '~', 2);
        doc->len += random_below(random, 3);
        part->block_begin = random_below(random, 2) == 0 ? block : part->begin;
        part->block_end = random_below(random, 2) == 0 ? doc->len : part->end;
        part->page_part = random_below(random, 100000);
        part->appearance = random_below(random, 3);
    }
}

/* The model */

static const char *model_stem(pdx_lang language, const char *base, char *out) {
    size_t len = strlen(base);
    memcpy(out, base, len + 1);
    if (len > 1 && out[len - 1] == 's') out[--len] = '\0';
    if (language == PDX_LANG('e', 's') && len > 3 && out[len - 1] == 'e') out[--len] = '\0';
    return out;
}

static pdx_status stem(void *context, pdx_lang language, const pdx_span *terms, size_t n, pdx_buf *bytes, uint64_t *ends) {
    size_t i, *n_asked = context;
    for (i = 0; i < n; i++) {
        char base[KEY_MAX] = "", out[KEY_MAX];
        CHECK(terms[i].len < KEY_MAX && memchr(terms[i].data, 0x1F, terms[i].len) == NULL);
        memcpy(base, terms[i].data, terms[i].len);
        pdx_buf_str(bytes, model_stem(language, base, out));
        ends[i] = bytes->len;
    }
    *n_asked += n;
    return PDX_OK;
}

static void row_push(const model_row *row) {
    if (n_rows == rows_capacity) {
        rows_capacity = rows_capacity * 2 + 100;
        rows = realloc(rows, rows_capacity * sizeof *rows);
        if (rows == NULL) abort();
    }
    rows[n_rows++] = *row;
}

static void model_add(pdx_tokens *tokens, model_doc *doc, bool stems) {
    uint32_t at = 0;
    uint32_t i;
    for (i = 0; i < doc->n_parts; i++) {
        const pdx_index_part *part = &doc->parts[i];
        pdx_token token;
        pdx_tokens_start(tokens, pdx_span_of(doc->text + part->begin, (size_t)(part->end - part->begin)), doc->language);
        while (pdx_tokens_next(tokens, &token)) {
            model_row row;
            char base[KEY_MAX];
            memset(&row, 0, sizeof row);
            CHECK(token.term.len < KEY_MAX);
            memcpy(row.key, token.term.data, token.term.len);
            strcpy(base, row.key);
            if (strchr(base, 0x1F) != NULL) *strchr(base, 0x1F) = '\0';
            if (stems) {
                (void)model_stem(doc->language, base, row.stem);
            } else {
                strcpy(row.stem, base);
            }
            row.language = doc->language;
            row.doc = doc->number;
            row.position = at + token.position;
            row.part = i;
            row.group = (int)pdx_role_group((pdx_role)part->role);
            row.post = !doc->remainder;
            row_push(&row);
        }
        CHECK(pdx_tokens_end(tokens, NULL) == PDX_OK);
        doc->first[i] = at;
        doc->n_positions[i] = pdx_tokens_count(tokens);
        at += doc->n_positions[i] + 1;
    }
}

static void model_make(bool stems) {
    pdx_tokens *tokens;
    uint32_t posts = 0, remainders = 0;
    size_t i;
    n_rows = 0;
    for (i = 0; i < n_docs; i++) {
        if (!docs[i].remainder) docs[i].number = posts++;
    }
    for (i = 0; i < n_docs; i++) {
        if (docs[i].remainder) docs[i].number = posts + remainders++;
    }
    n_posts = posts;
    CHECK(pdx_tokens_new(pdx_analyzer_default(), &tokens, NULL) == PDX_OK);
    for (i = 0; i < n_docs; i++) model_add(tokens, &docs[i], stems);
    pdx_tokens_free(tokens);
}

static int place_compare(const model_row *x, const model_row *y) {
    if (x->doc != y->doc) return x->doc < y->doc ? -1 : 1;
    return x->position < y->position ? -1 : x->position > y->position;
}

static int by_key(const void *a, const void *b) {
    const model_row *x = a, *y = b;
    const int order = strcmp(x->key, y->key);
    return order != 0 ? order : place_compare(x, y);
}

/* Posts first, by language, stem, place. */
static int by_stem(const void *a, const void *b) {
    const model_row *x = a, *y = b;
    int order;
    if (x->post != y->post) return x->post ? -1 : 1;
    if (x->language != y->language) return x->language < y->language ? -1 : 1;
    order = strcmp(x->stem, y->stem);
    return order != 0 ? order : place_compare(x, y);
}

/* Comparing */

/* Several at once, as many as there is room for, are those that are read one by one. */
static void check_parts(const pdx_segment *segment, const model_doc *doc) {
    enum { ROOM = 3 };
    pdx_doc_part parts[ROOM], part;
    uint32_t n = ROOM, from = 0;
    for (; n == ROOM; from += n) {
        CHECK(pdx_segment_parts(segment, doc->number, from, parts, ROOM, &n, NULL) == PDX_OK);
        for (uint32_t i = 0; i < n; i++) {
            CHECK(pdx_segment_part(segment, doc->number, from + i, &part, NULL) == PDX_OK);
            CHECK(parts[i].role == part.role && parts[i].begin == part.begin && parts[i].end == part.end && parts[i].first_position == part.first_position);
            CHECK(parts[i].n_positions == part.n_positions && parts[i].page_part == part.page_part && parts[i].appearance == part.appearance);
        }
    }
    CHECK_EQ(from, doc->n_parts);
    CHECK(pdx_segment_parts(segment, doc->number, from + 1, parts, ROOM, &n, NULL) == PDX_OK && n == 0);
}

static void check_docs(const pdx_segment *segment) {
    uint64_t totals[PDX_GROUP_COUNT] = {0};
    size_t d;
    uint32_t i, g;
    CHECK_EQ(pdx_segment_n_docs(segment), n_docs);
    CHECK_EQ(pdx_segment_n_posts(segment), n_posts);
    for (d = 0; d < n_docs; d++) {
        const model_doc *doc = &docs[d];
        uint32_t lengths[PDX_GROUP_COUNT] = {0}, end = 0, position;
        pdx_doc_place found;
        pdx_doc_info info;
        CHECK(pdx_segment_doc(segment, doc->number, &info, NULL) == PDX_OK);
        CHECK(pdx_span_equal(info.text, pdx_span_of(doc->text, doc->len)));
        CHECK_EQ(info.language, doc->language);
        CHECK_EQ(info.n_parts, doc->n_parts);
        for (i = 0; i < doc->n_parts; i++) {
            const pdx_index_part *given = &doc->parts[i];
            const int group = (int)pdx_role_group((pdx_role)given->role);
            pdx_doc_part part;
            CHECK(pdx_segment_part(segment, doc->number, i, &part, NULL) == PDX_OK);
            CHECK(part.role == given->role && part.begin == given->begin && part.end == given->end);
            CHECK(part.block_begin == given->block_begin && part.block_end == given->block_end);
            CHECK(part.page_part == given->page_part && part.appearance == given->appearance);
            CHECK_EQ(part.first_position, doc->first[i]);
            CHECK_EQ(part.n_positions, doc->n_positions[i]);
            if (group < PDX_GROUP_COUNT) lengths[group] += part.n_positions;
            end = part.first_position + part.n_positions;
            for (position = part.first_position; position < end; position++) {
                CHECK(pdx_segment_place_of(segment, doc->number, position, &found, NULL) == PDX_OK);
                CHECK_EQ(found.part, i);
                CHECK(found.role == part.role && found.first_position == part.first_position && found.n_positions == part.n_positions);
            }
            CHECK(pdx_segment_place_of(segment, doc->number, end, &found, NULL) == PDX_ECORRUPT); /* the gap */
        }
        CHECK(pdx_segment_part(segment, doc->number, i, &(pdx_doc_part){0}, NULL) == PDX_EVALUE);
        check_parts(segment, doc);
        CHECK_EQ(info.n_positions, end);
        for (g = 0; g < PDX_GROUP_COUNT; g++) {
            CHECK_EQ(info.lengths[g], lengths[g]);
            CHECK_EQ(pdx_segment_length(segment, (pdx_group)g, doc->number), lengths[g]);
            if (!doc->remainder) totals[g] += lengths[g];
        }
    }
    for (g = 0; g < PDX_GROUP_COUNT; g++) CHECK_EQ(pdx_segment_group_total(segment, (pdx_group)g), totals[g]);
}

/* Rows [begin, end) are one document of the list; equal starts are one when `once`. */
static size_t doc_end(size_t begin, size_t end) {
    size_t i = begin;
    while (i < end && rows[i].doc == rows[begin].doc) i++;
    return i;
}

static void check_frequencies(const pdx_postings *list, size_t begin, size_t end) {
    uint32_t wanted[PDX_GROUP_COUNT + 1] = {0};
    size_t i;
    for (i = begin; i < end; i++) {
        if (i == begin || rows[i].position != rows[i - 1].position) wanted[rows[i].group]++;
    }
    CHECK(memcmp(wanted, list->frequencies, sizeof wanted) == 0);
}

static void check_positions(pdx_postings *list, pdx_positions *positions, size_t begin, size_t end) {
    size_t i;
    CHECK(pdx_postings_positions(list, positions, NULL) == PDX_OK);
    CHECK_EQ(positions->len, end - begin);
    for (i = begin; i < end && positions->len == end - begin; i++) CHECK_EQ(positions->data[i - begin], rows[i].position);
}

/* From the start to every target, and through the list in random steps with positions now and then. */
static void check_seeks(test_random *random, const pdx_postings *opened, pdx_positions *positions, size_t begin, size_t end) {
    pdx_postings list = *opened;
    pdx_doc target = 0;
    size_t i = begin;
    while (i < end) {
        const bool next = random_below(random, 3) == 0;
        bool found;
        if (next) {
            i = list.doc == PDX_NO_DOC ? begin : doc_end(i, end);
            found = pdx_postings_next(&list);
        } else {
            target = (list.doc == PDX_NO_DOC ? 0 : list.doc) + random_below(random, random_below(random, 2) == 0 ? 3 : 200);
            while (i < end && rows[i].doc < target) i++;
            found = pdx_postings_seek(&list, target);
        }
        CHECK_EQ(found, i < end);
        CHECK_EQ(list.doc, i < end ? rows[i].doc : PDX_NO_DOC);
        if (i == end || !found) break;
        if (positions != NULL && random_below(random, 2) == 0) check_positions(&list, positions, i, doc_end(i, end));
    }
    for (target = 0; target <= n_docs; target += 1 + target / 50) {
        list = *opened;
        for (i = begin; i < end && rows[i].doc < target; i++) continue;
        CHECK_EQ(pdx_postings_seek(&list, target), i < end);
        CHECK_EQ(list.doc, i < end ? rows[i].doc : PDX_NO_DOC);
        CHECK_EQ(list.status, PDX_OK);
        if (i == end) continue;
        CHECK(pdx_postings_seek(&list, target) && list.doc == rows[i].doc); /* stays */
        check_frequencies(&list, i, doc_end(i, end));
        if (positions != NULL) check_positions(&list, positions, i, doc_end(i, end));
    }
}

/* A whole list; gives its documents and those with an occurrence in a scoring group. */
static void check_list(const pdx_postings *opened, pdx_positions *positions, size_t begin, size_t end, uint32_t *docs_out,
                       uint32_t *posts_out) {
    pdx_postings list = *opened;
    size_t i, next;
    *docs_out = *posts_out = 0;
    for (i = begin; i < end; i = next) {
        bool scored = false;
        size_t k;
        next = doc_end(i, end);
        for (k = i; k < next; k++) scored = scored || rows[k].group < PDX_GROUP_COUNT;
        CHECK(pdx_postings_next(&list));
        CHECK_EQ(list.doc, rows[i].doc);
        check_frequencies(&list, i, next);
        if (positions != NULL) check_positions(&list, positions, i, next);
        ++*docs_out;
        *posts_out += scored && rows[i].post;
    }
    CHECK(!pdx_postings_next(&list));
    CHECK(!pdx_postings_next(&list));
    CHECK_EQ(list.status, PDX_OK);
    CHECK_EQ(list.doc, PDX_NO_DOC);
    CHECK_EQ(opened->n_docs, *docs_out);
}

static void check_terms(test_random *random, const pdx_segment *segment) {
    pdx_positions positions;
    pdx_buf key;
    pdx_ord ord = 0;
    size_t i, end;
    PDX_VEC_INIT(&positions);
    pdx_buf_init(&key);
    if (n_rows > 0) qsort(rows, n_rows, sizeof *rows, by_key);
    for (i = 0; i < n_rows; i = end, ord++) {
        pdx_postings list;
        pdx_term term;
        uint32_t wanted_docs, wanted_posts;
        pdx_ord found;
        for (end = i; end < n_rows && strcmp(rows[end].key, rows[i].key) == 0; end++) continue;
        CHECK(pdx_segment_key(segment, ord, &key, NULL) == PDX_OK);
        CHECK(pdx_span_equal(pdx_buf_view(&key), pdx_span_str(rows[i].key)));
        CHECK(pdx_segment_find(segment, pdx_buf_view(&key), &found, NULL) == PDX_OK && found == ord);
        pdx_buf_byte(&key, 0x01);
        CHECK(pdx_segment_find(segment, pdx_buf_view(&key), &found, NULL) == PDX_OK && found == PDX_NO_ORD);
        CHECK(pdx_segment_lower_bound(segment, pdx_buf_view(&key), &found, NULL) == PDX_OK && found == ord + 1);
        CHECK(pdx_postings_open(&list, segment, ord, NULL) == PDX_OK);
        check_list(&list, &positions, i, end, &wanted_docs, &wanted_posts);
        check_seeks(random, &list, &positions, i, end);
        CHECK(pdx_segment_term(segment, ord, &term, NULL) == PDX_OK);
        CHECK_EQ(term.ord, ord);
        CHECK_EQ(term.n_docs, wanted_docs);
        CHECK_EQ(term.n_posts, wanted_posts);
        CHECK_EQ(term.n_occurrences, end - i);
    }
    CHECK_EQ(pdx_segment_n_terms(segment), ord);
    CHECK(pdx_segment_key(segment, ord, &key, NULL) == PDX_EVALUE);
    pdx_buf_deinit(&key);
    PDX_VEC_DEINIT(&positions);
}

/* The members of the class are exactly the keys of rows [begin, end). */
static void check_members(const pdx_segment *segment, pdx_ord class_ord, size_t begin, size_t end) {
    pdx_buf key;
    uint32_t n, i;
    size_t k, seen = 0;
    pdx_buf_init(&key);
    CHECK(pdx_segment_class_size(segment, class_ord, &n, NULL) == PDX_OK);
    for (i = 0; i < n; i++) {
        pdx_ord member;
        size_t before = seen;
        CHECK(pdx_segment_class_member(segment, class_ord, i, &member, NULL) == PDX_OK);
        CHECK(pdx_segment_key(segment, member, &key, NULL) == PDX_OK);
        for (k = begin; k < end; k++) seen += pdx_span_equal(pdx_buf_view(&key), pdx_span_str(rows[k].key));
        CHECK(seen > before);
    }
    CHECK_EQ(seen, end - begin);
    pdx_buf_deinit(&key);
}

/* Whether all documents are posts of one language. */
static bool are_alike(void) {
    size_t d;
    for (d = 0; d < n_docs; d++) {
        if (docs[d].remainder || docs[d].language != docs[0].language) return false;
    }
    return true;
}

/* Whether a class that rows [begin, end) make is told by a bit alone: it has one member, which is its own stem. */
static bool is_own(size_t begin, size_t end) {
    size_t i;
    for (i = begin; i < end; i++) {
        if (strcmp(rows[i].key, rows[i].stem) != 0) return false;
    }
    return are_alike();
}

static void check_classes(test_random *random, const pdx_segment *segment) {
    pdx_buf found_stem;
    pdx_ord ord = 0;
    size_t i, end;
    pdx_buf_init(&found_stem);
    if (n_rows > 0) qsort(rows, n_rows, sizeof *rows, by_stem);
    for (i = 0; i < n_rows && rows[i].post; i = end) {
        const pdx_span wanted = pdx_span_str(rows[i].stem);
        pdx_postings list;
        uint32_t wanted_docs, wanted_posts, class_docs, class_posts;
        uint16_t language;
        pdx_ord found;
        for (end = i; end < n_rows && rows[end].post && rows[end].language == rows[i].language &&
                      strcmp(rows[end].stem, rows[i].stem) == 0; end++) continue;
        CHECK(pdx_segment_class(segment, rows[i].language, wanted, &found, NULL) == PDX_OK && found != PDX_NO_ORD);
        CHECK_EQ(found >= pdx_segment_n_classes(segment), is_own(i, end));
        CHECK(found >= pdx_segment_n_classes(segment) || found == ord++);
        CHECK(pdx_segment_class_stem(segment, found, &found_stem, &language, NULL) == PDX_OK);
        CHECK(pdx_span_equal(pdx_buf_view(&found_stem), wanted) && language == rows[i].language);
        CHECK(pdx_postings_open_class(&list, segment, found, NULL) == PDX_OK);
        check_list(&list, NULL, i, end, &wanted_docs, &wanted_posts);
        check_seeks(random, &list, NULL, i, end);
        CHECK(pdx_segment_class_posts(segment, found, &class_docs, &class_posts, NULL) == PDX_OK);
        CHECK_EQ(class_docs, wanted_docs);
        CHECK_EQ(class_posts, wanted_posts);
        check_members(segment, found, i, end);
    }
    CHECK_EQ(pdx_segment_n_classes(segment), ord);
    CHECK(pdx_segment_class(segment, PDX_LANG('z', 'z'), pdx_span_str("river"), &ord, NULL) == PDX_OK && ord == PDX_NO_ORD);
    CHECK(pdx_segment_class(segment, PDX_LANG_EN, pdx_span_str("nowhere"), &ord, NULL) == PDX_OK && ord == PDX_NO_ORD);
    CHECK(pdx_segment_class_stem(segment, PDX_NO_ORD - 1, &found_stem, &(uint16_t){0}, NULL) == PDX_EVALUE);
    pdx_buf_deinit(&found_stem);
}

static void check_languages(const pdx_segment *segment) {
    size_t d, l, wanted = 0;
    uint32_t i;
    for (l = 0; l < PDX_COUNTOF(languages); l++) {
        uint32_t listed = 0;
        bool used = false;
        for (d = 0; d < n_docs; d++) used = used || (!docs[d].remainder && docs[d].language == languages[l]);
        for (i = 0; i < pdx_segment_n_languages(segment); i++) listed += pdx_segment_language(segment, i) == languages[l];
        CHECK_EQ(listed, used);
        wanted += used;
    }
    CHECK_EQ(pdx_segment_n_languages(segment), wanted);
}

static pdx_status docs_add(pdx_inverter *inverter, size_t begin, size_t end, pdx_error *err) {
    for (; begin < end; begin++) {
        pdx_index_doc doc;
        doc.text = pdx_span_of(docs[begin].text, docs[begin].len);
        doc.parts = docs[begin].parts;
        doc.n_parts = docs[begin].n_parts;
        doc.language = docs[begin].language;
        doc.remainder = docs[begin].remainder;
        doc.text_stays = begin % 2 == 0;
        PDX_TRY(pdx_inverter_add(inverter, &doc, err));
    }
    return PDX_OK;
}

/* Documents go through an inverter of their own. */
static pdx_status range_join(pdx_inverter *inverter, size_t begin, size_t end, pdx_error *err) {
    pdx_inverter *second;
    pdx_status status;
    if (begin == end) return PDX_OK;
    PDX_TRY(pdx_inverter_new(pdx_analyzer_default(), &second, err));
    status = docs_add(second, begin, end, err);
    if (status == PDX_OK) status = pdx_inverter_join(inverter, &second, 1, NULL, err);
    pdx_inverter_free(second);
    return status;
}

/* The documents from `middle` to `later` are joined; those behind are joined, too, or added. */
static pdx_status joined_add(pdx_inverter *inverter, size_t middle, size_t later, pdx_error *err) {
    PDX_TRY(docs_add(inverter, 0, middle, err));
    PDX_TRY(range_join(inverter, middle, later, err));
    return (later - middle) % 2 == 0 ? range_join(inverter, later, n_docs, err) : docs_add(inverter, later, n_docs, err);
}

static pdx_status segment_make(bool stems, size_t middle, size_t later, unsigned n_threads, pdx_buf *out) {
    size_t n_asked = 0;
    const pdx_stemmer stemmer = {stem, &n_asked};
    pdx_inverter *inverter;
    pdx_error err;
    pdx_status status = pdx_inverter_new(pdx_analyzer_default(), &inverter, &err);
    if (status == PDX_OK) status = joined_add(inverter, middle, later, &err);
    if (status == PDX_OK) {
        pdx_inverter_threads(inverter, n_threads);
        status = pdx_inverter_finish(inverter, stems ? &stemmer : NULL, NULL, out, &err);
    }
    if (status != PDX_OK) printf("%s\n", err.message);
    pdx_inverter_free(inverter);
    return status;
}

static void test_case(test_random *random, size_t n, unsigned n_languages, bool remainders, bool stems) {
    pdx_buf out, again;
    pdx_segment *segment;
    pdx_error err;
    size_t middle, d;
    pdx_buf_init(&out);
    pdx_buf_init(&again);
    n_docs = n;
    for (d = 0; d < n; d++) doc_make(random, &docs[d], n_languages, remainders);
    model_make(stems);
    CHECK(segment_make(stems, n, n, 1, &out) == PDX_OK);
    middle = random_below(random, (uint32_t)n + 1);
    CHECK(segment_make(stems, middle, n, 2, &again) == PDX_OK);
    CHECK(pdx_span_equal(pdx_buf_view(&out), pdx_buf_view(&again)));
    pdx_buf_reset(&again);
    CHECK(segment_make(stems, middle, middle + random_below(random, (uint32_t)(n - middle) + 1), 1 + (unsigned)n % 2, &again) == PDX_OK);
    CHECK(pdx_span_equal(pdx_buf_view(&out), pdx_buf_view(&again)));
    err.message[0] = '\0';
    CHECK(pdx_segment_open(pdx_buf_view(&out), &segment, &err) == PDX_OK);
    if (segment != NULL) {
        CHECK(pdx_segment_fingerprint(segment) == pdx_analyzer_fingerprint(pdx_analyzer_default()));
        CHECK(pdx_segment_verify(segment, NULL, &err) == PDX_OK);
        check_docs(segment);
        check_terms(random, segment);
        check_classes(random, segment);
        check_languages(segment);
        pdx_segment_close(segment);
    }
    if (err.message[0] != '\0') printf("%s\n", err.message);
    pdx_buf_deinit(&out);
    pdx_buf_deinit(&again);
}

int main(void) {
    test_random random = {3};
    setvbuf(stdout, NULL, _IOLBF, 0); /* what was found stays told when an assertion ends the run */
    size_t n;
    for (n = 0; n < 12; n++) test_case(&random, n, 1 + (unsigned)n % 4, n % 2 == 0, n % 3 != 0);
    for (n = 0; n < 30; n++) test_case(&random, random_below(&random, 60), 1 + (unsigned)n % 4, n % 5 != 0, true);
    test_case(&random, DOCS_MAX, 1, false, true);
    test_case(&random, DOCS_MAX, 4, true, true);
    test_case(&random, DOCS_MAX, 2, true, false);
    free(rows);
    return check_report("inverter");
}
