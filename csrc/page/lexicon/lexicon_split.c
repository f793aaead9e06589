#include "page/lexicon/dateline_read.h"
#include "page/lexicon/lexicon.h"
#include "page/lexicon/lexicon_match.h"

enum {
    PARTS = 24,
    MAX_UNLABELLED = 2,
    UNLABELLED_TOKENS = 24,
    GLUED_TOKENS = 64,
    SPACED_WORDS = 3,
    SHORT = 256,   /* longer lines begin with a phrase or a date, or are no furniture */
    LONGEST = 4096,
    HEAD = 5,      /* tokens that are looked at first, */
    NAME = 2,      /* and those that tell whether a name can begin there */
    TINY = 32      /* bytes of a line that is read at once */
};

/* Words that begin dates, without those that stand inside them. */
#define DATE_BEGINNINGS                                                                                                              \
    (UINT32_C(1) << PDX_DW_MONTH | UINT32_C(1) << PDX_DW_MONTH_SHORT | UINT32_C(1) << PDX_DW_WEEKDAY | UINT32_C(1) << PDX_DW_TODAY | \
     UINT32_C(1) << PDX_DW_AGO_BEFORE)

/* The state of one reading from left to right. Ends are counted from behind, since reading a date may part a number. */
typedef struct splitter {
    pdx_lex_tokens *tokens;
    size_t after;           /* tokens at the end that are not of the line's phrases */
    pdx_lex_match parts[PARTS];
    size_t n;
    unsigned unlabelled, sure;
    /* Where the hole that was looked at last ends: templates that differ in nothing else ask it again. */
    struct {
        size_t from, end, n; /* n: tokens at that time */
        uint8_t kind;
    } hole;
} splitter;

static size_t end_of(const splitter *s) { return s->tokens->n - s->after; }

/* "|", "·", "»", and hyphens and slashes that stand alone. */
static bool is_boundary_sign(const pdx_lex_tokens *tokens, size_t at) {
    const pdx_lex_token *token = &tokens->items[at];
    if (!pdx_lex_is_separator(token)) return false;
    if (token->sign == '|' || token->sign == PDX_SIGN_MARK || token->sign == '~' || token->sign == '*') return true;
    return (token->flags & PDX_LEX_GLUED) == 0 && (at + 1 >= tokens->n || (tokens->items[at + 1].flags & PDX_LEX_GLUED) == 0);
}

static bool is_between(const pdx_lex_token *token) {
    const uint64_t low = PDX_SIGN_BIT(',') | PDX_SIGN_BIT('.') | PDX_SIGN_BIT(';') | PDX_SIGN_BIT(':') | PDX_SIGN_BIT('(') | PDX_SIGN_BIT(')');
    return pdx_lex_is_separator(token) || pdx_lex_is_sign_of(token, low, PDX_SIGN_BIT('[') | PDX_SIGN_BIT(']'));
}

/* The bracket round a number, which is of its phrase: "Comments (2)". */
static bool closes(const pdx_lex_token *token) { return pdx_lex_is_sign(token, ')') || pdx_lex_is_sign(token, ']'); }

/* "@" between a name and a time. */
static bool is_at_sign(const pdx_lex_tokens *tokens, size_t at) {
    return pdx_lex_is_sign(&tokens->items[at], '@') && at + 1 < tokens->n && tokens->items[at + 1].kind == PDX_LEX_NUMBER &&
           ((tokens->items[at].flags | tokens->items[at + 1].flags) & PDX_LEX_GLUED) == 0;
}

static bool is_name_kind(uint8_t kind) { return kind == PDX_PHRASE_POSTED_ON || kind == PDX_PHRASE_POSTED_BY; }

/* Whether a phrase that can stand alone begins at `at`, all of whose words are given: "No comments" before "5 views". */
static bool goes_on(const splitter *s, size_t at) {
    pdx_lex_beginnings beginnings;
    pdx_lex_beginnings_init(&beginnings, s->tokens, at);
    for (const pdx_lex_phrase *phrase; (phrase = pdx_lex_beginnings_next(&beginnings)) != NULL;)
        if (phrase->use == PDX_LEX_ALONE && pdx_lex_is_entry_kind(phrase->kind) && phrase->hole == phrase->n && phrase->typed) return true;
    return false;
}

/* Whether the words of `phrase` at `at`, which end at `end`, are enough to end the hole of a phrase of `kind` before it, without any sign between. */
static bool phrase_ends_hole(const splitter *s, const pdx_lex_phrase *phrase, size_t at, size_t end, uint8_t kind) {
    const uint16_t *elements = pdx_lex_phrase_elements(phrase);
    const bool open = phrase->hole < phrase->n;
    const pdx_lex_token *token = &s->tokens->items[at];
    const bool typed = phrase->typed;
    if (!pdx_lex_is_entry_kind(phrase->kind) || phrase->hole == 0) return false;
    if (phrase->use == PDX_LEX_INLINE && !typed && !is_name_kind(kind) && !(kind == PDX_PHRASE_POSTED_IN && phrase->kind == PDX_PHRASE_TAGGED)) {
        return false;
    }
    if (phrase->use == PDX_LEX_ALONE && phrase->words < 2 && !typed) {
        const bool named = open && (token->flags & PDX_LEX_CAPITAL) != 0 && phrase->kind != PDX_PHRASE_PERMALINK;
        const bool by_line = phrase->kind == PDX_PHRASE_POSTED_BY && open && kind != PDX_PHRASE_TAGGED;
        if (!named && !by_line) return false;
    }
    if (end > end_of(s)) return false;
    if (!open) return end == end_of(s) || is_between(&s->tokens->items[end]) || typed || goes_on(s, end);
    if (end == end_of(s)) return false;
    return elements[phrase->hole] != PDX_HOLE_NAME || (s->tokens->items[end].flags & PDX_LEX_CAPITAL) != 0;
}

/* Titles have hyphens, dates and anything else in them: only "|" or a bullet before another phrase ends one. */
static bool is_title_kind(uint8_t kind) { return kind == PDX_PHRASE_READ_MORE || kind == PDX_PHRASE_COMMENTS; }
static bool is_list_kind(uint8_t kind) { return kind == PDX_PHRASE_TAGGED || kind == PDX_PHRASE_POSTED_IN; }

static bool ends_title(splitter *s, size_t at) {
    pdx_lex_beginnings beginnings;
    if (!pdx_lex_is_sign(&s->tokens->items[at], '|') && !pdx_lex_is_sign(&s->tokens->items[at], PDX_SIGN_MARK)) return false;
    if (at + 1 >= end_of(s)) return true;
    pdx_lex_beginnings_init(&beginnings, s->tokens, at + 1);
    for (const pdx_lex_phrase *phrase; (phrase = pdx_lex_beginnings_next(&beginnings)) != NULL;) {
        if (phrase_ends_hole(s, phrase, at + 1, beginnings.end, PDX_PHRASE_POSTED_IN)) return true;
        if (phrase->hole < phrase->n || phrase->use == PDX_LEX_INLINE || !pdx_lex_is_entry_kind(phrase->kind)) continue;
        if (beginnings.end >= end_of(s) || is_boundary_sign(s->tokens, beginnings.end)) return true;
    }
    return false;
}

/* Whether a phrase begins at `at` whose words end the hole of one of `kind`. */
static bool phrase_begins(splitter *s, size_t at, uint8_t kind) {
    pdx_lex_beginnings beginnings;
    pdx_lex_beginnings_init(&beginnings, s->tokens, at);
    for (const pdx_lex_phrase *phrase; (phrase = pdx_lex_beginnings_next(&beginnings)) != NULL;)
        if (phrase_ends_hole(s, phrase, at, beginnings.end, kind)) return true;
    return false;
}

/* The second of initials: "D.W." */
static bool is_initial(const pdx_lex_token *token) {
    return token->end - token->begin == 1 && (token->flags & PDX_LEX_GLUED) != 0 && pdx_lex_is_sign(token - 1, '.') &&
           (token[-1].flags & PDX_LEX_GLUED) != 0;
}

/* Words for the comments that end the line behind a stop: "Tags: tides, mill. Closed". */
static bool is_last_comment(splitter *s, size_t at) {
    pdx_lex_beginnings beginnings;
    if ((s->tokens->items[at].flags & PDX_LEX_GLUED) != 0 || !pdx_lex_is_sign(&s->tokens->items[at - 1], '.')) return false;
    pdx_lex_beginnings_init(&beginnings, s->tokens, at);
    for (const pdx_lex_phrase *phrase; (phrase = pdx_lex_beginnings_next(&beginnings)) != NULL;)
        if (phrase->kind == PDX_PHRASE_COMMENTS && phrase->hole == phrase->n && beginnings.end == end_of(s)) return true;
    return false;
}

/* Whether tokens [at, end) are a field that words announce: all of it, or what stands in front of a name or list. */
static bool is_field(splitter *s, size_t at, size_t end) {
    pdx_lex_beginnings beginnings;
    pdx_lex_beginnings_init(&beginnings, s->tokens, at);
    for (const pdx_lex_phrase *phrase; (phrase = pdx_lex_beginnings_next(&beginnings)) != NULL;) {
        if (!pdx_lex_is_entry_kind(phrase->kind) || phrase->hole == 0) continue;
        if (phrase->hole == phrase->n && beginnings.end == end) return true;
        if (phrase->hole == phrase->n || phrase->use != PDX_LEX_ALONE || beginnings.end >= end) continue;
        if (pdx_lex_phrase_elements(phrase)[phrase->hole] != PDX_HOLE_NAME) return true;
        if ((s->tokens->items[beginnings.end].flags & PDX_LEX_CAPITAL) != 0) return true;
    }
    return false;
}

/* A hyphen between words of a tag, where other signs part the line's fields: "Tags: tides, Harbour - Mills and Ropes | 4 Comments". */
static bool is_dash_inside(splitter *s, size_t at, uint8_t kind) {
    const pdx_lex_token *items = s->tokens->items;
    size_t next = at + 1;
    if (kind != PDX_PHRASE_TAGGED || s->n > 0 || !pdx_lex_is_sign(&items[at], '-')) return false;
    while (next < end_of(s) && !is_boundary_sign(s->tokens, next)) next++;
    return next < end_of(s) && !pdx_lex_is_sign(&items[next], '-') && !is_field(s, at + 1, next);
}

/* Whether a sign, a number or a word that begins something ends a hole of a phrase of `kind`. */
static bool token_ends_hole(splitter *s, size_t at, uint8_t kind) {
    pdx_date_read date;
    const pdx_lex_token *token = &s->tokens->items[at];
    if (is_title_kind(kind)) return ends_title(s, at);
    if (token->kind == PDX_LEX_SIGN) return (is_boundary_sign(s->tokens, at) && !is_dash_inside(s, at, kind)) || is_at_sign(s->tokens, at);
    if ((token->kind != PDX_LEX_WORD || (token->flags & PDX_LEX_DATED) != 0) && pdx_date_read_at(s->tokens, at, &date) &&
        date.extent >= PDX_DATE_EXTENT_FULL) {
        return true;
    }
    if (is_list_kind(kind) && pdx_lex_is_sign(token - 1, ',')) return false; /* the next item */
    if (kind == PDX_PHRASE_POSTED_BY && token->kind == PDX_LEX_WORD && is_initial(token)) return false;
    return phrase_begins(s, at, kind) || (is_list_kind(kind) && is_last_comment(s, at));
}

/* Whether something that is no part of a list, name or title begins at `at`: most words begin nothing. */
static inline bool ends_hole(splitter *s, size_t at, uint8_t kind) {
    const pdx_lex_token *token = &s->tokens->items[at];
    if (token->kind == PDX_LEX_WORD && (token->flags & (PDX_LEX_DATED | PDX_LEX_BEGINS)) == 0) return false;
    return token_ends_hole(s, at, kind);
}

/* Where the open hole of a phrase of `kind` that begins at `from` meets what ends it. */
static size_t hole_stop(splitter *s, size_t from, uint8_t kind) {
    size_t at = from + 1;
    if (s->hole.n == s->tokens->n && s->hole.from == from && s->hole.kind == kind) return s->hole.end; /* nothing else is set before `n` is */
    while (at < end_of(s) && !ends_hole(s, at, kind)) at++;
    s->hole.from = from;
    s->hole.end = at;
    s->hole.n = s->tokens->n;
    s->hole.kind = kind;
    return at;
}

/* Fills the open hole that begins at `from` and has words behind it in the template: as far as these, before anything else ends it. */
static bool fill_before(splitter *s, const pdx_lex_phrase *phrase, size_t from, pdx_lex_match *match) {
    const uint16_t hole = pdx_lex_phrase_elements(phrase)[phrase->hole];
    pdx_lex_hole unused;
    for (size_t at = from + 1; at < end_of(s); at++) {
        const size_t end = pdx_lex_match_fixed(s->tokens, phrase, phrase->hole + 1u, phrase->n, at, &unused);
        if (end != PDX_LEX_NO_END && end <= end_of(s) && pdx_lex_hole_holds(s->tokens, hole, from, at)) {
            match->end = end;
            if (phrase->kind == PDX_PHRASE_POSTED_ON && match->hole_end > 0) return true;
            match->hole_begin = from;
            match->hole_end = at;
            return true;
        }
        if (ends_hole(s, at, phrase->kind)) return false;
    }
    return false;
}

/* What the open hole of a phrase must hold: one item is enough where a colon announces it and something else follows. */
static uint16_t hole_of(const splitter *s, const pdx_lex_phrase *phrase, size_t end) {
    const uint16_t *elements = pdx_lex_phrase_elements(phrase), hole = elements[phrase->hole];
    const bool colon = phrase->hole > 0 && elements[phrase->hole - 1] == PDX_LEX_SIGNS + ':';
    return hole == PDX_HOLE_ITEMS && colon && (s->n > 0 || end < end_of(s)) ? (uint16_t)PDX_HOLE_LIST : hole;
}

/* Whether words that announce tags, or that ask for comments, begin at `at`, or behind a sign that stands there. */
static bool begins_field(splitter *s, size_t at) {
    pdx_lex_beginnings beginnings;
    if (at + 1 < end_of(s) && is_boundary_sign(s->tokens, at)) at++;
    pdx_lex_beginnings_init(&beginnings, s->tokens, at);
    for (const pdx_lex_phrase *phrase; (phrase = pdx_lex_beginnings_next(&beginnings)) != NULL;)
        if ((phrase->kind == PDX_PHRASE_TAGGED || phrase->kind == PDX_PHRASE_COMMENTS) &&
            phrase_ends_hole(s, phrase, at, beginnings.end, PDX_PHRASE_POSTED_IN)) {
            return true;
        }
    return false;
}

/* One section of many words, where a list of tags or comments follow it: "Filed under Out of the Dark (And Into It) | Tagged with tides". */
static bool is_long_section(splitter *s, const pdx_lex_phrase *phrase, size_t from, size_t at) {
    return phrase->kind == PDX_PHRASE_POSTED_IN && phrase->use == PDX_LEX_ALONE && at < end_of(s) && begins_field(s, at) &&
           pdx_lex_holds_item(s->tokens, from, at);
}

/* Fills the open hole that begins at `from`: as far as the next thing that ends it, and what stands behind it in the template. */
static bool fill_hole(splitter *s, const pdx_lex_phrase *phrase, size_t from, pdx_lex_match *match) {
    size_t at;
    if (from >= end_of(s)) return false;
    if (phrase->hole + 1u < phrase->n) return fill_before(s, phrase, from, match);
    at = hole_stop(s, from, phrase->kind);
    while (at > from + 1 && is_between(&s->tokens->items[at - 1]) && !closes(&s->tokens->items[at - 1])) at--;
    if (!pdx_lex_hole_holds(s->tokens, hole_of(s, phrase, at), from, at) && !is_long_section(s, phrase, from, at)) return false;
    const bool stop = at == end_of(s) && s->after > 0 && pdx_lex_is_sign(&s->tokens->items[at], '.');
    if (phrase->kind == PDX_PHRASE_READ_MORE && stop && (s->tokens->items[from].flags & PDX_LEX_QUOTED) == 0) return false;
    if (s->n == 0 && at == end_of(s) && !pdx_lex_hole_fits(s->tokens, phrase, from, at)) return false;
    match->hole_begin = from;
    match->hole_end = match->end = at;
    return true;
}

static bool try_phrase(splitter *s, const pdx_lex_phrase *phrase, size_t at, const pdx_lex_beginnings *begun, pdx_lex_match *match) {
    if (phrase->hole == 0 || !pdx_lex_is_entry_kind(phrase->kind)) return false;
    const bool leads = s->n == 0 && phrase->use == PDX_LEX_INLINE; /* "Categories Town Tags mill, river", "Categories Town 2 Comments" */
    if (leads && (phrase->kind != PDX_PHRASE_POSTED_IN || phrase->words > 1)) return false;
    if (phrase->use == PDX_LEX_INLINE && !leads && s->sure == 0 && !phrase->typed) return false;
    match->hole_begin = begun->hole.begin;
    match->hole_end = begun->hole.end;
    match->end = begun->end;
    if (match->end > end_of(s)) return false;
    if (phrase->hole < phrase->n && !fill_hole(s, phrase, match->end, match)) return false;
    if (leads && (match->end >= end_of(s) || !begins_field(s, match->end))) return false;
    match->phrase = phrase;
    match->kind = phrase->kind;
    match->begin = at;
    match->score = 2 * phrase->score;
    if (s->n > 0 && s->parts[s->n - 1].phrase != NULL && s->parts[s->n - 1].phrase->language == phrase->language) match->score++;
    return true;
}

static bool bare_date(splitter *s, size_t at, pdx_lex_match *match) {
    pdx_date_read date;
    if (!pdx_date_read_at(s->tokens, at, &date) || date.extent < PDX_DATE_EXTENT_DAY_MONTH || date.end > end_of(s)) return false;
    *match = (pdx_lex_match){.kind = PDX_PHRASE_POSTED_ON, .begin = at, .end = date.end, .hole_begin = at, .hole_end = date.end, .score = 6};
    return true;
}

/* Whether a name can begin at `at`: what prose does not look like. */
static bool may_be_name(const pdx_lex_token *items, size_t n, size_t at) {
    for (size_t i = at; i < n && i < at + NAME; i++) {
        const pdx_lex_token *token = &items[i];
        if (token->kind == PDX_LEX_SIGN) return i > at;
        if (token->kind == PDX_LEX_NUMBER || (token->flags & PDX_LEX_CAPITAL) != 0) continue;
        if (i > at && (token->end - token->begin > 4 || (token->flags & PDX_LEX_STOP) != 0)) return false;
    }
    return items[at].kind == PDX_LEX_WORD;
}

/* Whether words that announce tags, sections or comments begin at `at`, a space before them; with `labelled`, a list with its colon. */
static bool announces(splitter *s, size_t at, bool labelled) {
    pdx_lex_beginnings beginnings;
    if (at >= end_of(s) || (s->tokens->items[at].flags & PDX_LEX_GLUED) != 0) return false;
    pdx_lex_beginnings_init(&beginnings, s->tokens, at);
    for (const pdx_lex_phrase *phrase; (phrase = pdx_lex_beginnings_next(&beginnings)) != NULL;) {
        const bool colon = phrase->hole > 0 && pdx_lex_phrase_elements(phrase)[phrase->hole - 1] == PDX_LEX_SIGNS + ':';
        if (labelled ? !(is_list_kind(phrase->kind) && colon) : !(is_list_kind(phrase->kind) || phrase->kind == PDX_PHRASE_COMMENTS)) continue;
        if (phrase_ends_hole(s, phrase, at, beginnings.end, PDX_PHRASE_POSTED_BY)) return true;
    }
    return false;
}

/* A name or sections that nothing announces, between signs, "May 1, 2019 · Ann · 5 min read", or a name between a date and
 * what is announced: "May 1, 2019 Ann Leave a comment". */
static bool unlabelled(splitter *s, size_t at, pdx_lex_match *match) {
    size_t end = at;
    if (s->n == 0 && !may_be_name(s->tokens->items, s->tokens->n, at)) return false;
    const bool apart = at == 0 || s->n == 0 || is_boundary_sign(s->tokens, at - 1) || pdx_lex_is_sign(&s->tokens->items[at - 1], ',');
    if (!apart && !(s->parts[s->n - 1].kind == PDX_PHRASE_POSTED_ON && (s->tokens->items[at].flags & PDX_LEX_GLUED) == 0)) return false;
    size_t words = 0;
    while (end < end_of(s) && !ends_hole(s, end, PDX_PHRASE_POSTED_BY)) {
        if (s->n == 0 && !pdx_lex_goes_on_name(&s->tokens->items[end], &words)) return false;
        if (++end > at + UNLABELLED_TOKENS) return false;
    }
    if (s->n == 0 && end == end_of(s)) return false; /* a name alone convinces nobody */
    while (end > at + 1 && pdx_lex_is_sign(&s->tokens->items[end - 1], ',')) end--;
    const bool name = pdx_lex_hole_holds(s->tokens, PDX_HOLE_NAME, at, end);
    if (s->unlabelled++ >= MAX_UNLABELLED || !(name || (s->n > 0 && pdx_lex_hole_holds(s->tokens, PDX_HOLE_LIST, at, end)))) return false;
    bool named_before = false, comma = false;
    for (size_t i = 0; i < s->n; i++) named_before = named_before || s->parts[i].kind == PDX_PHRASE_POSTED_BY;
    for (size_t i = at; i < end; i++) comma = comma || pdx_lex_is_sign(&s->tokens->items[i], ',');
    pdx_lex_match date;
    const bool announced = (!apart || s->n == 0) && end - at <= SPACED_WORDS && announces(s, end, apart);
    if (!apart && !announced) return false;
    if (end < end_of(s) && !announced && !is_between(&s->tokens->items[end]) && !is_at_sign(s->tokens, end) && !bare_date(s, end, &date)) {
        return false;
    }
    *match = (pdx_lex_match){.kind = name && !named_before && !comma ? PDX_PHRASE_POSTED_BY : PDX_PHRASE_POSTED_IN,
                             .begin = at,
                             .end = end,
                             .hole_begin = at,
                             .hole_end = end};
    return true;
}

/* Sections that only a style sheet parts from the date before them and from what follows: "May 1, 2019Town, Harbour3 comments". Where nothing
 * that is known follows, several at least, behind the year of the day that the line begins with: a name may be glued to the last of them. */
static bool glued_list(splitter *s, size_t at, pdx_lex_match *match) {
    const pdx_lex_token *token = &s->tokens->items[at];
    size_t end = at + 1;
    if (s->n == 0 || s->parts[s->n - 1].kind != PDX_PHRASE_POSTED_ON || token->kind != PDX_LEX_WORD) return false;
    if ((token->flags & (PDX_LEX_GLUED | PDX_LEX_CAPITAL)) != (PDX_LEX_GLUED | PDX_LEX_CAPITAL)) return false;
    while (end < end_of(s) && !ends_hole(s, end, PDX_PHRASE_POSTED_IN)) {
        if (++end > at + GLUED_TOKENS) return false;
    }
    const bool last = end == end_of(s);
    if (last && (s->n != 1 || s->parts[0].begin != 0 || token[-1].digits != 4)) return false;
    if (!pdx_lex_hole_holds(s->tokens, last ? PDX_HOLE_ITEMS : PDX_HOLE_LIST, at, end)) return false;
    *match = (pdx_lex_match){.kind = PDX_PHRASE_POSTED_IN, .begin = at, .end = end, .hole_begin = at, .hole_end = end};
    return true;
}

/* A day's name is in no person's: "Skyline Tuesday" is a picture that was taken then. */
static bool has_weekday(const pdx_lex_tokens *tokens, const pdx_lex_match *name) {
    for (size_t i = name->begin; i < name->end; i++) {
        if ((pdx_lex_classes(&tokens->items[i]) & UINT32_C(1) << PDX_DW_WEEKDAY) != 0) return true;
    }
    return false;
}

/* A list of terms that ends a line behind a name and a date, with blanks alone between: "Ann May 1, 2019 harbour, mill". */
static bool spaced_list(const splitter *s, size_t at, pdx_lex_match *match) {
    const pdx_lex_match *date = s->n < 2 ? NULL : &s->parts[s->n - 1];
    if (date == NULL || date->kind != PDX_PHRASE_POSTED_ON || date->phrase != NULL || date->end != at ||
        s->parts[s->n - 2].kind != PDX_PHRASE_POSTED_BY) {
        return false;
    }
    if ((s->tokens->items[at].flags & PDX_LEX_GLUED) != 0 || !pdx_lex_hole_holds(s->tokens, PDX_HOLE_ITEMS, at, end_of(s))) return false;
    if (has_weekday(s->tokens, &s->parts[s->n - 2])) return false;
    *match = (pdx_lex_match){.kind = PDX_PHRASE_POSTED_IN, .begin = at, .end = end_of(s), .hole_begin = at, .hole_end = end_of(s)};
    return true;
}

static bool next_part(splitter *s, size_t at, pdx_lex_match *best) {
    pdx_lex_beginnings beginnings;
    pdx_lex_match one;
    best->phrase = NULL;
    best->end = at;
    bool found = bare_date(s, at, best);
    pdx_lex_beginnings_init(&beginnings, s->tokens, at);
    for (const pdx_lex_phrase *phrase; (phrase = pdx_lex_beginnings_next(&beginnings)) != NULL;) {
        if (!try_phrase(s, phrase, at, &beginnings, &one)) continue;
        if (found && (one.score < best->score || (one.score == best->score && one.end < best->end))) continue;
        *best = one;
        found = true;
    }
    if (found) {
        s->sure++;
        return true;
    }
    return glued_list(s, at, best) || spaced_list(s, at, best) || unlabelled(s, at, best);
}

/* Whether the parts together can be the furniture of an entry: a date, or words that announce something. Names beside
 * names are a list of people or books. */
static bool is_convincing(const splitter *s) {
    bool announced = false, guessed = false, other = false;
    for (size_t i = 0; i < s->n; i++) {
        const pdx_lex_match *part = &s->parts[i];
        if (part->kind == PDX_PHRASE_POSTED_ON) return true;
        if (part->phrase == NULL) guessed = true;
        else announced = announced || pdx_lex_is_proof(part->kind, part->phrase->score);
        other = other || (part->phrase != NULL && part->kind != PDX_PHRASE_POSTED_BY);
    }
    return announced && (other || !guessed);
}

static bool split_all(splitter *s) {
    size_t at = 0;
    while (at < end_of(s) && s->n < PARTS) {
        if (is_between(&s->tokens->items[at])) {
            at++;
            continue;
        }
        pdx_lex_match part;
        if (!next_part(s, at, &part)) return false;
        s->parts[s->n++] = part;
        at = part.end;
    }
    return at >= end_of(s) && is_convincing(s);
}

/* Whether a phrase of an entry begins at token `at` of the line's head. */
static bool may_begin_phrase(pdx_lex_line *line, size_t at) {
    pdx_lex_token items[HEAD];
    pdx_lex_tokens tokens;
    pdx_lex_candidates candidates;
    pdx_lex_hole unused;
    pdx_lex_tokens_init(&tokens, items, HEAD);
    pdx_lex_line_head(line, &tokens);
    pdx_lex_candidates_init(&candidates, &tokens, at);
    for (const pdx_lex_phrase *phrase; (phrase = pdx_lex_candidates_next(&candidates)) != NULL;) {
        const unsigned known = phrase->hole < 2 ? phrase->hole : 2u;
        if (phrase->use == PDX_LEX_ALONE && pdx_lex_is_entry_kind(phrase->kind) &&
            pdx_lex_match_fixed(&tokens, phrase, 0, known, at, &unused) != PDX_LEX_NO_END) {
            return true;
        }
    }
    return false;
}

/* Whether a line can be furniture: what its first words say. Spares prose the reading of all of it. */
static bool may_be_furniture(pdx_lex_line *line) {
    const pdx_lex_tokens *read = pdx_lex_line_peek(line, NAME);
    const pdx_lex_token *token = read->items;
    size_t at = 0, n;
    if (read->n > 0 && is_between(&token[0])) read = pdx_lex_line_peek(line, HEAD);
    n = pdx_min_size(read->n, HEAD);
    while (at < n && is_between(&token[at])) at++;
    if (at == n) return !read->whole || read->n > HEAD;
    if (token[at].kind == PDX_LEX_NUMBER || (pdx_lex_classes(&token[at]) & DATE_BEGINNINGS) != 0) return true;
    if (line->text.len <= SHORT && may_be_name(token, n, at)) return true;
    return pdx_lex_may_begin(&token[at]) && may_begin_phrase(line, at);
}

/* Where a word says by whom, a name that nothing announces is a section. */
static void settle_names(splitter *s) {
    bool told = false;
    for (size_t i = 0; i < s->n; i++) told = told || (s->parts[i].kind == PDX_PHRASE_POSTED_BY && s->parts[i].phrase != NULL);
    for (size_t i = 0; told && i < s->n; i++) {
        if (s->parts[i].kind == PDX_PHRASE_POSTED_BY && s->parts[i].phrase == NULL) s->parts[i].kind = PDX_PHRASE_POSTED_IN;
    }
}

/* A word that could be an item as well: "link" between two bars. */
static bool may_be_item(const splitter *s, size_t i) {
    const pdx_lex_match *part = &s->parts[i];
    if (part->phrase == NULL) return true;
    return i + 1 < s->n && part->end - part->begin == 1 && (part->kind == PDX_PHRASE_PERMALINK || part->kind == PDX_PHRASE_SHARE);
}

/* "Tags: tides · boats · link" is one list, parted by the marks that part fields elsewhere; "Tags: tides | Ann Bell" is none. */
static void settle_list(splitter *s) {
    const pdx_lex_token *items = s->tokens->items;
    pdx_lex_match *list = &s->parts[0];
    if (s->n < 2 || list->phrase == NULL || list->kind != PDX_PHRASE_TAGGED || list->hole_end != list->end) return;
    for (size_t i = list->hole_begin; i < s->parts[s->n - 1].end; i++) {
        if (pdx_lex_is_sign(&items[i], ',')) return;
    }
    for (size_t i = 1; i < s->n; i++) {
        if (!may_be_item(s, i) || !is_boundary_sign(s->tokens, s->parts[i].begin - 1) || items[s->parts[i].begin - 1].sign != items[list->end].sign) {
            return;
        }
    }
    if (s->n == 2 && (items[s->parts[1].begin].flags & PDX_LEX_CAPITAL) != 0 && !pdx_lex_is_sign(&items[list->end], PDX_SIGN_MARK)) return;
    list->end = list->hole_end = s->parts[s->n - 1].end;
    s->n = 1;
}

/* Whether anything can be among the parts that convinces. */
static bool may_convince(const pdx_lex_tokens *tokens) { return (tokens->seen & PDX_LEX_PROVES) != 0 || pdx_lex_may_be_dated(tokens); }

static size_t split_tokens(pdx_lex_tokens *tokens, pdx_span line, pdx_phrase *out, size_t room) {
    splitter s;
    if (!tokens->whole || tokens->n == 0 || !may_convince(tokens)) return 0;
    s.tokens = tokens;
    s.after = s.n = 0;
    s.unlabelled = s.sure = 0;
    s.hole.n = 0;
    while (s.after < tokens->n && is_between(&tokens->items[tokens->n - s.after - 1]) && !closes(&tokens->items[tokens->n - s.after - 1])) s.after++;
    if (!split_all(&s)) return 0;
    settle_names(&s);
    settle_list(&s);
    const size_t n = pdx_min_size(s.n, room);
    for (size_t i = 0; i < n; i++) pdx_lex_match_tell(tokens, line, &s.parts[i], &out[i]);
    return n;
}

/* With `inner`: whether a word of the line could be two. */
static size_t split_anew(pdx_span line, bool split_capitals, pdx_phrase *out, bool *inner) {
    pdx_lex_token items[PDX_LEX_LONG_ROOM];
    pdx_lex_tokens tokens;
    pdx_lex_tokens_init(&tokens, items, PDX_LEX_LONG_ROOM);
    pdx_lex_tokens_read(&tokens, line, 0, split_capitals);
    *inner = tokens.inner;
    return split_tokens(&tokens, line, out, PARTS);
}

/* How many of the parts are told by words of some language. */
static size_t labelled(const pdx_phrase *parts, size_t n) {
    size_t told = 0;
    for (size_t i = 0; i < n; i++) told += parts[i].language != PDX_LANG_NONE;
    return told;
}

/* How many announce a list and have none: a word was parted that is one. */
static size_t hollow(const pdx_phrase *parts, size_t n) {
    size_t empty = 0;
    for (size_t i = 0; i < n; i++) {
        empty += (parts[i].kind == PDX_PHRASE_TAGGED || parts[i].kind == PDX_PHRASE_POSTED_IN) && parts[i].hole.end == parts[i].hole.begin;
    }
    return empty;
}

/* The parts of a line that may be furniture, read again with its words parted at their capitals, as only a style sheet may
 * keep parts apart: "Categories TownTags mill, riverLeave a comment". */
static size_t split_twice(pdx_lex_line *line, pdx_phrase *parts) {
    pdx_phrase glued[PARTS];
    bool inner;
    size_t n;
    if (line->text.len <= SHORT && pdx_lex_line_tokens(line)->n < PDX_LEX_ROOM / 2) {
        inner = line->tokens.inner;
        n = split_tokens(&line->tokens, line->text, parts, PARTS);
    } else {
        n = split_anew(line->text, false, parts, &inner);
    }
    if (!inner) return n;
    const size_t more = split_anew(line->text, true, glued, &inner);
    if (more < n || hollow(glued, more) > hollow(parts, n) || (more == n && labelled(glued, n) < labelled(parts, n))) return n;
    if (more > 0) memcpy(parts, glued, more * sizeof *parts);
    return more;
}

size_t pdx_lexicon_split_read(pdx_lex_line *line, pdx_phrase *out, size_t room) {
    pdx_phrase parts[PARTS];
    if (line->text.len > LONGEST || (line->text.len > TINY && !may_be_furniture(line))) return 0;
    const size_t n = pdx_min_size(split_twice(line, parts), room);
    if (n > 0) memcpy(out, parts, n * sizeof *parts);
    return n;
}

size_t pdx_lexicon_split(pdx_span line, pdx_phrase *out, size_t room) {
    pdx_lex_line reading;
    pdx_lex_line_init(&reading, line);
    return pdx_lexicon_split_read(&reading, out, room);
}
