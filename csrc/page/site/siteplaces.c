#include "page/site/siteplaces.h"

#include <math.h>

#include "base/sort.h"
#include "page/site/siteglue.h"
#include "page/site/siteruns.h"

enum { LEAST = 3, LEAST_TERMS = 5, LONG_RUN = 5, FEW_LINES = 8 }; /* lines at a place that say anything */

/* Share of the whole, 0 of nothing. */
static float share(uint32_t part, uint32_t whole) { return whole == 0 ? 0 : (float)part / (float)whole; }

static bool is_known(const pdx_site_terms *t, uint32_t term) { return t->known.data[term].posts > 1; }

/* What follows the section in front of it is. */
static bool is_known_behind(const pdx_site_terms *t, uint32_t term) {
    const pdx_span text = pdx_map_key(&t->terms, term);
    unsigned words;
    const size_t end = pdx_site_first_words(t, text, &words);
    const uint32_t rest = end == 0 ? PDX_MAP_NONE : pdx_map_find(&t->terms, pdx_span_slice(text, end + 1, text.len));
    return rest != PDX_MAP_NONE && t->known.data[rest].posts > 0;
}

static void places_sum(pdx_site_terms *t) {
    for (size_t i = 0; i < t->notes.len; i++) {
        const pdx_site_note *note = &t->notes.data[i];
        pdx_site_place *place = &t->of_place.data[note->place];
        for (uint32_t k = note->first; k < note->first + note->n; k++) {
            const bool first = k == note->first && place->has_firsts;
            place->known += is_known(t, t->items.data[k]) || (first && is_known_behind(t, t->items.data[k]));
        }
    }
    for (size_t i = 0; i < t->in_place.len; i++) {
        uint32_t key[3];
        pdx_site_place *place;
        memcpy(key, pdx_map_key(&t->by_place, (uint32_t)i).data, sizeof key);
        place = &t->of_place.data[key[0]];
        place->distinct += t->in_place.data[i] > 0;
        if (t->in_place.data[i] > place->top) place->top = t->in_place.data[i];
    }
}

/* What the site as a whole has. */
typedef struct whole {
    uint32_t posts;
    bool tagged, filed;           /* a word calls lists of its posts tags, sections */
    bool filed_is_tagged;         /* what a word calls sections are tags */
    uint32_t *tags_of;            /* owned; per post: 1 + the line that is its list of tags; 0: none is */
    uint32_t *order, *first;      /* owned; notes in order of their places; where those of each place begin, and their end */
    PDX_VEC(uint32_t) candidates; /* owned; places */
} whole;

static void whole_deinit(whole *w) {
    pdx_free(w->tags_of);
    pdx_free(w->order);
    pdx_free(w->first);
    PDX_VEC_DEINIT(&w->candidates);
}

/* A counting sort of the notes by place. */
static bool whole_read(whole *w, const pdx_site_terms *t) {
    memset(w, 0, sizeof *w);
    w->posts = (uint32_t)pdx_map_count(&t->posts);
    w->tagged = (float)t->told_posts >= 0.15f * (float)w->posts;
    w->filed = (float)t->filed_posts >= 0.3f * (float)w->posts;
    w->tags_of = pdx_alloc_zero(w->posts + 1, sizeof *w->tags_of);
    w->order = pdx_alloc_zero(t->notes.len + 1, sizeof *w->order);
    w->first = pdx_alloc_zero(t->of_place.len + 2, sizeof *w->first);
    if (w->tags_of == NULL || w->order == NULL || w->first == NULL) return false;
    for (size_t i = 0; i < t->notes.len; i++) w->first[t->notes.data[i].place + 2]++;
    for (size_t i = 2; i < t->of_place.len + 2; i++) w->first[i] += w->first[i - 1];
    for (size_t i = 0; i < t->notes.len; i++) w->order[w->first[t->notes.data[i].place + 1]++] = (uint32_t)i;
    return true;
}

static bool is_told(const pdx_site_place *p, uint32_t told) { return 2 * told >= p->lines; }

/* A word says so of many lines there, and of none that they are sections. */
static bool is_told_tags(const pdx_site_place *p) { return p->told_tags > 0 && 4 * p->told_tags >= p->lines && p->told_tags > p->told_categories; }

static bool is_in_order(const pdx_site_place *p) { return p->sortable >= LEAST && share(p->sorted, p->sortable) >= 0.8f; }

/* The same words everywhere: no list of terms. */
static bool is_constant(const pdx_site_place *p) {
    if (p->lines >= LEAST && (float)p->top >= 0.9f * (float)p->lines && (float)p->items <= 2.2f * (float)p->lines) return true;
    return p->lines >= LEAST && (p->distinct < LEAST || ((float)p->top >= 0.7f * (float)p->lines && share(p->several, p->lines) <= 0.3f));
}

/* The lines there are terms: they come again in other posts. Lines at the end of a text do so too at times. */
static bool is_of_terms(const pdx_site_place *p) {
    const float known = share(p->known, p->items);
    if (is_constant(p)) return false;
    if (is_told(p, p->told_tags + p->told_categories) && known >= 0.3f) return true;
    if (is_in_order(p) && share(p->several, p->lines) >= 0.5f && known >= 0.3f) return true;
    return p->below_text ? known >= 0.7f && p->top >= LEAST && (float)p->top >= 0.08f * (float)p->lines : known >= 0.6f;
}

/* Pages about a tag say that the lists there are tags, whatever word stands in front. */
static bool is_proved(const pdx_site_place *p) { return p->tag_pages >= LEAST && 2 * p->of_tag >= p->tag_pages; }

/* Sections are few, however many lists there are; tags grow with these, as the words of a text do. Below 0: like sections. */
static float spread_odds(const pdx_site_place *p) {
    if (p->lines <= FEW_LINES || is_proved(p)) return 0;
    return pdx_clamp(4.0f * ((float)p->distinct / sqrtf((float)p->items) - 1.95f), -3.5f, 0);
}

/* The logarithm of the odds that terms are tags and not sections. */
static float tag_odds(const pdx_site_place *p) {
    float odds = -0.8f + 2.5f * share(p->several, p->lines);
    if (p->items > 3 * p->lines) odds += 1;
    if (is_in_order(p)) odds += 1;
    if (p->tag_pages >= LEAST) odds += 2.5f * share(p->of_tag, p->tag_pages);
    if (p->category_pages >= LEAST) odds -= 2.5f * share(p->of_category, p->category_pages);
    if (is_told(p, p->told_categories)) odds -= 1.5f;
    if (p->distinct > p->lines) odds += 0.8f;
    else if (p->lines > 5 && (float)p->distinct < 0.45f * (float)p->lines) odds -= 0.8f;
    if (share(p->small, p->lines) > 0.6f) odds += 1.5f;
    return odds + spread_odds(p);
}

static bool is_of_names(const pdx_site_place *p) { return 2 * p->was_name >= p->lines && share(p->several, p->lines) <= 0.3f; }

/* Of many posts, so that it can be judged by itself. */
static bool is_candidate(const pdx_site_place *p, const whole *w) {
    if (p->lines < LEAST || (float)p->lines < 0.12f * (float)w->posts || (p->labelled && share(p->several, p->lines) < 0.25f)) return false;
    return !is_told_tags(p) && !is_of_names(p) && is_of_terms(p);
}

/* The more like tags, the earlier; of equals the place with the smaller number. */
static int by_odds(const void *left, const void *right, const void *context) {
    const pdx_site_terms *t = context;
    const uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    const float of_a = tag_odds(&t->of_place.data[a]), of_b = tag_odds(&t->of_place.data[b]);
    if (of_a != of_b) return of_a > of_b ? -1 : 1;
    return pdx_span_compare(pdx_map_key(&t->places, a), pdx_map_key(&t->places, b));
}

static pdx_status candidates_read(whole *w, const pdx_site_terms *t, pdx_error *err) {
    for (uint32_t i = 0; i < t->of_place.len; i++) {
        const pdx_site_place *p = &t->of_place.data[i];
        const bool in_column = p->column != PDX_MAP_NONE && t->of_place.data[p->column].is_list;
        if (p->is_column ? !p->is_list : in_column) continue;
        if (is_candidate(p, w) && !PDX_VEC_PUSH(&w->candidates, i)) return pdx_fail_memory(err);
    }
    return pdx_sort(w->candidates.data, w->candidates.len, sizeof *w->candidates.data, by_odds, t, NULL, err);
}

/* How many lengths of runs are common; those that are not are as good as one that is where they are many together. */
static unsigned lengths_of(const pdx_site_place *column) {
    unsigned common = 0;
    uint32_t others = 0;
    for (unsigned k = 0; k < PDX_SITE_RUNS; k++) {
        const bool is_common = column->run[k] >= 2 && share(column->run[k], column->lines) >= 0.1f;
        common += is_common;
        others += is_common ? 0 : column->run[k];
    }
    return common + (share(others, column->lines) >= 0.2f);
}

static bool has_long_runs(const pdx_site_place *column) {
    uint32_t many = 0;
    for (unsigned k = LONG_RUN - 1; k < PDX_SITE_RUNS; k++) many += column->run[k];
    return share(many, column->lines) >= 0.3f;
}

/* Share of the other lines of runs that first lines say too. */
static float sameness(const pdx_site_terms *t, const whole *w, uint32_t rest) {
    uint32_t same = 0;
    for (uint32_t k = w->first[rest]; k < w->first[rest + 1]; k++) {
        const uint32_t key[3] = {t->of_place.data[rest].column, t->items.data[t->notes.data[w->order[k]].first], 0};
        same += pdx_map_find(&t->by_place, pdx_span_of(key, sizeof key)) != PDX_MAP_NONE;
    }
    return share(same, t->of_place.data[rest].lines);
}

/* Runs are lists with a term a line where their lengths differ and their lines come again. What is seen of all lines goes to the
 * place of the first ones. */
static void columns_read(pdx_site_terms *t, const whole *w) {
    for (uint32_t i = 0; i < t->of_place.len; i++) {
        const pdx_site_place *rest = &t->of_place.data[i];
        pdx_site_place *first;
        unsigned lengths;
        if (!rest->is_column || rest->column == i || rest->column == PDX_MAP_NONE || rest->lines < LEAST) continue;
        first = &t->of_place.data[rest->column];
        lengths = lengths_of(first);
        if (share(rest->several + first->several, rest->lines + first->lines) > 0.15f || rest->distinct < LEAST_TERMS) continue;
        if (!is_told(rest, rest->under)) {
            if (share(rest->known, rest->items) < 0.6f) continue;
            if (lengths < 3 && (lengths < 2 || sameness(t, w, i) < 0.5f) && !has_long_runs(first)) continue;
        }
        first->is_list = true;
        first->several = (uint32_t)pdx_min_size(rest->lines, first->lines);
        first->items += rest->items;
        first->sortable = first->long_runs;
        first->sorted = first->sorted_runs;
        first->known += rest->known;
        first->distinct = rest->distinct > first->distinct ? rest->distinct : first->distinct;
        if (rest->top > first->top) first->top = rest->top;
    }
}

/* Each place of a run is what its column is. */
static void columns_tell(pdx_site_terms *t) {
    for (uint32_t i = 0; i < t->of_place.len; i++) {
        pdx_site_place *p = &t->of_place.data[i];
        const pdx_site_place *column = p->column == PDX_MAP_NONE ? NULL : &t->of_place.data[p->column];
        if (p->is_column || column == NULL || !column->is_list || column->verdict == PDX_SITE_OPEN) continue;
        p->verdict = column->verdict;
        p->sure = column->sure;
    }
}

static void decide(pdx_site_place *p, pdx_site_verdict verdict, float sure) {
    p->verdict = verdict;
    p->sure = sure;
}

/* How many of the place's lines stand in posts that have another line as their tags, and how many of its items are tags. */
typedef struct overlap {
    float posts, terms;
} overlap;

static overlap overlap_read(const pdx_site_terms *t, const whole *w, uint32_t place) {
    const pdx_site_place *p = &t->of_place.data[place];
    uint32_t posts = 0, terms = 0;
    for (uint32_t i = w->first[place]; i < w->first[place + 1]; i++) {
        const pdx_site_note *note = &t->notes.data[w->order[i]];
        posts += w->tags_of[note->post] != 0 && w->tags_of[note->post] != note->text + 1;
        for (uint32_t k = note->first; k < note->first + note->n; k++) terms += t->known.data[t->items.data[k]].tags > 0;
    }
    return (overlap){share(posts, p->lines), share(terms, p->items)};
}

/* The terms at a place become known as tags or sections. */
static void place_learn(pdx_site_terms *t, whole *w, uint32_t place, bool tags) {
    for (uint32_t i = w->first[place]; i < w->first[place + 1]; i++) {
        const pdx_site_note *note = &t->notes.data[w->order[i]];
        if (tags && w->tags_of[note->post] == 0) w->tags_of[note->post] = note->text + 1;
        for (uint32_t k = note->first; k < note->first + note->n; k++) {
            if (tags) t->known.data[t->items.data[k]].tags++;
            else t->known.data[t->items.data[k]].categories++;
        }
    }
}

/* Pages about a section hold it in the lists there, and none about a tag does. */
static bool is_filed(const pdx_site_place *p) { return p->category_pages >= LEAST && 2 * p->of_category >= p->category_pages && !is_proved(p); }

/* A post has one list of tags. Beside sections that a word calls so, tags are likelier; in doubt most pages tell. */
static pdx_site_verdict verdict_of(const pdx_site_terms *t, const whole *w, uint32_t place, bool any) {
    const pdx_site_place *p = &t->of_place.data[place];
    const overlap seen = overlap_read(t, w, place);
    const float odds = tag_odds(p) + (w->filed && !is_told(p, p->told_categories) ? 1.5f : 0);
    if (w->tagged || is_filed(p)) return PDX_SITE_CATEGORIES;
    if (is_told(p, p->told_categories) && (t->told_posts >= LEAST || (!is_proved(p) && (is_told(p, p->named_categories) || tag_odds(p) < 1)))) {
        return PDX_SITE_CATEGORIES;
    }
    if (!any && odds < 0.5f && odds > -1 && !is_told(p, p->told_categories) && p->was_list > 0) {
        return 2 * p->was_tags >= p->was_list ? PDX_SITE_TAGS : PDX_SITE_CATEGORIES;
    }
    if (!any) return odds > 0 ? PDX_SITE_TAGS : PDX_SITE_CATEGORIES;
    if (seen.posts >= 0.4f) return PDX_SITE_CATEGORIES;
    return tag_odds(p) > 0 || seen.terms >= 0.6f ? PDX_SITE_TAGS : PDX_SITE_CATEGORIES;
}

static void candidates_decide(pdx_site_terms *t, whole *w) {
    bool any = false;
    uint32_t filed = 0, tagged = 0;
    for (size_t i = 0; i < w->candidates.len; i++) {
        const uint32_t place = w->candidates.data[i];
        pdx_site_place *p = &t->of_place.data[place];
        const pdx_site_verdict verdict = verdict_of(t, w, place, any);
        decide(p, verdict, verdict == PDX_SITE_TAGS && tag_odds(p) > 0 ? 0.9f : 0.65f);
        place_learn(t, w, place, verdict == PDX_SITE_TAGS);
        any = any || verdict == PDX_SITE_TAGS;
        filed += p->told_categories;
        if (verdict == PDX_SITE_TAGS) tagged += p->told_categories;
    }
    w->filed_is_tagged = filed > 0 && 2 * tagged > filed;
}

static void told_learn(pdx_site_terms *t, whole *w) {
    for (uint32_t i = 0; i < t->of_place.len; i++) {
        pdx_site_place *p = &t->of_place.data[i];
        const bool in_column = p->column != PDX_MAP_NONE && t->of_place.data[p->column].is_list;
        if (p->is_column ? p->is_list && is_told_tags(p) : !in_column && is_told_tags(p)) {
            decide(p, PDX_SITE_TAGS, 0.9f);
            place_learn(t, w, i, true);
        } else if (!p->is_column && is_told(p, p->told_categories) && !is_candidate(p, w)) {
            place_learn(t, w, i, false);
        }
    }
}

/* Places of few posts are what their terms are elsewhere. */
static void others_decide(pdx_site_terms *t, const whole *w) {
    for (uint32_t i = 0; i < t->of_place.len; i++) {
        pdx_site_place *p = &t->of_place.data[i];
        uint32_t tags = 0, categories = 0;
        if (p->verdict != PDX_SITE_OPEN || p->is_column || p->lines == 0 || is_of_names(p) || is_constant(p)) continue;
        for (uint32_t k = w->first[i]; k < w->first[i + 1]; k++) {
            const pdx_site_note *note = &t->notes.data[w->order[k]];
            for (uint32_t m = note->first; m < note->first + note->n; m++) {
                const pdx_term_count *count = &t->known.data[t->items.data[m]];
                tags += count->tags > count->categories;
                categories += count->categories > count->tags;
            }
        }
        if (is_told(p, p->told_categories)) {
            if (w->filed_is_tagged) decide(p, PDX_SITE_TAGS, 0.8f);
            continue;
        }
        if (share(tags, p->items) >= 0.6f) decide(p, PDX_SITE_TAGS, 0.8f);
        else if (share(categories, p->items) >= 0.6f) decide(p, PDX_SITE_CATEGORIES, 0.7f);
    }
}

/* Reads whether sections stand in front of lists, without a sign between, or nothing at all. */
static bool firsts_read(pdx_site_terms *t, const whole *w) {
    for (uint32_t i = 0; i < t->of_place.len; i++) {
        const pdx_site_place *p = &t->of_place.data[i];
        if (p->is_column || p->lines < LEAST || pdx_site_is_run(t, i) || is_told(p, p->told_tags + p->told_categories)) continue;
        if (share(p->several, p->lines) >= 0.3f && !pdx_site_firsts_read(t, i, w->order + w->first[i], w->first[i + 1] - w->first[i])) return false;
        if (!p->has_firsts && !pdx_site_glue_read(t, i, w->order + w->first[i], w->first[i + 1] - w->first[i])) return false;
    }
    return true;
}

/* Where the lists of one place of tags begin with the section, so do those of others. */
static void firsts_tell(pdx_site_terms *t) {
    bool any = false;
    for (size_t i = 0; i < t->of_place.len; i++) any = any || (t->of_place.data[i].has_firsts && t->of_place.data[i].verdict == PDX_SITE_TAGS);
    for (size_t i = 0; i < t->of_place.len; i++) t->of_place.data[i].has_firsts = any && t->of_place.data[i].verdict == PDX_SITE_TAGS;
}

/* Whether the site puts its tags in order, and proves them. */
static void order_tell(pdx_site_terms *t) {
    pdx_site_place all = {0};
    for (size_t i = 0; i < t->of_place.len; i++) {
        const pdx_site_place *p = &t->of_place.data[i];
        if (p->is_column || p->verdict != PDX_SITE_TAGS) continue;
        all.sortable += p->sortable;
        all.sorted += p->sorted;
        all.tag_pages += p->tag_pages;
        all.of_tag += p->of_tag;
    }
    t->tags_in_order = is_in_order(&all);
    t->tags_proved = is_proved(&all);
}

pdx_status pdx_site_terms_decide(pdx_site_terms *terms, pdx_error *err) {
    whole w;
    pdx_status status = PDX_OK;
    if (!whole_read(&w, terms) || !pdx_site_runs_read(terms) || !firsts_read(terms, &w)) status = pdx_fail_memory(err);
    if (status == PDX_OK) {
        places_sum(terms);
        columns_read(terms, &w);
    }
    if (status == PDX_OK) status = candidates_read(&w, terms, err);
    if (status == PDX_OK) {
        told_learn(terms, &w);
        candidates_decide(terms, &w);
        columns_tell(terms);
        others_decide(terms, &w);
        firsts_tell(terms);
        order_tell(terms);
    }
    whole_deinit(&w);
    return status;
}
