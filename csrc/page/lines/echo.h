/* Lines that repeat another line inside other words: "Continue reading “T”", "Comments Off on T". The
 * strongest proof of a title that a text can give. Called by facts.c for each line in turn, which offers
 * those that could be titles. Promises: linear work, at most a few dozen look-ups per line, and none for
 * most: only lines that begin or end with the bytes that an offered one begins or ends with, and are longer, are looked up. */
#ifndef PDX_PAGE_ECHO_H
#define PDX_PAGE_ECHO_H

#include "base/status.h"
#include "page/lines/linefold.h"

typedef struct pdx_echo_slot {
    uint64_t hash;
    uint32_t line; /* + 1; 0: empty */
} pdx_echo_slot;

/* The lines offered so far. */
typedef struct pdx_echoes {
    pdx_echo_slot *slots; /* owned */
    uint64_t *lengths;    /* owned; by the hash of a few bytes: how long lines are that begin, end with them, a bit each, modulo 64 */
    size_t mask, lengths_mask;
    uint64_t key;
} pdx_echoes;

typedef struct pdx_echo {
    uint32_t line; /* index + 1 of the line that is repeated */
    uint64_t form; /* hash of the words round it */
} pdx_echo;

/* `lines` is how many there will be at most. */
pdx_status pdx_echoes_init(pdx_echoes *echoes, size_t lines, uint64_t key, pdx_error *err) PDX_MUST;
void pdx_echoes_deinit(pdx_echoes *echoes);

/* Whether line `i`, folded, repeats one that was offered. */
bool pdx_echoes_find(const pdx_echoes *echoes, const pdx_fold *fold, size_t i, pdx_echo *out);
/* The same for a line that is too long to be folded whole: at its end. */
bool pdx_echoes_find_tail(const pdx_echoes *echoes, pdx_span line, size_t i, pdx_echo *out);
void pdx_echoes_offer(pdx_echoes *echoes, const pdx_fold *fold, size_t i);

#endif
