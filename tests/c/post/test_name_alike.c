/* Which words are spellings of one name, and which only look like it. */
#include "check.h"
#include "post/identity/name_alike.h"

typedef struct alike_case {
    const char *asked, *word;
    pdx_alike alike;
} alike_case;

static const alike_case cases[] = {
    {"orlova", "orlova", PDX_ALIKE_SAME},       {"rouhan", "ruhan", PDX_ALIKE_SOUND},        {"phillip", "filip", PDX_ALIKE_SOUND},
    {"ghasem", "qasem", PDX_ALIKE_SOUND},       {"fatemeh", "fateme", PDX_ALIKE_SOUND},      {"mohamed", "mohamad", PDX_ALIKE_SOUND},
    {"montari", "montaree", PDX_ALIKE_SOUND},   {"avantei", "avantie", PDX_ALIKE_SWAPPED},   {"mazerot", "marezot", PDX_ALIKE_SWAPPED},
    {"penhallow", "penhalow", PDX_ALIKE_SOUND}, {"sanjoni", "sajoni", PDX_ALIKE_DROPPED},    {"khomani", "khameni", PDX_ALIKE_NOT},
    {"hamani", "homani", PDX_ALIKE_NOT},        {"frank", "franks", PDX_ALIKE_NOT},          {"ali", "ale", PDX_ALIKE_NOT},
    {"brook", "crook", PDX_ALIKE_NOT},          {"rivers", "drivers", PDX_ALIKE_NOT},        {"", "a", PDX_ALIKE_NOT},
    {"احمد", "احمد", PDX_ALIKE_SAME},           {"احمد", "محمد", PDX_ALIKE_NOT},             {"weber", "\xFF", PDX_ALIKE_NOT},
};

static void check_case(const alike_case *one) {
    pdx_name_word asked;
    if (!pdx_name_word_set(&asked, pdx_span_str(one->asked))) {
        CHECK_EQ(one->asked[0], '\0');
        return;
    }
    const pdx_alike alike = pdx_name_word_alike(&asked, pdx_span_str(one->word));
    if (check_failed(alike == one->alike)) printf("%s, %s: %d\n", one->asked, one->word, (int)alike);
}

/* Being alike has no direction, whatever the bytes. */
static void check_any_words(void) {
    uint32_t state = 3;
    for (int round = 0; round < 20000; round++) {
        uint8_t words[2][PDX_NAME_WORD_MOST + 2];
        size_t len[2];
        pdx_name_word a, b;
        for (int k = 0; k < 2; k++) {
            state = state * 1664525u + 1013904223u;
            len[k] = k == 1 && round % 2 ? len[0] : (state >> 16) % (PDX_NAME_WORD_MOST + 2);
            if (k == 1) memcpy(words[1], words[0], sizeof words[0]);
            for (size_t i = 0; i < len[k]; i++) {
                state = state * 1664525u + 1013904223u;
                if (k == 0 || (state >> 8) % 6 == 0) words[k][i] = (uint8_t)("aeiouhkgsntrcpzy\xFF\xC3"[(state >> 16) % 18]);
            }
        }
        const bool a_set = pdx_name_word_set(&a, pdx_span_of(words[0], len[0])), b_set = pdx_name_word_set(&b, pdx_span_of(words[1], len[1]));
        if (!a_set || !b_set) continue;
        CHECK_EQ(pdx_name_word_alike(&a, pdx_span_of(words[1], len[1])), pdx_name_word_alike(&b, pdx_span_of(words[0], len[0])));
    }
}

/* A spelling begins with a byte that it may begin with. */
static void check_begins(void) {
    static const char *const begins[] = {"sch", "sh", "s", "c", "ce", "ch", "tch", "ph", "f", "kh", "x", "q", "g", "gh", "zh", "j", "dj", "d", "k", "ck", "t", "th",
                                         "w", "v", "z", "a", "e", "i", "o", "u", "ai", "ou", "ee", "y", "h", "b", "p", "\xC3\xA9"};
    static const char *const ends[] = {"rmanov", "amani", "elihn", "ukanor"};
    size_t elsewhere = 0, never = 0;
    for (size_t i = 0; i < PDX_COUNTOF(begins) * PDX_COUNTOF(begins) * PDX_COUNTOF(ends); i++) {
        const char *const end = ends[i % PDX_COUNTOF(ends)];
        char one[16], other[16];
        pdx_name_word asked;
        snprintf(one, sizeof one, "%s%s", begins[i / PDX_COUNTOF(ends) % PDX_COUNTOF(begins)], end);
        snprintf(other, sizeof other, "%s%s", begins[i / PDX_COUNTOF(ends) / PDX_COUNTOF(begins)], end);
        CHECK(pdx_name_word_set(&asked, pdx_span_str(one)));
        const bool may = pdx_name_word_may_begin(&asked, (uint8_t)other[0]);
        if (pdx_name_word_alike(&asked, pdx_span_str(other)) != PDX_ALIKE_NOT && check_failed(may)) printf("%s, %s\n", one, other);
        elsewhere += one[0] != other[0] && pdx_name_word_alike(&asked, pdx_span_str(other)) != PDX_ALIKE_NOT;
        never += !may;
    }
    CHECK(elsewhere > 100 && never > 1000);
}

int main(void) {
    check_begins();
    for (size_t i = 0; i < PDX_COUNTOF(cases); i++) check_case(&cases[i]);
    check_any_words();
    return check_report("test_namealike");
}
