#include "page/lexicon/dateline_words.h"

/* Tokens that `name` takes at `at`; hyphens and full stops may stand between its words ("segunda-feira", "a.m."). */
static size_t name_length(const pdx_lex_tokens *tokens, size_t at, const pdx_date_name *name) {
    size_t i = at;
    for (unsigned k = 0; k < name->n; k++) {
        if (k > 0 && i < tokens->n && (pdx_lex_is_sign(&tokens->items[i], '-') || pdx_lex_is_sign(&tokens->items[i], '.'))) i++;
        if (i >= tokens->n || tokens->items[i].kind != PDX_LEX_WORD || tokens->items[i].word != name->words[k]) return 0;
        i++;
    }
    return i - at;
}

size_t pdx_date_name_longest(const pdx_lex_tokens *tokens, size_t at, pdx_date_class name_class, uint8_t *value) {
    size_t longest = 0;
    for (const pdx_date_name *name = pdx_date_names_first(tokens->items[at].word); name != NULL; name = pdx_date_names_next(name)) {
        if (name->name_class != name_class) continue;
        const size_t taken = name_length(tokens, at, name);
        if (taken <= longest) continue;
        longest = taken;
        *value = name->value;
    }
    return longest;
}
