#include "source/records/ownrecord.h"

#include "base/sort.h"

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
    PDX_TRY(pdx_record_add_string(record, line, text_begin, text_end, &range, err));
    PDX_TRY(pdx_record_add_part(record, range, (uint8_t)role, err));
    return pdx_record_add_glue(record, '\n', err);
}

/* Where the record has no list, commas separate the items of a part. */
static pdx_status split_items(pdx_record *record, uint8_t role, pdx_error *err) {
    size_t i;
    for (i = 0; i < record->parts.len; i++) {
        const pdx_record_part part = record->parts.data[i];
        uint64_t begin = part.range.begin, at;
        if (part.role != role) continue;
        for (at = begin; at <= part.range.end; at++) {
            pdx_range item;
            if (at < part.range.end && record->text.data[at] != ',') continue;
            item = pdx_range_of(begin, at);
            while (item.begin < at && record->text.data[item.begin] == ' ') item.begin++;
            PDX_TRY(pdx_record_add_item(record, item, (uint32_t)i, err));
            begin = at + 1;
        }
    }
    return PDX_OK;
}

/* The first place of `words` in the text between `begin` and `end`; empty: nowhere. */
static pdx_range find_words(const pdx_record *record, pdx_span words, uint64_t begin, uint64_t end) {
    const uint8_t *data = record->text.data;
    while (words.len > 0 && begin < end && end - begin >= words.len) {
        const uint8_t *first = memchr(data + begin, words.data[0], (size_t)(end - begin - words.len + 1));
        if (first == NULL) break;
        begin = (uint64_t)(first - data);
        if (memcmp(first, words.data, words.len) == 0) return pdx_range_of(begin, begin + words.len);
        begin++;
    }
    return pdx_range_of(0, 0);
}

/* A field's words: in a part of its role, or else in another that is no body text. */
static pdx_range find_field(const pdx_record *record, pdx_span words, uint8_t role) {
    pdx_range elsewhere = pdx_range_of(0, 0);
    size_t i;
    for (i = 0; i < record->parts.len; i++) {
        const pdx_record_part *part = &record->parts.data[i];
        const bool fits = part->role == role;
        pdx_range found;
        if (!fits && (elsewhere.end > 0 || pdx_role_group((pdx_role)part->role) == PDX_GROUP_BODY)) continue;
        found = find_words(record, words, part->range.begin, part->range.end);
        if (fits && found.end > 0) return found;
        if (found.end > 0) elsewhere = found;
    }
    return elsewhere;
}

static pdx_status append_part(pdx_record *record, pdx_span line, const pdx_record_value *value, uint8_t role, pdx_range *range, pdx_error *err) {
    PDX_TRY(pdx_record_add_string(record, line, value->begin, value->end, range, err));
    PDX_TRY(pdx_record_add_part(record, *range, role, err));
    return pdx_record_add_glue(record, '\n', err);
}

/* Where a field stands among the parts; one that another page printed becomes a part of its own. */
static pdx_status place_field(pdx_record *record, pdx_span line, const pdx_record_value *value, uint8_t role, pdx_range *range, pdx_error *err) {
    pdx_buf words;
    pdx_status status;
    *range = pdx_range_of(0, 0);
    if (value->kind != PDX_JSON_STRING || value->end <= value->begin) return PDX_OK;
    pdx_buf_init(&words);
    status = pdx_json_decode(line, value->begin, value->end, record->source.begin, &words, NULL, err);
    if (status == PDX_OK) *range = find_field(record, pdx_buf_view(&words), role);
    pdx_buf_deinit(&words);
    return status == PDX_OK && range->end == 0 ? append_part(record, line, value, role, range, err) : status;
}

/* Goes through the parts of one role: items are found in their order, each behind the one before. */
typedef struct item_finder {
    uint64_t at;
    uint32_t part;
    uint8_t role;
    bool lost; /* one was not found: those that follow stand behind it, so that their order stays */
} item_finder;

static pdx_range find_item(const pdx_record *record, item_finder *self, uint32_t n_parts, pdx_span words) {
    uint32_t i;
    for (i = self->part; i < n_parts && !self->lost; i++) {
        const pdx_record_part *part = &record->parts.data[i];
        const uint64_t begin = part->range.begin > self->at ? part->range.begin : self->at;
        pdx_range found;
        if (part->role != self->role) continue;
        found = find_words(record, words, begin, part->range.end);
        if (found.end == 0) continue;
        self->part = i;
        self->at = found.end;
        return found;
    }
    self->lost = true;
    return pdx_range_of(0, 0);
}

/* One string of a list of items, found among the first `n_parts` parts, or added as a part. */
static pdx_status place_item(pdx_record *record, pdx_span line, const pdx_record_value *value, item_finder *finder, uint32_t n_parts, pdx_buf *words,
                             pdx_error *err) {
    pdx_range range;
    if (value->end <= value->begin) return PDX_OK;
    pdx_buf_reset(words);
    PDX_TRY(pdx_json_decode(line, value->begin, value->end, record->source.begin, words, NULL, err));
    range = find_item(record, finder, n_parts, pdx_buf_view(words));
    if (range.end > 0) return pdx_record_add_item(record, range, finder->part, err);
    PDX_TRY(append_part(record, line, value, finder->role, &range, err));
    return pdx_record_add_item(record, range, (uint32_t)record->parts.len - 1, err);
}

static pdx_status place_list(pdx_record *record, pdx_span line, const pdx_record_value *list, uint8_t role, pdx_buf *words, pdx_error *err) {
    const uint32_t n_parts = (uint32_t)record->parts.len;
    item_finder finder = {0, 0, role, false};
    pdx_json json;
    pdx_json_token token;
    pdx_json_init(&json, pdx_span_slice(line, list->begin, list->end));
    do {
        pdx_record_value value;
        PDX_TRY(pdx_json_next(&json, &token, err));
        if (token.kind != PDX_JSON_STRING || token.depth != 1) continue;
        value.kind = token.kind;
        value.begin = list->begin + token.begin;
        value.end = list->begin + token.end;
        PDX_TRY(place_item(record, line, &value, &finder, n_parts, words, err));
    } while (token.kind != PDX_JSON_END);
    return PDX_OK;
}

static pdx_status place_items(pdx_record *record, pdx_span line, const pdx_record_value *list, uint8_t role, pdx_error *err) {
    pdx_buf words;
    pdx_status status;
    if (list->kind != PDX_JSON_ARRAY) return split_items(record, role, err);
    pdx_buf_init(&words);
    status = place_list(record, line, list, role, &words, err);
    pdx_buf_deinit(&words);
    return status;
}

static int item_order(const void *a, const void *b, const void *context) {
    const uint64_t left = ((const pdx_record_item *)a)->range.begin, right = ((const pdx_record_item *)b)->range.begin;
    (void)context;
    return left < right ? -1 : left > right;
}

static pdx_range in_source(const pdx_record *record, const pdx_record_value *value) {
    if (value->kind != PDX_JSON_STRING) return pdx_range_of(0, 0);
    return pdx_range_of(record->source.begin + value->begin, record->source.begin + value->end);
}

static pdx_status read_bounds(pdx_record *record, pdx_span line, const pdx_record_value *bounds, pdx_error *err) {
    pdx_record_value day;
    if (bounds->kind != PDX_JSON_OBJECT) return PDX_OK;
    record->says_bounds = true;
    PDX_TRY(pdx_record_find_member(line, bounds, "not_before", &day, err));
    record->not_before = in_source(record, &day);
    PDX_TRY(pdx_record_find_member(line, bounds, "before", &day, err));
    record->before = in_source(record, &day);
    return PDX_OK;
}

static pdx_status read_date(pdx_record *record, pdx_span line, const pdx_record_value *date, const pdx_record_value *published, pdx_error *err) {
    pdx_record_value printed;
    memset(&printed, 0, sizeof printed);
    record->says_date = published->kind == PDX_JSON_STRING || published->kind == PDX_JSON_NULL;
    record->published = in_source(record, published);
    if (date->kind == PDX_JSON_OBJECT) PDX_TRY(pdx_record_find_member(line, date, "printed", &printed, err));
    return place_field(record, line, &printed, PDX_ROLE_DATE, &record->date, err);
}

/* A field whose role no part has: another page printed it. */
static pdx_status add_absent(pdx_record *record, pdx_span line, const pdx_record_value *value, uint8_t role, pdx_error *err) {
    pdx_range range;
    size_t i;
    for (i = 0; i < record->parts.len; i++) {
        if (record->parts.data[i].role == role) return PDX_OK;
    }
    return value->kind == PDX_JSON_STRING ? append_part(record, line, value, role, &range, err) : PDX_OK;
}

static pdx_status read_parts(pdx_record *record, pdx_span line, const pdx_record_value *value, pdx_error *err) {
    pdx_json json;
    pdx_json_token token;
    pdx_json_init(&json, pdx_span_slice(line, value->begin, value->end));
    do {
        PDX_TRY(pdx_json_next(&json, &token, err));
        if (token.kind == PDX_JSON_OBJECT) PDX_TRY(add_own_part(record, line, &json, value->begin, err));
    } while (token.kind != PDX_JSON_END);
    return PDX_OK;
}

pdx_status pdx_own_record_read(pdx_record *record, pdx_span line, const pdx_record_value fields[PDX_FIELD_COUNT], pdx_error *err) {
    const pdx_record_value *author = &fields[PDX_FIELD_AUTHOR], *language = &fields[PDX_FIELD_LANGUAGE];
    if (language->kind == PDX_JSON_STRING) record->language = pdx_lang_of_tag(pdx_span_slice(line, language->begin, language->end));
    PDX_TRY(read_parts(record, line, &fields[PDX_FIELD_PARTS], err));
    PDX_TRY(add_absent(record, line, &fields[PDX_FIELD_TITLE], PDX_ROLE_TITLE, err));
    PDX_TRY(add_absent(record, line, &fields[PDX_FIELD_BYLINE], PDX_ROLE_BYLINE, err));
    record->says_author = author->kind == PDX_JSON_STRING || author->kind == PDX_JSON_NULL;
    PDX_TRY(place_field(record, line, author, PDX_ROLE_BYLINE, &record->author, err));
    PDX_TRY(read_date(record, line, &fields[PDX_FIELD_DATE], &fields[PDX_FIELD_PUBLISHED], err));
    PDX_TRY(place_items(record, line, &fields[PDX_FIELD_TAGS], PDX_ROLE_TAGS, err));
    PDX_TRY(place_items(record, line, &fields[PDX_FIELD_CATEGORIES], PDX_ROLE_CATEGORIES, err));
    PDX_TRY(pdx_sort(record->items.data, record->items.len, sizeof *record->items.data, item_order, NULL, NULL, err));
    return read_bounds(record, line, &fields[PDX_FIELD_BOUNDS], err);
}
