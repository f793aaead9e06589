#include "page/entries/signed.h"

#include "base/hash.h"

enum { TITLE_LOOK = 10, REACH = 3, NEAR = 4, TITLE_BYTES = 160, FORMS = 8, LEAST_SIGNED = 2, LEAST_SERIES = 3, MARGIN = 10, STEADY = 6 };

static const float parted = 0.8f;

/* A line with the day of its entry. */
typedef struct signature {
    uint64_t form;
    uint32_t line;
    bool used; /* a title has it */
} signature;

/* Where it stands. */
typedef enum place { ABOVE, BELOW, FOOT, PLACES } place; /* FOOT: at the end of the entry before */

typedef struct reader {
    const pdx_sheet *sheet;
    PDX_VEC(signature) signatures; /* owned; of all forms, in order, and later of one */
    PDX_VEC(bool) is_signed;       /* owned; per title, whether it has one */
    PDX_VEC(uint32_t) added;       /* owned; further titles, in order */
    uint64_t form;                 /* of the signatures that are looked at */
    place place;
} reader;

static bool is_body(const reader *r, size_t i) { return pdx_sheet_is_body(r->sheet, i); }

/* What tells the lines with days of one kind from others, odd where they have words of furniture; 0: the line is none. */
static uint64_t form_of(const pdx_sheet *sheet, size_t i) {
    const uint32_t signs = PDX_PHRASE_BIT(PDX_PHRASE_POSTED_ON) | PDX_PHRASE_BIT(PDX_PHRASE_POSTED_BY) | PDX_PHRASE_BIT(PDX_PHRASE_POSTED_IN);
    const pdx_fact *fact = &sheet->facts[i];
    pdx_dateline date;
    if (!(fact->flags & (PDX_FACT_DATE | PDX_FACT_DATED)) || fact->flags & (PDX_FACT_PERIOD | PDX_FACT_DAY_ROW)) return 0;
    if (!(fact->flags & PDX_FACT_DATE) && !(fact->phrases & signs && pdx_facts_are_told(sheet->table, fact))) return 0;
    if (!pdx_facts_dateline(sheet->table, i, pdx_span_slice(sheet->text, (size_t)sheet->lines[i].begin, (size_t)sheet->lines[i].end), &date) ||
        !date.complete) {
        return 0;
    }
    if (fact->flags & PDX_FACT_DATE && !(fact->phrases & signs)) return pdx_hash_u64(date.shape, 0) << 1;
    return pdx_hash_u64(fact->phrases & signs, 0) << 1 | 1;
}

static pdx_status signatures_read(reader *r, pdx_error *err) {
    for (size_t i = 0; i < r->sheet->n; i++) {
        const signature each = {.form = form_of(r->sheet, i), .line = (uint32_t)i};
        if (each.form != 0 && !PDX_VEC_PUSH(&r->signatures, each)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* Furniture, and not by the look of it alone: "Update - March 24th" may be a title. */
static bool is_furniture(const reader *r, size_t i) {
    const pdx_fact *fact = &r->sheet->facts[i];
    if (fact->phrases != 0 && !(fact->flags & PDX_FACT_DATE) && !pdx_facts_are_told(r->sheet->table, fact)) return false;
    return pdx_sheet_is_meta(r->sheet, i);
}

/* The first line behind `i`, or before it, that is no furniture, if it is near; n: there is none. */
static size_t beside(const reader *r, size_t i, bool behind) {
    for (unsigned k = 0; k < REACH; k++) {
        if (behind ? i + 1 >= r->sheet->n : i == 0) break;
        i = behind ? i + 1 : i - 1;
        if (!is_furniture(r, i)) return i;
    }
    return r->sheet->n;
}

/* The line where the signature has its title. */
static size_t title_of(const reader *r, const signature *s) { return beside(r, s->line, r->place != BELOW); }

static bool has_body(const reader *r, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        if (is_body(r, i)) return true;
    }
    return false;
}

/* Marks the signatures of the form that have a title at this place, and the titles: how many. */
static size_t used_mark(reader *r, const pdx_titles *titles) {
    size_t used = 0, k = 0;
    memset(r->is_signed.data, 0, r->is_signed.len * sizeof *r->is_signed.data);
    for (size_t j = 0; j < r->signatures.len; j++) {
        signature *s = &r->signatures.data[j];
        s->used = false;
        if (s->form != r->form) continue;
        const size_t title = title_of(r, s);
        if (title == r->sheet->n) continue;
        while (k < titles->lines.len && titles->lines.data[k] < title) k++;
        s->used = k < titles->lines.len && titles->lines.data[k] == title;
        if (!s->used) continue;
        r->is_signed.data[k] = true;
        used++;
    }
    return used;
}

/* A signature below the text and above the next title is at the foot of its entry, one above a title and below no text is not. */
static bool is_foot(const reader *r, const pdx_titles *titles) {
    size_t first = 0;
    while (first < r->signatures.len && r->signatures.data[first].form != r->form) first++;
    return titles->lines.data[0] < r->signatures.data[first].line;
}

static size_t forms_read(const reader *r, uint64_t *forms) {
    size_t n = 0;
    for (size_t j = 0; j < r->signatures.len && n < FORMS; j++) {
        size_t k = 0;
        while (k < n && forms[k] != r->signatures.data[j].form) k++;
        if (k == n) forms[n++] = r->signatures.data[j].form;
    }
    return n;
}

/* Takes the form and the place that most titles have, those with words before bare days; false when too few have any. The first title
 * needs no foot above it. */
static bool form_find(reader *r, const pdx_titles *titles) {
    uint64_t forms[FORMS];
    const size_t n = titles->lines.len, n_forms = forms_read(r, forms);
    reader best = *r;
    size_t most = 0;
    for (size_t k = 0; k < n_forms; k++) {
        for (unsigned at = ABOVE; at < FOOT; at++) {
            r->form = forms[k];
            r->place = (place)at;
            size_t used = used_mark(r, titles);
            if (used < LEAST_SIGNED) continue;
            if (r->place == ABOVE && is_foot(r, titles)) r->place = FOOT;
            used = 2 * (used + (r->place == FOOT)) + (r->form & 1);
            if (used <= most) continue;
            most = used;
            best = *r;
        }
    }
    *r = best;
    if (most > 0) (void)used_mark(r, titles);
    return 3 * (most / 2) >= 2 * n;
}

/* Words that are short enough, and no other day. */
static bool could_head(const reader *r, size_t i) {
    return i < r->sheet->n && !is_furniture(r, i) && pdx_line_bytes(&r->sheet->lines[i]) <= TITLE_BYTES &&
           !(r->sheet->facts[i].flags & (PDX_FACT_FILE | PDX_FACT_URL | PDX_FACT_DATED));
}

/* The entries that are signed have texts: between the titles and the next ones. */
static bool are_texted(const reader *r, const pdx_titles *titles) {
    const size_t n = titles->lines.len;
    size_t with = 0;
    for (size_t k = 0; k < n; k++) with += has_body(r, titles->lines.data[k] + 1, k + 1 < n ? titles->lines.data[k + 1] : r->sheet->n);
    return 5 * with >= 4 * n;
}

/* Line `i`, and not the title that was taken instead: no section above it, no pages' numbers. */
static bool could_head_instead(const reader *r, size_t i, size_t instead) {
    const pdx_fact *fact = &r->sheet->facts[i];
    if (fact->flags & (PDX_FACT_COMMON | PDX_FACT_TERMS | PDX_FACT_WORDLESS) || fact->title < TITLE_LOOK) return false;
    return instead > i + 1 || (instead > i && r->sheet->lines[instead].gap > 0);
}

/* Title `k` stands near line `i` without a signature or a text between the two: it has been taken in the place of that. */
static bool is_neighbour(const reader *r, const pdx_titles *titles, size_t k, size_t i) {
    const size_t title = titles->lines.data[k], from = pdx_min_size(i, title), to = pdx_max_size(i, title);
    return !r->is_signed.data[k] && to - from <= NEAR && !has_body(r, from, to);
}

/* Puts line `i`, where signature `j` has its title, in the place of title `k` or the one before, or adds it. */
static bool title_put(reader *r, pdx_titles *titles, size_t j, size_t i, size_t k, bool texted) {
    const size_t n = titles->lines.len, next = j + 1 < r->signatures.len ? r->signatures.data[j + 1].line : r->sheet->n;
    if (k < n && is_neighbour(r, titles, k, i)) {
        if (could_head_instead(r, i, titles->lines.data[k])) titles->lines.data[k] = (uint32_t)i;
        return true;
    }
    if (k > 0 && is_neighbour(r, titles, k - 1, i)) return true;
    if (r->sheet->labels[i] != 0) return true; /* the head of a letter that a post quotes */
    if (r->place == FOOT && next == r->sheet->n) return true; /* nothing signs it */
    if (texted && !has_body(r, i + 1, k < n ? pdx_min_size(next, titles->lines.data[k]) : next)) return true;
    return PDX_VEC_PUSH(&r->added, (uint32_t)i);
}

/* Puts the added titles among the others. */
static bool added_join(const reader *r, pdx_titles *titles) {
    const size_t n = titles->lines.len, more = r->added.len;
    size_t k = n, j = more;
    if (!PDX_VEC_RESERVE(&titles->lines, n + more) || !PDX_VEC_RESERVE(&titles->score, n + more)) return false;
    titles->lines.len = titles->score.len = n + more;
    while (j > 0) {
        const bool old = k > 0 && titles->lines.data[k - 1] > r->added.data[j - 1];
        titles->lines.data[k + j - 1] = old ? titles->lines.data[k - 1] : r->added.data[j - 1];
        titles->score.data[k + j - 1] = old ? titles->score.data[k - 1] : 0;
        if (old) k--;
        else j--;
    }
    return true;
}

/* Leaves the signatures of the form. */
static void form_keep(reader *r) {
    size_t n = 0;
    for (size_t j = 0; j < r->signatures.len; j++) {
        if (r->signatures.data[j].form == r->form) r->signatures.data[n++] = r->signatures.data[j];
    }
    r->signatures.len = n;
}

static bool sign_all(reader *r, pdx_titles *titles) {
    const bool texted = are_texted(r, titles);
    size_t k = 0;
    form_keep(r);
    for (size_t j = 0; j < r->signatures.len; j++) {
        const size_t i = title_of(r, &r->signatures.data[j]);
        if (i == r->sheet->n) continue;
        while (k < titles->lines.len && titles->lines.data[k] < i) k++;
        if (r->signatures.data[j].used || !could_head(r, i) || (k < titles->lines.len && titles->lines.data[k] == i)) continue;
        if (r->added.len > 0 && r->added.data[r->added.len - 1] >= i) continue;
        if (!title_put(r, titles, j, i, k, texted)) return false;
    }
    return added_join(r, titles);
}

/* How many of the entries with these titles have just one signature of the form; *all: how many such signatures there are. */
static size_t ones_of(const reader *r, const uint32_t *titles, size_t n, uint64_t form, size_t *all) {
    size_t ones = 0, here = 0, k = 0;
    *all = 0;
    for (size_t j = 0; j < r->signatures.len; j++) {
        if (r->signatures.data[j].form != form) continue;
        ++*all;
        if (k < n && r->signatures.data[j].line >= titles[k]) {
            ones += k > 0 && here == 1;
            here = 0;
            while (k < n && r->signatures.data[j].line >= titles[k]) k++;
        }
        here += k > 0;
    }
    return ones + (k > 0 && here == 1);
}

/* The share for this form. */
static float share_of(const reader *r, const uint32_t *titles, size_t n, uint64_t form) {
    size_t all;
    const size_t ones = ones_of(r, titles, n, form, &all);
    return all > 1 ? (float)ones / (float)pdx_max_size(n, all) : 0;
}

/* The signatures of the form, and how many have text between them and the next. */
typedef struct series {
    size_t n, texted, titled[PLACES]; /* those with a line that could be a title at the place */
    uint32_t first, last;
} series;

static series series_read(reader *r) {
    series out = {0};
    for (size_t j = 0; j < r->signatures.len; j++) {
        const signature *s = &r->signatures.data[j];
        if (s->form != r->form) continue;
        if (out.n == 0) out.first = s->line;
        else out.texted += has_body(r, out.last + 1, s->line);
        out.last = s->line;
        out.n++;
        for (unsigned at = ABOVE; at < FOOT; at++) {
            r->place = (place)at;
            const size_t i = title_of(r, s);
            out.titled[at] += could_head(r, i) && !is_body(r, i);
        }
    }
    return out;
}

/* Where titles stand beside the signatures, if these part the page; PLACES: they do not, or cannot be told. */
static place place_of(reader *r, const series *s) {
    const size_t n = s->n;
    if (n < LEAST_SERIES || 10 * s->texted < 9 * (n - 1)) return PLACES;
    if (!has_body(r, s->last + 1, r->sheet->n) && has_body(r, 0, s->first)) return 10 * (s->titled[ABOVE] + 1) >= 9 * n ? FOOT : PLACES;
    if (!has_body(r, s->last + 1, r->sheet->n) || has_body(r, 0, s->first)) return PLACES;
    r->place = BELOW;
    if (10 * s->titled[BELOW] >= 9 * n) return BELOW;
    return 10 * s->titled[ABOVE] >= 9 * n ? ABOVE : PLACES;
}

static float look_of(const reader *r, const uint32_t *titles, size_t n) {
    float sum = 0;
    for (size_t k = 0; k < n; k++) sum += r->sheet->facts[titles[k]].title;
    return n > 0 ? sum / (float)n : 0;
}

/* Makes the lines beside the signatures the titles, where these are no fewer and look no worse. At feet the first is the first line that
 * could be one. */
static bool series_take(const reader *r, pdx_titles *titles, const series *s, float margin) {
    const size_t n = titles->lines.len;
    if (r->place == FOOT) {
        size_t i = 0;
        while (i < s->first && (!could_head(r, i) || is_body(r, i))) i++;
        if (i < s->first && !PDX_VEC_PUSH(&titles->lines, (uint32_t)i)) return false;
    }
    for (size_t j = 0; j < r->signatures.len; j++) {
        const signature *each = &r->signatures.data[j];
        if (each->form != r->form || (r->place == FOOT && each->line == s->last)) continue;
        const size_t i = title_of(r, each);
        if (i < r->sheet->n && (titles->lines.len == n || titles->lines.data[titles->lines.len - 1] < i) &&
            !PDX_VEC_PUSH(&titles->lines, (uint32_t)i)) {
            return false;
        }
    }
    const size_t added = titles->lines.len - n;
    const bool better = added >= n && look_of(r, titles->lines.data + n, added) >= look_of(r, titles->lines.data, n) + margin;
    if (better) memmove(titles->lines.data, titles->lines.data + n, added * sizeof *titles->lines.data);
    titles->lines.len = better ? added : n;
    if (!PDX_VEC_RESERVE(&titles->score, titles->lines.len)) return false;
    if (better) memset(titles->score.data, 0, added * sizeof *titles->score.data);
    titles->score.len = titles->lines.len;
    return true;
}

/* How many titles stand as many lines behind a signature of the form, or before one, as most do. */
static size_t steady_of(const reader *r, const pdx_titles *titles, bool behind) {
    const size_t n = r->signatures.len;
    size_t at[STEADY + 1] = {0}, most = 0, j = 0, before = n;
    for (size_t k = 0; k < titles->lines.len; k++) {
        const uint32_t title = titles->lines.data[k];
        for (; j < n && (r->signatures.data[j].form != r->form || r->signatures.data[j].line < title); j++) {
            if (r->signatures.data[j].form == r->form) before = j;
        }
        if ((behind ? before : j) == n) continue;
        at[pdx_min_size(behind ? title - r->signatures.data[before].line : r->signatures.data[j].line - title, STEADY)]++;
    }
    for (unsigned k = 1; k < STEADY; k++) most = pdx_max_size(most, at[k]);
    return most;
}

/* Titles that stand in step with the signatures are right about them, wherever they stand. */
static bool are_steady(const reader *r, const pdx_titles *titles) {
    const size_t n = titles->lines.len;
    return 10 * pdx_max_size(steady_of(r, titles, true) + (n > LEAST_SERIES), steady_of(r, titles, false)) >= 8 * n;
}

/* Signatures that part the page otherwise than the titles do. */
static bool series_find(reader *r, pdx_titles *titles) {
    uint64_t forms[FORMS];
    const size_t n_forms = forms_read(r, forms);
    for (size_t k = 0; k < n_forms; k++) {
        r->form = forms[k];
        if (!(r->form & 1)) continue;
        if (are_steady(r, titles)) return true;
        const float margin = share_of(r, titles->lines.data, titles->lines.len, r->form) >= parted ? MARGIN : 0;
        const series s = series_read(r);
        r->place = place_of(r, &s);
        if (r->place != PLACES) return series_take(r, titles, &s, margin);
    }
    return true;
}

pdx_status pdx_signed_settle(pdx_titles *titles, const pdx_sheet *sheet, pdx_error *err) {
    const size_t n = titles->lines.len;
    reader r = {.sheet = sheet};
    pdx_status status = PDX_OK;
    if (n < 2 || sheet->n_fixed > 0) return PDX_OK;
    if (!PDX_VEC_RESERVE(&r.is_signed, n)) return pdx_fail_memory(err);
    r.is_signed.len = n;
    status = signatures_read(&r, err);
    if (status == PDX_OK && !(form_find(&r, titles) ? sign_all(&r, titles) : series_find(&r, titles))) status = pdx_fail_memory(err);
    PDX_VEC_DEINIT(&r.added);
    PDX_VEC_DEINIT(&r.is_signed);
    PDX_VEC_DEINIT(&r.signatures);
    return status;
}
