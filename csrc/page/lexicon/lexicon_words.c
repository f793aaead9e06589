#include "page/lexicon/lexicon_words.h"

/* Words are sent to their slots group by group, the largest first: a group is what has the same last bits of the hash, and is given the first factor
 * that sends all of it to free slots. The words are fixed when the core is compiled, so these rooms are too small, or there is no such factor, for
 * everyone or for nobody: asserted while the table is made, which every test of the lexicon does. */
enum { GROUPS = 1 << PDX_LEX_TURN_BITS, GROUP_ROOM = 32, FACTORS = 1 << 16 };

pdx_lex_words pdx_lex_own_words;

/* Only while the table is made. */
static uint16_t groups[GROUPS][GROUP_ROOM];
static uint8_t sizes[GROUPS];

static size_t kind_of(pdx_lex_known known, size_t *n_kinds) {
    pdx_lex_known *kinds = pdx_lex_own_words.kinds;
    size_t k = 0;
    while (k < *n_kinds && (kinds[k].classes != known.classes || kinds[k].flags != known.flags)) k++;
    assert(k < PDX_COUNTOF(pdx_lex_own_words.kinds));
    if (k == *n_kinds) kinds[(*n_kinds)++] = known;
    return k;
}

/* Whether all words of a group have free slots with this factor, each its own; they are taken if so. */
static bool group_take(const pdx_lex_own_word *words, size_t group, uint32_t factor) {
    uint64_t *slots = pdx_lex_own_words.slots;
    size_t taken = 0;
    for (; taken < sizes[group]; taken++) {
        const uint16_t word = groups[group][taken];
        uint64_t *slot = &slots[pdx_lex_slot_of(words[word].hash, factor)];
        if (*slot != 0) break;
        *slot = word;
    }
    if (taken == sizes[group]) return true;
    while (taken-- > 0) slots[pdx_lex_slot_of(words[groups[group][taken]].hash, factor)] = 0;
    return false;
}

static void group_place(const pdx_lex_own_word *words, size_t group) {
    uint32_t factor = 1;
    while (factor < 2 * FACTORS && !group_take(words, group, factor * UINT32_C(0x9E3779B1))) factor += 2;
    assert(factor < 2 * FACTORS);
    pdx_lex_own_words.factors[group] = factor * UINT32_C(0x9E3779B1);
}

void pdx_lex_words_make(const pdx_lex_own_word *words, size_t n) {
    size_t n_kinds = 1;
    assert(n <= PDX_LEX_WORD_ROOM);
    for (size_t i = 1; i < n; i++) {
        const size_t group = words[i].hash & (GROUPS - 1);
        assert(sizes[group] < GROUP_ROOM);
        groups[group][sizes[group]++] = (uint16_t)i;
    }
    for (size_t size = GROUP_ROOM; size > 0; size--) {
        for (size_t group = 0; group < GROUPS; group++) {
            if (sizes[group] == size) group_place(words, group);
        }
    }
    for (size_t k = 0; k < PDX_COUNTOF(pdx_lex_own_words.slots); k++) {
        uint64_t *slot = &pdx_lex_own_words.slots[k];
        const pdx_lex_own_word *word = &words[*slot];
        if (*slot != 0) *slot |= word->hash >> PDX_LEX_TAG << PDX_LEX_TAG | kind_of(word->known, &n_kinds) << PDX_LEX_NUMBER_BITS;
    }
}
