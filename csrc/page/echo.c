#include "page/echo.h"

#include "base/hash.h"
#include "page/linefold.h"

enum { WORDS = 40, ROOM = PDX_FOLD_ROOM / 2, LEAST = 5, TAIL_BYTES = 240, SHORT_BYTES = 300, REACH = 400 };

static const uint64_t base = UINT64_C(0x9E3779B97F4A7C55);

/* A line's folded words; hashes of any stretch of them in constant time. */
typedef struct words {
    pdx_fold fold;
    uint16_t begin[ROOM], end[ROOM]; /* without quotes, dots and the like at either side */
    uint64_t sum[PDX_FOLD_ROOM + 1], power[PDX_FOLD_ROOM + 1];
    unsigned n;
} words;

typedef struct slot {
    uint64_t hash;
    uint32_t line; /* + 1; 0: empty */
} slot;

typedef struct table {
    slot *slots; /* owned */
    size_t mask;
    uint64_t key;
} table;

static bool is_edge(uint8_t c) { return c < 0x80 && !pdx_fold_is_word(c) && c != '#' && c != '(' && c != ')'; }

static void words_read(words *w, pdx_span bytes) {
    unsigned at = 0;
    pdx_fold_init(&w->fold, bytes);
    w->n = 0;
    w->sum[0] = 0;
    for (unsigned i = 0; i < w->fold.len; i++) w->sum[i + 1] = w->sum[i] * base + w->fold.text[i] + 1;
    while (at < w->fold.len && w->n < ROOM) {
        unsigned stop = at, from, to;
        while (stop < w->fold.len && w->fold.text[stop] != ' ') stop++;
        from = at;
        to = stop;
        while (from < to && is_edge(w->fold.text[from])) from++;
        while (to > from && is_edge(w->fold.text[to - 1])) to--;
        w->begin[w->n] = (uint16_t)from;
        w->end[w->n] = (uint16_t)to;
        if (to > from) w->n++;
        at = stop + 1;
    }
}

static uint64_t stretch(const words *w, unsigned from, unsigned to) {
    return w->sum[w->end[to]] - w->sum[w->begin[from]] * w->power[w->end[to] - w->begin[from]];
}

static slot *table_at(const table *t, uint64_t hash) {
    size_t at = (size_t)pdx_hash_u64(hash, t->key) & t->mask;
    while (t->slots[at].line != 0 && t->slots[at].hash != hash) at = (at + 1) & t->mask;
    return &t->slots[at];
}

/* Tries words [from, to] of line `i` as an echo; a longer one has been tried before. */
static bool echo_try(pdx_facts *facts, const table *t, const words *w, size_t i, unsigned from, unsigned to, bool whole) {
    pdx_fact *fact = &facts->facts.data[i];
    const slot *s;
    uint64_t rest;
    if (w->end[to] < w->begin[from] + LEAST) return false;
    s = table_at(t, stretch(w, from, to));
    if (s->line == 0 || s->line - 1 >= i || i - (s->line - 1) > REACH) return false;
    if (facts->facts.data[s->line - 1].title < 0) return false;
    rest = whole && from > 0 ? stretch(w, 0, from - 1) : from > 0 ? stretch(w, from >= 2 ? from - 2 : 0, from - 1) : 1;
    if (to + 1 < w->n) rest = rest * base + stretch(w, to + 1, w->n - 1);
    fact->echo = s->line;
    fact->form[PDX_FORM_ECHO] = pdx_hash_u64(rest, facts->key) | 1;
    return true;
}

/* The longest stretch of fewer than WORDS words with words outside it, at the line's end, beginning, or two words from either. */
static void line_echo(pdx_facts *facts, const table *t, const words *w, size_t i, bool whole) {
    const unsigned n = w->n;
    if (n < 2) return;
    for (unsigned from = n > WORDS ? n - WORDS + 1 : 1; from < n; from++) {
        if (echo_try(facts, t, w, i, from, n - 1, whole)) return;
    }
    if (!whole) return;
    for (unsigned to = n < WORDS ? n - 1 : WORDS - 1; to-- > 0;) {
        if (echo_try(facts, t, w, i, 0, to, whole)) return;
    }
    for (unsigned from = 1; from < 4 && from < n; from++) {
        for (unsigned cut = 1; cut < 5 && from + cut < n; cut++) {
            if (echo_try(facts, t, w, i, from, n - 1 - cut, whole)) return;
        }
    }
}

pdx_status pdx_echoes_read(pdx_facts *facts, pdx_span text, const pdx_lines *lines, pdx_error *err) {
    table t = {NULL, 15, facts->key};
    words w;
    const size_t n = facts->facts.len;
    while (t.mask + 1 < 2 * n) t.mask = 2 * t.mask + 1;
    t.slots = pdx_alloc_zero(t.mask + 1, sizeof *t.slots);
    if (t.slots == NULL) return pdx_fail_memory(err);
    w.power[0] = 1;
    for (unsigned i = 0; i < PDX_FOLD_ROOM; i++) w.power[i + 1] = w.power[i] * base;
    for (size_t i = 0; i < n; i++) {
        const pdx_line *line = &lines->lines.data[i];
        const uint64_t len = pdx_line_bytes(line);
        const bool whole = len <= SHORT_BYTES;
        if (facts->facts.data[i].flags & PDX_FACT_DATE) continue;
        words_read(&w, pdx_span_slice(text, (size_t)(whole ? line->begin : line->end - TAIL_BYTES), (size_t)line->end));
        line_echo(facts, &t, &w, i, whole);
        if (whole && w.n > 0 && w.n < WORDS && facts->facts.data[i].title > 0) {
            slot *s = table_at(&t, stretch(&w, 0, w.n - 1));
            s->hash = stretch(&w, 0, w.n - 1);
            s->line = (uint32_t)i + 1;
        }
    }
    pdx_free(t.slots);
    return PDX_OK;
}
