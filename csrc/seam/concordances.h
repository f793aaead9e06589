/* Every occurrence in its context. */
#ifndef PDX_SEAM_CONCORDANCES_H
#define PDX_SEAM_CONCORDANCES_H

#include "seam/searching.h"

typedef struct pdx_line_info {
    uint32_t post;             /* or PDX_NONE: the page's remainder */
    uint32_t page, part, layer;
    uint8_t role;
    uint32_t position;         /* of the node in its post */
    pdx_range before, node, after; /* layer bytes; before and after reach to the ends of the block */
} pdx_line_info;
/* The same without its place: what the index alone tells. */
typedef struct pdx_line_text {
    pdx_span block;    /* before, node and after */
    size_t begin, end; /* of the node in it */
    uint32_t post;
    uint8_t role;
    bool well_formed;  /* the block is UTF-8 */
} pdx_line_text;

pdx_status pdx_view_find(pdx_view *view, pdx_span query, const pdx_query_settings *settings, pdx_lines **out,
                         pdx_error *err) PDX_MUST; /* retains the view */
void pdx_lines_retain(pdx_lines *lines);
void pdx_lines_release(pdx_lines *lines);
/* Lines are found when they are asked for: the first of them cost little. */
typedef struct pdx_lines_numbers {
    size_t n, n_in_posts; /* without the pages' remainders */
    uint32_t n_possible;
} pdx_lines_numbers;
/* Without making more of them readable, where their number can be told without finding them. */
pdx_status pdx_lines_count(pdx_lines *lines, const pdx_tick *tick, pdx_lines_numbers *out, pdx_error *err) PDX_MUST;
/* Makes lines 0 .. n-1 readable, or all when there are fewer; *have says how many of these n there are. */
pdx_status pdx_lines_reach(pdx_lines *lines, size_t n, const pdx_tick *tick, size_t *have, pdx_error *err) PDX_MUST;
/* How many of the first n lines there are, where that is known without finding more; n + 1 where it is not. */
size_t pdx_lines_known(const pdx_lines *lines, size_t n);
bool pdx_lines_complete(const pdx_lines *lines);
size_t pdx_lines_n_notes(const pdx_lines *lines);
pdx_note_info pdx_lines_note(const pdx_lines *lines, size_t i);
/* "after", "before", "L1 R1 R2", "post", "date", "part", "node", each with "-" for the reverse. */
pdx_status pdx_lines_sort(pdx_lines *lines, pdx_span keys, const pdx_tick *tick, pdx_lines **out, pdx_error *err) PDX_MUST;
/* `n` lines from `begin` on, taken at `step`, as lines of their own, in that order. */
pdx_status pdx_lines_slice(pdx_lines *lines, size_t begin, size_t n, int64_t step, pdx_lines **out, pdx_error *err) PDX_MUST;
/* Lines by their numbers, which are below how many there are, as lines of their own, in that order. */
pdx_status pdx_lines_pick(pdx_lines *lines, const uint32_t *numbers, size_t n, const pdx_tick *tick, pdx_lines **out, pdx_error *err) PDX_MUST;
/* Occurrences by role and by post, without reading any text. */
pdx_status pdx_lines_roles(pdx_lines *lines, uint64_t counts[PDX_ROLE_COUNT], const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* Into `counts`, zeros, one for each post of the archive. */
pdx_status pdx_lines_posts(pdx_lines *lines, uint32_t *counts, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* Lines that were reached are read through a reader, which keeps the last part it looked at. It borrows `lines`. */
pdx_status pdx_line_reader_new(const pdx_lines *lines, pdx_line_reader **out, pdx_error *err) PDX_MUST;
void pdx_line_reader_free(pdx_line_reader *reader);
/* Whom the reader asks now and then where a part takes long (borrowed; NULL: nobody). */
void pdx_line_reader_ask(pdx_line_reader *reader, const pdx_tick *tick);
pdx_status pdx_line_reader_get(pdx_line_reader *reader, size_t i, pdx_line_info *out, pdx_error *err) PDX_MUST;
pdx_status pdx_line_reader_text(pdx_line_reader *reader, size_t i, pdx_line_text *out, pdx_error *err) PDX_MUST;

#endif
