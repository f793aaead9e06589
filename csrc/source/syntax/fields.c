#include "source/syntax/fields.h"

static bool is_white(uint8_t c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

pdx_span pdx_field_trim(pdx_span text) {
    size_t begin = 0, end = text.len;
    while (begin < end && is_white(text.data[begin])) begin++;
    while (end > begin && is_white(text.data[end - 1])) end--;
    return pdx_span_slice(text, begin, end);
}

/* Behind the newline of the line at `at`. */
static size_t line_behind(pdx_span text, size_t at) {
    const uint8_t *newline = memchr(text.data + at, '\n', text.len - at);
    return newline == NULL ? text.len : (size_t)(newline - text.data) + 1;
}

bool pdx_fields_next(pdx_fields *fields, pdx_span *name, pdx_span *value) {
    const pdx_span text = fields->text;
    while (fields->at < text.len) {
        const size_t begin = fields->at;
        size_t end = line_behind(text, begin);
        const uint8_t *colon = memchr(text.data + begin, ':', end - begin);
        while (colon != NULL && end < text.len && (text.data[end] == ' ' || text.data[end] == '\t')) end = line_behind(text, end);
        fields->at = end;
        if (colon == NULL) continue;
        *name = pdx_field_trim(pdx_span_slice(text, begin, (size_t)(colon - text.data)));
        *value = pdx_field_trim(pdx_span_slice(text, (size_t)(colon - text.data) + 1, end));
        return true;
    }
    return false;
}

static uint8_t lower(uint8_t c) { return c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c; }

bool pdx_field_is(pdx_span field, const char *name) {
    size_t i;
    for (i = 0; i < field.len && name[i] != '\0'; i++) {
        if (lower(field.data[i]) != (uint8_t)name[i]) return false;
    }
    return i == field.len && name[i] == '\0';
}

static size_t find_byte(pdx_span text, size_t from, uint8_t c) {
    const uint8_t *found = from < text.len ? memchr(text.data + from, c, text.len - from) : NULL;
    return found == NULL ? text.len : (size_t)(found - text.data);
}

pdx_span pdx_field_main(pdx_span value) { return pdx_field_trim(pdx_span_slice(value, 0, find_byte(value, 0, ';'))); }

pdx_span pdx_field_parameter(pdx_span value, const char *name) {
    size_t at = find_byte(value, 0, ';');
    while (at < value.len) {
        const size_t end = find_byte(value, at + 1, ';'), equals = find_byte(value, at, '=');
        if (equals < end && pdx_field_is(pdx_field_trim(pdx_span_slice(value, at + 1, equals)), name)) {
            pdx_span found = pdx_field_trim(pdx_span_slice(value, equals + 1, end));
            if (found.len >= 2 && (found.data[0] == '"' || found.data[0] == '\'') && found.data[found.len - 1] == found.data[0]) {
                found = pdx_span_slice(found, 1, found.len - 1);
            }
            return found;
        }
        at = end;
    }
    return pdx_span_of(NULL, 0);
}
