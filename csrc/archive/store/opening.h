/* What opening a part needs beside its head, in one section of its posts, so that it need not be looked for (FORMAT.md, "opening"): the first line
 * of the package's note, and the words by whose stems the stemmer is told. For archive/ only. Promises: reading takes a time that depends on these
 * alone; bytes that are none are PDX_ECORRUPT. */
#ifndef PDX_ARCHIVE_OPENING_H
#define PDX_ARCHIVE_OPENING_H

#include "archive/model/stored.h"

/* The section of a part with this note and these words. */
pdx_status archive_opening_append(pdx_span note, const pdx_segment *words, pdx_buf *out, pdx_error *err) PDX_MUST;
/* Of a part whose section was found to hold, or that has none: the line, and the words as archive_terms_mark takes them; these are without bytes
 * where it has none. */
pdx_status archive_opening_read(const stored_part *part, pdx_span *line, pdx_span *terms, pdx_error *err) PDX_MUST;
/* Whether it says what the note and the words say. */
pdx_status archive_opening_verify(const stored_part *part, const pdx_segment *words, pdx_error *err) PDX_MUST;

#endif
