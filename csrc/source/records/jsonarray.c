#include "source/records/jsonarray.h"

#include "source/records/records.h"

enum { NAME_MOST = 100 };
enum {
    BEGIN,
    FIRST,
    VALUE,
    COMMA,
    DONE,
    BARE
}; /* before the bracket; a value or the end; a value; a comma or the end; behind it; objects without an array */

static bool is_of_name(uint8_t c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' || c == '$' || c == '.'; }

static size_t pass_space(pdx_span text, size_t at) {
    while (at < text.len && memchr(" \t\r\n", text.data[at], 4) != NULL) at++;
    return at;
}

/* The bracket of an array that has a name before it; *wants: what is here does not tell. 0: there is none. */
static size_t bracket_of(pdx_span text, bool *wants) {
    static const char *const keywords[] = {"var ", "let ", "const "};
    size_t at = 0, begin;
    for (size_t i = 0; i < PDX_COUNTOF(keywords) && at == 0; i++) {
        if (pdx_span_starts(text, pdx_span_str(keywords[i]))) at = strlen(keywords[i]);
    }
    for (begin = at; at < text.len && at - begin < NAME_MOST && is_of_name(text.data[at]); at++) continue;
    *wants = at == text.len;
    if (at == begin) return 0;
    at = pass_space(text, at);
    *wants = at == text.len;
    if (*wants || text.data[at] != '=') return 0;
    at = pass_space(text, at + 1);
    *wants = at == text.len;
    return !*wants && text.data[at] == '[' ? at : 0;
}

pdx_span pdx_jsonarray_named(pdx_span text) {
    bool wants = false;
    return pdx_span_slice(text, bracket_of(text, &wants), text.len);
}

void pdx_jsonarray_init(pdx_jsonarray *array) {
    memset(array, 0, sizeof *array);
    array->line_number = 1;
}

void pdx_jsonarray_feed(pdx_jsonarray *array, pdx_span bytes, bool is_last) {
    array->base += array->at;
    array->at = 0;
    array->source = bytes;
    array->is_last = is_last;
}

/* Goes behind the object at `at`, looking at each byte once; false: it does not end here. */
static bool object_end(pdx_jsonarray *array, size_t *end) {
    const pdx_span text = array->source;
    size_t i = array->at + array->seen;
    for (; i < text.len; i++) {
        const uint8_t c = text.data[i];
        if (array->in_escape)
            array->in_escape = false;
        else if (array->in_string) {
            array->in_escape = c == '\\';
            array->in_string = c != '"';
        } else if (c == '"')
            array->in_string = true;
        else if (c == '{' || c == '[')
            array->depth++;
        else if ((c == '}' || c == ']') && --array->depth == 0) {
            *end = i + 1;
            return true;
        }
    }
    array->seen = i - array->at;
    return false;
}

static void pass(pdx_jsonarray *array, size_t to) {
    for (; array->at < to; array->at++) array->line_number += array->source.data[array->at] == '\n';
    array->seen = array->depth = 0;
    array->in_string = array->in_escape = false;
}

/* False: what the array is called may go on. */
static bool pass_name(pdx_jsonarray *array) {
    bool wants = false;
    size_t bracket;
    pass(array, pass_space(array->source, array->at));
    bracket = bracket_of(pdx_span_slice(array->source, array->at, array->source.len), &wants);
    if (wants && !array->is_last) return false;
    if (bracket > 0) pass(array, array->at + bracket);
    return true;
}

/* White space, brackets and commas, up to an object. What may not be there is in the way. */
static bool go_to_object(pdx_jsonarray *array) {
    static const pdx_span mark = {(const uint8_t *)"\xEF\xBB\xBF", 3};
    if (array->state == BEGIN && array->base + array->at == 0) {
        if (pdx_span_starts(array->source, mark))
            pass(array, mark.len);
        else if (array->source.len < mark.len && !array->is_last && pdx_span_starts(mark, array->source))
            return false;
    }
    if (array->state == BEGIN && !pass_name(array)) return false;
    while (array->at < array->source.len) {
        const uint8_t c = array->source.data[array->at];
        const bool is_space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
        if (is_space)
            pass(array, array->at + 1);
        else if (c == '{' && array->state == BEGIN)
            array->state = BARE;
        else if (c == '[' && array->state == BEGIN)
            pass(array, array->at + 1), array->state = FIRST;
        else if (c == ',' && array->state == COMMA)
            pass(array, array->at + 1), array->state = VALUE;
        else if (c == ']' && (array->state == FIRST || array->state == COMMA))
            pass(array, array->at + 1), array->state = DONE;
        else if (c == ';' && array->state == DONE)
            pass(array, array->at + 1);
        else
            return true;
    }
    return false;
}

static pdx_status fail(pdx_jsonarray *array, const char *what, pdx_error *err) {
    const uint64_t offset = array->base + array->at;
    const uint32_t line = array->line_number;
    pass(array, array->source.len); /* nobody can tell where the next one begins */
    array->state = DONE;
    return pdx_fail(err, PDX_EFORMAT, offset, "line %u: %s", line, what);
}

pdx_status pdx_jsonarray_next(pdx_jsonarray *array, pdx_record *record, bool *more, pdx_error *err) {
    pdx_error inner = {0};
    pdx_span object;
    size_t end;
    pdx_record_reset(record);
    *more = false;
    if (!go_to_object(array)) {
        return !array->is_last || array->state == DONE || array->state == BARE ? PDX_OK : fail(array, "the array of rows does not end", err);
    }
    if (array->state == BEGIN || array->state == DONE) return fail(array, "something stands outside the array of rows", err);
    if (array->state == COMMA) return fail(array, "a comma is wanted between two rows", err);
    if (array->source.data[array->at] != '{') return fail(array, "a row is wanted, which is a JSON object", err);
    if (!object_end(array, &end)) return array->is_last ? fail(array, "this row does not end", err) : PDX_OK;
    object = pdx_span_slice(array->source, array->at, end);
    record->source = pdx_range_of(array->base + array->at, array->base + end);
    record->line_number = array->line_number;
    record->map.source_end = record->source.begin;
    pass(array, end);
    if (array->state != BARE) array->state = COMMA;
    if (pdx_records_read(record, object, &inner) != PDX_OK) {
        if (inner.status == PDX_ENOMEM) return pdx_fail_memory(err);
        return pdx_fail(err, inner.status, record->source.begin + (inner.offset == PDX_NO_OFFSET ? 0 : inner.offset),
                        "line %u: %s; mend the row or take it out", record->line_number, inner.message);
    }
    *more = true;
    return PDX_OK;
}
