/* Damaged segments: every byte altered, every length cut off. Verification finds all of it; reading without it
 * is safe and ends with PDX_OK or PDX_ECORRUPT. The sanitizers judge the rest. */
#include "check.h"
#include "random.h"
#include "segment/segment_mend.h"
#include "segment/segment_sample.h"
#include "segment/segment_walk.h"

/* What happened to altered bytes. */
typedef struct tally {
    long n, opened, verified, walked;
} tally;

static void judge(const uint8_t *bytes, size_t len, tally *t) {
    pdx_segment *segment;
    pdx_error err;
    pdx_status status = pdx_segment_open(pdx_span_of(bytes, len), &segment, &err);
    t->n++;
    CHECK(status == PDX_OK || status == PDX_ECORRUPT || (status == PDX_EFORMAT && len > 0));
    if (status != PDX_OK) {
        CHECK(segment == NULL && err.message[0] != '\0' && err.status == status);
        return;
    }
    t->opened++;
    status = pdx_segment_verify(segment, &err);
    CHECK(status == PDX_OK || status == PDX_ECORRUPT);
    t->verified += status == PDX_OK;
    status = segment_walk(segment);
    CHECK(status == PDX_OK || status == PDX_ECORRUPT);
    t->walked += status == PDX_OK;
    pdx_segment_close(segment);
}

/* A copy of exactly this length, so that a byte too far is seen. */
static uint8_t *copy(const uint8_t *bytes, size_t len) {
    uint8_t *made = pdx_alloc(len);
    if (made != NULL && len > 0) memcpy(made, bytes, len);
    return made;
}

static void test_flips(const pdx_buf *good) {
    static const uint8_t flips[] = {0x01, 0xFF};
    tally t = {0, 0, 0, 0};
    uint8_t *bytes = copy(good->data, good->len);
    size_t i, f;
    for (i = 0; i < good->len; i++) {
        for (f = 0; f < PDX_COUNTOF(flips); f++) {
            bytes[i] = (uint8_t)(good->data[i] ^ flips[f]);
            judge(bytes, good->len, &t);
        }
        bytes[i] = good->data[i];
    }
    pdx_free(bytes);
    CHECK_EQ(t.verified, 0);
    CHECK(t.opened > 0);
    printf("flips: %ld of %lu bytes, %ld opened, %ld passed verify, %ld of those opened read to the end\n", t.n,
           (unsigned long)good->len, t.opened, t.verified, t.walked);
}

static void test_cuts(const pdx_buf *good) {
    tally t = {0, 0, 0, 0};
    size_t len;
    for (len = 0; len < good->len; len++) {
        uint8_t *bytes = copy(good->data, len);
        judge(bytes, len, &t);
        segment_mend(bytes, len, 1); /* a shorter file with a frame that holds */
        judge(bytes, len, &t);
        pdx_free(bytes);
    }
    CHECK_EQ(t.verified, 0);
    printf("cuts: %ld, %ld opened, %ld passed verify\n", t.n, t.opened, t.verified);
}

/* Damage behind checksums that hold: what a hostile file can do. */
static void test_mended(const pdx_buf *good) {
    test_random random = {7};
    tally t = {0, 0, 0, 0};
    size_t i;
    int round;
    for (round = 0; round < 3; round++) {
        for (i = 12; i + 24 < good->len; i++) {
            uint8_t *bytes = copy(good->data, good->len);
            bytes[i] = (uint8_t)(round == 0 ? 0xFFu : bytes[i] ^ 1u << random_below(&random, 8));
            if (round == 2) bytes[12 + random_below(&random, (uint32_t)good->len - 36)] = (uint8_t)random_next(&random);
            segment_mend(bytes, good->len, 1);
            judge(bytes, good->len, &t);
            pdx_free(bytes);
        }
    }
    CHECK(t.opened > 0);
    printf("mended: %ld, %ld opened, %ld passed verify, %ld read to the end\n", t.n, t.opened, t.verified, t.walked);
}

/* The same bytes at odd addresses: lengths are copied then. */
static void test_unaligned(const pdx_buf *good) {
    size_t shift;
    for (shift = 0; shift < 8; shift++) {
        uint8_t *bytes = pdx_alloc(good->len + shift);
        pdx_segment *segment;
        memcpy(bytes + shift, good->data, good->len);
        CHECK(pdx_segment_open(pdx_span_of(bytes + shift, good->len), &segment, NULL) == PDX_OK);
        CHECK(pdx_segment_verify(segment, NULL) == PDX_OK);
        CHECK(segment_walk(segment) == PDX_OK);
        pdx_segment_close(segment);
        pdx_free(bytes);
    }
}

static void test_version(const pdx_buf *good) {
    uint8_t *bytes = copy(good->data, good->len);
    pdx_segment *segment;
    pdx_error err;
    uint32_t crc;
    pdx_le32_put(bytes + 8, 1);
    crc = pdx_crc32c(pdx_span_of(bytes + 64, pdx_le32(bytes + 12) * 24), pdx_crc32c(pdx_span_of(bytes, 60), 0));
    pdx_le32_put(bytes + 60, crc);
    pdx_le32_put(bytes + good->len - 8, crc);
    CHECK(pdx_segment_open(pdx_span_of(bytes, good->len), &segment, &err) == PDX_EFORMAT);
    CHECK(strstr(err.message, "format 1") != NULL);
    pdx_free(bytes);
}

int main(void) {
    pdx_buf good;
    pdx_buf_init(&good);
    CHECK(sample_make(2, &good) == PDX_OK);
    test_unaligned(&good);
    test_version(&good);
    test_flips(&good);
    test_cuts(&good);
    test_mended(&good);
    pdx_buf_deinit(&good);
    return check_report("damage");
}
