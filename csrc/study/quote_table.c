#include <string.h>

#include "archive/model/contents.h"
#include "base/alloc.h"
#include "post/quotes/quotes.h"

enum { READING_WORK = 8 }; /* what looking for quotations takes, as a pace counts */

/* Quotations of the posts of a view, part by part, in order. */

typedef struct quote_row {
    uint32_t post, page, part, speaker_part, cue_part;
    uint32_t group; /* counted over the table, or PDX_NONE */
    uint8_t kind, said, depth;
    bool opened, closed, continues;
    pdx_range range, inner, speaker, cue, outer;
} quote_row;

struct pdx_quote_table {
    pdx_atomic_i64 references;
    pdx_archive *archive; /* counted */
    PDX_VEC(quote_row) rows;
    pdx_quote_sum sum; /* of all */
};

/* One post after the other. */
typedef struct filler {
    pdx_quote_table *table;
    const pdx_archive *rows;       /* of the view's archive, for who passes */
    pdx_quote_finder *finder;      /* owned, like the next two */
    PDX_VEC(pdx_quote_block) blocks;
    pdx_quotes quotes;
    uint32_t n_groups;
    const pdx_tick *tick;
} filler;

static pdx_range range_in(const pdx_page *cut, uint32_t part, size_t begin, size_t end) {
    const uint64_t shift = cut->parts[part].range.begin;
    return pdx_range_of(shift + begin, shift + end);
}

static quote_row row_of(const filler *self, const pdx_page *cut, uint32_t first_part, const pdx_quote *quote) {
    quote_row row = {.kind = quote->kind, .said = quote->said, .opened = quote->opened, .closed = quote->closed, .continues = quote->continues};
    row.part = first_part + quote->place.block;
    row.range = range_in(cut, row.part, quote->place.begin, quote->place.end);
    row.inner = range_in(cut, row.part, quote->inner_begin, quote->inner_end);
    row.speaker_part = first_part + quote->speaker.block;
    if (quote->speaker.end > 0) row.speaker = range_in(cut, row.speaker_part, quote->speaker.begin, quote->speaker.end);
    row.cue_part = first_part + quote->cue.block;
    if (quote->cue.end > 0) row.cue = range_in(cut, row.cue_part, quote->cue.begin, quote->cue.end);
    row.group = quote->group == PDX_QUOTED_NONE ? PDX_NONE : self->n_groups + quote->group;
    for (uint32_t outer = quote->outer; outer != PDX_QUOTED_NONE; outer = self->quotes.data[outer].outer) {
        const pdx_quote *holds = &self->quotes.data[outer];
        if (row.depth++ == 0) row.outer = range_in(cut, row.part, holds->place.begin, holds->place.end);
    }
    return row;
}

static pdx_status add_post(filler *self, const pdx_view *view, uint32_t post, pdx_error *err) {
    const archive_appearance *main = archive_appearance_at(self->rows, archive_post_at(self->rows, post)->main);
    const archive_page *page = archive_page_at(self->rows, main->page);
    const pdx_page_entry *entry = archive_entry_of(page, main->entry);
    uint32_t n_groups = 0;
    self->blocks.len = 0;
    if (!PDX_VEC_RESERVE(&self->blocks, entry->n_parts)) return pdx_fail_memory(err);
    for (uint32_t i = 0; i < entry->n_parts; i++)
        self->blocks.data[self->blocks.len++] =
            (pdx_quote_block){archive_part_text(page, entry->first_part + i), page->cut.parts[entry->first_part + i].role};
    PDX_TRY(pdx_quotes_find(self->finder, self->blocks.data, self->blocks.len, page->cut.language, &self->quotes, self->tick, err));
    for (size_t i = 0; i < self->quotes.len; i++) {
        const pdx_quote *quote = &self->quotes.data[i];
        if (quote->group != PDX_QUOTED_NONE && quote->group >= n_groups) n_groups = quote->group + 1;
        if ((view->roles & PDX_ROLE_BIT(self->blocks.data[quote->place.block].role)) == 0) continue;
        quote_row row = row_of(self, &page->cut, entry->first_part, quote);
        row.post = post;
        row.page = main->page;
        if (!PDX_VEC_PUSH(&self->table->rows, row)) return pdx_fail_memory(err);
    }
    self->n_groups += n_groups;
    return PDX_OK;
}

static_assert((int)PDX_QUOTE_KINDS == (int)PDX_QUOTE_KIND_COUNT, "the seam says how many kinds there are");

static pdx_quote_sum rows_sum(const pdx_quote_table *table, const uint32_t *rows, size_t n) {
    pdx_quote_sum sum;
    memset(&sum, 0, sizeof sum);
    for (size_t kind = 0; kind < PDX_QUOTE_KINDS; kind++) sum.kinds[kind] = pdx_quote_kind_name((pdx_quote_kind)kind);
    for (size_t i = 0; i < n; i++) {
        const quote_row *row = &table->rows.data[rows == NULL ? i : rows[i]];
        sum.of_kind[row->kind]++;
        sum.inside += row->depth > 0;
        if (row->closed) continue;
        if (sum.open < PDX_QUOTES_NAMED) sum.first_open[sum.open] = i;
        sum.open++;
    }
    return sum;
}

pdx_quote_sum pdx_quotes_sum(const pdx_quote_table *table, const uint32_t *rows, size_t n) {
    return rows == NULL ? table->sum : rows_sum(table, rows, n);
}

static pdx_status table_fill(filler *self, const pdx_view *view, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(self->tick, view->n_posts);
    PDX_TRY(pdx_quote_finder_new(&self->finder, err));
    for (uint32_t i = 0; i < view->n_posts; i++) {
        const uint32_t post = pdx_view_post(view, i);
        archive_pass_rest(self->rows);
        const pdx_range range = archive_entry(self->rows, archive_post_at(self->rows, post)->main)->range;
        PDX_TRY(add_post(self, view, post, err));
        PDX_TRY(pdx_pace_step(&pace, READING_WORK * (range.end - range.begin), i, err));
    }
    return archive_sound(self->rows, err);
}

static pdx_quote_table *table_new(pdx_archive *archive) {
    pdx_quote_table *table = pdx_alloc_zero(1, sizeof *table);
    if (table == NULL) return NULL;
    pdx_atomic_store(&table->references, 1);
    table->archive = archive;
    pdx_archive_retain(archive);
    return table;
}

static pdx_status table_make(const pdx_view *view, const pdx_tick *tick, pdx_quote_table **out, pdx_error *err) {
    filler self = {.table = table_new(view->archive), .tick = tick};
    pdx_status status;
    *out = NULL;
    if (self.table == NULL) return pdx_fail_memory(err);
    status = archive_pass_begin(view->archive, &self.rows, err);
    if (status == PDX_OK) status = table_fill(&self, view, err);
    archive_pass_end(self.rows);
    pdx_quote_finder_free(self.finder);
    PDX_VEC_DEINIT(&self.blocks);
    PDX_VEC_DEINIT(&self.quotes);
    self.table->sum = rows_sum(self.table, NULL, self.table->rows.len);
    if (status == PDX_OK) *out = self.table;
    else pdx_quote_table_free(self.table);
    return status;
}

pdx_status pdx_view_quotes(const pdx_view *view, const pdx_tick *tick, pdx_quote_table **out, pdx_error *err) {
    pdx_view *keeper = (pdx_view *)(uintptr_t)view; /* nothing that anybody has read of it changes */
    pdx_quote_table *made;
    *out = NULL;
    if (!pdx_kept_is_made(&view->quotes_kept)) {
        PDX_TRY(table_make(view, tick, &made, err));
        if (pdx_kept_claim(&keeper->quotes_kept)) {
            keeper->quotes = made;
            keeper->quotes_free = pdx_quote_table_free;
            pdx_kept_done(&keeper->quotes_kept);
        } else {
            pdx_quote_table_free(made);
        }
    }
    (void)pdx_atomic_add(&view->quotes->references, 1);
    *out = view->quotes;
    return PDX_OK;
}

size_t pdx_quote_count(const pdx_quote_table *table) { return table->rows.len; }

pdx_quote_info pdx_quote_get(const pdx_quote_table *table, size_t i) {
    const quote_row *row = &table->rows.data[i];
    pdx_quote_info info = {.post = row->post, .page = row->page, .part = row->part, .range = row->range, .inner = row->inner};
    assert(i < table->rows.len);
    info.layer = archive_page_at(table->archive, row->page)->layer;
    info.kind = pdx_quote_kind_name((pdx_quote_kind)row->kind);
    info.attribution = pdx_quote_said_name((pdx_quote_said)row->said);
    info.speaker_part = row->speaker_part;
    info.speaker = row->speaker;
    info.cue_part = row->cue_part;
    info.cue = row->cue;
    info.depth = row->depth;
    info.outer = row->outer;
    info.group = row->group;
    info.opened = row->opened;
    info.closed = row->closed;
    info.continues = row->continues;
    return info;
}

void pdx_quote_table_free(pdx_quote_table *table) {
    if (table == NULL || pdx_atomic_add(&table->references, -1) != 1) return;
    PDX_VEC_DEINIT(&table->rows);
    pdx_archive_release(table->archive);
    pdx_free(table);
}
