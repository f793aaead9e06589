/* A pattern as a tree: characters of a set, one after the other, one or the other, again and again, and what must stand round a place.
 * Read by pattern.c for regex.c, which makes programs of it. Promises: nesting is bounded, so that walking may recurse. */
#ifndef PDX_REGEX_PATTERN_H
#define PDX_REGEX_PATTERN_H

#include "base/arena.h"
#include "base/span.h"
#include "base/status.h"
#include "regex/charset.h"

enum { PDX_PATTERN_NESTING_MAX = 100 };

typedef enum pdx_pattern_kind {
    PDX_PATTERN_EMPTY, PDX_PATTERN_CHARS, PDX_PATTERN_ALL /* of its children, in order */,
        PDX_PATTERN_ANY /* of them, the first that leads to a match */,
    PDX_PATTERN_REPEAT, PDX_PATTERN_ASSERT
} pdx_pattern_kind;

typedef enum pdx_assertion {
    PDX_ASSERT_BEGIN,      /* \A and ^ */
    PDX_ASSERT_LINE_BEGIN, /* ^ with (?m) */
    PDX_ASSERT_END,        /* \Z */
    PDX_ASSERT_LAST,       /* $: the end, or the line break that is the last character */
    PDX_ASSERT_LINE_END,   /* $ with (?m) */
    PDX_ASSERT_WORD, PDX_ASSERT_NOT_WORD
} pdx_assertion;

#define PDX_PATTERN_FOREVER UINT32_MAX

typedef struct pdx_pattern pdx_pattern;
struct pdx_pattern {
    uint8_t kind;         /* pdx_pattern_kind */
    uint8_t assertion;    /* pdx_assertion */
    bool lazy;            /* a repetition that is left as early as possible */
    bool can_be_empty;
    uint32_t set;         /* of CHARS: number in pdx_patterns.sets */
    uint32_t least, most; /* of REPEAT; PDX_PATTERN_FOREVER */
    pdx_pattern *first;   /* child */
    pdx_pattern *next;    /* sibling */
};

typedef struct pdx_patterns {
    pdx_arena arena;   /* the tree */
    pdx_pattern *root;
    PDX_VEC(pdx_charset) sets; /* owned, with what they hold */
} pdx_patterns;

/* The caller deinits, also after a failure. */
pdx_status pdx_patterns_read(pdx_patterns *self, pdx_span text, unsigned flags, pdx_error *err) PDX_MUST;
void pdx_patterns_deinit(pdx_patterns *self);

#endif
