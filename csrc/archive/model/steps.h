/* The steps from bytes to an archive, one file each, in the order in which builder.c takes them.
 * For archive/ only. Each step reads what the ones before it filled, and nothing later. */
#ifndef PDX_ARCHIVE_STEPS_H
#define PDX_ARCHIVE_STEPS_H

#include "archive/model/contents.h"
#include "query/search.h"
#include "source/records/record.h"
#include "source/html/htmltext.h"
#include "text/tokens.h"

/* What small sources that are one record each are read with, one after the other: room that a builder keeps. Zeros: there is none yet. */
typedef struct archive_reading {
    struct pdx_reader *reader; /* owned */
    pdx_record record;
} archive_reading;
void archive_reading_deinit(archive_reading *reading);

/* How the bytes of a source come. */
typedef struct archive_given {
    const pdx_decoding *decoding; /* of a source in another encoding; NULL: it is in none */
    bool is_post;                 /* somebody has looked, and it is a post in Markdown */
    pdx_row_feed *feed;           /* of lines that were fed, of which some are read; NULL: they were not */
    archive_reading *reading;     /* borrowed */
    const uint8_t *copied;        /* the source has no more than room for them, and they are to be copied from here; NULL: they are there */
} archive_given;

/* What a source in another encoding was decoded to, while it is read; a page of text keeps it, as the text that is cut: read_decoded.c */
pdx_status archive_source_decode(archive_source *source, const pdx_decoding *decoding, pdx_error *err) PDX_MUST;
void archive_source_undecode(archive_source *source);
/* What a plain text says that a program laid out or broke into pieces, and where it stands in `text`, or in what that was decoded from; nothing where
 * it is as it stands: read_text.c */
pdx_status archive_plain_text(pdx_span text, const pdx_offsets *origin, bool use_lexicon, pdx_buf *out, pdx_offsets *map, const pdx_tick *tick,
                              pdx_error *err) PDX_MUST;
/* A page of text -> the text that is cut, when it is taken as the archive's source `number`: read_text.c */
pdx_status archive_read_text(archive_source *source, uint32_t number, bool use_lexicon, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* A source of records -> its rows, when it is taken, as the archive's next source: read_rows.c. */
pdx_status archive_read_rows(pdx_archive *archive, archive_source *source, const archive_given *given, unsigned n_threads, const pdx_tick *tick,
                             pdx_error *err) PDX_MUST;

/* A page of HTML, at `url` if somebody knows, -> its text, when it is taken as the archive's source `number`: read_html.c */
pdx_status archive_read_html(archive_source *source, uint32_t number, pdx_span url, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* The text of a page of HTML, as it is read each time. */
pdx_status archive_html_text(pdx_source_form form, pdx_span bytes, const pdx_offsets *origin, pdx_htmltext *out, const pdx_tick *tick,
                             pdx_error *err) PDX_MUST;

/* What elements say of the lines of pages of HTML: html_roles.c */
pdx_status archive_html_roles(pdx_archive *archive, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* What times that are marked say of the lines they stand in, and of dates: html_times.c */
pdx_status archive_html_times(pdx_archive *archive, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* Comments of pages of HTML, as elements say: html_comments.c */
pdx_status archive_html_comments(pdx_archive *archive, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* Tags and categories of pages of HTML, as their links say: html_terms.c */
pdx_status archive_html_terms(pdx_archive *archive, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* What the markup of pages of HTML says of their entries, as parts behind their texts, and as fields of the entries: html_fields.c */
pdx_status archive_html_fields(pdx_archive *archive, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* What was decoded of bytes of a source (a record's, a page's), decoded again; *read: whether it could be: read_again.c */
pdx_status archive_text_again(pdx_source_form form, pdx_span bytes, pdx_buf *out, bool *read, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* One record of a source that will be the archive's next: a page, or where something that must be cut stands before it a row that waits; its body
 * waits where the record's does (bodies.h). `origin`: the map from what was read to the source's bytes; NULL: it was these. */
pdx_status archive_add_record(pdx_archive *archive, archive_source *source, const pdx_record *record, const pdx_offsets *origin, pdx_error *err)
    PDX_MUST;
/* The same page with what its record has waited for: in the place of what it had. */
pdx_status archive_record_page_again(pdx_archive *archive, uint32_t page, const pdx_record *record, pdx_error *err) PDX_MUST;

/* sources -> pages, rows among them: cut_pages.c */
pdx_status archive_cut_pages(pdx_archive *archive, bool use_lexicon, unsigned n_threads, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* The language of a page's or post's text: what was given for the archive, else what the text itself says, else `fallback`. */
pdx_lang archive_language(const pdx_archive *archive, pdx_span text, pdx_lang fallback);
/* The same where none was given. */
pdx_lang archive_text_language(pdx_span text, pdx_lang fallback);

/* pages -> appearances with dates and bounds: date_pages.c */
pdx_status archive_date_pages(pdx_archive *archive, const pdx_order_proof *pieces, unsigned n_threads, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* What the dates of pages from `begin` on prove, before they are read: `pieces`, of a source of which the archive has a piece. */
pdx_status archive_note_orders(const pdx_archive *archive, size_t begin, pdx_order_proof *proof, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* The bounds of a page whose body has come. */
pdx_status archive_bound_page_again(pdx_archive *archive, uint32_t page, pdx_error *err) PDX_MUST;

/* appearances -> posts with united fields; `apart`: each is a post of its own: unite.c */
pdx_status archive_unite(pdx_archive *archive, bool apart, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* The same for what the body of a post says, when that has come: its language, its bounds. */
pdx_status archive_unite_again(pdx_archive *archive, uint32_t post, pdx_error *err) PDX_MUST;

/* Posts of pages of HTML that have one address and one title become one; `posts` has the number of each appearance's: same_address.c */
pdx_status archive_same_addresses(const pdx_archive *archive, uint32_t *posts, uint32_t *n_posts, pdx_error *err) PDX_MUST;

/* What identity compares of an appearance. */
pdx_appearance_facts archive_facts_of(const pdx_archive *archive, uint32_t appearance);
pdx_span archive_entry_body(const archive_page *page, uint32_t entry); /* from its first body part to the last */

/* posts -> tables for filters: post_tables.c */
pdx_status archive_make_post_tables(pdx_archive *archive, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* What they say, or what rows from files say of the same. */
pdx_span archive_post_title(const pdx_archive *archive, uint32_t post);
int64_t archive_post_published(const pdx_archive *archive, uint32_t post);

/* posts -> snapshot: build_index.c */
pdx_status archive_build_index(pdx_archive *archive, unsigned n_threads, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* A label's or title's key for comparing: its folded pieces, U+001F between them, after `kind`. */
pdx_status archive_fold_words(pdx_tokens *tokens, pdx_span text, uint8_t kind, pdx_buf *key, pdx_error *err) PDX_MUST;
/* The key of a title; one without words is compared as written: title_posts.c */
pdx_status archive_fold_title(pdx_tokens *tokens, pdx_span text, pdx_buf *key, pdx_error *err) PDX_MUST;
enum { ARCHIVE_KIND_TAG = 't', ARCHIVE_KIND_CATEGORY = 'c', ARCHIVE_KIND_TITLE = 'h' };

/* Answers the filters of a query: filters.c. `context` is the archive. */
pdx_status archive_filter(void *context, pdx_filter_kind kind, pdx_span value, pdx_bitmap *certain, pdx_bitmap *possible,
                          pdx_error *err) PDX_MUST;

/* The interval of days in which a post was published, as far as is known; PDX_NO_DAY where open. `last` is inclusive. */
void archive_post_days(const pdx_archive *archive, uint32_t post, int64_t *first, int64_t *last);
/* The same as the tables have it. */
void archive_post_narrow_days(const pdx_archive *archive, uint32_t post, int32_t *first, int32_t *last);

#endif
