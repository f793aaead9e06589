/* JSON lines as rows of pages, read by one thread or several: a line gives one row, as a rule, so that it is known where each goes before any is
 * read. For read_rows.c, which has all lines, and row_feed.c, to which they come.
 * Promises: the same rows for any number of threads, and however the lines come. */
#ifndef PDX_ARCHIVE_ROW_LINES_H
#define PDX_ARCHIVE_ROW_LINES_H

#include "archive/read/row_page.h"
#include "os/crew.h"

/* Lines for one thread take so many bytes, or a few more. */
enum { ARCHIVE_LINES_BYTES = PDX_LIMIT(1 << 20, 64) };

/* Records: that are rows, that are none, that are rows of which nothing is read. */
typedef struct archive_row_counts {
    uint64_t n_taken, n_refused, n_empty;
    pdx_error refusal; /* of the first that is none */
} archive_row_counts;

/* Whole lines that are read by one thread. */
typedef struct archive_row_stretch {
    size_t begin, end;       /* bytes of the source */
    size_t n_before, n_lines; /* lines of the source before it, and in it */
    size_t n_rows;           /* that these gave, as many as lines at most; behind them: */
    archive_rows more;       /* owned; of lines that are lists of them */
    archive_saids said;      /* owned */
    archive_row_counts counts;
} archive_row_stretch;

typedef struct archive_row_lines {
    pdx_lang language;
    uint32_t source;           /* number */
    const uint8_t *copied;     /* where the bytes are still to be copied from, line by line as they are read; NULL: they are there */
    const pdx_offsets *origin; /* borrowed, as are the arrays that rows go into, behind those that are there: */
    archive_layers *layers;
    archive_pages *pages;
    archive_row_room rooms[PDX_CREW_MAX]; /* owned; of each thread */
    PDX_VEC(archive_row_stretch) stretches; /* owned */
    size_t n_lines;            /* of all of them */
} archive_row_lines;

void archive_row_lines_deinit(archive_row_lines *lines);
void archive_row_refuse(archive_row_counts *counts, const pdx_error *error);
/* Room for the rows of so many lines: nobody reads meanwhile. False: out of memory. */
bool archive_row_lines_reserve(archive_row_lines *lines, size_t n_lines) PDX_MUST;
/* The stretch that follows, up to `end`, which has so many lines. False: out of memory. */
bool archive_row_lines_add(archive_row_lines *lines, size_t end, size_t n_lines) PDX_MUST;
/* Reads a stretch, in thread number `lane`. */
pdx_status archive_row_stretch_read(archive_row_lines *lines, unsigned lane, pdx_span bytes, archive_row_stretch *stretch, const pdx_tick *tick,
                                    pdx_error *err) PDX_MUST;
/* Cuts what follows the stretches that are there into more of them, and reads these. */
pdx_status archive_row_lines_read(archive_row_lines *lines, pdx_span bytes, unsigned n_threads, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* The rows that were read become the arrays' own, what they hold the room's; *counts is of all. */
pdx_status archive_row_lines_end(archive_row_lines *lines, archive_row_room *room, archive_saids *said, archive_row_counts *counts, pdx_error *err)
    PDX_MUST;

#endif
