#include "query/parse/parser.h"

/* Multiplies boosts into the leaves and numbers what has forms, bitmaps or a score. */
static bool finish(pdx_query *query, pdx_node *node, double boost, bool scored, bool inside) {
    const double own = boost * node->boost;
    const bool leaf = pdx_node_is_leaf(node);
    size_t i;
    node->boost = leaf && scored && !inside ? own : 1.0;
    if (leaf && scored && !inside) {
        node->scored = (uint32_t)query->scored.len;
        if (!PDX_VEC_PUSH(&query->scored, node)) return false;
    }
    if (node->kind == PDX_NODE_FILTER) {
        node->element = (uint32_t)query->filters.len;
        if (!PDX_VEC_PUSH(&query->filters, node)) return false;
    }
    if (pdx_node_is_element(node)) {
        if (inside) node->stemmed = false;
        node->element = (uint32_t)query->elements.len;
        if (!PDX_VEC_PUSH(&query->elements, node)) return false;
    }
    for (i = 0; i < node->n_children; i++) {
        if (!finish(query, node->children[i], own, scored && node->kind != PDX_NODE_NOT, inside || leaf)) return false;
    }
    return true;
}

static pdx_status parse_all(pdx_parser *parser) {
    pdx_query *query = parser->query;
    PDX_TRY(pdx_parse_or(parser, &query->root));
    assert(pdx_parser_peek(parser)->kind == PDX_SIGN_END);
    if (query->root == NULL) {
        PDX_TRY(pdx_parser_note(parser, 0, query->text.len, "nothing is left to look for"));
        PDX_TRY(pdx_parser_node(parser, PDX_NODE_NOTHING, 0, query->text.len, &query->root));
    } else if (query->options.sequence && !pdx_node_has_occurrences(query->root)) {
        PDX_TRY(pdx_parser_note(parser, 0, query->text.len, "there is nothing to find: only exclusions and filters"));
    }
    return finish(query, query->root, 1.0, true, false) ? PDX_OK : pdx_fail_memory(parser->err);
}

pdx_status pdx_query_parse(pdx_span text, const pdx_analyzer *analyzer, const pdx_query_options *options,
                           pdx_query **out, pdx_error *err) {
    pdx_parser parser;
    pdx_status status;
    pdx_query *query = pdx_alloc_zero(1, sizeof *query);
    *out = NULL;
    if (query == NULL) return pdx_fail_memory(err);
    memset(&parser, 0, sizeof parser);
    pdx_arena_init(&query->arena);
    query->analyzer = analyzer;
    query->options = *options;
    parser.query = query;
    parser.err = err;
    parser.roles = PDX_ROLES_ALL;
    parser.filter = -1;
    status = pdx_arena_copy(&query->arena, text, &query->text) ? PDX_OK : pdx_fail_memory(err);
    if (status == PDX_OK) status = pdx_tokens_new(analyzer, &parser.tokens, err);
    parser.lexer.text = query->text;
    if (status == PDX_OK) status = parse_all(&parser);
    pdx_tokens_free(parser.tokens);
    PDX_VEC_DEINIT(&parser.stack);
    if (status == PDX_OK) {
        *out = query;
    } else {
        pdx_query_free(query);
    }
    return status;
}
