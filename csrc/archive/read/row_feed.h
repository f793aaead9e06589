/* What a feed of rows holds (postdex.h): for row_feed.c and read_rows.c, which takes them. */
#ifndef PDX_ARCHIVE_ROW_FEED_H
#define PDX_ARCHIVE_ROW_FEED_H

#include "archive/read/row_lines.h"
#include "os/helper.h"
#include "postdex.h"

/* A helper that reads lines behind the one who writes them. */
typedef struct archive_row_helper {
    pdx_helper helper;
    bool works;
    unsigned lane;
    pdx_row_feed *feed;
    pdx_span bytes;
    size_t number;             /* of the stretch among all, */
    archive_row_stretch reads; /* which is there again when the helper has ended */
} archive_row_helper;

/* Lines that came together, and are still to be read. */
typedef struct archive_row_mark {
    size_t end, n_lines;
} archive_row_mark;

struct pdx_row_feed {
    unsigned n_helpers;
    uint64_t process;   /* that has them: a fork of it has none */
    pdx_buf room;       /* what is being written, where there are helpers; else that is `bytes` */
    size_t n_room;      /* lines in it, or of `bytes` those that nobody has read */
    size_t n_passed;    /* lines in `bytes`, then */
    pdx_buf bytes;      /* all of the source: with the arrays of rows it moves only while nobody reads */
    archive_layers layers;
    archive_pages pages;
    archive_row_lines lines;
    PDX_VEC(archive_row_mark) marks;
    size_t next_mark;   /* the first that nobody has begun to read */
    archive_row_helper helpers[PDX_CREW_MAX - 1];
};

pdx_status archive_row_feed_new(pdx_lang language, unsigned n_threads, pdx_row_feed **out, pdx_error *err) PDX_MUST;
/* From now on nobody reads. */
pdx_status archive_row_feed_rest(pdx_row_feed *feed, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* What nobody has read, of bytes that the feed had; before that it rests. */
pdx_status archive_row_feed_read(pdx_row_feed *feed, pdx_span bytes, const pdx_tick *tick, pdx_error *err) PDX_MUST;

#endif
