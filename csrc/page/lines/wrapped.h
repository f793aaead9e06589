/* Paragraphs that were broken into lines of one width, as in mails, licences and old archives of text: none of these lines is a title. Called by
 * cut.c.
 * Promises: linear; pages whose lines are paragraphs are left as they are. */
#ifndef PDX_PAGE_WRAPPED_H
#define PDX_PAGE_WRAPPED_H

#include "page/lines/facts.h"

/* Marks lines of broken paragraphs as text. After facts are read, before classes. */
void pdx_wrapped_mark(pdx_facts *facts, const pdx_lines *lines);

#endif
