/* Stems through a Python function: the core's way to Snowball. Called by builder_finish.c, once per archive.
 * Promises: words and languages go over in batches, as lists; a language for which the function says None keeps its words. */
#ifndef PDX_PY_STEMMER_H
#define PDX_PY_STEMMER_H

#include "py/call/state.h"

/* `store` is borrowed: it owns the archive that calls, and the function that is called. */
pdx_stem_callback pdx_py_stemmer(pdx_py_store *store);

#endif
