/* Pages that a draft has already, cut once more beside those that come: what pages of a site teach each other does not end where a writer had to
 * look at what it has. Called by builder_run.c, before pages are cut and after they are dated. Promises: nothing of them stays, and they are a
 * few, the last ones: sites have soon seen enough. */
#ifndef PDX_ARCHIVE_BESIDE_H
#define PDX_ARCHIVE_BESIDE_H

#include "archive/build/builder.h"

/* Sources of the base become the builder's, behind its own, of which *n_own receives how many they are. */
pdx_status archive_beside_add(pdx_builder *builder, size_t *n_own, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* All sources but the first `n_own`, with their pages and appearances, are the archive's no more. */
void archive_beside_drop(pdx_archive *archive, size_t n_own);

#endif
