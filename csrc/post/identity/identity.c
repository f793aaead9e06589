#include "post/identity/identity.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "post/identity/post_head.h"
#include "post/identity/post_keys.h"

enum {
    CROWD = 64,          /* more sets than this in one family are only united when they are alike in all */
    LIKE_TITLE_MIN = 10, /* letters of a title that says something */
    MEMBER_WORK = 64     /* what a member of a family takes, as a pace counts */
};

/* One set of a family, with all that decides the order in which it is looked at. */
typedef struct candidate {
    uint32_t root;
    int64_t day;
    int32_t minute;
    uint64_t address, rank;
} candidate;

typedef struct uniter {
    const pdx_appearance_facts *facts; /* borrowed */
    pdx_post_keys *keys;               /* owned */
    pdx_post_sets sets;
    pdx_post_members members;
    PDX_VEC(candidate) candidates;
    pdx_post_heads heads;
    pdx_pace pace;
    pdx_error *err;
} uniter;

typedef pdx_status (*pair_test)(uniter *u, uint32_t a, uint32_t b, bool *together);

static int compare_u64(uint64_t a, uint64_t b) { return a < b ? -1 : a > b ? 1 : 0; }

static int compare_candidates(const void *left, const void *right) {
    const candidate *a = left, *b = right;
    if (a->day != b->day) return a->day < b->day ? -1 : 1;
    if (a->minute != b->minute) return a->minute < b->minute ? -1 : 1;
    if (a->address != b->address) return compare_u64(a->address, b->address);
    if (a->rank != b->rank) return compare_u64(a->rank, b->rank);
    return a->root < b->root ? -1 : a->root > b->root ? 1 : 0;
}

/* The distinct sets of members [first, end), in an order made of what they say. */
static pdx_status gather(uniter *u, size_t first, size_t end) {
    u->candidates.len = 0;
    for (size_t i = first; i < end; i++) {
        candidate found;
        found.root = pdx_post_sets_root(&u->sets, u->members.data[i].at);
        const pdx_post_set *set = &u->sets.sets[found.root];
        found.day = set->day;
        found.minute = set->minute;
        found.address = set->address;
        found.rank = set->rank;
        if (!PDX_VEC_PUSH(&u->candidates, found)) return pdx_fail_memory(u->err);
    }
    qsort(u->candidates.data, u->candidates.len, sizeof *u->candidates.data, compare_candidates);
    size_t n = 0;
    for (size_t i = 0; i < u->candidates.len; i++)
        if (n == 0 || u->candidates.data[n - 1].root != u->candidates.data[i].root) u->candidates.data[n++] = u->candidates.data[i];
    u->candidates.len = n;
    return PDX_OK;
}

/* Of candidates [first, end), at most CROWD: unites those that agree with each other and with the same others.
 * Who agrees with two that contradict each other stays apart: which of them it belongs to is not known. */
static pdx_status join_twins(uniter *u, size_t first, size_t end, pair_test test) {
    uint64_t agrees[CROWD];
    const candidate *c = u->candidates.data + first;
    const size_t n = end - first;
    for (size_t i = 0; i < n; i++) {
        agrees[i] = (uint64_t)1 << i;
        for (size_t j = 0; j < n; j++) {
            bool together = i != j && pdx_post_sets_agree(&u->sets, c[i].root, c[j].root);
            if (together && test != NULL) PDX_TRY(test(u, c[i].root, c[j].root, &together));
            if (together) agrees[i] |= (uint64_t)1 << j;
        }
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++)
            if ((agrees[i] >> j & 1) != 0 && agrees[i] == agrees[j])
                PDX_TRY(pdx_post_sets_unite(&u->sets, c[i].root, c[j].root, false, u->err));
    return PDX_OK;
}

static bool says_the_same(const candidate *a, const candidate *b) {
    return a->day == b->day && a->minute == b->minute && a->address == b->address;
}

/* Unites the sets of a family whose members are one post unless something contradicts: first those that say
 * the same of date and address, then, where it is clear which, those that say less. */
static pdx_status settle(uniter *u, size_t first, size_t end) {
    PDX_TRY(gather(u, first, end));
    const size_t n = u->candidates.len;
    candidate *c = u->candidates.data;
    for (size_t i = 1; i < n; i++)
        if (says_the_same(&c[i - 1], &c[i])) PDX_TRY(pdx_post_sets_unite(&u->sets, c[i - 1].root, c[i].root, false, u->err));
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        c[i].root = pdx_post_sets_root(&u->sets, c[i].root);
        if (kept == 0 || c[kept - 1].root != c[i].root) c[kept++] = c[i];
    }
    u->candidates.len = kept;
    if (kept <= CROWD) return join_twins(u, 0, kept, NULL);
    /* A template's many posts: only within a day. */
    for (size_t i = 0; i < kept;) {
        size_t j = i + 1;
        while (j < kept && c[j].day == c[i].day) j++;
        if (j - i > 1 && j - i <= CROWD) PDX_TRY(join_twins(u, i, j, NULL));
        i = j;
    }
    return PDX_OK;
}

static bool same_family(const pdx_post_member *a, const pdx_post_member *b) {
    return a->order == b->order && a->check == b->check;
}

/* Nothing differs, or the address is the same: certain. */
static pdx_status unite_all(uniter *u, size_t first, size_t end) {
    for (size_t i = first + 1; i < end; i++)
        PDX_TRY(pdx_post_sets_unite(&u->sets, u->members.data[first].at, u->members.data[i].at, true, u->err));
    return PDX_OK;
}

static pdx_status settle_bodies(uniter *u, size_t first, size_t end, bool dated) {
    PDX_TRY(gather(u, first, end));
    if (u->candidates.len < 2) return PDX_OK;
    return pdx_post_heads_settle(&u->heads, u->facts, &u->sets, &u->members.data[first], end - first, dated, &u->pace, u->err);
}

/* Same title: bodies of which one begins the other, or is an excerpt of it. */
static pdx_status settle_heads(uniter *u, size_t first, size_t end) { return settle_bodies(u, first, end, false); }

/* And the same day, which lets a shorter body or title do. */
static pdx_status settle_dated(uniter *u, size_t first, size_t end) { return settle_bodies(u, first, end, true); }

static const pdx_appearance_facts *witness(uniter *u, uint32_t at) {
    return &u->facts[u->sets.sets[pdx_post_sets_root(&u->sets, at)].witness];
}

static pdx_status titles_alike(uniter *u, uint32_t a, uint32_t b, bool *together) {
    return pdx_post_titles_alike(&u->heads, witness(u, a), witness(u, b), LIKE_TITLE_MIN, together, u->err);
}

/* Same body: titles of which one is missing or the beginning of the other. */
static pdx_status settle_titles(uniter *u, size_t first, size_t end) {
    PDX_TRY(gather(u, first, end));
    const size_t n = u->candidates.len;
    return n < 2 || n > CROWD ? PDX_OK : join_twins(u, 0, n, titles_alike);
}

static pdx_status stage(uniter *u, pdx_post_family family, pdx_status (*act)(uniter *u, size_t first, size_t end)) {
    PDX_TRY(pdx_post_families(u->keys, u->sets.n, family, &u->members, &u->pace, u->err));
    const pdx_post_member *members = u->members.data;
    for (size_t i = 0; i < u->members.len;) {
        size_t j = i + 1;
        while (j < u->members.len && same_family(&members[i], &members[j])) j++;
        if (j - i > 1) PDX_TRY(act(u, i, j));
        PDX_TRY(pdx_pace_step(&u->pace, MEMBER_WORK * (j - i), i, u->err));
        i = j;
    }
    return PDX_OK;
}

static pdx_status unite(uniter *u) {
    PDX_TRY(stage(u, PDX_FAMILY_SAME, unite_all));
    PDX_TRY(stage(u, PDX_FAMILY_ADDRESS, unite_all));
    PDX_TRY(stage(u, PDX_FAMILY_TITLE_DAY, settle_dated));
    PDX_TRY(stage(u, PDX_FAMILY_TITLE_BODY, settle));
    PDX_TRY(stage(u, PDX_FAMILY_TITLE, settle_heads));
    return stage(u, PDX_FAMILY_BODY, settle_titles);
}

/* Numbers the sets by their first appearance; a root's rank is no longer needed and holds the number. */
static void number(pdx_post_sets *sets, uint32_t *posts, uint32_t *n_posts) {
    uint32_t next = 0;
    for (uint32_t i = 0; i < sets->n; i++) posts[i] = UINT32_MAX;
    for (uint32_t i = 0; i < sets->n; i++) {
        const uint32_t root = pdx_post_sets_root(sets, i);
        if (posts[root] == UINT32_MAX) {
            sets->sets[root].rank = next++;
            posts[root] = 0;
        }
    }
    for (uint32_t i = 0; i < sets->n; i++) posts[i] = (uint32_t)sets->sets[pdx_post_sets_root(sets, i)].rank;
    *n_posts = next;
}

pdx_status pdx_identity_unite(const pdx_appearance_facts *facts, size_t n, uint32_t *posts, uint32_t *n_posts,
                              const pdx_tick *tick, pdx_error *err) {
    uniter u;
    *n_posts = 0;
    if (n >= UINT32_MAX) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more than %u appearances", UINT32_MAX - 1);
    memset(&u, 0, sizeof u);
    u.facts = facts;
    u.pace = pdx_pace_of(tick, n);
    u.err = err;
    PDX_TRY(pdx_tick_step(tick, 0, n, err));
    pdx_post_heads_init(&u.heads);
    u.keys = pdx_resize_array(NULL, n, sizeof *u.keys);
    pdx_status status = u.keys == NULL ? pdx_fail_memory(err) : pdx_post_keys_fill(facts, n, u.keys, tick, err);
    if (status == PDX_OK) status = pdx_post_sets_init(&u.sets, u.keys, n, err);
    if (status == PDX_OK) status = unite(&u);
    if (status == PDX_OK) number(&u.sets, posts, n_posts);
    pdx_post_sets_deinit(&u.sets);
    pdx_post_heads_deinit(&u.heads);
    PDX_VEC_DEINIT(&u.candidates);
    PDX_VEC_DEINIT(&u.members);
    pdx_free(u.keys);
    return status;
}
