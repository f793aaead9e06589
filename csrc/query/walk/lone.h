/* Where one character of a script that is indexed in bigrams stands: by itself, as the first of a bigram, and, at the end of a run, as
 * the second of the last. Called by the cursor of words. Promises: each occurrence of the character once.
 *
 * A query with such a word reckons in quarters of a position (pdx_scan.shift), so that each character has a begin and an end of its own:
 *   a piece                                    the whole position                        [4p, 4p + 4)
 *   a character of a run, but for the last two what its bigram begins with                [4p, 4p + 3)
 *   the last but one, the last                 the two halves of the last bigram         [4p, 4p + 2), [4p + 2, 4p + 4)
 * A quarter left is no gap, half a position is one (pdx_scan_gap). */
#ifndef PDX_QUERY_LONE_H
#define PDX_QUERY_LONE_H

#include "query/walk/cursor.h"
#include "query/walk/lists.h"
#include "text/bigram.h"

enum { PDX_LONE_SHIFT = 2, PDX_LONE_PIECE = 4, PDX_LONE_INSIDE = 3, PDX_LONE_HALF = 2 };

/* Appends what the index alone can tell from the lists that count in the current document, sorted; `scratch` is for positions. Where a run
 * ends with the character and the next begins with it, the end is left out: nothing but the text tells the two from one. */
pdx_status pdx_lone_collect(pdx_scan *scan, const pdx_lists *lists, pdx_positions *scratch, pdx_occurrences *found, pdx_error *err) PDX_MUST;
/* Appends what the text tells as well. */
pdx_status pdx_lone_find(pdx_scan *scan, pdx_doc doc, const pdx_lists *lists, pdx_positions *scratch, pdx_occurrences *found, pdx_error *err)
    PDX_MUST;
/* PDX_ELIMIT when there are too many positions to be reckoned in parts. */
pdx_status pdx_lone_fits(const pdx_scan *scan, const pdx_positions *positions, pdx_error *err) PDX_MUST;

/* What of the pieces of an occurrence is meant: PDX_CUT_* of text/bigram.h. */
static inline unsigned pdx_lone_cut(const pdx_scan *scan, pdx_occurrence one) {
    const unsigned part = (1u << scan->shift) - 1;
    return ((one.start & part) != 0 ? PDX_CUT_FIRST : 0u) | ((pdx_occurrence_end(one) & part) != 0 ? PDX_CUT_LAST : 0u);
}
/* The bytes of an occurrence in the part that scan->tokens has. */
pdx_status pdx_lone_range(const pdx_scan *scan, pdx_occurrence one, pdx_range *range, pdx_error *err) PDX_MUST;

#endif
