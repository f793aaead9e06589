/* The rules by name, and the bits of a pdx_rule_set. Called by every step that decides something;
 * the sentences are in rules.def. Promises: the numbers never change meaning. */
#ifndef PDX_PAGE_EVIDENCE_H
#define PDX_PAGE_EVIDENCE_H

#include "page/page.h"

typedef enum pdx_rule {
#define PDX_RULE(name, text) name,
#include "page/rules.def"
#undef PDX_RULE
    PDX_RULE_COUNT
} pdx_rule;

#define PDX_WHY(rule) ((pdx_rule_set)1 << (rule))

#endif
