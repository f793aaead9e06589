#include "archive/stored.h"
#include "base/varint.h"
#include "segment/columns.h"

/* What one call to write the image works with. */
typedef struct store_writer {
    const pdx_archive *archive;
    const pdx_tick *tick;
    pdx_image_writer image;
    pdx_buf *out;
    uint64_t name_at; /* where the next name or address stands among them */
    uint64_t text_at; /* where the next text stands in the texts' file */
    PDX_VEC(stored_rows) stretches; /* of the table that is being written */
} store_writer;

static pdx_status section_end(store_writer *w, pdx_error *err) {
    pdx_image_writer_end(&w->image);
    if (w->out->failed) return pdx_fail_memory(err);
    return pdx_tick_step(w->tick, w->image.n, STORED_SECTIONS, err);
}

static pdx_status bytes_section(store_writer *w, pdx_span bytes, pdx_error *err) {
    pdx_buf_span(w->out, bytes);
    return section_end(w, err);
}

/* A table all of whose rows lie in one array. */
static pdx_status table_section(store_writer *w, stored_section section, const void *rows, size_t n, pdx_error *err) {
    const stored_rows all = {rows, n};
    if (!stored_table_write(&stored_tables[section], &all, 1, w->out)) return pdx_fail_memory(err);
    return section_end(w, err);
}

/* A table whose rows each page, or layer, holds its own of. */
typedef stored_rows (*rows_of)(const pdx_archive *archive, size_t i);

static stored_rows parts_of(const pdx_archive *archive, size_t i) {
    const pdx_page *cut = &archive->pages.data[i].cut;
    return (stored_rows){cut->parts, cut->n_parts};
}
static stored_rows entries_of(const pdx_archive *archive, size_t i) {
    const pdx_page *cut = &archive->pages.data[i].cut;
    return (stored_rows){cut->entries, cut->n_entries};
}
static stored_rows items_of(const pdx_archive *archive, size_t i) {
    const pdx_page *cut = &archive->pages.data[i].cut;
    return (stored_rows){cut->items, cut->n_items};
}
static stored_rows evidence_of(const pdx_archive *archive, size_t i) {
    const archive_page *page = &archive->pages.data[i];
    return (stored_rows){page->bound_evidence.data, page->bound_evidence.len};
}
static stored_rows offsets_of(const pdx_archive *archive, size_t i) {
    const archive_layer *layer = &archive->layers.data[i];
    return (stored_rows){layer->map.list.data, layer->decoded ? layer->map.list.len : 0};
}

static pdx_status gathered_section(store_writer *w, stored_section section, rows_of rows, size_t n, pdx_error *err) {
    if (!PDX_VEC_RESERVE(&w->stretches, n)) return pdx_fail_memory(err);
    for (size_t i = 0; i < n; i++) w->stretches.data[i] = rows(w->archive, i);
    if (!stored_table_write(&stored_tables[section], w->stretches.data, n, w->out)) return pdx_fail_memory(err);
    return section_end(w, err);
}

/* Where the next name stands: names_section has written them in this order. */
static pdx_range name_place(store_writer *w, pdx_span name) {
    const uint64_t begin = w->name_at;
    w->name_at += name.len;
    return pdx_range_of(begin, w->name_at);
}

/* Where text `i` stands in its file. */
static pdx_range text_place(store_writer *w, size_t i) {
    const uint64_t begin = w->text_at;
    w->text_at += stored_text(w->archive, i).len;
    return pdx_range_of(begin, w->text_at);
}

static pdx_status sources_fill(store_writer *w, void *to, pdx_error *err) {
    stored_source *rows = to;
    for (size_t i = 0; i < w->archive->sources.len; i++) {
        const archive_source *source = &w->archive->sources.data[i];
        stored_source *row = &rows[i];
        row->name = name_place(w, source->name);
        row->url = name_place(w, source->url);
        row->bytes = text_place(w, i);
        row->captured = source->captured;
        row->form = (uint32_t)source->form;
        row->first_page = source->first_page;
        row->n_pages = source->n_pages;
        PDX_TRY(archive_text_crc(source->bytes, w->tick, &row->crc, err));
    }
    return PDX_OK;
}

static pdx_status layers_fill(store_writer *w, void *to, pdx_error *err) {
    stored_layer *rows = to;
    for (size_t i = 0; i < w->archive->layers.len; i++) {
        const archive_layer *layer = &w->archive->layers.data[i];
        stored_layer *row = &rows[i];
        row->text = text_place(w, w->archive->sources.len + i);
        row->source = layer->source;
        row->decoded = layer->decoded;
        row->first_line = layer->first_line;
        if (!layer->decoded) continue;
        row->text_end = layer->map.text_end;
        row->source_end = layer->map.source_end;
        row->n_offsets = (uint32_t)layer->map.list.len;
        PDX_TRY(archive_text_crc(layer->text, w->tick, &row->crc, err));
    }
    return PDX_OK;
}

static pdx_status pages_fill(store_writer *w, void *to, pdx_error *err) {
    stored_page *rows = to;
    for (size_t i = 0; i < w->archive->pages.len; i++) {
        const archive_page *page = &w->archive->pages.data[i];
        const pdx_page *cut = &page->cut;
        rows[i] = (stored_page){
            .record = page->record, .label = cut->label, .site_name = cut->site_name, .order_probability = page->order_probability,
            .why = cut->why, .source = page->source, .layer = page->layer, .said = page->said, .first_appearance = page->first_appearance,
            .n_parts = (uint32_t)cut->n_parts, .n_entries = (uint32_t)cut->n_entries, .n_items = (uint32_t)cut->n_items,
            .n_evidence = (uint32_t)page->bound_evidence.len, .n_lines = cut->n_lines, .heading = cut->heading, .probability = cut->probability,
            .language = cut->language, .order = (uint8_t)page->order, .kind = (uint8_t)cut->kind,
        };
    }
    return pdx_tick_step(w->tick, w->image.n, STORED_SECTIONS, err);
}

/* A table whose rows are made in an array of their own, because what they say has pointers in memory. */
typedef pdx_status (*rows_fill)(store_writer *w, void *rows, pdx_error *err);

static pdx_status filled_section(store_writer *w, stored_section section, size_t n, rows_fill fill, pdx_error *err) {
    void *rows = pdx_alloc_zero(n + 1, stored_tables[section].size);
    pdx_status status = rows == NULL ? pdx_fail_memory(err) : fill(w, rows, err);
    if (status == PDX_OK) status = table_section(w, section, rows, n, err);
    pdx_free(rows);
    return status;
}

/* The keys of a map in the order of their numbers: their lengths, then their bytes. */
static pdx_status keys_section(store_writer *w, const pdx_map *map, pdx_error *err) {
    const size_t n = pdx_map_count(map);
    uint64_t *lengths = pdx_resize_array(NULL, n, sizeof *lengths);
    if (lengths == NULL) return pdx_fail_memory(err);
    for (size_t i = 0; i < n; i++) lengths[i] = pdx_map_key(map, (uint32_t)i).len;
    pdx_varint_append(w->out, n);
    pdx_column_append(w->out, lengths, n);
    pdx_free(lengths);
    for (size_t i = 0; i < n; i++) pdx_buf_span(w->out, pdx_map_key(map, (uint32_t)i));
    return section_end(w, err);
}

static pdx_status names_section(store_writer *w, pdx_error *err) {
    for (size_t i = 0; i < w->archive->sources.len; i++) {
        pdx_buf_span(w->out, w->archive->sources.data[i].name);
        pdx_buf_span(w->out, w->archive->sources.data[i].url);
    }
    return section_end(w, err);
}

static pdx_status sections_write(store_writer *w, pdx_span note, pdx_error *err) {
    const pdx_archive *a = w->archive;
    const stored_head head = {a->n_words, a->language};
    PDX_TRY(table_section(w, STORED_HEAD, &head, 1, err));
    PDX_TRY(bytes_section(w, note, err));
    PDX_TRY(names_section(w, err));
    PDX_TRY(filled_section(w, STORED_SOURCES, a->sources.len, sources_fill, err));
    PDX_TRY(filled_section(w, STORED_LAYERS, a->layers.len, layers_fill, err));
    PDX_TRY(gathered_section(w, STORED_OFFSETS, offsets_of, a->layers.len, err));
    PDX_TRY(filled_section(w, STORED_PAGES, a->pages.len, pages_fill, err));
    PDX_TRY(gathered_section(w, STORED_PARTS, parts_of, a->pages.len, err));
    PDX_TRY(gathered_section(w, STORED_ENTRIES, entries_of, a->pages.len, err));
    PDX_TRY(gathered_section(w, STORED_ITEMS, items_of, a->pages.len, err));
    PDX_TRY(gathered_section(w, STORED_EVIDENCE, evidence_of, a->pages.len, err));
    PDX_TRY(table_section(w, STORED_SAID, a->said.data, a->said.len, err));
    PDX_TRY(table_section(w, STORED_APPEARANCES, a->appearances.data, a->appearances.len, err));
    PDX_TRY(table_section(w, STORED_POSTS, a->posts.data, a->posts.len, err));
    PDX_TRY(table_section(w, STORED_POST_APPEARANCES, a->post_appearances.data, a->post_appearances.len, err));
    PDX_TRY(table_section(w, STORED_POST_ITEMS, a->items.data, a->items.len, err));
    PDX_TRY(table_section(w, STORED_BOUND_REFS, a->bound_refs.data, a->bound_refs.len, err));
    PDX_TRY(table_section(w, STORED_REMAINDERS, a->remainders.data, a->remainders.len, err));
    PDX_TRY(keys_section(w, &a->labels, err));
    return table_section(w, STORED_LABEL_ITEMS, a->label_items.data, a->label_items.len, err);
}

pdx_status archive_store_write(const pdx_archive *archive, pdx_span note, const pdx_tick *tick, pdx_buf *out, pdx_error *err) {
    const pdx_image_facts facts = {.fingerprint = pdx_analyzer_fingerprint(archive->analyzer)};
    store_writer w = {.archive = archive, .tick = tick, .out = out, .text_at = STORED_TEXTS_HEADER};
    pdx_status status;
    pdx_image_writer_start(&w.image, &stored_form, out);
    status = sections_write(&w, note, err);
    if (status == PDX_OK && !pdx_image_writer_finish(&w.image, &facts)) status = pdx_fail_memory(err);
    PDX_VEC_DEINIT(&w.stretches);
    return status;
}
