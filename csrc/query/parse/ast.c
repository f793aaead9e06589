#include "query/parse/ast.h"

#include "query/parse/number.h"

bool pdx_node_has_occurrences(const pdx_node *node) {
    size_t i;
    switch ((pdx_node_kind)node->kind) {
    case PDX_NODE_NOTHING:
    case PDX_NODE_NOT:
    case PDX_NODE_FILTER:
        return false;
    case PDX_NODE_AND:
    case PDX_NODE_OR:
    case PDX_NODE_OPTIONAL:
        for (i = 0; i < node->n_children; i++) {
            if (pdx_node_has_occurrences(node->children[i])) return true;
        }
        return false;
    default:
        return true;
    }
}

/* Scopes by the name a query gives them, the narrowest name for a set of roles. */
static void dump_scope(pdx_role_set roles, pdx_buf *out) {
    unsigned i;
    bool first = true;
    if (roles == PDX_ROLES_ALL) return;
    for (i = 0; i < PDX_ROLE_COUNT; i++) {
        if ((roles & PDX_ROLE_BIT(i)) == 0) continue;
        if (!first) pdx_buf_byte(out, '+');
        first = false;
        pdx_buf_str(out, pdx_role_name((pdx_role)i));
    }
    pdx_buf_str(out, first ? "nowhere:" : ":");
}

static const char *filter_name(unsigned kind) {
    static const char *const names[] = {"tag", "source", "page", "date", "kind", "status"};
    return kind < PDX_COUNTOF(names) ? names[kind] : "?";
}

static void dump_name(const pdx_node *node, pdx_buf *out) {
    static const char *const names[] = {"nothing", "and",     "or",   "not",    "optional", "sequence", "near",
                                        "compound", "written", "word", "character", "prefix", "wildcard", "regex", "fuzzy"};
    switch ((pdx_node_kind)node->kind) {
    case PDX_NODE_FILTER:
        pdx_buf_str(out, filter_name(node->filter));
        break;
    case PDX_NODE_WORD:
        pdx_buf_str(out, node->stemmed ? "word" : "exact");
        break;
    case PDX_NODE_SEQUENCE:
        pdx_buf_str(out, "phrase");
        if (node->number > 0) pdx_buf_format(out, "~%u", (unsigned)node->number);
        break;
    case PDX_NODE_NEAR:
        pdx_buf_format(out, "near/%u", (unsigned)node->number);
        break;
    default:
        pdx_buf_str(out, names[node->kind]);
        break;
    }
}

/* Whether the children are exact words of one scope, which then need only be shown by their letters. */
static bool is_plain(const pdx_node *node) {
    size_t i;
    if (node->kind != PDX_NODE_SEQUENCE && node->kind != PDX_NODE_COMPOUND) return false;
    for (i = 0; i < node->n_children; i++) {
        const pdx_node *child = node->children[i];
        if (child->kind != PDX_NODE_WORD || child->stemmed || child->roles != node->children[0]->roles) return false;
    }
    return true;
}

static pdx_role_set scope_of(const pdx_node *node) {
    if (node->kind == PDX_NODE_WRITTEN) return scope_of(node->children[0]);
    if (is_plain(node)) return node->children[0]->roles;
    return pdx_node_is_element(node) ? node->roles : PDX_ROLES_ALL;
}

static void dump_children(const pdx_query *query, const pdx_node *node, pdx_buf *out) {
    size_t i;
    const bool plain = is_plain(node);
    const size_t n = node->kind == PDX_NODE_COMPOUND ? node->n_children - 1 : node->n_children;
    for (i = 0; i < n; i++) {
        if (i > 0) pdx_buf_byte(out, ' ');
        if (plain) {
            pdx_buf_span(out, node->children[i]->text);
        } else {
            pdx_node_dump(query, node->children[i], out);
        }
    }
}

void pdx_node_dump(const pdx_query *query, const pdx_node *node, pdx_buf *out) {
    dump_scope(scope_of(node), out);
    dump_name(node, out);
    if (node->kind == PDX_NODE_NOTHING) return;
    pdx_buf_byte(out, '(');
    if (node->kind == PDX_NODE_WRITTEN) {
        pdx_buf_span(out, node->text);
    } else if (node->n_children > 0) {
        dump_children(query, node, out);
    } else {
        pdx_buf_span(out, node->text);
        if (node->kind == PDX_NODE_FUZZY) pdx_buf_format(out, " %u", (unsigned)node->number);
    }
    pdx_buf_byte(out, ')');
    if (node->boost < 1.0 || node->boost > 1.0) {
        pdx_buf_byte(out, '^');
        pdx_number_append(out, node->boost);
    }
}

void pdx_query_dump(const pdx_query *query, pdx_buf *out) { pdx_node_dump(query, query->root, out); }

void pdx_query_free(pdx_query *query) {
    if (query == NULL) return;
    PDX_VEC_DEINIT(&query->notes);
    PDX_VEC_DEINIT(&query->elements);
    PDX_VEC_DEINIT(&query->filters);
    PDX_VEC_DEINIT(&query->scored);
    pdx_arena_deinit(&query->arena);
    pdx_free(query);
}

size_t pdx_query_n_notes(const pdx_query *query) { return query->notes.len; }

pdx_query_note pdx_query_get_note(const pdx_query *query, size_t i) {
    assert(i < query->notes.len);
    return query->notes.data[i];
}
