/* The words, phrases and date names of the .def tables, ready to be found by their words. Built once, when
 * first asked for, in memory of its own size known beforehand; read by lexicon_*.c and dateline*.c.
 * Promises: safe from any thread; nothing is allocated; never changes after it is built. */
#ifndef PDX_PAGE_LEXICON_INDEX_H
#define PDX_PAGE_LEXICON_INDEX_H

#include "page/lexicon/lexicon_words.h"
#include "text/lang.h"

enum { PDX_LEX_WORD_MAX = 40 }; /* bytes of a folded word */

/* What stands in a template: a word (its number), a sign (PDX_LEX_SIGNS + sign) or a hole. */
enum {
    PDX_LEX_SIGNS = 0x8000,
    PDX_HOLE_ANY = 0x9000, /* {}: anything */
    PDX_HOLE_NUMBER,       /* {#} */
    PDX_HOLE_DATE,         /* {date} */
    PDX_HOLE_TIME,         /* {time} */
    PDX_HOLE_NAME,         /* {name}: a few words, each with a capital where the script has any */
    PDX_HOLE_FULL,         /* {full}: the same, two words at least */
    PDX_HOLE_LIST,         /* {list}: one or more short items */
    PDX_HOLE_ITEMS,        /* {items}: two or more */
    PDX_HOLE_CATEGORIES,   /* {categories}, {tags}: lists, in sentences, which have several holes */
    PDX_HOLE_TAGS
};

/* A hole whose end only its surroundings tell. */
static inline bool pdx_lex_is_open(uint16_t element) { return element == PDX_HOLE_ANY || element >= PDX_HOLE_NAME; }

typedef enum pdx_lex_use { PDX_LEX_ALONE, PDX_LEX_INLINE, PDX_LEX_SENTENCE } pdx_lex_use;

typedef struct pdx_lex_phrase {
    pdx_lang language;
    uint8_t kind;     /* pdx_phrase_kind */
    uint8_t use;      /* pdx_lex_use: INLINE ones count only beside others on their line; SENTENCEs are in lists of their own */
    uint8_t n;        /* elements */
    uint8_t words;    /* of them words */
    uint8_t hole;     /* the place of its one hole without fixed length, or n */
    bool later;       /* its date is that of a change */
    bool typed : 1;   /* a date, time or number stands before its open hole */
    bool more : 1;    /* the one behind it begins the same way */
    uint8_t score;    /* how much of it is given */
    uint16_t first;   /* element */
    uint16_t order;   /* how many stand before it in the tables: of those that match equally well the last one counts */
    uint16_t next_last; /* phrase that begins with a hole and ends the same way + 1, or 0 */
} pdx_lex_phrase;

/* Classes of words in dates (dateline_words.def). */
typedef enum pdx_date_class {
    PDX_DW_MONTH,        /* a name that says month by itself */
    PDX_DW_MONTH_COUNTED, /* "tháng": a month by the number behind it */
    PDX_DW_MONTH_SHORT,  /* an abbreviation that is an everyday word somewhere: counts in full dates */
    PDX_DW_WEEKDAY,
    PDX_DW_INSIDE,       /* "of", "de" */
    PDX_DW_ORDINAL,      /* "st", "er" */
    PDX_DW_AFTER_YEAR,   /* "года", "ه" */
    PDX_DW_CLOCK,        /* before a time: "at", "um" */
    PDX_DW_HOURS,        /* "h", "Uhr" */
    PDX_DW_HALF,         /* am, pm */
    PDX_DW_ZONE,
    PDX_DW_AGO_BEFORE,   /* "vor", "il y a" */
    PDX_DW_AGO_WEAK,     /* "for": only together with a word after */
    PDX_DW_AGO_AFTER,    /* "ago" */
    PDX_DW_UNIT,
    PDX_DW_ONE,          /* "a", "eine" */
    PDX_DW_TODAY,
    PDX_DW_CJK           /* 年, 月, 日 by their value 1, 2, 3 */
} pdx_date_class;

/* Beside the bits for classes: the word begins a name of several words. */
#define PDX_DATE_LONG (UINT32_C(1) << 31)

enum { PDX_DATE_NAME_WORDS = 3 };

typedef struct pdx_date_name {
    uint16_t words[PDX_DATE_NAME_WORDS];
    uint8_t n;
    uint8_t name_class; /* pdx_date_class */
    uint8_t value;
    uint16_t next;      /* name with the same first word + 1, or 0 */
} pdx_date_name;

void pdx_lex_make_ready(void);

/* Phrases by how they begin: `paired` those with `second` after `first`, `alone` those whose second element is none, an open hole, a time, or a
 * date after something else; NULL: there is none. An element of a pair is a word, a sign, PDX_HOLE_NUMBER or, first, PDX_HOLE_DATE; a word that no
 * phrase has in its place has no list, and nor has 0. Iterate with pdx_lex_phrases_next: the last of the tables comes first; NULL at the end. */
typedef struct pdx_lex_lists {
    const pdx_lex_phrase *paired, *alone;
} pdx_lex_lists;
pdx_lex_lists pdx_lex_phrases_beginning(uint16_t first, uint16_t second);
static inline const pdx_lex_phrase *pdx_lex_phrases_next(const pdx_lex_phrase *phrase) { return phrase->more ? phrase + 1 : NULL; }
/* Whether of two lists, one of which may be at its end, the first is to be gone on with. */
static inline bool pdx_lex_is_next(const pdx_lex_phrase *one, const pdx_lex_phrase *other) {
    return other == NULL || (one != NULL && one->order > other->order);
}
/* The same for sentences, with `second` or (0) alone. */
const pdx_lex_phrase *pdx_lex_sentences_first(uint16_t first, uint16_t second);
/* The same for phrases that begin with an open hole, by how they end: with `before` before `last`, or (`before` 0) with no word
 * or sign there. */
const pdx_lex_phrase *pdx_lex_phrases_last(uint16_t before, uint16_t last);
const pdx_lex_phrase *pdx_lex_phrases_next_last(const pdx_lex_phrase *phrase);
bool pdx_lex_is_tail_kind(uint8_t kind);  /* glued to the ends of texts: "Continue reading {}" */
bool pdx_lex_is_entry_kind(uint8_t kind); /* furniture of an entry, which can stand beside others on a line */
/* Whether such a phrase proves that the others on its line are furniture too: it says a date, or has much of its own. */
bool pdx_lex_is_proof(uint8_t kind, unsigned score);

/* The phrases, list by list, and their elements; read through these alone, which are asked of every line. */
extern pdx_lex_phrase pdx_lex_own_phrases[];
extern uint16_t pdx_lex_own_elements[];
/* The number of a phrase, never 0, and the phrase with a number. */
static inline uint16_t pdx_lex_phrase_number(const pdx_lex_phrase *phrase) { return (uint16_t)(phrase - pdx_lex_own_phrases + 1); }
static inline const pdx_lex_phrase *pdx_lex_phrase_at(uint16_t number) { return &pdx_lex_own_phrases[number - 1]; }
static inline const uint16_t *pdx_lex_phrase_elements(const pdx_lex_phrase *phrase) { return pdx_lex_own_elements + phrase->first; }

const pdx_date_name *pdx_date_names_first(uint16_t word);
const pdx_date_name *pdx_date_names_next(const pdx_date_name *name);

#endif
