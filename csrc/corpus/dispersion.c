#include "corpus/dispersion.h"

#include <math.h>

#include "base/alloc.h"
#include "base/radix.h"
#include "corpus/dispersion_pieces.h"
#include "corpus/piece_words.h"

/* Words as they run are parted into pieces. In the order of the archive the distances between occurrences are summed up, and slice by slice the
 * shares: of one thing from its occurrences, of all words from all places, gone through once where both orders are one. */

enum { PLACE_WORK = 4, ONE_WORK = 8, AHEAD = 24, LINE = 64, LOGS = 256, PIECES_AHEAD = 2, FETCHED_MOST = 1 << 12 };

/* What is summed up of one item; a line of the cache. There is neither a division nor a logarithm in what is done for each place and each slice: f
 * is divided by, and taken the logarithm of, when all is summed up. */
typedef struct sums {
    double even;                 /* words of all slices / f: how far from each other occurrences are that are spread evenly */
    double distances;            /* none of them counted for more than the even one */
    double shares, squares;      /* of the words of each slice: v_i / words */
    double apart;                /* |v_i even - words|, of slices in which it is */
    double divergence;           /* v_i log2(v_i / s_i) */
    uint32_t with_words;         /* words of slices in which it is */
    uint32_t range;              /* slices in which it is */
    uint32_t here;               /* in the slice that is gone through, where distances are summed up with it */
    uint32_t last;               /* words of the archive before the last that was met, and one */
} sums;
static_assert(sizeof(sums) == LINE, "one read brings all of an item");

typedef struct measurer {
    const pdx_running *running;
    const pdx_dispersion_options *options;
    pdx_dispersion *out;
    bool is_one;            /* something was looked for: else all words are */
    uint32_t n_items;
    pdx_spread_pieces pieces;      /* owned, like all below */
    uint32_t *slice_words;  /* by slice */
    uint32_t n_slices;
    void *room;             /* where the sums are */
    sums *sums;             /* by item */
    uint32_t *here;         /* by item: in the slice that is gone through, where nothing else is: it lies near, however many words there are */
    uint32_t *firsts;       /* by item: words of the archive before the first, and one */
    uint32_t *counts;       /* by item: f */
    uint32_t *posts;        /* by item */
    PDX_VEC(uint32_t) met;  /* items in the slice that is gone through */
    double logs[LOGS];      /* to base 2, of small numbers */
    pdx_pace pace;
} measurer;

static inline double least_of(double a, double b) { return a < b ? a : b; }

/* ------------------------------------------------------------------ what both sum up */

/* An occurrence before which, with itself, so many words of the archive stand: how far it is from the one before. */
static inline void distance_take(measurer *self, uint32_t item, uint32_t rank) {
    sums *of = &self->sums[item];
    if (of->last == 0) self->firsts[item] = rank;
    else of->distances += least_of((double)(rank - of->last), of->even);
    of->last = rank;
}

/* The first is so far from the last as if the archive were a circle. */
static void distances_end(measurer *self) {
    const double n_words = (double)self->out->n_words;
    for (uint32_t item = 0; item < self->n_items; item++) {
        sums *of = &self->sums[item];
        if (of->last != 0) of->distances += least_of((double)self->firsts[item] + n_words - of->last, of->even);
    }
}

/* The slice that ends: its words, 1 / words, the logarithm of its share of all. */
typedef struct ending {
    uint32_t words;
    double inverse, log;
} ending;

static ending ending_of(const measurer *self, uint32_t slice) {
    const uint32_t words = self->slice_words[slice];
    return (ending){words, 1.0 / words, log2(words / (double)self->out->n_words)};
}

/* What an item that was met so often in the slice adds to its sums. */
static inline void slice_add(measurer *self, uint32_t item, uint32_t n, const ending *slice) {
    sums *of = &self->sums[item];
    const double here = n, density = here * slice->inverse;
    of->shares += density;
    of->squares += density * density;
    of->apart += fabs(here * of->even - slice->words);
    of->divergence += here * ((n < LOGS ? self->logs[n] : log2(here)) - slice->log);
    of->with_words += slice->words;
    of->range++;
}

PDX_INLINE void slice_end(measurer *self, uint32_t number, bool distances) {
    const ending slice = ending_of(self, number);
    for (size_t i = 0; i < self->met.len; i++) {
        const uint32_t item = self->met.data[i];
        uint32_t *here = distances ? &self->sums[item].here : &self->here[item];
        if (!distances && i + AHEAD < self->met.len) PDX_PREFETCH(&self->sums[self->met.data[i + AHEAD]]);
        slice_add(self, item, *here, &slice);
        *here = 0;
    }
    self->met.len = 0;
}

/* Whether the piece is the last of its slice. */
static bool ends_slice(const measurer *self, size_t i) {
    return i + 1 == self->pieces.rows.len || self->pieces.rows.data[i + 1].slice != self->pieces.rows.data[i].slice;
}

/* Words of each slice; those without any are none. */
static void slices_count(measurer *self) {
    for (size_t i = 0; i < self->pieces.rows.len; i++) self->slice_words[self->pieces.rows.data[i].slice] += self->pieces.rows.data[i].n_words;
    for (uint32_t slice = 0; slice < self->n_slices; slice++) self->out->n_slices += self->slice_words[slice] > 0;
}

/* ------------------------------------------------------------------ one thing */

static void one_count(measurer *self) {
    uint32_t last_post = UINT32_MAX;
    for (size_t i = 0; i < self->pieces.rows.len; i++) {
        const pdx_spread_piece *piece = &self->pieces.rows.data[i];
        if (piece->first == piece->end) continue;
        self->counts[0] += piece->end - piece->first;
        self->posts[0] += piece->post != last_post;
        last_post = piece->post;
    }
    self->sums[0].even = (double)self->out->n_words / self->counts[0];
}

static pdx_status one_distances(measurer *self, pdx_error *err) {
    const bool whole_posts = self->options->scope.roles == PDX_ROLES_ALL;
    pdx_piece_words counter;
    uint32_t before = 0; /* words of pieces that were passed */
    for (size_t i = 0; i < self->pieces.rows.len; i++) {
        const pdx_spread_piece *piece = &self->pieces.rows.data[i];
        if (piece->first < piece->end) PDX_TRY(pdx_piece_words_begin(&counter, self->running, piece, whole_posts, err));
        for (uint32_t k = piece->first; k < piece->end; k++) {
            const uint32_t behind = self->pieces.starts.data[k] + 1;
            PDX_TRY(pdx_pace_step(&self->pace, behind - counter.place, i, err));
            PDX_TRY(pdx_piece_words_to(&counter, behind, err));
            distance_take(self, 0, before + counter.rank);
        }
        before += piece->n_words;
        PDX_TRY(pdx_pace_step(&self->pace, ONE_WORK, i, err));
    }
    distances_end(self);
    return PDX_OK;
}

static pdx_status one_shares(measurer *self, pdx_error *err) {
    uint32_t last_post = UINT32_MAX;
    for (size_t i = 0; i < self->pieces.rows.len; i++) {
        const pdx_spread_piece *piece = &self->pieces.rows.data[i];
        pdx_slice *slice = &self->out->slices.data[piece->slice];
        const uint32_t n = piece->end - piece->first;
        PDX_TRY(pdx_pace_step(&self->pace, ONE_WORK, i, err));
        self->here[0] += n;
        slice->count += n;
        slice->posts += n > 0 && last_post != piece->post;
        if (n > 0) last_post = piece->post;
        if (!ends_slice(self, i)) continue;
        if (self->here[0] > 0) {
            const ending ended = ending_of(self, piece->slice);
            slice_add(self, 0, self->here[0], &ended);
            self->here[0] = 0;
        }
        last_post = UINT32_MAX;
    }
    for (uint32_t slice = 0; slice < self->out->slices.len; slice++) self->out->slices.data[slice].words = self->slice_words[slice];
    return PDX_OK;
}

/* ------------------------------------------------------------------ all words */

/* How often each word is there, and in how many posts: `last` remembers in which post it was met last. */
static pdx_status words_count(measurer *self, uint32_t *last, pdx_error *err) {
    for (size_t i = 0; i < self->pieces.rows.len; i++) {
        const pdx_spread_piece *piece = &self->pieces.rows.data[i];
        PDX_TRY(pdx_pace_step(&self->pace, (uint64_t)PLACE_WORK * (piece->to - piece->from), i, err));
        for (uint32_t place = piece->from; place < piece->to; place++) {
            const uint32_t word = pdx_running_word(self->running, place);
            if (word == self->running->none) continue;
            self->counts[word]++;
            self->posts[word] += last[word] != piece->post + 1;
            last[word] = piece->post + 1;
        }
    }
    return PDX_OK;
}

static pdx_status words_know(measurer *self, pdx_error *err) {
    const pdx_tally *tallies = self->options->tallies;
    pdx_status status = PDX_OK;
    if (tallies == NULL) {
        uint32_t *last = pdx_alloc_zero(self->n_items, sizeof *last);
        status = last == NULL ? pdx_fail_memory(err) : words_count(self, last, err);
        pdx_free(last);
    }
    for (uint32_t word = 0; word < self->n_items; word++) {
        if (tallies != NULL) {
            self->counts[word] = pdx_tally_count(tallies[word]);
            self->posts[word] = pdx_tally_posts(tallies[word]);
        }
        self->sums[word].even = (double)self->out->n_words / self->counts[word];
    }
    return status;
}

/* What lies far from what is read now. */
static inline void words_fetch(const measurer *self, uint32_t place, bool distances) {
    if (place + AHEAD >= self->running->n_places) return;
    const uint32_t word = pdx_running_word(self->running, (uint64_t)place + AHEAD);
    if (distances) PDX_PREFETCH(&self->sums[word]);
    else PDX_PREFETCH(&self->here[word]);
}

/* The places of a piece, before which so many words stand. */
PDX_INLINE uint32_t words_take(measurer *self, const pdx_spread_piece *piece, uint32_t rank, bool distances, bool shares) {
    const uint32_t none = self->running->none;
    uint32_t *const met = self->met.data;
    size_t n_met = self->met.len;
    for (uint32_t place = piece->from; place < piece->to; place++) {
        const uint32_t word = pdx_running_word(self->running, place);
        words_fetch(self, place, distances);
        if (word == none) continue;
        if (distances) distance_take(self, word, ++rank);
        if (!shares) continue;
        met[n_met] = word; /* it stays there when it is the first in the slice, which nobody can foretell */
        n_met += (*(distances ? &self->sums[word].here : &self->here[word]))++ == 0;
    }
    self->met.len = n_met;
    return rank;
}

/* The distances are all there: for this answer, and for others of the same words. */
static pdx_status distances_keep(measurer *self, pdx_error *err) {
    distances_end(self);
    self->out->distances = pdx_resize_array(NULL, self->n_items, sizeof *self->out->distances);
    if (self->out->distances == NULL) return pdx_fail_memory(err);
    for (uint32_t word = 0; word < self->n_items; word++) self->out->distances[word] = self->sums[word].distances;
    return PDX_OK;
}

/* Pieces lie anywhere where slices do not follow each other, and no processor foresees where the next begins. */
static inline void piece_fetch(const measurer *self, size_t i) {
    if (i >= self->pieces.rows.len) return;
    const pdx_spread_piece *piece = &self->pieces.rows.data[i];
    for (uint32_t place = piece->from; place < piece->to + AHEAD && place - piece->from < FETCHED_MOST; place += LINE / sizeof(uint32_t)) {
        PDX_PREFETCH(&self->running->places[place]);
    }
}

/* All places, in the order in which the pieces are: for distances, for shares, or both. */
static pdx_status words_pass(measurer *self, bool distances, bool shares, pdx_error *err) {
    uint32_t rank = 0;
    for (size_t i = 0; i < self->pieces.rows.len; i++) {
        const pdx_spread_piece *piece = &self->pieces.rows.data[i];
        PDX_TRY(pdx_pace_step(&self->pace, (uint64_t)PLACE_WORK * (piece->to - piece->from), i, err));
        piece_fetch(self, i + PIECES_AHEAD);
        if (shares && !PDX_VEC_RESERVE(&self->met, self->met.len + piece->n_words + 1)) return pdx_fail_memory(err);
        if (distances && shares) rank = words_take(self, piece, rank, true, true);
        else if (distances) rank = words_take(self, piece, rank, true, false);
        else rank = words_take(self, piece, rank, false, true);
        if (!shares || !ends_slice(self, i)) continue;
        if (distances) slice_end(self, piece->slice, true);
        else slice_end(self, piece->slice, false);
    }
    return distances ? distances_keep(self, err) : PDX_OK;
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
    const double n = self->out->n_slices, mean = of->shares / n, variance = of->squares / n - mean * mean, n_words = (double)self->out->n_words;
    pdx_spread row = {item, self->counts[item], self->posts[item], of->range, 1.0, 0.0, 0.0, 0.0, 0.0};
    row.arf = of->distances / of->even;
    row.dp = 0.5 * (of->apart / n_words + (1.0 - of->with_words / n_words));
    if (self->out->n_slices > 1) {
        row.kld = of->divergence / row.count - (row.count < LOGS ? self->logs[row.count] : log2(row.count));
        row.d = 1.0 - sqrt(variance > 0.0 ? variance : 0.0) / mean / sqrt(n - 1.0);
        if (row.kld < 0.0) row.kld = 0.0; /* by rounding: it is spread evenly */
        if (row.d < 0.0) row.d = 0.0; /* by rounding: all are in one slice */
        row.dp_norm = row.dp / (1.0 - least);
    }
    return row;
}

static pdx_status one_row(measurer *self, pdx_error *err) {
    const pdx_spread none = {.item = 0};
    const pdx_spread row = self->counts[0] > 0 ? spread_of(self, 0, least_share(self)) : none;
    return PDX_VEC_PUSH(&self->out->rows, row) ? PDX_OK : pdx_fail_memory(err);
}

/* The words that are frequent enough, the most frequent first, of equals as their bytes ascend. */
static pdx_status words_order(const measurer *self, pdx_keyed **items, pdx_keyed **other, size_t *n, pdx_error *err) {
    const uint32_t least = self->options->min_count > 1 ? self->options->min_count : 1;
    *n = 0;
    for (uint32_t i = 0; i < self->n_items; i++) {
        const uint32_t word = self->running->numbers.by_bytes[i];
        if (self->counts[word] >= least) (*items)[(*n)++] = (pdx_keyed){UINT32_MAX - self->counts[word], word};
    }
    return pdx_radix_sort(items, other, *n, self->options->tick, err);
}

/* Rows are made in their order: each is written once. */
static pdx_status rows_make(measurer *self, pdx_error *err) {
    pdx_keyed *items = pdx_resize_array(NULL, self->n_items, sizeof *items), *other = pdx_resize_array(NULL, self->n_items, sizeof *other);
    const double least = least_share(self);
    size_t n = 0;
    pdx_status status = items == NULL || other == NULL ? pdx_fail_memory(err) : words_order(self, &items, &other, &n, err);
    if (status == PDX_OK && !PDX_VEC_RESERVE(&self->out->rows, n)) status = pdx_fail_memory(err);
    for (size_t i = 0; status == PDX_OK && i < n; i++) {
        if (n - i > AHEAD) PDX_PREFETCH(&self->sums[items[i + AHEAD].item]);
        self->out->rows.data[self->out->rows.len++] = spread_of(self, items[i].item, least);
    }
    pdx_free(items);
    pdx_free(other);
    return status;
}

/* ------------------------------------------------------------------ all of it */

static pdx_status sums_make(measurer *self, pdx_error *err) {
    self->room = pdx_alloc_large_zero((size_t)self->n_items + 2, sizeof *self->sums);
    if (self->room == NULL) return pdx_fail_memory(err);
    self->sums = (sums *)(void *)((uint8_t *)self->room + (LINE - (uintptr_t)self->room % LINE) % LINE);
    return PDX_OK;
}

static pdx_status room_make(measurer *self, pdx_error *err) {
    PDX_TRY(sums_make(self, err));
    for (uint32_t i = 1; i < LOGS; i++) self->logs[i] = log2(i);
    self->here = pdx_alloc_zero((size_t)self->n_items + 1, sizeof *self->here);
    self->firsts = pdx_alloc_zero(self->n_items, sizeof *self->firsts);
    self->counts = pdx_alloc_zero(self->n_items, sizeof *self->counts);
    self->posts = pdx_alloc_zero(self->n_items, sizeof *self->posts);
    self->slice_words = pdx_alloc_zero(self->n_slices, sizeof *self->slice_words);
    if (self->here == NULL || self->firsts == NULL || self->counts == NULL || self->posts == NULL) return pdx_fail_memory(err);
    if (self->slice_words == NULL) return pdx_fail_memory(err);
    if (!self->is_one || self->n_slices == 0) return PDX_OK;
    if (!PDX_VEC_RESERVE(&self->out->slices, self->n_slices)) return pdx_fail_memory(err);
    self->out->slices.len = self->n_slices;
    memset(self->out->slices.data, 0, self->n_slices * sizeof *self->out->slices.data);
    return PDX_OK;
}

/* Whether the slices come one after the other as the pieces are. */
static bool in_slices(const pdx_spread_pieces *pieces) {
    for (size_t i = 1; i < pieces->rows.len; i++)
        if (pieces->rows.data[i].slice < pieces->rows.data[i - 1].slice) return false;
    return true;
}

static pdx_status one_measure(measurer *self, const pdx_slicing *slicing, pdx_error *err) {
    one_count(self);
    PDX_TRY(one_distances(self, err));
    if (slicing->equal) PDX_TRY(pdx_spread_pieces_cut(&self->pieces, self->n_slices, err));
    else if (!in_slices(&self->pieces)) PDX_TRY(pdx_spread_pieces_sort(&self->pieces, true, err));
    slices_count(self);
    return one_shares(self, err);
}

static pdx_status all_measure(measurer *self, const pdx_slicing *slicing, pdx_error *err) {
    const double *known = self->options->distances;
    PDX_TRY(words_know(self, err));
    for (uint32_t word = 0; known != NULL && word < self->n_items; word++) self->sums[word].distances = known[word];
    if (slicing->equal) PDX_TRY(pdx_spread_pieces_cut(&self->pieces, self->n_slices, err));
    slices_count(self);
    const bool in_order = in_slices(&self->pieces);
    if (in_order && known == NULL) return words_pass(self, true, true, err);
    if (known == NULL) PDX_TRY(words_pass(self, true, false, err));
    if (!in_order) PDX_TRY(pdx_spread_pieces_sort(&self->pieces, true, err));
    return words_pass(self, false, true, err);
}

static pdx_status measure(measurer *self, const pdx_match_list *matches, pdx_error *err) {
    const pdx_slicing *slicing = &self->options->slicing;
    self->is_one = matches != NULL;
    self->n_items = self->is_one ? 1 : self->running->none;
    self->n_slices = slicing->of == NULL && !slicing->equal ? pdx_snapshot_n_posts(self->running->snapshot) : slicing->n;
    PDX_TRY(room_make(self, err));
    if (self->is_one) PDX_TRY(pdx_spread_pieces_look(&self->pieces, matches, err));
    PDX_TRY(pdx_spread_pieces_make(&self->pieces, &self->options->scope, slicing->of, slicing->equal, err));
    self->out->n_words = self->pieces.n_words;
    PDX_TRY(self->is_one ? one_measure(self, slicing, err) : all_measure(self, slicing, err));
    return self->is_one ? one_row(self, err) : rows_make(self, err);
}

pdx_status pdx_dispersion_measure(const pdx_running *running, const pdx_match_list *matches, const pdx_dispersion_options *options,
                                  pdx_dispersion *out, pdx_error *err) {
    measurer self;
    pdx_status status;
    memset(&self, 0, sizeof self);
    memset(out, 0, sizeof *out);
    self.running = running;
    self.options = options;
    self.out = out;
    self.pace = pdx_pace_of(options->tick, 0);
    pdx_spread_pieces_init(&self.pieces, running, options->tick);
    status = measure(&self, matches, err);
    pdx_spread_pieces_deinit(&self.pieces);
    PDX_VEC_DEINIT(&self.met);
    pdx_free(self.room);
    pdx_free(self.here);
    pdx_free(self.firsts);
    pdx_free(self.counts);
    pdx_free(self.posts);
    pdx_free(self.slice_words);
    if (status != PDX_OK) pdx_dispersion_deinit(out);
    return status;
}

void pdx_dispersion_deinit(pdx_dispersion *dispersion) {
    PDX_VEC_DEINIT(&dispersion->rows);
    PDX_VEC_DEINIT(&dispersion->slices);
    pdx_free(dispersion->distances);
    memset(dispersion, 0, sizeof *dispersion);
}
