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

static pdx_status cut_source(pdx_archive *archive, uint32_t number, const pdx_page_options *given, const pdx_site *site,
                             const pdx_tick *tick, pdx_page *cut, pdx_error *err) {
    const archive_source *source = &archive->sources.data[number];
    pdx_page_options options = *given;
    pdx_status status;
    options.site = site;
    PDX_TRY(archive_fixes_view(source, &options, err));
    status = pdx_page_cut(cut, source->bytes, &options, tick, err);
    if (status == PDX_OK) cut->language = archive_language(archive, source->bytes, cut->language);
    if (status == PDX_OK && (status = check_fixes(source, cut, err)) != PDX_OK) pdx_page_deinit(cut);
    pdx_free((void *)(uintptr_t)options.corrections);
    return status;
}

/* Pages that were cut before what their sites look like was known. */
typedef struct early {
    pdx_page *cuts; /* owned; by source */
    bool *made;     /* owned */
    size_t n;
} early;

static pdx_status early_init(early *e, size_t n, pdx_error *err) {
    e->n = n;
    e->cuts = pdx_alloc_zero(n + 1, sizeof *e->cuts);
    e->made = pdx_alloc_zero(n + 1, sizeof *e->made);
    return e->cuts != NULL && e->made != NULL ? PDX_OK : pdx_fail_memory(err);
}

static void early_deinit(early *e) {
    for (size_t i = 0; e->made != NULL && i < e->n; i++) {
        if (e->made[i]) pdx_page_deinit(&e->cuts[i]);
    }
    pdx_free(e->cuts);
    pdx_free(e->made);
}

typedef struct cutting {
    pdx_archive *archive;
    const pdx_page_options *options;
    archive_sites sites;
    early early;
    const pdx_tick *tick;
} cutting;

/* The first round: pages are cut alone and shown to their sites, until these have seen enough. */
static pdx_status show_sites(cutting *c, const uint32_t *sources, size_t n, pdx_error *err) {
    quiet_tick quiet = {c->tick, 0, 2 * c->early.n};
    const pdx_tick inner = {quiet_call, &quiet};
    for (size_t i = 0; i < n; i++) {
        const uint32_t source = sources[i];
        pdx_site *site = archive_sites_of(&c->sites, source);
        if (c->archive->sources.data[source].bytes.len == 0 || pdx_site_has_seen_enough(site)) continue;
        quiet.done = i;
        PDX_TRY(cut_source(c->archive, source, c->options, site, &inner, &c->early.cuts[source], err));
        c->early.made[source] = true;
        PDX_TRY(pdx_site_show(site, &c->early.cuts[source], err));
        PDX_TRY(pdx_tick_step(c->tick, i + 1, 2 * c->early.n, err));
    }
    quiet.done = n;
    return archive_sites_settle(&c->sites, c->options, &inner, err);
}

/* The second round: with what is known of the site. A page that was cut before is cut anew only if that could change it. */
static pdx_status cut_page(cutting *c, uint32_t source, const pdx_tick *tick, pdx_page *cut, pdx_error *err) {
    const pdx_site *site = archive_sites_of(&c->sites, source);
    const pdx_page *before = &c->early.cuts[source];
    if (!c->early.made[source] || (site != NULL && pdx_site_can_change(site, before->n_entries, before->probability))) {
        return cut_source(c->archive, source, c->options, site, tick, cut, err);
    }
    *cut = *before;
    c->early.made[source] = false;
    return PDX_OK;
}

static pdx_status add_text_page(cutting *c, uint32_t number, const pdx_tick *tick, pdx_error *err) {
    pdx_archive *archive = c->archive;
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
    PDX_TRY(cut_page(c, number, tick, &page.cut, err));
    archive->pages.data[archive->pages.len++] = page;
    source->n_pages = 1;
    return PDX_OK;
}

static pdx_status add_pages(cutting *c, pdx_error *err) {
    pdx_archive *archive = c->archive;
    quiet_tick quiet = {c->tick, 0, 2 * c->early.n};
    const pdx_tick inner = {quiet_call, &quiet};
    for (size_t i = 0; i < archive->sources.len; i++) {
        quiet.done = c->early.n + i;
        archive->sources.data[i].first_page = (uint32_t)archive->pages.len;
        if (archive->sources.data[i].form == PDX_FORM_TEXT) {
            PDX_TRY(add_text_page(c, (uint32_t)i, &inner, err));
        } else {
            PDX_TRY(archive_read_rows(archive, (uint32_t)i, c->tick, err));
        }
        PDX_TRY(pdx_tick_step(c->tick, c->early.n + i + 1, 2 * c->early.n, err));
    }
    return PDX_OK;
}

static pdx_status cut_all(cutting *c, pdx_error *err) {
    quiet_tick quiet = {c->tick, 0, 2 * c->archive->sources.len};
    const pdx_tick inner = {quiet_call, &quiet};
    uint32_t *sources = NULL;
    size_t n;
    pdx_status status;
    PDX_TRY(early_init(&c->early, c->archive->sources.len, err));
    PDX_TRY(archive_sites_learn(&c->sites, c->archive, c->options, &inner, err));
    status = archive_sites_order(&c->sites, c->archive, &sources, &n, err);
    if (status == PDX_OK) status = show_sites(c, sources, n, err);
    pdx_free(sources);
    if (status == PDX_OK) status = add_pages(c, err);
    quiet.done = quiet.total;
    return status == PDX_OK ? archive_tell_terms(c->archive, &c->sites, &inner, err) : status;
}

/* Pages of a site have one form. What their entries look like is learned from pages that are cut alone, with what a person's
 * corrections teach, and all pages are cut with it. Lines that many pages share say nothing by themselves: posts that are listed
 * on several pages, and furniture that every post has, look the same. */
pdx_status archive_cut_texts(pdx_archive *archive, bool use_lexicon, const pdx_tick *tick, pdx_error *err) {
    pdx_page_options options;
    cutting c;
    pdx_status status;
    memset(&options, 0, sizeof options);
    memset(&c, 0, sizeof c);
    options.use_lexicon = use_lexicon;
    c.archive = archive;
    c.options = &options;
    c.tick = tick;
    archive_sites_init(&c.sites);
    status = cut_all(&c, err);
    early_deinit(&c.early);
    archive_sites_deinit(&c.sites);
    return status;
}
