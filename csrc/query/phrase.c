#include "query/phrase.h"

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
    p->positions = pdx_alloc_zero(node->n_children, sizeof *p->positions);
    if (p->members == NULL || p->by_cost == NULL || p->positions == NULL) return pdx_fail_memory(err);
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
    uint32_t i;
    for (i = 0; p->positions != NULL && i < p->n; i++) PDX_VEC_DEINIT(&p->positions[i]);
    pdx_free(p->positions);
    p->positions = NULL;
    PDX_VEC_DEINIT(&p->spans);
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

enum { FEW = 24 }; /* positions that are compared one and all: quicker than guessing where to look */

static bool has_position(const pdx_positions *list, uint64_t position) {
    size_t low = 0, high = list->len;
    if (high <= FEW) {
        unsigned has = 0;
        for (; low < high; low++) has |= list->data[low] == position;
        return has != 0;
    }
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (list->data[middle] < position) low = middle + 1;
        else high = middle;
    }
    return low < list->len && list->data[low] == position;
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

/* Where the words stand one after the other. Neighbours stand in one part: between two parts a position is free. `single`: the one
 * group where that can be, or PDX_GROUP_NONE. */
static pdx_status phrases_count(pdx_phrase *p, pdx_doc doc, pdx_group single, uint32_t *occurrences, pdx_error *err) {
    const uint32_t rarest = p->by_cost[0];
    size_t k;
    uint32_t i;
    for (k = 0; k < p->positions[rarest].len; k++) {
        const uint32_t at = p->positions[rarest].data[k];
        bool all = at >= rarest;
        for (i = 0; i < p->n && all; i++) all = i == rarest || has_position(&p->positions[i], (uint64_t)at - rarest + i);
        if (!all) continue;
        if (single != PDX_GROUP_NONE) occurrences[single]++;
        else PDX_TRY(occurrence_count(p, doc, at - rarest, occurrences, err));
    }
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
    p->spans.len = 0;
    PDX_TRY(pairs_find(p, doc, &p->positions[0], &p->positions[1], err));
    PDX_TRY(pairs_find(p, doc, &p->positions[1], &p->positions[0], err));
    pdx_occurrences_sort(&p->spans);
    for (k = 0; k < p->spans.len; k++) PDX_TRY(occurrence_count(p, doc, p->spans.data[k].start, occurrences, err));
    return PDX_OK;
}

/* How often it can occur in each group, and in none, going by how often the words do: a phrase as often as the rarest of them; a pair ends
 * with one of the two words and begins with the other, so there is one less than there are words. All members stand on the document. */
static pdx_status most_read(pdx_phrase *p, uint32_t most[PDX_GROUP_COUNT + 1], pdx_error *err) {
    uint32_t i;
    int g;
    for (i = 0; i < p->n; i++) {
        uint32_t here[PDX_GROUP_COUNT + 1];
        PDX_TRY(pdx_blocks_frequencies(&p->members[i].blocks, p->members[i].i, here, err));
        for (g = 0; g <= PDX_GROUP_COUNT; g++) {
            if (i == 0) most[g] = here[g];
            else if (p->near) most[g] = most[g] == 0 || here[g] == 0 ? 0 : most[g] > UINT32_MAX - here[g] ? UINT32_MAX : most[g] + here[g] - 1;
            else if (here[g] < most[g]) most[g] = here[g];
        }
    }
    return PDX_OK;
}

/* Leaves of `most` what is looked at: nothing of the other groups. The number of groups where it can occur at all, and the last of them. */
static uint32_t most_sift(const pdx_phrase *p, uint32_t most[PDX_GROUP_COUNT + 1], pdx_group *last, bool *any) {
    uint32_t n = 0;
    int g;
    *any = false;
    for (g = 0; g <= PDX_GROUP_COUNT; g++) {
        if (most[g] == 0) continue;
        n++;
        *last = (pdx_group)g;
        if (g == PDX_GROUP_NONE || (p->groups >> g & 1) == 0) most[g] = 0;
        *any = *any || most[g] > 0;
    }
    return n;
}

/* Occurrences per group in a document on which every member stands, where they can matter: above `least`. */
static pdx_status occurrences_read(pdx_phrase *p, pdx_doc doc, const pdx_saturation *s, double least, uint32_t occurrences[PDX_GROUP_COUNT],
                                   pdx_error *err) {
    uint32_t most[PDX_GROUP_COUNT + 1], i, n_groups;
    pdx_group last = PDX_GROUP_NONE;
    bool any;
    memset(occurrences, 0, PDX_GROUP_COUNT * sizeof *occurrences);
    PDX_TRY(most_read(p, most, err));
    n_groups = most_sift(p, most, &last, &any);
    if (!any) return PDX_OK;
    if (s != NULL && pdx_saturation_bound(pdx_saturate_one(pdx_shares_tf(p->shares, doc, most), s), s) <= least) return PDX_OK;
    for (i = 0; i < p->n; i++) {
        PDX_TRY(pdx_blocks_positions(&p->members[i].blocks, p->members[i].i, &p->positions[i], err));
        PDX_TRY(pdx_plan_pulses(p->scan->plan, (p->near ? PDX_PULSES_DOCUMENT / 2 : 1) + (uint32_t)(p->positions[i].len / 4), err));
    }
    if (p->near) return nears_count(p, doc, occurrences, err);
    return phrases_count(p, doc, n_groups == 1 ? last : PDX_GROUP_NONE, occurrences, err);
}

/* The rest, once every member stands on `doc`. */
static pdx_status doc_ask(pdx_phrase *p, pdx_doc doc, const pdx_saturation *s, double least, bool *has, double *score, pdx_error *err) {
    uint32_t occurrences[PDX_GROUP_COUNT], i;
    *score = 0.0;
    *has = false;
    PDX_TRY(occurrences_read(p, doc, s, least, occurrences, err));
    for (i = 0; i < PDX_GROUP_COUNT; i++) *has = *has || occurrences[i] > 0;
    if (*has && s != NULL) *score = pdx_saturate_one(pdx_shares_tf(p->shares, doc, occurrences), s);
    return PDX_OK;
}

/* Candidates that cannot come above `least`, going by how often the rarest word occurs in them. */
static void candidates_prune(const pdx_saturation *s, double least, pdx_candidates *candidates) {
    uint32_t kept = 0, k;
    for (k = 0; k < candidates->n; k++) {
        candidates->docs[kept] = candidates->docs[k];
        kept += pdx_saturation_bound(candidates->scores[k], s) > least;
    }
    if (kept < candidates->n) candidates->passed = true;
    candidates->n = kept;
}

pdx_status pdx_phrase_lead(pdx_phrase *p, uint32_t block, pdx_doc end, const pdx_saturation *s, double least, pdx_candidates *out,
                           pdx_error *err) {
    const bool bounded = s != NULL && least >= 0.0 && !p->near;
    uint32_t kept = 0, k, i;
    PDX_TRY(pdx_stream_lead(pdx_phrase_rarest(p), block, end, bounded ? s : NULL, out, err));
    if (bounded) candidates_prune(s, least, out);
    for (i = 1; i + 1 < p->n && out->n > 0; i++) {
        pdx_stream *member = &p->members[p->by_cost[i]];
        const uint32_t at = member->at;
        PDX_TRY(pdx_stream_narrow(member, NULL, true, -1.0, out, err));
        pdx_stream_return(member, at);
    }
    for (k = 0; k < out->n; k++) {
        const pdx_doc doc = out->docs[k];
        double score;
        bool has = true;
        /* The last first: the others have it, and need not be read where it has not. */
        for (i = p->n; i-- > 0 && has;) PDX_TRY(pdx_stream_probe(&p->members[p->by_cost[i]], doc, NULL, &has, &score, err));
        if (has) PDX_TRY(doc_ask(p, doc, s, least, &has, &score, err));
        if (!has) continue;
        out->docs[kept] = doc;
        out->scores[kept++] = score;
    }
    if (s != NULL && least >= 0.0) out->passed = true; /* some may have been left out for what they can get */
    out->n = kept;
    return PDX_OK;
}

pdx_status pdx_phrase_probe(pdx_phrase *p, pdx_doc doc, const pdx_saturation *s, bool *has, double *score, pdx_error *err) {
    uint32_t i;
    for (i = 0; i < p->n; i++) {
        PDX_TRY(pdx_stream_probe(&p->members[p->by_cost[i]], doc, NULL, has, score, err));
        if (!*has) return PDX_OK;
    }
    return doc_ask(p, doc, s, -1.0, has, score, err);
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
