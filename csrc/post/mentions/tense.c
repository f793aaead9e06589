#include "post/mentions/tense.h"

#include "post/mentions/mention_lex.h"

typedef struct tense_words {
    unsigned bit;
    const char *words;
} tense_words;

static const tense_words classes[] = {
#define TENSE_WORDS(class, words) {class, words},
#include "post/mentions/tense_words.def"
#undef TENSE_WORDS
};

/* Verbs that turn "you will" to the reader instead of to the future. */
static const char reader_verbs[] = "see find notice remember recall know note understand learn read hear";

static unsigned classes_of(pdx_span word) {
    unsigned found = 0;
    for (size_t i = 0; i < PDX_COUNTOF(classes); i++)
        if (pdx_word_listed(classes[i].words, word)) found |= classes[i].bit;
    const bool ed = word.len >= 4 && word.data[word.len - 1] == 'd' && word.data[word.len - 2] == 'e';
    if (ed && (found & (PDX_TENSE_NEITHER | PDX_TENSE_HEDGED)) == 0) found |= PDX_TENSE_PAST;
    return found;
}

/* "May" the month: a capital inside the sentence, or a number behind it. */
static bool is_month_may(pdx_span sentence, size_t begin, pdx_span word) {
    if (!pdx_word_listed("may", word) || sentence.data[begin] != 'M') return false;
    const size_t next = begin + 4;
    return begin > 0 || (next < sentence.len && pdx_ascii_digit(sentence.data[next]));
}

unsigned pdx_tense_read(pdx_span sentence) {
    unsigned tense = 0;
    bool after_will = false;
    for (size_t at = 0; at < sentence.len;) {
        if (sentence.data[at] == '?') tense |= PDX_TENSE_HEDGED;
        if (!pdx_ascii_letter(sentence.data[at])) {
            at++;
            continue;
        }
        uint8_t lower[16];
        size_t n = 0;
        const size_t begin = at;
        for (; at < sentence.len && pdx_ascii_letter(sentence.data[at]); at++)
            if (n < sizeof lower) lower[n++] = sentence.data[at] | 0x20;
        const pdx_span word = pdx_span_of(lower, n);
        if (is_month_may(sentence, begin, word)) continue;
        const unsigned found = classes_of(word);
        if (after_will && pdx_word_listed(reader_verbs, word)) tense |= PDX_TENSE_HEDGED;
        after_will = (found & PDX_TENSE_FUTURE) != 0;
        tense |= found;
    }
    return tense;
}
