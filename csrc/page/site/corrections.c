#include "page/site/corrections.h"

#include <math.h>

#include "page/site/sitelessons.h"
#include "page/entries/weigh.h"

enum { TITLE_REACH = 8, TITLES_APART = 2 };

static const float own_title = 0.8f, fixed = 2;
static const float whole_odds = -2; /* what titles that lessons ask for must be worth where the page has none of its own; log odds */

void pdx_corrections_init(pdx_corrections *c) { memset(c, 0, sizeof *c); }
void pdx_corrections_deinit(pdx_corrections *c) { PDX_VEC_DEINIT(&c->wishes); }

static pdx_status wishes_like(pdx_corrections *c, const pdx_sheet *sheet, const pdx_lessons *lessons, pdx_error *err) {
    if (!PDX_VEC_RESERVE(&c->wishes, sheet->n)) return pdx_fail_memory(err);
    for (size_t i = 0; i < sheet->n; i++) {
        const pdx_likeness like = pdx_lessons_match(lessons, sheet, i);
        pdx_wish wish = {.role = PDX_ROLE_COUNT};
        if (like.lesson != NULL) {
            wish.probability = like.probability;
            wish.role = like.lesson->role;
            wish.starts = like.lesson->starts;
            wish.form = like.form;
        }
        c->wishes.data[c->wishes.len++] = wish;
    }
    return PDX_OK;
}

/* A page that is cut without its site teaches itself. */
static pdx_status wishes_alone(pdx_corrections *c, const pdx_sheet *sheet, const pdx_page_options *options, pdx_error *err) {
    pdx_page_options again = *options;
    pdx_site *site;
    pdx_status status;
    again.memory = NULL;
    again.room = NULL; /* the page is in it */
    PDX_TRY(pdx_site_new(&site, err));
    status = pdx_site_learn(site, sheet->text, &again, NULL, err);
    if (status == PDX_OK) status = pdx_site_weigh(site, sheet->text, &again, NULL, err);
    if (status == PDX_OK) status = wishes_like(c, sheet, pdx_site_lessons(site), err);
    pdx_site_free(site);
    return status;
}

/* Where all entries were told, a title stands where it was, or soon behind a start that was told without one. */
static void others_close(pdx_corrections *c, const pdx_sheet *sheet, const pdx_page_options *options) {
    size_t reach = 0, at = 0;
    for (size_t i = 0; i < c->wishes.len; i++) {
        pdx_wish *wish = &c->wishes.data[i];
        const bool is_title = wish->fixed && wish->role == PDX_ROLE_TITLE;
        if (wish->fixed && wish->starts) reach = TITLE_REACH;
        if (is_title) reach = 0;
        while (at < options->n_others && options->others[at] < sheet->lines[i].number) at++;
        wish->closed = !is_title && reach == 0 && !(at < options->n_others && options->others[at] == sheet->lines[i].number);
        if (wish->fixed) continue;
        wish->starts = false;
        if (wish->closed && wish->role == PDX_ROLE_TITLE) *wish = (pdx_wish){.role = PDX_ROLE_COUNT, .closed = true};
        if (reach > 0) reach--;
    }
}

pdx_status pdx_corrections_read(pdx_corrections *c, const pdx_sheet *sheet, const pdx_page_options *options, pdx_error *err) {
    if (options->n_corrections == 0 && (options->site == NULL || pdx_site_lessons(options->site)->lessons.len == 0)) return PDX_OK;
    if (options->site != NULL) PDX_TRY(wishes_like(c, sheet, pdx_site_lessons(options->site), err));
    else PDX_TRY(wishes_alone(c, sheet, options, err));
    c->fields = options->fields;
    c->n_fields = options->n_fields;
    for (size_t k = 0; k < options->n_corrections; k++) {
        const pdx_page_correction *fix = &options->corrections[k];
        const size_t i = pdx_sheet_find(sheet, fix->line);
        if (i == sheet->n) continue;
        c->wishes.data[i].probability = 1;
        c->wishes.data[i].role = fix->role;
        c->wishes.data[i].starts = fix->starts;
        c->wishes.data[i].fixed = true;
    }
    if (options->told_all && options->n_corrections > 0) others_close(c, sheet, options);
    return PDX_OK;
}

static bool is_body(const pdx_sheet *sheet, size_t i) { return sheet->facts[i].flags & PDX_FACT_PARA && !pdx_sheet_is_meta(sheet, i); }

static bool has_body(const pdx_sheet *sheet, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        if (is_body(sheet, i)) return true;
    }
    return false;
}

/* Lines by how much speaks for each being a title; 0: it is none. */
typedef struct weights {
    float *of; /* owned */
    size_t n;
} weights;

/* Its place alone does not keep a line from being a title: titles and headings stand in much the same places. */
static bool may_be_title(const pdx_wish *wish) {
    if (wish->closed) return false;
    return wish->role == PDX_ROLE_TITLE || wish->role == PDX_ROLE_COUNT || (!wish->fixed && !wish->form);
}

/* A title that the page's own cut has already is left as that cut found it, by the line that led to it: the cut as a whole
 * depends on those. */
static void weights_set(weights *w, const pdx_corrections *c, const pdx_titles *titles, const pdx_starts *starts) {
    for (size_t i = 0; i < w->n; i++) {
        const pdx_wish *wish = &c->wishes.data[i];
        if (wish->role == PDX_ROLE_TITLE && wish->probability > 0) w->of[i] = wish->fixed ? fixed : wish->probability;
    }
    for (size_t k = 0; k < titles->lines.len; k++) {
        const uint32_t line = titles->lines.data[k], title = starts->starts.data[k].title;
        const float wished = title == PDX_PAGE_NO_LINE ? 0 : w->of[title];
        if (!may_be_title(&c->wishes.data[line])) continue;
        if (wished > 0) w->of[title] = 0;
        w->of[line] = wished > 0 ? wished : own_title;
    }
}

/* An entry that begins at `line` needs a title: one that is known, else the first line that looks like one. */
static void title_for(weights *w, const pdx_corrections *c, const pdx_sheet *sheet, size_t line) {
    const size_t end = pdx_min_size(sheet->n, line + TITLE_REACH);
    size_t best = end;
    for (size_t i = line; i < end; i++) {
        if (i > line && c->wishes.data[i].starts) break;
        if (w->of[i] > 0) return;
        if (is_body(sheet, i)) break;
        if (best == end && may_be_title(&c->wishes.data[i]) && pdx_sheet_title_look(sheet, i) > 0) best = i;
    }
    if (best < end) w->of[best] = c->wishes.data[line].fixed ? fixed : c->wishes.data[line].probability;
}

/* Of two titles close together without text between them the less likely is none, unless the page's own cut has both. */
static void weights_thin(weights *w, const pdx_titles *titles, const pdx_sheet *sheet) {
    size_t before = w->n, k = 0;
    bool own_before = false;
    for (size_t i = 0; i < w->n; i++) {
        if (w->of[i] == 0) continue;
        while (k < titles->lines.len && titles->lines.data[k] < i) k++;
        const bool own = k < titles->lines.len && titles->lines.data[k] == i;
        const bool close = before < w->n && i - before <= TITLES_APART && !has_body(sheet, before + 1, i);
        if (close && !(own && own_before) && w->of[i] != w->of[before]) {
            const bool drop = w->of[i] < w->of[before];
            w->of[drop ? i : before] = 0;
            if (drop) continue;
        }
        before = i;
        own_before = own;
    }
}

static pdx_status titles_wish(const pdx_corrections *c, pdx_titles *titles, const pdx_sheet *sheet, const pdx_starts *starts, pdx_error *err) {
    weights w;
    bool ok = true;
    w.n = sheet->n;
    w.of = pdx_alloc_zero(w.n, sizeof *w.of);
    if (w.of == NULL) return pdx_fail_memory(err);
    weights_set(&w, c, titles, starts);
    for (size_t i = 0; i < w.n; i++) {
        if (c->wishes.data[i].starts) title_for(&w, c, sheet, i);
    }
    weights_thin(&w, titles, sheet);
    titles->lines.len = titles->score.len = 0;
    for (size_t i = 0; ok && i < w.n; i++) {
        if (w.of[i] > 0) ok = PDX_VEC_PUSH(&titles->lines, (uint32_t)i) && PDX_VEC_PUSH(&titles->score, 0);
    }
    pdx_free(w.of);
    return ok ? PDX_OK : pdx_fail_memory(err);
}

/* Logarithm of the odds of the titles by how they stand on the page, whatever led to them. */
static float odds_of(const pdx_sheet *sheet, pdx_titles *titles) {
    if (titles->lines.len < 2) return whole_odds;
    memset(titles->score.data, 0, titles->score.len * sizeof *titles->score.data);
    return pdx_odds_of(pdx_weigh(sheet, titles), 1e-6f);
}

/* Lessons alone speak for this page, and it was read with a frame by which titles can be weighed. */
static bool can_be_weighed(const pdx_corrections *c, const pdx_titles *titles) {
    for (size_t i = 0; i < c->wishes.len; i++) {
        if (c->wishes.data[i].fixed) return false;
    }
    return titles->fits.lines.len > 0;
}

/* What was asked for by place alone is asked for no more. */
static void places_drop(pdx_corrections *c) {
    for (size_t i = 0; i < c->wishes.len; i++) {
        pdx_wish *wish = &c->wishes.data[i];
        if (!wish->form && !wish->fixed) *wish = (pdx_wish){.role = PDX_ROLE_COUNT, .closed = wish->closed};
    }
}

/* Another page of the site may stand otherwise: places that lessons point to are taken only where the titles they make are
 * worth no less than the page's own. tests/truth/corrections_truth.py measures what lessons do. */
static pdx_status titles_weigh(pdx_corrections *c, pdx_titles *titles, const pdx_sheet *sheet, const pdx_starts *starts, pdx_error *err) {
    const size_t n = titles->lines.len;
    const float own_odds = odds_of(sheet, titles);
    uint32_t *own = pdx_resize_array(NULL, n + 1, sizeof *own);
    pdx_status status;
    if (own == NULL) return pdx_fail_memory(err);
    if (n > 0) memcpy(own, titles->lines.data, n * sizeof *own);
    status = titles_wish(c, titles, sheet, starts, err);
    if (status == PDX_OK && odds_of(sheet, titles) < own_odds) {
        places_drop(c);
        titles->lines.len = titles->score.len = 0;
        for (size_t k = 0; status == PDX_OK && k < n; k++) {
            if (!PDX_VEC_PUSH(&titles->lines, own[k]) || !PDX_VEC_PUSH(&titles->score, 0)) status = pdx_fail_memory(err);
        }
        if (status == PDX_OK) status = titles_wish(c, titles, sheet, starts, err);
    }
    pdx_free(own);
    return status;
}

pdx_status pdx_corrections_titles(pdx_corrections *c, pdx_titles *titles, const pdx_sheet *sheet, pdx_error *err) {
    pdx_starts starts;
    pdx_status status;
    if (c->wishes.len == 0) return PDX_OK;
    pdx_starts_init(&starts);
    status = pdx_starts_read(&starts, sheet, titles, err);
    if (status == PDX_OK) {
        status = can_be_weighed(c, titles) ? titles_weigh(c, titles, sheet, &starts, err) : titles_wish(c, titles, sheet, &starts, err);
    }
    pdx_starts_deinit(&starts);
    return status;
}

/* Entries while they are made anew. */
typedef struct making {
    const pdx_corrections *c;
    const pdx_sheet *sheet;
    pdx_starts made;
} making;

static bool opens(const making *m, size_t i) { return m->c->wishes.data[i].starts; }

static bool start_put(making *m, size_t line, uint32_t title, size_t end, float margin) {
    pdx_start s = {0};
    s.line = (uint32_t)line;
    s.title = title;
    s.end = (uint32_t)end;
    s.margin = margin;
    return PDX_VEC_PUSH(&m->made.starts, s);
}

/* Entries without a title that are asked for in [from, to). Gives the start of the last one in *open; `to`: none. */
static bool gap_read(making *m, size_t from, size_t to, size_t *open) {
    *open = to;
    for (size_t i = from; i < to; i++) {
        if (!opens(m, i)) continue;
        if (*open < to && !start_put(m, *open, PDX_PAGE_NO_LINE, i, 0)) return false;
        *open = i;
    }
    return true;
}

/* Where entry `s` begins: at the last line up to its title where a start is asked for, a fixed one before others. */
static size_t head_open(const making *m, const pdx_start *s) {
    const size_t title = s->title == PDX_PAGE_NO_LINE ? s->line : s->title;
    size_t at = s->line;
    bool sure = false;
    for (size_t i = s->line; i <= title; i++) {
        if (!opens(m, i) || (sure && !m->c->wishes.data[i].fixed)) continue;
        at = i;
        sure = m->c->wishes.data[i].fixed;
    }
    return at;
}

/* An entry, its lines before the start that is asked for given to the one above, and cut at starts in its body. */
static bool entry_make(making *m, const pdx_start *s, size_t open) {
    const size_t line = open < s->line ? s->line : head_open(m, s), n = m->made.starts.len;
    const size_t body = s->title == PDX_PAGE_NO_LINE ? s->line : s->title;
    size_t begin = open < s->line ? open : line, end = body + 1;
    if (line > s->line && n > 0 && m->made.starts.data[n - 1].end == s->line) m->made.starts.data[n - 1].end = (uint32_t)line;
    while (end < s->end && !opens(m, end)) end++;
    if (!start_put(m, begin, s->title, end, s->margin)) return false;
    while (end < s->end) {
        begin = end++;
        while (end < s->end && !opens(m, end)) end++;
        if (!start_put(m, begin, PDX_PAGE_NO_LINE, end, 0)) return false;
    }
    return true;
}

static bool starts_make(making *m, const pdx_starts *starts) {
    size_t gap = 0, open;
    for (size_t k = 0; k < starts->starts.len; k++) {
        const pdx_start *s = &starts->starts.data[k];
        if (!gap_read(m, gap, s->line, &open)) return false;
        if (open < s->line && has_body(m->sheet, open, s->line)) { /* too far above to be the head of this entry */
            if (!start_put(m, open, PDX_PAGE_NO_LINE, s->line, 0)) return false;
            open = s->line;
        }
        if (!entry_make(m, s, open)) return false;
        gap = s->end;
    }
    if (!gap_read(m, gap, m->sheet->n, &open)) return false;
    return open == m->sheet->n || start_put(m, open, PDX_PAGE_NO_LINE, m->sheet->n, 0);
}

/* The title of each entry: the line that is asked for, and no line that is asked to be something else. */
static void titles_fix(const pdx_corrections *c, pdx_starts *starts) {
    for (size_t k = 0; k < starts->starts.len; k++) {
        pdx_start *s = &starts->starts.data[k];
        float best = 0;
        if (s->title != PDX_PAGE_NO_LINE && !may_be_title(&c->wishes.data[s->title])) s->title = PDX_PAGE_NO_LINE;
        for (size_t i = s->line; i < s->end; i++) {
            const pdx_wish *wish = &c->wishes.data[i];
            if (wish->role != PDX_ROLE_TITLE || wish->probability <= best) continue;
            best = wish->probability;
            s->title = (uint32_t)i;
        }
    }
}

static bool is_of_page(unsigned role) { return role == PDX_ROLE_PAGE_HEADING || role == PDX_ROLE_NAV || role == PDX_ROLE_FOOTER; }

/* The first entry begins after lines fixed as the page's, the last one ends before them. */
static void edges_fix(const pdx_corrections *c, pdx_starts *starts) {
    pdx_start *first = &starts->starts.data[0], *last = &starts->starts.data[starts->starts.len - 1];
    const size_t head = first->title == PDX_PAGE_NO_LINE ? first->line : first->title;
    for (size_t i = first->line; i < head; i++) {
        if (is_of_page(c->wishes.data[i].role)) first->line = (uint32_t)i + 1;
    }
    for (size_t i = last->title == PDX_PAGE_NO_LINE ? last->line + 1 : last->title + 1; i < last->end; i++) {
        if (is_of_page(c->wishes.data[i].role)) last->end = (uint32_t)i;
    }
}

pdx_status pdx_corrections_starts(const pdx_corrections *c, pdx_starts *starts, const pdx_sheet *sheet, pdx_error *err) {
    making m = {c, sheet, {{NULL, 0, 0}, starts->has_foot, starts->has_head}};
    if (c->wishes.len == 0) return PDX_OK;
    if (!starts_make(&m, starts)) {
        pdx_starts_deinit(&m.made);
        return pdx_fail_memory(err);
    }
    pdx_starts_deinit(starts);
    *starts = m.made;
    titles_fix(c, starts);
    if (starts->starts.len > 0) edges_fix(c, starts);
    return PDX_OK;
}
