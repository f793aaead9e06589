#include "archive/steps.h"
#include "archive/stored.h"
#include "base/varint.h"
#include "segment/columns.h"

typedef struct store_reader {
    pdx_archive *archive;
    const pdx_tick *tick;
    pdx_span image;
    pdx_span sections[STORED_SECTIONS];
    unsigned n_read;
} store_reader;

static pdx_status damage(pdx_error *err, const char *what) { return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: %s", what); }

/* A section is looked at once its checksum holds. No table has more rows than the archive has bytes. */
static pdx_status section_ready(store_reader *r, stored_section section, pdx_error *err) {
    PDX_TRY(pdx_tick_step(r->tick, r->n_read++, STORED_SECTIONS, err));
    return pdx_image_section_verify(r->image, &stored_form, section, err);
}

static pdx_status table_read(store_reader *r, stored_section section, void **rows, size_t *n, pdx_error *err) {
    const uint64_t most = (uint64_t)r->archive->stored->texts.len + r->image.len;
    *rows = NULL;
    *n = 0;
    PDX_TRY(section_ready(r, section, err));
    return stored_table_read(&stored_tables[section], r->sections[section], most, rows, n, err);
}

/* A table that is a vector of the archive's. */
#define VECTOR_READ(r, section, vec, err)                                         \
    do {                                                                          \
        void *rows_;                                                              \
        const pdx_status status_ = table_read(r, section, &rows_, &(vec)->len, err); \
        (vec)->data = rows_;                                                      \
        (vec)->capacity = (vec)->len;                                             \
        PDX_TRY(status_);                                                         \
    } while (0)

static pdx_span text_at(const store_reader *r, pdx_range range) {
    const pdx_mapping *texts = &r->archive->stored->texts;
    return pdx_span_slice(pdx_span_of(texts->data, texts->len), (size_t)range.begin, (size_t)range.end);
}

static pdx_status head_read(store_reader *r, pdx_error *err) {
    void *rows;
    size_t n;
    pdx_status status = table_read(r, STORED_HEAD, &rows, &n, err);
    if (status == PDX_OK && n != 1) status = damage(err, "the head is not one row");
    if (status == PDX_OK) {
        const stored_head *head = rows;
        r->archive->n_words = head->n_words;
        r->archive->language = head->language;
    }
    pdx_free(rows);
    return status;
}

static pdx_status source_take(store_reader *r, const stored_source *row, archive_source *source, pdx_error *err) {
    const pdx_span names = r->sections[STORED_NAMES];
    if (!stored_is_within(row->name, names.len) || !stored_is_within(row->url, names.len)) return damage(err, "a name is out of place");
    if (!stored_is_within(row->bytes, r->archive->stored->texts.len)) return damage(err, "a source's bytes are out of place");
    if (row->form > PDX_SOURCE_JSONL) return damage(err, "a source has an unknown form");
    source->name = pdx_span_slice(names, (size_t)row->name.begin, (size_t)row->name.end);
    source->url = pdx_span_slice(names, (size_t)row->url.begin, (size_t)row->url.end);
    source->bytes = text_at(r, row->bytes);
    source->captured = row->captured;
    source->form = (pdx_source_form)row->form;
    source->first_page = row->first_page;
    source->n_pages = row->n_pages;
    return PDX_OK;
}

static pdx_status sources_take(store_reader *r, const void *rows, size_t n, pdx_error *err) {
    pdx_archive *archive = r->archive;
    archive->sources.data = pdx_alloc_zero(n + 1, sizeof *archive->sources.data);
    if (archive->sources.data == NULL) return pdx_fail_memory(err);
    archive->sources.len = archive->sources.capacity = n;
    for (size_t i = 0; i < n; i++) PDX_TRY(source_take(r, (const stored_source *)rows + i, &archive->sources.data[i], err));
    return PDX_OK;
}

static pdx_status layer_take(store_reader *r, const stored_layer *row, archive_layer *layer, size_t *offset, size_t n_offsets, pdx_error *err) {
    if (row->source >= r->archive->sources.len) return damage(err, "a layer of an unknown source");
    layer->source = row->source;
    layer->decoded = row->decoded;
    layer->first_line = row->first_line;
    layer->text = r->archive->sources.data[row->source].bytes;
    if (!row->decoded) return PDX_OK;
    if (!stored_is_within(row->text, r->archive->stored->texts.len)) return damage(err, "a layer's text is out of place");
    if (row->n_offsets > n_offsets - *offset) return damage(err, "a layer has more stretches than there are");
    layer->text = text_at(r, row->text);
    layer->map.list.data = r->archive->stored->offsets + *offset;
    layer->map.list.len = row->n_offsets;
    layer->map.text_end = row->text_end;
    layer->map.source_end = row->source_end;
    *offset += row->n_offsets;
    return PDX_OK;
}

static pdx_status layers_take(store_reader *r, const void *rows, size_t n, pdx_error *err) {
    pdx_archive *archive = r->archive;
    size_t offset = 0, n_offsets;
    PDX_TRY(table_read(r, STORED_OFFSETS, (void **)&archive->stored->offsets, &n_offsets, err));
    archive->layers.data = pdx_alloc_zero(n + 1, sizeof *archive->layers.data);
    if (archive->layers.data == NULL) return pdx_fail_memory(err);
    archive->layers.len = archive->layers.capacity = n;
    for (size_t i = 0; i < n; i++) PDX_TRY(layer_take(r, (const stored_layer *)rows + i, &archive->layers.data[i], &offset, n_offsets, err));
    return offset == n_offsets ? PDX_OK : damage(err, "stretches of no layer");
}

/* How many rows of the pages' tables there are, and how many are given out. */
typedef struct page_rows {
    size_t parts, entries, items, evidence;
} page_rows;

static pdx_status page_take(store_reader *r, const stored_page *row, archive_page *page, page_rows *at, const page_rows *all, pdx_error *err) {
    const archive_stored *stored = r->archive->stored;
    pdx_page *cut = &page->cut;
    if (row->source >= r->archive->sources.len || row->layer >= r->archive->layers.len) return damage(err, "a page of an unknown source");
    if (row->n_parts > all->parts - at->parts || row->n_entries > all->entries - at->entries || row->n_items > all->items - at->items ||
        row->n_evidence > all->evidence - at->evidence) {
        return damage(err, "a page has more rows than there are");
    }
    *page = (archive_page){.source = row->source, .layer = row->layer, .record = row->record, .said = row->said, .first_appearance = row->first_appearance,
                           .order = (pdx_page_order)row->order, .order_probability = row->order_probability};
    *cut = (pdx_page){.text = r->archive->layers.data[row->layer].text, .parts = stored->parts + at->parts, .n_parts = row->n_parts,
                      .entries = stored->entries + at->entries, .n_entries = row->n_entries, .items = stored->items + at->items, .n_items = row->n_items,
                      .n_lines = row->n_lines, .heading = row->heading, .label = row->label, .site_name = row->site_name,
                      .kind = (pdx_page_kind)row->kind, .language = row->language, .probability = row->probability, .why = row->why};
    page->bound_evidence.data = stored->evidence + at->evidence;
    page->bound_evidence.len = row->n_evidence;
    at->parts += row->n_parts;
    at->entries += row->n_entries;
    at->items += row->n_items;
    at->evidence += row->n_evidence;
    return PDX_OK;
}

static pdx_status page_tables_read(store_reader *r, page_rows *all, pdx_error *err) {
    archive_stored *stored = r->archive->stored;
    PDX_TRY(table_read(r, STORED_PARTS, (void **)&stored->parts, &all->parts, err));
    PDX_TRY(table_read(r, STORED_ENTRIES, (void **)&stored->entries, &all->entries, err));
    PDX_TRY(table_read(r, STORED_ITEMS, (void **)&stored->items, &all->items, err));
    return table_read(r, STORED_EVIDENCE, (void **)&stored->evidence, &all->evidence, err);
}

static pdx_status pages_take(store_reader *r, const void *rows, size_t n, pdx_error *err) {
    pdx_archive *archive = r->archive;
    page_rows all = {0}, at = {0};
    PDX_TRY(page_tables_read(r, &all, err));
    archive->pages.data = pdx_alloc_zero(n + 1, sizeof *archive->pages.data);
    if (archive->pages.data == NULL) return pdx_fail_memory(err);
    archive->pages.len = archive->pages.capacity = n;
    for (size_t i = 0; i < n; i++) PDX_TRY(page_take(r, (const stored_page *)rows + i, &archive->pages.data[i], &at, &all, err));
    if (memcmp(&all, &at, sizeof at) != 0) return damage(err, "rows of no page");
    return PDX_OK;
}

typedef pdx_status (*rows_take)(store_reader *r, const void *rows, size_t n, pdx_error *err);

/* A table whose rows are turned into what has pointers. */
static pdx_status taken_read(store_reader *r, stored_section section, rows_take take, pdx_error *err) {
    void *rows;
    size_t n;
    pdx_status status = table_read(r, section, &rows, &n, err);
    if (status == PDX_OK) status = take(r, rows, n, err);
    pdx_free(rows);
    return status;
}

static pdx_status key_take(pdx_map *map, pdx_span key, uint32_t number, pdx_error *err) {
    const uint32_t id = pdx_map_intern(map, key);
    if (id == PDX_MAP_NONE) return pdx_fail_memory(err);
    return id == number ? PDX_OK : damage(err, "a key stands twice");
}

static pdx_status keys_read(store_reader *r, stored_section section, pdx_map *map, pdx_error *err) {
    const pdx_span bytes = r->sections[section];
    const uint8_t *at = bytes.data, *end = bytes.data + bytes.len;
    pdx_column lengths;
    uint64_t n;
    PDX_TRY(section_ready(r, section, err));
    if (!pdx_varint_read(&at, end, &n) || n >= UINT32_MAX || !pdx_column_open(&lengths, &at, end, n)) return damage(err, "keys cannot be read");
    for (uint64_t i = 0; i < n; i++) {
        const uint64_t len = pdx_column_get(&lengths, i);
        if (len > (uint64_t)(end - at)) return damage(err, "a key ends behind its section");
        PDX_TRY(key_take(map, pdx_span_of(at, (size_t)len), (uint32_t)i, err));
        at += len;
        if (i % 65536 == 0) PDX_TRY(pdx_tick_step(r->tick, r->n_read, STORED_SECTIONS, err));
    }
    return at == end ? PDX_OK : damage(err, "bytes behind the last key");
}

static pdx_status vectors_read(store_reader *r, pdx_error *err) {
    pdx_archive *archive = r->archive;
    VECTOR_READ(r, STORED_SAID, &archive->said, err);
    VECTOR_READ(r, STORED_APPEARANCES, &archive->appearances, err);
    VECTOR_READ(r, STORED_POSTS, &archive->posts, err);
    VECTOR_READ(r, STORED_POST_APPEARANCES, &archive->post_appearances, err);
    VECTOR_READ(r, STORED_POST_ITEMS, &archive->items, err);
    VECTOR_READ(r, STORED_BOUND_REFS, &archive->bound_refs, err);
    VECTOR_READ(r, STORED_REMAINDERS, &archive->remainders, err);
    VECTOR_READ(r, STORED_LABEL_ITEMS, &archive->label_items, err);
    return PDX_OK;
}

static pdx_status image_read(store_reader *r, pdx_error *err) {
    const archive_stored *stored = r->archive->stored;
    pdx_image_facts facts;
    r->image = pdx_span_of(stored->posts.data, stored->posts.len);
    PDX_TRY(pdx_image_open(r->image, &stored_form, r->sections, &facts, err));
    if (facts.fingerprint != pdx_analyzer_fingerprint(r->archive->analyzer)) {
        return pdx_fail(err, PDX_EFORMAT, PDX_NO_OFFSET, "the archive was made with other word rules than \"%s\"; build it again from its sources", r->archive->analyzer->name);
    }
    if (stored->texts.len < STORED_TEXTS_HEADER || memcmp(stored->texts.data, stored_texts_header, STORED_TEXTS_HEADER) != 0) {
        return pdx_fail(err, PDX_ECORRUPT, 0, "damaged texts: they do not begin as texts do");
    }
    return PDX_OK;
}

static pdx_status archive_fill(store_reader *r, pdx_span *note, pdx_error *err) {
    const archive_stored *stored = r->archive->stored;
    PDX_TRY(image_read(r, err));
    PDX_TRY(head_read(r, err));
    PDX_TRY(section_ready(r, STORED_NOTE, err));
    PDX_TRY(section_ready(r, STORED_NAMES, err));
    PDX_TRY(taken_read(r, STORED_SOURCES, sources_take, err));
    PDX_TRY(taken_read(r, STORED_LAYERS, layers_take, err));
    PDX_TRY(taken_read(r, STORED_PAGES, pages_take, err));
    PDX_TRY(vectors_read(r, err));
    PDX_TRY(keys_read(r, STORED_LABELS, &r->archive->labels, err));
    *note = r->sections[STORED_NOTE];
    return pdx_snapshot_view(pdx_span_of(stored->words.data, stored->words.len), r->archive->analyzer, &r->archive->snapshot, err);
}

pdx_status archive_store_read(pdx_archive *archive, pdx_span *note, const pdx_tick *tick, pdx_error *err) {
    store_reader r = {.archive = archive, .tick = tick};
    PDX_TRY(archive_fill(&r, note, err));
    PDX_TRY(archive_store_check(archive, err));
    return archive_make_post_tables(archive, err);
}

/* ---- checking every byte */

static pdx_status text_verify(store_reader *r, pdx_span text, uint32_t crc, const char *what, size_t number, pdx_error *err) {
    const uint64_t begin = text.len == 0 ? 0 : (uint64_t)(text.data - r->archive->stored->texts.data);
    uint32_t found;
    PDX_TRY(archive_text_crc(text, r->tick, &found, err));
    if (found == crc) return PDX_OK;
    return pdx_fail(err, PDX_ECORRUPT, begin, "damaged texts: the checksum of %s %llu does not hold, bytes %llu to %llu", what, (unsigned long long)number,
                    (unsigned long long)begin, (unsigned long long)(begin + text.len));
}

static pdx_status sources_verify(store_reader *r, const void *rows, size_t n, pdx_error *err) {
    const stored_source *row = rows;
    for (size_t i = 0; i < n; i++, row++) PDX_TRY(text_verify(r, r->archive->sources.data[i].bytes, row->crc, "source", i, err));
    return PDX_OK;
}

static pdx_status layers_verify(store_reader *r, const void *rows, size_t n, pdx_error *err) {
    const stored_layer *row = rows;
    for (size_t i = 0; i < n; i++, row++) {
        if (row->decoded) PDX_TRY(text_verify(r, r->archive->layers.data[i].text, row->crc, "record", i, err));
    }
    return PDX_OK;
}

pdx_status archive_store_verify(const pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    store_reader r = {.archive = (pdx_archive *)(uintptr_t)archive, .tick = tick}; /* reads, and changes nothing */
    PDX_TRY(image_read(&r, err));
    PDX_TRY(pdx_image_verify(r.image, &stored_form, err));
    PDX_TRY(taken_read(&r, STORED_SOURCES, sources_verify, err));
    return taken_read(&r, STORED_LAYERS, layers_verify, err);
}
