#include "corpus/dispersion_pieces.h"

#include "base/alloc.h"
#include "base/radix.h"
#include "base/sort.h"

enum { POST_WORK = 8, MATCHES_PER_TICK = PDX_LIMIT(1 << 15, 4) };

void pdx_spread_pieces_init(pdx_spread_pieces *self, const pdx_running *running, const pdx_tick *tick) {
    *self = (pdx_spread_pieces){.running = running, .tick = tick};
}

void pdx_spread_pieces_deinit(pdx_spread_pieces *self) {
    PDX_VEC_DEINIT(&self->rows);
    PDX_VEC_DEINIT(&self->starts);
}

/* ------------------------------------------------------------------ occurrences */

static int by_place(const void *left, const void *right, const void *context) {
    const uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    (void)context;
    return (a > b) - (a < b);
}

/* They come in order but where several things are looked for at once. */
static pdx_status starts_order(pdx_spread_pieces *self, bool ascend, pdx_error *err) {
    size_t n = 0;
    if (!ascend) PDX_TRY(pdx_sort(self->starts.data, self->starts.len, sizeof *self->starts.data, by_place, NULL, self->tick, err));
    for (size_t i = 0; i < self->starts.len; i++)
        if (n == 0 || self->starts.data[n - 1] != self->starts.data[i]) self->starts.data[n++] = self->starts.data[i];
    self->starts.len = n;
    return PDX_OK;
}

pdx_status pdx_spread_pieces_look(pdx_spread_pieces *self, const pdx_match_list *matches, pdx_error *err) {
    bool ascend = true;
    uint32_t last = 0;
    if (!PDX_VEC_RESERVE(&self->starts, matches->n)) return pdx_fail_memory(err);
    for (size_t i = 0; i < matches->n; i++) {
        const pdx_match *match = &matches->matches[i];
        const uint64_t place = pdx_running_begin(self->running, match->segment, match->doc) + match->position;
        if (i % MATCHES_PER_TICK == 0) PDX_TRY(pdx_tick_step(self->tick, i, matches->n, err));
        if (place >= pdx_running_begin(self->running, match->segment, match->doc + 1)) {
            return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "an occurrence stands behind the end of its post");
        }
        ascend = ascend && place >= last;
        self->starts.data[self->starts.len++] = last = (uint32_t)place;
    }
    return starts_order(self, ascend, err);
}

/* ------------------------------------------------------------------ making them */

typedef struct maker {
    pdx_spread_pieces *pieces;
    const uint32_t *of;
    bool one;
    uint32_t next; /* of the occurrences: the first that is not before the piece made next */
} maker;

/* Pieces come in the order of their places. */
static pdx_status piece_put(maker *self, uint32_t post, uint64_t from, uint64_t to, uint32_t n_words, pdx_error *err) {
    pdx_spread_pieces *pieces = self->pieces;
    pdx_spread_piece piece = {(uint32_t)from, (uint32_t)to, post, self->one ? 0 : post, n_words, 0, 0};
    if (self->of != NULL) piece.slice = self->of[post];
    while (self->next < pieces->starts.len && pieces->starts.data[self->next] < from) self->next++;
    piece.first = self->next;
    while (self->next < pieces->starts.len && pieces->starts.data[self->next] < to) self->next++;
    piece.end = self->next;
    if (piece.slice == UINT32_MAX) return PDX_OK;
    pieces->n_words += n_words;
    return PDX_VEC_PUSH(&pieces->rows, piece) ? PDX_OK : pdx_fail_memory(err);
}

/* Every place of a part has a word. */
static pdx_status part_put(void *context, uint32_t post, uint64_t from, uint64_t to, pdx_error *err) {
    return piece_put(context, post, from, to, (uint32_t)(to - from), err);
}

static pdx_status posts_put(maker *self, const pdx_running_scope *scope, pdx_error *err) {
    const pdx_running *running = self->pieces->running;
    pdx_pace pace = pdx_pace_of(self->pieces->tick, running->n_places);
    for (uint32_t s = 0; s < running->numbers.n_segments; s++) {
        const uint32_t *begins = running->begins[s], n = pdx_segment_n_posts(pdx_snapshot_segment(running->snapshot, s));
        const pdx_gone *gone = pdx_snapshot_gone(running->snapshot, s);
        for (pdx_doc doc = 0; doc < n; doc++) {
            const uint32_t post = pdx_snapshot_post_number(running->snapshot, s, doc);
            PDX_TRY(pdx_pace_step(&pace, POST_WORK, begins[doc], err));
            if ((gone != NULL && pdx_gone_has(gone, doc)) || (scope->posts != NULL && !pdx_bitmap_has(scope->posts, post))) continue;
            PDX_TRY(piece_put(self, post, begins[doc], begins[doc + 1] - 1, pdx_running_words(running, s, doc), err));
        }
    }
    return PDX_OK;
}

pdx_status pdx_spread_pieces_make(pdx_spread_pieces *self, const pdx_running_scope *scope, const uint32_t *of, bool one, pdx_error *err) {
    maker made = {self, of, one, 0};
    if (!PDX_VEC_RESERVE(&self->rows, pdx_snapshot_n_posts(self->running->snapshot))) return pdx_fail_memory(err);
    if (scope->roles == PDX_ROLES_ALL) PDX_TRY(posts_put(&made, scope, err));
    else PDX_TRY(pdx_running_each(self->running, scope, self->tick, part_put, &made, err));
    if (self->rows.len > UINT32_MAX) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more parts than can be numbered");
    return pdx_snapshot_ascends(self->running->snapshot) ? PDX_OK : pdx_spread_pieces_sort(self, false, err);
}

/* ------------------------------------------------------------------ their order */

pdx_status pdx_spread_pieces_sort(pdx_spread_pieces *self, bool by_slice, pdx_error *err) {
    const size_t n = self->rows.len;
    pdx_keyed *items = pdx_resize_array(NULL, n, sizeof *items), *other = pdx_resize_array(NULL, n, sizeof *other);
    pdx_spread_piece *sorted = pdx_resize_array(NULL, n, sizeof *sorted);
    pdx_status status = items == NULL || other == NULL || sorted == NULL ? pdx_fail_memory(err) : PDX_OK;
    for (size_t i = 0; status == PDX_OK && i < n; i++) {
        items[i] = (pdx_keyed){by_slice ? self->rows.data[i].slice : self->rows.data[i].post, (uint32_t)i};
    }
    if (status == PDX_OK) status = pdx_radix_sort(&items, &other, n, self->tick, err);
    if (status == PDX_OK) {
        for (size_t i = 0; i < n; i++) sorted[i] = self->rows.data[items[i].item];
        pdx_free(self->rows.data);
        self->rows.data = sorted;
        self->rows.capacity = n;
        sorted = NULL;
    }
    pdx_free(items);
    pdx_free(other);
    pdx_free(sorted);
    return status;
}

/* What has been cut so far. */
typedef struct cutter {
    const pdx_spread_pieces *pieces;
    uint32_t n_slices;
    PDX_VEC(pdx_spread_piece) cut;
    uint64_t n_words;
    uint32_t slice;
} cutter;

/* Takes the first `n_words` words off a piece. */
static pdx_spread_piece piece_split(const pdx_spread_pieces *self, pdx_spread_piece *rest, uint32_t n_words) {
    const uint32_t *places = self->running->places, none = self->running->none;
    pdx_spread_piece before = *rest;
    uint32_t place = rest->from;
    for (uint32_t left = n_words; left > 0 || places[place] == none; place++) left -= places[place] != none;
    before.to = rest->from = place;
    before.n_words = n_words;
    rest->n_words -= n_words;
    while (rest->first < rest->end && self->starts.data[rest->first] < place) rest->first++;
    before.end = rest->first;
    return before;
}

/* Parts a piece where so many words have gone by: a slice ends before the first word that would be more than its share. */
static bool piece_cut(cutter *to, pdx_spread_piece rest) {
    for (;;) {
        const uint64_t all = to->pieces->n_words,
                       end = (to->slice + (uint64_t)1) * all / to->n_slices + ((to->slice + (uint64_t)1) * all % to->n_slices != 0);
        if (end >= to->n_words + rest.n_words) break;
        pdx_spread_piece before = piece_split(to->pieces, &rest, (uint32_t)(end - to->n_words));
        before.slice = to->slice++;
        to->n_words = end;
        if (!PDX_VEC_PUSH(&to->cut, before)) return false;
    }
    to->n_words += rest.n_words;
    rest.slice = to->slice;
    return PDX_VEC_PUSH(&to->cut, rest);
}

pdx_status pdx_spread_pieces_cut(pdx_spread_pieces *self, uint32_t n_slices, pdx_error *err) {
    cutter to = {.pieces = self, .n_slices = n_slices};
    pdx_pace pace = pdx_pace_of(self->tick, self->rows.len);
    pdx_status status = PDX_OK;
    for (size_t i = 0; status == PDX_OK && i < self->rows.len; i++) {
        status = piece_cut(&to, self->rows.data[i]) ? pdx_pace_step(&pace, POST_WORK, i, err) : pdx_fail_memory(err);
    }
    if (status != PDX_OK) {
        PDX_VEC_DEINIT(&to.cut);
        return status;
    }
    PDX_VEC_DEINIT(&self->rows);
    self->rows.data = to.cut.data;
    self->rows.len = to.cut.len;
    self->rows.capacity = to.cut.capacity;
    return PDX_OK;
}
