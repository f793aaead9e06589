#include "index/class_list.h"

#include <stdlib.h>

bool pdx_class_list_init(pdx_class_list *list, const pdx_class_source *source) {
    memset(list, 0, sizeof *list);
    list->source = source;
    pdx_log_doc_init(&list->doc);
    list->sums = pdx_alloc_zero(source->n_posts, sizeof *list->sums);
    return list->sums != NULL;
}

void pdx_class_list_deinit(pdx_class_list *list) {
    pdx_free(list->sums);
    PDX_VEC_DEINIT(&list->posts);
    PDX_VEC_DEINIT(&list->occurrences);
    pdx_log_doc_deinit(&list->doc);
}

static bool sum_add(pdx_class_list *list, uint32_t post, unsigned group, uint32_t frequency) {
    pdx_class_sum *sum = &list->sums[post];
    uint32_t all = 0;
    int g;
    for (g = 0; g <= PDX_GROUP_COUNT; g++) all |= sum->frequencies[g];
    if (all == 0 && frequency > 0 && !PDX_VEC_PUSH(&list->posts, post)) return false;
    sum->frequencies[group] += frequency;
    return true;
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
    unsigned g;
    for (g = 0; g <= PDX_GROUP_COUNT; g++) {
        if (!sum_add(list, post, g, list->doc.frequencies[g])) return false;
    }
    return true;
}

static bool member_add(pdx_class_list *list, pdx_lang language, pdx_ord member, bool by_position) {
    const pdx_class_source *source = list->source;
    pdx_log_reader reader;
    pdx_log_reader_start(&reader, &source->terms[member]->log);
    while (pdx_log_reader_more(&reader)) {
        const pdx_doc_note *note;
        if (!pdx_log_reader_next(&reader, &list->doc)) return false;
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
        if (i > 0 && one->place == one[-1].place) continue;
        if (!sum_add(list, (uint32_t)(one->place >> 32), one->group, 1)) return false;
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

static bool members_sum(pdx_class_list *list, pdx_lang language, const uint64_t *members, size_t n) {
    const bool by_position = n > 1 && has_joined(list, members, n);
    size_t i;
    for (i = 0; i < n; i++) {
        if (!member_add(list, language, (pdx_ord)members[i], by_position)) return false;
    }
    if (by_position && !occurrences_sum(list)) return false;
    /* One member's posts ascend as they are. */
    if (n > 1 && list->posts.len > 1) qsort(list->posts.data, list->posts.len, sizeof *list->posts.data, post_compare);
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
    }
    return true;
}
