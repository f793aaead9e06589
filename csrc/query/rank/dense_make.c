#include "query/rank/dense_make.h"

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

/* Rounded up, and by so much more that it is not too low for what a gain in single precision may be off (PDX_GAIN_ERROR); 0 of 0. Without a
 * branch. */
static inline uint8_t top_of(float full) {
    const float more = full * 1.000004F;
    const int32_t whole = (int32_t)more, top = whole + ((float)whole < more);
    return (uint8_t)(top < PDX_DENSE_TOP ? top : PDX_DENSE_TOP);
}

static inline void doc_put(pdx_dense_list *dense, pdx_doc doc, uint32_t count, float full) {
    const uint8_t top = top_of(full);
    dense->counts[doc / 2] |= (uint8_t)(count << doc % 2 * 4);
    dense->tops[doc] = top;
    dense->at_least[top]++;
}

static void other_put(making *self, const pdx_stream *stream, uint32_t i, uint32_t *other) {
    static const pdx_saturation s = {PDX_DENSE_TOP, 1.2, 0.0};
    const pdx_doc doc = stream->blocks.docs[i];
    const uint32_t count = stream->blocks.body[i];
    const double tf = count > 0 ? (double)count * (double)stream->shares->body[doc] : pdx_stream_other_tf(stream, (*other)++);
    assert(s.k1 == pdx_scoring_default().k1);
    doc_put(self->dense, doc, PDX_DENSE_OTHER, (float)pdx_saturate_one(tf, &s));
    self->others[self->n_others] = doc;
    self->tfs[self->n_others++] = tf;
}

/* Those whose count fits half a byte at once; which the others are is gathered without a branch, since nobody could foretell it. */
static void block_add(making *self, const pdx_stream *stream) {
    static const pdx_gain gain = {PDX_DENSE_TOP, 1.2F};
    const pdx_blocks *blocks = &stream->blocks;
    float full[PDX_BLOCK_ROOM + PDX_BLOCK_SLACK];
    uint32_t others[PDX_BLOCK_ROOM + 1], n_others = 0, n = blocks->n, other = 0, i;
    pdx_gain_kernels_best()->of(blocks->body, blocks->docs, n, stream->shares->body, gain, full);
    while (n > 0 && blocks->docs[n - 1] >= self->n_posts) n--;
    for (i = 0; i < n; i++) {
        const uint32_t count = blocks->body[i];
        const bool fits = count - 1 < PDX_DENSE_OTHER - 1;
        others[n_others] = i;
        n_others += !fits;
        if (count < PDX_DENSE_OTHER) doc_put(self->dense, blocks->docs[i], count, full[i]);
    }
    for (i = 0; i < n_others; i++) other_put(self, stream, others[i], &other);
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
    self->dense->at_least[0] = 0;
    for (i = PDX_DENSE_TOP; i > 1; i--) self->dense->at_least[i - 1] += self->dense->at_least[i];
    return PDX_OK;
}

pdx_status pdx_dense_make(pdx_stream *stream, uint32_t n_posts, bool once, pdx_arena *arena, pdx_dense_list **out, pdx_error *err) {
    making self = {once ? pdx_dense_list_once(n_posts, arena) : pdx_dense_list_new(n_posts), n_posts, NULL, NULL, 0};
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
    else if (!once) pdx_dense_list_free(self.dense);
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
