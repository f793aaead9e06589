#include "text/analyzer.h"

#include "text/fold.h"
#include "text/unicode.h"
#include "text/utf8.h"

/* Raised when docs/words.md changes what terms a text has. */
#define RULES "postdex words rules 2"

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
    uint64_t sum = mix(0xCBF29CE484222325u, RULES);
    sum = mix(sum, "unicode " PDX_UNICODE_VERSION);
    sum = mix(sum, analyzer->name);
    return mix(sum, analyzer->keep_marks ? "marks kept" : "marks folded");
}

pdx_span pdx_term_surface(pdx_span piece) {
    if (piece.len <= PDX_TERM_CHARS) return piece;
    piece.len = pdx_min_size(piece.len, (size_t)PDX_TERM_CHARS * PDX_UTF8_MAX); /* enough, whatever they are */
    return pdx_span_slice(piece, 0, pdx_utf8_offset(piece, PDX_TERM_CHARS));
}

void pdx_analyzer_fold(const pdx_analyzer *analyzer, pdx_span piece, pdx_lang language, pdx_buf *out) {
    pdx_fold(piece, language, analyzer->keep_marks, out);
}
