/* Front matter in TOML, as far as posts are written in it. */
#include "source/markdown/frontscan.h"
#include "source/syntax/fields.h"

/* The string that begins at `at`, of one line or of many; its style and what is behind it. False: it does not end. */
static bool toml_string(pdx_span bytes, size_t at, pdx_front_value *value, size_t *behind) {
    const uint8_t quote = bytes.data[at];
    const bool is_long = at + 2 < bytes.len && bytes.data[at + 1] == quote && bytes.data[at + 2] == quote;
    size_t i = at + (is_long ? 3 : 1);
    value->style = quote == '"' ? PDX_FRONT_TOML_BASIC : PDX_FRONT_TOML_LITERAL;
    if (is_long && i < bytes.len && bytes.data[i] == '\r') i++;
    if (is_long && i < bytes.len && bytes.data[i] == '\n') i++;
    value->range.begin = i;
    for (; i < bytes.len && (is_long || bytes.data[i] != '\n'); i++) {
        if (quote == '"' && bytes.data[i] == '\\') {
            i++;
        } else if (bytes.data[i] == quote && (!is_long || (i + 2 < bytes.len && bytes.data[i + 1] == quote && bytes.data[i + 2] == quote))) {
            value->range.end = i;
            *behind = i + (is_long ? 3 : 1);
            return true;
        }
    }
    return false;
}

/* One value of an array or of a key; *at goes behind it. False: it is not understood. */
static bool toml_value(pdx_front *front, pdx_span bytes, size_t *at, pdx_range key, bool in_list, bool *has_memory) {
    const uint8_t first = bytes.data[*at];
    pdx_front_value value = {key, {*at, *at}, PDX_FRONT_PLAIN, in_list};
    if (first == '"' || first == '\'') {
        if (!toml_string(bytes, *at, &value, at)) return false;
    } else if (first == '{' || first == '[') {
        return false;
    } else {
        size_t end = *at;
        while (end < bytes.len && bytes.data[end] != '\n' && bytes.data[end] != '#' &&
               !(in_list && (bytes.data[end] == ',' || bytes.data[end] == ']'))) {
            end++;
        }
        *at = end;
        value.range.end = pdx_front_plain_end(bytes, (size_t)value.range.begin, end);
    }
    *has_memory = *has_memory && PDX_VEC_PUSH(&front->values, value);
    return true;
}

static void toml_space(pdx_span bytes, size_t *at) {
    while (*at < bytes.len) {
        if (bytes.data[*at] == '#')
            *at = pdx_front_next_line(bytes, *at);
        else if (pdx_front_is_blank(bytes.data[*at]) || bytes.data[*at] == '\n' || bytes.data[*at] == ',')
            ++*at;
        else
            break;
    }
}

static bool toml_array(pdx_front *front, pdx_span bytes, size_t *at, pdx_range key, bool *has_memory) {
    for (++*at;;) {
        toml_space(bytes, at);
        if (*at >= bytes.len) return false;
        if (bytes.data[*at] == ']') {
            ++*at;
            return true;
        }
        if (!toml_value(front, bytes, at, key, true, has_memory)) return false;
    }
}

/* Tables whose keys count as the file's own: tags and categories stand there. */
static bool is_own_table(pdx_span name) { return pdx_field_is(name, "taxonomies") || pdx_field_is(name, "extra") || pdx_field_is(name, "params"); }

bool pdx_front_toml_read(pdx_front *front, pdx_span whole, size_t at, size_t end) {
    const pdx_span bytes = pdx_span_slice(whole, 0, end);
    bool is_own = true, has_memory = true;
    while (at < end && has_memory) {
        const pdx_range line = pdx_front_line_at(bytes, at);
        const size_t n_values = front->values.len, begin = (size_t)line.begin + pdx_front_indent(bytes, line);
        pdx_range key = pdx_range_of(begin, begin);
        size_t value, behind = pdx_front_next_line(bytes, at);
        bool is_read = false;
        if (pdx_front_is_comment(bytes, line)) {
            at = behind;
            continue;
        }
        if (bytes.data[begin] == '[') {
            const pdx_span name =
                pdx_field_trim(pdx_span_slice(bytes, begin + 1, pdx_max_size(pdx_front_plain_end(bytes, begin, (size_t)line.end), begin + 2) - 1));
            is_own = is_own_table(name);
            is_read = is_own;
        } else if (is_own && pdx_front_key_read(bytes, pdx_range_of(begin, line.end), '=', &key, &value)) {
            while (value < line.end && pdx_front_is_blank(bytes.data[value])) value++;
            is_read = value < line.end && (bytes.data[value] == '[' ? toml_array(front, bytes, &value, key, &has_memory)
                                                                    : toml_value(front, bytes, &value, key, false, &has_memory));
            is_read = is_read && pdx_front_is_rest(bytes, value, (size_t)pdx_front_line_at(bytes, value).end);
            if (is_read) behind = pdx_front_next_line(bytes, value);
        }
        if (!is_read) {
            front->values.len = n_values;
            has_memory = has_memory && pdx_front_push(front, key, at, (size_t)line.end, PDX_FRONT_RAW, false);
        }
        at = behind;
    }
    return has_memory;
}
