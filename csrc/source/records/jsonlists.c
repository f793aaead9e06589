#include "source/records/jsonlists.h"

#include "source/records/columnnames.h"
#include "source/records/rowlisted.h"
#include "source/records/rowwraps.h"
#include "source/syntax/json.h"

enum { FEED = PDX_JSONLIST_FEED, POSTS = PDX_JSONLIST_POSTS, ARRAY = PDX_JSONLIST_ARRAY, ALL = FEED | POSTS | ARRAY };
/* FIRST_MOST: so much of a list's first item is looked at. ESCAPE_MOST: so many bytes before the end what is wrong may be only that it ends. */
enum { POSTS_DEPTH_MOST = 4, SAYS_FEWEST = 2, TEXTS_SAY_FEWEST = 3, FIRST_MOST = PDX_LIMIT(8 << 20, 1 << 9), ESCAPE_MOST = 12 };

static const pdx_jsonlist_member members[] = {
    {"title", PDX_ENTRY_TITLE, 1, false, false, ALL, NULL},
    {"rendered", PDX_ENTRY_TITLE, 2, true, false, ARRAY, "title"},
    {"content_html", PDX_ENTRY_BODY, 1, true, false, FEED, NULL},
    {"content_text", PDX_ENTRY_BODY, 1, false, false, FEED, NULL},
    {"html", PDX_ENTRY_BODY, 1, true, false, POSTS, NULL},
    {"body", PDX_ENTRY_BODY, 1, true, false, POSTS, NULL},
    {"caption", PDX_ENTRY_BODY, 1, true, false, POSTS, NULL},
    {"text", PDX_ENTRY_BODY, 1, true, false, POSTS, NULL},        /* of a quotation */
    {"description", PDX_ENTRY_BODY, 1, true, false, POSTS, NULL}, /* of a link */
    {"answer", PDX_ENTRY_BODY, 1, true, false, POSTS, NULL},
    {"plaintext", PDX_ENTRY_BODY, 1, false, false, POSTS, NULL},
    {"rendered", PDX_ENTRY_BODY, 2, true, false, ARRAY, "content"},
    {"summary", PDX_ENTRY_SUMMARY, 1, false, false, FEED, NULL},
    {"custom_excerpt", PDX_ENTRY_SUMMARY, 1, false, false, POSTS, NULL},
    {"rendered", PDX_ENTRY_SUMMARY, 2, true, false, ARRAY, "excerpt"},
    {"url", PDX_ENTRY_ADDRESS, 1, false, false, FEED | POSTS, NULL},
    {"post_url", PDX_ENTRY_ADDRESS, 1, false, false, POSTS, NULL},
    {"link", PDX_ENTRY_ADDRESS, 1, false, false, ARRAY, NULL},
    {"slug", PDX_ENTRY_ADDRESS, 1, false, false, POSTS, NULL},
    {"external_url", PDX_ENTRY_LINK, 1, false, false, FEED, NULL},
    {"date_published", PDX_ENTRY_PUBLISHED, 1, false, false, FEED, NULL},
    {"published_at", PDX_ENTRY_PUBLISHED, 1, false, false, POSTS, NULL},
    {"date", PDX_ENTRY_PUBLISHED, 1, false, false, POSTS | ARRAY, NULL},
    {"date_modified", PDX_ENTRY_UPDATED, 1, false, false, FEED, NULL},
    {"updated_at", PDX_ENTRY_UPDATED, 1, false, false, POSTS, NULL},
    {"modified", PDX_ENTRY_UPDATED, 1, false, false, ARRAY, NULL},
    {"type", PDX_ENTRY_KIND, 1, false, false, POSTS | ARRAY, NULL},
    {"status", PDX_ENTRY_STATUS, 1, false, false, POSTS | ARRAY, NULL},
    {"image", PDX_ENTRY_IMAGE, 1, false, false, FEED, NULL},
    {"banner_image", PDX_ENTRY_IMAGE, 1, false, false, FEED, NULL},
    {"feature_image", PDX_ENTRY_IMAGE, 1, false, false, POSTS, NULL},
    {"tags", PDX_ENTRY_TAG, 1, false, true, FEED | POSTS, NULL},
    {"name", PDX_ENTRY_TAG, 3, false, false, POSTS, "tags"},
    {"name", PDX_ENTRY_TAG, 5, true, false, ARRAY, "_embedded"}, /* terms, a list for each taxonomy */
    {"name", PDX_ENTRY_AUTHOR, 2, false, false, FEED, "author"},
    {"name", PDX_ENTRY_AUTHOR, 3, false, false, FEED | POSTS, "authors"},
    {"name", PDX_ENTRY_AUTHOR, 4, false, false, ARRAY, "_embedded"},
    {"url", PDX_ENTRY_MEDIA, 3, false, false, FEED, "attachments"},
};

static bool key_is(pdx_span key, const char *name) { return pdx_span_equal(key, pdx_span_str(name)); }

const pdx_jsonlist_member *pdx_jsonlist_member_of(pdx_jsonlist list, pdx_span outer, pdx_span key, uint32_t depth, bool in_list) {
    for (size_t i = 0; i < PDX_COUNTOF(members); i++) {
        const pdx_jsonlist_member *each = &members[i];
        if ((each->of & list) == 0 || each->depth != depth || each->is_list != in_list || !key_is(key, each->key)) continue;
        if (each->within == NULL || key_is(outer, each->within)) return each;
    }
    return NULL;
}

/* What the object whose brace was just read says that posts have, as far as it is there; what it says by objects is rendered. */
static unsigned says_of_post(pdx_json *json, pdx_span text, bool rendered) {
    static const char *const plain[] = {"title", "html", "body", "caption", "published_at", "post_url", "slug", "date"}, *const made[] = {"title",
                                                                                                                                          "content",
                                                                                                                                          "excerpt"};
    pdx_json_token token;
    unsigned n = 0;
    const uint32_t inside = json->depth;
    const size_t end = json->at + FIRST_MOST;
    while (json->at < end && pdx_json_next(json, &token, NULL) == PDX_OK && json->depth >= inside) {
        const pdx_span key = pdx_span_slice(text, token.begin, token.end);
        bool is_one = false;
        if (token.kind != PDX_JSON_KEY || token.depth != inside) continue;
        for (size_t i = 0; !rendered && i < PDX_COUNTOF(plain); i++) is_one = is_one || key_is(key, plain[i]);
        if (!rendered && (key_is(key, "text") || key_is(key, "content"))) return 0; /* none of these says it so: a row of somebody's own */
        for (size_t i = 0; rendered && i < PDX_COUNTOF(made); i++) is_one = is_one || key_is(key, made[i]);
        if (!is_one) continue;
        if (!rendered) {
            n++;
            continue;
        }
        if (pdx_json_next(json, &token, NULL) != PDX_OK || token.kind != PDX_JSON_OBJECT || pdx_json_next(json, &token, NULL) != PDX_OK) return n;
        n += token.kind == PDX_JSON_KEY && key_is(pdx_span_slice(text, token.begin, token.end), "rendered");
    }
    return n;
}

/* The name of a list that programs put rows in, or NULL; `of_posts`: it is called by what posts are. */
static const char *name_of_rows(pdx_span key, bool *of_posts) {
    enum { OF_POSTS = 9 };
    static const char *const names[] = {"posts",     "articles", "items",       "entries",    "messages",       "tweets",  "statuses", "stories",
                                        "results",   "item",     "entry",       "documents",  "docs",           "rows",    "records",  "data",
                                        "list",      "notes",    "hits",        "feed",       "children",       "nodes",   "edges",    "orderedItems",
                                        "comments_v2", "ig_stories", "ig_reels_media", "topics", "comments_media_comments",
                                        "comments_reels_comments"};
    for (size_t i = 0; i < PDX_COUNTOF(names); i++) {
        *of_posts = i < OF_POSTS;
        if (key_is(key, names[i])) return names[i];
    }
    return NULL;
}

/* What the first items of a list say: NO_ROWS, rows, or rows with a text and who wrote it or when. */
typedef enum list_says { NO_ROWS, ROWS, TEXTS } list_says;

/* How far the first items of a list were looked at. */
typedef struct list_look {
    size_t behind; /* them */
    bool is_cut;   /* there, since what is here ends */
} list_look;

/* Of the list whose bracket was just read. One of its first items is enough: what somebody only passes on stands between what he wrote. */
static list_says rows_of(const pdx_json *json, pdx_span text, list_look *look) {
    enum { ITEMS_MOST = 20 };
    const size_t end = json->at + FIRST_MOST;
    pdx_json ahead = *json;
    pdx_error err = {0};
    pdx_json_token token;
    *look = (list_look){ahead.at, false};
    for (size_t i = 0; i < ITEMS_MOST && ahead.at < end; i++) {
        pdx_row_wraps wraps;
        pdx_span row;
        if (pdx_json_next(&ahead, &token, &err) != PDX_OK) break;
        if (token.kind != PDX_JSON_OBJECT) return NO_ROWS;
        row = pdx_span_slice(text, token.begin, pdx_min_size(text.len, token.begin + FIRST_MOST));
        pdx_row_wraps_find(&wraps, row);
        if (wraps.says >= TEXTS_SAY_FEWEST && wraps.has_text) return TEXTS;
        if (wraps.says >= SAYS_FEWEST || pdx_row_listed_has_text(row)) return ROWS;
        if (pdx_json_skip(&ahead, &token, &err) != PDX_OK) break;
        look->behind = ahead.at;
    }
    look->is_cut = err.status == PDX_EFORMAT && err.offset + ESCAPE_MOST >= text.len;
    if (err.status == PDX_ELIMIT) look->behind = pdx_max_size(look->behind, (size_t)err.offset); /* too deep to be looked at again at each depth */
    return NO_ROWS;
}

bool pdx_jsonlist_is_row(pdx_span object) {
    pdx_row_wraps wraps;
    pdx_row_wraps_find(&wraps, object);
    return wraps.says >= SAYS_FEWEST || pdx_row_listed_has_text(object);
}

static bool has_version(pdx_span value) {
    static const char sign[] = "jsonfeed.org/version/";
    for (size_t i = 0; i + sizeof sign - 1 <= value.len; i++) {
        if (memcmp(value.data + i, sign, sizeof sign - 1) == 0) return true;
    }
    return false;
}

/* Goes on behind the bracket of a list whose first item is a post; json stays where it is where it is none. */
static bool is_of_posts(pdx_json *json, pdx_span text, bool rendered) {
    pdx_json ahead = *json;
    pdx_json_token token;
    return pdx_json_next(&ahead, &token, NULL) == PDX_OK && token.kind == PDX_JSON_OBJECT && says_of_post(&ahead, text, rendered) >= SAYS_FEWEST;
}

static bool is_own_text(pdx_span key) { return key_is(key, "text") || key_is(key, "body") || key_is(key, "content"); }

/* Whether a document, or what is here of it, is a row of somebody's own, whatever lists it holds: it says a text, or a title, unless its list has
 * posts with texts: then that is what all of them are about. A message is one where there is an id: programs that answer say by it how that went. */
static bool is_row(pdx_span text, bool has_texts) {
    bool says_message = false, has_id = false;
    pdx_json json;
    pdx_json_token token;
    pdx_json_init(&json, text);
    while (pdx_json_next(&json, &token, NULL) == PDX_OK && token.kind != PDX_JSON_END) {
        const pdx_span key = pdx_span_slice(text, token.begin, token.end);
        pdx_entry_field field;
        if (token.kind != PDX_JSON_KEY || token.depth != 1) continue;
        if (is_own_text(key) || (key_is(key, "title") && !has_texts)) return true;
        field = pdx_column_field(key);
        has_id = has_id || key_is(key, "id");
        if (pdx_json_next(&json, &token, NULL) != PDX_OK) break;
        if (token.kind != PDX_JSON_STRING || (field != PDX_ENTRY_BODY && (field != PDX_ENTRY_TITLE || has_texts))) continue;
        if (!key_is(key, "message")) return true;
        says_message = true;
    }
    return says_message && has_id;
}

/* Whether one object stands behind another: rows, one a line or on several. */
static bool is_one_of_many(pdx_span text) {
    pdx_json json;
    pdx_json_token token;
    size_t at;
    pdx_json_init(&json, text);
    do {
        if (pdx_json_next(&json, &token, NULL) != PDX_OK) return false;
    } while (json.depth > 0);
    for (at = json.at; at < text.len && memchr(" \t\r\n", text.data[at], 4) != NULL; at++) continue;
    return at < text.len && text.data[at] == '{';
}

/* Whether less is here of the first item of the list, whose bracket was just read, than is looked at: what it is might be another when the rest
 * comes. */
static bool is_short(const pdx_json *json, pdx_span text) {
    pdx_json ahead = *json;
    pdx_error err = {0};
    pdx_json_token token;
    if (text.len - json->at >= FIRST_MOST) return false;
    do {
        if (pdx_json_next(&ahead, &token, &err) != PDX_OK) return err.offset + ESCAPE_MOST >= text.len;
    } while (ahead.depth > json->depth);
    return false;
}

/* Whether the first item of the list, whose bracket was just read, says what items of feeds have to. */
static bool is_of_feed(const pdx_json *json, pdx_span text) {
    pdx_json ahead = *json;
    pdx_json_token token;
    bool has_id = false, has_content = false;
    const size_t end = json->at + FIRST_MOST;
    if (pdx_json_next(&ahead, &token, NULL) != PDX_OK || token.kind != PDX_JSON_OBJECT) return false;
    while (ahead.at < end && !(has_id && has_content) && pdx_json_next(&ahead, &token, NULL) == PDX_OK && ahead.depth > json->depth) {
        const pdx_span key = pdx_span_slice(text, token.begin, token.end);
        if (token.kind != PDX_JSON_KEY || token.depth != json->depth + 1) continue;
        has_id = has_id || key_is(key, "id");
        has_content = has_content || key_is(key, "content_html") || key_is(key, "content_text");
    }
    return has_id && has_content;
}

static bool is_empty_list(const pdx_json *json) {
    pdx_json ahead = *json;
    pdx_json_token token;
    return pdx_json_next(&ahead, &token, NULL) == PDX_OK && token.kind == PDX_JSON_ARRAY_END;
}

/* The document as a feed: *at behind the bracket of its items. What stands behind them is not waited for: where no version stands before, the
 * first item tells, however the document is cut. NONE: it is none, or has not come to them. */
static pdx_jsonlist find_items(pdx_span text, bool is_last, size_t *at, pdx_span *language) {
    bool is_feed = false;
    pdx_json json;
    pdx_json_token token;
    *at = 0;
    pdx_json_init(&json, text);
    while (pdx_json_next(&json, &token, NULL) == PDX_OK && token.kind != PDX_JSON_END) {
        const pdx_span key = pdx_span_slice(text, token.begin, token.end);
        if (token.kind != PDX_JSON_KEY || token.depth != 1) continue;
        if (pdx_json_next(&json, &token, NULL) != PDX_OK) break;
        if (token.kind == PDX_JSON_STRING && key_is(key, "version") && has_version(pdx_span_slice(text, token.begin, token.end))) is_feed = true;
        if (token.kind == PDX_JSON_STRING && key_is(key, "language")) *language = pdx_span_slice(text, token.begin, token.end);
        if (token.kind == PDX_JSON_ARRAY && key_is(key, "items") && *at == 0) *at = json.at;
        if (*at == 0) continue;
        if (is_feed) return PDX_JSONLIST_FEED;
        if (*at < json.at || is_empty_list(&json)) continue;
        return (is_last || !is_short(&json, text)) && is_of_feed(&json, text) ? PDX_JSONLIST_FEED : PDX_JSONLIST_NONE;
    }
    return PDX_JSONLIST_NONE;
}

/* Whether no item of the array, whose bracket was just read, is a row itself, as far as they are looked at: each may be an answer with a list of
 * rows, `[{"data": {"children": [...]}}, ...]`. */
static bool is_of_answers(const pdx_json *json, pdx_span text, bool is_last) {
    list_look look;
    pdx_json ahead = *json;
    pdx_json_token token;
    if (pdx_json_next(&ahead, &token, NULL) != PDX_OK || token.kind != PDX_JSON_OBJECT) return false;
    return rows_of(json, text, &look) == NO_ROWS && (is_last || !look.is_cut);
}

pdx_jsonlist pdx_jsonlist_find(pdx_span text, bool is_last, pdx_jsonlist_place *place, pdx_span *language) {
    pdx_json json;
    pdx_json_token token;
    memset(place, 0, sizeof *place);
    pdx_json_init(&json, text);
    if (pdx_json_next(&json, &token, NULL) != PDX_OK) return PDX_JSONLIST_NONE;
    if (token.kind == PDX_JSON_ARRAY) {
        place->at = json.at;
        if (is_of_posts(&json, text, true)) return PDX_JSONLIST_ARRAY;
        if (!is_of_answers(&json, text, is_last)) return PDX_JSONLIST_NONE;
    } else if (token.kind != PDX_JSON_OBJECT) {
        return PDX_JSONLIST_NONE;
    } else if (find_items(text, is_last, &place->at, language) == PDX_JSONLIST_FEED) {
        return PDX_JSONLIST_FEED;
    }
    while (pdx_json_next(&json, &token, NULL) == PDX_OK && token.kind != PDX_JSON_END) {
        pdx_jsonlist found = PDX_JSONLIST_NONE;
        list_says rows;
        bool of_posts;
        list_look look;
        const pdx_span key = pdx_span_slice(text, token.begin, token.end);
        if (token.kind != PDX_JSON_KEY || token.depth > POSTS_DEPTH_MOST) continue;
        place->name = name_of_rows(key, &of_posts);
        if (place->name == NULL || pdx_json_next(&json, &token, NULL) != PDX_OK || token.kind != PDX_JSON_ARRAY) continue;
        place->at = json.at;
        if (!is_last && is_short(&json, text)) return PDX_JSONLIST_NONE;
        rows = rows_of(&json, text, &look);
        place->has_texts = of_posts && rows == TEXTS;
        if (key_is(key, "posts") && is_of_posts(&json, text, false))
            found = PDX_JSONLIST_POSTS;
        else if (rows != NO_ROWS)
            found = PDX_JSONLIST_ROWS;
        if (found != PDX_JSONLIST_NONE) return is_row(pdx_span_slice(text, 0, place->at), place->has_texts) ? PDX_JSONLIST_NONE : found;
    }
    return PDX_JSONLIST_NONE;
}

bool pdx_jsonlist_is(pdx_span text) {
    pdx_span language;
    pdx_jsonlist_place place;
    const pdx_jsonlist list = pdx_jsonlist_find(text, true, &place, &language);
    if (list == PDX_JSONLIST_POSTS || list == PDX_JSONLIST_ROWS) return !is_row(text, place.has_texts) && !is_one_of_many(text);
    return list != PDX_JSONLIST_NONE;
}

/* The end of the string behind whose first quote `at` is: its last quote. text.len: it has not come. */
static size_t string_end(pdx_span text, size_t at) {
    while (at < text.len && text.data[at] != '"') at += text.data[at] == '\\' ? 2 : 1;
    return pdx_min_size(at, text.len);
}

static size_t next_solid(pdx_span text, size_t at) {
    while (at < text.len && memchr(" \t\r\n", text.data[at], 4) != NULL) at++;
    return at;
}

/* Behind the name at `at` a list, whose bracket is at the place that is given: `at` itself where it is none, text.len where that has not come. */
static size_t list_behind(pdx_span text, size_t at) {
    size_t next = next_solid(text, at);
    if (next < text.len && text.data[next] != ':') return at;
    next = next_solid(text, next + 1);
    return next < text.len && text.data[next] != '[' ? at : pdx_min_size(next, text.len);
}

/* Where the bracket stands of the next list with this name, whose name begins at *at; text.len: there is none, or not all of it has come. */
static size_t next_list(pdx_span text, const char *name, size_t *at) {
    const uint8_t *quote;
    while (*at < text.len && (quote = memchr(text.data + *at, '"', text.len - *at)) != NULL) {
        const size_t begin = (size_t)(quote - text.data), end = string_end(text, begin + 1);
        const bool is_named = end < text.len && key_is(pdx_span_slice(text, begin + 1, end), name);
        const size_t list = is_named ? list_behind(text, end + 1) : end;
        *at = begin;
        if (end == text.len || list == text.len) return text.len;
        if (list > end + 1) return list;
        *at = end + 1;
    }
    *at = text.len;
    return text.len;
}

bool pdx_jsonlist_again(pdx_span text, bool is_last, const char *name, size_t *at) {
    size_t list;
    while ((list = next_list(text, name, at)) < text.len) {
        const pdx_span rest = pdx_span_slice(text, list, text.len);
        list_look look;
        pdx_json json;
        pdx_json_token token;
        pdx_json_init(&json, rest);
        if (pdx_json_next(&json, &token, NULL) != PDX_OK || (!is_last && is_short(&json, rest))) return false;
        if (rows_of(&json, rest, &look) != NO_ROWS) {
            *at = list + json.at;
            return true;
        }
        if (look.is_cut && !is_last) return false;
        *at = list + look.behind;
    }
    return false;
}
