#include "query/plan/expand.h"

#include "query/plan/forms.h"
#include "text/tokens.h"

static size_t character_len(pdx_span text, size_t at) {
    size_t len = 1;
    while (at + len < text.len && (text.data[at + len] & 0xC0) == 0x80) len++;
    return len;
}

bool pdx_wildcard_matches(pdx_span pattern, pdx_span text) {
    size_t p = 0, t = 0, star = SIZE_MAX, resume = 0;
    while (t < text.len) {
        if (p < pattern.len && pattern.data[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.len && pattern.data[p] == '?') {
            t += character_len(text, t);
            p++;
        } else if (p < pattern.len && pattern.data[p] == text.data[t]) {
            p++;
            t++;
        } else if (star != SIZE_MAX) { /* let the last star take one character more */
            resume += character_len(text, resume);
            t = resume;
            p = star + 1;
        } else {
            return false;
        }
    }
    while (p < pattern.len && pattern.data[p] == '*') p++;
    return p == pattern.len;
}

/* The ordinals whose keys begin with `prefix`: [*from, *to). */
static pdx_status prefix_stretch(const pdx_segment *segment, pdx_span prefix, pdx_ord *from, pdx_ord *to, pdx_error *err) {
    pdx_buf next;
    pdx_status status;
    PDX_TRY(pdx_segment_lower_bound(segment, prefix, from, err));
    *to = pdx_segment_n_terms(segment);
    /* The smallest text after all that begin so: the last byte that can be raised, raised. */
    while (prefix.len > 0 && prefix.data[prefix.len - 1] == 0xFF) prefix.len--;
    if (prefix.len == 0) return PDX_OK;
    pdx_buf_init(&next);
    pdx_buf_span(&next, prefix);
    if (next.failed) {
        pdx_buf_deinit(&next);
        return pdx_fail_memory(err);
    }
    next.data[next.len - 1]++;
    status = pdx_segment_lower_bound(segment, pdx_buf_view(&next), to, err);
    pdx_buf_deinit(&next);
    return status;
}

pdx_status pdx_expand_add(pdx_term_walk *walk, pdx_found_lists *out, pdx_error *err) {
    const pdx_list_place *place;
    uint32_t n_pieces;
    pdx_word_list list;
    PDX_TRY(pdx_term_walk_place(walk, &place, err));
    (void)pdx_key_base(pdx_buf_view(&walk->key), &n_pieces);
    list.place = *place;
    list.ord = walk->ord;
    list.n_gone = 0;
    list.is_class = false;
    list.languages = PDX_ALL_LANGUAGES;
    list.n_pieces = (uint16_t)n_pieces;
    list.holds = PDX_HOLDS_WHOLE;
    return PDX_VEC_PUSH(out, list) ? PDX_OK : pdx_fail_memory(err);
}

pdx_status pdx_expand_prefix(pdx_plan *plan, pdx_term_walk *walk, pdx_span prefix, pdx_found_lists *out, pdx_error *err) {
    pdx_ord ord, to;
    PDX_TRY(prefix_stretch(walk->segment, prefix, &ord, &to, err));
    for (; ord < to; ord++) {
        PDX_TRY(pdx_plan_pulse(plan, err));
        PDX_TRY(pdx_term_walk_to(walk, ord, err));
        PDX_TRY(pdx_expand_add(walk, out, err));
    }
    return PDX_OK;
}

/* Adds the term at hand if it is the character or a bigram with it. */
static pdx_status lone_add(pdx_term_walk *walk, pdx_span character, pdx_found_lists *out, pdx_error *err) {
    const pdx_span key = pdx_buf_view(&walk->key);
    const bool first = pdx_span_starts(key, character), second = pdx_span_ends(key, character);
    unsigned holds = PDX_HOLDS_WHOLE;
    if (!first && !second) return PDX_OK;
    if (!pdx_span_equal(key, character)) {
        if (character_len(key, 0) + character_len(key, character_len(key, 0)) != key.len) return PDX_OK; /* a joined form */
        holds = (first ? PDX_HOLDS_FIRST : 0u) | (second ? PDX_HOLDS_SECOND : 0u);
    }
    PDX_TRY(pdx_expand_add(walk, out, err));
    out->data[out->len - 1].holds = (uint8_t)holds;
    return PDX_OK;
}

/* Characters that are indexed in bigrams begin with U+3005. */
static const char FIRST_BIGRAM[] = "\xE3\x80\x85";

pdx_status pdx_expand_lone(pdx_plan *plan, pdx_term_walk *walk, pdx_span character, pdx_found_lists *out, pdx_error *err) {
    const uint32_t n_terms = pdx_segment_n_terms(walk->segment);
    pdx_ord ord;
    PDX_TRY(pdx_segment_lower_bound(walk->segment, pdx_span_str(FIRST_BIGRAM), &ord, err));
    for (; ord < n_terms; ord++) {
        PDX_TRY(pdx_plan_pulse(plan, err));
        PDX_TRY(pdx_term_walk_to(walk, ord, err));
        PDX_TRY(lone_add(walk, character, out, err));
    }
    return PDX_OK;
}

pdx_status pdx_expand_wildcard(pdx_plan *plan, pdx_term_walk *walk, pdx_span pattern, pdx_found_lists *out, pdx_error *err) {
    size_t literal = 0;
    uint32_t n_pieces;
    pdx_ord ord, to;
    while (literal < pattern.len && pattern.data[literal] != '*' && pattern.data[literal] != '?') literal++;
    PDX_TRY(prefix_stretch(walk->segment, pdx_span_slice(pattern, 0, literal), &ord, &to, err));
    for (; ord < to; ord++) {
        PDX_TRY(pdx_plan_pulse(plan, err));
        PDX_TRY(pdx_term_walk_to(walk, ord, err));
        if (!pdx_wildcard_matches(pattern, pdx_key_base(pdx_buf_view(&walk->key), &n_pieces))) continue;
        PDX_TRY(pdx_expand_add(walk, out, err));
    }
    return PDX_OK;
}

pdx_status pdx_expand_base(pdx_plan *plan, pdx_term_walk *walk, pdx_span base, pdx_found_lists *out, pdx_error *err) {
    const uint32_t n_terms = pdx_segment_n_terms(walk->segment);
    uint32_t n_pieces;
    pdx_ord ord;
    if (base.len == 0) return PDX_OK;
    PDX_TRY(pdx_segment_lower_bound(walk->segment, base, &ord, err));
    /* The mark of joined forms sorts before every letter, so they follow their base at once. */
    for (; ord < n_terms; ord++) {
        PDX_TRY(pdx_plan_pulse(plan, err));
        PDX_TRY(pdx_term_walk_to(walk, ord, err));
        if (!pdx_span_equal(pdx_key_base(pdx_buf_view(&walk->key), &n_pieces), base)) break;
        PDX_TRY(pdx_expand_add(walk, out, err));
    }
    return PDX_OK;
}
