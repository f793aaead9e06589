#include "query/plan/word_lists.h"

#include "query/plan/expand.h"

/* What a lookup works with. */
typedef struct lookup {
    pdx_plan *plan;
    const pdx_segment *segment;
    const pdx_gone *gone;  /* or NULL */
    const pdx_node *node;
    pdx_term_walk walk; /* owned, like the next */
    pdx_found_lists found;
    pdx_word_lists *lists; /* that are made */
} lookup;

static pdx_status add_class(lookup *self, pdx_ord class_ord, pdx_error *err) {
    pdx_word_list list;
    PDX_TRY(pdx_segment_class_place(self->segment, class_ord, &list.place, err));
    list.ord = class_ord;
    list.n_gone = 0;
    list.is_class = true;
    list.languages = PDX_ALL_LANGUAGES; /* has documents of its language only */
    list.n_pieces = 1;
    list.holds = PDX_HOLDS_WHOLE;
    return PDX_VEC_PUSH(&self->found, list) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status add_members(lookup *self, pdx_ord class_ord, uint16_t languages, pdx_error *err) {
    uint32_t n, i;
    PDX_TRY(pdx_segment_class_size(self->segment, class_ord, &n, err));
    for (i = 0; i < n; i++) {
        pdx_ord ord;
        PDX_TRY(pdx_segment_class_member(self->segment, class_ord, i, &ord, err));
        PDX_TRY(pdx_term_walk_to(&self->walk, ord, err));
        PDX_TRY(pdx_expand_add(&self->walk, &self->found, err));
        self->found.data[self->found.len - 1].languages = languages;
    }
    return PDX_OK;
}

/* The words of one stem, language by language. */
static pdx_status find_stemmed(lookup *self, bool positions, pdx_error *err) {
    const pdx_plan *plan = self->plan;
    const bool mixed = pdx_segment_n_languages(self->segment) > 1;
    size_t l;
    /* A class holds posts of its language only; its members do not. */
    self->lists->n_groups = positions && mixed ? (uint16_t)plan->languages.len : 1;
    self->lists->may_meet = true;
    for (l = 0; l < plan->languages.len; l++) {
        pdx_ord class_ord;
        self->lists->groups[l] = (uint16_t)l;
        PDX_TRY(pdx_segment_class(self->segment, plan->languages.data[l], pdx_plan_form(plan, self->node, l)->stem, &class_ord, err));
        if (class_ord == PDX_NO_ORD) continue;
        if (positions) PDX_TRY(add_members(self, class_ord, mixed ? (uint16_t)l : PDX_ALL_LANGUAGES, err));
        else PDX_TRY(add_class(self, class_ord, err));
    }
    return PDX_OK;
}

static pdx_status expand(lookup *self, const pdx_word_form *form, pdx_error *err) {
    size_t i;
    if (form->base.len == 0) return PDX_OK;
    switch ((pdx_node_kind)self->node->kind) {
    case PDX_NODE_PREFIX:
        return pdx_expand_prefix(self->plan, &self->walk, form->base, &self->found, err);
    case PDX_NODE_WILDCARD:
        return pdx_expand_wildcard(self->plan, &self->walk, form->base, &self->found, err);
    case PDX_NODE_REGEX:
        return pdx_expand_regex(self->plan, &self->walk, form->base, &self->found, err);
    case PDX_NODE_LONE:
        return pdx_expand_lone(self->plan, &self->walk, form->base, &self->found, err);
    case PDX_NODE_FUZZY:
        for (i = 0; i < form->n_bases; i++) PDX_TRY(pdx_expand_base(self->plan, &self->walk, form->bases[i], &self->found, err));
        return PDX_OK;
    default:
        return pdx_expand_base(self->plan, &self->walk, form->base, &self->found, err);
    }
}

/* The number of the first language that folds the word as language `l` does. */
static size_t first_alike(const pdx_plan *plan, const pdx_node *node, size_t l) {
    size_t first = 0;
    while (!pdx_span_equal(pdx_plan_form(plan, node, first)->base, pdx_plan_form(plan, node, l)->base)) first++;
    return first;
}

static pdx_status find_exact(lookup *self, pdx_error *err) {
    const pdx_plan *plan = self->plan;
    pdx_word_lists *lists = self->lists;
    size_t l, i, before;
    for (l = 0; l < plan->languages.len; l++) {
        const size_t first = first_alike(plan, self->node, l);
        lists->groups[l] = first < l ? lists->groups[first] : lists->n_groups++;
    }
    lists->may_meet = self->node->kind != PDX_NODE_WORD;
    for (l = 0; l < plan->languages.len; l++) {
        if (first_alike(plan, self->node, l) < l) continue;
        before = self->found.len;
        PDX_TRY(expand(self, pdx_plan_form(plan, self->node, l), err));
        for (i = before; lists->n_groups > 1 && i < self->found.len; i++) self->found.data[i].languages = lists->groups[l];
    }
    return PDX_OK;
}

static pdx_status gone_tell(const pdx_gone *gone, pdx_word_list *list, pdx_error *err) {
    if (list->is_class) return pdx_gone_class_posts(gone, list->ord, list->place.n_posts, &list->n_gone, err);
    return pdx_gone_term_posts(gone, list->ord, list->place.n_posts, &list->n_gone, err);
}

/* Whether a node stands for a stem, which has other lists when positions are asked for. */
static bool is_stemmed(const pdx_plan *plan, const pdx_node *node) { return node->stemmed && plan->options->stemmer != NULL; }

static pdx_status lookup_run(lookup *self, bool positions, pdx_error *err) {
    pdx_word_lists *lists = self->lists;
    size_t i;
    PDX_TRY(is_stemmed(self->plan, self->node) ? find_stemmed(self, positions, err) : find_exact(self, err));
    lists->n = self->found.len;
    lists->items = pdx_arena_array(&self->plan->arena, lists->n, sizeof *lists->items);
    if (lists->items == NULL) return pdx_fail_memory(err);
    if (lists->n > 0) memcpy(lists->items, self->found.data, lists->n * sizeof *lists->items);
    for (i = 0; self->gone != NULL && i < lists->n; i++) PDX_TRY(gone_tell(self->gone, &lists->items[i], err));
    for (i = 0; i < lists->n; i++) PDX_PREFETCH(lists->items[i].place.list.data); /* read once all words are looked up */
    return PDX_OK;
}

static pdx_status lists_make(pdx_plan *plan, uint32_t segment, const pdx_node *node, bool positions, pdx_word_lists **out, pdx_error *err) {
    pdx_status status;
    lookup self;
    memset(&self, 0, sizeof self);
    self.plan = plan;
    self.segment = pdx_snapshot_segment(plan->snapshot, segment);
    self.gone = pdx_snapshot_gone(plan->snapshot, segment);
    self.node = node;
    self.lists = pdx_arena_alloc(&plan->arena, sizeof *self.lists);
    if (self.lists == NULL) return pdx_fail_memory(err);
    memset(self.lists, 0, sizeof *self.lists);
    self.lists->groups = pdx_arena_array(&plan->arena, plan->languages.len, sizeof *self.lists->groups);
    if (self.lists->groups == NULL) return pdx_fail_memory(err);
    pdx_term_walk_init(&self.walk, self.segment);
    status = lookup_run(&self, positions, err);
    PDX_VEC_DEINIT(&self.found);
    pdx_term_walk_deinit(&self.walk);
    *out = self.lists;
    return status;
}

pdx_status pdx_word_lists_find(pdx_plan *plan, uint32_t segment, const pdx_node *node, bool positions, const pdx_word_lists **out,
                               pdx_error *err) {
    const size_t number = segment * plan->query->elements.len + node->element;
    const pdx_word_lists **kept = &plan->lists[2 * number + (positions && is_stemmed(plan, node))];
    pdx_word_lists *made;
    if (*kept == NULL) {
        PDX_TRY(lists_make(plan, segment, node, positions, &made, err));
        *kept = made;
    }
    *out = *kept;
    return PDX_OK;
}

bool pdx_word_lists_are_apart(const pdx_word_lists *lists) {
    size_t i;
    if (lists->n_groups > 1) return false;
    for (i = 0; i < lists->n; i++) {
        if (!lists->items[i].is_class && lists->n > 1) return false;
    }
    return true;
}

bool pdx_word_lists_posts(const pdx_word_lists *lists, uint32_t *n_posts) {
    size_t i;
    *n_posts = 0;
    if (lists->n > 0 && !lists->items[0].is_class && (lists->n > 1 || lists->items[0].languages != PDX_ALL_LANGUAGES)) return false;
    for (i = 0; i < lists->n; i++) { /* classes of different languages have no post in common */
        if (i > 0 && !lists->items[i].is_class) return false;
        *n_posts += lists->items[i].place.n_posts - lists->items[i].n_gone;
    }
    return true;
}
