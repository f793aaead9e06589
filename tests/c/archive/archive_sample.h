/* A small archive of a page and of rows, and a walk that reads all that an archive says, through the seam: for tests and fuzz targets that
 * ask whether saved bytes, altered in whatever way, can be read. */
#ifndef PDX_TESTS_ARCHIVE_SAMPLE_H
#define PDX_TESTS_ARCHIVE_SAMPLE_H

#include <string.h>

#include "postdex.h"

static const char sample_page[] =
    "Notes from the mill\n\nThe wheel turns again\n\nMay 3, 2019\n\nThe miller has mended the wheel before 4 May 2019.\n\nTags: Mill, River\n\nContinue reading\n\n"
    "A bridge of boats\n\nMay 2, 2019\n\nBoats were tied up in a row where the bridge had been.\n\nTags: River, Works\n\nContinue reading\n\n"
    "Rain for a week\n\nMay 1, 2019\n\nIt rained on the mill, on the river and on the boats.\n\nTags: Weather\n\nContinue reading\n\nOlder posts\n";
static const char sample_rows[] =
    "{\"title\":\"The mill on the river\",\"text\":\"An old mill.\\n\\nThe river\\u2019s mill turns.\",\"tags\":[\"Mill\",\"River\"],\"date\":\"2019-02-03\"}\n"
    "{\"title\":\"Rain for a week\",\"text\":\"Nothing of note.\",\"categories\":[\"Works\"],\"author\":\"Ann Rook\"}\n";

/* The page is left out unless `all`. */
static inline pdx_status sample_build(bool all, pdx_archive **out) {
    const pdx_build_options options = {.use_lexicon = true, .n_threads = 1};
    const pdx_source_facts facts[2] = {{pdx_span_str("town/page.txt"), pdx_span_str("https://mill.example/2019/"), 18050}, {pdx_span_str("town/rows.jsonl"), {NULL, 0}, PDX_DAY_UNKNOWN}};
    pdx_builder *builder;
    pdx_status status = pdx_builder_new(&options, &builder, NULL);
    *out = NULL;
    if (status != PDX_OK) return status;
    if (all) status = pdx_builder_add(builder, &facts[0], pdx_span_str(sample_page), NULL, NULL);
    if (status == PDX_OK) status = pdx_builder_add(builder, &facts[1], pdx_span_str(sample_rows), NULL, NULL);
    if (status == PDX_OK) status = pdx_builder_finish(builder, NULL, NULL, out, NULL);
    pdx_builder_free(builder);
    return status;
}

/* Reads all that an archive says, through the seam; gives a sum of it. Whether something said that it could not: */
static bool sample_failed;
static uint64_t sample_walk_pages(const pdx_archive *archive) {
    const pdx_archive_info info = pdx_archive_describe(archive);
    uint64_t sum = info.n_bytes + info.n_words + info.n_gap_bytes;
    for (uint32_t i = 0; i < info.n_sources; i++) {
        const pdx_source_info source = pdx_archive_source(archive, i);
        pdx_span bytes = {0};
        if (pdx_archive_source_bytes(archive, i, &bytes, NULL) != PDX_OK) return sample_failed = true;
        for (size_t k = 0; k < bytes.len; k++) sum = sum * 31 + bytes.data[k];
        sum += source.name.len + source.url.len + (uint64_t)source.captured + source.n_pages + strlen(source.form);
    }
    for (uint32_t i = 0; i < info.n_pages; i++) {
        const pdx_page_info p = pdx_archive_page(archive, i);
        const pdx_span text = pdx_archive_layer(archive, p.layer).text;
        for (size_t k = 0; k < text.len; k++) sum = sum * 31 + text.data[k];
        sum = sum * 31 + p.n_parts + p.heading + p.why + strlen(p.kind) + strlen(p.order) + strlen(p.language) + (uint64_t)pdx_layer_is_well_formed(archive, p.layer);
        for (uint32_t k = 0; k < p.n_parts; k++) {
            const pdx_part_info part = pdx_page_part_at(archive, i, k);
            const pdx_range at = pdx_layer_source_range(archive, p.layer, part.range);
            uint32_t target;
            if (pdx_part_target(archive, i, k, NULL, &target, NULL) != PDX_OK) return sample_failed = true;
            sum = sum * 31 + part.role + part.range.end + at.end + pdx_layer_line(archive, p.layer, part.range.begin) + pdx_layer_chars(archive, p.layer, part.range.end) +
                  strlen(pdx_role_name((pdx_role)part.role)) + target + part.why;
        }
    }
    return sum;
}

static uint64_t sample_walk_posts(const pdx_archive *archive) {
    const pdx_archive_info info = pdx_archive_describe(archive);
    uint64_t sum = 0;
    if (pdx_archive_know_titles(archive, NULL, NULL) != PDX_OK) return sample_failed = true;
    for (uint32_t i = 0; i < info.n_appearances; i++) {
        const pdx_appearance_info a = pdx_archive_appearance(archive, i);
        sum = sum * 31 + a.page + a.post + a.title + a.range.end + a.author.begin + a.date_printed.begin + a.why;
    }
    for (uint32_t i = 0; i < info.n_posts; i++) {
        const pdx_post_info post = pdx_archive_post(archive, i);
        uint32_t layer, alike = i;
        sum = sum * 31 + post.n_words + strlen(pdx_post_published(archive, i).iso) + (uint64_t)post.not_before + (uint64_t)post.before + strlen(post.language) + pdx_post_place(archive, i, &layer).end;
        for (uint32_t k = 0; k < post.n_appearances; k++) sum += pdx_post_appearance(archive, i, k);
        for (uint32_t k = 0; k < post.n_tags; k++) sum = sum * 31 + pdx_post_tag(archive, i, k).range.end;
        for (uint32_t k = 0; k < post.n_categories; k++) sum = sum * 31 + pdx_post_category(archive, i, k).range.begin;
        for (uint32_t k = 0; k < post.n_bound_evidence; k++) sum = sum * 31 + (uint64_t)pdx_post_bound(archive, i, k).day + strlen(pdx_post_bound(archive, i, k).reason);
        for (alike = pdx_post_alike(archive, i, i); alike != PDX_NONE; alike = pdx_post_alike(archive, i, alike)) sum += alike;
    }
    return sum;
}

/* Errors are answers too, where the index is damaged. */
static uint64_t sample_walk_words(pdx_archive *archive) {
    static const char *const queries[] = {"mill", "river OR boats", "\"the wheel\"", "tag:River", "date:2019-02..2019-05", "b* -rain"};
    const pdx_query_settings settings = pdx_query_settings_default();
    uint64_t sum = 0;
    pdx_view *view;
    if (pdx_view_all(archive, &view, NULL) != PDX_OK) return sample_failed = true;
    for (size_t q = 0; q < PDX_COUNTOF(queries); q++) {
        pdx_hits *hits;
        size_t have = 0;
        if (pdx_view_search(view, pdx_span_str(queries[q]), &settings, &hits, NULL) != PDX_OK) {
            sample_failed = true;
            continue;
        }
        if (pdx_hits_reach(hits, 20, NULL, &have, NULL) == PDX_OK) {
            for (size_t k = 0; k < have; k++) {
                pdx_snippet_info snippet;
                sum = sum * 31 + pdx_hits_get(hits, k).post + (uint64_t)(1e9 * pdx_hits_get(hits, k).score);
                if (pdx_hits_snippet(hits, k, 60, NULL, &snippet, NULL) == PDX_OK) sum += snippet.range.begin;
                else sample_failed = true;
            }
        } else {
            sample_failed = true;
        }
        pdx_hits_release(hits);
    }
    for (int facet = PDX_FACET_TAG; facet <= PDX_FACET_LANGUAGE; facet++) {
        pdx_counts *counts;
        if (pdx_view_facet(view, (pdx_facet)facet, NULL, &counts, NULL) != PDX_OK) {
            sample_failed = true;
            continue;
        }
        for (size_t i = 0; i < pdx_counts_n(counts); i++) sum = sum * 31 + pdx_counts_get(counts, i).count + pdx_counts_get(counts, i).key.len;
        pdx_counts_free(counts);
    }
    pdx_view_release(view);
    return sum;
}

static inline uint64_t sample_walk(pdx_archive *archive) {
    uint64_t sum;
    sample_failed = false;
    sum = sample_walk_pages(archive) * 31 + sample_walk_posts(archive) * 7 + sample_walk_words(archive);
    if (pdx_archive_sound(archive, NULL) != PDX_OK) sample_failed = true;
    return sum;
}

#endif
