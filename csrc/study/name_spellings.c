#include "archive/model/contents.h"
#include "base/map.h"

/* How mentions of a name are printed, each way with how often it is. */

static bool is_space(uint8_t byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r') || (byte >= 0x1C && byte <= 0x1F); }

/* A text whose white space is one space each. */
static void text_even(pdx_span text, pdx_buf *out) {
    pdx_buf_reset(out);
    for (size_t i = 0; i < text.len; i++) {
        if (!is_space(text.data[i])) pdx_buf_byte(out, text.data[i]);
        else if (i == 0 || !is_space(text.data[i - 1])) pdx_buf_byte(out, ' ');
    }
}

/* What is gathered of spellings: where the last post of each is known. */
typedef struct gatherer {
    pdx_map texts;
    PDX_VEC(pdx_name_spelling) each;
    PDX_VEC(uint32_t) last_posts;
    pdx_buf even;
} gatherer;

static pdx_status mention_take(gatherer *self, const pdx_archive *archive, const pdx_name_info *info, uint32_t i, pdx_error *err) {
    const pdx_span text = pdx_archive_layer(archive, info->layer).text;
    text_even(pdx_span_slice(text, (size_t)info->range.begin, (size_t)info->range.end), &self->even);
    const uint32_t number = self->even.failed ? PDX_MAP_NONE : pdx_map_intern(&self->texts, pdx_buf_view(&self->even));
    if (number == PDX_MAP_NONE) return pdx_fail_memory(err);
    if (number == self->each.len) {
        const pdx_name_spelling made = {.first = i};
        if (!PDX_VEC_PUSH(&self->each, made) || !PDX_VEC_PUSH(&self->last_posts, PDX_NONE)) return pdx_fail_memory(err);
    }
    pdx_name_spelling *spelling = &self->each.data[number];
    spelling->count++;
    spelling->posts += self->last_posts.data[number] != info->post;
    spelling->rules |= info->rules;
    self->last_posts.data[number] = info->post;
    return PDX_OK;
}

pdx_status pdx_name_spellings(const pdx_archive *archive, const pdx_name_table *table, const uint32_t *rows, size_t n, pdx_name_spelling **out,
                              size_t *n_out, pdx_error *err) {
    gatherer self = {.each = {0}};
    pdx_status status = PDX_OK;
    pdx_map_init(&self.texts);
    pdx_buf_init(&self.even);
    for (size_t i = 0; i < n && status == PDX_OK; i++) {
        const pdx_name_info info = pdx_name_get(table, rows == NULL ? i : rows[i]);
        status = mention_take(&self, archive, &info, (uint32_t)i, err);
    }
    pdx_map_deinit(&self.texts);
    pdx_buf_deinit(&self.even);
    PDX_VEC_DEINIT(&self.last_posts);
    *out = self.each.data;
    *n_out = self.each.len;
    if (status == PDX_OK) return PDX_OK;
    PDX_VEC_DEINIT(&self.each);
    *out = NULL;
    return status;
}
