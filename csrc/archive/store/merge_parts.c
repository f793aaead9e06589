#include "archive/store/merge_parts.h"

#include "archive/build/choice.h"
#include "archive/model/contents.h"
#include "archive/build/dropped.h"
#include "archive/store/saved.h"
#include "archive/model/stem_mark.h"
#include "base/alloc.h"
#include "base/stages.h"
#include "index/merge.h"

/* Parts of a loaded archive, and what they become. */
typedef struct parts_merge {
    saver *s;             /* borrowed */
    pdx_archive *whole;   /* owned; for this alone: the parts that stay and those that become one */
    uint32_t first;
    archive_numbers posts; /* owned; of these parts, ascending */
    archive_dropped dropped; /* owned; what is left out of their sources */
    stored_texts texts;    /* owned; which texts stay */
    uint32_t **numbers;   /* owned, like what it points to; of each of them: which document of the new index each of its documents is */
    pdx_mapping words;     /* owned, like the next: the new index */
    pdx_segment *segment;
    manifest_part part;
} parts_merge;

static uint32_t n_merged(const parts_merge *m) { return m->whole->stored->n_parts - m->first; }

static const stored_part *part_at(const parts_merge *m, uint32_t i) { return &m->whole->stored->parts[m->first + i]; }

static void merge_deinit(parts_merge *m) {
    for (uint32_t i = 0; m->numbers != NULL && i < n_merged(m); i++) pdx_free(m->numbers[i]);
    pdx_free(m->numbers);
    PDX_VEC_DEINIT(&m->posts);
    archive_dropped_deinit(&m->dropped);
    for (unsigned layer = 0; layer < PDX_COUNTOF(m->texts.runs); layer++) PDX_VEC_DEINIT(&m->texts.runs[layer]);
    pdx_segment_close(m->segment);
    pdx_mapping_deinit(&m->words);
    pdx_archive_release(m->whole);
}

/* ---- which posts there are, and their places */

static pdx_status posts_find(parts_merge *m, pdx_error *err) {
    const archive_stored *stored = m->whole->stored;
    for (uint32_t i = 0; i < n_merged(m); i++) {
        const stored_part *part = part_at(m, i);
        uint32_t near = UINT32_MAX;
        for (uint32_t row = 0; row < stored_part_n(part, STORED_N_POSTS); row++) {
            const uint32_t post = stored_part_post(stored, part, row, &near);
            if (post != PDX_NONE && !PDX_VEC_PUSH(&m->posts, post)) return pdx_fail_memory(err);
        }
    }
    archive_numbers_sort(&m->posts);
    return PDX_OK;
}

static pdx_status numbers_room(parts_merge *m, pdx_error *err) {
    m->numbers = pdx_alloc_zero(n_merged(m), sizeof *m->numbers);
    if (m->numbers == NULL) return pdx_fail_memory(err);
    for (uint32_t i = 0; i < n_merged(m); i++) {
        const uint32_t n = pdx_segment_n_docs(pdx_snapshot_segment(m->whole->snapshot, m->first + i));
        m->numbers[i] = pdx_resize_array(NULL, n, sizeof *m->numbers[i]);
        if (m->numbers[i] == NULL) return pdx_fail_memory(err);
        if (n > 0) memset(m->numbers[i], 0xFF, n * sizeof *m->numbers[i]); /* PDX_NO_DOC */
    }
    return PDX_OK;
}

/* What stands outside of posts, part by part. */
static pdx_status remainders_give(parts_merge *m, uint32_t next, pdx_error *err) {
    for (uint32_t i = 0; i < n_merged(m); i++) {
        const stored_part *part = part_at(m, i);
        const uint32_t n_posts = stored_part_n(part, STORED_N_POSTS);
        for (uint32_t k = 0; k < stored_part_n(part, STORED_N_REMAINDERS); k++) {
            bool stays;
            PDX_TRY(archive_remainder_stays(m->whole, &m->dropped, part->first[STORED_BASE_REMAINDERS] + k, &stays, err));
            if (stays) m->numbers[i][n_posts + k] = next++;
        }
    }
    return PDX_OK;
}

/* Posts by their ordinals, then the others. */
static pdx_status numbers_give(parts_merge *m, pdx_error *err) {
    const archive_stored *stored = m->whole->stored;
    PDX_TRY(numbers_room(m, err));
    for (uint32_t i = 0; i < m->posts.len; i++) {
        const uint32_t row = stored_row_of(stored, m->posts.data[i]);
        const stored_part *part = stored_part_of(stored, STORED_BASE_ROWS, row);
        m->numbers[(uint32_t)(part - stored->parts) - m->first][row - part->first[STORED_BASE_ROWS]] = i;
    }
    return remainders_give(m, (uint32_t)m->posts.len, err);
}

/* ---- the files */

static pdx_status posts_make(parts_merge *m, pdx_span note, pdx_error *err) {
    char path[MANIFEST_PATH];
    pdx_output output;
    const stored_file file = {&output, saver_makes_safe(m->s), &m->part.files[MANIFEST_POSTS].id};
    const stored_merging what = {m->first, &m->posts, &m->dropped, m->segment};
    pdx_status status;
    PDX_TRY(saver_output(m->s, MANIFEST_POSTS, m->part.number, path, &output, err));
    status = archive_store_merge(m->whole, &what, note, m->s->tick, &file, &m->texts, err);
    m->part.files[MANIFEST_POSTS].length = output.written;
    pdx_output_drop(&output);
    return status;
}

/* Sources of all parts, then the layers that were decoded, as was found when their rows were written: without gaps but for those that are left
 * out. */
static pdx_status texts_put(parts_merge *m, pdx_output *output, pdx_error *err) {
    PDX_TRY(pdx_output_put(output, pdx_span_of(stored_texts_header, STORED_TEXTS_HEADER), err));
    for (unsigned layers = 0; layers < 2; layers++) {
        for (size_t i = 0; i < m->texts.runs[layers].len; i++) {
            const stored_texts_run *run = &m->texts.runs[layers].data[i];
            const stored_part *part = &m->whole->stored->parts[run->part];
            if (run->end > part->texts.len) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged texts: they are fewer than their part says");
            PDX_TRY(
                pdx_output_put(output, pdx_span_slice(pdx_span_of(part->texts.data, part->texts.len), (size_t)run->begin, (size_t)run->end), err));
        }
    }
    return pdx_output_close(output, pdx_span_of(NULL, 0), saver_makes_safe(m->s), err);
}

/* One file of the part, at `path`, with what `put` puts into it. */
static pdx_status file_make(parts_merge *m, manifest_file file, pdx_status (*put)(parts_merge *m, pdx_output *output, pdx_error *err),
                            char path[MANIFEST_PATH], pdx_error *err) {
    pdx_output output;
    pdx_status status;
    PDX_TRY(saver_output(m->s, file, m->part.number, path, &output, err));
    status = put(m, &output, err);
    m->part.files[file].length = output.written;
    pdx_output_drop(&output);
    return status;
}

static pdx_status texts_make(parts_merge *m, pdx_error *err) {
    char path[MANIFEST_PATH];
    return file_make(m, MANIFEST_TEXTS, texts_put, path, err);
}

enum { SPILL_AT = 4 << 20 }; /* bytes of lists that wait in memory */

/* The lists wait in files with names of parts that there are not: what stays of them is a left-over. */
static pdx_status segments_merge(parts_merge *m, const pdx_merge_source *sources, pdx_output *output, pdx_error *err) {
    char paths[PDX_MERGE_SPILLS][MANIFEST_PATH];
    pdx_merge_room room = {.last = saver_makes_safe(m->s)};
    const pdx_stemmer *stemmer = m->whole->stemmer.stem == NULL ? NULL : &m->whole->stemmer;
    const uint64_t number = saver_number(m->s);
    static_assert((int)PDX_MERGE_SPILLS <= (int)MANIFEST_FILES, "a name for each");
    for (unsigned i = 0; i < PDX_MERGE_SPILLS; i++) {
        PDX_TRY(manifest_file_path(paths[i], m->s->folder, (manifest_file)i, number, err));
        room.spills[i] = (pdx_spill_place){m->s->os, paths[i], PDX_LIMIT(SPILL_AT, 16)};
    }
    return pdx_segments_merge(sources, n_merged(m), m->whole->analyzer, stemmer, &room, m->s->tick, output, &m->part.files[MANIFEST_WORDS].id, err);
}

static uint32_t appearance_after(const void *dropped, uint32_t appearance) { return archive_dropped_after(dropped, DROPPED_APPEARANCES, appearance); }

static pdx_status words_write(parts_merge *m, pdx_output *output, pdx_error *err) {
    const pdx_renumbering appearances = {appearance_after, &m->dropped};
    pdx_merge_source *sources = pdx_alloc_zero(n_merged(m), sizeof *sources);
    pdx_status status = sources == NULL ? pdx_fail_memory(err) : PDX_OK;
    for (uint32_t i = 0; status == PDX_OK && i < n_merged(m); i++) {
        sources[i].segment = pdx_snapshot_segment(m->whole->snapshot, m->first + i);
        sources[i].numbers = m->numbers[i];
        sources[i].appearances = archive_dropped_n(&m->dropped, DROPPED_APPEARANCES) == 0 ? NULL : &appearances;
        status = archive_part_stems(m->whole, m->first + i, err);
    }
    if (status == PDX_OK) status = segments_merge(m, sources, output, err);
    pdx_free(sources);
    return status;
}

/* Where it is now, to be read again. */
static pdx_status words_open(parts_merge *m, const char *path, pdx_error *err) {
    pdx_file file;
    pdx_status status;
    PDX_TRY(pdx_file_open(&file, m->s->os, path, PDX_OPEN_READ, err));
    status = pdx_file_map(&file, &m->words, err);
    pdx_file_drop(&file);
    PDX_TRY(status);
    return pdx_segment_open_stored(pdx_span_of(m->words.data, m->words.len), &m->segment, err);
}

/* How the words were stemmed is told by those of the new index. */
static pdx_status words_make(parts_merge *m, pdx_error *err) {
    char path[MANIFEST_PATH];
    PDX_TRY(file_make(m, MANIFEST_WORDS, words_write, path, err));
    PDX_TRY(words_open(m, path, err));
    return archive_segment_mark(m->whole, m->segment, &m->part.stem_mark, err);
}

/* How much of the time the files take, as a rule. */
enum { SHARE_POSTS = 400, SHARE_TEXTS = 100, SHARE_WORDS = PDX_STAGES_ALL - SHARE_POSTS - SHARE_TEXTS };

static pdx_status files_make(parts_merge *m, pdx_span note, pdx_error *err) {
    const pdx_tick *outer = m->s->tick;
    pdx_stages stages;
    const pdx_tick tick = pdx_stages_begin(&stages, outer);
    pdx_status status;
    m->s->tick = &tick;
    m->part.number = saver_number(m->s);
    pdx_stages_next(&stages, SHARE_WORDS);
    status = words_make(m, err);
    pdx_stages_next(&stages, SHARE_POSTS); /* which have some of the words */
    if (status == PDX_OK) status = posts_make(m, note, err);
    pdx_stages_next(&stages, SHARE_TEXTS);
    if (status == PDX_OK) status = texts_make(m, err);
    m->s->tick = outer;
    return status;
}

pdx_status archive_merge_parts(saver *s, const pdx_os *os, uint32_t first, uint32_t n_pieces, pdx_span note, const pdx_stem_callback *stemmer,
                               pdx_error *err) {
    parts_merge m = {.s = s, .first = first};
    pdx_status status;
    PDX_TRY(archive_open_as(os, s->folder, &s->next, stemmer, s->tick, &m.whole, err));
    status = posts_find(&m, err);
    if (status == PDX_OK) status = archive_dropped_find(m.whole, first, n_pieces, s->tick, &m.dropped, err);
    if (status == PDX_OK) status = numbers_give(&m, err);
    if (status == PDX_OK) status = files_make(&m, note, err);
    if (status == PDX_OK) {
        s->next.parts.len = first;
        if (!PDX_VEC_PUSH(&s->next.parts, m.part)) status = pdx_fail_memory(err);
    }
    merge_deinit(&m);
    return status;
}
