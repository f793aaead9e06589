#include "query/lists.h"

#include "query/expand.h"
#include "query/forms.h"

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
    return pdx_fail(err, list->postings.status, PDX_NO_OFFSET, "the list of term %u cannot be read on", (unsigned)list->ord);
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
    *group = lists->groups[l - 1];
    return PDX_OK;
}

pdx_status pdx_lists_gather(pdx_lists *lists, pdx_scan *scan, pdx_error *err) {
    const pdx_doc doc = doc_of(lists, 0);
    uint16_t group = PDX_ALL_LANGUAGES;
    size_t at, n = 1, kept = 0;
    if (lists->here_doc == doc) return PDX_OK;
    if (lists->n_groups > 1) PDX_TRY(group_of(lists, scan, doc, &group, err));
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

static pdx_status add_term(pdx_lists *lists, const pdx_scan *scan, pdx_ord ord, uint16_t languages, pdx_buf *key,
                           pdx_error *err) {
    uint32_t n_pieces;
    pdx_list list;
    PDX_TRY(pdx_segment_key(scan->segment, ord, key, err));
    (void)pdx_key_base(pdx_buf_view(key), &n_pieces);
    PDX_TRY(pdx_postings_open(&list.postings, scan->segment, ord, err));
    list.ord = ord;
    list.is_class = false;
    list.n_posts = 0;
    list.languages = languages;
    list.n_pieces = (uint16_t)n_pieces;
    return PDX_VEC_PUSH(&lists->lists, list) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status add_class(pdx_lists *lists, const pdx_scan *scan, pdx_ord class_ord, pdx_error *err) {
    pdx_list list;
    uint32_t n_docs;
    PDX_TRY(pdx_postings_open_class(&list.postings, scan->segment, class_ord, err));
    PDX_TRY(pdx_segment_class_posts(scan->segment, class_ord, &n_docs, &list.n_posts, err));
    list.ord = class_ord;
    list.is_class = true;
    list.languages = PDX_ALL_LANGUAGES; /* has documents of its language only */
    list.n_pieces = 1;
    return PDX_VEC_PUSH(&lists->lists, list) ? PDX_OK : pdx_fail_memory(err);
}

/* The words of one stem, language by language. */
static pdx_status add_stemmed(pdx_lists *lists, pdx_scan *scan, const pdx_node *node, bool positions, pdx_buf *key,
                              pdx_error *err) {
    const pdx_plan *plan = scan->plan;
    const bool mixed = pdx_segment_n_languages(scan->segment) > 1;
    uint32_t n, i;
    size_t l;
    /* A class holds posts of its language only; its members do not. */
    lists->n_groups = positions && mixed ? (uint16_t)plan->languages.len : 1;
    lists->may_meet = true;
    for (l = 0; l < plan->languages.len; l++) {
        pdx_ord class_ord;
        lists->groups[l] = (uint16_t)l;
        PDX_TRY(pdx_segment_class(scan->segment, plan->languages.data[l], pdx_plan_form(plan, node, l)->stem, &class_ord, err));
        if (class_ord == PDX_NO_ORD) continue;
        if (!positions) {
            PDX_TRY(add_class(lists, scan, class_ord, err));
            continue;
        }
        PDX_TRY(pdx_segment_class_size(scan->segment, class_ord, &n, err));
        for (i = 0; i < n; i++) {
            pdx_ord ord;
            PDX_TRY(pdx_segment_class_member(scan->segment, class_ord, i, &ord, err));
            PDX_TRY(add_term(lists, scan, ord, mixed ? (uint16_t)l : PDX_ALL_LANGUAGES, key, err));
        }
    }
    return PDX_OK;
}

static pdx_status expand(const pdx_scan *scan, const pdx_node *node, const pdx_form *form, pdx_ords *ords, pdx_error *err) {
    size_t i;
    if (form->base.len == 0) return PDX_OK;
    switch ((pdx_node_kind)node->kind) {
    case PDX_NODE_PREFIX:
        return pdx_expand_prefix(scan->plan, scan->segment, form->base, ords, err);
    case PDX_NODE_WILDCARD:
        return pdx_expand_wildcard(scan->plan, scan->segment, form->base, ords, err);
    case PDX_NODE_FUZZY:
        for (i = 0; i < form->n_bases; i++) PDX_TRY(pdx_expand_base(scan->segment, form->bases[i], ords, err));
        return PDX_OK;
    default:
        return pdx_expand_base(scan->segment, form->base, ords, err);
    }
}

/* The number of the first language that folds the word as language `l` does. */
static size_t first_alike(const pdx_plan *plan, const pdx_node *node, size_t l) {
    size_t first = 0;
    while (!pdx_span_equal(pdx_plan_form(plan, node, first)->base, pdx_plan_form(plan, node, l)->base)) first++;
    return first;
}

static pdx_status add_exact(pdx_lists *lists, pdx_scan *scan, const pdx_node *node, pdx_ords *ords, pdx_buf *key,
                            pdx_error *err) {
    const pdx_plan *plan = scan->plan;
    size_t l, i;
    for (l = 0; l < plan->languages.len; l++) {
        const size_t first = first_alike(plan, node, l);
        lists->groups[l] = first < l ? lists->groups[first] : lists->n_groups++;
    }
    lists->may_meet = node->kind != PDX_NODE_WORD;
    for (l = 0; l < plan->languages.len; l++) {
        if (first_alike(plan, node, l) < l) continue;
        ords->len = 0;
        PDX_TRY(expand(scan, node, pdx_plan_form(plan, node, l), ords, err));
        for (i = 0; i < ords->len; i++) {
            const uint16_t group = lists->n_groups > 1 ? lists->groups[l] : PDX_ALL_LANGUAGES;
            PDX_TRY(pdx_plan_pulse(scan->plan, err));
            PDX_TRY(add_term(lists, scan, ords->data[i], group, key, err));
        }
    }
    return PDX_OK;
}

/* Puts every list on its first document. */
static pdx_status start(pdx_lists *lists, pdx_error *err) {
    const size_t n = lists->lists.len;
    size_t i;
    lists->here_doc = PDX_NO_DOC;
    lists->heap = pdx_resize_array(NULL, n, sizeof *lists->heap);
    lists->here = pdx_resize_array(NULL, n + 1, sizeof *lists->here);
    if (lists->heap == NULL || lists->here == NULL) return pdx_fail_memory(err);
    for (i = 0; i < n; i++) {
        pdx_list *list = &lists->lists.data[i];
        if (pdx_postings_next(&list->postings)) {
            lists->heap[lists->heap_len++] = (uint32_t)i;
        } else if (list->postings.status != PDX_OK) {
            return damage(list, err);
        }
    }
    for (i = lists->heap_len / 2; i > 0; i--) sift_down(lists, i - 1);
    return PDX_OK;
}

pdx_status pdx_lists_open(pdx_lists *lists, pdx_scan *scan, const pdx_node *node, bool positions, pdx_error *err) {
    const bool stemmed = node->stemmed && scan->plan->options->stemmer != NULL;
    pdx_status status;
    pdx_ords ords;
    pdx_buf key;
    memset(lists, 0, sizeof *lists);
    lists->groups = pdx_arena_array(&scan->arena, scan->plan->languages.len, sizeof *lists->groups);
    if (lists->groups == NULL) return pdx_fail_memory(err);
    PDX_VEC_INIT(&ords);
    pdx_buf_init(&key);
    if (stemmed) {
        status = add_stemmed(lists, scan, node, positions, &key, err);
    } else {
        status = add_exact(lists, scan, node, &ords, &key, err);
    }
    PDX_VEC_DEINIT(&ords);
    pdx_buf_deinit(&key);
    return status == PDX_OK ? start(lists, err) : status;
}

void pdx_lists_deinit(pdx_lists *lists) {
    PDX_VEC_DEINIT(&lists->lists);
    pdx_free(lists->heap);
    pdx_free(lists->here);
    lists->heap = lists->here = NULL;
}
