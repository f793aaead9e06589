/* Conversations as messengers write them out: text in which each message begins a line with its day and time, then who wrote it. Called by
 * reader.c and sniff.c.
 * Promises: linear, the same messages however the source is cut; what stands behind a name is its text, up to the next such line. Memory for one
 * message. */
#ifndef PDX_SOURCE_CHATLOG_H
#define PDX_SOURCE_CHATLOG_H

#include "source/records/entry.h"

typedef struct pdx_chatlog {
    pdx_span source;   /* borrowed */
    uint64_t base;     /* of its first byte in the whole source */
    size_t at, seen;   /* where the next message begins; how much of it was looked at */
    bool is_last;
    uint32_t line_number;
    /* The message, when pdx_chatlog_next has given it. */
    pdx_entry entry;   /* borrows the next two */
    pdx_buf text;
    pdx_offsets map;
    pdx_range range;
    uint32_t line;
} pdx_chatlog;

void pdx_chatlog_init(pdx_chatlog *from);
void pdx_chatlog_deinit(pdx_chatlog *from);
static inline uint64_t pdx_chatlog_at(const pdx_chatlog *from) { return from->base + from->at; }
/* The bytes from pdx_chatlog_at on, borrowed until the next feed. */
void pdx_chatlog_feed(pdx_chatlog *from, pdx_span bytes, bool is_last);
/* The next message; *more: there is one. */
pdx_status pdx_chatlog_next(pdx_chatlog *from, bool *more, pdx_error *err) PDX_MUST;

/* Whether a text begins so: its first line is one of a message, and of the next ones as well, most with a name. */
bool pdx_chatlog_is(pdx_span text);

#endif
