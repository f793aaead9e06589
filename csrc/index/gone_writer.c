#include "base/alloc.h"
#include "base/map.h"
#include "base/sort.h"
#include "base/varint.h"
#include "index/gone_layout.h"
#include "text/tokens.h"

enum { DOCS_PER_TICK = PDX_LIMIT(64, 2) };

/* A row of a table in the making. */
typedef struct row {
    uint64_t values[PDX_GONE_TERM_COLUMNS];
} row;
typedef PDX_VEC(row) rows;

/* A key of the gone documents. */
typedef struct word {
    uint64_t values[PDX_GONE_TERM_COLUMNS]; /* as in its row */
    uint32_t in_doc, in_post;               /* 1 + the document that counted last */
} word;

/* A gone post of the segment, and its words in scoring groups. */
typedef struct post {
    uint16_t language;
    size_t end; /* in `posted` */
} post;

typedef struct taking {
    const pdx_segment *segment; /* borrowed, like the next six; lists from `before` to the one that stays are taken into the new one */
    const pdx_gone *before, *stays;
    pdx_span note;
    const pdx_analyzer *analyzer;
    const pdx_stemmer *stemmer;
    const pdx_tick *tick;
    pdx_bitmap fresh;         /* owned, like all below; documents that go now */
    pdx_tokens *stream;
    pdx_map keys;
    PDX_VEC(word) words;      /* by number in `keys` */
    PDX_VEC(uint32_t) posted; /* numbers of words, post after post */
    PDX_VEC(post) posts;
    rows terms, classes;
    uint32_t n_docs, n_posts;
    uint64_t totals[PDX_GROUP_COUNT];
} taking;

static void taking_deinit(taking *t) {
    pdx_bitmap_deinit(&t->fresh);
    pdx_tokens_free(t->stream);
    pdx_map_deinit(&t->keys);
    PDX_VEC_DEINIT(&t->words);
    PDX_VEC_DEINIT(&t->posted);
    PDX_VEC_DEINIT(&t->posts);
    PDX_VEC_DEINIT(&t->terms);
    PDX_VEC_DEINIT(&t->classes);
}

/* ------------------------------------------------------------------ reading texts again */

static pdx_status word_count(taking *t, pdx_doc doc, bool scoring, pdx_span key, pdx_error *err) {
    const uint32_t id = pdx_map_intern(&t->keys, key);
    word fresh, *w;
    memset(&fresh, 0, sizeof fresh);
    if (id == PDX_MAP_NONE || (id == t->words.len && !PDX_VEC_PUSH(&t->words, fresh))) return pdx_fail_memory(err);
    w = &t->words.data[id];
    w->values[PDX_GONE_OCCURRENCES]++;
    if (w->in_doc != doc + 1) {
        w->in_doc = doc + 1;
        w->values[PDX_GONE_DOCS]++;
    }
    if (!scoring || w->in_post == doc + 1) return PDX_OK;
    w->in_post = doc + 1;
    w->values[PDX_GONE_POSTS]++;
    return PDX_VEC_PUSH(&t->posted, id) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status part_count(taking *t, pdx_doc doc, uint32_t number, bool is_post, pdx_error *err) {
    pdx_doc_part part;
    pdx_token token;
    pdx_span text;
    uint16_t language;
    PDX_TRY(pdx_segment_part_text(t->segment, doc, number, &part, &text, &language, err));
    if (part.begin > part.end || part.end > text.len) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "document %u, part %u lies outside its text", (unsigned)doc, (unsigned)number);
    }
    pdx_tokens_start(t->stream, pdx_span_slice(text, (size_t)part.begin, (size_t)part.end), language);
    while (pdx_tokens_next(t->stream, &token)) {
        PDX_TRY(word_count(t, doc, is_post && pdx_role_group((pdx_role)part.role) != PDX_GROUP_NONE, token.term, err));
    }
    return pdx_tokens_end(t->stream, err);
}

static pdx_status doc_count(taking *t, pdx_doc doc, pdx_error *err) {
    const bool is_post = doc < pdx_segment_n_posts(t->segment);
    pdx_doc_info info;
    post one;
    uint32_t i;
    int g;
    PDX_TRY(pdx_segment_doc(t->segment, doc, &info, err));
    for (i = 0; i < info.n_parts; i++) PDX_TRY(part_count(t, doc, i, is_post, err));
    t->n_docs++;
    if (!is_post) return PDX_OK;
    t->n_posts++;
    for (g = 0; g < PDX_GROUP_COUNT; g++) t->totals[g] += info.lengths[g];
    one.language = info.language;
    one.end = t->posted.len;
    return PDX_VEC_PUSH(&t->posts, one) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status docs_count(taking *t, pdx_error *err) {
    const uint32_t all = pdx_bitmap_count(&t->fresh);
    uint32_t n = 0;
    pdx_doc doc;
    PDX_TRY(pdx_tokens_new(t->analyzer, &t->stream, err));
    pdx_tokens_ask(t->stream, t->tick);
    for (doc = pdx_bitmap_next(&t->fresh, 0); doc < t->fresh.n; doc = pdx_bitmap_next(&t->fresh, doc + 1), n++) {
        if (n % DOCS_PER_TICK == 0) PDX_TRY(pdx_tick_step(t->tick, n, all, err));
        PDX_TRY(doc_count(t, doc, err));
    }
    return PDX_OK;
}

/* ------------------------------------------------------------------ numbers of words and classes */

static pdx_status unknown_word(pdx_error *err) {
    return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a document has a word that the index does not know");
}

static pdx_status terms_find(taking *t, pdx_error *err) {
    size_t i;
    if (!PDX_VEC_RESERVE(&t->terms, t->words.len)) return pdx_fail_memory(err);
    for (i = 0; i < t->words.len; i++) {
        pdx_ord ord;
        row one;
        PDX_TRY(pdx_segment_find(t->segment, pdx_map_key(&t->keys, (uint32_t)i), &ord, err));
        if (ord == PDX_NO_ORD) return unknown_word(err);
        memcpy(one.values, t->words.data[i].values, sizeof one.values);
        one.values[PDX_GONE_ORD] = ord;
        t->terms.data[t->terms.len++] = one;
    }
    return PDX_OK;
}

/* A word and its class. */
typedef struct row_of_word {
    pdx_ord class_ord;
    uint32_t id;
} row_of_word;

/* The bases and stems of the words that posts of one language have, and their classes. */
typedef struct stems {
    uint32_t *rows;            /* owned, like all; of each word: 1 + the row of its class, or 0 */
    PDX_VEC(uint32_t) ids;
    PDX_VEC(row_of_word) found; /* the class of each of these words */
    PDX_VEC(size_t) in_post;   /* of each class: 1 + the post that counted last */
    PDX_VEC(pdx_span) bases;
    uint64_t *ends;
    pdx_buf bytes;
} stems;

static pdx_span base_of(pdx_span key) {
    const uint8_t *mark = key.len == 0 ? NULL : memchr(key.data, PDX_JOINED_MARK, key.len);
    return mark == NULL ? key : pdx_span_of(key.data, (size_t)(mark - key.data));
}

/* Posts of the language, from the first on; gives the stretch of their words. */
static bool post_next(const taking *t, pdx_lang language, size_t *at, size_t *begin, size_t *end) {
    for (; *at < t->posts.len; ++*at) {
        if (t->posts.data[*at].language != language) continue;
        *begin = *at == 0 ? 0 : t->posts.data[*at - 1].end;
        *end = t->posts.data[(*at)++].end;
        return true;
    }
    return false;
}

static bool ids_collect(const taking *t, pdx_lang language, stems *s) {
    size_t at = 0, begin, end;
    s->rows = pdx_alloc_zero(t->words.len, sizeof *s->rows);
    if (s->rows == NULL) return false;
    while (post_next(t, language, &at, &begin, &end)) {
        for (; begin < end; begin++) {
            const uint32_t id = t->posted.data[begin];
            if (s->rows[id] != 0) continue;
            s->rows[id] = 1;
            if (!PDX_VEC_PUSH(&s->ids, id) || !PDX_VEC_PUSH(&s->bases, base_of(pdx_map_key(&t->keys, id)))) return false;
        }
    }
    s->ends = pdx_resize_array(NULL, s->ids.len, sizeof *s->ends);
    return s->ends != NULL;
}

static pdx_status stems_ask(const taking *t, pdx_lang language, stems *s, pdx_error *err) {
    pdx_status status;
    size_t i;
    if (t->stemmer == NULL) {
        for (i = 0; i < s->bases.len; i++) {
            pdx_buf_span(&s->bytes, s->bases.data[i]);
            s->ends[i] = s->bytes.len;
        }
    } else {
        status = t->stemmer->stem(t->stemmer->context, language, s->bases.data, s->bases.len, &s->bytes, s->ends);
        if (status != PDX_OK) return pdx_fail(err, status, PDX_NO_OFFSET, "the stemmer failed: %s", pdx_status_text(status));
    }
    if (s->bytes.failed) return pdx_fail_memory(err);
    for (i = 0; i < s->bases.len; i++) {
        if (s->ends[i] < (i == 0 ? 0 : s->ends[i - 1]) || s->ends[i] > s->bytes.len) {
            return pdx_fail(err, PDX_ECALLBACK, PDX_NO_OFFSET, "the stemmer gave ends that do not fit its bytes");
        }
    }
    return PDX_OK;
}

static int class_order(const void *left, const void *right, const void *context) {
    const row_of_word *a = left, *b = right;
    (void)context;
    return a->class_ord < b->class_ord ? -1 : a->class_ord > b->class_ord ? 1 : 0;
}

/* A row for each class, and which is each word's. */
static pdx_status rows_number(taking *t, stems *s, pdx_error *err) {
    size_t i;
    PDX_TRY(pdx_sort(s->found.data, s->found.len, sizeof *s->found.data, class_order, NULL, t->tick, err));
    for (i = 0; i < s->found.len; i++) {
        if (i == 0 || s->found.data[i].class_ord != s->found.data[i - 1].class_ord) {
            row one;
            memset(&one, 0, sizeof one);
            one.values[PDX_GONE_ORD] = s->found.data[i].class_ord;
            if (!PDX_VEC_PUSH(&t->classes, one) || !PDX_VEC_PUSH(&s->in_post, 0)) return pdx_fail_memory(err);
        }
        s->rows[s->found.data[i].id] = (uint32_t)s->in_post.len;
    }
    return PDX_OK;
}

static pdx_status classes_find(taking *t, pdx_lang language, stems *s, pdx_error *err) {
    size_t i;
    if (!ids_collect(t, language, s)) return pdx_fail_memory(err);
    if (s->ids.len == 0) return PDX_OK;
    PDX_TRY(stems_ask(t, language, s, err));
    for (i = 0; i < s->ids.len; i++) {
        const pdx_span stem = pdx_span_slice(pdx_buf_view(&s->bytes), i == 0 ? 0 : (size_t)s->ends[i - 1], (size_t)s->ends[i]);
        row_of_word one;
        PDX_TRY(pdx_segment_class(t->segment, language, stem, &one.class_ord, err));
        if (one.class_ord == PDX_NO_ORD) return pdx_fail(err, PDX_EFORMAT, PDX_NO_OFFSET, "the index was made with another stemmer; index again");
        one.id = s->ids.data[i];
        if (!PDX_VEC_PUSH(&s->found, one)) return pdx_fail_memory(err);
    }
    return rows_number(t, s, err);
}

/* Counts each post of the language once in each class of its words; the rows begin with number `first`. */
static void posts_count(taking *t, pdx_lang language, stems *s, size_t first) {
    size_t at = 0, begin, end;
    while (post_next(t, language, &at, &begin, &end)) {
        for (; begin < end; begin++) {
            const uint32_t number = s->rows[t->posted.data[begin]] - 1;
            if (s->in_post.data[number] == at) continue;
            s->in_post.data[number] = at; /* behind the post: not 0 */
            t->classes.data[first + number].values[PDX_GONE_POSTS]++;
        }
    }
}

static pdx_status language_count(taking *t, pdx_lang language, pdx_error *err) {
    const size_t first = t->classes.len;
    stems s;
    pdx_status status;
    memset(&s, 0, sizeof s);
    status = classes_find(t, language, &s, err);
    if (status == PDX_OK) posts_count(t, language, &s, first);
    pdx_free(s.rows);
    PDX_VEC_DEINIT(&s.ids);
    PDX_VEC_DEINIT(&s.found);
    PDX_VEC_DEINIT(&s.in_post);
    PDX_VEC_DEINIT(&s.bases);
    pdx_free(s.ends);
    pdx_buf_deinit(&s.bytes);
    return status;
}

static pdx_status classes_count(taking *t, pdx_error *err) {
    const uint32_t n = pdx_segment_n_languages(t->segment);
    uint32_t l;
    for (l = 0; l < n; l++) PDX_TRY(language_count(t, pdx_segment_language(t->segment, l), err));
    return PDX_OK;
}

/* ------------------------------------------------------------------ together with what was gone before */

static int row_order(const void *left, const void *right, const void *context) {
    const row *a = left, *b = right;
    (void)context;
    return a->values[PDX_GONE_ORD] < b->values[PDX_GONE_ORD] ? -1 : a->values[PDX_GONE_ORD] > b->values[PDX_GONE_ORD] ? 1 : 0;
}

static bool rows_add(rows *all, const pdx_gone_table *table, unsigned n_columns) {
    for (size_t i = 0; i < table->n; i++) {
        row one;
        memset(&one, 0, sizeof one);
        for (unsigned c = 0; c < n_columns; c++) one.values[c] = pdx_column_get(&table->columns[c], i);
        if (!PDX_VEC_PUSH(all, one)) return false;
    }
    return true;
}

/* With those of the lists that are taken in: sorts the rows, and adds up those of one number. */
static pdx_status rows_unite(taking *t, rows *all, bool of_terms, unsigned n_columns, pdx_error *err) {
    size_t kept = 0, i;
    unsigned c;
    for (const pdx_gone *list = t->before; list != t->stays; list = list->before) {
        const pdx_gone_table *table = of_terms ? &list->terms : &list->classes;
        PDX_TRY(pdx_gone_table_ready(list, table, err));
        if (!rows_add(all, table, n_columns)) return pdx_fail_memory(err);
    }
    PDX_TRY(pdx_sort(all->data, all->len, sizeof *all->data, row_order, NULL, t->tick, err));
    for (i = 0; i < all->len; i++) {
        row *to = kept == 0 ? NULL : &all->data[kept - 1];
        if (to == NULL || to->values[PDX_GONE_ORD] != all->data[i].values[PDX_GONE_ORD]) {
            all->data[kept++] = all->data[i];
            continue;
        }
        for (c = PDX_GONE_ORD + 1; c < n_columns; c++) to->values[c] += all->data[i].values[c];
    }
    all->len = kept;
    return PDX_OK;
}

/* What is gone by a list and those before it. */
static uint32_t docs_by(const pdx_gone *list) { return list == NULL ? 0 : list->n_docs; }
static uint32_t posts_by(const pdx_gone *list) { return list == NULL ? 0 : list->n_posts; }
static uint64_t total_by(const pdx_gone *list, int group) { return list == NULL ? 0 : list->totals[group]; }

static void head_append(const taking *t, pdx_buf *out) {
    uint8_t head[PDX_GONE_HEAD_BYTES];
    int g;
    pdx_le64_put(head, pdx_image_id(pdx_segment_bytes(t->segment)));
    pdx_le32_put(head + 8, pdx_segment_n_docs(t->segment));
    pdx_le32_put(head + 12, pdx_segment_n_posts(t->segment));
    pdx_le32_put(head + 16, t->n_docs + (docs_by(t->before) - docs_by(t->stays)));
    pdx_le32_put(head + 20, t->n_posts + (posts_by(t->before) - posts_by(t->stays)));
    for (g = 0; g < PDX_GROUP_COUNT; g++) pdx_le64_put(head + 24 + 8 * g, t->totals[g] + (total_by(t->before, g) - total_by(t->stays, g)));
    pdx_buf_append(out, head, sizeof head);
}

static void bits_append(const pdx_bitmap *docs, pdx_buf *out) {
    uint32_t i;
    pdx_buf_byte(out, PDX_GONE_AS_BITS);
    for (i = 0; i < (docs->n + 7) / 8; i++) pdx_buf_byte(out, (uint8_t)(docs->words[i / 8] >> i % 8 * 8));
}

static void steps_append(const pdx_bitmap *docs, pdx_buf *out) {
    uint32_t next = 0, doc;
    pdx_buf_byte(out, PDX_GONE_AS_STEPS);
    for (doc = pdx_bitmap_next(docs, 0); doc < docs->n; doc = pdx_bitmap_next(docs, next)) {
        pdx_varint_append(out, doc - next);
        next = doc + 1;
    }
}

/* In the shorter of the two forms. */
static bool docs_append(const taking *t, pdx_buf *out) {
    pdx_bitmap all;
    const size_t begin = out->len;
    if (!pdx_bitmap_copy(&all, &t->fresh)) return false;
    for (const pdx_gone *list = t->before; list != t->stays; list = list->before) pdx_gone_own_docs(list, &all);
    steps_append(&all, out);
    if (out->len - begin > 1 + ((size_t)all.n + 7) / 8) {
        out->len = begin;
        bits_append(&all, out);
    }
    pdx_bitmap_deinit(&all);
    return true;
}

static bool rows_append(const rows *all, unsigned n_columns, pdx_buf *out) {
    uint64_t *values = pdx_resize_array(NULL, all->len, sizeof *values);
    unsigned c;
    size_t i;
    if (values == NULL) return false;
    pdx_varint_append(out, all->len);
    for (c = 0; c < n_columns; c++) {
        for (i = 0; i < all->len; i++) values[i] = all->data[i].values[c];
        pdx_column_append(out, values, all->len);
    }
    pdx_free(values);
    return true;
}

static void note_append(pdx_span note, pdx_buf *out) {
    uint8_t end[PDX_IMAGE_ALIGN + PDX_GONE_NOTE_END] = {0};
    const size_t zeros = (size_t)-note.len % PDX_IMAGE_ALIGN;
    pdx_le64_put(end + zeros, note.len);
    pdx_buf_span(out, note);
    pdx_buf_append(out, end, zeros + PDX_GONE_NOTE_END);
}

static pdx_status image_append(const taking *t, pdx_buf *out, pdx_error *err) {
    const pdx_image_facts facts = {pdx_analyzer_fingerprint(t->analyzer), {0, 0, 0}};
    const size_t begin = out->len;
    pdx_image_writer writer;
    pdx_image_writer_start(&writer, &pdx_gone_form, out);
    head_append(t, out);
    pdx_image_writer_end(&writer);
    if (!docs_append(t, out)) out->failed = true;
    pdx_image_writer_end(&writer);
    if (!rows_append(&t->terms, PDX_GONE_TERM_COLUMNS, out)) out->failed = true;
    pdx_image_writer_end(&writer);
    if (!rows_append(&t->classes, PDX_GONE_CLASS_COLUMNS, out)) out->failed = true;
    pdx_image_writer_end(&writer);
    if (!docs_append(t, out)) out->failed = true;
    pdx_image_writer_end(&writer);
    note_append(t->note, out);
    pdx_image_writer_end(&writer);
    if (pdx_image_writer_finish(&writer, &facts)) return PDX_OK;
    out->len = begin;
    return pdx_fail_memory(err);
}

static pdx_status fresh_mark(taking *t, const pdx_doc *docs, size_t n, pdx_error *err) {
    size_t i;
    if (!pdx_bitmap_init(&t->fresh, pdx_segment_n_docs(t->segment), false)) return pdx_fail_memory(err);
    for (i = 0; i < n; i++) {
        if (docs[i] >= t->fresh.n) return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "there is no document %u", (unsigned)docs[i]);
        if (t->before == NULL || !pdx_gone_has(t->before, docs[i])) pdx_bitmap_set(&t->fresh, docs[i]);
    }
    return PDX_OK;
}

static pdx_status take(taking *t, const pdx_doc *docs, size_t n, pdx_buf *out, pdx_error *err) {
    for (const pdx_gone *list = t->before; list != t->stays; list = list->before) PDX_TRY(pdx_image_verify(list->bytes, &pdx_gone_form, NULL, err));
    PDX_TRY(fresh_mark(t, docs, n, err));
    PDX_TRY(docs_count(t, err));
    PDX_TRY(terms_find(t, err));
    PDX_TRY(classes_count(t, err));
    PDX_TRY(rows_unite(t, &t->terms, true, PDX_GONE_TERM_COLUMNS, err));
    PDX_TRY(rows_unite(t, &t->classes, false, PDX_GONE_CLASS_COLUMNS, err));
    return image_append(t, out, err);
}

pdx_status pdx_gone_write(const pdx_segment *segment, const pdx_gone_lists *lists, const pdx_doc *docs, size_t n, const pdx_analyzer *analyzer,
                          const pdx_stemmer *stemmer, const pdx_tick *tick, pdx_buf *out, pdx_error *err) {
    taking t;
    pdx_status status;
    memset(&t, 0, sizeof t);
    t.segment = segment;
    t.before = lists->before;
    t.stays = lists->stays;
    t.note = lists->note;
    t.analyzer = analyzer;
    t.stemmer = stemmer;
    t.tick = tick;
    pdx_map_init(&t.keys);
    status = take(&t, docs, n, out, err);
    taking_deinit(&t);
    return status;
}
