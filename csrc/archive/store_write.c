#include "archive/bands.h"
#include "archive/contents.h"
#include "archive/part_keys.h"
#include "archive/steps.h"
#include "archive/stored.h"
#include "base/alloc.h"
#include "base/le.h"
#include "base/sort.h"
#include "kernels/crc32c.h"
#include "os/helper.h"
#include "os/thread.h"

/* What one call to write the image works with: of an archive that is whole, or one that was joined to become a part (model.h, archive_whole). */
typedef struct store_writer {
    const pdx_archive *archive; /* in memory */
    PDX_VEC(archive_appearance) appearances; /* owned; rows of a stretch with the numbers that they have on disk, like the next */
    PDX_VEC(archive_post) posts;
    PDX_VEC(uint32_t) numbers;
    PDX_VEC(archive_item) items;
    PDX_VEC(archive_bound_ref) refs;
    const pdx_tick *tick;
    pdx_image_writer image;
    pdx_buf *out;
    pdx_buf places;   /* of the stretches that are being written */
    uint64_t at[STORED_PLACE_MOST]; /* where the next of them begins */
    uint64_t text_at; /* where the next text stands in the texts' file: sources first */
    uint64_t layer_text_at;
    struct {
        size_t begin, end;
    } sources; /* where their section lies in the buffer */
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

static void u32_append(pdx_buf *out, uint32_t number) {
    uint8_t bytes[4];
    pdx_le32_put(bytes, number);
    pdx_buf_append(out, bytes, sizeof bytes);
}

static void u64_append(pdx_buf *out, uint64_t number) {
    uint8_t bytes[8];
    pdx_le64_put(bytes, number);
    pdx_buf_append(out, bytes, sizeof bytes);
}

static pdx_status table_write(store_writer *w, const stored_table *table, const void *rows, size_t n, pdx_error *err) {
    const stored_rows all = {rows, n};
    return stored_table_write(table, &all, 1, w->out) ? PDX_OK : pdx_fail_memory(err);
}

typedef stored_rows (*rows_of)(const pdx_archive *archive, uint32_t i);

static stored_rows offsets_of(const pdx_archive *archive, uint32_t i) {
    const archive_layer *layer = archive_layer_at(archive, i);
    return (stored_rows){layer->map.list.data, layer->decoded ? layer->map.list.len : 0};
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
/* *n: how many rows there were. */
static pdx_status gathered_write(store_writer *w, const stored_table *table, rows_of rows, uint32_t first, uint32_t n, uint64_t *n_rows, pdx_error *err) {
    stored_rows stretches[STORED_STRETCH];
    for (uint32_t i = 0; i < n; i++) {
        stretches[i] = rows(w->archive, first + i);
        *n_rows += stretches[i].n;
    }
    return stored_table_write(table, stretches, n, w->out) ? PDX_OK : pdx_fail_memory(err);
}

/* ---- stretches */

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
        const archive_source *source = archive_source_at(w->archive, first + i);
        if (source->name.len > UINT32_MAX || source->url.len > UINT32_MAX) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "the name of a source is longer than 2^32 bytes");
        rows[i] = (stored_source){.n_name = (uint32_t)source->name.len, .n_url = (uint32_t)source->url.len, .bytes = text_place(&w->text_at, source->bytes.len),
                                  .captured = source->captured, .form = (uint32_t)source->form, .first_page = archive_whole_page(w->archive, source->first_page), .n_pages = source->n_pages};
        PDX_TRY(archive_text_crc(source->bytes, w->tick, &rows[i].crc, err));
    }
    PDX_TRY(table_write(w, &stored_sources, rows, n, err));
    for (uint32_t i = 0; i < n; i++) {
        pdx_buf_span(w->out, archive_source_at(w->archive, first + i)->name);
        pdx_buf_span(w->out, archive_source_at(w->archive, first + i)->url);
    }
    return PDX_OK;
}

static void page_fill(const pdx_archive *archive, const archive_page *page, stored_page *row) {
    const pdx_page *cut = &page->cut;
    *row = (stored_page){
        .record = page->record, .label = cut->label, .site_name = cut->site_name, .order_probability = page->order_probability,
        .why = cut->why, .source = archive_whole_source(archive, page->source), .n_parts = (uint32_t)cut->n_parts, .n_entries = (uint32_t)cut->n_entries, .n_items = (uint32_t)cut->n_items,
        .n_evidence = (uint32_t)page->bound_evidence.len, .n_lines = cut->n_lines, .heading = cut->heading, .probability = cut->probability,
        .language = cut->language, .order = (uint8_t)page->order, .kind = (uint8_t)cut->kind,
    };
}

static pdx_status layer_fill(store_writer *w, const archive_page *page, const archive_layer *layer, stored_layer *row, pdx_error *err) {
    pdx_span record;
    *row = (stored_layer){.decoded = layer->decoded, .first_line = layer->first_line, .text = text_place(&w->layer_text_at, layer->decoded ? layer->text.len : 0)};
    if (!layer->decoded) return PDX_OK;
    row->text_end = layer->map.text_end;
    row->source_end = layer->map.source_end;
    row->n_offsets = (uint32_t)layer->map.list.len;
    record = pdx_span_slice(archive_source_at(w->archive, page->source)->bytes, (size_t)page->record.begin, (size_t)page->record.end);
    PDX_TRY(archive_text_crc(record, w->tick, &row->record_crc, err));
    return archive_text_crc(layer->text, w->tick, &row->crc, err);
}

/* The appearances of the pages, with pages and posts as the whole archive names them. */
static pdx_status appearances_write(store_writer *w, uint32_t first, uint32_t n, pdx_error *err) {
    w->appearances.len = 0;
    for (uint32_t i = first; i < first + n; i++) {
        const archive_page *page = archive_page_at(w->archive, i);
        for (uint32_t k = 0; k < page->cut.n_entries; k++) {
            archive_appearance row = *archive_appearance_at(w->archive, page->first_appearance + k);
            row.page = archive_whole_page(w->archive, i);
            row.post = archive_appearance_ordinal(w->archive, page->first_appearance + k);
            if (!PDX_VEC_PUSH(&w->appearances, row)) return pdx_fail_memory(err);
        }
    }
    return table_write(w, &stored_appearances, w->appearances.data, w->appearances.len, err);
}

static pdx_status pages_write(store_writer *w, uint32_t first, uint32_t n, uint64_t *n_rows, pdx_error *err) {
    stored_page pages[STORED_STRETCH];
    stored_layer layers[STORED_STRETCH];
    memset(pages, 0, sizeof pages);
    memset(layers, 0, sizeof layers);
    for (uint32_t i = 0; i < n; i++) {
        const archive_page *page = archive_page_at(w->archive, first + i);
        assert(page->layer == first + i);
        page_fill(w->archive, page, &pages[i]);
        PDX_TRY(layer_fill(w, page, archive_layer_at(w->archive, first + i), &layers[i], err));
    }
    PDX_TRY(table_write(w, &stored_pages, pages, n, err));
    PDX_TRY(table_write(w, &stored_layers, layers, n, err));
    PDX_TRY(gathered_write(w, &stored_offsets, offsets_of, first, n, &n_rows[PLACE_OFFSETS], err));
    PDX_TRY(gathered_write(w, &stored_parts, parts_of, first, n, &n_rows[PLACE_PARTS], err));
    PDX_TRY(gathered_write(w, &stored_entries, entries_of, first, n, &n_rows[PLACE_ENTRIES], err));
    PDX_TRY(gathered_write(w, &stored_items, items_of, first, n, &n_rows[PLACE_ITEMS], err));
    PDX_TRY(gathered_write(w, &stored_evidence, evidence_of, first, n, &n_rows[PLACE_EVIDENCE], err));
    return appearances_write(w, first, n, err);
}

static uint32_t whole_or_none(const pdx_archive *archive, uint32_t appearance) { return appearance == PDX_NONE ? PDX_NONE : archive_whole_appearance(archive, appearance); }

/* A post and what hangs on it. */
static bool post_gather(store_writer *w, uint32_t number) {
    const pdx_archive *a = w->archive;
    archive_post row = *archive_post_at(a, number);
    bool there = true;
    for (uint32_t i = 0; there && i < row.n_appearances; i++) there = PDX_VEC_PUSH(&w->numbers, archive_whole_appearance(a, archive_post_appearance(a, number, i)));
    for (uint32_t i = 0; there && i < row.n_tags + row.n_categories; i++) {
        archive_item item = *archive_post_item(a, number, i);
        item.page = archive_whole_page(a, item.page);
        there = PDX_VEC_PUSH(&w->items, item);
    }
    for (uint32_t i = 0; there && i < row.n_bounds; i++) {
        archive_bound_ref ref = *archive_post_bound(a, number, i);
        ref.page = archive_whole_page(a, ref.page);
        there = PDX_VEC_PUSH(&w->refs, ref);
    }
    row.main = archive_whole_appearance(a, row.main);
    row.published = whole_or_none(a, row.published);
    row.bounds_upper = whole_or_none(a, row.bounds_upper);
    row.bounds_lower = whole_or_none(a, row.bounds_lower);
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
    static pdx_status (*const write[STORED_KINDS])(store_writer *, uint32_t, uint32_t, uint64_t *, pdx_error *) = {sources_write, pages_write, posts_write};
    const size_t begin = w->out->len;
    for (unsigned j = 0; j <= stored_layouts[kind].n_tables; j++) {
        u64_append(w->out, w->at[j]);
        u64_append(&w->places, w->at[j]);
    }
    PDX_TRY(write[kind](w, first, n, n_rows, err));
    if (w->out->failed) return pdx_fail_memory(err);
    u32_append(w->out, pdx_crc32c(pdx_span_slice(pdx_buf_view(w->out), begin, w->out->len), 0));
    n_rows[PLACE_BYTES] = w->out->len - begin;
    return PDX_OK;
}

/* The stretches of rows `begin` to `end`, and the section of their places. */
static pdx_status stretches_section(store_writer *w, stored_kind_of kind, size_t begin, size_t end, pdx_error *err) {
    const stored_layout *layout = &stored_layouts[kind];
    memset(w->at, 0, sizeof w->at);
    pdx_buf_reset(&w->places);
    for (size_t first = begin; first < end; first += STORED_STRETCH) {
        uint64_t n_rows[STORED_PLACE_MOST] = {0};
        PDX_TRY(stretch_write(w, kind, (uint32_t)first, (uint32_t)pdx_min_size(STORED_STRETCH, end - first), n_rows, err));
        for (unsigned j = 0; j <= layout->n_tables; j++) w->at[j] += n_rows[j];
        if ((first - begin) / STORED_STRETCH % 256 == 0) PDX_TRY(pdx_tick_step(w->tick, w->image.n, STORED_SECTIONS, err));
    }
    for (unsigned j = 0; j <= layout->n_tables; j++) u64_append(&w->places, w->at[j]);
    if (w->places.failed) return pdx_fail_memory(err);
    if (kind == STORED_OF_SOURCES) w->sources.end = w->out->len;
    PDX_TRY(section_end(w, err));
    return bytes_section(w, pdx_buf_view(&w->places), err);
}

/* ---- what is read in place */

static pdx_status remainders_section(store_writer *w, pdx_error *err) {
    for (size_t i = 0; i < w->archive->remainders.len; i++) u32_append(w->out, archive_whole_page(w->archive, w->archive->remainders.data[i]));
    return section_end(w, err);
}

static pdx_status ordinals_section(store_writer *w, pdx_error *err) {
    for (uint32_t i = 0; i < w->archive->posts.len; i++) u32_append(w->out, archive_post_ordinal(w->archive, i));
    return section_end(w, err);
}

static pdx_status days_section(store_writer *w, pdx_error *err) {
    const int32_t *first, *last;
    PDX_TRY(archive_days(w->archive, &first, &last, err));
    for (size_t i = 0; i < w->archive->posts.len; i++) u32_append(w->out, (uint32_t)first[i]);
    for (size_t i = 0; i < w->archive->posts.len; i++) u32_append(w->out, (uint32_t)last[i]);
    return section_end(w, err);
}

static pdx_status keys_section(store_writer *w, archive_keys_of list, pdx_error *err) {
    stored_keys keys = {0};
    pdx_status status = list(w->archive, NULL, w->tick, &keys, err);
    if (status == PDX_OK) status = stored_keys_write(&keys, w->tick, w->out, err);
    PDX_VEC_DEINIT(&keys);
    return status == PDX_OK ? section_end(w, err) : status;
}

static int by_key(const void *left, const void *right, const void *context) {
    return pdx_span_compare(pdx_map_key(context, *(const uint32_t *)left), pdx_map_key(context, *(const uint32_t *)right));
}

/* Labels in the order of their keys. */
static pdx_status order_section(store_writer *w, const pdx_map *labels, pdx_error *err) {
    const size_t n = pdx_map_count(labels);
    uint32_t *order = pdx_resize_array(NULL, n, sizeof *order);
    pdx_status status;
    if (order == NULL) return pdx_fail_memory(err);
    for (size_t i = 0; i < n; i++) order[i] = (uint32_t)i;
    status = pdx_sort(order, n, sizeof *order, by_key, labels, w->tick, err);
    for (size_t i = 0; status == PDX_OK && i < n; i++) u32_append(w->out, order[i]);
    pdx_free(order);
    return status == PDX_OK ? section_end(w, err) : status;
}

static pdx_status label_sections(store_writer *w, pdx_error *err) {
    const pdx_archive *a = w->archive;
    const size_t n = pdx_map_count(&a->labels);
    uint64_t end = 0;
    for (size_t i = 0; i < n; i++) pdx_buf_span(w->out, pdx_map_key(&a->labels, (uint32_t)i));
    PDX_TRY(section_end(w, err));
    for (size_t i = 0; i < n; i++) {
        end += pdx_map_key(&a->labels, (uint32_t)i).len;
        u64_append(w->out, end);
    }
    PDX_TRY(section_end(w, err));
    PDX_TRY(order_section(w, &a->labels, err));
    for (size_t i = 0; i < n; i++) u32_append(w->out, a->label_items.data[i]);
    PDX_TRY(section_end(w, err));
    for (size_t i = 0; i <= n; i++) u32_append(w->out, a->tables.label_begins[i]);
    PDX_TRY(section_end(w, err));
    for (size_t i = 0; i < a->items.len; i++) u32_append(w->out, a->tables.label_posts[i]);
    return section_end(w, err);
}

/* ---- likeness */

/* The posts from one on, each of which has its place. */
typedef struct likeness_stretch {
    const pdx_archive *archive;
    uint32_t begin, end;
    uint8_t *out; /* of the first of them */
} likeness_stretch;

static pdx_status likeness_put(void *context, const pdx_tick *tick, pdx_error *err) {
    const likeness_stretch *stretch = context;
    pdx_pace pace = pdx_pace_of(tick, stretch->end - stretch->begin);
    pdx_shingles room;
    pdx_status status = pdx_shingles_init(&room, stretch->archive->analyzer, err);
    for (uint32_t i = stretch->begin; status == PDX_OK && i < stretch->end; i++) {
        status = archive_likeness_put(stretch->archive, i, &room, stretch->out + STORED_LIKENESS_BYTES * (size_t)(i - stretch->begin), tick, err);
        if (status == PDX_OK) status = pdx_pace_step(&pace, 8 * (uint64_t)room.n_words, i - stretch->begin, err);
    }
    pdx_shingles_deinit(&room);
    return status;
}

/* By two threads where there are many posts, each a half. */
static pdx_status likeness_section(store_writer *w, pdx_error *err) {
    enum { THREAD_POSTS = PDX_LIMIT(2000, 2) };
    const uint32_t n = (uint32_t)w->archive->posts.len, half = n < THREAD_POSTS || pdx_processors() < 2 ? 0 : n / 2;
    likeness_stretch first = {w->archive, 0, half, NULL}, second = {w->archive, half, n, NULL};
    pdx_helper helper;
    if (!pdx_buf_reserve(w->out, STORED_LIKENESS_BYTES * (size_t)n)) return pdx_fail_memory(err);
    first.out = w->out->data + w->out->len;
    second.out = first.out + STORED_LIKENESS_BYTES * (size_t)half;
    if (half > 0 && pdx_helper_start(&helper, likeness_put, &first)) {
        PDX_TRY(pdx_helper_end(&helper, likeness_put(&second, w->tick, err), w->tick, err));
    } else {
        PDX_TRY(likeness_put(&first, w->tick, err));
        PDX_TRY(likeness_put(&second, w->tick, err));
    }
    w->out->len += STORED_LIKENESS_BYTES * (size_t)n;
    return section_end(w, err);
}

/* ---- the head */

static void head_count(const pdx_archive *a, uint64_t head[STORED_HEAD_NUMBERS]) {
    memset(head, 0, STORED_HEAD_NUMBERS * sizeof head[0]);
    archive_bytes_count(a, &head[STORED_N_BYTES], &head[STORED_N_GAP_BYTES]);
    head[STORED_N_WORDS] = a->n_words;
    head[STORED_LANGUAGE] = a->language;
    head[STORED_N_SOURCES] = a->sources.len - a->whole.n_sources;
    head[STORED_N_PAGES] = a->pages.len - a->whole.n_pages;
    head[STORED_FIRST_SOURCE] = a->whole.first_source;
    head[STORED_FIRST_PAGE] = a->whole.first_page;
    head[STORED_FIRST_APPEARANCE] = a->whole.first_appearance;
    head[STORED_N_POSTS] = a->posts.len;
    head[STORED_N_LABELS] = a->label_items.len;
    head[STORED_N_REMAINDERS] = a->remainders.len;
    for (size_t i = a->whole.n_pages; i < a->pages.len; i++) {
        const archive_page *page = &a->pages.data[i];
        const archive_layer *layer = &a->layers.data[i];
        head[STORED_N_OFFSETS] += layer->decoded ? layer->map.list.len : 0;
        head[STORED_N_PARTS] += page->cut.n_parts;
        head[STORED_N_ENTRIES] += page->cut.n_entries;
        head[STORED_N_ITEMS] += page->cut.n_items;
        head[STORED_N_EVIDENCE] += page->bound_evidence.len;
    }
    head[STORED_N_POST_APPEARANCES] = a->post_appearances.len;
    head[STORED_N_POST_ITEMS] = a->items.len;
    head[STORED_N_BOUND_REFS] = a->bound_refs.len;
}

/* The same bytes as the first time, far from them. */
static pdx_status sources_again(store_writer *w, pdx_error *err) {
    if (!pdx_buf_reserve(w->out, w->sources.end - w->sources.begin)) return pdx_fail_memory(err);
    pdx_buf_append(w->out, w->out->data + w->sources.begin, w->sources.end - w->sources.begin);
    return section_end(w, err);
}

static pdx_status sections_write(store_writer *w, pdx_span note, pdx_error *err) {
    const pdx_archive *a = w->archive;
    uint64_t head[STORED_HEAD_NUMBERS];
    head_count(a, head);
    for (unsigned i = 0; i < STORED_HEAD_NUMBERS; i++) u64_append(w->out, head[i]);
    PDX_TRY(section_end(w, err));
    PDX_TRY(bytes_section(w, note, err));
    w->text_at = w->layer_text_at = STORED_TEXTS_HEADER;
    for (uint32_t i = a->whole.n_sources; i < a->sources.len; i++) w->layer_text_at += archive_source_at(a, i)->bytes.len;
    w->sources.begin = w->out->len;
    PDX_TRY(stretches_section(w, STORED_OF_SOURCES, a->whole.n_sources, a->sources.len, err));
    PDX_TRY(stretches_section(w, STORED_OF_PAGES, a->whole.n_pages, a->pages.len, err));
    PDX_TRY(stretches_section(w, STORED_OF_POSTS, 0, a->posts.len, err));
    PDX_TRY(remainders_section(w, err));
    PDX_TRY(days_section(w, err));
    PDX_TRY(ordinals_section(w, err));
    PDX_TRY(keys_section(w, archive_part_source_keys, err));
    PDX_TRY(keys_section(w, archive_part_appearance_keys, err));
    PDX_TRY(label_sections(w, err));
    PDX_TRY(likeness_section(w, err));
    PDX_TRY(sources_again(w, err));
    return archive_sound(a, err);
}

pdx_status archive_store_write(const pdx_archive *archive, pdx_span note, const pdx_tick *tick, pdx_buf *out, pdx_error *err) {
    const pdx_image_facts facts = {.fingerprint = pdx_analyzer_fingerprint(archive->analyzer), .numbers = {STORED_STRETCH}};
    store_writer w = {.archive = archive, .tick = tick, .out = out};
    pdx_status status;
    assert(archive->stored == NULL);
    pdx_buf_init(&w.places);
    pdx_image_writer_start(&w.image, &stored_form, out);
    status = sections_write(&w, note, err);
    if (status == PDX_OK && !pdx_image_writer_finish(&w.image, &facts)) status = pdx_fail_memory(err);
    pdx_buf_deinit(&w.places);
    PDX_VEC_DEINIT(&w.appearances);
    PDX_VEC_DEINIT(&w.posts);
    PDX_VEC_DEINIT(&w.numbers);
    PDX_VEC_DEINIT(&w.items);
    PDX_VEC_DEINIT(&w.refs);
    return status;
}
