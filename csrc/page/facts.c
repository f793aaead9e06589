#include "page/facts.h"

#include "base/eight.h"
#include "base/hash.h"
#include "page/chars.h"
#include "page/echo.h"
#include "page/linememory.h"

enum { FORM_BYTES = 300, LIST_BYTES = 2000, LEXICON_BYTES = 400, SENTENCE_BYTES = 2000, LEXICON_WORDS = 30, NUMBERLESS_BYTES = 48, PARA_WORDS = 22, SENTENCE_WORDS = 16, FIELD_BYTES = 10, PHRASES = 12, TICK_FACTS = PDX_LIMIT(1 << 12, 4) };

void pdx_facts_init(pdx_facts *facts) {
    memset(facts, 0, sizeof *facts);
    facts->key = pdx_hash_key();
}
void pdx_facts_deinit(pdx_facts *facts) {
    PDX_VEC_DEINIT(&facts->facts);
    PDX_VEC_DEINIT(&facts->phrases);
    pdx_free(facts->forms);
    facts->forms = NULL;
}

/* Of folded text, which has room behind it. */
static uint64_t form_hash(const uint8_t *p, size_t len, uint64_t key) {
    const uint64_t hash = pdx_hash_padded(p, len, key);
    return hash + (hash == 0);
}

static bool is_masked(uint8_t c) { return pdx_fold_is_digit(c) || c == '#'; }

/* The first digit or '#' in [at, to) of text with room behind it; `to` when there is none. */
static size_t next_masked(const uint8_t *text, size_t at, size_t to) {
    for (; at < to; at += 8) {
        const uint64_t bytes = pdx_le64(text + at), digit = bytes ^ PDX_EIGHT('0'), sign = bytes ^ PDX_EIGHT('#');
        const uint64_t digits = ~((digit & PDX_EIGHT(0x7F)) + PDX_EIGHT(0x80 - 10)) & ~digit, signs = (sign - PDX_EIGHT(1)) & ~sign;
        const uint64_t found = (digits | signs) & PDX_EIGHT(0x80); /* the lowest is told right */
        if (found != 0) return pdx_min_size(at + pdx_eight_before(found), to);
    }
    return to;
}

/* Appends [from, to) of folded text with each run of digits as one '#'; gives the new length. */
static size_t digits_mask(uint8_t *room, size_t n, const uint8_t *text, size_t from, size_t to) {
    while (from < to) {
        const size_t plain = next_masked(text, from, to);
        memcpy(room + n, text + from, plain - from);
        n += plain - from;
        if (plain == to) break;
        if (n == 0 || room[n - 1] != '#') room[n++] = '#';
        for (from = plain + 1; from < to && is_masked(text[from]);) from++;
    }
    return n;
}

/* The folded text with each run of digits as one '#', the date as one 'D'; the text itself where it has neither. */
static pdx_span fold_mask(const pdx_fold *fold, uint8_t *room) {
    size_t n;
    if (!fold->digits && fold->mark_end == fold->mark_begin) return pdx_span_of(fold->text, fold->len);
    if (fold->mark_end == fold->mark_begin) {
        n = digits_mask(room, 0, fold->text, 0, fold->len);
    } else {
        n = digits_mask(room, 0, fold->text, 0, fold->mark_begin);
        room[n++] = 'D';
        n = digits_mask(room, n, fold->text, fold->mark_end, fold->len);
    }
    memset(room + n, ' ', PDX_PLAIN_SLACK);
    return pdx_span_of(room, n);
}

/* Where the first and the last words of masked text end and begin: what is not there, because there are not more words
 * than that, is 0 for an end and the length for a beginning. */
typedef struct word_ends {
    size_t head1, head2, tail1, tail2;
} word_ends;

static word_ends ends_read(const uint8_t *p, size_t len) {
    word_ends out = {0, 0, len, len};
    size_t i = pdx_fold_space(p, 0);
    if (i >= len) return out;
    out.head1 = i;
    i = pdx_fold_space(p, i + 1);
    if (i < len) out.head2 = i;
    for (i = len; p[i - 1] != ' ';) i--;
    out.tail1 = i;
    for (i--; i > 0 && p[i - 1] != ' ';) i--;
    if (i > 0) out.tail2 = i;
    return out;
}

/* The colon that ends a label of at most four words at the front of the line; 0: none. */
static size_t label_end(const uint8_t *p, size_t len) {
    unsigned words = 1;
    if (memchr(p, ':', pdx_min_size(len, 60)) == NULL) return 0;
    for (size_t i = 0; i < len && i < 60; i++) {
        if (p[i] == ' ' && ++words > 4) return 0;
        if (p[i] == ':' && i > 0 && i + 1 < len && p[i + 1] == ' ') return i + 1;
    }
    return 0;
}

static void form_set(uint64_t *form, const uint8_t *masked, size_t begin, size_t end, uint64_t key) {
    if (begin < end) *form = form_hash(masked + begin, end - begin, key);
}

/* The forms of line `i` that can be classes of lines. Sentences begin and end alike without meaning it, but for those
 * that tell a date. */
static void forms_read(pdx_facts *facts, size_t i, const pdx_fact *fact, const pdx_fold *fold, uint32_t date_shape) {
    const uint64_t key = facts->key;
    uint64_t *forms[PDX_FORM_COUNT];
    uint8_t room[PDX_FOLD_ROOM + PDX_PLAIN_SLACK];
    pdx_span masked;
    word_ends ends;
    if (fact->flags & (PDX_FACT_URL | PDX_FACT_CODE | PDX_FACT_WORDLESS)) return;
    for (unsigned form = 0; form < PDX_FORM_COUNT; form++) forms[form] = pdx_facts_form(facts, (pdx_form)form) + i;
    masked = fold_mask(fold, room);
    *forms[PDX_FORM_EXACT] = fact->exact;
    form_set(forms[PDX_FORM_LABEL], masked.data, 0, label_end(masked.data, masked.len), key);
    if (fact->flags & PDX_FACT_PARA && !(fact->flags & PDX_FACT_DATED)) return;
    ends = ends_read(masked.data, masked.len);
    form_set(forms[PDX_FORM_HEAD2], masked.data, 0, ends.head2, key);
    if (fact->flags & PDX_FACT_PARA) return;
    *forms[PDX_FORM_MASKED] = masked.data == fold->text ? fact->exact : form_hash(masked.data, masked.len, key);
    form_set(forms[PDX_FORM_HEAD1], masked.data, 0, ends.head1, key);
    form_set(forms[PDX_FORM_TAIL2], masked.data, ends.tail2, masked.len, key);
    form_set(forms[PDX_FORM_TAIL1], masked.data, ends.tail1, masked.len, key);
    if (fact->date.end > fact->date.begin) *forms[PDX_FORM_DATE] = pdx_hash_u64(date_shape, key) | 1;
}

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

static bool is_ellipsis(const uint8_t *p, size_t len) {
    while (len > 0 && (p[len - 1] == ']' || p[len - 1] == ')' || p[len - 1] == '"')) len--;
    if (len >= 3 && memcmp(p + len - 3, "...", 3) == 0) return true;
    return len >= 3 && memcmp(p + len - 3, "\xE2\x80\xA6", 3) == 0;
}

static bool is_address(const uint8_t *p, size_t len) {
    if (len < 8 || (memcmp(p, "http://", 7) != 0 && memcmp(p, "https:/", 7) != 0 && memcmp(p, "www.", 4) != 0)) return false;
    return memchr(p, ' ', len) == NULL;
}

/* The bytes of an Arabic comma or an enumeration comma of Chinese and Japanese at `i`; 0: there is none. */
static size_t wide_comma(const uint8_t *p, size_t len, size_t i) {
    if (i + 1 < len && p[i] == 0xD8 && p[i + 1] == 0x8C) return 2;
    return i + 2 < len && p[i] == 0xE3 && p[i + 1] == 0x80 && p[i + 2] == 0x81 ? 3 : 0;
}

/* Items between commas, none longer than a few words, at least three of them. */
static bool is_list(const uint8_t *p, size_t len) {
    unsigned items = 1, words = 1, longest = 1;
    for (size_t i = 0; i < len; i++) {
        const size_t wide = wide_comma(p, len, i);
        if (p[i] == ',' || wide > 0) {
            items++;
            words = 0;
            if (wide > 0) i += wide - 1;
            if (i + 1 < len && p[i + 1] != ' ') words = 1;
        } else if (p[i] == ' ' && ++words > longest) {
            longest = words;
        }
    }
    return longest <= 8 && items >= 3;
}

static bool has_wide_comma(const uint8_t *p, size_t len) {
    for (size_t i = 0; i < len; i++) {
        if (p[i] >= 0xD8 && wide_comma(p, len, i) > 0) return true;
    }
    return false;
}

/* Fields between marks with a space on either side: "MySQL / Hack / SQL". `marked` when one of ASCII is in the line. */
static bool is_fields(const uint8_t *p, size_t len, bool marked) {
    unsigned marks = 0;
    if (!marked && memchr(p, 0xB7, len) == NULL) return false;
    for (size_t i = 1; i + 1 < len && i < 200; i++) {
        if ((p[i] == '/' || p[i] == '|') && p[i - 1] == ' ' && p[i + 1] == ' ') marks++;
        if (i + 2 < len && p[i] == 0xC2 && p[i + 1] == 0xB7 && p[i - 1] == ' ' && p[i + 2] == ' ') marks++;
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
static bool is_tight(const uint8_t *p, size_t len, bool arabic) {
    const size_t end = pdx_min_size(len < 1 ? 0 : len - 1, 200);
    for (size_t i = 1; arabic && i < end; i++) {
        if (p[i] == 0xD8 && p[i + 1] == 0x8C && is_tight_at(p, len, i, 2)) return true;
    }
    for (size_t i = 1; i < end; i++) {
        const uint8_t *comma = memchr(p + i, ',', end - i);
        if (comma == NULL) return false;
        i = (size_t)(comma - p);
        if (is_tight_at(p, len, i, 1)) return true;
    }
    return false;
}

/* Each item begins with the sign and a letter; where there are several, they may be of a few words. */
static bool is_hashes(const uint8_t *p, size_t len) {
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
    return tags > 0 && longest <= (tags > 1 ? 4u : 2u);
}

/* A sentence ends inside the line and another begins: three letters, a stop, a space. */
static bool has_inner_stop(const uint8_t *p, size_t len) {
    for (size_t i = 3; i + 8 < len && i < 400; i++) {
        if (PDX_LIKELY(p[i] > '?')) continue;
        if (p[i] != '.' && p[i] != '?' && p[i] != '!' && p[i] != ';') continue;
        if (p[i + 1] == ' ' && p[i - 1] > '9' && p[i - 2] > '9' && p[i - 3] > '9') return true;
    }
    return false;
}

static unsigned look_flags(const pdx_line *line, const uint8_t *p, size_t len) {
    const uint32_t sign = last_sign(p, p + len);
    /* What is not in the head of the line, where bytes are counted, may stand behind it. */
    const bool wide = (line->leads > 0 || line->wide > 0 || len > line->counted) && has_wide_comma(p, pdx_min_size(len, LIST_BYTES));
    unsigned flags = 0;
    if (is_ellipsis(p, len)) flags |= PDX_FACT_CUT;
    if (is_stop(sign)) flags |= PDX_FACT_STOP;
    if (sign == ':') flags |= PDX_FACT_COLON;
    if (pdx_char_is_lower(line->first)) flags |= PDX_FACT_LOWER;
    if (is_address(p, len)) flags |= PDX_FACT_URL;
    if (pdx_char_is_quote(line->first) && pdx_char_is_quote(line->last)) flags |= PDX_FACT_QUOTED;
    if (is_wordless(p, len)) flags |= PDX_FACT_WORDLESS;
    if (line->words == 1 && is_file_name(p, len)) flags |= PDX_FACT_FILE;
    if ((line->commas > 0 || wide) && is_tight(p, len, wide)) flags |= PDX_FACT_TIGHT;
    if (line->counted < 240 && is_fields(p, len, line->separators > 0)) flags |= PDX_FACT_FIELDS;
    if (line->codes * 12 > line->counted && line->codes > 3) flags |= PDX_FACT_CODE;
    if (len <= LIST_BYTES) {
        if (!(flags & PDX_FACT_STOP) && (line->commas > 0 || wide) && is_list(p, len)) flags |= PDX_FACT_LIST;
        if (p[0] == '#' && is_hashes(p, len)) flags |= PDX_FACT_HASHES;
    }
    if (line->words > PARA_WORDS && !(flags & PDX_FACT_LIST)) flags |= PDX_FACT_PARA;
    if (line->words >= 15 && !(flags & PDX_FACT_PARA) && has_inner_stop(p, len)) flags |= PDX_FACT_PARA;
    if (line->words >= 4 && (line->last == '.' || line->last == 0x3002 || line->last == 0x6D4)) flags |= PDX_FACT_PARA;
    if (line->words >= 6 && !is_call(sign) && (flags & (PDX_FACT_STOP | PDX_FACT_CUT)) && !(flags & PDX_FACT_QUOTED)) flags |= PDX_FACT_PARA;
    if (line->words >= 18 && (flags & PDX_FACT_STOP)) flags |= PDX_FACT_PARA;
    if (flags & PDX_FACT_PARA && flags & (PDX_FACT_STOP | PDX_FACT_CUT) && line->words <= SENTENCE_WORDS && !has_inner_stop(p, len)) flags |= PDX_FACT_SENTENCE;
    return flags;
}

/* U+00AB or U+00BB, whose last byte is `low`, stands in `p`. */
static bool has_guillemet(const uint8_t *p, size_t len, uint8_t low) {
    for (size_t i = 0; i + 1 < len; i++) {
        if (p[i] == 0xC2 && p[i + 1] == low) return true;
    }
    return false;
}

/* A pointer to another page: an arrow at either end, half a pair of guillemets, or one set off at one end only. */
static bool is_pointer(const pdx_line *line, const uint8_t *p, size_t len) {
    const bool opens = len > 3 && p[0] == 0xC2 && p[1] == 0xAB, closes = len > 3 && p[len - 2] == 0xC2 && p[len - 1] == 0xBB;
    const bool off_front = opens && p[2] == ' ', off_back = closes && p[len - 3] == ' ';
    if ((line->first >= 0x2190 && line->first <= 0x21FF) || (line->last >= 0x2190 && line->last <= 0x21FF)) return true;
    if (line->first == '<' || line->last == '>' || line->first == 0x2039 || line->last == 0x203A) return true;
    if (off_front != off_back) return true;
    if (opens && !closes) return !has_guillemet(p + 2, len - 2, 0xBB);
    if (closes && !opens) return !has_guillemet(p, len - 2, 0xAB);
    return false;
}

void pdx_fact_look(pdx_fact *fact, const pdx_line *line) {
    int score = 40;
    const unsigned words = line->words;
    const size_t len = (size_t)pdx_line_bytes(line);
    if (fact->flags & PDX_FACT_SENTENCE) score -= 35;
    else if (fact->flags & PDX_FACT_PARA) score -= 70;
    if (words > 30 || len > 300) score -= 60;
    else if (words > 18) score -= 25;
    if (words == 1) score -= 12;
    else if (words == 2) score -= 6;
    if (fact->flags & PDX_FACT_FIELDS) score -= 20;
    if (fact->flags & PDX_FACT_LOWER) score -= 15;
    if (fact->flags & PDX_FACT_CUT) score -= 25;
    else if ((fact->flags & PDX_FACT_STOP) && !(fact->flags & PDX_FACT_SENTENCE) && line->last == '.') score -= 35;
    if (fact->flags & PDX_FACT_COLON) score -= 45;
    if (line->last == ',' || line->last == ';') score -= 40;
    if (fact->flags & (PDX_FACT_URL | PDX_FACT_WORDLESS)) score -= 60;
    if (fact->flags & PDX_FACT_CODE) score -= 40;
    if (fact->flags & PDX_FACT_HASHES) score -= 60;
    if (fact->flags & PDX_FACT_FILE) score -= 30;
    if (fact->flags & PDX_FACT_LIST) score -= 20;
    if (fact->flags & PDX_FACT_TIGHT) score -= 30;
    if (fact->flags & PDX_FACT_DATE) score -= 90;
    else if (fact->flags & PDX_FACT_DATED) score -= len - (size_t)(fact->date.end - fact->date.begin) <= FIELD_BYTES ? 45 : 25;
    if (2 * (size_t)line->digits >= len && pdx_char_digit(line->first) >= 0 && pdx_char_digit(line->last) >= 0) score -= 35;
    if (fact->phrases & ~PDX_PHRASE_BIT(PDX_PHRASE_CAPTION)) score -= 80;
    else if (fact->phrases != 0) score -= 25;
    if (fact->tail != PDX_PHRASE_NONE) score -= 60;
    if (!pdx_char_is_letter(line->first) && !pdx_char_is_quote(line->first) && line->first != '(' && line->first != '[') score -= 15;
    fact->title = (int16_t)score;
}

/* A digit of any script stands in the line; dates without one are short lines ("yesterday"). */
static bool may_be_dated(const pdx_line *line, pdx_span bytes) {
    if (line->digits > 0 || bytes.len <= NUMBERLESS_BYTES) return true;
    if (line->leads == 0 && line->wide == 0 && bytes.len <= line->counted) return false;
    for (size_t i = 0; i < bytes.len; i++) {
        if ((bytes.data[i] == 0xD9 || bytes.data[i] == 0xDB || bytes.data[i] >= 0xE0) && i + 1 < bytes.len) {
            uint32_t cp;
            (void)pdx_char_decode(bytes.data + i, bytes.data + bytes.len, &cp);
            if (pdx_char_digit(cp) >= 0 || pdx_char_is_ideograph(cp)) return true;
        }
    }
    return false;
}

/* A day without a year counts only where it is all that the line says. */
static void date_read(pdx_fact *fact, const pdx_line *line, pdx_lex_line *words, uint32_t *shape) {
    pdx_dateline date;
    if (!pdx_dateline_read(words, &date) || date.range.end <= date.range.begin) return;
    fact->flags |= PDX_FACT_PRINTED;
    if (date.year_only) return;
    if (!date.complete && !date.relative && date.fill < 0.75f) return;
    if (date.month_year && date.fill < 0.9f) return;
    fact->date = pdx_range_of(line->begin + date.range.begin, line->begin + date.range.end);
    *shape = date.shape;
    if (date.month_year || (date.relative && date.fill < 0.5f)) return;
    fact->flags |= PDX_FACT_DATED;
    if (date.fill >= 0.75f) fact->flags |= PDX_FACT_DATE;
}

static bool phrases_keep(pdx_facts *facts, pdx_fact *fact, const pdx_phrase *found, size_t n) {
    const size_t first = facts->phrases.len;
    if (!PDX_VEC_RESERVE(&facts->phrases, first + n)) return false;
    memcpy(facts->phrases.data + first, found, n * sizeof *found);
    facts->phrases.len += n;
    fact->first_phrase = (uint32_t)first;
    return true;
}

static bool phrase_read(pdx_facts *facts, pdx_fact *fact, const pdx_line *line, pdx_lex_line *words) {
    const pdx_span bytes = words->text;
    pdx_phrase found[PHRASES];
    size_t n = 0;
    if (bytes.len <= LEXICON_BYTES && (line->words <= LEXICON_WORDS || fact->flags & PDX_FACT_LIST || line->separators > 0))
        n = pdx_lexicon_phrases(words, found, PDX_COUNTOF(found));
    else if (bytes.len <= SENTENCE_BYTES)
        n = pdx_lexicon_sentence(words, found, PDX_COUNTOF(found));
    /* "The harbour today" is no date line: a relative date needs the line, or a phrase of its own. */
    if (n > 1 && fact->date.end > fact->date.begin && !(fact->flags & PDX_FACT_DATED)) n = 0;
    for (size_t i = 0; i < n; i++) fact->phrases |= PDX_PHRASE_BIT(found[i].kind);
    if (n > 0) {
        fact->phrase = found[0].kind;
        fact->n_phrases = (uint8_t)n;
        return phrases_keep(facts, fact, found, n);
    }
    if (!pdx_lexicon_tail_read(words, &found[0])) return true;
    fact->tail = found[0].kind;
    return phrases_keep(facts, fact, found, 1);
}

/* Where facts are read from, and the lines read so far that others may repeat. */
typedef struct reader {
    pdx_span text;
    const pdx_line *lines;
    const pdx_page_options *options;
    pdx_facts *facts;
    pdx_echoes echoes;
    pdx_line_memory *memory;
} reader;

/* `fold` is NULL for a line that is too long. */
static void echo_read(reader *r, size_t i, pdx_fact *fact, pdx_span bytes, const pdx_fold *fold) {
    pdx_echo echo;
    if (fact->flags & PDX_FACT_DATE) return;
    if (fold != NULL ? pdx_echoes_find(&r->echoes, fold, i, &echo) : pdx_echoes_find_tail(&r->echoes, bytes, i, &echo)) {
        fact->echo = echo.line;
        if (!(fact->flags & (PDX_FACT_URL | PDX_FACT_CODE | PDX_FACT_WORDLESS))) pdx_facts_form(r->facts, PDX_FORM_ECHO)[i] = echo.form;
    }
    if (fold != NULL && fact->title > 0) pdx_echoes_offer(&r->echoes, fold, i);
}

/* Furniture says the same on every entry, and a post on every page: what one line says is what its twin says, but for what both repeat. */
static bool known_copy(reader *r, size_t i, pdx_fact *fact, const pdx_known_line *known) {
    const uint64_t begin = r->lines[i].begin;
    const size_t n = pdx_fact_phrases(&known->fact);
    *fact = known->fact;
    if (fact->date.end > fact->date.begin) fact->date = pdx_range_of(fact->date.begin + begin, fact->date.end + begin);
    for (unsigned form = 0; form < PDX_FORM_ECHO; form++) pdx_facts_form(r->facts, (pdx_form)form)[i] = known->forms[form];
    return n == 0 || phrases_keep(r->facts, fact, r->memory->phrases.data + known->fact.first_phrase, n);
}

/* What the bytes of a line say. False when out of memory. */
static bool bytes_read(reader *r, size_t i, pdx_fact *fact, pdx_span bytes, pdx_fold *fold) {
    const pdx_line *line = &r->lines[i];
    const bool is_short = bytes.len <= FORM_BYTES;
    uint32_t date_shape = 0;
    pdx_lex_line words;
    memset(fact, 0, sizeof *fact);
    pdx_lex_line_init(&words, bytes);
    fact->flags = look_flags(line, bytes.data, bytes.len);
    if (fact->flags & PDX_FACT_FILE && memchr(bytes.data, '_', bytes.len) != NULL) fact->flags |= PDX_FACT_PRINTED; /* not looked at */
    else if (is_short && may_be_dated(line, bytes)) date_read(fact, line, &words, &date_shape);
    if (r->options->use_lexicon && !phrase_read(r->facts, fact, line, &words)) return false;
    if (is_short) {
        const uint64_t base = fact->date.end > fact->date.begin ? line->begin : 0;
        fact->flags |= PDX_FACT_SHORT;
        pdx_fold_init(fold, bytes, pdx_range_of(fact->date.begin - base, fact->date.end - base));
        fact->exact = pdx_fold_hash(fold, r->facts->key);
        forms_read(r->facts, i, fact, fold, date_shape);
    } else {
        fact->exact = pdx_hash(bytes, r->facts->key);
    }
    pdx_fact_look(fact, line);
    if (is_pointer(line, bytes.data, bytes.len)) fact->title = (int16_t)(fact->title - 60);
    return true;
}

/* False when out of memory. */
static bool fact_read(reader *r, size_t i, pdx_fact *fact) {
    const pdx_line *line = &r->lines[i];
    const pdx_span bytes = pdx_span_slice(r->text, (size_t)line->begin, (size_t)line->end);
    const bool is_short = bytes.len <= FORM_BYTES;
    const uint64_t hash = pdx_hash(bytes, r->facts->key);
    const pdx_known_line *known = pdx_line_memory_find(r->memory, bytes, hash);
    pdx_fold fold;
    if (known != NULL) {
        if (!known_copy(r, i, fact, known)) return false;
        if (is_short && !(fact->flags & PDX_FACT_DATE)) pdx_fold_init(&fold, bytes, pdx_range_of(0, 0));
    } else if (!bytes_read(r, i, fact, bytes, &fold) || !pdx_line_memory_add(r->memory, bytes, hash, line->begin, r->facts, i, fact)) {
        return false;
    }
    echo_read(r, i, fact, bytes, is_short ? &fold : NULL);
    return true;
}

static pdx_status facts_fill(reader *r, size_t n, const pdx_tick *tick, pdx_error *err) {
    for (size_t i = 0; i < n; i++) {
        if (i % TICK_FACTS == 0) PDX_TRY(pdx_tick_step(tick, r->lines[i].begin, r->text.len, err));
        if (!fact_read(r, i, &r->facts->facts.data[i])) return pdx_fail_memory(err);
    }
    r->facts->facts.len = n;
    return PDX_OK;
}

pdx_status pdx_facts_read(pdx_facts *facts, pdx_span text, const pdx_lines *lines, const pdx_page_options *options,
                          const pdx_tick *tick, pdx_error *err) {
    const size_t n = lines->lines.len;
    pdx_line_memory of_page;
    reader r = {text, lines->lines.data, options, facts, {NULL, NULL, 0, 0, 0}, options->memory == NULL ? &of_page : options->memory};
    pdx_status status;
    pdx_line_memory_init(&of_page);
    if (!PDX_VEC_RESERVE(&facts->facts, n)) return pdx_fail_memory(err);
    facts->forms = pdx_alloc_zero(PDX_FORM_COUNT * facts->facts.capacity, sizeof *facts->forms);
    status = facts->forms == NULL ? pdx_fail_memory(err) : pdx_echoes_init(&r.echoes, n, facts->key, err);
    if (status == PDX_OK) status = facts_fill(&r, n, tick, err);
    pdx_echoes_deinit(&r.echoes);
    pdx_line_memory_deinit(&of_page);
    return status;
}
