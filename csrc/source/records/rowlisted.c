#include "source/records/rowlisted.h"

enum { STEPS_MOST = 5 };

/* Where it stands: members of objects, and of each object of a list. */
typedef struct listed_path {
    const char *steps[STEPS_MOST]; /* "*": a member of any name */
    uint8_t field;                 /* pdx_entry_field */
    bool is_untitled;              /* only of a row without a title: else it is what a picture of the post is called */
} listed_path;

static const listed_path paths[] = {
    {{"data", "post"}, PDX_ENTRY_BODY, false},
    {{"data", "comment", "comment"}, PDX_ENTRY_BODY, false},
    {{"media", "title"}, PDX_ENTRY_BODY, true},
    {{"attachments", "data", "media", "description"}, PDX_ENTRY_BODY, false},
    {{"data", "comment", "author"}, PDX_ENTRY_AUTHOR, false},
    {{"media", "creation_timestamp"}, PDX_ENTRY_PUBLISHED, false},
    {{"attachments", "data", "external_context", "url"}, PDX_ENTRY_LINK, false},
    {{"attachments", "data", "media", "uri"}, PDX_ENTRY_IMAGE, false},
    {{"media", "uri"}, PDX_ENTRY_IMAGE, false},
    {{"string_map_data", "Comment", "value"}, PDX_ENTRY_BODY, false}, /* in the language of who wrote it */
    {{"string_map_data", "Kommentar", "value"}, PDX_ENTRY_BODY, false},
    {{"string_map_data", "Commentaire", "value"}, PDX_ENTRY_BODY, false},
    {{"string_map_data", "Comentario", "value"}, PDX_ENTRY_BODY, false},
    {{"string_map_data", "Coment\\u00c3\\u00a1rio", "value"}, PDX_ENTRY_BODY, false},
    {{"string_map_data", "Commento", "value"}, PDX_ENTRY_BODY, false},
    {{"string_map_data", "*", "timestamp"}, PDX_ENTRY_PUBLISHED, false},
};

/* Pictures with the words that stand for them, as programs of social networks list them beside a text. */
static const listed_path pictures[] = {
    {{"attachment", "url"}, PDX_ENTRY_IMAGE, false},
    {{"attachment", "name"}, PDX_ENTRY_IMAGE_ALT, false},
    {{"media_attachments", "url"}, PDX_ENTRY_IMAGE, false},
    {{"media_attachments", "description"}, PDX_ENTRY_IMAGE_ALT, false},
    {{"extended_entities", "media", "media_url_https"}, PDX_ENTRY_IMAGE, false},
    {{"extended_entities", "media", "ext_alt_text"}, PDX_ENTRY_IMAGE_ALT, false},
    {{"embed", "images", "fullsize"}, PDX_ENTRY_IMAGE, false},
    {{"embed", "images", "alt"}, PDX_ENTRY_IMAGE_ALT, false},
};

bool pdx_row_lists_many(uint8_t field) { return field == PDX_ENTRY_LINK || field == PDX_ENTRY_IMAGE || field == PDX_ENTRY_IMAGE_ALT; }

static bool begins(pdx_span key, const listed_path *with, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (pdx_span_equal(key, pdx_span_str(with[i].steps[0]))) return true;
    }
    return false;
}

bool pdx_row_may_list(pdx_span key) { return begins(key, paths, PDX_COUNTOF(paths)); }
bool pdx_row_may_list_pictures(pdx_span key) { return begins(key, pictures, PDX_COUNTOF(pictures)); }

typedef struct walk {
    pdx_span row;
    const listed_path *path;
    pdx_row_listed *found;
    size_t n, most;
} walk;

static void walk_value(walk *w, pdx_json *json, const pdx_json_token *value, size_t step);

/* Of the object whose brace was just read. */
static void walk_object(walk *w, pdx_json *json, size_t step) {
    const uint32_t inside = json->depth;
    pdx_json_token token;
    while (pdx_json_next(json, &token, NULL) == PDX_OK && token.kind == PDX_JSON_KEY) {
        const char *name = step < STEPS_MOST ? w->path->steps[step] : NULL;
        const bool is_any = name != NULL && strcmp(name, "*") == 0;
        const bool is_it = is_any || (name != NULL && pdx_span_equal(pdx_span_slice(w->row, token.begin, token.end), pdx_span_str(name)));
        if (pdx_json_next(json, &token, NULL) != PDX_OK) return;
        if (is_it)
            walk_value(w, json, &token, step + 1);
        else if (pdx_json_skip(json, &token, NULL) != PDX_OK)
            return;
        if (json->depth != inside) return; /* it is cut off, or no JSON */
    }
}

/* A value behind so many steps of the path, or an item of a list there. */
static void walk_value(walk *w, pdx_json *json, const pdx_json_token *value, size_t step) {
    const bool is_end = step == STEPS_MOST || w->path->steps[step] == NULL;
    if (value->kind == PDX_JSON_OBJECT) {
        walk_object(w, json, step);
    } else if (value->kind == PDX_JSON_ARRAY) {
        pdx_json_token token;
        while (pdx_json_next(json, &token, NULL) == PDX_OK && token.kind != PDX_JSON_ARRAY_END) {
            if (token.kind == PDX_JSON_OBJECT)
                walk_object(w, json, step);
            else if (pdx_json_skip(json, &token, NULL) != PDX_OK)
                return;
        }
    } else if (is_end && w->n < w->most && value->end > value->begin && (value->kind == PDX_JSON_STRING || value->kind == PDX_JSON_NUMBER)) {
        w->found[w->n++] = (pdx_row_listed){w->path->field, {value->begin, value->end, value->kind}};
    }
}

static bool has_field(const pdx_row_listed *found, size_t n, uint8_t field) {
    for (size_t i = 0; i < n; i++) {
        if (found[i].field == field) return true;
    }
    return false;
}

static size_t find(pdx_span row, const listed_path *path, pdx_row_listed *found, size_t n, size_t most) {
    walk w = {row, path, found, n, pdx_row_lists_many(path->field) ? most : pdx_min_size(most, n + 1)};
    pdx_json json;
    pdx_json_token token;
    pdx_json_init(&json, row);
    if (pdx_json_next(&json, &token, NULL) == PDX_OK && token.kind == PDX_JSON_OBJECT) walk_object(&w, &json, 0);
    return w.n;
}

size_t pdx_row_listed_find(pdx_span row, bool has_title, pdx_row_listed found[PDX_ROW_LISTED_MOST]) {
    size_t n = 0;
    for (size_t i = 0; i < PDX_COUNTOF(paths); i++) {
        if (has_title && paths[i].is_untitled) continue;
        if (pdx_row_lists_many(paths[i].field) || !has_field(found, n, paths[i].field)) n = find(row, &paths[i], found, n, PDX_ROW_LISTED_MOST);
    }
    return n;
}

size_t pdx_row_pictures_find(pdx_span object, pdx_row_listed found[PDX_ROW_LISTED_MOST]) {
    size_t n = 0;
    for (size_t i = 0; i < PDX_COUNTOF(pictures); i++) n = find(object, &pictures[i], found, n, PDX_ROW_LISTED_MOST);
    return n;
}

bool pdx_row_listed_has_text(pdx_span row) {
    pdx_row_listed one;
    for (size_t i = 0; i < PDX_COUNTOF(paths); i++) {
        if (paths[i].field == PDX_ENTRY_BODY && find(row, &paths[i], &one, 0, 1) > 0) return true;
    }
    return false;
}
