#include "source/records/jsonfeed.h"

#include "source/records/jsonarray.h"
#include "source/records/newsfeed_values.h"
#include "source/records/rowentry.h"
#include "source/syntax/address.h"

void pdx_jsonfeed_init(pdx_jsonfeed *feed) {
    memset(feed, 0, sizeof *feed);
    pdx_source_line_init(&feed->line);
    pdx_entry_init(&feed->entry);
    pdx_buf_init(&feed->text);
    pdx_offsets_init(&feed->map);
    pdx_jsontables_init(&feed->tables);
}

void pdx_jsonfeed_deinit(pdx_jsonfeed *feed) {
    pdx_entry_deinit(&feed->entry);
    pdx_buf_deinit(&feed->text);
    pdx_offsets_deinit(&feed->map);
    pdx_jsontables_deinit(&feed->tables);
}

static void tell(pdx_jsonfeed *feed, pdx_problem what, size_t at) {
    if (feed->problems != NULL) pdx_problems_add(feed->problems, what, feed->input.base + at);
}

static bool is_key(pdx_span text, const pdx_json_token *token, uint32_t depth, const char *name) {
    return token->kind == PDX_JSON_KEY && token->depth == depth && pdx_span_equal(pdx_span_slice(text, token->begin, token->end), pdx_span_str(name));
}

/* What the document is, is settled by its beginning: contacts and settings may stand before what somebody wrote. */
enum { SNIFF_BYTES = 4 << 20 };

bool pdx_jsonfeed_is(pdx_span text) {
    return pdx_jsonlist_is(pdx_span_slice(text, 0, pdx_min_size(text.len, SNIFF_BYTES)));
}

/* ---- what stands before the items */

static pdx_span without_mark(pdx_span bytes) {
    return pdx_span_starts(bytes, pdx_span_str("\xEF\xBB\xBF")) ? pdx_span_slice(bytes, 3, bytes.len) : bytes;
}

/* Behind the bracket that opens the list of items. False: it has not come. */
static bool read_head(pdx_jsonfeed *feed, size_t *at) {
    const pdx_span rest = pdx_markup_rest(&feed->input, feed->at);
    pdx_span language = pdx_span_of(NULL, 0);
    pdx_jsonlist_place list;
    size_t begin = pdx_span_starts(rest, pdx_span_str("\xEF\xBB\xBF")) ? 3 : 0;
    while (begin < rest.len && (rest.data[begin] == ' ' || rest.data[begin] == '\n' || rest.data[begin] == '\r' || rest.data[begin] == '\t')) begin++;
    begin = rest.len - pdx_jsonarray_named(pdx_span_slice(rest, begin, rest.len)).len;
    feed->list = pdx_jsonlist_find(pdx_span_slice(rest, begin, rest.len), feed->input.is_last, &list, &language);
    if (feed->list == PDX_JSONLIST_NONE || list.at == 0) return false;
    feed->list_name = list.name;
    feed->feed_language = pdx_lang_of_tag(language);
    *at = feed->at + begin + list.at;
    return true;
}

/* ---- where an item begins and ends */

/* ESCAPE_MOST: so many bytes before the end of a stretch what is wrong may be only that it ends. */
enum { ESCAPE_MOST = 12, TRIES_MOST = 1000, TRY_BYTES = 1 << 20 };

typedef enum ending { ENDS, ENDS_NOT_YET, IS_BAD } ending;

/* Where the object at `at` ends, or what is wrong with it stands. */
static ending object_end(const pdx_jsonfeed *feed, size_t at, size_t most, size_t *end) {
    const pdx_span rest = pdx_markup_rest(&feed->input, at), text = pdx_span_slice(rest, 0, pdx_min_size(rest.len, most));
    pdx_error err = {0};
    pdx_json json;
    pdx_json_token token;
    pdx_json_init(&json, text);
    do {
        if (pdx_json_next(&json, &token, &err) == PDX_OK) continue;
        *end = at + (size_t)err.offset;
        return err.offset + ESCAPE_MOST >= text.len && text.len == rest.len && !feed->input.is_last ? ENDS_NOT_YET : IS_BAD;
    } while (token.kind != PDX_JSON_OBJECT_END || token.depth > 0);
    *end = at + json.at;
    return ENDS;
}

/* Whether an object, which is whole, says what only items say, or as much as a row does in a list of them. */
static bool is_item(const pdx_jsonfeed *feed, pdx_span object) {
    static const char *const keys[] = {"id", "content_html", "content_text", "date_published"};
    pdx_json json;
    pdx_json_token token;
    pdx_json_init(&json, object);
    while (pdx_json_next(&json, &token, NULL) == PDX_OK && token.kind != PDX_JSON_END) {
        for (size_t i = 0; i < PDX_COUNTOF(keys); i++) {
            if (is_key(object, &token, 1, keys[i])) return true;
        }
    }
    return feed->list == PDX_JSONLIST_ROWS && pdx_jsonlist_is_row(object);
}

/* ---- what an item says */

static pdx_status add_string(pdx_jsonfeed *feed, pdx_span item, const pdx_json_token *token, pdx_entry_field field, bool is_html, pdx_error *err) {
    const uint64_t begin = feed->text.len;
    PDX_TRY(pdx_json_decode(item, token->begin, token->end, feed->source.begin, &feed->text, &feed->map, err));
    if (!pdx_entry_add(&feed->entry, field, is_html, pdx_range_of(begin, feed->text.len))) return pdx_fail_memory(err);
    pdx_buf_byte(&feed->text, '\n');
    return !feed->text.failed && pdx_offsets_add(&feed->map, 1, feed->map.source_end, 0, false) ? PDX_OK : pdx_fail_memory(err);
}

/* Other words say which form a post has (a picture, a quotation), and not what it is. */
static bool is_kind(pdx_span said) {
    return pdx_span_equal(said, pdx_span_str("post")) || pdx_span_equal(said, pdx_span_str("page")) ||
           pdx_span_equal(said, pdx_span_str("attachment"));
}

static pdx_status read_row(pdx_jsonfeed *feed, pdx_span item, pdx_error *err) {
    pdx_row_says says;
    PDX_TRY(pdx_row_read(&feed->entry, &feed->text, &feed->map, item, feed->source.begin, &says, err));
    if (says.language != PDX_LANG_NONE) feed->language = says.language;
    return PDX_OK;
}

static pdx_status read_item(pdx_jsonfeed *feed, pdx_span item, pdx_error *err) {
    pdx_span outer = pdx_span_of(NULL, 0), key = outer;
    uint32_t key_depth = 0;
    pdx_json json;
    pdx_json_token token;
    pdx_json_init(&json, item);
    for (;;) {
        const pdx_jsonlist_member *said;
        PDX_TRY(pdx_json_next(&json, &token, err));
        if (token.kind == PDX_JSON_END) return PDX_OK;
        if (token.kind == PDX_JSON_KEY) {
            key = pdx_span_slice(item, token.begin, token.end);
            key_depth = token.depth;
            if (key_depth == 1) outer = key;
        }
        if (token.kind != PDX_JSON_STRING) continue;
        if (key_depth == 1 && token.depth == 1 && pdx_span_equal(key, pdx_span_str("language"))) {
            feed->language = pdx_lang_of_tag(pdx_span_slice(item, token.begin, token.end));
        }
        said = pdx_jsonlist_member_of(feed->list, outer, key, key_depth, token.depth == key_depth + 1);
        if (said == NULL || token.depth > key_depth + said->is_list ||
            (said->field == PDX_ENTRY_KIND && !is_kind(pdx_span_slice(item, token.begin, token.end)))) {
            continue;
        }
        PDX_TRY(add_string(feed, item, &token, (pdx_entry_field)said->field, said->is_html, err));
    }
}

/* The item's own id, as it is written; empty: it has none. */
static pdx_range id_of(pdx_span item) {
    pdx_json json;
    pdx_json_token token;
    pdx_json_init(&json, item);
    while (pdx_json_next(&json, &token, NULL) == PDX_OK && token.kind != PDX_JSON_END) {
        if (!is_key(item, &token, 1, "id")) continue;
        if (pdx_json_next(&json, &token, NULL) != PDX_OK || (token.kind != PDX_JSON_STRING && token.kind != PDX_JSON_NUMBER)) break;
        return pdx_range_of(token.begin, token.end);
    }
    return pdx_range_of(0, 0);
}

/* Names that tables have for the item: in it they come from where its id stands. */
static pdx_status add_joined(pdx_jsonfeed *feed, pdx_span item, pdx_error *err) {
    const pdx_range id = feed->tables.links.len == 0 ? pdx_range_of(0, 0) : id_of(item);
    const pdx_jsontables_link *links = NULL;
    const size_t n = pdx_jsontables_of(&feed->tables, pdx_span_slice(item, (size_t)id.begin, (size_t)id.end), &links);
    for (size_t i = 0; i < n; i++) {
        const pdx_span name = pdx_jsontables_name(&feed->tables, &links[i]);
        const uint64_t begin = feed->text.len;
        pdx_buf_span(&feed->text, name);
        if (feed->text.failed || !pdx_offsets_add(&feed->map, name.len, feed->source.begin + id.begin, id.end - id.begin, false) ||
            !pdx_entry_add(&feed->entry, (pdx_entry_field)links[i].field, false, pdx_range_of(begin, feed->text.len))) {
            return pdx_fail_memory(err);
        }
    }
    return PDX_OK;
}

static bool is_whole_address(const pdx_entry *entry, const pdx_entry_value *value) {
    return value->field == PDX_ENTRY_ADDRESS &&
           pdx_address_is_whole(pdx_span_slice(pdx_buf_view(entry->text), (size_t)value->range.begin, (size_t)value->range.end));
}

/* Of two bodies the one that is HTML; of addresses the whole one. */
static void choose(pdx_entry *entry) {
    bool has_html = false, has_whole = false;
    size_t n = 0;
    for (size_t i = 0; i < entry->values.len; i++) {
        has_html = has_html || (entry->values.data[i].field == PDX_ENTRY_BODY && entry->values.data[i].is_html);
        has_whole = has_whole || is_whole_address(entry, &entry->values.data[i]);
    }
    for (size_t i = 0; i < entry->values.len; i++) {
        const pdx_entry_value value = entry->values.data[i];
        if (has_html && value.field == PDX_ENTRY_BODY && !value.is_html) continue;
        if (has_whole && value.field == PDX_ENTRY_ADDRESS && !is_whole_address(entry, &value)) continue;
        entry->values.data[n++] = value;
    }
    entry->values.len = n;
}

static pdx_status read_entry(pdx_jsonfeed *feed, size_t begin, size_t end, bool *whole, pdx_error *err) {
    const pdx_span item = pdx_span_slice(feed->input.bytes, begin, end);
    pdx_error inner = {0};
    feed->source = pdx_markup_range(&feed->input, begin, end);
    feed->line_number = pdx_source_line_at(&feed->line, &feed->input, feed->source.begin);
    feed->language = feed->feed_language;
    pdx_buf_reset(&feed->text);
    pdx_offsets_reset(&feed->map);
    feed->map.source_end = feed->source.begin;
    pdx_entry_begin(&feed->entry, &feed->text, &feed->map);
    feed->entry.is_summary = true;
    *whole = (feed->list == PDX_JSONLIST_ROWS ? read_row(feed, item, &inner) : read_item(feed, item, &inner)) == PDX_OK;
    if (*whole) choose(&feed->entry);
    if (*whole) PDX_TRY(add_joined(feed, item, err));
    if (inner.status == PDX_ENOMEM) return pdx_fail_memory(err);
    if (!*whole) tell(feed, PDX_JSON_BAD_ITEM, begin + (inner.offset == PDX_NO_OFFSET ? 0 : (size_t)inner.offset));
    return PDX_OK;
}

static bool is_white(uint8_t c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/* The next byte that is no white space, from `at` on; the end of the bytes where there is none. */
static size_t next_solid(const pdx_jsonfeed *feed, size_t at) {
    while (at < feed->input.bytes.len && is_white(feed->input.bytes.data[at])) at++;
    return at;
}

static pdx_status want_more(pdx_jsonfeed *feed, pdx_jsonfeed_found *found) {
    if (!feed->input.is_last) {
        (void)pdx_source_line_at(&feed->line, &feed->input, pdx_jsonfeed_at(feed)); /* these bytes may be gone when there are more */
        *found = PDX_JSONFEED_MORE;
        return PDX_OK;
    }
    tell(feed, PDX_JSON_CUT_OFF, feed->at);
    feed->phase = PDX_JSONFEED_DONE;
    return PDX_OK;
}

/* Something at `at` is wrong: from there on the next object is looked for that is whole and an item. */
static void lose(pdx_jsonfeed *feed, size_t at) {
    tell(feed, PDX_JSON_BAD_ITEM, at);
    feed->is_lost = true;
    feed->n_tries = 0;
}

/* Goes on to such an object. False: more is wanted, or there is none, and feed->phase says so. */
static bool find_item(pdx_jsonfeed *feed, size_t *end) {
    const pdx_span text = feed->input.bytes;
    while (feed->n_tries < TRIES_MOST) {
        const uint8_t *brace = feed->at < text.len ? memchr(text.data + feed->at, '{', text.len - feed->at) : NULL;
        ending how;
        feed->at = brace == NULL ? text.len : (size_t)(brace - text.data);
        if (brace == NULL) return false;
        how = object_end(feed, feed->at, TRY_BYTES, end);
        if (how == ENDS_NOT_YET) return false;
        if (how == ENDS && is_item(feed, pdx_span_slice(text, feed->at, *end))) {
            feed->is_lost = false;
            return true;
        }
        feed->n_tries++;
        feed->at++;
    }
    feed->phase = PDX_JSONFEED_DONE;
    return false;
}

/* Whether the list of items ends with the bracket at `at`: the object goes on with a key, or ends, and nothing stands behind it. */
static bool is_end(const pdx_jsonfeed *feed, size_t at, bool *wants) {
    const pdx_span text = feed->input.bytes;
    const size_t behind = next_solid(feed, at + 1), next = behind < text.len ? next_solid(feed, behind + 1) : behind;
    *wants = next == text.len && !feed->input.is_last;
    if (behind == text.len) return feed->list == PDX_JSONLIST_ARRAY && feed->input.is_last;
    if ((feed->list == PDX_JSONLIST_POSTS || feed->list == PDX_JSONLIST_ROWS) && text.data[behind] == '}') {
        return next == text.len || memchr("]},", text.data[next], 3) != NULL;
    }
    return text.data[behind] == '}' ? next == text.len : text.data[behind] == ',' && next < text.len && text.data[next] == '"';
}

/* What stands between items: white space, a comma, or the end of their list. False: more is wanted. */
static bool pass_separator(pdx_jsonfeed *feed) {
    const pdx_span text = feed->input.bytes;
    const size_t at = next_solid(feed, feed->at);
    bool wants = at == text.len;
    const bool ends = !wants && text.data[at] == ']' && is_end(feed, at, &wants);
    if (wants) return false;
    if (ends) {
        feed->phase = feed->list == PDX_JSONLIST_ROWS ? PDX_JSONFEED_BETWEEN : PDX_JSONFEED_DONE;
        feed->at = at + 1;
    } else if (text.data[at] == ',') {
        feed->at = at + 1;
    } else if (text.data[at] == '{') {
        feed->at = at;
    } else {
        lose(feed, at);
        feed->at = at + 1;
    }
    return true;
}

/* The next item, or what hinders it. *end is 0 where there is none yet. */
static pdx_status step_items(pdx_jsonfeed *feed, size_t *end, bool *wants, pdx_jsonfeed_found *found) {
    const pdx_span text = feed->input.bytes;
    ending how;
    *end = 0;
    *wants = false;
    if (feed->is_lost) {
        if (find_item(feed, end)) return PDX_OK;
        *end = 0;
        *wants = feed->phase == PDX_JSONFEED_ITEMS;
    } else if (feed->at < text.len && text.data[feed->at] == '{') {
        how = object_end(feed, feed->at, SIZE_MAX, end);
        if (how == IS_BAD) {
            lose(feed, *end < text.len ? *end : feed->at);
            feed->at++;
        }
        if (how != ENDS) *end = 0;
        *wants = how == ENDS_NOT_YET;
    } else {
        *wants = !pass_separator(feed);
    }
    return *wants ? want_more(feed, found) : PDX_OK;
}

/* Behind a list of rows: on to the next. False: there is none here. */
static bool pass_between(pdx_jsonfeed *feed) {
    if (!pdx_jsonlist_again(feed->input.bytes, feed->input.is_last, feed->list_name, &feed->at)) return false;
    feed->phase = PDX_JSONFEED_ITEMS;
    return true;
}

static pdx_status at_done(pdx_jsonfeed *feed, pdx_jsonfeed_found *found) {
    feed->at = feed->input.bytes.len;
    *found = feed->input.is_last ? PDX_JSONFEED_END : PDX_JSONFEED_MORE;
    if (*found == PDX_JSONFEED_MORE) (void)pdx_source_line_at(&feed->line, &feed->input, pdx_jsonfeed_at(feed));
    return PDX_OK;
}

/* Tables stand behind the posts: what has some is waited for, within reason. */
static pdx_status read_tables(pdx_jsonfeed *feed, bool *wants, pdx_error *err) {
    const pdx_span document = without_mark(feed->input.bytes);
    *wants = false;
    if (feed->list != PDX_JSONLIST_POSTS || !pdx_jsontables_may_be(document)) return PDX_OK;
    *wants = !feed->input.is_last && document.len < PDX_JSONTABLES_WAIT;
    return *wants || !feed->input.is_last ? PDX_OK : pdx_jsontables_read(&feed->tables, document, err);
}

pdx_status pdx_jsonfeed_next(pdx_jsonfeed *feed, pdx_jsonfeed_found *found, pdx_error *err) {
    if (feed->phase == PDX_JSONFEED_HEAD) {
        size_t items;
        if (!read_head(feed, &items)) {
            PDX_TRY(want_more(feed, found));
            if (feed->phase == PDX_JSONFEED_HEAD) return PDX_OK;
        } else {
            bool wants;
            PDX_TRY(read_tables(feed, &wants, err));
            if (wants) return want_more(feed, found);
            feed->at = items;
            feed->phase = PDX_JSONFEED_ITEMS;
        }
    }
    while (feed->phase == PDX_JSONFEED_ITEMS || (feed->phase == PDX_JSONFEED_BETWEEN && pass_between(feed))) {
        bool whole, wants;
        size_t end;
        PDX_TRY(step_items(feed, &end, &wants, found));
        if (wants && feed->phase == PDX_JSONFEED_ITEMS) return PDX_OK;
        if (end == 0) continue;
        PDX_TRY(read_entry(feed, feed->at, end, &whole, err));
        feed->at = end;
        *found = PDX_JSONFEED_ENTRY;
        if (whole) return PDX_OK;
    }
    if (feed->phase == PDX_JSONFEED_BETWEEN && !feed->input.is_last) return want_more(feed, found);
    return at_done(feed, found);
}
