#include "source/records/records.h"

#include "base/alloc.h"
#include "kernels/bytefind.h"
#include "source/records/jsonlists.h"
#include "source/records/ownrecord.h"
#include "source/records/recordparts.h"
#include "source/records/rowentry.h"

static const struct {
    const char *key;
    uint8_t field;
} field_keys[] = {
    {"title", PDX_FIELD_TITLE}, {"text", PDX_FIELD_TEXT}, {"body", PDX_FIELD_TEXT}, {"content", PDX_FIELD_TEXT}, {"tags", PDX_FIELD_TAGS},
    {"categories", PDX_FIELD_CATEGORIES}, {"author", PDX_FIELD_AUTHOR}, {"byline", PDX_FIELD_BYLINE}, {"date", PDX_FIELD_DATE},
    {"published", PDX_FIELD_PUBLISHED}, {"url", PDX_FIELD_URL}, {"link", PDX_FIELD_URL}, {"parts", PDX_FIELD_PARTS}, {"bounds", PDX_FIELD_BOUNDS},
    {"language", PDX_FIELD_LANGUAGE},
};

void pdx_records_init(pdx_records *records, pdx_span source) {
    records->source = source;
    records->at = pdx_span_starts(source, pdx_span_str("\xEF\xBB\xBF")) ? 3 : 0;
    records->base = 0;
    records->is_last = true;
    records->line_number = 1;
    records->in_list = false;
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

/* First pass: the stretch of each known field's value. Of two keys for one field the first with a value counts. */
static pdx_status find_fields(pdx_span line, pdx_record_value fields[PDX_FIELD_COUNT], pdx_error *err) {
    pdx_json json;
    pdx_json_token token;
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
        if (value != NULL && pdx_record_has(value)) value = NULL;
        if (value != NULL) value->kind = token.kind, value->begin = token.begin;
        PDX_TRY(pdx_json_skip(&json, &token, err));
        if (value != NULL) value->end = token.kind == PDX_JSON_OBJECT || token.kind == PDX_JSON_ARRAY ? json.at : token.end;
    }
    return pdx_json_next(&json, &token, err); /* nothing may follow the object */
}

/* Whether the line may have the key that postdex's own form has. */
static bool may_be_own(pdx_span line) {
    static const char key[] = "parts\"";
    static const pdx_byte_pair ends = {'p', '"', sizeof key - 2};
    for (size_t at = 1; (at = pdx_bytefind_pair(line, at, &ends)) < line.len; at++) {
        if (line.data[at - 1] == '"' && memcmp(line.data + at, key, sizeof key - 1) == 0) return true;
    }
    return false;
}

/* Where the part stands that is the date, in ISO 8601 as the row has it. */
static void take_published(pdx_record *record, pdx_range published) {
    if (published.end <= published.begin) return;
    for (size_t i = 0; i < record->parts.len; i++) {
        if (record->parts.data[i].role != PDX_ROLE_DATE) continue;
        record->says_date = true;
        record->published = pdx_range_of(record->source.begin + published.begin, record->source.begin + published.end);
        record->date = record->parts.data[i].range;
        return;
    }
}

/* What a row takes while it is read. */
typedef struct row_room {
    pdx_record_room head;
    pdx_entry entry;
    pdx_buf text;
    pdx_offsets map;
} row_room;

static void room_free(pdx_record_room *self) {
    row_room *room = (row_room *)(void *)self;
    pdx_entry_deinit(&room->entry);
    pdx_buf_deinit(&room->text);
    pdx_offsets_deinit(&room->map);
    pdx_free(room);
}

/* The record's own, empty. */
static row_room *room_of(pdx_record *record) {
    row_room *room = (row_room *)(void *)record->room;
    if (room != NULL) {
        pdx_buf_reset(&room->text);
        pdx_offsets_reset(&room->map);
        return room;
    }
    room = pdx_alloc(sizeof *room);
    if (room == NULL) return NULL;
    room->head.free = room_free;
    pdx_entry_init(&room->entry);
    pdx_buf_init(&room->text);
    pdx_offsets_init(&room->map);
    record->room = &room->head;
    return room;
}

static pdx_status row_read(pdx_record *record, pdx_span line, pdx_error *err) {
    const pdx_range source = record->source;
    const uint32_t line_number = record->line_number;
    row_room *room = room_of(record);
    pdx_row_says says;
    if (room == NULL || !pdx_buf_reserve(&room->text, line.len)) return pdx_fail_memory(err); /* its text is shorter, as a rule */
    room->map.source_end = source.begin;
    pdx_entry_begin(&room->entry, &room->text, &room->map);
    PDX_TRY(pdx_row_read(&room->entry, &room->text, &room->map, line, source.begin, &says, err));
    PDX_TRY(pdx_entry_record(&room->entry, record, err));
    record->source = source;
    record->line_number = line_number;
    record->language = says.language;
    take_published(record, says.published);
    return PDX_OK;
}

pdx_status pdx_records_read(pdx_record *record, pdx_span line, pdx_error *err) {
    pdx_record_value fields[PDX_FIELD_COUNT];
    if (may_be_own(line)) {
        memset(fields, 0, sizeof fields);
        PDX_TRY(find_fields(line, fields, err));
        if (fields[PDX_FIELD_PARTS].kind == PDX_JSON_ARRAY) return pdx_own_record_read(record, line, fields, err);
    }
    return row_read(record, line, err);
}

static bool is_blank(pdx_span line) {
    size_t i;
    for (i = 0; i < line.len; i++) {
        if (line.data[i] != ' ' && line.data[i] != '\t' && line.data[i] != '\r') return false;
    }
    return true;
}

static pdx_status read_at(pdx_records *records, pdx_record *record, pdx_span object, pdx_error *err) {
    pdx_error inner = {0};
    record->source.begin = records->base + (uint64_t)(object.data - records->source.data);
    record->source.end = record->source.begin + object.len;
    record->line_number = records->line_number;
    record->map.source_end = record->source.begin;
    if (pdx_records_read(record, object, &inner) == PDX_OK) return PDX_OK;
    if (inner.status == PDX_ENOMEM) return pdx_fail_memory(err);
    return pdx_fail(err, inner.status, record->source.begin + (inner.offset == PDX_NO_OFFSET ? 0 : inner.offset),
                    "line %u: %s; mend the line or take it out: each is one JSON object", record->line_number, inner.message);
}

/* The line that begins at `at`, without its end; *next is behind that. False: it has not come as a whole. */
static bool line_at(const pdx_records *records, size_t at, pdx_span *line, size_t *next) {
    const uint8_t *from = records->source.data + at;
    const size_t left = records->source.len - at;
    const uint8_t *newline = memchr(from, '\n', left);
    *line = pdx_span_of(from, newline == NULL ? left : (size_t)(newline - from));
    *next = at + pdx_min_size(line->len + 1, left);
    return newline != NULL || records->is_last;
}

static void pass_line(pdx_records *records, size_t next) {
    records->at = next;
    records->line_number++;
    records->in_list = false;
}

/* Whether a line that says nothing of a post is an answer with a list of rows, `{"id": 1, "data": [...]}`: then they are read next. */
static bool begin_list(pdx_records *records, pdx_span line, size_t next) {
    pdx_span language;
    pdx_jsonlist_place place;
    const pdx_jsonlist list = pdx_jsonlist_find(line, true, &place, &language);
    if (list != PDX_JSONLIST_ROWS && list != PDX_JSONLIST_POSTS) return false;
    records->list_end = records->base + records->at + line.len;
    records->list_next = records->base + next;
    records->list_name = list == PDX_JSONLIST_ROWS ? place.name : NULL;
    records->at += place.at;
    records->in_list = true;
    return true;
}

/* The next object of the list that *rest is in; *more is false where there is none any more, and *rest what stands from its end on. */
static pdx_status object_next(pdx_records *records, pdx_span *rest, pdx_record *record, bool *more, pdx_error *err) {
    pdx_span line = *rest;
    while (line.len > 0 && line.data[0] != ']') {
        pdx_json json;
        pdx_json_token token;
        if (memchr(" \t\r,", line.data[0], 4) != NULL) {
            line = pdx_span_slice(line, 1, line.len);
            continue;
        }
        pdx_json_init(&json, line);
        do {
            if (pdx_json_next(&json, &token, NULL) != PDX_OK) break;
        } while (json.depth > 0);
        if (json.at == 0) break;
        if (line.data[0] == '{') {
            records->at = (size_t)(line.data - records->source.data) + json.at;
            *more = true;
            return read_at(records, record, pdx_span_slice(line, 0, json.at), err);
        }
        line = pdx_span_slice(line, json.at, line.len);
    }
    *rest = line;
    return PDX_OK;
}

/* Whether behind a list of rows there is one more with its name: *rest is then behind its bracket. */
static bool list_again(const pdx_records *records, pdx_span *rest) {
    size_t at = 0;
    if (records->list_name == NULL || !pdx_jsonlist_again(*rest, true, records->list_name, &at)) return false;
    *rest = pdx_span_slice(*rest, at, rest->len);
    return true;
}

/* The next object of the lists of a line; *more is false where there is none any more. All of the line was read before: it is JSON. */
static pdx_status list_next(pdx_records *records, pdx_record *record, bool *more, pdx_error *err) {
    pdx_span rest;
    *more = false;
    if (records->list_next - records->base > records->source.len) return PDX_OK; /* all of it is to come again */
    rest = pdx_span_slice(records->source, records->at, (size_t)(records->list_end - records->base));
    do {
        PDX_TRY(object_next(records, &rest, record, more, err));
        if (*more) return PDX_OK;
    } while (list_again(records, &rest));
    pass_line(records, (size_t)(records->list_next - records->base));
    return PDX_OK;
}

pdx_status pdx_records_next(pdx_records *records, pdx_record *record, bool *more, pdx_error *err) {
    pdx_record_reset(record);
    *more = false;
    while (records->at < records->source.len) {
        pdx_span line;
        size_t next;
        if (records->in_list) {
            PDX_TRY(list_next(records, record, more, err));
            if (*more || records->in_list) return PDX_OK;
            continue;
        }
        if (!line_at(records, records->at, &line, &next)) return PDX_OK;
        if (!is_blank(line)) {
            const pdx_status status = read_at(records, record, line, err);
            if (status == PDX_OK && record->parts.len == 0 && begin_list(records, line, next)) continue;
            *more = status == PDX_OK;
            pass_line(records, next);
            return status;
        }
        pass_line(records, next);
    }
    return PDX_OK;
}
