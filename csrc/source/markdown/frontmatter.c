#include "source/markdown/frontmatter.h"

#include "source/markdown/frontblock.h"
#include "source/markdown/frontscan.h"
#include "source/syntax/fields.h"

void pdx_front_init(pdx_front *front) { memset(front, 0, sizeof *front); }
void pdx_front_deinit(pdx_front *front) { PDX_VEC_DEINIT(&front->values); }

/* Lines with `mark` bytes before their keys. */
static bool lines_read(pdx_front *front, pdx_span bytes, size_t at, size_t end, size_t mark) {
    while (at < end) {
        pdx_range line = pdx_front_line_at(bytes, at), key;
        size_t value, next = pdx_front_next_line(bytes, at), stop;
        line.begin += mark;
        if (!pdx_front_key_read(bytes, line, ':', &key, &value)) return true;
        while (next < end && pdx_front_indent(bytes, pdx_front_line_at(bytes, next)) > 0) next = pdx_front_next_line(bytes, next);
        stop = pdx_front_text_end(bytes, value, next);
        while (value < stop && pdx_front_is_blank(bytes.data[value])) value++;
        if (stop > value && !pdx_front_push(front, key, value, stop, PDX_FRONT_PLAIN, false)) return false;
        at = next;
    }
    return true;
}

static bool read_block(pdx_front *front, pdx_span bytes, pdx_front_block found) {
    switch (found.kind) {
    case PDX_FRONT_YAML:
        return pdx_front_yaml_read(front, bytes, found.begin, found.end);
    case PDX_FRONT_TOML:
        return pdx_front_toml_read(front, bytes, found.begin, found.end);
    case PDX_FRONT_LINES:
        if (found.drawer.end > found.drawer.begin &&
            !pdx_front_push(front, found.drawer, (size_t)found.drawer.begin,
                            pdx_front_text_end(bytes, (size_t)found.drawer.begin, (size_t)found.drawer.end), PDX_FRONT_RAW, false)) {
            return false;
        }
        return lines_read(front, bytes, found.begin, found.end, found.mark);
    case PDX_FRONT_JSON:
        return pdx_front_json_read(front, bytes, found.begin);
    case PDX_FRONT_NONE:
        break;
    }
    return true;
}

/* Whether it says that what stands behind it is not marked up. */
static bool says_text(const pdx_front *front, pdx_span bytes) {
    for (size_t i = 0; i < front->values.len; i++) {
        const pdx_front_value *value = &front->values.data[i];
        if (value->style != PDX_FRONT_RAW && pdx_field_is(pdx_span_slice(bytes, (size_t)value->key.begin, (size_t)value->key.end), "content-type")) {
            return pdx_field_is(pdx_span_slice(bytes, (size_t)value->range.begin, (size_t)value->range.end), "text/plain");
        }
    }
    return false;
}

bool pdx_front_read(pdx_front *front, pdx_span bytes) {
    const pdx_front_block found = pdx_front_block_find(bytes);
    front->values.len = 0;
    front->kind = found.kind;
    front->dialect = found.dialect;
    front->body = found.body;
    front->fields = found.fields;
    if (!read_block(front, bytes, found)) return false;
    if (says_text(front, bytes)) front->dialect = PDX_FRONT_TEXT;
    return true;
}

bool pdx_front_is_begun(pdx_span bytes) {
    const pdx_front_block found = pdx_front_block_find(bytes);
    pdx_range key;
    size_t at, value;
    if (found.kind == PDX_FRONT_NONE || found.kind == PDX_FRONT_LINES || found.kind == PDX_FRONT_JSON) return found.kind != PDX_FRONT_NONE;
    for (at = found.begin; at < found.end; at = pdx_front_next_line(bytes, at)) { /* a rule above and below a paragraph is none */
        if (pdx_front_is_comment(bytes, pdx_front_line_at(bytes, at))) continue;
        if (bytes.data[at] == '[') return true;
        return pdx_front_key_read(bytes, pdx_front_line_at(bytes, at), found.kind == PDX_FRONT_YAML ? ':' : '=', &key, &value);
    }
    return false;
}
