#include "query/walk/cursor_build.h"

/* Where in the tree a node is, as far as sharing its cursor with the score goes: an AND under an OR moves
 * its members past documents in which they occur, so the score needs cursors of its own there. */
typedef struct branch {
    const pdx_aim *aim;
    bool under_or;
    bool shared;
} branch;

static pdx_status build(pdx_scan *scan, const pdx_node *node, branch at, pdx_cursor **out, pdx_error *err);

static pdx_status build_members(pdx_scan *scan, const pdx_node *node, size_t n, branch at, pdx_members *members,
                                pdx_error *err) {
    size_t i;
    members->n = n;
    members->items = pdx_arena_array(&scan->arena, n, sizeof *members->items);
    if (members->items == NULL) return pdx_fail_memory(err);
    for (i = 0; i < n; i++) PDX_TRY(build(scan, node->children[i], at, &members->items[i], err));
    return PDX_OK;
}

/* The pieces one after the other, or the joined form. */
static pdx_status build_compound(pdx_scan *scan, const pdx_node *node, branch at, pdx_cursor **out, pdx_error *err) {
    pdx_members pieces, both;
    PDX_TRY(build_members(scan, node, node->n_children - 1, at, &pieces, err));
    both.n = 2;
    both.items = pdx_arena_array(&scan->arena, 2, sizeof *both.items);
    if (both.items == NULL) return pdx_fail_memory(err);
    PDX_TRY(pdx_cursor_sequence_new(scan, pieces, 0, &both.items[0], err));
    PDX_TRY(both.items[0]->verbs->advance(both.items[0], 0, err));
    PDX_TRY(build(scan, node->children[node->n_children - 1], at, &both.items[1], err));
    return pdx_cursor_or_new(scan, both, out, err);
}

/* The cursor of an operator whose members must say where they stand. */
static pdx_status build_span(pdx_scan *scan, const pdx_node *node, branch at, pdx_cursor **out, pdx_error *err) {
    const pdx_aim aim = {true, at.aim->statistics};
    pdx_members members;
    pdx_cursor *member;
    at.aim = &aim;
    at.shared = false;
    if (node->kind == PDX_NODE_COMPOUND) return build_compound(scan, node, at, out, err);
    if (node->kind == PDX_NODE_WRITTEN) {
        PDX_TRY(build(scan, node->children[0], at, &member, err));
        return pdx_cursor_written_new(scan, member, node->text, out, err);
    }
    PDX_TRY(build_members(scan, node, node->n_children, at, &members, err));
    if (node->kind == PDX_NODE_NEAR) return pdx_cursor_near_new(scan, members, node->number, out, err);
    return pdx_cursor_sequence_new(scan, members, node->number, out, err);
}

/* Whether at most one child can have occurrences. */
static bool has_single(const pdx_node *node) {
    size_t i, n = 0;
    for (i = 0; i < node->n_children; i++) n += pdx_node_has_occurrences(node->children[i]);
    return n <= 1;
}

static pdx_status build_some(pdx_scan *scan, const pdx_node *node, branch at, pdx_cursor **out, pdx_error *err) {
    pdx_members members;
    if (node->kind == PDX_NODE_NOT) at.shared = false;
    if (node->kind == PDX_NODE_AND && at.under_or) at.shared = false;
    if (node->kind == PDX_NODE_OR || node->kind == PDX_NODE_OPTIONAL) at.under_or = true;
    PDX_TRY(build_members(scan, node, node->n_children, at, &members, err));
    switch ((pdx_node_kind)node->kind) {
    case PDX_NODE_AND:
        return pdx_cursor_and_new(scan, members, has_single(node), out, err);
    case PDX_NODE_OR:
        return pdx_cursor_or_new(scan, members, out, err);
    case PDX_NODE_NOT:
        return pdx_cursor_not_new(scan, members.items[0], out, err);
    default:
        assert(node->kind == PDX_NODE_OPTIONAL);
        return pdx_cursor_optional_new(scan, members.items[0], out, err);
    }
}

static pdx_status build(pdx_scan *scan, const pdx_node *node, branch at, pdx_cursor **out, pdx_error *err) {
    if (node->kind == PDX_NODE_NOTHING) {
        PDX_TRY(pdx_cursor_nothing_new(scan, out, err));
    } else if (node->kind == PDX_NODE_FILTER) {
        PDX_TRY(pdx_cursor_filter_new(scan, &scan->filters[node->element], out, err));
    } else if (pdx_node_is_element(node)) {
        PDX_TRY(pdx_cursor_word_new(scan, node, at.aim, out, err));
    } else if (pdx_node_is_leaf(node)) {
        PDX_TRY(build_span(scan, node, at, out, err));
    } else {
        PDX_TRY(build_some(scan, node, at, out, err));
    }
    if (at.shared && node->scored != PDX_NO_LEAF) scan->leaves[node->scored] = *out;
    return (*out)->verbs->advance(*out, 0, err);
}

pdx_status pdx_cursor_build(pdx_scan *scan, const pdx_node *node, const pdx_aim *aim, pdx_cursor **out, pdx_error *err) {
    const branch root = {aim, false, true};
    return build(scan, node, root, out, err);
}

pdx_status pdx_cursor_build_leaf(pdx_scan *scan, size_t i, const pdx_aim *aim, pdx_cursor **out, pdx_error *err) {
    const branch alone = {aim, false, true};
    *out = scan->leaves[i];
    if (*out != NULL) return PDX_OK;
    return build(scan, scan->plan->query->scored.data[i], alone, out, err);
}
