/* Where a word stands, in one number: document, position, scoring group, so that numbers ascend as occurrences do. Made by index/,
 * read by the writers of lists. */
#ifndef PDX_SEGMENT_OCCURRENCE_H
#define PDX_SEGMENT_OCCURRENCE_H

#include "kernels/runs.h"

typedef uint64_t pdx_occurrence;
enum { PDX_RUN_DOCS_MAX = 1 << 29 };
static inline uint32_t pdx_occurrence_doc(pdx_occurrence one) { return (uint32_t)(one >> PDX_RUN_DOC_SHIFT); }
static inline unsigned pdx_occurrence_group(pdx_occurrence one) { return (unsigned)(one & PDX_RUN_GROUP_MASK); }

#endif
