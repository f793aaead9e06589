#include "archive/store/manifest.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/le.h"
#include "kernels/crc32c.h"

enum { READER_AT = 16, READER = 16, PARTS_AT = 56, PART = 8 * (5 + 2 * MANIFEST_FILES), PART_OF_2 = PART + 8 + 24 * (MANIFEST_LISTS - 1),
       PART_MOST = 1024, CRC = 4 };
static const char reader[READER] = "0.1"; /* the first postdex that reads what is written here */
static const char magic[8] = {'\x89', 'p', 'd', 'x', 'm', '\r', '\n', '\x1a'};
static const char *const file_names[MANIFEST_FILES] = {"posts", "texts", "words", "gone"};
const char manifest_new_name[] = "manifest.new";
static const char *const places[] = {[MANIFEST_OF_ALL] = "manifest", [MANIFEST_DRAFT] = "manifest.draft"};

bool manifest_is_draft(const char *name) { return strcmp(name, places[MANIFEST_DRAFT]) == 0; }

pdx_status manifest_path(char *path, const char *folder, const char *name, pdx_error *err) {
    const int n = snprintf(path, MANIFEST_PATH, "%s/%s", folder, name);
    return n > 0 && n < MANIFEST_PATH ? PDX_OK : pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "the path of the archive is too long");
}

void manifest_file_name(char name[MANIFEST_NAME], manifest_file file, uint64_t number) {
    (void)snprintf(name, MANIFEST_NAME, "%s-%016" PRIx64, file_names[file], number);
}

pdx_status manifest_file_path(char *path, const char *folder, manifest_file file, uint64_t number, pdx_error *err) {
    char name[MANIFEST_NAME];
    manifest_file_name(name, file, number);
    return manifest_path(path, folder, name, err);
}

bool manifest_has(const manifest_part *part, manifest_file file, uint64_t number) {
    if (file != MANIFEST_GONE) return part->number == number;
    for (uint32_t i = 0; i < part->n_lists; i++) {
        if (part->lists[i].number == number) return true;
    }
    return false;
}

static bool is_of_parts(const manifest *m, manifest_file file, uint64_t number) {
    for (size_t i = 0; i < m->parts.len; i++) {
        if (manifest_has(&m->parts.data[i], file, number)) return true;
    }
    return false;
}

/* Whether a part's file can have this name. */
static bool is_file_name(const char *name, manifest_file *file, uint64_t *number) {
    for (unsigned f = 0; f < MANIFEST_FILES; f++) {
        const size_t n = strlen(file_names[f]);
        if (strncmp(name, file_names[f], n) != 0 || name[n] != '-' || strlen(name + n + 1) != 16 || strspn(name + n + 1, "0123456789abcdef") != 16) {
            continue;
        }
        *file = (manifest_file)f;
        return sscanf(name + n + 1, "%" SCNx64, number) == 1;
    }
    return false;
}

uint64_t manifest_file_number(const char *name, manifest_file file) {
    manifest_file found;
    uint64_t number;
    return is_file_name(name, &found, &number) && found == file ? number : 0;
}

uint64_t manifest_name_generation(const char *name) {
    manifest_file file;
    uint64_t number;
    return is_file_name(name, &file, &number) ? number & (((uint64_t)1 << MANIFEST_INDEX_AT) - 1) : 0;
}

bool manifest_is_left_over(const manifest *m, const char *name) {
    manifest_file file;
    uint64_t number;
    if (strcmp(name, manifest_new_name) == 0 || manifest_is_draft(name)) return true;
    return is_file_name(name, &file, &number) && !is_of_parts(m, file, number);
}

static pdx_status damage(pdx_error *err, const char *what) { return pdx_fail(err, PDX_ECORRUPT, 0, "damaged manifest: %s", what); }

/* ---- reading */

static void part_take(manifest_part *part, const uint8_t *at) {
    part->number = pdx_le64(at);
    part->stem_mark = pdx_le64(at + 16);
    part->n_gone = pdx_le64(at + 24);
    part->n_gone_words = pdx_le64(at + 32);
    for (unsigned f = 0; f < MANIFEST_GONE; f++) {
        part->files[f].length = pdx_le64(at + 40 + 16 * f);
        part->files[f].id = pdx_le64(at + 48 + 16 * f);
    }
    part->lists[0] = (manifest_list){pdx_le64(at + 8), pdx_le64(at + 40 + 16 * MANIFEST_GONE), pdx_le64(at + 48 + 16 * MANIFEST_GONE)};
    part->n_lists = part->lists[0].number != 0;
}

/* The lists behind the first one, of version 2. */
static bool lists_take(manifest_part *part, const uint8_t *at) {
    const uint64_t n = pdx_le64(at + PART);
    if (n >= MANIFEST_LISTS || (n > 0 && part->n_lists == 0)) return false;
    for (unsigned i = 0; i < n; i++) {
        const uint8_t *list = at + PART + 8 + 24 * i;
        part->lists[part->n_lists++] = (manifest_list){pdx_le64(list), pdx_le64(list + 8), pdx_le64(list + 16)};
    }
    return true;
}

/* Every version begins alike up to its parts, and ends with the checksum. */
static pdx_status version_check(const uint8_t *data, pdx_error *err) {
    const uint32_t version = pdx_le32(data + 8);
    char by[READER + 1] = {0};
    if (version >= 1 && version <= MANIFEST_VERSION) return PDX_OK;
    for (unsigned i = 0; i < READER && data[READER_AT + i] > ' ' && data[READER_AT + i] < 0x7F; i++) by[i] = (char)data[READER_AT + i];
    if (version > MANIFEST_VERSION) {
        return pdx_fail(err, PDX_EFORMAT, 8,
                        "the archive is of format %lu, which postdex %s and later read; this one reads format %d: update postdex",
                        (unsigned long)version, by[0] == '\0' ? "(unknown)" : by, MANIFEST_VERSION);
    }
    return pdx_fail(err, PDX_EFORMAT, 8, "the archive is of format %lu, from before postdex was released; build it again from its sources",
                    (unsigned long)version);
}

static pdx_status bytes_take(manifest *m, pdx_span bytes, pdx_error *err) {
    const uint8_t *data = bytes.data;
    uint32_t n, size;
    if (bytes.len < PARTS_AT + CRC || memcmp(data, magic, sizeof magic) != 0) return damage(err, "it does not begin as a manifest does");
    if (pdx_crc32c(pdx_span_of(data, bytes.len - CRC), 0) != pdx_le32(data + bytes.len - CRC)) return damage(err, "its checksum does not hold");
    PDX_TRY(version_check(data, err));
    n = pdx_le32(data + 48);
    size = pdx_le32(data + 52);
    m->version = pdx_le32(data + 8);
    if (n == 0 || n > MANIFEST_PARTS_MOST || size < (m->version == 1 ? PART : PART_OF_2) || size > PART_MOST ||
        bytes.len != PARTS_AT + (size_t)n * size + CRC) {
        return damage(err, "its length is not that of its parts");
    }
    m->additions = pdx_le32(data + 12);
    m->generation = pdx_le64(data + 32);
    m->n_ordinals = pdx_le64(data + 40);
    m->parts.len = 0;
    if (!PDX_VEC_RESERVE(&m->parts, n)) return pdx_fail_memory(err);
    for (uint32_t i = 0; i < n; i++) {
        manifest_part *part = &m->parts.data[m->parts.len++];
        const uint8_t *at = data + PARTS_AT + (size_t)i * size;
        memset(part, 0, sizeof *part);
        part_take(part, at);
        if (m->version > 1 && !lists_take(part, at)) return damage(err, "it says of more lists of what is gone than there can be");
    }
    return PDX_OK;
}

static pdx_status file_take(manifest *m, pdx_file *file, pdx_error *err) {
    pdx_file_info info;
    uint8_t *bytes;
    pdx_status status;
    PDX_TRY(pdx_file_describe(file, &info, err));
    if (info.kind != PDX_FILE_REGULAR || info.size > PARTS_AT + MANIFEST_PARTS_MOST * PART_MOST + CRC) {
        return damage(err, "its length is not that of a manifest");
    }
    bytes = pdx_alloc((size_t)info.size + 1);
    if (bytes == NULL) return pdx_fail_memory(err);
    status = pdx_file_read(file, bytes, (size_t)info.size, 0, err);
    if (status == PDX_OK) status = bytes_take(m, pdx_span_of(bytes, (size_t)info.size), err);
    pdx_free(bytes);
    return status;
}

pdx_status manifest_read(manifest *m, const pdx_os *os, const char *folder, manifest_kind kind, pdx_error *err) {
    char path[MANIFEST_PATH];
    pdx_file file;
    pdx_status status;
    PDX_TRY(manifest_path(path, folder, places[kind], err));
    PDX_TRY(pdx_file_open(&file, os, path, PDX_OPEN_READ, err));
    status = file_take(m, &file, err);
    pdx_file_drop(&file);
    return status;
}

/* ---- writing */

static void u64_append(pdx_buf *out, uint64_t number) {
    uint8_t bytes[8];
    pdx_le64_put(bytes, number);
    pdx_buf_append(out, bytes, sizeof bytes);
}

static void list_make(const manifest_list *list, pdx_buf *out) {
    u64_append(out, list->number);
    u64_append(out, list->length);
    u64_append(out, list->id);
}

static void part_make(const manifest_part *part, uint32_t version, pdx_buf *out) {
    const uint64_t numbers[] = {part->number, part->lists[0].number, part->stem_mark, part->n_gone, part->n_gone_words};
    for (size_t i = 0; i < PDX_COUNTOF(numbers); i++) u64_append(out, numbers[i]);
    for (unsigned f = 0; f < MANIFEST_GONE; f++) {
        u64_append(out, part->files[f].length);
        u64_append(out, part->files[f].id);
    }
    u64_append(out, part->lists[0].length);
    u64_append(out, part->lists[0].id);
    if (version == 1) return;
    u64_append(out, part->n_lists > 1 ? part->n_lists - 1 : 0);
    for (unsigned i = 1; i < MANIFEST_LISTS; i++) list_make(&part->lists[i], out);
}

/* The least that says all of it, so that readers of before go on as long as they can. */
static uint32_t version_wanted(const manifest *m) {
    for (size_t i = 0; i < m->parts.len; i++) {
        if (m->parts.data[i].n_lists > 1) return 2;
    }
    return 1;
}

static void bytes_make(const manifest *m, pdx_buf *out) {
    const uint32_t version = version_wanted(m);
    uint8_t word[8], crc[CRC];
    pdx_buf_append(out, magic, sizeof magic);
    pdx_le32_put(word, version);
    pdx_le32_put(word + 4, MANIFEST_ADDITIONS);
    pdx_buf_append(out, word, sizeof word);
    pdx_buf_append(out, reader, sizeof reader);
    u64_append(out, m->generation);
    u64_append(out, m->n_ordinals);
    pdx_le32_put(word, (uint32_t)m->parts.len);
    pdx_le32_put(word + 4, version == 1 ? PART : PART_OF_2);
    pdx_buf_append(out, word, sizeof word);
    for (size_t i = 0; i < m->parts.len; i++) part_make(&m->parts.data[i], version, out);
    pdx_le32_put(crc, pdx_crc32c(pdx_buf_view(out), 0));
    pdx_buf_append(out, crc, sizeof crc);
}

static pdx_status new_write(pdx_span bytes, const pdx_os *os, const char *path, bool lasts, pdx_error *err) {
    pdx_file file;
    pdx_status status;
    PDX_TRY(pdx_file_open(&file, os, path, PDX_OPEN_NEW, err));
    status = pdx_file_write(&file, bytes, err);
    if (status == PDX_OK && lasts) status = pdx_file_sync(&file, err);
    if (status == PDX_OK) status = pdx_file_close(&file, err);
    pdx_file_drop(&file);
    return status;
}

pdx_status manifest_write(const manifest *m, const pdx_os *os, const char *folder, manifest_kind kind, pdx_error *err) {
    char path[MANIFEST_PATH], place[MANIFEST_PATH];
    pdx_buf bytes;
    pdx_status status;
    assert(m->parts.len > 0);
    if (m->parts.len > MANIFEST_PARTS_MOST) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "an archive of more than %d parts", MANIFEST_PARTS_MOST);
    PDX_TRY(manifest_path(path, folder, manifest_new_name, err));
    PDX_TRY(manifest_path(place, folder, places[kind], err));
    pdx_buf_init(&bytes);
    bytes_make(m, &bytes);
    status = bytes.failed ? pdx_fail_memory(err) : new_write(pdx_buf_view(&bytes), os, path, kind == MANIFEST_OF_ALL, err);
    pdx_buf_deinit(&bytes);
    PDX_TRY(status);
    if (kind == MANIFEST_DRAFT) return pdx_path_rename(os, path, place, err);
    PDX_TRY(pdx_path_sync(os, folder, err)); /* the files that it names must be there when it is */
    return pdx_path_replace(os, path, place, folder, err);
}

static uint64_t part_state(uint64_t state, const manifest_part *part) {
    enum { TURN = 29 };
    const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15);
    state = (state ^ part->files[MANIFEST_POSTS].id) * odd;
    state = (state ^ state >> TURN ^ part->files[MANIFEST_WORDS].id) * odd;
    for (uint32_t i = 0; i < part->n_lists; i++) state = (state ^ state >> TURN ^ part->lists[i].id) * odd;
    return state ^ state >> TURN;
}

uint64_t manifest_state(const manifest *m) {
    uint64_t state = m->generation;
    for (size_t i = 0; i < m->parts.len; i++) state = part_state(state, &m->parts.data[i]);
    return state;
}
