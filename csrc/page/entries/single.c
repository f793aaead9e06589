#include "page/entries/single.h"

#include <math.h>

/* LINES: of which one may be the title; REACH: of which more is known. */
enum { LINES = 200, REACH = 400, HEAD_LINES = 80, ECHO_REACH = 400 };
enum { TITLE_WORDS = 8, BYSIDE_REACH = 3, BYSIDE_WORDS = 14, LONG_WORDS = 14, TWIN_REACH = 5,
       GOOD = 20 };

static const float may_be = 0.01f; /* how probable a line above the title has to be the title itself to be of its entry, */
static const float name_more = 2.3f; /* and a word of menus, by so much more: a natural logarithm of odds */
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

/* What stands around each of the first lines of a page. */
typedef struct place {
    uint32_t next_text;  /* the next line of text below it, behind the last line if there is none */
    uint32_t text_above; /* words of text, */
    bool over_ways;      /* lines of the page stand between it and the next text, */
    bool over_byside;    /* and furniture of titles below it */
} place;

typedef struct places {
    place of[LINES];
    size_t n;            /* lines that may be the title */
    size_t first_byside; /* the first furniture of titles, behind the last line if there is none */
    uint32_t text;       /* words of all text */
} places;

static void places_read(places *p, const pdx_sheet *sheet) {
    const size_t reach = pdx_min_size(sheet->n, REACH);
    size_t next_text = sheet->n;
    bool ways = false, byside = false;
    p->n = pdx_min_size(sheet->n, LINES);
    p->text = 0;
    p->first_byside = sheet->n;
    for (size_t i = 0; i < reach; i++) {
        if (i < p->n) p->of[i].text_above = p->text;
        if (is_body(sheet, i)) p->text += sheet->lines[i].words;
    }
    for (size_t i = reach; i-- > 0;) {
        if (i < p->n) {
            p->of[i].next_text = (uint32_t)next_text;
            p->of[i].over_ways = ways;
            p->of[i].over_byside = byside;
        }
        if (is_body(sheet, i)) {
            next_text = i;
            ways = false;
        }
        ways = ways || is_page_line(sheet, i);
        if (!is_byside(sheet, i)) continue;
        byside = true;
        p->first_byside = i;
    }
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

/* What says that a line is the title of the only entry. */
enum {
    LOOK,         /* of a title */
    FAR,          /* lines from the text */
    NEAR_SIGNED,  /* furniture of an entry stands in one of the few lines below, */
    OVER_SIGNED,  /* in the next one, */
    UNDER_SIGNED, /* in the one above, */
    SIGNED,       /* or in the line itself */
    HEADED,       /* it stands under the heading of a listing, */
    HEADING,      /* or is one */
    TWIN,         /* it comes again soon */
    ECHOED,       /* furniture says it again */
    OVER_TEXT,    /* text stands right under it */
    BEHIND,       /* it stands behind the first text */
    LENGTH,       /* words, as many as titles often have, natural logarithm */
    SENTENCE,     /* it is one */
    FIRST,        /* nothing stands above it */
    TOP,          /* or up to twenty lines, in tens */
    HIGH,         /* or at most two */
    OVER,         /* lines down to the next text, up to twenty, in tens */
    ABOVE,        /* how much of the page's text stands above it, of all */
    OVER_WAYS,    /* lines of the page stand between it and the next text, and furniture of titles below */
    AGAIN,        /* the same line comes again further down */
    AT_WAYS,      /* the next line is one of the page */
    ECHOES,       /* it says again what stands above */
    FROM_BYSIDE,  /* lines between it and the first furniture of titles, up to twenty, in twenties */
    UNDER_BYSIDE, /* furniture of titles in one of the few lines above */
    TEXT,         /* it looks like text */
    BARE,         /* nor furniture anywhere: the page is an article as people keep it in a file */
    EVIDENCE
};

/* Logarithms of odds against other lines of the page, fitted by tests/truth/fit_single.py on 563 pages of 195 sites, each read alone, and on
 * articles written from them: of sites kept aside 75 titles in 100 pages are found (62 where only lines above the first text were asked),
 * and 99 in 100 articles. */
static const float weights[EVIDENCE] = {
    [LOOK] = 0.98f,
    [FAR] = -2.01f,
    [NEAR_SIGNED] = 0.82f,
    [OVER_SIGNED] = 1.82f,
    [UNDER_SIGNED] = 0.44f,
    [SIGNED] = 1.91f,
    [HEADED] = 2.20f,
    [HEADING] = 1.57f,
    [TWIN] = -0.72f,
    [ECHOED] = 3.71f,
    [OVER_TEXT] = 0.32f,
    [BEHIND] = -0.86f,
    [LENGTH] = 1.02f,
    [SENTENCE] = -2.59f,
    [FIRST] = 0.46f,
    [TOP] = -1.49f,
    [HIGH] = -0.26f,
    [OVER] = -1.09f,
    [ABOVE] = -2.76f,
    [OVER_WAYS] = -0.50f,
    [AGAIN] = -1.11f,
    [AT_WAYS] = -0.91f,
    [ECHOES] = -0.27f,
    [FROM_BYSIDE] = -1.97f,
    [UNDER_BYSIDE] = 0.72f,
    [TEXT] = 1.89f,
    [BARE] = 1.51f,
};

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

/* Line `i` is repeated by furniture further down. */
static bool is_echoed(const pdx_sheet *sheet, size_t i, size_t body) {
    for (size_t k = i + 1; k < sheet->n && k < body + ECHO_REACH; k++) {
        if (sheet->facts[k].echo == i + 1) return is_echo_phrase(sheet, k);
    }
    return false;
}

/* The page has no line of furniture, and none beside titles. */
static bool is_bare(const pdx_sheet *sheet) {
    for (size_t i = 0; i < sheet->n; i++) {
        if (sheet->facts[i].phrases != 0 || is_byside(sheet, i)) return false;
    }
    return true;
}

/* The page begins with a word of menus or of feet, and with no more of them: it is what this page is called there. */
static bool is_page_name(const pdx_sheet *sheet, size_t i) {
    const uint32_t words = PDX_PHRASE_BIT(PDX_PHRASE_MENU) | PDX_PHRASE_BIT(PDX_PHRASE_FOOTER);
    return i == sheet->table->masthead && sheet->facts[i].phrases & words && i + 1 < sheet->n && !is_page_line(sheet, i + 1);
}

/* The same line comes again, and not soon. */
static bool comes_again(const pdx_sheet *sheet, size_t i) {
    for (size_t k = i + TWIN_REACH + 1; k < sheet->n && k < REACH; k++) {
        if (pdx_sheet_same(sheet, i, k)) return true;
    }
    return false;
}

static bool byside_precedes(const pdx_sheet *sheet, size_t i) {
    for (size_t k = i; k > 0 && i - k < BYSIDE_REACH; k--) {
        if (is_byside(sheet, k - 1)) return true;
    }
    return false;
}

static float tens(size_t lines) { return 0.1f * (float)pdx_min_size(lines, 20); }

/* Where line `i` stands on the page. */
static void place_read(float *x, const pdx_sheet *sheet, const places *p, size_t i) {
    const size_t depth = i - sheet->table->masthead;
    const place *at = &p->of[i];
    x[TOP] = tens(depth);
    x[HIGH] = depth < 3;
    x[OVER] = tens(at->next_text - i);
    x[ABOVE] = p->text > 0 ? (float)at->text_above / (float)p->text : 0;
    x[OVER_WAYS] = at->over_ways && at->over_byside;
    x[AGAIN] = comes_again(sheet, i);
    x[AT_WAYS] = i + 1 < sheet->n && is_page_line(sheet, i + 1);
    x[ECHOES] = sheet->facts[i].echo > 0;
    x[FROM_BYSIDE] = 0.5f * tens(p->first_byside > i ? p->first_byside - i : i - p->first_byside);
    x[UNDER_BYSIDE] = byside_precedes(sheet, i);
    x[TEXT] = is_body(sheet, i);
}

/* Of line `i`, where the text begins with line `body`, behind the last line if there is none. */
static void evidence_read(float *x, const pdx_sheet *sheet, const places *p, size_t i, size_t body) {
    const bool has_text = body < sheet->n;
    place_read(x, sheet, p, i);
    x[LOOK] = (float)(sheet->facts[i].title + (is_page_name(sheet, i) ? PDX_FACT_PHRASE_LOOK : 0)) / 20.0f;
    x[FAR] = fminf(0.1f * (float)(body > i ? body - i : 0), 1);
    x[NEAR_SIGNED] = byside_follows(sheet, i);
    x[OVER_SIGNED] = i + 1 < sheet->n && is_byside(sheet, i + 1);
    x[UNDER_SIGNED] = i > 0 && is_byside(sheet, i - 1);
    x[SIGNED] = is_byside(sheet, i) || (!has_text && pdx_sheet_dated_title(sheet, i)); /* a page of titles alone has their dates beside them */
    x[HEADED] = i > 0 && sheet->facts[i - 1].phrases & PDX_PHRASES_OF_HEADING;
    x[HEADING] = (sheet->facts[i].phrases & PDX_PHRASES_OF_HEADING) != 0;
    x[TWIN] = is_twin(sheet, i);
    x[ECHOED] = is_echoed(sheet, i, body);
    x[OVER_TEXT] = has_text && i + 1 == body;
    x[BEHIND] = i > body;
    x[SENTENCE] = (sheet->facts[i].flags & PDX_FACT_SENTENCE) != 0;
    x[FIRST] = i == 0;
    x[BARE] = i == 0 && is_bare(sheet);
    x[LENGTH] = logf((float)pdx_min_size(sheet->lines[i].words, TITLE_WORDS) + 1);
}

/* Logarithm of the odds that line `i` is the title, as the page tells by itself. */
static float title_odds(const pdx_sheet *sheet, const places *p, size_t i, size_t body) {
    float x[EVIDENCE], odds = 0;
    evidence_read(x, sheet, p, i, body);
    for (unsigned k = 0; k < EVIDENCE; k++) odds += weights[k] * x[k];
    return odds;
}

static bool text_follows(const pdx_sheet *sheet, size_t i) {
    for (size_t k = i + 1; k < sheet->n; k++) {
        if (is_body(sheet, k)) return true;
    }
    return false;
}

/* A paragraph that ends like one is a title where furniture of titles stands beside it, or where it is short and there is text below;
 * else it is the text. */
static bool is_text_alone(const pdx_sheet *sheet, size_t i) {
    const unsigned flags = sheet->facts[i].flags;
    if (!(flags & PDX_FACT_PARA && flags & PDX_FACT_STOP)) return false;
    return !byside_follows(sheet, i) && !(i > 0 && is_byside(sheet, i - 1)) && !(flags & PDX_FACT_SENTENCE && text_follows(sheet, i));
}

/* A word of menus right above a long paragraph: "About". */
static bool is_menu_word(const pdx_sheet *sheet, size_t i, size_t body) {
    return i + 1 == body && body < sheet->n && sheet->facts[i].phrases & PDX_PHRASE_BIT(PDX_PHRASE_MENU) && sheet->lines[body].words > LONG_WORDS;
}

/* A line of furniture is no title, but that may be; where the text begins is looked at whatever furniture stands there. */
static bool is_candidate(const pdx_sheet *sheet, size_t i, size_t body) {
    if (is_text_alone(sheet, i)) return false;
    if (i == body || is_menu_word(sheet, i, body) || is_page_name(sheet, i)) return true;
    return !(sheet->facts[i].phrases & (PDX_PHRASES_OF_PAGE | PDX_PHRASES_OF_ENTRY));
}

/* Lines that could be the title, of which one is: line `title`, or none. */
typedef struct candidates {
    size_t line[LINES];
    float own[LINES];  /* by the page itself, */
    float odds[LINES]; /* and by what its site says too */
    size_t n, title; /* title: the number of lines of the page where there is none */
} candidates;

static void candidates_read(candidates *c, const pdx_sheet *sheet, size_t body, const pdx_choice *choice) {
    places p;
    float best = 0;
    places_read(&p, sheet);
    c->n = 0;
    c->title = sheet->n;
    for (size_t i = sheet->table->masthead; i < p.n; i++) {
        float own, odds;
        if (!is_candidate(sheet, i, body)) continue;
        own = title_odds(sheet, &p, i, body);
        odds = own + like_score(choice, i);
        c->line[c->n] = i;
        c->own[c->n] = own;
        c->odds[c->n++] = odds;
        if (c->title < sheet->n && odds <= best) continue;
        c->title = i;
        best = odds;
    }
}

/* The odds that a candidate needs to be the title with the probability that matters. */
static float least_odds(const float *odds, size_t n) {
    float sum = 0, best = 0;
    for (size_t k = 0; k < n; k++) best = fmaxf(best, odds[k]);
    for (size_t k = 0; k < n; k++) sum += expf(odds[k] - best);
    return best + logf(may_be * sum);
}

/* The first line that is of the entry: above what is taken for the title, and below lines of the page, others may be it, and what could be it
 * without its site is not lost by that. */
static size_t first_that_may_be(const candidates *c, const pdx_sheet *sheet) {
    const float least = least_odds(c->odds, c->n), least_own = least_odds(c->own, c->n);
    size_t first = c->title, floor = c->title;
    while (floor > sheet->table->masthead && (!is_page_line(sheet, floor - 1) || is_page_name(sheet, floor - 1))) floor--;
    for (size_t k = c->n; k-- > 0;) {
        const float more = is_page_name(sheet, c->line[k]) ? name_more : 0;
        if (c->line[k] >= first || c->line[k] < floor) continue;
        if (c->odds[k] >= least + more || c->own[k] >= least_own + more) first = c->line[k];
    }
    return first;
}

/* Comments, lists of links: what comes after the text of a post. */
static bool is_section(const pdx_sheet *sheet, size_t i) {
    const uint32_t sections = PDX_PHRASE_BIT(PDX_PHRASE_COMMENT_AREA) | PDX_PHRASE_BIT(PDX_PHRASE_SIDEBAR) | PDX_PHRASE_BIT(PDX_PHRASE_RELATED);
    return (sheet->facts[i].phrases & sections) != 0;
}

/* A sentence of few words over lines of the page, where longer text comes below a day or a name: it says what the site is about. */
static bool is_tagline(const pdx_sheet *sheet, size_t i) {
    bool signed_below = false;
    if (sheet->lines[i].words > LONG_WORDS || i + 1 >= sheet->n || !is_page_line(sheet, i + 1)) return false;
    for (size_t k = i + 1; k < sheet->n && k - i <= HEAD_LINES; k++) {
        if (is_body(sheet, k)) return signed_below && sheet->lines[k].words > sheet->lines[i].words;
        signed_below = signed_below || is_byside(sheet, k);
    }
    return false;
}

/* Where the text begins: its first paragraph, or a sentence right under what could be a title, else its first sentence, else furniture that
 * stands below text, else ways to other pages below furniture of the entry and a line that could be its title. */
static size_t find_body(const pdx_sheet *sheet) {
    const uint32_t ends = PDX_PHRASE_BIT(PDX_PHRASE_COMMENT_AREA) | PDX_PHRASE_BIT(PDX_PHRASE_COMMENTS) | PDX_PHRASE_BIT(PDX_PHRASE_TAGGED);
    size_t sentence = sheet->n, below = sheet->n, ways = sheet->n, i;
    bool beside = false, title = false;
    for (i = sheet->table->masthead; i < sheet->n; i++) {
        beside = beside || is_byside(sheet, i);
        title = title || (!pdx_sheet_is_meta(sheet, i) && !is_byside(sheet, i));
        if (ways == sheet->n && beside && title && sheet->facts[i].phrases & PDX_PHRASE_BIT(PDX_PHRASE_NAV)) ways = i;
        if (is_body(sheet, i) && (beside || i >= HEAD_LINES || !is_tagline(sheet, i))) {
            if (!(sheet->facts[i].flags & PDX_FACT_SENTENCE) || (i > 0 && pdx_sheet_title_look(sheet, i - 1) > GOOD)) break;
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
    candidates c;
    size_t body = 0, title;
    if (sheet->n == 0) return PDX_OK;
    body = find_body(sheet);
    candidates_read(&c, sheet, body, choice);
    title = c.title;
    s.title = (uint32_t)(title < sheet->n ? title : PDX_PAGE_NO_LINE);
    s.line = (uint32_t)(title < sheet->n ? title : body < sheet->n ? body : 0);
    if (title < sheet->n) {
        while (s.line > 0 && s.title - s.line < 3 && (is_byside(sheet, s.line - 1) || pdx_sheet_same(sheet, s.line - 1, title))) s.line--;
        if (s.line > 0 && title + 1 < sheet->n && pdx_sheet_same(sheet, title - 1, title + 1)) s.line = s.title - 1;
        for (size_t i = title; i > 0 && title - i < TWIN_REACH; i--) {
            if (pdx_sheet_same(sheet, i - 1, title)) s.line = (uint32_t)pdx_min_size(s.line, i - 1);
        }
        s.line = (uint32_t)pdx_min_size(s.line, first_that_may_be(&c, sheet));
    }
    s.end = (uint32_t)find_end(sheet, title < sheet->n ? title : s.line);
    return PDX_VEC_PUSH(&starts->starts, s) ? PDX_OK : pdx_fail_memory(err);
}
