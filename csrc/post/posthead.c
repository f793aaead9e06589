#include "post/posthead.h"

#include "base/sort.h"
#include "post/bareletters.h"

enum {
    HEAD_MIN = 40,         /* letters that a body not marked as cut must share with the one that continues it */
    TITLE_TELLING = 24     /* letters of a title that stands for its post, when one appearance is an excerpt */
};
#define NO_PARTNER UINT32_MAX
#define SEVERAL_PARTNERS (UINT32_MAX - 1)

void pdx_post_heads_init(pdx_post_heads *heads) { memset(heads, 0, sizeof *heads); }

void pdx_post_heads_deinit(pdx_post_heads *heads) {
    PDX_VEC_DEINIT(&heads->heads);
    pdx_buf_deinit(&heads->letters);
    pdx_buf_deinit(&heads->title_a);
    pdx_buf_deinit(&heads->title_b);
}

static pdx_span letters_of(const pdx_post_heads *heads, const pdx_post_head *head) {
    return pdx_span_slice(pdx_buf_view(&heads->letters), head->begin, head->end);
}

static pdx_status collect(pdx_post_heads *heads, const pdx_appearance_facts *facts, pdx_post_sets *sets,
                          const pdx_post_member *members, size_t n, pdx_pace *pace, pdx_error *err) {
    heads->heads.len = 0;
    pdx_buf_reset(&heads->letters);
    for (size_t i = 0; i < n; i++) {
        pdx_post_head head;
        head.at = members[i].at;
        head.rank = sets->sets[pdx_post_sets_root(sets, head.at)].rank;
        head.begin = heads->letters.len;
        pdx_bare_append(facts[head.at].body, &heads->letters);
        head.end = heads->letters.len;
        head.above = UINT32_MAX;
        head.partner = NO_PARTNER;
        if (heads->letters.failed || !PDX_VEC_PUSH(&heads->heads, head)) return pdx_fail_memory(err);
        PDX_TRY(pdx_pace_step(pace, facts[head.at].body.len, 0, err));
    }
    return PDX_OK;
}

/* A head with what it is compared by. */
typedef struct sortable {
    pdx_span letters;
    uint64_t rank;
    uint32_t at;
    pdx_post_head head;
} sortable;

static int compare_sortables(const void *left, const void *right, const void *context) {
    const sortable *a = left, *b = right;
    (void)context;
    const int order = pdx_span_compare(a->letters, b->letters);
    if (order != 0) return order;
    if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
    return a->at < b->at ? -1 : a->at > b->at ? 1 : 0;
}

static pdx_status sort_heads(pdx_post_heads *heads, const pdx_tick *tick, pdx_error *err) {
    const size_t n = heads->heads.len;
    sortable *order = pdx_resize_array(NULL, n, sizeof *order);
    pdx_status status;
    if (order == NULL) return pdx_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        order[i].head = heads->heads.data[i];
        order[i].letters = letters_of(heads, &order[i].head);
        order[i].rank = order[i].head.rank;
        order[i].at = order[i].head.at;
    }
    status = pdx_sort(order, n, sizeof *order, compare_sortables, NULL, tick, err);
    for (size_t i = 0; status == PDX_OK && i < n; i++) heads->heads.data[i] = order[i].head;
    pdx_free(order);
    return status;
}

static bool begins(const pdx_post_heads *heads, const pdx_post_head *shorter, const pdx_post_head *longer) {
    return pdx_span_starts(letters_of(heads, longer), letters_of(heads, shorter));
}

/* A body that is cut, or long enough that its being the beginning of another is no accident. */
static bool can_be_cut(const pdx_appearance_facts *facts, const pdx_post_head *head) {
    return head->begin == head->end || facts[head->at].excerpt || head->end - head->begin >= HEAD_MIN;
}

/* In sorted order a body stands right behind those that it continues: a chain of them is kept on the way. Equal
 * bodies were settled before; the first of them stands for all. */
static void find_chains(pdx_post_heads *heads) {
    pdx_post_head *h = heads->heads.data;
    uint32_t top = UINT32_MAX;
    for (uint32_t i = 0; i < heads->heads.len; i++) {
        while (top != UINT32_MAX && !begins(heads, &h[top], &h[i])) top = h[top].above;
        const bool equal = top != UINT32_MAX && h[top].end - h[top].begin == h[i].end - h[i].begin;
        h[i].above = equal ? h[top].above : top;
        if (!equal) top = i;
    }
}

/* Each cut body joins the body that continues it, when there is only one such post. */
static pdx_status join_chains(pdx_post_heads *heads, const pdx_appearance_facts *facts, pdx_post_sets *sets, pdx_error *err) {
    pdx_post_head *h = heads->heads.data;
    for (uint32_t i = 0; i < heads->heads.len; i++) {
        if (h[i].above == UINT32_MAX) continue;
        pdx_post_head *cut = &h[h[i].above];
        const uint32_t own = pdx_post_sets_root(sets, cut->at), other = pdx_post_sets_root(sets, h[i].at);
        if (own == other || !can_be_cut(facts, cut) || !pdx_post_sets_agree(sets, own, other)) continue;
        if (cut->partner == NO_PARTNER) cut->partner = i;
        else if (cut->partner != SEVERAL_PARTNERS && pdx_post_sets_root(sets, h[cut->partner].at) != other) cut->partner = SEVERAL_PARTNERS;
    }
    for (uint32_t i = 0; i < heads->heads.len; i++)
        if (h[i].partner < SEVERAL_PARTNERS) PDX_TRY(pdx_post_sets_unite(sets, h[i].at, h[h[i].partner].at, false, err));
    return PDX_OK;
}

/* Two sets are left under one telling title, and one of them is an excerpt: written by hand, since it does not begin the other.
 * Two whole texts that differ stay two posts however much they share: the words of one would be lost to the search. */
static pdx_status join_last_two(pdx_post_heads *heads, const pdx_appearance_facts *facts, pdx_post_sets *sets, pdx_error *err) {
    const pdx_post_head *h = heads->heads.data;
    const uint32_t first = pdx_post_sets_root(sets, h[0].at);
    const pdx_post_head *second = NULL;
    for (size_t i = 1; i < heads->heads.len; i++) {
        const uint32_t root = pdx_post_sets_root(sets, h[i].at);
        if (root == first) continue;
        if (second != NULL && pdx_post_sets_root(sets, second->at) != root) return PDX_OK;
        second = &h[i];
    }
    if (second == NULL) return PDX_OK;
    if (facts[h[0].at].excerpt == facts[second->at].excerpt || sets->keys[second->at].title_letters < TITLE_TELLING) return PDX_OK;
    return pdx_post_sets_unite(sets, first, second->at, false, err);
}

pdx_status pdx_post_heads_settle(pdx_post_heads *heads, const pdx_appearance_facts *facts, pdx_post_sets *sets,
                                 const pdx_post_member *members, size_t n, pdx_pace *pace, pdx_error *err) {
    PDX_TRY(collect(heads, facts, sets, members, n, pace, err));
    PDX_TRY(sort_heads(heads, pace->tick, err));
    find_chains(heads);
    PDX_TRY(join_chains(heads, facts, sets, err));
    return join_last_two(heads, facts, sets, err);
}

pdx_status pdx_post_titles_alike(pdx_post_heads *heads, const pdx_appearance_facts *a, const pdx_appearance_facts *b,
                                 size_t shortest, bool *alike, pdx_error *err) {
    pdx_buf_reset(&heads->title_a);
    pdx_buf_reset(&heads->title_b);
    pdx_bare_append(a->title, &heads->title_a);
    pdx_bare_append(b->title, &heads->title_b);
    if (heads->title_a.failed || heads->title_b.failed) return pdx_fail_memory(err);
    const pdx_span one = pdx_buf_view(&heads->title_a), two = pdx_buf_view(&heads->title_b);
    const pdx_span small = one.len <= two.len ? one : two, large = one.len <= two.len ? two : one;
    *alike = small.len == 0 || (small.len >= shortest && pdx_span_starts(large, small));
    return PDX_OK;
}
