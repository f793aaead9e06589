#include "archive/model/contents.h"
#include "archive/model/store_rows.h"
#include "base/alloc.h"
#include "kernels/crc32c.h"

/* Stretches of rows, read when somebody asks for one of them, checked, and kept until they are many and nobody looks at any. What cannot be read
 * stays unread: the same question has the same answer from then on, so that what was found through one row can be looked for in another. */

/* ---- trouble */

/* What cannot be read: stretches of a kind, the text of a source, or of a page. */
enum { OF_SOURCE_TEXT = STORED_KINDS, OF_PAGE_TEXT, TROUBLES };
enum { NO_MEMORY = 1 }; /* else 2 + TROUBLES * (2^32 * part + number of stretch, source or page) + what */

static void trouble_note(archive_stored *stored, const stored_part *part, uint32_t what, uint32_t number, pdx_status status) {
    const int64_t where = (int64_t)(part - stored->parts) * ((int64_t)1 << 32) + (int64_t)number;
    if (pdx_atomic_load(&stored->trouble) != 0) return;
    pdx_atomic_store(&stored->trouble, status == PDX_ENOMEM ? NO_MEMORY : 2 + TROUBLES * where + (int64_t)what);
}

/* The number in the whole archive of the first row of a part. */
static uint32_t kind_first(const stored_part *part, uint32_t kind) {
    static const stored_base bases[STORED_KINDS] = {STORED_BASE_SOURCES, STORED_BASE_PAGES, STORED_BASE_ROWS};
    return part->first[bases[kind]];
}

static pdx_status text_damage(const pdx_archive *archive, const stored_part *part, bool source, uint32_t number, pdx_error *err) {
    const pdx_span text = source ? archive_source_at(archive, number)->bytes : stored_layer_unchecked(archive, number)->text;
    const uint64_t begin = text.len == 0 ? 0 : (uint64_t)(text.data - part->texts.data);
    return pdx_fail(err, PDX_ECORRUPT, begin, "damaged texts: the checksum of %s %u does not hold, bytes %llu to %llu", source ? "source" : "page",
                    (unsigned)number, (unsigned long long)begin, (unsigned long long)(begin + text.len));
}

pdx_status archive_sound(const pdx_archive *archive, pdx_error *err) {
    const stored_part *part;
    int64_t trouble;
    uint32_t what, number;
    uint64_t first;
    if (archive->stored == NULL) return PDX_OK;
    trouble = pdx_atomic_load(&archive->stored->trouble);
    if (PDX_LIKELY(trouble == 0)) return archive->snapshot == NULL ? PDX_OK : pdx_snapshot_sound(archive->snapshot, err);
    if (trouble == NO_MEMORY) {
        return pdx_fail(err, PDX_ENOMEM, PDX_NO_OFFSET, "memory ran out while posts were read from disk; open the archive again");
    }
    what = (uint32_t)((trouble - 2) % TROUBLES);
    number = (uint32_t)((trouble - 2) / TROUBLES & UINT32_MAX);
    part = &archive->stored->parts[(trouble - 2) / TROUBLES >> 32];
    if (what >= STORED_KINDS) return text_damage(archive, part, what == OF_SOURCE_TEXT, number, err);
    first = kind_first(part, what) + (uint64_t)number * part->n_together;
    return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: %s %llu to %llu cannot be read", stored_layouts[what].name,
                    (unsigned long long)first, (unsigned long long)(first + part->n_together - 1));
}

/* ---- stretches of any kind */

pdx_status stored_slots_make(stored_part *part, pdx_error *err) {
    for (unsigned kind = 0; kind < STORED_KINDS; kind++) {
        part->groups[kind] = pdx_alloc_zero(stored_n_groups(part, (stored_kind_of)kind), sizeof *part->groups[kind]);
        if (part->groups[kind] == NULL) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static void group_free(const stored_group *group, stored_kind_of kind) {
    if (group->slots == NULL) return;
    for (uint32_t i = 0; i < STORED_GROUP_SLOTS; i++) stored_stretch_free(kind, group->slots[i].rows);
    pdx_free(group->slots);
}

void stored_stretches_free(stored_part *part) {
    for (unsigned kind = 0; kind < STORED_KINDS; kind++) {
        const uint32_t n = part->groups[kind] == NULL ? 0 : stored_n_groups(part, (stored_kind_of)kind);
        for (uint32_t g = 0; g < n; g++) group_free(&part->groups[kind][g], (stored_kind_of)kind);
        pdx_free(part->groups[kind]);
    }
    pdx_free(part->page_stretches);
}

static void group_load(stored_group *group) {
    stored_slot *slots = pdx_alloc_zero(STORED_GROUP_SLOTS, sizeof *slots);
    if (pdx_kept_claim(&group->kept)) {
        group->slots = slots;
        pdx_kept_done(&group->kept);
    } else {
        pdx_free(slots);
    }
}

/* NULL: there was no memory for it. */
static stored_slot *slot_of(const stored_part *part, stored_kind_of kind, uint32_t stretch) {
    stored_group *group = &part->groups[kind][stretch / STORED_GROUP_SLOTS];
    if (PDX_UNLIKELY(!pdx_kept_is_made(&group->kept))) group_load(group);
    return group->slots == NULL ? NULL : &group->slots[stretch % STORED_GROUP_SLOTS];
}

void stored_stretch_forget(const stored_part *part, stored_kind_of kind, uint32_t stretch) {
    stored_slot *slot = slot_of(part, kind, stretch);
    if (slot == NULL) return;
    stored_stretch_free(kind, slot->rows);
    memset(slot, 0, sizeof *slot);
}

static void stretch_load(const pdx_archive *archive, const stored_part *part, stored_kind_of kind, uint32_t stretch, stored_slot *slot) {
    stored_place place;
    void *rows = NULL;
    pdx_status status = stored_place_find(part, kind, stretch, &place) ? PDX_OK : PDX_ECORRUPT;
    if (status == PDX_OK) status = stored_stretch_read(archive, part, kind, &place, &rows);
    if (status != PDX_OK) {
        stored_stretch_free(kind, rows);
        rows = NULL;
    }
    if (!pdx_kept_claim(&slot->kept)) {
        stored_stretch_free(kind, rows);
        return;
    }
    slot->rows = rows;
    if (status == PDX_OK) slot->weight = stored_stretch_weight(kind, &place, rows);
    (void)pdx_atomic_add(&archive->stored->n_read, (int64_t)slot->weight);
    if (status != PDX_OK) trouble_note(archive->stored, part, kind, stretch, status);
    pdx_kept_done(&slot->kept);
}

/* NULL: it cannot be read. */
static const void *stretch_at(const pdx_archive *archive, const stored_part *part, stored_kind_of kind, uint32_t stretch) {
    stored_slot *slot = slot_of(part, kind, stretch);
    if (PDX_UNLIKELY(slot == NULL)) {
        trouble_note(archive->stored, part, kind, stretch, PDX_ENOMEM);
        return NULL;
    }
    if (PDX_UNLIKELY(!pdx_kept_is_made(&slot->kept))) stretch_load(archive, part, kind, stretch, slot);
    return slot->rows;
}

static const void *stretch_of(const pdx_archive *archive, stored_kind_of kind, stored_base base, uint32_t row, uint32_t *within) {
    const stored_part *part = stored_part_of(archive->stored, base, row);
    const uint32_t own = row - part->first[base];
    *within = own % part->n_together;
    return stretch_at(archive, part, kind, own / part->n_together);
}

/* The stretch in which row `row` of table `j` stands; all of them when the places do not say. */
static uint32_t stretch_find(const stored_part *part, stored_kind_of kind, unsigned j, uint32_t row) {
    uint32_t low = 0, high = stored_n_stretches(part, kind);
    while (high - low > 1) {
        const uint32_t middle = low + (high - low) / 2;
        if (stored_place_number(part, &stored_layouts[kind], middle, j) <= row) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

/* ---- texts, which whoever sees a page or a source's bytes reads */

/* Whether the bytes are those that were stored; `what` of them is noted if not. */
static bool text_holds(const pdx_archive *archive, const stored_part *part, const stored_check *check, pdx_span text, uint32_t what,
                       uint32_t number) {
    stored_check *it = (stored_check *)(uintptr_t)check; /* what it remembers changes, not what it says */
    if (PDX_UNLIKELY(!pdx_kept_is_made(&it->kept))) {
        const bool holds = part->mended || pdx_crc32c(text, 0) == it->crc;
        if (!holds) trouble_note(archive->stored, part, what, number, PDX_ECORRUPT);
        if (pdx_kept_claim(&it->kept)) {
            it->holds = holds;
            pdx_kept_done(&it->kept);
        }
    }
    return it->holds;
}

static bool source_text_holds(const pdx_archive *archive, uint32_t source) {
    const stored_part *part = stored_part_of(archive->stored, STORED_BASE_SOURCES, source);
    uint32_t within;
    const source_stretch *stretch = stretch_of(archive, STORED_OF_SOURCES, STORED_BASE_SOURCES, source, &within);
    return stretch != NULL && text_holds(archive, part, &stretch->checks[within], stretch->rows[within].bytes, OF_SOURCE_TEXT, source);
}

static bool page_text_holds(const pdx_archive *archive, const page_stretch *stretch, uint32_t within, uint32_t page) {
    const archive_layer *layer = &stretch->layers[within];
    if (!layer->decoded) return source_text_holds(archive, layer->source); /* it is the text */
    return text_holds(archive, stored_part_of(archive->stored, STORED_BASE_PAGES, page), &stretch->checks[within], layer->text, OF_PAGE_TEXT, page);
}

pdx_span archive_stored_source_bytes(const pdx_archive *archive, uint32_t source) {
    return source_text_holds(archive, source) ? archive_stored_source(archive, source)->bytes : pdx_span_of(NULL, 0);
}

/* ---- rows */

static pdx_page_part nothing = {.role = PDX_ROLE_OTHER, .entry = PDX_PAGE_NO_ENTRY};
static const archive_source no_source;
static const archive_page no_page = {.said = PDX_NONE, .cut = {.parts = &nothing, .n_parts = 1, .heading = PDX_PAGE_NO_PART}};
static const archive_layer no_layer = {.form = ARCHIVE_TEXT_WELL_FORMED}; /* nobody writes to it */
static const archive_appearance no_appearance = {.post = PDX_NONE};
static const archive_post no_post = {.published = PDX_NONE, .bounds_upper = PDX_NONE, .bounds_lower = PDX_NONE};
static const archive_item no_item;
static const uint32_t no_number;
static const archive_bound_ref no_ref;

const archive_source *archive_stored_source(const pdx_archive *archive, uint32_t source) {
    uint32_t within;
    const source_stretch *stretch = stretch_of(archive, STORED_OF_SOURCES, STORED_BASE_SOURCES, source, &within);
    return stretch == NULL ? &no_source : &stretch->rows[within];
}

const archive_page *archive_stored_page(const pdx_archive *archive, uint32_t page) {
    uint32_t within;
    const page_stretch *stretch = stretch_of(archive, STORED_OF_PAGES, STORED_BASE_PAGES, page, &within);
    return stretch == NULL || !page_text_holds(archive, stretch, within, page) ? &no_page : &stretch->pages[within];
}

const archive_page *stored_page_unchecked(const pdx_archive *archive, uint32_t page) {
    uint32_t within;
    const page_stretch *stretch = stretch_of(archive, STORED_OF_PAGES, STORED_BASE_PAGES, page, &within);
    return stretch == NULL ? &no_page : &stretch->pages[within];
}

const archive_layer *archive_stored_layer(const pdx_archive *archive, uint32_t layer) {
    uint32_t within;
    const page_stretch *stretch = stretch_of(archive, STORED_OF_PAGES, STORED_BASE_PAGES, layer, &within);
    return stretch == NULL || !page_text_holds(archive, stretch, within, layer) ? &no_layer : &stretch->layers[within];
}

const archive_layer *stored_layer_unchecked(const pdx_archive *archive, uint32_t layer) {
    uint32_t within;
    const page_stretch *stretch = stretch_of(archive, STORED_OF_PAGES, STORED_BASE_PAGES, layer, &within);
    return stretch == NULL ? &no_layer : &stretch->layers[within];
}

bool stored_source_is_there(const pdx_archive *archive, const stored_part *part, uint32_t number) {
    return stretch_at(archive, part, STORED_OF_SOURCES, (number - part->first[STORED_BASE_SOURCES]) / part->n_together) != NULL;
}

static const page_stretch *page_stretch_of(const pdx_archive *archive, const stored_part *part, uint32_t own) {
    return stretch_at(archive, part, STORED_OF_PAGES, own / part->n_together);
}

bool stored_pages_are_there(const pdx_archive *archive, const stored_part *part, uint32_t number) {
    return page_stretch_of(archive, part, number - part->first[STORED_BASE_PAGES]) != NULL;
}

bool stored_page_is_there(const pdx_archive *archive, const stored_part *part, uint32_t number) {
    const uint32_t own = number - part->first[STORED_BASE_PAGES];
    const page_stretch *stretch = page_stretch_of(archive, part, own);
    return stretch != NULL && stretch->pages[own % part->n_together].source != PDX_NONE;
}

void stored_page_appearances(const pdx_archive *archive, const stored_part *part, uint32_t number, uint32_t *least, uint32_t *most) {
    const uint32_t own = number - part->first[STORED_BASE_PAGES], first = part->first[STORED_BASE_APPEARANCES], s = own / part->n_together;
    const stored_layout *layout = &stored_layouts[STORED_OF_PAGES];
    const page_stretch *stretch = own < part->head[STORED_N_PAGES] ? page_stretch_of(archive, part, own) : NULL;
    if (stretch != NULL) {
        *least = *most = stretch->pages[own % part->n_together].first_appearance;
        return;
    }
    *least = *most = first + stored_part_n(part, STORED_N_ENTRIES);
    if (own >= part->head[STORED_N_PAGES]) return;
    *least = first + (uint32_t)stored_place_number(part, layout, s, PLACE_ENTRIES);
    *most = own % part->n_together == 0 ? *least : first + (uint32_t)stored_place_number(part, layout, s + 1, PLACE_ENTRIES);
}

bool stored_stretch_is_of(const pdx_archive *archive, uint32_t appearance, const archive_source *source) {
    const stored_part *part = stored_part_of(archive->stored, STORED_BASE_APPEARANCES, appearance);
    const uint32_t own = appearance - part->first[STORED_BASE_APPEARANCES];
    uint64_t first, end;
    if (part->mended || stored_section_ready(part, STORED_PAGE_PLACES, NULL) != PDX_OK) return false;
    first = (uint64_t)stretch_find(part, STORED_OF_PAGES, PLACE_ENTRIES, own) * part->n_together;
    end = first + part->n_together < part->head[STORED_N_PAGES] ? first + part->n_together : part->head[STORED_N_PAGES];
    first += part->first[STORED_BASE_PAGES];
    end += part->first[STORED_BASE_PAGES];
    return first >= source->first_page && end <= (uint64_t)source->first_page + source->n_pages;
}

static void page_stretches_make(stored_part *part) {
    pdx_atomic_i64 *made = pdx_alloc_zero(part->head[STORED_N_ENTRIES] / part->n_together + 1, sizeof *made);
    if (pdx_kept_claim(&part->page_stretches_kept)) {
        part->page_stretches = made;
        pdx_kept_done(&part->page_stretches_kept);
    } else {
        pdx_free(made);
    }
}

/* A stretch of pages at or a little before appearance `own` of the part. */
static uint32_t page_stretch_near(const stored_part *part, uint32_t own) {
    const uint32_t first = own / part->n_together;
    uint32_t s;
    if (PDX_UNLIKELY(!pdx_kept_is_made(&part->page_stretches_kept))) page_stretches_make((stored_part *)(uintptr_t)part);
    if (part->page_stretches == NULL) return stretch_find(part, STORED_OF_PAGES, PLACE_ENTRIES, first * part->n_together);
    s = (uint32_t)pdx_atomic_load(&part->page_stretches[first]);
    if (s == 0) {
        s = stretch_find(part, STORED_OF_PAGES, PLACE_ENTRIES, first * part->n_together) + 1;
        pdx_atomic_store(&part->page_stretches[first], s);
    }
    return s - 1;
}

const archive_appearance *archive_stored_appearance(const pdx_archive *archive, uint32_t appearance) {
    const stored_part *part = stored_part_of(archive->stored, STORED_BASE_APPEARANCES, appearance);
    const uint32_t own = appearance - part->first[STORED_BASE_APPEARANCES], n = stored_n_stretches(part, STORED_OF_PAGES);
    uint32_t s = page_stretch_near(part, own);
    for (; s < n; s++) {
        const page_stretch *stretch = stretch_at(archive, part, STORED_OF_PAGES, s);
        if (stretch == NULL || appearance < stretch->first_entry) break;
        if (appearance - stretch->first_entry < stretch->n_entries) return &stretch->appearances[appearance - stretch->first_entry];
    }
    trouble_note(archive->stored, part, STORED_OF_PAGES, s < n ? s : n - 1, PDX_ECORRUPT);
    return &no_appearance;
}

static const post_stretch *post_stretch_of(const pdx_archive *archive, uint32_t post, uint32_t *within) {
    return stretch_of(archive, STORED_OF_POSTS, STORED_BASE_ROWS, stored_row_of(archive->stored, post), within);
}

const archive_post *stored_row_post(const pdx_archive *archive, uint32_t row) {
    uint32_t within;
    const post_stretch *stretch = stretch_of(archive, STORED_OF_POSTS, STORED_BASE_ROWS, row, &within);
    return stretch == NULL ? &no_post : &stretch->posts[within];
}

uint32_t stored_row_appearance(const pdx_archive *archive, uint32_t row, uint32_t i) {
    uint32_t within;
    const post_stretch *stretch = stretch_of(archive, STORED_OF_POSTS, STORED_BASE_ROWS, row, &within);
    return stretch == NULL ? PDX_NONE : stretch->appearances[stretch->posts[within].first_appearance - stretch->first_appearance + i];
}

const archive_post *archive_stored_post(const pdx_archive *archive, uint32_t post) {
    uint32_t within;
    const post_stretch *stretch = post_stretch_of(archive, post, &within);
    return stretch == NULL ? &no_post : &stretch->posts[within];
}

const uint32_t *archive_stored_post_appearance(const pdx_archive *archive, uint32_t post, uint32_t i) {
    uint32_t within;
    const post_stretch *stretch = post_stretch_of(archive, post, &within);
    return stretch == NULL ? &no_number : &stretch->appearances[stretch->posts[within].first_appearance - stretch->first_appearance + i];
}

const archive_item *archive_stored_post_item(const pdx_archive *archive, uint32_t post, uint32_t i) {
    uint32_t within;
    const post_stretch *stretch = post_stretch_of(archive, post, &within);
    return stretch == NULL ? &no_item : &stretch->items[stretch->posts[within].first_item - stretch->first_item + i];
}

const archive_bound_ref *archive_stored_post_bound(const pdx_archive *archive, uint32_t post, uint32_t i) {
    uint32_t within;
    const post_stretch *stretch = post_stretch_of(archive, post, &within);
    return stretch == NULL ? &no_ref : &stretch->refs[stretch->posts[within].first_bound - stretch->first_ref + i];
}

const archive_item *archive_stored_item(const pdx_archive *archive, const stored_part *part, uint32_t item) {
    const uint32_t s = stretch_find(part, STORED_OF_POSTS, PLACE_POST_ITEMS, item);
    const post_stretch *stretch = stretch_at(archive, part, STORED_OF_POSTS, s);
    if (stretch != NULL && item >= stretch->first_item && item - stretch->first_item < stretch->n_items) {
        return &stretch->items[item - stretch->first_item];
    }
    trouble_note(archive->stored, part, STORED_OF_POSTS, s, PDX_ECORRUPT);
    return &no_item;
}
