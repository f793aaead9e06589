#include "source/records/recordparts.h"

pdx_status pdx_record_add_glue(pdx_record *record, char byte, pdx_error *err) {
    pdx_buf_byte(&record->text, (uint8_t)byte);
    if (record->text.failed || !pdx_offsets_add(&record->map, 1, record->map.source_end, 0, false)) return pdx_fail_memory(err);
    return PDX_OK;
}

pdx_status pdx_record_add_string(pdx_record *record, pdx_span line, size_t begin, size_t end, pdx_range *range, pdx_error *err) {
    range->begin = record->text.len;
    PDX_TRY(pdx_json_decode(line, begin, end, record->source.begin, &record->text, &record->map, err));
    range->end = record->text.len;
    return PDX_OK;
}

pdx_status pdx_record_add_part(pdx_record *record, pdx_range range, uint8_t role, pdx_error *err) {
    pdx_record_part part;
    part.range = range;
    part.role = role;
    if (range.end > range.begin && !PDX_VEC_PUSH(&record->parts, part)) return pdx_fail_memory(err);
    return PDX_OK;
}

pdx_status pdx_record_add_item(pdx_record *record, pdx_range range, uint32_t part, pdx_error *err) {
    pdx_record_item item;
    item.range = range;
    item.part = part;
    return range.end <= range.begin || PDX_VEC_PUSH(&record->items, item) ? PDX_OK : pdx_fail_memory(err);
}

pdx_status pdx_record_find_member(pdx_span line, const pdx_record_value *object, const char *key, pdx_record_value *out, pdx_error *err) {
    pdx_json json;
    pdx_json_token token;
    const size_t base = object->begin;
    memset(out, 0, sizeof *out);
    pdx_json_init(&json, pdx_span_slice(line, object->begin, object->end));
    do {
        PDX_TRY(pdx_json_next(&json, &token, err));
        if (token.kind != PDX_JSON_KEY || token.depth != 1) continue;
        if (!pdx_span_equal(pdx_span_slice(line, base + token.begin, base + token.end), pdx_span_str(key))) continue;
        PDX_TRY(pdx_json_next(&json, &token, err));
        out->kind = token.kind;
        out->begin = base + token.begin;
        out->end = base + token.end;
        PDX_TRY(pdx_json_skip(&json, &token, err));
        if (token.kind == PDX_JSON_OBJECT || token.kind == PDX_JSON_ARRAY) out->end = base + json.at;
        return PDX_OK;
    } while (token.kind != PDX_JSON_END);
    return PDX_OK;
}

pdx_status pdx_record_add_lines(pdx_record *record, pdx_range range, uint8_t role, pdx_error *err) {
    uint64_t begin = range.begin;
    while (begin < range.end) {
        const uint8_t *data = record->text.data;
        const uint8_t *newline = memchr(data + begin, '\n', (size_t)(range.end - begin));
        const uint64_t line_end = newline == NULL ? range.end : (uint64_t)(newline - data);
        uint64_t first = begin, last = line_end;
        while (first < last && (data[first] == ' ' || data[first] == '\t')) first++;
        while (last > first && (data[last - 1] == ' ' || data[last - 1] == '\t' || data[last - 1] == '\r')) last--;
        PDX_TRY(pdx_record_add_part(record, pdx_range_of(first, last), role, err));
        begin = line_end + 1;
    }
    return PDX_OK;
}
