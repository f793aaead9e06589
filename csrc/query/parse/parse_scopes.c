/* One thing that operators join: a word, a quoted text, a group, a scope and what it applies to. */
#include "query/parse/parser.h"
#include "query/search.h"

static const struct {
    const char *name;
    pdx_role_set roles; /* 0: a filter */
    int filter;
} scope_table[] = {
    {"title", PDX_ROLE_BIT(PDX_ROLE_TITLE), -1},
    {"tags", PDX_ROLE_BIT(PDX_ROLE_TAGS) | PDX_ROLE_BIT(PDX_ROLE_CATEGORIES), -1},
    {"caption", PDX_ROLE_BIT(PDX_ROLE_CAPTION), -1},
    {"heading", PDX_ROLE_BIT(PDX_ROLE_HEADING), -1},
    {"byline", PDX_ROLE_BIT(PDX_ROLE_BYLINE), -1},
    {"text", PDX_ROLE_BIT(PDX_ROLE_PARAGRAPH) | PDX_ROLE_BIT(PDX_ROLE_QUOTE) | PDX_ROLE_BIT(PDX_ROLE_LIST) |
                 PDX_ROLE_BIT(PDX_ROLE_CODE) | PDX_ROLE_BIT(PDX_ROLE_TABLE), -1},
    {"alt", PDX_ROLE_BIT(PDX_ROLE_IMAGE_ALT), -1},
    {"related", PDX_ROLE_BIT(PDX_ROLE_RELATED), -1},
    {"tag", 0, PDX_FILTER_TAG},
    {"source", 0, PDX_FILTER_SOURCE},
    {"page", 0, PDX_FILTER_PAGE},
    {"date", 0, PDX_FILTER_DATE},
    {"kind", 0, PDX_FILTER_KIND},
    {"status", 0, PDX_FILTER_STATUS},
};

enum { SCOPE_UNKNOWN = PDX_COUNTOF(scope_table) };

static pdx_status apply_group_suffix(pdx_parser *parser, const pdx_suffix *suffix, pdx_node *node) {
    if (suffix->has_tilde) {
        PDX_TRY(pdx_parser_note(parser, suffix->begin, suffix->end, "~ applies to one word or a quoted text: dropped"));
    }
    if (suffix->bad_boost) {
        PDX_TRY(pdx_parser_note(parser, suffix->begin, suffix->end, "after ^ stands a number, such as ^2.5: dropped"));
    }
    if (suffix->has_boost && node != NULL) node->boost *= suffix->boost;
    return PDX_OK;
}

/* What stands between an opening parenthesis, already taken, and its closing one. */
static pdx_status parse_group(pdx_parser *parser, size_t begin, pdx_node **out) {
    pdx_sign close;
    PDX_TRY(pdx_parser_deeper(parser, begin));
    parser->n_open++;
    PDX_TRY(pdx_parse_or(parser, out));
    parser->n_open--;
    parser->depth--;
    if (*out == NULL) {
        PDX_TRY(pdx_parser_note(parser, begin, begin + 1, "there is nothing in this group: dropped"));
    } else {
        (*out)->required = false; /* a plus counts among what stands beside it, not beyond its group */
    }
    if (pdx_parser_peek(parser)->kind != PDX_SIGN_CLOSE) {
        return pdx_parser_note(parser, begin, begin + 1, "this parenthesis is not closed: read up to the end");
    }
    close = pdx_parser_take(parser);
    return apply_group_suffix(parser, &close.suffix, *out);
}

/* The value of a filter whose colon was just passed. */
static pdx_status parse_filter(pdx_parser *parser, int filter, size_t begin, pdx_node **out) {
    const int outer = parser->filter;
    const bool verbatim = parser->lexer.verbatim;
    pdx_sign value;
    parser->filter = filter;
    pdx_lexer_value(&parser->lexer, &value);
    if (value.kind == PDX_SIGN_OPEN) {
        parser->lexer.verbatim = true;
        PDX_TRY(parse_group(parser, value.begin, out));
        if (*out == NULL) {
            return pdx_fail(parser->err, PDX_EQUERY, begin, "a filter needs a value right after its colon");
        }
        parser->lexer.verbatim = verbatim;
    } else if (value.kind == PDX_SIGN_QUOTED) {
        PDX_TRY(pdx_typed_quoted(parser, &value, false, out));
    } else {
        PDX_TRY(pdx_typed_word(parser, &value, false, out));
    }
    parser->filter = outer;
    return PDX_OK;
}

/* A name that is no scope, or has nothing behind its colon, is a word before what follows. */
static pdx_status parse_no_scope(pdx_parser *parser, pdx_sign *scope, pdx_node **out) {
    const size_t base = parser->stack.len;
    scope->end = scope->begin + scope->text.len;
    memset(&scope->suffix, 0, sizeof scope->suffix);
    PDX_TRY(pdx_typed_word(parser, scope, false, out));
    if (*out != NULL) PDX_TRY(pdx_parser_push(parser, *out));
    if (!scope->incomplete) {
        pdx_lexer_skip_signs(&parser->lexer);
        PDX_TRY(pdx_parser_deeper(parser, scope->begin));
        PDX_TRY(pdx_parse_unary(parser, out));
        parser->depth--;
        if (*out != NULL) PDX_TRY(pdx_parser_push(parser, *out));
    }
    return pdx_parser_combine(parser, base, out);
}

static size_t scope_find(pdx_span name) {
    size_t i, k;
    for (i = 0; i < SCOPE_UNKNOWN; i++) {
        const char *known = scope_table[i].name;
        if (strlen(known) != name.len) continue;
        for (k = 0; k < name.len && (name.data[k] | 0x20) == (uint8_t)known[k]; k++) {}
        if (k == name.len) return i;
    }
    return SCOPE_UNKNOWN;
}

static pdx_status parse_scope(pdx_parser *parser, pdx_node **out) {
    pdx_sign scope = pdx_parser_take(parser);
    const size_t known = scope_find(scope.text);
    const pdx_role_set outer = parser->roles;
    if (known == SCOPE_UNKNOWN) {
        if (!scope.incomplete) {
            PDX_TRY(pdx_parser_note(parser, scope.begin, scope.end, "%.*s: is no scope: read as a word",
                                    (int)pdx_min_size(scope.text.len, 40), (const char *)scope.text.data));
        }
        return parse_no_scope(parser, &scope, out);
    }
    if (scope_table[known].roles == 0) return parse_filter(parser, scope_table[known].filter, scope.begin, out);
    if (scope.incomplete) {
        PDX_TRY(pdx_parser_note(parser, scope.begin, scope.end, "nothing stands right after %s: read as a word",
                                scope_table[known].name));
        return parse_no_scope(parser, &scope, out);
    }
    pdx_lexer_skip_signs(&parser->lexer);
    PDX_TRY(pdx_parser_deeper(parser, scope.begin));
    parser->roles &= scope_table[known].roles;
    PDX_TRY(pdx_parse_unary(parser, out));
    parser->roles = outer;
    parser->depth--;
    return PDX_OK;
}

pdx_status pdx_parse_primary(pdx_parser *parser, bool written, pdx_node **out) {
    pdx_sign sign;
    *out = NULL;
    switch (pdx_parser_peek(parser)->kind) {
    case PDX_SIGN_WORD:
        sign = pdx_parser_take(parser);
        return pdx_typed_word(parser, &sign, written, out);
    case PDX_SIGN_QUOTED:
        sign = pdx_parser_take(parser);
        return pdx_typed_quoted(parser, &sign, written, out);
    case PDX_SIGN_REGEX:
        sign = pdx_parser_take(parser);
        return pdx_typed_regex(parser, &sign, out);
    case PDX_SIGN_OPEN:
        sign = pdx_parser_take(parser);
        return parse_group(parser, sign.begin, out);
    case PDX_SIGN_SCOPE:
        return parse_scope(parser, out);
    default: /* an operator or the end: the caller's */
        return PDX_OK;
    }
}
