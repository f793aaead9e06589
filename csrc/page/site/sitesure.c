#include <math.h>

#include "page/lines/foldorder.h"
#include "page/lines/linefold.h"
#include "page/site/siteplaces.h"

enum { LEAST_LISTS = 4 };

/* What is seen of the tags of one entry. */
typedef struct tags_look {
    uint32_t items, known; /* known: other posts of the site have them */
    uint32_t words;        /* of the longest */
    uint32_t told;         /* parts that a word in front of them calls tags */
    bool sorted;
    bool hashes;           /* the first part begins with the sign */
    bool glued;            /* sections stood before them, with nothing between */
    pdx_rule_set why;      /* of all its parts */
    bool fixed;            /* a person said so */
} tags_look;

static unsigned words_of(const pdx_fold *fold) {
    unsigned words = 1;
    for (unsigned i = 0; i < fold->len; i++) words += fold->text[i] == ' ';
    return words;
}

static int fold_compare(const pdx_fold *a, const pdx_fold *b) {
    return pdx_fold_order(pdx_span_of(a->text, a->len), pdx_span_of(b->text, b->len));
}

static void item_look(tags_look *look, const pdx_site_terms *terms, const pdx_page *page, pdx_range range, pdx_fold folds[2]) {
    pdx_fold *fold = &folds[look->items & 1];
    uint32_t term;
    pdx_fold_of(fold, page->text, range);
    term = pdx_map_find(&terms->terms, pdx_span_of(fold->text, fold->len));
    if (look->items > 0 && fold_compare(&folds[(look->items & 1) ^ 1], fold) > 0) look->sorted = false;
    look->known += term != PDX_MAP_NONE && terms->known.data[term].posts > 1;
    if (words_of(fold) > look->words) look->words = words_of(fold);
    look->items++;
}

/* The part before it in the line holds sections, and nothing parts the two. */
static bool follows_sections(const pdx_page *page, uint32_t part) {
    return part > 0 && page->parts[part - 1].role == PDX_ROLE_CATEGORIES && page->parts[part - 1].range.end == page->parts[part].range.begin;
}

static tags_look entry_look(const pdx_site_terms *terms, const pdx_page *page, const pdx_page_entry *entry) {
    tags_look look = {.sorted = true};
    uint32_t last = PDX_PAGE_NO_PART;
    pdx_fold folds[2];
    for (uint32_t i = entry->first_item; i < entry->first_item + entry->n_items; i++) {
        const pdx_page_part *part = &page->parts[page->items[i].part];
        if (part->role != PDX_ROLE_TAGS) continue;
        if (look.items == 0) look.hashes = page->text.data[part->range.begin] == '#';
        if (look.items == 0) look.glued = follows_sections(page, page->items[i].part);
        if (page->items[i].part != last) look.told += (part->why & PDX_WHY(PDX_RULE_LEXICON)) != 0;
        last = page->items[i].part;
        item_look(&look, terms, page, page->items[i].range, folds);
        look.why |= part->why;
    }
    look.fixed = (look.why & (PDX_WHY(PDX_RULE_CORRECTED) | PDX_WHY(PDX_RULE_LIKE_CORRECTED))) != 0;
    return look;
}

static bool has(const tags_look *look, pdx_rule rule) { return (look->why & PDX_WHY(rule)) != 0; }

/* No sign parts the terms of most lists that a word calls tags: where a term ends is guessed, or nobody can tell. */
static bool are_unparted(const pdx_site_terms *terms) {
    const pdx_site_run *told = terms->runs.len == 0 ? NULL : &terms->runs.data[0];
    return told != NULL && told->lines >= LEAST_LISTS && 3 * told->parted <= told->lines && 2 * told->of_several >= told->lines;
}

/* Logarithms of odds: between what a logistic regression gives (tests/truth/fit_tags.py, on a hundred and fifty real sites, of which sixty-five have
 * tags, and on generated ones) and the shares of such entries whose tags are all right, a site weighing as much as another. By what the other sites
 * teach, the lists of a site that words call tags are said with an expected calibration error of .03; where no word says what lists are and no
 * page proves it, real sites mostly mean sections, and a site is as far from that as sites differ. */
static float odds_of(const tags_look *look, bool proved, bool unparted) {
    float odds = 2.7f;
    if (!has(look, PDX_RULE_LABEL) && look->told == 0) return look->hashes ? 0.7f : proved || look->glued ? 1.8f : -1.3f;
    if (look->told == 0 && has(look, PDX_RULE_SLOT)) return -1.0f; /* a word that no table knows */
    if (look->told == 0 && has(look, PDX_RULE_SAME_SHAPE)) odds = 1.5f; /* a label that none knows */
    if (unparted && look->words > 1) odds -= look->items == 1 ? 3.2f : 1.0f;
    else if (look->words > 1 && look->items == 1) odds -= 0.4f;
    if (look->told > 1) odds -= 2.5f; /* one of them may be the next entry's */
    odds += 0.9f * (float)look->known / (float)look->items;
    return look->items > 2 && look->sorted ? odds + 1.4f : odds;
}

static void part_set(pdx_page_part *part, float sure) {
    part->probability = sure;
    for (unsigned k = 0; k < PDX_PAGE_READINGS; k++) {
        if (part->others[k].probability > 1 - sure) part->others[k].probability = 1 - sure;
        if (part->others[k].probability > sure) part->others[k].probability = sure;
    }
}

void pdx_site_tags_weigh(const pdx_site_terms *terms, pdx_page *page) {
    const bool unparted = are_unparted(terms);
    for (size_t k = 0; k < page->n_entries; k++) {
        const pdx_page_entry *entry = &page->entries[k];
        const tags_look look = entry_look(terms, page, entry);
        const float sure = 1 / (1 + expf(-odds_of(&look, terms->tags_proved, unparted)));
        if (look.items == 0 || look.fixed) continue;
        for (uint32_t i = entry->first_part; i < entry->first_part + entry->n_parts; i++) {
            if (page->parts[i].role == PDX_ROLE_TAGS) part_set(&page->parts[i], sure);
        }
    }
}
