#include "text/fold.h"
#include "text/fold_tables.h"
#include "text/letters.h"
#include "text/unicode.h"
#include "text/utf8.h"

#define NONE UINT32_MAX /* no base is waiting; no composition */

enum {
    MAX_MARKS = 30,
    DOTLESS_I = 0x131,
    HANGUL = 0xAC00, HANGUL_COUNT = 11172,
    LEADING = 0x1100, LEADING_COUNT = 19,
    VOWEL = 0x1161, VOWEL_COUNT = 21,
    TRAILING = 0x11A7, TRAILING_COUNT = 28 /* the first stands for none */
};

typedef struct mark {
    uint32_t code;
    uint8_t combining;
} mark;

/* A base waits until it is known what follows it. */
typedef struct steps {
    pdx_buf *out;
    const pdx_letters *letters;
    bool keep_marks;
    bool letter_made;  /* the base took a mark already */
    bool dotless_due;  /* the base was I, without a mark so far, in a language with dotless i */
    uint32_t base;
    mark marks[MAX_MARKS]; /* of the base, when marks are kept, by combining class */
    size_t n_marks;
} steps;

static void put(steps *s, uint32_t code) {
    uint8_t bytes[PDX_UTF8_MAX];
    pdx_buf_append(s->out, bytes, pdx_utf8_put(bytes, code));
}

static uint32_t compose_hangul(uint32_t first, uint32_t second) {
    if (first - LEADING < LEADING_COUNT && second - VOWEL < VOWEL_COUNT) {
        return HANGUL + ((first - LEADING) * VOWEL_COUNT + (second - VOWEL)) * TRAILING_COUNT;
    }
    if (first - HANGUL < HANGUL_COUNT && (first - HANGUL) % TRAILING_COUNT == 0 && second > TRAILING &&
        second - TRAILING < TRAILING_COUNT) {
        return first + (second - TRAILING);
    }
    return NONE;
}

/* What two code points compose to, or NONE. */
static uint32_t compose(uint32_t first, uint32_t second) {
    size_t low = 0, high = pdx_pairs_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const pdx_pair *pair = &pdx_pairs[middle];
        if (pair->first == first && pair->second == second) return pair->whole;
        if (pair->first < first || (pair->first == first && pair->second < second)) low = middle + 1;
        else high = middle;
    }
    return compose_hangul(first, second);
}

/* Composes the base with those of its marks that nothing of their class keeps from it. */
static void compose_marks(steps *s) {
    size_t i, kept = 0;
    for (i = 0; i < s->n_marks; i++) {
        const mark next = s->marks[i];
        const bool blocked = kept > 0 && s->marks[kept - 1].combining >= next.combining;
        const uint32_t whole = blocked || s->base == NONE ? NONE : compose(s->base, next.code);
        if (whole != NONE) s->base = whole;
        else s->marks[kept++] = next;
    }
    s->n_marks = kept;
}

static void flush(steps *s) {
    const char *ascii = NULL;
    size_t i;
    if (s->base != NONE) {
        if (s->dotless_due) s->base = DOTLESS_I;
        if (!s->keep_marks) ascii = pdx_letters_stroke(s->letters, s->base);
        if (ascii != NULL) pdx_buf_str(s->out, ascii);
        else put(s, s->base);
    }
    for (i = 0; i < s->n_marks; i++) put(s, s->marks[i].code);
    s->base = NONE;
    s->n_marks = 0;
    s->letter_made = s->dotless_due = false;
}

static void take_mark(steps *s, uint32_t code, uint8_t combining) {
    size_t i;
    s->dotless_due = false;
    if (!s->keep_marks) {
        const bool is_letter = !s->letter_made && s->base != NONE && pdx_letters_has(s->letters, s->base, code);
        const uint32_t whole = is_letter ? compose(s->base, code) : NONE;
        if (whole == NONE) return;
        s->base = whole;
        s->letter_made = true;
        return;
    }
    if (s->n_marks == MAX_MARKS) {
        compose_marks(s);
        flush(s);
    }
    for (i = s->n_marks; i > 0 && s->marks[i - 1].combining > combining; i--) s->marks[i] = s->marks[i - 1];
    s->marks[i].code = code;
    s->marks[i].combining = combining;
    s->n_marks++;
}

static void take(steps *s, uint32_t code) {
    const uint8_t combining = pdx_unicode_char(code)->combining;
    uint32_t whole;
    if (combining != 0) {
        take_mark(s, code, combining);
        return;
    }
    compose_marks(s);
    whole = s->base == NONE || s->n_marks > 0 ? NONE : compose(s->base, code);
    if (whole == NONE) flush(s);
    s->base = whole == NONE ? code : whole;
    s->letter_made = false;
}

void pdx_fold_by_steps(pdx_span piece, pdx_lang language, bool keep_marks, pdx_buf *out) {
    size_t at = 0, len;
    steps s;
    s.out = out;
    s.letters = pdx_letters_of(language);
    s.keep_marks = keep_marks;
    s.letter_made = s.dotless_due = false;
    s.base = NONE;
    s.n_marks = 0;
    while (at < piece.len) {
        const uint32_t c = pdx_utf8_decode(piece.data + at, piece.data + piece.len, &len);
        const uint16_t code = pdx_mapping_code(c);
        size_t i;
        at += len;
        if (code == 0) {
            take(&s, c);
            continue;
        }
        for (i = pdx_mapping_ends[code - 1]; i < pdx_mapping_ends[code]; i++) take(&s, pdx_mapping_pool[i]);
        if (c == 'I' && pdx_letters_dotless(s.letters)) s.dotless_due = true;
    }
    compose_marks(&s);
    flush(&s);
}
