#include "page/lines/leaves.h"

#include "base/hash.h"
#include "page/lexicon/chars.h"
#include "page/lexicon/dateline_words.h"
#include "page/lines/linefacts.h"

enum { FIELD_DAY = 1, FIELD_MONTH = 2, FIELD_YEAR = 4, FIELD_WEEKDAY = 8, FIELD_BITS = 4 };
enum { LINES = 4, LINE_BYTES = 40, DAY_BYTES = 20, LINE_WORDS = 3, LINE_TOKENS = 8, LEAST = 2, SHAPES = 16 };

typedef struct leaf {
    uint32_t begin, end; /* lines */
    uint32_t shape;      /* the fields of its lines, FIELD_BITS a line */
} leaf;

typedef struct reader {
    pdx_facts *facts;
    pdx_span text;
    const pdx_line *lines;
    size_t n;
    PDX_VEC(leaf) leaves; /* owned */
    size_t alone;         /* days without a month beside them */
} reader;

static bool is_short(const reader *r, size_t i) {
    return pdx_line_bytes(&r->lines[i]) <= LINE_BYTES && r->lines[i].words <= LINE_WORDS && !(r->facts->facts.data[i].flags & PDX_FACT_URL);
}

/* What a number says, with the sign behind it where one says which; 0: nothing. */
static unsigned number_field(const pdx_lex_tokens *tokens, size_t at, size_t *taken) {
    static const unsigned counted[] = {0, FIELD_YEAR, FIELD_MONTH, FIELD_DAY};
    const pdx_lex_token *token = &tokens->items[at];
    uint8_t value;
    *taken = 1;
    if (pdx_date_name_at(tokens, at + 1, PDX_DW_CJK, &value) == 1 && value < PDX_COUNTOF(counted)) {
        *taken = 2;
        return counted[value];
    }
    if (token->digits == 4) {
        return (token->value >= 1900 && token->value < 2100) || (token->flags & PDX_LEX_EASTERN && token->value >= 1290 && token->value < 1460)
                   ? FIELD_YEAR
                   : 0;
    }
    return token->digits <= 2 && token->value >= 1 && token->value <= 31 ? FIELD_DAY : 0;
}

static unsigned word_field(const pdx_lex_tokens *tokens, size_t at, size_t *taken) {
    uint8_t value;
    if ((*taken = pdx_date_name_at(tokens, at, PDX_DW_MONTH, &value)) > 0) return FIELD_MONTH;
    if ((*taken = pdx_date_name_at(tokens, at, PDX_DW_MONTH_SHORT, &value)) > 0) return FIELD_MONTH;
    *taken = pdx_date_name_at(tokens, at, PDX_DW_WEEKDAY, &value);
    return *taken > 0 ? FIELD_WEEKDAY : 0;
}

static bool is_between(const pdx_lex_tokens *tokens, size_t at) {
    const pdx_lex_token *token = &tokens->items[at];
    uint8_t value;
    if (token->kind == PDX_LEX_SIGN) return token->sign == '.' || token->sign == ',' || token->sign == '/' || token->sign == PDX_SIGN_ORDINAL;
    return at > 0 && (pdx_date_name_at(tokens, at, PDX_DW_ORDINAL, &value) == 1 || pdx_date_name_at(tokens, at, PDX_DW_INSIDE, &value) == 1);
}

/* A bit for each field of a date that line `i` is made of; 0: it says something else, or one of them twice. */
static unsigned fields_of(const reader *r, size_t i) {
    pdx_lex_line line;
    const pdx_lex_tokens *tokens;
    unsigned fields = 0;
    if (!is_short(r, i) || r->facts->facts.data[i].flags & PDX_FACT_NO_FIELD) return 0;
    pdx_lex_line_init(&line, pdx_span_slice(r->text, (size_t)r->lines[i].begin, (size_t)r->lines[i].end));
    tokens = pdx_lex_line_tokens(&line);
    if (!tokens->whole || tokens->n > LINE_TOKENS) return 0;
    for (size_t at = 0, taken; at < tokens->n; at += taken) {
        const unsigned field = tokens->items[at].kind == PDX_LEX_NUMBER ? number_field(tokens, at, &taken) : word_field(tokens, at, &taken);
        if (field == 0 && is_between(tokens, at)) {
            taken = 1;
            continue;
        }
        if (field == 0 || fields & field) return 0;
        fields |= field;
    }
    return fields;
}

/* Lines [begin, end) round line `i`, which has a day among its fields, that make one date. Gives all their fields. */
static unsigned leaf_read(const reader *r, size_t floor, size_t i, unsigned seen, leaf *out) {
    unsigned fields[2 * LINES] = {0}, next, shape = 0;
    size_t begin = i, end = i + 1;
    fields[LINES] = seen;
    while (end < r->n && end - begin < LINES && (next = fields_of(r, end)) != 0 && !(next & seen)) { /* first: a title above may be a month */
        seen |= next;
        fields[LINES + end++ - i] = next;
    }
    while (begin > floor && end - begin < LINES && (next = fields_of(r, begin - 1)) != 0 && !(next & seen)) {
        seen |= next;
        fields[LINES + --begin - i] = next;
    }
    for (size_t k = begin; k < end; k++) shape = shape << FIELD_BITS | fields[LINES + k - i];
    *out = (leaf){(uint32_t)begin, (uint32_t)end, shape};
    return seen;
}

/* A leaf in numbers alone: "04", "03", "2012", or the year first. Which is the month is told where dates are read. */
static bool numbers_read(const reader *r, size_t i, unsigned first, leaf *out) {
    unsigned fields[3];
    if (i + 3 > r->n) return false;
    for (unsigned k = 0; k < 3; k++) {
        fields[k] = k == 0 ? first : fields_of(r, i + k);
        if (fields[k] != FIELD_DAY && fields[k] != FIELD_YEAR) return false;
        if (fields[k] == FIELD_DAY && r->lines[i + k].digits != 2) return false;
    }
    *out = (leaf){(uint32_t)i, (uint32_t)i + 3, fields[0] << 2 * FIELD_BITS | fields[1] << FIELD_BITS | fields[2]};
    return fields[1] == FIELD_DAY && fields[0] != fields[2];
}

/* A year, or a month with its year, above the rest on one line is the heading of the first of its days. */
static bool is_heading(const leaf *each) {
    return each->end - each->begin == 2 && (each->shape >> FIELD_BITS & (FIELD_YEAR | FIELD_DAY)) == FIELD_YEAR;
}

static bool may_hold_day(const reader *r, size_t i) {
    const pdx_line *line = &r->lines[i];
    const pdx_fact *fact = &r->facts->facts.data[i];
    if (pdx_line_bytes(line) > DAY_BYTES) return false;
    if (fact->dateline != 0 && r->facts->datelines.data[fact->dateline - 1].complete) return false;
    if (line->digits == 0 && pdx_char_digit(line->first) < 0 && pdx_char_digit(line->last) < 0) return false;
    return (fact->phrases & ~PDX_PHRASE_BIT(PDX_PHRASE_POSTED_ON)) == 0 && line->words <= LINE_WORDS;
}

/* False when out of memory. */
static bool leaves_find(reader *r) {
    size_t floor = 0;
    for (size_t i = 0; i < r->n; i++) {
        const unsigned fields = i < floor || !may_hold_day(r, i) ? 0 : fields_of(r, i);
        leaf found;
        if (fields == 0) continue;
        if (!numbers_read(r, i, fields, &found)) {
            const unsigned seen = fields & FIELD_DAY ? leaf_read(r, floor, i, fields, &found) : 0;
            r->alone += seen == FIELD_DAY && i != floor;
            if ((seen & (FIELD_DAY | FIELD_MONTH)) != (FIELD_DAY | FIELD_MONTH) || found.end - found.begin < 2) continue;
        }
        if (is_heading(&found)) continue;
        if (!PDX_VEC_PUSH(&r->leaves, found)) return false;
        floor = found.end;
    }
    return true;
}

/* A leaf that nobody takes for anything else: it has three lines, ends in its year, and its month has a name. */
static bool is_sure(const leaf *each) {
    return each->end - each->begin > 2 && (each->shape & FIELD_YEAR) != 0 && (each->shape & (FIELD_MONTH * 0x1111U)) != 0;
}

/* How often a shape is there, and how often right behind another leaf. */
typedef struct shape_count {
    uint32_t shape;
    size_t same, close;
} shape_count;

typedef struct shapes {
    shape_count counts[SHAPES];
    unsigned n;
} shapes;

/* NULL: too many others came before it. */
static shape_count *shape_find(shapes *all, uint32_t shape) {
    for (unsigned k = 0; k < all->n; k++) {
        if (all->counts[k].shape == shape) return &all->counts[k];
    }
    if (all->n == SHAPES) return NULL;
    all->counts[all->n] = (shape_count){shape, 0, 0};
    return &all->counts[all->n++];
}

static void shapes_read(shapes *all, const reader *r) {
    all->n = 0;
    for (size_t k = 0; k < r->leaves.len; k++) {
        const leaf *each = &r->leaves.data[k];
        shape_count *count = shape_find(all, each->shape);
        if (count == NULL) continue;
        count->same++;
        count->close += k > 0 && each->begin == each[-1].end;
    }
}

/* There are several of its shape, and most do not follow another one at once, as months with their counts do in a list. Where more days stand
 * alone, a month above a day is their heading. */
static bool is_usual(shapes *all, const reader *r, const leaf *each) {
    const shape_count *count = shape_find(all, each->shape);
    if (each->shape == (FIELD_MONTH << FIELD_BITS | FIELD_DAY) && count != NULL && r->alone > count->same) return false;
    return count != NULL && 2 * count->close <= count->same && (count->same >= LEAST || is_sure(each));
}

static void line_mark(const reader *r, size_t i, unsigned flags, uint32_t shape) {
    pdx_fact *fact = &r->facts->facts.data[i];
    const unsigned other = PDX_FACT_PARA | PDX_FACT_STOP | PDX_FACT_SENTENCE | PDX_FACT_LIST | PDX_FACT_DATED | PDX_FACT_WORDLESS;
    fact->flags = (fact->flags & ~other) | flags;
    fact->phrases = 0;
    fact->n_phrases = 0;
    fact->phrase = fact->tail = PDX_PHRASE_NONE;
    fact->date = pdx_range_of(0, 0);
    for (unsigned form = PDX_FORM_EXACT; form <= PDX_FORM_DATE; form++) pdx_facts_form(r->facts, (pdx_form)form)[i] = 0;
    pdx_facts_form(r->facts, PDX_FORM_DATE)[i] = pdx_hash_u64(shape, r->facts->key) | 1;
    pdx_fact_look(fact, &r->lines[i]);
}

static void leaf_mark(const reader *r, const leaf *each) {
    for (size_t i = each->begin; i < each->end; i++) {
        line_mark(r, i, i == each->begin ? PDX_FACT_DATE | PDX_FACT_DATED : PDX_FACT_DATE, each->shape + (uint32_t)((i - each->begin) << 16));
    }
    r->facts->facts.data[each->begin].date = pdx_range_of(r->lines[each->begin].begin, r->lines[each->end - 1].end);
}

pdx_status pdx_leaves_mark(pdx_facts *facts, pdx_span text, const pdx_lines *lines, pdx_error *err) {
    reader r = {facts, text, lines->lines.data, lines->lines.len, {NULL, 0, 0}, 0};
    const bool ok = leaves_find(&r);
    shapes all;
    shapes_read(&all, &r);
    for (size_t k = 0; ok && k < r.leaves.len; k++) {
        if (is_usual(&all, &r, &r.leaves.data[k])) leaf_mark(&r, &r.leaves.data[k]);
    }
    PDX_VEC_DEINIT(&r.leaves);
    return ok ? PDX_OK : pdx_fail_memory(err);
}
