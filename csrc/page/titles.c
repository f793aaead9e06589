#include "page/titles.h"

#include <math.h>

#include "page/chars.h"

void pdx_titles_init(pdx_titles *titles) { memset(titles, 0, sizeof *titles); }
void pdx_titles_deinit(pdx_titles *titles) {
    PDX_VEC_DEINIT(&titles->lines);
    PDX_VEC_DEINIT(&titles->score);
}

bool pdx_sheet_same(const pdx_sheet *sheet, size_t i, size_t j) {
    return sheet->facts[i].exact == sheet->facts[j].exact;
}

bool pdx_sheet_dated_title(const pdx_sheet *sheet, size_t i) {
    const pdx_fact *fact = &sheet->facts[i];
    pdx_range rest;
    uint32_t cp;
    if (!(fact->flags & PDX_FACT_DATED) || fact->flags & (PDX_FACT_DATE | PDX_FACT_PARA) || fact->phrases != 0) return false;
    if (fact->date.begin != sheet->lines[i].begin || fact->date.end + 8 >= sheet->lines[i].end) return false;
    rest = pdx_chars_trim(sheet->text, pdx_range_of(fact->date.end, sheet->lines[i].end));
    (void)pdx_char_decode(sheet->text.data + rest.begin, sheet->text.data + rest.end, &cp);
    return rest.begin > fact->date.end && pdx_char_is_letter(cp); /* a mark there joins fields, not a title */
}

float pdx_sheet_title_look(const pdx_sheet *sheet, size_t i) {
    float look = sheet->facts[i].title;
    const bool before = i > 0, after = i + 1 < sheet->n;
    if (pdx_sheet_is_meta(sheet, i)) return look - 60;
    if (sheet->facts[i].flags & PDX_FACT_ECHOED) look += 35;
    if (before && after && pdx_sheet_same(sheet, i - 1, i + 1) && !pdx_sheet_is_meta(sheet, i - 1)) return look + 40;
    if (after && pdx_sheet_same(sheet, i, i + 1)) look -= 30;
    if (i + 2 < sheet->n && pdx_sheet_same(sheet, i, i + 2) && !pdx_sheet_same(sheet, i, i + 1)) look -= 40;
    if (i >= 2 && pdx_sheet_same(sheet, i, i - 2) && !pdx_sheet_same(sheet, i, i - 1)) look -= 40;
    return look;
}

/* Body text follows a title at once, or after furniture and a few short lines. */
static bool body_follows(const pdx_sheet *sheet, size_t i) {
    unsigned shorts = 0;
    for (size_t k = i + 1; k < sheet->n && k < i + 9; k++) {
        if (pdx_sheet_is_meta(sheet, k) || pdx_sheet_same(sheet, i, k)) continue;
        if (sheet->facts[k].flags & PDX_FACT_PARA) return true;
        if (++shorts > 2) return false;
    }
    return false;
}

/* The line at `place` content lines from line `at`, furniture next to it skipped; n when there is none. */
static size_t place_line(const pdx_sheet *sheet, size_t at, int place) {
    size_t i = at;
    unsigned left = (unsigned)(place < 0 ? -place : place), skipped = 0;
    bool content = false;
    while (left > 0) {
        if (place < 0 ? i == 0 : i + 1 >= sheet->n) return sheet->n;
        i = place < 0 ? i - 1 : i + 1;
        if (pdx_sheet_is_meta(sheet, i)) {
            if (content || ++skipped > 12) return sheet->n;
            continue;
        }
        content = true;
        left--;
    }
    return i;
}

static float clamp(float v, float low, float high) { return v < low ? low : v > high ? high : v; }

/* How much the lines at `place` beside the member's lines are titles, summed. */
static float place_score(const pdx_sheet *sheet, unsigned member, int place) {
    const pdx_class *c = pdx_frame_class(sheet->frame, sheet->classes, member);
    const uint32_t *p = sheet->classes->positions.data + c->first;
    size_t before = sheet->n;
    float sum = 0;
    for (uint32_t k = 0; k < c->count; k++) {
        const size_t i = place_line(sheet, p[k], place);
        if (i == sheet->n) {
            sum -= place > 0 && k + 1 == c->count ? 0.0f : 10.0f;
            continue;
        }
        if (i == before) continue;
        sum += clamp(pdx_sheet_title_look(sheet, i), -60, 60) + (body_follows(sheet, i) ? 5.0f : -25.0f);
        if (before < sheet->n && pdx_sheet_same(sheet, i, before)) sum -= 40;
        before = i;
    }
    return sum;
}

/* Symbols that stand round titles, for learning what is usual there. */
enum { SYM_PARA = PDX_FRAME_ROOM, SYM_SHORT, SYM_FURNITURE, SYM_DATE, SYM_TWIN, SYM_EDGE, SYMS, NEAR = 3, GAPS = 4 };

static unsigned symbol(const pdx_sheet *sheet, size_t i) {
    const pdx_fact *fact = &sheet->facts[i];
    if (sheet->frame->owner.data[i] != PDX_NO_MEMBER) return sheet->frame->owner.data[i];
    if (fact->flags & PDX_FACT_DATE) return SYM_DATE;
    if (pdx_sheet_is_meta(sheet, i)) return SYM_FURNITURE;
    if (i + 1 < sheet->n && pdx_sheet_same(sheet, i, i + 1)) return SYM_TWIN;
    if (i + 2 < sheet->n && pdx_sheet_same(sheet, i, i + 2)) return SYM_TWIN;
    if (i >= 2 && pdx_sheet_same(sheet, i, i - 2)) return SYM_TWIN;
    return fact->flags & PDX_FACT_PARA ? SYM_PARA : SYM_SHORT;
}

static unsigned symbol_at(const pdx_sheet *sheet, size_t i, int offset) {
    if (offset < 0 && i < (size_t)-offset) return SYM_EDGE;
    if (offset > 0 && i + (size_t)offset >= sheet->n) return SYM_EDGE;
    return symbol(sheet, (size_t)((int64_t)i + offset));
}

static unsigned gap_bucket(const pdx_sheet *sheet, size_t i) {
    const unsigned gap = sheet->lines[i].gap;
    return i == 0 ? GAPS - 1 : gap < GAPS ? gap : GAPS - 1;
}

/* Counts of symbols at each offset round titles, and of all lines. */
typedef struct profile {
    float near[2 * NEAR + 1][SYMS];
    float gap[2][GAPS]; /* before the title; before the line after it */
    float all[SYMS], all_gap[GAPS];
    float titles, lines;
} profile;

static void profile_read(profile *out, const pdx_sheet *sheet, const uint32_t *titles, size_t n) {
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < sheet->n; i++) {
        out->all[symbol(sheet, i)]++;
        out->all_gap[gap_bucket(sheet, i)]++;
    }
    for (size_t k = 0; k < n; k++) {
        for (int d = -NEAR; d <= NEAR; d++) out->near[d + NEAR][symbol_at(sheet, titles[k], d)]++;
        out->gap[0][gap_bucket(sheet, titles[k])]++;
        if (titles[k] + 1 < sheet->n) out->gap[1][gap_bucket(sheet, titles[k] + 1)]++;
    }
    out->titles = (float)n;
    out->lines = (float)sheet->n;
}

static float ratio(float seen, float of, float all, float of_all, float kinds) {
    const float usual = (all + 0.5f) / (of_all + 0.5f * kinds);
    return logf((seen + usual) / ((of + 1) * usual));
}

static float fit(const profile *p, const pdx_sheet *sheet, size_t i) {
    float score = clamp(pdx_sheet_title_look(sheet, i), -80, 80) / 14.0f;
    if (!body_follows(sheet, i)) score -= 2;
    for (int d = -NEAR; d <= NEAR; d++) {
        const unsigned s = symbol_at(sheet, i, d);
        const float weight = d == 0 ? 1.0f : d == -1 || d == 1 ? 0.9f : 0.5f;
        if (s == SYM_EDGE) continue;
        score += weight * clamp(ratio(p->near[d + NEAR][s], p->titles, p->all[s], p->lines, SYMS), -3, 3);
    }
    score += clamp(ratio(p->gap[0][gap_bucket(sheet, i)], p->titles, p->all_gap[gap_bucket(sheet, i)], p->lines, GAPS), -3, 3);
    if (i + 1 < sheet->n) {
        const unsigned g = gap_bucket(sheet, i + 1);
        score += clamp(ratio(p->gap[1][g], p->titles, p->all_gap[g], p->lines, GAPS), -3, 3);
    }
    return score;
}

static bool title_add(pdx_titles *titles, size_t line, float score) {
    return PDX_VEC_PUSH(&titles->lines, (uint32_t)line) && PDX_VEC_PUSH(&titles->score, score);
}

static bool has_body(const pdx_sheet *sheet, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        if (sheet->facts[i].flags & PDX_FACT_PARA && !pdx_sheet_is_meta(sheet, i)) return true;
    }
    return false;
}

/* Another member of the frame stands in [from, to). */
static bool has_other(const pdx_sheet *sheet, unsigned member, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        const uint8_t owner = sheet->frame->owner.data[i];
        if (owner != PDX_NO_MEMBER && owner != member) return true;
    }
    return false;
}

/* The stretches between lines of the frame's first member, each with one title. */
typedef struct stretches {
    const uint32_t *at;
    uint32_t count;
    bool body_before; /* body text stands between a title and the member's line after it */
    bool never_before, never_after; /* it never does; never between a member's line and the title after it */
    bool others;      /* other members stand in the stretches */
} stretches;

static void stretches_read(stretches *out, const pdx_sheet *sheet, const pdx_titles *titles) {
    const pdx_class *c = pdx_frame_class(sheet->frame, sheet->classes, 0);
    uint32_t k = 0, body = 0, seen = 0, others = 0, after = 0, follows = 0;
    out->at = sheet->classes->positions.data + c->first;
    out->count = c->count;
    for (size_t t = 0; t < titles->lines.len; t++) {
        while (k < c->count && out->at[k] < titles->lines.data[t]) k++;
        if (k > 0) {
            after += has_body(sheet, out->at[k - 1] + 1, titles->lines.data[t]);
            follows++;
        }
        if (k == c->count) break;
        body += has_body(sheet, titles->lines.data[t] + 1, out->at[k]);
        seen++;
    }
    for (k = 0; k + 1 < c->count; k++) others += has_other(sheet, 0, out->at[k] + 1, out->at[k + 1]);
    out->body_before = body * 2 >= seen;
    out->never_before = seen > 0 && body * 8 <= seen;
    out->never_after = follows > 0 && after * 8 <= follows;
    out->others = others * 2 >= c->count - 1;
}

/* The best line of [from, to), which lies between lines of the member where these bounds are lines of it. */
static size_t stretch_best(const pdx_sheet *sheet, const stretches *s, const profile *p, size_t from, size_t to, float *score) {
    size_t best = sheet->n, begin = from, end = to;
    if ((s->never_after && from > 0) || (from == 0 && s->body_before)) { /* above the first entry there is no text */
        for (end = begin; end < to && !has_body(sheet, end, end + 1); end++) {}
    }
    if (s->never_before && to < sheet->n) {
        for (begin = to; begin > from && !has_body(sheet, begin - 1, begin); begin--) {}
    }
    for (size_t i = begin; i < end; i++) {
        const float fits = pdx_sheet_is_meta(sheet, i) ? -100 : fit(p, sheet, i);
        if (best < sheet->n && fits <= *score) continue;
        best = i;
        *score = fits;
    }
    return best;
}

/* The best line of each stretch between lines of the first member. The stretch before the first line and the
 * one after the last hold a title when they look like a whole entry; only one of them does. */
static bool titles_choose(pdx_titles *titles, const pdx_sheet *sheet, const profile *p, float least) {
    stretches s;
    bool first = false;
    float score = 0;
    const float little = least < -3 ? least : -3;
    size_t best;
    stretches_read(&s, sheet, titles);
    titles->lines.len = titles->score.len = 0;
    best = stretch_best(sheet, &s, p, 0, s.at[0], &score);
    if (best < sheet->n && score > little && (has_body(sheet, best + 1, s.at[0]) == s.body_before || (least > 0 && score > 1.6f * least))) {
        first = true;
        if (!title_add(titles, best, score)) return false;
    }
    for (uint32_t k = 1; k < s.count; k++) {
        best = stretch_best(sheet, &s, p, s.at[k - 1], s.at[k], &score);
        if (best < sheet->n && score > little && !title_add(titles, best, score)) return false;
    }
    if (first || !s.body_before) return true;
    best = stretch_best(sheet, &s, p, s.at[s.count - 1], sheet->n, &score);
    if (best == sheet->n || score <= least || (s.others && !has_other(sheet, 0, s.at[s.count - 1] + 1, sheet->n))) return true;
    return title_add(titles, best, score);
}

static float mean_of(const float *v, size_t n) {
    float sum = 0;
    for (size_t i = 0; i < n; i++) sum += v[i];
    return n == 0 ? 0 : sum / (float)n;
}

/* The titles that the place gives, before any learning. */
static bool titles_at_place(pdx_titles *titles, const pdx_sheet *sheet) {
    const pdx_class *c = pdx_frame_class(sheet->frame, sheet->classes, titles->member);
    const uint32_t *p = sheet->classes->positions.data + c->first;
    for (uint32_t k = 0; k < c->count; k++) {
        const size_t i = place_line(sheet, p[k], titles->place);
        if (i == sheet->n || (titles->lines.len > 0 && titles->lines.data[titles->lines.len - 1] == i)) continue;
        if (pdx_sheet_title_look(sheet, i) > -20 && !title_add(titles, i, 0)) return false;
    }
    return true;
}

pdx_status pdx_titles_read(pdx_titles *titles, const pdx_sheet *sheet, pdx_error *err) {
    static const int places[] = {-1, 1, -2, 2, -3, 3};
    profile p;
    float best = 0;
    titles->lines.len = titles->score.len = 0;
    titles->look = 0;
    titles->member = 0;
    titles->place = 0;
    for (unsigned m = 0; m < sheet->frame->n_members; m++) {
        for (unsigned k = 0; k < PDX_COUNTOF(places); k++) {
            const float score = place_score(sheet, m, places[k]) - 4.0f * (float)k;
            if (score <= best) continue;
            best = score;
            titles->member = m;
            titles->place = places[k];
        }
    }
    if (best <= 0) return PDX_OK;
    if (!titles_at_place(titles, sheet)) return pdx_fail_memory(err);
    for (unsigned round = 0; round < 2 && titles->lines.len > 0; round++) {
        float usual;
        profile_read(&p, sheet, titles->lines.data, titles->lines.len);
        if (!titles_choose(titles, sheet, &p, -1000)) return pdx_fail_memory(err);
        usual = mean_of(titles->score.data, titles->score.len);
        if (!titles_choose(titles, sheet, &p, 0.35f * usual)) return pdx_fail_memory(err);
    }
    for (size_t k = 0; k < titles->lines.len; k++) titles->look += pdx_sheet_title_look(sheet, titles->lines.data[k]);
    if (titles->lines.len > 0) titles->look /= (float)titles->lines.len;
    return PDX_OK;
}
