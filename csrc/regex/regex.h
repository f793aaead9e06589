/* Regular expressions over UTF-8, as automata: time grows with the text, whatever the pattern. Called by query/ (words of the dictionary)
 * and by study/ (text). Promises: the matches of Python's `re` for what is understood (docs/regex.md); any bytes are accepted as text,
 * ill-formed ones as U+FFFD; memory is bounded by the constants below; what is not understood is told with its place. */
#ifndef PDX_REGEX_REGEX_H
#define PDX_REGEX_REGEX_H

#include "base/span.h"
#include "base/status.h"
#include "base/tick.h"

enum {
    PDX_REGEX_IGNORE_CASE = 1,
    PDX_REGEX_HINDSIGHT = 2,       /* every text is looked at from behind first (hindsight.h): for tests, since the matches are the same */
    PDX_REGEX_PATTERN_MAX = 4096,  /* bytes of a pattern */
    PDX_REGEX_PROGRAM_MAX = 10000, /* steps, when all repetitions are written out */
    PDX_REGEX_REPEAT_MAX = 1000    /* of a bounded repetition */
};

typedef struct pdx_regex pdx_regex;         /* immutable: shared by any number of threads */
typedef struct pdx_regex_run pdx_regex_run; /* what is learned while matching: of one thread */

/* PDX_EVALUE where the pattern is none, with the offset in it; PDX_ELIMIT where it is too large. */
pdx_status pdx_regex_new(pdx_span pattern, unsigned flags, pdx_regex **out, pdx_error *err) PDX_MUST;
void pdx_regex_free(pdx_regex *regex);
/* What every match begins with, as it stands in the text; empty when nothing is fixed. */
pdx_span pdx_regex_prefix(const pdx_regex *regex);
/* A place, `at` or behind it, before which no match ends that begins at `at` or later, in whatever stretch of the text it is looked for: so that
 * many stretches are passed over at once. */
size_t pdx_regex_pass_over(const pdx_regex *regex, pdx_span text, size_t at);

pdx_status pdx_regex_run_new(const pdx_regex *regex, pdx_regex_run **out, pdx_error *err) PDX_MUST; /* borrows the regex */
void pdx_regex_run_free(pdx_regex_run *run);

/* The leftmost match that begins at `from` or later: *any says whether there is one. `full`: an empty match at `from` does not count. All matches
 * of a text, asked for one after the other, take time that grows with the text: what is remembered of it is forgotten by a search from 0, or in
 * another text. */
pdx_status pdx_regex_search(pdx_regex_run *run, pdx_span text, size_t from, bool full, pdx_pace *pace, pdx_range *found, bool *any, pdx_error *err)
    PDX_MUST;
/* Whether the whole of `text` is a match. */
pdx_status pdx_regex_is_whole(pdx_regex_run *run, pdx_span text, bool *is, pdx_error *err) PDX_MUST;

#endif
