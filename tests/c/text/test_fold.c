/* The table against the steps, for every character alone and for random pieces; and known terms. */
#include "../check.h"
#include "base/alloc.h"
#include "random_text.h"
#include "text/analyzer.h"
#include "text/fold.h"

enum { ROUNDS = 300000, MAX_BYTES = 40 };

static pdx_buf one, two;

static void check_both(pdx_span piece, pdx_lang language) {
    pdx_buf_reset(&one);
    pdx_buf_reset(&two);
    pdx_buf_byte(&one, '='); /* what stands in the buffer before stays */
    pdx_fold(piece, language, false, &one);
    pdx_buf_byte(&two, '=');
    pdx_fold_by_steps(piece, language, false, &two);
    CHECK(pdx_span_equal(pdx_buf_view(&one), pdx_buf_view(&two)));
    /* What is folded stays when it is folded again. */
    pdx_buf_reset(&two);
    pdx_fold(pdx_buf_view(&one), language, false, &two);
    CHECK(pdx_span_equal(pdx_buf_view(&one), pdx_buf_view(&two)));
    CHECK(pdx_utf8_invalid(pdx_buf_view(&one)) == one.len);
}

static void check_every_character(void) {
    uint32_t c;
    uint8_t bytes[2 * PDX_UTF8_MAX + 2];
    for (c = 1; c < 0x110000; c++) {
        size_t len;
        if (c >= 0xD800 && c < 0xE000) continue;
        bytes[0] = 'a';
        len = 1 + pdx_utf8_put(bytes + 1, c);
        check_both(pdx_span_of(bytes + 1, len - 1), PDX_LANG_NONE);
        check_both(pdx_span_of(bytes, len), PDX_LANG_EN);
    }
    CHECK(c == 0x110000);
}

static void check_random(void) {
    static const pdx_lang languages[] = {PDX_LANG_NONE, PDX_LANG_EN, PDX_LANG('e', 's'), PDX_LANG('s', 'v'), PDX_LANG('d', 'a'), PDX_LANG('t', 'r')};
    static uint8_t bytes[MAX_BYTES + PDX_UTF8_MAX];
    long round;
    for (round = 0; round < ROUNDS; round++) {
        const size_t len = random_mixed(bytes, MAX_BYTES);
        const pdx_lang language = languages[random_below(PDX_COUNTOF(languages))];
        pdx_buf_reset(&one);
        pdx_buf_reset(&two);
        pdx_fold(pdx_span_of(bytes, len), language, false, &one);
        pdx_fold_by_steps(pdx_span_of(bytes, len), language, false, &two);
        CHECK(pdx_span_equal(pdx_buf_view(&one), pdx_buf_view(&two)));
    }
    CHECK(round == ROUNDS);
}

static void check_term(const char *piece, const char *language, const char *wanted, bool keep_marks) {
    pdx_buf_reset(&one);
    pdx_fold(pdx_span_str(piece), pdx_lang_parse(pdx_span_str(language)), keep_marks, &one);
    CHECK(pdx_span_equal(pdx_buf_view(&one), pdx_span_str(wanted)));
    if (!pdx_span_equal(pdx_buf_view(&one), pdx_span_str(wanted))) printf("  %s (%s): %.*s\n", piece, language, (int)one.len, (const char *)one.data);
}

static void check_terms(void) {
    check_term("RéSUMÉ", "en", "resume", false);
    check_term("Straße", "de", "strasse", false);
    check_term("Mühle", "de", "muhle", false);
    check_term("año", "es", "año", false);
    check_term("AN\xCC\x83O\xCC\x81", "es", "año", false);
    check_term("año", "en", "ano", false);
    check_term("Ångström", "sv", "ångström", false);
    check_term("Ångström", "da", "ångstrom", false);
    check_term("Ångström", "en", "angstrom", false);
    check_term("A\xCC\xA3\xCC\x8A", "sv", "å", false); /* a mark between letter and ring, in either order */
    check_term("A\xCC\x8A\xCC\xA3", "sv", "å", false);
    check_term("Rødgrød", "da", "rødgrød", false);
    check_term("Rødgrød Æ", "en", "rodgrod ae", false);
    check_term("DIŞARI İl", "tr", "dısarı il", false);
    check_term("DI\xCC\x87", "tr", "di", false);
    check_term("I\xE2\x80\x8D", "tr", "ı", false);
    check_term("İl", "en", "il", false);
    check_term("ﬁn", "en", "fin", false);
    check_term("ＡＢ１", "en", "ab1", false);
    check_term("ﾎﾟｶﾞ", "ja", "ポガ", false);
    check_term("か\xE3\x82\x99き", "ja", "がき", false);
    check_term("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB국", "ko", "한국", false);
    check_term("ЙЁлка", "ru", "йелка", false);
    check_term("Київ", "uk", "київ", false);
    check_term("كِتَابٌ", "ar", "کتاب", false);
    check_term("آسياب", "fa", "اسیاب", false);
    check_term("خانۀ", "fa", "خانه", false);
    check_term("١٢٣ ۴۵", "fa", "123 45", false);
    check_term("ــم", "fa", "م", false);
    check_term("ﻻ", "ar", "لا", false);
    check_term("שָׁלוֹם", "he", "שלום", false);
    check_term("Σίσυφος", "el", "σισυφοσ", false);
    check_term("H₂O x²", "en", "h₂o x²", false);
    check_term("\xFF" "a", "en", "\xEF\xBF\xBD" "a", false);
    check_term("", "en", "", false);
    check_term("RéSUMÉ Ł", "en", "résumé ł", true);
    check_term("a\xCC\x8A\xCC\xA3", "en", "ạ\xCC\x8A", true); /* marks in canonical order, composed */
    check_term("e\xCC\x82\xCC\x81", "en", "ế", true);
}

static void check_analyzer(void) {
    const pdx_analyzer *analyzer = pdx_analyzer_default();
    pdx_analyzer marks = *analyzer, named = *analyzer;
    marks.keep_marks = true;
    named.name = "words-2";
    CHECK(pdx_analyzer_fingerprint(analyzer) == pdx_analyzer_fingerprint(pdx_analyzer_default()));
    CHECK(pdx_analyzer_fingerprint(analyzer) != pdx_analyzer_fingerprint(&marks));
    CHECK(pdx_analyzer_fingerprint(analyzer) != pdx_analyzer_fingerprint(&named));
    pdx_buf_reset(&one);
    pdx_analyzer_fold(&marks, pdx_span_str("É"), PDX_LANG_EN, &one);
    CHECK(pdx_span_equal(pdx_buf_view(&one), pdx_span_str("é")));
}

int main(void) {
    check_terms();
    check_analyzer();
    check_random();
    check_every_character();
    pdx_buf_deinit(&one);
    pdx_buf_deinit(&two);
    CHECK(pdx_alloc_live() == 0);
    return check_report("fold");
}
