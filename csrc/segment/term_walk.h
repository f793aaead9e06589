/* Terms one after the other, as the dictionary has them: keys put together and values read in passing, instead of from the begin of
 * their block each time. Called by query/, where words stand for stretches of the dictionary. Promises: any bytes are safe to read. */
#ifndef PDX_SEGMENT_TERM_WALK_H
#define PDX_SEGMENT_TERM_WALK_H

#include "segment/keys.h"
#include "segment/segment.h"

typedef struct pdx_term_walk {
    pdx_buf key;  /* owned; of term `ord` */
    pdx_ord ord;  /* PDX_NO_ORD: none yet */

    /* Private to segment/. */
    const pdx_segment *segment;
    pdx_key_block block;  /* that holds `ord`; its cursors stand behind `n_values` values */
    pdx_key_walk keys;    /* behind the key of `ord` */
    uint32_t n_values;
    pdx_list_place place; /* the value read last */
} pdx_term_walk;

void pdx_term_walk_init(pdx_term_walk *walk, const pdx_segment *segment);
void pdx_term_walk_deinit(pdx_term_walk *walk);
/* Goes to term `ord`; cheapest when that is the next. */
pdx_status pdx_term_walk_to(pdx_term_walk *walk, pdx_ord ord, pdx_error *err) PDX_MUST;
/* Goes on to the first term that is not before `key`, the term at hand being; *ord is its number, or that of all terms when there is none. */
pdx_status pdx_term_walk_seek(pdx_term_walk *walk, pdx_span key, pdx_ord *ord, pdx_error *err) PDX_MUST;
/* The number of the first term behind all that have the first `len` bytes of the key at hand. */
pdx_status pdx_term_walk_behind(pdx_term_walk *walk, size_t len, pdx_ord *behind, pdx_error *err) PDX_MUST;
/* Where the list of the term stands; valid until the walk goes on. */
pdx_status pdx_term_walk_place(pdx_term_walk *walk, const pdx_list_place **place, pdx_error *err) PDX_MUST;

#endif
