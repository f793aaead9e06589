/* Bytes that go to a buffer or a file, with a beginning that is written last; bytes that wait in memory or beside it; faults of every call on the way. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "os/faults.h"
#include "os/output.h"

static char out_path[300], spill_path[300];

static void paths_choose(void) {
    const char *folder = getenv("TMPDIR");
    const unsigned long own = (unsigned long)((uintptr_t)out_path >> 4);
    (void)snprintf(out_path, sizeof out_path, "%s/test_output.%lu", folder == NULL ? "/tmp" : folder, own);
    (void)snprintf(spill_path, sizeof spill_path, "%s/test_spill.%lu", folder == NULL ? "/tmp" : folder, own);
}

enum { PIECES = 50 };
static const char piece[] = "a piece of no special length, ";

static pdx_status pieces_put(pdx_output *output, pdx_error *err) {
    for (int i = 0; i < PIECES; i++) PDX_TRY(pdx_output_put(output, pdx_span_str(piece), err));
    return pdx_output_close(output, pdx_span_str("THE BEGINNING"), true, err);
}

static void wanted_make(pdx_buf *wanted) {
    pdx_buf_init(wanted);
    for (int i = 0; i < PIECES; i++) pdx_buf_str(wanted, piece);
    memcpy(wanted->data, "THE BEGINNING", strlen("THE BEGINNING"));
}

static void test_buffer(void) {
    pdx_buf wanted, got;
    pdx_output output;
    wanted_make(&wanted);
    pdx_buf_init(&got);
    pdx_buf_str(&got, "before");
    pdx_output_to_buf(&output, &got, NULL);
    CHECK_EQ(pieces_put(&output, NULL), PDX_OK);
    CHECK_EQ(output.written, wanted.len);
    pdx_output_drop(&output);
    CHECK(pdx_span_equal(pdx_span_slice(pdx_buf_view(&got), 6, got.len), pdx_buf_view(&wanted)));
    CHECK(memcmp(got.data, "before", 6) == 0);
    pdx_buf_deinit(&got);
    pdx_buf_deinit(&wanted);
}

static pdx_status file_make(const pdx_os *os) {
    pdx_output output;
    pdx_status status;
    PDX_TRY(pdx_output_to_file(&output, os, out_path, NULL, NULL));
    status = pieces_put(&output, NULL);
    pdx_output_drop(&output);
    return status;
}

static void test_file(void) {
    pdx_buf wanted;
    pdx_file file;
    pdx_mapping mapping;
    wanted_make(&wanted);
    (void)remove(out_path);
    CHECK_EQ(file_make(pdx_os_system()), PDX_OK);
    CHECK_EQ(pdx_file_open(&file, pdx_os_system(), out_path, PDX_OPEN_READ, NULL), PDX_OK);
    CHECK_EQ(pdx_file_map(&file, &mapping, NULL), PDX_OK);
    CHECK(pdx_span_equal(pdx_span_of(mapping.data, mapping.len), pdx_buf_view(&wanted)));
    pdx_mapping_deinit(&mapping);
    CHECK_EQ(pdx_file_close(&file, NULL), PDX_OK);
    CHECK_EQ(file_make(pdx_os_system()), PDX_EIO); /* it is there */
    (void)remove(out_path);
    pdx_buf_deinit(&wanted);
}

static pdx_status append(void *context, pdx_span bytes, pdx_error *err) {
    pdx_buf_span(context, bytes);
    return ((pdx_buf *)context)->failed ? pdx_fail_memory(err) : PDX_OK;
}

/* What is taken comes back, wherever it waited. */
static pdx_status spill_all(const pdx_os *os, size_t most, pdx_buf *got) {
    pdx_spill spill;
    pdx_buf room;
    pdx_status status = PDX_OK;
    pdx_buf_init(&room);
    pdx_spill_init(&spill, (pdx_spill_place){os, spill_path, most});
    for (int i = 0; status == PDX_OK && i < PIECES; i++) {
        pdx_buf_str(&room, piece);
        status = pdx_spill_take(&spill, &room, NULL);
        if (status == PDX_OK) CHECK_EQ(room.len, 0);
    }
    if (status == PDX_OK) CHECK_EQ(pdx_spill_len(&spill), PIECES * strlen(piece));
    if (status == PDX_OK) status = pdx_spill_copy(&spill, append, got, NULL);
    pdx_spill_deinit(&spill);
    pdx_buf_deinit(&room);
    return status;
}

static void test_spill(void) {
    pdx_file_info info;
    pdx_buf wanted, got;
    pdx_buf_init(&wanted);
    for (int i = 0; i < PIECES; i++) pdx_buf_str(&wanted, piece);
    for (size_t most = 0; most < 2000; most += 100) {
        pdx_buf_init(&got);
        CHECK_EQ(spill_all(most == 100 ? NULL : pdx_os_system(), most, &got), PDX_OK);
        CHECK(pdx_span_equal(pdx_buf_view(&got), pdx_buf_view(&wanted)));
        CHECK_EQ(pdx_path_describe(pdx_os_system(), spill_path, &info, NULL), PDX_EIO); /* nothing stays */
        pdx_buf_deinit(&got);
    }
    pdx_buf_deinit(&wanted);
}

/* Every call fails once: nothing is left open. */
static void test_faults(void) {
    for (unsigned spilled = 0; spilled < 2; spilled++) {
        bool fired = true;
        for (uint64_t nth = 1; fired && nth < 1000; nth++) {
            pdx_faults faults;
            pdx_buf got;
            pdx_buf_init(&got);
            (void)remove(out_path);
            pdx_faults_init(&faults, pdx_os_system(), (pdx_fault_plan){PDX_FAULT_ONCE, PDX_OP_ANY, nth, EIO});
            const pdx_status status = spilled ? spill_all(&faults.os, 100, &got) : file_make(&faults.os);
            fired = faults.fired > 0;
            if (fired && faults.fired_on != PDX_OP_UNLINK && faults.fired_on != PDX_OP_CLOSE) CHECK_EQ(status, PDX_EIO);
            if (!fired) CHECK_EQ(status, PDX_OK);
            CHECK_EQ(faults.open_files, 0);
            (void)remove(spill_path);
            pdx_buf_deinit(&got);
        }
    }
    (void)remove(out_path);
}

int main(void) {
    paths_choose();
    test_buffer();
    test_file();
    test_spill();
    test_faults();
    return check_report("test_output");
}
