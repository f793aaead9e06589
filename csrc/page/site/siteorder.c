#include "page/site/siteorder.h"

#include "page/lines/foldorder.h"
#include "page/lines/linefold.h"

enum { LEAST = 3, MOST = 64 }; /* items of a list that are looked at */

/* What is known of the items of a list: their folded text, or nothing where the site has none like it. */
typedef struct order_list {
    const pdx_site_terms *terms;
    uint32_t term[MOST];
    uint8_t longest[MOST]; /* the most items in order that end with this one, the first among them */
    uint8_t before[MOST];  /* the one before it there */
    size_t n;
} order_list;

static pdx_span key_of(const order_list *list, size_t i) { return pdx_map_key(&list->terms->terms, list->term[i]); }

static uint32_t posts_of(const order_list *list, size_t i) { return list->terms->known.data[list->term[i]].posts; }

static bool list_read(order_list *list, const pdx_page *page, const pdx_page_item *items, size_t n) {
    if (n < LEAST || n > MOST) return false;
    list->n = n;
    for (size_t i = 0; i < n; i++) {
        pdx_fold fold;
        pdx_fold_of(&fold, page->text, items[i].range);
        list->term[i] = pdx_map_find(&list->terms->terms, pdx_span_of(fold.text, fold.len));
        if (list->term[i] == PDX_MAP_NONE) return false;
    }
    return true;
}

/* The most items that are in order, of which the first is one. Gives the last of them. */
static size_t order_find(order_list *list) {
    size_t best = 0;
    for (size_t i = 0; i < list->n; i++) {
        list->longest[i] = i == 0;
        for (size_t k = 0; k < i; k++) {
            if (list->longest[k] < list->longest[i] || list->longest[k] == 0 || pdx_fold_order(key_of(list, k), key_of(list, i)) > 0) continue;
            list->longest[i] = (uint8_t)(list->longest[k] + 1);
            list->before[i] = (uint8_t)k;
        }
        if (list->longest[i] >= list->longest[best]) best = i;
    }
    return best;
}

/* Nothing but a comma and a blank stands between them. */
static bool has_comma(pdx_span text, pdx_range before, pdx_range after) {
    return after.begin - before.end == 2 && text.data[before.end] == ',' && text.data[before.end + 1] == ' ';
}

/* Letters beyond ASCII are put in several orders. */
static bool is_plain(pdx_span key) {
    for (size_t i = 0; i < key.len; i++) {
        if (key.data[i] >= 0x80) return false;
    }
    return true;
}

/* The item is out of order, and no post has it but those that have the one before it. */
static bool is_rest(const order_list *list, const pdx_page *page, const pdx_page_item *items, size_t i) {
    if (!is_plain(key_of(list, i)) || !is_plain(key_of(list, i - 1))) return false;
    return posts_of(list, i) <= posts_of(list, i - 1) && has_comma(page->text, items[i - 1].range, items[i].range);
}

size_t pdx_site_order_join(const pdx_site_terms *terms, const pdx_page *page, pdx_page_item *items, size_t n) {
    order_list list = {.terms = terms};
    bool keeps[MOST] = {false};
    size_t out = 0, at;
    if (!list_read(&list, page, items, n)) return n;
    at = order_find(&list);
    if (list.longest[at] == n || 3 * list.longest[at] < 2 * n) return n;
    for (size_t left = list.longest[at]; left > 0; left--, at = list.before[at]) keeps[at] = true;
    for (size_t i = 1; i < n; i++) {
        if (!keeps[i] && !is_rest(&list, page, items, i)) return n;
    }
    for (size_t i = 0; i < n; i++) {
        if (keeps[i]) items[out++] = items[i];
        else items[out - 1].range.end = items[i].range.end;
    }
    return out;
}
