/* libFuzzer target: a saved archive from a stranger. An input is a list of edits (place, place, byte) to the posts of a sound archive, whose
 * checksums are made to hold again; index and texts stay. What is loaded is an error or can be read from end to end; nothing touches a
 * disk, since the table of file calls serves the three files from memory. */
#include "memory_files.h"

#include "archive/stored_mend.h"
#include "kernels/crc32c.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static pdx_buf sound_posts;

/* Edits the posts, makes their frame hold, and tells the manifest. Places and numbers are those of FORMAT.md. */
static void posts_edit(const uint8_t *data, size_t size) {
    uint8_t *posts = files[POSTS].data, *manifest = files[MANIFEST].data;
    memcpy(posts, sound_posts.data, sound_posts.len);
    for (size_t i = 0; i + 2 < size; i += 3) posts[(data[i] | (size_t)data[i + 1] << 8) % sound_posts.len] = data[i + 2];
    stored_mend(posts, sound_posts.len);
    memcpy(manifest + 80, posts + 24, 8);
    pdx_le32_put(manifest + 136, pdx_crc32c(pdx_span_of(manifest, 136), 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    save_once(POSTS, &sound_posts);
    posts_edit(data, size);
    if (!load_and_walk() && size == 0) abort(); /* without an edit it is sound */
    return 0;
}
