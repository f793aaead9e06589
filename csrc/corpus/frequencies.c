#include "corpus/frequencies.h"

#include "base/map.h"
#include "base/sort.h"
#include "segment/postings.h"
#include "text/tokens.h"

/* What a term and each of its documents take, as a pace counts. */
enum { N_FREQUENCIES = PDX_GROUP_COUNT + 1, TERM_WORK = 64, DOCUMENT_WORK = 4 };

typedef struct counter {
    const pdx_snapshot *snapshot;
    const pdx_frequency_options *options;
    const pdx_segment *segment;
    uint32_t number;             /* of the segment */
    const pdx_gone *gone;        /* of it; or NULL */
    bool whole[N_FREQUENCIES];
    bool partial[N_FREQUENCIES]; /* positions decide */
    pdx_pace pace;
    pdx_map words;               /* owned */
    PDX_VEC(pdx_word_count) counts; /* owned; by number in `words` */
    pdx_positions positions;     /* owned; scratch */
    pdx_buf key;                 /* owned; scratch */
} counter;

static void cover(counter *self) {
    unsigned role, g;
    bool some[N_FREQUENCIES];
    for (g = 0; g < N_FREQUENCIES; g++) self->whole[g] = !(some[g] = false);
    for (role = 0; role < PDX_ROLE_COUNT; role++) {
        const bool wanted = (self->options->roles & PDX_ROLE_BIT(role)) != 0;
        g = (unsigned)pdx_role_group((pdx_role)role);
        some[g] = some[g] || wanted;
        self->whole[g] = self->whole[g] && wanted;
    }
    for (g = 0; g < N_FREQUENCIES; g++) self->partial[g] = some[g] && !self->whole[g];
}

/* Positions in the roles asked for. */
static pdx_status count_positions(counter *self, pdx_postings *list, uint64_t *n, pdx_error *err) {
    pdx_doc_place place;
    uint64_t end = 0;
    size_t i;
    PDX_TRY(pdx_postings_positions(list, &self->positions, err));
    memset(&place, 0, sizeof place);
    for (i = 0; i < self->positions.len; i++) {
        const uint32_t position = self->positions.data[i];
        if (position >= end) {
            PDX_TRY(pdx_segment_place_of(self->segment, list->doc, position, &place, err));
            end = (uint64_t)place.first_position + place.n_positions;
        }
        *n += (self->options->roles & PDX_ROLE_BIT(place.role)) != 0;
    }
    return PDX_OK;
}

static pdx_status count_document(counter *self, pdx_postings *list, uint64_t *n, pdx_error *err) {
    bool maybe = false;
    unsigned g;
    *n = 0;
    for (g = 0; g < N_FREQUENCIES; g++) {
        maybe = maybe || (self->partial[g] && list->frequencies[g] > 0);
        if (self->whole[g]) *n += list->frequencies[g];
    }
    if (!maybe) return PDX_OK;
    *n = 0;
    return count_positions(self, list, n, err);
}

static pdx_status count_term(counter *self, pdx_ord ord, pdx_word_count *count, pdx_error *err) {
    const uint32_t n_posts = pdx_segment_n_posts(self->segment);
    const pdx_bitmap *posts = self->options->posts;
    pdx_postings list;
    PDX_TRY(pdx_postings_open(&list, self->segment, ord, err));
    while (pdx_postings_next(&list) && list.doc < n_posts) {
        uint64_t n;
        PDX_TRY(pdx_pace_step(&self->pace, DOCUMENT_WORK, ord, err));
        if (self->gone != NULL && pdx_gone_has(self->gone, list.doc)) continue;
        if (posts != NULL && !pdx_bitmap_has(posts, pdx_snapshot_post_number(self->snapshot, self->number, list.doc))) continue;
        PDX_TRY(count_document(self, &list, &n, err));
        count->occurrences += n;
        count->n_posts += n > 0;
    }
    if (list.status == PDX_OK) return PDX_OK;
    return pdx_fail(err, list.status, PDX_NO_OFFSET, "the list of term %u cannot be read on", (unsigned)ord);
}

/* The count of the word `key`, new when it was not met before. */
static pdx_status word_of(counter *self, pdx_span key, pdx_word_count **count, pdx_error *err) {
    const uint32_t id = pdx_map_intern(&self->words, key);
    pdx_word_count fresh;
    if (id == PDX_MAP_NONE) return pdx_fail_memory(err);
    memset(&fresh, 0, sizeof fresh);
    if (id == self->counts.len && !PDX_VEC_PUSH(&self->counts, fresh)) return pdx_fail_memory(err);
    *count = &self->counts.data[id];
    (*count)->word = pdx_map_key(&self->words, id);
    return PDX_OK;
}

static pdx_status count_segment(counter *self, pdx_error *err) {
    const uint32_t n_terms = pdx_segment_n_terms(self->segment);
    pdx_ord ord;
    self->pace = pdx_pace_of(self->options->tick, n_terms);
    PDX_TRY(pdx_segment_lower_bound(self->segment, self->options->prefix, &ord, err));
    for (; ord < n_terms; ord++) {
        pdx_word_count *count = NULL;
        pdx_span key;
        PDX_TRY(pdx_pace_step(&self->pace, TERM_WORK, ord, err));
        PDX_TRY(pdx_segment_key(self->segment, ord, &self->key, err));
        key = pdx_buf_view(&self->key);
        if (!pdx_span_starts(key, self->options->prefix)) break;
        if (key.len > 0 && memchr(key.data, PDX_JOINED_MARK, key.len) != NULL) continue;
        PDX_TRY(word_of(self, key, &count, err));
        PDX_TRY(count_term(self, ord, count, err));
    }
    return PDX_OK;
}

static int count_order(const void *left, const void *right, const void *context) {
    const pdx_word_count *a = left, *b = right;
    (void)context;
    if (a->occurrences != b->occurrences) return a->occurrences > b->occurrences ? -1 : 1;
    return pdx_span_compare(a->word, b->word);
}

static pdx_status hand_over(counter *self, pdx_frequency_list *out, pdx_error *err) {
    size_t i, kept = 0;
    for (i = 0; i < self->counts.len; i++) {
        const pdx_word_count *count = &self->counts.data[i];
        if (count->occurrences > 0 && count->occurrences >= self->options->min_occurrences) {
            self->counts.data[kept++] = *count;
        }
    }
    PDX_TRY(pdx_sort(self->counts.data, kept, sizeof *self->counts.data, count_order, NULL, self->options->tick, err));
    out->words = pdx_arena_array(&out->arena, kept, sizeof *out->words);
    if (out->words == NULL) return pdx_fail_memory(err);
    for (i = 0; i < kept; i++) {
        out->words[i] = self->counts.data[i];
        if (!pdx_arena_copy(&out->arena, self->counts.data[i].word, &out->words[i].word)) return pdx_fail_memory(err);
    }
    out->n = kept;
    return PDX_OK;
}

static pdx_status count_all(counter *self, pdx_frequency_list *out, pdx_error *err) {
    uint32_t s;
    cover(self);
    for (s = 0; s < pdx_snapshot_n_segments(self->snapshot); s++) {
        self->segment = pdx_snapshot_segment(self->snapshot, s);
        self->number = s;
        self->gone = pdx_snapshot_gone(self->snapshot, s);
        PDX_TRY(count_segment(self, err));
    }
    return hand_over(self, out, err);
}

pdx_status pdx_frequencies_count(const pdx_snapshot *snapshot, const pdx_frequency_options *options,
                                 pdx_frequency_list *out, pdx_error *err) {
    counter self;
    pdx_status status;
    memset(out, 0, sizeof *out);
    pdx_arena_init(&out->arena);
    memset(&self, 0, sizeof self);
    self.snapshot = snapshot;
    self.options = options;
    pdx_map_init(&self.words);
    status = count_all(&self, out, err);
    if (status != PDX_OK) pdx_frequency_list_deinit(out);
    pdx_map_deinit(&self.words);
    PDX_VEC_DEINIT(&self.counts);
    PDX_VEC_DEINIT(&self.positions);
    pdx_buf_deinit(&self.key);
    return status;
}

void pdx_frequency_list_deinit(pdx_frequency_list *list) {
    pdx_arena_deinit(&list->arena);
    memset(list, 0, sizeof *list);
}
