/* What the inverter and the snapshot do when something fails: every allocation in turn, the stemmer, the caller's
 * wish to stop, documents that are not as promised. Nothing may leak, and the output stays as it was. */
#include "check.h"
#include "index/snapshot.h"
#include "segment/segment_sample.h"
#include "segment/segment_walk.h"

/* Everything from documents to answers. */
static pdx_status whole_way(void) {
    pdx_buf out;
    pdx_snapshot *snapshot = NULL;
    uint8_t *bytes;
    size_t len;
    pdx_status status;
    pdx_buf_init(&out);
    status = sample_make(PDX_LIMIT(20, 3), &out);
    if (status != PDX_OK) {
        CHECK_EQ(out.len, 0);
        pdx_buf_deinit(&out);
        return status;
    }
    bytes = pdx_buf_take(&out, &len);
    if (bytes == NULL) return PDX_ENOMEM;
    status = pdx_snapshot_take(bytes, len, pdx_analyzer_default(), &snapshot, NULL);
    if (status != PDX_OK) {
        CHECK(snapshot == NULL);
        return status;
    }
    status = pdx_segment_verify(pdx_snapshot_segment(snapshot, 0), NULL, NULL);
    if (status == PDX_OK) status = segment_walk(pdx_snapshot_segment(snapshot, 0));
    pdx_snapshot_release(snapshot);
    return status;
}

static void test_allocations(void) {
    const int64_t held = pdx_alloc_live();
    uint64_t n;
    for (n = 1;; n++) {
        pdx_status status;
        bool failed;
        pdx_alloc_fail_at(n);
        status = whole_way();
        failed = pdx_alloc_failed();
        pdx_alloc_fail_at(0);
        CHECK_EQ(status, failed ? PDX_ENOMEM : PDX_OK);
        CHECK_EQ(pdx_alloc_live(), held);
        if (!failed) break;
    }
    CHECK(n > 100);
    printf("%llu allocations failed in turn\n", (unsigned long long)n - 1);
}

static pdx_status stem_refuse(void *context, pdx_lang language, const pdx_span *terms, size_t n, pdx_buf *bytes, uint64_t *ends) {
    (void)context, (void)language, (void)terms, (void)n, (void)bytes, (void)ends;
    return PDX_ECALLBACK;
}

/* Ends that lie beyond the bytes. */
static pdx_status stem_lie(void *context, pdx_lang language, const pdx_span *terms, size_t n, pdx_buf *bytes, uint64_t *ends) {
    size_t i;
    (void)context, (void)language, (void)terms;
    pdx_buf_str(bytes, "a");
    for (i = 0; i < n; i++) ends[i] = i + 1;
    return PDX_OK;
}

static bool tick_stop(void *context, uint64_t done, uint64_t total) {
    int *left = context;
    CHECK(done <= total);
    return (*left)-- > 0;
}

static void test_callbacks(void) {
    const pdx_stemmer refuse = {stem_refuse, NULL}, lie = {stem_lie, NULL};
    const int64_t held = pdx_alloc_live();
    pdx_inverter *inverter;
    pdx_error err;
    pdx_buf out;
    int steps;
    pdx_buf_init(&out);
    pdx_buf_str(&out, "before");
    CHECK(pdx_inverter_new(pdx_analyzer_default(), &inverter, &err) == PDX_OK);
    CHECK(sample_fill(inverter, 2) == PDX_OK);
    CHECK(pdx_inverter_finish(inverter, &refuse, NULL, &out, &err) == PDX_ECALLBACK);
    CHECK(pdx_inverter_finish(inverter, &lie, NULL, &out, &err) == PDX_ECALLBACK);
    for (steps = 0;; steps++) {
        int left = steps;
        const pdx_tick tick = {tick_stop, &left};
        const pdx_status status = pdx_inverter_finish(inverter, NULL, &tick, &out, &err);
        if (status == PDX_OK) break;
        CHECK_EQ(status, PDX_EINTERRUPTED);
        CHECK_BYTES(out.data, out.len, "before");
    }
    CHECK(steps > 2);
    CHECK(out.len > 6);
    pdx_inverter_free(inverter);
    pdx_buf_deinit(&out);
    CHECK_EQ(pdx_alloc_live(), held);
}

/* Documents that break the promise are refused whole, and the inverter goes on. */
static void test_refused(void) {
    const pdx_index_part overlap[2] = {{PDX_ROLE_TITLE, 0, 4, 0, 4, 0, 0}, {PDX_ROLE_PARAGRAPH, 3, 5, 3, 5, 0, 0}};
    const pdx_index_part beyond[1] = {{PDX_ROLE_TITLE, 0, 9, 0, 9, 0, 0}}, turned[1] = {{PDX_ROLE_TITLE, 3, 2, 2, 3, 0, 0}};
    const pdx_index_part block[1] = {{PDX_ROLE_TITLE, 1, 2, 2, 3, 0, 0}}, role[1] = {{PDX_ROLE_COUNT, 1, 2, 1, 2, 0, 0}};
    const pdx_index_part *const bad[] = {overlap, beyond, turned, block, role};
    pdx_index_doc doc = {pdx_span_str("river"), NULL, 1, PDX_LANG_EN, false, false};
    const pdx_index_part good = {PDX_ROLE_TITLE, 0, 5, 0, 5, 0, 0};
    pdx_inverter *inverter;
    pdx_segment *segment;
    pdx_buf out;
    size_t i;
    pdx_buf_init(&out);
    CHECK(pdx_inverter_new(pdx_analyzer_default(), &inverter, NULL) == PDX_OK);
    for (i = 0; i < PDX_COUNTOF(bad); i++) {
        doc.parts = bad[i];
        doc.n_parts = bad[i] == overlap ? 2 : 1;
        CHECK_EQ(pdx_inverter_add(inverter, &doc, NULL), PDX_EVALUE);
    }
    doc.parts = &good;
    doc.n_parts = 1;
    CHECK(pdx_inverter_add(inverter, &doc, NULL) == PDX_OK);
    CHECK(pdx_inverter_finish(inverter, NULL, NULL, &out, NULL) == PDX_OK);
    CHECK(pdx_segment_open(pdx_buf_view(&out), &segment, NULL) == PDX_OK);
    CHECK(pdx_segment_verify(segment, NULL, NULL) == PDX_OK);
    CHECK_EQ(pdx_segment_n_docs(segment), 1);
    CHECK_EQ(pdx_segment_n_terms(segment), 1);
    pdx_segment_close(segment);
    pdx_inverter_free(inverter);
    pdx_buf_deinit(&out);
}

static void test_snapshot(void) {
    static const pdx_analyzer other = {"words-1", true};
    const int64_t held = pdx_alloc_live();
    pdx_snapshot *snapshot;
    pdx_buf out;
    uint8_t *bytes, *copy;
    size_t len;
    pdx_buf_init(&out);
    CHECK(sample_make(5, &out) == PDX_OK);
    bytes = pdx_buf_take(&out, &len);
    copy = pdx_alloc(len);
    memcpy(copy, bytes, len);
    CHECK(pdx_analyzer_fingerprint(&other) != pdx_analyzer_fingerprint(pdx_analyzer_default()));
    CHECK_EQ(pdx_snapshot_take(copy, len, &other, &snapshot, NULL), PDX_EFORMAT);
    CHECK(snapshot == NULL);
    CHECK(pdx_snapshot_take(bytes, len, pdx_analyzer_default(), &snapshot, NULL) == PDX_OK);
    CHECK_EQ(pdx_snapshot_n_segments(snapshot), 1);
    CHECK_EQ(pdx_snapshot_n_posts(snapshot), 25);
    CHECK_EQ(pdx_snapshot_first_post(snapshot, 0), 0);
    CHECK(pdx_snapshot_analyzer(snapshot) == pdx_analyzer_default());
    /* Titles have 3, 2, 0, 1, 1 words. */
    CHECK(pdx_snapshot_average_length(snapshot, PDX_GROUP_TITLE) == 7.0 / 5.0);
    pdx_snapshot_retain(snapshot);
    pdx_snapshot_release(snapshot);
    CHECK_EQ(pdx_segment_n_docs(pdx_snapshot_segment(snapshot, 0)), 30);
    pdx_snapshot_release(snapshot);
    pdx_snapshot_release(NULL);
    CHECK_EQ(pdx_alloc_live(), held);
}

int main(void) {
    test_allocations();
    test_callbacks();
    test_refused();
    test_snapshot();
    return check_report("index failures");
}
