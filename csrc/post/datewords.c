#include "post/datewords.h"

#include "post/date.h"

/* Alternatives of one meaning stand in one string, separated by '|', as pdx_date_fold writes them. */
typedef struct language_words {
    pdx_lang language;
    const char *months[12], *weekdays[7];
    const char *am, *pm, *inside, *clock;
} language_words;

static const language_words languages[] = {
#define DATE_LANGUAGE(a, b, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, d1, d2, d3, d4, d5, d6, d7, am, pm, in, clock) \
    {PDX_LANG(a, b), {m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12}, {d1, d2, d3, d4, d5, d6, d7}, am, pm, in, clock},
#include "post/words/dates_en.def"
#include "post/words/dates_fr.def"
#include "post/words/dates_de.def"
#include "post/words/dates_es.def"
#include "post/words/dates_ca.def"
#include "post/words/dates_it.def"
#include "post/words/dates_pt.def"
#include "post/words/dates_nl.def"
#include "post/words/dates_sv.def"
#include "post/words/dates_da.def"
#include "post/words/dates_no.def"
#include "post/words/dates_fi.def"
#include "post/words/dates_pl.def"
#include "post/words/dates_cs.def"
#include "post/words/dates_hu.def"
#include "post/words/dates_ro.def"
#include "post/words/dates_ru.def"
#include "post/words/dates_uk.def"
#include "post/words/dates_tr.def"
#include "post/words/dates_el.def"
#include "post/words/dates_fa.def"
#include "post/words/dates_ar.def"
#include "post/words/dates_he.def"
#include "post/words/dates_id.def"
#undef DATE_LANGUAGE
};

typedef struct calendar_words {
    uint8_t calendar;
    const char *months[12];
} calendar_words;

/* Asked whatever the language: their names are shared by many, and mistaken for nothing else. */
static const calendar_words calendars[] = {
#define DATE_CALENDAR(calendar, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12) \
    {calendar, {m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12}},
#include "post/words/months_jalali.def"
#include "post/words/months_hijri.def"
#undef DATE_CALENDAR
};

static bool listed(const char *list, pdx_span word, size_t shortest) {
    if (word.len < shortest) return false;
    const char *at = list;
    while (*at != '\0') {
        const char *end = at;
        while (*end != '|' && *end != '\0') end++;
        if ((size_t)(end - at) == word.len && memcmp(at, word.data, word.len) == 0) return true;
        at = *end == '|' ? end + 1 : end;
    }
    return false;
}

static uint8_t numbered(const char *const *lists, unsigned n, pdx_span word, size_t shortest) {
    for (unsigned i = 0; i < n; i++)
        if (listed(lists[i], word, shortest)) return (uint8_t)(i + 1);
    return 0;
}

/* Adds what `word` means in one language. Asked of a language that the text is perhaps not in, words that
 * are short or everyday words elsewhere do not count. */
static void add_meanings(const language_words *of, pdx_span word, bool certain, pdx_date_word *meaning) {
    const bool day_parts = certain || of->language == PDX_LANG_EN || (word.len > 0 && word.data[0] >= 0x80);
    if (meaning->month == 0) meaning->month = numbered(of->months, 12, word, 1);
    if (meaning->weekday == 0) meaning->weekday = numbered(of->weekdays, 7, word, certain ? 1 : 4);
    meaning->am = meaning->am || (day_parts && listed(of->am, word, 1));
    meaning->pm = meaning->pm || (day_parts && listed(of->pm, word, 1));
    meaning->inside = meaning->inside || listed(of->inside, word, 1);
    meaning->clock = meaning->clock || listed(of->clock, word, certain ? 1 : 2);
}

pdx_date_word pdx_date_word_of(pdx_span folded, pdx_lang language) {
    pdx_date_word meaning = {0};
    /* Words in letters of their own are rarely mistaken for those of another language: all are asked. */
    const bool own_script = folded.len > 0 && folded.data[0] >= 0x80;
    for (size_t i = 0; i < PDX_COUNTOF(languages); i++) {
        const bool certain = language == languages[i].language;
        if (certain || own_script || language == PDX_LANG_NONE) add_meanings(&languages[i], folded, certain, &meaning);
    }
    for (size_t i = 0; meaning.month == 0 && i < PDX_COUNTOF(calendars); i++) {
        meaning.month = numbered(calendars[i].months, 12, folded, 1);
        if (meaning.month != 0) meaning.calendar = calendars[i].calendar;
    }
    return meaning;
}
