#include "query/stream.h"

#define ALL_GROUPS ((1u << PDX_GROUP_COUNT) - 1)

void pdx_shares_init(pdx_shares *shares, const pdx_segment *segment, const pdx_scoring *scoring, const double average[PDX_GROUP_COUNT],
                     const float *body) {
    const uint32_t n_posts = pdx_segment_n_posts(segment);
    double yard[PDX_GROUP_COUNT], raise;
    int g, top;
    shares->scoring = scoring;
    shares->body = body;
    for (g = 0; g < PDX_GROUP_COUNT; g++) {
        shares->average[g] = average[g];
        shares->lengths[g] = pdx_segment_lengths(segment, (pdx_group)g);
        yard[g] = n_posts == 0 ? 0.0 : (double)pdx_segment_group_total(segment, (pdx_group)g) / n_posts;
    }
    raise = pdx_top_raise(scoring, average, yard);
    for (top = 0; top <= PDX_TOP_MAX; top++) {
        const double tf = pdx_top_tf((uint8_t)top) * raise, full = tf / (scoring->k1 + tf);
        shares->saturated[top] = full < 1.0 ? full : 1.0; /* also when it is no number */
    }
}

double pdx_shares_tf(const pdx_shares *shares, pdx_doc doc, const uint32_t *occurrences) {
    double tf = 0.0;
    int g;
    for (g = 0; g < PDX_GROUP_COUNT; g++) {
        if (occurrences[g] > 0) tf += (double)occurrences[g] * pdx_shares_of(shares, (pdx_group)g, doc);
    }
    return tf;
}

void pdx_stream_start(pdx_stream *stream, const pdx_shares *shares, unsigned groups, bool plain) {
    stream->shares = shares;
    stream->groups = groups;
    stream->plain = plain && groups == ALL_GROUPS;
    stream->scored = false;
    stream->at = stream->i = 0;
}

/* Goes to the block that holds the first document >= from, without reading it. */
static void go(pdx_stream *stream, pdx_doc from) {
    const uint32_t block = pdx_blocks_find(&stream->blocks, stream->at, from);
    if (block == stream->at) return;
    stream->at = block;
    stream->i = 0;
}

/* The first document of the block read last, from number i on, that is >= doc. */
static uint32_t first_from(const pdx_blocks *blocks, uint32_t i, pdx_doc doc) {
    uint32_t step = 1, low = i, high;
    if (i >= blocks->n || blocks->docs[i] >= doc) return i;
    while (low + step < blocks->n && blocks->docs[low + step] < doc) {
        low += step;
        step *= 2;
    }
    high = low + step < blocks->n ? low + step : blocks->n;
    low++;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (blocks->docs[middle] < doc) low = middle + 1;
        else high = middle;
    }
    return low;
}

pdx_doc pdx_stream_next(pdx_stream *stream, pdx_doc from) {
    const pdx_blocks *blocks = &stream->blocks;
    go(stream, from);
    if (stream->at == blocks->block) stream->i = first_from(blocks, stream->i, from);
    if (stream->at == blocks->block && stream->i == blocks->n) stream->at++, stream->i = 0; /* only a list of one block ends so */
    if (stream->at >= pdx_blocks_count(blocks)) return PDX_NO_DOC;
    if (stream->at == blocks->block) return blocks->docs[stream->i];
    if (stream->at > 0) {
        const pdx_doc before = pdx_blocks_last(blocks, stream->at - 1);
        if (before >= from) return before + 1;
    }
    return from;
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
    return top * stream->shares->saturated[most];
}

static bool has_body(const pdx_stream *stream) { return (stream->groups >> PDX_GROUP_BODY & 1) != 0; }

/* tf of a document whose occurrences are not all in the body group, in the groups looked at. */
static double other_tf(const pdx_stream *stream, const pdx_block_other *other) {
    uint32_t occurrences[PDX_GROUP_COUNT];
    int g;
    for (g = 0; g < PDX_GROUP_COUNT; g++) occurrences[g] = (stream->groups >> g & 1) != 0 ? other->frequencies[g] : 0;
    return pdx_shares_tf(stream->shares, stream->blocks.docs[other->at], occurrences);
}

/* Of document i of the block. */
static const pdx_block_other *other_of(const pdx_stream *stream, uint32_t i) {
    const pdx_blocks *blocks = &stream->blocks;
    uint32_t low = 0, high = blocks->n_others;
    while (low + 1 < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (blocks->others[middle].at <= i) low = middle;
        else high = middle;
    }
    return &blocks->others[low];
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
    uint32_t i;
    if (stream->scored) return PDX_OK;
    PDX_TRY(pdx_blocks_read_counts(blocks, err));
    if (has_body(stream)) {
        body_shares(stream, shares);
        pdx_saturate(blocks->body, shares, blocks->n, s, stream->scores);
    } else {
        memset(stream->scores, 0, blocks->n * sizeof *stream->scores);
    }
    for (i = 0; i < blocks->n_others; i++) {
        stream->scores[blocks->others[i].at] = pdx_saturate_one(other_tf(stream, &blocks->others[i]), s);
    }
    stream->scored = true;
    return PDX_OK;
}

/* What document i of the block gets: the same as it would get with all others. */
static pdx_status doc_score(pdx_stream *stream, uint32_t i, const pdx_saturation *s, double *score, pdx_error *err) {
    pdx_blocks *blocks = &stream->blocks;
    double tf = 0.0;
    *score = stream->scores[i];
    if (stream->scored) return PDX_OK;
    PDX_TRY(pdx_blocks_read_counts(blocks, err));
    if (blocks->body[i] == 0) {
        tf = other_tf(stream, other_of(stream, i));
    } else if (has_body(stream)) {
        tf = (double)blocks->body[i] * pdx_shares_of(stream->shares, PDX_GROUP_BODY, blocks->docs[i]);
    }
    *score = pdx_saturate_one(tf, s);
    return PDX_OK;
}

/* Whether document i of the block counts, its occurrences being read: it stands in a group that is looked at. */
static bool counts(const pdx_stream *stream, uint32_t i) {
    const pdx_block_other *other;
    int g;
    if (stream->blocks.body[i] > 0) return has_body(stream);
    other = other_of(stream, i);
    for (g = 0; g < PDX_GROUP_COUNT; g++) {
        if ((stream->groups >> g & 1) != 0 && other->frequencies[g] > 0) return true;
    }
    return false;
}

static pdx_status block_read(pdx_stream *stream, pdx_error *err) {
    if (stream->blocks.block != stream->at) stream->scored = false;
    PDX_TRY(pdx_blocks_read(&stream->blocks, stream->at, err));
    return stream->plain ? PDX_OK : pdx_blocks_read_counts(&stream->blocks, err);
}

/* Sets the bits of documents [from, to) of the block: words are put together before they are stored. */
static void bits_set(const pdx_stream *stream, pdx_window window, uint32_t from, uint32_t to, pdx_bits *bits) {
    const pdx_doc *docs = stream->blocks.docs;
    uint64_t word = 0;
    uint32_t at, i;
    if (from == to) return;
    at = (docs[from] - window.begin) >> 6;
    for (i = from; i < to; i++) {
        const uint32_t offset = docs[i] - window.begin;
        if (!stream->plain && !counts(stream, i)) continue;
        if (offset >> 6 != at) {
            bits->words[at] |= word;
            word = 0;
            at = offset >> 6;
        }
        word |= (uint64_t)1 << (offset & 63);
    }
    bits->words[at] |= word;
}

pdx_status pdx_stream_read(pdx_stream *stream, pdx_window window, const pdx_saturation *s, pdx_bits *bits, double *scores, pdx_error *err) {
    pdx_blocks *blocks = &stream->blocks;
    const uint32_t n = pdx_blocks_count(blocks);
    uint32_t i, to;
    go(stream, window.begin);
    for (; stream->at < n; stream->at++, stream->i = 0) {
        PDX_TRY(block_read(stream, err));
        stream->i = first_from(blocks, stream->i, window.begin);
        to = blocks->n > 0 && blocks->docs[blocks->n - 1] < window.end ? blocks->n : first_from(blocks, stream->i, window.end);
        if (to > stream->i) {
            bits_set(stream, window, stream->i, to, bits);
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

pdx_status pdx_stream_probe(pdx_stream *stream, pdx_doc doc, const pdx_saturation *s, bool *has, double *score, pdx_error *err) {
    const pdx_blocks *blocks = &stream->blocks;
    *has = false;
    *score = 0.0;
    go(stream, doc);
    if (stream->at >= pdx_blocks_count(blocks)) return PDX_OK;
    PDX_TRY(block_read(stream, err));
    stream->i = first_from(blocks, stream->i, doc);
    if (stream->i == blocks->n || blocks->docs[stream->i] != doc) return PDX_OK;
    if (!stream->plain && !counts(stream, stream->i)) return PDX_OK;
    *has = true;
    return s == NULL ? PDX_OK : doc_score(stream, stream->i, s, score, err);
}

pdx_status pdx_stream_lead(pdx_stream *stream, uint32_t block, pdx_doc end, const pdx_saturation *s, pdx_candidates *out, pdx_error *err) {
    const pdx_blocks *blocks = &stream->blocks;
    uint32_t i;
    stream->at = block;
    PDX_TRY(block_read(stream, err));
    if (s != NULL) PDX_TRY(block_score(stream, s, err));
    out->n = 0;
    for (i = 0; i < blocks->n && blocks->docs[i] < end; i++) {
        out->docs[out->n] = blocks->docs[i];
        out->scores[out->n] = s == NULL ? 0.0 : stream->scores[i];
        out->n += stream->plain || counts(stream, i);
    }
    return PDX_OK;
}

pdx_status pdx_stream_keep(pdx_stream *stream, const pdx_saturation *s, pdx_candidates *candidates, pdx_error *err) {
    const pdx_blocks *blocks = &stream->blocks;
    const uint32_t n_blocks = pdx_blocks_count(blocks);
    uint32_t kept = 0, k = 0;
    while (k < candidates->n) {
        const pdx_doc *docs = blocks->docs;
        uint32_t i;
        pdx_doc last;
        go(stream, candidates->docs[k]);
        if (stream->at >= n_blocks) break;
        PDX_TRY(block_read(stream, err));
        last = docs[blocks->n - 1];
        if (last < candidates->docs[k]) break; /* the one block of a short list: nothing comes after it */
        for (i = stream->i; k < candidates->n && candidates->docs[k] <= last; k++) {
            const pdx_doc doc = candidates->docs[k];
            double score = 0.0;
            i = first_from(blocks, i, doc);
            if (docs[i] != doc || (!stream->plain && !counts(stream, i))) continue;
            if (s != NULL) PDX_TRY(doc_score(stream, i, s, &score, err));
            candidates->docs[kept] = doc;
            candidates->scores[kept++] = candidates->scores[k] + score;
        }
        stream->i = i;
    }
    candidates->n = kept;
    return PDX_OK;
}
