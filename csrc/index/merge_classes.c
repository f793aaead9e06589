#include "index/merge_insides.h"
#include "index/stem_classes.h"

/* A stem class of the whole has, of each segment's posts, those that the class of the same stem has there: lists are put together from lists, and
 * nobody looks at positions. */

enum { AT_ONCE = PDX_LIMIT(1 << 20, 64) }; /* bytes of lists that are put aside together */

static void count_tell(void *context, pdx_ord ord, uint32_t *n_docs, uint32_t *n_posts) {
    const pdx_merger *m = context;
    *n_docs = m->counts.data[ord].n_docs;
    *n_posts = m->counts.data[ord].n_posts;
}

static pdx_status lists_open(pdx_merger *m, pdx_lang language, pdx_span stem, pdx_error *err) {
    m->n_open = 0;
    for (uint32_t i = 0; i < m->n; i++) {
        pdx_merge_branch *branch = &m->branches[i];
        pdx_list_place place;
        pdx_ord class;
        PDX_TRY(pdx_segment_class(branch->segment, language, stem, &class, err));
        if (class == PDX_NO_ORD) continue;
        PDX_TRY(pdx_segment_class_place(branch->segment, class, &place, err));
        PDX_TRY(pdx_merge_list_open(m, branch, &place, err));
    }
    return PDX_OK;
}

static pdx_status lists_aside(pdx_merger *m, size_t more_than, pdx_error *err) {
    if (m->classes.lists.len <= more_than) return PDX_OK;
    m->classes.lists_taken += m->classes.lists.len;
    return pdx_spill_take(&m->spills[PDX_MERGE_CLASS_LISTS], &m->classes.lists, err);
}

static pdx_status class_list(void *context, pdx_lang language, pdx_span stem, const uint64_t *members, size_t n, pdx_classes_writer *writer,
                             pdx_error *err) {
    pdx_merger *m = context;
    pdx_merge_branch *branch;
    uint32_t limit;
    (void)members, (void)n;
    PDX_TRY(lists_open(m, language, stem, err));
    if (m->n_open == 0) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a segment has words of a stem and no class of them");
    while ((branch = pdx_merge_list_first(m, &limit)) != NULL) {
        while (branch->number < limit) {
            if (branch->number >= m->docs.n_posts) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a class has what is no post");
            pdx_classes_writer_add(writer, branch->number, branch->list.frequencies);
            PDX_TRY(pdx_merge_list_next(branch, err));
        }
    }
    return lists_aside(m, AT_ONCE, err);
}

pdx_status pdx_merge_classes(pdx_merger *m, const pdx_stemmer *stemmer, const pdx_tick *tick, pdx_error *err) {
    const pdx_class_source source = {.keys = m->terms.data, .n_terms = (uint32_t)m->terms.len, .spread = m->spread.data, .context = m,
                                     .count = count_tell, .list = class_list, .alone = m->by_language.len == 1 && m->docs.n_docs == m->docs.n_posts};
    for (size_t i = 0; i < m->by_language.len; i++) {
        PDX_TRY(pdx_stem_classes_write(&source, &m->by_language.data[i], stemmer, tick, &m->classes, err));
        pdx_classes_writer_language(&m->classes, m->by_language.data[i].language);
        if (m->classes.failed) return pdx_fail_memory(err);
    }
    return lists_aside(m, 0, err);
}
