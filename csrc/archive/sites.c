#include "archive/sites.h"

#include <string.h>

#include "base/alloc.h"

enum { WEIGHED = 32 };

void archive_sites_init(archive_sites *sites) {
    memset(sites, 0, sizeof *sites);
    pdx_map_init(&sites->names);
}

void archive_sites_deinit(archive_sites *sites) {
    for (size_t i = 0; i < sites->sites.len; i++) pdx_site_free(sites->sites.data[i]);
    PDX_VEC_DEINIT(&sites->sites);
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
    return PDX_OK;
}

static pdx_status source_learn(archive_sites *sites, const archive_source *source, const pdx_page_options *given, pdx_buf *name,
                               const pdx_tick *tick, pdx_error *err) {
    pdx_page_options options = *given;
    pdx_status status;
    uint32_t number;
    site_name(source, name);
    number = name->failed ? PDX_MAP_NONE : pdx_map_intern(&sites->names, pdx_buf_view(name));
    if (number == PDX_MAP_NONE) return pdx_fail_memory(err);
    if (number == sites->sites.len) {
        pdx_site *site;
        PDX_TRY(pdx_site_new(&site, err));
        if (!PDX_VEC_PUSH(&sites->sites, site)) {
            pdx_site_free(site);
            return pdx_fail_memory(err);
        }
    }
    PDX_TRY(archive_fixes_view(source, &options, err));
    status = pdx_site_learn(sites->sites.data[number], source->bytes, &options, tick, err);
    pdx_free((void *)(uintptr_t)options.corrections);
    return status;
}

/* Which site each source is of, among those that have corrections. */
static pdx_status sources_assign(archive_sites *sites, const pdx_archive *archive, pdx_buf *name, pdx_error *err) {
    if (sites->sites.len == 0) return PDX_OK;
    if (!PDX_VEC_RESERVE(&sites->of, archive->sources.len)) return pdx_fail_memory(err);
    for (size_t i = 0; i < archive->sources.len; i++) {
        uint32_t number;
        site_name(&archive->sources.data[i], name);
        if (name->failed) return pdx_fail_memory(err);
        number = pdx_map_find(&sites->names, pdx_buf_view(name));
        sites->of.data[sites->of.len++] = number == PDX_MAP_NONE ? PDX_NONE : number;
    }
    return PDX_OK;
}

/* Weighs what a site has learned on its corrected pages, then on others, WEIGHED of them at most. */
static pdx_status sites_weigh(archive_sites *sites, const pdx_archive *archive, const pdx_page_options *options, const pdx_tick *tick, pdx_error *err) {
    pdx_status status = PDX_OK;
    uint32_t *weighed = pdx_alloc_zero(sites->sites.len + 1, sizeof *weighed);
    if (weighed == NULL) return pdx_fail_memory(err);
    for (size_t k = 0; status == PDX_OK && k < 2 * sites->of.len; k++) {
        const size_t i = k % sites->of.len;
        const archive_source *source = &archive->sources.data[i];
        const uint32_t site = sites->of.data[i];
        const bool corrected = source->fixes.len > 0, first = k < sites->of.len;
        if (site == PDX_NONE || source->form != PDX_FORM_TEXT || corrected != first || weighed[site] >= WEIGHED) continue;
        weighed[site]++;
        status = pdx_site_weigh(sites->sites.data[site], source->bytes, options, tick, err);
    }
    pdx_free(weighed);
    return status;
}

pdx_status archive_sites_learn(archive_sites *sites, const pdx_archive *archive, const pdx_page_options *options, const pdx_tick *tick,
                               pdx_error *err) {
    pdx_status status = PDX_OK;
    pdx_buf name;
    pdx_buf_init(&name);
    for (size_t i = 0; status == PDX_OK && i < archive->sources.len; i++) {
        const archive_source *source = &archive->sources.data[i];
        if (source->fixes.len > 0) status = source_learn(sites, source, options, &name, tick, err);
    }
    if (status == PDX_OK) status = sources_assign(sites, archive, &name, err);
    pdx_buf_deinit(&name);
    return status == PDX_OK ? sites_weigh(sites, archive, options, tick, err) : status;
}
