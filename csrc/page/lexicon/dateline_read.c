#include "page/lexicon/dateline_reader.h"
#include "page/lexicon/lexicon_match.h"

static bool take_weekday(pdx_date_reader *r) {
    pdx_date_reader ahead = *r;
    uint8_t value;
    const bool bracket = pdx_date_take_sign(&ahead, "(");
    if (!pdx_date_take_name(&ahead, PDX_DW_WEEKDAY, &value)) return false;
    pdx_date_note(&ahead, 'W');
    if (bracket && !pdx_date_take_sign(&ahead, ")")) return false;
    *r = ahead;
    return true;
}

/* "3 febbraio 2019 di Anna": the small word before a name is none of the days that are called so in other languages. */
static bool leads_to_name(const pdx_date_reader *r) {
    const pdx_lex_token *word = pdx_date_peek(r, 0), *name = pdx_date_peek(r, 1);
    if (word->kind != PDX_LEX_WORD || (word->flags & PDX_LEX_CAPITAL) != 0 || word->end - word->begin > 2) return false;
    return name->kind == PDX_LEX_WORD && (name->flags & PDX_LEX_CAPITAL) != 0 && (name->flags & PDX_LEX_DATED) == 0;
}

/* What follows a full date: "г.", a weekday, a time. */
static void take_rest(pdx_date_reader *r) {
    uint8_t value;
    for (int i = 0; i < PDX_DATE_SEPARATORS && pdx_date_take_name(r, PDX_DW_AFTER_YEAR, &value); i++) {
        if (pdx_lex_is_sign(pdx_date_peek(r, 0), '.')) r->at++;
    }
    for (int round = 0; round < 2; round++) {
        pdx_date_reader ahead = *r;
        while (pdx_date_take_sign(&ahead, ",-@|/(.\001")) {
        }
        if (ahead.at == r->at && pdx_date_peek(r, 0)->kind == PDX_LEX_NUMBER && (pdx_date_peek(r, 0)->flags & PDX_LEX_GLUED) != 0) return; /* another date's day */
        if ((!leads_to_name(&ahead) && take_weekday(&ahead)) || pdx_date_take_time(&ahead)) {
            if (pdx_lex_is_sign(pdx_date_peek(&ahead, 0), ')')) ahead.at++;
            *r = ahead;
        }
    }
}

static void read_head(pdx_date_reader *r) {
    pdx_date_reader ahead = *r;
    if (pdx_date_take_time(&ahead)) {
        while (pdx_date_take_sign(&ahead, ",-|/)\001")) {
        }
        if (pdx_date_peek(&ahead, 0)->kind == PDX_LEX_NUMBER || pdx_date_peek(&ahead, 0)->kind == PDX_LEX_WORD) *r = ahead;
    }
    if (take_weekday(r)) {
        while (pdx_date_take_sign(r, ".,-|")) {
        }
    }
    ahead = *r;
    if (pdx_date_take_noted(&ahead, PDX_DW_INSIDE)) {
        (void)pdx_date_take_noted(&ahead, PDX_DW_INSIDE);
        *r = ahead;
    }
}

bool pdx_date_take_whole(pdx_date_reader *r, pdx_date_read *out) {
    pdx_date_reader headed = *r;
    pdx_date_read plain;
    read_head(&headed);
    pdx_date_take_best(r, &plain);
    *out = plain;
    if (headed.at != r->at) {
        pdx_date_take_best(&headed, out);
        if (out->extent < PDX_DATE_EXTENT_DAY_MONTH || out->extent < plain.extent) *out = plain;
    }
    if (out->extent == PDX_DATE_EXTENT_NONE) return false;
    pdx_date_reader rest = {r->tokens, out->end, out->shape, r->may_split};
    if (out->extent >= PDX_DATE_EXTENT_DAY_MONTH) take_rest(&rest);
    out->end = rest.at;
    out->shape = rest.shape;
    return true;
}

static void add_ago(pdx_date_ago *ago, uint32_t count, uint8_t unit) {
    if (ago->finest == 0 || unit < ago->finest) ago->finest = unit;
    if (unit == PDX_AGO_DAYS) ago->days += count;
    else if (unit == PDX_AGO_WEEKS) ago->days += 7 * count;
    else if (unit == PDX_AGO_MONTHS) ago->months += count;
    else if (unit == PDX_AGO_YEARS) ago->months += 12 * count;
}

/* "3 days ago", "il y a 3 jours", "vor einer Woche", "2 years, 3 months ago"; "yesterday at 4 pm". */
static bool read_ago(pdx_date_reader *r, pdx_date_read *out, pdx_date_ago *ago) {
    uint8_t value, count;
    memset(ago, 0, sizeof *ago);
    out->extent = PDX_DATE_EXTENT_AGO;
    out->shape = 'R';
    if (pdx_date_take_name(r, PDX_DW_TODAY, &value)) {
        if (value > 0) add_ago(ago, value - 1u, PDX_AGO_DAYS);
        (void)pdx_date_take_sign(r, ",");
        (void)pdx_date_take_time(r);
        out->end = r->at;
        return true;
    }
    const bool before = pdx_date_take_name(r, PDX_DW_AGO_BEFORE, &value);
    if (!before) (void)pdx_date_take_name(r, PDX_DW_AGO_WEAK, &value);
    size_t units = 0;
    for (pdx_date_reader ahead = *r; units < 3; units++, *r = ahead) {
        if (units > 0) (void)pdx_date_take_sign(&ahead, ",");
        const pdx_lex_token *number = pdx_date_peek(&ahead, 0);
        const bool is_number = number->kind == PDX_LEX_NUMBER && number->digits <= 3;
        if (is_number) ahead.at++;
        else if (!pdx_date_take_name(&ahead, PDX_DW_ONE, &count)) break;
        if (!pdx_date_take_name(&ahead, PDX_DW_UNIT, &value)) break;
        add_ago(ago, is_number ? number->value : 1, value);
    }
    if (units == 0) return false;
    const bool after = pdx_date_take_name(r, PDX_DW_AGO_AFTER, &value);
    out->end = r->at;
    return before || after;
}

bool pdx_date_ago_at(pdx_lex_tokens *tokens, size_t at, pdx_date_ago *out) {
    pdx_date_reader r = {tokens, at, 1, true};
    pdx_date_read read;
    return read_ago(&r, &read, out) && out->finest != 0;
}

#define CLASS(name) (UINT32_C(1) << PDX_DW_##name)
#define MONTHS (CLASS(MONTH) | CLASS(MONTH_COUNTED) | CLASS(MONTH_SHORT))

/* The classes of which a word may be that stands behind one of these at the beginning of a date. */
static uint32_t classes_behind(uint32_t classes) {
    uint32_t next = 0;
    if ((classes & (CLASS(INSIDE) | CLASS(WEEKDAY))) != 0) next |= CLASS(INSIDE) | MONTHS;
    if ((classes & MONTHS) != 0) next |= CLASS(INSIDE) | CLASS(ORDINAL);
    if ((classes & CLASS(CLOCK)) != 0) next |= CLASS(CLOCK);
    if ((classes & (CLASS(AGO_BEFORE) | CLASS(AGO_WEAK))) != 0) next |= CLASS(ONE);
    if ((classes & CLASS(ONE)) != 0) next |= CLASS(UNIT);
    return next;
}

/* Whether a date can begin with a word of `classes`, by the token behind it. */
static bool may_begin_word(uint32_t classes, const pdx_lex_token *next) {
    if ((classes & CLASS(TODAY)) != 0) return true;
    if (next == NULL) return false;
    if (next->kind == PDX_LEX_WORD) {
        if ((classes & PDX_DATE_LONG) != 0 && (next->flags & PDX_LEX_IN_DATE) != 0) return true; /* the name goes on */
        return (pdx_lex_classes(next) & classes_behind(classes)) != 0;
    }
    if (next->kind == PDX_LEX_NUMBER) {
        return (classes & (MONTHS | CLASS(INSIDE) | CLASS(WEEKDAY) | CLASS(CLOCK) | CLASS(AGO_BEFORE) | CLASS(AGO_WEAK))) != 0;
    }
    return (classes & (MONTHS | CLASS(WEEKDAY) | CLASS(CLOCK) | PDX_DATE_LONG)) != 0;
}

/* Whether a date can begin at `at`, by its token and the next: spares numbers and small words of prose the grammar. */
static bool may_begin(const pdx_lex_tokens *tokens, size_t at) {
    const pdx_lex_token *token = &tokens->items[at], *next = at + 1 < tokens->n ? token + 1 : NULL;
    if (token->kind == PDX_LEX_SIGN) return false;
    if (token->kind == PDX_LEX_WORD) return may_begin_word(pdx_lex_classes(token), next);
    if (token->digits > 4 || pdx_date_is_year(token)) return true;
    if (next == NULL) return false;
    if (next->kind == PDX_LEX_WORD) return (next->flags & PDX_LEX_IN_DATE) != 0;
    if (next->kind == PDX_LEX_NUMBER) return at == 0 && tokens->n == 3;
    return next->kind == PDX_LEX_SIGN && (next->sign == PDX_SIGN_ORDINAL || (next->sign != 0 && strchr(".,-/:", next->sign) != NULL));
}

static bool read_at(pdx_lex_tokens *tokens, size_t at, pdx_date_read *out) {
    pdx_date_reader r = {tokens, at, 2166136261u, true};
    pdx_date_read ago;
    pdx_date_ago how_long;
    const bool dated = tokens->digits && pdx_date_take_whole(&r, out);
    pdx_date_reader second = r;
    if (!(dated && out->extent == PDX_DATE_EXTENT_FULL) && read_ago(&second, &ago, &how_long)) {
        *out = ago;
        return true;
    }
    if (!dated) return false;
    /* The same date, or the date of an update, printed again without a space. */
    if (out->extent == PDX_DATE_EXTENT_FULL && out->end < tokens->n && (tokens->items[out->end].flags & PDX_LEX_GLUED) != 0) {
        pdx_date_read again;
        second = r;
        second.at = out->end;
        if (tokens->items[out->end].kind != PDX_LEX_SIGN && pdx_date_take_whole(&second, &again) && again.extent == PDX_DATE_EXTENT_FULL) {
            out->end = again.end;
        }
    }
    if (out->shape == 0) out->shape = 1;
    return true;
}

/* What is remembered of a date that begins at `at`; NULL: nothing. */
static const pdx_lex_dated *remembered(const pdx_lex_tokens *tokens, size_t at) {
    const unsigned n = tokens->n_dates < PDX_LEX_DATES ? tokens->n_dates : PDX_LEX_DATES;
    for (unsigned i = 0; i < n; i++) {
        if (tokens->dates[i].at == at) return &tokens->dates[i];
    }
    return NULL;
}

bool pdx_date_read_at(pdx_lex_tokens *tokens, size_t at, pdx_date_read *out) {
    const pdx_lex_dated *known;
    *out = (pdx_date_read){0};
    if ((tokens->items[at].flags & PDX_LEX_DATELESS) != 0) return false;
    if ((known = remembered(tokens, at)) != NULL) {
        *out = (pdx_date_read){known->end, known->shape, known->extent};
        return true;
    }
    if (!may_begin(tokens, at) || !read_at(tokens, at, out)) {
        tokens->items[at].flags |= PDX_LEX_DATELESS;
        *out = (pdx_date_read){0};
        return false;
    }
    tokens->dates[tokens->n_dates++ % PDX_LEX_DATES] = (pdx_lex_dated){(uint16_t)at, (uint16_t)out->end, out->extent, out->shape};
    return true;
}

size_t pdx_date_time_end(pdx_lex_tokens *tokens, size_t at) {
    pdx_date_reader r = {tokens, at, 1, false};
    return tokens->items[at].kind == PDX_LEX_NUMBER && pdx_date_take_time(&r) ? r.at : 0;
}
