/* What the writer and the reader of what is gone share. Included by these two files only. */
#ifndef PDX_INDEX_GONE_LAYOUT_H
#define PDX_INDEX_GONE_LAYOUT_H

#include "index/gone.h"
#include "segment/columns.h"
#include "segment/image.h"

typedef enum pdx_gone_section { PDX_GONE_HEAD, PDX_GONE_BITS, PDX_GONE_TERMS, PDX_GONE_CLASSES, PDX_GONE_BITS_AGAIN, PDX_GONE_SECTIONS } pdx_gone_section;

enum { PDX_GONE_HEAD_BYTES = 24 + 8 * PDX_GROUP_COUNT };

extern const pdx_image_form pdx_gone_form;

/* Columns of terms: their ords, ascending; documents, posts with it in a scoring group, occurrences. Of classes: the first and the third. */
enum { PDX_GONE_ORD, PDX_GONE_POSTS, PDX_GONE_DOCS, PDX_GONE_OCCURRENCES, PDX_GONE_TERM_COLUMNS, PDX_GONE_CLASS_COLUMNS = PDX_GONE_DOCS };

typedef struct pdx_gone_table {
    uint64_t n;
    pdx_column columns[PDX_GONE_TERM_COLUMNS];
} pdx_gone_table;

struct pdx_gone {
    pdx_span bytes;          /* borrowed */
    pdx_span bits;           /* of them: one for each document of the segment */
    pdx_bitmap alive;        /* owned */
    uint32_t n_docs, n_posts; /* that are gone */
    uint64_t totals[PDX_GROUP_COUNT];
    pdx_gone_table terms, classes;
};

#endif
