/* Altering the files of a saved archive in its folder: every byte, every length, and lies whose checksums hold. What is loaded then is an error or safe
 * to read, which verify tells apart. For the tests of saved archives, which say how one is loaded. */
#ifndef PDX_TESTS_SAVED_DAMAGE_H
#define PDX_TESTS_SAVED_DAMAGE_H

#include "archive/archive_sample.h"
#include "archive/store/saved.h"
#include "archive/stored_file.h"
#include "archive/stored_mend.h"
#include "base/alloc.h"
#include "check.h"

/* Loads what is there: an error that says so, or something that can be read; gives whether verify finds nothing, and whether all that was read
 * is what it was, or something has said that it is not. */
static bool is_taken(uint64_t whole, bool *same) {
    pdx_archive *archive;
    pdx_error err = {0};
    const pdx_status status = archive_load(pdx_os_system(), archive_path, NULL, NULL, &archive, &err);
    bool sound = false;
    *same = false;
    CHECK(status == PDX_OK || status == PDX_ECORRUPT || status == PDX_EFORMAT || status == PDX_EIO);
    if (status == PDX_OK) {
        *same = sample_walk(archive) == whole || sample_failed;
        sound = pdx_archive_verify(archive, NULL, NULL) == PDX_OK;
    }
    *same = *same || status != PDX_OK;
    pdx_archive_release(archive);
    return sound;
}

/* Where `told`, nobody who reads takes damage for what was there. */
static void damage_file(const char *name, uint64_t whole, size_t step, bool told) {
    stored_file file;
    bool same;
    step *= check_stride();
    file_take(&file, name);
    for (size_t i = 0; i < file.bytes.len; i += step) {
        file.bytes.data[i] ^= (uint8_t)(1u << i % 8);
        file_put(&file, file.bytes.data, file.bytes.len);
        CHECK(!is_taken(whole, &same)); /* verify tells every byte */
        CHECK(same || !told);
        file.bytes.data[i] ^= (uint8_t)(1u << i % 8);
    }
    for (size_t len = 0; len < file.bytes.len; len += step) {
        file_put(&file, file.bytes.data, len);
        CHECK(!is_taken(whole, &same));
    }
    file_put(&file, file.bytes.data, file.bytes.len);
    CHECK(is_taken(whole, &same) && same);
    PDX_VEC_DEINIT(&file.bytes);
}

/* Altered bytes whose checksums hold, as from somebody who means harm: nothing may be read that is not there. */
static void lie_in_posts(const char *name, uint64_t whole) {
    static const uint8_t masks[] = {0x01, 0x80, 0xFF};
    stored_file file;
    size_t refused = 0;
    bool same;
    uint8_t *lying;
    file_take(&file, name);
    lying = pdx_alloc(file.bytes.len);
    CHECK(lying != NULL);
    memcpy(lying, file.bytes.data, file.bytes.len);
    stored_mend(lying, file.bytes.len);
    CHECK(memcmp(lying, file.bytes.data, file.bytes.len) == 0); /* what is sound needs no mending */
    for (size_t i = 64; i < file.bytes.len - 24; i++) {
        memcpy(lying, file.bytes.data, file.bytes.len);
        lying[i] ^= masks[i % PDX_COUNTOF(masks)];
        stored_mend(lying, file.bytes.len);
        file_put(&file, lying, file.bytes.len);
        refused += !is_taken(whole, &same);
    }
    CHECK(refused > 100);
    pdx_free(lying);
    file_put(&file, file.bytes.data, file.bytes.len);
    CHECK(is_taken(whole, &same) && same);
    PDX_VEC_DEINIT(&file.bytes);
}

#endif
