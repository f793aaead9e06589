/* Walking the documents that part of a query matches, in one segment: one kind of cursor per operator.
 * Called by the walks of search, matches and snippets, and by cursors on their members.
 * Promises: `doc` ascends; it is a candidate until `check` says how sure it is; what `find` gives lies in one part each. */
#ifndef PDX_QUERY_CURSOR_H
#define PDX_QUERY_CURSOR_H

#include "query/walk/occurrences.h"
#include "query/walk/scan.h"

/* Whether a document matches. Filters on bounded dates make it possible; AND is the least of its
 * members' levels, OR the greatest, NOT turns them round. */
typedef enum pdx_level { PDX_LEVEL_NO, PDX_LEVEL_POSSIBLE, PDX_LEVEL_CERTAIN } pdx_level;

typedef struct pdx_cursor_verbs {
    /* Sets `doc` to the first candidate >= to (to > doc), PDX_NO_DOC when there is none. */
    pdx_status (*advance)(pdx_cursor *self, pdx_doc to, pdx_error *err);
    pdx_status (*check)(pdx_cursor *self, pdx_level *level, pdx_error *err);
    /* Fills `found` with the occurrences in the current document, ascending. NULL: there are never any. */
    pdx_status (*find)(pdx_cursor *self, pdx_error *err);
    /* Occurrences per scoring group, where that is known without positions. NULL: count `found`. */
    pdx_status (*count)(pdx_cursor *self, uint32_t counts[PDX_GROUP_COUNT], pdx_error *err);
    /* Frees what only this kind owns. NULL: nothing. */
    void (*deinit)(pdx_cursor *self);
} pdx_cursor_verbs;

struct pdx_cursor {
    const pdx_cursor_verbs *verbs;
    pdx_scan *scan;          /* owns the cursor */
    pdx_cursor *next_owned;
    pdx_doc doc;
    uint64_t cost;           /* about how many candidates */
    pdx_occurrences found;   /* owned; of document `found_doc` */
    pdx_doc found_doc;
};

PDX_MUST static inline pdx_status pdx_cursor_advance(pdx_cursor *self, pdx_doc to, pdx_error *err) {
    return self->doc >= to ? PDX_OK : self->verbs->advance(self, to, err);
}
PDX_MUST static inline pdx_status pdx_cursor_check(pdx_cursor *self, pdx_level *level, pdx_error *err) {
    return self->verbs->check(self, level, err);
}

/* The level of document `doc`, which may not be a candidate; `doc` ascends from call to call. */
pdx_status pdx_cursor_level(pdx_cursor *self, pdx_doc doc, pdx_level *level, pdx_error *err) PDX_MUST;
/* The occurrences in the current document, kept until the cursor moves on. */
pdx_status pdx_cursor_find(pdx_cursor *self, const pdx_occurrences **out, pdx_error *err) PDX_MUST;
pdx_status pdx_cursor_count(pdx_cursor *self, uint32_t counts[PDX_GROUP_COUNT], pdx_error *err) PDX_MUST;
/* Moves all to the first document >= to that is a candidate of each; PDX_NO_DOC when there is none. */
pdx_status pdx_cursors_align(pdx_cursor *const *members, size_t n, pdx_doc to, pdx_doc *doc, pdx_error *err) PDX_MUST;

/* What a cursor of several is made of; `members` live in the scan's arena. */
typedef struct pdx_members {
    pdx_cursor **items;
    size_t n;
} pdx_members;

/* One operator, one file. All give a cursor that has not been moved yet. */
pdx_status pdx_cursor_word_new(pdx_scan *scan, const pdx_node *node, const pdx_aim *aim, pdx_cursor **out, pdx_error *err) PDX_MUST;
/* `single`: only one member can have occurrences, which then are all kept. */
pdx_status pdx_cursor_and_new(pdx_scan *scan, pdx_members members, bool single, pdx_cursor **out, pdx_error *err) PDX_MUST;
pdx_status pdx_cursor_or_new(pdx_scan *scan, pdx_members members, pdx_cursor **out, pdx_error *err) PDX_MUST;
pdx_status pdx_cursor_not_new(pdx_scan *scan, pdx_cursor *member, pdx_cursor **out, pdx_error *err) PDX_MUST;
pdx_status pdx_cursor_optional_new(pdx_scan *scan, pdx_cursor *member, pdx_cursor **out, pdx_error *err) PDX_MUST;
pdx_status pdx_cursor_nothing_new(pdx_scan *scan, pdx_cursor **out, pdx_error *err) PDX_MUST;
pdx_status pdx_cursor_sequence_new(pdx_scan *scan, pdx_members members, uint32_t slop, pdx_cursor **out, pdx_error *err) PDX_MUST;
pdx_status pdx_cursor_near_new(pdx_scan *scan, pdx_members members, uint32_t distance, pdx_cursor **out, pdx_error *err) PDX_MUST;
pdx_status pdx_cursor_written_new(pdx_scan *scan, pdx_cursor *member, pdx_span text, pdx_cursor **out, pdx_error *err) PDX_MUST;
pdx_status pdx_cursor_filter_new(pdx_scan *scan, const pdx_resolved *resolved, pdx_cursor **out, pdx_error *err) PDX_MUST;

#endif
