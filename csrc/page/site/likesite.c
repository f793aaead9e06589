#include "page/site/likesite.h"

#include <math.h>

#include "page/entries/fixed.h"
#include "page/entries/weigh.h"

static const float least_found = 0.5f, every = 0.9f;
static const float surest = 0.9f; /* where the page's own cut is surely worse, the site's can be wrong too: as measured */

/* What speaks for the site's cut and for the page's own. */
enum {
    OWN,    /* the page's own cut into several entries, by all that speaks for it: logarithm of odds */
    SITE,   /* the same of the site's */
    MARGIN, /* by how much the site's titles beat the page's own as the profile measures, per title */
    BARELY, /* the same as a logarithm: hardly any is none */
    UNCUT,  /* the page has no cut of its own */
    ONE,    /* the site sees one entry */
    EVIDENCE
};

/* Logarithms of odds, fitted by tests/truth/fit_site.py on the pages that the two cut differently. */
static const float bias = -0.29f;
static const float weights[EVIDENCE] = {
    [OWN] = -0.95f,
    [SITE] = 0.96f,
    [MARGIN] = 0.26f,
    [BARELY] = 0.36f,
    [UNCUT] = 3.23f,
    [ONE] = -1.30f,
};

static float odds_of(float probability) { return pdx_odds_of(probability, 1e-5f); }

/* The few lines that fit best, and what each is worth as the only title; gives the best of that. */
static float likes_read(pdx_choice *choice, pdx_profile_view *view, const pdx_profile *profile) {
    const pdx_fits *fits = &view->titles.fits;
    pdx_like_title *like = choice->like;
    float best = 0;
    choice->n_like = 0;
    for (uint32_t i = 0; i < view->sheet.n; i++) {
        unsigned at = choice->n_like;
        if (at == PDX_LIKE_TITLES && fits->lines.data[i].fit <= like[at - 1].score) continue;
        if (at < PDX_LIKE_TITLES) choice->n_like++;
        else at--;
        for (; at > 0 && like[at - 1].score < fits->lines.data[i].fit; at--) like[at] = like[at - 1];
        like[at] = (pdx_like_title){i, fits->lines.data[i].fit};
    }
    for (unsigned k = 0; k < choice->n_like; k++) {
        like[k].score = pdx_profile_score(view, profile, &like[k].line, 1);
        best = fmaxf(best, like[k].score);
    }
    return best;
}

static void evidence_read(float *x, pdx_profile_view *view, const pdx_profile *profile, const pdx_titles *own, float own_probability) {
    const size_t n_own = own->lines.len, n_site = view->titles.lines.len;
    pdx_choice alone;
    const float best = pdx_profile_score(view, profile, view->titles.lines.data, n_site);
    const float beside = n_own > 0 ? pdx_profile_score(view, profile, own->lines.data, n_own) : likes_read(&alone, view, profile);
    x[OWN] = n_own > 0 ? odds_of(own_probability) : 0;
    x[SITE] = n_site > 1 ? odds_of(pdx_weigh(&view->sheet, &view->titles)) : 0;
    x[MARGIN] = (best - beside) / (float)pdx_max_size(n_own, n_site);
    x[BARELY] = logf(fmaxf(x[MARGIN], 0) + 0.05f);
    x[UNCUT] = n_own == 0;
    x[ONE] = n_site == 1;
}

/* How much likelier the site's cut is than the page's own, logarithm of odds. */
static float odds_for_site(pdx_profile_view *view, const pdx_profile *profile, const pdx_titles *own, float own_probability) {
    float x[EVIDENCE], odds = bias;
    evidence_read(x, view, profile, own, own_probability);
    for (unsigned k = 0; k < EVIDENCE; k++) odds += weights[k] * x[k];
    odds += pdx_fixed_odds(&view->sheet, view->titles.lines.data, view->titles.lines.len);
    odds -= pdx_fixed_odds(&view->sheet, own->lines.data, own->lines.len);
    return odds;
}

/* Both have the same titles, or both see one entry. */
static bool are_same(const pdx_titles *site, const pdx_titles *own) {
    const size_t n = site->lines.len;
    if (n == 1 && own->lines.len == 0) return true;
    return n == own->lines.len && (n == 0 || memcmp(site->lines.data, own->lines.data, n * sizeof *site->lines.data) == 0);
}

/* A profile that finds hardly more than half of the entries that are known says nothing by what it leaves out. */
static bool leaves_out(const pdx_titles *site, const pdx_titles *own, const pdx_profile *profile) {
    return profile->reproduced < least_found && site->lines.len < own->lines.len;
}

/* Furniture that every entry of the site has stands on the page as often as the page's own cut has entries, and none as often as the site's. */
static bool bears_out(const pdx_profile_view *view, const pdx_titles *own) {
    bool as_own = false;
    for (unsigned m = 0; m < view->frame.n_members; m++) {
        const uint32_t count = pdx_frame_class(&view->frame, &view->classes, m)->count;
        if (m == view->frame.title_member || view->frame.share[m] < every) continue;
        if (count == view->titles.lines.len) return false;
        as_own = as_own || count == own->lines.len;
    }
    return as_own;
}

/* What the site makes of the page is worth a comparison with what it is by itself. */
static bool is_asked(const pdx_profile_view *view, const pdx_titles *own, const pdx_profile *profile) {
    const pdx_titles *site = &view->titles;
    return site->lines.len > 0 && !are_same(site, own) && !leaves_out(site, own, profile) && !bears_out(view, own);
}

/* Changes what the cutter has for what the view has. */
static void view_take(pdx_profile_view *view, pdx_classes *classes, pdx_frame *frame, pdx_titles *titles) {
    const pdx_classes own_classes = *classes;
    const pdx_frame own_frame = *frame;
    const pdx_titles own_titles = *titles;
    *classes = view->classes;
    *frame = view->frame;
    *titles = view->titles;
    view->classes = own_classes;
    view->frame = own_frame;
    view->titles = own_titles;
}

static bool site_weigh(pdx_choice *choice, pdx_profile_view *view, pdx_classes *classes, pdx_frame *frame, pdx_titles *titles,
                       const pdx_site *site) {
    const pdx_profile *profile = pdx_site_profile(site);
    const bool asked = is_asked(view, titles, profile);
    const float odds = asked ? odds_for_site(view, profile, titles, choice->probability) + pdx_site_prior(site) : 0;
    choice->site = are_same(&view->titles, titles) ? PDX_SITE_AGREES : PDX_SITE_DIFFERS;
    if (odds > 0 ? view->titles.lines.len == 1 : titles->lines.len == 0) (void)likes_read(choice, view, profile);
    if (odds > 0) view_take(view, classes, frame, titles);
    if (asked) {
        choice->rival = 1 / (1 + expf(fabsf(odds)));
        if (!pdx_titles_rival(titles, view->titles.lines.data, view->titles.lines.len)) return false;
    }
    if (odds <= 0) return true;
    choice->probability = fminf(1 / (1 + expf(-odds)), surest);
    choice->why = PDX_WHY(PDX_RULE_LIKE_SITE);
    if (titles->lines.len == 1) titles->lines.len = titles->score.len = 0; /* one entry: single.c knows better where it begins */
    return true;
}

pdx_status pdx_likesite_read(pdx_choice *choice, pdx_classes *classes, pdx_frame *frame, pdx_titles *titles, const pdx_sheet *sheet,
                             const pdx_site *site, pdx_error *err) {
    pdx_profile_view view;
    pdx_status status;
    if (site == NULL || pdx_site_profile(site) == NULL || !pdx_site_can_change(site, titles->lines.len, choice->probability)) return PDX_OK;
    pdx_profile_view_init(&view);
    status = pdx_profile_look(&view, pdx_site_profile(site), sheet, err);
    if (status == PDX_OK && !site_weigh(choice, &view, classes, frame, titles, site)) status = pdx_fail_memory(err);
    pdx_profile_view_deinit(&view);
    return status;
}
