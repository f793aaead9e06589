#include "archive/store/store_writer.h"
#include "kernels/crc32c.h"

/* Rows that are written a stretch at a time. */

static pdx_status table_write(store_writer *w, const stored_table *table, const void *rows, size_t n, pdx_error *err) {
    const stored_rows all = {rows, n};
    return stored_table_write(table, &all, 1, &w->out) ? PDX_OK : pdx_fail_memory(err);
}

typedef stored_rows (*rows_of)(const pdx_archive *archive, uint32_t i);

static size_t n_offsets_of(const archive_layer *layer) { return layer->decoded ? layer->map.list.len : 0; }

/* A map of what stands in a piece of a source, as of the source. */
static bool offsets_push(store_writer *w, const archive_layer *layer) {
    const uint64_t base = store_base(w, layer->source);
    for (size_t i = 0; i < n_offsets_of(layer); i++) {
        pdx_offset one = layer->map.list.data[i];
        one.source += base;
        if (!PDX_VEC_PUSH(&w->offsets, one)) return false;
    }
    return true;
}

/* Of pages from number `first` of those that are written on. */
static pdx_status offsets_write(store_writer *w, const stored_table *table, uint32_t first, uint32_t n, uint64_t *n_rows, pdx_error *err) {
    w->offsets.len = 0;
    for (uint32_t i = first; i < first + n; i++) {
        if (!offsets_push(w, archive_layer_at(w->archive, store_page(w, i)))) return pdx_fail_memory(err);
    }
    *n_rows += w->offsets.len;
    return table_write(w, table, w->offsets.data, w->offsets.len, err);
}

static stored_rows parts_of(const pdx_archive *archive, uint32_t i) {
    const pdx_page *cut = &archive_page_at(archive, i)->cut;
    return (stored_rows){cut->parts, cut->n_parts};
}
static stored_rows entries_of(const pdx_archive *archive, uint32_t i) {
    const pdx_page *cut = &archive_page_at(archive, i)->cut;
    return (stored_rows){cut->entries, cut->n_entries};
}
static stored_rows items_of(const pdx_archive *archive, uint32_t i) {
    const pdx_page *cut = &archive_page_at(archive, i)->cut;
    return (stored_rows){cut->items, cut->n_items};
}
static stored_rows evidence_of(const pdx_archive *archive, uint32_t i) {
    const archive_page *page = archive_page_at(archive, i);
    return (stored_rows){page->bound_evidence.data, page->bound_evidence.len};
}
/* Of pages from number `first` of those that are written on; *n_rows: how many rows there were. */
static pdx_status gathered_write(store_writer *w, const stored_table *table, rows_of rows, uint32_t first, uint32_t n, uint64_t *n_rows,
                                 pdx_error *err) {
    stored_rows stretches[STORED_STRETCH];
    for (uint32_t i = 0; i < n; i++) {
        stretches[i] = rows(w->archive, store_page(w, first + i));
        *n_rows += stretches[i].n;
    }
    return stored_table_write(table, stretches, n, &w->out) ? PDX_OK : pdx_fail_memory(err);
}

/* ---- stretches */

/* Of sources from number `number` on that are pieces of one, or of the one alone: its bytes and pages together; its texts are taken along. */
static pdx_status source_bytes(store_writer *w, uint32_t number, stored_source *row, uint64_t *len, pdx_error *err) {
    const bool is_piece = w->merge != NULL && number >= w->merge->dropped->first_piece;
    const uint32_t end = is_piece ? (uint32_t)w->archive->sources.len : number + 1;
    for (uint32_t i = number; i < end; i++) {
        const archive_source *source = archive_source_at(w->archive, i);
        PDX_TRY(archive_text_crc(archive_source_bytes(w->archive, i), w->tick, &row->crc, err));
        if (w->merge != NULL && !w->again) PDX_TRY(store_merge_text(w->merge, w->archive, false, i, source->bytes, err));
        row->n_pages += source->n_pages;
        *len += source->bytes.len;
    }
    return PDX_OK;
}

/* Text `len` behind the one before it. */
static pdx_range text_place(uint64_t *at, uint64_t len) {
    const uint64_t begin = *at;
    *at += len;
    return pdx_range_of(begin, *at);
}

static pdx_status sources_write(store_writer *w, uint32_t first, uint32_t n, uint64_t *n_rows, pdx_error *err) {
    stored_source rows[STORED_STRETCH];
    (void)n_rows;
    memset(rows, 0, sizeof rows);
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t number = store_source(w, first + i);
        const archive_source *source = archive_source_at(w->archive, number);
        uint64_t len = 0;
        if (source->name.len > UINT32_MAX || source->url.len > UINT32_MAX) {
            return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "the name of a source is longer than 2^32 bytes");
        }
        rows[i] = (stored_source){.n_name = (uint32_t)source->name.len,
                                  .n_url = (uint32_t)source->url.len,
                                  .captured = source->captured,
                                  .form = pdx_source_form_number(source->form),
                                  .first_page = store_number_page(w, source->first_page)};
        PDX_TRY(source_bytes(w, number, &rows[i], &len, err));
        rows[i].bytes = text_place(&w->text_at, len);
    }
    PDX_TRY(table_write(w, &stored_sources, rows, n, err));
    for (uint32_t i = 0; i < n; i++) {
        pdx_buf_span(&w->out, archive_source_at(w->archive, store_source(w, first + i))->name);
        pdx_buf_span(&w->out, archive_source_at(w->archive, store_source(w, first + i))->url);
    }
    return PDX_OK;
}

static void page_fill(const store_writer *w, const archive_page *page, stored_page *row) {
    const pdx_page *cut = &page->cut;
    const uint64_t base = store_base(w, page->source);
    *row = (stored_page){
        .record = pdx_range_of(page->record.begin + base, page->record.end + base), .label = cut->label, .site_name = cut->site_name,
        .order_probability = page->order_probability,
        .why = cut->why, .source = store_number_source(w, page->source), .n_parts = (uint32_t)cut->n_parts, .n_entries = (uint32_t)cut->n_entries,
        .n_items = (uint32_t)cut->n_items,
        .n_evidence = (uint32_t)page->bound_evidence.len, .n_lines = cut->n_lines, .heading = cut->heading, .probability = cut->probability,
        .language = cut->language, .order = (uint8_t)page->order, .kind = (uint8_t)cut->kind,
    };
}

static pdx_status layer_fill(store_writer *w, const archive_page *page, const archive_layer *layer, stored_layer *row, pdx_error *err) {
    pdx_span record;
    *row = (stored_layer){
        .decoded = layer->decoded, .first_line = layer->first_line, .text = text_place(&w->layer_text_at, layer->decoded ? layer->text.len : 0)};
    if (!layer->decoded) return PDX_OK;
    row->text_end = layer->map.text_end;
    row->n_offsets = (uint32_t)n_offsets_of(layer);
    row->source_end = layer->map.source_end + (row->n_offsets == 0 ? 0 : store_base(w, layer->source)); /* a map without stretches ends nowhere */
    record = pdx_span_slice(archive_source_at(w->archive, page->source)->bytes, (size_t)page->record.begin, (size_t)page->record.end);
    PDX_TRY(archive_text_crc(record, w->tick, &row->record_crc, err));
    return archive_text_crc(layer->text, w->tick, &row->crc, err);
}

/* The appearances of the pages, with pages and posts as the whole archive names them. */
static pdx_status appearances_write(store_writer *w, uint32_t first, uint32_t n, pdx_error *err) {
    w->appearances.len = 0;
    for (uint32_t i = first; i < first + n; i++) {
        const uint32_t number = store_page(w, i);
        const archive_page *page = archive_page_at(w->archive, number);
        for (uint32_t k = 0; k < page->cut.n_entries; k++) {
            archive_appearance row = *archive_appearance_at(w->archive, page->first_appearance + k);
            row.page = store_number_page(w, number);
            row.post = archive_appearance_ordinal(w->archive, page->first_appearance + k);
            if (!PDX_VEC_PUSH(&w->appearances, row)) return pdx_fail_memory(err);
        }
    }
    return table_write(w, &stored_appearances, w->appearances.data, w->appearances.len, err);
}

/* Whether text of these pages was decoded from another encoding, which most archives have none of. */
static bool have_widths(const store_writer *w, uint32_t first, uint32_t n) {
    for (uint32_t i = first; i < first + n; i++) {
        const archive_layer *layer = archive_layer_at(w->archive, store_page(w, i));
        for (size_t k = 0; layer->decoded && k < layer->map.list.len; k++) {
            if (layer->map.list.data[k].widths != PDX_WIDTHS_NONE) return true;
        }
    }
    return false;
}

static pdx_status widths_write(store_writer *w, uint32_t first, uint32_t n, pdx_error *err) {
    uint64_t n_rows = 0;
    return have_widths(w, first, n) ? offsets_write(w, &stored_widths, first, n, &n_rows, err) : PDX_OK;
}

static pdx_status pages_write(store_writer *w, uint32_t first, uint32_t n, uint64_t *n_rows, pdx_error *err) {
    stored_page pages[STORED_STRETCH];
    stored_layer layers[STORED_STRETCH];
    memset(pages, 0, sizeof pages);
    memset(layers, 0, sizeof layers);
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t number = store_page(w, first + i);
        const archive_page *page = archive_page_at(w->archive, number);
        const archive_layer *layer = archive_layer_at(w->archive, number);
        if (page->layer != number) { /* an empty row in the place of one that cannot be read */
            PDX_TRY(archive_sound(w->archive, err));
            return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: a page is not where it should be");
        }
        page_fill(w, page, &pages[i]);
        PDX_TRY(layer_fill(w, page, layer, &layers[i], err));
        if (w->merge != NULL && layers[i].decoded) PDX_TRY(store_merge_text(w->merge, w->archive, true, number, layer->text, err));
    }
    PDX_TRY(table_write(w, &stored_pages, pages, n, err));
    PDX_TRY(table_write(w, &stored_layers, layers, n, err));
    PDX_TRY(offsets_write(w, &stored_offsets, first, n, &n_rows[PLACE_OFFSETS], err));
    PDX_TRY(gathered_write(w, &stored_parts, parts_of, first, n, &n_rows[PLACE_PARTS], err));
    PDX_TRY(gathered_write(w, &stored_entries, entries_of, first, n, &n_rows[PLACE_ENTRIES], err));
    PDX_TRY(gathered_write(w, &stored_items, items_of, first, n, &n_rows[PLACE_ITEMS], err));
    PDX_TRY(gathered_write(w, &stored_evidence, evidence_of, first, n, &n_rows[PLACE_EVIDENCE], err));
    PDX_TRY(appearances_write(w, first, n, err));
    return widths_write(w, first, n, err);
}

static uint32_t number_or_none(const store_writer *w, uint32_t appearance) {
    return appearance == PDX_NONE ? PDX_NONE : store_number_appearance(w, appearance);
}

/* Post number `i` and what hangs on it. */
static bool post_gather(store_writer *w, uint32_t i_post) {
    const pdx_archive *a = w->archive;
    const uint32_t number = store_post(w, i_post);
    archive_post row = *archive_post_at(a, number);
    bool there = true;
    if (w->merge != NULL) store_merge_reads(w->merge, a, number);
    row.first_appearance = (uint32_t)(w->at[PLACE_POST_APPEARANCES] + w->numbers.len);
    row.first_item = (uint32_t)(w->at[PLACE_POST_ITEMS] + w->items.len);
    row.first_bound = (uint32_t)(w->at[PLACE_BOUND_REFS] + w->refs.len);
    for (uint32_t i = 0; there && i < row.n_appearances; i++) {
        there = PDX_VEC_PUSH(&w->numbers, store_number_appearance(w, archive_post_appearance(a, number, i)));
    }
    for (uint32_t i = 0; there && i < row.n_tags + row.n_categories; i++) {
        archive_item item = *archive_post_item(a, number, i);
        item.page = store_number_page(w, item.page);
        if (w->merge != NULL) item.label = store_merge_label(w->merge, a, item.label, i_post);
        there = PDX_VEC_PUSH(&w->items, item);
    }
    for (uint32_t i = 0; there && i < row.n_bounds; i++) {
        archive_bound_ref ref = *archive_post_bound(a, number, i);
        ref.page = store_number_page(w, ref.page);
        there = PDX_VEC_PUSH(&w->refs, ref);
    }
    row.main = store_number_appearance(w, row.main);
    row.published = number_or_none(w, row.published);
    row.bounds_upper = number_or_none(w, row.bounds_upper);
    row.bounds_lower = number_or_none(w, row.bounds_lower);
    return there && PDX_VEC_PUSH(&w->posts, row);
}

static pdx_status posts_write(store_writer *w, uint32_t first, uint32_t n, uint64_t *n_rows, pdx_error *err) {
    w->posts.len = w->numbers.len = w->items.len = w->refs.len = 0;
    for (uint32_t i = first; i < first + n; i++) {
        if (!post_gather(w, i)) return pdx_fail_memory(err);
    }
    n_rows[PLACE_POST_APPEARANCES] = w->numbers.len;
    n_rows[PLACE_POST_ITEMS] = w->items.len;
    n_rows[PLACE_BOUND_REFS] = w->refs.len;
    PDX_TRY(table_write(w, &stored_posts, w->posts.data, w->posts.len, err));
    PDX_TRY(table_write(w, &stored_numbers, w->numbers.data, w->numbers.len, err));
    PDX_TRY(table_write(w, &stored_post_items, w->items.data, w->items.len, err));
    return table_write(w, &stored_bound_refs, w->refs.data, w->refs.len, err);
}

/* A stretch: where it begins and what hangs on it, its tables, their checksum. `n_rows` receives how much it has of what hangs on it. */
static pdx_status stretch_write(store_writer *w, stored_kind_of kind, uint32_t first, uint32_t n, uint64_t *n_rows, pdx_error *err) {
    static pdx_status (*const write[STORED_KINDS])(store_writer *, uint32_t, uint32_t, uint64_t *, pdx_error *) = {sources_write, pages_write,
                                                                                                                   posts_write};
    const size_t begin = w->out.len;
    for (unsigned j = 0; j <= stored_layouts[kind].n_tables; j++) {
        store_u64(&w->out, w->at[j]);
        store_u64(&w->places, w->at[j]);
    }
    PDX_TRY(write[kind](w, first, n, n_rows, err));
    if (w->out.failed) return pdx_fail_memory(err);
    store_u32(&w->out, pdx_crc32c(pdx_span_slice(pdx_buf_view(&w->out), begin, w->out.len), 0));
    n_rows[PLACE_BYTES] = w->out.len - begin;
    return PDX_OK;
}

/* How many rows are written of a kind. */
static uint32_t rows_of_kind(const store_writer *w, stored_kind_of kind) {
    const store_span *span = &w->span;
    return kind == STORED_OF_SOURCES ? span->n_sources : kind == STORED_OF_PAGES ? span->n_pages : span->n_posts;
}

static pdx_status rows_write(store_writer *w, stored_kind_of kind, pdx_error *err) {
    const stored_layout *layout = &stored_layouts[kind];
    const uint32_t end = rows_of_kind(w, kind);
    memset(w->at, 0, sizeof w->at);
    pdx_buf_reset(&w->places);
    for (size_t first = 0; first < end; first += STORED_STRETCH) {
        const uint32_t n = (uint32_t)pdx_min_size(STORED_STRETCH, end - first);
        uint64_t n_rows[STORED_PLACE_MOST] = {0};
        PDX_TRY(stretch_write(w, kind, (uint32_t)first, n, n_rows, err));
        for (unsigned j = 0; j <= layout->n_tables; j++) w->at[j] += n_rows[j];
        PDX_TRY(pdx_image_stream_take(&w->image, &w->out, err));
        if (w->merge != NULL) {
            store_merge_forget(w->merge, w->archive, kind, kind == STORED_OF_PAGES ? store_page(w, (uint32_t)first + n - 1) + 1 : 0);
        }
        if (first / STORED_STRETCH % 256 == 0) PDX_TRY(pdx_tick_step(w->tick, w->image.n, STORED_SECTIONS, err));
    }
    return store_section_end(w, err);
}

pdx_status store_stretches(store_writer *w, stored_kind_of kind, pdx_error *err) {
    PDX_TRY(rows_write(w, kind, err));
    for (unsigned j = 0; j <= stored_layouts[kind].n_tables; j++) store_u64(&w->places, w->at[j]);
    PDX_TRY(pdx_image_stream_take(&w->image, &w->places, err));
    return store_section_end(w, err);
}

/* The same bytes as the first time, far from them. */
pdx_status store_sources_again(store_writer *w, pdx_error *err) {
    w->text_at = STORED_TEXTS_HEADER;
    w->again = true;
    return rows_write(w, STORED_OF_SOURCES, err);
}
