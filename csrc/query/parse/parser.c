#include "query/parse/parser.h"

#include <stdarg.h>
#include <stdio.h>

pdx_status pdx_parser_note(pdx_parser *parser, size_t begin, size_t end, const char *format, ...) {
    char text[160];
    pdx_query_note note;
    pdx_span message;
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (parser->query->options.strict) return pdx_fail(parser->err, PDX_EQUERY, begin, "%s", text);
    if (!pdx_arena_copy(&parser->query->arena, pdx_span_of(text, strlen(text) + 1), &message)) {
        return pdx_fail_memory(parser->err);
    }
    note.begin = begin;
    note.end = end;
    note.message = (const char *)message.data;
    return PDX_VEC_PUSH(&parser->query->notes, note) ? PDX_OK : pdx_fail_memory(parser->err);
}

pdx_status pdx_parser_node(pdx_parser *parser, pdx_node_kind kind, size_t begin, size_t end, pdx_node **out) {
    pdx_node *node = pdx_arena_alloc(&parser->query->arena, sizeof *node);
    *out = node;
    if (node == NULL) return pdx_fail_memory(parser->err);
    memset(node, 0, sizeof *node);
    node->kind = (uint8_t)kind;
    node->element = node->scored = PDX_NO_LEAF;
    node->roles = PDX_ROLES_ALL;
    node->boost = 1.0;
    node->begin = begin;
    node->end = end;
    return PDX_OK;
}

pdx_status pdx_parser_push(pdx_parser *parser, pdx_node *node) {
    return PDX_VEC_PUSH(&parser->stack, node) ? PDX_OK : pdx_fail_memory(parser->err);
}

pdx_status pdx_parser_gather(pdx_parser *parser, pdx_node_kind kind, size_t base, pdx_node **out) {
    pdx_node **const items = parser->stack.data + base;
    const size_t n = parser->stack.len - base;
    assert(n > 0);
    PDX_TRY(pdx_parser_node(parser, kind, items[0]->begin, items[n - 1]->end, out));
    (*out)->children = pdx_arena_array(&parser->query->arena, n, sizeof *items);
    if ((*out)->children == NULL) return pdx_fail_memory(parser->err);
    memcpy((*out)->children, items, n * sizeof *items);
    (*out)->n_children = n;
    parser->stack.len = base;
    return PDX_OK;
}

pdx_status pdx_parser_push_flat(pdx_parser *parser, pdx_node_kind kind, pdx_node *node) {
    size_t i;
    const bool same = node->kind == kind && node->number == 0 && !(node->boost < 1.0 || node->boost > 1.0);
    if (!same) return pdx_parser_push(parser, node);
    for (i = 0; i < node->n_children; i++) PDX_TRY(pdx_parser_push(parser, node->children[i]));
    return PDX_OK;
}

pdx_status pdx_parser_gather_some(pdx_parser *parser, pdx_node_kind kind, size_t base, pdx_node **out) {
    *out = NULL;
    if (parser->stack.len == base) return PDX_OK;
    if (parser->stack.len > base + 1) return pdx_parser_gather(parser, kind, base, out);
    *out = parser->stack.data[base];
    parser->stack.len = base;
    return PDX_OK;
}

pdx_status pdx_parser_leaf(pdx_parser *parser, size_t begin) {
    if (parser->n_leaves++ < PDX_LEAVES_MAX) return PDX_OK;
    return pdx_fail(parser->err, PDX_ELIMIT, begin, "a query has at most %d words", PDX_LEAVES_MAX);
}

pdx_status pdx_parser_deeper(pdx_parser *parser, size_t begin) {
    if (parser->depth++ < PDX_NESTING_MAX) return PDX_OK;
    return pdx_fail(parser->err, PDX_ELIMIT, begin, "a query is nested at most %d deep", PDX_NESTING_MAX);
}

const pdx_sign *pdx_parser_peek(pdx_parser *parser) {
    if (!parser->has_sign) pdx_lexer_next(&parser->lexer, &parser->sign);
    parser->has_sign = true;
    return &parser->sign;
}

pdx_sign pdx_parser_take(pdx_parser *parser) {
    (void)pdx_parser_peek(parser);
    parser->has_sign = false;
    return parser->sign;
}
