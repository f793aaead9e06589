#include "page/lines/lineflags.h"

#include "base/ascii.h"
#include "base/eight.h"
#include "page/lexicon/chars.h"

enum { LIST_BYTES = 2000, ITEM_WORDS = 8, ITEM_LETTERS = 20, FIELDS_BYTES = 200, TIGHT_BYTES = 200, PARA_WORDS = 22, SENTENCE_WORDS = 16 };
enum { STOP_BYTES = 400, STOP_BEFORE = 8 }; /* where a stop inside a line stands, and how far before its end */

static bool is_stop(uint32_t c) {
    return c == '.' || c == '!' || c == '?' || c == 0x61F || c == 0x6D4 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x964 || c == 0x2026;
}

/* A stop that titles have too. */
static bool is_call(uint32_t c) { return c == '!' || c == '?' || c == 0x61F || c == 0xFF01 || c == 0xFF1F; }

/* The last character that is neither a quotation mark nor a bracket. */
static uint32_t last_sign(const uint8_t *begin, const uint8_t *end) {
    uint32_t cp = 0;
    while (end > begin) {
        end -= pdx_char_decode_before(begin, end, &cp);
        if (!pdx_char_is_quote(cp) && cp != ')' && cp != ']' && !pdx_char_is_blank(cp)) return cp;
    }
    return cp;
}

bool pdx_line_is_cut(pdx_span bytes) {
    const uint8_t *p = bytes.data;
    size_t len = bytes.len;
    while (len > 0 && (p[len - 1] == ']' || p[len - 1] == ')' || p[len - 1] == '"')) len--;
    if (len >= 3 && memcmp(p + len - 3, "...", 3) == 0) return true;
    return len >= 3 && memcmp(p + len - 3, "\xE2\x80\xA6", 3) == 0;
}

static bool is_address(const uint8_t *p, size_t len) {
    if (len < 8 || (memcmp(p, "http://", 7) != 0 && memcmp(p, "https:/", 7) != 0 && memcmp(p, "www.", 4) != 0)) return false;
    return memchr(p, ' ', len) == NULL;
}

/* The bytes of an Arabic comma or an enumeration comma of Chinese and Japanese at `i`; 0: there is none. */
static inline size_t wide_comma(const uint8_t *p, size_t len, size_t i) {
    if (p[i] == 0xD8) return i + 1 < len && p[i + 1] == 0x8C ? 2 : 0;
    return p[i] == 0xE3 && i + 2 < len && p[i + 1] == 0x80 && p[i + 2] == 0x81 ? 3 : 0;
}

/* A letter of Chinese or Japanese begins with byte `c`, or a sign of theirs. */
static inline bool begins_spaceless(uint8_t c) { return c >= 0xE3 && c <= 0xE9; }

/* A sentence of Chinese or Japanese ends at `i`. */
static inline bool is_wide_stop(const uint8_t *p, size_t len, size_t i) {
    return p[i] == 0xE3 && i + 2 < len && p[i + 1] == 0x80 && p[i + 2] == 0x82;
}

/* Items between commas, none longer than a few words, at least three of them. Where no spaces are between words, letters are counted: a comma
 * stands between the parts of any sentence there. */
static bool is_list(const uint8_t *p, size_t len) {
    unsigned items = 1, words = 1, letters = 0;
    for (size_t i = 0; i < len; i++) {
        const size_t wide = p[i] < 0x80 ? 0 : wide_comma(p, len, i);
        if (p[i] == ',' || wide > 0) {
            items++;
            words = letters = 0;
            if (wide > 0) i += wide - 1;
            if (i + 1 < len && p[i + 1] != ' ') words = 1;
        } else if (p[i] == ' ' && ++words > ITEM_WORDS) {
            return false;
        } else if (begins_spaceless(p[i]) && (++letters > ITEM_LETTERS || is_wide_stop(p, len, i))) {
            return false;
        }
    }
    return items >= 3;
}

static bool has_kana_comma(pdx_span line) {
    size_t at = pdx_eight_pair(line, 0, 0xE3, 0x80);
    while (at < line.len && wide_comma(line.data, line.len, at) == 0) at = pdx_eight_pair(line, at + 1, 0xE3, 0x80);
    return at < line.len;
}

/* Whether one of them is in the line's beginning. What is not in its head, where bytes are counted, may stand behind it. */
static bool has_wide_comma(const pdx_line *line, pdx_span bytes) {
    const pdx_span head = pdx_span_slice(bytes, 0, pdx_min_size(bytes.len, LIST_BYTES));
    const bool unknown = bytes.len > line->counted;
    return ((line->leads > 0 || unknown) && pdx_eight_pair(head, 0, 0xD8, 0x8C) < head.len) || ((line->wide > 0 || unknown) && has_kana_comma(head));
}

/* The next place from `at` on, up to `end`, of a mark that parts fields. */
static size_t next_mark(pdx_span line, size_t at, size_t end) {
    for (; at < end; at += 8) {
        const uint64_t bytes = pdx_eight_load(line, at),
                       found = pdx_eight_first(bytes, '/') | pdx_eight_first(bytes, '|') | pdx_eight_first(bytes, 0xC2);
        if (found != 0) return pdx_min_size(at + pdx_eight_before(found), end);
    }
    return end;
}

/* Fields between marks with a space on either side: "MySQL / Hack / SQL". */
static bool is_fields(pdx_span line) {
    const uint8_t *p = line.data;
    const size_t end = line.len < 2 ? 0 : pdx_min_size(line.len - 1, FIELDS_BYTES);
    unsigned marks = 0;
    for (size_t i = next_mark(line, 1, end); i < end; i = next_mark(line, i + 1, end)) {
        const size_t width = p[i] != 0xC2 ? 1 : p[i + 1] == 0xB7 ? 2 : 0;
        if (width > 0 && i + width < line.len && p[i - 1] == ' ' && p[i + width] == ' ') marks++;
    }
    return marks >= 2;
}

static bool has_image_ending(const uint8_t *p, size_t len) {
    static const char *const endings[] = {".jpg", ".jpeg", ".png", ".gif", ".webp"};
    for (size_t k = 0; k < PDX_COUNTOF(endings); k++) {
        const size_t n = strlen(endings[k]);
        if (len <= n) continue;
        size_t same = 0;
        while (same < n && (p[len - n + same] | 0x20) == (uint8_t)endings[k][same]) same++;
        if (same == n) return true;
    }
    return false;
}

/* "IMG_1234", "old-mill-2", "harbour.jpg": one word with an ending of pictures, or small letters and digits joined by bars. */
static bool is_file_name(const uint8_t *p, size_t len) {
    size_t bars = 0, low = 0;
    bool capital = false, letter = false;
    if (len < 4 || len > 120) return false;
    if (has_image_ending(p, len)) return true;
    for (size_t i = 0; i < len; i++) {
        const bool small = p[i] >= 'a' && p[i] <= 'z', large = p[i] >= 'A' && p[i] <= 'Z', digit = p[i] >= '0' && p[i] <= '9';
        if (p[i] == '_') low++;
        else if (p[i] == '-') bars++;
        else if (!small && !large && !digit) return false;
        capital = capital || large;
        letter = letter || small || large;
    }
    return low > 0 || (letter && bars > 0 && !capital && p[0] != '-' && p[len - 1] != '-');
}

/* Fewer than two letters or digits. */
static bool is_wordless(const uint8_t *p, size_t len) {
    const uint8_t *end = p + len;
    unsigned letters = 0;
    if (len >= 2 && p[0] < 0x80 && p[1] < 0x80 && pdx_char_is_letter(p[0]) && pdx_char_is_letter(p[1])) return false; /* as nearly always */
    while (p < end && letters < 2) {
        uint32_t cp;
        p += pdx_char_decode(p, end, &cp);
        letters += pdx_char_is_letter(cp) + pdx_char_is_ideograph(cp);
    }
    return letters < 2;
}

/* Whether the comma of `width` bytes at `i` stands between words without a space after it. */
static bool is_tight_at(const uint8_t *p, size_t len, size_t i, size_t width) {
    const uint8_t before = p[i - 1], after = i + width < len ? p[i + width] : ' ';
    return after != ' ' && before != ' ' && after != '"' && (after < '0' || after > '9');
}

/* Such commas as between tags in the first 200 bytes, which may have Arabic ones. */
static bool is_tight(pdx_span line, bool arabic) {
    const size_t end = pdx_min_size(line.len - 1, TIGHT_BYTES);
    const pdx_span head = pdx_span_slice(line, 0, end + 1);
    for (size_t i = arabic ? pdx_eight_pair(head, 1, 0xD8, 0x8C) : end; i < end; i = pdx_eight_pair(head, i + 2, 0xD8, 0x8C)) {
        if (is_tight_at(line.data, line.len, i, 2)) return true;
    }
    for (size_t i = 1; i < end; i++) {
        const uint8_t *comma = memchr(line.data + i, ',', end - i);
        if (comma == NULL) return false;
        i = (size_t)(comma - line.data);
        if (is_tight_at(line.data, line.len, i, 1)) return true;
    }
    return false;
}

/* "Minutes of the board, 19. 9. 1991.": the last dot is of a date as the others are, and ends no sentence. */
static bool ends_in_date(const uint8_t *p, size_t len) {
    unsigned numbers = 0;
    for (size_t at = len; numbers < 3 && at > 1 && p[at - 1] == '.' && pdx_is_digit(p[at - 2]); numbers++) {
        at -= 2;
        while (at > 0 && pdx_is_digit(p[at - 1])) at--;
        if (at > 0 && p[at - 1] == ' ') at--;
    }
    return numbers == 3;
}

/* "#include <a.h>", "#!/bin/sh": what lines of programs have that are no tags. */
static bool is_of_program(const uint8_t *p, size_t len) {
    static const char *const words[] = {"!", "include", "define", "undef", "ifdef", "ifndef", "endif", "pragma"};
    for (size_t i = 0; i < len; i++) {
        if (memchr("<>(){}=\\\";", p[i], 10) != NULL) return true;
    }
    for (size_t k = 0; k < PDX_COUNTOF(words); k++) {
        const size_t n = strlen(words[k]);
        if (len > n && memcmp(p + 1, words[k], n) == 0 && (n == 1 || len == n + 1 || p[n + 1] == ' ')) return true;
    }
    return false;
}

/* Each item begins with the sign and a letter; where there are several, they may be of a few words. What is written without spaces between
 * words, behind the only one, is no second word of it but what is said of it: "#meetup 第七回". */
static bool is_hashes(const uint8_t *p, size_t len, bool spaceless) {
    unsigned tags = 0, words = 0, longest = 0;
    for (size_t i = 0; i < len; i++) {
        if (p[i] == ' ' || (i > 0 && p[i - 1] != ' ')) continue;
        words++;
        if (p[i] == '#') {
            if (i + 1 == len || p[i + 1] <= ' ' || p[i + 1] == '#' || (p[i + 1] >= '0' && p[i + 1] <= '9')) return false;
            tags++;
            words = 1;
        }
        if (words > longest) longest = words;
    }
    return tags > 0 && longest <= (tags > 1 ? 4u : spaceless ? 1u : 2u) && !is_of_program(p, len);
}

/* The next place from `at` on, up to `end`, of a stop that ends a sentence. */
static size_t next_stop(pdx_span line, size_t at, size_t end) {
    for (; at < end; at += 8) {
        const uint64_t bytes = pdx_eight_load(line, at), dots = pdx_eight_first(bytes, '.') | pdx_eight_first(bytes, ';');
        const uint64_t found = dots | pdx_eight_first(bytes, '?') | pdx_eight_first(bytes, '!');
        if (found != 0) return pdx_min_size(at + pdx_eight_before(found), end);
    }
    return end;
}

/* A sentence ends inside the line and another begins: three letters, a stop, a space. */
bool pdx_line_has_inner_stop(pdx_span line) {
    const uint8_t *p = line.data;
    const size_t end = line.len < STOP_BEFORE ? 0 : pdx_min_size(line.len - STOP_BEFORE, STOP_BYTES);
    for (size_t i = next_stop(line, 3, end); i < end; i = next_stop(line, i + 1, end)) {
        if (p[i + 1] == ' ' && p[i - 1] > '9' && p[i - 2] > '9' && p[i - 3] > '9') return true;
    }
    return false;
}

uint32_t pdx_line_flags(const pdx_line *line, pdx_span bytes) {
    const uint8_t *p = bytes.data;
    const size_t len = bytes.len;
    const uint32_t sign = last_sign(p, p + len);
    const bool wide = has_wide_comma(line, bytes), stops = is_stop(sign) && !ends_in_date(p, len);
    uint32_t flags = 0;
    if (pdx_line_is_cut(bytes)) flags |= PDX_FACT_CUT;
    if (stops) flags |= PDX_FACT_STOP;
    if (sign == ':') flags |= PDX_FACT_COLON;
    if (pdx_char_is_lower(line->first)) flags |= PDX_FACT_LOWER;
    if (is_address(p, len)) flags |= PDX_FACT_URL;
    if (pdx_char_is_quote(line->first) && pdx_char_is_quote(line->last)) flags |= PDX_FACT_QUOTED;
    if (is_wordless(p, len)) flags |= PDX_FACT_WORDLESS;
    if (line->words == 1 && is_file_name(p, len)) flags |= PDX_FACT_FILE;
    if ((line->commas > 0 || wide) && is_tight(bytes, wide)) flags |= PDX_FACT_TIGHT;
    if (line->counted < 240 && (line->separators > 0 || line->marks > 0) && is_fields(bytes)) flags |= PDX_FACT_FIELDS;
    if (line->codes * 12 > line->counted && line->codes > 3) flags |= PDX_FACT_CODE;
    if (len <= LIST_BYTES) {
        if (!(flags & PDX_FACT_STOP) && (line->commas > 0 || wide) && is_list(p, len)) flags |= PDX_FACT_LIST;
        if (p[0] == '#' && is_hashes(p, len, line->wide > 0)) flags |= PDX_FACT_HASHES;
    }
    if (line->words > PARA_WORDS && !(flags & PDX_FACT_LIST)) flags |= PDX_FACT_PARA;
    if (line->words >= 15 && !(flags & PDX_FACT_PARA) && pdx_line_has_inner_stop(bytes)) flags |= PDX_FACT_PARA;
    if (line->words >= 4 && stops && (line->last == '.' || line->last == 0x3002 || line->last == 0x6D4)) flags |= PDX_FACT_PARA;
    if (line->words >= 6 && !is_call(sign) && (flags & (PDX_FACT_STOP | PDX_FACT_CUT)) && !(flags & PDX_FACT_QUOTED)) flags |= PDX_FACT_PARA;
    if (line->words >= 18 && (flags & PDX_FACT_STOP)) flags |= PDX_FACT_PARA;
    if (flags & PDX_FACT_PARA && flags & (PDX_FACT_STOP | PDX_FACT_CUT) && line->words <= SENTENCE_WORDS && !pdx_line_has_inner_stop(bytes)) {
        flags |= PDX_FACT_SENTENCE;
    }
    return flags;
}
