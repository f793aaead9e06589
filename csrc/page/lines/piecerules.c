#include "page/lines/piecerules.h"

enum {
    LINE_BYTES = 400, /* longer ones are text */
    PROSE_WORDS = 4,  /* a line of so many words may be the beginning of a sentence, */
    REST_WORDS = 3,   /* one of so many that begins with a small letter its rest, */
    LINK_WORDS = 10,  /* and one of no more a link in it */
    ROW = 4,          /* so many lines below their head are looked at */
    LABEL_WORDS = 6,
    ITEM_WORDS = 6,
    PHRASES = 12
};

/* The rest of a sentence, by its own words, which stand nowhere else on the page. */
static bool is_rest(const pdx_joiner *j, size_t i) {
    if (!j->by_case || !pdx_joiner_is(j, i, PDX_PIECE_SMALL) || pdx_joiner_is(j, i, PDX_PIECE_FIELD)) return false;
    if (pdx_recurrence_entries(&j->smalls, j->facts[i].exact) > 1) return false;
    return j->lines[i].words >= REST_WORDS || pdx_joiner_is(j, i, PDX_PIECE_STOPPED) || pdx_joiner_is(j, i + 1, PDX_PIECE_CLOSING);
}

bool pdx_joiner_note_case(pdx_joiner *j) {
    size_t going_on = 0, beginning = 0;
    for (size_t i = 1; i < j->n; i++) {
        if (!pdx_joiner_is(j, i, PDX_PIECE_SMALL) || pdx_joiner_is(j, i, PDX_PIECE_FIELD)) continue;
        if (!pdx_recurrence_note(&j->smalls, j->facts[i].exact, (uint32_t)i)) return false;
        if (j->lines[i].words < REST_WORDS) continue;
        if (pdx_joiner_is(j, i - 1, PDX_PIECE_STOPPED | PDX_PIECE_FIELD))
            beginning++;
        else
            going_on++;
    }
    j->by_case = going_on >= beginning;
    return true;
}

bool pdx_joiner_goes_on(const pdx_joiner *j, size_t i) {
    const bool text = (j->facts[i - 1].flags & PDX_FACT_PARA) != 0, prose = text || j->lines[i - 1].words >= PROSE_WORDS;
    if (pdx_joiner_is(j, i - 1, PDX_PIECE_STOPPED | PDX_PIECE_FIELD | PDX_PIECE_SEPARATOR) || pdx_joiner_is(j, i, PDX_PIECE_FIELD)) return false;
    if ((j->facts[i - 1].flags | j->facts[i].flags) & PDX_FACT_CODE) return false;
    if (pdx_joiner_is(j, i, PDX_PIECE_SMALL)) {
        if (!j->by_case) return false;
        if (is_rest(j, i)) return prose || pdx_joiner_is(j, i, PDX_PIECE_STOPPED) || pdx_joiner_is(j, i + 1, PDX_PIECE_CLOSING);
        return (text && pdx_joiner_is(j, i - 1, PDX_PIECE_LEADS_ON)) || (prose && is_rest(j, i + 1));
    }
    if (j->lines[i].words > LINK_WORDS || !pdx_joiner_is(j, i - 1, PDX_PIECE_LEADS_ON)) return false;
    if (pdx_joiner_is(j, i + 1, PDX_PIECE_CLOSING)) return j->lines[i - 1].words > 1;
    return (prose || pdx_joiner_is(j, i - 1, PDX_PIECE_SMALL)) && is_rest(j, i + 1);
}

void pdx_joiner_set(pdx_joiner *j, size_t i, bool join) {
    for (uint64_t at = j->lines[i - 1].end; at < j->lines[i].begin; at++) {
        if (j->text.data[at] == '\n' || j->text.data[at] == '\r') j->out[at] = join ? ' ' : j->text.data[at];
    }
}

/* What words announce. */
static bool may_announce(unsigned kind) {
    const uint32_t fields = PDX_PHRASE_BIT(PDX_PHRASE_POSTED_ON) | PDX_PHRASE_BIT(PDX_PHRASE_POSTED_BY) | PDX_PHRASE_BIT(PDX_PHRASE_POSTED_IN) |
                            PDX_PHRASE_BIT(PDX_PHRASE_TAGGED);
    return ((fields | (PDX_PHRASES_OF_HEADING & ~PDX_PHRASE_BIT(PDX_PHRASE_HEADING_HOME))) >> kind & 1) != 0;
}

/* Stands in the row of lines below such words: short, and no field. */
static bool may_be_item(const pdx_joiner *j, size_t i) {
    return i < j->n && j->lines[i].words <= ITEM_WORDS &&
           !pdx_joiner_is(j, i, PDX_PIECE_FIELD | PDX_PIECE_STOPPED | PDX_PIECE_SEPARATOR | PDX_PIECE_CLOSING | PDX_PIECE_OPENING);
}

/* Words that announce something, of which it is known without what they announce. */
static bool is_label(pdx_joiner *j, size_t i) {
    const pdx_fact *fact = &j->facts[i];
    if (fact->n_phrases != 1) return false;
    return fact->phrase != PDX_PHRASE_SIDEBAR || pdx_joiner_is(j, i + 2, PDX_PIECE_COMMA | PDX_PIECE_SEPARATOR) ||
           pdx_recurrence_entries(&j->heads, fact->exact) > 1;
}

/* Words that announce something, and nothing else in the line. */
static bool is_bare(const pdx_joiner *j, size_t i, uint32_t kinds) {
    const pdx_fact *fact = &j->facts[i];
    if (fact->n_phrases != 1 || !(fact->phrases & kinds)) return false;
    return j->table->phrases.data[fact->first_phrase].hole.end == j->table->phrases.data[fact->first_phrase].hole.begin;
}

/* A line that heads others by its words. */
static bool may_head(const pdx_joiner *j, size_t i) {
    return is_bare(j, i, PDX_PHRASE_BIT(PDX_PHRASE_SIDEBAR) | PDX_PHRASE_BIT(PDX_PHRASE_POSTED_IN) | PDX_PHRASE_BIT(PDX_PHRASE_TAGGED));
}

/* "By", again and again, and below it a name. */
static bool is_name(pdx_joiner *j, size_t i) {
    return is_bare(j, i - 1, PDX_PHRASE_BIT(PDX_PHRASE_POSTED_BY)) && may_be_item(j, i) &&
           pdx_recurrence_entries(&j->heads, j->facts[i - 1].exact) > 2;
}

/* Below line `i`, which heads a list, or heads that say the same, stand several items, a line each and nothing between them: they are no line.
 * The second of them stands in other lists as well, or at the head of one, as the title of the next entry does not. */
static bool is_row(const pdx_joiner *j, size_t i) { return pdx_recurrence_entries(&j->rows, j->facts[i].exact) > 0; }

bool pdx_joiner_note(pdx_joiner *j) {
    for (size_t i = 0; i + 2 < j->n; i++) {
        if (is_bare(j, i, PDX_PHRASE_BIT(PDX_PHRASE_POSTED_BY)) && !pdx_recurrence_note(&j->heads, j->facts[i].exact, (uint32_t)i)) return false;
        if (!may_head(j, i)) continue;
        if (!pdx_recurrence_note(&j->heads, j->facts[i].exact, (uint32_t)i)) return false;
        for (size_t k = i + 1; k < i + 1 + ROW && may_be_item(j, k); k++) {
            if (!pdx_recurrence_note(&j->items, j->facts[k].exact, (uint32_t)i)) return false;
        }
    }
    for (size_t i = 0; i + 2 < j->n; i++) {
        if (!may_head(j, i) || !may_be_item(j, i + 1) || !may_be_item(j, i + 2)) continue;
        if (pdx_recurrence_entries(&j->items, j->facts[i + 2].exact) > 1 && !pdx_recurrence_note(&j->rows, j->facts[i].exact, (uint32_t)i))
            return false;
    }
    return true;
}

static pdx_span joined(const pdx_joiner *j) { return pdx_span_of(j->out, j->text.len); }

/* The phrases of the lines from `first` to `i`, put together. */
static size_t phrases_of(const pdx_joiner *j, size_t first, size_t i, pdx_lex_line *words, pdx_phrase *found) {
    const uint64_t begin = j->lines[first].begin, end = j->lines[i].end;
    if (!j->use_lexicon || end - begin > LINE_BYTES) return 0;
    pdx_lex_line_init(words, pdx_span_slice(joined(j), (size_t)begin, (size_t)end));
    return pdx_lexicon_phrases(words, found, PHRASES);
}

/* They are nothing but fields of an entry. */
static bool are_fields(const pdx_joiner *j, size_t first, size_t i) {
    pdx_phrase found[PHRASES];
    pdx_lex_line words;
    return first == i ? pdx_joiner_is(j, i, PDX_PIECE_FIELD) : phrases_of(j, first, i, &words, found) > 0;
}

/* The lines from `first` to `i`, put together, say something, and the last of it is what words before line `i` announce. */
static bool is_announced(pdx_joiner *j, size_t first, size_t i) {
    const uint64_t begin = j->lines[first].begin;
    pdx_phrase found[PHRASES];
    pdx_lex_line words;
    size_t n;
    if (!j->use_lexicon || j->lines[i].end - begin > LINE_BYTES || j->facts[i].flags & PDX_FACT_PARA) return false;
    n = phrases_of(j, first, i, &words, found);
    if (n == 0 && first + 1 == i && is_label(j, i - 1) && pdx_lexicon_label(words.text, found)) n = 1;
    if (n == 1 && found[0].kind == PDX_PHRASE_FOOTER && !pdx_joiner_is(j, i, PDX_PIECE_FIELD)) return true;
    if (n == 0 || found[n - 1].language == PDX_LANG_NONE || !may_announce(found[n - 1].kind)) return false;
    if (found[n - 1].kind == PDX_PHRASE_POSTED_BY && pdx_joiner_is(j, i, PDX_PIECE_STOPPED)) return false;
    if (found[n - 1].kind == PDX_PHRASE_POSTED_ON && !(j->facts[i].flags & PDX_FACT_PRINTED)) return false;
    if (begin + found[n - 1].range.begin >= j->lines[i].begin) return false;
    return found[n - 1].hole.end > found[n - 1].hole.begin && begin + found[n - 1].hole.begin >= j->lines[i].begin;
}

/* Line `i` is what the line that begins with `first` announces with its last words. */
static bool is_value(pdx_joiner *j, size_t first, size_t i) {
    if (pdx_joiner_is(j, i, PDX_PIECE_TOLD)) return false;
    if (j->lines[i - 1].words > LABEL_WORDS && !pdx_joiner_is(j, i - 1, PDX_PIECE_TOLD | PDX_PIECE_LEADS_ON)) return false;
    if (may_head(j, i - 1) && is_row(j, i - 1) && !pdx_joiner_is(j, i + 1, PDX_PIECE_COMMA | PDX_PIECE_SEPARATOR)) return false;
    pdx_joiner_set(j, i, true);
    if (is_announced(j, first, i)) return true;
    pdx_joiner_set(j, i, false);
    return false;
}

/* "by", "on" in small letters, behind a date or a name and before what it announces. */
static bool is_word_between(pdx_joiner *j, size_t first, size_t i) {
    if (i + 1 >= j->n || !pdx_joiner_is(j, i, PDX_PIECE_SMALL) || j->lines[i].words > 2 || !are_fields(j, first, i - 1)) return false;
    pdx_joiner_set(j, i, true);
    if (is_value(j, first, i + 1)) {
        pdx_joiner_set(j, i + 1, false);
        return true;
    }
    pdx_joiner_set(j, i, false);
    return false;
}

/* "3" and "Comments" are one. */
static bool is_counted(pdx_joiner *j, size_t i) {
    pdx_phrase found;
    bool is_one;
    if (!j->use_lexicon || !pdx_joiner_is(j, i - 1, PDX_PIECE_NUMBER) || j->lines[i].words > 2 || j->facts[i].flags & PDX_FACT_PRINTED) return false;
    pdx_joiner_set(j, i, true);
    is_one = pdx_lexicon_line(pdx_span_slice(joined(j), (size_t)j->lines[i - 1].begin, (size_t)j->lines[i].end), &found) &&
             (found.kind == PDX_PHRASE_COMMENTS || found.kind == PDX_PHRASE_READING_TIME);
    if (!is_one) pdx_joiner_set(j, i, false);
    return is_one;
}

/* "Comments off" and "on the title"; "Continue reading" and the title in quotation marks. */
static bool is_about(pdx_joiner *j, size_t i) {
    const uint64_t begin = j->lines[i - 1].begin, end = j->lines[i].end;
    const unsigned kind = j->facts[i - 1].phrase;
    const bool may = pdx_joiner_is(j, i, PDX_PIECE_SMALL) ? kind == PDX_PHRASE_COMMENTS || kind == PDX_PHRASE_COMMENT_AREA
                                                          : kind == PDX_PHRASE_READ_MORE && j->facts[i].flags & PDX_FACT_QUOTED;
    pdx_phrase found;
    if (!may || end - begin > LINE_BYTES) return false;
    pdx_joiner_set(j, i, true);
    if (pdx_lexicon_line(pdx_span_slice(joined(j), (size_t)begin, (size_t)end), &found) && found.hole.end > found.hole.begin) {
        return true;
    }
    pdx_joiner_set(j, i, false);
    return false;
}

/* The sign before line `i` parts it from fields of the line that begins with `first`, and does not just end that. */
static bool is_parted(const pdx_joiner *j, size_t first, size_t i) {
    size_t segment = i - 1;
    pdx_phrase found[PHRASES];
    pdx_lex_line words;
    size_t n;
    if (first + 1 == i || pdx_joiner_is(j, i, PDX_PIECE_FIELD | PDX_PIECE_NUMBER)) return pdx_joiner_is(j, i, PDX_PIECE_FIELD | PDX_PIECE_NUMBER);
    while (segment > first && !pdx_joiner_is(j, segment - 1, PDX_PIECE_SEPARATOR)) segment--;
    n = phrases_of(j, segment, i - 2, &words, found);
    for (size_t k = 0; k < n; k++) {
        if (found[k].kind == PDX_PHRASE_COMMENTS || found[k].kind == PDX_PHRASE_READ_MORE) return false;
    }
    return n == 0 || found[n - 1].hole.end > found[n - 1].hole.begin;
}

/* Three numbers, one a line, that are a day. */
static bool is_day(pdx_joiner *j, size_t i) {
    pdx_dateline date;
    pdx_span bytes;
    bool is_one;
    if (i < 1 || !pdx_joiner_is(j, i - 1, PDX_PIECE_NUMBER) || !pdx_joiner_is(j, i, PDX_PIECE_NUMBER) || !pdx_joiner_is(j, i + 1, PDX_PIECE_NUMBER))
        return false;
    pdx_joiner_set(j, i, true);
    pdx_joiner_set(j, i + 1, true);
    bytes = pdx_span_slice(joined(j), (size_t)j->lines[i - 1].begin, (size_t)j->lines[i + 1].end);
    is_one = pdx_dateline_find(bytes, &date) && date.complete && date.fill >= 1;
    pdx_joiner_set(j, i, false);
    pdx_joiner_set(j, i + 1, false);
    return is_one;
}

bool pdx_joiner_belongs(pdx_joiner *j, size_t first, size_t i) {
    const bool text =
        !pdx_joiner_is(j, i - 1, PDX_PIECE_FIELD) && (j->facts[i - 1].flags & PDX_FACT_PARA || pdx_joiner_is(j, i - 1, PDX_PIECE_STOPPED));
    if (pdx_joiner_is(j, i, PDX_PIECE_CLOSING | PDX_PIECE_COUNT) || pdx_joiner_is(j, i - 1, PDX_PIECE_OPENING | PDX_PIECE_COMMA)) return true;
    if (pdx_joiner_is(j, i, PDX_PIECE_SEPARATOR)) return !text;
    if (pdx_joiner_is(j, i - 1, PDX_PIECE_SEPARATOR)) return is_parted(j, first, i);
    if (is_day(j, i) || (i - first == 2 && pdx_joiner_is(j, first, PDX_PIECE_NUMBER) && pdx_joiner_is(j, first + 1, PDX_PIECE_NUMBER) &&
                         pdx_joiner_is(j, i, PDX_PIECE_NUMBER)))
        return true;
    return is_about(j, i) || is_name(j, i) || is_value(j, first, i) || is_word_between(j, first, i) || is_counted(j, i) || pdx_joiner_goes_on(j, i);
}
