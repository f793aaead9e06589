/* A source of records that is taken as it is read: its bytes and its rows grow until it is closed, and then the builder has it; what is read
 * behind that is the next piece of it. For scanner.c. Promises: a piece ends behind a record, so that pieces together are what one source would
 * have been. */
#ifndef PDX_ARCHIVE_OPEN_SOURCE_H
#define PDX_ARCHIVE_OPEN_SOURCE_H

#include "archive/build/builder.h"
#include "archive/read/own_addresses.h"

typedef struct open_source {
    pdx_archive *archive;    /* borrowed; that it will be the next source of; NULL: it has no rows yet */
    archive_source source;   /* owned; what it has but for its bytes */
    pdx_buf bytes;           /* all that were fed and are of no piece before */
    uint64_t begin;          /* where they stand in what is read */
    size_t n_pages, n_said;  /* that the archive had before */
    archive_addresses met;   /* owned; in this piece and those before */
} open_source;

void open_source_init(open_source *self);
void open_source_deinit(open_source *self);
pdx_status open_source_bytes(open_source *self, pdx_span bytes, pdx_error *err) PDX_MUST;
/* Before rows are added: they are the archive's. */
void open_source_begin(open_source *self, pdx_archive *archive, pdx_source_form form);
/* 0: it cannot be closed yet, since it has no rows. */
uint64_t open_source_weight(const open_source *self);
/* The builder has what stands before `end` of what is read, all there is where that is beyond it. */
pdx_status open_source_close(open_source *self, pdx_builder *builder, const pdx_source_facts *facts, uint64_t end, pdx_error *err) PDX_MUST;
/* Of a builder that has nothing else, and is to know what its dates prove: these are noted, and it is dropped. */
pdx_status open_source_prove(open_source *self, pdx_builder *builder, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* The archive is as it was before it. */
void open_source_drop(open_source *self, pdx_archive *archive);

#endif
