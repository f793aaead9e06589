#include "post/bounds/bound_text.h"

#include "post/mentions/mention_lex.h"
#include "post/mentions/tense.h"
#include "text/sentences.h"

enum {
    FIRST_YEAR = 1991, /* nothing was posted before: older dates bound nothing */
    LAST_YEAR = 2100,
    SENTENCE_WORK = 8  /* what finding sentences and their tense takes, as a pace counts */
};

static const pdx_role_set telling_roles = PDX_ROLE_BIT(PDX_ROLE_PARAGRAPH) | PDX_ROLE_BIT(PDX_ROLE_CAPTION) |
                                          PDX_ROLE_BIT(PDX_ROLE_QUOTE) | PDX_ROLE_BIT(PDX_ROLE_LIST);

/* Words before a date that say when something was; others ("by", "for", "until") point past it or are none. */
static const char telling_words[] = "in on since during after of following from between and late early mid";

static bool says_when(pdx_span text, size_t at) {
    char behind[16];
    size_t n = pdx_look_behind(text, at, behind);
    if (n > 0 && pdx_word_listed("the", pdx_span_of(behind, n))) {
        size_t before = at;
        while (before > 0 && !pdx_ascii_letter(text.data[before - 1])) before--;
        n = pdx_look_behind(text, before - n, behind);
    }
    return n > 0 && pdx_word_listed(telling_words, pdx_span_of(behind, n));
}

static bool is_sign(uint8_t c) { return c == '.' || c == ')' || c == ' ' || c == '\n' || c == '\r' || c == '"' || c == ':' || c == '\t'; }

static bool ends_sentence(pdx_span text, size_t from, size_t end) {
    while (from < end && (is_sign(text.data[from]) || text.data[from] >= 0x80)) from++;
    return from >= end;
}

/* A dash or comma before the date, perhaps with a space: a caption's own date. */
static bool set_apart(pdx_span text, size_t begin) {
    while (begin > 0 && text.data[begin - 1] == ' ') begin--;
    if (begin == 0) return true;
    const uint8_t c = text.data[begin - 1];
    return c == '-' || c == ',' || c == '(' || c >= 0x80;
}

typedef struct told_state {
    pdx_span part;
    uint64_t offset; /* of the part in the page */
    uint32_t line;   /* of the place up to which lines are counted */
    uint32_t entry;
    size_t counted;  /* that place, in the part */
    bool caption;
    int32_t context_year;
} told_state;

/* Whether the date lets a bound be drawn at all, and which of its two ends counts. */
static bool usable(const pdx_mention *mention, pdx_date *date) {
    *date = mention->date;
    if (date->short_year) return false; /* of which century, nobody knows for sure */
    switch (mention->kind) {
    case PDX_MENTION_DAY:
    case PDX_MENTION_MONTH:
    case PDX_MENTION_YEAR: return date->year >= FIRST_YEAR && date->year < LAST_YEAR;
    case PDX_MENTION_MONTHDAY: return date->weekday != 0;
    case PDX_MENTION_RANGE: return date->year >= FIRST_YEAR && date->year < LAST_YEAR && date->precision != PDX_PRECISION_DECADE;
    default: return false;
    }
}

/* "between 2013 and 2019": told as past, both ends are. Of other ranges the end may be to come. */
static bool is_between(const told_state *state, const pdx_mention *mention) {
    return mention->kind == PDX_MENTION_RANGE && (state->part.data[mention->range.begin] | 0x20) == 'b';
}

static bool told_past(const told_state *state, const pdx_mention *mention, pdx_range sentence, unsigned tense) {
    const bool fine = mention->kind == PDX_MENTION_DAY || mention->kind == PDX_MENTION_MONTH;
    const size_t begin = (size_t)mention->range.begin, end = (size_t)mention->range.end;
    if (state->caption && fine && set_apart(state->part, begin) && ends_sentence(state->part, end, (size_t)sentence.end)) return true;
    if (!pdx_tense_is_past(tense)) return false;
    const bool weekday = mention->date.weekday != 0;
    return says_when(state->part, begin) || weekday || is_between(state, mention);
}

static bool told_future(const pdx_mention *mention, unsigned tense) {
    if (mention->kind == PDX_MENTION_YEAR || mention->kind == PDX_MENTION_RANGE) return false;
    return pdx_tense_is_future(tense);
}

/* The line of a place that is not before the one asked for last. */
static uint32_t line_of(told_state *state, size_t at) {
    for (; state->counted < at; state->counted++) state->line += state->part.data[state->counted] == '\n';
    return state->line;
}

static pdx_status tell(told_state *state, const pdx_mention *mention, pdx_range sentence, unsigned tense,
                       pdx_told_dates *out, pdx_error *err) {
    pdx_told_date told;
    memset(&told, 0, sizeof told);
    const bool known_year = mention->date.year > state->context_year;
    told.context_year = state->context_year;
    if (known_year) state->context_year = mention->date.year;
    if (!usable(mention, &told.date)) return PDX_OK;
    told.upper = told_future(mention, tense);
    if (!told.upper && !told_past(state, mention, sentence, tense)) return PDX_OK;
    if (is_between(state, mention)) told.date = mention->end;
    told.ahead = told.upper && (tense & PDX_TENSE_AHEAD) != 0;
    told.range = pdx_range_of(mention->range.begin + state->offset, mention->range.end + state->offset);
    told.line = line_of(state, (size_t)mention->range.begin);
    told.entry = state->entry;
    return PDX_VEC_PUSH(out, told) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status tell_part(told_state *state, pdx_lang language, pdx_mentions *mentions, pdx_told_dates *out, const pdx_tick *tick, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(tick, 0);
    mentions->len = 0;
    state->context_year = 0;
    PDX_TRY(pdx_mentions_find_told(state->part, 0, language, mentions, tick, err));
    if (mentions->len == 0) return PDX_OK;
    pdx_sentences sentences;
    pdx_range sentence;
    size_t next = 0;
    pdx_sentences_init(&sentences, state->part, PDX_LANG_EN, PDX_SENTENCES_DEFAULT);
    while (next < mentions->len && pdx_sentences_next(&sentences, &sentence)) {
        unsigned tense = 0;
        bool read = false;
        PDX_TRY(pdx_pace_step(&pace, SENTENCE_WORK * (sentence.end - sentence.begin), 0, err));
        while (next < mentions->len && mentions->data[next].range.begin < sentence.end) {
            const pdx_mention *mention = &mentions->data[next++];
            if (mention->range.end > sentence.end) continue;
            if (!read) tense = pdx_tense_read(pdx_span_slice(state->part, (size_t)sentence.begin, (size_t)sentence.end));
            read = true;
            PDX_TRY(tell(state, mention, sentence, tense, out, err));
        }
    }
    return PDX_OK;
}

pdx_status pdx_told_dates_find(const pdx_page *page, uint32_t entry, pdx_mentions *mentions, pdx_told_dates *out,
                               const pdx_tick *tick, pdx_error *err) {
    const pdx_page_entry *of = &page->entries[entry];
    for (uint32_t i = 0; i < of->n_parts; i++) {
        const pdx_page_part *part = &page->parts[of->first_part + i];
        if ((PDX_ROLE_BIT(part->role) & telling_roles) == 0) continue;
        told_state state;
        memset(&state, 0, sizeof state);
        state.part = pdx_span_slice(page->text, (size_t)part->range.begin, (size_t)part->range.end);
        state.offset = part->range.begin;
        state.line = part->line;
        state.entry = entry;
        state.caption = part->role == PDX_ROLE_CAPTION;
        PDX_TRY(tell_part(&state, page->language, mentions, out, tick, err));
    }
    return PDX_OK;
}
