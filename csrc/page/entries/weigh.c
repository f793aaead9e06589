#include "page/entries/weigh.h"

#include <math.h>

#include "page/entries/weighed.h"

enum { UNITS = 8 };

/* The table, row by row. */
#define PDX_WEIGH_BIAS(odds, ...)
#define PDX_WEIGH_UNITS(...)
#define PDX_WEIGH(what, odds, ...) [PDX_WEIGHED_##what] = odds,
static const float straight[PDX_WEIGHED] = {
#include "page/entries/weigh.def"
};
#undef PDX_WEIGH
#define PDX_WEIGH(what, odds, ...) [PDX_WEIGHED_##what] = {__VA_ARGS__},
static const float into[PDX_WEIGHED][UNITS] = {
#include "page/entries/weigh.def"
};
#undef PDX_WEIGH
#undef PDX_WEIGH_UNITS
#define PDX_WEIGH(what, odds, ...)
#define PDX_WEIGH_UNITS(...) __VA_ARGS__
static const float worth[UNITS] = {
#include "page/entries/weigh.def"
};
#undef PDX_WEIGH_BIAS
#undef PDX_WEIGH_UNITS
#define PDX_WEIGH_UNITS(...)
#define PDX_WEIGH_BIAS(odds, ...) __VA_ARGS__
static const float thresholds[UNITS] = {
#include "page/entries/weigh.def"
};
#undef PDX_WEIGH_BIAS
#define PDX_WEIGH_BIAS(odds, ...) odds
static const float bias =
#include "page/entries/weigh.def"
    ;

/* Logarithm of odds: what each piece of evidence says by itself, and what a few units make of several together, each between -1 and 1. */
static float odds_by(const float *x) {
    float odds = bias, unit[UNITS];
    memcpy(unit, thresholds, sizeof unit);
    for (unsigned k = 0; k < PDX_WEIGHED; k++) {
        odds += straight[k] * x[k];
        for (unsigned u = 0; u < UNITS; u++) unit[u] += into[k][u] * x[k];
    }
    for (unsigned u = 0; u < UNITS; u++) odds += worth[u] * unit[u] / (1 + fabsf(unit[u]));
    return odds;
}

static const float hint_worth = 0.3f; /* other pages often repeat each other's mistakes */

/* What other pages of the site say for and against these titles; a logarithm of odds. */
static float hints_worth(const pdx_titles *titles) {
    const float *hint = titles->ground.hint.data;
    float sum = 0;
    size_t k = 0;
    for (size_t i = 0; i < titles->ground.hint.len; i++) {
        if (k < titles->lines.len && titles->lines.data[k] == i) {
            sum += pdx_clamp(hint[i], -2, 2);
            k++;
        } else if (hint[i] > 0) {
            sum -= pdx_clamp(hint[i], 0, 2);
        }
    }
    return pdx_clamp(hint_worth * sum, -3, 3);
}

static const float copy_worth = 2;

/* A line that stands there twice is a picture's text and the title; what stands under the two is a section or a name. Lists of related posts, below
 * a text or their heading, have pictures too. */
static float copies_worth(const pdx_sheet *sheet, const pdx_titles *titles, const float *x) {
    const size_t n = titles->lines.len;
    int sum = 0;
    for (size_t k = 0; k < n; k++) {
        const size_t i = titles->lines.data[k];
        if (i > 0 && pdx_sheet_same(sheet, i, i - 1)) sum++;
        else if (i > 1 && pdx_sheet_same(sheet, i - 1, i - 2)) sum--;
    }
    return copy_worth * (float)sum / (float)n * (sum > 0 ? x[PDX_WEIGHED_SECTIONS] * (1 - x[PDX_WEIGHED_ABOVE]) : 1);
}

static const float below_worth = -1; /* lines without texts, below all text of the page: related posts, rather */
static const float two_dates_worth = -4;
static const float again_worth = -4;

/* Words that stand above several entries, far apart, are a section or a form of address and no titles: "Dear diary,". */
static float repeats_worth(const pdx_sheet *sheet, const pdx_titles *titles) {
    const size_t n = titles->lines.len;
    size_t again = 0, last = sheet->n;
    for (size_t k = 0; k < n; k++) {
        const size_t i = titles->lines.data[k];
        if (!(sheet->facts[i].flags & PDX_FACT_COMMON)) continue;
        again += last < sheet->n && pdx_sheet_same(sheet, i, last);
        last = i;
    }
    return again_worth * (float)again / (float)n;
}

static const float signatures_prize = 2, signatures_price = 1, inside_worth = -4; /* logarithms of odds */

/* Field `i` says when and by whom or where an entry was written, all in one line: comments and lists of posts have no such lines. */
static bool is_signature(const pdx_sheet *sheet, size_t i) {
    const uint32_t sections = PDX_PHRASE_BIT(PDX_PHRASE_POSTED_IN) | PDX_PHRASE_BIT(PDX_PHRASE_TAGGED);
    const uint32_t signs = PDX_PHRASE_BIT(PDX_PHRASE_POSTED_ON) | PDX_PHRASE_BIT(PDX_PHRASE_POSTED_BY);
    const pdx_fact *fact = &sheet->facts[i];
    uint32_t told = 0;
    if (!(fact->flags & PDX_FACT_DATED && fact->phrases & sections && fact->phrases & signs)) return false;
    for (unsigned k = 0; k < fact->n_phrases; k++) {
        const pdx_phrase *phrase = &sheet->table->phrases.data[fact->first_phrase + k];
        told |= phrase->language == PDX_LANG_NONE ? 0 : PDX_PHRASE_BIT(phrase->kind);
    }
    return told & sections && told & signs;
}

/* Line `i` of the entry with lines [begin, end) stands behind text of it; `inside`: and before text, too. */
static bool is_behind_text(const pdx_sheet *sheet, size_t begin, size_t i, size_t end, bool *inside) {
    size_t text = begin + 1;
    while (text < i && !pdx_sheet_is_body(sheet, text)) text++;
    *inside = false;
    if (text >= i) return false;
    for (size_t k = i + 1; k < end && !*inside; k++) *inside = pdx_sheet_is_body(sheet, k);
    return true;
}

/* A page with several signatures has as many entries, and one in each. Where they end entries, they end all: text below one is of the next entry. */
static float signatures_worth(const pdx_sheet *sheet, const pdx_titles *titles) {
    const size_t n = titles->lines.len, n_fields = titles->ground.fields.len;
    const uint32_t *fields = titles->ground.fields.data;
    size_t all = 0, ones = 0, ends = 0, insides = 0, j = 0;
    float sum;
    for (size_t k = 0; k < n_fields; k++) all += is_signature(sheet, fields[k]);
    if (all < 2) return 0;
    for (size_t k = 0; k <= n; k++) { /* those above the first title are of the entry that begins there, if they head entries */
        const size_t end = k < n ? titles->lines.data[k] : SIZE_MAX;
        size_t here = 0;
        for (; j < n_fields && fields[j] < end; j++) {
            bool inside = false;
            if (!is_signature(sheet, fields[j])) continue;
            if (here++ > 0 || k == 0 || !is_behind_text(sheet, titles->lines.data[k - 1], fields[j], pdx_min_size(end, sheet->n), &inside)) continue;
            ends += !inside;
            insides += inside && k < n; /* below the last entry stands text of the page */
        }
        ones += here == 1;
    }
    sum = all == n && ones == n ? signatures_prize : -signatures_price * (1 - (float)pdx_min_size(ones, n) / (float)pdx_max_size(n, all));
    return ends > 0 ? sum + inside_worth * (float)insides / (float)n : sum;
}

enum { LEAST_MEMBERS = 3 };
static const float members_prize = 3, members_price = 2;

static bool tells_member(const pdx_sheet *sheet, size_t i) { return sheet->facts[i].phrases & PDX_PHRASE_BIT(PDX_PHRASE_MEMBER); }

/* Text stands above the first title and none below the last: each title is below the text that it is taken for the head of. */
static bool are_below_texts(const pdx_sheet *sheet, const pdx_titles *titles) {
    size_t i = 0, end = sheet->n;
    while (i < titles->lines.data[0] && !pdx_sheet_is_body(sheet, i)) i++;
    while (end > 0 && !pdx_sheet_is_body(sheet, end - 1)) end--;
    return i < titles->lines.data[0] && end <= titles->lines.data[titles->lines.len - 1];
}

/* A board prints once beside each post since when its author is a member: all below their titles, or all above. */
static float members_worth(const pdx_sheet *sheet, const pdx_titles *titles, const float *x) {
    const size_t n = titles->lines.len, n_fields = titles->ground.fields.len;
    const uint32_t *fields = titles->ground.fields.data;
    size_t all = 0, ones = 0, above = 0, last = 0, j = 0;
    for (size_t k = 0; k <= n; k++) {
        const size_t end = k < n ? titles->lines.data[k] : SIZE_MAX;
        size_t here = 0;
        for (; j < n_fields && fields[j] < end; j++) here += tells_member(sheet, fields[j]);
        if (k == 0) above = here;
        all += here;
        ones += here == 1;
        last = here;
    }
    if (all < LEAST_MEMBERS) return 0;
    if (are_below_texts(sheet, titles)) return 0;
    if (all == n && ones == n && above + last == 1) return members_prize * x[PDX_WEIGHED_BODY] * (1 - x[PDX_WEIGHED_COMMENTS]);
    return -members_price * (1 - (float)pdx_min_size(ones, n) / (float)pdx_max_size(n, all));
}

float pdx_weigh(const pdx_sheet *sheet, const pdx_titles *titles) {
    float x[PDX_WEIGHED], odds;
    if (titles->lines.len < 2) return 0;
    pdx_weighed_read(x, sheet, titles);
    odds = odds_by(x) + hints_worth(titles) + copies_worth(sheet, titles, x) + repeats_worth(sheet, titles) +
           two_dates_worth * pdx_weighed_two_dates(sheet, titles);
    odds += signatures_worth(sheet, titles) + members_worth(sheet, titles, x);
    odds += below_worth * x[PDX_WEIGHED_ABOVE] * (1 - x[PDX_WEIGHED_BODY]);
    return 1 / (1 + expf(-odds));
}

float pdx_odds_of(float probability, float least) {
    const float p = fminf(fmaxf(probability, least), 1 - least);
    return logf(p / (1 - p));
}
