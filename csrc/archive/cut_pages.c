#include <string.h>

#include "archive/sites.h"
#include "archive/steps.h"
#include "base/alloc.h"

/* Inside one page only stopping counts: its own progress would make the whole's jump back. */
typedef struct quiet_tick {
    const pdx_tick *outer;
    uint64_t done, total;
} quiet_tick;

static bool quiet_call(void *context, uint64_t done, uint64_t total) {
    const quiet_tick *quiet = context;
    (void)done;
    (void)total;
    return pdx_tick_step(quiet->outer, quiet->done, quiet->total, NULL) == PDX_OK;
}

pdx_lang archive_language(const pdx_archive *archive, pdx_span text, pdx_lang fallback) {
    double confidence = 0;
    pdx_lang language;
    if (archive->language != PDX_LANG_NONE) return archive->language;
    language = pdx_lang_detect(text, &confidence);
    return language != PDX_LANG_NONE && confidence >= 0.5 ? language : fallback;
}

/* A correction of a line that the page does not have is a mistake of whoever wrote it, not something to pass over. */
static pdx_status check_fixes(const archive_source *source, const pdx_page *cut, pdx_error *err) {
    size_t i;
    for (i = 0; i < source->fixes.len; i++) {
        const uint32_t line = source->fixes.data[i].line;
        if (line >= 1 && line <= cut->n_lines) continue;
        return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "cannot correct line %u of %.*s: it has the lines 1 to %u", (unsigned)line,
                        (int)pdx_min_size(source->name.len, 120), (const char *)source->name.data, (unsigned)cut->n_lines);
    }
    return PDX_OK;
}

static pdx_status cut_source(pdx_archive *archive, uint32_t number, const pdx_page_options *given, const archive_sites *sites,
                             const pdx_tick *tick, pdx_page *cut, pdx_error *err) {
    const archive_source *source = &archive->sources.data[number];
    pdx_page_options options = *given;
    pdx_status status;
    options.site = archive_sites_of(sites, number);
    PDX_TRY(archive_fixes_view(source, &options, err));
    status = pdx_page_cut(cut, source->bytes, &options, tick, err);
    if (status == PDX_OK) cut->language = archive_language(archive, source->bytes, cut->language);
    if (status == PDX_OK && (status = check_fixes(source, cut, err)) != PDX_OK) pdx_page_deinit(cut);
    pdx_free((void *)(uintptr_t)options.corrections);
    return status;
}

static pdx_status add_text_page(pdx_archive *archive, uint32_t number, const pdx_page_options *options, const archive_sites *sites,
                                const pdx_tick *tick, pdx_error *err) {
    archive_source *source = &archive->sources.data[number];
    archive_layer layer;
    archive_page page;
    if (source->bytes.len == 0) return PDX_OK;
    memset(&layer, 0, sizeof layer);
    memset(&page, 0, sizeof page);
    layer.text = source->bytes;
    layer.source = page.source = number;
    layer.first_line = 1;
    page.layer = (uint32_t)archive->layers.len;
    page.said = PDX_NONE;
    page.record = pdx_range_of(0, source->bytes.len);
    if (!PDX_VEC_PUSH(&archive->layers, layer) || !PDX_VEC_RESERVE(&archive->pages, archive->pages.len + 1)) return pdx_fail_memory(err);
    PDX_TRY(cut_source(archive, number, options, sites, tick, &page.cut, err));
    archive->pages.data[archive->pages.len++] = page;
    source->n_pages = 1;
    return PDX_OK;
}

static pdx_status cut_all(pdx_archive *archive, const pdx_page_options *options, const archive_sites *sites, const pdx_tick *tick, pdx_error *err) {
    quiet_tick quiet = {tick, 0, archive->sources.len};
    const pdx_tick inner = {quiet_call, &quiet};
    for (size_t i = 0; i < archive->sources.len; i++) {
        quiet.done = i;
        archive->sources.data[i].first_page = (uint32_t)archive->pages.len;
        if (archive->sources.data[i].form == PDX_FORM_TEXT) {
            PDX_TRY(add_text_page(archive, (uint32_t)i, options, sites, &inner, err));
        } else {
            PDX_TRY(archive_read_rows(archive, (uint32_t)i, tick, err));
        }
        PDX_TRY(pdx_tick_step(tick, i + 1, archive->sources.len, err));
    }
    return PDX_OK;
}

/* Each page is cut alone, but for what a person's corrections of other pages of its site teach. Lines that many pages share say
 * nothing: posts that are listed on several pages, and furniture that every post has, look the same. */
pdx_status archive_cut_texts(pdx_archive *archive, bool use_lexicon, const pdx_tick *tick, pdx_error *err) {
    pdx_page_options options;
    archive_sites sites;
    quiet_tick quiet = {tick, 0, archive->sources.len};
    const pdx_tick learning = {quiet_call, &quiet};
    pdx_status status;
    memset(&options, 0, sizeof options);
    options.use_lexicon = use_lexicon;
    archive_sites_init(&sites);
    status = archive_sites_learn(&sites, archive, &options, &learning, err);
    if (status == PDX_OK) status = cut_all(archive, &options, &sites, tick, err);
    archive_sites_deinit(&sites);
    return status;
}
