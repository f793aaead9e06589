/* JSON Feed (1.0, 1.1), and what platforms write as JSON (jsonlists.h), as entries: a list of items. Called by reader.c and sniff.c.
 * Promises: items are read one at a time, whole or in pieces, the same however the source is cut; one that is no JSON is passed over and told, as is
 * the end where the source breaks off. Memory for the longest item, and for an export with tables (jsontables.h), of which as much is waited for as
 * PDX_JSONTABLES_WAIT says. */
#ifndef PDX_SOURCE_JSONFEED_H
#define PDX_SOURCE_JSONFEED_H

#include "markup/problems.h"
#include "source/records/entry.h"
#include "source/records/jsonlists.h"
#include "source/records/jsontables.h"
#include "source/syntax/json.h"
#include "source/syntax/line.h"

typedef enum pdx_jsonfeed_phase { PDX_JSONFEED_HEAD, PDX_JSONFEED_ITEMS, PDX_JSONFEED_BETWEEN, PDX_JSONFEED_DONE } pdx_jsonfeed_phase;

typedef struct pdx_jsonfeed {
    pdx_markup_input input;
    size_t at;
    pdx_jsonfeed_phase phase;
    pdx_jsonlist list;
    const char *list_name;  /* of a list of rows, of which more may follow */
    bool is_lost;           /* something was wrong: the next whole item is looked for, */
    unsigned n_tries;       /* so many times already */
    pdx_source_line line;
    pdx_problems *problems; /* borrowed; NULL: nobody wants to know */
    pdx_jsontables tables;  /* of an export that has them */
    /* The entry, when pdx_jsonfeed_next has given it. */
    pdx_entry entry;        /* borrows the next two */
    pdx_buf text;
    pdx_offsets map;
    pdx_range source;
    uint32_t line_number;
    pdx_lang language, feed_language;
} pdx_jsonfeed;

typedef enum pdx_jsonfeed_found { PDX_JSONFEED_MORE, PDX_JSONFEED_END, PDX_JSONFEED_ENTRY } pdx_jsonfeed_found;

void pdx_jsonfeed_init(pdx_jsonfeed *feed);
void pdx_jsonfeed_deinit(pdx_jsonfeed *feed);
static inline uint64_t pdx_jsonfeed_at(const pdx_jsonfeed *feed) { return feed->input.base + feed->at; }
static inline void pdx_jsonfeed_feed(pdx_jsonfeed *feed, pdx_span bytes, bool is_last) { pdx_markup_feed(&feed->input, &feed->at, bytes, is_last); }
pdx_status pdx_jsonfeed_next(pdx_jsonfeed *feed, pdx_jsonfeed_found *found, pdx_error *err) PDX_MUST;

/* Whether a text begins as one of these. */
bool pdx_jsonfeed_is(pdx_span text);

#endif
