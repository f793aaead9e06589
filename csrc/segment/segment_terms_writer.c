#include "segment/segment_terms_writer.h"

#include "base/varint.h"
#include "segment/segment_layout.h"

void pdx_terms_writer_init(pdx_terms_writer *writer, const pdx_impacts *impacts) {
    memset(writer, 0, sizeof *writer);
    pdx_keys_writer_init(&writer->keys, PDX_BLOCK_KEYS);
    pdx_list_writer_init(&writer->list, impacts);
}

void pdx_terms_writer_deinit(pdx_terms_writer *writer) {
    pdx_keys_writer_deinit(&writer->keys);
    pdx_list_writer_deinit(&writer->list);
    pdx_buf_deinit(&writer->lists);
    pdx_buf_deinit(&writer->positions);
}

void pdx_terms_writer_start(pdx_terms_writer *writer, pdx_span key) {
    pdx_keys_writer_add(&writer->keys, key, writer->lists_taken + writer->lists.len, writer->positions_taken + writer->positions.len);
    pdx_list_writer_start(&writer->list);
}

void pdx_terms_writer_end(pdx_terms_writer *writer) {
    pdx_list_writer *list = &writer->list;
    pdx_buf *value = &writer->keys.values;
    const bool plain = list->n_posts == list->n_docs && list->n_occurrences == list->n_docs;
    const bool own_place = list->n_docs > PDX_INLINE_DOCS;
    pdx_buf *lists = own_place ? &writer->lists : value;
    if (!pdx_list_writer_finish(list)) {
        writer->failed = true;
        return;
    }
    pdx_varint_append(value, (uint64_t)list->n_docs << 1 | plain);
    if (!plain) {
        pdx_varint_append(value, list->n_docs - list->n_posts);
        pdx_varint_append(value, list->n_occurrences - list->n_docs);
    }
    pdx_varint_append(value, list->head.len + list->blocks.len);
    pdx_varint_append(value, list->positions.out.len);
    pdx_buf_span(lists, pdx_buf_view(&list->head));
    pdx_buf_span(lists, pdx_buf_view(&list->blocks));
    pdx_buf_span(own_place ? &writer->positions : value, pdx_buf_view(&list->positions.out));
}

void pdx_terms_writer_join(pdx_terms_writer *writer, pdx_terms_writer *other) {
    pdx_keys_writer_join(&writer->keys, &other->keys, writer->lists.len + writer->lists_behind, writer->positions.len + writer->positions_behind);
    writer->lists_behind += other->lists.len;
    writer->positions_behind += other->positions.len;
    writer->failed = writer->failed || other->failed || other->lists.failed || other->positions.failed;
}

bool pdx_terms_writer_finish(pdx_terms_writer *writer, pdx_buf *out) {
    uint8_t n[4];
    if (writer->failed || writer->lists.failed || writer->positions.failed) return false;
    pdx_le32_put(n, writer->keys.n);
    pdx_buf_append(out, n, sizeof n);
    return pdx_keys_writer_finish(&writer->keys, writer->lists_taken + writer->lists.len + writer->lists_behind,
                                  writer->positions_taken + writer->positions.len + writer->positions_behind, out);
}
