#include "regex/alphabet.h"

#include <stdlib.h>

#include "base/hash.h"

enum { LETTERS_MAX = 4096 };

static int by_code(const void *a, const void *b) {
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

typedef PDX_VEC(uint32_t) codes;

static bool add_ranges(codes *out, const pdx_code_range *ranges, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!PDX_VEC_PUSH(out, ranges[i].first) || !PDX_VEC_PUSH(out, ranges[i].last + 1)) return false;
    return true;
}

/* Where stretches of code points begin, sorted, each once: from 0 on, and PDX_CODE_MAX + 1 last. */
static bool add_cuts(const pdx_patterns *patterns, codes *out) {
    const pdx_code_range fixed[] = {{0, '\n' - 1}, {'\n', '\n'}, {0x10000, PDX_CODE_MAX}};
    bool good = add_ranges(out, fixed, PDX_COUNTOF(fixed)) && add_ranges(out, pdx_class_word, pdx_class_word_count);
    for (size_t i = 0; i < patterns->sets.len && good; i++) good = add_ranges(out, patterns->sets.data[i].data, patterns->sets.data[i].len);
    if (!good) return false;
    qsort(out->data, out->len, sizeof *out->data, by_code);
    size_t n = 1;
    for (size_t i = 1; i < out->len; i++)
        if (out->data[i] != out->data[n - 1]) out->data[n++] = out->data[i];
    out->len = n;
    return true;
}

/* What the sets say of a code point: a bit for each, the first bits for word characters and line breaks. */
static void describe(const pdx_patterns *patterns, uint32_t code, uint64_t *bits, size_t n_words) {
    memset(bits, 0, n_words * sizeof *bits);
    bits[0] = (uint64_t)pdx_charset_has(pdx_class_word, pdx_class_word_count, code) | (uint64_t)(code == '\n') << 1;
    for (size_t i = 0; i < patterns->sets.len; i++)
        if (pdx_charset_has(patterns->sets.data[i].data, patterns->sets.data[i].len, code)) bits[(i + 2) / 64] |= UINT64_C(1) << ((i + 2) % 64);
}

/* Letters that were found, by what the sets say of them. */
typedef struct finder {
    uint64_t *described; /* owned: rows of n_words */
    uint16_t *slots;     /* owned: 2 * LETTERS_MAX, a letter + 1 */
    size_t n_words;
    uint16_t n;
} finder;

static bool letter_of(finder *f, const uint64_t *bits, uint16_t *letter) {
    size_t at = (size_t)pdx_hash(pdx_span_of(bits, f->n_words * sizeof *bits), 0) & (2 * LETTERS_MAX - 1);
    for (; f->slots[at] != 0; at = (at + 1) & (2 * LETTERS_MAX - 1)) {
        *letter = (uint16_t)(f->slots[at] - 1);
        if (memcmp(f->described + *letter * f->n_words, bits, f->n_words * sizeof *bits) == 0) return true;
    }
    if (f->n == LETTERS_MAX) return false;
    *letter = f->n;
    memcpy(f->described + f->n * f->n_words, bits, f->n_words * sizeof *bits);
    f->slots[at] = ++f->n;
    return true;
}

static void note_stretch(pdx_alphabet *self, uint32_t first, uint32_t last, uint16_t letter) {
    if (first >= 0x10000) {
        self->beyond[self->n_beyond] = (pdx_code_range){first, last};
        self->beyond_letters[self->n_beyond++] = letter;
        return;
    }
    for (uint32_t code = first; code <= last; code++) self->plane[code] = letter;
}

static bool note_letters(pdx_alphabet *self, const pdx_patterns *patterns, const finder *f) {
    const size_t n_sets = patterns->sets.len, n = f->n;
    self->n = (uint16_t)n;
    self->edge = (uint16_t)n;
    self->last = (uint16_t)(n + 1);
    self->n_words = (n + 2 + 63) / 64;
    self->sides = pdx_alloc_zero(n + 2, sizeof *self->sides);
    self->members = pdx_alloc_zero((n_sets == 0 ? 1 : n_sets) * self->n_words, sizeof *self->members);
    if (self->sides == NULL || self->members == NULL) return false;
    const uint16_t break_letter = self->plane['\n'];
    for (size_t letter = 0; letter < n + 2; letter++) {
        if (letter == self->edge) {
            self->sides[letter] = PDX_SIDE_EDGE;
            continue;
        }
        const uint64_t *bits = f->described + (letter == self->last ? break_letter : letter) * f->n_words;
        self->sides[letter] =
            (uint8_t)((bits[0] & 1 ? PDX_SIDE_WORD : 0) | (bits[0] & 2 ? PDX_SIDE_LINE : 0) | (letter == self->last ? PDX_SIDE_LAST : 0));
        for (size_t i = 0; i < n_sets; i++)
            if (bits[(i + 2) / 64] >> ((i + 2) % 64) & 1) self->members[i * self->n_words + letter / 64] |= UINT64_C(1) << (letter % 64);
    }
    return true;
}

static pdx_status fill(pdx_alphabet *self, const pdx_patterns *patterns, const codes *cuts, finder *f, uint64_t *bits, pdx_error *err) {
    for (size_t i = 0; i + 1 < cuts->len; i++) {
        uint16_t letter;
        describe(patterns, cuts->data[i], bits, f->n_words);
        if (!letter_of(f, bits, &letter)) {
            return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "regular expression: it tells more than %d kinds of characters apart", (int)LETTERS_MAX);
        }
        note_stretch(self, cuts->data[i], cuts->data[i + 1] - 1, letter);
    }
    return note_letters(self, patterns, f) ? PDX_OK : pdx_fail_memory(err);
}

pdx_status pdx_alphabet_init(pdx_alphabet *self, const pdx_patterns *patterns, pdx_error *err) {
    codes cuts;
    finder f = {0};
    pdx_status status = PDX_OK;
    uint64_t *bits;
    memset(self, 0, sizeof *self);
    PDX_VEC_INIT(&cuts);
    f.n_words = (patterns->sets.len + 2 + 63) / 64;
    if (!add_cuts(patterns, &cuts)) {
        PDX_VEC_DEINIT(&cuts);
        return pdx_fail_memory(err);
    }
    bits = pdx_alloc_zero(f.n_words, sizeof *bits);
    f.described = pdx_alloc_zero(LETTERS_MAX * f.n_words, sizeof *f.described);
    f.slots = pdx_alloc_zero(2 * LETTERS_MAX, sizeof *f.slots);
    self->beyond = pdx_alloc_zero(cuts.len, sizeof *self->beyond);
    self->beyond_letters = pdx_alloc_zero(cuts.len, sizeof *self->beyond_letters);
    if (bits == NULL || f.described == NULL || f.slots == NULL || self->beyond == NULL || self->beyond_letters == NULL) status = pdx_fail_memory(err);
    else status = fill(self, patterns, &cuts, &f, bits, err);
    pdx_free(bits);
    pdx_free(f.described);
    pdx_free(f.slots);
    PDX_VEC_DEINIT(&cuts);
    return status;
}

void pdx_alphabet_deinit(pdx_alphabet *self) {
    pdx_free(self->beyond);
    pdx_free(self->beyond_letters);
    pdx_free(self->sides);
    pdx_free(self->members);
}

uint16_t pdx_alphabet_beyond(const pdx_alphabet *self, uint32_t code) {
    size_t low = 0, high = self->n_beyond;
    while (low < high) {
        const size_t mid = (low + high) / 2;
        if (self->beyond[mid].last < code) low = mid + 1;
        else high = mid;
    }
    return self->beyond_letters[low];
}
