/* Pieces of one work, shared by the caller and helpers that are there as long as the work is. The one place where work is divided: called by
 * segment/, index/ and archive/ while an archive is built or written.
 * Promises: each piece is begun once, in their order, by whoever is free; the caller's tick is called by the caller's thread alone; of failures
 * that of the first piece is told, as if one had come after the other. Who does a piece may not show in what comes of it. */
#ifndef PDX_OS_CREW_H
#define PDX_OS_CREW_H

#include "base/tick.h"

enum { PDX_CREW_MAX = 16 }; /* threads; more have no memory to work on */

/* `lane` is the number of the thread among those of the work, below PDX_CREW_MAX and `n_threads`: for room that is used again. */
typedef pdx_status (*pdx_piece_work)(void *context, unsigned lane, size_t piece, const pdx_tick *tick, pdx_error *err);

/* Does pieces 0 to n - 1; with one thread, or where the system gives none, in the caller's alone. */
pdx_status pdx_crew_run(unsigned n_threads, size_t n_pieces, pdx_piece_work work, void *context, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* How many threads can have something to do: at least 1. */
static inline unsigned pdx_crew_size(unsigned n_threads, size_t n_pieces) {
    const unsigned most = n_threads < PDX_CREW_MAX ? n_threads : PDX_CREW_MAX;
    return most < 2 || n_pieces < 2 ? 1 : n_pieces < most ? (unsigned)n_pieces : most;
}

/* Where piece `piece` of `n_pieces` begins, when so many things are divided evenly. */
static inline size_t pdx_piece_begin(size_t n, size_t n_pieces, size_t piece) { return n / n_pieces * piece + n % n_pieces * piece / n_pieces; }

#endif
