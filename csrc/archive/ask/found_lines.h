/* Lines that find_lines.c has found: put in another order, or picked, by pick_lines.c, read by read_lines.c. For these alone. */
#ifndef PDX_ARCHIVE_FOUND_LINES_H
#define PDX_ARCHIVE_FOUND_LINES_H

#include "archive/ask/ask.h"
#include "base/kept.h"
#include "query/walk/matches.h"

/* Lines are found in steps: the first few, more of them, all. A step that was made stays, so that threads may read it. */
enum { LINES_PER_TICK = PDX_LIMIT(1 << 14, 4), LINE_STEPS = 3, ALL_LINES = LINE_STEPS - 1 };

typedef struct line_step {
    pdx_kept kept; /* guards the rest */
    pdx_match_list list;
    size_t n_in_posts; /* of all lines alone */
} line_step;

struct pdx_lines {
    pdx_atomic_i64 references;
    pdx_lines *from;   /* counted: what they are a slice or another order of; NULL: they were found themselves */
    pdx_view *view;    /* counted */
    archive_ask ask;   /* of those that were found themselves, like the rest */
    pdx_span text;     /* owned copy of the query */
    pdx_query_settings settings;
    line_step steps[LINE_STEPS];
    pdx_kept counted;  /* guards: */
    pdx_lines_numbers numbers; /* told without finding them all */
    bool is_shuffled;  /* in an order in which no part is read once */
    pdx_kept texts_kept; /* whether somebody has read so many that all were worth it: */
    pdx_match_text *texts; /* owned; of all lines */
};

/* Without any yet. */
pdx_status lines_new(pdx_view *view, pdx_lines **out, pdx_error *err) PDX_MUST;
void lines_free(pdx_lines *lines);
/* Keeps what was found as a step, unless another thread has just found the same. */
void lines_step_keep(pdx_lines *lines, size_t which, pdx_match_list list);
/* The first `n` lines, or all; makes them when nobody has. */
pdx_status lines_reach(pdx_lines *lines, size_t n, const pdx_tick *tick, const pdx_match_list **out, pdx_error *err) PDX_MUST;
/* The same where somebody has; else NULL. */
const pdx_match_list *lines_made(const pdx_lines *lines, size_t n);

static inline bool lines_in_post(const pdx_lines *lines, const pdx_match *match) {
    return match->doc < pdx_segment_n_posts(pdx_snapshot_segment(lines->view->archive->snapshot, match->segment));
}

/* Of a line the post, or PDX_NONE: it stands in a page's remainder. */
static inline uint32_t lines_post_of(const pdx_lines *lines, const pdx_match *match) {
    if (!lines_in_post(lines, match)) return PDX_NONE;
    return pdx_snapshot_post_number(lines->view->archive->snapshot, match->segment, match->doc);
}

/* The texts of a list of lines that whoever sorted or read them has read; NULL: nobody has. */
static inline const pdx_match_text *lines_texts_known(const pdx_lines *lines, const pdx_match_list *list) {
    if (list->texts != NULL || list != &lines->steps[ALL_LINES].list || !pdx_kept_is_made(&lines->texts_kept)) return list->texts;
    return lines->texts;
}

#endif
