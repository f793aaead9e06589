#include "query/dense_make.h"

#include <math.h>

/* What is being put together. */
typedef struct making {
    pdx_dense_list *dense;
    uint32_t n_posts;
    pdx_doc *others; /* in an arena, like the next: room for all documents of the list */
    double *tfs;
    uint32_t n_others;
} making;

bool pdx_dense_fits(const pdx_stream *stream) {
    return pdx_stream_is_summable(stream) && stream->shares->scoring->k1 == pdx_scoring_default().k1;
}

/* Rounded up, and a little more than up, so that no rounding elsewhere comes above it. */
static uint8_t top_of(double full) {
    const double top = ceil(full * (1.0 + 1e-9) + 1e-9);
    return full <= 0.0 ? 0 : top >= PDX_DENSE_TOP ? PDX_DENSE_TOP : (uint8_t)top;
}

static void count_put(pdx_dense_list *dense, pdx_doc doc, uint32_t count) { dense->counts[doc / 2] |= (uint8_t)(count << doc % 2 * 4); }

static void other_add(making *self, pdx_doc doc, double tf) {
    count_put(self->dense, doc, PDX_DENSE_OTHER);
    self->others[self->n_others] = doc;
    self->tfs[self->n_others++] = tf;
}

static void block_add(making *self, const pdx_stream *stream) {
    static const pdx_saturation s = {PDX_DENSE_TOP, 1.2, 0.0};
    const pdx_blocks *blocks = &stream->blocks;
    pdx_dense_list *dense = self->dense;
    float shares[PDX_BLOCK_ROOM];
    double full[PDX_BLOCK_ROOM + 4];
    uint32_t i, other = 0;
    assert(s.k1 == pdx_scoring_default().k1);
    for (i = 0; i < blocks->n; i++) shares[i] = stream->shares->body[blocks->docs[i]];
    pdx_saturate(blocks->body, shares, blocks->n, &s, full);
    for (i = 0; i < blocks->n && blocks->docs[i] < self->n_posts; i++) {
        const pdx_doc doc = blocks->docs[i];
        const uint32_t count = blocks->body[i];
        if (count > 0 && count < PDX_DENSE_OTHER) {
            count_put(dense, doc, count);
        } else {
            const double tf = count > 0 ? (double)count * (double)shares[i] : pdx_stream_other_tf(stream, other++);
            other_add(self, doc, tf);
            full[i] = pdx_saturate_one(tf, &s);
        }
        dense->tops[doc] = top_of(full[i]);
        dense->at_least[dense->tops[doc]]++;
    }
}

static pdx_status list_read(making *self, pdx_stream *stream, pdx_error *err) {
    pdx_blocks *blocks = &stream->blocks;
    pdx_doc before = PDX_NO_DOC;
    uint32_t block, i;
    for (block = 0; block < pdx_blocks_count(blocks); block++) {
        PDX_TRY(pdx_stream_enter(stream, block, err));
        PDX_TRY(pdx_blocks_read_counts(blocks, err));
        if (before != PDX_NO_DOC && blocks->n > 0 && blocks->docs[0] <= before) {
            return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "the blocks of a list do not ascend");
        }
        block_add(self, stream);
        if (blocks->n > 0) before = blocks->docs[blocks->n - 1];
        if (before != PDX_NO_DOC && before >= self->n_posts) break;
    }
    for (i = PDX_DENSE_TOP; i > 1; i--) self->dense->at_least[i - 1] += self->dense->at_least[i];
    return PDX_OK;
}

pdx_status pdx_dense_make(pdx_stream *stream, uint32_t n_posts, pdx_arena *arena, pdx_dense_list **out, pdx_error *err) {
    making self = {pdx_dense_list_new(n_posts), n_posts, NULL, NULL, 0};
    const uint32_t n_docs = stream->blocks.list.n_docs;
    pdx_status status;
    *out = NULL;
    if (self.dense == NULL) return pdx_fail_memory(err);
    self.others = pdx_arena_array(arena, n_docs, sizeof *self.others);
    self.tfs = pdx_arena_array(arena, n_docs, sizeof *self.tfs);
    status = self.others == NULL || self.tfs == NULL ? pdx_fail_memory(err) : list_read(&self, stream, err);
    if (status == PDX_OK && !pdx_dense_list_others(self.dense, self.others, self.tfs, self.n_others)) status = pdx_fail_memory(err);
    pdx_stream_return(stream, 0);
    if (status == PDX_OK) *out = self.dense;
    else pdx_dense_list_free(self.dense);
    return status;
}

/* The number of the first of the others, from number `low` on, that is not before `doc`: jumps that double, then halves. */
static uint32_t other_find(const pdx_dense_list *dense, uint32_t low, pdx_doc doc) {
    uint32_t step = 1, high;
    while (low + step < dense->n_others && dense->others[low + step] < doc) {
        low += step;
        step *= 2;
    }
    high = low + step < dense->n_others ? low + step : dense->n_others;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (dense->others[middle] < doc) low = middle + 1;
        else high = middle;
    }
    return low;
}

void pdx_dense_score(const pdx_dense_list *dense, const pdx_doc *docs, uint32_t n, const float *shares, const pdx_saturation *s, double *scores) {
    uint32_t other = 0, i;
    for (i = 0; i < n; i++) {
        const pdx_doc doc = docs[i];
        const unsigned count = pdx_dense_list_count(dense, doc);
        double tf = (double)count * (double)shares[doc];
        if (count == PDX_DENSE_OTHER) {
            other = other_find(dense, other, doc);
            tf = dense->tfs[other];
        }
        scores[i] += pdx_saturate_one(tf, s); /* nothing, where there is nothing */
    }
}
