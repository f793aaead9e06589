/* Sources by what is known of them from outside and their length: whether one was met before. For builder.c, which compares the bytes. */
#ifndef PDX_ARCHIVE_KNOWN_SOURCES_H
#define PDX_ARCHIVE_KNOWN_SOURCES_H

#include "base/map.h"
#include "base/vec.h"
#include "postdex.h"

typedef struct known_sources {
    pdx_map keys;
    PDX_VEC(uint32_t) last;   /* of each key, the last source that has it; owned, like the next */
    PDX_VEC(uint32_t) before; /* of each source, the one with its key before it, or PDX_NONE */
} known_sources;

void known_sources_init(known_sources *self);
void known_sources_deinit(known_sources *self);
/* The next source. */
pdx_status known_sources_add(known_sources *self, const pdx_source_facts *facts, uint64_t len, pdx_error *err) PDX_MUST;
/* *number: the last of those with these facts and this length, or PDX_NONE; self->before leads to the others. */
pdx_status known_sources_find(const known_sources *self, const pdx_source_facts *facts, uint64_t len, uint32_t *number, pdx_error *err) PDX_MUST;

#endif
