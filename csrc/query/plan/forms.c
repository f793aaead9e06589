#include "query/plan/forms.h"

#include "text/tokens.h"

pdx_span pdx_key_base(pdx_span key, uint32_t *n_pieces) {
    const uint8_t *mark = key.len == 0 ? NULL : memchr(key.data, PDX_JOINED_MARK, key.len);
    *n_pieces = 1;
    if (mark == NULL) return key;
    if (mark + 2 == key.data + key.len && mark[1] > '1' && mark[1] <= '0' + PDX_JOINED_MAX) *n_pieces = (uint32_t)(mark[1] - '0');
    return pdx_span_of(key.data, (size_t)(mark - key.data));
}

static bool is_pattern(const pdx_node *node) { return node->kind == PDX_NODE_PREFIX || node->kind == PDX_NODE_WILDCARD; }

/* What joins the pieces of a compound is not in its joined form, so a pattern leaves it out too. */
static size_t connector_at(pdx_span text, size_t at) {
    static const char *const connectors[] = {"'", "-", "\xE2\x80\x98", "\xE2\x80\x99", "\xCA\xBC", "\xEF\xBC\x87",
                                             "\xE2\x80\x90", "\xE2\x80\x91", "\xE2\x80\x8C"};
    size_t i;
    for (i = 0; i < PDX_COUNTOF(connectors); i++) {
        if (pdx_span_starts(pdx_span_slice(text, at, text.len), pdx_span_str(connectors[i]))) return strlen(connectors[i]);
    }
    return 0;
}

/* Folds what stands between wildcards and connectors. */
static void fold_pattern(const pdx_analyzer *analyzer, pdx_span text, pdx_lang language, pdx_buf *out) {
    size_t begin = 0, at = 0;
    for (;;) {
        const bool wild = at < text.len && (text.data[at] == '*' || text.data[at] == '?');
        const size_t connector = at < text.len ? connector_at(text, at) : 0;
        if (at < text.len && !wild && connector == 0) {
            at++;
            continue;
        }
        if (at > begin) pdx_analyzer_fold(analyzer, pdx_span_slice(text, begin, at), language, out);
        if (at == text.len) return;
        if (wild) pdx_buf_byte(out, text.data[at]);
        at += wild ? 1 : connector;
        begin = at;
    }
}

/* Folds the letters beyond ASCII: the rest is signs, and letters whose case makes no difference. */
static void fold_regex(const pdx_analyzer *analyzer, pdx_span text, pdx_lang language, pdx_buf *out) {
    for (size_t at = 0; at < text.len;) {
        size_t end = at;
        while (end < text.len && text.data[end] >= 0x80) end++;
        if (end > at) pdx_analyzer_fold(analyzer, pdx_span_slice(text, at, end), language, out);
        else pdx_buf_byte(out, text.data[end++]);
        at = end;
    }
}

/* The base of the first token of `text`: a piece, or the joined form when it is a compound. */
static pdx_status fold_word(pdx_tokens *tokens, pdx_span text, pdx_lang language, pdx_buf *out, pdx_error *err) {
    pdx_token token;
    uint32_t n_pieces;
    pdx_tokens_start(tokens, text, language);
    if (pdx_tokens_next(tokens, &token)) pdx_buf_span(out, pdx_key_base(token.term, &n_pieces));
    return pdx_tokens_end(tokens, err);
}

static pdx_status fold_all(pdx_plan *plan, pdx_tokens *tokens, pdx_buf *scratch, pdx_error *err) {
    const pdx_node_list *elements = &plan->query->elements;
    const pdx_lang given = plan->query->options.language;
    size_t e, l;
    for (e = 0; e < elements->len; e++) {
        const pdx_node *node = elements->data[e];
        for (l = 0; l < plan->languages.len; l++) {
            const pdx_lang language = given == PDX_LANG_NONE ? plan->languages.data[l] : given;
            pdx_word_form *form = &plan->forms[e * plan->languages.len + l];
            pdx_buf_reset(scratch);
            if (node->kind == PDX_NODE_REGEX) {
                fold_regex(plan->query->analyzer, node->text, language, scratch);
            } else if (is_pattern(node)) {
                fold_pattern(plan->query->analyzer, node->text, language, scratch);
            } else if (!node->whole) {
                pdx_analyzer_fold(plan->query->analyzer, pdx_term_surface(node->text), language, scratch);
            } else {
                PDX_TRY(fold_word(tokens, node->text, language, scratch, err));
            }
            if (scratch->failed) return pdx_fail_memory(err);
            if (l > 0 && pdx_span_equal(pdx_buf_view(scratch), form[-1].base)) {
                form->base = form[-1].base;
            } else if (!pdx_arena_copy(&plan->arena, pdx_buf_view(scratch), &form->base)) {
                return pdx_fail_memory(err);
            }
        }
    }
    return PDX_OK;
}

/* Asks for the stems of all stemmed words in one language. */
static pdx_status stem_language(pdx_plan *plan, size_t l, pdx_span *terms, uint64_t *ends, pdx_buf *bytes, pdx_error *err) {
    const pdx_node_list *elements = &plan->query->elements;
    const pdx_stemmer *stemmer = plan->options->stemmer;
    pdx_status status;
    size_t e, n = 0;
    for (e = 0; e < elements->len; e++) {
        if (elements->data[e]->stemmed) terms[n++] = plan->forms[e * plan->languages.len + l].base;
    }
    pdx_buf_reset(bytes);
    status = stemmer->stem(stemmer->context, plan->languages.data[l], terms, n, bytes, ends);
    if (status == PDX_OK && bytes->failed) status = PDX_ENOMEM;
    if (status != PDX_OK) return pdx_fail(err, status, PDX_NO_OFFSET, "stemming failed: %s", pdx_status_text(status));
    for (e = 0, n = 0; e < elements->len; e++) {
        const uint64_t begin = n == 0 ? 0 : ends[n - 1];
        if (!elements->data[e]->stemmed) continue;
        if (begin > ends[n] || ends[n] > bytes->len) {
            return pdx_fail(err, PDX_ECALLBACK, PDX_NO_OFFSET, "the stemmer gave ends outside its bytes");
        }
        if (!pdx_arena_copy(&plan->arena, pdx_span_slice(pdx_buf_view(bytes), (size_t)begin, (size_t)ends[n]),
                            &plan->forms[e * plan->languages.len + l].stem)) {
            return pdx_fail_memory(err);
        }
        n++;
    }
    return PDX_OK;
}

static pdx_status stem_all(pdx_plan *plan, pdx_buf *scratch, pdx_error *err) {
    const size_t n = plan->query->elements.len;
    pdx_span *terms;
    uint64_t *ends;
    bool any = false;
    size_t i;
    for (i = 0; i < n; i++) any = any || plan->query->elements.data[i]->stemmed;
    if (!any || plan->options->stemmer == NULL) return PDX_OK;
    terms = pdx_arena_array(&plan->arena, n, sizeof *terms);
    ends = pdx_arena_array(&plan->arena, n, sizeof *ends);
    if (terms == NULL || ends == NULL) return pdx_fail_memory(err);
    for (i = 0; i < plan->languages.len; i++) PDX_TRY(stem_language(plan, i, terms, ends, scratch, err));
    return PDX_OK;
}

pdx_status pdx_forms_make(pdx_plan *plan, pdx_error *err) {
    const size_t n = plan->query->elements.len * plan->languages.len;
    pdx_tokens *tokens = NULL;
    pdx_buf scratch;
    pdx_status status;
    if (n == 0) return PDX_OK;
    plan->forms = pdx_arena_array(&plan->arena, n, sizeof *plan->forms);
    if (plan->forms == NULL) return pdx_fail_memory(err);
    memset(plan->forms, 0, n * sizeof *plan->forms);
    pdx_buf_init(&scratch);
    status = pdx_tokens_new(plan->query->analyzer, &tokens, err);
    if (status == PDX_OK) status = fold_all(plan, tokens, &scratch, err);
    if (status == PDX_OK) status = stem_all(plan, &scratch, err);
    pdx_tokens_free(tokens);
    pdx_buf_deinit(&scratch);
    return status;
}
