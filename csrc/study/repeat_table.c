#include <string.h>

#include "base/radix.h"
#include "base/sort.h"
#include "post/quotes/quote_marks.h"
#include "study/repeat_find.h"
#include "study/repeat_label.h"
#include "text/tokens.h"

enum { PLACE_WORK = 64 };

typedef struct word_place {
    size_t begin, end; /* in its part */
} word_place;

typedef struct place_row {
    uint32_t repeat, post, page, part;
    uint8_t role;
    bool quoted;
    pdx_range range;
} place_row;

typedef struct repeat_row {
    size_t first;
    uint32_t n, n_words, n_posts;
    uint8_t label;
    char reason[96];
} repeat_row;

struct pdx_repeat_table {
    pdx_archive *archive; /* counted */
    PDX_VEC(repeat_row) repeats;
    PDX_VEC(place_row) places;
    pdx_label_count labels[PDX_REPEAT_LABELS]; /* of all */
};

/* A place by its first word. */
typedef struct maker {
    pdx_repeat_table *table;
    repeat_finder finder;
    PDX_VEC(pdx_keyed) order;      /* owned, like all that follows; places by their first words */
    PDX_VEC(word_place) words;     /* of one part */
    pdx_tokens *tokens;
    pdx_quote_marks marks;
    pdx_map pairs;                 /* two posts -> a number */
    PDX_VEC(uint32_t) last;        /* of each pair, how far its second post was reached */
    const pdx_tick *tick;
} maker;

static pdx_status part_words(maker *self, pdx_span text, pdx_lang language, pdx_error *err) {
    pdx_token token;
    self->words.len = 0;
    pdx_tokens_start(self->tokens, text, language);
    while (pdx_tokens_next(self->tokens, &token)) {
        const word_place place = {(size_t)token.begin, (size_t)token.end};
        if (token.n_pieces == 1 && !PDX_VEC_PUSH(&self->words, place)) return pdx_fail_memory(err);
    }
    return pdx_tokens_end(self->tokens, err);
}

static bool is_quoted(const pdx_quote_marks *marks, size_t begin, size_t end) {
    for (size_t i = 0; i < marks->quoted.len; i++)
        if (marks->quoted.data[i].begin <= begin && end <= marks->quoted.data[i].end) return true;
    return false;
}

/* Places [from, to) of the order stand in one part: where, in bytes. */
static pdx_status part_places(maker *self, const repeat_part *part, size_t from, size_t to, pdx_error *err) {
    archive_pass_rest(self->finder.rows);
    const archive_page *page = archive_page_at(self->finder.rows, part->page);
    const pdx_page_part *at = archive_page_part(page, part->part);
    const pdx_span text = pdx_span_slice(page->cut.text, (size_t)at->range.begin, (size_t)at->range.end);
    PDX_TRY(part_words(self, text, archive_post_at(self->finder.rows, part->post)->language, err));
    pdx_quote_marks_reset(&self->marks);
    PDX_TRY(pdx_quote_marks_read(&self->marks, text, true, self->tick, err));
    for (size_t i = from; i < to; i++) {
        place_row *row = &self->table->places.data[self->order.data[i].item];
        const repeat_row *repeat = &self->table->repeats.data[row->repeat];
        const size_t first = (size_t)self->order.data[i].key - part->first, last = first + repeat->n_words - 1;
        if (last >= self->words.len) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a part has other words than it had before");
        row->post = part->post;
        row->page = part->page;
        row->part = part->part;
        row->role = at->role;
        row->range = pdx_range_of(at->range.begin + self->words.data[first].begin, at->range.begin + self->words.data[last].end);
        row->quoted = is_quoted(&self->marks, self->words.data[first].begin, self->words.data[last].end);
    }
    return PDX_OK;
}

static pdx_status places_make(maker *self, pdx_error *err) {
    const repeat_finder *finder = &self->finder;
    pdx_pace pace = pdx_pace_of(self->tick, self->order.len);
    pdx_keyed *other = pdx_resize_array(NULL, self->order.len, sizeof *other);
    if (other == NULL) return pdx_fail_memory(err);
    const pdx_status sorted = pdx_radix_sort(&self->order.data, &other, self->order.len, self->tick, err);
    pdx_free(other);
    self->order.capacity = self->order.len;
    PDX_TRY(sorted);
    for (size_t i = 0, end; i < self->order.len; i = end) {
        const uint32_t number = repeat_part_of(finder, (uint32_t)self->order.data[i].key);
        const uint32_t behind = finder->parts.data[number + 1].first;
        for (end = i + 1; end < self->order.len && self->order.data[end].key < behind; end++) {}
        PDX_TRY(part_places(self, &finder->parts.data[number], i, end, err));
        PDX_TRY(pdx_pace_step(&pace, PLACE_WORK * (end - i) + 8 * (uint64_t)self->words.len, i, err));
    }
    return archive_sound(self->finder.rows, err);
}

static pdx_status rows_begin(maker *self, pdx_error *err) {
    const repeat_finder *finder = &self->finder;
    for (size_t i = 0; i < finder->runs.len; i++) {
        const repeat_run *run = &finder->runs.data[i];
        repeat_row row = {.first = self->table->places.len, .n = run->n, .n_words = run->n_words};
        if (!PDX_VEC_PUSH(&self->table->repeats, row)) return pdx_fail_memory(err);
        for (uint32_t k = 0; k < run->n; k++) {
            const place_row place = {.repeat = (uint32_t)i};
            const pdx_keyed at = {finder->places.data[run->first + k], (uint32_t)self->table->places.len};
            if (!PDX_VEC_PUSH(&self->table->places, place) || !PDX_VEC_PUSH(&self->order, at)) return pdx_fail_memory(err);
        }
    }
    return PDX_OK;
}

/* Whether the second of two posts has this run before one that the first has before it. Runs come in order of the first. */
static pdx_status swapped_see(maker *self, const place_row *a, const place_row *b, uint32_t word, bool *swapped, pdx_error *err) {
    const uint32_t pair[2] = {a->post, b->post};
    const uint32_t number = pdx_map_intern(&self->pairs, pdx_span_of(pair, sizeof pair));
    if (number == PDX_MAP_NONE) return pdx_fail_memory(err);
    if (number == self->last.len && !PDX_VEC_PUSH(&self->last, 0)) return pdx_fail_memory(err);
    *swapped = word < self->last.data[number];
    if (!*swapped) self->last.data[number] = word;
    return PDX_OK;
}

static void copy_see(const pdx_archive *archive, const place_row *a, const place_row *b, repeat_facts *facts) {
    const archive_copies *copies = archive->copies;
    const uint32_t copy = copies->of[a->post] == b->post ? a->post : b->post, of = copy == a->post ? b->post : a->post;
    if (copies->of[copy] != of) return;
    facts->copy = copy;
    facts->of = of;
    facts->likeness = copies->likeness[copy];
}

static pdx_status labels_make(maker *self, pdx_error *err) {
    pdx_repeat_table *table = self->table;
    pdx_pace pace = pdx_pace_of(self->tick, table->repeats.len);
    for (size_t i = 0; i < table->repeats.len; i++) {
        uint32_t n_body = 0;
        repeat_row *row = &table->repeats.data[i];
        const place_row *places = &table->places.data[row->first];
        repeat_facts facts = {.n = row->n, .n_all = self->finder.view->n_posts, .copy = PDX_NONE, .of = PDX_NONE};
        for (uint32_t k = 0; k < row->n; k++) {
            facts.roles[places[k].role]++;
            n_body += pdx_role_group((pdx_role)places[k].role) == PDX_GROUP_BODY;
            facts.n_quoted += places[k].quoted;
            facts.n_posts += k == 0 || places[k].post != places[k - 1].post; /* places come in order of posts */
            if (k > 0 && facts.copy == PDX_NONE) copy_see(table->archive, &places[0], &places[k], &facts);
        }
        if (n_body == 2 && row->n == 2) {
            PDX_TRY(swapped_see(self, &places[0], &places[1], self->finder.places.data[self->finder.runs.data[i].first + 1], &facts.swapped, err));
        }
        row->n_posts = facts.n_posts;
        row->label = (uint8_t)repeat_label_of(&facts, row->reason);
        PDX_TRY(pdx_pace_step(&pace, PLACE_WORK * (uint64_t)row->n, i, err));
    }
    return PDX_OK;
}

static_assert((int)PDX_REPEAT_LABELS == (int)REPEAT_LABELS, "the seam says how many labels there are");

static void labels_count(const pdx_repeat_table *table, const uint32_t *rows, size_t n, pdx_label_count out[PDX_REPEAT_LABELS]) {
    for (size_t label = 0; label < PDX_REPEAT_LABELS; label++) out[label] = (pdx_label_count){repeat_label_name((repeat_label)label), 0, 0};
    for (size_t i = 0; i < n; i++) {
        pdx_label_count *of = &out[table->repeats.data[rows == NULL ? i : rows[i]].label];
        if (of->count++ == 0) of->first = i;
    }
}

static pdx_status table_fill(maker *self, pdx_error *err) {
    PDX_TRY(repeat_find(&self->finder, err));
    if (self->finder.runs.len == 0) return PDX_OK;
    PDX_TRY(pdx_archive_know_copies(self->table->archive, self->tick, err));
    PDX_TRY(pdx_tokens_new(self->table->archive->analyzer, &self->tokens, err));
    pdx_tokens_ask(self->tokens, self->tick);
    PDX_TRY(rows_begin(self, err));
    PDX_TRY(places_make(self, err));
    return labels_make(self, err);
}

static void maker_deinit(maker *self) {
    repeat_finder_deinit(&self->finder);
    PDX_VEC_DEINIT(&self->order);
    PDX_VEC_DEINIT(&self->words);
    pdx_tokens_free(self->tokens);
    pdx_quote_marks_deinit(&self->marks);
    pdx_map_deinit(&self->pairs);
    PDX_VEC_DEINIT(&self->last);
}

pdx_status pdx_view_repeats(const pdx_view *view, uint32_t least, const pdx_tick *tick, pdx_repeat_table **out, pdx_error *err) {
    maker self = {.tick = tick};
    *out = NULL;
    self.table = pdx_alloc_zero(1, sizeof *self.table);
    if (self.table == NULL) return pdx_fail_memory(err);
    self.table->archive = view->archive;
    pdx_archive_retain(view->archive);
    self.finder.view = view;
    self.finder.least = least;
    self.finder.tick = tick;
    pdx_quote_marks_init(&self.marks);
    pdx_map_init(&self.pairs);
    pdx_status status = archive_pass_begin(view->archive, &self.finder.rows, err);
    if (status == PDX_OK) status = table_fill(&self, err);
    archive_pass_end(self.finder.rows);
    maker_deinit(&self);
    labels_count(self.table, NULL, self.table->repeats.len, self.table->labels);
    if (status == PDX_OK) *out = self.table;
    else pdx_repeat_table_free(self.table);
    return status;
}

size_t pdx_repeat_count(const pdx_repeat_table *table) { return table->repeats.len; }
size_t pdx_repeat_n_places(const pdx_repeat_table *table) { return table->places.len; }

pdx_repeat_info pdx_repeat_get(const pdx_repeat_table *table, size_t i) {
    const repeat_row *row = &table->repeats.data[i];
    assert(i < table->repeats.len);
    pdx_repeat_info info = {.n_words = row->n_words, .n_posts = row->n_posts, .first = row->first, .n = row->n};
    info.label = repeat_label_name((repeat_label)row->label);
    memcpy(info.reason, row->reason, sizeof info.reason);
    return info;
}

pdx_repeat_place pdx_repeat_place_get(const pdx_repeat_table *table, size_t i) {
    const place_row *row = &table->places.data[i];
    assert(i < table->places.len);
    return (pdx_repeat_place){row->repeat, row->post, row->page, row->part, archive_page_at(table->archive, row->page)->layer, row->range};
}

void pdx_repeat_labels(const pdx_repeat_table *table, const uint32_t *rows, size_t n, pdx_label_count out[PDX_REPEAT_LABELS]) {
    if (rows == NULL) memcpy(out, table->labels, sizeof table->labels);
    else labels_count(table, rows, n, out);
}

void pdx_repeat_table_free(pdx_repeat_table *table) {
    if (table == NULL) return;
    PDX_VEC_DEINIT(&table->repeats);
    PDX_VEC_DEINIT(&table->places);
    pdx_archive_release(table->archive);
    pdx_free(table);
}
