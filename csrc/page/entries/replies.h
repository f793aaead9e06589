/* A post with its replies: names with the day and the time below each, under a line that tells of comments. They repeat as entries do, and are
 * none. Called by cut.c when the titles are known. Promises: linear work. */
#ifndef PDX_PAGE_REPLIES_H
#define PDX_PAGE_REPLIES_H

#include "page/entries/choose.h"

/* Where the titles but those of a post above are names of replies, there are no titles: the page is one post. */
void pdx_replies_settle(pdx_choice *choice, pdx_titles *titles, const pdx_sheet *sheet);

#endif
