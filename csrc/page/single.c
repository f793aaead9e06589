#include "page/single.h"

enum { HEAD_LINES = 80, BYSIDE_REACH = 3, BYSIDE_WORDS = 14, TWIN_REACH = 5, LOOK = 20 };

static const float like_weight = 0.7f; /* of a natural logarithm of odds */

static bool is_body(const pdx_sheet *sheet, size_t i) {
    return sheet->facts[i].flags & PDX_FACT_PARA && !pdx_sheet_is_meta(sheet, i);
}

static bool is_page_line(const pdx_sheet *sheet, size_t i) {
    return (sheet->facts[i].phrases & (PDX_PHRASES_OF_PAGE | PDX_PHRASES_OF_HEADING)) != 0;
}

/* Furniture that stands beside titles. */
static bool is_byside(const pdx_sheet *sheet, size_t i) {
    const unsigned flags = sheet->facts[i].flags;
    if (flags & PDX_FACT_DATED && sheet->lines[i].words <= BYSIDE_WORDS && !pdx_sheet_dated_title(sheet, i)) return true;
    return flags & PDX_FACT_DATE || sheet->facts[i].phrases & (PDX_PHRASE_BIT(PDX_PHRASE_POSTED_ON) | PDX_PHRASE_BIT(PDX_PHRASE_POSTED_BY));
}

/* Furniture of an entry stands in one of the few lines after `i`. */
static bool byside_follows(const pdx_sheet *sheet, size_t i) {
    for (size_t k = i + 1; k < sheet->n && k <= i + BYSIDE_REACH; k++) {
        if (is_byside(sheet, k)) return true;
    }
    return false;
}

/* The same line comes again soon: one of the two is the text of a picture. */
static bool is_twin(const pdx_sheet *sheet, size_t i) {
    for (size_t k = i + 1; k < sheet->n && k <= i + TWIN_REACH; k++) {
        if (pdx_sheet_same(sheet, i, k)) return true;
    }
    return false;
}

/* A longer line right under one that could be the title and is set off from what stands above: text. */
static bool is_under_title(const pdx_sheet *sheet, size_t i) {
    const bool longer = i > 0 && 10 * sheet->lines[i].words > 13 * sheet->lines[i - 1].words && sheet->lines[i].words > 7;
    if (!longer || sheet->lines[i - 1].words < 3 || pdx_sheet_title_look(sheet, i - 1) <= LOOK) return false;
    return sheet->lines[i].gap < sheet->lines[i - 1].gap || (i > 1 && is_page_line(sheet, i - 2));
}

static float title_score(const pdx_sheet *sheet, size_t i, size_t body) {
    const float far = 0.1f * (float)(body - i);
    float score = (float)sheet->facts[i].title / 20.0f - (far < 1 ? far : 1);
    if (sheet->facts[i].phrases & (PDX_PHRASES_OF_PAGE | PDX_PHRASES_OF_ENTRY)) return -100;
    if (byside_follows(sheet, i)) score += 2;
    if (i + 1 < sheet->n && is_byside(sheet, i + 1)) score += 1;
    if (i > 0 && is_byside(sheet, i - 1)) score += 1;
    if (i == 0 || sheet->facts[i - 1].phrases & PDX_PHRASES_OF_HEADING) score += 0.5f;
    if (is_twin(sheet, i)) score += 2;
    if (i > 0 && i + 1 < sheet->n && pdx_sheet_same(sheet, i - 1, i + 1)) score += 2;
    if (pdx_sheet_dated_title(sheet, i)) score += 2;
    if (sheet->lines[i].words > 2) score += 1;
    if (is_under_title(sheet, i)) score -= 1.5f;
    if (is_byside(sheet, i)) score -= 3;
    return score;
}

/* Furniture that says the title of its entry: "Leave a comment on T". */
static bool is_echo_phrase(const pdx_sheet *sheet, size_t i) {
    const uint32_t kinds = PDX_PHRASE_BIT(PDX_PHRASE_COMMENTS) | PDX_PHRASE_BIT(PDX_PHRASE_READ_MORE) | PDX_PHRASE_BIT(PDX_PHRASE_COMMENT_AREA) |
                           PDX_PHRASE_BIT(PDX_PHRASE_PERMALINK);
    return (sheet->facts[i].phrases & kinds) != 0 || sheet->facts[i].tail != PDX_PHRASE_NONE;
}

/* What the site's profile says for line `i`; a line that is not among the best as it measures is worth no more than these. */
static float like_score(const pdx_choice *choice, size_t i) {
    float least = 0;
    for (unsigned k = 0; k < choice->n_like; k++) {
        if (choice->like[k].line == i) return like_weight * choice->like[k].score;
        least = choice->like[k].score < least ? choice->like[k].score : least;
    }
    return like_weight * least;
}

/* The line that looks most like the title above the first body text; n when there is none. */
static size_t find_title(const pdx_sheet *sheet, size_t body, const pdx_choice *choice) {
    size_t best = sheet->n;
    float best_score = 0;
    for (size_t i = body > HEAD_LINES ? body - HEAD_LINES : 0; i < body; i++) {
        float score = title_score(sheet, i, body);
        if (score < -50) continue;
        for (size_t k = i + 1; k < sheet->n && k < body + 400; k++) {
            if (sheet->facts[k].echo != i + 1) continue;
            score += is_echo_phrase(sheet, k) ? 3 : 0.5f;
            break;
        }
        score += like_score(choice, i);
        if (best < sheet->n && score <= best_score) continue;
        best = i;
        best_score = score;
    }
    return best;
}

/* Comments, lists of links: what comes after the text of a post. */
static bool is_section(const pdx_sheet *sheet, size_t i) {
    const uint32_t sections = PDX_PHRASE_BIT(PDX_PHRASE_COMMENT_AREA) | PDX_PHRASE_BIT(PDX_PHRASE_SIDEBAR) | PDX_PHRASE_BIT(PDX_PHRASE_RELATED);
    return (sheet->facts[i].phrases & sections) != 0;
}

/* Where the text begins: its first paragraph, or a sentence right under what could be a title, else its first sentence, else furniture that
 * stands below text, else ways to other pages below furniture of the entry and a line that could be its title. */
static size_t find_body(const pdx_sheet *sheet) {
    const uint32_t ends = PDX_PHRASE_BIT(PDX_PHRASE_COMMENT_AREA) | PDX_PHRASE_BIT(PDX_PHRASE_COMMENTS) | PDX_PHRASE_BIT(PDX_PHRASE_TAGGED);
    size_t sentence = sheet->n, below = sheet->n, ways = sheet->n, i;
    bool beside = false, title = false;
    for (i = 0; i < sheet->n; i++) {
        beside = beside || is_byside(sheet, i);
        title = title || (!pdx_sheet_is_meta(sheet, i) && !is_byside(sheet, i));
        if (ways == sheet->n && beside && title && sheet->facts[i].phrases & PDX_PHRASE_BIT(PDX_PHRASE_NAV)) ways = i;
        if (is_body(sheet, i)) {
            if (!(sheet->facts[i].flags & PDX_FACT_SENTENCE) || (i > 0 && pdx_sheet_title_look(sheet, i - 1) > LOOK)) break;
            if (sentence == sheet->n) sentence = i;
        }
        if (below == sheet->n && i > 0 && sheet->facts[i].phrases & ends) below = i;
        if (i > 0 && is_section(sheet, i) && (sentence < i || below < i)) break;
    }
    if (i < sheet->n && is_body(sheet, i)) return i;
    if (sentence < sheet->n) return sentence;
    return below < sheet->n ? below : pdx_min_size(ways, HEAD_LINES);
}

static size_t find_end(const pdx_sheet *sheet, size_t title) {
    size_t last = title, shorts = 0;
    bool seen_body = false;
    for (size_t i = title + 1; i < sheet->n; i++) {
        if (seen_body && is_page_line(sheet, i)) break;
        if (is_body(sheet, i)) seen_body = true;
        if (is_body(sheet, i) || sheet->facts[i].phrases & PDX_PHRASES_OF_ENTRY || sheet->facts[i].flags & (PDX_FACT_CODE | PDX_FACT_URL)) shorts = 0;
        else if (++shorts > 12) continue; /* lists of links run long, but text may come again */
        last = i;
    }
    if (last + 1 < sheet->n && shorts > 12) last -= 12;
    return last + 1;
}

pdx_status pdx_single_read(pdx_starts *starts, const pdx_sheet *sheet, const pdx_choice *choice, pdx_error *err) {
    pdx_start s = {0};
    size_t body = 0, title;
    if (sheet->n == 0) return PDX_OK;
    body = find_body(sheet);
    title = find_title(sheet, body, choice);
    s.title = (uint32_t)(title < sheet->n ? title : PDX_PAGE_NO_LINE);
    s.line = (uint32_t)(title < sheet->n ? title : body < sheet->n ? body : 0);
    if (title < sheet->n) {
        while (s.line > 0 && s.title - s.line < 3 && (is_byside(sheet, s.line - 1) || pdx_sheet_same(sheet, s.line - 1, title))) s.line--;
        if (s.line > 0 && title + 1 < sheet->n && pdx_sheet_same(sheet, title - 1, title + 1)) s.line = s.title - 1;
        for (size_t i = title; i > 0 && title - i < TWIN_REACH; i--) {
            if (pdx_sheet_same(sheet, i - 1, title)) s.line = (uint32_t)pdx_min_size(s.line, i - 1);
        }
    }
    s.end = (uint32_t)find_end(sheet, title < sheet->n ? title : s.line);
    return PDX_VEC_PUSH(&starts->starts, s) ? PDX_OK : pdx_fail_memory(err);
}
