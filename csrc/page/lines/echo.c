#include "page/lines/echo.h"

#include "base/alloc.h"
#include "base/hash.h"
#include "base/le.h"

enum { WORDS = 40, ROOM = PDX_FOLD_ROOM / 2, LEAST = 5, TAIL_BYTES = 240, REACH = 400, GLUED = 4,
       ENDS = 4 /* bytes of `ends` per slot: the fewer, the more words are looked at in vain */ };
enum { FIRST = 1, LAST = 2, FIRST_LEAST = 4, LAST_LEAST = 8 }; /* in `ends`: eight bytes, or the LEAST of a line with fewer than eight */

/* A word of a folded line, without quotes, dots and the like at either side. */
typedef struct word {
    unsigned begin, end;
} word;

typedef struct words {
    word items[ROOM];
    unsigned n;
} words;

/* What is no part of a word at either side: quotes, dots, spaces; a bit for each byte of ASCII but letters, digits, # ( and ). */
static bool is_edge(uint8_t c) {
    static const uint64_t edges[4] = {UINT64_C(0xFC00FCF7FFFFFFFF), UINT64_C(0xF8000001FFFFFFFF)};
    return edges[c >> 6] >> (c & 63) & 1;
}

/* Where the next word from `at` on begins; the length: there is none. */
static unsigned word_begin(const pdx_fold *fold, size_t at) {
    unsigned from = (unsigned)at;
    while (from < fold->len && is_edge(fold->text[from])) from++; /* spaces are edges too */
    return from;
}

/* Where the last word ends; 0: there is none. */
static unsigned last_end(const pdx_fold *fold) {
    unsigned to = fold->len;
    while (to > 0 && is_edge(fold->text[to - 1])) to--;
    return to;
}

/* The next word from `*at` on. */
static bool word_next(const pdx_fold *fold, unsigned *at, word *out) {
    const unsigned from = word_begin(fold, *at);
    unsigned to;
    if (from >= fold->len) return false;
    to = *at = (unsigned)pdx_fold_space(fold->text, from);
    while (is_edge(fold->text[to - 1])) to--;
    *out = (word){from, to};
    return true;
}

static void words_read(words *w, const pdx_fold *fold) {
    unsigned at = 0;
    w->n = 0;
    while (w->n < ROOM && word_next(fold, &at, &w->items[w->n])) w->n++;
}

static uint64_t stretch_hash(const pdx_echoes *echoes, const pdx_fold *fold, word from, word to) {
    return pdx_hash_padded(fold->text + from.begin, to.end - from.begin, echoes->key);
}

/* The place of a stretch's first or last bytes in `ends`: a chance likeness costs a look-up and no more. */
static uint8_t *ends_of(const pdx_echoes *echoes, uint64_t bytes) {
    return &echoes->ends[(size_t)(bytes * UINT64_C(0x9E3779B97F4A7C15) >> 32) & echoes->ends_mask];
}

enum { KEY_BYTES = 8 };
static const uint64_t least_bytes = (UINT64_C(1) << 8 * LEAST) - 1;

/* The bytes from `begin` on (there is room behind the text), and those before `end`, which are at least LEAST. */
static uint64_t first_bytes(const pdx_fold *fold, unsigned begin) { return pdx_le64(fold->text + begin); }
static uint64_t last_bytes(const pdx_fold *fold, unsigned end) { return pdx_le64(fold->text + (end < KEY_BYTES ? 0 : end - KEY_BYTES)); }
static uint64_t last_least(const pdx_fold *fold, unsigned end) { return pdx_le64(fold->text + end - LEAST) & least_bytes; }

/* Whether a line offered begins as the text from `begin` on does, */
static bool may_begin(const pdx_echoes *echoes, const pdx_fold *fold, unsigned begin) {
    const uint64_t bytes = first_bytes(fold, begin);
    return *ends_of(echoes, bytes) & FIRST || *ends_of(echoes, bytes & least_bytes) & FIRST_LEAST;
}

/* or ends as the text before `end` does. */
static bool may_end(const pdx_echoes *echoes, const pdx_fold *fold, unsigned end) {
    if (end < LEAST) return false;
    return *ends_of(echoes, last_bytes(fold, end)) & LAST || *ends_of(echoes, last_least(fold, end)) & LAST_LEAST;
}

/* Whether one begins as the stretch does. */
static bool is_begun(const pdx_echoes *echoes, const pdx_fold *fold, word stretch) {
    const uint64_t bytes = first_bytes(fold, stretch.begin);
    return stretch.end - stretch.begin < KEY_BYTES ? *ends_of(echoes, bytes & least_bytes) & FIRST_LEAST : *ends_of(echoes, bytes) & FIRST;
}

static void ends_mark(pdx_echoes *echoes, const pdx_fold *fold, word stretch) {
    const unsigned len = stretch.end - stretch.begin;
    const uint64_t first = first_bytes(fold, stretch.begin);
    if (len < LEAST) return; /* no echo */
    *ends_of(echoes, len < KEY_BYTES ? first & least_bytes : first) |= len < KEY_BYTES ? FIRST_LEAST : FIRST;
    *ends_of(echoes, len < KEY_BYTES ? last_least(fold, stretch.end) : last_bytes(fold, stretch.end)) |= len < KEY_BYTES ? LAST_LEAST : LAST;
}

static pdx_echo_slot *slot_of(const pdx_echoes *echoes, uint64_t hash) {
    size_t at = (size_t)hash & echoes->mask;
    while (echoes->slots[at].line != 0 && echoes->slots[at].hash != hash) at = (at + 1) & echoes->mask;
    return &echoes->slots[at];
}

/* The line that the reader is at, while its stretches are tried. */
typedef struct attempt {
    const pdx_echoes *echoes;
    const pdx_fold *fold;
    size_t line;
    bool whole; /* the fold is all of the line */
    words words;
} attempt;

/* What stands round words [from, to]: all of it, or the two words before them where only the line's end is known. */
static uint64_t surroundings(const attempt *a, unsigned from, unsigned to) {
    const word *w = a->words.items;
    const unsigned n = a->words.n, before = a->whole || from < 2 ? 0 : from - 2;
    uint64_t hash = from > 0 ? stretch_hash(a->echoes, a->fold, w[before], w[from - 1]) : 1;
    if (to + 1 < n) hash = pdx_hash_u64(stretch_hash(a->echoes, a->fold, w[to + 1], w[n - 1]), hash);
    return pdx_hash_u64(hash, a->echoes->key) | 1;
}

/* Tries words [from, to] as an echo; longer ones have been tried before. */
static bool stretch_try(const attempt *a, unsigned from, unsigned to, pdx_echo *out) {
    const word *w = a->words.items;
    const pdx_echo_slot *slot;
    if (w[to].end < w[from].begin + LEAST || !is_begun(a->echoes, a->fold, (word){w[from].begin, w[to].end})) return false;
    slot = slot_of(a->echoes, stretch_hash(a->echoes, a->fold, w[from], w[to]));
    if (slot->line == 0 || a->line - (slot->line - 1) > REACH) return false;
    out->line = slot->line;
    out->form = surroundings(a, from, to);
    return true;
}

/* A title of several words to which words are glued in front, "Read moreThe ferry runs": what a reader sees of markup that parts them by
 * nothing. It ends with the line, and begins inside one of its first words. */
static bool glued_try(const attempt *a, pdx_echo *out) {
    const word *w = a->words.items;
    const unsigned n = a->words.n;
    if (n > WORDS) return false;
    for (unsigned from = 0; from < GLUED && from + 1 < n; from++) {
        for (unsigned at = w[from].begin + 1; at < w[from].end; at++) {
            const word stretch = {at, w[n - 1].end};
            const pdx_echo_slot *slot;
            if (!is_begun(a->echoes, a->fold, stretch)) continue;
            slot = slot_of(a->echoes, stretch_hash(a->echoes, a->fold, stretch, stretch));
            if (slot->line == 0 || a->line - (slot->line - 1) > REACH) continue;
            out->line = slot->line;
            out->form = stretch_hash(a->echoes, a->fold, w[0], (word){w[from].begin, at}) | 1;
            return true;
        }
    }
    return false;
}

/* The longest stretch of fewer than WORDS words that ends with the line. */
static bool end_try(const attempt *a, pdx_echo *out) {
    const unsigned n = a->words.n;
    for (unsigned from = n > WORDS ? n - WORDS + 1 : 1; from < n; from++) {
        if (stretch_try(a, from, n - 1, out)) return true;
    }
    return false;
}

static bool beginning_try(const attempt *a, pdx_echo *out) {
    for (unsigned to = a->words.n < WORDS ? a->words.n - 1 : WORDS - 1; to-- > 0;) {
        if (may_end(a->echoes, a->fold, a->words.items[to].end) && stretch_try(a, 0, to, out)) return true;
    }
    return false;
}

/* A few words from either end. */
static bool inside_try(const attempt *a, pdx_echo *out) {
    const unsigned n = a->words.n;
    for (unsigned from = 1; from < 4 && from < n; from++) {
        for (unsigned cut = 1; cut < 5 && from + cut < n; cut++) {
            if (stretch_try(a, from, n - 1 - cut, out)) return true;
        }
    }
    return false;
}

/* Whether a line offered begins as this one does behind its first, second or third word, from `at` on. */
static bool may_begin_inside(const pdx_echoes *echoes, const pdx_fold *fold, unsigned at) {
    for (unsigned k = 0; k < 3 && at < fold->len; k++) {
        if (may_begin(echoes, fold, at)) return true;
        at = word_begin(fold, pdx_fold_space(fold->text, at));
    }
    return false;
}

bool pdx_echoes_find(const pdx_echoes *echoes, const pdx_fold *fold, size_t i, pdx_echo *out) {
    const unsigned first = word_begin(fold, 0);
    unsigned second;
    bool begins, ends, inside;
    attempt a;
    if (first >= fold->len || (second = word_begin(fold, pdx_fold_space(fold->text, first))) >= fold->len) return false;
    begins = may_begin(echoes, fold, first);
    ends = may_end(echoes, fold, last_end(fold));
    inside = may_begin_inside(echoes, fold, second);
    if (!begins && !ends && !inside) return false;
    a.echoes = echoes;
    a.fold = fold;
    a.line = i;
    a.whole = true;
    words_read(&a.words, fold);
    return (ends && end_try(&a, out)) || (begins && beginning_try(&a, out)) || (inside && inside_try(&a, out)) || (ends && glued_try(&a, out));
}

/* The end of a line, folded as far back as shows what it ends with: to a space with enough behind it. Gives the last word's end; 0: no
 * word is in it. */
static unsigned end_fold(pdx_span tail, pdx_fold *fold) {
    const pdx_range no_mark = {0, 0};
    unsigned end = 0;
    for (size_t from = tail.len; from > 0 && end < KEY_BYTES;) {
        from -= pdx_min_size(from, KEY_BYTES);
        while (from > 0 && tail.data[from - 1] != ' ') from--;
        pdx_fold_init(fold, pdx_span_slice(tail, from, tail.len), no_mark);
        end = last_end(fold);
    }
    return end;
}

bool pdx_echoes_find_tail(const pdx_echoes *echoes, pdx_span line, size_t i, pdx_echo *out) {
    const pdx_span tail = pdx_span_slice(line, line.len - pdx_min_size(line.len, TAIL_BYTES), line.len);
    const pdx_range no_mark = {0, 0};
    pdx_fold fold;
    attempt a;
    if (!may_end(echoes, &fold, end_fold(tail, &fold))) return false;
    pdx_fold_init(&fold, tail, no_mark);
    a.echoes = echoes;
    a.fold = &fold;
    a.line = i;
    a.whole = false;
    words_read(&a.words, &fold);
    return a.words.n > 1 && end_try(&a, out);
}

/* Fewer than WORDS words: nearly always told by the length. */
static bool is_short(const pdx_fold *fold) {
    words w;
    if (fold->len < 2 * WORDS - 1) return true;
    words_read(&w, fold);
    return w.n < WORDS;
}

void pdx_echoes_offer(pdx_echoes *echoes, const pdx_fold *fold, size_t i) {
    const word line = {word_begin(fold, 0), last_end(fold)};
    pdx_echo_slot *slot;
    uint64_t hash;
    if (line.begin >= line.end || !is_short(fold)) return;
    hash = stretch_hash(echoes, fold, line, line);
    slot = slot_of(echoes, hash);
    slot->hash = hash;
    slot->line = (uint32_t)i + 1;
    ends_mark(echoes, fold, line);
}

pdx_status pdx_echoes_init(pdx_echoes *echoes, size_t lines, uint64_t key, pdx_error *err) {
    size_t room = 16;
    while (room < 2 * lines) room *= 2;
    echoes->mask = room - 1;
    echoes->ends_mask = ENDS * room - 1;
    echoes->key = key;
    echoes->slots = pdx_alloc_zero(room, sizeof *echoes->slots);
    echoes->ends = pdx_alloc_zero(ENDS * room, sizeof *echoes->ends);
    if (echoes->slots != NULL && echoes->ends != NULL) return PDX_OK;
    pdx_echoes_deinit(echoes);
    return pdx_fail_memory(err);
}

void pdx_echoes_deinit(pdx_echoes *echoes) {
    pdx_free(echoes->slots);
    pdx_free(echoes->ends);
    memset(echoes, 0, sizeof *echoes);
}
