/* Furniture phrases of many languages: which words a site puts round its posts. Data in lexicon/<language>.def, one
 * table per language; called by the cutter for each short line and for the end of long ones.
 * Promises: case, accents, apostrophe and quote style do not matter; no allocation; time linear in the line;
 * a phrase is matched whole words only, with holes where a title, tag, name, date or number stands. One word such as
 * "About" or "Tag: X" can be other things elsewhere on a page: where it stands and how often is for the caller to judge. */
#ifndef PDX_PAGE_LEXICON_H
#define PDX_PAGE_LEXICON_H

#include "page/lexicon/lexicon_tokens.h"
#include "text/lang.h"

typedef enum pdx_phrase_kind {
    PDX_PHRASE_NONE,
    PDX_PHRASE_HEADING_TAG,      /* "Posts Tagged ‘X’", "Tag Archives: X" */
    PDX_PHRASE_HEADING_CATEGORY, /* "Archive for the ‘X’ Category", "Category: X" */
    PDX_PHRASE_HEADING_AUTHOR,
    PDX_PHRASE_HEADING_DATE,     /* "Archive for July 2007", "Monthly Archives: ..." */
    PDX_PHRASE_HEADING_SEARCH,
    PDX_PHRASE_HEADING_HOME,     /* "Recent posts", "Latest news", "Blog" as a heading of the page */
    PDX_PHRASE_POSTED_ON,        /* a date follows: "Posted on D", "Published D" */
    PDX_PHRASE_POSTED_BY,        /* a name follows: "by A", "Posted by A", "Author: A" */
    PDX_PHRASE_POSTED_IN,        /* categories follow: "Posted in A, B", "Filed under: A" */
    PDX_PHRASE_TAGGED,           /* tags follow: "Tags: a, b", "Labels:", "Tagged with" */
    PDX_PHRASE_COMMENTS,         /* "Leave a comment on T", "3 Comments", "Comments Off on T", "No comments:" */
    PDX_PHRASE_READ_MORE,        /* "Continue reading “T”", "Read more »", "(more...)" */
    PDX_PHRASE_SHARE,            /* "Share this:", "Please follow and like us:", "Tweet", "Like Loading..." */
    PDX_PHRASE_PERMALINK,        /* "Permalink", "Link to this post", "Trackback (0)", "Edit" */
    PDX_PHRASE_READING_TIME,     /* "5 min read", "12 views" */
    PDX_PHRASE_NAV,              /* "« Older entries", "Next page", "Page 1 of 4", "1 2 3 … Next" */
    PDX_PHRASE_MENU,             /* "Home", "About", "Contact", "Search for:", "Subscribe", "Skip to content", "Log in" */
    PDX_PHRASE_SIDEBAR,          /* opens a sidebar list: "Recent Posts", "Archives", "Categories", "Blogroll", "Meta", "Tags", "Recent Comments" */
    PDX_PHRASE_RELATED,          /* "Related posts:", "See also:", "You may also like" */
    PDX_PHRASE_COMMENT_AREA,     /* opens comments under a post: "3 thoughts on “T”", "Leave a Reply", "X says:" */
    PDX_PHRASE_FOOTER,           /* "Copyright ©", "All rights reserved", "Powered by", "Theme:", "Proudly powered by" */
    PDX_PHRASE_CAPTION,          /* "Photo: A", "Image credit:" */
    PDX_PHRASE_MEMBER,           /* what a board tells of who wrote, and not of what was written: "Joined: D", "Member since D" */
    PDX_PHRASE_KIND_COUNT
} pdx_phrase_kind;

typedef struct pdx_phrase {
    uint8_t kind;     /* pdx_phrase_kind */
    bool later;       /* POSTED_ON: the date of a change, "Updated on D" */
    pdx_lang language;
    pdx_range range;  /* of the phrase with its hole, in the line */
    pdx_range hole;   /* what stands in its hole: title, tag, name, list, else date or number; without quotation marks round it; empty: none */
} pdx_phrase;

/* The phrase that fills `line` from its beginning (holes included) to its end; false when none does. A leading or trailing mark ("|", "·",
 * "»", "→", "-") is allowed. */
bool pdx_lexicon_line(pdx_span line, pdx_phrase *out);
/* A line made of several (pdx_lexicon_line is false for it): "Posted on D by A in C | 3 Comments". Finds them from left to right; gives how many
 * (0 when the line is not furniture throughout). What no phrase covers but is a date or stands after POSTED_ON/BY/IN is the hole of that phrase; a
 * name between signs without a word before it counts as POSTED_BY, other short items as POSTED_IN, both of no language. */
size_t pdx_lexicon_split(pdx_span line, pdx_phrase *out, size_t room);
/* The one or the other, as most callers ask, with room for two at least; `line` keeps what has been read for whoever asks next. */
size_t pdx_lexicon_phrases(pdx_lex_line *line, pdx_phrase *out, size_t room);
size_t pdx_lexicon_split_read(pdx_lex_line *line, pdx_phrase *out, size_t room);
/* A sentence about the entry, with several fields in it: "This entry was posted in A and tagged b, c on D by N. Bookmark the
 * permalink." Each field is a phrase with its hole; what follows the sentence on its line counts as PERMALINK. */
size_t pdx_lexicon_sentence(pdx_lex_line *line, pdx_phrase *out, size_t room);
/* A label that convinces nobody by itself, with what it announces: "Tags market", "Categories Harbour". For lines that stand beside
 * furniture of an entry. */
bool pdx_lexicon_label(pdx_span line, pdx_phrase *out);
/* Whether it can, by the line's first words, which are read as far as that takes. */
bool pdx_lexicon_may_be_label(pdx_lex_line *line);
/* Furniture glued to the end of a longer line: "... the end.Continue reading “T”". Only phrases that cannot be prose. */
bool pdx_lexicon_tail(pdx_span line, pdx_phrase *out);
bool pdx_lexicon_tail_read(pdx_lex_line *line, pdx_phrase *out);

#endif
