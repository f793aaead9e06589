#include "source/markdown/frontscan.h"

bool pdx_front_key_read(pdx_span bytes, pdx_range line, uint8_t separator, pdx_range *key, size_t *at) {
    size_t i = (size_t)line.begin;
    uint8_t quote = 0;
    if (i < line.end && (bytes.data[i] == '"' || bytes.data[i] == '\'')) quote = bytes.data[i++];
    key->begin = i;
    if (quote != 0) {
        while (i < line.end && bytes.data[i] != quote) i++;
        key->end = i++;
    } else {
        while (i < line.end && bytes.data[i] != separator && bytes.data[i] != '#' && bytes.data[i] != '{' && bytes.data[i] != '[' &&
               i - key->begin < 100) {
            i++;
        }
        key->end = i;
        while (key->end > key->begin && pdx_front_is_blank(bytes.data[key->end - 1])) key->end--;
    }
    while (i < line.end && pdx_front_is_blank(bytes.data[i])) i++;
    if (i >= line.end || bytes.data[i] != separator || key->end <= key->begin) return false;
    if (separator == ':' && i + 1 < line.end && !pdx_front_is_blank(bytes.data[i + 1])) return false;
    *at = i + 1;
    return true;
}

bool pdx_front_push(pdx_front *front, pdx_range key, size_t begin, size_t end, pdx_front_style style, bool in_list) {
    const pdx_front_value value = {key, pdx_range_of(begin, end), (uint8_t)style, in_list};
    return PDX_VEC_PUSH(&front->values, value);
}

bool pdx_front_quote_end(pdx_span bytes, size_t at, size_t end, uint8_t quote, bool doubled, size_t *behind) {
    for (; at < end; at++) {
        if (bytes.data[at] == '\\' && !doubled)
            at++;
        else if (bytes.data[at] == quote && doubled && at + 1 < end && bytes.data[at + 1] == quote)
            at++;
        else if (bytes.data[at] == quote) {
            *behind = at + 1;
            return true;
        }
    }
    return false;
}

size_t pdx_front_text_end(pdx_span bytes, size_t begin, size_t end) {
    while (end > begin && (pdx_front_is_blank(bytes.data[end - 1]) || bytes.data[end - 1] == '\n')) end--;
    return end;
}

size_t pdx_front_plain_end(pdx_span bytes, size_t at, size_t end) {
    size_t i = at;
    while (i < end && !(bytes.data[i] == '#' && i > at && pdx_front_is_blank(bytes.data[i - 1]))) i++;
    return pdx_front_text_end(bytes, at, i);
}

bool pdx_front_is_rest(pdx_span bytes, size_t at, size_t end) {
    while (at < end && (pdx_front_is_blank(bytes.data[at]) || bytes.data[at] == '\n')) at++;
    return at >= end || bytes.data[at] == '#';
}

bool pdx_front_is_item(pdx_span bytes, pdx_range line, size_t indent) {
    const size_t at = (size_t)line.begin + indent;
    return at < line.end && bytes.data[at] == '-' && (at + 1 == line.end || pdx_front_is_blank(bytes.data[at + 1]));
}

bool pdx_front_is_comment(pdx_span bytes, pdx_range line) {
    const size_t at = (size_t)line.begin + pdx_front_indent(bytes, line);
    return at >= line.end || bytes.data[at] == '#';
}
