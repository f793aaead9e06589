#include "page/echo.h"

#include "base/alloc.h"
#include "base/hash.h"
#include "base/le.h"

enum { WORDS = 40, ROOM = PDX_FOLD_ROOM / 2, LEAST = 5, TAIL_BYTES = 240, REACH = 400, ENDS = 8 /* bytes of `ends` per slot: the fewer, the more words are looked at in vain */ };
enum { FIRST = 1, LAST = 2 }; /* in `ends` */

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

/* The next word from `*at` on. */
static bool word_next(const pdx_fold *fold, unsigned *at, word *out) {
    unsigned from = *at, to;
    while (from < fold->len && is_edge(fold->text[from])) from++; /* spaces are edges too */
    if (from >= fold->len) return false;
    to = (unsigned)pdx_fold_space(fold->text, from);
    *at = to;
    while (is_edge(fold->text[to - 1])) to--;
    *out = (word){from, to};
    return true;
}

static bool word_last(const pdx_fold *fold, word *out) {
    unsigned to = fold->len, from;
    while (to > 0 && is_edge(fold->text[to - 1])) to--;
    if (to == 0) return false;
    for (from = to; from > 0 && fold->text[from - 1] != ' ';) from--;
    while (is_edge(fold->text[from])) from++;
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

/* The place of a word in `ends`, by its first bytes: a chance likeness costs a look-up and no more. */
static uint8_t *ends_of(const pdx_echoes *echoes, const pdx_fold *fold, word w) {
    const unsigned len = w.end - w.begin;
    const uint64_t bytes = pdx_le64(fold->text + w.begin), known = len < 8 ? bytes & ((UINT64_C(1) << 8 * len) - 1) : bytes + len;
    return &echoes->ends[(size_t)(known * UINT64_C(0x9E3779B97F4A7C15) >> 32) & echoes->ends_mask];
}

static bool is_known(const pdx_echoes *echoes, const pdx_fold *fold, word w, unsigned end) { return *ends_of(echoes, fold, w) & end; }

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
    if (w[to].end < w[from].begin + LEAST || !is_known(a->echoes, a->fold, w[from], FIRST)) return false;
    slot = slot_of(a->echoes, stretch_hash(a->echoes, a->fold, w[from], w[to]));
    if (slot->line == 0 || a->line - (slot->line - 1) > REACH) return false;
    out->line = slot->line;
    out->form = surroundings(a, from, to);
    return true;
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
        if (is_known(a->echoes, a->fold, a->words.items[to], LAST) && stretch_try(a, 0, to, out)) return true;
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

bool pdx_echoes_find(const pdx_echoes *echoes, const pdx_fold *fold, size_t i, pdx_echo *out) {
    attempt a;
    word first, last, inner;
    unsigned at = 0, inners = 0;
    bool begins, ends, inside = false;
    if (!word_next(fold, &at, &first) || !word_last(fold, &last) || first.begin == last.begin) return false;
    begins = is_known(echoes, fold, first, FIRST);
    ends = is_known(echoes, fold, last, LAST);
    while (!inside && inners++ < 3 && word_next(fold, &at, &inner)) inside = is_known(echoes, fold, inner, FIRST);
    if (!begins && !ends && !inside) return false;
    a.echoes = echoes;
    a.fold = fold;
    a.line = i;
    a.whole = true;
    words_read(&a.words, fold);
    return (ends && end_try(&a, out)) || (begins && beginning_try(&a, out)) || (inside && inside_try(&a, out));
}

/* The last word of a line, by folding as little of its end as shows one: back to a space with a word behind it. */
static bool tail_word(pdx_span tail, pdx_fold *fold, word *out) {
    const pdx_range no_mark = {0, 0};
    for (size_t from = tail.len; from > 0;) {
        while (from > 0 && tail.data[from - 1] != ' ') from--;
        pdx_fold_init(fold, pdx_span_slice(tail, from, tail.len), no_mark);
        if (word_last(fold, out)) return true;
        if (from > 0) from--;
    }
    return false;
}

bool pdx_echoes_find_tail(const pdx_echoes *echoes, pdx_span line, size_t i, pdx_echo *out) {
    const pdx_span tail = pdx_span_slice(line, line.len - pdx_min_size(line.len, TAIL_BYTES), line.len);
    const pdx_range no_mark = {0, 0};
    pdx_fold fold;
    attempt a;
    word last;
    if (!tail_word(tail, &fold, &last) || !is_known(echoes, &fold, last, LAST)) return false;
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
    pdx_echo_slot *slot;
    unsigned at = 0;
    word first, last;
    uint64_t hash;
    if (!word_next(fold, &at, &first) || !word_last(fold, &last) || !is_short(fold)) return;
    hash = stretch_hash(echoes, fold, first, last);
    slot = slot_of(echoes, hash);
    slot->hash = hash;
    slot->line = (uint32_t)i + 1;
    *ends_of(echoes, fold, first) |= FIRST;
    *ends_of(echoes, fold, last) |= LAST;
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
