#include "source/records/records.h"

#include "source/records/columnnames.h"
#include "source/records/ownrecord.h"
#include "source/records/recordparts.h"

static const struct {
    const char *key;
    uint8_t field;
} field_keys[] = {
    {"title", PDX_FIELD_TITLE}, {"text", PDX_FIELD_TEXT}, {"body", PDX_FIELD_TEXT}, {"content", PDX_FIELD_TEXT}, {"tags", PDX_FIELD_TAGS},
    {"categories", PDX_FIELD_CATEGORIES}, {"author", PDX_FIELD_AUTHOR}, {"byline", PDX_FIELD_BYLINE}, {"date", PDX_FIELD_DATE},
    {"published", PDX_FIELD_PUBLISHED}, {"url", PDX_FIELD_URL}, {"link", PDX_FIELD_URL}, {"parts", PDX_FIELD_PARTS}, {"bounds", PDX_FIELD_BOUNDS},
};

void pdx_records_init(pdx_records *records, pdx_span source) {
    records->source = source;
    records->at = pdx_span_starts(source, pdx_span_str("\xEF\xBB\xBF")) ? 3 : 0;
    records->base = 0;
    records->is_last = true;
    records->line_number = 1;
}

void pdx_records_feed(pdx_records *records, pdx_span bytes, bool is_last) {
    const bool begins = records->base + records->at == 0;
    records->base += records->at;
    records->source = bytes;
    records->is_last = is_last;
    records->at = begins && pdx_span_starts(bytes, pdx_span_str("\xEF\xBB\xBF")) ? 3 : 0;
}

static int field_of(pdx_span key) {
    size_t i;
    for (i = 0; i < PDX_COUNTOF(field_keys); i++) {
        if (pdx_span_equal(key, pdx_span_str(field_keys[i].key))) return field_keys[i].field;
    }
    return -1;
}

/* Other names for the same, which count where the field has none of its own. */
static int other_field_of(pdx_span key) {
    switch (pdx_column_field(key)) {
    case PDX_ENTRY_TITLE: return PDX_FIELD_TITLE;
    case PDX_ENTRY_BODY: return PDX_FIELD_TEXT;
    case PDX_ENTRY_AUTHOR: return PDX_FIELD_AUTHOR;
    case PDX_ENTRY_PUBLISHED: return PDX_FIELD_DATE;
    case PDX_ENTRY_TAG: return PDX_FIELD_TAGS;
    case PDX_ENTRY_CATEGORY: return PDX_FIELD_CATEGORIES;
    case PDX_ENTRY_ADDRESS: return PDX_FIELD_URL;
    default: return -1;
    }
}

static bool may_be_named(int field, pdx_json_kind kind) {
    return kind == PDX_JSON_STRING || (kind == PDX_JSON_ARRAY && (field == PDX_FIELD_AUTHOR || field == PDX_FIELD_TAGS || field == PDX_FIELD_CATEGORIES));
}

static void take_others(pdx_record_value fields[PDX_FIELD_COUNT], const pdx_record_value others[PDX_FIELD_COUNT]) {
    for (size_t i = 0; i < PDX_FIELD_COUNT; i++) {
        const bool has = pdx_record_has(&fields[i]) || (i == PDX_FIELD_AUTHOR && pdx_record_has(&fields[PDX_FIELD_BYLINE])) || (i == PDX_FIELD_DATE && pdx_record_has(&fields[PDX_FIELD_PUBLISHED]));
        if (!has && pdx_record_has(&others[i])) fields[i] = others[i];
    }
}

/* First pass: the stretch of each known field's value. Of two keys for one field the first with a value counts. */
static pdx_status find_fields(pdx_span line, pdx_record_value fields[PDX_FIELD_COUNT], pdx_error *err) {
    pdx_record_value others[PDX_FIELD_COUNT];
    pdx_json json;
    pdx_json_token token;
    memset(others, 0, sizeof others);
    pdx_json_init(&json, line);
    PDX_TRY(pdx_json_next(&json, &token, err));
    if (token.kind != PDX_JSON_OBJECT) return pdx_fail(err, PDX_EFORMAT, 0, "not an object");
    for (;;) {
        pdx_record_value *value = NULL;
        pdx_span key;
        int field;
        PDX_TRY(pdx_json_next(&json, &token, err));
        if (token.kind != PDX_JSON_KEY) break;
        key = pdx_span_slice(line, token.begin, token.end);
        field = field_of(key);
        PDX_TRY(pdx_json_next(&json, &token, err));
        if (field >= 0) value = &fields[field];
        else if ((field = other_field_of(key)) >= 0 && may_be_named(field, token.kind)) value = &others[field];
        if (value != NULL && pdx_record_has(value)) value = NULL;
        if (value != NULL) value->kind = token.kind, value->begin = token.begin;
        PDX_TRY(pdx_json_skip(&json, &token, err));
        if (value != NULL) value->end = token.kind == PDX_JSON_OBJECT || token.kind == PDX_JSON_ARRAY ? json.at : token.end;
    }
    take_others(fields, others);
    return pdx_json_next(&json, &token, err); /* nothing may follow the object */
}

/* A number is read as text. */
static bool is_text(pdx_json_kind kind) { return kind == PDX_JSON_STRING || kind == PDX_JSON_NUMBER; }

static pdx_status add_field(pdx_record *record, pdx_span line, const pdx_record_value *value, uint8_t role, pdx_error *err) {
    pdx_range range;
    if (!is_text(value->kind)) return PDX_OK;
    PDX_TRY(pdx_record_add_string(record, line, value->begin, value->end, &range, err));
    PDX_TRY(pdx_record_add_lines(record, range, role, err));
    return pdx_record_add_glue(record, '\n', err);
}

/* A name, or an array of names, with a comma and a blank between them. */
static pdx_status add_names(pdx_record *record, pdx_span line, const pdx_record_value *value, uint8_t role, pdx_error *err) {
    const uint64_t begin = record->text.len;
    pdx_json json;
    pdx_json_token token;
    pdx_range range;
    if (value->kind != PDX_JSON_ARRAY) return add_field(record, line, value, role, err);
    pdx_json_init(&json, pdx_span_slice(line, value->begin, value->end));
    do {
        PDX_TRY(pdx_json_next(&json, &token, err));
        if (!is_text(token.kind) || token.depth != 1 || token.end == token.begin) continue;
        if (record->text.len > begin) {
            PDX_TRY(pdx_record_add_glue(record, ',', err));
            PDX_TRY(pdx_record_add_glue(record, ' ', err));
        }
        PDX_TRY(pdx_record_add_string(record, line, value->begin + token.begin, value->begin + token.end, &range, err));
    } while (token.kind != PDX_JSON_END);
    if (record->text.len == begin) return PDX_OK;
    PDX_TRY(pdx_record_add_part(record, pdx_range_of(begin, record->text.len), role, err));
    return pdx_record_add_glue(record, '\n', err);
}

static pdx_status add_item(pdx_record *record, pdx_range range, pdx_error *err) {
    /* the part is added once its end is known */
    return pdx_record_add_item(record, range, (uint32_t)record->parts.len, err);
}

/* An array of texts, or one text, as one part with items. */
static pdx_status add_items(pdx_record *record, pdx_span line, const pdx_record_value *value, uint8_t role, pdx_error *err) {
    const uint64_t begin = record->text.len;
    pdx_json json;
    pdx_json_token token;
    pdx_range range;
    if (is_text(value->kind)) {
        PDX_TRY(pdx_record_add_string(record, line, value->begin, value->end, &range, err));
        PDX_TRY(add_item(record, range, err));
    } else if (value->kind == PDX_JSON_ARRAY) {
        pdx_json_init(&json, pdx_span_slice(line, value->begin, value->end));
        do {
            PDX_TRY(pdx_json_next(&json, &token, err));
            if (!is_text(token.kind) || token.depth != 1) continue;
            if (record->text.len > begin) PDX_TRY(pdx_record_add_glue(record, ',', err));
            PDX_TRY(pdx_record_add_string(record, line, value->begin + token.begin, value->begin + token.end, &range, err));
            PDX_TRY(add_item(record, range, err));
        } while (token.kind != PDX_JSON_END);
    }
    if (record->text.len == begin) return PDX_OK;
    PDX_TRY(pdx_record_add_part(record, pdx_range_of(begin, record->text.len), role, err));
    return pdx_record_add_glue(record, '\n', err);
}

/* A date is a string, or what postdex writes: an object whose "printed" is a string, and "value" what that is in ISO 8601, where somebody knows. */
static pdx_status find_printed(pdx_record *record, pdx_span line, pdx_record_value *date, pdx_error *err) {
    pdx_record_value printed, value;
    if (date->kind != PDX_JSON_OBJECT) return PDX_OK;
    PDX_TRY(pdx_record_find_member(line, date, "printed", &printed, err));
    PDX_TRY(pdx_record_find_member(line, date, "value", &value, err));
    record->says_date = printed.kind == PDX_JSON_STRING && value.kind == PDX_JSON_STRING;
    if (record->says_date) record->published = pdx_range_of(record->source.begin + value.begin, record->source.begin + value.end);
    *date = printed;
    if (date->kind != PDX_JSON_STRING) date->kind = PDX_JSON_END;
    return PDX_OK;
}

/* Of two keys for one field the first with a value. */
static const pdx_record_value *first_of(const pdx_record_value *a, const pdx_record_value *b) {
    return !pdx_record_has(a) || (pdx_record_has(b) && b->begin < a->begin) ? b : a;
}

pdx_status pdx_records_read(pdx_record *record, pdx_span line, pdx_error *err) {
    pdx_record_value fields[PDX_FIELD_COUNT], date;
    memset(fields, 0, sizeof fields);
    if (!pdx_buf_reserve(&record->text, line.len)) return pdx_fail_memory(err); /* its text is shorter, as a rule */
    PDX_TRY(find_fields(line, fields, err));
    if (fields[PDX_FIELD_PARTS].kind == PDX_JSON_ARRAY) return pdx_own_record_read(record, line, fields, err);
    date = *first_of(&fields[PDX_FIELD_DATE], &fields[PDX_FIELD_PUBLISHED]);
    PDX_TRY(find_printed(record, line, &date, err));
    PDX_TRY(add_field(record, line, &fields[PDX_FIELD_TITLE], PDX_ROLE_TITLE, err));
    PDX_TRY(add_names(record, line, first_of(&fields[PDX_FIELD_AUTHOR], &fields[PDX_FIELD_BYLINE]), PDX_ROLE_BYLINE, err));
    PDX_TRY(add_field(record, line, &date, PDX_ROLE_DATE, err));
    if (record->says_date && record->parts.len > 0 && record->parts.data[record->parts.len - 1].role == PDX_ROLE_DATE) record->date = record->parts.data[record->parts.len - 1].range;
    PDX_TRY(add_items(record, line, &fields[PDX_FIELD_CATEGORIES], PDX_ROLE_CATEGORIES, err));
    PDX_TRY(add_items(record, line, &fields[PDX_FIELD_TAGS], PDX_ROLE_TAGS, err));
    PDX_TRY(add_field(record, line, &fields[PDX_FIELD_TEXT], PDX_ROLE_PARAGRAPH, err));
    return add_field(record, line, &fields[PDX_FIELD_URL], PDX_ROLE_ADDRESS, err);
}

static bool is_blank(pdx_span line) {
    size_t i;
    for (i = 0; i < line.len; i++) {
        if (line.data[i] != ' ' && line.data[i] != '\t' && line.data[i] != '\r') return false;
    }
    return true;
}

pdx_status pdx_records_next(pdx_records *records, pdx_record *record, bool *more, pdx_error *err) {
    pdx_record_reset(record);
    *more = false;
    while (records->at < records->source.len) {
        const uint8_t *from = records->source.data + records->at;
        const size_t left = records->source.len - records->at;
        const uint8_t *newline = memchr(from, '\n', left);
        const size_t len = newline == NULL ? left : (size_t)(newline - from);
        const pdx_span line = pdx_span_of(from, len);
        pdx_error inner = {0};
        if (newline == NULL && !records->is_last) return PDX_OK;
        record->source = pdx_range_of(records->base + records->at, records->base + records->at + len);
        record->line_number = records->line_number++;
        records->at += pdx_min_size(len + 1, left);
        if (is_blank(line)) continue;
        record->map.source_end = record->source.begin;
        if (pdx_records_read(record, line, &inner) != PDX_OK) {
            if (inner.status == PDX_ENOMEM) return pdx_fail_memory(err);
            return pdx_fail(err, inner.status, record->source.begin + (inner.offset == PDX_NO_OFFSET ? 0 : inner.offset),
                            "line %u: %s; mend the line or take it out: each is one JSON object", record->line_number, inner.message);
        }
        *more = true;
        return PDX_OK;
    }
    return PDX_OK;
}
