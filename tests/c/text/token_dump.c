/* A filter for tests/test_words_reference.py: reads texts from stdin and prints their tokens.
 * In: for each text, two letters of a language or "--", a 32-bit little-endian length, the bytes.
 * Out: for each token "position n_pieces begin end term-in-hex", for each text a line ".". */
#include <stdio.h>
#include <stdlib.h>

#include "base/le.h"
#include "text/tokens.h"

static int dump(pdx_tokens *tokens, pdx_span text, pdx_lang language) {
    pdx_token token;
    size_t i;
    pdx_tokens_start(tokens, text, language);
    while (pdx_tokens_next(tokens, &token)) {
        printf("%u %u %llu %llu ", token.position, token.n_pieces, (unsigned long long)token.begin,
               (unsigned long long)token.end);
        for (i = 0; i < token.term.len; i++) printf("%02x", token.term.data[i]);
        printf("\n");
    }
    printf(".\n");
    return pdx_tokens_end(tokens, NULL) == PDX_OK ? 0 : 1;
}

int main(void) {
    uint8_t head[6];
    pdx_tokens *tokens;
    int failed = 0;
    if (pdx_tokens_new(pdx_analyzer_default(), &tokens, NULL) != PDX_OK) return 1;
    while (failed == 0 && fread(head, 1, sizeof head, stdin) == sizeof head) {
        const size_t len = pdx_le32(head + 2);
        uint8_t *text = malloc(len > 0 ? len : 1); /* exactly as long, so that a sanitizer sees one byte too many */
        if (text == NULL || fread(text, 1, len, stdin) != len) failed = 1;
        else failed = dump(tokens, pdx_span_of(text, len), pdx_lang_parse(pdx_span_of(head, 2)));
        free(text);
    }
    pdx_tokens_free(tokens);
    return failed;
}
