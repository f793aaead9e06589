/* The tree of a query, as the parser leaves it: what is meant, in no language yet and over no index.
 * Called by the parser, which builds it, and by the plan, which reads it.
 * Promises: depth is bounded by PDX_NESTING_MAX times a small constant, so that walking may recurse. */
#ifndef PDX_QUERY_AST_H
#define PDX_QUERY_AST_H

#include "base/arena.h"
#include "base/role.h"
#include "base/vec.h"
#include "query/query.h"

enum { PDX_LEAVES_MAX = 1024, PDX_NESTING_MAX = 64 };

typedef enum pdx_node_kind {
    PDX_NODE_NOTHING,  /* matches no document */
    PDX_NODE_AND,
    PDX_NODE_OR,
    PDX_NODE_NOT,
    PDX_NODE_OPTIONAL, /* matches every document; only adds occurrences and score */
    PDX_NODE_SEQUENCE, /* `number` is the slop */
    PDX_NODE_NEAR,     /* two children, `number` positions between */
    PDX_NODE_COMPOUND, /* children: the pieces, then the joined form */
    PDX_NODE_WRITTEN,  /* its one child, a word or compound, with exactly the bytes of `text` */
    PDX_NODE_WORD,
    PDX_NODE_LONE,     /* one character of a script that is indexed in bigrams, wherever it stands */
    PDX_NODE_PREFIX,
    PDX_NODE_WILDCARD,
    PDX_NODE_REGEX,
    PDX_NODE_FUZZY, /* `number` is the distance, 0: by length */
    PDX_NODE_FILTER
} pdx_node_kind;

#define PDX_NO_LEAF UINT32_MAX

typedef struct pdx_node pdx_node;

struct pdx_node {
    uint8_t kind;        /* pdx_node_kind */
    uint8_t filter;      /* FILTER: pdx_filter_kind */
    bool stemmed;        /* WORD: stands for all words of its stem */
    bool required;       /* typed with a plus */
    bool whole;          /* WORD, FUZZY: a compound or a number, made of `text` as a whole; otherwise one piece of it, folded */
    uint32_t number;
    uint32_t element;    /* WORD, PREFIX, WILDCARD, FUZZY, FILTER: number among query->elements or ->filters */
    uint32_t scored;     /* number among query->scored, or PDX_NO_LEAF */
    pdx_role_set roles;  /* elements: where they are looked for; PDX_ROLES_ALL: no scope was named */
    double boost;
    pdx_span text;       /* what was typed: a word's bytes, a pattern, a filter's value */
    size_t begin, end;   /* in the query */
    pdx_node **children; /* in the query's arena */
    size_t n_children;
};

typedef PDX_VEC(pdx_node *) pdx_node_list;

struct pdx_query {
    pdx_arena arena; /* everything below that is not said to be owned */
    pdx_span text;
    const pdx_analyzer *analyzer; /* outlives the query */
    pdx_query_options options;
    pdx_node *root;
    PDX_VEC(pdx_query_note) notes; /* owned */
    pdx_node_list elements;        /* owned; words and patterns: what has forms in the dictionary */
    pdx_node_list filters;         /* owned */
    pdx_node_list scored;          /* owned; the leaves of the score, in order of the query */
    bool has_lone;                 /* there is a PDX_NODE_LONE: occurrences are reckoned as query/walk/lone.h says */
};

static inline bool pdx_node_is_element(const pdx_node *node) {
    return node->kind >= PDX_NODE_WORD && node->kind <= PDX_NODE_FUZZY;
}

/* A leaf of the score, whatever stands inside it. */
static inline bool pdx_node_is_leaf(const pdx_node *node) {
    return node->kind >= PDX_NODE_SEQUENCE && node->kind <= PDX_NODE_FUZZY;
}

/* Whether `node` can have occurrences: something in it is looked for and not under NOT. */
bool pdx_node_has_occurrences(const pdx_node *node);

/* One node as pdx_query_dump has it. */
void pdx_node_dump(const pdx_query *query, const pdx_node *node, pdx_buf *out);

#endif
