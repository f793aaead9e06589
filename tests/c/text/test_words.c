/* The short way for ASCII against the tables, over a million random texts; and what words.h promises:
 * segments cover the text, and an iterator started at any boundary goes on alike. */
#include "../check.h"
#include "random_text.h"
#include "text/words.h"

enum { ROUNDS = 1100000, MAX_BYTES = 48 };

static void check_text(pdx_span text, bool restarts) {
    pdx_words fast, plain;
    pdx_range a, b;
    size_t at = 0;
    pdx_words_init(&fast, text);
    pdx_words_init(&plain, text);
    while (pdx_words_next(&fast, &a)) {
        const bool same = pdx_words_next_plain(&plain, &b) && a.begin == b.begin && a.end == b.end && a.begin == at && a.end > a.begin;
        CHECK(same);
        if (!same) return;
        at = (size_t)a.end;
    }
    CHECK(at == text.len && !pdx_words_next_plain(&plain, &b));
    if (!restarts) return;
    pdx_words_init(&fast, text);
    while (pdx_words_next(&fast, &a)) {
        pdx_words_init(&plain, pdx_span_slice(text, (size_t)a.begin, text.len));
        CHECK(pdx_words_next_plain(&plain, &b) && b.end == a.end - a.begin);
    }
}

int main(void) {
    static uint8_t bytes[MAX_BYTES + PDX_UTF8_MAX];
    long round;
    for (round = 0; round < ROUNDS; round++) {
        const size_t len = round % 2 == 0 ? random_ascii(bytes, MAX_BYTES) : random_mixed(bytes, MAX_BYTES);
        check_text(pdx_span_of(bytes, len), round % 4 == 1);
    }
    CHECK(round == ROUNDS);
    check_text(pdx_span_of(NULL, 0), true);
    return check_report("words");
}
