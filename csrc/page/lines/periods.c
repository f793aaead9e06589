#include "page/lines/periods.h"

#include "page/lexicon/dateline_words.h"
#include "page/lines/leaves.h"
#include "page/lines/linefacts.h"

enum { PERIOD_BYTES = 40, MONTH_LETTERS = 3, LIST_MONTHS = 3, LEAST = 2, ENTRY_DATES = 2, APART = 24, TITLE_LOOK = 5, LOOK = 90,
       NOWHERE = UINT32_MAX };

/* A line that is a month and nothing else. */
typedef struct month {
    uint32_t line;
    int32_t key;     /* months since the year 0, or of any year where none is given */
    bool with_year;
    bool kept;
    uint32_t before; /* the month before it in the longest run that ends here, or NOWHERE */
} month;

typedef struct reader {
    pdx_facts *facts;
    pdx_span text;
    const pdx_line *lines;
    PDX_VEC(month) months;   /* owned */
    PDX_VEC(uint32_t) tails; /* owned; where the runs of each length end */
} reader;

static bool may_be_month(const reader *r, size_t i) {
    const pdx_fact *fact = &r->facts->facts.data[i];
    const pdx_line *line = &r->lines[i];
    if (fact->phrases != 0 || pdx_fact_is_leaf(fact) || pdx_line_bytes(line) > PERIOD_BYTES || pdx_line_bytes(line) < MONTH_LETTERS) return false;
    if (fact->dateline != 0) return r->facts->datelines.data[fact->dateline - 1].month_year;
    return line->words == 1 && line->digits == 0 &&
           !(fact->flags & (PDX_FACT_NO_FIELD | PDX_FACT_DATED | PDX_FACT_PARA | PDX_FACT_WORDLESS | PDX_FACT_CUT | PDX_FACT_URL));
}

/* Reads line `i`; false when it says something else. */
static bool month_read(const reader *r, size_t i, month *out) {
    pdx_lex_line line;
    const pdx_lex_tokens *tokens;
    uint32_t year = 0;
    bool named = false;
    pdx_lex_line_init(&line, pdx_span_slice(r->text, (size_t)r->lines[i].begin, (size_t)r->lines[i].end));
    tokens = pdx_lex_line_tokens(&line);
    *out = (month){.line = (uint32_t)i, .before = NOWHERE};
    for (size_t at = 0; at < tokens->n;) {
        const pdx_lex_token *token = &tokens->items[at];
        uint8_t value;
        size_t taken = named ? 0 : pdx_date_name_at(tokens, at, PDX_DW_MONTH, &value);
        if (taken > 0) {
            named = true;
            out->key += (value - 1) % 12;
        } else if (token->kind == PDX_LEX_NUMBER && token->digits == 4 && year == 0) {
            year = token->value;
            taken = 1;
            if (pdx_date_name_at(tokens, at + 1, PDX_DW_CJK, &value) == 1 && value == 1) taken = 2;
        } else if (token->kind == PDX_LEX_NUMBER && token->digits <= 2 && !named && pdx_date_name_at(tokens, at + 1, PDX_DW_CJK, &value) == 1 &&
                   value == 2) {
            named = true;
            out->key += (int32_t)token->value - 1;
            taken = 2;
        } else {
            taken =
                token->kind == PDX_LEX_SIGN && (token->sign == '.' || token->sign == ',') ? 1 : pdx_date_name_at(tokens, at, PDX_DW_INSIDE, &value);
        }
        if (taken == 0) return false;
        at += taken;
    }
    out->with_year = year != 0;
    out->key += (int32_t)year * 12;
    return named && tokens->whole;
}

/* Nothing with words stands between two lines that are months: a list of them. */
static bool follows(const reader *r, const month *a, const month *b) {
    for (size_t i = a->line + 1u; i < b->line; i++) {
        if (!(r->facts->facts.data[i].flags & PDX_FACT_WORDLESS) && r->lines[i].digits * 2u < pdx_line_bytes(&r->lines[i])) return false;
    }
    return true;
}

/* Leaves out lists of months, as archives have them beside their posts. */
static void lists_drop(reader *r) {
    size_t kept = 0;
    for (size_t from = 0, to; from < r->months.len; from = to) {
        for (to = from + 1; to < r->months.len && follows(r, &r->months.data[to - 1], &r->months.data[to]);) to++;
        for (size_t k = from; to - from < LIST_MONTHS && k < to; k++) r->months.data[kept++] = r->months.data[k];
    }
    r->months.len = kept;
}

/* The longest run of months, with years or without, that go down (`sign` -1) or up (1), by patience sorting: gives its last month, and how many
 * there are in *n. False when out of memory. */
static bool run_find(reader *r, bool with_year, int32_t sign, uint32_t *last, size_t *n) {
    r->tails.len = 0;
    for (uint32_t k = 0; k < r->months.len; k++) {
        month *each = &r->months.data[k];
        size_t low = 0, high = r->tails.len;
        if (each->with_year != with_year) continue;
        while (low < high) {
            const size_t middle = (low + high) / 2;
            if (sign * r->months.data[r->tails.data[middle]].key < sign * each->key) low = middle + 1;
            else high = middle;
        }
        each->before = low == 0 ? NOWHERE : r->tails.data[low - 1];
        if (low == r->tails.len && !PDX_VEC_PUSH(&r->tails, k)) return false;
        r->tails.data[low] = k;
    }
    *n = r->tails.len;
    *last = *n == 0 ? NOWHERE : r->tails.data[*n - 1];
    return true;
}

/* Nothing of an entry stands above the only month, a line that could be a title below it, and entries print no dates. */
static bool is_lone_heading(const reader *r, const month *each) {
    const pdx_fact *facts = r->facts->facts.data;
    size_t dates = 0;
    if (each->line + 2 >= r->facts->facts.len || facts[each->line + 1].flags & PDX_FACT_PARA || facts[each->line + 1].phrases != 0) return false;
    if (facts[each->line + 1].title < TITLE_LOOK && r->lines[each->line + 1].digits == 0) return false;
    for (size_t i = 0; i < each->line; i++) {
        if (facts[i].flags & PDX_FACT_PARA) return false;
    }
    for (size_t i = 0; i < r->facts->facts.len && dates < ENTRY_DATES; i++) {
        dates += (facts[i].flags & PDX_FACT_DATED) != 0 && !(facts[i].flags & PDX_FACT_PARA);
    }
    return dates < ENTRY_DATES;
}

/* Keeps the months of a run that has most of all there are, if they lie as near each other as those of one site; titles are any month. */
static void run_keep(const reader *r, uint32_t last, size_t n, size_t all) {
    int32_t least = INT32_MAX, most = INT32_MIN;
    if (n < LEAST || 2 * n < all) return;
    for (uint32_t k = last; k != NOWHERE; k = r->months.data[k].before) {
        least = r->months.data[k].key < least ? r->months.data[k].key : least;
        most = r->months.data[k].key > most ? r->months.data[k].key : most;
    }
    if ((size_t)(most - least) > APART * (n - 1)) return;
    for (uint32_t k = last; k != NOWHERE; k = r->months.data[k].before) r->months.data[k].kept = true;
}

/* Keeps the months of the longer of two runs. */
static bool months_keep(reader *r, bool with_year) {
    uint32_t down_last, up_last;
    size_t down, up, all = 0;
    for (size_t k = 0; k < r->months.len; k++) all += r->months.data[k].with_year == with_year;
    if (all == 0) return true;
    if (!run_find(r, with_year, 1, &up_last, &up) || !run_find(r, with_year, -1, &down_last, &down)) return false;
    if (up > down && !run_find(r, with_year, 1, &up_last, &up)) return false;
    if (all == 1) {
        r->months.data[down_last].kept = is_lone_heading(r, &r->months.data[down_last]);
        return true;
    }
    run_keep(r, up > down ? up_last : down_last, pdx_max_size(up, down), all);
    return true;
}

static void month_mark(const reader *r, const month *each) {
    pdx_fact *fact = &r->facts->facts.data[each->line];
    if (!each->kept) return;
    fact->flags = (fact->flags & ~(uint32_t)(PDX_FACT_LIST | PDX_FACT_SENTENCE)) | PDX_FACT_PERIOD;
    fact->tail = PDX_PHRASE_NONE;
    fact->date = pdx_range_of(r->lines[each->line].begin, r->lines[each->line].end);
    for (unsigned form = PDX_FORM_EXACT; form <= PDX_FORM_DATE; form++) pdx_facts_form(r->facts, (pdx_form)form)[each->line] = 0;
    pdx_fact_look(fact, &r->lines[each->line]);
    fact->title = (int16_t)(fact->title - LOOK);
}

pdx_status pdx_periods_mark(pdx_facts *facts, pdx_span text, const pdx_lines *lines, pdx_error *err) {
    reader r = {facts, text, lines->lines.data, {NULL, 0, 0}, {NULL, 0, 0}};
    bool ok = true;
    month found;
    for (size_t i = 0; ok && i < facts->facts.len; i++) {
        if (may_be_month(&r, i) && month_read(&r, i, &found)) ok = PDX_VEC_PUSH(&r.months, found);
    }
    lists_drop(&r);
    ok = ok && months_keep(&r, true) && months_keep(&r, false);
    for (size_t k = 0; ok && k < r.months.len; k++) month_mark(&r, &r.months.data[k]);
    PDX_VEC_DEINIT(&r.months);
    PDX_VEC_DEINIT(&r.tails);
    return ok ? PDX_OK : pdx_fail_memory(err);
}
