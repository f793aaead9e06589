#include "markup/xml_names.h"

size_t pdx_xml_local(pdx_span name) {
    const uint8_t *colon = name.len == 0 ? NULL : memchr(name.data, ':', name.len);
    return colon == NULL ? 0 : (size_t)(colon - name.data) + 1;
}

void pdx_xml_names_init(pdx_xml_names *names) { memset(names, 0, sizeof *names); }

void pdx_xml_names_deinit(pdx_xml_names *names) {
    PDX_VEC_DEINIT(&names->bindings);
    pdx_buf_deinit(&names->bytes);
}

static void forget(pdx_xml_names *names, uint64_t depth) {
    while (names->bindings.len > 0 && names->bindings.data[names->bindings.len - 1].depth >= depth) {
        names->bytes.len = names->bindings.data[--names->bindings.len].prefix;
        names->n_changes++;
    }
}

/* Whether an attribute of that name declares a namespace, and of which prefix. */
static bool is_declaration(pdx_span name, pdx_span *prefix) {
    static const char word[] = "xmlns";
    if (!pdx_span_starts(name, pdx_span_str(word))) return false;
    *prefix = pdx_span_slice(name, pdx_min_size(sizeof word, name.len), name.len);
    return name.len == sizeof word - 1 || name.data[sizeof word - 1] == ':';
}

static bool declare(pdx_xml_names *names, const pdx_xml *xml, uint64_t depth, pdx_span prefix, const pdx_attribute *attribute) {
    pdx_xml_binding binding = {depth, names->bytes.len, names->bytes.len + prefix.len, 0};
    names->n_changes++;
    pdx_buf_span(&names->bytes, prefix);
    if (pdx_xml_value(xml, attribute, &names->bytes, NULL, NULL) != PDX_OK || names->bytes.failed) return false;
    binding.end = names->bytes.len;
    if (binding.end <= PDX_XML_NAMES_BYTES) return PDX_VEC_PUSH(&names->bindings, binding);
    names->bytes.len = binding.prefix;
    return true;
}

pdx_status pdx_xml_names_open(pdx_xml_names *names, const pdx_xml *xml, const pdx_xml_token *token, pdx_error *err) {
    forget(names, token->depth);
    for (size_t i = 0; i < token->n_attributes && names->bindings.len < PDX_XML_NAMES_MOST; i++) {
        const pdx_attribute *attribute = &token->attributes[i];
        const uint64_t value = attribute->value.end - attribute->value.begin;
        pdx_span prefix;
        if (!is_declaration(pdx_markup_view(&xml->input, attribute->name), &prefix) || value > PDX_XML_NAMES_BYTES) continue;
        if (!declare(names, xml, token->depth, prefix, attribute)) {
            forget(names, token->depth);
            pdx_buf_reset(&names->bytes);
            names->bytes.len = names->bindings.len == 0 ? 0 : names->bindings.data[names->bindings.len - 1].end;
            return pdx_fail_memory(err);
        }
    }
    return PDX_OK;
}

pdx_span pdx_xml_names_uri(const pdx_xml_names *names, pdx_span prefix) {
    const pdx_span bytes = pdx_buf_view(&names->bytes);
    for (size_t i = names->bindings.len; i-- > 0;) {
        const pdx_xml_binding *one = &names->bindings.data[i];
        if (pdx_span_equal(pdx_span_slice(bytes, one->prefix, one->uri), prefix)) return pdx_span_slice(bytes, one->uri, one->end);
    }
    return pdx_span_equal(prefix, pdx_span_str("xml")) ? pdx_span_str("http://www.w3.org/XML/1998/namespace") : pdx_span_of(NULL, 0);
}
