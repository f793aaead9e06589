#include "segment/segment_classes_writer.h"

#include "base/varint.h"
#include "segment/segment_layout.h"

void pdx_classes_writer_init(pdx_classes_writer *writer, const pdx_impacts *impacts) {
    memset(writer, 0, sizeof *writer);
    pdx_keys_writer_init(&writer->keys, PDX_BLOCK_KEYS);
    pdx_list_writer_init(&writer->list, impacts);
}

void pdx_classes_writer_deinit(pdx_classes_writer *writer) {
    pdx_keys_writer_deinit(&writer->keys);
    pdx_list_writer_deinit(&writer->list);
    pdx_buf_deinit(&writer->lists);
    pdx_buf_deinit(&writer->table);
    pdx_buf_deinit(&writer->dictionaries);
    pdx_buf_deinit(&writer->own);
}

static void value_put(pdx_classes_writer *writer, bool has_list, const uint64_t *members, size_t n, uint32_t n_docs,
                      uint32_t n_posts) {
    pdx_buf *value = &writer->keys.values;
    pdx_varint_append(value, (uint64_t)n << 1 | has_list);
    pdx_column_append(value, members, n);
    pdx_varint_append(value, n_docs);
    pdx_varint_append(value, n_docs - n_posts);
}

void pdx_classes_writer_single(pdx_classes_writer *writer, pdx_span stem, pdx_ord member, uint32_t n_docs,
                               uint32_t n_posts) {
    const uint64_t members[1] = {member};
    pdx_keys_writer_add(&writer->keys, stem, writer->lists_taken + writer->lists.len, 0);
    value_put(writer, false, members, 1, n_docs, n_posts);
}

void pdx_classes_writer_own(pdx_classes_writer *writer, pdx_ord member, uint32_t n_terms) {
    if (writer->own.len == 0) {
        const size_t n = ((size_t)n_terms + 7) / 8;
        if (!pdx_buf_reserve(&writer->own, n)) return;
        memset(writer->own.data, 0, n);
        writer->own.len = n;
        writer->n_terms = n_terms;
    }
    assert(member < writer->n_terms);
    writer->own.data[member / 8] |= (uint8_t)(1u << member % 8);
}

void pdx_classes_writer_start(pdx_classes_writer *writer, pdx_span stem) {
    pdx_keys_writer_add(&writer->keys, stem, writer->lists_taken + writer->lists.len, 0);
    pdx_list_writer_start(&writer->list);
}

void pdx_classes_writer_end(pdx_classes_writer *writer, const uint64_t *members, size_t n) {
    pdx_list_writer *list = &writer->list;
    pdx_buf *lists = list->n_docs > PDX_INLINE_DOCS ? &writer->lists : &writer->keys.values;
    if (!pdx_list_writer_finish(list)) {
        writer->failed = true;
        return;
    }
    value_put(writer, true, members, n, list->n_docs, list->n_posts);
    pdx_varint_append(&writer->keys.values, list->head.len + list->blocks.len);
    pdx_buf_span(lists, pdx_buf_view(&list->head));
    pdx_buf_span(lists, pdx_buf_view(&list->blocks));
}

void pdx_classes_writer_language(pdx_classes_writer *writer, uint16_t language) {
    uint8_t entry[PDX_CLASSES_ENTRY];
    pdx_le32_put(entry, language);
    pdx_le32_put(entry + 4, writer->keys.n);
    pdx_le64_put(entry + 8, writer->dictionaries.len);
    writer->n_classes += writer->keys.n;
    if (!pdx_keys_writer_finish(&writer->keys, writer->lists_taken + writer->lists.len, 0, &writer->dictionaries)) writer->failed = true;
    pdx_le64_put(entry + 16, writer->dictionaries.len);
    pdx_buf_append(&writer->table, entry, sizeof entry);
    writer->n_languages++;
}

bool pdx_classes_writer_finish(pdx_classes_writer *writer, pdx_buf *out) {
    const uint64_t dictionaries_at = PDX_CLASSES_FIXED + (uint64_t)writer->table.len + writer->own.len;
    uint8_t counts[PDX_CLASSES_FIXED];
    size_t i;
    if (writer->failed || writer->lists.failed || writer->own.failed || writer->table.failed || writer->dictionaries.failed) return false;
    pdx_le32_put(counts, writer->n_languages);
    pdx_le32_put(counts + 4, writer->n_classes);
    pdx_le32_put(counts + 8, writer->n_terms);
    pdx_buf_append(out, counts, sizeof counts);
    for (i = 0; i < writer->table.len; i += PDX_CLASSES_ENTRY) {
        uint8_t *entry = writer->table.data + i;
        pdx_le64_put(entry + 8, pdx_le64(entry + 8) + dictionaries_at);
        pdx_le64_put(entry + 16, pdx_le64(entry + 16) + dictionaries_at);
    }
    pdx_buf_span(out, pdx_buf_view(&writer->table));
    pdx_buf_span(out, pdx_buf_view(&writer->own));
    pdx_buf_span(out, pdx_buf_view(&writer->dictionaries));
    return !out->failed;
}
