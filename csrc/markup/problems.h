/* What is wrong with markup, and where: told by the tokenizers to whoever gives them a list, never fatal.
 * Promises: all are counted; the first PDX_PROBLEMS_KEPT are kept with their offsets, so that no input makes the list long. */
#ifndef PDX_MARKUP_PROBLEMS_H
#define PDX_MARKUP_PROBLEMS_H

#include "base/vec.h"

typedef enum pdx_problem {
#define PDX_PROBLEM(name, text) name,
#include "markup/problems.def"
#undef PDX_PROBLEM
    PDX_PROBLEM_COUNT
} pdx_problem;

enum { PDX_PROBLEMS_KEPT = PDX_LIMIT(4096, 64) };

typedef struct pdx_problem_at {
    uint64_t at; /* in the source */
    pdx_problem what;
} pdx_problem_at;

typedef struct pdx_problems {
    PDX_VEC(pdx_problem_at) list;
    uint64_t n;  /* kept or not */
    bool failed; /* out of memory: some were not kept that should have been */
} pdx_problems;

const char *pdx_problem_name(pdx_problem what);

void pdx_problems_init(pdx_problems *problems);
void pdx_problems_deinit(pdx_problems *problems);
/* `problems` may be NULL: nobody wants to know. */
void pdx_problems_add(pdx_problems *problems, pdx_problem what, uint64_t at);

/* How far the list has got, and back to there: for a token that must be read again when more of the source is there. */
typedef struct pdx_problems_mark {
    size_t kept;
    uint64_t n;
} pdx_problems_mark;
pdx_problems_mark pdx_problems_mark_of(const pdx_problems *problems);
void pdx_problems_back(pdx_problems *problems, pdx_problems_mark mark);

#endif
