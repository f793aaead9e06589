#include "page/masthead.h"
#include "page/examples.h"
#include "page/sitelessons.h"

enum { LEAST_EXAMPLES = 6, LEAST_PAGES = 2, ENOUGH_EXAMPLES = 64, ENOUGH_PAGES = 20, ROUNDS = 3 };

static const float least_worth = 0.25f;
static const float certain = 0.97f; /* a page's own cut that is as sure as this is not looked at again */

struct pdx_site {
    pdx_lessons lessons;
    pdx_examples examples;
    pdx_profile profile;
    pdx_masthead masthead;
    pdx_bares bares;
    bool corrected; /* a person has shown what its entries are */
};

pdx_status pdx_site_new(pdx_site **out, pdx_error *err) {
    *out = pdx_alloc_zero(1, sizeof **out);
    return *out == NULL ? pdx_fail_memory(err) : PDX_OK;
}

void pdx_site_free(pdx_site *site) {
    if (site == NULL) return;
    pdx_lessons_deinit(&site->lessons);
    pdx_examples_deinit(&site->examples);
    pdx_masthead_deinit(&site->masthead);
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

pdx_status pdx_site_learn(pdx_site *site, pdx_span text, const pdx_page_options *options, const pdx_tick *tick, pdx_error *err) {
    reading r;
    pdx_page_options bare = *options;
    pdx_page cut;
    pdx_status status = reading_open(&r, text, options, tick, err);
    site->corrected = true;
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
    return pdx_masthead_is_known(&site->masthead) ? PDX_OK : pdx_masthead_add(&site->masthead, text, err);
}

const pdx_masthead *pdx_site_masthead(const pdx_site *site) { return &site->masthead; }
const pdx_bares *pdx_site_bares(const pdx_site *site) { return &site->bares; }

pdx_status pdx_site_show(pdx_site *site, const pdx_page *cut, pdx_error *err) {
    pdx_bares_add(&site->bares, cut);
    return pdx_examples_offer(&site->examples, cut, err);
}

bool pdx_site_has_seen_enough(const pdx_site *site) {
    return site->examples.list.len >= ENOUGH_EXAMPLES && pdx_examples_pages(&site->examples) >= ENOUGH_PAGES;
}

static bool can_be_learned_from(const pdx_examples *examples) {
    return examples->list.len >= LEAST_EXAMPLES && pdx_examples_pages(examples) >= LEAST_PAGES;
}

/* The examples, put one after the other. */
typedef struct known {
    pdx_buf text;
    size_t begins[PDX_EXAMPLES + 1], titles[PDX_EXAMPLES], n;
} known;

static pdx_status known_read(known *out, const pdx_examples *examples, pdx_error *err) {
    pdx_buf_init(&out->text);
    out->n = examples->list.len;
    pdx_examples_text(examples, &out->text, out->begins, out->titles);
    return out->text.failed ? pdx_fail_memory(err) : PDX_OK;
}

static pdx_known_entries known_view(const known *k) {
    return (pdx_known_entries){pdx_buf_view(&k->text), k->begins, k->titles, k->n};
}

/* Learns a profile from the examples that are left; what it is worth is told by all of them. */
static pdx_status profile_learn(pdx_profile *out, const pdx_examples *left, const pdx_known_entries *all, bool *typical, const pdx_page_options *options,
                                pdx_error *err) {
    known k;
    pdx_status status = known_read(&k, left, err);
    if (status == PDX_OK) {
        const pdx_known_entries entries = known_view(&k);
        status = pdx_profile_learn(out, &entries, typical, options, err);
    }
    pdx_buf_deinit(&k.text);
    return status == PDX_OK ? pdx_profile_measure(out, all, options, err) : status;
}

/* Entries that are not like most were cut wrongly, or are of another kind: profiles are learned without them too, as long as there
 * are enough, and the best one is taken. */
static pdx_status profiles_learn(pdx_site *site, const pdx_known_entries *all, const pdx_page_options *options, pdx_error *err) {
    bool typical[PDX_EXAMPLES];
    for (unsigned round = 0; round < ROUNDS && can_be_learned_from(&site->examples); round++) {
        const size_t n = site->examples.list.len;
        pdx_profile tried;
        PDX_TRY(profile_learn(&tried, &site->examples, all, typical, options, err));
        if (tried.reproduced * tried.worth > site->profile.reproduced * site->profile.worth) site->profile = tried;
        pdx_examples_keep(&site->examples, typical);
        if (site->examples.list.len == n) break;
    }
    return PDX_OK;
}

static pdx_status profile_settle(pdx_site *site, const pdx_page_options *options, pdx_error *err) {
    known k;
    pdx_status status;
    pdx_examples_thin(&site->examples);
    status = known_read(&k, &site->examples, err);
    if (status == PDX_OK) {
        const pdx_known_entries all = known_view(&k);
        status = profiles_learn(site, &all, options, err);
    }
    pdx_buf_deinit(&k.text);
    return status;
}

pdx_status pdx_site_settle(pdx_site *site, const pdx_page_options *options, pdx_error *err) {
    pdx_page_options bare = *options;
    pdx_status status;
    bare.corrections = NULL;
    bare.n_corrections = 0;
    bare.site = NULL;
    if (!site->corrected) pdx_bares_settle(&site->bares);
    status = profile_settle(site, &bare, err);
    pdx_examples_deinit(&site->examples);
    return status;
}

/* A profile that is surely wrong is none. Entries that are not found again may have been cut wrongly themselves. */
const pdx_profile *pdx_site_profile(const pdx_site *site) {
    return site->profile.reproduced * site->profile.worth > least_worth ? &site->profile : NULL;
}

bool pdx_site_is_known(const pdx_site *site) { return pdx_site_profile(site) != NULL; }

bool pdx_site_can_change(const pdx_site *site, size_t entries, float probability) {
    return site->bares.known || (pdx_site_is_known(site) && (entries < 2 || probability < certain));
}
