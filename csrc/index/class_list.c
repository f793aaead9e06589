#include "index/class_list.h"

#include <stdlib.h>

/* Of more posts than one in so many, the order is read off a set. */
enum { SPARSE = 64 };

bool pdx_class_list_init(pdx_class_list *list, const pdx_class_source *source) {
    memset(list, 0, sizeof *list);
    list->source = source;
    pdx_log_doc_init(&list->doc);
    list->sums = pdx_alloc_zero(source->n_posts, sizeof *list->sums);
    return pdx_bitmap_init(&list->present, source->n_posts, false) && list->sums != NULL;
}

void pdx_class_list_deinit(pdx_class_list *list) {
    pdx_free(list->sums);
    pdx_bitmap_deinit(&list->present);
    PDX_VEC_DEINIT(&list->posts);
    PDX_VEC_DEINIT(&list->occurrences);
    pdx_log_doc_deinit(&list->doc);
}

/* The sum of a post, which from now on belongs to the class; NULL: out of memory. */
static pdx_class_sum *post_sum(pdx_class_list *list, uint32_t post) {
    if (!pdx_bitmap_has(&list->present, post)) {
        if (!PDX_VEC_PUSH(&list->posts, post)) return NULL;
        pdx_bitmap_set(&list->present, post);
    }
    return &list->sums[post];
}

static bool occurrences_add(pdx_class_list *list, uint32_t post) {
    const pdx_log_doc *doc = &list->doc;
    size_t i;
    for (i = 0; i < doc->positions.len; i++) {
        pdx_class_occurrence one;
        one.place = (uint64_t)post << 32 | doc->positions.data[i];
        one.group = doc->groups.data[i];
        if (!PDX_VEC_PUSH(&list->occurrences, one)) return false;
    }
    return true;
}

static bool frequencies_add(pdx_class_list *list, uint32_t post) {
    pdx_class_sum *sum = post_sum(list, post);
    unsigned g;
    if (sum == NULL) return false;
    for (g = 0; g <= PDX_GROUP_COUNT; g++) sum->frequencies[g] += list->doc.frequencies[g];
    return true;
}

static bool member_add(pdx_class_list *list, pdx_lang language, pdx_ord member, bool by_position) {
    const pdx_class_source *source = list->source;
    pdx_log_reader reader;
    pdx_log_reader_start(&reader, &source->terms[member]->log);
    while (pdx_log_reader_more(&reader)) {
        const pdx_doc_note *note;
        if (!by_position) {
            pdx_log_reader_count(&reader, &list->doc);
        } else if (!pdx_log_reader_next(&reader, &list->doc)) {
            return false;
        }
        note = &source->notes[list->doc.doc];
        if (note->remainder || note->language != language) continue;
        if (!(by_position ? occurrences_add(list, note->number) : frequencies_add(list, note->number))) return false;
    }
    return true;
}

static int occurrence_compare(const void *a, const void *b) {
    const pdx_class_occurrence *x = a, *y = b;
    return x->place < y->place ? -1 : x->place > y->place;
}

static int post_compare(const void *a, const void *b) {
    const uint32_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

/* Equal starts count once. */
static bool occurrences_sum(pdx_class_list *list) {
    size_t i;
    if (list->occurrences.len > 1) {
        qsort(list->occurrences.data, list->occurrences.len, sizeof *list->occurrences.data, occurrence_compare);
    }
    for (i = 0; i < list->occurrences.len; i++) {
        const pdx_class_occurrence *one = &list->occurrences.data[i];
        pdx_class_sum *sum;
        if (i > 0 && one->place == one[-1].place) continue;
        sum = post_sum(list, (uint32_t)(one->place >> 32));
        if (sum == NULL) return false;
        sum->frequencies[one->group]++;
    }
    list->occurrences.len = 0;
    return true;
}

/* Two terms can stand at one position only when one of them is a joined form. */
static bool has_joined(const pdx_class_list *list, const uint64_t *members, size_t n) {
    const pdx_class_source *source = list->source;
    size_t i;
    for (i = 0; i < n; i++) {
        const pdx_span key = pdx_term_entry_key(source->terms[members[i]]);
        if (key.len > 0 && memchr(key.data, PDX_JOINED_MARK, key.len) != NULL) return true;
    }
    return false;
}

/* Many are read off the set of those present; for few, sorting costs less than a walk over the set. */
static void posts_sort(pdx_class_list *list) {
    size_t n = 0;
    uint32_t post;
    if (list->posts.len < list->present.n / SPARSE) {
        qsort(list->posts.data, list->posts.len, sizeof *list->posts.data, post_compare);
        return;
    }
    for (post = pdx_bitmap_next(&list->present, 0); post < list->present.n; post = pdx_bitmap_next(&list->present, post + 1)) {
        list->posts.data[n++] = post;
    }
}

static bool members_sum(pdx_class_list *list, pdx_lang language, const uint64_t *members, size_t n) {
    const bool by_position = n > 1 && has_joined(list, members, n);
    size_t i;
    for (i = 0; i < n; i++) {
        if (!member_add(list, language, (pdx_ord)members[i], by_position)) return false;
    }
    if (by_position && !occurrences_sum(list)) return false;
    if (n > 1) posts_sort(list); /* one member's ascend as they are */
    return true;
}

bool pdx_class_list_write(pdx_class_list *list, pdx_lang language, const uint64_t *members, size_t n,
                          pdx_classes_writer *writer) {
    size_t i;
    list->posts.len = list->occurrences.len = 0;
    if (!members_sum(list, language, members, n)) return false;
    for (i = 0; i < list->posts.len; i++) {
        pdx_class_sum *sum = &list->sums[list->posts.data[i]];
        pdx_classes_writer_add(writer, list->posts.data[i], sum->frequencies);
        memset(sum, 0, sizeof *sum);
        pdx_bitmap_clear(&list->present, list->posts.data[i]);
    }
    return true;
}
