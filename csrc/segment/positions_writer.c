#include "segment/positions_writer.h"

#include "base/bits.h"
#include "base/varint.h"
#include "segment/bits_out.h"
#include "segment/positions.h"

void pdx_positions_writer_deinit(pdx_positions_writer *writer) {
    pdx_buf_deinit(&writer->out);
    PDX_VEC_DEINIT(&writer->gaps);
    PDX_VEC_DEINIT(&writer->scratch);
}

void pdx_positions_writer_start(pdx_positions_writer *writer) {
    pdx_buf_reset(&writer->out);
    writer->gaps.len = 0;
    writer->n = 0;
    writer->failed = false;
}

void pdx_positions_writer_gaps(pdx_positions_writer *writer, const pdx_occurrence *at, uint32_t n) {
    uint32_t *gaps, before = pdx_occurrence_position(*at), i;
    if (n - 1 > SIZE_MAX - writer->gaps.len || !PDX_VEC_RESERVE(&writer->gaps, writer->gaps.len + n - 1)) {
        writer->failed = true;
        writer->n_gaps[writer->n - 1] = 0; /* there are none to be read */
        return;
    }
    gaps = writer->gaps.data + writer->gaps.len;
    for (i = 1; i < n; i++) {
        const uint32_t position = pdx_occurrence_position(at[i]);
        gaps[i - 1] = position - before - 1;
        before = position;
    }
    writer->gaps.len += n - 1;
}

enum { POSITION_BYTES_MAX = 5, STRIDE = 8 };

/* Number by number: blocks of few documents. */
static void mixed_put(pdx_positions_writer *writer) {
    const uint32_t *gap = writer->gaps.data;
    pdx_buf *out = &writer->out;
    uint8_t *at;
    uint32_t i, k;
    if (writer->n == 0 || !pdx_buf_reserve(out, (writer->n + writer->gaps.len) * POSITION_BYTES_MAX)) return;
    at = out->data + out->len;
    for (i = 0; i < writer->n; i++) {
        at += pdx_varint_put(at, writer->firsts[i]);
        for (k = 0; k < writer->n_gaps[i]; k++) at += pdx_varint_put(at, (uint64_t)*gap++ + 1);
    }
    out->len = (size_t)(at - out->data);
}

/* How numbers are packed. */
typedef struct packing {
    const uint32_t *values;
    size_t n;
    unsigned bits;
    bool escapes;
    uint32_t escape;  /* numbers from here on escape */
    size_t n_escapes;
} packing;

static uint32_t or_of(const uint32_t *values, size_t n) {
    uint32_t all = 0;
    size_t i, k;
    for (i = 0; i + STRIDE <= n; i += STRIDE) { /* loops of a known length become vectors */
        for (k = 0; k < STRIDE; k++) all |= values[i + k];
    }
    for (; i < n; i++) all |= values[i];
    return all;
}

static size_t count_from(const uint32_t *values, size_t n, uint32_t least) {
    uint32_t counts[STRIDE] = {0};
    size_t count = 0, i, k;
    for (i = 0; i + STRIDE <= n; i += STRIDE) {
        for (k = 0; k < STRIDE; k++) counts[k] += values[i + k] >= least;
    }
    for (k = 0; k < STRIDE; k++) count += counts[k];
    for (; i < n; i++) count += values[i] >= least;
    return count;
}

enum { ESCAPES_HEAD_BITS = 8 * 5 }; /* about: what stands before the columns of the escapes, but for their number */

/* The choice of the fewest bits. No number has 0 bits, so that as many as there are need bytes. */
static packing packing_choose(const uint32_t *values, size_t n) {
    packing best = {values, n, 0, false, 0, 0};
    const unsigned width = n == 0 ? 0 : pdx_bit_width(or_of(values, n)), each = pdx_bit_width(n) + width;
    size_t least;
    unsigned bits;
    best.bits = width > 1 || n == 0 ? width : 1;
    least = n * best.bits;
    for (bits = width; bits-- > 1;) {
        const uint32_t escape = (1u << bits) - 1;
        const size_t n_escapes = count_from(values, n, escape), all = n * bits + n_escapes * each + ESCAPES_HEAD_BITS;
        if (all < least) {
            least = all;
            best.bits = bits;
            best.escapes = true;
            best.escape = escape;
            best.n_escapes = n_escapes;
        }
        if (n_escapes * each > least) break; /* fewer bits let only more escape */
    }
    return best;
}

static bool escapes_put(const packing *p, pdx_numbers *scratch, pdx_buf *out) {
    size_t i;
    if (!p->escapes) return true;
    pdx_varint_append(out, p->n_escapes - 1);
    if (!PDX_VEC_RESERVE(scratch, 2 * p->n_escapes)) return false;
    scratch->len = 0;
    for (i = 0; i < p->n; i++) {
        if (p->values[i] < p->escape) continue;
        scratch->data[scratch->len] = i;
        scratch->data[p->n_escapes + scratch->len++] = p->values[i];
    }
    pdx_column_append(out, scratch->data, p->n_escapes);
    pdx_column_append(out, scratch->data + p->n_escapes, p->n_escapes);
    return true;
}

static void codes_put(const packing *p, pdx_buf *out) {
    pdx_bits_out packed;
    if (p->n == 0 || !pdx_buf_reserve(out, p->n / 8 * p->bits + p->bits + PDX_BITS_SLACK)) return;
    packed = pdx_bits_begin(out->data + out->len);
    pdx_bits_put_all(&packed, p->values, p->n, p->bits, p->escapes ? p->escape : UINT32_MAX);
    out->len = (size_t)(pdx_bits_end(&packed) - out->data);
}

static uint8_t head_of(const packing *p) { return (uint8_t)(p->bits | (p->escapes ? PDX_PACKED_ESCAPES : 0)); }

static void packed_put(pdx_positions_writer *writer) {
    const packing firsts = packing_choose(writer->firsts, writer->n), gaps = packing_choose(writer->gaps.data, writer->gaps.len);
    pdx_buf_byte(&writer->out, head_of(&firsts));
    pdx_buf_byte(&writer->out, head_of(&gaps));
    if (!escapes_put(&firsts, &writer->scratch, &writer->out) || !escapes_put(&gaps, &writer->scratch, &writer->out)) writer->failed = true;
    codes_put(&firsts, &writer->out);
    codes_put(&gaps, &writer->out);
}

void pdx_positions_writer_block(pdx_positions_writer *writer) {
    if (writer->n >= PDX_PACKED_DOCS) packed_put(writer);
    else mixed_put(writer);
    writer->n = 0;
    writer->gaps.len = 0;
}
