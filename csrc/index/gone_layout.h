/* What the writer and the reader of what is gone share. Included by these two files only. */
#ifndef PDX_INDEX_GONE_LAYOUT_H
#define PDX_INDEX_GONE_LAYOUT_H

#include "base/kept.h"
#include "index/gone.h"
#include "segment/columns.h"
#include "segment/image.h"

typedef enum pdx_gone_section {
    PDX_GONE_HEAD,
    PDX_GONE_DOCS_GONE,
    PDX_GONE_TERMS,
    PDX_GONE_CLASSES,
    PDX_GONE_DOCS_AGAIN,
    PDX_GONE_NOTE,
    PDX_GONE_SECTIONS
} pdx_gone_section;

enum { PDX_GONE_HEAD_BYTES = 24 + 8 * PDX_GROUP_COUNT, PDX_GONE_NOTE_END = 8 };

/* How documents are listed, the first byte of their section: a bit for each of the segment, or distances. */
enum { PDX_GONE_AS_BITS, PDX_GONE_AS_STEPS };

extern const pdx_image_form pdx_gone_form;

/* Columns of terms: their ords, ascending; documents, posts with it in a scoring group, occurrences. Of classes: the first and the third. */
enum { PDX_GONE_ORD, PDX_GONE_POSTS, PDX_GONE_DOCS, PDX_GONE_OCCURRENCES, PDX_GONE_TERM_COLUMNS, PDX_GONE_CLASS_COLUMNS = PDX_GONE_DOCS };

typedef struct pdx_gone_table {
    pdx_kept kept; /* whether somebody has asked for it; then: */
    bool holds;
    uint64_t n;
    pdx_column columns[PDX_GONE_TERM_COLUMNS];
} pdx_gone_table;

/* One list, and those before it. */
struct pdx_gone {
    pdx_gone *before;        /* owned; NULL: it is the first */
    pdx_span bytes;          /* borrowed */
    pdx_bitmap docs, alive;  /* owned; gone documents, and posts that are not, of all lists; those before the last have none */
    uint32_t n_docs, n_posts; /* that are gone, of all lists up to this one, like the totals */
    uint64_t totals[PDX_GROUP_COUNT];
    pdx_span sections[PDX_GONE_SECTIONS];
    pdx_span note;           /* in them */
    pdx_gone_table terms, classes; /* read when somebody asks first */
};

/* Sets the documents of this one list, which was opened. */
void pdx_gone_own_docs(const pdx_gone *gone, pdx_bitmap *docs);
/* Before a table is looked at. PDX_ECORRUPT when it cannot be. */
pdx_status pdx_gone_table_ready(const pdx_gone *gone, const pdx_gone_table *table, pdx_error *err) PDX_MUST;

#endif
