#include "query/phrase.h"

#include "query/adjacent.h"
#include "query/word_lists.h"

/* Opens the one list of a plain word; false when it is no such word. A word that nobody uses has none. */
static pdx_status member_open(pdx_stream *stream, pdx_scan *scan, const pdx_node *node, pdx_shares *shares, bool *is_one, pdx_error *err) {
    const unsigned all = (1u << PDX_GROUP_COUNT) - 1;
    const pdx_word_lists *lists;
    *is_one = false;
    if (node->kind != PDX_NODE_WORD || (node->stemmed && scan->plan->options->stemmer != NULL)) return PDX_OK;
    PDX_TRY(pdx_word_lists_find(scan->plan, scan->index, node, true, &lists, err));
    if (lists->n_groups != 1 || lists->n != 1 || lists->items[0].n_pieces != 1) return PDX_OK;
    *is_one = true;
    PDX_TRY(pdx_blocks_open(&stream->blocks, scan->segment, &lists->items[0].place, err));
    pdx_stream_start(stream, shares, all, 0, 0); /* documents count by the phrase, not by the word */
    return PDX_OK;
}

static uint64_t cost_of(const pdx_phrase *p, uint32_t member) { return p->members[member].blocks.list.n_docs; }

static void sort_by_cost(pdx_phrase *p) {
    uint32_t i, k;
    for (i = 0; i < p->n; i++) {
        for (k = i; k > 0 && cost_of(p, p->by_cost[k - 1]) > cost_of(p, i); k--) p->by_cost[k] = p->by_cost[k - 1];
        p->by_cost[k] = i;
    }
}

pdx_status pdx_phrase_init(pdx_phrase *p, pdx_scan *scan, const pdx_node *node, pdx_shares *shares, unsigned groups, bool *is_one,
                           pdx_error *err) {
    size_t i;
    memset(p, 0, sizeof *p);
    *is_one = false;
    if (node->kind == PDX_NODE_NEAR ? node->n_children != 2 : node->number != 0 || node->n_children < 2) return PDX_OK;
    p->near = node->kind == PDX_NODE_NEAR;
    p->distance = node->number;
    p->scan = scan;
    p->shares = shares;
    p->groups = groups;
    p->members = pdx_arena_array(&scan->arena, node->n_children, sizeof *p->members);
    p->by_cost = pdx_arena_array(&scan->arena, node->n_children, sizeof *p->by_cost);
    if (p->members == NULL || p->by_cost == NULL) return pdx_fail_memory(err);
    for (i = 1; i < node->n_children; i++) {
        if (node->children[i]->roles != node->children[0]->roles) return PDX_OK;
    }
    for (i = 0; i < node->n_children; i++) {
        PDX_TRY(member_open(&p->members[i], scan, node->children[i], shares, is_one, err));
        if (!*is_one) return PDX_OK;
        p->n++;
    }
    sort_by_cost(p);
    return PDX_OK;
}

void pdx_phrase_deinit(pdx_phrase *p) {
    PDX_VEC_DEINIT(&p->leading);
    PDX_VEC_DEINIT(&p->other);
    PDX_VEC_DEINIT(&p->spans);
    PDX_VEC_DEINIT(&p->starts);
}

uint64_t pdx_phrase_cost(const pdx_phrase *p) { return cost_of(p, p->by_cost[0]); }

pdx_doc pdx_phrase_next(pdx_phrase *p, pdx_doc from) { return pdx_stream_next(&p->members[p->by_cost[0]], from); }

/* A phrase occurs no more often than its words: the least of their bounds. */
double pdx_phrase_bound(pdx_phrase *p, pdx_window window, double top, pdx_doc *holds_to) {
    double least = top;
    uint32_t i;
    *holds_to = PDX_NO_DOC;
    for (i = 0; !p->near && i < p->n; i++) {
        pdx_doc to;
        const double here = pdx_stream_bound(&p->members[i], window, top, &to);
        if (here < least) least = here;
        if (to < *holds_to) *holds_to = to;
    }
    return least;
}

double pdx_phrase_block_bound(const pdx_phrase *p, uint32_t block, double top) {
    return p->near ? top : pdx_stream_block_bound(pdx_phrase_rarest(p), block, top);
}

/* Looks up the part that holds a position, which mostly is that of the position before. */
static inline pdx_status place_of(pdx_phrase *p, pdx_doc doc, uint32_t position, pdx_error *err) {
    const pdx_scan *scan = p->scan;
    if (scan->place_doc == doc && position - scan->place.first_position < scan->place.n_positions) return PDX_OK;
    return pdx_scan_place(p->scan, doc, position, err);
}

static pdx_group place_group(const pdx_phrase *p) { return pdx_role_group((pdx_role)p->scan->place.role); }

static bool counts(const pdx_phrase *p, pdx_group group) { return group != PDX_GROUP_NONE && (p->groups >> group & 1) != 0; }

/* Counts the occurrence that begins at `start`. */
static pdx_status occurrence_count(pdx_phrase *p, pdx_doc doc, uint32_t start, uint32_t *occurrences, pdx_error *err) {
    PDX_TRY(place_of(p, doc, start, err));
    if (counts(p, place_group(p))) occurrences[place_group(p)]++;
    return PDX_OK;
}

/* Pairs the position `one` with the nearest of the others in its part: number `right` of them is the first behind it, `left` are before. */
static pdx_status pair(pdx_phrase *p, pdx_doc doc, uint32_t one, const pdx_positions *others, size_t left, size_t right, pdx_error *err) {
    const bool is_right = right < others->len && others->data[right] - one - 1 <= p->distance;
    const bool is_left = left > 0 && one - others->data[left - 1] - 1 <= p->distance;
    pdx_occurrence span = {one, 0};
    uint64_t end;
    if (!is_right && !is_left) return PDX_OK;
    PDX_TRY(place_of(p, doc, one, err));
    end = (uint64_t)p->scan->place.first_position + p->scan->place.n_positions;
    if (is_right && others->data[right] < end) span.length = others->data[right] - one + 1;
    if (is_left && others->data[left - 1] >= p->scan->place.first_position &&
        (span.length == 0 || one - others->data[left - 1] + 1 <= span.length)) {
        span.start = others->data[left - 1];
        span.length = one - span.start + 1;
    }
    return span.length == 0 || PDX_VEC_PUSH(&p->spans, span) ? PDX_OK : pdx_fail_memory(err);
}

/* The pairs of all the ones; where one pair that counts is enough, up to that. */
static pdx_status pairs_find(pdx_phrase *p, pdx_doc doc, const pdx_positions *ones, const pdx_positions *others, bool one_is_enough,
                             pdx_error *err) {
    size_t k, left = 0, right = 0;
    for (k = 0; k < ones->len; k++) {
        const uint32_t one = ones->data[k];
        const size_t before = p->spans.len;
        while (left < others->len && others->data[left] < one) left++;
        while (right < others->len && others->data[right] <= one) right++;
        PDX_TRY(pair(p, doc, one, others, left, right, err));
        if (one_is_enough && p->spans.len > before && counts(p, place_group(p))) return PDX_OK;
    }
    return PDX_OK;
}

/* Counts pairs; where one is enough, those of one of the words alone: each word of a pair is in one. */
static pdx_status nears_count(pdx_phrase *p, pdx_doc doc, bool one_is_enough, uint32_t *occurrences, pdx_error *err) {
    size_t k;
    PDX_TRY(pdx_plan_pulses(p->scan->plan, PDX_PULSES_DOCUMENT / 4, err));
    p->spans.len = 0;
    PDX_TRY(pairs_find(p, doc, &p->leading, &p->other, one_is_enough, err));
    if (!one_is_enough) PDX_TRY(pairs_find(p, doc, &p->other, &p->leading, false, err));
    pdx_occurrences_sort(&p->spans);
    for (k = 0; k < p->spans.len; k++) PDX_TRY(occurrence_count(p, doc, p->spans.data[k].start, occurrences, err));
    return PDX_OK;
}

/* The one group in which document number `place` of the block read last has the word; PDX_GROUP_NONE when it may be another. */
static pdx_status only_group(pdx_stream *stream, uint32_t place, pdx_group *group, pdx_error *err) {
    uint32_t frequencies[PDX_GROUP_COUNT + 1], n = 0;
    int g;
    PDX_TRY(pdx_blocks_frequencies(&stream->blocks, place, frequencies, err));
    for (g = 0; g <= PDX_GROUP_COUNT; g++) {
        if (frequencies[g] == 0) continue;
        *group = (pdx_group)g;
        n++;
    }
    if (n != 1) *group = PDX_GROUP_NONE;
    return PDX_OK;
}

/* Counts the phrases that begin at the `n` positions `starts`. Neighbours stand in one part: between two parts a position is free. So
 * where the rarest word has one group alone, they have it too. */
static pdx_status phrases_count(pdx_phrase *p, pdx_doc doc, uint32_t place, const uint32_t *starts, uint32_t n, uint32_t *occurrences,
                                pdx_error *err) {
    pdx_group group;
    uint32_t k;
    PDX_TRY(only_group(pdx_phrase_rarest(p), place, &group, err));
    if (group != PDX_GROUP_NONE) {
        if (counts(p, group)) occurrences[group] = n;
        return PDX_OK;
    }
    for (k = 0; k < n; k++) PDX_TRY(occurrence_count(p, doc, starts[k], occurrences, err));
    return PDX_OK;
}

/* What candidates must come above. */
typedef struct limit {
    const pdx_saturation *s; /* NULL: what they get does not matter */
    double tf;               /* with no more they are sure not to; 0: none is left out */
} limit;

static limit limit_of(const pdx_saturation *s, double least) {
    limit l = {s, 0.0};
    if (s == NULL || !(least > 0.0 && least < s->top)) return l;
    l.tf = s->k1 * least / (s->top - least) * (1.0 - 1e-6);
    if (!(l.tf > 0.0) || pdx_saturation_bound(pdx_saturate_one(l.tf, s), s) > least) l.tf = 0.0;
    return l;
}

/* Whether `n` occurrences, all of them in the body, are too few. */
static bool is_few(const pdx_phrase *p, const limit *l, pdx_doc doc, uint64_t n) {
    return (double)n * pdx_shares_of(p->shares, PDX_GROUP_BODY, doc) <= l->tf;
}

/* The documents before `end` of a block of the rarest word, but for those in which even that stands too rarely. */
static pdx_status block_lead(pdx_phrase *p, uint32_t block, pdx_doc end, const limit *l, pdx_candidates *out, pdx_error *err) {
    pdx_stream *rarest = pdx_phrase_rarest(p);
    const bool pruning = l->tf > 0.0 && !p->near;
    uint32_t kept = 0, k;
    PDX_TRY(pdx_stream_lead(rarest, block, end, NULL, out, err));
    if (pruning) PDX_TRY(pdx_blocks_read_counts(&rarest->blocks, err));
    for (k = 0; k < out->n; k++) { /* all up to the last, so that number and place are one */
        const uint32_t n = pruning ? rarest->blocks.body[k] : 0;
        p->places[kept] = k;
        out->docs[kept] = out->docs[k];
        kept += n == 0 || !is_few(p, l, out->docs[k], n);
    }
    if (kept < out->n) out->passed = true;
    out->n = kept;
    return PDX_OK;
}

/* Candidates that a block of another word has: which they are, and their numbers in that block. */
typedef struct meeting {
    pdx_stream *other;
    uint32_t n;
    uint32_t who[PDX_BLOCK_ROOM], numbers[PDX_BLOCK_ROOM];
} meeting;

/* How often words that occur so often can make a phrase or pair: a phrase as often as the rarer; a pair ends with one and begins with the
 * other, so there is one less than there are words. */
static uint64_t most_of(const pdx_phrase *p, uint32_t here, uint32_t there) {
    if (!p->near) return here < there ? here : there;
    return here == 0 || there == 0 ? 0 : (uint64_t)here + there - 1;
}

/* The same group by group. */
static pdx_status groups_few(pdx_phrase *p, const limit *l, pdx_doc doc, uint32_t place, pdx_stream *other, uint32_t number, uint64_t most,
                             bool *few, pdx_error *err) {
    uint32_t here[PDX_GROUP_COUNT + 1], there[PDX_GROUP_COUNT + 1];
    double tf = 0.0;
    int g;
    PDX_TRY(pdx_blocks_frequencies(&pdx_phrase_rarest(p)->blocks, place, here, err));
    PDX_TRY(pdx_blocks_frequencies(&other->blocks, number, there, err));
    for (g = 0; g < PDX_GROUP_COUNT; g++) {
        const uint64_t n = most_of(p, here[g], there[g]);
        if (n > 0 && counts(p, (pdx_group)g)) tf += (double)(n < most ? n : most) * pdx_shares_of(p->shares, (pdx_group)g, doc);
    }
    *few = tf <= l->tf;
    return PDX_OK;
}

/* Whether the two words, which both stand on the document, can make too few phrases or pairs; there are no more than `most`. */
static pdx_status are_few(pdx_phrase *p, const limit *l, pdx_doc doc, uint32_t place, pdx_stream *other, uint32_t number, uint64_t most, bool *few,
                          pdx_error *err) {
    const pdx_blocks *rarest = &pdx_phrase_rarest(p)->blocks;
    uint32_t here, there;
    uint64_t n;
    *few = false;
    if (l->tf <= 0.0) return PDX_OK;
    if (!pdx_blocks_body_alone(&other->blocks, number, &there) || !pdx_blocks_body_alone(rarest, place, &here)) {
        return groups_few(p, l, doc, place, other, number, most, few, err);
    }
    n = most_of(p, here, there);
    *few = is_few(p, l, doc, n < most ? n : most);
    return PDX_OK;
}

/* Leaves out those in which the words stand too rarely. */
static pdx_status meeting_prune(pdx_phrase *p, const limit *l, const pdx_candidates *c, meeting *m, pdx_error *err) {
    uint32_t kept = 0, j;
    for (j = 0; j < m->n; j++) {
        const uint32_t k = m->who[j], number = m->numbers[j];
        bool few;
        PDX_TRY(are_few(p, l, c->docs[k], p->places[k], m->other, number, UINT64_MAX, &few, err));
        m->who[kept] = k;
        m->numbers[kept] = number;
        kept += !few;
    }
    m->n = kept;
    return PDX_OK;
}

/* The candidates from number `from` on that the word's block has in which the first of them would stand; *to is the first behind them. */
static pdx_status meeting_make(pdx_phrase *p, const limit *l, const pdx_candidates *c, uint32_t from, meeting *m, uint32_t *to, pdx_error *err) {
    pdx_stream *stream = m->other;
    const pdx_blocks *blocks = &stream->blocks;
    double unused;
    uint32_t j;
    bool has;
    *to = c->n;
    m->n = 0;
    PDX_TRY(pdx_stream_probe(stream, c->docs[from], NULL, &has, &unused, err));
    if (stream->at >= pdx_blocks_count(blocks)) return PDX_OK;
    if (stream->at + 1 < pdx_blocks_count(blocks)) {
        const pdx_doc last = pdx_blocks_last(blocks, stream->at);
        for (*to = from + 1; *to < c->n && c->docs[*to] <= last;) ++*to;
    }
    PDX_TRY(pdx_plan_pulses(p->scan->plan, 1 + (*to - from) / 4, err));
    m->n = pdx_blocks_meet(blocks, c->docs + from, *to - from, m->numbers, m->who);
    for (j = 0; j < m->n; j++) m->who[j] += from;
    if (l->tf > 0.0) PDX_TRY(meeting_prune(p, l, c, m, err));
    return m->n > 0 ? pdx_blocks_open_positions(&stream->blocks, err) : PDX_OK;
}

/* Reads the positions of both words; the rarest's only in the first turn, when they are not known yet. */
static pdx_status positions_read(pdx_phrase *p, bool first, uint32_t place, pdx_stream *other, uint32_t number, pdx_error *err) {
    p->leading.len = 0;
    if (first) PDX_TRY(pdx_blocks_positions(&pdx_phrase_rarest(p)->blocks, place, &p->leading, err));
    PDX_TRY(pdx_blocks_positions(&other->blocks, number, &p->other, err));
    return pdx_plan_pulses(p->scan->plan, 1 + (uint32_t)((p->leading.len + p->other.len) / 8), err);
}

/* Appends where phrases may begin, going by the rarest word. */
static pdx_status starts_add(pdx_phrase *p, uint32_t *begin, uint32_t *n, pdx_error *err) {
    const uint32_t before = p->by_cost[0];
    uint32_t *starts;
    size_t k;
    if (!PDX_VEC_RESERVE(&p->starts, p->starts.len + p->leading.len)) return pdx_fail_memory(err);
    starts = p->starts.data + p->starts.len;
    *begin = (uint32_t)p->starts.len;
    *n = 0;
    for (k = 0; k < p->leading.len; k++) {
        starts[*n] = p->leading.data[k] - before;
        *n += p->leading.data[k] >= before;
    }
    return PDX_OK;
}

/* Whether candidate k of those that the other word meets has neither word twice, and these do not stand as the phrase has them. */
static bool is_apart(const pdx_phrase *p, uint32_t k, const pdx_stream *other, uint32_t number, uint32_t shift) {
    uint32_t here, there;
    if (!pdx_blocks_single(&other->blocks, number, &there) || !pdx_blocks_single(&pdx_phrase_rarest(p)->blocks, p->places[k], &here)) return false;
    return here - p->by_cost[0] != there - shift && here != PDX_NO_DOC && there != PDX_NO_DOC;
}

/* Keeps of the candidates met those that can still have the phrase. */
static pdx_status meeting_keep(pdx_phrase *p, uint32_t turn, const meeting *m, pdx_candidates *c, uint32_t *kept, pdx_error *err) {
    const uint32_t shift = p->by_cost[turn];
    uint32_t j, n, begin;
    for (j = 0; j < m->n; j++) {
        const uint32_t k = m->who[j];
        if (turn == 1 && is_apart(p, k, m->other, m->numbers[j], shift)) continue;
        PDX_TRY(positions_read(p, turn == 1, p->places[k], m->other, m->numbers[j], err));
        begin = p->begins[k];
        n = p->n_starts[k];
        if (turn == 1) PDX_TRY(starts_add(p, &begin, &n, err));
        n = pdx_starts_keep(p->starts.data + begin, n, &p->other, shift);
        if (n == 0) continue;
        if (turn == 1) p->starts.len += n;
        c->docs[*kept] = c->docs[k];
        p->places[*kept] = p->places[k];
        p->begins[*kept] = begin;
        p->n_starts[(*kept)++] = n;
    }
    return PDX_OK;
}

/* Keeps the candidates that can still have the phrase once the member has been asked whose turn it is. */
static pdx_status member_narrow(pdx_phrase *p, uint32_t turn, const limit *l, pdx_candidates *c, pdx_error *err) {
    uint32_t kept = 0, k, to;
    meeting m;
    m.other = &p->members[p->by_cost[turn]];
    if (turn == 1) {
        p->starts.len = 0;
        PDX_TRY(pdx_blocks_open_positions(&pdx_phrase_rarest(p)->blocks, err));
    }
    for (k = 0; k < c->n; k = to) {
        PDX_TRY(meeting_make(p, l, c, k, &m, &to, err));
        PDX_TRY(meeting_keep(p, turn, &m, c, &kept, err));
    }
    c->n = kept;
    return PDX_OK;
}

/* Whether the document matches, going by what was counted in it, and what it gets. */
static bool has_any(const pdx_phrase *p, const limit *l, pdx_doc doc, const uint32_t *occurrences, double *score) {
    bool any = false;
    int g;
    for (g = 0; g < PDX_GROUP_COUNT; g++) any = any || occurrences[g] > 0;
    *score = any && l->s != NULL ? pdx_saturate_one(pdx_shares_tf(p->shares, doc, occurrences), l->s) : 0.0;
    return any;
}

/* Keeps the candidates that have the phrase where it is looked for. */
static pdx_status phrases_take(pdx_phrase *p, const limit *l, pdx_candidates *c, pdx_error *err) {
    uint32_t kept = 0, k;
    for (k = 0; k < c->n; k++) {
        uint32_t occurrences[PDX_GROUP_COUNT] = {0};
        PDX_TRY(phrases_count(p, c->docs[k], p->places[k], p->starts.data + p->begins[k], p->n_starts[k], occurrences, err));
        c->docs[kept] = c->docs[k];
        kept += has_any(p, l, c->docs[k], occurrences, &c->scores[kept]);
    }
    c->n = kept;
    return PDX_OK;
}

/* Keeps of the candidates met those that have the two words near each other. */
static pdx_status nears_keep(pdx_phrase *p, const limit *l, const meeting *m, pdx_candidates *c, uint32_t *kept, pdx_error *err) {
    uint32_t j;
    for (j = 0; j < m->n; j++) {
        const uint32_t k = m->who[j];
        uint32_t occurrences[PDX_GROUP_COUNT] = {0};
        bool few;
        size_t near;
        PDX_TRY(positions_read(p, true, p->places[k], m->other, m->numbers[j], err));
        near = pdx_positions_near(&p->leading, &p->other, p->distance);
        if (near == 0) continue;
        PDX_TRY(are_few(p, l, c->docs[k], p->places[k], m->other, m->numbers[j], near - 1, &few, err));
        if (few) continue;
        PDX_TRY(nears_count(p, c->docs[k], l->s == NULL, occurrences, err));
        c->docs[*kept] = c->docs[k];
        *kept += has_any(p, l, c->docs[k], occurrences, &c->scores[*kept]);
    }
    return PDX_OK;
}

static pdx_status nears_take(pdx_phrase *p, const limit *l, pdx_candidates *c, pdx_error *err) {
    uint32_t kept = 0, k, to;
    meeting m;
    m.other = &p->members[p->by_cost[1]];
    for (k = 0; k < c->n; k = to) {
        PDX_TRY(meeting_make(p, l, c, k, &m, &to, err));
        PDX_TRY(nears_keep(p, l, &m, c, &kept, err));
    }
    c->n = kept;
    return PDX_OK;
}

/* Leaves of the documents on which the rarest word stands, whose places are known, those that match. */
static pdx_status candidates_take(pdx_phrase *p, const limit *l, pdx_candidates *c, pdx_error *err) {
    uint32_t turn;
    if (p->near) return nears_take(p, l, c, err);
    for (turn = 1; turn < p->n && c->n > 0; turn++) PDX_TRY(member_narrow(p, turn, l, c, err));
    return phrases_take(p, l, c, err);
}

pdx_status pdx_phrase_lead(pdx_phrase *p, uint32_t block, pdx_doc end, const pdx_saturation *s, double least, pdx_candidates *out,
                           pdx_error *err) {
    const limit l = limit_of(s, least);
    PDX_TRY(block_lead(p, block, end, &l, out, err));
    PDX_TRY(candidates_take(p, &l, out, err));
    if (s != NULL && least >= 0.0) out->passed = true; /* some may have been left out for what they can get */
    return PDX_OK;
}

pdx_status pdx_phrase_probe(pdx_phrase *p, pdx_doc doc, const pdx_saturation *s, bool *has, double *score, pdx_error *err) {
    const limit l = limit_of(s, -1.0);
    pdx_candidates one = {&doc, score, 1, false};
    pdx_stream *rarest = pdx_phrase_rarest(p);
    PDX_TRY(pdx_stream_probe(rarest, doc, NULL, has, score, err));
    if (!*has) return PDX_OK;
    p->places[0] = rarest->i;
    PDX_TRY(candidates_take(p, &l, &one, err));
    *has = one.n > 0;
    return PDX_OK;
}

pdx_status pdx_phrase_read(pdx_phrase *p, pdx_window window, const pdx_saturation *s, pdx_bits *bits, double *scores, pdx_error *err) {
    pdx_bits asked;
    unsigned w;
    pdx_stream *rarest = &p->members[p->by_cost[0]];
    const uint32_t at = rarest->at;
    pdx_bits_clear(&asked);
    PDX_TRY(pdx_stream_read(rarest, window, NULL, &asked, NULL, err));
    pdx_stream_return(rarest, at); /* to the window's begin, to stand on each document in turn */
    for (w = 0; w < PDX_WINDOW_WORDS; w++) {
        uint64_t left;
        PDX_TRY(pdx_plan_pulses(p->scan->plan, pdx_popcount(asked.words[w]), err));
        for (left = asked.words[w]; left != 0; left &= left - 1) {
            const uint32_t offset = w * 64 + pdx_trailing_zeros(left);
            bool has;
            double score;
            PDX_TRY(pdx_phrase_probe(p, window.begin + offset, s, &has, &score, err));
            if (!has) continue;
            pdx_bits_set(bits, offset);
            if (scores != NULL) scores[offset] += score;
        }
    }
    return PDX_OK;
}
