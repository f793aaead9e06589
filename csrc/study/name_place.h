/* A name that is asked for, and what of it stands at a place of a text. For study/name_table.c. Promises: looks at a few words round the place, in
 * the block that is given. */
#ifndef PDX_STUDY_NAME_PLACE_H
#define PDX_STUDY_NAME_PLACE_H

#include "post/identity/name_alike.h"
#include "post/quotes/speech_lex.h"
#include "postdex.h"
#include "text/analyzer.h"

enum { STUDY_NAME_PARTS = 8, STUDY_NAME_LANGUAGES = 8 };

/* The name, word by word. */
typedef struct study_name {
    pdx_name_word parts[STUDY_NAME_PARTS];
    size_t n;
    uint8_t acronym[STUDY_NAME_PARTS]; /* of a body: the first letters of its words, in capitals */
    size_t n_acronym;
    bool is_titled;           /* "Mr" or "Dr." stands first, and is no part of it */
    bool is_body;             /* no person: nothing short of all of it names it */
    size_t turned;            /* of a body that is "Ministry of Weather": where its "of" is, since "Weather Ministry" is the same; 0: of none else */
    const pdx_analyzer *analyzer;
    pdx_speech_words words;   /* owned: what stands in no name, in English */
    pdx_speech_words more[STUDY_NAME_LANGUAGES]; /* owned; the same in other languages of the posts */
    size_t n_more;
    pdx_buf folded, plain;    /* owned */
    pdx_span joined;          /* borrowed: the last word as it was typed, where an apostrophe joins it (O'Brien) */
} study_name;

/* What stands there. */
typedef enum study_name_found {
    STUDY_NAME_NOT,    /* somebody else, or no name */
    STUDY_NAME_OTHER,  /* somebody else of this last name */
    STUDY_NAME_ALONE,  /* the word alone, which may stand for anybody of whom it is a name */
    STUDY_NAME_WHOLE   /* more of the name */
} study_name_found;

typedef struct study_name_place {
    study_name_found found;
    pdx_range range;     /* of all of it */
    uint32_t rules;      /* PDX_NAME_* */
    bool small;          /* the word is printed in small letters: as no name */
    bool titled;         /* Mr. or the like stands before it */
    bool weak;           /* it has to begin with a capital, or is beside a number, so that it may be another word */
} study_name_place;

pdx_status study_name_init(study_name *name, pdx_span text, const pdx_analyzer *analyzer, pdx_error *err) PDX_MUST;
void study_name_deinit(study_name *name);
/* Posts are in this language, too. */
pdx_status study_name_speak(study_name *name, pdx_lang language, pdx_error *err) PDX_MUST;

/* Where a spelling of the last part (`last`: of the first) stands at `node` of a block. */
pdx_status study_name_look(study_name *name, pdx_span layer, pdx_range block, pdx_range node, bool first, study_name_place *out, pdx_error *err)
    PDX_MUST;
/* A word as names are compared: without what a language makes letters of their own (ñ, å, ø, ı). Good until the next is folded. */
pdx_status study_name_fold(study_name *name, pdx_span word, pdx_span *folded, pdx_error *err) PDX_MUST;
/* What a word is in any of the languages (PDX_SPEECH_*). */
pdx_status study_name_classes(study_name *name, pdx_span word, uint32_t *classes, pdx_error *err) PDX_MUST;
static inline bool study_name_apostrophe(uint32_t code) { return code == '\'' || code == 0x2019; }
/* Whether a character is in a word: a letter, or what goes with one (a mark, a joiner), without which a word would end in its midst. */
bool study_name_in_word(uint32_t code);
/* Whether one of two folded words is the plural of the other. */
bool study_name_plural(pdx_span a, pdx_span b);

#endif
