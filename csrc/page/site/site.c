#include <math.h>

#include "page/site/examples.h"
#include "page/site/siteedge.h"
#include "page/site/sitelessons.h"
#include "page/site/told.h"

enum { LEAST_TOLD = 2, LEAST_EXAMPLES = 6, LEAST_PAGES = 2, ENOUGH_EXAMPLES = 64, ENOUGH_PAGES = 20, ROUNDS = 3 };

static const float least_worth = 0.25f, least_usual = 0.6f, least_prior = 0.7f;
static const float trust = 0.6f; /* a profile finds again what it was learned from more easily than other entries */
static const float certain = 0.97f; /* a page's own cut that is as sure as this is not looked at again */

struct pdx_site {
    pdx_lessons lessons;
    pdx_examples examples;
    pdx_site_edge masthead, footing; /* with which lines its pages begin and end */
    pdx_bares bares;
    bool has_fields; /* a person has shown that entries hold more than titles */
    pdx_told told;
    pdx_profile profile;
    float prior; /* of the profile, by what a person has said */
    pdx_site *untaught; /* owned, but for its masthead and footing, which are this one's; NULL: no page was corrected, or it is not settled */
};

pdx_status pdx_site_new(pdx_site **out, pdx_error *err) {
    *out = pdx_alloc_zero(1, sizeof **out);
    if (*out == NULL) return pdx_fail_memory(err);
    pdx_site_edge_init(&(*out)->masthead, false);
    pdx_site_edge_init(&(*out)->footing, true);
    return PDX_OK;
}

void pdx_site_free(pdx_site *site) {
    if (site == NULL) return;
    pdx_lessons_deinit(&site->lessons);
    pdx_examples_deinit(&site->examples);
    pdx_site_edge_deinit(&site->masthead);
    pdx_site_edge_deinit(&site->footing);
    pdx_told_deinit(&site->told);
    pdx_free(site->untaught);
    pdx_free(site);
}

typedef struct reading {
    pdx_lines lines;
    pdx_facts facts;
    pdx_sheet sheet;
} reading;

static pdx_status reading_open(reading *r, pdx_span text, const pdx_page_options *options, const pdx_tick *tick, pdx_error *err) {
    memset(r, 0, sizeof *r);
    pdx_lines_init(&r->lines);
    pdx_facts_init(&r->facts);
    PDX_TRY(pdx_lines_read(&r->lines, text, tick, err));
    PDX_TRY(pdx_facts_read(&r->facts, text, &r->lines, options, tick, err));
    r->sheet.text = text;
    r->sheet.lines = r->lines.lines.data;
    r->sheet.facts = r->facts.facts.data;
    r->sheet.table = &r->facts;
    r->sheet.n = r->lines.lines.len;
    return PDX_OK;
}

static void reading_close(reading *r) {
    pdx_facts_deinit(&r->facts);
    pdx_lines_deinit(&r->lines);
}

/* A line of an entry that is not its title. */
static bool is_field(pdx_role role) {
    switch (role) {
    case PDX_ROLE_TITLE: case PDX_ROLE_PAGE_HEADING: case PDX_ROLE_NAV: case PDX_ROLE_FOOTER: case PDX_ROLE_OTHER: case PDX_ROLE_BLANK: return false;
    default: return role < PDX_ROLE_COUNT;
    }
}

pdx_status pdx_site_learn(pdx_site *site, pdx_span text, const pdx_page_options *options, const pdx_tick *tick, pdx_error *err) {
    reading r;
    pdx_page_options bare = *options;
    pdx_page cut;
    pdx_status status = reading_open(&r, text, options, tick, err);
    if (status == PDX_OK) status = pdx_told_add(&site->told, text, options, err);
    for (size_t k = 0; k < options->n_corrections; k++) site->has_fields = site->has_fields || is_field((pdx_role)options->corrections[k].role);
    bare.corrections = NULL;
    bare.n_corrections = 0;
    bare.site = NULL;
    if (status == PDX_OK) status = pdx_page_cut(&cut, text, &bare, tick, err);
    if (status == PDX_OK) {
        status = pdx_lessons_learn(&site->lessons, &r.sheet, &cut, options, err);
        pdx_page_deinit(&cut);
    }
    reading_close(&r);
    return status;
}

pdx_status pdx_site_weigh(pdx_site *site, pdx_span text, const pdx_page_options *options, const pdx_tick *tick, pdx_error *err) {
    reading r;
    const pdx_status status = reading_open(&r, text, options, tick, err);
    if (status == PDX_OK) pdx_lessons_weigh(&site->lessons, &r.sheet);
    reading_close(&r);
    return status;
}

const pdx_lessons *pdx_site_lessons(const pdx_site *site) { return &site->lessons; }

pdx_status pdx_site_survey(pdx_site *site, pdx_span text, pdx_error *err) {
    if (!pdx_site_edge_is_known(&site->masthead)) PDX_TRY(pdx_site_edge_add(&site->masthead, text, err));
    return pdx_site_edge_is_known(&site->footing) ? PDX_OK : pdx_site_edge_add(&site->footing, text, err);
}

const pdx_site_edge *pdx_site_masthead(const pdx_site *site) { return &site->masthead; }
const pdx_site_edge *pdx_site_footing(const pdx_site *site) { return &site->footing; }
const pdx_bares *pdx_site_bares(const pdx_site *site) { return &site->bares; }

pdx_status pdx_site_show(pdx_site *site, const pdx_page *cut, pdx_error *err) {
    pdx_bares_add(&site->bares, cut);
    return pdx_examples_offer(&site->examples, cut, err);
}

bool pdx_site_has_seen_enough(const pdx_site *site) {
    return site->examples.list.len >= ENOUGH_EXAMPLES && pdx_examples_pages(&site->examples, NULL) >= ENOUGH_PAGES;
}

/* Some of the examples. */
typedef struct chosen {
    const pdx_examples *from;
    bool is[PDX_EXAMPLES];
    size_t n;
} chosen;

static void chosen_all(chosen *out, const pdx_examples *examples) {
    out->from = examples;
    out->n = examples->list.len;
    for (size_t i = 0; i < out->n; i++) out->is[i] = true;
}

/* Leaves out those that are not typical, which says so of each that is chosen. */
static void chosen_leave(chosen *c, const bool *typical) {
    for (size_t i = 0; i < c->from->list.len; i++) {
        if (!c->is[i] || *typical++) continue;
        c->is[i] = false;
        c->n--;
    }
}

static bool can_be_learned_from(const chosen *c) { return c->n >= LEAST_EXAMPLES && pdx_examples_pages(c->from, c->is) >= LEAST_PAGES; }

/* Entries that are known, put one after the other: those that a person has shown, with the pages on which they stand, and examples. */
typedef struct known {
    pdx_buf text;
    size_t begins[PDX_TOLD + PDX_EXAMPLES + 1], titles[PDX_TOLD + PDX_EXAMPLES], n;
    float weights[PDX_TOLD + PDX_EXAMPLES];
} known;

static void told_put(known *out, const pdx_told *told) {
    for (size_t k = 0; k < told->pages.len; k++) {
        const pdx_told_page *page = &told->pages.data[k];
        for (size_t i = page->first; i < page->first + page->n; i++) {
            out->begins[out->n] = out->text.len + told->entries.data[i].begin;
            out->titles[out->n] = out->text.len + told->entries.data[i].title;
            out->weights[out->n++] = told->entries.data[i].weight;
        }
        pdx_buf_span(&out->text, page->text);
        pdx_buf_byte(&out->text, '\n');
    }
}

/* `told` and `examples` may be NULL. */
static pdx_status known_read(known *out, const pdx_told *told, const chosen *examples, pdx_error *err) {
    pdx_buf_init(&out->text);
    out->n = 0;
    if (told != NULL) told_put(out, told);
    for (size_t i = 0; examples != NULL && i < examples->from->list.len; i++) {
        const pdx_example *example = &examples->from->list.data[i];
        if (!examples->is[i]) continue;
        out->begins[out->n] = out->text.len;
        out->titles[out->n] = out->text.len + example->title;
        out->weights[out->n++] = 1;
        pdx_buf_span(&out->text, pdx_buf_view(&example->text));
    }
    out->begins[out->n] = out->text.len;
    return out->text.failed ? pdx_fail_memory(err) : PDX_OK;
}

static pdx_known_entries known_view(const known *k) {
    return (pdx_known_entries){pdx_buf_view(&k->text), k->begins, k->titles, k->n, k->weights};
}

static pdx_status measured(const pdx_profile *profile, const known *by, float *f1, const pdx_page_options *options, pdx_error *err) {
    const pdx_known_entries entries = known_view(by);
    pdx_profile copy = *profile;
    *f1 = 0;
    if (by->n == 0) return PDX_OK;
    PDX_TRY(pdx_profile_measure(&copy, &entries, options, err));
    *f1 = copy.reproduced;
    return PDX_OK;
}

static pdx_status some_learn(pdx_profile *out, const pdx_told *told, const chosen *examples, bool *typical, const pdx_page_options *options,
                             pdx_error *err) {
    known some;
    pdx_status status = known_read(&some, told, examples, err);
    if (status == PDX_OK) {
        const pdx_known_entries entries = known_view(&some);
        status = pdx_profile_learn(out, &entries, typical, options, err);
    }
    pdx_buf_deinit(&some.text);
    return status;
}

/* Learns from the examples that are left; what a profile is worth is told by all of them.
 * Entries that are not like most were cut wrongly, or are of another kind: profiles are learned without them too, as long as there
 * are enough, and the best one is taken. */
static pdx_status profiles_learn(pdx_site *site, const chosen *examples, const known *all, const pdx_page_options *options, pdx_error *err) {
    bool typical[PDX_TOLD + PDX_EXAMPLES];
    chosen left = *examples;
    for (unsigned round = 0; round < ROUNDS && can_be_learned_from(&left); round++) {
        const size_t n = left.n;
        pdx_profile tried;
        PDX_TRY(some_learn(&tried, NULL, &left, typical, options, err));
        PDX_TRY(measured(&tried, all, &tried.reproduced, options, err));
        if (tried.reproduced * tried.worth > site->profile.reproduced * site->profile.worth) site->profile = tried;
        chosen_leave(&left, typical);
        if (left.n == n) break;
    }
    return PDX_OK;
}

/* Reads the pages that a person has corrected again with what the site knows by now, and how well their entries are found without
 * the corrections. Lessons would only say again what was said of these very lines. */
static pdx_status told_read(pdx_site *site, pdx_told_found *found, const pdx_page_options *options, pdx_error *err) {
    pdx_page_options alone = *options;
    pdx_status status = PDX_OK;
    alone.site = site;
    memset(found, 0, sizeof *found);
    for (size_t k = 0; status == PDX_OK && k < site->told.pages.len; k++) {
        const pdx_lessons lessons = site->lessons;
        pdx_page before;
        pdx_lessons_init(&site->lessons);
        status = pdx_page_cut(&before, site->told.pages.data[k].text, &alone, NULL, err);
        site->lessons = lessons;
        if (status != PDX_OK) break;
        status = pdx_told_cut(&site->told, k, &before, site, options, err);
        if (status == PDX_OK) pdx_told_count(found, &site->told, k, &before);
        pdx_page_deinit(&before);
    }
    return status;
}

/* Profiles that are learned from what a person has shown, and from examples beside it. */
typedef struct trial {
    pdx_site *site;
    const known *told, *examples;
    const pdx_page_options *options;
    float weight; /* of all that is told */
    float base;   /* how the site's pages are cut without what was told: a logarithm of odds */
    float usual;  /* how well examples are found by then; as F1 */
    pdx_profile best;
    float prior, score;
} trial;

/* By how much better than the site's pages so far a profile finds what a person has shown, and worse than usual what is sure on other
 * pages. */
static pdx_status profile_try(trial *t, const chosen *examples, bool *typical, pdx_error *err) {
    const float n = (float)t->examples->n;
    pdx_profile tried;
    float by_told, by_examples, prior, score;
    PDX_TRY(some_learn(&tried, &t->site->told, examples, typical, t->options, err));
    PDX_TRY(measured(&tried, t->told, &by_told, t->options, err));
    PDX_TRY(measured(&tried, t->examples, &by_examples, t->options, err));
    prior = pdx_told_odds(t->weight, by_told) - t->base;
    if (by_examples < t->usual) prior += pdx_told_odds(n, by_examples) - pdx_told_odds(n, t->usual);
    tried.reproduced = fmaxf(by_told, by_examples);
    score = prior + logf(fmaxf(tried.worth, 1e-3f));
    if (prior < least_prior || score <= t->score || tried.reproduced * tried.worth <= least_worth) return PDX_OK;
    t->score = score;
    t->prior = prior;
    t->best = tried;
    return PDX_OK;
}

static pdx_status profiles_try(trial *t, const chosen *examples, pdx_error *err) {
    bool typical[PDX_TOLD + PDX_EXAMPLES];
    chosen left = *examples;
    t->usual = fmaxf(t->site->profile.reproduced, least_usual);
    t->score = -1e30f;
    if (t->told->n >= LEAST_TOLD) PDX_TRY(profile_try(t, NULL, typical, err));
    for (unsigned round = 0; round < ROUNDS && left.n > 0; round++) {
        const size_t n = left.n;
        PDX_TRY(profile_try(t, &left, typical, err));
        chosen_leave(&left, typical + t->told->n);
        if (left.n == n) break;
    }
    if (t->score <= -1e30f) return PDX_OK;
    t->site->profile = t->best;
    t->site->prior = trust * t->prior;
    return PDX_OK;
}

/* The pages that a person has corrected are read again with what the site knows, and what is learned of them is taken where it finds
 * more of what they have said. */
static pdx_status told_settle(pdx_site *site, const chosen *examples, const known *sure, const pdx_page_options *options, pdx_error *err) {
    trial t = {.site = site, .examples = sure, .options = options};
    known told;
    pdx_told_found found;
    pdx_status status;
    PDX_TRY(told_read(site, &found, options, err));
    if (site->told.entries.len == 0) return PDX_OK;
    status = known_read(&told, &site->told, NULL, err);
    t.told = &told;
    t.weight = found.all;
    t.base = pdx_told_odds(found.all, pdx_told_f1(&found));
    if (status == PDX_OK) status = profiles_try(&t, examples, err);
    pdx_buf_deinit(&told.text);
    return status;
}

/* What the site is without what a person has said of it: that is asked beside it from now on. */
static pdx_status untaught_keep(pdx_site **out, const pdx_site *site, const pdx_bares *bares, pdx_error *err) {
    PDX_TRY(pdx_site_new(out, err));
    (*out)->profile = site->profile;
    (*out)->masthead = site->masthead;
    (*out)->footing = site->footing;
    (*out)->bares = *bares;
    pdx_bares_settle(&(*out)->bares);
    return PDX_OK;
}

static pdx_status profile_settle(pdx_site *site, const pdx_bares *bares, const pdx_page_options *options, pdx_error *err) {
    pdx_site *untaught = NULL;
    chosen examples;
    known all;
    pdx_status status;
    pdx_examples_thin(&site->examples);
    chosen_all(&examples, &site->examples);
    status = known_read(&all, NULL, &examples, err);
    if (status == PDX_OK) status = profiles_learn(site, &examples, &all, options, err);
    if (status == PDX_OK && site->told.pages.len > 0) status = untaught_keep(&untaught, site, bares, err);
    if (status == PDX_OK) status = told_settle(site, &examples, &all, options, err);
    pdx_buf_deinit(&all.text);
    site->untaught = untaught;
    return status;
}

pdx_status pdx_site_settle(pdx_site *site, const pdx_page_options *options, pdx_error *err) {
    const pdx_bares bares = site->bares;
    pdx_page_options bare = *options;
    pdx_status status = PDX_OK;
    bare.corrections = NULL;
    bare.n_corrections = 0;
    bare.site = NULL;
    if (!site->has_fields) pdx_bares_settle(&site->bares);
    status = profile_settle(site, &bares, &bare, err);
    pdx_examples_deinit(&site->examples);
    return status;
}

/* A profile that is surely wrong is none. Entries that are not found again may have been cut wrongly themselves. */
const pdx_profile *pdx_site_profile(const pdx_site *site) {
    return site->profile.reproduced * site->profile.worth > least_worth ? &site->profile : NULL;
}

float pdx_site_prior(const pdx_site *site) { return site->prior; }

const pdx_site *pdx_site_untaught(const pdx_site *site) { return site->untaught; }

bool pdx_site_is_known(const pdx_site *site) { return pdx_site_profile(site) != NULL; }

bool pdx_site_can_change(const pdx_site *site, size_t entries, float probability) {
    return site->bares.known || site->untaught != NULL || (pdx_site_is_known(site) && (entries < 2 || probability < certain || site->prior > 0));
}
