/* What of the sources of parts is no source any more when these become one. Sources of which no post is left: all their entries are of posts that
 * were deleted, or that another source has taken over; and those without entries in whose place another came, which their part notes. Called by
 * committed.c, whose commits take the remainders of such sources out of the index, by builder_base.c, to which they are not there, and by
 * merge_parts.c, which leaves them out of what it writes. And pieces of a source that was read in pieces (builder.h, n_pieces): they become one
 * source, of which the first has the row; their pages stay.
 * Promises: parts that become one are the last ones, so that nobody else names what is left out. */
#ifndef PDX_ARCHIVE_DROPPED_H
#define PDX_ARCHIVE_DROPPED_H

#include "archive/model/stored.h"

/* Whether it has entries, and none is of a post that is there, or its part notes that it is left; those in `out` (NULL: none) are not. Entries are
 * looked at from page `near` of it on, then those before. */
bool archive_source_is_left(const pdx_archive *archive, uint32_t source, uint32_t near, const pdx_bitmap *out);
/* Adds what a source of a loaded archive has to what a head counts. */
void archive_source_count(const pdx_archive *archive, uint32_t number, uint64_t head[STORED_HEAD_NUMBERS]);

/* What is numbered through all parts and goes with a source. */
typedef enum dropped_kind { DROPPED_SOURCES, /* with all pieces but the first */ DROPPED_PAGES, DROPPED_APPEARANCES, DROPPED_KINDS } dropped_kind;

typedef struct dropped_range {
    uint32_t begin, end;
    uint32_t before; /* how many were left out before it */
} dropped_range;

typedef struct archive_dropped { /* stored.h knows its name */
    PDX_VEC(dropped_range) ranges[DROPPED_KINDS]; /* owned; ascending, apart from each other */
    uint64_t head[STORED_HEAD_NUMBERS];           /* what of the parts' heads goes with them, but for remainders */
    uint32_t first_piece;                         /* sources from here on are pieces of one; PDX_NONE: there are none */
    PDX_VEC(uint64_t) bases;                      /* owned; of each piece: where it begins in the source; and one more */
} archive_dropped;

/* Of part `first` and those behind it, of an archive that was loaded for this alone: what was read of pages is given back. The last `n_pieces`
 * sources (0: none) are pieces of one. To be freed also on failure. */
pdx_status archive_dropped_find(const pdx_archive *archive, uint32_t first, uint32_t n_pieces, const pdx_tick *tick, archive_dropped *out,
                                pdx_error *err) PDX_MUST;
void archive_dropped_deinit(archive_dropped *self);

bool archive_is_dropped(const archive_dropped *self, dropped_kind kind, uint32_t number);
/* The number that one that stays has afterwards, and that which the one with a number afterwards has now. */
uint32_t archive_dropped_after(const archive_dropped *self, dropped_kind kind, uint32_t number);
uint32_t archive_dropped_now(const archive_dropped *self, dropped_kind kind, uint32_t after);
/* The same of the source of a page: of a piece the one that it is of. */
uint32_t archive_dropped_source(const archive_dropped *self, uint32_t source);
/* Where what a source has stands in what it becomes: 0 unless it is a piece. */
static inline uint64_t archive_piece_base(const archive_dropped *self, uint32_t source) {
    return source < self->first_piece ? 0 : self->bases.data[source - self->first_piece];
}
/* How many are left out. */
uint32_t archive_dropped_n(const archive_dropped *self, dropped_kind kind);

/* Remainder `i` of the archive stays: its document is there, and its page. */
pdx_status archive_remainder_stays(const pdx_archive *archive, const archive_dropped *self, uint32_t i, bool *stays, pdx_error *err) PDX_MUST;

/* Gives back the stretches of pages before `page`, from *forgotten on. */
void archive_pages_forget(const archive_stored *stored, uint32_t *forgotten, uint32_t page);

#endif
