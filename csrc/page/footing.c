#include "page/footing.h"

#include "base/hash.h"

/* PARAS: so many paragraphs may stand there, as of who writes the site. */
enum { LINES = PDX_LIMIT(240, 6), BYTES = 1 << 15, LEAST_PAGES = 5, ENOUGH_PAGES = 64, PARAS = 12, LOOK = -80 };

void pdx_footing_init(pdx_footing *footing) { memset(footing, 0, sizeof *footing); }
void pdx_footing_deinit(pdx_footing *footing) { PDX_VEC_DEINIT(&footing->lines); }

bool pdx_footing_is_known(const pdx_footing *footing) { return footing->pages >= ENOUGH_PAGES; }

/* The hash of this line and all below it. */
static uint64_t hash_on(uint64_t below, pdx_span text, const pdx_line *line) {
    return pdx_hash_pair(below, pdx_hash(pdx_span_slice(text, (size_t)line->begin, (size_t)line->end), 0), 0);
}

/* The number of the lines with this hash together; `hint` is tried first: lines of one page are kept one behind the other. */
static size_t find(const pdx_footing *footing, uint64_t hash, size_t hint) {
    if (hint < footing->lines.len && footing->lines.data[hint].hash == hash) return hint;
    for (size_t i = 0; i < footing->lines.len; i++) {
        if (footing->lines.data[i].hash == hash) return i;
    }
    return footing->lines.len;
}

/* Counts the last `n` lines of a page. False when out of memory. */
static bool lines_count(pdx_footing *footing, pdx_span text, const pdx_line *lines, size_t n) {
    uint64_t hash = 0;
    size_t at = 0;
    for (size_t k = 0; k < n && k < LINES; k++) {
        hash = hash_on(hash, text, &lines[n - 1 - k]);
        at = find(footing, hash, k == 0 ? 0 : at + 1);
        if (at == footing->lines.len && footing->pages > LEAST_PAGES) break; /* most pages do not end so */
        if (at < footing->lines.len) footing->lines.data[at].pages++;
        else if (!PDX_VEC_PUSH(&footing->lines, ((pdx_footing_line){hash, 1}))) return false;
    }
    return true;
}

/* The end of a page, from the beginning of a line on. */
static pdx_span end_of(pdx_span text) {
    size_t from = text.len > BYTES ? text.len - BYTES : 0;
    while (from > 0 && from < text.len && text.data[from - 1] != '\n') from++;
    return pdx_span_slice(text, from, text.len);
}

pdx_status pdx_footing_add(pdx_footing *footing, pdx_span text, pdx_error *err) {
    const uint64_t hash = pdx_hash(text, 0);
    const pdx_span end = end_of(text);
    pdx_lines lines;
    pdx_status status;
    if (text.len == 0 || (footing->pages > 0 && hash == footing->last)) return PDX_OK;
    footing->last = hash;
    footing->pages++;
    pdx_lines_init(&lines);
    status = pdx_lines_read(&lines, end, NULL, err);
    if (status == PDX_OK && lines.lines.len > 0 && !lines_count(footing, end, lines.lines.data, lines.lines.len)) status = pdx_fail_memory(err);
    pdx_lines_deinit(&lines);
    return status;
}

/* The first of the page's last lines that are those of four pages in five; n: there are none. */
static size_t shared_from(const pdx_footing *footing, pdx_span text, const pdx_lines *lines) {
    const size_t n = lines->lines.len;
    uint64_t hash = 0;
    size_t at = 0, k = 0;
    if (footing == NULL || footing->pages < LEAST_PAGES) return n;
    for (; k < n && k < LINES; k++) {
        hash = hash_on(hash, text, &lines->lines.data[n - 1 - k]);
        at = find(footing, hash, k == 0 ? 0 : at + 1);
        if (at == footing->lines.len || 5 * footing->lines.data[at].pages < 4 * footing->pages) break;
    }
    return n - k;
}

static bool is_of_entry(const pdx_fact *fact) {
    return fact->phrases & PDX_PHRASES_OF_ENTRY || fact->flags & (PDX_FACT_DATED | PDX_FACT_HASHES) || fact->tail != PDX_PHRASE_NONE;
}

static bool is_text(const pdx_fact *fact) { return fact->flags & PDX_FACT_PARA && fact->phrases == 0; }

/* Comments, and the way to leave one, are the last entry's. */
static bool is_of_page(const pdx_fact *fact) {
    const uint32_t page = PDX_PHRASES_OF_PAGE & ~PDX_PHRASE_BIT(PDX_PHRASE_COMMENT_AREA);
    return fact->phrases & page && !(fact->phrases & (PDX_PHRASES_OF_ENTRY | PDX_PHRASE_BIT(PDX_PHRASE_COMMENT_AREA)));
}

/* What the pages share may begin in the last entry that they all have: of these lines, from where on they are surely the page's own: under
 * furniture of pages, and what stands above that and is nothing of an entry. */
static size_t surely_from(const pdx_facts *facts, size_t from) {
    const pdx_fact *all = facts->facts.data;
    const size_t n = facts->facts.len;
    size_t first = n, paras = 0;
    for (size_t i = n; i-- > from;) {
        if (is_text(&all[i]) && ++paras > PARAS) break;
        if (is_of_page(&all[i])) first = i;
    }
    while (first > from && !is_of_entry(&all[first - 1]) && !is_text(&all[first - 1]) && !(all[first - 1].phrases & PDX_PHRASE_BIT(PDX_PHRASE_COMMENT_AREA))) first--;
    return first;
}

/* The heading of a list of posts or of archives, below which nothing dated, of entries or like text stands; n: there is none. */
static size_t listed_from(const pdx_facts *facts) {
    const pdx_fact *all = facts->facts.data;
    size_t first = facts->facts.len, i = facts->facts.len;
    for (; i > 0 && !is_of_entry(&all[i - 1]) && !is_text(&all[i - 1]); i--) {
        if (all[i - 1].phrases & PDX_PHRASE_BIT(PDX_PHRASE_SIDEBAR)) first = i - 1;
    }
    return i == 0 ? facts->facts.len : first;
}

void pdx_footing_mark(const pdx_footing *footing, pdx_facts *facts, pdx_span text, const pdx_lines *lines) {
    const size_t n = facts->facts.len, shared = shared_from(footing, text, lines);
    facts->footing = pdx_min_size(shared == 0 ? n : surely_from(facts, shared), listed_from(facts));
    for (size_t i = facts->footing; i < n; i++) {
        pdx_fact *fact = &facts->facts.data[i];
        fact->phrases = (fact->phrases & PDX_PHRASES_OF_PAGE) | PDX_PHRASE_BIT(PDX_PHRASE_NAV);
        fact->flags &= ~(uint32_t)(PDX_FACT_DATE | PDX_FACT_DATED | PDX_FACT_HASHES | PDX_FACT_LIST | PDX_FACT_TIGHT);
        fact->tail = PDX_PHRASE_NONE;
        for (unsigned form = PDX_FORM_EXACT; form < PDX_FORM_COUNT; form++) pdx_facts_form(facts, (pdx_form)form)[i] = 0;
        if (fact->title > LOOK) fact->title = LOOK;
    }
}
