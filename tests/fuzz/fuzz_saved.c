/* libFuzzer target: a saved archive from a stranger. An input is a list of edits (place, place, byte) to the posts of a sound archive, whose
 * checksums are made to hold again; index and texts stay. What is loaded is an error or can be read from end to end, so is what is built on it, and what repairing
 * keeps of it, also where checksums do not hold; nothing touches a disk, since the table of file calls serves the files from memory. */
#include "memory_files.h"

#include "archive/mend/salvage.h"
#include "archive/stored_mend.h"
#include "kernels/crc32c.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static pdx_buf sound_posts;

static void posts_edit(const uint8_t *data, size_t size) {
    uint8_t *posts = files[POSTS].data;
    memcpy(posts, sound_posts.data, sound_posts.len);
    for (size_t i = 0; i + 2 < size; i += 3) posts[(data[i] | (size_t)data[i + 1] << 8) % sound_posts.len] = data[i + 2];
}

/* Makes the frame of the posts hold, and tells the manifest. Places and numbers are those of FORMAT.md. */
static void frame_mend(void) {
    uint8_t *posts = files[POSTS].data, *manifest = files[MANIFEST].data;
    stored_mend(posts, sound_posts.len);
    memcpy(manifest + 104, posts + 24, 8);
    pdx_le32_put(manifest + 160, pdx_crc32c(pdx_span_of(manifest, 160), 0));
}

/* What is kept of it can be read, all of it. */
static void salvage(void) {
    pdx_archive *archive;
    pdx_buf report;
    pdx_status status;
    pdx_buf_init(&report);
    status = archive_salvage(&memory_os, "town.pdx", NULL, NULL, &archive, &report, NULL);
    if (status != PDX_OK && status != PDX_ECORRUPT && status != PDX_ELIMIT && status != PDX_ENOMEM) abort();
    if (status == PDX_OK) {
        (void)sample_walk(archive);
        if (sample_failed) abort();
    }
    pdx_archive_release(archive);
    pdx_buf_deinit(&report);
}

/* What is built on it, as a writer does. */
static void continue_from_it(void) {
    const pdx_build_options options = {.use_lexicon = true, .n_threads = 1};
    pdx_builder *builder;
    pdx_archive *base, *archive = NULL;
    if (archive_load(&memory_os, "town.pdx", NULL, NULL, &base, NULL) != PDX_OK) return;
    if (pdx_builder_new(&options, &builder, NULL) == PDX_OK) {
        if (pdx_builder_continue(builder, base, NULL) == PDX_OK && pdx_builder_finish(builder, NULL, NULL, &archive, NULL) == PDX_OK) (void)sample_walk(archive);
        pdx_archive_release(archive);
        pdx_builder_free(builder);
    }
    pdx_archive_release(base);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    save_once(POSTS, &sound_posts);
    posts_edit(data, size);
    salvage();
    frame_mend();
    salvage();
    continue_from_it();
    if (!load_and_walk() && size == 0) abort(); /* without an edit it is sound */
    return 0;
}
