/* The list of problems: how many are kept, and the way back. */
#include "check.h"
#include "markup/problems.h"

int main(void) {
    pdx_problems problems;
    pdx_problems_mark mark;
    pdx_problems_init(&problems);
    pdx_problems_add(NULL, PDX_NESTED_COMMENT, 1);
    pdx_problems_add(&problems, PDX_NESTED_COMMENT, 7);
    mark = pdx_problems_mark_of(&problems);
    for (uint64_t i = 0; i < 2 * PDX_PROBLEMS_KEPT; i++) pdx_problems_add(&problems, PDX_EOF_IN_TAG, i);
    CHECK_EQ(problems.n, 2 * PDX_PROBLEMS_KEPT + 1);
    CHECK_EQ(problems.list.len, PDX_PROBLEMS_KEPT);
    pdx_problems_back(&problems, mark);
    CHECK(problems.n == 1 && problems.list.len == 1 && problems.list.data[0].at == 7);
    CHECK(strcmp(pdx_problem_name(problems.list.data[0].what), "nested-comment") == 0);
    CHECK(strcmp(pdx_problem_name(PDX_XML_TOO_DEEP), "xml-nested-too-deep") == 0);
    pdx_problems_deinit(&problems);
    return check_report("markup/problems");
}
