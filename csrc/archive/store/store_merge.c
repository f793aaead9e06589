#include "archive/model/bands.h"
#include "archive/store/store_writer.h"
#include "base/alloc.h"
#include "base/le.h"

/* Parts that become one: rows are read a stretch at a time and given back when they are written; tables that are read in place are put together
 * from those of the parts. */

static pdx_status damage(pdx_error *err, const char *what) { return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: %s", what); }

/* ---- what was read */

/* Rows of a part are read in their order, of all parts by turns: of each, what stands before the stretch that is being read. */
static void posts_forget(store_merge *merge, const archive_stored *stored) {
    for (uint32_t i = merge->first_part; i < stored->n_parts; i++) {
        while (merge->given[i] < merge->read[i]) stored_stretch_forget(&stored->parts[i], STORED_OF_POSTS, merge->given[i]++);
    }
}

/* They will be read once more. */
static void posts_forget_all(store_merge *merge, const archive_stored *stored) {
    for (uint32_t i = merge->first_part; i < stored->n_parts; i++) {
        merge->read[i] = stored_n_stretches(&stored->parts[i], STORED_OF_POSTS);
        while (merge->given[i] < merge->read[i]) stored_stretch_forget(&stored->parts[i], STORED_OF_POSTS, merge->given[i]++);
        merge->read[i] = merge->given[i] = 0;
    }
}

void store_merge_reads(store_merge *merge, const pdx_archive *archive, uint32_t post) {
    const uint32_t row = stored_row_of(archive->stored, post);
    const stored_part *part = stored_part_of(archive->stored, STORED_BASE_ROWS, row);
    merge->read[part - archive->stored->parts] = (row - part->first[STORED_BASE_ROWS]) / part->n_together;
}

void store_merge_forget(store_merge *merge, const pdx_archive *archive, stored_kind_of kind, uint32_t page) {
    if (kind == STORED_OF_PAGES) archive_pages_forget(archive->stored, &merge->forgotten, page);
    else if (kind == STORED_OF_POSTS) posts_forget(merge, archive->stored);
}

/* ---- texts */

/* Where those of sources, or of layers, begin in the file of a part, and end. */
static uint64_t texts_begin(const stored_part *part, bool layer) { return STORED_TEXTS_HEADER + (layer ? part->head[STORED_N_BYTES] : 0); }
static uint64_t texts_end(const stored_part *part, bool layer) { return layer ? part->texts.len : texts_begin(part, true); }

/* Those of the parts before `part` were all of them there. */
static pdx_status texts_to_part(store_merge *merge, const archive_stored *stored, bool layer, uint32_t part, pdx_error *err) {
    while (merge->texts[layer].part < part) {
        if (merge->texts[layer].at != texts_end(&stored->parts[merge->texts[layer].part], layer)) {
            return damage(err, "texts do not follow one another");
        }
        if (++merge->texts[layer].part < stored->n_parts) merge->texts[layer].at = texts_begin(&stored->parts[merge->texts[layer].part], layer);
    }
    return PDX_OK;
}

/* The next text; *part is where it stands. */
static pdx_status text_pass(store_merge *merge, const pdx_archive *archive, bool layer, uint32_t number, pdx_span text, uint32_t *part,
                            pdx_error *err) {
    const archive_stored *stored = archive->stored;
    const stored_part *in = stored_part_of(stored, layer ? STORED_BASE_PAGES : STORED_BASE_SOURCES, number);
    uint64_t *at = &merge->texts[layer].at;
    *part = (uint32_t)(in - stored->parts);
    PDX_TRY(texts_to_part(merge, stored, layer, *part, err));
    PDX_TRY(archive_sound(archive, err));
    if (text.len > 0 && (uint64_t)(text.data - in->texts.data) != *at) return damage(err, "texts do not follow one another");
    *at += text.len;
    return PDX_OK;
}

/* Those before `number` that are left out. */
static pdx_status texts_leave(store_merge *merge, const pdx_archive *archive, bool layer, uint32_t number, pdx_error *err) {
    for (; merge->texts[layer].next < number; merge->texts[layer].next++) {
        const uint32_t next = merge->texts[layer].next;
        const archive_layer *of_page;
        uint32_t part;
        if (!archive_is_dropped(merge->dropped, layer ? DROPPED_PAGES : DROPPED_SOURCES, next)) continue; /* a page whose text is its source's */
        of_page = layer ? stored_layer_unchecked(archive, next) : NULL;
        if (layer && !of_page->decoded) continue;
        PDX_TRY(text_pass(merge, archive, layer, next, layer ? of_page->text : archive_source_at(archive, next)->bytes, &part, err));
    }
    return PDX_OK;
}

pdx_status store_merge_text(store_merge *merge, const pdx_archive *archive, bool layer, uint32_t number, pdx_span text, pdx_error *err) {
    uint64_t *at = &merge->texts[layer].at;
    stored_texts_run run = {0}, *last;
    PDX_TRY(texts_leave(merge, archive, layer, number, err));
    PDX_TRY(text_pass(merge, archive, layer, number, text, &run.part, err));
    merge->texts[layer].next = number + 1;
    run.end = *at;
    run.begin = *at - text.len;
    last = merge->kept->runs[layer].len == 0 ? NULL : &merge->kept->runs[layer].data[merge->kept->runs[layer].len - 1];
    if (last != NULL && last->part == run.part && last->end == run.begin) last->end = run.end;
    else if (!PDX_VEC_PUSH(&merge->kept->runs[layer], run)) return pdx_fail_memory(err);
    return PDX_OK;
}

pdx_status store_merge_texts_end(store_merge *merge, const pdx_archive *archive, pdx_error *err) {
    PDX_TRY(texts_leave(merge, archive, false, (uint32_t)archive->sources.len, err));
    PDX_TRY(texts_leave(merge, archive, true, (uint32_t)archive->pages.len, err));
    PDX_TRY(texts_to_part(merge, archive->stored, false, archive->stored->n_parts, err));
    return texts_to_part(merge, archive->stored, true, archive->stored->n_parts, err);
}

/* ---- labels */

static uint32_t first_label(const store_merge *merge, const archive_stored *stored) {
    return stored->parts[merge->first_part].first[STORED_BASE_LABELS];
}

static bool is_label(const store_merge *merge, const archive_stored *stored, uint32_t label) {
    return label >= first_label(merge, stored) && label - first_label(merge, stored) < merge->n_labels;
}

/* The number of a label that a post has: those of what is written are given as posts come. */
static pdx_status label_number(store_merge *merge, const archive_stored *stored, uint32_t label, uint32_t *number, pdx_error *err) {
    const stored_part *part = stored_part_of(stored, STORED_BASE_LABELS, label);
    uint32_t *known;
    pdx_span key;
    if (!is_label(merge, stored, label)) return damage(err, "a tag is of another part");
    known = &merge->labels[label - first_label(merge, stored)];
    *number = *known;
    if (*number != PDX_NONE) return PDX_OK;
    if (!stored_label_key(part, label - part->first[STORED_BASE_LABELS], &key)) return damage(err, "what is stored of tags contradicts itself");
    *known = *number = pdx_map_intern(&merge->keys, key);
    if (*number == PDX_MAP_NONE) return pdx_fail_memory(err);
    if (*number == merge->label_items.len && !PDX_VEC_PUSH(&merge->label_items, (uint32_t)merge->n_items)) return pdx_fail_memory(err);
    return PDX_OK;
}

/* Counts how often each label comes, in the place where its posts will end. */
static pdx_status post_note(store_merge *merge, const pdx_archive *archive, uint32_t number, archive_numbers *counts, pdx_error *err) {
    const archive_post *post = archive_post_at(archive, number);
    for (uint32_t i = 0; i < post->n_tags + post->n_categories; i++) {
        uint32_t label = PDX_NONE;
        PDX_TRY(label_number(merge, archive->stored, archive_post_item(archive, number, i)->label, &label, err));
        if (label == counts->len && !PDX_VEC_PUSH(counts, 0u)) return pdx_fail_memory(err);
        counts->data[label]++;
        merge->n_items++;
    }
    merge->n_words += post->n_words;
    merge->n_post_appearances += post->n_appearances;
    merge->n_bound_refs += post->n_bounds;
    return PDX_OK;
}

static pdx_status posts_note(store_merge *merge, const pdx_archive *archive, const store_span *span, archive_numbers *counts, const pdx_tick *tick,
                             pdx_error *err) {
    for (uint32_t i = 0; i < span->n_posts; i++) {
        store_merge_reads(merge, archive, span->posts[i]);
        PDX_TRY(post_note(merge, archive, span->posts[i], counts, err));
        if (i % STORED_STRETCH > 0) continue;
        store_merge_forget(merge, archive, STORED_OF_POSTS, 0);
        PDX_TRY(pdx_tick_step(tick, 0, 0, err));
    }
    posts_forget_all(merge, archive->stored);
    if (merge->n_items >= PDX_NONE || merge->n_post_appearances >= PDX_NONE || merge->n_bound_refs >= PDX_NONE) {
        return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more tags or appearances than one part holds");
    }
    return archive_sound(archive, err);
}

static pdx_status labels_place(store_merge *merge, const archive_numbers *counts, pdx_error *err) {
    const size_t n = merge->label_items.len;
    merge->begins = pdx_alloc_zero(n + 1, sizeof *merge->begins);
    merge->ends = pdx_alloc_zero(n + 1, sizeof *merge->ends);
    merge->posts = pdx_resize_array(NULL, (size_t)merge->n_items, sizeof *merge->posts);
    if (merge->begins == NULL || merge->ends == NULL || merge->posts == NULL) return pdx_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        merge->ends[i] = merge->begins[i];
        merge->begins[i + 1] = merge->begins[i] + counts->data[i];
    }
    return PDX_OK;
}

uint32_t store_merge_label(store_merge *merge, const pdx_archive *archive, uint32_t label, uint32_t i) {
    const uint32_t number = is_label(merge, archive->stored, label) ? merge->labels[label - first_label(merge, archive->stored)] : PDX_NONE;
    if (number == PDX_NONE || merge->ends[number] == merge->begins[number + 1]) return 0; /* bytes have changed meanwhile: archive_sound tells */
    merge->posts[merge->ends[number]++] = i;
    return number;
}

static pdx_status labels_ready(const archive_stored *stored, uint32_t first, pdx_error *err) {
    for (uint32_t i = first; i < stored->n_parts; i++) {
        PDX_TRY(stored_section_ready(&stored->parts[i], STORED_LABEL_KEYS, err));
        PDX_TRY(stored_section_ready(&stored->parts[i], STORED_LABEL_ENDS, err));
    }
    return PDX_OK;
}

static size_t labels_count(const archive_stored *stored, uint32_t first) {
    size_t n = 0;
    for (uint32_t i = first; i < stored->n_parts; i++) n += stored_part_n(&stored->parts[i], STORED_N_LABELS);
    return n;
}

pdx_status store_merge_init(store_merge *merge, const pdx_archive *archive, const stored_merging *what, const store_span *span, const pdx_tick *tick,
                            pdx_error *err) {
    const archive_stored *stored = archive->stored;
    const uint32_t first_part = what->first;
    const size_t n = labels_count(stored, first_part);
    archive_numbers counts = {0};
    pdx_status status;
    *merge = (store_merge){.first_part = first_part, .n_labels = n, .dropped = what->dropped, .forgotten = span->page};
    for (unsigned layer = 0; layer < 2; layer++) {
        merge->texts[layer].part = first_part;
        merge->texts[layer].next = layer == 1 ? span->page : span->source;
        merge->texts[layer].at = texts_begin(&stored->parts[first_part], layer == 1);
    }
    pdx_map_init(&merge->keys);
    merge->labels = pdx_resize_array(NULL, n, sizeof *merge->labels);
    merge->read = pdx_alloc_zero(stored->n_parts, sizeof *merge->read);
    merge->given = pdx_alloc_zero(stored->n_parts, sizeof *merge->given);
    if (merge->labels == NULL || merge->read == NULL || merge->given == NULL) return pdx_fail_memory(err);
    if (n > 0) memset(merge->labels, 0xFF, n * sizeof *merge->labels);
    PDX_TRY(labels_ready(stored, first_part, err));
    status = posts_note(merge, archive, span, &counts, tick, err);
    if (status == PDX_OK) status = labels_place(merge, &counts, err);
    PDX_VEC_DEINIT(&counts);
    return status;
}

void store_merge_deinit(store_merge *merge) {
    pdx_free(merge->labels);
    pdx_map_deinit(&merge->keys);
    PDX_VEC_DEINIT(&merge->label_items);
    pdx_free(merge->begins);
    pdx_free(merge->posts);
    pdx_free(merge->ends);
    pdx_free(merge->read);
    pdx_free(merge->given);
}

/* How many remainders are left out. */
static pdx_status remainders_count(const store_merge *merge, const pdx_archive *archive, uint64_t *n, pdx_error *err) {
    for (uint32_t i = archive->stored->parts[merge->first_part].first[STORED_BASE_REMAINDERS]; i < archive->remainders.len; i++) {
        bool stays;
        PDX_TRY(archive_remainder_stays(archive, merge->dropped, i, &stays, err));
        *n += !stays;
    }
    return PDX_OK;
}

pdx_status store_merge_head(const store_merge *merge, const pdx_archive *archive, uint64_t head[STORED_HEAD_NUMBERS], pdx_error *err) {
    const archive_stored *stored = archive->stored;
    const stored_part *first = &stored->parts[merge->first_part];
    uint64_t less[STORED_HEAD_NUMBERS];
    memcpy(less, merge->dropped->head, sizeof less);
    PDX_TRY(remainders_count(merge, archive, &less[STORED_N_REMAINDERS], err));
    memset(head, 0, STORED_HEAD_NUMBERS * sizeof head[0]);
    for (uint32_t i = merge->first_part; i < stored->n_parts; i++) {
        for (unsigned k = 0; k < STORED_HEAD_NUMBERS; k++) head[k] += stored->parts[i].head[k];
    }
    for (unsigned k = 0; k < STORED_HEAD_NUMBERS; k++) {
        if (less[k] > head[k]) return damage(err, "sources have more than their parts");
        head[k] -= less[k];
    }
    head[STORED_N_WORDS] = merge->n_words;
    head[STORED_LANGUAGE] = archive->language;
    head[STORED_N_LABELS] = merge->label_items.len;
    head[STORED_N_POST_APPEARANCES] = merge->n_post_appearances;
    head[STORED_N_POST_ITEMS] = merge->n_items;
    head[STORED_N_BOUND_REFS] = merge->n_bound_refs;
    head[STORED_FIRST_SOURCE] = first->first[STORED_BASE_SOURCES];
    head[STORED_FIRST_PAGE] = first->first[STORED_BASE_PAGES];
    head[STORED_FIRST_APPEARANCE] = first->first[STORED_BASE_APPEARANCES];
    return PDX_OK;
}

/* ---- keys */

/* A list of a part, being read. */
typedef struct key_branch {
    stored_key_walk walk;
    uint32_t first; /* what is added to its values: numbers in the archive */
} key_branch;

/* What the sources' and appearances' lists have as values. */
typedef struct key_values {
    const archive_dropped *dropped; /* borrowed */
    dropped_kind kind;
    uint32_t first;                 /* of the part that is written */
    uint32_t joined;                /* the source whose keys are others, since it has all bytes of its pieces; PDX_NONE: none is */
} key_values;

/* The keys of a source that was put together of its pieces: none of them has those. */
typedef struct joined_keys {
    stored_key keys[2];
    unsigned n, at;
} joined_keys;

static pdx_status joined_find(const pdx_archive *archive, const key_values *values, joined_keys *out, pdx_error *err) {
    const archive_source *source;
    if (values->joined == PDX_NONE) return PDX_OK;
    source = archive_source_at(archive, values->joined);
    const pdx_source_facts facts = {source->name, source->url, source->captured};
    const uint32_t value = archive_dropped_source(values->dropped, values->joined) - values->first;
    out->keys[0].value = out->keys[1].value = value;
    out->keys[1].key = archive_name_key(source->name);
    PDX_TRY(archive_source_key(&facts, values->dropped->bases.data[values->dropped->bases.len - 1], &out->keys[0].key, err));
    if (out->keys[1].key < out->keys[0].key) {
        const uint64_t less = out->keys[1].key;
        out->keys[1].key = out->keys[0].key;
        out->keys[0].key = less;
    }
    out->n = 2;
    return archive_sound(archive, err);
}

/* A key of what stays, with the number that it has afterwards. */
static void key_put(const key_branch *from, const key_values *values, stored_keys *block) {
    const uint32_t number = from->walk.key.value + from->first;
    if (archive_is_dropped(values->dropped, values->kind, number) || number == values->joined) return;
    block->data[block->len++] = (stored_key){from->walk.key.key, archive_dropped_after(values->dropped, values->kind, number) - values->first};
}

/* A block that is full is written. */
static pdx_status block_flush(store_writer *w, stored_keys *block, pdx_error *err) {
    if (block->len < STORED_KEYS_FULL) return PDX_OK;
    stored_keys_block(block, &w->out);
    PDX_TRY(pdx_image_stream_take(&w->image, &w->out, err));
    return pdx_tick_step(w->tick, w->image.n, STORED_SECTIONS, err);
}

/* Those of what was joined, which has the last number, up to `key` (of the same key, its own comes last). */
static pdx_status joined_write(store_writer *w, joined_keys *joined, uint64_t key, bool all, stored_keys *block, pdx_error *err) {
    for (; joined->at < joined->n && (all || joined->keys[joined->at].key < key); joined->at++) {
        block->data[block->len++] = joined->keys[joined->at];
        PDX_TRY(block_flush(w, block, err));
    }
    return PDX_OK;
}

static pdx_status branches_write(store_writer *w, key_branch *branches, uint32_t n, const key_values *values, joined_keys *joined, stored_keys *block,
                                 pdx_error *err) {
    for (;;) {
        key_branch *least = NULL;
        for (uint32_t i = 0; i < n; i++) { /* of the same key, values of parts before are less */
            if (branches[i].walk.more && (least == NULL || branches[i].walk.key.key < least->walk.key.key)) least = &branches[i];
        }
        PDX_TRY(joined_write(w, joined, least == NULL ? 0 : least->walk.key.key, least == NULL, block, err));
        if (least == NULL) break;
        key_put(least, values, block);
        PDX_TRY(block_flush(w, block, err));
        PDX_TRY(stored_key_walk_next(&least->walk, err));
    }
    if (block->len > 0) stored_keys_block(block, &w->out);
    return store_section_end(w, err);
}

pdx_status store_merge_keys(store_writer *w, stored_section section, dropped_kind kind, pdx_error *err) {
    const archive_stored *stored = w->archive->stored;
    const stored_base base = kind == DROPPED_SOURCES ? STORED_BASE_SOURCES : STORED_BASE_APPEARANCES;
    const stored_number n_values = kind == DROPPED_SOURCES ? STORED_N_SOURCES : STORED_N_ENTRIES;
    const uint32_t from = w->merge->first_part, n = stored->n_parts - from;
    const key_values values = {w->merge->dropped, kind, stored->parts[from].first[base],
                               kind == DROPPED_SOURCES ? w->merge->dropped->first_piece : PDX_NONE};
    joined_keys joined = {.n = 0};
    key_branch *branches = pdx_alloc_zero(n, sizeof *branches);
    stored_keys block = {0};
    pdx_status status = branches != NULL && PDX_VEC_RESERVE(&block, STORED_KEYS_FULL) ? PDX_OK : pdx_fail_memory(err);
    for (uint32_t i = 0; status == PDX_OK && i < n; i++) {
        const stored_part *part = &stored->parts[from + i];
        branches[i].first = part->first[base];
        status = stored_key_walk_begin(&branches[i].walk, part->sections[section], stored_part_n(part, n_values), err);
    }
    if (status == PDX_OK) status = joined_find(w->archive, &values, &joined, err);
    if (status == PDX_OK) status = branches_write(w, branches, n, &values, &joined, &block, err);
    PDX_VEC_DEINIT(&block);
    pdx_free(branches);
    return status;
}

/* ---- likeness */

pdx_status store_merge_likeness(store_writer *w, pdx_error *err) {
    enum { TOGETHER = PDX_LIMIT(4096, 2) };
    const archive_stored *stored = w->archive->stored;
    PDX_TRY(archive_bands_ready(w->archive, err));
    for (uint32_t i = 0; i < w->span.n_posts; i++) {
        const uint32_t row = stored_row_of(stored, store_post(w, i));
        const stored_part *part = stored_part_of(stored, STORED_BASE_ROWS, row);
        pdx_buf_append(&w->out, part->sections[STORED_LIKENESS].data + STORED_LIKENESS_BYTES * (size_t)(row - part->first[STORED_BASE_ROWS]),
                       STORED_LIKENESS_BYTES);
        if (i % TOGETHER == 0) PDX_TRY(pdx_image_stream_take(&w->image, &w->out, err));
    }
    return store_section_end(w, err);
}
