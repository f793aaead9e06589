/* Where the titles stand: the place beside the frame where title-like lines recur, then the best set of
 * lines by what stands round those. Called by choose.c for each frame. Promises: linear work; an empty list
 * when no place beside the frame looks like titles. */
#ifndef PDX_PAGE_TITLES_H
#define PDX_PAGE_TITLES_H

#include "page/entries/decode.h"

enum { PDX_TITLES_RANKS = 3 };

/* A place beside the frame where titles could be. */
typedef struct pdx_place {
    int offset;      /* content lines after (or, negative, before) the member's line; 0: that line itself */
    unsigned member; /* of the frame */
    float score;
} pdx_place;

typedef struct pdx_titles {
    PDX_VEC(uint32_t) lines; /* owned; the line of each title, in order */
    PDX_VEC(float) score;    /* owned; per title, how well it fits */
    PDX_VEC(uint32_t) kept_lines; /* owned; what pdx_titles_keep has put aside */
    PDX_VEC(float) kept_score;    /* owned */
    PDX_VEC(uint32_t) rival;      /* owned; the line of each title of the best other reading of the page */
    pdx_ground ground;       /* owned; of the page; nothing in it until a frame is read */
    pdx_fits fits;           /* owned; of the frame that was read last, */
    unsigned fits_member;    /* with this member for the titles themselves */
    pdx_decode decode;       /* owned */
    float look;              /* mean title look, -100..100 */
    pdx_place places[PDX_TITLES_RANKS]; /* the most promising ones of the frame */
    unsigned n_places;
    uint64_t seen[3 * PDX_TITLES_RANKS]; /* hashes of the lines at the places read so far, and of the first titles learned from them */
    unsigned n_seen;
} pdx_titles;

void pdx_titles_init(pdx_titles *titles);
void pdx_titles_deinit(pdx_titles *titles);
void pdx_titles_reset(pdx_titles *titles);
/* Finds the places of the frame. */
pdx_status pdx_titles_find(pdx_titles *titles, const pdx_sheet *sheet, pdx_frame *frame, pdx_error *err) PDX_MUST;
/* Reads the titles of places[rank]; the frame, which sheet borrows, learns whether its own lines are the titles. Sets *known,
 * and does not go on, when another place of the frame has led to the same lines before: the titles are the same too. */
pdx_status pdx_titles_read(pdx_titles *titles, const pdx_sheet *sheet, pdx_frame *frame, unsigned rank, bool *known, pdx_error *err) PDX_MUST;
/* What one more title costs, by how well those that are known fit. */
float pdx_titles_price(const pdx_fits *fits, const uint32_t *titles, size_t n);
/* Puts lines and scores aside, or takes up those that were put aside last. */
void pdx_titles_keep(pdx_titles *titles);
void pdx_titles_recall(pdx_titles *titles);
/* Makes these lines the titles of the best other reading. */
bool pdx_titles_rival(pdx_titles *titles, const uint32_t *lines, size_t n);

#endif
