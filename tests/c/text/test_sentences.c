/* Sentences with abbreviations, in several languages; `|` marks where they are cut. */
#include "../check.h"
#include "random_text.h"
#include "text/sentences.h"

/* Cuts `marked` without its bars and compares with them. */
static void check_cuts(const char *marked, const char *language, pdx_sentence_mode mode) {
    char text[512], got[512];
    size_t len = 0, used = 0, at, k;
    pdx_sentences sentences;
    pdx_range range;
    for (at = 0; marked[at] != '\0'; at++) {
        if (marked[at] != '|') text[len++] = marked[at];
    }
    pdx_sentences_init(&sentences, pdx_span_of(text, len), pdx_lang_parse(pdx_span_str(language)), mode);
    while (pdx_sentences_next(&sentences, &range)) {
        if (range.begin > 0) got[used++] = '|';
        for (k = (size_t)range.begin; k < range.end; k++) got[used++] = text[k];
    }
    got[used] = '\0';
    CHECK(strcmp(got, marked) == 0);
    if (strcmp(got, marked) != 0) printf("  wanted %s\n  got    %s\n", marked, got);
}

static void check_default(const char *marked, const char *language) { check_cuts(marked, language, PDX_SENTENCES_DEFAULT); }

static void check_english(void) {
    check_default("", "en");
    check_default("Dr. Alder met Mr. Rowan and Mrs. Birch. |They talked.", "en");
    check_cuts("Dr. |Alder met Mr. |Rowan.", "en", PDX_SENTENCES_PLAIN);
    check_default("He lived in the U.S. Senate building. |It was old.", "en");
    check_default("He went to the U.S. |The mill stayed closed.", "en");
    check_default("J. R. Alder wrote it. |Nobody read it.", "en");
    check_default("It was No. 5 on the list. |No. |He said so.", "en");
    check_default("On Dec. 5 and Jan. 12, 1988, it rained. |See p. 12 and Art. 3 there.", "en");
    check_default("They asked what they might do in Dec. |They waited.", "en");
    check_default("So did I. |Then we left.", "en");
    check_default("Alder v. Rowan was heard; e.g. Birch came.", "en");
    check_default("The firm was Rowan & Co. |It closed.", "en");
    check_default("At 5 p.m. Monday it began. |It ended at 6 p.m. |The end.", "en");
    check_default("One! |Two? |Three.\n|Four", "en");
    check_default("Mr.\n|Alder", "en");
    check_default("He said “It is.” |Then he left.", "en");
    check_default("Dr. Alder came.", "--");
    check_default("Mr.\xC2\xA0" "Alder came.", "en");
}

static void check_others(void) {
    check_default("Am 5. Mai kam Dr. Erle. |Es war z. B. warm, d.h. schön.", "de");
    check_default("Sie zählte bis 5. |Dann ging sie.", "de");
    check_default("M. Aulne et Mme. Saule sont là. |Ils parlent.", "fr");
    check_default("El Sr. Aliso vive en la calle n. 5. |Está cerca.", "es");
    check_default("Il sig. Ontano e il Dott. Rossi parlano. |Poi vanno.", "it");
    check_default("В 1988 г. Ольхин приехал. |Он остался.", "ru");
}

static void check_any_bytes(void) {
    static uint8_t bytes[64];
    int round;
    for (round = 0; round < 100000; round++) {
        const size_t len = round % 2 == 0 ? random_ascii(bytes, sizeof bytes) : random_mixed(bytes, sizeof bytes - PDX_UTF8_MAX);
        pdx_sentences sentences;
        pdx_range range;
        size_t at = 0;
        pdx_sentences_init(&sentences, pdx_span_of(bytes, len), PDX_LANG_EN, round % 4 < 2 ? PDX_SENTENCES_DEFAULT : PDX_SENTENCES_PLAIN);
        while (pdx_sentences_next(&sentences, &range)) {
            CHECK(range.begin == at && range.end > at);
            at = (size_t)range.end;
        }
        CHECK(at == len);
    }
}

int main(void) {
    check_english();
    check_others();
    check_any_bytes();
    return check_report("sentences");
}
