#include "base/sort.h"
#include "study/match_rows.h"
#include "study/run_reader.h"
#include "text/bigram.h"

/* One character of a run is in two bigrams, or in one at the end of the run: a query knows how to find it, the words as they run do not tell it. A
 * word takes up two slots, of a bigram one for each character, so that what overlaps is seen by slots; where a phrase ends with a bigram and a
 * character follows, whether that is the bigram's last is told by the bytes. */

/* The query for just these words. */
static pdx_status phrase_quote(pdx_span phrase, pdx_buf *out, pdx_error *err) {
    pdx_buf_reset(out);
    pdx_buf_byte(out, '"');
    for (size_t i = 0; i < phrase.len; i++)
        if (phrase.data[i] != '"' && phrase.data[i] != '\\') pdx_buf_byte(out, phrase.data[i]);
    pdx_buf_byte(out, '"');
    return out->failed ? pdx_fail_memory(err) : PDX_OK;
}

static pdx_status matches_add(const pdx_view *view, pdx_match_table *table, uint32_t phrase, const pdx_match_list *found, pdx_error *err) {
    const pdx_snapshot *snapshot = view->archive->snapshot;
    if (!PDX_VEC_RESERVE(&table->rows, table->rows.len + found->n)) return pdx_fail_memory(err);
    for (size_t i = 0; i < found->n; i++) {
        const pdx_match *match = &found->matches[i];
        if (match->doc >= pdx_segment_n_posts(pdx_snapshot_segment(snapshot, match->segment))) continue; /* of no post */
        const uint64_t place = pdx_running_begin(view->archive->running, match->segment, match->doc) + match->position;
        table->phrases[phrase].n_words = match->length;
        table->rows.data[table->rows.len++] =
            (match_row){(uint32_t)place, pdx_snapshot_post_number(snapshot, match->segment, match->doc), phrase << MATCH_CUT_BITS | match->cut};
    }
    return PDX_OK;
}

static pdx_status phrase_find(const pdx_view *view, pdx_match_table *table, const pdx_span *phrases, uint32_t phrase, pdx_buf *query,
                              const pdx_tick *tick, pdx_error *err) {
    pdx_match_list found;
    pdx_status status;
    PDX_TRY(phrase_quote(phrases[phrase], query, err));
    PDX_TRY(study_occurrences_find(view, pdx_buf_view(query), false, tick, &found, err));
    status = matches_add(view, table, phrase, &found, err);
    pdx_match_list_deinit(&found);
    return status;
}

/* ------------------------------------------------------------------ what overlaps */

static uint64_t slot_begin(const match_row *row) { return 2 * (uint64_t)row->place + ((match_row_cut(row) & PDX_CUT_FIRST) != 0); }
static uint64_t slot_end(const pdx_match_table *table, const match_row *row) {
    return 2 * ((uint64_t)row->place + table->phrases[match_row_phrase(row)].n_words) - ((match_row_cut(row) & PDX_CUT_LAST) != 0);
}

static int by_place(const void *left, const void *right, const void *context) {
    const match_row *a = left, *b = right;
    const pdx_match_table *table = context;
    if (a->post != b->post) return a->post < b->post ? -1 : 1;
    if (slot_begin(a) != slot_begin(b)) return slot_begin(a) < slot_begin(b) ? -1 : 1;
    if (slot_end(table, a) != slot_end(table, b)) return slot_end(table, a) > slot_end(table, b) ? -1 : 1;
    return match_row_phrase(a) < match_row_phrase(b) ? -1 : match_row_phrase(a) > match_row_phrase(b);
}

typedef struct settler {
    pdx_match_table *table;
    study_run_reader reader;
    const uint32_t *lone;
    size_t n_lone;
} settler;

static bool is_lone(const settler *self, const match_row *row) {
    const uint32_t phrase = match_row_phrase(row);
    size_t low = 0, high = self->n_lone;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (self->lone[middle] < phrase) low = middle + 1;
        else high = middle;
    }
    return low < self->n_lone && self->lone[low] == phrase;
}

static pdx_status range_of(settler *self, const match_row *row, pdx_run_place *out, pdx_error *err) {
    return study_run_read(&self->reader, row->post, row->place, self->table->phrases[match_row_phrase(row)].n_words, match_row_cut(row), out, err);
}

/* Whether `row`, which begins no earlier, shares a character with the one that was kept last. */
static pdx_status overlap_see(settler *self, const match_row *kept, const match_row *row, bool *overlap, pdx_error *err) {
    pdx_run_place a, b;
    *overlap = kept->post == row->post && slot_begin(row) < slot_end(self->table, kept);
    if (kept->post != row->post || slot_begin(row) != slot_end(self->table, kept) || !(is_lone(self, kept) || is_lone(self, row))) return PDX_OK;
    PDX_TRY(range_of(self, kept, &a, err));
    PDX_TRY(range_of(self, row, &b, err));
    *overlap = a.layer == b.layer && a.part == b.part && b.range.begin < a.range.end && a.range.begin < b.range.end;
    return PDX_OK;
}

static pdx_status rows_settle(settler *self, pdx_error *err) {
    pdx_match_table *table = self->table;
    size_t kept = 0;
    for (size_t i = 0; i < table->rows.len; i++) {
        bool overlap = false;
        if (kept > 0) PDX_TRY(overlap_see(self, &table->rows.data[kept - 1], &table->rows.data[i], &overlap, err));
        if (!overlap) table->rows.data[kept++] = table->rows.data[i];
    }
    table->rows.len = kept;
    return PDX_OK;
}

pdx_status study_match_lone(const pdx_view *view, pdx_match_table *table, const pdx_span *phrases, const uint32_t *lone, size_t n,
                            const pdx_tick *tick, pdx_error *err) {
    settler self = {.table = table, .lone = lone, .n_lone = n};
    pdx_buf query;
    pdx_status status = PDX_OK;
    pdx_buf_init(&query);
    for (size_t i = 0; i < n && status == PDX_OK; i++) status = phrase_find(view, table, phrases, lone[i], &query, tick, err);
    pdx_buf_deinit(&query);
    if (status == PDX_OK) status = pdx_sort(table->rows.data, table->rows.len, sizeof *table->rows.data, by_place, table, tick, err);
    PDX_TRY(status);
    study_run_reader_init(&self.reader, view->archive);
    self.reader.walk.tick = tick;
    status = rows_settle(&self, err);
    study_run_reader_deinit(&self.reader);
    return status;
}
