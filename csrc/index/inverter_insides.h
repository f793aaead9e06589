/* What the files of the inverter share. Included by them only. */
#ifndef PDX_INDEX_INVERTER_INSIDES_H
#define PDX_INDEX_INVERTER_INSIDES_H

#include "index/inverter.h"
#include "index/vocabulary.h"
#include "segment/segment_docs_writer.h"
#include "text/tokens.h"

/* A document, in order of arrival. */
typedef struct pdx_doc_note {
    size_t n_stretches;
    uint32_t number; /* among posts or among remainders */
    pdx_lang language;
    bool remainder;
} pdx_doc_note;

/* The tokens of one part of a document. */
typedef struct pdx_stretch {
    uint32_t n_tokens;
    uint8_t group;
} pdx_stretch;

/* What came with an inverter that was joined: its tokens stay as they are, with the numbers that terms have there, so that the turn to terms can
 * be made for all at once. */
typedef struct pdx_late_part {
    PDX_VEC(uint32_t) tokens;
    uint32_t *terms;  /* owned; number there -> number here */
    uint32_t *counts; /* owned; how often each came there */
    size_t n_terms;
    size_t n_notes, n_stretches; /* that had come before */
} pdx_late_part;

/* What came in, as it came: the text's terms one after the other, four bytes each. Where they stand follows from the
 * stretches and the notes. */
struct pdx_inverter {
    const pdx_analyzer *analyzer; /* borrowed, static */
    pdx_tokens *stream;           /* owned */
    pdx_docs_writer docs;
    pdx_arena texts;              /* those that do not stay where they are */
    pdx_vocabulary vocabulary;
    PDX_VEC(uint32_t) tokens;
    PDX_VEC(pdx_stretch) stretches;
    PDX_VEC(pdx_doc_note) notes;
    PDX_VEC(pdx_doc_part) parts;  /* scratch: of the current document */
    unsigned n_threads;
    PDX_VEC(pdx_late_part) late;
    uint32_t *counts;             /* owned; how often each of the first terms had come before any of these */
    size_t n_counts;
    uint32_t n_words;             /* of the current document */
    pdx_buf keys;                 /* long ones of the words that wait */
    size_t n_waiting;
    pdx_word waiting[PDX_VOCABULARY_BATCH]; /* until there are enough for the vocabulary to look for at once */
};

/* All tokens that came. */
size_t pdx_inverter_n_tokens(const pdx_inverter *inverter);
/* Those of late parts behind the others, with numbers of here. */
pdx_status pdx_inverter_parts_unite(pdx_inverter *inverter, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* All that came is in `tokens`. False: out of memory. */
bool pdx_inverter_flush(pdx_inverter *inverter) PDX_MUST;

#endif
