/* Lines that repeat another line inside other words: "Continue reading “T”", "Comments Off on T". The
 * strongest proof of a title that a text can give. Called by cut.c after the facts are read. Promises:
 * linear work, at most a few dozen look-ups per line. */
#ifndef PDX_PAGE_ECHO_H
#define PDX_PAGE_ECHO_H

#include "page/facts.h"

/* Sets form[PDX_FORM_ECHO] and `echo` of each line that repeats an earlier one. */
pdx_status pdx_echoes_read(pdx_facts *facts, pdx_span text, const pdx_lines *lines, pdx_error *err) PDX_MUST;

#endif
