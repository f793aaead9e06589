/* The frame of a listing: the classes of lines that take turns, one of each per entry. Called by the files of this room, cut.c, roles/ and site/.
 * Promises: bounded work per line; a page without such classes has an empty frame. */
#ifndef PDX_PAGE_FRAME_H
#define PDX_PAGE_FRAME_H

#include "page/lines/classes.h"

enum { PDX_FRAME_ROOM = 12, PDX_FRAME_TRIES = 4 };
#define PDX_NO_MEMBER 0xFF

/* Classes that take turns. */
typedef struct pdx_pick {
    uint32_t member[PDX_FRAME_ROOM]; /* indexes of classes; member[0] is the one the others are measured by */
    float share[PDX_FRAME_ROOM];     /* of the gaps between lines of member[0] that hold exactly one of it */
    unsigned n_members;
    float score;
} pdx_pick;

typedef struct pdx_frame {
    uint32_t member[PDX_FRAME_ROOM]; /* as in pdx_pick: those of the frame taken */
    float share[PDX_FRAME_ROOM];
    unsigned n_members;
    unsigned title_member; /* whose lines are the titles themselves, or PDX_NO_MEMBER */
    float score;
    pdx_pick tried[PDX_FRAME_TRIES + 1]; /* the most promising, in order of score; behind them perhaps the best of those by a date */
    unsigned n_tried;
    PDX_VEC(uint8_t) owner; /* owned; per line the member whose line it is, or PDX_NO_MEMBER */
} pdx_frame;

void pdx_frame_init(pdx_frame *frame);
void pdx_frame_deinit(pdx_frame *frame);
void pdx_frame_reset(pdx_frame *frame);
/* Finds the most promising classes to measure by; the frame is that of the first. */
pdx_status pdx_frame_read(pdx_frame *frame, const pdx_classes *classes, const pdx_facts *facts, pdx_error *err) PDX_MUST;
/* Makes it the frame of tried[which]. */
void pdx_frame_take(pdx_frame *frame, const pdx_classes *classes, unsigned which);
/* Makes it a frame without members. */
void pdx_frame_clear(pdx_frame *frame, const pdx_classes *classes);
/* Leaves a member out. */
void pdx_frame_drop(pdx_frame *frame, const pdx_classes *classes, unsigned member);
/* Makes it the frame of all classes, with these shares. */
pdx_status pdx_frame_set(pdx_frame *frame, const pdx_classes *classes, const float *share, size_t lines, pdx_error *err) PDX_MUST;

static inline const pdx_class *pdx_frame_class(const pdx_frame *frame, const pdx_classes *classes, unsigned member) {
    return &classes->classes.data[frame->member[member]];
}

#endif
