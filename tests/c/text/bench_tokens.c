/* Prints how fast the token stream reads a text (the file named, or an invented one): MB/s, ns per token.
 * No test: the figure depends on the machine. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "text/sentences.h"
#include "text/tokens.h"
#include "text/utf8.h"
#include "text/words.h"

static double now(void) {
    struct timespec t;
    (void)timespec_get(&t, TIME_UTC);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void report(const char *what, double seconds, size_t bytes, size_t items) {
    printf("%-22s %8.1f MB/s  %6.1f ns per item  %zu items\n", what, (double)bytes / seconds / 1e6,
           seconds * 1e9 / (double)(items > 0 ? items : 1), items);
}

static size_t run_tokens(pdx_tokens *tokens, pdx_span text, pdx_lang language) {
    pdx_token token;
    size_t n = 0;
    pdx_tokens_start(tokens, text, language);
    while (pdx_tokens_next(tokens, &token)) n++;
    return n;
}

static size_t run_words(pdx_span text) {
    pdx_words words;
    pdx_range range;
    size_t n = 0;
    pdx_words_init(&words, text);
    while (pdx_words_next(&words, &range)) n++;
    return n;
}

static size_t run_sentences(pdx_span text) {
    pdx_sentences sentences;
    pdx_range range;
    size_t n = 0;
    pdx_sentences_init(&sentences, text, PDX_LANG_EN, PDX_SENTENCES_DEFAULT);
    while (pdx_sentences_next(&sentences, &range)) n++;
    return n;
}

static pdx_span load(const char *path) {
    static const char sample[] =
        "The council of Larkwick met on Monday, 12 March, and decided that the old mill should be opened again. "
        "Nobody had asked the miller's family (they live in 3 houses by the river); \"we heard it from the paper\", said one. ";
    size_t len = 0, capacity = (size_t)16 << 20;
    uint8_t *data = malloc(capacity);
    FILE *file = path == NULL ? NULL : fopen(path, "rb");
    if (data == NULL || (path != NULL && file == NULL)) exit(1);
    if (file != NULL) {
        len = fread(data, 1, capacity, file);
        (void)fclose(file);
    }
    if (len == 0) {
        memcpy(data, sample, sizeof sample - 1);
        len = sizeof sample - 1;
    }
    while (len * 2 <= capacity) {
        memcpy(data + len, data, len);
        len *= 2;
    }
    return pdx_span_of(data, len);
}

int main(int argc, char **argv) {
    const pdx_span text = load(argc > 1 ? argv[1] : NULL);
    pdx_tokens *tokens;
    int round;
    double begin;
    size_t n;
    if (pdx_tokens_new(pdx_analyzer_default(), &tokens, NULL) != PDX_OK) return 1;
    for (round = 0; round < 3; round++) {
        begin = now();
        n = run_tokens(tokens, text, PDX_LANG_EN);
        report("tokens", now() - begin, text.len, n);
    }
    begin = now();
    n = run_words(text);
    report("words", now() - begin, text.len, n);
    begin = now();
    n = run_sentences(text);
    report("sentences", now() - begin, text.len, n);
    begin = now();
    n = pdx_utf8_invalid(text);
    report("utf8 check", now() - begin, text.len, n);
    begin = now();
    n = pdx_utf8_count(text);
    report("utf8 count", now() - begin, text.len, n);
    pdx_tokens_free(tokens);
    return 0;
}
