/* Text of a page of which each node of the markup stands on a line of its own, as what makes text of HTML with a line end between all strings
 * gives it: "Tags:", "boats", ",", "tides" are four lines, and a sentence is broken at each link in it. Told by the page as a whole: it has no
 * blank lines, and some of its lines are signs or go on with the one before. Called by archive/ before such a page is cut. Promises: only
 * line ends become blanks, byte for byte, so that everything stays in its place; pages that are not broken stay as they are; linear work. */
#ifndef PDX_PAGE_LINEPIECES_H
#define PDX_PAGE_LINEPIECES_H

#include "base/buf.h"
#include "page/lines/facts.h"

/* Writes the text with its lines put together again to `out`, as long as `text`; nothing where it is not broken into pieces. */
pdx_status pdx_linepieces_join(pdx_buf *out, pdx_span text, bool use_lexicon, const pdx_tick *tick, pdx_error *err) PDX_MUST;

#endif
