#include "text/analyzer.h"

#include "base/buf.h"

const pdx_analyzer *pdx_analyzer_default(void) {
    static const pdx_analyzer words_1 = {"words-1", false};
    return &words_1;
}

/* FNV-1a, because the number is stored and must be the same everywhere and always. */
static uint64_t mix(uint64_t sum, const char *text) {
    for (; *text != '\0'; text++) sum = (sum ^ (uint8_t)*text) * 0x100000001B3u;
    return (sum ^ 0xFF) * 0x100000001B3u;
}

uint64_t pdx_analyzer_fingerprint(const pdx_analyzer *analyzer) {
    uint64_t sum = mix(0xCBF29CE484222325u, "postdex words rules 1");
    sum = mix(sum, "unicode 15.0.0");
    sum = mix(sum, analyzer->name);
    return mix(sum, analyzer->keep_marks ? "marks kept" : "marks folded");
}

void pdx_analyzer_fold(const pdx_analyzer *analyzer, pdx_span piece, pdx_lang language, pdx_buf *out) {
    size_t i;
    uint8_t *at;
    (void)analyzer;
    (void)language;
    if (piece.len == 0 || !pdx_buf_reserve(out, piece.len)) return;
    at = out->data + out->len;
    for (i = 0; i < piece.len; i++) {
        const uint8_t c = piece.data[i];
        at[i] = (uint8_t)(c + (c >= 'A' && c <= 'Z' ? 0x20 : 0));
    }
    out->len += piece.len;
}

void pdx_analyzer_fold_number(pdx_span number, pdx_buf *out) {
    size_t i;
    for (i = 0; i < number.len; i++) {
        if (number.data[i] >= '0' && number.data[i] <= '9') pdx_buf_byte(out, number.data[i]);
    }
}
