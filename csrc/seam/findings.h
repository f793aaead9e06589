/* What the texts of posts say: dates that they speak of, matches of patterns and of dictionaries, repeats, names, quotations. */
#ifndef PDX_SEAM_FINDINGS_H
#define PDX_SEAM_FINDINGS_H

#include "seam/concordances.h"
#include "seam/holdings.h"

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

#endif
