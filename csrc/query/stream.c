#include "query/stream.h"

#define ALL_GROUPS ((1u << PDX_GROUP_COUNT) - 1)

void pdx_shares_init(pdx_shares *shares, const pdx_segment *segment, const pdx_scoring *scoring, const double average[PDX_GROUP_COUNT],
                     const pdx_share_tables *tables) {
    double yard[PDX_GROUP_COUNT];
    shares->scoring = scoring;
    shares->segment = segment;
    shares->body = tables->body;
    shares->by_length = tables->by_length;
    memcpy(shares->average, average, sizeof shares->average);
    pdx_top_averages(segment, yard);
    shares->raise = pdx_top_raise(scoring, average, yard);
    shares->saturated = scoring->k1 == pdx_scoring_default().k1 ? tables->saturated : NULL;
}

static double saturated_of(pdx_shares *shares, uint8_t top) {
    if (shares->saturated == NULL) {
        pdx_top_saturations(shares->scoring->k1, shares->raise, shares->own_saturated);
        shares->saturated = shares->own_saturated;
    }
    return shares->saturated[top];
}

double pdx_shares_tf(const pdx_shares *shares, pdx_doc doc, const uint32_t *occurrences) {
    double tf = 0.0;
    int g;
    for (g = 0; g < PDX_GROUP_COUNT; g++) {
        if (occurrences[g] > 0) tf += (double)occurrences[g] * pdx_shares_of(shares, (pdx_group)g, doc);
    }
    return tf;
}

void pdx_stream_start(pdx_stream *stream, pdx_shares *shares, unsigned groups, uint32_t n_docs, uint32_t n_posts) {
    stream->shares = shares;
    stream->groups = groups;
    stream->n_posts = n_posts;
    stream->n_gone = 0;
    stream->plain = n_docs == n_posts && groups == ALL_GROUPS;
    stream->scored = stream->gained = false;
    stream->at = stream->i = 0;
}

/* Goes to the block that holds the first document >= from, without reading it. */
static void go(pdx_stream *stream, pdx_doc from) {
    const uint32_t block = pdx_blocks_find(&stream->blocks, stream->at, from);
    if (block == stream->at) return;
    stream->at = block;
    stream->i = 0;
}

pdx_doc pdx_stream_next(pdx_stream *stream, pdx_doc from) {
    const pdx_blocks *blocks = &stream->blocks;
    bool is_doc;
    go(stream, from);
    if (stream->at == blocks->block) {
        stream->i = pdx_blocks_seek(blocks, stream->i, from, &is_doc);
        if (stream->i == blocks->n) stream->at++, stream->i = 0; /* only a list of one block ends so */
        else if (is_doc || !blocks->expanded) return from;
        else return blocks->docs[stream->i];
    }
    if (stream->at >= pdx_blocks_count(blocks)) return PDX_NO_DOC;
    if (stream->at > 0) {
        const pdx_doc before = pdx_blocks_last(blocks, stream->at - 1);
        if (before >= from) return before + 1;
    }
    return from;
}

double pdx_stream_block_bound(const pdx_stream *stream, uint32_t block, double top) {
    return top * saturated_of(stream->shares, pdx_blocks_top(&stream->blocks, block));
}

double pdx_stream_bound(pdx_stream *stream, pdx_window window, double top, pdx_doc *holds_to) {
    const pdx_blocks *blocks = &stream->blocks;
    const uint32_t n = pdx_blocks_count(blocks);
    uint8_t most = 0;
    uint32_t block;
    go(stream, window.begin);
    *holds_to = PDX_NO_DOC;
    for (block = stream->at; block < n; block++) {
        const uint8_t here = pdx_blocks_top(blocks, block);
        if (here > most) most = here;
        *holds_to = pdx_blocks_last(blocks, block);
        if (*holds_to + 1 >= window.end) break;
        *holds_to = PDX_NO_DOC;
    }
    return top * saturated_of(stream->shares, most);
}

static bool has_body(const pdx_stream *stream) { return (stream->groups >> PDX_GROUP_BODY & 1) != 0; }

/* tf of a document of the block with these occurrences, in the groups looked at. What is 0 adds 0: of most documents only the body. */
static double tf_of(const pdx_stream *stream, pdx_doc doc, const uint32_t *frequencies) {
    uint32_t occurrences[PDX_GROUP_COUNT];
    int g;
    if (stream->shares->body != NULL && has_body(stream) &&
        (frequencies[PDX_GROUP_TITLE] | frequencies[PDX_GROUP_TAGS] | frequencies[PDX_GROUP_OTHER]) == 0) {
        return (double)frequencies[PDX_GROUP_BODY] * (double)stream->shares->body[doc];
    }
    for (g = 0; g < PDX_GROUP_COUNT; g++) occurrences[g] = (stream->groups >> g & 1) != 0 ? frequencies[g] : 0;
    return pdx_shares_tf(stream->shares, doc, occurrences);
}

/* The same of number k of those whose occurrences are not all in the body. */
double pdx_stream_other_tf(const pdx_stream *stream, uint32_t k) {
    const pdx_blocks *blocks = &stream->blocks;
    uint32_t frequencies[PDX_GROUP_COUNT];
    int g;
    for (g = 0; g < PDX_GROUP_COUNT; g++) frequencies[g] = blocks->others[g][k];
    return tf_of(stream, blocks->docs[blocks->other_at[k]], frequencies);
}

static void body_shares(const pdx_stream *stream, float *out) {
    const pdx_blocks *blocks = &stream->blocks;
    const float *made = stream->shares->body;
    uint32_t i;
    if (made != NULL) {
        for (i = 0; i < blocks->n; i++) out[i] = made[blocks->docs[i]];
    } else {
        for (i = 0; i < blocks->n; i++) out[i] = (float)pdx_shares_of(stream->shares, PDX_GROUP_BODY, blocks->docs[i]);
    }
}

/* What the block's documents get. */
static pdx_status block_score(pdx_stream *stream, const pdx_saturation *s, pdx_error *err) {
    pdx_blocks *blocks = &stream->blocks;
    float shares[PDX_BLOCK_ROOM];
    uint32_t k;
    if (stream->scored) return PDX_OK;
    pdx_blocks_expand(blocks);
    PDX_TRY(pdx_blocks_read_counts(blocks, err));
    if (has_body(stream)) {
        body_shares(stream, shares);
        pdx_saturate(blocks->body, shares, blocks->n, s, stream->scores);
    } else {
        memset(stream->scores, 0, blocks->n * sizeof *stream->scores);
    }
    for (k = 0; k < blocks->n_others; k++) stream->scores[blocks->other_at[k]] = pdx_saturate_one(pdx_stream_other_tf(stream, k), s);
    stream->scored = true;
    return PDX_OK;
}

/* Whether occurrences count: they stand in a group that is looked at. */
static bool counts(const pdx_stream *stream, const uint32_t *frequencies) {
    int g;
    for (g = 0; g < PDX_GROUP_COUNT; g++) {
        if ((stream->groups >> g & 1) != 0 && frequencies[g] > 0) return true;
    }
    return false;
}

/* Whether document i of the block, which is `doc`, counts, and what it gets: the same as it would get with all others. */
static pdx_status doc_ask(pdx_stream *stream, uint32_t i, pdx_doc doc, const pdx_saturation *s, bool *has, double *score, pdx_error *err) {
    uint32_t frequencies[PDX_GROUP_COUNT + 1];
    *has = stream->plain;
    *score = 0.0;
    if (stream->plain && s == NULL) return PDX_OK;
    if (stream->plain && stream->scored) {
        *score = stream->scores[i];
        return PDX_OK;
    }
    PDX_TRY(pdx_blocks_frequencies(&stream->blocks, i, frequencies, err));
    if (!stream->plain) *has = counts(stream, frequencies);
    if (*has && s != NULL) *score = pdx_saturate_one(tf_of(stream, doc, frequencies), s);
    return PDX_OK;
}

static pdx_status block_read(pdx_stream *stream, pdx_error *err) {
    if (stream->blocks.block == stream->at) return PDX_OK;
    stream->scored = stream->gained = false;
    return pdx_blocks_read(&stream->blocks, stream->at, err);
}

/* Sets the bits of the block's set that lie in the window, whole words at a time. */
static void words_set(const pdx_blocks *blocks, pdx_window window, pdx_bits *bits) {
    const int64_t shift = (int64_t)blocks->first - window.begin; /* of bit 0 of the block, in the window */
    uint32_t w;
    for (w = 0; w < blocks->n_words; w++) {
        const int64_t at = shift + 64 * (int64_t)w;
        const int64_t to = at >= 0 ? at / 64 : (at - 63) / 64; /* rounded down */
        const unsigned by = (unsigned)(at - 64 * to);
        if (to >= 0 && to < PDX_WINDOW_WORDS) bits->words[to] |= blocks->words[w] << by;
        if (by > 0 && to + 1 >= 0 && to + 1 < PDX_WINDOW_WORDS) bits->words[to + 1] |= blocks->words[w] >> (64 - by);
    }
}

/* Sets the bits of documents [from, to) of the block: words are put together before they are stored. */
static void docs_set(const pdx_blocks *blocks, pdx_window window, uint32_t from, uint32_t to, pdx_bits *bits) {
    const pdx_doc *docs = blocks->docs;
    uint64_t word = 0;
    uint32_t at, i;
    if (from == to) return;
    at = (docs[from] - window.begin) >> 6;
    for (i = from; i < to; i++) {
        const uint32_t offset = docs[i] - window.begin;
        if (offset >> 6 != at) {
            bits->words[at] |= word;
            word = 0;
            at = offset >> 6;
        }
        word |= (uint64_t)1 << (offset & 63);
    }
    bits->words[at] |= word;
}

/* The same of those of them that count. */
static pdx_status some_set(pdx_stream *stream, pdx_window window, uint32_t from, uint32_t to, pdx_bits *bits, pdx_error *err) {
    pdx_blocks *blocks = &stream->blocks;
    uint32_t i;
    pdx_blocks_expand(blocks);
    PDX_TRY(pdx_blocks_read_counts(blocks, err));
    for (i = from; i < to; i++) {
        double score;
        bool has;
        PDX_TRY(doc_ask(stream, i, blocks->docs[i], NULL, &has, &score, err));
        if (has) pdx_bits_set(bits, blocks->docs[i] - window.begin);
    }
    return PDX_OK;
}

static pdx_status bits_set(pdx_stream *stream, pdx_window window, uint32_t from, uint32_t to, pdx_bits *bits, pdx_error *err) {
    const pdx_blocks *blocks = &stream->blocks;
    if (!stream->plain) return some_set(stream, window, from, to, bits, err);
    if (blocks->n_words > 0 && window.end - window.begin == PDX_WINDOW_DOCS) {
        words_set(blocks, window, bits); /* what lies outside the window falls away */
        return PDX_OK;
    }
    pdx_blocks_expand(&stream->blocks);
    docs_set(blocks, window, from, to, bits);
    return PDX_OK;
}

pdx_status pdx_stream_read(pdx_stream *stream, pdx_window window, const pdx_saturation *s, pdx_bits *bits, double *scores, pdx_error *err) {
    pdx_blocks *blocks = &stream->blocks;
    const uint32_t n = pdx_blocks_count(blocks);
    uint32_t i, to;
    bool is_doc;
    go(stream, window.begin);
    for (; stream->at < n; stream->at++, stream->i = 0) {
        PDX_TRY(block_read(stream, err));
        stream->i = pdx_blocks_seek(blocks, stream->i, window.begin, &is_doc);
        to = pdx_blocks_seek(blocks, stream->i, window.end, &is_doc);
        if (to > stream->i) {
            PDX_TRY(bits_set(stream, window, stream->i, to, bits, err));
            if (scores != NULL) {
                PDX_TRY(block_score(stream, s, err));
                for (i = stream->i; i < to; i++) scores[blocks->docs[i] - window.begin] += stream->scores[i];
            }
        }
        stream->i = to;
        if (to < blocks->n || pdx_blocks_last(blocks, stream->at) + 1 >= window.end) break;
    }
    return PDX_OK;
}

static pdx_status disorder(pdx_error *err) { return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "the blocks of a list do not ascend"); }

/* Adds a bit set that begins at bit number `at` of `out`. */
static void words_add(const uint64_t *words, uint32_t n, uint32_t at, uint64_t *out) {
    const unsigned by = at % 64;
    uint64_t carried = 0;
    uint32_t w;
    out += at / 64;
    if (by == 0) {
        for (w = 0; w < n; w++) out[w] |= words[w];
        return;
    }
    for (w = 0; w < n; w++) {
        out[w] |= words[w] << by | carried;
        carried = words[w] >> (64 - by);
    }
    out[n] |= carried;
}

pdx_status pdx_stream_mark(pdx_stream *stream, pdx_window window, uint8_t *marks, uint64_t *words, pdx_error *err) {
    const pdx_blocks *blocks = &stream->blocks;
    const uint32_t n = pdx_blocks_count(blocks);
    for (; stream->at < n; stream->at++, stream->i = 0) {
        uint32_t i = stream->i;
        if (stream->at > 0 && pdx_blocks_last(blocks, stream->at - 1) + 1 >= window.end) return PDX_OK;
        PDX_TRY(block_read(stream, err));
        if ((blocks->n_words > 0 ? blocks->first : blocks->docs[i]) < window.begin) return disorder(err);
        if (blocks->n_words > 0) {
            words_add(blocks->words, blocks->n_words, blocks->first - window.begin, words);
            continue;
        }
        for (; i < blocks->n && blocks->docs[i] < window.end; i++) marks[blocks->docs[i] - window.begin] = 1;
        stream->i = i;
        if (i < blocks->n) return PDX_OK;
    }
    return PDX_OK;
}

bool pdx_stream_is_summable(const pdx_stream *stream) {
    return stream->groups == ALL_GROUPS && stream->shares->body != NULL;
}

/* About what number [k, k + n) of those with occurrences in several groups get, who are the documents `docs`. */
static void others_gain(const pdx_stream *stream, uint32_t k, uint32_t n, const pdx_doc *docs, const pdx_gain_kernels *kernels, pdx_gain gain,
                        float *out) {
    const uint32_t *counts[PDX_GAINS_GROUPS];
    float shares[PDX_GAINS_GROUPS * PDX_BLOCK_ROOM];
    uint32_t rows[PDX_BLOCK_ROOM], i;
    int g;
    for (i = 0; i < n; i++) rows[i] = i;
    for (g = 0; g < PDX_GAINS_GROUPS; g++) {
        counts[g] = stream->blocks.others[g] + k;
        for (i = 0; i < n; i++) { /* where there is no occurrence, any share adds nothing */
            shares[PDX_GAINS_GROUPS * i + (uint32_t)g] = counts[g][i] > 0 ? (float)pdx_shares_of(stream->shares, (pdx_group)g, docs[i]) : 0.0F;
        }
    }
    kernels->of_groups(counts, rows, n, shares, gain, out);
}

/* About what the block's documents get. */
static void block_gain(const pdx_stream *stream, const pdx_gain_kernels *kernels, pdx_gain gain, float *out) {
    const pdx_blocks *blocks = &stream->blocks;
    pdx_doc docs[PDX_BLOCK_ROOM + PDX_BLOCK_SLACK];
    float gains[PDX_BLOCK_ROOM + PDX_BLOCK_SLACK];
    uint32_t k;
    for (k = 0; k < blocks->n_others; k++) docs[k] = blocks->docs[blocks->other_at[k]];
    kernels->of(blocks->body, blocks->docs, blocks->n, stream->shares->body, gain, out);
    if (blocks->n_others == 0) return;
    others_gain(stream, 0, blocks->n_others, docs, kernels, gain, gains);
    for (k = 0; k < blocks->n_others; k++) out[blocks->other_at[k]] = gains[k];
}

/* A block that is a bit set: documents side by side, without looking at single ones but for those with occurrences in several groups. */
static void set_sum(pdx_stream *stream, pdx_window window, uint32_t i, const pdx_gain_kernels *kernels, pdx_gain gain, float *sums) {
    const pdx_blocks *blocks = &stream->blocks;
    const uint32_t from = window.begin > blocks->first ? window.begin - blocks->first : 0;
    const uint32_t end = window.end - blocks->first, all = 64 * blocks->n_words, to = end < all ? end : all;
    const pdx_doc begin = blocks->first + from;
    pdx_doc docs[PDX_BLOCK_ROOM + PDX_BLOCK_SLACK];
    float gains[PDX_BLOCK_ROOM + PDX_BLOCK_SLACK];
    uint32_t n, k, other = 0;
    n = kernels->add(blocks->words, from, to, blocks->body + i, stream->shares->body + begin, gain, sums + (begin - window.begin), docs);
    if (n == 0) return;
    while (blocks->other_at[other] < i) other++;
    for (k = 0; k < n; k++) docs[k] += blocks->first;
    others_gain(stream, other, n, docs, kernels, gain, gains);
    for (k = 0; k < n; k++) sums[docs[k] - window.begin] += gains[k];
}

/* Documents [from, to) of the block, which lie in the window. */
static void docs_sum(pdx_stream *stream, pdx_window window, uint32_t from, uint32_t to, float *sums) {
    const pdx_doc *docs = stream->blocks.docs;
    const float *gains = stream->gains;
    uint32_t i = from;
    for (; i + 4 <= to; i += 4) { /* four different documents: none waits for another */
        float *a = &sums[docs[i] - window.begin], *b = &sums[docs[i + 1] - window.begin];
        float *c = &sums[docs[i + 2] - window.begin], *d = &sums[docs[i + 3] - window.begin];
        const float sum_a = *a + gains[i], sum_b = *b + gains[i + 1], sum_c = *c + gains[i + 2], sum_d = *d + gains[i + 3];
        *a = sum_a;
        *b = sum_b;
        *c = sum_c;
        *d = sum_d;
    }
    for (; i < to; i++) sums[docs[i] - window.begin] += gains[i];
}

pdx_status pdx_stream_sum(pdx_stream *stream, pdx_window window, const pdx_gain_kernels *kernels, pdx_gain gain, float *sums, pdx_error *err) {
    pdx_blocks *blocks = &stream->blocks;
    const uint32_t n = pdx_blocks_count(blocks);
    uint32_t to;
    bool is_doc;
    go(stream, window.begin);
    for (; stream->at < n; stream->at++, stream->i = 0) {
        PDX_TRY(block_read(stream, err));
        PDX_TRY(pdx_blocks_read_counts(blocks, err));
        stream->i = pdx_blocks_seek(blocks, stream->i, window.begin, &is_doc);
        to = pdx_blocks_seek(blocks, stream->i, window.end, &is_doc);
        if (to > stream->i && blocks->n_words > 0) {
            set_sum(stream, window, stream->i, kernels, gain, sums);
        } else if (to > stream->i) {
            if (!stream->gained) block_gain(stream, kernels, gain, stream->gains);
            stream->gained = true;
            docs_sum(stream, window, stream->i, to, sums);
        }
        stream->i = to;
        if (to < blocks->n || pdx_blocks_last(blocks, stream->at) + 1 >= window.end) break;
    }
    return PDX_OK;
}

pdx_status pdx_stream_all(pdx_stream *stream, pdx_doc end, const pdx_gain_kernels *kernels, pdx_gain gain, pdx_doc *docs, float *gains,
                          uint32_t *counts, uint32_t *n, pdx_error *err) {
    pdx_blocks *blocks = &stream->blocks;
    const uint32_t n_blocks = pdx_blocks_count(blocks);
    uint32_t block;
    *n = 0;
    for (block = 0; block < n_blocks && (*n == 0 || docs[*n - 1] < end); block++) {
        pdx_stream_return(stream, block);
        PDX_TRY(block_read(stream, err));
        pdx_blocks_expand(blocks);
        PDX_TRY(pdx_blocks_read_counts(blocks, err));
        if (*n > 0 && blocks->docs[0] <= docs[*n - 1]) return disorder(err);
        memcpy(docs + *n, blocks->docs, blocks->n * sizeof *docs);
        memcpy(counts + *n, blocks->body, blocks->n * sizeof *counts);
        block_gain(stream, kernels, gain, gains + *n);
        *n += blocks->n;
    }
    while (*n > 0 && docs[*n - 1] >= end) --*n;
    return PDX_OK;
}

pdx_status pdx_stream_probe(pdx_stream *stream, pdx_doc doc, const pdx_saturation *s, bool *has, double *score, pdx_error *err) {
    const pdx_blocks *blocks = &stream->blocks;
    *has = false;
    *score = 0.0;
    go(stream, doc);
    if (stream->at >= pdx_blocks_count(blocks)) return PDX_OK;
    PDX_TRY(block_read(stream, err));
    stream->i = pdx_blocks_seek(blocks, stream->i, doc, has);
    return *has ? doc_ask(stream, stream->i, doc, s, has, score, err) : PDX_OK;
}

pdx_status pdx_stream_enter(pdx_stream *stream, uint32_t block, pdx_error *err) {
    pdx_stream_return(stream, block);
    PDX_TRY(block_read(stream, err));
    pdx_blocks_expand(&stream->blocks);
    return PDX_OK;
}

/* The first `n` documents of a block all of which count: those that get more than `least`. */
static void plain_lead(const pdx_stream *stream, uint32_t n, const pdx_saturation *s, double least, pdx_candidates *out) {
    const pdx_doc *docs = stream->blocks.docs;
    uint32_t kept = 0, i;
    if (s == NULL) {
        memcpy(out->docs, docs, n * sizeof *docs);
        memset(out->scores, 0, n * sizeof *out->scores);
        out->n = n;
        return;
    }
    for (i = 0; i < n; i++) { /* without a branch: nobody could foretell it */
        out->docs[kept] = docs[i];
        out->scores[kept] = stream->scores[i];
        kept += stream->scores[i] > least;
    }
    out->passed = out->passed || kept < n;
    out->n = kept;
}

pdx_status pdx_stream_lead(pdx_stream *stream, uint32_t block, pdx_doc end, const pdx_saturation *s, double least, pdx_candidates *out,
                           pdx_error *err) {
    pdx_blocks *blocks = &stream->blocks;
    uint32_t n, i;
    PDX_TRY(pdx_stream_enter(stream, block, err));
    if (s != NULL) PDX_TRY(block_score(stream, s, err));
    for (n = blocks->n; n > 0 && blocks->docs[n - 1] >= end;) n--;
    if (stream->plain) {
        plain_lead(stream, n, s, least, out);
        return PDX_OK;
    }
    out->n = 0;
    for (i = 0; i < n; i++) {
        bool has;
        double score;
        PDX_TRY(doc_ask(stream, i, blocks->docs[i], s, &has, &score, err));
        out->docs[out->n] = blocks->docs[i];
        out->scores[out->n] = score;
        out->n += has;
    }
    return PDX_OK;
}

/* How many of the candidates from number k on lie in blocks up to the one that the stream is at. */
static uint32_t candidates_in(const pdx_stream *stream, const pdx_candidates *candidates, uint32_t k) {
    const uint32_t n_blocks = pdx_blocks_count(&stream->blocks);
    uint32_t to = k + 1;
    pdx_doc last;
    if (stream->at + 1 >= n_blocks) return candidates->n;
    last = pdx_blocks_last(&stream->blocks, stream->at);
    while (to < candidates->n && candidates->docs[to] <= last) to++;
    return to;
}

/* What one list does to candidates. */
typedef struct narrowing {
    const pdx_saturation *s;
    bool required;
    double least;
    uint32_t kept;
} narrowing;

/* The candidates [k, to), which only the block that the stream is at may have; it is read when it can matter. */
static pdx_status block_narrow(pdx_stream *stream, narrowing *n, pdx_candidates *candidates, uint32_t k, uint32_t to, pdx_error *err) {
    const double most = n->s == NULL ? 0.0 : pdx_saturation_bound(pdx_stream_block_bound(stream, stream->at, n->s->top), n->s);
    uint32_t i = 0;
    for (; k < to; k++) {
        const pdx_doc doc = candidates->docs[k];
        double score = candidates->scores[k], given = 0.0;
        bool has;
        if (score + most <= n->least) {
            candidates->passed = true;
            continue;
        }
        PDX_TRY(block_read(stream, err));
        i = pdx_blocks_seek(&stream->blocks, i, doc, &has);
        if (has) PDX_TRY(doc_ask(stream, i, doc, n->s, &has, &given, err));
        if (!has && n->required) continue;
        score += given;
        if (score <= n->least) {
            candidates->passed = true;
            continue;
        }
        candidates->docs[n->kept] = doc;
        candidates->scores[n->kept++] = score;
    }
    stream->i = i;
    return PDX_OK;
}

/* The candidates from number k on, which the list does not have. */
static void rest_narrow(narrowing *n, pdx_candidates *candidates, uint32_t k) {
    for (; k < candidates->n && !n->required; k++) {
        if (candidates->scores[k] <= n->least) {
            candidates->passed = true;
            continue;
        }
        candidates->docs[n->kept] = candidates->docs[k];
        candidates->scores[n->kept++] = candidates->scores[k];
    }
}

pdx_status pdx_stream_narrow(pdx_stream *stream, const pdx_saturation *s, bool required, double least, pdx_candidates *candidates,
                             pdx_error *err) {
    narrowing n = {s, required, least, 0};
    uint32_t k = 0, to;
    for (; k < candidates->n; k = to) {
        go(stream, candidates->docs[k]);
        if (stream->at >= pdx_blocks_count(&stream->blocks)) {
            rest_narrow(&n, candidates, k);
            break;
        }
        to = candidates_in(stream, candidates, k);
        PDX_TRY(block_narrow(stream, &n, candidates, k, to, err));
    }
    candidates->n = n.kept;
    return PDX_OK;
}

enum { FEW_ASKED = PDX_LIMIT(4, 1) }; /* so many documents of a block are asked for one by one */

/* Those of the candidates [k, to) that the block at hand has, at most PDX_BLOCK_ROOM, all at once. */
static pdx_status block_score_some(pdx_stream *stream, const pdx_saturation *s, pdx_candidates *candidates, uint32_t k, uint32_t to, pdx_error *err) {
    const pdx_blocks *blocks = &stream->blocks;
    uint32_t numbers[PDX_BLOCK_ROOM + 1], places[PDX_BLOCK_ROOM + 1], counts[PDX_BLOCK_ROOM], found, i;
    float shares[PDX_BLOCK_ROOM];
    double given[PDX_BLOCK_ROOM];
    PDX_TRY(pdx_blocks_read_counts(&stream->blocks, err));
    found = pdx_blocks_meet(blocks, candidates->docs + k, to - k, numbers, places);
    for (i = 0; i < found; i++) {
        counts[i] = blocks->body[numbers[i]];
        shares[i] = stream->shares->body[candidates->docs[k + places[i]]];
    }
    pdx_saturate(counts, shares, found, s, given);
    for (i = 0; i < found; i++) {
        const uint32_t at = k + places[i];
        bool has;
        if (counts[i] == 0) PDX_TRY(doc_ask(stream, numbers[i], candidates->docs[at], s, &has, &given[i], err));
        candidates->scores[at] += given[i];
    }
    return PDX_OK;
}

static pdx_status block_score_few(pdx_stream *stream, const pdx_saturation *s, pdx_candidates *candidates, uint32_t k, uint32_t to, pdx_error *err) {
    uint32_t i = 0;
    for (; k < to; k++) {
        double given = 0.0;
        bool has;
        i = pdx_blocks_seek(&stream->blocks, i, candidates->docs[k], &has);
        if (has) PDX_TRY(doc_ask(stream, i, candidates->docs[k], s, &has, &given, err));
        candidates->scores[k] += given;
    }
    return PDX_OK;
}

pdx_status pdx_stream_score(pdx_stream *stream, const pdx_saturation *s, pdx_candidates *candidates, pdx_error *err) {
    uint32_t k = 0, to;
    assert(pdx_stream_is_summable(stream));
    for (; k < candidates->n; k = to) {
        go(stream, candidates->docs[k]);
        if (stream->at >= pdx_blocks_count(&stream->blocks)) return PDX_OK;
        to = candidates_in(stream, candidates, k);
        if (to - k > PDX_BLOCK_ROOM) to = k + PDX_BLOCK_ROOM;
        PDX_TRY(block_read(stream, err));
        if (to - k <= FEW_ASKED) PDX_TRY(block_score_few(stream, s, candidates, k, to, err));
        else PDX_TRY(block_score_some(stream, s, candidates, k, to, err));
    }
    return PDX_OK;
}
