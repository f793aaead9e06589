#include "markup/problems.h"

#include <string.h>

static const char *const problem_names[] = {
#define PDX_PROBLEM(name, text) text,
#include "markup/problems.def"
#undef PDX_PROBLEM
};

const char *pdx_problem_name(pdx_problem what) {
    assert((size_t)what < PDX_COUNTOF(problem_names));
    return problem_names[what];
}

void pdx_problems_init(pdx_problems *problems) { memset(problems, 0, sizeof *problems); }

void pdx_problems_deinit(pdx_problems *problems) {
    PDX_VEC_DEINIT(&problems->list);
    pdx_problems_init(problems);
}

void pdx_problems_add(pdx_problems *problems, pdx_problem what, uint64_t at) {
    pdx_problem_at one;
    if (problems == NULL) return;
    problems->n++;
    if (problems->list.len >= PDX_PROBLEMS_KEPT) return;
    one.at = at;
    one.what = what;
    if (!PDX_VEC_PUSH(&problems->list, one)) problems->failed = true;
}

pdx_problems_mark pdx_problems_mark_of(const pdx_problems *problems) {
    pdx_problems_mark mark = {0, 0};
    if (problems != NULL) {
        mark.kept = problems->list.len;
        mark.n = problems->n;
    }
    return mark;
}

void pdx_problems_back(pdx_problems *problems, pdx_problems_mark mark) {
    if (problems == NULL) return;
    problems->list.len = mark.kept;
    problems->n = mark.n;
}
