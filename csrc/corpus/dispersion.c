#include "corpus/dispersion.h"

#include <math.h>

#include "base/alloc.h"
#include "base/radix.h"
#include "corpus/strength_order.h"

/* Words as they run are parted into pieces, each of one post and one slice. The pieces are gone through twice: in the order of the archive for the distances between
 * occurrences, and slice by slice for the shares. */

enum { PLACE_WORK = 4, PIECES_PER_TICK = PDX_LIMIT(1 << 10, 4) };

typedef struct piece {
    uint32_t from, to; /* places */
    uint32_t post, slice;
} piece;

typedef PDX_VEC(piece) pieces;

/* What is summed up of one item. */
typedef struct sums {
    uint32_t here;               /* in the slice that is gone through */
    uint32_t first, last;        /* words of the archive before the first and the last that was met, and one */
    uint32_t last_post;          /* one more than its number */
    uint32_t range;              /* slices in which it is */
    double distances;            /* none of them counted for more than the even one */
    double shares, squares;      /* of the words of each slice: v_i / words */
    double apart, with_words;    /* |v_i / f - s_i|, and s_i, of slices in which it is */
    double divergence;
} sums;

typedef struct measurer {
    const pdx_running *running;
    const pdx_dispersion_options *options;
    pdx_dispersion *out;
    pdx_bitmap starts;      /* owned, like all below; places where what is looked for begins; no words: all words are looked for */
    uint32_t n_items;
    pieces pieces;
    uint32_t *slice_words;  /* by slice */
    uint32_t n_slices;
    sums *sums;             /* by item */
    uint32_t *counts;       /* by item: f */
    uint32_t *posts;        /* by item */
    PDX_VEC(uint32_t) met;  /* items in the slice that is gone through */
    pdx_pace pace;
} measurer;

/* The item at a place; n_items: none. */
static inline uint32_t item_at(const measurer *self, uint32_t place) {
    if (self->starts.words == NULL) return pdx_running_word(self->running, place);
    return pdx_bitmap_has(&self->starts, place) ? 0 : 1;
}

static inline bool is_word(const measurer *self, uint32_t place) { return self->running->places[place] != self->running->none; }

/* ------------------------------------------------------------------ the pieces */

static pdx_status piece_take(void *context, uint32_t post, uint64_t from, uint64_t to, pdx_error *err) {
    measurer *self = context;
    const pdx_slicing *slicing = &self->options->slicing;
    const uint32_t slice = slicing->equal ? 0 : slicing->of == NULL ? post : slicing->of[post];
    const piece one = {(uint32_t)from, (uint32_t)to, post, slice};
    if (slice == UINT32_MAX) return PDX_OK;
    return PDX_VEC_PUSH(&self->pieces, one) ? PDX_OK : pdx_fail_memory(err);
}

/* Puts the pieces into the order of a number of each, those of equal ones as they are. */
static pdx_status pieces_sort(measurer *self, bool by_slice, pdx_error *err) {
    const size_t n = self->pieces.len;
    pdx_keyed *items = pdx_resize_array(NULL, n, sizeof *items), *other = pdx_resize_array(NULL, n, sizeof *other);
    piece *sorted = pdx_resize_array(NULL, n, sizeof *sorted);
    pdx_status status = items == NULL || other == NULL || sorted == NULL ? pdx_fail_memory(err) : PDX_OK;
    for (size_t i = 0; status == PDX_OK && i < n; i++) {
        items[i] = (pdx_keyed){by_slice ? self->pieces.data[i].slice : self->pieces.data[i].post, (uint32_t)i};
    }
    if (status == PDX_OK) status = pdx_radix_sort(&items, &other, n, self->options->tick, err);
    if (status == PDX_OK) {
        for (size_t i = 0; i < n; i++) sorted[i] = self->pieces.data[items[i].item];
        pdx_free(self->pieces.data);
        self->pieces.data = sorted;
        self->pieces.capacity = n;
        sorted = NULL;
    }
    pdx_free(items);
    pdx_free(other);
    pdx_free(sorted);
    return status;
}

static pdx_status pieces_make(measurer *self, pdx_error *err) {
    PDX_TRY(pdx_running_each(self->running, &self->options->scope, self->options->tick, piece_take, self, err));
    if (self->pieces.len > UINT32_MAX) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more parts than can be numbered");
    return pdx_snapshot_ascends(self->running->snapshot) ? PDX_OK : pieces_sort(self, false, err);
}

/* Where the next slice begins, in words, and what has been cut so far. */
typedef struct cutter {
    pieces cut;
    uint64_t words;
    uint32_t slice;
} cutter;

/* Parts a piece where so many words have gone by. Slices of less than a word are empty. */
static bool piece_cut(const measurer *self, cutter *to, piece rest) {
    const uint64_t n_words = self->out->n_words, n = self->n_slices;
    for (uint32_t place = rest.from; place < rest.to; place++) {
        if (!is_word(self, place)) continue;
        for (; to->words * n >= (to->slice + (uint64_t)1) * n_words; to->slice++) {
            const piece before = {rest.from, place, rest.post, to->slice};
            if (!PDX_VEC_PUSH(&to->cut, before)) return false;
            rest.from = place;
        }
        to->words++;
    }
    rest.slice = to->slice;
    return PDX_VEC_PUSH(&to->cut, rest);
}

static pdx_status pieces_cut(measurer *self, pdx_error *err) {
    cutter to = {{NULL, 0, 0}, 0, 0};
    for (size_t i = 0; i < self->pieces.len; i++) {
        if (piece_cut(self, &to, self->pieces.data[i])) continue;
        PDX_VEC_DEINIT(&to.cut);
        return pdx_fail_memory(err);
    }
    PDX_VEC_DEINIT(&self->pieces);
    self->pieces = to.cut;
    return PDX_OK;
}

/* ------------------------------------------------------------------ the passes */

/* How often each item is there, in how many posts, and all words. */
static pdx_status count_pass(measurer *self, pdx_error *err) {
    for (size_t i = 0; i < self->pieces.len; i++) {
        const piece *one = &self->pieces.data[i];
        PDX_TRY(pdx_pace_step(&self->pace, (uint64_t)PLACE_WORK * (one->to - one->from), i, err));
        for (uint32_t place = one->from; place < one->to; place++) {
            const uint32_t item = item_at(self, place);
            self->out->n_words += is_word(self, place);
            if (item >= self->n_items) continue;
            self->counts[item]++;
            self->posts[item] += self->sums[item].last_post != one->post + 1;
            self->sums[item].last_post = one->post + 1;
        }
    }
    return PDX_OK;
}

/* In the order of the archive: how far each occurrence is from the one before, the first from the last as if the archive were a circle. */
static pdx_status distance_pass(measurer *self, pdx_error *err) {
    const double n_words = (double)self->out->n_words;
    uint32_t word = 0;
    for (size_t i = 0; i < self->pieces.len; i++) {
        const piece *one = &self->pieces.data[i];
        PDX_TRY(pdx_pace_step(&self->pace, (uint64_t)PLACE_WORK * (one->to - one->from), i, err));
        for (uint32_t place = one->from; place < one->to; place++) {
            const uint32_t item = item_at(self, place);
            word += is_word(self, place);
            if (item >= self->n_items) continue;
            sums *of = &self->sums[item];
            if (of->last == 0) of->first = word;
            else of->distances += fmin((double)(word - of->last), n_words / self->counts[item]);
            of->last = word;
        }
    }
    for (uint32_t item = 0; item < self->n_items; item++) {
        sums *of = &self->sums[item];
        if (self->counts[item] > 0) of->distances += fmin((double)of->first + n_words - of->last, n_words / self->counts[item]);
    }
    return PDX_OK;
}

/* What the items that were met in a slice add to their sums. */
static void slice_end(measurer *self, uint32_t slice) {
    const double words = self->slice_words[slice], share = words / (double)self->out->n_words;
    for (size_t i = 0; i < self->met.len; i++) {
        const uint32_t item = self->met.data[i];
        sums *of = &self->sums[item];
        const double part = of->here / (double)self->counts[item], density = of->here / words;
        of->range++;
        of->shares += density;
        of->squares += density * density;
        of->apart += fabs(part - share);
        of->with_words += share;
        of->divergence += part * log2(part / share);
        of->here = 0;
    }
    self->met.len = 0;
}

static pdx_status slice_pass(measurer *self, pdx_error *err) {
    uint32_t last_post = UINT32_MAX;
    for (size_t i = 0; i < self->pieces.len; i++) {
        const piece *one = &self->pieces.data[i];
        PDX_TRY(pdx_pace_step(&self->pace, (uint64_t)PLACE_WORK * (one->to - one->from), i, err));
        for (uint32_t place = one->from; place < one->to; place++) {
            const uint32_t item = item_at(self, place);
            if (item >= self->n_items) continue;
            if (self->sums[item].here++ == 0 && !PDX_VEC_PUSH(&self->met, item)) return pdx_fail_memory(err);
            if (self->out->slices.len > 0) {
                pdx_slice *slice = &self->out->slices.data[one->slice];
                slice->count++;
                slice->posts += last_post != one->post;
                last_post = one->post;
            }
        }
        if (i + 1 < self->pieces.len && self->pieces.data[i + 1].slice == one->slice) continue;
        slice_end(self, one->slice);
        last_post = UINT32_MAX;
    }
    return PDX_OK;
}

/* Words of each slice; those without any are none. */
static pdx_status words_pass(measurer *self, pdx_error *err) {
    for (size_t i = 0; i < self->pieces.len; i++) {
        const piece *one = &self->pieces.data[i];
        PDX_TRY(pdx_pace_step(&self->pace, one->to - one->from, i, err));
        for (uint32_t place = one->from; place < one->to; place++) self->slice_words[one->slice] += is_word(self, place);
    }
    for (uint32_t slice = 0; slice < self->n_slices; slice++) self->out->n_slices += self->slice_words[slice] > 0;
    return PDX_OK;
}

/* ------------------------------------------------------------------ what follows */

static double least_share(const measurer *self) {
    double least = 1.0;
    for (uint32_t slice = 0; slice < self->n_slices; slice++) {
        const double share = self->slice_words[slice] / (double)self->out->n_words;
        if (share > 0.0 && share < least) least = share;
    }
    return least;
}

/* Over one slice everything is spread evenly. */
static pdx_spread spread_of(const measurer *self, uint32_t item, double least) {
    const sums *of = &self->sums[item];
    const double n = self->out->n_slices, mean = of->shares / n, variance = of->squares / n - mean * mean;
    pdx_spread row = {item, self->counts[item], self->posts[item], of->range, 1.0, 0.0, 0.0, of->divergence, 0.0};
    row.arf = of->distances * row.count / (double)self->out->n_words;
    row.dp = 0.5 * (of->apart + (1.0 - of->with_words));
    if (self->out->n_slices > 1) {
        row.d = 1.0 - sqrt(variance > 0.0 ? variance : 0.0) / mean / sqrt(n - 1.0);
        row.dp_norm = row.dp / (1.0 - least);
    }
    return row;
}

static pdx_status rows_make(measurer *self, pdx_error *err) {
    const bool is_all = self->starts.words == NULL;
    const uint32_t least_count = is_all && self->options->min_count > 1 ? self->options->min_count : 1;
    const double least = least_share(self);
    for (uint32_t item = 0; item < self->n_items; item++) {
        const pdx_spread none = {item, 0, 0, 0, 0.0, 0.0, 0.0, 0.0, 0.0};
        if (is_all && self->counts[item] < least_count) continue;
        if (!PDX_VEC_PUSH(&self->out->rows, none)) return pdx_fail_memory(err);
        if (self->counts[item] > 0) self->out->rows.data[self->out->rows.len - 1] = spread_of(self, item, least);
    }
    return PDX_OK;
}

static pdx_status rows_sort(measurer *self, pdx_error *err) {
    pdx_strength_order order;
    void *rows = self->out->rows.data;
    const size_t n = self->out->rows.len;
    pdx_status status = pdx_strength_order_init(&order, n, err);
    for (size_t i = 0; status == PDX_OK && i < n; i++) pdx_strength_set(&order, i, 0.0, self->out->rows.data[i].count);
    if (status == PDX_OK) status = pdx_strength_order_sort(&order, self->options->tick, err);
    if (status == PDX_OK) status = pdx_strength_order_apply(&order, &rows, sizeof *self->out->rows.data, err);
    if (status == PDX_OK) self->out->rows.capacity = n;
    self->out->rows.data = rows;
    pdx_strength_order_deinit(&order);
    return status;
}

/* ------------------------------------------------------------------ all of it */

static pdx_status starts_make(measurer *self, const pdx_match_list *matches, pdx_error *err) {
    if (!pdx_bitmap_init(&self->starts, (uint32_t)self->running->n_places, false)) return pdx_fail_memory(err);
    for (size_t i = 0; i < matches->n; i++) {
        const pdx_match *match = &matches->matches[i];
        const uint64_t place = pdx_running_begin(self->running, match->segment, match->doc) + match->position;
        if (place >= self->running->n_places) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "an occurrence stands behind the end of its post");
        pdx_bitmap_set(&self->starts, (uint32_t)place);
    }
    return PDX_OK;
}

static pdx_status room_make(measurer *self, bool is_one, pdx_error *err) {
    self->sums = pdx_alloc_zero(self->n_items, sizeof *self->sums);
    self->counts = pdx_alloc_zero(self->n_items, sizeof *self->counts);
    self->posts = pdx_alloc_zero(self->n_items, sizeof *self->posts);
    self->slice_words = pdx_alloc_zero(self->n_slices, sizeof *self->slice_words);
    if (self->sums == NULL || self->counts == NULL || self->posts == NULL || self->slice_words == NULL) return pdx_fail_memory(err);
    if (!is_one || self->n_slices == 0) return PDX_OK;
    if (!PDX_VEC_RESERVE(&self->out->slices, self->n_slices)) return pdx_fail_memory(err);
    self->out->slices.len = self->n_slices;
    memset(self->out->slices.data, 0, self->n_slices * sizeof *self->out->slices.data);
    return PDX_OK;
}

static pdx_status measure(measurer *self, const pdx_match_list *matches, pdx_error *err) {
    const pdx_slicing *slicing = &self->options->slicing;
    self->n_items = matches != NULL ? 1 : self->running->none;
    self->n_slices = slicing->of == NULL && !slicing->equal ? pdx_snapshot_n_posts(self->running->snapshot) : slicing->n;
    if (matches != NULL) PDX_TRY(starts_make(self, matches, err));
    PDX_TRY(room_make(self, matches != NULL, err));
    PDX_TRY(pieces_make(self, err));
    PDX_TRY(count_pass(self, err));
    PDX_TRY(distance_pass(self, err));
    if (slicing->equal) PDX_TRY(pieces_cut(self, err));
    else if (slicing->of != NULL) PDX_TRY(pieces_sort(self, true, err));
    PDX_TRY(words_pass(self, err));
    PDX_TRY(slice_pass(self, err));
    for (uint32_t slice = 0; slice < self->out->slices.len; slice++) self->out->slices.data[slice].words = self->slice_words[slice];
    PDX_TRY(rows_make(self, err));
    return rows_sort(self, err);
}

pdx_status pdx_dispersion_measure(const pdx_running *running, const pdx_match_list *matches, const pdx_dispersion_options *options, pdx_dispersion *out,
                                  pdx_error *err) {
    measurer self;
    pdx_status status;
    memset(&self, 0, sizeof self);
    memset(out, 0, sizeof *out);
    self.running = running;
    self.options = options;
    self.out = out;
    self.pace = pdx_pace_of(options->tick, 0);
    status = measure(&self, matches, err);
    pdx_bitmap_deinit(&self.starts);
    PDX_VEC_DEINIT(&self.pieces);
    PDX_VEC_DEINIT(&self.met);
    pdx_free(self.sums);
    pdx_free(self.counts);
    pdx_free(self.posts);
    pdx_free(self.slice_words);
    if (status != PDX_OK) pdx_dispersion_deinit(out);
    return status;
}

void pdx_dispersion_deinit(pdx_dispersion *dispersion) {
    PDX_VEC_DEINIT(&dispersion->rows);
    PDX_VEC_DEINIT(&dispersion->slices);
    memset(dispersion, 0, sizeof *dispersion);
}
