/* What the files of the parser share: its state, and the making of nodes. Private to the parser:
 * parse_operators.c joins, parse_scopes.c reads what is joined, typed.c turns typed words into elements.
 * Promises: nodes live in the query's arena; a node that is NULL stands for nothing. */
#ifndef PDX_QUERY_PARSER_H
#define PDX_QUERY_PARSER_H

#include "query/parse/ast.h"
#include "query/parse/lexer.h"
#include "text/tokens.h"

typedef struct pdx_parser {
    pdx_query *query;     /* being built */
    pdx_lexer lexer;
    pdx_sign sign;        /* read ahead, when `has_sign` */
    bool has_sign;
    pdx_node_list stack;  /* owned; siblings that have no parent yet */
    pdx_tokens *tokens;   /* owned */
    pdx_error *err;
    uint32_t n_leaves;
    uint32_t n_open;      /* parentheses */
    uint32_t depth;
    pdx_role_set roles;   /* the scope around */
    int filter;           /* words are values of this pdx_filter_kind; -1: they are words */
} pdx_parser;

/* A reading that differs from what was typed; an error when the query is strict. */
pdx_status pdx_parser_note(pdx_parser *parser, size_t begin, size_t end, const char *format, ...)
    PDX_PRINTF(4, 5) PDX_MUST;
pdx_status pdx_parser_node(pdx_parser *parser, pdx_node_kind kind, size_t begin, size_t end, pdx_node **out) PDX_MUST;
pdx_status pdx_parser_push(pdx_parser *parser, pdx_node *node) PDX_MUST;
/* Takes everything above `base` off the stack and makes it the children of a new node. */
pdx_status pdx_parser_gather(pdx_parser *parser, pdx_node_kind kind, size_t base, pdx_node **out) PDX_MUST;
/* The same, but NULL when there is nothing above `base` and the one node when there is only one. */
pdx_status pdx_parser_gather_some(pdx_parser *parser, pdx_node_kind kind, size_t base, pdx_node **out) PDX_MUST;
/* Pushes `node`, or its children when it is a node of this kind that adds nothing by itself. */
pdx_status pdx_parser_push_flat(pdx_parser *parser, pdx_node_kind kind, pdx_node *node) PDX_MUST;
/* One level of nesting more; PDX_ELIMIT beyond PDX_NESTING_MAX. */
pdx_status pdx_parser_deeper(pdx_parser *parser, size_t begin) PDX_MUST;
/* The next sign, left where it is, or taken. */
const pdx_sign *pdx_parser_peek(pdx_parser *parser);
pdx_sign pdx_parser_take(pdx_parser *parser);

/* Counts one more leaf that begins at `begin`; PDX_ELIMIT beyond PDX_LEAVES_MAX. */
pdx_status pdx_parser_leaf(pdx_parser *parser, size_t begin) PDX_MUST;

/* The levels of the grammar that other files start from. */
pdx_status pdx_parse_or(pdx_parser *parser, pdx_node **out) PDX_MUST;
pdx_status pdx_parse_unary(pdx_parser *parser, pdx_node **out) PDX_MUST;
/* Without operators before it; `written` applies to a word or quoted text. */
pdx_status pdx_parse_primary(pdx_parser *parser, bool written, pdx_node **out) PDX_MUST;
/* The siblings above `base`, typed side by side, become one node. */
pdx_status pdx_parser_combine(pdx_parser *parser, size_t base, pdx_node **out) PDX_MUST;

/* The element, sequence or filter that a word or quoted text stands for; NULL when for nothing (noted). */
pdx_status pdx_typed_word(pdx_parser *parser, const pdx_sign *sign, bool written, pdx_node **out) PDX_MUST;
pdx_status pdx_typed_regex(pdx_parser *parser, const pdx_sign *sign, pdx_node **out) PDX_MUST;
pdx_status pdx_typed_quoted(pdx_parser *parser, const pdx_sign *sign, bool written, pdx_node **out) PDX_MUST;
pdx_status pdx_typed_filter(pdx_parser *parser, pdx_span value, size_t begin, size_t end, pdx_node **out) PDX_MUST;

#endif
