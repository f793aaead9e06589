#include "page/entries/starts.h"

#include "page/entries/starttitles.h"
#include "page/entries/topline.h"
#include "page/lines/listlines.h"

enum { RUN = 10, HEAD_REACH = 12, SYM_SHORT = 0xF0, SYM_TWIN, SYM_DATE, SYM_LIST, SYM_TITLE = 0xEE, SYM_TEXT, SYM_PHRASE = 0x40 };

static const float picture = 0.05f; /* the text of its picture above a title opens the entry sooner than a line above that */

/* Lines without body text between a body and the next title, the title left out. */
typedef struct run {
    uint32_t begin, end;
    uint8_t symbol[RUN];
    unsigned n;
    unsigned shorts; /* lines right above its end that nothing is known of */
    unsigned own;    /* lines that are not of the page by their words */
    unsigned bare; /* of the first: nothing stands above it, but as many lines or fewer above most others: they end entries, whatever they look like */
} run;

typedef struct votes {
    float pair[256];  /* for cuts by what stands before and after, */
    float first[256]; /* and by what stands after */
} votes;

void pdx_starts_init(pdx_starts *starts) { memset(starts, 0, sizeof *starts); }
void pdx_starts_deinit(pdx_starts *starts) { PDX_VEC_DEINIT(&starts->starts); }
void pdx_starts_reset(pdx_starts *starts) {
    PDX_VEC_RESET(&starts->starts);
    starts->has_foot = starts->has_head = false;
}

static uint8_t run_symbol(const pdx_sheet *sheet, size_t i) {
    const pdx_fact *fact = &sheet->facts[i];
    if (sheet->frame->owner.data[i] != PDX_NO_MEMBER) return sheet->frame->owner.data[i];
    if (fact->flags & PDX_FACT_DATE) return SYM_DATE;
    if (fact->phrase != PDX_PHRASE_NONE) return (uint8_t)(SYM_PHRASE + fact->phrase);
    if (i + 1 < sheet->n && pdx_sheet_same(sheet, i, i + 1)) return SYM_TWIN;
    if (i + 2 < sheet->n && pdx_sheet_same(sheet, i, i + 2)) return SYM_TWIN;
    return fact->flags & (PDX_FACT_LIST | PDX_FACT_HASHES | PDX_FACT_TIGHT) ? SYM_LIST : SYM_SHORT;
}

/* A short list looks like any short line. */
static bool symbols_alike(const pdx_sheet *sheet, uint8_t a, uint8_t b) {
    if (a == b) return true;
    if (a == SYM_SHORT || a == SYM_LIST) {
        if (b == SYM_SHORT || b == SYM_LIST) return true;
        if (b < sheet->frame->n_members) {
            return pdx_frame_class(sheet->frame, sheet->classes, b)->form == PDX_FORM_LIST ||
                   pdx_frame_class(sheet->frame, sheet->classes, b)->form == PDX_FORM_TERMS;
        }
        return false;
    }
    return (b == SYM_SHORT || b == SYM_LIST) && symbols_alike(sheet, b, a);
}

static void run_set(run *out, const pdx_sheet *sheet, size_t begin, size_t end) {
    out->begin = (uint32_t)begin;
    out->end = (uint32_t)end;
    out->n = (unsigned)(end - begin);
    out->bare = out->own = 0;
    for (unsigned k = 0; k < out->n; k++) {
        out->symbol[k] = run_symbol(sheet, begin + k);
        out->own += !(sheet->facts[begin + k].phrases & (PDX_PHRASES_OF_PAGE | PDX_PHRASES_OF_HEADING));
    }
    for (out->shorts = 0; out->shorts < out->n && out->symbol[out->n - 1 - out->shorts] == SYM_SHORT;) out->shorts++;
}

/* The run before `title`, not reaching back to `floor`. */
static void run_before(run *out, const pdx_sheet *sheet, size_t floor, size_t title) {
    size_t begin = title;
    while (begin > floor && title - begin < RUN && !pdx_sheet_is_body(sheet, begin - 1)) begin--;
    run_set(out, sheet, begin, title);
}

/* The furniture that ends the last entry: what follows its last body line, up to the last line of the frame. */
static void run_after(run *out, const pdx_sheet *sheet, size_t title, size_t reach) {
    size_t last = title, begin, limit = pdx_min_size(sheet->n, title + 1 + reach);
    for (size_t i = title + 1; i < limit; i++) {
        if (sheet->frame->owner.data[i] != PDX_NO_MEMBER || sheet->facts[i].phrases & PDX_PHRASES_OF_ENTRY) last = i;
        if (sheet->facts[i].phrases & PDX_PHRASES_OF_PAGE && sheet->frame->owner.data[i] == PDX_NO_MEMBER) break;
    }
    for (size_t i = last + 1; i < sheet->n && i < last + 1 + RUN && !pdx_sheet_is_body(sheet, i) && !pdx_sheet_is_meta(sheet, i); i++) {
        if (i + 1 == sheet->n) last = i;
    }
    begin = last + 1;
    while (begin > title + 1 && last + 1 - begin < RUN && !pdx_sheet_is_body(sheet, begin - 1)) begin--;
    run_set(out, sheet, begin, last + 1);
}

/* Above 0: such a line stands at the head of entries. One that has lists of the entry and leads to its comments stands behind its text. */
static float prior(const pdx_fact *fact) {
    const uint32_t lists = PDX_PHRASE_BIT(PDX_PHRASE_TAGGED) | PDX_PHRASE_BIT(PDX_PHRASE_POSTED_IN);
    if (fact->phrases & lists && fact->phrases & PDX_PHRASE_BIT(PDX_PHRASE_COMMENTS)) return -1.9f;
    switch (fact->phrase) {
    case PDX_PHRASE_COMMENTS: case PDX_PHRASE_READ_MORE: case PDX_PHRASE_SHARE: case PDX_PHRASE_PERMALINK: return -1.2f;
    case PDX_PHRASE_TAGGED: case PDX_PHRASE_POSTED_IN: case PDX_PHRASE_NAV: case PDX_PHRASE_MENU: return -0.7f;
    case PDX_PHRASE_POSTED_ON: case PDX_PHRASE_POSTED_BY: return -0.3f;
    default: return fact->flags & PDX_FACT_DATE ? 0.2f : fact->flags & PDX_FACT_HASHES ? -0.4f : 0;
    }
}

/* Blank lines part the title from what stands above it, and not the first title. */
static bool is_apart(const pdx_sheet *sheet, const run *r, const run *head) {
    return sheet->lines[head->end].gap == 0 && sheet->lines[r->end].gap > 0;
}

/* A blank line stands above the line, and none below it. */
static bool begins_block(const pdx_sheet *sheet, size_t i) { return sheet->lines[i].gap > 0 && i + 1 < sheet->n && sheet->lines[i + 1].gap == 0; }

/* What a line above a title costs that the first title does not have above it: most where nothing at all stands above that one, then whatever
 * stands above the other titles belongs to the entries before them. So it is with lines of which there are more than above the first, or which
 * stand apart where those do not: what stands above the first is the page's own, then. */
static float costs_in_head(const pdx_sheet *sheet, const run *r, unsigned i, const run *head) {
    if (r->symbol[i] != SYM_SHORT) return head->n == 0 ? 0.65f : 0.6f;
    if (head->n > 0 && head->shorts == head->n && (r->shorts > head->n || is_apart(sheet, r, head))) return 0.6f;
    if (head->n > 0) return head->own == 0 && r->shorts > 1 && begins_block(sheet, r->end) ? 0.15f : 0.1f;
    if (r->n <= head->bare || !pdx_sheet_could_be_title(sheet, r->begin + i)) return 0.6f;
    return r->shorts > 1 && begins_block(sheet, r->end) ? 0.15f : 0.1f; /* several are text of the entry above, if nothing else tells */
}

/* Symbols [from, to) of `r` matched from the right against the end of `head`. */
static float match_head(const pdx_sheet *sheet, const run *r, unsigned from, const run *head) {
    float score = 0;
    unsigned j = head->n;
    for (unsigned i = r->n; i > from; i--) {
        unsigned k = j;
        while (k > 0 && head->symbol[k - 1] != r->symbol[i - 1]) k--;
        if (k > 0 && !(r->symbol[i - 1] == SYM_SHORT && is_apart(sheet, r, head))) {
            score += r->symbol[i - 1] == SYM_SHORT ? 0.3f : 1.0f;
            j = k - 1;
        } else {
            score -= costs_in_head(sheet, r, i - 1, head);
        }
    }
    return score;
}

static float match_foot(const run *r, unsigned to, const run *foot) {
    float score = 0;
    unsigned j = 0;
    for (unsigned i = 0; i < to; i++) {
        unsigned k = j;
        while (k < foot->n && foot->symbol[k] != r->symbol[i]) k++;
        if (k < foot->n) {
            score += r->symbol[i] == SYM_SHORT ? 0.3f : 1.0f;
            j = k + 1;
        } else {
            score -= r->symbol[i] == SYM_SHORT ? 0.1f : 0.6f;
        }
    }
    return score;
}

static unsigned last_before(const run *r, unsigned cut) { return cut == 0 ? SYM_TEXT : r->symbol[cut - 1]; }
static unsigned first_after(const run *r, unsigned cut) { return cut == r->n ? SYM_TITLE : r->symbol[cut]; }
static unsigned pair_key(const run *r, unsigned cut) { return (last_before(r, cut) * 31 + first_after(r, cut)) & 0xFF; }

/* What is asked of a run's lines for each place where it could be cut. */
typedef struct prospects {
    float prior[RUN];
    unsigned gap, wide; /* the most blank lines before one of them or the title, and before how many of these there are as many */
} prospects;

static void prospects_read(prospects *out, const pdx_sheet *sheet, const run *r) {
    const pdx_line *lines = &sheet->lines[r->begin];
    for (unsigned i = 0; i < r->n; i++) out->prior[i] = prior(&sheet->facts[r->begin + i]);
    out->gap = out->wide = 0;
    for (unsigned i = 0; i <= r->n; i++) {
        out->wide = lines[i].gap > out->gap ? 1 : out->wide + (lines[i].gap == out->gap);
        out->gap = lines[i].gap > out->gap ? lines[i].gap : out->gap;
    }
}

/* Where a line that could be a title stands above most of the titles but the first: how many lines most have there; else 0. */
static unsigned usual_above(const pdx_sheet *sheet, const pdx_titles *titles) {
    const size_t n = titles->lines.len;
    size_t with = 0, count[RUN + 1] = {0}, few = 0;
    unsigned usual = 0;
    run r;
    for (size_t k = 1; k < n; k++) {
        run_before(&r, sheet, titles->lines.data[k - 1] + 1, titles->lines.data[k]);
        count[r.n]++;
        with += r.n > 0 && pdx_sheet_could_be_title(sheet, r.end - 1) && sheet->facts[r.end - 1].title <= sheet->facts[r.end].title;
    }
    if (2 * with <= n - 1) return 0;
    while (usual < RUN && 2 * (few += count[usual]) <= n - 1) usual++;
    return usual;
}

/* The same line stands above the first title, as far from what follows it: the blanks are in the head of entries, and not between them. */
static bool is_gap_of_head(const pdx_sheet *sheet, const run *r, unsigned cut, const run *head) {
    const unsigned below = r->n - cut;
    if (head == NULL || cut == 0 || head->n <= below || r->symbol[cut - 1] == SYM_SHORT) return false;
    for (unsigned k = 1; k <= below + 1; k++) {
        if (head->symbol[head->n - k] != r->symbol[r->n - k]) return false;
    }
    return sheet->lines[head->end - below].gap >= sheet->lines[r->begin + cut].gap;
}

/* How well the run is cut before its line number `cut`. */
static float cut_score(const pdx_sheet *sheet, const run *r, const prospects *p, unsigned cut, const run *head, const run *foot) {
    float score = 0;
    for (unsigned i = 0; i < cut; i++) score -= p->prior[i];
    for (unsigned i = cut; i < r->n; i++) score += p->prior[i];
    if (head != NULL) score += match_head(sheet, r, cut, head);
    score += match_foot(r, cut, foot);
    if (cut < r->n && r->symbol[cut] == SYM_TWIN && pdx_sheet_same(sheet, r->begin + cut, r->end)) score += picture;
    return p->wide == 1 && sheet->lines[r->begin + cut].gap == p->gap && !is_gap_of_head(sheet, r, cut, head) ? score + 2.0f : score;
}

/* Words that announce a list, which begins on the next line. */
static bool is_list_label(const pdx_sheet *sheet, size_t i) {
    const pdx_fact *fact = &sheet->facts[i];
    const pdx_phrase *last = fact->n_phrases == 0 ? NULL : &sheet->phrases[fact->first_phrase + fact->n_phrases - 1];
    return last != NULL && (last->kind == PDX_PHRASE_TAGGED || last->kind == PDX_PHRASE_POSTED_IN) && last->hole.end <= last->hole.begin;
}

/* A cut may not leave body-like short lines at the head, nor part a list from what announces it. */
static bool cut_allowed(const pdx_sheet *sheet, const run *r, unsigned cut, bool reaches_text) {
    if (cut > 0 && cut < r->n && is_list_label(sheet, r->begin + cut - 1)) return false;
    if (cut < r->n && r->symbol[cut] == SYM_SHORT) {
        if (cut == 0) return !reaches_text;
        return r->symbol[cut - 1] != SYM_SHORT;
    }
    return true;
}

static unsigned cut_best(const pdx_sheet *sheet, const run *r, size_t floor, const run *head, const run *foot, const votes *v, size_t n,
                         float *margin) {
    unsigned best = r->n;
    float best_score = 0, next = -100;
    bool any = false;
    prospects p;
    prospects_read(&p, sheet, r);
    for (unsigned cut = 0; cut <= r->n; cut++) {
        float score;
        const bool reaches = r->begin > 0 && (pdx_sheet_is_body(sheet, r->begin - 1) || (floor > 0 && r->begin == floor));
        if (!cut_allowed(sheet, r, cut, reaches)) continue;
        score = cut_score(sheet, r, &p, cut, head, foot);
        if (v != NULL && n > 1) score += (2.0f * v->pair[pair_key(r, cut)] + v->first[first_after(r, cut)]) / (float)n;
        if (!any || score > best_score) {
            if (any) next = best_score;
            best = cut;
            best_score = score;
            any = true;
        } else if (score > next) {
            next = score;
        }
    }
    *margin = best_score - next;
    return best;
}

/* Terms below the words that announce them, one to a line, stand above the first title, and no such words in the furniture that ends the last entry:
 * where they do, what stands between two titles is of the entry above. */
static bool lists_lead(const pdx_sheet *sheet, size_t first, const run *foot) {
    for (size_t i = foot->begin; i < foot->end; i++) {
        if (is_list_label(sheet, i)) return false;
    }
    for (size_t i = 0; i + 1 < first; i++) {
        const size_t end = pdx_listlines_end(sheet->table, sheet->lines, i);
        if (end > i + 1 && end <= first) return true;
    }
    return false;
}

/* Where an entry begins that was seen to begin with line `line`, in such a list or right below it: with the furniture above its label. */
static size_t over_list(const pdx_sheet *sheet, size_t line, size_t floor) {
    size_t i = line;
    while (i > floor && !is_list_label(sheet, i - 1) && !pdx_sheet_is_body(sheet, i - 1)) i--;
    if (i == floor || !is_list_label(sheet, i - 1)) return line;
    const size_t end = pdx_listlines_end(sheet->table, sheet->lines, i - 1);
    if (end == i || end < line) return line;
    for (i--; i > floor; i--) {
        const pdx_fact *above = &sheet->facts[i - 1];
        const bool term = i - 1 > floor && pdx_listlines_end(sheet->table, sheet->lines, i - 2) == i;
        if (!(pdx_fact_is_meta(above) || term) || prior(above) < -1) break;
    }
    return i;
}

static void votes_read(votes *v, const pdx_sheet *sheet, const pdx_titles *titles, const run *head, const run *foot) {
    memset(v, 0, sizeof *v);
    for (size_t k = 1; k < titles->lines.len; k++) {
        run r;
        unsigned cut;
        float margin;
        run_before(&r, sheet, titles->lines.data[k - 1] + 1, titles->lines.data[k]);
        cut = cut_best(sheet, &r, titles->lines.data[k - 1] + 1, head, foot, NULL, 0, &margin);
        v->pair[pair_key(&r, cut)] += 1;
        v->first[first_after(&r, cut)] += 1;
    }
}

/* Where lines of each kind stand in the entries but the last: how many of these have some behind all their text, and how many before text. */
typedef struct feet {
    uint32_t behind[256], before[256];
} feet;

/* Counts the lines of one entry; where nothing looks like text, the last few are taken to stand behind it. */
static void feet_count(feet *f, const pdx_sheet *sheet, const pdx_start *s) {
    uint8_t seen[256] = {0};
    size_t text = s->end;
    while (text > s->title + 1 && !pdx_sheet_is_body(sheet, text - 1)) text--;
    if (text == s->title + 1 && s->end > text + RUN) text = s->end - RUN;
    for (size_t i = s->end; i-- > s->title + 1;) {
        const uint8_t symbol = run_symbol(sheet, i);
        const unsigned side = i >= text ? 1 : 2;
        f->behind[symbol] += side == 1 && !(seen[symbol] & 1);
        f->before[symbol] += side == 2 && !(seen[symbol] & 2);
        seen[symbol] |= (uint8_t)side;
    }
}

/* Line `i` is furniture that ends entries, as the others show; where they have none of the kind, by what it says, if it stands behind text. */
static bool is_foot(const pdx_sheet *sheet, const feet *f, size_t i, size_t entries, bool behind_text) {
    const uint8_t symbol = run_symbol(sheet, i);
    const bool member = symbol < PDX_FRAME_ROOM;
    if (!member && (!(sheet->facts[i].phrases & PDX_PHRASES_OF_ENTRY) || prior(&sheet->facts[i]) >= -0.5f)) return false;
    if (f->behind[symbol] + f->before[symbol] > 0) return f->behind[symbol] >= f->before[symbol] && (!member || f->behind[symbol] * 4 >= entries);
    return !member && behind_text;
}

/* Such a line stands before the text of other entries: "Comments" under the title. */
static bool is_before_text(const pdx_sheet *sheet, const feet *f, size_t i) {
    const uint8_t symbol = run_symbol(sheet, i);
    return f->before[symbol] > f->behind[symbol] && (symbol < PDX_FRAME_ROOM || sheet->facts[i].phrases & PDX_PHRASES_OF_ENTRY);
}

/* How many plain lines the other entries have behind the last line that ends them, as a link or a name: as many as most of them have or more. */
static size_t usual_tail(const pdx_sheet *sheet, const feet *f, const pdx_starts *starts) {
    const size_t others = starts->starts.len - 1;
    size_t count[RUN + 1] = {0}, many = 0, usual = RUN;
    for (size_t k = 0; k < others; k++) {
        const pdx_start *s = &starts->starts.data[k];
        size_t i = s->end;
        while (i > s->title + 1 && !is_foot(sheet, f, i - 1, others + 1, true)) i--;
        count[i == s->title + 1 ? 0 : pdx_min_size(s->end - i, RUN)]++;
    }
    while (usual > 0 && 2 * (many += count[usual]) <= others) usual--;
    return usual;
}

/* The end of the last entry: after its foot, or before what looks like the end of the page. */
static size_t last_end(const pdx_sheet *sheet, const feet *f, const pdx_starts *starts, size_t title) {
    const size_t entries = starts->starts.len;
    size_t last = title, i, quiet = 0;
    bool body = false;
    for (i = title + 1; i < sheet->n && quiet < 200; i++, quiet++) {
        if (is_foot(sheet, f, i, entries, body)) {
            if (i + 1 < sheet->n && is_list_label(sheet, i)) i++; /* with what it announces */
            last = i;
            quiet = 0;
        } else if (sheet->facts[i].phrases & PDX_PHRASES_OF_PAGE && (body || last > title)) break;
        body = body || pdx_sheet_is_body(sheet, i);
        if (last == title) quiet = 0;
    }
    if (last > title) {
        for (size_t more = usual_tail(sheet, f, starts); more > 0 && last + 1 < sheet->n && !(sheet->facts[last + 1].phrases & PDX_PHRASES_OF_PAGE);
             more--) {
            last++;
        }
        return last + 1;
    }
    body = false;
    for (i = title + 1; i < sheet->n; i++) {
        if (sheet->facts[i].phrases & PDX_PHRASES_OF_PAGE && !is_before_text(sheet, f, i)) break;
        body = body || pdx_sheet_is_body(sheet, i);
        if (pdx_sheet_is_body(sheet, i) || i < title + (body ? 3 : HEAD_REACH)) continue;
        if (i + 2 >= sheet->n) break;
        if (!pdx_sheet_is_body(sheet, i + 1) && !pdx_sheet_is_body(sheet, i + 2)) break;
    }
    return i;
}

/* Lines [line, title) of two entries are alike one by one. */
static bool heads_alike(const pdx_sheet *sheet, const pdx_start *s, size_t line, size_t title) {
    if (s->title - s->line != title - line) return false;
    for (size_t i = 0; i < title - line; i++) {
        if (!symbols_alike(sheet, run_symbol(sheet, s->line + i), run_symbol(sheet, line + i))) return false;
    }
    return true;
}

/* The first entry has what stands above the entries over it: its head is the longest that other entries have too. */
static void first_head(pdx_starts *starts, const pdx_sheet *sheet, const run *r) {
    const size_t sample = pdx_min_size(starts->starts.len, 64);
    if (starts->starts.len < 2) return;
    for (unsigned cut = 0; cut <= r->n; cut++) {
        for (size_t k = 1; k < sample; k++) {
            if (!heads_alike(sheet, &starts->starts.data[k], r->begin + cut, r->end)) continue;
            starts->starts.data[0].line = r->begin + cut;
            return;
        }
    }
}

pdx_status pdx_starts_read(pdx_starts *starts, const pdx_sheet *sheet, const pdx_titles *titles, pdx_error *err) {
    const size_t n = titles->lines.len;
    run head, foot;
    votes v;
    feet f;
    size_t reach, heads = 0, foots = 0;
    if (n == 0) return PDX_OK;
    reach = n > 1 ? 2 * (size_t)(titles->lines.data[n - 1] - titles->lines.data[0]) / (n - 1) + 8 : 60;
    run_before(&head, sheet, 0, titles->lines.data[0]);
    head.bare = usual_above(sheet, titles);
    run_after(&foot, sheet, titles->lines.data[n - 1], reach);
    const bool leading = lists_lead(sheet, titles->lines.data[0], &foot);
    votes_read(&v, sheet, titles, &head, &foot);
    memset(&f, 0, sizeof f);
    if (!PDX_VEC_RESERVE(&starts->starts, n)) return pdx_fail_memory(err);
    for (size_t k = 0; k < n; k++) {
        pdx_start s = {0};
        run r;
        size_t floor;
        unsigned cut;
        s.title = titles->lines.data[k];
        floor = k == 0 ? 0 : titles->lines.data[k - 1] + 1;
        run_before(&r, sheet, floor, s.title);
        cut = cut_best(sheet, &r, floor, k == 0 ? NULL : &head, &foot, &v, n, &s.margin);
        s.line = (uint32_t)(leading ? over_list(sheet, r.begin + cut, floor) : r.begin + cut);
        if (k > 0) {
            starts->starts.data[k - 1].end = s.line;
            feet_count(&f, sheet, &starts->starts.data[k - 1]);
            for (unsigned i = 0; i < cut; i++) foots += r.symbol[i] < SYM_SHORT;
            for (unsigned i = cut; i < r.n; i++) heads += r.symbol[i] < SYM_SHORT;
        }
        starts->starts.data[starts->starts.len++] = s;
    }
    run_before(&head, sheet, 0, titles->lines.data[0]);
    first_head(starts, sheet, &head);
    starts->has_foot = foots * 2 >= n - 1 && foots > 0;
    starts->has_head = heads * 2 >= n - 1 && heads > 0;
    starts->starts.data[n - 1].end = (uint32_t)last_end(sheet, &f, starts, titles->lines.data[n - 1]);
    if (!pdx_start_titles(starts, sheet)) return pdx_fail_memory(err);
    pdx_topline_leave(starts, sheet);
    return PDX_OK;
}
