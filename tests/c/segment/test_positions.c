/* Positions of packed blocks against plain arrays: all widths, many documents and few, few and many to a document, some far greater than the rest; then every byte
 * altered and every length cut off. What lies behind is poisoned but for the eight bytes that a segment has there. */
#include "check.h"
#include "random.h"
#include "segment/positions.h"
#include "segment/positions_writer.h"

enum { GAPS_MOST = 40, FOOTER = 8 };

static long tally[2]; /* altered blocks, and those that are whole all the same */

typedef struct sample {
    uint32_t n_docs;
    uint32_t n[PDX_BLOCK_DOCS];
    uint32_t positions[PDX_BLOCK_DOCS][GAPS_MOST + 1];
    uint32_t n_gaps;
} sample;

/* `n_docs` documents; gaps of up to `bits` bits, one in `rare` of up to `most`; a document has up to `often` of them. */
static void sample_make(test_random *random, uint32_t n_docs, unsigned bits, unsigned most, uint32_t rare, uint32_t often, sample *s) {
    uint32_t i, k;
    s->n_docs = n_docs;
    s->n_gaps = 0;
    for (i = 0; i < n_docs; i++) {
        uint64_t position = 0;
        s->n[i] = 1 + random_below(random, often + 1);
        for (k = 0; k < s->n[i]; k++) {
            const unsigned width = random_below(random, rare) == 0 ? most : bits;
            position += (random_next(random) & (((uint64_t)1 << width) - 1)) + (k > 0);
            if (position >= PDX_NO_DOC) break;
            s->positions[i][k] = (uint32_t)position;
        }
        if (k == 0) s->positions[i][k++] = UINT32_MAX - 1;
        s->n[i] = k;
        s->n_gaps += k - 1;
    }
}

static void sample_write(const sample *s, pdx_positions_writer *writer) {
    static pdx_occurrence run[PDX_BLOCK_DOCS * (GAPS_MOST + 1) + 1];
    uint32_t n = 0, i, k;
    pdx_positions_writer_start(writer);
    for (i = 0; i < s->n_docs; i++) {
        for (k = 0; k < s->n[i]; k++) run[n++] = (pdx_occurrence)(3 * i) << PDX_RUN_DOC_SHIFT | (pdx_occurrence)s->positions[i][k] << PDX_RUN_POSITION_SHIFT | i % 2;
    }
    run[n] = (pdx_occurrence)(3 * i) << PDX_RUN_DOC_SHIFT; /* of a document for which a full block has no room */
    CHECK(pdx_positions_writer_take(writer, run, run + n + (s->n_docs == PDX_BLOCK_DOCS)) == run + n);
    CHECK(writer->n == s->n_docs && writer->begins[s->n_docs] == n && writer->n_elsewhere == writer->n && writer->gaps.len == s->n_gaps);
    for (i = 0; i < s->n_docs; i++) CHECK(writer->docs[i] == 3 * i && writer->begins[i + 1] - writer->begins[i] == s->n[i] && writer->elsewhere[i] == i);
    pdx_positions_writer_block(writer);
    CHECK(!writer->failed && !writer->out.failed);
}

/* Whether every document reads as it was written. */
static bool sample_same(const sample *s, const pdx_packed_positions *packed) {
    uint32_t read[GAPS_MOST + 1], i, gap = 0;
    for (i = 0; i < s->n_docs; gap += s->n[i++] - 1) {
        if (!pdx_packed_positions_read(packed, i, gap, s->n[i], read)) return false;
        if (memcmp(read, s->positions[i], s->n[i] * sizeof *read) != 0) return false;
    }
    return true;
}

/* A copy of `len` bytes with a footer behind them, of exactly this size. */
static uint8_t *copy(const uint8_t *bytes, size_t len) {
    uint8_t *made = pdx_alloc(len + FOOTER);
    if (len > 0) memcpy(made, bytes, len);
    memset(made + len, 0xA5, FOOTER);
    return made;
}

static void check_sound(const sample *s, const uint8_t *bytes, size_t len) {
    pdx_packed_positions packed;
    uint32_t read[GAPS_MOST + 1];
    CHECK(pdx_packed_positions_open(&packed, bytes, bytes + len, s->n_docs));
    CHECK(sample_same(s, &packed));
    CHECK(pdx_packed_positions_are_whole(&packed, bytes + len, s->n_gaps));
    CHECK(!pdx_packed_positions_are_whole(&packed, bytes + len, (uint64_t)s->n_gaps + 64));
    CHECK(!pdx_packed_positions_read(&packed, 0, packed.gaps.n, 2, read));
    CHECK(!pdx_packed_positions_read(&packed, 0, UINT64_MAX, 1, read));
}

/* Bytes that lie are read without a wild read, which the sanitizers see. */
static void check_bytes_altered(const sample *s, const uint8_t *bytes, size_t len) {
    pdx_packed_positions packed;
    uint32_t read[GAPS_MOST + 1], i, k;
    bool ascends = true;
    tally[0]++;
    if (!pdx_packed_positions_open(&packed, bytes, bytes + len, s->n_docs)) return;
    tally[1] += pdx_packed_positions_are_whole(&packed, bytes + len, s->n_gaps);
    for (i = 0; i < s->n_docs; i++) {
        if (!pdx_packed_positions_read(&packed, i, (uint64_t)i * 2, 3, read)) continue;
        for (k = 1; k < 3; k++) ascends = ascends && read[k] > read[k - 1];
    }
    CHECK(ascends);
}

static void test_damage(const sample *s, const pdx_buf *good) {
    static const uint8_t flips[] = {0x01, 0x80, 0xFF};
    size_t i, f;
    for (i = 0; i < good->len; i++) {
        uint8_t *bytes = copy(good->data, i);
        check_bytes_altered(s, bytes, i);
        pdx_free(bytes);
        for (f = 0; f < PDX_COUNTOF(flips); f++) {
            bytes = copy(good->data, good->len);
            bytes[i] = (uint8_t)(bytes[i] ^ flips[f]);
            check_bytes_altered(s, bytes, good->len);
            pdx_free(bytes);
        }
    }
}

static void test_one(test_random *random, pdx_positions_writer *writer, unsigned bits, unsigned most, uint32_t rare, uint32_t often) {
    static sample s;
    const uint32_t n_docs = PDX_PACKED_DOCS + random_below(random, PDX_BLOCK_DOCS - PDX_PACKED_DOCS + 1);
    uint8_t *bytes;
    sample_make(random, n_docs, bits, most, rare, often, &s);
    sample_write(&s, writer);
    bytes = copy(writer->out.data, writer->out.len);
    check_sound(&s, bytes, writer->out.len);
    pdx_free(bytes);
    if (bits % 5 == 0) test_damage(&s, &writer->out);
}

/* Where few numbers are great, they stand elsewhere: the others do not take their bits. */
static void test_size(test_random *random, pdx_positions_writer *writer) {
    static sample s;
    const size_t plain = ((size_t)PDX_BLOCK_DOCS * 4 + 7) / 8;
    uint32_t i;
    sample_make(random, PDX_BLOCK_DOCS, 4, 4, 1, 0, &s);
    for (i = 0; i < PDX_BLOCK_DOCS; i++) s.positions[i][0] %= 15;
    sample_write(&s, writer);
    CHECK_EQ(writer->out.len, 2 + plain);
    s.positions[PDX_BLOCK_DOCS / 2][0] = 1u << 20;
    sample_write(&s, writer);
    CHECK(PDX_BLOCK_DOCS < 100 || writer->out.len < 2 + plain + 16);
}

int main(void) {
    static const uint32_t often[] = {0, 1, 3, GAPS_MOST};
    test_random random = {3};
    pdx_positions_writer writer;
    unsigned bits;
    size_t o;
    memset(&writer, 0, sizeof writer);
    for (bits = 0; bits <= 32; bits++) {
        for (o = 0; o < PDX_COUNTOF(often); o++) {
            test_one(&random, &writer, bits, bits, 1, often[o]);
            test_one(&random, &writer, bits, bits < 20 ? bits + 12 : 32, 20, often[o]);
        }
    }
    test_size(&random, &writer);
    pdx_positions_writer_deinit(&writer);
    printf("%ld altered, %ld whole\n", tally[0], tally[1]);
    return check_report("positions");
}
