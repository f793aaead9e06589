/* The token stream: the examples of docs/words.md, chains of every length, the short way against the whole
 * rules, texts of odd shape, and memory that runs out at every allocation. */
#include "../check.h"
#include "base/alloc.h"
#include "random_text.h"
#include "text/ascii_piece.h"
#include "text/tokens.h"

static pdx_tokens *stream;

/* Tokens as "term@position", a joined form with its number of pieces in front: "2:pourmohammadi@0". */
static void show(pdx_span text, const char *language, pdx_buf *out) {
    pdx_token token;
    uint64_t begin = 0;
    pdx_buf_reset(out);
    pdx_tokens_start(stream, text, pdx_lang_parse(pdx_span_str(language)));
    while (pdx_tokens_next(stream, &token)) {
        CHECK(token.begin >= begin && token.begin < token.end && token.end <= text.len);
        begin = token.begin;
        if (out->len > 0) pdx_buf_byte(out, ' ');
        if (token.n_pieces > 1) {
            CHECK(token.term.len > 2 && token.term.data[token.term.len - 2] == PDX_JOINED_MARK);
            CHECK(token.term.data[token.term.len - 1] == '0' + token.n_pieces);
            pdx_buf_format(out, "%u:", token.n_pieces);
            token.term.len -= 2;
        }
        pdx_buf_span(out, token.term);
        pdx_buf_format(out, "@%u", token.position);
    }
    CHECK(pdx_tokens_end(stream, NULL) == PDX_OK);
}

static void check_tokens(const char *text, const char *wanted) {
    pdx_buf got;
    pdx_buf_init(&got);
    show(pdx_span_str(text), "en", &got);
    CHECK(pdx_span_equal(pdx_buf_view(&got), pdx_span_str(wanted)));
    if (!pdx_span_equal(pdx_buf_view(&got), pdx_span_str(wanted))) printf("  %s\n  got %.*s\n", text, (int)got.len, (const char *)got.data);
    pdx_buf_deinit(&got);
}

/* The term of a piece has a greatest length, its range has none. */
static void check_longest(void) {
    enum { LONG = 100000 };
    static const char *const letters[] = {"a", "\xC3\xA9", "\xD0\xB6", "7"};
    static const size_t lengths[] = {PDX_TERM_CHARS - 1, PDX_TERM_CHARS, PDX_TERM_CHARS + 1, LONG};
    for (size_t l = 0; l < PDX_COUNTOF(letters); l++) {
        for (size_t k = 0; k < PDX_COUNTOF(lengths); k++) {
            const size_t chars = lengths[k] < PDX_TERM_CHARS ? lengths[k] : PDX_TERM_CHARS;
            const size_t term_len = chars * (l == 2 ? 2 : 1); /* accents are folded away */
            pdx_buf text;
            pdx_token token;
            pdx_buf_init(&text);
            for (size_t i = 0; i < lengths[k]; i++) pdx_buf_str(&text, letters[l]);
            pdx_tokens_start(stream, pdx_buf_view(&text), PDX_LANG_EN);
            CHECK(pdx_tokens_next(stream, &token));
            CHECK_EQ(token.term.len, term_len);
            CHECK_EQ(token.begin, 0);
            CHECK_EQ(token.end, text.len);
            CHECK(!pdx_tokens_next(stream, &token));
            pdx_buf_deinit(&text);
        }
    }
}

static void check_examples(void) {
    check_tokens("", "");
    check_tokens(" -- ... !? ' ’ _ \xFF", "");
    check_tokens("The regime’s men", "the@0 2:regimes@1 regime@1 s@2 men@3");
    check_tokens("the regime's men.", "the@0 2:regimes@1 regime@1 s@2 men@3");
    check_tokens("Pour-Mohammadi", "2:pourmohammadi@0 pour@0 mohammadi@1");
    check_tokens("Pour--Mohammadi Pour -Mohammadi Pour- Mohammadi", "pour@0 mohammadi@1 pour@2 mohammadi@3 pour@4 mohammadi@5");
    check_tokens("mother-in-law's mill", "4:motherinlaws@0 mother@0 in@1 law@2 s@3 mill@4");
    check_tokens("30,000 people in 1988, 3.14", "30000@0 people@1 in@2 1988@3 3.14@4");
    check_tokens("1'000'000 1,000.50 1234,567 0,123 12,34", "1000000@0 1,000.50@1 1234,567@2 0123@3 12,34@4");
    check_tokens("30,000-40,000", "2:3000040000@0 30000@0 40000@1");
    check_tokens("2018-12-31", "3:20181231@0 2018@0 12@1 31@2");
    check_tokens("U.S. e.g. note:this", "u.s@0 e.g@1 note:this@2");
    check_tokens("_foo_ foo_bar \"quoted\"", "foo@0 foo_bar@1 quoted@2");
    check_tokens("a_-b", "a@0 b@1");
    check_tokens("می‌خواهم", "2:میخواهم@0 می@0 خواهم@1");
    check_tokens("क्‌ष", "कष@0");
    check_tokens("東京タワー 中国-日本", "東京@0 京タ@1 タワ@2 ワー@3 中国@4 日本@5");
    check_tokens("中 a中b", "中@0 a@1 中@2 b@3");
    check_tokens("co\xC2\xADoperate", "cooperate@0");
}

/* Chains of 1 to 12 pieces, followed by a word that is not of them. */
static void check_chains(void) {
    size_t n, i;
    for (n = 1; n <= 12; n++) {
        pdx_buf text, wanted, got;
        pdx_buf_init(&text);
        pdx_buf_init(&wanted);
        pdx_buf_init(&got);
        if (n >= 2 && n <= PDX_JOINED_MAX) {
            pdx_buf_format(&wanted, "%u:", (unsigned)n);
            for (i = 0; i < n; i++) pdx_buf_byte(&wanted, (uint8_t)('a' + i));
            pdx_buf_str(&wanted, "@0 ");
        }
        for (i = 0; i < n; i++) {
            if (i > 0) pdx_buf_byte(&text, i % 2 == 0 ? '-' : '\'');
            pdx_buf_byte(&text, (uint8_t)('A' + i));
            pdx_buf_format(&wanted, "%c@%u ", (int)('a' + i), (unsigned)i);
        }
        pdx_buf_str(&text, " Mill's");
        pdx_buf_format(&wanted, "2:mills@%u mill@%u s@%u", (unsigned)n, (unsigned)n, (unsigned)n + 1);
        show(pdx_buf_view(&text), "en", &got);
        CHECK(pdx_span_equal(pdx_buf_view(&got), pdx_buf_view(&wanted)));
        CHECK(pdx_tokens_count(stream) == n + 2);
        pdx_buf_deinit(&text);
        pdx_buf_deinit(&wanted);
        pdx_buf_deinit(&got);
    }
}

/* In batches of every size, words are the tokens given one at a time. */
static void check_words(pdx_span text, pdx_lang language, size_t most) {
    pdx_word words[70];
    uint8_t room[PDX_WORD_HEAD];
    pdx_tokens *other;
    pdx_token token;
    pdx_buf keys;
    size_t n = 0, i = 0;
    pdx_buf_init(&keys);
    CHECK(pdx_tokens_new(pdx_analyzer_default(), &other, NULL) == PDX_OK);
    pdx_tokens_start(stream, text, language);
    pdx_tokens_start(other, text, language);
    while (pdx_tokens_next(other, &token)) {
        if (i == n) {
            pdx_buf_reset(&keys);
            n = pdx_tokens_words(stream, words, most, &keys);
            CHECK(n > 0 && n <= most);
            if (n == 0) break;
            i = 0;
        }
        CHECK(pdx_span_equal(pdx_word_key(&words[i], &keys, room), token.term) && words[i].n_pieces == token.n_pieces);
        i++;
    }
    CHECK_EQ(i, n);
    CHECK_EQ(pdx_tokens_words(stream, words, most, &keys), 0);
    CHECK(pdx_tokens_end(stream, NULL) == PDX_OK && pdx_tokens_count(stream) == pdx_tokens_count(other));
    pdx_tokens_free(other);
    pdx_buf_deinit(&keys);
}

/* Positions passed over are those that would have been told: what follows is the same, and so is the number. */
static void check_skips(pdx_span text, pdx_lang language, uint32_t most) {
    pdx_tokens *other;
    pdx_token token, wanted;
    uint32_t at = 0, total;
    CHECK(pdx_tokens_new(pdx_analyzer_default(), &other, NULL) == PDX_OK);
    pdx_tokens_start(other, text, language);
    while (pdx_tokens_next(other, &wanted)) {}
    total = pdx_tokens_count(other);
    pdx_tokens_start(stream, text, language);
    CHECK_EQ(pdx_tokens_skip(stream, UINT32_MAX), total);
    CHECK_EQ(pdx_tokens_count(stream), total);
    pdx_tokens_again(stream);
    pdx_tokens_again(other);
    while (at < total) {
        const uint32_t n = random_below(most), left = total - at;
        CHECK_EQ(pdx_tokens_skip(stream, n), n < left ? n : left);
        at += n;
        if (at >= total) break;
        do {
            CHECK(pdx_tokens_next(other, &wanted));
        } while (wanted.position < at || wanted.n_pieces != 1);
        do {
            CHECK(pdx_tokens_next(stream, &token));
        } while (token.n_pieces != 1);
        CHECK_EQ(token.position, at);
        CHECK(wanted.position == at && token.begin == wanted.begin && token.end == wanted.end && pdx_span_equal(token.term, wanted.term));
        at++;
    }
    CHECK_EQ(pdx_tokens_skip(stream, 1), 0);
    CHECK_EQ(pdx_tokens_count(stream), total);
    pdx_tokens_free(other);
}

/* Passed over are words that end not behind the byte, and as many as are counted; the stream goes on with the next. Most are passed over where all are plain. */
static void check_skips_to(pdx_span text, pdx_lang language, bool all_plain) {
    pdx_tokens *other;
    pdx_token token, wanted = {.position = 0};
    bool more;
    CHECK(pdx_tokens_new(pdx_analyzer_default(), &other, NULL) == PDX_OK);
    pdx_tokens_start(other, text, language);
    pdx_tokens_start(stream, text, language);
    more = pdx_tokens_next(other, &wanted);
    for (uint64_t behind = random_below(9); behind <= text.len; behind += random_below(90)) {
        uint64_t end = 0;
        pdx_tokens_skip_to(stream, behind);
        for (; more && wanted.position < pdx_tokens_count(stream); more = pdx_tokens_next(other, &wanted)) end = wanted.end;
        CHECK(end <= behind);
        if (all_plain) CHECK(!more || wanted.end > behind);
        if (random_below(3) > 0) continue;
        CHECK(pdx_tokens_next(stream, &token) == more);
        if (!more) break;
        CHECK(token.position == wanted.position && token.n_pieces == wanted.n_pieces && token.begin == wanted.begin && token.end == wanted.end);
        more = pdx_tokens_next(other, &wanted);
        if (behind < token.end) behind = token.end;
    }
    pdx_tokens_free(other);
}

/* From a mark on the stream goes on as it did the first time, wherever it was meanwhile; a compound has none inside. */
static void check_marks(pdx_span text, pdx_lang language) {
    enum { MARKS = 64 };
    pdx_tokens_mark marks[MARKS];
    size_t n = 0, k;
    pdx_tokens *other;
    pdx_token token, wanted;
    CHECK(pdx_tokens_new(pdx_analyzer_default(), &other, NULL) == PDX_OK);
    pdx_tokens_start(stream, text, language);
    pdx_tokens_start(other, text, language);
    do {
        if (n < MARKS && random_below(3) == 0) n += pdx_tokens_mark_here(stream, &marks[n]);
    } while (pdx_tokens_next(stream, &token));
    for (k = 0; k < 2 * n; k++) {
        const pdx_tokens_mark mark = marks[random_below((uint32_t)n)];
        uint32_t most = 1 + random_below(5);
        pdx_tokens_return(stream, mark);
        CHECK_EQ(pdx_tokens_count(stream), mark.position);
        pdx_tokens_again(other);
        while (pdx_tokens_next(other, &wanted) && most > 0) {
            if (wanted.position < mark.position) continue;
            CHECK(pdx_tokens_next(stream, &token));
            CHECK(token.position == wanted.position && token.n_pieces == wanted.n_pieces && token.begin == wanted.begin);
            CHECK(token.end == wanted.end && pdx_span_equal(token.term, wanted.term));
            most--;
        }
    }
    pdx_tokens_free(other);
}

/* Random texts, and longer ones whose words lie across the window that is looked through at once. */
static void check_batches(void) {
    static uint8_t bytes[PDX_ASCII_WINDOW * 3 + 200];
    long round;
    check_words(pdx_span_of(NULL, 0), PDX_LANG_EN, 1);
    for (round = 0; round < check_rounds(60000); round++) {
        const size_t len = round % 2 == 0 ? random_mixed(bytes, 100) : random_ascii(bytes, 200);
        check_words(pdx_span_of(bytes, len), round % 5 == 0 ? PDX_LANG('t', 'r') : PDX_LANG_EN, 1 + random_below(70));
        check_skips(pdx_span_of(bytes, len), round % 5 == 0 ? PDX_LANG('t', 'r') : PDX_LANG_EN, 1 + random_below(9));
        check_skips_to(pdx_span_of(bytes, len), round % 5 == 0 ? PDX_LANG('t', 'r') : PDX_LANG_EN, false);
        if (round % 8 < 2) check_marks(pdx_span_of(bytes, len), round % 5 == 0 ? PDX_LANG('t', 'r') : PDX_LANG_EN);
    }
    for (round = 0; round < check_rounds(300); round++) {
        const uint32_t likely = 2 + random_below(80);
        size_t i, len = random_below(sizeof bytes);
        for (i = 0; i < len; i++) bytes[i] = random_below(likely) > 0 ? (uint8_t)('A' + random_below(26)) : (uint8_t)" .-'_\xE9\n"[random_below(7)];
        check_words(pdx_span_of(bytes, len), PDX_LANG_EN, 64);
        check_skips(pdx_span_of(bytes, len), PDX_LANG_EN, 1 + random_below(200));
        check_skips_to(pdx_span_of(bytes, len), PDX_LANG_EN, false);
        check_marks(pdx_span_of(bytes, len), PDX_LANG_EN);
        for (i = 0; i < len; i++) bytes[i] = random_below(3) > 0 ? (uint8_t)('A' + random_below(26)) : ' '; /* no word as long as a window */
        check_skips_to(pdx_span_of(bytes, len), PDX_LANG_EN, true);
    }
    memset(bytes, 'a', sizeof bytes); /* longer than the window */
    check_words(pdx_span_of(bytes, sizeof bytes), PDX_LANG_EN, 3);
    check_skips(pdx_span_of(bytes, sizeof bytes), PDX_LANG_EN, 3);
    memset(bytes, ' ', sizeof bytes);
    check_skips(pdx_span_of(bytes, sizeof bytes), PDX_LANG_EN, 3);
}

/* Turkish has no short way for ASCII; without I, what ASCII folds to is the same. */
static void check_short_way(void) {
    static uint8_t bytes[64];
    pdx_buf whole, brief;
    long round;
    pdx_buf_init(&whole);
    pdx_buf_init(&brief);
    for (round = 0; round < check_rounds(200000); round++) {
        size_t i, len = round % 3 == 0 ? random_mixed(bytes, sizeof bytes - PDX_UTF8_MAX) : random_ascii(bytes, sizeof bytes);
        for (i = 0; i < len; i++) bytes[i] = bytes[i] == 'I' ? 'J' : bytes[i];
        show(pdx_span_of(bytes, len), "az", &whole);
        show(pdx_span_of(bytes, len), "--", &brief);
        if (memchr(bytes, 0xC4, len) == NULL) CHECK(pdx_span_equal(pdx_buf_view(&whole), pdx_buf_view(&brief))); /* C4: of dotless i */
    }
    pdx_buf_deinit(&whole);
    pdx_buf_deinit(&brief);
}

/* One very long word, one very long chain, one very long run: what they give, in time that grows with them. */
static void check_long(void) {
    enum { LENGTH = 1 << 20 };
    static const char *const units[] = {"a", "a-", "a'", "1,", "x\xCC\x81", "\xE4\xB8\xAD", "\xE3\x82\xAB", "a. ", "\xCA\xBC", "_", "1-2,345'6 "};
    size_t k, i;
    uint8_t *bytes = pdx_alloc(LENGTH);
    CHECK(bytes != NULL);
    for (k = 0; bytes != NULL && k < PDX_COUNTOF(units); k++) {
        const size_t n = strlen(units[k]);
        pdx_token token;
        size_t tokens = 0;
        for (i = 0; i < LENGTH; i++) bytes[i] = (uint8_t)units[k][i % n];
        pdx_tokens_start(stream, pdx_span_of(bytes, LENGTH), PDX_LANG_EN);
        while (pdx_tokens_next(stream, &token)) tokens++;
        CHECK(pdx_tokens_end(stream, NULL) == PDX_OK);
        if (k == 0) CHECK(tokens == 1 && token.end == LENGTH && token.term.len == PDX_TERM_CHARS);
        if (k == 1 || k == 2) CHECK(tokens == LENGTH / 2);
        if (k == 5) CHECK(tokens == LENGTH / 3 - 1);
        if (k == 8 || k == 9) CHECK(tokens == 0);
    }
    pdx_free(bytes);
}

static pdx_status read_all(const char *text, size_t *n) {
    pdx_tokens *tokens;
    pdx_token token;
    pdx_error error;
    pdx_status status = pdx_tokens_new(pdx_analyzer_default(), &tokens, &error);
    *n = 0;
    if (status != PDX_OK) {
        CHECK(error.status == PDX_ENOMEM && tokens == NULL);
        return status;
    }
    pdx_tokens_start(tokens, pdx_span_str(text), PDX_LANG_EN);
    while (pdx_tokens_next(tokens, &token)) (*n)++;
    status = pdx_tokens_end(tokens, NULL);
    CHECK(!pdx_tokens_next(tokens, &token)); /* the end stays the end */
    pdx_tokens_free(tokens);
    return status;
}

static void check_memory(void) {
    static const char tail[] = "'s \xEF\xB7\xBA\xEF\xB7\xBA\xEF\xB7\xBA-\xEF\xB7\xBA x-y-z \xC3\xA9t\xC3\xA9 30,000";
    static char text[4000];
    uint64_t n = 0;
    size_t all, found;
    int64_t before;
    memset(text, 'a', 3000);
    memcpy(text + 3000, tail, sizeof tail);
    before = pdx_alloc_live();
    CHECK(read_all(text, &all) == PDX_OK && all > 6);
    do {
        pdx_status status;
        pdx_alloc_fail_at(++n);
        status = read_all(text, &found);
        CHECK(pdx_alloc_failed() ? status == PDX_ENOMEM && found < all : status == PDX_OK && found == all);
        CHECK(pdx_alloc_live() == before);
    } while (pdx_alloc_failed());
    pdx_alloc_fail_at(0);
    printf("tokens: out of memory at each of %d allocations\n", (int)n - 1);
#ifdef PDX_TESTING
    CHECK(n > 3);
#endif
}

int main(void) {
    if (pdx_tokens_new(pdx_analyzer_default(), &stream, NULL) != PDX_OK) return 1;
    check_examples();
    check_longest();
    check_chains();
    check_short_way();
    check_batches();
    check_long();
    check_memory();
    pdx_tokens_free(stream);
    CHECK(pdx_alloc_live() == 0);
    return check_report("tokens");
}
