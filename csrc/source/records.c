#include "source/records.h"

/* Where the values of one object stand, found in a first pass so that fields can be put in reading order. */
typedef struct value_at {
    size_t begin, end;
    pdx_json_kind kind; /* PDX_JSON_END: the key is not there */
} value_at;

enum { FIELD_TITLE, FIELD_TEXT, FIELD_TAGS, FIELD_CATEGORIES, FIELD_AUTHOR, FIELD_DATE, FIELD_URL, FIELD_PARTS, FIELD_COUNT };

static const struct {
    const char *key;
    uint8_t field;
} field_keys[] = {
    {"title", FIELD_TITLE}, {"text", FIELD_TEXT}, {"body", FIELD_TEXT}, {"content", FIELD_TEXT}, {"tags", FIELD_TAGS},
    {"categories", FIELD_CATEGORIES}, {"author", FIELD_AUTHOR}, {"byline", FIELD_AUTHOR}, {"date", FIELD_DATE},
    {"published", FIELD_DATE}, {"url", FIELD_URL}, {"link", FIELD_URL}, {"parts", FIELD_PARTS},
};

void pdx_record_init(pdx_record *record) {
    memset(record, 0, sizeof *record);
    pdx_buf_init(&record->text);
    pdx_offsets_init(&record->map);
}

void pdx_record_deinit(pdx_record *record) {
    pdx_buf_deinit(&record->text);
    pdx_offsets_deinit(&record->map);
    PDX_VEC_DEINIT(&record->parts);
    PDX_VEC_DEINIT(&record->items);
}

void pdx_records_init(pdx_records *records, pdx_span source) {
    records->source = source;
    records->at = pdx_span_starts(source, pdx_span_str("\xEF\xBB\xBF")) ? 3 : 0;
    records->line_number = 1;
}

static int field_of(pdx_span key) {
    size_t i;
    for (i = 0; i < PDX_COUNTOF(field_keys); i++) {
        if (pdx_span_equal(key, pdx_span_str(field_keys[i].key))) return field_keys[i].field;
    }
    return -1;
}

/* First pass: the stretch of each known field's value. Of two keys for one field the first with a value counts. */
static pdx_status find_fields(pdx_span line, value_at fields[FIELD_COUNT], pdx_error *err) {
    pdx_json json;
    pdx_json_token token;
    pdx_json_init(&json, line);
    PDX_TRY(pdx_json_next(&json, &token, err));
    if (token.kind != PDX_JSON_OBJECT) return pdx_fail(err, PDX_EFORMAT, 0, "not an object");
    for (;;) {
        int field;
        PDX_TRY(pdx_json_next(&json, &token, err));
        if (token.kind != PDX_JSON_KEY) break;
        field = field_of(pdx_span_slice(line, token.begin, token.end));
        PDX_TRY(pdx_json_next(&json, &token, err));
        if (field >= 0 && fields[field].kind == PDX_JSON_END && token.kind != PDX_JSON_NULL) {
            fields[field].kind = token.kind;
            fields[field].begin = token.begin;
        } else {
            field = -1;
        }
        PDX_TRY(pdx_json_skip(&json, &token, err));
        if (field >= 0) fields[field].end = token.kind == PDX_JSON_OBJECT || token.kind == PDX_JSON_ARRAY ? json.at : token.end;
    }
    return pdx_json_next(&json, &token, err); /* nothing may follow the object */
}

/* Appends bytes that have no source of their own (a newline, a comma). */
static pdx_status add_glue(pdx_record *record, char byte, pdx_error *err) {
    pdx_buf_byte(&record->text, (uint8_t)byte);
    if (record->text.failed || !pdx_offsets_add(&record->map, 1, record->map.source_end, 0, false)) return pdx_fail_memory(err);
    return PDX_OK;
}

static pdx_status add_string(pdx_record *record, pdx_span line, size_t begin, size_t end, pdx_range *range, pdx_error *err) {
    range->begin = record->text.len;
    PDX_TRY(pdx_json_decode(line, begin, end, record->line.begin, &record->text, &record->map, err));
    range->end = record->text.len;
    return PDX_OK;
}

static pdx_status add_part(pdx_record *record, pdx_range range, uint8_t role, pdx_error *err) {
    pdx_record_part part;
    part.range = range;
    part.role = role;
    if (range.end > range.begin && !PDX_VEC_PUSH(&record->parts, part)) return pdx_fail_memory(err);
    return PDX_OK;
}

/* Adds the lines of the text at `range` as parts of one role, so that a paragraph is a part. */
static pdx_status add_lines(pdx_record *record, pdx_range range, uint8_t role, pdx_error *err) {
    uint64_t begin = range.begin;
    while (begin < range.end) {
        const uint8_t *data = record->text.data;
        const uint8_t *newline = memchr(data + begin, '\n', (size_t)(range.end - begin));
        const uint64_t line_end = newline == NULL ? range.end : (uint64_t)(newline - data);
        uint64_t first = begin, last = line_end;
        while (first < last && (data[first] == ' ' || data[first] == '\t')) first++;
        while (last > first && (data[last - 1] == ' ' || data[last - 1] == '\t' || data[last - 1] == '\r')) last--;
        PDX_TRY(add_part(record, pdx_range_of(first, last), role, err));
        begin = line_end + 1;
    }
    return PDX_OK;
}

static pdx_status add_field(pdx_record *record, pdx_span line, const value_at *value, uint8_t role, pdx_error *err) {
    pdx_range range;
    if (value->kind != PDX_JSON_STRING && value->kind != PDX_JSON_NUMBER) return PDX_OK;
    PDX_TRY(add_string(record, line, value->begin, value->end, &range, err));
    PDX_TRY(add_lines(record, range, role, err));
    return add_glue(record, '\n', err);
}

static pdx_status add_item(pdx_record *record, pdx_range range, pdx_error *err) {
    pdx_record_item item;
    item.range = range;
    item.part = (uint32_t)record->parts.len; /* the part is added once its end is known */
    return range.end <= range.begin || PDX_VEC_PUSH(&record->items, item) ? PDX_OK : pdx_fail_memory(err);
}

/* An array of strings, or one string, as one part with items. */
static pdx_status add_items(pdx_record *record, pdx_span line, const value_at *value, uint8_t role, pdx_error *err) {
    const uint64_t begin = record->text.len;
    pdx_json json;
    pdx_json_token token;
    pdx_range range;
    if (value->kind == PDX_JSON_STRING) {
        PDX_TRY(add_string(record, line, value->begin, value->end, &range, err));
        PDX_TRY(add_item(record, range, err));
    } else if (value->kind == PDX_JSON_ARRAY) {
        pdx_json_init(&json, pdx_span_slice(line, value->begin, value->end));
        do {
            PDX_TRY(pdx_json_next(&json, &token, err));
            if (token.kind != PDX_JSON_STRING || token.depth != 1) continue;
            if (record->text.len > begin) PDX_TRY(add_glue(record, ',', err));
            PDX_TRY(add_string(record, line, value->begin + token.begin, value->begin + token.end, &range, err));
            PDX_TRY(add_item(record, range, err));
        } while (token.kind != PDX_JSON_END);
    }
    if (record->text.len == begin) return PDX_OK;
    PDX_TRY(add_part(record, pdx_range_of(begin, record->text.len), role, err));
    return add_glue(record, '\n', err);
}

/* One element of "parts": {"role": ..., "text": ...}. */
static pdx_status add_own_part(pdx_record *record, pdx_span line, pdx_json *json, size_t base, pdx_error *err) {
    size_t text_begin = 0, text_end = 0;
    pdx_role role = PDX_ROLE_PARAGRAPH;
    pdx_json_token token;
    pdx_range range;
    for (;;) {
        pdx_span key;
        PDX_TRY(pdx_json_next(json, &token, err));
        if (token.kind != PDX_JSON_KEY) break;
        key = pdx_span_slice(line, base + token.begin, base + token.end);
        PDX_TRY(pdx_json_next(json, &token, err));
        if (token.kind == PDX_JSON_STRING && pdx_span_equal(key, pdx_span_str("role"))) {
            const pdx_role parsed = pdx_role_parse(pdx_span_slice(line, base + token.begin, base + token.end));
            if (parsed != PDX_ROLE_COUNT) role = parsed;
        } else if (token.kind == PDX_JSON_STRING && pdx_span_equal(key, pdx_span_str("text"))) {
            text_begin = base + token.begin;
            text_end = base + token.end;
        }
        PDX_TRY(pdx_json_skip(json, &token, err));
    }
    if (text_end <= text_begin || role == PDX_ROLE_BLANK) return PDX_OK;
    PDX_TRY(add_string(record, line, text_begin, text_end, &range, err));
    PDX_TRY(add_part(record, range, (uint8_t)role, err));
    return add_glue(record, '\n', err);
}

/* Commas separate the tags of a tags part; what postdex writes gives the exact list in "tags" too, but a tag with a comma
 * in it is rare enough to be read from the part alone. */
static pdx_status split_own_items(pdx_record *record, pdx_error *err) {
    size_t i;
    for (i = 0; i < record->parts.len; i++) {
        const pdx_record_part part = record->parts.data[i];
        uint64_t begin = part.range.begin, at;
        if (part.role != PDX_ROLE_TAGS && part.role != PDX_ROLE_CATEGORIES) continue;
        for (at = begin; at <= part.range.end; at++) {
            pdx_record_item item;
            if (at < part.range.end && record->text.data[at] != ',') continue;
            item.range = pdx_range_of(begin, at);
            item.part = (uint32_t)i;
            while (item.range.begin < at && record->text.data[item.range.begin] == ' ') item.range.begin++;
            if (item.range.end > item.range.begin && !PDX_VEC_PUSH(&record->items, item)) return pdx_fail_memory(err);
            begin = at + 1;
        }
    }
    return PDX_OK;
}

static pdx_status add_own_parts(pdx_record *record, pdx_span line, const value_at *value, pdx_error *err) {
    pdx_json json;
    pdx_json_token token;
    pdx_json_init(&json, pdx_span_slice(line, value->begin, value->end));
    do {
        PDX_TRY(pdx_json_next(&json, &token, err));
        if (token.kind == PDX_JSON_OBJECT) PDX_TRY(add_own_part(record, line, &json, value->begin, err));
    } while (token.kind != PDX_JSON_END);
    return split_own_items(record, err);
}

/* A date is a string, or what postdex writes: an object whose "printed" is a string. */
static pdx_status find_printed(pdx_span line, value_at *date, pdx_error *err) {
    pdx_json json;
    pdx_json_token token;
    const size_t base = date->begin;
    if (date->kind != PDX_JSON_OBJECT) return PDX_OK;
    pdx_json_init(&json, pdx_span_slice(line, date->begin, date->end));
    date->kind = PDX_JSON_END;
    do {
        PDX_TRY(pdx_json_next(&json, &token, err));
        if (token.kind == PDX_JSON_KEY && pdx_span_equal(pdx_span_slice(line, base + token.begin, base + token.end), pdx_span_str("printed"))) {
            PDX_TRY(pdx_json_next(&json, &token, err));
            if (token.kind != PDX_JSON_STRING) continue;
            date->kind = PDX_JSON_STRING;
            date->begin = base + token.begin;
            date->end = base + token.end;
            return PDX_OK;
        }
    } while (token.kind != PDX_JSON_END);
    return PDX_OK;
}

static pdx_status read_fields(pdx_record *record, pdx_span line, pdx_error *err) {
    value_at fields[FIELD_COUNT];
    memset(fields, 0, sizeof fields);
    if (!pdx_buf_reserve(&record->text, line.len)) return pdx_fail_memory(err); /* its text is shorter, as a rule */
    PDX_TRY(find_fields(line, fields, err));
    if (fields[FIELD_URL].kind == PDX_JSON_STRING) {
        record->url = pdx_range_of(record->line.begin + fields[FIELD_URL].begin, record->line.begin + fields[FIELD_URL].end);
    }
    if (fields[FIELD_PARTS].kind == PDX_JSON_ARRAY) return add_own_parts(record, line, &fields[FIELD_PARTS], err);
    PDX_TRY(find_printed(line, &fields[FIELD_DATE], err));
    PDX_TRY(add_field(record, line, &fields[FIELD_TITLE], PDX_ROLE_TITLE, err));
    PDX_TRY(add_field(record, line, &fields[FIELD_AUTHOR], PDX_ROLE_BYLINE, err));
    PDX_TRY(add_field(record, line, &fields[FIELD_DATE], PDX_ROLE_DATE, err));
    PDX_TRY(add_items(record, line, &fields[FIELD_CATEGORIES], PDX_ROLE_CATEGORIES, err));
    PDX_TRY(add_items(record, line, &fields[FIELD_TAGS], PDX_ROLE_TAGS, err));
    return add_field(record, line, &fields[FIELD_TEXT], PDX_ROLE_PARAGRAPH, err);
}

static void record_reset(pdx_record *record) {
    pdx_buf_reset(&record->text);
    record->map.list.len = 0;
    record->map.text_end = record->map.source_end = 0;
    record->parts.len = record->items.len = 0;
    record->url = pdx_range_of(0, 0);
}

static bool is_blank(pdx_span line) {
    size_t i;
    for (i = 0; i < line.len; i++) {
        if (line.data[i] != ' ' && line.data[i] != '\t' && line.data[i] != '\r') return false;
    }
    return true;
}

pdx_status pdx_records_next(pdx_records *records, pdx_record *record, bool *more, pdx_error *err) {
    record_reset(record);
    *more = false;
    while (records->at < records->source.len) {
        const uint8_t *from = records->source.data + records->at;
        const size_t left = records->source.len - records->at;
        const uint8_t *newline = memchr(from, '\n', left);
        const size_t len = newline == NULL ? left : (size_t)(newline - from);
        const pdx_span line = pdx_span_of(from, len);
        pdx_error inner = {PDX_OK, 0, ""};
        record->line = pdx_range_of(records->at, records->at + len);
        record->line_number = records->line_number++;
        records->at += pdx_min_size(len + 1, left);
        if (is_blank(line)) continue;
        record->map.source_end = record->line.begin;
        if (read_fields(record, line, &inner) != PDX_OK) {
            if (inner.status == PDX_ENOMEM) return pdx_fail_memory(err);
            return pdx_fail(err, inner.status, record->line.begin + (inner.offset == PDX_NO_OFFSET ? 0 : inner.offset),
                            "line %u: %s; mend the line or take it out: each is one JSON object", record->line_number, inner.message);
        }
        *more = true;
        return PDX_OK;
    }
    return PDX_OK;
}
