#include "archive/manifest.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/le.h"
#include "kernels/crc32c.h"

enum { VERSION = 0, FILES_AT = 32, CRC_AT = FILES_AT + 16 * MANIFEST_FILES, BYTES = CRC_AT + 4 };
static const char magic[8] = {'\x89', 'p', 'd', 'x', 'm', '\r', '\n', '\x1a'};
static const char *const file_names[MANIFEST_FILES] = {"posts", "texts", "words"};
static const char new_name[] = "manifest.new";

pdx_status manifest_path(char *path, const char *folder, const char *name, pdx_error *err) {
    const int n = snprintf(path, MANIFEST_PATH, "%s/%s", folder, name);
    return n > 0 && n < MANIFEST_PATH ? PDX_OK : pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "the path of the archive is too long");
}

static void file_name(char name[32], manifest_file file, uint64_t generation) {
    (void)snprintf(name, 32, "%s-%016" PRIx64, file_names[file], generation);
}

pdx_status manifest_file_path(char *path, const char *folder, manifest_file file, uint64_t generation, pdx_error *err) {
    char name[32];
    file_name(name, file, generation);
    return manifest_path(path, folder, name, err);
}

uint64_t manifest_name_generation(const char *name) {
    for (unsigned f = 0; f < MANIFEST_FILES; f++) {
        const size_t n = strlen(file_names[f]);
        uint64_t generation;
        if (strncmp(name, file_names[f], n) != 0 || name[n] != '-' || strlen(name + n + 1) != 16 || strspn(name + n + 1, "0123456789abcdef") != 16) continue;
        return sscanf(name + n + 1, "%" SCNx64, &generation) == 1 ? generation : 0;
    }
    return 0;
}

bool manifest_is_left_over(const char *name, uint64_t generation) {
    const uint64_t of_it = manifest_name_generation(name);
    return strcmp(name, new_name) == 0 || (of_it != 0 && of_it != generation);
}

static pdx_status damage(pdx_error *err, const char *what) { return pdx_fail(err, PDX_ECORRUPT, 0, "damaged manifest: %s", what); }

static pdx_status bytes_take(manifest *m, const uint8_t bytes[BYTES], pdx_error *err) {
    if (memcmp(bytes, magic, sizeof magic) != 0) return damage(err, "it does not begin as a manifest does");
    if (pdx_crc32c(pdx_span_of(bytes, CRC_AT), 0) != pdx_le32(bytes + CRC_AT)) return damage(err, "its checksum does not hold");
    if (pdx_le32(bytes + 8) != VERSION || pdx_le32(bytes + 12) != MANIFEST_FILES) {
        return pdx_fail(err, PDX_EFORMAT, 8, "archive format %lu, this version reads format %d; update postdex or build it again", (unsigned long)pdx_le32(bytes + 8), VERSION);
    }
    m->generation = pdx_le64(bytes + 16);
    m->stem_mark = pdx_le64(bytes + 24);
    for (unsigned f = 0; f < MANIFEST_FILES; f++) {
        m->files[f].length = pdx_le64(bytes + FILES_AT + 16 * f);
        m->files[f].id = pdx_le64(bytes + FILES_AT + 16 * f + 8);
    }
    return PDX_OK;
}

static pdx_status file_take(manifest *m, pdx_file *file, pdx_error *err) {
    uint8_t bytes[BYTES];
    pdx_file_info info;
    PDX_TRY(pdx_file_describe(file, &info, err));
    if (info.kind != PDX_FILE_REGULAR || info.size != BYTES) return damage(err, "its length is not that of a manifest");
    PDX_TRY(pdx_file_read(file, bytes, BYTES, 0, err));
    return bytes_take(m, bytes, err);
}

pdx_status manifest_read(manifest *m, const pdx_os *os, const char *folder, pdx_error *err) {
    char path[MANIFEST_PATH];
    pdx_file file;
    pdx_status status;
    memset(m, 0, sizeof *m);
    PDX_TRY(manifest_path(path, folder, "manifest", err));
    PDX_TRY(pdx_file_open(&file, os, path, PDX_OPEN_READ, err));
    status = file_take(m, &file, err);
    pdx_file_drop(&file);
    return status;
}

static void bytes_make(uint8_t bytes[BYTES], const manifest *m) {
    memcpy(bytes, magic, sizeof magic);
    pdx_le32_put(bytes + 8, VERSION);
    pdx_le32_put(bytes + 12, MANIFEST_FILES);
    pdx_le64_put(bytes + 16, m->generation);
    pdx_le64_put(bytes + 24, m->stem_mark);
    for (unsigned f = 0; f < MANIFEST_FILES; f++) {
        pdx_le64_put(bytes + FILES_AT + 16 * f, m->files[f].length);
        pdx_le64_put(bytes + FILES_AT + 16 * f + 8, m->files[f].id);
    }
    pdx_le32_put(bytes + CRC_AT, pdx_crc32c(pdx_span_of(bytes, CRC_AT), 0));
}

pdx_status manifest_write(const manifest *m, const pdx_os *os, const char *folder, pdx_error *err) {
    char path[MANIFEST_PATH], place[MANIFEST_PATH];
    uint8_t bytes[BYTES];
    pdx_file file;
    pdx_status status;
    bytes_make(bytes, m);
    PDX_TRY(manifest_path(path, folder, new_name, err));
    PDX_TRY(manifest_path(place, folder, "manifest", err));
    PDX_TRY(pdx_file_open(&file, os, path, PDX_OPEN_NEW, err));
    status = pdx_file_write(&file, pdx_span_of(bytes, BYTES), err);
    if (status == PDX_OK) status = pdx_file_sync(&file, err);
    if (status == PDX_OK) status = pdx_file_close(&file, err);
    pdx_file_drop(&file);
    PDX_TRY(status);
    PDX_TRY(pdx_path_sync(os, folder, err)); /* the files that it names must be there when it is */
    return pdx_path_replace(os, path, place, folder, err);
}
