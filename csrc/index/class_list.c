#include "index/class_list.h"

void pdx_class_list_init(pdx_class_list *list, const pdx_term_runs *runs, const pdx_lang *languages, const bool *spread, uint32_t n_all_posts) {
    memset(list, 0, sizeof *list);
    list->runs = runs;
    list->languages = languages;
    list->spread = spread;
    list->n_all_posts = n_all_posts;
}

void pdx_class_list_deinit(pdx_class_list *list) {
    PDX_VEC_DEINIT(&list->members);
    PDX_VEC_DEINIT(&list->picked);
    pdx_run_room_deinit(&list->room);
}

/* The occurrences of a member in posts. */
static pdx_run posts_run(const pdx_class_list *list, uint64_t member) {
    const pdx_term_runs *runs = list->runs;
    const pdx_occurrence end = (pdx_occurrence)list->n_all_posts << PDX_RUN_DOC_SHIFT;
    pdx_run run;
    size_t low, high;
    run.begin = runs->all + runs->begins[member];
    low = 0;
    high = runs->begins[member + 1] - runs->begins[member];
    if (high > 0 && run.begin[high - 1] < end) low = high;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (run.begin[middle] < end) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    run.end = run.begin + low;
    return run;
}

/* Documents with an occurrence in a scoring group. */
static uint32_t scored_count(pdx_run run) {
    uint32_t before = PDX_RUN_DOCS_MAX, n = 0; /* no document */
    for (; run.begin < run.end; run.begin++) {
        const uint32_t doc = pdx_occurrence_group(*run.begin) != PDX_GROUP_NONE ? pdx_occurrence_doc(*run.begin) : before;
        n += doc != before;
        before = doc;
    }
    return n;
}

void pdx_class_list_count(void *list, pdx_ord ord, uint32_t *n_docs, uint32_t *n_posts) {
    const pdx_run run = posts_run(list, ord);
    pdx_occurrence before = UINT64_MAX, none = 0; /* no document */
    const pdx_occurrence *at;
    uint32_t n = 0;
    for (at = run.begin; at < run.end; at++) {
        n += (*at ^ before) >> PDX_RUN_DOC_SHIFT != 0;
        none |= pdx_occurrence_group(*at) == PDX_GROUP_NONE;
        before = *at;
    }
    *n_docs = n;
    *n_posts = none == 0 ? n : scored_count(run); /* hardly any is without a group */
}

/* Room for whatever is picked of the members, so that it does not move. */
static bool picked_reserve(pdx_class_list *list, const uint64_t *members, size_t n) {
    const uint32_t *begins = list->runs->begins;
    size_t all = 0, i;
    for (i = 0; i < n; i++) {
        if (list->spread[members[i]]) all += begins[members[i] + 1] - begins[members[i]];
    }
    list->picked.len = 0;
    return PDX_VEC_RESERVE(&list->picked, all);
}

static pdx_run language_pick(pdx_class_list *list, pdx_lang language, pdx_run run) {
    const size_t before = list->picked.len;
    pdx_run picked;
    for (; run.begin < run.end; run.begin++) {
        if (list->languages[pdx_occurrence_doc(*run.begin)] == language) list->picked.data[list->picked.len++] = *run.begin;
    }
    picked.begin = PDX_VEC_AT(&list->picked, before);
    picked.end = PDX_VEC_AT(&list->picked, list->picked.len);
    return picked;
}

static bool runs_collect(pdx_class_list *list, pdx_lang language, const uint64_t *members, size_t n) {
    size_t i;
    list->members.len = 0;
    if (!PDX_VEC_RESERVE(&list->members, n) || !picked_reserve(list, members, n)) return false;
    for (i = 0; i < n; i++) {
        const pdx_run run = posts_run(list, members[i]);
        list->members.data[list->members.len++] = list->spread[members[i]] ? language_pick(list, language, run) : run;
    }
    return true;
}

/* What stands at one position, a word and a joined form that begins with it, counts once. */
static void postings_write(pdx_run run, pdx_classes_writer *writer) {
    while (run.begin < run.end) {
        const uint32_t doc = pdx_occurrence_doc(*run.begin);
        uint32_t frequencies[PDX_GROUP_COUNT + 1] = {0};
        do {
            const pdx_occurrence one = *run.begin++;
            if (run.begin == run.end || *run.begin != one) frequencies[pdx_occurrence_group(one)]++;
        } while (run.begin < run.end && pdx_occurrence_doc(*run.begin) == doc);
        pdx_classes_writer_add(writer, doc, frequencies);
    }
}

pdx_status pdx_class_list_write(void *context, pdx_lang language, pdx_span stem, const uint64_t *members, size_t n, pdx_classes_writer *writer,
                                pdx_error *err) {
    pdx_class_list *list = context;
    pdx_run whole;
    (void)stem;
    if (!runs_collect(list, language, members, n) || !pdx_runs_merge(list->members.data, list->members.len, &list->room, &whole)) {
        return pdx_fail_memory(err);
    }
    postings_write(whole, writer);
    return PDX_OK;
}
