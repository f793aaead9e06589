/* Unicode's own test files for words and sentences, every case. Skipped visibly where the files are not
 * installed (Debian: unicode-data); what remains then are the cases written down here. */
#include "../check.h"
#include "text/sentences.h"
#include "text/utf8.h"
#include "text/words.h"

#define UNICODE_FILES "/usr/share/unicode/auxiliary/"

enum { MAX_BYTES = 512, MAX_BREAKS = 128 };

typedef struct sample {
    uint8_t bytes[MAX_BYTES];
    size_t len;
    size_t breaks[MAX_BREAKS];
    size_t n_breaks;
} sample;

static const char *missing; /* a test file that is not installed */

/* "÷ 0061 × 0308 ÷ 0020 ÷  # comment" */
static bool parse_line(const char *line, sample *out) {
    const char *at = line;
    out->len = out->n_breaks = 0;
    while (*at != '\0' && *at != '#' && *at != '\n') {
        if (strncmp(at, "\xC3\xB7", 2) == 0) {
            out->breaks[out->n_breaks++] = out->len;
            at += 2;
        } else if (strncmp(at, "\xC3\x97", 2) == 0) {
            at += 2;
        } else if (strchr(" \t", *at) != NULL) {
            at++;
        } else {
            unsigned code;
            int used;
            if (sscanf(at, "%x%n", &code, &used) != 1) return false;
            out->len += pdx_utf8_put(out->bytes + out->len, code);
            at += used;
        }
    }
    return out->len > 0;
}

typedef bool (*next_break)(void *iterator, pdx_range *out);
static bool next_word(void *iterator, pdx_range *out) { return pdx_words_next(iterator, out); }
static bool next_word_plain(void *iterator, pdx_range *out) { return pdx_words_next_plain(iterator, out); }
static bool next_sentence(void *iterator, pdx_range *out) { return pdx_sentences_next(iterator, out); }

static bool breaks_match(const sample *s, void *iterator, next_break next) {
    pdx_range range;
    size_t n = 0;
    if (s->breaks[n++] != 0) return false;
    while (next(iterator, &range)) {
        if (range.begin != s->breaks[n - 1] || n >= s->n_breaks || range.end != s->breaks[n]) return false;
        n++;
    }
    return n == s->n_breaks;
}

static void check_sample(const sample *s, bool sentences) {
    const pdx_span text = pdx_span_of(s->bytes, s->len);
    pdx_words words;
    pdx_sentences iterator;
    if (sentences) {
        pdx_sentences_init(&iterator, text, PDX_LANG_NONE, PDX_SENTENCES_PLAIN);
        CHECK(breaks_match(s, &iterator, next_sentence));
        return;
    }
    pdx_words_init(&words, text);
    CHECK(breaks_match(s, &words, next_word));
    pdx_words_init(&words, text);
    CHECK(breaks_match(s, &words, next_word_plain));
}

static void check_file(const char *path, bool sentences, long expected) {
    static char line[8192];
    static sample s;
    long cases = 0;
    const long failures = check_failures;
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        missing = path;
        return;
    }
    while (fgets(line, sizeof line, file) != NULL) {
        if (!parse_line(line, &s)) continue;
        cases++;
        check_sample(&s, sentences);
        if (check_failures > failures && check_failures < failures + 10) printf("  in: %.160s\n", line);
    }
    (void)fclose(file);
    printf("%s: %ld cases\n", path, cases);
    CHECK(cases == expected);
}

static void check_written(const char *line, bool sentences) {
    sample s;
    CHECK(parse_line(line, &s));
    check_sample(&s, sentences);
}

int main(void) {
    check_file(UNICODE_FILES "WordBreakTest.txt", false, 1823);
    check_file(UNICODE_FILES "SentenceBreakTest.txt", true, 502);
    check_written("\xC3\xB7 0061 0027 0062 \xC3\xB7 0020 0020 \xC3\xB7 0033 002E 0031 \xC3\xB7 002E \xC3\xB7", false);
    check_written("\xC3\xB7 1F1E6 1F1E7 0308 \xC3\xB7 1F1E8 \xC3\xB7 0061 \xC3\xB7", false);
    check_written("\xC3\xB7 05D0 0022 05D1 \xC3\xB7 0022 \xC3\xB7 0020 \xC3\xB7 05D0 0027 \xC3\xB7", false);
    check_written("\xC3\xB7 0041 002E 0020 \xC3\xB7 0042 002E 0020 0063 0021 \xC3\xB7", true);
    if (check_report("breaks") != 0) return 1;
    if (missing == NULL) return 0;
    printf("skipped but for the written cases: %s is not installed\n", missing);
    return 77; /* the runner's sign of a skip */
}
