#include "source/records/rowentry.h"

#include "source/records/columnnames.h"
#include "source/records/newsfeed_values.h"
#include "source/records/recordparts.h"
#include "source/records/rowlisted.h"
#include "source/records/rowmarks.h"
#include "source/records/rowvalues.h"
#include "source/records/rowwraps.h"

/* How much a key's value counts: the field's own names, names that others have for it, those that say it of something, a page of HTML as a
 * whole, a list of paragraphs. */
enum { OWN, OTHERS, LOOSE, PAGE, PARAGRAPHS, NOT_THERE };

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
    bool settled[PDX_ENTRY_FIELD_COUNT]; /* by an object within the one that is looked at */
    PDX_VEC(pdx_record_value) links;     /* of the stretches of a text, until it has ended */
    bool may_list;                       /* it has lists in which it may say what it does not say itself */
    bool may_list_pictures;
    pdx_range within;                    /* the object that says its text */
    bool by_bytes;                       /* its strings are UTF-8 that is escaped byte by byte */
    bool is_rendered;                    /* it says by objects what is rendered of it: numbers for names mean rows of other tables */
} row_reader;

/* With their lengths: every key of every row is looked at. */
#define KEY(text) text, sizeof(text) - 1
static const struct own_name {
    const char *key;
    size_t len;
    uint8_t field; /* pdx_entry_field */
    bool is_html;
} own_names[] = {
    {KEY("title"), PDX_ENTRY_TITLE, false},      {KEY("text"), PDX_ENTRY_BODY, false},           {KEY("tags"), PDX_ENTRY_TAG, false},
    {KEY("date"), PDX_ENTRY_PUBLISHED, false},   {KEY("url"), PDX_ENTRY_ADDRESS, false},         {KEY("author"), PDX_ENTRY_AUTHOR, false},
    {KEY("body"), PDX_ENTRY_BODY, false},        {KEY("content"), PDX_ENTRY_BODY, false},        {KEY("categories"), PDX_ENTRY_CATEGORY, false},
    {KEY("byline"), PDX_ENTRY_AUTHOR, false},    {KEY("published"), PDX_ENTRY_PUBLISHED, false}, {KEY("link"), PDX_ENTRY_ADDRESS, false},
    {KEY("html"), PDX_ENTRY_BODY, true},         {KEY("content_html"), PDX_ENTRY_BODY, true},    {KEY("body_html"), PDX_ENTRY_BODY, true},
    {KEY("html_content"), PDX_ENTRY_BODY, true}, {KEY("html_body"), PDX_ENTRY_BODY, true},       {KEY("contentHtml"), PDX_ENTRY_BODY, true},
    {KEY("bodyHtml"), PDX_ENTRY_BODY, true},     {KEY("user_profile"), PDX_ENTRY_AUTHOR, false},
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
    bool is_loose;
    const pdx_entry_field field = pdx_column_field_told(key, &is_loose);
    *is_html = false;
    *rank = is_loose ? LOOSE : OTHERS;
    if (key_is(key, KEY("created_utc"))) return PDX_ENTRY_PUBLISHED;
    if (!key_is(key, KEY("content_text"))) return field;
    *rank = OTHERS;
    return PDX_ENTRY_BODY;
}

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

/* Whether HTML is that of a page, with all that stands round its post; or escaped once more, as some interfaces write it: a text says it better. */
static bool is_page(pdx_span html) {
    static const char *const begins[] = {"html", "HTML", "body", "BODY", "!doctype", "!DOCTYPE", "head", "HEAD"};
    const size_t most = pdx_min_size(html.len, 2048);
    if (pdx_span_starts(html, pdx_span_str("&lt;"))) return true;
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
    if (r->settled[field] || !may_be(field, rank, value->kind) || !counts_more(&r->fields[field], value, rank, is_html)) return;
    r->fields[field].value = *value;
    r->fields[field].rank = rank;
    r->fields[field].is_html = is_html;
}

static bool is_kind(pdx_span said) {
    static const char *const kinds[] = {"post", "page", "attachment"}; /* other words say what form a post has, or what program it is of */
    for (size_t i = 0; i < PDX_COUNTOF(kinds); i++) {
        if (pdx_span_equal(said, pdx_span_str(kinds[i]))) return true;
    }
    return false;
}

/* What a member of the row says besides: its language, its kind. */
static void take_word(row_reader *r, pdx_span key, const pdx_record_value *value) {
    const pdx_span said = pdx_span_slice(r->row, value->begin, value->end);
    if (value->kind != PDX_JSON_STRING) return;
    if (r->says->language == PDX_LANG_NONE && pdx_column_says_language(key)) r->says->language = pdx_lang_of_tag(said);
    if (key_is(key, KEY("type")) && is_kind(said)) take(r, PDX_ENTRY_KIND, value, OTHERS, false);
}

/* Tags that a service found in the text: `{"entities": {"hashtags": [{"text": "quay"}]}}`. */
static pdx_status take_entities(row_reader *r, pdx_span key, const pdx_record_value *object, pdx_error *err) {
    pdx_record_value tags;
    if (object->kind != PDX_JSON_OBJECT || !key_is(key, KEY("entities"))) return PDX_OK;
    PDX_TRY(pdx_record_find_member(r->row, object, "hashtags", &tags, err));
    if (tags.kind == PDX_JSON_ARRAY) take(r, PDX_ENTRY_TAG, &tags, OTHERS, false);
    return PDX_OK;
}

/* First pass: where the value of each field stands in the object at `range` of the row; what is wrapped in it has said its part. */
static pdx_status find_fields(row_reader *r, pdx_range range, uint64_t wrapped, pdx_error *err) {
    const size_t base = (size_t)range.begin;
    const pdx_span object = pdx_span_slice(r->row, base, (size_t)range.end);
    pdx_json json;
    pdx_json_token token;
    pdx_json_init(&json, object);
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
        key = pdx_span_slice(object, token.begin, token.end);
        field = field_of(key, &rank, &is_html);
        PDX_TRY(pdx_json_next(&json, &token, err));
        value.kind = token.kind;
        value.begin = base + token.begin;
        PDX_TRY(pdx_json_skip(&json, &token, err));
        value.end = base + (token.kind == PDX_JSON_OBJECT || token.kind == PDX_JSON_ARRAY ? json.at : token.end);
        if (value.begin != wrapped) take(r, field, &value, rank, is_html);
        if (value.kind == PDX_JSON_ARRAY || value.kind == PDX_JSON_OBJECT) {
            r->may_list = r->may_list || pdx_row_may_list(key);
            r->may_list_pictures = r->may_list_pictures || pdx_row_may_list_pictures(key);
        }
        take_word(r, key, &value);
        PDX_TRY(take_entities(r, key, &value, err));
    }
    return pdx_json_next(&json, &token, err); /* nothing may follow the object */
}

static void forget_fields(row_reader *r) {
    memset(r->settled, 0, sizeof r->settled);
    for (size_t i = 0; i < PDX_COUNTOF(r->fields); i++) r->fields[i].rank = NOT_THERE;
}

static bool has_words(const row_reader *r) {
    const row_field *body = &r->fields[PDX_ENTRY_BODY];
    return r->fields[PDX_ENTRY_TITLE].rank != NOT_THERE || (body->rank != NOT_THERE && body->value.kind != PDX_JSON_OBJECT);
}

/* Where a row says nothing itself, an object within it may: the innermost counts, then those round it. What has a title alone is something that a
 * row with a summary speaks of: where that is from. */
static pdx_status find_wrapped(row_reader *r, pdx_error *err) {
    pdx_row_wraps wraps;
    uint64_t wrapped = UINT64_MAX;
    pdx_row_wraps_find(&wraps, r->row);
    if (wraps.n < 2 || (!wraps.has_text && r->fields[PDX_ENTRY_SUMMARY].rank != NOT_THERE)) return PDX_OK;
    forget_fields(r);
    r->within = wraps.objects[wraps.n - 1];
    for (size_t i = wraps.n; i > 0; i--) {
        PDX_TRY(find_fields(r, wraps.objects[i - 1], wrapped, err));
        wrapped = wraps.objects[i - 1].begin;
        for (size_t field = 0; field < PDX_COUNTOF(r->fields); field++) r->settled[field] = r->fields[field].rank != NOT_THERE;
    }
    return PDX_OK;
}

/* ---- second pass: what they say, in any order: the entry puts them in its own */

static pdx_status end_line(row_reader *r, pdx_error *err) {
    pdx_buf_byte(r->text, '\n');
    return !r->text->failed && pdx_offsets_add(r->map, 1, r->map->source_end, 0, false) ? PDX_OK : pdx_fail_memory(err);
}

/* The sign before a tag, which is none of its name. */
static size_t says_sign(pdx_entry_field field, pdx_span said) { return field == PDX_ENTRY_TAG && said.len > 1 && said.data[0] == '#'; }

static pdx_status decode(row_reader *r, size_t begin, size_t end, pdx_error *err) {
    if (r->by_bytes) return pdx_json_decode_bytes(r->row, begin, end, r->base, r->text, r->map, err);
    return pdx_json_decode(r->row, begin, end, r->base, r->text, r->map, err);
}

static pdx_status add_string(row_reader *r, size_t begin, size_t end, pdx_entry_field field, bool is_html, pdx_error *err) {
    const uint64_t from = r->text->len;
    pdx_span said;
    PDX_TRY(decode(r, begin, end, err));
    said = pdx_span_slice(pdx_buf_view(r->text), (size_t)from, r->text->len);
    is_html = is_html || pdx_row_is_html(field, said);
    if (field == PDX_ENTRY_BODY) r->entry->breaks_lines = !pdx_row_has_paragraphs(said);
    if (field == PDX_ENTRY_BODY && !is_html && pdx_row_has_marks(said)) {
        PDX_TRY(end_line(r, err));
        PDX_TRY(pdx_row_marks_read(r->entry, r->text, r->map, pdx_range_of(from, from + said.len), err));
        return end_line(r, err);
    }
    if (!pdx_entry_add(r->entry, field, is_html, pdx_range_of(from + says_sign(field, said), r->text->len))) return pdx_fail_memory(err);
    return end_line(r, err);
}

/* Names in one text, with something between them. */
static pdx_status add_list(row_reader *r, const pdx_record_value *value, pdx_entry_field field, pdx_error *err) {
    const uint64_t from = r->text->len;
    PDX_TRY(decode(r, value->begin, value->end, err));
    return pdx_row_add_list(r->entry, (uint8_t)field, pdx_range_of(from, r->text->len), err);
}

/* The first of the names that the object has a string or a number for. */
static pdx_status member_of(const row_reader *r, const pdx_record_value *object, const char *const *names, size_t n, pdx_record_value *out,
                            pdx_error *err) {
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < n && !(is_text(out->kind) && out->end > out->begin); i++)
        PDX_TRY(pdx_record_find_member(r->row, object, names[i], out, err));
    if (!is_text(out->kind)) out->kind = PDX_JSON_END;
    return PDX_OK;
}

/* What an object is called: a person, a tag. What it says may be wrapped in it; somebody who is only spoken of is no tag. */
static pdx_status add_named(row_reader *r, const pdx_record_value *object, pdx_entry_field field, pdx_error *err) {
    static const char *const names[] = {"real_name", "name", "display_name", "displayName", "full_name",   "title", "label",
                                        "text", "term",         "username",    "screen_name", "slug"},
                             *const wraps[] = {"data", "attributes"};
    pdx_record_value said, inner = *object;
    PDX_TRY(pdx_record_find_member(r->row, object, "type", &said, err));
    if (said.kind == PDX_JSON_STRING && key_is(pdx_span_slice(r->row, said.begin, said.end), KEY("Mention"))) return PDX_OK;
    for (size_t i = 0; i <= PDX_COUNTOF(wraps); i++) {
        if (inner.kind == PDX_JSON_OBJECT) PDX_TRY(member_of(r, &inner, names, PDX_COUNTOF(names), &said, err));
        if (said.kind == PDX_JSON_STRING && inner.kind == PDX_JSON_OBJECT) return add_string(r, said.begin, said.end, field, false, err);
        if (i < PDX_COUNTOF(wraps)) PDX_TRY(pdx_record_find_member(r->row, object, wraps[i], &inner, err));
    }
    return PDX_OK;
}

/* What an object in the list of a text says: its words, and where they lead. A stretch of a line has none of its own. */
static pdx_status add_stretch(row_reader *r, const pdx_record_value *object, bool in_line, pdx_error *err) {
    pdx_record_value words, href;
    PDX_TRY(pdx_record_find_member(r->row, object, "text", &words, err));
    if (words.kind != PDX_JSON_STRING) return PDX_OK;
    if (in_line)
        PDX_TRY(decode(r, words.begin, words.end, err));
    else
        PDX_TRY(add_string(r, words.begin, words.end, PDX_ENTRY_BODY, false, err));
    PDX_TRY(pdx_record_find_member(r->row, object, "href", &href, err));
    if (href.kind != PDX_JSON_STRING || !PDX_VEC_PUSH(&r->links, href)) return href.kind == PDX_JSON_STRING ? pdx_fail_memory(err) : PDX_OK;
    return PDX_OK;
}

/* One thing of a list at `value`. */
static pdx_status add_one(row_reader *r, const pdx_record_value *value, pdx_entry_field field, bool in_line, pdx_error *err) {
    const bool is_object = value->kind == PDX_JSON_OBJECT;
    if (field == PDX_ENTRY_BODY && is_object) return add_stretch(r, value, in_line, err);
    if (in_line) return decode(r, value->begin, value->end, err);
    if (is_object) return is_names(field) ? add_named(r, value, field, err) : PDX_OK;
    return r->is_rendered && value->kind == PDX_JSON_NUMBER ? PDX_OK : add_string(r, value->begin, value->end, field, false, err);
}

static pdx_status add_each(row_reader *r, const pdx_record_value *array, pdx_entry_field field, bool in_line, pdx_error *err) {
    const size_t base = array->begin;
    pdx_json json;
    pdx_json_token token;
    pdx_json_init(&json, pdx_span_slice(r->row, array->begin, array->end));
    do {
        pdx_record_value value;
        PDX_TRY(pdx_json_next(&json, &token, err));
        if (token.depth != 1 || (!is_text(token.kind) && token.kind != PDX_JSON_OBJECT)) continue;
        value = (pdx_record_value){base + token.begin, base + token.end, token.kind};
        PDX_TRY(pdx_json_skip(&json, &token, err));
        if (value.kind == PDX_JSON_OBJECT) value.end = base + json.at;
        PDX_TRY(add_one(r, &value, field, in_line, err));
    } while (token.kind != PDX_JSON_END);
    return PDX_OK;
}

/* Whether a list has strings with objects between them that have a type and a text: programs write so the stretches of one text, of which some are
 * links, or bold. */
static bool is_line_of_stretches(pdx_span list) {
    bool strings = false, types = false, texts = false;
    pdx_json json;
    pdx_json_token token;
    pdx_json_init(&json, list);
    while (pdx_json_next(&json, &token, NULL) == PDX_OK && token.kind != PDX_JSON_END) {
        const pdx_span said = pdx_span_slice(list, token.begin, token.end);
        const bool is_key = token.kind == PDX_JSON_KEY && token.depth == 2;
        strings = strings || (token.kind == PDX_JSON_STRING && token.depth == 1);
        types = types || (is_key && key_is(said, KEY("type")));
        texts = texts || (is_key && key_is(said, KEY("text")));
    }
    return strings && types && texts;
}

static pdx_status add_array(row_reader *r, const pdx_record_value *array, pdx_entry_field field, pdx_error *err) {
    const bool in_line = field == PDX_ENTRY_BODY && is_line_of_stretches(pdx_span_slice(r->row, array->begin, array->end));
    const uint64_t from = r->text->len;
    PDX_TRY(add_each(r, array, field, in_line, err));
    if (in_line && !pdx_entry_add(r->entry, field, false, pdx_range_of(from, r->text->len))) return pdx_fail_memory(err);
    if (in_line) PDX_TRY(end_line(r, err));
    for (size_t i = 0; i < r->links.len; i++) PDX_TRY(add_string(r, r->links.data[i].begin, r->links.data[i].end, PDX_ENTRY_LINK, false, err));
    r->links.len = 0;
    return PDX_OK;
}

/* A date as postdex writes it: what is printed, and what that is in ISO 8601, where somebody knows; or as databases do. */
static pdx_status add_day(row_reader *r, const pdx_record_value *object, pdx_entry_field field, pdx_error *err) {
    static const char *const days[] = {"printed", "$date", "$t", "$numberLong"};
    pdx_record_value said, value;
    PDX_TRY(pdx_record_find_member(r->row, object, "$date", &said, err));
    if (said.kind == PDX_JSON_OBJECT) { /* a time of MongoDB: {"$date": {"$numberLong": "..."}} */
        const pdx_record_value inner = said;
        PDX_TRY(member_of(r, &inner, days + 3, 1, &said, err));
    } else
        PDX_TRY(member_of(r, object, days, 3, &said, err));
    if (said.kind == PDX_JSON_END) return PDX_OK;
    if (field == PDX_ENTRY_PUBLISHED) {
        PDX_TRY(pdx_record_find_member(r->row, object, "value", &value, err));
        if (value.kind == PDX_JSON_STRING) r->says->published = pdx_range_of(value.begin, value.end);
    }
    return add_string(r, said.begin, said.end, field, false, err);
}

/* What a field says by an object is its rendered text, or what stands for that. */
static pdx_status add_object(row_reader *r, const pdx_record_value *object, pdx_entry_field field, pdx_error *err) {
    static const char *const texts[] = {"rendered", "processed", "html", "value", "text", "content", "$t"};
    pdx_record_value said;
    if (is_names(field)) return add_named(r, object, field, err);
    if (field == PDX_ENTRY_PUBLISHED || field == PDX_ENTRY_UPDATED) return add_day(r, object, field, err);
    PDX_TRY(pdx_record_find_member(r->row, object, texts[0], &said, err));
    r->is_rendered = r->is_rendered || said.kind == PDX_JSON_STRING;
    if (said.kind == PDX_JSON_STRING) return add_string(r, said.begin, said.end, field, true, err);
    PDX_TRY(member_of(r, object, texts + 1, PDX_COUNTOF(texts) - 1, &said, err));
    return said.kind == PDX_JSON_STRING ? add_string(r, said.begin, said.end, field, false, err) : PDX_OK;
}

static pdx_status add_field(row_reader *r, pdx_entry_field field, pdx_error *err) {
    const row_field *said = &r->fields[field];
    const bool is_list = field == PDX_ENTRY_TAG || field == PDX_ENTRY_CATEGORY;
    if (said->rank == NOT_THERE) return PDX_OK;
    if (said->value.kind == PDX_JSON_ARRAY) return add_array(r, &said->value, field, err);
    if (said->value.kind == PDX_JSON_OBJECT) return add_object(r, &said->value, field, err);
    if (said->value.kind == PDX_JSON_NUMBER && is_names(field) && r->is_rendered) return PDX_OK;
    return is_list ? add_list(r, &said->value, field, err) : add_string(r, said->value.begin, said->value.end, field, said->is_html, err);
}

/* A row that says no text itself may say it in lists. */
static size_t find_listed(row_reader *r, pdx_row_listed listed[PDX_ROW_LISTED_MOST]) {
    size_t n;
    if (!r->may_list || r->fields[PDX_ENTRY_BODY].rank != NOT_THERE || r->fields[PDX_ENTRY_SUMMARY].rank != NOT_THERE) return 0;
    n = pdx_row_listed_find(r->row, r->fields[PDX_ENTRY_TITLE].rank != NOT_THERE, listed);
    for (size_t i = 0; i < n; i++) {
        if (!pdx_row_lists_many(listed[i].field))
            take(r, (pdx_entry_field)listed[i].field, &listed[i].value, OTHERS, false);
    }
    return n;
}

static pdx_status add_listed(row_reader *r, const pdx_row_listed *listed, size_t n, size_t base, pdx_error *err) {
    for (size_t i = 0; i < n; i++) {
        const pdx_row_listed *each = &listed[i];
        if (!pdx_row_lists_many(each->field)) continue;
        PDX_TRY(add_string(r, base + each->value.begin, base + each->value.end, (pdx_entry_field)each->field, false, err));
    }
    return PDX_OK;
}

static pdx_status add_pictures(row_reader *r, pdx_error *err) {
    pdx_row_listed listed[PDX_ROW_LISTED_MOST];
    const pdx_span object = pdx_span_slice(r->row, (size_t)r->within.begin, (size_t)r->within.end);
    if (!r->may_list_pictures) return PDX_OK;
    return add_listed(r, listed, pdx_row_pictures_find(object, listed), (size_t)r->within.begin, err);
}

static pdx_status read_row(row_reader *r, pdx_error *err) {
    pdx_row_listed listed[PDX_ROW_LISTED_MOST];
    size_t n;
    forget_fields(r);
    r->within = pdx_range_of(0, r->row.len);
    PDX_TRY(find_fields(r, pdx_range_of(0, r->row.len), UINT64_MAX, err));
    if (!has_words(r)) PDX_TRY(find_wrapped(r, err));
    n = find_listed(r, listed);
    for (size_t i = 0; i < PDX_COUNTOF(r->fields); i++) PDX_TRY(add_field(r, (pdx_entry_field)i, err));
    PDX_TRY(add_listed(r, listed, n, 0, err));
    return add_pictures(r, err);
}

pdx_status pdx_row_read(pdx_entry *entry, pdx_buf *text, pdx_offsets *map, pdx_span object, uint64_t base, pdx_row_says *says, pdx_error *err) {
    row_reader r = {.entry = entry, .text = text, .map = map, .row = object, .base = base, .says = says};
    r.by_bytes = pdx_json_escapes_bytes(object);
    pdx_status status;
    says->language = PDX_LANG_NONE;
    says->published = pdx_range_of(0, 0);
    entry->is_summary = true;
    entry->breaks_lines = false; /* the row before may have broken them */
    status = read_row(&r, err);
    PDX_VEC_DEINIT(&r.links);
    return status;
}
