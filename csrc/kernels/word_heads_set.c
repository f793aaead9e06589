#include <string.h>

#include "base/bits.h"
#include "kernels/word_heads.h"

/* Words are put into few sets such that little else is let through. */

enum { SETS = 8, PAIRS = 32 * 32 };

/* The letters that the words of a set have in each place, a bit each. */
typedef struct head_letters {
    uint32_t at[PDX_HEAD_LETTERS];
} head_letters;

/* How often letters are in English, in thousandths: which sets there are is a matter of speed alone. */
static const uint8_t often[32] = {
    ['a' & 31] = 82, ['b' & 31] = 15, ['c' & 31] = 28, ['d' & 31] = 43, ['e' & 31] = 127, ['f' & 31] = 22, ['g' & 31] = 20,
    ['h' & 31] = 61, ['i' & 31] = 70, ['j' & 31] = 2,  ['k' & 31] = 8,  ['l' & 31] = 40,  ['m' & 31] = 24, ['n' & 31] = 67,
    ['o' & 31] = 75, ['p' & 31] = 19, ['q' & 31] = 1,  ['r' & 31] = 60, ['s' & 31] = 63,  ['t' & 31] = 91, ['u' & 31] = 28,
    ['v' & 31] = 10, ['w' & 31] = 24, ['x' & 31] = 2,  ['y' & 31] = 20, ['z' & 31] = 1,
};

static uint64_t letters_weigh(uint32_t letters) {
    uint64_t sum = 0;
    for (; letters != 0; letters &= letters - 1) sum += 1u + often[pdx_trailing_zeros(letters)];
    return sum;
}

/* How many words a set lets through, the more the more frequent their letters are. */
static uint64_t set_weigh(const head_letters *set) { return letters_weigh(set->at[0]) * letters_weigh(set->at[1]) * letters_weigh(set->at[2]); }

static head_letters pair_letters(const pdx_word_heads *heads, unsigned pair) {
    return (head_letters){{UINT32_C(1) << (pair >> 5), UINT32_C(1) << (pair & 31), heads->thirds[pair]}};
}

static head_letters letters_join(const head_letters *a, const head_letters *b) {
    head_letters both;
    for (unsigned place = 0; place < PDX_HEAD_LETTERS; place++) both.at[place] = a->at[place] | b->at[place];
    return both;
}

/* Words that begin with the same two letters go into the set that then lets through the fewest more. */
static void pair_put(head_letters *sets, const head_letters *own) {
    uint64_t least = UINT64_MAX;
    unsigned best = 0;
    for (unsigned set = 0; set < SETS; set++) {
        const head_letters both = letters_join(&sets[set], own);
        const uint64_t more = set_weigh(&both) - set_weigh(&sets[set]);
        if (more >= least) continue;
        least = more;
        best = set;
    }
    sets[best] = letters_join(&sets[best], own);
}

/* The heaviest of the pairs that are not placed yet; false: all are. */
static bool pair_next(const pdx_word_heads *heads, bool *placed, head_letters *out) {
    uint64_t most = 0;
    unsigned heaviest = 0;
    for (unsigned pair = 0; pair < PAIRS; pair++) {
        const head_letters own = pair_letters(heads, pair);
        const uint64_t weight = placed[pair] ? 0 : set_weigh(&own);
        assert(own.at[2] == 0 || (own.at[0] | own.at[1] | own.at[2]) % 2 == 0);
        if (weight <= most) continue;
        most = weight;
        heaviest = pair;
        *out = own;
    }
    placed[heaviest] = placed[heaviest] || most > 0;
    return most > 0;
}

void pdx_word_heads_set(pdx_word_heads *heads) {
    head_letters sets[SETS] = {{{0}}}, own;
    bool placed[PAIRS] = {false};
    while (pair_next(heads, placed, &own)) pair_put(sets, &own);
    memset(heads->sets, 0, sizeof heads->sets);
    for (unsigned set = 0; set < SETS; set++)
        for (unsigned place = 0; place < PDX_HEAD_LETTERS; place++)
            for (unsigned letter = 0; letter < 32; letter++) heads->sets[place][letter] |= (uint8_t)((sets[set].at[place] >> letter & 1) << set);
}
