#include "page/lines/piecekinds.h"

#include "base/ascii.h"
#include "page/lexicon/chars.h"

enum { SMALL_BYTES = 4 /* a word as short leads on to another */, NUMBER_BYTES = 4 };

/* Signs by where they stand, of all scripts that have them; 0 ends each list. */
static const uint32_t closing[] = {',',    '.',    ';',    ':',    '!',    '?',    ')',    ']',    '%',    0xBB,
                                   0x60C,  0x61B,  0x61F,  0x6D4,  0x2019, 0x201D, 0x2026, 0x203A, 0x2192, 0x3001,
                                   0x3002, 0x300D, 0xFF01, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F, 0};
static const uint32_t opening[] = {'(', '[', 0xAB, 0x201C, 0x201E, 0x2039, 0x2190, 0x300C, 0xFF08, 0};
static const uint32_t separators[] = {'|', '/', '-', '~', '+', '&', 0xB7, 0x2013, 0x2014, 0x2022, 0x2219, 0x22C5, 0};
static const uint32_t dashes[] = {'-', '~', 0x2013, 0x2014, 0};
static const uint32_t commas[] = {',', ';', 0x60C, 0x61B, 0x3001, 0xFF0C, 0xFF1B, 0};

static bool is_one_of(const uint32_t *signs, uint32_t cp) {
    while (*signs != 0 && *signs != cp) signs++;
    return *signs != 0;
}

/* Begins with such a sign, which is no beginning of a word: ".NET", "...". */
static bool begins_closing(pdx_span bytes, uint32_t first) {
    uint32_t next = ' ';
    const size_t len = pdx_char_decode(bytes.data, bytes.data + bytes.len, &first);
    if (!is_one_of(closing, first)) return false;
    if (len < bytes.len) (void)pdx_char_decode(bytes.data + len, bytes.data + bytes.len, &next);
    if (first == 0x2019) return true;
    return first == ')' || first == ']' || !(pdx_char_is_letter(next) || next == first);
}

/* "(45)": how many there are of what stands before it. */
static bool is_number_of(pdx_span bytes) {
    size_t i = 1;
    while (i < bytes.len && pdx_is_digit(bytes.data[i])) i++;
    return bytes.data[0] == '(' && i > 1 && i + 1 == bytes.len && bytes.data[i] == ')';
}

/* Its last word is short and in small letters, or has a comma behind it. */
static bool leads_on(pdx_span bytes, uint32_t last) {
    const uint8_t *begin = bytes.data, *p = begin + bytes.len;
    size_t letters = 0;
    uint32_t cp = 0;
    if (is_one_of(commas, last)) return true;
    while (p > begin) {
        p -= pdx_char_decode_before(begin, p, &cp);
        if (cp == ' ' || cp == 0xA0) return letters > 0 && letters <= SMALL_BYTES;
        if (!pdx_char_is_lower(cp) || ++letters > SMALL_BYTES) return false;
    }
    return false;
}

static bool is_number(pdx_span bytes) {
    size_t i = 0;
    while (i < bytes.len && pdx_is_digit(bytes.data[i])) i++;
    return i == bytes.len && i <= NUMBER_BYTES;
}

/* "https://..." */
static bool begins_address(pdx_span bytes) {
    return pdx_span_starts(bytes, pdx_span_str("http://")) || pdx_span_starts(bytes, pdx_span_str("https://")) ||
           pdx_span_starts(bytes, pdx_span_str("www."));
}

uint16_t pdx_piece_kinds(pdx_span text, const pdx_line *line, const pdx_fact *fact, const pdx_facts *table) {
    const pdx_span bytes = pdx_span_slice(text, (size_t)line->begin, (size_t)line->end);
    const bool one = pdx_char_decode(bytes.data, bytes.data + bytes.len, &(uint32_t){0}) == bytes.len;
    unsigned kinds = 0;
    if (begins_closing(bytes, line->first)) kinds |= PDX_PIECE_CLOSING;
    if (is_number_of(bytes)) kinds |= PDX_PIECE_COUNT;
    if (one && is_one_of(commas, line->first)) kinds |= PDX_PIECE_COMMA;
    if (one && is_one_of(separators, line->first)) kinds |= PDX_PIECE_SEPARATOR;
    if (is_one_of(opening, line->last)) kinds |= PDX_PIECE_OPENING;
    if (is_number(bytes)) kinds |= PDX_PIECE_NUMBER;
    if (leads_on(bytes, line->last)) kinds |= PDX_PIECE_LEADS_ON;
    if (one && is_one_of(dashes, line->first)) kinds |= PDX_PIECE_DASH;
    if (pdx_char_is_lower(line->first) && !begins_address(bytes)) kinds |= PDX_PIECE_SMALL;
    if (fact->flags & (PDX_FACT_STOP | PDX_FACT_CUT | PDX_FACT_COLON)) kinds |= PDX_PIECE_STOPPED;
    if (fact->flags & PDX_FACT_DATE || fact->phrases != 0 || fact->tail != PDX_PHRASE_NONE) kinds |= PDX_PIECE_FIELD;
    if (fact->phrases & PDX_PHRASES_OF_ENTRY && pdx_facts_are_told(table, fact)) kinds |= PDX_PIECE_TOLD;
    return (uint16_t)kinds;
}
