#include "archive/build/beside.h"
#include "archive/build/builder.h"
#include "archive/build/choice.h"
#include "archive/build/join.h"
#include "archive/model/steps.h"
#include "base/stages.h"

/* From what a builder was given to an archive: its pages are cut and dated, posts united, words indexed. */

/* How much of the time the steps take, as a rule. */
enum { SHARE_CUT = 250, SHARE_DATE = 50, SHARE_UNITE = 100, SHARE_INDEX = PDX_STAGES_ALL - SHARE_CUT - SHARE_DATE - SHARE_UNITE };

static pdx_status pages_run(pdx_archive *archive, const pdx_builder *builder, pdx_stages *stages, const pdx_tick *tick, pdx_error *err) {
    const unsigned n_threads = archive_n_threads(&builder->options);
    pdx_stages_next(stages, SHARE_CUT);
    PDX_TRY(archive_cut_pages(archive, builder->options.use_lexicon, n_threads, tick, err));
    pdx_stages_next(stages, SHARE_DATE);
    return archive_date_pages(archive, &builder->proved, n_threads, tick, err);
}

static pdx_status posts_run(pdx_archive *archive, const pdx_build_options *options, pdx_stages *stages, const pdx_tick *tick, pdx_error *err) {
    archive->n_threads = archive_n_threads(options);
    pdx_stages_next(stages, SHARE_UNITE);
    PDX_TRY(archive_unite(archive, options->are_apart, tick, err));
    PDX_TRY(archive_make_post_tables(archive, tick, err));
    if (options->index_later) return PDX_OK;
    pdx_stages_next(stages, SHARE_INDEX);
    PDX_TRY(pdx_tick_step(tick, 0, 1, err));
    return archive_build_index(archive, archive_n_threads(options), tick, err);
}

pdx_status pdx_archive_index(pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    if (archive->snapshot != NULL) return PDX_OK;
    PDX_TRY(pdx_archive_bodies(archive, err));
    archive->n_words = 0; /* an attempt may have failed */
    archive->remainders.len = 0;
    return archive_build_index(archive, archive->n_threads, tick, err);
}

pdx_status archive_posts_run(pdx_archive *archive, const pdx_build_options *options, const pdx_tick *outer, pdx_error *err) {
    pdx_stages stages;
    const pdx_tick tick = pdx_stages_begin(&stages, outer);
    return posts_run(archive, options, &stages, &tick, err);
}

/* *archive becomes one of all that it continues and of itself, or a part of that. */
static pdx_status base_join(pdx_builder *builder, pdx_archive **archive, bool part, const pdx_stem_callback *stemmer, const pdx_tick *tick,
                            pdx_error *err) {
    const archive_out out = {&builder->out_of_it, &builder->replaced, &builder->replaced_posts};
    archive_choice choice = {0};
    pdx_archive *both = NULL;
    pdx_status status = part ? archive_choose_part(builder->base, &out, *archive, tick, &choice, err)
                             : archive_choose_all(builder->base, &builder->out_of_it, &choice, err);
    if (status == PDX_OK) status = archive_join(builder->base, &choice, *archive, tick, &both, err);
    archive_choice_deinit(&choice);
    PDX_TRY(status);
    pdx_archive_release(*archive);
    *archive = both;
    return stemmer == NULL ? PDX_OK : archive_stemmer_set(both, stemmer, err);
}

/* Of what was added, and of what it continues. */
static pdx_status run_steps(pdx_builder *builder, pdx_archive **archive, size_t n_own, bool part, const pdx_stem_callback *stemmer,
                            const pdx_tick *outer, pdx_error *err) {
    pdx_stages stages;
    const pdx_tick tick = pdx_stages_begin(&stages, outer);
    PDX_TRY(pages_run(*archive, builder, &stages, &tick, err));
    archive_beside_drop(*archive, n_own);
    if (builder->base != NULL) PDX_TRY(base_join(builder, archive, part, stemmer, &tick, err));
    return posts_run(*archive, &builder->options, &stages, &tick, err);
}

pdx_status archive_stemmer_set(pdx_archive *archive, const pdx_stem_callback *stemmer, pdx_error *err) {
    archive->stemmer.stem = stemmer->stem;
    archive->stemmer.context = stemmer->context;
    if (archive->stems == NULL) archive->stems = pdx_stem_memory_new(archive->stemmer);
    return archive->stems == NULL ? pdx_fail_memory(err) : PDX_OK;
}

static pdx_status builder_run(pdx_builder *builder, bool part, const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_archive **out,
                              pdx_error *err) {
    pdx_archive *archive = builder->archive;
    pdx_status status;
    size_t n_own;
    *out = NULL;
    PDX_TRY(archive_beside_add(builder, &n_own, tick, err));
    builder->weight = builder->weighed = 0;
    if (stemmer != NULL) PDX_TRY(archive_stemmer_set(archive, stemmer, err));
    builder->archive = archive_new(builder->options.language);
    archive_builder_unname(builder);
    if (builder->archive == NULL) {
        builder->archive = archive;
        return pdx_fail_memory(err);
    }
    status = run_steps(builder, &archive, n_own, part, stemmer, tick, err);
    if (status != PDX_OK) {
        pdx_archive_release(archive);
        return status;
    }
    *out = archive;
    return PDX_OK;
}

pdx_status archive_builder_part(pdx_builder *builder, const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_archive **out, pdx_error *err) {
    return builder_run(builder, true, stemmer, tick, out, err);
}

pdx_status pdx_builder_finish(pdx_builder *builder, const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_archive **out, pdx_error *err) {
    const pdx_status status = builder_run(builder, false, stemmer, tick, out, err);
    archive_builder_drop(builder);
    return status;
}
