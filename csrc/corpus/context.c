/* The language of sort keys: "after", "before", "L1 R1 -date". */
#include "corpus/concordance.h"

static pdx_span next_word(pdx_span text, size_t *at) {
    size_t begin;
    while (*at < text.len && (text.data[*at] <= ' ' || text.data[*at] == ',')) (*at)++;
    begin = *at;
    while (*at < text.len && text.data[*at] > ' ' && text.data[*at] != ',') (*at)++;
    return pdx_span_slice(text, begin, *at);
}

static bool is_word(pdx_span word, const char *text) { return pdx_span_equal(word, pdx_span_str(text)); }

/* "L1" .. "R16"; false for anything else. */
static bool parse_side(pdx_span word, pdx_context_key *key) {
    unsigned nth = 0;
    size_t i;
    if (word.len < 2 || word.len > 3) return false;
    if (word.data[0] != 'L' && word.data[0] != 'R' && word.data[0] != 'l' && word.data[0] != 'r') return false;
    for (i = 1; i < word.len; i++) {
        if (word.data[i] < '0' || word.data[i] > '9') return false;
        nth = nth * 10 + (unsigned)(word.data[i] - '0');
    }
    key->kind = (word.data[0] | 0x20) == 'l' ? PDX_CONTEXT_LEFT : PDX_CONTEXT_RIGHT;
    key->nth = (uint8_t)nth;
    return nth >= 1 && nth <= PDX_CONTEXT_WORDS_MAX;
}

static bool parse_name(pdx_span word, pdx_context_key *key) {
    key->nth = 0;
    if (is_word(word, "node")) {
        key->kind = PDX_CONTEXT_NODE;
    } else if (is_word(word, "post")) {
        key->kind = PDX_CONTEXT_POST;
    } else if (is_word(word, "date")) {
        key->kind = PDX_CONTEXT_DATE;
    } else if (is_word(word, "part")) {
        key->kind = PDX_CONTEXT_PART;
    } else {
        return false;
    }
    return true;
}

static pdx_status add(pdx_context_key keys[PDX_CONTEXT_KEYS_MAX], size_t *n, pdx_context_key key, pdx_error *err) {
    if (*n == PDX_CONTEXT_KEYS_MAX) {
        return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "a sort has at most %d keys", PDX_CONTEXT_KEYS_MAX);
    }
    keys[(*n)++] = key;
    return PDX_OK;
}

static pdx_status add_word(pdx_span word, pdx_context_key keys[PDX_CONTEXT_KEYS_MAX], size_t *n, pdx_error *err) {
    pdx_context_key key;
    const pdx_span whole = word;
    bool after;
    key.descending = word.data[0] == '-';
    if (key.descending) word = pdx_span_slice(word, 1, word.len);
    after = is_word(word, "after");
    if (after || is_word(word, "before")) {
        key.kind = after ? PDX_CONTEXT_RIGHT : PDX_CONTEXT_LEFT;
        for (key.nth = 1; key.nth <= 3; key.nth++) PDX_TRY(add(keys, n, key, err));
        return PDX_OK;
    }
    if (parse_name(word, &key) || parse_side(word, &key)) return add(keys, n, key, err);
    return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET,
                    "cannot sort by \"%.*s\": after, before, L1 to L%d, R1 to R%d, node, post, date and part can be said, "
                    "with - before them to turn them round",
                    (int)pdx_min_size(whole.len, 40), (const char *)whole.data, PDX_CONTEXT_WORDS_MAX, PDX_CONTEXT_WORDS_MAX);
}

pdx_status pdx_context_parse(pdx_span text, pdx_context_key keys[PDX_CONTEXT_KEYS_MAX], size_t *n, pdx_error *err) {
    size_t at = 0;
    *n = 0;
    for (;;) {
        const pdx_span word = next_word(text, &at);
        if (word.len == 0) break;
        PDX_TRY(add_word(word, keys, n, err));
    }
    if (*n > 0) return PDX_OK;
    return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "a sort needs a key, such as after, before, L1, R1, node, post, date or part");
}
