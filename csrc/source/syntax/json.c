#include "source/syntax/json.h"

#include "kernels/quoted.h"
#include "text/utf8.h"

/* What may come next. */
enum { EXPECT_VALUE, EXPECT_VALUE_OR_END, EXPECT_KEY, EXPECT_KEY_OR_END, EXPECT_MORE, EXPECT_NOTHING };

void pdx_json_init(pdx_json *json, pdx_span text) {
    memset(json, 0, sizeof *json);
    json->text = text;
    json->expect = EXPECT_VALUE;
}

static pdx_status json_fail(const pdx_json *json, size_t at, const char *what, pdx_error *err) {
    return pdx_fail(err, PDX_EFORMAT, at, "not JSON: %s", at < json->text.len ? what : "the text ends");
}

static void skip_space(pdx_json *json) {
    while (json->at < json->text.len) {
        const uint8_t c = json->text.data[json->at];
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r') return;
        json->at++;
    }
}

static bool in_array(const pdx_json *json) {
    const uint32_t top = json->depth - 1;
    return (json->arrays[top / 64] >> (top % 64) & 1) != 0;
}

static void after_value(pdx_json *json) { json->expect = json->depth == 0 ? EXPECT_NOTHING : EXPECT_MORE; }

static pdx_status open_container(pdx_json *json, pdx_json_token *token, bool array, pdx_error *err) {
    const uint64_t bit = (uint64_t)1 << (json->depth % 64);
    if (json->depth >= PDX_JSON_DEPTH_MAX) {
        return pdx_fail(err, PDX_ELIMIT, json->at, "JSON nested deeper than %d", PDX_JSON_DEPTH_MAX);
    }
    if (array) {
        json->arrays[json->depth / 64] |= bit;
    } else {
        json->arrays[json->depth / 64] &= ~bit;
    }
    token->kind = array ? PDX_JSON_ARRAY : PDX_JSON_OBJECT;
    token->depth = json->depth++;
    token->end = ++json->at;
    json->expect = array ? EXPECT_VALUE_OR_END : EXPECT_KEY_OR_END;
    return PDX_OK;
}

static void close_container(pdx_json *json, pdx_json_token *token) {
    token->kind = in_array(json) ? PDX_JSON_ARRAY_END : PDX_JSON_OBJECT_END;
    token->depth = --json->depth;
    token->end = ++json->at;
    after_value(json);
}

static bool is_hex(uint8_t c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Checks an escape at data[at] == '\\'; gives its length, 0 when it is none. */
static size_t escape_length(pdx_span text, size_t at) {
    if (at + 1 >= text.len) return 0;
    if (strchr("\"\\/bfnrt", text.data[at + 1]) != NULL && text.data[at + 1] != 0) return 2;
    if (text.data[at + 1] != 'u' || at + 6 > text.len) return 0;
    return is_hex(text.data[at + 2]) && is_hex(text.data[at + 3]) && is_hex(text.data[at + 4]) && is_hex(text.data[at + 5]) ? 6 : 0;
}

static pdx_status read_string(pdx_json *json, pdx_json_token *token, pdx_error *err) {
    const pdx_span text = json->text;
    size_t at = json->at + 1;
    bool ascii = true;
    token->begin = at;
    for (;;) {
        size_t escape;
        at += pdx_quoted_plain(pdx_span_slice(text, at, text.len), &ascii);
        if (at == text.len || text.data[at] == '"') break;
        if (text.data[at] < 0x20 && json->takes_controls) {
            at++;
            continue;
        }
        if (text.data[at] < 0x20) return json_fail(json, at, "a control character in a string", err);
        escape = escape_length(text, at);
        if (escape == 0) return json_fail(json, at, "a bad escape", err);
        at += escape;
    }
    if (at == text.len) return json_fail(json, text.len, "", err);
    if (!ascii && pdx_utf8_invalid(pdx_span_slice(text, token->begin, at)) != at - token->begin) {
        return json_fail(json, token->begin, "a string that is not UTF-8", err);
    }
    token->end = at;
    json->at = at + 1;
    return PDX_OK;
}

static size_t digits_from(pdx_span text, size_t at) {
    while (at < text.len && text.data[at] >= '0' && text.data[at] <= '9') at++;
    return at;
}

static pdx_status read_number(pdx_json *json, pdx_json_token *token, pdx_error *err) {
    const pdx_span text = json->text;
    size_t at = json->at + (text.data[json->at] == '-' ? 1 : 0);
    size_t end = digits_from(text, at);
    if (end == at || (text.data[at] == '0' && end - at > 1)) return json_fail(json, at, "a bad number", err);
    if (end < text.len && text.data[end] == '.') {
        at = end + 1;
        end = digits_from(text, at);
        if (end == at) return json_fail(json, at, "a bad number", err);
    }
    if (end < text.len && (text.data[end] == 'e' || text.data[end] == 'E')) {
        at = end + 1;
        if (at < text.len && (text.data[at] == '+' || text.data[at] == '-')) at++;
        end = digits_from(text, at);
        if (end == at) return json_fail(json, at, "a bad number", err);
    }
    token->kind = PDX_JSON_NUMBER;
    token->end = json->at = end;
    return PDX_OK;
}

static pdx_status read_word(pdx_json *json, pdx_json_token *token, const char *word, pdx_json_kind kind, pdx_error *err) {
    const pdx_span rest = pdx_span_slice(json->text, json->at, json->text.len);
    if (!pdx_span_starts(rest, pdx_span_str(word))) return json_fail(json, json->at, "an unknown word", err);
    token->kind = kind;
    json->at += strlen(word);
    token->end = json->at;
    return PDX_OK;
}

static pdx_status read_value(pdx_json *json, pdx_json_token *token, pdx_error *err) {
    const uint8_t c = json->text.data[json->at];
    pdx_status status;
    if (c == '{' || c == '[') return open_container(json, token, c == '[', err);
    if (c == '"') {
        token->kind = PDX_JSON_STRING;
        status = read_string(json, token, err);
    } else if (c == 't') {
        status = read_word(json, token, "true", PDX_JSON_TRUE, err);
    } else if (c == 'f') {
        status = read_word(json, token, "false", PDX_JSON_FALSE, err);
    } else if (c == 'n') {
        status = read_word(json, token, "null", PDX_JSON_NULL, err);
    } else if (c == '-' || (c >= '0' && c <= '9')) {
        status = read_number(json, token, err);
    } else {
        return json_fail(json, json->at, "no value", err);
    }
    if (status == PDX_OK) after_value(json);
    return status;
}

static pdx_status read_key(pdx_json *json, pdx_json_token *token, pdx_error *err) {
    if (json->text.data[json->at] != '"') return json_fail(json, json->at, "no key", err);
    token->kind = PDX_JSON_KEY;
    PDX_TRY(read_string(json, token, err));
    skip_space(json);
    if (json->at >= json->text.len || json->text.data[json->at] != ':') return json_fail(json, json->at, "no colon", err);
    json->at++;
    json->expect = EXPECT_VALUE;
    return PDX_OK;
}

pdx_status pdx_json_next(pdx_json *json, pdx_json_token *token, pdx_error *err) {
    uint8_t c;
    memset(token, 0, sizeof *token);
    skip_space(json);
    token->begin = token->end = json->at;
    token->depth = json->depth;
    if (json->at >= json->text.len) {
        if (json->expect != EXPECT_NOTHING) return json_fail(json, json->at, "", err);
        token->kind = PDX_JSON_END;
        return PDX_OK;
    }
    c = json->text.data[json->at];
    if (json->expect == EXPECT_NOTHING) return json_fail(json, json->at, "something after the value", err);
    if (json->expect == EXPECT_MORE && c == ',') {
        json->at++;
        json->expect = in_array(json) ? EXPECT_VALUE : EXPECT_KEY;
        skip_space(json);
        if (json->at >= json->text.len) return json_fail(json, json->at, "", err);
        token->begin = token->end = json->at;
        c = json->text.data[json->at];
    } else if (json->expect == EXPECT_MORE || json->expect == EXPECT_VALUE_OR_END || json->expect == EXPECT_KEY_OR_END) {
        if (json->depth > 0 && c == (in_array(json) ? ']' : '}')) {
            close_container(json, token);
            return PDX_OK;
        }
        if (json->expect == EXPECT_MORE) return json_fail(json, json->at, "no comma", err);
    }
    if (json->expect == EXPECT_KEY || json->expect == EXPECT_KEY_OR_END) return read_key(json, token, err);
    return read_value(json, token, err);
}

pdx_status pdx_json_skip(pdx_json *json, const pdx_json_token *token, pdx_error *err) {
    const uint32_t depth = token->depth;
    pdx_json_token next;
    if (token->kind != PDX_JSON_OBJECT && token->kind != PDX_JSON_ARRAY) return PDX_OK;
    do {
        PDX_TRY(pdx_json_next(json, &next, err));
    } while (json->depth > depth);
    return PDX_OK;
}

static uint32_t hex4(const uint8_t *p) {
    uint32_t value = 0;
    int i;
    for (i = 0; i < 4; i++) {
        const uint8_t c = p[i];
        value = value << 4 | (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return value;
}

/* Decodes the escape at `at`; gives how many source bytes it took. */
static size_t decode_escape(pdx_span text, size_t at, size_t end, uint32_t *code) {
    static const char letters[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    const uint8_t c = text.data[at + 1];
    if (c != 'u') {
        *code = (uint8_t)values[strchr(letters, c) - letters];
        return 2;
    }
    *code = hex4(text.data + at + 2);
    if (*code < 0xD800 || *code > 0xDFFF) return 6;
    if (*code < 0xDC00 && at + 12 <= end && text.data[at + 6] == '\\' && text.data[at + 7] == 'u') {
        const uint32_t low = hex4(text.data + at + 8);
        if (low >= 0xDC00 && low <= 0xDFFF) {
            *code = 0x10000 + ((*code - 0xD800) << 10) + (low - 0xDC00);
            return 12;
        }
    }
    *code = 0xFFFD;
    return 6;
}

/* The character whose bytes are escaped one by one from `at` on, as if each were a character; how many source bytes it takes. 0: there is none. */
static size_t decode_bytes(pdx_span text, size_t at, size_t end, uint8_t bytes[4], size_t *n) {
    size_t want = 1;
    for (*n = 0; *n < want; ++*n, at += 6) {
        const uint32_t code = at + 6 <= end && text.data[at] == '\\' && text.data[at + 1] == 'u' ? hex4(text.data + at + 2) : 0;
        if (code < 0x80 || code > 0xFF) return 0;
        if (*n == 1 && bytes[0] == 0xC9 && code >= 0xA0) return 0; /* "É" before a mark: else letters that nobody writes */
        if (*n == 0) want = code >= 0xF0 ? 4 : code >= 0xE0 ? 3 : 2;
        bytes[*n] = (uint8_t)code;
    }
    return pdx_utf8_is_well_formed(pdx_span_of(bytes, want)) ? want * 6 : 0;
}

bool pdx_json_escapes_bytes(pdx_span text) {
    const uint8_t *escape;
    bool found = false;
    for (size_t at = 0; at < text.len && (escape = memchr(text.data + at, '\\', text.len - at)) != NULL;) {
        uint8_t bytes[4];
        size_t n, taken;
        at = (size_t)(escape - text.data);
        if (at + 6 > text.len || text.data[at + 1] != 'u' || hex4(text.data + at + 2) < 0x80) {
            at += 2;
            continue;
        }
        taken = decode_bytes(text, at, text.len, bytes, &n);
        if (taken == 0) return false;
        found = true;
        at += taken;
    }
    return found;
}

static pdx_status decode(pdx_span text, size_t begin, size_t end, uint64_t base, bool by_bytes, pdx_buf *out, pdx_offsets *map, pdx_error *err) {
    size_t at = begin;
    while (at < end) {
        const uint8_t *escape = memchr(text.data + at, '\\', end - at);
        const size_t plain = escape == NULL ? end - at : (size_t)(escape - (text.data + at));
        uint8_t bytes[4];
        uint32_t code;
        size_t taken = 0, n;
        pdx_buf_append(out, text.data + at, plain);
        if (map != NULL && plain > 0 && !pdx_offsets_add(map, plain, base + at, plain, true)) return pdx_fail_memory(err);
        at += plain;
        if (at >= end) break;
        if (by_bytes) taken = decode_bytes(text, at, end, bytes, &n);
        if (taken == 0) {
            taken = decode_escape(text, at, end, &code);
            n = pdx_utf8_put(bytes, code);
        }
        pdx_buf_append(out, bytes, n);
        if (map != NULL && !pdx_offsets_add(map, n, base + at, taken, false)) return pdx_fail_memory(err);
        at += taken;
    }
    return out->failed ? pdx_fail_memory(err) : PDX_OK;
}

pdx_status pdx_json_decode(pdx_span text, size_t begin, size_t end, uint64_t base, pdx_buf *out, pdx_offsets *map, pdx_error *err) {
    return decode(text, begin, end, base, false, out, map, err);
}

pdx_status pdx_json_decode_bytes(pdx_span text, size_t begin, size_t end, uint64_t base, pdx_buf *out, pdx_offsets *map, pdx_error *err) {
    return decode(text, begin, end, base, true, out, map, err);
}
