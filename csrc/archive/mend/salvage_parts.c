#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

#include "archive/model/contents.h"
#include "archive/mend/salvage_steps.h"
#include "base/alloc.h"
#include "segment/segment.h"

/* The files of a damaged archive, and what of its parts can be opened. */

/* ---- files */

/* By generation, then in the order in which it made them. */
static int numbers_compare(uint64_t a, uint64_t b) {
    const uint64_t mask = ((uint64_t)1 << MANIFEST_INDEX_AT) - 1;
    if ((a & mask) != (b & mask)) return (a & mask) < (b & mask) ? -1 : 1;
    return a < b ? -1 : a > b;
}

static int by_number(const void *left, const void *right) { return numbers_compare(*(const uint64_t *)left, *(const uint64_t *)right); }
static int by_part_number(const void *left, const void *right) {
    return numbers_compare(((const manifest_part *)left)->number, ((const manifest_part *)right)->number);
}

/* Without a manifest the parts are those that have files. */
static pdx_status parts_list(salvager *s, pdx_error *err) {
    pdx_buf names;
    pdx_status status;
    pdx_buf_init(&names);
    status = pdx_path_list(s->os, s->folder, &names, err);
    for (size_t at = 0; status == PDX_OK && at < names.len; at += strlen((const char *)names.data + at) + 1) {
        manifest_part part = {0};
        const uint64_t gone = manifest_file_number((const char *)names.data + at, MANIFEST_GONE);
        part.number = manifest_file_number((const char *)names.data + at, MANIFEST_POSTS);
        if (part.number != 0 && !PDX_VEC_PUSH(&s->m.parts, part)) status = pdx_fail_memory(err);
        if (gone != 0 && !PDX_VEC_PUSH(&s->gone_files, gone)) status = pdx_fail_memory(err);
    }
    pdx_buf_deinit(&names);
    if (status == PDX_OK && s->m.parts.len > 1) qsort(s->m.parts.data, s->m.parts.len, sizeof *s->m.parts.data, by_part_number);
    if (status == PDX_OK && s->gone_files.len > 1) qsort(s->gone_files.data, s->gone_files.len, sizeof *s->gone_files.data, by_number);
    return status;
}

/* What this process may not read, or cannot read now, is not damaged: it is for whoever asked to mend that. */
static bool is_kept_from_us(pdx_status status, const pdx_error *found) {
    return status == PDX_EIO && (found->code == EACCES || found->code == EPERM || found->code == EMFILE || found->code == ENFILE);
}

pdx_status salvage_manifest_take(salvager *s, pdx_error *err) {
    pdx_error found = {0};
    const pdx_status status = manifest_read(&s->m, s->os, s->folder, MANIFEST_OF_ALL, &found);
    if (status == PDX_OK) return PDX_OK;
    if (status == PDX_ENOMEM) return pdx_fail_memory(err);
    if (status == PDX_EFORMAT || is_kept_from_us(status, &found)) { /* of a later version: what is there is not known here */
        if (err != NULL) *err = found;
        return status;
    }
    mend_note(&s->damage, "%s", found.message);
    manifest_deinit(&s->m);
    manifest_init(&s->m);
    return parts_list(s, err);
}

/* A file that is not there, or cannot be read, is one of length 0. */
static pdx_status file_take(salvager *s, pdx_mapping *out, manifest_file which, uint64_t number, uint64_t length, pdx_error *err) {
    char path[MANIFEST_PATH];
    pdx_error found = {0};
    pdx_file file;
    pdx_status status;
    PDX_TRY(manifest_file_path(path, s->folder, which, number, err));
    status = pdx_file_open(&file, s->os, path, PDX_OPEN_READ, &found);
    if (status == PDX_OK) {
        status = pdx_file_map(&file, out, &found);
        pdx_file_drop(&file);
    }
    if (status == PDX_ENOMEM) return pdx_fail_memory(err);
    if (is_kept_from_us(status, &found)) {
        if (err != NULL) *err = found;
        return status;
    }
    if (status != PDX_OK) mend_note(&s->damage, "%s", found.message);
    else if (length != 0 && out->len != length) {
        mend_note(&s->damage, "%s has %llu bytes and had %llu", path, (unsigned long long)out->len, (unsigned long long)length);
    }
    return PDX_OK;
}

/* Texts that were cut are made as long as they were: every range lies in them then, and checksums tell of which there is not all. */
static pdx_status texts_fill(pdx_mapping *texts, uint64_t length, pdx_error *err) {
    uint8_t *bytes;
    if (texts->len >= length || length > SIZE_MAX / 2) return PDX_OK;
    bytes = pdx_alloc_zero((size_t)length, 1);
    if (bytes == NULL) return pdx_fail_memory(err);
    if (texts->len > 0) memcpy(bytes, texts->data, texts->len);
    pdx_mapping_deinit(texts);
    *texts = (pdx_mapping){.os = pdx_os_reading(), .data = bytes, .len = (size_t)length};
    return PDX_OK;
}

static void part_forget(struct salvage_part *part) {
    pdx_free(part->gone);
    part->gone = NULL;
    part->n_rows_gone = 0;
}

void salvage_parts_free(salvager *s) {
    for (size_t i = 0; s->parts != NULL && i <= s->m.parts.len; i++) part_forget(&s->parts[i]);
    pdx_free(s->parts);
}

static int by_row(const void *left, const void *right) {
    const uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

/* Rows that go besides; the array is taken. */
static pdx_status rows_add(struct salvage_part *to, uint32_t *rows, size_t n, pdx_error *err) {
    uint32_t *all = pdx_resize_array(to->gone, to->n_rows_gone + n, sizeof *all);
    size_t kept = 0;
    if (all == NULL) {
        pdx_free(rows);
        return pdx_fail_memory(err);
    }
    if (n > 0) memcpy(all + to->n_rows_gone, rows, n * sizeof *rows);
    pdx_free(rows);
    n += to->n_rows_gone;
    if (n > 1) qsort(all, n, sizeof *all, by_row);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || all[i] != all[kept - 1]) all[kept++] = all[i];
    }
    to->gone = all;
    to->n_rows_gone = kept;
    return PDX_OK;
}

/* Adds what a file says that is gone, if it is of these words (0: nobody asks); *id: whose it is, 0 where nobody can say. PDX_ECORRUPT: what it
 * says cannot be read. */
static pdx_status list_take(salvager *s, const manifest_list *list, uint64_t words_id, struct salvage_part *to, uint64_t *id, pdx_error *found,
                            pdx_error *err) {
    pdx_mapping file = {0};
    uint32_t *rows = NULL;
    size_t n = 0;
    pdx_status status;
    *id = 0;
    PDX_TRY(file_take(s, &file, MANIFEST_GONE, list->number, list->length, err));
    status = pdx_gone_list(pdx_span_of(file.data, file.len), &rows, &n, id, found);
    pdx_mapping_deinit(&file);
    if (status == PDX_ENOMEM) return pdx_fail_memory(err);
    if (status == PDX_OK && (words_id == 0 || words_id == *id)) return rows_add(to, rows, n, err);
    pdx_free(rows);
    return status;
}

/* Without a manifest lists are of the part whose words they name: what a later one has taken in says nothing else. */
static pdx_status gone_look_for(salvager *s, uint64_t words_id, struct salvage_part *to, pdx_error *err) {
    for (size_t i = 0; i < s->gone_files.len; i++) {
        const manifest_list list = {.number = s->gone_files.data[i]};
        uint64_t id;
        const pdx_status status = list_take(s, &list, words_id == 0 ? UINT64_MAX : words_id, to, &id, NULL, err);
        if (status != PDX_OK && status != PDX_ECORRUPT && status != PDX_EFORMAT) return status;
        if (id == 0) to->gone_unknown = true, to->n_gone = UINT64_MAX; /* it may be this one's */
    }
    return PDX_OK;
}

/* Which rows are gone. */
static pdx_status gone_take(salvager *s, const stored_part *part, const manifest_part *of, struct salvage_part *to, pdx_error *err) {
    if (of->n_lists == 0) {
        return gone_look_for(s, part->words.len < PDX_IMAGE_HEADER ? 0 : pdx_image_id(pdx_span_of(part->words.data, part->words.len)), to, err);
    }
    for (uint32_t i = 0; i < of->n_lists; i++) {
        pdx_error found = {0};
        uint64_t id;
        const pdx_status status = list_take(s, &of->lists[i], 0, to, &id, &found, err);
        if (status != PDX_OK && status != PDX_ECORRUPT && status != PDX_EFORMAT) return status;
        if (found.message[0] != '\0') {
            mend_note(&s->damage, "gone-%016" PRIx64 ": %s%s", of->lists[i].number, found.message,
                      status == PDX_OK ? "; it says twice what is gone" : "");
        }
        if (status == PDX_OK) continue;
        to->gone_unknown = true;
        to->n_gone = of->n_gone;
    }
    return PDX_OK;
}

static pdx_status files_take(salvager *s, stored_part *part, const manifest_part *of, pdx_error *err) {
    PDX_TRY(file_take(s, &part->posts, MANIFEST_POSTS, of->number, of->files[MANIFEST_POSTS].length, err));
    PDX_TRY(file_take(s, &part->texts, MANIFEST_TEXTS, of->number, of->files[MANIFEST_TEXTS].length, err));
    PDX_TRY(texts_fill(&part->texts, of->files[MANIFEST_TEXTS].length, err));
    PDX_TRY(file_take(s, &part->words, MANIFEST_WORDS, of->number, of->files[MANIFEST_WORDS].length, err));
    return gone_take(s, part, of, &s->parts[salvage_stored(s)->n_parts], err);
}

/* ---- parts */

static void bases_advance(const stored_part *part, uint32_t first[STORED_BASES]) {
    first[STORED_BASE_SOURCES] = part->first[STORED_BASE_SOURCES] + stored_part_n(part, STORED_N_SOURCES);
    first[STORED_BASE_PAGES] = part->first[STORED_BASE_PAGES] + stored_part_n(part, STORED_N_PAGES);
    first[STORED_BASE_APPEARANCES] = part->first[STORED_BASE_APPEARANCES] + stored_part_n(part, STORED_N_ENTRIES);
    first[STORED_BASE_ROWS] += stored_part_n(part, STORED_N_POSTS);
    first[STORED_BASE_LABELS] += stored_part_n(part, STORED_N_LABELS);
    first[STORED_BASE_REMAINDERS] += stored_part_n(part, STORED_N_REMAINDERS);
}

/* More than numbers can count. */
static bool bases_overflow(const stored_part *part, const uint32_t first[STORED_BASES]) {
    static const struct {
        stored_base base;
        stored_number n;
    } all[] = {{STORED_BASE_SOURCES, STORED_N_SOURCES}, {STORED_BASE_PAGES, STORED_N_PAGES}, {STORED_BASE_APPEARANCES, STORED_N_ENTRIES},
               {STORED_BASE_ROWS, STORED_N_POSTS}, {STORED_BASE_LABELS, STORED_N_LABELS}, {STORED_BASE_REMAINDERS, STORED_N_REMAINDERS}};
    for (size_t i = 0; i < PDX_COUNTOF(all); i++) {
        const uint64_t begin = part->first[all[i].base] > first[all[i].base] ? part->first[all[i].base] : first[all[i].base];
        if (begin + part->head[all[i].n] >= UINT32_MAX / 2) return true;
    }
    return false;
}

/* Of `n` rows of a part, those that are not gone. */
static uint32_t rows_left(const struct salvage_part *part, uint32_t n) {
    uint32_t left = n;
    for (size_t i = 0; i < part->n_rows_gone && part->gone[i] < n; i++) left--;
    return left;
}

/* A part that has no posts, as far as can be read, and may have had some. */
static bool says_nothing(const stored_part *part) {
    return (!part->touched[STORED_HEAD].holds || part->sections[STORED_HEAD].len == 0) && stored_part_n(part, STORED_N_POSTS) == 0;
}

/* How many posts a part has of which nothing can be read is what its words say. */
static pdx_status part_count(salvager *s, const stored_part *part, pdx_error *err) {
    pdx_segment *words = NULL;
    const pdx_status status = pdx_segment_open(pdx_span_of(part->words.data, part->words.len), &words, NULL);
    if (status == PDX_ENOMEM) return pdx_fail_memory(err);
    s->uncounted = s->uncounted || status != PDX_OK;
    s->blind = s->blind || status != PDX_OK || pdx_segment_n_posts(words) > 0;
    s->unlisted = s->unlisted || s->blind; /* posts that it has, and that others have no more */
    s->doubt = s->doubt || s->blind;
    if (status != PDX_OK) return PDX_OK;
    s->n_unlisted += rows_left(&s->parts[salvage_stored(s)->n_parts], pdx_segment_n_posts(words));
    pdx_segment_close(words);
    return PDX_OK;
}

pdx_status salvage_parts_open(salvager *s, pdx_error *err) {
    archive_stored *stored = salvage_stored(s);
    uint32_t first[STORED_BASES] = {0};
    stored->parts = pdx_alloc_zero(s->m.parts.len + 1, sizeof *stored->parts);
    s->parts = pdx_alloc_zero(s->m.parts.len + 1, sizeof *s->parts);
    if (stored->parts == NULL || s->parts == NULL) return pdx_fail_memory(err);
    for (size_t i = 0; i < s->m.parts.len; i++) {
        const manifest_part *of = &s->m.parts.data[i];
        stored_part *part = &stored->parts[stored->n_parts];
        bool usable;
        pdx_status status = files_take(s, part, of, err);
        if (status == PDX_OK) status = stored_part_mend(part, of->number, first, stored->n_parts < i, &s->damage, &usable, err);
        if (status == PDX_OK && usable && says_nothing(part)) status = part_count(s, part, err);
        if (status != PDX_OK || !usable || bases_overflow(part, first)) {
            if (status == PDX_OK) status = part_count(s, part, err);
            stored_part_close(part);
            PDX_TRY(status);
            mend_note(&s->damage, "posts-%016" PRIx64 ": nothing of it can be read", of->number);
            s->unlisted = s->doubt = true; /* posts that it has, and that others have no more */
            memset(&s->parts[stored->n_parts], 0, sizeof s->parts[0]);
            continue;
        }
        bases_advance(part, first);
        s->parts[stored->n_parts++].number = of->number;
    }
    s->base->sources.len = first[STORED_BASE_SOURCES];
    s->base->pages.len = s->base->layers.len = first[STORED_BASE_PAGES];
    s->base->appearances.len = first[STORED_BASE_APPEARANCES];
    s->base->label_items.len = first[STORED_BASE_LABELS];
    if (stored->n_parts > 0) {
        s->base->language =
            stored_language_holds(stored->parts[0].head[STORED_LANGUAGE]) ? (pdx_lang)stored->parts[0].head[STORED_LANGUAGE] : PDX_LANG_NONE;
    }
    return PDX_OK;
}

static bool ordinals_hold(const stored_part *part) {
    return part->sections[STORED_ORDINALS].len == 4 * (size_t)stored_part_n(part, STORED_N_POSTS) &&
           stored_section_ready(part, STORED_ORDINALS, NULL) == PDX_OK;
}

bool salvage_ordinals_known(const salvager *s, const stored_part *part) {
    return ordinals_hold(part) || (s->m.parts.len == 1 && s->m.n_ordinals == stored_part_n(part, STORED_N_POSTS));
}

bool salvage_row_is_gone(const salvager *s, uint32_t p, uint32_t row) {
    const struct salvage_part *part = &s->parts[p];
    size_t low = 0, high = part->n_rows_gone;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (part->gone[middle] < row) low = middle + 1;
        else high = middle;
    }
    return low < part->n_rows_gone && part->gone[low] == row;
}

uint32_t salvage_row_ordinal(const stored_part *part, uint32_t row) { return ordinals_hold(part) ? stored_part_ordinal(part, row) : row; }

/* How many ordinals there can be: each was given to a post that stands on a page. */
static uint64_t ordinals_count(const salvager *s) {
    const archive_stored *stored = salvage_stored(s);
    uint64_t n = s->m.n_ordinals > s->base->appearances.len ? s->m.n_ordinals : s->base->appearances.len;
    for (uint32_t i = 0; i < stored->n_parts; i++) {
        const stored_part *part = &stored->parts[i];
        const uint32_t rows = stored_part_n(part, STORED_N_POSTS);
        if (rows > 0 && ordinals_hold(part) && stored_part_ordinal(part, rows - 1) >= n) n = (uint64_t)stored_part_ordinal(part, rows - 1) + 1;
    }
    return n;
}

/* Memory grows with the largest ordinal: rows may say of so many more than the manifest does. */
enum { MOST_AHEAD = 1 << 28 };

/* Posts are numbered by their ordinals, and those that were there are found out. */
pdx_status salvage_ordinals_take(salvager *s, pdx_error *err) {
    archive_stored *stored = salvage_stored(s);
    const uint64_t n = ordinals_count(s);
    if (n >= PDX_NONE) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged manifest: it says of more posts than there can be");
    if (n > (uint64_t)s->m.n_ordinals + MOST_AHEAD) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: they have numbers far beyond those that the archive has given");
    }
    stored->n_ordinals = n;
    stored->plain = false;
    stored->by_ordinal = true;
    s->n_found = pdx_alloc_zero((size_t)n, sizeof *s->n_found);
    if (s->n_found == NULL || !pdx_bitmap_init(&s->alive, (uint32_t)n, false)) return pdx_fail_memory(err);
    s->base->posts.len = (size_t)n;
    for (uint32_t p = 0; p < stored->n_parts; p++) {
        const stored_part *part = &stored->parts[p];
        const bool known = salvage_ordinals_known(s, part);
        s->unlisted = s->unlisted || !known;
        s->doubt = s->doubt || !known;
        if (!known) s->n_unlisted += rows_left(&s->parts[p], stored_part_n(part, STORED_N_POSTS));
        for (uint32_t row = 0; known && row < stored_part_n(part, STORED_N_POSTS); row++) {
            const uint32_t ordinal = salvage_row_ordinal(part, row);
            if (ordinal < n && !salvage_row_is_gone(s, p, row)) pdx_bitmap_set(&s->alive, ordinal);
        }
    }
    return PDX_OK;
}
