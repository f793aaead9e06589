/* Random queries for the oracle, and how they are typed. */
#ifndef PDX_TESTS_RANDOM_QUERY_H
#define PDX_TESTS_RANDOM_QUERY_H

#include "query/oracle.h"

static o_node *q_new(o_query *query, o_kind kind, pdx_role_set roles) {
    o_node *node = &query->nodes[query->n_nodes++];
    memset(node, 0, sizeof *node);
    node->kind = kind;
    node->roles = roles;
    node->boost = 1;
    node->connector = '-';
    return node;
}

static void q_boost(o_query *query, o_node *node, test_random *r) {
    static const double boosts[] = {2, 0.5, 1.25};
    if (!query->find && random_below(r, 8) == 0) node->boost = boosts[random_below(r, 3)];
}

static o_node *q_typed(o_query *query, test_random *r, pdx_role_set roles, int exact) {
    o_node *node = q_new(query, O_TYPED, roles);
    node->n_pieces = o_random_pieces(r, node->pieces);
    node->exact = exact;
    if (random_below(r, 2)) node->connector = '\'';
    return node;
}

static o_node *q_pattern(o_query *query, test_random *r, pdx_role_set roles) {
    static const char *const wild[] = {"a?o", "*b", "a*s", "?b*", "*a*", "a?", "?\xC3\xB1o", "b?*", "*o"};
    static const char *const prefixes[] = {"a", "ab", "b", "a\xC3\xB1", "an", "C", "zz"};
    o_node *node;
    switch (random_below(r, 3)) {
    case 0:
        node = q_new(query, O_PREFIX, roles);
        strcpy(node->pieces[0], prefixes[random_below(r, 7)]);
        break;
    case 1:
        node = q_new(query, O_WILD, roles);
        strcpy(node->pieces[0], wild[random_below(r, 9)]);
        break;
    default:
        node = q_new(query, O_FUZZY, roles);
        strcpy(node->pieces[0], o_words[random_below(r, O_WORDS)]);
        node->number = (int)random_below(r, 3);
        break;
    }
    node->n_pieces = 1;
    return node;
}

static o_node *q_phrase(o_query *query, test_random *r, pdx_role_set roles) {
    o_node *node = q_new(query, O_PHRASE, roles);
    const int written = random_below(r, 5) == 0;
    int i;
    node->n_children = 2 + (int)random_below(r, 2);
    node->number = random_below(r, 2) ? 0 : (int)random_below(r, 5);
    for (i = 0; i < node->n_children; i++) {
        node->children[i] = q_typed(query, r, roles, 1);
        node->children[i]->written = written;
    }
    return node;
}

/* One word, pattern or phrase. */
static o_node *q_leaf(o_query *query, test_random *r, pdx_role_set roles, int exact) {
    o_node *node;
    switch (random_below(r, 8)) {
    case 0:
    case 1:
        return q_phrase(query, r, roles);
    case 2:
        return q_pattern(query, r, roles);
    case 3:
        node = q_typed(query, r, roles, 1);
        node->written = 1;
        return node;
    default:
        return q_typed(query, r, roles, exact || random_below(r, 6) == 0);
    }
}

static o_node *q_filter(o_query *query, test_random *r, pdx_role_set roles) {
    o_node *node = q_new(query, O_FILTER, roles);
    node->number = (int)random_below(r, FILTERS);
    return node;
}

static o_node *q_tree(o_query *query, test_random *r, int depth, pdx_role_set roles, int exact);

/* Something with occurrences. */
static o_node *q_positive(o_query *query, test_random *r, int depth, pdx_role_set roles, int exact) {
    o_node *node;
    int i;
    if (depth <= 0 || query->n_nodes > NODES_MAX - 24 || random_below(r, 2)) return q_leaf(query, r, roles, exact);
    switch (random_below(r, 3)) {
    case 0:
        node = q_new(query, O_NEAR, roles);
        node->number = (int)random_below(r, 5);
        node->n_children = 2;
        for (i = 0; i < 2; i++) node->children[i] = q_positive(query, r, depth - 1, roles, 1);
        return node;
    case 1:
        node = q_new(query, O_OR, roles);
        node->n_children = 2;
        node->children[0] = q_positive(query, r, depth - 1, roles, exact);
        node->children[1] = q_tree(query, r, depth - 1, roles, exact);
        return node;
    default:
        node = q_new(query, O_AND, roles);
        node->n_children = 2;
        node->children[0] = q_positive(query, r, depth - 1, roles, exact);
        node->children[1] = q_tree(query, r, depth - 1, roles, exact);
        return node;
    }
}

static o_node *q_tree(o_query *query, test_random *r, int depth, pdx_role_set roles, int exact) {
    o_node *node;
    int i;
    if (depth <= 0 || query->n_nodes > NODES_MAX - 24) return q_leaf(query, r, roles, exact);
    switch (random_below(r, 6)) {
    case 0:
        node = q_new(query, O_NOT, roles);
        node->n_children = 1;
        node->children[0] = q_tree(query, r, depth - 1, roles, exact);
        return node;
    case 1:
        return q_filter(query, r, roles);
    case 2:
    case 3:
        node = q_new(query, O_SIDE, roles);
        node->n_children = 2 + (int)random_below(r, 2);
        for (i = 0; i < node->n_children; i++) {
            node->children[i] = q_tree(query, r, depth - 1, roles, exact);
            node->plus[i] = query->any && node->children[i]->kind != O_NOT && random_below(r, 4) == 0;
        }
        return node;
    default:
        return q_positive(query, r, depth, roles, exact);
    }
}

static void q_boosts(o_query *query, test_random *r) {
    int i;
    for (i = 0; i < query->n_nodes; i++) q_boost(query, &query->nodes[i], r);
}

static pdx_role_set q_scope(test_random *r, const char **name) {
    static const char *const names[] = {"title:", "tags:", "caption:", "heading:", "byline:", "text:", "alt:", "related:"};
    static const pdx_role_set sets[] = {
        PDX_ROLE_BIT(PDX_ROLE_TITLE), PDX_ROLE_BIT(PDX_ROLE_TAGS) | PDX_ROLE_BIT(PDX_ROLE_CATEGORIES), PDX_ROLE_BIT(PDX_ROLE_CAPTION),
        PDX_ROLE_BIT(PDX_ROLE_HEADING), PDX_ROLE_BIT(PDX_ROLE_BYLINE),
        PDX_ROLE_BIT(PDX_ROLE_PARAGRAPH) | PDX_ROLE_BIT(PDX_ROLE_QUOTE) | PDX_ROLE_BIT(PDX_ROLE_LIST) | PDX_ROLE_BIT(PDX_ROLE_CODE) | PDX_ROLE_BIT(PDX_ROLE_TABLE),
        PDX_ROLE_BIT(PDX_ROLE_IMAGE_ALT), PDX_ROLE_BIT(PDX_ROLE_RELATED)};
    const uint32_t i = random_below(r, 8);
    *name = names[i];
    return sets[i];
}

/* ---- as it is typed: groups in full, so that strength does not matter here */

static void q_write(const o_query *query, const o_node *node, char *out);

static void q_write_pieces(const o_node *node, char *out) {
    int i;
    for (i = 0; i < node->n_pieces; i++) {
        if (i > 0) strncat(out, &node->connector, 1);
        strcat(out, node->pieces[i]);
    }
}

static void q_write_leaf(const o_node *node, char *out) {
    int i;
    if (node->kind == O_PHRASE) {
        strcat(out, node->children[0]->written ? "=\"" : "\"");
        for (i = 0; i < node->n_children; i++) {
            if (i > 0) strcat(out, " ");
            q_write_pieces(node->children[i], out);
        }
        strcat(out, "\"");
        if (node->number > 0) sprintf(out + strlen(out), "~%d", node->number);
        return;
    }
    if (node->written) strcat(out, "=");
    if (node->exact && !node->written) strcat(out, "\"");
    q_write_pieces(node, out);
    if (node->exact && !node->written) strcat(out, "\"");
    if (node->kind == O_PREFIX) strcat(out, "*");
    if (node->kind == O_FUZZY) strcat(out, node->number == 0 ? "~" : node->number == 1 ? "~1" : "~2");
}

static void q_write_group(const o_query *query, const o_node *node, char *out) {
    int i;
    strcat(out, "(");
    for (i = 0; i < node->n_children; i++) {
        if (i > 0 && node->kind == O_AND) strcat(out, " AND ");
        if (i > 0 && node->kind == O_OR) strcat(out, " | ");
        if (i > 0 && node->kind == O_NEAR) sprintf(out + strlen(out), " NEAR/%d ", node->number);
        if (i > 0 && node->kind == O_SIDE) strcat(out, " ");
        if (node->plus[i]) strcat(out, "+");
        q_write(query, node->children[i], out);
    }
    strcat(out, ")");
}

static void q_write(const o_query *query, const o_node *node, char *out) {
    if (node->kind == O_NOT) {
        strcat(out, "-(");
        q_write(query, node->children[0], out);
        strcat(out, ")");
        return;
    }
    if (node->kind == O_FILTER) {
        sprintf(out + strlen(out), node->number % 2 ? "date:%d" : "tag:\"%d\"", node->number);
        return;
    }
    if (node->kind >= O_TYPED || node->kind == O_PHRASE) {
        q_write_leaf(node, out);
    } else {
        q_write_group(query, node, out);
    }
    if (node->boost < 1 || node->boost > 1) sprintf(out + strlen(out), "^%g", node->boost);
}

#endif
