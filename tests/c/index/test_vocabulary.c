/* The vocabulary against a plain table: numbers of terms by arrival, and logs that give back what was added. */
#include <stdlib.h>

#include "check.h"
#include "random.h"
#include "index/vocabulary.h"

enum { TERMS = 600, ADDED_MAX = 60000 };

typedef struct added {
    uint32_t term, doc, position;
    int group;
} added;

static added all[ADDED_MAX];
static size_t n_all;

/* Every second number gives a long key, and some give keys that begin like others. */
static size_t term_name(uint32_t term, char *out) {
    return (size_t)sprintf(out, term % 2 == 0 ? "w%u" : "a-longer-word-with-%u-in-the-middle", term);
}

static pdx_span term_key(uint32_t term, char *out) { return pdx_span_of(out, term == 0 ? 0 : term_name(term, out)); }

/* Frequent terms, rare terms, one that is empty; some tokens come twice. */
static void fill(test_random *random, pdx_vocabulary *vocabulary, uint32_t n_docs) {
    char name[64];
    uint32_t doc;
    n_all = 0;
    for (doc = 0; doc < n_docs; doc += 1 + random_below(random, 3)) {
        const uint32_t n = random_below(random, 40);
        uint32_t position = 0, i;
        CHECK(pdx_vocabulary_start(vocabulary, doc));
        for (i = 0; i < n && n_all < ADDED_MAX; i++, position += 1 + random_below(random, 5) * random_below(random, 5) * 100) {
            const uint32_t r = random_below(random, TERMS);
            const added one = {r * r / TERMS, doc, position, (int)random_below(random, PDX_GROUP_COUNT + 1)};
            CHECK(pdx_vocabulary_add(vocabulary, term_key(one.term, name), position, (pdx_group)one.group));
            if (random_below(random, 9) == 0) CHECK(pdx_vocabulary_add(vocabulary, term_key(one.term, name), position, (pdx_group)one.group));
            all[n_all++] = one;
        }
    }
    CHECK(pdx_vocabulary_flush(vocabulary));
}

/* The log of a term, read in either way, is what was added of it, in order. */
static void check_log(const pdx_term_log *log, uint32_t term) {
    pdx_log_reader reader, counter;
    pdx_log_doc doc, counted;
    size_t i = 0, k;
    pdx_log_doc_init(&doc);
    pdx_log_doc_init(&counted);
    pdx_log_reader_start(&reader, log);
    pdx_log_reader_start(&counter, log);
    while (pdx_log_reader_more(&reader)) {
        uint32_t frequencies[PDX_GROUP_COUNT + 1] = {0};
        CHECK(pdx_log_reader_next(&reader, &doc));
        CHECK(pdx_log_reader_more(&counter));
        pdx_log_reader_count(&counter, &counted);
        for (k = 0; k < doc.positions.len; k++, i++) {
            while (i < n_all && all[i].term != term) i++;
            CHECK(i < n_all && all[i].doc == doc.doc && all[i].position == doc.positions.data[k] && all[i].group == doc.groups.data[k]);
            frequencies[doc.groups.data[k]]++;
        }
        CHECK(memcmp(frequencies, doc.frequencies, sizeof frequencies) == 0);
        CHECK(memcmp(frequencies, counted.frequencies, sizeof frequencies) == 0 && counted.doc == doc.doc);
    }
    while (i < n_all && all[i].term != term) i++;
    CHECK_EQ(i, n_all);
    CHECK(!pdx_log_reader_more(&counter));
    pdx_log_doc_deinit(&doc);
    pdx_log_doc_deinit(&counted);
}

static void test_fill(test_random *random, uint32_t n_docs) {
    static uint32_t number_of[TERMS];
    pdx_vocabulary vocabulary;
    size_t i, n = 0;
    char name[64];
    pdx_vocabulary_init(&vocabulary);
    fill(random, &vocabulary, n_docs);
    memset(number_of, 0, sizeof number_of);
    for (i = 0; i < n_all; i++) {
        if (number_of[all[i].term] != 0) continue;
        number_of[all[i].term] = (uint32_t)++n;
        if (n > pdx_vocabulary_count(&vocabulary)) break;
        CHECK(pdx_span_equal(pdx_term_entry_key(pdx_vocabulary_entry(&vocabulary, n - 1)), term_key(all[i].term, name)));
        check_log(&pdx_vocabulary_entry(&vocabulary, n - 1)->log, all[i].term);
    }
    CHECK_EQ(pdx_vocabulary_count(&vocabulary), n);
    pdx_vocabulary_deinit(&vocabulary);
}

int main(void) {
    test_random random = {11};
    test_fill(&random, 0);
    test_fill(&random, 1);
    test_fill(&random, 30);
    test_fill(&random, 4000);
    return check_report("vocabulary");
}
