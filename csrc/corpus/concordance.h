/* All occurrences of a query as lines with context, and their order. Called by context.c, line_words.c, archive/ask/pick_lines.c and
 * archive/ask/read_lines.c.
 * Promises: no cap; sorting costs are on the context words that are compared, read once. */
#ifndef PDX_CORPUS_CONCORDANCE_H
#define PDX_CORPUS_CONCORDANCE_H

#include "corpus/running.h"
#include "query/walk/matches.h"

/* One key of a sort. L1 is the word right before the node, R1 the one right after. */
typedef enum pdx_context_kind {
    PDX_CONTEXT_LEFT, PDX_CONTEXT_RIGHT, PDX_CONTEXT_NODE, PDX_CONTEXT_POST, PDX_CONTEXT_DATE, PDX_CONTEXT_PART
} pdx_context_kind;

typedef struct pdx_context_key {
    uint8_t kind; /* pdx_context_kind */
    uint8_t nth;  /* 1.. for LEFT and RIGHT */
    bool descending;
} pdx_context_key;

enum { PDX_CONTEXT_KEYS_MAX = 8, PDX_CONTEXT_WORDS_MAX = 16 };

/* "after", "before", "L1 R1 -date" -> keys. PDX_EVALUE with a message that lists what can be said. */
pdx_status pdx_context_parse(pdx_span text, pdx_context_key keys[PDX_CONTEXT_KEYS_MAX], size_t *n, pdx_error *err) PDX_MUST;

static inline bool pdx_context_is_word(const pdx_context_key *key) { return key->kind <= PDX_CONTEXT_NODE; }
/* Whether some key asks for such a thing; for words of any kind. */
bool pdx_context_keys_ask(const pdx_context_key *keys, size_t n_keys, pdx_context_kind kind);
bool pdx_context_keys_ask_words(const pdx_context_key *keys, size_t n_keys);

/* Whether words as they run tell what the keys ask for: they do but for nodes of several words. */
bool pdx_concordance_runs(const pdx_match_list *list, const pdx_context_key *keys, size_t n_keys);

/* Writes to `order` (room for list->n) the numbers of the matches in the wanted order. `dates` holds one day
 * per post for PDX_CONTEXT_DATE (INT64_MAX: unknown, last), or NULL. Where keys ask for words, they are those of `running`, which tells what
 * they ask for; or where it is NULL, texts are read, and that of each match is written to `texts` (room for list->n; else NULL). */
pdx_status pdx_concordance_sort(const pdx_snapshot *snapshot, const pdx_running *running, const pdx_match_list *list, const pdx_context_key *keys,
                                size_t n_keys, const int64_t *dates, uint32_t *order, pdx_match_text *texts, const pdx_tick *tick,
                                pdx_error *err) PDX_MUST;

/* The text of each match (room for list->n), in whatever order they are: each part is read once. */
pdx_status pdx_concordance_texts(const pdx_snapshot *snapshot, const pdx_match_list *list, pdx_match_text *texts, const pdx_tick *tick,
                                 pdx_error *err) PDX_MUST;

#endif
