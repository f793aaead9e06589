/* What makes two indexes comparable: the rules by which text became terms, by name and fingerprint.
 * Called by tokens, index and query. Promises: two analyzers with one fingerprint give the same terms. */
#ifndef PDX_TEXT_ANALYZER_H
#define PDX_TEXT_ANALYZER_H

#include "base/span.h"
#include "base/status.h"
#include "text/lang.h"

typedef struct pdx_analyzer {
    const char *name;       /* static: "words-1" */
    bool keep_marks;        /* true: diacritics are letters in every language */
} pdx_analyzer;

/* The default analyzer, static. */
const pdx_analyzer *pdx_analyzer_default(void);
/* Over the rules' version, the Unicode version and the switches; stored in every segment. */
uint64_t pdx_analyzer_fingerprint(const pdx_analyzer *analyzer);

/* What of a piece makes its term: the first PDX_TERM_CHARS code points. A word beyond is no word, and no key should be as long as a page. */
enum { PDX_TERM_CHARS = 255 };
pdx_span pdx_term_surface(pdx_span piece);
/* Folds text (docs/words.md, "Folding") behind what `out` holds. */
struct pdx_buf;
void pdx_analyzer_fold(const pdx_analyzer *analyzer, pdx_span piece, pdx_lang language, struct pdx_buf *out);

/* Stemming is asked of the binding, a batch of distinct terms at a time. `stems` receives, for each
 * term, the bytes of its stem, appended to `bytes` with their ends in `ends` (n of them).
 * Returns PDX_OK, PDX_ECALLBACK (the binding holds the exception) or PDX_ENOMEM. */
typedef struct pdx_stemmer {
    pdx_status (*stem)(void *context, pdx_lang language, const pdx_span *terms, size_t n,
                       struct pdx_buf *bytes, uint64_t *ends);
    void *context; /* borrowed */
} pdx_stemmer;

#endif
