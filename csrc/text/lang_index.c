#include "text/lang_index.h"

#include "text/utf8.h"

pdx_lang_index pdx_lang_known;

static void add(uint64_t word, size_t language, size_t points) {
    pdx_lang_index *known = &pdx_lang_known;
    const size_t at = pdx_lang_slot(word);
    assert(known->n_entries < PDX_LANG_ENTRIES && 2 * known->n_entries < PDX_LANG_SLOTS && language <= UINT8_MAX && points <= UINT8_MAX);
    known->entries[known->n_entries++] = (pdx_lang_entry){word, known->slots[at], (uint8_t)language, (uint8_t)points};
    known->slots[at] = (uint16_t)known->n_entries;
}

/* A letter says as much as one of a word; the words that come first are the commonest, and say a little more. */
enum { LETTER_POINTS = 2, LETTERS_MOST = 3, COMMONEST = 8 };

static void add_words(size_t language, const char *words) {
    const uint8_t *at = (const uint8_t *)words;
    size_t rank = 0;
    while (*at != '\0') {
        const size_t n = strcspn((const char *)at, " ");
        assert(n > 0 && n <= PDX_LANG_WORD_MAX);
        add(pdx_lang_pack(at, n), language, LETTER_POINTS * pdx_min_size(pdx_utf8_count(pdx_span_of(at, n)), LETTERS_MOST) + (rank++ < COMMONEST));
        at += n + (at[n] == ' ');
    }
}

static void add_letters(size_t language, const char *letters) {
    const uint8_t *at = (const uint8_t *)letters, *end = at + strlen(letters);
    while (at < end) {
        size_t len;
        (void)pdx_utf8_decode(at, end, &len);
        add(pdx_lang_pack(at, len) | PDX_LANG_LETTER, language, LETTER_POINTS);
        at += len;
    }
}

void pdx_lang_index_build(void) {
    for (size_t i = 0; i < pdx_lang_table_count; i++) {
        add_words(i, pdx_lang_table[i].words);
        add_letters(i, pdx_lang_table[i].letters);
    }
}
