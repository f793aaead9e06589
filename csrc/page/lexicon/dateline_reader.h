/* The tokens of a line as dates are read from them: a reader goes forward, and a step that does not fit leaves it where it was. Called by
 * dateline_read.c, dateline_forms.c and dateline_clock.c, which are the grammar. Promises: no step looks behind the last token. */
#ifndef PDX_PAGE_DATELINE_READER_H
#define PDX_PAGE_DATELINE_READER_H

#include "page/lexicon/dateline_read.h"
#include "page/lexicon/dateline_words.h"

enum { PDX_DATE_SEPARATORS = 3 }; /* between two fields, at most */

typedef struct pdx_date_reader {
    pdx_lex_tokens *tokens;
    size_t at;
    uint32_t shape;
    bool may_split; /* glued numbers may be cut; false while the second date is tried */
} pdx_date_reader;

static inline const pdx_lex_token *pdx_date_peek(const pdx_date_reader *r, size_t ahead) {
    static const pdx_lex_token nothing = {.kind = PDX_LEX_SIGN};
    return r->at + ahead < r->tokens->n ? &r->tokens->items[r->at + ahead] : &nothing;
}

static inline void pdx_date_note(pdx_date_reader *r, uint32_t what) { r->shape = (r->shape ^ what) * 16777619u; }

static inline bool pdx_date_take_sign(pdx_date_reader *r, const char *signs) {
    const pdx_lex_token *token = pdx_date_peek(r, 0);
    if (token->kind != PDX_LEX_SIGN || token->sign == 0 || strchr(signs, token->sign) == NULL) return false;
    pdx_date_note(r, token->sign);
    r->at++;
    return true;
}

static inline bool pdx_date_take_name(pdx_date_reader *r, pdx_date_class name_class, uint8_t *value) {
    const size_t taken = pdx_date_name_at(r->tokens, r->at, name_class, value);
    r->at += taken;
    return taken > 0;
}

static inline bool pdx_date_take_noted(pdx_date_reader *r, pdx_date_class name_class) {
    uint8_t value;
    if (!pdx_date_take_name(r, name_class, &value)) return false;
    pdx_date_note(r, 256u + name_class);
    return true;
}

static inline bool pdx_date_is_number(const pdx_lex_token *token, uint32_t low, uint32_t high, unsigned most_digits) {
    return token->kind == PDX_LEX_NUMBER && token->digits <= most_digits && token->value >= low && token->value <= high;
}

static inline bool pdx_date_is_year(const pdx_lex_token *token) { return token->digits == 4 && pdx_date_is_number(token, 1000, 2699, 4); }

static inline bool pdx_date_is_low(const pdx_lex_token *token) { return pdx_date_is_number(token, 1, 31, 2); }

static inline bool pdx_date_take_low(pdx_date_reader *r) {
    if (!pdx_date_is_low(pdx_date_peek(r, 0))) return false;
    pdx_date_note(r, '0');
    r->at++;
    return true;
}

static inline bool pdx_date_take_counter(pdx_date_reader *r, uint8_t wanted) {
    pdx_date_reader ahead = *r;
    uint8_t value;
    if (!pdx_date_take_name(&ahead, PDX_DW_CJK, &value) || value != wanted) return false;
    *r = ahead;
    pdx_date_note(r, 512u + wanted);
    return true;
}

/* dateline_clock.c: the time of a day. */
bool pdx_date_take_time(pdx_date_reader *r);

/* dateline_forms.c: of all forms of a date that begin here the one that says most; PDX_DATE_EXTENT_NONE: none does. */
void pdx_date_take_best(const pdx_date_reader *r, pdx_date_read *out);

/* dateline_read.c: a date with the weekday and the time round it. */
bool pdx_date_take_whole(pdx_date_reader *r, pdx_date_read *out);

#endif
