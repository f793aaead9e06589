#include "page/masthead.h"

#include "base/hash.h"

enum { LINES = PDX_LIMIT(24, 4), BYTES = 4096, LEAST_PAGES = 5, ENOUGH_PAGES = 64, LOOK = -80 };

void pdx_masthead_init(pdx_masthead *masthead) { memset(masthead, 0, sizeof *masthead); }
void pdx_masthead_deinit(pdx_masthead *masthead) { PDX_VEC_DEINIT(&masthead->lines); }

bool pdx_masthead_is_known(const pdx_masthead *masthead) { return masthead->pages >= ENOUGH_PAGES; }

/* The hash of all lines up to this one. */
static uint64_t hash_on(uint64_t before, pdx_span text, const pdx_line *line) {
    return pdx_hash_pair(before, pdx_hash(pdx_span_slice(text, (size_t)line->begin, (size_t)line->end), 0), 0);
}

static pdx_masthead_line *find(const pdx_masthead *masthead, uint64_t hash) {
    for (size_t i = 0; i < masthead->lines.len; i++) {
        if (masthead->lines.data[i].hash == hash) return &masthead->lines.data[i];
    }
    return NULL;
}

/* Counts the first `n` lines of a page. False when out of memory. */
static bool lines_count(pdx_masthead *masthead, pdx_span text, const pdx_lines *lines, size_t n) {
    uint64_t hash = 0;
    for (size_t k = 0; k < n && k < LINES; k++) {
        pdx_masthead_line *line;
        hash = hash_on(hash, text, &lines->lines.data[k]);
        line = find(masthead, hash);
        if (line == NULL && masthead->pages > LEAST_PAGES) break; /* most pages do not begin so */
        if (line != NULL) line->pages++;
        else if (!PDX_VEC_PUSH(&masthead->lines, ((pdx_masthead_line){hash, 1}))) return false;
    }
    return true;
}

pdx_status pdx_masthead_add(pdx_masthead *masthead, pdx_span text, pdx_error *err) {
    const uint64_t hash = pdx_hash(text, 0);
    const pdx_span begin = pdx_span_slice(text, 0, pdx_min_size(text.len, BYTES));
    pdx_lines lines;
    pdx_status status;
    if (text.len == 0 || (masthead->pages > 0 && hash == masthead->last)) return PDX_OK;
    masthead->last = hash;
    masthead->pages++;
    pdx_lines_init(&lines);
    status = pdx_lines_read(&lines, begin, NULL, err);
    if (status == PDX_OK && lines.lines.len > 0) {
        const size_t whole = lines.lines.len - (begin.len < text.len); /* the last one may be cut off */
        if (!lines_count(masthead, begin, &lines, whole)) status = pdx_fail_memory(err);
    }
    pdx_lines_deinit(&lines);
    return status;
}

/* How many of the page's first lines are those of four pages in five. */
static size_t length_on(const pdx_masthead *masthead, pdx_span text, const pdx_lines *lines) {
    uint64_t hash = 0;
    size_t k = 0;
    for (; k < lines->lines.len && k < LINES; k++) {
        const pdx_masthead_line *line;
        hash = hash_on(hash, text, &lines->lines.data[k]);
        line = find(masthead, hash);
        if (line == NULL || 5 * line->pages < 4 * masthead->pages) break;
    }
    return k;
}

static bool is_of_entry(const pdx_fact *fact) {
    return fact->phrases & PDX_PHRASES_OF_ENTRY || fact->flags & (PDX_FACT_DATED | PDX_FACT_HASHES) || fact->tail != PDX_PHRASE_NONE;
}

void pdx_masthead_mark(const pdx_masthead *masthead, pdx_facts *facts, pdx_span text, const pdx_lines *lines) {
    const size_t n = masthead->pages < LEAST_PAGES ? 0 : length_on(masthead, text, lines);
    if (n == lines->lines.len) return;
    for (size_t k = 0; k < n; k++) {
        if (is_of_entry(&facts->facts.data[k])) return; /* the same entry stands on top of all */
    }
    for (size_t k = 0; k < n; k++) {
        pdx_fact *fact = &facts->facts.data[k];
        if (fact->phrases & PDX_PHRASES_OF_HEADING) continue;
        fact->phrases |= PDX_PHRASE_BIT(PDX_PHRASE_NAV);
        if (fact->title > LOOK) fact->title = LOOK;
    }
}
