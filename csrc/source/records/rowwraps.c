#include "source/records/rowwraps.h"

#include "source/records/columnnames.h"
#include "source/syntax/json.h"

enum { NAMED_FEWEST = 2 }; /* what has a name of a text's own is a row where it says that much, else the text */

typedef struct object_says {
    unsigned n; /* things that posts have */
    bool title, body;
    size_t end;
} object_says;

/* A member of an object. */
typedef struct member {
    pdx_entry_field field;
    bool is_number; /* its key */
    pdx_json_token value;
    size_t end; /* behind it */
} member;

/* False: the object ends, or what is here of it. */
static bool next_member(pdx_json *json, pdx_span object, member *out) {
    pdx_json_token token;
    if (pdx_json_next(json, &token, NULL) != PDX_OK || token.kind != PDX_JSON_KEY) return false;
    out->field = pdx_column_field(pdx_span_slice(object, token.begin, token.end));
    out->is_number = token.end > token.begin;
    for (size_t i = token.begin; i < token.end; i++) out->is_number = out->is_number && object.data[i] >= '0' && object.data[i] <= '9';
    if (pdx_json_next(json, &out->value, NULL) != PDX_OK) return false;
    token = out->value;
    out->end = pdx_json_skip(json, &token, NULL) == PDX_OK ? json->at : object.len;
    return true;
}

static bool begin_object(pdx_json *json, pdx_span object) {
    pdx_json_token token;
    pdx_json_init(json, object);
    return pdx_json_next(json, &token, NULL) == PDX_OK && token.kind == PDX_JSON_OBJECT;
}

/* What it says itself: not what objects in it say. */
static object_says says_itself(pdx_span object) {
    object_says says = {0};
    pdx_json json;
    member each;
    if (!begin_object(&json, object)) return says;
    while (next_member(&json, object, &each)) {
        if (each.field == PDX_ENTRY_OTHER) continue;
        says.n++;
        if (each.value.kind == PDX_JSON_OBJECT) continue;
        says.title = says.title || each.field == PDX_ENTRY_TITLE;
        says.body = says.body || each.field == PDX_ENTRY_BODY;
    }
    return says;
}

/* Whether an object is a table of rows, by their numbers or names: it is not one row that is wrapped. */
static bool is_table(pdx_span object) {
    enum { NAMED_MOST = 2 };
    bool has_numbers = true;
    size_t n = 0;
    pdx_json json;
    member each;
    if (!begin_object(&json, object)) return false;
    for (; next_member(&json, object, &each); n++) {
        if (each.value.kind != PDX_JSON_OBJECT || !says_itself(pdx_span_slice(object, each.value.begin, each.end)).body) return false;
        has_numbers = has_numbers && each.is_number;
    }
    return n > (has_numbers ? 1 : NAMED_MOST);
}

/* What is of a post, and no row: who wrote it, its picture. (`data` is a day in Italian, and wraps rows.) */
static bool is_of_post(pdx_entry_field field) {
    const bool is_name = field == PDX_ENTRY_AUTHOR || field == PDX_ENTRY_TAG || field == PDX_ENTRY_CATEGORY;
    return is_name || field == PDX_ENTRY_IMAGE || field == PDX_ENTRY_SUMMARY;
}

/* Whether the object at `range` of the row, or one in it, has a text, or at least a title. */
static bool find_within(pdx_row_wraps *wraps, pdx_span row, pdx_range range, size_t depth, bool by_title) {
    const pdx_span object = pdx_span_slice(row, (size_t)range.begin, (size_t)range.end);
    const object_says says = says_itself(object);
    bool found = says.body || (by_title && says.title);
    pdx_json json;
    member each;
    wraps->objects[depth] = range;
    if (found) {
        wraps->n = depth + 1;
        wraps->has_text = says.body;
    }
    if (found || depth + 1 == PDX_ROW_WRAPS_MOST || is_table(object) || !begin_object(&json, object)) return wraps->says += found ? says.n : 0, found;
    while (!found && next_member(&json, object, &each)) {
        const pdx_range inner = pdx_range_of(range.begin + each.value.begin, range.begin + each.end);
        if (each.value.kind != PDX_JSON_OBJECT || is_of_post(each.field)) continue;
        if (each.field == PDX_ENTRY_BODY && says_itself(pdx_span_slice(row, (size_t)inner.begin, (size_t)inner.end)).n < NAMED_FEWEST) continue;
        found = find_within(wraps, row, inner, depth + 1, by_title);
    }
    if (found) wraps->says += says.n;
    return found;
}

void pdx_row_wraps_find(pdx_row_wraps *wraps, pdx_span row) {
    memset(wraps, 0, sizeof *wraps);
    if (find_within(wraps, row, pdx_range_of(0, row.len), 0, false)) return;
    (void)find_within(wraps, row, pdx_range_of(0, row.len), 0, true);
}
