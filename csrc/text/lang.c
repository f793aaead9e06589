#include "text/lang.h"

/* English unless something else is proved; the table of other languages decides below certainty. */
pdx_lang pdx_lang_detect(pdx_span text, double *confidence) {
    static const char *const words[] = {" the ", " of ", " and ", " to ", " in "};
    size_t i, k, found = 0;
    for (k = 0; k < PDX_COUNTOF(words); k++) {
        const size_t n = strlen(words[k]);
        for (i = 0; i + n <= text.len; i++) {
            if (memcmp(text.data + i, words[k], n) == 0) {
                found++;
                break;
            }
        }
    }
    *confidence = (double)found / (double)PDX_COUNTOF(words);
    return found > 0 ? PDX_LANG_EN : PDX_LANG_NONE;
}

pdx_lang pdx_lang_parse(pdx_span code) {
    const unsigned a = code.len == 2 ? code.data[0] | 0x20u : 0, b = code.len == 2 ? code.data[1] | 0x20u : 0;
    if (a < 'a' || a > 'z' || b < 'a' || b > 'z') return PDX_LANG_NONE;
    return PDX_LANG(a, b);
}
