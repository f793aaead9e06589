#include "post/identity/name_alike.h"

enum {
    SOUND_LEAST = 4,   /* letters of words that sound alike, */
    SWAPPED_LEAST = 5, /* of which two may be swapped, */
    DROPPED_LEAST = 6, /* and one may be dropped from the longer */
    SWAP_APART = 2     /* letters that are swapped are no farther apart */
};

static bool is_vowel(uint8_t c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

/* Vowels that one scribe writes for another's: o, u, ou; i, e, y, ee, ei, ai. A single e stands for a, too. */
static uint8_t vowel_sound(pdx_span run) {
    bool round = false, open = true;
    for (size_t i = 0; i < run.len; i++) {
        round = round || run.data[i] == 'o' || run.data[i] == 'u';
        open = open && run.data[i] == 'a';
    }
    if (round) return 'U';
    if (open) return 'A';
    return run.len == 1 && run.data[0] == 'e' ? 'E' : 'I';
}

typedef struct letters {
    const char *written;
    uint8_t sound;
} letters;

static const letters together[] = {{"sch", '$'}, {"tch", 'c'}, {"sh", '$'}, {"ch", 'c'}, {"ph", 'f'}, {"kh", 'x'}, {"gh", 'g'},
                                   {"zh", 'j'},  {"dj", 'j'},  {"ck", 'k'}, {"th", 't'}, {"q", 'g'},  {"w", 'v'},  {"z", 's'}};

static uint8_t consonant_sound(pdx_span word, size_t at, size_t *len) {
    for (size_t i = 0; i < PDX_COUNTOF(together); i++) {
        if ((uint8_t)together[i].written[0] != word.data[at]) continue;
        const pdx_span written = pdx_span_str(together[i].written);
        if (word.len - at < written.len || memcmp(word.data + at, written.data, written.len) != 0) continue;
        *len = written.len;
        return together[i].sound;
    }
    *len = 1;
    if (word.data[at] != 'c') return word.data[at];
    const uint8_t next = at + 1 < word.len ? word.data[at + 1] : 0;
    return next == 'e' || next == 'i' || next == 'y' ? 's' : 'k';
}

/* How it sounds; 0: not to be told. `out` has room for as many letters as the word has. */
static size_t sound_of(pdx_span word, uint8_t *out) {
    size_t n = 0, len;
    for (size_t at = 0; at < word.len; at += len) {
        const uint8_t c = word.data[at];
        uint8_t sound;
        if (c < 'a' || c > 'z') return 0;
        if (is_vowel(c) || (c == 'y' && at > 0)) {
            len = 1;
            while (at + len < word.len && (is_vowel(word.data[at + len]) || word.data[at + len] == 'y')) len++;
            sound = vowel_sound(pdx_span_slice(word, at, at + len));
        } else {
            if (c == 'h' && at + 1 == word.len && n > 0) break; /* Fatemeh */
            sound = consonant_sound(word, at, &len);
        }
        if (n == 0 || out[n - 1] != sound) out[n++] = sound;
    }
    return n;
}

bool pdx_name_word_set(pdx_name_word *self, pdx_span folded) {
    if (folded.len == 0 || folded.len > PDX_NAME_WORD_MOST) return false;
    memcpy(self->word, folded.data, folded.len);
    self->len = folded.len;
    self->sound_len = sound_of(folded, self->sound);
    return true;
}

static bool sounds_alike(const pdx_name_word *self, pdx_span word) {
    uint8_t sound[PDX_NAME_WORD_MOST];
    size_t between = 0; /* e for a */
    if (self->len < SOUND_LEAST || word.len < SOUND_LEAST || self->sound_len == 0) return false;
    if (sound_of(word, sound) != self->sound_len) return false;
    for (size_t i = 0; i < self->sound_len; i++) {
        const uint8_t a = self->sound[i], b = sound[i];
        if (a == b || (a == 'E' && b == 'I') || (a == 'I' && b == 'E')) continue;
        if (!((a == 'E' && b == 'A') || (a == 'A' && b == 'E')) || ++between > 1) return false;
    }
    return true;
}

static bool is_ascii(pdx_span word) {
    for (size_t i = 0; i < word.len; i++)
        if (word.data[i] >= 0x80) return false;
    return true;
}

/* Two letters have changed places, and the first is none of them. */
static bool is_swapped(const pdx_name_word *self, pdx_span word) {
    size_t i = 0, last = self->len;
    if (self->len != word.len || word.len < SWAPPED_LEAST) return false;
    while (i < word.len && self->word[i] == word.data[i]) i++;
    while (last > i && self->word[last - 1] == word.data[last - 1]) last--;
    if (i == 0 || i == last) return false;
    const size_t k = last - 1;
    if (k <= i || k - i > SWAP_APART || self->word[i] != word.data[k] || self->word[k] != word.data[i]) return false;
    return k - i == 1 || memcmp(self->word + i + 1, word.data + i + 1, k - i - 1) == 0;
}

/* One of them lacks a letter of the other, neither its first nor its last. */
static bool is_dropped(const pdx_name_word *self, pdx_span word) {
    const pdx_span own = pdx_span_of(self->word, self->len);
    const pdx_span longer = own.len > word.len ? own : word, shorter = own.len > word.len ? word : own;
    size_t i = 0;
    if (longer.len != shorter.len + 1 || longer.len < DROPPED_LEAST) return false;
    while (i < shorter.len && shorter.data[i] == longer.data[i]) i++;
    return i > 0 && i < shorter.len && memcmp(shorter.data + i, longer.data + i + 1, shorter.len - i) == 0;
}

pdx_alike pdx_name_word_alike(const pdx_name_word *self, pdx_span folded) {
    if (pdx_span_equal(pdx_span_of(self->word, self->len), folded)) return PDX_ALIKE_SAME;
    if (self->sound_len == 0 || folded.len == 0 || folded.len > PDX_NAME_WORD_MOST || !is_ascii(folded)) return PDX_ALIKE_NOT;
    if (is_swapped(self, folded)) return PDX_ALIKE_SWAPPED;
    if (sounds_alike(self, folded)) return PDX_ALIKE_SOUND;
    return is_dropped(self, folded) ? PDX_ALIKE_DROPPED : PDX_ALIKE_NOT;
}

bool pdx_name_word_may_begin(const pdx_name_word *self, uint8_t first) {
    if (self->len == 0) return false;
    if (first == self->word[0]) return true;
    if (self->sound_len == 0 || self->len < SOUND_LEAST || first < 'a' || first > 'z') return false;
    const uint8_t sound = self->sound[0];
    if (is_vowel(first)) return sound >= 'A' && sound <= 'Z';
    for (size_t i = 0; i < PDX_COUNTOF(together); i++)
        if ((uint8_t)together[i].written[0] == first && together[i].sound == sound) return true;
    return first == 'c' ? sound == 's' || sound == 'k' : first == sound;
}
