#include "archive/model/bands.h"
#include "archive/model/steps.h"
#include "archive/store/opening.h"
#include "archive/store/store_writer.h"
#include "base/alloc.h"
#include "base/le.h"
#include "base/sort.h"
#include "os/crew.h"

/* Sections of one number after the other are given to the image when so many bytes wait. */
enum { WAITING = PDX_LIMIT(1 << 18, 64) };
static pdx_status u32_put(store_writer *w, uint32_t number, pdx_error *err) {
    store_u32(&w->out, number);
    return w->out.len < WAITING ? PDX_OK : pdx_image_stream_take(&w->image, &w->out, err);
}

/* ---- what is read in place */

/* The first and the last remainder, and one more. */
static void remainders_range(const store_writer *w, uint32_t *begin, uint32_t *end) {
    const archive_stored *stored = w->archive->stored;
    *begin = 0;
    *end = (uint32_t)w->archive->remainders.len;
    if (w->merge == NULL) return;
    *begin = *end = stored->parts[w->merge->first_part].first[STORED_BASE_REMAINDERS];
    for (uint32_t i = w->merge->first_part; i < stored->n_parts; i++) *end += stored_part_n(&stored->parts[i], STORED_N_REMAINDERS);
}

static pdx_status remainders_section(store_writer *w, pdx_error *err) {
    uint32_t begin, end;
    remainders_range(w, &begin, &end);
    for (uint32_t i = begin; i < end; i++) {
        uint32_t page;
        bool stays = true;
        if (w->merge != NULL) PDX_TRY(archive_remainder_stays(w->archive, w->merge->dropped, i, &stays, err));
        if (!stays) continue;
        PDX_TRY(archive_remainder_page(w->archive, i, &page, err));
        PDX_TRY(u32_put(w, store_number_page(w, page), err));
    }
    return store_section_end(w, err);
}

static pdx_status ordinals_section(store_writer *w, pdx_error *err) {
    if (w->merge != NULL) PDX_TRY(stored_ordinals_ready(w->archive->stored, err));
    for (uint32_t i = 0; i < w->span.n_posts; i++) PDX_TRY(u32_put(w, archive_post_ordinal(w->archive, store_post(w, i)), err));
    return store_section_end(w, err);
}

static pdx_status days_section(store_writer *w, pdx_error *err) {
    const int32_t *first, *last;
    PDX_TRY(archive_days(w->archive, &first, &last, err));
    for (uint32_t i = 0; i < w->span.n_posts; i++) PDX_TRY(u32_put(w, (uint32_t)first[store_post(w, i)], err));
    for (uint32_t i = 0; i < w->span.n_posts; i++) PDX_TRY(u32_put(w, (uint32_t)last[store_post(w, i)], err));
    return store_section_end(w, err);
}

static pdx_status keys_section(store_writer *w, archive_keys_of list, pdx_error *err) {
    stored_keys keys = {0};
    pdx_status status = list(w->archive, NULL, w->tick, &keys, err);
    if (status == PDX_OK) status = stored_keys_write(&keys, w->tick, &w->out, err);
    PDX_VEC_DEINIT(&keys);
    return status == PDX_OK ? store_section_end(w, err) : status;
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
    for (size_t i = 0; status == PDX_OK && i < n; i++) store_u32(&w->out, order[i]);
    pdx_free(order);
    return status == PDX_OK ? store_section_end(w, err) : status;
}

static pdx_status u32s_section(store_writer *w, const uint32_t *numbers, size_t n, pdx_error *err) {
    for (size_t i = 0; i < n; i++) PDX_TRY(u32_put(w, numbers[i], err));
    return store_section_end(w, err);
}

static pdx_status label_sections(store_writer *w, const store_labels *labels, pdx_error *err) {
    const size_t n = pdx_map_count(labels->keys);
    uint64_t end = 0;
    for (size_t i = 0; i < n; i++) pdx_buf_span(&w->out, pdx_map_key(labels->keys, (uint32_t)i));
    PDX_TRY(store_section_end(w, err));
    for (size_t i = 0; i < n; i++) {
        end += pdx_map_key(labels->keys, (uint32_t)i).len;
        store_u64(&w->out, end);
    }
    PDX_TRY(store_section_end(w, err));
    PDX_TRY(order_section(w, labels->keys, err));
    PDX_TRY(u32s_section(w, labels->items, n, err));
    PDX_TRY(u32s_section(w, labels->begins, n + 1, err));
    return u32s_section(w, labels->posts, labels->n_items, err);
}

static store_labels labels_of(const store_writer *w) {
    const pdx_archive *a = w->archive;
    const store_merge *m = w->merge;
    if (m == NULL) return (store_labels){&a->labels, a->label_items.data, a->tables.label_begins, a->tables.label_posts, a->items.len};
    return (store_labels){&m->keys, m->label_items.data, m->begins, m->posts, (size_t)m->n_items};
}

/* ---- likeness */

/* For one thread, at least; more are many pieces, for whoever is free. */
enum { LIKENESS_POSTS = PDX_LIMIT(1000, 1) };

typedef struct likeness {
    const pdx_archive *archive;
    uint8_t *out; /* of the first post: each has its place */
} likeness;

static pdx_status likeness_put(void *context, unsigned lane, size_t piece, const pdx_tick *tick, pdx_error *err) {
    const likeness *all = context;
    const uint32_t n = (uint32_t)all->archive->posts.len, begin = (uint32_t)piece * LIKENESS_POSTS,
                   end = n - begin < LIKENESS_POSTS ? n : begin + LIKENESS_POSTS;
    pdx_pace pace = pdx_pace_of(tick, n);
    pdx_shingles room;
    pdx_status status = pdx_shingles_init(&room, all->archive->analyzer, err);
    (void)lane;
    for (uint32_t i = begin; status == PDX_OK && i < end; i++) {
        status = archive_likeness_put(all->archive, i, &room, all->out + STORED_LIKENESS_BYTES * (size_t)i, tick, err);
        if (status == PDX_OK) status = pdx_pace_step(&pace, 8 * (uint64_t)room.n_words, i, err);
    }
    pdx_shingles_deinit(&room);
    return status;
}

static pdx_status likeness_section(store_writer *w, pdx_error *err) {
    const size_t n = w->archive->posts.len;
    likeness all = {w->archive, NULL};
    if (!pdx_buf_reserve(&w->out, STORED_LIKENESS_BYTES * n)) return pdx_fail_memory(err);
    all.out = w->out.data + w->out.len;
    PDX_TRY(pdx_crew_run(w->n_threads, (n + LIKENESS_POSTS - 1) / LIKENESS_POSTS, likeness_put, &all, w->tick, err));
    w->out.len += STORED_LIKENESS_BYTES * n;
    return store_section_end(w, err);
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

static pdx_status head_section(store_writer *w, pdx_span note, pdx_error *err) {
    uint64_t head[STORED_HEAD_NUMBERS];
    if (w->merge != NULL) PDX_TRY(store_merge_head(w->merge, w->archive, head, err));
    else head_count(w->archive, head);
    head[STORED_N_POSTS] = w->span.n_posts;
    w->text_at = w->layer_text_at = STORED_TEXTS_HEADER;
    w->layer_text_at += head[STORED_N_BYTES];
    for (unsigned i = 0; i < STORED_HEAD_NUMBERS; i++) store_u64(&w->out, head[i]);
    PDX_TRY(store_section_end(w, err));
    pdx_buf_span(&w->out, note);
    return store_section_end(w, err);
}

static pdx_status key_sections(store_writer *w, pdx_error *err) {
    if (w->merge == NULL) {
        PDX_TRY(keys_section(w, archive_part_source_keys, err));
        return keys_section(w, archive_part_appearance_keys, err);
    }
    PDX_TRY(store_merge_keys(w, STORED_SOURCE_KEYS, DROPPED_SOURCES, err));
    return store_merge_keys(w, STORED_APPEARANCE_KEYS, DROPPED_APPEARANCES, err);
}

static pdx_status sections_write(store_writer *w, pdx_span note, pdx_error *err) {
    store_labels labels;
    PDX_TRY(head_section(w, note, err));
    for (unsigned kind = 0; kind < STORED_KINDS; kind++) PDX_TRY(store_stretches(w, (stored_kind_of)kind, err));
    PDX_TRY(remainders_section(w, err));
    PDX_TRY(days_section(w, err));
    PDX_TRY(ordinals_section(w, err));
    PDX_TRY(key_sections(w, err));
    labels = labels_of(w);
    PDX_TRY(label_sections(w, &labels, err));
    PDX_TRY(w->merge == NULL ? likeness_section(w, err) : store_merge_likeness(w, err));
    PDX_TRY(store_sources_again(w, err));
    PDX_TRY(archive_opening_append(note, w->words, &w->out, err));
    PDX_TRY(store_section_end(w, err));
    PDX_TRY(archive_sound(w->archive, err));
    return w->merge == NULL ? PDX_OK : store_merge_texts_end(w->merge, w->archive, err);
}

static void writer_deinit(store_writer *w) {
    pdx_image_stream_deinit(&w->image);
    pdx_buf_deinit(&w->out);
    pdx_buf_deinit(&w->places);
    PDX_VEC_DEINIT(&w->offsets);
    PDX_VEC_DEINIT(&w->appearances);
    PDX_VEC_DEINIT(&w->posts);
    PDX_VEC_DEINIT(&w->numbers);
    PDX_VEC_DEINIT(&w->items);
    PDX_VEC_DEINIT(&w->refs);
}

static pdx_status image_write(store_writer *w, pdx_span note, const stored_file *file, pdx_error *err) {
    const pdx_image_facts facts = {.fingerprint = pdx_analyzer_fingerprint(w->archive->analyzer), .numbers = {STORED_STRETCH}};
    pdx_status status;
    pdx_buf_init(&w->out);
    pdx_buf_init(&w->places);
    status = pdx_image_stream_start(&w->image, &stored_form, file->output, err);
    if (status == PDX_OK) status = sections_write(w, note, err);
    if (status == PDX_OK) status = pdx_image_stream_finish(&w->image, &facts, file->last, file->id, err);
    writer_deinit(w);
    return status;
}

pdx_status archive_store_write(const pdx_archive *archive, pdx_span note, unsigned n_threads, const pdx_tick *tick, const stored_file *file,
                               pdx_error *err) {
    store_writer w = {.archive = archive, .words = pdx_snapshot_segment(archive->snapshot, 0), .n_threads = n_threads, .tick = tick};
    assert(archive->stored == NULL);
    w.span = (store_span){archive->whole.n_sources, (uint32_t)archive->sources.len - archive->whole.n_sources, archive->whole.n_pages,
                          (uint32_t)archive->pages.len - archive->whole.n_pages, NULL, (uint32_t)archive->posts.len};
    return image_write(&w, note, file, err);
}

pdx_status archive_store_merge(const pdx_archive *archive, const stored_merging *what, pdx_span note, const pdx_tick *tick, const stored_file *file,
                               stored_texts *texts, pdx_error *err) {
    const stored_part *part = &archive->stored->parts[what->first];
    const uint32_t source = part->first[STORED_BASE_SOURCES], page = part->first[STORED_BASE_PAGES];
    store_merge merge;
    store_writer w = {.archive = archive, .words = what->words, .merge = &merge, .tick = tick};
    pdx_status status;
    w.span = (store_span){source,
                          (uint32_t)archive->sources.len - source - archive_dropped_n(what->dropped, DROPPED_SOURCES),
                          page,
                          (uint32_t)archive->pages.len - page - archive_dropped_n(what->dropped, DROPPED_PAGES),
                          what->posts->data,
                          (uint32_t)what->posts->len};
    status = store_merge_init(&merge, archive, what, &w.span, tick, err);
    merge.kept = texts;
    if (status == PDX_OK) status = image_write(&w, note, file, err);
    store_merge_deinit(&merge);
    return status;
}
