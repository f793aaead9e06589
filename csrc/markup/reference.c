#include "markup/reference.h"

#include "base/ascii.h"
#include "markup/entities.h"
#include "text/utf8.h"

static bool is_letter(uint8_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
static bool is_alnum(uint8_t c) { return pdx_is_digit(c) || is_letter(c); }
static bool is_xml(pdx_reference_kind kind) { return kind >= PDX_REFERENCE_XML; }

/* 16: it is no digit. */
static uint32_t hex_value(uint8_t c) {
    if (pdx_is_digit(c)) return (uint32_t)(c - '0');
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10 : 16;
}

static void tell(pdx_reference *found, pdx_problem what, size_t at) {
    found->first_problem = found->problem;
    found->first_problem_at = found->problem_at;
    found->problem = (uint8_t)what;
    found->problem_at = at;
}

/* What numbers from 0x80 to 0x9F mean on pages: the characters of windows-1252; 0 where it has none. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
};

static bool is_noncharacter(uint32_t code) { return (code >= 0xFDD0 && code <= 0xFDEF) || (code & 0xFFFE) == 0xFFFE; }

static uint32_t html_character(uint32_t code, pdx_reference *found) {
    pdx_problem what = PDX_PROBLEM_NONE;
    uint32_t meant = code;
    if (code == 0) {
        what = PDX_NULL_REFERENCE, meant = PDX_UTF8_REPLACEMENT;
    } else if (code > 0x10FFFF) {
        what = PDX_REFERENCE_OUTSIDE_UNICODE, meant = PDX_UTF8_REPLACEMENT;
    } else if (code >= 0xD800 && code <= 0xDFFF) {
        what = PDX_SURROGATE_REFERENCE, meant = PDX_UTF8_REPLACEMENT;
    } else if (is_noncharacter(code)) {
        what = PDX_NONCHARACTER_REFERENCE;
    } else if ((code < 0x20 && code != '\t' && code != '\n' && code != '\f') || (code >= 0x7F && code <= 0x9F)) {
        what = PDX_CONTROL_REFERENCE;
        if (code >= 0x80 && windows_1252[code - 0x80] != 0) meant = windows_1252[code - 0x80];
    }
    if (what != PDX_PROBLEM_NONE) tell(found, what, found->len);
    return meant;
}

static uint32_t xml_character(uint32_t code, pdx_reference *found) {
    const bool none = code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF);
    if (none || code == 0xFFFE || code == 0xFFFF || (code < 0x20 && code != '\t' && code != '\n' && code != '\r')) {
        tell(found, PDX_XML_BAD_REFERENCE, 0);
    }
    return none ? PDX_UTF8_REPLACEMENT : code;
}

/* The digits from `at` on, in `base`; numbers beyond Unicode are all the same. Gives where they end. */
static size_t read_digits(pdx_span text, size_t at, uint32_t base, uint32_t *code) {
    *code = 0;
    for (; at < text.len && hex_value(text.data[at]) < base; at++) {
        if (*code <= 0x10FFFF) *code = *code * base + hex_value(text.data[at]);
    }
    return at;
}

static pdx_reference read_number(pdx_span text, pdx_reference_kind kind) {
    pdx_reference found = {0};
    const bool hex = text.len > 2 && (text.data[2] == 'x' || (text.data[2] == 'X' && !is_xml(kind)));
    const size_t from = hex ? 3 : 2;
    uint32_t code;
    const size_t end = read_digits(text, from, hex ? 16 : 10, &code);
    const bool closed = end < text.len && text.data[end] == ';';
    if (end == from || (is_xml(kind) && !closed)) {
        tell(&found, is_xml(kind) ? PDX_XML_BAD_REFERENCE : PDX_ABSENCE_OF_DIGITS, is_xml(kind) ? 0 : end);
        return found;
    }
    if (!closed) tell(&found, PDX_MISSING_SEMICOLON, end);
    found.len = end + (closed ? 1 : 0);
    code = is_xml(kind) ? xml_character(code, &found) : html_character(code, &found);
    found.text_len = (uint8_t)pdx_utf8_put(found.text, code);
    return found;
}

static void stand_for(pdx_reference *found, const pdx_entity *entity, size_t len) {
    const pdx_span value = pdx_entity_value(entity);
    assert(value.len <= sizeof found->text);
    found->len = len;
    found->text_len = (uint8_t)value.len;
    memcpy(found->text, value.data, value.len);
}

/* The longest name at the beginning of `letters` that needs no semicolon; NULL when there is none. */
static const pdx_entity *find_legacy(pdx_span letters) {
    for (size_t len = pdx_min_size(letters.len, PDX_ENTITY_LEGACY_MAX); len >= 2; len--) {
        const pdx_entity *entity = pdx_entity_find(pdx_span_slice(letters, 0, len));
        if (entity != NULL && (entity->value & PDX_ENTITY_LEGACY) != 0) return entity;
    }
    return NULL;
}

static pdx_reference read_html_name(pdx_span text, size_t end, bool closed, bool in_attribute) {
    pdx_reference found = {0};
    const pdx_span letters = pdx_span_slice(text, 1, end);
    const pdx_entity *entity = closed ? pdx_entity_find(letters) : NULL;
    if (entity != NULL) {
        stand_for(&found, entity, end + 1);
        return found;
    }
    entity = find_legacy(letters);
    if (entity == NULL) {
        if (closed) tell(&found, PDX_UNKNOWN_NAMED_REFERENCE, end);
    } else {
        const size_t len = 1 + (size_t)entity->name_len;
        const bool goes_on = len < text.len && (is_alnum(text.data[len]) || text.data[len] == '=');
        if (in_attribute && goes_on) return found; /* an address, most likely */
        stand_for(&found, entity, len);
        tell(&found, PDX_MISSING_SEMICOLON, len);
    }
    return found;
}

static pdx_reference read_xml_name(pdx_span text, size_t end, bool closed, bool all_names) {
    static const char five[][5] = {"amp", "lt", "gt", "quot", "apos"};
    pdx_reference found = {0};
    const pdx_span name = pdx_span_slice(text, 1, end);
    const pdx_entity *entity = closed ? pdx_entity_find(name) : NULL;
    bool known = false;
    for (size_t i = 0; i < PDX_COUNTOF(five) && entity != NULL; i++) known = known || pdx_span_equal(name, pdx_span_str(five[i]));
    if (!known) tell(&found, closed ? PDX_XML_UNKNOWN_ENTITY : PDX_XML_BARE_AMPERSAND, 0);
    if (entity != NULL && (known || all_names)) stand_for(&found, entity, end + 1);
    return found;
}

pdx_reference pdx_reference_read(pdx_span text, pdx_reference_kind kind) {
    pdx_reference found = {0};
    size_t end = 1;
    bool closed;
    assert(text.len > 0 && text.data[0] == '&');
    if (text.len > 1 && text.data[1] == '#') return read_number(text, kind);
    while (end < text.len && is_alnum(text.data[end])) end++;
    closed = end > 1 && end < text.len && text.data[end] == ';';
    if (is_xml(kind)) return read_xml_name(text, end, closed, kind == PDX_REFERENCE_XML_NAMES);
    return end == 1 ? found : read_html_name(text, end, closed, kind == PDX_REFERENCE_ATTRIBUTE);
}
