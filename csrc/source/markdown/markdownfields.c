#include "source/markdown/markdownfields.h"

#include "source/syntax/fields.h"
#include "source/records/recordparts.h"

/* A flag is there where it is true: the words are its key's. What the body is written in is told by nothing else. */
typedef enum how { LINES, LIST, FLAG, LANGUAGE, WRITTEN } how;

/* Keys as Jekyll, Hugo, Pelican, Zola and their like have them. Of a field's keys the first that the file has counts; the others are kept as they
 * stand. */
static const struct { const char *key; uint8_t role, how;
} keys[] = {
    {"title", PDX_ROLE_TITLE, LINES},
    {"author", PDX_ROLE_BYLINE, LIST}, {"authors", PDX_ROLE_BYLINE, LIST}, {"byline", PDX_ROLE_BYLINE, LIST}, {"by", PDX_ROLE_BYLINE, LIST},
    {"date", PDX_ROLE_DATE, LINES}, {"published", PDX_ROLE_DATE, LINES}, {"publishdate", PDX_ROLE_DATE, LINES}, {"pubdate", PDX_ROLE_DATE, LINES},
    {"created", PDX_ROLE_DATE, LINES},
    {"lastmod", PDX_ROLE_UPDATED, LINES}, {"updated", PDX_ROLE_UPDATED, LINES}, {"modified", PDX_ROLE_UPDATED, LINES},
    {"last_modified_at", PDX_ROLE_UPDATED, LINES},
    {"categories", PDX_ROLE_CATEGORIES, LIST}, {"category", PDX_ROLE_CATEGORIES, LIST}, {"section", PDX_ROLE_CATEGORIES, LIST},
    {"tags", PDX_ROLE_TAGS, LIST}, {"topics", PDX_ROLE_TAGS, LIST}, {"keywords", PDX_ROLE_TAGS, LIST}, {"tag", PDX_ROLE_TAGS, LIST},
    {"filetags", PDX_ROLE_TAGS, LIST},
    /* behind the body */
    {"summary", PDX_ROLE_SUMMARY, LINES}, {"description", PDX_ROLE_SUMMARY, LINES}, {"excerpt", PDX_ROLE_SUMMARY, LINES},
    {"deck", PDX_ROLE_SUMMARY, LINES}, {"subtitle", PDX_ROLE_SUMMARY, LINES},
    {"layout", PDX_ROLE_KIND, LINES}, {"type", PDX_ROLE_KIND, LINES}, {"kind", PDX_ROLE_KIND, LINES},
    {"status", PDX_ROLE_STATUS, LINES}, {"draft", PDX_ROLE_STATUS, FLAG},
    {"url", PDX_ROLE_ADDRESS, LINES}, {"permalink", PDX_ROLE_ADDRESS, LINES}, {"link", PDX_ROLE_ADDRESS, LINES}, {"slug", PDX_ROLE_ADDRESS, LINES},
    {"image", PDX_ROLE_IMAGE, LINES}, {"thumbnail", PDX_ROLE_IMAGE, LINES}, {"cover", PDX_ROLE_IMAGE, LINES},
    {"lang", PDX_ROLE_BLANK, LANGUAGE}, {"language", PDX_ROLE_BLANK, LANGUAGE}, {"locale", PDX_ROLE_BLANK, LANGUAGE},
    {"content-type", PDX_ROLE_BLANK, WRITTEN},
};

static bool stands_behind(uint8_t role) { return role == PDX_ROLE_OTHER || (role >= PDX_ROLE_SUMMARY && role != PDX_ROLE_UPDATED); }

enum { NO_ROW = PDX_COUNTOF(keys) };

static bool is_true(pdx_span text) {
    return pdx_field_is(text, "true") || pdx_field_is(text, "yes") || pdx_field_is(text, "on") || pdx_field_is(text, "1");
}
static bool is_false(pdx_span text) { return pdx_field_is(text, "false") || pdx_field_is(text, "no") || pdx_field_is(text, "off"); }

static pdx_span said_of(const pdx_markdown *markdown, pdx_range range) {
    return pdx_span_slice(markdown->bytes, (size_t)range.begin, (size_t)range.end);
}

static size_t row_of(const pdx_markdown *markdown, const pdx_front_value *value) {
    const pdx_span key = said_of(markdown, value->key);
    const uint8_t first = key.len == 0 ? 0 : key.data[0] | 0x20;
    size_t i = 0;
    if (value->style == PDX_FRONT_RAW) return NO_ROW;
    while (i < NO_ROW && ((uint8_t)keys[i].key[0] != first || !pdx_field_is(key, keys[i].key))) i++;
    if (i < NO_ROW && keys[i].role == PDX_ROLE_DATE && (is_true(said_of(markdown, value->range)) || is_false(said_of(markdown, value->range)))) {
        return NO_ROW; /* Jekyll's `published: false` */
    }
    if (i < NO_ROW && keys[i].how == WRITTEN && markdown->front.dialect != PDX_FRONT_TEXT) return NO_ROW;
    return i;
}

/* Finds the field of each value. */
static pdx_status rows_find(pdx_markdown *markdown, pdx_error *err) {
    markdown->rows.len = 0;
    markdown->has_rows = 0;
    for (size_t i = 0; i < markdown->front.values.len; i++) {
        const size_t row = row_of(markdown, &markdown->front.values.data[i]);
        if (!PDX_VEC_PUSH(&markdown->rows, (uint8_t)row)) return pdx_fail_memory(err);
        if (row < NO_ROW) markdown->has_rows |= (uint64_t)1 << row;
    }
    return PDX_OK;
}

static bool has_key(const pdx_markdown *markdown, size_t row) { return (markdown->has_rows >> row & 1) != 0; }

static bool has_key_of(const pdx_markdown *markdown, const char *key) {
    size_t row = 0;
    while (row < NO_ROW && strcmp(keys[row].key, key) != 0) row++;
    return row < NO_ROW && has_key(markdown, row);
}

bool pdx_markdown_has_title(const pdx_markdown *markdown) { return has_key(markdown, 0); }

static pdx_status put(const pdx_markdown *markdown, pdx_record *record, const pdx_front_value *value, pdx_range *range, pdx_error *err) {
    range->begin = record->text.len;
    if (!pdx_front_decode(markdown->bytes, value, 0, &record->text, &record->map)) return pdx_fail_memory(err);
    range->end = record->text.len;
    return PDX_OK;
}

/* Jekyll, whose posts say with which layout they are shown, takes a line of several tags or categories for words. */
static bool has_words(const pdx_markdown *markdown, const pdx_front_value *value) {
    const pdx_span key = said_of(markdown, value->key);
    return markdown->front.kind == PDX_FRONT_YAML && (pdx_field_is(key, "tags") || pdx_field_is(key, "categories")) && has_key_of(markdown, "layout");
}

/* Items between commas, or colons where Org's tags begin with one; between spaces where they are words and no comma is there. */
static pdx_status split(const pdx_markdown *markdown, const pdx_front_value *value, pdx_record *record, pdx_range range, pdx_error *err) {
    const bool colons = pdx_field_is(said_of(markdown, value->key), "filetags") && range.end > range.begin && record->text.data[range.begin] == ':';
    const uint8_t comma = colons ? ':' : ',';
    bool words = has_words(markdown, value);
    uint64_t begin = range.begin;
    if (range.end > begin && memchr(record->text.data + begin, ',', (size_t)(range.end - begin)) != NULL) words = false;
    for (uint64_t at = range.begin; at <= range.end; at++) {
        pdx_range one;
        if (at < range.end && (words ? !pdx_markdown_is_space(record->text.data[at]) : record->text.data[at] != comma)) continue;
        one = pdx_range_of(begin, at);
        while (one.begin < one.end && pdx_markdown_is_space(record->text.data[one.begin])) one.begin++;
        while (one.end > one.begin && pdx_markdown_is_space(record->text.data[one.end - 1])) one.end--;
        PDX_TRY(pdx_record_add_item(record, one, (uint32_t)record->parts.len, err));
        begin = at + 1;
    }
    return PDX_OK;
}

/* All values of a key as one part. */
static pdx_status add_list(const pdx_markdown *markdown, pdx_record *record, size_t row, pdx_error *err) {
    const uint64_t begin = record->text.len;
    for (size_t i = 0; i < markdown->front.values.len; i++) {
        const pdx_front_value *value = &markdown->front.values.data[i];
        pdx_range range;
        if (markdown->rows.data[i] != row) continue;
        if (record->text.len > begin) {
            PDX_TRY(pdx_record_add_glue(record, ',', err));
            PDX_TRY(pdx_record_add_glue(record, ' ', err));
        }
        PDX_TRY(put(markdown, record, value, &range, err));
        if (keys[row].role == PDX_ROLE_BYLINE) continue;
        PDX_TRY(value->in_list ? pdx_record_add_item(record, range, (uint32_t)record->parts.len, err) : split(markdown, value, record, range, err));
    }
    PDX_TRY(pdx_record_add_part(record, pdx_range_of(begin, record->text.len), keys[row].role, err));
    return record->text.len > begin ? pdx_record_add_glue(record, '\n', err) : PDX_OK;
}

static pdx_status add_value(const pdx_markdown *markdown, pdx_record *record, size_t row, const pdx_front_value *value, pdx_error *err) {
    const pdx_span said = said_of(markdown, value->range);
    pdx_range range = pdx_range_of(record->text.len, record->text.len);
    if (keys[row].how == WRITTEN) return PDX_OK;
    if (keys[row].how == LANGUAGE) {
        record->language = pdx_lang_parse(pdx_span_slice(said, 0, pdx_min_size(said.len, 2)));
        return PDX_OK;
    }
    if (keys[row].how == FLAG) {
        if (!is_true(said)) return PDX_OK;
        PDX_TRY(pdx_markdown_copy(markdown, record, value->key, err));
        range.end = record->text.len;
    } else {
        PDX_TRY(put(markdown, record, value, &range, err));
        for (uint64_t i = range.begin; keys[row].role == PDX_ROLE_TITLE && i < range.end; i++) { /* of several lines is one */
            if (record->text.data[i] == '\n') record->text.data[i] = ' ';
        }
    }
    PDX_TRY(pdx_record_add_lines(record, range, keys[row].role, err));
    return record->text.len > range.begin ? pdx_record_add_glue(record, '\n', err) : PDX_OK;
}

/* What no field has: its lines, as they stand. */
static pdx_status add_other(const pdx_markdown *markdown, pdx_record *record, const pdx_front_value *value, pdx_error *err) {
    const uint64_t begin = record->text.len;
    pdx_range range;
    if (value->style != PDX_FRONT_RAW && !value->in_list) {
        PDX_TRY(pdx_markdown_copy(markdown, record, value->key, err));
        PDX_TRY(pdx_record_add_glue(record, ':', err));
        PDX_TRY(pdx_record_add_glue(record, ' ', err));
    }
    PDX_TRY(put(markdown, record, value, &range, err));
    PDX_TRY(pdx_record_add_part(record, pdx_range_of(begin, record->text.len), PDX_ROLE_OTHER, err));
    return pdx_record_add_glue(record, '\n', err);
}

/* Whether an earlier key of the same field is there. */
static bool is_taken(const pdx_markdown *markdown, size_t row) {
    for (size_t i = 0; i < row; i++) {
        if (keys[i].role == keys[row].role && keys[i].how == keys[row].how && keys[row].how != FLAG && keys[row].role != PDX_ROLE_IMAGE &&
            has_key(markdown, i)) {
            return true;
        }
    }
    return false;
}

static pdx_status add_row(pdx_markdown *markdown, pdx_record *record, size_t row, pdx_error *err) {
    if (keys[row].how == LIST) return add_list(markdown, record, row, err);
    for (size_t i = 0; i < markdown->front.values.len; i++) {
        const pdx_front_value *value = &markdown->front.values.data[i];
        if (markdown->rows.data[i] == row) PDX_TRY(add_value(markdown, record, row, value, err));
    }
    return PDX_OK;
}

static pdx_status add_others(pdx_markdown *markdown, pdx_record *record, pdx_error *err) {
    for (size_t i = 0; i < markdown->front.values.len; i++) {
        const pdx_front_value *value = &markdown->front.values.data[i];
        const size_t row = markdown->rows.data[i];
        if (row == NO_ROW || is_taken(markdown, row)) PDX_TRY(add_other(markdown, record, value, err));
    }
    return PDX_OK;
}

pdx_status pdx_markdown_fields(pdx_markdown *markdown, pdx_record *record, bool behind, pdx_error *err) {
    if (!behind) PDX_TRY(rows_find(markdown, err));
    for (size_t row = 0; row < NO_ROW; row++) {
        if (stands_behind(keys[row].role) != behind || !has_key(markdown, row) || is_taken(markdown, row)) continue;
        PDX_TRY(add_row(markdown, record, row, err));
    }
    return behind ? add_others(markdown, record, err) : PDX_OK;
}
