/* The lists of the dictionary that one word of a query stands for in one segment. Called by whatever reads them: cursors, streams,
 * statistics. Promises: looked up once per plan, however many ask. */
#ifndef PDX_QUERY_WORD_LISTS_H
#define PDX_QUERY_WORD_LISTS_H

#include "query/plan/plan.h"

/* In which documents a list counts: those of one group of languages that fold the word alike, or all. */
#define PDX_ALL_LANGUAGES UINT16_MAX

/* Of a bigram, where one character is asked for. */
enum { PDX_HOLDS_WHOLE = 0, PDX_HOLDS_FIRST = 1, PDX_HOLDS_SECOND = 2 };

typedef struct pdx_word_list {
    pdx_list_place place;
    pdx_ord ord;        /* of the term, or class */
    uint32_t n_gone;    /* of place.n_posts: posts that are gone */
    bool is_class;      /* of a stem: without positions */
    uint16_t languages; /* number of a group, or PDX_ALL_LANGUAGES */
    uint16_t n_pieces;  /* how long its occurrences are */
    uint8_t holds;      /* PDX_HOLDS_*: which of its characters is meant */
} pdx_word_list;

typedef PDX_VEC(pdx_word_list) pdx_found_lists;

struct pdx_word_lists {
    pdx_word_list *items; /* this and `groups` in the plan's arena */
    size_t n;
    uint16_t *groups;     /* group of each language of the plan */
    uint16_t n_groups;
    bool may_meet;        /* two lists may have an occurrence with one start */
};

/* Of the element `node`; `positions` when they will be asked for positions, which classes do not have. */
pdx_status pdx_word_lists_find(pdx_plan *plan, uint32_t segment, const pdx_node *node, bool positions, const pdx_word_lists **out,
                               pdx_error *err) PDX_MUST;

/* Whether the lists have no document in common, and every document of theirs is in the right language. */
bool pdx_word_lists_are_apart(const pdx_word_lists *lists);

/* The posts in which the word occurs in a scoring group, where the dictionary knows. */
bool pdx_word_lists_posts(const pdx_word_lists *lists, uint32_t *n_posts);

#endif
