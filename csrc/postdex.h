/* The seam: everything that a binding may know of the core. Opaque handles and verbs; the structs here
 * are plain values handed out, never layouts of what is inside. Implemented by archive/ and study/.
 *
 * Rules. Handles are immutable once built and may be used by any number of threads at once; builders and
 * readers (`pdx_*_reader`) by one at a time. Every handle says who frees it; spans handed out live as long
 * as the archive. Numbers of posts, pages, layers, sources are 0-based. Ranges are bytes in a layer's text. */
#ifndef PDX_POSTDEX_H
#define PDX_POSTDEX_H

#include "base/buf.h"
#include "base/offsets.h"
#include "base/role.h"
#include "base/status.h"
#include "base/tick.h"

#define PDX_NONE UINT32_MAX         /* no such number */
#define PDX_DAY_UNKNOWN INT64_MIN   /* days are counted from 1970-01-01 */

typedef struct pdx_builder pdx_builder;
typedef struct pdx_archive pdx_archive;
typedef struct pdx_view pdx_view;
typedef struct pdx_folder_lock pdx_folder_lock;
typedef struct pdx_hits pdx_hits;
typedef struct pdx_lines pdx_lines;
typedef struct pdx_line_reader pdx_line_reader;

/* ------------------------------------------------------------------ building */

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
/* The same without a copy: `bytes` is emptied, also by a failure. */
pdx_status pdx_builder_take(pdx_builder *builder, const pdx_source_facts *facts, pdx_buf *bytes, const pdx_tick *tick, pdx_error *err) PDX_MUST;
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
/* Takes what a builder of the same options was fed and has ended as a source, as pdx_builder_take does. */
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
/* pdx_builder_take of what somebody knows to be a post in Markdown. */
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
/* ------------------------------------------------------------------ on disk */

/* What becomes of what is written. A draft is seen by whoever loads it and by nobody else, until a builder that continues it commits; saving or
 * committing anything else forgets it. */
typedef enum pdx_save_as {
    PDX_SAVE_FOR_ALL,
    PDX_SAVE_DRAFT,
    PDX_SAVE_ADDED /* a draft without what the builder was told to take out: posts of the base have the numbers in it that they had */
} pdx_save_as;

/* Writes the archive into the folder `path` (UTF-8), which is made, or is a saved archive already and then replaced in one step: whoever has
 * that open keeps what it was. `note` is the binding's own, given back by
 * pdx_archive_note; an archive that was loaded keeps the notes that it has. PDX_EVALUE when something else is there, PDX_ELOCKED
 * when somebody else is saving there, unless `held` (NULL: not held) is the lock of that folder. */
pdx_status pdx_archive_save(const pdx_archive *archive, const char *path, pdx_span note, pdx_save_as as, const pdx_folder_lock *held,
                            const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* Holds the lock of such a folder, which is made when it is not there, for several savings with what lies between them; who saves hands it over as
 * `held`. `owner` says in a few words who that is: others are told it by their PDX_ELOCKED. A holder that dies lets go. */
pdx_status pdx_folder_lock_new(const char *path, pdx_span owner, pdx_folder_lock **out, pdx_error *err) PDX_MUST;
void pdx_folder_lock_free(pdx_folder_lock *lock);
/* The number of this process, for who must know whether it is a fork of another: PDX_OF_ANOTHER_PROCESS. */
uint64_t pdx_process(void);
/* Removes what a draft has that was not committed; nobody else sees a difference. */
pdx_status pdx_draft_forget(const char *path, const pdx_folder_lock *held, pdx_error *err) PDX_MUST;
/* Whether the folder holds a saved archive. */
bool pdx_archive_is_saved(const char *path);
/* What pdx_archive_describe would say of it as its `state`, was it loaded; no file of its parts is looked at. */
pdx_status pdx_archive_saved_state(const char *path, uint64_t *state, pdx_error *err) PDX_MUST;
/* Whether one was begun in the folder and nothing was ever saved, as a writer leaves it that was killed. */
bool pdx_archive_is_begun(const char *path);
/* How files are read, and whether what a writer has drafted is wanted instead of what it has committed. */
typedef struct pdx_load_how {
    bool mapped; /* else read into memory */
    bool draft;
} pdx_load_how;
/* Opens a saved archive. The stemmer is that of queries, and must stem as the one
 * did with which the archive was made: else PDX_EFORMAT. */
pdx_status pdx_archive_load(const char *path, const pdx_stem_callback *stemmer, pdx_load_how how, const pdx_tick *tick, pdx_archive **out,
                            pdx_error *err) PDX_MUST;
/* The binding's notes of an archive that was loaded, one for each saving that is a part of it, the first first. They lie in its files. Of each the
 * first line is at hand; the whole of it, which may be long, is checked when somebody asks for it. */
uint32_t pdx_archive_n_notes(const pdx_archive *archive);
pdx_span pdx_archive_note_line(const pdx_archive *archive, uint32_t i);
pdx_status pdx_archive_note(const pdx_archive *archive, uint32_t i, pdx_span *note, pdx_error *err) PDX_MUST;
/* Adds what the builder has to the archive in `path`, which the builder continues as it was loaded from there, and takes out what is to go, in one
 * step: parts from `first` on become one with what is new, and nothing of them is written that is gone. `held` is the lock of that folder, `note`
 * that of the new part. The builder is used up. */
pdx_status pdx_builder_commit(pdx_builder *builder, const char *path, pdx_span note, uint32_t first, pdx_save_as as, const pdx_folder_lock *held,
                              const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* From which part on they should become one, so that there are never many and each byte is written again a few times at most; as many as there are
 * notes: none. `all`: for one part that nothing is gone of; 1 where that is so already. With PDX_SAVE_ADDED what is to go counts as what stays. */
uint32_t pdx_builder_first_taken(const pdx_builder *builder, bool all, pdx_save_as as);
/* What is whole of a saved archive that is damaged, as an archive in memory, with its index made anew; the folder stays as it is. `report`
 * receives one JSON object: {"had": posts that there were, "posts": [null, {"number", "left": appearances, "title", "source"}, ...] of posts that
 * are lost or have lost appearances, "sources": of those that are not whole, "notes": of the binding, "damage": sentences, "doubt": whether posts
 * that had been deleted may be there again, "unnamed": [at least, at most] so many more posts are lost, "counted": false: and those of a part that
 * says nothing of itself}. PDX_ECORRUPT when nothing can be read. */
pdx_status pdx_archive_salvage(const char *path, const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_archive **out, pdx_buf *report,
                               pdx_error *err) PDX_MUST;
/* Reads every byte of an archive that was loaded, and checks it: the first damage is named. */
pdx_status pdx_archive_verify(const pdx_archive *archive, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* An archive that was loaded reads its rows when they are asked for. Verbs with a status tell when one could not be read; those without give
 * something empty then. Who makes an object of a post or page asks first: afterwards all that is said of it here is there, or it fails with
 * PDX_ECORRUPT (PDX_ENOMEM); who has read many asks at the end whether all of them could be read. */
pdx_status pdx_archive_know_post(const pdx_archive *archive, uint32_t post, pdx_error *err) PDX_MUST;
pdx_status pdx_archive_know_page(const pdx_archive *archive, uint32_t page, pdx_error *err) PDX_MUST;
pdx_status pdx_archive_sound(const pdx_archive *archive, pdx_error *err) PDX_MUST;

/* Of an archive that was loaded so many bytes of rows are kept for who asks next, PDX_MOST_ROWS unless somebody says otherwise before anything is
 * asked of it; an archive in memory keeps what it has. */
#define PDX_MOST_ROWS ((uint64_t)512 << 20)
void pdx_archive_keep_rows(pdx_archive *archive, uint64_t most);
/* Gives the rows that were read back where they are more, and no call is under way: they are read again when somebody asks. Nothing that a call has
 * given points to any, so what was asked before stays good. Whoever lets several threads ask at once says of each call that it is under way, unless
 * it cannot be while this is called, as under a lock of all of them; and lets only one give back. */
void pdx_archive_rest(const pdx_archive *archive);
bool pdx_archive_must_rest(const pdx_archive *archive); /* whether they are more */
bool pdx_archive_has_rested(const pdx_archive *archive); /* whether any ever were: then what was known before is perhaps to be read again */
void pdx_calls_enter(void);
void pdx_calls_leave(void);

/* Makes the index that building has left for later: before it is there only posts, pages, parts and layers can be asked for, and no view be made.
 * By one thread at a time, while others read those. Nothing happens where there is an index. */
pdx_status pdx_archive_index(pdx_archive *archive, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* Of records that were scanned into a builder with `index_later` only the head is read: title, byline, dates, tags, categories, kind, status,
 * address. Whoever asks anything else of a post, its page or its parts reads the rest of it first, or of all; what was told before still holds.
 * Not while another thread is asked anything of the archive. Nothing happens where nothing waits. */
pdx_status pdx_archive_body(pdx_archive *archive, uint32_t post, pdx_error *err) PDX_MUST;
pdx_status pdx_archive_bodies(pdx_archive *archive, pdx_error *err) PDX_MUST;
uint32_t pdx_archive_waiting(const pdx_archive *archive); /* how many wait */

void pdx_archive_retain(pdx_archive *archive);
void pdx_archive_release(pdx_archive *archive);

/* ------------------------------------------------------------------ what an archive holds */

typedef struct pdx_archive_info {
    uint32_t n_sources, n_pages, n_layers, n_posts, n_appearances;
    uint64_t n_bytes;       /* of all sources */
    uint64_t n_words;       /* positions in posts */
    uint64_t n_gap_bytes;   /* bytes in parts whose role is `other`: unexplained */
    uint64_t n_gone; /* posts that were deleted, or written again, and are in the files still */
    uint64_t n_index_bytes; /* of the index, beyond the text that it stores */
    uint32_t n_terms;       /* of the dictionaries of all segments, each by itself */
    uint64_t generation;    /* of what was loaded: grows with each saving in its folder; 0: it was not loaded */
    uint64_t state;         /* of its files: tells what was loaded from what was saved before, later or elsewhere with as many savings; 0: it was not loaded */
    uint32_t version;       /* of the format of what was loaded; 0: it was not */
    /* Of sources, pages and appearances those of sources of which no post is left: they are there until their part becomes one with others, and
     * are as good as gone. Bytes are counted without them. */
    uint32_t n_left_sources, n_left_pages, n_left_appearances;
} pdx_archive_info;
pdx_archive_info pdx_archive_describe(const pdx_archive *archive);
/* Whether two are made of the same sources, whose appearances are of the same posts; what was made of them, and how, is not compared. */
pdx_status pdx_archive_is_same(const pdx_archive *a, const pdx_archive *b, const pdx_tick *tick, bool *same, pdx_error *err) PDX_MUST;
/* The i-th of info.n_left_sources sources of which no post is left: ascending. */
uint32_t pdx_archive_left_source(const pdx_archive *archive, uint32_t i);

typedef struct pdx_source_info {
    pdx_span name, url, bytes;
    int64_t captured;
    const char *form;       /* "text", "jsonl": static */
    uint32_t first_page, n_pages;
} pdx_source_info;
pdx_source_info pdx_archive_source(const pdx_archive *archive, uint32_t source);
/* Its bytes, as they are safe to be shown: PDX_ECORRUPT where their checksum does not hold. Of the former only how many there are counts. */
pdx_status pdx_archive_source_bytes(const pdx_archive *archive, uint32_t source, pdx_span *out, pdx_error *err) PDX_MUST;

/* What is wrong with a source that is made of records, and where: it is read once more for that. Nothing for other sources. */
typedef struct pdx_problem_table pdx_problem_table;
typedef struct pdx_problem_info {
    uint64_t at;      /* byte of the source */
    const char *what; /* "xml-unclosed-cdata", "record-not-closed", "date-not-read: ...": as long as the table */
} pdx_problem_info;
/* `decoding` of a source that was added so, else NULL. */
pdx_status pdx_archive_problems(const pdx_archive *archive, uint32_t source, const pdx_decoding *decoding, const pdx_tick *tick,
                                pdx_problem_table **out, pdx_error *err) PDX_MUST;
size_t pdx_problem_count(const pdx_problem_table *table);
uint64_t pdx_problem_total(const pdx_problem_table *table); /* with those beyond the first thousands, which are only counted */
pdx_problem_info pdx_problem_get(const pdx_problem_table *table, size_t i); /* in the order of their places */
void pdx_problem_table_free(pdx_problem_table *table);

/* A layer is text that ranges refer to: a source's own bytes (identity), or text decoded from a record. */
typedef struct pdx_layer_info {
    pdx_span text;
    uint32_t source;
    bool identity;
} pdx_layer_info;
/* The kind of a post that does not say its kind. */
#define PDX_KIND_UNSAID "post"
pdx_layer_info pdx_archive_layer(const pdx_archive *archive, uint32_t layer);
/* Some of its text; nothing where that could not be read again. */
pdx_span pdx_layer_text(const pdx_archive *archive, uint32_t layer, pdx_range range);
/* The bytes of the source that a range of a layer was read from. */
pdx_range pdx_layer_source_range(const pdx_archive *archive, uint32_t layer, pdx_range range);
/* Whether its text is well-formed UTF-8; asked of the bytes once. */
bool pdx_layer_is_well_formed(const pdx_archive *archive, uint32_t layer);
/* The stretches of memory in which the text of all posts and remainders lies once more, one behind the other; n may be 0. */
uint32_t pdx_archive_n_stored(const pdx_archive *archive);
pdx_span pdx_archive_stored(const pdx_archive *archive, uint32_t i);
/* 1-based line of the source in which a layer's byte stands. */
uint32_t pdx_layer_line(const pdx_archive *archive, uint32_t layer, uint64_t offset);
/* Characters (code points; each maximal invalid run of bytes counts as one U+FFFD) before `offset`. */
uint64_t pdx_layer_chars(const pdx_archive *archive, uint32_t layer, uint64_t offset);

typedef struct pdx_page_info {
    uint32_t source, layer;
    pdx_range record;          /* the page's bytes in its source: all of a text, one line of JSON lines */
    uint32_t n_parts, n_lines; /* parts of its text; */
    uint32_t n_said_parts;     /* behind them: what its markup says of its entries */
    uint32_t first_appearance, n_appearances;
    const char *kind;          /* "tag", "single", ...: static */
    char language[3];          /* "en", or "" */
    uint32_t heading;          /* part number or PDX_NONE */
    pdx_range label, site_name;/* empty: none */
    float probability;
    uint64_t why;              /* rules, see pdx_rule_sentence */
    const char *order;         /* "newest_first", "oldest_first", "unknown": static */
    double order_probability;
} pdx_page_info;
pdx_page_info pdx_archive_page(const pdx_archive *archive, uint32_t page);

enum { PDX_PART_READINGS = 2 };

typedef struct pdx_part_info {
    uint8_t role;
    uint8_t other_role[PDX_PART_READINGS]; /* what it could be as well, the likelier first */
    float other_probability[PDX_PART_READINGS]; /* 0: no such reading */
    pdx_range range;           /* in the page's layer */
    uint32_t line, witness;    /* 1-based; witness 0: none */
    uint32_t appearance;       /* archive-wide number, or PDX_NONE: the page's remainder */
    float probability;
    uint64_t why;
} pdx_part_info;
pdx_part_info pdx_page_part_at(const pdx_archive *archive, uint32_t page, uint32_t part);
pdx_role pdx_page_part_role(const pdx_archive *archive, uint32_t page, uint32_t part);
const char *pdx_rule_sentence(unsigned bit); /* NULL: no such rule */

typedef struct pdx_appearance_info {
    uint32_t page;
    uint32_t post;             /* or PDX_NONE: it was taken out */
    uint32_t number;           /* 0-based on its page */
    uint32_t first_part, n_parts;
    uint32_t first_said, n_said; /* parts of what the page's markup says of it; 0: nothing */
    pdx_range range;
    uint32_t title, byline, date; /* part numbers on the page, or PDX_NONE */
    pdx_range author, date_printed;
    bool excerpt;
    float probability, title_probability;
    uint64_t why;
} pdx_appearance_info;
pdx_appearance_info pdx_archive_appearance(const pdx_archive *archive, uint32_t appearance);

/* A date with what is not said left 0. `iso` is at its precision; empty when there is no date. */
typedef struct pdx_date_info {
    int32_t year;
    uint8_t month, day, hour, minute, second;
    const char *precision;     /* "year", "month", "day", "minute", "second", or "" : static */
    const char *calendar;      /* "gregorian", "jalali", "hijri", "buddhist": static */
    char iso[32];
} pdx_date_info;

typedef struct pdx_post_info {
    uint32_t n_appearances;
    uint32_t appearance;       /* the fullest one: title, parts and text are taken from it */
    uint32_t n_tags, n_categories;
    uint32_t n_words;          /* positions in its parts, and in what only other appearances say */
    char language[3];
    uint32_t published_appearance; /* where it is printed, or PDX_NONE */
    const char *published_evidence; /* "printed", "printed; day before month proved by the site's dates", ...: static; "" when none */
    int64_t not_before, before; /* days or PDX_DAY_UNKNOWN */
    uint32_t n_bound_evidence;
} pdx_post_info;
pdx_post_info pdx_archive_post(const pdx_archive *archive, uint32_t post);
pdx_date_info pdx_post_published(const pdx_archive *archive, uint32_t post);
uint32_t pdx_post_appearance(const pdx_archive *archive, uint32_t post, uint32_t i);
/* Where a part of a post stands. */
typedef struct pdx_part_place {
    uint32_t page, part, layer;
    pdx_range range; /* in the layer */
} pdx_part_place;
/* The first part of `role` that says something: in the fullest appearance, or else in the first that has one. False: none. */
bool pdx_post_said(const pdx_archive *archive, uint32_t post, pdx_role role, pdx_part_place *out);

/* What exports ask of many posts at once, PDX_NONE among them for nothing: titles (of the fullest appearance, or of the first that
 * has one; data NULL where there is none) and days (PDX_DAY_UNKNOWN where there is none). */
void pdx_archive_titles(const pdx_archive *archive, const uint32_t *posts, size_t n, pdx_span *out);
typedef enum pdx_day_kind { PDX_DAY_PUBLISHED, PDX_DAY_NOT_BEFORE, PDX_DAY_BEFORE } pdx_day_kind;
void pdx_archive_days(const pdx_archive *archive, pdx_day_kind kind, const uint32_t *posts, size_t n, int64_t *out);
/* The day of a date that is known to the day; PDX_DAY_UNKNOWN otherwise. */
int64_t pdx_date_day(const pdx_date_info *date);

/* Where a post stands: the range of its fullest appearance. */
pdx_range pdx_post_place(const pdx_archive *archive, uint32_t post, uint32_t *layer);
/* Other posts with the title of `post` whose printed dates do not tell them apart, so that they may be versions of one: the next behind
 * `after`, the first behind `post` itself; PDX_NONE at the end. In no order. */
uint32_t pdx_post_alike(const pdx_archive *archive, uint32_t post, uint32_t after);
/* Once before that is asked: finds out which posts share titles, where nobody has asked yet. */
pdx_status pdx_archive_know_titles(const pdx_archive *archive, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* The earlier post that `post` nearly repeats: whose body has at least so many of its shingles (post/identity/likeness.h) in common with it, as a
 * share of all that either has, and more than that of any other. */
#define PDX_NEAR_COPY 0.7
typedef struct pdx_copy_info { uint32_t of; double likeness; } pdx_copy_info; /* of: PDX_NONE, it repeats none */
pdx_copy_info pdx_post_copy(const pdx_archive *archive, uint32_t post);
/* Once before that is asked: finds them, where nobody has asked yet. */
pdx_status pdx_archive_know_copies(const pdx_archive *archive, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* The posts of a view that nearly repeat one, of at least such likeness. */
typedef struct pdx_copy_table pdx_copy_table;
pdx_status pdx_view_copies(const pdx_view *view, double least, const pdx_tick *tick, pdx_copy_table **out, pdx_error *err) PDX_MUST;
size_t pdx_copy_count(const pdx_copy_table *table);
uint32_t pdx_copy_get(const pdx_copy_table *table, size_t i); /* a post */
void pdx_copy_table_free(pdx_copy_table *table);

/* Tags and categories, united over the appearances, in order of first sight. */
typedef struct pdx_item_info {
    uint32_t page, part, layer;
    pdx_range range;
} pdx_item_info;
uint32_t pdx_post_n_tags(const pdx_archive *archive, uint32_t post);
uint32_t pdx_post_n_categories(const pdx_archive *archive, uint32_t post);
pdx_item_info pdx_post_tag(const pdx_archive *archive, uint32_t post, uint32_t i);
pdx_item_info pdx_post_category(const pdx_archive *archive, uint32_t post, uint32_t i);

typedef struct pdx_bound_info {
    const char *reason;        /* "past", "future", "order", "captured", "url", "printed": static */
    bool upper, year_inferred;
    uint32_t page, line;       /* line 0: none */
    pdx_range range;           /* in the page's layer; may be empty */
    uint32_t through_post;     /* post through which page order passed it on, or PDX_NONE */
    int64_t day;
} pdx_bound_info;
pdx_bound_info pdx_post_bound(const pdx_archive *archive, uint32_t post, uint32_t i);

/* Related-post lines: which post of the archive they name. PDX_NONE: none of them. */
pdx_status pdx_part_target(const pdx_archive *archive, uint32_t page, uint32_t part, const pdx_tick *tick, uint32_t *post, pdx_error *err) PDX_MUST;

/* Date mentions of the posts of a view (all parts), in order. */
typedef struct pdx_mention_info {
    uint32_t post, page, part, layer;
    pdx_range range;
    const char *kind;          /* "day", "month", "monthday", "year", "decade", "range", ..., "relative": static */
    char value[32];            /* empty: the text does not tell it */
    pdx_date_info date;
    const char *counted_from;  /* of a relative one: "writing" or "text", another date that the text tells; "" else: static */
    char written[32];          /* the printed date of its post, where the value is counted from it; empty else */
} pdx_mention_info;
typedef struct pdx_mention_table pdx_mention_table;
pdx_status pdx_view_mentions(const pdx_view *view, const pdx_tick *tick, pdx_mention_table **out, pdx_error *err) PDX_MUST;
size_t pdx_mention_count(const pdx_mention_table *table);
pdx_mention_info pdx_mention_get(const pdx_mention_table *table, size_t i);
void pdx_mention_table_free(pdx_mention_table *table);

/* Where words stand that follow each other in one part. */
typedef struct pdx_run_place { uint32_t page, part, layer; pdx_range range; } pdx_run_place;

/* Where the texts of the posts of a view match a regular expression (docs/regex.md), part by part, in order; empty matches are none. PDX_EVALUE or
 * PDX_ELIMIT where the pattern is none. `position` of a line is PDX_NONE. */
typedef struct pdx_grep_table pdx_grep_table;
typedef struct pdx_line_info pdx_line_info;
pdx_status pdx_view_grep(const pdx_view *view, pdx_span pattern, bool ignore_case, const pdx_tick *tick, pdx_grep_table **out, pdx_error *err)
    PDX_MUST;
size_t pdx_grep_count(const pdx_grep_table *table);
pdx_line_info pdx_grep_get(const pdx_grep_table *table, size_t i);
void pdx_grep_table_free(pdx_grep_table *table);

/* Where the posts of a view have phrases of a dictionary, whole words, the longest at each place, in order; none lies in another. Phrases are
 * compared word by word as the index has them; `entries[i]` is what phrase i stands for. A phrase without words stands nowhere; of two that are
 * the same the first counts. */
typedef struct pdx_match_info { uint32_t post, phrase, entry; } pdx_match_info;
typedef struct pdx_match_table pdx_match_table;
pdx_status pdx_view_match(const pdx_view *view, const pdx_span *phrases, const uint32_t *entries, size_t n, const pdx_tick *tick,
                          pdx_match_table **out, pdx_error *err) PDX_MUST;
size_t pdx_match_count(const pdx_match_table *table);
pdx_match_info pdx_match_get(const pdx_match_table *table, size_t i);
void pdx_match_table_free(pdx_match_table *table);
/* Reads where they are; quickest in order. Freed before its table. */
typedef struct pdx_match_place_reader pdx_match_place_reader;
pdx_status pdx_match_place_reader_new(const pdx_match_table *table, pdx_match_place_reader **out, pdx_error *err) PDX_MUST;
void pdx_match_place_reader_free(pdx_match_place_reader *reader);
pdx_status pdx_match_place_reader_get(pdx_match_place_reader *reader, size_t i, const pdx_tick *tick, pdx_run_place *out, pdx_error *err) PDX_MUST;

/* Runs of at least `least` words (2 to 64) that several posts of a view share, each as long as all its places agree, in order of the first. */
typedef struct pdx_repeat_info {
    uint32_t n_words, n_posts;
    size_t first, n;           /* its places */
    const char *label;         /* "furniture", "tag line", "cross-link", "caption", "near-copy", "shared quotation", "swapped order", "repeated claim": static */
    char reason[96];
} pdx_repeat_info;
typedef struct pdx_repeat_place { uint32_t repeat, post, page, part, layer; pdx_range range; } pdx_repeat_place;
typedef struct pdx_repeat_table pdx_repeat_table;
pdx_status pdx_view_repeats(const pdx_view *view, uint32_t least, const pdx_tick *tick, pdx_repeat_table **out, pdx_error *err) PDX_MUST;
size_t pdx_repeat_count(const pdx_repeat_table *table);
size_t pdx_repeat_n_places(const pdx_repeat_table *table); /* of all */
pdx_repeat_info pdx_repeat_get(const pdx_repeat_table *table, size_t i);
pdx_repeat_place pdx_repeat_place_get(const pdx_repeat_table *table, size_t i);
/* How many have each label, and which is the first of them. Of some rows, or of all: rows NULL, then nothing is counted anew. */
enum { PDX_REPEAT_LABELS = 8 };
typedef struct pdx_label_count { const char *label; size_t count, first; } pdx_label_count; /* count 0: first is none */
void pdx_repeat_labels(const pdx_repeat_table *table, const uint32_t *rows, size_t n, pdx_label_count out[PDX_REPEAT_LABELS]);
void pdx_repeat_table_free(pdx_repeat_table *table);

/* How what is printed differs from the name that is asked for. */
enum {
    PDX_NAME_SOUND = 1,     /* sounds the same, written over from another script */
    PDX_NAME_SWAPPED = 2,   /* two letters are swapped */
    PDX_NAME_DROPPED = 4,   /* a letter is dropped */
    PDX_NAME_JOINED = 8,    /* two words are one */
    PDX_NAME_INITIALS = 16, /* an initial stands for a word */
    PDX_NAME_ORDER = 32,    /* the last name first */
    PDX_NAME_LONGER = 64,   /* with a word more */
    PDX_NAME_SURNAME = 128, /* the last name alone, */
    PDX_NAME_GIVEN = 256,   /* or the first: where nobody else in the archive has it */
    PDX_NAME_ALIAS = 512,   /* of an organisation: what a text gives beside its name, in brackets, for it */
    PDX_NAME_PLURAL = 1024, /* of an organisation: a word of it in the plural, or the other way round */
    PDX_NAME_RULES = 2047
};
/* Where the posts of a view name somebody, in whatever spelling, in order. Rules that are not in `rules` are left alone. */
typedef struct pdx_name_info {
    uint32_t post, page, part, layer;
    pdx_range range;
    uint32_t rules;
    uint32_t printed; /* the same number for places that are printed alike, white space apart; below pdx_name_n_printed */
} pdx_name_info;
typedef struct pdx_name_table pdx_name_table;
pdx_status pdx_view_names(pdx_view *view, pdx_span name, uint32_t rules, const pdx_tick *tick, pdx_name_table **out, pdx_error *err) PDX_MUST;
size_t pdx_name_count(const pdx_name_table *table);
size_t pdx_name_unsure(const pdx_name_table *table); /* places left out: the last or first name alone, which may be somebody else's, or another word */
pdx_name_info pdx_name_get(const pdx_name_table *table, size_t i);
uint32_t pdx_name_n_printed(const pdx_name_table *table);
void pdx_name_table_free(pdx_name_table *table);
/* A way in which mentions are printed, white space apart: the first of them that is, how many are, in how many posts, and by which rules any of
 * them was found. */
typedef struct pdx_name_spelling {
    uint32_t first, count, posts, rules;
} pdx_name_spelling;
/* Of `n` mentions (`rows`, of which those of a post stand side by side; NULL: the first n), in the order in which they come; `first` is a number
 * among these. pdx_free the result. */
pdx_status pdx_name_spellings(const pdx_name_table *table, const uint32_t *rows, size_t n, const pdx_tick *tick, pdx_name_spelling **out,
                              size_t *n_out, pdx_error *err) PDX_MUST;
const char *pdx_name_rule(unsigned bit); /* NULL: no such rule */

/* Quotations of the posts of a view, in order. */
typedef struct pdx_quote_info {
    uint32_t post, page, part, layer;
    pdx_range range, inner;         /* with its marks; without */
    const char *kind;               /* "direct", "scare", "title": static */
    const char *attribution;        /* how somebody is said to have said it: "name", "pronoun", "noun", "carried", or "": static */
    uint32_t speaker_part, cue_part;
    pdx_range speaker, cue;         /* the printed name; the word that says so. Empty: none */
    uint32_t depth;                 /* in how many others it stands */
    pdx_range outer;                /* the innermost of them; empty: none */
    uint32_t group;                 /* the same for what one sentence gives of one speaker; PDX_NONE: alone */
    bool opened, closed;            /* a mark stands there */
    bool continues;                 /* what the paragraph before leaves open */
} pdx_quote_info;
typedef struct pdx_quote_table pdx_quote_table;
/* Found once for a view, and shared. */
pdx_status pdx_view_quotes(const pdx_view *view, const pdx_tick *tick, pdx_quote_table **out, pdx_error *err) PDX_MUST;
size_t pdx_quote_count(const pdx_quote_table *table);
pdx_quote_info pdx_quote_get(const pdx_quote_table *table, size_t i);
/* What quotations are, in all: of some rows, or of all: rows NULL, then nothing is counted anew. */
enum { PDX_QUOTE_KINDS = 3, PDX_QUOTES_NAMED = 8 };
typedef struct pdx_quote_sum {
    const char *kinds[PDX_QUOTE_KINDS];
    size_t of_kind[PDX_QUOTE_KINDS];
    size_t inside;                      /* in others */
    size_t open, first_open[PDX_QUOTES_NAMED]; /* that no mark closes, and the first of these, counted from 0 among the rows */
} pdx_quote_sum;
pdx_quote_sum pdx_quotes_sum(const pdx_quote_table *table, const uint32_t *rows, size_t n);
void pdx_quote_table_free(pdx_quote_table *table);

/* ------------------------------------------------------------------ views: some posts, some parts */

pdx_status pdx_view_all(pdx_archive *archive, pdx_view **out, pdx_error *err) PDX_MUST; /* retains the archive */
void pdx_view_retain(pdx_view *view);
void pdx_view_release(pdx_view *view);
pdx_archive *pdx_view_archive(const pdx_view *view); /* borrowed */
uint32_t pdx_view_n_posts(const pdx_view *view);
uint32_t pdx_view_post(const pdx_view *view, uint32_t i); /* i-th post of the view -> post; O(1) */
bool pdx_view_has(const pdx_view *view, uint32_t post);
pdx_role_set pdx_view_roles(const pdx_view *view);
/* Narrower views. `posts` need not be sorted. */
pdx_status pdx_view_select(const pdx_view *view, const uint32_t *posts, size_t n, pdx_view **out, pdx_error *err) PDX_MUST;
pdx_status pdx_view_within(const pdx_view *view, pdx_role_set roles, pdx_view **out, pdx_error *err) PDX_MUST;
/* All other posts of the archive, within the same roles; and how many posts are in two views of one archive. */
pdx_status pdx_view_rest(const pdx_view *view, pdx_view **out, pdx_error *err) PDX_MUST;
uint32_t pdx_view_n_shared(const pdx_view *view, const pdx_view *other);

/* ------------------------------------------------------------------ search */

typedef struct pdx_query_settings {
    bool any, strict, possible;
    double deadline;           /* seconds; 0: none */
    double k1;                 /* defaults from pdx_query_settings_default */
    double weight[PDX_GROUP_COUNT], b[PDX_GROUP_COUNT];
    pdx_tick tick;
} pdx_query_settings;
pdx_query_settings pdx_query_settings_default(void);

typedef struct pdx_note_info { size_t begin, end; const char *message; } pdx_note_info; /* bytes of the query */

pdx_status pdx_view_search(pdx_view *view, pdx_span query, const pdx_query_settings *settings, pdx_hits **out,
                           pdx_error *err) PDX_MUST; /* retains the view */
void pdx_hits_release(pdx_hits *hits);
void pdx_hits_retain(pdx_hits *hits);
pdx_view *pdx_hits_view(const pdx_hits *hits); /* borrowed */
/* Hits are found when they are asked for: the best of them cost little, all of them more, their number alone something between. */
typedef struct pdx_hits_numbers { size_t n; uint32_t n_possible; } pdx_hits_numbers;
pdx_status pdx_hits_count(pdx_hits *hits, const pdx_tick *tick, pdx_hits_numbers *out, pdx_error *err) PDX_MUST;
/* Makes hits 0 .. n-1 readable, or all when there are fewer; *have says how many of these n there are. */
pdx_status pdx_hits_reach(pdx_hits *hits, size_t n, const pdx_tick *tick, size_t *have, pdx_error *err) PDX_MUST;
/* How many of the first n hits there are, where that is known without finding more; n + 1 where it is not. */
size_t pdx_hits_known(const pdx_hits *hits, size_t n);
typedef struct pdx_hit_info { uint32_t post; double score; } pdx_hit_info;
pdx_hit_info pdx_hits_get(const pdx_hits *hits, size_t i); /* a hit that was reached */
bool pdx_hits_complete(const pdx_hits *hits); /* false: the deadline came first */
size_t pdx_hits_n_notes(const pdx_hits *hits);
pdx_note_info pdx_hits_note(const pdx_hits *hits, size_t i);
/* A new order: "relevance", "date", "title", "position", with "-" before it for the reverse; undated posts last. */
pdx_status pdx_hits_sort(pdx_hits *hits, pdx_span order, const pdx_tick *tick, pdx_hits **out, pdx_error *err) PDX_MUST;
pdx_status pdx_hits_explain(const pdx_hits *hits, size_t i, pdx_buf *json, pdx_error *err) PDX_MUST;
/* Snippet of hit i: where it stands and what to highlight (appended ranges, layer bytes). */
typedef struct pdx_snippet_info {
    uint32_t page, part, layer;
    pdx_range range;
    pdx_range highlights[32];
    size_t n_highlights;
} pdx_snippet_info;
pdx_status pdx_hits_snippet(const pdx_hits *hits, size_t i, size_t max_chars, const pdx_tick *tick, pdx_snippet_info *out, pdx_error *err) PDX_MUST;

/* The best of each of many queries, as columns: row i is of query query[i] (by its number in the call), rank[i] counts from 0
 * within it. The same rows, bit for bit, as searching query by query. Borrowed until the answers are freed. */
typedef struct pdx_answers pdx_answers;
typedef struct pdx_answer_columns {
    size_t n, n_queries;
    const uint32_t *query, *rank, *post; /* n each */
    const double *score;
    const uint64_t *begins;              /* n_queries + 1: rows begins[q] .. begins[q + 1] - 1 are of query q */
    const uint8_t *complete;             /* n_queries: 0 where the deadline came first */
} pdx_answer_columns;
/* At most `k` of each query. The deadline is that of the whole call; a query that it leaves no time for has no rows and is not
 * complete. *failed is the query that the error speaks of, PDX_NONE when of none in particular. */
pdx_status pdx_view_search_many(const pdx_view *view, const pdx_span *queries, size_t n, size_t k, const pdx_query_settings *settings,
                                pdx_answers **out, uint32_t *failed, pdx_error *err) PDX_MUST;
pdx_answer_columns pdx_answers_columns(const pdx_answers *answers);
void pdx_answers_free(pdx_answers *answers);

/* Counts over the posts of a view or of hits, most frequent first, ties by text. Columns are borrowed until free. */
typedef struct pdx_counts pdx_counts;
typedef enum pdx_facet { PDX_FACET_TAG, PDX_FACET_CATEGORY, PDX_FACET_MONTH, PDX_FACET_PART, PDX_FACET_SOURCE, PDX_FACET_LANGUAGE } pdx_facet;
pdx_status pdx_view_facet(const pdx_view *view, pdx_facet facet, const pdx_tick *tick, pdx_counts **out, pdx_error *err) PDX_MUST;
pdx_status pdx_hits_facet(pdx_hits *hits, pdx_facet facet, const pdx_tick *tick, pdx_counts **out, pdx_error *err) PDX_MUST;
/* The pages on which the posts of a view stand: their numbers, ascending, four bytes each as the machine has them. */
pdx_status pdx_view_pages(const pdx_view *view, const pdx_tick *tick, pdx_buf *out, pdx_error *err) PDX_MUST;
/* Appends the parts of its posts `begin` to `end`, of the roles that it looks at, post by post: eight bytes each, the page above the number there. */
pdx_status pdx_view_parts(const pdx_view *view, uint32_t begin, uint32_t end, pdx_buf *out, pdx_error *err) PDX_MUST;
/* How many words the posts of a view have, in the parts that it looks at; quick, and kept. */
pdx_status pdx_view_n_words(const pdx_view *view, const pdx_tick *tick, uint64_t *n, pdx_error *err) PDX_MUST;
/* Words (terms of one piece) with prefix `prefix`, by occurrences; `posts` column says in how many posts. */
pdx_status pdx_view_words(const pdx_view *view, pdx_span prefix, const pdx_tick *tick, pdx_counts **out, pdx_error *err) PDX_MUST;
size_t pdx_counts_n(const pdx_counts *counts);
typedef struct pdx_count_info { pdx_span key; uint64_t count; uint32_t posts; } pdx_count_info;
pdx_count_info pdx_counts_get(const pdx_counts *counts, size_t i);
void pdx_counts_free(pdx_counts *counts);
/* Counts of rows that are known: empty ones, a row put in (added to that of its key), and all in their order. */
pdx_status pdx_counts_new(pdx_counts **out, pdx_error *err) PDX_MUST;
pdx_status pdx_counts_put(pdx_counts *counts, pdx_span key, uint64_t count, uint32_t posts, pdx_error *err) PDX_MUST;
/* Once more, in a post: those of one post come one after the other. */
pdx_status pdx_counts_add(pdx_counts *counts, pdx_span key, uint32_t post, pdx_error *err) PDX_MUST;
pdx_status pdx_counts_sort(pdx_counts *counts, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* ------------------------------------------------------------------ words in tables */

/* Words, runs of words or tags with what was counted of them: rows in an order that is told by a measure, columns by name. Numbers that follow
 * from counts are worked out when they are asked for. */
typedef struct pdx_word_table pdx_word_table;
typedef enum pdx_word_cell { PDX_WORD_TEXT, PDX_WORD_COUNT, PDX_WORD_REAL } pdx_word_cell;
typedef struct pdx_word_column {
    const char *name;
    uint8_t kind; /* pdx_word_cell */
} pdx_word_column;
void pdx_word_table_retain(pdx_word_table *table);
void pdx_word_table_release(pdx_word_table *table);
size_t pdx_word_table_n(const pdx_word_table *table);
const pdx_word_column *pdx_word_table_columns(const pdx_word_table *table, size_t *n); /* static */
/* What a row has in a column, each by its kind; a text is appended to `out`. */
pdx_status pdx_word_table_text(const pdx_word_table *table, size_t column, size_t row, pdx_buf *out, pdx_error *err) PDX_MUST;
int64_t pdx_word_table_count(const pdx_word_table *table, size_t column, size_t row);
double pdx_word_table_real(const pdx_word_table *table, size_t column, size_t row);
/* Numbers of the table as a whole, the i-th from 0 on, those that are counts as whole numbers; NULL behind the last. */
const char *pdx_word_table_fact(const pdx_word_table *table, size_t i, double *value);

/* What stands near the occurrences of a query in the posts of a view: so many words to either side, or the whole sentence or part. */
typedef enum pdx_near { PDX_NEAR_WORDS, PDX_NEAR_SENTENCE, PDX_NEAR_PART } pdx_near;
typedef struct pdx_collocate_settings {
    uint8_t near;        /* pdx_near */
    uint32_t left, right; /* of PDX_NEAR_WORDS */
    uint32_t min_count;
    pdx_span measure;     /* the name of the column by which rows are ordered; PDX_EVALUE when that is no measure */
} pdx_collocate_settings;
pdx_status pdx_view_collocates(const pdx_view *view, pdx_span query, const pdx_collocate_settings *settings, const pdx_tick *tick,
                               pdx_word_table **out, pdx_error *err) PDX_MUST;

/* In what a view differs from another, of the same archive or of another: words, or tags by posts. */
typedef struct pdx_keyness_settings {
    bool tags;
    uint32_t min_count;
    pdx_span measure;
} pdx_keyness_settings;
pdx_status pdx_view_keyness(const pdx_view *view, const pdx_view *other, const pdx_keyness_settings *settings, const pdx_tick *tick,
                            pdx_word_table **out, pdx_error *err) PDX_MUST;

/* Puts `rows` of a table into the order of a column of numbers, the greatest first unless `ascending`; those that are equal stay as they stand.
 * *known says false, and nothing is moved, where one of them is no number (NaN). */
pdx_status pdx_word_table_order(const pdx_word_table *table, size_t column, bool ascending, uint32_t *rows, size_t n, const pdx_tick *tick,
                                bool *known, pdx_error *err) PDX_MUST;

/* A network as it is drawn: what is joined comes to stand near each other, and all keep apart. Places go in as they begin, which decides all. */
typedef struct pdx_network_place {
    double x, y;
} pdx_network_place;
typedef struct pdx_network_edge {
    uint32_t from, to; /* numbers of places */
    double weight;
} pdx_network_edge;
pdx_status pdx_network_place_all(pdx_network_place *places, size_t n, const pdx_network_edge *edges, size_t n_edges, const pdx_tick *tick,
                                 pdx_error *err) PDX_MUST;

/* Tags that stand on posts together, a row for each pair, or the `most` first of them in their order (0: all). */
pdx_status pdx_view_tag_pairs(const pdx_view *view, uint32_t min_count, size_t most, pdx_span measure, const pdx_tick *tick, pdx_word_table **out,
                              pdx_error *err) PDX_MUST;

/* How evenly words are spread over posts, over the months or years of printed dates (posts without one are left out), or over `n` stretches of
 * equally many words. Without a query (data NULL) of all words, a row each; with one of its occurrences, a row for each slice. */
typedef enum pdx_slices { PDX_SLICES_POST, PDX_SLICES_MONTH, PDX_SLICES_YEAR, PDX_SLICES_EQUAL } pdx_slices;
typedef struct pdx_dispersion_settings {
    uint8_t by; /* pdx_slices */
    uint32_t n; /* of PDX_SLICES_EQUAL, at least 1 */
    uint32_t min_count;
} pdx_dispersion_settings;
pdx_status pdx_view_dispersion(const pdx_view *view, pdx_span query, const pdx_dispersion_settings *settings, const pdx_tick *tick,
                               pdx_word_table **out, pdx_error *err) PDX_MUST;

/* Posts over time, a row for each day, week, month or year from the first to the last that any of them has to do with, or something that is found
 * in posts. What is known to belong to one period is counted there; what may belong to several is counted as possible in each of them, and what
 * has no day at all is undated. */
typedef enum pdx_period { PDX_PERIOD_DAY, PDX_PERIOD_WEEK, PDX_PERIOD_MONTH, PDX_PERIOD_YEAR, PDX_PERIOD_COUNT } pdx_period;
typedef enum pdx_timeline_of { PDX_TIMELINE_POSTS, PDX_TIMELINE_HITS, PDX_TIMELINE_LINES, PDX_TIMELINE_COUNT } pdx_timeline_of;
typedef struct pdx_timeline_settings {
    uint8_t by;             /* pdx_period */
    uint8_t of;             /* pdx_timeline_of: all posts; those that were found, beside all; or how often something is in them, beside their words */
    const uint32_t *posts;  /* of hits and lines: those in which something was found, each once */
    const uint32_t *counts; /* and how often */
    size_t n;
} pdx_timeline_settings;
pdx_status pdx_view_timeline(const pdx_view *view, const pdx_timeline_settings *settings, const pdx_tick *tick, pdx_word_table **out, pdx_error *err)
    PDX_MUST;
/* The same of the dates that the posts of a view speak of: `n` rows of them, up or down in order; `rows` NULL: the first n. */
pdx_status pdx_mention_timeline(const pdx_view *view, const pdx_mention_table *mentions, const uint32_t *rows, size_t n, pdx_period by,
                                pdx_word_table **out, pdx_error *err) PDX_MUST;

/* Runs of so many words, 1 to PDX_RUN_MAX: all of a view, or those with an occurrence of a query in them. */
enum { PDX_RUN_MAX = 8 };
pdx_status pdx_view_ngrams(const pdx_view *view, uint32_t length, uint32_t min_count, const pdx_tick *tick, pdx_word_table **out, pdx_error *err)
    PDX_MUST;
pdx_status pdx_view_clusters(const pdx_view *view, pdx_span query, uint32_t length, uint32_t min_count, const pdx_tick *tick, pdx_word_table **out,
                             pdx_error *err) PDX_MUST;

/* ------------------------------------------------------------------ concordance */

struct pdx_line_info {
    uint32_t post;             /* or PDX_NONE: the page's remainder */
    uint32_t page, part, layer;
    uint8_t role;
    uint32_t position;         /* of the node in its post */
    pdx_range before, node, after; /* layer bytes; before and after reach to the ends of the block */
};
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

/* ------------------------------------------------------------------ scanning */

typedef enum pdx_scanned_kind { PDX_SCANNED_MORE, PDX_SCANNED_END, PDX_SCANNED_POSTS, PDX_SCANNED_PROBLEM } pdx_scanned_kind;

/* What was found in a source that is read in pieces; ranges are of all of it. */
typedef struct pdx_scanned {
    pdx_scanned_kind kind;
    pdx_range range;  /* of a problem; of posts the bytes that their source has */
    pdx_error error;  /* of a problem */
} pdx_scanned;

typedef struct pdx_scanner pdx_scanner;

/* For a source that begins with these bytes; NULL when its form is none of records that can be read in pieces. Records of more than `most` bytes
 * are problems, and those that begin before `from` are passed over. */
pdx_status pdx_scanner_new(pdx_span head, uint64_t most, uint64_t from, pdx_scanner **out, pdx_error *err) PDX_MUST;
/* Whether a source that begins so is one record as a whole (a post in Markdown): it is read as such, and never a scanner's. */
bool pdx_scanner_is_one(pdx_span head);
void pdx_scanner_free(pdx_scanner *scanner);
pdx_status pdx_scanner_feed(pdx_scanner *scanner, pdx_span bytes, bool is_last, pdx_error *err) PDX_MUST;
/* The same of a source in another encoding, for all of it: what was decoded, of these bytes of it, whole characters; everything is found in these.
 * PDX_EVALUE: this is not their text. */
pdx_status pdx_scanner_feed_decoded(pdx_scanner *scanner, const pdx_decoding *decoding, pdx_span source, bool is_last, pdx_error *err) PDX_MUST;
/* What was fed: PDX_SCANNED_POSTS: these are a source of the builder now, which is to be finished; MORE: feed more. */
pdx_status pdx_scanner_take(pdx_scanner *scanner, pdx_builder *builder, const pdx_source_facts *facts, pdx_scanned *out, pdx_error *err) PDX_MUST;

/* The other way to take what was fed: of a source that is to be one source of an archive, but is too large to be held. It is told so before
 * anything is fed. */
void pdx_scanner_keep(pdx_scanner *scanner);
/* What was fed goes into a source of the builder's that is open from the first time on: nothing else may be added meanwhile. MORE: feed more;
 * PROBLEM: a record was passed over; END: what is still fed is kept, and not looked at. */
pdx_status pdx_scanner_add(pdx_scanner *scanner, pdx_builder *builder, pdx_scanned *out, pdx_error *err) PDX_MUST;
/* What this source takes of memory so far, which the builder does not count; 0: it has no rows, and cannot be closed but at its end. */
uint64_t pdx_scanner_weight(const pdx_scanner *scanner);
/* The builder has the source now, up to the end of what was read of it last; what comes is a piece of its own, in this builder or another. */
pdx_status pdx_scanner_close(pdx_scanner *scanner, pdx_builder *builder, const pdx_source_facts *facts, pdx_error *err) PDX_MUST;
/* The builder is as it was before. */
void pdx_scanner_drop(pdx_scanner *scanner, pdx_builder *builder);
/* Nothing stays of what is open but what its dates prove of the order of days and months, in a builder for that alone; and pieces of a source that
 * are closed from now on are dated by what is so known of all of it. */
pdx_status pdx_scanner_prove(pdx_scanner *scanner, pdx_builder *builder, const pdx_tick *tick, pdx_error *err) PDX_MUST;
void pdx_builder_prove(pdx_builder *builder, const pdx_builder *whole);

/* ------------------------------------------------------------------ crawls */

/* A record of a WARC or ARC file, or bytes that are none. Spans live until the next call. */
typedef struct pdx_web_record {
    pdx_range source;
    const char *problem;  /* why these bytes are no record (static); NULL: they are one, and the rest is said: */
    pdx_span type, uri, date; /* as they stand; of ARC "response", or "filedesc" */
    pdx_span media, charset;  /* of the payload, and what it says of its encoding */
    pdx_span coding;          /* how the payload was made smaller; empty: it was not */
    uint32_t status;          /* of an answer: 200 and the like; 0: none */
    bool is_page;             /* it holds what may be a page: an answer that succeeded, a resource, a conversion; of text */
    const char *damage;       /* why the payload is not whole (static), or NULL */
    pdx_span payload;
} pdx_web_record;

typedef struct pdx_web_reader pdx_web_reader;

/* `most`: bytes of a record; larger ones are problems. */
pdx_status pdx_web_reader_new(uint64_t most, pdx_web_reader **out, pdx_error *err) PDX_MUST;
void pdx_web_reader_free(pdx_web_reader *reader);
/* Something that was compressed by itself begins at this offset, which was not fed yet. */
pdx_status pdx_web_reader_mark(pdx_web_reader *reader, uint64_t offset, pdx_error *err) PDX_MUST;
/* The bytes are borrowed until there are no more records in them; who stops before that feeds no others. */
pdx_status pdx_web_reader_feed(pdx_web_reader *reader, pdx_span bytes, bool is_last, pdx_error *err) PDX_MUST;
/* The next record of what was fed; *more is false when there is none yet. */
pdx_status pdx_web_reader_next(pdx_web_reader *reader, pdx_web_record *out, bool *more, pdx_error *err) PDX_MUST;

/* ------------------------------------------------------------------ words of a text */

/* Tokens and sentences of any bytes, as the index sees them; for iterators. */
typedef struct pdx_text_reader pdx_text_reader;
typedef struct pdx_token_info { pdx_span term; uint32_t position, n_pieces; pdx_range range; } pdx_token_info;
pdx_status pdx_text_tokens(pdx_span text, const char language[3], pdx_text_reader **out, pdx_error *err) PDX_MUST; /* borrows text */
pdx_status pdx_text_sentences(pdx_span text, const char language[3], pdx_text_reader **out, pdx_error *err) PDX_MUST;
/* Whom the reader asks now and then where a word or sentence takes long (borrowed; NULL: nobody). */
void pdx_text_reader_ask(pdx_text_reader *reader, const pdx_tick *tick);
bool pdx_text_next_token(pdx_text_reader *reader, pdx_token_info *token) PDX_MUST;
bool pdx_text_next_sentence(pdx_text_reader *reader, pdx_range *range) PDX_MUST;
void pdx_text_reader_free(pdx_text_reader *reader);
bool pdx_text_is_well_formed(pdx_span text); /* UTF-8 */
/* Which of at most 32 words, none empty, stand anywhere in a text: a bit each. */
uint32_t pdx_text_has(pdx_span text, const pdx_span *words, size_t n);
/* The date that a text prints, read as that of a page in this language ("" unknown); `iso` is empty where it prints none. */
pdx_date_info pdx_text_date(pdx_span text, const char *language);
/* Appends `text` as well-formed UTF-8: each maximal subpart of an ill-formed sequence becomes U+FFFD. */
void pdx_text_append(pdx_span text, pdx_buf *out);
/* A source's name as text that can be written anywhere: a half of a surrogate pair, by which an operating system's odd byte is told, becomes
 * an escape such as \udcff; what else is ill-formed becomes U+FFFD. */
void pdx_name_append(pdx_span name, pdx_buf *out);

/* Terms of the dictionary in byte order from `from`, with counts over all posts; and the postings of one. */
typedef struct pdx_term_info { pdx_span key; uint32_t posts; uint64_t occurrences; } pdx_term_info;
typedef struct pdx_term_reader pdx_term_reader;
pdx_status pdx_archive_terms(pdx_archive *archive, pdx_span from, pdx_term_reader **out, pdx_error *err) PDX_MUST;
bool pdx_term_next(pdx_term_reader *reader, pdx_term_info *term) PDX_MUST;
void pdx_term_reader_free(pdx_term_reader *reader);
typedef struct pdx_posting_info { uint32_t post; uint32_t n_positions; const uint32_t *positions; } pdx_posting_info;
typedef struct pdx_posting_reader pdx_posting_reader;
pdx_status pdx_archive_postings(pdx_archive *archive, pdx_span term, pdx_posting_reader **out, pdx_error *err) PDX_MUST;
bool pdx_posting_next(pdx_posting_reader *reader, pdx_posting_info *posting) PDX_MUST;
void pdx_posting_reader_free(pdx_posting_reader *reader);

/* After a reader has said that there is no more: PDX_OK at the end, or why it stopped before (memory, damaged bytes). */
pdx_status pdx_text_reader_status(const pdx_text_reader *reader, pdx_error *err) PDX_MUST;
pdx_status pdx_term_reader_status(const pdx_term_reader *reader, pdx_error *err) PDX_MUST;
pdx_status pdx_posting_reader_status(const pdx_posting_reader *reader, pdx_error *err) PDX_MUST;

/* "words-1", and the fingerprint of rules and Unicode version. */
const char *pdx_analyzer_name(void);
uint64_t pdx_analyzer_mark(void);

/* Which vectors are used from now on: 0 what every processor of the architecture has, 1 AVX2 too, 2 and more all. What is used then is
 * returned. Answers are the same; for tests and the bench, while nothing else runs. */
unsigned pdx_vectors_limit(unsigned level);

/* The failing allocator of test builds, see base/alloc.h. */
void pdx_testing_fail_at(uint64_t n);
bool pdx_testing_failed(void);
int64_t pdx_testing_live(void);

#endif
