#include "source/markdown/frontscan.h"
#include "source/syntax/json.h"

/* Front matter that is JSON: an object at the beginning, or between a line `---json` and the fence that ends it. */

size_t pdx_front_json_end(pdx_span bytes, size_t at) {
    pdx_json json;
    pdx_json_token token;
    bool has_key = false;
    pdx_json_init(&json, pdx_span_slice(bytes, at, bytes.len));
    while (pdx_json_next(&json, &token, NULL) == PDX_OK && token.kind != PDX_JSON_END) {
        const pdx_span text = pdx_span_slice(json.text, token.begin, token.end);
        if (token.kind == PDX_JSON_KEY && token.depth == 1) {
            has_key = has_key || pdx_span_equal(text, pdx_span_str("title")) || pdx_span_equal(text, pdx_span_str("date"));
        }
        if (token.kind == PDX_JSON_OBJECT_END && token.depth == 0) return has_key ? at + json.at : 0;
    }
    return 0;
}

/* A text, a number or a flag; false: something else, or out of memory, which *has_memory tells. */
static bool read_scalar(pdx_front *front, size_t at, pdx_range key, const pdx_json_token *token, bool in_list, bool *has_memory) {
    const bool is_text = token->kind == PDX_JSON_STRING;
    if (token->kind == PDX_JSON_NULL) return true;
    if (!is_text && token->kind != PDX_JSON_NUMBER && token->kind != PDX_JSON_TRUE && token->kind != PDX_JSON_FALSE) return false;
    *has_memory = pdx_front_push(front, key, at + token->begin, at + token->end, is_text ? PDX_FRONT_TOML_BASIC : PDX_FRONT_PLAIN, in_list);
    return *has_memory;
}

bool pdx_front_json_read(pdx_front *front, pdx_span bytes, size_t at) {
    bool has_memory = true;
    pdx_json json;
    pdx_json_token token;
    pdx_json_init(&json, pdx_span_slice(bytes, at, bytes.len));
    if (pdx_json_next(&json, &token, NULL) != PDX_OK) return true;
    while (has_memory && pdx_json_next(&json, &token, NULL) == PDX_OK && token.kind == PDX_JSON_KEY) {
        const pdx_range key = pdx_range_of(at + token.begin, at + token.end);
        const size_t n_values = front->values.len;
        bool is_known;
        if (pdx_json_next(&json, &token, NULL) != PDX_OK) break;
        is_known = token.kind == PDX_JSON_ARRAY || read_scalar(front, at, key, &token, false, &has_memory);
        if (token.kind == PDX_JSON_ARRAY) {
            while (pdx_json_next(&json, &token, NULL) == PDX_OK && token.depth > 1) {
                is_known = is_known && token.depth == 2 && read_scalar(front, at, key, &token, true, &has_memory);
            }
        } else if (pdx_json_skip(&json, &token, NULL) != PDX_OK) {
            break;
        }
        if (is_known || !has_memory) continue;
        front->values.len = n_values;
        has_memory = pdx_front_push(front, key, (size_t)key.begin - 1, at + json.at, PDX_FRONT_RAW, false);
    }
    return has_memory;
}
