/* The words and letters of lang_words.c by their bytes: what each says for which languages. Built once, before anything is
 * looked up. Called by lang.c alone. Promises: safe from any thread; no allocation; one look-up in a table that is mostly empty
 * for a word that says nothing. */
#ifndef PDX_TEXT_LANG_INDEX_H
#define PDX_TEXT_LANG_INDEX_H

#include "text/lang_words.h"

/* A word of at most PDX_LANG_WORD_MAX bytes is its bytes in one number. A letter is told from the word of one letter
 * by its last byte, which is no byte of UTF-8. */
#define PDX_LANG_LETTER ((uint64_t)0xFF << 56)
static inline uint64_t pdx_lang_pack(const uint8_t *bytes, size_t len) {
    uint64_t word = 0;
    for (size_t i = 0; i < len; i++) word |= (uint64_t)bytes[i] << (8 * i);
    return word;
}

typedef struct pdx_lang_entry {
    uint64_t word;
    uint16_t next;    /* entry of the same word + 1, or 0 */
    uint8_t language; /* its place in pdx_lang_table */
    uint8_t points;   /* longer and commoner words say more */
} pdx_lang_entry;

/* The table is fixed when the core is compiled: these rooms are large enough, or the assertions of the build fail for everyone. */
enum { PDX_LANG_ENTRIES = 2048, PDX_LANG_SLOT_BITS = 12, PDX_LANG_SLOTS = 1 << PDX_LANG_SLOT_BITS };

typedef struct pdx_lang_index {
    pdx_lang_entry entries[PDX_LANG_ENTRIES];
    uint16_t slots[PDX_LANG_SLOTS]; /* entry + 1; 0: empty */
    size_t n_entries;
} pdx_lang_index;

/* Read by the functions below alone. */
extern pdx_lang_index pdx_lang_known;

/* Whoever looks something up calls this before. */
void pdx_lang_index_build(void);

/* The slot of a packed word, or the empty one where it would be. */
static inline size_t pdx_lang_slot(uint64_t word) {
    size_t at = (size_t)((word * 0x9E3779B97F4A7C15u) >> (64 - PDX_LANG_SLOT_BITS));
    while (pdx_lang_known.slots[at] != 0 && pdx_lang_known.entries[pdx_lang_known.slots[at] - 1].word != word) at = (at + 1) & (PDX_LANG_SLOTS - 1);
    return at;
}

/* The first entry of a packed word by its number + 1, 0 when no language has it. */
static inline uint16_t pdx_lang_number(uint64_t word) { return pdx_lang_known.slots[pdx_lang_slot(word)]; }
/* NULL for 0. */
static inline const pdx_lang_entry *pdx_lang_at(uint16_t number) { return number == 0 ? NULL : &pdx_lang_known.entries[number - 1]; }
static inline const pdx_lang_entry *pdx_lang_find(uint64_t word) { return pdx_lang_at(pdx_lang_number(word)); }
static inline const pdx_lang_entry *pdx_lang_next(const pdx_lang_entry *entry) { return pdx_lang_at(entry->next); }

#endif
