/* Titles of entries that stand before what is said to be one, and the title that the page's head says. Private to htmlentr*.c. Called by
 * htmlentries.c. */
#ifndef PDX_SOURCE_HTMLENTRYTITLES_H
#define PDX_SOURCE_HTMLENTRYTITLES_H

#include "source/html/htmlfinder.h"

/* Themes without an element for the whole of a post have one for what it says, behind its title: each of them has no heading in it, and one that
 * links before it. Then entries begin at these, and go on to the next; the last has as many lines behind it as each of the others. */
void pdx_html_headings_take(const pdx_html_finder *f, pdx_html_entries *entries);
/* The heading that says best what the head does, and of several the one with more prose behind it. The number of blocks: none. */
size_t pdx_html_headline_find(const pdx_html_finder *f);
/* Of a page of which nothing else tells: what holds that heading and what is said below it. */
pdx_status pdx_html_headline_take(const pdx_html_finder *f, size_t title, pdx_html_entries *entries, pdx_error *err) PDX_MUST;
/* Of one that is told, whose title may stand before it: templates print the title of a page in a place of its own. A list of one post has its own
 * name there, and the title of the post links. */
void pdx_html_headline_before(const pdx_html_finder *f, size_t title, pdx_html_entry *entry);

#endif
