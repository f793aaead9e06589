/* The negative control of the C rig: does, when told to, what the rig must notice.
 * tests/test_c.py runs it and expects each fault to be found. */
#include "check.h"

#include "base/alloc.h"
#include "base/span.h"

int main(int argc, char **argv) {
    const char fault = argc > 1 ? argv[1][0] : '-';
    unsigned char *block = pdx_alloc_zero(8, 1);
    CHECK(block != NULL);
    if (block == NULL) return check_report("control");
    CHECK_EQ(block[argc + (fault == 'r' ? 6 : 0)], 0); /* r: one byte beyond the end */
    if (fault == 'c') CHECK_EQ(1, 2);
    if (fault == 'b') CHECK_BYTES("one\0x", 5, "two");
    if (fault == 'u') CHECK(1 << (argc + 30) > 0); /* argc is 2: shifts by the width */
    if (fault == 'l') block = NULL;
    pdx_free(block);
    return check_report("control");
}
