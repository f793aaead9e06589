/* Appearances gathered into sets (union-find) that carry what contradicts a union: two addresses, two dates,
 * two different texts on one page. Called by identity.c, post_head.c and post_keys.c. Promises: a union that contradicts is refused and changes
 * nothing; all unions together cost n log n. */
#ifndef PDX_POST_POST_SETS_H
#define PDX_POST_POST_SETS_H

#include "base/status.h"
#include "post/identity/identity.h"

/* What an appearance is compared by. Hashes that decide order are the same in every run; those that
 * decide equality are keyed as well. */
typedef struct pdx_post_hash {
    uint64_t order, check;
} pdx_post_hash;

/* A day since 1970; or, far below all of these, a date of which only part is printed ("25 Nov", "November 2013"). */
#define PDX_POST_NO_DAY INT64_MIN

/* 0: not printed; not all three are. */
int64_t pdx_post_part_of_day(int32_t year, unsigned month, unsigned day);
static inline bool pdx_post_is_day(int64_t day) { return day > INT64_MIN / 2; }

typedef struct pdx_post_keys {
    pdx_post_hash title, body, address;
    uint64_t title_letters, body_letters; /* 0: none */
    int64_t day;                          /* or a part of one; PDX_POST_NO_DAY: not printed */
    int32_t minute;                       /* of the day; -1: not printed */
    uint32_t page;
    bool record;
} pdx_post_keys;

typedef struct pdx_post_set {
    uint32_t parent, size;
    uint32_t next;     /* ring of members */
    int32_t minute;
    int64_t day;
    uint64_t address;  /* order hash; 0: none */
    uint64_t rank;     /* the least content hash of its members: an order that no input order changes */
    uint32_t witness;  /* the member of that rank */
    uint32_t owner;    /* under which number its pages are noted */
} pdx_post_set;

typedef struct pdx_post_note {
    uint64_t place; /* owner and page */
    uint64_t body;
    bool used;
} pdx_post_note;

typedef struct pdx_post_sets {
    const pdx_post_keys *keys; /* borrowed */
    pdx_post_set *sets;        /* owned, one per appearance */
    size_t n;
    pdx_post_note *notes; /* owned; open addressing, a power of two */
    size_t n_notes, used_notes;
} pdx_post_sets;

pdx_status pdx_post_sets_init(pdx_post_sets *sets, const pdx_post_keys *keys, size_t n, pdx_error *err) PDX_MUST;
void pdx_post_sets_deinit(pdx_post_sets *sets);
uint32_t pdx_post_sets_root(pdx_post_sets *sets, uint32_t at);
bool pdx_post_sets_agree(const pdx_post_sets *sets, uint32_t root_a, uint32_t root_b);
/* Unites the sets of two roots when they agree, or whatever they say when `certain`. */
pdx_status pdx_post_sets_unite(pdx_post_sets *sets, uint32_t a, uint32_t b, bool certain, pdx_error *err) PDX_MUST;

#endif
