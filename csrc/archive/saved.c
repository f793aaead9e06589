#include "archive/saved.h"

#include <errno.h>

#include "archive/manifest.h"
#include "archive/stem_mark.h"
#include "archive/stored.h"
#include "base/alloc.h"

/* A saved archive is a folder: three files that never change, and the manifest that names them. */

enum { OWNER_MOST = 128 }; /* bytes that say who holds a lock */
enum { STRETCH = PDX_LIMIT(8 << 20, 64) }; /* bytes written between two questions */

typedef struct saver {
    const pdx_archive *archive;
    const pdx_os *os;
    const char *folder;
    const pdx_tick *tick;
    manifest next;
    uint64_t written, total; /* bytes */
} saver;

/* ---- saving */

static pdx_status bytes_write(saver *s, pdx_file *file, pdx_span bytes, pdx_error *err) {
    for (size_t at = 0; at < bytes.len; at += STRETCH) {
        const size_t end = at + pdx_min_size(STRETCH, bytes.len - at);
        PDX_TRY(pdx_file_write(file, pdx_span_slice(bytes, at, end), err));
        s->written += end - at;
        PDX_TRY(pdx_tick_step(s->tick, s->written, s->total, err));
    }
    return PDX_OK;
}

static pdx_status texts_write(saver *s, pdx_file *file, pdx_error *err) {
    PDX_TRY(bytes_write(s, file, pdx_span_of(stored_texts_header, STORED_TEXTS_HEADER), err));
    for (size_t i = 0; i < stored_n_texts(s->archive); i++) PDX_TRY(bytes_write(s, file, stored_text(s->archive, i), err));
    return PDX_OK;
}

/* A new file: `bytes`, or the texts. */
static pdx_status file_make(saver *s, manifest_file which, pdx_span bytes, pdx_error *err) {
    char path[MANIFEST_PATH];
    pdx_file file;
    pdx_status status;
    PDX_TRY(manifest_file_path(path, s->folder, which, s->next.generation, err));
    PDX_TRY(pdx_file_open(&file, s->os, path, PDX_OPEN_NEW, err));
    status = which == MANIFEST_TEXTS ? texts_write(s, &file, err) : bytes_write(s, &file, bytes, err);
    if (status == PDX_OK) status = pdx_file_sync(&file, err);
    if (status == PDX_OK) status = pdx_file_close(&file, err);
    pdx_file_drop(&file);
    return status;
}

static void images_describe(saver *s, pdx_span posts, pdx_span words) {
    uint64_t texts = STORED_TEXTS_HEADER;
    for (size_t i = 0; i < stored_n_texts(s->archive); i++) texts += stored_text(s->archive, i).len;
    s->next.files[MANIFEST_POSTS].length = posts.len;
    s->next.files[MANIFEST_POSTS].id = pdx_image_id(posts);
    s->next.files[MANIFEST_TEXTS].length = texts;
    s->next.files[MANIFEST_WORDS].length = words.len;
    s->next.files[MANIFEST_WORDS].id = pdx_image_id(words);
    s->total = posts.len + texts + words.len;
}

static pdx_status files_make(saver *s, pdx_span note, pdx_error *err) {
    const pdx_span words = pdx_segment_bytes(pdx_snapshot_segment(s->archive->snapshot, 0));
    pdx_buf posts;
    pdx_status status;
    pdx_buf_init(&posts);
    status = archive_store_write(s->archive, note, s->tick, &posts, err);
    if (status == PDX_OK) {
        images_describe(s, pdx_buf_view(&posts), words);
        status = file_make(s, MANIFEST_POSTS, pdx_buf_view(&posts), err);
    }
    pdx_buf_deinit(&posts);
    if (status == PDX_OK) status = file_make(s, MANIFEST_TEXTS, pdx_span_of(NULL, 0), err);
    if (status == PDX_OK) status = file_make(s, MANIFEST_WORDS, words, err);
    return status;
}

/* Removes what other generations left. What cannot be removed now (some systems keep files that are mapped) goes with a later saving. */
static void left_overs_remove(const saver *s, uint64_t generation) {
    pdx_buf names;
    pdx_buf_init(&names);
    if (pdx_path_list(s->os, s->folder, &names, NULL) == PDX_OK) {
        for (size_t at = 0; at < names.len; at += strlen((const char *)names.data + at) + 1) {
            const char *name = (const char *)names.data + at;
            char path[MANIFEST_PATH];
            pdx_status ignored;
            if (!manifest_is_left_over(name, generation) || manifest_path(path, s->folder, name, NULL) != PDX_OK) continue;
            ignored = pdx_path_remove(s->os, path, NULL);
            (void)ignored;
        }
    }
    pdx_buf_deinit(&names);
}

static pdx_status manifest_missing(pdx_error *err) {
    return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged archive: its manifest is missing; `postdex repair` makes a new archive of what is there");
}

/* The folder is made, or empty, or a saved archive: nothing that is somebody's own is written over. */
static pdx_status folder_ready(const pdx_os *os, const char *folder, manifest *before, pdx_error *err) {
    pdx_file_info info;
    pdx_buf names;
    pdx_status status;
    memset(before, 0, sizeof *before);
    if (pdx_path_describe(os, folder, &info, NULL) != PDX_OK) return pdx_path_make_folder(os, folder, err);
    if (info.kind != PDX_FILE_FOLDER) return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "there is a file of this name; give the name of a new folder, or of a saved archive");
    status = manifest_read(before, os, folder, err);
    if (status != PDX_EIO) return status;
    pdx_buf_init(&names);
    status = pdx_path_list(os, folder, &names, err);
    for (size_t at = 0; status == PDX_OK && at < names.len; at += strlen((const char *)names.data + at) + 1) {
        const char *name = (const char *)names.data + at;
        if (strcmp(name, "lock") == 0 || strcmp(name, "owner") == 0) continue;
        if (manifest_is_left_over(name, 0)) { /* of a first saving that broke off, or else it was an archive */
            if (manifest_name_generation(name) > 1) status = manifest_missing(err);
            continue;
        }
        status = pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "this folder holds other things, and is no saved archive; give the name of a new folder");
    }
    pdx_buf_deinit(&names);
    return status;
}

static pdx_status locked_save(saver *s, pdx_span note, pdx_error *err) {
    manifest before;
    pdx_status status;
    PDX_TRY(folder_ready(s->os, s->folder, &before, err)); /* again: another saving may have ended meanwhile */
    PDX_TRY(archive_stem_mark(s->archive, &s->next.stem_mark, err));
    left_overs_remove(s, before.generation);
    s->next.generation = before.generation + 1;
    status = files_make(s, note, err);
    if (status == PDX_OK) status = manifest_write(&s->next, s->os, s->folder, err);
    /* What counts now is what the folder says: a manifest may be in its place although making that last has failed. */
    if (folder_ready(s->os, s->folder, &before, NULL) == PDX_OK) left_overs_remove(s, before.generation);
    return status;
}

struct pdx_folder_lock {
    const pdx_os *os;
    char path[MANIFEST_PATH], owner[MANIFEST_PATH]; /* of its file, and of the one that says who holds it */
    pdx_file file;                                  /* owned */
};

static pdx_status lock_take(pdx_folder_lock *lock, const pdx_os *os, const char *folder, pdx_error *err) {
    manifest before;
    pdx_status status;
    PDX_TRY(folder_ready(os, folder, &before, err));
    PDX_TRY(manifest_path(lock->path, folder, "lock", err));
    PDX_TRY(pdx_file_open(&lock->file, os, lock->path, PDX_OPEN_KEEP, err));
    status = pdx_file_lock(&lock->file, err);
    if (status != PDX_OK) pdx_file_drop(&lock->file);
    return status;
}

/* A holder that is gone, killed perhaps, has left what it said. */
static void owner_remove(const pdx_folder_lock *lock) {
    const pdx_status ignored = pdx_path_remove(lock->os, lock->owner, NULL); /* there may be none */
    (void)ignored;
}

static pdx_status owner_write(const pdx_folder_lock *lock, pdx_span owner, pdx_error *err) {
    pdx_file file;
    pdx_status status;
    owner_remove(lock);
    PDX_TRY(pdx_file_open(&file, lock->os, lock->owner, PDX_OPEN_NEW, err));
    status = pdx_file_write(&file, pdx_span_slice(owner, 0, pdx_min_size(owner.len, OWNER_MOST)), err);
    if (status == PDX_OK) status = pdx_file_close(&file, err);
    pdx_file_drop(&file);
    return status;
}

/* Who holds it, as far as that can be read: it is for people, and may just be going. */
static size_t owner_read(const pdx_folder_lock *lock, char text[OWNER_MOST]) {
    pdx_file_info info = {PDX_FILE_REGULAR, 0};
    pdx_file file;
    size_t n = 0;
    if (pdx_file_open(&file, lock->os, lock->owner, PDX_OPEN_READ, NULL) != PDX_OK) return 0;
    if (pdx_file_describe(&file, &info, NULL) == PDX_OK && info.kind == PDX_FILE_REGULAR) n = info.size < OWNER_MOST ? (size_t)info.size : OWNER_MOST;
    if (pdx_file_read(&file, text, n, 0, NULL) != PDX_OK) n = 0;
    pdx_file_drop(&file);
    for (size_t i = 0; i < n; i++) {
        if (text[i] < ' ' || text[i] > '~') text[i] = '?';
    }
    return n;
}

pdx_status archive_lock(const pdx_os *os, const char *path, pdx_span owner, pdx_folder_lock **out, pdx_error *err) {
    pdx_folder_lock *lock = *out = pdx_alloc_zero(1, sizeof *lock);
    char text[OWNER_MOST];
    size_t n;
    pdx_status status;
    if (lock == NULL) return pdx_fail_memory(err);
    lock->os = os;
    status = manifest_path(lock->owner, path, "owner", err);
    if (status == PDX_OK) status = lock_take(lock, os, path, err);
    if (status == PDX_ELOCKED && (n = owner_read(lock, text)) > 0) status = pdx_fail(err, PDX_ELOCKED, PDX_NO_OFFSET, "another writer holds it: %.*s", (int)n, text);
    if (status == PDX_OK) {
        status = owner_write(lock, owner, err);
        if (status == PDX_OK) return PDX_OK;
        pdx_file_drop(&lock->file);
    }
    pdx_free(lock);
    *out = NULL;
    return status;
}

pdx_status pdx_folder_lock_new(const char *path, pdx_span owner, pdx_folder_lock **out, pdx_error *err) {
    return archive_lock(pdx_os_system(), path, owner, out, err);
}

void pdx_folder_lock_free(pdx_folder_lock *lock) {
    if (lock == NULL) return;
    owner_remove(lock);
    pdx_file_drop(&lock->file);
    pdx_free(lock);
}

pdx_status archive_save(const pdx_archive *archive, const pdx_os *os, const char *path, pdx_span note, const pdx_tick *tick, pdx_error *err) {
    saver s = {.archive = archive, .os = os, .folder = path, .tick = tick};
    pdx_folder_lock lock;
    pdx_status status;
    PDX_TRY(lock_take(&lock, os, path, err));
    status = locked_save(&s, note, err);
    pdx_file_drop(&lock.file);
    return status;
}

pdx_status pdx_archive_save(const pdx_archive *archive, const char *path, pdx_span note, const pdx_folder_lock *held, const pdx_tick *tick, pdx_error *err) {
    saver s = {.archive = archive, .os = pdx_os_system(), .folder = path, .tick = tick};
    pdx_file_info info;
    if (held == NULL) return archive_save(archive, s.os, path, note, tick, err);
    PDX_TRY(pdx_path_describe(s.os, path, &info, err)); /* somebody may have removed it, with the lock */
    return locked_save(&s, note, err);
}

/* ---- loading */

/* Whether there was an archive: files stand there that only a second saving makes. */
static bool was_saved(const pdx_os *os, const char *path) {
    bool found = false;
    pdx_buf names;
    pdx_buf_init(&names);
    if (pdx_path_list(os, path, &names, NULL) == PDX_OK) {
        for (size_t at = 0; !found && at < names.len; at += strlen((const char *)names.data + at) + 1) found = manifest_name_generation((const char *)names.data + at) > 1;
    }
    pdx_buf_deinit(&names);
    return found;
}

bool pdx_archive_is_saved(const char *path) {
    manifest m;
    pdx_error err = {0};
    const pdx_status status = manifest_read(&m, pdx_os_system(), path, &err);
    if (status != PDX_EIO) return status == PDX_OK || status == PDX_ECORRUPT || status == PDX_EFORMAT;
    return err.code == ENOENT ? was_saved(pdx_os_system(), path) : err.code != ENOTDIR; /* else it is there, and may not be read */
}

static pdx_status file_map(pdx_mapping *out, const pdx_os *os, const char *folder, const manifest *m, manifest_file which, pdx_error *err) {
    char path[MANIFEST_PATH];
    pdx_file file;
    pdx_status status;
    PDX_TRY(manifest_file_path(path, folder, which, m->generation, err));
    PDX_TRY(pdx_file_open(&file, os, path, PDX_OPEN_READ, err));
    status = pdx_file_map(&file, out, err);
    pdx_file_drop(&file);
    PDX_TRY(status);
    if (out->len != m->files[which].length) {
        return pdx_fail(err, PDX_ECORRUPT, out->len, "damaged archive: %s has %llu bytes where its manifest says %llu", path, (unsigned long long)out->len,
                        (unsigned long long)m->files[which].length);
    }
    return PDX_OK;
}

static pdx_status files_map(archive_stored *stored, const pdx_os *os, const char *folder, const manifest *m, pdx_error *err) {
    PDX_TRY(file_map(&stored->posts, os, folder, m, MANIFEST_POSTS, err));
    PDX_TRY(file_map(&stored->texts, os, folder, m, MANIFEST_TEXTS, err));
    return file_map(&stored->words, os, folder, m, MANIFEST_WORDS, err);
}

/* Reads it; where it is gone, and its files are there, something else is wrong than that there is no archive. */
static pdx_status manifest_find(manifest *m, const pdx_os *os, const char *folder, pdx_error *err) {
    pdx_error own = {0}, *told = err == NULL ? &own : err;
    const pdx_status status = manifest_read(m, os, folder, told);
    return status == PDX_EIO && told->code == ENOENT && was_saved(os, folder) ? manifest_missing(err) : status;
}

/* The manifest may be replaced, and its files removed, between reading it and opening them: then there is another one. */
static pdx_status generation_map(archive_stored *stored, const pdx_os *os, const char *folder, manifest *m, pdx_error *err) {
    enum { TRIES = 16 };
    pdx_status status = PDX_OK;
    for (unsigned k = 0; k < TRIES; k++) {
        manifest now;
        PDX_TRY(manifest_find(&now, os, folder, err));
        if (k > 0 && now.generation == m->generation) break;
        *m = now;
        status = files_map(stored, os, folder, m, err);
        if (status != PDX_EIO) break;
        pdx_mapping_deinit(&stored->posts);
        pdx_mapping_deinit(&stored->texts);
        pdx_mapping_deinit(&stored->words);
    }
    return status;
}

static pdx_status ids_check(const pdx_archive *archive, const manifest *m, pdx_error *err) {
    const archive_stored *stored = archive->stored;
    const bool holds = pdx_image_id(pdx_span_of(stored->posts.data, stored->posts.len)) == m->files[MANIFEST_POSTS].id &&
                       pdx_image_id(pdx_span_of(stored->words.data, stored->words.len)) == m->files[MANIFEST_WORDS].id;
    return holds ? PDX_OK : pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged archive: its files are not those that its manifest names");
}

static pdx_status archive_fill(pdx_archive *archive, const pdx_os *os, const char *path, const pdx_tick *tick, pdx_span *note, pdx_error *err) {
    manifest m;
    uint64_t mark;
    PDX_TRY(generation_map(archive->stored, os, path, &m, err));
    PDX_TRY(archive_store_open(archive, note, err));
    PDX_TRY(ids_check(archive, &m, err));
    PDX_TRY(pdx_tick_step(tick, 0, 1, err));
    PDX_TRY(archive_stem_mark(archive, &mark, err));
    archive->stored->generation = m.generation;
    if (mark == m.stem_mark) return PDX_OK;
    return pdx_fail(err, PDX_EFORMAT, PDX_NO_OFFSET, "its words were stemmed by another version of the stemmer; build it again from its sources, or install that version");
}

pdx_status archive_load(const pdx_os *os, const char *path, const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_archive **out, pdx_span *note,
                        pdx_error *err) {
    pdx_archive *archive = archive_new(PDX_LANG_NONE);
    pdx_status status;
    *out = NULL;
    if (archive == NULL) return pdx_fail_memory(err);
    archive->stored = pdx_alloc_zero(1, sizeof *archive->stored);
    status = archive->stored == NULL ? pdx_fail_memory(err) : PDX_OK;
    if (status == PDX_OK && stemmer != NULL) status = archive_stemmer_set(archive, stemmer, err);
    if (status == PDX_OK) status = archive_fill(archive, os, path, tick, note, err);
    if (status != PDX_OK) {
        pdx_archive_release(archive);
        return status;
    }
    *out = archive;
    return PDX_OK;
}

pdx_status pdx_archive_load(const char *path, const pdx_stem_callback *stemmer, bool mapped, const pdx_tick *tick, pdx_archive **out, pdx_span *note,
                            pdx_error *err) {
    return archive_load(mapped ? pdx_os_system() : pdx_os_reading(), path, stemmer, tick, out, note, err);
}

/* ---- checking */

pdx_status pdx_archive_verify(const pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    if (archive->stored != NULL) PDX_TRY(archive_store_verify(archive, tick, err));
    PDX_TRY(pdx_tick_step(tick, 0, 1, err));
    return pdx_segment_verify(pdx_snapshot_segment(archive->snapshot, 0), err);
}
