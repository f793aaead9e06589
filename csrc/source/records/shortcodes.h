/* Shortcodes, which WordPress and its plugins write into the HTML of posts, and which are no words of them: `[gallery ids="1,2"]`,
 * `[embed]https://...[/embed]`, `[caption ...]<img> words[/caption]`. Called by entryhtml.c. What is one: WordPress' own, with fields or alone in
 * their line; others with a field in quotes, or of a builder of pages; what closes one that was begun. Brackets round anything else are text, and
 * so is a shortcode within another pair of them, as WordPress has it (`[[gallery]]`).
 * Promises: linear in the text that is gone through. */
#ifndef PDX_SOURCE_SHORTCODES_H
#define PDX_SOURCE_SHORTCODES_H

#include "base/span.h"

typedef enum pdx_shortcode_kind {
    PDX_SHORTCODE_NONE,
    PDX_SHORTCODE_MARKUP,      /* nothing to be read: what it holds, if it holds anything, is text */
    PDX_SHORTCODE_CAPTION,     /* a picture follows, and the words that go with it, unless `value` has these */
    PDX_SHORTCODE_CAPTION_END,
    PDX_SHORTCODE_CODE,        /* program text follows */
    PDX_SHORTCODE_CODE_END,
    PDX_SHORTCODE_EMBED,       /* `value` is an address */
    PDX_SHORTCODE_TEXT         /* `value` is text, brackets round it are none */
} pdx_shortcode_kind;

typedef struct pdx_shortcode {
    pdx_shortcode_kind kind;
    size_t end;      /* behind it */
    pdx_range value; /* in the HTML; may be empty */
} pdx_shortcode;

/* Those of one body, from its begin on. */
enum { PDX_SHORTCODES_OPEN = 32 };
typedef struct pdx_shortcodes {
    pdx_span html;
    pdx_span open[PDX_SHORTCODES_OPEN]; /* names of what was begun and may be closed; the first ones are given up */
    size_t n_open;
    bool in_caption, in_code;
    bool no_end[4]; /* of `wp_caption`, `caption`, `sourcecode`, `code`: none is closed from here on */
} pdx_shortcodes;

void pdx_shortcodes_init(pdx_shortcodes *codes, pdx_span html);
/* What begins with the bracket at `at`. */
pdx_shortcode pdx_shortcode_at(pdx_shortcodes *codes, size_t at);

#endif
