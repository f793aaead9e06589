/* What is looked up of an archive by content: which appearances have a title, a body or all in common with others, and which sources have these facts
 * and these bytes. For archive/ only: listed when a part is written or checked, asked by choice.c and builder.c. */
#ifndef PDX_ARCHIVE_PART_KEYS_H
#define PDX_ARCHIVE_PART_KEYS_H

#include "archive/model/stored.h"
#include "archive/model/stored_keys.h"

/* The key of a source: of its facts, and how many bytes it has. */
pdx_status archive_source_key(const pdx_source_facts *facts, uint64_t len, uint64_t *key, pdx_error *err) PDX_MUST;
uint64_t archive_name_key(pdx_span name); /* of its name alone */
/* Of an archive in memory that is to be a part (NULL), or of a part of one that was loaded: its sources, or its appearances that can be of a post
 * that others are of. Values count from the first that it has. */
typedef pdx_status (*archive_keys_of)(const pdx_archive *archive, const stored_part *part, const pdx_tick *tick, stored_keys *out, pdx_error *err);
pdx_status archive_part_source_keys(const pdx_archive *archive, const stored_part *part, const pdx_tick *tick, stored_keys *out, pdx_error *err)
    PDX_MUST;
pdx_status archive_part_appearance_keys(const pdx_archive *archive, const stored_part *part, const pdx_tick *tick, stored_keys *out, pdx_error *err)
    PDX_MUST;

/* What of a loaded archive has one of these keys: numbers of sources; numbers of appearances, each once. */
pdx_status archive_sources_find(const pdx_archive *archive, uint64_t key, archive_numbers *out, pdx_error *err) PDX_MUST;
pdx_status archive_appearances_find(const pdx_archive *archive, const stored_keys *keys, const pdx_tick *tick, archive_numbers *out, pdx_error *err)
    PDX_MUST;

#endif
