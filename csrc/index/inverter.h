/* Documents in, one segment's bytes out. Called by archive/build/build_index.c and inverter_finish.c.
 * Promises: the bytes depend only on the documents, their order, the analyzer and the stems;
 * memory is bounded by the text plus a stated factor; work is linear. */
#ifndef PDX_INDEX_INVERTER_H
#define PDX_INDEX_INVERTER_H

#include "base/buf.h"
#include "base/tick.h"
#include "segment/segment.h"
#include "text/analyzer.h"

typedef struct pdx_inverter pdx_inverter;

/* One stretch to index: positions are given to it in order; a gap keeps phrases from leaving it. */
typedef struct pdx_index_part {
    uint8_t role;
    uint64_t begin, end;             /* in the document's text */
    uint64_t block_begin, block_end; /* see pdx_doc_part */
    uint32_t page_part;
    uint32_t appearance;
} pdx_index_part;

typedef struct pdx_index_doc {
    pdx_span text;               /* stored as it is */
    const pdx_index_part *parts; /* in order; may not overlap */
    size_t n_parts;
    pdx_lang language;
    bool remainder;              /* what stands on a page outside its entries; these come after all posts */
    bool text_stays;             /* `text` outlives the inverter and is not copied */
} pdx_index_doc;

pdx_status pdx_inverter_new(const pdx_analyzer *analyzer, pdx_inverter **out, pdx_error *err) PDX_MUST;
void pdx_inverter_free(pdx_inverter *inverter);
/* PDX_EVALUE and PDX_ELIMIT refuse the document and leave the inverter as it was; after any other failure it can only be freed. */
pdx_status pdx_inverter_add(pdx_inverter *inverter, const pdx_index_doc *doc, pdx_error *err) PDX_MUST;
/* Makes room for so many more documents, which spares moving those that are there. False: out of memory. */
bool pdx_inverter_expect(pdx_inverter *inverter, size_t n_docs) PDX_MUST;
/* Whom adding asks now and then inside words that take long (borrowed; NULL: nobody, as at first). */
void pdx_inverter_ask(pdx_inverter *inverter, const pdx_tick *tick);
/* Appends the documents of the others, one after the other, as if they had been added here: each thread can fill an inverter. The others can then
 * only be freed, and after a failure all. */
pdx_status pdx_inverter_join(pdx_inverter *inverter, pdx_inverter *const *others, size_t n, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* The words of the document added last: of all its parts. */
uint32_t pdx_inverter_words(const pdx_inverter *inverter);
/* How many threads joining and finishing may use: 1 unless said otherwise. */
void pdx_inverter_threads(pdx_inverter *inverter, unsigned n);
/* Appends the segment's bytes to `out`, which a failure leaves as it was; the inverter stays as it is. `stemmer` may be NULL:
 * then the keys of one base (docs/query.md, "Elements") are a class. The bytes are the same for any number of threads; stemmer
 * and tick are called by the calling thread alone. */
pdx_status pdx_inverter_finish(pdx_inverter *inverter, const pdx_stemmer *stemmer, const pdx_tick *tick,
                               pdx_buf *out, pdx_error *err) PDX_MUST;

#endif
