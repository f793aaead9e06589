/* Text as it flows into lines: white space that browsers make one space is one, lines end where something ends them, and a map tells where each
 * byte came from. Called by the files of this room and archive/.
 * Promises: no line begins or ends with white space that browsers drop; at most one blank line follows another line, but for text whose white space
 * is kept. */
#ifndef PDX_SOURCE_HTMLFLOW_H
#define PDX_SOURCE_HTMLFLOW_H

#include "base/buf.h"
#include "base/offsets.h"

typedef struct pdx_html_flow {
    pdx_buf *text;       /* borrowed, appended to; */
    pdx_offsets *map;
    const pdx_offsets *through; /* borrowed; where what is added was decoded from, or NULL */
    size_t begin;        /* where in the text it began */
    size_t solid;        /* where the last byte ends that is no white space */
    bool space, tab;     /* white space is due before the next word, a cell's end */
    uint64_t space_at, space_len; /* where it stands, a byte or what stands for one */
    unsigned lines;      /* so many line ends are due */
    bool parts;          /* and what is next is another block */
    bool kept;           /* the last text was one whose white space is kept */
    bool drop_newline;   /* if a newline is next, it says nothing */
    bool failed;         /* out of memory */
} pdx_html_flow;

void pdx_html_flow_init(pdx_html_flow *flow, pdx_buf *text, pdx_offsets *map, const pdx_offsets *through);
static inline bool pdx_html_flow_is_empty(const pdx_html_flow *flow) { return flow->text->len == flow->begin; }
/* Whether the next word begins a block. */
static inline bool pdx_html_flow_is_parted(const pdx_html_flow *flow) { return flow->parts || pdx_html_flow_is_empty(flow); }
static inline bool pdx_html_is_space(uint8_t c) { return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v'); }

/* What is next begins `lines` further down, at least; and is another block. */
void pdx_html_flow_part(pdx_html_flow *flow, unsigned lines);
/* One line end more. */
void pdx_html_flow_newline(pdx_html_flow *flow);
void pdx_html_flow_cell(pdx_html_flow *flow);
/* Before a word: the line ends and the white space that are due. How many bytes it added. */
size_t pdx_html_flow_begin(pdx_html_flow *flow);
/* Behind the last word. */
void pdx_html_flow_end(pdx_html_flow *flow);
/* Bytes of `source_len` at `source`; nothing is collapsed. */
void pdx_html_flow_put(pdx_html_flow *flow, pdx_span bytes, uint64_t source, uint64_t source_len, bool linear);
/* White space that `bytes` begin with is noted: how many of them it is. The first stands at `source`, with `source_len` bytes. */
size_t pdx_html_flow_spaces(pdx_html_flow *flow, pdx_span bytes, uint64_t source, uint64_t source_len);
/* The words that `bytes`, which begin with one, hold up to white space of more than one space. */
size_t pdx_html_flow_words(pdx_span bytes);

#endif
