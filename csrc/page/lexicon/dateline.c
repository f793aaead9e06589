#include "page/lexicon/dateline.h"

#include "base/eight.h"
#include "page/lexicon/dateline_read.h"
#include "page/lexicon/lexicon_index.h"

enum { HEAD = 256 }; /* bytes of a line in which its date stands; further on it is part of a text */

/* A digit, or a byte with which one of India, its neighbours or full width may begin. */
static bool has_digit(pdx_span line) {
    for (size_t at = 0; at < line.len; at += 8) {
        const uint64_t bytes = pdx_eight_load(line, at), next = pdx_eight_load(line, at + 1);
        const uint64_t digits = pdx_eight_ten(bytes, '0');
        uint64_t wide;
        if (digits != 0) return true;
        if ((bytes & PDX_EIGHT(0x80)) == 0) continue;
        wide = (pdx_eight_each(bytes, 0xD9) & pdx_eight_ten(next, 0xA0)) | (pdx_eight_each(bytes, 0xDB) & pdx_eight_ten(next, 0xB0));
        wide |= (pdx_eight_each(bytes, 0xE0) | pdx_eight_each(bytes, 0xE1) | pdx_eight_each(bytes, 0xEF)) &
                pdx_eight_mask((unsigned)pdx_min_size(8, line.len - 1 - at));
        if (wide != 0) return true;
    }
    return false;
}

/* Letters and digits in [from, to) of the tokens, by bytes. */
static size_t letters_in(const pdx_lex_tokens *tokens, size_t from, size_t to) {
    size_t sum = 0;
    for (size_t i = from; i < to; i++)
        if (tokens->items[i].kind != PDX_LEX_SIGN) sum += tokens->items[i].end - tokens->items[i].begin;
    return sum;
}

static void describe(const pdx_lex_tokens *tokens, size_t begin, const pdx_date_read *date, size_t line_len, pdx_dateline *out) {
    const size_t rest = line_len - tokens->end;
    const size_t all = letters_in(tokens, 0, tokens->n) + rest;
    memset(out, 0, sizeof *out);
    out->range = pdx_range_of(tokens->items[begin].begin, tokens->items[date->end - 1].end);
    out->shape = date->shape;
    out->fill = all == 0 ? 0 : (float)letters_in(tokens, begin, date->end) / (float)all;
    out->relative = date->extent == PDX_DATE_EXTENT_AGO;
    out->complete = out->relative || date->extent == PDX_DATE_EXTENT_FULL;
    out->year_only = date->extent == PDX_DATE_EXTENT_YEAR;
    out->month_year = date->extent == PDX_DATE_EXTENT_MONTH_YEAR;
}

/* Where to stop reading a long line: not within a word. */
static size_t head_of(pdx_span line) {
    size_t end = HEAD;
    if (line.len <= HEAD) return line.len;
    while (end > HEAD / 2 && line.data[end] > ' ') end--;
    return end;
}

static bool find_in(pdx_lex_tokens *tokens, size_t line_len, pdx_dateline *out) {
    pdx_date_read partial, date;
    size_t partial_at = 0;
    partial.extent = PDX_DATE_EXTENT_NONE;
    if (!pdx_lex_may_be_dated(tokens)) return false;
    for (size_t i = 0; i < tokens->n; i++) {
        const pdx_lex_token *token = &tokens->items[i];
        if (token->kind != PDX_LEX_NUMBER && (token->flags & PDX_LEX_DATED) == 0) continue;
        if (!pdx_date_read_at(tokens, i, &date)) continue;
        if (date.extent >= PDX_DATE_EXTENT_FULL) {
            describe(tokens, i, &date, line_len, out);
            return true;
        }
        if (partial.extent == PDX_DATE_EXTENT_NONE) {
            partial = date;
            partial_at = i;
        }
        i = date.end - 1;
    }
    if (partial.extent == PDX_DATE_EXTENT_NONE) return false;
    describe(tokens, partial_at, &partial, line_len, out);
    return true;
}

bool pdx_dateline_read(pdx_lex_line *line, pdx_dateline *out) {
    const size_t len = line->text.len;
    pdx_lex_line head;
    pdx_lex_line_init(&head, pdx_span_slice(line->text, 0, head_of(line->text)));
    memset(out, 0, sizeof *out);
    /* Without a digit only "yesterday" or "a week ago" is left, which stand alone on their line. */
    if (len > 48 && !has_digit(head.text)) return false;
    return find_in(pdx_lex_line_tokens(len <= HEAD ? line : &head), len, out);
}

bool pdx_dateline_has_other_word(const pdx_lex_line *line) {
    for (size_t i = 0; i < line->tokens.n; i++) {
        const pdx_lex_token *token = &line->tokens.items[i];
        if (token->kind == PDX_LEX_WORD && (token->flags & PDX_LEX_IN_DATE) == 0) return true;
    }
    return false;
}

bool pdx_dateline_find(pdx_span line, pdx_dateline *out) {
    pdx_lex_line reading;
    pdx_lex_line_init(&reading, line);
    return pdx_dateline_read(&reading, out);
}

bool pdx_dateline_ago(pdx_span line, pdx_date_ago *out) {
    pdx_lex_line reading;
    pdx_lex_tokens *tokens;
    pdx_dateline date;
    pdx_lex_line_init(&reading, pdx_span_slice(line, 0, head_of(line)));
    if (!pdx_dateline_read(&reading, &date) || !date.relative) return false;
    tokens = pdx_lex_line_tokens(&reading);
    for (size_t i = 0; i < tokens->n; i++) {
        if (tokens->items[i].begin == date.range.begin) return pdx_date_ago_at(tokens, i, out);
    }
    return false;
}
