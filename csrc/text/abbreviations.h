/* Which full stops end no sentence: those of abbreviations, initials and, in German, of a day before its
 * month. Called by sentences.c at every break it is about to make. */
#ifndef PDX_TEXT_ABBREVIATIONS_H
#define PDX_TEXT_ABBREVIATIONS_H

#include "base/span.h"
#include "text/lang.h"

/* Whether the break at `at` (0 < at < text.len) of `text`, behind a full stop and its spaces, is an
 * abbreviation's. An unknown language is taken as English. */
bool pdx_abbreviation_before(pdx_span text, size_t at, pdx_lang language);

#endif
