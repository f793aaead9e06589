/* Parses printed dates: each line of standard input is "language<TAB>order<TAB>text" (language: two letters or --,
 * order: a pdx_date_order). Prints ISO 8601, the words found and whether the order was a guess, separated by tabs; "-"
 * when there is no date. With an argument, first proves the order from all texts and reads them in it. */
#include <stdio.h>
#include <stdlib.h>

#include "post/dates/date.h"

static void print_date(pdx_span text, pdx_lang language, pdx_date_order order) {
    pdx_date date;
    pdx_range found;
    bool ambiguous;
    char iso[32];
    if (!pdx_date_parse(text, language, order, &date, &found, &ambiguous)) {
        printf("-\t\t\n");
        return;
    }
    pdx_date_iso(&date, iso);
    printf("%s\t%.*s\t%s\n", iso, (int)(found.end - found.begin), (const char *)text.data + found.begin, ambiguous ? "ambiguous" : "");
}

/* Splits a line; false when it has no two tabs. */
static bool split(char *line, pdx_span *text, pdx_lang *language, pdx_date_order *order) {
    char *first = strchr(line, '\t');
    char *second = first == NULL ? NULL : strchr(first + 1, '\t');
    if (second == NULL) return false;
    *language = line[0] == '-' ? PDX_LANG_NONE : PDX_LANG(line[0], line[1]);
    *order = (pdx_date_order)atoi(first + 1);
    *text = pdx_span_of(second + 1, strcspn(second + 1, "\n"));
    return true;
}

int main(int argc, char **argv) {
    static char lines[4096][512], before[512];
    size_t n = 0;
    pdx_order_proof proof;
    memset(&proof, 0, sizeof proof);
    (void)argv;
    while (n < 4096 && fgets(lines[n], sizeof lines[n], stdin) != NULL) n++;
    pdx_span text, previous = pdx_span_of(NULL, 0);
    pdx_lang language;
    pdx_date_order order;
    for (size_t i = 0; argc > 1 && i < n; i++) {
        if (!split(lines[i], &text, &language, &order)) return 2;
        pdx_order_note(&proof, text, language, previous);
        memcpy(before, lines[i], sizeof before);
        if (!split(before, &previous, &language, &order)) return 2;
    }
    for (size_t i = 0; i < n; i++) {
        if (!split(lines[i], &text, &language, &order)) return 2;
        print_date(text, language, argc > 1 ? pdx_order_decide(&proof) : order);
    }
    return 0;
}
