/* What is gone of a segment: its counts against lists gone through one by one, what is refused, damage to every byte, memory that runs out. */
#include "base/alloc.h"
#include "check.h"
#include "index/gone.h"
#include "memory.h"
#include "random.h"
#include "segment/image.h"
#include "segment/postings.h"
#include "segment/segment_sample.h"

static const pdx_stemmer stemmer = {sample_stem, NULL};

/* The sample, and some of its documents. */
typedef struct sample {
    pdx_buf bytes;
    pdx_segment *segment;
    pdx_doc docs[64];
    size_t n;
} sample;

static void sample_open(sample *s, int rounds) {
    pdx_buf_init(&s->bytes);
    CHECK_EQ(sample_make(rounds, &s->bytes), PDX_OK);
    CHECK_EQ(pdx_segment_open(pdx_buf_view(&s->bytes), &s->segment, NULL), PDX_OK);
}

static void sample_close(sample *s) {
    pdx_segment_close(s->segment);
    pdx_buf_deinit(&s->bytes);
}

static void docs_choose(sample *s, test_random *r, uint32_t one_of) {
    pdx_doc doc;
    s->n = 0;
    for (doc = pdx_segment_n_docs(s->segment); doc-- > 0;) {
        if (random_below(r, one_of) == 0) s->docs[s->n++] = doc;
    }
}

static bool is_chosen(const sample *s, pdx_doc doc) {
    size_t i;
    for (i = 0; i < s->n; i++) {
        if (s->docs[i] == doc) return true;
    }
    return false;
}

/* What the list says of the chosen documents. */
static void list_count(const sample *s, pdx_postings *list, pdx_term *gone) {
    int g;
    memset(gone, 0, sizeof *gone);
    while (pdx_postings_next(list)) {
        uint32_t scored = 0;
        if (!is_chosen(s, list->doc)) continue;
        for (g = 0; g < PDX_GROUP_COUNT; g++) scored += list->frequencies[g];
        gone->n_docs++;
        gone->n_occurrences += scored + list->frequencies[PDX_GROUP_COUNT];
        gone->n_posts += scored > 0 && list->doc < pdx_segment_n_posts(s->segment);
    }
    CHECK_EQ(list->status, PDX_OK);
}

static void check_terms(const sample *s, const pdx_gone *gone) {
    pdx_ord ord;
    for (ord = 0; ord < pdx_segment_n_terms(s->segment); ord++) {
        pdx_postings list;
        pdx_term all, left, wanted;
        uint32_t n_posts;
        CHECK_EQ(pdx_postings_open(&list, s->segment, ord, NULL), PDX_OK);
        list_count(s, &list, &wanted);
        CHECK_EQ(pdx_segment_term(s->segment, ord, &all, NULL), PDX_OK);
        left = all;
        CHECK_EQ(pdx_gone_take_term(gone, &left, NULL), PDX_OK);
        CHECK_EQ(all.n_docs - left.n_docs, wanted.n_docs);
        CHECK_EQ(all.n_posts - left.n_posts, wanted.n_posts);
        CHECK_EQ(all.n_occurrences - left.n_occurrences, wanted.n_occurrences);
        CHECK_EQ(pdx_gone_term_posts(gone, ord, all.n_posts, &n_posts, NULL), PDX_OK);
        CHECK_EQ(n_posts, wanted.n_posts);
        if (wanted.n_posts > 0) CHECK_EQ(pdx_gone_term_posts(gone, ord, wanted.n_posts - 1, &n_posts, NULL), PDX_ECORRUPT);
    }
}

static void check_classes(const sample *s, const pdx_gone *gone) {
    pdx_ord ord;
    for (ord = 0; ord < pdx_segment_n_classes(s->segment); ord++) {
        pdx_postings list;
        pdx_term wanted;
        uint32_t n_docs, all, n_posts;
        CHECK_EQ(pdx_postings_open_class(&list, s->segment, ord, NULL), PDX_OK);
        list_count(s, &list, &wanted);
        CHECK_EQ(pdx_segment_class_posts(s->segment, ord, &n_docs, &all, NULL), PDX_OK);
        CHECK_EQ(pdx_gone_class_posts(gone, ord, all, &n_posts, NULL), PDX_OK);
        CHECK_EQ(n_posts, wanted.n_posts);
    }
}

static void check_counts(const sample *s, const pdx_gone *gone) {
    const uint32_t n_all = pdx_segment_n_posts(s->segment);
    uint64_t totals[PDX_GROUP_COUNT] = {0};
    uint32_t n_posts = 0;
    pdx_doc doc;
    int g;
    for (doc = 0; doc < pdx_segment_n_docs(s->segment); doc++) {
        CHECK_EQ(pdx_gone_has(gone, doc), is_chosen(s, doc));
        if (doc >= n_all) continue;
        CHECK_EQ(pdx_bitmap_has(pdx_gone_alive(gone), doc), !is_chosen(s, doc));
        if (!is_chosen(s, doc)) continue;
        n_posts++;
        for (g = 0; g < PDX_GROUP_COUNT; g++) totals[g] += pdx_segment_length(s->segment, (pdx_group)g, doc);
    }
    CHECK(!pdx_gone_has(gone, doc) && !pdx_gone_has(gone, PDX_NO_DOC));
    CHECK_EQ(pdx_gone_n_docs(gone), s->n);
    CHECK_EQ(pdx_gone_n_posts(gone), n_posts);
    for (g = 0; g < PDX_GROUP_COUNT; g++) CHECK_EQ(pdx_gone_group_total(gone, (pdx_group)g), totals[g]);
}

static pdx_status gone_write(const sample *s, const pdx_gone *before, size_t n, pdx_buf *out) {
    pdx_buf_init(out);
    return pdx_gone_write(s->segment, &(const pdx_gone_lists){.before = before}, s->docs, n, pdx_analyzer_default(), &stemmer, NULL, out, NULL);
}

/* What goes later as a list of its own: both together say the same, and the list by itself says no more than went. Takes `before`. */
static void check_lists(const sample *s, pdx_gone *before) {
    const pdx_gone_lists lists = {.before = before, .stays = before, .note = pdx_span_str("three")};
    const uint32_t n_before = pdx_gone_n_docs(before);
    pdx_gone *both;
    pdx_buf rest, again, all;
    uint32_t *docs;
    uint64_t id;
    size_t n;
    pdx_buf_init(&rest);
    pdx_buf_init(&again);
    CHECK_EQ(pdx_gone_write(s->segment, &lists, s->docs, s->n, pdx_analyzer_default(), &stemmer, NULL, &rest, NULL), PDX_OK);
    CHECK_EQ(pdx_gone_list(pdx_buf_view(&rest), &docs, &n, &id, NULL), PDX_OK);
    CHECK_EQ(n, s->n - n_before);
    pdx_free(docs);
    CHECK_EQ(pdx_gone_open(pdx_buf_view(&rest), before, s->segment, &both, NULL), PDX_OK);
    CHECK(pdx_span_equal(pdx_gone_note(both), pdx_span_str("three")) && pdx_gone_note(pdx_gone_before(both)).len == 0);
    CHECK_EQ(pdx_gone_n_docs(pdx_gone_before(both)), n_before);
    check_counts(s, both);
    check_terms(s, both);
    check_classes(s, both);
    CHECK_EQ(pdx_gone_verify(both, NULL), PDX_OK);
    CHECK_EQ(gone_write(s, both, s->n, &all), PDX_OK); /* takes both in: the same as all at once */
    CHECK_EQ(gone_write(s, NULL, s->n, &again), PDX_OK);
    CHECK(pdx_span_equal(pdx_buf_view(&all), pdx_buf_view(&again)));
    pdx_gone_close(both);
    if (n > 0) { /* what is gone does not go again */
        CHECK_EQ(pdx_gone_open(pdx_buf_view(&rest), NULL, s->segment, &both, NULL), PDX_OK);
        CHECK_EQ(pdx_gone_open(pdx_buf_view(&rest), both, s->segment, &both, NULL), PDX_ECORRUPT);
    }
    pdx_buf_deinit(&rest);
    pdx_buf_deinit(&again);
    pdx_buf_deinit(&all);
}

/* All at once and in two goes are the same bytes. */
static void test_counts(void) {
    test_random r = {11};
    sample s;
    int i;
    for (i = 0; i < 24; i++) {
        pdx_buf out, part, two;
        pdx_gone *gone, *before;
        sample_open(&s, 1 + i % 6);
        docs_choose(&s, &r, 1 + random_below(&r, 4));
        CHECK_EQ(gone_write(&s, NULL, s.n, &out), PDX_OK);
        CHECK_EQ(pdx_gone_open(pdx_buf_view(&out), NULL, s.segment, &gone, NULL), PDX_OK);
        check_counts(&s, gone);
        check_terms(&s, gone);
        check_classes(&s, gone);
        CHECK_EQ(gone_write(&s, NULL, s.n / 2, &part), PDX_OK);
        CHECK_EQ(pdx_gone_open(pdx_buf_view(&part), NULL, s.segment, &before, NULL), PDX_OK);
        CHECK_EQ(gone_write(&s, before, s.n, &two), PDX_OK);
        CHECK(pdx_span_equal(pdx_buf_view(&out), pdx_buf_view(&two)));
        check_lists(&s, before);
        pdx_gone_close(gone);
        pdx_buf_deinit(&out);
        pdx_buf_deinit(&part);
        pdx_buf_deinit(&two);
        sample_close(&s);
    }
}

static pdx_status stem_otherwise(void *context, pdx_lang language, const pdx_span *terms, size_t n, pdx_buf *bytes, uint64_t *ends) {
    size_t i;
    (void)context, (void)language, (void)terms;
    for (i = 0; i < n; i++) {
        pdx_buf_str(bytes, "nothing");
        ends[i] = bytes->len;
    }
    return bytes->failed ? PDX_ENOMEM : PDX_OK;
}

static void test_refused(void) {
    static const pdx_stemmer another = {stem_otherwise, NULL};
    const pdx_doc beyond = 1000;
    test_random r = {3};
    sample s, other;
    pdx_gone *gone;
    pdx_buf out;
    sample_open(&s, 2);
    sample_open(&other, 3);
    docs_choose(&s, &r, 2);
    pdx_buf_init(&out);
    CHECK_EQ(pdx_gone_write(s.segment, &(const pdx_gone_lists){.before = NULL}, &beyond, 1, pdx_analyzer_default(), &stemmer, NULL, &out, NULL), PDX_EVALUE);
    CHECK_EQ(pdx_gone_write(s.segment, &(const pdx_gone_lists){.before = NULL}, s.docs, s.n, pdx_analyzer_default(), &another, NULL, &out, NULL), PDX_EFORMAT);
    CHECK_EQ(out.len, 0);
    CHECK_EQ(gone_write(&s, NULL, s.n, &out), PDX_OK);
    CHECK_EQ(pdx_gone_open(pdx_buf_view(&out), NULL, other.segment, &gone, NULL), PDX_ECORRUPT);
    CHECK(gone == NULL);
    pdx_buf_deinit(&out);
    sample_close(&s);
    sample_close(&other);
}

/* Of what may be damaged: told, or not. */
static pdx_status terms_ask(const sample *s, const pdx_gone *gone) {
    pdx_ord ord;
    for (ord = 0; ord < pdx_segment_n_terms(s->segment); ord++) {
        pdx_term term;
        CHECK_EQ(pdx_segment_term(s->segment, ord, &term, NULL), PDX_OK);
        PDX_TRY(pdx_gone_take_term(gone, &term, NULL));
    }
    return PDX_OK;
}

/* A few documents of many take bytes of their own, and many a bit of each; both say which. */
static void test_lengths(void) {
    sample s;
    pdx_buf few, many;
    uint32_t *docs;
    size_t n, i;
    uint64_t id;
    sample_open(&s, 6);
    for (s.n = 0; s.n < pdx_segment_n_docs(s.segment) && s.n < PDX_COUNTOF(s.docs); s.n++) s.docs[s.n] = (pdx_doc)s.n;
    CHECK_EQ(gone_write(&s, NULL, 1, &few), PDX_OK);
    CHECK_EQ(gone_write(&s, NULL, s.n, &many), PDX_OK);
    CHECK_EQ(pdx_gone_list(pdx_buf_view(&few), &docs, &n, &id, NULL), PDX_OK);
    CHECK(n == 1 && docs[0] == 0 && id == pdx_image_id(pdx_segment_bytes(s.segment)));
    pdx_free(docs);
    CHECK_EQ(pdx_gone_list(pdx_buf_view(&many), &docs, &n, &id, NULL), PDX_OK);
    CHECK_EQ(n, s.n);
    for (i = 0; i < n; i++) CHECK_EQ(docs[i], i);
    pdx_free(docs);
    pdx_buf_deinit(&few);
    pdx_buf_deinit(&many);
    sample_close(&s);
}

/* Every bit of every byte, and every length: told, or nothing was changed that anybody reads. */
static void test_damage(void) {
    test_random r = {7};
    sample s;
    pdx_buf out;
    pdx_gone *gone;
    size_t at, n_told = 0;
    unsigned bit;
    sample_open(&s, 2);
    docs_choose(&s, &r, 2);
    CHECK_EQ(gone_write(&s, NULL, s.n, &out), PDX_OK);
    for (at = 0; at < out.len; at++) {
        for (bit = 0; bit < 8; bit++) {
            pdx_error err;
            pdx_status status;
            out.data[at] ^= (uint8_t)(1u << bit);
            status = pdx_gone_open(pdx_buf_view(&out), NULL, s.segment, &gone, &err);
            CHECK(status == PDX_ECORRUPT || status == PDX_EFORMAT || status == PDX_OK);
            if (status == PDX_OK) {
                check_counts(&s, gone);
                status = pdx_gone_verify(gone, &err);
                CHECK(status == PDX_ECORRUPT || status == PDX_OK);
                if (status == PDX_OK) check_terms(&s, gone);
                else (void)terms_ask(&s, gone);
            }
            n_told += status != PDX_OK;
            pdx_gone_close(gone);
            out.data[at] ^= (uint8_t)(1u << bit);
        }
        CHECK_EQ(pdx_gone_open(pdx_span_of(out.data, at), NULL, s.segment, &gone, NULL), PDX_ECORRUPT);
    }
    CHECK(n_told > 7 * out.len);
    pdx_buf_deinit(&out);
    sample_close(&s);
}

static pdx_status whole_way(void *context) {
    const sample *s = context;
    pdx_gone *gone = NULL, *both = NULL;
    pdx_buf first, all;
    pdx_status status = gone_write(s, NULL, s->n / 2, &first);
    pdx_buf_init(&all);
    if (status != PDX_OK) CHECK_EQ(first.len, 0);
    if (status == PDX_OK) status = pdx_gone_open(pdx_buf_view(&first), NULL, s->segment, &gone, NULL);
    if (status == PDX_OK) status = gone_write(s, gone, s->n, &all);
    if (status == PDX_OK) status = pdx_gone_open(pdx_buf_view(&all), NULL, s->segment, &both, NULL);
    pdx_gone_close(gone);
    pdx_gone_close(both);
    pdx_buf_deinit(&first);
    pdx_buf_deinit(&all);
    return status;
}

int main(void) {
    test_random r = {19};
    sample s;
    test_counts();
    test_refused();
    test_lengths();
    test_damage();
    sample_open(&s, 2);
    docs_choose(&s, &r, 2);
    memory_fails(whole_way, &s, 30);
    sample_close(&s);
    return check_report("test_gone");
}
