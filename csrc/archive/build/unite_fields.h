/* Which appearance of a post is its fullest, and what all of them together say: tags, categories, dates. For unite.c, when it is known which
 * appearances each post has. */
#ifndef PDX_ARCHIVE_UNITE_FIELDS_H
#define PDX_ARCHIVE_UNITE_FIELDS_H

#include "archive/model/model.h"

/* The facts of an appearance; what is of no post any more is compared with nothing: unite.c */
pdx_appearance_facts archive_facts_now(const pdx_archive *archive, uint32_t number);
/* By as many threads as the archive may use; the same for any number. */
pdx_status archive_unite_fields(pdx_archive *archive, const pdx_tick *tick, pdx_error *err) PDX_MUST;

#endif
