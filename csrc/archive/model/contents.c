#include "archive/model/contents.h"

#include "archive/model/stored.h"
#include "base/alloc.h"
#include "base/le.h"
#include "os/crew.h"

/* What stands where there is nothing, or nothing that can be read: empty, and whatever it names is there. */
static pdx_page_part no_part = {.role = PDX_ROLE_OTHER, .entry = PDX_PAGE_NO_ENTRY};
static const pdx_page_entry no_entry = {.title = PDX_PAGE_NO_PART, .byline = PDX_PAGE_NO_PART, .date = PDX_PAGE_NO_PART};
static const pdx_page_item no_item = {.entry = PDX_PAGE_NO_ENTRY};
static const pdx_bound_evidence no_evidence = {.entry = PDX_PAGE_NO_ENTRY};

const pdx_page_part *archive_page_part(const archive_page *page, uint32_t part) {
    return part < page->cut.n_parts ? &page->cut.parts[part] : &no_part;
}
const pdx_page_entry *archive_entry_of(const archive_page *page, uint32_t entry) {
    return entry < page->cut.n_entries ? &page->cut.entries[entry] : &no_entry;
}
const pdx_page_item *archive_page_item(const archive_page *page, uint32_t item) {
    return item < page->cut.n_items ? &page->cut.items[item] : &no_item;
}
const pdx_bound_evidence *archive_page_evidence(const archive_page *page, uint32_t evidence) {
    return evidence < page->bound_evidence.len ? &page->bound_evidence.data[evidence] : &no_evidence;
}

pdx_span archive_item_text(const pdx_archive *archive, const archive_item *item) {
    const archive_page *page = archive_page_at(archive, item->page);
    const pdx_range range = archive_page_item(page, item->item)->range;
    return pdx_span_slice(page->cut.text, (size_t)range.begin, (size_t)range.end);
}

/* How many posts ahead: each tells where the next is. */
enum { POSTS_AHEAD = 16, APPEARANCES_AHEAD = 12, PAGES_AHEAD = 9, PARTS_AHEAD = 6 };

static const archive_appearance *appearance_ahead(const pdx_archive *archive, uint32_t post) {
    return &archive->appearances.data[archive->posts.data[post].main];
}
static const pdx_page *page_ahead(const pdx_archive *archive, uint32_t post) {
    return &archive->pages.data[appearance_ahead(archive, post)->page].cut;
}

void archive_fetch_ahead(const pdx_archive *archive, uint32_t post) {
    const size_t left = archive->stored == NULL ? archive->posts.len - post : 0;
    if (left > POSTS_AHEAD) PDX_PREFETCH(&archive->posts.data[post + POSTS_AHEAD].main);
    if (left > APPEARANCES_AHEAD) PDX_PREFETCH(&appearance_ahead(archive, post + APPEARANCES_AHEAD)->page);
    if (left > PAGES_AHEAD) {
        const pdx_page *page = page_ahead(archive, post + PAGES_AHEAD);
        PDX_PREFETCH(&page->text);
        PDX_PREFETCH(&page->parts);
        PDX_PREFETCH(&page->items);
    }
    if (left > PARTS_AHEAD) {
        const pdx_page *page = page_ahead(archive, post + PARTS_AHEAD);
        PDX_PREFETCH(page->entries);
        PDX_PREFETCH(page->parts);
        PDX_PREFETCH(page->items);
    }
}

/* Sources of which no post is left are not counted; where what is noted of them contradicts the head (verify tells it), nothing is. */
static uint64_t less(uint64_t all, uint64_t left) { return left > all ? 0 : all - left; }

enum { PIECE_PAGES = PDX_LIMIT(4000, 4) };

/* What is known of a stretch of the pages is summed up by whoever is free: parts of all of them are far from the caches. */
typedef struct gap_sum {
    const pdx_archive *archive;
    pdx_atomic_i64 bytes;
} gap_sum;

static pdx_status gaps_add(void *context, unsigned lane, size_t piece, const pdx_tick *tick, pdx_error *err) {
    gap_sum *sum = context;
    const archive_pages *pages = &sum->archive->pages;
    const size_t begin = sum->archive->whole.n_pages + piece * PIECE_PAGES, end = pdx_min_size(begin + PIECE_PAGES, pages->len);
    uint64_t n = 0;
    (void)lane, (void)tick, (void)err; /* done in a moment */
    for (size_t i = begin; i < end; i++) {
        const pdx_page *cut = &pages->data[i].cut;
        for (size_t k = 0; k < cut->n_parts; k++) {
            if (cut->parts[k].role == PDX_ROLE_OTHER) n += cut->parts[k].range.end - cut->parts[k].range.begin;
        }
    }
    (void)pdx_atomic_add(&sum->bytes, (int64_t)n);
    return PDX_OK;
}

void archive_bytes_count(const pdx_archive *archive, uint64_t *all, uint64_t *gaps) {
    gap_sum sum = {archive, 0};
    *all = *gaps = 0;
    if (archive->stored != NULL) {
        for (uint32_t i = 0; i < archive->stored->n_parts; i++) {
            const stored_part *part = &archive->stored->parts[i];
            *all += less(part->head[STORED_N_BYTES], part->left.n_bytes);
            *gaps += less(part->head[STORED_N_GAP_BYTES], part->left.n_gap_bytes);
        }
        return;
    }
    for (size_t i = archive->whole.n_sources; i < archive->sources.len; i++) *all += archive->sources.data[i].bytes.len;
    if (pdx_crew_run(archive->n_threads, (archive->pages.len - archive->whole.n_pages + PIECE_PAGES - 1) / PIECE_PAGES, gaps_add, &sum, NULL, NULL) ==
        PDX_OK) {
        *gaps = (uint64_t)pdx_atomic_load(&sum.bytes);
    }
}

pdx_status archive_remainder_page(const pdx_archive *archive, uint32_t i, uint32_t *page, pdx_error *err) {
    const stored_part *part;
    if (archive->stored == NULL) {
        *page = archive->remainders.data[i];
        return PDX_OK;
    }
    part = stored_part_of(archive->stored, STORED_BASE_REMAINDERS, i);
    PDX_TRY(stored_section_ready(part, STORED_REMAINDERS, err));
    *page = pdx_le32(part->sections[STORED_REMAINDERS].data + 4 * ((size_t)i - part->first[STORED_BASE_REMAINDERS]));
    return *page < archive->pages.len ? PDX_OK : pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: a remainder is of no page");
}

static int32_t *days_read(const archive_stored *stored, size_t room) {
    int32_t *out = pdx_alloc_zero(2 * room, sizeof *out);
    for (uint32_t p = 0; out != NULL && p < stored->n_parts; p++) {
        const stored_part *part = &stored->parts[p];
        const uint8_t *days = part->sections[STORED_DAYS].data;
        const uint32_t n = stored_part_n(part, STORED_N_POSTS);
        uint32_t near = UINT32_MAX;
        for (uint32_t i = 0; i < n; i++) {
            const uint32_t post = stored_part_post(stored, part, i, &near);
            if (post == PDX_NONE) continue;
            out[post] = (int32_t)pdx_le32(days + 4 * (size_t)i);
            out[room + post] = (int32_t)pdx_le32(days + 4 * ((size_t)n + i));
        }
    }
    return out;
}

pdx_status archive_days(const pdx_archive *archive, const int32_t **first, const int32_t **last, pdx_error *err) {
    archive_stored *stored = archive->stored;
    const size_t room = (archive->posts.len / PDX_DAYS_AT_ONCE + 1) * PDX_DAYS_AT_ONCE;
    *first = archive->tables.first_days;
    *last = archive->tables.last_days;
    if (stored == NULL) return PDX_OK;
    for (uint32_t i = 0; i < stored->n_parts; i++) PDX_TRY(stored_section_ready(&stored->parts[i], STORED_DAYS, err));
    if (!pdx_kept_is_made(&stored->days_kept)) {
        int32_t *days = days_read(stored, room);
        if (days == NULL) return pdx_fail_memory(err);
        if (pdx_kept_claim(&stored->days_kept)) {
            stored->days = days;
            pdx_kept_done(&stored->days_kept);
        } else {
            pdx_free(days);
        }
    }
    *first = stored->days;
    *last = stored->days + room;
    return PDX_OK;
}

/* ---- parts of a whole */

uint32_t archive_whole_appearance(const pdx_archive *archive, uint32_t appearance) {
    const archive_whole *whole = &archive->whole;
    const archive_appearance *a;
    if (appearance >= whole->n_appearances) return whole->first_appearance + (appearance - whole->n_appearances);
    a = &archive->appearances.data[appearance];
    return archive_page_at(archive->of[0], whole->pages.data[a->page])->first_appearance + a->entry;
}

uint32_t archive_n_ordinals(const pdx_archive *archive) {
    if (archive->stored != NULL) return (uint32_t)archive->stored->n_ordinals;
    return archive->of[0] == NULL ? (uint32_t)archive->posts.len : archive->whole.n_ordinals;
}

uint32_t archive_post_ordinal(const pdx_archive *archive, uint32_t post) {
    if (archive->stored != NULL) return stored_ordinal_of(archive->stored, post);
    return archive->whole.ordinals.len == 0 ? post : archive->whole.ordinals.data[post];
}

uint32_t archive_post_row(const pdx_archive *archive, uint32_t post) { return archive->stored == NULL ? post : stored_row_of(archive->stored, post); }

uint32_t archive_appearance_ordinal(const pdx_archive *archive, uint32_t appearance) {
    uint32_t post = archive_appearance_at(archive, appearance)->post;
    if (post != PDX_NONE) return archive_post_ordinal(archive, post);
    if (appearance >= archive->n_settled || archive->of[0] == NULL) return PDX_NONE;
    post = archive_appearance_at(archive->of[0], archive_whole_appearance(archive, appearance))->post;
    return post == PDX_NONE ? PDX_NONE : archive_post_ordinal(archive->of[0], post);
}

/* ---- the seam */

pdx_status pdx_archive_sound(const pdx_archive *archive, pdx_error *err) { return archive_sound(archive, err); }

pdx_status pdx_archive_know_page(const pdx_archive *archive, uint32_t page, pdx_error *err) {
    if (archive->stored == NULL) return PDX_OK;
    (void)archive_source_at(archive, archive_page_at(archive, page)->source);
    return archive_sound(archive, err);
}

pdx_status pdx_archive_know_post(const pdx_archive *archive, uint32_t post, pdx_error *err) {
    const archive_post *p;
    if (archive->stored == NULL) return PDX_OK;
    p = archive_post_at(archive, post);
    const uint32_t others[] = {p->main, p->published, p->bounds_upper, p->bounds_lower};
    for (size_t i = 0; i < PDX_COUNTOF(others); i++) {
        if (others[i] != PDX_NONE) (void)archive_page_of(archive, others[i]);
    }
    for (uint32_t i = 0; i < p->n_appearances; i++) {
        (void)archive_source_at(archive, archive_page_of(archive, archive_post_appearance(archive, post, i))->source);
    }
    for (uint32_t i = 0; i < p->n_tags + p->n_categories; i++) (void)archive_page_at(archive, archive_post_item(archive, post, i)->page);
    for (uint32_t i = 0; i < p->n_bounds; i++) (void)archive_page_at(archive, archive_post_bound(archive, post, i)->page);
    return archive_sound(archive, err);
}
