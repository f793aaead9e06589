#include "archive/salvage.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "archive/builder.h"
#include "archive/contents.h"
#include "archive/join.h"
#include "archive/manifest.h"
#include "archive/mend.h"
#include "base/alloc.h"
#include "base/le.h"
#include "segment/segment.h"
#include "source/quote.h"
#include "source/reader.h"

/* What is whole of a damaged archive becomes one of its own. Pages say of which posts their entries are, so a post is kept when a page is whole on which it
 * stands: its fields are united anew, as they were at first, and the index is built anew. */

typedef struct salvager {
    const pdx_os *os;
    const char *folder;
    const pdx_tick *tick;
    manifest m;             /* which parts there are, as the manifest says, or their names */
    PDX_VEC(uint64_t) gone_files; /* owned; without a manifest, the numbers of those that say what is gone */
    pdx_archive *base;      /* owned; the parts that can be asked; its posts have their ordinals as numbers */
    struct salvage_part {
        uint64_t number;    /* of its files */
        pdx_span gone;      /* bits of rows that are gone, in the mapped file */
        uint32_t n_damaged, n_again; /* rows whose line is damaged; rows that were decoded again */
    } *parts;               /* owned; beside those of the base */
    bool unlisted;          /* which posts some part has cannot be told */
    bool doubt;             /* posts that are gone may be there again */
    uint64_t n_unlisted;    /* posts of parts of which nobody says which they are */
    bool uncounted;         /* nor how many */
    bool blind;             /* nor which pages they have */
    pdx_bitmap lost_sources, damaged_sources, lost_pages;
    pdx_bitmap alive;       /* ordinals of posts that were there */
    uint32_t *n_found;      /* owned; of each ordinal, appearances on whole pages */
    pdx_buf damage;         /* JSON strings */
    pdx_buf *report;
} salvager;

static archive_stored *stored_of(const salvager *s) { return s->base->stored; }

/* ---- files */

/* By generation, then in the order in which it made them. */
static int numbers_compare(uint64_t a, uint64_t b) {
    const uint64_t mask = ((uint64_t)1 << MANIFEST_INDEX_AT) - 1;
    if ((a & mask) != (b & mask)) return (a & mask) < (b & mask) ? -1 : 1;
    return a < b ? -1 : a > b;
}

static int by_number(const void *left, const void *right) { return numbers_compare(*(const uint64_t *)left, *(const uint64_t *)right); }
static int by_part_number(const void *left, const void *right) { return numbers_compare(((const manifest_part *)left)->number, ((const manifest_part *)right)->number); }

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

static pdx_status manifest_take(salvager *s, pdx_error *err) {
    pdx_error found = {0};
    const pdx_status status = manifest_read(&s->m, s->os, s->folder, MANIFEST_OF_ALL, &found);
    if (status == PDX_OK) return PDX_OK;
    if (status == PDX_ENOMEM) return pdx_fail_memory(err);
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
    if (status != PDX_OK) mend_note(&s->damage, "%s", found.message);
    else if (length != 0 && out->len != length) mend_note(&s->damage, "%s has %llu bytes and had %llu", path, (unsigned long long)out->len, (unsigned long long)length);
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

/* Which rows are gone. Without a manifest that is the newest list that is of the part's words. */
static pdx_status gone_take(salvager *s, stored_part *part, const manifest_part *of, pdx_span *bits, pdx_error *err) {
    const uint64_t words_id = part->words.len < PDX_IMAGE_HEADER ? 0 : pdx_image_id(pdx_span_of(part->words.data, part->words.len));
    for (size_t i = s->gone_files.len; of->gone_number == 0 && i > 0; i--) {
        uint64_t id = 0;
        PDX_TRY(file_take(s, &part->gone, MANIFEST_GONE, s->gone_files.data[i - 1], 0, err));
        if (pdx_gone_bits(pdx_span_of(part->gone.data, part->gone.len), bits, &id, NULL) == PDX_OK && id == words_id) return PDX_OK;
        s->doubt = s->doubt || id == 0; /* it may be this one's */
        *bits = pdx_span_of(NULL, 0);
        pdx_mapping_deinit(&part->gone);
    }
    if (of->gone_number != 0) {
        pdx_error found = {0};
        uint64_t id;
        PDX_TRY(file_take(s, &part->gone, MANIFEST_GONE, of->gone_number, of->files[MANIFEST_GONE].length, err));
        if (pdx_gone_bits(pdx_span_of(part->gone.data, part->gone.len), bits, &id, &found) == PDX_OK) return PDX_OK;
        mend_note(&s->damage, "gone-%016" PRIx64 ": %s", of->gone_number, found.message);
        s->doubt = true;
    }
    return PDX_OK;
}

static pdx_status files_take(salvager *s, stored_part *part, const manifest_part *of, pdx_error *err) {
    PDX_TRY(file_take(s, &part->posts, MANIFEST_POSTS, of->number, of->files[MANIFEST_POSTS].length, err));
    PDX_TRY(file_take(s, &part->texts, MANIFEST_TEXTS, of->number, of->files[MANIFEST_TEXTS].length, err));
    PDX_TRY(texts_fill(&part->texts, of->files[MANIFEST_TEXTS].length, err));
    PDX_TRY(file_take(s, &part->words, MANIFEST_WORDS, of->number, of->files[MANIFEST_WORDS].length, err));
    return gone_take(s, part, of, &s->parts[stored_of(s)->n_parts].gone, err);
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
    for (uint32_t row = 0; row < n && row / 8 < part->gone.len; row++) left -= part->gone.data[row / 8] >> row % 8 & 1;
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
    s->n_unlisted += rows_left(&s->parts[stored_of(s)->n_parts], pdx_segment_n_posts(words));
    pdx_segment_close(words);
    return PDX_OK;
}

static pdx_status parts_open(salvager *s, pdx_error *err) {
    archive_stored *stored = stored_of(s);
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
    if (stored->n_parts > 0) s->base->language = stored_language_holds(stored->parts[0].head[STORED_LANGUAGE]) ? (pdx_lang)stored->parts[0].head[STORED_LANGUAGE] : PDX_LANG_NONE;
    return PDX_OK;
}

static bool ordinals_hold(const stored_part *part) {
    return part->sections[STORED_ORDINALS].len == 4 * (size_t)stored_part_n(part, STORED_N_POSTS) && stored_section_ready(part, STORED_ORDINALS, NULL) == PDX_OK;
}

/* Whether the ordinals of a part's rows are known: they are the rows' numbers where no more were given than the one part has. */
static bool ordinals_known(const salvager *s, const stored_part *part) {
    return ordinals_hold(part) || (s->m.parts.len == 1 && s->m.n_ordinals == stored_part_n(part, STORED_N_POSTS));
}

static bool row_is_gone(const salvager *s, uint32_t p, uint32_t row) {
    const pdx_span bits = s->parts[p].gone;
    return row / 8 < bits.len && (bits.data[row / 8] >> row % 8 & 1) != 0;
}

static uint32_t row_ordinal(const stored_part *part, uint32_t row) { return ordinals_hold(part) ? stored_part_ordinal(part, row) : row; }

/* How many ordinals there can be: each was given to a post that stands on a page. */
static uint64_t ordinals_count(const salvager *s) {
    const archive_stored *stored = stored_of(s);
    uint64_t n = s->m.n_ordinals > s->base->appearances.len ? s->m.n_ordinals : s->base->appearances.len;
    for (uint32_t i = 0; i < stored->n_parts; i++) {
        const stored_part *part = &stored->parts[i];
        const uint32_t rows = stored_part_n(part, STORED_N_POSTS);
        if (rows > 0 && ordinals_hold(part) && stored_part_ordinal(part, rows - 1) >= n) n = (uint64_t)stored_part_ordinal(part, rows - 1) + 1;
    }
    return n;
}

/* Posts are numbered by their ordinals, and those that were there are found out. */
static pdx_status ordinals_take(salvager *s, pdx_error *err) {
    archive_stored *stored = stored_of(s);
    const uint64_t n = ordinals_count(s);
    if (n >= PDX_NONE) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged manifest: it says of more posts than there can be");
    stored->n_ordinals = n;
    stored->plain = false;
    stored->by_ordinal = true;
    stored->numbers.n = (uint32_t)n;
    s->n_found = pdx_alloc_zero((size_t)n, sizeof *s->n_found);
    if (s->n_found == NULL || !pdx_bitmap_init(&s->alive, (uint32_t)n, false)) return pdx_fail_memory(err);
    s->base->posts.len = (size_t)n;
    for (uint32_t p = 0; p < stored->n_parts; p++) {
        const stored_part *part = &stored->parts[p];
        const bool known = ordinals_known(s, part);
        s->unlisted = s->unlisted || !known;
        s->doubt = s->doubt || !known;
        if (!known) s->n_unlisted += rows_left(&s->parts[p], stored_part_n(part, STORED_N_POSTS));
        for (uint32_t row = 0; known && row < stored_part_n(part, STORED_N_POSTS); row++) {
            const uint32_t ordinal = row_ordinal(part, row);
            if (ordinal < n && !row_is_gone(s, p, row)) pdx_bitmap_set(&s->alive, ordinal);
        }
    }
    return PDX_OK;
}

/* ---- what is whole */

static void text_note(salvager *s, uint32_t part, const char *what, pdx_span name, pdx_range range) {
    mend_note(&s->damage, "texts-%016" PRIx64 ": bytes %llu to %llu, %s %.*s, are not what was saved", s->parts[part].number, (unsigned long long)range.begin,
              (unsigned long long)range.end, what, (int)pdx_min_size(name.len, 100), (const char *)name.data);
}

static pdx_status sources_of_stretch(salvager *s, uint32_t p, const stored_place *place, pdx_error *err) {
    const stored_part *part = &stored_of(s)->parts[p];
    const uint32_t first = part->first[STORED_BASE_SOURCES] + place->first;
    stored_source *rows = NULL;
    const uint8_t *at;
    pdx_status status = stored_source_rows(place, &at, &rows);
    for (uint32_t i = 0; status == PDX_OK && i < place->n; i++) {
        const archive_source *source = archive_source_at(s->base, first + i);
        uint32_t crc = 0;
        status = archive_text_crc(source->bytes, s->tick, &crc, err);
        if (status != PDX_OK || (source->bytes.len == rows[i].bytes.end - rows[i].bytes.begin && crc == rows[i].crc)) continue;
        text_note(s, p, "source", source->name, rows[i].bytes);
        pdx_bitmap_set(&s->damaged_sources, first + i);
        if (source->form == PDX_SOURCE_TEXT) pdx_bitmap_set(&s->lost_sources, first + i);
    }
    pdx_free(rows);
    return status;
}

/* Rows of stretches that cannot be read, one behind the other; told of together. */
typedef struct lost_run {
    uint32_t begin, end;
} lost_run;

static void run_note(salvager *s, uint32_t p, stored_kind_of kind, lost_run *run) {
    if (run->end > run->begin) {
        mend_note(&s->damage, "posts-%016" PRIx64 ": %s %lu to %lu cannot be read", s->parts[p].number, stored_layouts[kind].name, (unsigned long)run->begin, (unsigned long)run->end - 1);
    }
    run->begin = run->end = 0;
}

static void stretch_lost(salvager *s, uint32_t p, stored_kind_of kind, uint32_t first, uint32_t n, pdx_bitmap *lost, lost_run *run) {
    for (uint32_t i = 0; i < n; i++) pdx_bitmap_set(lost, first + i);
    if (first != run->end) run_note(s, p, kind, run);
    if (run->end == run->begin) run->begin = first;
    run->end = first + n;
}

/* The text of a row, read again from its source. False: it is none. */
static pdx_status row_read(pdx_source_form form, pdx_span bytes, pdx_record *out, bool *read, pdx_error *err) {
    pdx_reader *reader;
    pdx_reader_found found;
    pdx_status status;
    *read = false;
    if (!pdx_source_form_is_records(form)) return PDX_OK;
    PDX_TRY(pdx_reader_new(form, &reader, err));
    pdx_reader_feed(reader, bytes, true);
    status = pdx_reader_next(reader, out, &found, NULL);
    pdx_reader_free(reader);
    if (status == PDX_ENOMEM) return pdx_fail_memory(err);
    *read = status == PDX_OK && found == PDX_READER_RECORD;
    return PDX_OK;
}

/* A text that is damaged is that which its line in the source says, if the checksum agrees. */
static pdx_status row_mend(salvager *s, pdx_source_form form, pdx_span line, const stored_layer *row, archive_page *page, archive_layer *layer, bool *whole, pdx_error *err) {
    pdx_record record;
    uint32_t crc = 0;
    bool read = false;
    pdx_status status;
    *whole = false;
    pdx_record_init(&record);
    status = row_read(form, line, &record, &read, err);
    if (status == PDX_OK && read) status = archive_text_crc(pdx_buf_view(&record.text), s->tick, &crc, err);
    if (status == PDX_OK && read && crc == row->crc && record.text.len == layer->text.len) {
        *whole = pdx_arena_copy(&s->base->arena, pdx_buf_view(&record.text), &layer->text);
        page->cut.text = layer->text;
        if (!*whole) status = pdx_fail_memory(err);
    }
    pdx_record_deinit(&record);
    return status;
}

/* A row stands twice: as a line of its source, and decoded. Its line must be whole; what was decoded can be decoded again. */
static pdx_status row_check(salvager *s, uint32_t p, uint32_t number, const stored_layer *row, bool *whole, pdx_error *err) {
    archive_page *page = (archive_page *)(uintptr_t)archive_page_at(s->base, number); /* nobody else reads it yet */
    archive_layer *layer = (archive_layer *)(uintptr_t)archive_layer_at(s->base, number);
    const pdx_span line = pdx_span_slice(archive_source_at(s->base, page->source)->bytes, (size_t)page->record.begin, (size_t)page->record.end);
    uint32_t crc = 0;
    *whole = true;
    if (pdx_bitmap_has(&s->damaged_sources, page->source)) {
        PDX_TRY(archive_text_crc(line, s->tick, &crc, err));
        *whole = crc == row->record_crc;
    }
    if (!*whole) return PDX_OK;
    PDX_TRY(archive_text_crc(layer->text, s->tick, &crc, err));
    if (crc == row->crc) return PDX_OK;
    PDX_TRY(row_mend(s, archive_source_at(s->base, page->source)->form, line, row, page, layer, whole, err));
    s->parts[p].n_again += *whole;
    return PDX_OK;
}

/* Whether a page can be read, and its source, which has it. */
static bool page_is_whole(const salvager *s, const stored_part *part, uint32_t number) {
    uint32_t of;
    const archive_source *source;
    if (!stored_page_is_there(s->base, part, number)) return false;
    of = archive_page_at(s->base, number)->source;
    if (pdx_bitmap_has(&s->lost_sources, of)) return false;
    source = archive_source_at(s->base, of);
    return number >= source->first_page && number - source->first_page < source->n_pages;
}

static pdx_status pages_of_stretch(salvager *s, uint32_t p, const stored_place *place, pdx_error *err) {
    const stored_part *part = &stored_of(s)->parts[p];
    const uint32_t first = part->first[STORED_BASE_PAGES] + place->first;
    stored_page *pages = NULL;
    stored_layer *layers = NULL;
    const uint8_t *at;
    pdx_status status = stored_page_rows(place, &at, &pages, &layers);
    for (uint32_t i = 0; status == PDX_OK && i < place->n; i++) {
        bool whole = page_is_whole(s, part, first + i);
        if (whole && layers[i].decoded) {
            status = row_check(s, p, first + i, &layers[i], &whole, err);
            s->parts[p].n_damaged += !whole;
        }
        if (!whole) pdx_bitmap_set(&s->lost_pages, first + i);
    }
    pdx_free(pages);
    pdx_free(layers);
    return status;
}

static void rows_note(salvager *s, uint32_t p) {
    const struct salvage_part *part = &s->parts[p];
    if (part->n_damaged > 0) mend_note(&s->damage, "texts-%016" PRIx64 ": %lu rows are damaged", part->number, (unsigned long)part->n_damaged);
    if (part->n_again > 0) mend_note(&s->damage, "texts-%016" PRIx64 ": what was decoded of %lu rows was damaged, and was decoded again", part->number, (unsigned long)part->n_again);
}

/* Goes through the stretches of sources, or of pages, of a part. */
static pdx_status part_check(salvager *s, uint32_t p, stored_kind_of kind, pdx_error *err) {
    const stored_part *part = &stored_of(s)->parts[p];
    const bool sources = kind == STORED_OF_SOURCES;
    const uint32_t n = stored_n_stretches(part, kind);
    lost_run run = {0};
    for (uint32_t i = 0; i < n; i++) {
        stored_place place;
        const bool found = stored_place_find(part, kind, i, &place);
        const uint32_t first = part->first[sources ? STORED_BASE_SOURCES : STORED_BASE_PAGES] + place.first;
        PDX_TRY(pdx_tick_step(s->tick, i, n, err));
        if (!found || !(sources ? stored_source_is_there(s->base, part, first) : stored_pages_are_there(s->base, part, first))) {
            stretch_lost(s, p, kind, first, place.n, sources ? &s->lost_sources : &s->lost_pages, &run);
        } else {
            PDX_TRY(sources ? sources_of_stretch(s, p, &place, err) : pages_of_stretch(s, p, &place, err));
        }
    }
    run_note(s, p, kind, &run);
    if (!sources) rows_note(s, p);
    return PDX_OK;
}

/* Numbers that no part has: of one of which nothing can be read. */
static void gaps_lost(salvager *s, stored_base base, stored_number n, pdx_bitmap *lost) {
    uint32_t at = 0;
    for (uint32_t p = 0; p < stored_of(s)->n_parts; p++) {
        const stored_part *part = &stored_of(s)->parts[p];
        for (; at < part->first[base]; at++) pdx_bitmap_set(lost, at);
        at = part->first[base] + stored_part_n(part, n);
    }
}

/* Pages of a source that is lost, and of none; then which posts stand on those that are left. */
static void appearances_count(salvager *s) {
    for (uint32_t p = 0; p < stored_of(s)->n_parts; p++) {
        const stored_part *part = &stored_of(s)->parts[p];
        for (uint32_t i = 0; i < part->head[STORED_N_PAGES]; i++) {
            const uint32_t number = part->first[STORED_BASE_PAGES] + i;
            const archive_page *page;
            if (pdx_bitmap_has(&s->lost_pages, number)) continue;
            page = archive_page_at(s->base, number);
            for (uint32_t k = 0; k < page->cut.n_entries; k++) {
                const uint32_t post = archive_appearance_at(s->base, page->first_appearance + k)->post;
                if (post != PDX_NONE && (s->unlisted || pdx_bitmap_has(&s->alive, post))) s->n_found[post]++;
            }
        }
    }
}

static pdx_status whole_find(salvager *s, pdx_error *err) {
    if (!pdx_bitmap_init(&s->lost_sources, (uint32_t)s->base->sources.len, false) || !pdx_bitmap_init(&s->damaged_sources, (uint32_t)s->base->sources.len, false) ||
        !pdx_bitmap_init(&s->lost_pages, (uint32_t)s->base->pages.len, false)) {
        return pdx_fail_memory(err);
    }
    gaps_lost(s, STORED_BASE_SOURCES, STORED_N_SOURCES, &s->lost_sources);
    gaps_lost(s, STORED_BASE_PAGES, STORED_N_PAGES, &s->lost_pages);
    for (uint32_t p = 0; p < stored_of(s)->n_parts; p++) PDX_TRY(part_check(s, p, STORED_OF_SOURCES, err));
    for (uint32_t p = 0; p < stored_of(s)->n_parts; p++) PDX_TRY(part_check(s, p, STORED_OF_PAGES, err));
    appearances_count(s);
    return PDX_OK;
}

/* ---- what is lost */

/* Between which appearances those of a source lie, as far as that can be read. */
typedef struct source_reach {
    uint32_t number, least, most;
} source_reach;
typedef PDX_VEC(source_reach) source_reaches;

/* Of the sources of a part that can be read, in their order. */
static pdx_status reaches_make(const salvager *s, const stored_part *part, source_reaches *out, pdx_error *err) {
    for (uint32_t i = 0; i < part->head[STORED_N_SOURCES]; i++) {
        source_reach reach = {.number = part->first[STORED_BASE_SOURCES] + i};
        const archive_source *source;
        uint32_t ignored;
        if (!stored_source_is_there(s->base, part, reach.number)) continue;
        source = archive_source_at(s->base, reach.number);
        if (source->n_pages == 0) continue;
        stored_page_appearances(s->base, part, source->first_page, &reach.least, &ignored);
        stored_page_appearances(s->base, part, source->first_page + source->n_pages, &ignored, &reach.most);
        if (!PDX_VEC_PUSH(out, reach)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* The one source that an appearance can be of; empty: it cannot be told. */
static pdx_span source_of_appearance(const salvager *s, const source_reaches *reaches, uint32_t appearance) {
    size_t low = 0, high = reaches->len;
    while (low < high) { /* the first that begins behind it */
        const size_t middle = low + (high - low) / 2;
        if (reaches->data[middle].least <= appearance) low = middle + 1;
        else high = middle;
    }
    if (low == 0 || appearance >= reaches->data[low - 1].most) return pdx_span_of(NULL, 0);
    if (low > 1 && appearance < reaches->data[low - 2].most) return pdx_span_of(NULL, 0); /* of one of several */
    return archive_source_at(s->base, reaches->data[low - 1].number)->name;
}

static pdx_span source_of_row(const salvager *s, const source_reaches *reaches, const archive_post *post) {
    for (uint32_t p = 0; post->n_appearances > 0 && p < stored_of(s)->n_parts; p++) {
        const stored_part *part = &stored_of(s)->parts[p];
        const uint32_t first = part->first[STORED_BASE_APPEARANCES];
        if (post->main >= first && post->main - first < part->head[STORED_N_ENTRIES]) return source_of_appearance(s, &reaches[p], post->main);
    }
    return pdx_span_of(NULL, 0);
}

static pdx_span title_of_row(const pdx_segment *words, uint32_t row) {
    pdx_doc_info info;
    if (words == NULL || row >= pdx_segment_n_posts(words) || pdx_segment_doc(words, row, &info, NULL) != PDX_OK) return pdx_span_of(NULL, 0);
    for (uint32_t i = 0; i < info.n_parts; i++) {
        pdx_doc_part part;
        if (pdx_segment_part(words, row, i, &part, NULL) != PDX_OK) break;
        if (part.role == PDX_ROLE_TITLE && part.begin <= part.end && part.end <= info.text.len) return pdx_span_slice(info.text, (size_t)part.begin, (size_t)part.end);
    }
    return pdx_span_of(NULL, 0);
}

static void text_put(pdx_buf *out, const char *name, pdx_span text) {
    pdx_buf_format(out, ",\"%s\":", name);
    if (text.len == 0) pdx_buf_str(out, "null");
    else pdx_json_quote(text, out);
}

/* Of each row of a part whose post is lost, or has lost appearances. */
static void rows_report(salvager *s, uint32_t p, const pdx_segment *words, const source_reaches *reaches, const uint32_t *numbers) {
    const stored_part *part = &stored_of(s)->parts[p];
    const bool known = ordinals_known(s, part);
    for (uint32_t row = 0; known && row < stored_part_n(part, STORED_N_POSTS); row++) {
        const uint32_t ordinal = row_ordinal(part, row);
        const archive_post *post;
        if (ordinal >= s->alive.n || row_is_gone(s, p, row)) continue;
        post = stored_row_post(s->base, part->first[STORED_BASE_ROWS] + row);
        if (s->n_found[ordinal] != 0 && s->n_found[ordinal] >= post->n_appearances) continue;
        pdx_buf_format(s->report, ",{\"number\":%lu,\"left\":%lu", (unsigned long)numbers[ordinal], (unsigned long)s->n_found[ordinal]);
        text_put(s->report, "title", title_of_row(words, row));
        text_put(s->report, "source", source_of_row(s, reaches, post));
        pdx_buf_byte(s->report, '}');
    }
}

/* The words of a part, if all of them hold. */
static pdx_segment *words_open(salvager *s, uint32_t p) {
    const stored_part *part = &stored_of(s)->parts[p];
    pdx_segment *words = NULL;
    pdx_error found = {0};
    pdx_status status = pdx_segment_open(pdx_span_of(part->words.data, part->words.len), &words, &found);
    if (status == PDX_OK) status = pdx_segment_verify(words, &found);
    if (status == PDX_OK) return words;
    mend_note(&s->damage, "words-%016" PRIx64 ": %s; the index is built anew", s->parts[p].number, found.message);
    if (words != NULL) pdx_segment_close(words);
    return NULL;
}

/* `numbers`: of each ordinal that was there the number that the post had. */
static pdx_status posts_report(salvager *s, const uint32_t *numbers, pdx_error *err) {
    const uint32_t n = stored_of(s)->n_parts;
    source_reaches *reaches = pdx_alloc_zero(n, sizeof *reaches);
    pdx_status status = reaches == NULL ? pdx_fail_memory(err) : PDX_OK;
    pdx_buf_str(s->report, "\"posts\":[null");
    for (uint32_t p = 0; status == PDX_OK && p < n; p++) status = reaches_make(s, &stored_of(s)->parts[p], &reaches[p], err);
    for (uint32_t p = 0; status == PDX_OK && p < n; p++) {
        pdx_segment *words = words_open(s, p);
        rows_report(s, p, words, reaches, numbers);
        if (words != NULL) pdx_segment_close(words);
        status = pdx_tick_step(s->tick, p, n, err);
    }
    pdx_buf_byte(s->report, ']');
    for (uint32_t p = 0; reaches != NULL && p < n; p++) PDX_VEC_DEINIT(&reaches[p]);
    pdx_free(reaches);
    return status;
}

static void sources_report(salvager *s) {
    pdx_buf_str(s->report, ",\"sources\":[null");
    for (uint32_t p = 0; p < stored_of(s)->n_parts; p++) {
        const stored_part *part = &stored_of(s)->parts[p];
        for (uint32_t i = 0; i < part->head[STORED_N_SOURCES]; i++) {
            const uint32_t number = part->first[STORED_BASE_SOURCES] + i;
            const bool there = stored_source_is_there(s->base, part, number), lost = pdx_bitmap_has(&s->lost_sources, number);
            const archive_source *source = there ? archive_source_at(s->base, number) : NULL;
            uint32_t n_lost = 0;
            for (uint32_t k = 0; there && k < source->n_pages; k++) n_lost += pdx_bitmap_has(&s->lost_pages, source->first_page + k);
            if (!lost && n_lost == 0 && !pdx_bitmap_has(&s->damaged_sources, number)) continue;
            pdx_buf_format(s->report, ",{\"number\":%lu,\"kept\":%s,\"whole\":%s,\"pages\":%lu,\"lost_pages\":%lu", (unsigned long)number, lost ? "false" : "true",
                           there && !pdx_bitmap_has(&s->damaged_sources, number) ? "true" : "false", (unsigned long)(there ? source->n_pages : 0), (unsigned long)n_lost);
            text_put(s->report, "name", there ? source->name : pdx_span_of(NULL, 0));
            text_put(s->report, "url", there ? source->url : pdx_span_of(NULL, 0));
            if (there && source->captured != PDX_DAY_UNKNOWN) pdx_buf_format(s->report, ",\"captured\":%lld", (long long)source->captured);
            pdx_buf_byte(s->report, '}');
        }
    }
    pdx_buf_byte(s->report, ']');
}

static void notes_report(salvager *s) {
    pdx_buf_str(s->report, ",\"notes\":[null");
    for (uint32_t p = 0; p < stored_of(s)->n_parts; p++) {
        const stored_part *part = &stored_of(s)->parts[p];
        if (stored_section_ready(part, STORED_NOTE, NULL) != PDX_OK) continue;
        pdx_buf_byte(s->report, ',');
        pdx_json_quote(part->sections[STORED_NOTE], s->report);
    }
    pdx_buf_byte(s->report, ']');
}

/* Posts that are lost, and of which nobody can tell which they are: at least so many, and at most. What was found and is in no list can be one of
 * them, or one that had been deleted; while all pages are there, so are all posts. */
static void unnamed_report(const salvager *s) {
    uint64_t n_found = 0, least = 0, most = 0;
    for (uint32_t i = 0; i < s->alive.n; i++) n_found += s->n_found[i] > 0 && !pdx_bitmap_has(&s->alive, i);
    if (s->blind || pdx_bitmap_count(&s->lost_pages) > 0) {
        least = s->n_unlisted > n_found ? s->n_unlisted - n_found : 0;
        most = s->n_unlisted;
    }
    pdx_buf_format(s->report, ",\"unnamed\":[%llu,%llu],\"counted\":%s", (unsigned long long)least, (unsigned long long)most, s->uncounted ? "false" : "true");
}

static pdx_status report_make(salvager *s, pdx_error *err) {
    uint32_t *numbers = pdx_resize_array(NULL, s->alive.n, sizeof *numbers), n = 0;
    if (numbers == NULL) return pdx_fail_memory(err);
    for (uint32_t i = 0; i < s->alive.n; i++) {
        numbers[i] = n;
        n += pdx_bitmap_has(&s->alive, i);
    }
    const uint16_t language = s->base->language;
    pdx_status status;
    pdx_buf_format(s->report, "{\"language\":\"%.*s\",\"had\":%lu,\"parts\":%lu,\"doubt\":%s,", language == PDX_LANG_NONE ? 0 : 2, (const char[]){(char)(language >> 8), (char)language}, (unsigned long)(n + s->n_unlisted), (unsigned long)stored_of(s)->n_parts, s->doubt ? "true" : "false");
    status = posts_report(s, numbers, err);
    sources_report(s);
    notes_report(s);
    unnamed_report(s);
    pdx_buf_str(s->report, ",\"damage\":[null");
    pdx_buf_span(s->report, pdx_buf_view(&s->damage));
    pdx_buf_str(s->report, "]}");
    pdx_free(numbers);
    if (status != PDX_OK) return status;
    return s->report->failed || s->damage.failed ? pdx_fail_memory(err) : PDX_OK;
}

/* ---- from the beginning to the end */

static pdx_status choice_make(const salvager *s, archive_choice *choice, pdx_error *err) {
    *choice = (archive_choice){.n_sources = (uint32_t)s->base->sources.len, .n_pages = (uint32_t)s->base->pages.len, .lost_sources = &s->lost_sources, .lost_pages = &s->lost_pages};
    for (uint32_t i = 0; i < s->base->posts.len; i++) {
        if (s->n_found[i] > 0 && !PDX_VEC_PUSH(&choice->posts, i)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status kept_build(const salvager *s, const pdx_stem_callback *stemmer, pdx_archive **out, pdx_error *err) {
    const pdx_build_options options = {.use_lexicon = true, .language = s->base->language};
    archive_choice choice;
    pdx_archive *kept = NULL, *none = archive_new(s->base->language); /* nothing is added */
    pdx_status status = choice_make(s, &choice, err);
    if (status == PDX_OK && none == NULL) status = pdx_fail_memory(err);
    if (status == PDX_OK) status = archive_join(s->base, &choice, none, s->tick, &kept, err);
    pdx_archive_release(none);
    archive_choice_deinit(&choice);
    PDX_TRY(status);
    if (stemmer != NULL) status = archive_stemmer_set(kept, stemmer, err);
    if (status == PDX_OK) status = archive_posts_run(kept, &options, s->tick, err);
    if (status == PDX_OK) *out = kept;
    else pdx_archive_release(kept);
    /* Bytes that lie although their checksums hold: no builder makes such parts. */
    return status == PDX_EVALUE ? pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: what pages say contradicts itself") : status;
}

static pdx_status salvage_run(salvager *s, const pdx_stem_callback *stemmer, pdx_archive **out, pdx_error *err) {
    PDX_TRY(manifest_take(s, err));
    PDX_TRY(parts_open(s, err));
    if (stored_of(s)->n_parts == 0) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "nothing that a saved archive has can be read here");
    PDX_TRY(ordinals_take(s, err));
    PDX_TRY(whole_find(s, err));
    PDX_TRY(report_make(s, err));
    return kept_build(s, stemmer, out, err);
}

pdx_status archive_salvage(const pdx_os *os, const char *path, const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_archive **out, pdx_buf *report, pdx_error *err) {
    salvager s = {.os = os, .folder = path, .tick = tick, .base = archive_new(PDX_LANG_NONE), .report = report};
    pdx_status status;
    *out = NULL;
    if (s.base == NULL) return pdx_fail_memory(err);
    manifest_init(&s.m);
    pdx_buf_init(&s.damage);
    s.base->stored = pdx_alloc_zero(1, sizeof *s.base->stored);
    status = s.base->stored == NULL ? pdx_fail_memory(err) : salvage_run(&s, stemmer, out, err);
    pdx_archive_release(s.base);
    manifest_deinit(&s.m);
    PDX_VEC_DEINIT(&s.gone_files);
    pdx_free(s.parts);
    pdx_free(s.n_found);
    pdx_bitmap_deinit(&s.lost_sources);
    pdx_bitmap_deinit(&s.damaged_sources);
    pdx_bitmap_deinit(&s.lost_pages);
    pdx_bitmap_deinit(&s.alive);
    pdx_buf_deinit(&s.damage);
    return status;
}

pdx_status pdx_archive_salvage(const char *path, const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_archive **out, pdx_buf *report, pdx_error *err) {
    return archive_salvage(pdx_os_system(), path, stemmer, tick, out, report, err);
}
