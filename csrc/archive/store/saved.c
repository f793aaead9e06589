#include "archive/store/saved.h"

#include <errno.h>

#include "archive/model/contents.h"
#include "archive/store/folder_lock.h"
#include "archive/store/opening.h"
#include "archive/store/saver.h"
#include "archive/model/stem_mark.h"
#include "base/alloc.h"
#include "base/stages.h"

/* A saved archive is a folder: parts that never change, and the manifest that names them. */

/* ---- saving */

/* One part of what is in memory; of what is on disk its parts, as they are. */
static pdx_status parts_save(saver *s, const pdx_archive *archive, pdx_span note, pdx_error *err) {
    PDX_TRY(saver_may_write(archive, err));
    s->next.n_ordinals = archive_n_ordinals(archive);
    if (archive->stored == NULL) return saver_add(s, archive, note, err);
    for (uint32_t i = 0; i < archive->stored->n_parts; i++) PDX_TRY(saver_copy(s, archive, i, err));
    return PDX_OK;
}

static pdx_status locked_save(const pdx_archive *archive, const pdx_folder_lock *held, const char *folder, pdx_span note, pdx_save_as as,
                              const pdx_tick *tick, pdx_error *err) {
    saver s;
    pdx_status status = saver_begin(&s, held->os, folder, false, as, tick, err);
    s.held = held;
    if (status == PDX_OK) {
        status = parts_save(&s, archive, note, err);
        status = saver_end(&s, status, err);
    }
    saver_deinit(&s);
    return status;
}

pdx_status archive_save(const pdx_archive *archive, const pdx_os *os, const char *path, pdx_span note, const pdx_tick *tick, pdx_error *err) {
    pdx_folder_lock lock;
    pdx_status status;
    PDX_TRY(folder_lock_take(&lock, os, path, err));
    status = locked_save(archive, &lock, path, note, PDX_SAVE_FOR_ALL, tick, err);
    folder_lock_drop(&lock);
    return status;
}

pdx_status pdx_archive_save(const pdx_archive *archive, const char *path, pdx_span note, pdx_save_as as, const pdx_folder_lock *held,
                            const pdx_tick *tick, pdx_error *err) {
    assert(held != NULL || as == PDX_SAVE_FOR_ALL);
    if (held == NULL) return archive_save(archive, pdx_os_system(), path, note, tick, err);
    PDX_TRY(folder_lock_check(held, path, err));
    return locked_save(archive, held, path, note, as, tick, err);
}

pdx_status pdx_draft_forget(const char *path, const pdx_folder_lock *held, pdx_error *err) {
    saver s;
    pdx_status status;
    PDX_TRY(folder_lock_check(held, path, err));
    status = saver_begin(&s, held->os, path, false, PDX_SAVE_FOR_ALL, NULL, err);
    saver_deinit(&s);
    return status;
}

/* ---- loading */

bool pdx_archive_is_saved(const char *path) {
    manifest m = {0};
    folder_has has;
    const pdx_status status = archive_folder_look(pdx_os_system(), path, &m, &has, NULL);
    manifest_deinit(&m);
    return status != PDX_OK || has == FOLDER_HAS_MANIFEST; /* also one that may not be read, or is damaged: opening it says so */
}

bool pdx_archive_is_begun(const char *path) {
    manifest m = {0};
    folder_has has;
    const pdx_status status = archive_folder_look(pdx_os_system(), path, &m, &has, NULL);
    manifest_deinit(&m);
    return status == PDX_OK && has == FOLDER_IS_BEGUN;
}

static pdx_status file_map(pdx_mapping *out, const pdx_os *os, const char *folder, manifest_file which, uint64_t number, uint64_t length,
                           pdx_error *err) {
    char path[MANIFEST_PATH];
    pdx_file file;
    pdx_status status;
    PDX_TRY(manifest_file_path(path, folder, which, number, err));
    PDX_TRY(pdx_file_open(&file, os, path, PDX_OPEN_READ, err));
    status = pdx_file_map(&file, out, err);
    pdx_file_drop(&file);
    PDX_TRY(status);
    if (out->len != length) {
        return pdx_fail(err, PDX_ECORRUPT, out->len, "damaged archive: %s has %llu bytes where its manifest says %llu", path,
                        (unsigned long long)out->len, (unsigned long long)length);
    }
    return PDX_OK;
}

static pdx_status part_map(stored_part *part, const pdx_os *os, const char *folder, const manifest_part *of, pdx_error *err) {
    pdx_mapping *const files[MANIFEST_GONE] = {&part->posts, &part->texts, &part->words};
    for (unsigned f = 0; f < MANIFEST_GONE; f++) PDX_TRY(file_map(files[f], os, folder, (manifest_file)f, of->number, of->files[f].length, err));
    for (; part->n_lists < of->n_lists; part->n_lists++) {
        const manifest_list *list = &of->lists[part->n_lists];
        PDX_TRY(file_map(&part->lists[part->n_lists], os, folder, MANIFEST_GONE, list->number, list->length, err));
    }
    static_assert((int)STORED_LISTS == (int)MANIFEST_LISTS, "as many as the manifest can name");
    if (of->n_gone > UINT32_MAX || (of->n_gone > 0 && of->n_lists == 0)) {
        return pdx_fail(err, PDX_ECORRUPT, 0, "damaged manifest: what it says is gone is not there");
    }
    part->n_gone = (uint32_t)of->n_gone;
    part->n_gone_words = of->n_gone_words;
    return PDX_OK;
}

static void parts_unmap(archive_stored *stored) {
    for (uint32_t i = 0; i < stored->n_parts; i++) stored_part_close(&stored->parts[i]);
    pdx_free(stored->parts);
    stored->parts = NULL;
    stored->n_parts = 0;
}

static pdx_status parts_map(archive_stored *stored, const pdx_os *os, const char *folder, const manifest *m, pdx_error *err) {
    stored->parts = pdx_alloc_zero(m->parts.len, sizeof *stored->parts);
    if (stored->parts == NULL) return pdx_fail_memory(err);
    stored->n_parts = (uint32_t)m->parts.len;
    for (uint32_t i = 0; i < stored->n_parts; i++) PDX_TRY(part_map(&stored->parts[i], os, folder, &m->parts.data[i], err));
    return PDX_OK;
}

/* Reads it; where it is gone, and its files are there, something else is wrong than that there is no archive. */
static pdx_status manifest_find(manifest *m, const pdx_os *os, const char *folder, manifest_kind kind, pdx_error *err) {
    folder_has has;
    if (kind == MANIFEST_DRAFT) return manifest_read(m, os, folder, kind, err);
    PDX_TRY(archive_folder_look(os, folder, m, &has, err));
    return has == FOLDER_HAS_MANIFEST ? PDX_OK : manifest_read(m, os, folder, kind, err); /* which says what it does not find */
}

/* A file that is named by the manifest that stands, and is not there, is not one that somebody asked for in vain. */
static pdx_status part_unmapped(pdx_status status, pdx_error *told) {
    const pdx_error found = *told;
    if (found.code != ENOENT) return status;
    return pdx_fail(told, PDX_ECORRUPT, PDX_NO_OFFSET,
                    "damaged archive: a file of it is missing, `postdex repair` makes a new archive of what is there: %s", found.message);
}

/* The manifest may be replaced, and its files removed, between reading it and opening them: then there is another one. */
static pdx_status generation_map(archive_stored *stored, const pdx_os *os, const char *folder, manifest *m, pdx_error *err) {
    enum { TRIES = 16 };
    pdx_error own = {0}, *told = err == NULL ? &own : err;
    pdx_status status = PDX_OK;
    for (unsigned k = 0; k < TRIES; k++) {
        const uint64_t before = m->generation;
        const pdx_error found = *told;
        PDX_TRY(manifest_find(m, os, folder, stored->draft ? MANIFEST_DRAFT : MANIFEST_OF_ALL, told));
        if (k > 0 && before == m->generation) {
            *told = found;
            return part_unmapped(status, told);
        }
        parts_unmap(stored);
        status = parts_map(stored, os, folder, m, told);
        if (status != PDX_EIO) break;
    }
    return status;
}

static pdx_status ids_check(const pdx_archive *archive, const manifest *m, pdx_error *err) {
    for (uint32_t i = 0; i < archive->stored->n_parts; i++) {
        const stored_part *part = &archive->stored->parts[i];
        const manifest_part *of = &m->parts.data[i];
        bool holds = pdx_image_id(part->image) == of->files[MANIFEST_POSTS].id &&
                     pdx_image_id(pdx_span_of(part->words.data, part->words.len)) == of->files[MANIFEST_WORDS].id;
        for (uint32_t k = 0; holds && k < part->n_lists; k++) {
            holds = pdx_image_id(pdx_span_of(part->lists[k].data, part->lists[k].len)) == of->lists[k].id;
        }
        if (!holds) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged archive: its files are not those that its manifest names");
    }
    return PDX_OK;
}

pdx_status archive_part_stems(const pdx_archive *archive, uint32_t part, pdx_error *err) {
    const pdx_segment *words = pdx_snapshot_segment(archive->snapshot, part);
    const pdx_span terms = archive->stored->parts[part].terms;
    uint64_t mark;
    PDX_TRY(terms.len == 0 ? archive_segment_mark(archive, words, &mark, err) : archive_terms_mark(archive, words, terms, &mark, err));
    if (mark == archive->stored->parts[part].stem_mark) return PDX_OK;
    return pdx_fail(err, PDX_EFORMAT, PDX_NO_OFFSET,
                    "its words were stemmed otherwise than here, by another version of the stemmer or of postdex: `postdex repair` makes a new "
                    "archive of all its posts, indexed anew");
}

/* Whoever adds a part has opened those before, so one tells of all, and the largest has the most words to tell by. */
static uint32_t part_to_check(const archive_stored *stored) {
    uint32_t most = 0;
    for (uint32_t i = 1; i < stored->n_parts; i++) {
        if (stored->parts[i].words.len > stored->parts[most].words.len) most = i;
    }
    return most;
}

static pdx_status archive_take(pdx_archive *archive, const manifest *m, const pdx_tick *tick, pdx_error *err) {
    archive_stored *stored = archive->stored;
    stored->generation = m->generation;
    stored->state = manifest_state(m);
    stored->n_ordinals = m->n_ordinals;
    stored->version = m->version;
    stored->additions = m->additions;
    for (uint32_t i = 0; i < stored->n_parts; i++) stored->parts[i].stem_mark = m->parts.data[i].stem_mark;
    PDX_TRY(archive_store_open(archive, err));
    PDX_TRY(ids_check(archive, m, err));
    PDX_TRY(pdx_tick_step(tick, 0, 1, err));
    return archive_part_stems(archive, part_to_check(stored), err);
}

pdx_status pdx_archive_saved_state(const char *path, uint64_t *state, pdx_error *err) {
    manifest m = {0};
    const pdx_status status = manifest_find(&m, pdx_os_system(), path, MANIFEST_OF_ALL, err);
    if (status == PDX_OK) *state = manifest_state(&m);
    manifest_deinit(&m);
    return status;
}

static pdx_status archive_fill(pdx_archive *archive, const pdx_os *os, const char *path, const pdx_tick *tick, pdx_error *err) {
    manifest m = {0};
    pdx_status status = generation_map(archive->stored, os, path, &m, err);
    if (status == PDX_OK) status = archive_take(archive, &m, tick, err);
    manifest_deinit(&m);
    return status;
}

/* One that is to be filled. */
static pdx_status stored_new(const pdx_stem_callback *stemmer, pdx_archive **out, pdx_error *err) {
    *out = archive_new(PDX_LANG_NONE);
    if (*out == NULL) return pdx_fail_memory(err);
    (*out)->stored = pdx_alloc_zero(1, sizeof *(*out)->stored);
    if ((*out)->stored == NULL) return pdx_fail_memory(err);
    pdx_archive_keep_rows(*out, PDX_MOST_ROWS);
    return stemmer == NULL ? PDX_OK : archive_stemmer_set(*out, stemmer, err);
}

/* Gives it, or what went wrong. */
static pdx_status opened(pdx_archive *archive, pdx_status status, pdx_archive **out) {
    *out = status == PDX_OK ? archive : NULL;
    if (status != PDX_OK) pdx_archive_release(archive);
    return status;
}

static pdx_status archive_open(const pdx_os *os, const char *path, bool draft, const pdx_stem_callback *stemmer, const pdx_tick *tick,
                               pdx_archive **out, pdx_error *err) {
    pdx_archive *archive;
    pdx_status status = stored_new(stemmer, &archive, err);
    if (status == PDX_OK) {
        archive->stored->draft = draft;
        status = archive_fill(archive, os, path, tick, err);
    }
    return opened(archive, status, out);
}

pdx_status archive_open_as(const pdx_os *os, const char *folder, const manifest *m, const pdx_stem_callback *stemmer, const pdx_tick *tick,
                           pdx_archive **out, pdx_error *err) {
    pdx_archive *archive;
    pdx_status status = stored_new(stemmer, &archive, err);
    if (status == PDX_OK) status = parts_map(archive->stored, os, folder, m, err);
    if (status == PDX_OK) status = archive_take(archive, m, tick, err);
    return opened(archive, status, out);
}

pdx_status archive_load(const pdx_os *os, const char *path, const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_archive **out,
                        pdx_error *err) {
    return archive_open(os, path, false, stemmer, tick, out, err);
}

pdx_status pdx_archive_load(const char *path, const pdx_stem_callback *stemmer, pdx_load_how how, const pdx_tick *tick, pdx_archive **out,
                            pdx_error *err) {
    return archive_open(how.mapped ? pdx_os_system() : pdx_os_reading(), path, how.draft, stemmer, tick, out, err);
}

uint32_t pdx_archive_n_notes(const pdx_archive *archive) { return archive->stored == NULL ? 0 : archive->stored->n_parts; }

pdx_span pdx_archive_note_line(const pdx_archive *archive, uint32_t i) { return archive->stored->parts[i].line; }

pdx_status pdx_archive_note(const pdx_archive *archive, uint32_t i, pdx_span *note, pdx_error *err) {
    *note = archive->stored->parts[i].sections[STORED_NOTE];
    return stored_section_ready(&archive->stored->parts[i], STORED_NOTE, err);
}

/* ---- checking */

pdx_status pdx_archive_verify(const pdx_archive *archive, const pdx_tick *outer, pdx_error *err) {
    enum { SHARE_STORE = 300 };
    const uint32_t n = pdx_snapshot_n_segments(archive->snapshot);
    const uint64_t share = archive->stored == NULL ? PDX_STAGES_ALL : PDX_STAGES_ALL - SHARE_STORE;
    pdx_stages stages;
    const pdx_tick tick = pdx_stages_begin(&stages, outer);
    uint64_t all = 0;
    pdx_stages_next(&stages, PDX_STAGES_ALL - share);
    if (archive->stored != NULL) PDX_TRY(archive_store_verify(archive, &tick, err));
    for (uint32_t i = 0; i < n; i++) all += pdx_segment_bytes(pdx_snapshot_segment(archive->snapshot, i)).len;
    for (uint32_t i = 0; i < n; i++) {
        pdx_stages_next(&stages, share * pdx_segment_bytes(pdx_snapshot_segment(archive->snapshot, i)).len / all);
        PDX_TRY(pdx_segment_verify(pdx_snapshot_segment(archive->snapshot, i), &tick, err));
        if (pdx_snapshot_gone(archive->snapshot, i) != NULL) PDX_TRY(pdx_gone_verify(pdx_snapshot_gone(archive->snapshot, i), err));
        if (archive->stored == NULL) continue;
        PDX_TRY(archive_opening_verify(&archive->stored->parts[i], pdx_snapshot_segment(archive->snapshot, i), err));
        PDX_TRY(archive_part_stems(archive, i, err));
    }
    return PDX_OK;
}
