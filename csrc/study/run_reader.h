/* Where runs of words stand in their pages, in bytes: words of the running text, counted again in their part. For the files of study/ that find
 * such runs and tell their places when somebody asks. Promises: runs of one part that follow each other cost the words between them; any order is
 * right. */
#ifndef PDX_STUDY_RUN_READER_H
#define PDX_STUDY_RUN_READER_H

#include "archive/ask/place.h"
#include "query/walk/part_walk.h"

typedef struct study_run_reader {
    const pdx_archive *archive; /* borrowed; its running words are known */
    pdx_part_walk walk;
    uint32_t post, segment;     /* that is read; PDX_NONE: none */
    pdx_doc doc;
    pdx_doc_place stretch;      /* of that, like the next: no positions where none is known */
    archive_place place;
} study_run_reader;

void study_run_reader_init(study_run_reader *reader, const pdx_archive *archive);
void study_run_reader_deinit(study_run_reader *reader);

/* Of `n_words` from a place on, all in one part of `post`, without what `cut` (PDX_CUT_*) takes off the first and the last. */
pdx_status study_run_read(study_run_reader *reader, uint32_t post, uint64_t place, uint32_t n_words, unsigned cut, pdx_run_place *out, pdx_error *err)
    PDX_MUST;

#endif
