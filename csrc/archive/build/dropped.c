#include "archive/build/dropped.h"

#include "archive/model/contents.h"

/* ---- one source */

/* Whether an entry of a page is of a post that is there; *n: how many it has. What cannot be read is taken for one that is. */
static bool page_has_post(const pdx_archive *archive, uint32_t source, uint32_t number, const pdx_bitmap *out, uint32_t *n) {
    const archive_page *page = archive->stored == NULL ? archive_page_at(archive, number) : stored_page_unchecked(archive, number);
    if (page->source != source || page->layer != number) return true;
    for (uint32_t k = 0; k < page->cut.n_entries; k++) {
        const uint32_t post = archive_appearance_at(archive, page->first_appearance + k)->post;
        if (post != PDX_NONE && (out == NULL || !pdx_bitmap_has(out, post))) return true;
    }
    *n += (uint32_t)page->cut.n_entries;
    return false;
}

/* Whether a part notes it: that is how one without entries is told, in whose place another came. */
static bool is_noted(const pdx_archive *archive, uint32_t source) {
    const stored_part *part;
    if (archive->stored == NULL) return false;
    part = stored_part_of(archive->stored, STORED_BASE_SOURCES, source);
    return archive_left_has(&part->left, source - part->first[STORED_BASE_SOURCES]);
}

bool archive_source_is_left(const pdx_archive *archive, uint32_t source, uint32_t near, const pdx_bitmap *out) {
    const archive_source *self = archive_source_at(archive, source);
    const uint32_t begin = self->first_page, end = begin + self->n_pages;
    uint32_t n = 0;
    if (near < begin || near >= end) near = begin;
    for (uint32_t p = near; p < end; p++) {
        if (page_has_post(archive, source, p, out, &n)) return false;
    }
    for (uint32_t p = begin; p < near; p++) {
        if (page_has_post(archive, source, p, out, &n)) return false;
    }
    return n > 0 || is_noted(archive, source);
}

/* ---- those of parts */

static pdx_status range_push(archive_dropped *self, dropped_kind kind, uint32_t begin, uint32_t end, pdx_error *err) {
    dropped_range *last = self->ranges[kind].len == 0 ? NULL : &self->ranges[kind].data[self->ranges[kind].len - 1];
    const dropped_range range = {begin, end, last == NULL ? 0 : last->before + (last->end - last->begin)};
    if (begin == end) return PDX_OK;
    if (last != NULL && begin < last->end) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: sources share what they have");
    if (last != NULL && begin == last->end) last->end = end;
    else if (!PDX_VEC_PUSH(&self->ranges[kind], range)) return pdx_fail_memory(err);
    return PDX_OK;
}

static void page_count(const pdx_archive *archive, uint32_t number, uint64_t head[STORED_HEAD_NUMBERS]) {
    const archive_page *page = stored_page_unchecked(archive, number);
    const archive_layer *layer = stored_layer_unchecked(archive, number);
    head[STORED_N_OFFSETS] += layer->decoded ? layer->map.list.len : 0;
    head[STORED_N_PARTS] += page->cut.n_parts;
    head[STORED_N_ENTRIES] += page->cut.n_entries;
    head[STORED_N_ITEMS] += page->cut.n_items;
    head[STORED_N_EVIDENCE] += page->bound_evidence.len;
    for (size_t k = 0; k < page->cut.n_parts; k++) {
        if (page->cut.parts[k].role == PDX_ROLE_OTHER) head[STORED_N_GAP_BYTES] += page->cut.parts[k].range.end - page->cut.parts[k].range.begin;
    }
}

void archive_source_count(const pdx_archive *archive, uint32_t number, uint64_t head[STORED_HEAD_NUMBERS]) {
    const archive_source *source = archive_source_at(archive, number);
    for (uint32_t p = source->first_page; p < source->first_page + source->n_pages; p++) page_count(archive, p, head);
    head[STORED_N_SOURCES]++;
    head[STORED_N_PAGES] += source->n_pages;
    head[STORED_N_BYTES] += source->bytes.len;
}

static pdx_status source_drop(archive_dropped *self, const pdx_archive *archive, uint32_t number, pdx_error *err) {
    const archive_source *source = archive_source_at(archive, number);
    const uint32_t begin = source->first_page, end = begin + source->n_pages;
    archive_source_count(archive, number, self->head);
    PDX_TRY(range_push(self, DROPPED_SOURCES, number, number + 1, err));
    if (begin < end) {
        const uint32_t first = stored_page_unchecked(archive, begin)->first_appearance;
        const archive_page *last = stored_page_unchecked(archive, end - 1);
        PDX_TRY(range_push(self, DROPPED_PAGES, begin, end, err));
        PDX_TRY(range_push(self, DROPPED_APPEARANCES, first, last->first_appearance + (uint32_t)last->cut.n_entries, err));
    }
    return archive_sound(archive, err);
}

void archive_pages_forget(const archive_stored *stored, uint32_t *forgotten, uint32_t page) {
    while (*forgotten < page) {
        const stored_part *part = stored_part_of(stored, STORED_BASE_PAGES, *forgotten);
        const uint32_t own = *forgotten - part->first[STORED_BASE_PAGES], stretch = own / part->n_together, n = stored_part_n(part, STORED_N_PAGES);
        const uint64_t end = ((uint64_t)stretch + 1) * part->n_together, behind = part->first[STORED_BASE_PAGES] + (end < n ? end : n);
        if (behind > page) return;
        stored_stretch_forget(part, STORED_OF_PAGES, stretch);
        *forgotten = (uint32_t)behind;
    }
}

/* Where no row is gone of any of the parts, all entries are of posts that are there; a source without entries that goes is noted. */
static bool is_any_gone(const archive_stored *stored, uint32_t first) {
    for (uint32_t i = first; i < stored->n_parts; i++) {
        if (stored->parts[i].n_gone > 0 || stored->parts[i].left.sources.len > 0) return true;
    }
    return false;
}

/* All pieces become one source: no row of theirs is left out but those of the sources themselves. */
static pdx_status pieces_join(archive_dropped *self, const pdx_archive *archive, pdx_error *err) {
    const uint32_t end = (uint32_t)archive->sources.len;
    uint64_t base = 0;
    if (self->first_piece == PDX_NONE) return PDX_OK;
    for (uint32_t i = self->first_piece; i < end; i++) {
        if (!PDX_VEC_PUSH(&self->bases, base)) return pdx_fail_memory(err);
        base += archive_source_at(archive, i)->bytes.len;
    }
    if (!PDX_VEC_PUSH(&self->bases, base)) return pdx_fail_memory(err);
    self->head[STORED_N_SOURCES] += end - self->first_piece - 1;
    return range_push(self, DROPPED_SOURCES, self->first_piece + 1, end, err);
}

static pdx_status left_find(const pdx_archive *archive, uint32_t first, uint32_t end, const pdx_tick *tick, archive_dropped *out, pdx_error *err) {
    const archive_stored *stored = archive->stored;
    const uint32_t begin = stored->parts[first].first[STORED_BASE_SOURCES];
    uint32_t forgotten = stored->parts[first].first[STORED_BASE_PAGES];
    if (!is_any_gone(stored, first)) return PDX_OK;
    for (uint32_t i = begin; i < end; i++) {
        const uint32_t page = archive_source_at(archive, i)->first_page;
        archive_pages_forget(stored, &forgotten, page);
        if (archive_source_is_left(archive, i, page, NULL)) PDX_TRY(source_drop(out, archive, i, err));
        if (i % 256 == 0) PDX_TRY(pdx_tick_step(tick, i - begin, end - begin, err));
    }
    archive_pages_forget(stored, &forgotten, (uint32_t)archive->pages.len);
    return archive_sound(archive, err);
}

pdx_status archive_dropped_find(const pdx_archive *archive, uint32_t first, uint32_t n_pieces, const pdx_tick *tick, archive_dropped *out,
                                pdx_error *err) {
    const uint32_t end = (uint32_t)archive->sources.len - n_pieces;
    memset(out, 0, sizeof *out);
    out->first_piece = n_pieces == 0 ? PDX_NONE : end;
    PDX_TRY(left_find(archive, first, end, tick, out, err));
    PDX_TRY(pieces_join(out, archive, err));
    return archive_sound(archive, err);
}

void archive_dropped_deinit(archive_dropped *self) {
    PDX_VEC_DEINIT(&self->bases);
    for (unsigned kind = 0; kind < DROPPED_KINDS; kind++) PDX_VEC_DEINIT(&self->ranges[kind]);
}

/* ---- numbers */

/* The last range that begins at `number` or before it; NULL: none does. */
static const dropped_range *range_before(const archive_dropped *self, dropped_kind kind, uint32_t number) {
    const dropped_range *ranges = self->ranges[kind].data;
    size_t low = 0, high = self->ranges[kind].len;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (ranges[middle].begin <= number) low = middle + 1;
        else high = middle;
    }
    return low == 0 ? NULL : &ranges[low - 1];
}

bool archive_is_dropped(const archive_dropped *self, dropped_kind kind, uint32_t number) {
    const dropped_range *range = range_before(self, kind, number);
    return range != NULL && number < range->end;
}

uint32_t archive_dropped_after(const archive_dropped *self, dropped_kind kind, uint32_t number) {
    const dropped_range *range = range_before(self, kind, number);
    if (range == NULL) return number;
    return (number < range->end ? range->begin : number - (range->end - range->begin)) - range->before;
}

uint32_t archive_dropped_source(const archive_dropped *self, uint32_t source) {
    return archive_dropped_after(self, DROPPED_SOURCES, source < self->first_piece ? source : self->first_piece);
}

uint32_t archive_dropped_now(const archive_dropped *self, dropped_kind kind, uint32_t after) {
    const dropped_range *ranges = self->ranges[kind].data;
    size_t low = 0, high = self->ranges[kind].len;
    while (low < high) { /* ranges that lie before it: so many numbers stay before each */
        const size_t middle = low + (high - low) / 2;
        if (ranges[middle].begin - ranges[middle].before <= after) low = middle + 1;
        else high = middle;
    }
    return low == 0 ? after : after + ranges[low - 1].before + (ranges[low - 1].end - ranges[low - 1].begin);
}

uint32_t archive_dropped_n(const archive_dropped *self, dropped_kind kind) {
    const size_t n = self->ranges[kind].len;
    return n == 0 ? 0 : self->ranges[kind].data[n - 1].before + (self->ranges[kind].data[n - 1].end - self->ranges[kind].data[n - 1].begin);
}

pdx_status archive_remainder_stays(const pdx_archive *archive, const archive_dropped *self, uint32_t i, bool *stays, pdx_error *err) {
    const stored_part *part = stored_part_of(archive->stored, STORED_BASE_REMAINDERS, i);
    const uint32_t doc = stored_part_n(part, STORED_N_POSTS) + (i - part->first[STORED_BASE_REMAINDERS]);
    uint32_t page;
    PDX_TRY(archive_remainder_page(archive, i, &page, err));
    *stays = !stored_is_gone(part, doc) && !archive_is_dropped(self, DROPPED_PAGES, page);
    return PDX_OK;
}
