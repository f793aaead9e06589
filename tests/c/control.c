/* The negative control of the C rig: does, when told to, what the rig must notice.
 * tests/test_c.py runs it and expects each fault to be found. */
#include "check.h"

#include "base/alloc.h"
#include "base/span.h"
#include "os/thread.h"

/* Loses half of some blocks, in a frame of its own: what main() has held may still be found on the stack when leaks are looked for. */
static void lose(void) {
    unsigned char *blocks[64];
    size_t i;
    for (i = 0; i < 64; i++) blocks[i] = pdx_alloc_zero(8, 1);
    for (i = 0; i < 32; i++) pdx_free(blocks[i]);
}

static void write_to(void *context) { *(int *)context += 1; }

/* By a thread and by this one, and nothing says which comes first. */
static void race(void) {
    pdx_thread thread;
    int written = 0;
    CHECK(pdx_thread_start(&thread, write_to, &written));
    write_to(&written);
    pdx_thread_join(&thread);
}

int main(int argc, char **argv) {
    const char fault = argc > 1 ? argv[1][0] : '-';
    unsigned char *block = pdx_alloc_zero(8, 1);
    CHECK(block != NULL);
    if (block == NULL) return check_report("control");
    CHECK_EQ(block[argc + (fault == 'r' ? 6 : 0)], 0); /* r: one byte beyond the end */
    if (fault == 'c') CHECK_EQ(1, 2);
    if (fault == 'b') CHECK_BYTES("one\0x", 5, "two");
    if (fault == 'u') CHECK(1 << (argc + 30) > 0); /* argc is 2: shifts by the width */
    if (fault == 'l') lose();
    if (fault == 't') race();
    pdx_free(block);
    return check_report("control");
}
