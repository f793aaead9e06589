/* Sources become an archive. */
#ifndef PDX_SEAM_BUILDING_H
#define PDX_SEAM_BUILDING_H

#include "seam/handles.h"

/* Stems a batch of distinct terms of one language (two letters in one number, 'e' << 8 | 'n'): appends the stems to `bytes`
 * and writes the end of each to `ends`. PDX_ECALLBACK when the binding has raised. */
typedef struct pdx_stem_callback {
    pdx_status (*stem)(void *context, uint16_t language, const pdx_span *terms, size_t n, pdx_buf *bytes, uint64_t *ends);
    void *context;
} pdx_stem_callback;

typedef struct pdx_build_options {
    bool use_lexicon;     /* furniture phrases; normally true */
    uint16_t language;    /* of all posts; 0: detect for each */
    unsigned n_threads;   /* that building may use; 0: as many as there are processors. The archive is the same */
    uint64_t memory;      /* bytes that letting parts of a saved archive become one may take, as a rule; 0: as many as it wants */
    bool are_apart;       /* a stretch of records: each is a post, whatever stands in the others */
    bool index_later;     /* the index is made by pdx_archive_index, if ever */
} pdx_build_options;

/* What is known of a source from outside. Empty span and PDX_DAY_UNKNOWN: nothing. */
typedef struct pdx_source_facts {
    pdx_span name;     /* path as given, or a name; shown in citations */
    pdx_span url;
    int64_t captured;  /* day of capture, since 1970-01-01 */
} pdx_source_facts;

/* A source in another encoding than UTF-8, decoded by somebody else: its text in UTF-8, how long its characters are (`shape`, see
 * source/syntax/decoded.h), and which bytes were none. */
typedef struct pdx_decoding {
    pdx_span text;
    const pdx_undecoded *bad; /* borrowed, like the text; ascending */
    size_t n_bad;
    unsigned shape;
} pdx_decoding;

typedef struct pdx_fix {
    uint32_t line;  /* 1-based */
    uint8_t role;   /* pdx_role; PDX_ROLE_COUNT with starts: any role */
    bool starts;    /* an entry begins here */
} pdx_fix;

/* A stretch of a fixed line that is a field of its post. */
typedef struct pdx_fix_field {
    pdx_range range; /* bytes of the text of the page, within the line */
    uint32_t line;   /* 1-based */
    uint8_t role;    /* pdx_role: tags, categories, date, byline */
} pdx_fix_field;

pdx_status pdx_builder_new(const pdx_build_options *options, pdx_builder **out, pdx_error *err) PDX_MUST;
void pdx_builder_free(pdx_builder *builder);
/* Bytes of memory that finishing what was taken so far will take, as a rule, with a source of `more` bytes beside it. */
uint64_t pdx_builder_weight(const pdx_builder *builder, size_t more);
/* How many records of what it has taken could not be read, or had nothing that is read. Which ones they are a scanner of the same bytes tells. */
uint64_t pdx_builder_refused(const pdx_builder *builder);
/* Takes a source's bytes (copied). The form is found by content: a page's text or JSON lines, which are read here; anything else, and
 * lines of which one is no row, are PDX_EFORMAT, and the builder is as it was. Empty bytes are a source without pages. */
pdx_status pdx_builder_add(pdx_builder *builder, const pdx_source_facts *facts, pdx_span bytes, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* The same of a source in another encoding: its bytes stay what they are, and everything is found in them. PDX_EVALUE: this is not their text. */
pdx_status pdx_builder_add_decoded(pdx_builder *builder, const pdx_source_facts *facts, pdx_span bytes, const pdx_decoding *decoding,
                                   const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* Rows that are read while those behind them are still being written: JSON lines, each of them whole, written by one thread at a time, which may
 * hold a lock that reading does not need. The builder need not stay meanwhile. */
typedef struct pdx_row_feed pdx_row_feed;
pdx_status pdx_row_feed_new(const pdx_builder *builder, pdx_row_feed **out, pdx_error *err) PDX_MUST;
void pdx_row_feed_free(pdx_row_feed *feed);
/* Where the next lines are appended; lines that are there stay as they are. */
pdx_buf *pdx_row_feed_room(pdx_row_feed *feed);
/* So many lines are whole that were not. */
pdx_status pdx_row_feed_lines(pdx_row_feed *feed, size_t n, pdx_error *err) PDX_MUST;
/* Whether so much waits to be read that it may leave the nearer caches, and nobody but the one who writes reads it. */
bool pdx_row_feed_waits(const pdx_row_feed *feed);
/* Then who writes reads it himself, after all whole lines were told, and without his lock meanwhile. */
pdx_status pdx_row_feed_read(pdx_row_feed *feed, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* Nothing comes any more: *bytes is all of it, borrowed. */
pdx_status pdx_row_feed_end(pdx_row_feed *feed, pdx_span *bytes, pdx_error *err) PDX_MUST;
/* Takes what a builder of the same options was fed and has ended as a source, without a copy. */
pdx_status pdx_builder_take_rows(pdx_builder *builder, const pdx_source_facts *facts, pdx_row_feed *feed, const pdx_tick *tick, pdx_error *err)
    PDX_MUST;
/* Takes files that are posts in Markdown, each a source that is called by its path (UTF-8): the first of the n, until there are `most` bytes of
 * them or one is not plainly such a file, which whoever asks is to read himself: he hears what is wrong with it. `facts` are those of all, but for
 * the name. */
typedef struct pdx_posts_added {
    size_t n;
    uint64_t n_bytes;
} pdx_posts_added;
pdx_status pdx_builder_add_posts(pdx_builder *builder, const pdx_source_facts *facts, const char *const *paths, size_t n, uint64_t most,
                                 pdx_posts_added *out, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* The same of one that is in memory already; *added is false, and nothing taken, where it is not plainly a post. */
pdx_status pdx_builder_add_post(pdx_builder *builder, const pdx_source_facts *facts, pdx_span bytes, bool *added, const pdx_tick *tick,
                                pdx_error *err) PDX_MUST;
/* What somebody knows to be a post in Markdown, without a copy: `bytes` is emptied, also by a failure. */
pdx_status pdx_builder_take_post(pdx_builder *builder, const pdx_source_facts *facts, pdx_buf *bytes, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* Appends `text` as a JSON string, for bindings that make JSON lines of rows. */
void pdx_json_string(pdx_span text, pdx_buf *out);
/* Fixes lines of the text source called `name`. Lines of the same shape on that page follow; other pages do not yet. PDX_EVALUE when no such
 * source was added, or a line is not there. */
pdx_status pdx_builder_correct(pdx_builder *builder, pdx_span name, const pdx_fix *fixes, size_t n, pdx_error *err) PDX_MUST;
/* More of the same lines, once for a source: fields, which ascend and do not overlap; and how they are meant. */
typedef struct pdx_fix_meaning {
    bool all;      /* these fixes have every post of the page */
    bool by_rules; /* nobody has looked at this page: they teach nothing of others */
} pdx_fix_meaning;
pdx_status pdx_builder_correct_fields(pdx_builder *builder, pdx_span name, const pdx_fix_field *fields, size_t n, pdx_fix_meaning meaning,
                                      pdx_error *err) PDX_MUST;
/* Source number `i` of those that were added so far, until it is finished: false beyond the last. Its text, in UTF-8, is what a page of text or
 * HTML is cut from; of others there is none. Borrowed. */
bool pdx_builder_page(const pdx_builder *builder, size_t i, pdx_source_facts *facts, pdx_span *text);
/* What is built continues an archive: `base`, which is retained, with its pages as they were cut and dated, and its posts as they were decided;
 * behind it what is added now. A post that is met again gains an appearance and keeps its place; two posts of the base stay two. Before any source
 * is added. */
pdx_status pdx_builder_continue(pdx_builder *builder, pdx_archive *base, pdx_error *err) PDX_MUST;
/* Whether the base, or what was added since, has a source with these facts and these bytes. */
pdx_status pdx_builder_knows(const pdx_builder *builder, const pdx_source_facts *facts, pdx_span bytes, bool *known, pdx_error *err) PDX_MUST;
/* Whether the last source of this name that the base has is this one; and taking out what is only in sources of this name, *count of them: for a
 * source that is put in the place of another, which has just been added, and whose posts stay that it has, too. */
pdx_status pdx_builder_has_last(const pdx_builder *builder, const pdx_source_facts *facts, pdx_span bytes, bool *known, pdx_error *err) PDX_MUST;
pdx_status pdx_builder_take_out_named(pdx_builder *builder, pdx_span name, uint32_t *count, pdx_error *err) PDX_MUST;
/* The same of the last source of this name alone, in whose place nothing comes. */
pdx_status pdx_builder_take_out_last(pdx_builder *builder, pdx_span name, pdx_error *err) PDX_MUST;
/* For a source that is too large to be held, which whoever adds it compares a piece at a time: sources of the base that are there (some post of
 * them is left) with these facts and so many bytes, whichever these are. Their numbers, each a uint32_t, go behind what `out` has, ascending. */
pdx_status pdx_builder_alike(const pdx_builder *builder, const pdx_source_facts *facts, uint64_t n_bytes, pdx_buf *out, pdx_error *err) PDX_MUST;
/* The last one of the base that has the name; PDX_NONE: there is none. */
pdx_status pdx_builder_last_named(const pdx_builder *builder, pdx_span name, uint32_t *out, pdx_error *err) PDX_MUST;
/* So many of the last sources of the base were added just before what comes now: pages of the same sites are cut with what theirs teach. */
void pdx_builder_beside(pdx_builder *builder, uint32_t n);
/* The last sources, so many of the base and of what was added since, are pieces of one, in their order: the next commit makes one source of them,
 * whose bytes are theirs, one behind the other. */
void pdx_builder_unite(pdx_builder *builder, uint32_t n_pieces);
/* Posts of the base that are not to be there any more: their entries stay on their pages, of no post. Gives how many of them were there. */
uint32_t pdx_builder_take_out(pdx_builder *builder, const uint32_t *posts, size_t n);
/* The first of those that were taken out from number `from` on; PDX_NONE: there is none. */
uint32_t pdx_builder_taken_out(const pdx_builder *builder, uint32_t from);
/* Cuts, unites, indexes. Leaves the builder empty. `stemmer` may be NULL (bare words are then exact). The archive keeps a copy of the
 * callback for queries: its context must outlive the archive. */
pdx_status pdx_builder_finish(pdx_builder *builder, const pdx_stem_callback *stemmer, const pdx_tick *tick,
                              pdx_archive **out, pdx_error *err) PDX_MUST;

#endif
