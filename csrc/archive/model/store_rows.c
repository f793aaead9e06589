#include "archive/model/store_rows.h"

#include "archive/model/contents.h"
#include "base/alloc.h"
#include "base/le.h"
#include "kernels/crc32c.h"

/* From the tables of a stretch to rows with pointers, checked. */

/* ---- where stretches are */

uint64_t stored_place_number(const stored_part *part, const stored_layout *layout, uint32_t stretch, unsigned j) {
    return pdx_le64(part->sections[layout->places].data + 8 * ((size_t)stretch * (layout->n_tables + 1) + j));
}

/* A stretch begins with what the places say of it, and ends with its checksum. */
static bool place_check(const stored_part *part, const stored_layout *layout, stored_place *p) {
    const pdx_span section = part->sections[layout->rows];
    const uint64_t head = 8 * ((uint64_t)layout->n_tables + 1);
    pdx_span bytes;
    if (p->begin[0] > p->end[0] || p->end[0] > section.len || p->end[0] - p->begin[0] < head + 4) return false;
    bytes = pdx_span_slice(section, (size_t)p->begin[0], (size_t)p->end[0]);
    p->at = bytes.data + head;
    p->end_at = bytes.data + bytes.len - 4;
    if (pdx_crc32c(pdx_span_of(bytes.data, bytes.len - 4), 0) != pdx_le32(p->end_at)) return false;
    for (unsigned j = 0; j <= layout->n_tables; j++) {
        if (pdx_le64(bytes.data + 8 * j) != p->begin[j]) return false;
        if (j > 0 && (p->begin[j] > p->end[j] || p->end[j] > part->head[layout->n_of[j - 1]])) return false;
    }
    return true;
}

bool stored_place_find(const stored_part *part, stored_kind_of kind, uint32_t stretch, stored_place *out) {
    const stored_layout *layout = &stored_layouts[kind];
    const uint64_t first = (uint64_t)stretch * part->n_together;
    memset(out, 0, sizeof *out);
    out->first = (uint32_t)first;
    out->n = (uint32_t)(part->head[layout->n_rows] - first < part->n_together ? part->head[layout->n_rows] - first : part->n_together);
    for (unsigned j = 0; j <= layout->n_tables; j++) {
        out->begin[j] = stored_place_number(part, layout, stretch, j);
        out->end[j] = stored_place_number(part, layout, stretch + 1, j);
    }
    return place_check(part, layout, out);
}

/* Room for rows of a table, and the rows. */
static pdx_status rows_read(const stored_table *table, const uint8_t **at, const uint8_t *end, uint64_t n, void *out) {
    void *rows = n > SIZE_MAX ? NULL : pdx_alloc_zero((size_t)n, table->size);
    memcpy(out, &rows, sizeof rows); /* of whatever type they are */
    if (rows == NULL) return PDX_ENOMEM;
    return stored_table_read(table, at, end, rows, (size_t)n) ? PDX_OK : PDX_ECORRUPT;
}

static pdx_status table_take(const stored_table *table, const uint8_t **at, const stored_place *place, unsigned j, void *out) {
    return rows_read(table, at, place->end_at, place->end[j] - place->begin[j], out);
}

/* Of a text that lies beyond what there is of a damaged part, nothing. */
static pdx_span text_at(const stored_part *part, pdx_range range) {
    if (!stored_is_within(range, part->texts.len)) return pdx_span_of(NULL, 0);
    return pdx_span_slice(pdx_span_of(part->texts.data, part->texts.len), (size_t)range.begin, (size_t)range.end);
}

/* ---- sources */

static void source_stretch_free(source_stretch *self) {
    if (self == NULL) return;
    pdx_free(self->rows);
    pdx_free(self->checks);
    pdx_free(self);
}

pdx_status stored_source_rows(const stored_place *place, const uint8_t **at, stored_source **out) {
    *at = place->at;
    return rows_read(&stored_sources, at, place->end_at, place->n, out);
}

/* What stands behind the rows. */
static bool name_take(const uint8_t **at, const uint8_t *end, uint32_t n, pdx_span *out) {
    if (n > (uint64_t)(end - *at)) return false;
    *out = pdx_span_of(*at, n);
    *at += n;
    return true;
}

static bool source_take(const stored_part *part, const stored_source *row, const uint8_t **at, const uint8_t *end, archive_source *out) {
    if (!name_take(at, end, row->n_name, &out->name) || !name_take(at, end, row->n_url, &out->url)) return false;
    if ((!part->mended && !stored_is_within(row->bytes, part->texts.len))) return false;
    out->bytes = text_at(part, row->bytes);
    out->captured = row->captured;
    out->form = pdx_source_form_of(row->form);
    out->first_page = row->first_page;
    out->n_pages = row->n_pages;
    return stored_source_holds(part, out);
}

static pdx_status source_stretch_read(const pdx_archive *archive, const stored_part *part, const stored_place *place, void **out) {
    source_stretch *self = *out = pdx_alloc_zero(1, sizeof *self);
    stored_source *rows = NULL;
    const uint8_t *at;
    pdx_status status = PDX_ENOMEM;
    (void)archive;
    if (self == NULL) return PDX_ENOMEM;
    self->rows = pdx_alloc_zero(place->n, sizeof *self->rows);
    self->checks = pdx_alloc_zero(place->n, sizeof *self->checks);
    if (self->rows != NULL && self->checks != NULL) status = stored_source_rows(place, &at, &rows);
    for (uint32_t i = 0; status == PDX_OK && i < place->n; i++) {
        if (!source_take(part, &rows[i], &at, place->end_at, &self->rows[i])) status = PDX_ECORRUPT;
        self->checks[i].crc = rows[i].crc;
    }
    pdx_free(rows);
    return status;
}

/* ---- pages */

static void page_stretch_free(page_stretch *self) {
    if (self == NULL) return;
    pdx_free(self->pages);
    pdx_free(self->layers);
    pdx_free(self->checks);
    pdx_free(self->offsets);
    pdx_free(self->parts);
    pdx_free(self->entries);
    pdx_free(self->items);
    pdx_free(self->evidence);
    pdx_free(self->appearances);
    pdx_free(self);
}

pdx_status stored_page_rows(const stored_place *place, const uint8_t **at, stored_page **pages, stored_layer **layers) {
    *at = place->at;
    *layers = NULL;
    PDX_TRY(rows_read(&stored_pages, at, place->end_at, place->n, pages));
    return rows_read(&stored_layers, at, place->end_at, place->n, layers);
}

/* Where text was decoded from another encoding. Shapes of later ones are not known here: their stretches are as one then. */
static pdx_status widths_take(page_stretch *self, const stored_place *place, const uint8_t **at) {
    const uint64_t n = place->end[PLACE_OFFSETS] - place->begin[PLACE_OFFSETS];
    if (!stored_table_read(&stored_widths, at, place->end_at, self->offsets, (size_t)n)) return PDX_ECORRUPT;
    for (uint64_t i = 0; i < n; i++) {
        pdx_offset *each = &self->offsets[i];
        if (each->linear || each->widths >= PDX_WIDTHS_COUNT) each->widths = PDX_WIDTHS_NONE;
    }
    return PDX_OK;
}

static pdx_status page_tables_read(page_stretch *self, const stored_part *part, const stored_place *place, const uint8_t *at) {
    self->first_entry = part->first[STORED_BASE_APPEARANCES] + (uint32_t)place->begin[PLACE_ENTRIES];
    self->n_entries = (uint32_t)(place->end[PLACE_ENTRIES] - place->begin[PLACE_ENTRIES]);
    PDX_TRY(table_take(&stored_offsets, &at, place, PLACE_OFFSETS, &self->offsets));
    PDX_TRY(table_take(&stored_parts, &at, place, PLACE_PARTS, &self->parts));
    PDX_TRY(table_take(&stored_entries, &at, place, PLACE_ENTRIES, &self->entries));
    PDX_TRY(table_take(&stored_items, &at, place, PLACE_ITEMS, &self->items));
    PDX_TRY(table_take(&stored_evidence, &at, place, PLACE_EVIDENCE, &self->evidence));
    PDX_TRY(table_take(&stored_appearances, &at, place, PLACE_ENTRIES, &self->appearances));
    if (at < place->end_at) PDX_TRY(widths_take(self, place, &at));
    return PDX_OK; /* what stands behind is not known here */
}

/* Rows of the stretch's tables that its pages have taken. */
typedef struct page_rows {
    uint64_t offsets, parts, entries, items, evidence;
} page_rows;

static bool layer_take(const stored_part *part, page_stretch *self, const stored_layer *row, const archive_source *source, page_rows *taken,
                       const page_rows *all, archive_layer *out) {
    out->decoded = row->decoded;
    out->first_line = row->first_line;
    out->text = source->bytes;
    if (!row->decoded) return true;
    if ((!part->mended && !stored_is_within(row->text, part->texts.len)) || row->n_offsets > all->offsets - taken->offsets) return false;
    out->text = text_at(part, row->text);
    out->map.list.data = self->offsets + taken->offsets;
    out->map.list.len = row->n_offsets;
    out->map.text_end = row->text_end;
    out->map.source_end = row->source_end;
    out->map.text = out->text.data;
    taken->offsets += row->n_offsets;
    return true;
}

static bool page_take(page_stretch *self, const stored_page *row, const archive_layer *layer, uint32_t number, page_rows *taken, const page_rows *all,
                      archive_page *out) {
    if (row->n_parts > all->parts - taken->parts || row->n_entries > all->entries - taken->entries || row->n_items > all->items - taken->items ||
        row->n_evidence > all->evidence - taken->evidence) {
        return false;
    }
    *out = (archive_page){.source = row->source, .layer = number, .record = row->record, .said = PDX_NONE,
                          .first_appearance = self->first_entry + (uint32_t)taken->entries, .order = (pdx_page_order)row->order,
                          .order_probability = row->order_probability};
    out->cut = (pdx_page){.text = layer->text, .parts = self->parts + taken->parts, .n_parts = row->n_parts,
                          .entries = self->entries + taken->entries, .n_entries = row->n_entries, .items = self->items + taken->items,
                          .n_items = row->n_items, .n_lines = row->n_lines,
                          .heading = row->heading, .label = row->label, .site_name = row->site_name,
                          .kind = row->kind < PDX_PAGE_KIND_COUNT ? (pdx_page_kind)row->kind : PDX_PAGE_UNKNOWN,
                          .language = row->language, .probability = row->probability, .why = row->why};
    out->bound_evidence.data = self->evidence + taken->evidence;
    out->bound_evidence.len = row->n_evidence;
    taken->parts += row->n_parts;
    taken->entries += row->n_entries;
    taken->items += row->n_items;
    taken->evidence += row->n_evidence;
    return true;
}

/* Of what was written before its post was written again, the post may say that it has it no more: another source has come in the place of the one
 * that it stands in. */
static bool has_appearance(const pdx_archive *archive, const stored_part *part, uint32_t post, uint32_t appearance) {
    const uint32_t n = part->mended || stored_part_of(archive->stored, STORED_BASE_ROWS, stored_row_of(archive->stored, post)) == part
                           ? 0
                           : archive_post_at(archive, post)->n_appearances;
    for (uint32_t i = 0; i < n; i++) {
        if (archive_post_appearance(archive, post, i) == appearance) return true;
    }
    return n == 0; /* they were written together, or the post cannot be read */
}

/* A page with its layer and its appearances: whether all of it holds. What was an ordinal becomes the number of a post. */
static bool page_holds(const pdx_archive *archive, const stored_part *part, const page_stretch *self, const archive_page *page, uint32_t number,
                       const archive_layer *layer) {
    bool holds = stored_layer_holds(archive, layer) && stored_page_holds(archive, page, layer);
    for (uint32_t k = 0; holds && k < page->cut.n_entries; k++) {
        archive_appearance *a = &self->appearances[page->first_appearance - self->first_entry + k];
        if (a->post != PDX_NONE) a->post = stored_post_of_ordinal(archive->stored, (uint32_t)archive->posts.len, a->post);
        if (a->post != PDX_NONE && !has_appearance(archive, part, a->post, page->first_appearance + k)) a->post = PDX_NONE;
        holds = a->page == number && a->entry == k && stored_appearance_holds(archive, page, a);
    }
    return holds;
}

/* What a later postdex has added to roles of parts, and to reasons, is not known here: what nothing explains, no reason. */
static void additions_forget(page_stretch *self, uint64_t n_parts, uint64_t n_evidence) {
    for (uint64_t i = 0; i < n_evidence; i++) {
        if (self->evidence[i].reason >= PDX_BOUND_REASON_COUNT) self->evidence[i].reason = PDX_BOUND_NONE;
    }
    for (uint64_t i = 0; i < n_parts; i++) {
        pdx_page_part *part = &self->parts[i];
        if (part->role >= PDX_ROLE_COUNT) part->role = PDX_ROLE_OTHER;
        for (unsigned k = 0; k < PDX_PAGE_READINGS; k++) {
            if (part->others[k].role >= PDX_ROLE_COUNT) part->others[k].role = PDX_ROLE_OTHER;
        }
    }
}

static pdx_status pages_take(const pdx_archive *archive, const stored_part *part, page_stretch *self, const stored_place *place,
                             const stored_page *rows, const stored_layer *layers) {
    const page_rows all = {place->end[PLACE_OFFSETS] - place->begin[PLACE_OFFSETS], place->end[PLACE_PARTS] - place->begin[PLACE_PARTS],
                           self->n_entries, place->end[PLACE_ITEMS] - place->begin[PLACE_ITEMS],
                           place->end[PLACE_EVIDENCE] - place->begin[PLACE_EVIDENCE]};
    const uint32_t first_source = part->first[STORED_BASE_SOURCES], first = part->first[STORED_BASE_PAGES] + place->first;
    page_rows taken = {0};
    additions_forget(self, all.parts, all.evidence);
    self->pages = pdx_alloc_zero(place->n, sizeof *self->pages);
    self->layers = pdx_alloc_zero(place->n, sizeof *self->layers);
    self->checks = pdx_alloc_zero(place->n, sizeof *self->checks);
    if (self->pages == NULL || self->layers == NULL || self->checks == NULL) return PDX_ENOMEM;
    for (uint32_t i = 0; i < place->n; i++) {
        archive_layer *layer = &self->layers[i];
        if (rows[i].source < first_source || rows[i].source - first_source >= part->head[STORED_N_SOURCES]) return PDX_ECORRUPT;
        layer->source = rows[i].source;
        self->checks[i].crc = layers[i].crc;
        if (!layer_take(part, self, &layers[i], archive_source_at(archive, layer->source), &taken, &all, layer)) return PDX_ECORRUPT;
        if (!page_take(self, &rows[i], layer, first + i, &taken, &all, &self->pages[i])) return PDX_ECORRUPT;
        if (page_holds(archive, part, self, &self->pages[i], first + i, layer)) continue;
        if (!part->mended) return PDX_ECORRUPT;
        self->pages[i].source = PDX_NONE; /* it is not there */
    }
    return memcmp(&all, &taken, sizeof all) == 0 ? PDX_OK : PDX_ECORRUPT;
}

static pdx_status page_stretch_read(const pdx_archive *archive, const stored_part *part, const stored_place *place, void **out) {
    page_stretch *self = *out = pdx_alloc_zero(1, sizeof *self);
    stored_page *rows = NULL;
    stored_layer *layers = NULL;
    const uint8_t *at;
    pdx_status status;
    if (self == NULL) return PDX_ENOMEM;
    status = part->mended ? PDX_OK : stored_ordinals_ready(archive->stored, NULL);
    if (status == PDX_OK) status = stored_page_rows(place, &at, &rows, &layers);
    if (status == PDX_OK) status = page_tables_read(self, part, place, at);
    if (status == PDX_OK) status = pages_take(archive, part, self, place, rows, layers);
    pdx_free(rows);
    pdx_free(layers);
    return status;
}

/* ---- posts */

static void post_stretch_free(post_stretch *self) {
    if (self == NULL) return;
    pdx_free(self->posts);
    pdx_free(self->appearances);
    pdx_free(self->items);
    pdx_free(self->refs);
    pdx_free(self);
}

/* What hangs on posts follows in their order, without gaps. */
static bool posts_hold(const pdx_archive *archive, const post_stretch *self, const stored_place *place) {
    uint64_t at[3] = {place->begin[PLACE_POST_APPEARANCES], place->begin[PLACE_POST_ITEMS], place->begin[PLACE_BOUND_REFS]};
    for (uint32_t i = 0; i < place->n; i++) {
        const archive_post *post = &self->posts[i];
        const uint64_t first[3] = {post->first_appearance, post->first_item, post->first_bound};
        const uint64_t n[3] = {post->n_appearances, (uint64_t)post->n_tags + post->n_categories, post->n_bounds};
        for (unsigned k = 0; k < 3; k++) {
            if (first[k] != at[k] || n[k] > place->end[1 + k] - at[k]) return false;
            at[k] += n[k];
        }
        if (!stored_post_holds(archive, post, self->appearances + (post->first_appearance - self->first_appearance),
                               self->items + (post->first_item - self->first_item), self->refs + (post->first_bound - self->first_ref))) {
            return false;
        }
    }
    return memcmp(at, place->end + 1, sizeof at) == 0;
}

/* Numbers of labels are their numbers among those of all parts. */
static bool labels_shift(const stored_part *part, archive_item *items, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        if (items[i].label >= part->head[STORED_N_LABELS]) return false;
        items[i].label += part->first[STORED_BASE_LABELS];
    }
    return true;
}

static pdx_status post_stretch_read(const pdx_archive *archive, const stored_part *part, const stored_place *place, void **out) {
    post_stretch *self = *out = pdx_alloc_zero(1, sizeof *self);
    const uint8_t *at = place->at;
    if (self == NULL) return PDX_ENOMEM;
    self->first_appearance = (uint32_t)place->begin[PLACE_POST_APPEARANCES];
    self->first_item = (uint32_t)place->begin[PLACE_POST_ITEMS];
    self->first_ref = (uint32_t)place->begin[PLACE_BOUND_REFS];
    self->n_items = (uint32_t)(place->end[PLACE_POST_ITEMS] - place->begin[PLACE_POST_ITEMS]);
    PDX_TRY(rows_read(&stored_posts, &at, place->end_at, place->n, &self->posts));
    PDX_TRY(table_take(&stored_numbers, &at, place, PLACE_POST_APPEARANCES, &self->appearances));
    PDX_TRY(table_take(&stored_post_items, &at, place, PLACE_POST_ITEMS, &self->items));
    PDX_TRY(table_take(&stored_bound_refs, &at, place, PLACE_BOUND_REFS, &self->refs));
    return labels_shift(part, self->items, self->n_items) && posts_hold(archive, self, place) ? PDX_OK : PDX_ECORRUPT;
}

/* ---- any kind */

void stored_stretch_free(stored_kind_of kind, void *rows) {
    switch (kind) {
    case STORED_OF_SOURCES: source_stretch_free(rows); break;
    case STORED_OF_PAGES: page_stretch_free(rows); break;
    case STORED_OF_POSTS: post_stretch_free(rows); break;
    case STORED_KINDS: break;
    }
}

pdx_status stored_stretch_read(const pdx_archive *archive, const stored_part *part, stored_kind_of kind, const stored_place *place, void **out) {
    static pdx_status (*const read[STORED_KINDS])(const pdx_archive *, const stored_part *, const stored_place *,
                                                  void **) = {source_stretch_read, page_stretch_read, post_stretch_read};
    return read[kind](archive, part, place, out);
}
