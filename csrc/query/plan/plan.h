/* A query made ready for one snapshot, once per call: its words folded and stemmed in every language of the
 * posts, its filters answered, its fuzzy words expanded; and how the call stays answerable.
 * Called by search, matches and snippets. Promises: nothing of it depends on how the posts are cut into segments. */
#ifndef PDX_QUERY_PLAN_H
#define PDX_QUERY_PLAN_H

#include "base/bitmap.h"
#include "query/parse/ast.h"
#include "query/search.h"

/* An element in one language. */
typedef struct pdx_word_form {
    pdx_span base;         /* folded word, or folded pattern with its wildcards; empty: stands for nothing here */
    pdx_span stem;         /* of stemmed words */
    const pdx_span *bases; /* of fuzzy words: what they stand for, borrowed from the plan's arena */
    size_t n_bases;
} pdx_word_form;

typedef struct pdx_resolved {
    pdx_bitmap certain; /* owned */
    pdx_bitmap wide;    /* owned; certain or possible */
} pdx_resolved;

/* What of the whole applies to one segment, with a bit for each of its posts. */
typedef struct pdx_plan_segment {
    const pdx_bitmap *posts;     /* those that are there and in the view; NULL: all */
    const pdx_resolved *filters; /* one per filter of the query */
} pdx_plan_segment;

typedef struct pdx_word_lists pdx_word_lists;
typedef struct pdx_merged pdx_merged;
typedef struct pdx_doc_lists pdx_doc_lists;

typedef struct pdx_plan {
    const pdx_snapshot *snapshot; /* borrowed, like the two below, for the call */
    const pdx_query *query;
    const pdx_search_options *options;
    pdx_arena arena;          /* owned: forms and what they point to */
    PDX_VEC(pdx_lang) languages; /* owned; of the posts, each once, PDX_LANG_NONE first */
    pdx_word_form *forms;          /* [element * n_languages + language] */
    const pdx_word_lists **lists; /* per segment and element, without and with positions: what word_lists.c has looked up, or NULL */
    const pdx_merged **merged;    /* per segment and element: what merged.c has put together, or NULL */
    pdx_doc_lists *doc_lists; /* borrowed, from whoever keeps the plan: what walk/doc_lists.c makes of patterns; or NULL */
    pdx_resolved *filters;    /* owned, one per filter of the query */
    size_t n_filters;
    const pdx_plan_segment *segments; /* one each; in the arena, or borrowed from options and filters */
    uint64_t pulses, total;   /* documents looked at so far, and about how many there are */
    double deadline;          /* on pdx_clock_seconds; 0: none */
    bool expired;             /* the deadline came; the status then is PDX_EINTERRUPTED */
} pdx_plan;

/* `remainders`: pages' remainders will be looked at too, whose languages no post need have. */
pdx_status pdx_plan_init(pdx_plan *plan, const pdx_snapshot *snapshot, const pdx_query *query,
                         const pdx_search_options *options, bool remainders, pdx_error *err) PDX_MUST;
void pdx_plan_deinit(pdx_plan *plan); /* also after a failed init */

/* The plan once more, for a search of its own with another tick and deadline: everything is borrowed from `from`, which stays as it is. */
pdx_status pdx_plan_again(pdx_plan *plan, const pdx_plan *from, const pdx_search_options *options, pdx_error *err) PDX_MUST;
void pdx_plan_again_deinit(pdx_plan *plan);

/* Where an element is looked for: its scope, the view, or the default of the kind of query. */
pdx_role_set pdx_plan_roles(const pdx_plan *plan, const pdx_node *element);
/* All roles with a scoring group. */
pdx_role_set pdx_plan_scoring_roles(void);

static inline const pdx_word_form *pdx_plan_form(const pdx_plan *plan, const pdx_node *element, size_t language) {
    return &plan->forms[element->element * plan->languages.len + language];
}

/* The segment that holds `post`, and its document there; PDX_EVALUE when none does. */
pdx_status pdx_plan_place_of(const pdx_plan *plan, uint32_t post, uint32_t *segment, pdx_doc *doc, pdx_error *err) PDX_MUST;

pdx_status pdx_plan_pulse_now(pdx_plan *plan, pdx_error *err) PDX_MUST;

/* How many pulses what takes longer than a glance at a posting counts for: a document that a cursor looks into, a list that is
 * opened. */
enum { PDX_PULSES_DOCUMENT = 16, PDX_PULSES_LIST = 4 };

/* Once per posting looked at, or what takes as long (less than half a microsecond): now and then it asks the caller and the
 * clock. */
PDX_MUST static inline pdx_status pdx_plan_pulse(pdx_plan *plan, pdx_error *err) {
    if (PDX_LIKELY((++plan->pulses & PDX_LIMIT(2047, 7)) != 0)) return PDX_OK;
    return pdx_plan_pulse_now(plan, err);
}

/* The same for `n` at once. */
PDX_MUST static inline pdx_status pdx_plan_pulses(pdx_plan *plan, uint32_t n, pdx_error *err) {
    const uint64_t before = plan->pulses / (PDX_LIMIT(2047, 7) + 1);
    plan->pulses += n;
    return plan->pulses / (PDX_LIMIT(2047, 7) + 1) == before ? PDX_OK : pdx_plan_pulse_now(plan, err);
}

#endif
