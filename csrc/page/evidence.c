#include "page/evidence.h"

static const char *const rule_texts[] = {
#define PDX_RULE(name, text) text,
#include "page/rules.def"
#undef PDX_RULE
};

const char *pdx_rule_text(unsigned bit) { return bit < PDX_RULE_COUNT ? rule_texts[bit] : NULL; }

const char *pdx_page_kind_name(pdx_page_kind kind) {
    static const char *const names[PDX_PAGE_KIND_COUNT] = {"unknown", "tag", "category", "author", "date", "home", "search", "single"};
    return (unsigned)kind < PDX_PAGE_KIND_COUNT ? names[kind] : NULL;
}
