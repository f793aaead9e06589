#include "page/lines/listlines.h"

#include "page/lines/items.h"
#include "page/lines/recurrence.h"

enum { LEAST_LISTS = 2, ITEM_BYTES = 60, ITEM_WORDS = 5, LOOK = 40, /* what a list takes from the look of a title, */
       BEHIND = 20 /* and what a line behind one has of it */ };

/* A short line of words, whatever they say. */
static bool is_of_words(const pdx_fact *fact) {
    const uint32_t other =
        PDX_FACT_URL | PDX_FACT_CODE | PDX_FACT_WORDLESS | PDX_FACT_DATED | PDX_FACT_STOP | PDX_FACT_CUT | PDX_FACT_COLON | PDX_FACT_HASHES;
    return fact->tail == PDX_PHRASE_NONE && fact->flags & PDX_FACT_SHORT && !(fact->flags & other);
}

/* One that says nothing else. */
static bool can_hold(const pdx_fact *fact) { return fact->phrases == 0 && is_of_words(fact); }

/* A word of menus may be a term where that is announced. */
static bool can_be_term(const pdx_fact *fact, const pdx_line *line) {
    return is_of_words(fact) && !(fact->phrases & PDX_PHRASES_OF_ENTRY) && line->words <= ITEM_WORDS;
}

static bool may_be_parted(const pdx_line *line) { return line->separators > 0 || line->marks > 0 || line->leads > 0; }

static unsigned words_of(const pdx_fold *fold) {
    unsigned words = 1;
    for (unsigned i = 0; i < fold->len; i++) words += fold->text[i] == ' ';
    return words;
}

/* A line that is read as a list. */
typedef struct list {
    unsigned n, again; /* its items, and those that stand in another list; no list has none */
    uint8_t separator; /* what parts them */
} list;

/* Reads line `i`; where `note` says so, its items are noted. False when out of memory. */
static bool list_read(list *out, pdx_recurrence *items, pdx_span text, const pdx_line *line, uint32_t i, bool note) {
    pdx_item_reader reader;
    pdx_range item;
    memset(out, 0, sizeof *out);
    pdx_item_reader_init(&reader, text, pdx_range_of(line->begin, line->end), false);
    if (reader.separator <= PDX_ITEMS_BY_COMMA) return true;
    out->separator = reader.separator;
    while (pdx_item_reader_next(&reader, &item)) {
        const bool is_long = item.end - item.begin > ITEM_BYTES;
        pdx_fold fold;
        uint64_t key;
        if (!is_long) pdx_fold_of(&fold, text, item);
        if (is_long || words_of(&fold) > ITEM_WORDS) {
            out->n = 0;
            return true;
        }
        key = pdx_recurrence_key(items, &fold);
        out->again += !note && pdx_recurrence_entries(items, key) > 1;
        out->n++;
        if (note && !pdx_recurrence_note(items, key, i)) return false;
    }
    return true;
}

/* What the page's lists say. */
typedef struct lists {
    pdx_recurrence items, known; /* of all that could be lists, and of those that surely are */
    unsigned seen[PDX_ITEMS_SEPARATORS], sure[PDX_ITEMS_SEPARATORS]; /* how many there are of each kind */
} lists;

static bool is_candidate(const pdx_facts *facts, const pdx_lines *lines, size_t i) {
    return can_hold(&facts->facts.data[i]) && may_be_parted(&lines->lines.data[i]);
}

static void terms_mark(pdx_fact *fact) {
    fact->flags = (fact->flags & ~(uint32_t)(PDX_FACT_PARA | PDX_FACT_SENTENCE)) | PDX_FACT_TERMS;
    fact->title = (int16_t)(fact->title - LOOK);
}

/* Notes the items of all that could be lists; gives how many there are. */
static bool items_note(lists *l, unsigned *n, const pdx_facts *facts, pdx_span text, const pdx_lines *lines) {
    list read;
    for (uint32_t i = 0; i < facts->facts.len; i++) {
        if (!is_candidate(facts, lines, i)) continue;
        if (!list_read(&read, &l->items, text, &lines->lines.data[i], i, true)) return false;
        l->seen[read.separator] += read.n > 1;
        *n += read.n > 1;
    }
    return true;
}

/* Marks the lists of which most items stand in others. */
static bool sure_mark(lists *l, pdx_facts *facts, pdx_span text, const pdx_lines *lines) {
    list read;
    for (uint32_t i = 0; i < facts->facts.len; i++) {
        if (!is_candidate(facts, lines, i)) continue;
        if (!list_read(&read, &l->items, text, &lines->lines.data[i], i, false)) return false;
        if (read.n < 2 || 2 * read.again < read.n) continue;
        terms_mark(&facts->facts.data[i]);
        l->sure[read.separator]++;
        if (!list_read(&read, &l->known, text, &lines->lines.data[i], i, true)) return false;
    }
    return true;
}

/* Most lists that these signs part are known. */
static bool are_usual(const lists *l, unsigned separator) {
    return l->sure[separator] >= LEAST_LISTS && 2 * l->sure[separator] >= l->seen[separator];
}

/* Marks lists that are parted as those are, and lines that are a known item alone. */
static bool others_mark(lists *l, pdx_facts *facts, pdx_span text, const pdx_lines *lines) {
    for (uint32_t i = 0; i < facts->facts.len; i++) {
        pdx_fact *fact = &facts->facts.data[i];
        list read = {0};
        if (fact->flags & PDX_FACT_TERMS || !can_hold(fact)) continue;
        if (is_candidate(facts, lines, i) && !list_read(&read, &l->items, text, &lines->lines.data[i], i, false)) return false;
        if (read.n > 1 ? are_usual(l, read.separator) : pdx_recurrence_entries(&l->known, pdx_recurrence_of_hash(fact->exact)) > 1) terms_mark(fact);
    }
    return true;
}

/* Short lines that tell a date. */
static unsigned dates_of(const pdx_facts *facts) {
    unsigned dates = 0;
    for (size_t i = 0; i < facts->facts.len; i++) {
        const uint32_t flags = facts->facts.data[i].flags;
        dates += (flags & PDX_FACT_DATED) != 0 && (flags & (PDX_FACT_SHORT | PDX_FACT_PARA)) == PDX_FACT_SHORT;
    }
    return dates;
}

static bool lists_mark(lists *l, pdx_facts *facts, pdx_span text, const pdx_lines *lines) {
    unsigned n = 0;
    if (!items_note(l, &n, facts, text, lines)) return false;
    if (n < LEAST_LISTS || 2 * dates_of(facts) >= n) return true;
    return sure_mark(l, facts, text, lines) && others_mark(l, facts, text, lines);
}

/* The line is the last word of a label that announces terms, and these stand below it. */
static bool is_label(const pdx_facts *facts, size_t i) {
    const pdx_fact *fact = &facts->facts.data[i];
    const pdx_phrase *last = fact->n_phrases == 0 ? NULL : &facts->phrases.data[fact->first_phrase + fact->n_phrases - 1];
    return last != NULL && (last->kind == PDX_PHRASE_TAGGED || last->kind == PDX_PHRASE_POSTED_IN) && last->hole.end <= last->hole.begin;
}

size_t pdx_listlines_end(const pdx_facts *facts, const pdx_line *line, size_t label) {
    const size_t n = facts->facts.len;
    size_t i = label + 2;
    if (i >= n || !is_label(facts, label) || !can_be_term(&facts->facts.data[label + 1], &line[label + 1])) return label + 1;
    if (is_label(facts, i)) return i;
    if (line[i].gap > 0) return label + 1; /* a list of one, or none at all and the next title */
    while (i < n && line[i].gap == 0 && can_be_term(&facts->facts.data[i], &line[i])) i++;
    return i < n && line[i].gap > 0 ? i : label + 1;
}

/* What stands behind such a list is a title as a rule, if it is no furniture: of the same entry or of the next one. */
static void behind_mark(pdx_fact *fact, const pdx_line *line) {
    const uint32_t other = PDX_FACT_URL | PDX_FACT_CODE | PDX_FACT_WORDLESS | PDX_FACT_COLON | PDX_FACT_CUT;
    if (line->gap == 0 || pdx_fact_is_of_entry(fact) || fact->phrases != 0 || fact->flags & other) return;
    if (!(fact->flags & PDX_FACT_SHORT) || line->last == '.') return;
    const int lost = fact->flags & PDX_FACT_SENTENCE ? PDX_FACT_SENTENCE_LOOK : fact->flags & PDX_FACT_PARA ? PDX_FACT_PARA_LOOK : 0;
    fact->flags &= ~(uint32_t)(PDX_FACT_PARA | PDX_FACT_SENTENCE);
    fact->title = (int16_t)(fact->title + lost + BEHIND);
}

/* What stands above the furniture that ends with line `label` is parted from it, or there is nothing: else it is a title. */
static bool begins_page(const pdx_facts *facts, const pdx_lines *lines, size_t label) {
    size_t top = label;
    while (top > 0 && pdx_fact_is_meta(&facts->facts.data[top - 1])) top--;
    return top == 0 || lines->lines.data[top].gap > 0;
}

/* Terms that stand one to a line below the words that announce them are no titles. Below titles and texts they are known by these. */
static void announced_mark(pdx_facts *facts, const pdx_lines *lines) {
    bool leading = false;
    for (size_t label = 0; label < facts->facts.len; label++) {
        const size_t end = pdx_listlines_end(facts, lines->lines.data, label);
        if (!leading && facts->facts.data[label].flags & PDX_FACT_PARA && facts->facts.data[label].phrases == 0) return;
        if (end == label + 1) continue;
        leading = leading || begins_page(facts, lines, label);
        if (!leading) return;
        for (size_t i = label + 1; i < end; i++) {
            pdx_fact *fact = &facts->facts.data[i];
            if (!(fact->flags & PDX_FACT_TERMS)) fact->title = (int16_t)(fact->title - LOOK);
        }
        if (end < facts->facts.len) behind_mark(&facts->facts.data[end], &lines->lines.data[end]);
    }
}

pdx_status pdx_listlines_mark(pdx_facts *facts, pdx_span text, const pdx_lines *lines, pdx_error *err) {
    lists l = {0};
    bool ok;
    pdx_recurrence_init(&l.items);
    pdx_recurrence_init(&l.known);
    ok = lists_mark(&l, facts, text, lines);
    announced_mark(facts, lines);
    pdx_recurrence_deinit(&l.items);
    pdx_recurrence_deinit(&l.known);
    return ok ? PDX_OK : pdx_fail_memory(err);
}
