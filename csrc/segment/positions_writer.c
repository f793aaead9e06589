#include "segment/positions_writer.h"

#include "base/bits.h"
#include "base/varint.h"
#include "kernels/pack.h"
#include "segment/positions.h"

void pdx_positions_writer_deinit(pdx_positions_writer *writer) {
    pdx_buf_deinit(&writer->out);
    PDX_VEC_DEINIT(&writer->gaps);
    pdx_buf_deinit(&writer->odd);
    pdx_buf_deinit(&writer->fresh);
    PDX_VEC_DEINIT(&writer->places);
    PDX_VEC_DEINIT(&writer->scratch);
}

void pdx_positions_writer_start(pdx_positions_writer *writer) {
    pdx_buf_reset(&writer->out);
    writer->gaps.len = 0;
    writer->n = 0;
    writer->failed = false;
}

/* Occurrences for which room is made at once. */
enum { ROOM = PDX_LIMIT(1 << 12, PDX_RUN_STEP), WORD_BITS = 64 };

/* The documents, in their order, of which one of the first n occurrences is odd; gives their number. Few are: so they are come by from the bits
 * that are set. */
static uint32_t elsewhere_find(const pdx_run_cut *cut, uint32_t n, uint8_t *elsewhere) {
    uint32_t n_found = 0, n_before = 0, last = UINT32_MAX, at; /* n_before: documents that begin before this word */
    for (at = 0; at < n; at += WORD_BITS) {
        const uint64_t fresh = pdx_le64(cut->fresh + at / 8), all = n - at < WORD_BITS ? UINT64_MAX >> (WORD_BITS - (n - at)) : UINT64_MAX;
        for (uint64_t odd = pdx_le64(cut->odd + at / 8) & all; odd != 0; odd &= odd - 1) {
            const uint32_t doc = n_before + pdx_popcount(fresh & (odd ^ (odd - 1))) - 1; /* of those up to the lowest */
            if (doc != last) elsewhere[n_found++] = (uint8_t)doc;
            last = doc;
        }
        n_before += pdx_popcount(fresh);
    }
    return n_found;
}

/* Room for what is told of the occurrences up to `end`. */
static bool room_make(pdx_positions_writer *writer, pdx_run_cut *cut, uint32_t end) {
    const size_t n_bytes = end / 8 + 1 + sizeof(uint64_t);
    writer->odd.len = writer->fresh.len = 0; /* nothing is appended: it is room alone */
    if (!PDX_VEC_RESERVE(&writer->gaps, (size_t)end + PDX_RUN_SLACK) || !pdx_buf_reserve(&writer->odd, n_bytes) ||
        !pdx_buf_reserve(&writer->fresh, n_bytes)) {
        return false;
    }
    cut->gaps = writer->gaps.data;
    cut->odd = writer->odd.data;
    cut->fresh = writer->fresh.data;
    return true;
}

const pdx_occurrence *pdx_positions_writer_take(pdx_positions_writer *writer, const pdx_occurrence *run, const pdx_occurrence *run_end) {
    const uint32_t all = (uint32_t)(run_end - run); /* a segment has no more */
    pdx_run_cut cut = {writer->docs, writer->firsts, writer->begins, NULL, NULL, NULL, PDX_GROUP_BODY, 0, 0, 0, 0};
    assert(run < run_end && writer->n == 0);
    while (cut.n < all && cut.n_docs <= PDX_BLOCK_DOCS) {
        const uint32_t end = all - cut.n > ROOM ? cut.n + ROOM : all;
        if (!room_make(writer, &cut, end)) {
            writer->failed = true;
            return run_end;
        }
        pdx_run_cut_on(&cut, run, end, PDX_BLOCK_DOCS);
    }
    writer->n = cut.n_docs > PDX_BLOCK_DOCS ? PDX_BLOCK_DOCS : cut.n_docs;
    if (cut.n_docs <= PDX_BLOCK_DOCS) writer->begins[writer->n] = cut.n; /* else the next document begins there */
    writer->gaps.len = writer->begins[writer->n] - writer->n;
    writer->n_elsewhere = cut.any == 0 ? 0 : elsewhere_find(&cut, writer->begins[writer->n], writer->elsewhere);
    return run + writer->begins[writer->n];
}

enum { POSITION_BYTES_MAX = 5 };

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
        for (k = writer->begins[i] + 1; k < writer->begins[i + 1]; k++) at += pdx_varint_put(at, (uint64_t)*gap++ + 1);
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

enum { ESCAPES_HEAD_BITS = 8 * 5 }; /* about: what stands before the columns of the escapes, but for their number */

/* The choice of the fewest bits. No number has 0 bits, so that as many as there are need bytes. */
static packing packing_choose(const uint32_t *values, size_t n) {
    packing best = {values, n, 0, false, 0, 0};
    const unsigned width = n == 0 ? 0 : pdx_bit_width(pdx_pack_most(values, n)), each = pdx_bit_width(n) + width;
    size_t least;
    unsigned bits;
    best.bits = width > 1 || n == 0 ? width : 1;
    least = n * best.bits;
    for (bits = width; bits-- > 1;) {
        const uint32_t escape = (1u << bits) - 1;
        const size_t n_escapes = pdx_pack_count(values, n, escape), all = n * bits + n_escapes * each + ESCAPES_HEAD_BITS;
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

static bool escapes_put(const packing *p, pdx_positions_writer *writer) {
    pdx_numbers *const both = &writer->scratch;
    size_t i;
    if (!p->escapes) return true;
    pdx_varint_append(&writer->out, p->n_escapes - 1);
    if (!PDX_VEC_RESERVE(&writer->places, p->n_escapes + PDX_PACK_PLACES_SLACK) || !PDX_VEC_RESERVE(both, 2 * p->n_escapes)) return false;
    (void)pdx_pack_places(p->values, p->n, p->escape, writer->places.data);
    for (i = 0; i < p->n_escapes; i++) {
        both->data[i] = writer->places.data[i];
        both->data[p->n_escapes + i] = p->values[writer->places.data[i]];
    }
    pdx_column_append(&writer->out, both->data, p->n_escapes);
    pdx_column_append(&writer->out, both->data + p->n_escapes, p->n_escapes);
    return true;
}

static void codes_put(const packing *p, pdx_buf *out) {
    if (p->n == 0 || !pdx_buf_reserve(out, p->n / 8 * p->bits + p->bits + PDX_PACK_SLACK)) return;
    out->len = (size_t)(pdx_pack(p->values, p->n, p->bits, p->escapes ? p->escape : UINT32_MAX, out->data + out->len) - out->data);
}

static uint8_t head_of(const packing *p) { return (uint8_t)(p->bits | (p->escapes ? PDX_PACKED_ESCAPES : 0)); }

static void packed_put(pdx_positions_writer *writer) {
    const packing firsts = packing_choose(writer->firsts, writer->n), gaps = packing_choose(writer->gaps.data, writer->gaps.len);
    pdx_buf_byte(&writer->out, head_of(&firsts));
    pdx_buf_byte(&writer->out, head_of(&gaps));
    if (!escapes_put(&firsts, writer) || !escapes_put(&gaps, writer)) writer->failed = true;
    codes_put(&firsts, &writer->out);
    codes_put(&gaps, &writer->out);
}

void pdx_positions_writer_block(pdx_positions_writer *writer) {
    if (writer->n >= PDX_PACKED_DOCS) packed_put(writer);
    else mixed_put(writer);
    writer->n = 0;
    writer->gaps.len = 0;
}
