#include "post/dates/date_words.h"

#include "base/hash.h"
#include "base/once.h"
#include "post/dates/date.h"

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
#include "post/words/dates_lt.def"
#include "post/words/dates_lv.def"
#include "post/words/dates_th.def"
#include "post/words/dates_vi.def"
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
#include "post/words/months_thai.def"
#include "post/words/months_more.def"
#undef DATE_CALENDAR
};

/* What one of the words says in one language, in the order in which languages and their words are written. */
enum { MONTH, WEEKDAY, AM, PM, INSIDE, CLOCK, CALENDAR_MONTH, BEGINS };
typedef struct entry {
    const char *word;
    uint16_t next;  /* the next of the same word + 1, or 0 */
    uint8_t len, kind, value;
    uint8_t of;     /* in languages or, of a CALENDAR_MONTH, in calendars */
} entry;

/* The tables are fixed when the core is compiled: these rooms are large enough, or the assertions fail for everyone. */
enum { ENTRIES = 4096, SLOTS = 8192 };
static entry entries[ENTRIES];
static uint16_t slots[SLOTS], lasts[SLOTS]; /* the first and last entry of a word + 1; 0: empty */
static size_t n_entries;
static pdx_once once;

/* The slot of a word, or the empty one where it would be. */
static size_t slot_of(pdx_span word) {
    size_t at = (size_t)pdx_hash(word, 0) & (SLOTS - 1);
    while (slots[at] != 0 && !pdx_span_equal(pdx_span_of(entries[slots[at] - 1].word, entries[slots[at] - 1].len), word)) at = (at + 1) & (SLOTS - 1);
    return at;
}

static void add(pdx_span word, unsigned kind, unsigned value, size_t of) {
    const size_t at = slot_of(word);
    assert(n_entries < ENTRIES && word.len <= UINT8_MAX);
    entries[n_entries++] = (entry){(const char *)word.data, 0, (uint8_t)word.len, (uint8_t)kind, (uint8_t)value, (uint8_t)of};
    if (slots[at] == 0) slots[at] = (uint16_t)n_entries;
    else entries[lasts[at] - 1].next = (uint16_t)n_entries;
    lasts[at] = (uint16_t)n_entries;
}

static void add_list(const char *list, unsigned kind, unsigned value, size_t of) {
    while (*list != '\0') {
        const size_t len = strcspn(list, "|");
        add(pdx_span_of(list, len), kind, value, of);
        for (size_t at = 0; at < len; at++)
            if (list[at] == ' ') add(pdx_span_of(list, at), BEGINS, 0, of);
        list += len + (list[len] == '|');
    }
}

static void add_lists(const char *const *lists, unsigned n, unsigned kind, size_t of) {
    for (unsigned i = 0; i < n; i++) add_list(lists[i], kind, i + 1, of);
}

static void build(void) {
    for (size_t i = 0; i < PDX_COUNTOF(languages); i++) {
        add_lists(languages[i].months, 12, MONTH, i);
        add_lists(languages[i].weekdays, 7, WEEKDAY, i);
        add_list(languages[i].am, AM, 0, i);
        add_list(languages[i].pm, PM, 0, i);
        add_list(languages[i].inside, INSIDE, 0, i);
        add_list(languages[i].clock, CLOCK, 0, i);
    }
    for (size_t i = 0; i < PDX_COUNTOF(calendars); i++) add_lists(calendars[i].months, 12, CALENDAR_MONTH, i);
}

/* Adds what the word means by one entry; the first months and weekdays count. Asked of a language that the text is perhaps not in, words
 * that are short or everyday words elsewhere do not count. */
static void add_meaning(const entry *says, bool own_script, pdx_lang language, pdx_date_word *meaning) {
    if (says->kind == BEGINS) {
        meaning->begins = true;
        return;
    }
    const pdx_lang of = says->kind == CALENDAR_MONTH ? PDX_LANG_NONE : languages[says->of].language;
    const bool certain = language == of, day_part = certain || of == PDX_LANG_EN || own_script;
    if (says->kind == CALENDAR_MONTH) {
        if (meaning->month != 0) return;
        meaning->month = says->value;
        meaning->calendar = calendars[says->of].calendar;
        return;
    }
    if (!certain && !own_script && language != PDX_LANG_NONE) return;
    switch (says->kind) {
    case MONTH: if (meaning->month == 0) meaning->month = says->value; break;
    case WEEKDAY: if (meaning->weekday == 0 && (certain || says->len >= 4)) meaning->weekday = says->value; break;
    case AM: meaning->am = meaning->am || day_part; break;
    case PM: meaning->pm = meaning->pm || day_part; break;
    case INSIDE: meaning->inside = true; break;
    default: meaning->clock = meaning->clock || certain || says->len >= 2; break;
    }
}

pdx_date_word pdx_date_word_of(pdx_span folded, pdx_lang language) {
    pdx_date_word meaning = {0};
    /* Words in letters of their own are rarely mistaken for those of another language: all are asked. */
    const bool own_script = folded.len > 0 && folded.data[0] >= 0x80;
    pdx_once_run(&once, build);
    if (folded.len == 0) return meaning;
    for (uint16_t at = slots[slot_of(folded)]; at != 0; at = entries[at - 1].next) add_meaning(&entries[at - 1], own_script, language, &meaning);
    return meaning;
}
