/* Every month that the cutter takes for part of a date line is a month to the reader of dates: the tables are two, since the one says
 * what a line is and the other, by language, what it means. */
#include "check.h"

#include "post/dates/date.h"

typedef struct names {
    const char *meaning;
    unsigned month;
    const char *words;
} names;

static const names rows[] = {
#define PDX_DATE_ROW(meaning, value, words) {#meaning, value, words},
#include "page/lexicon/dateline_words.def"
#undef PDX_DATE_ROW
};

/* The name with its words joined by `joint`: they stand apart, behind full stops, or as one. */
static bool is_read(const char *name, const char *joint, unsigned month) {
    char text[1100] = "12 ";
    size_t n = 3;
    pdx_date date;
    pdx_range found;
    bool open;
    for (const char *at = name; *at != '\0'; at++) {
        if (*at != '_') text[n++] = *at;
        else if (*joint != '\0') text[n++] = *joint;
    }
    (void)snprintf(text + n, sizeof text - n, " 2019");
    return pdx_date_parse(pdx_span_str(text), PDX_LANG_NONE, PDX_ORDER_DMY, &date, &found, &open) && date.month == month && date.day == 12 && date.year == 2019;
}

static void check_month(const char *name, unsigned month) {
    const bool read = is_read(name, " ", month) || is_read(name, ".", month) || is_read(name, "", month);
    if (check_failed(read)) printf("  %s\n", name);
}

int main(void) {
    size_t n = 0;
    for (size_t i = 0; i < PDX_COUNTOF(rows); i++) {
        char words[1024];
        if (strncmp(rows[i].meaning, "MONTH", 5) != 0 || rows[i].month < 1 || rows[i].month > 12) continue;
        (void)snprintf(words, sizeof words, "%s", rows[i].words);
        for (char *name = words; *name != '\0'; n++) {
            const size_t len = strcspn(name, " ");
            const bool last = name[len] == '\0';
            name[len] = '\0';
            check_month(name, rows[i].month);
            if (last) break;
            name += len + 1;
        }
    }
    CHECK(n > 700);
    return check_report("test_datenames");
}
