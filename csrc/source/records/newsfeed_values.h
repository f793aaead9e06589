/* What a feed's elements say, taken apart: persons, lists of words, links, types. Called by newsfeed.c.
 * All give false when memory runs out. */
#ifndef PDX_SOURCE_NEWSFEED_VALUES_H
#define PDX_SOURCE_NEWSFEED_VALUES_H

#include "source/records/newsfeed.h"

/* The attribute of this name, without its prefix; NULL: there is none. */
const pdx_attribute *pdx_newsfeed_attribute(const pdx_newsfeed *feed, const pdx_xml_token *token, const char *name);
bool pdx_newsfeed_attribute_is(const pdx_newsfeed *feed, const pdx_attribute *attribute, const char *value);
/* What addresses are relative to here; empty: nothing said so. */
pdx_span pdx_newsfeed_base_of(const pdx_newsfeed *feed);
/* Takes note of what a tag says of that; what elements that have ended said is forgotten. */
pdx_status pdx_newsfeed_open_base(pdx_newsfeed *feed, const pdx_xml_token *token, pdx_error *err) PDX_MUST;
/* What an attribute says, as a value of the entry. */
pdx_status pdx_newsfeed_add_attribute(pdx_newsfeed *feed, const pdx_attribute *attribute, pdx_entry_field field, uint8_t rank, pdx_error *err)
    PDX_MUST;
/* The same of a row, whose texts may be HTML and whose lists are one text. */
pdx_status pdx_newsfeed_add_cell(pdx_newsfeed *feed, const pdx_attribute *attribute, pdx_entry_field field, pdx_error *err) PDX_MUST;
/* What kind of thing an entry is, as the term of a category says it behind its `#`. */
pdx_status pdx_newsfeed_add_kind(pdx_newsfeed *feed, const pdx_attribute *term, pdx_error *err) PDX_MUST;
/* A newline behind what is in the text. */
bool pdx_newsfeed_newline(pdx_newsfeed *feed) PDX_MUST;
/* The text of the field from feed->field_begin on. */
bool pdx_newsfeed_add_field(pdx_newsfeed *feed) PDX_MUST;
/* Of the values the ones that count, into feed->entry. */
bool pdx_newsfeed_choose(pdx_newsfeed *feed) PDX_MUST;

#endif
