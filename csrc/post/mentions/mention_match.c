#include "post/mentions/mention_match.h"

#include "post/dates/bare_letters.h"
#include "post/dates/calendar.h"
#include "post/dates/date_numeric.h"
#include "post/mentions/mention_value.h"

enum { LONGEST_WORD = 64, NOWHERE = PDX_DATE_TOKENS };

/* Arabic writes "and" at the head of the next word: it is not part of the date. */
static void without_and(pdx_wording *out, size_t i, pdx_span folded) {
    static const char and[] = "\xD9\x88";
    enum { AND = sizeof and - 1 };
    if (folded.len <= AND || memcmp(folded.data, and, AND) != 0) return;
    const pdx_span rest = pdx_span_slice(folded, AND, folded.len);
    const pdx_wording_word word = pdx_wording_word_of(out->language, rest);
    const pdx_date_word date = pdx_date_word_of(rest, out->code);
    if (word.id == 0 && date.month == 0 && date.weekday == 0) return;
    out->words[i] = word;
    out->tokens.items[i].word = date;
    out->tokens.items[i].begin += AND;
}

void pdx_wording_read(pdx_wording *out, const pdx_wording_language *language, pdx_lang code, pdx_span text) {
    out->language = language;
    out->code = code;
    out->text = text;
    pdx_date_lex(text, code, &out->tokens);
    for (size_t i = 0; i < out->tokens.n; i++) {
        const pdx_date_token *token = &out->tokens.items[i];
        char folded[LONGEST_WORD];
        size_t n = 0;
        if (token->kind == PDX_DATE_WORD) n = pdx_bare_fold(pdx_span_slice(text, token->begin, token->end), folded, sizeof folded);
        out->words[i] = pdx_wording_word_of(language, pdx_span_of(folded, n));
        if (code == PDX_LANG('a', 'r') && out->words[i].id == 0 && token->word.month == 0) without_and(out, i, pdx_span_of(folded, n));
    }
}

/* How far a pattern was followed, and what was read on the way. */
typedef struct state {
    const pdx_wording *of;
    const pdx_wording_pattern *pattern;
    size_t first;  /* the token with which the mention begins */
    size_t behind; /* the token before which the next look behind is */
    pdx_wording_fields fields;
} state;

static char byte_of(const pdx_wording *self, size_t at) { return (char)self->text.data[self->tokens.items[at].begin]; }

static bool token_listed(const pdx_wording *self, size_t at, const pdx_wording_element *element) {
    const pdx_date_token *token = &self->tokens.items[at];
    const uint16_t *ids = pdx_wording_ids(element);
    const unsigned id = token->kind == PDX_DATE_WORD ? self->words[at].id : token->kind == PDX_DATE_MARK ? (uint8_t)byte_of(self, at) : 0;
    for (size_t i = 0; id != 0 && i < element->n_words; i++)
        if (ids[i] == id) return true;
    return false;
}

/* Whether what stands before token `*from` is listed, which becomes *from then; an article that is glued by its apostrophe ("l’", "d’") counts as
 * a word. */
static bool is_behind(const state *s, const pdx_wording_element *element, size_t *from) {
    size_t at = *from;
    if (at == 0) return false;
    at--;
    const pdx_date_token *token = &s->of->tokens.items[at];
    if (at > 0 && token->kind == PDX_DATE_MARK && token->mark == '\'' && token->glued) at--;
    if (!token_listed(s->of, at, element)) return false;
    *from = at;
    return true;
}

/* A number that belongs to something longer: 10,000, 3.5, 10:30, $20, 20 %. */
static bool number_is_free(const pdx_wording *self, size_t at, bool first) {
    const pdx_date_token *token = &self->tokens.items[at];
    if (first && at > 0 && token->glued) {
        const pdx_date_token *before = token - 1;
        const char c = before->kind == PDX_DATE_MARK ? byte_of(self, at - 1) : 'a';
        if (before->kind != PDX_DATE_MARK) return false;
        if (strchr("$#@_=&+^*\\/%~.,:", c) != NULL && (c != ',' || (at > 1 && before->glued && before[-1].kind == PDX_DATE_NUMBER))) return false;
        if (before->mark == '-' && at > 1 && before->glued) return false;
    }
    if (at + 1 >= self->tokens.n) return true;
    const pdx_date_token *next = token + 1;
    if (!next->glued || next->kind != PDX_DATE_MARK) return true;
    const char c = byte_of(self, at + 1);
    if (strchr("%$+/_@\\=", c) != NULL && c != '\0') return false;
    const bool digit_next = at + 2 < self->tokens.n && next[1].glued && next[1].kind == PDX_DATE_NUMBER;
    return !digit_next || (next->mark != '.' && next->mark != ',' && next->mark != ':');
}

static unsigned class_of(const pdx_wording *self, size_t at, pdx_wording_class class) {
    return at < self->tokens.n && self->tokens.items[at].kind == PDX_DATE_WORD ? self->words[at].values[class] : 0;
}

/* XIX, XIXe, xix as a number; 0: none. */
static unsigned roman_of(const pdx_wording *self, size_t at) {
    const pdx_date_token *token = &self->tokens.items[at];
    unsigned value = 0, last = 0;
    size_t i = token->begin;
    if (token->kind != PDX_DATE_WORD) return 0;
    for (; i < token->end; i++) {
        const uint8_t c = self->text.data[i];
        const unsigned digit = c == 'I' ? 1 : c == 'V' ? 5 : c == 'X' ? 10 : 0;
        if (digit == 0) break;
        value += digit > last && last > 0 ? digit - 2 * last : digit;
        last = digit;
    }
    const size_t left = token->end - i;
    return i == token->begin || left > 3 || value > 21 ? 0 : value;
}

/* Years are followed by their eras. */
static size_t era_at(const pdx_wording *self, size_t at, uint8_t *calendar, bool *told) {
    size_t n = 0;
    for (unsigned era = class_of(self, at, PDX_WORDING_ERA); era != 0; era = class_of(self, at + ++n, PDX_WORDING_ERA)) {
        *calendar = (uint8_t)(era - 1);
        *told = true;
    }
    return n;
}

static size_t read_year(state *s, size_t at, bool is_short) {
    const pdx_wording *self = s->of;
    const pdx_date_token *token = &self->tokens.items[at];
    pdx_wording_side *side = &s->fields.sides[s->fields.sides[0].year != 0 ? 1 : 0];
    if (token->kind != PDX_DATE_NUMBER || token->digits != (is_short ? 2 : 4) || side->year != 0 || !number_is_free(self, at, at == s->first)) {
        return 0;
    }
    if (at + 1 < self->tokens.n && token[1].glued && token[1].kind == PDX_DATE_WORD && class_of(self, at + 1, PDX_WORDING_ERA) == 0) return 0;
    const bool jalali = self->code == PDX_LANG('f', 'a'), arabic = self->code == PDX_LANG('a', 'r');
    bool told = side->month != 0;
    if (!told) side->calendar = PDX_GREGORIAN;
    if (!told && !is_short && token->value >= 1200 && token->value < 1500 && (jalali || arabic)) side->calendar = jalali ? PDX_JALALI : PDX_HIJRI;
    const size_t n = 1 + era_at(self, at + 1, &side->calendar, &told);
    side->short_year = is_short;
    side->year = pdx_full_year(token->value, token->digits, (pdx_calendar)side->calendar);
    if (side->calendar == PDX_GREGORIAN && (side->year < 1000 || side->year > 2199)) return 0;
    if (side->calendar != PDX_GREGORIAN && n == 1 && side->year >= 1500) return 0; /* a year of this calendar beside a month of the other */
    if (side->calendar != PDX_GREGORIAN && !told && side->month == 0 && (side->year < 1200 || side->year >= 1500)) return 0;
    return n;
}

static size_t read_day(state *s, size_t at) {
    const pdx_date_token *token = &s->of->tokens.items[at];
    pdx_wording_side *side = &s->fields.sides[s->fields.sides[0].day != 0 ? 1 : 0];
    unsigned day = 0;
    if (token->kind == PDX_DATE_NUMBER && token->digits <= 2 && number_is_free(s->of, at, at == s->first)) day = token->value;
    else if (token->kind == PDX_DATE_WORD) day = class_of(s->of, at, PDX_WORDING_ORDINAL);
    if (day < 1 || day > 31 || side->day != 0) return 0;
    side->day = (uint8_t)day;
    return 1;
}

/* Names of months and weekdays have capitals in English and German. */
static bool is_named(const pdx_wording *self, size_t at) {
    const char first = byte_of(self, at);
    return (self->code != PDX_LANG_EN && self->code != PDX_LANG('d', 'e')) || first < 'a' || first > 'z';
}

static size_t read_month(state *s, size_t at) {
    const pdx_date_token *token = &s->of->tokens.items[at];
    pdx_wording_side *side = &s->fields.sides[s->fields.sides[0].month != 0 ? 1 : 0];
    if (token->kind != PDX_DATE_WORD || token->word.month == 0 || side->month != 0 || !is_named(s->of, at)) return 0;
    side->month = token->word.month;
    side->calendar = token->word.calendar;
    s->fields.brief = s->fields.brief || class_of(s->of, at, PDX_WORDING_BRIEF) != 0;
    return 1;
}

static size_t read_count(state *s, size_t at) {
    const pdx_date_token *token = &s->of->tokens.items[at];
    unsigned count = class_of(s->of, at, PDX_WORDING_NUMBER);
    if (token->kind == PDX_DATE_NUMBER && token->digits <= 3 && number_is_free(s->of, at, at == s->first)) count = token->value;
    s->fields.count = (int32_t)count;
    return count != 0;
}

static size_t read_century(state *s, size_t at) {
    const pdx_date_token *token = &s->of->tokens.items[at];
    unsigned century = token->kind == PDX_DATE_NUMBER ? token->value : class_of(s->of, at, PDX_WORDING_ORDINAL);
    if (token->kind == PDX_DATE_NUMBER && !number_is_free(s->of, at, at == s->first)) return 0;
    if (century == 0) century = roman_of(s->of, at);
    if (century < 1 || century > 21) return 0;
    s->fields.century = (uint8_t)century;
    return 1;
}

static size_t read_decade(state *s, size_t at) {
    const pdx_date_token *token = &s->of->tokens.items[at];
    unsigned decade = class_of(s->of, at, PDX_WORDING_DECADE);
    if (token->kind == PDX_DATE_NUMBER && (token->digits == 4 || token->digits == 2) && number_is_free(s->of, at, at == s->first)) {
        decade = token->value;
    }
    if (decade == 0 || decade % 10 != 0 || decade > 2199) return 0;
    s->fields.decade = (int32_t)decade;
    return 1;
}

/* The field at a token: how many tokens it has, or 0. */
static size_t read_field(state *s, uint8_t kind, size_t at) {
    switch (kind) {
    case PDX_WORDING_DAY: return read_day(s, at);
    case PDX_WORDING_MONTH: return read_month(s, at);
    case PDX_WORDING_YEAR: return read_year(s, at, false);
    case PDX_WORDING_SHORT_YEAR: return read_year(s, at, true);
    case PDX_WORDING_COUNT: return read_count(s, at);
    case PDX_WORDING_CENTURY: return read_century(s, at);
    case PDX_WORDING_A_DECADE: return read_decade(s, at);
    case PDX_WORDING_WEEKDAY:
        if (!is_named(s->of, at)) return 0;
        s->fields.weekday = s->of->tokens.items[at].word.weekday;
        s->fields.brief = s->fields.brief || class_of(s->of, at, PDX_WORDING_BRIEF) != 0;
        return s->fields.weekday != 0;
    case PDX_WORDING_A_SEASON:
        s->fields.season = (uint8_t)class_of(s->of, at, PDX_WORDING_SEASON);
        return s->fields.season != 0;
    default:
        s->fields.unit = (uint8_t)class_of(s->of, at, PDX_WORDING_UNIT);
        return s->fields.unit != 0;
    }
}

/* Follows the elements from `element` on at token `at`; gives the token behind the mention, or NOWHERE. What is optional is taken where it stands. */
static size_t follow(state *s, size_t element, size_t at) {
    const pdx_wording *self = s->of;
    if (element == s->pattern->n) return at;
    const pdx_wording_element *e = pdx_wording_elements(s->pattern) + element;
    const bool there = at < self->tokens.n;
    size_t taken = 0;
    switch (e->kind) {
    case PDX_WORDING_BEHIND: return is_behind(s, e, &s->behind) ? follow(s, element + 1, at) : NOWHERE;
    case PDX_WORDING_NOT_BEHIND: {
        size_t from = s->behind;
        return is_behind(s, e, &from) ? NOWHERE : follow(s, element + 1, at);
    }
    case PDX_WORDING_NOT_AHEAD: return there && token_listed(self, at, e) ? NOWHERE : follow(s, element + 1, at);
    case PDX_WORDING_WORDS: taken = there && self->tokens.items[at].kind == PDX_DATE_WORD && token_listed(self, at, e); break;
    case PDX_WORDING_MARK:
        taken = there && self->tokens.items[at].kind == PDX_DATE_MARK && (self->tokens.items[at].mark == e->mark || byte_of(self, at) == e->mark);
        break;
    default: {
        const pdx_wording_fields before = s->fields;
        taken = there ? read_field(s, e->kind, at) : 0;
        if (taken == 0) s->fields = before;
    }
    }
    if (taken > 0) {
        const pdx_wording_fields before = s->fields;
        const size_t end = follow(s, element + 1, at + taken);
        if (end != NOWHERE || !e->optional) return end;
        s->fields = before;
    }
    return e->optional ? follow(s, element + 1, at) : NOWHERE;
}

/* A year that stands alone beside what it may count. */
static bool year_stands(const pdx_wording *self, size_t first, size_t end) {
    if (end >= self->tokens.n || self->tokens.items[end].kind != PDX_DATE_WORD) return true;
    const pdx_date_token *next = &self->tokens.items[end];
    if (class_of(self, end, PDX_WORDING_COUNTED) != 0) return false;
    if (next->glued) return false;
    if (first > 0 && class_of(self, first - 1, PDX_WORDING_YEARS) != 0) return true;
    if (class_of(self, end, PDX_WORDING_SMALL) != 0 || self->words[end].id != 0 || next->word.inside) return true;
    const uint8_t head = self->text.data[next->begin], last = self->text.data[next->end - 1];
    if (self->code == PDX_LANG('d', 'e')) return head < 'A' || head > 'Z';
    return (head < 'a' || head > 'z' || (last != 's' && last != 'x')) || self->code == PDX_LANG_EN;
}

static bool fits(const state *s, size_t end) {
    const pdx_wording_fields *f = &s->fields;
    const pdx_wording_side *a = &f->sides[0];
    if (s->pattern->kind == PDX_MENTION_RELATIVE) return true;
    if (f->brief && (a->day == 0 || a->year == 0)) return false;
    const bool bare = a->month == 0 && a->day == 0 && a->year != 0 && f->season == 0;
    if (!bare) return true;
    if (a->calendar == PDX_GREGORIAN && (a->year < 1500 || a->year >= 2100)) return false;
    return year_stands(s->of, s->first, end);
}

/* 13.02.1921, ۱۳۹۸/۰۲/۱۳. */
static bool numeric_at(const pdx_wording *self, size_t at, pdx_mention *out, size_t *last) {
    pdx_numeric_date numeric;
    if (self->tokens.items[at].kind != PDX_DATE_NUMBER || !pdx_numeric_date_at(&self->tokens, at, &numeric)) return false;
    if (numeric.digits[0] != 4 && numeric.digits[2] != 4) return false;
    if (at > 0 && self->tokens.items[at].glued && byte_of(self, at - 1) != '(') return false;
    for (size_t i = at + 1; i <= numeric.last; i++)
        if (!self->tokens.items[i].glued) return false;
    memset(out, 0, sizeof *out);
    const pdx_date_hints hints = pdx_date_hints_of(PDX_ORDER_UNKNOWN);
    if (!pdx_numeric_date_read(&numeric, numeric.ymd ? PDX_ORDER_YMD : numeric.dmy ? PDX_ORDER_DMY : PDX_ORDER_MDY, self->code, &hints, &out->date)) {
        return false;
    }
    out->kind = PDX_MENTION_DAY;
    pdx_date_iso(&out->date, out->value);
    *last = numeric.last;
    return true;
}

static void place(const pdx_wording *self, size_t first, size_t last, pdx_mention *out) {
    out->range = pdx_range_of(self->tokens.items[first].begin, self->tokens.items[last].end);
}

bool pdx_wording_mention_at(const pdx_wording *self, size_t at, pdx_mention *out, size_t *last) {
    const pdx_date_token *token = &self->tokens.items[at];
    if (token->kind == PDX_DATE_MARK) return false;
    if (token->kind == PDX_DATE_WORD && self->words[at].id == 0 && token->word.month == 0 && token->word.weekday == 0 && roman_of(self, at) == 0) {
        return false;
    }
    size_t n, best = 0;
    const pdx_wording_pattern *patterns = pdx_wording_patterns(self->language, &n);
    for (size_t i = 0; i < n; i++) {
        state s;
        pdx_mention mention;
        memset(&s, 0, sizeof s);
        s.of = self;
        s.pattern = &patterns[i];
        s.first = s.behind = at;
        const size_t end = follow(&s, 0, at);
        if (end == NOWHERE || end <= at || end <= best || !fits(&s, end) || !pdx_wording_value(s.pattern, &s.fields, self->code, &mention)) continue;
        best = end;
        *out = mention;
    }
    if (best > 0) *last = best - 1;
    pdx_mention numeric;
    size_t numeric_last;
    if (self->code != PDX_LANG_EN && numeric_at(self, at, &numeric, &numeric_last) && numeric_last + 1 > best) {
        *out = numeric;
        *last = numeric_last;
    } else if (best == 0) return false;
    place(self, at, *last, out);
    return true;
}
