/* A file of a saved archive, taken into memory, so that a test can put others in its place. */
#ifndef PDX_TESTS_STORED_FILE_H
#define PDX_TESTS_STORED_FILE_H

#include "archive/saved_folder.h"
#include "base/vec.h"
#include "check.h"

typedef struct stored_file {
    char path[600];
    PDX_VEC(uint8_t) bytes; /* owned */
    size_t there;           /* bytes that it has now */
} stored_file;

static void file_take(stored_file *file, const char *name) {
    pdx_mapping mapping;
    pdx_file opened;
    (void)snprintf(file->path, sizeof file->path, "%s/%s", archive_path, name);
    PDX_VEC_INIT(&file->bytes);
    CHECK(pdx_file_open(&opened, pdx_os_system(), file->path, PDX_OPEN_READ, NULL) == PDX_OK);
    CHECK(pdx_file_map(&opened, &mapping, NULL) == PDX_OK);
    pdx_file_drop(&opened);
    CHECK(PDX_VEC_RESERVE(&file->bytes, mapping.len));
    memcpy(file->bytes.data, mapping.data, mapping.len);
    file->bytes.len = file->there = mapping.len;
    pdx_mapping_deinit(&mapping);
}

/* Over what is there, or anew: some systems wait for the disk when a file is cut and written again. */
static void file_put(stored_file *file, const uint8_t *bytes, size_t len) {
    FILE *to = len == file->there ? fopen(file->path, "rb+") : NULL;
    if (to == NULL) {
        (void)remove(file->path);
        to = fopen(file->path, "wb");
    }
    file->there = len;
    CHECK(to != NULL && fwrite(bytes, 1, len, to) == len && fclose(to) == 0);
}

#endif
