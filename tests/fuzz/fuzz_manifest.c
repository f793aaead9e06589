/* libFuzzer target: a manifest from a stranger, over the sound files of an archive. An input is the number of parts that it says to have (a byte; 0: as
 * it is), then a list of edits (place, place, byte); its checksum is made to hold. Places and numbers are those of FORMAT.md. What is loaded is an error or can be
 * read from end to end. */
#include "memory_files.h"

#include "base/le.h"
#include "kernels/crc32c.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PARTS_AT = 56, PART = 104, CRC = 4, MOST = 8 };
static pdx_buf sound;

/* As many parts as are wanted, each the one that there is, before it is edited. */
static void manifest_edit(const uint8_t *data, size_t size) {
    const size_t n = size > 0 && data[0] % MOST != 0 ? data[0] % MOST : 1;
    pdx_buf *bytes = &files[MANIFEST];
    uint8_t crc[CRC] = {0};
    pdx_buf_reset(bytes);
    pdx_buf_append(bytes, sound.data, PARTS_AT);
    for (size_t i = 0; i < n; i++) pdx_buf_append(bytes, sound.data + PARTS_AT, PART);
    pdx_buf_append(bytes, crc, CRC);
    if (bytes->failed) abort();
    pdx_le32_put(bytes->data + 48, (uint32_t)n);
    for (size_t i = 1; i + 2 < size; i += 3) bytes->data[(data[i] | (size_t)data[i + 1] << 8) % (bytes->len - CRC)] = data[i + 2];
    pdx_le32_put(bytes->data + bytes->len - CRC, pdx_crc32c(pdx_span_of(bytes->data, bytes->len - CRC), 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    save_once(MANIFEST, &sound);
    if (sound.len != PARTS_AT + PART + CRC) abort();
    manifest_edit(data, size);
    if (!load_and_walk() && size == 0) abort(); /* without an edit it is sound */
    return 0;
}
