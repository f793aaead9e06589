#include "corpus/ngrams.h"

#include "base/alloc.h"
#include "base/bits.h"
#include "corpus/strength_order.h"

/* Places are put into groups that have their first word in common, word by word of the dictionary; a group is parted by the second word, its parts
 * by the third. Whatever is too small to give a row is left out on the way. Of all runs the groups are made of a stretch of the dictionary at a
 * time. */

enum {
    GROUPED_AT_ONCE = PDX_LIMIT(1 << 25, 32), /* places */
    PLACE_WORK = 4,
    BATCH = 32,      /* places whose words are fetched together */
    FEW_WORDS = 12   /* that are quickest put in order by hand */
};

/* What is counted of one word as the next of the group that is parted. */
typedef struct next_word {
    uint32_t count, posts, place;
    uint32_t post; /* one more than the number of that in which it was met last */
} next_word;

typedef struct grouper {
    const pdx_running *running;
    const pdx_ngram_options *options;
    pdx_ngrams *out;
    next_word *next;        /* owned, like all below; by word; zeros but while a group is parted */
    pdx_bitmap met;         /* ranks of words of the group that is parted, and which 64 of them there are any of; empty otherwise */
    pdx_bitmap met_words;
    pdx_ngram_start *parted[PDX_NGRAM_MAX]; /* places of a group in the order of its parts, for each length */
    size_t rooms[PDX_NGRAM_MAX];
    PDX_VEC(uint32_t) words; /* a stack: the words that parts go on with, then how many places each has */
    pdx_pace pace;
} grouper;

static uint32_t least_of(const grouper *self) { return self->options->min_count > 1 ? self->options->min_count : 1; }

/* ------------------------------------------------------------------ parting a group */

static pdx_status row_add(grouper *self, const next_word *next, pdx_error *err) {
    const pdx_ngram row = {next->place, next->count, next->posts};
    return PDX_VEC_PUSH(&self->out->rows, row) ? PDX_OK : pdx_fail_memory(err);
}

static inline void next_take(grouper *self, uint32_t word, const pdx_ngram_start *start) {
    next_word *next = &self->next[word];
    if (next->count++ == 0) {
        self->words.data[self->words.len++] = word;
        next->place = start->place;
        next->posts = next->post = 0;
    }
    next->posts += next->post != start->post + 1;
    next->post = start->post + 1;
}

/* In two steps, so that what the second touches has been fetched. There is room on the stack. */
static void batch_take(grouper *self, const pdx_ngram_start *starts, size_t n) {
    for (size_t i = 0; i < n; i++) PDX_PREFETCH(&self->next[starts[i].next]);
    for (size_t i = 0; i < n; i++) {
        if (starts[i].next != self->running->none) next_take(self, starts[i].next, &starts[i]);
    }
}

/* Words into the order of their bytes. */
static void few_sort(const grouper *self, uint32_t *words, size_t n) {
    const uint32_t *ranks = self->running->numbers.ranks;
    for (size_t i = 1; i < n; i++) {
        const uint32_t word = words[i];
        size_t at = i;
        for (; at > 0 && ranks[words[at - 1]] > ranks[word]; at--) words[at] = words[at - 1];
        words[at] = word;
    }
}

/* The ranks of many words ascend when they have been through a set: of which a second says where it has any. */
static void many_sort(grouper *self, uint32_t *words, size_t n) {
    const pdx_word_numbers *numbers = &self->running->numbers;
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        pdx_bitmap_set(&self->met, numbers->ranks[words[i]]);
        pdx_bitmap_set(&self->met_words, numbers->ranks[words[i]] / 64);
    }
    for (size_t s = 0; at < n; s++) {
        for (uint64_t some = self->met_words.words[s]; some != 0; some &= some - 1) {
            const size_t w = 64 * s + pdx_trailing_zeros(some);
            for (uint64_t left = self->met.words[w]; left != 0; left &= left - 1) words[at++] = numbers->by_bytes[64 * w + pdx_trailing_zeros(left)];
            self->met.words[w] = 0;
        }
        self->met_words.words[s] = 0;
    }
}

/* Counts what the places go on with; the words that do so often enough are put on the stack, by their bytes. */
static pdx_status next_count(grouper *self, const pdx_ngram_start *starts, size_t n, pdx_error *err) {
    const uint32_t none = self->running->none, least = least_of(self);
    const size_t begin = self->words.len;
    size_t i, kept;
    if (!PDX_VEC_RESERVE(&self->words, begin + (n < none ? n : none))) return pdx_fail_memory(err);
    PDX_TRY(pdx_pace_step(&self->pace, (uint64_t)n * PLACE_WORK, 0, err));
    for (i = 0; i < n; i += BATCH) batch_take(self, starts + i, pdx_min_size(n - i, BATCH));
    for (i = kept = begin; i < self->words.len; i++) {
        const uint32_t word = self->words.data[i];
        if (self->next[word].count >= least) self->words.data[kept++] = word;
        else self->next[word].count = 0;
    }
    self->words.len = kept;
    if (kept == begin) return PDX_OK;
    if (kept - begin <= FEW_WORDS) few_sort(self, self->words.data + begin, kept - begin);
    else many_sort(self, self->words.data + begin, kept - begin);
    return PDX_OK;
}

static pdx_status rows_take(grouper *self, size_t begin, pdx_error *err) {
    for (size_t i = begin; i < self->words.len; i++) {
        next_word *next = &self->next[self->words.data[i]];
        PDX_TRY(row_add(self, next, err));
        next->count = 0;
    }
    return PDX_OK;
}

/* Puts the places into the order of their parts, each with what it goes on with behind `length` words and the next; of the words on the stack from
 * `begin` on stays how many places each has. */
static pdx_status places_part(grouper *self, const pdx_ngram_start *starts, size_t n, uint32_t length, size_t begin, pdx_error *err) {
    size_t i;
    uint32_t at = 0;
    if (self->rooms[length] < n) {
        pdx_ngram_start *wider = pdx_resize_array(self->parted[length], n, sizeof *wider);
        if (wider == NULL) return pdx_fail_memory(err);
        self->parted[length] = wider;
        self->rooms[length] = n;
    }
    for (i = begin; i < self->words.len; i++) {
        next_word *next = &self->next[self->words.data[i]];
        next->place = at;
        at += next->count;
    }
    for (i = 0; i < n; i++) {
        const pdx_ngram_start *start = &starts[i];
        if (n - i > BATCH) PDX_PREFETCH(&self->running->places[(uint64_t)starts[i + BATCH].place + length + 1]);
        if (start->next == self->running->none || self->next[start->next].count == 0) continue;
        const uint32_t next = pdx_running_word(self->running, (uint64_t)start->place + length + 1);
        self->parted[length][self->next[start->next].place++] = (pdx_ngram_start){start->place, start->post, next};
    }
    for (i = begin; i < self->words.len; i++) {
        next_word *next = &self->next[self->words.data[i]];
        self->words.data[i] = next->count;
        next->count = 0;
    }
    return PDX_OK;
}

/* A place that has a run for itself, where the run has all its words. */
static pdx_status one_take(grouper *self, const pdx_ngram_start *start, uint32_t length, pdx_error *err) {
    const next_word run = {1, 1, start->place, 0};
    uint32_t word = start->next;
    for (uint32_t i = length; word != self->running->none && ++i < self->options->length;) {
        word = pdx_running_word(self->running, (uint64_t)start->place + i);
    }
    return word == self->running->none ? PDX_OK : row_add(self, &run, err);
}

/* Parts a group whose places have `length` words in common, down to the length that is wanted: few levels. */
static pdx_status group_part(grouper *self, const pdx_ngram_start *starts, size_t n, uint32_t length, pdx_error *err) {
    const size_t begin = self->words.len;
    const pdx_ngram_start *part;
    pdx_status status = PDX_OK;
    size_t i, end;
    if (n == 1 && least_of(self) == 1) return one_take(self, starts, length, err);
    PDX_TRY(next_count(self, starts, n, err));
    end = self->words.len;
    if (length + 1 == self->options->length) {
        status = rows_take(self, begin, err);
    } else if (end > begin) {
        PDX_TRY(places_part(self, starts, n, length, begin, err));
        part = self->parted[length];
        for (i = begin; i < end && status == PDX_OK; i++) {
            const uint32_t count = self->words.data[i];
            status = group_part(self, part, count, length + 1, err);
            part += count;
        }
    }
    self->words.len = begin;
    return status;
}

/* ------------------------------------------------------------------ all of them */

/* The places of a stretch of the dictionary, whose words are told by their ranks. They are put into bins of a few words each, and each bin is put
 * in order when its turn comes: both times there are no more streams of places than the nearer caches hold. */
typedef struct stretch {
    grouper *of;
    const pdx_tally *tallies; /* by rank */
    uint32_t from, to;        /* ranks */
    unsigned word_bits;       /* of the ranks of a bin, counted from its first: they stand above those of the next word */
    unsigned next_bits;
    uint64_t *ends;           /* owned, by bin: where the places that were found of it end */
    pdx_ngram_start *starts;  /* owned */
    uint64_t room;
    pdx_ngram_start *sorted;  /* owned; of one bin, word by word */
    uint64_t sorted_room;
} stretch;

enum { BINS = PDX_LIMIT(256, 4), WORD_BITS_MOST = 12, LOOKED_AT_ONCE = PDX_LIMIT(256, 3) };

static uint32_t bins_of(const stretch *self) { return ((self->to - self->from - 1) >> self->word_bits) + 1; }

/* Puts a place of a word of the stretch where those of its bin end. */
static inline void place_take(const stretch *self, uint32_t post, uint64_t place) {
    const uint32_t *places = self->of->running->places, *ranks = self->of->running->numbers.ranks;
    const uint32_t word = ranks[places[place] & (PDX_RUNNING_FIRST - 1)] - self->from, in_bin = word & (((uint32_t)1 << self->word_bits) - 1);
    const uint32_t next = (places[place + 1] & (PDX_RUNNING_FIRST - 1)) | (uint32_t)((uint64_t)in_bin << self->next_bits);
    self->starts[self->ends[word >> self->word_bits]++] = (pdx_ngram_start){(uint32_t)place, post, next};
}

/* Which places are of the stretch nobody foretells: they are noted first, each over the one before if that is none. */
static pdx_status stretch_take(void *context, uint32_t post, uint64_t from, uint64_t to, pdx_error *err) {
    const stretch *self = context;
    const uint32_t *places = self->of->running->places, *ranks = self->of->running->numbers.ranks;
    const uint32_t first = self->from, n_ranks = self->to - self->from;
    uint32_t noted[LOOKED_AT_ONCE];
    (void)err;
    for (uint64_t begin = from; begin < to; begin += LOOKED_AT_ONCE) {
        const uint32_t n = to - begin < LOOKED_AT_ONCE ? (uint32_t)(to - begin) : LOOKED_AT_ONCE;
        uint32_t n_noted = 0;
        for (uint32_t i = 0; i < n; i++) {
            noted[n_noted] = i;
            n_noted += ranks[places[begin + i] & (PDX_RUNNING_FIRST - 1)] - first < n_ranks;
        }
        for (uint32_t i = 0; i < n_noted; i++) place_take(self, post, begin + noted[i]);
    }
    return PDX_OK;
}

static pdx_status starts_reserve(pdx_ngram_start **starts, uint64_t *room, uint64_t n, pdx_error *err) {
    if (n <= *room) return PDX_OK;
    pdx_ngram_start *wider = pdx_resize_array(*starts, (size_t)n, sizeof *wider);
    if (wider == NULL) return pdx_fail_memory(err);
    *starts = wider;
    *room = n;
    return PDX_OK;
}

/* The places of words with ranks [from, to), one bin, as they were found: word by word. */
static pdx_status bin_sort(stretch *self, const pdx_ngram_start *starts, uint64_t n, uint32_t from, uint32_t to, pdx_error *err) {
    const uint32_t mask = (uint32_t)(((uint64_t)1 << self->next_bits) - 1);
    uint32_t at[1 << WORD_BITS_MOST], sum = 0;
    PDX_TRY(starts_reserve(&self->sorted, &self->sorted_room, n, err));
    for (uint32_t word = from; word < to; word++) {
        at[word - from] = sum;
        sum += pdx_tally_count(self->tallies[word]);
    }
    for (uint64_t i = 0; i < n; i++) {
        const pdx_ngram_start start = starts[i];
        const uint32_t word = (uint32_t)((uint64_t)start.next >> self->next_bits);
        self->sorted[at[word]++] = (pdx_ngram_start){start.place, start.post, start.next & mask};
    }
    return PDX_OK;
}

static pdx_status words_part(const stretch *self, uint32_t from, uint32_t to, pdx_error *err) {
    grouper *of = self->of;
    const pdx_ngram_start *starts = self->sorted;
    for (uint32_t word = from; word < to; word++) {
        const uint32_t count = pdx_tally_count(self->tallies[word]);
        if (count == 0) continue;
        if (count >= least_of(of)) {
            const next_word whole = {count, pdx_tally_posts(self->tallies[word]), starts[0].place, 0};
            if (of->options->length == 1) PDX_TRY(row_add(of, &whole, err));
            else PDX_TRY(group_part(of, starts, count, 1, err));
        }
        starts += count;
    }
    return PDX_OK;
}

static pdx_status stretch_part(stretch *self, pdx_error *err) {
    uint64_t begin = 0;
    for (uint32_t bin = 0; bin < bins_of(self); bin++) {
        const uint32_t from = self->from + (bin << self->word_bits), rest = self->to - from,
                       to = from + (rest < (uint32_t)1 << self->word_bits ? rest : (uint32_t)1 << self->word_bits);
        if (self->ends[bin] > begin) {
            PDX_TRY(bin_sort(self, self->starts + begin, self->ends[bin] - begin, from, to, err));
            PDX_TRY(words_part(self, from, to, err));
        }
        begin = self->ends[bin];
    }
    return PDX_OK;
}

/* So many words, at least one, that their places are not too many at once; as many to a bin as leave few bins, and have room beside the number of
 * a word. */
static void stretch_bound(stretch *self, uint64_t *n_places) {
    const uint32_t none = self->of->running->none;
    *n_places = 0;
    for (self->to = self->from; self->to < none; self->to++) {
        const uint32_t count = pdx_tally_count(self->tallies[self->to]);
        if (*n_places > 0 && *n_places + count > GROUPED_AT_ONCE) break;
        *n_places += count;
    }
    for (self->next_bits = 1; none >> self->next_bits != 0; self->next_bits++) {}
    self->word_bits = 0;
    while (bins_of(self) > BINS && self->word_bits < WORD_BITS_MOST && self->word_bits + self->next_bits < 32) self->word_bits++;
}

/* Where the places of each bin begin. */
static pdx_status bins_begin(stretch *self, pdx_error *err) {
    uint64_t sum = 0;
    pdx_free(self->ends);
    self->ends = pdx_resize_array(NULL, (size_t)bins_of(self) + 1, sizeof *self->ends);
    if (self->ends == NULL) return pdx_fail_memory(err);
    for (uint32_t word = self->from; word < self->to; word++) {
        if (((word - self->from) & (((uint32_t)1 << self->word_bits) - 1)) == 0) self->ends[(word - self->from) >> self->word_bits] = sum;
        sum += pdx_tally_count(self->tallies[word]);
    }
    self->ends[bins_of(self)] = sum; /* of what is in no bin */
    return PDX_OK;
}

static pdx_status stretches_part(stretch *self, pdx_error *err) {
    grouper *of = self->of;
    uint64_t n_places;
    for (self->from = 0; self->from < of->running->none; self->from = self->to) {
        stretch_bound(self, &n_places);
        PDX_TRY(bins_begin(self, err));
        PDX_TRY(starts_reserve(&self->starts, &self->room, n_places + 1, err));
        PDX_TRY(pdx_tick_step(of->options->tick, self->from, of->running->none, err));
        PDX_TRY(pdx_running_each(of->running, &of->options->scope, NULL, stretch_take, self, err));
        PDX_TRY(stretch_part(self, err));
    }
    return PDX_OK;
}

typedef struct run_counter {
    const pdx_running *running;
    uint32_t length;
    uint64_t n;
} run_counter;

static pdx_status runs_take(void *context, uint32_t post, uint64_t from, uint64_t to, pdx_error *err) {
    run_counter *self = context;
    uint64_t words = 0;
    (void)post;
    (void)err;
    for (uint64_t i = from; i < to; i++) {
        words = self->running->places[i] == self->running->none ? 0 : words + 1;
        self->n += words >= self->length;
    }
    return PDX_OK;
}

/* How often each word occurs, by rank. */
static pdx_status ranks_tally(const grouper *self, pdx_tally *ranked, pdx_error *err) {
    const pdx_running *running = self->running;
    pdx_tally *tallies = pdx_resize_array(NULL, (size_t)running->none + 1, sizeof *tallies);
    uint64_t n_words;
    pdx_status status = tallies == NULL ? pdx_fail_memory(err) : PDX_OK;
    if (status == PDX_OK) status = pdx_running_count(running, &self->options->scope, self->options->tick, tallies, &n_words, err);
    for (uint32_t rank = 0; status == PDX_OK && rank < running->none; rank++) ranked[rank] = tallies[running->numbers.by_bytes[rank]];
    pdx_free(tallies);
    return status;
}

static pdx_status count_all(grouper *self, pdx_error *err) {
    stretch whole = {.of = self};
    run_counter runs = {self->running, self->options->length, 0};
    pdx_tally *tallies = pdx_resize_array(NULL, (size_t)self->running->none + 1, sizeof *tallies);
    pdx_status status = tallies == NULL ? pdx_fail_memory(err) : PDX_OK;
    whole.tallies = tallies;
    if (status == PDX_OK) status = ranks_tally(self, tallies, err);
    if (status == PDX_OK) status = pdx_running_each(self->running, &self->options->scope, self->options->tick, runs_take, &runs, err);
    if (status == PDX_OK) status = stretches_part(&whole, err);
    self->out->n_runs = runs.n;
    pdx_free(tallies);
    pdx_free(whole.ends);
    pdx_free(whole.starts);
    pdx_free(whole.sorted);
    return status;
}

/* ------------------------------------------------------------------ both */

static pdx_status grouper_init(grouper *self, const pdx_running *running, const pdx_ngram_options *options, pdx_ngrams *out, pdx_error *err) {
    assert(options->length >= 1 && options->length <= PDX_NGRAM_MAX);
    memset(self, 0, sizeof *self);
    memset(out, 0, sizeof *out);
    out->length = options->length;
    self->running = running;
    self->options = options;
    self->out = out;
    self->pace = pdx_pace_of(options->tick, 0);
    self->next = pdx_alloc_zero((size_t)running->none + 1, sizeof *self->next);
    const bool there = pdx_bitmap_init(&self->met, running->none, false) && pdx_bitmap_init(&self->met_words, running->none / 64 + 1, false);
    return self->next != NULL && there ? PDX_OK : pdx_fail_memory(err);
}

static void grouper_deinit(grouper *self) {
    pdx_free(self->next);
    pdx_bitmap_deinit(&self->met);
    pdx_bitmap_deinit(&self->met_words);
    for (int i = 0; i < PDX_NGRAM_MAX; i++) pdx_free(self->parted[i]);
    PDX_VEC_DEINIT(&self->words);
}

/* ------------------------------------------------------------------ the order of rows: most are rare, and are put at their places by their counts */

enum { RARE = PDX_LIMIT(1 << 12, 4), ROWS_PER_TICK = PDX_LIMIT(1 << 16, 16) };

/* Rows that are not rare, into the begin of `sorted`. */
static pdx_status many_order(const pdx_ngrams *ngrams, size_t n_many, pdx_ngram *sorted, const pdx_tick *tick, pdx_error *err) {
    pdx_strength_order order;
    pdx_ngram *many = pdx_resize_array(NULL, n_many, sizeof *many);
    pdx_status status = pdx_strength_order_init(&order, n_many, err);
    if (status == PDX_OK && many == NULL) status = pdx_fail_memory(err);
    for (size_t i = 0, at = 0; status == PDX_OK && at < n_many; i++) {
        if (ngrams->rows.data[i].count < RARE) continue;
        pdx_strength_set(&order, at, 0.0, ngrams->rows.data[i].count);
        many[at++] = ngrams->rows.data[i];
    }
    if (status == PDX_OK) status = pdx_strength_order_sort(&order, tick, err);
    for (size_t i = 0; status == PDX_OK && i < n_many; i++) sorted[i] = many[pdx_strength_item(&order, i)];
    pdx_strength_order_deinit(&order);
    pdx_free(many);
    return status;
}

static pdx_status rare_order(const pdx_ngrams *ngrams, size_t at[RARE], pdx_ngram *sorted, const pdx_tick *tick, pdx_error *err) {
    for (size_t i = 0; i < ngrams->rows.len; i++) {
        const pdx_ngram *row = &ngrams->rows.data[i];
        if (i % ROWS_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, i, ngrams->rows.len, err));
        if (row->count < RARE) sorted[at[row->count]++] = *row;
    }
    return PDX_OK;
}

/* Rows come by their words. */
static pdx_status rows_sort(pdx_ngrams *ngrams, const pdx_tick *tick, pdx_error *err) {
    size_t at[RARE] = {0}, before = 0;
    pdx_ngram *sorted = pdx_resize_array(NULL, ngrams->rows.len, sizeof *sorted);
    if (sorted == NULL) return pdx_fail_memory(err);
    for (size_t i = 0; i < ngrams->rows.len; i++) {
        if (ngrams->rows.data[i].count < RARE) at[ngrams->rows.data[i].count]++;
        else before++;
    }
    pdx_status status = many_order(ngrams, before, sorted, tick, err);
    for (uint32_t count = RARE; count-- > 0;) { /* from how many there are to where they begin */
        const size_t n = at[count];
        at[count] = before;
        before += n;
    }
    if (status == PDX_OK) status = rare_order(ngrams, at, sorted, tick, err);
    if (status != PDX_OK) {
        pdx_free(sorted);
        return status;
    }
    pdx_free(ngrams->rows.data);
    ngrams->rows.data = sorted;
    ngrams->rows.capacity = ngrams->rows.len;
    return PDX_OK;
}

static pdx_status finish(grouper *self, pdx_status status, pdx_error *err) {
    pdx_ngrams *out = self->out;
    const pdx_tick *tick = self->options->tick;
    grouper_deinit(self);
    if (status == PDX_OK) status = rows_sort(out, tick, err);
    if (status != PDX_OK) pdx_ngrams_deinit(out);
    return status;
}

pdx_status pdx_ngrams_count(const pdx_running *running, const pdx_ngram_options *options, pdx_ngrams *out, pdx_error *err) {
    grouper self;
    pdx_status status = grouper_init(&self, running, options, out, err);
    if (status == PDX_OK) status = count_all(&self, err);
    return finish(&self, status, err);
}

pdx_status pdx_ngrams_count_at(const pdx_running *running, const pdx_ngram_start *starts, size_t n, const pdx_ngram_options *options, pdx_ngrams *out,
                               pdx_error *err) {
    grouper self;
    pdx_status status = grouper_init(&self, running, options, out, err);
    if (status == PDX_OK) status = group_part(&self, starts, n, 0, err);
    out->n_runs = n;
    return finish(&self, status, err);
}

void pdx_ngrams_deinit(pdx_ngrams *ngrams) {
    PDX_VEC_DEINIT(&ngrams->rows);
    memset(ngrams, 0, sizeof *ngrams);
}
