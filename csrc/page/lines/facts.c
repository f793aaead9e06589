#include "page/lines/facts.h"

#include "base/hash.h"
#include "page/lines/echo.h"
#include "page/lines/linefacts.h"
#include "page/lines/linememory.h"
#include "page/lines/samelines.h"

enum { LABEL_WORDS = 4, VALUE_PRICE = 40 };
enum { GROUP = PDX_LIMIT(16, 2), GROUP_LINES = PDX_LIMIT(64, 5) }; /* lines read at a time, and with those that repeat others */

void pdx_facts_init(pdx_facts *facts) {
    memset(facts, 0, sizeof *facts);
    facts->key = pdx_hash_key();
}
void pdx_facts_deinit(pdx_facts *facts) {
    PDX_VEC_DEINIT(&facts->facts);
    PDX_VEC_DEINIT(&facts->phrases);
    PDX_VEC_DEINIT(&facts->datelines);
    pdx_free(facts->forms);
    facts->forms = NULL;
    facts->forms_room = 0;
}
void pdx_facts_reset(pdx_facts *facts) {
    PDX_VEC_RESET(&facts->facts);
    PDX_VEC_RESET(&facts->phrases);
    PDX_VEC_RESET(&facts->datelines);
    facts->masthead = facts->footing = facts->day_rows = 0;
}

/* No form yet of any of `n` lines, and room for them. False when out of memory. */
static bool forms_clear(pdx_facts *facts, size_t n) {
    if (n <= facts->forms_room && facts->forms != NULL) {
        for (unsigned form = 0; form < PDX_FORM_COUNT; form++) memset(pdx_facts_form(facts, (pdx_form)form), 0, n * sizeof *facts->forms);
        return true;
    }
    pdx_free(facts->forms);
    facts->forms_room = facts->facts.capacity;
    facts->forms = pdx_alloc_zero(PDX_FORM_COUNT * facts->forms_room, sizeof *facts->forms);
    return facts->forms != NULL;
}

/* Where facts are read from, and the lines read so far that others may repeat. */
typedef struct reader {
    pdx_span text;
    const pdx_line *lines;
    const pdx_page_options *options;
    pdx_facts *facts;
    pdx_echoes echoes;
    pdx_same_lines same;
} reader;

/* Lines [begin, end) of the page, and those of them that are new. */
typedef struct group {
    size_t begin, end, n;
    size_t first[GROUP_LINES]; /* of each line, the first one that reads the same: itself, most often */
    pdx_line_facts lines[GROUP];
} group;

static pdx_span bytes_of(const reader *r, size_t i) { return pdx_span_slice(r->text, (size_t)r->lines[i].begin, (size_t)r->lines[i].end); }

/* `fold` is NULL for a line that is too long. */
static void echo_read(reader *r, size_t i, const pdx_fold *fold) {
    pdx_fact *fact = &r->facts->facts.data[i];
    pdx_echo echo;
    if (fact->flags & PDX_FACT_DATE) return;
    if (fold != NULL ? pdx_echoes_find(&r->echoes, fold, i, &echo) : pdx_echoes_find_tail(&r->echoes, bytes_of(r, i), i, &echo)) {
        fact->echo = echo.line;
        if (!(fact->flags & (PDX_FACT_URL | PDX_FACT_CODE | PDX_FACT_WORDLESS))) pdx_facts_form(r->facts, PDX_FORM_ECHO)[i] = echo.form;
    }
    if (fold != NULL && fact->title > 0) pdx_echoes_offer(&r->echoes, fold, i);
}

/* Puts down for line `i` what is known of one with the same bytes, which began at `begin`; `elsewhere` are the phrases that its fact counts
 * in, NULL for the page's own. */
static bool copy_keep(reader *r, size_t i, const pdx_fact *known, uint64_t begin, const pdx_phrase *elsewhere) {
    pdx_fact *fact = &r->facts->facts.data[i];
    const uint64_t moved = r->lines[i].begin - begin;
    const size_t n = pdx_fact_phrases(known), first = r->facts->phrases.len;
    *fact = *known;
    fact->echo = 0;
    if (fact->date.end > fact->date.begin) fact->date = pdx_range_of(fact->date.begin + moved, fact->date.end + moved);
    if (n == 0) return true;
    if (!PDX_VEC_RESERVE(&r->facts->phrases, first + n)) return false;
    memcpy(r->facts->phrases.data + first, (elsewhere != NULL ? elsewhere : r->facts->phrases.data) + known->first_phrase, n * sizeof *elsewhere);
    r->facts->phrases.len += n;
    fact->first_phrase = (uint32_t)first;
    return true;
}

/* Furniture says the same on every entry: what one line says is what its twin says, but for what both repeat. */
static bool twin_copy(reader *r, size_t i, size_t twin) {
    for (unsigned form = 0; form < PDX_FORM_ECHO; form++) {
        pdx_facts_form(r->facts, (pdx_form)form)[i] = pdx_facts_form(r->facts, (pdx_form)form)[twin];
    }
    return copy_keep(r, i, &r->facts->facts.data[twin], r->lines[twin].begin, NULL);
}

/* And so does a post on every page. */
static bool known_copy(reader *r, size_t i, const pdx_known_line *known) {
    const pdx_line_memory *memory = r->options->memory;
    for (unsigned form = 0; form < PDX_FORM_ECHO; form++) pdx_facts_form(r->facts, (pdx_form)form)[i] = known->forms[form];
    if (!copy_keep(r, i, &known->fact, 0, memory->phrases.data)) return false;
    if (known->fact.dateline == 0) return true;
    if (!PDX_VEC_PUSH(&r->facts->datelines, memory->datelines.data[known->fact.dateline - 1])) return false;
    r->facts->facts.data[i].dateline = (uint32_t)r->facts->datelines.len;
    return true;
}

/* Takes up line `g->end`, if there is room. False when out of memory. */
static bool line_take(reader *r, group *g) {
    const size_t i = g->end++;
    const pdx_span bytes = bytes_of(r, i);
    const uint64_t hash = pdx_hash(bytes, r->facts->key);
    const size_t first = pdx_same_lines_find(&r->same, r->text, r->lines, i, hash);
    const pdx_known_line *known = first == i && r->options->memory != NULL ? pdx_line_memory_find(r->options->memory, bytes, hash) : NULL;
    pdx_line_facts *line = &g->lines[g->n];
    g->first[i - g->begin] = first;
    if (first != i) return true;
    if (known != NULL) return known_copy(r, i, known);
    g->n++;
    line->i = i;
    line->line = &r->lines[i];
    line->fact = &r->facts->facts.data[i];
    line->hash = hash;
    pdx_lex_line_init(&line->words, bytes);
    return true;
}

/* Whatever is not in `read`, which is the line when it is new, is in lines before it. */
static bool line_finish(reader *r, size_t i, size_t first, const pdx_line_facts *read) {
    const pdx_span bytes = bytes_of(r, i);
    const bool is_short = bytes.len <= PDX_LINE_FACTS_SHORT;
    pdx_fold fold;
    if (first != i && !twin_copy(r, i, first)) return false;
    if (read != NULL && r->options->memory != NULL &&
        !pdx_line_memory_add(r->options->memory, bytes, read->hash, r->lines[i].begin, r->facts, i, read->fact)) return false;
    if (read == NULL && is_short && !(r->facts->facts.data[i].flags & PDX_FACT_DATE)) pdx_fold_init(&fold, bytes, pdx_range_of(0, 0));
    echo_read(r, i, !is_short ? NULL : read != NULL ? &read->fold : &fold);
    return true;
}

/* Reads some of `n` lines, from g->begin on. False when out of memory. */
static bool group_read(reader *r, group *g, size_t n) {
    size_t k = 0;
    g->n = 0;
    for (g->end = g->begin; g->end < n && g->n < GROUP && g->end - g->begin < GROUP_LINES;) {
        if (!line_take(r, g)) return false;
    }
    if (!pdx_line_facts_read(r->facts, g->lines, g->n, r->options->use_lexicon)) return false;
    for (size_t i = g->begin; i < g->end; i++) {
        const bool is_new = k < g->n && g->lines[k].i == i;
        if (!line_finish(r, i, g->first[i - g->begin], is_new ? &g->lines[k++] : NULL)) return false;
    }
    return true;
}

/* A few words and a colon alone on a line announce what the next one says: "Where:" and below it a town. */
static void values_tell(pdx_facts *facts, const pdx_line *lines) {
    for (size_t i = 1; i < facts->facts.len; i++) {
        const pdx_fact *before = &facts->facts.data[i - 1];
        if (before->flags & PDX_FACT_COLON && !(before->flags & PDX_FACT_PARA) && before->phrases == 0 && lines[i - 1].words <= LABEL_WORDS) {
            facts->facts.data[i].title = (int16_t)(facts->facts.data[i].title - VALUE_PRICE);
        }
    }
}

static pdx_status facts_fill(reader *r, size_t n, const pdx_tick *tick, pdx_error *err) {
    group g;
    for (g.begin = 0; g.begin < n; g.begin = g.end) {
        PDX_TRY(pdx_tick_step(tick, r->lines[g.begin].begin, r->text.len, err));
        if (!group_read(r, &g, n)) return pdx_fail_memory(err);
    }
    r->facts->facts.len = r->facts->footing = n;
    values_tell(r->facts, r->lines);
    return PDX_OK;
}

pdx_status pdx_facts_read(pdx_facts *facts, pdx_span text, const pdx_lines *lines, const pdx_page_options *options,
                          const pdx_tick *tick, pdx_error *err) {
    const size_t n = lines->lines.len;
    reader r = {text, lines->lines.data, options, facts, {NULL, NULL, 0, 0, 0}, {NULL, 0}};
    pdx_status status;
    if (!PDX_VEC_RESERVE(&facts->facts, n) || !PDX_VEC_RESERVE(&facts->phrases, n / 2) || !PDX_VEC_RESERVE(&facts->datelines, n / 4)) {
        return pdx_fail_memory(err);
    }
    if (!forms_clear(facts, n) || !pdx_same_lines_init(&r.same, n)) return pdx_fail_memory(err);
    status = pdx_echoes_init(&r.echoes, n, facts->key, err);
    if (status == PDX_OK) status = facts_fill(&r, n, tick, err);
    pdx_echoes_deinit(&r.echoes);
    pdx_same_lines_deinit(&r.same);
    return status;
}
