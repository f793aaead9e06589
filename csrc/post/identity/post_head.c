#include "post/identity/post_head.h"

#include "base/sort.h"
#include "post/dates/bare_letters.h"

enum {
    HEAD_MIN = 40,         /* letters that a body not marked as cut must share with the one that continues it */
    TITLE_TELLING = 24,    /* letters of a title that stands for its post, when one appearance is an excerpt */
    FEW = 16               /* sets of one title and day that are compared each with each */
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

/* A body that is cut, or long enough that its being the beginning of another is no accident; on one day under one title it never is. */
static bool can_be_cut(const pdx_appearance_facts *facts, const pdx_post_head *head, bool dated) {
    return dated || head->begin == head->end || facts[head->at].excerpt || head->end - head->begin >= HEAD_MIN;
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
static pdx_status join_chains(pdx_post_heads *heads, const pdx_appearance_facts *facts, pdx_post_sets *sets, bool dated, pdx_error *err) {
    pdx_post_head *h = heads->heads.data;
    for (uint32_t i = 0; i < heads->heads.len; i++) {
        if (h[i].above == UINT32_MAX) continue;
        pdx_post_head *cut = &h[h[i].above];
        const uint32_t own = pdx_post_sets_root(sets, cut->at), other = pdx_post_sets_root(sets, h[i].at);
        if (own == other || !can_be_cut(facts, cut, dated) || !pdx_post_sets_agree(sets, own, other)) continue;
        if (cut->partner == NO_PARTNER) cut->partner = i;
        else if (cut->partner != SEVERAL_PARTNERS && pdx_post_sets_root(sets, h[cut->partner].at) != other) cut->partner = SEVERAL_PARTNERS;
    }
    for (uint32_t i = 0; i < heads->heads.len; i++)
        if (h[i].partner < SEVERAL_PARTNERS) PDX_TRY(pdx_post_sets_unite(sets, h[i].at, h[h[i].partner].at, false, err));
    return PDX_OK;
}

/* The longest body of each set, the longest first; 0 when there are more sets than FEW. */
static size_t longest_of_sets(const pdx_post_heads *heads, pdx_post_sets *sets, const pdx_post_head *longest[FEW]) {
    size_t n = 0;
    for (size_t i = 0; i < heads->heads.len; i++) {
        const pdx_post_head *head = &heads->heads.data[i];
        size_t at = 0;
        while (at < n && pdx_post_sets_root(sets, longest[at]->at) != pdx_post_sets_root(sets, head->at)) at++;
        if (at == FEW) return 0;
        if (at == n) longest[n++] = head;
        else if (head->end - head->begin > longest[at]->end - longest[at]->begin) longest[at] = head;
    }
    for (size_t i = 1; i < n; i++) {
        const pdx_post_head *moved = longest[i];
        size_t at = i;
        for (; at > 0 && longest[at - 1]->end - longest[at - 1]->begin < moved->end - moved->begin; at--) longest[at] = longest[at - 1];
        longest[at] = moved;
    }
    return n;
}

/* A text that stands in another, of one title and day, is that one with something left out before it or behind it. It joins the one
 * that has it, when there is only one. */
static pdx_status join_contained(pdx_post_heads *heads, pdx_post_sets *sets, pdx_pace *pace, pdx_error *err) {
    const pdx_post_head *longest[FEW];
    const size_t n = longest_of_sets(heads, sets, longest);
    for (size_t i = 1; i < n; i++) {
        uint32_t partner = NO_PARTNER;
        const uint32_t own = pdx_post_sets_root(sets, longest[i]->at);
        for (size_t k = 0; k < i && partner != SEVERAL_PARTNERS; k++) {
            const uint32_t other = pdx_post_sets_root(sets, longest[k]->at);
            if (other == own || other == partner || !pdx_post_sets_agree(sets, own, other)) continue;
            PDX_TRY(pdx_pace_step(pace, longest[k]->end - longest[k]->begin, 0, err));
            if (!pdx_span_contains(letters_of(heads, longest[k]), letters_of(heads, longest[i]))) continue;
            partner = partner == NO_PARTNER ? other : SEVERAL_PARTNERS;
        }
        if (partner < SEVERAL_PARTNERS) PDX_TRY(pdx_post_sets_unite(sets, own, partner, false, err));
    }
    return PDX_OK;
}

/* Whether the appearance says all that its post says, as far as can be told. */
static bool is_whole(const pdx_appearance_facts *facts, const pdx_post_head *head) { return head->begin < head->end && !facts[head->at].excerpt; }

/* The one set that has a whole text; NO_PARTNER when none or several have. */
static uint32_t only_whole(const pdx_post_heads *heads, const pdx_appearance_facts *facts, pdx_post_sets *sets) {
    uint32_t whole = NO_PARTNER;
    for (size_t i = 0; i < heads->heads.len; i++) {
        const pdx_post_head *head = &heads->heads.data[i];
        if (!is_whole(facts, head)) continue;
        const uint32_t root = pdx_post_sets_root(sets, head->at);
        if (whole != NO_PARTNER && root != whole) return NO_PARTNER;
        whole = root;
    }
    return whole;
}

static bool are_two(const pdx_post_heads *heads, pdx_post_sets *sets) {
    const uint32_t first = pdx_post_sets_root(sets, heads->heads.data[0].at);
    uint32_t second = NO_PARTNER;
    for (size_t i = 1; i < heads->heads.len; i++) {
        const uint32_t root = pdx_post_sets_root(sets, heads->heads.data[i].at);
        if (root == first || root == second) continue;
        if (second != NO_PARTNER) return false;
        second = root;
    }
    return second != NO_PARTNER;
}

/* Excerpts that do not begin the whole text were written by hand. They join it where it is the only one: of one day, or under a
 * title that tells and with nothing else. Two whole texts that differ stay two posts however much they share: the words of one would
 * be lost to the search. */
static pdx_status join_excerpts(pdx_post_heads *heads, const pdx_appearance_facts *facts, pdx_post_sets *sets, bool dated, pdx_error *err) {
    const pdx_post_head *h = heads->heads.data;
    const uint32_t whole = only_whole(heads, facts, sets);
    if (whole == NO_PARTNER) return PDX_OK;
    if (!dated && (sets->keys[h[0].at].title_letters < TITLE_TELLING || !are_two(heads, sets))) return PDX_OK;
    for (size_t i = 0; i < heads->heads.len; i++)
        if (facts[h[i].at].excerpt) PDX_TRY(pdx_post_sets_unite(sets, whole, h[i].at, false, err));
    return PDX_OK;
}

pdx_status pdx_post_heads_settle(pdx_post_heads *heads, const pdx_appearance_facts *facts, pdx_post_sets *sets,
                                 const pdx_post_member *members, size_t n, bool dated, pdx_pace *pace, pdx_error *err) {
    PDX_TRY(collect(heads, facts, sets, members, n, pace, err));
    PDX_TRY(sort_heads(heads, pace->tick, err));
    find_chains(heads);
    PDX_TRY(join_chains(heads, facts, sets, dated, err));
    if (dated) PDX_TRY(join_contained(heads, sets, pace, err));
    return join_excerpts(heads, facts, sets, dated, err);
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
