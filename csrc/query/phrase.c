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

/* Counts the occurrence that begins at `start`. */
static pdx_status occurrence_count(pdx_phrase *p, pdx_doc doc, uint32_t start, uint32_t *occurrences, pdx_error *err) {
    pdx_group group;
    PDX_TRY(pdx_scan_place(p->scan, doc, start, err));
    group = pdx_role_group((pdx_role)p->scan->place.role);
    if (group != PDX_GROUP_NONE && (p->groups >> group & 1) != 0) occurrences[group]++;
    return PDX_OK;
}

/* Pairs the position `one` with the nearest of the others in its part: number `right` of them is the first behind it, `left` are before. */
static pdx_status pair(pdx_phrase *p, pdx_doc doc, uint32_t one, const pdx_positions *others, size_t left, size_t right, pdx_error *err) {
    const bool is_right = right < others->len && others->data[right] - one - 1 <= p->distance;
    const bool is_left = left > 0 && one - others->data[left - 1] - 1 <= p->distance;
    pdx_occurrence span = {one, 0};
    uint64_t end;
    if (!is_right && !is_left) return PDX_OK;
    PDX_TRY(pdx_scan_place(p->scan, doc, one, err));
    end = (uint64_t)p->scan->place.first_position + p->scan->place.n_positions;
    if (is_right && others->data[right] < end) span.length = others->data[right] - one + 1;
    if (is_left && others->data[left - 1] >= p->scan->place.first_position &&
        (span.length == 0 || one - others->data[left - 1] + 1 <= span.length)) {
        span.start = others->data[left - 1];
        span.length = one - span.start + 1;
    }
    return span.length == 0 || PDX_VEC_PUSH(&p->spans, span) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status pairs_find(pdx_phrase *p, pdx_doc doc, const pdx_positions *ones, const pdx_positions *others, pdx_error *err) {
    size_t k, left = 0, right = 0;
    for (k = 0; k < ones->len; k++) {
        const uint32_t one = ones->data[k];
        while (left < others->len && others->data[left] < one) left++;
        while (right < others->len && others->data[right] <= one) right++;
        PDX_TRY(pair(p, doc, one, others, left, right, err));
    }
    return PDX_OK;
}

static pdx_status nears_count(pdx_phrase *p, pdx_doc doc, uint32_t *occurrences, pdx_error *err) {
    size_t k;
    PDX_TRY(pdx_plan_pulses(p->scan->plan, PDX_PULSES_DOCUMENT, err));
    p->spans.len = 0;
    PDX_TRY(pairs_find(p, doc, &p->leading, &p->other, err));
    PDX_TRY(pairs_find(p, doc, &p->other, &p->leading, err));
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
        if ((p->groups >> group & 1) != 0) occurrences[group] = n;
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

/* Whether a document on which both words stand has too few of them, and these in the body: a phrase occurs as often as the rarer; a pair
 * ends with one word and begins with the other, so there is one less than there are words. */
static bool are_few(const pdx_phrase *p, const limit *l, pdx_doc doc, uint32_t place, const pdx_stream *other) {
    uint32_t here, there;
    if (l->tf <= 0.0 || !pdx_blocks_body_alone(&other->blocks, other->i, &here)) return false;
    if (!p->near) return is_few(p, l, doc, here);
    if (!pdx_blocks_body_alone(&pdx_phrase_rarest(p)->blocks, place, &there)) return false;
    return is_few(p, l, doc, (uint64_t)here + there - 1);
}

/* Reads the positions of both words; the rarest's only in the first turn, when they are not known yet. */
static pdx_status positions_read(pdx_phrase *p, bool first, uint32_t place, pdx_stream *other, pdx_error *err) {
    p->leading.len = 0;
    if (first) PDX_TRY(pdx_blocks_positions(&pdx_phrase_rarest(p)->blocks, place, &p->leading, err));
    PDX_TRY(pdx_blocks_positions(&other->blocks, other->i, &p->other, err));
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

/* Keeps the candidates that can still have the phrase once the member has been asked whose turn it is. */
static pdx_status member_narrow(pdx_phrase *p, uint32_t turn, const limit *l, pdx_candidates *c, pdx_error *err) {
    const uint32_t shift = p->by_cost[turn];
    pdx_stream *stream = &p->members[shift];
    uint32_t kept = 0, begin, n, k;
    if (turn == 1) p->starts.len = 0;
    for (k = 0; k < c->n; k++) {
        double unused;
        bool has;
        PDX_TRY(pdx_stream_probe(stream, c->docs[k], NULL, &has, &unused, err));
        if (!has || are_few(p, l, c->docs[k], p->places[k], stream)) continue;
        PDX_TRY(positions_read(p, turn == 1, p->places[k], stream, err));
        begin = p->begins[k];
        n = p->n_starts[k];
        if (turn == 1) PDX_TRY(starts_add(p, &begin, &n, err));
        n = pdx_starts_keep(p->starts.data + begin, n, &p->other, shift);
        if (n == 0) continue;
        if (turn == 1) p->starts.len += n;
        c->docs[kept] = c->docs[k];
        p->places[kept] = p->places[k];
        p->begins[kept] = begin;
        p->n_starts[kept++] = n;
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

/* Keeps the candidates that have the two words near each other. */
static pdx_status nears_take(pdx_phrase *p, const limit *l, pdx_candidates *c, pdx_error *err) {
    pdx_stream *stream = &p->members[p->by_cost[1]];
    uint32_t kept = 0, k;
    for (k = 0; k < c->n; k++) {
        uint32_t occurrences[PDX_GROUP_COUNT] = {0};
        double unused;
        bool has;
        PDX_TRY(pdx_stream_probe(stream, c->docs[k], NULL, &has, &unused, err));
        if (!has || are_few(p, l, c->docs[k], p->places[k], stream)) continue;
        PDX_TRY(positions_read(p, true, p->places[k], stream, err));
        if (!pdx_positions_are_near(&p->leading, &p->other, p->distance)) continue;
        PDX_TRY(nears_count(p, c->docs[k], occurrences, err));
        c->docs[kept] = c->docs[k];
        kept += has_any(p, l, c->docs[k], occurrences, &c->scores[kept]);
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
