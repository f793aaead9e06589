#include "text/lang_index.h"

#include "base/once.h"
#include "text/utf8.h"

/* The table is fixed when the core is compiled: these rooms are large enough, or the assertions fail for everyone. */
enum { ENTRY_ROOM = 2048, SLOT_BITS = 12, SLOTS = 1 << SLOT_BITS };

static pdx_lang_entry entries[ENTRY_ROOM];
static uint16_t slots[SLOTS]; /* entry + 1; 0: empty */
static size_t n_entries;
static pdx_once once;

/* The slot of a word, or the empty one where it would be. */
static size_t slot_of(uint64_t word) {
    size_t at = (size_t)((word * 0x9E3779B97F4A7C15u) >> (64 - SLOT_BITS));
    while (slots[at] != 0 && entries[slots[at] - 1].word != word) at = (at + 1) & (SLOTS - 1);
    return at;
}

static void add(uint64_t word, size_t language, size_t points) {
    const size_t at = slot_of(word);
    assert(n_entries < ENTRY_ROOM && 2 * n_entries < SLOTS && language <= UINT8_MAX && points <= UINT8_MAX);
    entries[n_entries++] = (pdx_lang_entry){word, slots[at], (uint8_t)language, (uint8_t)points};
    slots[at] = (uint16_t)n_entries;
}

static void add_words(size_t language, const char *words) {
    const uint8_t *at = (const uint8_t *)words;
    while (*at != '\0') {
        const size_t n = strcspn((const char *)at, " ");
        assert(n > 0 && n <= PDX_LANG_WORD_MAX);
        add(pdx_lang_pack(at, n), language, pdx_min_size(pdx_utf8_count(pdx_span_of(at, n)), 3));
        at += n + (at[n] == ' ');
    }
}

static void add_letters(size_t language, const char *letters) {
    const uint8_t *at = (const uint8_t *)letters, *end = at + strlen(letters);
    while (at < end) {
        size_t len;
        (void)pdx_utf8_decode(at, end, &len);
        add(pdx_lang_pack(at, len) | PDX_LANG_LETTER, language, 1);
        at += len;
    }
}

static void build(void) {
    for (size_t i = 0; i < pdx_lang_table_count; i++) {
        add_words(i, pdx_lang_table[i].words);
        add_letters(i, pdx_lang_table[i].letters);
    }
}

uint16_t pdx_lang_number(uint64_t word) {
    pdx_once_run(&once, build);
    return slots[slot_of(word)];
}

const pdx_lang_entry *pdx_lang_at(uint16_t number) { return number == 0 ? NULL : &entries[number - 1]; }
const pdx_lang_entry *pdx_lang_next(const pdx_lang_entry *entry) { return pdx_lang_at(entry->next); }
