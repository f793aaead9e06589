#include "archive/build/known_sources.h"

void known_sources_init(known_sources *self) {
    pdx_map_init(&self->keys);
    PDX_VEC_INIT(&self->last);
    PDX_VEC_INIT(&self->before);
}

void known_sources_deinit(known_sources *self) {
    pdx_map_deinit(&self->keys);
    PDX_VEC_DEINIT(&self->last);
    PDX_VEC_DEINIT(&self->before);
}

static void key_put(const pdx_source_facts *facts, uint64_t len, pdx_buf *out) {
    const uint64_t numbers[] = {facts->name.len, (uint64_t)facts->captured, len};
    pdx_buf_append(out, numbers, sizeof numbers);
    pdx_buf_span(out, facts->name);
    pdx_buf_span(out, facts->url);
}

pdx_status known_sources_add(known_sources *self, const pdx_source_facts *facts, uint64_t len, pdx_error *err) {
    const uint32_t number = (uint32_t)self->before.len;
    uint32_t key;
    pdx_buf bytes;
    pdx_buf_init(&bytes);
    key_put(facts, len, &bytes);
    key = bytes.failed ? PDX_MAP_NONE : pdx_map_intern(&self->keys, pdx_buf_view(&bytes));
    pdx_buf_deinit(&bytes);
    if (key == PDX_MAP_NONE) return pdx_fail_memory(err);
    if (key == self->last.len && !PDX_VEC_PUSH(&self->last, PDX_NONE)) return pdx_fail_memory(err);
    if (!PDX_VEC_PUSH(&self->before, self->last.data[key])) return pdx_fail_memory(err);
    self->last.data[key] = number;
    return PDX_OK;
}

pdx_status known_sources_find(const known_sources *self, const pdx_source_facts *facts, uint64_t len, uint32_t *number, pdx_error *err) {
    uint32_t key;
    pdx_buf bytes;
    pdx_buf_init(&bytes);
    key_put(facts, len, &bytes);
    key = bytes.failed ? PDX_MAP_NONE : pdx_map_find(&self->keys, pdx_buf_view(&bytes));
    *number = key < self->last.len ? self->last.data[key] : PDX_NONE;
    if (bytes.failed) {
        pdx_buf_deinit(&bytes);
        return pdx_fail_memory(err);
    }
    pdx_buf_deinit(&bytes);
    return PDX_OK;
}
