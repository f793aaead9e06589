/* Posts of few words for the tests of what is counted in running words: what was written, and a snapshot of it. */
#ifndef PDX_TESTS_RUNNING_SAMPLE_H
#define PDX_TESTS_RUNNING_SAMPLE_H

#include "../check.h"
#include "../random.h"
#include "base/alloc.h"
#include "index/inverter.h"
#include "index/snapshot.h"

enum { SAMPLE_POSTS = 9, SAMPLE_PARTS = 3, SAMPLE_WORDS = 14, SAMPLE_VOCABULARY = 6 };

static const char *const sample_vocabulary[SAMPLE_VOCABULARY] = {"boat", "ferry", "fe", "quay", "tide-gauge", "a-word-of-more-bytes-than-a-head"};
static const uint8_t sample_roles[SAMPLE_PARTS] = {PDX_ROLE_TITLE, PDX_ROLE_PARAGRAPH, PDX_ROLE_PARAGRAPH};

/* Words of the vocabulary, in each part of each post; the last document is no post. */
typedef struct sample {
    uint32_t n[SAMPLE_POSTS][SAMPLE_PARTS];
    uint32_t words[SAMPLE_POSTS][SAMPLE_PARTS][SAMPLE_WORDS];
} sample;

static inline void sample_make(sample *s, test_random *r) {
    uint32_t d, p, w;
    for (d = 0; d < SAMPLE_POSTS; d++) {
        for (p = 0; p < SAMPLE_PARTS; p++) {
            s->n[d][p] = random_below(r, SAMPLE_WORDS);
            for (w = 0; w < s->n[d][p]; w++) s->words[d][p][w] = random_below(r, 2 + random_below(r, SAMPLE_VOCABULARY - 1));
        }
    }
}

static inline pdx_snapshot *sample_index(const sample *s) {
    pdx_inverter *inverter = NULL;
    pdx_snapshot *snapshot = NULL;
    pdx_buf out;
    size_t len;
    uint8_t *bytes;
    uint32_t d, p, w;
    CHECK_EQ(pdx_inverter_new(pdx_analyzer_default(), &inverter, NULL), PDX_OK);
    for (d = 0; d < SAMPLE_POSTS; d++) {
        pdx_index_part parts[SAMPLE_PARTS];
        pdx_index_doc doc;
        pdx_buf text;
        pdx_buf_init(&text);
        memset(parts, 0, sizeof parts);
        for (p = 0; p < SAMPLE_PARTS; p++) {
            parts[p].role = sample_roles[p];
            parts[p].begin = parts[p].block_begin = text.len;
            for (w = 0; w < s->n[d][p]; w++) pdx_buf_format(&text, "%s%s", w == 0 ? "" : w % 4 == 0 ? ". The " : " ", sample_vocabulary[s->words[d][p][w]]);
            parts[p].end = parts[p].block_end = text.len;
            pdx_buf_str(&text, "\n");
        }
        memset(&doc, 0, sizeof doc);
        doc.text = pdx_buf_view(&text);
        doc.parts = parts;
        doc.n_parts = SAMPLE_PARTS;
        doc.language = PDX_LANG_EN;
        doc.remainder = d == SAMPLE_POSTS - 1;
        CHECK_EQ(pdx_inverter_add(inverter, &doc, NULL), PDX_OK);
        pdx_buf_deinit(&text);
    }
    pdx_buf_init(&out);
    CHECK_EQ(pdx_inverter_finish(inverter, NULL, NULL, &out, NULL), PDX_OK);
    pdx_inverter_free(inverter);
    bytes = pdx_buf_take(&out, &len);
    CHECK_EQ(pdx_snapshot_take(bytes, len, pdx_analyzer_default(), &snapshot, NULL), PDX_OK);
    return snapshot;
}

/* The words of a part once more, as pieces: compounds fall apart, and "the" stands where a sentence begins. */
enum { SAMPLE_PIECES = 8 * SAMPLE_WORDS };
static inline uint32_t sample_pieces(const sample *s, uint32_t d, uint32_t p, char out[SAMPLE_PIECES][40]) {
    uint32_t n = 0, w;
    for (w = 0; w < s->n[d][p]; w++) {
        const char *at = sample_vocabulary[s->words[d][p][w]];
        if (w > 0 && w % 4 == 0) strcpy(out[n++], "the");
        for (;;) {
            const size_t len = strcspn(at, "-");
            memcpy(out[n], at, len);
            out[n++][len] = 0;
            if (at[len] == 0) break;
            at += len + 1;
        }
    }
    return n;
}

#endif
