#include <math.h>

#include "page/lines/foldorder.h"
#include "page/lines/linefold.h"
#include "page/site/siteplaces.h"

/* What is seen of the tags of one entry. */
typedef struct tags_look {
    uint32_t items, known; /* known: other posts of the site have them */
    bool sorted, is_long;  /* is_long: one has more than three words */
    bool hashes;           /* the first part begins with the sign */
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
    look->is_long = look->is_long || words_of(fold) > 3;
    look->items++;
}

static tags_look entry_look(const pdx_site_terms *terms, const pdx_page *page, const pdx_page_entry *entry) {
    tags_look look = {.sorted = true};
    pdx_fold folds[2];
    for (uint32_t i = entry->first_item; i < entry->first_item + entry->n_items; i++) {
        const pdx_page_part *part = &page->parts[page->items[i].part];
        if (part->role != PDX_ROLE_TAGS) continue;
        if (look.items == 0) look.hashes = page->text.data[part->range.begin] == '#';
        item_look(&look, terms, page, page->items[i].range, folds);
        look.why |= part->why;
    }
    look.fixed = (look.why & (PDX_WHY(PDX_RULE_CORRECTED) | PDX_WHY(PDX_RULE_LIKE_CORRECTED))) != 0;
    return look;
}

static bool has(const tags_look *look, pdx_rule rule) { return (look->why & PDX_WHY(rule)) != 0; }

/* A logistic regression over what is said of the tags of some 7,200 entries: tests/truth/fit_tags.py fits it on ninety real sites and on generated
 * ones of the tuning themes, and says how well it holds for sites that it was not fitted on. Where no word says what a list is and no page
 * proves it, real sites mostly mean sections. */
static float sure_of(const tags_look *look, bool proved) {
    float odds = 1.06f;
    if (!has(look, PDX_RULE_LABEL) && !has(look, PDX_RULE_LEXICON)) {
        odds = look->hashes ? 0.17f : proved ? 1.70f : -1.32f;
        return 1 / (1 + expf(-odds));
    }
    odds += 1.36f * (float)look->known / (float)look->items;
    if (!has(look, PDX_RULE_LABEL)) odds += 1.25f;
    if (has(look, PDX_RULE_SITE_PLACE)) odds -= 0.33f;
    if (look->items > 2 && look->sorted) odds += 1.60f;
    if (look->is_long) odds += 0.11f;
    return 1 / (1 + expf(-odds));
}

static void part_set(pdx_page_part *part, float sure) {
    part->probability = sure;
    for (unsigned k = 0; k < PDX_PAGE_READINGS; k++) {
        if (part->others[k].probability > 1 - sure) part->others[k].probability = 1 - sure;
        if (part->others[k].probability > sure) part->others[k].probability = sure;
    }
}

void pdx_site_tags_weigh(const pdx_site_terms *terms, pdx_page *page) {
    for (size_t k = 0; k < page->n_entries; k++) {
        const pdx_page_entry *entry = &page->entries[k];
        const tags_look look = entry_look(terms, page, entry);
        if (look.items == 0 || look.fixed) continue;
        for (uint32_t i = entry->first_part; i < entry->first_part + entry->n_parts; i++) {
            if (page->parts[i].role == PDX_ROLE_TAGS) part_set(&page->parts[i], sure_of(&look, terms->tags_proved));
        }
    }
}
