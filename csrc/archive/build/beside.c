#include "archive/build/beside.h"

#include <string.h>

#include "archive/model/contents.h"
#include "text/utf8.h"

enum { FEW_PAGES = 16, FEW_BYTES = 1 << 20 };

static bool is_page(const archive_source *source) { return source->form == PDX_SOURCE_TEXT || pdx_source_form_is_marked_up(source->form); }

static bool has_pages(const pdx_archive *archive) {
    for (size_t i = 0; i < archive->sources.len; i++) {
        if (is_page(&archive->sources.data[i])) return true;
    }
    return false;
}

/* UTF-16 has NULs, ISO-2022-JP escapes. */
static bool is_utf8(pdx_span bytes) {
    if (bytes.len == 0 || memchr(bytes.data, '\0', bytes.len) != NULL || memchr(bytes.data, 0x1B, bytes.len) != NULL) return false;
    return pdx_utf8_is_well_formed(bytes);
}

/* A page that is read as its bytes say. One in another encoding is left: only who added it knows that. What was decoded of bytes that
 * are UTF-8 was laid out, and is read so again. */
static bool may_teach(const pdx_archive *base, uint32_t number) {
    const archive_source *source = archive_source_at(base, number);
    if (!is_page(source) || source->n_pages == 0) return false;
    if (source->form == PDX_SOURCE_TEXT && !archive_layer_at(base, archive_page_at(base, source->first_page)->layer)->decoded) return true;
    return is_utf8(archive_source_bytes(base, number));
}

pdx_status archive_beside_add(pdx_builder *builder, size_t *n_own, const pdx_tick *tick, pdx_error *err) {
    const pdx_archive *base = builder->base;
    uint64_t bytes = 0;
    unsigned n = 0;
    *n_own = builder->archive->sources.len;
    if (base == NULL || builder->n_beside == 0 || !has_pages(builder->archive)) return PDX_OK;
    for (uint32_t k = 0; k < builder->n_beside && k < base->sources.len && n < FEW_PAGES && bytes < FEW_BYTES; k++) { /* the last ones first */
        const uint32_t number = (uint32_t)base->sources.len - 1 - k;
        const archive_source *source = archive_source_at(base, number);
        const pdx_source_facts facts = {source->name, source->url, source->captured};
        if (!may_teach(base, number)) continue;
        PDX_TRY(pdx_builder_add(builder, &facts, archive_source_bytes(base, number), tick, err));
        bytes += source->bytes.len;
        n++;
    }
    return archive_sound(base, err);
}

void archive_beside_drop(pdx_archive *archive, size_t n_own) {
    uint32_t first;
    if (archive->sources.len == n_own) return;
    first = archive->sources.data[n_own].first_page;
    if (first < archive->pages.len) archive->appearances.len = archive->pages.data[first].first_appearance;
    for (size_t i = first; i < archive->pages.len; i++) {
        pdx_page_deinit(&archive->pages.data[i].cut);
        PDX_VEC_DEINIT(&archive->pages.data[i].bound_evidence);
    }
    archive->pages.len = archive->layers.len = first;
    for (size_t i = n_own; i < archive->sources.len; i++) archive_source_deinit(&archive->sources.data[i]);
    archive->sources.len = n_own;
}
