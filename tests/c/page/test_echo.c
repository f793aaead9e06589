/* Which line repeats which. */
#include "../check.h"
#include "../random.h"
#include "page/lines/echo.h"

static const pdx_range no_mark = {0, 0};

static void offer(pdx_echoes *echoes, size_t i, const char *line) {
    pdx_fold fold;
    pdx_fold_init(&fold, pdx_span_str(line), no_mark);
    pdx_echoes_offer(echoes, &fold, i);
}

/* The line that `line` repeats, + 1; 0: none. */
static uint32_t find(const pdx_echoes *echoes, size_t i, const char *line, uint64_t *form) {
    const pdx_span bytes = pdx_span_str(line);
    pdx_echo echo = {0, 0};
    pdx_fold fold;
    bool found;
    if (bytes.len > 300) {
        found = pdx_echoes_find_tail(echoes, bytes, i, &echo);
    } else {
        pdx_fold_init(&fold, bytes, no_mark);
        found = pdx_echoes_find(echoes, &fold, i, &echo);
    }
    *form = echo.form;
    return found ? echo.line : 0;
}

static void check_places(void) {
    static const struct { const char *line; uint32_t wanted; } cases[] = {
        {"Continue reading “The Ferry Runs Again”", 1},
        {"THE FERRY RUNS AGAIN: three comments", 1},
        {"Read The Ferry Runs Again in full", 1},
        {"The Ferry Runs Again", 0},         /* nothing round it */
        {"Continue reading the ferry runs", 0},
        {"About the Ferry Runs Again soon", 1},
        {"Comments on Pier 7", 2},
        {"Comments on Pier 8", 0},
        {"a b c d e f The Ferry Runs Again g", 0}, /* further inside than furniture has it */
        {"More: Мельница у реки…", 3},
        {"Read Inn", 0},                     /* too little to prove anything */
        {"Read moreThe Ferry Runs Again", 1},
        {"ContinueThe Ferry Runs Again", 1},
        {"The more of us read moreThe Ferry Runs Again", 0}, /* further inside, too */
        {"SkipperThe Ferry", 0},
        {"", 0},
        {"...", 0},
    };
    pdx_echoes echoes;
    CHECK(pdx_echoes_init(&echoes, 8, 42, NULL) == PDX_OK);
    offer(&echoes, 0, "The Ferry Runs Again");
    offer(&echoes, 1, "Pier 7");
    offer(&echoes, 2, "МЕЛЬНИЦА У РЕКИ");
    offer(&echoes, 3, "Inn");
    offer(&echoes, 4, "…");
    for (size_t i = 0; i < PDX_COUNTOF(cases); i++) {
        uint64_t form;
        CHECK_EQ(find(&echoes, 5, cases[i].line, &form), cases[i].wanted);
    }
    pdx_echoes_deinit(&echoes);
}

/* What stands round the repeated line is one form for all lines that say it alike. */
static void check_forms(void) {
    pdx_echoes echoes;
    uint64_t one, same, other;
    CHECK(pdx_echoes_init(&echoes, 8, 42, NULL) == PDX_OK);
    offer(&echoes, 0, "The Ferry Runs Again");
    offer(&echoes, 1, "A Library, Not a Warehouse");
    CHECK_EQ(find(&echoes, 2, "Continue reading “The Ferry Runs Again”", &one), 1);
    CHECK_EQ(find(&echoes, 2, "Continue reading “A Library, not a warehouse”", &same), 2);
    CHECK_EQ(find(&echoes, 2, "No comments on “The Ferry Runs Again”", &other), 1);
    CHECK(one == same && one != other && one != 0);
    pdx_echoes_deinit(&echoes);
}

/* A title at the end of a long text, after many words and with all kinds of signs behind it. */
static void check_long(void) {
    static const char *ends[] = {"", ".", " »", " — …", "”", "\xC2\xA0»"};
    char line[2000];
    pdx_echoes echoes;
    CHECK(pdx_echoes_init(&echoes, 8, 42, NULL) == PDX_OK);
    offer(&echoes, 0, "The Ferry Runs Again");
    for (size_t words = 45; words < 200; words += 5) {
        for (size_t e = 0; e < PDX_COUNTOF(ends); e++) {
            uint64_t form;
            line[0] = '\0';
            for (size_t k = 0; k < words; k++) strcat(line, k % 9 == 8 ? "at sea " : "it was ");
            strcat(line, "[…] Continue reading The Ferry Runs Again");
            strcat(line, ends[e]);
            CHECK_EQ(find(&echoes, 1, line, &form), 1);
        }
    }
    CHECK_EQ(pdx_echoes_find_tail(&echoes, pdx_span_str(". . . . . . . . . . . ."), 1, &(pdx_echo){0, 0}), false);
    pdx_echoes_deinit(&echoes);
}

/* Lines of any length are found again: behind other words, before them, between them; and one that merely begins and ends alike is not. */
static void check_lengths(void) {
    static const char *frames[][2] = {{"Read ", ""}, {"", " in full"}, {"Read ", " in full"}};
    for (size_t length = 5; length < 250; length++) {
        char title[256] = "", other[256], line[300];
        pdx_echoes echoes;
        for (size_t i = 0; i < length; i++) title[i] = i % 7 == 6 && i + 1 < length ? ' ' : (char)('a' + (i * i + length) % 26);
        memcpy(other, title, sizeof title);
        other[length / 2] = '7';
        CHECK(pdx_echoes_init(&echoes, 8, 42, NULL) == PDX_OK);
        offer(&echoes, 0, title);
        for (size_t k = 0; k < PDX_COUNTOF(frames); k++) {
            uint64_t form;
            (void)snprintf(line, sizeof line, "%s%s%s", frames[k][0], title, frames[k][1]);
            CHECK_EQ(find(&echoes, 1, line, &form), 1);
            (void)snprintf(line, sizeof line, "%s%s%s", frames[k][0], other, frames[k][1]);
            CHECK_EQ(find(&echoes, 1, line, &form), 0);
        }
        pdx_echoes_deinit(&echoes);
    }
}

typedef struct line {
    unsigned words[8], n;
} line;

/* Whether words [from, from + b->n) of `a` are the words of `b`. */
static bool repeats(const line *a, unsigned from, const line *b) {
    return from + b->n <= a->n && memcmp(a->words + from, b->words, b->n * sizeof *b->words) == 0;
}

/* The longest of the lines before `i` that its end repeats, the latest of equal ones; else the longest at its beginning. */
static uint32_t expected(const line *lines, unsigned i) {
    for (unsigned at_end = 2; at_end-- > 0;) {
        uint32_t found = 0;
        for (unsigned j = 0; j < i; j++) {
            if (lines[j].n >= lines[i].n || !repeats(&lines[i], at_end ? lines[i].n - lines[j].n : 0, &lines[j])) continue;
            if (found == 0 || lines[j].n >= lines[found - 1].n) found = j + 1;
        }
        if (found != 0) return found;
    }
    return 0;
}

/* Lines of few different words, against a search through all of them. */
static void check_random(void) {
    static const char *words[] = {"alpha", "bravo", "gamma", "delta", "epsilon"};
    test_random random = {5};
    for (unsigned round = 0; round < 3000; round++) {
        line lines[6];
        pdx_echoes echoes;
        CHECK(pdx_echoes_init(&echoes, 6, random_next(&random), NULL) == PDX_OK);
        for (unsigned i = 0; i < 6; i++) {
            char text[80] = "";
            uint64_t form;
            lines[i].n = 1 + random_below(&random, 7);
            for (unsigned k = 0; k < lines[i].n; k++) {
                lines[i].words[k] = random_below(&random, PDX_COUNTOF(words));
                if (k > 0) strcat(text, random_below(&random, 4) == 0 ? "\t" : " ");
                strcat(text, words[lines[i].words[k]]);
            }
            if (expected(lines, i) != 0) CHECK_EQ(find(&echoes, i, text, &form), expected(lines, i));
            offer(&echoes, i, text);
        }
        pdx_echoes_deinit(&echoes);
    }
}

int main(void) {
    check_places();
    check_forms();
    check_long();
    check_lengths();
    check_random();
    return check_report("test_echo");
}
