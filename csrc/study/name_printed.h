/* Numbers of texts that are told apart but for their white space: the ways in which a name is printed. Called by name_table.c, for each place that
 * it finds, when the bytes are at hand. Promises: texts have one number that are the same once their white space is one space each. */
#ifndef PDX_STUDY_NAME_PRINTED_H
#define PDX_STUDY_NAME_PRINTED_H

#include "base/buf.h"
#include "base/map.h"

typedef struct study_printed {
    pdx_map texts; /* owned, like the next */
    pdx_buf even;
} study_printed;

void study_printed_init(study_printed *self);
void study_printed_deinit(study_printed *self);
/* The number of a text, from 0 on in the order in which they come; PDX_MAP_NONE when out of memory. */
uint32_t study_printed_number(study_printed *self, pdx_span text) PDX_MUST;
static inline uint32_t study_printed_count(const study_printed *self) { return (uint32_t)pdx_map_count(&self->texts); }

#endif
