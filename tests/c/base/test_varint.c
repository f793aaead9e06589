/* Variable-length numbers: every length round its edges, and bytes that are cut or say too much. */
#include "check.h"

#include "base/alloc.h"
#include "base/le.h"
#include "base/varint.h"

/* Reads one number at `bytes`; gives how many bytes it took, 0 when refused. */
static size_t read_one(const uint8_t *bytes, size_t len, uint64_t *value) {
    const uint8_t *at = bytes;
    if (!pdx_varint_read(&at, bytes + len, value)) {
        CHECK(at == bytes); /* a refused number moves nothing */
        return 0;
    }
    return (size_t)(at - bytes);
}

static void check_number(uint64_t value) {
    uint8_t bytes[PDX_VARINT_MAX];
    const size_t n = pdx_varint_put(bytes, value);
    size_t cut, wanted = 1;
    uint64_t got = ~value, rest = value;
    pdx_buf buf;
    for (; rest >= 128; rest /= 128) wanted++;
    CHECK_EQ(n, wanted);
    CHECK_EQ(read_one(bytes, n, &got), n);
    CHECK_EQ(got, value);
    for (cut = 0; cut < n; cut++) CHECK_EQ(read_one(bytes, cut, &got), 0);
    pdx_buf_init(&buf);
    pdx_varint_append(&buf, value);
    CHECK(pdx_span_equal(pdx_buf_view(&buf), pdx_span_of(bytes, n)));
    pdx_buf_deinit(&buf);
}

static void test_edges(void) {
    unsigned bit;
    uint64_t value = 1;
    check_number(0);
    check_number(UINT64_MAX);
    for (bit = 0; bit < 64; bit++) {
        check_number((uint64_t)1 << bit);
        check_number(((uint64_t)1 << bit) - 1);
        check_number(((uint64_t)1 << bit) + 1);
    }
    for (bit = 0; bit < 10000; bit++) {
        value = value * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        check_number(value >> bit % 64);
    }
}

static void test_damaged(void) {
    static const uint8_t largest[] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01};
    static const uint8_t too_large[] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02};
    static const uint8_t endless[] = {0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00};
    static const uint8_t padded[] = {0x81, 0x80, 0x00};
    uint64_t value = 0;
    CHECK_EQ(read_one(largest, sizeof largest, &value), 10);
    CHECK(value == UINT64_MAX);
    CHECK_EQ(read_one(too_large, sizeof too_large, &value), 0);
    CHECK_EQ(read_one(endless, sizeof endless, &value), 0);
    CHECK_EQ(read_one(padded, sizeof padded, &value), 3); /* longer than need be, but what it says is clear */
    CHECK_EQ(value, 1);
}

static void test_little_endian(void) {
    uint8_t bytes[11] = {0};
    pdx_le64_put(bytes + 1, UINT64_C(0x8877665544332211));
    CHECK_BYTES(bytes, 11, "\0\x11\x22\x33\x44\x55\x66\x77\x88\0\0");
    CHECK(pdx_le64(bytes + 1) == UINT64_C(0x8877665544332211));
    CHECK_EQ(pdx_le32(bytes + 5), 0x88776655u);
    CHECK_EQ(pdx_le16(bytes + 7), 0x8877);
    pdx_le32_put(bytes + 3, 0xFFEEDDCCu);
    pdx_le16_put(bytes + 9, 0xBBAA);
    CHECK_BYTES(bytes, 11, "\0\x11\x22\xCC\xDD\xEE\xFF\x77\x88\xAA\xBB");
}

int main(void) {
    test_edges();
    test_damaged();
    test_little_endian();
    CHECK_EQ(pdx_alloc_live(), 0);
    return check_report("base/varint");
}
