/* Words, numbers and signs of a line: the quick ways of reading them against the one that takes any character, which is the index's. */
#include <stdlib.h>

#include "../check.h"
#include "../random.h"
#include "base/eight.h"
#include "page/lexicon/chars.h"
#include "page/lexicon/lexicon_chars.h"
#include "page/lexicon/lexicon_index.h"
#include "page/lexicon/lexicon_tokens.h"

enum { ROOM = 80 };

/* A word's number by the hash of its folded bytes. */
static uint16_t number_of(const uint8_t *folded, size_t len, uint64_t hash) {
    const pdx_lex_known *known;
    uint64_t again = 0;
    for (size_t at = 0; at < len; at += 8) again = pdx_lex_hash_step(again, pdx_eight_load(pdx_span_of(folded, len), at));
    CHECK(again == hash);
    return pdx_lex_word_find(hash, &known);
}

static void check_same(pdx_span line, bool split_capitals) {
    static pdx_lex_token quick_items[ROOM], slow_items[ROOM];
    static pdx_lex_tokens quick, slow;
    const unsigned told = PDX_LEX_GLUED | PDX_LEX_CAPITAL | PDX_LEX_EASTERN | PDX_LEX_QUOTED | PDX_LEX_INNER;
    pdx_lex_tokens_init(&quick, quick_items, ROOM);
    pdx_lex_tokens_init(&slow, slow_items, ROOM);
    pdx_lex_tokens_read(&quick, line, 0, split_capitals);
    pdx_lex_tokens_number(&slow, line, 0, split_capitals, number_of);
    CHECK_EQ(quick.n, slow.n);
    CHECK_EQ(quick.end, slow.end);
    CHECK_EQ(quick.whole, slow.whole);
    CHECK_EQ(quick.digits, slow.digits);
    CHECK_EQ(quick.inner, slow.inner);
    for (size_t i = 0; i < quick.n && i < slow.n; i++) {
        const pdx_lex_token *a = &quick_items[i], *b = &slow_items[i];
        CHECK_EQ(a->kind, b->kind);
        CHECK_EQ(a->sign, b->sign);
        CHECK_EQ(a->digits, b->digits);
        CHECK_EQ(a->word, b->word);
        CHECK_EQ(a->begin, b->begin);
        CHECK_EQ(a->end, b->end);
        CHECK_EQ(a->flags & told, b->flags & told);
        if (a->kind == PDX_LEX_NUMBER) CHECK_EQ(a->value, b->value);
    }
}

/* Lines of pieces that stand beside each other in every order, some of them broken. */
static void test_ways(void) {
    static const char *const pieces[] = {
        "a",    "by",    "Posted",   "HTML",   "McKay", "comments", "internationally", "internationalization", "7", "2019", "1234567890", "٣", "۱۲",
        "é",    "für",   "Größe",    "ÉCOLE",  "жжж",   "Мельница", "РЕКА",            "ماشین",                "ی", "\xE2\x80\x8C",
        "می‌رود", "\xC2\xAD", "漢字",     "年",     "한국어",   "ひらがな",  "\xCC\x81",         " ",                    " ", " ",    ".",          "..", ",",
        ":",    "“",     "’",        "'",      "…",     "—",        "·",              "\xC2\xA0",            "،", "。",    "\xC3",       "\xE4\xB8", "\xF0\x9F\x98\x80",
        "º",    "©",     "(",        "|",      "\x7F",  "\xC1\xA1", "\xED\xA0\x80",    "ﬁ",                   "ß",
        "Опубликовано", "комментариев", "рубрики", "января", "Ιανουαρίου"};
    test_random random = {5};
    for (unsigned round = 0; round < 40000; round++) {
        uint8_t *line;
        size_t len = 0;
        char text[256];
        for (unsigned k = random_below(&random, 9); k > 0; k--) {
            const char *piece = pieces[random_below(&random, PDX_COUNTOF(pieces))];
            memcpy(text + len, piece, strlen(piece));
            len += strlen(piece);
        }
        line = malloc(len + 1); /* no more than it is long, so that the sanitizer sees who looks further */
        memcpy(line + 1, text, len);
        check_same(pdx_span_of(line + 1, len), round % 2 == 1);
        free(line);
    }
}

/* Those that are taken as they stand are ideographs, each of them, and fold to themselves. */
static void test_ideographs(void) {
    for (uint32_t c = 0x4000; c < 0xA100; c++) {
        const uint8_t bytes[3] = {(uint8_t)(0xE0 | c >> 12), (uint8_t)(0x80 | (c >> 6 & 0x3F)), (uint8_t)(0x80 | (c & 0x3F))};
        const bool taken = pdx_lex_is_ideograph_at(pdx_span_of(bytes, sizeof bytes), 0);
        uint8_t folded[8];
        CHECK_EQ(taken, c >= 0x4E00 && c <= 0x9FFF);
        if (!taken) continue;
        CHECK_EQ(pdx_lex_class_of(c), PDX_CLASS_IDEOGRAPH);
        CHECK_EQ(pdx_lex_char_fold(folded, 0, sizeof folded, bytes, sizeof bytes, c), sizeof bytes);
        CHECK(memcmp(folded, bytes, sizeof bytes) == 0);
    }
}

/* A table has what the questions answer. */
static void test_chars(void) {
    pdx_lex_chars_make_ready();
    for (uint32_t c = 0; c < PDX_LEX_CHARS_END; c++) {
        const uint8_t bytes[2] = {(uint8_t)(c < 0x80 ? c : 0xC0 | c >> 6), (uint8_t)(0x80 | (c & 0x3F))};
        const size_t len = c < 0x80 ? 1 : 2;
        const pdx_lex_char known = pdx_lex_char_at(pdx_span_of(bytes, len), 0);
        CHECK_EQ(pdx_lex_char_bytes(known), len);
        CHECK_EQ(pdx_lex_char_class(known), pdx_lex_class_of(c));
        CHECK_EQ((known & PDX_LEX_CHAR_SMALL) != 0, pdx_lex_is_small(c));
        CHECK_EQ((known & PDX_LEX_CHAR_UPPER) != 0, pdx_char_is_upper(c));
        if (pdx_lex_class_of(c) == PDX_CLASS_SIGN) CHECK_EQ(known & 0xFF, pdx_lex_sign_of(c));
    }
    CHECK(pdx_lex_char_at(pdx_span_str("\xC1\xA1"), 0) == 0);
    CHECK(pdx_lex_char_at(pdx_span_str("\xC3"), 0) == 0);
}

int main(void) {
    pdx_lex_make_ready();
    test_ways();
    test_ideographs();
    test_chars();
    return check_report("lexicon_tokens");
}
