#include "segment/segment_writer.h"

#include "kernels/crc32c.h"
#include "base/le.h"
#include "segment/segment_layout.h"

const char pdx_segment_magic[8] = {'\x89', 'p', 'd', 'x', 's', '\r', '\n', '\x1a'};
const char pdx_segment_end_magic[4] = {'p', 'd', 'x', '.'};
const char pdx_section_tags[PDX_SECTION_COUNT][5] = {"docs", "part", "text", "dict", "post", "posn", "clas", "clsp"};

enum { TABLE_BYTES = PDX_SECTION_COUNT * PDX_SEGMENT_ENTRY };

static uint8_t *table_entry(const pdx_segment_writer *writer, unsigned i) {
    return writer->out->data + writer->begin + PDX_SEGMENT_HEADER + i * PDX_SEGMENT_ENTRY;
}

static void align(pdx_segment_writer *writer) {
    static const uint8_t zeros[PDX_SEGMENT_ALIGN] = {0};
    const size_t over = (writer->out->len - writer->begin) % PDX_SEGMENT_ALIGN;
    if (over > 0) pdx_buf_append(writer->out, zeros, PDX_SEGMENT_ALIGN - over);
}

void pdx_segment_writer_start(pdx_segment_writer *writer, pdx_buf *out) {
    static const uint8_t zeros[PDX_SEGMENT_HEADER + TABLE_BYTES] = {0};
    writer->out = out;
    writer->begin = out->len;
    writer->n = 0;
    pdx_buf_append(out, zeros, sizeof zeros);
    writer->section = out->len; /* a multiple of the alignment behind `begin` */
}

void pdx_segment_writer_end(pdx_segment_writer *writer) {
    const pdx_buf *out = writer->out;
    const unsigned i = writer->n++;
    uint8_t *entry;
    assert(i < PDX_SECTION_COUNT);
    if (out->failed) return;
    entry = table_entry(writer, i);
    memcpy(entry, pdx_section_tags[i], 4);
    pdx_le32_put(entry + 4, pdx_crc32c(pdx_span_slice(pdx_buf_view(out), writer->section, out->len), 0));
    pdx_le64_put(entry + 8, writer->section - writer->begin);
    pdx_le64_put(entry + 16, out->len - writer->section);
    align(writer);
    writer->section = out->len;
}

static void header_put(uint8_t *header, uint64_t length, uint64_t file_id, uint64_t fingerprint) {
    memcpy(header, pdx_segment_magic, sizeof pdx_segment_magic);
    pdx_le32_put(header + 8, PDX_SEGMENT_VERSION);
    pdx_le32_put(header + 12, PDX_SECTION_COUNT);
    pdx_le64_put(header + 16, length);
    pdx_le64_put(header + 24, file_id);
    pdx_le64_put(header + 32, fingerprint);
    pdx_le32_put(header + 40, PDX_BLOCK_DOCS);
    pdx_le32_put(header + 44, PDX_BLOCK_KEYS);
    pdx_le32_put(header + 48, PDX_INLINE_DOCS);
}

bool pdx_segment_writer_finish(pdx_segment_writer *writer, uint64_t fingerprint) {
    pdx_buf *out = writer->out;
    uint8_t footer[PDX_SEGMENT_FOOTER], *header;
    pdx_span table;
    uint64_t length, file_id;
    uint32_t crc;
    assert(writer->n == PDX_SECTION_COUNT);
    if (!pdx_buf_reserve(out, sizeof footer)) {
        out->len = writer->begin;
        return false;
    }
    header = out->data + writer->begin;
    table = pdx_span_of(header + PDX_SEGMENT_HEADER, TABLE_BYTES);
    length = out->len - writer->begin + sizeof footer;
    file_id = pdx_segment_file_id(table);
    header_put(header, length, file_id, fingerprint);
    crc = pdx_crc32c(table, pdx_crc32c(pdx_span_of(header, PDX_SEGMENT_HEADER - 4), 0));
    pdx_le32_put(header + PDX_SEGMENT_HEADER - 4, crc);
    pdx_le64_put(footer, file_id);
    pdx_le64_put(footer + 8, length);
    pdx_le32_put(footer + 16, crc);
    memcpy(footer + 20, pdx_segment_end_magic, sizeof pdx_segment_end_magic);
    pdx_buf_append(out, footer, sizeof footer);
    return true;
}
