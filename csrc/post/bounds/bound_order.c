#include "post/bounds/bound_order.h"

/* How likely neighbours run downward in time, by what is known of them. */
static const double printed_follows = 0.97;
static const double told_follows = 0.85;

typedef struct order_belief {
    double newest, oldest, neither;
} order_belief;

static void weigh(order_belief *belief, bool descends, double follows) {
    belief->newest *= descends ? follows : 1 - follows;
    belief->oldest *= descends ? 1 - follows : follows;
    belief->neither *= 0.5;
    const double sum = belief->newest + belief->oldest + belief->neither;
    belief->newest /= sum;
    belief->oldest /= sum;
    belief->neither /= sum;
}

pdx_page_order pdx_order_infer(const pdx_own_bounds *own, size_t n, bool listed, double *probability) {
    /* Before anything is seen: listings run from new to old, search results do not. */
    order_belief belief = {0.93, 0.04, 0.03};
    if (!listed) {
        belief.newest = 0.4;
        belief.oldest = 0.1;
        belief.neither = 0.5;
    }
    const pdx_own_bounds *above = NULL;
    for (size_t i = 0; i < n; i++) {
        if (own[i].lower.day == PDX_NO_DAY || !own[i].lower.fine) continue;
        const int64_t day = own[i].lower.day;
        if (above != NULL && above->lower.day != day)
            weigh(&belief, above->lower.day > day, above->printed && own[i].printed ? printed_follows : told_follows);
        above = &own[i];
    }
    const bool newest = belief.newest >= belief.oldest;
    *probability = newest ? belief.newest : belief.oldest;
    if (*probability < 0.9) return PDX_ORDERED_UNKNOWN;
    return newest ? PDX_ORDERED_NEWEST_FIRST : PDX_ORDERED_OLDEST_FIRST;
}

/* The i-th entry counted from the newest. */
static size_t from_newest(size_t i, size_t n, pdx_page_order order) {
    return order == PDX_ORDERED_NEWEST_FIRST ? i : n - 1 - i;
}

/* Marks entries whose own bounds cannot hold with those of another entry in this order; gives their number. */
static size_t mark_suspects(pdx_own_bounds *own, size_t n, pdx_page_order order) {
    size_t suspects = 0;
    int64_t limit = PDX_NO_DAY; /* the least upper bound of newer entries */
    for (size_t i = 0; i < n; i++) {
        pdx_own_bounds *entry = &own[from_newest(i, n, order)];
        if (limit != PDX_NO_DAY && entry->lower.day != PDX_NO_DAY && entry->lower.day >= limit && !entry->suspect) {
            entry->suspect = true;
            suspects++;
        }
        if (entry->upper.day != PDX_NO_DAY && (limit == PDX_NO_DAY || entry->upper.day < limit)) limit = entry->upper.day;
    }
    limit = PDX_NO_DAY; /* the greatest lower bound of older entries */
    for (size_t i = n; i > 0; i--) {
        pdx_own_bounds *entry = &own[from_newest(i - 1, n, order)];
        if (limit != PDX_NO_DAY && entry->upper.day != PDX_NO_DAY && entry->upper.day <= limit && !entry->suspect) {
            entry->suspect = true;
            suspects++;
        }
        if (entry->lower.day != PDX_NO_DAY && entry->lower.day > limit) limit = entry->lower.day;
    }
    return suspects;
}

/* Of entries that contradict each other, what was read from running text goes first. */
static void drop_told(pdx_own_bounds *own, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (!own[i].suspect) continue;
        own[i].suspect = false;
        if (own[i].lower.why.reason == PDX_BOUND_PAST) own[i].lower.day = PDX_NO_DAY;
        if (own[i].upper.why.reason == PDX_BOUND_FUTURE) own[i].upper.day = PDX_NO_DAY;
    }
}

static pdx_own_bound through(const pdx_own_bounds *own, size_t entry, bool upper) {
    pdx_own_bound bound = upper ? own[entry].upper : own[entry].lower;
    bound.why.reason = PDX_BOUND_ORDER;
    bound.why.entry = (uint32_t)entry;
    return bound;
}

static void pass_lower(pdx_own_bounds *own, size_t n, pdx_page_order order) {
    pdx_own_bound best = {PDX_NO_DAY, {0}, false};
    for (size_t i = n; i > 0; i--) {
        const size_t at = from_newest(i - 1, n, order);
        pdx_own_bounds *entry = &own[at];
        if (entry->suspect) continue;
        const bool takes = best.day != PDX_NO_DAY && best.day > entry->lower.day;
        if (!takes && entry->lower.day != PDX_NO_DAY) best = through(own, at, false);
        else if (takes && !entry->printed) entry->lower = best;
    }
}

static void pass_upper(pdx_own_bounds *own, size_t n, pdx_page_order order) {
    pdx_own_bound best = {PDX_NO_DAY, {0}, false};
    for (size_t i = 0; i < n; i++) {
        const size_t at = from_newest(i, n, order);
        pdx_own_bounds *entry = &own[at];
        if (entry->suspect) continue;
        const bool takes = best.day != PDX_NO_DAY && (entry->upper.day == PDX_NO_DAY || best.day < entry->upper.day);
        if (!takes && entry->upper.day != PDX_NO_DAY) best = through(own, at, true);
        else if (takes && !entry->printed) entry->upper = best;
    }
}

void pdx_order_propagate(pdx_own_bounds *own, size_t n, pdx_page_order order) {
    if (order == PDX_ORDERED_UNKNOWN) return;
    if (mark_suspects(own, n, order) > 0) {
        drop_told(own, n);
        (void)mark_suspects(own, n, order);
    }
    pass_lower(own, n, order);
    pass_upper(own, n, order);
}
