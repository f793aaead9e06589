#include <inttypes.h>

#include "archive/model/contents.h"
#include "archive/mend/salvage_steps.h"
#include "archive/model/steps.h"
#include "base/alloc.h"

/* Which sources and pages of a damaged archive are whole. */

static void text_note(salvager *s, uint32_t part, const char *what, pdx_span name, pdx_range range) {
    mend_note(&s->damage, "texts-%016" PRIx64 ": bytes %llu to %llu, %s %.*s, are not what was saved", s->parts[part].number,
              (unsigned long long)range.begin, (unsigned long long)range.end, what, (int)pdx_min_size(name.len, 100), (const char *)name.data);
}

static pdx_status sources_of_stretch(salvager *s, uint32_t p, const stored_place *place, pdx_error *err) {
    const stored_part *part = &salvage_stored(s)->parts[p];
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
        mend_note(&s->damage, "posts-%016" PRIx64 ": %s %lu to %lu cannot be read", s->parts[p].number, stored_layouts[kind].name,
                  (unsigned long)run->begin, (unsigned long)run->end - 1);
    }
    run->begin = run->end = 0;
}

static void stretch_lost(salvager *s, uint32_t p, stored_kind_of kind, uint32_t first, uint32_t n, pdx_bitmap *lost, lost_run *run) {
    for (uint32_t i = 0; i < n; i++) pdx_bitmap_set(lost, first + i);
    if (first != run->end) run_note(s, p, kind, run);
    if (run->end == run->begin) run->begin = first;
    run->end = first + n;
}

/* What markup says stands behind the text of a page: as it is written in the source, or where it was decoded as it is kept. */
static void said_again(const archive_layer *layer, pdx_span source, pdx_buf *text) {
    const size_t begin = text->len;
    const pdx_offsets *map = &layer->map;
    pdx_buf_span(text, pdx_span_slice(layer->text, begin, layer->text.len));
    for (size_t k = map->list.len; !text->failed && k-- > 0 && map->list.data[k].text >= begin;) {
        const pdx_offset *each = &map->list.data[k];
        const uint64_t end = k + 1 < map->list.len ? each[1].text : map->text_end;
        if (each->linear && end <= text->len && end > each->text && each->source <= source.len && end - each->text <= source.len - each->source) {
            memcpy(text->data + each->text, source.data + each->source, (size_t)(end - each->text));
        }
    }
}

/* A text that is damaged is that which its bytes in the source say, if the checksum agrees. */
static pdx_status row_mend(salvager *s, pdx_source_form form, pdx_span bytes, const stored_layer *row, archive_page *page, archive_layer *layer,
                           bool *whole, pdx_error *err) {
    pdx_buf text;
    uint32_t crc = 0;
    bool read = false;
    pdx_status status;
    *whole = false;
    pdx_buf_init(&text);
    status = archive_text_again(form, bytes, &text, &read, s->tick, err);
    if (status == PDX_OK && read && pdx_source_form_is_marked_up(form) && text.len < layer->text.len) said_again(layer, bytes, &text);
    if (status == PDX_OK && read && text.failed) status = pdx_fail_memory(err);
    if (status == PDX_OK && read) status = archive_text_crc(pdx_buf_view(&text), s->tick, &crc, err);
    if (status == PDX_OK && read && crc == row->crc && text.len == layer->text.len) {
        *whole = pdx_arena_copy(&s->base->arena, pdx_buf_view(&text), &layer->text);
        page->cut.text = layer->text;
        if (!*whole) status = pdx_fail_memory(err);
    }
    pdx_buf_deinit(&text);
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
    crc = 0;
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
    const stored_part *part = &salvage_stored(s)->parts[p];
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
    if (part->n_again > 0) {
        mend_note(&s->damage, "texts-%016" PRIx64 ": what was decoded of %lu rows was damaged, and was decoded again", part->number,
                  (unsigned long)part->n_again);
    }
}

/* Goes through the stretches of sources, or of pages, of a part. */
static pdx_status part_check(salvager *s, uint32_t p, stored_kind_of kind, pdx_error *err) {
    const stored_part *part = &salvage_stored(s)->parts[p];
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
    for (uint32_t p = 0; p < salvage_stored(s)->n_parts; p++) {
        const stored_part *part = &salvage_stored(s)->parts[p];
        for (; at < part->first[base]; at++) pdx_bitmap_set(lost, at);
        at = part->first[base] + stored_part_n(part, n);
    }
}

/* Pages of a source that is lost, and of none; then which posts stand on those that are left. */
static void appearances_count(salvager *s) {
    for (uint32_t p = 0; p < salvage_stored(s)->n_parts; p++) {
        const stored_part *part = &salvage_stored(s)->parts[p];
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

pdx_status salvage_whole_find(salvager *s, pdx_error *err) {
    if (!pdx_bitmap_init(&s->lost_sources, (uint32_t)s->base->sources.len, false) ||
        !pdx_bitmap_init(&s->damaged_sources, (uint32_t)s->base->sources.len, false) ||
        !pdx_bitmap_init(&s->lost_pages, (uint32_t)s->base->pages.len, false)) {
        return pdx_fail_memory(err);
    }
    gaps_lost(s, STORED_BASE_SOURCES, STORED_N_SOURCES, &s->lost_sources);
    gaps_lost(s, STORED_BASE_PAGES, STORED_N_PAGES, &s->lost_pages);
    for (uint32_t p = 0; p < salvage_stored(s)->n_parts; p++) PDX_TRY(part_check(s, p, STORED_OF_SOURCES, err));
    for (uint32_t p = 0; p < salvage_stored(s)->n_parts; p++) PDX_TRY(part_check(s, p, STORED_OF_PAGES, err));
    PDX_TRY(salvage_replaced_leave(s, err));
    appearances_count(s);
    return PDX_OK;
}
