/* Conversations as messengers write them out: text in which each message begins a line with its day and time, then who wrote it. Called by
 * reader.c and sniff.c.
 * Promises: linear, the same messages however the source is cut; what stands behind a name is its text, up to the next such line. */
#ifndef PDX_SOURCE_CHATLOG_H
#define PDX_SOURCE_CHATLOG_H

#include "source/records/linedrecords.h"

/* The next message; *more: there is one. */
pdx_status pdx_chatlog_next(pdx_lined *from, bool *more, pdx_error *err) PDX_MUST;

/* Whether a text begins so: its first line is one of a message, and of the next ones as well, most with a name. */
bool pdx_chatlog_is(pdx_span text);

#endif
