/* The documents of a set of one segment once more, in several segments: posts dealt out at random, among them others that are gone. What is
 * asked of it must be answered as by the whole. Used by tests of the engine and by the oracle's driver. */
#ifndef PDX_TESTS_SET_CUT_H
#define PDX_TESTS_SET_CUT_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/vec.h"
#include "index/merge.h"
#include "segment/image.h"
#include "index/number_runs_of.h"
#include "index/snapshot.h"
#include "random.h"

enum { CUT_MOST = 5, CUT_PARTS = 64 };

typedef enum cut_kind {
    CUT_ORDERED, /* posts of a segment come behind those of the segments before; nothing is gone */
    CUT_MIXED,   /* in any */
    CUT_GONE,    /* and many are gone */
    CUT_KINDS
} cut_kind;

/* A segment in the making. */
typedef struct cut_segment {
    pdx_inverter *inverter;
    PDX_VEC(uint32_t) numbers; /* of its posts */
    PDX_VEC(pdx_doc) gone;
    uint32_t n_docs;
} cut_segment;

static inline void cut_must(bool holds, const char *what) {
    if (holds) return;
    printf("cutting a set: %s\n", what);
    exit(3);
}

static inline void cut_add(cut_segment *to, const pdx_segment *whole, pdx_doc doc) {
    pdx_index_part parts[CUT_PARTS], *more = parts;
    pdx_doc_info info;
    pdx_index_doc one;
    uint32_t i;
    cut_must(pdx_segment_doc(whole, doc, &info, NULL) == PDX_OK, "a document");
    if (info.n_parts > CUT_PARTS) more = pdx_resize_array(NULL, info.n_parts, sizeof *more);
    cut_must(more != NULL, "memory");
    for (i = 0; i < info.n_parts; i++) {
        pdx_doc_part part;
        cut_must(pdx_segment_part(whole, doc, i, &part, NULL) == PDX_OK, "a part");
        more[i].role = part.role;
        more[i].begin = part.begin;
        more[i].end = part.end;
        more[i].block_begin = part.block_begin;
        more[i].block_end = part.block_end;
        more[i].page_part = part.page_part;
        more[i].appearance = part.appearance;
    }
    one.text = info.text;
    one.parts = more;
    one.n_parts = info.n_parts;
    one.language = info.language;
    one.remainder = doc >= pdx_segment_n_posts(whole);
    one.text_stays = false;
    cut_must(pdx_inverter_add(to->inverter, &one, NULL) == PDX_OK, "adding");
    if (more != parts) pdx_free(more);
    to->n_docs++;
}

/* Posts in ascending order of their numbers, those that are gone before the one whose number they share. */
static inline void cut_deal_posts(cut_segment *segments, uint32_t n, const pdx_segment *whole, cut_kind kind, test_random *r) {
    const uint32_t n_posts = pdx_segment_n_posts(whole);
    uint32_t number, s, at = 0;
    for (number = 0; number <= n_posts; number++) {
        for (s = 0; kind == CUT_GONE && n_posts > 0 && s < n; s++) {
            while (random_below(r, 2 * n) == 0) {
                cut_must(PDX_VEC_PUSH(&segments[s].gone, segments[s].n_docs) && PDX_VEC_PUSH(&segments[s].numbers, number), "memory");
                cut_add(&segments[s], whole, random_below(r, n_posts));
            }
        }
        if (number == n_posts) return;
        if (kind != CUT_ORDERED) at = random_below(r, n);
        else if (at + 1 < n && random_below(r, n_posts / n + 1) == 0) at++;
        cut_must(PDX_VEC_PUSH(&segments[at].numbers, number), "memory");
        cut_add(&segments[at], whole, number);
    }
}

/* Remainders are numbered through the segments: they stay in order, and what is gone of them comes last. */
static inline void cut_deal_remainders(cut_segment *segments, uint32_t n, const pdx_segment *whole, cut_kind kind, test_random *r) {
    const uint32_t n_posts = pdx_segment_n_posts(whole), n_docs = pdx_segment_n_docs(whole);
    uint32_t at = 0;
    pdx_doc doc;
    for (doc = n_posts; doc < n_docs; doc++) {
        while (at + 1 < n && random_below(r, 3) == 0) at++;
        cut_add(&segments[at], whole, doc);
    }
    for (doc = n_posts; kind == CUT_GONE && doc < n_docs; doc++) {
        cut_must(PDX_VEC_PUSH(&segments[n - 1].gone, segments[n - 1].n_docs), "memory");
        cut_add(&segments[n - 1], whole, doc);
    }
}

static inline void cut_take(pdx_buf *buf, pdx_span *span, uint8_t **owned) {
    size_t len;
    *owned = pdx_buf_take(buf, &len);
    cut_must(*owned != NULL, "memory");
    *span = pdx_span_of(*owned, len);
}

/* What is gone, in two goes. */
static inline void cut_gone(cut_segment *from, const pdx_stemmer *by, pdx_snapshot_member *to) {
    const size_t half = from->gone.len / 2;
    pdx_segment *segment;
    pdx_gone *gone;
    pdx_buf first, all;
    if (from->gone.len == 0) return;
    pdx_buf_init(&first);
    pdx_buf_init(&all);
    cut_must(pdx_segment_open(to->bytes, &segment, NULL) == PDX_OK, "a segment");
    cut_must(pdx_gone_write(segment, &(const pdx_gone_lists){.before = NULL}, from->gone.data + half, from->gone.len - half, pdx_analyzer_default(), by, NULL, &first, NULL) == PDX_OK, "what is gone");
    cut_must(pdx_gone_open(pdx_buf_view(&first), NULL, segment, &gone, NULL) == PDX_OK, "reading what is gone");
    cut_must(pdx_gone_write(segment, &(const pdx_gone_lists){.before = gone}, from->gone.data, from->gone.len, pdx_analyzer_default(), by, NULL, &all, NULL) == PDX_OK, "what is gone besides");
    pdx_gone_close(gone);
    pdx_buf_deinit(&first);
    pdx_segment_close(segment);
    cut_take(&all, &to->gone, &to->owned_gone);
}

static inline void cut_finish(cut_segment *from, const pdx_stemmer *by, bool numbers, pdx_snapshot_member *to) {
    pdx_buf out;
    memset(to, 0, sizeof *to);
    pdx_buf_init(&out);
    cut_must(pdx_inverter_finish(from->inverter, by, NULL, &out, NULL) == PDX_OK, "a segment");
    cut_take(&out, &to->bytes, &to->owned);
    cut_gone(from, by, to);
    if (numbers) {
        to->runs = to->owned_runs = pdx_resize_array(NULL, from->numbers.len + 2, sizeof *to->runs);
        cut_must(to->runs != NULL, "memory");
        to->n_runs = number_runs_of(from->numbers.data, (uint32_t)from->numbers.len, to->owned_runs);
    }
    PDX_VEC_DEINIT(&from->numbers);
    PDX_VEC_DEINIT(&from->gone);
    pdx_inverter_free(from->inverter);
}

/* `whole` has one segment, which was made with the stemmer `by`. */
static inline pdx_snapshot *set_cut(const pdx_snapshot *whole, const pdx_stemmer *by, uint32_t n, cut_kind kind, test_random *r) {
    const pdx_segment *from = pdx_snapshot_segment(whole, 0);
    cut_segment segments[CUT_MOST];
    pdx_snapshot_member members[CUT_MOST];
    pdx_snapshot *cut;
    uint32_t s;
    cut_must(n <= CUT_MOST && pdx_snapshot_n_segments(whole) == 1, "into so many");
    memset(segments, 0, sizeof segments);
    for (s = 0; s < n; s++) cut_must(pdx_inverter_new(pdx_snapshot_analyzer(whole), &segments[s].inverter, NULL) == PDX_OK, "memory");
    cut_deal_posts(segments, n, from, kind, r);
    cut_deal_remainders(segments, n, from, kind, r);
    for (s = 0; s < n; s++) cut_finish(&segments[s], by, kind != CUT_ORDERED, &members[s]);
    cut_must(pdx_snapshot_of(members, n, pdx_segment_n_posts(from), pdx_snapshot_analyzer(whole), &cut, NULL) == PDX_OK, "together");
    return cut;
}

/* Into a buffer, or by way of a file and with spills where `spilled`; a failure leaves what was there. */
static inline pdx_status set_segments_merge(const pdx_merge_source *sources, uint32_t n, const pdx_analyzer *analyzer, const pdx_stemmer *by, bool spilled, pdx_buf *out) {
    char paths[PDX_MERGE_SPILLS][64]; /* of this process: others run the same test */
    const size_t before = out->len;
    pdx_merge_room room = {.last = spilled};
    pdx_output output;
    uint64_t id;
    pdx_status status;
    for (unsigned i = 0; spilled && i < PDX_MERGE_SPILLS; i++) {
        (void)snprintf(paths[i], sizeof paths[i], "spill-%u.%llu", i, (unsigned long long)pdx_os_process());
        room.spills[i] = (pdx_spill_place){pdx_os_native(), paths[i], 0};
    }
    pdx_output_to_buf(&output, out, NULL);
    status = pdx_segments_merge(sources, n, analyzer, by, &room, NULL, &output, &id, NULL);
    pdx_output_drop(&output);
    if (status == PDX_OK) cut_must(id == pdx_image_id(pdx_span_slice(pdx_buf_view(out), before, out->len)), "the id is told");
    else out->len = before;
    return status;
}

/* The set as one segment again; `by`: as above. */
static inline pdx_status set_merge(const pdx_snapshot *cut, const pdx_stemmer *by, bool spilled, pdx_buf *out) {
    const uint32_t n = pdx_snapshot_n_segments(cut);
    pdx_merge_source sources[CUT_MOST];
    uint32_t *numbers[CUT_MOST], s;
    pdx_status status;
    pdx_doc doc;
    for (s = 0; s < n; s++) {
        const pdx_segment *segment = pdx_snapshot_segment(cut, s);
        const pdx_gone *gone = pdx_snapshot_gone(cut, s);
        const uint32_t n_posts = pdx_segment_n_posts(segment);
        numbers[s] = malloc((pdx_segment_n_docs(segment) + 1) * sizeof *numbers[s]); /* not what tests make fail */
        cut_must(numbers[s] != NULL, "memory");
        for (doc = 0; doc < pdx_segment_n_docs(segment); doc++) {
            if (gone != NULL && pdx_gone_has(gone, doc)) numbers[s][doc] = PDX_NO_DOC;
            else if (doc < n_posts) numbers[s][doc] = pdx_snapshot_post_number(cut, s, doc);
            else numbers[s][doc] = pdx_snapshot_n_posts(cut) + pdx_snapshot_remainder_number(cut, s, doc);
        }
        sources[s] = (pdx_merge_source){segment, numbers[s], NULL};
    }
    status = set_segments_merge(sources, n, pdx_snapshot_analyzer(cut), by, spilled, out);
    for (s = 0; s < n; s++) free(numbers[s]);
    return status;
}

/* Whether that has the same bytes as `whole`. */
static inline bool set_merges_to(const pdx_snapshot *cut, const pdx_snapshot *whole, const pdx_stemmer *by, bool spilled) {
    pdx_buf out;
    bool same;
    pdx_buf_init(&out);
    same = set_merge(cut, by, spilled, &out) == PDX_OK && pdx_span_equal(pdx_buf_view(&out), pdx_segment_bytes(pdx_snapshot_segment(whole, 0)));
    pdx_buf_deinit(&out);
    return same;
}

#endif
