#include "page/weigh.h"

#include <math.h>

#include "base/bits.h"

/* What speaks for and against a cut. */
enum {
    COUNT,     /* of entries, binary logarithm */
    FRAME,     /* members of the frame once per title, by what their kind proves */
    CLEAN,     /* share of entries with exactly one of each strong member */
    WORDS,     /* the frame is words only */
    CODE,      /* the page has program text */
    LOOK,      /* of the titles */
    DISTINCT,  /* share of titles that differ */
    FIT,       /* how well titles fit what stands round titles: mean */
    LEAST_FIT, /* the same, of the title that fits worst */
    GAIN,      /* of the best set of titles, per title */
    BEFORE,    /* share of titles with the commonest neighbour before, */
    AFTER,     /* after them, */
    SHADOWED,  /* share of titles with furniture above them, and above that a line that looks as good */
    GAP,       /* and with the commonest number of blank lines before */
    BODY,      /* share of titles with text after them */
    BARE,      /* share of titles without text after them where others have some */
    SECTIONS,  /* share of titles above the first section of comments or links */
    COMMENTS,  /* the page has comments */
    ABOVE,     /* share of the text that stands above the first title */
    SPAN,      /* share of the lines that the titles span */
    DOUBLES,   /* entries with several lines of a class that would make a good frame itself */
    ONCE,      /* kinds of furniture of entries that stand on the page less than half as often as titles */
    FRAME_IS_TITLES, /* the lines of the frame are the titles themselves */
    ALONE,     /* furniture of entries stands on the page, but none of it once in most entries */
    LOOSE,     /* the same, and the frame is words only */
    EVIDENCE
};

/* Logarithms of odds, fitted by tests/truth/fit_weights.py on the listings of several dozen sites. */
static const float bias = -9.10f;
static const float weights[EVIDENCE] = {
    [COUNT] = 0.44f,
    [FRAME] = 0.23f,
    [CLEAN] = -0.04f,
    [WORDS] = -0.52f,
    [CODE] = -0.55f,
    [LOOK] = 0.71f,
    [DISTINCT] = 3.21f,
    [FIT] = 0.22f,
    [LEAST_FIT] = 0.85f,
    [GAIN] = 1.16f,
    [BEFORE] = 1.10f,
    [AFTER] = 1.68f,
    [SHADOWED] = -0.29f,
    [GAP] = 0.71f,
    [BODY] = -0.27f,
    [BARE] = -1.31f,
    [SECTIONS] = 1.08f,
    [COMMENTS] = -0.42f,
    [ABOVE] = -1.56f,
    [SPAN] = 0.59f,
    [DOUBLES] = -3.78f,
    [ONCE] = -0.29f,
    [FRAME_IS_TITLES] = -0.83f,
    [ALONE] = -0.12f,
    [LOOSE] = -0.56f,
};

/* What a class proves by its kind. */
static float kind_worth(const pdx_class *c) {
    if (c->dated) return 1.6f;
    switch (c->form) {
    case PDX_FORM_LONE_DATE: case PDX_FORM_DATE: return 1.6f;
    case PDX_FORM_ECHO: return 2.0f;
    case PDX_FORM_PHRASE: return 1.2f;
    case PDX_FORM_LABEL: return 0.9f;
    case PDX_FORM_EXACT: case PDX_FORM_MASKED: return 0.7f;
    case PDX_FORM_HASHES: case PDX_FORM_TERMS: return 1.0f;
    default: return 0.4f;
    }
}

static bool is_words_only(unsigned form) {
    return form != PDX_FORM_PHRASE && form != PDX_FORM_LONE_DATE && form != PDX_FORM_DATE && form != PDX_FORM_ECHO && form != PDX_FORM_LABEL && form != PDX_FORM_HASHES && form != PDX_FORM_TERMS;
}

/* No date, known phrase, label or echo among the members: mere words that recur. */
static bool frame_is_words(const pdx_sheet *sheet) {
    for (unsigned m = 0; m < sheet->frame->n_members; m++) {
        const pdx_class *c = pdx_frame_class(sheet->frame, sheet->classes, m);
        if (sheet->frame->share[m] > 0.5f && (!is_words_only(c->form) || c->dated)) return false;
    }
    return true;
}

/* The frame's members in the stretch of the page that the titles span, each once per title. */
static float frame_worth(const pdx_sheet *sheet, const pdx_titles *titles) {
    const float n = (float)titles->lines.len;
    float worth = 0;
    bool dated = false;
    for (unsigned m = 0; m < sheet->frame->n_members; m++) {
        const pdx_class *c = pdx_frame_class(sheet->frame, sheet->classes, m);
        const float alike = (float)c->count < n ? (float)c->count / n : n / (float)c->count;
        if (m == sheet->frame->title_member) continue;
        worth += kind_worth(c) * sheet->frame->share[m] * alike * pdx_form_sure(c->form, n - 1);
        if (alike > 0.6f && sheet->facts[sheet->classes->positions.data[c->first]].flags & PDX_FACT_DATE) dated = true;
    }
    return dated ? worth + 0.6f * (1 - 1 / n) : worth;
}

/* What follows title number `k` up to the next one: 1 for a paragraph, a half for other content, 0 for nothing. */
static float body_of(const pdx_sheet *sheet, const pdx_titles *titles, size_t k) {
    const size_t title = titles->lines.data[k];
    const size_t to = k + 1 < titles->lines.len ? titles->lines.data[k + 1] : pdx_min_size(sheet->n, title + 40);
    float best = 0;
    for (size_t i = title + 1; i < to && best < 1; i++) {
        if (pdx_fits_is_meta(&titles->fits, i) || pdx_sheet_same(sheet, i, title)) continue;
        best = pdx_fits_is_body(&titles->fits, i) ? 1 : 0.5f;
    }
    return best;
}

/* BODY and BARE. */
static void bodies_read(float *x, const pdx_sheet *sheet, const pdx_titles *titles) {
    const float n = (float)titles->lines.len;
    size_t bare = 0;
    float with = 0;
    for (size_t k = 0; k < titles->lines.len; k++) {
        const float body = body_of(sheet, titles, k);
        with += body;
        bare += body < 1;
    }
    x[BODY] = with / n;
    x[BARE] = bare == titles->lines.len ? 0 : (float)bare / n;
}

/* Titles that none of the few before them equals. */
static float distinct_share(const pdx_sheet *sheet, const pdx_titles *titles) {
    size_t same = 0;
    for (size_t k = 1; k < titles->lines.len; k++) {
        bool known = false;
        for (size_t j = k > 4 ? k - 4 : 0; j < k && !known; j++) known = pdx_sheet_same(sheet, titles->lines.data[k], titles->lines.data[j]);
        same += known;
    }
    return 1 - (float)same / (float)titles->lines.len;
}

/* Lists of links and comments under a post are no entries: the share of titles before the first section that
 * stands on the page less often than entries do. */
static float share_before_sections(const pdx_sheet *sheet, const pdx_titles *titles) {
    const size_t n = titles->lines.len;
    size_t first = sheet->n, count = 0, before = 0;
    for (size_t k = 0; k < titles->ground.sections.len; k++) {
        const size_t i = titles->ground.sections.data[k];
        if (i < titles->lines.data[0] || sheet->frame->owner.data[i] != PDX_NO_MEMBER) continue;
        if (first == sheet->n) first = i;
        count++;
    }
    if (count >= n && n > 2) return 1;
    while (before < n && titles->lines.data[before] < first) before++;
    return (float)before / (float)n;
}

/* The share of the page's text that stands before the first title; a listing has little there. */
static float share_of_text_above(const pdx_titles *titles) {
    size_t above = 0;
    for (size_t i = 0; i < titles->lines.data[0]; i++) above += pdx_fits_is_body(&titles->fits, i);
    return titles->fits.bodies > 0 ? (float)above / (float)titles->fits.bodies : 0;
}

/* The share of titles that have the commonest neighbour on that side. */
static float neighbour_share(const pdx_sheet *sheet, const pdx_titles *titles, bool after) {
    size_t count[PDX_SYMBOLS + 1] = {0}, best = 0, seen = 0;
    for (size_t k = after ? 0 : 1; k < titles->lines.len; k++) {
        const size_t i = titles->lines.data[k];
        if (after ? i + 1 >= sheet->n : i == 0) continue;
        seen++;
        const size_t c = ++count[pdx_fits_symbol(&titles->fits, after ? i + 1 : i - 1)];
        if (c > best) best = c;
    }
    return seen > 0 ? (float)best / (float)seen : 0;
}

/* Above title `t` stand one to four lines of furniture, and above these a line that could as well be the title. */
static bool is_shadowed(const pdx_sheet *sheet, const pdx_fits *fits, size_t t, size_t floor) {
    size_t i = t;
    while (i > floor && t - i < 4 && pdx_fits_is_meta(fits, i - 1)) i--;
    if (i == t || i <= floor || pdx_fits_is_meta(fits, i - 1) || sheet->facts[i - 1].flags & PDX_FACT_PARA) return false;
    return !pdx_sheet_same(sheet, i - 1, t) && sheet->lines[i - 1].words >= sheet->lines[t].words && fits->look.data[i - 1] >= fits->look.data[t];
}

static float shadowed_share(const pdx_sheet *sheet, const pdx_titles *titles) {
    const size_t n = titles->lines.len;
    size_t shadowed = 0;
    for (size_t k = 0; k < n; k++) shadowed += is_shadowed(sheet, &titles->fits, titles->lines.data[k], k == 0 ? 0 : titles->lines.data[k - 1] + 1);
    return (float)shadowed / (float)n;
}

/* The share of titles but the first that have the commonest number of blank lines before them. */
static float gap_share(const pdx_sheet *sheet, const pdx_titles *titles) {
    size_t count[8] = {0}, best = 0;
    for (size_t k = 1; k < titles->lines.len; k++) {
        const size_t c = ++count[sheet->lines[titles->lines.data[k]].gap & 7u];
        if (c > best) best = c;
    }
    return (float)best / (float)(titles->lines.len - 1);
}

/* The frame's members that prove something, a bit for each. */
static uint32_t strong_members(const pdx_sheet *sheet) {
    uint32_t strong = 0;
    for (unsigned m = 0; m < sheet->frame->n_members; m++) {
        const pdx_class *c = pdx_frame_class(sheet->frame, sheet->classes, m);
        if (m == sheet->frame->title_member || sheet->frame->share[m] < 0.5f) continue;
        strong |= (uint32_t)(!is_words_only(c->form) || c->dated) << m;
    }
    return strong;
}

/* The share of entries but the last in which each strong member stands once. */
static float clean_share(const pdx_sheet *sheet, const pdx_titles *titles) {
    const uint8_t *owners = sheet->frame->owner.data;
    const uint32_t strong = strong_members(sheet);
    const size_t n = titles->lines.len;
    size_t clean = 0;
    for (size_t k = 0; strong != 0 && k + 1 < n; k++) {
        uint32_t once = 0, again = 0;
        for (size_t i = titles->lines.data[k]; i < titles->lines.data[k + 1]; i++) {
            const uint32_t bit = owners[i] == PDX_NO_MEMBER ? 0 : UINT32_C(1) << (owners[i] & 31);
            again |= once & bit;
            once |= bit;
        }
        clean += (once & ~again & strong) == strong;
    }
    return (float)clean / (float)(n - 1);
}

static bool is_member(const pdx_sheet *sheet, const pdx_class *c) {
    for (unsigned m = 0; m < sheet->frame->n_members; m++) {
        if (pdx_frame_class(sheet->frame, sheet->classes, m) == c) return true;
    }
    return false;
}

/* The share of entries in which lines of class `c` stand more than once, and not as often as in most that have any. Services
 * to share with, which stand one right after the other, count once where the entries are not known by them. */
static float double_share(const pdx_sheet *sheet, const pdx_titles *titles, const pdx_class *c) {
    const uint32_t *p = sheet->classes->positions.data + c->first;
    const size_t n = titles->lines.len;
    const bool blocks = c->phrase == PDX_PHRASE_SHARE && !is_member(sheet, c);
    size_t times[4] = {0}, many;
    uint32_t j = 0;
    while (j < c->count && p[j] < titles->lines.data[0]) j++;
    for (size_t k = 0; k < n; k++) {
        const uint32_t end = k + 1 < n ? titles->lines.data[k + 1] : UINT32_MAX;
        unsigned inside = 0;
        for (; j < c->count && p[j] < end; j++) inside += inside == 0 || !blocks || p[j] > p[j - 1] + 1;
        times[inside < 3 ? inside : 3]++;
    }
    many = times[2] + times[3];
    if (times[2] > times[1]) many -= times[2];
    return (float)many / (float)n;
}

static float doubles(const pdx_sheet *sheet, const pdx_titles *titles) {
    const pdx_frame *frame = sheet->frame;
    float most = 0;
    for (unsigned k = 0; k < frame->n_tried; k++) {
        const float share = double_share(sheet, titles, &sheet->classes->classes.data[frame->tried[k].member[0]]);
        most = fmaxf(most, share * frame->tried[k].score / frame->tried[0].score);
    }
    return most;
}

/* Lines that are made of each phrase of entries, from one above the first title on; bare dates count as phrase 0. */
static void kinds_count(size_t *count, const pdx_sheet *sheet, const pdx_titles *titles) {
    const size_t first = titles->lines.data[0] > 0 ? titles->lines.data[0] - 1 : 0;
    for (size_t k = 0; k < titles->ground.fields.len; k++) {
        const size_t i = titles->ground.fields.data[k];
        uint32_t bits = sheet->facts[i].phrases & PDX_PHRASES_OF_ENTRY;
        if (i < first) continue;
        count[PDX_PHRASE_NONE] += (sheet->facts[i].flags & PDX_FACT_DATE) != 0 && sheet->facts[i].phrases == 0;
        for (; bits != 0; bits &= bits - 1) count[pdx_trailing_zeros(bits)]++;
    }
}

/* ONCE, ALONE and LOOSE, which is ALONE where the frame is words only. */
static void furniture_read(float *x, const pdx_sheet *sheet, const pdx_titles *titles) {
    size_t count[PDX_PHRASE_KIND_COUNT] = {0};
    float once = 0;
    bool any = false, many = false;
    kinds_count(count, sheet, titles);
    for (unsigned kind = 0; kind < PDX_PHRASE_KIND_COUNT; kind++) {
        once += count[kind] > 0 && 2 * count[kind] <= titles->lines.len;
        many = many || 2 * count[kind] > titles->lines.len;
        any = any || count[kind] > 0;
    }
    x[ONCE] = once < 3 ? once : 3;
    x[ALONE] = any && !many;
    x[LOOSE] = x[ALONE] * x[WORDS];
}

static void evidence_read(float *x, const pdx_sheet *sheet, const pdx_titles *titles) {
    const float n = (float)titles->lines.len;
    float sum = 0, least = 100;
    for (size_t k = 0; k < titles->score.len; k++) {
        sum += titles->score.data[k];
        if (titles->score.data[k] < least) least = titles->score.data[k];
    }
    x[COUNT] = pdx_clamp(log2f(n), 0, 4);
    x[FRAME] = pdx_clamp(frame_worth(sheet, titles), 0, 6);
    x[CLEAN] = clean_share(sheet, titles);
    x[WORDS] = frame_is_words(sheet);
    x[CODE] = titles->ground.code;
    x[LOOK] = pdx_clamp(titles->look / 30, -1, 1.5f);
    x[DISTINCT] = distinct_share(sheet, titles);
    x[FIT] = pdx_clamp(sum / n / 10, -1, 1.5f);
    x[LEAST_FIT] = pdx_clamp(least / 10, -1, 1.5f);
    x[GAIN] = pdx_clamp(titles->decode.score / n / 10, -1, 1.5f);
    x[BEFORE] = neighbour_share(sheet, titles, false);
    x[AFTER] = neighbour_share(sheet, titles, true);
    x[SHADOWED] = shadowed_share(sheet, titles);
    x[GAP] = gap_share(sheet, titles);
    bodies_read(x, sheet, titles);
    x[SECTIONS] = share_before_sections(sheet, titles);
    x[COMMENTS] = titles->ground.comments;
    x[ABOVE] = share_of_text_above(titles);
    x[SPAN] = (float)(titles->lines.data[titles->lines.len - 1] - titles->lines.data[0]) / (float)sheet->n;
    x[DOUBLES] = doubles(sheet, titles);
    furniture_read(x, sheet, titles);
    x[FRAME_IS_TITLES] = sheet->frame->title_member != PDX_NO_MEMBER;
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

float pdx_weigh(const pdx_sheet *sheet, const pdx_titles *titles) {
    float x[EVIDENCE], odds = bias;
    if (titles->lines.len < 2) return 0;
    evidence_read(x, sheet, titles);
    for (unsigned k = 0; k < EVIDENCE; k++) odds += weights[k] * x[k];
    odds += hints_worth(titles);
    return 1 / (1 + expf(-odds));
}

float pdx_odds_of(float probability, float least) {
    const float p = fminf(fmaxf(probability, least), 1 - least);
    return logf(p / (1 - p));
}
