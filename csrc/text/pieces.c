#include "text/pieces.h"

/* Letters and digits; bytes of characters beyond ASCII count as letters. */
static bool is_alnum(uint8_t c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c >= 0x80;
}
static bool is_digit(uint8_t c) { return c >= '0' && c <= '9'; }

void pdx_pieces_init(pdx_pieces *pieces, pdx_span text) {
    memset(pieces, 0, sizeof *pieces);
    pieces->text = text;
}

/* Bytes at `at` that belong to U+2010..U+201F, quotation marks and hyphens, or 0. */
static size_t punctuation_length(pdx_span text, size_t at) {
    if (text.len - at < 3 || text.data[at] != 0xE2 || text.data[at + 1] != 0x80) return 0;
    return 3;
}

size_t pdx_pieces_connector(pdx_span text, size_t at, bool *inside) {
    *inside = false;
    if (at >= text.len) return 0;
    if (text.data[at] == '-') return 1;
    *inside = text.data[at] == '\'';
    if (*inside) return 1;
    if (punctuation_length(text, at) == 0) return 0;
    if (text.data[at + 2] == 0x90 || text.data[at + 2] == 0x91) return 3;
    *inside = text.data[at + 2] == 0x99 || text.data[at + 2] == 0x98;
    return *inside ? 3 : 0;
}

static size_t alnum_end(pdx_span text, size_t at) {
    while (at < text.len && is_alnum(text.data[at]) && punctuation_length(text, at) == 0) at++;
    return at;
}

/* The end of the word that begins at `at`: letters and digits with single marks between them. */
static size_t word_end(pdx_span text, size_t at) {
    for (;;) {
        size_t end = alnum_end(text, at), next = end + 1;
        bool digits, inside;
        const size_t connector = pdx_pieces_connector(text, end, &inside);
        if (end >= text.len) return end;
        if (connector > 0 && inside) next = end + connector;
        else if (strchr(".:,;", text.data[end]) == NULL || text.data[end] == 0) return end;
        if (end == at || next >= text.len || alnum_end(text, next) == next) return end;
        digits = is_digit(text.data[end - 1]);
        if (digits != is_digit(text.data[next])) return end;
        if (text.data[end] == (digits ? ':' : ',') || (!digits && text.data[end] == ';')) return end;
        at = next;
    }
}

static bool is_number(pdx_span text, size_t at, size_t end) {
    size_t n = 0, groups = 0;
    uint8_t separator = 0;
    for (; at < end; at++) {
        const uint8_t c = text.data[at];
        if (is_digit(c)) {
            if (++n > 3) return false;
            continue;
        }
        if (c != ',' && c != '.' && c != '\'') return false;
        if ((separator != 0 && separator != c) || (groups > 0 && n != 3)) return false;
        separator = c;
        groups++;
        n = 0;
    }
    return groups > 0 && n == 3;
}

bool pdx_pieces_next(pdx_pieces *pieces, pdx_piece *piece) {
    const pdx_span text = pieces->text;
    bool inside = false;
    size_t end;
    for (;;) {
        if (pieces->at >= pieces->word_end) {
            while (pieces->at < text.len && alnum_end(text, pieces->at) == pieces->at)
                pieces->at += pdx_max_size(1, punctuation_length(text, pieces->at));
            if (pieces->at >= text.len) return false;
            pieces->word = pieces->at;
            pieces->word_end = word_end(text, pieces->at);
        }
        piece->word = pieces->word;
        piece->begin = pieces->at;
        piece->kind = PDX_PIECE_NUMBER;
        piece->end = pieces->word_end;
        if (!is_number(text, pieces->at, pieces->word_end)) {
            piece->kind = PDX_PIECE_WORD;
            for (end = pieces->at; end < pieces->word_end; end++) {
                if (pdx_pieces_connector(text, end, &inside) > 0 && inside) break;
            }
            piece->end = end;
        }
        pieces->at = piece->end;
        if (pieces->at < pieces->word_end) pieces->at += pdx_pieces_connector(text, pieces->at, &inside);
        if (piece->end > piece->begin) return true;
    }
}
