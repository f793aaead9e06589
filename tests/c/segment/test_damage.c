/* Damaged segments: every byte altered, every length cut off. Verification finds all of it; reading without it
 * is safe and ends with PDX_OK or PDX_ECORRUPT. The sanitizers judge the rest. */
#include "check.h"
#include "random.h"
#include "segment/segment_mend.h"
#include "segment/segment_sample.h"
#include "segment/segment_walk.h"
#include "kernels/crc32c.h"

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
    status = pdx_segment_verify(segment, NULL, &err);
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
    for (i = 0; i < good->len; i += check_stride()) {
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

/* What a walk over a segment that was opened as stored gives; false: somebody said that it is damaged. */
static bool stored_read(pdx_span bytes, uint64_t *sum) {
    pdx_segment *segment;
    pdx_status status = pdx_segment_open_stored(bytes, &segment, NULL);
    CHECK(status == PDX_OK || status == PDX_ECORRUPT || status == PDX_EFORMAT);
    if (status != PDX_OK) return false;
    walk_sum = pdx_segment_n_docs(segment);
    for (int g = 0; g < PDX_GROUP_COUNT; g++) walk_mix(pdx_segment_group_total(segment, (pdx_group)g));
    status = segment_walk(segment);
    CHECK(status == PDX_OK || status == PDX_ECORRUPT);
    if (status == PDX_OK) status = pdx_segment_sound(segment, NULL);
    *sum = walk_sum;
    pdx_segment_close(segment);
    return status == PDX_OK;
}

/* Of bytes from a file nothing is taken for what was written that is not; small pages (PDX_SMALL) show that each read asks. */
static void test_stored(const pdx_buf *good) {
    uint8_t *bytes = copy(good->data, good->len);
    uint64_t whole, sum;
    size_t i;
    long told = 0;
    CHECK(stored_read(pdx_buf_view(good), &whole));
    for (i = 0; i < good->len; i += check_stride()) {
        bytes[i] ^= (uint8_t)(1u << i % 8);
        if (!stored_read(pdx_span_of(bytes, good->len), &sum)) told++;
        else if (sum != whole) CHECK_EQ(i, good->len); /* which byte nobody doubted */
        bytes[i] = good->data[i];
    }
    pdx_free(bytes);
    CHECK(told > 0);
    printf("stored: %lu flips, %ld told\n", (unsigned long)good->len, told);
}

static void test_cuts(const pdx_buf *good) {
    tally t = {0, 0, 0, 0};
    size_t len;
    for (len = 0; len < good->len; len += check_stride()) {
        uint8_t *bytes = copy(good->data, len);
        judge(bytes, len, &t);
        segment_mend(bytes, len, 1); /* a shorter file with a frame that holds */
        judge(bytes, len, &t);
        pdx_free(bytes);
    }
    CHECK_EQ(t.verified, 0);
    printf("cuts: %ld, %ld opened, %ld passed verify\n", t.n, t.opened, t.verified);
}

/* From each term to what is not before each other term, or its beginning: the same as looked up. */
static void check_seeks(const pdx_segment *segment) {
    const uint32_t n = pdx_segment_n_terms(segment);
    pdx_term_walk walk;
    pdx_ord from, to, got, wanted;
    pdx_buf key;
    pdx_buf_init(&key);
    pdx_term_walk_init(&walk, segment);
    for (from = 0; from < n; from++) {
        for (to = from; to < n; to += 1 + (to - from) / 3) {
            CHECK(pdx_segment_key(segment, to, &key, NULL) == PDX_OK);
            if (to % 2 == 0 && key.len > 1) key.len--;
            if (to % 5 == 0) pdx_buf_byte(&key, 'm');
            CHECK(pdx_segment_lower_bound(segment, pdx_buf_view(&key), &wanted, NULL) == PDX_OK);
            CHECK(pdx_term_walk_to(&walk, from, NULL) == PDX_OK);
            CHECK(pdx_term_walk_seek(&walk, pdx_buf_view(&key), &got, NULL) == PDX_OK);
            CHECK_EQ(got, wanted > from ? wanted : from);
        }
    }
    pdx_term_walk_deinit(&walk);
    pdx_buf_deinit(&key);
}

static void check_sound(const pdx_buf *good) {
    pdx_segment *segment;
    CHECK(pdx_segment_open(pdx_buf_view(good), &segment, NULL) == PDX_OK);
    if (segment == NULL) return;
    CHECK(pdx_segment_verify(segment, NULL, NULL) == PDX_OK);
    CHECK(segment_walk(segment) == PDX_OK);
    check_seeks(segment);
    pdx_segment_close(segment);
}

/* Answers `left` questions and stops at the next one. */
typedef struct asked {
    uint64_t n, left, told;
} asked;

static bool answer(void *context, uint64_t done, uint64_t total) {
    asked *a = context;
    CHECK(done <= total && done >= a->told); /* what is told never falls */
    a->told = done;
    return a->n++ < a->left;
}

/* Verifying is asked whether to go on all the while, and stops wherever it is told to. */
static void test_stops(const pdx_buf *good) {
    asked a = {.left = UINT64_MAX};
    const pdx_tick tick = {answer, &a};
    pdx_segment *segment;
    pdx_error err;
    CHECK(pdx_segment_open(pdx_buf_view(good), &segment, NULL) == PDX_OK);
    CHECK(pdx_segment_verify(segment, &tick, NULL) == PDX_OK);
    CHECK(PDX_TICK_WORK > 64 || a.n > pdx_segment_n_docs(segment) + (uint64_t)pdx_segment_n_terms(segment));
    for (uint64_t n = a.n, k = 0; k < n; k += 1 + n / 256) {
        a = (asked){.left = k};
        CHECK(pdx_segment_verify(segment, &tick, &err) == PDX_EINTERRUPTED && err.status == PDX_EINTERRUPTED);
        CHECK_EQ(a.n, k + 1);
    }
    pdx_segment_close(segment);
}

/* The same segment with section number `last` behind all others: a read beyond it leaves the file soon. */
static void reorder(const pdx_buf *good, uint32_t last, pdx_buf *out) {
    const uint32_t n = pdx_le32(good->data + 12);
    uint32_t i, k;
    pdx_buf_reset(out);
    pdx_buf_append(out, good->data, 64 + 24 * (size_t)n);
    for (k = 0; k < n; k++) {
        uint8_t *entry;
        i = k + 1 == n ? last : k < last ? k : k + 1;
        entry = out->data + 64 + 24 * (size_t)k;
        memcpy(entry, good->data + 64 + 24 * (size_t)i, 24);
        pdx_le64_put(entry + 8, out->len);
        pdx_buf_append(out, good->data + pdx_le64(good->data + 64 + 24 * (size_t)i + 8), (size_t)pdx_le64(entry + 16));
        while (out->len % 8 != 0) pdx_buf_byte(out, 0);
    }
    pdx_buf_append(out, good->data + good->len - 24, 24);
    segment_mend(out->data, out->len, 1);
}

/* Small and large numbers where others were, and single bits. */
static void alter(test_random *random, uint8_t *bytes, size_t i, size_t end, int round) {
    bytes[i] = (uint8_t)(round < 3 ? 0xFFu : bytes[i] ^ 1u << random_below(random, 8));
    if (round == 1 && i + 1 < end) bytes[i + 1] = 0x7F; /* 16383 */
    if (round == 2 && i + 2 < end) bytes[i + 1] = 0xFF, bytes[i + 2] = 0x7F;
    if (round == 4) bytes[64 + random_below(random, (uint32_t)end - 64)] = (uint8_t)random_next(random);
}

/* Damage behind checksums that hold: what a hostile file can do. */
static void test_mended(const pdx_buf *good) {
    test_random random = {7};
    tally t = {0, 0, 0, 0};
    pdx_buf turned;
    uint32_t last;
    int round;
    pdx_buf_init(&turned);
    for (last = 0; last < pdx_le32(good->data + 12); last++) {
        const size_t length = (size_t)pdx_le64(good->data + 64 + 24 * (size_t)last + 16);
        size_t begin, end, i;
        reorder(good, last, &turned);
        begin = (size_t)pdx_le64(turned.data + 64 + 24 * (size_t)(pdx_le32(good->data + 12) - 1) + 8);
        end = begin + length;
        check_sound(&turned); /* the order of sections does not matter */
        for (round = 0; round < 5; round++) {
            for (i = begin; i < end; i++) {
                uint8_t *bytes = copy(turned.data, turned.len);
                alter(&random, bytes, i, end, round);
                segment_mend(bytes, turned.len, 1);
                judge(bytes, turned.len, &t);
                pdx_free(bytes);
            }
        }
    }
    CHECK(t.opened > 0);
    pdx_buf_deinit(&turned);
    printf("mended: %ld, %ld opened, %ld passed verify, %ld read to the end\n", t.n, t.opened, t.verified, t.walked);
}

/* The header and the table, each number of them, behind checksums that hold. */
static void test_frame(const pdx_buf *good) {
    tally t = {0, 0, 0, 0};
    size_t i;
    int value;
    for (i = 12; i < 64 + 24 * (size_t)pdx_le32(good->data + 12); i++) {
        for (value = 0; value < 256; value += 15) {
            uint8_t *bytes = copy(good->data, good->len);
            bytes[i] = (uint8_t)value;
            segment_mend(bytes, good->len, 1);
            judge(bytes, good->len, &t);
            pdx_free(bytes);
        }
    }
    printf("frame: %ld, %ld opened, %ld passed verify\n", t.n, t.opened, t.verified);
}

/* The same bytes at odd addresses. */
static void test_unaligned(const pdx_buf *good) {
    size_t shift;
    for (shift = 0; shift < 8; shift++) {
        uint8_t *bytes = pdx_alloc(good->len + shift);
        pdx_segment *segment;
        memcpy(bytes + shift, good->data, good->len);
        CHECK(pdx_segment_open(pdx_span_of(bytes + shift, good->len), &segment, NULL) == PDX_OK);
        CHECK(pdx_segment_verify(segment, NULL, NULL) == PDX_OK);
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
    pdx_le32_put(bytes + 8, 2);
    crc = pdx_crc32c(pdx_span_of(bytes + 64, pdx_le32(bytes + 12) * 24), pdx_crc32c(pdx_span_of(bytes, 60), 0));
    pdx_le32_put(bytes + 60, crc);
    pdx_le32_put(bytes + good->len - 8, crc);
    CHECK(pdx_segment_open(pdx_span_of(bytes, good->len), &segment, &err) == PDX_EFORMAT);
    CHECK(strstr(err.message, "format 2") != NULL);
    pdx_free(bytes);
}

int main(void) {
    pdx_buf good;
    pdx_buf_init(&good);
    CHECK(sample_make(2, &good) == PDX_OK);
    test_unaligned(&good);
    test_stops(&good);
    test_version(&good);
    test_flips(&good);
    test_stored(&good);
    test_cuts(&good);
    test_mended(&good);
    test_frame(&good);
    pdx_buf_deinit(&good);
    return check_report("damage");
}
