#include "page/entries/starttitles.h"

#include "page/entries/oversections.h"
#include "page/entries/underterms.h"
#include "page/lines/listlines.h"

enum { PICTURE_REACH = 6, LEAST_WORDS = 5 /* bytes of a title beside the day that it names */, LEAST_NAMES = 3, NAME_WORDS = 3, TITLE_BYTES = 160 };

static bool has_picture(const pdx_sheet *sheet, const pdx_start *s) {
    return s->title > s->line && s->title + 1 < s->end && pdx_sheet_same(sheet, s->title - 1, s->title + 1);
}

/* Line `i` is in the title, and most of it: "The mill" above "The mill (4 May 2011)". */
static bool is_most_of(const pdx_sheet *sheet, size_t i, size_t title) {
    return sheet->facts[title].echo == i + 1 && 2 * pdx_line_bytes(&sheet->lines[i]) > pdx_line_bytes(&sheet->lines[title]);
}

/* The text of a picture that stands above its entry, with furniture between, and reads like the title. */
static void far_pictures(pdx_starts *starts, const pdx_sheet *sheet) {
    for (size_t k = 0; k < starts->starts.len; k++) {
        pdx_start *s = &starts->starts.data[k];
        const size_t floor = k == 0 ? 0 : starts->starts.data[k - 1].title + 2;
        for (size_t i = s->line; i > floor && s->title - i < PICTURE_REACH; i--) {
            const bool copy = pdx_sheet_same(sheet, i - 1, s->title) || is_most_of(sheet, i - 1, s->title);
            if (!copy && !pdx_sheet_is_body(sheet, i - 1)) continue;
            if (copy) s->line = (uint32_t)i - 1;
            if (copy && k > 0) starts->starts.data[k - 1].end = s->line;
            break;
        }
    }
}

/* The text of a picture that stands below its entry and reads like the title: the entry under it does not open with it. */
static void pictures_below(pdx_starts *starts, const pdx_sheet *sheet) {
    for (size_t k = 1; k < starts->starts.len; k++) {
        pdx_start *above = &starts->starts.data[k - 1], *s = &starts->starts.data[k];
        if (s->line >= s->title || !pdx_sheet_same(sheet, s->line, above->title) || pdx_sheet_same(sheet, s->line, s->title)) continue;
        above->end = ++s->line;
    }
}

/* The first line of the entry that is no furniture, its title at the latest. */
static size_t first_words(const pdx_sheet *sheet, const pdx_start *s) {
    size_t i = s->line;
    while (i < s->title && pdx_fact_is_meta(&sheet->facts[i])) i++;
    return i;
}

/* Furniture of the entry stands right under its title. */
static bool is_signed(const pdx_sheet *sheet, const pdx_start *s) { return s->title + 1 < s->end && pdx_sheet_is_meta(sheet, s->title + 1); }

/* Where many entries open with their title, or with known furniture above it, and some with one more short line, that line is the title and
 * what follows it a caption, unless it is short beside titles, as sections are, or stands above a title like the others, which have furniture
 * right under them; the first entry has the page's own lines above it. */
static void early_titles(pdx_starts *starts, const pdx_sheet *sheet) {
    const size_t n = starts->starts.len;
    size_t bare = 0, bytes = 0, with_sign = 0;
    for (size_t k = 0; k < n; k++) {
        if (first_words(sheet, &starts->starts.data[k]) != starts->starts.data[k].title) continue;
        bare++;
        with_sign += is_signed(sheet, &starts->starts.data[k]);
        bytes += (size_t)pdx_line_bytes(&sheet->lines[starts->starts.data[k].title]);
    }
    if (bare * 5 < n || bare == 0) return;
    for (size_t k = 1; k < n; k++) {
        pdx_start *s = &starts->starts.data[k];
        if (s->title != s->line + 1 || sheet->facts[s->title].flags & PDX_FACT_ECHOED || has_picture(sheet, s)) continue;
        if (2 * with_sign > bare && is_signed(sheet, s)) continue;
        if (sheet->facts[s->line].flags & (PDX_FACT_COMMON | PDX_FACT_FILE) ||
            10 * (size_t)pdx_line_bytes(&sheet->lines[s->line]) * bare < 6 * bytes) {
            continue;
        }
        if (pdx_sheet_could_be_title(sheet, s->line) && !pdx_sheet_same(sheet, s->line, s->title)) s->title = s->line;
    }
}

/* The line between two copies of another one, if `t` is one of these; else `t`. */
static size_t between_copies(const pdx_sheet *sheet, const pdx_start *s) {
    const size_t t = s->title;
    if (t + 2 < s->end && pdx_sheet_same(sheet, t, t + 2) && !pdx_sheet_same(sheet, t, t + 1)) return t + 1;
    if (t >= s->line + 2 && pdx_sheet_same(sheet, t, t - 2)) return t - 1;
    return t;
}

/* A line that comes again after the next one is the text of a picture; the title stands between, unless what stands
 * there on this page is much shorter, as sections are. */
static void framed_titles(pdx_starts *starts, const pdx_sheet *sheet) {
    size_t between = 0, copies = 0;
    for (size_t k = 0; k < starts->starts.len; k++) {
        const size_t t = starts->starts.data[k].title, i = between_copies(sheet, &starts->starts.data[k]);
        if (i == t || pdx_sheet_is_meta(sheet, i)) continue;
        between += sheet->lines[i].words;
        copies += sheet->lines[t].words;
    }
    if (between * 2 < copies) return;
    for (size_t k = 0; k < starts->starts.len; k++) {
        const size_t i = between_copies(sheet, &starts->starts.data[k]);
        if (!pdx_sheet_is_meta(sheet, i) && sheet->facts[i].title > 0) starts->starts.data[k].title = (uint32_t)i;
    }
}

/* The text of a picture that stands right under the title, and reads as it does: the date is above the two, the text below. */
static void titles_over_pictures(pdx_starts *starts, const pdx_sheet *sheet) {
    for (size_t k = 0; k < starts->starts.len; k++) {
        pdx_start *s = &starts->starts.data[k];
        const size_t t = s->title;
        if (t < (size_t)s->line + 2 || t + 1 >= s->end || !pdx_sheet_same(sheet, t - 1, t)) continue;
        if (sheet->facts[t - 2].flags & PDX_FACT_DATE && !pdx_sheet_is_meta(sheet, t + 1)) s->title--;
    }
}

/* Where most titles stand between two copies of their picture's text, a title without copies is the first line
 * that could be one: what follows it may be the text of a picture that is printed once. */
static void lone_titles(pdx_starts *starts, const pdx_sheet *sheet) {
    const size_t n = starts->starts.len;
    size_t with = 0;
    for (size_t k = 0; k < n; k++) with += has_picture(sheet, &starts->starts.data[k]);
    if (with * 2 <= n) return;
    for (size_t k = 0; k < n; k++) {
        pdx_start *s = &starts->starts.data[k];
        if (has_picture(sheet, s)) continue;
        for (size_t i = s->line; i < s->title; i++) {
            if (!pdx_sheet_could_be_title(sheet, i)) continue;
            if (i == s->line && s->title - i > 1) continue; /* the place of the list that opens entries */
            s->title = (uint32_t)i;
        }
    }
}

/* The short line that the entry opens with, right above its title and with nothing else there; n when there is none. */
static size_t line_above(const pdx_sheet *sheet, const pdx_start *s) {
    if (s->title != s->line + 1 || !pdx_sheet_could_be_title(sheet, s->line) || pdx_sheet_same(sheet, s->line, s->title)) return sheet->n;
    return s->line;
}

/* Text stands below the furniture that is right under the title. */
static bool is_signed_above_text(const pdx_sheet *sheet, const pdx_start *s) {
    size_t i = s->title + 1;
    while (i < s->end && pdx_sheet_is_meta(sheet, i)) i++;
    return is_signed(sheet, s) && i < s->end && pdx_sheet_is_body(sheet, i);
}

/* Where nearly every entry opens with two short lines, the first of them different in each and shorter than the second, these are
 * title and subtitle. What is shorter by far is the name of a picture or a section, and so is what stands above a title with furniture between
 * it and the text. */
static void subtitles(pdx_starts *starts, const pdx_sheet *sheet) {
    const size_t n = starts->starts.len;
    size_t with = 0, above = 0, words = 0, below = 0, common = 0, headed = 0;
    for (size_t k = 0; k < n; k++) {
        const size_t i = line_above(sheet, &starts->starts.data[k]), t = starts->starts.data[k].title;
        if (i == sheet->n) continue;
        with++;
        headed += is_signed_above_text(sheet, &starts->starts.data[k]);
        above += (size_t)pdx_line_bytes(&sheet->lines[i]);
        below += (size_t)pdx_line_bytes(&sheet->lines[t]);
        words += sheet->lines[i].words;
        common += (sheet->facts[i].flags & (PDX_FACT_COMMON | PDX_FACT_FILE)) != 0 || sheet->facts[t].flags & PDX_FACT_ECHOED;
    }
    if (with < 2 || with * 5 < n * 4 || common * 4 > with || 10 * below < 13 * above || below > 5 * above || words < 2 * with || 2 * headed > with) {
        return;
    }
    for (size_t k = 0; k < n; k++) {
        const size_t i = line_above(sheet, &starts->starts.data[k]);
        if (i < sheet->n) starts->starts.data[k].title = (uint32_t)i;
    }
}

/* The member of the frame that line `i` is of; PDX_NO_MEMBER when it is of none. */
static unsigned member_of(const pdx_sheet *sheet, size_t i) {
    return i < sheet->n && pdx_sheet_is_member(sheet, i) ? sheet->frame->owner.data[i] : PDX_NO_MEMBER;
}

/* The member whose lines stand `by` lines behind more than half of the titles. */
static unsigned usual_member(const pdx_starts *starts, const pdx_sheet *sheet, int by) {
    size_t count[PDX_FRAME_ROOM] = {0};
    for (size_t k = 0; k < starts->starts.len; k++) {
        const unsigned m = member_of(sheet, starts->starts.data[k].title + (size_t)by); /* wraps round before the first line */
        if (m != PDX_NO_MEMBER && 2 * ++count[m] > starts->starts.len) return m;
    }
    return PDX_NO_MEMBER;
}

/* Where most titles stand right under the furniture that ends the entry above, and do not have furniture right under them, a short line between that
 * and what was taken for a title is the title, and this a heading under it. */
static void titles_under_feet(pdx_starts *starts, const pdx_sheet *sheet) {
    const unsigned foot = usual_member(starts, sheet, -1);
    if (foot == PDX_NO_MEMBER || usual_member(starts, sheet, 1) != PDX_NO_MEMBER) return;
    for (size_t k = 1; k < starts->starts.len; k++) {
        pdx_start *above = &starts->starts.data[k - 1], *s = above + 1;
        const size_t i = (size_t)s->title - 1;
        if (i <= (size_t)above->title + 1 || s->line < i || member_of(sheet, i - 1) != foot || sheet->facts[s->title].flags & PDX_FACT_ECHOED ||
            has_picture(sheet, s)) {
            continue;
        }
        if (!pdx_sheet_could_be_title(sheet, i) || pdx_sheet_same(sheet, i, s->title) || pdx_sheet_same(sheet, i, above->title)) continue;
        if (sheet->facts[i].flags & (PDX_FACT_COMMON | PDX_FACT_FILE)) continue;
        s->line = s->title = above->end = (uint32_t)i;
    }
}

/* The line above what was taken for the entry's title, where that is a name right above the date; n when there is none. The first entry has
 * nothing above that line, or the page's own. */
static size_t line_over_name(const pdx_starts *starts, const pdx_sheet *sheet, size_t k) {
    const pdx_start *s = &starts->starts.data[k];
    const size_t floor = k == 0 ? 0 : (size_t)starts->starts.data[k - 1].title + 1, t = s->title;
    if (t <= floor || t + 1 >= s->end || !(sheet->facts[t + 1].flags & PDX_FACT_DATE)) return sheet->n;
    if (sheet->facts[t].flags & PDX_FACT_ECHOED || !pdx_sheet_is_name(sheet, t) || pdx_sheet_same(sheet, t - 1, t)) return sheet->n;
    if (sheet->lines[t - 1].gap < sheet->lines[t].gap) return sheet->n; /* the last line of a paragraph */
    return pdx_sheet_could_be_title(sheet, t - 1) ? t - 1 : sheet->n;
}

/* Where the head of an entry begins that was seen in lines [line, title]: below the text of the entry above. */
static size_t head_below_text(const pdx_sheet *sheet, size_t line, size_t title) {
    size_t head = title;
    while (head > line && !pdx_sheet_is_body(sheet, head - 1)) head--;
    return head;
}

/* Where nearly every entry has a name right above its date, and above that a line that is longer than names and could be a title, the names are those
 * of authors. */
static void titles_over_names(pdx_starts *starts, const pdx_sheet *sheet) {
    const size_t n = starts->starts.len;
    size_t with = 0, above = 0, below = 0, words = 0, longer = 0;
    for (size_t k = 0; k < n; k++) {
        const size_t i = line_over_name(starts, sheet, k), t = starts->starts.data[k].title;
        if (i == sheet->n) continue;
        with++;
        words += sheet->lines[t].words;
        above += (size_t)pdx_line_bytes(&sheet->lines[i]);
        below += (size_t)pdx_line_bytes(&sheet->lines[t]);
        longer += pdx_line_bytes(&sheet->lines[i]) > pdx_line_bytes(&sheet->lines[t]);
    }
    if (with < LEAST_NAMES || 5 * with < 4 * n || 2 * above < 3 * below || 5 * words < 8 * with || 5 * longer < 3 * with) return;
    for (size_t k = 0; k < n; k++) {
        const size_t i = line_over_name(starts, sheet, k);
        pdx_start *s = &starts->starts.data[k];
        if (i == sheet->n) continue;
        s->title = (uint32_t)i;
        s->line = (uint32_t)head_below_text(sheet, pdx_min_size(s->line, i), i);
        if (k > 0) starts->starts.data[k - 1].end = s->line;
    }
}

/* Line `i` is a day, or says that something was published on one. */
static bool is_day(const pdx_sheet *sheet, size_t i) {
    const pdx_fact *fact = &sheet->facts[i];
    return fact->flags & PDX_FACT_DATE || (fact->flags & PDX_FACT_DATED && fact->phrases & PDX_PHRASE_BIT(PDX_PHRASE_POSTED_ON));
}

/* The entry's day stands on the line under its title. */
static bool is_over_day(const pdx_sheet *sheet, const pdx_start *s) { return s->title + 1 < s->end && is_day(sheet, s->title + 1); }

/* The first furniture below the title says a day. */
static bool has_day_below(const pdx_sheet *sheet, const pdx_start *s) {
    size_t i = s->title + 1;
    while (i < s->end && !pdx_sheet_is_meta(sheet, i)) i++;
    return i < s->end && sheet->facts[i].flags & (PDX_FACT_DATE | PDX_FACT_DATED);
}

/* The words right above the day that stands above what was taken for the entry's title, below the furniture that ends the entry above or as the first
 * ones of the page; n when there are none. */
static size_t line_over_day(const pdx_starts *starts, const pdx_sheet *sheet, size_t k) {
    const pdx_start *s = &starts->starts.data[k];
    const size_t floor = k == 0 ? 0 : (size_t)starts->starts.data[k - 1].title + 1, t = s->title;
    if (t < floor + 2 || has_day_below(sheet, s) || !is_day(sheet, t - 1) || sheet->facts[t].flags & PDX_FACT_ECHOED) return sheet->n;
    if (k > 0 && !pdx_sheet_is_meta(sheet, t - 3)) return sheet->n;
    if (sheet->facts[t - 2].flags & (PDX_FACT_FILE | PDX_FACT_PARA) || pdx_line_bytes(&sheet->lines[t - 2]) > TITLE_BYTES) return sheet->n;
    return pdx_sheet_is_meta(sheet, t - 2) || pdx_sheet_same(sheet, t - 2, t) ? sheet->n : t - 2;
}

/* Nothing but furniture between what was taken for the title and line `end`, or its sentence goes on there: it is where the text begins. */
static bool is_bare(const pdx_sheet *sheet, const pdx_start *s, size_t end) {
    size_t i = s->title + 1;
    if (i < end && sheet->lines[i].gap == 0 && sheet->facts[i].flags & PDX_FACT_LOWER && !pdx_sheet_is_meta(sheet, i)) return true;
    while (i < end && pdx_sheet_is_meta(sheet, i)) i++;
    return i >= end;
}

/* What is seen of the entries' days. */
typedef struct day_sum {
    size_t over, with, bare, common; /* titles above days; words there instead, of these with nothing behind the title, such as sections and the ones before */
    size_t above, below;               /* bytes of these words, and of what was taken for titles */
} day_sum;

static day_sum days_read(const pdx_starts *starts, const pdx_sheet *sheet) {
    const size_t n = starts->starts.len;
    day_sum sum = {0};
    size_t before = sheet->n;
    for (size_t k = 0, i = n == 0 ? sheet->n : line_over_day(starts, sheet, 0), next; k < n; k++, i = next) {
        const pdx_start *s = &starts->starts.data[k];
        next = k + 1 < n ? line_over_day(starts, sheet, k + 1) : sheet->n;
        sum.over += is_over_day(sheet, s);
        if (i == sheet->n) continue;
        sum.with++;
        sum.bare += is_bare(sheet, s, pdx_min_size(next, s->end));
        sum.common += (before < sheet->n && pdx_sheet_same(sheet, i, before)) || sheet->facts[i].flags & PDX_FACT_COMMON;
        sum.above += (size_t)pdx_line_bytes(&sheet->lines[i]);
        sum.below += (size_t)pdx_line_bytes(&sheet->lines[s->title]);
        before = i;
    }
    return sum;
}

/* Where nearly every entry has words above its day, and below it words with nothing else behind them, the first are the title and the others the
 * beginning of the text; so they are where most titles stand above their days. Sections come again, and are short. */
static void titles_over_days(pdx_starts *starts, const pdx_sheet *sheet) {
    const size_t n = starts->starts.len;
    const day_sum sum = days_read(starts, sheet);
    if (sum.with == 0 || sum.with + sum.over < 2 || 5 * (sum.with + sum.over) < 4 * n || (sum.over <= sum.with && 5 * sum.bare < 4 * sum.with)) {
        return;
    }
    if (4 * sum.common > sum.with || 4 * sum.above < sum.below) return;
    for (size_t k = 0; k < n; k++) {
        const size_t i = line_over_day(starts, sheet, k);
        pdx_start *s = &starts->starts.data[k];
        if (i == sheet->n) continue;
        s->title = (uint32_t)i;
        s->line = (uint32_t)pdx_min_size(s->line, i);
        if (k > 0) s[-1].end = s->line;
    }
}

/* The words that stand before a day in line `i`, which ends with it and says nothing else; empty: there are none. */
static pdx_range words_before_day(const pdx_sheet *sheet, size_t i) {
    const pdx_fact *fact = &sheet->facts[i];
    const pdx_line *line = &sheet->lines[i];
    const unsigned others = PDX_FACT_DATE | PDX_FACT_PARA | PDX_FACT_LIST | PDX_FACT_FIELDS;
    if ((fact->flags & (PDX_FACT_DATED | others)) != PDX_FACT_DATED || fact->echo != 0 || fact->tail != PDX_PHRASE_NONE) return pdx_range_of(0, 0);
    if (pdx_facts_are_told(sheet->table, fact) || line->end - fact->date.end > 1) return pdx_range_of(0, 0); /* a bracket */
    return pdx_range_of(line->begin, fact->date.begin);
}

static unsigned words_in(const pdx_sheet *sheet, pdx_range range) {
    unsigned words = 0;
    for (uint64_t at = range.begin; at < range.end; at++) words += sheet->text.data[at] == ' ';
    return words;
}

/* Where nearly every entry has such a line right under what was taken for its title, longer than that and with more words than names have, that line
 * is the title with its day, and what stands above it a section. Signatures begin alike: "Written by Ann Vale on 4.5.2011". */
static void titles_with_days(pdx_starts *starts, const pdx_sheet *sheet) {
    const size_t n = starts->starts.len;
    const uint64_t *heads = pdx_facts_form(sheet->table, PDX_FORM_HEAD1);
    size_t with = 0, many = 0, above = 0, below = 0, alike = 0;
    uint64_t head = 0;
    for (size_t k = 0; k < n; k++) {
        const pdx_start *s = &starts->starts.data[k];
        const pdx_range words = s->title + 2 < s->end ? words_before_day(sheet, s->title + 1) : pdx_range_of(0, 0);
        if (words.end == words.begin || !pdx_sheet_is_body(sheet, s->title + 2)) continue;
        alike += with > 0 && heads[s->title + 1] == head;
        head = heads[s->title + 1];
        with++;
        many += words_in(sheet, words) > NAME_WORDS;
        above += (size_t)pdx_line_bytes(&sheet->lines[s->title]);
        below += (size_t)(words.end - words.begin);
    }
    if (with < LEAST_NAMES || 5 * with < 4 * n || 5 * many < 3 * with || 4 * alike > with || 2 * below < 3 * above) return;
    for (size_t k = 0; k < n; k++) {
        pdx_start *s = &starts->starts.data[k];
        if (s->title + 1 < s->end && words_before_day(sheet, s->title + 1).end > 0) s->title++;
    }
}

/* Known words, and no date among them. */
static bool is_furniture(const pdx_sheet *sheet, size_t i) {
    return pdx_facts_are_told(sheet->table, &sheet->facts[i]) && !(sheet->facts[i].flags & PDX_FACT_DATED);
}

/* The line that entry `k` opens with: where that is furniture, the last one of the entry above, or of the page's own lines. */
static size_t opening(const pdx_starts *starts, const pdx_sheet *sheet, size_t k) {
    const size_t line = starts->starts.data[k].line;
    return line > 0 && is_furniture(sheet, line) ? line - 1 : line;
}

/* Words and the day that they are about, "Week 21 2012-05-27"; the date of the entry, which a word announces, stands below. */
static bool is_dated_title(const pdx_sheet *sheet, size_t at, const pdx_start *s) {
    const pdx_fact *fact = &sheet->facts[at];
    const uint64_t date = fact->date.end - fact->date.begin;
    if (!(fact->flags & PDX_FACT_DATED) || pdx_facts_are_told(sheet->table, fact) || fact->flags & (PDX_FACT_PARA | PDX_FACT_LIST)) return false;
    if (sheet->lines[at].words < 2 || pdx_line_bytes(&sheet->lines[at]) < date + LEAST_WORDS) return false;
    for (size_t i = s->title + 1; i < s->end; i++)
        if (sheet->facts[i].phrases & PDX_PHRASE_BIT(PDX_PHRASE_POSTED_ON)) return true;
    return false;
}

/* Nothing but furniture without a date between line `at` and the entry's title. */
static bool is_over_furniture(const pdx_sheet *sheet, size_t at, const pdx_start *s) {
    for (size_t i = at + 1; i < s->title; i++)
        if (!is_furniture(sheet, i)) return false;
    return s->title > at + 1;
}

/* Whether the title of entry `k` may stand above its furniture; `dated` says that it names a day. */
static bool is_opened(const pdx_starts *starts, const pdx_sheet *sheet, size_t k, bool *dated) {
    const pdx_start *s = &starts->starts.data[k];
    const size_t at = opening(starts, sheet, k);
    if (!is_over_furniture(sheet, at, s)) return false;
    *dated = is_dated_title(sheet, at, s);
    return *dated || pdx_sheet_could_be_title(sheet, at);
}

/* Where nearly every entry opens with words above furniture, which name a day in some, these are the titles and not what follows the furniture;
 * an entry of nothing but such words is one with what follows. */
static void dated_titles(pdx_starts *starts, const pdx_sheet *sheet) {
    const size_t n = starts->starts.len;
    size_t dated = 0, opened = 0, kept = 0;
    for (size_t k = 0; k < n; k++) {
        bool is_dated = false;
        opened += is_opened(starts, sheet, k, &is_dated);
        dated += is_dated;
    }
    if (dated < 2 || 10 * opened < 8 * n) return;
    for (size_t k = 0; k < n; k++) {
        pdx_start s = starts->starts.data[k];
        bool is_dated = false;
        if (is_opened(starts, sheet, k, &is_dated)) s.line = s.title = (uint32_t)opening(starts, sheet, k);
        while (kept > 0 && starts->starts.data[kept - 1].line >= s.line) kept--;
        if (kept > 0 && starts->starts.data[kept - 1].end > s.line) starts->starts.data[kept - 1].end = s.line;
        starts->starts.data[kept++] = s;
    }
    starts->starts.len = kept;
}

/* The line right below the terms that the entry's head announces, one to a line; n when there is none. */
static size_t line_under_list(const pdx_sheet *sheet, const pdx_start *s) {
    for (size_t i = s->title; i > s->line; i--) {
        const size_t end = pdx_listlines_end(sheet->table, sheet->lines, i - 1);
        if (end > i && end <= s->title) return pdx_fact_is_meta(&sheet->facts[end]) ? sheet->n : end;
    }
    return sheet->n;
}

/* Where most titles stand right below such a list, those that have one line between have that for a title. */
static void titles_under_lists(pdx_starts *starts, const pdx_sheet *sheet) {
    size_t with = 0, under = 0;
    for (size_t k = 0; k < starts->starts.len; k++) {
        const size_t i = line_under_list(sheet, &starts->starts.data[k]);
        with += i < sheet->n;
        under += i == starts->starts.data[k].title;
    }
    if (with == under || 2 * under < with) return;
    for (size_t k = 0; k < starts->starts.len; k++) {
        const size_t i = line_under_list(sheet, &starts->starts.data[k]);
        if (i + 1 == starts->starts.data[k].title) starts->starts.data[k].title = (uint32_t)i;
    }
}

bool pdx_start_titles(pdx_starts *starts, const pdx_sheet *sheet) {
    far_pictures(starts, sheet);
    pictures_below(starts, sheet);
    framed_titles(starts, sheet);
    titles_over_pictures(starts, sheet);
    lone_titles(starts, sheet);
    early_titles(starts, sheet);
    subtitles(starts, sheet);
    titles_over_names(starts, sheet);
    titles_under_feet(starts, sheet);
    titles_over_days(starts, sheet);
    titles_under_lists(starts, sheet);
    titles_with_days(starts, sheet);
    pdx_over_sections(starts, sheet);
    dated_titles(starts, sheet);
    return pdx_under_terms(starts, sheet);
}
