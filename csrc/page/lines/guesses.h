/* Dates beside words that nothing announces are furniture ("Ann, 3 May 2010") or titles ("Harbour day 3 May 2010"): furniture comes
 * again in the same form, and an entry has its date once. Called by cut.c after the labels. Promises: linear work; nothing changes on a page
 * whose dates stand but once. */
#ifndef PDX_PAGE_GUESSES_H
#define PDX_PAGE_GUESSES_H

#include "page/lines/facts.h"

/* Takes what was guessed from the lines whose form is rare among the page's dated lines, or beside which the entry's date stands: they can be
 * titles. */
void pdx_guesses_settle(pdx_facts *facts, pdx_span text, const pdx_lines *lines);

#endif
