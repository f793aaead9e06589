#include "page/lines/guesses.h"

#include "base/hash.h"
#include "page/lexicon/chars.h"
#include "page/lines/linefacts.h"

enum { FORMS = 32, WORDS = 16, NAMED_WORDS = 6 }; /* forms that are counted; words of a line that may be furniture, of a title with its day */

/* How the dated lines of a page look: the shape of the date, whether it comes first, else whether words announce it. */
typedef struct form_count {
    uint64_t form;
    uint32_t count;
} form_count;

typedef struct counts {
    form_count forms[FORMS];
    unsigned n;
    uint32_t most;
} counts;

/* A line that may be furniture: it has a date, or was read as fields. */
static bool is_dated(const pdx_facts *facts, const pdx_lines *lines, size_t i) {
    const pdx_fact *fact = &facts->facts.data[i];
    if (!(fact->flags & PDX_FACT_DATED) && !(fact->phrases & PDX_PHRASE_BIT(PDX_PHRASE_POSTED_ON))) return false;
    return !(fact->flags & PDX_FACT_PARA) && lines->lines.data[i].words <= WORDS;
}

/* Words of some language announce a field in the line, and not only after a name that none announces. */
static bool is_told(const pdx_facts *facts, const pdx_fact *fact) {
    const pdx_phrase *first;
    if (fact->n_phrases == 0) return false;
    first = &facts->phrases.data[fact->first_phrase];
    if (first->language == PDX_LANG_NONE && first->kind != PDX_PHRASE_POSTED_ON) return false;
    return pdx_facts_are_told(facts, fact);
}

static bool has_letter(pdx_span text, uint64_t begin, uint64_t end) {
    const uint8_t *p = text.data + begin, *stop = text.data + end;
    while (p < stop) {
        uint32_t cp;
        p += pdx_char_decode(p, stop, &cp);
        if (pdx_char_is_letter(cp) || pdx_char_is_ideograph(cp)) return true;
    }
    return false;
}

/* Furniture by its date and by the look of the words beside it alone. */
static bool is_guessed(const pdx_facts *facts, pdx_span text, const pdx_lines *lines, size_t i) {
    const pdx_fact *fact = &facts->facts.data[i];
    const pdx_line *line = &lines->lines.data[i];
    if (fact->phrases == 0 && !(fact->flags & PDX_FACT_DATE)) return false;
    if (is_told(facts, fact)) return false;
    if (fact->date.end == fact->date.begin) return true;
    return has_letter(text, line->begin, fact->date.begin) || has_letter(text, fact->date.end, line->end);
}

static bool begins_with_date(const pdx_fact *fact, const pdx_line *line) {
    return fact->date.end > fact->date.begin && fact->date.begin == line->begin;
}

static uint64_t form_of(const pdx_facts *facts, const pdx_lines *lines, size_t i) {
    const pdx_fact *fact = &facts->facts.data[i];
    const pdx_line *line = &lines->lines.data[i];
    const unsigned place = begins_with_date(fact, line) ? 0 : is_told(facts, fact) ? 1 : 2;
    return pdx_hash_u64(pdx_facts_form(facts, PDX_FORM_DATE)[i], place);
}

static form_count *form_find(counts *c, uint64_t form) {
    for (unsigned k = 0; k < c->n; k++) {
        if (c->forms[k].form == form) return &c->forms[k];
    }
    return NULL;
}

static void count_add(counts *c, uint64_t form) {
    form_count *f = form_find(c, form);
    if (f == NULL) {
        if (c->n == FORMS) return;
        f = &c->forms[c->n++];
        *f = (form_count){form, 0};
    }
    if (++f->count > c->most) c->most = f->count;
}

static void guess_drop(pdx_facts *facts, const pdx_lines *lines, size_t i) {
    pdx_fact *fact = &facts->facts.data[i];
    fact->phrases = 0;
    fact->phrase = PDX_PHRASE_NONE;
    fact->n_phrases = 0;
    fact->flags &= ~(unsigned)PDX_FACT_DATE;
    for (unsigned form = PDX_FORM_MASKED; form <= PDX_FORM_DATE; form++) pdx_facts_form(facts, (pdx_form)form)[i] = 0; /* furniture has forms */
    pdx_fact_look(fact, &lines->lines.data[i]);
}

/* What it says first is when something was changed. */
static bool is_later(const pdx_facts *facts, const pdx_fact *fact) { return fact->n_phrases > 0 && facts->phrases.data[fact->first_phrase].later; }

/* A line or a sentence with several fields beside it says the entry's date. */
static bool is_beside_date(const pdx_facts *facts, const pdx_lines *lines, size_t i) {
    for (size_t k = i > 0 ? i - 1 : i + 1; k < facts->facts.len && k <= i + 1; k += 2) {
        const pdx_fact *fact = &facts->facts.data[k];
        if (fact->flags & PDX_FACT_DATED && fact->phrases & PDX_PHRASE_BIT(PDX_PHRASE_POSTED_ON) && !is_later(facts, fact) &&
            (is_dated(facts, lines, k) || fact->n_phrases > 1) && is_told(facts, fact)) {
            return true;
        }
    }
    return false;
}

/* The line right under it is the date of the entry, in another form and alone or with words that say so: an entry has its date once. */
static bool is_above_date(const pdx_facts *facts, pdx_span text, const pdx_lines *lines, size_t i) {
    const uint64_t *forms = pdx_facts_form(facts, PDX_FORM_DATE);
    if (i + 1 >= facts->facts.len) return false;
    const pdx_fact *next = &facts->facts.data[i + 1];
    if (!(next->flags & PDX_FACT_DATED) || is_later(facts, next) || !(next->flags & PDX_FACT_DATE || pdx_facts_are_told(facts, next))) return false;
    return forms[i] != forms[i + 1] && next->date.end > next->date.begin && (is_told(facts, next) || !is_guessed(facts, text, lines, i + 1));
}

/* A line that could be the title stands right above, with no blank line between: what is said here of a day is said of that title. */
static bool is_under_title(const pdx_facts *facts, const pdx_lines *lines, size_t i) {
    if (i == 0 || lines->lines.data[i].gap > 0) return false;
    const pdx_fact *above = &facts->facts.data[i - 1];
    return above->phrases == 0 && above->title > 0 && !(above->flags & (PDX_FACT_DATED | PDX_FACT_PARA));
}

/* Words of a title, and the day that they are about. */
static bool names_day(const pdx_facts *facts, pdx_span text, const pdx_lines *lines, size_t i) {
    const pdx_fact *fact = &facts->facts.data[i];
    if (fact->phrases != 0 || fact->flags & PDX_FACT_DATE || begins_with_date(fact, &lines->lines.data[i])) return false;
    if (lines->lines.data[i].words > NAMED_WORDS) return false;
    return fact->date.end > fact->date.begin && is_above_date(facts, text, lines, i) && !is_under_title(facts, lines, i);
}

/* Words with a date that stand over everything, and right under them the text, or the words that announce who wrote it: what is said of an
 * entry stands beside its title, and the page begins with none else. */
static bool is_above_all(const pdx_facts *facts, size_t i) {
    if (i > 0 || facts->facts.len < 2) return false;
    const pdx_fact *next = &facts->facts.data[1];
    if ((next->flags & (PDX_FACT_PARA | PDX_FACT_DATED)) == PDX_FACT_PARA) return true;
    return next->phrases & PDX_PHRASE_BIT(PDX_PHRASE_POSTED_BY) && is_told(facts, next);
}

void pdx_guesses_settle(pdx_facts *facts, pdx_span text, const pdx_lines *lines) {
    const size_t n = facts->facts.len;
    counts c;
    bool any = false;
    c.n = 0;
    c.most = 0;
    for (size_t i = 0; i < n; i++) {
        if (!is_dated(facts, lines, i)) continue;
        count_add(&c, form_of(facts, lines, i));
        any = any || is_guessed(facts, text, lines, i) || names_day(facts, text, lines, i);
    }
    if (!any) return;
    for (size_t i = 0; i < n; i++) {
        const form_count *f;
        if (!is_dated(facts, lines, i)) continue;
        if (names_day(facts, text, lines, i)) {
            facts->facts.data[i].flags &= ~(unsigned)PDX_FACT_DATED;
            guess_drop(facts, lines, i);
            continue;
        }
        if (!is_guessed(facts, text, lines, i)) continue;
        f = form_find(&c, form_of(facts, lines, i));
        if (f == NULL) continue;
        const bool words_first = !begins_with_date(&facts->facts.data[i], &lines->lines.data[i]),
                   above = words_first && is_above_date(facts, text, lines, i) && !is_under_title(facts, lines, i);
        if (above) facts->facts.data[i].flags &= ~(unsigned)PDX_FACT_DATED; /* its date is of what the entry speaks of */
        if (above || 2 * f->count <= c.most || (words_first && (is_beside_date(facts, lines, i) || (c.most == 1 && is_above_all(facts, i)))))
            guess_drop(facts, lines, i);
    }
}
