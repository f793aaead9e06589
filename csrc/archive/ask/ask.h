/* A query being asked of a view: parsed once, with the options that search and find share.
 * For archive/ only. */
#ifndef PDX_ARCHIVE_ASK_H
#define PDX_ARCHIVE_ASK_H

#include "archive/model/steps.h"
#include "query/query.h"

typedef struct archive_ask {
    pdx_query *query;       /* owned */
    pdx_filters filters;
    pdx_search_options options;
} archive_ask;

/* Parses `text` for search (sequence false) or find (true). `ask` may not move afterwards: options point into it. */
pdx_status archive_ask_init(archive_ask *ask, const pdx_view *view, pdx_span text, const pdx_query_settings *settings,
                            bool sequence, pdx_error *err) PDX_MUST;
void archive_ask_deinit(archive_ask *ask);
pdx_note_info archive_ask_note(const archive_ask *ask, size_t i);

/* Days by which posts are ordered: INT64_MAX when a post prints no date, so that it comes last. Borrowed: they are read once, and stay. */
pdx_status archive_post_days_table(const pdx_archive *archive, const pdx_tick *tick, const int64_t **out, pdx_error *err) PDX_MUST;

/* From now on the reader tells places by rows of `passing` (archive_pass_begin), which may give them back between two lines. Borrowed. */
void archive_line_reader_pass(pdx_line_reader *reader, const pdx_archive *passing);

#endif
