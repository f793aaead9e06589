#include <string.h>

#include "archive/build/cut_source.h"
#include "archive/build/sites.h"
#include "archive/model/steps.h"
#include "base/alloc.h"
#include "os/crew.h"

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

/* Less text is not worth another thread. */
enum { THREAD_BYTES = PDX_LIMIT(1 << 16, 64) };

typedef enum cut_state { UNCUT, CUT_ALONE, CUT } cut_state;

typedef struct cutting {
    pdx_archive *archive;
    const pdx_page_options *options;
    archive_sites sites;
    pdx_page *cuts;      /* owned; by source */
    uint8_t *states;     /* owned; cut_state of each */
    size_t n;            /* sources */
    archive_cutter cutters[PDX_CREW_MAX]; /* owned; of each thread, the first of this one */
    const pdx_tick *tick;
} cutting;

static pdx_status cutting_init(cutting *c, pdx_error *err) {
    c->n = c->archive->sources.len;
    PDX_TRY(archive_cutter_init(&c->cutters[0], err));
    c->cuts = pdx_alloc_zero(c->n + 1, sizeof *c->cuts);
    c->states = pdx_alloc_zero(c->n + 1, sizeof *c->states);
    return c->cuts != NULL && c->states != NULL ? PDX_OK : pdx_fail_memory(err);
}

static void cutting_deinit(cutting *c) {
    for (size_t i = 0; c->states != NULL && i < c->n; i++) {
        if (c->states[i] != UNCUT) pdx_page_deinit(&c->cuts[i]);
    }
    pdx_free(c->cuts);
    pdx_free(c->states);
    for (size_t i = 0; i < PDX_CREW_MAX; i++) archive_cutter_deinit(&c->cutters[i]);
    archive_sites_deinit(&c->sites);
}

/* Whether a source is a page that says something. */
static bool has_page(const cutting *c, size_t source) {
    const archive_source *each = &c->archive->sources.data[source];
    return !pdx_source_form_is_records(each->form) && archive_source_text(each).len > 0;
}

/* Before any page is cut, their sites see how they begin. */
static pdx_status survey_sites(cutting *c, const uint32_t *sources, size_t n, const pdx_tick *tick, pdx_error *err) {
    for (size_t i = 0; i < n; i++) {
        PDX_TRY(pdx_site_survey(archive_sites_of(&c->sites, sources[i]), archive_source_text(&c->archive->sources.data[sources[i]]), err));
        PDX_TRY(pdx_tick_step(tick, 0, 2 * c->n, err));
    }
    return PDX_OK;
}

/* The first round: pages are cut alone and shown to their sites, until these have seen enough. */
static pdx_status show_sites(cutting *c, const uint32_t *sources, size_t n, pdx_error *err) {
    quiet_tick quiet = {c->tick, 0, 2 * c->n};
    const pdx_tick inner = {quiet_call, &quiet};
    for (size_t i = 0; i < n; i++) {
        const uint32_t source = sources[i];
        pdx_site *site = archive_sites_of(&c->sites, source);
        if (!has_page(c, source) || pdx_site_has_seen_enough(site)) continue;
        quiet.done = i;
        PDX_TRY(archive_cut_source(c->archive, source, c->options, site, &c->cutters[0], &inner, &c->cuts[source], err));
        c->states[source] = CUT_ALONE;
        PDX_TRY(pdx_site_show(site, &c->cuts[source], err));
        PDX_TRY(pdx_tick_step(c->tick, i + 1, 2 * c->n, err));
    }
    quiet.done = n;
    return archive_sites_settle(&c->sites, c->options, &inner, err);
}

/* The second round: with what is known of the site. A page that was cut before is cut anew only if that could change it. */
static pdx_status cut_known(cutting *c, uint32_t source, const archive_cutter *cutter, const pdx_tick *tick, pdx_error *err) {
    const pdx_site *site = archive_sites_of(&c->sites, source);
    pdx_page *cut = &c->cuts[source];
    if (!has_page(c, source)) return PDX_OK;
    if (c->states[source] == CUT_ALONE) {
        const bool by_rules = c->archive->sources.data[source].meaning.by_rules; /* these make it look sure, and what they leave open is not */
        if (site == NULL || (!by_rules && !pdx_site_can_change(site, cut->n_entries, cut->probability))) return PDX_OK;
        pdx_page_deinit(cut);
        c->states[source] = UNCUT;
    }
    PDX_TRY(archive_cut_source(c->archive, source, c->options, site, cutter, tick, cut, err));
    c->states[source] = CUT;
    return PDX_OK;
}

/* Of several sources that cannot be cut the first is told of: those before it are cut still. */
static pdx_status piece_cut(void *context, unsigned lane, size_t piece, const pdx_tick *tick, pdx_error *err) {
    cutting *c = context;
    quiet_tick quiet = {tick, c->n + piece, 2 * c->n};
    const pdx_tick inner = {quiet_call, &quiet};
    if (c->cutters[lane].memory == NULL) PDX_TRY(archive_cutter_init(&c->cutters[lane], err));
    PDX_TRY(cut_known(c, (uint32_t)piece, &c->cutters[lane], &inner, err));
    return pdx_tick_step(&inner, 0, 0, err);
}

static pdx_status cut_rest(cutting *c, unsigned n_threads, pdx_error *err) {
    uint64_t bytes = 0;
    for (size_t i = 0; i < c->n; i++) {
        if (has_page(c, i) && c->states[i] == UNCUT) bytes += archive_source_text(&c->archive->sources.data[i]).len;
    }
    return pdx_crew_run(bytes < THREAD_BYTES ? 1 : n_threads, c->n, piece_cut, c, c->tick, err);
}

static bool add_page(pdx_archive *archive, archive_layer layer, archive_page page) {
    if (!PDX_VEC_RESERVE(&archive->layers, archive->layers.len + 1) || !PDX_VEC_RESERVE(&archive->pages, archive->pages.len + 1)) return false;
    page.layer = (uint32_t)archive->layers.len;
    archive->layers.data[archive->layers.len++] = layer;
    archive->pages.data[archive->pages.len++] = page;
    archive->sources.data[page.source].n_pages++;
    return true;
}

static bool add_text(cutting *c, uint32_t number) {
    const archive_source *source = &c->archive->sources.data[number];
    archive_layer layer;
    archive_page page;
    if (!has_page(c, number)) return true;
    memset(&page, 0, sizeof page);
    layer = source->read;
    layer.text = archive_source_text(source);
    layer.source = page.source = number;
    layer.first_line = 1;
    page.said = PDX_NONE;
    page.record = pdx_range_of(0, source->bytes.len);
    page.cut = c->cuts[number];
    if (!add_page(c->archive, layer, page)) return false;
    c->states[number] = UNCUT; /* the page has it now */
    return true;
}

/* Those that had to wait. */
static bool add_rows(pdx_archive *archive, archive_source *source) {
    for (size_t i = 0; i < source->rows.len; i++) {
        if (!add_page(archive, source->rows.data[i].layer, source->rows.data[i].page)) return false;
    }
    PDX_VEC_DEINIT(&source->rows);
    return true;
}

static pdx_status add_pages(cutting *c, pdx_error *err) {
    uint32_t first_page = 0;
    for (size_t i = 0; i < c->n; i++) {
        archive_source *source = &c->archive->sources.data[i];
        source->first_page = first_page;
        if (!(!pdx_source_form_is_records(source->form) ? add_text(c, (uint32_t)i) : add_rows(c->archive, source))) return pdx_fail_memory(err);
        first_page += source->n_pages;
        PDX_TRY(pdx_tick_step(c->tick, 2 * c->n, 2 * c->n, err));
    }
    return PDX_OK;
}

static pdx_status cut_all(cutting *c, unsigned n_threads, pdx_error *err) {
    quiet_tick quiet = {c->tick, 0, 2 * c->archive->sources.len};
    const pdx_tick inner = {quiet_call, &quiet};
    uint32_t *sources = NULL;
    size_t n;
    pdx_status status;
    PDX_TRY(cutting_init(c, err));
    PDX_TRY(archive_sites_learn(&c->sites, c->archive, c->options, &inner, err));
    status = archive_sites_order(&c->sites, c->archive, &sources, &n, err);
    if (status == PDX_OK) status = survey_sites(c, sources, n, &inner, err);
    if (status == PDX_OK) status = show_sites(c, sources, n, err);
    pdx_free(sources);
    if (status == PDX_OK) status = cut_rest(c, n_threads, err);
    if (status == PDX_OK) status = add_pages(c, err);
    if (status != PDX_OK || !c->archive->has_texts) return status; /* what follows looks at all pages, and rows have no site and no markup */
    quiet.done = quiet.total;
    status = archive_agree(c->archive, &c->sites, c->options, &c->cutters[0], &inner, err);
    if (status == PDX_OK) status = archive_tell_terms(c->archive, &c->sites, &inner, err);
    if (status == PDX_OK) status = archive_html_roles(c->archive, &inner, err);
    if (status == PDX_OK) status = archive_html_times(c->archive, &inner, err);
    if (status == PDX_OK) status = archive_html_comments(c->archive, &inner, err);
    if (status == PDX_OK) status = archive_html_terms(c->archive, &inner, err);
    return status == PDX_OK ? archive_html_fields(c->archive, &inner, err) : status;
}

/* Pages of a site have one form. What their entries look like is learned from pages that are cut alone, with what a person's
 * corrections teach, and all pages are cut with it. Lines that many pages share say nothing by themselves: posts that are listed
 * on several pages, and furniture that every post has, look the same. */
pdx_status archive_cut_pages(pdx_archive *archive, bool use_lexicon, unsigned n_threads, const pdx_tick *tick, pdx_error *err) {
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
    status = cut_all(&c, n_threads, err);
    cutting_deinit(&c);
    return status;
}
