#include "study/counts.h"

#include "base/alloc.h"
#include "base/sort.h"

typedef struct count_row {
    pdx_span key; /* in the map's arena, or in `texts` */
    uint64_t count;
    uint32_t posts, last_post;
} count_row;

struct pdx_counts {
    pdx_map keys;
    pdx_arena texts; /* of words that were taken */
    PDX_VEC(count_row) rows;
};

pdx_status pdx_counts_new(pdx_counts **out, pdx_error *err) {
    pdx_counts *counts = pdx_alloc_zero(1, sizeof *counts);
    *out = counts;
    if (counts == NULL) return pdx_fail_memory(err);
    pdx_map_init(&counts->keys);
    pdx_arena_init(&counts->texts);
    return PDX_OK;
}

void pdx_counts_free(pdx_counts *counts) {
    if (counts == NULL) return;
    pdx_map_deinit(&counts->keys);
    pdx_arena_deinit(&counts->texts);
    PDX_VEC_DEINIT(&counts->rows);
    pdx_free(counts);
}

/* The row of `key`, new when it is new; NULL when out of memory. */
static count_row *counts_row(pdx_counts *counts, pdx_span key) {
    const uint32_t id = pdx_map_intern(&counts->keys, key);
    if (id == PDX_MAP_NONE) return NULL;
    if (id == counts->rows.len) {
        count_row row = {pdx_map_key(&counts->keys, id), 0, 0, PDX_NONE};
        if (!PDX_VEC_PUSH(&counts->rows, row)) return NULL;
    }
    return &counts->rows.data[id];
}

pdx_status study_counts_row(pdx_counts *counts, pdx_span key, uint32_t *row, pdx_error *err) {
    const count_row *found = counts_row(counts, key);
    if (found == NULL) return pdx_fail_memory(err);
    *row = (uint32_t)(found - counts->rows.data);
    return PDX_OK;
}

void study_counts_raise(pdx_counts *counts, uint32_t row, uint64_t count, uint32_t post) {
    count_row *raised = &counts->rows.data[row];
    raised->count += count;
    raised->posts += raised->last_post != post;
    raised->last_post = post;
}

pdx_status study_counts_add(pdx_counts *counts, pdx_span key, uint64_t count, uint32_t post, pdx_error *err) {
    uint32_t row = 0;
    PDX_TRY(study_counts_row(counts, key, &row, err));
    study_counts_raise(counts, row, count, post);
    return PDX_OK;
}

pdx_status pdx_counts_add(pdx_counts *counts, pdx_span key, uint32_t post, pdx_error *err) { return study_counts_add(counts, key, 1, post, err); }

pdx_status pdx_counts_put(pdx_counts *counts, pdx_span key, uint64_t count, uint32_t posts, pdx_error *err) {
    count_row *row = counts_row(counts, key);
    if (row == NULL) return pdx_fail_memory(err);
    row->count += count;
    row->posts += posts;
    return PDX_OK;
}

pdx_status study_counts_take(pdx_counts *counts, pdx_frequency_list *list, pdx_error *err) {
    assert(counts->rows.len == 0);
    if (!PDX_VEC_RESERVE(&counts->rows, list->n)) return pdx_fail_memory(err);
    for (size_t i = 0; i < list->n; i++) {
        counts->rows.data[i] = (count_row){list->words[i].word, list->words[i].occurrences, list->words[i].n_posts, PDX_NONE};
    }
    counts->rows.len = list->n;
    pdx_arena_join(&counts->texts, &list->arena);
    return PDX_OK;
}

static int by_count(const void *left, const void *right, const void *context) {
    const count_row *a = left, *b = right;
    (void)context;
    if (a->count != b->count) return a->count > b->count ? -1 : 1;
    return pdx_span_compare(a->key, b->key);
}

pdx_status pdx_counts_sort(pdx_counts *counts, const pdx_tick *tick, pdx_error *err) {
    return pdx_sort(counts->rows.data, counts->rows.len, sizeof *counts->rows.data, by_count, NULL, tick, err);
}

size_t pdx_counts_n(const pdx_counts *counts) { return counts->rows.len; }

pdx_count_info pdx_counts_get(const pdx_counts *counts, size_t i) {
    pdx_count_info info;
    assert(i < counts->rows.len);
    info.key = counts->rows.data[i].key;
    info.count = counts->rows.data[i].count;
    info.posts = counts->rows.data[i].posts;
    return info;
}
