/* Runs of words that stand in several posts of a view: found by their hashes, compared word by word, as long as all of their places agree. For
 * study/repeat_table.c. Promises: every run of so many words that two posts share lies in one that is found; places of a run are equal, word by
 * word, as the index numbers its words; of words that it has not, as hashes of 31 bits are. */
#ifndef PDX_STUDY_REPEAT_FIND_H
#define PDX_STUDY_REPEAT_FIND_H

#include "archive/model/contents.h"

/* A part of a post, and the number of its first word among all words that were read. */
typedef struct repeat_part {
    uint32_t post, page, part, first;
} repeat_part;

/* A run: `n` places, each the number of its first word. */
typedef struct repeat_run {
    size_t first; /* of its places, in repeat_finder.places */
    uint32_t n, n_words;
} repeat_run;

typedef struct repeat_finder {
    const pdx_view *view;
    const pdx_archive *rows; /* of the view's archive, for who passes */
    uint32_t least; /* words of a run */
    const pdx_tick *tick;
    PDX_VEC(repeat_part) parts;  /* owned, like all that follows; one more at the end, which is none */
    PDX_VEC(uint32_t) words;     /* numbers of all words */
    PDX_VEC(uint32_t) places;
    PDX_VEC(repeat_run) runs;    /* in order of their first places */
} repeat_finder;

pdx_status repeat_find(repeat_finder *self, pdx_error *err) PDX_MUST;
void repeat_finder_deinit(repeat_finder *self);
/* The number of the part in which a word stands. */
uint32_t repeat_part_of(const repeat_finder *self, uint32_t word);

#endif
