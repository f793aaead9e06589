/* The seam: everything that a binding may know of the core. Opaque handles and verbs; the structs here
 * are plain values handed out, never layouts of what is inside. Implemented by archive/ and study/.
 *
 * Rules. Handles are immutable once built and may be used by any number of threads at once; builders and
 * readers (`pdx_*_reader`) by one at a time. Every handle says who frees it; spans handed out live as long
 * as the archive. Numbers of posts, pages, layers, sources are 0-based. Ranges are bytes in a layer's text. */
#ifndef PDX_POSTDEX_H
#define PDX_POSTDEX_H

#include "seam/handles.h"
#include "seam/building.h"
#include "seam/saving.h"
#include "seam/holdings.h"
#include "seam/views.h"
#include "seam/searching.h"
#include "seam/concordances.h"
#include "seam/findings.h"
#include "seam/measures.h"
#include "seam/scanning.h"
#include "seam/crawls.h"
#include "seam/text_words.h"

#endif
