/* Identity where texts are not the same but go together: a body cut by "continue reading" and the whole one,
 * titles that differ in a word at the end. Called by identity.c alone. */
#ifndef PDX_POST_POST_HEAD_H
#define PDX_POST_POST_HEAD_H

#include "base/buf.h"
#include "post/identity/post_keys.h"

/* A body of a family in comparable form. */
typedef struct pdx_post_head {
    size_t begin, end;  /* in the letters */
    uint32_t at;        /* appearance */
    uint64_t rank;      /* of its content: an order that no input order changes */
    uint32_t above;     /* the longest body that this one continues, or UINT32_MAX */
    uint32_t partner;   /* the one body that continues this one: its index; or one of the marks in the .c */
} pdx_post_head;

typedef struct pdx_post_heads {
    PDX_VEC(pdx_post_head) heads;
    pdx_buf letters;
    pdx_buf title_a, title_b;
} pdx_post_heads;

void pdx_post_heads_init(pdx_post_heads *heads);
void pdx_post_heads_deinit(pdx_post_heads *heads);

/* Unites sets of appearances with the same title whose bodies go together; `dated`: of the same day too. */
pdx_status pdx_post_heads_settle(pdx_post_heads *heads, const pdx_appearance_facts *facts, pdx_post_sets *sets,
                                 const pdx_post_member *members, size_t n, bool dated, pdx_pace *pace, pdx_error *err) PDX_MUST;

/* Whether one title is missing or begins the other, of which at least `shortest` letters are there. */
pdx_status pdx_post_titles_alike(pdx_post_heads *heads, const pdx_appearance_facts *a, const pdx_appearance_facts *b,
                                 size_t shortest, bool *alike, pdx_error *err) PDX_MUST;

#endif
