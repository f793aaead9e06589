#include "archive/build/part_keys.h"

#include "archive/model/contents.h"
#include "archive/model/steps.h"
#include "archive/model/stored.h"
#include "base/hash.h"
#include "base/le.h"

/* ---- sources */

pdx_status archive_source_key(const pdx_source_facts *facts, uint64_t len, uint64_t *key, pdx_error *err) {
    const uint64_t numbers[] = {facts->name.len, (uint64_t)facts->captured, len};
    uint8_t bytes[8];
    pdx_buf all;
    pdx_buf_init(&all);
    for (size_t i = 0; i < PDX_COUNTOF(numbers); i++) {
        pdx_le64_put(bytes, numbers[i]);
        pdx_buf_append(&all, bytes, sizeof bytes);
    }
    pdx_buf_span(&all, facts->name);
    pdx_buf_span(&all, facts->url);
    *key = all.failed ? 0 : pdx_hash(pdx_buf_view(&all), 0);
    if (all.failed) {
        pdx_buf_deinit(&all);
        return pdx_fail_memory(err);
    }
    pdx_buf_deinit(&all);
    return PDX_OK;
}

uint64_t archive_name_key(pdx_span name) { return pdx_hash_u64(pdx_hash(name, 0), name.len); }

pdx_status archive_part_source_keys(const pdx_archive *archive, const stored_part *part, const pdx_tick *tick, stored_keys *out, pdx_error *err) {
    const uint32_t first = part == NULL ? archive->whole.n_sources : part->first[STORED_BASE_SOURCES];
    const uint32_t n = part == NULL ? (uint32_t)archive->sources.len - first : stored_part_n(part, STORED_N_SOURCES);
    for (uint32_t i = 0; i < n; i++) {
        archive_pass_rest(archive);
        const archive_source *source = archive_source_at(archive, first + i);
        const pdx_source_facts facts = {source->name, source->url, source->captured};
        const stored_key by_name = {archive_name_key(source->name), i};
        stored_key key = {.value = i};
        PDX_TRY(archive_source_key(&facts, source->bytes.len, &key.key, err));
        if (!PDX_VEC_PUSH(out, key) || !PDX_VEC_PUSH(out, by_name)) return pdx_fail_memory(err);
        if (i % 1024 == 0) PDX_TRY(pdx_tick_step(tick, i, n, err));
    }
    return archive_sound(archive, err);
}

pdx_status archive_sources_find(const pdx_archive *archive, uint64_t key, archive_numbers *out, pdx_error *err) {
    const archive_stored *stored = archive->stored;
    for (uint32_t i = 0; i < stored->n_parts; i++) {
        const stored_part *part = &stored->parts[i];
        PDX_TRY(stored_keys_find(part->sections[STORED_SOURCE_KEYS], key, stored_part_n(part, STORED_N_SOURCES), part->first[STORED_BASE_SOURCES],
                                 out, err));
    }
    return PDX_OK;
}

/* ---- appearances */

/* The keys of some appearances, which are numbered `values`. */
static pdx_status facts_keys(const pdx_appearance_facts *facts, const uint32_t *values, size_t n, stored_keys *out, const pdx_tick *tick,
                             pdx_error *err) {
    pdx_identity_key *keys = pdx_resize_array(NULL, n, sizeof *keys);
    pdx_status status = keys == NULL ? pdx_fail_memory(err) : pdx_identity_keys(facts, n, keys, tick, err);
    for (size_t i = 0; status == PDX_OK && i < n; i++) {
        for (unsigned k = 0; k < keys[i].n; k++) {
            const stored_key key = {keys[i].keys[k], values[i]};
            if (!PDX_VEC_PUSH(out, key)) status = pdx_fail_memory(err);
        }
    }
    pdx_free(keys);
    return status;
}

/* Facts of appearances, and their numbers. */
typedef struct facts_list {
    PDX_VEC(pdx_appearance_facts) facts;
    archive_numbers values;
} facts_list;

static bool page_facts(const pdx_archive *archive, const archive_page *page, uint32_t begin, facts_list *list) {
    for (uint32_t k = 0; k < page->cut.n_entries; k++) {
        const pdx_appearance_facts facts = archive_facts_of(archive, page->first_appearance + k);
        if (facts.record) continue;
        if (!PDX_VEC_PUSH(&list->facts, facts) || !PDX_VEC_PUSH(&list->values, page->first_appearance + k - begin)) return false;
    }
    return true;
}

pdx_status archive_part_appearance_keys(const pdx_archive *archive, const stored_part *part, const pdx_tick *tick, stored_keys *out, pdx_error *err) {
    const uint32_t first = part == NULL ? archive->whole.n_pages : part->first[STORED_BASE_PAGES];
    const uint32_t n = part == NULL ? (uint32_t)archive->pages.len - first : stored_part_n(part, STORED_N_PAGES);
    const uint32_t begin = part == NULL ? archive->whole.n_appearances : part->first[STORED_BASE_APPEARANCES];
    facts_list list = {0};
    pdx_status status = PDX_OK;
    for (uint32_t p = first; status == PDX_OK && p < first + n; p++) {
        archive_pass_rest(archive); /* facts have texts, and no rows */
        const archive_page *page = archive_page_at(archive, p);
        if (!archive_is_row(archive, page) && !page_facts(archive, page, begin, &list)) status = pdx_fail_memory(err);
        if (status == PDX_OK && p % 1024 == 0) status = pdx_tick_step(tick, p, first + n, err);
    }
    if (status == PDX_OK) status = facts_keys(list.facts.data, list.values.data, list.facts.len, out, tick, err);
    PDX_VEC_DEINIT(&list.facts);
    PDX_VEC_DEINIT(&list.values);
    return status == PDX_OK ? archive_sound(archive, err) : status;
}

pdx_status archive_appearances_find(const pdx_archive *archive, const stored_keys *keys, const pdx_tick *tick, archive_numbers *out, pdx_error *err) {
    const archive_stored *stored = archive->stored;
    for (size_t k = 0; k < keys->len; k++) {
        for (uint32_t i = 0; i < stored->n_parts; i++) {
            const stored_part *part = &stored->parts[i];
            PDX_TRY(stored_keys_find(part->sections[STORED_APPEARANCE_KEYS], keys->data[k].key, stored_part_n(part, STORED_N_ENTRIES),
                                     part->first[STORED_BASE_APPEARANCES], out, err));
        }
        if (k % 1024 == 0) PDX_TRY(pdx_tick_step(tick, k, keys->len, err));
    }
    return PDX_OK;
}
