#include "query/walk/lists.h"

#include "query/walk/doc_lists.h"

static pdx_doc doc_of(const pdx_lists *lists, size_t at) { return lists->lists.data[lists->heap[at]].postings.doc; }

static void sift_down(pdx_lists *lists, size_t at) {
    for (;;) {
        size_t least = at, child = 2 * at + 1;
        uint32_t moved;
        if (child < lists->heap_len && doc_of(lists, child) < doc_of(lists, least)) least = child;
        if (child + 1 < lists->heap_len && doc_of(lists, child + 1) < doc_of(lists, least)) least = child + 1;
        if (least == at) return;
        moved = lists->heap[at];
        lists->heap[at] = lists->heap[least];
        lists->heap[least] = moved;
        at = least;
    }
}

static pdx_status damage(const pdx_list *list, pdx_error *err) {
    return pdx_fail(err, list->postings.status, PDX_NO_OFFSET, "a list of %u documents cannot be read on", (unsigned)list->postings.n_docs);
}

pdx_status pdx_lists_seek(pdx_lists *lists, pdx_doc to, pdx_doc *doc, pdx_error *err) {
    while (lists->heap_len > 0 && doc_of(lists, 0) < to) {
        pdx_list *list = &lists->lists.data[lists->heap[0]];
        if (!pdx_postings_seek(&list->postings, to)) {
            if (list->postings.status != PDX_OK) return damage(list, err);
            lists->heap[0] = lists->heap[--lists->heap_len];
        }
        sift_down(lists, 0);
    }
    *doc = lists->heap_len > 0 ? doc_of(lists, 0) : PDX_NO_DOC;
    return PDX_OK;
}

/* The group of languages that `doc` is in; one whose language no post has counts as unknown. */
static pdx_status group_of(const pdx_lists *lists, pdx_scan *scan, pdx_doc doc, uint16_t *group, pdx_error *err) {
    pdx_lang language;
    size_t l;
    PDX_TRY(pdx_scan_language(scan, doc, &language, err));
    for (l = scan->plan->languages.len; l > 1 && scan->plan->languages.data[l - 1] != language; l--) {}
    *group = lists->found->groups[l - 1];
    return PDX_OK;
}

pdx_status pdx_lists_gather(pdx_lists *lists, pdx_scan *scan, pdx_error *err) {
    const pdx_doc doc = doc_of(lists, 0);
    uint16_t group = PDX_ALL_LANGUAGES;
    size_t at, n = 1, kept = 0;
    if (lists->here_doc == doc) return PDX_OK;
    if (lists->found->n_groups > 1) PDX_TRY(group_of(lists, scan, doc, &group, err));
    /* The lists on `doc` are the top of the heap: places in the heap, their children behind them. */
    lists->here[0] = 0;
    for (at = 0; at < n; at++) {
        size_t child;
        for (child = 2 * (size_t)lists->here[at] + 1; child <= 2 * (size_t)lists->here[at] + 2; child++) {
            if (child < lists->heap_len && doc_of(lists, child) == doc) lists->here[n++] = (uint32_t)child;
        }
    }
    for (at = 0; at < n; at++) {
        const uint32_t id = lists->heap[lists->here[at]];
        const uint16_t languages = lists->lists.data[id].languages;
        if (languages == PDX_ALL_LANGUAGES || languages == group) lists->here[kept++] = id;
    }
    lists->n_here = kept;
    lists->here_doc = doc;
    return PDX_OK;
}

/* Onto the first document that is asked of. */
static bool list_start(pdx_list *list, pdx_doc only) {
    return only == PDX_NO_DOC ? pdx_postings_next(&list->postings) : pdx_postings_seek(&list->postings, only);
}

/* Puts every list on its first document. */
static pdx_status start(pdx_lists *lists, pdx_doc only, pdx_error *err) {
    const size_t n = lists->lists.len;
    size_t i;
    lists->here_doc = PDX_NO_DOC;
    lists->heap = pdx_resize_array(NULL, n, sizeof *lists->heap);
    lists->here = pdx_resize_array(NULL, n + 1, sizeof *lists->here);
    if (lists->heap == NULL || lists->here == NULL) return pdx_fail_memory(err);
    for (i = 0; i < n; i++) {
        pdx_list *list = &lists->lists.data[i];
        if (list_start(list, only)) {
            lists->heap[lists->heap_len++] = (uint32_t)i;
        } else if (list->postings.status != PDX_OK) {
            return damage(list, err);
        }
    }
    for (i = lists->heap_len / 2; i > 0; i--) sift_down(lists, i - 1);
    return PDX_OK;
}

static pdx_status list_open(pdx_lists *lists, pdx_scan *scan, const pdx_word_list *one, pdx_error *err) {
    pdx_list *list = &lists->lists.data[lists->lists.len++];
    PDX_TRY(pdx_plan_pulses(scan->plan, PDX_PULSES_LIST, err));
    PDX_TRY(pdx_postings_open_at(&list->postings, scan->segment, &one->place, err));
    list->languages = one->languages;
    list->n_pieces = one->n_pieces;
    list->holds = one->holds;
    return PDX_OK;
}

/* Of many, those that the one document may be in. */
static pdx_status some_open(pdx_lists *lists, pdx_scan *scan, const pdx_doc_table *table, pdx_error *err) {
    uint32_t n, i;
    const uint32_t first = pdx_doc_table_lists(table, scan->only, &n);
    if (!PDX_VEC_RESERVE(&lists->lists, (size_t)table->n_long + n)) return pdx_fail_memory(err);
    for (i = 0; i < table->n_long; i++) PDX_TRY(list_open(lists, scan, &lists->found->items[table->long_lists[i]], err));
    for (i = 0; i < n; i++) PDX_TRY(list_open(lists, scan, &lists->found->items[table->lists[first + i]], err));
    return PDX_OK;
}

static pdx_status all_open(pdx_lists *lists, pdx_scan *scan, pdx_error *err) {
    size_t i;
    if (!PDX_VEC_RESERVE(&lists->lists, lists->found->n)) return pdx_fail_memory(err);
    for (i = 0; i < lists->found->n; i++) PDX_TRY(list_open(lists, scan, &lists->found->items[i], err));
    return PDX_OK;
}

pdx_status pdx_lists_open(pdx_lists *lists, pdx_scan *scan, const pdx_node *node, bool positions, pdx_error *err) {
    const pdx_doc_table *table = NULL;
    memset(lists, 0, sizeof *lists);
    PDX_TRY(pdx_word_lists_find(scan->plan, scan->index, node, positions, &lists->found, err));
    if (scan->only != PDX_NO_DOC) PDX_TRY(pdx_doc_table_find(scan, node, lists->found, &table, err));
    PDX_TRY(table != NULL ? some_open(lists, scan, table, err) : all_open(lists, scan, err));
    return start(lists, scan->only, err);
}

void pdx_lists_deinit(pdx_lists *lists) {
    PDX_VEC_DEINIT(&lists->lists);
    pdx_free(lists->heap);
    pdx_free(lists->here);
    lists->heap = lists->here = NULL;
}
