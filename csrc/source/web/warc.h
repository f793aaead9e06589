/* WARC (0.17 to 1.1) and ARC (1, 2) files as records. Called by archive/.
 * Promises: reads what is whole, in one pass, whole or in pieces, the same at every split; each byte is in a record or in a stretch that is told
 * of with the reason, but for line ends between records; after what is damaged it goes on where the next record begins. Memory for one record,
 * within a stated limit: larger ones are told of and passed over. Where a piece that was compressed by itself begins, as records are, somebody may
 * say, and a record that another one interrupts there ends there. */
#ifndef PDX_SOURCE_WARC_H
#define PDX_SOURCE_WARC_H

#include "base/buf.h"
#include "base/status.h"
#include "base/vec.h"

/* HEAD_MOST: bytes of a record's named fields. */
enum { PDX_WARC_HEAD_MOST = PDX_LIMIT(1 << 20, 1 << 12) };

typedef struct pdx_warc_record {
    pdx_range source; /* from its first byte to the last of its block */
    bool is_arc;
    bool is_cut_off;  /* the file ends before it does */
    pdx_span type;    /* of a WARC record: "response" and the like */
    pdx_span uri;     /* without the brackets that some put round it */
    pdx_span date;    /* as it stands */
    pdx_span media;   /* of the block */
    pdx_span block;
} pdx_warc_record;

typedef enum pdx_warc_found { PDX_WARC_MORE, PDX_WARC_END, PDX_WARC_RECORD, PDX_WARC_PROBLEM } pdx_warc_found;

typedef struct pdx_warc {
    uint64_t at;              /* of the first byte that was not passed */
    uint64_t need;            /* so many bytes from there on are wanted, as far as is known */
    uint64_t most;            /* bytes of a record */
    const char *gap;          /* why what begins at gap_begin is no record; NULL: nothing is passed over */
    uint64_t gap_begin;
    uint64_t skip_to;         /* of a record that is passed over because it is too large */
    bool is_arc, knows_form;
    PDX_VEC(uint64_t) marks;  /* owned, ascending */
    size_t first_mark;        /* of those that are not passed */
    /* What was found. */
    pdx_warc_record record;   /* its spans are of the bytes that were given */
    pdx_range problem;
    const char *reason;       /* static */
} pdx_warc;

void pdx_warc_init(pdx_warc *warc, uint64_t most);
void pdx_warc_deinit(pdx_warc *warc);
/* A piece begins at this offset, which is behind all that were said before. False: out of memory. */
bool pdx_warc_mark(pdx_warc *warc, uint64_t offset) PDX_MUST;
/* What stands in `bytes`, which begin at warc->at. */
pdx_warc_found pdx_warc_next(pdx_warc *warc, pdx_span bytes, bool is_last);

#endif
