#include "segment/docs_merge.h"
#include "segment/segment_docs_writer.h"

/* Parts of a post name appearances by how far they are from the least. Where some of those between are left out, that is another distance. */

typedef PDX_VEC(pdx_doc_part) doc_parts;

/* The parts of a post with the numbers that appearances have afterwards. *least: of these; *moved: whether some are nearer to it than they were. */
static pdx_status parts_renumber(const pdx_doc_run *run, pdx_doc doc, uint32_t n, doc_parts *parts, uint32_t *least, bool *moved, pdx_error *err) {
    const pdx_renumbering *to = run->appearances;
    uint32_t shift = 0;
    parts->len = 0;
    *moved = false;
    if (!PDX_VEC_RESERVE(parts, n)) return pdx_fail_memory(err);
    for (uint32_t i = 0; i < n; i++) {
        pdx_doc_part *part = &parts->data[i];
        uint32_t before;
        PDX_TRY(pdx_segment_part(run->segment, doc, i, part, err));
        before = part->appearance;
        part->appearance = to->number(to->context, before);
        if (i == 0) shift = before - part->appearance;
        *moved = *moved || before - part->appearance != shift;
        *least = i == 0 || part->appearance < *least ? part->appearance : *least;
    }
    parts->len = n;
    return PDX_OK;
}

/* Document number `number` of all. */
static pdx_status doc_renumber(pdx_docs_merge *merge, const pdx_doc_run *run, pdx_doc doc, uint32_t number, doc_parts *parts, pdx_error *err) {
    pdx_doc_moved each = {.number = number, .begin = merge->moved_parts.len};
    uint32_t n, least = 0;
    bool moved;
    PDX_TRY(pdx_segment_several_appearances(run->segment, doc, &n, &each.len_before, &moved, err));
    if (!moved) return PDX_OK;
    PDX_TRY(parts_renumber(run, doc, n, parts, &least, &moved, err));
    if (!moved) return PDX_OK;
    pdx_parts_put(&merge->moved_parts, parts->data, n, least);
    each.end = merge->moved_parts.len;
    return !merge->moved_parts.failed && PDX_VEC_PUSH(&merge->moved, each) ? PDX_OK : pdx_fail_memory(err);
}

pdx_status pdx_docs_merge_renumber(pdx_docs_merge *merge, const pdx_tick *tick, pdx_error *err) {
    doc_parts parts = {0};
    uint32_t first = 0;
    pdx_status status = PDX_OK;
    for (size_t r = 0; r < merge->n_runs && first < merge->n_posts; first += merge->runs[r++].n) {
        const pdx_doc_run *run = &merge->runs[r];
        for (uint32_t i = 0; status == PDX_OK && run->appearances != NULL && i < run->n; i++) {
            if (i % 1024 == 0) status = pdx_tick_step(tick, first + i, merge->n_posts, err);
            if (status == PDX_OK) status = doc_renumber(merge, run, run->first + i, first + i, &parts, err);
        }
    }
    PDX_VEC_DEINIT(&parts);
    return status;
}

void pdx_docs_merge_deinit(pdx_docs_merge *merge) {
    PDX_VEC_DEINIT(&merge->moved);
    pdx_buf_deinit(&merge->moved_parts);
}
