/* Growable bytes: what was appended is what is seen, and a failure sticks until reset. */
#include "check.h"

#include "base/alloc.h"
#include "base/buf.h"

static void test_append(void) {
    pdx_buf buf;
    size_t len;
    uint8_t *taken;
    pdx_buf_init(&buf);
    pdx_buf_str(&buf, "");
    pdx_buf_append(&buf, NULL, 0);
    CHECK_EQ(buf.len, 0);
    pdx_buf_str(&buf, "one ");
    pdx_buf_byte(&buf, 0);
    pdx_buf_span(&buf, pdx_span_str(" two"));
    pdx_buf_format(&buf, " %d %s", 3, "four");
    CHECK_BYTES(buf.data, buf.len, "one \0 two 3 four");
    taken = pdx_buf_take(&buf, &len);
    CHECK_BYTES(taken, len, "one \0 two 3 four");
    pdx_free(taken);
    CHECK_EQ(buf.len, 0);
    taken = pdx_buf_take(&buf, &len); /* of nothing: a pointer that can be freed */
    CHECK(taken != NULL);
    CHECK_EQ(len, 0);
    pdx_free(taken);
    pdx_buf_deinit(&buf);
    CHECK_EQ(pdx_alloc_live(), 0);
}

static void test_many(void) {
    pdx_buf buf;
    size_t i, wrong = 0, capacity;
    pdx_buf_init(&buf);
    for (i = 0; i < 100000; i++) pdx_buf_byte(&buf, (uint8_t)(i % 251));
    CHECK_EQ(buf.len, 100000);
    for (i = 0; i < buf.len; i++) wrong += buf.data[i] != (uint8_t)(i % 251);
    CHECK_EQ(wrong, 0);
    capacity = buf.capacity;
    pdx_buf_reset(&buf);
    CHECK_EQ(buf.len, 0);
    CHECK_EQ(buf.capacity, capacity);
    pdx_buf_deinit(&buf);
}

static void test_failure_sticks(void) {
    pdx_buf buf;
    size_t len = 1;
    pdx_buf_init(&buf);
    pdx_buf_str(&buf, "kept");
    CHECK(!buf.failed);
    pdx_alloc_fail_at(1);
    while (!buf.failed) pdx_buf_str(&buf, " more and more");
    pdx_alloc_fail_at(0);
    CHECK(memcmp(buf.data, "kept", 4) == 0);
    len = buf.len;
    pdx_buf_byte(&buf, '!'); /* there may be room; nothing is added all the same */
    pdx_buf_format(&buf, "%d", 1);
    CHECK_EQ(buf.len, len);
    CHECK(!pdx_buf_reserve(&buf, 0));
    CHECK(pdx_buf_take(&buf, &len) == NULL);
    CHECK_EQ(len, 0);
    CHECK_EQ(pdx_alloc_live(), 0);
    pdx_buf_str(&buf, "fresh");
    CHECK_BYTES(buf.data, buf.len, "fresh");
    CHECK(!pdx_buf_reserve(&buf, SIZE_MAX)); /* overflows */
    CHECK(buf.failed);
    pdx_buf_reset(&buf);
    CHECK(!buf.failed);
    pdx_buf_deinit(&buf);
    CHECK_EQ(pdx_alloc_live(), 0);
}

int main(void) {
    test_append();
    test_many();
    test_failure_sticks();
    return check_report("base/buf");
}
