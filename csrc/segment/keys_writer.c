#include "segment/keys_writer.h"

#include "base/bits.h"
#include "base/le.h"
#include "base/varint.h"

void pdx_keys_writer_init(pdx_keys_writer *writer, uint32_t per_block) {
    memset(writer, 0, sizeof *writer);
    writer->per_block = per_block;
}

void pdx_keys_writer_deinit(pdx_keys_writer *writer) {
    pdx_buf_deinit(&writer->blocks);
    pdx_buf_deinit(&writer->keys);
    pdx_buf_deinit(&writer->values);
    pdx_buf_deinit(&writer->last);
    PDX_VEC_DEINIT(&writer->block_at);
    PDX_VEC_DEINIT(&writer->list_at);
    PDX_VEC_DEINIT(&writer->position_at);
}

static void block_begin(pdx_keys_writer *writer, uint64_t list_at, uint64_t position_at) {
    if (!PDX_VEC_PUSH(&writer->block_at, writer->blocks.len) || !PDX_VEC_PUSH(&writer->list_at, list_at) ||
        !PDX_VEC_PUSH(&writer->position_at, position_at)) {
        writer->failed = true;
    }
}

static void block_end(pdx_keys_writer *writer) {
    if (writer->in_block == 0) return;
    pdx_varint_append(&writer->blocks, writer->keys.len);
    pdx_buf_span(&writer->blocks, pdx_buf_view(&writer->keys));
    pdx_buf_span(&writer->blocks, pdx_buf_view(&writer->values));
    if (writer->keys.failed || writer->values.failed || writer->blocks.failed || writer->last.failed) writer->failed = true;
    pdx_buf_reset(&writer->keys);
    pdx_buf_reset(&writer->values);
    writer->in_block = 0;
}

/* How many bytes two keys have in common at their beginnings. */
static size_t shared_length(pdx_span a, pdx_span b) {
    const size_t most = pdx_min_size(a.len, b.len);
    size_t n = 0;
    while (most - n >= 8) {
        const uint64_t differ = pdx_le64(a.data + n) ^ pdx_le64(b.data + n);
        if (differ != 0) return n + pdx_trailing_zeros(differ) / 8;
        n += 8;
    }
    while (n < most && a.data[n] == b.data[n]) n++;
    return n;
}

void pdx_keys_writer_add(pdx_keys_writer *writer, pdx_span key, uint64_t list_at, uint64_t position_at) {
    size_t shared = 0;
    assert(writer->n == 0 || writer->failed || writer->last.failed ||
           pdx_span_compare(pdx_buf_view(&writer->last), key) < 0);
    if (writer->in_block == writer->per_block) block_end(writer);
    if (writer->in_block == 0) {
        block_begin(writer, list_at, position_at);
    } else {
        shared = shared_length(pdx_buf_view(&writer->last), key);
        pdx_varint_append(&writer->keys, shared);
    }
    pdx_varint_append(&writer->keys, key.len - shared);
    pdx_buf_span(&writer->keys, pdx_span_slice(key, shared, key.len));
    writer->last.len = pdx_min_size(writer->last.len, shared);
    pdx_buf_span(&writer->last, pdx_span_slice(key, shared, key.len));
    writer->in_block++;
    writer->n++;
}

void pdx_keys_writer_join(pdx_keys_writer *writer, pdx_keys_writer *other, uint64_t list_at, uint64_t position_at) {
    size_t i;
    if (other->failed) writer->failed = true;
    if (other->n == 0) return;
    assert(writer->failed || writer->n % writer->per_block == 0);
    block_end(writer);
    block_end(other);
    if (other->failed) writer->failed = true;
    for (i = 0; !writer->failed && i < other->block_at.len; i++) {
        if (!PDX_VEC_PUSH(&writer->block_at, writer->blocks.len + other->block_at.data[i]) ||
            !PDX_VEC_PUSH(&writer->list_at, list_at + other->list_at.data[i]) ||
            !PDX_VEC_PUSH(&writer->position_at, position_at + other->position_at.data[i])) {
            writer->failed = true;
        }
    }
    pdx_buf_span(&writer->blocks, pdx_buf_view(&other->blocks));
    writer->n += other->n;
    writer->failed = writer->failed || writer->blocks.failed;
}

static void writer_reset(pdx_keys_writer *writer) {
    pdx_buf_reset(&writer->blocks);
    pdx_buf_reset(&writer->last);
    writer->block_at.len = writer->list_at.len = writer->position_at.len = 0;
    writer->n = 0;
}

bool pdx_keys_writer_finish(pdx_keys_writer *writer, uint64_t list_at, uint64_t position_at, pdx_buf *out) {
    block_end(writer);
    block_begin(writer, list_at, position_at); /* the closing values */
    if (writer->failed) return false;
    pdx_column_append(out, writer->block_at.data, writer->block_at.len);
    pdx_column_append(out, writer->list_at.data, writer->list_at.len);
    pdx_column_append(out, writer->position_at.data, writer->position_at.len);
    pdx_buf_span(out, pdx_buf_view(&writer->blocks));
    writer_reset(writer);
    return !out->failed;
}
