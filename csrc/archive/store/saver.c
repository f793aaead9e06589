#include "archive/store/saver.h"

#include "archive/model/stem_mark.h"

enum { STRETCH = PDX_LIMIT(8 << 20, 64) }; /* bytes written between two questions */

/* ---- the folder */

static bool is_left_over(const saver *s, const char *name) {
    if (s->on_draft && manifest_is_draft(name)) return false;
    return manifest_is_left_over(&s->committed, name) && manifest_is_left_over(&s->before, name);
}

/* False: it is named, or not there, or cannot be removed. */
static bool left_over_remove(const saver *s, const char *name) {
    char path[MANIFEST_PATH];
    return is_left_over(s, name) && manifest_path(path, s->folder, name, NULL) == PDX_OK && pdx_path_remove(s->os, path, NULL) == PDX_OK;
}

/* In a folder that may not be listed: what this saving writes, or one that broke off before it, by its names. Files are numbered one after the
 * other. */
static void own_files_remove(const saver *s) {
    bool ignored = left_over_remove(s, manifest_new_name), found = true;
    (void)ignored;
    for (uint64_t i = 0; i <= MANIFEST_INDEX_MOST && (found || i < s->n_files); i++) {
        found = false;
        for (unsigned f = 0; f < MANIFEST_FILES; f++) {
            char name[MANIFEST_NAME];
            manifest_file_name(name, (manifest_file)f, manifest_number_of(s->next.generation, i));
            if (left_over_remove(s, name)) found = true;
        }
    }
}

/* What no part names is removed. What cannot be removed now (some systems keep files that are mapped) goes with a later saving. */
static void left_overs_remove(const saver *s) {
    pdx_buf names;
    pdx_buf_init(&names);
    if (pdx_path_list(s->os, s->folder, &names, NULL) != PDX_OK) own_files_remove(s);
    for (size_t at = 0; at < names.len; at += strlen((const char *)names.data + at) + 1) {
        const bool ignored = left_over_remove(s, (const char *)names.data + at);
        (void)ignored;
    }
    pdx_buf_deinit(&names);
}

/* ---- files */

static pdx_status bytes_write(saver *s, pdx_file *file, pdx_span bytes, pdx_error *err) {
    for (size_t at = 0; at < bytes.len; at += STRETCH) {
        const size_t end = at + pdx_min_size(STRETCH, bytes.len - at);
        PDX_TRY(pdx_file_write(file, pdx_span_slice(bytes, at, end), err));
        s->written += end - at;
        PDX_TRY(pdx_tick_step(s->tick, s->written, s->total, err));
    }
    return PDX_OK;
}

/* The texts of `archive`, or where that is NULL these bytes. */
static pdx_status content_write(saver *s, pdx_file *file, const pdx_archive *archive, pdx_span bytes, pdx_error *err) {
    if (archive == NULL) return bytes_write(s, file, bytes, err);
    PDX_TRY(bytes_write(s, file, pdx_span_of(stored_texts_header, STORED_TEXTS_HEADER), err));
    for (size_t i = 0; i < stored_n_texts(archive); i++) PDX_TRY(bytes_write(s, file, stored_text(archive, i), err));
    return PDX_OK;
}

static pdx_status file_make(saver *s, manifest_file which, uint64_t number, const pdx_archive *archive, pdx_span bytes, pdx_error *err) {
    char path[MANIFEST_PATH];
    pdx_file file;
    pdx_status status;
    PDX_TRY(manifest_file_path(path, s->folder, which, number, err));
    PDX_TRY(pdx_file_open(&file, s->os, path, PDX_OPEN_NEW, err));
    status = content_write(s, &file, archive, bytes, err);
    if (status == PDX_OK && saver_makes_safe(s)) status = pdx_file_sync(&file, err);
    if (status == PDX_OK) status = pdx_file_close(&file, err);
    pdx_file_drop(&file);
    return status;
}

static bool is_named(const manifest *m, uint64_t number) {
    for (size_t i = 0; i < m->parts.len; i++) {
        if (m->parts.data[i].number == number || manifest_has(&m->parts.data[i], MANIFEST_GONE, number)) return true;
    }
    return false;
}

/* Drafts of what was never committed are all of the first generation. */
uint64_t saver_number(saver *s) {
    uint64_t number;
    do {
        number = manifest_number_of(s->next.generation, s->n_files++);
    } while (is_named(&s->before, number));
    return number;
}

static void file_describe(manifest_part *part, manifest_file which, pdx_span bytes) {
    part->files[which].length = bytes.len;
    part->files[which].id = which == MANIFEST_TEXTS ? 0 : pdx_image_id(bytes);
}

static pdx_status part_push(saver *s, const manifest_part *part, pdx_error *err) {
    return PDX_VEC_PUSH(&s->next.parts, *part) ? PDX_OK : pdx_fail_memory(err);
}

static uint64_t texts_length(const pdx_archive *archive) {
    uint64_t length = STORED_TEXTS_HEADER;
    for (size_t i = 0; i < stored_n_texts(archive); i++) length += stored_text(archive, i).len;
    return length;
}

pdx_status saver_output(saver *s, manifest_file which, uint64_t number, char path[MANIFEST_PATH], pdx_output *output, pdx_error *err) {
    PDX_TRY(manifest_file_path(path, s->folder, which, number, err));
    return pdx_output_to_file(output, s->os, path, s->tick, err);
}

/* The image of posts, as it comes about. */
static pdx_status posts_make(saver *s, const pdx_archive *archive, pdx_span note, manifest_part *part, pdx_error *err) {
    char path[MANIFEST_PATH];
    pdx_output output;
    const stored_file file = {&output, saver_makes_safe(s), &part->files[MANIFEST_POSTS].id};
    pdx_status status;
    PDX_TRY(saver_output(s, MANIFEST_POSTS, part->number, path, &output, err));
    status = archive_store_write(archive, note, archive->n_threads, s->tick, &file, err);
    part->files[MANIFEST_POSTS].length = output.written;
    pdx_output_drop(&output);
    return status;
}

pdx_status saver_add(saver *s, const pdx_archive *archive, pdx_span note, pdx_error *err) {
    const pdx_span words = pdx_segment_bytes(pdx_snapshot_segment(archive->snapshot, 0));
    const pdx_span nothing = {NULL, 0};
    manifest_part part = {.number = saver_number(s)};
    PDX_TRY(posts_make(s, archive, note, &part, err));
    file_describe(&part, MANIFEST_WORDS, words);
    part.files[MANIFEST_TEXTS].length = texts_length(archive);
    s->total += words.len + part.files[MANIFEST_TEXTS].length;
    PDX_TRY(archive_stem_mark(archive, 0, &part.stem_mark, err));
    PDX_TRY(file_make(s, MANIFEST_TEXTS, part.number, archive, nothing, err));
    PDX_TRY(file_make(s, MANIFEST_WORDS, part.number, NULL, words, err));
    return part_push(s, &part, err);
}

pdx_status saver_may_write(const pdx_archive *archive, pdx_error *err) {
    if (archive->stored == NULL || archive->stored->additions <= MANIFEST_ADDITIONS) return PDX_OK;
    return pdx_fail(err, PDX_EFORMAT, PDX_NO_OFFSET,
                    "a later postdex has written this archive: it can be read here, but not be changed or saved, since what is new in it would be "
                    "lost: update postdex");
}

static pdx_span mapped(const pdx_mapping *mapping) { return pdx_span_of(mapping->data, mapping->len); }

pdx_status saver_copy(saver *s, const pdx_archive *archive, uint32_t number, pdx_error *err) {
    const stored_part *from = &archive->stored->parts[number];
    const pdx_span files[MANIFEST_GONE] = {mapped(&from->posts), mapped(&from->texts), mapped(&from->words)};
    manifest_part part = {.number = saver_number(s), .n_gone = from->n_gone, .n_gone_words = from->n_gone_words};
    PDX_TRY(archive_stem_mark(archive, number, &part.stem_mark, err));
    for (unsigned f = 0; f < MANIFEST_GONE; f++) {
        file_describe(&part, (manifest_file)f, files[f]);
        s->total += files[f].len;
        PDX_TRY(file_make(s, (manifest_file)f, part.number, NULL, files[f], err));
    }
    for (uint32_t i = 0; i < from->n_lists; i++) PDX_TRY(saver_gone(s, &part, mapped(&from->lists[i]), err));
    return part_push(s, &part, err);
}

pdx_status saver_gone(saver *s, manifest_part *part, pdx_span image, pdx_error *err) {
    const manifest_list list = {saver_number(s), image.len, pdx_image_id(image)};
    assert(part->n_lists < MANIFEST_LISTS);
    part->lists[part->n_lists++] = list;
    s->total += image.len;
    return file_make(s, MANIFEST_GONE, list.number, NULL, image, err);
}

/* ---- from the beginning to the end */

/* What the folder says now. */
static pdx_status folder_look(saver *s, pdx_error *err) {
    PDX_TRY(archive_folder_ready(s->os, s->folder, &s->committed, err)); /* under the lock: another saving may have ended just before */
    if (s->on_draft) return manifest_read(&s->before, s->os, s->folder, MANIFEST_DRAFT, err);
    s->before.generation = s->committed.generation;
    s->before.parts.len = 0;
    if (!PDX_VEC_RESERVE(&s->before.parts, s->committed.parts.len)) return pdx_fail_memory(err);
    for (size_t i = 0; i < s->committed.parts.len; i++) s->before.parts.data[s->before.parts.len++] = s->committed.parts.data[i];
    return PDX_OK;
}

pdx_status saver_begin(saver *s, const pdx_os *os, const char *folder, bool on_draft, pdx_save_as as, const pdx_tick *tick, pdx_error *err) {
    *s = (saver){.process = pdx_os_process(), .os = os, .folder = folder, .on_draft = on_draft,
                 .kind = as == PDX_SAVE_FOR_ALL ? MANIFEST_OF_ALL : MANIFEST_DRAFT, .tick = tick};
    PDX_TRY(folder_look(s, err));
    s->next.generation = s->committed.generation == 0 ? 1 : s->before.generation + 1; /* files of a later one tell that there was an archive */
    left_overs_remove(s);
    return PDX_OK;
}

void saver_deinit(saver *s) {
    manifest_deinit(&s->committed);
    manifest_deinit(&s->before);
    manifest_deinit(&s->next);
}

/* What was written earlier, under another number of the file, is made safe. A file that is not there is not made. */
static pdx_status written_sync(const saver *s, manifest_file which, uint64_t number, pdx_error *err) {
    char path[MANIFEST_PATH];
    pdx_file_info info;
    pdx_file file;
    pdx_status status;
    PDX_TRY(manifest_file_path(path, s->folder, which, number, err));
    PDX_TRY(pdx_path_describe(s->os, path, &info, err));
    PDX_TRY(pdx_file_open(&file, s->os, path, PDX_OPEN_KEEP, err));
    status = pdx_file_sync(&file, err);
    if (status == PDX_OK) status = pdx_file_close(&file, err);
    pdx_file_drop(&file);
    return status;
}

/* Whether a file was written by a draft, which has not made it safe: neither before nor now. */
static bool is_drafted(const saver *s, uint64_t number) { return is_named(&s->before, number) && !is_named(&s->committed, number); }

/* Files of drafts that are all readers' from now on. */
static pdx_status drafts_sync(const saver *s, pdx_error *err) {
    for (size_t i = 0; i < s->next.parts.len; i++) {
        const manifest_part *part = &s->next.parts.data[i];
        for (unsigned f = 0; f < MANIFEST_GONE && is_drafted(s, part->number); f++) PDX_TRY(written_sync(s, (manifest_file)f, part->number, err));
        for (uint32_t k = 0; k < part->n_lists; k++) {
            if (is_drafted(s, part->lists[k].number)) PDX_TRY(written_sync(s, MANIFEST_GONE, part->lists[k].number, err));
        }
        PDX_TRY(pdx_tick_step(s->tick, s->written, s->total, err));
    }
    return PDX_OK;
}

/* All that the manifest will name lasts. */
static pdx_status files_last(const saver *s, pdx_error *err) {
    if (s->kind == MANIFEST_DRAFT) return PDX_OK;
    if (s->committed.generation == 0) PDX_TRY(pdx_path_sync_above(s->os, s->folder, err)); /* the folder itself is new, or may be */
    return s->on_draft ? drafts_sync(s, err) : PDX_OK;
}

static pdx_status is_held(const saver *s, pdx_error *err) { return s->held == NULL ? PDX_OK : folder_lock_check(s->held, s->folder, err); }

pdx_status saver_end(saver *s, pdx_status status, pdx_error *err) {
    pdx_status there;
    if (s->process != pdx_os_process()) return status != PDX_OK ? status : pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, PDX_OF_ANOTHER_PROCESS); /* whose files these are */
    there = is_held(s, status == PDX_OK ? err : NULL);
    if (there != PDX_OK) return status == PDX_OK ? there : status; /* another's */
    if (status == PDX_OK) status = files_last(s, err);
    if (status == PDX_OK) status = is_held(s, err); /* that took a while */
    if (status == PDX_OK) {
        status = manifest_write(&s->next, s->os, s->folder, s->kind, err);
        if (status == PDX_OK) s->on_draft = s->kind == MANIFEST_DRAFT;
    }
    /* What counts now is what the folder says: a manifest may be in its place although making that last has failed. */
    if (folder_look(s, NULL) == PDX_OK) left_overs_remove(s);
    return status;
}
