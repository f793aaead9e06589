/* What identity compares appearances by: folded titles and bodies as hashes, and families of appearances
 * that share a key, in an order that does not depend on the order of input. Called by identity.c alone. */
#ifndef PDX_POST_POST_KEYS_H
#define PDX_POST_POST_KEYS_H

#include "base/vec.h"
#include "post/identity/post_sets.h"

/* keys[i] from facts[i]; n of them. */
pdx_status pdx_post_keys_fill(const pdx_appearance_facts *facts, size_t n, pdx_post_keys *keys, const pdx_tick *tick,
                              pdx_error *err) PDX_MUST;

/* One appearance in a family; members of one family stand together. */
typedef struct pdx_post_member {
    uint64_t order, check;
    uint32_t at; /* appearance */
} pdx_post_member;

typedef PDX_VEC(pdx_post_member) pdx_post_members;

typedef enum pdx_post_family {
    PDX_FAMILY_SAME,      /* nothing differs */
    PDX_FAMILY_ADDRESS,
    PDX_FAMILY_TITLE_DAY,
    PDX_FAMILY_TITLE_BODY,
    PDX_FAMILY_TITLE,
    PDX_FAMILY_BODY
} pdx_post_family;

/* Fills `out` with the appearances that have that key, sorted so that equal keys are neighbours. */
pdx_status pdx_post_families(const pdx_post_keys *keys, size_t n, pdx_post_family family, pdx_post_members *out, pdx_pace *pace,
                             pdx_error *err) PDX_MUST;

#endif
