/* Names and what stands for them in tokens of a post: runs of capital words, noun phrases, whom a pronoun means. Called by quote_speaker.c and
 * quotes.c.
 * Promises: every look is bounded, nothing is allocated. */
#ifndef PDX_POST_QUOTE_NAMES_H
#define PDX_POST_QUOTE_NAMES_H

#include "post/quotes/quotes.h"

enum { PDX_KNOWN_PERSONS = 512 };

/* Whose last names stood in a longer name of the post: then they are persons where they stand alone. */
typedef struct pdx_known_persons {
    uint64_t hash[PDX_KNOWN_PERSONS];
    uint32_t post[PDX_KNOWN_PERSONS]; /* counted from 1: that of which the hash is */
    uint32_t now;
} pdx_known_persons;

/* All that is looked at. */
typedef struct pdx_scene {
    const pdx_quote_token *tokens;
    size_t n;
    const pdx_quote_block *blocks;
    pdx_lang language;
    pdx_known_persons *known;
} pdx_scene;

/* Tokens first to last, which stand for somebody. */
typedef struct pdx_named {
    size_t first, last;
    uint8_t said; /* pdx_quote_said; PDX_SAID_BY_NONE: nobody */
} pdx_named;

void pdx_known_persons_learn(const pdx_scene *scene);

bool pdx_token_is_name(const pdx_scene *scene, size_t i);
/* The first token of the sentence that token i stands in. */
size_t pdx_sentence_first(const pdx_scene *scene, size_t i);
size_t pdx_name_first(const pdx_scene *scene, size_t last, size_t from);
size_t pdx_name_last(const pdx_scene *scene, size_t first);
/* Who stands before the verb at `verb`, in tokens from `from` on. */
pdx_named pdx_subject_before(const pdx_scene *scene, size_t verb, size_t from);
/* Who stands from token `at` on: behind "said", "according to". */
pdx_named pdx_named_after(const pdx_scene *scene, size_t at);
/* Whom a verb means that has no word for who speaks beside it, in languages that need none: "añadió". */
pdx_named pdx_unsaid_means(const pdx_scene *scene, size_t verb);
/* The first of the tokens [from, to) that somebody does something: a person's name, or a pronoun and whom it means. */
pdx_named pdx_subject_first(const pdx_scene *scene, size_t from, size_t to);
/* The subject of the sentence before token `first`, when that is a person. */
pdx_named pdx_subject_of_last(const pdx_scene *scene, size_t first);

#endif
