/* Short forms that stand beside a name: which are taken, and which are not; and any bytes. */
#include <stdlib.h>

#include "check.h"
#include "random.h"
#include "study/name_alias.h"

typedef struct alias_case {
    const char *before, *behind; /* of the name */
    const char *forms;           /* separated by spaces */
} alias_case;

static const alias_case cases[] = {
    {"The ", " (CM) met", "CM"},       {"", "(CM)", "CM"},                 {"", " (CM/COTM, CX; CY or CZ)", "CM COTM CX CY CZ"}, {"", " (CM, CM)", "CM"},
    {"WX (", ") met", "WX"},           {"The WX (", ") met", "WX"},        {"", " (the CM)", ""},                                {"", " (CM and more)", ""},
    {"", " (Cm)", ""},                 {"", " (C)", ""},                   {"", " (CM", ""},                                     {"", " (CM DE)", ""},
    {"", "  (CM)", ""},                {"", " (ABCDEFGHIJ)", "ABCDEFGHIJ"}, {"", " (ABCDEFGHIJK)", ""},                           {"", " (CM2)", ""},
    {"aWX (", ")", ""},                {"W (", ")", ""},                   {"WX (", " met)", ""},                                {"WX(", ")", ""},
    {"", " (CM, )", ""},               {"", " ()", ""},                    {"WX (", ") (CM)", "WX"},                             {"", " (CMé)", ""},
};

static void check_case(const alias_case *one) {
    study_aliases found = {.n = 0};
    char text[80], told[80] = "";
    snprintf(text, sizeof text, "%sCouncil%s", one->before, one->behind);
    const uint64_t begin = strlen(one->before);
    study_aliases_gather(&found, pdx_span_str(text), pdx_range_of(0, strlen(text)), pdx_range_of(begin, begin + strlen("Council")));
    for (size_t i = 0; i < found.n; i++) snprintf(told + strlen(told), sizeof told - strlen(told), "%s%.*s", i == 0 ? "" : " ", (int)found.lens[i], (const char *)found.texts[i]);
    if (check_failed(strcmp(told, one->forms) == 0)) printf("%s: %s\n", text, told);
}

/* Nothing beyond the block is read, and what is taken are capitals that stand in it. */
static void check_any_bytes(void) {
    test_random r = {5};
    study_aliases found = {.n = 0};
    for (int round = 0; round < 20000; round++) {
        uint8_t *text = malloc(24);
        const uint32_t n = random_below(&r, 24), begin = random_below(&r, n + 1), end = begin + random_below(&r, n - begin + 1);
        for (uint32_t i = 0; i < n; i++) text[i] = (uint8_t)("AB CD()(),/; or\xC3z9"[random_below(&r, 18)]);
        uint8_t *exact = n == 0 ? NULL : malloc(n);
        if (n > 0) memcpy(exact, text, n);
        if (round % 50 == 0) found.n = 0;
        study_aliases_gather(&found, pdx_span_of(exact, n), pdx_range_of(0, n), pdx_range_of(begin, end));
        CHECK(found.n <= STUDY_ALIASES_MOST);
        for (size_t i = 0; i < found.n; i++)
            for (size_t k = 0; k < found.lens[i]; k++) CHECK(found.texts[i][k] >= 'A' && found.texts[i][k] <= 'D');
        free(exact);
        free(text);
    }
}

int main(void) {
    for (size_t i = 0; i < PDX_COUNTOF(cases); i++) check_case(&cases[i]);
    check_any_bytes();
    return check_report("test_name_alias");
}
