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

/* How the frequencies of a full block are packed: the bits of a code, and whether the greatest one is an escape. */
typedef struct code_choice {
    unsigned bits;
    bool others;
} code_choice;

/* The choice of the fewest bytes, near enough: what escapes is taken for one or two bytes. */
static code_choice code_choose(const pdx_list_writer *writer) {
    uint32_t of_width[34] = {0}, most = 0, escaped = 0, i;
    code_choice best = {0, true};
    size_t least;
    unsigned bits;
    for (i = 0; i < writer->in_block; i++) {
        const uint32_t body = writer->entries[i].frequencies[PDX_GROUP_BODY];
        if (!is_body(&writer->entries[i])) {
            escaped++;
            continue;
        }
        of_width[bit_width(body)]++;
        if (body > most) most = body;
    }
    if (escaped == 0 && bit_width(most - 1) <= PDX_CODE_BITS_MAX) {
        best.bits = bit_width(most - 1);
        best.others = false;
        least = (writer->in_block * best.bits + 7) / 8;
    } else {
        least = SIZE_MAX;
    }
    for (bits = 0; bits <= PDX_CODE_BITS_MAX; bits++) { /* codes below the greatest: frequencies below 2^bits */
        size_t bytes = (writer->in_block * bits + 7) / 8 + escaped;
        unsigned width;
        for (width = bits + 1; width < PDX_COUNTOF(of_width); width++) bytes += of_width[width] * (width <= 3 ? 1u : 2u);
        if (bytes >= least) continue;
        least = bytes;
        best.bits = bits;
        best.others = true;
    }
    return best;
}

/* The code of an entry; the greatest code of an escape. */
static uint32_t code_of(const pdx_list_entry *entry, code_choice code) {
    const uint32_t greatest = (1u << code.bits) - 1;
    const uint32_t body = entry->frequencies[PDX_GROUP_BODY];
    if (!code.others) return body - 1;
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

static void packed_put(pdx_list_writer *writer) {
    const code_choice code = code_choose(writer);
    const uint32_t greatest = (1u << code.bits) - 1, n = writer->in_block;
    pdx_buf *out = &writer->blocks;
    uint64_t pending = 0;
    unsigned n_pending = 0, doc_bits;
    uint32_t all = 0, i;
    uint8_t *at;
    for (i = 0; i < n; i++) all |= writer->entries[i].skipped;
    doc_bits = bit_width(all);
    if (!pdx_buf_reserve(out, 3 + (size_t)n * (5 + OTHERS_BYTES_MAX))) return;
    at = out->data + out->len;
    *at++ = PDX_BLOCK_PACKED;
    *at++ = (uint8_t)doc_bits;
    *at++ = (uint8_t)(code.bits | (code.others ? PDX_CODE_OTHERS : 0));
    for (i = 0; i < n; i++) bits_put(&at, &pending, &n_pending, writer->entries[i].skipped, doc_bits);
    bits_end(&at, &pending, &n_pending);
    for (i = 0; i < n; i++) bits_put(&at, &pending, &n_pending, code_of(&writer->entries[i], code), code.bits);
    bits_end(&at, &pending, &n_pending);
    for (i = 0; code.others && i < n; i++) {
        if (code_of(&writer->entries[i], code) == greatest) at += frequencies_put(at, writer->entries[i].frequencies);
    }
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
