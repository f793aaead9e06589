/* Operators by recursive descent; each level of strength of docs/query.md is one function. */
#include "query/parse/parser.h"

/* Pushes what the sibling `node` is looked for as; `kind` is what joins siblings of its sort. */
static pdx_status push_sibling(pdx_parser *parser, pdx_node_kind kind, pdx_node *node, bool optional) {
    const size_t top = parser->stack.len;
    if (!optional) return pdx_parser_push_flat(parser, kind, node);
    PDX_TRY(pdx_parser_push(parser, node));
    PDX_TRY(pdx_parser_gather(parser, PDX_NODE_OPTIONAL, top, &node));
    return pdx_parser_push(parser, node);
}

/* The siblings above `base`, typed side by side, become one node: first what is looked for, then what
 * only restricts. Both are gathered above the siblings, which go at the end. */
pdx_status pdx_parser_combine(pdx_parser *parser, size_t base, pdx_node **out) {
    const size_t end = parser->stack.len;
    const bool any = parser->query->options.any, sequence = parser->query->options.sequence && !any;
    bool has_required = false;
    pdx_node_kind kind;
    pdx_node *node;
    size_t i;
    if (end - base <= 1) return pdx_parser_gather_some(parser, PDX_NODE_AND, base, out);
    for (i = base; i < end; i++) has_required = has_required || parser->stack.data[i]->required;
    kind = sequence ? PDX_NODE_SEQUENCE : any && !has_required ? PDX_NODE_OR : PDX_NODE_AND;
    for (i = base; i < end; i++) {
        node = parser->stack.data[i];
        if (!pdx_node_has_occurrences(node)) continue;
        PDX_TRY(push_sibling(parser, kind, node, any && has_required && !node->required));
    }
    if (kind != PDX_NODE_AND) {
        PDX_TRY(pdx_parser_gather_some(parser, kind, end, &node));
        if (node != NULL) PDX_TRY(pdx_parser_push_flat(parser, PDX_NODE_AND, node));
    }
    for (i = base; i < end; i++) {
        node = parser->stack.data[i];
        if (!pdx_node_has_occurrences(node)) PDX_TRY(pdx_parser_push_flat(parser, PDX_NODE_AND, node));
    }
    PDX_TRY(pdx_parser_gather_some(parser, PDX_NODE_AND, end, out));
    parser->stack.len = base;
    return PDX_OK;
}

/* `=` applies to the word or quoted text right behind it; a scope's name there is text. */
static pdx_status resolve_written(pdx_parser *parser, const pdx_sign *mark, bool *written) {
    const pdx_sign *sign = pdx_parser_peek(parser);
    if (sign->kind == PDX_SIGN_SCOPE) {
        parser->lexer.at = sign->begin;
        parser->has_sign = false;
        parser->lexer.verbatim = true;
        sign = pdx_parser_peek(parser);
        parser->lexer.verbatim = false;
    }
    *written = sign->kind == PDX_SIGN_WORD || sign->kind == PDX_SIGN_QUOTED;
    if (*written) return PDX_OK;
    return pdx_parser_note(parser, mark->begin, mark->end, "= applies to a word or a quoted text: dropped");
}

static pdx_status stray(pdx_parser *parser, const pdx_sign *sign) {
    return pdx_parser_note(parser, sign->begin, sign->end, "%.*s has nothing to apply to here: dropped",
                           (int)pdx_min_size(sign->end - sign->begin, 12),
                           (const char *)parser->query->text.data + sign->begin);
}

static pdx_status negate(pdx_parser *parser, const pdx_sign *sign, pdx_node **node) {
    const size_t base = parser->stack.len;
    PDX_TRY(pdx_parser_push(parser, *node));
    PDX_TRY(pdx_parser_gather(parser, PDX_NODE_NOT, base, node));
    (*node)->begin = sign->begin;
    return PDX_OK;
}

pdx_status pdx_parse_unary(pdx_parser *parser, pdx_node **out) {
    pdx_sign prefix, mark;
    bool has_prefix = false, has_mark = false, written = false;
    memset(&prefix, 0, sizeof prefix);
    memset(&mark, 0, sizeof mark);
    for (;;) {
        const pdx_sign_kind kind = pdx_parser_peek(parser)->kind;
        if (kind == PDX_SIGN_WRITTEN) {
            if (has_mark) PDX_TRY(stray(parser, &mark));
            has_mark = true;
            mark = pdx_parser_take(parser);
            pdx_lexer_skip_signs(&parser->lexer);
        } else if (kind == PDX_SIGN_NOT || kind == PDX_SIGN_PLUS) {
            if (has_prefix) PDX_TRY(stray(parser, &prefix));
            has_prefix = true;
            prefix = pdx_parser_take(parser);
        } else {
            break;
        }
    }
    if (has_mark) PDX_TRY(resolve_written(parser, &mark, &written));
    PDX_TRY(pdx_parse_primary(parser, written, out));
    if (!has_prefix) return PDX_OK;
    if (*out == NULL) return stray(parser, &prefix);
    if (prefix.kind == PDX_SIGN_NOT) return negate(parser, &prefix, out);
    (*out)->required = true;
    return PDX_OK;
}

/* Joins the node on top of the stack to `right`, or pushes `right` when one of them has no occurrences. */
static pdx_status join_near(pdx_parser *parser, const pdx_sign *near, pdx_node *right) {
    const size_t base = parser->stack.len - 1;
    pdx_node *left = parser->stack.data[base], *node;
    if (!pdx_node_has_occurrences(left) || !pdx_node_has_occurrences(right)) {
        PDX_TRY(stray(parser, near));
        return pdx_parser_push(parser, right);
    }
    PDX_TRY(pdx_parser_push(parser, right));
    PDX_TRY(pdx_parser_gather(parser, PDX_NODE_NEAR, base, &node));
    node->number = near->number;
    node->required = left->required;
    if (near->incomplete) PDX_TRY(pdx_parser_note(parser, near->begin, near->end, "after NEAR/ stands a number: read as NEAR/10"));
    return pdx_parser_push(parser, node);
}

/* `a NEAR b NEAR c`, from the left; pushes one node or, where a NEAR was dropped, several. */
static pdx_status parse_near(pdx_parser *parser) {
    const size_t base = parser->stack.len;
    const uint32_t depth = parser->depth;
    pdx_node *node;
    PDX_TRY(pdx_parse_unary(parser, &node));
    if (node != NULL) PDX_TRY(pdx_parser_push(parser, node));
    while (pdx_parser_peek(parser)->kind == PDX_SIGN_NEAR) {
        const pdx_sign near = pdx_parser_take(parser);
        PDX_TRY(pdx_parser_deeper(parser, near.begin));
        PDX_TRY(pdx_parse_unary(parser, &node));
        if (node == NULL || parser->stack.len == base) {
            PDX_TRY(stray(parser, &near));
            if (node != NULL) PDX_TRY(pdx_parser_push(parser, node));
        } else {
            PDX_TRY(join_near(parser, &near, node));
        }
    }
    parser->depth = depth;
    return PDX_OK;
}

static pdx_status parse_side_by_side(pdx_parser *parser, pdx_node **out) {
    const size_t base = parser->stack.len;
    for (;;) {
        const pdx_sign *sign = pdx_parser_peek(parser);
        if (sign->kind == PDX_SIGN_END || sign->kind == PDX_SIGN_AND || sign->kind == PDX_SIGN_OR) break;
        if (sign->kind == PDX_SIGN_CLOSE) {
            if (parser->n_open > 0) break;
            PDX_TRY(pdx_parser_note(parser, sign->begin, sign->end, "nothing is open here: ) dropped"));
            parser->has_sign = false;
            continue;
        }
        PDX_TRY(parse_near(parser));
    }
    return pdx_parser_combine(parser, base, out);
}

/* Operands of `kind` parsed by `operand`, joined by the sign `joint`. */
static pdx_status parse_joined(pdx_parser *parser, pdx_node_kind kind, pdx_sign_kind joint,
                               pdx_status (*operand)(pdx_parser *, pdx_node **), pdx_node **out) {
    const size_t base = parser->stack.len;
    bool has_left;
    pdx_node *node;
    PDX_TRY(operand(parser, &node));
    has_left = node != NULL;
    if (has_left) PDX_TRY(pdx_parser_push_flat(parser, kind, node));
    while (pdx_parser_peek(parser)->kind == joint) {
        const pdx_sign sign = pdx_parser_take(parser);
        PDX_TRY(operand(parser, &node));
        if (!has_left || node == NULL) PDX_TRY(stray(parser, &sign));
        if (node != NULL) {
            PDX_TRY(pdx_parser_push_flat(parser, kind, node));
            has_left = true;
        }
    }
    return pdx_parser_gather_some(parser, kind, base, out);
}

static pdx_status parse_and(pdx_parser *parser, pdx_node **out) {
    return parse_joined(parser, PDX_NODE_AND, PDX_SIGN_AND, parse_side_by_side, out);
}

pdx_status pdx_parse_or(pdx_parser *parser, pdx_node **out) {
    return parse_joined(parser, PDX_NODE_OR, PDX_SIGN_OR, parse_and, out);
}
