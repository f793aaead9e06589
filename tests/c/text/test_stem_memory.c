/* The memory gives what its stemmer gives, whatever was asked before, also to two threads at once; asks again only for what it does not
 * know; passes failures and odd answers on and keeps nothing of them. */
#include "../check.h"
#include "base/alloc.h"
#include "base/atomic.h"
#include "base/buf.h"
#include "os/helper.h"
#include "text/stem_memory.h"

enum { ROUNDS = 20000, WORDS_MOST = 5, LETTERS_MOST = 70 };

typedef struct source {
    pdx_atomic_i64 n_calls;
    pdx_status fail_with;
    bool lies;
} source;

/* Half of the word, rounded up, and the language behind it. */
static void stem_of(pdx_lang language, pdx_span term, pdx_buf *out) {
    pdx_buf_append(out, term.data, (term.len + 1) / 2);
    pdx_buf_byte(out, (uint8_t)(language & 0xFF));
}

static pdx_status stem(void *context, pdx_lang language, const pdx_span *terms, size_t n, pdx_buf *bytes, uint64_t *ends) {
    source *s = context;
    size_t i;
    (void)pdx_atomic_add(&s->n_calls, 1);
    for (i = 0; i < n; i++) {
        stem_of(language, terms[i], bytes);
        ends[i] = s->lies ? UINT64_MAX : bytes->len;
    }
    return s->fail_with;
}

typedef struct asker {
    const pdx_stemmer *stemmer;
    uint32_t seed;
    uint32_t n_wrong;
} asker;

static uint32_t next_number(asker *a) {
    a->seed = a->seed * 1664525u + 1013904223u;
    return a->seed >> 8;
}

/* Few words, most of them short, so that they come again and share places. */
static pdx_status asker_run(void *context, const pdx_tick *tick, pdx_error *err) {
    asker *a = context;
    pdx_buf got, wanted;
    long round;
    pdx_buf_init(&got);
    pdx_buf_init(&wanted);
    for (round = 0; round < ROUNDS; round++) {
        static const char letters[] = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz";
        const pdx_lang language = next_number(a) % 2 == 0 ? PDX_LANG_EN : PDX_LANG('d', 'e');
        const size_t n = next_number(a) % WORDS_MOST, before = next_number(a) % 3;
        pdx_span terms[WORDS_MOST];
        uint64_t ends[WORDS_MOST];
        size_t i;
        pdx_buf_reset(&got);
        pdx_buf_reset(&wanted);
        pdx_buf_append(&got, "==", before);
        pdx_buf_append(&wanted, "==", before);
        for (i = 0; i < n; i++) {
            const size_t begin = next_number(a) % 4, len = next_number(a) % 20 == 0 ? next_number(a) % LETTERS_MOST : next_number(a) % 6;
            terms[i] = pdx_span_of((const uint8_t *)letters + begin, len);
        }
        if (a->stemmer->stem(a->stemmer->context, language, terms, n, &got, ends) != PDX_OK) a->n_wrong++;
        for (i = 0; i < n; i++) {
            stem_of(language, terms[i], &wanted);
            if (ends[i] != wanted.len) a->n_wrong++;
        }
        if (!pdx_span_equal(pdx_buf_view(&got), pdx_buf_view(&wanted))) a->n_wrong++;
    }
    pdx_buf_deinit(&got);
    pdx_buf_deinit(&wanted);
    return pdx_tick_step(tick, 1, 1, err);
}

static void test_same(void) {
    source s = {0, PDX_OK, false};
    const pdx_stemmer asked = {stem, &s};
    pdx_stem_memory *memory = pdx_stem_memory_new(asked);
    asker one = {pdx_stem_memory_stemmer(memory), 1, 0}, two = {pdx_stem_memory_stemmer(memory), 99, 0};
    pdx_helper helper;
    pdx_error err;
    CHECK(pdx_helper_start(&helper, asker_run, &one));
    CHECK_EQ(pdx_helper_end(&helper, asker_run(&two, NULL, &err), NULL, &err), PDX_OK);
    CHECK_EQ(one.n_wrong, 0);
    CHECK_EQ(two.n_wrong, 0);
    CHECK(pdx_atomic_load(&s.n_calls) > 0);
    CHECK(pdx_atomic_load(&s.n_calls) < 2 * ROUNDS);
    pdx_stem_memory_free(memory);
}

static pdx_status ask(pdx_stem_memory *memory, const char *word, pdx_buf *out) {
    const pdx_span term = pdx_span_str(word);
    const pdx_stemmer *stemmer = pdx_stem_memory_stemmer(memory);
    uint64_t end;
    pdx_buf_reset(out);
    return stemmer->stem(stemmer->context, PDX_LANG_EN, &term, 1, out, &end);
}

static void test_asks_once(void) {
    source s = {0, PDX_ECALLBACK, false};
    const pdx_stemmer asked = {stem, &s};
    pdx_stem_memory *memory = pdx_stem_memory_new(asked);
    pdx_buf out;
    pdx_buf_init(&out);
    CHECK_EQ(ask(memory, "river", &out), PDX_ECALLBACK);
    s.fail_with = PDX_OK;
    s.lies = true;
    CHECK_EQ(ask(memory, "river", &out), PDX_OK); /* who asked sees the end that cannot be */
    s.lies = false;
    CHECK_EQ(ask(memory, "river", &out), PDX_OK);
    CHECK_EQ(pdx_atomic_load(&s.n_calls), 3);
    CHECK_EQ(ask(memory, "river", &out), PDX_OK);
    CHECK_EQ(pdx_atomic_load(&s.n_calls), 3);
    CHECK_BYTES(out.data, out.len, "rivn");
    pdx_buf_deinit(&out);
    pdx_stem_memory_free(memory);
}

int main(void) {
    test_same();
    test_asks_once();
    pdx_alloc_fail_at(1);
    CHECK(pdx_stem_memory_new((pdx_stemmer){stem, NULL}) == NULL || !pdx_alloc_failed());
    pdx_alloc_fail_at(0);
    CHECK_EQ(pdx_alloc_live(), 0);
    return check_report("test_stem_memory");
}
