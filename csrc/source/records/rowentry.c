#include "source/records/rowentry.h"

#include "source/records/columnnames.h"
#include "source/records/newsfeed_values.h"
#include "source/records/recordparts.h"
#include "source/records/rowvalues.h"

/* How much a key's value counts: the field's own names, names that others have for it, a page of HTML as a whole, a list of paragraphs. */
enum { OWN, OTHERS, PAGE, PARAGRAPHS, NOT_THERE };

typedef struct row_field {
    pdx_record_value value;
    uint8_t rank;
    bool is_html;
} row_field;

typedef struct row_reader {
    pdx_entry *entry;
    pdx_buf *text;
    pdx_offsets *map;
    pdx_span row;
    uint64_t base;
    pdx_row_says *says;
    row_field fields[PDX_ENTRY_FIELD_COUNT];
} row_reader;

/* With their lengths: every key of every row is looked at. */
#define KEY(text) text, sizeof(text) - 1
static const struct own_name {
    const char *key;
    size_t len;
    uint8_t field; /* pdx_entry_field */
    bool is_html;
} own_names[] = {
    {KEY("title"), PDX_ENTRY_TITLE, false},       {KEY("text"), PDX_ENTRY_BODY, false},         {KEY("tags"), PDX_ENTRY_TAG, false},
    {KEY("date"), PDX_ENTRY_PUBLISHED, false},    {KEY("url"), PDX_ENTRY_ADDRESS, false},       {KEY("author"), PDX_ENTRY_AUTHOR, false},
    {KEY("body"), PDX_ENTRY_BODY, false},         {KEY("content"), PDX_ENTRY_BODY, false},      {KEY("categories"), PDX_ENTRY_CATEGORY, false},
    {KEY("byline"), PDX_ENTRY_AUTHOR, false},     {KEY("published"), PDX_ENTRY_PUBLISHED, false}, {KEY("link"), PDX_ENTRY_ADDRESS, false},
    {KEY("html"), PDX_ENTRY_BODY, true},          {KEY("content_html"), PDX_ENTRY_BODY, true},  {KEY("body_html"), PDX_ENTRY_BODY, true},
    {KEY("html_content"), PDX_ENTRY_BODY, true},  {KEY("html_body"), PDX_ENTRY_BODY, true},     {KEY("contentHtml"), PDX_ENTRY_BODY, true},
    {KEY("bodyHtml"), PDX_ENTRY_BODY, true},
};

static bool key_is(pdx_span key, const char *name, size_t len) { return key.len == len && memcmp(key.data, name, len) == 0; }

static pdx_entry_field field_of(pdx_span key, uint8_t *rank, bool *is_html) {
    *rank = OWN;
    for (size_t i = 0; i < PDX_COUNTOF(own_names); i++) {
        const struct own_name *name = &own_names[i];
        if (!key_is(key, name->key, name->len)) continue;
        *is_html = name->is_html;
        return (pdx_entry_field)name->field;
    }
    *rank = OTHERS;
    *is_html = false;
    return key_is(key, KEY("created_utc")) ? PDX_ENTRY_PUBLISHED : key_is(key, KEY("content_text")) ? PDX_ENTRY_BODY : pdx_column_field(key);
}

static bool says_language(pdx_span key) { return key_is(key, KEY("language")) || key_is(key, KEY("lang")) || key_is(key, KEY("locale")); }

static bool is_text(pdx_json_kind kind) { return kind == PDX_JSON_STRING || kind == PDX_JSON_NUMBER; }

static bool is_names(pdx_entry_field field) { return field == PDX_ENTRY_AUTHOR || field == PDX_ENTRY_TAG || field == PDX_ENTRY_CATEGORY; }

/* Which values a field may have. A number is read as text where the key is the field's own, or says a time. */
static bool may_be(pdx_entry_field field, uint8_t rank, pdx_json_kind kind) {
    const bool is_day = field == PDX_ENTRY_PUBLISHED || field == PDX_ENTRY_UPDATED;
    if (field == PDX_ENTRY_OTHER) return false;
    if (kind == PDX_JSON_STRING) return true;
    if (kind == PDX_JSON_NUMBER) return rank == OWN || is_day;
    if (kind == PDX_JSON_ARRAY) return is_names(field) || field == PDX_ENTRY_BODY;
    return kind == PDX_JSON_OBJECT &&
           (is_names(field) || is_day || field == PDX_ENTRY_TITLE || field == PDX_ENTRY_BODY || field == PDX_ENTRY_SUMMARY);
}

/* How long the sign is that a tag begins with, at the beginning of a string as JSON writes it; 0: there is none. */
static size_t sign_len(pdx_span json) {
    static const char *const signs[] = {"<", "\\u003c", "\\u003C"};
    for (size_t i = 0; i < PDX_COUNTOF(signs); i++) {
        if (pdx_span_starts(json, pdx_span_str(signs[i]))) return strlen(signs[i]);
    }
    return 0;
}

/* Whether HTML is that of a page, with all that stands round its post. */
static bool is_page(pdx_span html) {
    static const char *const begins[] = {"html", "HTML", "body", "BODY", "!doctype", "!DOCTYPE", "head", "HEAD"};
    const size_t most = pdx_min_size(html.len, 2048);
    for (size_t i = 0; i < most; i++) {
        const size_t sign = html.data[i] == '<' || html.data[i] == '\\' ? sign_len(pdx_span_slice(html, i, html.len)) : 0;
        for (size_t k = 0; sign > 0 && k < PDX_COUNTOF(begins); k++) {
            if (pdx_span_starts(pdx_span_slice(html, i + sign, html.len), pdx_span_str(begins[k]))) return true;
        }
        if (sign == 0 && html.data[i] == '\\') i++; /* what is escaped begins nothing */
    }
    return false;
}

/* Of the text and the HTML of one body the latter counts, which says more; of two others the first. */
static bool counts_more(const row_field *field, const pdx_record_value *value, uint8_t rank, bool is_html) {
    if (value->end <= value->begin && value->kind == PDX_JSON_STRING) return false;
    return field->rank == NOT_THERE || rank < field->rank || (is_html && !field->is_html && rank == field->rank);
}

static void take(row_reader *r, pdx_entry_field field, const pdx_record_value *value, uint8_t rank, bool is_html) {
    if (is_html && value->kind == PDX_JSON_STRING && is_page(pdx_span_slice(r->row, value->begin, value->end))) rank = PAGE;
    if (field == PDX_ENTRY_BODY && value->kind == PDX_JSON_ARRAY) rank = PARAGRAPHS;
    if (!may_be(field, rank, value->kind) || !counts_more(&r->fields[field], value, rank, is_html)) return;
    r->fields[field].value = *value;
    r->fields[field].rank = rank;
    r->fields[field].is_html = is_html;
}

/* First pass: where the value of each field stands. */
static pdx_status find_fields(row_reader *r, pdx_error *err) {
    pdx_json json;
    pdx_json_token token;
    pdx_json_init(&json, r->row);
    PDX_TRY(pdx_json_next(&json, &token, err));
    if (token.kind != PDX_JSON_OBJECT) return pdx_fail(err, PDX_EFORMAT, 0, "not an object");
    for (;;) {
        pdx_record_value value;
        pdx_span key;
        pdx_entry_field field;
        uint8_t rank;
        bool is_html;
        PDX_TRY(pdx_json_next(&json, &token, err));
        if (token.kind != PDX_JSON_KEY) break;
        key = pdx_span_slice(r->row, token.begin, token.end);
        field = field_of(key, &rank, &is_html);
        PDX_TRY(pdx_json_next(&json, &token, err));
        value.kind = token.kind;
        value.begin = token.begin;
        PDX_TRY(pdx_json_skip(&json, &token, err));
        value.end = token.kind == PDX_JSON_OBJECT || token.kind == PDX_JSON_ARRAY ? json.at : token.end;
        take(r, field, &value, rank, is_html);
        if (value.kind == PDX_JSON_STRING && r->says->language == PDX_LANG_NONE && says_language(key)) {
            r->says->language = pdx_lang_of_tag(pdx_span_slice(r->row, value.begin, value.end));
        }
    }
    return pdx_json_next(&json, &token, err); /* nothing may follow the object */
}

/* ---- second pass: what they say, in any order: the entry puts them in its own */

static pdx_status add_string(row_reader *r, size_t begin, size_t end, pdx_entry_field field, bool is_html, pdx_error *err) {
    const uint64_t from = r->text->len;
    pdx_span said;
    PDX_TRY(pdx_json_decode(r->row, begin, end, r->base, r->text, r->map, err));
    said = pdx_span_slice(pdx_buf_view(r->text), (size_t)from, r->text->len);
    if (field == PDX_ENTRY_BODY || field == PDX_ENTRY_SUMMARY) is_html = is_html || pdx_row_has_tags(said); /* a title may speak of a tag */
    if (field == PDX_ENTRY_BODY) r->entry->breaks_lines = !pdx_row_has_paragraphs(said);
    if (!pdx_entry_add(r->entry, field, is_html, pdx_range_of(from, r->text->len))) return pdx_fail_memory(err);
    pdx_buf_byte(r->text, '\n');
    return !r->text->failed && pdx_offsets_add(r->map, 1, r->map->source_end, 0, false) ? PDX_OK : pdx_fail_memory(err);
}

/* Names in one text, with something between them. */
static pdx_status add_list(row_reader *r, const pdx_record_value *value, pdx_entry_field field, pdx_error *err) {
    const uint64_t from = r->text->len;
    PDX_TRY(pdx_json_decode(r->row, value->begin, value->end, r->base, r->text, r->map, err));
    return pdx_row_add_list(r->entry, (uint8_t)field, pdx_range_of(from, r->text->len), err);
}

/* What an object is called: a person, a tag. */
static pdx_status add_named(row_reader *r, const pdx_record_value *object, pdx_entry_field field, pdx_error *err) {
    static const char *const names[] = {"name", "display_name", "displayName", "full_name",   "title", "label",
                                        "text", "term",         "username",    "screen_name", "slug"};
    for (size_t i = 0; i < PDX_COUNTOF(names); i++) {
        pdx_record_value name;
        PDX_TRY(pdx_record_find_member(r->row, object, names[i], &name, err));
        if (name.kind == PDX_JSON_STRING && name.end > name.begin) return add_string(r, name.begin, name.end, field, false, err);
    }
    return PDX_OK;
}

static pdx_status add_array(row_reader *r, const pdx_record_value *array, pdx_entry_field field, pdx_error *err) {
    const size_t base = array->begin;
    pdx_json json;
    pdx_json_token token;
    pdx_json_init(&json, pdx_span_slice(r->row, array->begin, array->end));
    do {
        PDX_TRY(pdx_json_next(&json, &token, err));
        if (is_text(token.kind) && token.depth == 1) PDX_TRY(add_string(r, base + token.begin, base + token.end, field, false, err));
        if (token.kind == PDX_JSON_OBJECT && token.depth == 1 && is_names(field)) {
            pdx_record_value object = {base + token.begin, 0, token.kind};
            PDX_TRY(pdx_json_skip(&json, &token, err));
            object.end = base + json.at;
            PDX_TRY(add_named(r, &object, field, err));
        }
    } while (token.kind != PDX_JSON_END);
    return PDX_OK;
}

/* A date as postdex writes it: what is printed, and what that is in ISO 8601, where somebody knows. What a field says by an object is its rendered
 * text. */
static pdx_status add_object(row_reader *r, const pdx_record_value *object, pdx_entry_field field, pdx_error *err) {
    const bool is_day = field == PDX_ENTRY_PUBLISHED || field == PDX_ENTRY_UPDATED;
    pdx_record_value said, value;
    if (is_names(field)) return add_named(r, object, field, err);
    PDX_TRY(pdx_record_find_member(r->row, object, is_day ? "printed" : "rendered", &said, err));
    if (said.kind != PDX_JSON_STRING) return PDX_OK;
    if (field == PDX_ENTRY_PUBLISHED) {
        PDX_TRY(pdx_record_find_member(r->row, object, "value", &value, err));
        if (value.kind == PDX_JSON_STRING) r->says->published = pdx_range_of(value.begin, value.end);
    }
    return add_string(r, said.begin, said.end, field, !is_day, err);
}

static pdx_status add_field(row_reader *r, pdx_entry_field field, pdx_error *err) {
    const row_field *said = &r->fields[field];
    const bool is_list = field == PDX_ENTRY_TAG || field == PDX_ENTRY_CATEGORY;
    if (said->rank == NOT_THERE) return PDX_OK;
    if (said->value.kind == PDX_JSON_ARRAY) return add_array(r, &said->value, field, err);
    if (said->value.kind == PDX_JSON_OBJECT) return add_object(r, &said->value, field, err);
    return is_list ? add_list(r, &said->value, field, err) : add_string(r, said->value.begin, said->value.end, field, said->is_html, err);
}

pdx_status pdx_row_read(pdx_entry *entry, pdx_buf *text, pdx_offsets *map, pdx_span object, uint64_t base, pdx_row_says *says, pdx_error *err) {
    row_reader r = {.entry = entry, .text = text, .map = map, .row = object, .base = base, .says = says};
    for (size_t i = 0; i < PDX_COUNTOF(r.fields); i++) r.fields[i].rank = NOT_THERE;
    says->language = PDX_LANG_NONE;
    says->published = pdx_range_of(0, 0);
    entry->is_summary = true;
    entry->breaks_lines = false; /* the row before may have broken them */
    PDX_TRY(find_fields(&r, err));
    for (size_t i = 0; i < PDX_COUNTOF(r.fields); i++) PDX_TRY(add_field(&r, (pdx_entry_field)i, err));
    return PDX_OK;
}
