#include "segment/list_writer.h"

#include "base/bits.h"
#include "base/varint.h"
#include "kernels/pack.h"
#include "segment/bits_out.h"
#include "segment/segment_layout.h"

void pdx_list_writer_init(pdx_list_writer *writer, const pdx_impacts *impacts) {
    memset(writer, 0, sizeof *writer);
    writer->impacts = impacts;
}

void pdx_list_writer_deinit(pdx_list_writer *writer) {
    pdx_buf_deinit(&writer->blocks);
    pdx_positions_writer_deinit(&writer->positions);
    pdx_buf_deinit(&writer->head);
    PDX_VEC_DEINIT(&writer->last_docs);
    PDX_VEC_DEINIT(&writer->block_ends);
    PDX_VEC_DEINIT(&writer->position_ends);
    PDX_VEC_DEINIT(&writer->tops);
}

void pdx_list_writer_start(pdx_list_writer *writer) {
    pdx_buf_reset(&writer->blocks);
    pdx_positions_writer_start(&writer->positions);
    pdx_buf_reset(&writer->head);
    writer->last_docs.len = writer->block_ends.len = writer->position_ends.len = writer->tops.len = 0;
    writer->in_block = writer->n_docs = writer->n_posts = 0;
    writer->n_occurrences = 0;
    writer->next = 0;
    writer->most = 0.0;
    writer->failed = false;
}

enum {
    OTHERS_BYTES_MAX = 1 + 5 * (1 + PDX_GROUP_COUNT), /* byte of groups, frequencies */
    DOC_BYTES_MAX = PDX_VARINT_MAX + OTHERS_BYTES_MAX
};

static unsigned groups_of(const uint32_t *frequencies) {
    unsigned g, groups = 0;
    for (g = 0; g <= PDX_GROUP_COUNT; g++) groups |= (unsigned)(frequencies[g] > 0) << g;
    return groups;
}

static size_t frequencies_put(uint8_t *at, const uint32_t *frequencies) {
    const unsigned groups = groups_of(frequencies);
    size_t n = 1;
    unsigned g;
    at[0] = (uint8_t)groups;
    if ((groups & (groups - 1)) == 0) { /* one group */
        const uint32_t frequency = frequencies[pdx_trailing_zeros(groups)];
        if (frequency < 8) {
            at[0] = (uint8_t)(groups | frequency << 5);
            return 1;
        }
    }
    for (g = 0; g <= PDX_GROUP_COUNT; g++) {
        if (frequencies[g] > 0) n += pdx_varint_put(at + n, frequencies[g]);
    }
    return n;
}

/* The frequencies of document i of the block, as FORMAT.md has them where they are not all in the body, or many. */
static size_t entry_put(uint8_t *at, const pdx_list_writer *writer, uint32_t i) {
    const uint32_t body = writer->body[i];
    if (body == 0) return frequencies_put(at, writer->others[i]);
    if (body < 8) {
        at[0] = (uint8_t)(1u << PDX_GROUP_BODY | body << 5);
        return 1;
    }
    at[0] = (uint8_t)(1u << PDX_GROUP_BODY);
    return 1 + pdx_varint_put(at + 1, body);
}

static void mixed_put(pdx_list_writer *writer) {
    pdx_buf *out = &writer->blocks;
    uint8_t *at;
    uint32_t i;
    if (!pdx_buf_reserve(out, 1 + (size_t)writer->in_block * DOC_BYTES_MAX)) return;
    at = out->data + out->len;
    *at++ = PDX_BLOCK_MIXED;
    for (i = 0; i < writer->in_block; i++) {
        const bool plain = writer->body[i] == 1;
        at += pdx_varint_put(at, (uint64_t)writer->skipped[i] << 1 | plain);
        if (!plain) at += entry_put(at, writer, i);
    }
    out->len = (size_t)(at - out->data);
}

enum { N_FREQUENCIES = PDX_GROUP_COUNT + 1 };

/* How the frequencies of a packed block are packed: the bits of a code, and whether the greatest one is an escape; then how many
 * escape, and the bits of their frequencies in each group. */
typedef struct code_choice {
    unsigned bits;
    bool others;
    uint32_t n_others;
    unsigned other_bits[N_FREQUENCIES];
} code_choice;

/* What of a packed block bears on the choice. */
typedef struct code_facts {
    uint32_t less[PDX_BLOCK_DOCS]; /* per document one less than the occurrences in the body; where these are not all, the most there is */
    uint32_t most_body;            /* of documents with occurrences in the body alone */
    uint32_t n_elsewhere;          /* the other documents */
    uint32_t most[N_FREQUENCIES];  /* of those, per group */
} code_facts;

static void facts_find(const pdx_list_writer *writer, uint32_t n, code_facts *facts) {
    uint32_t elsewhere[PDX_BLOCK_DOCS + PDX_PACK_PLACES_SLACK], i;
    unsigned g;
    for (i = 0; i < n; i++) facts->less[i] = writer->body[i] - 1;
    facts->most_body = pdx_pack_most(writer->body, n);
    facts->n_elsewhere = (uint32_t)pdx_pack_places(facts->less, n, UINT32_MAX, elsewhere);
    memset(facts->most, 0, sizeof facts->most);
    for (i = 0; i < facts->n_elsewhere; i++) {
        const uint32_t *others = writer->others[elsewhere[i]];
        for (g = 0; g < N_FREQUENCIES; g++) facts->most[g] = others[g] > facts->most[g] ? others[g] : facts->most[g];
    }
}

enum { OTHERS_HEAD = 1 + N_FREQUENCIES };

/* The bytes that codes of so many bits with an escape take, when `n_longer` documents have more occurrences than these hold; fills in
 * what escapes. */
static size_t escaped_bytes(const code_facts *facts, uint32_t n, unsigned bits, uint32_t n_longer, code_choice *choice) {
    size_t bytes = ((size_t)n * bits + 7) / 8 + OTHERS_HEAD;
    unsigned sum = 0, g;
    choice->bits = bits;
    choice->others = true;
    choice->n_others = facts->n_elsewhere + n_longer;
    for (g = 0; g < N_FREQUENCIES; g++) choice->other_bits[g] = pdx_bit_width(facts->most[g]);
    if (n_longer > 0 && pdx_bit_width(facts->most_body) > choice->other_bits[PDX_GROUP_BODY]) {
        choice->other_bits[PDX_GROUP_BODY] = pdx_bit_width(facts->most_body);
    }
    for (g = 0; g < N_FREQUENCIES; g++) sum += choice->other_bits[g];
    if (sum <= PDX_OTHERS_BITS) return bytes + ((size_t)choice->n_others * sum + 7) / 8;
    for (g = 0; g < N_FREQUENCIES; g++) bytes += ((size_t)choice->n_others * choice->other_bits[g] + 7) / 8;
    return bytes;
}

/* The choice of the fewest bytes. */
static code_choice code_choose(const pdx_list_writer *writer, uint32_t n, const code_facts *facts) {
    const unsigned width = pdx_bit_width(facts->most_body);
    code_choice best, one;
    size_t least = SIZE_MAX;
    unsigned bits;
    memset(&best, 0, sizeof best);
    if (facts->n_elsewhere == 0 && pdx_bit_width(facts->most_body - 1) <= PDX_CODE_BITS_MAX) {
        best.bits = pdx_bit_width(facts->most_body - 1);
        least = ((size_t)n * best.bits + 7) / 8;
    }
    for (bits = 0; bits <= PDX_CODE_BITS_MAX; bits++) { /* codes below the greatest: frequencies below 2^bits */
        const uint32_t n_longer = bits < width ? (uint32_t)pdx_pack_count(writer->body, n, 1u << bits) : 0;
        const size_t bytes = escaped_bytes(facts, n, bits, n_longer, &one);
        if (bytes < least && one.n_others > 0) {
            least = bytes;
            best = one;
        }
        if (n_longer == 0) break; /* more bits would spare nothing */
    }
    return best;
}

/* The occurrences of document i of the block in a group. */
static uint32_t frequency_of(const pdx_list_writer *writer, uint32_t i, unsigned g) {
    if (writer->body[i] > 0) return g == PDX_GROUP_BODY ? writer->body[i] : 0;
    return writer->others[i][g];
}

/* What escapes: all its frequencies in one number, the first in the lowest bits. */
static uint8_t *others_put_together(const pdx_list_writer *writer, const code_choice *code, const uint32_t *escapes, unsigned sum, uint8_t *at) {
    pdx_bits_out packed = pdx_bits_begin(at);
    unsigned shifts[N_FREQUENCIES], g, shift = 0;
    uint32_t k;
    for (g = 0; g < N_FREQUENCIES; shift += code->other_bits[g++]) shifts[g] = shift;
    for (k = 0; k < code->n_others; k++) {
        const uint32_t i = escapes[k], *others = writer->others[i], body = writer->body[i];
        uint32_t number = body << shifts[PDX_GROUP_BODY];
        if (body == 0) {
            for (g = 0; g < N_FREQUENCIES; g++) number |= others[g] << shifts[g];
        }
        pdx_bits_put(&packed, number, sum);
    }
    return pdx_bits_end(&packed);
}

static uint8_t *others_put(const pdx_list_writer *writer, const code_choice *code, const uint32_t *escapes, uint8_t *at) {
    unsigned sum = 0, g;
    uint32_t k;
    *at++ = (uint8_t)(code->n_others - 1);
    for (g = 0; g < N_FREQUENCIES; g++) {
        *at++ = (uint8_t)code->other_bits[g];
        sum += code->other_bits[g];
    }
    if (sum <= PDX_OTHERS_BITS) return others_put_together(writer, code, escapes, sum, at);
    for (g = 0; g < N_FREQUENCIES; g++) {
        pdx_bits_out packed = pdx_bits_begin(at);
        for (k = 0; code->other_bits[g] > 0 && k < code->n_others; k++) {
            pdx_bits_put(&packed, frequency_of(writer, escapes[k], g), code->other_bits[g]);
        }
        at = pdx_bits_end(&packed);
    }
    return at;
}

/* One less than the occurrences in the body; the greatest code for what has more, or others too. */
static uint8_t *codes_put(const pdx_list_writer *writer, const uint32_t *less, uint32_t n, const code_choice *code, uint8_t *at) {
    const uint32_t greatest = (1u << code->bits) - 1;
    uint32_t escapes[PDX_BLOCK_DOCS + PDX_PACK_PLACES_SLACK];
    at = pdx_pack(less, n, code->bits, greatest, at);
    if (!code->others) return at;
    (void)pdx_pack_places(less, n, greatest, escapes);
    return others_put(writer, code, escapes, at);
}

/* A bit set is read so much faster that it may take one part more for so many. */
enum { SET_PARTS = 4 };

/* How a packed block says its documents. */
typedef struct docs_choice {
    bool bits;       /* as a bit set */
    unsigned width;  /* of a skip */
    size_t n_bytes;  /* of the set */
} docs_choice;

static docs_choice docs_choose(const pdx_list_writer *writer, uint32_t n) {
    docs_choice choice;
    choice.width = pdx_bit_width(pdx_pack_most(writer->skipped, n));
    choice.n_bytes = (size_t)(((uint64_t)(writer->next - writer->block_begin) + 7) / 8);
    choice.bits = SET_PARTS * choice.n_bytes <= (SET_PARTS + 1) * (((size_t)n * choice.width + 7) / 8);
    return choice;
}

static void set_put(const pdx_list_writer *writer, uint32_t n, uint8_t *at) {
    uint64_t word = 0, bit = 0;
    uint32_t i;
    for (i = 0; i < n; i++) {
        for (bit += writer->skipped[i]; bit >= 64; bit -= 64, at += 8, word = 0) pdx_le64_put(at, word);
        word |= (uint64_t)1 << bit++;
    }
    pdx_le64_put(at, word);
}

static uint8_t *docs_put(const pdx_list_writer *writer, uint32_t n, const docs_choice *docs, uint8_t *at) {
    if (!docs->bits) return pdx_pack(writer->skipped, n, docs->width, UINT32_MAX, at);
    set_put(writer, n, at);
    return at + docs->n_bytes;
}

static void packed_put(pdx_list_writer *writer, uint32_t n) {
    const docs_choice docs = docs_choose(writer, n);
    pdx_buf *out = &writer->blocks;
    code_facts facts;
    code_choice code;
    uint8_t *at;
    facts_find(writer, n, &facts);
    code = code_choose(writer, n, &facts);
    if (!pdx_buf_reserve(out, 2 + PDX_VARINT_MAX + OTHERS_HEAD + (size_t)n * (5 + 4 * N_FREQUENCIES) + PDX_BITS_SLACK)) return;
    at = out->data + out->len;
    *at++ = docs.bits ? PDX_BLOCK_BITS : PDX_BLOCK_SKIPS;
    at += pdx_varint_put(at, docs.bits ? docs.n_bytes : docs.width);
    *at++ = (uint8_t)(code.bits | (code.others ? PDX_CODE_OTHERS : 0));
    at = docs_put(writer, n, &docs, at);
    at = codes_put(writer, facts.less, n, &code, at);
    out->len = (size_t)(at - out->data);
}

static void block_pack(pdx_list_writer *writer) {
    if (writer->in_block >= PDX_PACKED_DOCS) packed_put(writer, writer->in_block);
    else if (writer->in_block > 0) mixed_put(writer);
    pdx_positions_writer_block(&writer->positions);
}

/* What the list's columns say of a block that is packed. */
static void block_end(pdx_list_writer *writer) {
    if (!PDX_VEC_PUSH(&writer->last_docs, writer->next - 1u) || !PDX_VEC_PUSH(&writer->block_ends, writer->blocks.len) ||
        !PDX_VEC_PUSH(&writer->position_ends, writer->positions.out.len) || !PDX_VEC_PUSH(&writer->tops, pdx_top_of(writer->most))) {
        writer->failed = true;
    }
    writer->in_block = 0;
    writer->most = 0.0;
}

/* The block whose documents came one by one. */
static void added_end(pdx_list_writer *writer) {
    if (writer->in_block == 0) return;
    block_pack(writer);
    block_end(writer);
}

/* The place of the next document in its block. */
static uint32_t doc_place(pdx_list_writer *writer, pdx_doc doc) {
    uint32_t i;
    assert(doc >= writer->next && doc != PDX_NO_DOC);
    if (writer->in_block == PDX_BLOCK_DOCS) added_end(writer);
    if (writer->in_block == 0) writer->block_begin = writer->next;
    i = writer->in_block++;
    writer->skipped[i] = doc - writer->next;
    writer->next = doc + 1;
    writer->n_docs++;
    return i;
}

/* A document with `n` occurrences, all of them in the body. */
static void body_add(pdx_list_writer *writer, pdx_doc doc, uint32_t n) {
    writer->body[doc_place(writer, doc)] = n;
    writer->n_occurrences += n;
    if (doc < writer->impacts->n_posts) {
        const double tf = (double)n * (double)writer->impacts->body[doc];
        if (tf > writer->most) writer->most = tf;
        writer->n_posts++;
    }
}

void pdx_list_writer_add(pdx_list_writer *writer, pdx_doc doc, const uint32_t frequencies[PDX_GROUP_COUNT + 1]) {
    const unsigned groups = groups_of(frequencies);
    uint64_t sum = 0;
    double tf;
    uint32_t i;
    unsigned g;
    assert(groups != 0);
    if (groups == 1u << PDX_GROUP_BODY) {
        body_add(writer, doc, frequencies[PDX_GROUP_BODY]);
        return;
    }
    for (g = 0; g <= PDX_GROUP_COUNT; g++) sum += frequencies[g];
    i = doc_place(writer, doc);
    tf = pdx_impacts_tf(writer->impacts, doc, frequencies);
    writer->body[i] = 0;
    for (g = 0; g <= PDX_GROUP_COUNT; g++) writer->others[i][g] = frequencies[g];
    if (tf > writer->most) writer->most = tf;
    if (doc < writer->impacts->n_posts && sum > frequencies[PDX_GROUP_NONE]) writer->n_posts++;
    writer->n_occurrences += sum;
}

/* COUNT_BITS: of a group's occurrences in a document, while these are counted; FEW: so many are counted without asking whether there are. */
enum { COUNT_BITS = 12, FEW = 4 };

/* The occurrences of a document in each group, for fewer than 2^COUNT_BITS. */
static void groups_count(const pdx_occurrence *at, uint32_t n, uint32_t frequencies[N_FREQUENCIES]) {
    uint64_t counts = 0;
    uint32_t k;
    unsigned g;
    for (k = 0; k < FEW; k++) counts += (uint64_t)(k < n) << COUNT_BITS * pdx_occurrence_group(at[k < n ? k : 0]);
    for (; k < n; k++) counts += (uint64_t)1 << COUNT_BITS * pdx_occurrence_group(at[k]);
    for (g = 0; g < N_FREQUENCIES; g++) frequencies[g] = (uint32_t)(counts >> COUNT_BITS * g) & ((1u << COUNT_BITS) - 1);
}

/* The same for any number. */
static void groups_count_many(const pdx_occurrence *at, uint32_t n, uint32_t frequencies[N_FREQUENCIES]) {
    uint32_t k;
    memset(frequencies, 0, N_FREQUENCIES * sizeof *frequencies);
    for (k = 0; k < n; k++) frequencies[pdx_occurrence_group(at[k])]++;
}

/* Document i of the block, which does not have all its occurrences in the body. */
static void other_take(pdx_list_writer *writer, uint32_t i, const pdx_occurrence *at) {
    const uint32_t n = writer->body[i];
    uint32_t *frequencies = writer->others[i];
    if (n < 1u << COUNT_BITS) groups_count(at, n, frequencies);
    else groups_count_many(at, n, frequencies);
    writer->n_posts -= writer->positions.docs[i] < writer->impacts->n_posts && n == frequencies[PDX_GROUP_NONE]; /* it was counted as one with an occurrence in a group */
    writer->body[i] = 0;
}

/* The documents left out, and their occurrences as if all were in the body. */
PDX_INLINE void docs_fill(pdx_list_writer *writer, uint32_t n) {
    const pdx_positions_writer *positions = &writer->positions;
    uint32_t i;
    writer->skipped[0] = positions->docs[0] - writer->next;
    for (i = 1; i < n; i++) writer->skipped[i] = positions->docs[i] - positions->docs[i - 1] - 1;
    for (i = 0; i < n; i++) writer->body[i] = positions->begins[i + 1] - positions->begins[i];
}

/* What the first n documents of the block give, which are posts, is asked for when the block is packed: till then it has come from memory. */
static void shares_fetch(const pdx_list_writer *writer, uint32_t n) {
    const pdx_positions_writer *positions = &writer->positions;
    const pdx_impacts *impacts = writer->impacts;
    uint32_t i;
    for (i = 0; i < n; i++) PDX_PREFETCH(&impacts->body[positions->docs[i]]);
    for (i = 0; i < positions->n_elsewhere && positions->elsewhere[i] < n; i++) {
        PDX_PREFETCH(&impacts->groups[(size_t)PDX_GROUP_COUNT * positions->docs[positions->elsewhere[i]]]);
    }
}

/* What document i of the block gives by its occurrences in the body: 0 where not all are there. */
static inline double body_tf(const pdx_list_writer *writer, uint32_t i) {
    return (double)writer->body[i] * (double)writer->impacts->body[writer->positions.docs[i]];
}

static inline double greater(double a, double b) { return a > b ? a : b; }

/* The greatest tf of the first n documents of the block, which are posts. By turns in ABREAST numbers: none waits for the one before. */
static double posts_most(const pdx_list_writer *writer, uint32_t n) {
    enum { ABREAST = 4 };
    const pdx_positions_writer *positions = &writer->positions;
    double most[ABREAST] = {0.0, 0.0, 0.0, 0.0};
    uint32_t i, k;
    for (i = 0; i + ABREAST <= n; i += ABREAST) {
        for (k = 0; k < ABREAST; k++) most[k] = greater(body_tf(writer, i + k), most[k]);
    }
    for (; i < n; i++) most[0] = greater(body_tf(writer, i), most[0]);
    for (i = 0; i < positions->n_elsewhere; i++) {
        const uint32_t other = positions->elsewhere[i];
        most[1] = greater(pdx_impacts_tf(writer->impacts, positions->docs[other], writer->others[other]), most[1]);
    }
    return greater(greater(most[0], most[1]), greater(most[2], most[3]));
}

/* The documents that the positions have taken from a run become the block. Gives how many of them are posts. */
static uint32_t docs_take(pdx_list_writer *writer, const pdx_occurrence *run) {
    const pdx_positions_writer *positions = &writer->positions;
    const uint32_t n = positions->n;
    uint32_t n_posts = n, k;
    assert(n > 0 && writer->in_block == 0 && positions->docs[0] >= writer->next);
    while (n_posts > 0 && positions->docs[n_posts - 1] >= writer->impacts->n_posts) n_posts--;
    shares_fetch(writer, n_posts);
    if (n == PDX_BLOCK_DOCS) docs_fill(writer, PDX_BLOCK_DOCS); /* a number that the compiler knows */
    else docs_fill(writer, n);
    writer->block_begin = writer->next;
    writer->next = positions->docs[n - 1] + 1;
    writer->in_block = n;
    writer->n_docs += n;
    writer->n_posts += n_posts;
    writer->n_occurrences += positions->begins[n];
    for (k = 0; k < positions->n_elsewhere; k++) other_take(writer, positions->elsewhere[k], run + positions->begins[positions->elsewhere[k]]);
    return n_posts;
}

void pdx_list_writer_run(pdx_list_writer *writer, const pdx_occurrence *at, const pdx_occurrence *end) {
    while (at < end) {
        const pdx_occurrence *const run = at;
        uint32_t n_posts;
        at = pdx_positions_writer_take(&writer->positions, at, end);
        if (writer->positions.n == 0) return; /* there was no room for them */
        n_posts = docs_take(writer, run);
        block_pack(writer);
        writer->most = posts_most(writer, n_posts);
        block_end(writer);
    }
}

bool pdx_list_writer_finish(pdx_list_writer *writer) {
    added_end(writer);
    if (writer->failed) return false;
    if (writer->n_docs > PDX_BLOCK_DOCS) {
        pdx_column_append(&writer->head, writer->last_docs.data, writer->last_docs.len);
        pdx_column_append(&writer->head, writer->block_ends.data, writer->block_ends.len);
        pdx_column_append(&writer->head, writer->position_ends.data, writer->position_ends.len);
        pdx_column_append(&writer->head, writer->tops.data, writer->tops.len);
    }
    return !writer->blocks.failed && !writer->positions.failed && !writer->positions.out.failed && !writer->head.failed;
}
