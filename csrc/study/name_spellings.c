#include "archive/model/contents.h"
#include "base/alloc.h"

/* How mentions of a name are printed, each way with how often it is. */

/* What is gathered of spellings. */
typedef struct gatherer {
    uint32_t *numbers; /* of what is printed, in `each`; PDX_NONE: not there yet */
    PDX_VEC(pdx_name_spelling) each;
    PDX_VEC(uint32_t) last_posts;
} gatherer;

static pdx_status mention_take(gatherer *self, const pdx_name_info *info, uint32_t i, pdx_error *err) {
    uint32_t *number = &self->numbers[info->printed];
    if (*number == PDX_NONE) {
        const pdx_name_spelling made = {.first = i};
        *number = (uint32_t)self->each.len;
        if (!PDX_VEC_PUSH(&self->each, made) || !PDX_VEC_PUSH(&self->last_posts, PDX_NONE)) return pdx_fail_memory(err);
    }
    pdx_name_spelling *spelling = &self->each.data[*number];
    spelling->count++;
    spelling->posts += self->last_posts.data[*number] != info->post;
    spelling->rules |= info->rules;
    self->last_posts.data[*number] = info->post;
    return PDX_OK;
}

enum { MENTION_WORK = 16 };

static pdx_status mentions_take(gatherer *self, const pdx_name_table *table, const uint32_t *rows, size_t n, const pdx_tick *tick, pdx_error *err) {
    const uint32_t n_printed = pdx_name_n_printed(table);
    pdx_pace pace = pdx_pace_of(tick, n);
    self->numbers = pdx_resize_array(NULL, n_printed, sizeof *self->numbers);
    if (self->numbers == NULL) return pdx_fail_memory(err);
    for (uint32_t i = 0; i < n_printed; i++) self->numbers[i] = PDX_NONE;
    for (size_t i = 0; i < n; i++) {
        const pdx_name_info info = pdx_name_get(table, rows == NULL ? i : rows[i]);
        PDX_TRY(mention_take(self, &info, (uint32_t)i, err));
        PDX_TRY(pdx_pace_step(&pace, MENTION_WORK, i, err));
    }
    return PDX_OK;
}

pdx_status pdx_name_spellings(const pdx_name_table *table, const uint32_t *rows, size_t n, const pdx_tick *tick, pdx_name_spelling **out,
                              size_t *n_out, pdx_error *err) {
    gatherer self = {.each = {0}};
    const pdx_status status = mentions_take(&self, table, rows, n, tick, err);
    pdx_free(self.numbers);
    PDX_VEC_DEINIT(&self.last_posts);
    if (status != PDX_OK) PDX_VEC_DEINIT(&self.each);
    *out = self.each.data;
    *n_out = self.each.len;
    return status;
}
