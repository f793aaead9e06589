/* Every month that the cutter takes for part of a date line is a month to the reader of dates: the tables are two, since the one says
 * what a line is and the other, by language, what it means. */
#include "check.h"

#include "post/date.h"

typedef struct names {
    const char *meaning;
    unsigned month;
    const char *words;
} names;

static const names rows[] = {
#define PDX_DATE_ROW(meaning, value, words) {#meaning, value, words},
#include "page/datewords.def"
#undef PDX_DATE_ROW
};

/* Names that the reader of dates cannot read yet, so that such a date has no value: Chinese months in words, and the Vietnamese names that
 * another one begins. */
static bool is_beyond(const char *name) {
    static const char *const beyond[] = {"\xE6\x9C\x88", "th\xC3\xA1ng_m\xC6\xB0\xE1\xBB\x9D\x69"}; /* the sign of the month; "tenth month" */
    for (size_t i = 0; i < PDX_COUNTOF(beyond); i++) {
        if (strstr(name, beyond[i]) != NULL) return true;
    }
    return false;
}

static void check_month(char *name, unsigned month) {
    char text[1100];
    pdx_date date;
    pdx_range found;
    bool open;
    for (char *at = name; *at != '\0'; at++) {
        if (*at == '_') *at = ' ';
    }
    (void)snprintf(text, sizeof text, "12 %s 2019", name);
    const bool read = pdx_date_parse(pdx_span_str(text), PDX_LANG_NONE, PDX_ORDER_DMY, &date, &found, &open);
    if (check_failed(read && date.month == month && date.day == 12 && date.year == 2019)) printf("  %s\n", text);
}

int main(void) {
    size_t n = 0;
    for (size_t i = 0; i < PDX_COUNTOF(rows); i++) {
        char words[1024];
        if (strcmp(rows[i].meaning, "MONTH") != 0 || rows[i].month > 12) continue;
        (void)snprintf(words, sizeof words, "%s", rows[i].words);
        for (char *name = words; *name != '\0'; n++) {
            const size_t len = strcspn(name, " ");
            const bool last = name[len] == '\0';
            name[len] = '\0';
            if (!is_beyond(name)) check_month(name, rows[i].month);
            if (last) break;
            name += len + 1;
        }
    }
    CHECK(n > 400);
    return check_report("test_datenames");
}
