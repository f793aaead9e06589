/* The tables of words/mentions_*.def, as arrays: the words of each language and its patterns. Included by mention_lang.c alone, which gives the
 * macros their meaning. */
#ifndef PDX_POST_MENTION_TABLES_H
#define PDX_POST_MENTION_TABLES_H

/* A .def file has both kinds of rows; each array takes its own, as take_*.def say. */
static const word_list words_en[] = {
#include "post/words/take_words.def"
#include "post/words/mentions_en.def"
};
static const pattern_text patterns_en[] = {
#include "post/words/take_patterns.def"
#include "post/words/mentions_en.def"
};
static const word_list words_de[] = {
#include "post/words/take_words.def"
#include "post/words/mentions_de.def"
};
static const pattern_text patterns_de[] = {
#include "post/words/take_patterns.def"
#include "post/words/mentions_de.def"
};
static const word_list words_fr[] = {
#include "post/words/take_words.def"
#include "post/words/mentions_fr.def"
};
static const pattern_text patterns_fr[] = {
#include "post/words/take_patterns.def"
#include "post/words/mentions_fr.def"
};
static const word_list words_es[] = {
#include "post/words/take_words.def"
#include "post/words/mentions_es.def"
};
static const pattern_text patterns_es[] = {
#include "post/words/take_patterns.def"
#include "post/words/mentions_es.def"
};
static const word_list words_fa[] = {
#include "post/words/take_words.def"
#include "post/words/mentions_fa.def"
};
static const pattern_text patterns_fa[] = {
#include "post/words/take_patterns.def"
#include "post/words/mentions_fa.def"
};
static const word_list words_ar[] = {
#include "post/words/take_words.def"
#include "post/words/mentions_ar.def"
};
static const pattern_text patterns_ar[] = {
#include "post/words/take_patterns.def"
#include "post/words/mentions_ar.def"
};
static const word_list words_other[] = {
#include "post/words/take_words.def"
#include "post/words/mentions_other.def"
};
static const pattern_text patterns_other[] = {
#include "post/words/take_patterns.def"
#include "post/words/mentions_other.def"
};

#endif
