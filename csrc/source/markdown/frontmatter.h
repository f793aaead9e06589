/* What stands before a post in a file of Markdown: YAML between `---`, TOML between `+++`, a JSON object, or lines `Key: value` (MultiMarkdown,
 * Pelican), also as Nikola (`.. key: `, in a comment or not) and Org (`#+KEY: `) mark them, or behind a title
 * of reStructuredText (`:key: value`). Called by frontjson.c, frontvalue.c, markdown.c, markdownfields.c and forms/.
 * Promises: one pass; a subset of YAML and TOML that posts are written in (scalars of all styles, lists, no nesting); what is beyond it is given as
 * it stands, by its key; every line that is not blank or a comment is in some value. */
#ifndef PDX_SOURCE_FRONTMATTER_H
#define PDX_SOURCE_FRONTMATTER_H

#include "base/buf.h"
#include "base/offsets.h"
#include "base/vec.h"

typedef enum pdx_front_kind { PDX_FRONT_NONE, PDX_FRONT_YAML, PDX_FRONT_TOML, PDX_FRONT_LINES, PDX_FRONT_JSON } pdx_front_kind;

/* What the post behind it is written in, as its marks tell; text, which nobody marked up, where `content-type: text/plain` says so. */
typedef enum pdx_front_dialect { PDX_FRONT_MARKDOWN, PDX_FRONT_REST, PDX_FRONT_ORG, PDX_FRONT_TEXT } pdx_front_dialect;

typedef enum pdx_front_style {
    PDX_FRONT_PLAIN,         /* lines are one, with spaces between them */
    PDX_FRONT_SINGLE,        /* the same, '' is an apostrophe */
    PDX_FRONT_DOUBLE,        /* the same, with escapes */
    PDX_FRONT_LITERAL,       /* lines as they are, less what they are indented by */
    PDX_FRONT_FOLDED,        /* the same, and lines are one unless a blank one stands between them */
    PDX_FRONT_TOML_BASIC,    /* escapes */
    PDX_FRONT_TOML_LITERAL,
    PDX_FRONT_RAW            /* not understood: the whole lines, with the key */
} pdx_front_style;

typedef struct pdx_front_value {
    pdx_range key, range;  /* in the bytes; quotes stand outside */
    uint8_t style;         /* pdx_front_style */
    bool in_list;
} pdx_front_value;

typedef struct pdx_front {
    pdx_front_kind kind;
    pdx_front_dialect dialect;
    size_t body;                      /* where the post begins */
    pdx_range fields;                 /* lines of it that were read here: they stand behind the title; empty: none do */
    PDX_VEC(pdx_front_value) values;  /* owned; in order; null has none */
} pdx_front;

void pdx_front_init(pdx_front *front);
void pdx_front_deinit(pdx_front *front);
/* Whether a file begins with some. */
bool pdx_front_is_begun(pdx_span bytes);
/* False: out of memory. */
bool pdx_front_read(pdx_front *front, pdx_span bytes) PDX_MUST;
/* Appends what a value says; `base` is where the bytes stand in the source. False: out of memory. */
bool pdx_front_decode(pdx_span bytes, const pdx_front_value *value, uint64_t base, pdx_buf *out, pdx_offsets *map) PDX_MUST;

/* Private to front*.c. Behind the object at `at`; 0: there is none, or it says neither a title nor a date. */
size_t pdx_front_json_end(pdx_span bytes, size_t at);
/* False: out of memory. */
bool pdx_front_json_read(pdx_front *front, pdx_span bytes, size_t at) PDX_MUST;
/* All lines from `at` to `end`, key by key. */
bool pdx_front_yaml_read(pdx_front *front, pdx_span bytes, size_t at, size_t end) PDX_MUST;
bool pdx_front_toml_read(pdx_front *front, pdx_span whole, size_t at, size_t end) PDX_MUST;

#endif
