/* What a reader sees: an immutable, counted set of segments with the statistics that scores need.
 * Called by term_merge.c, archive/, corpus/, query/ and study/. Promises: never changes while held; statistics are of the whole set, so scores do not
 * depend on how the posts are cut into segments. Who looks at it from outside speaks of numbers: those of posts are their places in the order of the
 * whole set, where a later segment may have earlier ones. */
#ifndef PDX_INDEX_SNAPSHOT_H
#define PDX_INDEX_SNAPSHOT_H

#include "base/arena.h"
#include "index/gone.h"
#include "index/number_runs.h"
#include "index/dense_lists.h"
#include "segment/impacts.h"
#include "text/analyzer.h"

typedef struct pdx_snapshot pdx_snapshot;

/* One segment of a set. `owned`, `owned_gone`, `owned_runs`: what of `bytes`, `gone` and `runs` the snapshot frees with pdx_free when
 * the last reference goes, or at once when it cannot be made; NULL: somebody else keeps them for as long. */
typedef struct pdx_snapshot_member {
    pdx_span bytes;            /* the segment; */
    bool stored;               /* from a file, whose bytes may have changed since they were written */
    uint8_t *owned;
    pdx_span gone;             /* what of it is no more: an image (index/gone.h); empty: nothing is gone */
    uint8_t *owned_gone;
    const pdx_gone *lost;      /* in the place of `gone`: the same, opened by somebody else who keeps it for as long */
    const pdx_number_run *runs; /* of the posts of the segment their numbers in the whole set; NULL: posts follow those of the members before, and none of the
                                 * segment is gone */
    uint32_t n_runs;
    pdx_number_run *owned_runs;
} pdx_snapshot_member;

/* A set of segments, in this order; `n_posts`: of all of them, without what is gone. Remainders are numbered through all members, whatever is
 * gone. PDX_ECORRUPT where the numbers of posts do not add up. */
pdx_status pdx_snapshot_of(const pdx_snapshot_member *members, uint32_t n, uint32_t n_posts, const pdx_analyzer *analyzer, pdx_snapshot **out,
                           pdx_error *err) PDX_MUST;
/* Takes the bytes (freed with pdx_free when the last reference goes, also on failure). */
pdx_status pdx_snapshot_take(uint8_t *bytes, size_t len, const pdx_analyzer *analyzer, pdx_snapshot **out,
                             pdx_error *err) PDX_MUST;
void pdx_snapshot_retain(pdx_snapshot *snapshot);
void pdx_snapshot_release(pdx_snapshot *snapshot);

uint32_t pdx_snapshot_n_segments(const pdx_snapshot *snapshot);
const pdx_segment *pdx_snapshot_segment(const pdx_snapshot *snapshot, uint32_t i);
/* Whether all that was read so far of its segments holds (pdx_segment_sound). */
pdx_status pdx_snapshot_sound(const pdx_snapshot *snapshot, pdx_error *err) PDX_MUST;
/* Number of the first post of segment i in the order of the whole set. */
uint32_t pdx_snapshot_first_post(const pdx_snapshot *snapshot, uint32_t i);
/* Number in the whole set of a post of segment i, document `doc` there; and the segment and document of a number: false when no segment has
 * it, which only damage can make. */
uint32_t pdx_snapshot_post_number(const pdx_snapshot *snapshot, uint32_t i, pdx_doc doc);
bool pdx_snapshot_post_place(const pdx_snapshot *snapshot, uint32_t number, uint32_t *i, pdx_doc *doc) PDX_MUST;
/* Number of a remainder of segment i among the remainders of all segments. */
uint32_t pdx_snapshot_remainder_number(const pdx_snapshot *snapshot, uint32_t i, pdx_doc doc);
/* The numbers of segment i's posts, *n runs; NULL: they follow one another from pdx_snapshot_first_post on. */
const pdx_number_run *pdx_snapshot_runs(const pdx_snapshot *snapshot, uint32_t i, uint32_t *n);
/* What of segment i is gone; NULL: nothing. */
const pdx_gone *pdx_snapshot_gone(const pdx_snapshot *snapshot, uint32_t i);
/* Whether numbers of posts ascend from segment to segment. */
bool pdx_snapshot_ascends(const pdx_snapshot *snapshot);
uint32_t pdx_snapshot_n_posts(const pdx_snapshot *snapshot);
double pdx_snapshot_average_length(const pdx_snapshot *snapshot, pdx_group group);
/* What one occurrence gives in a document, by the group and how many positions the document has there; those of longer ones are worked out. */
enum { PDX_SHARE_LENGTHS = PDX_LIMIT(1024, 8) };
typedef struct pdx_length_shares {
    float of[PDX_GROUP_COUNT][PDX_SHARE_LENGTHS];
} pdx_length_shares;
/* The same in the body group of each document of a segment, and by lengths; and by the default k1 the most that a block of such a top gives, of
 * what it gives at most. */
typedef struct pdx_share_tables {
    const float *body;
    const pdx_length_shares *by_length;
    const double *saturated;
} pdx_share_tables;
/* Those of segment i, made when first asked for, of a large segment when asked for a second time. NULL where `scoring` has other weights or b than
 * the default, and all but by_length before they are made and while another thread makes them: then shares are worked out post by post. */
pdx_status pdx_snapshot_shares(const pdx_snapshot *snapshot, uint32_t i, const pdx_scoring *scoring, pdx_share_tables *out, pdx_error *err) PDX_MUST;
/* Where lists of segment i that are asked for again and again are kept, laid out. What they say holds for the default scoring and the averages
 * of the set. */
pdx_status pdx_snapshot_dense_lists(const pdx_snapshot *snapshot, uint32_t i, pdx_dense_lists **out, pdx_error *err) PDX_MUST;
/* Room for what one search needs: an arena whose memory stays with the snapshot from search to search, since the heap takes its time over
 * blocks of such a size. Any number of threads may take some; little is kept. `give` takes back what it handed out. */
pdx_status pdx_snapshot_room_take(const pdx_snapshot *snapshot, pdx_arena *room, pdx_error *err) PDX_MUST;
void pdx_snapshot_room_give(const pdx_snapshot *snapshot, pdx_arena *room);
/* Frees what is kept. */
void pdx_snapshot_rooms_free(const pdx_snapshot *snapshot);
const pdx_analyzer *pdx_snapshot_analyzer(const pdx_snapshot *snapshot);

#endif
