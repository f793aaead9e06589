#include "segment/list_writer.h"

#include "base/bits.h"
#include "base/varint.h"
#include "segment/segment_layout.h"

void pdx_list_writer_init(pdx_list_writer *writer, const pdx_impacts *impacts) {
    memset(writer, 0, sizeof *writer);
    writer->impacts = impacts;
}

void pdx_list_writer_deinit(pdx_list_writer *writer) {
    pdx_buf_deinit(&writer->blocks);
    pdx_buf_deinit(&writer->positions);
    pdx_buf_deinit(&writer->head);
    PDX_VEC_DEINIT(&writer->last_docs);
    PDX_VEC_DEINIT(&writer->block_ends);
    PDX_VEC_DEINIT(&writer->position_ends);
    PDX_VEC_DEINIT(&writer->tops);
}

void pdx_list_writer_start(pdx_list_writer *writer) {
    pdx_buf_reset(&writer->blocks);
    pdx_buf_reset(&writer->positions);
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
    DOC_BYTES_MAX = PDX_VARINT_MAX + OTHERS_BYTES_MAX,
    POSITION_BYTES_MAX = 5
};

static unsigned groups_of(const uint32_t *frequencies) {
    unsigned g, groups = 0;
    for (g = 0; g <= PDX_GROUP_COUNT; g++) groups |= (unsigned)(frequencies[g] > 0) << g;
    return groups;
}

static bool is_body(const pdx_list_entry *entry) { return groups_of(entry->frequencies) == 1u << PDX_GROUP_BODY; }

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

static void positions_put(pdx_buf *out, const uint32_t *positions, uint64_t n) {
    uint8_t *at;
    uint32_t before = 0;
    uint64_t i;
    if (n > SIZE_MAX / POSITION_BYTES_MAX || !pdx_buf_reserve(out, (size_t)n * POSITION_BYTES_MAX)) return;
    at = out->data + out->len;
    for (i = 0; i < n; i++) {
        at += pdx_varint_put(at, positions[i] - before);
        before = positions[i];
    }
    out->len = (size_t)(at - out->data);
}

static void mixed_put(pdx_list_writer *writer) {
    pdx_buf *out = &writer->blocks;
    uint8_t *at;
    uint32_t i;
    if (!pdx_buf_reserve(out, 1 + (size_t)writer->in_block * DOC_BYTES_MAX)) return;
    at = out->data + out->len;
    *at++ = PDX_BLOCK_MIXED;
    for (i = 0; i < writer->in_block; i++) {
        const pdx_list_entry *entry = &writer->entries[i];
        const bool plain = entry->frequencies[PDX_GROUP_BODY] == 1 && is_body(entry);
        at += pdx_varint_put(at, (uint64_t)entry->skipped << 1 | plain);
        if (!plain) at += frequencies_put(at, entry->frequencies);
    }
    out->len = (size_t)(at - out->data);
}

static unsigned bit_width(uint32_t value) {
    unsigned bits = 0;
    for (; value > 0; value >>= 1) bits++;
    return bits;
}

enum { N_FREQUENCIES = PDX_GROUP_COUNT + 1 };

/* How the frequencies of a full block are packed: the bits of a code, and whether the greatest one is an escape; then how many
 * escape, and the bits of their frequencies in each group. */
typedef struct code_choice {
    unsigned bits;
    bool others;
    uint32_t n_others;
    unsigned other_bits[N_FREQUENCIES];
} code_choice;

/* What of a block bears on the choice. */
typedef struct code_facts {
    uint32_t of_width[34];        /* documents with occurrences in the body alone, by the width of their number */
    uint32_t most_body;           /* of them */
    uint32_t n_elsewhere;         /* the other documents */
    uint32_t most[N_FREQUENCIES]; /* of those, per group */
} code_facts;

static code_facts facts_of(const pdx_list_writer *writer) {
    code_facts facts;
    uint32_t i;
    unsigned g;
    memset(&facts, 0, sizeof facts);
    for (i = 0; i < writer->in_block; i++) {
        const uint32_t *frequencies = writer->entries[i].frequencies;
        const uint32_t body = frequencies[PDX_GROUP_BODY];
        if (is_body(&writer->entries[i])) {
            facts.of_width[bit_width(body)]++;
            if (body > facts.most_body) facts.most_body = body;
            continue;
        }
        facts.n_elsewhere++;
        for (g = 0; g < N_FREQUENCIES; g++) {
            if (frequencies[g] > facts.most[g]) facts.most[g] = frequencies[g];
        }
    }
    return facts;
}

enum { OTHERS_HEAD = 1 + N_FREQUENCIES };

/* The bytes that codes of so many bits with an escape take; fills in what escapes. */
static size_t escaped_bytes(const pdx_list_writer *writer, const code_facts *facts, unsigned bits, code_choice *choice) {
    size_t bytes = ((size_t)writer->in_block * bits + 7) / 8 + OTHERS_HEAD;
    unsigned width, g;
    choice->bits = bits;
    choice->others = true;
    choice->n_others = facts->n_elsewhere;
    for (g = 0; g < N_FREQUENCIES; g++) choice->other_bits[g] = bit_width(facts->most[g]);
    for (width = bits + 1; width < PDX_COUNTOF(facts->of_width); width++) choice->n_others += facts->of_width[width];
    if (choice->n_others > facts->n_elsewhere && bit_width(facts->most_body) > choice->other_bits[PDX_GROUP_BODY]) {
        choice->other_bits[PDX_GROUP_BODY] = bit_width(facts->most_body);
    }
    for (g = 0; g < N_FREQUENCIES; g++) bytes += ((size_t)choice->n_others * choice->other_bits[g] + 7) / 8;
    return bytes;
}

/* The choice of the fewest bytes. */
static code_choice code_choose(const pdx_list_writer *writer) {
    const code_facts facts = facts_of(writer);
    code_choice best, one;
    size_t least = SIZE_MAX;
    unsigned bits;
    memset(&best, 0, sizeof best);
    if (facts.n_elsewhere == 0 && bit_width(facts.most_body - 1) <= PDX_CODE_BITS_MAX) {
        best.bits = bit_width(facts.most_body - 1);
        least = ((size_t)writer->in_block * best.bits + 7) / 8;
    }
    for (bits = 0; bits <= PDX_CODE_BITS_MAX; bits++) { /* codes below the greatest: frequencies below 2^bits */
        const size_t bytes = escaped_bytes(writer, &facts, bits, &one);
        if (bytes >= least || one.n_others == 0) continue;
        least = bytes;
        best = one;
    }
    return best;
}

/* The code of an entry; the greatest code of an escape. */
static uint32_t code_of(const pdx_list_entry *entry, const code_choice *code) {
    const uint32_t greatest = (1u << code->bits) - 1;
    const uint32_t body = entry->frequencies[PDX_GROUP_BODY];
    if (!code->others) return body - 1;
    return is_body(entry) && body - 1 < greatest ? body - 1 : greatest;
}

static void bits_put(uint8_t **at, uint64_t *pending, unsigned *n_pending, uint32_t value, unsigned bits) {
    *pending |= (uint64_t)value << *n_pending;
    for (*n_pending += bits; *n_pending >= 8; *n_pending -= 8, *pending >>= 8) *(*at)++ = (uint8_t)*pending;
}

/* What is left of the last byte. */
static void bits_end(uint8_t **at, uint64_t *pending, unsigned *n_pending) {
    if (*n_pending > 0) *(*at)++ = (uint8_t)*pending;
    *pending = 0;
    *n_pending = 0;
}

/* The columns of what escapes. */
static uint8_t *others_put(const pdx_list_writer *writer, const code_choice *code, uint8_t *at) {
    const uint32_t greatest = (1u << code->bits) - 1;
    uint64_t pending = 0;
    unsigned n_pending = 0, g;
    uint32_t i;
    *at++ = (uint8_t)(code->n_others - 1);
    for (g = 0; g < N_FREQUENCIES; g++) *at++ = (uint8_t)code->other_bits[g];
    for (g = 0; g < N_FREQUENCIES; g++) {
        for (i = 0; code->other_bits[g] > 0 && i < writer->in_block; i++) {
            const pdx_list_entry *entry = &writer->entries[i];
            if (code_of(entry, code) == greatest) bits_put(&at, &pending, &n_pending, entry->frequencies[g], code->other_bits[g]);
        }
        bits_end(&at, &pending, &n_pending);
    }
    return at;
}

/* How a full block says its documents. */
typedef struct docs_choice {
    bool bits;       /* as a bit set */
    unsigned width;  /* of a skip */
    size_t n_bytes;  /* of the set */
} docs_choice;

static docs_choice docs_choose(const pdx_list_writer *writer) {
    docs_choice choice;
    uint64_t range = writer->in_block;
    uint32_t all = 0, i;
    for (i = 0; i < writer->in_block; i++) {
        all |= writer->entries[i].skipped;
        range += writer->entries[i].skipped;
    }
    choice.width = bit_width(all);
    choice.n_bytes = (size_t)((range + 7) / 8);
    choice.bits = choice.n_bytes <= ((size_t)writer->in_block * choice.width + 7) / 8;
    return choice;
}

static uint8_t *docs_put(const pdx_list_writer *writer, const docs_choice *docs, uint8_t *at) {
    uint64_t pending = 0, bit = 0;
    unsigned n_pending = 0;
    uint32_t i;
    if (!docs->bits) {
        for (i = 0; i < writer->in_block; i++) bits_put(&at, &pending, &n_pending, writer->entries[i].skipped, docs->width);
        bits_end(&at, &pending, &n_pending);
        return at;
    }
    memset(at, 0, docs->n_bytes);
    for (i = 0; i < writer->in_block; i++) {
        bit += writer->entries[i].skipped;
        at[bit / 8] = (uint8_t)(at[bit / 8] | 1u << bit % 8);
        bit++;
    }
    return at + docs->n_bytes;
}

static void packed_put(pdx_list_writer *writer) {
    const code_choice code = code_choose(writer);
    const docs_choice docs = docs_choose(writer);
    const uint32_t n = writer->in_block;
    pdx_buf *out = &writer->blocks;
    uint64_t pending = 0;
    unsigned n_pending = 0;
    uint32_t i;
    uint8_t *at;
    if (!pdx_buf_reserve(out, 2 + PDX_VARINT_MAX + OTHERS_HEAD + (size_t)n * (5 + 4 * N_FREQUENCIES))) return;
    at = out->data + out->len;
    *at++ = docs.bits ? PDX_BLOCK_BITS : PDX_BLOCK_SKIPS;
    at += pdx_varint_put(at, docs.bits ? docs.n_bytes : docs.width);
    *at++ = (uint8_t)(code.bits | (code.others ? PDX_CODE_OTHERS : 0));
    at = docs_put(writer, &docs, at);
    for (i = 0; i < n; i++) bits_put(&at, &pending, &n_pending, code_of(&writer->entries[i], &code), code.bits);
    bits_end(&at, &pending, &n_pending);
    if (code.others) at = others_put(writer, &code, at);
    out->len = (size_t)(at - out->data);
}

static void block_end(pdx_list_writer *writer) {
    if (writer->in_block == 0) return;
    if (writer->in_block == PDX_BLOCK_DOCS) {
        packed_put(writer);
    } else {
        mixed_put(writer);
    }
    if (!PDX_VEC_PUSH(&writer->last_docs, writer->next - 1u) || !PDX_VEC_PUSH(&writer->block_ends, writer->blocks.len) ||
        !PDX_VEC_PUSH(&writer->position_ends, writer->positions.len) || !PDX_VEC_PUSH(&writer->tops, pdx_top_of(writer->most))) {
        writer->failed = true;
    }
    writer->in_block = 0;
    writer->most = 0.0;
}

void pdx_list_writer_add(pdx_list_writer *writer, pdx_doc doc, const uint32_t frequencies[PDX_GROUP_COUNT + 1],
                         const uint32_t *positions) {
    pdx_list_entry *entry;
    uint64_t sum = 0;
    double tf;
    unsigned g;
    assert(doc >= writer->next && doc != PDX_NO_DOC);
    if (writer->in_block == PDX_BLOCK_DOCS) block_end(writer);
    entry = &writer->entries[writer->in_block++];
    entry->skipped = doc - writer->next;
    for (g = 0; g <= PDX_GROUP_COUNT; g++) {
        entry->frequencies[g] = frequencies[g];
        sum += frequencies[g];
    }
    assert(sum > 0);
    if (positions != NULL) positions_put(&writer->positions, positions, sum);
    tf = pdx_impacts_tf(writer->impacts, doc, frequencies);
    if (tf > writer->most) writer->most = tf;
    writer->n_docs++;
    if (doc < writer->impacts->n_posts && sum > frequencies[PDX_GROUP_NONE]) writer->n_posts++;
    writer->n_occurrences += sum;
    writer->next = doc + 1;
}

bool pdx_list_writer_finish(pdx_list_writer *writer) {
    block_end(writer);
    if (writer->failed) return false;
    if (writer->n_docs > PDX_BLOCK_DOCS) {
        pdx_column_append(&writer->head, writer->last_docs.data, writer->last_docs.len);
        pdx_column_append(&writer->head, writer->block_ends.data, writer->block_ends.len);
        pdx_column_append(&writer->head, writer->position_ends.data, writer->position_ends.len);
        pdx_column_append(&writer->head, writer->tops.data, writer->tops.len);
    }
    return !writer->blocks.failed && !writer->positions.failed && !writer->head.failed;
}
