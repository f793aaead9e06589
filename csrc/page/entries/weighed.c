#include "page/entries/weighed.h"

#include <math.h>

#include "base/bits.h"

enum { DATE_REACH = 3, FEW = 4 };

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
    return form != PDX_FORM_PHRASE && form != PDX_FORM_LONE_DATE && form != PDX_FORM_DATE && form != PDX_FORM_ECHO && form != PDX_FORM_LABEL &&
           form != PDX_FORM_HASHES && form != PDX_FORM_TERMS;
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
    x[PDX_WEIGHED_BODY] = with / n;
    x[PDX_WEIGHED_BARE] = bare == titles->lines.len ? 0 : (float)bare / n;
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
    return !pdx_sheet_same(sheet, i - 1, t) && sheet->lines[i - 1].words >= sheet->lines[t].words &&
           fits->lines.data[i - 1].look >= fits->lines.data[t].look;
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

float pdx_weighed_two_dates(const pdx_sheet *sheet, const pdx_titles *titles) {
    float most = 0;
    for (size_t k = 0; k < sheet->classes->classes.len; k++) {
        const pdx_class *c = &sheet->classes->classes.data[k];
        if (c->form == PDX_FORM_LONE_DATE && titles->lines.len >= FEW) most = fmaxf(most, double_share(sheet, titles, c));
    }
    return most;
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

/* Kinds beyond a few add nothing. */
static float few(unsigned kinds) { return kinds < 3 ? (float)kinds : 3; }

/* ONCE, EQUAL, MORE, ALONE and LOOSE, which is ALONE where the frame is words only. */
static void furniture_read(float *x, const pdx_sheet *sheet, const pdx_titles *titles) {
    size_t count[PDX_PHRASE_KIND_COUNT] = {0};
    const size_t n = titles->lines.len, slack = n / 10;
    unsigned once = 0, equal = 0, more = 0;
    bool any = false, many = false;
    kinds_count(count, sheet, titles);
    for (unsigned kind = 0; kind < PDX_PHRASE_KIND_COUNT; kind++) {
        if (count[kind] == 0) continue;
        any = true;
        once += 2 * count[kind] <= n;
        many = many || 2 * count[kind] > n;
        equal += count[kind] + slack >= n && count[kind] <= n + slack;
        more += 2 * count[kind] >= 3 * n;
    }
    x[PDX_WEIGHED_ONCE] = few(once);
    x[PDX_WEIGHED_EQUAL] = few(equal);
    x[PDX_WEIGHED_MORE] = few(more);
    x[PDX_WEIGHED_ALONE] = any && !many;
    x[PDX_WEIGHED_LOOSE] = x[PDX_WEIGHED_ALONE] * x[PDX_WEIGHED_WORDS];
}

/* A date stands beside title number `k`: in its line, or in one of the few lines round it that are not behind other titles. */
static bool is_dated(const pdx_titles *titles, size_t k) {
    const pdx_ground_line *lines = titles->ground.lines.data;
    const size_t i = titles->lines.data[k];
    const size_t from = pdx_max_size(i > DATE_REACH ? i - DATE_REACH : 0, k > 0 ? titles->lines.data[k - 1] + 1 : 0);
    const size_t to = pdx_min_size(i + DATE_REACH + 1, k + 1 < titles->lines.len ? titles->lines.data[k + 1] : titles->fits.lines.len);
    for (size_t j = from; j < to; j++) {
        if (lines[j].flags & PDX_GROUND_DATED) return true;
    }
    return false;
}

/* The share of entries with one dated line. */
static float one_date_share(const pdx_titles *titles) {
    const uint32_t *dated = titles->ground.dated.data;
    const size_t n = titles->lines.len, n_dated = titles->ground.dated.len;
    size_t ones = 0, j = 0;
    while (j < n_dated && dated[j] < titles->lines.data[0]) j++;
    for (size_t k = 0; k < n; k++) {
        const size_t before = j, end = k + 1 < n ? titles->lines.data[k + 1] : SIZE_MAX;
        while (j < n_dated && dated[j] < end) j++;
        ones += j == before + 1;
    }
    return (float)ones / (float)n;
}

/* Right under title number `k` stands a line that could as well be the title. */
static bool has_rival_below(const pdx_sheet *sheet, const pdx_titles *titles, size_t k) {
    const pdx_fits *fits = &titles->fits;
    const size_t i = titles->lines.data[k], next = k + 1 < titles->lines.len ? titles->lines.data[k + 1] : sheet->n;
    if (i + 1 >= next || pdx_fits_is_meta(fits, i + 1) || pdx_fits_is_body(fits, i + 1)) return false;
    return !pdx_sheet_same(sheet, i, i + 1) && fits->lines.data[i + 1].look >= fits->lines.data[i].look;
}

/* WORST, ECHOED, DATED, WIDE, STOPS, NEXT and LENGTHS. */
static void titles_look(float *x, const pdx_sheet *sheet, const pdx_titles *titles) {
    const size_t n = titles->lines.len;
    const float of = (float)n;
    size_t echoed = 0, dated = 0, wide = 0, stops = 0, next = 0;
    float worst = titles->fits.lines.data[titles->lines.data[0]].look, sum = 0, squares = 0;
    for (size_t k = 0; k < n; k++) {
        const size_t i = titles->lines.data[k];
        const float length = log2f((float)sheet->lines[i].words + 1);
        echoed += (sheet->facts[i].flags & PDX_FACT_ECHOED) != 0;
        dated += is_dated(titles, k);
        wide += k > 0 && sheet->lines[i].gap > sheet->common_gap;
        stops += (sheet->facts[i].flags & (PDX_FACT_STOP | PDX_FACT_PARA)) != 0;
        next += has_rival_below(sheet, titles, k);
        worst = fminf(worst, titles->fits.lines.data[i].look);
        sum += length;
        squares += length * length;
    }
    x[PDX_WEIGHED_WORST] = pdx_clamp(worst / 30, -2, 1.5f);
    x[PDX_WEIGHED_ECHOED] = (float)echoed / of;
    x[PDX_WEIGHED_DATED] = (float)dated / of;
    x[PDX_WEIGHED_WIDE] = (float)wide / (of - 1);
    x[PDX_WEIGHED_STOPS] = (float)stops / of;
    x[PDX_WEIGHED_NEXT] = (float)next / of;
    x[PDX_WEIGHED_LENGTHS] = sqrtf(fmaxf(squares / of - sum * sum / (of * of), 0));
}

/* The lines that titles could span: where what the page ends with is longer than all above it, that is no sign of a page that lists nothing. */
static size_t lines_of(const pdx_sheet *sheet) { return pdx_min_size(sheet->n, 2 * sheet->table->footing); }

void pdx_weighed_read(float *x, const pdx_sheet *sheet, const pdx_titles *titles) {
    const float n = (float)titles->lines.len;
    float sum = 0, least = 100;
    for (size_t k = 0; k < titles->score.len; k++) {
        sum += titles->score.data[k];
        if (titles->score.data[k] < least) least = titles->score.data[k];
    }
    x[PDX_WEIGHED_COUNT] = pdx_clamp(log2f(n), 0, 4);
    x[PDX_WEIGHED_FRAME] = pdx_clamp(frame_worth(sheet, titles), 0, 6);
    x[PDX_WEIGHED_CLEAN] = clean_share(sheet, titles);
    x[PDX_WEIGHED_WORDS] = frame_is_words(sheet);
    x[PDX_WEIGHED_CODE] = titles->ground.code;
    x[PDX_WEIGHED_LOOK] = pdx_clamp(titles->look / 30, -1, 1.5f);
    x[PDX_WEIGHED_DISTINCT] = distinct_share(sheet, titles);
    x[PDX_WEIGHED_FIT] = pdx_clamp(sum / n / 10, -1, 1.5f);
    x[PDX_WEIGHED_LEAST_FIT] = pdx_clamp(least / 10, -1, 1.5f);
    x[PDX_WEIGHED_GAIN] = pdx_clamp(titles->decode.score / n / 10, -1, 1.5f);
    x[PDX_WEIGHED_BEFORE] = neighbour_share(sheet, titles, false);
    x[PDX_WEIGHED_AFTER] = neighbour_share(sheet, titles, true);
    x[PDX_WEIGHED_SHADOWED] = shadowed_share(sheet, titles);
    x[PDX_WEIGHED_GAP] = gap_share(sheet, titles);
    bodies_read(x, sheet, titles);
    x[PDX_WEIGHED_SECTIONS] = share_before_sections(sheet, titles);
    x[PDX_WEIGHED_COMMENTS] = titles->ground.comments;
    x[PDX_WEIGHED_ABOVE] = share_of_text_above(titles);
    x[PDX_WEIGHED_SPAN] = (float)(titles->lines.data[titles->lines.len - 1] - titles->lines.data[0]) / (float)lines_of(sheet);
    x[PDX_WEIGHED_DOUBLES] = doubles(sheet, titles);
    furniture_read(x, sheet, titles);
    x[PDX_WEIGHED_FRAME_IS_TITLES] = sheet->frame->title_member != PDX_NO_MEMBER;
    x[PDX_WEIGHED_TWO] = titles->lines.len == 2;
    x[PDX_WEIGHED_ONE_DATE] = one_date_share(titles);
    titles_look(x, sheet, titles);
    x[PDX_WEIGHED_HEADING] = titles->ground.heading;
    x[PDX_WEIGHED_WAYS] = titles->ground.ways;
}
