/* What a builder holds, and the steps that it takes: for builder.c, which takes sources, builder_base.c, which knows what it continues,
 * builder_run.c, which makes an archive of them, and committed.c, which adds that to what is on disk. */
#ifndef PDX_ARCHIVE_BUILDER_H
#define PDX_ARCHIVE_BUILDER_H

#include "archive/build/known_sources.h"
#include "archive/model/model.h"
#include "archive/model/steps.h"

struct pdx_builder {
    pdx_build_options options;
    pdx_archive *archive; /* being filled; owned */
    pdx_archive *base;    /* counted: what it continues, or NULL; then: */
    pdx_bitmap out_of_it; /* posts that are taken out; */
    pdx_bitmap replaced, replaced_posts; /* sources in whose place others come, and posts that are taken out for that alone */
    archive_reading reading; /* owned */
    uint64_t weight, weighed; /* see pdx_builder_weight; bytes of the sources that it is of */
    pdx_order_proof proved; /* by the dates of all pieces of a source, */
    bool is_proved;       /* of which this one takes some */
    uint32_t n_pieces;    /* so many of the last sources, of the base and of what was added, are pieces of one, which a commit makes of them; 0: none */
    uint32_t n_beside;    /* so many of the last sources of the base were added just before: what their pages teach of their sites (beside.h) */
    uint32_t n_base;      /* sources of the base that `known` has: all, or none of one on disk, which finds them itself; */
    known_sources known;  /* then those that are being added */
    pdx_map page_names;   /* of those of archive->sources that are pages, as soon as somebody corrects one: */
    PDX_VEC(uint32_t) named_pages; /* the first of each name; */
    size_t n_named;       /* so many of the sources were looked at */
};

/* What was added, as a part of the base, on disk, with the posts of other parts that it is appearances of. The builder is empty then, but for the
 * base. */
pdx_status archive_builder_part(pdx_builder *builder, const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_archive **out, pdx_error *err)
    PDX_MUST;
/* Unites and indexes an archive whose pages are cut and dated. */
pdx_status archive_posts_run(pdx_archive *archive, const pdx_build_options *options, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* A source that was read, with its pages: the builder has it from now on. `n_pages`: how many there were before. */
pdx_status archive_builder_keep(pdx_builder *builder, archive_source *source, const pdx_source_facts *facts, size_t n_pages, pdx_error *err) PDX_MUST;
/* The only source, of which something failed. */
void archive_builder_forget(pdx_builder *builder, archive_source *source);
/* What a source with so many rows takes of memory until it is finished, as a rule. */
uint64_t archive_rows_weight(uint64_t n_bytes, uint64_t n_rows);
/* Another archive is being filled. */
void archive_builder_unname(pdx_builder *builder);
/* Frees what a source owns. */
void archive_source_deinit(archive_source *source);
/* How many threads may help. */
unsigned archive_n_threads(const pdx_build_options *options);
/* Forgets the base. */
void archive_builder_drop(pdx_builder *builder);

#endif
