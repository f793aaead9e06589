#include "page/lines/linepieces.h"

#include "page/lexicon/chars.h"
#include "page/lines/piecerules.h"

/* So many lines are a page; so many signs prove it, and of so many lines one; so many are put together between two questions. */
enum { LEAST_LINES = 8, FEW = 2, ONE_IN = 200, TICK_LINES = PDX_LIMIT(256, 4) };

static pdx_status lines_join(pdx_joiner *j, const pdx_tick *tick, pdx_error *err) {
    size_t first = 0;
    for (size_t i = 1; i < j->n; i++) {
        if (i % TICK_LINES == 0) PDX_TRY(pdx_tick_step(tick, j->text.len, j->text.len, err));
        const bool join = pdx_joiner_belongs(j, first, i);
        pdx_joiner_set(j, i, join);
        if (!join) first = i;
    }
    return PDX_OK;
}

/* Enough lines are signs that nobody begins a line with: rests of sentences prove nothing, as some write without capitals, and brackets
 * begin lines of program text, too. */
static bool is_broken(const pdx_joiner *j) {
    size_t signs = 0;
    for (size_t i = 1; i < j->n; i++) {
        const uint32_t first = j->lines[i].first;
        if (!pdx_joiner_is(j, i, PDX_PIECE_CLOSING | PDX_PIECE_SEPARATOR) || pdx_joiner_is(j, i, PDX_PIECE_DASH)) continue;
        if (first == ')' || first == ']') signs += pdx_line_bytes(&j->lines[i]) > 1 && j->text.data[j->lines[i].begin + 1] == '.';
        else signs++;
    }
    return signs >= FEW && signs * ONE_IN >= j->n;
}

static pdx_status copy_join(pdx_joiner *j, pdx_buf *out, const pdx_tick *tick, pdx_error *err) {
    pdx_status status = PDX_OK;
    pdx_recurrence_init(&j->heads);
    pdx_recurrence_init(&j->items);
    pdx_recurrence_init(&j->rows);
    pdx_buf_span(out, j->text);
    j->out = out->data;
    if (out->failed || !pdx_joiner_note(j)) status = pdx_fail_memory(err);
    if (status == PDX_OK) status = lines_join(j, tick, err);
    pdx_recurrence_deinit(&j->heads);
    pdx_recurrence_deinit(&j->items);
    pdx_recurrence_deinit(&j->rows);
    return status;
}

static pdx_status join_read(pdx_joiner *j, pdx_buf *out, const pdx_tick *tick, pdx_error *err) {
    pdx_status status = PDX_OK;
    j->kinds = pdx_resize_array(NULL, j->n, sizeof *j->kinds);
    if (j->kinds == NULL) return pdx_fail_memory(err);
    for (size_t i = 0; i < j->n; i++) j->kinds[i] = pdx_piece_kinds(j->text, &j->lines[i], &j->facts[i], j->table);
    pdx_recurrence_init(&j->smalls);
    if (!pdx_joiner_note_case(j)) status = pdx_fail_memory(err);
    if (status == PDX_OK && is_broken(j)) status = copy_join(j, out, tick, err);
    pdx_recurrence_deinit(&j->smalls);
    pdx_free(j->kinds);
    return status;
}

/* A blank line stands between others, as on most pages soon: told by two line feeds with no more than spaces between them. */
static bool has_empty_line(pdx_span text) {
    size_t at = 0;
    while (at < text.len && text.data[at] <= ' ') at++;
    for (const uint8_t *feed; at < text.len && (feed = memchr(text.data + at, '\n', text.len - at)) != NULL;) {
        at = (size_t)(feed - text.data) + 1;
        while (at < text.len && (text.data[at] == ' ' || text.data[at] == '\t' || text.data[at] == '\r')) at++;
        if (at < text.len && text.data[at] == '\n') return pdx_chars_trim(text, pdx_range_of(at, text.len)).begin < text.len;
    }
    return false;
}

/* The same of the lines, whatever they end with. */
static bool has_gaps(const pdx_lines *lines) {
    for (size_t i = 1; i < lines->lines.len; i++) {
        if (lines->lines.data[i].gap > 0) return true;
    }
    return false;
}

pdx_status pdx_linepieces_join(pdx_buf *out, pdx_span text, bool use_lexicon, const pdx_tick *tick, pdx_error *err) {
    const pdx_page_options options = {.use_lexicon = use_lexicon};
    pdx_lines lines;
    pdx_facts facts;
    pdx_status status;
    if (has_empty_line(text)) return PDX_OK;
    pdx_lines_init(&lines);
    pdx_facts_init(&facts);
    status = pdx_lines_read(&lines, text, tick, err);
    if (status == PDX_OK && lines.lines.len >= LEAST_LINES && !has_gaps(&lines)) {
        pdx_joiner j = {.text = text, .lines = lines.lines.data, .n = lines.lines.len, .use_lexicon = use_lexicon};
        status = pdx_facts_read(&facts, text, &lines, &options, tick, err);
        j.facts = facts.facts.data;
        j.table = &facts;
        if (status == PDX_OK) status = join_read(&j, out, tick, err);
    }
    pdx_facts_deinit(&facts);
    pdx_lines_deinit(&lines);
    return status;
}
