#include "post/quotes/quote_kind.h"

#include "page/lexicon/chars.h"
#include "text/unicode.h"
#include "text/utf8.h"

enum {
    WORDS_READ = 64, /* of a quotation, from its begin: more tell nothing more */
    LONG_WORD = 4,   /* letters of words that a title writes with capitals */
    TERM_WORDS = 3,  /* of the longest term */
    FAR_WORDS = 2    /* the same where somebody speaks in the sentence */
};

/* How the words between the marks are written. */
typedef struct wording {
    size_t n_words, n_long, n_capital; /* of the long ones, those with a capital */
    bool capital;                      /* the first word has one, or is short and the next has one */
    bool caseless;                     /* the first word is written in letters that know no capitals */
    bool ends;                         /* with the end of a sentence */
    bool comma;                        /* with a comma */
} wording;

static wording wording_read(pdx_span inner) {
    wording read = {0};
    size_t len, letters = 0, ideographs = 0;
    bool capital = false, digits = false, short_first = false;
    uint32_t last = ' ';
    for (size_t at = 0; at <= inner.len && read.n_words < WORDS_READ; at += len) {
        uint32_t code = ' '; /* behind the last */
        len = 1;
        if (at < inner.len) code = pdx_utf8_decode(inner.data + at, inner.data + inner.len, &len);
        const pdx_char *c = pdx_unicode_char(code);
        if (c->flags & PDX_CHAR_CJK) {
            read.n_words += ++ideographs % 2; /* a word has two of them or so */
        } else if (c->flags & PDX_CHAR_WORD) {
            if (letters++ == 0) {
                capital = c->sentence == PDX_SB_UPPER;
                digits = (c->flags & PDX_CHAR_DIGIT) != 0;
                if (read.n_words == 0) read.caseless = c->sentence == PDX_SB_LETTER;
            }
        } else if (letters > 0 && code != '\'' && code != 0x2019 && code != 0x200C) {
            if (read.n_words == 0 || (read.n_words == 1 && short_first)) read.capital = read.capital || capital || digits;
            short_first = read.n_words++ == 0 && letters < LONG_WORD;
            read.n_long += letters >= LONG_WORD && !digits;
            read.n_capital += letters >= LONG_WORD && !digits && capital;
            letters = 0;
        }
    }
    if (inner.len > 0) (void)pdx_char_decode_before(inner.data, inner.data + inner.len, &last);
    read.ends = last == '.' || last == '!' || last == '?' || last == 0x2026 || last == 0x061F || last == 0x3002 || last == 0x06D4;
    read.comma = last == ',' || last == 0x060C;
    return read;
}

static bool is_titled(const wording *w) { return w->capital && w->n_words >= 2 && w->n_capital == w->n_long && w->n_capital > 0; }

static bool is_display(uint8_t role) {
    return role == PDX_ROLE_TITLE || role == PDX_ROLE_HEADING || role == PDX_ROLE_RELATED || role == PDX_ROLE_IMAGE_ALT || role == PDX_ROLE_CAPTION;
}

/* The word right before, in the same sentence; SIZE_MAX: none. */
static size_t word_before(const pdx_scene *scene, size_t at) {
    if (at == 0 || at == SIZE_MAX || (scene->tokens[at].gap & (PDX_GAP_ENDS | PDX_GAP_COLON)) != 0) return SIZE_MAX;
    return scene->tokens[at - 1].quote == PDX_QUOTED_NONE ? at - 1 : SIZE_MAX;
}

/* Of one that nobody is found to say. */
static pdx_quote_kind kind_alone(const wording *w, uint8_t role) {
    const size_t term = is_display(role) ? TERM_WORDS : 1;
    if (is_titled(w) && w->n_words > term) return PDX_QUOTE_TITLE;
    return w->n_words <= TERM_WORDS ? PDX_QUOTE_SCARE : PDX_QUOTE_DIRECT;
}

pdx_quote_kind pdx_quote_kind_of(const pdx_scene *scene, size_t at, const pdx_spoken *spoken, pdx_span inner, uint8_t family, uint8_t role) {
    const wording w = wording_read(inner);
    const size_t before = word_before(scene, at);
    if (family == PDX_MARKS_TITLE) return PDX_QUOTE_TITLE;
    if (family == PDX_MARKS_DASH) return PDX_QUOTE_DIRECT;
    if (at == SIZE_MAX) return kind_alone(&w, role);
    if (before != SIZE_MAX && (scene->tokens[before].classes & PDX_SPEECH_DISTANT) != 0) return PDX_QUOTE_SCARE;
    const bool said = spoken->who.said != PDX_SAID_BY_NONE || spoken->same_as != PDX_QUOTED_NONE;
    if (pdx_spoken_names(scene, at)) {
        return is_titled(&w) || (before != SIZE_MAX && (scene->tokens[before].classes & PDX_SPEECH_NAMING)) ? PDX_QUOTE_TITLE : PDX_QUOTE_SCARE;
    }
    const bool before_it = said && spoken->near && (spoken->cue == SIZE_MAX || spoken->cue < at);
    const bool of_work = before != SIZE_MAX && (scene->tokens[before].classes & PDX_SPEECH_WORK) != 0 && scene->tokens[at].gap == 0;
    if (of_work && (w.capital || w.caseless) && !before_it) return PDX_QUOTE_TITLE;
    const unsigned gap = scene->tokens[at].gap;
    const bool opens = (gap & PDX_GAP_ENDS) != 0 && w.capital && !(is_display(role) && (gap & PDX_GAP_BLOCK) != 0); /* a sentence, and no title */
    const bool alone = (gap & PDX_GAP_COLON) != 0 || opens;
    if (!said) return (alone && w.ends) || (opens && w.comma) ? PDX_QUOTE_DIRECT : kind_alone(&w, role); /* a sentence by itself, or what one begins with */
    const bool attached = spoken->cue == SIZE_MAX || spoken->cue > at || spoken->cue + 1 == at;
    const bool near = spoken->near && (w.n_words > 1 || w.ends || w.comma || attached || (scene->tokens[spoken->cue].classes & PDX_SPEECH_CALL) != 0);
    if (is_titled(&w) && !w.ends && !w.comma && w.n_words >= 2) return PDX_QUOTE_TITLE;
    return near || w.n_words > FAR_WORDS ? PDX_QUOTE_DIRECT : PDX_QUOTE_SCARE;
}
