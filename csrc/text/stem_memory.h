/* Stems that were asked for not long ago, so that a query need not ask the binding again. Called by archive/, which asks queries with it.
 * Promises: gives what the stemmer gave for the same word in the same language; a bounded number of words; may be shared by threads, none of
 * which waits for another. */
#ifndef PDX_TEXT_STEM_MEMORY_H
#define PDX_TEXT_STEM_MEMORY_H

#include "text/analyzer.h"

typedef struct pdx_stem_memory pdx_stem_memory;

/* Remembers what `stemmer` gives. NULL: out of memory. */
pdx_stem_memory *pdx_stem_memory_new(pdx_stemmer stemmer);
void pdx_stem_memory_free(pdx_stem_memory *memory);
/* The same stems as a stemmer; borrowed from the memory. */
const pdx_stemmer *pdx_stem_memory_stemmer(const pdx_stem_memory *memory);

#endif
