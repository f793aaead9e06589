/* Segments that become one: the bytes are held against those of an inverter (here and by tests/c/query/test_sets.c); what is refused, damage to
 * every byte, memory that runs out. */
#include "check.h"
#include "memory.h"
#include "query/set_cut.h"
#include "segment/segment_sample.h"

static const pdx_stemmer stemmer = {sample_stem, NULL};

static pdx_snapshot *sample_snapshot(int rounds) {
    pdx_snapshot *snapshot;
    pdx_buf out;
    size_t len;
    uint8_t *bytes;
    pdx_buf_init(&out);
    CHECK_EQ(sample_make(rounds, &out), PDX_OK);
    bytes = pdx_buf_take(&out, &len);
    CHECK_EQ(pdx_snapshot_take(bytes, len, pdx_analyzer_default(), &snapshot, NULL), PDX_OK);
    return snapshot;
}

static void test_same_bytes(void) {
    test_random r = {23};
    int rounds, kind;
    for (rounds = 1; rounds < 12; rounds++) {
        pdx_snapshot *whole = sample_snapshot(rounds);
        for (kind = 0; kind < CUT_KINDS; kind++) {
            pdx_snapshot *cut = set_cut(whole, &stemmer, 1 + random_below(&r, CUT_MOST), (cut_kind)kind, &r);
            CHECK(set_merges_to(cut, whole, &stemmer, kind % 2 == 1));
            pdx_snapshot_release(cut);
        }
        pdx_snapshot_release(whole);
    }
}

/* Nothing at all, and nothing that stays. */
static void test_nothing(void) {
    pdx_snapshot *whole = sample_snapshot(1);
    const pdx_segment *segment = pdx_snapshot_segment(whole, 0);
    uint32_t numbers[16], i;
    const pdx_merge_source source = {segment, numbers, NULL};
    pdx_inverter *inverter;
    pdx_buf wanted, out;
    for (i = 0; i < PDX_COUNTOF(numbers); i++) numbers[i] = PDX_NO_DOC;
    pdx_buf_init(&wanted);
    pdx_buf_init(&out);
    CHECK_EQ(pdx_inverter_new(pdx_analyzer_default(), &inverter, NULL), PDX_OK);
    CHECK_EQ(pdx_inverter_finish(inverter, &stemmer, NULL, &wanted, NULL), PDX_OK);
    pdx_inverter_free(inverter);
    CHECK_EQ(set_segments_merge(&source, 1, pdx_analyzer_default(), &stemmer, false, &out), PDX_OK);
    CHECK(pdx_span_equal(pdx_buf_view(&wanted), pdx_buf_view(&out)));
    pdx_buf_reset(&out);
    CHECK_EQ(set_segments_merge(NULL, 0, pdx_analyzer_default(), &stemmer, false, &out), PDX_OK);
    CHECK(pdx_span_equal(pdx_buf_view(&wanted), pdx_buf_view(&out)));
    pdx_buf_deinit(&wanted);
    pdx_buf_deinit(&out);
    pdx_snapshot_release(whole);
}

static void test_refused(void) {
    static const uint32_t wrong[][6] = {
        {0, 1, 2, 3, 3, 5},          /* one number twice */
        {1, 2, 3, 4, 5, 6},          /* none has the first */
        {0, 2, 1, 3, 4, 5},          /* descending */
        {0, 1, 2, 3, 5, 4},          /* the remainder before a post */
        {0, 1, 2, 3, PDX_NO_DOC, 5}, /* a hole */
    };
    pdx_snapshot *whole = sample_snapshot(1);
    pdx_buf out;
    size_t i;
    pdx_buf_init(&out);
    CHECK_EQ(pdx_segment_n_docs(pdx_snapshot_segment(whole, 0)), PDX_COUNTOF(wrong[0]));
    for (i = 0; i < PDX_COUNTOF(wrong); i++) {
        const pdx_merge_source source = {pdx_snapshot_segment(whole, 0), wrong[i], NULL};
        CHECK_EQ(set_segments_merge(&source, 1, pdx_analyzer_default(), &stemmer, false, &out), PDX_EVALUE);
        CHECK_EQ(out.len, 0);
    }
    pdx_snapshot_release(whole);
    pdx_buf_deinit(&out);
}

/* No altered byte gets a checksum that holds. */
static void test_damage(void) {
    pdx_snapshot *whole = sample_snapshot(1);
    const pdx_span bytes = pdx_segment_bytes(pdx_snapshot_segment(whole, 0));
    uint8_t *copy = malloc(bytes.len);
    uint32_t numbers[6], i;
    size_t at;
    pdx_buf out;
    CHECK(copy != NULL);
    memcpy(copy, bytes.data, bytes.len);
    for (i = 0; i < 6; i++) numbers[i] = i;
    pdx_buf_init(&out);
    for (at = 0; at < bytes.len; at++) {
        pdx_segment *segment;
        copy[at] ^= 0x10;
        if (pdx_segment_open(pdx_span_of(copy, bytes.len), &segment, NULL) == PDX_OK) {
            const pdx_merge_source source = {segment, numbers, NULL};
            CHECK_EQ(set_segments_merge(&source, 1, pdx_analyzer_default(), &stemmer, false, &out), PDX_ECORRUPT);
            pdx_segment_close(segment);
        }
        copy[at] ^= 0x10;
    }
    CHECK_EQ(out.len, 0);
    free(copy);
    pdx_buf_deinit(&out);
    pdx_snapshot_release(whole);
}

static pdx_status whole_way(void *context) {
    pdx_buf out;
    pdx_status status;
    pdx_buf_init(&out);
    status = set_merge(context, &stemmer, false, &out);
    if (status != PDX_OK) CHECK_EQ(out.len, 0);
    pdx_buf_deinit(&out);
    return status;
}

int main(void) {
    test_random r = {31};
    pdx_snapshot *whole, *cut;
    test_same_bytes();
    test_nothing();
    test_refused();
    test_damage();
    whole = sample_snapshot(2);
    cut = set_cut(whole, &stemmer, 3, CUT_GONE, &r);
    memory_fails(whole_way, cut, 40);
    pdx_snapshot_release(cut);
    pdx_snapshot_release(whole);
    return check_report("test_merge");
}
