/* The tables of words/mentions_*.def, as arrays: the words of each language and its patterns. Included by mentionlang.c alone, which gives the macros their meaning. */
#ifndef PDX_POST_MENTIONTABLES_H
#define PDX_POST_MENTIONTABLES_H

/* A .def file has both kinds of rows; each array takes its own. */
static const word_list words_en[] = {
#define MENTION_WORDS(class, value, words) WORDS(class, value, words)
#define MENTION(kind, text)
#define MENTION_RELATIVE(text, unit, amount)
#define MENTION_WITH(kind, text, amount)
#include "post/words/mentions_en.def"
#undef MENTION_WORDS
#undef MENTION
#undef MENTION_RELATIVE
#undef MENTION_WITH
};
static const pattern_text patterns_en[] = {
#define MENTION_WORDS(class, value, words)
#define MENTION(kind, text) PATTERN(kind, text)
#define MENTION_RELATIVE(text, unit, amount) RELATIVE(text, unit, amount)
#define MENTION_WITH(kind, text, amount) WITH(kind, text, amount)
#include "post/words/mentions_en.def"
#undef MENTION_WORDS
#undef MENTION
#undef MENTION_RELATIVE
#undef MENTION_WITH
};
static const word_list words_de[] = {
#define MENTION_WORDS(class, value, words) WORDS(class, value, words)
#define MENTION(kind, text)
#define MENTION_RELATIVE(text, unit, amount)
#define MENTION_WITH(kind, text, amount)
#include "post/words/mentions_de.def"
#undef MENTION_WORDS
#undef MENTION
#undef MENTION_RELATIVE
#undef MENTION_WITH
};
static const pattern_text patterns_de[] = {
#define MENTION_WORDS(class, value, words)
#define MENTION(kind, text) PATTERN(kind, text)
#define MENTION_RELATIVE(text, unit, amount) RELATIVE(text, unit, amount)
#define MENTION_WITH(kind, text, amount) WITH(kind, text, amount)
#include "post/words/mentions_de.def"
#undef MENTION_WORDS
#undef MENTION
#undef MENTION_RELATIVE
#undef MENTION_WITH
};
static const word_list words_fr[] = {
#define MENTION_WORDS(class, value, words) WORDS(class, value, words)
#define MENTION(kind, text)
#define MENTION_RELATIVE(text, unit, amount)
#define MENTION_WITH(kind, text, amount)
#include "post/words/mentions_fr.def"
#undef MENTION_WORDS
#undef MENTION
#undef MENTION_RELATIVE
#undef MENTION_WITH
};
static const pattern_text patterns_fr[] = {
#define MENTION_WORDS(class, value, words)
#define MENTION(kind, text) PATTERN(kind, text)
#define MENTION_RELATIVE(text, unit, amount) RELATIVE(text, unit, amount)
#define MENTION_WITH(kind, text, amount) WITH(kind, text, amount)
#include "post/words/mentions_fr.def"
#undef MENTION_WORDS
#undef MENTION
#undef MENTION_RELATIVE
#undef MENTION_WITH
};
static const word_list words_es[] = {
#define MENTION_WORDS(class, value, words) WORDS(class, value, words)
#define MENTION(kind, text)
#define MENTION_RELATIVE(text, unit, amount)
#define MENTION_WITH(kind, text, amount)
#include "post/words/mentions_es.def"
#undef MENTION_WORDS
#undef MENTION
#undef MENTION_RELATIVE
#undef MENTION_WITH
};
static const pattern_text patterns_es[] = {
#define MENTION_WORDS(class, value, words)
#define MENTION(kind, text) PATTERN(kind, text)
#define MENTION_RELATIVE(text, unit, amount) RELATIVE(text, unit, amount)
#define MENTION_WITH(kind, text, amount) WITH(kind, text, amount)
#include "post/words/mentions_es.def"
#undef MENTION_WORDS
#undef MENTION
#undef MENTION_RELATIVE
#undef MENTION_WITH
};
static const word_list words_fa[] = {
#define MENTION_WORDS(class, value, words) WORDS(class, value, words)
#define MENTION(kind, text)
#define MENTION_RELATIVE(text, unit, amount)
#define MENTION_WITH(kind, text, amount)
#include "post/words/mentions_fa.def"
#undef MENTION_WORDS
#undef MENTION
#undef MENTION_RELATIVE
#undef MENTION_WITH
};
static const pattern_text patterns_fa[] = {
#define MENTION_WORDS(class, value, words)
#define MENTION(kind, text) PATTERN(kind, text)
#define MENTION_RELATIVE(text, unit, amount) RELATIVE(text, unit, amount)
#define MENTION_WITH(kind, text, amount) WITH(kind, text, amount)
#include "post/words/mentions_fa.def"
#undef MENTION_WORDS
#undef MENTION
#undef MENTION_RELATIVE
#undef MENTION_WITH
};
static const word_list words_ar[] = {
#define MENTION_WORDS(class, value, words) WORDS(class, value, words)
#define MENTION(kind, text)
#define MENTION_RELATIVE(text, unit, amount)
#define MENTION_WITH(kind, text, amount)
#include "post/words/mentions_ar.def"
#undef MENTION_WORDS
#undef MENTION
#undef MENTION_RELATIVE
#undef MENTION_WITH
};
static const pattern_text patterns_ar[] = {
#define MENTION_WORDS(class, value, words)
#define MENTION(kind, text) PATTERN(kind, text)
#define MENTION_RELATIVE(text, unit, amount) RELATIVE(text, unit, amount)
#define MENTION_WITH(kind, text, amount) WITH(kind, text, amount)
#include "post/words/mentions_ar.def"
#undef MENTION_WORDS
#undef MENTION
#undef MENTION_RELATIVE
#undef MENTION_WITH
};

#endif
