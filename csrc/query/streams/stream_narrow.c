#include "query/streams/stream_steps.h"

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
    if (s != NULL) PDX_TRY(pdx_stream_block_score(stream, s, err));
    for (n = blocks->n; n > 0 && blocks->docs[n - 1] >= end;) n--;
    if (stream->plain) {
        plain_lead(stream, n, s, least, out);
        return PDX_OK;
    }
    out->n = 0;
    for (i = 0; i < n; i++) {
        bool has;
        double score;
        PDX_TRY(pdx_stream_doc_ask(stream, i, blocks->docs[i], s, &has, &score, err));
        out->docs[out->n] = blocks->docs[i];
        out->scores[out->n] = score;
        out->n += has;
    }
    return PDX_OK;
}

uint32_t pdx_stream_candidates_in(const pdx_stream *stream, const pdx_candidates *candidates, uint32_t k) {
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
        PDX_TRY(pdx_stream_block_read(stream, err));
        i = pdx_blocks_seek(&stream->blocks, i, doc, &has);
        if (has) PDX_TRY(pdx_stream_doc_ask(stream, i, doc, n->s, &has, &given, err));
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
        pdx_stream_go(stream, candidates->docs[k]);
        if (stream->at >= pdx_blocks_count(&stream->blocks)) {
            rest_narrow(&n, candidates, k);
            break;
        }
        to = pdx_stream_candidates_in(stream, candidates, k);
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
        if (counts[i] == 0) PDX_TRY(pdx_stream_doc_ask(stream, numbers[i], candidates->docs[at], s, &has, &given[i], err));
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
        if (has) PDX_TRY(pdx_stream_doc_ask(stream, i, candidates->docs[k], s, &has, &given, err));
        candidates->scores[k] += given;
    }
    return PDX_OK;
}

pdx_status pdx_stream_score(pdx_stream *stream, const pdx_saturation *s, pdx_candidates *candidates, pdx_error *err) {
    uint32_t k = 0, to;
    assert(pdx_stream_is_summable(stream));
    for (; k < candidates->n; k = to) {
        pdx_stream_go(stream, candidates->docs[k]);
        if (stream->at >= pdx_blocks_count(&stream->blocks)) return PDX_OK;
        to = pdx_stream_candidates_in(stream, candidates, k);
        if (to - k > PDX_BLOCK_ROOM) to = k + PDX_BLOCK_ROOM;
        PDX_TRY(pdx_stream_block_read(stream, err));
        if (to - k <= FEW_ASKED) PDX_TRY(block_score_few(stream, s, candidates, k, to, err));
        else PDX_TRY(block_score_some(stream, s, candidates, k, to, err));
    }
    return PDX_OK;
}

void pdx_candidates_prune(pdx_candidates *candidates, double least) {
    uint32_t kept = 0, k;
    for (k = 0; k < candidates->n; k++) {
        candidates->docs[kept] = candidates->docs[k];
        candidates->scores[kept] = candidates->scores[k];
        kept += candidates->scores[k] > least;
    }
    if (kept < candidates->n) candidates->passed = true;
    candidates->n = kept;
}
