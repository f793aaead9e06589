/* Members of an AND that are frequent words whose lists are laid out (index/dense_lists.h): a byte tells whether a document has the word, and
 * about what it gives. Called by conjunction.c, conjunction_narrow.c and conjunction_windows.c.
 * Promises: the same documents and the same bits of scores as the lists give; who is passed over cannot come above the number that was told. */
#ifndef PDX_QUERY_DENSE_MEET_H
#define PDX_QUERY_DENSE_MEET_H

#include "index/dense_lists.h"
#include "query/match/match.h"

enum {
    PDX_DENSE_MEET_MOST = 16,
    PDX_DENSE_MEET_DOCS = PDX_LIMIT(4096, 128) /* documents of a window at most */
};

typedef struct pdx_dense_member {
    const pdx_dense_list *dense;
    const pdx_saturation *saturation; /* NULL: it is not scored */
    double unit;                      /* what a byte of 1 stands for, never too low */
    uint16_t weight;                  /* the same, as kernels add them up */
} pdx_dense_member;

typedef struct pdx_dense_meet {
    pdx_dense_member members[PDX_DENSE_MEET_MOST]; /* the rarest first */
    uint32_t n;
    const float *shares; /* of the body, of each document; borrowed */
    double most;         /* what all give at most */
    double scale;        /* units of a score of 1 in sums of kernels; 0: none is scored */
} pdx_dense_meet;

/* Adds a member when its list is laid out, which *added tells; members come from the rarest on. */
pdx_status pdx_dense_meet_add(pdx_dense_meet *meet, pdx_matcher *m, pdx_match_leaf *leaf, const pdx_saturation *saturation, bool *added,
                              pdx_error *err) PDX_MUST;
/* After the last was added. */
void pdx_dense_meet_weigh(pdx_dense_meet *meet);

/* Sets a bit in `words` for each document of the window that has all members, and may get more than `least` by them; *passed when others may have
 * been left out. A window begins at a multiple of 64. */
void pdx_dense_meet_window(const pdx_dense_meet *meet, pdx_window window, double least, uint64_t *words, bool *passed);

/* Keeps the candidates that have all members, and adds what these give; leaves out those that do not come above `least`. */
void pdx_dense_meet_keep(const pdx_dense_meet *meet, double least, pdx_candidates *candidates);

#endif
