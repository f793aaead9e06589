#include "post/quotes/quote_speaker.h"

#include "page/lexicon/chars.h"

enum { BEFORE_MOST = 48, AFTER_MOST = 14 };

static const pdx_spoken nobody = {{0, 0, PDX_SAID_BY_NONE}, SIZE_MAX, PDX_QUOTED_NONE, false};

static bool is(const pdx_scene *scene, size_t i, uint32_t classes) { return (scene->tokens[i].classes & classes) != 0; }
static bool has_gap(const pdx_scene *scene, size_t i, unsigned gap) { return (scene->tokens[i].gap & gap) != 0; }
static bool is_quote(const pdx_scene *scene, size_t i) { return scene->tokens[i].quote != PDX_QUOTED_NONE; }

static pdx_spoken spoken(pdx_named who, size_t cue, bool near) { return (pdx_spoken){who, cue, PDX_QUOTED_NONE, near}; }

bool pdx_spoken_names(const pdx_scene *scene, size_t at) {
    size_t cue = at;
    while (cue > 0 && !has_gap(scene, cue, PDX_GAP_ENDS | PDX_GAP_COLON) && is(scene, cue - 1, PDX_SPEECH_ARTICLE)) cue--;
    if (cue == 0 || has_gap(scene, cue, PDX_GAP_ENDS | PDX_GAP_COLON)) return false;
    cue--;
    if (is_quote(scene, cue)) return false;
    if (is(scene, cue, PDX_SPEECH_NAMING)) return true;
    if (!is(scene, cue, PDX_SPEECH_CALL) || cue == 0 || has_gap(scene, cue, PDX_GAP_ENDS)) return false;
    if (has_gap(scene, cue, PDX_GAP_COMMA)) return true;
    const pdx_quote_token *before = &scene->tokens[cue - 1];
    if (is_quote(scene, cue - 1) || pdx_token_is_name(scene, cue - 1) ||
        (before->classes & (PDX_SPEECH_PRONOUN | PDX_SPEECH_OTHERS | PDX_SPEECH_WHO)) != 0) {
        return false;
    }
    return true; /* "a campaign called", "is called" */
}

/* Words that only look like a cue: "these calls", "his claims", "reports of". */
static bool is_noun_here(const pdx_scene *scene, size_t i) {
    const uint32_t determined = PDX_SPEECH_ARTICLE | PDX_SPEECH_POSSESSIVE | PDX_SPEECH_INTO;
    return i > 0 && scene->tokens[i].gap == 0 && is(scene, i - 1, determined) && !is(scene, i - 1, PDX_SPEECH_PASSED | PDX_SPEECH_OTHERS) &&
           !is(scene, i, PDX_SPEECH_SAYING | PDX_SPEECH_ACCORDING) &&
           !(scene->language == PDX_LANG_EN && scene->tokens[i - 1].end - scene->tokens[i - 1].begin == 2); /* "to say" */
}

/* What follows "according to", "selon", "laut", به گفته; at `cue`. */
static pdx_named according(const pdx_scene *scene, size_t cue) {
    const pdx_named none = {0, 0, PDX_SAID_BY_NONE};
    size_t at = cue + 1;
    if (is(scene, cue, PDX_SPEECH_INTO) && (cue == 0 || scene->tokens[cue - 1].end - scene->tokens[cue - 1].begin != 1)) return none; /* d'après */
    if (scene->language == PDX_LANG('f', 'a')) {
        size_t last = cue;
        if (cue == 0 || !is(scene, cue - 1, PDX_SPEECH_INTO)) return none;
        while (last + 1 < scene->n && last - cue < 5 && scene->tokens[last + 1].gap == 0 && !is_quote(scene, last + 1)) last++;
        return last == cue ? none : (pdx_named){cue + 1, last, PDX_SAID_BY_NAME};
    }
    if (scene->language == PDX_LANG_EN) {
        if (at >= scene->n || !is(scene, at, PDX_SPEECH_INTO)) return none;
        at++;
    }
    return pdx_named_after(scene, at);
}

/* Who says it by the cue at `cue`, which stands before; `from` is where its sentence begins. */
static pdx_named who_before(const pdx_scene *scene, size_t cue, size_t from) {
    pdx_named who = {0, 0, PDX_SAID_BY_NONE};
    if (is(scene, cue, PDX_SPEECH_ACCORDING)) who = according(scene, cue);
    if (who.said != PDX_SAID_BY_NONE || !is(scene, cue, PDX_SPEECH_CUE & ~(uint32_t)PDX_SPEECH_ACCORDING)) return who;
    if (is(scene, cue, PDX_SPEECH_CITE)) {
        who = pdx_named_after(scene, cue + 1);
        if (who.said == PDX_SAID_BY_NAME) return who;
    }
    who = pdx_subject_before(scene, cue, from);
    if (who.said == PDX_SAID_BY_NONE && (is(scene, cue, PDX_SPEECH_SAYING) || (cue > from && is(scene, cue - 1, PDX_SPEECH_JOIN | PDX_SPEECH_INTO))))
        who = pdx_subject_first(scene, from, cue);
    if (who.said == PDX_SAID_BY_NONE && cue == from && is(scene, cue, PDX_SPEECH_SAY)) who = pdx_named_after(scene, cue + 1); /* "Dijo Ana Ruiz: ..." */
    return who;
}

/* Whether few words that tell nothing stand between a cue and the quotation. */
static bool is_near(const pdx_scene *scene, size_t cue, size_t at) {
    size_t words = 0;
    if (has_gap(scene, at, PDX_GAP_COLON)) return true;
    for (size_t i = cue + 1; i < at; i++) {
        words += !is(scene, i, PDX_SPEECH_THAT | PDX_SPEECH_ARTICLE | PDX_SPEECH_INTO | PDX_SPEECH_PASSED | PDX_SPEECH_OTHERS | PDX_SPEECH_PRONOUN);
    }
    return words <= 2;
}

/* Looks back from `at` to `from`. */
static pdx_spoken spoken_before(const pdx_scene *scene, size_t at, size_t from) {
    for (size_t i = at; i > from && at - i < BEFORE_MOST; i--) {
        const size_t cue = i - 1;
        if (is_quote(scene, cue)) {
            pdx_spoken same = nobody;
            same.same_as = scene->tokens[cue].quote;
            same.near = has_gap(scene, at, PDX_GAP_COMMA);
            return same;
        }
        if (!is(scene, cue, PDX_SPEECH_CUE) || is_noun_here(scene, cue)) continue;
        if (is(scene, cue, PDX_SPEECH_CALL) && i == at && pdx_spoken_names(scene, at)) continue;
        const pdx_named who = who_before(scene, cue, from);
        if (who.said != PDX_SAID_BY_NONE) return spoken(who, cue, is_near(scene, who.last > cue && who.last < at ? who.last : cue, at));
        if (is(scene, cue, PDX_SPEECH_SAYING)) {
            pdx_spoken same = nobody; /* "..., she said, adding": of the quotation before, in the same sentence */
            for (size_t k = cue; k > from; k--) {
                if (!is_quote(scene, k - 1)) continue;
                same.same_as = scene->tokens[k - 1].quote;
                same.cue = cue;
                same.near = true;
                return same;
            }
        }
    }
    return nobody;
}

/* A verb with who says it before it: "..., she said". */
static pdx_spoken said_after(const pdx_scene *scene, size_t at) {
    const size_t from = at + 1;
    const bool soft = has_gap(scene, from, PDX_GAP_SOFT);
    if (is(scene, from, PDX_SPEECH_JOIN | PDX_SPEECH_INTO | PDX_SPEECH_WHO) && !is(scene, from, PDX_SPEECH_ARTICLE)) return nobody;
    for (size_t verb = from + 1; verb < scene->n && verb - from < AFTER_MOST; verb++) {
        if (has_gap(scene, verb, PDX_GAP_ENDS) || is_quote(scene, verb)) return nobody;
        if (!is(scene, verb, PDX_SPEECH_SAY | PDX_SPEECH_CALL) || is_noun_here(scene, verb)) continue;
        const pdx_named who = pdx_subject_before(scene, verb, from);
        if (who.said == PDX_SAID_BY_NONE) return nobody;
        if (soft && verb + 1 < scene->n && is_quote(scene, verb + 1) && !has_gap(scene, verb + 1, PDX_GAP_ENDS)) return nobody; /* of the next */
        return spoken(who, verb, true);
    }
    return nobody;
}

/* Languages whose verbs tell by themselves who speaks: "dijo" is he said, or she. */
static bool verbs_suffice(pdx_lang language) {
    static const pdx_lang languages[] = {PDX_LANG('e', 's'), PDX_LANG('i', 't'), PDX_LANG('p', 't'), PDX_LANG('p', 'l'),
                                         PDX_LANG('e', 'l'), PDX_LANG('t', 'r'), PDX_LANG('f', 'a'), PDX_LANG('a', 'r')};
    for (size_t i = 0; i < PDX_COUNTOF(languages); i++)
        if (languages[i] == language) return true;
    return false;
}

/* Whether the word at `cue` has whom it names right behind it: "so Weber", "so die Polizei", but "so kalt wie Weber". */
static bool has_named(const pdx_scene *scene, size_t cue) {
    size_t at = cue + 1;
    while (at < scene->n && is(scene, at, PDX_SPEECH_PASSED) && !has_gap(scene, at, PDX_GAP_ENDS)) at++;
    return at < scene->n && !is_quote(scene, at) &&
           ((scene->tokens[at].shape & PDX_SHAPE_CAPITAL) != 0 || is(scene, at, PDX_SPEECH_PRONOUN | PDX_SPEECH_ARTICLE | PDX_SPEECH_POSSESSIVE));
}

/* s'écria, m'a dit */
static bool is_elided(const pdx_scene *scene, size_t i) {
    const pdx_quote_token *token = &scene->tokens[i];
    return scene->language == PDX_LANG('f', 'r') && token->quote == PDX_QUOTED_NONE && token->end - token->begin == 1 &&
           (token->shape & PDX_SHAPE_CAPITAL) == 0;
}

static pdx_spoken spoken_after(const pdx_scene *scene, size_t at) {
    size_t verb = at + 1;
    if (verb >= scene->n || has_gap(scene, verb, PDX_GAP_STOP | PDX_GAP_BLOCK | PDX_GAP_COLON)) return nobody;
    const bool apart = has_gap(scene, verb, PDX_GAP_COMMA | PDX_GAP_DASH | PDX_GAP_SOFT);
    while (verb < scene->n && (is(scene, verb, PDX_SPEECH_PASSED) || is_elided(scene, verb)) && !has_gap(scene, verb, PDX_GAP_ENDS)) verb++;
    if (verb >= scene->n || is_quote(scene, verb)) return nobody;
    if (apart && (is(scene, verb, PDX_SPEECH_ACCORDING) || (is(scene, verb, PDX_SPEECH_SO) && has_named(scene, verb)))) {
        const pdx_named who = according(scene, verb);
        if (who.said != PDX_SAID_BY_NONE) return spoken(who, verb, true);
    }
    if (is(scene, verb, PDX_SPEECH_SAY) && (scene->tokens[verb].shape & PDX_SHAPE_CAPITAL) == 0) {
        const pdx_named who = pdx_named_after(scene, verb + 1);
        if (who.said != PDX_SAID_BY_NONE) return spoken(who, verb, true);
        if (apart && verbs_suffice(scene->language)) return spoken(pdx_unsaid_means(scene, verb), verb, true);
    }
    return apart ? said_after(scene, at) : nobody;
}

/* Whether the cue stands right before: "said:", "said,", "that". */
static bool is_attached(const pdx_scene *scene, const pdx_spoken *found, size_t at) {
    if (found->who.said == PDX_SAID_BY_NONE || found->cue == SIZE_MAX) return false;
    return found->cue + 1 == at || (found->cue + 2 == at && is(scene, at - 1, PDX_SPEECH_THAT)) || has_gap(scene, at, PDX_GAP_COLON);
}

/* Whether the quotation ends the sentence in which the one before was said: “...,” said Ida Brook, “...” What follows is another sentence. */
static bool ends_what_was_said(const pdx_scene *scene, const pdx_spoken *before, size_t at) {
    if (before->same_as == PDX_QUOTED_NONE || !before->near || at + 1 >= scene->n || !has_gap(scene, at + 1, PDX_GAP_ENDS)) return false;
    for (size_t i = at; i > 0 && !is_quote(scene, i - 1); i--)
        if (is(scene, i - 1, PDX_SPEECH_CUE)) return true;
    return false;
}

/* A block that ends with a colon introduces the next. */
static bool introduces(const pdx_scene *scene, size_t at) {
    const uint32_t block = scene->tokens[at - 1].block;
    const pdx_span text = scene->blocks[block].text;
    size_t end = text.len;
    while (end > scene->tokens[at - 1].end && (text.data[end - 1] == ' ' || text.data[end - 1] == '\n' || text.data[end - 1] == '\r')) end--;
    return end > scene->tokens[at - 1].end && text.data[end - 1] == ':';
}

/* Whether what stands between the marks ends as a sentence does. */
static bool is_sentence(const pdx_scene *scene, size_t at) {
    const pdx_span text = scene->blocks[scene->tokens[at].block].text;
    const uint8_t *begin = text.data + scene->tokens[at].begin, *end = text.data + scene->tokens[at].end;
    uint32_t code = 0;
    for (size_t i = 0; i < 2 && end > begin; i++) end -= pdx_char_decode_before(begin, end, &code); /* its mark, and what stands before */
    return code == '.' || code == '!' || code == '?' || code == 0x2026;
}

/* Who is named before a colon, and nothing else, where the block begins: "Müller: „Ja, sehr hoch.“" */
static pdx_named label_of(const pdx_scene *scene, size_t at) {
    enum { LABEL_MOST = 5 };
    const uint32_t titles = PDX_SPEECH_MR | PDX_SPEECH_MRS | PDX_SPEECH_OFFICE;
    const pdx_named none = {0, 0, PDX_SAID_BY_NONE};
    size_t first = at;
    if (!has_gap(scene, at, PDX_GAP_COLON) || !is_sentence(scene, at)) return none;
    while (first > 0 && at - first < LABEL_MOST && !is_quote(scene, first - 1) && scene->tokens[first - 1].block == scene->tokens[at].block) {
        first--;
        if (is(scene, first, PDX_SPEECH_NO_NAME | PDX_SPEECH_CUE | PDX_SPEECH_WORK | PDX_SPEECH_TEXT)) return none;
        if ((scene->tokens[first].shape & PDX_SHAPE_CAPITAL) == 0 && !is(scene, first, PDX_SPEECH_PARTICLE)) return none;
        if (has_gap(scene, first, PDX_GAP_BLOCK)) break;
        if (scene->tokens[first].gap != 0 && !(first > 0 && is(scene, first - 1, titles))) return none;
    }
    if (first == at || !has_gap(scene, first, PDX_GAP_BLOCK)) return none;
    while (first + 1 < at && is(scene, first, titles)) first++;
    return (pdx_named){first, at - 1, PDX_SAID_BY_NAME};
}

/* The same in an interview, where another label stands close by: one alone may be that of something else. */
static pdx_named named_as_label(const pdx_scene *scene, size_t at) {
    enum { NEAR = 24 };
    const pdx_named none = {0, 0, PDX_SAID_BY_NONE}, label = label_of(scene, at);
    if (label.said == PDX_SAID_BY_NONE) return none;
    for (size_t i = at > NEAR ? at - NEAR : 0; i < scene->n && i < at + NEAR; i++)
        if (i != at && is_quote(scene, i) && label_of(scene, i).said != PDX_SAID_BY_NONE) return label;
    return none;
}

pdx_spoken pdx_spoken_find(const pdx_scene *scene, size_t at) {
    const bool opens = has_gap(scene, at, PDX_GAP_ENDS);
    pdx_spoken before = opens ? nobody : spoken_before(scene, at, pdx_sentence_first(scene, at));
    if (is_attached(scene, &before, at) || ends_what_was_said(scene, &before, at)) return before;
    const pdx_spoken after = spoken_after(scene, at);
    if (after.who.said != PDX_SAID_BY_NONE) return after;
    if (before.who.said == PDX_SAID_BY_NONE && before.same_as == PDX_QUOTED_NONE && has_gap(scene, at, PDX_GAP_COLON) && !opens) {
        before.who = pdx_subject_first(scene, pdx_sentence_first(scene, at), at); /* "As she put it:" */
        before.near = true;
        if (before.who.said == PDX_SAID_BY_NONE) before.who = named_as_label(scene, at);
    }
    if (has_gap(scene, at, PDX_GAP_BLOCK) && at > 0 && introduces(scene, at)) {
        before = spoken_before(scene, at, pdx_sentence_first(scene, at - 1));
        before.near = true;
    }
    return before;
}
