#include "page/roles/body.h"

#include "page/lexicon/chars.h"

enum { CAPTION_WORDS = 13, CAPTION_BYTES = 420, TITLE_WORDS = 22, LIST_RUN = 3 };

static bool has(const pdx_sheet *sheet, size_t i, unsigned flags) { return (sheet->facts[i].flags & flags) != 0; }

/* Runs of text that do not end as sentences do. */
static bool is_open_ended(const pdx_sheet *sheet, size_t i) { return !has(sheet, i, PDX_FACT_STOP | PDX_FACT_CUT | PDX_FACT_COLON); }

static size_t next_content(const pdx_sheet *sheet, const pdx_start *s, size_t i) {
    while (i < s->end && pdx_sheet_is_meta(sheet, i)) i++;
    return i;
}

/* The first line under the title and the copies of its picture's text. */
static size_t first_under(const pdx_sheet *sheet, const pdx_start *s, bool *picture) {
    size_t i = next_content(sheet, s, s->title + 1);
    *picture = false;
    if (i < s->end && s->title > s->line && pdx_sheet_same(sheet, i, s->title - 1)) {
        *picture = true;
        i = next_content(sheet, s, i + 1);
    }
    return i;
}

void pdx_habits_read(pdx_habits *habits, const pdx_sheet *sheet, const pdx_starts *starts) {
    size_t pictures = 0, open = 0, seen = 0, paragraphs = 0, stops = 0;
    memset(habits, 0, sizeof *habits);
    for (size_t k = 0; k < starts->starts.len; k++) {
        const pdx_start *s = &starts->starts.data[k];
        bool picture;
        size_t i;
        if (s->title == PDX_PAGE_NO_LINE) continue;
        i = first_under(sheet, s, &picture);
        seen++;
        pictures += picture;
        if (i + 1 >= s->end || !has(sheet, i + 1, PDX_FACT_PARA) || !is_open_ended(sheet, i)) continue;
        open += sheet->lines[i].words > 3;
    }
    for (size_t i = 0; i < sheet->n; i++) {
        paragraphs += has(sheet, i, PDX_FACT_PARA);
        stops += has(sheet, i, PDX_FACT_PARA) && !is_open_ended(sheet, i);
    }
    habits->stops = stops * 5 >= paragraphs * 4;
    habits->pictures = seen > 0 && pictures * 2 > seen;
    habits->captions = seen > 2 && open * 10 >= seen * 3;
}

void pdx_body_pictures(pdx_marks *marks, const pdx_sheet *sheet, const pdx_start *s) {
    bool picture;
    const size_t under = first_under(sheet, s, &picture);
    for (size_t i = s->line; i < s->title; i++) {
        const bool twin = (s->title + 1 < s->end && pdx_sheet_same(sheet, i, s->title + 1)) || pdx_sheet_same(sheet, i, s->title);
        if (twin && marks->marks.data[i].role == PDX_ROLE_BLANK) {
            pdx_mark_set(&marks->marks.data[i], PDX_ROLE_IMAGE_ALT, 0.95f, PDX_WHY(PDX_RULE_TWIN_NEAR));
        }
    }
    for (size_t i = s->title + 1; picture && i < under; i++) {
        if (marks->marks.data[i].role == PDX_ROLE_BLANK) pdx_mark_set(&marks->marks.data[i], PDX_ROLE_IMAGE_ALT, 0.95f, PDX_WHY(PDX_RULE_TWIN_NEAR));
    }
}

/* Text stands above the title, and none under it: the title is below its text. */
static bool is_below_text(const pdx_sheet *sheet, const pdx_start *s) {
    bool above = false;
    for (size_t i = s->line; i < s->title; i++) above = above || pdx_sheet_is_body(sheet, i);
    for (size_t i = s->title + 1; i < s->end; i++) above = above && !pdx_sheet_is_body(sheet, i);
    return above;
}

/* Lines before the title that nothing explains: the text of its picture, or a section. */
static void head_read(pdx_marks *marks, const pdx_sheet *sheet, const pdx_start *s, const pdx_habits *habits) {
    const bool below = is_below_text(sheet, s);
    for (size_t i = s->line; i < s->title; i++) {
        pdx_mark *mark = &marks->marks.data[i];
        if (mark->role != PDX_ROLE_BLANK) continue;
        if (below && pdx_sheet_is_body(sheet, i)) {
            pdx_mark_set(mark, PDX_ROLE_PARAGRAPH, 0.8f, PDX_WHY(PDX_RULE_LOOK));
            continue;
        }
        if (sheet->lines[i].words <= 4 && i + 1 == s->title && !habits->pictures) {
            pdx_mark_set(mark, PDX_ROLE_CATEGORIES, 0.6f, PDX_WHY(PDX_RULE_SLOT));
            pdx_mark_or(mark, PDX_ROLE_IMAGE_ALT, 0.25f);
        } else {
            pdx_mark_set(mark, PDX_ROLE_IMAGE_ALT, 0.6f, PDX_WHY(PDX_RULE_SLOT));
            pdx_mark_or(mark, PDX_ROLE_CATEGORIES, 0.2f);
        }
    }
}

/* Lines right under the title: the picture's text again, its caption. Gives where the body begins. */
static size_t under_title(pdx_marks *marks, const pdx_sheet *sheet, const pdx_start *s, const pdx_habits *habits) {
    bool picture;
    const size_t i = first_under(sheet, s, &picture);
    size_t next, at = i;
    if (i >= s->end || marks->marks.data[i].role != PDX_ROLE_BLANK) return i;
    next = next_content(sheet, s, i + 1);
    if (!picture && habits->pictures && habits->captions && next + 1 < s->end && !has(sheet, i, PDX_FACT_PARA) && is_open_ended(sheet, i) &&
        is_open_ended(sheet, next) && sheet->lines[i].words <= CAPTION_WORDS) {
        pdx_mark_set(&marks->marks.data[i], PDX_ROLE_IMAGE_ALT, 0.75f, PDX_WHY(PDX_RULE_SLOT));
        pdx_mark_or(&marks->marks.data[i], PDX_ROLE_HEADING, 0.15f);
        at = next;
        next = next_content(sheet, s, at + 1);
    }
    if (next >= s->end || pdx_line_bytes(&sheet->lines[at]) > CAPTION_BYTES) return at;
    if ((habits->captions && (picture || habits->pictures)) ||
        (is_open_ended(sheet, at) && (picture || has(sheet, at, PDX_FACT_PARA)) && has(sheet, next, PDX_FACT_PARA))) {
        pdx_mark_set(&marks->marks.data[at], PDX_ROLE_CAPTION, is_open_ended(sheet, at) ? 0.9f : 0.7f, PDX_WHY(PDX_RULE_SLOT));
        pdx_mark_or(&marks->marks.data[at], PDX_ROLE_PARAGRAPH, 0.2f);
        return at + 1;
    }
    return at;
}

static unsigned short_run(const pdx_marks *marks, const pdx_sheet *sheet, const pdx_start *s, size_t i) {
    unsigned n = 0;
    for (; i < s->end && n < LIST_RUN; i++, n++) {
        if (has(sheet, i, PDX_FACT_PARA | PDX_FACT_URL | PDX_FACT_CODE) || marks->marks.data[i].role != PDX_ROLE_BLANK) break;
    }
    return n;
}

static void short_line(pdx_mark *mark, const pdx_sheet *sheet, size_t i, const pdx_twins *twins, const pdx_habits *habits) {
    const pdx_twin *twin = pdx_twins_find(twins, sheet, i);
    if (twin != NULL && twin->title != 0 && twin->title != i + 1) {
        pdx_mark_set(mark, PDX_ROLE_RELATED, 0.9f, PDX_WHY(PDX_RULE_TWIN_TITLE));
        pdx_mark_or(mark, PDX_ROLE_HEADING, 0.08f);
        mark->witness = twin->title;
    } else if (twin != NULL && twin->other != 0 && sheet->lines[i].words > 3) {
        pdx_mark_set(mark, PDX_ROLE_RELATED, 0.75f, PDX_WHY(PDX_RULE_TWIN_FAR));
        pdx_mark_or(mark, PDX_ROLE_HEADING, 0.2f);
        mark->witness = twin->line == i + 1 ? twin->other : twin->line;
    } else if (is_open_ended(sheet, i) && sheet->lines[i].words >= CAPTION_WORDS) {
        pdx_mark_set(mark, habits->pictures ? PDX_ROLE_CAPTION : PDX_ROLE_PARAGRAPH, habits->pictures ? 0.7f : 0.6f, PDX_WHY(PDX_RULE_LOOK));
        pdx_mark_or(mark, habits->pictures ? PDX_ROLE_PARAGRAPH : PDX_ROLE_CAPTION, habits->pictures ? 0.2f : 0.3f);
    } else {
        pdx_mark_set(mark, PDX_ROLE_HEADING, 0.75f, PDX_WHY(PDX_RULE_LOOK));
        pdx_mark_or(mark, PDX_ROLE_RELATED, 0.2f);
        pdx_mark_or(mark, PDX_ROLE_CAPTION, 0.04f);
    }
}

/* The words up to the first comma are those of a caption in the same entry. */
static bool begins_alike(const pdx_sheet *sheet, size_t i, size_t caption) {
    const uint8_t *a = sheet->text.data + sheet->lines[i].begin, *b = sheet->text.data + sheet->lines[caption].begin;
    const size_t n = (size_t)(sheet->lines[i].end - sheet->lines[i].begin), m = (size_t)(sheet->lines[caption].end - sheet->lines[caption].begin);
    for (size_t k = 0; k < n && k < m && k < 60 && a[k] == b[k]; k++) {
        if (a[k] == ',') return k > 4;
    }
    return false;
}

static void long_line(pdx_mark *mark, const pdx_sheet *sheet, size_t i, size_t caption, const pdx_habits *habits) {
    const pdx_line *line = &sheet->lines[i];
    pdx_mark_set(mark, PDX_ROLE_PARAGRAPH, 0.95f, PDX_WHY(PDX_RULE_LOOK));
    if (habits->stops && is_open_ended(sheet, i) && pdx_line_bytes(line) <= CAPTION_BYTES && !has(sheet, i, PDX_FACT_WORDLESS) &&
        !pdx_char_is_quote(line->last) && !pdx_char_is_quote(line->first)) {
        pdx_mark_set(mark, habits->pictures ? PDX_ROLE_CAPTION : PDX_ROLE_PARAGRAPH, 0.6f, PDX_WHY(PDX_RULE_LOOK));
        pdx_mark_or(mark, habits->pictures ? PDX_ROLE_PARAGRAPH : PDX_ROLE_CAPTION, 0.35f);
    } else if (caption != PDX_PAGE_NO_LINE && begins_alike(sheet, i, caption)) {
        mark->probability = 0.6f;
        pdx_mark_or(mark, PDX_ROLE_CAPTION, 0.35f);
    } else if (pdx_char_is_quote(line->first)) {
        mark->probability = 0.8f;
        pdx_mark_or(mark, PDX_ROLE_QUOTE, 0.15f);
    }
}

/* A dash or a dot in a line of its own, between lines that are furniture of the entry. */
static bool parts_furniture(const pdx_marks *marks, const pdx_sheet *sheet, const pdx_start *s, size_t i) {
    if (!has(sheet, i, PDX_FACT_WORDLESS) || i <= s->line || i + 1 >= s->end) return false;
    return marks->marks.data[i - 1].role != PDX_ROLE_BLANK && pdx_role_group(marks->marks.data[i - 1].role) != PDX_GROUP_BODY &&
           marks->marks.data[i + 1].role != PDX_ROLE_BLANK;
}

static void body_lines(pdx_marks *marks, const pdx_sheet *sheet, const pdx_start *s, size_t from, const pdx_twins *twins, const pdx_habits *habits) {
    size_t caption = PDX_PAGE_NO_LINE;
    size_t list_end = 0;
    for (size_t i = from; i < s->end; i++) {
        pdx_mark *mark = &marks->marks.data[i];
        if (mark->role == PDX_ROLE_CAPTION) caption = i;
        if (mark->role != PDX_ROLE_BLANK) continue;
        if (has(sheet, i, PDX_FACT_CODE)) {
            pdx_mark_set(mark, PDX_ROLE_CODE, 0.6f, PDX_WHY(PDX_RULE_LOOK));
            pdx_mark_or(mark, PDX_ROLE_PARAGRAPH, 0.3f);
        } else if (parts_furniture(marks, sheet, s, i)) {
            pdx_mark_set(mark, PDX_ROLE_OTHER, 0.9f, PDX_WHY(PDX_RULE_LOOK));
        } else if (has(sheet, i, PDX_FACT_PARA | PDX_FACT_URL | PDX_FACT_STOP | PDX_FACT_COLON | PDX_FACT_CUT | PDX_FACT_WORDLESS)) {
            long_line(mark, sheet, i, caption, habits);
        } else if (i < list_end || short_run(marks, sheet, s, i) >= LIST_RUN) {
            if (i >= list_end) {
                for (list_end = i; list_end < s->end && short_run(marks, sheet, s, list_end) > 0;) list_end++;
            }
            pdx_mark_set(mark, PDX_ROLE_LIST, 0.6f, PDX_WHY(PDX_RULE_LOOK));
            pdx_mark_or(mark, PDX_ROLE_HEADING, 0.2f);
        } else {
            short_line(mark, sheet, i, twins, habits);
        }
        if (mark->role == PDX_ROLE_CAPTION) caption = i;
    }
}

void pdx_body_read(pdx_marks *marks, const pdx_sheet *sheet, const pdx_start *start, const pdx_twins *twins, const pdx_habits *habits) {
    size_t from = start->line;
    if (start->title != PDX_PAGE_NO_LINE) {
        head_read(marks, sheet, start, habits);
        from = under_title(marks, sheet, start, habits);
    }
    body_lines(marks, sheet, start, from, twins, habits);
}
