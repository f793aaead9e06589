/* Which appearances are appearances of one post: decided here, once, for whoever builds an archive or adds to one.
 * Called by post_keys.c, archive/build/part_keys.c and archive/build/unite.c. Promises: independent of the order in which pages come (ordinals are
 * given by first appearance); linear time on average; the same appearance twice is always one post. */
#ifndef PDX_POST_IDENTITY_H
#define PDX_POST_IDENTITY_H

#include "base/span.h"
#include "base/status.h"
#include "base/tick.h"
#include "post/dates/date.h"

/* What identity looks at, per appearance; spans are borrowed for the call. */
typedef struct pdx_appearance_facts {
    pdx_span title;     /* as printed, may be empty */
    pdx_span body;      /* from the first body part to the last, as it stands */
    pdx_span address;   /* canonical address of the post when the form gives one, else empty */
    pdx_date published; /* precision NONE when not printed */
    uint32_t page;      /* two appearances on one page are one post only when their text is the same */
    bool excerpt;
    bool record;        /* says itself what one post is: is united with no other */
} pdx_appearance_facts;

/* Numbers by which appearances find those that they may be united with: they have one in common. The same in every run, for lists on disk; where
 * two are the same by chance, comparing tells. */
enum { PDX_IDENTITY_KEYS = 3 };
typedef struct pdx_identity_key {
    uint64_t keys[PDX_IDENTITY_KEYS];
    unsigned n; /* none: a record */
} pdx_identity_key;
pdx_status pdx_identity_keys(const pdx_appearance_facts *facts, size_t n, pdx_identity_key *keys, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* posts[i] receives the ordinal of appearance i's post, numbered by first appearance; *n_posts their count. */
pdx_status pdx_identity_unite(const pdx_appearance_facts *facts, size_t n, uint32_t *posts, uint32_t *n_posts,
                              const pdx_tick *tick, pdx_error *err) PDX_MUST;

#endif
