#include "page/lines/linefacts.h"

#include "base/hash.h"
#include "page/lexicon/chars.h"
#include "page/lines/lineflags.h"
#include "page/lines/lineforms.h"

enum { LEXICON_BYTES = 400, SENTENCE_BYTES = 2000, LEXICON_WORDS = 30, LISTED_WORDS = 6 /* to a comma */, NUMBERLESS_BYTES = 48,
       FIELD_BYTES = 10, PHRASES = 12,
       LABEL_WORDS = 14 /* of lines that labels.c asks about */ };

/* U+00AB or U+00BB, whose last byte is `low`, stands in `p`. */
static bool has_guillemet(const uint8_t *p, size_t len, uint8_t low) {
    for (size_t i = 0; i + 1 < len; i++) {
        if (p[i] == 0xC2 && p[i + 1] == low) return true;
    }
    return false;
}

/* A pointer to another page: an arrow at either end, half a pair of guillemets, or one set off at one end only. */
static bool is_pointer(const pdx_line *line, const uint8_t *p, size_t len) {
    const bool opens = len > 3 && p[0] == 0xC2 && p[1] == 0xAB, closes = len > 3 && p[len - 2] == 0xC2 && p[len - 1] == 0xBB;
    const bool off_front = opens && p[2] == ' ', off_back = closes && p[len - 3] == ' ';
    if ((line->first >= 0x2190 && line->first <= 0x21FF) || (line->last >= 0x2190 && line->last <= 0x21FF)) return true;
    if (line->first == '<' || line->last == '>' || line->first == 0x2039 || line->last == 0x203A) return true;
    if (off_front != off_back) return true;
    if (opens && !closes) return !has_guillemet(p + 2, len - 2, 0xBB);
    if (closes && !opens) return !has_guillemet(p, len - 2, 0xAB);
    return false;
}

void pdx_fact_look(pdx_fact *fact, const pdx_line *line) {
    int score = 40;
    const unsigned words = line->words;
    const size_t len = (size_t)pdx_line_bytes(line);
    if (fact->flags & PDX_FACT_SENTENCE) score -= PDX_FACT_SENTENCE_LOOK;
    else if (fact->flags & PDX_FACT_PARA) score -= PDX_FACT_PARA_LOOK;
    if (words > 30 || len > 300) score -= 60;
    else if (words > 18) score -= 25;
    if (words == 1) score -= 12;
    else if (words == 2) score -= 6;
    if (fact->flags & PDX_FACT_FIELDS) score -= 20;
    if (fact->flags & PDX_FACT_LOWER) score -= 15;
    if (fact->flags & PDX_FACT_CUT) score -= 25;
    else if ((fact->flags & PDX_FACT_STOP) && !(fact->flags & PDX_FACT_SENTENCE) && line->last == '.') score -= 35;
    if (fact->flags & PDX_FACT_COLON) score -= 45;
    if (line->last == ',' || line->last == ';') score -= 40;
    if (fact->flags & (PDX_FACT_URL | PDX_FACT_WORDLESS)) score -= 60;
    if (fact->flags & PDX_FACT_CODE) score -= 40;
    if (fact->flags & PDX_FACT_HASHES) score -= 60;
    if (fact->flags & PDX_FACT_FILE) score -= 30;
    if (fact->flags & PDX_FACT_LIST) score -= 20;
    if (fact->flags & PDX_FACT_TIGHT) score -= 30;
    if (fact->flags & PDX_FACT_DATE) score -= 90;
    else if (fact->flags & PDX_FACT_DATED) score -= len - (size_t)(fact->date.end - fact->date.begin) <= FIELD_BYTES ? 45 : 25;
    if (2 * (size_t)line->digits >= len && pdx_char_digit(line->first) >= 0 && pdx_char_digit(line->last) >= 0) score -= 35;
    if (fact->phrases & ~PDX_PHRASE_BIT(PDX_PHRASE_CAPTION)) score -= PDX_FACT_PHRASE_LOOK;
    else if (fact->phrases != 0) score -= 25;
    if (fact->tail != PDX_PHRASE_NONE) score -= 60;
    if (!pdx_char_is_letter(line->first) && !pdx_char_is_quote(line->first) && line->first != '(' && line->first != '[') score -= 15;
    fact->title = (int16_t)score;
}

/* A digit of any script stands in the line; dates without one are short lines ("yesterday"). */
static bool may_be_dated(const pdx_line *line, pdx_span bytes) {
    if (line->digits > 0 || bytes.len <= NUMBERLESS_BYTES) return true;
    if (line->leads == 0 && line->wide == 0 && bytes.len <= line->counted) return false;
    for (size_t i = 0; i < bytes.len; i++) {
        if ((bytes.data[i] == 0xD9 || bytes.data[i] == 0xDB || bytes.data[i] >= 0xE0) && i + 1 < bytes.len) {
            uint32_t cp;
            (void)pdx_char_decode(bytes.data + i, bytes.data + bytes.len, &cp);
            if (pdx_char_digit(cp) >= 0 || pdx_char_is_ideograph(cp)) return true;
        }
    }
    return false;
}

static bool dateline_keep(pdx_facts *facts, pdx_fact *fact, const pdx_dateline *date) {
    if (!PDX_VEC_PUSH(&facts->datelines, *date)) return false;
    fact->dateline = (uint32_t)facts->datelines.len;
    return true;
}

/* A day without a year counts only where it is all that the line says. False when out of memory. */
static bool date_read(pdx_facts *facts, pdx_fact *fact, const pdx_line *line, pdx_lex_line *words, uint32_t *shape) {
    pdx_dateline date;
    if (!pdx_dateline_read(words, &date) || date.range.end <= date.range.begin) return true;
    if (!dateline_keep(facts, fact, &date)) return false;
    fact->flags |= PDX_FACT_PRINTED;
    if (date.year_only) return true;
    if (!date.complete && !date.relative && date.fill < 0.75f) return true;
    if (date.month_year && date.fill < 0.9f) return true;
    fact->date = pdx_range_of(line->begin + date.range.begin, line->begin + date.range.end);
    *shape = date.shape;
    if (date.month_year || (date.relative && date.fill < 0.5f)) return true;
    fact->flags |= PDX_FACT_DATED;
    if (date.fill >= 0.75f) fact->flags |= PDX_FACT_DATE;
    return true;
}

static bool phrases_keep(pdx_facts *facts, pdx_fact *fact, const pdx_phrase *found, size_t n) {
    const size_t first = facts->phrases.len;
    if (!PDX_VEC_RESERVE(&facts->phrases, first + n)) return false;
    memcpy(facts->phrases.data + first, found, n * sizeof *found);
    facts->phrases.len += n;
    fact->first_phrase = (uint32_t)first;
    return true;
}

/* What stands before the words that lead on is no title but text: sentences, or an excerpt that the page has cut. */
static bool is_excerpt(const pdx_phrase *phrase, pdx_span bytes) {
    if (phrase->kind != PDX_PHRASE_READ_MORE || phrase->hole.begin != phrase->range.begin) return false;
    const pdx_span text = pdx_span_slice(bytes, (size_t)phrase->hole.begin, (size_t)phrase->hole.end);
    return pdx_line_is_cut(text) || pdx_line_has_inner_stop(text);
}

/* Short enough to be furniture, or long lists: commas stand close in it. They are counted at its beginning. */
static bool may_be_furniture(const pdx_fact *fact, const pdx_line *line, size_t len) {
    if (len <= LEXICON_BYTES && (line->words <= LEXICON_WORDS || fact->flags & PDX_FACT_LIST || line->separators > 0)) return true;
    return len <= SENTENCE_BYTES && line->words * (size_t)line->counted <= LISTED_WORDS * line->commas * len;
}

/* The phrases that the line is made of. */
static bool phrases_read(pdx_facts *facts, pdx_fact *fact, const pdx_line *line, pdx_lex_line *words) {
    const pdx_span bytes = words->text;
    pdx_phrase found[PHRASES];
    size_t n = 0;
    if (may_be_furniture(fact, line, bytes.len))
        n = pdx_lexicon_phrases(words, found, PDX_COUNTOF(found));
    else if (bytes.len <= SENTENCE_BYTES)
        n = pdx_lexicon_sentence(words, found, PDX_COUNTOF(found));
    /* "The harbour today" is no date line: a relative date needs the line, or a phrase of its own. */
    if (n > 1 && fact->date.end > fact->date.begin && !(fact->flags & PDX_FACT_DATED)) n = 0;
    if (n == 1 && is_excerpt(&found[0], bytes)) n = 0;
    for (size_t i = 0; i < n; i++) fact->phrases |= PDX_PHRASE_BIT(found[i].kind);
    if (n == 0) {
        if (line->words <= LABEL_WORDS && !(fact->flags & (PDX_FACT_PARA | PDX_FACT_STOP)) && !pdx_lexicon_may_be_label(words)) {
            fact->flags |= PDX_FACT_NO_LABEL;
        }
        return true;
    }
    if (fact->phrases == PDX_PHRASE_BIT(PDX_PHRASE_MEMBER)) {
        fact->flags &= ~(uint32_t)(PDX_FACT_DATE | PDX_FACT_DATED);
        fact->date = pdx_range_of(0, 0);
    }
    fact->phrase = found[0].kind;
    fact->n_phrases = (uint8_t)n;
    return phrases_keep(facts, fact, found, n);
}

/* The phrase that is glued to its end, where it is not made of any. */
static bool tail_read(pdx_facts *facts, pdx_fact *fact, pdx_lex_line *words) {
    pdx_phrase found;
    if (fact->n_phrases > 0 || !pdx_lexicon_tail_read(words, &found)) return true;
    fact->tail = found.kind;
    return phrases_keep(facts, fact, &found, 1);
}

static void flags_step(pdx_line_facts *l) {
    memset(l->fact, 0, sizeof *l->fact);
    l->date_shape = 0;
    l->fact->flags = pdx_line_flags(l->line, l->words.text);
}

static bool date_step(pdx_facts *facts, pdx_line_facts *l) {
    const pdx_span bytes = l->words.text;
    if (l->fact->flags & PDX_FACT_FILE && memchr(bytes.data, '_', bytes.len) != NULL) {
        l->fact->flags |= PDX_FACT_PRINTED; /* not looked at */
        return true;
    }
    if (bytes.len > PDX_LINE_FACTS_SHORT || !may_be_dated(l->line, bytes)) return true;
    if (!date_read(facts, l->fact, l->line, &l->words, &l->date_shape)) return false;
    if (bytes.len <= NUMBERLESS_BYTES && pdx_dateline_has_other_word(&l->words)) l->fact->flags |= PDX_FACT_NO_FIELD; /* all are read, then */
    return true;
}

static void forms_step(pdx_facts *facts, pdx_line_facts *l) {
    const pdx_span bytes = l->words.text;
    pdx_fact *fact = l->fact;
    if (bytes.len <= PDX_LINE_FACTS_SHORT) {
        const uint64_t base = fact->date.end > fact->date.begin ? l->line->begin : 0;
        fact->flags |= PDX_FACT_SHORT;
        pdx_fold_init(&l->fold, bytes, pdx_range_of(fact->date.begin - base, fact->date.end - base));
        fact->exact = pdx_fold_hash(&l->fold, facts->key);
        pdx_line_forms_read(facts, l->i, fact, &l->fold, l->date_shape);
    } else {
        fact->exact = pdx_hash(bytes, facts->key);
    }
    pdx_fact_look(fact, l->line);
    if (is_pointer(l->line, bytes.data, bytes.len)) fact->title = (int16_t)(fact->title - 60);
}

bool pdx_line_facts_read(pdx_facts *facts, pdx_line_facts *lines, size_t n, bool use_lexicon) {
    for (size_t k = 0; k < n; k++) flags_step(&lines[k]);
    for (size_t k = 0; k < n; k++) {
        if (!date_step(facts, &lines[k])) return false;
    }
    for (size_t k = 0; use_lexicon && k < n; k++) {
        if (!phrases_read(facts, lines[k].fact, lines[k].line, &lines[k].words)) return false;
    }
    for (size_t k = 0; use_lexicon && k < n; k++) {
        if (!tail_read(facts, lines[k].fact, &lines[k].words)) return false;
    }
    for (size_t k = 0; k < n; k++) forms_step(facts, &lines[k]);
    return true;
}
