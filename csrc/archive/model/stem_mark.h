/* How words were stemmed, in one number: by the stems of some words of each language of an index. For archive/ only. An archive whose words
 * another version of the stemmer would stem otherwise is told by it. */
#ifndef PDX_ARCHIVE_STEM_MARK_H
#define PDX_ARCHIVE_STEM_MARK_H

#include "archive/model/model.h"

/* Of a segment of the archive's; 0 without a stemmer. */
pdx_status archive_stem_mark(const pdx_archive *archive, uint32_t segment, uint64_t *mark, pdx_error *err) PDX_MUST;
/* The same of one that is not a part of it yet. */
pdx_status archive_segment_mark(const pdx_archive *archive, const pdx_segment *segment, uint64_t *mark, pdx_error *err) PDX_MUST;

/* The words that are asked for, so that they can be kept: looking for them in a dictionary is most of the work. */
pdx_status archive_terms_append(const pdx_segment *segment, pdx_buf *out, pdx_error *err) PDX_MUST;
/* The mark of a segment by such bytes, whoever wrote them. */
pdx_status archive_terms_mark(const pdx_archive *archive, const pdx_segment *segment, pdx_span terms, uint64_t *mark, pdx_error *err) PDX_MUST;

#endif
