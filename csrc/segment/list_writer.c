#include "segment/list_writer.h"

#include "base/bits.h"
#include "base/varint.h"
#include "segment/segment_layout.h"

void pdx_list_writer_init(pdx_list_writer *writer, uint32_t per_block, pdx_doc end_of_posts) {
    memset(writer, 0, sizeof *writer);
    writer->per_block = per_block;
    writer->end_of_posts = end_of_posts;
}

void pdx_list_writer_deinit(pdx_list_writer *writer) {
    pdx_buf_deinit(&writer->blocks);
    pdx_buf_deinit(&writer->positions);
    pdx_buf_deinit(&writer->head);
    PDX_VEC_DEINIT(&writer->last_docs);
    PDX_VEC_DEINIT(&writer->block_ends);
    PDX_VEC_DEINIT(&writer->position_ends);
}

void pdx_list_writer_start(pdx_list_writer *writer) {
    pdx_buf_reset(&writer->blocks);
    pdx_buf_reset(&writer->positions);
    pdx_buf_reset(&writer->head);
    writer->last_docs.len = writer->block_ends.len = writer->position_ends.len = 0;
    writer->in_block = writer->n_docs = writer->n_posts = 0;
    writer->n_occurrences = 0;
    writer->next = 0;
    writer->failed = false;
}

static void block_end(pdx_list_writer *writer) {
    if (writer->in_block == 0) return;
    if (!PDX_VEC_PUSH(&writer->last_docs, writer->next - 1u) || !PDX_VEC_PUSH(&writer->block_ends, writer->blocks.len) ||
        !PDX_VEC_PUSH(&writer->position_ends, writer->positions.len)) {
        writer->failed = true;
    }
    writer->in_block = 0;
}

enum {
    DOC_BYTES_MAX = PDX_VARINT_MAX * (2 + PDX_GROUP_COUNT) + 2, /* type of the block, skipped, byte of groups, frequencies */
    POSITION_BYTES_MAX = 5
};

static size_t frequencies_put(uint8_t *at, const uint32_t *frequencies, unsigned groups) {
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

/* Writes the document's entry of the list; gives the number of its bytes. */
static size_t doc_put(uint8_t *at, uint64_t skipped, const uint32_t *frequencies, unsigned groups, uint64_t sum) {
    size_t n;
    if (sum == 1 && groups == 1u << PDX_GROUP_BODY) return pdx_varint_put(at, skipped << 1 | 1);
    n = pdx_varint_put(at, skipped << 1);
    return n + frequencies_put(at + n, frequencies, groups);
}

void pdx_list_writer_add(pdx_list_writer *writer, pdx_doc doc, const uint32_t frequencies[PDX_GROUP_COUNT + 1],
                         const uint32_t *positions) {
    pdx_buf *blocks = &writer->blocks;
    unsigned g, groups = 0;
    uint64_t sum = 0;
    assert(doc >= writer->next && doc != PDX_NO_DOC);
    for (g = 0; g <= PDX_GROUP_COUNT; g++) {
        groups |= (unsigned)(frequencies[g] > 0) << g;
        sum += frequencies[g];
    }
    assert(sum > 0);
    if (writer->in_block == writer->per_block) block_end(writer);
    if (!pdx_buf_reserve(blocks, DOC_BYTES_MAX)) return;
    if (writer->in_block == 0) blocks->data[blocks->len++] = PDX_BLOCK_MIXED;
    blocks->len += doc_put(blocks->data + blocks->len, doc - writer->next, frequencies, groups, sum);
    if (positions != NULL) positions_put(&writer->positions, positions, sum);
    writer->in_block++;
    writer->n_docs++;
    if (doc < writer->end_of_posts && (groups & ~(1u << PDX_GROUP_NONE)) != 0) writer->n_posts++;
    writer->n_occurrences += sum;
    writer->next = doc + 1;
}

bool pdx_list_writer_finish(pdx_list_writer *writer) {
    block_end(writer);
    if (writer->failed) return false;
    if (writer->n_docs > writer->per_block) {
        pdx_column_append(&writer->head, writer->last_docs.data, writer->last_docs.len);
        pdx_column_append(&writer->head, writer->block_ends.data, writer->block_ends.len);
        pdx_column_append(&writer->head, writer->position_ends.data, writer->position_ends.len);
    }
    return !writer->blocks.failed && !writer->positions.failed && !writer->head.failed;
}
