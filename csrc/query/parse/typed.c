/* From typed words and quoted texts to elements: docs/query.md, "Elements". */

#include "query/parse/parser.h"
#include "regex/regex.h"
#include "text/bigram.h"

static size_t offset_of(const pdx_parser *parser, pdx_span part) {
    return part.data == NULL ? 0 : (size_t)(part.data - parser->query->text.data);
}

static pdx_status new_element(pdx_parser *parser, pdx_node_kind kind, pdx_span text, pdx_node **out) {
    const size_t begin = offset_of(parser, text);
    PDX_TRY(pdx_parser_node(parser, kind, begin, begin + text.len, out));
    (*out)->text = text;
    (*out)->roles = parser->roles;
    return PDX_OK;
}

/* One piece. It is a number only as a whole section: `30,000` alone is one, before `’12` it is not. */
static pdx_status new_piece(pdx_parser *parser, pdx_span text, const pdx_token *token, pdx_node **out) {
    const pdx_span piece = pdx_span_slice(text, (size_t)token->begin, (size_t)token->end);
    pdx_buf folded;
    bool failed;
    PDX_TRY(new_element(parser, PDX_NODE_WORD, piece, out));
    pdx_buf_init(&folded);
    pdx_analyzer_fold(parser->query->analyzer, piece, parser->query->options.language, &folded);
    (*out)->whole = !pdx_span_equal(pdx_buf_view(&folded), token->term);
    failed = folded.failed;
    pdx_buf_deinit(&folded);
    return failed ? pdx_fail_memory(parser->err) : PDX_OK;
}

/* The pieces of the compound that `token` begins, then its joined form. */
static pdx_status new_compound(pdx_parser *parser, pdx_span text, const pdx_token *token, pdx_node **out) {
    const size_t base = parser->stack.len;
    pdx_token piece;
    pdx_node *node = NULL;
    uint32_t i;
    for (i = 0; i < token->n_pieces && pdx_tokens_next(parser->tokens, &piece); i++) {
        PDX_TRY(new_piece(parser, text, &piece, &node));
        PDX_TRY(pdx_parser_push(parser, node));
    }
    PDX_TRY(new_element(parser, PDX_NODE_WORD, pdx_span_slice(text, (size_t)token->begin, (size_t)token->end), &node));
    node->whole = true;
    PDX_TRY(pdx_parser_push(parser, node));
    PDX_TRY(pdx_parser_gather(parser, PDX_NODE_COMPOUND, base, out));
    (*out)->text = node->text;
    (*out)->roles = parser->roles; /* a compound may become one fuzzy element */
    (*out)->whole = true;
    return PDX_OK;
}

static pdx_status wrap_written(pdx_parser *parser, pdx_node **node) {
    const pdx_node *element = *node;
    const size_t base = parser->stack.len;
    const pdx_span text = element->text;
    PDX_TRY(pdx_parser_push(parser, *node));
    PDX_TRY(pdx_parser_gather(parser, PDX_NODE_WRITTEN, base, node));
    (*node)->text = text;
    return PDX_OK;
}

/* The words of `text` onto the stack, one element each. */
static pdx_status push_elements(pdx_parser *parser, pdx_span text, bool written) {
    pdx_token token;
    pdx_tokens_start(parser->tokens, text, parser->query->options.language);
    while (pdx_tokens_next(parser->tokens, &token)) {
        pdx_node *node;
        PDX_TRY(pdx_parser_leaf(parser, offset_of(parser, text) + (size_t)token.begin));
        if (token.n_pieces > 1) {
            PDX_TRY(new_compound(parser, text, &token, &node));
        } else {
            PDX_TRY(new_piece(parser, text, &token, &node));
            if (pdx_bigram_is_single(node->text)) {
                node->kind = PDX_NODE_LONE;
                parser->query->has_lone = true;
            }
        }
        if (written) PDX_TRY(wrap_written(parser, &node));
        PDX_TRY(pdx_parser_push(parser, node));
    }
    return pdx_tokens_end(parser->tokens, parser->err);
}

/* One element, or a sequence of several; NULL with a note when `text` has no word. */
static pdx_status elements(pdx_parser *parser, const pdx_sign *sign, bool written, pdx_node **out) {
    const size_t base = parser->stack.len;
    *out = NULL;
    PDX_TRY(push_elements(parser, sign->text, written));
    if (parser->stack.len == base) {
        return pdx_parser_note(parser, sign->begin, sign->end, "there is no letter or digit here: dropped");
    }
    if (parser->stack.len == base + 1) {
        *out = parser->stack.data[base];
        parser->stack.len = base;
        return PDX_OK;
    }
    return pdx_parser_gather(parser, PDX_NODE_SEQUENCE, base, out);
}

static pdx_status apply_boost(pdx_parser *parser, const pdx_suffix *suffix, pdx_node *node) {
    if (suffix->has_boost) node->boost *= suffix->boost;
    if (!suffix->bad_boost) return PDX_OK;
    return pdx_parser_note(parser, suffix->begin, suffix->end, "after ^ stands a number, such as ^2.5: dropped");
}

/* ASCII punctuation at the ends of a pattern, which no term has there. */
static bool is_edge(uint8_t c) {
    return c < 0x80 && c != '*' && c != '?' && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z');
}

/* Whether a byte can be of a word: a letter or digit, or of a character beyond ASCII. */
static bool is_wordlike(uint8_t c) { return c != '*' && c != '?' && !is_edge(c); }

/* Whether somebody may have meant a pattern where none is read: `*` at a word or alone, `?` within a word. */
static bool has_meant_pattern(pdx_span text) {
    size_t i;
    for (i = 0; i < text.len; i++) {
        const bool first = i == 0, last = i + 1 == text.len;
        const bool behind = !first && is_wordlike(text.data[i - 1]), before = !last && is_wordlike(text.data[i + 1]);
        if (text.data[i] == '?' && behind && before) return true;
        if (text.data[i] != '*') continue;
        if (behind || before || ((first || text.data[i - 1] == ' ') && (last || text.data[i + 1] == ' '))) return true;
    }
    return false;
}

/* `~` and `^` that are no suffix: within a word, or before what is no number. */
static pdx_status note_inner_suffix(pdx_parser *parser, pdx_span text) {
    size_t i;
    for (i = 1; i < text.len; i++) {
        if ((text.data[i] != '~' && text.data[i] != '^') || !is_wordlike(text.data[i - 1])) continue;
        return pdx_parser_note(parser, offset_of(parser, text) + i, offset_of(parser, text) + text.len,
                               "%c stands at the end of a word, as in river%s: read as punctuation", text.data[i],
                               text.data[i] == '~' ? "~1" : "^2.5");
    }
    return PDX_OK;
}

/* Whether `text` has a word once the wildcards are spaces. */
static pdx_status has_word(pdx_parser *parser, pdx_span text, bool *has) {
    size_t begin = 0, i;
    pdx_token token;
    *has = false;
    for (i = 0; i <= text.len && !*has; i++) {
        if (i < text.len && text.data[i] != '*' && text.data[i] != '?') continue;
        pdx_tokens_start(parser->tokens, pdx_span_slice(text, begin, i), parser->query->options.language);
        *has = pdx_tokens_next(parser->tokens, &token);
        PDX_TRY(pdx_tokens_end(parser->tokens, parser->err));
        begin = i + 1;
    }
    return PDX_OK;
}

static pdx_status typed_pattern(pdx_parser *parser, const pdx_sign *sign, pdx_node **out) {
    pdx_span text = sign->text;
    pdx_node_kind kind = PDX_NODE_WILDCARD;
    bool has;
    while (text.len > 0 && is_edge(text.data[0])) text = pdx_span_slice(text, 1, text.len);
    while (text.len > 0 && is_edge(text.data[text.len - 1])) text.len--;
    PDX_TRY(has_word(parser, text, &has));
    if (!has) return pdx_parser_note(parser, sign->begin, sign->end, "a pattern needs a letter: dropped");
    if (sign->suffix.has_tilde) {
        PDX_TRY(pdx_parser_note(parser, sign->suffix.begin, sign->suffix.end, "a pattern cannot be fuzzy as well: ~ dropped"));
    }
    if (text.data[text.len - 1] == '*') {
        size_t i;
        for (i = 0; i < text.len && text.data[i] != '*' && text.data[i] != '?'; i++) {}
        if (i == text.len - 1) kind = PDX_NODE_PREFIX;
    }
    PDX_TRY(pdx_parser_leaf(parser, sign->begin));
    PDX_TRY(new_element(parser, kind, text, out));
    if (kind == PDX_NODE_PREFIX) (*out)->text.len--;
    return apply_boost(parser, &sign->suffix, *out);
}

/* Makes the one element `node` fuzzy, or says why it cannot be. */
static pdx_status apply_tilde(pdx_parser *parser, const pdx_suffix *suffix, pdx_node *node) {
    if (!suffix->has_tilde) return PDX_OK;
    if (node->kind == PDX_NODE_SEQUENCE || node->kind == PDX_NODE_WRITTEN) {
        return pdx_parser_note(parser, suffix->begin, suffix->end, "~ applies to one word or a quoted text: dropped");
    }
    node->stemmed = false;
    if (suffix->tilde == 0) return PDX_OK;
    node->kind = PDX_NODE_FUZZY;
    node->n_children = 0;
    node->number = suffix->tilde == PDX_NO_TILDE ? 0 : suffix->tilde;
    if (node->number <= 2) return PDX_OK;
    node->number = 2;
    return pdx_parser_note(parser, suffix->begin, suffix->end, "at most 2 changes: read as ~2");
}

static bool has_wildcard(pdx_span text) {
    return text.len > 0 && (memchr(text.data, '*', text.len) != NULL || memchr(text.data, '?', text.len) != NULL);
}

pdx_status pdx_typed_word(pdx_parser *parser, const pdx_sign *sign, bool written, pdx_node **out) {
    *out = NULL;
    if (parser->filter >= 0) return pdx_typed_filter(parser, sign->text, sign->begin, sign->end, out);
    PDX_TRY(note_inner_suffix(parser, sign->text));
    if (has_wildcard(sign->text)) {
        if (!written) return typed_pattern(parser, sign, out);
        PDX_TRY(pdx_parser_note(parser, sign->begin, sign->end, "after = wildcards are punctuation"));
    }
    PDX_TRY(elements(parser, sign, written, out));
    if (*out == NULL) return PDX_OK;
    if ((*out)->kind == PDX_NODE_WORD) (*out)->stemmed = !parser->query->options.sequence;
    PDX_TRY(apply_tilde(parser, &sign->suffix, *out));
    return apply_boost(parser, &sign->suffix, *out);
}

/* A regular expression that cannot be read raises: leaving it out would widen what is found. */
pdx_status pdx_typed_regex(pdx_parser *parser, const pdx_sign *sign, pdx_node **out) {
    pdx_regex *regex;
    pdx_error err = {0};
    *out = NULL;
    if (parser->filter >= 0) return pdx_typed_filter(parser, sign->text, sign->begin, sign->end, out);
    const pdx_status status = pdx_regex_new(sign->text, PDX_REGEX_IGNORE_CASE, &regex, &err);
    if (status == PDX_ENOMEM) return pdx_fail_memory(parser->err);
    if (status != PDX_OK) {
        return pdx_fail(parser->err, PDX_EQUERY, sign->begin + 1 + (err.offset == PDX_NO_OFFSET ? 0 : err.offset), "%s", err.message);
    }
    pdx_regex_free(regex);
    if (sign->suffix.has_tilde) {
        PDX_TRY(pdx_parser_note(parser, sign->suffix.begin, sign->suffix.end, "a pattern cannot be fuzzy as well: ~ dropped"));
    }
    PDX_TRY(pdx_parser_leaf(parser, sign->begin));
    PDX_TRY(new_element(parser, PDX_NODE_REGEX, sign->text, out));
    return apply_boost(parser, &sign->suffix, *out);
}

pdx_status pdx_typed_quoted(pdx_parser *parser, const pdx_sign *sign, bool written, pdx_node **out) {
    const pdx_suffix *suffix = &sign->suffix;
    *out = NULL;
    if (sign->incomplete) {
        PDX_TRY(pdx_parser_note(parser, sign->begin, sign->end, "this quote is not closed: read up to the end"));
    }
    if (parser->filter >= 0) return pdx_typed_filter(parser, sign->text, sign->begin, sign->end, out);
    if (has_meant_pattern(sign->text)) {
        PDX_TRY(pdx_parser_note(parser, sign->begin, sign->end, "within quotes wildcards are punctuation: a pattern stands outside of them"));
    }
    PDX_TRY(elements(parser, sign, written, out));
    if (*out == NULL) return PDX_OK;
    if (suffix->has_tilde && suffix->tilde == PDX_NO_TILDE) {
        PDX_TRY(pdx_parser_note(parser, suffix->begin, suffix->end, "after a quoted text ~ needs a number: dropped"));
    } else if (suffix->has_tilde && (*out)->kind == PDX_NODE_SEQUENCE) {
        (*out)->number = suffix->tilde;
    }
    return apply_boost(parser, suffix, *out);
}

pdx_status pdx_typed_filter(pdx_parser *parser, pdx_span value, size_t begin, size_t end, pdx_node **out) {
    size_t i;
    for (i = 0; i < value.len && value.data[i] <= ' '; i++) {}
    if (i == value.len) return pdx_fail(parser->err, PDX_EQUERY, begin, "a filter needs a value right after its colon");
    if (has_meant_pattern(value)) PDX_TRY(pdx_parser_note(parser, begin, end, "in the value of a filter wildcards are punctuation"));
    PDX_TRY(pdx_parser_leaf(parser, begin));
    PDX_TRY(pdx_parser_node(parser, PDX_NODE_FILTER, begin, end, out));
    (*out)->filter = (uint8_t)parser->filter;
    (*out)->text = value;
    return PDX_OK;
}
