/* Where the bytes of an image go, one after the other: a buffer, or a new file, whose beginning is written once more when all the rest is known.
 * Called by the writers of images in segment/, index/ and archive/. Promises: of a file no more than a stretch waits in memory; after an error
 * nothing is left open. */
#ifndef PDX_OS_OUTPUT_H
#define PDX_OS_OUTPUT_H

#include "base/tick.h"
#include "os/file.h"

typedef struct pdx_output {
    pdx_buf *buf;         /* borrowed; NULL: it is a file */
    size_t begin;         /* where it begins in the buffer */
    pdx_file file;        /* owned */
    pdx_buf waiting;      /* owned; bytes that the file does not have yet */
    uint64_t written;     /* bytes so far, with those that wait */
    const pdx_tick *tick; /* borrowed; asked between stretches */
} pdx_output;

/* Behind what the buffer holds. */
void pdx_output_to_buf(pdx_output *output, pdx_buf *buf, const pdx_tick *tick);
/* A file that is not there yet; `path` is borrowed. */
PDX_MUST pdx_status pdx_output_to_file(pdx_output *output, const pdx_os *os, const char *path, const pdx_tick *tick, pdx_error *err);
PDX_MUST pdx_status pdx_output_put(pdx_output *output, pdx_span bytes, pdx_error *err);
/* Ends it, with `first` in the place of as many bytes at the beginning. `last`: a file is made safe on disk. */
PDX_MUST pdx_status pdx_output_close(pdx_output *output, pdx_span first, bool last, pdx_error *err);
/* Gives back what it has, ended or not; what a buffer was given then stays there. */
void pdx_output_drop(pdx_output *output);

/* Bytes that are wanted again later, all of them: kept in memory, or when they become many in a file that is gone afterwards. */
typedef struct pdx_spill_place {
    const pdx_os *os; /* NULL: memory alone */
    const char *path; /* borrowed; of a file that is not there */
    size_t most;      /* bytes in memory */
} pdx_spill_place;

typedef struct pdx_spill {
    pdx_spill_place place;
    pdx_file file;    /* owned; closed as long as there is none */
    pdx_buf waiting;  /* owned; what the file does not have */
    uint64_t written; /* bytes in the file */
} pdx_spill;

void pdx_spill_init(pdx_spill *spill, pdx_spill_place place);
/* Takes all that is in `bytes`, which is empty afterwards, or where it failed before. */
PDX_MUST pdx_status pdx_spill_take(pdx_spill *spill, pdx_buf *bytes, pdx_error *err);
/* Gives all of it, a stretch at a time. */
typedef pdx_status (*pdx_spill_visit)(void *context, pdx_span bytes, pdx_error *err);
PDX_MUST pdx_status pdx_spill_copy(pdx_spill *spill, pdx_spill_visit visit, void *context, pdx_error *err);
static inline uint64_t pdx_spill_len(const pdx_spill *spill) { return spill->written + spill->waiting.len; }
void pdx_spill_deinit(pdx_spill *spill);

#endif
