#include "archive/build/sites.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"

enum { WEIGHED = 32 };

void archive_sites_init(archive_sites *sites) {
    memset(sites, 0, sizeof *sites);
    pdx_map_init(&sites->names);
}

void archive_sites_deinit(archive_sites *sites) {
    for (size_t i = 0; i < sites->sites.len; i++) pdx_site_free(sites->sites.data[i]);
    PDX_VEC_DEINIT(&sites->sites);
    PDX_VEC_DEINIT(&sites->pages);
    PDX_VEC_DEINIT(&sites->of);
    pdx_map_deinit(&sites->names);
}

/* The host of an address, in small letters, without "www.". */
static void host_put(pdx_span url, pdx_buf *out) {
    size_t begin = 0, end;
    while (begin + 2 < url.len && !(url.data[begin] == '/' && url.data[begin + 1] == '/')) begin++;
    begin = begin + 2 < url.len ? begin + 2 : 0;
    for (end = begin; end < url.len && memchr("/?#:", url.data[end], 4) == NULL; end++) {}
    if (end - begin > 4 && memcmp(url.data + begin, "www.", 4) == 0) begin += 4;
    for (; begin < end; begin++) {
        const uint8_t c = url.data[begin];
        pdx_buf_byte(out, c >= 'A' && c <= 'Z' ? (uint8_t)(c + 'a' - 'A') : c);
    }
}

/* What names the site of a source: its address's host, else the folder in its name. */
static void site_name(const archive_source *source, pdx_buf *out) {
    size_t end = source->name.len;
    pdx_buf_reset(out);
    pdx_buf_byte(out, source->url.len > 0 ? 'h' : 'f');
    pdx_buf_byte(out, (uint8_t)source->form); /* lines are parted in another way in each */
    if (source->url.len > 0) {
        host_put(source->url, out);
        return;
    }
    while (end > 0 && source->name.data[end - 1] != '/' && source->name.data[end - 1] != '\\') end--;
    pdx_buf_append(out, source->name.data, end);
}

pdx_status archive_fixes_view(const archive_source *source, pdx_page_options *options, pdx_error *err) {
    pdx_page_correction *corrections;
    if (source->fixes.len == 0) return PDX_OK;
    corrections = pdx_resize_array(NULL, source->fixes.len, sizeof *corrections);
    if (corrections == NULL) return pdx_fail_memory(err);
    for (size_t i = 0; i < source->fixes.len; i++) {
        corrections[i].line = source->fixes.data[i].line;
        corrections[i].role = source->fixes.data[i].role;
        corrections[i].starts = source->fixes.data[i].starts;
    }
    options->corrections = corrections;
    options->n_corrections = source->fixes.len;
    options->fields = source->fields.data;
    options->n_fields = source->fields.len;
    options->told_all = source->meaning.all;
    return PDX_OK;
}

/* Whether a person has said something of the page. */
static bool teaches(const archive_source *source) { return source->fixes.len > 0 && !source->meaning.by_rules; }

static pdx_status source_learn(const archive_sites *sites, const pdx_archive *archive, size_t i, const pdx_page_options *given,
                               const pdx_tick *tick, pdx_error *err) {
    const archive_source *source = &archive->sources.data[i];
    pdx_page_options options = *given;
    pdx_status status;
    PDX_TRY(archive_fixes_view(source, &options, err));
    status = pdx_site_learn(sites->sites.data[sites->of.data[i]], archive_source_text(source), &options, tick, err);
    pdx_free((void *)(uintptr_t)options.corrections);
    return status;
}

static pdx_status site_add(archive_sites *sites, pdx_error *err) {
    pdx_site *site;
    PDX_TRY(pdx_site_new(&site, err));
    if (PDX_VEC_PUSH(&sites->sites, site)) return PDX_VEC_PUSH(&sites->pages, 0) ? PDX_OK : pdx_fail_memory(err);
    pdx_site_free(site);
    return pdx_fail_memory(err);
}

static pdx_status source_assign(archive_sites *sites, const archive_source *source, pdx_buf *name, pdx_error *err) {
    uint32_t number = PDX_NONE;
    if (!pdx_source_form_is_records(source->form)) {
        site_name(source, name);
        number = name->failed ? PDX_MAP_NONE : pdx_map_intern(&sites->names, pdx_buf_view(name));
        if (number == PDX_MAP_NONE) return pdx_fail_memory(err);
        if (number == sites->sites.len) PDX_TRY(site_add(sites, err));
        sites->pages.data[number]++;
    }
    return PDX_VEC_PUSH(&sites->of, number) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status sources_assign(archive_sites *sites, const pdx_archive *archive, pdx_error *err) {
    pdx_status status = PDX_OK;
    pdx_buf name;
    pdx_buf_init(&name);
    for (size_t i = 0; status == PDX_OK && i < archive->sources.len; i++) status = source_assign(sites, &archive->sources.data[i], &name, err);
    pdx_buf_deinit(&name);
    return status;
}

/* Weighs what a site has learned on its corrected pages, then on others, WEIGHED of them at most. */
static pdx_status sites_weigh(archive_sites *sites, const pdx_archive *archive, const pdx_page_options *options, const pdx_tick *tick,
                              pdx_error *err) {
    pdx_status status = PDX_OK;
    uint32_t *weighed = pdx_alloc_zero(sites->sites.len + 1, sizeof *weighed);
    if (weighed == NULL) return pdx_fail_memory(err);
    for (size_t k = 0; status == PDX_OK && k < 2 * sites->of.len; k++) {
        const size_t i = k % sites->of.len;
        const archive_source *source = &archive->sources.data[i];
        const uint32_t site = sites->of.data[i];
        const bool corrected = teaches(source), first = k < sites->of.len;
        if (site == PDX_NONE || corrected != first || weighed[site] >= WEIGHED) continue;
        weighed[site]++;
        status = pdx_site_weigh(sites->sites.data[site], archive_source_text(source), options, tick, err);
    }
    pdx_free(weighed);
    return status;
}

pdx_status archive_sites_learn(archive_sites *sites, const pdx_archive *archive, const pdx_page_options *options, const pdx_tick *tick,
                               pdx_error *err) {
    bool any = false;
    PDX_TRY(sources_assign(sites, archive, err));
    for (size_t i = 0; i < archive->sources.len; i++) {
        if (!teaches(&archive->sources.data[i])) continue;
        PDX_TRY(source_learn(sites, archive, i, options, tick, err));
        any = true;
    }
    return any ? sites_weigh(sites, archive, options, tick, err) : PDX_OK;
}

static int by_rank(const void *left, const void *right) {
    const archive_ranked *a = left, *b = right;
    if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

void archive_ranked_sort(archive_ranked *all, size_t n) { qsort(all, n, sizeof *all, by_rank); }

pdx_status archive_sites_order(const archive_sites *sites, const pdx_archive *archive, uint32_t **sources, size_t *n, pdx_error *err) {
    archive_ranked *all = pdx_resize_array(NULL, archive->sources.len + 1, sizeof *all);
    *n = 0;
    *sources = pdx_resize_array(NULL, archive->sources.len + 1, sizeof **sources);
    if (all == NULL || *sources == NULL) {
        pdx_free(all);
        return pdx_fail_memory(err);
    }
    for (uint32_t i = 0; i < archive->sources.len; i++) {
        if (archive_sites_are_several(sites, i)) all[(*n)++] = (archive_ranked){pdx_hash(archive->sources.data[i].bytes, 0), i};
    }
    archive_ranked_sort(all, *n);
    for (size_t i = 0; i < *n; i++) (*sources)[i] = all[i].number;
    pdx_free(all);
    return PDX_OK;
}

pdx_status archive_sites_settle(archive_sites *sites, const pdx_page_options *options, const pdx_tick *tick, pdx_error *err) {
    for (size_t k = 0; k < sites->sites.len; k++) {
        PDX_TRY(pdx_site_settle(sites->sites.data[k], options, err));
        PDX_TRY(pdx_tick_step(tick, k, sites->sites.len, err));
    }
    return PDX_OK;
}
