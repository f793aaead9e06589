#include "post/quotes/dialogue.h"

#include "page/lexicon/chars.h"
#include "post/quotes/mark_table.h"
#include "text/unicode.h"
#include "text/utf8.h"

enum { WORD_MOST = 80, ELIDED_MOST = 2, BEFORE_VERB = 3, APPOSED_WORDS = 5, CHAR_WORK = 8, LOOK_WORK = 400 };

/* What parts what is said from the words that tell who says it. */
typedef enum parting { PARTS_NOT, PARTS_COMMA, PARTS_STOP, PARTS_DASH } parting;

typedef struct reader {
    pdx_speech_words *words;
    pdx_span text;
    pdx_dialogue *out;
    pdx_pace pace;
} reader;

typedef struct word_seen {
    size_t begin, end;
    uint32_t classes;
    bool capital;
} word_seen;

static uint32_t code_at(pdx_span text, size_t at, size_t *len) {
    *len = 1;
    return at < text.len ? pdx_utf8_decode(text.data + at, text.data + text.len, len) : 0;
}

static bool is_letter(uint32_t code) { return (pdx_unicode_char(code)->flags & PDX_CHAR_WORD) != 0; }
static bool is_apostrophe(uint32_t code) { return code == '\'' || code == 0x2019 || code == 0x02BC; }
static bool is_dash(uint32_t code) { return code == 0x2012 || code == 0x2013 || code == 0x2014 || code == 0x2015; }
static bool is_stop(uint32_t code) { return code == '!' || code == '?' || code == 0x2026 || code == 0x061F; }

static size_t spaces_skip(pdx_span text, size_t at) {
    size_t len;
    while (at < text.len && pdx_mark_is_space(code_at(text, at, &len))) at += len;
    return at;
}

/* Behind the dash that the block begins with; 0: none. A hyphen is one where a space follows. */
static size_t dash_skip(pdx_span block) {
    size_t len;
    const size_t at = spaces_skip(block, 0);
    const uint32_t code = code_at(block, at, &len);
    if (at >= block.len || !(is_dash(code) || (code == '-' && at + 1 < block.len && block.data[at + 1] == ' '))) return 0;
    return spaces_skip(block, at + len);
}

bool pdx_dialogue_begins(pdx_span block) {
    size_t len;
    const size_t at = dash_skip(block);
    if (at == 0 || at >= block.len) return false;
    const uint32_t code = code_at(block, at, &len);
    return is_letter(code) || code == 0xBF || code == 0xA1; /* ¿ ¡ */
}

/* The word that begins at `at`, up to a hyphen or an apostrophe. */
static word_seen word_at(const reader *r, size_t at) {
    word_seen word = {.begin = at, .end = at};
    pdx_span folded;
    size_t len;
    while (word.end < r->text.len && is_letter(code_at(r->text, word.end, &len))) word.end += len;
    if (word.end == at) return word;
    word.capital = pdx_unicode_char(code_at(r->text, at, &len))->sentence == PDX_SB_UPPER;
    if (word.end - at <= WORD_MOST) word.classes = pdx_speech_classes(r->words, pdx_span_slice(r->text, at, word.end), &folded);
    return word;
}

/* Whether whoever speaks is named behind the verb that ends at `at`: dit-il, répondit Ida, dit la dame; or nothing stands there: añadió. */
static bool is_named_behind(const reader *r, size_t at) {
    size_t len;
    const uint32_t joined = code_at(r->text, at, &len);
    if (at >= r->text.len || joined == '.' || joined == ',' || joined == ':' || is_dash(joined)) return true;
    const bool hyphen = joined == '-' || joined == 0x2010 || joined == 0x2011;
    word_seen word = word_at(r, hyphen ? at + len : spaces_skip(r->text, at));
    if (hyphen && word.end - word.begin == 1) word = word_at(r, word.end + 1); /* demanda-t-elle */
    return word.capital || (word.classes & (PDX_SPEECH_PRONOUN | PDX_SPEECH_OTHERS | PDX_SPEECH_ARTICLE | PDX_SPEECH_POSSESSIVE | PDX_SPEECH_MR |
                                            PDX_SPEECH_MRS | PDX_SPEECH_OFFICE)) != 0;
}

/* Whether the words from `at` on tell who speaks. Between dashes the name may stand before its verb. */
static bool tells(const reader *r, size_t at, parting by) {
    size_t len;
    for (size_t n = 0; n <= BEFORE_VERB; n++) {
        const word_seen word = word_at(r, at);
        if (word.end == at) return false;
        if (!word.capital && (word.classes & PDX_SPEECH_SAY) != 0) return by == PARTS_DASH || is_named_behind(r, word.end);
        const bool passed = (word.classes & (PDX_SPEECH_PASSED | PDX_SPEECH_PRONOUN | PDX_SPEECH_OTHERS)) != 0;
        const bool elided = word.end - word.begin <= ELIDED_MOST && is_apostrophe(code_at(r->text, word.end, &len)); /* s'écria */
        if (!passed && !elided && !(by == PARTS_DASH && word.capital)) return false;
        at = elided ? word.end + len : spaces_skip(r->text, word.end);
    }
    return false;
}

/* Whether the full stop at `at` ends a sentence: not behind an initial, nor in M. or Dr. */
static bool ends_sentence(const reader *r, size_t at) {
    size_t begin = at, letters = 0;
    uint32_t code = ' ', first = ' ';
    while (begin > 0) {
        const size_t len = pdx_char_decode_before(r->text.data, r->text.data + begin, &code);
        if (!is_letter(code) || letters > 3) break;
        begin -= len;
        letters++;
        first = code;
    }
    if (letters > 3 || letters == 0 || pdx_unicode_char(first)->sentence != PDX_SB_UPPER) return true;
    return letters > 1 && (word_at(r, begin).classes & (PDX_SPEECH_MR | PDX_SPEECH_MRS | PDX_SPEECH_OFFICE)) == 0;
}

/* What parts at `at`; *len: its bytes. */
static parting parting_at(const reader *r, size_t at, size_t *len) {
    const uint32_t code = code_at(r->text, at, len);
    if (code == ',' || code == 0x060C) return PARTS_COMMA;
    if (is_dash(code) || (code == '-' && at > 0 && r->text.data[at - 1] == ' ')) return PARTS_DASH;
    if (code == '.') return ends_sentence(r, at) ? PARTS_STOP : PARTS_NOT;
    return is_stop(code) ? PARTS_STOP : PARTS_NOT;
}

/* Behind a comma: whether a few words about who was named stand there, up to the next: "dit Ida Brook, la meunière, ..." */
static bool is_apposed(const reader *r, size_t at, size_t *behind) {
    size_t len, words = 0;
    if ((word_at(r, at).classes & (PDX_SPEECH_ARTICLE | PDX_SPEECH_POSSESSIVE)) == 0) return false;
    while (at < r->text.len && words <= APPOSED_WORDS) {
        const parting by = parting_at(r, at, &len);
        *behind = at;
        if (by != PARTS_NOT) return by == PARTS_COMMA;
        const word_seen word = word_at(r, at);
        words += word.end > at;
        at = word.end > at ? word.end : at + len;
    }
    return false;
}

/* From where on somebody speaks again behind the words that tell who, which begin at `at`; text.len: nowhere. What a dash has parted ends with the
 * next. Behind a full stop "he" and "she" tell of whoever spoke, and so does the rest of the line. */
static size_t resumed(const reader *r, size_t at, parting by) {
    size_t len, behind;
    for (; at < r->text.len; at += len) {
        const parting found = parting_at(r, at, &len);
        if (found == PARTS_NOT || (by == PARTS_DASH && found != PARTS_DASH)) continue;
        size_t next = spaces_skip(r->text, at + len);
        if (found == PARTS_COMMA && is_apposed(r, next, &behind)) {
            len = behind - at;
            continue;
        }
        if (found == PARTS_DASH) { /* —dijo—. Y ... */
            while (next < r->text.len && strchr(".,;:", r->text.data[next]) != NULL && r->text.data[next] != '\0') next++;
            return spaces_skip(r->text, next);
        }
        if (found == PARTS_STOP && (word_at(r, next).classes & PDX_SPEECH_PRONOUN) != 0) return r->text.len;
        return next;
    }
    return r->text.len;
}

/* Something was said from `begin` to `end`, less white space, and commas and dashes at its ends. */
static pdx_status said_push(reader *r, size_t begin, size_t end, bool first, pdx_error *err) {
    pdx_quoted said = {.outer = PDX_QUOTED_NONE, .family = PDX_MARKS_DASH, .opened = true, .closed = true};
    bool has_letters = false;
    size_t len;
    while (end > begin) {
        uint32_t code;
        const size_t before = pdx_char_decode_before(r->text.data + begin, r->text.data + end, &code);
        if (!pdx_mark_is_space(code) && code != ',' && code != 0x060C && !is_dash(code) && code != '-') break;
        end -= before;
    }
    for (size_t at = begin; at < end && !has_letters; at += len) has_letters = is_letter(code_at(r->text, at, &len));
    if (!has_letters) return PDX_OK;
    said.inner_begin = begin;
    said.inner_end = said.end = end;
    said.begin = first ? spaces_skip(r->text, 0) : begin;
    return PDX_VEC_PUSH(r->out, said) ? PDX_OK : pdx_fail_memory(err);
}

pdx_status pdx_dialogue_read(pdx_speech_words *words, pdx_span block, pdx_dialogue *out, bool *told, const pdx_tick *tick, pdx_error *err) {
    reader r = {.words = words, .text = block, .out = out, .pace = pdx_pace_of(tick, 0)};
    size_t begin = dash_skip(block), len;
    bool first = true;
    *told = false;
    out->len = 0;
    for (size_t at = begin; at < block.len; at += len) {
        const parting by = parting_at(&r, at, &len);
        PDX_TRY(pdx_pace_step(&r.pace, by == PARTS_NOT ? CHAR_WORK : LOOK_WORK, 0, err));
        if (by == PARTS_NOT) continue;
        const size_t next = spaces_skip(block, at + len);
        if (next >= block.len || !tells(&r, next, by)) continue;
        *told = true;
        PDX_TRY(said_push(&r, begin, by == PARTS_STOP ? at + len : at, first, err));
        begin = resumed(&r, next, by);
        first = false;
        len = begin - at;
    }
    if (words->folded.failed) return pdx_fail_memory(err);
    return begin < block.len ? said_push(&r, begin, block.len, first, err) : PDX_OK;
}
