#include <stdio.h>

#include "archive/model/contents.h"
#include "base/alloc.h"
#include "study/counts.h"

enum { POSTS_PER_TICK = PDX_LIMIT(512, 4) };

/* Counts of what posts carry. Each kind adds the rows of one post; a tag is shown as it was printed first. */

/* `rows`: of each label one more than its row; 0: its text has not been asked for yet. */
static pdx_status add_labels(pdx_counts *counts, const pdx_archive *archive, uint32_t post, bool categories, uint32_t *rows, pdx_error *err) {
    const archive_post *p = archive_post_at(archive, post);
    const uint32_t first = categories ? p->n_tags : 0;
    const uint32_t n = categories ? p->n_categories : p->n_tags;
    uint32_t i;
    for (i = 0; i < n; i++) {
        const uint32_t label = archive_post_item(archive, post, first + i)->label;
        if (rows[label] == 0) {
            PDX_TRY(study_counts_row(counts, archive_item_text(archive, archive_label_item(archive, label)), &rows[label], err));
            rows[label]++;
        }
        study_counts_raise(counts, rows[label] - 1, 1, post);
    }
    return PDX_OK;
}

static pdx_status add_month(pdx_counts *counts, const pdx_archive *archive, uint32_t post, pdx_error *err) {
    const uint32_t published = archive_post_at(archive, post)->published;
    char month[16] = "";
    if (published != PDX_NONE) {
        const pdx_date *date = &archive_appearance_at(archive, published)->published;
        if (date->year != 0 && date->month != 0) (void)snprintf(month, sizeof month, "%04d-%02u", (int)date->year, (unsigned)date->month);
    }
    return study_counts_add(counts, pdx_span_str(month), 1, post, err);
}

/* Words by role, over the post as the index has it. */
static pdx_status add_parts(pdx_counts *counts, const pdx_archive *archive, uint32_t post, pdx_error *err) {
    const pdx_snapshot *snapshot = archive->snapshot;
    uint32_t segment, i;
    pdx_doc doc;
    pdx_doc_info info;
    if (!pdx_snapshot_post_place(snapshot, post, &segment, &doc)) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "post %u is not in the index", (unsigned)post);
    }
    PDX_TRY(pdx_segment_doc(pdx_snapshot_segment(snapshot, segment), doc, &info, err));
    for (i = 0; i < info.n_parts; i++) {
        pdx_doc_part part;
        PDX_TRY(pdx_segment_part(pdx_snapshot_segment(snapshot, segment), doc, i, &part, err));
        PDX_TRY(study_counts_add(counts, pdx_span_str(pdx_role_name((pdx_role)part.role)), part.n_positions, post, err));
    }
    return PDX_OK;
}

static pdx_status add_source(pdx_counts *counts, pdx_span name, uint32_t post, pdx_error *err) {
    pdx_buf written;
    pdx_status status;
    if (pdx_text_is_well_formed(name)) return study_counts_add(counts, name, 1, post, err);
    pdx_buf_init(&written);
    pdx_name_append(name, &written);
    status = written.failed ? pdx_fail_memory(err) : study_counts_add(counts, pdx_buf_view(&written), 1, post, err);
    pdx_buf_deinit(&written);
    return status;
}

static pdx_status add_sources(pdx_counts *counts, const pdx_archive *archive, uint32_t post, pdx_error *err) {
    const archive_post *p = archive_post_at(archive, post);
    uint32_t i;
    for (i = 0; i < p->n_appearances; i++) {
        const archive_page *page = archive_page_of(archive, archive_post_appearance(archive, post, i));
        PDX_TRY(add_source(counts, archive_source_at(archive, page->source)->name, post, err));
    }
    return PDX_OK;
}

static pdx_status add_language(pdx_counts *counts, const pdx_archive *archive, uint32_t post, pdx_error *err) {
    const pdx_lang language = archive_post_at(archive, post)->language;
    const char code[2] = {(char)(language >> 8), (char)(language & 0xFF)};
    return study_counts_add(counts, pdx_span_of(code, language == PDX_LANG_NONE ? 0 : 2), 1, post, err);
}

static pdx_status add_post(pdx_counts *counts, const pdx_archive *archive, uint32_t post, pdx_facet facet, uint32_t *label_rows, pdx_error *err) {
    switch (facet) {
        case PDX_FACET_TAG: return add_labels(counts, archive, post, false, label_rows, err);
        case PDX_FACET_CATEGORY: return add_labels(counts, archive, post, true, label_rows, err);
        case PDX_FACET_MONTH: return add_month(counts, archive, post, err);
        case PDX_FACET_PART: return add_parts(counts, archive, post, err);
        case PDX_FACET_SOURCE: return add_sources(counts, archive, post, err);
        case PDX_FACET_LANGUAGE: return add_language(counts, archive, post, err);
    }
    return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "no such facet");
}

typedef struct post_list {
    uint32_t (*get)(const void *from, size_t i);
    const void *from;
    size_t n;
} post_list;

static pdx_status posts_count(pdx_counts *counts, const pdx_archive *rows, post_list posts, pdx_facet facet, const pdx_tick *tick, pdx_error *err) {
    uint32_t *label_rows = pdx_alloc_zero(rows->label_items.len + 1, sizeof *label_rows);
    pdx_status status = label_rows == NULL ? pdx_fail_memory(err) : PDX_OK;
    for (size_t i = 0; i < posts.n && status == PDX_OK; i++) {
        archive_pass_rest(rows);
        if (i % POSTS_PER_TICK == 0) status = pdx_tick_step(tick, i, posts.n, err);
        if (status == PDX_OK) status = add_post(counts, rows, posts.get(posts.from, i), facet, label_rows, err);
    }
    pdx_free(label_rows);
    return status == PDX_OK ? archive_sound(rows, err) : status;
}

static pdx_status count_facet(const pdx_archive *archive, post_list posts, pdx_facet facet, const pdx_tick *tick, pdx_counts **out,
                              pdx_error *err) {
    const pdx_archive *rows;
    pdx_status status;
    *out = NULL;
    PDX_TRY(archive_labels_ready(archive, err));
    PDX_TRY(pdx_counts_new(out, err));
    status = archive_pass_begin(archive, &rows, err);
    if (status == PDX_OK) status = posts_count(*out, rows, posts, facet, tick, err);
    archive_pass_end(rows);
    if (status == PDX_OK) status = pdx_counts_sort(*out, tick, err);
    if (status == PDX_OK) return PDX_OK;
    pdx_counts_free(*out);
    *out = NULL;
    return status;
}

static uint32_t post_of_view(const void *from, size_t i) { return pdx_view_post(from, (uint32_t)i); }
static uint32_t post_of_hits(const void *from, size_t i) { return pdx_hits_get(from, i).post; }

pdx_status pdx_view_facet(const pdx_view *view, pdx_facet facet, const pdx_tick *tick, pdx_counts **out, pdx_error *err) {
    const post_list posts = {post_of_view, view, view->n_posts};
    return count_facet(view->archive, posts, facet, tick, out, err);
}

pdx_status pdx_hits_facet(pdx_hits *hits, pdx_facet facet, const pdx_tick *tick, pdx_counts **out, pdx_error *err) {
    post_list posts = {post_of_hits, hits, 0};
    PDX_TRY(pdx_hits_reach(hits, SIZE_MAX, tick, &posts.n, err));
    return count_facet(pdx_view_archive(pdx_hits_view(hits)), posts, facet, tick, out, err);
}
