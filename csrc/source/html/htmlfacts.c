#include "source/html/htmlfacts.h"

#include "source/syntax/json.h"

static pdx_span view(pdx_span json, const pdx_json_token *token) { return pdx_span_slice(json, token->begin, token->end); }

pdx_range pdx_html_published(pdx_span json) {
    pdx_json reader;
    pdx_json_token token;
    pdx_range found = {0, 0};
    bool is_value = false;
    pdx_json_init(&reader, json);
    while (pdx_json_next(&reader, &token, NULL) == PDX_OK && token.kind != PDX_JSON_END) {
        if (is_value && token.kind == PDX_JSON_STRING) {
            const pdx_span before = pdx_span_slice(json, (size_t)found.begin, (size_t)found.end);
            if (before.len > 0 && !pdx_span_equal(before, view(json, &token))) return pdx_range_of(0, 0);
            found = pdx_range_of(token.begin, token.end);
        }
        is_value = token.kind == PDX_JSON_KEY && pdx_span_equal(view(json, &token), pdx_span_str("datePublished"));
    }
    return found;
}
