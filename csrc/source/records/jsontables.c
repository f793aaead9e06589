#include "source/records/jsontables.h"

#include "base/sort.h"
#include "source/syntax/json.h"

enum { DEPTH_MOST = 4 };

void pdx_jsontables_init(pdx_jsontables *tables) {
    memset(tables, 0, sizeof *tables);
    pdx_map_init(&tables->posts);
    pdx_map_init(&tables->tags);
    pdx_map_init(&tables->users);
    pdx_buf_init(&tables->text);
}

void pdx_jsontables_deinit(pdx_jsontables *tables) {
    pdx_map_deinit(&tables->posts);
    pdx_map_deinit(&tables->tags);
    pdx_map_deinit(&tables->users);
    PDX_VEC_DEINIT(&tables->tag_names);
    PDX_VEC_DEINIT(&tables->user_names);
    pdx_buf_deinit(&tables->text);
    PDX_VEC_DEINIT(&tables->links);
}

bool pdx_jsontables_may_be(pdx_span document) {
    return pdx_span_contains(pdx_span_slice(document, 0, pdx_min_size(document.len, 512)), pdx_span_str("\"db\""));
}

/* What a row of a table says, as it is written; empty: nothing. */
enum { ROW_ID, ROW_NAME, ROW_POST, ROW_TAG, ROW_AUTHOR, ROW_ORDER, ROW_COUNT };
typedef struct table_row {
    pdx_span says[ROW_COUNT];
} table_row;

static const char *const row_keys[ROW_COUNT] = {"id", "name", "post_id", "tag_id", "author_id", "sort_order"};

/* The object whose brace was just read. */
static pdx_status row_read(pdx_json *json, pdx_span document, table_row *row, pdx_error *err) {
    const uint32_t inside = json->depth;
    size_t field = ROW_COUNT;
    pdx_json_token token;
    memset(row, 0, sizeof *row);
    while (json->depth >= inside) {
        PDX_TRY(pdx_json_next(json, &token, err));
        const pdx_span text = pdx_span_slice(document, token.begin, token.end);
        if (token.kind == PDX_JSON_KEY && token.depth == inside) {
            for (field = 0; field < ROW_COUNT && !pdx_span_equal(text, pdx_span_str(row_keys[field])); field++) continue;
        } else if (token.depth == inside && field < ROW_COUNT && (token.kind == PDX_JSON_STRING || token.kind == PDX_JSON_NUMBER)) {
            row->says[field] = text;
            field = ROW_COUNT;
        }
    }
    return PDX_OK;
}

static pdx_status name_add(pdx_jsontables *tables, pdx_span document, const table_row *row, bool is_tag, pdx_error *err) {
    pdx_map *ids = is_tag ? &tables->tags : &tables->users;
    const uint64_t begin = tables->text.len;
    const size_t at = row->says[ROW_NAME].len > 0 ? (size_t)(row->says[ROW_NAME].data - document.data) : 0;
    const size_t known = pdx_map_count(ids);
    if (row->says[ROW_ID].len == 0 || at == 0) return PDX_OK;
    if (pdx_map_intern(ids, row->says[ROW_ID]) == PDX_MAP_NONE) return pdx_fail_memory(err);
    if (pdx_map_count(ids) == known) return PDX_OK; /* the first says it */
    PDX_TRY(pdx_json_decode(document, at, at + row->says[ROW_NAME].len, 0, &tables->text, NULL, err));
    const pdx_range name = pdx_range_of(begin, tables->text.len);
    const bool added = is_tag ? PDX_VEC_PUSH(&tables->tag_names, name) : PDX_VEC_PUSH(&tables->user_names, name);
    return added ? PDX_OK : pdx_fail_memory(err);
}

static uint32_t number_of(pdx_span text) {
    uint32_t value = 0;
    for (size_t i = 0; i < text.len && i < 9 && text.data[i] >= '0' && text.data[i] <= '9'; i++) value = value * 10 + (uint32_t)(text.data[i] - '0');
    return value;
}

static pdx_status link_add(pdx_jsontables *tables, const table_row *row, bool is_tag, pdx_error *err) {
    const pdx_span of = row->says[is_tag ? ROW_TAG : ROW_AUTHOR];
    pdx_jsontables_link link = {0, number_of(row->says[ROW_ORDER]), 0, (uint32_t)tables->links.len, is_tag ? PDX_ENTRY_TAG : PDX_ENTRY_AUTHOR};
    if (row->says[ROW_POST].len == 0 || of.len == 0) return PDX_OK;
    link.name = pdx_map_find(is_tag ? &tables->tags : &tables->users, of);
    if (link.name == PDX_MAP_NONE) return PDX_OK;
    link.post = pdx_map_intern(&tables->posts, row->says[ROW_POST]);
    return link.post != PDX_MAP_NONE && PDX_VEC_PUSH(&tables->links, link) ? PDX_OK : pdx_fail_memory(err);
}

/* Posts of older versions name their author themselves. */
static pdx_status author_add(pdx_jsontables *tables, const table_row *post, pdx_error *err) {
    table_row row = *post;
    row.says[ROW_POST] = post->says[ROW_ID];
    return link_add(tables, &row, false, err);
}

enum { NO_TABLE, TAGS, USERS, POST_TAGS, POST_AUTHORS, POSTS };

static int table_of(pdx_span key) {
    static const struct {
        const char *name;
        int is;
    } names[] = {{"tags", TAGS}, {"users", USERS}, {"posts_tags", POST_TAGS}, {"posts_authors", POST_AUTHORS}, {"posts", POSTS}};
    for (size_t i = 0; i < PDX_COUNTOF(names); i++) {
        if (pdx_span_equal(key, pdx_span_str(names[i].name))) return names[i].is;
    }
    return NO_TABLE;
}

/* Names in the first pass, what has them in the second. */
static pdx_status row_take(pdx_jsontables *tables, pdx_span document, const table_row *row, int table, bool names, pdx_error *err) {
    if (names) return table == TAGS || table == USERS ? name_add(tables, document, row, table == TAGS, err) : PDX_OK;
    if (table == POSTS) return author_add(tables, row, err);
    return table == POST_TAGS || table == POST_AUTHORS ? link_add(tables, row, table == POST_TAGS, err) : PDX_OK;
}

static pdx_status pass_read(pdx_jsontables *tables, pdx_span document, bool names, pdx_error *err) {
    pdx_json json;
    pdx_json_token token;
    uint32_t list = 0; /* the depth in the list of the table; 0: in none */
    int table = NO_TABLE;
    pdx_json_init(&json, document);
    do {
        if (pdx_json_next(&json, &token, NULL) != PDX_OK) return PDX_OK; /* what is wrong is told by who reads the posts */
        if (token.kind == PDX_JSON_KEY && list == 0) {
            table = token.depth <= DEPTH_MOST ? table_of(pdx_span_slice(document, token.begin, token.end)) : NO_TABLE;
        } else if (token.kind == PDX_JSON_ARRAY && list == 0 && table != NO_TABLE) list = json.depth;
        else if (token.kind == PDX_JSON_ARRAY_END && token.depth + 1 == list) list = 0, table = NO_TABLE;
        else if (token.kind == PDX_JSON_OBJECT && list > 0 && token.depth == list) {
            table_row row;
            if (row_read(&json, document, &row, NULL) != PDX_OK) return PDX_OK;
            PDX_TRY(row_take(tables, document, &row, table, names, err));
        } else if (list == 0 && token.kind != PDX_JSON_KEY) table = NO_TABLE;
    } while (token.kind != PDX_JSON_END);
    return PDX_OK;
}

static int compare(uint32_t one, uint32_t other) { return one < other ? -1 : one > other; }

static int link_order(const void *a, const void *b, const void *context) {
    const pdx_jsontables_link *one = a, *other = b;
    (void)context;
    if (one->post != other->post) return compare(one->post, other->post);
    if (one->field != other->field) return compare(one->field, other->field);
    return one->order != other->order ? compare(one->order, other->order) : compare(one->row, other->row);
}

static bool is_same(const pdx_jsontables_link *a, const pdx_jsontables_link *b) {
    return a->post == b->post && a->field == b->field && a->name == b->name;
}

/* Those of one name one behind the other. */
static int name_order(const void *a, const void *b, const void *context) {
    const pdx_jsontables_link *one = a, *other = b;
    if (one->post == other->post && one->field == other->field && one->name != other->name) return compare(one->name, other->name);
    return link_order(a, b, context);
}

static pdx_status links_sort(pdx_jsontables *tables, pdx_order order, pdx_error *err) {
    return tables->links.len < 2 ? PDX_OK : pdx_sort(tables->links.data, tables->links.len, sizeof *tables->links.data, order, NULL, NULL, err);
}

/* An author whom his post names is in the table, too. Of those that say the same the first in order stays. */
static pdx_status repeats_drop(pdx_jsontables *tables, pdx_error *err) {
    size_t n = 0;
    PDX_TRY(links_sort(tables, name_order, err));
    for (size_t i = 0; i < tables->links.len; i++) {
        if (n == 0 || !is_same(&tables->links.data[n - 1], &tables->links.data[i])) tables->links.data[n++] = tables->links.data[i];
    }
    tables->links.len = n;
    return PDX_OK;
}

pdx_status pdx_jsontables_read(pdx_jsontables *tables, pdx_span document, pdx_error *err) {
    PDX_TRY(pass_read(tables, document, true, err));
    PDX_TRY(pass_read(tables, document, false, err));
    if (tables->text.failed) return pdx_fail_memory(err);
    PDX_TRY(repeats_drop(tables, err));
    return links_sort(tables, link_order, err);
}

size_t pdx_jsontables_of(const pdx_jsontables *tables, pdx_span id, const pdx_jsontables_link **first) {
    const uint32_t post = id.len == 0 || tables->links.len == 0 ? PDX_MAP_NONE : pdx_map_find(&tables->posts, id);
    size_t low = 0, high = tables->links.len, n = 0;
    if (post == PDX_MAP_NONE) return 0;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (tables->links.data[middle].post < post) low = middle + 1;
        else high = middle;
    }
    *first = tables->links.data + low;
    while (low + n < tables->links.len && tables->links.data[low + n].post == post) n++;
    return n;
}

pdx_span pdx_jsontables_name(const pdx_jsontables *tables, const pdx_jsontables_link *link) {
    const pdx_range *range = link->field == PDX_ENTRY_TAG ? &tables->tag_names.data[link->name] : &tables->user_names.data[link->name];
    return pdx_span_slice(pdx_buf_view(&tables->text), (size_t)range->begin, (size_t)range->end);
}
