/* Regular expressions where Python does not look: ill-formed bytes, memory that fails, states that are forgotten, limits. What matches what is compared with
 * Python's re in tests/test_regex_reference.py. */
#include "check.h"
#include "memory.h"
#include "random.h"
#include "regex/hindsight.h"
#include "regex/regex.h"

static pdx_status find_first(const char *pattern, pdx_span text, unsigned flags, pdx_range *found, bool *any) {
    pdx_regex *regex;
    pdx_regex_run *run;
    PDX_TRY(pdx_regex_new(pdx_span_str(pattern), flags, &regex, NULL));
    pdx_status status = pdx_regex_run_new(regex, &run, NULL);
    if (status == PDX_OK) {
        status = pdx_regex_search(run, text, 0, false, NULL, found, any, NULL);
        pdx_regex_run_free(run);
    }
    pdx_regex_free(regex);
    return status;
}

typedef struct find_case {
    const char *pattern, *text;
    unsigned flags;
    int begin, end; /* -1: none */
} find_case;

static const find_case cases[] = {
    {"b+", "abbbc", 0, 1, 4}, {"b+?", "abbbc", 0, 1, 2}, {"^b", "ab", 0, -1, 0}, {"(?m)^b", "a\nb", 0, 2, 3}, {"c$", "abc\n", 0, 2, 3}, {"c\\Z", "abc\n", 0, -1, 0},
    {"\\bb", "a b", 0, 2, 3}, {"STRASSE", "strasse", PDX_REGEX_IGNORE_CASE, 0, 7}, {"\xC3\x9F", "\xE1\xBA\x9E", PDX_REGEX_IGNORE_CASE, 0, 3},
    {".", "\xFF", 0, 0, 1}, {"a.b", "a\xE2\x80" "b", 0, 0, 4}, {"..", "\xE2\x80\xE2\x80", 0, 0, 4}, {"[^a]+", "a\xF0\x9F\x99\x82\xFF" "a", 0, 1, 6}, {"\xF0\x9F\x99\x82", "x\xF0\x9F\x99\x82", 0, 1, 5},
    {"\\w+", " \xE0\xA4\xB9\xE0\xA4\xBF ", 0, 1, 7}, {"", "abc", 0, 0, 0}, {"\\bpe\\b", "ape pet pe", 0, 8, 10}, {"\\w+\\bpe|\\bpe\\B", "ape pet", 0, 4, 6}, {"pe\\b-?", "pets pe-", 0, 5, 8}, {"a{2,3}", "aaaa", 0, 0, 3}, {"a{,2}b", "aaab", 0, 1, 4}, {"(a|ab)(c|bcd)", "abcd", 0, 0, 4},
};

static void check_cases(void) {
    for (size_t i = 0; i < PDX_COUNTOF(cases); i++) {
        const find_case *one = &cases[i];
        pdx_range found = {0, 0};
        bool any = false;
        CHECK_EQ(find_first(one->pattern, pdx_span_str(one->text), one->flags, &found, &any), PDX_OK);
        const bool right = any == (one->begin >= 0) && (!any || ((int)found.begin == one->begin && (int)found.end == one->end));
        if (check_failed(right)) printf("%s in %s: %d %d-%d\n", one->pattern, one->text, any, (int)found.begin, (int)found.end);
    }
}

static void check_refusals(void) {
    static const struct { const char *pattern; pdx_status status; uint64_t offset; } refused[] = {
        {"a(b", PDX_EVALUE, 1}, {"ab)", PDX_EVALUE, 2}, {"[b", PDX_EVALUE, 0}, {"a{1001}", PDX_ELIMIT, 1}, {"((a{200}){200})", PDX_ELIMIT, PDX_NO_OFFSET}, {"\xFF", PDX_EVALUE, 0},
        {"(?=a)", PDX_EVALUE, 0}, {"a\\", PDX_EVALUE, 1}, {"a**", PDX_EVALUE, 1}, {"\\x4", PDX_EVALUE, 0}, {"\\U00110000", PDX_EVALUE, 0},
    };
    for (size_t i = 0; i < PDX_COUNTOF(refused); i++) {
        pdx_regex *regex;
        pdx_error err = {0};
        CHECK_EQ(pdx_regex_new(pdx_span_str(refused[i].pattern), 0, &regex, &err), refused[i].status);
        CHECK_EQ(err.offset, refused[i].offset);
        CHECK(regex == NULL);
    }
    char deep[1000];
    memset(deep, '(', sizeof deep - 1);
    deep[sizeof deep - 1] = '\0';
    pdx_regex *regex;
    CHECK_EQ(pdx_regex_new(pdx_span_str(deep), 0, &regex, NULL), PDX_EVALUE);
}

/* All matches of a text as begins and ends, n at most. */
static size_t find_all(const char *pattern, size_t len, pdx_span text, unsigned flags, pdx_pace *pace, pdx_range *found, size_t n) {
    pdx_regex *regex;
    pdx_regex_run *run;
    bool any = true, full = false;
    size_t k = 0, at = 0;
    CHECK_EQ(pdx_regex_new(pdx_span_of(pattern, len), flags, &regex, NULL), PDX_OK);
    CHECK_EQ(pdx_regex_run_new(regex, &run, NULL), PDX_OK);
    for (; k < n && at <= text.len; k++) {
        if (pdx_regex_search(run, text, at, full, pace, &found[k], &any, NULL) != PDX_OK) break;
        if (!any) break;
        full = found[k].begin == found[k].end;
        at = (size_t)found[k].end;
    }
    pdx_regex_run_free(run);
    pdx_regex_free(regex);
    return k;
}

/* Told from behind they are the same, whatever the bytes. */
static void check_hindsight(const char *pattern, size_t len, pdx_span text, unsigned flags) {
    static pdx_range found[2][400];
    const size_t n = find_all(pattern, len, text, flags, NULL, found[0], 400), m = find_all(pattern, len, text, flags | PDX_REGEX_HINDSIGHT, NULL, found[1], 400);
    const bool same = n == m && (n == 0 || memcmp(found[0], found[1], n * sizeof *found[0]) == 0);
    if (check_failed(same)) printf("%.*s (flags %u) in %d bytes: %d matches, from behind %d\n", (int)len, pattern, flags, (int)text.len, (int)n, (int)m);
}

/* After 2^32 marks no step is taken for one that was just met. */
static void check_old_marks(void) {
    const pdx_span text = pdx_span_str("abbbcabcabbbbbcaacabcabbc");
    pdx_patterns patterns;
    pdx_alphabet *alphabet = pdx_alloc_zero(1, sizeof *alphabet);
    pdx_program program;
    pdx_hindsight hindsight;
    bool done = false;
    unsigned n[2] = {0, 0};
    CHECK(alphabet != NULL);
    if (alphabet == NULL) return;
    memset(&patterns, 0, sizeof patterns);
    memset(&hindsight, 0, sizeof hindsight);
    CHECK_EQ(pdx_patterns_read(&patterns, pdx_span_str("a(b|bb)*?c|a+"), 0, NULL), PDX_OK);
    CHECK_EQ(pdx_alphabet_init(alphabet, &patterns, NULL), PDX_OK);
    CHECK_EQ(pdx_program_init(&program, patterns.root, false, NULL), PDX_OK);
    CHECK_EQ(pdx_hindsight_read(&hindsight, &program, alphabet, text, 0, NULL, &done, NULL), PDX_OK);
    CHECK(done);
    for (int round = 0; round < 2; round++) {
        bool any = true;
        for (size_t at = 0; at <= text.len; n[round]++) {
            pdx_range found;
            pdx_hindsight_search(&hindsight, at, false, &found, &any);
            if (!any) break;
            CHECK(found.end > found.begin && found.end <= text.len);
            at = (size_t)found.end;
        }
        if (round > 0) continue;
        hindsight.mark = UINT32_MAX; /* after as many searches, in which these steps were not met */
        memset(hindsight.marks, 0, program.steps.len * sizeof *hindsight.marks);
    }
    CHECK_EQ(n[0], 6);
    CHECK_EQ(n[1], 6);
    CHECK(hindsight.mark < 100);
    pdx_hindsight_deinit(&hindsight);
    pdx_program_deinit(&program);
    pdx_alphabet_deinit(alphabet);
    pdx_patterns_deinit(&patterns);
    pdx_free(alphabet);
}

enum { MUCH = 200000, TICKS_MOST = 400 };

static bool count_tick(void *context, uint64_t done, uint64_t total) {
    unsigned *ticks = context;
    (void)done;
    (void)total;
    return ++*ticks < TICKS_MOST;
}

/* Each `a` is a match, and a longer one is not preferred only because the text has no `z`: that is not found out at each of them. */
static void check_linear(void) {
    static const char *const patterns[] = {"(a.*z)|a", "(?:a[^z]*z)?a", "(?:(?:ab)+z)??ab?", "\\ba.*\\bz|a"};
    char *text = pdx_alloc(MUCH);
    pdx_range *found = pdx_resize_array(NULL, MUCH, sizeof *found);
    CHECK(text != NULL && found != NULL);
    if (text == NULL || found == NULL) return;
    for (size_t i = 0; i < MUCH; i++) text[i] = "ab"[i % 2];
    for (size_t i = 0; i < PDX_COUNTOF(patterns); i++) {
        unsigned ticks = 0;
        const pdx_tick tick = {count_tick, &ticks};
        pdx_pace pace = pdx_pace_of(&tick, 1);
        CHECK_EQ(find_all(patterns[i], strlen(patterns[i]), pdx_span_of(text, MUCH), 0, &pace, found, MUCH), MUCH / 2);
        CHECK(found[0].begin == 0 && found[MUCH / 2 - 1].begin == MUCH - 2);
        CHECK(ticks < TICKS_MOST);
    }
    pdx_free(text);
    pdx_free(found);
}

/* Any bytes in patterns and texts: matches stand inside, and in order; enough kinds of states that some are forgotten. */
static void check_any_bytes(void) {
    static const char *const pieces[] = {"a", "b", "(", ")", "|", "*", "+?", "{2}", "{1,3}", "[ab]", "[^", "]", "\\w", "\\b", "^", "$", ".", "\\", "\xC3", "\xA9", "\xC3\xA9", "(?i)", "\n", "-"};
    test_random random = {5};
    unsigned understood = 0;
    for (unsigned round = 0; round < 6000; round++) {
        char pattern[128];
        size_t n = 0;
        for (unsigned k = 1 + random_below(&random, 9); k > 0; k--) {
            const char *piece = pieces[random_below(&random, PDX_COUNTOF(pieces))];
            memcpy(pattern + n, piece, strlen(piece));
            n += strlen(piece);
        }
        const size_t len = random_below(&random, 200);
        uint8_t *text = pdx_alloc(len + 1);
        pdx_regex *regex;
        if (text == NULL) return;
        for (size_t i = 0; i < len; i++) text[i] = random_below(&random, 8) == 0 ? (uint8_t)random_below(&random, 256) : (uint8_t)"ab \xC3\xA9\n"[random_below(&random, 6)];
        if (pdx_regex_new(pdx_span_of(pattern, n), round & 1, &regex, NULL) == PDX_OK) {
            pdx_regex_run *run;
            understood++;
            if (pdx_regex_run_new(regex, &run, NULL) != PDX_OK) return;
            bool any = true, whole, full = false;
            for (size_t at = 0; any && at <= len;) {
                pdx_range found;
                CHECK_EQ(pdx_regex_search(run, pdx_span_of(text, len), at, full, NULL, &found, &any, NULL), PDX_OK);
                if (!any) break;
                CHECK(found.begin >= at && found.end >= found.begin && found.end <= len && (!full || found.end > at));
                CHECK(found.begin == found.end || pdx_regex_pass_over(regex, pdx_span_of(text, len), at) < found.end);
                full = found.begin == found.end;
                at = (size_t)found.end;
            }
            CHECK_EQ(pdx_regex_is_whole(run, pdx_span_of(text, len), &whole, NULL), PDX_OK);
            pdx_regex_run_free(run);
            pdx_regex_free(regex);
            check_hindsight(pattern, n, pdx_span_of(text, len), round & 1);
        }
        pdx_free(text);
    }
    CHECK(understood > 1000);
}

/* Texts without a match are passed over, and none that has one: of a few words, whatever their case; of a word alone among longer ones, where its stretch may end inside of a word. */
static void check_passing_over(void) {
    const pdx_span text = pdx_span_str("a long text in which nothing stands of what is looked for, but harbours, apes, and at last the FERRY");
    static const struct { const char *pattern; unsigned flags; size_t at, to; } passed[] = {
        {"(?:ferry|bridge)\\W*", PDX_REGEX_IGNORE_CASE, 0, 95}, {"(?:ferry|harbour)s", PDX_REGEX_IGNORE_CASE, 0, 63}, {"(?:ferry|bridge)", 0, 0, 100}, {"[xyz]{2}|q.?e", 0, 0, 100}, {"\\bpe\\b", 0, 0, 74},
        {"\\w+", 0, 5, 5}, {"k?[\xD0\xB6\xD0\xB7]", PDX_REGEX_IGNORE_CASE, 0, 100}, {"ferry|$", 0, 7, 7},
    };
    for (size_t i = 0; i < PDX_COUNTOF(passed); i++) {
        pdx_regex *regex;
        CHECK_EQ(pdx_regex_new(pdx_span_str(passed[i].pattern), passed[i].flags, &regex, NULL), PDX_OK);
        CHECK_EQ(pdx_regex_pass_over(regex, text, passed[i].at), passed[i].to);
        pdx_regex_free(regex);
    }
}

/* (a|b)*a(a|b){n}: 2^n kinds of states, most of which are forgotten again. */
static void check_many_states(void) {
    char text[3000];
    test_random random = {9};
    for (size_t i = 0; i < sizeof text; i++) text[i] = "ab"[random_below(&random, 2)];
    text[100] = 'a';
    text[112] = 'c';
    pdx_range found;
    bool any;
    CHECK_EQ(find_first("a[ab]{11}c", pdx_span_of(text, sizeof text), 0, &found, &any), PDX_OK);
    CHECK(any && found.begin == 100 && found.end == 113);
    CHECK_EQ(find_first("a[ab]{14}d", pdx_span_of(text, sizeof text), 0, &found, &any), PDX_OK);
    CHECK(!any);
}

/* ((a?)+)+ ... b: with which bytes a match begins is told in a time that does not double with each pair of parentheses. */
static void check_nested(void) {
    enum { DEEP = 90 };
    char pattern[4 * DEEP];
    size_t len = 0;
    for (unsigned k = 0; k < DEEP; k++) pattern[len++] = '(';
    len += (size_t)snprintf(pattern + len, sizeof pattern - len, "a?");
    for (unsigned k = 0; k < DEEP; k++) len += (size_t)snprintf(pattern + len, sizeof pattern - len, ")+");
    (void)snprintf(pattern + len, sizeof pattern - len, "b");
    pdx_range found;
    bool any;
    CHECK_EQ(find_first(pattern, pdx_span_str("the aab"), 0, &found, &any), PDX_OK);
    CHECK(any && found.begin == 4 && found.end == 7);
}

#ifdef PDX_TESTING
static pdx_status find_and_free(void *context) {
    pdx_range found;
    bool any;
    return find_first(context, pdx_span_str("the cat sat on the m\xC3\xA4t and 1999 others"), PDX_REGEX_IGNORE_CASE, &found, &any);
}

static pdx_status find_behind_and_free(void *context) {
    pdx_range found;
    bool any;
    return find_first(context, pdx_span_str("the cat sat on the m\xC3\xA4t and 1999 others"), PDX_REGEX_IGNORE_CASE | PDX_REGEX_HINDSIGHT, &found, &any);
}
#endif

int main(void) {
    check_cases();
    check_refusals();
    check_any_bytes();
    check_passing_over();
    check_many_states();
    check_nested();
    check_linear();
    check_old_marks();
#ifdef PDX_TESTING
    memory_fails(find_behind_and_free, (void *)(uintptr_t)"(m.t|[^a-f]\\w{2,4}\\s)+\\d*$", 10);
    memory_fails(find_and_free, (void *)(uintptr_t)"(m.t|[^a-f]\\w{2,4}\\s)+\\d*$", 10);
#endif
    return check_report("test_regex");
}
